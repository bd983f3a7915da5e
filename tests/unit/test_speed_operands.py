"""AArch64 instructions as operations: what they read and write, and what they crack into."""

from __future__ import annotations

import pytest

from armcc.gates.speed.operands import FLAGS, SP, VECTORS, crack, operations, registers
from armcc.gates.speed.steps import Operation

V = VECTORS

# (as disassembled, the operations that are costed)
CRACKED = [
    ("str w8, [x0], #4", ["str w8, [x0]", "add x0, x0, #4"]),
    ("strb w8, [x0], #-1", ["strb w8, [x0]", "sub x0, x0, #1"]),
    ("strh w8, [x0], #0x10", ["strh w8, [x0]", "add x0, x0, #16"]),
    ("str q0, [x12], #16", ["str q0, [x12]", "add x12, x12, #16"]),
    ("stp x1, x2, [x0], #16", ["stp x1, x2, [x0]", "add x0, x0, #16"]),
    ("stp x29, x30, [sp, #-16]!", ["stp x29, x30, [sp, #-16]", "sub sp, sp, #16"]),
    ("str x8, [x0, #8]!", ["str x8, [x0, #8]", "add x0, x0, #8"]),
    ("st1 { v0.16b }, [x0], #16", ["st1 { v0.16b }, [x0]", "add x0, x0, #16"]),
    ("st1 { v0.16b }, [x0], x7", ["st1 { v0.16b }, [x0]", "add x0, x0, x7"]),
    ("st4 { v0.8b, v1.8b, v2.8b, v3.8b }, [x3], #32",
     ["st4 { v0.8b, v1.8b, v2.8b, v3.8b }, [x3]", "add x3, x3, #32"]),
    ("ldr w8, [x0], #4", ["ldr w8, [x0]", "add x0, x0, #4"]),
    ("ldr w8, [x0, #-4]!", ["ldr w8, [x0, #-4]", "sub x0, x0, #4"]),
    ("ldp x29, x30, [sp], #16", ["ldp x29, x30, [sp]", "add sp, sp, #16"]),
    ("ld1 { v0.4s }, [x0], #16", ["ld1 { v0.4s }, [x0]", "add x0, x0, #16"]),
    # What writes nothing back stays whole.
    ("str w8, [x0]", ["str w8, [x0]"]),
    ("str w8, [x0, #4]", ["str w8, [x0, #4]"]),
    ("str w8, [x0, x1, lsl #2]", ["str w8, [x0, x1, lsl #2]"]),
    ("add x0, x0, #4", ["add x0, x0, #4"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), CRACKED, ids=[t for t, _ in CRACKED])
def test_crack(text: str, parts: list[str]) -> None:
    assert crack(text) == parts
    assert [one.text for one in operations(text)] == parts
    assert [one.text for one in operations(text, cracked=False)] == [text]


# (instruction, read, written)
USED = [
    ("add x0, x1, x2", {1, 2}, {0}),
    ("add x0, x1, w2, uxtw #2", {1, 2}, {0}),
    ("add sp, sp, #16", {SP}, {SP}),
    ("adds w0, w1, #4", {1}, {0, FLAGS}),
    ("subs xzr, x1, x2", {1, 2}, {FLAGS}),
    ("cmp x1, x2", {1, 2}, {FLAGS}),
    ("ccmp x1, #3, #0, eq", {1, FLAGS}, {FLAGS}),
    ("csel x0, x1, x2, lt", {1, 2, FLAGS}, {0}),
    ("cset w0, ne", {FLAGS}, {0}),
    ("adcs x0, x1, x2", {1, 2, FLAGS}, {0, FLAGS}),
    ("mov w0, wzr", set(), {0}),
    ("movk x0, #5, lsl #16", {0}, {0}),
    ("bfi w0, w1, #3, #4", {0, 1}, {0}),
    ("madd x0, x1, x2, x3", {1, 2, 3}, {0}),
    ("ldr w8, [x0, x1, lsl #2]", {0, 1}, {8}),
    ("ldr w8, [x0], #4", {0}, {0, 8}),
    ("ldp x8, x9, [sp, #16]!", {SP}, {8, 9, SP}),
    ("ldr q3, [x0]", {0}, {V + 3}),
    ("ld1 { v0.16b, v1.16b }, [x0], #32", {0}, {0, V, V + 1}),
    ("ld1 { v2.s }[1], [x0]", {0, V + 2}, {V + 2}),
    ("ld4 { v0.4s, v1.4s, v2.4s, v3.4s }, [x1]", {1}, {V, V + 1, V + 2, V + 3}),
    ("str x8, [x0, #8]", {0, 8}, set()),
    ("stp q0, q1, [x2]", {2, V, V + 1}, set()),
    ("b.ne #-12", {FLAGS}, set()),
    ("cbz x3, #8", {3}, set()),
    ("tbnz w3, #5, #8", {3}, set()),
    ("b #8", set(), set()),
    ("add v0.4s, v1.4s, v2.4s", {V + 1, V + 2}, {V}),
    ("mla v0.4s, v1.4s, v2.4s", {V, V + 1, V + 2}, {V}),
    ("fmla v0.4s, v1.4s, v2.s[1]", {V, V + 1, V + 2}, {V}),
    ("fmadd d0, d1, d2, d3", {V + 1, V + 2, V + 3}, {V}),
    ("udot v0.4s, v1.16b, v2.16b", {V, V + 1, V + 2}, {V}),
    ("uadalp v0.4s, v1.8h", {V, V + 1}, {V}),
    ("uaddlp v0.4s, v1.8h", {V + 1}, {V}),
    ("xtn v0.4h, v1.4s", {V + 1}, {V}),
    ("xtn2 v0.8h, v1.4s", {V, V + 1}, {V}),
    ("uaddl2 v0.4s, v1.8h, v2.8h", {V + 1, V + 2}, {V}),
    ("mov v0.s[1], w3", {V, 3}, {V}),
    ("bsl v0.16b, v1.16b, v2.16b", {V, V + 1, V + 2}, {V}),
    ("tbl v0.16b, { v1.16b, v2.16b }, v3.16b", {V + 1, V + 2, V + 3}, {V}),
    ("tbx v0.16b, { v1.16b }, v3.16b", {V, V + 1, V + 3}, {V}),
    ("fcmp s0, s1", {V, V + 1}, {FLAGS}),
    ("fcsel s0, s1, s2, gt", {V + 1, V + 2, FLAGS}, {V}),
    ("fmov w0, s5", {V + 5}, {0}),
    ("smov w0, v5.b[3]", {V + 5}, {0}),
    ("movi v0.2d, #0000000000000000", set(), {V}),
    ("addv b0, v0.8b", {V}, {V}),
    ("nop", set(), set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "read", "written"), USED, ids=[row[0] for row in USED])
def test_registers_read_and_written(text: str, read: set[int], written: set[int]) -> None:
    (one,) = operations(text, cracked=False)
    assert (set(one.reads), set(one.writes)) == (read, written)


def test_kinds_of_operations() -> None:
    kinds = {
        "ldr x0, [x1]": (True, False, False, False),
        "str x0, [x1]": (False, True, False, False),
        "b.eq #8": (False, False, True, True),
        "cbnz w0, #8": (False, False, True, True),
        "b #8": (False, False, True, False),
        "add x0, x0, x1": (False, False, False, False),
    }
    for text, kind in kinds.items():
        (one,) = operations(text)
        assert (one.loads, one.stores, one.branch, one.conditional) == kind, text


def test_a_return_is_left_out_and_a_call_is_what_it_is_on_the_callers_side() -> None:
    assert operations("ret") == ()
    link, jump = operations("bl #64")
    assert (link.text, link.writes) == ("adr x30, #4", (30,))
    assert (jump.text, jump.branch, jump.conditional) == ("b #4", True, False)
    assert {0, 17, 30, FLAGS} <= set(jump.writes)
    assert not {19, 29, V + 8} & set(jump.writes)
    assert operations("blr x8", cracked=False)[0].reads == (8,)


def test_spans_of_vector_registers() -> None:
    assert registers("{ v2.16b - v4.16b }") == (V + 2, V + 3, V + 4)
    assert registers("x1, xzr, wzr, #3") == (1,)


def test_an_operation_knows_nothing_of_the_instruction_set() -> None:
    assert Operation("x") == Operation("x", (), (), False, False, False, False)
