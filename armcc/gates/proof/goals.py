"""What has to hold for a candidate to be the baseline's equal, as conditions.

The rules are those of `armcc.gates.compare`: the live bits of results, memory, x18 to x29, d8 to
d15 and sp (AAPCS64 6.1); writes only where the baseline writes; reads only of 16-byte granules
that the baseline touches, and of constants.  The premises are what a clean run of the baseline
means: it stays in user space, does not write to read-only data, and does not reach the frame
through a pointer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from armcc.gates.proof.execute import Access, Run, UnprovableError, frame
from armcc.gates.proof.footprint import FRAME, Footprint, Goals, implies, in_frame, inside
from armcc.gates.proof.memory import Aliases
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


def goals(problem: Problem, aliases: Aliases, one: Run, other: Run) -> Goals:
    """The conditions for the runs of baseline and candidate.  Raises UnprovableError."""
    if one.final is None:
        raise UnprovableError("control", "the baseline never returns")
    if other.final is None:
        raise UnprovableError("control", "the candidate never returns")
    for run in (one, other):
        frames_apart(problem, aliases, run)
    # A trap of the baseline is an end that a program may mean (LangRef, llvm.trap).
    out = Goals(premises(aliases, replace(one, trapped=[]), deepest((one.depth, other.depth))))
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
    same_results(problem, one, other, out)
    preserved(other, out)
    same_memory(aliases, one, other, out)
    Footprint(problem, aliases, one, other, out).check()
    return out


def frames_apart(problem: Problem, aliases: Aliases, run: Run) -> None:
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
        if t.op in ("eq", "ult", "slt"):
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


def deepest(depths: Iterable[int | None]) -> int:
    """How many bytes below sp at entry are one's frame, from some codes' `Run.depth`.

    Raises UnprovableError where one is unknown.
    """
    most = 0
    for depth in depths:
        if depth is None:
            raise UnprovableError("memory-shape", "a frame of unknown size")
        most = max(most, depth)
    return -(-most // 16) * 16


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


def same_results(problem: Problem, one: Run, other: Run, out: Goals) -> None:
    assert one.final is not None
    assert other.final is not None
    for register, number, bits in problem.signature.results:
        a = (one.final.x if register == "x" else one.final.v)[number]
        b = (other.final.x if register == "x" else other.final.v)[number]
        goal = eq(extract(a, bits - 1, 0), extract(b, bits - 1, 0))
        out.add(f"the result in {register}{number}", goal)


def preserved(other: Run, out: Goals) -> None:
    assert other.final is not None
    for n in range(18, 30):
        out.add(f"x{n}", eq(other.final.x[n], var(f"x{n}", 64)))
    for n in range(8, 16):
        out.add(f"d{n}", eq(extract(other.final.v[n], 63, 0), extract(var(f"v{n}", 128), 63, 0)))
    out.add("sp", eq(other.final.x[31], frame()))


def same_memory(aliases: Aliases, one: Run, other: Run, out: Goals) -> None:
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
        a = aliases.read(one.final.mem, address, size, "b", stored=True)
        b = aliases.read(other.final.mem, address, size, "c", stored=True)
        out.add("memory", eq(a, b))
