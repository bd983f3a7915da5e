"""Wrong candidates for functions that call others, each beside a right twin where it has one.

Between a call and the rest of a function stand the callee's rights: all memory that it may
see and change, the registers that AAPCS64 gives it, and the stack below sp.
"""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import by_running, judged, replaced

pytestmark = pytest.mark.usefixtures("one_clang")


OUT = (
    "int g; extern int ext(int); extern int other(int); extern void note(void);"
    "extern void die(void) __attribute__((noreturn));"
    "extern int pure(int) __attribute__((const)); extern int look(const int *) __attribute__((pure));\n"
)
SYNCHRONOUS = ("-fno-asynchronous-unwind-tables", "-funwind-tables")

SAVE = """:
    stp x29, x30, [sp, #-32]!
    .cfi_def_cfa_offset 32
    str x19, [sp, #16]
    mov x29, sp
    .cfi_def_cfa w29, 32
    .cfi_offset w19, -16
    .cfi_offset w30, -24
    .cfi_offset w29, -32
"""
RESTORE = """
    .cfi_def_cfa wsp, 32
    ldr x19, [sp, #16]
    ldp x29, x30, [sp], #32
    .cfi_def_cfa_offset 0
    .cfi_restore w19
    .cfi_restore w30
    .cfi_restore w29
"""
OVER = OUT + "int over(int a) { return ext(a) + a; }"
OVER_RIGHT = f"over{SAVE}    mov w19, w0\n    bl ext\n    add w0, w0, w19\n{RESTORE}    ret\n"
SPILLED = f"over{SAVE}    sub sp, sp, #16\n    str w0, [sp]\n    bl ext\n    ldr w8, [sp]\n    add sp, sp, #16\n    add w0, w0, w8\n{RESTORE}    ret\n"
GIVEN_BACK = replaced(
    SPILLED, "    bl ext\n", "    add sp, sp, #16\n    bl ext\n    sub sp, sp, #16\n"
)
IN_D8 = replaced(OVER_RIGHT, "mov w19, w0", "fmov s8, w0")
IN_D8 = replaced(IN_D8, "add w0, w0, w19", "fmov w8, s8\n    add w0, w0, w8")
IN_D8 = IN_D8.replace("str x19", "str d8").replace("ldr x19", "ldr d8").replace("w19", "b8")
HALF_OF_V8 = replaced(IN_D8, "fmov s8, w0", "movi v8.2d, #0\n    mov v8.s[2], w0")
HALF_OF_V8 = replaced(HALF_OF_V8, "fmov w8, s8", "mov w8, v8.s[2]")
NO_TABLE = "over:\n    stp x29, x30, [sp, #-32]!\n    str x19, [sp, #16]\n    mov x29, sp\n    mov w19, w0\n    bl ext\n    add w0, w0, w19\n    ldr x19, [sp, #16]\n    ldp x29, x30, [sp], #32\n    ret\n"
FLAGS = OUT + "int flags(int a) { int c = a < 0; int r = ext(a); return c ? r : 1; }"
TAIL = OUT + "int tail(int a) { int r = ext(a); return other(r); }"
TAIL_RIGHT = f"tail{SAVE}    mov x19, x0\n    bl ext\n{RESTORE}    b other\n"

STORE = OUT + "void store(int a) { g = a; note(); g = a + 1; }"
STORE_BY = OUT + "void store(int *p, int a) { p[0] = a; note(); p[0] = a + 1; }"
BEFORE = OUT + "int load(int *p) { note(); return *p; }"
AFTER = OUT + "int load(int *p) { int x = *p; note(); return x; }"
GLOBAL_BEFORE = OUT + "int load(void) { note(); return g; }"
GLOBAL_AFTER = OUT + "int load(void) { int x = g; note(); return x; }"
FIELDS = (
    "struct S { int a, b, c; };"
    + OUT
    + "int load(struct S *p) { int x = p->c; note(); return x + p->a; }"
)
TWO = OUT + "int two(int a) { return ext(a) * 2 + other(a); }"
WHICH = OUT + "void which(int a, int b) { if (a > 3) ext(b); else note(); }"
SUM = OUT + "int sum(int a, int b) { return pure(a) + pure(b); }"
PURE = OUT + "int seen(int a) { g = a; return look(&g); }"
UNCHANGED = OUT + "int seen(int *p) { int x = *p; return look(p) + x; }"
END = OUT + "int end(int a) { if (a == 77) { g = 3; die(); } return a + 1; }"
TREE = "struct T { struct T *l, *r; int v; }; int tree(struct T *t) { if (!t) return 0; int a = tree(t->l); int b = tree(t->r); return a + b + t->v; }"
TABLE = "struct O { int (*f)(int); int (*g)(int); int x; }; int table(struct O *o) { int a = o->f(o->x); return a - o->g(a); }"
COPY = "void copy(char *d, const char *s, size_t n) { memcpy(d, s, n); }"
COPY_MORE = "void copy(char *d, const char *s, size_t n) { memcpy(d, s, n + 1); }"
MOVE = "void move(char *d, char *s, char *e, size_t n) { memmove(d, s, n); memcpy(e, d, n); }"
SET = "void set(char *d, int c, size_t n) { memset(d, c, n); d[0] = 1; }"
SET_RIGHT = f"set{SAVE}    mov x19, x0\n    and w1, w1, #0xff\n    bl memset\n    mov w8, #1\n    strb w8, [x19]\n{RESTORE}    ret\n"

# (what is wrong, baseline, name, candidate, reasons, flags)
WRONG = [
    ("kept in x9", OVER, "over", OVER_RIGHT.replace("mov w19", "mov w9").replace("w0, w19", "w0, w9"), {"result"}, ()),
    ("kept in x16", OVER, "over", OVER_RIGHT.replace("mov w19", "mov w16").replace("w0, w19", "w0, w16"), {"result"}, ()),
    ("kept in x17", OVER, "over", OVER_RIGHT.replace("mov w19", "mov w17").replace("w0, w19", "w0, w17"), {"result"}, ()),
    ("kept in x20, not saved", OVER, "over", OVER_RIGHT.replace("mov w19", "mov w20").replace("w0, w19", "w0, w20"), {"callee-saved"}, ()),
    ("kept in the flags", FLAGS, "flags", f"flags{SAVE}    cmp w0, #0\n    bl ext\n    csinc w0, w0, wzr, lt\n{RESTORE}    ret\n", {"result"}, ()),
    ("the upper half of v8", OVER, "over", HALF_OF_V8, {"result"}, ()),
    ("restored from the wrong slot", OVER, "over", replaced(OVER_RIGHT, "ldr x19, [sp, #16]", "ldr x19, [sp, #24]"), {"callee-saved"}, ()),
    ("a slot given back before the call", OVER, "over", GIVEN_BACK, {"result"}, ()),
    ("a table wrong behind the call", OVER, "over", replaced(OVER_RIGHT, "    add w0", "    .cfi_def_cfa_offset 48\n    add w0").replace("w19\n\n", "w19\n    .cfi_def_cfa_offset 32\n"), {"abi"}, ()),
    ("the return address lost at the call", OVER, "over", replaced(OVER_RIGHT, "    bl ext\n", "    .cfi_restore w30\n    bl ext\n    .cfi_offset w30, -24\n"), {"abi"}, ()),
    ("no table", OVER, "over", NO_TABLE, {"abi"}, ()),
    ("no table where it counts at calls alone", OVER, "over", NO_TABLE, {"abi"}, SYNCHRONOUS),
    ("a table wrong at the call alone", OVER, "over", replaced(OVER_RIGHT, "    bl ext\n", "    .cfi_def_cfa_offset 48\n    bl ext\n    .cfi_def_cfa_offset 32\n"), {"abi"}, SYNCHRONOUS),
    ("a tail call before a register is restored", TAIL, "tail", replaced(TAIL_RIGHT, "    ldr x19, [sp, #16]\n", ""), {"callee-saved", "abi"}, ()),
    ("a tail call from a deeper stack", TAIL, "tail", replaced(TAIL_RIGHT, "[sp], #32", "[sp], #16"), {"stack-pointer", "abi"}, ()),
    ("a store over a call, overwritten after it", STORE, "store", OUT + "void store(int a) { note(); g = a + 1; }", {"call", "memory"}, ()),
    ("a store through a pointer over a call", STORE_BY, "store", OUT + "void store(int *p, int a) { note(); p[0] = a + 1; }", {"call", "memory"}, ()),
    ("a load hoisted over a call", BEFORE, "load", AFTER, {"result"}, ()),
    ("a load delayed past a call", AFTER, "load", BEFORE, {"result"}, ()),
    ("a global's load hoisted", GLOBAL_BEFORE, "load", GLOBAL_AFTER, {"result"}, ()),
    ("a global's load delayed", GLOBAL_AFTER, "load", GLOBAL_BEFORE, {"result"}, ()),
    ("a field's load delayed", FIELDS, "load", replaced(FIELDS, "return x + p->a", "return p->c + p->a"), {"result"}, ()),
    ("two callees swapped", TWO, "two", OUT + "int two(int a) { return other(a) * 2 + ext(a); }", {"call"}, ()),
    ("two calls in another order", TWO, "two", OUT + "int two(int a) { int r = other(a); return ext(a) * 2 + r; }", {"call"}, ()),
    ("a call dropped", TWO, "two", OUT + "int two(int a) { int r = ext(a); return r * 2 + r; }", {"call"}, ()),
    ("a call made twice", OVER, "over", OUT + "int over(int a) { ext(a); return ext(a) + a; }", {"call"}, ()),
    ("a call on another condition", WHICH, "which", OUT + "void which(int a, int b) { if (a >= 3) ext(b); else note(); }", {"call"}, ()),
    ("one call for two with different arguments", SUM, "sum", OUT + "int sum(int a, int b) { return 2 * pure(a); }", {"call"}, ()),
    ("a store behind a call that reads", PURE, "seen", OUT + "int seen(int a) { int r = look(&g); g = a; return r; }", {"call"}, ()),
    ("a store lost before a call that never comes back", END, "end", replaced(END, "g = 3; ", ""), {"memory", "call"}, ()),
    ("a call that never comes back, on another value", END, "end", replaced(END, "a == 77", "a == 78"), {"call", "write-outside"}, ()),
    ("the left branch twice", TREE, "tree", replaced(TREE, "tree(t->r)", "tree(t->l)"), {"call"}, ()),
    ("a pointer to code loaded before a call", TABLE, "table", replaced(TABLE, "int a = o->f(o->x); return a - o->g(a)", "int (*h)(int) = o->g; int a = o->f(o->x); return a - h(a)"), {"call", "fault"}, ()),
    ("the other pointer to code", TABLE, "table", replaced(TABLE, "o->g(a)", "o->f(a)"), {"call", "fault"}, ()),
    ("a byte too few", COPY, "copy", "copy:\n sub x2, x2, #1\n b memcpy\n", {"memory", "write-outside", "read-outside"}, ()),
    ("a byte too few where there is one", COPY_MORE, "copy", "copy:\n cmp x2, #0\n cinc x2, x2, ne\n b memcpy\n", {"memory", "abi"}, ()),
    ("memcpy over an overlap", MOVE, "move", replaced(MOVE, "memmove", "memcpy"), {"abi", "call", "memory"}, ()),
    ("seven bits of memset's byte", SET, "set", replaced(SET_RIGHT, "#0xff", "#0x7f"), {"memory"}, ()),
]  # fmt: skip

RIGHT = [
    ("kept in x19", OVER, "over", OVER_RIGHT, ()),
    ("kept in d8", OVER, "over", IN_D8, ()),
    ("kept in a slot", OVER, "over", SPILLED, ()),
    ("a table that is right at calls", OVER, "over", OVER, SYNCHRONOUS),
    ("a tail call", TAIL, "tail", TAIL_RIGHT, ()),
    ("stores on both sides", STORE_BY, "store", STORE_BY, ()),
    ("a load over a callee that changes nothing", UNCHANGED, "seen", OUT + "int seen(int *p) { int r = look(p); return r + *p; }", ()),
    ("a tree", TREE, "tree", TREE, ()),
    ("pointers to code", TABLE, "table", TABLE, ()),
    ("memcpy", COPY, "copy", "copy:\n b memcpy\n", ()),
    ("memmove and memcpy", MOVE, "move", MOVE, ()),
    ("memset", SET, "set", SET_RIGHT, ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("_what", "source", "name", "candidate", "reasons", "flags"), WRONG, ids=[w[0] for w in WRONG]
)
def test_attack_is_rejected(
    tmp_path: Path,
    _what: str,
    source: str,
    name: str,
    candidate: str,
    reasons: set[str],
    flags: tuple[str, ...],
) -> None:
    result = by_running(source, name, candidate, tmp_path, *flags)
    assert (result.outcome, result.reason in reasons) == ("rejected", True), result


@pytest.mark.parametrize(
    ("_what", "source", "name", "candidate", "flags"), RIGHT, ids=[r[0] for r in RIGHT]
)
def test_right_twin_passes(
    tmp_path: Path, _what: str, source: str, name: str, candidate: str, flags: tuple[str, ...]
) -> None:
    result = judged(source, name, candidate, tmp_path, *flags)
    assert result.passed, result
