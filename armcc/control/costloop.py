"""The hot loop of one code under the speed model: where its cycles go.

The gate costs samples of a trace, which may hold less than a turn of a long loop.  Here a
stretch of whole turns is costed in the same way, behind enough of them to fill the core.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from armcc.gates.speed.cores import Core
from armcc.gates.speed.costing import Cost, Piece, Trace, piece
from armcc.gates.speed.critical import critical, unit_of
from armcc.gates.speed.loops import Loop, Span, hot_loop, path_of, runs
from armcc.gates.speed.mca import Target
from armcc.gates.speed.steps import Step
from armcc.gates.speed.windows import Window

# Operations: that fill the core before anything counts, and that count, at least.
LEAD, COUNTED = 256, 1024
# Turns that do the same, where the loop is that long, and of which a picture shows so many,
# up to so many operations.
FEWEST, SHOWN, ROWS = 3, 3, 72


@dataclass(frozen=True)
class Row:
    """One operation of a picture, with its times in cycles from the first row's dispatch.

    turn: the how-many-th of those shown.  ready: when its registers were there, as far as the
    corrected timeline tells.  unit: the group of execution resources that it took first, ""
    for none.  place: in the line that was costed.
    """

    text: str
    site: int
    turn: int
    place: int
    dispatched: int
    issued: int
    executed: int
    retired: int
    unit: str


@dataclass(frozen=True)
class Arrow:
    """A link of the critical path between two places of the line: the later waits."""

    source: int
    target: int
    cause: str
    unit: str


@dataclass(frozen=True)
class PathStep:
    """An instruction of the critical path: cycles an iteration, and what waits for it."""

    site: int
    text: str
    cycles: float
    cause: str
    unit: str


@dataclass(frozen=True)
class Pressure:
    """A group of execution resources.

    units: how many they are.  cycles: of all of them an iteration.  busy: the share of their
    cycles in which they are taken.
    """

    group: str
    units: int
    cycles: float
    busy: float


@dataclass(frozen=True)
class Hot:
    """The hot loop of a code on a workload, or its whole call where it has no loop.

    loop: whether it is a loop.  iterations: a call's.  instructions, operations, cycles: of an
    iteration, on average.  share: of the call's cycles, without mispredictions.
    code: the instructions that most iterations execute.
    path, causes: the critical path an iteration, by instruction and by cause.
    rows, arrows: some iterations as a picture shows them.
    """

    loop: bool
    iterations: int
    instructions: float
    operations: float
    cycles: float
    share: float
    code: tuple[tuple[int, str], ...]
    path: tuple[PathStep, ...]
    causes: tuple[tuple[str, float], ...]
    ports: tuple[Pressure, ...]
    rows: tuple[Row, ...]
    arrows: tuple[Arrow, ...]


def hot(
    trace: Trace,
    cost: Cost,
    core: Core,
    target: Target,
    corrections: frozenset[str],
    listing: Sequence[str],
) -> Hot:
    """The hot loop of a trace.

    cost: the trace's.  listing: the code's disassembly.  Raises Error("speed-model") where
    llvm-mca does not know all of it.
    """
    loop = hot_loop(trace.steps)
    span, turns = _stretch(trace.steps, loop)
    stretch = _piece(trace, span, core, target, corrections)
    turns = tuple((a - span[0], b - span[0]) for a, b in turns)
    steps = trace.steps[span[0] : span[1]]
    cycles = _cycles(stretch, turns) / len(turns)
    iterations = loop.iterations if loop else 1
    path, causes, arrows = _path(steps, stretch, core, turns)
    sites = loop.path if loop else path_of(steps, turns[0])
    return Hot(
        loop=loop is not None,
        iterations=iterations,
        instructions=sum(len(path_of(steps, t)) for t in turns) / len(turns),
        operations=sum(b - a for a, b in turns) / len(turns),
        cycles=cycles,
        share=min(1.0, cycles * iterations / max(1.0, cost.foreseen)) if loop else 1.0,
        code=tuple((site, listing[site // 4]) for site in sites),
        path=path,
        causes=causes,
        ports=_ports(stretch, turns, cycles),
        rows=_rows(steps, stretch, turns),
        arrows=arrows,
    )


def _stretch(steps: Sequence[Step], loop: Loop | None) -> tuple[Span, tuple[Span, ...]]:
    """What to cost of a trace, and the turns in it that count.

    The middle of the longest run of turns that do what most turns do, else of any turns.
    """
    if loop is None:
        whole = (0, min(len(steps), LEAD + COUNTED))
        return whole, (whole,)
    usual = [t for t in loop.turns if path_of(steps, t) == loop.path]
    longest = max(runs(usual), key=len)
    if len(longest) < FEWEST + 1:
        longest = max((longest, *runs(loop.turns)), key=len)
    each = max(1, sum(b - a for a, b in longest) // len(longest))
    counted = min(max(FEWEST, -(-COUNTED // each)), max(1, len(longest) - 2))
    lead = min(len(longest) - counted, -(-LEAD // each))
    # A turn behind those that count: where the path ends is not what the loop waits for.
    behind = min(1, len(longest) - counted - lead)
    first = (len(longest) - counted - lead - behind) // 2
    turns = longest[first + lead : first + lead + counted]
    return (longest[first][0], longest[first + lead + counted + behind - 1][1]), turns


def _piece(
    trace: Trace, span: Span, core: Core, target: Target, corrections: frozenset[str]
) -> Piece:
    """A stretch of a trace, costed as a window of it would be."""
    return piece(trace, Window(span[0], span[0], span[1], 1.0), core, target, corrections)


def _cycles(piece: Piece, turns: Sequence[Span]) -> int:
    """From the end of what is before some turns to their end."""
    retired = piece.timed.retired
    end = max(retired[: turns[-1][1]]) + 1
    return end - (max(retired[: turns[0][0]]) + 1 if turns[0][0] else 0)


def _path(
    steps: Sequence[Step], piece: Piece, core: Core, turns: Sequence[Span]
) -> tuple[tuple[PathStep, ...], tuple[tuple[str, float], ...], tuple[Arrow, ...]]:
    """The critical path an iteration: by instruction, by cause, and as arrows for a picture."""
    links = critical(steps, piece.line, piece.timed, piece.waits, core.in_order)
    first, end = turns[0][0], turns[-1][1]
    rows: dict[tuple[int, str, str, str], int] = {}
    causes: dict[str, int] = {}
    arrows = []
    for n, link in enumerate(links):
        if not first <= link.place < end:
            continue
        step = steps[link.place]
        if n + 1 < len(links) and links[n + 1].place != link.place:
            arrows.append(Arrow(link.place, links[n + 1].place, link.cause, link.unit))
        if link.cycles:
            key = step.site, step.operation.text, link.cause, link.unit
            rows[key] = rows.get(key, 0) + link.cycles
            causes[link.cause] = causes.get(link.cause, 0) + link.cycles
    count = len(turns)
    return (
        tuple(
            PathStep(site, text, cycles / count, cause, unit)
            for (site, text, cause, unit), cycles in sorted(rows.items(), key=lambda r: r[0])
        ),
        tuple((c, n / count) for c, n in sorted(causes.items(), key=lambda r: -r[1])),
        tuple(arrows),
    )


def _ports(piece: Piece, turns: Sequence[Span], cycles: float) -> tuple[Pressure, ...]:
    line = piece.line
    units: dict[str, int] = {}
    for name in line.names:
        units[unit_of(name)] = units.get(unit_of(name), 0) + 1
    used = dict.fromkeys(units, 0)
    for i in range(turns[0][0], turns[-1][1]):
        for resource, taken in line.ports[i]:
            used[unit_of(line.names[resource])] += taken
    return tuple(
        Pressure(group, count, each, each / (count * max(1e-9, cycles)))
        for group, count in units.items()
        for each in [used[group] / len(turns)]
    )


def _rows(steps: Sequence[Step], piece: Piece, turns: Sequence[Span]) -> tuple[Row, ...]:
    """Of the first turns that count as many as a picture holds, one at least in part."""
    timed, line = piece.timed, piece.line
    shown = 1
    while shown < min(SHOWN, len(turns)) and turns[shown][1] - turns[0][0] <= ROWS:
        shown += 1
    base = timed.dispatched[turns[0][0]]
    out = []
    for number, (a, b) in enumerate(turns[:shown]):
        for i in range(a, b):
            units = [unit_of(line.names[r]) for r, _ in line.ports[i]]
            out.append(
                Row(
                    text=steps[i].operation.text,
                    site=steps[i].site,
                    turn=number,
                    place=i,
                    dispatched=timed.dispatched[i] - base,
                    issued=timed.issued[i] - base,
                    executed=timed.executed[i] - base,
                    retired=timed.retired[i] - base,
                    unit=_main(units),
                )
            )
    return tuple(out[:ROWS])


def _main(units: Sequence[str]) -> str:
    """The unit that an operation is coloured by: not that of its flags alone."""
    return next((u for u in units if u != "Flg"), units[0] if units else "")
