"""The memory image of one function: its object's sections, placed and relocated.

A small static linker for what one function can reach.  Sections lie at fixed
addresses, each on pages of its own, so that the same image serves Unicorn and a
static QEMU process.  A symbol that the object does not define gets an address in an
unmapped area: touching it faults, and a test that faults proves nothing.

Relocation arithmetic: "ELF for the Arm 64-bit Architecture" (aaelf64), section 5.7.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field, replace

from armcc.errors import Error
from armcc.function import elf, identity
from armcc.function.contract import Frame, Value
from armcc.function.elf import ElfObject, Relocation, Section, Symbol
from armcc.function.hot import HotFunction
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS, MachineCode
from armcc.function.prototypes import Variant
from armcc.gates.callees import Callee
from armcc.gates.literals import twins
from armcc.gates.state import HOME, Placement

PAGE = 4096
# All of these are moved by the placement.
IMAGE_BASE = 0x2000_0000
CANDIDATE_BASE = 0x2400_0000
UNDEFINED_BASE = 0x2600_0000
UNDEFINED_STEP = 0x1_0000
# Bytes of memory at an undefined symbol, and where many are named: the object is elsewhere.
UNDEFINED_ROOM, UNDEFINED_LESS = 16 * 1024, 4 * 1024
FEW_UNDEFINED = 4
# Entries of the global offset table, in bytes from the start of their page: none stands where
# code finds it that forgot an entry's low part, or that looks for it beside another.
GOT_FIRST, GOT_STEP = 0x128, 24
STUB_BASE = 0x2700_0000
STUB_SIZE = 16
MOST_STUBS = 1024
# Places that function pointers made by a test lead to.
ANONYMOUS_STUBS = 4
# Above this nothing of the image lies, so `bl` (128 MiB) reaches everything.
IMAGE_LIMIT = CANDIDATE_BASE - IMAGE_BASE
MAX_SECTIONS = 256
MARGIN = 1024
# Room before an object, and no better alignment than most ask for.
UNDEFINED_FIRST = UNDEFINED_BASE + MARGIN + 8

READ, WRITE, EXECUTE = 1, 2, 4
_BRANCHES = (elf.R_AARCH64_CALL26, elf.R_AARCH64_JUMP26)


@dataclass(frozen=True)
class Segment:
    """Consecutive bytes at `address` with protection bits READ, WRITE, EXECUTE."""

    address: int
    data: bytes
    protection: int
    name: str

    @property
    def end(self) -> int:
        """The first address behind the segment's bytes."""
        return self.address + len(self.data)

    def pages(self) -> tuple[int, bytes]:
        """The whole pages that hold the segment: their address and content."""
        before = self.address % PAGE
        data = bytes(before) + self.data
        return self.address - before, data.ljust(_up(max(len(data), 1), PAGE), b"\0")


@dataclass(frozen=True)
class Stub:
    """The place that stands for one callee: 16 bytes at `address`, never the callee's own code.

    name: the symbol, or "" for places that function pointers in memory lead to.
    effect: "call" (judged by its arguments, changes what a callee may change), "memcpy",
        "memmove" or "memset" (does what the C library's does, and is no observable call:
        a candidate may do without it).
    arguments, results: (register, number, live bits) each, as in Signature.
    returns: False for a `noreturn` callee.
    memory: "any", "read" or "none": what it may do to memory that the caller sees.
    kinds: of each result: 0 integer, 1 pointer, 2 floating point, 3 anything.
    ranges: of each integer result the half-open range it is in; (0, 0) for any.
    returned: the argument that comes back as the result, as (register, number).
    lanes: of each argument the bytes of a float in it, 0 where it is none.
    stack, variants: as of Callee.
    promises: of each argument, as in Callee.
    """

    address: int
    name: str
    effect: str = "call"
    arguments: tuple[tuple[str, int, int], ...] = ()
    results: tuple[tuple[str, int, int], ...] = ()
    returns: bool = True
    memory: str = "any"
    kinds: tuple[int, ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()
    returned: tuple[str, int] | None = None
    lanes: tuple[int, ...] = ()
    stack: int = 0
    variants: tuple[Variant, ...] = ()
    promises: tuple[int, ...] = ()


@dataclass(frozen=True)
class Image:
    """What is mapped before any test runs.

    entry, code_size: the function under test, in bytes.
    own: (start, end) ranges of constants that are the function's own.  Its code is not
        among them: a linker changes it, so what is read from it is not what was tested.
    shared_constants: (start, end) ranges of the object's read-only data that the
        baseline's relocations name, hence that its identity covers.
    targets: the symbols that the baseline refers to.  objects: the addresses of
        writable data that its relocations name.
    stubs: what calls lead to, at the same addresses for baseline and candidate.
    sections: where the object's sections lie, by index.
    twins: of a candidate, (baseline's address, own address, size) of the copies of
        literals whose addresses count as the baseline's (see armcc/gates/literals.py).
    frame: the local variables of the baseline whose addresses may leave it.
    """

    segments: tuple[Segment, ...]
    entry: int
    code_size: int
    own: tuple[tuple[int, int], ...]
    shared_constants: tuple[tuple[int, int], ...] = ()
    targets: frozenset[str] = field(default_factory=frozenset)
    placement: Placement = HOME
    objects: tuple[int, ...] = ()
    stubs: tuple[Stub, ...] = ()
    sections: dict[int, int] = field(default_factory=dict, hash=False)
    frame: Frame = field(default_factory=Frame)
    twins: tuple[tuple[int, int, int], ...] = ()

    def translated(self, value: int) -> int:
        """A place in a candidate's copy of a literal as the place in the baseline's."""
        for there, here, size in self.twins:
            if 0 <= value - here < size:
                return value - here + there
        return value

    @property
    def writable(self) -> tuple[Segment, ...]:
        """The object's writable data that the function can reach."""
        return tuple(s for s in self.segments if s.protection & WRITE)


def _up(value: int, alignment: int) -> int:
    return -(-value // alignment) * alignment


def _odd(address: int, alignment: int) -> int:
    """The first address from `address` on that is aligned so and no better."""
    return _up(address, 2 * alignment) + alignment


def _put(code: bytearray, at: int, mask: int, value: int) -> None:
    word: int = struct.unpack_from("<I", code, at)[0]
    struct.pack_into("<I", code, at, (word & ~mask & 0xFFFFFFFF) | (value & mask))


_LDST_SHIFT = {
    elf.R_AARCH64_LDST8_ABS_LO12_NC: 0,
    elf.R_AARCH64_LDST16_ABS_LO12_NC: 1,
    elf.R_AARCH64_LDST32_ABS_LO12_NC: 2,
    elf.R_AARCH64_LDST64_ABS_LO12_NC: 3,
    elf.R_AARCH64_LDST128_ABS_LO12_NC: 4,
}


def apply(code: bytearray, at: int, kind: int, place: int, value: int, got: int) -> None:
    """Write one relocation into `code` at `at`; `value` is S + A, `got` its GOT slot.

    Raises Error("relocation") for a type or distance that the image does not do.
    """
    if at + (8 if kind in (elf.R_AARCH64_ABS64, elf.R_AARCH64_PREL64) else 4) > len(code):
        raise Error("relocation", "a relocation lies outside its section")
    delta = value - place
    if kind == elf.R_AARCH64_NONE:
        return
    if kind == elf.R_AARCH64_ABS64:
        struct.pack_into("<Q", code, at, value & 0xFFFFFFFFFFFFFFFF)
    elif kind == elf.R_AARCH64_PREL64:
        struct.pack_into("<q", code, at, delta)
    elif kind in (elf.R_AARCH64_ABS32, elf.R_AARCH64_PREL32):
        stored = value if kind == elf.R_AARCH64_ABS32 else delta
        if not -(1 << 31) <= stored < 1 << 32:
            raise Error("relocation", "a word out of range")
        struct.pack_into("<I", code, at, stored & 0xFFFFFFFF)
    elif kind in (elf.R_AARCH64_CALL26, elf.R_AARCH64_JUMP26):
        if delta % 4 or not -(1 << 27) <= delta < 1 << 27:
            raise Error("relocation", "a branch out of range")
        _put(code, at, 0x03FFFFFF, delta >> 2)
    elif kind in (elf.R_AARCH64_CONDBR19, elf.R_AARCH64_LD_PREL_LO19):
        if delta % 4 or not -(1 << 20) <= delta < 1 << 20:
            raise Error("relocation", "a branch out of range")
        _put(code, at, 0x7FFFF << 5, (delta >> 2) << 5)
    elif kind == elf.R_AARCH64_TSTBR14:
        if delta % 4 or not -(1 << 15) <= delta < 1 << 15:
            raise Error("relocation", "a branch out of range")
        _put(code, at, 0x3FFF << 5, (delta >> 2) << 5)
    elif kind == elf.R_AARCH64_ADR_PREL_LO21:
        if not -(1 << 20) <= delta < 1 << 20:
            raise Error("relocation", "an address out of range")
        _put(
            code,
            at,
            (3 << 29) | (0x7FFFF << 5),
            ((delta & 3) << 29) | ((delta >> 2) & 0x7FFFF) << 5,
        )
    elif kind in (elf.R_AARCH64_ADR_PREL_PG_HI21, elf.R_AARCH64_ADR_GOT_PAGE):
        target = got if kind == elf.R_AARCH64_ADR_GOT_PAGE else value
        pages = (target >> 12) - (place >> 12)
        if not -(1 << 20) <= pages < 1 << 20:
            raise Error("relocation", "a page out of range")
        _put(
            code,
            at,
            (3 << 29) | (0x7FFFF << 5),
            ((pages & 3) << 29) | ((pages >> 2) & 0x7FFFF) << 5,
        )
    elif kind == elf.R_AARCH64_ADD_ABS_LO12_NC:
        _put(code, at, 0xFFF << 10, (value & 0xFFF) << 10)
    elif kind in _LDST_SHIFT:
        shift = _LDST_SHIFT[kind]
        if value & ((1 << shift) - 1):
            raise Error("relocation", "a misaligned constant")
        _put(code, at, 0xFFF << 10, ((value & 0xFFF) >> shift) << 10)
    elif kind == elf.R_AARCH64_LD64_GOT_LO12_NC:
        _put(code, at, 0xFFF << 10, ((got & 0xFFF) >> 3) << 10)
    else:
        raise Error("relocation", f"relocation type {kind} is not judged")


def _stub(address: int, name: str, callee: Callee) -> Stub:
    kinds = []
    ranges = []
    value = callee.result_value
    pieces = value.pieces() if value is not None else ()
    for n in range(len(callee.results)):
        piece = pieces[n] if n < len(pieces) else None
        kind = {"int": 0, "pointer": 1, "float": 2}.get(piece.kind if piece else "", 3)
        kinds.append(kind)
        ranges.append(_range(value) if value is not None and len(pieces) == 1 else (0, 0))
    return Stub(
        address=address,
        name=name,
        effect=callee.effect,
        arguments=callee.arguments,
        results=callee.results,
        returns=not callee.noreturn,
        memory=callee.memory,
        kinds=tuple(kinds),
        ranges=tuple(ranges),
        returned=callee.returned,
        lanes=callee.lanes,
        stack=callee.stack,
        variants=callee.variants,
        promises=callee.promises,
    )


def _range(value: Value) -> tuple[int, int]:
    """The half-open range that an integer's attributes promise; (0, 0) for none."""
    if value.bits == 1:
        return 0, 2
    for attribute in value.attributes:
        found = re.fullmatch(r"range\(i\d+ (-?\d+), (-?\d+)\)", attribute)
        if found and int(found[1]) < int(found[2]):
            return int(found[1]), int(found[2])
        if found:  # wraps around: what lies above the lower end
            return int(found[1]), (1 << (value.bits - 1)) - 1
    return 0, 0


class _Layout:
    """Places reachable sections of one object and knows every symbol's address."""

    def __init__(self, obj: ElfObject, shift: int, callees: tuple[Callee, ...] = ()) -> None:
        self.obj = obj
        self.shift = shift
        self.next = IMAGE_BASE + shift
        self.address: dict[int, int] = {}
        self.undefined: dict[str, int] = {}
        self.outside: set[str] = set()  # those that are data, or may be
        self.got: dict[int, int] = {}
        self.got_base = 0
        self.indirect = next((c for c in callees if not c.name), None)
        self.stubs: list[Stub] = []
        self.stub_of: dict[str, int] = {}
        for callee in callees:
            for _ in range(1 if callee.name else ANONYMOUS_STUBS):
                self.stub(callee.name, callee)

    def place(self, index: int) -> None:
        todo = [index]
        while todo:
            at = todo.pop()
            if at in self.address:
                continue
            section = self.obj.sections[at]
            if not section.flags & elf.SHF_ALLOC or section.flags & elf.SHF_TLS:
                continue  # nothing that a judged function reaches; `symbol` refuses it
            if len(self.address) >= MAX_SECTIONS:
                raise Error("relocation", "the function reaches too many sections")
            base = _up(self.next, max(PAGE, section.addralign or 1))
            if section.flags & elf.SHF_WRITE:
                # Room before it on its page: a buffer that ends in it may begin there.
                base += _up(MARGIN, max(section.addralign, 1))
            # Code may rely on the section's own alignment and on no more.
            base = _odd(base, max(section.addralign, 1)) if section.addralign < PAGE else base
            self.address[at] = base
            # A page stays free between sections: running over one's end faults.
            self.next = _up(base + max(section.size, 1), PAGE) + PAGE
            if self.next - IMAGE_BASE - self.shift > IMAGE_LIMIT:
                raise Error("relocation", "the function reaches too much data")
            todo += self.reached(self.obj.relocations(at))

    def reached(self, relocations: list[Relocation]) -> list[int]:
        found = []
        for r in relocations:
            shndx = self.obj.symbols[r.symbol].shndx
            if 0 < shndx < elf.SHN_LORESERVE:
                found.append(shndx)
        return found

    def symbol(self, index: int) -> int:
        symbol = self.obj.symbols[index]
        if symbol.shndx == elf.SHN_ABS:
            return symbol.value
        if 0 < symbol.shndx < len(self.obj.sections):
            self.place(symbol.shndx)
            if symbol.shndx not in self.address:
                raise Error("relocation", f"symbol {symbol.name} is not judged")
            return self.address[symbol.shndx] + symbol.value
        if symbol.shndx == elf.SHN_UNDEF:
            fresh = UNDEFINED_FIRST + self.shift + len(self.undefined) * UNDEFINED_STEP
            return self.undefined.setdefault(symbol.name, fresh)
        raise Error("relocation", f"symbol {symbol.name} is not judged")

    def stub(self, name: str, callee: Callee) -> int:
        """The place that stands for a callee."""
        if name and name in self.stub_of:
            return self.stub_of[name]
        if len(self.stubs) == MOST_STUBS:
            raise Error("relocation", "the function reaches too many callees")
        address = STUB_BASE + self.shift + STUB_SIZE * len(self.stubs)
        self.stubs.append(_stub(address, name, callee))
        self.stub_of.setdefault(name, address)
        return address

    def call(self, name: str) -> int:
        """Where a branch to the function `name` leads: its stub, where it is a callee."""
        return self.stub_of.get(name, 0) if name else 0

    def pointer(self, symbol: Symbol, addend: int) -> int | None:
        """The stub for a function whose address stands in data, if it may be called there."""
        if self.indirect is None:
            return None
        if symbol.shndx == elf.SHN_UNDEF:
            return None if addend else self.stub(symbol.name, self.indirect)
        if not 0 < symbol.shndx < len(self.obj.sections):
            return None
        if not self.obj.sections[symbol.shndx].flags & elf.SHF_EXECINSTR:
            return None
        named = self.obj.covering(symbol.shndx, symbol.value + addend)
        if named is None or named.value != symbol.value + addend or named.type != elf.STT_FUNC:
            return None
        return self.stub(named.name, self.indirect)

    def got_slot(self, value: int) -> int:
        if not self.got_base:
            self.got_base = _up(self.next, PAGE)
            self.next = self.got_base + 2 * PAGE
        slot = self.got.setdefault(value, len(self.got))
        if GOT_FIRST + GOT_STEP * slot >= PAGE:
            raise Error("relocation", "too many GOT entries")
        return self.got_base + GOT_FIRST + GOT_STEP * slot


def _relocate(layout: _Layout, data: bytearray, base: int, relocations: list[Relocation]) -> None:
    for r in relocations:
        try:
            pointer = None
            if r.type in (elf.R_AARCH64_ABS64, elf.R_AARCH64_CALL26, elf.R_AARCH64_JUMP26):
                pointer = layout.pointer(layout.obj.symbols[r.symbol], r.addend)
            value = layout.symbol(r.symbol) + r.addend if pointer is None else pointer
            got = 0
            if r.type in (elf.R_AARCH64_ADR_GOT_PAGE, elf.R_AARCH64_LD64_GOT_LO12_NC):
                got = layout.got_slot(value)
            apply(data, r.offset, r.type, base + r.offset, value, got)
        except Error:
            # Most often a neighbour's business.  All zeros is `udf #0` in code and an
            # unmapped address in data: whoever uses it faults, and a fault proves nothing.
            data[r.offset : r.offset + 4] = bytes(len(data[r.offset : r.offset + 4]))


def _protection(section: Section) -> int:
    protection = READ
    if section.flags & elf.SHF_WRITE:
        protection |= WRITE
    if section.flags & elf.SHF_EXECINSTR:
        protection |= EXECUTE
    return protection


def _segments(layout: _Layout) -> list[Segment]:
    out: list[Segment] = []
    done: set[int] = set()
    while len(done) < len(layout.address):
        for index in [i for i in layout.address if i not in done]:
            done.add(index)
            section = layout.obj.sections[index]
            base = layout.address[index]
            data = bytearray(layout.obj.contents(section))
            _relocate(layout, data, base, layout.obj.relocations(index))
            out.append(Segment(base, bytes(data), _protection(section), section.name))
    if layout.got_base:
        table = bytearray(PAGE - GOT_FIRST)
        for value, slot in layout.got.items():
            struct.pack_into("<Q", table, GOT_STEP * slot, value & 0xFFFFFFFFFFFFFFFF)
        out.append(Segment(layout.got_base + GOT_FIRST, bytes(table), READ, ".got"))
    return sorted(out, key=lambda s: s.address)


def _covered_constants(layout: _Layout, function: HotFunction) -> tuple[tuple[int, int], ...]:
    """The read-only objects that the baseline's own relocations name, as address ranges."""
    obj = layout.obj
    ranges = set()
    for r in function.relocations:
        symbol = obj.symbols[r.symbol]
        if not 0 < symbol.shndx < len(obj.sections):
            continue
        section = obj.sections[symbol.shndx]
        if section.flags & (elf.SHF_WRITE | elf.SHF_EXECINSTR):
            continue
        at = symbol.value + r.addend
        base = layout.address[symbol.shndx]
        cover = [
            s
            for s in obj.symbols
            if s.shndx == symbol.shndx and s.size and s.value <= at < s.value + s.size
        ]
        for s in cover:
            ranges.add((base + s.value, base + s.value + s.size))
    return tuple(sorted(ranges))


def _got_entries(layout: _Layout) -> list[tuple[int, int]]:
    """Where the entries of the global offset table lie, as address ranges."""
    first = layout.got_base + GOT_FIRST
    return [(first + GOT_STEP * n, first + GOT_STEP * n + 8) for n in sorted(layout.got.values())]


def _named_objects(
    layout: _Layout, function: HotFunction, constants: frozenset[str]
) -> tuple[int, ...]:
    """Where the writable objects lie that the baseline's own relocations name."""
    found = set()
    for r in function.relocations:
        symbol = layout.obj.symbols[r.symbol]
        if symbol.shndx in layout.address:
            flags = layout.obj.sections[symbol.shndx].flags
            if flags & elf.SHF_WRITE:
                found.add(layout.address[symbol.shndx] + symbol.value + r.addend)
        elif symbol.name in layout.outside - constants:
            # What is looked at of it stands in no relocation where these lead to its start.
            at = layout.undefined[symbol.name] + r.addend
            found |= {at + offset for offset in (0, 4, 8, 12, 16, 24)}
    return tuple(sorted(found))


def target_names(obj: ElfObject, function: HotFunction) -> frozenset[str]:
    """The symbols that the baseline refers to, section-relative references resolved.

    A candidate may refer to these and to no other: only what these mean is part of the
    key under which a rewrite is found again.
    """
    names = {function.name}
    for r in function.relocations:
        symbol = obj.symbols[r.symbol]
        if symbol.type != elf.STT_SECTION:
            names.add(symbol.name)
            continue
        at = symbol.value + r.addend
        for s in obj.symbols:
            if s.shndx == symbol.shndx and s.type != elf.STT_SECTION and s.name:
                inside = s.value <= at < s.value + s.size or (s.value == at and not s.size)
                if inside and not s.name.startswith("$"):
                    names.add(s.name)
    return frozenset(names)


def _place_undefined(layout: _Layout, function: HotFunction) -> None:
    """Give the undefined symbols that the baseline names their places.

    By its own relocations, so that they are the same in each image.
    """
    for r in function.relocations:
        symbol = layout.obj.symbols[r.symbol]
        if symbol.shndx == elf.SHN_UNDEF and symbol.name and r.type not in _BRANCHES:
            layout.symbol(r.symbol)
            layout.outside.add(symbol.name)


def _outside(layout: _Layout) -> list[Segment]:
    """Memory where undefined symbols are that are more than branched to.

    They may be constants elsewhere; taken for variables, they ask no less of a candidate.
    """
    room = UNDEFINED_ROOM if len(layout.outside) <= FEW_UNDEFINED else UNDEFINED_LESS
    places = sorted((layout.undefined[name], name) for name in layout.outside)
    return [Segment(at, bytes(room - at % PAGE), READ | WRITE, name) for at, name in places]


def _divert_calls(layout: _Layout, function: HotFunction, code: bytearray, place: int) -> None:
    """Lead the baseline's calls, relocated or not, to the stubs of what they call.

    code: of the function, at `place`.  A call of something that is no callee by the
    contract is left to fault.
    """
    _, unrelocated = identity.mask_branches(function)
    obj = layout.obj
    for r in [*function.relocations, *unrelocated]:
        if r.type not in (elf.R_AARCH64_CALL26, elf.R_AARCH64_JUMP26):
            continue
        if r.symbol == identity.OWN_SECTION:
            cover = obj.covering(function.section.index, r.addend)
            name = cover.name if cover and cover.value == r.addend else ""
        else:
            symbol = obj.symbols[r.symbol]
            name = symbol.name if not r.addend else ""
            if symbol.type == elf.STT_SECTION:
                cover = obj.covering(symbol.shndx, symbol.value + r.addend)
                name = cover.name if cover and cover.value == symbol.value + r.addend else ""
        value = layout.call(name)
        if value:
            apply(code, r.offset, r.type, place + r.offset, value, 0)
    own = layout.call(function.name)
    for at, (word,) in zip(range(0, len(code), 4), struct.iter_unpack("<I", code), strict=False):
        if own and word >> 26 == 0x25 and at + 4 * identity.signed(word & 0x03FFFFFF, 26) == 0:
            apply(code, at, elf.R_AARCH64_CALL26, place + at, own, 0)


def baseline_image(
    obj: ElfObject,
    function: HotFunction,
    where: Placement = HOME,
    callees: tuple[Callee, ...] = (),
    frame: Frame | None = None,
    constants: frozenset[str] = frozenset(),
) -> Image:
    """The object's own code for `function`, ready to run; its calls lead to stubs.

    constants: symbols of data of other objects that nobody changes.

    Raises Error("relocation") where the function reaches something that is not judged.
    """
    layout = _Layout(obj, where.image, callees)
    layout.place(function.section.index)
    _place_undefined(layout, function)
    segments = [*_segments(layout), *_outside(layout)]
    entry = layout.address[function.section.index] + function.offset
    for n, segment in enumerate(segments):
        if segment.address <= entry < segment.end:
            data = bytearray(segment.data)
            at = entry - segment.address
            code = data[at : at + function.size]
            _divert_calls(layout, function, code, entry)
            data[at : at + function.size] = code
            segments[n] = replace(segment, data=bytes(data))
    return Image(
        segments=tuple(segments),
        entry=entry,
        code_size=function.size,
        own=(),
        objects=_named_objects(layout, function, constants),
        shared_constants=_covered_constants(layout, function),
        targets=target_names(obj, function),
        placement=where,
        stubs=tuple(layout.stubs),
        sections=dict(layout.address),
        frame=frame or Frame(),
    )


def candidate_image(
    obj: ElfObject,
    function: HotFunction,
    machine: MachineCode,
    where: Placement = HOME,
    callees: tuple[Callee, ...] = (),
    frame: Frame | None = None,
) -> Image:
    """The same sections, and the candidate's code and constants beside them.

    Raises Error("new-symbol") where the candidate refers to what the baseline does not.
    """
    layout = _Layout(obj, where.image, callees)
    layout.place(function.section.index)
    _place_undefined(layout, function)
    allowed = target_names(obj, function)
    literals = {n: t for n, t in identity.targets(obj, function).items() if t.size}
    code = bytearray(machine.code)

    # Both at odd multiples of the alignment that they ask for: a linker gives no more.
    code_at = CANDIDATE_BASE + where.image + PAGE * 16
    code_at = _odd(code_at, machine.alignment)
    constants_at = _odd(_up(code_at + len(code), PAGE) + PAGE, machine.constants_alignment)
    by_name: dict[str, list[int]] = {}
    for symbol in obj.symbols:
        if symbol.name and symbol.type not in (elf.STT_SECTION, elf.STT_FILE):
            by_name.setdefault(symbol.name, []).append(symbol.index)
    for offset, kind, target, addend in machine.relocations:
        if target == OWN_CODE:
            value = code_at + addend
        elif target == OWN_CONSTANTS:
            value = constants_at + addend
        elif kind in (elf.R_AARCH64_CALL26, elf.R_AARCH64_JUMP26):
            value = layout.call(target)
            if not value and target == function.name:
                value = code_at  # itself, in a loop
            if not value or addend or not target:
                raise Error(
                    "new-symbol", f"the candidate calls {target}, which the baseline does not"
                )
        elif target in literals:
            place = literals[target]
            if not 0 <= addend < place.size:
                raise Error("new-symbol", f"the candidate refers to a place beyond {target}")
            value = layout.symbol(place.symbol.index) + place.base + addend
        else:
            found = by_name.get(target, [])
            if target not in allowed or not found:
                raise Error(
                    "new-symbol", f"the candidate refers to {target}, which the baseline does not"
                )
            if len(found) > 1:
                raise Error("new-symbol", f"the symbol {target} is not unique in the object")
            if target == function.name:
                value = code_at + addend
            else:
                value = layout.symbol(found[0]) + addend
        got = 0
        if kind in (elf.R_AARCH64_ADR_GOT_PAGE, elf.R_AARCH64_LD64_GOT_LO12_NC):
            got = layout.got_slot(value)
        apply(code, offset, kind, code_at + offset, value, got)
    segments = [*_segments(layout), *_outside(layout)]
    segments.append(Segment(code_at, bytes(code), READ | EXECUTE, "candidate"))
    own = []
    if machine.constants:
        segments.append(Segment(constants_at, machine.constants, READ, "candidate constants"))
        own.append((constants_at, constants_at + len(machine.constants)))
    return Image(
        segments=tuple(segments),
        entry=code_at,
        code_size=len(code),
        own=tuple(own),
        # An entry of the global offset table is there whether or not it is used.
        shared_constants=(*_covered_constants(layout, function), *_got_entries(layout)),
        targets=allowed,
        twins=tuple(
            (layout.address[t.section] + t.start, constants_at + t.own, t.size)
            for t in twins(obj, function, machine)
            if t.section in layout.address
        ),
        placement=where,
        stubs=tuple(layout.stubs),
        frame=frame or Frame(),
    )
