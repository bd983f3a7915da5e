"""What has to hold for a candidate to be the baseline's equal, as conditions.

The rules are those of `armcc.gates.compare`: the live bits of results, memory, x18 to x29, d8 to
d15 and sp (AAPCS64 6.1); writes only where the baseline writes; reads only of 16-byte granules
that the baseline touches, and of constants.  The premises are what a clean run of the baseline
means: it stays in user space, does not write to read-only data, and does not reach the frame
through a pointer.
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
    topological,
    true,
    ult,
    unsigned,
    var,
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


def goals(problem: Problem, aliases: Aliases, one: Run, other: Run) -> Goals:
    """The conditions for the runs of baseline and candidate.  Raises UnprovableError."""
    if one.final is None:
        raise UnprovableError("control", "the baseline never returns")
    if other.final is None:
        raise UnprovableError("control", "the candidate never returns")
    for run in (one, other):
        _frames_apart(problem, aliases, run)
    # A trap of the baseline is an end that a program may mean (LangRef, llvm.trap).
    out = Goals(premises(aliases, replace(one, trapped=[]), _depth(one, other)))
    traps = or_(*other.trapped) if other.trapped else false()
    for condition in one.trapped:
        out.add("it does not trap", implies(condition, traps))
    for what, conditions in (
        ("it goes on for longer", other.cut),
        ("it traps", other.trapped),
        ("it jumps elsewhere", other.wild),
    ):
        for condition in conditions:
            out.add(what, not_(condition))
    _results(problem, one, other, out)
    _preserved(other, out)
    _memory(aliases, one, other, out)
    _Footprint(problem, aliases, one, other, out).check()
    return out


def _frames_apart(problem: Problem, aliases: Aliases, run: Run) -> None:
    """That what counts as an access of the own frame is one.  Raises UnprovableError.

    Above sp at entry lie arguments, which other code may write and this may be asked for: an
    access at an unknown distance may be of these.
    """
    passed = any(slot.register == "stack" for slot in problem.signature.slots)
    led = _leading_to_the_frame([access.address for access in run.accesses])
    for access in run.accesses:
        if not aliases.own(access.address):
            if access.address in led and sub(access.address, frame()).op != "const":
                raise UnprovableError(
                    "memory-shape", f"+{access.at:#x} may access the frame or something else"
                )
            continue
        distance = sub(access.address, frame())
        low, high = unsigned(distance)
        inside = low >= (1 << 64) - FRAME and high + access.size <= 1 << 64
        if not inside and (distance.op == "const" or passed):
            raise UnprovableError(
                "memory-shape", f"+{access.at:#x} may access the frame and what lies above it"
            )


def _leading_to_the_frame(addresses: list[Term]) -> set[Term]:
    """The terms that sp at entry is part of, so that they may be addresses in the frame.

    What memory holds is, where an address of the frame was stored before; what it is compared
    with, or where it is read, is not.
    """
    out: set[Term] = set()
    for t in topological(addresses):
        args = t.args
        if t.op in ("eq", "ult", "slt") or (t.op == "uf" and str(t.data).startswith("frame ")):
            continue
        if t.op == "read":
            args = t.args[:1]
        elif t.op == "write":
            args = (t.args[0], t.args[2])
        elif t.op == "ite":
            args = t.args[1:]
        if t is var("sp", 60) or any(a in out for a in args):
            out.add(t)
    return out


def _depth(one: Run, other: Run) -> int:
    """How many bytes below sp at entry are one's frame.  Raises UnprovableError."""
    if one.depth is None or other.depth is None:
        raise UnprovableError("memory-shape", "a frame of unknown size")
    return -(-max(one.depth, other.depth) // 16) * 16


def premises(aliases: Aliases, run: Run, depth: int = FRAME) -> list[Term]:
    """What a clean run of the baseline within the limits means.

    depth: of the frames, into which no pointer leads, in bytes.  Below them there may be
    anything: stacks can be small.
    """
    out = [not_(condition) for condition in (*run.cut, *run.trapped, *run.wild)]
    for access in run.accesses:
        said = _valid(aliases, access, depth)
        if said is not true():
            out.append(implies(access.condition, said))
    return out


def _valid(aliases: Aliases, access: Access, depth: int) -> Term:
    """What a clean access of the baseline says of its address."""
    address, size = access.address, access.size
    root = aliases.root(address)
    if aliases.own(address):
        return in_frame(access) if sub(address, frame()).op != "const" else true()
    if root in aliases.constants:
        return inside(sub(address, root), ((0, len(aliases.constants[root])),), size)
    # Not on the first page, and bits 55 to 52 clear: user space, whatever a tag above
    # may be (Linux, Documentation/arch/arm64/memory.rst and tagged-pointers.rst).
    out = and_(
        eq(extract(address, 55, 52), const(0, 4)),
        not_(ult(address, const(4096, 64))),
        not_(ult(const((1 << 64) - 4096, 64), address)),
    )
    bottom = offset(frame(), -depth)
    for end in (address, offset(address, size - 1)) if depth else ():
        out = and_(out, not_(ult(sub(end, bottom), const(depth, 64))))
    if access.write:
        for base, data in aliases.constants.items():
            last = sub(offset(address, size - 1), base)
            out = and_(out, not_(ult(last, const(len(data) + size - 1, 64))))
    return out


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


def _results(problem: Problem, one: Run, other: Run, out: Goals) -> None:
    assert one.final is not None
    assert other.final is not None
    for register, number, bits in problem.signature.results:
        a = (one.final.x if register == "x" else one.final.v)[number]
        b = (other.final.x if register == "x" else other.final.v)[number]
        goal = eq(extract(a, bits - 1, 0), extract(b, bits - 1, 0))
        out.add(f"the result in {register}{number}", goal)


def _preserved(other: Run, out: Goals) -> None:
    assert other.final is not None
    for n in range(18, 30):
        out.add(f"x{n}", eq(other.final.x[n], var(f"x{n}", 64)))
    for n in range(8, 16):
        out.add(f"d{n}", eq(extract(other.final.v[n], 63, 0), extract(var(f"v{n}", 128), 63, 0)))
    out.add("sp", eq(other.final.x[31], frame()))


def _memory(aliases: Aliases, one: Run, other: Run, out: Goals) -> None:
    """All that either may have written, in whole writes: what is written nowhere is unchanged."""
    assert one.final is not None
    assert other.final is not None
    if one.final.mem is other.final.mem:
        return
    places: dict[tuple[Term, int], None] = {}
    for run in (one, other):
        for access in run.accesses:
            if access.write and not aliases.own(access.address):
                places[access.address, access.size] = None
    for address, size in places:
        a = aliases.read(one.final.mem, address, size, "b")
        b = aliases.read(other.final.mem, address, size, "c")
        out.add("memory", eq(a, b))


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


class _Footprint:
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
        for n in range(size):
            here = offset(address, n)
            some = false()
            for access in accesses:
                if write:
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
