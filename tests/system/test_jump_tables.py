"""Switches through tables: known exactly where they are what compilers emit."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import clang_words
from test_structure import listed

from armcc.control.subject import function_from_source
from armcc.function.contract import Contract
from armcc.gates.structure import baseline_flow, ineligible, structure_mismatch
from armcc.gates.syntax import Assembled, RejectedError, assemble
from armcc.passes.extract import Module, Names

CASES = "".join(f"case {i}: p[{i * 3 % 7}] {'+*^-|&'[i % 6]}= {i + 2}; break; " for i in range(20))
SWITCH = f"void f(int x, int *p) {{ switch (x) {{ {CASES} }} p[9] = 1; }}"
SHIFTED = SWITCH.replace("switch (x)", "switch (x - 7)").replace("int x", "long x")
LOOP = (
    f"void f(const unsigned char *s, int *p) {{ while (*s) switch (*s++) {{ {CASES} }} p[9] = 1; }}"
)
CALLS = SWITCH.replace("case 3: ", "case 3: h(p); ")
FAR = SWITCH.replace(
    "; break", "; for (int i = 0; i < *p; i++) p[i] = p[i] / (p[1] | 1) + x; break"
)


pytestmark = pytest.mark.usefixtures("one_clang")


SOURCES = {"plain": SWITCH, "shifted": SHIFTED, "loop": LOOP, "calls": CALLS, "far": FAR}


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("flags", ["-O2", "-Os -fPIC", "-O1 -mbranch-protection=standard"])
def test_a_switch_of_clang_is_known(kind: str, flags: str, tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text("void h(int *);\n" + SOURCES[kind])
    function = function_from_source(str(path), "f", flags.split(), str(tmp_path))
    listing = listed(function)
    assert any(t.startswith("br ") for t in listing), "no jump table in this switch"
    assert ineligible(function, listing) is None
    (places,) = baseline_flow(function, listing).tables.values()
    assert len(places) >= 16
    # Its own assembly is accepted, with the same jumps.
    names = frozenset(["h"])
    made = assemble(own(str(path), flags, "clang"), "f", function.contract, str(tmp_path), names)
    assert dict(made.jumps) == baseline_flow(function, listing).tables
    assert structure_mismatch(function, listing, made) is None


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("flags", ["-O2", "-Os -fPIC", "-O3"])
def test_a_switch_of_gcc_is_known(kind: str, flags: str, tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text("void h(int *);\n" + SOURCES[kind])
    text = own(str(path), flags, "gcc")
    assert "\tbr\t" in text, "no jump table in this switch"
    contract = Contract(callees=(("h", "void (ptr)"),))
    made = assemble(text, "f", contract, str(tmp_path), frozenset(["h"]))
    ((_, places),) = made.jumps
    assert len(places) >= 16
    ((start, end),) = made.tables
    assert 0 <= start < end <= len(made.machine.constants)


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("compiler", ["gcc", "clang"])
def test_a_pass_carries_the_table(kind: str, compiler: str, tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text("void h(int *);\n" + SOURCES[kind])
    contract = Contract(callees=(("h", "void (ptr)"),))
    text = own(str(path), "-O2", compiler)
    found = Module(text).extract("f", Names({"f", "h"}))
    assert found.reason == ""
    made = [assemble(t, "f", contract, str(tmp_path), frozenset(["h"])) for t in (text, found.text)]
    assert made[0].machine.code == made[1].machine.code
    assert made[0].jumps == made[1].jumps != ()


def own(path: str, flags: str, compiler: str) -> str:
    """What a compiler prints for the function, made a candidate."""
    words = ["aarch64-linux-gnu-gcc"] if compiler == "gcc" else clang_words("clang22")
    command = [*words, *flags.split(), "-S", "-o", "-", path]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    dropped = (".Lfunc_end", ".Lsec_end", ".LFE", ".LFB", "\t.aeabi", "\t.arch", "\t.uleb")
    kept = []
    note = False
    for line in text.splitlines():
        note = note and not line.startswith(("\t.text", "\t.section"))
        note = note or ".note.gnu.property" in line
        if not note and not line.startswith(dropped):
            kept.append(line)
    return "\n".join(kept) + "\n"


RIGHT = """
f:
    cmp w0, #3
    b.hi .Lout
    mov w8, w0
    adrp x9, .Ltable
    add x9, x9, :lo12:.Ltable
    adr x10, .Lbase
    ldrb w11, [x9, x8]
    add x10, x10, x11, lsl #2
    br x10
.Lbase:
    add w0, w0, #1
.Lone:
    add w0, w0, #2
.Lout:
    ret
    .section .rodata
.Ltable:
    .byte (.Lbase - .Lbase) >> 2
    .byte (.Lout - .Lbase) >> 2
    .byte (.Lone - .Lbase) >> 2
    .byte (.Lbase - .Lbase) >> 2
"""

# (what is changed, to what, why it is refused or "")
CHANGES = [
    ("w0, #3", "w0, #3", ""),
    ("w0, #3", "w0, #2", ""),  # the last entry is never read
    ("w0, #3", "w0, #4", "indirect-jump"),  # reads beyond the table
    ("b.hi", "b.hs", ""),
    ("b.hi", "b.gt", "indirect-jump"),  # a negative index gets through
    ("b.hi", "b.ne", "indirect-jump"),
    ("b.hi .Lout", "b.hi .Lone", ""),
    ("b.hi .Lout", "b.ls .Lout", "indirect-jump"),
    ("    b.hi .Lout\n", "", "indirect-jump"),
    ("mov w8, w0", "mov x8, x0", "indirect-jump"),  # the upper half of an argument is garbage
    ("mov w8, w0", "sxtw x8, w0", "indirect-jump"),
    ("mov w8, w0", "and x8, x0, #3", ""),
    ("mov w8, w0", "and x8, x0, #7", "indirect-jump"),
    ("mov w8, w0", "and x8, x0, #6", "indirect-jump"),
    ("mov w8, w0", "mov w8, w1", "indirect-jump"),
    ("[x9, x8]", "[x9, w0, uxtw]", ""),
    ("[x9, x8]", "[x9, w0, sxtw]", "indirect-jump"),
    ("[x9, x8]", "[x9, x0]", "indirect-jump"),
    ("[x9, x8]", "[x1, x8]", "indirect-jump"),
    ("cmp w0, #3", "cmp x0, #3", ""),
    ("b.hi .Lout", "b.hi .Lout\n    add w0, w0, #1", "indirect-jump"),
    ("b.hi .Lout", "cmp w1, #3\n    b.hi .Lout", "indirect-jump"),
    ("b.hi .Lout", "adds w1, w1, #3\n    b.hi .Lout", "indirect-jump"),
    ("b.hi .Lout", "bfi w0, w1, #4, #4\n    b.hi .Lout", "indirect-jump"),
    ("ldrb w11", "ldrh w11", "indirect-jump"),  # the index is not scaled
    ("x11, lsl #2", "x11, lsl #1", "indirect-jump"),
    ("x11, lsl #2", "w11, sxtb #2", ""),
    ("x11, lsl #2", "w11, uxtb #2", ""),
    ("x11, lsl #2", "w11, sxth #2", "indirect-jump"),
    ("add x10, x10, x11", "add x10, x10, x8", "indirect-jump"),
    ("    br x10", "    add x10, x10, #4\n    br x10", "indirect-jump"),
    ("    br x10", "    cbz w1, .Lgo\n    mov x10, x2\n.Lgo:\n    br x10", "indirect-jump"),
    ("    br x10", "    br x11", "indirect-jump"),
    ("(.Lone - .Lbase) >> 2", "100", "indirect-jump"),  # beyond the code
    ("(.Lone - .Lbase) >> 2", "1", ""),
    ("adr x10, .Lbase", "adr x10, .Lone", "indirect-jump"),  # one entry leads outside then
    (".Lout:\n    ret", "    ret\n.Lout:\n    ret", ""),
    ("    br x10", "    b .Lout", "place"),  # an address in the code without a jump
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "reason"), CHANGES)
def test_only_the_shape_of_a_switch(old: str, new: str, reason: str, tmp_path: Path) -> None:
    assert RIGHT.count(old) == 1, old
    text = RIGHT.replace(old, new)
    if old == "adr x10, .Lbase":
        text = text.replace("(.Lout - .Lbase)", "60 #").replace("60 # >> 2", "60")
    if reason:
        with pytest.raises(RejectedError) as caught:
            assemble(text, "f", Contract(), str(tmp_path))
        assert caught.value.reason == reason, caught.value.detail
    else:
        assert assemble(text, "f", Contract(), str(tmp_path)).jumps


def test_where_the_jumps_lead(tmp_path: Path) -> None:
    made: Assembled = assemble(RIGHT, "f", Contract(), str(tmp_path))
    assert made.jumps == ((32, (36, 44, 40, 36)),)
    assert made.tables == ((0, 4),)


def test_each_place_that_is_jumped_to_is_a_landing_pad(tmp_path: Path) -> None:
    guarded = Contract(attributes=('"branch-target-enforcement"',))
    with pytest.raises(RejectedError) as caught:
        assemble(RIGHT, "f", guarded, str(tmp_path))
    assert caught.value.reason == "landing-pad"
    padded = RIGHT
    for label in (".Lbase:", ".Lone:", ".Lout:"):
        padded = padded.replace(label, label + "\n    bti j")
    assert assemble(padded, "f", guarded, str(tmp_path)).jumps
    with pytest.raises(RejectedError) as caught:
        assemble(padded, "f", Contract(), str(tmp_path))
    assert caught.value.reason == "forbidden-instruction"
    with pytest.raises(RejectedError) as caught:
        assemble(padded.replace("    ret", "    mov w1, w0\n    bti j\n    ret"), "f", guarded,
                 str(tmp_path))  # fmt: skip
    assert caught.value.reason == "landing-pad"
