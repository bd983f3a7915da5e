"""Tests that a solver makes: what chance never meets, in the baseline and in candidates."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import SUM, SUM_RIGHT, judged

from armcc.gates.proof import inputs

# One number in 2^32 gets to the branch, and no comparison shows which.
HASHED = """
uint32_t f(uint32_t x) {
    uint32_t h = (x ^ (x >> 7)) * 2654435761u;
    h = (h ^ (h >> 15)) * 2246822519u;
    if (h == 0xdeadbeef) return x + 1;
    return x;
}
"""
# The mask is not zero for one pair of arguments in 2^32 alone.
TABLED = """
static const uint8_t weights[16] = {3, 9, 27, 81, 5, 15, 45, 135, 7, 21, 63, 189, 11, 33, 99, 41};
uint32_t f(const uint8_t *p) {
    uint32_t s = 0;
    for (int i = 0; i < 4; i++) s = s * 31u * weights[p[i] & 15] + (p[i] ^ 0x5au);
    return s == 0xbfde1e44u ? 1 : s;
}
"""


@pytest.fixture(autouse=True)
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no verdict: seconds where a gate takes few."""
    monkeypatch.setattr(inputs, "SECONDS", 120.0)
    monkeypatch.setattr(inputs, "QUERY", 60.0)


@pytest.mark.parametrize("source", [HASHED, TABLED], ids=["hashed", "tabled"])
def test_a_branch_that_needs_one_number_is_reached(source: str, tmp_path: Path) -> None:
    result = judged(source, "f", source, tmp_path)
    assert result.passed, result


@pytest.mark.parametrize("source", [HASHED, TABLED], ids=["hashed", "tabled"])
def test_a_candidate_that_drops_it_is_rejected(source: str, tmp_path: Path) -> None:
    wrong = source.replace("return x + 1", "return x").replace("? 1 : s", "? s : s")
    result = judged(source, "f", wrong, tmp_path)
    assert (result.outcome, result.reason) == ("rejected", "result"), result


def test_a_candidate_that_adds_one_is_rejected(tmp_path: Path) -> None:
    source = "uint32_t f(uint32_t x, uint32_t y) { return (x & y) + (x | y); }"
    wrong = """uint32_t f(uint32_t x, uint32_t y) {
        uint32_t h = (x * 2654435761u ^ y) * 2246822519u;
        h ^= h >> 13;
        if (h * 3266489917u == 0x12345678u) return 0;
        return x + y;
    }"""
    result = judged(source, "f", wrong, tmp_path)
    assert result.outcome == "rejected", result


def test_what_can_be_reached_by_no_input_stays_missing(tmp_path: Path) -> None:
    # The remainder of a square by 3 is never 2.
    text = SUM_RIGHT.replace(
        "2:  mov w0, w2",
        """2:  mov w4, #3
    and w5, w2, #0xff
    mul w5, w5, w5
    udiv w6, w5, w4
    msub w6, w6, w4, w5
    cmp w6, #2
    b.ne 3f
    mov w2, #0
3:  mov w0, w2""",
    )
    result = judged(SUM, "sum", text, tmp_path)
    assert (result.outcome, result.reason) == ("unknown", "coverage"), result
