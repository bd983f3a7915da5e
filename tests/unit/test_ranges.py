"""Ranges of numbers: every operation on all ranges of a few bits against all numbers in them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from random import Random

import pytest

from armcc.gates import ranges as r
from armcc.gates.ranges import Range

WIDTHS = (2, 3, 4)


def signed(number: int, width: int) -> int:
    return number - (1 << width) if number >> (width - 1) else number


def numbers(one: Range) -> list[int]:
    return [n for n in range(1 << one.width) if one.holds(n)]


def every(width: int, most: int = 45) -> list[tuple[Range, list[int]]]:
    """Ranges of all kinds that hold something, at most so many, with what they hold."""
    top, half = (1 << width) - 1, 1 << (width - 1)
    found = set()
    for low, high in itertools.combinations_with_replacement(range(top + 1), 2):
        found.add(r.between(width, low, high))
        found.add(r.signed_between(width, low - half, high - half))
    for zeros, ones in itertools.product(range(top + 1), repeat=2):
        whole = r.anything(width)
        some = whole._replace(zeros=zeros, ones=ones)
        both = None if zeros & ones else r.meet(whole._replace(low=1), some)
        found |= set() if both is None else {both, r.join(both, r.constant(width, 0))}
    rng = Random(width)
    some = sorted(found)
    for a, b in itertools.product(rng.sample(some, min(len(some), 20)), repeat=2):
        both = r.meet(a, b)
        found |= {r.join(a, b)} | (set() if both is None else {both})
    held = [(one, numbers(one)) for one in sorted(found)]
    held = [one for one in held if one[1]]
    return held if len(held) <= most else rng.sample(held, most)


RANGES = {width: every(width) for width in WIDTHS}


def divided(x: int, y: int, width: int) -> int:
    a, b = signed(x, width), signed(y, width)
    if not b:
        return 0
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


# What an operation does to two numbers of some width; the low bits of it count.
BINARY: dict[str, Callable[[int, int, int], int]] = {
    "add": lambda x, y, w: x + y,
    "subtract": lambda x, y, w: x - y,
    "bit_and": lambda x, y, w: x & y,
    "bit_or": lambda x, y, w: x | y,
    "bit_xor": lambda x, y, w: x ^ y,
    "multiply": lambda x, y, w: x * y,
    "multiply_high": lambda x, y, w: x * y >> w,
    "multiply_high_signed": lambda x, y, w: signed(x, w) * signed(y, w) >> w,
    "divide": lambda x, y, w: x // y if y else 0,
    "divide_signed": divided,
    "shift_left_by": lambda x, y, w: x << y % w,
    "shift_right_by": lambda x, y, w: x >> y % w,
    "shift_signed_by": lambda x, y, w: signed(x, w) >> y % w,
    "rotate_by": lambda x, y, w: x >> y % w | x << w - y % w,
}
UNARY: dict[str, Callable[[int, int], int]] = {
    "invert": lambda x, w: ~x,
    "leading_zeros": lambda x, w: w - x.bit_length(),
}
BY_NUMBER: dict[str, Callable[[int, int, int], int]] = {
    "shift_left": lambda x, n, w: x << n,
    "shift_right": lambda x, n, w: x >> n,
    "shift_signed": lambda x, n, w: signed(x, w) >> n,
    "rotate": lambda x, n, w: x >> n | x << w - n,
    "add_constant": lambda x, n, w: x + n,
}


@pytest.mark.parametrize("name", BINARY)
def test_two_operands(name: str) -> None:
    function, does = getattr(r, name), BINARY[name]
    for width in WIDTHS:
        if name.endswith("_by") and width == 3:
            continue  # shifts take the amount modulo the width by its low bits
        mask = (1 << width) - 1
        for (a, xs), (b, ys) in itertools.product(RANGES[width], repeat=2):
            found = function(a, b)
            for x, y in itertools.product(xs, ys):
                assert found.holds(does(x, y, width) & mask), (a, b, x, y)


@pytest.mark.parametrize("name", [*UNARY, *BY_NUMBER])
def test_one_operand(name: str) -> None:
    for width in WIDTHS:
        mask = (1 << width) - 1
        for a, xs in RANGES[width]:
            for number in range(width) if name in BY_NUMBER else (0,):
                if name in BY_NUMBER:
                    found = getattr(r, name)(a, number)
                    wanted = {BY_NUMBER[name](x, number, width) & mask for x in xs}
                else:
                    found = getattr(r, name)(a)
                    wanted = {UNARY[name](x, width) & mask for x in xs}
                assert all(found.holds(n) for n in wanted), (a, number)


def test_other_widths() -> None:
    for width in WIDTHS:
        for a, xs in RANGES[width]:
            for x in xs:
                assert r.zero_extended(a, width + 3).holds(x)
                assert r.sign_extended(a, width + 3).holds(signed(x, width) & (8 << width) - 1)
                for fewer in range(1, width + 1):
                    assert r.truncated(a, fewer).holds(x & (1 << fewer) - 1)


def test_a_field_that_is_inserted() -> None:
    for (a, xs), (b, ys) in itertools.product(RANGES[4], repeat=2):
        for at, count in ((0, 2), (1, 2), (2, 2), (1, 1)):
            field = ((1 << count) - 1) << at
            found = r.insert(a, b, at, count)
            for x, y in itertools.product(xs, ys):
                assert found.holds(x & ~field | y << at & field)


def test_what_two_have_in_common_and_together() -> None:
    for width in WIDTHS:
        for (a, xs), (b, ys) in itertools.product(RANGES[width], repeat=2):
            both, either = r.meet(a, b), r.join(a, b)
            wide = r.widened(a, either, (-3, -1, 0, 1, 5))
            assert all(either.holds(n) and wide.holds(n) for n in (*xs, *ys))
            common = set(xs) & set(ys)
            assert not common or both is not None
            assert both is None or all(both.holds(n) for n in common)
            assert not r.says_nothing(a, b) or set(ys) <= set(xs)


def test_all_but_one() -> None:
    for width in WIDTHS:
        for a, xs in RANGES[width]:
            for number in range(1 << width):
                rest = r.without(a, number)
                for x in set(xs) - {number}:
                    assert rest is not None
                    assert rest.holds(x)


def test_widening_ends() -> None:
    for width in (4, 64):
        steps = (-1, 0, 1, 10)
        now = r.constant(width, 0)
        for _ in range(12):
            more = r.join(now, r.add_constant(now, 1))
            if more == now:
                break
            now = r.widened(now, more, steps)
        else:
            pytest.fail("still moving")


# What has to be found: losing it would be sound, and useless.
PRECISE = [
    (r.add(r.between(32, 1, 9), r.constant(32, -1)), (0, 8)),
    (r.subtract(r.between(64, 5, 9), r.between(64, 1, 2)), (3, 8)),
    (r.bit_and(r.anything(64), r.constant(64, 12)), (0, 12)),
    (r.shift_right(r.anything(32), 28), (0, 15)),
    (r.truncated(r.between(64, 256, 259), 8), (0, 3)),
    (r.meet(r.between(32, 0, 9), r.signed_between(32, -5, 3)), (0, 3)),
    (r.without(r.between(32, 0, 9), 0), (1, 9)),
    (r.meet(r.between(8, 3, 13), r.anything(8)._replace(zeros=3)), (4, 12)),
    (r.divide(r.between(32, 100, 200), r.constant(32, 10)), (10, 20)),
    (r.multiply(r.between(32, 2, 3), r.between(32, 5, 7)), (10, 21)),
]


@pytest.mark.parametrize(("found", "bounds"), PRECISE)
def test_bounds_are_exact(found: Range, bounds: tuple[int, int]) -> None:
    assert (found.low, found.high) == bounds


def test_parity_tells_numbers_apart() -> None:
    even = r.shift_left(r.anything(64), 1)
    assert r.meet(even, r.add_constant(even, 1)) is None
