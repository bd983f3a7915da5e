"""Wrong candidates that once passed, or nearly: each is an attack on the gates.

A right twin stands beside a wrong one where a gate that refuses both would be no gate.
"""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

from pathlib import Path

import attacks
import pytest
from attacks import SEED, SUM, SUM_RIGHT, by_running, judged, replaced

pytestmark = pytest.mark.usefixtures("one_clang")


TABLES = """
static const int tab[64] = {FIRST};
static const int tac[64] = {SECOND};
int tables(const unsigned char *p, long i) { return tab[p[i] & 63] + tac[p[i] & 31]; }
""".replace("FIRST", ",".join(str(i * 7919 % 1000) for i in range(64))).replace(
    "SECOND", ",".join(str(i * 104729 % 1000) for i in range(64))
)
TABLES_RIGHT = """
tables:
    ldrb w8, [x0, x1]
    and x9, x8, #63
    and x8, x8, #31
    adrp x10, tab
    add x10, x10, :lo12:tab
    adrp x11, tac
    add x11, x11, :lo12:tac
    ldr w0, [x10, x9, lsl #2]
    ldr w1, [x11, x8, lsl #2]
    add w0, w0, w1
    ret
"""
ONE_PAGE = replaced(
    TABLES_RIGHT,
    "    adrp x11, tac\n",
    "",
    "    add x10, x10, :lo12:tab\n",
    "",
    "add x11, x11, :lo12:tac",
    "add x11, x10, :lo12:tac\n    add x10, x10, :lo12:tab",
)

COUNT = "uint32_t count(const uint8_t *p, size_t n) { uint32_t c = 0; for (size_t i = 0; i < n; i++) c += p[i] == 0xff; return c; }"
BYTES = "uint32_t bytes(const uint8_t *p, size_t n) { uint32_t c = 0; for (size_t i = 0; i < n; i++) c += p[i]; return c; }"
# The accumulator is too narrow for more than 255 (257) rounds.
COUNT_8 = """
count:
    movi v0.2d, #0
    movi v3.16b, #255
1:  cmp x1, #16
    b.lo 2f
    ldr q1, [x0], #16
    cmeq v1.16b, v1.16b, v3.16b
    sub v0.16b, v0.16b, v1.16b
    sub x1, x1, #16
    b 1b
2:  uaddlv h0, v0.16b
    umov w8, v0.h[0]
3:  cbz x1, 4f
    ldrb w9, [x0], #1
    cmp w9, #255
    cinc w8, w8, eq
    sub x1, x1, #1
    b 3b
4:  mov w0, w8
    ret
"""
COUNT_32 = replaced(
    COUNT_8,
    "sub v0.16b, v0.16b, v1.16b",
    "ushr v1.16b, v1.16b, #7\n    uaddlp v1.8h, v1.16b\n    uadalp v0.4s, v1.8h",
    "uaddlv h0, v0.16b",
    "addv s0, v0.4s",
    "umov w8, v0.h[0]",
    "fmov w8, s0",
)
# The same beyond 65,535 matches in a lane.
COUNT_16 = replaced(
    COUNT_8,
    "sub v0.16b, v0.16b, v1.16b",
    "neg v1.16b, v1.16b\n    uadalp v0.8h, v1.16b",
    "uaddlv h0, v0.16b",
    "uaddlv s0, v0.8h",
    "umov w8, v0.h[0]",
    "fmov w8, s0",
)
BYTES_16 = replaced(
    COUNT_8,
    "count:",
    "bytes:",
    "    movi v3.16b, #255\n",
    "",
    "    cmeq v1.16b, v1.16b, v3.16b\n",
    "",
    "sub v0.16b, v0.16b, v1.16b",
    "uadalp v0.8h, v1.16b",
    "uaddlv h0, v0.16b",
    "uaddlv s0, v0.8h",
    "umov w8, v0.h[0]",
    "fmov w8, s0",
    "    cmp w9, #255\n",
    "",
    "cinc w8, w8, eq",
    "add w8, w8, w9",
)

KEYS = "uint32_t keys(const uint16_t *p, size_t n, uint16_t k) { uint32_t c = 0; for (size_t i = 0; i < n; i++) c += p[i] == k; return c; }"
KEYS_RIGHT = """
keys:
    mov w8, #0
    and w2, w2, #0xffff
3:  cbz x1, 4f
    ldrh w9, [x0], #2
    cmp w9, w2
    cinc w8, w8, eq
    sub x1, x1, #1
    b 3b
4:  mov w0, w8
    ret
"""
KEYS_16 = replaced(KEYS_RIGHT, "cinc w8, w8, eq", "cinc w8, w8, eq\n    and w8, w8, #0xffff")

TOTAL = "uint64_t total(const uint8_t *p, size_t n) { uint64_t c = 0; for (size_t i = 0; i < n; i++) c += p[i]; return c; }"
TOTAL_RIGHT = """
total:
    mov x8, #0
3:  cbz x1, 4f
    ldrb w9, [x0], #1
    add x8, x8, x9
    sub x1, x1, #1
    b 3b
4:  mov x0, x8
    ret
"""
TOTAL_32 = replaced(TOTAL_RIGHT, "add x8, x8, x9", "add w8, w8, w9")

# A count in 20 bits, one way or another.
BELOW = "uint32_t below(const int8_t *p, size_t n) { uint32_t c = 0; for (size_t i = 0; i < n; i++) c += p[i] < 0; return c; }"
BELOW_RIGHT = """
below:
    mov x8, #0
3:  cbz x1, 4f
    ldrsb w9, [x0], #1
    cmp w9, #0
    cset x9, lt
    add x8, x8, x9
    sub x1, x1, #1
    b 3b
4:  mov x0, x8
    ret
"""
BELOW_HIGH = replaced(BELOW_RIGHT, "add x8, x8, x9", "add x8, x8, x9, lsl #44")
BELOW_STEP = replaced(
    BELOW_RIGHT, "mov x8, #0", "mov x8, #0\n    mov x10, #0x100000000000",
    "cset x9, lt", "csel x9, x10, xzr, lt",
)  # fmt: skip
BELOW_FLOAT = replaced(
    BELOW_RIGHT, "mov x8, #0", "movi v0.2d, #0\n    movi v2.2d, #0\n    fmov s1, #1.0",
    "cset x9, lt", "fcsel s3, s1, s2, lt", "add x8, x8, x9", "fadd s0, s0, s3",
    "mov x0, x8", "fcvtzu w0, s0",
)  # fmt: skip

LONGS = "long longs(const int *a, long n) { long s = 0; for (long i = 0; i < n; i++) s += a[i]; return s; }"
LONGS_RIGHT = """
longs:
    mov x2, #0
    cmp x1, #1
    b.lt 2f
1:  ldrsw x3, [x0], #4
    add x2, x2, x3
    subs x1, x1, #1
    b.ne 1b
2:  mov x0, x2
    ret
"""
# n * 4 in 32 bits: 2^30 + 3 elements are three.
END_32 = """
sum:
    mov w2, #0
    cmp w1, #1
    b.lt 2f
    lsl w1, w1, #2
    add x1, x0, w1, uxtw
1:  ldr w3, [x0], #4
    add w2, w2, w3
    cmp x0, x1
    b.ne 1b
2:  mov w0, w2
    ret
"""
END_64 = replaced(
    END_32, "    lsl w1, w1, #2\n", "", "add x1, x0, w1, uxtw", "add x1, x0, w1, uxtw #2"
)

GLOBAL = "int g; void fill(int *a, int n) { for (int i = 0; i < n; i++) a[i] = g + i; }"
GLOBAL_ONCE = """
fill:
    cmp w1, #1
    b.lt 2f
    adrp x8, g
    ldr w8, [x8, :lo12:g]
1:  str w8, [x0], #4
    add w8, w8, #1
    subs w1, w1, #1
    b.ne 1b
2:  ret
"""
GLOBAL_EACH = """
fill:
    mov w9, #0
    adrp x8, g
1:  cmp w9, w1
    b.ge 2f
    ldr w10, [x8, :lo12:g]
    add w10, w10, w9
    str w10, [x0], #4
    add w9, w9, #1
    b 1b
2:  ret
"""

DIFFER = "int differ(const unsigned char *a, const unsigned char *b, int n) { for (int i = 0; i < n; i++) if (a[i] != b[i]) return a[i] - b[i]; return 0; }"
DIFFER_RIGHT = """
differ:
    cmp w2, #1
    b.lt 2f
    mov w8, #0
1:  ldrb w3, [x0], #1
    ldrb w4, [x1], #1
    sub w3, w3, w4
    cmp w3, #0
    b.ne 3f
    add w8, w8, #1
    cmp w8, w2
    b.lt 1b
2:  mov w0, #0
    ret
3:  mov w0, w3
    ret
"""

MOVED = "void moved(int *d, const int *s, int n) { for (int i = 0; i < n; i++) d[i] = s[i] + 1; }"
MOVED_CHECKED = """
moved:
    movi v3.4s, #1
    sub x8, x0, x1
    cmp x8, #16
    b.lo 2f
1:  cmp w2, #4
    b.lt 2f
    ldr q0, [x1], #16
    add v0.4s, v0.4s, v3.4s
    str q0, [x0], #16
    sub w2, w2, #4
    b 1b
2:  cmp w2, #1
    b.lt 3f
    ldr w3, [x1], #4
    add w3, w3, #1
    str w3, [x0], #4
    sub w2, w2, #1
    b 2b
3:  ret
"""

MAXIMUM = "int maximum(const int16_t *a, int n) { int m = -32768; for (int i = 0; i < n; i++) if (a[i] > m) m = a[i]; return m; }"
MAXIMUM_RIGHT = """
maximum:
    mov w8, #-32768
    cmp w1, #1
    b.lt 2f
1:  ldrsh w9, [x0], #2
    cmp w9, w8
    csel w8, w9, w8, gt
    subs w1, w1, #1
    b.ne 1b
2:  mov w0, w8
    ret
"""

LIST = "struct L { struct L *next; int v; }; int list(struct L *p) { int s = 0; for (; p; p = p->next) s += p->v; return s; }"
NEXT = "int next(const int *a, unsigned i) { return a[(size_t)i + 1]; }"

SQUARE = "int square(unsigned a) { return a * a; }"
SPECIAL = """
square:
%s
    cmp w0, w8
    mul w0, w0, w0
    csel w0, wzr, w0, eq
    ret
"""
FROM_DATA = (
    SPECIAL % "    adrp x8, .LC\n    ldr w8, [x8, :lo12:.LC]"
    + "    .section .rodata\n    .p2align 2\n.LC: .word 0x12345678\n"
)

PLUS = "int plus(int a) { return a + 4; }"
RANGE = "int range(const int *b, const int *e) { int s = 0; while (b != e) s += *b++; return s; }"
SCALED = "float scaled(float a) { return a * 3.0f + 1.0f; }"
SCALED_RIGHT = "scaled:\n    adrp x8, .LC\n    ldr s1, [x8, :lo12:.LC]\n    fmov s2, #1.0\n    fmadd s0, s0, s1, s2\n    ret\n    .section .rodata\n    .p2align 2\n.LC: .word 0x40400000\n"

# (what is wrong, baseline, name, candidate, reasons)
WRONG = [
    ("one page for two tables", TABLES, "tables", ONE_PAGE, {"address-halves"}),
    ("32 bits of an address", TABLES, "tables", replaced(TABLES_RIGHT, "add x10, x10, :lo12:tab", "add w10, w10, :lo12:tab"), {"read-outside", "result"}),
    ("32 bits of an index", TABLES, "tables", replaced(TABLES_RIGHT, "[x0, x1]", "[x0, w1, sxtw]"), {"read-outside", "result"}),
    ("lanes of 16 bits", COUNT, "count", COUNT_16, {"result"}),
    ("a count of 16 bits", KEYS, "keys", KEYS_16, {"result"}),
    ("a count moved into 16 bits", KEYS, "keys", replaced(KEYS_RIGHT, "cinc w8, w8, eq", "cinc w9, w8, eq\n    bfxil w8, w9, #0, #16"), {"result"}),
    ("a count in a float", BELOW, "below", BELOW_FLOAT, {"floating-point"}),
    ("a count in the upper bits", BELOW, "below", replaced(BELOW_HIGH, "mov x0, x8", "lsr x0, x8, #44"), {"result"}),
    ("a count in upper bits that are moved down", BELOW, "below", replaced(BELOW_HIGH, "mov x0, x8", "extr x0, xzr, x8, #44"), {"result"}),
    ("a count by steps in the upper bits", BELOW, "below", replaced(BELOW_STEP, "mov x0, x8", "rev x0, x8\n    rbit x0, x0\n    rev x0, x0\n    rbit x0, x0\n    mov x9, #0x100000\n    umulh x0, x0, x9"), {"result"}),
    ("a count up to a bound", BELOW, "below", replaced(BELOW_RIGHT, "mov x0, x8", "mov w9, #0x20000\n    cmp x8, x9\n    csel x0, x8, x9, lo"), {"result"}),
    ("a count of 24 bits", KEYS, "keys", replaced(KEYS_RIGHT, "4:  mov w0, w8", "4:  and w0, w8, #0xffffff"), {"result"}),
    ("16 bits of a sum in a lane", COUNT, "count", replaced(COUNT_32, "fmov w8, s0", "umov w8, v0.h[0]"), {"result"}),
    ("a sum of 32 bits", TOTAL, "total", TOTAL_32, {"result"}),
    ("32 bits of a length", LONGS, "longs", replaced(LONGS_RIGHT, "subs x1, x1, #1", "subs w1, w1, #1"), {"width"}),
    ("32 bits of a size in bytes", SUM, "sum", END_32, {"width"}),
    ("8-bit lanes overflow", COUNT, "count", COUNT_8, {"result"}),
    ("16-bit lanes overflow", BYTES, "bytes", BYTES_16, {"result"}),
    ("an object read once, written by the loop", GLOBAL, "fill", GLOBAL_ONCE, {"memory"}),
    ("null taken for any pointer", "int null(int *p, int n) { return p ? n : 7; }", "null", "null:\n mov w0, w1\n ret\n", {"result"}),
    ("alignment that nobody promised", "int low(char *p, int n) { return ((long)p & 15) + n; }", "low", "low:\n mov w0, w1\n ret\n", {"result"}),
    ("addresses that are always low", "int high(char *p, int n) { return (((long)p >> 40) & 1) + n; }", "high", "high:\n mov w0, w1\n ret\n", {"result"}),
    ("a difference behind equal data", DIFFER, "differ", replaced(DIFFER_RIGHT, "    b.ne 3f\n", "    ccmp w8, #20, #2, ne\n    b.lo 3f\n"), {"result", "read-outside"}),
    ("an overlap of three elements", MOVED, "moved", replaced(MOVED_CHECKED, "cmp x8, #16", "cmp x8, #12"), {"memory", "write-outside"}),
    ("no check for overlap", MOVED, "moved", replaced(MOVED_CHECKED, "    b.lo 2f\n1:", "1:"), {"memory", "write-outside"}),
    ("a maximum that starts too high", MAXIMUM, "maximum", replaced(MAXIMUM_RIGHT, "mov w8, #-32768", "mov w8, #-32764", "b.lt 2f", "b.lt 4f") + "4:  mov w0, #-32768\n    ret\n", {"result"}),
    ("the first of a list", LIST, "list", "list:\n mov w8, #0\n cbz x0, 2f\n ldr w8, [x0, #8]\n2: mov w0, w8\n ret\n", {"result"}),
    ("an index that wraps", NEXT, "next", "next:\n add w1, w1, #1\n ldr w0, [x0, w1, uxtw #2]\n ret\n", {"result", "read-outside"}),
    ("8 bits of a distance", RANGE, "range", "range:\n mov w8, #0\n sub x9, x1, x0\n lsr x9, x9, #2\n and x9, x9, #0xff\n cbz x9, 2f\n1: ldr w3, [x0], #4\n add w8, w8, w3\n subs x9, x9, #1\n b.ne 1b\n2: mov w0, w8\n ret\n", {"result"}),
    ("a special case from data", SQUARE, "square", FROM_DATA, {"result"}),
    ("a computed special case", SQUARE, "square", SPECIAL % " mov w8, #0x1234\n mov w9, #0x77\n eor w8, w8, w9, lsl #21", {"result"}),
    ("a special case by subtraction", SQUARE, "square", "square:\n sub w8, w0, #0x345, lsl #12\n sub w8, w8, #0x123\n cmp w8, #0\n mul w0, w0, w0\n csel w0, wzr, w0, eq\n ret\n", {"result"}),
    ("a branch out of the function", SUM, "sum", replaced(SUM_RIGHT, "1:  ldr", "1:  cbz x0, .+4096\n    ldr"), {"place"}),
    ("falls off its end", SUM, "sum", SUM_RIGHT + "    cbz x0, 2b\n", {"place"}),
    ("a word of its own code", SUM, "sum", replaced(SUM_RIGHT, "    mov w2, #0", "7:  ldr w2, 7b\n    sub w2, w2, w2"), {"place"}),
    ("a word of its code by address", SUM, "sum", replaced(SUM_RIGHT, "    mov w2, #0", "    adr x2, 1f\n    ldr w2, [x2]\n    sub w2, w2, w2"), {"place"}),
    ("returns by another register", SUM, "sum", replaced(SUM_RIGHT, "    ret", "    mov x9, x30\n    ret x9"), {"return"}),
    ("jumps by ret", SUM, "sum", replaced(SUM_RIGHT, "    ret", "    mov x9, x30\n    adr x30, 7f\n    ret\n7:  mov x30, x9\n    ret"), {"place"}),
    ("the address of its code", PLUS, "plus", "plus:\n adr x8, plus\n lsr x8, x8, #28\n add x8, x8, #2\n add w0, w0, w8\n ret\n", {"new-symbol"}),
    ("the address of the stack", PLUS, "plus", "plus:\n mov x8, sp\n lsr x8, x8, #32\n sub x8, x8, #44\n add w0, w0, w8\n ret\n", {"result"}),
    ("a signature that nobody made", SUM, "sum", replaced(SUM_RIGHT, "    mov w2, #0", "    .cfi_negate_ra_state\n    mov w2, #0"), {"directive"}),
    ("a constant less aligned than its load", SCALED, "scaled", replaced(SCALED_RIGHT, "    .p2align 2\n", "    .byte 1, 2, 3, 4\n"), {"relocation"}),
    ("an octal size", SQUARE, "square", "square:\n mul w0, w0, w0\n ret\n .section .rodata\n .zero 010\n", {"too-long"}),
    ("gigabytes of constants", SQUARE, "square", "square:\n mul w0, w0, w0\n ret\n .section .rodata\n" + " .zero 65536\n" * 20000, {"too-long"}),
    ("100,000 labels in a line", SQUARE, "square", "a:" * 100_000 + "square:\n mul w0, w0, w0\n ret\n", {"too-long"}),
]  # fmt: skip

RIGHT = [
    ("two tables", TABLES, "tables", TABLES_RIGHT),
    ("a length of 64 bits", LONGS, "longs", LONGS_RIGHT),
    ("a size in bytes of 64 bits", SUM, "sum", END_64),
    ("32-bit lanes", COUNT, "count", COUNT_32),
    ("a count of 32 bits", KEYS, "keys", KEYS_RIGHT),
    ("a count in 64 bits", BELOW, "below", BELOW_RIGHT),
    ("a sum of 64 bits", TOTAL, "total", TOTAL_RIGHT),
    ("an object read each time", GLOBAL, "fill", GLOBAL_EACH),
    ("every difference", DIFFER, "differ", DIFFER_RIGHT),
    (
        "a list",
        LIST,
        "list",
        "list:\n mov w8, #0\n cbz x0, 2f\n1: ldr w9, [x0, #8]\n add w8, w8, w9\n ldr x0, [x0]\n cbnz x0, 1b\n2: mov w0, w8\n ret\n",
    ),
    ("a maximum", MAXIMUM, "maximum", MAXIMUM_RIGHT),
    ("overlap checked", MOVED, "moved", MOVED_CHECKED),
]


@pytest.mark.parametrize(
    ("_what", "source", "name", "candidate", "reasons"), WRONG, ids=[w[0] for w in WRONG]
)
def test_attack_is_rejected(
    tmp_path: Path, _what: str, source: str, name: str, candidate: str, reasons: set[str]
) -> None:
    result = by_running(source, name, candidate, tmp_path)
    assert (result.outcome, result.reason in reasons) == ("rejected", True), result


@pytest.mark.parametrize(("_what", "source", "name", "candidate"), RIGHT, ids=[r[0] for r in RIGHT])
def test_right_twin_passes(
    tmp_path: Path, _what: str, source: str, name: str, candidate: str
) -> None:
    result = judged(source, name, candidate, tmp_path)
    assert result.passed, result
    kinds = result.evidence["kinds"]
    assert kinds["mixed"] >= 20
    assert result.evidence["native_tests"] >= 4096
    # A list has no length that could make it long.
    assert kinds.get("bulk", 0) >= 2 or name == "list"


@pytest.mark.parametrize("seed", [SEED, SEED ^ 1 << 40, SEED ^ 1])
def test_a_decision_of_the_baseline_that_no_test_turns_is_not_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(attacks, "SEED", seed)
    without = "f:\n    add w0, w1, w0\n    ret\n"
    source = "unsigned f(unsigned x, unsigned y) { return %s ? 7 : y + x; }"
    # What can be solved for is a test, and the candidate differs on it.
    rare = source % "(x * 2654435761u ^ y) * 40503u == 0x1337beefu"
    assert judged(rare, "f", without, tmp_path).reason == "result"
    dark = source % "(x * x * y ^ y * y * x) * 40503u == 0x1337beefu"
    result = judged(dark, "f", without, tmp_path)
    assert (result.outcome, result.reason) == ("unknown", "baseline-coverage")
