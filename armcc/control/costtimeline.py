"""The timeline of a hot loop as SVG: rows are operations, columns are cycles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from armcc.control.costloop import Arrow, Hot, Row

# Pixels: of a row, of the names beside it, of the scale above, and of all cycles together.
_ROW, _NAMES, _TOP, _WIDE = 19, 290, 30, 880
# Pixels of a cycle at most; cycles before the first issue and behind the last result that show.
_CYCLE, _BEFORE, _BEHIND = 26, 8, 6
# Cycles in which nothing happens, from which on they are left out, and as how many they are drawn.
_LONGEST, _GAP = 8, 2.0

# What groups of execution resources are for, in llvm-mca's models of Arm's cores.
WORDS = {
    "B": "branch",
    "L": "load and store address",
    "Ld": "load",
    "LdSt": "load and store",
    "LS": "load and store address",
    "D": "store data",
    "St": "store",
    "ST": "store",
    "S": "integer",
    "I": "integer",
    "ALU": "integer",
    "M": "integer, multi-cycle too",
    "MAC": "multiply",
    "Div": "divide",
    "V": "vector and floating point",
    "FPALU": "vector and floating point",
    "FPMAC": "vector multiply",
    "FPMDS": "vector multiply and divide",
    "FPDIV": "vector divide",
    "VALU": "vector and floating point",
    "VMAC": "vector multiply",
    "VMC": "vector",
    "W": "vector and floating point",
    "X": "vector and floating point",
    "Flg": "flags",
}
_COLOURS = (
    ("load", ("L", "Ld", "LdSt", "LS")),
    ("store", ("D", "St", "ST")),
    ("int", ("S", "I", "ALU")),
    ("multi", ("M", "MAC", "Div")),
    ("vector", ("V", "FPALU", "VALU", "VMC", "W")),
    ("other", ("FPMAC", "FPMDS", "FPDIV", "VMAC", "X")),
    ("branch", ("B",)),
    ("flags", ("Flg",)),
)
# What is waited for before an operation is dispatched.
_FRONT = ("window", "dispatch", "fetch")


def colour(group: str) -> str:
    """The colour of a group of execution resources, as CSS."""
    return f"var(--{next((c for c, groups in _COLOURS if group in groups), 'other')})"


def swatch(paint: str) -> str:
    """A small square of a colour."""
    return (
        '<span style="display:inline-block;width:12px;height:12px;border-radius:3px;'
        f'background:{paint}"></span>'
    )


def legend_units(groups: Iterable[str]) -> str:
    """The colours of some groups, in words."""
    return "".join(
        f'<span class="key">{swatch(colour(g))}'
        f"{escape(f'{g}: {WORDS[g]}' if g in WORDS else g)}</span>"
        for g in groups
    )


LEGEND = (
    '<span class="key"><svg width="26" height="12"><rect class="wait" x="0" y="4" width="26" '
    'height="4" rx="2"/></svg>waits to be issued</span>'
    '<span class="key"><svg width="26" height="12"><line class="retire" x1="0" y1="6" x2="24" '
    'y2="6"/><line class="retire" x1="24" y1="2" x2="24" y2="10"/></svg>waits to retire</span>'
    '<span class="key"><svg width="26" height="12"><rect class="on" x="1" y="1" width="24" '
    'height="10" rx="3" fill="none"/></svg>on the critical path</span>'
)


@dataclass(frozen=True)
class Axis:
    """Which cycles [start, end) a picture shows, and what of them it leaves out.

    gaps: the cycles [from, to) in which nothing of the rows begins or ends, drawn as `_GAP` cycles.
    """

    start: int
    end: int
    gaps: tuple[tuple[int, int], ...] = ()

    def at(self, cycle: int) -> float:
        """Where a cycle is drawn, in cycles from the left; what is outside is at the edge."""
        cycle = min(max(cycle, self.start), self.end)
        out = float(cycle - self.start)
        for a, b in self.gaps:
            if cycle >= b:
                out -= b - a - _GAP
            elif cycle > a:
                out -= (cycle - a) * (1 - _GAP / (b - a))
        return out

    def hides(self, cycle: int) -> bool:
        """Whether a cycle is inside a gap."""
        return any(a < cycle < b for a, b in self.gaps)


def axis(rows: Sequence[Row]) -> Axis:
    """The axis for some rows."""
    start = max(min(r.issued for r in rows) - _BEFORE, min(r.dispatched for r in rows))
    end = min(max(r.executed for r in rows) + _BEHIND, max(r.retired for r in rows) + 1)
    busy = {start, end}
    for row in rows:
        busy.update(range(row.issued, row.executed + 1))
        busy.update((row.dispatched, row.retired))
    seen = sorted(at for at in busy if start <= at <= end)
    gaps = tuple((a + 1, b - 1) for a, b in pairwise(seen) if b - a > _LONGEST)
    return Axis(start, end, gaps)


def scale(rows: Sequence[Row]) -> float:
    """Pixels of a cycle with which some rows fit."""
    shown = axis(rows)
    return max(3.0, min(_CYCLE, _WIDE / max(1.0, shown.at(shown.end))))


def timeline(name: str, hot: Hot, cycle: float) -> str:
    """The rows of a hot loop; cycle: pixels of one."""
    rows = hot.rows
    shown = axis(rows)
    width = _NAMES + shown.at(shown.end) * cycle + 12
    height = _TOP + len(rows) * _ROW + 6
    runs = {a.source for a in hot.arrows if a.cause not in _FRONT[1:]}
    runs |= {a.target for a in hot.arrows if a.cause not in _FRONT}
    sent = {a.source for a in hot.arrows} | {a.target for a in hot.arrows}
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="timeline-{name}" role="img" '
        f'aria-label="timeline of {name}" width="{width:.0f}" height="{height}" '
        f'viewBox="0 0 {width:.0f} {height}">'
        f'<defs><marker id="tip-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" '
        'markerHeight="6" orient="auto"><path class="head" d="M0,0 L8,4 L0,8 z"/></marker></defs>'
    )
    parts = [
        head,
        *_bands(rows, width),
        *_scale_lines(shown, cycle, height),
        *(
            _row(row, n, shown, cycle, width, row.place in sent, row.place in runs)
            for n, row in enumerate(rows)
        ),
        *_gaps(shown, cycle, height),
        *_arrows(name, rows, hot.arrows, shown, cycle),
        "</svg>",
    ]
    return "\n".join(parts)


def _bands(rows: Sequence[Row], width: float) -> Iterable[str]:
    """Each second iteration on another ground, and all of them numbered."""
    for turn in dict.fromkeys(row.turn for row in rows):
        places = [n for n, row in enumerate(rows) if row.turn == turn]
        top, high = _TOP + places[0] * _ROW, len(places) * _ROW
        if turn % 2 == 0:
            yield f'<rect class="band" x="0" y="{top}" width="{width:.0f}" height="{high}"/>'
        yield (
            f'<text class="soft" x="4" y="{top + 13}">{turn + 1}</text>'
            f'<line class="grid" x1="0" x2="{width:.0f}" y1="{top}" y2="{top}"/>'
        )


def _gaps(shown: Axis, cycle: float, height: int) -> Iterable[str]:
    """What is left out, as torn strips."""
    for a, b in shown.gaps:
        x, width = _NAMES + shown.at(a) * cycle, _GAP * cycle
        yield (
            f'<g class="gap"><title>{b - a} cycles in which nothing of this begins or ends</title>'
            f'<rect class="torn" x="{x:.1f}" y="{_TOP}" width="{width:.1f}" '
            f'height="{height - _TOP - 6}"/><text class="soft" x="{x + width / 2:.1f}" '
            f'y="{_TOP - 1}" text-anchor="middle">\u2026</text></g>'
        )


def _scale_lines(shown: Axis, cycle: float, height: int) -> Iterable[str]:
    """A line every so many cycles, with their numbers from the first that shows."""
    each = next(n for n in (1, 2, 5, 10, 20, 50, 100, 1000) if n * cycle >= 24)
    yield f'<text class="soft" x="{_NAMES - 8}" y="{_TOP - 12}" text-anchor="end">cycle</text>'
    for at in range(0, shown.end - shown.start + 1, each):
        if shown.hides(shown.start + at):
            continue
        x = _NAMES + shown.at(shown.start + at) * cycle
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 6}" y2="{height - 6}"/>'
        yield f'<text class="soft" x="{x:.1f}" y="{_TOP - 12}" text-anchor="middle">{at}</text>'


def _row(
    row: Row,
    n: int,
    shown: Axis,
    cycle: float,
    width: float,
    critical: bool,
    runs: bool,
) -> str:
    """critical: whether it is on the critical path; runs: with its execution, too."""
    top = _TOP + n * _ROW
    middle = top + _ROW / 2

    def x(at: int) -> float:
        return _NAMES + shown.at(at) * cycle

    parts = [
        f'<g class="row"><title>{escape(_title(row, shown.start, critical))}</title>',
        f'<rect class="field" x="18" y="{top}" width="{width - 18:.0f}" height="{_ROW}"/>',
        f'<text class="code{" on" if critical else ""}" x="22" y="{top + 13.5}">',
        f"{escape(_short(row.text))}</text>",
    ]
    if x(row.issued) > x(row.dispatched):
        parts.append(
            f'<rect class="wait" x="{x(row.dispatched):.1f}" y="{middle - 2}" '
            f'width="{x(row.issued) - x(row.dispatched):.1f}" height="4" rx="2"/>'
        )
    if x(row.retired) > x(row.executed):
        a, b = x(row.executed), x(row.retired)
        parts.append(
            f'<line class="retire" x1="{a:.1f}" x2="{b:.1f}" y1="{middle}" y2="{middle}"/>'
        )
        if row.retired <= shown.end:
            parts.append(
                f'<line class="retire" x1="{b:.1f}" x2="{b:.1f}" y1="{middle - 4}" '
                f'y2="{middle + 4}"/>'
            )
    long = max(x(row.executed) - x(row.issued), 2.0)
    parts.append(
        f'<rect class="run{" on" if runs else ""}" x="{x(row.issued) + 0.5:.1f}" '
        f'y="{top + 3}" width="{long - 1:.1f}" height="{_ROW - 6}" rx="3" '
        f'style="fill:{colour(row.unit)}"/>'
    )
    if row.unit and long >= 9 * len(row.unit) + 4:
        parts.append(
            f'<text x="{x(row.issued) + long / 2:.1f}" y="{top + 13.5}" text-anchor="middle" '
            f'style="fill:#ffffff">{escape(row.unit)}</text>'
        )
    return "".join(parts) + "</g>"


def _title(row: Row, start: int, critical: bool) -> str:
    said = (
        f"{row.text}\niteration {row.turn + 1}, offset {row.site:#x}, unit {row.unit or 'none'}\n"
        f"dispatched {row.dispatched - start}, issued {row.issued - start} "
        f"(waited {row.issued - row.dispatched}), result {row.executed - start} "
        f"(took {row.executed - row.issued}), retired {row.retired - start} "
        f"(waited {row.retired - row.executed})"
    )
    return said + ("\non the critical path" if critical else "")


def _arrows(
    name: str, rows: Sequence[Row], arrows: Iterable[Arrow], shown: Axis, cycle: float
) -> Iterable[str]:
    """The critical path from row to row, as far as both ends show."""
    places = {row.place: n for n, row in enumerate(rows)}
    for arrow in arrows:
        if arrow.source not in places or arrow.target not in places:
            continue
        a, b = places[arrow.source], places[arrow.target]
        front = arrow.cause in _FRONT
        left = {
            "register": rows[a].executed,
            "store": rows[a].executed,
            "cache": rows[a].executed,
            "window": rows[a].executed,
            "dispatch": rows[a].dispatched,
            "fetch": rows[a].dispatched,
        }.get(arrow.cause, rows[a].issued)
        right = rows[b].dispatched if front else rows[b].issued
        if arrow.cause == "store":
            right = rows[b].executed
        if arrow.cause == "register":
            left = min(left, right)  # what is forwarded early is used before it is ready for all
        if min(left, right) < shown.start or max(left, right) > shown.end:
            continue
        x1, x2 = (_NAMES + shown.at(at) * cycle for at in (left, right))
        y1, y2 = (_TOP + n * _ROW + _ROW / 2 for n in (a, b))
        down = 1 if b > a else -1
        y1, y2 = y1 + down * 4, y2 - down * (4 if abs(b - a) > 1 else 2)
        bend = (y2 - y1) / 2
        why = f"{arrow.cause} {arrow.unit}".strip()
        yield (
            f'<path class="arrow{" weak" if front or arrow.cause == "unit" else ""}" '
            f'data-cause="{escape(arrow.cause)}" marker-end="url(#tip-{name})" '
            f'd="M{x1:.1f},{y1:.1f} C{x1:.1f},{y1 + bend:.1f} {x2:.1f},{y2 - bend:.1f} '
            f'{x2:.1f},{y2:.1f}"><title>{escape(f"{rows[b].text} waits for {rows[a].text}")}: '
            f"{escape(why)}</title></path>"
        )


def _short(text: str) -> str:
    """An instruction that fits beside its row."""
    return text if len(text) <= 38 else text[:37] + "\u2026"
