"""The proof gate: whether a candidate is the baseline's equal for every input."""

from __future__ import annotations

import sys
import time

from armcc.errors import Error
from armcc.gates.proof.execute import Unprovable
from armcc.gates.proof.loops import prove
from armcc.gates.proof.problem import problem
from armcc.gates.proof.prove import Budget, Outcome, Prover, fresh
from armcc.gates.proof.solver import Solver, available
from armcc.gates.proof.terms import watched
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled
from armcc.gates.verdict import ACCEPTED, UNKNOWN, GateResult

SECONDS = 20.0
# Terms nest as deeply as the longest chain of operations that was executed.
_DEPTH = 100_000


def proof_gate(
    subject: Subject, assembled: Assembled, seconds: float = SECONDS, folder: str = ""
) -> GateResult:
    """Accepted where it is proved, with how far; unknown, with the reason, where it is not.

    seconds: of wall clock for all of it.  folder: where answers of solvers are remembered.
    """
    missing = available()
    if missing:
        return GateResult("proof", UNKNOWN, "tool", f"{missing} is not installed")
    depth = sys.getrecursionlimit()
    sys.setrecursionlimit(max(depth, _DEPTH))
    started = time.monotonic()
    budget = Budget(started + seconds, seconds)
    try:
        fresh()

        def out_of_time() -> None:
            if budget.over:
                raise Unprovable("time", f"{seconds:g} seconds are over")

        with Solver(folder=folder) as solver, watched(out_of_time):
            outcome = prove(Prover(problem(subject, assembled), solver, budget))
    except Unprovable as e:
        outcome = Outcome(reason=e.reason, detail=e.detail)
    except Error as e:
        outcome = Outcome(reason="operation", detail=e.message)
    except RecursionError:
        outcome = Outcome(reason="memory", detail="an expression is too deep")
    finally:
        sys.setrecursionlimit(depth)
    evidence: dict[str, object] = {
        "queries": budget.queries,
        "seconds": round(time.monotonic() - started, 3),
        "solvers": sorted(budget.solvers),
    }
    if outcome.proved:
        evidence["proved"] = outcome.proved
        if outcome.assumptions:
            evidence["assumptions"] = list(outcome.assumptions)
        if outcome.bound:
            evidence |= {"bound": outcome.bound, "left": outcome.left}
        return GateResult("proof", ACCEPTED, evidence=evidence)
    return GateResult("proof", UNKNOWN, outcome.reason, outcome.detail, evidence)
