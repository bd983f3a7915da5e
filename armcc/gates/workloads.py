"""Workloads: the inputs on which a candidate has to be faster than its baseline.

Some are made here, of several sizes; others are states that a program was in.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from armcc.errors import Error
from armcc.gates.emulator import Emulator
from armcc.gates.inputs import Case, Maker
from armcc.gates.subject import Subject

# Sizes tried for the integer arguments, and the trace that one workload may have.
_SIZES = (512, 256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4)
TRACE_LIMIT = 4000
_DATA = ("text", "random", "small", "float32", "float64", "sorted", "utf8", "zeros", "ramp")
CAPTURED = "captured"
MIN_WORKLOADS = 3
VARIANTS = 10


@dataclass(frozen=True)
class Workload:
    """One input to be fast on.

    size: the value of the integer arguments; of a captured one the instructions that the
        baseline takes.  data: the kind of the buffers' contents, or CAPTURED.
    variants: for each of some kinds of data, calls of about that size with other data and
        other keys, for what depends on the history of branches.
    """

    size: int
    data: str
    case: Case
    variants: tuple[tuple[Case, ...], ...] = ()

    @property
    def where(self) -> str:
        """In words, behind "slower"."""
        if self.data == CAPTURED:
            return f"on a captured state of {self.size} instructions"
        return f"at size {self.size}"


def workload_seed(code: bytes) -> int:
    """The seed of a function's workloads.

    Unlike the equivalence tests' it is no secret: the same function is to cost the same
    whenever it is asked.
    """
    return int.from_bytes(hashlib.blake2b(code, digest_size=8).digest(), "little")


def workloads(subject: Subject, seed: int) -> list[Workload]:
    """What to be fast on: made inputs, then some of the subject's captured states.

    Made are at least three of different sizes, or of different data where no size counts.
    Raises Error("workloads") where the baseline does not run on enough of them, nor on as
    many captured ones.
    """
    maker = Maker(subject.function.contract, subject.signature, subject.image, (), seed)
    real = _captured(subject)
    try:
        chosen = _sizes(subject.plain, maker)
    except Error:
        if len(real) < MIN_WORKLOADS:
            raise
        return real
    return [_with_variants(subject, subject.plain, maker, one) for one in chosen] + real


def _captured(subject: Subject) -> list[Workload]:
    """Captured states that can be costed: the longest, a middle one and a short one.

    Each has for its variants the others that are about as long: so the history of the
    branches is real, too.
    """
    cases = []
    for test in subject.captured:
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


def _sizes(tracer: Emulator, maker: Maker) -> list[Workload]:
    found: list[Workload] = []
    lengths: set[int] = set()
    largest = 0
    for size in _SIZES:
        if _workload(tracer, maker, size):
            largest = size
            break
    if not largest:
        raise Error("workloads", "the baseline runs on no workload of a size that can be costed")
    wanted = [largest, largest // 2, largest // 4, largest // 8 + 3, largest // 16, 5, 3]
    for size in wanted:
        one = _workload(tracer, maker, max(size, 1))
        if one is None:
            continue
        length = one.case.expected.instructions
        if length in lengths and len(wanted) > len(found) + 3:
            continue
        lengths.add(length)
        found.append(one)
        if len(found) == 4:
            break
    while len(found) < MIN_WORKLOADS:
        one = _workload(tracer, maker, maker.rng.randrange(1, 4 * largest))
        if one is None:
            raise Error("workloads", "fewer than three workloads run cleanly")
        found.append(one)
    return found


def _plain_case(tracer: Emulator, maker: Maker, kind: str, size: int) -> Case | None:
    """A clean input with roomy buffers, short enough to be costed: speed needs no more."""
    test, _ = maker.draft(kind, size)
    outcome = tracer.run(test, TRACE_LIMIT)
    return Case(test, outcome, kind) if outcome.clean else None


def _with_variants(
    subject: Subject, tracer: Emulator, maker: Maker, workload: Workload
) -> Workload:
    everything = maker.fills.kinds
    groups: list[tuple[Case, ...]] = []
    subject.emulator.run(workload.case.test, 8 * TRACE_LIMIT)
    sizes = [n for n in subject.emulator.access_sizes() if n <= 8] or [4]
    width = max(set(sizes), key=sizes.count)
    for kind in (workload.data, f"sorted:{width}", "random"):
        maker.fills.kinds = (kind,)
        cases: list[Case] = []
        for _ in range(3 * VARIANTS):
            case = _plain_case(tracer, maker, "variant", workload.size)
            if case is not None:
                cases.append(case)
            if len(cases) == VARIANTS:
                break
        groups.append(tuple(cases))
    maker.fills.kinds = everything
    return replace(workload, variants=tuple(groups))


def _workload(tracer: Emulator, maker: Maker, size: int) -> Workload | None:
    """The input of one size on which the baseline works longest: the others end early."""
    best: Workload | None = None
    kinds = [k for k in _DATA if k in maker.fills.kinds]
    everything = maker.fills.kinds
    for kind in kinds:
        maker.fills.kinds = (kind,)
        case = _plain_case(tracer, maker, "workload", size)
        if case is None:
            continue
        if best is None or case.expected.instructions > best.case.expected.instructions:
            best = Workload(size, kind, case)
    maker.fills.kinds = everything
    return best
