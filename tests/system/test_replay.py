"""What `armccctl verify` shows of a rejection: the smallest input, and both executions on it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from attacks import SUM_RIGHT, replaced

from armcc.control.main import main

# What is shown does not depend on which clang made the baseline.
pytestmark = pytest.mark.parametrize("clang", ["clang21"], indirect=True)

SOURCE = """
#include <stdint.h>
struct node { struct node *next; int v; };
int total(const struct node *p) { int s = 0; for (; p; p = p->next) s += p->v; return s; }
int sum(const int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }
extern int hash(int, const void *);
int count(int *d, int n, const char *t) {
  int s = 0;
  for (int i = 0; i < n; i++) { d[i] = hash(i, t); s += d[i]; }
  return s;
}
void scale(float *restrict d, const float *restrict s, int n) {
  for (int i = 0; i < n; i++) d[i] = s[i] * 2.5f;
}
int plus(int a, int b) { return a * 2 + b; }
"""

TOTAL = """
total:
    mov w8, #0
    cbz x0, 2f
1:  ldr w9, [x0, #8]
    ldr x0, [x0]
    add w8, w8, w9
    cbnz x0, 1b
2:  mov w0, w8
    ret
"""
# Forgets the rest of a list behind a 77.
TOTAL_77 = TOTAL.replace("    cbnz x0", "    cmp w9, #77\n    b.eq 2f\n    cbnz x0")
COUNT = """
count:
    .cfi_startproc
    stp x29, x30, [sp, #-64]!
    .cfi_def_cfa_offset 64
    stp x22, x21, [sp, #32]
    stp x20, x19, [sp, #48]
    mov x29, sp
    .cfi_def_cfa w29, 64
    .cfi_offset w19, -8
    .cfi_offset w20, -16
    .cfi_offset w21, -24
    .cfi_offset w22, -32
    .cfi_offset w30, -56
    .cfi_offset w29, -64
    stp x23, x24, [sp, #16]
    .cfi_offset w24, -40
    .cfi_offset w23, -48
    mov w21, wzr
    mov x19, x2
    mov x20, x0
    mov w23, w1
    mov x22, xzr
    cmp w1, #1
    b.lt 2f
1:  mov w0, w22
    mov x1, x19
    bl hash
    str w0, [x20, x22, lsl #2]
    add x22, x22, #1
    add w21, w0, w21
    cmp x23, x22
    b.ne 1b
2:  mov w0, w21
    ldp x23, x24, [sp, #16]
    ldp x20, x19, [sp, #48]
    ldp x22, x21, [sp, #32]
    ldp x29, x30, [sp], #64
    .cfi_def_cfa wsp, 0
    .cfi_restore w19
    .cfi_restore w20
    .cfi_restore w21
    .cfi_restore w22
    .cfi_restore w23
    .cfi_restore w24
    .cfi_restore w29
    .cfi_restore w30
    ret
    .cfi_endproc
"""
SCALE = """
scale:
    cmp w2, #1
    b.lt 2f
    fmov s2, #2.5
1:  ldr s1, [x1], #4
    fmul s1, s1, s2
    str s1, [x0], #4
    subs w2, w2, #1
    b.ne 1b
2:  ret
"""
PLUS = "plus:\n add w0, w1, w0, lsl #1\n ret\n"


class Bench:
    """A source file, and `armccctl verify` on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.source = folder / "baseline.c"
        self.source.write_text(SOURCE)

    def words(self, function: str, candidate: str) -> list[str]:
        path = self.folder / f"{function}.s"
        path.write_text(candidate)
        base = ["verify", "--function", function, "--baseline", str(self.source)]
        return [*base, "--candidate", str(path), "--flags", "-O1"]

    def text(self, function: str, candidate: str, *more: str) -> tuple[int, str]:
        status = main([*self.words(function, candidate), *more])
        return status, self.capsys.readouterr().out

    def json(self, function: str, candidate: str, *more: str) -> tuple[int, dict[str, Any]]:
        status, out = self.text(function, candidate, *more, "--json")
        return status, json.loads(out)


@pytest.fixture
def bench(
    clang: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Bench:
    monkeypatch.setenv("ARMCC_CLANG", shlex.join(clang))
    return Bench(tmp_path, capsys)


def example(report: dict[str, Any]) -> dict[str, Any]:
    (found,) = [g for g in report["gates"] if g["name"] == "equivalence"]
    counter = found["evidence"]["counter_example"]
    assert isinstance(counter, dict)
    return counter


def first(report: dict[str, Any], side: str) -> dict[str, Any]:
    """The event of one side that is marked as the first difference."""
    replay = report["replay"]
    event = replay[side]["events"][replay["first_difference"][side]]
    assert isinstance(event, dict)
    return event


# -- the smallest input -----------------------------------------------------------------


def test_a_list_shrinks_to_what_fails(bench: Bench) -> None:
    status, report = bench.json("total", TOTAL_77)
    assert (status, report["verdict"]) == (1, "rejected")
    memory = example(report)["memory"]
    values = [int(m["meaning"]) for m in memory if m["type"] == "i32"]
    # A 77, and one node behind it that is forgotten.
    assert values == [77, 1] or sorted(values) == [1, 77]
    pointers = [m["meaning"] for m in memory if m["type"] == "i64"]
    assert sorted(p.startswith("->") for p in pointers) == [False, True]


def test_integers_shrink_to_the_smallest_that_fail(bench: Bench) -> None:
    wrong = "plus:\n add w8, w1, w0, lsl #1\n cmp w1, #1234\n cinc w0, w8, gt\n ret\n"
    _, report = bench.json("plus", wrong)
    held = {r["name"]: r["meaning"] for r in example(report)["registers"]}
    assert held == {"w0": "0", "w1": "1235"}


def test_an_array_shrinks_to_one_element(bench: Bench) -> None:
    wrong = replaced(SUM_RIGHT, "add w2, w2, w3", "eor w2, w2, w3")
    _, report = bench.json("sum", wrong)
    held = {r["name"]: r["meaning"] for r in example(report)["registers"]}
    assert int(held["w1"]) == 2  # with one element both give it
    values = [v for m in example(report)["memory"] for v in m["meaning"].split(", ")]
    assert len(values) == 2
    assert all(abs(int(v)) <= 255 for v in values), values


def test_floats_shrink_to_round_ones(bench: Bench) -> None:
    _, report = bench.json("scale", replaced(SCALE, "#2.5", "#2.0"))
    (memory,) = example(report)["memory"]
    assert (memory["type"], memory["meaning"]) == ("float", "1.0")


def test_an_input_keeps_the_range_that_callers_keep(bench: Bench) -> None:
    bench.source.write_text(
        "static __attribute__((noinline)) int f(int x) { return x * 3 + 1; }\n"
        "int g(int k) { return f(k ? 5 : 9) + f(k < 3 ? 6 : 8); }\n"
    )
    wrong = "f:\n add w0, w0, w0, lsl #1\n ret\n"
    _, report = bench.json("f", wrong)
    (argument,) = [r for r in example(report)["registers"] if r["name"] == "w0"]
    assert int(argument["meaning"]) == 5, report["detail"]


# -- text -------------------------------------------------------------------------------


def test_text_shows_the_input_and_how_to_see_it_fail(bench: Bench) -> None:
    status, out = bench.text("total", TOTAL_77)
    assert status == 1
    lines = out.splitlines()
    assert any(line.startswith("equivalence  REJECTED (result)") for line in lines)
    assert "the smallest failing input found:" in lines
    assert any("baseline:  returns w0=78" in line for line in lines)
    assert any("candidate: returns w0=77" in line for line in lines)
    (command,) = [line for line in lines if line.startswith("to see both executions: ")]
    words = shlex.split(command.partition(": ")[2])
    assert words[0] == "armccctl"
    assert main(words[1:]) == 1
    shown = bench.capsys.readouterr().out
    assert "baseline" in shown
    (marked,) = [line for line in shown.splitlines() if line.startswith("> ")]
    assert marked.split() == [">", "returns", "w0=78", "returns", "w0=77"]


def test_an_accepted_or_unknown_candidate_has_no_input(bench: Bench) -> None:
    _, out = bench.text("sum", SUM_RIGHT + "    add w0, w0, #1\n    ret\n", "--replay")
    assert "cannot judge (coverage)" in out
    assert "nothing to replay" in out
    assert "smallest failing input" not in out


# -- replays ----------------------------------------------------------------------------


def test_a_seed_leads_to_the_same_input_and_executions(bench: Bench) -> None:
    _, once = bench.json("total", TOTAL_77, "--replay")
    seed = once["gates"][1]["evidence"]["seed"]
    _, again = bench.json("total", TOTAL_77, "--seed", seed, "--replay")
    assert example(again) == example(once)
    assert again["replay"] == once["replay"]


def test_a_saved_input_fails_again_and_the_right_code_does_not(bench: Bench) -> None:
    saved = str(bench.folder / "failing.json")
    _, report = bench.json("total", TOTAL_77, "--save", saved)
    assert report["replay_command"].endswith(f"--replay {saved}")
    status, again = bench.json("total", TOTAL_77, "--replay", saved)
    assert (status, again["replay"]["differs"], again["replay"]["reason"]) == (1, True, "result")
    assert again["counter_example"]["memory"] == example(report)["memory"]
    status, right = bench.json("total", TOTAL, "--replay", saved)
    assert (status, right["replay"]["differs"]) == (0, False)
    assert right["replay"]["first_difference"] is None
    status, out = bench.text("total", TOTAL, "--replay", saved)
    assert (status, out.splitlines()[-1]) == (0, "total: on this input no difference")


def test_a_saved_input_is_for_one_baseline(bench: Bench) -> None:
    saved = str(bench.folder / "failing.json")
    bench.json("total", TOTAL_77, "--save", saved)
    assert main([*bench.words("sum", SUM_RIGHT), "--replay", saved]) == 2
    assert "total" in bench.capsys.readouterr().err
    bench.source.write_text(SOURCE.replace("s += p->v;", "s -= p->v;"))
    assert main([*bench.words("total", TOTAL), "--replay", saved]) == 2
    err = bench.capsys.readouterr().err
    assert "for other code of total" in err
    assert err.count("\n") == 1


def test_a_damaged_file_is_one_line(bench: Bench) -> None:
    saved = bench.folder / "failing.json"
    bench.json("total", TOTAL_77, "--save", str(saved))
    document = json.loads(saved.read_text())
    document["regions"][0]["size"] = 1
    saved.write_text(json.dumps(document))
    assert main([*bench.words("total", TOTAL_77), "--replay", str(saved)]) == 2
    err = bench.capsys.readouterr().err
    assert "no counter-example" in err
    assert err.count("\n") == 1


def test_an_argument_of_a_call_is_the_difference(bench: Bench) -> None:
    wrong = replaced(COUNT, "mov w0, w22", "add w0, w22, #1")
    _, report = bench.json("count", wrong, "--replay")
    want, got = first(report, "baseline"), first(report, "candidate")
    assert (want["kind"], got["kind"]) == ("call", "call")
    assert want["arguments"]["w0"] == "0x0"
    assert got["arguments"]["w0"] == "0x1"


def test_a_store_that_waits_for_the_next_call_is_the_difference(bench: Bench) -> None:
    late = replaced(COUNT, "    bl hash\n", "    bl hash\n    mov w24, w0\n")
    late = replaced(late, "    str w0, [x20, x22, lsl #2]\n", "")
    late = replaced(late, "    mov x22, xzr\n", "    mov x22, xzr\n    mov w24, wzr\n")
    late = replaced(
        late,
        "1:  mov w0, w22\n",
        "1:  cbz x22, 3f\n    sub x8, x22, #1\n    str w24, [x20, x8, lsl #2]\n3:  mov w0, w22\n",
    )
    late = replaced(
        late, "    b.ne 1b\n", "    b.ne 1b\n    sub x8, x22, #1\n    str w24, [x20, x8, lsl #2]\n"
    )
    # Right at the end, at each call but the first, and so on: all as the baseline does it.
    _, report = bench.json("count", late)
    assert report["gates"][1]["passed"], report
    never = replaced(late, "    sub x8, x22, #1\n    str w24, [x20, x8, lsl #2]\n3:", "3:")
    _, report = bench.json("count", never, "--replay")
    assert report["reason"] == "call", report
    assert first(report, "baseline")["kind"] == "write"


def test_a_wrong_store_is_the_difference(bench: Bench) -> None:
    _, report = bench.json("scale", replaced(SCALE, "#2.5", "#2.0"), "--replay")
    want, got = first(report, "baseline"), first(report, "candidate")
    assert (want["kind"], got["kind"]) == ("write", "write")
    assert want["address"] == got["address"]
    assert want["bytes"] != got["bytes"]
    assert got["instruction"].startswith("str s1")


def test_a_lost_register_names_the_instruction(bench: Bench) -> None:
    wrong = replaced(SUM_RIGHT, "2:  mov w0, w2", "2:  mov w0, w2\n    mov x20, x0")
    _, out = bench.text("sum", wrong, "--replay")
    after = out[out.index("> returns") :]
    assert "x20 is not preserved" in after
    assert "mov x20, x0" in after


def test_a_read_that_is_not_allowed_is_the_difference(bench: Bench) -> None:
    _, report = bench.json(
        "sum", replaced(SUM_RIGHT, "b.lt 2f", "b.lt 2f\n    ldr w4, [x0, #640]"), "--replay"
    )
    assert report["reason"] == "read-outside"
    got = first(report, "candidate")
    assert got["kind"] == "stop"
    assert got["instruction"].startswith("ldr w4")


def test_what_never_ends_is_shown_up_to_a_bound(bench: Bench) -> None:
    endless = "sum:\n mov w2, #-1\n1: add w2, w2, #1\n cbnz w1, 1b\n mov w0, w2\n ret\n"
    status, report = bench.json("sum", endless, "--replay")
    assert (status, report["reason"]) == (1, "endless")
    assert first(report, "candidate")["kind"] == "stop"


def test_all_shows_every_executed_instruction(bench: Bench) -> None:
    saved = str(bench.folder / "failing.json")
    bench.json("plus", replaced(PLUS, "lsl #1", "lsl #2"), "--save", saved)
    wrong = replaced(PLUS, "lsl #1", "lsl #2")
    _, report = bench.json("plus", wrong, "--replay", saved, "--all")
    steps = report["replay"]["candidate"]["steps"]
    assert [s["instruction"].split()[0] for s in steps] == ["add", "ret"]
    assert list(steps[0]["changed"]) == ["w0"]
    _, out = bench.text("plus", wrong, "--replay", saved, "--all")
    assert "+0x0 add w0, w1, w0, lsl #2" in out


# -- folders ----------------------------------------------------------------------------


def test_the_second_engines_programs_can_be_kept(bench: Bench) -> None:
    folder = bench.folder / "kept" / "here"
    bench.json("sum", SUM_RIGHT, "--keep", str(folder))
    assert {p.name for p in folder.iterdir()} >= {"baseline", "candidate"}
    assert (folder / "baseline").read_bytes()[:4] == b"\x7fELF"


def test_a_folder_of_inputs_is_counted(bench: Bench) -> None:
    folder = bench.folder / "states"
    assert main([*bench.words("sum", SUM_RIGHT), "--inputs", str(folder)]) == 2
    assert "no folder" in bench.capsys.readouterr().err
    folder.mkdir()
    (folder / "one.state").write_bytes(b"nonsense")
    _, report = bench.json("sum", SUM_RIGHT, "--inputs", str(folder))
    assert report["inputs"]["tests"] == 0
    assert sum(report["inputs"]["dropped"].values()) == 1
    assert report["gates"][1]["passed"]


@pytest.mark.parametrize(
    "words",
    [["--all"], ["--replay", "x.json", "--seed", "1"], ["--replay", "x.json", "--save", "y"]],
)
def test_words_that_do_not_go_together(bench: Bench, words: list[str]) -> None:
    assert main([*bench.words("sum", SUM_RIGHT), *words]) == 2
    assert "--replay" in bench.capsys.readouterr().err
