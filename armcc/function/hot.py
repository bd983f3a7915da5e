"""Finding functions in an object; `identity` (see there) says what one's bytes mean.

On the compile path: imports only the ELF reader.
"""

from __future__ import annotations

from armcc.errors import Error
from armcc.function.elf import (
    SHF_EXECINSTR,
    SHN_LORESERVE,
    SHT_PROGBITS,
    STT_FUNC,
    ElfObject,
    Relocation,
    Section,
    Symbol,
)
from armcc.function.identity import identity

__all__ = ["HotFunction", "find_function", "has_hot_section", "hot_functions", "identity"]

HOT_PREFIX = ".text.hot."


class HotFunction:
    """Where one function stands: its symbol, section, byte range and code.

    relocations: those inside the function, offsets counted from its entry.
    masked: what `identity.mask_branches` found, once it was asked.
    """

    __slots__ = ("code", "masked", "name", "offset", "relocations", "section", "size", "symbol")

    def __init__(self, obj: ElfObject, symbol: Symbol) -> None:
        self.name = symbol.name
        self.symbol = symbol
        self.section: Section = obj.sections[symbol.shndx]
        self.offset = symbol.value
        self.size = symbol.size
        start = self.section.offset + symbol.value
        if symbol.value + symbol.size > self.section.size or symbol.size % 4 or symbol.value % 4:
            raise Error("elf", f"{symbol.name}: symbol range lies outside its section")
        self.code = obj.data[start : start + symbol.size]
        if self.section.type != SHT_PROGBITS or len(self.code) != symbol.size:
            raise Error("elf", f"{symbol.name}: its section has no code in the file")
        self.masked: tuple[bytes, list[Relocation]] | None = None
        self.relocations: list[Relocation] = []
        end = symbol.value + symbol.size
        for r in obj.relocations_between(symbol.shndx, symbol.value, end):
            at = r.offset - symbol.value
            self.relocations.append(Relocation(at, r.type, r.addend, r.symbol))


def has_hot_section(obj: ElfObject) -> bool:
    """Whether any non-empty section is one that clang marks hot (the cheap first look)."""
    return any(
        s.name.startswith(HOT_PREFIX) and s.size and s.flags & SHF_EXECINSTR for s in obj.sections
    )


def find_function(obj: ElfObject, name: str) -> HotFunction:
    """The function called `name`, hot or not.  Raises Error("missing") where there is none."""
    for symbol in obj.symbols:
        if symbol.name == name and symbol.type == STT_FUNC and 0 < symbol.shndx < SHN_LORESERVE:
            return HotFunction(obj, symbol)
    raise Error("missing", f"no function {name!r} in the object")


def hot_functions(obj: ElfObject) -> list[HotFunction]:
    """The functions in sections that clang marks hot, in the order of the symbol table.

    An alias (a second symbol at the same place) is not a function of its own.
    """
    found: list[HotFunction] = []
    seen: set[tuple[int, int]] = set()
    for symbol in obj.symbols:
        if symbol.type != STT_FUNC or not 0 < symbol.shndx < len(obj.sections) or not symbol.size:
            continue
        section = obj.sections[symbol.shndx]
        if not section.name.startswith(HOT_PREFIX) or not section.flags & SHF_EXECINSTR:
            continue
        if (symbol.shndx, symbol.value) in seen:
            continue
        seen.add((symbol.shndx, symbol.value))
        found.append(HotFunction(obj, symbol))
    return found
