"""Reading AArch64 relocatable objects (ELF64, little endian) with `struct` alone.

This module is on the compile path: it imports nothing but `struct`, because an
import of pyelftools costs 51 ms and of lief 338 ms.  Layouts are those of the
System V gABI chapter 4; relocation numbers those of "ELF for the Arm 64-bit
Architecture" (aaelf64).
"""

from __future__ import annotations

import struct
from _bisect import bisect_left

from armcc.errors import Error

ET_REL = 1
EM_AARCH64 = 183

SHT_PROGBITS = 1
SHT_SYMTAB = 2
SHT_RELA = 4
SHT_NOTE = 7
SHT_NOBITS = 8
SHT_REL = 9
SHT_GROUP = 17
SHT_SYMTAB_SHNDX = 18

SHF_WRITE = 0x1
SHF_ALLOC = 0x2
SHF_EXECINSTR = 0x4
SHF_MERGE = 0x10
SHF_STRINGS = 0x20
SHF_INFO_LINK = 0x40
SHF_GROUP = 0x200
SHF_TLS = 0x400

SHN_UNDEF = 0
SHN_LORESERVE = 0xFF00
SHN_ABS = 0xFFF1
SHN_COMMON = 0xFFF2

STB_LOCAL = 0
STB_GLOBAL = 1
STB_WEAK = 2

STT_NOTYPE = 0
STT_OBJECT = 1
STT_FUNC = 2
STT_SECTION = 3
STT_FILE = 4
STT_TLS = 6
STT_GNU_IFUNC = 10

R_AARCH64_NONE = 0
R_AARCH64_ABS64 = 257
R_AARCH64_ABS32 = 258
R_AARCH64_PREL64 = 260
R_AARCH64_PREL32 = 261
R_AARCH64_PREL16 = 262
R_AARCH64_LD_PREL_LO19 = 273
R_AARCH64_ADR_PREL_LO21 = 274
R_AARCH64_ADR_PREL_PG_HI21 = 275
R_AARCH64_ADD_ABS_LO12_NC = 277
R_AARCH64_LDST8_ABS_LO12_NC = 278
R_AARCH64_TSTBR14 = 279
R_AARCH64_CONDBR19 = 280
R_AARCH64_JUMP26 = 282
R_AARCH64_CALL26 = 283
R_AARCH64_LDST16_ABS_LO12_NC = 284
R_AARCH64_LDST32_ABS_LO12_NC = 285
R_AARCH64_LDST64_ABS_LO12_NC = 286
R_AARCH64_LDST128_ABS_LO12_NC = 299
R_AARCH64_ADR_GOT_PAGE = 311
R_AARCH64_LD64_GOT_LO12_NC = 312

# The static relocations of aaelf64 (5.7.2 to 5.7.11): NONE, data, MOVW, PC-relative,
# loads and stores, GOT, PLT and thread-local storage.  281 and 294 to 298 are free.
KNOWN_RELOCATIONS = frozenset(
    [R_AARCH64_NONE, *range(257, 281), *range(282, 294), *range(299, 316), *range(512, 574)]
)

# The most bytes of a SHT_NOBITS section that are made to be looked at.
MOST_ZEROS = 1 << 28

EHDR = struct.Struct("<16sHHIQQQIHHHHHH")
SHDR = struct.Struct("<IIQQQQIIQQ")
SYM = struct.Struct("<IBBHQQ")
RELA = struct.Struct("<QQq")


class ElfError(Error):
    """The bytes are not an object this reader understands; clang's object stands."""

    def __init__(self, message: str) -> None:
        super().__init__("elf", message)


class Section:
    """One section header.  `offset` and `size` are bytes in the file."""

    __slots__ = (
        "addr",
        "addralign",
        "entsize",
        "flags",
        "index",
        "info",
        "link",
        "name",
        "name_offset",
        "offset",
        "size",
        "type",
    )

    def __init__(self, index: int, name: str, fields: tuple[int, ...]) -> None:
        self.index = index
        self.name = name
        (
            self.name_offset,
            self.type,
            self.flags,
            self.addr,
            self.offset,
            self.size,
            self.link,
            self.info,
            self.addralign,
            self.entsize,
        ) = fields


class Symbol:
    """One entry of the symbol table.  `value` is an offset into section `shndx`."""

    __slots__ = ("index", "info", "name", "other", "shndx", "size", "value")

    def __init__(self, index: int, name: str, fields: tuple[int, ...]) -> None:
        self.index = index
        self.name = name
        _, self.info, self.other, self.shndx, self.value, self.size = fields

    @property
    def bind(self) -> int:
        """STB_LOCAL, STB_GLOBAL or STB_WEAK."""
        return self.info >> 4

    @property
    def type(self) -> int:
        """STT_NOTYPE, STT_OBJECT, STT_FUNC, STT_SECTION, ..."""
        return self.info & 15


class Relocation:
    """One RELA entry: at `offset` in its section, `type`, symbol index, addend."""

    __slots__ = ("addend", "offset", "symbol", "type")

    def __init__(self, offset: int, type: int, addend: int, symbol: int = 0) -> None:  # noqa: A002
        self.offset = offset
        self.type = type
        self.addend = addend
        self.symbol = symbol


def is_mapping(symbol: Symbol) -> bool:
    """Whether the symbol says where code or data begins (aaelf64, "Mapping symbols").

    A function may have such a name, too: `$` is a letter for clang.
    """
    name = symbol.name
    return (
        symbol.type == STT_NOTYPE
        and not symbol.size
        and symbol.bind == STB_LOCAL
        and name[:2] in ("$x", "$d")
        and name[2:3] in ("", ".")
    )


class ElfObject:
    """A parsed relocatable object; `data` is the whole file, never changed."""

    __slots__ = (
        "_framed",
        "_layout",
        "_locals",
        "_relocations",
        "_sorted",
        "_symbols",
        "data",
        "header",
        "sections",
        "shoff",
        "symtab",
    )

    def __init__(self, data: bytes) -> None:
        self.data = data
        if len(data) < EHDR.size or data[:7] != b"\x7fELF\x02\x01\x01":
            raise ElfError("not an ELF64 little-endian file")
        self.header = EHDR.unpack_from(data)
        _, e_type, machine, _, _, _, shoff, _, _, _, _, shentsize, shnum, shstrndx = self.header
        if e_type != ET_REL or machine != EM_AARCH64:
            raise ElfError("not an AArch64 relocatable object")
        if shentsize != SHDR.size or shnum == 0 or shstrndx >= shnum:
            # shnum 0 means more than 65,279 sections, the count being in section 0.
            raise ElfError("section header table of an unsupported form")
        if shoff + shnum * shentsize > len(data):
            raise ElfError("section headers lie outside the file")
        self.shoff = shoff
        raw = [SHDR.unpack_from(data, shoff + i * shentsize) for i in range(shnum)]
        names = raw[shstrndx]
        self.sections: list[Section] = []
        for i, fields in enumerate(raw):
            if fields[1] not in (0, SHT_NOBITS) and fields[4] + fields[5] > len(data):
                raise ElfError(f"section {i} lies outside the file")
            self.sections.append(Section(i, self._string(names[4], names[5], fields[0]), fields))
        tables = [s for s in self.sections if s.type == SHT_SYMTAB]
        if len(tables) > 1 or any(s.type == SHT_SYMTAB_SHNDX for s in self.sections):
            raise ElfError("symbol table of an unsupported form")
        self.symtab: Section | None = tables[0] if tables else None
        self._symbols: list[Symbol] | None = None
        self._relocations: dict[int, list[Relocation]] = {}
        self._sorted: dict[int, tuple[list[int], list[Relocation]]] = {}
        self._layout: dict[int, _Layout] | None = None
        self._locals: dict[str, int] | None = None
        self._framed: frozenset[tuple[int, int]] | None = None

    def _string(self, offset: int, size: int, at: int) -> str:
        if at >= size:
            if at == 0:
                return ""
            raise ElfError("string offset outside its table")
        end = self.data.find(b"\0", offset + at, offset + size)
        if end < 0:
            raise ElfError("unterminated string")
        return self.data[offset + at : end].decode("utf-8", "surrogateescape")

    def undefined(self) -> frozenset[str]:
        """The names of the symbols that are wanted from other objects."""
        return frozenset(s.name for s in self.symbols if s.name and s.shndx == SHN_UNDEF)

    def contents(self, section: Section) -> bytes:
        """The section's bytes; zeros for SHT_NOBITS."""
        if section.type == SHT_NOBITS:
            if section.size > MOST_ZEROS:
                raise ElfError(f"section {section.index} is too large")
            return bytes(section.size)
        return self.data[section.offset : section.offset + section.size]

    @property
    def symbols(self) -> list[Symbol]:
        """The symbol table, entry 0 included; empty where the object has none."""
        if self._symbols is None:
            self._symbols = []
            if self.symtab is not None:
                table = self.symtab
                if table.link >= len(self.sections) or table.entsize != SYM.size:
                    raise ElfError("symbol table of an unsupported form")
                names = self.sections[table.link]
                count = table.size // SYM.size
                for i in range(count):
                    fields = SYM.unpack_from(self.data, table.offset + i * SYM.size)
                    name = self._string(names.offset, names.size, fields[0])
                    self._symbols.append(Symbol(i, name, fields))
        return self._symbols

    def relocation_sections(self, index: int) -> list[Section]:
        """The SHT_RELA sections that apply to section `index`."""
        return [s for s in self.sections if s.type == SHT_RELA and s.info == index]

    def table(self, section: Section) -> list[tuple[int, int, int]]:
        """The entries (r_offset, r_info, r_addend) of one SHT_RELA section."""
        if section.entsize != RELA.size or section.size % RELA.size:
            raise ElfError("relocations of an unsupported form")
        content = self.data[section.offset : section.offset + section.size]
        return list(RELA.iter_unpack(content))

    def relocations(self, index: int) -> list[Relocation]:
        """The relocations that apply to section `index`, in file order."""
        known = self._relocations.get(index)
        if known is None:
            known = []
            count = len(self.symbols)
            for section in self.relocation_sections(index):
                for offset, info, addend in self.table(section):
                    if info >> 32 >= count:
                        raise ElfError("relocation against a symbol that does not exist")
                    known.append(Relocation(offset, info & 0xFFFFFFFF, addend, info >> 32))
            self._relocations[index] = known
        return known

    def relocations_between(self, index: int, start: int, end: int) -> list[Relocation]:
        """The relocations of places from `start` to before `end`, sorted by place and type."""
        known = self._sorted.get(index)
        if known is None:
            ordered = sorted(self.relocations(index), key=lambda r: (r.offset, r.type))
            known = self._sorted[index] = ([r.offset for r in ordered], ordered)
        places, ordered = known
        return ordered[bisect_left(places, start) : bisect_left(places, end)]

    def _layouts(self) -> dict[int, _Layout]:
        if self._layout is None:
            self._layout = {}
            for symbol in self.symbols:
                index = symbol.shndx
                if not 0 < index < len(self.sections):
                    continue
                layout = self._layout.get(index)
                if layout is None:
                    layout = self._layout[index] = _Layout()
                if symbol.size and symbol.type in _OBJECT_TYPES:
                    layout.objects.append(symbol)
                elif is_mapping(symbol):
                    layout.marks.append((symbol.value, symbol.name[1]))
            for layout in self._layout.values():
                layout.sort()
        return self._layout

    def covering(self, index: int, offset: int) -> Symbol | None:
        """The object or function symbol of section `index` that covers `offset`.

        Of several the one that begins last; of several there a local one, then the
        first by name, so that the answer does not hang on the table's order.
        """
        layout = self._layouts().get(index)
        return layout.covering(offset) if layout else None

    def gap(self, index: int, offset: int) -> tuple[int, int]:
        """Start and end of the bytes around `offset` that no symbol covers.

        (0, size of the section) where `offset` is outside the section.
        """
        size = self.sections[index].size
        start, end = 0, size
        layout = self._layouts().get(index)
        if layout is None or not 0 <= offset < size:
            return start, end
        for symbol in layout.objects:
            if symbol.value > offset:
                end = min(end, symbol.value)
                break
            start = max(start, min(symbol.value + symbol.size, offset))
        return start, end

    def data_in_code(self, index: int) -> list[tuple[int, int]]:
        """The ranges of section `index` that `$d` symbols mark as data."""
        layout = self._layouts().get(index)
        if layout is None or not layout.marks:
            return []
        ends = [at for at, _ in layout.marks[1:]] + [self.sections[index].size]
        return [
            (at, end) for (at, kind), end in zip(layout.marks, ends, strict=True) if kind == "d"
        ]

    @property
    def local_names(self) -> dict[str, int]:
        """How many local symbols bear each name (sections and files not counted)."""
        if self._locals is None:
            names: dict[str, int] = {}
            for symbol in self.symbols:
                if symbol.bind == STB_LOCAL and symbol.type not in (STT_SECTION, STT_FILE):
                    names[symbol.name] = names.get(symbol.name, 0) + 1
            self._locals = names
        return self._locals

    @property
    def framed_entries(self) -> frozenset[tuple[int, int]]:
        """(section, offset) of every place that `.eh_frame` refers to: all entries with an FDE."""
        if self._framed is None:
            found: set[tuple[int, int]] = set()
            for section in self.sections:
                if section.name == ".eh_frame":
                    for r in self.relocations(section.index):
                        symbol = self.symbols[r.symbol]
                        found.add((symbol.shndx, symbol.value + r.addend))
            self._framed = frozenset(found)
        return self._framed


_OBJECT_TYPES = (STT_NOTYPE, STT_OBJECT, STT_FUNC, STT_TLS, STT_GNU_IFUNC)


class _Layout:
    """What the symbols of one section cover, in the order of their places."""

    __slots__ = ("marks", "objects", "reach")

    def __init__(self) -> None:
        self.objects: list[Symbol] = []
        self.marks: list[tuple[int, str]] = []
        self.reach: list[int] = []

    def sort(self) -> None:
        self.marks.sort()
        self.objects.sort(key=lambda s: (s.value, s.bind != STB_LOCAL, s.name, s.index))
        far = 0
        for symbol in self.objects:
            far = max(far, symbol.value + symbol.size)
            self.reach.append(far)

    def covering(self, offset: int) -> Symbol | None:
        low, high = 0, len(self.objects)
        while low < high:
            middle = (low + high) // 2
            if self.objects[middle].value <= offset:
                low = middle + 1
            else:
                high = middle
        best: Symbol | None = None
        for i in range(low - 1, -1, -1):
            if self.reach[i] <= offset or (best and self.objects[i].value != best.value):
                break
            symbol = self.objects[i]
            if symbol.value + symbol.size > offset:
                best = symbol  # going down: ends at the first of those that begin here
        return best
