"""The gates' word on a candidate, and how long it took.

The one place of this package that knows how the gates are called.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates.isolation import isolated
from armcc.gates.judge import Judge
from armcc.gates.structure import structure_mismatch
from armcc.gates.syntax import syntax_gate
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN

NOT_ASKED = "not-asked"


@dataclass(frozen=True)
class Judged:
    """What the gates said, or that they were not asked.

    outcome: ACCEPTED, REJECTED, UNKNOWN or NOT_ASKED, of `gate`.
    seconds: wall clock for the verdict.
    seed: with which the decision can be replayed, "" where no test was made.
    """

    outcome: str
    gate: str = ""
    reason: str = ""
    detail: str = ""
    seconds: float = 0.0
    seed: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the gates took it for right."""
        return self.outcome == ACCEPTED


@dataclass(frozen=True)
class Proven:
    """truth: "same", "different", or "" where there is no proof.  detail: why, or the input."""

    truth: str
    detail: str


class Bench:
    """The gates for one function.  Raises Error where it cannot be judged at all."""

    def __init__(self, function: Function, workdir: str, limit: float) -> None:
        refusal = function.contract.refusal
        if refusal is not None:
            raise Error(refusal.reason, refusal.sentence)
        self._judge = Judge(function, workdir)
        # Made once here, not again in the child of every verdict.
        self._judge.base  # noqa: B018
        self._limit = limit

    def judge(self, text: str) -> Judged:
        """The verdict on one candidate, asked in a process that may die or hang.

        Its death and its time-out are UNKNOWN.
        """
        try:
            return isolated(lambda _: self._compare(text), self._limit)
        except Error as e:
            return Judged(UNKNOWN, "equivalence", e.reason, e.message)

    def prove(self, text: str, seconds: float) -> Proven:
        """What a proof, or a counter-example that was run, says of one candidate."""
        try:
            return isolated(lambda _: self._prove(text, seconds), self._limit)
        except Error as e:
            return Proven("", e.message)

    def _prove(self, text: str, seconds: float) -> Proven:
        # Decoders and solvers cost more to load than a verdict.
        from armcc.gates.proof.gate import proof_gate

        judge = self._judge
        contract = judge.function.contract
        name = judge.function.name
        _, assembled = syntax_gate(text, name, contract, judge.workdir, judge.callees)
        if assembled is None:
            return Proven("", "it does not pass the syntax gate")
        refused = structure_mismatch(judge.function, judge.subject.listing, assembled)
        if refused is not None:
            return Proven("", refused.sentence)
        said = proof_gate(judge.subject, assembled, seconds)
        if said.outcome == REJECTED:
            return Proven("different", said.detail)
        if said.passed and said.evidence["proved"] == "all":
            return Proven("same", "proved")
        return Proven("", said.detail)

    def _compare(self, text: str) -> Judged:
        started = time.perf_counter()
        verdict, _ = self._judge.compare(text)
        took = time.perf_counter() - started
        last = verdict.gates[-1]
        seed = str(last.evidence.get("seed", ""))
        return Judged(last.outcome, last.gate, last.reason, last.detail, took, seed)
