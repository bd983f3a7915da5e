"""The syntax screen: what is written in, what comes out, and what is refused."""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armcc.gates import instructions, syntax
from armcc.gates.licence import Licence
from armcc.gates.syntax import RejectedError, screen

HEAD = "\t.text\n\t.globl\tf\n\t.p2align\t{p2}\n\t.type\tf, %function\nf:\n\t.cfi_startproc\n"
TAIL = "\t.cfi_endproc\n\t.size\tf, .-f\n"


def canonical(code: str, constants: str = "", p2: int = 2) -> str:
    """The frame that the screen writes around code and constants."""
    return HEAD.format(p2=p2) + code + TAIL + constants


RODATA = '\t.section\t.rodata,"a",%progbits\n'

# (what it shows, text, the code in the canonical text, its constants, its alignment)
SIDE_BY_SIDE = [
    ("the least", "f: ret", "\tret\n", "", 2),
    ("spaces and tabs", "f:\n  \t add   w0, w0,\tw1  \n ret", "\tadd\tw0, w0,\tw1\n\tret\n", "", 2),
    ("upper case mnemonics", "f:\n MOV W0, #1\n B.EQ 1f\n1: Ret", "\tmov\tW0, #1\n\tb.eq\t1f\n1:\n\tret\n", "", 2),
    ("comments", "// one\n# two\nf: // three\n add w0, w0, #1 // four\n ret", "\tadd\tw0, w0, #1\n\tret\n", "", 2),
    ("comments that steer llvm-mca", "# LLVM-MCA-BEGIN x\nf:\n # LLVM-MCA-LATENCY 1\n ret // LLVM-MCA-END", "\tret\n", "", 2),
    ("labels in one line", "f: a: 1: ret", "a:\n1:\n\tret\n", "", 2),
    ("dropped directives", '.file "x.c"\n.globl f, evil\n.type f, %function\nf: ret\n.size f, 1\n.ident "me"', "\tret\n", "", 2),
    ("the largest alignment of the entry", ".p2align 4\n.balign 32\n.align 3\nf: ret", "\tret\n", "", 5),
    ("alignment inside the code is left out", "f: nops: .p2align 5\n add w0, w0, #1\n ret", "nops:\n\tadd\tw0, w0, #1\n\tret\n", "", 2),
    ("call-frame information", "f:\n.cfi_startproc\n.cfi_def_cfa_offset 16\n ret\n.cfi_endproc", "\t.cfi_def_cfa_offset\t16\n\tret\n", "", 2),
    ("a clang section", '.section .text.hot.f,"ax",@progbits\nf: ret', "\tret\n", "", 2),
    ("constants", 'f: ret\n.section .rodata.cst16,"aM",@progbits,16\n.p2align 4, 0x0\n.LC: .xword 1, -2\n.text', "\tret\n", RODATA + "\t.p2align\t4\n.LC:\n\t.xword\t1, -2\n", 2),
    ("a string with signs in it", 'f: ret\n.section .rodata\n.L: .asciz "; // \\" \\\\ /*"', "\tret\n", RODATA + '.L:\n\t.asciz\t"; // \\" \\\\ /*"\n', 2),
    ("zeros and other fills", "f: ret\n.section .rodata\n.skip 4\n.space 3, 0x7\n.zero 0x10", "\tret\n", RODATA + "\t.zero\t4\n\t.space\t3, 0x7\n\t.zero\t0x10\n", 2),
    ("a jump table", "f: br x0\n.L1: ret\n.section .rodata\n.L2: .byte (.L1 - .L1) >> 2\n.hword (.L1-.L1)/4", "\tbr\tx0\n.L1:\n\tret\n", RODATA + ".L2:\n\t.byte\t(.L1-.L1)/4\n\t.hword\t(.L1-.L1)/4\n", 2),
    ("no section but the two", 'f: ret\n.section .note.GNU-stack,"",@progbits', "\tret\n", "", 2),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "constants", "p2"), [row[1:] for row in SIDE_BY_SIDE], ids=[r[0] for r in SIDE_BY_SIDE]
)  # fmt: skip
def test_what_goes_in_and_what_comes_out(text: str, code: str, constants: str, p2: int) -> None:
    assert screen(text, "f") == canonical(code, constants, p2)


# (text, reason, a word of the detail)
REFUSED = [
    ("", "empty", "the text is empty"),
    (" \n\t\n", "empty", "the text is empty"),
    ("ret", "syntax", "outside the function"),
    ("g: ret", "label", "before the entry f"),
    ("f:", "empty", "no instructions"),
    ("f: ret\nf: ret", "label", "defined twice"),
    (".section .rodata\nf: ret", "label", "not in the text section"),
    ("f: svc #0", "forbidden-instruction", "svc"),
    ("f: BL g", "forbidden-instruction", "bl "),
    ("f: nop", "forbidden-instruction", "nop"),
    ("f: frobnicate x0", "unknown-instruction", "frobnicate"),
    ("f: ldadd x0, x1, [x2]", "forbidden-instruction", "ldadd"),
    ("f: ret ; svc #0", "syntax", "';'"),
    ("f: ret /* svc */", "syntax", "'/*'"),
    ("f: ldr x0, =5", "syntax", "operands"),
    ("f: mov x0, \\x", "syntax", "operands"),
    ('f: mov x0, "a"', "syntax", "operands"),
    ("f: ret @ comment", "syntax", "operands"),
    ("f: 5 + 5", "syntax", "not an instruction"),
    ("f: ret\n= 5", "syntax", "not an instruction"),
    ("f: .inst 0xd4000001", "directive", ".inst"),
    (".macro ret\nf: ret\n.endm", "directive", ".macro"),
    ('.include "/etc/passwd"\nf: ret', "directive", ".include"),
    ("f: ret\n.set x, 5", "directive", ".set"),
    ("f: ret\n.data\n", "directive", ".data"),
    ('.section .init_array,"aw"\nf: ret', "directive", "the section"),
    ('.section .rodata,"aw"\nf: ret', "directive", "the section"),
    (".p2align 7\nf: ret", "directive", "above 64"),
    (".balign 12\nf: ret", "directive", ".balign"),
    (".p2align x\nf: ret", "directive", ".p2align"),
    ("f: ret\n.word 0xd4000001", "data-in-code", "outside .rodata"),
    ("f: ret\n.asciz \"x\"", "data-in-code", "outside .rodata"),
    ("f: ret\n.section .rodata\n.word f", "constant", "numbers only"),
    ("f: ret\n.section .rodata\n.word 1, f - .", "constant", "numbers only"),
    ("f: br x0\n ret", "forbidden-instruction", "br without a jump table"),
    ("f: ret\n.section .rodata\n.L1: .byte (.L1 - .L1) >> 2", "constant", "places in the code"),
    ("f: ret\n.section .rodata\n.byte (.L1 - .L2) >> 2", "constant", "places in the code"),
    ("f: ret\n.L1:\n.section .rodata\n.byte (.L1 - f) >> 2", "constant", "numbers only"),
    ("f: ret\n.L1:\n.section .rodata\n.word (.L1 - .L1) >> 2", "constant", "numbers only"),
    ("f: ret\n.L1:\n.section .rodata\n.byte (.L1 - .L1) >> 3", "constant", "numbers only"),
    ("f: ret\n.L1:\n.section .rodata\n.byte (.L1 - .L1) >> 2 + x", "constant", "numbers only"),
    ("f: ret\n.L1:\n.section .rodata\n.byte (.L1 - .L1)", "constant", "numbers only"),
    ("f: ret\n.section .rodata\n.zero 1000000", "too-long", "bytes"),
    ("f: ret\n.section .rodata\n.ascii \"a\" x", "directive", ".ascii"),
    ("f: ret\n.section .rodata\n ret", "syntax", "outside the function"),
    ('f: ret\n.section .note.GNU-stack,"",@progbits\nx: ', "label", "outside"),
    (".cfi_offset 19, -8\nf: ret", "directive", "before the entry"),
    ("f: .cfi_escape 0x0f\n ret", "directive", ".cfi_escape"),
    ("f: .cfi_offset \"19\"\n ret", "directive", ".cfi_offset"),
    ("f: ret\x00", "not-ascii", "ASCII"),
    ("f: r\xe9t", "not-ascii", "ASCII"),
    ("f: ret\x08", "not-ascii", "control character"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason", "detail"), REFUSED, ids=[repr(r[0]) for r in REFUSED])
def test_refused_with_reason_and_sentence(text: str, reason: str, detail: str) -> None:
    with pytest.raises(RejectedError) as caught:
        screen(text, "f")
    assert caught.value.reason == reason
    assert detail in caught.value.detail


CALLS = Licence(callees=frozenset(["g", "g.part$1", "f"]))
POINTERS = Licence(indirect=True)
GUARDED = Licence(landing_pads=True, signing=True)
RETAA = Licence(signing=True, authenticated_return=True)

# (licence, instruction, its canonical form; "" where it is refused)
LICENSED = [
    (CALLS, "bl g", "bl\tg"),
    (CALLS, "BL g.part$1", "bl\tg.part$1"),
    (CALLS, "bl f", "bl\tf"),
    (CALLS, "bl h", ""),
    (CALLS, "bl g + 4", ""),
    (CALLS, "bl g, h", ""),
    (CALLS, "bl G", ""),
    (CALLS, "bl 1f", ""),
    (CALLS, "bl .", ""),
    (CALLS, "bl", ""),
    (CALLS, "blr x1", ""),
    (CALLS, "br x1", ""),
    (POINTERS, "blr x1", "blr\tx1"),
    (POINTERS, "br X16", "br\tX16"),
    (POINTERS, "blr g", ""),
    (POINTERS, "blr", ""),
    (POINTERS, "br [x1]", ""),
    (POINTERS, "blr x1, x2", ""),
    (POINTERS, "bl g", ""),
    (POINTERS, "blraa x1, x2", ""),
    (GUARDED, "bti c", "hint\t#34"),
    (GUARDED, "BTI C", "hint\t#34"),
    (GUARDED, "hint #34", "hint\t#34"),
    (GUARDED, "hint 34", "hint\t#34"),
    (GUARDED, "bti j", "hint\t#36"),
    (GUARDED, "bti", ""),
    (GUARDED, "bti x", ""),
    (GUARDED, "hint #35", ""),
    (GUARDED, "hint #034", ""),  # octal to an assembler
    (GUARDED, "hint #0x22", ""),
    (GUARDED, "hint #0", ""),
    (GUARDED, "nop", ""),
    (GUARDED, "paciasp", "hint\t#25"),
    (GUARDED, "hint #25", "hint\t#25"),
    (GUARDED, "autiasp", "hint\t#29"),
    (GUARDED, "paciasp x0", ""),
    (GUARDED, "pacibsp", ""),
    (GUARDED, "hint #27", ""),
    (GUARDED, "hint #29", "hint\t#29"),
    (GUARDED, "hint #31", ""),
    (GUARDED, "retaa", ""),
    (GUARDED, "retab", ""),
    (RETAA, "retaa", "retaa"),
    (RETAA, "retaa x0", ""),
    (RETAA, "bti c", ""),
    (Licence(landing_pads=True), "hint #25", ""),
    (Licence(landing_pads=True, signing=True, indirect=True), "svc #0", ""),
]  # fmt: skip


@pytest.mark.parametrize(("licensed", "line", "wanted"), LICENSED)
def test_what_a_licence_lets_in(licensed: Licence, line: str, wanted: str) -> None:
    text = f"f: {line}\n ret"
    with pytest.raises(RejectedError) as caught:
        screen(text, "f")
    assert caught.value.reason in ("forbidden-instruction", "unknown-instruction", "syntax")
    if wanted:
        assert screen(text, "f", licensed) == canonical(f"\t{wanted}\n\tret\n")
        assert screen(screen(text, "f", licensed), "f", licensed) == screen(text, "f", licensed)
    else:
        with pytest.raises(RejectedError) as caught:
            screen(text, "f", licensed)
        assert caught.value.reason in ("forbidden-instruction", "unknown-instruction", "syntax")


def test_bounds_on_what_tools_are_fed() -> None:
    many = "f:\n" + " add w0, w0, #1\n" * (syntax.MAX_INSTRUCTIONS - 1)
    assert screen(many + " ret\n", "f").count("\tadd\t") == syntax.MAX_INSTRUCTIONS - 1
    with pytest.raises(RejectedError, match="more than 8192 instructions"):
        screen(many + " ret\n ret\n", "f")
    with pytest.raises(RejectedError, match="longer than"):
        screen("f: ret\n" + "//" * syntax.MAX_TEXT, "f")


def test_allowed_and_forbidden_do_not_meet() -> None:
    assert not instructions.ALLOWED & instructions.FORBIDDEN


def test_a_name_with_signs_of_regular_expressions() -> None:
    assert "\na.b$c:\n" in screen("a.b$c: ret", "a.b$c")
    with pytest.raises(RejectedError):
        screen("axb$c: ret", "a.b$c")


# What compilers, people and attackers write; a text is some of these and some noise.
FRAGMENTS = [
    ".byte (.L0-.L0)/4", "br x8",
    "f:", "f: ret", "\tret", " add w0, w0, w1", "1: b 1b", "b.ne 1b", ".L0:", ".LC0: .word 1, 2",
    ".text", '.section .rodata,"a"', '.section .text.hot.,"ax"', ".section .note.GNU-stack", "// c",
    "# LLVM-MCA-BEGIN", ".p2align 4", ".balign 8, 0", ".zero 8", ".byte -1", '.asciz "a:b // ;"',
    ".cfi_startproc", ".cfi_offset w19, -8", ".cfi_remember_state", ".globl f", ".size f, .-f",
    "svc #0", ".inst 0", "ldr x0, =1", "x: y: ldr x0, [x1, #8]!", 'mov w0, #1 // "', "a : ret",
    ".space 1,2", ".skip 0x4", "ldp\tx1,\tx2, [sp], #16", "2:3:", "$d:", ".byte:",
]  # fmt: skip
NOISE = st.text(
    alphabet=st.sampled_from(
        "abfrst019 .,:;#$%&@!=\"'`\\/*-+()[]{}<>^|~?_\t\n\r\x0b\x0c\x1c\x1f\x7f"
    ),
    max_size=12,
)
LINES = st.one_of(
    st.sampled_from(FRAGMENTS),
    st.builds(lambda a, n, b: a[:n] + b + a[n:], st.sampled_from(FRAGMENTS), st.integers(0, 12), NOISE),
    st.builds(lambda a, b: a + b, st.sampled_from(FRAGMENTS), st.sampled_from(FRAGMENTS)),
    NOISE,
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(LINES, max_size=8).map("\n".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=8).map(lambda t: "f: ret\n" + "\n".join(t)),
    st.text(max_size=60),
)

# Read by hand, not with the screen's own expressions: what a line of its output may be.
_OUT_LABEL = re.compile(r"[A-Za-z_.$0-9][A-Za-z_.$0-9]*:")
_OUT_DIRECTIVES = {
    *(".text .globl .p2align .type .size .section .zero .space .ascii .asciz .string").split(),
    *(".byte .hword .short .2byte .word .long .int .4byte .xword .quad .8byte").split(),
    *(".cfi_startproc .cfi_endproc .cfi_def_cfa .cfi_def_cfa_offset .cfi_def_cfa_register").split(),
    *(".cfi_adjust_cfa_offset .cfi_offset .cfi_rel_offset .cfi_restore .cfi_same_value").split(),
    *(".cfi_remember_state .cfi_restore_state .cfi_negate_ra_state").split(),
}
_SYSTEM = {"svc", "hvc", "smc", "brk", "hlt", "msr", "mrs", "sys", "bl", "blr", "udf", "hint"}


def check_output(text: str) -> None:
    for line in text.splitlines():
        if not line.startswith("\t"):
            assert _OUT_LABEL.fullmatch(line), line
            continue
        word, _, rest = line[1:].partition("\t")
        if word.startswith("."):
            assert word in _OUT_DIRECTIVES, line
            if word == ".section":
                assert rest == '.rodata,"a",%progbits'
        else:
            assert word in instructions.ALLOWED or re.fullmatch(r"\tbr\tx\d+", line), line
            assert word not in _SYSTEM, line
            assert not set(rest) & set(";\"'=\\@`"), line
            assert "//" not in rest, line
            assert "/*" not in rest, line
    assert all(32 <= ord(c) < 127 or c in "\t\n" for c in text)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_whatever_the_text_only_parsed_lines_come_out(text: str) -> None:
    try:
        out = screen(text, "f")
    except RejectedError as e:
        assert e.reason
        assert e.detail
        return
    check_output(out)
    assert screen(out, "f") == out


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=10))
def test_a_line_that_is_refused_is_refused_anywhere_in_the_function(lines: list[str]) -> None:
    for bad in ("svc #0", ".inst 0", "ldr x0, =1"):
        with pytest.raises(RejectedError):
            screen("\n".join(["f: ret", *lines, bad]), "f")
