"""The identity of a function: what makes two equal and what keeps them apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from objects import AM, AMS, AT, FUNC, LOCAL, OBJECT, RET, WA, Builder, words

from armcc.errors import Error
from armcc.function.hot import find_function, identity
from armcc.function.identity import Item, encode, targets

A = 2
BL, ADRP_X0, ADD_X0, NOP = 0x94000000, 0x90000000, 0x91000000, 0xD503201F
CALL26, ADRP, ADD_LO12, ABS64, PREL32 = 283, 275, 277, 257, 261


def of(b: Builder, name: str = "f") -> bytes:
    obj = b.parsed()
    return identity(obj, find_function(obj, name))


def reader(
    data: bytes,
    flags: int = A,
    at: int = 0,
    before: bytes = b"",
    name: str = "",
    size: int = 0,
    entsize: int = 0,
    bind: int = LOCAL,
) -> Builder:
    """f refers to byte `at` of `data`, which stands behind `before` in a section."""
    b = Builder()
    text = b.section(".text.hot.", words(ADRP_X0, ADD_X0, RET))
    place = b.section(".place", before + data, flags=flags, entsize=entsize)
    b.function("f", text, 0, 12)
    if name:
        b.symbol(name, place, len(before), size or len(data), bind=bind, kind=OBJECT)
    b.relocation(text, 0, ADRP, ".place", len(before) + at)
    b.relocation(text, 4, ADD_LO12, ".place", len(before) + at)
    return b


def items() -> st.SearchStrategy[Item]:
    leaves: st.SearchStrategy[Item] = st.one_of(
        st.integers(), st.text(max_size=5), st.binary(max_size=5)
    )
    return st.recursive(leaves, lambda s: st.lists(s, max_size=4).map(tuple), max_leaves=8)


@given(items(), items())
def test_the_encoding_is_injective(a: Item, b: Item) -> None:
    assert (encode(a) == encode(b)) == (repr(a) == repr(b))


def test_a_changed_table_changes_the_identity() -> None:
    one = of(reader(b"12345678", name="t"))
    assert one != of(reader(b"12345679", name="t"))
    assert one != of(reader(b"12345678", name="u"))
    assert one != of(reader(b"12345678", name="t", at=4))


def test_a_table_in_the_middle_of_a_section_counts_alone() -> None:
    one = reader(b"12345678", before=b"abcdefgh", name="t", at=2)
    two = reader(b"12345678", before=b"ABCDEFGHIJ", name="t", at=2)
    assert of(one) == of(two)


def test_a_reference_to_the_begin_may_be_one_to_the_end_before() -> None:
    assert of(reader(b"1234", before=b"abcd")) != of(reader(b"1234", before=b"abce"))


def test_mergeable_constants_and_strings_count_one_by_one() -> None:
    one = of(reader(b"12345678", flags=AM, entsize=8))
    assert one == of(reader(b"12345678", flags=AM, entsize=8, before=b"abcdefgh"))
    assert one != of(reader(b"12345670", flags=AM, entsize=8))
    text = of(reader(b"word\0", flags=AMS, entsize=1))
    assert text == of(reader(b"word\0", flags=AMS, entsize=1, before=b"another\0"))
    assert text != of(reader(b"ward\0", flags=AMS, entsize=1))
    assert text != of(reader(b"word\0", flags=AMS, entsize=1, at=1))


def test_writable_data_counts_by_name_and_offset() -> None:
    one = of(reader(b"12345678", flags=WA, name="v"))
    assert one == of(reader(b"87654321", flags=WA, name="v"))
    assert one != of(reader(b"12345678", flags=WA, name="w"))
    assert one != of(reader(b"12345678", flags=WA, name="v", at=4))
    assert one != of(reader(b"12345678", flags=A, name="v"))


def test_thread_local_constants_count_by_name() -> None:
    one = of(reader(b"12345678", flags=AT, name="v"))
    assert one == of(reader(b"87654321", flags=AT, name="v"))


def test_relocated_read_only_data_counts_by_content() -> None:
    b = reader(b"12345678", flags=WA, name="t")
    c = reader(b"87654321", flags=WA, name="t")
    for each in (b, c):
        each.sections[1]["name"] = ".data.rel.ro"
        each.symbols = [("data" if s[0] == ".place" else s[0], *s[1:]) for s in each.symbols]
        each.relocations[1] = [(o, k, "data", a) for o, k, _, a in each.relocations[1]]
    assert of(b) != of(c)


def test_what_a_table_points_to_counts() -> None:
    def table(callee: str, text: bytes) -> Builder:
        b = reader(bytes(16), name="t")
        strings = b.section(".rodata.str1.1", text, flags=AMS, entsize=1)
        assert strings
        b.symbol(callee)
        b.relocation(2, 0, ABS64, callee)
        b.relocation(2, 8, ABS64, ".rodata.str1.1")
        return b

    one = of(table("g", b"word\0"))
    assert one == of(table("g", b"word\0more\0"))
    assert one != of(table("h", b"word\0"))
    assert one != of(table("g", b"ward\0"))


def test_tables_that_refer_to_each_other_end() -> None:
    b = reader(bytes(16), name="t")
    b.relocation(2, 0, ABS64, ".place", 0)
    b.relocation(2, 8, ABS64, ".place", 8)
    assert of(b)


def caller(apart: bool, callee: str = "g", bind: int = LOCAL) -> Builder:
    """f calls g, in one section without a relocation or in two with one."""
    b = Builder()
    if apart:
        text = b.section(".text.hot.f", words(BL, RET))
        other = b.section(".text.hot." + callee, words(RET))
        b.function("f", text, 0, 8)
        b.function(callee, other, 0, 4, bind=bind)
        b.relocation(text, 0, CALL26, ".text.hot." + callee, 0)
    else:
        text = b.section(".text.hot.", words(RET, NOP, BL | 0x3FFFFFE, RET))
        b.function("f", text, 8, 8)
        b.function(callee, text, 0, 4, bind=bind)
    return b


def test_an_unrelocated_call_is_the_relocated_one() -> None:
    assert of(caller(apart=True)) == of(caller(apart=False))
    assert of(caller(apart=False)) != of(caller(apart=False, callee="h"))
    assert set(targets(caller(False).parsed(), find_function(caller(False).parsed(), "f"))) == {"g"}


def test_a_call_to_nothing_known_is_refused() -> None:
    b = caller(apart=False)
    b.symbols = [s for s in b.symbols if s[0] != "g"]
    with pytest.raises(Error) as caught:
        of(b)
    assert caught.value.reason == "relocation"


def test_binding_visibility_and_frame_count() -> None:
    b, weak, hidden, framed = (caller(apart=True) for _ in range(4))
    weak.symbols = [(s[0], 2, *s[2:]) if s[0] == "f" else s for s in weak.symbols]
    hidden.symbols = [(*s[:3], 2, *s[4:]) if s[0] == "f" else s for s in hidden.symbols]
    framed.frames([(1, 0, 8, ())])
    assert len({of(x) for x in (b, weak, hidden, framed)}) == 4


def test_debug_frames_do_not_count() -> None:
    b, framed = caller(apart=True), caller(apart=True)
    index = framed.frames([(1, 0, 8, ())])
    framed.sections[index - 1]["name"] = ".debug_frame"
    assert of(b) == of(framed)


def test_a_function_s_own_name_does_not_count() -> None:
    b = caller(apart=True)
    b.symbols = [("other" if s[0] == "f" else s[0], *s[1:]) for s in b.symbols]
    assert of(caller(apart=True)) == of(b, "other")


def test_a_defined_and_an_undefined_symbol_differ() -> None:
    def calling(defined: bool) -> Builder:
        b = Builder()
        text = b.section(".text.hot.f", words(BL, RET))
        other = b.section(".text", words(RET))
        b.function("f", text, 0, 8)
        b.symbol("g", other if defined else 0, 0, 4, kind=FUNC)
        b.relocation(text, 0, CALL26, "g")
        return b

    assert of(calling(True)) != of(calling(False))


def jump_table(delta: int, shift: int = 0) -> Builder:
    """f's table of place-relative offsets at `shift` in a section without symbols."""
    b = Builder()
    text = b.section(".text.hot.", words(*[NOP] * (shift // 4)) + words(ADRP_X0, NOP, NOP, RET))
    table = b.section(".rodata", bytes(8), flags=A)
    b.function("f", text, shift, 16)
    b.relocation(text, shift, ADRP, ".rodata")
    for at, block in ((0, 4), (4, 8 + delta)):
        b.relocation(table, at, PREL32, ".text.hot.", shift + block + at)
    return b


def test_a_jump_table_counts_by_the_blocks_it_names() -> None:
    assert of(jump_table(0)) == of(jump_table(0, shift=32))
    assert of(jump_table(0)) != of(jump_table(4))


@pytest.mark.parametrize("kind", [0x244, 281, 1024, 400])
def test_unknown_relocations_are_refused(kind: int) -> None:
    b = Builder()
    text = b.section(".text.hot.f", words(BL, RET))
    b.function("f", text, 0, 8)
    b.symbol("g")
    b.relocation(text, 0, kind, "g")
    with pytest.raises(Error) as caught:
        of(b)
    assert caught.value.reason == "relocation"


@pytest.mark.parametrize(
    "word",
    [0x54000800, 0x34000800, 0x36000800, 0x18000800, 0x10000800, 0x90000000],
    ids=["b.cond", "cbz", "tbz", "ldr", "adr", "adrp"],
)
def test_unrelocated_instructions_that_mean_places_outside_are_refused(word: int) -> None:
    b = Builder()
    text = b.section(".text.hot.f", words(word, RET))
    b.function("f", text, 0, 8)
    with pytest.raises(Error):
        of(b)


def test_data_between_the_instructions_is_refused() -> None:
    b = caller(apart=True)
    b.symbol("$d", 1, 4, bind=LOCAL)
    with pytest.raises(Error) as caught:
        of(b)
    assert caught.value.reason == "data-in-code"


def test_a_local_name_that_stands_for_two_things_is_refused() -> None:
    b = reader(b"12345678", flags=WA, name="v", size=4)
    assert of(b)
    b.symbol("v", 2, 4, 4, bind=LOCAL, kind=OBJECT)
    with pytest.raises(Error) as caught:
        of(b)
    assert caught.value.reason == "symbol"


def test_too_much_data_is_refused() -> None:
    assert of(reader(bytes(1 << 19), name="t"))
    with pytest.raises(Error) as caught:
        of(reader(bytes((1 << 20) + 1), name="t"))
    assert caught.value.reason == "too-large"


def test_data_that_distances_lead_to_counts() -> None:
    def table(text: bytes) -> Builder:
        distances = words(8, 13)
        return reader(distances + b"zero\0" + text, name="names.rel", size=8)

    assert of(table(b"one\0")) != of(table(b"uno\0"))
    assert of(table(b"one\0")) == of(table(b"one\0"))


def test_two_targets_side_by_side_are_told_from_two_apart() -> None:
    def pair(apart: int) -> Builder:
        b = Builder()
        text = b.section(".text.hot.", words(ADRP_X0, ADRP_X0, RET))
        data = b.section(".data", bytes(64), flags=WA)
        b.function("f", text, 0, 12)
        b.symbol("a", data, 0, 8, bind=LOCAL, kind=OBJECT)
        b.symbol("b", data, 8 + apart, 8, bind=LOCAL, kind=OBJECT)
        b.relocation(text, 0, ADRP, ".data", 0)
        b.relocation(text, 4, ADRP, ".data", 8 + apart)
        return b

    assert of(pair(0)) != of(pair(8))
    assert of(pair(8)) == of(pair(16))
