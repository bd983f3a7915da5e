"""From a module's assembly to one candidate, for each compiler's dialect.

Input and output stand side by side; the output of equal code is equal.
"""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.passes.extract import Module, Names, canonical, references

CLANG = """\
	.file	"a.c"
	.section	.rodata.cst8,"aM",@progbits,8
	.p2align	3, 0x0                          // -- Begin function scale
.LCPI3_0:
	.xword	0x400921f9f01b866e              // double 3.14159
	.section	.text.hot.,"ax",@progbits
	.globl	scale
	.p2align	4
	.type	scale,@function
scale:                                  // @scale
	.cfi_startproc
// %bb.0:
	adrp	x8, .LCPI3_0
	ldr	d1, [x8, :lo12:.LCPI3_0]
	cbz	x0, .LBB3_2
	.p2align	5, , 16
.LBB3_1:                                // =>This Inner Loop Header: Depth=1
	fmul	d0, d0, d1
	subs	x0, x0, #1
	b.ne	.LBB3_1
.LBB3_2:
	ret
.Lfunc_end3:
	.size	scale, .Lfunc_end3-scale
	.cfi_endproc
                                        // -- End function
"""

# As LLVM prints it inside the process: no comments.
LLVMLITE = "\n".join(
    line.split("//")[0].rstrip() for line in CLANG.splitlines() if "%bb" not in line
)

GCC = """\
	.arch armv8-a
	.file	"a.c"
	.text
	.section	.text.hot,"ax",@progbits
	.align	2
	.p2align 4,,11
	.global	scale
	.type	scale, %function
scale:
.LFB0:
	.cfi_startproc
	adrp	x8, .LC0
	ldr	d1, [x8, #:lo12:.LC0]
	cbz	x0, .L1
	.p2align 3,,7
.L3:
	fmul	d0, d0, d1
	subs	x0, x0, #1
	b.ne	.L3
.L1:
	ret
	.cfi_endproc
.LFE0:
	.size	scale, .-scale
	.section	.rodata.cst8,"aM",@progbits,8
	.align	3
.LC0:
	.xword	0x400921f9f01b866e
	.ident	"GCC: (Debian 12.2.0-14) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
"""

CANDIDATE = """\
	.text
	.globl	scale
	.p2align	4
	.type	scale, %function
scale:
	.cfi_startproc
	adrp	x8, .Lc0
	ldr	d1, [x8, :lo12:.Lc0]
	cbz	x0, .L1
.L0:
	fmul	d0, d0, d1
	subs	x0, x0, #1
	b.ne	.L0
.L1:
	ret
	.cfi_endproc
	.size	scale, .-scale
	.section	.rodata
	.p2align	3
.Lc0:
	.xword	0x400921f9f01b866e
"""


@pytest.mark.parametrize("assembly", [CLANG, LLVMLITE, GCC], ids=["clang", "llvmlite", "gcc"])
def test_equal_code_gives_equal_text(assembly: str) -> None:
    found = Module(assembly).extract("scale", Names({"scale"}))
    assert found.reason == ""
    assert found.text.replace("#:lo12:", ":lo12:") == CANDIDATE


def function(body: str, more: str = "") -> str:
    """A module in clang's dialect with one function `f`."""
    lines = "\n".join(f"\t{s.strip()}" if s.strip()[-1] != ":" else s.strip()
                      for s in dedent(body).strip().splitlines())  # fmt: skip
    return (
        "\t.text\n\t.globl f\n\t.p2align 2\n\t.type f,@function\nf:\n\t.cfi_startproc\n"
        f"{lines}\n.Lfunc_end0:\n\t.size f, .Lfunc_end0-f\n\t.cfi_endproc\n{more}"
    )


def lines_of(assembly: str, known: set[str]) -> list[str]:
    found = Module(assembly).extract("f", Names(known | {"f"}))
    assert found.reason == ""
    return [line.strip() for line in found.text.splitlines()]


def test_symbols_of_the_object_are_kept_by_name() -> None:
    text = function("adrp x8, table\nadd x8, x8, :lo12:table+16\nbl g\nb h")
    found = Module(text).extract("f", Names({"f", "table", "g", "h"}))
    assert found.symbols == {"table", "g", "h"}
    assert found.direct == {"table"}
    assert "add\tx8, x8, :lo12:table+16" in found.text


def test_a_symbol_through_the_offset_table_is_not_direct() -> None:
    text = function("adrp x8, :got:var\nldr x8, [x8, :got_lo12:var]\nldr w0, [x8]\nret")
    found = Module(text).extract("f", Names({"f", "var"}))
    assert (found.symbols, found.direct) == ({"var"}, set())


def test_a_static_table_that_the_object_lacks_becomes_a_constant() -> None:
    data = (
        "\t.section .rodata\n\t.align 3\n\t.type tt.0, %object\ntt.0:\n\t.hword 1, -2\n\t.zero 4\n"
    )
    text = function("adrp x0, tt.0\nadd x0, x0, :lo12:tt.0\nret", data)
    lines = lines_of(text, set())
    assert "adrp\tx0, .Lc0" in lines
    assert lines[-4:] == [".p2align\t3", ".Lc0:", ".hword\t1, -2", ".zero\t4"]


def test_a_static_table_that_the_object_has_is_named() -> None:
    data = "\t.section .rodata\ntt:\n\t.word 1\n"
    lines = lines_of(function("adrp x0, tt\nret", data), {"tt"})
    assert "adrp\tx0, tt" in lines
    assert not any(".rodata" in line for line in lines)


def test_strings_become_bytes_with_their_zero() -> None:
    data = '\t.section .rodata.str1.1,"aMS",@progbits,1\n.L.str:\n\t.asciz "a//\\"b"\n'
    lines = lines_of(function("adrp x0, .L.str\nadd x0, x0, :lo12:.L.str\nret", data), set())
    assert lines[-1] == '.ascii\t"a//\\"b\\000"'


SWITCH = """\
    cmp w0, #1
    b.hi .LBB0_3
    mov w8, w0
    adrp x9, {0}
    add x9, x9, :lo12:{0}
    adr x10, .LBB0_1
    ldrb w11, [x9, x8]
    add x10, x10, x11, lsl #2
    br x10
    .LBB0_1:
    ret
    .LBB0_2:
    mov w0, #7
    .LBB0_3:
    ret
"""


@pytest.mark.parametrize("entry", [".byte ({0}-.LBB0_1)>>2", ".byte\t({0} - .LBB0_1) / 4"])
def test_a_jump_table_keeps_its_places(entry: str) -> None:
    table = "\t.section .rodata\n.LJTI0_0:\n" + "".join(
        f"\t{entry.format(place)}\n" for place in (".LBB0_2", ".LBB0_1")
    )
    lines = lines_of(function(SWITCH.format(".LJTI0_0"), table), set())
    assert lines[-3:] == [".Lc0:", ".byte\t(.L1 - .L0) / 4", ".byte\t(.L0 - .L0) / 4"]
    # A place that only the table names keeps its label.
    assert lines[lines.index("br\tx10") : lines.index(".cfi_endproc")] == [
        "br\tx10", ".L0:", "ret", ".L1:", "mov\tw0, #7", ".L2:", "ret",
    ]  # fmt: skip
    assert "adr\tx10, .L0" in lines


def test_a_table_that_leads_elsewhere_is_refused() -> None:
    table = "\t.section .rodata\n.LJTI0_0:\n\t.byte (.LBB1_2-.LBB0_1)>>2\n"
    found = Module(function(SWITCH.format(".LJTI0_0"), table)).extract("f", Names({"f"}))
    assert (found.text, found.reason) == ("", "a table that leads out of the function")


def test_two_constants_keep_their_order_and_alignment() -> None:
    data = (
        '\t.section .rodata.cst16,"aM",@progbits,16\n\t.p2align 4, 0x0\n.LCPI0_0:\n\t.word 1\n'
        "\t.p2align 4, 0x0\n.LCPI0_1:\n\t.byte 2\n"
    )
    body = "adrp x0, .LCPI0_1\nldr q0, [x0, :lo12:.LCPI0_1]\nadrp x1, .LCPI0_0\nret"
    assert lines_of(function(body, data), set())[-6:] == [
        ".p2align\t4", ".Lc0:", ".byte\t2", ".p2align\t4", ".Lc1:", ".word\t1"
    ]  # fmt: skip


def test_call_frame_information_is_kept() -> None:
    body = "stp x29, x30, [sp, #-16]!\n.cfi_def_cfa_offset 16\n.cfi_offset w30, -8\nret"
    lines = lines_of(function(body), set())
    assert ".cfi_def_cfa_offset\t16" in lines
    assert ".cfi_offset\tw30, -8" in lines


@pytest.mark.parametrize(
    ("body", "data", "reason"),
    [
        ("bl unknown", "", "unknown is not a symbol of the object"),
        ("adrp x0, .L.x\nret", "\t.data\n.L.x:\n\t.word 1\n", "private label .L.x is not"),
        (
            "adrp x0, .LJTI0_0\nret",
            "\t.section .rodata\n.LJTI0_0:\n\t.word .LBB0_1-.LJTI0_0\n",
            "a table of addresses",
        ),
        (
            "adrp x0, .LJTI0_0\nret",
            "\t.section .rodata\n.LJTI0_0:\n\t.word (.LBB0_1-.LBB0_2)>>2\n",
            "a table of addresses",
        ),
        ("adrp x0, .Lp\nret", "\t.section .rodata\n.Lp:\n\t.xword f\n", "a table of addresses"),
        ("adrp x0, .Lp\nret", "\t.section .rodata\n.Lp:\n\t.double 1.0\n", ".Lp has no data"),
        (".word 1\nret", "", "data inside the code"),
        (".inst 0xd503201f\nret", "", "directive .inst"),
        (".tlsdesccall x\nblr x1\nret", "", "directive .tlsdesccall"),
        (".cfi_personality 156, DW.ref.__gxx_personality_v0\nret", "", "exception tables"),
        (".cfi_lsda 28, .Lexception0\nret", "", "exception tables"),
    ],
)
def test_what_a_candidate_cannot_carry_is_refused(body: str, data: str, reason: str) -> None:
    found = Module(function(body, data)).extract("f", Names({"f"}))
    assert found.text == ""
    assert found.reason.startswith(reason)


def test_a_function_that_was_inlined_away_has_no_candidate() -> None:
    assert Module(function("ret")).extract("g", Names({"g"})).reason == "no such function"


def test_a_part_in_another_section_is_not_taken_for_the_function() -> None:
    text = (
        "\t.section .text.hot\n\t.type f, %function\nf:\n\tcbz x0, .L9\n\tret\n"
        "\t.section .text.unlikely\n\t.type f.cold, %function\nf.cold:\n.L9:\n\tbl g\n"
        "\t.section .text.hot\n\t.size f, .-f\n"
    )
    assert Module(text).extract("f", Names({"f", "g"})).reason.startswith("private label .L9")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("b.eq .L4", [(".L4", "branch")]),
        ("beq .L4", [(".L4", "branch")]),
        ("b h", [("h", "branch")]),
        ("bl _ZN1a1bEv", [("_ZN1a1bEv", "branch")]),
        ("br x16", []),
        ("blr x8", []),
        ("cbz w1, .L1", [(".L1", "branch")]),
        ("tbnz w1, #3, .L1", [(".L1", "branch")]),
        ("bic w0, w1, w2", []),
        ("bic v0.16b, v1.16b, v4.16b", []),
        ("bif v0.16b, v1.16b, v4.16b", []),
        ("bsl v0.8b, v1.8b, v2.8b", []),
        ("bhi .L7", [(".L7", "branch")]),
        ("b.vs .L7", [(".L7", "branch")]),
        ("bfi w0, w1, #2, #3", []),
        ("adrp x0, a.b", [("a.b", "direct")]),
        ("ldr x0, [x1]", []),
        ("ldr x0, .L3", [(".L3", "direct")]),
        ("ldr d0, [x8, :lo12:.LCPI0_0]", [(".LCPI0_0", "direct")]),
        ("add x0, x0, #:lo12:x+8", [("x", "direct")]),
        ("ldr x0, [x0, :got_lo12:x]", [("x", "table")]),
        ("mov w0, wzr", []),
        (".cfi_offset w30, -8", []),
    ],
)
def test_the_symbols_of_an_instruction(line: str, found: list[tuple[str, str]]) -> None:
    assert references(line) == found


@given(st.text(alphabet='ab0 \t,#/"[]:.\\', max_size=40))
def test_the_canonical_form_is_final(line: str) -> None:
    once = canonical(line)
    assert canonical(once) == once
    assert not re.search(r"^\s|\s$", once)


@given(st.text(alphabet='ab:.\n\t ,@%"#[]xw0', max_size=200))
def test_any_text_is_read_without_failure(text: str) -> None:
    module = Module("\t.text\n\t.type f,@function\nf:\n" + text)
    module.extract("f", Names({"f", "a"}))


def test_a_symbol_is_named_by_its_distance_from_another() -> None:
    body = "adrp x8, var+8\n\tldr w9, [x8, :lo12:var+8]\n\tadrp x10, variable\n\tadrp x11, var"
    names = Names({"f", "var", "variable"}, {"var": ("near", -12)})
    found = Module(function(body)).extract("f", names)
    assert found.symbols == {"near", "variable"}
    lines = found.text.splitlines()
    assert {"\tadrp\tx8, near-4", "\tldr\tw9, [x8, :lo12:near-4]"} < set(lines)
    assert {"\tadrp\tx10, variable", "\tadrp\tx11, near-12"} < set(lines)


def test_a_symbol_with_a_distance_is_reached_directly_alone() -> None:
    body = "adrp x8, :got:var\n\tldr x8, [x8, :got_lo12:var]"
    found = Module(function(body)).extract("f", Names({"f", "var"}, {"var": ("near", 4)}))
    assert found.reason == "var is reached in another manner"


MERGED = (
    "\t.type .L_MergedGlobals,@object\n\t.local .L_MergedGlobals\n\t.comm .L_MergedGlobals,68,4\n"
    "used = .L_MergedGlobals\n\t.size used, 4\nhistory = .L_MergedGlobals+4\n\t.size history, 64\n"
)
WHOLE = "adrp x8, .L_MergedGlobals\n\tldr w9, [x8, :lo12:.L_MergedGlobals+8]\n\tret"


@pytest.mark.parametrize(
    ("known", "elsewhere", "first", "second", "named"),
    [
        ({"used", "history"}, {}, "used+0", "used+8", "used"),
        ({"history"}, {}, "history-4", "history+4", "history"),
        ({"used", "history"}, {"used": ("history", -4)}, "history-4", "history+4", "history"),
    ],
)
def test_a_merged_variable_without_a_name_is_named_by_a_piece(
    known: set[str], elsewhere: dict[str, tuple[str, int]], first: str, second: str, named: str
) -> None:
    found = Module(function(WHOLE, MERGED)).extract("f", Names({"f", *known}, elsewhere))
    assert f"\tadrp\tx8, {first}" in found.text.splitlines()
    assert f"\tldr\tw9, [x8, :lo12:{second}]" in found.text.splitlines()
    assert found.symbols == found.direct == {named}


def test_a_merged_variable_of_which_no_piece_has_a_name_is_refused() -> None:
    found = Module(function(WHOLE, MERGED)).extract("f", Names({"f"}))
    assert found.reason.startswith("private label .L_MergedGlobals is not")


@pytest.mark.parametrize(
    ("data", "content"),
    [
        ('.asciz "a\\tb\\"\\\\\\001"', b'a\tb"\\\x01\0'),
        (".byte 97, 0x62\n\t.byte 0", b"ab\0"),
        ('.ascii "ab"\n\t.zero 1', b"ab\0"),
        ('.ascii "\\303\\244\\000"', "\u00e4\0".encode()),
        (".zero 1", b"\0"),
    ],
)
def test_a_literal_that_the_object_has_is_named(data: str, content: bytes) -> None:
    body = "adrp x0, .L.str\n\tadd x0, x0, :lo12:.L.str\n\tadrp x1, .L.str+1\n\tret"
    text = function(body, f"\t.section .rodata\n.L.str:\n\t{data}\n")
    found = Module(text).extract("f", Names({"f"}, {}, {content: "armcc.literal.3"}))
    lines = found.text.splitlines()
    assert {"\tadrp\tx0, armcc.literal.3", "\tadrp\tx1, armcc.literal.3+1"} < set(lines)
    assert "\t.section\t.rodata" not in lines
    assert found.symbols == found.direct == {"armcc.literal.3"}
    other = Module(text).extract("f", Names({"f"}, {}, {content + b"\0": "armcc.literal.3"}))
    assert "\t.section\t.rodata" in other.text.splitlines()
