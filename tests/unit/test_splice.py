"""The splice: each way, what it changes, and every reason for leaving a function alone."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from objects import (
    FUNC,
    IFUNC,
    LOCAL,
    NOP,
    OBJECT,
    RET,
    SECTION,
    WA,
    Builder,
    words,
)

from armcc import __version__
from armcc.driver import note
from armcc.driver.debugframe import plain_contents
from armcc.driver.splice import Replacement, splice
from armcc.driver.unwind import debug_frames, frames
from armcc.errors import Error
from armcc.function.cfi import decode, encode
from armcc.function.elf import ElfObject, Relocation
from armcc.function.hot import find_function
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS, MachineCode

A, AG = 2, 0x206
BL, B = 0x94000000, 0x14000000
ADRP_X0, ADD_X0 = 0x90000000, 0x91000000
MOV_0, MOV_1 = 0x52800000, 0x52800020
BTI_C, BTI_JC, PACIASP, AUTIASP = 0xD503245F, 0xD50324DF, 0xD503233F, 0xD50323BF
CALL26, ADRP, ADD_LO12, LDST64, ABS64, ABS32, PREL32, GOT = 283, 275, 277, 286, 257, 258, 261, 311

SHORT = MachineCode(words(MOV_1, RET))
LONG = MachineCode(words(*[MOV_1] * 6, RET))


def two() -> Builder:
    """f (16 bytes) and g (16 bytes) in one section; f calls h, reads `data`; g calls f."""
    b = Builder()
    text = b.section(".text.hot.", words(BL, ADRP_X0, ADD_X0, RET, B | 0x3FFFFFC, NOP, NOP, RET))
    data = b.section(".data", bytes(16), flags=WA, align=8)
    b.function("f", text, 0, 16)
    b.function("g", text, 16, 16)
    b.symbol("h")
    b.symbol("data", data, 0, 16, bind=LOCAL, kind=OBJECT)
    b.relocation(text, 0, CALL26, "h")
    b.relocation(text, 4, ADRP, ".data", 8)
    b.relocation(text, 8, ADD_LO12, ".data", 8)
    b.frames([(text, 0, 16, ()), (text, 16, 16, ())])
    return b


def put(data: bytes, **machines: MachineCode) -> tuple[ElfObject, dict[str, str], bytes]:
    """The result read, ways or "!reason" by name, and the result's bytes."""
    obj = ElfObject(data)
    replacements = [
        Replacement(find_function(obj, name), m, "k-" + name, "tested")
        for name, m in machines.items()
    ]
    out, outcomes = splice(obj, replacements)
    return ElfObject(out), {n: way or "!" + reason for n, way, reason in outcomes}, out


def meanings(obj: ElfObject, index: int) -> list[tuple[int, int, str, int]]:
    """(offset, type, symbol or section name, addend) of the section's relocations."""

    def name(r: Relocation) -> str:
        symbol = obj.symbols[r.symbol]
        return obj.sections[symbol.shndx].name if symbol.type == SECTION else symbol.name

    return [(r.offset, r.type, name(r), r.addend) for r in obj.relocations(index)]


def section(obj: ElfObject, name: str) -> bytes:
    return obj.contents(next(s for s in obj.sections if s.name == name))


def test_without_replacements_the_bytes_stay() -> None:
    data = two().bytes()
    assert splice(ElfObject(data), []) == (data, [])


def test_in_place_fills_with_nops_and_drops_relocations() -> None:
    obj, done, _ = put(two().bytes(), f=SHORT)
    assert done == {"f": "in-place"}
    assert section(obj, ".text.hot.")[:16] == words(MOV_1, RET, NOP, NOP)
    assert meanings(obj, 1) == []
    assert find_function(obj, "f").size == 8
    assert frames(obj)[1, 0].fde.size == 16


def test_whole_grows_the_last_function_and_its_frame() -> None:
    obj, done, _ = put(two().bytes(), g=LONG)
    assert done == {"g": "whole"}
    assert find_function(obj, "g").code == LONG.code
    assert frames(obj)[1, 16].fde.size == len(LONG.code)
    assert len(meanings(obj, 1)) == 3


def test_tail_leads_symbol_pointer_and_frame_to_the_new_code() -> None:
    b = two()
    table = b.section(".init_array", bytes(16), flags=WA, kind=14, align=8)
    b.relocation(table, 0, ABS64, ".text.hot.", 0)
    b.relocation(table, 8, ABS64, "f", 0)
    b.function("alias", 1, 0, 16)
    obj, done, _ = put(b.bytes(), f=LONG)
    assert done == {"f": "tail"}
    function = find_function(obj, "f")
    assert (function.offset, function.code) == (32, LONG.code)
    assert find_function(obj, "alias").offset == 32
    assert section(obj, ".text.hot.")[:4] == words(B | 8)
    assert meanings(obj, table) == [(0, ABS64, ".text.hot.", 32), (8, ABS64, "f", 0)]
    # The old body's other words and their relocations stay.
    assert [m[0] for m in meanings(obj, 1)] == [4, 8]
    assert frames(obj)[1, 32].fde.size == len(LONG.code)
    assert frames(obj)[1, 0].fde.size == 16


def test_tail_is_aligned_with_nops_and_raises_the_section() -> None:
    machine = MachineCode(LONG.code, alignment=64)
    obj, done, _ = put(two().bytes(), f=machine)
    assert done == {"f": "tail"}
    assert find_function(obj, "f").offset == 64
    assert obj.sections[1].addralign == 64
    assert section(obj, ".text.hot.")[32:64] == words(*[NOP] * 8)


def test_an_entry_that_is_known_to_be_aligned_stays_so() -> None:
    b = two()
    b.sections[0]["align"] = 64
    obj, done, _ = put(b.bytes(), f=LONG, g=MachineCode(words(*[NOP] * 40, RET)))
    assert done == {"f": "tail", "g": "whole"}
    assert find_function(obj, "f").offset % 64 == 0
    b.function("h2", 1, 32, 4)
    b.sections[0]["data"] = words(*[NOP] * 9)
    obj, done, _ = put(b.bytes(), g=LONG)
    assert done == {"g": "tail"}
    # 16 bytes are what its old place shows of its alignment.
    assert find_function(obj, "g").offset == 48
    assert obj.sections[1].addralign == 64


def test_debug_information_asks_for_the_tail() -> None:
    b = two()
    b.section(".debug_line", b"lines", flags=0, align=1)
    obj, done, _ = put(b.bytes(), f=SHORT)
    assert done == {"f": "tail"}
    assert section(obj, ".debug_line") == b"lines"


def test_a_frame_too_small_for_the_new_program_asks_for_the_tail() -> None:
    program = tuple((4, "offset", 19 + i, -8 * i) for i in range(1, 9))
    obj, done, _ = put(two().bytes(), f=MachineCode(SHORT.code, cfi=program))
    assert done == {"f": "tail"}
    assert frames(obj)[1, 32].program(program)


def test_a_landing_pad_stays_and_the_branch_follows() -> None:
    b = Builder()
    text = b.section(".text.hot.", words(BTI_C, MOV_0, NOP, RET, RET))
    b.function("f", text, 0, 16)
    b.function("g", text, 16, 4)
    obj, done, _ = put(b.bytes(), f=MachineCode(words(BTI_C, *[MOV_1] * 6, RET)))
    assert done == {"f": "tail"}
    assert section(obj, ".text.hot.")[:8] == words(BTI_C, B | 4)
    _, done, _ = put(b.bytes(), f=LONG)
    assert done == {"f": "!landing-pad"}


def test_a_signing_entry_becomes_a_plain_landing_pad() -> None:
    b = Builder()
    text = b.section(".text.hot.", words(PACIASP, MOV_0, AUTIASP, RET, RET))
    b.function("f", text, 0, 16)
    b.function("g", text, 16, 4)
    signed = ((4, "negate_ra_state", 0, 0), (12, "negate_ra_state", 0, 0))
    b.frames([(text, 0, 16, signed)])
    new = MachineCode(
        words(PACIASP, *[MOV_1] * 6, AUTIASP, RET),
        cfi=((4, "negate_ra_state", 0, 0), (32, "negate_ra_state", 0, 0)),
    )
    obj, done, _ = put(b.bytes(), f=new)
    assert done == {"f": "tail"}
    assert section(obj, ".text.hot.")[:8] == words(BTI_C, B | 4)
    found = frames(obj)
    assert found[1, 20].signs()
    assert not found[1, 0].signs()  # nothing is signed before the branch


def test_targets_are_found_by_name_through_section_symbols_too() -> None:
    machine = MachineCode(
        words(ADRP_X0, ADD_X0, BL, RET),
        relocations=((0, ADRP, "data", 8), (4, ADD_LO12, "data", 8), (8, CALL26, "h", 0)),
    )
    obj, done, _ = put(two().bytes(), f=machine)
    assert done == {"f": "in-place"}
    assert meanings(obj, 1) == [
        (0, ADRP, "data", 8),
        (4, ADD_LO12, "data", 8),
        (8, CALL26, "h", 0),
    ]


def test_an_unrelocated_callee_is_a_target() -> None:
    b = two()
    machine = MachineCode(words(BL, RET), relocations=((0, CALL26, "f", 0),))
    obj, done, _ = put(b.bytes(), g=machine)
    assert done == {"g": "in-place"}
    # By its name the linker might bind it elsewhere, which the old code rules out.
    assert (16, CALL26, ".text.hot.", 0) in meanings(obj, 1)
    obj, done, _ = put(b.bytes(), g=machine, f=LONG)
    assert done == {"f": "tail", "g": "in-place"}
    assert (16, CALL26, ".text.hot.", 32) in meanings(obj, 1)


def test_own_code_is_resolved_in_place_or_through_the_section() -> None:
    machine = MachineCode(
        words(BL, ADRP_X0, ADD_X0, RET),
        relocations=((0, CALL26, OWN_CODE, 12), (4, ADRP, OWN_CODE, 8), (8, ADD_LO12, OWN_CODE, 8)),
    )
    obj, _, _ = put(two().bytes(), f=machine)
    assert section(obj, ".text.hot.")[:4] == words(BL | 3)
    assert meanings(obj, 1) == [(4, ADRP, ".text.hot.", 8), (8, ADD_LO12, ".text.hot.", 8)]


def test_constants_get_a_section_and_every_index_follows() -> None:
    b = two()
    b.section(".llvm_addrsig", b"\x07\x01", flags=0x80000000, kind=0x6FFF4C03, align=1)
    group = b.section(".group", struct.pack("<II", 1, 1), flags=0, kind=17, entsize=4, info=6)
    old = b.parsed()
    signature = old.symbols[6].name
    machine = MachineCode(
        words(ADRP_X0, ADD_X0, RET),
        relocations=((0, ADRP, OWN_CONSTANTS, 4), (4, ADD_LO12, OWN_CONSTANTS, 4)),
        constants=b"12345678",
        constants_alignment=8,
    )
    obj, done, _ = put(b.bytes(), f=machine)
    assert done == {"f": "in-place"}
    index = next(s.index for s in obj.sections if s.name == ".rodata.armcc.f")
    assert section(obj, ".rodata.armcc.f") == b"12345678"
    assert obj.sections[index].flags == A | 0x200
    assert struct.unpack("<III", obj.contents(obj.sections[group])) == (1, 1, index)
    assert meanings(obj, 1) == [
        (0, ADRP, ".rodata.armcc.f", 4),
        (4, ADD_LO12, ".rodata.armcc.f", 4),
    ]
    assert obj.symbols[obj.sections[group].info].name == signature
    first, second = section(obj, ".llvm_addrsig")
    assert obj.symbols[first].name == old.symbols[7].name
    assert obj.symbols[second].name == old.symbols[1].name
    assert obj.symtab is not None
    assert all((s.bind == LOCAL) == (s.index < obj.symtab.info) for s in obj.symbols)


def test_a_missing_table_of_relocations_is_made() -> None:
    b = Builder()
    text = b.section(".text.hot.f", words(B | 2, NOP, RET, RET), flags=AG)
    b.function("f", text, 0, 8)
    b.function("h", text, 8, 8, bind=LOCAL)
    b.section(".group", struct.pack("<II", 1, text), flags=0, kind=17, entsize=4, info=1)
    machine = MachineCode(words(BL, RET), relocations=((0, CALL26, "h", 0),))
    obj, done, _ = put(b.bytes(), f=machine)
    assert done == {"f": "in-place"}
    table = next(s for s in obj.sections if s.name == ".rela.text.hot.f")
    assert (table.type, table.info, table.flags, table.entsize) == (4, text, 0x240, 24)
    assert meanings(obj, text) == [(0, CALL26, "h", 0)]
    assert struct.unpack("<III", section(obj, ".group"))[1:] == (text, table.index)


def test_a_missing_section_symbol_is_made_for_the_frame() -> None:
    b = two()
    b.symbols = [s for s in b.symbols if s[0] != ".text.hot."]
    eh_frame = b.relocations[3]
    b.relocations[3] = [(at, kind, "f" if not add else "g", 0) for at, kind, _, add in eh_frame]
    obj, done, _ = put(b.bytes(), f=LONG)
    assert done == {"f": "tail"}
    # The old entry's frame stays with the old body, though it goes by the moved symbol.
    assert set(frames(obj)) == {(1, 0), (1, 16), (1, 32)}
    assert obj.symbols[obj.relocations(3)[-1].symbol].type == SECTION


def test_order_does_not_matter_and_the_bytes_are_the_same_each_time() -> None:
    obj = two().parsed()
    all_ = [
        Replacement(find_function(obj, "f"), LONG, "1", "tested"),
        Replacement(find_function(obj, "g"), LONG, "2", "proved"),
        Replacement(find_function(obj, "f"), SHORT, "3", "tested"),
    ]
    results = {splice(obj, list(order))[0] for order in permutations(all_)}
    assert len(results) == 1
    out, outcomes = splice(obj, all_)
    assert outcomes == [("f", "tail", ""), ("f", "", "duplicate"), ("g", "whole", "")]
    result = ElfObject(out)
    assert find_function(result, "f").code == LONG.code
    assert find_function(result, "g").code == LONG.code


def test_old_bytes_stay_where_they_are() -> None:
    data = two().bytes()
    _, _, out = put(data, f=LONG)
    obj = ElfObject(data)
    symtab = obj.symtab
    assert symtab is not None
    moved = symtab.offset + 24 * find_function(obj, "f").symbol.index
    differing = [i for i in range(64, len(data)) if data[i] != out[i]]
    # Value and size of the symbol; all else that changed went behind the end.
    assert all(moved + 8 <= i < moved + 24 for i in differing)


def test_the_note_names_the_rewrites() -> None:
    obj, _, out = put(two().bytes(), g=LONG, f=SHORT)
    table = next(s for s in obj.sections if s.name == note.SECTION)
    assert (table.type, table.flags, table.addralign) == (7, 0, 4)
    assert [e.strings() for e in note.decode(obj.contents(table))] == [
        (__version__, "f", "k-f", "in-place", "tested"),
        (__version__, "g", "k-g", "whole", "tested"),
    ]
    _, done, again = put(out, f=SHORT)
    assert done == {"f": "!already-spliced"}
    assert again == out


@pytest.mark.parametrize("cut", [1, 8, 20, 33])
def test_a_damaged_note_is_refused(cut: int) -> None:
    whole = note.encode([note.Entry("1", "f", "k", "tail", "tested")])
    assert len(note.decode(whole + whole)) == 2
    with pytest.raises(Error):
        note.decode(whole[:-cut])


@pytest.mark.parametrize("confidence", ["tested", "proved", "proved to n <= 40"])
def test_the_note_says_how_sure(confidence: str) -> None:
    obj = ElfObject(two().bytes())
    out, _ = splice(obj, [Replacement(find_function(obj, "g"), LONG, "k", confidence)])
    spliced = ElfObject(out)
    table = next(s for s in spliced.sections if s.name == note.SECTION)
    (entry,) = note.decode(spliced.contents(table))
    assert entry.confidence == confidence


@pytest.mark.parametrize("confidence", ["", "certain", "proved to \x1b[2J", "proved to n < 4"])
def test_a_note_that_is_sure_in_other_words_is_refused(confidence: str) -> None:
    with pytest.raises(Error) as e:
        note.decode(note.encode([note.Entry("1", "f", "k", "tail", confidence)]))
    assert e.value.reason == "note"


def pointer_to_middle(b: Builder) -> None:
    table = b.section(".data.labels", bytes(8), flags=WA, align=8)
    b.relocation(table, 0, ABS64, ".text.hot.", 8)


def named_relative_table(b: Builder) -> None:
    table = b.section(".rodata", bytes(8), flags=A)
    b.symbol("labels", table, 0, 8, kind=OBJECT)
    b.relocation(table, 0, PREL32, ".text.hot.", 8)


def probe(b: Builder) -> None:
    note_ = b.section(".note.stapsdt", bytes(24), flags=0, kind=7)
    b.relocation(note_, 16, ABS64, ".text.hot.", 8)


def label_in_the_middle(b: Builder) -> None:
    b.symbol("probe", 1, 8)


def data_mark(b: Builder) -> None:
    b.symbol("$d", 1, 32, bind=LOCAL)


def indirect(b: Builder) -> None:
    b.symbols = [(*s[:2], IFUNC, *s[3:]) if s[0] == "f" else s for s in b.symbols]
    b.symbol("f2", 1, 0, 16, kind=FUNC)


def rel_table(b: Builder) -> None:
    b.section(".rel.data", b"", flags=0, kind=9, entsize=16)


def crel_table(b: Builder) -> None:
    b.section(".crel.data", b"", flags=0, kind=0x40000014)


def described(b: Builder) -> None:
    b.section("__patchable_function_entries", bytes(8), flags=0x83, link=1)


def linked(b: Builder) -> None:
    b.section("metadata", bytes(8), flags=0x82, link=1)


def foreign_debug_frame(b: Builder) -> None:
    b.sections[2]["name"] = ".debug_frame"


def second_frame(b: Builder) -> None:
    b.frames([(1, 0, 16, ())])


def overlapping(b: Builder) -> None:
    b.symbol("outer", 1, 0, 32, kind=FUNC)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (pointer_to_middle, "middle"),
        (named_relative_table, "middle"),
        (probe, "middle"),
        (label_in_the_middle, "middle"),
        (data_mark, "data-in-code"),
        (rel_table, "relocation-format"),
        (crel_table, "relocation-format"),
        (described, "section-type"),
        (linked, "metadata"),
        (foreign_debug_frame, "debug-frame"),
        (second_frame, "cfi"),
    ],
)
def test_objects_that_are_left_alone(change: Callable[[Builder], None], reason: str) -> None:
    b = two()
    assert put(b.bytes(), f=LONG)[1] == {"f": "tail"}
    change(b)
    data = b.bytes()
    _, done, out = put(data, f=LONG)
    assert done == {"f": "!" + reason}
    assert out == data


def test_indirect_functions_and_enclosed_ones_are_left_alone() -> None:
    b = two()
    indirect(b)
    assert put(b.bytes(), f2=LONG)[1] == {"f2": "!ifunc"}
    b = two()
    overlapping(b)
    assert put(b.bytes(), g=LONG)[1] == {"g": "!middle"}


@pytest.mark.parametrize(
    ("first", "second", "by", "done"),
    [
        (8, 16, 4, "tail"),  # blocks of f at 8 and 12
        (4, 8, 4, "tail"),  # twice the block at 4
        (0, 16, 4, "!middle"),  # the entry: no block, but an address
        (8, 4, 4, "!middle"),  # f + 4 from its own place, or the entry from the table
        (8, 16, None, "!middle"),  # nobody says where the table begins
        (24, 32, 16, "in-place"),  # of g, which lies behind f
        (8, 16, 16, "!middle"),  # g's, into f
    ],
)
def test_an_anonymous_relative_table(first: int, second: int, by: int | None, done: str) -> None:
    b = two()
    table = b.section(".rodata", bytes(8), flags=A)
    b.relocation(table, 0, PREL32, ".text.hot.", first)
    b.relocation(table, 4, PREL32, ".text.hot.", second)
    if by is not None:
        b.relocation(1, by, ADRP, ".rodata", 0)
    obj, ways, _ = put(b.bytes(), f=SHORT)
    assert ways == {"f": done}
    assert meanings(obj, table) == [
        (0, PREL32, ".text.hot.", first),
        (4, PREL32, ".text.hot.", second),
    ]


def test_labels_at_the_entry_are_no_function() -> None:
    """A region's start stays where it is, and keeps its size."""
    for kind, size in ((0, 0), (0, 16), (2, 24)):
        b = two()
        b.symbol("region", 1, 0, size, kind=kind)
        assert put(b.bytes(), f=SHORT)[1] == {"f": "!middle"}
    for size in (0, 16):
        b = two()
        b.symbol("alias", 1, 0, size, kind=2)
        assert put(b.bytes(), f=SHORT)[1] == {"f": "in-place"}


def test_a_function_may_be_named_like_a_mapping_symbol() -> None:
    b = two()
    b.function("$xtra", 1, 0, 16)
    obj, done, _ = put(b.bytes(), f=LONG)
    assert done == {"f": "tail"}
    (symbol,) = [s for s in obj.symbols if s.name == "$xtra"]
    assert (symbol.value, symbol.size) == (32, len(LONG.code))


def test_an_alignment_that_a_tail_does_not_keep() -> None:
    b = Builder()
    text = b.section(".text.hot.", words(BL, NOP, NOP, RET), align=1 << 14)
    b.function("f", text, 0, 16)
    b.symbol("h")
    b.relocation(text, 0, CALL26, "h")
    b.section(".debug_info", bytes(4), flags=0)
    assert put(b.bytes(), f=SHORT)[1] == {"f": "!alignment"}


def test_a_branch_into_the_middle_asks_for_the_tail_and_an_address_refuses() -> None:
    b = two()
    b.sections[0]["data"] = words(NOP, NOP, NOP, RET, B | 0x3FFFFFE, NOP, NOP, RET)
    assert put(b.bytes(), f=SHORT)[1] == {"f": "tail"}
    adr_f = 0x10000000 | (((-16) >> 2) & 0x7FFFF) << 5
    b.sections[0]["data"] = words(NOP, NOP, NOP, RET, adr_f, NOP, NOP, RET)
    assert put(b.bytes(), f=LONG)[1] == {"f": "!address"}
    assert put(b.bytes(), f=SHORT)[1] == {"f": "in-place"}


@pytest.mark.parametrize(
    ("relocation", "reason"),
    [
        ((0, CALL26, "other", 0), "symbol"),
        ((0, CALL26, "f.llvm", 0), "symbol"),
        ((0, GOT, "data", 0), "relocation"),
        ((0, ADRP, "h", 0), "relocation"),
        ((0, ADRP, "f", 0), "symbol"),
        ((0, CALL26, "h", 4), "range"),
        ((0, ADRP, "data", 1 << 40), "range"),
        ((0, LDST64, "data", 4), "alignment"),
        ((0, GOT, OWN_CONSTANTS, 0), "relocation"),
        ((0, CALL26, "f", 4), "range"),
        ((0, ADRP, OWN_CONSTANTS, 4), "range"),
        ((0, ABS64, OWN_CODE, 0), "relocation"),
        ((0, CALL26, OWN_CODE, 4096), "range"),
        ((2, CALL26, "h", 0), "machine-code"),
        ((4096, CALL26, "h", 0), "machine-code"),
    ],
)
def test_relocations_that_are_refused(relocation: tuple[int, int, str, int], reason: str) -> None:
    data = two().bytes()
    machine = MachineCode(words(NOP, RET), relocations=(relocation,))
    _, done, out = put(data, f=machine)
    assert done == {"f": "!" + reason}
    assert out == data


@pytest.mark.parametrize(
    "machine",
    [
        MachineCode(b""),
        MachineCode(b"123"),
        MachineCode(SHORT.code, alignment=3),
        MachineCode(SHORT.code, alignment=1 << 20),
        MachineCode(SHORT.code, cfi=((64, "restore", 30, 0),)),
    ],
)
def test_malformed_machine_code_is_refused(machine: MachineCode) -> None:
    assert put(two().bytes(), f=machine)[1] == {"f": "!machine-code"}


def test_one_refusal_does_not_keep_the_others_out() -> None:
    obj, done, _ = put(two().bytes(), f=MachineCode(b"123"), g=LONG)
    assert done == {"f": "!machine-code", "g": "whole"}
    assert find_function(obj, "f").code == words(BL, ADRP_X0, ADD_X0, RET)


def test_an_unknown_section_type_only_matters_when_indices_move() -> None:
    b = two()
    b.section("odd", bytes(4), flags=0, kind=0x6FFF4CFF)
    assert put(b.bytes(), f=SHORT)[1] == {"f": "in-place"}
    constants = MachineCode(SHORT.code, constants=b"1234", constants_alignment=4)
    data = b.bytes()
    _, done, out = put(data, f=constants)
    assert done == {"f": "!section-type"}
    assert out == data


def test_an_outlined_sequence_is_no_target() -> None:
    """Its number means other instructions in another object, whatever the rewrite's was."""
    b = two()
    for name in ("helper", "OUTLINED_FUNCTION_3"):
        b.function(name, 1, 28, 4, bind=LOCAL)
        b.relocations[1][0] = (0, CALL26, name, 0)
        b.symbols = [s for s in b.symbols if s[0] != "g"]
        machine = MachineCode(words(BL, RET), relocations=((0, CALL26, name, 0),))
        done = put(b.bytes(), f=machine)[1]
        assert done == {"f": "in-place" if name == "helper" else "!symbol"}


def test_a_local_name_that_stands_for_two_things_is_no_target() -> None:
    b = two()
    machine = MachineCode(words(ADRP_X0, RET), relocations=((0, ADRP, "data", 0),))
    assert put(b.bytes(), f=machine)[1] == {"f": "in-place"}
    b.symbol("data", 2, 8, 8, bind=LOCAL, kind=OBJECT)
    assert put(b.bytes(), f=machine)[1] == {"f": "!symbol"}


def debug_frame(
    b: Builder, frames_: list[tuple[int, int, int, tuple[Any, ...]]], form: str, deflate: bool
) -> int:
    """A `.debug_frame` as clang writes it; (section, offset, size, operations) each."""
    wide = form == "64-bit"
    header = b"\xff\xff\xff\xff" if wide else b""
    length, all_ones = ("<Q", b"\xff" * 8) if wide else ("<I", b"\xff" * 4)
    first = b"\3\0" if form == "version 3" else b"\4\0\x08\0"
    body = all_ones + first + b"\x01\x7c\x1e\x0c\x1f\x00"
    body += bytes(-(len(header) + len(all_ones) + len(body)) % 8)
    data = bytearray(header + struct.pack(length, len(body)) + body)
    places = []
    for section_, offset, size, operations in frames_:
        start = len(data)
        cie_at = start + len(header) + struct.calcsize(length)
        body = bytes(struct.calcsize(length)) + struct.pack("<QQ", 0, size)
        body += encode(operations, 1, -4)
        body += bytes(-(cie_at + len(body)) % 8)
        data += header + struct.pack(length, len(body)) + body
        places.append((cie_at, cie_at + struct.calcsize(length), section_, offset))
    flags, content = 0, bytes(data)
    if deflate:
        flags, content = 0x800, struct.pack("<IIQQ", 1, 0, len(data), 8) + zlib.compress(content)
    index = b.section(".debug_frame", content, flags, align=8)
    b.symbol(".debug_frame", index, bind=LOCAL, kind=SECTION)
    for cie_at, at, section_, offset in places:
        b.relocation(index, cie_at, ABS64 if wide else ABS32, ".debug_frame")
        b.relocation(index, at, ABS64, str(b.sections[section_ - 1]["name"]), offset)
    return index


MOVES_SP = words(0xD10043FF, 0x910043FF, RET, NOP, NOP)  # sub, add sp, sp, #16
MOVED = ((4, "def_cfa_offset", 16, 0), (8, "def_cfa_offset", 0, 0))


@pytest.mark.parametrize("deflate", [False, True], ids=["plain", "deflated"])
@pytest.mark.parametrize("form", ["version 3", "version 4", "64-bit"])
def test_a_debug_frame_gets_an_entry_for_the_tail(form: str, deflate: bool) -> None:
    b = two()
    del b.sections[2]
    del b.relocations[3]
    b.symbols = [s for s in b.symbols if s[0] != ".eh_frame"]
    index = debug_frame(b, [(1, 0, 16, ()), (1, 16, 16, MOVED)], form, deflate)
    old = b.parsed()
    before, alignment = plain_contents(old, old.sections[index])
    assert alignment == 8
    obj, done, _ = put(b.bytes(), f=MachineCode(MOVES_SP, cfi=MOVED))
    assert done == {"f": "tail"}
    assert section(obj, ".debug_frame").startswith(before)
    found = debug_frames(obj)
    assert set(found) == {(1, 0), (1, 16), (1, 32)}
    new = found[1, 32]
    assert struct.unpack_from("<Q", new.data, new.fde.address + 8) == (len(MOVES_SP),)
    assert decode(new.data, new.fde.program, new.fde.end, 1, -4) == MOVED
    # Code that needs operations and has none would unwind wrongly.
    _, done, out = put(b.bytes(), f=MachineCode(MOVES_SP))
    assert done == {"f": "!debug-frame"}
    assert out == b.bytes()
    assert put(b.bytes(), f=LONG)[1] == {"f": "tail"}


def test_a_debug_frame_beside_the_other_is_kept_true_too() -> None:
    b = two()
    debug_frame(b, [(1, 0, 16, ()), (1, 16, 16, ())], "version 4", deflate=False)
    obj, done, _ = put(b.bytes(), f=LONG)
    assert done == {"f": "tail"}
    assert set(debug_frames(obj)) == set(frames(obj)) == {(1, 0), (1, 16), (1, 32)}


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda data: data[:-1], "debug-frame"),  # an entry reaches out of its section
        (lambda data: data[:8] + b"\2" + data[9:], "debug-frame"),  # no such version
        (lambda data: data[:9] + b"x" + data[10:], "debug-frame"),  # an augmentation
        (lambda data: data[:14] + b"\x1d" + data[15:], "debug-frame"),  # the return address
        (lambda data: data[:-4] + b"\x2e" * 4, "cfi"),  # an operation of others
    ],
)
def test_a_debug_frame_that_is_not_understood_refuses(
    spoil: Callable[[bytes], bytes], reason: str
) -> None:
    b = two()
    del b.sections[2]
    del b.relocations[3]
    b.symbols = [s for s in b.symbols if s[0] != ".eh_frame"]
    index = debug_frame(b, [(1, 0, 16, MOVED)], "version 4", deflate=False)
    data = b.sections[index - 1]["data"]
    assert isinstance(data, bytes)
    b.sections[index - 1]["data"] = spoil(data)
    _, done, out = put(b.bytes(), f=LONG, g=LONG)
    assert done == {"f": "!" + reason, "g": "tail"}
    assert out != b.bytes()


@pytest.mark.parametrize(
    "word",
    [
        0xA9BF7BFD,  # stp x29, x30, [sp, #-16]!
        0xF81F0FFE,  # str x30, [sp, #-16]!
        0xF84107FE,  # ldr x30, [sp], #16
        0xFC1F0FE8,  # str d8, [sp, #-16]!
        0xD10043FF,  # sub sp, sp, #16
        0x8B2863FF,  # add sp, sp, x8
        0x927BE93F,  # and sp, x9, #-32
        0x4CDF7FE0,  # ld1 {v0.2d}, [sp], #16
        0x94000000,  # bl
        0xD63F0100,  # blr x8
    ],
)
def test_what_moves_the_frame_needs_an_unwind_table(word: int) -> None:
    b = two()
    del b.sections[2]
    del b.relocations[3]
    b.symbols = [s for s in b.symbols if s[0] != ".eh_frame"]
    debug_frame(b, [(1, 0, 16, ())], "version 4", deflate=False)
    relocations = ((0, CALL26, "h", 0),) if word == BL else ()
    machine = MachineCode(words(word, *[NOP] * 5, RET), relocations=relocations)
    assert put(b.bytes(), f=machine)[1] == {"f": "!debug-frame"}


def test_the_unwind_table_ends_where_its_alignment_asks() -> None:
    """Between two tables a linker fills gaps with zeros, which would end the first."""
    for count in range(1, 5):
        program = tuple((4, "offset", 19 + i, -8 * i) for i in range(1, count + 1))
        obj, done, _ = put(two().bytes(), f=MachineCode(LONG.code, cfi=program))
        assert done == {"f": "tail"}
        assert len(section(obj, ".eh_frame")) % 8 == 0
        assert frames(obj)[1, 32].program(program)


def test_a_call_graph_profile_follows_its_symbols() -> None:
    b = two()
    profile = b.section(".llvm.call-graph-profile", bytes(8), 0x80000000, 0x6FFF4C09, 1, 8)
    symbols = {s.name: s.index for s in b.parsed().symbols}
    # There is no other table of this format in an object for AArch64.
    links = struct.pack("<QQQQ", 0, symbols["f"] << 32, 0, symbols["g"] << 32)
    b.section(".rel.llvm.call-graph-profile", links, 0x40, 9, 8, 16, info=profile)
    constants = MachineCode(LONG.code, constants=b"1234", constants_alignment=4)
    obj, done, _ = put(b.bytes(), f=constants)
    assert done == {"f": "tail"}
    _, one, _, other = struct.unpack("<QQQQ", section(obj, ".rel.llvm.call-graph-profile"))
    assert [obj.symbols[i >> 32].name for i in (one, other)] == ["f", "g"]
    assert one != symbols["f"] << 32


def test_a_pad_for_jumps_stays_one() -> None:
    b = Builder()
    text = b.section(".text.hot.", words(BTI_JC, MOV_0, NOP, RET, RET))
    b.function("f", text, 0, 16)
    b.function("g", text, 16, 4)
    obj, done, _ = put(b.bytes(), f=MachineCode(words(BTI_JC, *[MOV_1] * 6, RET)))
    assert done == {"f": "tail"}
    assert section(obj, ".text.hot.")[:8] == words(BTI_JC, B | 4)
    assert put(b.bytes(), f=MachineCode(words(BTI_C, MOV_1, RET)))[1] == {"f": "!landing-pad"}


def test_a_call_of_itself_goes_by_the_symbol_only_where_the_old_code_does() -> None:
    """The symbol may be bound to another module's function of the name."""
    machine = MachineCode(words(NOP, BL, RET), relocations=((4, CALL26, "f", 0),))
    b = two()
    obj, done, _ = put(b.bytes(), f=machine)
    assert done == {"f": "in-place"}
    assert section(obj, ".text.hot.")[4:8] == words(BL | 0x3FFFFFF)
    assert meanings(obj, 1) == []
    b.relocations[1][0] = (0, CALL26, "f", 0)
    obj, _, _ = put(b.bytes(), f=machine)
    assert meanings(obj, 1) == [(4, CALL26, "f", 0)]


GOT_LOW, GOT_PAGE_15 = 312, 313
TLS_HIGH, TLS_LOW_CHECKED, TLS_LOW, TLS_32, TLS_64 = 549, 550, 551, 557, 559


@pytest.mark.parametrize(
    ("kind", "addend", "done"),
    [
        (GOT, 0, "in-place"),
        (GOT_LOW, 0, "in-place"),
        (GOT_PAGE_15, 0, "!relocation"),  # reaches 32 KiB
        (GOT_LOW, 8, "!relocation"),  # another entry
        (TLS_HIGH, 0, "in-place"),
        (TLS_HIGH, 4, "in-place"),
        (TLS_LOW, 0, "in-place"),
        (TLS_LOW_CHECKED, 0, "!relocation"),  # reaches 4 KiB
        (TLS_32, 4, "in-place"),
        (TLS_64, 4, "!alignment"),
        (TLS_64, 8, "in-place"),
    ],
)
def test_sequences_keep_their_types(kind: int, addend: int, done: str) -> None:
    b = two()
    own = b.section(".tdata", bytes(16), flags=0x403, align=8)
    b.symbol("own", own, 0, 16, kind=6)
    at = {GOT: "h", GOT_LOW: "h", GOT_PAGE_15: "h"}
    b.relocations[1] = [
        (0, GOT, "h", 0),
        (4, GOT_LOW, "h", 0),
        (8, TLS_HIGH, "own", 0),
        (12, TLS_LOW, "own", 0),
    ]
    name = at.get(kind, "own")
    machine = MachineCode(words(NOP, RET), relocations=((0, kind, name, addend),))
    assert put(b.bytes(), f=machine)[1] == {"f": done}


def test_a_name_for_the_end_of_the_section_forbids_to_grow() -> None:
    assert put(two().bytes(), g=LONG)[1] == {"g": "whole"}
    b = two()
    b.symbol("end", 1, 32)
    # Behind the end it would be out of the region that the name ends.
    assert put(b.bytes(), g=LONG)[1] == {"g": "!middle"}
    assert put(b.bytes(), g=SHORT)[1] == {"g": "in-place"}
    b = two()
    table = b.section(".data.ends", bytes(8), flags=WA, align=8)
    b.relocation(table, 0, ABS64, ".text.hot.", 32)
    assert put(b.bytes(), g=LONG)[1] == {"g": "!middle"}
