"""Names for the literals of a function's object, which have none of their own.

Clang refers to a string by the section it stands in.  For code that replaces the
function's, each string that the function means gets a name, by its contents: so the name
means the same in every object in which the function has the same identity.  On the
compile path.
"""

from __future__ import annotations

from armcc.function.elf import SHF_MERGE, SHF_STRINGS, STT_SECTION, ElfObject, Relocation, Symbol

# No C identifier; `armcc.literal.0` is the first that the function's relocations mean.
PREFIX = "armcc.literal."


class Place:
    """Where a literal is: `offset` in the section of `symbol`, its section symbol.

    content: from there to its end, the zero at the end of a string included.
    """

    __slots__ = ("content", "offset", "symbol")

    def __init__(self, symbol: Symbol, offset: int, content: bytes) -> None:
        self.symbol = symbol
        self.offset = offset
        self.content = content


def places(obj: ElfObject, relocations: list[Relocation]) -> dict[str, Place]:
    """By name, the literals that these relocations mean, in the order of their offsets.

    Equal contents have one name, that of the first, wherever they stand: nothing that the
    identity leaves open may count here.
    """
    found: dict[bytes, Place] = {}
    for r in sorted(relocations, key=lambda r: (r.offset, r.type)):
        if r.symbol < 0:
            continue
        symbol = obj.symbols[r.symbol]
        if symbol.type != STT_SECTION:
            continue
        at = symbol.value + r.addend
        whole = literal(obj, symbol.shndx, at)
        if whole is not None:
            start, content = whole
            rest = content[at - start :]
            found.setdefault(rest, Place(symbol, at, rest))
    return {f"{PREFIX}{n}": place for n, place in enumerate(found.values())}


def extent(obj: ElfObject, index: int, at: int) -> tuple[int, int] | None:
    """Start and end of the mergeable thing around a place, as a linker moves it; None where
    there is none, or it has no end (gABI, SHF_MERGE and SHF_STRINGS).
    """
    if not 0 < index < len(obj.sections):
        return None
    section = obj.sections[index]
    width = section.entsize
    # A width beyond the section is damage: so many bytes need not be had.
    if not section.flags & SHF_MERGE or not 0 < width <= section.size:
        return None
    if not 0 <= at < section.size:
        return None
    data = obj.contents(section)
    start = at - at % width
    end = start + width
    if section.flags & SHF_STRINGS:
        zero = bytes(width)
        while start >= width and data[start - width : start] != zero:
            start -= width
        end = at - at % width
        while data[end : end + width] != zero:
            end += width
            if end >= len(data):
                return None  # no string: its end is missing
        end += width
    return (start, end) if end <= len(data) else None


def literal(obj: ElfObject, index: int, at: int) -> tuple[int, bytes] | None:
    """Start and contents of the mergeable thing around a place; None where there is none."""
    found = extent(obj, index, at)
    if found is None:
        return None
    cover = obj.covering(index, at)
    if cover is not None and not cover.name.startswith(".L"):
        return None
    start, end = found
    if obj.relocations_between(index, start, end):
        return None
    return start, obj.contents(obj.sections[index])[start:end]


def names(obj: ElfObject, relocations: list[Relocation]) -> dict[bytes, str]:
    """The names of those literals whose elements are bytes, by contents."""
    found = places(obj, relocations)
    return {
        place.content: name
        for name, place in found.items()
        if obj.sections[place.symbol.shndx].entsize == 1
    }
