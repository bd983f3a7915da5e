"""Proofs for codes with loops of an unknown number of turns: up to a bound.

Where the turns depend on arguments, each length from 0 on is a case of its own: every loop then
has a constant number of turns.  Where they depend on what memory holds, paths that go on for
longer than the bound are left out on the baseline's side, and shown not to be there on the
candidate's.  A bound proves nothing of code that no case executes: it is taken only where the
cases reach every instruction of the candidate.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from armcc.gates.instructions import mnemonic
from armcc.gates.proof.execute import Limits, UnprovableError, VariableLoopError
from armcc.gates.proof.problem import argument, value_of
from armcc.gates.proof.prove import UNCONFIRMED, Outcome, Prover
from armcc.gates.proof.terms import const
from armcc.gates.signature import Slot

# Lengths that are tried, one after the other; two arguments make the square of them.
MOST = 160
# Paths of one case that may leave a loop in different turns.
TURNS = 4 * MOST
# Bounds for turns that memory decides.
BOUNDS = (4, 9, 18, 36)
# Instructions that do nothing, or end the program: no behaviour that a case has to show.
_IDLE = frozenset(["nop", "udf", "brk", "hint", "bti"])


def prove(prover: Prover) -> Outcome:
    """The proof for a pair, with or without loops.  Raises UnprovableError."""
    try:
        outcome, one, other = prover.compare(Limits(turns=70))
    except VariableLoopError as e:
        return _variable(prover, e)
    if not one.cut and not other.cut:
        return outcome
    return _turns(prover)


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


def _cases(count: int) -> Iterator[tuple[int, ...]]:
    """Lengths by their greatest, from 0 on."""
    for greatest in range(MOST if count == 1 else 14):
        for case in product(range(greatest + 1), repeat=count):
            if max(case) == greatest:
                yield case


def _lengths(prover: Prover, slots: list[Slot]) -> Outcome:
    """Each length as a case.  Raises VariableLoopError where loops turn on something else, too."""
    wanted = _wanted(prover)
    reached: set[int] = set()
    done = -1
    enough = 0
    for case in _cases(len(slots)):
        registers = {
            s.number: argument(s, const(n, s.value.bits)) for s, n in zip(slots, case, strict=True)
        }
        greatest = max(case)
        try:
            outcome, one, other = prover.compare(
                Limits(turns=TURNS, patience=TURNS if greatest > 2 else 8), registers
            )
        except UnprovableError as e:
            if enough and greatest > enough:
                break
            raise UnprovableError(e.reason, f"at length {greatest}: {e.detail}") from e
        if not outcome.proved:
            if enough and greatest > enough and outcome.reason != UNCONFIRMED:
                break
            outcome.detail = f"at length {greatest}: {outcome.detail}"
            return outcome
        reached |= other.reached
        if one.cut or other.cut:
            raise VariableLoopError(frozenset())
        done = greatest
        if wanted <= reached:
            if not enough:
                enough = greatest
            if greatest >= enough + enough // 2 + 4:
                break
    if not enough:
        missing = min(wanted - reached)
        raise UnprovableError("bound", f"no length up to {done} reaches +{missing:#x}")
    # What the last case of several began with its greatest may not have been finished.
    outcome.proved = "bounded"
    outcome.bound = ", ".join(f"{s.name} <= {done}" for s in slots)
    outcome.left = "greater ones are left to tests"
    return outcome


def _wanted(prover: Prover) -> set[int]:
    listing = prover.problem.candidate.flow.listing
    return {4 * n for n, text in enumerate(listing) if mnemonic(text) not in _IDLE}


def _turns(prover: Prover) -> Outcome:
    """All loops up to a number of turns of the baseline's."""
    wanted = _wanted(prover)
    last: Outcome | None = None
    for bound in BOUNDS:
        try:
            outcome, one, other = prover.compare(
                Limits(turns=bound, patience=1 << 30), candidate_turns=2 * bound + 2
            )
        except UnprovableError:
            if last is not None:
                break
            raise
        if not outcome.proved:
            if last is not None and outcome.reason != UNCONFIRMED:
                break
            return outcome
        if wanted <= other.reached:
            outcome.proved = "bounded" if one.cut else "all"
            outcome.bound = f"turns <= {bound}" if one.cut else ""
            outcome.left = "longer runs are left to tests" if one.cut else ""
            last = outcome
            if prover.budget.left < prover.budget.seconds / 2 or bound >= 9:
                break
    if last is None:
        raise UnprovableError("bound", f"{BOUNDS[-1]} turns do not reach all of the candidate")
    return last
