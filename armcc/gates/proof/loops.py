"""Proofs for codes with loops of an unknown number of turns: up to a bound, or for all.

Where the turns depend on arguments, each length from 0 on is a case of its own: every loop then
has a constant number of turns.  Where they depend on what memory holds, paths that go on for
longer than the bound are left out on the baseline's side, and shown not to be there on the
candidate's.  A bound proves nothing of code that no case executes: it is taken only where the
cases reach every instruction of the candidate.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

from armcc.gates.decisions import decision
from armcc.gates.instructions import mnemonic
from armcc.gates.proof.execute import (
    Limits,
    Run,
    UnprovableError,
    VariableLoopError,
    block_leaders,
)
from armcc.gates.proof.induction import prove_all
from armcc.gates.proof.problem import argument, value_of
from armcc.gates.proof.prove import Budget, Outcome, Prover
from armcc.gates.proof.terms import Term, const
from armcc.gates.proof.walk import heads
from armcc.gates.signature import Slot

# Lengths that are tried, one after the other, and of two arguments each.
MOST = 160
_MOST_OF_TWO = 14
# So many lengths beyond those that execute all of the candidate, or it is no proof worth a word.
_BEYOND = 2
# Paths that a solver is asked about, for the coverage of one candidate.
_MOST_ASKED = 60
# Paths of one case that may leave a loop in different turns.
TURNS = 4 * MOST
# Bounds for turns that memory decides.
BOUNDS = (4, 9, 18, 36)
# Why a proof without loops may fail and one with loops may not.
_COSTS = ("time", "memory", "memory-shape")
# Instructions that do nothing, or end the program: no behaviour that a case has to show.
_IDLE = frozenset(["nop", "udf", "brk", "hint", "bti"])


def prove(prover: Prover) -> Outcome:
    """The proof for a pair, with or without loops.  Raises UnprovableError.

    Loops that turn a constant number of times are unrolled; of others every length is tried at
    once (`armcc.gates.proof.induction`), then lengths up to a bound.
    """
    problem = prover.problem
    if not heads(problem.baseline) and not heads(problem.candidate):
        return prover.compare(Limits())[0]
    try:
        with _part(prover) as part:
            outcome, one, other = part.compare(Limits(turns=70), whole=True)
        # What the candidate is shown not to do needs no bound.
        if not one.cut and (outcome.proved or not other.cut):
            if outcome.proved or outcome.failed is not None:
                return outcome
            return _for_all(prover) or outcome
    except VariableLoopError as e:
        return _for_all(prover) or _variable(prover, e)
    except UnprovableError as e:
        found = _for_all(prover) if e.reason in _COSTS else None
        if found is None:
            raise
        return found
    return _for_all(prover) or _turns(prover)


@contextmanager
def _part(prover: Prover) -> Iterator[Prover]:
    """Half of the time that is left."""
    whole = prover.budget
    part = Budget(min(whole.until, time.monotonic() + whole.left / 2), whole.seconds / 2)
    try:
        yield Prover(prover.problem, prover.solver, part)
    finally:
        whole.queries += part.queries
        whole.solvers |= part.solvers


def _for_all(prover: Prover) -> Outcome | None:
    """The proof of all lengths at once; None where there is none."""
    try:
        with _part(prover) as part:
            return prove_all(part)
    except (UnprovableError, RecursionError):
        return None


def _variable(prover: Prover, loop: VariableLoopError) -> Outcome:
    slots = [
        s
        for s in prover.problem.signature.integers
        if s.register == "x" and value_of(s) in loop.values
    ]
    chosen: list[Slot] = []
    while True:
        if not slots or len(chosen) == 2:
            return _turns(prover)
        chosen.append(slots.pop(0))
        try:
            return _lengths(prover, chosen)
        except VariableLoopError as e:
            more = [
                s
                for s in prover.problem.signature.integers
                if s.register == "x" and s not in chosen and value_of(s) in e.values
            ]
            slots = more + [s for s in slots if s not in more]


def _lengths(prover: Prover, slots: list[Slot]) -> Outcome:
    """Each length as a case.  Raises VariableLoopError where loops turn on something else, too."""
    coverage = _Coverage(prover)
    done, enough = -1, MOST
    assumed: dict[str, None] = {}
    try:
        for greatest in range(MOST if len(slots) == 1 else _MOST_OF_TWO):
            for case in product(range(greatest + 1), repeat=len(slots)):
                if max(case) == greatest:
                    assumed |= dict.fromkeys(_length(prover, slots, case, coverage))
            # All cases up to it: what was begun does not count.
            done = greatest
            if coverage.instructions():
                enough = min(enough, greatest)
            # More, where a decision has only gone one way: it may turn on a length.
            settled = coverage.decisions() or prover.budget.left < prover.budget.seconds / 2
            if greatest >= enough + enough // 2 + 4 and settled:
                break
    except _NotShownError as e:
        if done < enough + _BEYOND or e.outcome.failed is not None:
            e.outcome.detail = f"at length {done + 1}: {e.outcome.detail}"
            return e.outcome
    except UnprovableError as e:
        if done < enough + _BEYOND:
            raise UnprovableError(e.reason, f"at length {done + 1}: {e.detail}") from e
    if enough == MOST:
        raise UnprovableError("bound", f"no length up to {done} reaches +{coverage.missing():#x}")
    return Outcome(
        "bounded",
        bound=", ".join(f"{s.name} <= {done}" for s in slots),
        left="greater lengths are left to tests",
        assumptions=tuple(assumed),
    )


class _NotShownError(Exception):
    """A case that is not proved."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.detail)
        self.outcome = outcome


def _length(
    prover: Prover, slots: list[Slot], case: tuple[int, ...], coverage: _Coverage
) -> tuple[str, ...]:
    """One case; the assumptions that it rests on.

    Raises _NotShownError, UnprovableError, VariableLoopError.
    """
    registers = {
        s.number: argument(s, const(n, s.value.bits)) for s, n in zip(slots, case, strict=True)
    }
    limits = Limits(turns=TURNS, patience=TURNS if max(case) > 2 else 8)
    outcome, one, other = prover.compare(limits, registers, watch=coverage.watch)
    if not outcome.proved:
        raise _NotShownError(outcome)
    if one.cut or other.cut:
        raise VariableLoopError(frozenset())
    coverage.add(other)
    return outcome.assumptions


class _Coverage:
    """What the cases have executed of the candidate, on paths that there are.

    watch: the offsets that runs have to note visits of.
    """

    def __init__(self, prover: Prover) -> None:
        self.prover = prover
        code = prover.problem.candidate
        listing = code.flow.listing
        self.leaders = sorted(block_leaders(code.flow))
        busy = [4 * n for n, text in enumerate(listing) if mnemonic(text) not in _IDLE]
        self.blocks = {max(o for o in self.leaders if o <= at) for at in busy}
        self.decides = {at for at in busy if decision(listing[at // 4]) is not None}
        self.watch = frozenset(self.blocks | self.decides)
        self.reached: set[int] = set()
        self.outcomes: dict[int, set[int]] = {}
        self.queries = 0

    def add(self, run: Run) -> None:
        """What one run has shown."""
        for at, visits in run.seen.items():
            fresh = at in self.blocks and at not in self.reached
            if fresh and any(self._possible(path) for path, _ in visits):
                self.reached.add(at)
            if at in self.decides:
                seen = self.outcomes.setdefault(at, set())
                for _, holds in visits:
                    if holds is not None:
                        seen |= {holds.data} if holds.op == "const" else {0, 1}

    def _possible(self, path: Term) -> bool:
        """Whether some state leads along a path; asked of a solver so often and no more."""
        if path.op == "const":
            return bool(path.data)
        self.queries += 1
        if self.queries > _MOST_ASKED:
            return False
        return self.prover.ask((path,), [], 0.02)[1].status == "sat"

    def instructions(self) -> bool:
        """Whether all instructions were executed."""
        return self.blocks <= self.reached

    def decisions(self) -> bool:
        """Whether all decisions went both ways."""
        return all(len(self.outcomes.get(at, ())) == 2 for at in self.decides)

    def missing(self) -> int:
        """The first instruction that was not."""
        return min(self.blocks - self.reached)


def _turns(prover: Prover) -> Outcome:
    """All loops up to a number of turns of the baseline's."""
    coverage = _Coverage(prover)
    last: Outcome | None = None
    for bound in BOUNDS:
        try:
            outcome, one, other = prover.compare(
                Limits(turns=bound, patience=1 << 30),
                candidate_turns=2 * bound + 2,
                watch=coverage.watch,
            )
        except UnprovableError:
            if last is not None:
                break
            raise
        if not outcome.proved:
            if last is not None and outcome.failed is None:
                break
            return outcome
        coverage.add(other)
        if not one.cut:
            return outcome
        if coverage.instructions():
            outcome.proved, outcome.bound = "bounded", f"turns <= {bound}"
            outcome.left = "longer runs are left to tests"
            last = outcome
            if prover.budget.left < prover.budget.seconds / 2 or bound >= BOUNDS[1]:
                break
    if last is None:
        raise UnprovableError("bound", f"{BOUNDS[-1]} turns do not reach all of the candidate")
    return last
