"""Where the order of a floating-point operation's operands does not matter.

Addition and multiplication commute but for the bits of a NaN that comes of two.  The gates
take two quiet NaNs for one float where they are a result or stored as floats
(`armcc.gates.compare.same_bits`, LangRef "Behavior of Floating-Point NaN values").  So operands
may be exchanged where the bits of such values get nowhere else: into no integer operation, no
address, no condition but a comparison of floats.
"""

from __future__ import annotations

from armcc.gates.proof.execute import Run
from armcc.gates.proof.problem import Problem
from armcc.gates.proof.terms import Term, extract, topological

# Functions of floats whose value does not depend on the bits of a NaN.
_DECIDING = ("fCmp", "fto")


def commutes(problem: Problem) -> bool:
    """Whether it may be that operands can be exchanged."""
    return problem.nans and not problem.contract.callees


def respected(problem: Problem, one: Run, other: Run) -> bool:
    """Whether the bits of NaNs get nowhere but into results and memory that hold floats."""
    roots: list[Term] = []
    results: list[tuple[Term, int]] = []
    lanes = problem.signature.lanes
    for run in (one, other):
        for access in run.accesses:
            roots += [access.condition, access.address]
        roots += [*run.cut, *run.trapped, *run.wild]
        final = run.final
        if final is None:
            continue
        roots += [*final.x[18:], *final.v[8:16], final.mem]
        for n, (register, number, bits) in enumerate(problem.signature.results):
            value = extract((final.x if register == "x" else final.v)[number], bits - 1, 0)
            results.append((value, lanes[n] if n < len(lanes) else 0))
    roots += [value for value, _ in results]
    tainted: set[Term] = set()
    for t in topological(roots):
        touched = [a for a in t.args if a in tainted]
        if t.op == "uf":
            name = str(t.data)
            if name.startswith("f") and not name.startswith(_DECIDING):
                tainted.add(t)
            elif touched and not name.startswith(_DECIDING):
                return False
            continue
        if not touched:
            continue
        if t.op not in ("concat", "ite", "write", "read"):
            return False
        if t.op == "ite" and t.args[0] in tainted:
            return False
        if t.op in ("write", "read") and t.args[1] in tainted:
            return False
        if t.op == "write" and t.args[2] in tainted:
            widths = tuple(8 * w for w in (4, 8) if problem.stored_nans & w)
            if not _whole_floats(t.args[2], tainted, widths):
                return False
        tainted.add(t)
    return all(
        _whole_floats(value, tainted, (8 * lane,) if lane else ()) for value, lane in results
    )


def _whole_floats(value: Term, tainted: set[Term], widths: tuple[int, ...], at: int = 0) -> bool:
    """Whether the bits of a NaN are where floats of one of some widths are, at multiples of it.

    at: the lowest bit of the value in all of it.
    """
    if value not in tainted:
        return True
    if value.op == "ite":
        return all(_whole_floats(a, tainted, widths, at) for a in value.args[1:])
    if value.op == "concat":
        top = at + value.width
        for piece in value.args:
            top -= piece.width
            if not _whole_floats(piece, tainted, widths, top):
                return False
        return True
    # A float that an operation gives, or some that were stored as floats.
    fits = [w for w in widths if value.width % w == 0 and at % w == 0]
    return value.width in fits if value.op == "uf" else bool(fits) and len(widths) == 1
