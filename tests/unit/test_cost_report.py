"""What `cost` tells: text, JSON and the page, from a report made by hand; and OSACA's part."""

# ruff: noqa: E501  a row is easier to read when it stands in one line

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from armcc.control import osaca
from armcc.control.costloop import Arrow, Hot, PathStep, Pressure, Row
from armcc.control.costpicture import as_html
from armcc.control.costreport import (
    FORMAT,
    Found,
    Measured,
    Model,
    Other,
    Report,
    Side,
    Verdict,
    as_json,
    as_text,
)
from armcc.control.costtimeline import Axis, axis
from armcc.control.osaca import MISSING, Opinion, opinion

SVG = "{http://www.w3.org/2000/svg}"
LOOP = ((16, "ldr w9, [x0], #4"), (20, "add w8, w8, w9"), (24, "b.ne #-8"))


def rows(turns: int) -> tuple[Row, ...]:
    """A load, an add and a branch; an iteration every second cycle."""
    out = []
    for turn in range(turns):
        at, place = 2 * turn, 30 + 3 * turn
        out += [
            Row("ldr w9, [x0], #4", 16, turn, place, at, at + 1, at + 5, at + 6, "L"),
            Row("add w8, w8, w9", 20, turn, place + 1, at, at + 5, at + 6, at + 7, "S"),
            Row("b.ne #-8", 24, turn, place + 2, at + 1, at + 2, at + 3, at + 7, "B"),
        ]
    return tuple(out)


HOT = Hot(
    loop=True,
    iterations=2048,
    instructions=3.0,
    operations=3.0,
    cycles=2.0,
    share=0.98,
    code=LOOP,
    path=(PathStep(16, "ldr w9, [x0], #4", 0.5, "unit", "L"), PathStep(20, "add w8, w8, w9", 1.5, "register", "")),
    causes=(("register", 1.5), ("unit", 0.5)),
    ports=(Pressure("L", 3, 1.0, 1 / 6), Pressure("S", 4, 7.6, 0.95), Pressure("V", 4, 0.0, 0.0)),
    rows=rows(3),
    arrows=(Arrow(31, 34, "register", ""), Arrow(34, 37, "register", ""), Arrow(37, 40, "register", "")),
)  # fmt: skip
STRAIGHT = replace(HOT, loop=False, iterations=1, rows=rows(1), arrows=(), share=1.0)


def side(cycles: float, mispredicted: float = 0.0) -> Side:
    return Side(
        cycles,
        cycles - 10,
        cycles - 12,
        7.5 if cycles < 100 else 0.0,
        round(3 * cycles),
        mispredicted,
    )


REPORT = Report(
    function="sum",
    first="old <1>.c",
    second="new.s",
    signature="known",
    found=Found(
        model=Model("neoverse-v2", 1, "00ff", "22.1.8", ("cache", "tables")),
        chosen="2 made",
        workloads=(
            Measured(2048, "text", side(4096.4, 1.0), side(2048, 0.8), 2.0),
            Measured(4, "zeros", side(20), side(21), 0.95, (side(30, 1.5), side(31.6, 1.6))),
        ),
        speedup=1.378,
        others=(Other("neoverse-v2", True, 1.3, 0.94), Other("cortex-a55", False, 1.2, 1.1)),
        verdict=Verdict("rejected", "slower", "0.950x at size 4 on neoverse-v2", 1.05),
        longest=0,
        hot=(HOT, STRAIGHT),
    ),
    osaca=(Opinion(2.0, 1.0, 2.0), Opinion(why="does not know `frob & <x0>`")),
)


def test_text() -> None:
    lines = as_text(REPORT).splitlines()
    assert lines[:5] == [
        "sum on neoverse-v2 (signature known)",
        "A old <1>.c",
        "B new.s",
        "model 1, figures 00ff, llvm-mca 22.1.8; switched off: cache, tables",
        "workloads: 2 made",
    ]
    row = next(x for x in lines if x.split()[:2] == ["2048", "text"])
    assert row.split() == ["2048", "text", "4,096", "2,048", "-", "-", "4,084", "2,036", "12,289", "6,144", "1.00", "0.80", "2.00x"]  # fmt: skip
    worst = lines[next(n for n, x in enumerate(lines) if x.split()[:2] == ["4", "zeros"]) + 1]
    assert worst.split() == ["worst", "30", "32", "1.50", "1.60"]
    assert "overall 1.38x" in lines
    assert "neoverse-v2, loads wait for all earlier stores: 1.30x, least 0.94x" in lines
    assert "cortex-a55: 1.20x, least 1.10x" in lines
    assert "speed gate: rejected (slower): 0.950x at size 4 on neoverse-v2" in lines
    hot = next(n for n, x in enumerate(lines) if x.startswith("A: hot loop at size 2048, text: "))
    assert "2.00 cycles an iteration of 3 instructions, 2,048 iterations a call, 98%" in lines[hot]
    assert lines[hot + 2].split() == "0.50 10 ldr w9, [x0], #4 unit L".split()
    assert lines[hot + 3].split() == "1.50 14 add w8, w8, w9 register".split()
    assert lines[hot + 4].strip() == "in sum: 1.50 register, 0.50 unit"
    assert (
        lines[hot + 5].strip() == "resources, cycles (busy): L 1.00 (17% of 3), S 7.60 (95% of 4)"
    )
    said = "OSACA: 2.00 cycles an iteration (1.00 by its ports, 2.00 by dependencies)"
    assert lines[hot + 6].strip() == said
    assert any(x.startswith("B: call at size 2048, text: no loop; the call has 3") for x in lines)
    assert lines[-1].strip() == "OSACA: does not know `frob & <x0>`"


def test_text_of_what_is_accepted() -> None:
    kept = replace(REPORT.found, verdict=Verdict("accepted", "", "", 1.05))
    text = as_text(replace(REPORT, found=replace(kept, model=replace(kept.model, without=()))))
    assert "speed gate: accepted\n" in text
    assert "switched off" not in text


def test_of_a_long_path_the_heaviest_instructions_are_told() -> None:
    path = tuple(PathStep(4 * n, f"add x{n}", 0.01 * (n + 1), "register", "") for n in range(25))
    hot = replace(HOT, path=path)
    text = as_text(replace(REPORT, found=replace(REPORT.found, hot=(hot, HOT))))
    assert "add x24" in text
    assert "add x9 " in text
    assert "add x8 " not in text
    assert "and 0.45 cycles in others" in text


def test_json() -> None:
    told = json.loads(json.dumps(as_json(REPORT)))
    assert told["format"] == FORMAT == 2
    assert [told[k] for k in ("function", "first", "second", "signature", "cpu", "speedup")] == [
        "sum", "old <1>.c", "new.s", "known", "neoverse-v2", 1.378,
    ]  # fmt: skip
    assert told["model"] == {
        "version": 1, "parameters": "00ff", "llvm_mca": "22.1.8", "without": ["cache", "tables"],
    }  # fmt: skip
    assert told["workloads"][0]["first"] == {
        "cycles": 4096, "foreseen_cycles": 4086, "model_cycles": 4084, "row_cycles": None, "instructions": 12289,
        "mispredicted_branches": 1.0,
    }  # fmt: skip
    assert told["workloads"][1]["speedup"] == 0.95
    assert told["workloads"][0]["worst"] is None
    assert told["workloads"][1]["worst"]["second"]["mispredicted_branches"] == 1.6
    assert told["others"][0] == {
        "cpu": "neoverse-v2", "aliasing": True, "speedup": 1.3, "least": 0.94,
    }  # fmt: skip
    assert told["verdict"]["reason"] == "slower"
    hot = told["hot"]
    assert (hot["size"], hot["first"]["loop"], hot["second"]["loop"]) == (2048, True, False)
    assert hot["first"]["code"][1] == {"offset": 20, "text": "add w8, w8, w9"}
    assert hot["first"]["causes"] == {"register": 1.5, "unit": 0.5}
    assert hot["first"]["ports"][1] == {"group": "S", "units": 4, "cycles": 7.6, "busy": 0.95}
    assert hot["first"]["osaca"]["cycles"] == 2.0
    assert hot["second"]["osaca"] == {
        "cycles": None, "throughput": None, "carried": None, "why": "does not know `frob & <x0>`",
    }  # fmt: skip


@pytest.fixture(scope="module")
def page() -> str:
    return as_html(REPORT)


@pytest.fixture(scope="module")
def tree(page: str) -> Iterator[ElementTree.Element]:
    yield ElementTree.fromstring(page)


def test_the_page_needs_nothing_from_elsewhere(page: str, tree: ElementTree.Element) -> None:
    assert page.startswith("<!DOCTYPE html>")
    for one in tree.iter():
        assert one.tag.rpartition("}")[2] not in ("script", "link", "img", "iframe", "object")
        assert not {"src", "href"} & set(one.attrib)
    assert "url(http" not in page
    assert "@import" not in page
    assert "prefers-color-scheme: dark" in page


def test_the_page_says_what_the_text_says(tree: ElementTree.Element) -> None:
    text = " ".join("".join(tree.itertext()).split())
    for words in (
        "old <1>.c",
        "rejected (slower): 0.950x at size 4 on neoverse-v2",
        "1.38x",
        "4,096",
        "unit S, 95% busy",
        "switched off: cache, tables",
        "does not know `frob & <x0>`",
        "cortex-a55",
    ):
        assert words in text, words


def test_the_picture_has_a_row_for_each_operation(tree: ElementTree.Element) -> None:
    found = {s.get("id"): s for s in tree.iter(f"{SVG}svg") if s.get("id")}
    assert set(found) == {"timeline-A", "timeline-B"}
    a = found["timeline-A"]
    rows_of_a = [g for g in a.iter(f"{SVG}g") if g.get("class") == "row"]
    assert len(rows_of_a) == 9
    title = rows_of_a[1].find(f"{SVG}title")
    assert title is not None
    assert title.text is not None
    assert title.text.splitlines() == [
        "add w8, w8, w9",
        "iteration 1, offset 0x14, unit S",
        "dispatched 0, issued 5 (waited 5), result 6 (took 1), retired 7 (waited 1)",
        "on the critical path",
    ]
    # What is on the path is framed; the arrows are those whose ends both show.
    assert sum("on" in r.get("class", "").split() for r in a.iter(f"{SVG}rect")) == 3
    arrows = [p for p in a.iter(f"{SVG}path") if p.get("data-cause")]
    assert [p.get("data-cause") for p in arrows] == ["register", "register"]
    # Both in one scale.
    widths = [_long(found[name]) for name in ("timeline-A", "timeline-B")]
    assert widths[0] == widths[1]


def _long(svg: ElementTree.Element) -> str | None:
    """How wide the first row's execution is."""
    return next(r for r in svg.iter(f"{SVG}rect") if "run" in r.get("class", "")).get("width")


def test_what_does_not_fit_is_cut(tree: ElementTree.Element) -> None:
    """Far too long a wait before an issue does not make the picture wider."""
    long = tuple(replace(r, dispatched=r.dispatched - 5000) for r in rows(3))
    page = as_html(replace(REPORT, found=replace(REPORT.found, hot=(replace(HOT, rows=long), HOT))))
    svg = next(s for s in ElementTree.fromstring(page).iter(f"{SVG}svg") if s.get("id"))
    assert float(svg.get("width", "0")) < 1300
    assert "(waited 5005)" in page


# -- OSACA ----------------------------------------------------------------------------------------


def test_osaca_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(osaca, "find_spec", lambda _: None)
    assert opinion("neoverse-v2", ["nop"]) == Opinion(why=MISSING)
    assert "neoverse-n1" in opinion("neoverse-n1", ["nop"]).why


SAID = '{"unknown": [], "failed": [], "throughput": 1.5, "carried": 4.0}'


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (f"print('{SAID}')", Opinion(4.0, 1.5, 4.0)),
        (f"print('{SAID}'.replace('[], \"failed', '[\"b.ne .Lhead\"], \"failed'))", "does not know `b.ne #-4`"),
        (f"print('{SAID}'.replace('d\": [], \"t', 'd\": [\"nop\"], \"t'))", "fails on `nop`"),
        ("print('{}')", "failed: KeyError"),
        ("print('[1]')", "failed: TypeError"),
        ("print('Traceback')", "failed: JSONDecodeError"),
        ("import sys; sys.exit('no such thing')", "failed: no such thing"),
        ("import os; os.abort()", "failed: it said nothing"),
        ("import time; time.sleep(60)", "did not end"),
    ],
)  # fmt: skip
def test_what_osaca_may_say(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str, expected: Opinion | str
) -> None:
    monkeypatch.setattr(osaca, "_PATIENCE", 2.0)
    (tmp_path / "fake.py").write_text(says)
    found = opinion("neoverse-v2", ["nop", "b.ne #-4"], [sys.executable, str(tmp_path / "fake.py")])
    if isinstance(expected, Opinion):
        assert found == expected
    else:
        assert found.cycles is None
        assert expected in found.why


def test_osaca_that_cannot_be_started() -> None:
    assert "failed" in opinion("neoverse-v2", ["nop"], ["/nonexistent/python"]).why


# -- the axis -------------------------------------------------------------------------------------


def test_cycles_in_which_nothing_happens_are_left_out() -> None:
    """A load in the first cycles, and an operation that is issued at 60."""
    both = (
        Row("ldr", 0, 0, 0, 0, 1, 5, 6, "L"),
        Row("mul", 4, 0, 1, 0, 60, 62, 63, "M"),
    )
    found = axis(both)
    assert (found.start, found.end, found.gaps) == (0, 64, ((7, 59),))


def test_places_on_an_axis() -> None:
    one = Axis(10, 100, ((20, 80),))
    assert [one.at(c) for c in (0, 10, 15, 20, 50, 80, 90, 200)] == [0, 0, 5, 10, 11, 12, 22, 32]
    assert [one.hides(c) for c in (20, 21, 79, 80)] == [False, True, True, False]
