"""Promise 1: what `clang ARGS` does, `armcc ARGS` does; row by row.

Each row is run by clang and by armcc in the same folder, made anew each time; wait
status, standard output and error, all files, their modes and bytes have to be equal.
Rows with a hot function are run once more with a cache that knows a rewrite for it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from checklist import BEHAVIOURS, ROWS, title
from conftest import Driver
from known import armcc_of, clang_of, installation, knowing, twins_folder
from rows import SOURCES, Row, differences
from twins import PLAIN_C, run_in, write


def cases() -> list[object]:
    """Each row without rewriting, and behind it with, so that one run of clang serves both.

    The fast part has all rows on clang 21, on clang 22 those with rewriting and the first two
    of each behaviour; these alone go through the launcher in Python, the others through the
    native one.
    """
    found = []
    for which in ("clang21", "clang22"):
        shown: list[int] = []
        for case in ROWS:
            further = bool(case.numbers) and min(map(shown.count, case.numbers)) >= 2
            shown += case.numbers
            hot = re.search("bits|conftest|CMake|date", case.words)
            for rewriting in (False, True) if hot else (False,):
                late = rewriting if which == "clang21" else further and not rewriting
                marks = [pytest.mark.slow] if case.slow or late else []
                name = f"{which} {'rewriting ' if rewriting else ''}{title(case)}"
                found.append(pytest.param(which, case, rewriting, id=name, marks=marks))
    return found


@pytest.mark.parametrize(("which", "case", "rewriting"), cases())
def test_row(
    which: str,
    case: Row,
    rewriting: bool,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    if "ccache" in case.words and shutil.which("ccache") is None:
        pytest.skip("needs ccache: apt-get install ccache")
    prefix = installation(tmp_path_factory)
    folder = twins_folder(tmp_path_factory)
    if rewriting:
        armcc = knowing(prefix, which)
    else:
        # Where work could be done it is put off; that this changes nothing is part of it.
        mode = "record" if case.rewrites else "optimize"
        launchers = "bin" if which == "clang21" else "script"
        armcc = armcc_of(prefix, which, str(tmp_path / "cache"), mode, launchers)
    assert differences(clang_of(prefix, which), armcc, case, folder, rewriting) == []


def test_each_behaviour_has_a_row() -> None:
    assert sorted(BEHAVIOURS) == list(range(1, 45))
    shown = {number for case in ROWS for number in case.numbers if not case.slow}
    assert sorted(BEHAVIOURS.keys() - shown) == []
    assert shown <= BEHAVIOURS.keys()
    assert len({title(case) for case in ROWS}) == len(ROWS)


def words_of(row: str) -> list[str]:
    """The words of a row as a shell would cut it."""
    return shlex.split(row)


def prepare(folder: str) -> None:
    write(folder, SOURCES)


def twin(
    driver: Driver,
    words: list[str],
    folder: Path,
    fill: Callable[[str], None] = prepare,
    stdin: bytes | None = None,
) -> None:
    """Runs both and compares."""
    clang: list[str | bytes] = list(driver.clang)
    environ = {k: v for k, v in driver.environ.items() if not k.startswith("ARMCC_")}
    expected = run_in(str(folder), [*clang, *words], environ, fill, stdin)
    got = run_in(str(folder), [driver.program, *words], driver.environ, fill, stdin)
    assert got.status == expected.status
    assert got.stdout == expected.stdout
    assert got.stderr == expected.stderr
    assert sorted(got.files) == sorted(expected.files)
    assert got.files == expected.files


@pytest.mark.parametrize("row", ["-c hot.c -O2", "-g -c hot.c -O3 -o x.o", "hot.c -c -O2 -MD"])
def test_mode_off_changes_no_byte(driver: Driver, tmp_path: Path, row: str) -> None:
    driver.environ["ARMCC_MODE"] = "off"
    twin(driver, words_of(row), tmp_path / "w")


@pytest.mark.parametrize("mode", ["0", "false", "Optimize", "none"])
def test_a_word_that_is_no_mode_means_off(driver: Driver, tmp_path: Path, mode: str) -> None:
    driver.environ["ARMCC_MODE"] = mode
    twin(driver, ["-c", "hot.c", "-O2"], tmp_path / "w")
    assert not os.path.exists(driver.environ["ARMCC_CACHE_DIR"])


def test_mode_record_changes_no_byte_and_queues_a_job(driver: Driver, tmp_path: Path) -> None:
    import json

    driver.environ["ARMCC_MODE"] = "record"
    twin(driver, ["-c", "hot.c", "-O2", '-DNAME="x y"'], tmp_path / "w")
    folder = Path(driver.environ["ARMCC_CACHE_DIR"]) / "queue"
    (job,) = [json.loads(p.read_text()) for p in folder.iterdir()]
    assert job["source"] == "hot.c"
    assert job["object"] == "hot.o"
    assert job["directory"] == str(tmp_path / "w")
    assert job["arguments"] == ["-c", "hot.c", "-O2", '-DNAME="x y"']
    assert job["names"] == ["sum"]


@pytest.mark.parametrize(
    "option",
    ["-ffixed-x20", "-mstrict-align", "-mllvm -enable-ipra", "-fzero-call-used-regs=all"],
)
def test_options_that_no_byte_shows_leave_clangs_object(
    driver: Driver, tmp_path: Path, option: str
) -> None:
    twin(driver, ["-c", "hot.c", "-O2", *option.split()], tmp_path / "w")
    stats = (Path(driver.environ["ARMCC_CACHE_DIR"]) / "stats").read_text()
    assert "left-option 1" in stats


def test_a_missed_remark_names_the_option(driver: Driver, tmp_path: Path) -> None:
    words = [driver.program, "-c", "hot.c", "-O2", "-ffixed-x20", "-Rpass-missed=armcc"]
    got = run_in(str(tmp_path / "w"), [*words], driver.environ, prepare)
    assert got.status == 0
    assert got.stderr.decode() == (
        "hot.c: remark: sum: left as clang made it: option: -ffixed-x20 is not known to be "
        "safe for rewriting [-Rpass-missed=armcc]\n"
    )


def test_a_missed_remark_tells_of_bitcode(driver: Driver, tmp_path: Path) -> None:
    words = [driver.program, "-c", "hot.c", "-O2", "-flto", "-Rpass-missed=a.mcc"]
    got = run_in(str(tmp_path / "w"), [*words], driver.environ, prepare)
    assert b"link-time optimisation leaves no machine code" in got.stderr


def test_ccc_override_options_is_left_to_clang(driver: Driver, tmp_path: Path) -> None:
    driver.environ["CCC_OVERRIDE_OPTIONS"] = "# +-O1"
    twin(driver, ["-c", "hot.c"], tmp_path / "w")
    assert not os.path.exists(driver.environ["ARMCC_CACHE_DIR"])


def test_meson_is_answered_with_clangs_version(driver: Driver, tmp_path: Path) -> None:
    folder = str(tmp_path / "w")
    asked = run_in(folder, [driver.program, "-m64", "--vsn"], driver.environ, prepare)
    plain = run_in(folder, [*driver.clang, "-m64", "--version"], driver.environ, prepare)
    assert asked == plain


def test_the_cplusplus_driver(driver: Driver, tmp_path: Path) -> None:
    clang = list(driver.clang)
    if clang[0].endswith("zig"):
        clang.insert(3, "--driver-mode=g++")
    else:
        clang[0] = clang[0].replace("clang", "clang++")
    for words in (["-c", "a.c"], ["-c", "d.cc", "-o", "x.o"], [], ["-###", "-c", "d.cc"]):
        folder = str(tmp_path / "w")
        expected = run_in(folder, [*clang, *words], driver.environ, prepare)
        got = run_in(folder, [f"{driver.program}++", *words], driver.environ, prepare)
        assert got == expected


def test_a_prefix_of_the_name_selects_the_target(driver: Driver, tmp_path: Path) -> None:
    link = tmp_path / "aarch64-linux-musl-armcc"
    link.symlink_to(driver.program)
    got = subprocess.run(
        [link, "-dumpmachine"], env=driver.environ, capture_output=True, check=True
    )
    assert b"musl" in got.stdout


def link_out(folder: str) -> None:
    prepare(folder)
    os.symlink("real.o", f"{folder}/hot.o")


def hard_link_out(folder: str) -> None:
    prepare(folder)
    Path(f"{folder}/other.o").write_bytes(b"")
    os.link(f"{folder}/other.o", f"{folder}/hot.o")


@pytest.mark.parametrize("fill", [link_out, hard_link_out])
def test_outputs_with_other_users_are_left(
    driver: Driver, tmp_path: Path, fill: Callable[[str], None]
) -> None:
    twin(driver, ["-c", "hot.c", "-O2", "-ffixed-x20"], tmp_path / "w", fill)


def test_bytes_that_are_no_text(driver: Driver, tmp_path: Path) -> None:
    name = b"caf\xe9 \xff.c"

    def fill(folder: str) -> None:
        with open(os.fsencode(folder) + b"/" + name, "w") as f:
            f.write(PLAIN_C)

    expected = run_in(str(tmp_path / "w"), [*driver.clang, "-c", name], driver.environ, fill)
    got = run_in(str(tmp_path / "w"), [driver.program, "-c", name], driver.environ, fill)
    assert got == expected
    assert got.status == 0


def test_a_symlink_to_the_launcher_finds_the_package(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "one").symlink_to(driver.program)
    (tmp_path / "two").symlink_to("bin/one")
    done = subprocess.run(["./two", "--version"], cwd=tmp_path, env=driver.environ, check=False)
    assert done.returncode == 0
