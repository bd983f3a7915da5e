"""The equivalence gate: the same inputs through baseline and candidate, all compared.

First micro-execution in Unicorn with exact footprints, then the same inputs as a real
process under qemu-aarch64.  Both must agree with the baseline on every test.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain

from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates import engine
from armcc.gates.cases import (
    CaseSet,
    Subject,
    contradiction,
    excused,
    make_cases,
    merge,
    more_cases,
    settled,
    touched_bytes,
    uncovered,
)
from armcc.gates.compare import Mismatch, difference, native_difference, translated_memory
from armcc.gates.constants import constants_of
from armcc.gates.decisions import decision, makes_nans
from armcc.gates.emulator import FRAME_RULES, Emulator
from armcc.gates.frame import FrameRules, baseline_operations
from armcc.gates.idle import idle
from armcc.gates.image import Image, candidate_image
from armcc.gates.inputs import Case
from armcc.gates.locals import effects_in, without_roots
from armcc.gates.native import NativeRunError, Started, sandbox_name, start_pair
from armcc.gates.overflow import overflow_cases
from armcc.gates.pair import Kept, Pair, nan_widths
from armcc.gates.reach import (
    EDGE_WORK,
    Missing,
    boundaries,
    compares,
    hidden,
    hidden_lanes,
    indexed,
    lanes_meet,
    reach,
    revisit,
    unmet,
)
from armcc.gates.reachable import NOTHING, Proof, connected, infeasible
from armcc.gates.shrink import shrunk
from armcc.gates.state import Test
from armcc.gates.stepping import first_disagreement
from armcc.gates.structure import candidate_flow, structure_mismatch
from armcc.gates.syntax import Assembled
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

# So many tests, and each that reaches a new instruction, also hold the unwind table
# against the truth at every instruction.
FRAME_CASES = 48
# A run of the candidate may take this many times the baseline's instructions; what needs
# more is taken for endless.  The engine has the same number.
SLOWDOWN = 64
# Native tests of both codes, in every decision.
NATIVE_TESTS = 4096
NATIVE_MOVED = 512  # of them, the last: where all upper bits of addresses differ
NATIVE_DRAFTS = 30_000
NATIVE_WORK = 4_000_000
NATIVE_STEP = 256
NATIVE_LIMIT = 3000
NATIVE_SHORT = 500
# Ends that come early: so many are looked into, by runs of the baseline of so many instructions.
EARLY_ENDS = 12
EARLY_LIMIT = 200_000
# Tests that break what attributes of arguments promise, tried before the others.
VIOLATING_TESTS = 768
# Further tests made where the first leave part of the candidate untested.
REACH_ATTEMPTS = 120
# What the second engine runs: all that reached something new, and others up to this number.
QEMU_TESTS = 288
LONG_LIMIT = 400_000


@dataclass
class Loaded:
    """A candidate made ready to run beside its baseline.

    coverage: of all its clean tests, for each instruction 1 executed, 2 and 4 decided
    either way.
    """

    assembled: Assembled
    image: Image
    emulator: Emulator
    coverage: bytearray
    frame: FrameRules
    wanted: set[int] = field(default_factory=set)
    decisions: set[int] = field(default_factory=set)
    function: Function | None = None
    known: Proof | None = None

    def proof(self) -> Proof:
        """What the code never does; worked out when first asked for.

        Instructions to which no path leads at all are no compiler's leavings: they stay
        ones that no test has executed.
        """
        if self.known is None:
            self.known = NOTHING
            if self.function is not None:
                relocated = {at for at, *_ in self.assembled.machine.relocations}
                flow = candidate_flow(self.function, self.assembled)
                found = infeasible(flow, relocated)
                self.known = replace(found, dead=found.dead & connected(flow))
        return self.known

    @property
    def missing(self) -> tuple[list[int], list[int]]:
        """Offsets that no test executed, and of decisions seen one way only."""
        return uncovered(self.coverage, self.wanted, self.decisions, self.proof)

    @property
    def unused(self) -> int:
        """How many bytes of its own constants no test has read."""
        return len(self._unread())

    def meant(self) -> frozenset[int]:
        """The addresses of its own constants that have to matter: neither padding nor copies."""
        every = {at for a, b in self.image.own for at in range(a, b)}
        copies = {at for _, here, size in self.image.twins for at in range(here, here + size)}
        return frozenset(every - set(self.emulator.unused(self.image.own)) - copies)

    def _unread(self) -> set[int]:
        if not self.image.own:
            return set()
        base = self.image.own[0][0]
        tables = {base + at for a, b in self.assembled.tables for at in range(a, b)}
        unread = self.emulator.unused(self.image.own)
        padding = _padding(unread, base, self.assembled.machine.constants) - tables
        # A copy of a literal that the baseline has holds what it should, read or not.
        copies = {at for _, here, size in self.image.twins for at in range(here, here + size)}
        return set(unread) - padding - copies

    def in_its_frame(self, case: Case) -> Test:
        """A test in the terms of its frame, right after it was held against its baseline."""
        return self._in_frame(case, self.image.placement.stack)

    def _in_frame(self, case: Case, stack: int) -> Test:
        starts, registers = self.emulator.places(stack)
        made = case.expected.calls[: len(starts)]
        return effects_in(self.image, case.test, made, starts, registers)

    @property
    def elsewhere(self) -> Image:
        """The image with stack and caller where a process has the candidate's."""
        return replace(self.image, placement=self.image.placement.elsewhere)

    def test_elsewhere(self, case: Case, pair: Pair) -> Test:
        """A test in the terms of `elsewhere`."""
        test, stack = case.test, self.image.placement.elsewhere.stack
        if self.image.frame.locals and case.expected.calls:
            # Where it has the baseline's local variables the first engine shows.
            pair.check(test, max(2 * case.expected.instructions, 2000))
            test = self._in_frame(case, stack)
        return test.but(sp=test.sp - self.image.placement.stack + stack)

    @property
    def complete(self) -> bool:
        """Whether tests have shown all that the code can do at each of its places."""
        return not any(self.missing) and not self.unused


def _padding(unread: list[int], base: int, constants: bytes) -> set[int]:
    """The bytes that fill up to an alignment: fewer than 16 zeros before a multiple of 8."""
    out: set[int] = set()
    run: list[int] = []
    for at in [*unread, -1]:
        if run and at != run[-1] + 1:
            zeros = not any(constants[a - base] for a in run)
            if zeros and len(run) < 16 and (run[-1] + 1 - base) % 8 == 0:
                out.update(run)
            run = []
        run.append(at)
    return out


def load(subject: Subject, assembled: Assembled, footprints: bool = True) -> Loaded:
    """Place a candidate beside its baseline's object; `footprints` as for Emulator.

    Raises Error("new-symbol") or Error("relocation")."""
    function = subject.function
    where = subject.image.placement
    machine = assembled.machine
    image = candidate_image(
        function.object, function.hot, machine, where, subject.callees, subject.image.frame
    )
    peer = subject.emulator if footprints else None
    emulator = Emulator(image, assembled.listing, footprints, peer, subject.strict)
    places = range(0, len(machine.code), 4)
    return Loaded(
        assembled,
        image,
        emulator,
        bytearray(len(machine.code) // 4),
        FrameRules(machine.cfi, len(machine.code)),
        set(places),
        {at for at in places if decision(assembled.listing[at // 4])},
        function,
    )


@dataclass(frozen=True)
class Found:
    """A test on which the candidate differs, and how."""

    case: Case
    mismatch: Mismatch


def first_mismatch(
    subject: Subject, pair: Pair, loaded: Loaded, cases: list[Case], frame: int
) -> Found | None:
    """Run cases in order until one differs; the candidate's coverage is added to.

    frame: where its unwind table is held against the truth, flags of the engine.
    """
    step = max(1, len(cases) // FRAME_CASES)
    for index, case in enumerate(cases):
        wrong, fresh = _one(subject, pair, loaded, case, frame if index % step == 0 else 0)
        if wrong is None and frame and (fresh or case.expected.calls):
            # Each instruction's row of the unwind table is held against the truth.
            wrong, _ = _one(subject, pair, loaded, case, frame)
        if wrong is not None and wrong.reason == "abi" and frame:
            # A register that is lost for good says more than the table that lost it.
            plainer, _ = _one(subject, pair, loaded, case, 0)
            wrong = plainer or wrong
        if wrong is not None:
            return Found(case, wrong)
    return None


def _one(
    subject: Subject, pair: Pair, loaded: Loaded, case: Case, frame: int
) -> tuple[Mismatch | None, bool]:
    """One test: the difference it shows, and whether it reached something new."""
    m = loaded.emulator.machine
    flags = m.flags
    if frame:
        m.rows = ctypes.addressof(loaded.frame.rows)
        m.flags |= frame
    found = pair.check(case.test, max(2 * case.expected.instructions, 2000))
    m.flags = flags
    if found != engine.SAME:
        if subject.emulator.machine.status not in (engine.RETURNED, engine.NO_RETURN):
            return Mismatch("engine", "the baseline does not end as it did before"), False
        wrong = explained(subject, loaded, case)
        if wrong is not None:
            return wrong, False
    before = bytes(loaded.coverage)
    merge(loaded.coverage, bytes(loaded.emulator.covered))
    return None, before != bytes(loaded.coverage)


def explained(subject: Subject, loaded: Loaded, case: Case) -> Mismatch | None:
    """In words how the run that has just ended differs; None where it does not after all."""
    actual = loaded.emulator.outcome(case.test)
    nan = nan_widths(subject.function.contract, subject.listing)
    return difference(
        subject.signature,
        loaded.image,
        case.test,
        case.expected,
        actual,
        nan,
        makes_nans(subject.listing),
    ) or Mismatch("memory", "the caller's frame is changed")


def quick_look(subject: Subject, assembled: Assembled, cases: list[Case]) -> GateResult:
    """A few tests in micro-execution only, to spare the search the obvious failures."""
    try:
        loaded = load(subject, assembled)
    except Error as e:
        return GateResult("equivalence", REJECTED, e.reason, e.message)
    with closing(loaded.emulator):
        pair = subject.pair(0, subject.constants, loaded.emulator)
        found = first_mismatch(subject, pair, loaded, cases, frame=0)
    if found is None:
        return GateResult("equivalence", ACCEPTED, evidence={"tests": len(cases)})
    remember(subject, found.case)
    return GateResult("equivalence", REJECTED, found.mismatch.reason, _sentence(found))


def remember(subject: Subject, case: Case) -> None:
    """Keep a counter-example for the candidates to come."""
    if len(subject.counter_examples) < 64 and all(c is not case for c in subject.counter_examples):
        subject.counter_examples.append(case)


def _sentence(found: Found) -> str:
    return f"{found.mismatch.detail}; for {found.case.test.shown or 'no arguments'}"


def equivalence_gate(
    subject: Subject,
    assembled: Assembled,
    seed: int,
    workdir: str,
    base: list[Case] | None = None,
    keep: str = "",
) -> tuple[GateResult, tuple[str, ...]]:
    """The gate's result, and the assumptions that an acceptance rests on.

    seed: 64 bits, secret until the decision is made, then part of the evidence.
    base: tests that were made before; they can reject, and count for nothing else.
    keep: a folder for the programs of the second engine.
    """
    gate = "equivalence"
    subject.failing = None
    refused = structure_mismatch(subject.function, subject.listing, assembled)
    if refused is not None:
        return GateResult(gate, REJECTED, refused.reason, refused.sentence), ()
    try:
        loaded = load(subject, assembled)
    except Error as e:
        return GateResult(gate, REJECTED, e.reason, e.message), ()
    with closing(loaded.emulator):
        return _Decision(subject, loaded, seed, workdir, keep).result(base or [])


@dataclass
class _Part:
    """Tests that the second engine was started on; `failure` says why it was not.

    others: the same for the candidate.
    """

    cases: list[Case]
    others: list[Test]
    started: Started | None
    failure: str = ""


class _Decision:
    """One decision on one candidate."""

    def __init__(
        self, subject: Subject, loaded: Loaded, seed: int, workdir: str, keep: str
    ) -> None:
        self.subject = subject
        self.loaded = loaded
        self.seed = seed
        self.workdir = workdir
        self.keep = keep
        self.evidence: dict[str, object] = {"seed": f"{seed:#018x}"}
        self.assumed: set[str] = set()
        assembled = loaded.assembled
        self.constants = constants_of(assembled.listing, (assembled.machine.constants,))
        everything = tuple(sorted({*subject.constants, *self.constants}))
        suspects = tuple(sorted(set(self.constants) - set(subject.constants)))
        self.pair = subject.pair(seed ^ 0x5851F42D4C957F2D, everything, loaded.emulator, suspects)
        self.frame = 0
        self.tests = 0
        self.parts: list[_Part] = []

    def result(self, base: list[Case]) -> tuple[GateResult, tuple[str, ...]]:
        try:
            return self._result(base)
        finally:
            for part in self.parts:
                if part.started is not None:
                    part.started.stop()

    def _result(self, base: list[Case]) -> tuple[GateResult, tuple[str, ...]]:
        gate = "equivalence"
        subject, loaded = self.subject, self.loaded
        before = [*subject.counter_examples, *base]
        found = first_mismatch(subject, self.pair, loaded, before, frame=0)
        if found is not None:
            return self._different(found)
        # What earlier tests executed counts for nothing: their seed is not this decision's.
        loaded.coverage[:] = bytes(len(loaded.coverage))
        loaded.emulator.forget_used()
        try:
            cases = make_cases(subject, self.seed, self.constants)
        except Error as e:
            return GateResult(gate, UNKNOWN, e.reason, e.message, self.evidence), ()
        self.evidence |= cases.evidence
        self.tests = len(cases.cases)
        self.frame = self._frame_flags(cases.cases)
        self.evidence["unwind_table_checked"] = {
            FRAME_RULES: "each instruction",
            engine.FRAME_AT_CALLS: "calls",
        }.get(self.frame, "")
        found = first_mismatch(subject, self.pair, loaded, cases.cases, self.frame)
        if found is not None:
            return self._different(found)
        made = len(cases.cases)
        self._launch([*self._kept(cases), *cases.bulk])
        found = self._violating() or self._native(cases)
        if found is not None:
            return self._different(found)
        # What came since reached something new: all of it.
        reached = len(cases.cases)
        self._launch(cases.cases[made:reached])
        narrowed = self._narrowed(cases)
        if narrowed:
            return GateResult(gate, REJECTED, "width", narrowed, self.evidence), ()
        found = self._long(cases) or self._reach(cases) or self._revisit(cases)
        if found is not None:
            return self._different(found)
        self.evidence["tests"] = self.tests + len(cases.bulk)
        self.evidence["distinct_paths"] = self.pair.paths
        never, half = loaded.missing
        if never or half:
            return self._not_covered(never, half), ()
        if loaded.unused:
            detail = f"no test uses {loaded.unused} bytes of its constants"
            return GateResult(gate, UNKNOWN, "coverage", detail, self.evidence), ()
        try:
            self.evidence["excused"] = self._excused(cases)
        except Error as e:
            return GateResult(gate, UNKNOWN, e.reason, e.message, self.evidence), ()
        self.evidence["coverage"] = "every instruction and both outcomes of every decision"
        self._launch(cases.cases[reached:])
        wrong = self._second_engine()
        if wrong is not None:
            outcome, reason, detail = wrong
            return GateResult(gate, outcome, reason, detail, self.evidence), ()
        meant = loaded.meant()
        without_use, telling = idle(self.pair, loaded.emulator, cases.cases, meant)
        for case in settled(subject, [Kept(test, 0, None) for test in telling]):
            wrong_entry, _ = _one(subject, self.pair, loaded, case, 0)
            if wrong_entry is not None:
                return self._different(Found(case, wrong_entry))
        if without_use:
            detail = f"no test shows what {len(without_use)} of its constants are for"
            return GateResult(gate, UNKNOWN, "coverage", detail, self.evidence), ()
        self.evidence["engines"] = ["unicorn", "qemu-aarch64"]
        assumptions = self._assumptions()
        return GateResult(gate, ACCEPTED, evidence=self.evidence), assumptions

    # -- outcomes ---------------------------------------------------------------

    def _different(self, found: Found) -> tuple[GateResult, tuple[str, ...]]:
        if found.case.kind == "endless":
            # No test to compare by: the baseline comes to no end.
            self.evidence["counter_example"] = _counter_example(found)
            self.evidence.setdefault("tests", self.tests)
            wrong = found.mismatch
            return (
                GateResult("equivalence", REJECTED, wrong.reason, _sentence(found), self.evidence),
                (),
            )
        if found.case.kind != "overflow":
            remember(self.subject, found.case)
            self.subject.failing = found.case
        # Else it is megabytes of one value: nothing to begin with, or to look at step by step.
        self.evidence.setdefault("tests", self.tests)
        self.evidence["distinct_paths"] = self.pair.paths
        found = self._smallest(found)
        self.evidence["counter_example"] = _counter_example(found)
        wrong = found.mismatch
        return (
            GateResult("equivalence", REJECTED, wrong.reason, _sentence(found), self.evidence),
            (),
        )

    def _smallest(self, found: Found) -> Found:
        """The same difference, or another, on a smaller input."""
        if found.case.kind == "overflow":
            return found  # on a smaller one nothing overflows
        case = shrunk(self.pair, found.case)
        if case is found.case:
            return found
        limit = max(2 * case.expected.instructions, 2000)
        if self.pair.check(case.test, limit) == engine.SAME:
            return found  # it shows only where more is looked at
        wrong = explained(self.subject, self.loaded, case)
        return found if wrong is None else Found(case, wrong)

    def _not_covered(self, never: list[int], half: list[int]) -> GateResult:
        listing = self.loaded.assembled.listing
        if never:
            detail = (
                f"no test executed {len(never)} of its {len(listing)} instructions, "
                f"the first at +{never[0]:#x}: {listing[never[0] // 4]}"
            )
        else:
            detail = (
                f"no test saw both outcomes of {len(half)} of its {len(self.loaded.decisions)} "
                f"decisions, the first at +{half[0]:#x}: {listing[half[0] // 4]}"
            )
        self.evidence["uncovered"] = never
        self.evidence["one_sided"] = half
        return GateResult("equivalence", UNKNOWN, "coverage", detail, self.evidence)

    def _excused(self, cases: CaseSet) -> int:
        """How many instructions and decisions of both codes are proved to be as tests left them.

        Raises Error("proof") where a test has shown otherwise.
        """
        subject, loaded = self.subject, self.loaded
        seen = bytearray(self.pair.seen_baseline)
        merge(seen, bytes(cases.coverage))
        both = (
            ("the baseline", subject.listing, seen, subject.wanted, subject.decisions,
             subject.proof),
            ("the candidate", loaded.assembled.listing, loaded.coverage, loaded.wanted,
             loaded.decisions, loaded.proof),
        )  # fmt: skip
        count = 0
        for whose, listing, coverage, instructions, decisions, proof in both:
            if not any(uncovered(coverage, instructions, decisions)):
                continue
            wrong = proof().contradicted(coverage)
            if wrong:
                raise contradiction(whose, wrong[0], listing)
            count += excused(coverage, instructions, decisions, proof)
        return count

    # -- tests ------------------------------------------------------------------

    def _frame_flags(self, cases: list[Case]) -> int:
        """Where the baseline's own unwind table holds, and the candidate's has to.

        At each instruction with asynchronous tables (clang's default), at the calls with
        synchronous ones, nowhere where there are none.
        """
        subject = self.subject
        operations = baseline_operations(subject.function.object, subject.function.hot)
        if operations is None:
            return 0
        rules = FrameRules(operations, subject.image.code_size)
        calling = [c for c in cases if c.expected.calls][:8]
        looked = [*cases[:4], *calling]
        run = subject.emulator.run
        if all(run(c.test, LONG_LIMIT, frame=rules).clean for c in looked):
            return FRAME_RULES
        if all(run(c.test, LONG_LIMIT, frame=rules, at_calls=True).clean for c in calling):
            return engine.FRAME_AT_CALLS
        return 0

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
            while left > 0 and drafts > 0:
                round_ = self.pair.batch(left, drafts, NATIVE_WORK // 4, NATIVE_LIMIT)
                left -= max(round_.tests, 1)
                drafts -= max(round_.drafts, 1)
                if round_.outcome != engine.DIFFERENT:
                    continue
                violated = self.pair.violated
                if not violated:
                    return self._found()
                for bit, word in ((1, "noalias"), (2, "nonnull"), (4, "range")):
                    if violated & bit:
                        self.assumed.add(word)
                left -= 64  # known by now: no need to see it as often as the rest
        finally:
            self.pair.honour = True
            self.pair.restart()
            # Their coverage counts only where the promise is not relied on.
            ctypes.memset(self.pair.pair.seen_candidate, 0, len(self.loaded.coverage))
            ctypes.memset(self.pair.hits, 0, 2 * len(self.loaded.coverage))
        return None

    def _found(self) -> Found:
        """The native test that has just differed, as one that runs again."""
        test = self.pair.last_test()
        actual = self.loaded.emulator.outcome(test.but(regions=()))
        again = settled(self.subject, [Kept(test, 0, None)])
        if not again:
            return Found(
                Case(test, actual, "native"),
                Mismatch("engine", "a native test that differed does not run again"),
            )
        case = again[0]
        wrong, _ = _one(self.subject, self.pair, self.loaded, case, 0)
        if wrong is None:
            wrong = Mismatch("engine", "a native test that differed does not differ again")
        return Found(case, wrong)

    def _native(self, cases: CaseSet) -> Found | None:
        """Thousands of tests made natively; those that reach something new are kept."""
        pair, loaded = self.pair, self.loaded
        left, drafts, work = NATIVE_TESTS, NATIVE_DRAFTS, NATIVE_WORK
        limit, lazy, moved = NATIVE_LIMIT, True, False
        fresh: list[Kept] = []
        pair.restart()
        pair.pair.early = EARLY_ENDS
        while left > 0 and drafts > 0 and work > 0:
            before = pair.pair.work
            # A part of all limits is left for the other place.
            last = (left <= NATIVE_MOVED, drafts <= NATIVE_DRAFTS // 8, work <= NATIVE_WORK // 8)
            if any(last) and not moved:
                pair.move()
                moved = True
            step = (min(left, NATIVE_STEP), min(drafts, NATIVE_DRAFTS // 8), NATIVE_WORK // 8)
            round_ = pair.batch(*step, limit, lazy)
            spent = pair.pair.work - before
            left -= round_.tests
            drafts -= max(round_.drafts, 1)
            work -= spent
            if round_.outcome == engine.DIFFERENT:
                return self._found()
            if round_.outcome == engine.EARLY:
                found = self._early()
                if found is not None:
                    return found
            elif round_.outcome == engine.KEPT:
                fresh.append(pair.kept())
            elif self.subject.image.writable:
                lazy = not lazy
                pair.restart()
            if round_.drafts and spent > 800 * round_.drafts:
                limit = NATIVE_SHORT
        pair.pair.early = 0
        if moved:
            pair.move()
        self.tests += NATIVE_TESTS - left
        self.evidence["native_tests"] = NATIVE_TESTS - left
        merge(loaded.coverage, bytes(pair.seen_candidate))
        cases.cases += settled(self.subject, fresh)
        return None

    def _early(self) -> Found | None:
        """What there is to a native test in which only the candidate came to an end.

        The baseline gets more time.  Where it ends as well, that is a test like others.  Where
        it goes on past SLOWDOWN times the candidate's instructions, or makes a further call,
        the candidate has taken a huge count for a small one, or left a loop too soon.
        """
        test = self.pair.last_test()
        actual = self.loaded.emulator.outcome(test.but(regions=()))
        expected = self.subject.emulator.run(test, EARLY_LIMIT)
        self.pair.restart()
        found = None
        if expected.clean:
            case = Case(test, expected, "native")
            wrong, _ = _one(self.subject, self.pair, self.loaded, case, 0)
            found = Found(case, wrong) if wrong is not None else None
        elif expected.status == "limit" and (
            expected.instructions < EARLY_LIMIT  # it is the calls that are too many
            or expected.instructions > SLOWDOWN * actual.instructions
        ):
            said = "returns where the baseline goes on and on"
            found = Found(Case(test, expected, "endless"), Mismatch("width", said))
        self.pair.restart()
        return found

    def _narrowed(self, cases: CaseSet) -> str:
        """How the candidate shows that it drops the upper part of an argument; "" if not.

        On such an input the baseline walks off the end of its memory, which says nothing of
        the result; but a candidate that returns after a fraction of the way has taken a
        huge argument for a small one.
        """
        if not cases.endless:
            return ""
        with closing(Emulator(self.loaded.image, self.loaded.assembled.listing)) as emulator:
            for test, expected in cases.endless:
                actual = emulator.run(test, SLOWDOWN * expected.instructions + 2000)
                if actual.clean and 2 * touched_bytes(actual) < touched_bytes(expected):
                    said = "returns where the baseline goes on and on"
                    found = Found(Case(test, expected, "endless"), Mismatch("width", said))
                    self.evidence["counter_example"] = _counter_example(found)
                    return _sentence(found)
        return ""

    def _long(self, cases: CaseSet) -> Found | None:
        """The first difference on a long run, where only state and memory are compared."""
        subject, loaded = self.subject, self.loaded
        listing = loaded.assembled.listing
        long = chain(cases.bulk, overflow_cases(subject, cases.maker, listing))
        nan = nan_widths(self.subject.function.contract, self.subject.listing)
        with closing(Emulator(loaded.image, listing, footprints=False)) as emulator:
            for case in long:
                limit = SLOWDOWN * case.expected.instructions + 2000
                actual = emulator.run(case.test, limit)
                wrong = difference(
                    self.subject.signature,
                    loaded.image,
                    case.test,
                    case.expected,
                    actual,
                    nan,
                    makes_nans(self.subject.listing),
                )
                if wrong is not None:
                    return Found(case, wrong)
        return None

    def _reach(self, cases: CaseSet) -> Found | None:
        """Look for tests that reach what none did; those found join `cases`.

        The first difference met on the way ends it.
        """
        subject, pair, loaded = self.subject, self.pair, self.loaded
        if loaded.complete:
            return None

        def missing() -> Missing:
            own = bytes(pair.seen_candidate)
            merge(loaded.coverage, own)
            never, half = loaded.missing
            if never or half or loaded.unused:
                # The way there leads by what only other tests have reached: no native test
                # to start from is kept for that.
                never, half = uncovered(own, loaded.wanted, loaded.decisions, loaded.proof)
            return Missing(never, half, bool(loaded.unused))

        tests = pair.pair.tests
        reached = reach(pair, True, missing, indexed(loaded.assembled.listing))
        self.tests += pair.pair.tests - tests
        if reached.differs:
            return self._found()
        missing()
        cases.cases += settled(subject, reached.tests)
        if loaded.complete:
            return None
        for case in more_cases(subject, cases, REACH_ATTEMPTS):
            wrong, new = _one(subject, pair, loaded, case, self.frame)
            if wrong is not None:
                return Found(case, wrong)
            if new:
                cases.cases.append(case)
            if loaded.complete:
                break
        return None

    def _revisit(self, cases: CaseSet) -> Found | None:
        """More tests of what few have shown, and of the boundaries of comparisons.

        Those that reach something new join `cases`.
        """
        tests = self.pair.pair.tests
        pair, loaded = self.pair, self.loaded
        listing = loaded.assembled.listing
        both = [(True, at) for at in compares(listing)]
        both += [(False, at) for at in compares(self.subject.listing)]
        found = revisit(pair, loaded.decisions, both)
        fresh = found.tests
        own = self.subject.listing
        for candidate, places, work in (
            (True, unmet(listing, bytes(pair.seen_candidate)), EDGE_WORK),
            (False, unmet(own, bytes(pair.seen_baseline)), EDGE_WORK),
            (True, hidden(listing, own), EDGE_WORK // 2),
        ):
            if not found.differs:
                found = boundaries(pair, candidate, places, work)
                fresh += found.tests
        if not found.differs:
            found = lanes_meet(pair, hidden_lanes(listing, own))
            fresh += found.tests
        self.tests += pair.pair.tests - tests
        if found.differs:
            return self._found()
        merge(loaded.coverage, bytes(pair.seen_candidate))
        cases.cases += settled(self.subject, fresh)
        return None

    # -- the second engine ------------------------------------------------------

    def _kept(self, cases: CaseSet) -> list[Case]:
        """What the second engine runs: what came last reached something new."""
        every = cases.cases
        if len(every) <= QEMU_TESTS:
            return every
        step = len(every) / QEMU_TESTS
        chosen = {int(n * step) for n in range(QEMU_TESTS)}
        fresh = {n for n, c in enumerate(every) if c.kind == "native"}
        return [c for n, c in enumerate(every) if n in chosen or n in fresh]

    def _launch(self, cases: list[Case]) -> None:
        """Start the second engine on tests; it runs beside what is still to be done here.

        Starting and ending processes is waiting, for the most part.
        """
        if not cases:
            return
        images = self.subject.image, self.loaded.elsewhere
        tests = [effects_in(images[0], c.test, c.expected.calls) for c in cases]
        others = [self.loaded.test_elsewhere(c, self.pair) for c in cases]
        keep = self.keep
        if keep and self.parts:
            keep = os.path.join(keep, str(len(self.parts) + 1))
        try:
            started = start_pair(*images, tests, self.workdir, keep, others)
            self.parts.append(_Part(cases, others, started))
        except (Error, subprocess.SubprocessError) as e:
            self.parts.append(_Part(cases, others, None, str(e)))

    def _second_engine(self) -> tuple[str, str, str] | None:
        """What the second engine makes of what was started: None where it agrees."""
        done = 0
        for part in self.parts:
            wrong = self._one_part(part)
            if wrong is not None:
                return wrong
            done += len(part.cases)
            self.evidence["sandbox"] = sandbox_name()
            self.evidence["second_engine_tests"] = done
        return None

    def _one_part(self, part: _Part) -> tuple[str, str, str] | None:
        subject, cases = self.subject, part.cases
        nan = nan_widths(subject.function.contract, subject.listing)
        if part.started is None:
            return UNKNOWN, "tool", part.failure
        try:
            own, theirs = part.started.both()
            outcomes = own.all()
        except NativeRunError as e:
            return UNKNOWN, "engines-disagree", f"the baseline under QEMU: {e.detail}"
        except (Error, subprocess.SubprocessError) as e:
            return UNKNOWN, "tool", str(e)
        for case, got in zip(cases, outcomes, strict=True):
            wrong = native_difference(
                subject.signature,
                subject.image,
                case.test,
                case.expected,
                got,
                own=True,
                nan=nan,
                nans=makes_nans(subject.listing),
            )
            if wrong is not None:
                detail = f"the baseline under QEMU: {_sentence(Found(case, wrong))}"
                return UNKNOWN, "engines-disagree", detail + self._where_engines_differ(case)
        try:
            others = theirs.all()
        except NativeRunError as e:
            return REJECTED, "native", f"the candidate under QEMU: {e.detail}"
        except (Error, subprocess.SubprocessError) as e:
            return UNKNOWN, "tool", str(e)
        image = self.loaded.elsewhere
        for case, test, first, got in zip(cases, part.others, outcomes, others, strict=True):
            wrong = native_difference(
                subject.signature,
                image,
                test,
                case.expected,
                got,
                nan=nan,
                nans=makes_nans(subject.listing),
                sp=case.test.sp,
            )
            regions = case.test.regions
            same = all(
                a.memory == b.memory
                or without_roots(regions, a.memory, call)
                == without_roots(regions, translated_memory(image, regions, b.memory), call)
                for a, b, call in zip(first.calls, got.calls, case.expected.calls, strict=False)
            )
            if wrong is None and not same:
                wrong = Mismatch("call", "memory differs when a call is made")
            if wrong is None and first.caller != got.caller:
                wrong = Mismatch("memory", "the caller's frame is changed")
            if wrong is not None:
                self.evidence["counter_example"] = _counter_example(Found(case, wrong))
                return REJECTED, wrong.reason, f"under QEMU: {_sentence(Found(case, wrong))}"
        return None

    def _where_engines_differ(self, case: Case) -> str:
        """The instruction that two engines execute differently, in words; "" if none is found."""
        subject = self.subject
        try:
            found = first_disagreement(subject.image, subject.listing, case.test, self.workdir)
        except (Error, subprocess.SubprocessError):
            return ""
        return f"; {found.sentence()}" if found is not None else ""

    def _assumptions(self) -> tuple[str, ...]:
        """What the rewrite relies on beyond the calling convention.

        A promise of the caller (`noalias`, `nonnull`, `range`) counts where a test that
        breaks it shows a difference; alignment is promised wherever it is stated.  The key
        under which the rewrite is kept holds the whole contract, so this is checked at
        each use.
        """
        out = []
        for slot in self.subject.signature.slots:
            for attribute in slot.value.attributes:
                word = attribute.partition("(")[0].partition(" ")[0]
                relied = word in self.assumed or (
                    word in ("dereferenceable", "sret") and "nonnull" in self.assumed
                )
                if relied or word == "align":
                    out.append(f"{attribute} {slot.name}")
        return tuple(out)


def _counter_example(found: Found) -> dict[str, object]:
    case = found.case
    regions = [
        {"name": r.name, "address": f"{r.address:#x}", "bytes": len(r.data)}
        for r in case.test.regions
    ]
    return {
        "arguments": case.test.shown,
        "kind": case.kind,
        "difference": found.mismatch.detail,
        "baseline_instructions": case.expected.instructions,
        "buffers": regions,
    }
