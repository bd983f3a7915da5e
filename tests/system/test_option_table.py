"""The option table against both compilers: does each word take what the table says?"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from armcc.driver.options import EITHER, FLAG, JOINED, PASS, SEPARATE, TABLE, look_up

# Values that make the word valid; clang would refuse others before it names its inputs.
VALUES = {
    "--language": "c",
    "--language=": "c",
    "--rtlib=": "libgcc",
    "--std=": "c11",
    "--stdlib=": "libc++",
    "--unwindlib=": "libgcc",
    "-mthread-model": "posix",
    "-target": "aarch64-linux-gnu",
    "-x": "c",
}


def inputs_of(clang: list[str], words: list[str], folder: Path) -> set[str]:
    """The sources that a call would compile."""
    for name in ("one", "two"):  # a word that names an output removes the file
        (folder / f"{name}.c").write_text("")
    done = subprocess.run(
        [*clang, "-###", "-c", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return {n for n in ("one", "two") if f'"-main-file-name" "{n}.c"' in done.stderr}


@pytest.mark.slow
def test_words_with_a_value_take_the_next_word(clang: list[str], tmp_path: Path) -> None:
    wrong = []
    for name, kind, effect in TABLE:
        if kind in (SEPARATE, EITHER) and effect != PASS:
            words = [name, VALUES.get(name, "one.c"), "two.c"]
            if inputs_of(clang, words, tmp_path) != {"two"}:
                wrong.append(name)
    assert wrong == []


@pytest.mark.slow
def test_other_words_take_none(clang: list[str], tmp_path: Path) -> None:
    wrong = []
    for name, kind, effect in TABLE:
        # Other joined names begin a family of words and are none themselves.
        is_word = kind == FLAG or (kind == JOINED and name.endswith("="))
        if is_word and effect != PASS and " " not in name:
            words = [name + VALUES.get(name, ""), "one.c"]
            if inputs_of(clang, words, tmp_path) != {"one"}:
                wrong.append(name)
    assert wrong == []


@pytest.mark.slow
def test_no_word_that_clang_knows_is_misread(clang: list[str], tmp_path: Path) -> None:
    """Each option of clang that takes the next word does so in the table too, or is unknown.

    What clang completes for `-` are the names of all its options.
    """
    listed = subprocess.run(
        [*clang, "--autocomplete=-"], capture_output=True, text=True, check=True
    ).stdout
    wrong = []
    for name in sorted({line.split("\t")[0] for line in listed.splitlines()}):
        entry = look_up(name)
        # Clang completes thousands of warnings, which take nothing.
        if entry is None or entry[2] == PASS or entry[0] == "-W" or name.endswith(("=", ",")):
            continue
        takes = entry[1] in (SEPARATE, EITHER) and entry[0] == name
        found = inputs_of(clang, [name, "one.c", "two.c"], tmp_path)
        if found == ({"one", "two"} if takes else {"two"}):
            wrong.append(name)
    assert wrong == []
