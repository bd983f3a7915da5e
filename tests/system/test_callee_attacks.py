"""Wrong candidates for calls whose arguments are hard to know, each kind beside right twins.

Variadic callees and pointers that are called with several types, arguments on the stack,
and functions that come as arguments or results.
"""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import by_running, judged, replaced, with_constants

pytestmark = pytest.mark.usefixtures("one_clang")


VARY = (
    "extern int act(void *, int, ...);\n"
    "int vary(void *p, int a, long b, double d) { int r;"
    " if (a > 9) r = act(p, 1, a); else if (a > 4) r = act(p, 2, a, b);"
    " else if (a) r = act(p, 3, d, b); else r = act(p, 4); return r + a; }"
)
TELL = (
    "extern int say(const char *, ...);\n"
    'int tell(int a, long b) { if (a > 5) return say("one %d\\n", a) + 1;'
    ' if (a > 1) return say("two %ld %d\\n", b, a); return say("none\\n") + a; }'
)
# The same in one place of the machine code: what is passed tells which call it is.
PLACE = "extern int say(const char *, ...); int tell(const char *s, int a, long b) { if (a > 5) return say(s, b, a); return say(s, b); }"

TWICE = (
    "extern int last(long, long, long, long, long, long, long, long, long);\n"
    "int twice(long a) { return last(a, a, a, a, a, a, a, a, a) + last(a, a, a, a, a, a, a, a, a); }"
)
ALL = "".join(f"    mov x{n}, x19\n" for n in range(8))
TWICE_RIGHT = f"""twice:
    sub sp, sp, #48
    .cfi_def_cfa_offset 48
    stp x29, x30, [sp, #16]
    stp x20, x19, [sp, #32]
    add x29, sp, #16
    .cfi_def_cfa w29, 32
    .cfi_offset w19, -8
    .cfi_offset w20, -16
    .cfi_offset w30, -24
    .cfi_offset w29, -32
    mov x19, x0
    str x0, [sp]
{ALL}    bl last
    mov w20, w0
    str x19, [sp]
{ALL}    bl last
    add w0, w20, w0
    .cfi_def_cfa wsp, 48
    ldp x20, x19, [sp, #32]
    ldp x29, x30, [sp, #16]
    add sp, sp, #48
    .cfi_def_cfa_offset 0
    .cfi_restore w19
    .cfi_restore w20
    .cfi_restore w30
    .cfi_restore w29
    ret
"""
MANY = (
    "extern int many(long, long, long, long, long, long, long, long, long, char, float, int);\n"
    "int some(long *p, char c, int k) { long a = p[0], b = p[1];"
    " return many(a, b, a, b, a, b, a, b, a + b, c, 1.0f, k) + k; }"
)
DEEP = (
    "extern double deep(double, double, double, double, double, double, double, double, double, float, double);\n"
    "double most(double a, float b) { return deep(a, a, a, a, a, a, a, a, a * a, b, -a) + a; }"
)

NODE = "struct N { struct N *next; long v; };\n"
EACH = (
    NODE
    + "void each(struct N *n, int (*visit)(struct N *, void *), void *with) { for (; n; n = n->next) visit(n, with); }"
)
PICK = "int pick(int (*f)(int), int (*g)(int), int a) { int r = f(a); return r - g(r); }"
MAYBE = "int maybe(int (*f)(int), int *p, int a) { *p = a; return f ? f(a) : a - 1; }"
BEST = (
    "const char *best(const char *p, size_t n, size_t size, int (*order)(const char *, const char *)) {"
    " const char *b = p; for (size_t i = 1; i < n; i++) if (order(p + i * size, b) > 0) b = p + i * size; return b; }"
)
VIA = "extern int (*get(int))(int); int via(int a, int b) { return get(a)(b) + b; }"
RENEW = (
    "struct Z { void *(*get)(void *, unsigned, unsigned); void (*drop)(void *, void *); void *o; };\n"
    "int renew(struct Z *z, void **p, unsigned n) { void *q = z->get(z->o, 1, n); if (!q) return -1;"
    " z->drop(z->o, *p); *p = q; return n; }"
)

# (what is wrong, baseline, name, what is replaced by what, reasons)
WRONG = [
    ("a variadic argument too few", VARY, "vary", "act(p, 2, a, b)", "act(p, 2, a)", {"call"}),
    ("variadic arguments swapped", VARY, "vary", "act(p, 2, a, b)", "act(p, 2, b, a)", {"call"}),
    ("half of a variadic argument", VARY, "vary", "act(p, 2, a, b)", "act(p, 2, a, b & 0xffffffff)", {"call"}),
    ("a variadic argument with the wrong sign", VARY, "vary", "act(p, 3, d, b)", "act(p, 3, -d, b)", {"call"}),
    ("an integer for a float", VARY, "vary", "act(p, 3, d, b)", "act(p, 3, (union { long i; double d; }){b}.d, b)", {"call"}),
    ("one argument of another call", VARY, "vary", "act(p, 1, a)", "act(p, 1, a + 1)", {"call"}),
    ("another call's number", VARY, "vary", "act(p, 4)", "act(p, 3)", {"call"}),
    ("a call on another condition", VARY, "vary", "a > 9", "a > 10", {"call"}),
    ("another format", TELL, "tell", "one %d\\n", "one %i\\n", {"call", "read-outside"}),
    ("formatted arguments swapped", TELL, "tell", "b, a)", "a, b)", {"call"}),
    ("a formatted argument cut short", TELL, "tell", "b, a)", "b & 0xffffffff, a)", {"call"}),
    ("formatted once more", TELL, "tell", "return say(\"none\\n\") + a", "say(\"none\\n\"); return say(\"none\\n\") + a", {"call"}),
    ("a format's argument, where none tells the calls apart", PLACE, "tell", "say(s, b, a)", "say(s, b, a + 1)", {"call"}),
    ("a wrong argument on the stack", MANY, "some", "a + b, c", "a + b + 1, c", {"call"}),
    ("a byte on the stack", MANY, "some", "a + b, c", "a + b, c ^ 0x80", {"call"}),
    ("a float beside the stack", MANY, "some", "1.0f", "2.0f", {"call"}),
    ("the last argument on the stack", MANY, "some", "1.0f, k)", "1.0f, k & 0x7fffffff)", {"call"}),
    ("arguments on the stack swapped", MANY, "some", "a, b, a + b", "a, a + b, b", {"call"}),
    ("a double on the stack", DEEP, "most", "a * a", "a + a", {"call"}),
    ("floats on the stack swapped", DEEP, "most", "a * a, b, -a", "-a, b, a * a", {"call"}),
    ("a stale argument on the stack", TWICE, "twice", "    str x19, [sp]\n", "", {"call"}),
    ("half of an argument on the stack", TWICE, "twice", "str x19, [sp]", "str w19, [sp]", {"call"}),
    ("an argument at the wrong place of the stack", TWICE, "twice", "str x19, [sp]", "str x19, [sp, #8]", {"call"}),
    ("a word kept where the callee's arguments are", TWICE, "twice", "    mov w20, w0\n", "    mov w20, w0\n    ldr x19, [sp]\n", {"call"}),
    ("visited once more", EACH, "each", "for (; n", "if (n) visit(n, with); for (; n", {"call"}),
    ("arguments of a pointer's call swapped", EACH, "each", "visit(n, with)", "visit(with, n)", {"call"}),
    ("the next one loaded before the visit", EACH, "each", "for (; n; n = n->next) visit(n, with);", "for (struct N *m; n; n = m) m = n->next, visit(n, with);", {"call", "read-outside", "fault", "memory"}),
    ("the other function", PICK, "pick", "r - g(r)", "r - f(r)", {"call"}),
    ("functions swapped", PICK, "pick", "int r = f(a); return r - g(r)", "int r = g(a); return r - f(r)", {"call"}),
    ("a function called once for two", PICK, "pick", "r - g(r)", "r - r", {"call"}),
    ("a call where there is no function", MAYBE, "maybe", "f ? f(a) : a - 1", "f(a)", {"fault", "call"}),
    ("no call where there is a function", MAYBE, "maybe", "f ? f(a) : a - 1", "f ? a : a - 1", {"call", "result"}),
    ("equal ones in the wrong order", BEST, "best", "> 0", ">= 0", {"result", "call"}),
    ("the last one forgotten", BEST, "best", "i < n", "i + 1 < n", {"result", "call"}),
    ("another argument for a result", VIA, "via", "get(a)(b)", "get(a)(a)", {"call"}),
    ("a result called twice", VIA, "via", "get(a)(b) + b", "(get(a)(b), get(a)(b)) + b", {"call"}),
    ("dropped before another is there", RENEW, "renew", "void *q = z->get(z->o, 1, n); if (!q) return -1; z->drop(z->o, *p);", "z->drop(z->o, *p); void *q = z->get(z->o, 1, n); if (!q) return -1;", {"call", "read-outside"}),
    ("the new one dropped", RENEW, "renew", "z->drop(z->o, *p)", "z->drop(z->o, q)", {"call"}),
    ("half a pointer dropped", RENEW, "renew", "z->drop(z->o, *p)", "z->drop(z->o, (void *)((uintptr_t)*p & 0xffffffff))", {"call"}),
    ("too much asked for", RENEW, "renew", "1, n)", "1, n + 1)", {"call"}),
    ("another constant", RENEW, "renew", "1, n)", "2, n)", {"call"}),
]  # fmt: skip

RIGHT = [
    ("variadic", VARY, "vary", "return r + a", "return a + r"),
    ("noise above an int", VARY, "vary", "act(p, 1, a)", "act(p, 1, b << 32 | (unsigned)a)"),
    ("noise behind the last argument", VARY, "vary", "act(p, 4)", "act(p, 4, b, d)"),
    ("formats", TELL, "tell", "a > 5", "!(a <= 5)"),
    ("noise behind a format's arguments", TELL, "tell", 'say("none\\n")', 'say("none\\n", b)'),
    ("arguments on the stack", MANY, "some", "+ k; }", "- -k; }"),
    ("noise beside a byte on the stack", MANY, "some", "many(a, b, a, b, a, b, a, b, a + b, c,", "((int (*)(long, long, long, long, long, long, long, long, long, long, float, int))many)(a, b, a, b, a, b, a, b, a + b, (unsigned char)c | a << 8,"),
    ("doubles on the stack", DEEP, "most", "+ a; }", "- -a; }"),
    ("stored for both calls", TWICE, "twice", "mov w20, w0", "mov w20, w0"),
    ("visits", EACH, "each", "for (; n; n = n->next) visit(n, with);", "while (n) { visit(n, with); n = n->next; }"),
    ("two functions", PICK, "pick", "r - g(r)", "-g(r) + r"),
    ("a function or none", MAYBE, "maybe", "f ? f(a) : a - 1", "f == 0 ? a - 1 : f(a)"),
    ("an order", BEST, "best", "> 0", ">= 1"),
    ("a function for a result", VIA, "via", "get(a)(b) + b", "b + get(a)(b)"),
    ("two kinds of pointers", RENEW, "renew", "return n", "return n | 0"),
]  # fmt: skip


def candidate(source: str, name: str, old: str, new: str, folder: Path) -> str:
    """What clang or a hand makes of the source with one place of it replaced."""
    if name == "twice":
        return replaced(TWICE_RIGHT, old, new)
    text = source.replace(old, new)
    assert source.count(old) == 1, (old, source.count(old))
    return with_constants(text, name, folder, "act", "say", "many", "deep", "get")


@pytest.mark.parametrize(
    ("_what", "source", "name", "old", "new", "reasons"), WRONG, ids=[w[0] for w in WRONG]
)
def test_attack_is_rejected(
    tmp_path: Path, _what: str, source: str, name: str, old: str, new: str, reasons: set[str]
) -> None:
    result = by_running(source, name, candidate(source, name, old, new, tmp_path), tmp_path)
    assert (result.outcome, result.reason in reasons) == ("rejected", True), result


@pytest.mark.parametrize(
    ("_what", "source", "name", "old", "new"), RIGHT, ids=[r[0] for r in RIGHT]
)
def test_right_twin_passes(
    tmp_path: Path, _what: str, source: str, name: str, old: str, new: str
) -> None:
    result = judged(source, name, candidate(source, name, old, new, tmp_path), tmp_path)
    assert result.passed, result
