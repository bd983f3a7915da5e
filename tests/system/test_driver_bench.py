"""`armccctl bench driver`: the form of its report.  What it finds is noise here, and printed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import clang_words

from armcc.control import driverbench
from armcc.control.driverbench import CASES, Block, Case, bench, summary, text
from armcc.control.main import main
from armcc.errors import Fatal


def test_a_summary_takes_medians_over_all_and_block_by_block() -> None:
    clang = [Block((10.0, 12.0, 11.0), 9.0), Block((20.0, 22.0, 21.0), 11.0)]
    armcc = [Block((18.0, 18.0, 18.0), 15.0), Block((30.0, 31.0, 32.0), 17.0)]
    got = summary(Case("plain", "compile", ("-c",), 8.0), clang, armcc)
    assert (got["clang_ms"], got["armcc_ms"]) == (16.0, 24.0)
    assert got["clang_quartiles_ms"] == [11.25, 20.75]
    assert (got["added_ms"], got["added_least_ms"], got["added_most_ms"]) == (8.0, 7.0, 10.0)
    assert got["added_fastest_ms"] == 8.0
    assert (got["ratio"], got["clang_cpu_ms"], got["armcc_cpu_ms"]) == (1.5, 10.0, 16.0)
    assert (got["bar_ms"], got["within"]) == (8.0, True)
    above = summary(Case("plain", "compile", ("-c",), 7.9), clang, armcc)
    assert above["within"] is False
    assert summary(Case("link", "link", ("-c",)), clang, armcc)["within"] is None


def test_one_run_has_quartiles_too() -> None:
    got = summary(CASES[0], [Block((3.0,), 1.0)], [Block((5.0,), 2.0)])
    assert (got["clang_quartiles_ms"], got["added_ms"]) == ([3.0, 3.0], 2.0)


def test_the_text_says_which_bars_are_kept() -> None:
    row = summary(CASES[0], [Block((10.0, 10.0), 9.0)], [Block((17.0, 17.0), 15.0)])
    report = {"blocks": 1, "runs": 2, "interpreter_ms": 7.25}
    report["compilers"] = [{"version": "clang version 1", "cases": [row]}]
    said = text(report)
    assert said.startswith("clang version 1\n")
    assert "compile, no hot function       10.0     17.0    +7.0  +7.0 to +7.0        +7.0" in said
    assert "   1.70x       +6.0  at most +12: yes\n" in said
    assert said.endswith("medians of 1 x 2 runs; Python alone starts and ends in 7.2")


def test_what_is_asked_wrongly_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(Fatal, match="no case nonsense; there are plain, cached"):
        bench(["nonsense"], 1, 1, as_json=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Fatal, match="apt-get install hyperfine"):
        bench([], 1, 1, as_json=False)


@pytest.mark.slow
def test_a_small_bench(
    prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """All cases with one clang, twice each."""
    if shutil.which("hyperfine") is None:
        pytest.skip("hyperfine is missing: apt-get install hyperfine")
    clang = clang_words("clang22")
    monkeypatch.setenv("ARMCC_CLANG", clang[0])
    monkeypatch.setattr(driverbench, "launcher", lambda: f"{prefix}/bin/armcc")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.chdir(tmp_path)
    assert main(["bench", "driver", "--blocks", "1", "--runs", "2", "--json"]) == 0
    report = json.loads(capfd.readouterr().out)
    assert (report["format"], report["bench"]) == (1, "driver")
    assert (report["blocks"], report["runs"]) == (1, 2)
    assert report["interpreter_ms"] > 0
    (compiler,) = report["compilers"]
    assert compiler["command"].startswith(clang[0])
    version = subprocess.run([clang[0], "--version"], stdout=subprocess.PIPE, text=True, check=True)
    assert compiler["version"] == version.stdout.partition("\n")[0]
    assert [c["case"] for c in compiler["cases"]] == [c.name for c in CASES]
    for case in compiler["cases"]:
        assert case["clang_ms"] > 0
        assert case["armcc_cpu_ms"] > 0
        assert case["added_ms"] == pytest.approx(case["armcc_ms"] - case["clang_ms"], abs=0.01)
        assert (case["within"] is None) == (case["bar_ms"] is None)
    assert {c["case"]: c["bar_ms"] for c in compiler["cases"] if c["bar_ms"]} == {
        "plain": 12.0,
        "cached": 30.0,
    }
    assert not list(tmp_path.iterdir())
