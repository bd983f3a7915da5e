"""One candidate through the gates that ask whether it is right: syntax and equivalence.

The one place of these benches that knows how the gates are called.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates.cases import Subject, make_cases
from armcc.gates.compare import difference
from armcc.gates.equivalence import load
from armcc.gates.isolation import isolated
from armcc.gates.judge import Judge
from armcc.gates.syntax import syntax_gate
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


def pairs_a_second(
    function: Function, text: str, workdir: str, seconds: float
) -> tuple[float, str]:
    """How many tests a second both sides run with all of their state compared, and by what.

    The tests are one decision's, run over and over for `seconds`; making them is not
    counted.  Raises Error where the gates cannot judge the function.
    """
    subject = Subject(function)
    _, assembled = syntax_gate(text, function.name, function.contract, workdir)
    if assembled is None:
        raise Error("candidate", "the candidate does not assemble")
    loaded = load(subject, assembled)
    cases = make_cases(subject, 1)
    done = 0
    started = time.perf_counter()
    while (took := time.perf_counter() - started) < seconds:
        for case in cases.cases:
            expected = subject.emulator.run(case.test, 4000)
            actual = loaded.emulator.run(case.test, 4000)
            wrong = difference(subject.signature, loaded.image, case.test, expected, actual)
            if wrong is not None:
                raise Error("result", wrong.detail)
        done += len(cases.cases)
    return done / took, "one run of each side and one comparison a test, in Python"
