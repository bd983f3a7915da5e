"""clang's configuration files, and the words of ARMCC_CLANG: what in them forbids rewriting."""

from __future__ import annotations

from pathlib import Path

import pytest

from armcc.driver.options import unsafe_among
from armcc.function import rerun
from armcc.function.configuration import read_words, unsafe_word


def write(folder: Path, text: str, name: str = "clang.cfg") -> str:
    path = folder / name
    path.write_text(text)
    return str(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# -ffixed-x20\n  # -mstrict-align\n",
        "-O2 -g -Wall -Wno-format -w\n",
        "--sysroot=<CFGDIR>/root -isystem 'a b' -D_X=1\n",
        "-target aarch64-linux-gnu\n--target=aarch64-linux-gnu\n",
        "-fstack-protector-strong -fstack-clash-protection -mbranch-protection=standard\n",
        "$-Wl,-z,now $-lm -Wl,--as-needed\n",
    ],
)
def test_words_that_are_harmless(text: str, tmp_path: Path) -> None:
    assert unsafe_word([write(tmp_path, text)]) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("-ffixed-x20\n", "-ffixed-x20"),
        ("-O2\n-mstrict-\\\nalign\n", "-mstrict-align"),
        ("-mllvm -enable-ipra\n", "-mllvm"),
        ("-Xclang -x\n", "-Xclang"),
        ("-Wa,-x\n", "-Wa,-x"),
        ("-Wp,-x\n", "-Wp,-x"),
        ("-fzero-call-used-regs=used\n", "-fzero-call-used-regs=used"),
        ("-Ofast\n", "-Ofast"),
        ("-gsplit-dwarf\n", "-gsplit-dwarf"),
        ("file.c\n", "file.c"),
    ],
)
def test_words_that_are_not(text: str, word: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    assert unsafe_word([path]) == f"{path}: {word}"


def test_a_file_includes_others_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "-O1\n-ffixed-x20", "more.cfg")
    path = write(tmp_path, "-g @more.cfg")
    assert read_words(path) == ["-g", "-O1", "-ffixed-x20"]
    assert unsafe_word([path]).endswith(": -ffixed-x20")
    assert rerun._includes(path)
    assert not rerun._includes(str(tmp_path / "more.cfg"))
    assert rerun._includes(str(tmp_path / "gone.cfg"))


@pytest.mark.parametrize("text", ["@clang.cfg", "@missing.cfg", "'open"])
def test_a_file_that_cannot_be_read_forbids(text: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    assert unsafe_word([path]).startswith(f"{path}: ")
    assert unsafe_word([str(tmp_path / "none.cfg")]) != ""


@pytest.mark.parametrize(
    ("words", "unsafe"),
    [
        ([], ""),
        (["clang", "--target=aarch64-linux-gnu", "-resource-dir=/x"], ""),
        (["clang-22", "--driver-mode=g++", "-O2", "-I", "-ffixed-x20"], ""),
        (["clang-22", "-ffixed-x20"], "-ffixed-x20"),
        (["clang-22", "-mllvm", "-enable-ipra"], "-mllvm"),
        (["-mllvm", "-inline-threshold=5"], ""),
        (["-fsanitize=address"], "-fsanitize=address"),
        (["--config=x.cfg"], "--config=x.cfg"),
        (["-nothing-known"], "-nothing-known"),
    ],
)
def test_words_of_the_compiler_itself(words: list[str], unsafe: str) -> None:
    assert unsafe_among(words) == unsafe
