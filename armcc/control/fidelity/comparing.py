"""One candidate through the gates that ask whether it is right: syntax and equivalence.

The one place of these benches that asks for verdicts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates import engine
from armcc.gates.isolation import isolated
from armcc.gates.judge import Judge
from armcc.gates.verdict import ACCEPTED, UNKNOWN


@dataclass(frozen=True)
class Compared:
    """What the gates said.

    gate: the last that ran.  outcome, reason, detail: its own; no reason where accepted.
    tests: pairs of runs that the evidence counts.
    prepare_seconds: for the baseline alone.  seconds: from the candidate's text to the
        outcome.  Both are wall clock; equal seeds do the same work.
    instructions: of the candidate, 0 where it was not assembled.
    """

    gate: str
    outcome: str
    reason: str
    detail: str
    tests: int = 0
    prepare_seconds: float = 0.0
    seconds: float = 0.0
    instructions: int = 0
    assumptions: tuple[str, ...] = ()

    @property
    def equivalent(self) -> bool:
        """Whether every gate that ran accepted."""
        return self.outcome == ACCEPTED


def compare(function: Function, text: str, workdir: str, seconds: float) -> Compared:
    """The gates' word on `text`, asked in a process that may die or hang.

    seconds: of wall clock, after which the outcome is unknown, reason "time".
    """
    # Compiled once here, not in each child.
    engine.library()
    try:
        return isolated(lambda _: _compare(function, text, workdir), seconds)
    except Error as e:
        return Compared("equivalence", UNKNOWN, e.reason, e.message)


def _compare(function: Function, text: str, workdir: str) -> Compared:
    started = time.perf_counter()
    try:
        judge = Judge(function, workdir)
    except Error as e:
        took = time.perf_counter() - started
        return Compared("equivalence", UNKNOWN, e.reason, e.message, prepare_seconds=took)
    prepared = time.perf_counter()
    verdict, assembled = judge.compare(text)
    ended = time.perf_counter()
    last = verdict.gates[-1]
    return Compared(
        last.gate,
        last.outcome,
        last.reason,
        last.detail,
        int(last.evidence.get("tests", 0)),
        prepared - started,
        ended - prepared,
        len(assembled.listing) if assembled is not None else 0,
        verdict.assumptions,
    )
