"""Wrong candidates for the proof gate: none of them may be proved, whatever tests would say.

Each stands beside a right twin that is proved, and differs from it by as little as can be: so
none is refused for another reason than what is wrong with it.
"""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from attacks import replaced
from conftest import clang_words

from armcc.control.subject import function_from_source
from armcc.errors import Error
from armcc.function import identity
from armcc.gates.callees import called_names
from armcc.gates.proof import gate as module
from armcc.gates.proof import solver
from armcc.gates.proof.gate import proof_gate
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled, syntax_gate
from armcc.gates.verdict import ACCEPTED, UNKNOWN, GateResult

# Each takes seconds of a solver.
pytestmark = pytest.mark.sampled(3)

HEAD = "#include <arm_acle.h>\n#include <arm_neon.h>\n#include <math.h>\n#include <stdbool.h>\n#include <stdint.h>\n#include <string.h>\n"
FEATURES = "-march=armv8.2-a+crc"


@dataclass(frozen=True)
class Attack:
    """A baseline, a right candidate, and what makes it wrong: (what, old, new, ...) each.

    flags: of the baseline, beside -O2.
    """

    title: str
    source: str
    right: str
    wrong: tuple[tuple[str, ...], ...]
    flags: tuple[str, ...] = ()


@pytest.fixture(autouse=True)
def one_clang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))


@contextmanager
def baseline(source: str, folder: Path, *flags: str) -> Iterator[Subject]:
    """The function `f` of a source, ready for decisions."""
    path = folder / "baseline.c"
    path.write_text(HEAD + source)
    words = ["-O2", FEATURES, "-ffp-contract=off", *flags]
    subject = Subject(function_from_source(str(path), "f", words, str(folder)), 1)
    try:
        yield subject
    finally:
        subject.close()


def assembled(subject: Subject, text: str, folder: Path) -> Assembled:
    """A candidate past the syntax gate.  {literal N} stands for the N-th literal's name."""
    function = subject.function
    names = list(identity.targets(function.object, function.hot))
    text = re.sub(r"\{literal (\d)\}", lambda m: names[int(m[1])], text)
    said, found = syntax_gate(
        f"f:\n{text}\n", "f", function.contract, str(folder), called_names(function)
    )
    assert found is not None, (said.reason, said.detail, text)
    return found


def asked(subject: Subject, text: str, folder: Path, seconds: float = 60.0) -> GateResult:
    return proof_gate(subject, assembled(subject, text, folder), seconds)


XOR = "uint32_t f(uint32_t x, uint32_t y) { return x ^ y; }"
ATTACKS = [
    # -- values that no test meets --
    Attack("a constant in 2^32, without a branch", XOR,
           "mov w8, #40503\n movk w8, #40503, lsl #16\n madd w8, w0, w8, w1\n mov w9, #7919\n mul w8, w8, w9\n mov w9, #4660\n cmp w8, w9\n cset w8, eq\n ubfx w8, w8, #1, #1\n eor w0, w1, w0\n add w0, w0, w8\n ret",
           (("used", "ubfx w8, w8, #1, #1", "ubfx w8, w8, #0, #1"),)),
    Attack("a constant in 2^64, with a branch", "uint64_t f(uint64_t x) { return x + x; }",
           "mov x8, #4660\n movk x8, #22136, lsl #16\n movk x8, #37035, lsl #32\n cmp x0, x8\n b.eq 1f\n lsl x0, x0, #1\n ret\n1: add x0, x8, x8\n ret",
           (("another value", "add x0, x8, x8", "add x0, x0, #1"), ("a loop without end", "add x0, x8, x8", "b 1b"))),
    # -- what is above the bits of a type --
    Attack("the upper half of a register", "uint64_t f(uint32_t x) { return x; }", "mov w0, w0\n ret",
           (("garbage kept", "mov w0, w0", "mov x0, x0"), ("signed", "mov w0, w0", "sxtw x0, w0"))),
    Attack("above a byte", "int f(unsigned char c) { return c; }", "uxtb w0, w0\n ret",
           (("garbage kept", "uxtb w0, w0", "mov w0, w0"), ("signed", "uxtb w0, w0", "sxtb w0, w0"), ("a bit too many", "uxtb w0, w0", "and w0, w0, #0x1ff"), ("a bit too few", "uxtb w0, w0", "and w0, w0, #0x7f"))),
    Attack("above a short", "int f(short c) { return c; }", "sxth w0, w0\n ret",
           (("garbage kept", "sxth w0, w0", "mov w0, w0"), ("unsigned", "sxth w0, w0", "uxth w0, w0"))),
    Attack("above a bool", "int f(bool b) { return b; }", "uxtb w0, w0\n ret", (("garbage kept", "uxtb w0, w0", "mov w0, w0"),)),
    Attack("above an argument on the stack", "long f(int a, int b, int c, int d, int e, int g, int h, int i, unsigned j, long k) { return j + k; }",
           "ldr w8, [sp]\n ldr x9, [sp, #8]\n add x0, x9, x8\n ret",
           (("garbage", "ldr w8", "ldr x8"), ("another", "[sp, #8]", "[sp]"), ("a half", "ldr x9", "ldr w9"), ("signed", "ldr w8", "ldrsw x8"))),
    # -- what has to be preserved --
    Attack("callee-saved registers on one path", "int f(int x, int y) { return x ? y : 3; }",
           "mov w8, #3\n cbz w0, 1f\n mov w0, w1\n ret\n1: mov w9, w8\n mov w0, w9\n ret",
           (("x19", "mov w9, w8\n mov w0, w9", "mov w19, w8\n mov w0, w19"), ("x28, whole", "mov w9, w8", "mov w9, w8\n add x28, x28, #1"), ("x29", "mov w9, w8", "mov w9, w8\n mov x29, x9"), ("d8", "mov w9, w8", "mov w9, w8\n fmov d8, x9"), ("d15", "mov w9, w8", "mov w9, w8\n ins v15.b[7], w9"), ("sp", "mov w9, w8", "mov w9, w8\n sub sp, sp, #16"))),
    Attack("the upper halves of v8 are free", "int f(int x, int y) { return x ? y : 3; }",
           "mov w8, #3\n ins v8.d[1], x8\n cmp w0, #0\n csel w0, w8, w1, eq\n ret", (("the lower are not", "v8.d[1]", "v8.d[0]"),)),
    Attack("flags at entry", "int f(int x, int y) { return x < y ? x : y; }",
           "cmp w0, w1\n csel w0, w0, w1, lt\n ret", (("of nobody", "cmp w0, w1", "add w9, w0, w1"), ("of another comparison", "cmp w0, w1", "cmn w0, w1"), ("unsigned", "w1, lt", "w1, lo"), ("of half", "cmp w0, w1", "cmp w0, w1, uxth"))),
    # -- the frame --
    Attack("stack that is not filled", "uint64_t f(uint64_t x) { return x ^ 5; }",
           "sub sp, sp, #32\n str xzr, [sp, #8]\n ldr x9, [sp, #8]\n eor x9, x9, #4\n eor x0, x0, #1\n eor x0, x0, x9\n add sp, sp, #32\n ret",
           (("at all", "str xzr, [sp, #8]", "str xzr, [sp, #16]"), ("half", "str xzr, [sp, #8]", "str wzr, [sp, #8]"), ("one byte not", "str xzr, [sp, #8]", "str wzr, [sp, #8]\n strh wzr, [sp, #12]\n strb wzr, [sp, #14]"), ("below sp", "str xzr, [sp, #8]\n ldr x9, [sp, #8]", "str xzr, [sp, #-8]\n ldr x9, [sp, #-8]"), ("of the caller", "str xzr, [sp, #8]\n ldr x9, [sp, #8]", "str xzr, [sp, #32]\n ldr x9, [sp, #32]"))),
    Attack("below sp, at a place that is computed", "int f(int x, int i, int j) { int a[16] = {0}; a[i & 15] = x; a[j & 15] = i; return a[(i + 1) & 15]; }",
           "sub sp, sp, #64\n mov x8, sp\n stp xzr, xzr, [x8]\n stp xzr, xzr, [x8, #16]\n stp xzr, xzr, [x8, #32]\n stp xzr, xzr, [x8, #48]\n and w9, w1, #15\n str w0, [x8, w9, uxtw #2]\n and w10, w2, #15\n str w1, [x8, w10, uxtw #2]\n add w9, w1, #1\n and w9, w9, #15\n ldr w0, [x8, w9, uxtw #2]\n add sp, sp, #64\n ret",
           (("all of it", "sub sp, sp, #64\n mov x8, sp", "sub x8, sp, #64\n mov x10, sp", "add sp, sp, #64", "mov x9, sp"), ("half of it", "sub sp, sp, #64\n mov x8, sp", "sub x8, sp, #64\n sub sp, sp, #32", "add sp, sp, #64", "add sp, sp, #32"), ("above it", "mov x8, sp", "add x8, sp, #4"), ("another index", "add w9, w1, #1", "add w9, w2, #1"), ("not filled", "stp xzr, xzr, [x8, #32]", "stp xzr, xzr, [x8, #16]"))),
    Attack("no pointer leads into a frame, but close to it", "int f(const int *p) { return *p; }",
           "ldr w8, [x0]\n mov x9, sp\n sub x9, x9, x0\n sub x9, x9, #8\n lsr x9, x9, #15\n cmp x9, #0\n csinc w0, w8, w9, ne\n mov w0, w8\n ret", (("to small stacks", "mov w0, w8", "mov w9, w8"),)),
    Attack("bits of sp", "uint64_t f(uint64_t x) { return x; }", "mov x9, sp\n ubfx x9, x9, #3, #1\n add x0, x0, x9\n ret",
           tuple((f"bit {bit}", "#3, #1", f"#{bit}, #1") for bit in (4, 12, 39, 47, 63))),
    # -- memory --
    Attack("two stores that may be of one place", "void f(uint64_t *a, uint64_t *b) { *a = 1; *b = 2; }",
           "mov x8, #1\n mov x9, #2\n str x8, [x0]\n str x9, [x1]\n ret",
           (("exchanged", "str x8, [x0]\n str x9, [x1]", "str x9, [x1]\n str x8, [x0]"), ("the first once more", "str x9, [x1]", "str x9, [x1]\n str x8, [x0]"), ("only where they differ", "str x9, [x1]", "cmp x0, x1\n b.eq 1f\n str x9, [x1]\n1:"))),
    Attack("halves that may overlap", "void f(uint64_t *a, const uint64_t *b) { uint64_t x = b[0], y = b[1]; a[0] = x; a[1] = y; }",
           "ldp x8, x9, [x1]\n stp x8, x9, [x0]\n ret",
           (("one after the other", "ldp x8, x9, [x1]\n stp x8, x9, [x0]", "ldr x8, [x1]\n str x8, [x0]\n ldr x9, [x1, #8]\n str x9, [x0, #8]"), ("one after the other, but for equal ones", "ldp x8, x9, [x1]\n stp x8, x9, [x0]", "cmp x0, x1\n b.eq 1f\n ldr x8, [x1]\n str x8, [x0]\n ldr x9, [x1, #8]\n str x9, [x0, #8]\n1:"), ("exchanged", "stp x8, x9", "stp x9, x8"), ("of halves", "ldp x8, x9", "ldp w8, w9"))),
    Attack("a load behind a store of parts", "uint32_t f(uint8_t *p, uint32_t *q, uint8_t x) { uint32_t v = *q; *p = x; return v; }",
           "ldr w8, [x1]\n strb w2, [x0]\n mov w0, w8\n ret", (("exchanged", "ldr w8, [x1]\n strb w2, [x0]", "strb w2, [x0]\n ldr w8, [x1]"), ("another width", "ldr w8", "ldrh w8"), ("stored too wide", "strb w2", "strh w2"))),
    Attack("a store of what is there", "void f(int *p, int c) { if (c) *p = 1; }",
           "cbz w1, 1f\n mov w8, #1\n str w8, [x0]\n1: ret", (("always", "cbz w1, 1f\n mov w8, #1\n str w8, [x0]\n1:", "ldr w8, [x0]\n cmp w1, #0\n csinc w8, w8, wzr, eq\n str w8, [x0]\n"), ("where it is not 1", "cbz w1, 1f\n mov w8, #1", "mov w8, #1\n cbnz w1, 1f"))),
    Attack("the same store twice", "void f(int *p, int *q) { *p = 1; (void)q; }", "mov w8, #1\n str w8, [x0]\n str w8, [x0]\n ret", (("once elsewhere", "str w8, [x0]\n str w8, [x0]", "str w8, [x0]\n str w8, [x1]"), ("and beside it", "str w8, [x0]\n str w8, [x0]", "str w8, [x0]\n strb wzr, [x0, #4]"))),
    Attack("reads within a granule", "int f(const unsigned char *p) { return *p; }",
           "and x8, x0, #0xfffffffffffffffc\n ldr w8, [x8]\n and w9, w0, #3\n lsl w9, w9, #3\n lsr w8, w8, w9\n and w0, w8, #0xff\n ret",
           (("beyond it", "ldr w8, [x8]", "ldr w8, [x8]\n ldr w10, [x8, #16]"), ("a word that may cross", "ldr w8, [x8]", "ldr w8, [x8]\n ldr w10, [x0]"), ("the byte before", "ldr w8, [x8]", "ldr w8, [x8]\n ldrb w10, [x0, #-1]"), ("another shift", "lsl w9, w9, #3", "lsl w9, w9, #2"))),
    Attack("reads where nothing is read", "int f(const int *p, int c) { return c ? *p : 7; }",
           "mov w0, #7\n cbz w1, 1f\n ldr w0, [x0]\n1: ret".replace("mov w0, #7", "mov w8, #7").replace("ldr w0, [x0]", "ldr w8, [x0]").replace("1: ret", "1: mov w0, w8\n ret"),
           (("always", "mov w8, #7\n cbz w1, 1f\n ldr w8, [x0]\n1:", "ldr w8, [x0]\n mov w9, #7\n cmp w1, #0\n csel w8, w9, w8, eq\n"), ("at 0", "cbz w1, 1f", "cbz w1, 2f", "1: mov", "b 1f\n2: ldr w9, [x1]\n1: mov"))),
    Attack("alignment of a pointer", "uint32_t f(const uint32_t *p) { uint32_t v; memcpy(&v, (const char *)p, 4); return v + 1; }",
           "tst x0, #3\n b.ne 1f\n ldr w8, [x0]\n add w0, w8, #1\n ret\n1: ldr w8, [x0]\n add w0, w8, #1\n ret",
           (("odd ones", "1: ldr w8, [x0]\n add w0, w8, #1", "1: ldr w8, [x0]\n add w0, w8, #2"), ("at the end of a page", "tst x0, #3\n b.ne 1f", "and x9, x0, #0xfff\n cmp x9, #4095\n b.eq 1f", "1: ldr w8, [x0]\n add w0, w8, #1", "1: ldr w8, [x0]\n add w0, w8, #2"), ("a byte more", "ldr w8, [x0]\n add w0, w8, #1\n ret\n1:", "ldr w8, [x0]\n ldrb w9, [x0, #4]\n add w0, w8, #1\n ret\n1:"))),
    Attack("addresses with writeback", "uint64_t f(const uint64_t *p) { return p[0] * 3 + p[1]; }",
           "ldr x8, [x0], #8\n ldr x9, [x0]\n add x8, x8, x8, lsl #1\n add x0, x8, x9\n ret",
           (("before for after", "[x0], #8", "[x0, #8]!"), ("none", "[x0], #8", "[x0]"), ("another distance", "[x0], #8", "[x0], #4"))),
    Attack("a pair with writeback", "uint64_t f(const uint64_t *p) { return p[0] - p[1] * 3 + p[2]; }",
           "ldp x8, x9, [x0], #16\n ldr x10, [x0]\n sub x8, x8, x9, lsl #1\n sub x8, x8, x9\n add x0, x8, x10\n ret",
           (("before for after", "[x0], #16", "[x0, #16]!"), ("exchanged", "ldp x8, x9", "ldp x9, x8"), ("its first again", "ldp x8, x9, [x0], #16\n ldr x10, [x0]", "ldp x8, x9, [x0]\n ldr x10, [x0]"))),
    Attack("a pair over its own base", "uint64_t f(const uint64_t *p) { return p[0] ^ p[1] * 3; }",
           "ldp x8, x0, [x0]\n add x0, x0, x0, lsl #1\n eor x0, x0, x8\n ret", (("the other way", "ldp x8, x0, [x0]", "ldp x0, x8, [x0]"),)),
    Attack("widths and signs of loads", "int64_t f(const int16_t *p) { return p[1]; }", "ldrsh x0, [x0, #2]\n ret",
           (("unsigned", "ldrsh x0", "ldrh w0"), ("half", "ldrsh x0", "ldrsh w0"), ("a byte", "ldrsh x0", "ldrsb x0"), ("scaled twice", "#2]", "#4]"))),
    Attack("widths of an index", "int f(const int *p, int i) { return p[i]; }", "ldr w0, [x0, w1, sxtw #2]\n ret", (("unsigned", "sxtw", "uxtw"), ("not scaled", "sxtw #2", "sxtw"), ("whole", "w1, sxtw #2", "x1, lsl #2"))),
    Attack("promised to be apart", "void f(int *restrict a, const int *restrict b) { a[0] = b[0]; a[1] = b[1]; }",
           "ldr w8, [x1]\n str w8, [x0]\n ldr w8, [x1, #4]\n str w8, [x0, #4]\n ret", (("not the same", "[x1, #4]", "[x1]"), ("written through the other", "str w8, [x0, #4]", "str w8, [x1, #4]"), ("read through the other", "ldr w8, [x1, #4]", "ldr w8, [x0, #4]"))),
    Attack("beside what is promised to be apart", "int f(char *restrict a, const char *restrict b) { a[0] = 1; return b[0]; }",
           "and x5, x1, #1\n lsl x5, x5, #1\n sub x5, x1, x5\n ldrb w3, [x1]\n mov w2, #1\n strb w2, [x0]\n ldrb w4, [x1]\n ldrb w0, [x1]\n cmp w3, w4\n cinc w0, w0, ne\n ret",
           (("the neighbour may be its", "ldrb w3, [x1]", "ldrb w3, [x5, #1]", "ldrb w4, [x1]", "ldrb w4, [x5, #1]"),)),
    Attack("a load that the compiler made", "int f(int a[static restrict 1], int *b, int c) { int t = *b; *b = 5; return c ? *a ^ (t * 3) : t; }",
           "ldr w8, [x1]\n ldr w10, [x0]\n mov w9, #5\n str w9, [x1]\n add w9, w8, w8, lsl #1\n eor w9, w10, w9\n cmp w2, #0\n csel w0, w8, w9, eq\n ret",
           (("is no access of the source", "ldr w8, [x1]\n ldr w10, [x0]", "ldr w8, [x1]\n ldr w10, [x0]\n cmp x0, x1\n b.ne 1f\n cbnz w2, 1f\n mov w9, #5\n str w9, [x1]\n ldr w0, [x0]\n ret\n1:"),)),
    # -- control --
    Attack("a loop without end for one input", XOR, "eor w0, w0, w1\n cbz w0, 1f\n1: ret", (("where equal", "cbz w0, 1f\n1:", "1: cbz w0, 1b\n"),)),
    Attack("a switch", "int f(int x) { switch (x) { case 0: return 7; case 1: return 11; case 2: return -3; case 3: return 100; case 5: return 8; default: return 0; } }",
           "cmp w0, #5\n b.hi 1f\n mov w8, w0\n adrp x9, .LC\n add x9, x9, :lo12:.LC\n ldr w0, [x9, x8, lsl #2]\n ret\n1: mov w0, #0\n ret\n.section .rodata\n.p2align 2\n.LC: .word 7, 11, -3, 100, 0, 8",
           (("an entry", "100, 0, 8", "100, 1, 8"), ("the last entry", "100, 0, 8", "100, 0, 9"), ("the default", "mov w0, #0", "mov w0, #1"), ("the default where negative", "b.hi", "b.gt"), ("one entry too many", "cmp w0, #5", "cmp w0, #6", "100, 0, 8", "100, 0, 8, 1"), ("one beyond the table", "cmp w0, #5", "cmp w0, #6"), ("an index of 64 bits", "mov w8, w0", "mov x8, x0"))),
    Attack("a jump through a table", "int f(int x, int y) { switch (x) { case 0: return y * 7; case 1: return y + 11; case 2: return y ^ 3; case 3: return y - 100; case 4: return y << 3; default: return 0; } }",
           "cmp w0, #4\n b.hi .Ld\n mov w8, w0\n adrp x9, .LJ\n add x9, x9, :lo12:.LJ\n adr x10, .La\n ldrb w11, [x9, x8]\n add x10, x10, x11, lsl #2\n br x10\n.La: lsl w0, w1, #3\n sub w0, w0, w1\n ret\n.Lb: add w0, w1, #11\n ret\n.Lc: eor w0, w1, #3\n ret\n.Le: sub w0, w1, #100\n ret\n.Lf: lsl w0, w1, #3\n ret\n.Ld: mov w0, #0\n ret\n.section .rodata\n.LJ:\n .byte (.La-.La)/4\n .byte (.Lb-.La)/4\n .byte (.Lc-.La)/4\n .byte (.Le-.La)/4\n .byte (.Lf-.La)/4",
           (("two exchanged", "(.Lb-.La)/4\n .byte (.Lc-.La)/4", "(.Lc-.La)/4\n .byte (.Lb-.La)/4"), ("one doubled", "(.Lf-.La)/4", "(.Le-.La)/4"), ("another default", "mov w0, #0", "mov w0, w1"))),
    # -- arithmetic --
    Attack("shifts by the width and more", "uint32_t f(uint32_t x, uint32_t n) { return n < 32 ? x << n : 0; }",
           "lsl w8, w0, w1\n cmp w1, #31\n csel w0, wzr, w8, hi\n ret", (("taken as they are", "wzr, w8", "w8, w8"), ("one too many", "#31", "#32"), ("negative ones", "hi", "gt"), ("to the right", "lsl w8", "lsr w8"))),
    Attack("shifts of 64 bits", "uint64_t f(uint64_t x, unsigned n) { return x >> (n & 63); }", "lsr x0, x0, x1\n ret", (("of 32", "lsr x0, x0, x1", "lsr w0, w0, w1"), ("signed", "lsr x0", "asr x0"), ("rotated", "lsr x0", "ror x0"))),
    Attack("division by zero", "int f(int a, int b) { return b ? a / b : 0; }", "sdiv w0, w0, w1\n ret", (("unsigned", "sdiv w0", "udiv w0"), ("of 64 bits", "sdiv w0, w0, w1", "sdiv x0, x0, x1"), ("another way", "sdiv w0, w0, w1", "sdiv w0, w1, w0"))),
    Attack("a division by a number", "int f(int a) { return a / 4; }", "add w8, w0, #3\n cmp w0, #0\n csel w8, w8, w0, lt\n asr w0, w8, #2\n ret", (("downwards", "csel w8, w8, w0, lt", "csel w8, w0, w0, lt"), ("unsigned", "asr", "lsr"), ("off by one", "#3\n", "#2\n"))),
    Attack("a quotient by multiplication", "uint8_t f(uint8_t a) { return a / 10; }", "and w8, w0, #0xff\n mov w9, #205\n mul w8, w8, w9\n lsr w0, w8, #11\n ret", (("another factor", "#205", "#204"), ("without the bits above", "and w8, w0, #0xff", "mov w8, w0"))),
    Attack("carries", "unsigned __int128 f(unsigned __int128 a, unsigned __int128 b) { return a + b; }", "adds x0, x2, x0\n adc x1, x3, x1\n ret",
           (("lost", "adc x1", "add x1"), ("without a flag", "adds x0", "add x0"), ("of half", "adds x0, x2, x0", "adds w8, w2, w0\n add x0, x2, x0"), ("of a subtraction", "adc x1", "sbc x1"))),
    Attack("borrows", "unsigned __int128 f(unsigned __int128 a, unsigned __int128 b) { return a - b; }", "subs x0, x0, x2\n sbcs x1, x1, x3\n ret", (("lost", "sbcs x1", "subs x1"), ("turned", "sbcs x1, x1, x3", "adcs x1, x1, x3"), ("of a comparison the other way", "subs x0, x0, x2\n", "subs x0, x0, x2\n cmp x2, x0\n"))),
    Attack("products", "uint64_t f(uint64_t a, uint64_t b) { return (unsigned __int128)a * b >> 64; }", "umulh x0, x1, x0\n ret", (("signed", "umulh x0", "smulh x0"), ("the lower half", "umulh x0", "mul x0"))),
    Attack("long products", "int64_t f(int a, int b, int64_t c) { return (int64_t)a * b + c; }", "smaddl x0, w1, w0, x2\n ret", (("unsigned", "smaddl", "umaddl"), ("short", "smaddl x0, w1, w0, x2", "mul w8, w0, w1\n add x0, x2, w8, sxtw"), ("subtracted", "smaddl", "smsubl"))),
    Attack("saturation", "int32_t f(int32_t a, int32_t b) { int64_t s = (int64_t)a + b; return s > INT32_MAX ? INT32_MAX : s < INT32_MIN ? INT32_MIN : s; }",
           "fmov s0, w0\n fmov s1, w1\n sqadd s0, s0, s1\n fmov w0, s0\n ret", (("unsigned", "sqadd s0", "uqadd s0"), ("none", "sqadd s0, s0, s1", "add v0.2s, v0.2s, v1.2s"), ("of mixed signs", "sqadd s0, s0, s1", "suqadd s0, s1"))),
    Attack("conditions", "int f(int a, int b, int c) { return a > b && b != c ? 5 : -6; }", "mov w8, #5\n cmp w0, w1\n ccmp w1, w2, #4, gt\n csinv w0, w8, w8, ne\n ret",
           (("flags where it fails", "#4, gt", "#0, gt"), ("another condition", "#4, gt", "#4, ge"), ("negated", "csinv", "csneg"), ("one more", "csinv", "csinc"))),
    Attack("fields of bits", "uint32_t f(uint32_t x, uint32_t y) { return (x & ~0xff0u) | (y & 0xff) << 4; }", "bfi w0, w1, #4, #8\n ret", (("one wider", "#4, #8", "#4, #9"), ("one further", "#4, #8", "#5, #8"), ("the other way", "bfi w0, w1, #4, #8", "bfxil w0, w1, #4, #8"))),
    Attack("orders of bytes and bits", "uint64_t f(uint64_t x) { return __builtin_bswap64(x) ^ 1; }", "rev x0, x0\n eor x0, x0, #1\n ret", (("of halves", "rev x0", "rev32 x0"), ("of quarters", "rev x0", "rev16 x0"), ("of bits", "rev x0", "rbit x0"), ("of half", "rev x0, x0", "rev w0, w0"))),
    Attack("zeros", "int f(uint32_t x) { return x ? __builtin_ctz(x) : 32; }", "rbit w0, w0\n clz w0, w0\n ret", (("of the other end", "rbit w0, w0\n", "mov w0, w0\n"), ("of signs", "clz", "cls"), ("of 64", "rbit w0, w0\n clz w0, w0", "rbit x0, x0\n clz x0, x0"))),
    Attack("checksums", "uint32_t f(uint32_t a, uint32_t b) { return __crc32w(a, b); }", "mov w8, w1\n crc32w w0, w0, w8\n ret", (("of another polynomial", "crc32w", "crc32cw"), ("exchanged", "crc32w w0, w0, w8", "crc32w w0, w8, w0"), ("of half", "crc32w", "crc32h"))),
    Attack("one bit", "int f(uint64_t x) { return x >> 40 & 1 ? 9 : 4; }", "mov w8, #4\n tbz x0, #40, 1f\n mov w8, #9\n1: mov w0, w8\n ret", (("another", "#40", "#41"), ("modulo 32", "tbz x0, #40", "tbz w0, #8"), ("turned", "tbz", "tbnz"))),
    # -- floats --
    Attack("order of addends", "float f(float a, float b, float c) { return a + b + c; }", "fadd s1, s1, s0\n fadd s0, s2, s1\n ret", (("of three", "fadd s1, s1, s0\n fadd s0, s2, s1", "fadd s1, s1, s2\n fadd s0, s0, s1"), ("one twice", "fadd s0, s2, s1", "fadd s0, s2, s0"), ("of doubles", "fadd s1, s1, s0", "fcvt d1, s1\n fcvt d3, s0\n fadd d1, d1, d3\n fcvt s1, d1"))),
    Attack("roundings of a product", "double f(double a, double b, double c) { return a * b + c; }", "fmul d3, d1, d0\n fadd d0, d2, d3\n ret", (("one", "fmul d3, d1, d0\n fadd d0, d2, d3", "fmadd d0, d0, d1, d2"),)),
    Attack("one rounding", "double f(double a, double b, double c) { return __builtin_fma(-a, b, c); }", "fmsub d0, d0, d1, d2\n ret", (("two", "fmsub d0, d0, d1, d2", "fmul d3, d0, d1\n fsub d0, d2, d3"), ("of another sign", "fmsub", "fnmsub"), ("of all signs", "fmsub", "fnmadd"))),
    Attack("minus zero", "float f(float x) { return x + 0.0f; }", "fmov s1, wzr\n fadd s0, s1, s0\n ret", (("kept", "fadd s0, s1, s0", "fmov s0, s0"), ("subtracted", "fadd s0, s1, s0", "fsub s0, s0, s1"))),
    Attack("a difference the other way", "float f(float a, float b) { return -(a - b); }", "fsub s2, s0, s1\n fneg s0, s2\n ret", (("whose zero is positive", "fsub s2, s0, s1\n fneg s0, s2", "fsub s0, s1, s0"),)),
    Attack("the greater number", "float f(float a, float b) { return __builtin_fmaxf(a, b); }", "fmaxnm s0, s0, s1\n ret", (("or NaN", "fmaxnm", "fmax"), ("or the first", "fmaxnm s0, s0, s1", "fcmp s0, s1\n fcsel s0, s0, s1, gt"), ("the less", "fmaxnm", "fminnm"))),
    Attack("comparisons with NaN", "int f(double a, double b) { return a < b; }", "fcmp d0, d1\n cset w0, mi\n ret", (("signed", "mi", "lt"), ("turned", "cset w0, mi", "cset w0, pl\n eor w0, w0, #1\n cset w0, lt"), ("or equal", "mi", "ls"), ("not greater", "mi", "le"))),
    Attack("to an integer", "int f(double a) { return a; }", "fcvtzs w0, d0\n ret", (("to the nearest", "fcvtzs", "fcvtns"), ("down", "fcvtzs", "fcvtms"), ("unsigned", "fcvtzs", "fcvtzu"), ("of 64 bits", "fcvtzs w0", "fcvtzs x0"))),
    Attack("from an integer", "float f(uint32_t a) { return a; }", "ucvtf s0, w0\n ret", (("signed", "ucvtf", "scvtf"), ("of 64 bits", "ucvtf s0, w0", "ucvtf s0, x0"), ("through a double, twice rounded", "ucvtf s0, w0", "ucvtf d0, w0\n fcvtxn s0, d0"))),
    Attack("absolute values", "float f(float a) { return __builtin_fabsf(a); }", "fabs s1, s0\n fmov s0, s1\n ret", (("by a comparison", "fabs s1, s0\n fmov s0, s1", "fneg s1, s0\n fcmp s0, #0.0\n fcsel s0, s1, s0, mi"), ("negated", "fmov s0", "fneg s0"))),
    Attack("bits of a sum", "uint32_t f(float a, float b) { float s = a + b; uint32_t i; memcpy(&i, &s, 4); return i; }", "fadd s2, s0, s1\n fmov w0, s2\n ret", (("of two NaNs", "s0, s1", "s1, s0"),)),
    Attack("a comparison of bits of a sum", "int f(float a, float b, int k) { float s = a + b; int i; memcpy(&i, &s, 4); return i == k; }", "fadd s2, s0, s1\n fmov w8, s2\n cmp w8, w0\n cset w0, eq\n ret", (("of two NaNs", "s0, s1", "s1, s0"),)),
    Attack("a float that depends on bits of a sum", "float f(float a, float b, int k) { float s = a + b; int i; memcpy(&i, &s, 4); return i == k ? s : 1.0f; }", "fadd s2, s0, s1\n fmov w8, s2\n fmov s1, #1.0\n cmp w8, w0\n fcsel s0, s2, s1, eq\n ret", (("of two NaNs", "s0, s1", "s1, s0"),)),
    Attack("a double in the place of two floats", "float32x2_t f(double a, double b) { return vreinterpret_f32_f64(vdup_n_f64(a + b)); }", "fadd d0, d0, d1\n ret", (("of two NaNs", "d0, d1\n ret", "d1, d0\n ret"),)),
    Attack("a checksum of a sum", "float f(float a, float b, uint32_t k) { float s = a + b; uint32_t i; memcpy(&i, &s, 4); i = __crc32w(k, i); memcpy(&s, &i, 4); return s; }", "fadd s2, s0, s1\n fmov w8, s2\n crc32w w8, w0, w8\n fmov s0, w8\n ret", (("of two NaNs", "s0, s1", "s1, s0"),)),
    Attack("a sum that is stored as an integer", "void f(float a, float b, uint32_t *p) { float s = a + b; memcpy(p, &s, 4); p[1] = 1; }", "fadd s2, s0, s1\n mov w8, #1\n str s2, [x0]\n str w8, [x0, #4]\n ret", (("of two NaNs", "s0, s1", "s1, s0"),)),
    Attack("a sum that is stored as a float", "void f(float a, float b, float *p) { *p = a + b; }", "fadd s2, s1, s0\n str s2, [x0]\n ret", (("as a difference", "fadd", "fsub"), ("elsewhere", "[x0]", "[x0, #4]"))),
    # -- vectors --
    Attack("bytes by an index", "uint8x16_t f(uint8x16_t t, uint8x16_t i) { return vqtbl1q_u8(t, vandq_u8(i, vdupq_n_u8(15))); }", "movi v2.16b, #15\n and v1.16b, v1.16b, v2.16b\n tbl v0.16b, { v0.16b }, v1.16b\n ret",
           (("beyond the table", "and v1.16b, v1.16b, v2.16b\n", "and v2.16b, v1.16b, v2.16b\n"), ("one bit more", "#15", "#31"), ("half", "tbl v0.16b, { v0.16b }, v1.16b", "tbl v0.8b, { v0.16b }, v1.8b"))),
    Attack("bytes beyond a table", "uint8x16_t f(uint8x16_t t, uint8x16_t i) { return vqtbl1q_u8(t, i); }", "mov v2.16b, v1.16b\n tbl v0.16b, { v0.16b }, v2.16b\n ret", (("kept", "tbl v0.16b", "tbx v0.16b"), ("modulo 16", "mov v2.16b, v1.16b", "movi v2.16b, #15\n and v2.16b, v2.16b, v1.16b"), ("of two", "{ v0.16b }", "{ v0.16b, v1.16b }"))),
    Attack("one element", "int32x4_t f(int32x4_t a, int32x4_t b) { return vmulq_laneq_s32(a, b, 2); }", "dup v2.4s, v1.s[2]\n mul v0.4s, v2.4s, v0.4s\n ret", (("another", "v1.s[2]", "v1.s[1]"), ("of the other", "v1.s[2]", "v0.s[2]"), ("half of it", "dup v2.4s, v1.s[2]", "dup v2.8h, v1.h[4]"))),
    Attack("one element of floats", "float32x4_t f(float32x4_t a, float32x4_t b, float32x4_t c) { return vfmaq_laneq_f32(a, b, c, 3); }", "fmla v0.4s, v1.4s, v2.s[3]\n ret", (("another", "v2.s[3]", "v2.s[2]"), ("subtracted", "fmla", "fmls"), ("exchanged", "v1.4s, v2.s[3]", "v2.4s, v1.s[3]"))),
    Attack("interleaved loads", "uint8x16_t f(const uint8_t *p) { uint8x16x3_t v = vld3q_u8(p); return vsubq_u8(vaddq_u8(v.val[0], v.val[1]), v.val[2]); }", "ld3 { v1.16b, v2.16b, v3.16b }, [x0]\n sub v0.16b, v2.16b, v3.16b\n add v0.16b, v0.16b, v1.16b\n ret",
           (("not", "ld3 {", "ld1 {"), ("others", "sub v0.16b, v2.16b, v3.16b\n add v0.16b, v0.16b, v1.16b", "sub v0.16b, v2.16b, v1.16b\n add v0.16b, v0.16b, v3.16b"), ("of wider lanes", "v1.16b, v2.16b, v3.16b }", "v1.8h, v2.8h, v3.8h }"), ("one more", "ld3 { v1.16b, v2.16b, v3.16b }", "ld4 { v1.16b, v2.16b, v3.16b, v4.16b }"))),
    Attack("interleaved stores", "void f(uint16_t *p, uint16x8_t a, uint16x8_t b) { uint16x8x2_t v = {{a, b}}; vst2q_u16(p, v); }", "zip1 v2.8h, v0.8h, v1.8h\n zip2 v3.8h, v0.8h, v1.8h\n stp q2, q3, [x0]\n ret", (("exchanged", "stp q2, q3", "stp q3, q2"), ("the other first", "zip1 v2.8h, v0.8h, v1.8h", "zip1 v2.8h, v1.8h, v0.8h"), ("of bytes", "zip2 v3.8h, v0.8h, v1.8h", "zip2 v3.16b, v0.16b, v1.16b"), ("not", "zip1 v2.8h, v0.8h, v1.8h\n", "mov v2.16b, v0.16b\n"))),
    Attack("four registers", "void f(uint32_t *p, uint32x4_t a, uint32x4_t b, uint32x4_t c, uint32x4_t d) { vst1q_u32(p, a); vst1q_u32(p + 4, b); vst1q_u32(p + 8, c); vst1q_u32(p + 12, d); }", "st1 { v0.4s, v1.4s, v2.4s, v3.4s }, [x0]\n ret", (("interleaved", "st1 {", "st4 {"), ("of another order", "v0.4s, v1.4s, v2.4s, v3.4s", "v1.4s, v2.4s, v3.4s, v4.4s"), ("three", "st1 { v0.4s, v1.4s, v2.4s, v3.4s }", "st1 { v0.4s, v1.4s, v2.4s }"))),
    Attack("sums of lanes", "uint32_t f(uint8x16_t a) { return vaddlvq_u8(a); }", "uaddlp v0.8h, v0.16b\n uaddlv s0, v0.8h\n fmov w0, s0\n ret", (("signed", "uaddlp", "saddlp"), ("too narrow", "uaddlp v0.8h, v0.16b\n uaddlv s0, v0.8h", "addv b0, v0.16b"), ("half", "uaddlv s0, v0.8h", "uaddlv s0, v0.4h"))),
    Attack("comparisons of lanes", "uint32x4_t f(int32x4_t a, int32x4_t b) { return vcgtq_s32(a, b); }", "cmge v0.4s, v1.4s, v0.4s\n mvn v0.16b, v0.16b\n ret", (("unsigned", "cmge v0.4s", "cmhs v0.4s"), ("or equal", "cmge v0.4s", "cmgt v0.4s"), ("of halves", "cmge v0.4s, v1.4s, v0.4s", "cmge v0.8h, v1.8h, v0.8h"))),
    Attack("narrowing", "int16x4_t f(int32x4_t a) { return vqmovn_s32(a); }", "sqxtn v0.4h, v0.4s\n ret", (("without bounds", "sqxtn", "xtn"), ("to unsigned", "sqxtn", "sqxtun"), ("from unsigned", "sqxtn", "uqxtn"))),
    Attack("rounding shifts", "uint8x8_t f(uint16x8_t a) { return vrshrn_n_u16(a, 3); }", "rshrn v0.8b, v0.8h, #3\n ret", (("without rounding", "rshrn", "shrn"), ("with bounds", "rshrn", "uqrshrn"), ("one more", "#3", "#4"))),
    Attack("means", "uint8x16_t f(uint8x16_t a, uint8x16_t b) { return vrhaddq_u8(a, b); }", "urhadd v0.16b, v1.16b, v0.16b\n ret", (("rounded down", "urhadd", "uhadd"), ("signed", "urhadd", "srhadd"), ("that wrap", "urhadd v0.16b, v1.16b, v0.16b", "add v0.16b, v0.16b, v1.16b\n urshr v0.16b, v0.16b, #1"))),
    Attack("high products", "int16x8_t f(int16x8_t a, int16x8_t b) { return vqrdmulhq_s16(a, b); }", "sqrdmulh v0.8h, v1.8h, v0.8h\n ret", (("without rounding", "sqrdmulh", "sqdmulh"), ("without bounds", "sqrdmulh v0.8h, v1.8h, v0.8h", "smull v2.4s, v0.4h, v1.4h\n smull2 v3.4s, v0.8h, v1.8h\n rshrn v0.4h, v2.4s, #15\n rshrn2 v0.8h, v3.4s, #15"))),
    Attack("pieces", "uint8x16_t f(uint8x16_t a, uint8x16_t b) { return vextq_u8(a, b, 5); }", "ext v0.16b, v0.16b, v1.16b, #5\n ret", (("another", "#5", "#6"), ("exchanged", "v0.16b, v1.16b, #5", "v1.16b, v0.16b, #5"))),
    Attack("choices of bits", "uint8x16_t f(uint8x16_t m, uint8x16_t a, uint8x16_t b) { return vbslq_u8(m, a, b); }", "bif v1.16b, v2.16b, v0.16b\n mov v0.16b, v1.16b\n ret", (("turned", "bif", "bit"), ("exchanged", "bif v1.16b, v2.16b, v0.16b\n mov v0.16b, v1.16b", "bsl v0.16b, v2.16b, v1.16b"))),
    # -- what the linker decides --
    Attack("the address of an object", "extern int tab[]; int *f(void) { return tab; }", "adrp x8, tab\n add x0, x8, :lo12:tab\n ret", (("half of it", "adrp x8, tab\n add x0, x8", "adrp x0, tab\n add w0, w0"), ("shifted", ":lo12:tab", ":lo12:tab, lsl #12"), ("its page", "add x0, x8, :lo12:tab", "add x9, x8, :lo12:tab\n mov x0, x8")), ("-fno-pic",)),
    Attack("an address from the table of addresses", "extern int tab[]; int *f(void) { return tab; }", "adrp x8, :got:tab\n ldr x0, [x8, :got_lo12:tab]\n ret", (("into a vector", "ldr x0", "ldr d0"),), ("-fPIC",)),
    Attack("two objects that others may have, too", "const int a[4] = {1, 2, 3, 4}; const int b[4] = {5, 6, 7, 8}; const int *f(int c) { return c ? a : b; }",
           "adrp x8, :got:a\n ldr x8, [x8, :got_lo12:a]\n adrp x9, :got:b\n ldr x9, [x9, :got_lo12:b]\n cmp w0, #0\n csel x0, x9, x8, eq\n ret", (("side by side", "csel x0, x9, x8, eq", "add x9, x8, #16\n csel x0, x9, x8, eq"),), ("-fPIC",)),
    Attack("a constant that may be replaced", "__attribute__((weak)) const int t[4] = {1, 2, 3, 4}; int f(void) { return t[2]; }", "adrp x8, t+8\n ldr w0, [x8, :lo12:t+8]\n ret", (("its value", "ldr w0, [x8, :lo12:t+8]", "ldr w9, [x8, :lo12:t+8]\n mov w0, #3"),)),
    Attack("two strings", 'const char *f(int c) { return c ? "abcdefg" : "hijklmnop"; }', "adrp x8, {literal 0}\n add x8, x8, :lo12:{literal 0}\n adrp x9, {literal 1}\n add x9, x9, :lo12:{literal 1}\n cmp w0, #0\n csel x0, x9, x8, eq\n ret",
           (("side by side", "csel x0, x9, x8, eq", "add x9, x8, #8\n csel x0, x9, x8, eq"), ("side by side, the other way", "csel x0, x9, x8, eq", "sub x8, x9, #8\n csel x0, x9, x8, eq"))),
    Attack("a table of constants", "static const uint16_t t[8] = {3, 9, 27, 81, 243, 729, 2187, 6561}; unsigned f(unsigned i) { return t[i & 7]; }", "and w8, w0, #7\n adrp x9, .LC\n add x9, x9, :lo12:.LC\n ldrh w0, [x9, x8, lsl #1]\n ret\n.section .rodata\n.p2align 4\n.LC: .hword 3, 9, 27, 81, 243, 729, 2187, 6561",
           (("one entry", "2187", "2188"), ("the last entry", "6561", "6560"), ("too short", ", 2187, 6561", ", 2187"), ("bytes", "ldrh w0, [x9, x8, lsl #1]", "ldrb w0, [x9, x8, lsl #0]"), ("one index more", "#7", "#15"))),
    Attack("old values through read-only data", "int f(int *p) { int t = *p; *p = 5; return t; }",
           "ldr w12, [x0]\n adrp x8, .LC\n add x8, x8, :lo12:.LC\n sub x9, x0, x8\n lsr x10, x9, #1\n cmp x9, x10\n csel x9, x9, x10, hi\n mov w11, #5\n str w11, [x0]\n mov w0, w12\n ret\n.section .rodata\n.LC: .word 1", (("read behind the store", "mov w0, w12", "ldr w0, [x8, x9]"),)),
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: a.title)
def test_right_ones_are_proved_and_their_wrong_twins_are_not(
    attack: Attack, tmp_path: Path
) -> None:
    with baseline(attack.source, tmp_path, *attack.flags) as subject:
        said = asked(subject, attack.right, tmp_path)
        assert (said.outcome, said.evidence.get("proved")) == (ACCEPTED, "all"), said
        for what, *edits in attack.wrong:
            said = asked(subject, replaced(attack.right, *edits), tmp_path, 3.0)
            assert said.outcome != ACCEPTED, what
            assert "proved" not in said.evidence, what


# -- what is not modelled is not proved, whatever a candidate does ----------------------------

_FRAME = (
    "int a[16] __attribute__((aligned(64))); a[i & 15] = x; a[j & 15] = x + 1; return a[k & 15]; }"
)
THREE = "mov w0, #3\n ret"
UNMODELLED = [
    ("a frame aligned to 64", "int f(int x, int i, int j, int k) { " + _FRAME, [THREE]),
    ("the frame or something else", "int f(const int *p, int i, int c, int x) { int a[16]; a[i & 15] = x; a[(i + 1) & 15] = x + 1; const int *q = c ? a : p; return q[(i + c) & 15]; }",
     ["cbnz w2, 1f\n add w11, w2, w1\n and w9, w11, #15\n ldr w0, [x0, w9, uxtw #2]\n ret\n1: mov w0, #3\n ret", THREE]),
    ("a frame of unknown size", "int f(unsigned n, int i, int j, int k) { int a[n]; a[i] = 1; a[j] = k; return a[0] + a[1]; }", [THREE, "cmp w0, #4095\n csinc w0, w3, wzr, hi\n ret"]),
    ("a frame of 120,000 bytes", "int f(int i, int j, int k, int m) { int a[30000]; a[i] = m; a[j] = k; return a[k]; }", ["mov w8, #13600\n cmp w2, w8\n b.lt 1f\n mov w0, w3\n ret\n1: mov w0, #3\n ret"]),
    ("a trap", "int f(int x) { if (x == 5) __builtin_trap(); return x; }", ["ret"]),
    ("a call", "extern int g(int); int f(int x) { return g(x) + 1; }", [THREE]),
    ("a loop without end", "int f(int x) { while (x == 5) __asm__ volatile(\"\"); return x; }", ["ret"]),
]  # fmt: skip


@pytest.mark.parametrize(("title", "source", "texts"), UNMODELLED, ids=[u[0] for u in UNMODELLED])
def test_what_is_not_modelled_is_not_proved(
    title: str, source: str, texts: list[str], tmp_path: Path
) -> None:
    try:
        with baseline(source, tmp_path) as subject:
            for text in texts:
                said = asked(subject, text, tmp_path, 3.0)
                assert said.outcome != ACCEPTED
                assert said.reason
    except Error as e:
        assert e.reason  # it is not judged at all


# -- loops: no bound is claimed that does not hold ---------------------------------------------

TURNS = ("-fno-vectorize", "-fno-unroll-loops", "-fno-builtin")
SUM = "int f(const int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }"
SUM_RIGHT = "mov w2, #0\n mov w5, w1\n cmp w1, #1\n b.lt 2f\n1: ldr w3, [x0], #4\n add w2, w2, w3\n subs w1, w1, #1\n b.ne 1b\n2: cmp w5, #7\n cset w6, eq\n ubfx w6, w6, #1, #1\n add w0, w2, w6\n ret"
STRING = "unsigned long f(const char *s) { const char *p = s; while (*p) p++; return p - s; }"
STRING_RIGHT = "mov x8, x0\n1: ldrb w9, [x8], #1\n cbnz w9, 1b\n sub x0, x8, x0\n sub x0, x0, #1\n cmp x0, #7\n cset w6, eq\n ubfx w6, w6, #1, #1\n add x0, x0, x6\n ret"
FIXED = "int f(const int *a) { int i; for (i = 0; i < 24; i++) if (!a[i]) break; return i; }"
FIXED_RIGHT = "mov w2, #0\n1: ldr w3, [x0], #4\n cbz w3, 2f\n add w2, w2, #1\n cmp w2, #24\n b.ne 1b\n2: mov w0, w2\n ret"
# (source, right, (what, the greatest bound that may be said, old, new, ...) each)
LOOPS = [
    (SUM, SUM_RIGHT, [
        ("one length", 2, "#7", "#3", "#1, #1", "#0, #1"),
        ("a longer one", 29, "#7", "#30", "#1, #1", "#0, #1"),
        ("one that no case is", 999, "#7", "#1000", "#1, #1", "#0, #1"),
        ("a branch for one", 999, "cset w6, eq\n ubfx w6, w6, #1, #1", "mov w6, #0\n b.ne 3f\n mov w6, #1\n3:", "#7", "#1000"),
        ("another end", -1, "b.lt 2f", "b.lt 1f"),
        ("the last element alone", 1, "add w2, w2, w3", "mov w2, w3"),
        ("an element too far", -1, "[x0], #4", "[x0, #4]!"),
        ("without end at 0", -1, "cmp w1, #1\n b.lt 2f", "3: cmp w1, #1\n b.lt 3b"),
    ]),
    (STRING, STRING_RIGHT, [
        ("one length", 6, "#1, #1", "#0, #1"),
        ("a long one", 999, "#7", "#1000", "#1, #1", "#0, #1"),
        ("a byte beyond", 15, "ldrb w9, [x8], #1", "ldrh w9, [x8], #1"),
    ]),
    (FIXED, FIXED_RIGHT, [
        ("one more", -1, "#24", "#25"),
        ("one less", -1, "#24", "#23"),
        ("one on", -1, "add w2, w2, #1", "add w2, w2, #2"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "right", "wrong"), LOOPS, ids=["lengths", "strings", "a constant"]
)
def test_no_bound_is_said_that_does_not_hold(
    source: str, right: str, wrong: list[tuple[str, int, str, str]], tmp_path: Path
) -> None:
    with baseline(source, tmp_path, *TURNS) as subject:
        said = asked(subject, right, tmp_path)
        assert said.outcome == ACCEPTED, said
        for what, most, *edits in wrong:
            said = asked(subject, replaced(right, *edits), tmp_path, 4.0)
            assert said.evidence.get("proved") != "all", what
            if said.outcome == ACCEPTED:
                bound = str(said.evidence["bound"])
                assert int(bound.rpartition(" ")[2]) <= most, (what, bound)


# -- what goes wrong is no proof, and no exception ---------------------------------------------

MASKED = "uint32_t f(uint32_t x, uint32_t y) { return x + y; }"
EASY = "and w8, w0, w1\n orr w9, w0, w1\n add w0, w8, w9\n ret"


def test_a_solver_is_needed(tmp_path: Path) -> None:
    with baseline(MASKED, tmp_path) as subject:
        said = asked(subject, EASY, tmp_path)
        assert (said.outcome, said.evidence["proved"]) == (ACCEPTED, "all")
        assert said.evidence["queries"]


@pytest.mark.parametrize("seconds", [-1.0, 0.0, 0.001])
def test_little_time(seconds: float, tmp_path: Path) -> None:
    with baseline(SUM, tmp_path) as subject:
        said = asked(subject, SUM_RIGHT, tmp_path, seconds)
        assert (said.outcome, said.reason) == (UNKNOWN, "time"), said


BROKEN = {
    "it dies": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", "crash"),
    "it ends": ("", "crash"),
    "it ends for want of memory": ("import os\nos._exit(12)\n", "memory"),
    "it talks nonsense": ("import os\nos.write(1, b'\\x05' + bytes(7) + b'hello')\nos.read(0, 9)\n", "crash"),
    "it talks without end": ("import os\nos.write(1, b'\\xff' * 64)\nos.read(0, 9)\n", "crash"),
    "it says unsat to everything": ("import os\nm = b'{\"status\": \"unsat\"}'\nos.write(1, len(m).to_bytes(8, 'little') + m)\nos.read(0, 9)\n", "crash"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_solver(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script, reason = BROKEN[kind]
    (tmp_path / "child.py").write_text(script)
    monkeypatch.setattr(solver, "CHILD", str(tmp_path / "child.py"))
    with baseline(MASKED, tmp_path) as subject:
        said = asked(subject, EASY, tmp_path)
        assert (said.outcome, said.reason) == (UNKNOWN, reason), said
        # What needs no solver is proved without.
        assert asked(subject, "add w0, w1, w0\n ret", tmp_path).outcome == ACCEPTED


def test_a_solver_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with baseline(MASKED, tmp_path) as subject:
        monkeypatch.setattr(solver, "PACKAGES", {"no_such_solver": "no-such-solver"})
        said = asked(subject, EASY, tmp_path)
        assert (said.outcome, said.reason) == (UNKNOWN, "tool")
        assert "no-such-solver" in said.detail


def test_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = replace(solver.DEFAULT, memory=16 << 20)
    monkeypatch.setattr(module, "Solver", lambda folder: solver.Solver(limits, folder))
    with baseline(MASKED, tmp_path) as subject:
        said = asked(subject, EASY, tmp_path)
        assert said.outcome == UNKNOWN
        assert said.reason in ("memory", "crash", "tool"), said


def test_no_process_for_a_solver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with baseline(MASKED, tmp_path) as subject:
        candidate = assembled(subject, EASY, tmp_path)
        monkeypatch.setattr(solver.subprocess, "Popen", refused)
        said = proof_gate(subject, candidate, 5.0)
        assert (said.outcome, said.reason) == (UNKNOWN, "tool"), said
