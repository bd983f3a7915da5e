"""Candidates that take one of two equal floats for the other: zeros of either sign, and ties."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import judged, replaced

from armcc.gates.verdict import ACCEPTED

pytestmark = pytest.mark.usefixtures("one_clang")

LOOP = "for (int i = 0; i < n; i++)"
# name: (function, baseline, what of it is changed, into what); C of one function.
ATTACKS = {
    "the last maximum": (
        "most",
        (
            f"float most(const float *a, int n) {{ float m = -30; {LOOP} if (a[i] > m) m = a[i];"
            " return m; }"
        ),
        "a[i] > m",
        "a[i] >= m",
    ),
    "the last minimum": (
        "least",
        (
            f"double least(const double *a, int n) {{ double m = 30; {LOOP} if (a[i] < m) m = a[i];"
            " return m; }"
        ),
        "a[i] < m",
        "a[i] <= m",
    ),
    "the place of the last maximum": (
        "place",
        (
            f"int place(const float *a, int n) {{ int p = 0; {LOOP} if (a[i] > a[p]) p = i;"
            " return p; }"
        ),
        "a[i] > a[p]",
        "a[i] >= a[p]",
    ),
    "the place of the last integer": (
        "place",
        f"int place(const int *a, int n) {{ int p = 0; {LOOP} if (a[i] > a[p]) p = i; return p; }}",
        "a[i] > a[p]",
        "a[i] >= a[p]",
    ),
    "lanes": (
        "both",
        (
            "void both(float *restrict o, const float *a, const float *b, int n) {"
            f" {LOOP} o[i] = a[i] > b[i] ? a[i] : b[i]; }}"
        ),
        "a[i] > b[i]",
        "a[i] >= b[i]",
    ),
    "lanes of doubles": (
        "both",
        (
            "void both(double *restrict o, const double *a, const double *b, int n) {"
            f" {LOOP} o[i] = a[i] < b[i] ? a[i] : b[i]; }}"
        ),
        "a[i] < b[i]",
        "a[i] <= b[i]",
    ),
    "a negative zero cut off": (
        "cut",
        f"void cut(float *a, int n) {{ {LOOP} a[i] = a[i] > 0 ? a[i] : 0; }}",
        "a[i] > 0",
        "a[i] >= 0",
    ),
    "one value": ("cut", "double cut(double x) { return x > 0 ? x : 0; }", "x > 0", "x >= 0"),
    "a bound": (
        "clamp",
        "float clamp(float x, float lo, float hi) { return x < lo ? lo : x > hi ? hi : x; }",
        "x < lo",
        "x <= lo",
    ),
    "a magnitude": (
        "size",
        "double size(double x) { return x < 0 ? -x : x; }",
        "x < 0 ? -x : x",
        "__builtin_fabs(x)",
    ),
    "the other of one magnitude": (
        "further",
        (
            "float further(float a, float b) {"
            " return __builtin_fabsf(a) > __builtin_fabsf(b) ? a : b; }"
        ),
        ") > __",
        ") >= __",
    ),
    "the other of one magnitude, in a loop": (
        "further",
        (
            f"float further(const float *a, int n) {{ float m = 0; {LOOP}"
            " if (__builtin_fabsf(a[i]) > __builtin_fabsf(m)) m = a[i]; return m; }"
        ),
        ") > __",
        ") >= __",
    ),
    "less than zero": ("less", "float less(float x) { return 0 - x; }", "0 - x", "-x"),
    "less than zero, lanes": (
        "less",
        f"void less(float *a, int n) {{ {LOOP} a[i] = 0 - a[i]; }}",
        "0 - a[i]",
        "-a[i]",
    ),
    "zero added": ("same", "double same(double x) { return x + 0; }", "x + 0", "x"),
    "zero added, lanes": (
        "same",
        f"void same(float *a, const float *b, int n) {{ {LOOP} a[i] = b[i] + 0; }}",
        "b[i] + 0",
        "b[i]",
    ),
    "a sum that starts at the other zero": (
        "sum",
        f"float sum(const float *a, int n) {{ float s = 0; {LOOP} s += a[i]; return s; }}",
        "s = 0",
        "s = -0.0f",
    ),
    "an order that is not kept": (
        "merge",
        (
            "struct e { float key; int what; };\n"
            "int merge(struct e *o, const struct e *a, const struct e *b, int n, int m) {"
            " int i = 0, j = 0, k = 0;"
            " while (i < n && j < m) o[k++] = a[i].key <= b[j].key ? a[i++] : b[j++]; return k; }"
        ),
        "key <= b",
        "key < b",
    ),
    "a sort that is not stable": (
        "put",
        (
            "struct e { float key; int what; };\n"
            "void put(struct e *a, int n) { struct e x = a[n]; int i = n;"
            " while (i > 0 && a[i - 1].key > x.key) { a[i] = a[i - 1]; i--; } a[i] = x; }"
        ),
        ".key > x",
        ".key >= x",
    ),
    "a sign": (
        "sign",
        "int sign(double x) { long b; __builtin_memcpy(&b, &x, 8); return b < 0; }",
        "long b; __builtin_memcpy(&b, &x, 8); return b < 0;",
        "return x < 0;",
    ),
    "not a number": (
        "count",
        (
            f"int count(const float *a, float x, int n) {{ int c = 0; {LOOP} c += a[i] > x;"
            " return c; }"
        ),
        "a[i] > x",
        "!(a[i] <= x)",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_one_of_two_equal_floats_is_not_the_other(name: str, tmp_path: Path) -> None:
    function, source, old, new = ATTACKS[name]
    found = judged(source, function, replaced(source, old, new), tmp_path)
    assert found.outcome != ACCEPTED, found


# Which of two equal floats is taken cannot be seen.
RIGHT = {
    "a number that has no sign": (
        "most",
        (
            f"int most(const float *a, int n) {{ float m = 1; {LOOP} if (a[i] > m) m = a[i];"
            " return m > 7; }"
        ),
        "a[i] > m",
        "a[i] >= m",
    ),
    "integers": (
        "most",
        (
            f"int most(const int *a, int n) {{ int m = a[0]; {LOOP} if (a[i] > m) m = a[i];"
            " return m; }"
        ),
        "a[i] > m",
        "a[i] >= m",
    ),
    "a count": (
        "count",
        (
            f"int count(const float *a, float x, int n) {{ int c = 0; {LOOP} c += a[i] > x;"
            " return c; }"
        ),
        "a[i] > x",
        "x < a[i]",
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_nobody_can_tell_apart_is_accepted(name: str, tmp_path: Path) -> None:
    function, source, old, new = RIGHT[name]
    found = judged(source, function, replaced(source, old, new), tmp_path)
    assert found.outcome == ACCEPTED, found
