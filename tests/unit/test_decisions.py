"""Where code decides, and on what: instruction texts as the disassembler prints them."""

from __future__ import annotations

import pytest

from armcc.gates.decisions import (
    ADDS,
    ANDS,
    BIT,
    COMPARES_FLOATS,
    FLAGS,
    LANES,
    SETS_FLAGS,
    SUBTRACTS,
    ZERO,
    Comparison,
    Decision,
    Setter,
    comparison,
    decision,
    decisions,
    depends_on_fpcr,
    dropped,
    makes_nans,
    narrowed,
    narrower,
    setter,
    stored,
)
from armcc.gates.reach import carried, carried_far

# Encodings of conditions: DDI 0487, "Condition code".
DECIDES = [
    ("b.eq #8", Decision(FLAGS, condition=0)),
    ("b.ne #-4", Decision(FLAGS, condition=1)),
    ("b.hs #8", Decision(FLAGS, condition=2)),
    ("b.cs #8", Decision(FLAGS, condition=2)),
    ("b.lo #8", Decision(FLAGS, condition=3)),
    ("b.cc #8", Decision(FLAGS, condition=3)),
    ("b.vs #8", Decision(FLAGS, condition=6)),
    ("b.hi #8", Decision(FLAGS, condition=8)),
    ("b.le #8", Decision(FLAGS, condition=13)),
    ("bc.gt #8", Decision(FLAGS, condition=12)),
    ("cbz w3, #12", Decision(ZERO, number=3, bits=32)),
    ("cbnz x30, #12", Decision(ZERO, number=30, bits=64)),
    ("cbz wzr, #12", Decision(ZERO, number=31, bits=32)),
    ("tbz w0, #31, #16", Decision(BIT, number=0, bits=31)),
    ("tbnz x9, #63, #16", Decision(BIT, number=9, bits=63)),
    ("csel w0, w1, w2, lt", Decision(FLAGS, condition=11)),
    ("csinc x0, x1, xzr, ge", Decision(FLAGS, condition=10)),
    ("csinv x0, x1, x2, mi", Decision(FLAGS, condition=4)),
    ("csneg x0, x1, x2, pl", Decision(FLAGS, condition=5)),
    ("cset w0, eq", Decision(FLAGS, condition=0)),
    ("csetm x0, ls", Decision(FLAGS, condition=9)),
    ("cinc w0, w1, ne", Decision(FLAGS, condition=1)),
    ("cneg w0, w0, mi", Decision(FLAGS, condition=4)),
    ("ccmp w0, #5, #4, ne", Decision(FLAGS, condition=1)),
    ("ccmn x0, x1, #0, vc", Decision(FLAGS, condition=7)),
    ("fcsel s0, s1, s2, gt", Decision(FLAGS, condition=12)),
    ("fccmp d0, d1, #8, mi", Decision(FLAGS, condition=4)),
]
# Without a branch: the sign, or whether a number is 0.
MASKS = [
    ("lsr w8, w9, #31", Decision(BIT, number=9, bits=31)),
    ("asr x8, x0, #63", Decision(BIT, number=0, bits=63)),
    ("eor w8, w0, w1, asr #31", Decision(BIT, number=1, bits=31)),
    ("add x8, x8, x3, lsr #63", Decision(BIT, number=3, bits=63)),
    ("neg x8, x3, lsr #63", Decision(BIT, number=3, bits=63)),
    ("clz w9, w10", Decision(ZERO, number=10, bits=32)),
    ("clz x9, x0", Decision(ZERO, number=0, bits=64)),
]
DECIDES_NOTHING = [
    "b #8",
    "b.al #8",
    "b.nv #8",
    "bl #8",
    "br x8",
    "ret",
    "cmp w0, #1",
    "cmp x0, x1, asr #63",
    "lsr x8, x9, #31",
    "asr w8, w9, #30",
    "lsr w8, w9, w10",
    "lsl x8, x9, #63",
    "lsr w8, wzr, #31",
    "eor x8, x0, x1, asr #31",
    "add x0, x1, #63",
    "clz v1.4s, v2.4s",
    "cls w8, w9",
    "csel w0, w1, w2, al",
    "add x0, x1, x2",
    "bsl v0.16b, v1.16b, v2.16b",
    "nop",
    "udf #0",
    "",
]


@pytest.mark.parametrize(("text", "found"), DECIDES + MASKS)
def test_what_an_instruction_decides_on(text: str, found: Decision) -> None:
    assert decision(text) == found


@pytest.mark.parametrize("text", [t for t, _ in MASKS])
def test_masks_need_both_outcomes_where_the_baseline_has_them_not(text: str) -> None:
    assert decisions((text,)) == set()
    assert decisions((text,), ("nop",)) == {0}
    assert decisions((text,), (text,)) == set()
    assert decisions(("ret", text, text), (text,)) == {4, 8}


@pytest.mark.parametrize(("text", "found"), DECIDES)
def test_other_decisions_always_need_both(text: str, found: Decision) -> None:
    assert decisions((text,)) == decisions((text,), (text,)) == {0}


@pytest.mark.parametrize("text", DECIDES_NOTHING)
def test_what_decides_nothing(text: str) -> None:
    assert decision(text) is None


COMPARES = [
    ("cmp w0, w1", Comparison(0, 1, 0, 32)),
    ("cmp x30, x2", Comparison(30, 2, 0, 64)),
    ("cmp wzr, w1", Comparison(31, 1, 0, 32)),
    ("cmp w1, wzr", Comparison(1, 31, 0, 32)),
    ("cmp w0, #17", Comparison(0, 32, 17, 32)),
    ("cmp x0, #0x10", Comparison(0, 32, 16, 64)),
    ("cmp x0, #1, lsl #12", Comparison(0, 32, 4096, 64)),
    ("cmn w0, #1", Comparison(0, 32, -1, 32)),
    ("cmn x3, #2, lsl #12", Comparison(3, 32, -8192, 64)),
    ("subs x1, x2, #1", Comparison(2, 32, 1, 64)),
    ("subs w1, w2, w3", Comparison(2, 3, 0, 32)),
    ("adds w1, w2, #5", Comparison(2, 32, -5, 32)),
    ("ccmp w4, #3, #0, ne", Comparison(4, 32, 3, 32)),
    ("ccmp x4, x5, #0, ne", Comparison(4, 5, 0, 64)),
    ("ccmn x4, #1, #0, ne", Comparison(4, 32, -1, 64)),
    ("cbz w7, #8", Comparison(7, 32, 0, 32)),
    ("cbnz x7, #8", Comparison(7, 32, 0, 64)),
]
COMPARES_NOTHING = [
    "cmp w0, w1, uxtb",
    "cmp x0, x1, lsl #3",
    "cmn w0, w1",
    "adds x0, x1, x2",
    "ccmn x4, x5, #0, ne",
    "cmp sp, x0",
    "subs x0, x1, x2, lsl #1",
    "fcmp s0, s1",
    "fcmp d0, #0.0",
    "tbz w0, #3, #8",
    "tst w0, #1",
    "sub x0, x1, x2",
    "b.eq #8",
    "",
]


@pytest.mark.parametrize(("text", "found"), COMPARES)
def test_what_an_instruction_compares(text: str, found: Comparison) -> None:
    assert comparison(text) == found


SETTERS = [
    ("cmp w0, #7", Setter(SUBTRACTS, 0, 32, 7, 32)),
    ("cmp x0, #7, lsl #12", Setter(SUBTRACTS, 0, 32, 7, 64, 0, 0, 12)),
    ("subs xzr, x3, x4", Setter(SUBTRACTS, 3, 4, 0, 64)),
    ("subs w9, wzr, w4, asr #3", Setter(SUBTRACTS, 31, 4, 0, 32, 0, 2, 3)),
    ("cmp x1, w2, sxtb #2", Setter(SUBTRACTS, 1, 2, 0, 64, 4, 0, 2)),
    ("cmp x1, w2, uxtw", Setter(SUBTRACTS, 1, 2, 0, 64, 3)),
    ("tst w1, #0xff", Setter(ANDS, 1, 32, 255, 32)),
    ("ands x0, x1, x2, lsr #9", Setter(ANDS, 1, 2, 0, 64, 0, 1, 9)),
    ("cmn x5, x6", Setter(ADDS, 5, 6, 0, 64)),
    ("adds w5, w6, #1", Setter(ADDS, 6, 32, 1, 32)),
    ("ccmp x1, #4, #0, ne", Setter(SUBTRACTS, 1, 32, 4, 64, when=1)),
    ("ccmn w1, w2, #4, hi", Setter(ADDS, 1, 2, 0, 32, when=8)),
    ("fcmp d1, d2", Setter(COMPARES_FLOATS, 1, 2, 0, 64)),
    ("fcmpe s1, #0.0", Setter(COMPARES_FLOATS, 1, 32, 0, 32)),
    ("fccmp s1, s2, #0, lt", Setter(COMPARES_FLOATS, 1, 2, 0, 32, when=11)),
    ("sbcs x0, x1, x2", Setter(SETS_FLAGS)),
    ("cmp sp, x2", Setter(SETS_FLAGS)),
    ("negs w1, w2", Setter(SETS_FLAGS)),
    ("add x0, x1, x2", None),
    ("csel x0, x1, x2, eq", None),
    ("cbz x0, #8", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "found"), SETTERS)
def test_what_sets_the_flags(text: str, found: Setter | None) -> None:
    assert setter(text) == found


@pytest.mark.parametrize("text", COMPARES_NOTHING)
def test_what_is_no_plain_comparison(text: str) -> None:
    assert comparison(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "fadd s0, s1, s2",
        "fmul v0.4s, v1.4s, v2.4s",
        "fdiv d0, d1, d2",
        "fmadd s0, s1, s2, s3",
        "fsqrt d0, d0",
        "fcvt d0, s0",
        "fmax s0, s1, s2",
        "frintz d0, d0",
        "fcvtn v0.2s, v1.2d",
        "bfcvt h0, s0",
        "bfmlalb v0.4s, v1.8h, v2.8h",
        "bfdot v0.2s, v1.4h, v2.4h",
    ],
)
def test_arithmetic_can_make_a_nan(text: str) -> None:
    assert makes_nans(("ldr q0, [x0]", text, "ret"))


@pytest.mark.parametrize(
    "text",
    [
        "fmov s0, w0",
        "fneg d0, d1",
        "fabs v0.4s, v0.4s",
        "fcsel s0, s1, s2, gt",
        "fcmp s0, s1",
        "fccmp d0, d1, #0, eq",
        "fcmgt v0.4s, v1.4s, v2.4s",
        "facge s0, s1, s2",
        "ldr s0, [x0]",
        "scvtf s0, w0",
        "fcvtzs w0, s0",
        "fcvtnu x0, d0",
        "add x0, x0, #1",
    ],
)
def test_what_is_moved_or_compared_keeps_its_bits(text: str) -> None:
    assert not makes_nans(("ldr q0, [x0]", text, "ret"))


@pytest.mark.parametrize(
    "text", ["bfi w0, w1, #3, #4", "bfxil x0, x1, #0, #8", "bfm w0, w1, #1, #2"]
)
def test_a_bit_field_is_no_float(text: str) -> None:
    assert not makes_nans((text, "ret"))


@pytest.mark.parametrize(
    "text",
    ["fadd s0, s0, s1", "fcmp d0, #0.0", "scvtf s0, w0", "ucvtf v0.4s, v0.4s", "fcvtzu w0, s0",
     "fabd s0, s1, s2", "fcmge v0.4s, v0.4s, v1.4s", "fmaxnm s0, s0, s1",
     "bfdot v0.2s, v1.4h, v2.4h"],
)  # fmt: skip
def test_what_fpcr_governs(text: str) -> None:
    assert depends_on_fpcr(("ldr q0, [x0]", text, "ret"))


@pytest.mark.parametrize(
    "text",
    ["fmov w0, s0", "fcsel s0, s1, s2, eq", "fabs v0.4s, v0.4s", "fneg d0, d0",
     "bfi w0, w1, #3, #4", "bfxil w0, w1, #3, #4", "add v0.4s, v0.4s, v1.4s", "sqadd h0, h0, h1"],
)  # fmt: skip
def test_what_it_does_not(text: str) -> None:
    assert not depends_on_fpcr(("ldr q0, [x0]", text, "ret"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("str w8, [x20, #16]", Setter(SUBTRACTS, 8, 32, 0, 32)),
        ("str x8, [x20], #16", Setter(SUBTRACTS, 8, 32, 0, 64)),
        ("stur x3, [x1, #-3]", Setter(SUBTRACTS, 3, 32, 0, 64)),
        ("strh w1, [x10, w9, uxtw]", Setter(SUBTRACTS, 1, 32, 0, 16)),
        ("sturb w30, [x1]", Setter(SUBTRACTS, 30, 32, 0, 8)),
        ("stp w4, w5, [x1]", Setter(SUBTRACTS, 4, 32, 0, 32)),
        ("str xzr, [x1]", None),
        ("str q0, [x1]", None),
        ("ldr w8, [x20, #16]", None),
        ("sub w8, w8, #1", None),
    ],
)
def test_what_is_stored(text: str, found: Setter | None) -> None:
    assert stored(text) == found


def test_stores_that_may_have_become_narrower() -> None:
    known = ("str w8, [x0]", "strb w9, [x1]", "str x1, [x2]", "ret")
    assert narrowed(known, known) == []
    assert narrower(("strb w8, [x0]", "strh w8, [x0]", "str q0, [x1]"), known) == [16]
    assert narrowed(("strb w8, [x0]", *known[1:]), known) == [(0, 8), (8, 8)]
    assert narrowed((known[0], known[1], "str w1, [x2]"), known) == [(8, 32)]
    assert narrowed(("str x8, [x0]", "str x1, [x2]"), known) == []
    assert narrowed(("strh w8, [x0]", "strh w8, [x0, #2]", *known[1:]), known) == [(0, 16), (8, 16)]


@pytest.mark.parametrize(
    ("text", "number", "bits"),
    [
        ("lsr w8, w9, #8", 9, 8),
        ("asr x8, x10, #3", 10, 3),
        ("ubfx w8, w9, #4, #12", 9, 4),
        ("add w8, w9, w10, lsr #8", 10, 8),
        ("sub x8, x9, x10, asr #2", 10, 2),
        ("lsr x8, x9, #40", 9, 40),
        ("and w8, w9, #0xfff00000", 9, 20),
    ],
)
def test_what_is_shifted_out(text: str, number: int, bits: int) -> None:
    assert dropped(text) == Setter(SUBTRACTS, number, 32, 0, bits)


@pytest.mark.parametrize(
    "text",
    [
        "lsr w8, w9, #1",
        "lsl w8, w9, #8",
        "lsr w8, w9, w10",
        "and x8, x8, #0x7ffffff0",  # of a count of elements
        "shl v0.4s, v1.4s, #8",
        "ret",
    ],
)
def test_what_shifts_nothing_out(text: str) -> None:
    assert dropped(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ushr v0.4s, v1.4s, #23", Setter(LANES, 1, 32, 0, 32, extend=23, amount=4)),
        ("ssra v0.2d, v9.2d, #0x28", Setter(LANES, 9, 32, 0, 64, extend=40, amount=2)),
        ("shrn2 v0.8h, v3.4s, #16", Setter(LANES, 3, 32, 0, 32, extend=16, amount=4)),
        ("uzp2 v0.8h, v4.8h, v5.8h", Setter(LANES, 4, 32, 0, 32, extend=16, amount=4)),
        ("sshr v0.4s, v1.4s, #32", Setter(LANES, 1, 32, 0, 32, amount=4)),
    ],
)
def test_what_is_shifted_out_of_lanes(text: str, found: Setter) -> None:
    assert dropped(text) == found


def test_what_only_a_solver_carries_out_of() -> None:
    listing = (
        "lsr w8, w9, #8",
        "lsr w8, w8, #10",
        "and w8, w8, #0xfff00000",
        "ushr v0.4s, v1.4s, #23",
        "ushr v0.4s, v1.4s, #3",
        "sshr v0.4s, v1.4s, #32",
    )
    assert carried_far(listing, b"\1" * 6) == ([4, 8], [12, 20])
    assert carried_far(listing, b"\1\0\1\0\1\0") == ([8], []), "what no test has executed is left"


def test_one_shift_of_a_block_is_enough() -> None:
    listing = ("lsr w8, w9, #8", "lsr w8, w8, #3", "cbz w8, #8", "lsr w8, w9, #4", "ret")
    assert carried(listing, b"\1" * 5) == [4, 12]
    assert carried(listing, b"\1\1\1\0\1") == [4], "what no test has executed is left"
