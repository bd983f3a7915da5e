"""What a campaign found, by kind of mutant."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import Any

from armcc.control.verifier.judging import NOT_ASKED

FORMAT = 1
_RARE = "plant-product"
_COLUMNS = ("mutants", "different", "rejected", "unknown", "accepted", "undecided")


@dataclass(frozen=True)
class Report:
    """The text to print, and how many wrong candidates were accepted, rare plants aside."""

    text: str
    slipped: int


def _median(entries: list[dict[str, Any]]) -> float:
    times = [e["seconds"] for e in entries if e["seconds"] > 0]
    return round(statistics.median(times), 4) if times else 0.0


def summary(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts by kind; entries that stand there twice count once."""
    verdicts = list(
        {(e["function"], e["digest"]): e for e in entries if e["sort"] == "verdict"}.values()
    )
    left_out = {e["function"]: e for e in entries if e["sort"] == "left-out"}
    kinds: dict[str, dict[str, int]] = {}
    for e in verdicts:
        if e["kind"] == "pair" or e["truth"] == "right":
            continue
        row = kinds.setdefault(e["kind"], dict.fromkeys(_COLUMNS, 0))
        row["mutants"] += 1
        if e["truth"] == "different":
            row["different"] += 1
            row[e["outcome"]] += 1
        else:
            row["undecided"] += 1
    wrong = [e for e in verdicts if e["truth"] == "different"]
    right = [e for e in verdicts if e["truth"] == "right"]
    same = [e for e in verdicts if e["truth"] == "same"]
    slipped = [e for e in wrong if e["outcome"] == "accepted"]
    refused = [e for e in right if e["outcome"] != "accepted"]
    undecided = [e for e in verdicts if e["truth"] == "undecided"]
    fields = ("function", "kind", "where", "candidate", "witness", "seed", "digest")
    return {
        "format": FORMAT,
        "functions": len({e["function"] for e in wrong}),
        "kinds": {k: kinds[k] for k in sorted(kinds)},
        "different": len(wrong),
        "planted": sum(bool(e["planted"]) for e in wrong),
        "slipped": [{f: e[f] for f in fields} for e in slipped if e["kind"] != _RARE],
        "rare_plants_slipped": [{f: e[f] for f in fields} for e in slipped if e["kind"] == _RARE],
        "right": len(right),
        "right_refused": [
            {f: e[f] for f in ("function", "kind", "where", "outcome", "reason", "detail")}
            for e in refused
        ],
        "undecided": len(undecided),
        "undecided_asked": sum(e["outcome"] != NOT_ASKED for e in undecided),
        "undecided_accepted": sum(e["outcome"] == "accepted" for e in undecided),
        "same_by_exhaustion": len(same),
        "same_refused": sum(e["outcome"] != "accepted" for e in same),
        "left_out": {k: left_out[k]["reason"] for k in sorted(left_out)},
        "seconds_wrong_median": _median(wrong),
        "seconds_right_median": _median(right),
        "reasons": dict(Counter(e["reason"] for e in wrong if e["reason"]).most_common()),
    }


def report(entries: list[dict[str, Any]], as_json: bool) -> Report:
    """The report of a campaign's entries."""
    said = summary(entries)
    slipped = len(said["slipped"])
    if as_json:
        return Report(json.dumps(said, indent=2), slipped)
    out = [f"{'kind':16}" + "".join(f"{c:>11}" for c in _COLUMNS)]
    for kind, row in said["kinds"].items():
        out.append(f"{kind:16}" + "".join(f"{row[c]:11}" for c in _COLUMNS))
    rare = said["rare_plants_slipped"]
    refused = said["right_refused"]
    out.append("")
    facts = {
        "truly different": f"{said['different']} over {said['functions']} functions, "
        f"{said['planted']} of them planted",
        "wrong accepted": f"{slipped}, and {len(rare)} rare plants",
        "right refused": f"{len(refused)} of {said['right']}",
        "not told apart": f"{said['undecided']}; of {said['undecided_asked']} asked, the gates "
        f"accepted {said['undecided_accepted']}",
        "same by exhaustion": f"{said['same_by_exhaustion']}, refused {said['same_refused']}",
        "time of a verdict": f"{said['seconds_wrong_median'] * 1000:.0f} ms wrong, "
        f"{said['seconds_right_median'] * 1000:.0f} ms right (medians)",
    }
    out += [f"{name:20} {value}" for name, value in facts.items()]
    for e in (*said["slipped"], *rare):
        out.append(
            f"ACCEPTED  {e['function']} ({e['candidate']}) {e['kind']}: {e['where']}; "
            f"{e['witness'] or 'wrong by rule'}; seed {e['seed']}"
        )
    for e in refused:
        out.append(
            f"refused   {e['function']} {e['kind']} {e['where']}: {e['reason']}: {e['detail']}"
        )
    reasons = Counter(said["left_out"].values())
    for reason, count in reasons.most_common():
        names = ", ".join(k for k, v in said["left_out"].items() if v == reason)
        out.append(f"left out  {count} ({reason}): {names}")
    return Report("\n".join(out), slipped)
