"""The equivalence gate: the same inputs through baseline and candidate, all compared.

First micro-execution in Unicorn with exact footprints, then the same inputs as a real
process under qemu-aarch64.  Both must agree with the baseline on every test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice

from armcc.errors import Error
from armcc.gates import constant_time, engine
from armcc.gates.cases import (
    MIN_CASES,
    Begun,
    CaseSet,
    begin_cases,
    complete_cases,
    more_cases,
    settled,
    solved_case,
    touched_bytes,
)
from armcc.gates.compare import Mismatch, difference
from armcc.gates.constants import constants_of
from armcc.gates.coverage import contradiction, excused, merge, uncovered
from armcc.gates.decisions import makes_nans, narrowed, narrower
from armcc.gates.emulator import FRAME_RULES, Emulator
from armcc.gates.frame import FrameRules, baseline_operations
from armcc.gates.idle import idle
from armcc.gates.inputs import Case
from armcc.gates.loaded import (
    Found,
    Loaded,
    explained,
    first_mismatch,
    frame_mismatch,
    load,
    one,
)
from armcc.gates.native import sandbox_name
from armcc.gates.native_tests import SLOWDOWN, NativeTests, differing
from armcc.gates.overflow import counting_cases, overflow_cases
from armcc.gates.pair import Kept, nan_widths
from armcc.gates.reach import (
    EDGE,
    EDGE_WORK,
    Missing,
    Reached,
    boundaries,
    carried,
    carried_far,
    carries,
    compares,
    doubtful,
    hidden,
    hidden_lanes,
    indexed,
    lanes_meet,
    reach,
    revisit,
    scatter,
    unmet,
)
from armcc.gates.second_engine import SecondEngine, chosen
from armcc.gates.shrink import shrunk
from armcc.gates.structure import relocation_mismatch, structure_mismatch
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

# Further tests made where the first leave part of the candidate untested.
REACH_ATTEMPTS = 120
LONG_LIMIT = 400_000
# Native tests for the second engine that are taken whatever they reach.
MIN_SAMPLE = 80


def quick_look(subject: Subject, assembled: Assembled, cases: list[Case]) -> GateResult:
    """A few tests in micro-execution only, to spare the search the obvious failures."""
    # What a candidate may mean is laid out for it; what it may not is nowhere.
    refused = relocation_mismatch(subject.function, assembled.machine)
    if refused is not None:
        return GateResult("equivalence", REJECTED, refused.reason, refused.sentence)
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
    return GateResult("equivalence", REJECTED, found.mismatch.reason, found.sentence)


def remember(subject: Subject, case: Case) -> None:
    """Keep a counter-example for the candidates to come."""
    if len(subject.counter_examples) < 64 and all(c is not case for c in subject.counter_examples):
        subject.counter_examples.append(case)


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


class _Decision:
    """One decision on one candidate."""

    def __init__(
        self, subject: Subject, loaded: Loaded, seed: int, workdir: str, keep: str
    ) -> None:
        self.subject = subject
        self.loaded = loaded
        self.seed = seed
        self.evidence: dict[str, object] = {"seed": f"{seed:#018x}"}
        self.assumed: set[str] = set()
        assembled = loaded.assembled
        self.constants = constants_of(assembled.listing, (assembled.machine.constants,))
        everything = tuple(sorted({*subject.constants, *self.constants}))
        suspects = tuple(sorted(set(self.constants) - set(subject.constants)))
        self.suspects = suspects
        # Numbers about to carry: what a narrower store leaves alone changes on nothing else, and
        # the solver sees neither vectors nor the second of a pair (`carries`).
        bits = [n for n in narrower(assembled.listing, subject.listing) if n < 64]
        near = {*suspects, *(v for n in bits for v in ((1 << n) - 1, 1 << n))}
        self.pair = subject.pair(
            seed ^ 0x5851F42D4C957F2D, everything, loaded.emulator, tuple(sorted(near))
        )
        self.frame = 0
        self.tests = 0
        self.second = SecondEngine(subject, loaded, workdir, keep)

    def result(self, base: list[Case]) -> tuple[GateResult, tuple[str, ...]]:
        try:
            return self._result(base)
        finally:
            self.second.stop()

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
        subject.reference.forget_used()
        with NativeTests(subject, self.pair, loaded) as natives:
            try:
                begun = begin_cases(subject, self.seed, self.constants)
            except Error as e:
                return GateResult(gate, UNKNOWN, e.reason, e.message, self.evidence), ()
            # On emulators of their own, while the native tests go on.
            long = None
            if natives.found is None:  # else nobody asks
                long = self._narrowed(begun) or self._long(begun.bulk)
            natives.join()
        if natives.found is not None and natives.found.case.kind != "endless":
            self.tests = natives.tests
            return self._different(natives.found)
        # Enough for the second engine, whatever else there is.
        short = MIN_CASES - len(begun.made) - len(begun.others) - len(natives.kept)
        sample = natives.sample(max(short, MIN_SAMPLE))
        if natives.found is not None and natives.found.case.kind != "endless":
            self.tests = natives.tests
            return self._different(natives.found)
        tested = [*natives.kept, *sample]
        seen = bytes(self.pair.seen_baseline)
        try:
            cases = complete_cases(begun, tested=tested, seen=seen)
        except Error as e:
            return GateResult(gate, UNKNOWN, e.reason, e.message, self.evidence), ()
        self.evidence |= cases.evidence
        self.assumed = natives.assumed
        self.tests = len(cases.cases) + natives.tests
        self.evidence["native_tests"] = natives.tests
        self.evidence["tests"] = self.tests + len(cases.bulk)
        self.frame = self._frame_flags([*cases.cases, *tested])
        self.evidence["unwind_table_checked"] = {
            FRAME_RULES: "each instruction",
            engine.FRAME_AT_CALLS: "calls",
        }.get(self.frame, "")
        if natives.found is None:
            # Of the native ones all: each reached something new.
            some = chosen(cases.cases, sample)
            self.second.launch([*some, *cases.bulk, *natives.kept], self.pair)
        found = first_mismatch(subject, self.pair, loaded, cases.cases, self.frame)
        if found is None and self.frame:
            shown = [c for n, c in enumerate(sample) if n % 8 == 0 or c.expected.calls]
            shown = [*natives.kept, *shown]
            found = frame_mismatch(subject, self.pair, loaded, shown, self.frame)
        found = found or natives.found
        if found is not None:
            return self._different(found)
        cases.cases += tested
        reached = len(cases.cases)
        listing = loaded.assembled.listing
        overflowing = chain(
            overflow_cases(subject, cases.maker, listing, self.suspects),
            counting_cases(subject, cases.maker, listing),
        )
        found = (
            long
            or self._long(overflowing)
            or self._reach(cases)
            or self._solve(cases)
            or self._revisit(cases)
        )
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
        self.second.launch(cases.cases[reached:], self.pair)
        wrong = self.second.disagreement()
        self.evidence["sandbox"] = sandbox_name()
        self.evidence["second_engine_tests"] = self.second.agreed
        if wrong is not None:
            if wrong.found is not None:
                self.evidence["counter_example"] = counter_example(wrong.found)
            return GateResult(gate, wrong.outcome, wrong.reason, wrong.detail, self.evidence), ()
        meant = loaded.meant()
        without_use, telling = idle(self.pair, loaded.emulator, cases.cases, meant)
        for case in settled(subject.reference, [Kept(test, 0, None) for test in telling]):
            wrong_entry, _ = one(subject, self.pair, loaded, case, 0)
            if wrong_entry is not None:
                return self._different(Found(case, wrong_entry))
        if without_use:
            detail = f"no test shows what {len(without_use)} of its constants are for"
            return GateResult(gate, UNKNOWN, "coverage", detail, self.evidence), ()
        if constant_time.asked(subject.function.contract):
            told = constant_time.tells_apart(
                subject.image, subject.listing, loaded.image, listing, cases.cases, self.seed
            )
            if told:
                return GateResult(gate, REJECTED, "constant-time", told, self.evidence), ()
        self.evidence["engines"] = ["unicorn", "qemu-aarch64"]
        assumptions = self._assumptions()
        return GateResult(gate, ACCEPTED, evidence=self.evidence), assumptions

    # -- outcomes ---------------------------------------------------------------

    def _different(self, found: Found) -> tuple[GateResult, tuple[str, ...]]:
        if found.case.kind == "endless":
            # No test to compare by: the baseline comes to no end.
            self.evidence["counter_example"] = counter_example(found)
            self.evidence.setdefault("tests", self.tests)
            wrong = found.mismatch
            return (
                GateResult("equivalence", REJECTED, wrong.reason, found.sentence, self.evidence),
                (),
            )
        if found.case.kind != "overflow":
            remember(self.subject, found.case)
            self.subject.failing = found.case
        # Else it is megabytes of one value: nothing to begin with, or to look at step by step.
        self.evidence.setdefault("tests", self.tests)
        self.evidence["distinct_paths"] = self.pair.paths
        found = self._smallest(found)
        self.evidence["counter_example"] = counter_example(found)
        wrong = found.mismatch
        return (
            GateResult("equivalence", REJECTED, wrong.reason, found.sentence, self.evidence),
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

    def _narrowed(self, begun: Begun) -> Found | None:
        """How the candidate shows that it drops the upper part of an argument.

        On such an input the baseline walks off the end of its memory, which says nothing of
        the result; but a candidate that returns after a fraction of the way has taken a
        huge argument for a small one.
        """
        if not begun.endless:
            return None
        with closing(Emulator(self.loaded.image, self.loaded.assembled.listing)) as emulator:
            for test, expected in begun.endless:
                actual = emulator.run(test, SLOWDOWN * expected.instructions + 2000)
                if actual.clean and 2 * touched_bytes(actual) < touched_bytes(expected):
                    said = "returns where the baseline goes on and on"
                    return Found(Case(test, expected, "endless"), Mismatch("width", said))
        return None

    def _long(self, cases: Iterable[Case]) -> Found | None:
        """The first difference on long runs, where only state and memory are compared."""
        subject, image = self.subject, self.loaded.image
        listing = self.loaded.assembled.listing
        nan = nan_widths(subject.function.contract, subject.listing)
        nans = makes_nans(subject.listing)
        every = iter(cases)
        some = list(islice(every, 1))
        if not some:
            return None
        with closing(Emulator(image, listing, footprints=False)) as emulator:
            for case in chain(some, every):
                test, expected = case.test, case.expected
                actual = emulator.run(test, SLOWDOWN * expected.instructions + 2000)
                wrong = difference(subject.signature, image, test, expected, actual, nan, nans)
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
            return differing(self.subject, self.pair, self.loaded)
        missing()
        cases.cases += settled(pair.baseline, reached.tests)
        if loaded.complete:
            return None
        for case in more_cases(subject, cases, REACH_ATTEMPTS):
            wrong, new = one(subject, pair, loaded, case, self.frame)
            if wrong is not None:
                return Found(case, wrong)
            if new:
                cases.cases.append(case)
            if loaded.complete:
                break
        return None

    def _solve(self, cases: CaseSet) -> Found | None:
        """Tests that a solver makes for what is still missing; they join `cases`.

        The first difference ends it.
        """
        never, half = self.loaded.missing
        if not never and not half:
            return None
        # Decoders and solvers are loaded only where they are needed.
        from armcc.gates.proof.inputs import solved_tests

        subject, loaded = self.subject, self.loaded
        for test in solved_tests(subject, loaded.assembled, loaded.image, never, half):
            case = solved_case(subject, test)
            if case is None:
                continue
            self.tests += 1
            wrong, new = one(subject, self.pair, loaded, case, self.frame)
            if wrong is not None:
                return Found(case, wrong)
            if new:
                cases.cases.append(case)
            if loaded.complete:
                break
        return None

    def _revisit(self, cases: CaseSet) -> Found | None:
        """More tests of what few have shown, and of the boundaries of comparisons.

        They join `cases` where one of them has reached a new instruction or outcome.
        """
        tests = self.pair.pair.tests
        pair, loaded = self.pair, self.loaded
        fresh: list[Kept] = []
        for found in self._further():
            fresh += found.tests
            if found.differs:
                break
        self.tests += pair.pair.tests - tests
        if found.differs:
            return differing(self.subject, pair, loaded)
        before = bytes(loaded.coverage)
        merge(loaded.coverage, bytes(pair.seen_candidate))
        if any(b & ~a & EDGE for a, b in zip(before, loaded.coverage, strict=True)):
            cases.cases += settled(self.pair.baseline, fresh)
        return None

    def _further(self) -> Iterator[Reached]:
        """What each search for more tests finds; one runs when the next is asked for."""
        pair, listing, own = self.pair, self.loaded.assembled.listing, self.subject.listing
        both = [(True, at) for at in compares(listing)]
        both += [(False, at) for at in compares(own)]
        yield revisit(pair, self.loaded.decisions, both, doubtful(listing, self.suspects))
        for candidate, places, work in (
            (True, unmet(listing, bytes(pair.seen_candidate)), EDGE_WORK),
            (False, unmet(own, bytes(pair.seen_baseline)), EDGE_WORK),
            (True, hidden(listing, own), EDGE_WORK // 2),
        ):
            yield boundaries(pair, candidate, places, work)
        for candidate, code, seen in (
            (True, listing, pair.seen_candidate),
            (False, own, pair.seen_baseline),
        ):
            yield scatter(pair, candidate, carried(code, bytes(seen)))
            far, lanes = carried_far(code, bytes(seen))
            yield boundaries(pair, candidate, far, EDGE_WORK // 2)
            yield lanes_meet(pair, candidate, lanes)
        yield lanes_meet(pair, True, hidden_lanes(listing, own))
        yield carries(pair, narrowed(listing, own))

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


def counter_example(found: Found) -> dict[str, object]:
    """A difference and the test that shows it, as evidence."""
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
