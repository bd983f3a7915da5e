"""The proof: execute both codes, compare, ask the solvers for what is left."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from armcc.gates.proof import terms
from armcc.gates.proof.execute import Executor, Limits, Run, Unprovable, initial
from armcc.gates.proof.floats import commutes, respected
from armcc.gates.proof.goals import Goals, goals
from armcc.gates.proof.memory import Aliases
from armcc.gates.proof.problem import Problem, arguments
from armcc.gates.proof.smtlib import Question, question
from armcc.gates.proof.solver import Solved, Solver
from armcc.gates.proof.terms import Term, and_, false, not_, true
from armcc.gates.proof.vexops import Floats


@dataclass
class Outcome:
    """proved: "all", "bounded" or "".  reason, detail: why it is not.

    refuted: the question whose model is a counter-example, and the model.
    """

    proved: str = ""
    bound: str = ""
    left: str = ""
    reason: str = ""
    detail: str = ""
    assumptions: tuple[str, ...] = ()
    refuted: tuple[Question, Solved, str] | None = None
    aliases: Aliases | None = None


@dataclass
class Budget:
    """Wall clock: `until` by time.monotonic(), `seconds` in all.  queries: asked so far."""

    until: float
    seconds: float = 0.0
    queries: int = 0
    solvers: set[str] = field(default_factory=set)

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.until - time.monotonic()

    @property
    def over(self) -> bool:
        """Whether none are."""
        return self.left <= 0


class Prover:
    """Proofs for one pair of codes."""

    def __init__(self, problem: Problem, solver: Solver, budget: Budget) -> None:
        self.problem = problem
        self.solver = solver
        self.budget = budget

    def execute(
        self,
        aliases: Aliases,
        limits: Limits,
        commute: bool,
        registers: dict[int, Term] | None = None,
        candidate_turns: int = 0,
    ) -> tuple[Run, Run]:
        """Both codes from one state.  Raises Unprovable."""
        x = arguments(self.problem.signature) | (registers or {})
        runs = []
        for code in (self.problem.baseline, self.problem.candidate):
            if code.side == "c" and candidate_turns:
                limits = replace(limits, turns=candidate_turns)
            executor = Executor(
                code, aliases, Floats(commute), limits, lambda: self.budget.over
            )
            runs.append(executor.execute(initial(x)))
        return runs[0], runs[1]

    def compare(
        self,
        limits: Limits,
        registers: dict[int, Term] | None = None,
        disjoint: bool = False,
        candidate_turns: int = 0,
    ) -> tuple[Outcome, Run, Run]:
        """Whether both do the same from one unknown state.  Raises Unprovable."""
        commute = commutes(self.problem)
        aliases = self.problem.aliases(disjoint)
        one, other = self.execute(aliases, limits, commute, registers, candidate_turns)
        found = goals(self.problem, aliases, one, other)
        if commute and not respected(self.problem, one, other, found):
            aliases = self.problem.aliases(disjoint)
            one, other = self.execute(aliases, limits, False, registers, candidate_turns)
            found = goals(self.problem, aliases, one, other)
        outcome = self.decide(found, aliases)
        outcome.aliases = aliases
        if aliases.pointers:
            outcome.assumptions = self.problem.promises
        return outcome, one, other

    def decide(self, found: Goals, aliases: Aliases) -> Outcome:
        """Whether the premises imply the goals."""
        wrong = [what for what, g in found.goals if g is false()]
        if not found.goals:
            return Outcome("all")
        tables = [(base, aliases.constants[base]) for base in aliases.tables]
        open_ = found.goals
        if not wrong:
            # Most goals need no premise, and their queries are smaller without.
            first = self._ask(_some_fails(open_), (), tables, 0.3)
            if first[1].status == "unsat":
                return Outcome("all")
            if first[1].status == "unknown" and len(open_) > 1:
                open_ = [
                    (what, goal)
                    for what, goal in open_
                    if self._ask(not_(goal), (), tables, 0.15)[1].status != "unsat"
                ]
                if not open_:
                    return Outcome("all")
        premises = tuple(dict.fromkeys(p for p in found.premises if p is not true()))
        asked, solved = self._ask(_some_fails(open_), premises, tables, 1.0)
        if solved.status == "unsat":
            return Outcome("all")
        if solved.status == "sat":
            what = ", ".join(dict.fromkeys(w for w, _ in open_))
            return Outcome(reason="different", detail=what, refuted=(asked, solved, what))
        return Outcome(reason=solved.reason, detail=", ".join(dict.fromkeys(w for w, _ in open_)))

    def _ask(
        self,
        goal: Term,
        premises: tuple[Term, ...],
        tables: list[tuple[Term, bytes]],
        share: float,
    ) -> tuple[Question, Solved]:
        """One query.  share: the part of the time left that it may take."""
        asked = question([goal, *premises], tables)
        left = self.budget.left
        if left <= 0:
            return asked, Solved("unknown", "time", {}, "", 0.0)
        solved = self.solver.solve(asked.query, max(0.05, left * share))
        self.budget.queries += 1
        if solved.solver:
            self.budget.solvers.add(solved.solver)
        return asked, solved


def _some_fails(open_: list[tuple[str, Term]]) -> Term:
    out = true()
    for _, goal in open_:
        out = and_(out, goal)
    return not_(out)


def fresh() -> None:
    """Let the terms of earlier proofs go."""
    terms.forget()
