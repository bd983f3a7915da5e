"""Which general registers an instruction computes from which."""

from __future__ import annotations

import pytest

from armcc.gates.dataflow import Computes, computes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("add w8, w9, w10, lsr #16", Computes(1 << 8, 1 << 9 | 1 << 10, 32)),
        ("movk x8, #0x12, lsl #16", Computes(1 << 8, 1 << 8, 64)),
        ("ldrh w3, [x1], #2", Computes(1 << 3, 0, 32, 2)),
        ("ldrsw x3, [x1, x2, lsl #2]", Computes(1 << 3, 0, 64, 4)),
        ("ldr x3, [x1]", Computes(1 << 3, 0, 64, 8)),
        ("ldp w13, w12, [x9, #-4]", Computes(1 << 13 | 1 << 12, 0, 32, 4, 12)),
        ("ldp x1, x2, [x9], #16", Computes(1 << 1 | 1 << 2, 0, 64, 8, 2)),
        ("ldpsw x1, x2, [x9]", Computes(1 << 1 | 1 << 2, 0, 64, 4, 2)),
        ("ldp q0, q1, [x9]", Computes()),
        ("ldp x1, xzr, [x9]", Computes()),
        ("str w8, [x9]", Computes()),
        ("cmp w8, w9", Computes()),
        ("bl #64", Computes()),
    ],
)
def test_what_an_instruction_computes(text: str, found: Computes) -> None:
    assert computes(text) == found
