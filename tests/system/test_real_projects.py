"""`armccctl bench realworld` on a project made here, and on a real one."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Driver, clang_words

from armcc.control.main import main
from armcc.control.realworld import run
from armcc.control.realworld.fetching import Sources
from armcc.control.realworld.recipes import Check, Recipe

SOURCE = """\
#include <stdio.h>
#ifndef FACTOR
#define FACTOR 3
#endif
int product(int x) { return x * FACTOR; }
int main(void) { printf("%d\\n", product(14)); return 0; }
"""
RECIPE = Recipe(
    name="made",
    package="made",
    language="C",
    system="make",
    build='$CC -O2 $CFLAGS -c prog.c && $CC prog.o -o prog && cp prog "prog two"',
    tests=(
        Check("prints", './prog; "./prog two"', same_output=True),
        Check("ends", "./prog > /dev/null"),
    ),
)

Bench = Callable[..., "tuple[int, str]"]


@pytest.fixture
def bench(
    prefix: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Bench:
    """Runs the bench on the project above with an `armcc` of choice: its status and output."""

    def unpack(self: Sources, package: str, patched: bool, target: str) -> str:
        shutil.rmtree(target, ignore_errors=True)
        Path(target).mkdir()
        Path(target, "prog.c").write_text(SOURCE)
        return "1-2"

    monkeypatch.setattr(Sources, "unpack", unpack)
    monkeypatch.setattr(run, "choose", lambda names: [RECIPE])
    monkeypatch.setenv("ARMCC_CLANG", clang_words("clang22")[0])

    def start(armcc: str = "", *words: str) -> tuple[int, str]:
        program = f"{prefix}/bin/armcc"
        if armcc:
            fake = tmp_path / "armcc"
            fake.write_text(f"#!/bin/sh\n{armcc}\n")
            fake.chmod(0o755)
            program = str(fake)
        monkeypatch.setattr(run, "launcher", lambda: program)
        status = main(["bench", "realworld", "--mode", "cached", "--rounds", "1", *words])
        return status, capsys.readouterr().out

    return start


CLANG = shlex.join(["clang-22", "--target=aarch64-linux-gnu"])


def test_armcc_gives_equal_results(bench: Bench) -> None:
    status, said = bench("", "--json")
    (found,) = json.loads(said)["projects"]
    assert (status, found["trouble"], found["broken"], found["equal"]) == (0, "", "", True)
    assert found["version"] == "1-2"
    # Every function is hot, and an empty cache knows no rewrite.
    assert (found["functions"], found["reasons"]) == (2, {"unknown": 2})
    assert [t["armcc"]["tail"] for t in found["tests"]] == [["42", "42"], []]
    assert len(found["clang_cpu_seconds"]) == len(found["armcc_cpu_seconds"]) == 1


def test_every_function_can_have_its_own_code_spliced_in(bench: Bench) -> None:
    status, said = bench("", "--json", "--mode", "own")
    (found,) = json.loads(said)["projects"]
    assert (status, found["equal"], found["rewritten"]) == (0, True, 2)
    # The first of the two is an instruction longer, and does not fit.
    assert found["ways"] == {"in-place": 1, "tail": 1}


def test_another_result_is_found_and_shown(bench: Bench) -> None:
    status, said = bench(f'exec {CLANG} -DFACTOR=2 "$@"')
    assert status == 1
    assert "line 1: clang '42', armcc '28'" in said
    assert "equal in 0 of 1 projects" in said


@pytest.mark.slow
def test_a_program_that_dies_is_found(bench: Bench) -> None:
    status, said = bench(f'exec {CLANG} "-DFACTOR=*(volatile int *)8" "$@"')
    assert status == 1
    assert said.count("DIFFERS") == 2


def test_a_build_that_fails_with_armcc_alone_is_found(bench: Bench) -> None:
    status, said = bench("echo error: none today; exit 1")
    assert status == 1
    assert "WITH ARMCC IT FAILS: with armcc" in said
    assert "error: none today" in said


def test_a_project_that_clang_cannot_build_is_no_difference(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        run, "choose", lambda names: [Recipe("bad", "bad", "C", "make", "false", RECIPE.tests)]
    )
    status, said = bench("")
    assert status == 2
    assert "not built: with clang, `false` ended with 1" in said


@pytest.mark.slow
def test_a_real_project(
    driver: Driver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """bzip2 with a short search; fetched, so this needs Debian's archive."""
    if shutil.which("dpkg-source") is None or shutil.which("apt-get") is None:
        pytest.skip("no Debian: dpkg-source or apt-get is missing")
    monkeypatch.setenv("ARMCC_CLANG", driver.environ.get("ARMCC_CLANG", ""))
    monkeypatch.setattr(run, "launcher", lambda: driver.program)
    kept = str(tmp_path / "kept")
    words = ["--project", "bzip2", "--seconds", "12", "--rounds", "1", "--keep", kept, "--json"]
    status = main(["bench", "realworld", *words])
    (found,) = json.loads(capsys.readouterr().out)["projects"]
    if "cannot be fetched" in found["trouble"]:
        pytest.skip(found["trouble"])
    assert (found["trouble"], found["broken"]) == ("", "")
    assert status == 0
    assert found["rewritten"] > 0
    assert found["functions"] > 80
    assert all(t["clang"]["status"] == t["armcc"]["status"] == 0 for t in found["tests"])
