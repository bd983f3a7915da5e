"""Workloads: the inputs on which a candidate has to be faster than its baseline.

Some are made here, of several sizes; others are states that a program was in.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from armcc.errors import Error
from armcc.gates.captured import load_captured
from armcc.gates.inputs import Case, Maker
from armcc.gates.speed.given import Given, given
from armcc.gates.speed.tracing import TRACE_LIMIT
from armcc.gates.state import Test
from armcc.gates.subject import Subject

# Sizes tried for the integer arguments of the longest workload.
SIZES = (4096, 2048, 1024, 512, 256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4)
# It is long enough with so many instructions; it is looked for until so many smaller sizes
# have been no longer.
LONG, _PATIENCE = TRACE_LIMIT // 8, 4
# And of the short ones: a vector or two, less than one, and next to nothing.
SHORT = (16, 7, 4)
_DATA = ("text", "random", "small", "float32", "float64", "sorted", "utf8", "zeros", "ramp")
# Kinds of data that are easy to foresee, and hard: what is costed beside the longest kind.
_OTHER_DATA = ("random", "zeros", "text")
# Bytes of memory behind a pointer: 4096 elements of 8 bytes, and some more.
_WORKLOAD_ROOM = 48 * 1024
CAPTURED, NUMBERS, RARE = "captured", "numbers", "rare"
# Inputs that are costed since they execute what no workload does.
MOST_RARE = 4
_RARE_DRAFTS, _RARE_SEED = 160, 0x5EED
_RARE_KINDS = ("any", "constant", "any", "linked")
# Of integer arguments which one is a size is not known: so many guesses.
_GUESSES = 6
# A call whose key has taken the place of its size executes fewer than one in so many instructions.
_SHORTER = 8
# Of the numbers that a function without pointers is given.
BITS = (64, 32, 16, 8)
MIN_WORKLOADS = 3
# Calls for the history of branches: so many, or fewer where they have so many instructions.
VARIANTS, VARIED, FEWEST_VARIANTS = 24, 12_000, 6


@dataclass(frozen=True)
class Workload:
    """One input to be fast on.

    size: the value of the integer arguments; where these are data (NUMBERS) their bits; of a
        captured or rare one the instructions that the baseline takes.
    data: the kind of the buffers' contents, CAPTURED, NUMBERS or RARE.
    variants: for each of some kinds of data, calls of the same size with other data and other
        keys, for what depends on the history of branches.
    mixed: the same of sizes that differ from call to call, so that no loop's end is foreseen.
    integers: the integer arguments, by their slots, of one that is made.
    """

    size: int
    data: str
    case: Case
    variants: tuple[tuple[Case, ...], ...] = ()
    mixed: tuple[Case, ...] = ()
    integers: tuple[tuple[int, int], ...] = ()

    @property
    def where(self) -> str:
        """In words, behind "slower"."""
        if self.data == CAPTURED:
            return f"on a captured state of {self.size} instructions"
        if self.data == RARE:
            return f"on a rare path of {self.size} instructions"
        if self.data == NUMBERS:
            return f"on numbers of {self.size} bits"
        return f"at size {self.size}"


def workload_seed(code: bytes) -> int:
    """The seed of a function's workloads.

    Unlike the equivalence tests' it is no secret: the same function is to cost the same
    whenever it is asked.
    """
    return int.from_bytes(hashlib.blake2b(code, digest_size=8).digest(), "little")


def workloads(subject: Subject, seed: int, path: str = "") -> list[Workload]:
    """What to be fast on: what the user names, else made inputs and the subject's captured states.

    path: what ARMCC_WORKLOADS says (`given`), "" for nothing.
    Made are at least three: of different sizes, of the middle one with different data, too.
    Raises Error("workloads") where the baseline does not run on enough of them, nor on as
    many captured ones, or on one that the user names.
    """
    maker = Maker(subject.function.contract, subject.signature, subject.image, (), seed)
    asked = given(path, subject.function.name) if path else None
    if asked is not None:
        named = _named(subject, maker, asked)
        if named:
            return named + _rare(subject, named, seed)
    chosen = _chosen(subject, maker)
    return chosen + _rare(subject, chosen, seed)


def _chosen(subject: Subject, maker: Maker) -> list[Workload]:
    real = _captured(subject, subject.captured)
    if not subject.signature.pointers:
        numbers = _numbers(subject, maker, BITS)
        if len(numbers) >= MIN_WORKLOADS:
            return numbers + real
    try:
        chosen = _sizes(subject, maker)
    except Error:
        if len(real) < MIN_WORKLOADS:
            raise
        return real
    return [_with_variants(subject, maker, one) for one in chosen] + real


def _rare(subject: Subject, chosen: Sequence[Workload], seed: int) -> list[Workload]:
    """Inputs of any kind that execute what no workload does.

    What a rewrite wins where it matters, it may not lose elsewhere.
    """
    seen: set[int] = set()
    for workload in chosen:
        seen |= executed(subject.plain.run(workload.case.test, TRACE_LIMIT).covered)
    if not {offset // 4 for offset in subject.wanted} - seen:
        return []
    found = [(case, executed(case.expected.covered)) for case in drafts(subject, seed)]
    return rare(found, seen)


def drafts(subject: Subject, seed: int) -> list[Case]:
    """Inputs of any kind on which the baseline runs and can be costed.

    They are no test's: those are secret, and the same function is to cost the same whenever it
    is asked.
    """
    contract, signature = subject.function.contract, subject.signature
    maker = Maker(contract, signature, subject.image, subject.constants, seed ^ _RARE_SEED)
    made = (
        _plain_case(subject, maker, _RARE_KINDS[number % len(_RARE_KINDS)], number)
        for number in range(_RARE_DRAFTS)
    )
    return [replace(case, kind=RARE) for case in made if case is not None]


def rare(found: Sequence[tuple[Case, set[int]]], seen: set[int]) -> list[Workload]:
    """Of some cases, each with what it executes, those that execute most of what is not `seen`.

    `MOST_RARE` at most; of several the longest.
    """
    seen = set(seen)
    out: list[Workload] = []
    while found and len(out) < MOST_RARE:
        case, reached = max(found, key=lambda f: (len(f[1] - seen), _length(f[0])))
        if not reached - seen:
            break
        seen |= reached
        out.append(Workload(_length(case), RARE, case))
    return out


def executed(covered: bytes) -> set[int]:
    """The instructions that a run executed, by number, from its coverage."""
    return {n for n, bits in enumerate(covered) if bits}


def _named(subject: Subject, maker: Maker, asked: Given) -> list[Workload]:
    """The workloads that a user names; of captured states, too, those that can be costed."""
    name = subject.function.name
    out = _numbers(subject, maker, asked.bits)
    if len(out) < len(asked.bits):
        raise Error("workloads", f"{name} does not run on all numbers of {asked.bits} bits")
    for size in asked.sizes or (SIZES[:1] if asked.data else ()):
        for kind in asked.data or ("",):
            one = _workload(subject, maker, size, (kind,) if kind else _DATA)
            if one is None:
                what = f"at size {size}" + (f" on {kind} data" if kind else "")
                raise Error(
                    "workloads",
                    f"{name} does not run {what} within {TRACE_LIMIT} instructions, as "
                    "ARMCC_WORKLOADS asks",
                )
            out.append(_with_variants(subject, maker, one))
    if asked.captured:
        tests = load_captured(asked.captured, subject.function, subject.image).tests
        out += _captured(subject, tests)
    return out


def _numbers(subject: Subject, maker: Maker, lengths: tuple[int, ...]) -> list[Workload]:
    """For a function of numbers alone: random ones of several lengths in bits.

    Such arguments are data rather than sizes: nobody calls it with the same ones again and again.
    """
    out = []
    for bits in lengths:
        cases = []
        for _ in range(2 * VARIANTS):
            case = _plain_case(subject, maker, "bits", bits)
            if case is not None:
                cases.append(case)
            if len(cases) == VARIANTS:
                break
        if len(cases) == VARIANTS:
            # One that is neither short nor long for its kind.
            middle = sorted(range(len(cases)), key=lambda n: _length(cases[n]))[len(cases) // 2]
            others = tuple(c for n, c in enumerate(cases) if n != middle)
            out.append(Workload(bits, NUMBERS, cases[middle], (others,)))
    return out


def _captured(subject: Subject, tests: Sequence[Test]) -> list[Workload]:
    """Captured states that can be costed: the longest, a middle one and a short one.

    Each has for its variants the others that are about as long: so the history of the
    branches is real, too.
    """
    cases = []
    for test in tests:
        outcome = subject.plain.run(test, TRACE_LIMIT)
        if outcome.clean:
            cases.append(Case(test, outcome, CAPTURED))
    cases.sort(key=_length)
    last = len(cases) - 1
    places = dict.fromkeys((last, last // 2, last // 8)) if cases else {}
    return [_among(cases, at) for at in places]


def _among(cases: list[Case], at: int) -> Workload:
    """One of some captured cases as a workload, with those nearest to it in length."""
    length = _length(cases[at])
    others = [c for n, c in enumerate(cases) if n != at]
    others.sort(key=lambda c: abs(_length(c) - length))
    return Workload(length, CAPTURED, cases[at], (tuple(others[:VARIANTS]),))


def _length(case: Case) -> int:
    return case.expected.instructions


def _sizes(subject: Subject, maker: Maker) -> list[Workload]:
    """The longest execution, a middle one and short ones; of the middle size also other data."""
    longest: Workload | None = None
    since = 0
    for size in SIZES:
        one = _workload(subject, maker, size)
        since += longest is not None
        # Of two of one length the smaller is as good: larger ones only end early.
        if one is not None and (longest is None or _length(one.case) > _length(longest.case)):
            longest, since = one, 0
        if longest is not None and (since == _PATIENCE or _length(longest.case) >= LONG):
            break
    if longest is None:
        raise Error("workloads", "the baseline runs on no workload of a size that can be costed")
    found = [longest]
    middle = math.isqrt(4 * longest.size) + 3
    # Not always the same: nobody is to be fast for a few sizes that he knows.
    middle += maker.rng.randrange(1 + middle // 4)
    wanted = [n for n in (middle, *SHORT) if n < longest.size]
    for size in wanted or [longest.size]:
        one = _workload(subject, maker, size)
        if one is not None and _differs(one, found):
            found.append(one)
        if size != middle and len(wanted) > 1:
            continue
        for kind in _OTHER_DATA:
            other = _workload(subject, maker, size, (kind,)) if kind in maker.fills.kinds else None
            if other is not None and _differs(other, found):
                found.append(other)
    tries = 0
    while len(found) < MIN_WORKLOADS:
        # No size counts, nor does the data: other arguments, then, the same path or not.
        tries += 1
        one = _workload(subject, maker, maker.rng.randrange(1, 4 * longest.size))
        if one is not None:
            found.append(one)
        elif tries > 4 * MIN_WORKLOADS:
            raise Error("workloads", "fewer than three workloads run cleanly")
    return found


def _differs(one: Workload, known: list[Workload]) -> bool:
    """Whether none of the known ones executes as many instructions."""
    return all(_length(one.case) != _length(other.case) for other in known)


def _plain_case(
    subject: Subject, maker: Maker, kind: str, size: int, like: Workload | None = None
) -> Case | None:
    """A clean input with roomy buffers, short enough to be costed: speed needs no more.

    like: the workload that it is to be like.
    """
    integers = dict(like.integers) if like is not None else None
    test, _ = maker.draft(kind, size, _WORKLOAD_ROOM, integers=integers)
    if subject.image.stubs:
        # What its calls do is made up, and then the same in each run.
        test, outcome = subject.run(test, TRACE_LIMIT)
    else:
        outcome = subject.plain.run(test, TRACE_LIMIT)
    if not outcome.clean:
        return None
    if like is not None and outcome.instructions * _SHORTER < _length(like.case):
        return None
    return Case(test, outcome, kind)


def _with_variants(subject: Subject, maker: Maker, workload: Workload) -> Workload:
    everything = maker.fills.kinds
    groups: list[tuple[Case, ...]] = []
    subject.emulator.run(workload.case.test, 8 * TRACE_LIMIT)
    sizes = [n for n in subject.emulator.access_sizes() if n <= 8] or [4]
    width = max(set(sizes), key=sizes.count)
    wanted = min(VARIANTS, max(FEWEST_VARIANTS, VARIED // max(1, _length(workload.case))))
    # First what is easy to foresee; in the last one sizes differ.
    kinds = (
        ("like", workload.data),
        ("keyed", f"sorted:{width}"),
        ("keyed", "random"),
        ("variant", workload.data),
    )
    for draft, kind in kinds:
        maker.fills.kinds = (kind,)
        cases: list[Case] = []
        for _ in range(3 * wanted):
            case = _plain_case(subject, maker, draft, workload.size, workload)
            if case is not None:
                cases.append(case)
            if len(cases) == wanted:
                break
        groups.append(tuple(cases))
    maker.fills.kinds = everything
    *strict, mixed = groups
    return replace(
        workload,
        # Of too few calls the predictor would know nothing.
        variants=tuple(g for g in strict if len(g) >= FEWEST_VARIANTS),
        mixed=mixed if len(mixed) >= FEWEST_VARIANTS else (),
    )


def _workload(
    subject: Subject, maker: Maker, size: int, among: tuple[str, ...] = _DATA
) -> Workload | None:
    """The input of one size on which the baseline works longest: the others end early.

    Each integer argument is of that size, or one alone.  Of data on which it works equally long
    any may be the one: so that code that looks at the data itself meets several kinds.
    """
    best: Workload | None = None
    everything = maker.fills.kinds
    kinds = [k for k in among if k in everything or len(among) == 1]
    maker.rng.shuffle(kinds)
    drafts = ["workload"]
    if len(subject.signature.integers) > 1:
        drafts += ["sized"] * _GUESSES
    for kind in kinds:
        maker.fills.kinds = (kind,)
        for draft in drafts:
            case = _plain_case(subject, maker, draft, size)
            if case is not None and (best is None or _length(case) > _length(best.case)):
                best = Workload(size, kind, case, integers=tuple(maker.integers.items()))
    maker.fills.kinds = everything
    return best
