"""The tests of one function under one seed: made by running the baseline.

A test counts only if the baseline returns cleanly on it; an input on which the baseline
faults proves nothing.  A function for which too few such tests exist, whose baseline
has instructions that no test reaches, or whose outcome never varies cannot be judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from armcc.errors import Error
from armcc.gates import engine
from armcc.gates.compare import merged
from armcc.gates.coverage import contradiction, merge, uncovered
from armcc.gates.emulator import Emulator, covered
from armcc.gates.inputs import OVERLAP_SWEEP, Case, Maker
from armcc.gates.instructions import element_widths
from armcc.gates.pair import Kept, Pair, shown_test
from armcc.gates.reach import Missing, indexed, reach
from armcc.gates.state import Outcome, Test
from armcc.gates.subject import Subject

MIN_CASES = 256
# Tests with hand-made data; native ones (armcc/gates/pair.py) come on top.
WANTED_CASES = 64
MAX_DRAFTS = 900
RARE_DRAFTS = 160
HOPELESS_DRAFTS = 80
SWEEP = 24
ROUNDING_LENGTHS = 70
NEAR_PASSES = 2  # at the code's constants, give or take one
SUSPECT_PASSES = 24  # at those that stand in the candidate alone
# Executed instructions: of a captured test, and of all baseline runs of one decision.
CAPTURED_LIMIT = 200_000
WORK_LIMIT = 8_000_000
# Each instruction of the baseline is looked for until so many tests have executed it.
WANTED_HITS = 3
# Native tests that are looked through for what reaches something new, and of them kept.
NATIVE_TESTS = 768
NATIVE_KEPT = 80
NATIVE_LIMIT = 3000
# Instructions of a test that was solved for, at most: some lengths only count when large.
NATIVE_LONG = 60_000
NATIVE_SHORT = 500
NATIVE_WORK = 1_500_000
NATIVE_DRAFTS = 12_000
# Huge arguments: drafts, and steps by which one is given memory; what counts as endless.
FAR_DRAFTS = 28
FAR_STEPS = 6
# A search by halves looks at one place for each bit of a length.
FAR_PLACES = 34
FAR_SEARCH = 60  # instructions for each of them
# Instructions: enough for a loop over bytes to walk off the end of its memory.
FAR_LIMIT = 80_000
ENDLESS_BYTES = 1024
ENDLESS_TESTS = 8
# Long runs: an 8-bit lane overflows after 255 rounds of 16 bytes, unrolled by 4.
BULK_DRAFTS = 6
BULK_SIZE = 17_000
BULK_LIMIT = 260_000


@dataclass
class CaseSet:
    """The clean tests of one decision, cheapest first, and how they were found.

    bulk: long runs, of which only the end is compared.
    coverage: of the baseline, for each instruction: 1 executed, 2 and 4 decided either way.
    tested: native tests that both codes have run already.
    """

    cases: list[Case]
    maker: Maker
    seed: int
    drafts: int
    outcomes: int
    work: int
    bulk: list[Case]
    coverage: bytearray
    constants: tuple[int, ...]
    pair: Pair  # whose pools the baseline's emulator draws from
    tested: list[Case] = field(default_factory=list)

    @property
    def evidence(self) -> dict[str, object]:
        """Facts for the verdict."""
        kinds: dict[str, int] = {}
        for c in (*self.cases, *self.tested, *self.bulk):
            kinds[c.kind] = kinds.get(c.kind, 0) + 1
        return {
            "kept_tests": len(self.cases) + len(self.tested) + len(self.bulk),
            "drafts": self.drafts,
            "kinds": kinds,
            "distinct_outcomes": self.outcomes,
            "baseline_instructions_run": self.work,
            "seed": f"{self.seed:#018x}",
        }


def _kind(number: int, maker: Maker, linked: bool) -> tuple[str, int]:
    if number < SWEEP:
        return "sweep", number
    number -= SWEEP
    if number < maker.suspects:
        return "constant", 1
    number -= maker.suspects
    if maker.may_overlap:
        if number < OVERLAP_SWEEP:
            return "overlap", number + 1
        number -= OVERLAP_SWEEP
    turn = number % 8
    if turn == 1 and linked:
        return "linked", 0
    if turn == 7:
        return "constant", 0
    if turn in (3, 5) and maker.may_overlap:
        return "overlap", 0
    return "mixed", 0


def make_case(subject: Subject, maker: Maker, kind: str, number: int, at_end: bool) -> Case | None:
    """One clean test of a kind, or None where the draft did not lead to one."""
    draft, layout = maker.draft(kind, number)
    draft, seen = subject.run(draft, sketch=not layout.rooted)
    maker.learn(seen.clean)
    if not seen.clean:
        return None
    if layout.rooted:
        return None if layout.odd else Case(draft, seen, kind)
    test = maker.tighten(draft, layout, seen, at_end)
    if test is None:
        return None
    test, expected = subject.run(test)
    if not expected.clean:
        return None
    return Case(test, expected, kind)


def rounding_cases(subject: Subject, maker: Maker) -> list[Case]:
    """Short lengths on numbers that round at every step; none where there are no floats.

    A loop that changes its order of operations from some length on differs by the last
    bit at a single length, and there perhaps once in four inputs: such a length has to be
    met with such numbers, and often where the code has a constant of that size.
    """
    if not maker.fills.rough:
        return []
    found = []
    for length in range(ROUNDING_LENGTHS):
        times = 0 if length % 3 else 1
        if length in maker.near_suspects:
            times = SUSPECT_PASSES
        elif length in maker.near_constants:
            times = NEAR_PASSES
        for turn in range(times):
            case = make_case(subject, maker, "rounding", length, at_end=turn % 2 == 0)
            if case is not None:
                found.append(case)
    return found


@dataclass(frozen=True)
class Taken:
    """Some of many native tests.

    fresh: all that reached something new.  others: the last of each few that did not.
    tests: how many were clean.  work: instructions of the baseline.  differs: the last test,
    still in the pair, shows a difference.
    """

    fresh: list[Kept]
    others: list[Kept]
    tests: int
    work: int
    differs: bool = False


def take(
    pair: Pair, tests: int, wanted: int, drafts: int, work: int, limit: int = NATIVE_LIMIT
) -> Taken:
    """Run up to `tests` clean native tests and take about `wanted` of them, evenly.

    drafts, work (instructions of the baseline): what they may cost.  limit: of one test.
    """
    fresh: list[Kept] = []
    others: list[Kept] = []
    left, start = tests, pair.pair.work
    step = max(1, tests // max(wanted, 1))
    lazy = True
    pair.restart()
    while left > 0 and drafts > 0 and pair.pair.work - start < work:
        before = pair.pair.work
        round_ = pair.batch(min(step, left), min(600, drafts), work // 15, limit, lazy)
        left -= round_.tests
        drafts -= max(round_.drafts, 1)
        limit = next_limit(limit, round_.drafts, pair.pair.work - before)
        if round_.outcome == engine.DIFFERENT:
            return Taken(fresh, others, tests - left, pair.pair.work - start, differs=True)
        if round_.outcome == engine.KEPT:
            fresh.append(pair.kept())
        elif round_.tests and pair.baseline.machine.status in (engine.RETURNED, engine.NO_RETURN):
            others.append(pair.kept())
        if left <= tests // 2 and lazy and pair.baseline.image.writable:
            lazy = False
            pair.restart()
    return Taken(fresh, others, tests - left, pair.pair.work - start)


def next_limit(limit: int, drafts: int, work: int) -> int:
    """The limit of a native test's instructions after a round of so many drafts and so much work.

    Where they are that long, most are endless lists and loops.
    """
    return NATIVE_SHORT if drafts and work > 800 * drafts else limit


def native_cases(
    subject: Subject, pair: Pair, coverage: bytearray, tests: int, kept: int
) -> tuple[list[Case], int, int]:
    """Native tests of the baseline alone: those that reach something new, and some that do not.

    coverage: of the baseline, is added to.  Also how many were clean, and how many
    instructions the baseline executed.
    """
    taken = take(pair, tests, kept, NATIVE_DRAFTS, NATIVE_WORK)
    merge(coverage, bytes(pair.seen_baseline))
    found = settled(subject.emulator, [*taken.fresh, *taken.others])
    return found, taken.tests, taken.work


def settled(baseline: Emulator, tests: list[Kept]) -> list[Case]:
    """Native tests with the baseline's outcome; those that do not run again are left out."""
    out = []
    for kept in tests:
        expected = kept.outcome
        if expected is None:
            expected = baseline.run(kept.test, NATIVE_LONG)
        if expected.clean:
            out.append(Case(kept.test, expected, "violating" if kept.violated else "native"))
    return out


@dataclass
class Begun:
    """The tests of one decision that need no native test to be made first.

    made: those of the kinds that `_kind` says, and others; far and bulk: as they are called.
    endless: inputs with a huge argument on which the baseline walks off the end of its memory,
    with its outcome.
    hopeless: nearly no draft led to a test.  work: instructions of the baseline.
    """

    subject: Subject
    maker: Maker
    pair: Pair  # for native tests of the baseline alone
    seed: int
    constants: tuple[int, ...]
    wanted: int
    made: list[Case] = field(default_factory=list)
    others: list[Case] = field(default_factory=list)
    bulk: list[Case] = field(default_factory=list)
    endless: list[tuple[Test, Outcome]] = field(default_factory=list)
    drafts: int = 0
    work: int = 0
    hopeless: bool = False

    def make(self) -> Case | None:
        """The next draft's test; None where it led to none, or there shall be no more."""
        subject, maker = self.subject, self.maker
        kind, number = _kind(self.drafts, maker, subject.linked)
        found = make_case(subject, maker, kind, number, at_end=self.drafts % 3 != 1)
        self.drafts += 1
        if found is not None:
            self.work += 2 * found.expected.instructions
            return found
        self.work += 2000
        if self.drafts >= HOPELESS_DRAFTS and not self.drafts % 40:
            self.hopeless = len(self.made) * 20 < self.drafts
        return None

    @property
    def ended(self) -> bool:
        """Whether more drafts are not worth while, or not allowed."""
        return self.hopeless or self.drafts >= MAX_DRAFTS or self.work >= WORK_LIMIT


def begin_cases(
    subject: Subject, seed: int, extra_constants: tuple[int, ...] = (), wanted: int = WANTED_CASES
) -> Begun:
    """The first tests of one decision, in `subject.emulator` alone.

    extra_constants: immediates of the candidate, so that a special case it hides is met.
    """
    constants = tuple(sorted({*subject.constants, *extra_constants}))
    suspects = tuple(sorted(set(extra_constants) - set(subject.constants)))
    subject.emulator.forget_used()
    pair = subject.pair(seed, constants, suspects=suspects)
    subject.emulator.reseed(seed, pair.generator, pair)
    contract = subject.function.contract
    maker = Maker(
        contract, subject.signature, subject.image, constants, seed, suspects, subject.pools
    )
    maker.called = pair.called
    maker.fills.widths = element_widths(subject.listing)
    wanted += maker.suspects // 2 + (OVERLAP_SWEEP if maker.may_overlap else 0)
    begun = Begun(subject, maker, pair, seed, constants, wanted)
    while len(begun.made) < wanted and not begun.ended:
        found = begun.make()
        if found is not None:
            begun.made.append(found)
    for test in subject.captured:
        outcome = subject.emulator.run(test, CAPTURED_LIMIT)
        if outcome.clean:
            begun.others.append(Case(test, outcome, "captured"))
    begun.others += rounding_cases(subject, maker)
    far, begun.endless = far_cases(subject, maker)
    begun.others += far
    begun.bulk = bulk_cases(subject, maker)
    return begun


def make_cases(
    subject: Subject,
    seed: int,
    wanted: int = WANTED_CASES,
    minimum: int = MIN_CASES,
    native: int = NATIVE_TESTS,
) -> CaseSet:
    """Clean tests of the baseline alone; parameters and errors as of the two steps."""
    begun = begin_cases(subject, seed, wanted=wanted)
    return complete_cases(begun, minimum, native)


def complete_cases(
    begun: Begun,
    minimum: int = MIN_CASES,
    native: int = NATIVE_TESTS,
    tested: Sequence[Case] = (),
    seen: bytes = b"",
) -> CaseSet:
    """All clean tests of one decision.

    tested: native tests that stand for `native` more of the baseline alone; seen: what all
    of their kind have covered in `subject.reference`.
    Raises Error("tests"), Error("baseline-coverage") or Error("constant-outcome") where
    the tests would not mean enough.
    """
    subject, pair, made = begun.subject, begun.pair, begun.made
    coverage = bytearray(seen or len(subject.listing))
    cases: list[Case] = []
    clean, work = len(tested), 0
    if not tested:
        cases, clean, work = native_cases(subject, pair, coverage, native, NATIVE_KEPT)
    hits: Counter[int] = Counter(dict.fromkeys(subject.wanted, 0))
    for case in (*cases, *tested, *made):
        hits.update(covered(subject.image, case.expected) & subject.wanted)
    rare = {at for at in subject.wanted if hits[at] < WANTED_HITS}
    while rare and not begun.ended and len(made) < 3 * begun.wanted:
        if all(hits.values()) and begun.drafts >= RARE_DRAFTS:
            break
        found = begun.make()
        fresh = rare & covered(subject.image, found.expected) if found is not None else set()
        if found is None or not fresh:
            continue  # only looking for what is not reached yet
        hits.update(fresh)
        rare -= {at for at in fresh if hits[at] >= WANTED_HITS}
        made.append(found)
    cases += [*made, *begun.others]
    for case in (*cases, *tested):
        merge(coverage, case.expected.covered)
    short = minimum - len(cases) - len(tested)
    if short > 0 and clean:
        more, again, _ = native_cases(subject, pair, coverage, 4 * short, short)
        cases += more
        clean += again
    used = [subject.emulator, *([subject.reference] if tested else [])]
    _reach_baseline(subject, pair, cases, coverage, used)
    cases += _solve_baseline(subject, coverage)
    cases.sort(key=lambda c: c.expected.instructions)
    outcomes = {_shown_outcome(subject, c) for c in (*cases, *tested)}
    result = CaseSet(
        cases,
        begun.maker,
        begun.seed,
        begun.drafts,
        len(outcomes),
        begun.work + work,
        begun.bulk,
        coverage,
        begun.constants,
        pair,
        list(tested),
    )
    count = len(cases) + len(tested)
    if count < minimum:
        raise Error(
            "tests",
            f"only {count} tests of {begun.drafts + pair.pair.drafts} inputs that were tried ran "
            f"cleanly through the baseline; {minimum} are needed",
        )
    never, half = uncovered(coverage, subject.wanted, subject.decisions, subject.proof)
    wrong = subject.proof().contradicted(coverage) if never or half else []
    if wrong:
        raise contradiction("the baseline", wrong[0], subject.listing)
    if never:
        raise Error(
            "baseline-coverage",
            f"no test reaches {len(never)} of {len(subject.wanted)} baseline instructions "
            f"(first at +{never[0]:#x}: {subject.listing[never[0] // 4]})",
        )
    if half:
        # A candidate could drop such a decision unseen.
        raise Error(
            "baseline-coverage",
            f"no test sees both outcomes of {len(half)} of {len(subject.decisions)} baseline "
            f"decisions (first at +{half[0]:#x}: {subject.listing[half[0] // 4]})",
        )
    unused = _unused(subject, used)
    if unused:
        raise Error("baseline-coverage", f"no test uses {len(unused)} bytes of its jump tables")
    if len(outcomes) < 2:
        raise Error("constant-outcome", "the baseline did the same on every test")
    return result


def _unused(subject: Subject, emulators: Sequence[Emulator]) -> set[int]:
    """The addresses of the jump tables that no test has used in any of the emulators."""
    return set.intersection(*(set(e.unused(subject.tables)) for e in emulators))


def _reach_baseline(
    subject: Subject,
    pair: Pair,
    cases: list[Case],
    coverage: bytearray,
    used: Sequence[Emulator],
) -> None:
    """Look on for what no test of the baseline has reached.

    used: the emulators in which tests have run.
    """

    def missing() -> Missing:
        own = bytes(pair.seen_baseline)
        seen = bytearray(own)
        merge(seen, bytes(coverage))
        unused = bool(_unused(subject, used))
        never, half = uncovered(seen, subject.wanted, subject.decisions, subject.proof)
        if never or half or unused:
            # The way there leads by what only other tests have reached: no native test to
            # start from is kept for that.
            never, half = uncovered(own, subject.wanted, subject.decisions, subject.proof)
        return Missing(never, half, unused)

    first = missing()
    if first.anything and not pair.pair.tests:
        # Some tests to start from.
        more, _, _ = native_cases(subject, pair, coverage, NATIVE_TESTS, NATIVE_KEPT)
        cases += more
        for case in more:
            merge(coverage, case.expected.covered)
    reached = reach(pair, False, missing, indexed(subject.listing))
    fresh = settled(subject.emulator, reached.tests)
    cases += fresh
    for case in fresh:
        merge(coverage, case.expected.covered)


def _solve_baseline(subject: Subject, coverage: bytearray) -> list[Case]:
    """Tests that a solver makes for what no test has reached; `coverage` is added to."""
    found: list[Case] = []

    def missing() -> tuple[list[int], list[int]]:
        return uncovered(coverage, subject.wanted, subject.decisions, subject.proof)

    def add(case: Case) -> bool:
        before = bytes(coverage)
        merge(coverage, case.expected.covered)
        if before != bytes(coverage):
            found.append(case)
        return not any(missing())

    if not any(missing()) or any(add(case) for case in subject.solved):
        return found
    # What was looked for in vain is not looked for at each decision.
    never, half = ([at for at in places if at not in subject.unsolved] for places in missing())
    if never or half:
        # Decoders and solvers are loaded only where they are needed.
        from armcc.gates.proof.inputs import solved_tests

        for test in solved_tests(subject, None, subject.image, never, half):
            case = solved_case(subject, test)
            if case is not None:
                subject.solved.append(case)
                if add(case):
                    break
    subject.unsolved.update(*missing())
    return found


def solved_case(subject: Subject, test: Test) -> Case | None:
    """A solver's input with what the baseline makes of it; None where that is not clean."""
    test, expected = subject.run(test, CAPTURED_LIMIT)
    if not expected.clean:
        return None
    end = subject.emulator.machine.stack_high
    return Case(shown_test(test, subject.signature, end), expected, "solved")


def _shown_outcome(subject: Subject, case: Case) -> tuple[object, ...]:
    """What one test shows to the outside: results, changed memory, calls."""
    live = tuple(
        (case.expected.x if r == "x" else case.expected.v)[n] & ((1 << bits) - 1)
        for r, n, bits in subject.signature.results
    )
    touched = tuple(
        after
        for region, after in zip(case.test.regions, case.expected.memory, strict=True)
        if after != region.data
    )
    stubs = subject.image.stubs
    calls = tuple(
        (
            c.stub,
            *(
                (c.x if b == "x" else c.v)[n] & ((1 << w) - 1)
                for k, (b, n, w) in enumerate(args)
                if b != "stack" and c.mask >> k & 1
            ),
        )
        for c, args in ((c, stubs[c.stub].arguments) for c in case.expected.calls)
    )
    return case.expected.status, live, touched, calls


def touched_bytes(outcome: Outcome) -> int:
    """How many different bytes a run accessed outside its own frame."""
    return sum(b - a for a, b in merged((*outcome.reads, *outcome.writes)))


def far_cases(subject: Subject, maker: Maker) -> tuple[list[Case], list[tuple[Test, Outcome]]]:
    """Tests with a huge index, offset or length: clean ones, and endless ones.

    Memory is given where the baseline asks for it, since no buffer reaches that far.
    """
    clean: list[Case] = []
    endless: list[tuple[Test, Outcome]] = []
    wide = any(s.value.bits >= 32 for s in subject.signature.integers)
    if not wide or not subject.signature.pointers:
        return clean, endless
    for number in range(FAR_DRAFTS):
        test, layout = maker.draft("far", number)
        test, seen = subject.run(test, FAR_LIMIT, sketch=True)
        for step in range(FAR_PLACES):
            # Few instructions from one place to the next: it looks at places far apart.
            searching = seen.instructions < FAR_SEARCH * FAR_PLACES
            if seen.clean or seen.fault is None or (step >= FAR_STEPS and not searching):
                break
            more = maker.found_memory(test, seen.fault, step >= FAR_STEPS)
            if more is None:
                break
            test, seen = subject.run(more, FAR_LIMIT, sketch=True)
        if layout.odd:
            continue
        if seen.clean:
            test, seen = subject.seen(test)
            clean.append(Case(test, seen, "far"))
        elif len(endless) == ENDLESS_TESTS:
            continue
        elif seen.fault is not None and touched_bytes(seen) >= ENDLESS_BYTES:
            endless.append(subject.seen(test))
    return clean, endless


def bulk_cases(subject: Subject, maker: Maker) -> list[Case]:
    """Long runs over data on which sums that are too narrow overflow."""
    found: list[Case] = []
    if not subject.signature.pointers or subject.image.stubs:
        return found
    size = BULK_SIZE
    for _ in range(BULK_DRAFTS):
        test, layout = maker.draft("bulk", size + maker.rng.randrange(64))
        seen = subject.plain.run(test, BULK_LIMIT)
        if seen.clean and not layout.odd:
            found.append(Case(test, seen, "bulk"))
        elif not seen.clean:
            # Quadratic in its size, or its elements are large.
            size = max(size // 2, 256)
    return found


def more_cases(subject: Subject, cases: CaseSet, attempts: int) -> Iterator[Case]:
    """Further clean tests, long and odd ones first, for paths that are not reached yet."""
    for number in range(attempts):
        turn = number % 4
        kind = "overlap" if turn == 3 and cases.maker.may_overlap else "long" if turn else "mixed"
        case = make_case(subject, cases.maker, kind, 0, at_end=number % 3 != 1)
        if case is not None:
            yield case
