"""What a front-end run rested on: depfiles, search lists, absent files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.function.inputs import (
    Asked,
    Search,
    absent_paths,
    asked_files,
    read_depfile,
    read_verbose,
)


def written(name: str) -> str:
    """A file name as clang's PrintFilename writes it for make."""
    out = ""
    for i, c in enumerate(name):
        if c == "#":
            out += "\\"
        elif c == " ":
            run = len(name[:i]) - len(name[:i].rstrip("\\"))
            out += "\\" * (run + 1)
        elif c == "$":
            out += "$"
        out += c
    return out


# A name that ends in a backslash cannot be told from an escaped space: make's own flaw.
NAMES = st.text(alphabet="ab/.$# \\:", min_size=1, max_size=12).filter(
    lambda n: not n.endswith(("\\", ":")) and not n.startswith(" ") and "\\#" not in n
)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_a_depfile_gives_back_the_names_it_was_written_with(names: list[str]) -> None:
    text = "x: " + " \\\n  ".join(written(n) for n in names) + "\n"
    assert read_depfile(text) == names


def test_only_the_first_rule_of_a_depfile_counts() -> None:
    assert read_depfile("x: a.c b.h\n\nb.h:\n") == ["a.c", "b.h"]


def test_the_search_lists_are_read_from_verbose_output() -> None:
    text = """Configuration file: /etc/clang/x.cfg
ignoring nonexistent directory "/include"
#include "..." search starts here:
 quoted
#include <...> search starts here:
 /usr/include
 /opt/f (framework directory)
End of search list.
 not this
"""
    search = read_verbose(text)
    assert search.configurations == ["/etc/clang/x.cfg"]
    assert search.ignored == ["/include"]
    assert search.quote == ["quoted"]
    assert search.angle == ["/usr/include", "/opt/f"]


@pytest.mark.parametrize(
    ("text", "asked", "literal"),
    [
        ('#include "a.h"\n', [Asked("a.h", True, False)], True),
        ("  #  include <a.h> // x\n", [Asked("a.h", False, False)], True),
        ("#include_next <a.h>\n", [Asked("a.h", False, True)], True),
        ("#include MACRO\n", [], True),
        ('#embed "d.bin" limit(4)\n', [Asked("d.bin", True, False, embed=True)], True),
        ("#embed NAME\n", [], False),
        ("#if __has_include(<a.h>)\n", [Asked("a.h", False, False)], True),
        ('#if defined X && __has_include ( "a.h" )\n', [Asked("a.h", True, False)], True),
        ("#if __has_include_next(<a.h>)\n", [Asked("a.h", False, True)], True),
        ("#if __has_include( \\\n <a.h>)\n", [Asked("a.h", False, False)], True),
        ("#if __has_include(NAME)\n", [], False),
        ("#define HAVE(x) __has_include(x)\n", [], False),
        ("#define HAVE __has_include\n", [], False),
        ("#ifdef __has_include\n", [], True),
        ("#if defined(__has_include)\n", [], True),
        ("/* __has_include(x) */\n", [], True),
        ("#if __has_include(__FILE__)\n", [], False),
    ],
)
def test_what_a_text_asks_for(text: str, asked: list[Asked], literal: bool) -> None:
    assert asked_files(text) == (asked, literal)


def test_a_header_earlier_in_the_list_would_change_the_result(tmp_path: Path) -> None:
    for name in ("one", "two", "src"):
        (tmp_path / name).mkdir()
    (tmp_path / "two" / "h.h").write_text("#if __has_include(<opt.h>)\n#endif\n")
    source = tmp_path / "src" / "a.c"
    source.write_text('#include "h.h"\n#include "near.h"\n')
    (tmp_path / "src" / "near.h").write_text("")
    inputs = [str(source), str(tmp_path / "two" / "h.h"), str(tmp_path / "src" / "near.h")]
    search = Search(quote=[], angle=["one", "two"], ignored=["/nonexistent-folder"])
    absent, complete = absent_paths(inputs, search, str(tmp_path), ["forced.h"], [])
    assert complete
    names = {p.removeprefix(str(tmp_path) + "/") for p in absent}
    assert names == {
        "/nonexistent-folder",
        "one/h.h",
        "src/h.h",
        "one/opt.h",
        "two/opt.h",
        "forced.h",
        "forced.h.pch",
        "forced.h.gch",
        "one/forced.h",
        "two/forced.h",
    }


def test_an_unreadable_input_makes_the_run_unmemorable(tmp_path: Path) -> None:
    absent, complete = absent_paths([str(tmp_path / "gone.h")], Search(), str(tmp_path), [], [])
    assert (absent, complete) == ([], False)
