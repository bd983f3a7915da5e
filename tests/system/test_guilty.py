"""When something goes wrong: skipping, numbering, bisecting and revoking rewrites."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from known import CALLS, armcc_of, installation, knowing
from rows import SOURCES, Compiler
from twins import write

from armcc.cache import revoked
from armcc.cache.record import Rewrite
from armcc.cache.store import Store

OBJECTS = ["one.o", "two.o", "three.o"]


@pytest.fixture
def armcc(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Compiler:
    """armcc whose own copy of a cache knows three rewrites."""
    known = knowing(installation(tmp_path_factory), "clang22")
    cache = str(tmp_path / "cache")
    shutil.copytree(known.environ["ARMCC_CACHE_DIR"], cache)
    os.chmod(cache, 0o755)
    write(str(tmp_path / "w"), SOURCES)
    return Compiler(known.cc, known.cxx, {**known.environ, "ARMCC_CACHE_DIR": cache})


def build(armcc: Compiler, folder: Path, **more: str) -> list[dict[str, object]]:
    """Compiles all three and reads the report."""
    report = folder / "report"
    report.unlink(missing_ok=True)
    environ = {**armcc.environ, "ARMCC_REPORT": str(report), **more}
    for call, name in zip(CALLS, OBJECTS, strict=True):
        words = [*armcc.cc, *call.split(), "-o", name]
        subprocess.run(words, cwd=folder / "w", env=environ, check=True)
    return [json.loads(line) for line in report.read_text().splitlines()]


def rewritten(lines: list[dict[str, object]]) -> list[bool]:
    """Of the function `bits` in each object."""
    return [bool(line["rewritten"]) for line in lines if "bits" in str(line["function"])]


def control(armcc: Compiler, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-P", "-m", "armcc.control.main", *words]
    environ = {**os.environ, **armcc.environ}
    return subprocess.run(
        program, cwd=folder, env=environ, capture_output=True, text=True, check=False
    )


def test_functions_are_skipped_by_name(armcc: Compiler, tmp_path: Path) -> None:
    assert rewritten(build(armcc, tmp_path)) == [True, True, True]
    lines = build(armcc, tmp_path, ARMCC_SKIP="nobody, bits")
    assert rewritten(lines) == [False, False, True]  # in C++ it has another symbol
    assert [line["reason"] for line in lines if line["function"] == "bits"] == ["skip", "skip"]
    assert rewritten(build(armcc, tmp_path, ARMCC_SKIP="bit* _Z4b*")) == [False, False, False]


def test_the_first_rewrites_of_a_build(armcc: Compiler, tmp_path: Path) -> None:
    for limit, wanted in (
        ("2", [True, True, False]),
        ("0", [False, False, False]),
        ("1", [True, False, False]),
        ("-1", [True, True, True]),
        ("2-3", [False, True, True]),
        ("99999999999999999999", [True, True, True]),
        ("3-2", [False, False, False]),
        ("some", [False, False, False]),
        ("-2", [False, False, False]),
    ):
        lines = build(armcc, tmp_path, ARMCC_BISECT_LIMIT=limit)
        assert rewritten(lines) == wanted, limit
        bits = [line for line in lines if "bits" in str(line["function"])]
        assert {line["reason"] for line in bits if not line["rewritten"]} <= {"bisect"}
    assert rewritten(build(armcc, tmp_path)) == [True, True, True]


def test_a_number_means_the_same_whatever_is_compiled_first(
    armcc: Compiler, tmp_path: Path
) -> None:
    build(armcc, tmp_path, ARMCC_BISECT_LIMIT="0")
    numbers = tmp_path / "cache" / "bisect"
    before = numbers.read_text()
    assert len(before.splitlines()) == 3
    words = [*armcc.cc, *CALLS[2].split(), "-o", "three.o"]
    environ = {**armcc.environ, "ARMCC_BISECT_LIMIT": "2"}
    subprocess.run(words, cwd=tmp_path / "w", env=environ, check=True)
    assert b"GNU armcc" not in (tmp_path / "w" / "three.o").read_bytes()
    assert numbers.read_text() == before


@pytest.mark.parametrize("damage", ["not json\n", '["one"]\n', "folder"])
def test_numbers_that_cannot_be_kept_mean_no_rewrite(
    armcc: Compiler, tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "numbers"
    if damage == "folder":
        path.mkdir()
    else:
        path.write_text(damage)
    more = {"ARMCC_BISECT_LIMIT": "9", "ARMCC_BISECT_FILE": str(path)}
    lines = build(armcc, tmp_path, **more)
    assert rewritten(lines) == [False, False, False]
    assert {line["reason"] for line in lines if "bits" in str(line["function"])} == {"bisect"}


def test_parallel_builds_number_each_rewrite_once(armcc: Compiler, tmp_path: Path) -> None:
    environ = {**armcc.environ, "ARMCC_BISECT_LIMIT": "0"}
    running = [
        subprocess.Popen(
            [*armcc.cc, *CALLS[n % 3].split(), "-o", f"{n}.o"], cwd=tmp_path / "w", env=environ
        )
        for n in range(9)
    ]
    assert [r.wait() for r in running] == [0] * 9
    lines = (tmp_path / "cache" / "bisect").read_text().splitlines()
    assert len(lines) == len({json.loads(line)[0] for line in lines}) == 3


SCRIPT = """\
set -e
{compile}
# Stands for a test that a wrong rewrite fails.
! {test}
"""


def script(armcc: Compiler, folder: Path, test: str) -> list[str]:
    lines = [
        " ".join([*armcc.cc, call, "-o", name]) for call, name in zip(CALLS, OBJECTS, strict=True)
    ]
    path = folder / "w" / "check.sh"
    path.write_text(SCRIPT.format(compile="\n".join(lines), test=test))
    return ["sh", str(path)]


@pytest.mark.parametrize("guilty", [1, 3])
def test_bisect_finds_the_guilty_rewrite(armcc: Compiler, tmp_path: Path, guilty: int) -> None:
    test = f"grep -q armcc {OBJECTS[guilty - 1]}"
    done = control(armcc, tmp_path / "w", "bisect", "--json", "--", *script(armcc, tmp_path, test))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["rewrites"] == 3
    assert found["guilty"]["number"] == guilty
    assert found["guilty"]["alone"] is True
    assert found["guilty"]["origin"] == "bits: cnt"
    assert found["guilty"]["function"] == ("_Z4bitsm" if guilty == 3 else "bits")
    # What it says to do next keeps that code out everywhere, and the build's test succeeds.
    key = found["guilty"]["key"]
    assert control(armcc, tmp_path, "cache", "revoke", key).returncode == 0
    again = control(armcc, tmp_path / "w", "bisect", "--", *script(armcc, tmp_path, test))
    assert again.returncode == 1
    assert "succeeds with all 0 rewrites" in again.stderr


def test_bisect_says_when_two_have_to_come_together(armcc: Compiler, tmp_path: Path) -> None:
    test = "{ grep -q armcc one.o && grep -q armcc three.o; }"
    done = control(armcc, tmp_path / "w", "bisect", "--", *script(armcc, tmp_path, test))
    assert done.returncode == 0, done.stderr
    assert "the guilty rewrite is 3 of 3" in done.stdout
    assert "beside some of the rewrites before it" in done.stdout


@pytest.mark.parametrize(
    ("test", "message"),
    [
        ("true", "none of them is guilty"),
        ("exit 125", "nothing can be told"),
    ],
)
def test_bisect_says_what_it_cannot_find_out(
    armcc: Compiler, tmp_path: Path, test: str, message: str
) -> None:
    done = control(armcc, tmp_path / "w", "bisect", "--", *script(armcc, tmp_path, test))
    assert done.returncode == 2
    assert message in done.stderr


def test_bisect_wants_a_build_from_nothing(armcc: Compiler, tmp_path: Path) -> None:
    command = script(armcc, tmp_path, "true")
    once = f"test -e one.o || {' '.join(command)}; false"
    done = control(armcc, tmp_path / "w", "bisect", "--", once)
    assert done.returncode == 2
    assert "anew" in done.stderr
    done = control(armcc, tmp_path / "w", "bisect")
    assert done.returncode == 2
    done = control(armcc, tmp_path / "w", "bisect", "--", "/nowhere/program")
    assert "cannot be run" in done.stderr


def test_a_revoked_key_never_comes_back(armcc: Compiler, tmp_path: Path) -> None:
    lines = [line for line in build(armcc, tmp_path) if line["rewritten"]]
    key = str(lines[0]["key"])
    done = control(armcc, tmp_path, "cache", "revoke", key[:12], "--reason", "wrong on Tuesdays")
    assert done.returncode == 0
    assert key in done.stdout
    listed = control(armcc, tmp_path, "cache", "revoke", "--list").stdout
    assert listed.startswith(key)
    assert listed.rstrip().endswith("wrong on Tuesdays")
    # All three have the same code, which is used under no other key.
    for more in ({}, {"ARMCC_MODE": "optimize"}):
        lines = [x for x in build(armcc, tmp_path, **more) if "bits" in str(x["function"])]
        assert rewritten(lines) == [False, False, False]
        assert lines[0]["reason"] == "revoked"
        assert lines[0]["searched"] is False
    assert lines[1]["reason"] == "no-faster-candidate"
    assert "1 revoked" in str(lines[1]["detail"])
    # Neither clearing nor forgetting brings it back.
    assert control(armcc, tmp_path, "cache", "clear").returncode == 0
    lines = [x for x in build(armcc, tmp_path, ARMCC_MODE="optimize") if x["function"] == "bits"]
    assert [x["reason"] for x in lines] == ["revoked", "no-faster-candidate"]


def test_a_revocation_can_be_taken_back(armcc: Compiler, tmp_path: Path) -> None:
    key = str(next(x["key"] for x in build(armcc, tmp_path) if x["rewritten"]))
    assert control(armcc, tmp_path, "cache", "revoke", key).returncode == 0
    assert rewritten(build(armcc, tmp_path)) == [False, False, False]
    assert control(armcc, tmp_path, "cache", "revoke", "--undo", key).returncode == 0
    assert rewritten(build(armcc, tmp_path)) == [True, True, True]
    done = control(armcc, tmp_path, "cache", "revoke", "--undo", key)
    assert done.returncode == 2
    assert "is not revoked" in done.stderr


@pytest.mark.parametrize("word", ["", "xyz", "12", "0" * 63, "0123456789"])
def test_words_that_are_no_key(armcc: Compiler, tmp_path: Path, word: str) -> None:
    done = control(armcc, tmp_path, "cache", "revoke", word)
    assert done.returncode == 2
    assert "key" in done.stderr


def test_a_key_of_another_machine_can_be_revoked(armcc: Compiler, tmp_path: Path) -> None:
    (tmp_path / "cache").rename(tmp_path / "there")
    here = Compiler(armcc.cc, armcc.cxx, armcc.environ)
    store = Store(str(tmp_path / "there"))
    key, machine = next((r.key, r.machine) for r in store.records() if isinstance(r, Rewrite))
    assert control(here, tmp_path, "cache", "revoke", key).returncode == 0
    mine = Store(str(tmp_path / "cache"))
    assert mine.revocations.forbids_key(key)
    assert not mine.revocations.forbids_code(machine)


def test_revocations_that_cannot_be_read_forbid_all(armcc: Compiler, tmp_path: Path) -> None:
    (tmp_path / "cache" / revoked.FOLDER).write_text("no folder")
    assert rewritten(build(armcc, tmp_path)) == [False, False, False]
    assert control(armcc, tmp_path, "cache", "revoke", "--list").returncode == 2


def test_the_code_counts_and_what_it_refers_to(armcc: Compiler, tmp_path: Path) -> None:
    store = Store(str(tmp_path / "cache"))
    machines = {r.machine for r in store.records() if isinstance(r, Rewrite)}
    assert len({revoked.code_digest(m) for m in machines}) == 1
    (one, *_) = machines
    other = type(one)(one.code, one.alignment, ((0, 283, "g", 0),), one.constants)
    third = type(one)(one.code, one.alignment, ((0, 283, "h", 0),), one.constants)
    assert len({revoked.code_digest(m) for m in (one, other, third)}) == 3


def test_the_search_does_not_use_armcc_without_the_pass(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """The twin of the tests above: an empty cache in the same mode rewrites nothing."""
    empty = armcc_of(installation(tmp_path_factory), "clang22", str(tmp_path / "c"), "cached")
    write(str(tmp_path / "w"), SOURCES)
    assert rewritten(build(empty, tmp_path)) == [False, False, False]
