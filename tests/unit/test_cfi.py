"""Call-frame programs: what is written is what is read, and nothing else is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from objects import RET, Builder, words

from armcc.driver.elfwriter import ElfWriter
from armcc.driver.unwind import frames
from armcc.errors import Error
from armcc.function.cfi import Operation, decode, encode, entries, sleb, uleb
from armcc.function.elf import ElfObject

REGISTERS = st.integers(0, 95)
AMOUNTS = st.integers(0, 1 << 20).map(lambda n: 8 * n)


def operations() -> st.SearchStrategy[tuple[Operation, ...]]:
    """Programs as compilers write them: places rise, offsets are multiples of 8."""
    one = st.one_of(
        st.tuples(st.just("def_cfa"), REGISTERS, AMOUNTS),
        st.tuples(st.just("def_cfa_offset"), AMOUNTS, st.just(0)),
        st.tuples(st.just("def_cfa_register"), REGISTERS, st.just(0)),
        st.tuples(st.just("offset"), REGISTERS, AMOUNTS.map(lambda n: -n)),
        st.tuples(st.just("offset"), REGISTERS, AMOUNTS),
        st.tuples(st.just("restore"), REGISTERS, st.just(0)),
        st.tuples(st.just("same_value"), REGISTERS, st.just(0)),
        st.sampled_from(
            [("remember_state", 0, 0), ("restore_state", 0, 0), ("negate_ra_state", 0, 0)]
        ),
    )
    steps = st.integers(0, 70000).map(lambda n: 4 * n)

    def placed(pairs: list[tuple[int, tuple[str, int, int]]]) -> tuple[Operation, ...]:
        at, found = 0, []
        for step, operation in pairs:
            at += step
            found.append((at, *operation))
        return tuple(found)

    return st.lists(st.tuples(steps, one), max_size=12).map(placed)


@given(operations(), st.sampled_from([1, 4]), st.sampled_from([-8, -4, 1, 8]))
@settings(max_examples=200, deadline=None)
def test_a_program_survives_writing_and_reading(
    program: tuple[Operation, ...], code_factor: int, data_factor: int
) -> None:
    data = encode(program, code_factor, data_factor)
    assert decode(data, 0, len(data), code_factor, data_factor) == program
    padded = data + bytes(5)
    assert decode(padded, 0, len(padded), code_factor, data_factor) == program


@given(st.binary(max_size=40))
@settings(max_examples=300)
def test_noise_is_read_or_refused(noise: bytes) -> None:
    for read in (lambda: decode(noise, 0, len(noise), 1, -8), lambda: entries(noise)):
        try:
            read()
        except Error as e:
            assert e.reason == "cfi"


@given(st.integers(0, 1 << 64), st.integers(-(1 << 63), 1 << 63))
def test_leb_numbers(unsigned: int, signed: int) -> None:
    # DWARF 5, 7.6: seven bits a byte, the last without its top bit.
    for data in (uleb(unsigned), sleb(signed)):
        assert all(b & 0x80 for b in data[:-1])
        assert not data[-1] & 0x80
    assert sum((b & 0x7F) << 7 * i for i, b in enumerate(uleb(unsigned))) == unsigned


@pytest.mark.parametrize(
    "program",
    [
        ((4, "offset", 30, -6),),
        ((8, "restore", 30, 0), (4, "restore", 29, 0)),
        ((2, "restore", 30, 0),),
        ((4, "def_cfa", 31, -16),),
        ((4, "val_expression", 0, 0),),
    ],
    ids=["not-a-multiple", "backwards", "half-an-instruction", "below-sp", "unknown"],
)
def test_what_cannot_be_written_is_refused(program: tuple[Operation, ...]) -> None:
    with pytest.raises(Error) as caught:
        encode(program, 4, -8)
    assert caught.value.reason == "cfi"


@pytest.mark.parametrize("byte", [0x01, 0x07, 0x09, 0x0F, 0x10, 0x16, 0x2C, 0x2E])
def test_operations_that_armcc_cannot_carry_over_are_refused(byte: int) -> None:
    with pytest.raises(Error):
        decode(bytes([byte, 0, 0, 0, 0, 0, 0, 0, 0]), 0, 9, 1, -8)


def frame_object(cie: str = "zR") -> Builder:
    b = Builder()
    text = b.section(".text.hot.", words(*[RET] * 8))
    b.function("f", text, 0, 16)
    b.function("g", text, 16, 16)
    b.frames(
        [(text, 0, 16, ((4, "def_cfa_offset", 32, 0),)), (text, 16, 16, ())],
        cie,
    )
    return b


def test_frames_are_found_by_the_place_they_describe() -> None:
    found = frames(frame_object().parsed())
    assert set(found) == {(1, 0), (1, 16)}
    assert found[1, 0].fde.size == 16
    assert found[1, 0].program(((8, "def_cfa_offset", 64, 0),)) == b"\x48\x0e\x40"


@pytest.mark.parametrize(("cie", "reason"), [("zRB", "pac"), ("zRS", "cfi"), ("zRG", "cfi")])
def test_frames_of_other_kinds_are_refused(cie: str, reason: str) -> None:
    found = frames(frame_object(cie).parsed())
    with pytest.raises(Error) as caught:
        found[1, 0].program(())
    assert caught.value.reason == reason


def test_signing_must_be_alike() -> None:
    found = frames(frame_object().parsed())
    with pytest.raises(Error) as caught:
        found[1, 0].program(((4, "negate_ra_state", 0, 0),))
    assert caught.value.reason == "pac"


def test_an_appended_entry_is_read_back() -> None:
    obj = frame_object().parsed()
    frame = frames(obj)[1, 0]
    writer = ElfWriter(obj)
    program: tuple[Operation, ...] = ((4, "def_cfa_offset", 48, 0), (4, "offset", 30, -8))
    frame.append(writer, frame.program(program), 24, frame_symbol(obj), 8)
    result = ElfObject(writer.finish())
    content = result.contents(result.sections[frame.section])
    _, fdes = entries(content)
    assert [f.size for f in fdes] == [16, 16, 24]
    assert frames(result)[1, 8].fde.address == fdes[-1].address
    assert decode(content, fdes[-1].program, fdes[-1].end, 1, -4) == program


def frame_symbol(obj: ElfObject) -> int:
    """The number of the code section's symbol."""
    return next(s.index for s in obj.symbols if s.shndx == 1)


def test_a_terminator_is_refused() -> None:
    obj = frame_object().parsed()
    frame = frames(obj)[1, 0]
    with pytest.raises(Error):
        entries(obj.contents(obj.sections[frame.section]) + bytes(4))
