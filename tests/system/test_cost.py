"""`armccctl cost`: what it shows of two codes, from real traces."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import geometric_mean
from xml.etree import ElementTree

import pytest
from conftest import clang_words

from armcc.control.main import main
from armcc.errors import Error
from armcc.gates.speed import costing
from armcc.gates.speed.cores import CORES
from armcc.gates.speed.critical import critical
from armcc.gates.speed.fetch import fetched
from armcc.gates.speed.forwarding import forwards
from armcc.gates.speed.mca import Target, timelines
from armcc.gates.speed.operands import operations
from armcc.gates.speed.retime import Waits, retime
from armcc.gates.speed.steps import Step

# What a C file cannot be sure to give: loops of which each instruction is known.
SUM = """
    cmp w1, #1
    b.lt 2f
    mov w8, #0
1:  ldr w9, [x0], #4
    mul w8, w8, w9
    subs w1, w1, #1
    b.ne 1b
    mov w0, w8
2:  ret
"""
# The same with two products.
TWO = """
    cmp w1, #2
    b.lt 3f
    mov w8, #1
    mov w7, #1
1:  ldp w9, w10, [x0], #8
    mul w8, w8, w9
    mul w7, w7, w10
    subs w1, w1, #2
    b.gt 1b
    mul w0, w8, w7
3:  ret
"""
# Each number depends on the one just stored.
STORED = """
    cmp w1, #1
    b.lt 2f
1:  ldr w9, [x0]
    add w9, w9, #1
    str w9, [x0]
    subs w1, w1, #1
    b.ne 1b
2:  ret
"""
# As SUM, but by another loop of its own where there is more to sum.
OTHERWISE = (
    SUM.replace("1:  ldr", "    cmp w1, #20\n    b.gt 3f\n1:  ldr")
    + """
3:  ldr w9, [x0], #4
    subs w1, w1, #1
    mul w8, w8, w9
    b.ne 3b
    mov w0, w8
    ret
"""
)
STRAIGHT = " add x0, x0, w1, sxtw #2\n ldr w0, [x0]\n mul w0, w0, w0\n ret\n"
EMPTY = " ret\n"
ENDLESS = "1: b 1b\n"
PROTOTYPE = "int f(int *a, int n)"

Cost = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    where = tmp_path_factory.mktemp("cost")
    codes = {
        "sum": SUM, "two": TWO, "stored": STORED, "straight": STRAIGHT, "empty": EMPTY,
        "endless": ENDLESS, "otherwise": OTHERWISE,
    }  # fmt: skip
    for name, code in codes.items():
        text = f".globl f\n.type f, %function\nf:\n{code}\n.size f, .-f\n"
        (where / f"{name}.s").write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMCC_CLANG", " ".join(clang_words("clang22")))
        patch.chdir(where)
        for name in ("ARMCC_CPU", "ARMCC_ALSO_CPUS", "ARMCC_WORKLOADS", "ARMCC_MIN_SPEEDUP"):
            patch.delenv(name, raising=False)
        yield where


@pytest.fixture
def cost(folder: Path, capfd: pytest.CaptureFixture[str]) -> Cost:
    """Runs the command on two of the codes; its status, standard output and standard error."""

    def run(first: str, second: str, *words: str) -> tuple[int, str, str]:
        more = ("--prototype", PROTOTYPE, *words)
        status = main(["cost", "--function", "f", *more, f"{first}.s", f"{second}.s"])
        said = capfd.readouterr()
        return status, said.out, said.err

    return run


def test_text(cost: Cost) -> None:
    status, out, err = cost("sum", "two")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[:3] == ["f on neoverse-v2 (signature known)", "A sum.s", "B two.s"]
    assert any(x.startswith("workloads: ") for x in lines)
    assert any(x.startswith("overall ") and x.endswith("x") for x in lines)
    assert any(x.startswith("cortex-a55: ") for x in lines)
    assert any(x.startswith("speed gate: ") for x in lines)
    assert any(x.startswith("A: hot loop at size ") for x in lines)
    assert any(x.startswith("B: hot loop at size ") for x in lines)
    assert "switched off" not in out
    assert out.count("OSACA: ") == 2


def test_json(cost: Cost) -> None:
    status, out, err = cost("sum", "two", "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert (told["format"], told["cpu"], told["signature"]) == (2, "neoverse-v2", "known")
    assert told["model"]["llvm_mca"]
    assert told["model"]["without"] == []
    assert len(told["workloads"]) >= 3
    assert {o["cpu"] for o in told["others"]} == {"neoverse-v2", "neoverse-n1", "cortex-a55"}
    assert told["verdict"]["outcome"] in ("accepted", "rejected", "unknown")
    a, b = told["hot"]["first"], told["hot"]["second"]
    longest = next(w for w in told["workloads"] if w["size"] == told["hot"]["size"])
    # The chain of products is all that the loop waits for: a multiplication each iteration.
    assert a["loop"]
    assert [c["text"].split()[0] for c in a["code"]] == ["ldr", "mul", "subs", "b.ne"]
    assert (a["instructions"], a["iterations"]) == (4, longest["size"])
    assert [(s["text"], s["cause"]) for s in a["critical"]] == [("mul w8, w8, w9", "register")]
    assert a["critical"][0]["cycles"] == a["cycles"] == 2
    assert a["share"] > 0.9
    # Of two chains at a time half as many iterations take as long each.
    assert (b["instructions"], b["iterations"], b["cycles"]) == (5, longest["size"] // 2, 2)
    busy = {p["group"]: p for p in b["ports"]}
    assert busy["M"]["units"] == 2
    assert busy["V"]["cycles"] == 0
    # About what the whole call takes.
    assert a["cycles"] * a["iterations"] == pytest.approx(longest["first"]["cycles"], rel=0.05)


def test_rare_paths_of_the_second_code_alone(
    cost: Cost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are longer than any workload, but neither the hot loop nor the mean is about them."""
    path = tmp_path / "workloads.json"
    path.write_text('{"format": 1, "functions": {"f": {"sizes": [9, 4]}}}')
    monkeypatch.setenv("ARMCC_WORKLOADS", str(path))
    status, out, err = cost("sum", "otherwise", "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    given, rare = told["workloads"][:2], [w for w in told["workloads"] if w["data"] == "rare"]
    assert [w["size"] for w in given] == [9, 4]
    assert max(w["size"] for w in rare) > given[0]["first"]["instructions"]
    assert told["hot"]["size"] == 9
    mean = geometric_mean(w["speedup"] for w in given)
    assert told["speedup"] == pytest.approx(mean, abs=1e-3)


def test_without_a_correction(cost: Cost) -> None:
    told = json.loads(cost("stored", "stored", "--json")[1])
    hot = told["hot"]["first"]
    assert hot["causes"].keys() == {"store", "register"}
    assert [s["text"] for s in hot["critical"] if s["cause"] == "store"] == ["str w9, [x0]"]
    words = ("--without", "forwarding", "--without=cache")
    status, out, _ = cost("stored", "stored", *words)
    assert status == 0
    assert "; switched off: forwarding, cache" in out
    less = json.loads(cost("stored", "stored", "--json", *words)[1])
    assert less["model"]["without"] == ["forwarding", "cache"]
    assert "store" not in less["hot"]["first"]["causes"]
    assert less["hot"]["first"]["cycles"] < hot["cycles"]
    for one, other in zip(less["workloads"], told["workloads"], strict=True):
        assert one["first"]["cycles"] <= other["first"]["cycles"]
        assert one["first"]["model_cycles"] == other["first"]["model_cycles"]


def test_code_without_a_loop(cost: Cost) -> None:
    status, out, _ = cost("straight", "straight")
    assert status == 0
    assert "no loop; the call has 3 instructions" in out


def test_the_page(cost: Cost, folder: Path) -> None:
    status, out, err = cost("sum", "two", "--html", "page.html", "--cpu", "cortex-a55")
    assert (status, err) == (0, "")
    assert out.startswith("f on cortex-a55")
    tree = ElementTree.fromstring((folder / "page.html").read_text(encoding="utf-8"))
    text = "".join(tree.itertext())
    assert "sum.s" in text
    assert "mul w8, w8, w9" in text
    pictures = [e for e in tree.iter() if e.get("id") in ("timeline-A", "timeline-B")]
    assert len(pictures) == 2


@pytest.mark.parametrize(
    ("first", "second", "words", "named"),
    [
        ("sum", "two", ("--without", "frobnication"), "cracking, branches, forwarding, fetch"),
        ("sum", "two", ("--cpu", "cortex-a76"), "cortex-a76"),
        ("sum", "endless", (), "the second"),
        ("endless", "sum", (), "no workload"),
        ("empty", "sum", (), "the first: a workload executes no instruction"),
        ("sum", "empty", (), "the second, on neoverse-v2: a workload executes no instruction"),
        ("sum", "two", ("--html", "nowhere/page.html"), "nowhere/page.html"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, tuple) else str(x),
)
def test_what_cannot_be_costed_is_one_line_and_status_2(
    cost: Cost, first: str, second: str, words: tuple[str, ...], named: str
) -> None:
    status, out, err = cost(first, second, *words)
    assert (status, out) == (2, "")
    assert err.startswith("armccctl: error: ")
    assert err.count("\n") == 1
    assert named in err


def test_instructions_that_llvm_mca_does_not_know(
    cost: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which of the codes, on which core, and which instruction."""

    def picky(lines: object, target: Target, aliasing: bool) -> object:
        if target.cpu == "cortex-a55" and "ldp" in str(lines):
            raise Error("speed-model", "llvm-mca: unsupported: ldp w9, w10, [x0], #8")
        return timelines(lines, target, aliasing)  # type: ignore[arg-type]

    monkeypatch.setattr(costing, "timelines", picky)
    for codes, which in ((("sum", "two"), "second"), (("two", "sum"), "first")):
        status, out, err = cost(*codes)
        assert (status, out) == (2, "")
        assert f"the {which}, on cortex-a55: llvm-mca: unsupported: ldp w9" in err


# A loop of each kind: bound by registers, by a unit, by memory, by fetching.
LINES = [
    ["ldr s1, [x0], #4", "fmadd s0, s1, s2, s0", "subs x1, x1, #1", "b.ne #-12"],
    ["udiv w2, w3, w4", "add w5, w5, w2", "subs x1, x1, #1", "b.ne #-12"],
    ["ldr w2, [x0]", "add w2, w2, #1", "str w2, [x0], #4", "b #4", "b #-16"],
    ["fmul v1.4s, v2.4s, v3.4s"] * 9 + ["st1 { v1.16b, v2.16b }, [x0], #32", "b #-40"],
    ["add x1, x2, x3"] * 30 + ["b #-120"],
]


@pytest.mark.parametrize("cpu", ["neoverse-v2", "neoverse-n1", "cortex-a57", "cortex-a55"])
@pytest.mark.parametrize("turn", LINES, ids=lambda turn: turn[0])
def test_the_cycles_of_a_critical_path_are_all_of_a_lines(turn: list[str], cpu: str) -> None:
    core = CORES[cpu]
    steps = []
    for n in range(400 // len(turn)):
        for place, text in enumerate(turn):
            for part, one in enumerate(operations(text)):
                at = ((64 * n, 4),)
                reads, writes = (at if one.loads else ()), (at if one.stores else ())
                size = 0 if part else 4
                steps.append(Step(one, 4 * place, size, one.branch, reads, writes))
    (line,) = timelines([[s.operation.text for s in steps]], Target(cpu, "+neon"), aliasing=False)
    waits = Waits(forwards(steps, core), {7: 6}, fetched(steps, core))
    timed = retime(steps, line, core, waits)
    links = critical(steps, line, timed, waits, core.in_order)
    assert sum(x.cycles for x in links) == max(timed.retired) - timed.dispatched[0]
    assert all(x.cycles >= 0 for x in links)
    assert len(links) <= 3 * len(steps)
