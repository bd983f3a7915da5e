"""The rows of a campaign as figures, by reason, for people and for programs."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from armcc.control.fidelity.campaign import EQUIVALENT, PAIRS, REFUSED, Row

FORMAT = 1

# What stands behind a refusal, by the word of its reason where the gate is equivalence.
_KINDS = {
    "tests": "tests",
    "constant-outcome": "tests",
    "baseline-coverage": "coverage",
    "coverage": "coverage",
    "result": "difference",
    "rounding": "difference",
    "memory": "difference",
    "callee-saved": "difference",
    "stack-pointer": "difference",
    "fpcr": "difference",
    "fault": "difference",
    "native": "difference",
    "call": "difference",
    "endless": "limits",
    "width": "limits",
    "read-outside": "footprint",
    "write-outside": "footprint",
    "abi": "structure",
    "frame-record": "structure",
    "platform-register": "structure",
    "relocation": "structure",
    "new-symbol": "structure",
    "frame-size": "structure",
    "code-size": "structure",
    "landing-pad": "structure",
    "signing": "structure",
    "tail-call": "structure",
    "tool": "machine",
    "crash": "machine",
    "time": "machine",
    "engines-disagree": "machine",
    "engine": "machine",
}
KINDS = {
    "eligibility": "the function is of a kind that is not judged",
    "contract": "clang's IR does not tell its contract",
    "extraction": "the other compiler's code has a form that no candidate has",
    "screen": "the syntax gate",
    "tests": "too few inputs on which the baseline returns",
    "coverage": "code that no test reached",
    "difference": "a test on which both differ, in a result, in memory or in a call",
    "footprint": "reads or writes what the baseline does not",
    "structure": "size, frame, unwind table, registers, relocations",
    "limits": "takes much longer, or shorter, than the baseline",
    "machine": "a tool, a crash, a limit of time",
}


def kind_of(row: Row) -> str:
    """What stands behind a refusal: a word of KINDS."""
    if row.gate == "syntax":
        return "machine" if row.reason == "tool" else "screen"
    if row.gate in ("contract", "extraction"):
        return row.gate
    known = _KINDS.get(row.reason)
    # What is not judged at all has many words; a rejection is a difference of some sort.
    return known or ("eligibility" if row.outcome == "unknown" else "difference")


def summary(rows: Sequence[Row]) -> dict[str, Any]:
    """The figures of a campaign; fractions are of the pairs whose code differs."""
    pairs = [r for r in rows if r.fate in PAIRS]
    refused = [r for r in pairs if r.fate == REFUSED]
    judged = [r for r in pairs if r.fate == EQUIVALENT]
    return {
        "format": FORMAT,
        "offers": len(rows),
        "fates": dict(Counter(r.fate for r in rows).most_common()),
        "pairs": len(pairs),
        "equivalent": len(judged),
        "refused": len(refused),
        "refused_fraction": round(len(refused) / len(pairs), 4) if pairs else 0.0,
        "functions": len({(r.unit, r.function) for r in pairs}),
        "functions_equivalent": len({(r.unit, r.function) for r in judged}),
        "with_assumptions": sum(bool(r.assumptions) for r in judged),
        "median_seconds": median(r.seconds for r in judged),
        "median_tests": median(r.tests for r in judged),
        "kinds": dict(Counter(kind_of(r) for r in refused).most_common()),
        "reasons": dict(Counter(_word(r) for r in refused).most_common()),
        "compilers": _by_compiler(pairs),
    }


def document(title: str, rows: Sequence[Row], own: Sequence[Row] = ()) -> dict[str, Any]:
    """The JSON of a campaign: figures, and every row."""
    said = {"bench": title, **summary(rows), "rows": [asdict(r) for r in rows]}
    if own:
        said["own"] = {**summary(own), "rows": [asdict(r) for r in own]}
    return said


def text(title: str, rows: Sequence[Row]) -> list[str]:
    """The lines for people: figures, then every refusal with its sentence, by reason."""
    s = summary(rows)
    fates = ", ".join(f"{n} {fate}" for fate, n in s["fates"].items())
    lines = [
        f"{title}: {s['offers']} offers ({fates})",
        f"  pairs whose code differs {s['pairs']}, of {s['functions']} functions",
        f"  equivalent               {s['equivalent']}"
        + (f" ({100 * (1 - s['refused_fraction']):.1f}%)" if s["pairs"] else ""),
        f"  refused                  {s['refused']}"
        + (f" ({100 * s['refused_fraction']:.1f}%)" if s["pairs"] else ""),
    ]
    if s["equivalent"]:
        lines.append(
            f"  median of a right one    {1000 * s['median_seconds']:.0f} ms, "
            f"{s['median_tests']:.0f} tests"
        )
    for compiler, (good, all_) in s["compilers"].items():
        lines.append(f"  by {compiler:9} {good:5} of {all_}")
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for r in rows:
        if r.fate == REFUSED:
            groups[kind_of(r), _word(r)].append(r)
    for (kind, word), members in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
        lines.append(f"{len(members):5}  {word}  [{kind}: {KINDS[kind]}]")
        for r in sorted(members, key=lambda r: (r.unit, r.function, r.compiler, r.flags)):
            lines.append(f"         {_place(r)}: {r.detail}")
    return lines


def _word(row: Row) -> str:
    """The gate and its reason's word.

    What cannot be extracted has a sentence alone.  A symbol that the object lacks is most
    often a static function that the baseline's compile inlined everywhere.
    """
    if row.gate == "extraction":
        lacks = row.detail.endswith("is not a symbol of the object")
        return f"extraction: {'a symbol that the baseline lacks' if lacks else 'a form'}"
    return f"{row.gate}: {row.reason}"


def _place(row: Row) -> str:
    by = f" by {row.compiler} {row.flags}".rstrip() if row.compiler != "own" else ""
    return f"{row.unit} {row.function}{by}"


def _by_compiler(pairs: Iterable[Row]) -> dict[str, tuple[int, int]]:
    good: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for r in pairs:
        all_[r.compiler] += 1
        good[r.compiler] += r.fate == EQUIVALENT
    return {name: (good[name], all_[name]) for name in sorted(all_)}


def median(values: Iterable[float]) -> float:
    """The median; 0 of nothing."""
    found = list(values)
    return round(float(statistics.median(found)), 4) if found else 0.0
