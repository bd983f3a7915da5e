"""Merged variables: what other code calls by name the baseline reaches from one of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import clang_words

from armcc.control.subject import function_from_source
from armcc.driver.targets import resolve
from armcc.function.function import Function
from armcc.function.neighbours import neighbours
from armcc.gates.equivalence import equivalence_gate
from armcc.gates.subject import Subject
from armcc.gates.syntax import syntax_gate
from armcc.gates.verdict import GateResult
from armcc.passes.extract import Module, Names

SEED = 0x3C6EF372FE94F82B
HEAD = "static int used, before[16]; int seen; static const int table[4] = {1, 2, 3, 5};\n"
BODY = (
    "int keep(int a) { int old = before[used & 15]; before[used++ & 15] = a;"
    " return old + table[a & 3]; }\n"
    "int *where(int n) { return n ? &before[n & 15] : &used; }\n"
)
SOURCE = HEAD + BODY


pytestmark = pytest.mark.usefixtures("one_clang")


def baseline(folder: Path, *flags: str) -> Function:
    path = folder / "a.c"
    path.write_text(SOURCE)
    return function_from_source(str(path), "keep", ["-O3", *flags], str(folder))


def judged(source: str, folder: Path) -> tuple[Function, str, GateResult]:
    """What the gates say of `source` at -O2, which does not merge."""
    function = baseline(folder)
    (folder / "b.c").write_text(source)
    words = [*clang_words("clang22"), "-O2", "-S", "-o", "-", str(folder / "b.c")]
    assembly = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    found = Module(assembly).extract("keep", Names.of(function.object, function.hot))
    assert found.text, found.reason
    syntax, assembled = syntax_gate(found.text, "keep", function.contract, str(folder))
    assert assembled is not None, syntax
    resolve(function.object, function.hot, assembled.machine)  # it can be spliced, too
    subject = Subject(function, SEED)
    return function, found.text, equivalence_gate(subject, assembled, SEED, str(folder))[0]


def test_a_merged_variable_is_named_by_its_distance(tmp_path: Path) -> None:
    function = baseline(tmp_path)
    value = {s.name: s.value for s in function.object.symbols}
    (name, (base, distance)) = next(iter(neighbours(function.object, function.hot).items()))
    assert {name, base} == {"used", "before"}
    assert distance == value[name] - value[base]


def test_variables_that_the_baseline_names_have_no_distance(tmp_path: Path) -> None:
    apart = baseline(tmp_path, "-mllvm", "-enable-global-merge=false")
    assert neighbours(apart.object, apart.hot) == {}
    # Sections of their own are what a linker moves.
    moved = baseline(tmp_path, "-fdata-sections", "-mllvm", "-enable-global-merge=false")
    assert neighbours(moved.object, moved.hot) == {}


def test_code_that_names_each_is_accepted(tmp_path: Path) -> None:
    _, text, result = judged(SOURCE, tmp_path)
    assert result.passed, result
    assert "used+4" in text or "before-4" in text or "before+64" in text or "used-64" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("old = before[used & 15]", "old = before[(used & 15) ^ 1]"),
        ("old = before[used & 15]", "old = (&used)[used & 15]"),
        ("before[used++ & 15] = a", "before[used & 15] = a"),
        ("before[used++ & 15] = a", "before[used++ & 15] = a; before[15] = before[14]"),
    ],
)
def test_other_places_among_merged_ones_are_not(old: str, new: str, tmp_path: Path) -> None:
    assert SOURCE.count(old) == 1
    _, _, result = judged(SOURCE.replace(old, new), tmp_path)
    assert result.outcome == "rejected", result


def test_the_baseline_itself_is_accepted(tmp_path: Path) -> None:
    """In clang's own text the merged variable has a private name."""
    function = baseline(tmp_path)
    words = [*clang_words("clang22"), "-O3", "-S", "-o", "-", str(tmp_path / "a.c")]
    assembly = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert ".L_MergedGlobals" in assembly
    found = Module(assembly).extract("keep", Names.of(function.object, function.hot))
    assert found.text, found.reason
    syntax, assembled = syntax_gate(found.text, "keep", function.contract, str(tmp_path))
    assert assembled is not None, syntax
    resolve(function.object, function.hot, assembled.machine)
    subject = Subject(function, SEED)
    assert equivalence_gate(subject, assembled, SEED, str(tmp_path))[0].passed
