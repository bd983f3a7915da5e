"""Candidates that keep too few bits of a count, where only one value, or a long chain, shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import judged, replaced

from armcc.gates.verdict import ACCEPTED

pytestmark = pytest.mark.usefixtures("one_clang")

LOOP = "for (int i = 0; i < n; i++)"
NODE = "struct n { struct n *next; int v; };\n"
FAR_NODE = "struct n { long v, w; struct n *next; };\n"


def count(kind: str, condition: str) -> str:
    head = f"unsigned f(const {kind} *a, int n) {{ unsigned c = 0;"
    return f"{head} {LOOP} c += {condition}; return c; }}"


def length(node: str, kind: str) -> str:
    loop = "while (p) { c++; p = p->next; }"
    return f"{node}{kind} f(struct n *p) {{ {kind} c = 0; {loop} return c; }}"


# name: (baseline, what of it is changed, into what); C of a function f.
ATTACKS = {
    "a byte in a half": (count("uint8_t", "a[i] == 32"), "return c", "return c & 0xffff"),
    "digits": (count("uint8_t", "a[i] >= '0' && a[i] <= '9'"), "return c", "return c & 0xffff"),
    "a word": (count("uint32_t", "a[i] == 77"), "return c", "return c & 0xffff"),
    "zeros": (count("uint16_t", "!a[i]"), "return c", "return c & 0xffff"),
    "7 bits": (count("uint8_t", "a[i] == 37"), "return c", "return c & 127"),
    "a chain, 7 bits": (
        length(NODE, "int"),
        "c++",
        "c = (c + 1) & 127",
    ),
    "a chain, 8 bits": (
        length(FAR_NODE, "long"),
        "return c",
        "return (uint8_t)c",
    ),
    "a chain, 16 bits": (
        length(NODE, "int"),
        "return c",
        "return (int16_t)c",
    ),
    "what ends at a zero": (
        "int f(const char *s, char c) { int n = 0; for (; *s; s++) n += *s == c; return n; }",
        "return n",
        "return n & 0xffff",
    ),
    "words": (
        (
            "int f(const char *s) { int n = 0, in = 0; for (; *s; s++) { if (*s == 32) in = 0;"
            " else if (!in) { in = 1; n++; } } return n; }"
        ),
        "return n",
        "return n & 0xffff",
    ),
    "between arguments": (
        (
            f"int f(const int *a, int n, int lo, int hi) {{ int c = 0; {LOOP}"
            " c += a[i] >= lo && a[i] < hi; return c; }"
        ),
        "return c",
        "return c & 0xffff",
    ),
    "what is set in a chain": (
        length(NODE, "int").replace("c++", "if (p->v) c++"),
        "return c",
        "return c & 0x3ff",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_count_that_is_too_narrow_is_seen(name: str, tmp_path: Path) -> None:
    source, old, new = ATTACKS[name]
    found = judged(source, "f", replaced(source, old, new), tmp_path)
    assert found.outcome != ACCEPTED, found


def test_a_mask_that_cuts_nothing_off_is_none(tmp_path: Path) -> None:
    source = count("uint8_t", "a[i] == 32")
    source = source.replace("{ unsigned", "{ if (n > 300) n = 300; unsigned")
    found = judged(source, "f", source.replace("return c", "return c & 0x1ff"), tmp_path)
    assert found.outcome == ACCEPTED, found
