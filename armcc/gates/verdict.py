"""Verdicts: what the gates say about one candidate, with the evidence or the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ACCEPTED = "accepted"
REJECTED = "rejected"
UNKNOWN = "unknown"


@dataclass(frozen=True)
class GateResult:
    """What one gate said.

    gate: "syntax", "equivalence" or "speed".
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
    """The gates' common word: accepted only where every gate accepted."""

    gates: tuple[GateResult, ...]
    assumptions: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        """ACCEPTED, REJECTED or UNKNOWN: that of the last gate that ran."""
        return self.gates[-1].outcome if self.gates else UNKNOWN

    @property
    def accepted(self) -> bool:
        """Whether every gate ran and accepted."""
        return len(self.gates) == 3 and all(g.passed for g in self.gates)

    @property
    def reason(self) -> str:
        """The reason of the gate that did not accept, "" where all did."""
        return self.gates[-1].reason if self.gates else "not-run"

    @property
    def detail(self) -> str:
        """The sentence of the gate that did not accept."""
        return self.gates[-1].detail if self.gates else "no gate ran"

    def to_json(self) -> dict[str, Any]:
        """The documented form (docs/verdicts.md), one entry a gate."""
        return {
            "verdict": self.outcome,
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
