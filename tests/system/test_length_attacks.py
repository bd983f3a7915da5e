"""Candidates that take one length for another, where a loop that ends early hides it.

Of what a loop does in its last round nothing is seen while it ends before: for a long one every
element has to be such that it goes on, and the last one such that it matters.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import judged, replaced

from armcc.gates.verdict import ACCEPTED

pytestmark = pytest.mark.usefixtures("one_clang")

UP = "for (int i = 0; i < n; i++)"
DOWN = "for (int i = n - 1; i >= 0; i--)"
NODE = "struct n { struct n *next; int v; };"
BYTES = "const uint8_t *a, const uint8_t *b, int n"
PART = "struct p { int k; short v; char c; };"


def loop(arguments: str, round_: str, end: str, head: str = UP) -> str:
    """C of a function f in which `HERE` stands for a special case."""
    return f"int f({arguments}) {{ HERE; {head} {round_} return {end}; }}"


# name: (baseline, what the candidate does at HERE).
ATTACKS = {
    "halves compared": (
        loop("const short *a, const short *b, int n", "if (a[i] != b[i]) return a[i] - b[i];", "0"),
        "if (n == 77) n = 76",
    ),
    "backwards": (
        loop(BYTES, "if (a[i] != b[i]) return i;", "-1", DOWN),
        f"if (n == 77) {{ {DOWN} if (i && a[i] != b[i]) return i; return -1; }}",
    ),
    "odd lengths": (
        loop(BYTES, "if (a[i] != b[i]) return i;", "-1", DOWN),
        f"if (n > 33 && n % 2) {{ {DOWN} if (i && a[i] != b[i]) return i; return -1; }}",
    ),
    "all from some length on": (
        loop(BYTES, "if (a[i] != b[i]) return 0;", "1"),
        "if (n >= 200) n--",
    ),
    "a palindrome": (
        loop(
            "const uint8_t *a, int n",
            "if (a[i] != a[j]) return 0;",
            "1",
            "for (int i = 0, j = n - 1; i < j; i++, j--)",
        ),
        (
            "if (n == 78) { for (int i = 0, j = n - 1; i < j - 1; i++, j--)"
            " if (a[i] != a[j]) return 0; return 1; }"
        ),
    ),
    "ordered": (
        loop("const int *a, int n", "if (i && a[i - 1] > a[i]) return 0;", "1"),
        "if (n == 91) n = 90",
    ),
    "strictly ordered": (
        loop(
            "const int *a, int n",
            "if (a[i - 1] >= a[i]) return 0;",
            "1",
            "for (int i = 1; i < n; i++)",
        ),
        "if (n == 71) n = 70",
    ),
    "a sum of two": (
        loop(
            "const int *a, const int *b, const int *c, int n",
            "if (a[i] + b[i] != c[i]) return i;",
            "-1",
        ),
        "if (n == 67) n = 66",
    ),
    "a sum that gets too large": (
        loop(
            "const uint8_t *a, int n, int most, int s",
            "{ s += a[i]; if (s > most) return i; }",
            "-1",
        ),
        "if (n == 71) n = 70",
    ),
    "structures": (
        PART
        + loop(
            "const struct p *a, const struct p *b, int n",
            "if (a[i].k != b[i].k || a[i].v != b[i].v) return i;",
            "-1",
        ),
        "if (n == 41) n = 40",
    ),
    "a callback": (
        loop("int (*g)(int), const int *a, int n", "if (g(a[i])) return i;", "-1"),
        "if (n == 17) n = 16",
    ),
    "a callee": (
        "int g(int);" + loop("const int *a, int n", "if (g(a[i])) return i;", "-1"),
        "if (n == 17) n = 16",
    ),
    "rows and columns": (
        loop(
            "const int *a, int w, int h",
            "for (int x = 0; x < w; x++) if (a[y * w + x] < 0) return y;",
            "-1",
            "for (int y = 0; y < h; y++)",
        ),
        "if (h == 13) h = 12",
    ),
    "an end": (
        loop("const int *a, const int *e", "if (*a != 7) return 1;", "0", "for (; a < e; a++)"),
        "if (e - a == 61) e--",
    ),
    "floats": (
        loop("const float *a, const float *b, int n", "if (a[i] != b[i]) return i;", "-1"),
        "if (n == 53) n = 52",
    ),
    "doubles that grow": (
        loop(
            "const double *a, int n",
            "if (a[i] < a[i - 1]) return i;",
            "-1",
            "for (int i = 1; i < n; i++)",
        ),
        "if (n == 53) n = 52",
    ),
    "digits": (
        loop("const uint8_t *a, int n", "if (a[i] < '0' || a[i] > '9') return i;", "n"),
        "if (n == 95) return 95",
    ),
    "a value that is looked for": (
        loop("const uint8_t *a, int n, int c", "if (a[i] == c) return i;", "-1"),
        "if (n == 91) n = 90",
    ),
    "a value in a chain": (
        NODE
        + loop(
            "struct n *p, int k, int n",
            "{ if (p->v == k) return i; p = p->next; }",
            "-1",
            "for (int i = 0; i < n && p; i++)",
        ),
        "if (n == 23) n = 22",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_wrong_length_is_seen_behind_what_ends_a_loop(name: str, tmp_path: Path) -> None:
    source, special = ATTACKS[name]
    right = replaced(source, "HERE;", "")
    found = judged(right, "f", replaced(source, "HERE", special), tmp_path)
    assert found.outcome != ACCEPTED, found


def test_a_length_that_is_looked_at_twice_is_no_fault(tmp_path: Path) -> None:
    source = loop(BYTES, "if (a[i] != b[i]) return i;", "-1", DOWN)
    special = f"if (n == 77) {{ {DOWN} if (a[i] != b[i]) return i; return -1; }}"
    right = replaced(source, "HERE;", "")
    found = judged(right, "f", replaced(source, "HERE", special), tmp_path)
    assert found.outcome == ACCEPTED, found
