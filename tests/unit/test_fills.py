"""What memory is filled with: of a size, from a seed, and with what the kind promises."""

from __future__ import annotations

import math
import struct
from itertools import pairwise
from random import Random

import pytest

from armcc.gates.fills import (
    F32_SPECIAL,
    F64_SPECIAL,
    FLOAT32_KINDS,
    FLOAT64_KINDS,
    KINDS,
    Fills,
    Pools,
    boundaries,
)

CONSTANTS = (0x1234567, -77)
EVERY = (*sorted(set(KINDS)), "high", "low", *FLOAT32_KINDS, *FLOAT64_KINDS, "float32-rough")


def fills(seed: int = 1, fp32: bool = True, fp64: bool = True) -> Fills:
    return Fills(Random(seed), CONSTANTS, fp32, fp64, Pools(seed))


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("size", [0, 1, 7, 4096, 70_000])
def test_a_fill_has_the_size_that_is_asked_for(kind: str, size: int) -> None:
    assert len(fills().take(kind, size, Random(3))) == size


@pytest.mark.parametrize("kind", EVERY)
def test_a_fill_follows_from_its_seeds(kind: str) -> None:
    assert fills(5).take(kind, 4096, Random(9)) == fills(5).take(kind, 4096, Random(9))


@pytest.mark.parametrize("kind", ["random", "small", "boundary", "float32", "float64", "extremes"])
def test_another_seed_is_another_fill(kind: str) -> None:
    assert fills(5).take(kind, 4096, Random(9)) != fills(6).take(kind, 4096, Random(9))


def test_a_kind_of_an_element_size_has_elements_of_that_size() -> None:
    for width, code in ((1, "b"), (2, "h"), (4, "i"), (8, "q")):
        data = fills().take(f"small:{width}", 1024, Random(2))
        values = struct.unpack(f"<{1024 // width}{code}", data)
        assert all(-8 <= v < 20 for v in values)
        assert len(set(values)) > 10


def test_sorted_numbers_are_sorted() -> None:
    seen = 0
    for seed in range(8):
        data = fills(seed).take("sorted:4", 400, Random(seed))
        signed, unsigned = struct.unpack("<100i", data), struct.unpack("<100I", data)
        ordered = list(signed) == sorted(signed) or list(unsigned) == sorted(unsigned)
        seen += ordered
    assert seen == 8


def test_the_same_element_again_and_again() -> None:
    each = fills()
    each.widths = (4,)
    for seed in range(20):
        data = each.take("same", 64, Random(seed))
        assert len(set(struct.unpack("<16I", data))) == 1


def test_constants_of_the_code_are_planted() -> None:
    each = fills()
    data = each.take("boundary:4", 40_000, Random(1))
    assert CONSTANTS[0] in struct.unpack("<10000I", data)
    assert CONSTANTS[1] in struct.unpack("<10000i", data)


def test_floats_only_where_the_code_computes_with_them() -> None:
    assert not any(k.startswith("float") for k in fills(fp32=False, fp64=False).kinds)
    assert {k for k in fills(fp64=False).kinds if k.startswith("float")} == set(FLOAT32_KINDS)
    assert fills(fp32=False, fp64=False).rough == ()
    assert fills().rough == ("float32-rough", "float64-rough")


def test_rough_numbers_are_finite_and_round() -> None:
    values = struct.unpack("<512f", fills().take("float32-rough", 2048, Random(1)))
    assert all(math.isfinite(v) and 2**-5 < abs(v) < 2**6 for v in values)
    pairs = pairwise(values)
    rounded = [a + b != struct.unpack("<f", struct.pack("<f", a + b))[0] for a, b in pairs]
    assert sum(rounded) > 200


@pytest.mark.parametrize(
    ("kind", "code", "bits", "special"),
    [("float32-special", "I", 4, F32_SPECIAL), ("float64-special", "Q", 8, F64_SPECIAL)],
)
def test_special_floats_come_up(kind: str, code: str, bits: int, special: tuple[int, ...]) -> None:
    size = 4096 * bits
    seen = set(struct.unpack(f"<4096{code}", fills().take(kind, size, Random(1))))
    assert set(special) <= seen


def test_special_floats_are_zeros_infinities_nans_and_edges() -> None:
    def of(code: str, values: tuple[int, ...], whole: str) -> list[float]:
        return [struct.unpack(code, struct.pack(whole, v))[0] for v in values]

    for values in (of("<f", F32_SPECIAL, "<I"), of("<d", F64_SPECIAL, "<Q")):
        assert {math.copysign(1, v) for v in values if v == 0} == {1.0, -1.0}
        assert {v for v in values if math.isinf(v)} == {math.inf, -math.inf}
        assert any(math.isnan(v) for v in values)
    # A signalling NaN: the quiet bit clear, the mantissa not zero.
    assert any(v & 0x7FC00000 == 0x7F800000 and v & 0x3FFFFF for v in F32_SPECIAL)
    assert any(v & 0x7FF8 << 48 == 0x7FF0 << 48 and v & (1 << 51) - 1 for v in F64_SPECIAL)


def test_the_edges_of_every_width_are_among_the_boundaries() -> None:
    found = set(boundaries())
    for bits in range(2, 64):
        assert {(1 << bits) - 1, 1 << bits, (1 << bits) + 1} <= found
    for bits in (8, 16, 32):
        assert {-(1 << (bits - 1)), -(1 << (bits - 1)) - 1} <= found
    assert {0, 1, -1} <= found


def test_an_integer_that_rounds_otherwise_by_way_of_double_is_among_the_boundaries() -> None:
    """To float at once, and to double first and then to float."""

    def float_of(value: int) -> float:
        found: float = struct.unpack("<f", struct.pack("<f", value))[0]
        return found

    # Python's own conversion goes through double; the right one is worked out in integers.
    def rounded(value: int) -> int:
        shift = value.bit_length() - 24
        half, rest = 1 << (shift - 1), value & ((1 << shift) - 1)
        up = rest > half or (rest == half and (value >> shift) & 1)
        return ((value >> shift) + int(up)) << shift

    different = [
        v for v in boundaries() if v > 1 << 54 and v < 1 << 63 and rounded(v) != int(float_of(v))
    ]
    assert len(different) >= 8
