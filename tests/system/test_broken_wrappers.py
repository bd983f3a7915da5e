"""The conformance suite itself: it rejects each wrapper of wrappers/, which all do harm.

Each says in its second line what it does wrong and in its third by which behaviours that is
shown (0: by rows that show none of the listed ones).  `honest` does nothing wrong.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from checklist import ROWS
from known import clang_of, installation, knowing, twins_folder
from rows import Compiler, Row, differences, left_by, object_differences, row

from armcc.function.elf import ElfObject

FOLDER = Path(__file__).parent / "wrappers"
BROKEN = sorted(p.name for p in FOLDER.iterdir() if p.name != "honest")
# What armcc answers on its own, and where clang's words have to stand first.
_NOT_OF_A_WRAPPER = {15, 16, 36}


def shown_by(name: str) -> set[int]:
    """The behaviours whose rows the wrapper fails."""
    found = re.search(r"^# shown by: ([0-9 ]+)$", (FOLDER / name).read_text(), re.MULTILINE)
    assert found is not None
    return {int(n) for n in found[1].split()}


def rows_of(numbers: set[int]) -> list[Row]:
    return [r for r in ROWS if numbers & (set(r.numbers) or {0}) and not r.slow]


def wrapped(name: str, clang: Compiler, folder: Path) -> Compiler:
    """The wrapper as a compiler, on top of `clang`: its text with clang's words in it."""
    text = (FOLDER / name).read_text()
    for program, words in ((name, clang.cc), (f"{name}++", clang.cxx)):
        (folder / program).write_text(text.replace("$WRAPPED", " ".join(words)))
        (folder / program).chmod(0o755)
    return Compiler([f"{folder}/{name}"], [f"{folder}/{name}++"], clang.environ)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_wrapper_is_rejected(
    name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clang = clang_of(installation(tmp_path_factory), "clang22")
    broken = wrapped(name, clang, tmp_path)
    folder = twins_folder(tmp_path_factory)
    assert any(differences(clang, broken, case, folder) for case in rows_of(shown_by(name)))


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(n, marks=[] if any(n in shown_by(b) for b in BROKEN) else [pytest.mark.slow])
        for n in range(45)
        if n not in _NOT_OF_A_WRAPPER
    ],
)
def test_an_honest_wrapper_is_not(
    number: int, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clang = clang_of(installation(tmp_path_factory), "clang22")
    honest = wrapped("honest", clang, tmp_path)
    folder = twins_folder(tmp_path_factory)
    cases = rows_of({number})
    assert cases
    assert [differences(clang, honest, case, folder) for case in cases] == [[]] * len(cases)


# Where in an object with a rewrite a byte is changed, and how far into the section.
_PLACES = {
    ".text": 0,
    ".rodata": 5,
    ".comment": 3,
    ".rela.text": 8,
    ".eh_frame": 9,
    ".strtab": 2,
    ".text.hot.": -4,  # of a function behind the replaced one
}


def test_more_than_the_rewrite_is_a_difference(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    prefix = installation(tmp_path_factory)
    case = row("-O2 -c bits.c", rewrites="bits.o")
    folder = str(tmp_path / "w")
    clang = clang_of(prefix, "clang22")
    before = left_by(clang, case.words, case, folder).files["bits.o"][2]
    after = left_by(knowing(prefix, "clang22"), case.words, case, folder).files["bits.o"][2]
    assert object_differences(before, after) == []
    assert object_differences(before, before) == ["no rewrite stands in it"]
    old = ElfObject(before)
    new = ElfObject(after)
    for name, place in _PLACES.items():
        size = next(s.size for s in old.sections if s.name.startswith(name))
        section = next(s for s in new.sections if s.name.startswith(name))
        changed = bytearray(after)
        changed[section.offset + (place if place >= 0 else size + place)] ^= 1
        assert object_differences(before, bytes(changed)), name


def test_each_wrapper_says_what_it_does() -> None:
    for name in [*BROKEN, "honest"]:
        lines = (FOLDER / name).read_text().splitlines()
        assert lines[0] == "#!/bin/sh"
        assert re.fullmatch(r"# [A-Z].+\.", lines[1]), name
        assert os.access(FOLDER / name, os.X_OK)
