"""One candidate through the gates that ask whether it is right: syntax and equivalence.

The one place of these benches that asks for verdicts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates.isolation import isolated
from armcc.gates.judge import Judge, warm_up
from armcc.gates.verdict import ACCEPTED, UNKNOWN


@dataclass(frozen=True)
class Compared:
    """What the gates said.

    gate: the last that ran.  outcome, reason, detail: its own; no reason where accepted.
    tests: pairs of runs that the evidence counts.
    prepare_seconds: for the baseline alone.  seconds: from the candidate's text to the
        outcome.  All are wall clock; equal seeds do the same work.
    instructions: of the candidate, 0 where it was not assembled.
    base_seconds: for the tests that every candidate of a function meets first, where
        `seconds` does not hold them.
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
    base_seconds: float = 0.0

    @property
    def equivalent(self) -> bool:
        """Whether every gate that ran accepted."""
        return self.outcome == ACCEPTED


def compare(function: Function, text: str, workdir: str, seconds: float) -> Compared:
    """The gates' word on `text`, asked in a process that may die or hang.

    seconds: of wall clock, after which the outcome is unknown, reason "time".
    """
    warm_up()
    try:
        return isolated(lambda _: _compare(function, text, workdir), seconds)
    except Error as e:
        return Compared("equivalence", UNKNOWN, e.reason, e.message)


def compare_each(
    function: Function, offers: list[tuple[str, tuple[str, ...]]], workdir: str, seconds: float
) -> list[list[Compared]]:
    """The gates' word on each offer, a text and edits of it, all from one judge.

    So a search asks: what comes first for a function is made once, and its time stands
    apart in `base_seconds`.  Of a text that is not accepted the edits are left out.
    seconds: of wall clock for each text, as in `compare`.
    """
    warm_up()
    limit = seconds * sum(1 + len(edits) for _, edits in offers)
    try:
        return isolated(lambda _: _compare_each(function, offers, workdir), limit)
    except Error as e:
        failed = Compared("equivalence", UNKNOWN, e.reason, e.message)
        return [[failed] for _ in offers]


def _compare_each(
    function: Function, offers: list[tuple[str, tuple[str, ...]]], workdir: str
) -> list[list[Compared]]:
    started = time.perf_counter()
    judge = Judge(function, workdir)
    prepared = time.perf_counter()
    _ = judge.base
    based = time.perf_counter()
    out: list[list[Compared]] = []
    for text, edits in offers:
        said = [_asked(judge, text, prepared - started, based - prepared)]
        if said[0].equivalent:
            said += [_asked(judge, e, prepared - started, based - prepared) for e in edits]
        out.append(said)
    return out


def _compare(function: Function, text: str, workdir: str) -> Compared:
    started = time.perf_counter()
    try:
        judge = Judge(function, workdir)
    except Error as e:
        took = time.perf_counter() - started
        return Compared("equivalence", UNKNOWN, e.reason, e.message, prepare_seconds=took)
    return _asked(judge, text, time.perf_counter() - started)


def _asked(judge: Judge, text: str, prepared: float, base: float = 0.0) -> Compared:
    began = time.perf_counter()
    verdict, assembled = judge.compare(text)
    took = time.perf_counter() - began
    last = verdict.gates[-1]
    return Compared(
        last.gate,
        last.outcome,
        last.reason,
        last.detail,
        int(last.evidence.get("tests", 0)),
        prepared,
        took,
        len(assembled.listing) if assembled is not None else 0,
        verdict.assumptions,
        base,
    )
