"""Wrong candidates for functions that pass addresses of their own frame, and right twins.

Such an address is another number in each frame.  What a callee makes of it is not: it finds
an object of a size, at an alignment, with the content that was stored there, apart from all
others; it may change it, keep the address, and change it once more when it is called again.
"""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import by_running, judged, replaced

pytestmark = pytest.mark.usefixtures("one_clang")


OUT = (
    "int g; int *place; extern int ext(int *); extern void both(int *, int *); extern void note(void);"
    "extern void wide(long *); extern void use(char *, int); extern void span(char *, char *);"
    "extern char *find(char *, int); extern int look(const int *) __attribute__((pure));"
    "struct B { long a[5]; }; extern struct B make(int); struct L { struct L *next; int v; }; struct L *top;"
    "struct V { int *p; int n; }; extern int through(struct V *);\n"
)

SAVE = """:
    sub sp, sp, #32
    .cfi_def_cfa_offset 32
    stp x29, x30, [sp, #16]
    add x29, sp, #16
    .cfi_def_cfa w29, 16
    .cfi_offset w30, -8
    .cfi_offset w29, -16
"""
RESTORE = """
    .cfi_def_cfa wsp, 32
    ldp x29, x30, [sp, #16]
    add sp, sp, #32
    .cfi_def_cfa_offset 0
    .cfi_restore w30
    .cfi_restore w29
    ret
"""


def framed(name: str, body: str) -> str:
    """A function with 16 bytes of its own, below its frame record."""
    return f"{name}{SAVE}{body}{RESTORE}"


ONE = OUT + "int one(int n) { int a = n; ext(&a); return a + 1; }"
ONE_RIGHT = framed(
    "one",
    "    str w0, [sp, #8]\n    add x0, sp, #8\n    bl ext\n    ldr w8, [sp, #8]\n    add w0, w8, #1",
)
LONG = OUT + "long one(long n) { long a = n; wide(&a); return a + 1; }"
LONG_RIGHT = framed(
    "one", "    str x0, [sp]\n    mov x0, sp\n    bl wide\n    ldr x8, [sp]\n    add x0, x8, #1"
)
FRESH = OUT + "int fresh(int n) { int a; ext(&a); return a + n; }"
TWO = OUT + "int two(int n) { int a = n, b = n + 1; both(&a, &b); return a * 2 + b; }"
TWO_EMPTY = OUT + "int two(int n) { int a, b; both(&a, &b); return a * 2 + b + n; }"
TWICE = OUT + "int twice(int n) { int a = n, b = n; ext(&a); ext(&a); return a + b; }"
BUFFER = OUT + "int buffer(int n) { char b[64]; use(b, n); return b[3] + b[n & 63]; }"
LATER = OUT + "int later(int n) { int a = 1; ext(&a); a = n; note(); return a; }"
RACE = OUT + "int race(int n) { int a = n; int r = ext(&a); note(); return r; }"
GIVEN = OUT + "int given(int *p) { int a = *p; ext(&a); return a; }"
SAME = OUT + "int same(int n) { char b[16]; b[0] = n; char *p = find(b, n); return p == b; }"
ALIAS = (
    OUT
    + "int alias(int n) { char b[16]; use(b, n); char *p = find(b, n); if (p) *p = 7; return b[0]; }"
)
RESULT = OUT + "long result(int n) { struct B b = make(n); return b.a[1] - b.a[4]; }"
LIST = (
    OUT
    + "int list(int n) { struct L l; l.next = top; l.v = n; top = &l; note(); top = l.next; return l.v; }"
)
INNER = (
    OUT
    + "int inner(int n) { int a = n; struct V v; v.p = &a; v.n = 2; int r = through(&v); return r + a; }"
)
ENDS = OUT + "int ends(int n) { char b[32]; b[0] = n; span(b, b + 32); return b[1]; }"
HALVES = OUT + "int halves(int n) { char b[32]; use(b, n); use(b + 8, n); return b[9]; }"
FILLED = (
    OUT
    + "int filled(const char *s, int n) { char b[32]; memcpy(b, s, n & 31); use(b, n); return b[5]; }"
)
AGAIN = (
    OUT
    + "int again(int n) { int a = n; int *old = place; place = &a; note(); int r = *place; place = old; return r + a; }"
)
READS = OUT + "int reads(int n) { int a = n; int r = look(&a); return r + a; }"
LOOP = (
    OUT
    + "int loop(int n) { int s = 0; for (int i = 0; i < (n & 7); i++) { int a = i; ext(&a); s += a; } return s; }"
)

# (what is wrong, baseline, name, candidate, reasons)
WRONG = [
    ("kept in a register over the call", ONE, "one", replaced(ONE, "return a + 1", "return n + 1"), {"result"}),
    ("stored after the call alone", LATER, "later", replaced(LATER, "a = n; note();", "note(); a = n;"), {"call"}),
    ("loaded before the second call", LATER, "later", replaced(LATER, "note(); return a", "int x = a; note(); return x"), {"result"}),
    ("nothing stored before the call", ONE, "one", replaced(ONE, "int a = n;", "int a;"), {"call"}),
    ("another value", ONE, "one", replaced(ONE, "int a = n;", "int a = n ^ 1;"), {"call"}),
    ("half of the value", LONG, "one", replaced(LONG_RIGHT, "str x0", "str w0"), {"call"}),
    ("the neighbour of what the callee got", ONE, "one", replaced(ONE_RIGHT, "ldr w8, [sp, #8]", "ldr w8, [sp, #4]"), {"result"}),
    ("an object below sp", FRESH, "fresh", framed("fresh", "    str w0, [sp, #8]\n    sub x0, sp, #8\n    bl ext\n    ldr w8, [sp, #8]\n    mov w0, w8"), {"call"}),
    ("an object below sp, with its content", ONE, "one", framed("one", "    mov x8, sp\n    str w0, [sp]\n    add sp, sp, #16\n    mov x0, x8\n    bl ext\n    sub sp, sp, #16\n    ldr w8, [sp]\n    add w0, w8, #1"), {"call", "abi"}),
    ("an object in the caller's frame", FRESH, "fresh", framed("fresh", "    str w0, [sp, #8]\n    add x0, sp, #32\n    bl ext\n    ldr w8, [sp, #8]\n    mov w0, w8"), {"call", "write-outside"}),
    ("an object over the saved x30", FRESH, "fresh", framed("fresh", "    str w0, [sp, #8]\n    add x0, sp, #24\n    bl ext\n    ldr w0, [sp, #8]"), {"fault", "callee-saved", "abi", "call"}),
    ("an object over what is spilled", FRESH, "fresh", framed("fresh", "    str w0, [sp, #8]\n    add x0, sp, #8\n    bl ext\n    ldr w8, [sp, #8]\n    add w0, w8, w8"), {"result", "call"}),
    ("an object that is too small", BUFFER, "buffer", replaced(BUFFER, "char b[64]", "char b[48]"), {"call", "callee-saved", "fault", "result", "abi", "stack-pointer"}),
    ("an object of which nobody reads the end, too small", OUT + "int buffer(int n) { char b[64]; use(b, n); return b[3]; }", "buffer", OUT + "int buffer(int n) { char b[32]; use(b, n); return b[3]; }", {"call", "callee-saved", "fault", "result", "abi"}),
    ("an object less aligned", LONG, "one", framed("one", "    str x0, [sp, #4]\n    add x0, sp, #4\n    bl wide\n    ldr x8, [sp, #4]\n    add x0, x8, #1"), {"call"}),
    ("one object for two", TWO_EMPTY, "two", replaced(TWO_EMPTY, "both(&a, &b)", "both(&a, &a)"), {"call", "result"}),
    ("two objects that overlap", OUT + "long two(int n) { long a, b; wide(&a); wide(&b); return a + b + n; }", "two", OUT + "long two(int n) { struct { int x; long y; } __attribute__((packed, aligned(8))) s; long t[2]; wide(t); wide((long *)((char *)t + 4)); return t[0] + t[1] + n; }", {"call", "result"}),
    ("two objects swapped", TWO, "two", replaced(TWO, "both(&a, &b)", "both(&b, &a)"), {"call"}),
    ("two empty objects swapped", TWO_EMPTY, "two", replaced(TWO_EMPTY, "both(&a, &b)", "both(&b, &a)"), {"result"}),
    ("another object the second time", TWICE, "twice", replaced(TWICE, "ext(&a); ext(&a)", "ext(&a); b = a; ext(&b); a = b; b = n"), {"call", "result"}),
    ("off by one byte", BUFFER, "buffer", replaced(BUFFER, "use(b, n)", "use(b + 1, n)"), {"result", "call", "callee-saved", "fault"}),
    ("off by one byte the second time", HALVES, "halves", replaced(HALVES, "use(b + 8, n)", "use(b + 9, n)"), {"call"}),
    ("the end off by one byte", ENDS, "ends", replaced(ENDS, "b + 32", "b + 31"), {"call"}),
    ("the end alone", ENDS, "ends", replaced(ENDS, "span(b, b + 32)", "span(b + 1, b + 32)"), {"call"}),
    ("memory of the caller, with the same content", GIVEN, "given", replaced(GIVEN, "ext(&a)", "ext(p)"), {"call", "write-outside"}),
    ("a global, with the same content", ONE, "one", OUT + "int one(int n) { g = n; ext(&g); return g + 1; }", {"call", "write-outside", "new-symbol"}),
    ("a value in between that others could see", RACE, "race", OUT + "int race(int n) { volatile int a = n; int r = ext((int *)&a); int k = a; a = k + 1; a = k; note(); return r; }", {"write-outside"}),
    ("an equality that is never met", SAME, "same", replaced(SAME, "return p == b", "return p == b + 1"), {"result"}),
    ("a load before a store through a result", ALIAS, "alias", replaced(ALIAS, "if (p) *p = 7; return b[0]", "char x = b[0]; if (p) *p = 7; return x"), {"result"}),
    ("a result read before it is there", RESULT, "result", OUT + "long result(int n) { struct B b = make(n), c = make(n); return c.a[1] - b.a[4]; }", {"call"}),
    ("the wrong field of a result", RESULT, "result", replaced(RESULT, "b.a[4]", "b.a[3]"), {"result"}),
    ("a local in a list, not filled in", LIST, "list", replaced(LIST, "l.v = n; top = &l; note();", "top = &l; note(); l.v = n;"), {"call", "result"}),
    ("a local that is not in the list", LIST, "list", replaced(LIST, "top = &l; note();", "note();"), {"call", "write-outside", "memory", "read-outside"}),
    ("a local in a list, by another place in it", LIST, "list", replaced(LIST, "top = &l;", "top = (struct L *)&l.v;"), {"call"}),
    ("a local in a list, read before the call", LIST, "list", replaced(LIST, "note(); top = l.next;", "struct L *x = l.next; note(); top = x;"), {"memory", "result"}),
    ("an address in a local, of another", INNER, "inner", replaced(INNER, "v.p = &a", "int z = n; v.p = &z"), {"result"}),
    ("an address in a local, of an empty one", INNER, "inner", replaced(INNER, "int a = n; struct V v; v.p = &a;", "int a; struct V v; v.p = &a;"), {"call"}),
    ("a null for an address in a local", INNER, "inner", replaced(INNER, "v.p = &a", "v.p = 0"), {"call"}),
    ("a field of a local not stored", INNER, "inner", replaced(INNER, "v.n = 2;", ""), {"call"}),
    ("a copy that is too short", FILLED, "filled", replaced(FILLED, "n & 31", "n & 30"), {"call"}),
    ("a value read before a callee that has the address in memory", AGAIN, "again", replaced(AGAIN, "note(); int r = *place; place = old; return r + a", "int x = a; note(); int r = *place; place = old; return r + x"), {"result"}),
    ("an address in memory taken for what it was", AGAIN, "again", replaced(AGAIN, "int r = *place", "int r = a"), {"result", "read-outside"}),
    ("a local stored after a callee that only reads", READS, "reads", replaced(READS, "int a = n;", "int a = 0;"), {"call"}),
    ("the value of the last round", LOOP, "loop", replaced(LOOP, "{ int a = i;", "{ static int k; int a = i + (i == 5);"), {"call", "write-outside", "new-symbol"}),
]  # fmt: skip

# (what is right about it, baseline, name, candidate)
RIGHT = [
    ("by hand", ONE, "one", ONE_RIGHT),
    ("elsewhere in the frame", ONE, "one", ONE_RIGHT.replace("[sp, #8]", "[sp, #4]").replace("sp, #8", "sp, #4")),
    ("a long by hand", LONG, "one", LONG_RIGHT),
    ("two, the other way round", TWO, "two", OUT + "int two(int n) { int b = n + 1, a = n; both(&a, &b); return b + (a << 1); }"),
    ("two empty ones, the other way round", TWO_EMPTY, "two", OUT + "int two(int n) { int b, a; both(&a, &b); return n + b + 2 * a; }"),
    ("a larger buffer", BUFFER, "buffer", replaced(BUFFER, "char b[64]", "char b[80]")),
    ("a buffer in the middle of another", BUFFER, "buffer", OUT + "int buffer(int n) { char c[96]; char *b = c + 5; use(b, n); return b[n & 63] + b[3]; }"),
    ("stored twice", LATER, "later", LATER),
    ("a result", RESULT, "result", OUT + "long result(int n) { struct B b = make(n); long x = b.a[4]; return b.a[1] - x; }"),
    ("a list", LIST, "list", LIST),
    ("a local that leads to another", INNER, "inner", OUT + "int inner(int n) { struct V v; int a; v.n = 2; v.p = &a; a = n; int r = through(&v); return a + r; }"),
    ("an end", ENDS, "ends", ENDS),
    ("a result that may be an alias", ALIAS, "alias", ALIAS),
    ("an equality", SAME, "same", SAME),
    ("an address in memory", AGAIN, "again", AGAIN),
    ("a copy", FILLED, "filled", FILLED),
    ("a copy of less, the rest by hand", FILLED, "filled", replaced(FILLED, "memcpy(b, s, n & 31)", "int k = n & 31; if (k) b[k - 1] = s[k - 1], k--; memcpy(b, s, k)")),
    ("a value kept over a callee that only reads", READS, "reads", OUT + "int reads(int n) { int a = n; int r = look(&a); return r + n; }"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "baseline", "name", "candidate", "reasons"), WRONG, ids=[w[0] for w in WRONG]
)
def test_a_wrong_frame_is_rejected(
    what: str, baseline: str, name: str, candidate: str, reasons: set[str], tmp_path: Path
) -> None:
    result = by_running(baseline, name, candidate, tmp_path)
    assert result.outcome == "rejected", (what, result)
    assert result.reason in reasons, (what, result)


@pytest.mark.parametrize(
    ("what", "baseline", "name", "candidate"), RIGHT, ids=[r[0] for r in RIGHT]
)
def test_a_right_frame_is_accepted(
    what: str, baseline: str, name: str, candidate: str, tmp_path: Path
) -> None:
    result = judged(baseline, name, candidate, tmp_path)
    assert result.outcome == "accepted", (what, result)
