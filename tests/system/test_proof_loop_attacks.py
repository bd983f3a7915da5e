"""Wrong loops of more kinds: none of them may be proved for all lengths.

Nested loops, strings, flags over the back edge, lengths and factors in memory, promises, floats,
frames.  Beside each stands a right one that is.
"""

# ruff: noqa: E501  a case is easier to compare when it stands together

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import replaced
from test_proof_induction import SCALAR, deep, proved

# Each takes seconds of a solver.
pytestmark = pytest.mark.sampled(3)

__all__ = ["deep"]  # a fixture

# -- nested loops -------------------------------------------------------------------------
NESTED = """
uint32_t nest(const uint32_t *a, size_t rows, size_t cols, size_t pitch)
{
  uint32_t s = 0;
  for (size_t r = 0; r < rows; r++) { size_t c = 0; do s += a[c]; while (++c < cols); a += pitch; }
  return s;
}
"""
NESTED_RIGHT = """
nest:
    mov w8, #0
    cbz x1, 4f
    mov x10, #0
1:  mov x9, #0
2:  ldr w11, [x0, x9, lsl #2]
    add x9, x9, #1
    add w8, w8, w11
    cmp x9, x2
    b.lo 2b
    add x10, x10, #1
    add x0, x0, x3, lsl #2
    cmp x10, x1
    b.ne 1b
4:  mov w0, w8
    ret
"""
# -- two loops, one after the other ---------------------------------------------------------
TWO = """
uint32_t two(const uint8_t *a, size_t n, uint8_t *b)
{
  uint32_t s = 0;
  for (size_t i = 0; i < n; i++) s = s * 31 + a[i];
  for (size_t i = 0; i < n; i++) b[i] ^= (uint8_t)s;
  return s;
}
"""
TWO_RIGHT = """
two:
    mov w8, #0
    cbz x1, 4f
    mov w10, #31
    mov x3, x1
1:  ldrb w9, [x0], #1
    madd w8, w8, w10, w9
    subs x1, x1, #1
    b.ne 1b
3:  ldrb w9, [x2]
    eor w9, w9, w8
    strb w9, [x2], #1
    subs x3, x3, #1
    b.ne 3b
4:  mov w0, w8
    ret
"""
# -- strings --------------------------------------------------------------------------------
LEN = "size_t len(const char *s) { const char *p = s; while (*p) p++; return p - s; }"
LEN_RIGHT = """
len:
    mov x8, #0
1:  ldrb w9, [x0, x8]
    cbz w9, 2f
    add x8, x8, #1
    b 1b
2:  mov x0, x8
    ret
"""
SAME = """
int same(const uint8_t *a, const uint8_t *b)
{ while (*a && *a == *b) { a++; b++; } return *a - *b; }
"""
SAME_RIGHT = """
same:
    ldrb w9, [x0], #1
    cbz w9, 3f
1:  ldrb w10, [x1]
    cmp w9, w10
    b.ne 2f
    add x1, x1, #1
    ldrb w9, [x0], #1
    cbnz w9, 1b
3:  ldrb w10, [x1]
2:  sub w0, w9, w10
    ret
"""
# -- flags over the back edge ----------------------------------------------------------------
COUNT = """
size_t count(const int32_t *a, size_t n)
{ size_t k = 0; for (size_t i = 0; i < n; i++) k += a[i] < 0; return k; }
"""
COUNT_FLAGS = """
count:
    mov x8, #0
    mov x9, x1
    cmp x9, #0
1:  b.eq 2f
    ldr w10, [x0], #4
    add x8, x8, w10, uxtw #0
    sub x8, x8, w10, uxtw #0
    add x8, x8, x10, lsr #31
    sub x9, x9, #1
    cmp x9, #0
    b 1b
2:  mov x0, x8
    ret
"""
COUNT_RIGHT = """
count:
    mov x8, #0
1:  cmp x1, #0
    b.eq 2f
    ldr w10, [x0], #4
    sub x1, x1, #1
    add x8, x8, x10, lsr #31
    b 1b
2:  mov x0, x8
    ret
"""
# -- a length that the loop overwrites --------------------------------------------------------
FILL = """
void fill(uint32_t *a, const uint32_t *n, uint32_t x)
{ for (size_t i = 0; i < *n; i++) a[i] = x; }
"""
FILL_RIGHT = """
fill:
    ldr w9, [x1]
    mov x8, #0
    cbz w9, 2f
1:  str w2, [x0, x8, lsl #2]
    add x8, x8, #1
    ldr w9, [x1]
    cmp x8, x9
    b.lo 1b
2:  ret
"""
# -- an index that wraps at 2^32 ---------------------------------------------------------------
WRAPS = """
uint32_t wraps(const uint8_t *a, uint32_t from, uint32_t n)
{ uint32_t s = 0; while (n--) { s += a[from]; from += 4; } return s; }
"""
WRAPS_RIGHT = """
wraps:
    mov w8, #0
    cbz w2, 2f
1:  ldrb w9, [x0, w1, uxtw]
    sub w2, w2, #1
    add w1, w1, #4
    add w8, w8, w9
    cbnz w2, 1b
2:  mov w0, w8
    ret
"""
# -- a value that each turn hands to the next, through memory ---------------------------------
PREFIX = """
void prefix(uint32_t *a, size_t n)
{ for (size_t i = 1; i < n; i++) a[i] += a[i - 1]; }
"""
PREFIX_RIGHT = """
prefix:
    cmp x1, #2
    b.lo 2f
    ldr w8, [x0]
    sub x1, x1, #1
1:  ldr w9, [x0, #4]!
    add w8, w9, w8
    str w8, [x0]
    subs x1, x1, #1
    b.ne 1b
2:  ret
"""
# -- the last of two pointers that may be the same ------------------------------------------------
SCALE = """
void scale(uint32_t *a, const uint32_t *k, size_t n)
{ for (size_t i = 0; i < n; i++) a[i] *= *k; }
"""
SCALE_RIGHT = """
scale:
    cbz x2, 2f
1:  ldr w8, [x1]
    ldr w9, [x0]
    subs x2, x2, #1
    mul w9, w9, w8
    str w9, [x0], #4
    b.ne 1b
2:  ret
"""
# -- restrict ------------------------------------------------------------------------------------
AHEAD = """
void ahead(uint32_t *restrict a, const uint32_t *restrict b, uint32_t *c, size_t n)
{ for (size_t i = 0; i < n; i++) { a[i] = b[i]; c[i & 1] += b[i]; } }
"""
AHEAD_RIGHT = """
ahead:
    mov x8, #0
    cbz x3, 2f
1:  and x10, x8, #1
    ldr w9, [x1, x8, lsl #2]
    ldr w11, [x2, x10, lsl #2]
    str w9, [x0, x8, lsl #2]
    add w11, w11, w9
    str w11, [x2, x10, lsl #2]
    add x8, x8, #1
    cmp x8, x3
    b.ne 1b
2:  ret
"""
# -- floats: order, and a comparison that a NaN decides ----------------------------------------------
FSUM = """
double fsum(const double *a, size_t n)
{ double s = 0; for (size_t i = 0; i < n; i++) s += a[i]; return s; }
"""
FSUM_RIGHT = """
fsum:
    movi d0, #0
    cbz x1, 2f
    add x1, x0, x1, lsl #3
1:  ldr d1, [x0], #8
    fadd d0, d0, d1
    cmp x0, x1
    b.ne 1b
2:  ret
"""
# -- a signed length -----------------------------------------------------------------------------
SIGNED = """
int32_t total(const int32_t *a, int32_t n)
{ int32_t s = 0; for (int32_t i = 0; i < n; i++) s += a[i]; return s; }
"""
SIGNED_RIGHT = """
total:
    mov w8, #0
    cmp w1, #1
    b.lt 2f
    add x1, x0, w1, uxtw #2
1:  ldr w9, [x0], #4
    add w8, w8, w9
    cmp x0, x1
    b.ne 1b
2:  mov w0, w8
    ret
"""
# -- a table in the frame that loops write ---------------------------------------------------------
# Not right for a proof without what a frame holds at a head: a frame is unknown there.
FRAME = """
uint32_t last(const uint8_t *a, size_t n)
{
  uint32_t t[16];
  t[0]=t[1]=t[2]=t[3]=t[4]=t[5]=t[6]=t[7]=t[8]=t[9]=t[10]=t[11]=t[12]=t[13]=t[14]=t[15]=7;
  if (!n) return 0;
  do { t[*a++ & 15] = (uint32_t)n; } while (--n);
  return t[3];
}
"""
FRAME_RIGHT = """
last:
    sub sp, sp, #64
    movi v0.4s, #7
    stp q0, q0, [sp]
    stp q0, q0, [sp, #32]
    cbz x1, 3f
    mov x8, sp
1:  ldrb w9, [x0], #1
    and w9, w9, #15
    str w1, [x8, w9, uxtw #2]
    subs x1, x1, #1
    b.ne 1b
    ldr w0, [sp, #12]
    add sp, sp, #64
    ret
3:  mov w0, #0
    add sp, sp, #64
    ret
"""
# -- a pointer that is compared with one that is promised to be alone ---------------------------------
APART = """
void apart(uint32_t *a, uint32_t *p, uint32_t *restrict q, size_t n)
{ if (q == a - 2) { *q = 5; *p = 3; *a = 7; return; }
  do { *p++ = (uint32_t)n; n--; } while (n); }
"""
APART_RIGHT = """
apart:
    sub x9, x0, #8
    cmp x9, x2
    b.ne 2f
    mov w9, #5
    mov w10, #7
    mov w11, #3
    str w9, [x2]
    str w11, [x1]
    str w10, [x0]
    ret
2:  str w3, [x1], #4
    subs x3, x3, #1
    b.ne 2b
    ret
"""

RIGHT = {
    "nested": (NESTED, NESTED_RIGHT, SCALAR),
    "two loops": (TWO, TWO_RIGHT, SCALAR),
    "length of a string": (LEN, LEN_RIGHT, SCALAR),
    "two strings": (SAME, SAME_RIGHT, SCALAR),
    "count": (COUNT, COUNT_RIGHT, SCALAR),
    "length in memory": (FILL, FILL_RIGHT, SCALAR),
    "index that wraps": (WRAPS, WRAPS_RIGHT, SCALAR),
    "prefix": (PREFIX, PREFIX_RIGHT, SCALAR),
    "factor in memory": (SCALE, SCALE_RIGHT, SCALAR),
    "promised": (AHEAD, AHEAD_RIGHT, SCALAR),
    "sum of floats": (FSUM, FSUM_RIGHT, SCALAR),
    "signed length": (SIGNED, SIGNED_RIGHT, SCALAR),
    # Right, and not proved: of what a frame holds nothing is known in a loop.
    "table in a frame": (FRAME, FRAME_RIGHT, SCALAR),
    "compared with a promise": (APART, APART_RIGHT, SCALAR),
}
# What differs from which right one: (which, old, new, ...).
WRONG = {
    # nested
    "inner turn too few": ("nested", "cmp x9, x2", "sub x12, x2, #1\n    cmp x9, x12"),
    "no columns are many": ("nested", "b.lo 2b", "b.ne 2b"),
    "pitch in bytes": ("nested", "add x0, x0, x3, lsl #2", "add x0, x0, x3"),
    "columns for pitch": ("nested", "add x0, x0, x3, lsl #2", "add x0, x0, x2, lsl #2"),
    "the last row is left": ("nested", "cbz x1, 4f", "cbz x1, 4f\n    cmp x1, #1, lsl #12\n    cset x12, hi\n    sub x1, x1, x12"),
    "row 500 has one": ("nested", "cmp x9, x2", "cmp x10, #500\n    ccmp x9, x2, #0, ne"),
    "the sum starts again": ("nested", "mov x9, #0", "mov x9, #0\n    cmp x10, #300\n    csel w8, wzr, w8, eq"),
    # two loops
    "the second is shorter": ("two loops", "mov x3, x1", "sub x3, x1, #1\n    cbz x3, 1f\n"),
    "the second uses the first's pointer": ("two loops", "ldrb w9, [x2]", "ldrb w9, [x0]"),
    "the second ends with the first": ("two loops", "subs x3, x3, #1", "subs x1, x1, #1"),
    "the second changes the sum": ("two loops", "eor w9, w9, w8", "eor w9, w9, w8\n    add w8, w8, #256"),
    "both at once": ("two loops", "madd w8, w8, w10, w9", "madd w8, w8, w10, w9\n    strb w9, [x2]"),
    "the second is left out for long ones": ("two loops", "3:  ldrb w9, [x2]", "    lsr x9, x3, #33\n    cbnz x9, 4f\n3:  ldrb w9, [x2]"),
    # strings
    "one on": ("length of a string", "2:  mov x0, x8", "2:  add x0, x8, #1"),
    "ends at 0x80, too": ("length of a string", "cbz w9, 2f", "tst w9, #0x7f\n    b.eq 2f"),
    "a byte ahead": ("length of a string", "cbz w9, 2f", "add x10, x8, #1\n    ldrb w10, [x0, x10]\n    cbz w9, 2f"),
    "eight at once": ("length of a string", "ldrb w9, [x0, x8]", "ldr x9, [x0, x8]\n    and w9, w9, #0xff"),
    "32 bits of length": ("length of a string", "2:  mov x0, x8", "2:  mov w0, w8"),
    "500 at most": ("length of a string", "cbz w9, 2f", "cbz w9, 2f\n    cmp x8, #500\n    b.eq 2f"),
    "equal for ever": ("two strings", "cbnz w9, 1b", "cbnz w10, 1b"),
    "no end at 0": ("two strings", "cbnz w9, 1b", "b 1b"),
    "the second first": ("two strings", "sub w0, w9, w10", "sub w0, w10, w9"),
    "the first byte alone": ("two strings", "add x1, x1, #1\n", "cmp w9, #200\n    cinc x1, x1, ne\n"),
    "ahead of the first": ("two strings", "1:  ldrb w10, [x1]", "1:  ldrb w10, [x0]\n    ldrb w10, [x1]"),
    # flags
    "flags of the turn before": ("count", "1:  cmp x1, #0\n    b.eq 2f", "1:  b.eq 2f\n    cmp x1, #0"),
    "flags at entry": ("count", "1:  cmp x1, #0\n", "1:\n", "sub x1, x1, #1", "subs x1, x1, #1"),
    "a carry of the turn before": ("count", "add x8, x8, x10, lsr #31", "lsr x10, x10, #31\n    adc x8, x8, x10"),
    "all but negative": ("count", "add x8, x8, x10, lsr #31", "add x8, x8, x10, lsr #30"),
    # a length in memory
    "read once": ("length in memory", "    ldr w9, [x1]\n    cmp", "    cmp"),
    "signed": ("length in memory", "cmp x8, x9\n    b.lo 1b", "cmp w8, w9\n    b.lt 1b"),
    "read before the store": ("length in memory", "1:  str w2, [x0, x8, lsl #2]\n    add x8, x8, #1\n    ldr w9, [x1]", "1:  ldr w9, [x1]\n    str w2, [x0, x8, lsl #2]\n    add x8, x8, #1"),
    "the wrong one of equal pointers": ("length in memory", "1:  str w2, [x0, x8, lsl #2]", "1:  add x10, x0, x8, lsl #2\n    cmp x10, x1\n    b.eq 2f\n    str w2, [x0, x8, lsl #2]"),
    # indices that wrap
    "index of 64 bits": ("index that wraps", "ldrb w9, [x0, w1, uxtw]", "ldrb w9, [x0, x1]", "add w1, w1, #4", "add x1, x1, #4", "mov w8, #0", "mov w8, #0\n    mov w1, w1"),
    "a pointer that does not wrap": ("index that wraps", "mov w8, #0", "mov w8, #0\n    add x0, x0, w1, uxtw", "ldrb w9, [x0, w1, uxtw]", "ldrb w9, [x0], #4"),
    "a signed index": ("index that wraps", "uxtw]", "sxtw]"),
    # through memory
    "the sum of the old ones": ("prefix", "str w8, [x0]\n", "str w8, [x0]\n    mov w8, w9\n"),
    "in pairs": ("prefix", "str w8, [x0]\n    subs x1, x1, #1", "str w8, [x0]\n    tst x1, #64\n    cset x10, ne\n    add x0, x0, x10, lsl #2\n    subs x1, x1, #1"),
    "one too many": ("prefix", "sub x1, x1, #1\n1:", "1:"),
    "one alone": ("prefix", "cmp x1, #2", "cmp x1, #1"),
    "the factor once": ("factor in memory", "1:  ldr w8, [x1]", "    ldr w8, [x1]\n1:"),
    "the factor behind the store": ("factor in memory", "1:  ldr w8, [x1]", "    ldr w8, [x1]\n1:", "str w9, [x0], #4", "str w9, [x0], #4\n    ldr w8, [x1, #4]"),
    # restrict
    "one element ahead": ("promised", "str w9, [x0, x8, lsl #2]", "add x12, x8, #1\n    ldr w12, [x1, x12, lsl #2]\n    str w9, [x0, x8, lsl #2]"),
    "the other's element": ("promised", "ldr w9, [x1, x8, lsl #2]", "ldr w9, [x0, x8, lsl #2]"),
    "the other of two": ("promised", "and x10, x8, #1", "bic x10, x8, #1\n    sub x10, x8, x10\n    eor x10, x10, #1"),
    "not the last": ("promised", "str w11, [x2, x10, lsl #2]\n    add x8, x8, #1\n    cmp x8, x3", "add x8, x8, #1\n    cmp x8, x3\n    b.eq 2f\n    str w11, [x2, x10, lsl #2]"),
    "written through the other": ("promised", "str w9, [x0, x8, lsl #2]", "str w9, [x1, x8, lsl #2]"),
    "stores exchanged, where one pointer is a promise's neighbour": ("compared with a promise", "str w11, [x1]\n    str w10, [x0]", "str w10, [x0]\n    str w11, [x1]"),
    # floats
    "the other order": ("sum of floats", "add x1, x0, x1, lsl #3\n1:  ldr d1, [x0], #8", "add x1, x0, x1, lsl #3\n    mov x9, x1\n1:  ldr d1, [x9, #-8]!\n    add x0, x0, #8"),
    "begins at -0": ("sum of floats", "movi d0, #0", "movi d0, #0\n    fneg d0, d0"),
    "begins with the first": ("sum of floats", "add x1, x0, x1, lsl #3", "add x1, x0, x1, lsl #3\n    ldr d0, [x0], #8\n    cmp x0, x1\n    b.eq 2f"),
    "subtracts a negated one": ("sum of floats", "fadd d0, d0, d1", "fneg d1, d1\n    fsub d0, d1, d0\n    fneg d0, d0"),
    # signs of lengths
    "negative ones": ("signed length", "cmp w1, #1\n    b.lt 2f", "cbz w1, 2f"),
    "64 bits": ("signed length", "w1, uxtw #2", "x1, lsl #2"),
    # frames
    "filled with another": ("table in a frame", "movi v0.4s, #7", "movi v0.4s, #8"),
    "not filled": ("table in a frame", "    stp q0, q0, [sp]\n", ""),
    "filled with another where it is long": ("table in a frame", "movi v0.4s, #7", "mov w8, #7\n    cmp x1, #1, lsl #12\n    cinc w8, w8, hi\n    dup v0.4s, w8"),
}  # fmt: skip


@pytest.mark.parametrize("which", [name for name in RIGHT if name != "table in a frame"])
def test_right_loops_are_proved_for_all_lengths(which: str, tmp_path: Path) -> None:
    source, text, flags = RIGHT[which]
    assert proved(source, text, tmp_path, flags) == "all"


@pytest.mark.parametrize("which", WRONG)
def test_wrong_loops_are_not(which: str, tmp_path: Path) -> None:
    name, *words = WRONG[which]
    source, text, flags = RIGHT[name]
    assert proved(source, replaced(text, *words), tmp_path, flags, 6.0) != "all"
