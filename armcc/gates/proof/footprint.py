"""What a code accesses, as sets: what the candidate may read and write (docs/proof.md).

Writes only where the baseline writes; reads only of 16-byte granules that the baseline
touches (of its bytes, by a pointer with `noalias`), and of constants; in the own frame, what
lies below sp at entry and not below sp.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from armcc.gates.proof.execute import Access, Run, UnprovableError, frame
from armcc.gates.proof.memory import SIGN, Aliases
from armcc.gates.proof.problem import Problem
from armcc.gates.proof.terms import (
    Term,
    and_,
    const,
    eq,
    extract,
    false,
    not_,
    offset,
    or_,
    sub,
    true,
    ult,
)

# Conditions that a search through all accesses may make; beyond, the proof is given up.
MOST_CONDITIONS = 20_000
# Below sp a frame may reach so far; the stack of a test is as large (`state.STACK_BELOW`).
FRAME = 1 << 16


@dataclass
class Goals:
    """premises imply each of `goals`: (what it says, the condition)."""

    premises: list[Term] = field(default_factory=list)
    goals: list[tuple[str, Term]] = field(default_factory=list)

    def add(self, what: str, goal: Term) -> None:
        """One more condition; those that hold by their form are left out."""
        if goal is not true():
            self.goals.append((what, goal))


def implies(a: Term, b: Term) -> Term:
    """Whether b holds where a does."""
    return or_(not_(a), b)


def in_frame(access: Access) -> Term:
    """That bytes lie below sp at entry, and not below sp (AAPCS64 6.4.5.1)."""
    low = offset(frame(), -FRAME) if access.low is None else access.low
    depth = sub(frame(), low).data
    if not access.size <= depth < SIGN:
        return false()
    return ult(sub(access.address, low), const(depth - access.size + 1, 64))


def inside(place: Term, ranges: tuple[tuple[int, int], ...], size: int) -> Term:
    """That bytes from `place` on lie in one of some ranges."""
    out = false()
    for start, end in ranges:
        if end - start >= size:
            out = or_(out, ult(offset(place, -start), const(end - start - size + 1, 64)))
    return out


def split(address: Term) -> tuple[object, int]:
    """An address as something that is hashable, and a constant."""
    if address.op == "sum":
        constant = address.data[0]
        key = (address.data[1], address.args)
        return key, constant - (1 << 64) if constant & SIGN else constant
    if address.op == "const":
        return (), address.data
    return ((1,), (address,)), 0


@dataclass
class _Covered:
    """Accesses of the baseline with one unknown part of the address."""

    accesses: list[tuple[int, Access]] = field(default_factory=list)

    def condition(self, start: int, size: int) -> Term:
        """When all bytes of a range are accessed."""
        out = true()
        at = start
        end = start + size
        while at < end:
            some = false()
            step = end
            for low, access in self.accesses:
                high = low + access.size
                if low <= at < high:
                    some = or_(some, access.condition)
                    step = min(step, high)
                elif at < low:
                    step = min(step, low)
            out = and_(out, some)
            if out is false():
                return out
            at = step
        return out


class Footprint:
    """Reads and writes as sets."""

    def __init__(
        self, problem: Problem, aliases: Aliases, one: Run, other: Run, out: Goals
    ) -> None:
        self.problem = problem
        self.aliases = aliases
        self.one = one
        self.other = other
        self.out = out
        self.made = 0
        self.touched: dict[object, _Covered] = defaultdict(_Covered)
        self.written: dict[object, _Covered] = defaultdict(_Covered)
        for access in one.accesses:
            if aliases.own(access.address):
                continue
            key, start = split(access.address)
            self.touched[key].accesses.append((start, access))
            if access.write:
                self.written[key].accesses.append((start, access))

    def check(self) -> None:
        seen = dict.fromkeys(replace(access, at=0) for access in self.other.accesses)
        for access in seen:
            kind = "it writes elsewhere" if access.write else "it reads elsewhere"
            self.out.add(kind, self._allowed(access))

    def _allowed(self, access: Access) -> Term:
        """That an access of the candidate is one that the baseline allows."""
        condition, address = access.condition, access.address
        size, write = access.size, access.write
        found = self._plainly(access)
        goal = implies(condition, found)
        root = self.aliases.root(address)
        if (
            goal is true()
            or self.aliases.own(address)
            or (write and root in self.aliases.constants)
        ):
            return goal
        known = self._anywhere(address, size, write)
        data = None if root is None else self.aliases.constants.get(root)
        if root is not None and data is not None:
            # What is counted from read-only data is read as such (`armcc.gates.proof.memory`).
            known = and_(known, inside(sub(address, root), ((0, len(data)),), size))
        return implies(condition, or_(found, known))

    def _plainly(self, access: Access) -> Term:
        """The same by accesses of the baseline that are a constant apart."""
        aliases, address = self.aliases, access.address
        size, write = access.size, access.write
        root = aliases.root(address)
        if aliases.own(address):
            distance = sub(address, frame())
            if distance.op == "const":
                low = distance.data - (1 << 64)
                return true() if low >= -FRAME and low + size <= 0 else false()
            return in_frame(access)
        key, start = split(address)
        if root in aliases.constants:
            if write:
                return false()
            ranges = self.problem.allowed.get(root, ())
            found = inside(sub(address, root), ranges, size)
            if found is true():
                return found
            return or_(found, self.touched[key].condition(start, size))
        known = (self.written if write else self.touched).get(key)
        return false() if known is None else known.condition(start, size)

    def _anywhere(self, address: Term, size: int, write: bool) -> Term:
        """The same by a search through all accesses: for what has other unknown parts."""
        out = true()
        accesses = list(self._candidates(address, write))
        if not accesses:
            return false()
        self.made += size * len(accesses)
        if self.made > MOST_CONDITIONS:
            raise UnprovableError("memory-shape", "too many accesses at unknown distances")
        # What a pointer with `noalias` leads to is told apart from other memory by its form
        # (`Aliases.separate`): that holds of bytes, not of what else is in their granules.
        exact = write or self.aliases.root(address) in self.aliases.pointers
        for n in range(size):
            here = offset(address, n)
            some = false()
            for access in accesses:
                if exact:
                    hit = ult(sub(here, access.address), const(access.size, 64))
                else:
                    granule = extract(here, 63, 4)
                    first = extract(access.address, 63, 4)
                    last = extract(offset(access.address, access.size - 1), 63, 4)
                    hit = or_(eq(granule, first), eq(granule, last))
                some = or_(some, and_(access.condition, hit))
            out = and_(out, some)
        return out

    def _candidates(self, address: Term, write: bool) -> Iterator[Access]:
        """Accesses of the baseline that may be the same: in a case of disjoint memory those
        that are reached from the same pointer."""
        root = self.aliases.root(address)
        key, _ = split(address)
        seen = set()
        for access in self.one.accesses:
            if self.aliases.own(access.address) or (write and not access.write):
                continue
            if write and split(access.address)[0] == key:
                continue  # looked at before
            if self.aliases.pointers and self.aliases.root(access.address) is not root:
                continue
            mark = (access.condition, access.address, access.size)
            if mark not in seen:
                seen.add(mark)
                yield access
