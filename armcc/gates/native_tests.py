"""Thousands of tests that are made natively, on a baseline and a candidate beside it.

They run in a thread of their own while the tests of other kinds are made in Python: nearly
all of their time is spent in the engine, which needs no lock of the interpreter.
"""

from __future__ import annotations

import ctypes
import sys
from threading import Thread
from types import TracebackType

from armcc.gates import engine
from armcc.gates.cases import NATIVE_LIMIT, next_limit, settled, take
from armcc.gates.compare import Mismatch
from armcc.gates.coverage import merge
from armcc.gates.inputs import Case
from armcc.gates.loaded import Found, Loaded, one
from armcc.gates.pair import Kept, Pair
from armcc.gates.subject import Subject

# A run of the candidate may take this many times the baseline's instructions; what needs
# more is taken for endless.  The engine has the same number.
SLOWDOWN = 64
# Native tests of both codes, in every decision: in the thread, and those of a sample.  Drafts,
# and instructions of the baseline.
TESTS, SAMPLED_TESTS = 3328, 768
DRAFTS, SAMPLED_DRAFTS = 24_000, 8000
WORK, SAMPLED_WORK = 3_200_000, 1_000_000
MOVED = 512  # of the thread's, the last: where all upper bits of addresses differ
STEP = 256
# Ends that come early: so many are looked into, by runs of the baseline of so many instructions.
EARLY_ENDS = 12
EARLY_LIMIT = 200_000
# Tests that break what attributes of arguments promise, tried before the others.
VIOLATING_TESTS = 768
# Seconds that one thread keeps the interpreter while the other waits for it.
_SWITCH = 0.0003


class NativeTests:
    """The native tests of one decision; `with` it they run beside what is done there.

    Until `join` has returned, neither the pair nor anything of the candidate may be used.

    found: the first difference.  kept: tests that reached something new.  assumed: promises
    of the caller ("noalias", "nonnull", "range") that the candidate relies on.  tests: how
    many were clean.
    """

    def __init__(self, subject: Subject, pair: Pair, loaded: Loaded) -> None:
        self.subject = subject
        self.pair = pair
        self.loaded = loaded
        self.found: Found | None = None
        self.kept: list[Case] = []
        self.assumed: set[str] = set()
        self.tests = 0
        self._limit = NATIVE_LIMIT  # instructions of one test
        self._stop = False
        self._failure: BaseException | None = None
        self._thread: Thread | None = Thread(target=self._run, name="native tests")
        self._interval = 0.0

    def __enter__(self) -> NativeTests:
        # An engine of this process that is not loaded yet would be loaded twice.
        engine.library()
        self._interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)
        try:
            assert self._thread is not None
            self._thread.start()
        except RuntimeError:  # no more threads here: before what else is done, then
            self._thread = None
            self._run()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop = True
        if self._thread is not None:
            self._thread.join()
        sys.setswitchinterval(self._interval)

    def join(self) -> None:
        """Wait for their end; raises what they raised."""
        if self._thread is not None:
            self._thread.join()
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        try:
            self.found = self._violating() or self._honest()
        except BaseException as e:
            self._failure = e

    def _violating(self) -> Found | None:
        """Tests that break what `noalias`, `nonnull` and `range` promise.

        A difference on one of them is no fault, but the rewrite then rests on the promise.
        """
        words = ("noalias", "nonnull", "range(", "dereferenceable(", "sret")
        slots = self.subject.signature.slots
        if not any(a.startswith(words) for s in slots for a in s.value.attributes):
            return None
        self.pair.honour = False
        self.pair.restart()
        try:
            left = VIOLATING_TESTS
            drafts = 4 * VIOLATING_TESTS
            while left > 0 and drafts > 0 and not self._stop:
                round_ = self.pair.batch(left, drafts, WORK // 4, NATIVE_LIMIT)
                left -= max(round_.tests, 1)
                drafts -= max(round_.drafts, 1)
                if round_.outcome != engine.DIFFERENT:
                    continue
                violated = self.pair.violated
                if not violated:
                    return differing(self.subject, self.pair, self.loaded)
                for bit, word in ((1, "noalias"), (2, "nonnull"), (4, "range")):
                    if violated & bit:
                        self.assumed.add(word)
                left -= 64  # known by now: no need to see it as often as the rest
        finally:
            self.pair.honour = True
            self.pair.restart()
            # Their coverage counts only where the promise is not relied on.
            ctypes.memset(self.pair.pair.seen_baseline, 0, len(self.subject.listing))
            ctypes.memset(self.pair.pair.seen_candidate, 0, len(self.loaded.coverage))
            ctypes.memset(self.pair.hits, 0, 2 * len(self.loaded.coverage))
        return None

    def _honest(self) -> Found | None:
        """Thousands of tests made natively; those that reach something new are kept."""
        pair = self.pair
        left, drafts, work = TESTS, DRAFTS, WORK
        lazy, moved = True, False
        fresh: list[Kept] = []
        # A test on which both codes end says more, and can be shown: one may still be met.
        endless: Found | None = None
        pair.restart()
        pair.pair.early = EARLY_ENDS
        while left > 0 and drafts > 0 and work > 0 and not self._stop:
            before = pair.pair.work
            # A part of all limits is left for the other place.
            last = (left <= MOVED, drafts <= DRAFTS // 8, work <= WORK // 8)
            if any(last) and not moved:
                pair.move()
                moved = True
            step = (min(left, STEP), min(drafts, DRAFTS // 8), WORK // 8)
            round_ = pair.batch(*step, self._limit, lazy)
            spent = pair.pair.work - before
            left -= round_.tests
            self.tests += round_.tests
            drafts -= max(round_.drafts, 1)
            work -= spent
            self._limit = next_limit(self._limit, round_.drafts, spent)
            if round_.outcome == engine.DIFFERENT:
                return differing(self.subject, self.pair, self.loaded)
            if round_.outcome == engine.EARLY:
                found = self._early()
                if found is not None and found.case.kind != "endless":
                    return found
                endless = endless or found
            elif round_.outcome == engine.KEPT:
                fresh.append(pair.kept())
            elif self.subject.image.writable:
                lazy = not lazy
                pair.restart()
        pair.pair.early = 0
        if moved:
            pair.move()
        self._keep(fresh)
        return endless

    def _keep(self, fresh: list[Kept]) -> None:
        merge(self.loaded.coverage, bytes(self.pair.seen_candidate))
        self.kept += settled(self.pair.baseline, fresh)

    def sample(self, wanted: int) -> list[Case]:
        """About `wanted` further tests, after `join`, taken evenly whatever they reach.

        One that differs is `found`.
        """
        taken = take(
            self.pair, SAMPLED_TESTS, wanted, SAMPLED_DRAFTS, SAMPLED_WORK, limit=self._limit
        )
        self.tests += taken.tests
        if taken.differs:
            self.found = differing(self.subject, self.pair, self.loaded)
            return []
        self._keep(taken.fresh)
        return settled(self.pair.baseline, taken.others)

    def _early(self) -> Found | None:
        """What there is to a native test in which only the candidate came to an end.

        The baseline gets more time.  Where it ends as well, that is a test like others.  Where
        it goes on past SLOWDOWN times the candidate's instructions, or makes a further call,
        the candidate has taken a huge count for a small one, or left a loop too soon.
        """
        test = self.pair.last_test()
        actual = self.loaded.emulator.outcome(test.but(regions=()))
        expected = self.pair.baseline.run(test, EARLY_LIMIT)
        self.pair.restart()
        found = None
        if expected.clean:
            case = Case(test, expected, "native")
            wrong, _ = one(self.subject, self.pair, self.loaded, case, 0)
            found = Found(case, wrong) if wrong is not None else None
        elif expected.status == "limit" and (
            expected.instructions < EARLY_LIMIT  # it is the calls that are too many
            or expected.instructions > SLOWDOWN * actual.instructions
        ):
            said = "returns where the baseline goes on and on"
            found = Found(Case(test, expected, "endless"), Mismatch("width", said))
        self.pair.restart()
        return found


def differing(subject: Subject, pair: Pair, loaded: Loaded) -> Found:
    """The native test that has just differed, as one that runs again."""
    test = pair.last_test()
    actual = loaded.emulator.outcome(test.but(regions=()))
    again = settled(pair.baseline, [Kept(test, 0, None)])
    if not again:
        return Found(
            Case(test, actual, "native"),
            Mismatch("engine", "a native test that differed does not run again"),
        )
    case = again[0]
    wrong, _ = one(subject, pair, loaded, case, 0)
    if wrong is None:
        wrong = Mismatch("engine", "a native test that differed does not differ again")
    return Found(case, wrong)
