"""Where the order of a floating-point operation's operands does not matter.

Addition and multiplication commute but for the bits of a NaN that comes of two.  The gates
take two quiet NaNs for one float where they are a result or stored as floats
(`armcc.gates.compare.same_bits`, LangRef "Behavior of Floating-Point NaN values").  So operands
may be exchanged where the bits of such values get nowhere else: into no integer operation, no
address, no condition but a comparison of floats.
"""

from __future__ import annotations

from armcc.gates.proof.execute import Run
from armcc.gates.proof.goals import Goals
from armcc.gates.proof.problem import Problem
from armcc.gates.proof.terms import Term, topological

# Functions of floats whose value does not depend on the bits of a NaN.
_DECIDING = ("fCmp", "fto")


def commutes(problem: Problem) -> bool:
    """Whether it may be that operands can be exchanged."""
    return problem.nans and not problem.contract.callees


def respected(problem: Problem, one: Run, other: Run, found: Goals) -> bool:
    """Whether the bits of NaNs get nowhere but into results and memory that hold floats."""
    assert one.final is not None
    assert other.final is not None
    lanes = problem.signature.lanes
    roots: list[Term] = [g for _, g in found.goals] + found.premises
    finals: list[Term] = []
    for run in (one, other):
        assert run.final is not None
        finals += [*run.final.x, *run.final.v, run.final.mem]
    tainted: set[Term] = set()
    for t in topological([*roots, *finals]):
        touched = [a for a in t.args if a in tainted]
        if t.op == "uf":
            if str(t.data).startswith(_DECIDING) or not str(t.data).startswith("f"):
                continue
            tainted.add(t)
            continue
        if not touched:
            continue
        if t.op in ("concat", "ite", "write", "read"):
            if t.op == "ite" and t.args[0] in tainted:
                return False
            if t.op in ("write", "read") and t.args[1] in tainted:
                return False
            if t.op == "write" and t.args[2] in tainted and not _stored(problem, t.args[2]):
                return False
            tainted.add(t)
            continue
        if t.op == "eq" and t.width == 1 and t in roots:
            continue
        if t.op == "eq":
            # Goals are made of comparisons of whole results and of memory.
            continue
        return False
    for n, (register, number, _) in enumerate(problem.signature.results):
        lane = lanes[n] if n < len(lanes) else 0
        for run in (one, other):
            assert run.final is not None
            value = (run.final.x if register == "x" else run.final.v)[number]
            if value in tainted and not lane:
                return False
    return True


def _stored(problem: Problem, value: Term) -> bool:
    """Whether floats of this width are stored as floats only."""
    widths = {
        t.width // 8 for t in topological([value]) if t.op == "uf" and str(t.data).startswith("f")
    }
    return all(problem.stored_nans & w for w in widths)
