"""What `armccctl cost` found, for people as text and for programs as JSON (docs/cost.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from armcc.control.costloop import Hot, PathStep
from armcc.control.osaca import Opinion
from armcc.gates.speed.costing import Cost

# Raised when a name in the JSON changes its meaning or goes away.
FORMAT = 2
# What is too small to be told of a critical path or a resource, in cycles an iteration; and of
# a long path so many instructions are told, those with most cycles.
_LEAST = 0.005
_MOST = 16
# What share of a path is too small to be told by itself.
_SHARE = 0.02

# Of the columns of `Side.columns`, in characters.
_WIDTHS = (10, 7, 10, 8, 6)
# What a row is called that tells of the worst kind of data.
OTHER_DATA = "worst"

# What the causes of a critical path mean.
MEANINGS = {
    "register": "results in registers",
    "store": "stored bytes, forwarded to a load",
    "cache": "loads beyond the first cache",
    "unit": "execution resources that are taken",
    "order": "what must not be overtaken",
    "window": "room in the window until an older operation retires",
    "dispatch": "the width of dispatch",
    "fetch": "code to be fetched",
    "retire": "retirement",
}


@dataclass(frozen=True)
class Side:
    """What one code costs on one workload, a call.

    cycles: with all corrections that are on; foreseen of them without mispredictions.
    raw: llvm-mca's alone.  row: foreseen, of each of some calls in a row; 0 where that is not
    costed.  mispredicted: branches.  instructions: executed.
    """

    cycles: float
    foreseen: float
    raw: float
    row: float
    instructions: int
    mispredicted: float

    def columns(self) -> tuple[str, str, str, str, str]:
        """What a table shows: cycles, in a row ("" where not costed), raw, and the counts."""
        return (
            f"{self.cycles:,.0f}",
            f"{self.row:.1f}" if self.row else "",
            f"{self.raw:,.0f}",
            f"{self.instructions:,}",
            f"{self.mispredicted:.2f}",
        )


@dataclass(frozen=True)
class Measured:
    """Both codes on one workload.

    first, second: on the workload's own kind of data.  speedup: the worst over the kinds of data.
    worst: on another kind of data, where that is the one with this speedup.
    """

    size: int
    data: str
    first: Side
    second: Side
    speedup: float
    worst: tuple[Side, Side] | None = None

    def columns(self) -> list[tuple[str, str]]:
        """What a table shows of both codes."""
        return list(zip(self.first.columns(), self.second.columns(), strict=True))

    def worst_columns(self) -> list[tuple[str, str]]:
        """The same of `worst`: what differs with the data."""
        a, b = self.worst or (self.first, self.second)
        cycles, *same, mispredicted = zip(a.columns(), b.columns(), strict=True)
        return [cycles, *[("", "")] * len(same), mispredicted]


@dataclass(frozen=True)
class Other:
    """Another view: a core, and whether each load waits for all earlier stores there."""

    cpu: str
    aliasing: bool
    speedup: float
    least: float


@dataclass(frozen=True)
class Verdict:
    """What the speed gate would say of the second code; minimum: the speedup that it wants."""

    outcome: str
    reason: str
    detail: str
    minimum: float


@dataclass(frozen=True)
class Model:
    """By what was measured: the CPU, the model's version and figures, llvm-mca, and what is off."""

    cpu: str
    version: int
    parameters: str
    llvm_mca: str
    without: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """All that the speed model says of two codes.

    chosen: how the workloads were, in words.  longest: the place of the one whose hot loops
    these are; hot: the first code's and the second's.
    """

    model: Model
    chosen: str
    workloads: tuple[Measured, ...]
    speedup: float
    others: tuple[Other, ...]
    verdict: Verdict
    longest: int
    hot: tuple[Hot, Hot]


@dataclass(frozen=True)
class Report:
    """Found, of what, and what OSACA says of the hot loops.

    signature: "known", or "inferred from the code".
    """

    function: str
    first: str
    second: str
    signature: str
    found: Found
    osaca: tuple[Opinion, Opinion]


def side(cost: Cost, kind: int = 0) -> Side:
    """What is told of a cost with one kind of data, by its place among them."""
    cycles = cost.foreseen + cost.lost[kind]
    return Side(
        cycles, cost.foreseen, cost.raw, cost.row, cost.instructions, cost.mispredicted[kind]
    )


# -- for programs -------------------------------------------------------------------------------


def as_json(report: Report) -> dict[str, Any]:
    """Everything, with the names that docs/cost.md explains."""
    found = report.found
    longest = found.workloads[found.longest]
    return {
        "format": FORMAT,
        "function": report.function,
        "first": report.first,
        "second": report.second,
        "signature": report.signature,
        "cpu": found.model.cpu,
        "model": {
            "version": found.model.version,
            "parameters": found.model.parameters,
            "llvm_mca": found.model.llvm_mca,
            "without": list(found.model.without),
        },
        "chosen": found.chosen,
        "workloads": [
            {
                "size": w.size,
                "data": w.data,
                "first": _side_json(w.first),
                "second": _side_json(w.second),
                "worst": w.worst
                and {"first": _side_json(w.worst[0]), "second": _side_json(w.worst[1])},
                "speedup": round(w.speedup, 4),
            }
            for w in found.workloads
        ],
        "speedup": round(found.speedup, 4),
        "others": [
            {
                "cpu": o.cpu,
                "aliasing": o.aliasing,
                "speedup": round(o.speedup, 4),
                "least": round(o.least, 4),
            }
            for o in found.others
        ],
        "verdict": {
            "outcome": found.verdict.outcome,
            "reason": found.verdict.reason,
            "detail": found.verdict.detail,
            "minimum": found.verdict.minimum,
        },
        "hot": {
            "size": longest.size,
            "data": longest.data,
            "first": _hot_json(found.hot[0], report.osaca[0]),
            "second": _hot_json(found.hot[1], report.osaca[1]),
        },
    }


def _side_json(one: Side) -> dict[str, Any]:
    return {
        "cycles": round(one.cycles),
        "foreseen_cycles": round(one.foreseen),
        "model_cycles": round(one.raw),
        "row_cycles": round(one.row, 1) if one.row else None,
        "instructions": one.instructions,
        "mispredicted_branches": round(one.mispredicted, 2),
    }


def _hot_json(hot: Hot, osaca: Opinion) -> dict[str, Any]:
    return {
        "loop": hot.loop,
        "iterations": hot.iterations,
        "instructions": round(hot.instructions, 2),
        "operations": round(hot.operations, 2),
        "cycles": round(hot.cycles, 3),
        "share": round(hot.share, 3),
        "code": [{"offset": site, "text": text} for site, text in hot.code],
        "critical": [
            {
                "offset": s.site,
                "text": s.text,
                "cycles": round(s.cycles, 3),
                "cause": s.cause,
                "unit": s.unit,
            }
            for s in hot.path
        ],
        "causes": {cause: round(cycles, 3) for cause, cycles in hot.causes},
        "ports": [
            {
                "group": p.group,
                "units": p.units,
                "cycles": round(p.cycles, 3),
                "busy": round(p.busy, 3),
            }
            for p in hot.ports
        ],
        "osaca": {
            "cycles": osaca.cycles,
            "throughput": osaca.throughput if osaca.cycles is not None else None,
            "carried": osaca.carried if osaca.cycles is not None else None,
            "why": osaca.why,
        },
    }


# -- for people ---------------------------------------------------------------------------------


def as_text(report: Report) -> str:
    """The same in lines."""
    found = report.found
    longest = found.workloads[found.longest]
    out = [
        f"{report.function} on {found.model.cpu} (signature {report.signature})",
        f"A {report.first}",
        f"B {report.second}",
        by_what(found.model),
        f"workloads: {found.chosen}",
        "",
        *_table(found),
        f"overall {found.speedup:.2f}x",
        "",
        *(f"{other_words(o)}: {o.speedup:.2f}x, least {o.least:.2f}x" for o in found.others),
        f"speed gate: {verdict_words(found.verdict)}",
    ]
    for name, hot, osaca in zip("AB", found.hot, report.osaca, strict=True):
        out += ["", *_hot_lines(name, hot, longest, osaca)]
    return "\n".join(out)


def by_what(model: Model) -> str:
    """The model in one line."""
    off = f"; switched off: {', '.join(model.without)}" if model.without else ""
    said = f"model {model.version}, figures {model.parameters}, llvm-mca {model.llvm_mca}"
    return said + off


def other_words(other: Other) -> str:
    """Another view in words."""
    return other.cpu + (", loads wait for all earlier stores" if other.aliasing else "")


def verdict_words(verdict: Verdict) -> str:
    """The gate's word in one line."""
    if not verdict.reason:
        return verdict.outcome
    return f"{verdict.outcome} ({verdict.reason}): {verdict.detail}"


def osaca_words(osaca: Opinion) -> str:
    """OSACA's word in one line."""
    if osaca.cycles is None:
        return osaca.why
    said = f"{osaca.cycles:.2f} cycles an iteration"
    return f"{said} ({osaca.throughput:.2f} by its ports, {osaca.carried:.2f} by dependencies)"


def hot_words(hot: Hot) -> str:
    """The loop in one line."""
    if not hot.loop:
        return f"no loop; the call has {hot.instructions:.0f} instructions, {hot.cycles:.0f} cycles"
    return (
        f"{hot.cycles:.2f} cycles an iteration of {_number(hot.instructions)} instructions, "
        f"{hot.iterations:,} iterations a call, {hot.share:.0%} of its cycles"
    )


def told(path: Sequence[PathStep]) -> tuple[list[PathStep], str]:
    """What is told of a critical path, and of the rest in words, "" for none."""
    large = sorted(path, key=lambda s: -s.cycles)[:_MOST]
    least = max(_LEAST, _SHARE * sum(s.cycles for s in path))
    kept = [s for s in path if s in large and s.cycles >= least]
    rest = sum(s.cycles for s in path if s not in kept)
    return kept, f"and {rest:.2f} cycles in others" if rest >= _LEAST else ""


def _table(found: Found) -> list[str]:
    head = (
        f"{'':>6} {'':>8} {'cycles':>21} {'in a row':>15} {'llvm-mca alone':>21} "
        f"{'instructions':>17}"
    )
    names = _cells([("A", "B")] * len(_WIDTHS))
    out = [
        f"{head} {'mispredicted':>13}",
        f"{'size':>6} {'data':>8} {names} {'speedup':>8}",
    ]
    for w in found.workloads:
        pairs = [(a or "-", b or "-") for a, b in w.columns()]
        out.append(f"{w.size:>6} {w.data:>8} {_cells(pairs)} {w.speedup:>7.2f}x")
        if w.worst is not None:
            out.append(f"{'':>6} {OTHER_DATA:>8} {_cells(w.worst_columns())}")
    return out


def _cells(pairs: Sequence[tuple[str, str]]) -> str:
    both = zip(pairs, _WIDTHS, strict=True)
    return " ".join(f"{one:>{width}}" for pair, width in both for one in pair)


def _hot_lines(name: str, hot: Hot, longest: Measured, osaca: Opinion) -> list[str]:
    what = "hot loop" if hot.loop else "call"
    out = [f"{name}: {what} at size {longest.size}, {longest.data}: {hot_words(hot)}"]
    out.append("   critical path, cycles, and what is waited for:")
    steps, rest = told(hot.path)
    for s in steps:
        cause = f"{s.cause} {s.unit}".strip()
        out.append(f"   {s.cycles:>7.2f}  {s.site:>5x}  {s.text:<40} {cause}")
    out += [f"   {rest}"] if rest else []
    causes = [f"{cycles:.2f} {cause}" for cause, cycles in hot.causes if cycles >= _LEAST]
    out.append(f"   in sum: {', '.join(causes)}")
    used = [p for p in hot.ports if p.cycles >= _LEAST]
    busy = [f"{p.group} {p.cycles:.2f} ({p.busy:.0%} of {p.units})" for p in used]
    out.append(f"   resources, cycles (busy): {', '.join(busy)}")
    out.append(f"   OSACA: {osaca_words(osaca)}")
    return out


def _number(value: float) -> str:
    """A number without the decimals that it does not need."""
    return f"{value:.0f}" if abs(value - round(value)) < 0.005 else f"{value:.2f}"
