"""Wrong candidates that were accepted once, and right ones that were not."""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import judged, replaced

TYPES = "typedef unsigned long u64; typedef unsigned u32; typedef unsigned char u8;\n"


pytestmark = pytest.mark.usefixtures("one_clang")


MIX = TYPES + "u64 f(u64 x, u64 n) { while (n--) x = (x ^ (x >> 7)) * 31 + 7; return x; }"
FEW = (
    TYPES + "u32 f(u32 x, u32 n) { for (u32 i = 0; i < n; i++) x = (x ^ (x >> 7)) * 31; return x; }"
)
EACH = TYPES + "extern void g(u32); void f(u32 n) { for (u32 i = 0; i < n; i++) g(i); }"
MANY = TYPES + "extern void g(u64); void f(u64 n) { for (u64 i = 0; i < n; i++) g(i); }"
HALVES = (
    TYPES
    + "long f(const long *a, long n, long k) { long lo = 0, hi = n; while (lo < hi) {"
    + " long m = lo + (hi - lo) / 2; if (a[m] < k) lo = m + 1; else hi = m; } return lo; }"
)

# (what is wrong, baseline, candidate, reason): a count that no test can run to its end.
HUGE = [
    ("32 bits of a count", MIX, replaced(MIX, "while (n--)", "u32 m = n; while (m--)"), "width"),
    ("a signed bound", FEW, replaced(FEW, "u32 i = 0; i < n", "int i = 0; i < (int)n"), "width"),
    ("a signed bound of calls", EACH, replaced(EACH, "u32 i = 0; i < n", "int i = 0; i < (int)n"), "width"),
    ("16 bits of a count of calls", EACH, replaced(EACH, "for (", "n &= 0xffff; for ("), "width"),
    ("32 bits of a count of calls", MANY, replaced(MANY, "for (", "n &= 0xffffffff; for ("), "width"),
    ("32 bits of a middle", HALVES, replaced(HALVES, "lo + (hi - lo) / 2;", "(u32)(lo + (hi - lo) / 2);"), "read-outside"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "baseline", "candidate", "reason"), HUGE, ids=[h[0] for h in HUGE]
)
def test_a_huge_count_is_not_a_small_one(
    what: str, baseline: str, candidate: str, reason: str, tmp_path: Path
) -> None:
    result = judged(baseline, "f", candidate, tmp_path)
    assert (result.outcome, result.reason) == ("rejected", reason), (what, result.detail)


@pytest.mark.parametrize("source", [MIX, FEW, EACH, MANY, HALVES])
def test_loops_to_a_huge_count_can_be_right(source: str, tmp_path: Path) -> None:
    result = judged(source, "f", source, tmp_path)
    assert result.passed, result.detail


AB = "extern char a[], b[]; void *f(int i) { return i ? a : b; }"


@pytest.mark.parametrize("first", ["a", "b"])
@pytest.mark.parametrize("right", [True, False])
def test_undefined_symbols_are_told_apart_in_any_order(
    first: str, right: bool, tmp_path: Path
) -> None:
    second = "b" if first == "a" else "a"
    condition = "ne" if (first == "a") == right else "eq"
    loads = "".join(
        f"adrp {to}, :got:{name}\nldr {to}, [{to}, :got_lo12:{name}]\n"
        for to, name in (("x8", first), ("x9", second))
    )
    text = f"f:\n{loads}cmp w0, #0\ncsel x0, x8, x9, {condition}\nret\n"
    result = judged(AB, "f", text, tmp_path)
    assert result.passed == right, result.detail


COUNTER = "extern int counter; int f(int n) { counter += n; return counter; }"
TABLE = (
    "extern const unsigned char codes[]; struct t { unsigned short c; };"
    " int f(struct t *p, unsigned n) { p[codes[n & 255]].c++; return p[1].c; }"
)


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [(COUNTER, "+= n", "+= n | 64"), (TABLE, "n & 255", "n & 127")],
    ids=["variable", "table"],
)
def test_data_of_other_objects_is_there(source: str, old: str, new: str, tmp_path: Path) -> None:
    assert judged(source, "f", source, tmp_path).passed
    assert not judged(source, "f", replaced(source, old, new), tmp_path).passed


PLACES = {
    "extern": ("extern long g[]; ", "adrp x8, :got:g\nldr x8, [x8, :got_lo12:g]\n"),
    "static": (
        "static long g[5]; long set(long v) { g[v & 3] = v; return g[3]; } ",
        "adrp x8, g\nadd x8, x8, :lo12:g\n",
    ),
}


@pytest.mark.parametrize("where", sorted(PLACES))
@pytest.mark.parametrize("operation", ["add", "orr"])
def test_data_is_aligned_no_better_than_it_asks_for(
    where: str, operation: str, tmp_path: Path
) -> None:
    head, address = PLACES[where]
    text = (
        f"f:\n{address}and x9, x0, #1\nlsl x9, x9, #3\n{operation} x8, x8, x9\nldr x0, [x8]\nret\n"
    )
    result = judged(head + "long f(long i) { return g[i & 1]; }", "f", text, tmp_path)
    assert result.passed == (operation == "add"), result.detail


DIGITS = (
    "extern %s unsigned char digits[16]; void f(unsigned char *out, unsigned x) {"
    " out[0] = digits[x & 15]; out[1] = digits[x >> 4 & 15]; }"
)
EARLY = (
    "f:\nadrp x8, :got:digits\nldr x8, [x8, :got_lo12:digits]\nand x9, x1, #15\n"
    "ubfx x10, x1, #4, #4\nldrb w9, [x8, x9]\nldrb w10, [x8, x10]\nstrb w9, [x0]\n"
    "strb w10, [x0, #1]\nret\n"
)


@pytest.mark.parametrize("kind", ["const", ""])
def test_stores_change_variables_of_other_objects_and_no_constants(
    kind: str, tmp_path: Path
) -> None:
    result = judged(DIGITS % kind, "f", EARLY, tmp_path)
    assert result.passed == bool(kind), result.detail


ENTRY = (
    "f:\nadrp x8, :got:counter\nldr x8, [x8%s]\nldr w9, [x8]\nadd w0, w9, w0\nstr w0, [x8]\nret\n"
)


@pytest.mark.parametrize("low", [", :got_lo12:counter", ""])
def test_an_entry_of_the_offset_table_is_not_at_the_start_of_its_page(
    low: str, tmp_path: Path
) -> None:
    result = judged(COUNTER, "f", ENTRY % low, tmp_path)
    assert result.passed == bool(low), result.detail


TOTAL = (
    "extern int total; void f(const int *p, unsigned long n) {"
    " for (unsigned long i = 0; i < n; i++) total += p[i]; }"
)
AHEAD = (
    "f:\nadrp x8, :got:total\nldr x8, [x8, :got_lo12:total]\ncbz x1, 2f\n1: ldr w9, [x0], #4\n"
    "ldr w10, [x8]\nadd w9, w9, w10\nstr w9, [x8]\nsubs x1, x1, #1\nb.ne 1b\n2: ret\n"
)


def test_an_entry_of_the_offset_table_may_be_read_ahead(tmp_path: Path) -> None:
    result = judged(TOTAL, "f", AHEAD, tmp_path)
    assert result.passed, result.detail


FIELD = (
    "struct s { int a, b, c, d; }; extern struct s st;"
    " int f(int *p) { st.c = 3; *p = 4; return st.c; }"
)


def test_stores_reach_into_variables_of_other_objects(tmp_path: Path) -> None:
    result = judged(FIELD, "f", replaced(FIELD, "return st.c", "return 3"), tmp_path)
    assert (result.outcome, result.reason) == ("rejected", "result"), result.detail
