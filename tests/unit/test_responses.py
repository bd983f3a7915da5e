"""Response files are read as clang reads them (LLVM's CommandLine.cpp)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.driver.responses import expand, tokenize
from armcc.errors import Error


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" \t\r\n", []),
        ("a b\nc\td", ["a", "b", "c", "d"]),
        ("'a b' \"c d\"", ["a b", "c d"]),
        ('-DX="y z"w', ["-DX=y zw"]),
        ("a\\ b \\\\ \\'", ["a b", "\\", "'"]),
        ("\"a\\\"b\" 'a\\'b'", ['a"b', "a'b"]),
        ("''", [""]),
        ("'open end", ["open end"]),
        ("end\\", ["end\\"]),
    ],
)
def test_the_gnu_rules(text: str, words: list[str]) -> None:
    assert tokenize(text) == words


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=6)))
def test_quoted_words_come_back(words: list[str]) -> None:
    def quote(word: str) -> str:
        return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'

    assert tokenize(" ".join(quote(w) for w in words)) == words


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    tokenize(text)


def test_files_nest_and_missing_ones_are_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one").write_text("-c @two @missing")
    (tmp_path / "two").write_bytes(b"\xef\xbb\xbf-DX 'a b.c'")
    (tmp_path / "wide").write_text("-DY", encoding="utf-16")
    (tmp_path / "bytes").write_bytes(b"caf\xe9.c")
    assert expand(["-O2", "@one", "@wide"]) == "-O2 -c -DX|a b.c|@missing -DY".replace(
        " -", "|-"
    ).split("|")
    assert os.fsencode(expand(["@bytes"])[0]) == b"caf\xe9.c"
    assert expand(["@"]) == ["@"]


def test_what_clang_might_read_otherwise_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "self").write_text("-c @self")
    (tmp_path / "windows").write_text("a")
    os.mkfifo(tmp_path / "pipe")
    for words in (["@self"], ["@windows", "--rsp-quoting=windows"], ["@pipe"], [f"@{tmp_path}"]):
        with pytest.raises(Error):
            expand(words)
