"""Changing a relocatable object by appending: old bytes stay where they are.

A section whose size stays is written over in place; one that grows, every new section
and the section header table go behind the old end of the file.  Laying sections out
anew fails on real objects (`-gz` sections claim alignments that they lack), appending
does not.  Without an edit the bytes that come out are the bytes that went in.

Symbols are named by their old indices throughout; a new local symbol gets a number
behind the last old one, and `finish` gives all of them their places: the gABI wants
local symbols before global ones, so every global's index moves.

On the compile path.
"""

from __future__ import annotations

import struct

from armcc.errors import Error
from armcc.function.cfi import uleb
from armcc.function.elf import (
    EHDR,
    RELA,
    SHDR,
    SHF_GROUP,
    SHN_LORESERVE,
    SHT_GROUP,
    SHT_NOBITS,
    SHT_REL,
    SHT_RELA,
    SYM,
    ElfObject,
    Section,
)

SHT_LLVM_CALL_GRAPH_PROFILE = 0x6FFF4C09
SHT_LLVM_ADDRSIG = 0x6FFF4C03
SHT_LLVM_DEPENDENT_LIBRARIES = 0x6FFF4C04
SHT_AARCH64_ATTRIBUTES = 0x70000003

# Types whose content holds no symbol index, or one that `finish` rewrites: null,
# progbits, symtab, strtab, rela, note, nobits, the three arrays, groups, LLVM's.
_RENUMBERED = frozenset(
    [
        0, 1, 2, 3, SHT_RELA, 7, SHT_NOBITS, 14, 15, 16, SHT_GROUP,
        SHT_LLVM_CALL_GRAPH_PROFILE, SHT_LLVM_ADDRSIG, SHT_LLVM_DEPENDENT_LIBRARIES,
        SHT_AARCH64_ATTRIBUTES,
    ]
)  # fmt: skip

# Entries of SHT_REL: place, symbol and type; gABI, "Relocation".
REL = struct.Struct("<QQ")

# No section that a splice grows is aligned to more than a page.
MOST_ALIGNMENT = 1 << 16

# Fields of a section header, in the order of the file.
NAME, TYPE, FLAGS, _ADDR, OFFSET, SIZE, LINK, INFO, ADDRALIGN, ENTSIZE = range(10)


def is_profile_table(obj: ElfObject, section: Section) -> bool:
    """Whether `section` holds the relocations of the call-graph profile.

    They name the callers and callees of hot calls, and are SHT_REL, unlike all others.
    """
    if section.type != SHT_REL or section.info >= len(obj.sections):
        return False
    profile = obj.sections[section.info]
    whole = section.entsize == REL.size and section.size % REL.size == 0
    return whole and profile.type == SHT_LLVM_CALL_GRAPH_PROFILE


class ElfWriter:
    """The edits of one object.  `finish` gives the new file."""

    __slots__ = ("_contents", "_groups", "_new_symbols", "headers", "obj")

    def __init__(self, obj: ElfObject) -> None:
        self.obj = obj
        self.headers: list[list[int]] = [
            list(SHDR.unpack_from(obj.data, obj.shoff + i * SHDR.size))
            for i in range(len(obj.sections))
        ]
        self._contents: dict[int, bytearray] = {}
        self._new_symbols: list[bytes] = []
        self._groups: dict[int, int] | None = None

    def edit(self, index: int) -> bytearray:
        """The section's content, to be changed at will; it may grow."""
        content = self._contents.get(index)
        if content is None:
            section = self.obj.sections[index]
            content = self._contents[index] = bytearray(self.obj.contents(section))
        return content

    def add_section(
        self,
        name: str,
        kind: int,
        content: bytes,
        *,
        flags: int = 0,
        link: int = 0,
        info: int = 0,
        addralign: int = 1,
        entsize: int = 0,
    ) -> int:
        """Append a section and return its index.  Raises Error("sections") at the limit."""
        index = len(self.headers)
        if index + 1 >= SHN_LORESERVE:
            raise Error("sections", "too many sections")
        table = self.obj.header[13]
        names = self.edit(table)
        self.headers.append([len(names), kind, flags, 0, 0, 0, link, info, addralign, entsize])
        names += name.encode("utf-8", "surrogateescape") + b"\0"
        self._contents[index] = bytearray(content)
        return index

    def group_of(self, index: int) -> int:
        """The SHT_GROUP section that lists section `index`, or 0."""
        if self._groups is None:
            self._groups = {}
            for section in self.obj.sections:
                if section.type == SHT_GROUP:
                    words = self.obj.contents(section)
                    for (member,) in struct.iter_unpack("<I", words[4 : len(words) & ~3]):
                        self._groups[member] = section.index
        return self._groups.get(index, 0)

    def join_group(self, index: int, group: int) -> None:
        """Make the new section `index` a member of `group`, so that both are kept or dropped."""
        self.headers[index][FLAGS] |= SHF_GROUP
        self.edit(group).extend(struct.pack("<I", index))

    def add_local_symbol(self, info: int, shndx: int, value: int = 0) -> int:
        """Append a nameless local symbol and return the number to name it by until `finish`."""
        self._new_symbols.append(SYM.pack(0, info, 0, shndx, value, 0))
        return len(self.obj.symbols) + len(self._new_symbols) - 1

    def check_renumbering(self) -> None:
        """Raise Error("section-type") where some section may hold unknown symbol indices."""
        for section in self.obj.sections:
            old_profile = section.type == SHT_LLVM_CALL_GRAPH_PROFILE and section.entsize != 8
            known = section.type in _RENUMBERED or is_profile_table(self.obj, section)
            if not known or old_profile:
                raise Error("section-type", f"{section.name}: type {section.type:#x}")
            if section.type == SHT_RELA and section.entsize != RELA.size:
                raise Error("section-type", f"{section.name}: entries of {section.entsize} bytes")

    def _renumber(self) -> None:
        """Put the new local symbols behind the old ones and move every index that follows."""
        symtab = self.obj.symtab
        if symtab is None or not self._new_symbols:
            return
        first, count, new = symtab.info, len(self.obj.symbols), len(self._new_symbols)

        def moved(symbol: int) -> int:
            if symbol < first:
                return symbol
            return symbol + new if symbol < count else first + symbol - count

        table = self.edit(symtab.index)
        table[first * SYM.size : first * SYM.size] = b"".join(self._new_symbols)
        self.headers[symtab.index][INFO] += new
        for index in range(1, len(self.headers)):
            header = self.headers[index]
            kind = header[TYPE]
            if kind in (SHT_RELA, SHT_REL):
                content = self.edit(index)
                words = list(struct.unpack(f"<{len(content) // 8}Q", content))
                for at in range(1, len(words), 3 if kind == SHT_RELA else 2):
                    symbol = words[at] >> 32
                    if symbol >= first:
                        words[at] = moved(symbol) << 32 | words[at] & 0xFFFFFFFF
                content[:] = struct.pack(f"<{len(words)}Q", *words)
            elif kind == SHT_LLVM_ADDRSIG:
                content = self.edit(index)
                content[:] = b"".join(uleb(moved(symbol)) for symbol in _ulebs(content))
            elif kind == SHT_GROUP:
                header[INFO] = moved(header[INFO])

    def finish(self) -> bytes:
        """The new file.  The writer is spent afterwards."""
        self._renumber()
        out = bytearray(self.obj.data)
        old = len(self.obj.sections)
        for index in sorted(self._contents):
            content = self._contents[index]
            header = self.headers[index]
            if index < old and len(content) == header[SIZE]:
                out[header[OFFSET] : header[OFFSET] + header[SIZE]] = content
                continue
            alignment = max(header[ADDRALIGN], 1)
            if alignment > MOST_ALIGNMENT or alignment & (alignment - 1):
                raise Error("alignment", f"section {index} is aligned to {alignment}")
            out += bytes(-len(out) % alignment)
            header[OFFSET], header[SIZE] = len(out), len(content)
            out += content
        table = b"".join(SHDR.pack(*header) for header in self.headers)
        shoff = self.obj.shoff
        if len(self.headers) == old and len(out) == len(self.obj.data):
            out[shoff : shoff + len(table)] = table
            return bytes(out)
        out += bytes(-len(out) % 8)
        fields = list(self.obj.header)
        fields[6], fields[12] = len(out), len(self.headers)
        out[: EHDR.size] = EHDR.pack(*fields)
        return bytes(out + table)


def _ulebs(data: bytes | bytearray) -> list[int]:
    found: list[int] = []
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            found.append(value)
            value = shift = 0
    if shift:
        raise Error("section-type", "an unfinished number in .llvm_addrsig")
    return found
