"""Which candidates have to run over megabytes: those that add up in narrower pieces."""

from __future__ import annotations

import pytest

from armcc.gates.overflow import keys, narrow_constants, narrow_sums


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("add v0.8h, v0.8h, v1.8h", {("add", 16)}),
        ("add v0.8h, v1.8h, v2.8h", set()),  # no sum of its own
        ("sub v3.16b, v3.16b, v1.16b", {("sub", 8)}),
        ("uadalp v0.8h, v1.16b", {("uadalp", 16)}),
        ("uadalp v0.2d, v1.4s", set()),  # as wide as there is
        ("uaddw2 v0.4s, v0.4s, v1.8h", {("uaddw", 32)}),
        ("mla v0.4s, v1.4s, v2.4s", {("mla", 32)}),
        ("smlal v0.4s, v1.4h, v2.4h", {("smlal", 32)}),
        ("udot v0.4s, v1.16b, v2.16b", {("udot", 32)}),
        ("uabal v0.8h, v1.8b, v2.8b", {("uabal", 16)}),
        ("and w8, w8, #0xffff", {("cut", 16)}),
        ("and w8, w8, #0xff", {("cut", 8)}),
        ("uxth w8, w8", {("cut", 16)}),
        ("sxtb w8, w8", {("cut", 8)}),
        ("and w8, w8, #0x7f", set()),
        ("and x8, x8, #0xffffff", {("cut", 24)}),
        ("and w8, w8, #0xfff0", set()),
        ("ubfx w8, w8, #4, #12", {("cut", 12)}),
        ("bfxil w8, w9, #0, #16", {("cut", 16)}),
        ("lsl w8, w8, #16", {("cut", 16)}),
        ("lsl w8, w8, #2", {("cut", 30)}),
        ("lsl x8, x8, #2", set()),
        ("lsr x8, x8, #44", {("cut", 20)}),
        ("lsr w8, w8, #3", {("cut", 29)}),
        ("asr x8, x8, #48", {("cut", 16)}),
        ("extr x0, xzr, x8, #44", {("cut", 20)}),
        ("add x8, x8, x9, lsl #44", {("cut", 20)}),
        ("add x8, x8, x9, lsl #2", set()),
        ("ldr x8, [x0, x9, lsl #3]", set()),
        ("ushr v0.2d, v0.2d, #44", {("cut", 20)}),
        ("sshr v0.4s, v0.4s, #31", set()),
        ("ldrh w0, [sp, #6]", {("cut", 16)}),
        ("ldrb w0, [x1]", set()),
        ("umov w8, v0.h[0]", {("cut", 16)}),
        ("smov x8, v0.b[3]", {("cut", 8)}),
        ("umov w8, v0.s[1]", set()),
        ("addv h0, v0.8h", {("cut", 16)}),
        ("fmov w8, h0", {("cut", 16)}),
        ("fmov w8, s0", set()),
        ("xtn v0.4h, v0.4s", {("cut", 16)}),
        ("uqxtn2 v0.16b, v1.8h", {("cut", 8)}),
        ("shrn v0.8b, v0.8h, #4", {("cut", 8)}),
        ("uzp1 v0.8h, v0.8h, v1.8h", {("cut", 16)}),
        ("strh w8, [sp, #8]", {("cut", 16)}),
        ("strb w8, [x9], #1", {("cut", 8)}),
        ("str w8, [sp, #8]", set()),
        ("add w8, w8, w9", {("scalar", 32)}),
        ("add x8, x8, x9", set()),
        ("cinc w8, w8, eq", {("scalar", 32)}),
        ("fadd v0.4s, v0.4s, v1.4s", set()),
    ],
)
def test_what_adds_up_in_how_many_bits(text: str, found: set[tuple[str, int]]) -> None:
    assert narrow_sums((text,)) == found


@pytest.mark.parametrize(
    ("constant", "bits"),
    [
        (0x20000, {18}),
        (0xFFFFFF, {24}),
        (0x100, set()),
        (20_000_000, set()),
        (1 << 44, {20}),
        (3 << 50, {14}),
        (-16, set()),
        (0, set()),
    ],
)
def test_constants_that_sums_may_meet(constant: int, bits: set[int]) -> None:
    assert narrow_constants([constant]) == bits


def test_fewer_bits_are_looked_for_where_asked() -> None:
    assert narrow_sums(("and w8, w8, #0x7f",), 1) == {("cut", 7)}


@pytest.mark.parametrize(
    ("listing", "found"),
    [
        (("ldrb w9, [x0]", "cmp w9, #32", "b.ne #8"), [32, 0]),
        (("sub w9, w8, #48", "cmp w9, #10"), [10, 0, 48]),
        (("movi v1.16b, #208", "cmp w9, #7", "cmp w9, #7"), [7, 0, 208, 48]),
        (("cmn w9, #1",), [-1, 0]),
        (("subs x1, x1, #16", "add x0, x0, #32", "add sp, sp, #64"), [0]),  # strides
        ((), [0]),
    ],
)
def test_what_a_code_may_look_for(listing: tuple[str, ...], found: list[int]) -> None:
    assert keys(listing) == found
