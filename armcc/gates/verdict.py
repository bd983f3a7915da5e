"""Verdicts: what the gates say about one candidate, with the evidence or the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from armcc.confidence import PROVED, PROVED_TO, TESTED, is_bound, meets

ACCEPTED = "accepted"
REJECTED = "rejected"
UNKNOWN = "unknown"

# The gates that have to accept, and the one that may be unable to say.
NEEDED = ("syntax", "equivalence", "speed")
PROOF_GATE = "proof"


@dataclass(frozen=True)
class GateResult:
    """What one gate said.

    gate: "syntax", "equivalence", "speed" or "proof".
    outcome: ACCEPTED, REJECTED, or UNKNOWN (the gate could not judge).
    reason: "" where accepted, else a short stable word (docs/verdicts.md lists them).
    detail: one sentence for people.
    evidence: JSON-able facts that were measured.
    """

    gate: str
    outcome: str
    reason: str = ""
    detail: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether the candidate may go on to the next gate."""
        return self.outcome == ACCEPTED


@dataclass(frozen=True)
class Verdict:
    """The gates' common word: accepted only where every gate that has to accept did.

    The proof gate has not: what it cannot decide stays tested.  What it finds a
    counter-example to is rejected.
    require: `armcc.confidence.PROOF` where nothing counts but a proof for all inputs, else "".
    """

    gates: tuple[GateResult, ...]
    assumptions: tuple[str, ...] = ()
    require: str = ""

    def of(self, gate: str) -> GateResult | None:
        """What the gate of this name said, None where it did not run."""
        return next((g for g in self.gates if g.gate == gate), None)

    @property
    def decisive(self) -> GateResult:
        """The result whose outcome, reason and detail are the verdict's."""
        if not self.gates:
            return GateResult("", UNKNOWN, "not-run", "no gate ran")
        for said in self.gates:
            if not said.passed and (said.gate != PROOF_GATE or said.outcome == REJECTED):
                return said
        tested = [g for g in self.gates if g.gate != PROOF_GATE]
        if not tested:
            return self.gates[-1]
        if not meets(self._shown, self.require):
            return GateResult(PROOF_GATE, UNKNOWN, "not-proved", self._why_not_proved())
        return tested[-1]

    @property
    def outcome(self) -> str:
        """ACCEPTED, REJECTED or UNKNOWN."""
        return self.decisive.outcome

    @property
    def accepted(self) -> bool:
        """Whether every gate that has to accept ran and did."""
        ran = {g.gate for g in self.gates}
        return self.outcome == ACCEPTED and ran.issuperset(NEEDED)

    @property
    def reason(self) -> str:
        """The reason of the gate that did not accept, "" where all did."""
        return self.decisive.reason

    @property
    def detail(self) -> str:
        """The sentence of the gate that did not accept."""
        return self.decisive.detail

    @property
    def confidence(self) -> str:
        """ "proved", "proved to n <= 40" or "tested"; "" where it is not accepted."""
        return self._shown if self.outcome == ACCEPTED else ""

    @property
    def _shown(self) -> str:
        """What the proof gate's result allows to say of an accepted candidate."""
        said = self.of(PROOF_GATE)
        if said is None or not said.passed:
            return TESTED
        if said.evidence.get("proved") == "all":
            return PROVED
        bound = str(said.evidence.get("bound", ""))
        if said.evidence.get("proved") == "bounded" and is_bound(bound):
            return PROVED_TO + bound
        return TESTED

    def _why_not_proved(self) -> str:
        said = self.of(PROOF_GATE)
        if said is None:
            return "a proof is required, and the proof gate did not run"
        if said.passed:
            left = said.evidence.get("left")
            return f"{self._shown}, not for all inputs" + (f"; {left}" if left else "")
        return f"{said.reason}: {said.detail}" if said.detail else said.reason

    def to_json(self) -> dict[str, Any]:
        """The documented form (docs/verdicts.md), one entry a gate."""
        return {
            "verdict": self.outcome,
            "confidence": self.confidence,
            "assumptions": list(self.assumptions),
            "gates": [
                {
                    "name": g.gate,
                    "passed": g.passed,
                    "outcome": g.outcome,
                    "reason": g.reason,
                    "detail": g.detail,
                    "evidence": g.evidence,
                }
                for g in self.gates
            ],
        }
