"""The ELF reader: it reads what is there and refuses everything else by name."""

from __future__ import annotations

import contextlib
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from objects import FUNC, LOCAL, OBJECT, RET, RICH, A, Builder, compiled, words

from armcc.driver.splice import Replacement, splice
from armcc.errors import Error
from armcc.function.assemble import machine_code
from armcc.function.elf import EHDR, SHDR, ElfError, ElfObject
from armcc.function.hot import has_hot_section, hot_functions, identity
from armcc.function.machine import MachineCode


def read_everything(data: bytes) -> None:
    """All that armcc does with an object of clang's."""
    obj = ElfObject(data)
    has_hot_section(obj)
    for function in hot_functions(obj):
        with contextlib.suppress(Error):
            identity(obj, function)
        splice(obj, [Replacement(function, MachineCode(words(RET, RET)), "k", "tested")])
    with contextlib.suppress(Error):
        machine_code(obj, "first")


def test_a_real_object_is_read() -> None:
    obj = ElfObject(compiled(RICH))
    assert has_hot_section(obj)
    names = [f.name for f in hot_functions(obj)]
    assert sorted(names) == ["first", "helper", "second"]
    for function in hot_functions(obj):
        assert len(function.code) == function.size
        assert identity(obj, function)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_damaged_objects_raise_nothing_but_error(data: st.DataObject) -> None:
    raw = bytearray(compiled(RICH))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        width = data.draw(st.sampled_from([1, 4, 8]))
        value = data.draw(st.one_of(st.binary(min_size=width, max_size=width)))
        raw[at : at + width] = value
    with contextlib.suppress(Error):
        read_everything(bytes(raw))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_damaged_headers_and_tables_raise_nothing_but_error(data: st.DataObject) -> None:
    raw = bytearray(compiled(RICH))
    obj = ElfObject(bytes(raw))
    fields = st.sampled_from(
        [0, 1, 2, 4, 8, 0xFF, 0xFFFF, 0x10000, 2**31, 2**32 - 1, 2**63, 2**64 - 1]
    )
    tables = [s for s in obj.sections if s.type in (2, 4)]
    for _ in range(data.draw(st.integers(1, 4))):
        if data.draw(st.booleans()):
            index = data.draw(st.integers(0, len(obj.sections) - 1))
            header = list(SHDR.unpack_from(raw, obj.shoff + index * SHDR.size))
            which = data.draw(st.integers(0, 9))
            header[which] = data.draw(fields) & (0xFFFFFFFF if which in (0, 1, 6, 7) else 2**64 - 1)
            SHDR.pack_into(raw, obj.shoff + index * SHDR.size, *header)
        else:
            table = data.draw(st.sampled_from(tables))
            at = table.offset + 8 * data.draw(st.integers(0, table.size // 8 - 1))
            struct.pack_into("<Q", raw, at, data.draw(fields))
    with contextlib.suppress(Error):
        read_everything(bytes(raw))


@given(st.integers(0, 4096))
@settings(max_examples=60, deadline=None)
def test_cut_objects_raise_nothing_but_error(length: int) -> None:
    raw = compiled(RICH)
    with contextlib.suppress(Error):
        read_everything(raw[: min(length, len(raw))])


@given(st.binary(max_size=200))
@settings(max_examples=100)
def test_noise_is_not_an_object(noise: bytes) -> None:
    with pytest.raises(ElfError):
        ElfObject(noise)


@pytest.mark.parametrize(
    ("field", "value"),
    [(1, 2), (2, 62), (6, 1 << 40), (11, 40), (12, 0), (13, 0xFFFF)],
    ids=["executable", "x86", "headers-outside", "header-size", "many-sections", "names-outside"],
)
def test_other_files_are_refused(field: int, value: int) -> None:
    raw = bytearray(compiled(RICH))
    header = list(EHDR.unpack_from(raw))
    header[field] = value
    EHDR.pack_into(raw, 0, *header)
    with pytest.raises(ElfError):
        ElfObject(bytes(raw))


def test_covering_prefers_what_begins_last_then_local_then_by_name() -> None:
    b = Builder()
    data = b.section(".data", bytes(64), flags=3)
    b.symbol("whole", data, 0, 64, kind=OBJECT)
    b.symbol("part", data, 16, 16, kind=OBJECT)
    b.symbol("zz", data, 32, 8, bind=LOCAL, kind=OBJECT)
    b.symbol("aa", data, 32, 8, kind=OBJECT)
    obj = b.parsed()

    def at(offset: int) -> str:
        symbol = obj.covering(data, offset)
        return symbol.name if symbol else ""

    assert [at(0), at(15), at(16), at(32), at(39), at(40)] == [
        "whole", "whole", "part", "zz", "zz", "whole",
    ]  # fmt: skip
    assert at(64) == ""
    assert at(-1) == ""


def test_gap_lies_between_neighbours() -> None:
    b = Builder()
    data = b.section(".rodata", bytes(64), flags=A)
    b.symbol("a", data, 8, 8, kind=OBJECT)
    b.symbol("b", data, 32, 8, kind=OBJECT)
    obj = b.parsed()
    assert obj.gap(data, 20) == (16, 32)
    assert obj.gap(data, 0) == (0, 8)
    assert obj.gap(data, 50) == (40, 64)
    assert obj.gap(data, 99) == (0, 64)


def test_functions_in_text_hotspot_are_not_hot() -> None:
    b = Builder()
    for name in (".text.hotspot", ".text.hot", ".text.hot.", ".text.hot.f"):
        index = b.section(name, words(RET))
        b.symbol("in" + name, index, 0, 4, kind=FUNC)
    assert [f.name for f in hot_functions(b.parsed())] == ["in.text.hot.", "in.text.hot.f"]
