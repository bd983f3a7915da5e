"""Reading AArch64 relocatable objects (ELF64, little endian) with `struct` alone.

This module is on the compile path: it imports nothing but `struct`, because an
import of pyelftools costs 51 ms and of lief 338 ms.  Layouts are those of the
System V gABI chapter 4; relocation numbers those of "ELF for the Arm 64-bit
Architecture" (aaelf64).
"""

from __future__ import annotations

import struct

from armcc.errors import Error

ET_REL = 1
EM_AARCH64 = 183

SHT_PROGBITS = 1
SHT_SYMTAB = 2
SHT_STRTAB = 3
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

R_AARCH64_NONE = 0
R_AARCH64_ABS64 = 257
R_AARCH64_ABS32 = 258
R_AARCH64_PREL64 = 260
R_AARCH64_PREL32 = 261
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

    def __init__(self, offset: int, info: int, addend: int) -> None:
        self.offset = offset
        self.symbol = info >> 32
        self.type = info & 0xFFFFFFFF
        self.addend = addend


class ElfObject:
    """A parsed relocatable object; `data` is the whole file, never changed."""

    __slots__ = ("_relocations", "_symbols", "data", "header", "sections", "shoff", "symtab")

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

    def _string(self, offset: int, size: int, at: int) -> str:
        if at >= size:
            if at == 0:
                return ""
            raise ElfError("string offset outside its table")
        end = self.data.find(b"\0", offset + at, offset + size)
        if end < 0:
            raise ElfError("unterminated string")
        return self.data[offset + at : end].decode("utf-8", "surrogateescape")

    def contents(self, section: Section) -> bytes:
        """The section's bytes; zeros for SHT_NOBITS."""
        if section.type == SHT_NOBITS:
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

    def relocations(self, index: int) -> list[Relocation]:
        """The relocations that apply to section `index`, in file order."""
        known = self._relocations.get(index)
        if known is None:
            known = []
            count = len(self.symbols)
            for section in self.relocation_sections(index):
                for at in range(section.offset, section.offset + section.size, RELA.size):
                    relocation = Relocation(*RELA.unpack_from(self.data, at))
                    if relocation.symbol >= count:
                        raise ElfError("relocation against a symbol that does not exist")
                    known.append(relocation)
            self._relocations[index] = known
        return known
