"""What a proof gate's result means, in words for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from armcc.confidence import PROVED, PROVED_TO, TESTED


def proof_lines(known: Mapping[str, Any]) -> list[str]:
    """Of the gate's evidence: for which inputs it is proved, and what that took."""
    lines = []
    if known.get("proved") == "all":
        lines.append("proved for all inputs")
    elif known.get("proved") == "bounded":
        left = known.get("left")
        lines.append(f"proved to {known.get('bound')}" + (f"; {left}" if left else ""))
    if "queries" in known:
        asked = known["queries"]
        took = "1 query" if asked == 1 else f"{asked} queries"
        if "seconds" in known:
            took += f", {float(known['seconds']):.1f} s"
        if known.get("solvers"):
            took += f", {' and '.join(map(str, known['solvers']))}"
        lines.append(took)
    return lines


def shown_proof(gates: Iterable[Mapping[str, Any]]) -> list[str]:
    """Of the gates in a record's evidence; [] where no proof was tried."""
    said = next((g for g in gates if g["name"] == "proof"), None)
    if said is None:
        return []
    if said["passed"]:
        return proof_lines(said["evidence"])
    return [f"not proved ({said['reason']}): {said['detail']}"]


def shares(confidences: Iterable[str]) -> str:
    """How many rewrites are proved, and how many tested: "2 proved, 8 tested"."""
    counted = Counter(PROVED_TO if c.startswith(PROVED_TO) else c for c in confidences)
    words = ((PROVED, "proved"), (PROVED_TO, "proved to a bound"), (TESTED, "tested"))
    return ", ".join(f"{counted[word]} {shown}" for word, shown in words if counted[word])
