"""Reading AArch64 programs (ELF executables and shared objects): symbols, entry, interpreter.

The object reader in armcc.function takes relocatable objects alone; a program is read
here for where its functions and data are, and its PLT for whom an entry there stands.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass, field

from armcc.function.elf import (
    EHDR,
    EM_AARCH64,
    RELA,
    SHDR,
    SHT_RELA,
    SHT_SYMTAB,
    STT_FUNC,
    STT_GNU_IFUNC,
    STT_OBJECT,
    SYM,
)

ET_EXEC, ET_DYN = 2, 3
PT_LOAD, PT_DYNAMIC, PT_INTERP = 1, 2, 3
SHT_DYNSYM = 11
_R_JUMP_SLOT, _R_IRELATIVE = 1026, 1032
_PHDR = struct.Struct("<IIQQQQQQ")
_HOT_SECTIONS = (".text.hot", ".text.hot.")
# Of a program's file; the largest browsers are smaller.
MOST_BYTES = 1 << 31


class NotAProgramError(Exception):
    """The bytes are not a program for AArch64 Linux that can be read."""


@dataclass(frozen=True)
class Named:
    """A function or an object: its name, address (as linked) and size in bytes."""

    name: str
    address: int
    size: int
    kind: int  # STT_FUNC, STT_OBJECT or STT_GNU_IFUNC
    section: str


@dataclass(frozen=True)
class Executable:
    """What a program's file says.  Addresses are as linked; `moves` tells whether they hold.

    interpreter: the dynamic linker's path, "" for a static program.
    dynamic: address of the dynamic section, 0 where there is none.
    slots: the name of the function that a GOT slot of the PLT leads to.
    loads: what the file puts into memory, as (address, bytes).
    """

    entry: int
    moves: bool
    interpreter: str
    dynamic: int
    symbols: tuple[Named, ...]
    slots: dict[int, str] = field(default_factory=dict)
    loads: tuple[tuple[int, bytes], ...] = field(default=(), repr=False)

    def content(self, address: int, size: int) -> bytes:
        """The bytes that the file has for [address, address + size); fewer where it has not."""
        for start, data in self.loads:
            if start <= address < start + len(data):
                return data[address - start : address - start + size]
        return b""

    def functions(self, name: str) -> list[Named]:
        """The functions called `name`: several where files have static ones of one name."""
        found = {
            (s.address, s.size): s
            for s in self.symbols
            if s.name == name and s.kind == STT_FUNC and s.size and s.address
        }
        return sorted(found.values(), key=lambda s: s.address)

    def hot(self) -> list[Named]:
        """The functions in sections whose names say hot; linkers seldom keep such a section."""
        found = {
            (s.address, s.size): s
            for s in self.symbols
            if s.kind == STT_FUNC and s.size and s.section.startswith(_HOT_SECTIONS)
        }
        return sorted(found.values(), key=lambda s: s.address)

    def objects(self) -> list[Named]:
        """All data objects, sorted by address."""
        found = {s.address: s for s in self.symbols if s.kind == STT_OBJECT and s.size}
        return sorted(found.values(), key=lambda s: s.address)

    def name_of(self, address: int) -> str:
        """The function that begins at `address`; "" where none does."""
        names = sorted(
            s.name for s in self.symbols if s.address == address and s.kind != STT_OBJECT
        )
        return names[0] if names else ""


def read_executable(data: bytes) -> Executable:
    """Raises NotAProgramError for anything but a whole AArch64 program."""
    try:
        return _read(data)
    except (struct.error, IndexError, UnicodeDecodeError) as e:
        raise NotAProgramError(f"it is damaged: {e}") from e


def _read(data: bytes) -> Executable:
    if len(data) < EHDR.size or data[:7] != b"\x7fELF\x02\x01\x01":
        raise NotAProgramError("it is not an ELF64 little-endian file")
    header = EHDR.unpack_from(data)
    _, kind, machine, _, entry, phoff, shoff, _, _, phentsize, phnum, shentsize, shnum, names = (
        header
    )
    if machine != EM_AARCH64 or kind not in (ET_EXEC, ET_DYN):
        raise NotAProgramError("it is not a program for AArch64")
    interpreter, dynamic = "", 0
    loads: list[tuple[int, bytes]] = []
    if phnum and phentsize == _PHDR.size:
        for i in range(phnum):
            p = _PHDR.unpack_from(data, phoff + i * phentsize)
            if p[0] == PT_INTERP:
                interpreter = data[p[2] : p[2] + p[5]].split(b"\0")[0].decode()
            elif p[0] == PT_DYNAMIC:
                dynamic = p[3]
            elif p[0] == PT_LOAD:
                loads.append((p[3], data[p[2] : p[2] + p[5]]))
    symbols: list[Named] = []
    slots: dict[int, str] = {}
    if shoff and shnum and shentsize == SHDR.size:
        headers = [SHDR.unpack_from(data, shoff + i * shentsize) for i in range(shnum)]
        titles = headers[names] if names < shnum else None
        titled = [_text(data, titles, h[0]) if titles is not None else "" for h in headers]
        for h in headers:
            if h[1] in (SHT_SYMTAB, SHT_DYNSYM) and h[6] < shnum:
                symbols += [n for n in _table(data, h, headers, titled) if n is not None and n.size]
        resolvers = {s.address: s.name for s in symbols if s.kind == STT_GNU_IFUNC}
        for h in headers:
            if h[1] == SHT_RELA and h[9] == RELA.size:
                slots |= _plt(data, h, headers, titled, resolvers)
    moves = kind == ET_DYN
    return Executable(entry, moves, interpreter, dynamic, tuple(symbols), slots, tuple(loads))


def _text(data: bytes, section: tuple[int, ...], at: int) -> str:
    start, end = section[4] + at, section[4] + section[5]
    return data[start : data.index(b"\0", start, end)].decode("utf-8", "surrogateescape")


def _table(
    data: bytes, h: tuple[int, ...], headers: list[tuple[int, ...]], titled: list[str]
) -> list[Named | None]:
    """The entries of one symbol table, in place; None for what has no place."""
    if h[9] != SYM.size:
        raise NotAProgramError("its symbol table has an unsupported form")
    strings = headers[h[6]]
    out: list[Named | None] = []
    for name, info, _, shndx, value, size in SYM.iter_unpack(data[h[4] : h[4] + h[5]]):
        kind = info & 15
        if kind not in (0, STT_FUNC, STT_OBJECT, STT_GNU_IFUNC):
            out.append(None)
            continue
        section = titled[shndx] if 0 < shndx < len(titled) else ""
        placed = 0 < shndx < len(titled)
        out.append(Named(_text(data, strings, name), value, size if placed else 0, kind, section))
    return out


def _plt(
    data: bytes,
    h: tuple[int, ...],
    headers: list[tuple[int, ...]],
    titled: list[str],
    resolvers: dict[int, str],
) -> dict[int, str]:
    found: dict[int, str] = {}
    names: list[Named | None] | None = None
    for offset, info, addend in RELA.iter_unpack(data[h[4] : h[4] + h[5]]):
        if info & 0xFFFFFFFF == _R_IRELATIVE:
            found[offset] = resolvers.get(addend, "")
        elif info & 0xFFFFFFFF == _R_JUMP_SLOT and 0 < h[6] < len(headers):
            if names is None:
                names = _table(data, headers[h[6]], headers, titled)
            named = names[info >> 32] if info >> 32 < len(names) else None
            found[offset] = named.name if named is not None else ""
    return found


def plt_slot(code: bytes, address: int) -> int | None:
    """The GOT slot that a PLT entry jumps through, or None where `code` is none.

    `adrp x16, page; ldr x17, [x16, #low]; add x16, x16, #low; br x17`, after a landing
    pad where there is one (aaelf64, appendix "PLT").
    """
    words: list[int] = [w for (w,) in struct.iter_unpack("<I", code[: len(code) // 4 * 4])]
    if words and words[0] == 0xD503245F:  # bti c
        words, address = words[1:], address + 4
    if len(words) < 2 or words[0] & 0x9F00001F != 0x90000010:
        return None
    if words[1] & 0xFFC003FF != 0xF9400211:
        return None
    pages = (words[0] >> 29 & 3) | (words[0] >> 5 & 0x7FFFF) << 2
    pages -= (pages & 1 << 20) << 1
    return (address & ~0xFFF) + (pages << 12) + (words[1] >> 10 & 0xFFF) * 8


def overlapping(objects: list[Named], starts: list[int], pages: list[int], size: int) -> set[Named]:
    """The objects that have bytes on one of the pages; `starts` are their addresses."""
    found: set[Named] = set()
    for page in pages:
        at = bisect_right(starts, page + size - 1)
        while at:
            at -= 1
            one = objects[at]
            if one.address + one.size <= page:
                # Objects do not overlap, but for aliases: what lies before ends before.
                break
            found.add(one)
    return found
