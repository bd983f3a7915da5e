"""Records: what goes in comes out, and nothing that is not a record is taken for one."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armcc.cache import wire
from armcc.cache.record import Rejection, Rewrite, decode, encode
from armcc.errors import Error
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS, MachineCode

KEY = "0123456789abcdef" * 4
NOP = b"\x1f\x20\x03\xd5"

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=40)
words = texts.filter(bool)
keys = st.text("0123456789abcdef", min_size=64, max_size=64)
# A symbol's name as the ELF reader gives it: bytes that are no UTF-8 become surrogates.
names = (
    st.binary(min_size=1, max_size=20)
    .filter(lambda b: b"\0" not in b)
    .map(lambda b: b.decode("utf-8", "surrogateescape"))
)


@st.composite
def machines(draw):
    length = draw(st.integers(1, 20)) * 4
    constants = draw(st.binary(max_size=20))
    places = st.integers(0, length // 4 - 1).map(lambda n: n * 4)
    target = st.tuples(names, st.integers(-(1 << 63), (1 << 63) - 1)) | st.tuples(
        st.just(OWN_CODE), st.integers(0, length - 1)
    )
    if constants:
        target |= st.tuples(st.just(OWN_CONSTANTS), st.integers(-100, 100))
    relocations = draw(st.lists(st.tuples(places, st.integers(257, 1023), target), max_size=4))
    register = st.integers(0, 95)
    amount = st.integers(0, 1 << 20)
    zero = st.just(0)
    operations = st.one_of(
        st.tuples(st.just("def_cfa"), register, amount),
        st.tuples(st.just("def_cfa_offset"), amount, zero),
        st.tuples(st.just("def_cfa_register"), register, zero),
        st.tuples(st.just("offset"), register, st.integers(-100, 100).map(lambda n: n * 8)),
        st.tuples(st.just("restore"), register, zero),
        st.tuples(st.just("same_value"), register, zero),
        st.tuples(st.just("remember_state"), zero, zero),
        st.tuples(st.just("negate_ra_state"), zero, zero),
    )
    cfi = draw(st.lists(st.tuples(places, operations), max_size=5))
    powers = st.integers(2, 12).map(lambda n: 1 << n)
    return MachineCode(
        draw(st.binary(min_size=length, max_size=length)),
        draw(powers),
        tuple(sorted((o, n, t, a) for o, n, (t, a) in relocations)),
        constants,
        draw(powers | st.just(1)),
        tuple((o, *op) for o, op in sorted(cfi, key=lambda c: c[0])),
    )


rewrites = st.builds(
    Rewrite,
    names,
    keys,
    texts,
    machines(),
    st.lists(words, max_size=3).map(tuple),
    texts,
    texts,
    st.binary(max_size=40),
    st.sampled_from(["tested", "proved", "proved to n <= 40", "proved to n <= 8, x1 <= 0"]),
)
rejections = st.builds(Rejection, names, keys, words, texts, texts, st.binary(max_size=40))
records = rewrites | rejections

EXAMPLES = [
    Rewrite(
        "f",
        KEY,
        "f:\n\tret\n",
        MachineCode(
            NOP * 4,
            16,
            ((0, 275, OWN_CONSTANTS, 0), (4, 277, OWN_CONSTANTS, 0), (8, 283, "memcpy", 0)),
            b"table",
            16,
            ((4, "def_cfa_offset", 16, 0), (4, "offset", 30, -16), (12, "restore", 30, 0)),
        ),
        ("noalias 0 1",),
        "variants",
        "clang -O2",
        b"{}",
        "proved",
    ),
    Rejection("f", KEY, "slower", "no candidate was faster", "abc", b"{}"),
]


def assert_refused(data, key=KEY, reasons=("cache-damaged", "cache-oversized", "cache-version")):
    with pytest.raises(Error) as e:
        decode(data, key)
    assert e.value.reason in reasons


@given(records)
@settings(max_examples=200)
def test_what_goes_in_comes_out(record):
    data = encode(record)
    assert decode(data, record.key) == record
    assert encode(decode(data, record.key)) == data


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda r: type(r).__name__)
def test_every_changed_bit_is_found(record):
    data = encode(record)
    for at in range(len(data)):
        for bit in range(8):
            assert_refused(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])


@given(records, st.data())
def test_a_changed_byte_anywhere_is_found(record, data):
    good = encode(record)
    at = data.draw(st.integers(0, len(good) - 1))
    change = data.draw(st.integers(1, 255))
    assert_refused(good[:at] + bytes([good[at] ^ change]) + good[at + 1 :], record.key)


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda r: type(r).__name__)
def test_every_truncation_and_every_tail_is_found(record):
    data = encode(record)
    for length in range(len(data)):
        assert_refused(data[:length])
    assert_refused(data + b"\0")
    assert_refused(data + data)


@given(st.binary(max_size=200))
def test_random_bytes_are_no_record(data):
    assert_refused(data)


@given(records, st.data())
def test_a_damaged_body_under_a_good_checksum_is_never_taken_for_something_else(record, data):
    """Hostile entries have good checksums: decode refuses, or gives a record it could write."""
    kind, body = wire.unseal(encode(record))
    at = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(at, min(len(body), at + 8)))
    changed = wire.seal(kind, body[:at] + data.draw(st.binary(max_size=8)) + body[end:])
    try:
        found = decode(changed, record.key)
    except Error as e:
        assert e.reason in ("cache-damaged", "cache-foreign")
    else:
        assert decode(encode(found), record.key) == found


def test_a_length_beyond_the_end_is_refused_before_it_is_used():
    kind, body = wire.unseal(encode(EXAMPLES[1]))
    for length in (len(body), 0x7FFFFFFF, 0xFFFFFFFF):
        assert_refused(wire.seal(kind, body[:1] + struct.pack("<I", length) + body[5:]))


def test_a_record_of_another_key_is_foreign():
    assert_refused(encode(EXAMPLES[0]), "f" * 64, ("cache-foreign",))


def test_a_later_format_says_so():
    data = bytearray(encode(EXAMPLES[0]))
    data[8] += 1
    assert_refused(bytes(data), reasons=("cache-version",))


def test_another_kind_is_no_record():
    _, body = wire.unseal(encode(EXAMPLES[0]))
    for kind in (0, wire.KIND_REJECTION, wire.KIND_MEMO, 99):
        assert_refused(wire.seal(kind, body))


def test_too_large_is_refused_both_ways():
    with pytest.raises(Error, match="more than") as e:
        encode(Rejection("f", KEY, "slow", evidence=bytes(wire.SIZE_CAP)))
    assert e.value.reason == "cache-oversized"
    assert_refused(bytes(wire.SIZE_CAP + 1), reasons=("cache-oversized",))


BAD_MACHINES = {
    "no code": MachineCode(b""),
    "half an instruction": MachineCode(b"\0\0"),
    "alignment 0": MachineCode(NOP, 0),
    "alignment 2": MachineCode(NOP, 2),
    "alignment 24": MachineCode(NOP, 24),
    "alignment of two pages": MachineCode(NOP, 8192),
    "constants alignment 3": MachineCode(NOP, constants=b"x", constants_alignment=3),
    "constants alignment 0": MachineCode(NOP, constants=b"x", constants_alignment=0),
    "relocation behind the code": MachineCode(NOP, relocations=((4, 283, "f", 0),)),
    "relocation before the code": MachineCode(NOP, relocations=((-4, 283, "f", 0),)),
    "relocation inside an instruction": MachineCode(NOP, relocations=((2, 283, "f", 0),)),
    "relocations out of order": MachineCode(
        NOP * 2, relocations=((4, 283, "f", 0), (0, 283, "f", 0))
    ),
    "relocation of type 0": MachineCode(NOP, relocations=((0, 0, "f", 0),)),
    "dynamic relocation": MachineCode(NOP, relocations=((0, 1026, "f", 0),)),
    "relocation to nothing": MachineCode(NOP, relocations=((0, 283, "", 0),)),
    "relocation to a NUL": MachineCode(NOP, relocations=((0, 283, "a\0b", 0),)),
    "relocation behind its own code": MachineCode(NOP, relocations=((0, 275, OWN_CODE, 4),)),
    "relocation to absent constants": MachineCode(NOP, relocations=((0, 275, OWN_CONSTANTS, 0),)),
    "addend of 65 bits": MachineCode(NOP, relocations=((0, 283, "f", 1 << 63),)),
    "unknown operation": MachineCode(NOP, cfi=((0, "escape", 0, 0),)),
    "operation behind the code": MachineCode(NOP, cfi=((8, "restore", 19, 0),)),
    "operation before the code": MachineCode(NOP, cfi=((-4, "restore", 19, 0),)),
    "operation inside an instruction": MachineCode(NOP, cfi=((2, "restore", 19, 0),)),
    "operations out of order": MachineCode(
        NOP * 2, cfi=((4, "restore", 19, 0), (0, "restore", 19, 0))
    ),
    "register 96": MachineCode(NOP, cfi=((0, "restore", 96, 0),)),
    "register -1": MachineCode(NOP, cfi=((0, "def_cfa_register", -1, 0),)),
    "negative frame": MachineCode(NOP, cfi=((0, "def_cfa_offset", -16, 0),)),
    "huge frame": MachineCode(NOP, cfi=((0, "def_cfa_offset", 1 << 31, 0),)),
    "slot between two": MachineCode(NOP, cfi=((0, "offset", 19, -12),)),
    "operand where none is": MachineCode(NOP, cfi=((0, "remember_state", 1, 0),)),
    "restored, never remembered": MachineCode(NOP, cfi=((0, "restore_state", 0, 0),)),
}


@pytest.mark.parametrize("machine", BAD_MACHINES.values(), ids=list(BAD_MACHINES))
def test_machine_code_that_no_splice_could_place_is_not_written(machine):
    with pytest.raises(Error) as e:
        encode(Rewrite("f", KEY, "", machine))
    assert e.value.reason == "cache-damaged"


FORGED = [
    "",
    "certain",
    "Proved",
    "proved ",
    "proved\n",
    "tested, proved",
    "proved to",
    "proved to ",
    "proved to n <= 40 ",
    "proved to n <= 40,m <= 2",
    "proved to n <= ",
    "proved to n <= 04",
    "proved to n <= -1",
    "proved to n <= \u0664",
    "proved to \u00f1 <= 4",
    "proved to n <= 4\x1b[2J",
    "proved to all <= inputs",
    "proved to the satisfaction of everybody",
    "proved to " + ", ".join(["n <= 40"] * 10),
    "proved to n <= " + "9" * 21,
]


@pytest.mark.parametrize("confidence", FORGED, ids=ascii)
def test_a_confidence_that_no_gate_gives_is_neither_written_nor_read(confidence, monkeypatch):
    record = Rewrite("f", KEY, "", MachineCode(NOP), confidence=confidence)
    with pytest.raises(Error, match="neither tested nor proved"):
        encode(record)
    with monkeypatch.context() as m:
        m.setattr("armcc.cache.record._check", lambda record: None)
        data = encode(record)
    assert_refused(data)


@pytest.mark.parametrize(
    "record",
    [
        Rewrite("", KEY, "", MachineCode(NOP)),
        Rewrite("a\0b", KEY, "", MachineCode(NOP)),
        Rewrite("\ud800", KEY, "", MachineCode(NOP)),
        Rewrite("\udcc3\udca9", KEY, "", MachineCode(NOP)),
        Rewrite("f", KEY[:-1], "", MachineCode(NOP)),
        Rewrite("f", KEY[:-1] + "G", "", MachineCode(NOP)),
        Rewrite("f", "../" + KEY[3:], "", MachineCode(NOP)),
        Rewrite("f", KEY, "a\0b", MachineCode(NOP)),
        Rewrite("f", KEY, "", MachineCode(NOP), ("",)),
        Rejection("f", KEY, ""),
        Rejection("f", KEY, "slow", "a\0b"),
    ],
    ids=ascii,
)
def test_a_record_with_impossible_words_is_not_written(record):
    with pytest.raises(Error) as e:
        encode(record)
    assert e.value.reason == "cache-damaged"


def test_machine_code_that_no_splice_could_place_is_not_read(monkeypatch):
    """The same rules hold for entries that somebody else wrote with a good checksum."""
    for name, machine in BAD_MACHINES.items():
        if name in ("unknown operation", "addend of 65 bits") or " before " in name:
            continue  # The form has no room for them.
        with monkeypatch.context() as m:
            m.setattr("armcc.cache.record._check", lambda record: None)
            data = encode(Rewrite("f", KEY, "", machine))
        assert_refused(data)
