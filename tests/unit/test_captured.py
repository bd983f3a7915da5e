"""The file format of captured states: what was written comes back, and nothing else does."""

from __future__ import annotations

import random
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.control.executable import NotAProgramError, plt_slot, read_executable
from armcc.gates import captured
from armcc.gates.captured import (
    CapturedError,
    RecordedCall,
    RecordedEnd,
    State,
    file_name,
    from_bytes,
    read_state,
    to_bytes,
    with_patches,
)

PAGE = 4096
X = tuple(range(100, 131))
V = tuple((1 << 127) + n for n in range(32))


def state() -> State:
    return State(
        function="walk",
        program="a.out",
        entry=0x400100,
        code=b"\xc0\x03\x5f\xd6",
        x=X,
        v=V,
        sp=0x7FFF_FFF0,
        nzcv=5,
        fpcr=0,
        fpsr=16,
        pages=((0x5000, bytes(range(256)) * 16), (0x9000, bytes(PAGE))),
        symbols=(("total", 0x5008, 8),),
        calls=(
            RecordedCall(0, 0x400200, "make", False, True, X, V, 3, ((0x9008, b"12345678"),)),
            RecordedCall(0, 0x400300, "", True, False, (), (), 0, ()),
        ),
        end=RecordedEnd(X, V, ((0x5000, b"abcdefgh"), (0x9008, b"12345678"))),
        instructions=77,
    )


def packed(header: bytes, raw: bytes = b"") -> bytes:
    """A file around any header."""
    body = zlib.compress(struct.pack("<I", len(header)) + header + raw)
    head = captured._HEAD.pack(captured.MAGIC, captured.VERSION, len(body), captured._digest(body))
    return head + body


def unpacked(data: bytes) -> tuple[bytes, bytes]:
    body = zlib.decompress(data[captured._HEAD.size :])
    (size,) = struct.unpack_from("<I", body)
    return body[4 : 4 + size], body[4 + size :]


def test_what_was_written_comes_back() -> None:
    for one in (state(), replace(state(), end=None, calls=(), symbols=(), pages=())):
        assert from_bytes(to_bytes(one)) == one


def test_a_page_of_zeros_costs_little() -> None:
    plain = to_bytes(state())
    more = replace(state(), pages=tuple((PAGE * n, bytes(PAGE)) for n in range(5, 105)))
    assert len(to_bytes(more)) < len(plain) + PAGE


@pytest.mark.parametrize("at", [0, 9, 13, 20, 40, -1])
def test_a_changed_byte_is_seen(at: int) -> None:
    data = bytearray(to_bytes(state()))
    data[at] ^= 1
    with pytest.raises(CapturedError):
        from_bytes(bytes(data))


@given(st.integers(0, 2000))
def test_what_is_cut_short_is_damaged(length: int) -> None:
    data = to_bytes(state())
    if length < len(data):
        with pytest.raises(CapturedError):
            from_bytes(data[:length])


@given(st.binary(max_size=200))
def test_any_header_is_refused_without_a_crash(header: bytes) -> None:
    with pytest.raises(CapturedError):
        from_bytes(packed(header))


HOSTILE = [
    (b'"sp":2147483632', b'"sp":-1'),
    (b'"sp":2147483632', b'"sp":1e3'),
    (b'"sp":2147483632', b'"sp":true'),
    (b'"sp":2147483632', b'"sp":281474976710656'),
    (b'"pages":[20480,36864]', b'"pages":[36864,20480]'),
    (b'"pages":[20480,36864]', b'"pages":[20480,20480]'),
    (b'"pages":[20480,36864]', b'"pages":[20480,36865]'),
    (b'"pages":[20480,36864]', b'"pages":[20480]'),
    (b'"pages":[20480,36864]', b'"pages":7'),
    (b"[[20480,8],[36872,8]]", b"[[36872,8],[20480,8]]"),
    (b"[[20480,8],[36872,8]]", b"[[20480,8],[40960,8]]"),
    (b"[[20480,8],[36872,8]]", b"[[20481,8],[36872,8]]"),
    (b"[[20480,8],[36872,8]]", b"[[20480,8],[36872,281474976710655]]"),
    (b"[[20480,8],[36872,8]]", b"[[20480,8],[36872]]"),
    (b'"site":0', b'"site":4'),
    (b'"code":4', b'"code":3'),
    (b'"code":4', b'"code":0'),
    (b'"nzcv":5', b'"nzcv":16'),
    (b'"returns":true', b'"returns":1'),
    (b'"function":"walk"', b'"function":7'),
    (b'["total",20488,8]', b'["total",20488]'),
    (b'"x":[100,', b'"x":['),
    (b'"x":[100,', b'"x":[18446744073709551616,'),
    (b'"v":["80000000000000000000000000000000",', b'"v":["zz",'),
    (b'"instructions":77', b'"instructions":' + b"[" * 50_000 + b"]" * 50_000),
    (b'"instructions":77', b'"instructions":' + b"9" * 6000),
]


@pytest.mark.parametrize(("good", "bad"), HOSTILE)
def test_what_no_program_was_is_damaged(good: bytes, bad: bytes) -> None:
    header, raw = unpacked(to_bytes(state()))
    assert good in header
    assert from_bytes(packed(header, raw)) == state()
    with pytest.raises(CapturedError) as error:
        from_bytes(packed(header.replace(good, bad), raw))
    assert error.value.why == "damaged"


def test_bytes_too_many_or_too_few_are_damaged() -> None:
    header, raw = unpacked(to_bytes(state()))
    for other in (raw[:-1], raw + b"x"):
        with pytest.raises(CapturedError):
            from_bytes(packed(header, other))


def test_a_file_that_unpacks_without_end_is_refused() -> None:
    bomb = zlib.compress(bytes(captured.MOST_BODY + 100))
    head = captured._HEAD.pack(captured.MAGIC, captured.VERSION, len(bomb), captured._digest(bomb))
    with pytest.raises(CapturedError) as error:
        from_bytes(head + bomb)
    assert error.value.why == "damaged"


def test_another_version_is_named() -> None:
    data = bytearray(to_bytes(state()))
    data[8] += 1
    with pytest.raises(CapturedError) as error:
        from_bytes(bytes(data))
    assert error.value.why == "version"


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "none.state", tmp_path):
        with pytest.raises(CapturedError) as error:
            read_state(str(path))
        assert error.value.why == "unreadable"


def test_a_name_stays_in_its_folder() -> None:
    one = replace(state(), function="../../etc/x y")
    name = file_name(one, to_bytes(one))
    assert "/" not in name
    assert not name.startswith(".")
    assert name.endswith(".state")
    assert file_name(state(), to_bytes(state())) == file_name(state(), to_bytes(state()))


def test_patches_go_where_they_belong() -> None:
    pages = ((0x5000, bytes(PAGE)), (0x6000, bytes(PAGE)))
    first, second = with_patches(pages, ((0x5FF8, b"A" * 16),))
    assert first[1].count(b"A") == second[1].count(b"A") == 8
    assert first[1].endswith(b"A" * 8)
    assert second[1].startswith(b"A" * 8)


@pytest.mark.parametrize("size", [0, 5, 63, 64, 200, 5000])
def test_what_is_no_program_is_said_to_be_none(size: int) -> None:
    noise = random.Random(size).randbytes(size)
    for data in (noise, b"\x7fELF\x02\x01\x01" + noise):
        with pytest.raises(NotAProgramError):
            read_executable(data)


def test_a_plt_entry_shows_its_slot() -> None:
    # adrp x16, 0x411000 ; ldr x17, [x16, #0x18] at 0x400410
    entry = struct.pack("<4I", 0xB0000090, 0xF9400E11, 0x91006210, 0xD61F0220)
    assert plt_slot(entry, 0x400410) == 0x411018
    assert plt_slot(struct.pack("<I", 0xD503245F) + entry, 0x40040C) == 0x411018
    assert plt_slot(b"\0" * 16, 0x400410) is None
    assert plt_slot(b"", 0x400410) is None
