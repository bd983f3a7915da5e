"""What the proof gate made of right pairs, as a table with the bars beside it."""

from __future__ import annotations

import json
import math
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from armcc.control.verifier.proofpairs import PROJECT
from armcc.control.verifier.proving import ALL, BOUNDED, PROVED, REFUTED
from armcc.gates.verdict import UNKNOWN

FORMAT = 1
# Sentences shown for one reason, the most frequent first.
_MOST_DETAILS = 12


@dataclass(frozen=True)
class Row:
    """What became of one pair.

    outcome, bound, reason, detail, seconds, assumptions: as in `proving.Said`.
    baseline_instructions, instructions: of both sides; 0 where unknown.
    tests: what the gates that test said of it, "" where they were not asked.
    key: finds it again in a log, as long as both sides' code and the gate are the same.
    """

    klass: str
    unit: str
    function: str
    maker: str
    outcome: str
    bound: str = ""
    reason: str = ""
    detail: str = ""
    seconds: float = 0.0
    baseline_instructions: int = 0
    instructions: int = 0
    assumptions: str = ""
    tests: str = ""
    key: str = ""

    @property
    def title(self) -> str:
        """The function as reports call it."""
        return f"{self.unit}:{self.function}"

    @property
    def proved(self) -> bool:
        """Whether it was proved, for all inputs or within a bound."""
        return self.outcome in PROVED


@dataclass(frozen=True)
class Bar:
    """What is wanted of a class: least percentage of pairs proved, most median seconds or 0."""

    percent: float
    median: float = 0.0

    def met(self, percent: float, median: float) -> bool:
        """Whether both are reached."""
        return percent >= self.percent and (not self.median or median <= self.median)

    def __str__(self) -> str:
        words = f">= {self.percent:.0f}%"
        return f"{words}, <= {self.median:.0f} s" if self.median else words


BARS = {"loopfree": Bar(85, 2), "fixed": Bar(60, 10), "variable": Bar(40)}


@dataclass(frozen=True)
class Figures:
    """One class in numbers.  Percentages are of pairs, or of functions where they say so.

    one, every: functions of which one pair, or every pair, was proved.
    median, ninetieth: seconds of the proved ones, 0 where there is none.
    """

    pairs: int
    functions: int
    all: int
    bounded: int
    unknown: int
    refuted: int
    one: int
    every: int
    median: float
    ninetieth: float

    @property
    def proved_percent(self) -> float:
        """Of the pairs, those proved, for all inputs or within a bound."""
        return percent(self.all + self.bounded, self.pairs)


def percent(part: int, whole: int) -> float:
    """100 * part / whole, 0 where there is nothing."""
    return 100 * part / whole if whole else 0.0


def ninetieth(times: Sequence[float]) -> float:
    """The 90th percentile by nearest rank, 0 of none."""
    return sorted(times)[math.ceil(0.9 * len(times)) - 1] if times else 0.0


def figures(rows: Iterable[Row]) -> Figures:
    """The numbers of some rows."""
    rows = list(rows)
    outcomes = Counter(r.outcome for r in rows)
    by_function: dict[str, list[bool]] = defaultdict(list)
    for r in rows:
        by_function[r.title].append(r.proved)
    times = [r.seconds for r in rows if r.proved]
    return Figures(
        len(rows),
        len(by_function),
        outcomes[ALL],
        outcomes[BOUNDED],
        outcomes[UNKNOWN],
        outcomes[REFUTED],
        sum(any(found) for found in by_function.values()),
        sum(all(found) for found in by_function.values()),
        round(statistics.median(times), 4) if times else 0.0,
        ninetieth(times),
    )


def classes(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows by class: those with a bar first, in the bars' order."""
    found: dict[str, list[Row]] = {name: [] for name in BARS}
    for r in rows:
        found.setdefault(r.klass, []).append(r)
    return {name: of_class for name, of_class in found.items() if of_class}


def same_sentence(detail: str) -> str:
    """A reason's sentence without what differs from one pair to the next: places and numbers."""
    return re.sub(r"\+?0x[0-9a-f]+|(?<![\w.])\d+(?:\.\d+)?(?![\w.])", "#", detail)


def reasons(rows: Iterable[Row]) -> dict[str, list[tuple[str, int, Row]]]:
    """Of each reason of unknown ones, most frequent first, its sentences: count and an example."""
    by_reason: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for r in rows:
        if r.outcome == UNKNOWN:
            by_reason[r.reason][same_sentence(r.detail)].append(r)
    ordered = sorted(by_reason.items(), key=lambda item: -sum(map(len, item[1].values())))
    return {
        reason: [
            (sentence, len(found), found[0])
            for sentence, found in sorted(sentences.items(), key=lambda item: -len(item[1]))
        ]
        for reason, sentences in ordered
    }


_HEAD = (
    f"{'class':9}{'pairs':>6}{'functions':>10}{'all':>6}{'bounded':>8}{'unknown':>8}{'refuted':>8}"
    f"{'proved':>8}{'one':>7}{'every':>7}{'median':>9}{'90%':>9}  bar"
)


def _line(name: str, f: Figures) -> str:
    bar = BARS.get(name)
    shown = ""
    if bar is not None:
        shown = f"  {bar}: {'met' if bar.met(f.proved_percent, f.median) else 'missed'}"
    return (
        f"{name:9}{f.pairs:6}{f.functions:10}{f.all:6}{f.bounded:8}{f.unknown:8}{f.refuted:8}"
        f"{f.proved_percent:7.1f}%{percent(f.one, f.functions):6.1f}%"
        f"{percent(f.every, f.functions):6.1f}%{f.median:7.2f} s{f.ninetieth:7.2f} s{shown}"
    )


def text(rows: Sequence[Row], absent: dict[str, int]) -> str:
    """The tables for people.

    absent: functions without a pair, by reason.
    """
    out = [_HEAD]
    out += [_line(name, figures(of_class)) for name, of_class in classes(rows).items()]
    for name, of_class in classes(rows).items():
        found = reasons(of_class)
        if not found:
            continue
        out += ["", f"unknown, {name}"]
        for reason, sentences in found.items():
            out.append(f"{sum(n for _, n, _ in sentences):6}  {reason}")
            for sentence, count, example in sentences[:_MOST_DETAILS]:
                where = f"{example.title} ({example.maker})"
                out.append(f"        {count:5}  {sentence or '(no detail)'}, as {where}")
            rest = sum(n for _, n, _ in sentences[_MOST_DETAILS:])
            if rest:
                out.append(f"        {rest:5}  with other sentences")
    wrong = [r for r in rows if mistaken(r)]
    out += ["", f"refuted: {len(wrong)} (each of them right)"]
    out += [f"REFUTED  {r.title} ({r.maker}): {r.reason}: {r.detail}" for r in wrong]
    others = [r for r in rows if r.outcome == REFUTED and not mistaken(r)]
    if others:
        # Misaligned pointers, memory of another type, shifts beyond the width, equal strings.
        out.append(f"different where C leaves open what happens: {len(others)}")
        out += [f"OPEN     {r.title} ({r.maker}): {r.reason}: {r.detail}" for r in others]
    tested = [r for r in rows if r.tests]
    if tested:
        refused = [r for r in tested if not r.tests.startswith("accepted")]
        out.append(f"tests refused {len(refused)} of {len(tested)}")
        out += [f"tests    {r.title} ({r.maker}): {r.tests}" for r in refused]
    if absent:
        words = ", ".join(f"{n} {reason}" for reason, n in sorted(absent.items()))
        out.append(f"functions without a pair: {words}")
    return "\n".join(out)


def mistaken(row: Row) -> bool:
    """Whether a right pair was refuted: the sources of projects leave much undefined."""
    return row.outcome == REFUTED and row.klass != PROJECT


def document(rows: Sequence[Row], absent: dict[str, int]) -> str:
    """The same and every row, as JSON."""
    out: dict[str, Any] = {"format": FORMAT, "classes": {}}
    for name, of_class in classes(rows).items():
        found = figures(of_class)
        bar = BARS.get(name)
        out["classes"][name] = {
            **asdict(found),
            "proved_percent": round(found.proved_percent, 2),
            "bar": asdict(bar) if bar else None,
            "met": bar.met(found.proved_percent, found.median) if bar else None,
            "reasons": {k: sum(n for _, n, _ in v) for k, v in reasons(of_class).items()},
        }
    out["absent"] = absent
    out["pairs"] = [asdict(r) for r in rows]
    return json.dumps(out, indent=2)
