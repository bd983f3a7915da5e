"""The tests of one function under one seed: made by running the baseline.

A test counts only if the baseline returns cleanly on it; an input on which the baseline
faults proves nothing.  A function for which too few such tests exist, whose baseline
has instructions that no test reaches, or whose outcome never varies cannot be judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates.compare import merged
from armcc.gates.constants import constants_of
from armcc.gates.disassemble import disassemble
from armcc.gates.emulator import Emulator, covered
from armcc.gates.image import Image, baseline_image
from armcc.gates.inputs import OVERLAP_SWEEP, Case, Maker
from armcc.gates.instructions import element_widths, mnemonic
from armcc.gates.signature import Signature, signature
from armcc.gates.state import Outcome, Test, placement

MIN_CASES = 256
WANTED_CASES = 288
MAX_DRAFTS = 2400
RARE_DRAFTS = 600
SWEEP = 40
ROUNDING_LENGTHS = 70
ROUNDING_PASSES = 3
NEAR_PASSES = 12  # at the code's constants, give or take one
SUSPECT_PASSES = 32  # at those that stand in the candidate alone
# Executed instructions: of one test, and of all baseline runs of one decision.
CASE_LIMIT = 16_000
WORK_LIMIT = 8_000_000
# Each instruction of the baseline is looked for until so many tests have executed it.
WANTED_HITS = 4
# Huge arguments: drafts, and steps by which one is given memory; what counts as endless.
FAR_DRAFTS = 40
FAR_STEPS = 6
# Instructions: enough for a loop over bytes to walk off the end of its memory.
FAR_LIMIT = 80_000
ENDLESS_BYTES = 1024
ENDLESS_TESTS = 12
# Long runs: an 8-bit lane overflows after 255 rounds of 16 bytes, unrolled by 4.
BULK_DRAFTS = 12
BULK_SIZE = 17_000
BULK_LIMIT = 260_000


class Subject:
    """A function made ready for the gates: image, disassembly, signature, emulator.

    Raises Error("signature"), Error("calls"), Error("relocation") or Error("tool") where
    the gates cannot judge it.

    seed: its upper half says where in the address space all of this takes place.
    """

    def __init__(self, function: Function, seed: int = 0) -> None:
        self.function = function
        calls = [name or "a pointer" for name, _ in function.contract.callees]
        if calls:
            # The key does not hold the callee's code yet, so evidence from one callee
            # would be taken for another.
            raise Error("calls", f"calls {', '.join(calls[:3])}")
        self.signature: Signature = signature(function.contract)
        self.image: Image = baseline_image(function.object, function.hot, placement(seed))
        listing = disassemble(function.hot.code, function.contract)
        # What the allow-list refuses in a candidate is fine in clang's own code.
        self.listing = tuple(t if t is not None else "udf #0" for t in listing)
        self.constants = constants_of(self.listing, self._data())
        self.emulator = Emulator(self.image, self.listing)
        # Padding and traps are not behaviour.
        self.wanted = {
            4 * i for i, t in enumerate(self.listing) if mnemonic(t) not in ("nop", "udf", "brk")
        }

    @property
    def linked(self) -> bool:
        """Whether the baseline loads what may be a pointer from memory."""
        loads = [t for t in self.listing if t.startswith(("ldr x", "ldp x", "ldur x"))]
        return bool(self.signature.pointers) and any("[sp" not in t for t in loads)

    def _data(self) -> tuple[bytes, ...]:
        """The read-only objects that the baseline names."""
        out = []
        for start, end in self.image.shared_constants:
            for segment in self.image.segments:
                if segment.address <= start and end <= segment.end:
                    out.append(segment.data[start - segment.address : end - segment.address])
        return tuple(out)


@dataclass
class CaseSet:
    """The clean tests of one decision, cheapest first, and how they were found.

    bulk: long runs, of which only the end is compared.  endless: inputs with a huge
    argument on which the baseline walks off the end of its memory, with its outcome.
    """

    cases: list[Case]
    maker: Maker
    seed: int
    drafts: int
    outcomes: int
    uncovered: set[int]
    work: int
    bulk: list[Case]
    endless: list[tuple[Test, Outcome]]

    @property
    def evidence(self) -> dict[str, object]:
        """Facts for the verdict."""
        kinds: dict[str, int] = {}
        for c in (*self.cases, *self.bulk):
            kinds[c.kind] = kinds.get(c.kind, 0) + 1
        return {
            "tests": len(self.cases) + len(self.bulk),
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
    seen = subject.emulator.run(draft, CASE_LIMIT)
    maker.learn(seen.clean)
    if not seen.clean:
        return None
    if layout.rooted:
        return None if layout.odd else Case(draft, seen, kind)
    test = maker.tighten(draft, layout, seen, at_end)
    if test is None:
        return None
    expected = subject.emulator.run(test, CASE_LIMIT)
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
        times = ROUNDING_PASSES
        if length in maker.near_suspects:
            times = SUSPECT_PASSES
        elif length in maker.near_constants:
            times = NEAR_PASSES
        for turn in range(times):
            case = make_case(subject, maker, "rounding", length, at_end=turn % 2 == 0)
            if case is not None:
                found.append(case)
    return found


def make_cases(
    subject: Subject,
    seed: int,
    extra_constants: tuple[int, ...] = (),
    wanted: int = WANTED_CASES,
    minimum: int = MIN_CASES,
) -> CaseSet:
    """Clean tests for one decision.

    extra_constants: immediates of the candidate, so that a special case it hides is met.
    Raises Error("tests"), Error("baseline-coverage") or Error("constant-outcome") where
    the tests would not mean enough.
    """
    constants = tuple(sorted({*subject.constants, *extra_constants}))
    suspects = tuple(sorted(set(extra_constants) - set(subject.constants)))
    contract = subject.function.contract
    maker = Maker(contract, subject.signature, subject.image, constants, seed, suspects)
    maker.fills.widths = element_widths(subject.listing)
    wanted += maker.suspects // 2 + (OVERLAP_SWEEP if maker.may_overlap else 0)
    cases: list[Case] = []
    outcomes: set[tuple[object, ...]] = set()
    hits: Counter[int] = Counter(dict.fromkeys(subject.wanted, 0))
    rare = set(subject.wanted)
    work = drafts = 0
    live = subject.signature.results
    while drafts < MAX_DRAFTS and work < WORK_LIMIT:
        if len(cases) >= wanted and not rare:
            break
        if len(cases) >= wanted and all(hits.values()) and drafts >= RARE_DRAFTS:
            break
        if len(cases) >= 3 * wanted:
            break
        kind, number = _kind(drafts, maker, subject.linked)
        case = make_case(subject, maker, kind, number, at_end=drafts % 3 != 1)
        drafts += 1
        if case is None:
            work += 2000
            if drafts >= 400 and not cases:
                break
            continue
        work += 2 * case.expected.instructions
        fresh = rare & covered(subject.image, case.expected)
        if len(cases) >= wanted and not fresh:
            continue  # only looking for what is not reached yet
        hits.update(fresh)
        rare -= {at for at in fresh if hits[at] >= WANTED_HITS}
        cases.append(case)
        result = tuple(
            (case.expected.x if r == "x" else case.expected.v)[n] & ((1 << bits) - 1)
            for r, n, bits in live
        )
        touched = tuple(
            after
            for region, after in zip(case.test.regions, case.expected.memory, strict=True)
            if after != region.data
        )
        outcomes.add((result, touched))
    missing = {at for at, count in hits.items() if not count}
    cases += rounding_cases(subject, maker)
    far, endless = far_cases(subject, maker)
    cases += far
    cases.sort(key=lambda c: c.expected.instructions)
    bulk = bulk_cases(subject, maker)
    found = CaseSet(cases, maker, seed, drafts, len(outcomes), missing, work, bulk, endless)
    if len(cases) < minimum:
        raise Error(
            "tests",
            f"only {len(cases)} of {drafts} inputs ran cleanly through the baseline; "
            f"{minimum} are needed",
        )
    if missing:
        first = min(missing)
        raise Error(
            "baseline-coverage",
            f"no test reaches {len(missing)} of {len(subject.wanted)} baseline instructions "
            f"(first at +{first:#x}: {subject.listing[first // 4]})",
        )
    if len(outcomes) < 2:
        raise Error("constant-outcome", "the baseline did the same on every test")
    return found


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
        seen = subject.emulator.run(test, FAR_LIMIT)
        for _ in range(FAR_STEPS):
            if seen.clean or seen.fault is None:
                break
            more = maker.found_memory(test, seen.fault)
            if more is None:
                break
            test = more
            seen = subject.emulator.run(test, FAR_LIMIT)
        if layout.odd:
            continue
        if seen.clean:
            clean.append(Case(test, seen, "far"))
        elif len(endless) == ENDLESS_TESTS:
            continue
        elif seen.fault is not None and touched_bytes(seen) >= ENDLESS_BYTES:
            endless.append((test, seen))
    return clean, endless


def bulk_cases(subject: Subject, maker: Maker) -> list[Case]:
    """Long runs over data on which sums that are too narrow overflow."""
    found: list[Case] = []
    if not subject.signature.pointers:
        return found
    size = BULK_SIZE
    with closing(Emulator(subject.image, subject.listing, footprints=False)) as emulator:
        for _ in range(BULK_DRAFTS):
            test, layout = maker.draft("bulk", size + maker.rng.randrange(64))
            seen = emulator.run(test, BULK_LIMIT)
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
