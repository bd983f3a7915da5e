"""The edits that make a failing input smaller: what they may do and what they may not."""

from __future__ import annotations

import math
import struct

import pytest

from armcc.function.contract import Value
from armcc.gates import shrink
from armcc.gates.image import Stub
from armcc.gates.signature import Slot
from armcc.gates.state import STACK_BASE, STACK_SIZE, STACK_TOP, CallEffect, Region, Test


def slot(bits: int, *attributes: str, register: str = "x", number: int = 0) -> Slot:
    return Slot(0, Value("int", bits, f"i{bits}", attributes), register, number)


def entry(x0: int = 0, data: bytes = b"", stack: bytes = bytes(STACK_SIZE)) -> Test:
    return Test(
        x=(x0, *[0] * 30),
        v=(0,) * 32,
        sp=STACK_TOP - 64,
        nzcv=0,
        regions=(Region(0x1000, data, "buffer 0"),),
        stack=stack,
        shown="",
    )


def signed(values: list[int], bits: int) -> list[int]:
    return [v - (1 << bits) if v >> (bits - 1) else v for v in values]


@pytest.mark.parametrize("value", [1, 5, 1000, 2**31 - 1, 2**31, 2**32 - 1])
def test_every_step_of_an_integer_goes_towards_zero(value: int) -> None:
    (start,) = signed([value], 32)
    steps = signed(list(shrink._towards_zero(slot(32), value)), 32)
    assert steps
    assert all(abs(s) < abs(start) for s in steps)
    assert 0 in steps


def test_zero_has_no_smaller_value() -> None:
    assert list(shrink._towards_zero(slot(32), 0)) == []


def test_an_integer_stays_in_its_range() -> None:
    steps = list(shrink._towards_zero(slot(32, "range(i32 3, 8)"), 7))
    assert steps
    assert all(3 <= s < 8 for s in steps)
    negative = list(shrink._towards_zero(slot(32, "range(i32 -9, -4)"), 2**32 - 9))
    assert signed(negative, 32)
    assert all(-9 <= s < -4 for s in signed(negative, 32))


def test_a_range_that_wraps_is_left_alone() -> None:
    assert list(shrink._towards_zero(slot(32, "range(i32 5, -5)"), 100)) == []


def test_an_argument_keeps_the_garbage_above_it() -> None:
    test = entry(0xDEADBEEF_00000007)
    smaller = shrink.with_argument(test, slot(32), 1, STACK_BASE)
    assert smaller.x[0] == 0xDEADBEEF_00000001
    assert shrink.argument(smaller, slot(32), STACK_BASE) == 1


def test_an_extended_argument_stays_extended() -> None:
    test = entry(0xAAAAAAAA_FFFFFFFD)
    assert shrink.with_argument(test, slot(8, "signext"), 2, STACK_BASE).x[0] == 0xAAAAAAAA_00000002
    assert (
        shrink.with_argument(test, slot(8, "signext"), 255, STACK_BASE).x[0] == 0xAAAAAAAA_FFFFFFFF
    )
    assert (
        shrink.with_argument(test, slot(8, "zeroext"), 255, STACK_BASE).x[0] == 0xAAAAAAAA_000000FF
    )


def test_an_argument_on_the_stack_lies_behind_sp() -> None:
    on_stack = slot(32, register="stack", number=8)
    test = shrink.with_argument(entry(), on_stack, 0x12345678, STACK_BASE)
    at = test.sp - STACK_BASE + 8
    assert test.stack[at : at + 4] == bytes.fromhex("78563412")
    assert shrink.argument(test, on_stack, STACK_BASE) == 0x12345678
    assert len(test.stack) == STACK_SIZE


@pytest.mark.parametrize("value", [0.1, 3.75, -1e20, math.inf, math.nan, 1e-300])
def test_floats_become_plainer_and_never_go_in_circles(value: float) -> None:
    bits = struct.unpack("<Q", struct.pack("<d", value))[0]
    seen = {bits}
    for _ in range(50):
        last = list(shrink._plainer_float(bits, 64))[-1:]
        if not last:
            break
        bits = last[0]
        assert bits not in seen
        seen.add(bits)
    assert not list(shrink._plainer_float(bits, 64)) or bits == 0


def test_memory_is_edited_in_place() -> None:
    test = entry(data=bytes(range(64)))
    edited = shrink._written(test, [(0, 8, b"\0" * 8), (0, 1, b"\xff")])
    assert edited.regions[0].data == bytes([0, 255, *range(2, 8), *[0] * 8, *range(16, 64)])
    assert test.regions[0].data == bytes(range(64))


def test_words_that_are_not_zero_are_found() -> None:
    data = bytearray(1024)
    data[8], data[1023] = 1, 1
    assert list(shrink._nonzero(entry(data=bytes(data)), 8)) == [(0, 8), (0, 1016)]
    assert list(shrink._nonzero(entry(data=bytes(data)), 1)) == [(0, 8), (0, 1023)]


def effect(x0: int) -> CallEffect:
    return CallEffect((x0, *range(1, 18)), tuple(range(32)), 15, ((0x1000, b"12345678"),))


def test_a_callee_leaves_no_garbage_but_its_result() -> None:
    stub = Stub(0, "f", results=(("x", 0, 32),), kinds=(0,), ranges=((0, 0),))
    plain = shrink._without_leftovers(effect(0xFFFFFFFF_00000005), stub)
    assert plain.x == (5, *[0] * 17)
    assert plain.v == (0,) * 32
    assert plain.nzcv == 0


def test_a_result_stays_in_its_range() -> None:
    stub = Stub(0, "f", results=(("x", 0, 32),), kinds=(0,), ranges=((2, 9),))
    assert [e.x[0] for e in shrink._plainer_results(effect(7), stub)] == [2]
    anything = Stub(0, "f", results=(("x", 0, 32),), kinds=(0,), ranges=((0, 0),))
    assert [e.x[0] for e in shrink._plainer_results(effect(7), anything)] == [0, 1, 2]


def test_a_pointer_that_comes_back_is_left_alone() -> None:
    pointer = Stub(0, "f", results=(("x", 0, 64),), kinds=(1,), ranges=((0, 0),))
    same = Stub(0, "f", results=(("x", 0, 32),), kinds=(0,), returned=("x", 1))
    assert not list(shrink._plainer_results(effect(0x7000), pointer))
    assert not list(shrink._plainer_results(effect(0x7000), same))
