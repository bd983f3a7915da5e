# ruff: noqa: E501  a form a line
"""What no caller defines, as the condition of something rare: refused; its lawful uses are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import SUM, SUM_RIGHT, judged, replaced

from armcc.gates.verdict import ACCEPTED

pytestmark = pytest.mark.usefixtures("one_clang")


def summing(guard: str, before: str = "", after: str = "") -> str:
    """The sum of an array, but for what a guard makes of its length."""
    text = replaced(SUM_RIGHT, "    mov w2, #0", f"    {before}\n    {guard}\n    mov w2, #0")
    return replaced(text, "    ret", f"    {after}\n    ret").replace(";", "\n")


def when(*lines: str, condition: str = "eq") -> str:
    """None of the array is summed up where a condition holds."""
    return "\n    ".join((*lines, f"csel w1, wzr, w1, {condition}"))


GUARDS = {
    "a register that is no argument": when("cmp x8, #0x5a5"),
    "one that callees keep": when("cmp x21, #0x5a5"),
    "a vector register": when("fmov w9, s8", "cmp w9, #77"),
    "the upper half of a vector register": when("mov x9, v3.d[1]", "cmp x9, #77"),
    "the upper half of an int": when("lsr x9, x1, #32", "cmp w9, #77"),
    "the upper half, by a comparison of 64 bits": when("mov x9, #0x5000000000", "cmp x1, x9", condition="hi"),
    "the upper half, by a product": when("mul x9, x1, x1", "lsr x9, x9, #33", "cmp w9, #77"),
    "no branch": "sub x9, x8, #0x5a5\n    clz x9, x9\n    lsr x9, x9, #6\n    lsl x9, x9, #5\n    lsr w1, w1, w9\n"
    "    add w1, w1, w9, lsr #5",
    "a product": "sub x9, x8, #0x5a5\n    clz x9, x9\n    lsr x9, x9, #6\n    eor x9, x9, #1\n    mul w1, w1, w9",
    "a mask of a vector": "fmov d31, x8\n    movi v30.2d, #0xff\n    cmeq d31, d31, d30\n    fmov w9, s31\n"
    "    bic w1, w1, w9",
    "flags": "csel w1, wzr, w1, vs\n    b.vs 3f\n3:",
    "a byte of it": when("and w9, w8, #0xff", "cmp w9, #0x5a"),
    "a division": "sub x9, x8, #0x5a5\n    udiv x9, x9, x9\n    mul w1, w1, w9",
    "a conditional comparison": when("cmp w1, #3", "ccmp x8, #5, #0, gt"),
    "a checksum": when("crc32x w9, wzr, x8", "cmp w9, #77"),
    "the bits of the address of a buffer": when("tst x0, #0xfffff"),
    "its upper bits": when("tst x0, #0x1000000000000", condition="ne"),
    "its tag": when("lsr x9, x0, #56", "cmp x9, #0x5a"),
    "its tag, by a comparison with null": when("cmp x0, #0", condition="mi"),
    "its lower half": when("cmp w0, #0x100"),
    "its lower half, moved": when("sub w9, w0, #0x5a5", "cmp w9, w1", condition="lo"),
    "it and a constant": when("mov x9, #0x700000000000", "cmp x0, x9", condition="hi"),
    "it, bits of which are selected": when("cmp w1, #1", "csel x9, x0, xzr, gt", "ubfx x9, x9, #20, #16", "cmp x9, #77"),
    "it and its negative": when("neg x9, x0", "lsr x9, x9, #33", "cmp x9, #77"),
    "it in a vector": when("dup v31.2d, x0", "ushr v31.2d, v31.2d, #20", "fmov w9, s31", "cmp w9, #77"),
    "the place of the stack": when("mov x9, sp", "ubfx x9, x9, #12, #12", "cmp x9, #0x5a5"),
    "the low bits of the stack": when("mov x9, sp", "tst x9, #0xff0"),
    "the stack and a buffer": when("mov x9, sp", "cmp x0, x9", condition="hi"),
    "the return address": when("ubfx x9, x30, #4, #20", "cmp x9, #0x5a5"),
    "what lies below sp": when("ldr w9, [sp, #-16]", "cmp w9, #77"),
    "the caller's frame": when("ldr w9, [sp, #16]", "cmp w9, #77"),
}  # fmt: skip


# Decides by bits 20 to 33 of x9 without a comparison.
RARELY = "ubfx x9, x9, #20, #14; mov w10, #0x15a5; eor w9, w9, w10; sub w9, w9, #1; asr w9, w9, #20; bic {0}, {0}, w9;"
RARE = RARELY.format("w1")
FRAME = "sub sp, sp, #32; .cfi_def_cfa_offset 32; {} add sp, sp, #32; .cfi_def_cfa_offset 0;"
# An address that is taken for another, or for none.
LAUNDERED = {
    "the other half of a vector": "fmov d31, x0; mov x9, v31.d[1]; sub x9, x0, x9;" + RARE,
    "the stack in the other half": "mov x9, sp; fmov d31, x9; mov x10, v31.d[1]; sub x9, x9, x10;"
    + RARE,
    "its negative in a vector": "neg x9, x0; mov v31.d[0], x9; mov x9, v31.d[0]; sub x9, x0, x9;"
    + RARE,
    "both in a vector": "mov x9, sp; mov v31.d[0], x9; neg x10, x9; mov v31.d[1], x10; mov x10, v31.d[1]; sub x9, x9, x10;"
    + RARE,
    "by what is loaded": "cmp w1, #2; b.lt 8f; ldr x11, [x0]; sub x9, x0, x11; add x9, x9, x11;"
    + RARE
    + "8:",
    "the stack by what is loaded": "cmp w1, #2; b.lt 8f; ldr x11, [x0]; mov x9, sp; sub x9, x9, x11; add x9, x9, x11;"
    + RARE
    + "8:",
    "half of it on one path": "mov w9, w0; cmp w1, #0; b.le 7f; mov x9, x0; 7: ubfx x9, x9, #32, #13; lsl x9, x9, #20;"
    + RARE,
    "whether it is a constant": "mov x9, #0x123400000000; and x10, x0, #0xfffffffffffff000; sub x9, x10, x9; cbnz x9, 7f; mov w1, #0; 7:",
    "whether its lower half is one": "mov x9, x0;"
    + "add x9, x9, x9;" * 32
    + "mov x10, #0x5a50000000000000; sub x9, x9, x10; cbnz x9, 7f; mov w1, #0; 7:",
    "by an unknown place of the frame": FRAME.format(
        "mov x10, #8; str x0, [sp, x10]; ldr x9, [sp, x10];" + RARE
    ),
    "the stack by such a place": FRAME.format(
        "mov x10, #8; mov x9, sp; str x9, [sp, x10]; ldr x9, [sp, x10];" + RARE
    ),
}


@pytest.mark.parametrize("name", [*GUARDS, *LAUNDERED])
def test_what_nobody_defines_decides_nothing(name: str, tmp_path: Path) -> None:
    guard = {**GUARDS, **LAUNDERED}[name]
    found = judged(SUM, "sum", summing(guard), tmp_path, "-march=armv8-a+crc")
    assert found.outcome != ACCEPTED, found
    assert found.reason == ("return" if "x30" in guard else "undefined-input"), found


SAVE = "stp x19, x20, [sp, #-16]!\n .cfi_def_cfa_offset 16\n .cfi_offset w19, -16\n .cfi_offset w20, -8"
MORE = "stp x19, x20, [sp, #-32]!\n .cfi_def_cfa_offset 32\n .cfi_offset w19, -32\n .cfi_offset w20, -24"
INDEXED = "add x9, sp, w1, uxtw #3\n sub x9, x9, w1, uxtw #3\n ldr x9, [x9]"
SPILLS = {
    "a saved register": (SAVE, "ldr x9, [sp, #8]"),
    "a piece of it": (SAVE, "ldrh w9, [sp, #10]"),
    "by another register": (SAVE, INDEXED),
    "what was never stored": (MORE, "ldr x9, [sp, #16]"),
}


@pytest.mark.parametrize("name", SPILLS)
def test_nor_does_it_by_way_of_the_stack(name: str, tmp_path: Path) -> None:
    before, load = SPILLS[name]
    size = 32 if "#-32" in before else 16
    after = (
        f"ldp x19, x20, [sp], #{size}\n .cfi_restore w19\n .cfi_restore w20\n .cfi_def_cfa_offset 0"
    )
    found = judged(SUM, "sum", summing(when(load, "cmp w9, #77"), before, after), tmp_path)
    assert found.outcome != ACCEPTED, found
    assert found.reason == "undefined-input", found


# (source, name, candidate): what else they leave undefined.
OTHERS = {
    "what a callee leaves": (
        "int g(int); int f(int x) { return g(x) + 1; }",
        """f: stp x29, x30, [sp, #-16]!
        .cfi_def_cfa_offset 16
        .cfi_offset w29, -16
        .cfi_offset w30, -8
        mov x29, sp
        bl g
        cmp x11, #0x5a5
        cset w9, eq
        add w0, w0, #1
        add w0, w0, w9
        ldp x29, x30, [sp], #16
        .cfi_restore w29
        .cfi_restore w30
        .cfi_def_cfa_offset 0
        ret""",
    ),
    "the upper half of a result": (
        "int g(int); int f(int x) { return g(x) + 1; }",
        """f: stp x29, x30, [sp, #-16]!
        .cfi_def_cfa_offset 16
        .cfi_offset w29, -16
        .cfi_offset w30, -8
        mov x29, sp
        bl g
        lsr x9, x0, #32
        cmp w9, #0x5a5
        cinc w0, w0, eq
        add w0, w0, #1
        ldp x29, x30, [sp], #16
        .cfi_restore w29
        .cfi_restore w30
        .cfi_def_cfa_offset 0
        ret""",
    ),
    "an argument of a callee": (
        "int g(int); int f(int x) { return g(x + 1); }",
        """f: sub x9, x8, #0x5a5
        clz x9, x9
        add w0, w0, w9, lsr #6
        add w0, w0, #1
        b g""",
    ),
    "what is stored": (
        "void f(int *p, int x) { *p = x; }",
        """f: sub x9, x8, #0x5a5
        clz x9, x9
        add w1, w1, w9, lsr #6
        str w1, [x0]
        ret""",
    ),
    "where it is stored": (
        "void f(int *p, int x) { p[0] = x; p[1] = x; }",
        """f: sub x9, x8, #0x5a5
        clz x9, x9
        lsr x9, x9, #6
        str w1, [x0]
        str w1, [x0, #4]
        str w1, [x0, x9, lsl #2]
        ret""",
    ),
    "where the program lies": (
        "extern int g; int f(int x) { return x + g; }",
        """f: adrp x9, :got:g
        ldr x9, [x9, :got_lo12:g]
        ubfx x10, x9, #12, #16
        ldr w9, [x9]
        add w0, w0, w9
        cmp x10, #0x5a5
        cinc w0, w0, eq
        ret""",
    ),
    "an address in a register that a callee keeps half of": (
        "int g(int); int f(int *p, int x) { return g(x) + *p; }",
        """f: stp x29, x30, [sp, #-32]!; .cfi_def_cfa_offset 32; .cfi_offset w29, -32
        .cfi_offset w30, -24; str x19, [sp, #16]; .cfi_offset w19, -16; str d8, [sp, #24]
        .cfi_offset b8, -8; mov x29, sp; mov x19, x0; fmov d8, x0; mov w0, w1; bl g
        ldr w8, [x19]; fmov x9, d8; add w0, w0, w8;"""
        + RARELY.format("w0")
        + """ldr x19, [sp, #16]; ldr d8, [sp, #24]; ldp x29, x30, [sp], #32; .cfi_restore w29
        .cfi_restore w30; .cfi_restore w19; .cfi_restore b8; .cfi_def_cfa_offset 0; ret""",
    ),
    "an address that others' memory gives back": (
        "void f(long *p, long x) { *p = x; }",
        "f: str x0, [x0]; ldr w9, [x0, #2]; lsl x9, x9, #18;"
        + RARELY.format("w1").replace("bic w1, w1, w9", "sxtw x9, w9; bic x1, x1, x9")
        + "str x1, [x0]; ret",
    ),
    "how far a symbol is from its page": (
        "static int t[64]; int *e(void) { return t; } int f(int x) { return x + t[x & 63]; }",
        """f: adrp x11, t; add x9, x11, :lo12:t; and w8, w0, #63; ldr w8, [x9, w8, uxtw #2]
        add w0, w0, w8; sub x9, x9, x11; lsl x9, x9, #20;"""
        + RARELY.format("w0")
        + "ret",
    ),
    "how far a symbol is from the table": (
        "extern int g; int f(int x) { return x + g; }",
        """f: adrp x11, :got:g; ldr x9, [x11, :got_lo12:g]; ldr w8, [x9]; add w0, w0, w8
        sub x9, x9, x11;"""
        + RARELY.format("w0")
        + "ret",
    ),
    "what a callee gets to see of the frame": (
        "int g(const int*); int f(int x) { int a[2] = {x, x}; return g(a) + 1; }",
        """f: sub sp, sp, #32; .cfi_def_cfa_offset 32; stp x29, x30, [sp, #16]
        .cfi_offset w29, -16; .cfi_offset w30, -8; add x29, sp, #16; mov x9, x20
        stp w0, w0, [sp, #8];"""
        + RARELY.format("w0")
        + """str w0, [sp, #12]; add x0, sp, #8; bl g; add w0, w0, #1
        ldp x29, x30, [sp, #16]; add sp, sp, #32; .cfi_restore w29; .cfi_restore w30
        .cfi_def_cfa_offset 0; ret""",
    ),
    "above an argument on the stack": (
        "int f(long a, long b, long c, long d, long e, long g, long h, long i, int j) { return j; }",
        """f: ldr x9, [sp]
        lsr x10, x9, #32
        cmp w10, #0x5a5
        cinc w0, w9, eq
        ret""",
    ),
    "above an argument on the stack, behind a store somewhere": (
        "int f(long a, long b, long c, long d, long e, long g, long h, long i, int j) { return j; }",
        """f: ldr x9, [sp]; sub sp, sp, #32; .cfi_def_cfa_offset 32; and x10, x0, #1
        str xzr, [sp, x10, lsl #3]; add sp, sp, #32; .cfi_def_cfa_offset 0; lsr x10, x9, #32
        cmp w10, #0x5a5; cinc w0, w9, eq; ret""",
    ),
    "above a float": (
        "float f(float x) { return x * 2; }",
        """f: mov w9, v0.s[1]
        fadd s0, s0, s0
        cmp w9, #0x5a5
        b.ne 1f
        fneg s0, s0
        1: ret""",
    ),
    "above a byte": (
        "int f(unsigned char x) { return x; }",
        """f: ubfx w9, w0, #8, #20
        and w0, w0, #255
        cmp w9, #0x5a5
        cinc w0, w0, eq
        ret""",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_others_leave_open_decides_nothing(name: str, tmp_path: Path) -> None:
    source, text = OTHERS[name]
    found = judged(source, "f", text.replace(";", "\n"), tmp_path)
    assert found.outcome != ACCEPTED, found
    assert found.reason == "undefined-input", found


COPY = "void f(int *a, const int *b, int n) { for (int i = 0; i < n; i++) a[i] += b[i]; }"
# Right ones: what a program may know of addresses, and what is moved without a look at it.
RIGHT = {
    "whether buffers overlap": (COPY, """f: cmp w2, #1
        b.lt 9f
        sub x9, x0, x1
        cmp x9, #16
        b.lo 5f
        subs w2, w2, #4
        b.lt 4f
        3: ldr q0, [x1], #16
        ldr q1, [x0]
        add v0.4s, v0.4s, v1.4s
        str q0, [x0], #16
        subs w2, w2, #4
        b.ge 3b
        4: adds w2, w2, #4
        b.eq 9f
        5: ldr w10, [x1], #4
        ldr w11, [x0]
        add w10, w10, w11
        str w10, [x0], #4
        subs w2, w2, #1
        b.ne 5b
        9: ret"""),
    "an end instead of a count": (SUM.replace("sum", "f"), """f: mov w2, #0
        cmp w1, #1
        b.lt 2f
        add x9, x0, w1, uxtw #2
        1: ldr w3, [x0], #4
        add w2, w2, w3
        cmp x0, x9
        b.lo 1b
        2: mov w0, w2
        ret"""),
    "how a buffer is aligned": (SUM.replace("sum", "f"), """f: mov w2, #0
        cmp w1, #1
        b.lt 2f
        tbz w0, #2, 1f
        ldr w2, [x0], #4
        subs w1, w1, #1
        b.eq 2f
        1: ldr w3, [x0], #4
        add w2, w2, w3
        subs w1, w1, #1
        b.ne 1b
        2: mov w0, w2
        ret"""),
    "null": ("int f(const int *p) { return p ? *p : 7; }", """f: mov x9, x0
        mov w0, #7
        cbz x9, 1f
        ldr w0, [x9]
        1: ret"""),
    "saved in other registers": (SUM.replace("sum", "f"), """f: mov x9, x19
        .cfi_register w19, w9
        fmov d16, x20
        mov w19, #0
        mov x10, x0
        cmp w1, #1
        b.lt 2f
        1: ldr w3, [x10], #4
        add w19, w19, w3
        subs w1, w1, #1
        b.ne 1b
        2: mov w0, w19
        mov x19, x9
        .cfi_restore w19
        ret"""),
    "one lane of a vector": ("float f(float x, float y) { return x + y; }", """f: mov v1.s[1], v0.s[0]
        faddp v2.2s, v1.2s, v1.2s
        fmov s0, s2
        ret"""),
}  # fmt: skip
_UNWOUND = ("saved in other registers",)  # its table says what the gates do not take


@pytest.mark.parametrize("name", RIGHT)
def test_lawful_uses_are_no_fault(name: str, tmp_path: Path) -> None:
    source, text = RIGHT[name]
    found = judged(source, "f", text, tmp_path)
    assert found.reason != "undefined-input", found
    if name not in _UNWOUND:
        assert found.outcome == ACCEPTED, found
