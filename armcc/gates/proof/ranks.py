"""How often a loop of the baseline can turn before it leaves user space.

A length that is a number of 64 bits may be 2^64 - 1 as far as terms tell, and then a counter of
bytes wraps.  No run that is clean gets there: each turn accesses memory further on.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from armcc.gates.proof.execute import Access, Code, State, UnprovableError
from armcc.gates.proof.memory import Aliases
from armcc.gates.proof.substitution import substituted, variables
from armcc.gates.proof.terms import (
    Term,
    const,
    extract,
    not_,
    sub,
    topological,
    true,
    ult,
)
from armcc.gates.proof.walk import Walk, registers, unknown

# User space ends where bits 52 to 55 begin (`armcc.gates.proof.goals`).
_SPACE = 1 << 52
# Steps of an address, and of a number, that are no greater: products stay far below 2^64.
_MOST_STEP = 1 << 48
_MOST_FALL = 1 << 24


@dataclass(frozen=True)
class Rank:
    """Of a head of the baseline, over the variables of an unknown state there: a number that is
    at most `bound` in a clean run, since otherwise `address` would leave user space.

    Whenever the number is greater than d, the loop turns once more, and the number is less by d,
    and an access that each turn makes is s bytes further (or lower) on.  So from a number R the
    loop turns for at least all i < R / d, with accesses at address + s * i.  The address is in
    user space, where bits 52 to 55 are clear, and with |s| < 2^48 no step leaps over those where
    they are not: |s| * i < 2^52 for all these i, and R <= d * (2^52 / |s| + 1).
    """

    number: Term
    bound: int
    address: Term


class Ranks:
    """The ranks of the heads of one code.

    elsewhere: variables of addresses of which no premise says that they are in user space.
    unsat: whether some conditions exclude each other, as a solver says.
    """

    def __init__(
        self,
        code: Code,
        heads: frozenset[int],
        aliases: Aliases,
        elsewhere: frozenset[str],
        unsat: Callable[[tuple[Term, ...]], bool],
    ) -> None:
        self._code = code
        self._heads = heads
        self._aliases = aliases
        self._elsewhere = elsewhere
        self._unsat = unsat
        self._start = unknown("@rank")
        self._of = {head: list(self._ranked(head)) for head in sorted(heads)}

    def bounds(self, head: int, state: State) -> list[Term]:
        """The bounds of a head's ranks in a state there."""
        mapping = self._mapping(state)
        out = []
        for rank in self._of.get(head, ()):
            found = substituted([rank.number, rank.address], mapping)
            if any(str(v.data) in self._elsewhere for v in variables([found[rank.address]])):
                continue
            number = found[rank.number]
            out.append(not_(ult(const(rank.bound, number.width), number)))
        return out

    def _mapping(self, state: State) -> dict[Term, Term]:
        """What the variables of the unknown state are in a state."""
        known = registers(state)
        return {t: known[n] for n, t in enumerate(registers(self._start)) if t.op == "var"}

    def _ranked(self, head: int) -> Iterator[Rank]:
        """Numbers that bound how often the loops of a head turn."""
        try:
            level = Walk(self._code, self._aliases, self._heads, head, self._start).level(1)
        except UnprovableError as e:
            if e.reason == "time":
                raise
            return
        after = level.states.get(head)
        if after is None:
            return
        mapping = self._mapping(after)
        moved: list[tuple[int, Access]] = []
        for access in level.accesses:
            if access.condition is not true() or not _made_of(access.address, mapping):
                continue
            distance = _distance(
                substituted([access.address], mapping)[access.address], access.address
            )
            if distance and abs(distance) < _MOST_STEP:
                moved.append((abs(distance), access))
        if not moved:
            return
        far, access = max(moved, key=lambda m: m[0])
        for number in self._numbers(after.condition, mapping):
            fall = _distance(number, substituted([number], mapping)[number])
            if fall is None or not 0 < fall < _MOST_FALL:
                continue
            bound = fall * (_SPACE // far + 1)
            if bound >> (number.width - 1):
                continue
            more = ult(const(fall, number.width), number)
            if self._unsat((more, not_(after.condition))):
                yield Rank(number, bound, access.address)

    @staticmethod
    def _numbers(condition: Term, mapping: dict[Term, Term]) -> list[Term]:
        """What may be a number of turns that are left: by what the loop compares."""
        out: dict[Term, None] = {}
        for t in topological([condition]):
            if t.op in ("eq", "ult", "slt") and t.args[0].width in (32, 64):
                a, b = t.args
                out |= dict.fromkeys((sub(a, b), sub(b, a)))
                for v in variables(t.args):
                    if v in mapping and v.width == 64:
                        out[extract(v, a.width - 1, 0)] = None
        return [n for n in out if n.op != "const" and _made_of(n, mapping)]


def _distance(a: Term, b: Term) -> int | None:
    """a - b where that is a constant."""
    difference = sub(a, b)
    if difference.op != "const":
        return None
    half = 1 << (difference.width - 1)
    return (int(difference.data) ^ half) - half


def _made_of(t: Term, kept: Container[Term]) -> bool:
    """Whether a term is made of numbers and of some variables, and of no memory."""
    return all(
        inner in kept if inner.op == "var" else inner.op not in ("memory", "read", "uf")
        for inner in topological([t])
    )
