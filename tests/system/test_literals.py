"""Copies of literals: which count as the baseline's own, and which never do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import clang_words

from armcc.control.subject import function_from_source
from armcc.function.function import Function
from armcc.gates.image import candidate_image
from armcc.gates.judge import Judge
from armcc.gates.literals import twins
from armcc.gates.syntax import assemble
from armcc.passes.extract import Module, Names

SOURCE = """
void g(const char *);
const char named[] = "pqr";
const char *const table[] = {"uvw", "xyz"};
void f(int n) {
    g(n > 3 ? "abc" : n ? &"second"[2] : "abcd");
    if (n == 7) g(named);
    if (n > 8) g(table[n & 1]);
}
"""


pytestmark = pytest.mark.usefixtures("one_clang")


def baseline(folder: Path) -> Function:
    path = folder / "a.c"
    path.write_text(SOURCE)
    return function_from_source(str(path), "f", ["-O2"], str(folder))


def found(folder: Path, *constants: str) -> list[bytes]:
    """What of the baseline's has a twin among a candidate's constants, each named once."""
    function = baseline(folder)
    loads = "".join(f"adrp x0, .Lc{n}\nadd x0, x0, :lo12:.Lc{n}\n" for n in range(len(constants)))
    data = "".join(f".Lc{n}:\n{c}\n" for n, c in enumerate(constants))
    text = f"f:\n{loads}b g\n.section .rodata\n{data}"
    machine = assemble(text, "f", function.contract, str(folder), frozenset(["g"])).machine
    out = []
    for twin in twins(function.object, function.hot, machine):
        section = function.object.sections[twin.section]
        content = function.object.contents(section)[twin.start : twin.start + twin.size]
        assert machine.constants[twin.own : twin.own + twin.size] == content
        out.append(content)
    return sorted(out)


def test_a_string_of_equal_contents_is_a_twin(tmp_path: Path) -> None:
    assert found(tmp_path, '.asciz "abc"') == [b"abc\0"]
    assert found(tmp_path, '.asciz "abcd"', '.asciz "abc"') == [b"abc\0", b"abcd\0"]


def test_a_place_inside_a_string_belongs_to_the_whole_string(tmp_path: Path) -> None:
    assert found(tmp_path, '.asciz "second"') == [b"second\0"]
    # Of the tail alone a callee could not look before it.
    assert found(tmp_path, '.asciz "cond"') == []


@pytest.mark.parametrize(
    "constant",
    [
        '.asciz "abd"',
        '.asciz "ab"',
        '.ascii "abc"',  # its zero is missing
        '.ascii "abce"',
        ".byte 0",
        '.asciz "xyz"',  # the baseline names a table, not this
        '.asciz "pqr"',  # an object with a name, which others may compare with
    ],
)
def test_other_contents_are_no_twin(constant: str, tmp_path: Path) -> None:
    assert found(tmp_path, constant) == []


def test_which_addresses_are_one_place(tmp_path: Path) -> None:
    function = baseline(tmp_path)
    text = 'f:\nadrp x0, .Lc\nadd x0, x0, :lo12:.Lc\nb g\n.section .rodata\n.Lc:\n.asciz "abc"'
    machine = assemble(text, "f", function.contract, str(tmp_path), frozenset(["g"])).machine
    subject = Judge(function, str(tmp_path)).subject
    image = candidate_image(
        function.object, function.hot, machine, subject.image.placement, subject.callees
    )
    ((there, here, size),) = image.twins
    assert size == 4
    assert [image.translated(here + n) - there for n in range(4)] == [0, 1, 2, 3]
    for n in (-1, 4):
        assert image.translated(here + n) == here + n


TOLD = """
int g(const char *, int);
struct s { const char *name; int n; };
const char *f(struct s *s, int n) {
    if (n < 4) { s->name = "stored"; s->n = g("passed", n); }
    return n & 1 ? "odd" : "even";
}
"""

# What is changed in the baseline's own code, and the reason why that is wrong.
CHANGES = [
    ("odd", "odd", ""),
    ("odd", "add", "result"),
    ("even", "eve", "result"),
    ("passed", "passee", "call"),
    ("passed", "passed!", "call"),
    ("stored", "storee", "call"),
]


@pytest.mark.parametrize(("old", "new", "reason"), CHANGES)
def test_addresses_of_copies_are_compared_by_what_they_lead_to(
    old: str, new: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.c"
    path.write_text(TOLD)
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    command = [*clang_words("clang22"), "-O2", "-S", "-o", "-", str(path)]
    assembly = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    text = Module(assembly).extract("f", Names({"f", "g"})).text
    assert f'"{old}' in text
    changed = text.replace(f'"{old}\\000"', f'"{new}\\000"')
    verdict, _ = Judge(function, str(tmp_path)).compare(changed)
    assert verdict.gates[-1].reason == reason, verdict.gates[-1].detail


def test_the_place_in_a_literal_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text('const char *f(int n) { return n ? "even" : "odd"; }')
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    body = """f:
    adrp x8, .Lc0
    add x8, x8, :lo12:.Lc0
    adrp x9, .Lc1
    add x9, x9, :lo12:.Lc1
    {0}
    cmp w0, #0
    csel x0, x8, x9, ne
    ret
    .section .rodata
.Lc0:
    .asciz "even"
.Lc1:
    .asciz "odd"
"""
    judge = Judge(function, str(tmp_path))
    for wrong in ("add x8, x8, #1", "sub x9, x9, #1", "add x9, x9, #4", "add x9, x8, #4"):
        verdict, _ = judge.compare(body.format(wrong))
        assert verdict.gates[-1].reason == "result"
    verdict, _ = judge.compare(body.format("mov w1, w1"))
    assert verdict.gates[-1].passed
