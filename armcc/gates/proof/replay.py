"""A solver's counter-example as a test that runs.

The model of a failed proof gives registers and the bytes of memory that either code reads.  It is
asked for once more with everything where tests have it (`armcc.gates.image`, `Placement`), and
run on both codes in micro-execution: only what differs there counts.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from armcc.gates.image import Image
from armcc.gates.inputs import Case
from armcc.gates.loaded import Found, Loaded, load, one
from armcc.gates.pair import shown_test
from armcc.gates.proof.execute import Run, frame, initial
from armcc.gates.proof.problem import Problem, ranges
from armcc.gates.proof.prove import Failed
from armcc.gates.proof.smtlib import Question
from armcc.gates.proof.solver import Solved
from armcc.gates.proof.terms import Term, and_, const, eq, not_, or_, sub, true, ult, var
from armcc.gates.proof.values import evaluate
from armcc.gates.state import STACK_ABOVE, STACK_SIZE, Region, Test
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled

PAGE = 4096
# Pages of memory that a test may have.
MOST_PAGES = 512
_LONGEST = 200_000  # instructions of the baseline
# Where buffers may be: above 4 GiB, below what Linux and QEMU take for themselves.
_APART = 1 << 20  # bytes between buffers that do not overlap
_LOWEST, _HIGHEST = 1 << 32, 1 << 46


@dataclass(frozen=True)
class Places:
    """Where a test has what the proof leaves open."""

    fixed: dict[Term, int] = field(default_factory=dict)
    kept_away: tuple[tuple[int, int], ...] = ()

    def conditions(self, run: Run, own: Callable[[Term], bool]) -> list[Term]:
        """That everything is there, and the baseline's accesses where buffers may be."""
        out = [eq(t, const(value, t.width)) for t, value in self.fixed.items()]
        allowed = true()
        seen: set[tuple[Term, Term]] = set()
        fixed = set(self.fixed)
        for access in run.accesses:
            key = (access.condition, access.address)
            if key in seen or own(access.address):
                continue
            seen.add(key)
            if _counts_from(access.address, fixed):
                continue
            inside = ult(
                sub(access.address, const(_LOWEST, 64)), const(_HIGHEST - _LOWEST - PAGE, 64)
            )
            for start, end in self.kept_away:
                away = ult(sub(access.address, const(start, 64)), const(end - start, 64))
                inside = and_(inside, not_(away))
            allowed = and_(allowed, or_(not_(access.condition), inside))
        return [*out, allowed]


def _counts_from(address: Term, bases: set[Term]) -> bool:
    parts = address.args if address.op == "sum" else (address,)
    return any(p in bases for p in parts)


def places(subject: Subject, other: Image, problem: Problem) -> Places:
    """The places of tests of a decision.  other: the candidate's image, or the baseline's."""
    image = subject.image
    placement = image.placement
    # sp as in other tests: not at the very top of the stack.
    sp = placement.stack_top - 512
    fixed = {frame(): sp, var("x30", 64): placement.return_address, var("fpcr", 32): 0}
    symbols = {segment.name: segment.address for segment in image.segments}
    for base, (kind, index, start) in problem.bases.items():
        if kind == "code b":
            fixed[base] = image.entry
        elif kind == "code c":
            fixed[base] = other.entry
        elif kind == "constants c":
            if other.own:
                fixed[base] = other.own[0][0]
        elif kind == "section":
            if index in image.sections:
                fixed[base] = image.sections[index] + start
        else:
            symbol = problem.function.object.symbols[index]
            if symbol.name in symbols:
                fixed[base] = symbols[symbol.name]
            elif symbol.shndx in image.sections:
                fixed[base] = image.sections[symbol.shndx] + symbol.value
    used = [
        (min(s.address for s in image.segments), max(s.end for s in image.segments)),
        (min(s.address for s in other.segments), max(s.end for s in other.segments)),
        *[(at, at + STACK_SIZE) for at in placement.stacks],
        *[(at, at + PAGE) for at in placement.returns],
    ]
    margin = 64 * PAGE
    return Places(fixed, tuple((a - margin, b + margin) for a, b in used))


class Replay:
    """Models as tests, for one candidate."""

    def __init__(self, subject: Subject, assembled: Assembled, problem: Problem) -> None:
        self.subject = subject
        self.assembled = assembled
        self.problem = problem

    def found(
        self, failed: Failed, ask: Callable[[tuple[Term, ...]], tuple[Question, Solved]]
    ) -> Found | None:
        """The difference that a counter-example shows when it is run; None where none is.

        ask: a query.  Raises Error where the candidate cannot be placed.
        """
        loaded = load(self.subject, self.assembled)
        run = failed.baseline
        with closing(loaded.emulator):
            where = places(self.subject, loaded.image, self.problem)
            more = where.conditions(run, failed.aliases.own)
            more += [condition for _, condition in ranges(self.problem.signature)]
            more += apart(failed.aliases.pointers)
            asked, solved = ask((*failed.assertions, *more))
            if solved.status != "sat":
                return None
            test = model_test(self.subject, failed.registers, run, asked, solved)
            if test is None:
                return None
            return self._run(loaded, test)

    def _run(self, loaded: Loaded, test: Test) -> Found | None:
        subject = self.subject
        test, expected = subject.run(test, _LONGEST)
        if not expected.clean:
            return None
        shown = shown_test(test, subject.signature, subject.image.placement.stack_top + STACK_ABOVE)
        case = Case(shown, expected, "proof")
        pair = subject.pair(0, subject.constants, loaded.emulator)
        wrong, _ = one(subject, pair, loaded, case, 0)
        return None if wrong is None else Found(case, wrong)


def model_test(
    subject: Subject, registers: dict[int, Term], run: Run, asked: Question, solved: Solved
) -> Test | None:
    """A model as a state at entry; None where it has too much memory.

    registers: the arguments as terms.  run: the baseline's.
    """
    model = {str(t.data): solved.model[name] for t, name in asked.variables.items()}
    known: dict[int, int] = {}

    def values(name: str, _width: int) -> int:
        return model.get(name, 0)

    def source(_memory: str, address: int) -> int:
        return known.get(address & (1 << 64) - 1, 0)

    # An address may depend on what was read before: in the order of the query.
    for address, size, name in asked.bytes:
        at = evaluate([address], values, source)[address]
        for n in range(size):
            known.setdefault((at + n) & (1 << 64) - 1, solved.model[name] >> 8 * n & 0xFF)
    state = initial(registers)
    packed = state.flags[1]
    wanted: list[Term] = [*state.x, *state.v, packed]
    for access in run.accesses:
        wanted += [access.condition, access.address]
    worth = evaluate(wanted, values, source)
    touched: set[int] = set()
    for access in run.accesses:
        if worth[access.condition]:
            at = worth[access.address]
            touched.update(range(at // PAGE, (at + access.size - 1) // PAGE + 1))
    image = subject.image
    placement = image.placement
    stack = bytearray(STACK_SIZE)
    for place, value in known.items():
        if 0 <= place - placement.stack < STACK_SIZE:
            stack[place - placement.stack] = value
    regions = []
    taken = set(range(placement.stack // PAGE, (placement.stack + STACK_SIZE) // PAGE))
    for segment in image.segments:
        start, data = segment.pages()
        taken.update(range(start // PAGE, (start + len(data)) // PAGE))
        if segment in image.writable:
            regions.append(Region(start, _overlaid(start, data, known), segment.name))
    free = sorted(touched - taken)
    if len(free) > MOST_PAGES:
        return None
    for first, count in _runs(free):
        start = first * PAGE
        data = _overlaid(start, bytes(count * PAGE), known)
        regions.append(Region(start, data, f"memory {len(regions)}"))
    return Test(
        x=tuple(worth[t] for t in state.x[:31]),
        v=tuple(worth[t] for t in state.v),
        sp=worth[state.x[31]],
        nzcv=worth[packed] >> 28,
        regions=tuple(regions),
        stack=bytes(stack),
        shown="",
    )


def apart(pointers: dict[Term, bool]) -> list[Term]:
    """That what is promised to be disjoint is far apart."""
    out = []
    every = list(pointers)
    for n, p in enumerate(every):
        for q in every[:n]:
            if pointers[p] or pointers[q]:
                out += [not_(ult(d, const(_APART, 64))) for d in (sub(p, q), sub(q, p))]
    return out


def _overlaid(start: int, data: bytes, known: dict[int, int]) -> bytes:
    out = bytearray(data)
    for address, value in known.items():
        if 0 <= address - start < len(out):
            out[address - start] = value
    return bytes(out)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as (first, count)."""
    out: list[tuple[int, int]] = []
    for n in numbers:
        if out and out[-1][0] + out[-1][1] == n:
            out[-1] = (out[-1][0], out[-1][1] + 1)
        else:
            out.append((n, 1))
    return out
