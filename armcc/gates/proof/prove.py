"""The proof: execute both codes, compare, ask the solvers for what is left."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from armcc.gates.proof import terms
from armcc.gates.proof.execute import Executor, Limits, Run, initial
from armcc.gates.proof.floats import commutes, respected
from armcc.gates.proof.footprint import Goals
from armcc.gates.proof.goals import goals
from armcc.gates.proof.memory import Aliases
from armcc.gates.proof.problem import Problem, arguments, ranges
from armcc.gates.proof.smtlib import Question, question
from armcc.gates.proof.solver import Solved, Solver
from armcc.gates.proof.terms import Term, and_, false, not_, true
from armcc.gates.proof.vexops import Floats


@dataclass
class Failed:
    """A proof that failed: the goal that can be missed, and all that it was asked under."""

    assertions: tuple[Term, ...]
    aliases: Aliases
    registers: dict[int, Term]
    baseline: Run


@dataclass
class Outcome:
    """proved: "all", "bounded" or "".  reason, detail: why it is not.

    failed: what was asked where a solver has a counter-example; None where none has.
    """

    proved: str = ""
    bound: str = ""
    left: str = ""
    reason: str = ""
    detail: str = ""
    assumptions: tuple[str, ...] = ()
    failed: Failed | None = None


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


class Decider:
    """Asks solvers, within one budget, whether premises imply goals."""

    def __init__(self, solver: Solver, budget: Budget) -> None:
        self.solver = solver
        self.budget = budget

    def decide(self, found: Goals, aliases: Aliases) -> Outcome:
        """Whether the premises imply the goals."""
        open_ = found.goals
        tables = [(base, aliases.constants[base]) for base in aliases.tables]
        if open_ and all(g is not false() for _, g in open_):
            # Most goals need no premise, and their queries are smaller without.
            status = self.ask((_some_fails(open_),), tables, 0.3)[1].status
            if status == "unsat":
                open_ = []
            elif status == "unknown" and len(open_) > 1:
                open_ = [
                    (what, goal)
                    for what, goal in open_
                    if self.ask((not_(goal),), tables, 0.15)[1].status != "unsat"
                ]
        if not open_:
            return Outcome("all")
        premises = tuple(dict.fromkeys(p for p in found.premises if p is not true()))
        assertions = (_some_fails(open_), *premises)
        _, solved = self.ask(assertions, tables, 1.0)
        what = ", ".join(dict.fromkeys(w for w, _ in open_))
        if solved.status == "unsat":
            # Of premises that contradict each other everything would follow.
            if self.ask(premises, tables, 0.5)[1].status == "unsat":
                return Outcome(reason="control", detail="no run of the baseline is a clean one")
            return Outcome("all")
        if solved.status == "sat":
            failed = Failed(assertions, aliases, {}, Run())
            return Outcome(reason="unconfirmed", detail=what, failed=failed)
        return Outcome(reason=solved.reason, detail=what)

    def ask(
        self, assertions: tuple[Term, ...], tables: list[tuple[Term, bytes]], share: float
    ) -> tuple[Question, Solved]:
        """One query.  share: the part of the time left that it may take."""
        asked = question(assertions, tables)
        left = self.budget.left
        if left <= 0:
            return asked, Solved("unknown", "time", {}, "", 0.0)
        solved = self.solver.solve(asked.query, max(0.05, left * share))
        self.budget.queries += 1
        if solved.solver:
            self.budget.solvers.add(solved.solver)
        return asked, solved


class Prover(Decider):
    """Proofs for one pair of codes."""

    def __init__(self, problem: Problem, solver: Solver, budget: Budget) -> None:
        super().__init__(solver, budget)
        self.problem = problem

    def execute(
        self,
        aliases: Aliases,
        limits: Limits,
        commute: bool,
        registers: dict[int, Term] | None = None,
        candidate_turns: int = 0,
        watch: frozenset[int] = frozenset(),
    ) -> tuple[Run, Run]:
        """Both codes from one state.  Raises UnprovableError."""
        x = arguments(self.problem.signature) | (registers or {})
        runs = []
        for code in (self.problem.baseline, self.problem.candidate):
            if code.side == "c" and candidate_turns:
                limits = replace(limits, turns=candidate_turns)
            executor = Executor(
                code,
                aliases,
                Floats(commute),
                limits,
                lambda: self.budget.over,
                self._feasible,
                watch if code.side == "c" else frozenset(),
            )
            runs.append(executor.execute(initial(x)))
        return runs[0], runs[1]

    def compare(
        self,
        limits: Limits,
        registers: dict[int, Term] | None = None,
        candidate_turns: int = 0,
        watch: frozenset[int] = frozenset(),
        whole: bool = False,
    ) -> tuple[Outcome, Run, Run]:
        """Whether both do the same from one unknown state.  Raises UnprovableError.

        candidate_turns: its limit, where it is another.  watch: places of the candidate.
        whole: nothing is asked where the limits end paths of the baseline.
        """
        commute = commutes(self.problem)
        aliases = self.problem.aliases()
        one, other = self.execute(aliases, limits, commute, registers, candidate_turns, watch)
        if whole and one.cut:
            return Outcome(reason="bound", detail="a number of turns that is not known"), one, other
        found = goals(self.problem, aliases, one, other)
        if commute and not respected(self.problem, one, other):
            aliases = self.problem.aliases()
            one, other = self.execute(aliases, limits, False, registers, candidate_turns, watch)
            found = goals(self.problem, aliases, one, other)
        outcome = self.decide(found, aliases)
        if outcome.failed is not None:
            outcome = self._promised(found, aliases) or outcome
        if aliases.pointers and outcome.proved:
            outcome.assumptions += self.problem.promises
        if outcome.failed is not None:
            outcome.failed.registers = arguments(self.problem.signature) | (registers or {})
            outcome.failed.baseline = one
        return outcome, one, other

    def _feasible(self, path: Term) -> bool:
        """Whether a path may be: False where a solver shows that it cannot."""
        return self.ask((path,), [], 0.1)[1].status != "unsat"

    def _promised(self, found: Goals, aliases: Aliases) -> Outcome | None:
        """The same where arguments keep what their attributes promise; None without such."""
        promised = ranges(self.problem.signature)
        if not promised:
            return None
        found.premises += [condition for _, condition in promised]
        outcome = self.decide(found, aliases)
        if outcome.proved:
            outcome.assumptions = tuple(words for words, _ in promised)
        return outcome


def _some_fails(open_: list[tuple[str, Term]]) -> Term:
    out = true()
    for _, goal in open_:
        out = and_(out, goal)
    return not_(out)


def fresh() -> None:
    """Let the terms of earlier proofs go."""
    terms.forget()
