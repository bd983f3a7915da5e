"""The proof gate: whether a candidate is the baseline's equal for every input."""

from __future__ import annotations

import sys
import time

from armcc.errors import Error
from armcc.gates.equivalence import counter_example, remember
from armcc.gates.loaded import Found
from armcc.gates.proof.execute import UnprovableError
from armcc.gates.proof.loops import prove
from armcc.gates.proof.problem import problem
from armcc.gates.proof.prove import Budget, Outcome, Prover, fresh
from armcc.gates.proof.replay import Replay
from armcc.gates.proof.solver import Solver, available
from armcc.gates.proof.terms import watched
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

# Loops may need two attempts, of all lengths and up to a bound, one beside other work.
SECONDS = 15.0
# More, for a counter-example as a test.
REPLAY_SECONDS = 5.0
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
    found: Found | None = None
    try:
        fresh()

        def out_of_time() -> None:
            if budget.over:
                raise UnprovableError("time", f"{seconds:g} seconds are over")

        with Solver(folder=folder) as solver, watched(out_of_time):
            both = problem(subject, assembled)
            prover = Prover(both, solver, budget)
            outcome = prove(prover)
            if outcome.failed is not None:
                budget.until += REPLAY_SECONDS
                found = _replayed(subject, assembled, prover, outcome)
    except UnprovableError as e:
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
    if found is not None:
        remember(subject, found.case)
        subject.failing = found.case
        evidence["counter_example"] = counter_example(found)
        return GateResult("proof", REJECTED, "counter-example", found.sentence, evidence)
    if outcome.failed is not None:
        outcome.detail = f"no test shows what a solver says is possible: {outcome.detail}"
    return GateResult("proof", UNKNOWN, outcome.reason, outcome.detail, evidence)


def _replayed(
    subject: Subject, assembled: Assembled, prover: Prover, outcome: Outcome
) -> Found | None:
    """What a solver's counter-example shows when both codes run on it."""
    failed = outcome.failed
    assert failed is not None
    constants = failed.aliases.constants
    tables = [(base, constants[base]) for base in failed.aliases.tables]
    replay = Replay(subject, assembled, prover.problem)
    return replay.found(failed, lambda assertions: prover.ask(assertions, tables, 1.0))
