"""What `armccctl cost` found as one HTML page that needs nothing else (docs/cost.md).

It is well-formed XML too, so that tests and tools can read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from armcc.control.costloop import Hot, PathStep, Pressure
from armcc.control.costreport import (
    MEANINGS,
    OTHER_DATA,
    Found,
    Measured,
    Other,
    Report,
    by_what,
    hot_words,
    osaca_words,
    other_words,
    told,
    verdict_words,
)
from armcc.control.costtimeline import (
    LEGEND,
    WORDS,
    colour,
    legend_units,
    scale,
    swatch,
    timeline,
)

_STYLE = """
:root { color-scheme: light dark; --bg: #f6f7f9; --card: #ffffff; --ink: #1b2430;
  --soft: #5b6776; --line: #dfe4ea; --band: #f3f6fa; --hover: #e6effb; --wait: #aab4c1;
  --retire: #c6ced8; --hot: #d81e5b; --good: #16794a; --bad: #b3261e; --unsure: #8a6100;
  --load: #2f7de1; --store: #0f9f93; --int: #3f9a4d; --multi: #8aa324; --vector: #e08a1e;
  --branch: #8b7fd6; --flags: #8b98a8; --other: #b0609f; }
@media (prefers-color-scheme: dark) { :root { --bg: #10151c; --card: #18202a; --ink: #e4e9ef;
  --soft: #97a3b2; --line: #2b3643; --band: #1d2733; --hover: #26364a; --wait: #5c6a7b;
  --retire: #465364; --hot: #ff5d8f; --good: #4cc38a; --bad: #ff7b72; --unsure: #e3b341;
  --load: #5a9df0; --store: #2bbdb0; --int: #5cb86a; --multi: #a9c23f; --vector: #f0a040;
  --branch: #a79cf0; --flags: #8292a6; --other: #cf83bf; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 14px/1.5 system-ui,
  "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 28px 20px 48px; }
h1 { font-size: 26px; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 16px; margin: 0 0 4px; }
h3 { font-size: 13px; margin: 0 0 6px; font-weight: 600; }
h3.code { margin-top: 18px; }
code, .mono, svg text.code { font-family: ui-monospace, "SF Mono", Menlo, Consolas,
  "DejaVu Sans Mono", monospace; }
.soft { color: var(--soft); }
.small { font-size: 12px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 16px 18px; margin-top: 16px; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; margin-top: 18px; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 12px 16px; }
.tile b { display: block; font-size: 24px; line-height: 1.25; font-weight: 650;
  letter-spacing: -0.01em; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 28px; }
@media (max-width: 860px) { .two, .tiles { grid-template-columns: 1fr; } }
.tag { display: inline-block; min-width: 20px; text-align: center; border-radius: 5px;
  padding: 0 6px; font-weight: 650; font-size: 12px; background: var(--ink); color: var(--card);
  margin-right: 6px; }
.accepted { color: var(--good); }
.rejected { color: var(--bad); }
.unknown { color: var(--unsure); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { font-weight: 600; color: var(--soft); font-size: 12px; text-align: right; padding: 3px 8px; }
td { text-align: right; padding: 4px 8px; border-top: 1px solid var(--line);
  white-space: nowrap; }
th.left, td.left { text-align: left; }
td.wrap { white-space: normal; }
.scroll { overflow-x: auto; }
svg { display: block; max-width: none; }
svg text { fill: var(--ink); font-size: 11px; }
svg text.soft { fill: var(--soft); }
svg text.code { font-size: 11.5px; }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .band { fill: var(--band); }
svg .row .field { fill: transparent; }
svg .row:hover .field { fill: var(--hover); }
svg .torn { fill: var(--card); opacity: 0.82; }
svg .wait { fill: var(--wait); }
svg .retire { stroke: var(--retire); stroke-width: 1.5; }
svg .on { stroke: var(--hot); stroke-width: 2; }
svg text.on { fill: var(--hot); stroke: none; font-weight: 650; }
svg .arrow { fill: none; stroke: var(--hot); stroke-width: 1.6; opacity: 0.9; }
svg .arrow.weak { stroke-dasharray: 3 3; opacity: 0.75; }
svg .head { fill: var(--hot); }
.keys { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 8px 0 12px; font-size: 12px;
  color: var(--soft); }
.keys span.key { display: inline-flex; align-items: center; gap: 6px; }
.stack { display: flex; height: 24px; border-radius: 5px; overflow: hidden;
  background: var(--band); }
.stack div { min-width: 2px; border-right: 1px solid var(--card); overflow: hidden;
  white-space: nowrap; text-align: center; font-size: 11px; line-height: 24px; color: #ffffff; }
.bar { height: 9px; border-radius: 3px; background: var(--band); overflow: hidden; }
.bar div { height: 100%; border-radius: 3px; }
.ports { display: grid; grid-template-columns: 190px 1fr 150px; gap: 3px 12px;
  align-items: center; font-size: 12px; }
footer { margin-top: 20px; color: var(--soft); font-size: 12px; }
"""

# From this share of its cycles on a group of resources is called busy.
_BUSY = 0.9

# The colour of each cause, of those that the style names.
_CAUSES = {
    "register": "hot",
    "store": "store",
    "cache": "load",
    "unit": "vector",
    "order": "branch",
    "window": "multi",
    "dispatch": "flags",
    "fetch": "other",
    "retire": "retire",
}


def as_html(report: Report) -> str:
    """The page."""
    found = report.found
    title = f"{report.function}: {found.speedup:.2f}x on {found.model.cpu}"
    longest = found.workloads[found.longest]
    parts = [
        '<!DOCTYPE html>\n<html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head>',
        '<meta charset="utf-8"/>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
        f"<title>{_e(title)}</title><style>{_STYLE}</style></head><body><main>",
        _header(report),
        _tiles(found),
        _timelines(found.hot, longest),
        _card("What it waits for", _WAITS, _causes(found.hot)),
        _card("Execution resources", _RESOURCES, _ports(found.hot)),
        _card("The critical path, by instruction", _PATH, _paths(report)),
        _card("Workloads", _e(f"{found.chosen}. {_WORST}"), _table(found.workloads)),
        _card("Other views", _OTHERS, _others(found.others)),
        _footer(report),
        "</main></body></html>\n",
    ]
    return "\n".join(parts)


_WAITS = (
    "The critical path through the hot loop, in cycles an iteration: each cycle belongs to what "
    "the next operation on the path waited for."
)
_RESOURCES = "Cycles of each group of resources an iteration takes, of those that the group has."
_PATH = "What to shorten, or to take off the path, for the loop to become faster."
_WORST = (
    "Cycles, instructions and mispredicted branches a call; of short calls also cycles of each of "
    "some calls in a row, which count as much. The speedup is the worst over kinds of "
    "data; where that is another kind than the row's, the row below shows it."
)
_OTHERS = "In these no workload may become slower than the gate allows."


def _header(report: Report) -> str:
    found = report.found
    verdict = found.verdict
    return (
        f'<header><h1><code>{_e(report.function)}</code> <span class="soft">on '
        f"{_e(found.model.cpu)}</span></h1>"
        f'<div><span class="tag">A</span><code>{_e(report.first)}</code> '
        f'<span class="soft">&#8594;</span> <span class="tag">B</span>'
        f"<code>{_e(report.second)}</code></div>"
        f'<div>speed gate: <strong class="{_e(verdict.outcome)}">{_e(verdict_words(verdict))}'
        "</strong></div></header>"
    )


def _tiles(found: Found) -> str:
    a, b = found.hot
    longest = found.workloads[found.longest]
    worst = min(found.workloads, key=lambda w: w.speedup)
    tiles = [
        ("speedup overall", f"{found.speedup:.2f}x", f"{found.verdict.minimum:.2f}x is wanted"),
        (
            f"longest call, size {longest.size}",
            f"{longest.speedup:.2f}x",
            f"{longest.first.cycles:,.0f} \u2192 {longest.second.cycles:,.0f} cycles",
        ),
        ("least speedup", f"{worst.speedup:.2f}x", f"at size {worst.size}, {worst.data}"),
        ("its hot loop waits for", _limit(b), f"before: {_limit(a)}"),
    ]
    return (
        '<section class="tiles">'
        + "".join(
            f'<div class="tile"><span class="soft small">{_e(name)}</span><b>{_e(value)}</b>'
            f'<span class="soft small">{_e(note)}</span></div>'
            for name, value, note in tiles
        )
        + "</section>"
    )


def _limit(hot: Hot) -> str:
    """What most of the cycles are due to: a group of resources that is never idle, or a cause."""
    busiest = max(hot.ports, key=lambda p: p.busy, default=None)
    if busiest is not None and busiest.busy >= _BUSY:
        return f"unit {busiest.group}, {busiest.busy:.0%} busy"
    return hot.causes[0][0] if hot.causes else "nothing"


def _timelines(hots: tuple[Hot, Hot], longest: Measured) -> str:
    width = min(scale(hot.rows) for hot in hots)
    groups = list(dict.fromkeys(row.unit for hot in hots for row in hot.rows if row.unit))
    out = [
        '<section class="card"><h2>Cycle by cycle</h2>',
        '<div class="soft small">',
        _e(
            f"The hot loop on the longest workload (size {longest.size}, {longest.data}), in its "
            "steady state and with every branch foreseen. Both in the same scale. Point at a row "
            "for its times."
        ),
        "</div>",
        f'<div class="keys">{LEGEND}{legend_units(groups)}</div>',
    ]
    for name, hot in zip("AB", hots, strict=True):
        said = _e(hot_words(hot)) + _shown(hot)
        out.append(f'<h3 class="code"><span class="tag">{name}</span>{said}</h3>')
        out.append(f'<div class="scroll">{timeline(name, hot, width)}</div>')
    return "".join(out) + "</section>"


def _shown(hot: Hot) -> str:
    turns = len({row.turn for row in hot.rows})
    if not hot.loop:
        return ""
    return f' <span class="soft">({turns} shown)</span>'


def _causes(hots: Sequence[Hot]) -> str:
    out = []
    for name, hot in zip("AB", hots, strict=True):
        total = sum(cycles for _, cycles in hot.causes) or 1.0
        pieces = "".join(
            f'<div style="width:{100 * cycles / total:.2f}%;background:var(--{_CAUSES[cause]})" '
            f'title="{_e(f"{cause}: {cycles:.2f} cycles, {MEANINGS[cause]}")}">'
            f"{_e(f'{cause} {cycles:.2f}') if cycles / total > 0.09 else ''}</div>"
            for cause, cycles in hot.causes
        )
        each = "an iteration" if hot.loop else "a call"
        out.append(
            f'<div style="margin-top:10px"><span class="tag">{name}</span>'
            f'<span class="small">{_e(f"{hot.cycles:.2f} cycles {each}")}</span>'
            f'<div class="stack" style="margin-top:4px">{pieces}</div></div>'
        )
    named = dict.fromkeys(cause for hot in hots for cause, _ in hot.causes)
    keys = "".join(
        f'<span class="key">{swatch(f"var(--{_CAUSES[c]})")}{_e(f"{c}: {MEANINGS[c]}")}</span>'
        for c in named
    )
    return "".join(out) + f'<div class="keys" style="margin-bottom:0">{keys}</div>'


def _ports(hots: Sequence[Hot]) -> str:
    groups = {p.group: p.units for hot in hots for p in hot.ports if p.cycles}
    out = []
    for group, units in groups.items():
        for name, hot in zip("AB", hots, strict=True):
            one = next((p for p in hot.ports if p.group == group), Pressure(group, units, 0, 0))
            what = f"{group} \u00d7{units}{_word(group)}" if name == "A" else ""
            paint = colour(group) if one.busy < _BUSY else "var(--hot)"
            out.append(
                f'<div>{_e(what)}</div><div style="display:flex;align-items:center;gap:6px">'
                f'<span class="soft">{name}</span><div class="bar" style="flex:1" '
                f'title="{_e(f"{group}: {one.busy:.0%} busy")}"><div style="width:'
                f'{min(1.0, one.busy):.1%};background:{paint}"></div></div></div>'
                f'<div class="soft">{_e(f"{one.cycles:.2f} cycles, {one.busy:.0%} busy")}</div>'
            )
    return f'<div class="ports">{"".join(out)}</div>'


def _word(group: str) -> str:
    words = WORDS.get(group, "")
    return f", {words}" if words else ""


def _paths(report: Report) -> str:
    out = []
    for name, hot, said in zip("AB", report.found.hot, report.osaca, strict=True):
        steps, rest = told(hot.path)
        rows = "".join(_path_row(step, hot) for step in steps)
        if rest:
            rows += f'<tr><td class="left soft" colspan="3">{_e(rest)}</td></tr>'
        each = "cycles an iteration" if hot.loop else "cycles"
        out.append(
            f'<div><h3><span class="tag">{name}</span>{_e(f"{hot.cycles:.2f} {each}")}</h3>'
            f'<div class="scroll"><table><tr><th class="left">instruction</th><th>cycles</th>'
            f'<th class="left">waited for</th></tr>{rows}</table></div>'
            f'<p class="soft small">OSACA, for comparison: {_e(osaca_words(said))}</p></div>'
        )
    return f'<div class="two">{"".join(out)}</div>'


def _path_row(step: PathStep, hot: Hot) -> str:
    share = min(1.0, step.cycles / max(hot.cycles, 1e-9))
    why = f"{step.cause} {step.unit}".strip()
    return (
        f'<tr><td class="left"><code>{_e(step.text)}</code></td>'
        f'<td><div style="display:flex;gap:8px;align-items:center;justify-content:flex-end">'
        f'<div class="bar" style="width:70px"><div style="width:{share:.1%};'
        f'background:var(--{_CAUSES[step.cause]})"></div></div>{step.cycles:.2f}</div></td>'
        f'<td class="left" title="{_e(MEANINGS[step.cause])}">{_e(why)}</td></tr>'
    )


def _table(workloads: Iterable[Measured]) -> str:
    rows = []
    for w in workloads:
        paint = "good" if w.speedup >= 1.005 else "bad" if w.speedup < 0.995 else "ink"
        rows.append(
            f'<tr><td>{w.size}</td><td class="left">{_e(w.data)}</td>{_cells(w.columns())}'
            f'<td style="color:var(--{paint})"><strong>{w.speedup:.2f}x</strong></td></tr>'
        )
        if w.worst is not None:
            rows.append(
                f'<tr class="soft"><td></td><td class="left">{OTHER_DATA}</td>'
                f"{_cells(w.worst_columns())}<td></td></tr>"
            )
    heads = "".join(
        f'<th colspan="2">{name}</th>'
        for name in ("cycles", "in a row", "llvm-mca alone", "instructions", "mispredicted")
    )
    return (
        f'<div class="scroll"><table><tr><th></th><th></th>{heads}<th></th></tr><tr><th>size</th>'
        f'<th class="left">data</th>{"<th>A</th><th>B</th>" * 5}<th>speedup</th></tr>'
        f"{''.join(rows)}</table></div>"
    )


def _cells(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<td>{one}</td>" for pair in pairs for one in pair)


def _others(others: Iterable[Other]) -> str:
    rows = "".join(
        f'<tr><td class="left wrap">{_e(other_words(o))}</td><td>{o.speedup:.2f}x</td>'
        f"<td>{o.least:.2f}x</td></tr>"
        for o in others
    )
    return (
        '<table style="max-width:640px"><tr><th class="left">view</th><th>overall</th>'
        f"<th>least</th></tr>{rows}</table>"
    )


def _footer(report: Report) -> str:
    return (
        f"<footer>armccctl cost: {_e(by_what(report.found.model))}; signature "
        f"{_e(report.signature)}. A model's cycles: no number here was measured on hardware."
        "</footer>"
    )


def _card(title: str, note: str, inside: str) -> str:
    return (
        f'<section class="card"><h2>{_e(title)}</h2><div class="soft small">{note}</div>'
        f'<div style="margin-top:10px">{inside}</div></section>'
    )


def _e(text: str) -> str:
    return escape(text)
