"""`armccctl` for people and for programs: cost, optimize, explain, cache, and bad input."""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import clang_words, for_long_calls, make_prefix

from armcc.control.infer import guesses, infer_contract
from armcc.control.main import main
from armcc.function.elf import ElfObject
from armcc.function.hot import find_function

SOURCE = """
#include <stdint.h>
#include <stddef.h>
__attribute__((hot)) int sum(const int *a, int n)
{ int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }
int cold(int x) { return 3 * x; }
"""
FLAGS = ["-O1", "-fno-vectorize", "-fno-unroll-loops"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a source, a cache and an environment that all of this module shares.

    The compiler does not matter here: clang 22 alone.
    """
    folder = tmp_path_factory.mktemp("control")
    (folder / "sum.c").write_text(SOURCE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMCC_CLANG", clang_words("clang22")[0])
        patch.setenv("ARMCC_CACHE_DIR", str(folder / "cache"))
        patch.setenv("ARMCC_BUDGET", "0.25")
        patch.setenv("ARMCC_PROOF", "off")
        for_long_calls(folder, patch)
        for name in ("ARMCC_CPU", "ARMCC_PASSES", "ARMCC_MODE"):
            patch.delenv(name, raising=False)
        patch.setenv("COLUMNS", "160")
        yield folder


Control = Callable[..., tuple[int, str, str]]


@pytest.fixture
def control(project: Path, capfd: pytest.CaptureFixture[str]) -> Control:
    """Runs a command; its status, standard output and standard error."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        status = main([str(w) for w in words])
        out, err = capfd.readouterr()
        return status, out, err

    return run


def assembly(folder: Path, name: str, source: str, *flags: str) -> Path:
    """What clang makes of a source, as a file of assembly."""
    path = folder / f"{name}.c"
    path.write_text(source)
    out = folder / f"{name}.s"
    words = [*clang_words("clang22"), "-S", *flags, str(path), "-o", str(out)]
    subprocess.run(words, check=True)
    return out


# -- optimize, explain, cache: one story ---------------------------------------------------------


@pytest.fixture(scope="module")
def optimized(project: Path) -> str:
    """The table of one search, which also fills the cache."""
    done = subprocess.run(
        [*ARMCCCTL, "optimize", str(project / "sum.c"), *FLAGS],
        capture_output=True, text=True, check=False, env=environment(),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


ARMCCCTL = [sys.executable, "-P", "-m", "armcc.control.main"]


def environment() -> dict[str, str]:
    import armcc

    packages = os.path.dirname(os.path.dirname(os.path.abspath(armcc.__file__)))
    return {**os.environ, "PYTHONPATH": packages}


@pytest.fixture(scope="module")
def spliced(project: Path, optimized: str) -> Path:
    """The object that armcc makes from that cache."""
    make_prefix(str(project / "usr"))
    out = project / "sum.o"
    subprocess.run(
        [str(project / "usr/bin/armcc"), *FLAGS, "-c", str(project / "sum.c"), "-o", str(out)],
        check=True,
        env={**environment(), "ARMCC_MODE": "cached"},
    )
    return out


def test_optimize_shows_a_row_for_each_hot_function(optimized: str) -> None:
    rows = [line for line in optimized.splitlines() if "sum" in line]
    assert len(rows) == 1, optimized
    cells = [c.strip() for c in re.split("[│┃]", rows[0])[1:-1]]
    name, before, after, speedup, tests, confidence, origin = cells
    assert (name, origin.split(":")[0]) == ("sum", "variants")
    assert int(after.replace(",", "")) < int(before.replace(",", ""))
    assert float(speedup.removesuffix("x")) >= 1.05
    assert int(tests) >= 256
    assert confidence == "tested"
    assert "cold" not in optimized


def test_optimize_of_a_named_function_and_of_none(control: Control, project: Path) -> None:
    plain = project / "plain.c"
    plain.write_text("int seen(volatile int *p) { return *p; }\n")
    status, out, err = control("optimize", plain, "-O1")
    assert (status, err) == (0, "")
    assert out.startswith(f"{plain}: no hot function; mark one with")
    status, out, _ = control("optimize", "--function", "seen", plain, "-O1")
    assert status == 0
    assert "volatile" in out


def test_explain_shows_both_codes_and_the_evidence(control: Control, spliced: Path) -> None:
    status, out, err = control("explain", spliced)
    assert (status, err) == (0, "")
    first, second, third, *rest = out.splitlines()
    assert re.fullmatch(r"sum: tested, spliced [a-z-]+, key [0-9a-f]{16}", first)
    assert re.fullmatch(r"  \d+\.\d\dx on neoverse-v2; variants: .*", second)
    assert re.fullmatch(r"  \d+ tests, seed 0x[0-9a-f]{16}, unicorn and qemu-aarch64", third)
    titles = next(line for line in rest if line.startswith("baseline"))
    column = titles.index("rewrite")
    listing = rest[rest.index(titles) + 2 :]
    assert any("ret" in line[:column] for line in listing)
    assert any("ret" in line[column:] for line in listing)


def test_explain_for_programs(control: Control, spliced: Path) -> None:
    status, out, _ = control("explain", "--json", spliced)
    told = json.loads(out)
    assert (status, told["format"], told["object"]) == (0, 1, str(spliced))
    (one,) = told["rewrites"]
    assert (one["function"], one["confidence"], len(one["key"])) == ("sum", "tested", 64)
    assert one["evidence"]["verdict"] == "accepted"
    assert one["evidence"]["speedup"] >= 1.05
    assert "\nsum:\n" in one["assembly"]
    assert one["assumptions"] == []


def test_explain_of_one_function(control: Control, spliced: Path) -> None:
    assert (
        json.loads(control("explain", "--json", "--function", "cold", spliced)[1])["rewrites"] == []
    )
    assert control("explain", "--function", "sum", spliced)[1].startswith("sum: tested")


def test_explain_without_the_cache_says_so(
    control: Control, spliced: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ARMCC_CACHE_DIR", str(tmp_path / "empty"))
    status, out, _ = control("explain", spliced)
    assert (status, "(its record is not in this cache)" in out) == (0, True)
    (one,) = json.loads(control("explain", "--json", spliced)[1])["rewrites"]
    assert (one["function"], one["evidence"], one["assembly"]) == ("sum", None, None)


def test_explain_of_clangs_own_object(control: Control, project: Path) -> None:
    out = project / "plain.o"
    words = [*clang_words("clang22"), *FLAGS, "-c", str(project / "sum.c"), "-o", str(out)]
    subprocess.run(words, check=True)
    status, said, _ = control("explain", out)
    assert (status, said) == (0, f"{out}: no rewritten function\n")


def test_cache_stats_for_programs(control: Control, spliced: Path, project: Path) -> None:
    status, out, err = control("cache", "stats", "--json")
    told = json.loads(out)
    assert (status, err) == (0, "")
    assert (told["format"], told["path"]) == (1, str(project / "cache"))
    assert told["entries"] == 1
    assert told["hits"] >= 1
    assert told["misses"] >= 1
    assert told["bytes"] > 1000
    assert isinstance(told["reasons"], dict)


# -- cost -----------------------------------------------------------------------------------------

DOT = """
#include <stdint.h>
int dot(const int8_t *a, const int8_t *b, int n)
{ int s = 0; for (int i = 0; i < n; i++) s += a[i] * b[i]; return s; }
"""


def test_cost_of_two_assemblies_without_a_prototype(control: Control, project: Path) -> None:
    slow = assembly(project, "slow", DOT, "-O1", "-fno-vectorize")
    fast = assembly(project, "fast", DOT, "-O3")
    status, out, err = control("cost", "--function", "dot", "--json", slow, fast)
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert (told["format"], told["function"], told["cpu"]) == (2, "dot", "neoverse-v2")
    assert told["signature"] == "inferred from the code"
    assert (told["first"], told["second"]) == (str(slow), str(fast))
    large = max(told["workloads"], key=lambda w: w["size"])
    assert large["speedup"] > 2
    assert large["first"]["instructions"] > 3 * large["second"]["instructions"]
    # The other way round the large workload is as much slower.
    status, out, _ = control("cost", "--function", "dot", "--json", fast, slow)
    back = max(json.loads(out)["workloads"], key=lambda w: w["size"])
    assert status == 0
    assert back["speedup"] < 0.5


def test_cost_with_a_prototype_and_of_sources(control: Control, project: Path) -> None:
    slow = assembly(project, "slow", DOT, "-O1", "-fno-vectorize")
    words = ["cost", "--function", "dot", "--json"]
    prototype = "int dot(const int8_t *a, const int8_t *b, int n)"
    told = json.loads(control(*words, "--prototype", prototype, slow, slow)[1])
    assert (told["signature"], told["speedup"]) == ("known", 1.0)
    source = project / "slow.c"
    source = project / "slow.c"
    flags = ["--cpu", "cortex-a55", "--flags", "-O1", "-fno-vectorize", "--json"]
    told = json.loads(control("cost", "--function", "dot", *flags, source, slow)[1])
    assert (told["signature"], told["speedup"], told["cpu"]) == ("known", 1.0, "cortex-a55")


def test_cost_for_people(control: Control, project: Path) -> None:
    slow = assembly(project, "slow", DOT, "-O1", "-fno-vectorize")
    status, out, _ = control("cost", "--function", "dot", slow, slow)
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "dot on neoverse-v2 (signature inferred from the code)"
    assert "overall 1.00x" in lines
    rows = [line for line in lines if line.endswith(" 1.00x") and not line.startswith("overall")]
    assert len(rows) >= 3
    assert "speed gate: rejected (not-faster): 1.000x overall on neoverse-v2" in out


# (C, the arguments that are found in its code at -O3 and at -O1)
INFERRED = [
    ("int f(const signed char *a, const signed char *b, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i] * b[i]; return s; }", "ptr ptr i32"),
    ("float f(const float *a, const float *b, unsigned long n) { float s = 0; for (unsigned long i = 0; i < n; i++) s += a[i] * b[i]; return s; }", "ptr ptr i64"),
    ("void f(float k, const float *x, float *y, int n) { for (int i = 0; i < n; i++) y[i] += k * x[i]; }", "ptr ptr i32 float"),
    ("long f(const int *a, unsigned long n, int key) { long lo = 0; while (n) { long h = n / 2; if (a[lo + h] < key) { lo += h + 1; n -= h + 1; } else n = h; } return lo; }", "ptr i64 i32"),
    ("void f(const unsigned char *s, unsigned char *d, int w, int stride) { for (int i = 1; i < w - 1; i++) d[i * stride] = (s[i - 1] + 2 * s[i] + s[i + 1]) >> 2; }", "ptr ptr i32 i32"),
    ("unsigned long f(unsigned long a, unsigned long b) { return (a * 0x9e3779b97f4a7c15u) ^ (b >> 7); }", "i64 i64"),
    ("unsigned f(unsigned c, const unsigned char *p, unsigned long n) { while (n--) c = (c >> 1) ^ (*p++ & 1 ? 0xedb88320u : c); return c; }", "i32 ptr i64"),
    ("int f(const int *a, long i, long j) { return a[i] + a[i * 3 + j]; }", "ptr i64 i64"),
    ("double f(double a, float b, int c) { return a * b + c; }", "i32 double float"),
    ("int f(void) { return 5; }", ""),
]  # fmt: skip


@pytest.mark.parametrize("level", ["-O3", "-O1"])
@pytest.mark.parametrize(("source", "types"), INFERRED, ids=[t or "void" for _, t in INFERRED])
def test_arguments_that_code_shows(
    clang: list[str], tmp_path: Path, source: str, types: str, level: str
) -> None:
    (tmp_path / "x.c").write_text(source)
    words = [*clang, level, "-c", "x.c", "-o", "x.o"]
    subprocess.run(words, check=True, cwd=tmp_path)
    obj = ElfObject((tmp_path / "x.o").read_bytes())
    found = infer_contract("f", obj, find_function(obj, "f"))
    assert " ".join(a.type for a in found.arguments) == types


def test_an_argument_may_be_read_on_one_path_alone(tmp_path: Path) -> None:
    """And `x2`, which every path writes before it reads it, is none."""
    (tmp_path / "x.s").write_text(
        ".globl f\n.type f, %function\nf: cbz w1, 1f\n b 2f\n1: mov w0, #0\n"
        "2: add w2, w0, #1\n mul w0, w2, w2\n ret\n.size f, .-f\n"
    )
    words = [*clang_words("clang22"), "-c", "x.s", "-o", "x.o"]
    subprocess.run(words, check=True, cwd=tmp_path)
    obj = ElfObject((tmp_path / "x.o").read_bytes())
    found = next(guesses(find_function(obj, "f").code))
    assert [a.type for a in found.arguments] == ["i32", "i32"]


def test_where_the_first_guess_faults_another_is_tried(tmp_path: Path) -> None:
    """Which of the two is the base, and which is counted down, one address does not show."""
    (tmp_path / "x.s").write_text(
        ".globl f\n.type f, %function\nf: mov w9, #0\n1: add x8, x0, x1\n ldurb w8, [x8, #-1]\n"
        " add w9, w9, w8\n subs x0, x0, #1\n b.ne 1b\n mov w0, w9\n ret\n.size f, .-f\n"
    )
    words = [*clang_words("clang22"), "-c", "x.s", "-o", "x.o"]
    subprocess.run(words, check=True, cwd=tmp_path)
    obj = ElfObject((tmp_path / "x.o").read_bytes())
    hot = find_function(obj, "f")
    first = next(guesses(hot.code))
    assert [a.type for a in first.arguments] == ["ptr", "i64"]
    assert [a.type for a in infer_contract("f", obj, hot).arguments] == ["i64", "ptr"]


# -- bad input ------------------------------------------------------------------------------------

BAD = [
    ("cost --function dot {missing}.s {good}.s", "missing.s"),
    ("cost --function dot {good}.s {missing}.s", "missing.s"),
    ("cost --function nowhere {good}.s {good}.s", "nowhere"),
    ("cost --function nowhere {good}.c {good}.c", "nowhere"),
    ("cost --function dot --cpu cortex-a76 {good}.s {good}.s", "cortex-a76"),
    ("cost --function dot --prototype 'int other(int)' {good}.s {good}.s", "int other(int)"),
    ("explain {missing}.o", "missing.o"),
    ("explain {good}.c", "good.c"),
    ("explain {empty}", "empty"),
    ("explain {folder}", "folder"),
    ("optimize {missing}.c", "missing.c"),
    ("optimize --function nowhere {good}.c", "nowhere"),
    ("verify --function dot --baseline {good}.c --candidate {missing}.s", "missing.s"),
    ("verify --function nowhere --baseline {good}.c --candidate {good}.s", "nowhere"),
    ("demo {folder}", "Makefile"),
]


@pytest.mark.parametrize(("words", "named"), BAD, ids=[w for w, _ in BAD])
def test_bad_input_is_one_line_and_status_2(
    control: Control, project: Path, words: str, named: str
) -> None:
    assembly(project, "good", DOT, "-O1")
    (project / "empty").write_bytes(b"")
    (project / "folder").mkdir(exist_ok=True)
    paths = {n: project / n for n in ("good", "missing", "empty", "folder")}
    status, out, err = control(*shlex.split(words.format(**paths)))
    assert (status, out) == (2, "")
    assert err.startswith("armccctl: error: ")
    assert err.count("\n") == 1
    assert named in err


def test_source_that_does_not_compile_shows_clangs_message(control: Control, project: Path) -> None:
    broken = project / "broken.c"
    broken.write_text("int f( { }\n")
    status, out, err = control("optimize", broken)
    assert (status, out) == (2, "")
    assert "broken.c:1:" in err
    assert err.splitlines()[-1].startswith("armccctl: error: clang could not compile")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "COMMAND"),
        (["cache"], "ACTION"),
        (["frobnicate"], "frobnicate"),
        (["explain"], "object"),
        (["cost", "--function", "f", "a.s"], "B"),
        (["verify", "--function", "f"], "--baseline"),
        (
            ["verify", "--function", "f", "--baseline", "a", "--candidate", "b", "--seed", "-1"],
            "--seed",
        ),
        (["explain", "--js", "x.o"], "--js"),
    ],
    ids=lambda w: " ".join(w) if isinstance(w, list) else "",
)
def test_words_that_are_no_command(
    capsys: pytest.CaptureFixture[str], words: Any, said: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    out, err = capsys.readouterr()
    assert (caught.value.code, out) == (2, "")
    assert err.startswith("usage: armccctl")
    assert said in err.splitlines()[-1]


def test_a_closed_pipe_is_no_traceback(project: Path, spliced: Path) -> None:
    shell = f"{shlex.join(ARMCCCTL)} explain {spliced} | true"
    done = subprocess.run(
        ["bash", "-c", shell], capture_output=True, text=True, check=False, env=environment()
    )
    assert done.stderr == ""


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert re.fullmatch(r"armcc \d+\.\d+\.\d+\n", capsys.readouterr().out)
