"""Concrete runs of two codes side by side: where their loops meet, and what holds there.

Nothing here is believed: it makes guesses, which `armcc.gates.proof.induction` checks.  Two runs
from one state are aligned by how much memory each has touched since they met last, so that four
turns of a scalar loop meet one turn of a loop over vectors; loops that touch nothing are aligned
turn by turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from armcc.gates.proof import lift
from armcc.gates.proof.execute import (
    Code,
    Executor,
    Limits,
    Run,
    State,
    SymbolicMachine,
    UnprovableError,
    initial,
)
from armcc.gates.proof.memory import Aliases
from armcc.gates.proof.problem import Problem, arguments, value_of
from armcc.gates.proof.terms import Term, concat, const, extract
from armcc.gates.proof.values import evaluate, hashed
from armcc.gates.proof.vexops import Floats
from armcc.gates.proof.walk import heads

# The return, as a place beside the heads of loops.
RETURN = -1
# So many visits of heads, and of instructions, of one run.
_MOST_VISITS = 210
_MOST_STEPS = 4000
# One step of both codes has at most so many visits of heads.
REACH = 72
MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Visit:
    """A head of a loop as a run comes to it: registers, and the bytes it has touched so far."""

    head: int
    x: tuple[int, ...]
    v: tuple[int, ...]
    touched: int


@dataclass
class Trace:
    """The visits of one run, and whether it came to its return."""

    visits: list[Visit] = field(default_factory=list)
    returned: bool = False


@dataclass
class Sample:
    """Values of the variables at entry, what memory holds, and both runs from there."""

    values: dict[tuple[str, int], int]
    contents: int
    seed: int
    near: bool = False
    baseline: Trace = field(default_factory=Trace)
    candidate: Trace = field(default_factory=Trace)

    def value(self, name: str, width: int) -> int:
        """What a variable holds."""
        key = (name, width)
        if key not in self.values:
            # An address of code or data where it is one; anything where it is not.
            found = hashed(f"{self.seed} {name}", width, ()) & ((1 << width) - 1)
            if name.startswith(("section", "constants", "code", "symbol", "got")):
                found = (0x55 << 32 | (len(self.values) + 1) << 24) >> (64 - width)
            self.values[key] = found
        return self.values[key]

    def byte(self, address: int) -> int:
        """What memory holds at entry."""
        found = hashed(f"{self.seed} byte", 16, (address,))
        if self.contents == 0:
            return found & 0xFF
        if self.contents == 1:  # mostly 0
            return found & 0xFF if found >> 8 < 24 else 0
        if self.contents == 2:  # text
            return (found & 0x3F) + 48 if found >> 8 < 250 else 0
        return 1 + (found & 1)


class _Enough(Exception):  # noqa: N818  it is no error
    """A trace is long enough."""


class _Concrete(SymbolicMachine):
    """Registers and memory of one concrete state."""

    def __init__(
        self, code: Code, sample: Sample, constants: dict[int, bytes], run: Run, sp: int
    ) -> None:
        super().__init__(code, Aliases(const(sp, 64)), Floats(False), run)
        self.sample = sample
        self.constants = constants
        self.sp = sp
        self.memory: dict[int, Term] = {}
        self.touched: set[int] = set()
        self.accessed = 0

    @property
    def progress(self) -> int:
        """How many bytes were touched; each access counts where objects may overlap."""
        return self.accessed if self.sample.near else len(self.touched)

    def load(self, address: Term, size: int) -> Term:
        at = self._at(address)
        base = next((b for b, d in self.constants.items() if b <= at < b + len(d)), None)
        if base is not None:
            data = self.constants[base][at - base :][:size]
            return const(int.from_bytes(data, "little"), 8 * size)
        self._touch(at, size)
        parts = []
        for n in reversed(range(size)):
            here = (at + n) & MASK
            known = self.memory.get(here)
            if known is None:
                known = self.memory[here] = const(self.sample.byte(here), 8)
            parts.append(known)
        return concat(*parts) if len(parts) > 1 else parts[0]

    def store(self, address: Term, value: Term) -> None:
        at = self._at(address)
        self._touch(at, value.width // 8)
        for n in range(value.width // 8):
            self.memory[(at + n) & MASK] = extract(value, 8 * n + 7, 8 * n)

    def _at(self, address: Term) -> int:
        if address.op != "const":
            raise UnprovableError("bound", "an address that floats decide")
        return int(address.data)

    def _touch(self, at: int, size: int) -> None:
        if not self.sp - (1 << 16) <= at < self.sp:
            self.accessed += size
            self.touched.update(range(at, at + size))


class _Tracer(Executor):
    """One concrete run that notes each visit of a head."""

    def __init__(self, code: Code, machine: _Concrete, places: frozenset[int], run: Run) -> None:
        super().__init__(
            code, machine.aliases, Floats(False), Limits(_MOST_STEPS, 1 << 30, 1 << 30)
        )
        self.run = run
        self.machine = machine
        self.concrete = machine
        self.places = places
        self.trace = Trace()

    def _block(self, leader: int, state: State) -> None:
        if leader in self.places:
            if len(self.trace.visits) >= _MOST_VISITS:
                raise _Enough
            self.trace.visits.append(
                Visit(
                    leader,
                    tuple(map(_number, state.x)),
                    tuple(map(_number, state.v)),
                    self.concrete.progress,
                )
            )
        super()._block(leader, state)
        if len(self.waiting) > 1:
            raise UnprovableError("bound", "a condition that floats decide")


def _number(t: Term) -> int:
    """A value; of one that floats made, a number that stands for the term."""
    if t.op == "const":
        return int(t.data)
    return hashed("term", t.width, (t.number,))


def trace(problem: Problem, code: Code, sample: Sample) -> Trace:
    """One run of one code."""
    x = arguments(problem.signature)
    start = initial(x)
    bases = list(problem.constants)
    addresses = [address for _, address in code.places.values()]
    found = evaluate(
        [*start.x, *start.v, *start.flags, *bases, *addresses, code.base],
        sample.value,
        lambda _name, address: sample.byte(address),
    )

    def known(t: Term) -> Term:
        return const(found[t], t.width)

    state = State(
        [known(t) for t in start.x],
        [known(t) for t in start.v],
        [known(t) for t in start.flags],
        start.mem,
    )
    concrete = replace(
        code,
        base=known(code.base),
        places={at: (kind, known(address)) for at, (kind, address) in code.places.items()},
    )
    run = Run()
    constants = {int(found[b]): d for b, d in problem.constants.items()}
    machine = _Concrete(concrete, sample, constants, run, int(found[start.x[31]]))
    tracer = _Tracer(concrete, machine, heads(code), run)
    try:
        tracer.execute(state)
        tracer.trace.returned = bool(tracer.returned)
    except (_Enough, UnprovableError, lift.UnsupportedError):
        pass
    return tracer.trace


# Lengths, and what the memory of that run holds: random bytes, mostly zeros, text, ones and twos.
_LENGTHS = (
    (0, 0), (5, 0), (1, 0), (2, 3), (3, 0), (100, 0), (4, 3), (6, 1), (7, 2), (11, 0), (16, 3),
    (21, 1), (37, 0), (75, 3), (150, 0), (12, 0), (14, 1), (23, 0), (31, 1), (45, 0), (62, 0),
    (203, 3), (32, 0), (64, 0),
)  # fmt: skip
# Two pointers of one run may lie so far apart that their objects overlap.
_NEAR = ((24, 0), (70, 1))


def samples(problem: Problem) -> list[Sample]:
    """Runs of both codes on states that make loops turn."""
    out = []
    several = sum(not s.noalias for s in problem.signature.pointers) > 1
    cases = [(n, c, False) for n, c in _LENGTHS] + [(n, c, True) for n, c in _NEAR if several]
    for number, (length, contents, near) in enumerate(cases):
        sample = Sample({("sp", 60): 0x7FF0_0000_00}, contents, number, near)
        for slot in problem.signature.slots:
            if slot.register != "x":
                continue
            term = value_of(slot)
            n = slot.number
            value = length + n if number in (7, 12) else length
            if slot.value.kind == "pointer":
                value = 0x10_0000_0000 * (n + 1) + hashed(f"pointer {number} {n}", 24, ())
                if near:
                    value = 0x10_0000_0008 + 4 * n
            elif number in (1, 5):
                value = hashed(f"argument {number} {n}", 64, ()) if number else 1 + n
                value = value if contents == 0 else length
            sample.values[str(term.data), term.width] = value & ((1 << term.width) - 1)
        sample.baseline = trace(problem, problem.baseline, sample)
        sample.candidate = trace(problem, problem.candidate, sample)
        out.append(sample)
    return out


@dataclass(frozen=True)
class Outcome:
    """What one step comes to: places, and which visit of a head each is, from 1 on."""

    baseline: int
    turns: int
    candidate: int
    candidate_turns: int


Place = tuple[int, int]
ENTRY: Place = (-2, -2)


@dataclass
class Meeting:
    """Both codes at a pair of heads: of which sample, at which visits, after how many steps."""

    sample: Sample
    one: Visit
    other: Visit
    steps: int


@dataclass
class Alignment:
    """The pairs of heads where runs meet, in the order in which they did, and the steps between.

    outcomes: of each pair, in the order in which they were seen.
    """

    meetings: dict[Place, list[Meeting]] = field(default_factory=dict)
    outcomes: dict[Place, dict[Outcome, None]] = field(default_factory=dict)


def align(found: list[Sample]) -> Alignment:
    """Where the runs of some samples meet."""
    out = Alignment({}, {ENTRY: {}})
    for sample in found:
        _walk(sample, out)
    return out


def _walk(sample: Sample, out: Alignment) -> None:
    one, other = sample.baseline, sample.candidate
    i = j = -1
    here = ENTRY
    steps = 0
    while True:
        step = _next(one, other, i, j)
        if step is None:
            if not one.returned or not other.returned:
                return
            m, n = len(one.visits) - i, len(other.visits) - j
            if m <= REACH and n <= REACH:
                out.outcomes[here][Outcome(RETURN, m, RETURN, n)] = None
            return
        m, n = step
        i, j = i + m, j + n
        a, b = one.visits[i], other.visits[j]
        there = (a.head, b.head)
        out.outcomes[here][Outcome(a.head, m, b.head, n)] = None
        out.outcomes.setdefault(there, {})
        steps = steps + 1 if here == there else 0
        out.meetings.setdefault(there, []).append(Meeting(sample, a, b, steps))
        here = there


def _next(one: Trace, other: Trace, i: int, j: int) -> tuple[int, int] | None:
    """The next visits of both that have touched as much since the last ones."""
    if i < 0:
        return (1, 1) if one.visits and other.visits else None
    start, begin = one.visits[i].touched, other.visits[j].touched
    mine = [v.touched - start for v in one.visits[i + 1 : i + 1 + REACH]]
    its = [v.touched - begin for v in other.visits[j + 1 : j + 1 + REACH]]
    m = n = 0
    while m < len(mine) and n < len(its):
        if mine[m] == its[n]:
            return m + 1, n + 1
        if mine[m] < its[n]:
            m += 1
        else:
            n += 1
    return None
