"""Code that decides by a mask, without branch or flags: what no test turns is not covered."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import by_running, compiled, judged

SUM = "unsigned long f(const unsigned long *p, unsigned long y) { return *p + y; }"
# All tests of one decision lie near one place, so bits of an address seldom change.
ADDRESS = {
    "clz": "eor w9, w9, #0x80\nclz w9, w9\nlsr w9, w9, #5",
    "borrow": "eor w9, w9, #0x80\nsub w9, w9, #1\nlsr w9, w9, #31",
    "negated": "eor w9, w9, #0x80\nneg w10, w9\norr w9, w9, w10\nasr w9, w9, #31\nadd w9, w9, #1",
}


@pytest.mark.parametrize("name", ADDRESS)
def test_bits_of_an_address_decide_nothing_unseen(name: str, tmp_path: Path) -> None:
    text = (
        f"f:\nubfx x9, x0, #20, #8\n{ADDRESS[name]}\n"
        "ldr x10, [x0]\nadd x0, x10, x1\nadd x0, x0, x9\nret\n"
    )
    result = by_running(SUM, "f", text, tmp_path)
    # A decision whose addresses happen to have these bits shows the difference itself.
    assert (result.outcome, result.reason) in (("unknown", "coverage"), ("rejected", "result"))


ABSOLUTE = "long f(const long *p) { return *p < 0 ? -(unsigned long)*p : *p; }"
ZEROS = (
    "int f(const int *p, int n) { int k = 0; for (int i = 0; i < n; i++) k += !p[i]; return k; }"
)
HIGHEST = "int f(unsigned x) { int n = -1; x |= 1; while (x) { x >>= 1; n++; } return n; }"
RIGHT = {
    ABSOLUTE: "ldr x8, [x0]\neor x9, x8, x8, asr #63\nsub x0, x9, x8, asr #63\nret\n",
    ZEROS: """
    mov w8, #0
    cmp w1, #1
    b.lt 2f
1:  ldr w9, [x0], #4
    clz w9, w9
    add w8, w8, w9, lsr #5
    subs w1, w1, #1
    b.ne 1b
2:  mov w0, w8
    ret
""",
    HIGHEST: "orr w8, w0, #1\nclz w8, w8\neor w0, w8, #31\nret\n",
}


@pytest.mark.parametrize("source", RIGHT)
def test_masks_can_be_right(source: str, tmp_path: Path) -> None:
    result = judged(source, "f", "f:\n" + RIGHT[source], tmp_path)
    assert result.passed, result.detail


def test_what_the_baseline_never_turns_needs_no_test(tmp_path: Path) -> None:
    # The product of two odd numbers is never 0, which nothing here proves.
    source = (
        "unsigned f(const unsigned *p) { return 64 - __builtin_clzl((p[0] | 1ul) * (p[1] | 1ul)); }"
    )
    text = compiled(source, "f", tmp_path)
    assert "\tclz\t" in text
    result = judged(source, "f", text, tmp_path)
    assert result.passed, result.detail
