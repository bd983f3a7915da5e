"""What must be equal between two runs: intervals, preserved registers, results' live bits."""

from __future__ import annotations

import math
import struct
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from armcc.function.contract import Contract, value_of
from armcc.gates.compare import (
    Mismatch,
    difference,
    merged,
    native_difference,
    outside,
    preserved_difference,
    result_difference,
)
from armcc.gates.image import Image
from armcc.gates.native import NativeOutcome
from armcc.gates.signature import signature
from armcc.gates.state import RETURN_ADDRESS, STACK_TOP, Outcome, Region, Test

# -- intervals, held against sets of bytes --------------------------------------------------

ACCESSES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=12).map(tuple)


def bytes_of(accesses: tuple[tuple[int, int], ...]) -> set[int]:
    return {b for a, n in accesses for b in range(a, a + n)}


def bytes_in(intervals: list[tuple[int, int]]) -> set[int]:
    return {b for a, end in intervals for b in range(a, end)}


@given(ACCESSES)
def test_merged_is_the_set_of_bytes_sorted_and_apart(
    accesses: tuple[tuple[int, int], ...],
) -> None:
    found = merged(accesses)
    assert bytes_in(found) == bytes_of(accesses)
    assert all(a < end for a, end in found)
    assert all(one[1] < two[0] for one, two in pairwise(found))
    assert merged(found, ends=True) == found


@example(((0, 8),), ((0, 4),))
@example(((0, 4), (8, 4)), ((0, 4), (4, 2), (8, 1)))
@given(ACCESSES, ACCESSES)
def test_outside_finds_a_byte_that_is_not_allowed_if_there_is_one(
    accesses: tuple[tuple[int, int], ...], allowed: tuple[tuple[int, int], ...]
) -> None:
    found = outside(merged(accesses), merged(allowed))
    wild = bytes_of(accesses) - bytes_of(allowed)
    if found is None:
        assert not wild
    else:
        start, end = found
        assert start == min(wild)
        assert set(range(start, end)) & wild
        assert set(range(start, end)) <= bytes_of(accesses)


# -- a state and what a run made of it ------------------------------------------------------

BUFFER = Region(0x10_0000_0000, bytes(range(64)) * 64, "buffer 0")
TEST = Test(
    x=(*(0x1111_2222_3333_0000 + n for n in range(30)), RETURN_ADDRESS),
    v=tuple((0xAAAA_0000_0000_0000 + n) << 64 | (0xBBBB_0000_0000_0000 + n) for n in range(32)),
    sp=STACK_TOP - 32,
    nzcv=0,
    regions=(BUFFER,),
    stack=b"",
    shown="x0=1",
)
EXPECTED = Outcome(
    status="return",
    detail="",
    x=TEST.x,
    v=TEST.v,
    sp=TEST.sp,
    fpcr=0,
    memory=(BUFFER.data,),
    reads=((BUFFER.address, 16),),
    writes=((BUFFER.address + 32, 8),),
    instructions=3,
    blocks=((0, 12),),
)
CODE = Image((), 0x2400_0000, 12, ((0x2400_0000, 0x2400_000C),), ((0x2000_5000, 0x2000_5010),))
NOTHING = signature(Contract())


def changed(values: tuple[int, ...], at: int, value: int) -> tuple[int, ...]:
    return (*values[:at], value, *values[at + 1 :])


def compare(actual: Outcome, result: str = "", expected: Outcome = EXPECTED) -> Mismatch | None:
    live = signature(Contract(result=value_of(result))) if result else NOTHING
    return difference(live, CODE, TEST, expected, actual)


def reason(found: Mismatch | None) -> str:
    return found.reason if found else ""


def test_a_run_equals_itself() -> None:
    assert compare(EXPECTED) is None


@pytest.mark.parametrize("n", range(31))
def test_which_general_registers_are_preserved(n: int) -> None:
    """AAPCS64 6.1.1: r19..r29; r18 is the platform's; r30 is free on return."""
    found = compare(replace(EXPECTED, x=changed(TEST.x, n, TEST.x[n] ^ 1 << 63)))
    wanted = "platform-register" if n == 18 else "callee-saved" if 19 <= n <= 29 else ""
    assert reason(found) == wanted
    if found and n != 18:
        assert f"x{n} " in found.detail


@pytest.mark.parametrize("n", range(32))
def test_which_vector_registers_are_preserved(n: int) -> None:
    """AAPCS64 6.1.2: the low 64 bits of v8..v15."""
    low = compare(replace(EXPECTED, v=changed(TEST.v, n, TEST.v[n] ^ 1 << 63)))
    high = compare(replace(EXPECTED, v=changed(TEST.v, n, TEST.v[n] ^ 1 << 64)))
    assert (reason(low), reason(high)) == ("callee-saved" if 8 <= n <= 15 else "", "")


@pytest.mark.parametrize(
    ("bit", "wanted"),
    [(19, "fpcr"), (22, "fpcr"), (23, "fpcr"), (24, "fpcr"), (25, "fpcr"), (26, "fpcr"), (27, "")],
)
def test_the_floating_point_mode_is_preserved(bit: int, wanted: str) -> None:
    """FPCR: FZ16 19, RMode 23:22, FZ 24, DN 25, AHP 26."""
    assert reason(compare(replace(EXPECTED, fpcr=1 << bit))) == wanted


@pytest.mark.parametrize("off", [16, -16, 1])
def test_the_stack_pointer_comes_back(off: int) -> None:
    found = compare(replace(EXPECTED, sp=TEST.sp + off))
    assert found == Mismatch("stack-pointer", f"sp returns {off:+d} bytes off")


@pytest.mark.parametrize(
    ("status", "wanted"),
    [("read-fault", "read-outside"), ("write-fault", "write-outside"), ("fault", "fault"),
     ("limit", "endless"), ("precise", "abi")],
)  # fmt: skip
def test_a_run_that_did_not_return(status: str, wanted: str) -> None:
    found = compare(replace(EXPECTED, status=status, detail="why"))
    assert found == Mismatch(wanted, "why")


# -- memory ---------------------------------------------------------------------------------


def test_one_byte_of_memory() -> None:
    data = bytearray(BUFFER.data)
    data[33] ^= 0xFF
    found = compare(replace(EXPECTED, memory=(bytes(data),)))
    assert found == Mismatch("memory", "buffer 0+0x21 holds 0xde instead of 0x21 (1 bytes differ)")


@pytest.mark.parametrize(
    ("offset", "size", "wanted"),
    [(32, 8, ""), (36, 4, ""), (32, 9, "write-outside"), (31, 1, "write-outside"),
     (0, 1, "write-outside"), (40, 1, "write-outside")],
)  # fmt: skip
def test_writes_stay_where_the_baseline_wrote(offset: int, size: int, wanted: str) -> None:
    """Also where the same value is written: another thread might write there meanwhile."""
    found = compare(replace(EXPECTED, writes=((BUFFER.address + offset, size),)))
    assert reason(found) == wanted


@pytest.mark.parametrize(
    ("address", "size", "wanted"),
    [
        (BUFFER.address, 16, ""),
        (BUFFER.address + 8, 16, "read-outside"),
        (BUFFER.address + 32, 8, ""),  # what the baseline wrote it may read back
        (BUFFER.address + 24, 1, "read-outside"),
        (CODE.entry, 12, ""),
        (CODE.entry + 12, 4, "read-outside"),
        (0x2000_5000, 16, ""),  # a table that the identity covers
        (0x2000_500C, 8, "read-outside"),
    ],
)
def test_reads_stay_in_what_the_baseline_touched_and_constants(
    address: int, size: int, wanted: str
) -> None:
    assert reason(compare(replace(EXPECTED, reads=((address, size),)))) == wanted


def test_where_is_said_in_words() -> None:
    found = compare(replace(EXPECTED, reads=((BUFFER.address + 8, 16),)))
    assert found is not None
    assert found.detail == "reads 8 bytes at buffer 0+0x10, which the baseline does not"


# -- results --------------------------------------------------------------------------------

# IR type of the result; the registers' live bits: (bank, number, bits).
LIVE = [
    ("i1", [("x", 0, 8)]),  # a C _Bool has 8 bits in AAPCS64 (5.1.1)
    ("i8", [("x", 0, 8)]),
    ("i16", [("x", 0, 16)]),
    ("i32", [("x", 0, 32)]),
    ("i64", [("x", 0, 64)]),
    ("ptr", [("x", 0, 64)]),
    ("i128", [("x", 0, 64), ("x", 1, 64)]),
    ("half", [("v", 0, 16)]),
    ("float", [("v", 0, 32)]),
    ("double", [("v", 0, 64)]),
    ("<2 x i32>", [("v", 0, 64)]),
    ("<16 x i8>", [("v", 0, 128)]),
    ("{ i64, i64 }", [("x", 0, 64), ("x", 1, 64)]),
    ("{ i32, float }", [("x", 0, 32), ("v", 0, 32)]),
    ("{ double, double }", [("v", 0, 64), ("v", 1, 64)]),
    ("[4 x float]", [("v", n, 32) for n in range(4)]),
    ("[2 x i64]", [("x", 0, 64), ("x", 1, 64)]),
]


@pytest.mark.parametrize(("spelling", "live"), LIVE, ids=[s for s, _ in LIVE])
def test_exactly_the_live_bits_of_a_result_count(
    spelling: str, live: list[tuple[str, int, int]]
) -> None:
    shape = signature(Contract(result=value_of(spelling)))
    counted = {(bank, n): bits for bank, n, bits in live}
    for bank, values, width in (("x", TEST.x, 64), ("v", TEST.v, 128)):
        for n in range(5):
            for bit in range(width):
                other = changed(values, n, values[n] ^ 1 << bit)
                x, v = (other, TEST.v) if bank == "x" else (TEST.x, other)
                found = result_difference(shape, TEST.x, TEST.v, x, v)
                assert (found is not None) == (bit < counted.get((bank, n), 0)), (bank, n, bit)


def of_float(value: float) -> tuple[int, ...]:
    return (struct.unpack("<I", struct.pack("<f", value))[0], *TEST.v[1:])


def of_double(value: float) -> tuple[int, ...]:
    return (struct.unpack("<Q", struct.pack("<d", value))[0], *TEST.v[1:])


@pytest.mark.parametrize(
    ("want", "got", "wanted"),
    [
        (1.0, 1.0, ""),
        (1.0, math.nextafter(1.0, 2.0), "rounding"),
        (1.0, 1.0009, "rounding"),
        (1.0, 1.002, "result"),
        (1.0, -1.0, "result"),
        (0.0, -0.0, "rounding"),  # equal as numbers, and still not the same result
        (math.inf, -math.inf, "result"),
        (math.inf, 1e308, "result"),
        (math.nan, 1.0, "result"),
        (0.0, 1e-300, "result"),
    ],
)
def test_rounding_is_told_from_another_result(want: float, got: float, wanted: str) -> None:
    shape = signature(Contract(result=value_of("double")))
    found = result_difference(shape, TEST.x, of_double(want), TEST.x, of_double(got))
    assert reason(found) == wanted
    if found:
        assert found.detail == f"the result is {got!r} instead of {want!r}"


def test_single_precision_is_shown_as_such() -> None:
    shape = signature(Contract(result=value_of("float")))
    found = result_difference(shape, TEST.x, of_float(0.5), TEST.x, of_float(2.5))
    assert found == Mismatch("result", "the result is 2.5 instead of 0.5")


def test_two_nans_are_one_result_of_a_float_and_two_of_an_integer() -> None:
    quiet, other = (0x7FF8 << 48,), (0x7FF8 << 48 | 1,)
    shape = signature(Contract(result=value_of("double")))
    assert result_difference(shape, (), quiet, (), other) is None
    infinite = (0x7FF0 << 48,)
    assert reason(result_difference(shape, (), quiet, (), infinite)) == "result"
    shape = signature(Contract(result=value_of("i64")))
    assert reason(result_difference(shape, quiet, (), other, ())) == "result"


@pytest.mark.parametrize(("nan", "expected"), [(0, "memory"), (4, ""), (8, "memory")])
def test_two_nans_in_memory_are_one_where_only_floats_are_stored(nan: int, expected: str) -> None:
    def with_float(bits: int) -> tuple[bytes, ...]:
        return (bits.to_bytes(4, "little") + BUFFER.data[4:],)

    want = replace(EXPECTED, memory=with_float(0x7FC00000))
    got = native(memory=with_float(0xFFC00001))
    assert reason(native_difference(NOTHING, CODE, TEST, want, got, nan=nan)) == expected
    number = native(memory=with_float(0x7F800000))
    assert reason(native_difference(NOTHING, CODE, TEST, want, number, nan=nan)) == "memory"


def test_integers_are_shown_signed() -> None:
    found = compare(replace(EXPECTED, x=changed(TEST.x, 0, 0xFFFF_FFFF)), "i32")
    assert found == Mismatch("result", f"the result in x0 is -1 instead of {0x3333_0000}")


# -- the run without footprints ---------------------------------------------------------------


def native(**parts: object) -> NativeOutcome:
    same = NativeOutcome(TEST.x, TEST.v, TEST.sp, 0, (BUFFER.data,))
    return replace(same, **parts)  # type: ignore[arg-type]


def test_native_runs_are_held_against_the_same_rules() -> None:
    def found(**parts: object) -> str:
        return reason(native_difference(shape, CODE, TEST, EXPECTED, native(**parts)))

    shape = signature(Contract(result=value_of("i32")))
    assert found() == ""
    assert found(x=changed(TEST.x, 19, 0)) == "callee-saved"
    assert found(x=changed(TEST.x, 0, 0)) == "result"
    assert found(sp=TEST.sp - 16) == "stack-pointer"
    assert found(memory=(bytes(len(BUFFER.data)),)) == "memory"
    assert found(fpcr=1 << 24) == "fpcr"


def test_only_clangs_own_code_may_use_x18() -> None:
    used = native(x=changed(TEST.x, 18, 0))
    assert reason(native_difference(NOTHING, CODE, TEST, EXPECTED, used)) == "platform-register"
    assert native_difference(NOTHING, CODE, TEST, EXPECTED, used, own=True) is None
    both = native(x=changed(changed(TEST.x, 18, 0), 0, 5))
    shape = signature(Contract(result=value_of("i32")))
    assert reason(native_difference(shape, CODE, TEST, EXPECTED, both, own=True)) == "result"


def test_preserved_difference_takes_the_entry_state_as_the_truth() -> None:
    assert preserved_difference(TEST, TEST.x, TEST.v, TEST.sp, 0) is None
