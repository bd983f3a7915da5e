"""The benches of right candidates: lists, what is left out, refusals, logs, projects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from armcc.control.fidelity.campaign import (
    ABSENT,
    EQUIVALENT,
    IDENTICAL,
    OWN,
    REFUSED,
    RESHAPED,
    Choice,
    Offer,
    Row,
    Unit,
    run_unit,
)
from armcc.control.fidelity.edits import edited
from armcc.control.fidelity.pairs import own_units, read_list
from armcc.control.fidelity.projects import find_units
from armcc.control.fidelity.recompile import COMPILERS
from armcc.control.fidelity.report import KINDS, kind_of, summary, text
from armcc.control.main import main
from armcc.errors import Fatal

ROOT = Path(__file__).resolve().parents[2]
PAIRS = ROOT / "examples" / "pairs"

SOURCE = """
#include <stdint.h>
#ifdef OTHER
#define SIGN -
#else
#define SIGN +
#endif
int64_t sum(const int32_t *a, int n) { int64_t s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }
int64_t wrong(const int32_t *a, int n) { int64_t s = 0; for (int i = 0; i < n; i++) s += SIGN a[i]; return s; }
int same(int a, int b) { return a + b; }
volatile int device;
int poll(int n) { int s = 0; for (int i = 0; i < n; i++) s += device; return s; }
"""  # noqa: E501


@pytest.fixture
def unit(tmp_path: Path) -> Unit:
    (tmp_path / "f.c").write_text(SOURCE)
    return Unit("f.c", str(tmp_path / "f.c"), str(tmp_path), ("-O3",), ())


def offered(unit: Unit, function: str, compiler: str, *flags: str, log: str = "") -> Row:
    one = Unit(unit.name, unit.source, unit.directory, unit.flags,
               (Offer(function, compiler, flags),))  # fmt: skip
    (row,) = run_unit(one, Choice(log=log))
    return row


@pytest.mark.parametrize(
    ("compiler", "flags"), [("clang", "-O1"), ("clang-22", "-O1"), ("gcc", "-O2")]
)
def test_a_right_candidate_is_equivalent(unit: Unit, compiler: str, flags: str) -> None:
    row = offered(unit, "sum", compiler, flags)
    assert (row.fate, row.reason) == (EQUIVALENT, "")
    assert row.tests >= 256
    assert row.instructions != row.baseline_instructions


def test_a_candidate_that_differs_is_refused_with_reason_and_sentence(unit: Unit) -> None:
    row = offered(unit, "wrong", "clang", "-O1", "-DOTHER")
    assert row.fate == REFUSED
    assert row.reason == "result"
    assert row.detail
    assert kind_of(row) == "difference"


def test_identical_code_is_left_out(unit: Unit) -> None:
    assert offered(unit, "same", "clang", "-O2").fate == IDENTICAL


def test_the_baseline_is_a_candidate_for_itself(unit: Unit) -> None:
    assert offered(unit, "sum", OWN).fate == EQUIVALENT


def test_a_function_that_is_not_judged_is_refused_by_a_named_reason(unit: Unit) -> None:
    row = offered(unit, "poll", OWN)
    assert row.fate == REFUSED
    assert row.outcome == "unknown"
    assert row.reason
    assert kind_of(row) == "eligibility"


def test_a_missing_function_is_no_pair(unit: Unit) -> None:
    assert offered(unit, "sum", "clang", "-O1", "-Dsum=other").fate == ABSENT


def test_another_signature_is_no_pair(tmp_path: Path) -> None:
    # At -O0 the static function keeps the argument that nobody needs.
    (tmp_path / "g.c").write_text(
        "__attribute__((noinline)) static int f(int a, int unused) { return a * a + 1; }\n"
        "int g(int a) { return f(a, a + 1) + f(a + 2, 3); }\n"
    )
    unit = Unit("g.c", str(tmp_path / "g.c"), str(tmp_path), ("-O3",), ())
    assert offered(unit, "f", "clang", "-O0").fate == RESHAPED


def test_a_log_spares_what_was_judged(unit: Unit, tmp_path: Path) -> None:
    log = str(tmp_path / "log.jsonl")
    first = offered(unit, "sum", "clang", "-O1", log=log)
    lines = Path(log).read_text().splitlines()
    assert len(lines) == 1
    changed = {**json.loads(lines[0]), "detail": "from the log"}
    Path(log).write_text(json.dumps(changed) + '\n{"cut short')
    again = offered(unit, "sum", "clang", "-O1", log=log)
    assert again.detail == "from the log"
    assert again.key == first.key
    other = offered(unit, "sum", "clang", "-O1", "-DOTHER", log=log)
    assert other.detail == "from the log"  # the same code on both sides
    assert offered(unit, "sum", "gcc", "-O1", log=log).detail != "from the log"


def test_the_list_names_what_there_is() -> None:
    units = read_list(str(PAIRS / "pairs.list"), str(PAIRS))
    offers = [(u, o) for u in units for o in u.offers]
    assert len(offers) >= 100
    assert len({(u.name, o.function) for u, o in offers}) >= 60
    assert {o.compiler for _, o in offers} <= set(COMPILERS)
    for u, o in offers:
        assert f"{o.function}(" in Path(u.source).read_text()
    own = own_units(units)
    assert len({(u.name, u.flags, o.function) for u in own for o in u.offers}) == sum(
        len(u.offers) for u in own
    )


@pytest.mark.parametrize(
    "line",
    ["f.c | sum | -O2 | clang", "f.c | sum | -O2 | icc | -O3", "f.c | | -O2 | gcc | -O3", "sum"],
)
def test_a_damaged_list_names_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.list"
    path.write_text(f"# a comment\n\n{line}\n")
    with pytest.raises(Fatal, match=":3:"):
        read_list(str(path), str(tmp_path))


def row(fate: str = REFUSED, gate: str = "equivalence", reason: str = "", **more: Any) -> Row:
    return Row("f.c", "f", "-O3", "gcc", "-O2", fate, gate=gate, reason=reason, **more)


def test_every_refusal_has_a_kind() -> None:
    for gate in ("syntax", "equivalence", "contract", "extraction"):
        for reason in ("calls", "tests", "coverage", "result", "signature", "tool", "never-heard"):
            assert kind_of(row(gate=gate, reason=reason)) in KINDS


def test_the_report_counts_pairs_alone_and_names_each_refusal() -> None:
    rows = [
        row(EQUIVALENT, tests=300, seconds=0.5),
        row(REFUSED, reason="calls", detail="calls strlen"),
        row(IDENTICAL, ""),
        row(ABSENT, ""),
    ]
    figures = summary(rows)
    assert (figures["offers"], figures["pairs"], figures["refused_fraction"]) == (4, 2, 0.5)
    assert figures["reasons"] == {"equivalence: calls": 1}
    assert any("calls strlen" in line for line in text("title", rows))
    assert summary([])["refused_fraction"] == 0


def test_an_edit_changes_one_immediate() -> None:
    code = "f:\n\tadd\tw0, w0, #4\n\tldr\tx1, [x0, #16]\n\tret\n"
    found = {edited(code, n) for n in range(8)}
    assert "f:\n\tadd\tw0, w0, #5\n\tldr\tx1, [x0, #16]\n\tret\n" in found
    assert "f:\n\tadd\tw0, w0, #4\n\tldr\tx1, [x0, #24]\n\tret\n" in found
    assert code not in found
    assert edited("f:\n\tret\n", 1) is None


def test_files_and_flags_of_a_project(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    for name in ("a.c", "lib/b.c"):
        (tmp_path / name).write_text("int x;\n")
    (tmp_path / "lib" / "b.h").write_text("\n")
    found = {u.name: u.flags for u in find_units(str(tmp_path), ["-O3"])}
    assert found == {"a.c": ("-Ilib", "-O3"), "lib/b.c": ("-Ilib", "-O3")}
    commands = [{"directory": "lib", "file": "b.c", "command": "cc -O1 -DX='a b' -c b.c -o b.o"}]
    (tmp_path / "compile_commands.json").write_text(json.dumps(commands))
    (unit,) = find_units(str(tmp_path), ["-O3"])
    assert (unit.name, unit.flags) == ("lib/b.c", ("-DX=a b", "-O3"))
    assert unit.directory == str(tmp_path / "lib")
    (tmp_path / "compile_commands.json").write_text("{")
    with pytest.raises(Fatal, match="cannot be read"):
        find_units(str(tmp_path), [])


def test_a_known_project_has_its_flags(tmp_path: Path) -> None:
    for name in ("lvm.c", "lua.c", "lapi.c"):
        (tmp_path / name).write_text("int x;\n")
    units = find_units(str(tmp_path), ["-O3"])
    assert sorted(u.name for u in units) == ["lapi.c", "lvm.c"]
    assert all("-DLUA_USE_LINUX" in u.flags for u in units)


def test_the_command_judges_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f.c").write_text(SOURCE)
    lines = ["sum | -O3 | gcc | -O1", "same | -O3 | clang | -O2", "wrong | -O3 | gcc | -O1"]
    (tmp_path / "pairs.list").write_text("\n".join(f"f.c | {line}" for line in lines))
    words = ["bench", "pairs", str(tmp_path), "--function", "sum", "--function", "same"]
    assert main([*words, "--json", "--own"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["fates"] == {EQUIVALENT: 1, IDENTICAL: 1}
    assert said["own"]["equivalent"] == 2
    assert main(["bench", "pairs", str(tmp_path), "--function", "nothing"]) == 2


def test_the_command_judges_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f.c").write_text(SOURCE)
    (tmp_path / "bad.c").write_text("this is no C\n")
    words = ["bench", "projects", "--source", str(tmp_path), "--jobs", "2", "--function", "sum"]
    assert main([*words, "--json", "--candidate=-O1"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["fates"] == {EQUIVALENT: 1, "broken": 1}
    assert main(["bench", "projects", "--source", str(tmp_path / "none")]) == 2


def test_the_command_times_verdicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f.c").write_text(SOURCE)
    (tmp_path / "pairs.list").write_text(
        "f.c | sum | -O3 | gcc | -O1\nf.c | poll | -O3 | gcc | -O1"
    )
    assert main(["bench", "throughput", str(tmp_path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["leaf_pairs_a_second"] > 0
    assert said["right"]["verdicts"] == 1
    assert said["right_refused"] == 1
    assert said["right"]["median_tests"] >= 256
    assert said["wrong"]["verdicts"] + len(said["edits_accepted"]) == 4
    assert said["right"]["median_first_ms"] > said["right"]["median_ms"]
