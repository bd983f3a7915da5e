"""Candidates that name the literals of the baseline's object, which other code names, too."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import clang_words
from splicing import LINKERS, RUN, call, splice_all

from armcc.control.subject import function_from_source
from armcc.driver.targets import resolve
from armcc.errors import Error
from armcc.function.elf import ElfObject
from armcc.function.function import Function
from armcc.function.hot import find_function
from armcc.function.identity import identity, targets
from armcc.function.literals import names
from armcc.gates.judge import Judge
from armcc.gates.syntax import assemble
from armcc.passes.extract import Module, Names

pytestmark = pytest.mark.usefixtures("one_clang")

# `same` compares with the very literal that `f` gives away.
SOURCE = """
#include <stdio.h>
static const char *const none = "none";
__attribute__((noinline)) const char *f(const char *s, int n) {
    if (n < 0) return none;
    return n > 9 ? "many\\t\\"\\\\x" : n == 1 ? "alone" : s;
}
__attribute__((noinline)) int same(const char *s) { return s == none; }
int main(void) {
    for (int n = -1; n < 11; n += 2) printf("%s %d\\n", f("s", n), same(f("s", n)));
    return 0;
}
"""


def function_of(folder: Path, source: str = SOURCE) -> Function:
    (folder / "a.c").write_text(source)
    return function_from_source(str(folder / "a.c"), "f", ["-O2"], str(folder))


def candidate(folder: Path, function: Function) -> str:
    words = [*clang_words("clang22"), "-O1", "-S", "-o", "-", str(folder / "a.c")]
    assembly = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    known = names(function.object, function.hot.relocations)
    found = Module(assembly).extract("f", Names({"f"}, {}, known))
    assert found.text, found.reason
    return found.text


def test_the_baselines_literals_have_names_by_their_contents(tmp_path: Path) -> None:
    function = function_of(tmp_path)
    found = names(function.object, function.hot.relocations)
    assert set(found) == {b"none\0", b'many\t"\\x\0', b"alone\0"}
    assert sorted(found.values()) == [f"armcc.literal.{n}" for n in range(len(found))]


def test_a_place_within_a_literal_has_none(tmp_path: Path) -> None:
    """Clang keeps a private symbol there, which is no part of what the function means."""
    function = function_of(tmp_path, SOURCE.replace('"alone"', '&"alone"[2]'))
    assert set(names(function.object, function.hot.relocations)) == {b"none\0", b'many\t"\\x\0'}


def test_the_names_follow_from_the_identity(tmp_path: Path) -> None:
    """In another object the strings lie elsewhere, and a name must not lead to another one."""
    first = function_of(tmp_path)
    more = 'const char *before(int n) { return n ? "zero" : "alone"; }\n'
    second = function_of(tmp_path, more + SOURCE)
    assert identity(first.object, first.hot) == identity(second.object, second.hot)
    places = []
    for one in (first, second):
        found = names(one.object, one.hot.relocations)
        by_name = {name: content for content, name in found.items()}
        places.append((by_name, {n: targets(one.object, one.hot)[n].base for n in by_name}))
    assert places[0][0] == places[1][0]
    assert places[0][1] != places[1][1]


def test_code_that_names_them_is_accepted_and_runs(tmp_path: Path) -> None:
    function = function_of(tmp_path)
    text = candidate(tmp_path, function)
    assert "armcc.literal." in text
    assert ".rodata" not in text, "nothing is brought along"
    verdict, assembled = Judge(function, str(tmp_path)).compare(text)
    assert verdict.gates[-1].passed, verdict.gates
    assert assembled is not None
    old = bytes(function.object.data)
    printed = []
    for data in (old, splice_all(old, {"f": assembled.machine})[0]):
        (tmp_path / "linked.o").write_bytes(data)
        call([*LINKERS["bfd"], "linked.o", "-o", "program"], str(tmp_path))
        printed.append(call([*RUN, "./program"], str(tmp_path)))
    assert data != old
    assert printed[0] == printed[1]
    assert printed[0].startswith(b"none 1\n")


def test_a_copy_of_what_others_compare_with_is_refused(tmp_path: Path) -> None:
    function = function_of(tmp_path)
    text = candidate(tmp_path, function)
    known = names(function.object, function.hot.relocations)
    copied = text.replace(known[b"none\0"], ".Lcopy")
    copied += '\t.section\t.rodata\n.Lcopy:\n\t.ascii\t"none\\000"\n'
    verdict, _ = Judge(function, str(tmp_path)).compare(copied)
    assert verdict.gates[-1].reason == "result", verdict.gates


def test_another_literal_is_another_result(tmp_path: Path) -> None:
    function = function_of(tmp_path)
    text = candidate(tmp_path, function)
    known = names(function.object, function.hot.relocations)
    one, other = known[b"none\0"], known[b'many\t"\\x\0']
    swapped = text.replace(one, "?").replace(other, one).replace("?", other)
    verdict, _ = Judge(function, str(tmp_path)).compare(swapped)
    assert verdict.gates[-1].reason == "result", verdict.gates


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("armcc.literal.9", "new-symbol"),
        ("armcc.literal.0+64", "new-symbol"),
        ("armcc.literal.0-1", "new-symbol"),
    ],
)
def test_places_that_the_baseline_does_not_mean_are_refused(
    place: str, reason: str, tmp_path: Path
) -> None:
    function = function_of(tmp_path)
    text = f"f:\n\tadrp\tx0, {place}\n\tadd\tx0, x0, :lo12:{place}\n\tret\n"
    verdict, assembled = Judge(function, str(tmp_path)).compare(text)
    assert verdict.gates[-1].reason == reason, verdict.gates
    assert assembled is not None
    with pytest.raises(Error):
        resolve(function.object, function.hot, assembled.machine)


def test_a_symbol_of_that_name_leaves_no_literal_one(tmp_path: Path) -> None:
    source = SOURCE + 'int taken __asm__("armcc.literal.0");\n'
    function = function_of(tmp_path, source)
    assert all(not t.size for t in targets(function.object, function.hot).values())


def test_machine_code_read_from_an_object_is_resolved_alike(tmp_path: Path) -> None:
    """What is spliced refers to the section, at the literal's place and the addend."""
    function = function_of(tmp_path)
    text = candidate(tmp_path, function)
    machine = assemble(text, "f", function.contract, str(tmp_path), frozenset()).machine
    _, found = resolve(function.object, function.hot, machine)
    obj = ElfObject(bytes(function.object.data))
    meant = {(r.symbol, r.addend) for r in find_function(obj, "f").relocations}
    assert {(r.symbol, r.addend) for r in found} <= meant


def test_a_width_that_is_damaged_makes_no_literal(tmp_path: Path) -> None:
    function = function_of(tmp_path)
    for section in function.object.sections:
        section.entsize = 1 << 63
    assert names(function.object, function.hot.relocations) == {}
