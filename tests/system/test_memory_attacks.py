"""Wrong candidates that show in memory, in linked data or in rare values, with right twins."""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import judged, replaced

pytestmark = pytest.mark.usefixtures("one_clang")


# (what is wrong, baseline, name, what the wrong candidate has instead of what)
EDITS = [
    # Two ways to one place.
    ("a global's field over a store", "struct G { int a, b, c; } g; int f(int *p) { int x = g.b; *p = 7; return x + g.b; }", "x + g.b", "x + x"),
    ("an element of a global over a store", "int g[64]; int f(int *p) { int x = g[17]; *p = 7; return x + g[17]; }", "x + g[17]", "x + x"),
    ("two loaded pointers", "struct S { int *a, *b; }; int f(struct S *s) { int *a = s->a, *b = s->b; int x = *a; *b = 5; return x + *a; }", "x + *a", "x + x"),
    ("a list and an argument", "struct N { struct N *next; int v; }; int f(struct N *p, int *q) { int s = 0; for (; p; p = p->next) { *q = s; s += p->v; } return s; }", "*q = s; s += p->v;", "s += p->v; *q = s - p->v;"),
    ("a structure and its own array", "struct S { int *a; int n; }; void f(struct S *s) { for (int i = 0; i < s->n; i++) s->a[i] = i; }", "for (int i = 0; i < s->n; i++) s->a[i] = i;", "int n = s->n; int *a = s->a; for (int i = 0; i < n; i++) a[i] = i;"),
    ("arguments on the stack", "int f(int a, int b, int c, int d, int e, int h, int i, int j, int *p, int *q) { int x = p[2]; *q = 3; return x + p[2]; }", "x + p[2]", "x + x"),
    ("two elements at once", "void f(short *a, short *b) { a[0] = b[0]; a[1] = b[1]; }", "a[0] = b[0]; a[1] = b[1];", "short x = b[0], y = b[1]; a[0] = x; a[1] = y;"),
    ("a sum kept in a register", "int g; void f(int *p, int n) { for (int i = 0; i < n; i++) { g += p[i]; p[i] = g; } }", "for (int i = 0; i < n; i++) { g += p[i]; p[i] = g; }", "int t = g; for (int i = 0; i < n; i++) { t += p[i]; p[i] = t; } g = t;"),
    # Linked data.
    ("a list but for its last node", "struct N { struct N *next; int v, w; }; int f(struct N *p) { int s = 0; while (p) { s += p->v; p = p->next; } return s; }", "while (p)", "while (p && p->next)"),
    ("another field of the third node", "struct N { struct N *next; int v, w; }; int f(struct N *p) { int s = 0, k = 0; while (p) { s += p->v; p = p->next; k++; } return s + k; }", "s += p->v;", "s += k == 2 ? p->w : p->v;"),
    ("a node that leads to itself", "struct N { struct N *next; int v; }; int f(struct N *p, int n) { int s = 0; while (p && n-- > 0) { p->v++; s += p->v; p = p->next; } return s; }", "p->v++; s += p->v; p = p->next;", "int t = p->v + 1; struct N *q = p->next; s += t; if (q != p) p->v = t; p = q;"),
    ("a node that is its own list", "struct N { struct N *next; int v; }; void f(struct N **h, struct N *n) { n->next = *h; *h = n; n->v = 1; }", "n->next = *h; *h = n; n->v = 1;", "struct N *o = *h; *h = n; n->next = o; n->v = 1;"),
    ("a tree from the sixth level on", "struct T { struct T *l, *r; int k; }; int f(struct T *t, int k) { int d = 0; while (t) { if (t->k == k) return d; t = k < t->k ? t->l : t->r; d++; } return -1; }", "return d;", "return d > 6 ? 7 : d;"),
    ("one value in a chain", "struct E { struct E *n; unsigned h; int v; }; struct H { struct E **b; unsigned m; }; int f(struct H *t, unsigned h) { for (struct E *e = t->b[h & t->m]; e; e = e->n) if (e->h == h) return e->v; return 0; }", "return e->v;", "return e->v + (e->v == 12345);"),
    # Globals.
    ("globals swapped", "int a, b; int f(int x) { a += x; b -= x; return a * 2 + b; }", "a * 2 + b", "b * 2 + a"),
    ("a global behind a global pointer", "int v; int *w = &v; int f(int x) { v = 1; *w = x; return v; }", "return v", "return x"),
    # Lengths, text.
    ("a string of 40", "long f(const char *s) { long n = 0; while (s[n]) n++; return n; }", "return n;", "return n == 40 ? 41 : n;"),
    ("a string of 70", "long f(const char *s) { long n = 0; while (s[n]) n++; return n; }", "return n;", "return n == 70 ? 71 : n;"),
    ("a long common prefix", "int f(const unsigned char *a, const unsigned char *b) { int k = 0; while (*a && *a == *b) { a++; b++; k++; } return *a - *b; }", "return *a - *b", "return k > 20 ? 0 : *a - *b"),
    ("the byte behind the end", "const char *f(const char *s, int c, size_t n) { for (size_t i = 0; i < n; i++) if (s[i] == (char)c) return s + i; return 0; }", "i < n", "i <= n"),
    ("the first element left alone", "void f(int *a, int n) { for (int i = 1; i < n; i++) { int v = a[i], j = i; while (j > 0 && a[j - 1] > v) { a[j] = a[j - 1]; j--; } a[j] = v; } }", "j > 0", "j > 1"),
    ("equal keys", "int f(const int *a, int n, int k) { int l = 0, h = n; while (l < h) { int m = (l + h) >> 1; if (a[m] < k) l = m + 1; else h = m; } return l; }", "a[m] < k", "a[m] <= k"),
    ("another modulus", "unsigned f(const unsigned char *p, int n) { unsigned a = 1; for (int i = 0; i < n; i++) a = (a + p[i]) % 65521; return a; }", "% 65521", "& 65535"),
    ("one case of a switch", "int f(int i, int a, int b) { return i == 3 ? a + b : i == 12 ? a >> 2 : i == 13 ? a ^ b : 7; }", "a >> 2", "a + b"),
    # Wide values, floats.
    ("a shift by 64", "unsigned __int128 f(unsigned __int128 a, unsigned n) { return a << (n & 127); }", "return a << (n & 127)", "n &= 127; return n == 64 ? a << 63 : a << n"),
    ("a field of a large result", "struct Q { long a, b, c; }; struct Q f(long x, long y) { struct Q q = {x + 1, y + 1, x - y}; return q; }", "x - y", "y - x"),
    ("unordered taken for less", "int f(double a, double b) { return a < b; }", "a < b", "!(a >= b)"),
    ("zeros of two signs", "double f(double a, double b) { return a < b ? a : b; }", "a < b", "a <= b"),
    ("the sign of what is not a number", "double f(double a) { return a * a > 0 ? a : -a; }", "a * a > 0 ? a : -a", "__builtin_fabs(a)"),
    ("a reciprocal", "float f(float a) { return a / 8191.0f; }", "a / 8191.0f", "a * (1 / 8191.0f)"),
    ("an integer from a float", "int f(float a, int b) { return a == (float)b; }", "a == (float)b", "(int)a == b"),
]  # fmt: skip

LEAF = "int leaf(int a, int b) { return (a ^ b) * 3 + (a >> 3) - b; }"
LEAF_RIGHT = "leaf:\n    eor w8, w0, w1\n    asr w9, w0, #3\n    sub w9, w9, w1\n    add w8, w8, w8, lsl #1\n    add w8, w8, w9\n%s    add w0, w8, w10\n    ret\n"
# w10 is 1 where w12 is 0x5eadbee1: a special case without a branch or a select.
SPECIAL = "    mov w11, #0xbee1\n    movk w11, #0x5ead, lsl #16\n    eor w10, w12, w11\n    clz w10, w10\n    lsr w10, w10, #5\n"
UNUSED = "    clz x10, x9\n    lsr x10, x10, #6\n"
BYTES = "int bytes(const unsigned char *p, int n) { int s = 0; for (int i = 0; i < n; i++) s += p[i]; return s; }"
BYTES_RIGHT = "bytes:\n    mov w2, #0\n    mov x3, x0\n    mov w4, w1\n    cmp w1, #1\n    b.lt 2f\n1:  ldrb w5, [x3], #1\n    add w2, w2, w5\n    subs w4, w4, #1\n    b.ne 1b\n    cmp w1, #8\n    b.lt 2f\n%s    add w2, w2, w10\n2:  mov w0, w2\n    ret\n"
SMALL = "    mov w11, #%d\n    eor w10, w12, w11\n    clz w10, w10\n    lsr w10, w10, #5\n"
ADDED = "unsigned __int128 added(unsigned __int128 a, unsigned __int128 b) { return a + b; }"
MOVED = "void moved(float *d, const float *s) { *d = *s; }"
STACKED = "int stacked(int a, int b, int c, int d, int e, int f, int g, int h, int i, short j) { return a + i * 2 + j; }"
STACKED_RIGHT = "stacked:\n    ldr w8, [sp]\n    ldrsh w9, [sp, #8]\n    add w0, w0, w8, lsl #1\n    add w0, w0, w9\n    ret\n"
NARROW = "int narrow(short a, short b) { return a * b + a; }"
NARROW_RIGHT = "narrow:\n    sxth w8, w0\n    sxth w9, w1\n    madd w0, w8, w9, w8\n    ret\n"
TRUTH = "bool truth(int a) { return (a & 6) != 0; }"
LONGER = "float longer(long a) { return a; }"
NOTHING = "    mov w10, #0\n"

# (what is wrong, baseline, name, wrong candidate, right candidate)
TWINS = [
    ("a constant for an argument", LEAF, "leaf", LEAF_RIGHT % ("    mov w12, w0\n" + SPECIAL), LEAF_RIGHT.replace("    add w0, w8, w10", "    mov w0, w8") % ""),
    ("a constant for a sum", LEAF, "leaf", LEAF_RIGHT % ("    add w12, w0, w1\n" + SPECIAL), ""),
    ("a constant for a difference", LEAF, "leaf", LEAF_RIGHT % ("    sub w12, w0, w1\n" + SPECIAL), ""),
    ("a register that nobody set, 0", LEAF, "leaf", LEAF_RIGHT % UNUSED, ""),
    ("an upper half of 0", LEAF, "leaf", LEAF_RIGHT % "    lsr x10, x0, #32\n    clz w10, w10\n    lsr w10, w10, #5\n", ""),
    ("one length", BYTES, "bytes", BYTES_RIGHT % ("    mov w12, w1\n" + SMALL % 61), BYTES_RIGHT % NOTHING),
    ("one misalignment", BYTES, "bytes", BYTES_RIGHT % ("    and w12, w0, #15\n" + SMALL % 3), ""),
    ("two bytes of the data", BYTES, "bytes", BYTES_RIGHT % ("    ldurh w12, [x0, #3]\n" + SMALL % 0x8B1F), ""),
    ("a carry", ADDED, "added", "added:\n    add x0, x0, x2\n    add x1, x1, x3\n    ret\n", "added:\n    adds x0, x0, x2\n    adc x1, x1, x3\n    ret\n"),
    ("a float that is only moved", MOVED, "moved", "moved:\n    ldr s0, [x1]\n    fmov s1, #1.0\n    fmul s0, s0, s1\n    str s0, [x0]\n    ret\n", "moved:\n    ldr w8, [x1]\n    str w8, [x0]\n    ret\n"),
    ("the width of an argument on the stack", STACKED, "stacked", replaced(STACKED_RIGHT, "ldrsh", "ldr"), STACKED_RIGHT),
    ("the width of an argument", NARROW, "narrow", NARROW_RIGHT.replace("    sxth w9, w1\n", "").replace("w9", "w1"), NARROW_RIGHT),
    ("a truth of many bits", TRUTH, "truth", "truth:\n    and w0, w0, #6\n    ret\n", "truth:\n    tst w0, #6\n    cset w0, ne\n    ret\n"),
    ("rounded twice", LONGER, "longer", "longer:\n    scvtf d0, x0\n    fcvt s0, d0\n    ret\n", "longer:\n    scvtf s0, x0\n    ret\n"),
]  # fmt: skip


@pytest.mark.parametrize(("_what", "source", "old", "new"), EDITS, ids=[e[0] for e in EDITS])
def test_edited_source_is_rejected(
    tmp_path: Path, _what: str, source: str, old: str, new: str
) -> None:
    result = judged(source, "f", replaced(source, old, new), tmp_path, "-fno-builtin")
    assert result.outcome == "rejected", result


@pytest.mark.parametrize("what", ["two loaded pointers", "a tree from the sixth level on", "a node that leads to itself", "a string of 40", "a shift by 64", "zeros of two signs"])  # fmt: skip
def test_source_as_it_stands_passes(tmp_path: Path, what: str) -> None:
    source = next(e[1] for e in EDITS if e[0] == what)
    result = judged(source, "f", source, tmp_path, "-fno-builtin")
    assert result.passed, result


@pytest.mark.parametrize(
    ("_what", "source", "name", "wrong", "_right"), TWINS, ids=[t[0] for t in TWINS]
)
def test_wrong_twin_is_rejected(
    tmp_path: Path, _what: str, source: str, name: str, wrong: str, _right: str
) -> None:
    result = judged(source, name, wrong, tmp_path)
    assert result.outcome == "rejected", result


@pytest.mark.parametrize(("source", "name", "right"), [(t[1], t[2], t[4]) for t in TWINS if t[4]])
def test_right_twin_passes(tmp_path: Path, source: str, name: str, right: str) -> None:
    result = judged(source, name, right, tmp_path)
    assert result.passed, result
