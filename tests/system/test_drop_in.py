"""Promise 1: what `clang ARGS` does, `armcc ARGS` does; row by row.

Each row is run by clang and by armcc in the same folder, made anew each time; wait
status, standard output and error, all files, their modes and bytes have to be equal.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Driver
from twins import HOT_C, PLAIN_C, run_in, write

SOURCES: dict[str, str | bytes] = {
    "a.c": PLAIN_C,
    "b.c": '#include "b.h"\nint thrice(int a) { return a * THREE; }\n',
    "b.h": "#define THREE 3\n",
    "hot.c": HOT_C,
    "d.cc": "template <class T> T neg(T a) { return -a; }\nint m(int a) { return neg(a); }\n",
    "bad.c": "int f( { return 1 }\n",
    "warn.c": "int f(int a) { int unused; return a; }\n",
    "dir/sub.tar.c": PLAIN_C,
    "nosuffix": PLAIN_C,
    "s.s": ".text\n.globl s\ns: ret\n",
    "pp.S": "#define R ret\n.text\n.globl s\ns: R\n",
    "conftest.c": PLAIN_C,
    "main.c": "int main(void) { return 0; }\n",
    "args": "-c -O2\n'a.c' -DX=\\\"y\\\" @more",
    "more": '-o "out file.o"',
    "bom": b"\xef\xbb\xbf-c a.c",
    "with space.c": PLAIN_C,
    "-dash.c": PLAIN_C,
    "off.c": '__attribute__((section(".text.armcc.off"), hot)) int f(int a) { return a; }\n',
}

ROWS = [
    "-c a.c",
    "-c dir/sub.tar.c",
    "-c a.c -o dir/x.o",
    "-c a.c -odir/joined",
    "-c a.c -o x.weird",
    "-c a.c b.c",
    "-c a.c a.c",
    "-c a.c b.c -o both.o",
    "-c a.c s.s pp.S",
    "-c d.cc",
    "-c bad.c",
    "-c a.c bad.c",
    "-c warn.c -Wall",
    "-c warn.c -Wall -Werror",
    "-c warn.c -Wall -fcolor-diagnostics",
    "-c missing.c",
    "-c a.c -o missing/x.o",
    "-c",
    "",
    "-c a.c -o",
    "-c a.c -I",
    "-c a.c --no-such-option",
    "-c a.c -fno-such-option",
    "-c a.c -mno-such-option",
    "-c a.c -target",
    "-E a.c",
    "-E b.c -o b.i",
    "-E -P -x c -",
    "-S a.c",
    "-S a.c -o -",
    "-c a.c -o -",
    "-c a.c -o /dev/null",
    "-M b.c",
    "-MM b.c",
    "-MD -c b.c",
    "-MMD -MF deps.d -MT target -MP -c b.c -o x.o",
    "-MMD -MFdeps.d -MQ 'a b' -c b.c",
    "-Wp,-MD,wp.d -c b.c",
    "-MD -MF /dev/null -c b.c",
    "-MJ db.json -c a.c",
    "--serialize-diagnostics a.dia -c warn.c -Wall",
    "-fsyntax-only a.c",
    "-fsyntax-only bad.c",
    "-emit-llvm -c a.c",
    "-emit-llvm -S a.c",
    "-flto -c hot.c -O2",
    "-flto=thin -c hot.c -O2",
    "-fembed-bitcode -c hot.c -O2",
    "-save-temps -c a.c",
    "-save-temps=obj -c a.c -o dir/a.o",
    "-### -c a.c",
    "-v -E a.c -o -",
    "--version",
    "-dumpversion",
    "-dumpmachine",
    "-print-search-dirs",
    "-print-resource-dir",
    "-print-libgcc-file-name",
    "--help",
    "-x c -c nosuffix",
    "-xc -c nosuffix",
    "-c nosuffix",
    "-x c nosuffix -x none -c d.cc",
    "-x c++ -c a.c",
    "-x c-header b.h -o b.pch",
    "-c b.h",
    "-x assembler -c s.s",
    "-c -- a.c",
    "-c -- -dash.c",
    "-c -dash.c",
    "-c 'with space.c'",
    "@args",
    "@bom",
    "@no-such-file -c a.c",
    "-Xclang -fdump-record-layouts -c a.c",
    "-mllvm -inline-threshold=5 -c a.c",
    "-Xassembler --noexecstack -c a.c",
    "-Wa,--noexecstack -c a.c",
    "-Xpreprocessor -DX -c a.c",
    "-Wl,--gc-sections -c a.c",
    "-Xlinker -s -c a.c",
    "-g -c a.c",
    "-g -gsplit-dwarf -c a.c",
    "-g -gz -c a.c",
    "-O2 -fstack-usage -c a.c",
    "-O2 -fsave-optimization-record -c a.c",
    "-ftest-coverage -fprofile-arcs -c a.c",
    "--coverage -c a.c",
    "-pg -c a.c",
    "-fprofile-generate -c hot.c -O2",
    "-fsanitize=address -c hot.c -O2",
    "-finstrument-functions -c hot.c -O2",
    "-fpatchable-function-entry=2 -c hot.c -O2",
    "-m32 -c a.c",
    "-m64 -c a.c",
    "--target=x86_64-linux-gnu -c hot.c -O2",
    "-target x86_64-linux-gnu -c hot.c -O2",
    "--target=aarch64-linux-musl -c a.c",
    "-std=c11 -pedantic -c a.c",
    "-working-directory dir -c sub.tar.c",
    "-c conftest.c",
    "-c off.c -O2",
    "-c hot.c -O0",
    "-nostdlib -static main.c -o prog",
    "-shared -fPIC a.c -o liba.so",
    "-r a.c b.c -o ab.o",
    "-cc1 -version",
    "-cc1 -triple aarch64-linux-gnu -emit-obj a.c -o x.o",
    "-Werror --sysroot=/nowhere -c a.c",
    "-Werror -c a.c",
]


def words_of(row: str) -> list[str]:
    """The words of a row as a shell would cut it."""
    import shlex

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
    if words and words[0].startswith("-cc1"):
        clang = [w for w in clang if not str(w).startswith("-")]
    environ = {k: v for k, v in driver.environ.items() if not k.startswith("ARMCC_")}
    expected = run_in(str(folder), [*clang, *words], environ, fill, stdin)
    got = run_in(str(folder), [driver.program, *words], driver.environ, fill, stdin)
    assert got.status == expected.status
    assert got.stdout == expected.stdout
    assert got.stderr == expected.stderr
    assert sorted(got.files) == sorted(expected.files)
    assert got.files == expected.files


@pytest.mark.parametrize("row", ROWS)
def test_row(driver: Driver, tmp_path: Path, row: str) -> None:
    stdin = b"int x;\n" if row.endswith(" -") else None
    twin(driver, words_of(row), tmp_path / "w", stdin=stdin)


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
