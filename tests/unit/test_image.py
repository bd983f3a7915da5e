"""Relocation arithmetic: words computed by hand from aaelf64 5.7 and the Arm ARM's encodings."""

from __future__ import annotations

import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from objects import NOP, OBJECT, RET, WA, A, Builder, words

from armcc.errors import Error
from armcc.function import elf
from armcc.function.hot import find_function
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS, MachineCode
from armcc.gates.image import (
    CANDIDATE_BASE,
    EXECUTE,
    PAGE,
    READ,
    UNDEFINED_FIRST,
    WRITE,
    Image,
    apply,
    baseline_image,
    candidate_image,
)

P = 0x2000_0000  # the place in most rows


def word(kind: int, before: int, place: int, value: int, got: int = 0) -> int:
    data = bytearray(words(NOP, before, NOP))
    apply(data, 4, kind, place, value, got)
    assert data[:4] == words(NOP), "a neighbour changed"
    assert data[8:] == words(NOP) or kind in (elf.R_AARCH64_ABS64, elf.R_AARCH64_PREL64)
    found: int = struct.unpack_from("<I", data, 4)[0]
    return found


# (type, word before, place, S + A, word after)
BY_HAND = [
    # adrp x0: 3 pages up is immlo 3, immhi 0; 2 down is 0x1ffffe, immlo 2, immhi 0x7ffff.
    (elf.R_AARCH64_ADR_PREL_PG_HI21, 0x90000000, P + 0xFFC, P + 0x3010, 0xF0000000),
    (elf.R_AARCH64_ADR_PREL_PG_HI21, 0x90000000, P + 0x3000, P + 0x1FFF, 0xD0FFFFE0),
    (elf.R_AARCH64_ADR_PREL_PG_HI21, 0xF0FFFFE5, P, P + 0xFFF, 0x90000005),
    # add x0, x0, #:lo12: 0xabc << 10 = 0x2af000.
    (elf.R_AARCH64_ADD_ABS_LO12_NC, 0x91000000, P, P + 0x7ABC, 0x912AF000),
    (elf.R_AARCH64_ADD_ABS_LO12_NC, 0x913FFC21, P, P, 0x91000021),
    # ldrb, ldrh, ldr w, ldr x, ldr q: lo12 in units of the access.
    (elf.R_AARCH64_LDST8_ABS_LO12_NC, 0x39400000, P, P + 0x1001, 0x39400400),
    (elf.R_AARCH64_LDST16_ABS_LO12_NC, 0x79400000, P, P + 0x7E, 0x7940FC00),
    (elf.R_AARCH64_LDST32_ABS_LO12_NC, 0xB9400000, P, P + 0x2004, 0xB9400400),
    (elf.R_AARCH64_LDST64_ABS_LO12_NC, 0xF9400000, P, P + 0xFF8, 0xF947FC00),
    (elf.R_AARCH64_LDST128_ABS_LO12_NC, 0x3DC00000, P, P + 0xFF0, 0x3DC3FC00),
    # bl and b: words from the place.
    (elf.R_AARCH64_CALL26, 0x94000000, P + 4, P, 0x97FFFFFF),
    (elf.R_AARCH64_CALL26, 0x94000000, P, P + 0x7FFFFFC, 0x95FFFFFF),
    (elf.R_AARCH64_JUMP26, 0x14000000, P, P + 8, 0x14000002),
    (elf.R_AARCH64_JUMP26, 0x14000000, P + 0x8000000, P, 0x16000000),
    # b.ne two back: 0x7fffe << 5 = 0xffffc0; tbz w0, #0 three on: 3 << 5.
    (elf.R_AARCH64_CONDBR19, 0x54000001, P + 8, P, 0x54FFFFC1),
    (elf.R_AARCH64_CONDBR19, 0x54000001, P, P + 0xFFFFC, 0x547FFFE1),
    (elf.R_AARCH64_TSTBR14, 0x36000000, P, P + 12, 0x36000060),
    (elf.R_AARCH64_TSTBR14, 0x36000000, P + 0x8000, P, 0x36040000),
    # ldr x0, label; adr x0, label 5 on: immlo 1, immhi 1.
    (elf.R_AARCH64_LD_PREL_LO19, 0x58000000, P, P + 16, 0x58000080),
    (elf.R_AARCH64_ADR_PREL_LO21, 0x10000000, P, P + 5, 0x30000020),
    (elf.R_AARCH64_ADR_PREL_LO21, 0x10000000, P + 1, P, 0x70FFFFE0),
    (elf.R_AARCH64_ABS32, 0, P, 0xFEDCBA98, 0xFEDCBA98),
    (elf.R_AARCH64_PREL32, 0, P + 16, P, 0xFFFFFFF0),
    (elf.R_AARCH64_NONE, 0x12345678, P, 99, 0x12345678),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "before", "place", "value", "after"), BY_HAND)
def test_word_by_hand(kind: int, before: int, place: int, value: int, after: int) -> None:
    assert f"{word(kind, before, place, value):#010x}" == f"{after:#010x}"


def test_the_got_slot_counts_and_not_the_value() -> None:
    assert word(elf.R_AARCH64_ADR_GOT_PAGE, 0x90000000, P, 0, P + 0x1008) == 0xB0000000
    assert word(elf.R_AARCH64_LD64_GOT_LO12_NC, 0xF9400000, P, 0, P + 0x1018) == 0xF9400C00


def test_doublewords() -> None:
    data = bytearray(16)
    apply(data, 8, elf.R_AARCH64_ABS64, P, 0x1122334455667788, 0)
    assert data == bytes(8) + bytes.fromhex("8877665544332211")
    apply(data, 0, elf.R_AARCH64_PREL64, P + 2, P, 0)
    assert data[:8] == b"\xfe" + b"\xff" * 7


# (type, the distances just in range, the distances just out of it)
RANGES = [
    (elf.R_AARCH64_CALL26, (-(1 << 27), (1 << 27) - 4), (-(1 << 27) - 4, 1 << 27, 2)),
    (elf.R_AARCH64_JUMP26, (-(1 << 27), (1 << 27) - 4), (-(1 << 27) - 4, 1 << 27, 1)),
    (elf.R_AARCH64_CONDBR19, (-(1 << 20), (1 << 20) - 4), (-(1 << 20) - 4, 1 << 20, 2)),
    (elf.R_AARCH64_LD_PREL_LO19, (-(1 << 20), (1 << 20) - 4), (-(1 << 20) - 4, 1 << 20, 3)),
    (elf.R_AARCH64_TSTBR14, (-(1 << 15), (1 << 15) - 4), (-(1 << 15) - 4, 1 << 15, 2)),
    (elf.R_AARCH64_ADR_PREL_LO21, (-(1 << 20), (1 << 20) - 1), (-(1 << 20) - 1, 1 << 20)),
    (elf.R_AARCH64_ADR_PREL_PG_HI21, (-(1 << 32), (1 << 32) - 1), (-(1 << 32) - 1, 1 << 32)),
    (elf.R_AARCH64_PREL32, (-(1 << 31), (1 << 32) - 1), (-(1 << 31) - 1, 1 << 32)),
]


@pytest.mark.parametrize(("kind", "good", "bad"), RANGES)
def test_the_ends_of_the_range(kind: int, good: tuple[int, ...], bad: tuple[int, ...]) -> None:
    place = 1 << 40
    for distance in good:
        word(kind, 0, place, place + distance)
    for distance in bad:
        with pytest.raises(Error) as caught:
            word(kind, 0, place, place + distance)
        assert caught.value.reason == "relocation"


@pytest.mark.parametrize("value", [-(1 << 31) - 1, 1 << 32])
def test_an_absolute_word_has_32_bits(value: int) -> None:
    with pytest.raises(Error, match="out of range"):
        word(elf.R_AARCH64_ABS32, 0, P, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (elf.R_AARCH64_LDST16_ABS_LO12_NC, P + 1),
        (elf.R_AARCH64_LDST32_ABS_LO12_NC, P + 2),
        (elf.R_AARCH64_LDST64_ABS_LO12_NC, P + 4),
        (elf.R_AARCH64_LDST128_ABS_LO12_NC, P + 8),
    ],
)
def test_a_misaligned_access_is_refused_and_not_rounded(kind: int, value: int) -> None:
    with pytest.raises(Error, match="misaligned"):
        word(kind, 0, P, value)


@pytest.mark.parametrize(
    ("kind", "at"),
    [(elf.R_AARCH64_CALL26, 2), (elf.R_AARCH64_ABS64, 0), (elf.R_AARCH64_PREL64, 1)],
)
def test_outside_the_section(kind: int, at: int) -> None:
    with pytest.raises(Error, match="outside its section"):
        apply(bytearray(4), at, kind, P, P, 0)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(Error, match="type 264 is not judged"):
        word(264, 0, P, P)  # R_AARCH64_MOVW_UABS_G0_NC


@given(
    st.sampled_from(sorted(elf.KNOWN_RELOCATIONS)),
    st.integers(0, 0xFFFFFFFF),
    st.integers(0, 1 << 34),
    st.integers(0, 1 << 34),
)
def test_a_field_is_written_whatever_stood_there(
    kind: int, before: int, place: int, value: int
) -> None:
    """Applying twice is applying once: nothing of the old field is left."""
    try:
        once = word(kind, before, place, value, got=value & ~7)
    except Error:
        return
    assert word(kind, once, place, value, got=value & ~7) == once


# -- whole images ------------------------------------------------------------------------


def two_functions() -> Builder:
    """f reads a table and data, calls a neighbour and an outsider; g is the neighbour."""
    b = Builder()
    text = b.section(".text.hot.", words(0x90000000, 0x91000000, 0x90000001, 0x94000000, RET, RET))
    data = b.section(".data", bytes(range(16)), WA, align=8)
    table = b.section(".rodata", bytes(range(32)), A, align=16)
    lonely = b.section(".rodata.other", b"unreached", A)
    b.function("f", text, 0, 20)
    b.function("g", text, 20, 4)
    b.symbol("before", table, 0, 8, kind=OBJECT)
    b.symbol("table", table, 8, 16, kind=OBJECT)
    b.symbol("beside", table, 24, 8, kind=OBJECT)
    b.symbol("counter", data, 8, 4, kind=OBJECT)
    b.symbol("nothing", lonely, 0, 9, kind=OBJECT)
    b.symbol("outside")
    b.relocation(text, 0, elf.R_AARCH64_ADR_PREL_PG_HI21, ".rodata", 12)
    b.relocation(text, 4, elf.R_AARCH64_ADD_ABS_LO12_NC, ".rodata", 12)
    b.relocation(text, 8, elf.R_AARCH64_ADR_PREL_PG_HI21, "counter")
    b.relocation(text, 12, elf.R_AARCH64_CALL26, "outside")
    return b


def segment(image: Image, name: str) -> tuple[int, bytes, int]:
    (found,) = [s for s in image.segments if s.name == name]
    return found.address, found.data, found.protection


def test_baseline_image_places_what_is_reached_on_pages_of_its_own() -> None:
    obj = two_functions().parsed()
    image = baseline_image(obj, find_function(obj, "f"))
    code_at, code, code_protection = segment(image, ".text.hot.")
    table_at, _, table_protection = segment(image, ".rodata")
    data_at, data, data_protection = segment(image, ".data")
    assert {s.name for s in image.segments} == {".text.hot.", ".rodata", ".data"}
    assert (code_protection, table_protection, data_protection) == (
        READ | EXECUTE,
        READ,
        READ | WRITE,
    )
    assert data == bytes(range(16))
    assert code_at == image.entry
    # None is aligned better than its section asks for: code must not rely on more.
    for at, align in ((table_at, 16), (data_at, 8)):
        assert at % (2 * align) == align, hex(at)
    assert image.own == ()
    # A page stays free between any two.
    ordered = sorted((s.address, s.end) for s in image.segments)
    assert all(b[0] >= -(-a[1] // PAGE) * PAGE + PAGE for a, b in pairwise(ordered))
    first, second, third, call = struct.unpack("<4I", code[:16])
    assert first == word(elf.R_AARCH64_ADR_PREL_PG_HI21, 0x90000000, code_at, table_at + 12)
    assert second == 0x91000000 | ((table_at + 12) % PAGE << 10)
    # No better aligned than .rodata asks for.
    assert table_at % 32 == 16
    assert third == word(elf.R_AARCH64_ADR_PREL_PG_HI21, 0x90000001, code_at + 8, data_at + 8)
    # 96 MiB on: the undefined symbol's unmapped place.
    assert call == 0x94000000 | ((UNDEFINED_FIRST - code_at - 12) >> 2)
    # Only the object behind .rodata+12 belongs to the function: `table`, no neighbour.
    assert image.shared_constants == ((table_at + 8, table_at + 24),)
    assert image.targets == {"f", "table", "counter", "outside"}


def test_a_relocation_that_is_not_judged_faults_where_it_is_used() -> None:
    b = two_functions()
    b.relocation(1, 20, 264, "counter")  # in the neighbour g
    b.relocation(1, 16, elf.R_AARCH64_LDST64_ABS_LO12_NC, "outside", 4)  # misaligned, in f
    obj = b.parsed()
    _, code, _ = segment(baseline_image(obj, find_function(obj, "f")), ".text.hot.")
    assert struct.unpack("<2I", code[16:24]) == (0, 0)  # udf #0


def candidate(*relocations: tuple[int, int, str, int], constants: bytes = b"") -> MachineCode:
    return MachineCode(words(0x90000000, 0x91000000, RET), 4, relocations, constants, 32)


def test_candidate_image_has_the_candidate_beside_the_object() -> None:
    obj = two_functions().parsed()
    function = find_function(obj, "f")
    machine = candidate(
        (0, elf.R_AARCH64_ADR_PREL_PG_HI21, OWN_CONSTANTS, 4),
        (4, elf.R_AARCH64_ADD_ABS_LO12_NC, OWN_CONSTANTS, 4),
        (8, elf.R_AARCH64_JUMP26, OWN_CODE, 4),
        constants=bytes(range(40)),
    )
    image = candidate_image(obj, function, machine)
    code_at, code, code_protection = segment(image, "candidate")
    constants_at, constants, protection = segment(image, "candidate constants")
    assert code_at == image.entry > CANDIDATE_BASE
    assert image.code_size == 12
    assert code_protection == READ | EXECUTE
    assert (protection, constants) == (READ, bytes(range(40)))
    # Aligned as asked for and no better, as a linker may do it.
    assert (code_at % 8, constants_at % 64) == (4, 32)
    assert image.own == ((constants_at, constants_at + 40),)
    first, second, third = struct.unpack("<3I", code)
    assert first == word(elf.R_AARCH64_ADR_PREL_PG_HI21, 0x90000000, code_at, constants_at + 4)
    assert second == 0x91000000 | (((constants_at + 4) & 0xFFF) << 10)
    assert third == (RET & ~0x03FFFFFF) | (-1 & 0x03FFFFFF)
    # The object's own sections lie where they lie for the baseline.
    before = baseline_image(obj, function)
    for name in (".text.hot.", ".data", ".rodata"):
        assert segment(before, name) == segment(image, name)


def test_a_candidate_that_means_the_function_means_itself() -> None:
    obj = two_functions().parsed()
    image = candidate_image(
        obj, find_function(obj, "f"), candidate((4, elf.R_AARCH64_JUMP26, "f", 0))
    )
    _, code, _ = segment(image, "candidate")
    assert struct.unpack_from("<I", code, 4)[0] & 0x03FFFFFF == -1 & 0x03FFFFFF


@pytest.mark.parametrize("name", ["nothing", "before", "beside", "g", "unheard"])
def test_a_candidate_may_name_only_what_the_baseline_names(name: str) -> None:
    obj = two_functions().parsed()
    machine = candidate((0, elf.R_AARCH64_ADR_PREL_PG_HI21, name, 0))
    with pytest.raises(Error) as caught:
        candidate_image(obj, find_function(obj, "f"), machine)
    assert caught.value.reason == "new-symbol"


def test_a_name_that_two_symbols_have_is_refused() -> None:
    b = two_functions()
    b.symbol("counter", 2, 0, 4, bind=0, kind=OBJECT)
    obj = b.parsed()
    machine = candidate((0, elf.R_AARCH64_ADR_PREL_PG_HI21, "counter", 0))
    with pytest.raises(Error, match="not unique"):
        candidate_image(obj, find_function(obj, "f"), machine)


def test_the_got_holds_the_addresses_that_code_loads() -> None:
    b = Builder()
    text = b.section(".text", words(0x90000000, 0xF9400000, 0x90000000, 0xF9400000, RET))
    data = b.section(".data", bytes(16), WA, align=8)
    b.function("f", text, 0, 20)
    b.symbol("one", data, 0, 8, kind=OBJECT)
    b.symbol("two", data, 8, 8, kind=OBJECT)
    for at, name in ((0, "one"), (8, "two")):
        b.relocation(text, at, elf.R_AARCH64_ADR_GOT_PAGE, name)
        b.relocation(text, at + 4, elf.R_AARCH64_LD64_GOT_LO12_NC, name)
    obj = b.parsed()
    image = baseline_image(obj, find_function(obj, "f"))
    got_at, got, protection = segment(image, ".got")
    data_at, _, _ = segment(image, ".data")
    _, code, _ = segment(image, ".text")
    assert protection == READ
    held = [got.index(struct.pack("<Q", at)) for at in (data_at, data_at + 8)]
    # Not where its page starts, and not one beside the other.
    assert got_at % PAGE
    assert abs(held[0] - held[1]) >= 16
    loads = struct.unpack("<5I", code)
    places = [(got_at + at) % PAGE for at in held]
    assert [loads[1], loads[3]] == [0xF9400000 | at // 8 << 10 for at in places]
    assert loads[0] == word(elf.R_AARCH64_ADR_GOT_PAGE, 0x90000000, image.entry, 0, got_at)
