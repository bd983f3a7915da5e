"""Candidates whose rounding is off where bits are shifted out: on one number in thousands or
millions."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import judged, replaced

from armcc.gates.verdict import ACCEPTED

pytestmark = pytest.mark.usefixtures("one_clang")


def loop(body: str, out: str = "unsigned", of: str = "unsigned", last: str = "n") -> str:
    """One element after the other."""
    return (
        f"void f({out} *o, const {of} *a, int n) {{\n#pragma clang loop vectorize(disable)\n"
        f"for (int i = 0; i < {last}; i++) {{ {body} }} }}"
    )


def lanes(body: str, out: str = "unsigned") -> str:
    """Vectors only, with no rest."""
    return (
        f"void f({out} *restrict o, const unsigned *restrict a, int n) {{"
        f" n &= ~15; for (int i = 0; i < n; i++) {body} }}"
    )


TABLE = "static const uint8_t t[16] = {1, 3, 5, 2, 7, 6, 4, 9, 11, 15, 13, 8, 0, 10, 12, 14};\n"
LATE = "unsigned long x = a[i] + 0x8000ul; o[i] = (x + (x >> 16)) >> 16;"
TOO_LATE = "unsigned long x = a[i]; o[i] = (x + (x >> 16) + 0x8000) >> 16;"
# name: (baseline, what of it is changed, into what); C of a function f.
ATTACKS = {
    "half comes late": (loop(LATE, "uint16_t"), LATE, TOO_LATE),
    "half comes late, in vectors": (
        LATE.join(
            ("void f(uint16_t *o, const unsigned *a, int n) {for (int i = 0; i < n; i++) {", "}}")
        ),
        LATE,
        TOO_LATE,
    ),
    "23 bits": (loop("o[i] = (a[i] * 0x89ul + 7) >> 23;"), "+ 7", "+ 6"),
    "23 bits of 64": (
        loop("o[i] = (a[i] * 137 + 7) >> 23;", "long", "unsigned long"),
        "+ 7",
        "+ 6",
    ),
    "40 bits of 64": (
        loop("o[i] = (a[i] * 137 + 7) >> 40;", "long", "unsigned long"),
        "+ 7",
        "+ 6",
    ),
    "40 bits of an argument": (
        "unsigned long f(unsigned long a) { return (a * 137 + 7) >> 40; }",
        "+ 7",
        "+ 6",
    ),
    "20 bits that are masked": (loop("o[i] = (a[i] * 137 + 7) & ~0xfffff;"), "+ 7", "+ 6"),
    "two loads": (
        loop(
            "unsigned long x = a[i] * 77ul + a[i + 1] * 150ul; o[i] = (x + 3) >> 22;", last="n - 1"
        ),
        "x + 3",
        "x + 2",
    ),
    "a hash": (
        loop(
            "unsigned x = a[i]; x ^= x >> 16; x *= 0x85ebca6b; x ^= x >> 13; o[i] = (x + 3) >> 24;"
        ),
        "x + 3",
        "x + 2",
    ),
    "a table": (TABLE + loop("o[i] = t[(a[i] * 9 + 5) >> 28];"), "+ 5", "+ 4"),
    "a quotient": (
        loop("o[i] = a[i] / (1 << 20);", "int", "int"),
        "a[i] / (1 << 20)",
        "(a[i] + ((a[i] >> 31) & 0xffffe)) >> 20",
    ),
    "23 bits of lanes": (lanes("o[i] = (a[i] * 137 + 7) >> 23;"), "+ 7", "+ 6"),
    "16 bits of lanes": (lanes("o[i] = (a[i] * 137 + 7) >> 16;"), "+ 7", "+ 6"),
    "halves of lanes": (lanes("o[i] = (a[i] + 0x8000) >> 16;", "uint16_t"), "0x8000", "0x7fff"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_carry_out_of_what_is_dropped_is_seen(name: str, tmp_path: Path) -> None:
    source, old, new = ATTACKS[name]
    found = judged(source, "f", replaced(source, old, new), tmp_path)
    assert found.outcome != ACCEPTED, found


def test_a_rounding_that_is_the_same_is_accepted(tmp_path: Path) -> None:
    # Below 2^31 the half that comes late never shows.
    source = loop(LATE.replace("a[i]", "(a[i] & 0x7fffffff)"), "uint16_t")
    other = loop(TOO_LATE.replace("a[i]", "(a[i] & 0x7fffffff)"), "uint16_t")
    found = judged(source, "f", other, tmp_path)
    assert found.outcome == ACCEPTED, found
