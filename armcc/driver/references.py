"""Who refers to a place in a section: relocations and unrelocated instructions.

On the compile path.
"""

from __future__ import annotations

import struct
from _bisect import bisect_left

from armcc.function.elf import (
    R_AARCH64_PREL16,
    R_AARCH64_PREL32,
    R_AARCH64_PREL64,
    SHF_EXECINSTR,
    SHT_RELA,
    STT_SECTION,
    ElfError,
    ElfObject,
)
from armcc.function.identity import PLACE_RELATIVE, place_relative, signed

SHT_LLVM_CALL_GRAPH_PROFILE = 0x6FFF4C09

_DATA_PREL = (R_AARCH64_PREL16, R_AARCH64_PREL32, R_AARCH64_PREL64)


class Reference:
    """A relocation that means a place of a section.

    table, number: the SHT_RELA section and the entry's number in it.  section, offset:
    the place that is relocated.  meaning: symbol value and addend together, an offset
    in the section that is meant.  symbol: its index; of_section: the section's own.
    """

    __slots__ = (
        "addend",
        "meaning",
        "number",
        "of_section",
        "offset",
        "section",
        "symbol",
        "table",
        "type",
    )

    def __init__(
        self,
        table: int,
        number: int,
        section: int,
        offset: int,
        type: int,  # noqa: A002
        meaning: int,
        addend: int,
        symbol: int,
        of_section: bool,
    ) -> None:
        self.table = table
        self.number = number
        self.section = section
        self.offset = offset
        self.type = type
        self.meaning = meaning
        self.addend = addend
        self.symbol = symbol
        self.of_section = of_section

    def reach(self) -> tuple[int, int]:
        """The lowest and the highest offset that may be meant.

        A place-relative datum `a - table` has the place's distance from the table in
        its addend, and where the table begins is not known.
        """
        if ambiguous(self):
            return self.meaning - self.offset, self.meaning
        return self.meaning, self.meaning


def ambiguous(r: Reference) -> bool:
    """Whether the relocation may mean less than its addend says; see `Reference.reach`."""
    return r.type in _DATA_PREL


def is_debug(name: str) -> bool:
    """Whether a section of that name holds debug information."""
    return name.startswith((".debug_", ".zdebug_", ".gnu.debuglto_"))


class References:
    """The relocations that mean places of one section.

    uses: those that shall lead to new code, sorted by the place that is meant.  ambiguous: those of
    them that may mean less (see `Reference.reach`), which `uses` leaves out.
    descriptions: by symbol, from `.eh_frame` and debug information, through other
    symbols than the section's; they mean the old code and go on doing so.
    """

    __slots__ = ("_places", "ambiguous", "descriptions", "uses")

    def __init__(self) -> None:
        self.uses: list[Reference] = []
        self.ambiguous: list[Reference] = []
        self.descriptions: dict[int, list[Reference]] = {}
        self._places: list[int] = []

    def sort(self) -> None:
        """Make `between` ready."""
        self.uses.sort(key=lambda r: (r.meaning, r.table, r.number))
        self._places = [r.meaning for r in self.uses]

    def between(self, start: int, end: int) -> list[Reference]:
        """The certain uses that mean a place from `start` to before `end`."""
        return self.uses[bisect_left(self._places, start) : bisect_left(self._places, end)]


def references(obj: ElfObject, indices: set[int]) -> dict[int, References]:
    """For each section of `indices`, who refers to it.

    The linker's call-graph profile does not count: it means functions, wherever they are.
    All else does, loaded or not: notes of probes name places within functions.
    """
    found = {index: References() for index in indices}
    values = {
        s.index: (s.shndx, s.value, s.type == STT_SECTION) for s in obj.symbols if s.shndx in found
    }
    for table in obj.sections:
        if table.type != SHT_RELA or table.info >= len(obj.sections):
            continue
        place = obj.sections[table.info]
        describes = place.name == ".eh_frame" or is_debug(place.name)
        if place.type == SHT_LLVM_CALL_GRAPH_PROFILE:
            continue
        for number, (offset, info, addend) in enumerate(obj.table(table)):
            meant = values.get(info >> 32)
            if meant is None or (describes and meant[2]):
                continue
            shndx, value, of_section = meant
            kind = info & 0xFFFFFFFF
            r = Reference(
                table.index, number, place.index, offset, kind,
                value + addend, addend, info >> 32, of_section,
            )  # fmt: skip
            where = found[shndx]
            if describes:
                where.descriptions.setdefault(r.symbol, []).append(r)
            else:
                (where.ambiguous if ambiguous(r) else where.uses).append(r)
    for sorted_later in found.values():
        sorted_later.sort()
    return found


# For each top byte of an instruction, 1 if it may be place-relative and unrelocated: no `adrp`.
_UNRELOCATED = bytes([mark and top & 0x9F != 0x90 for top, mark in enumerate(PLACE_RELATIVE)])


class Sites:
    """The unrelocated place-relative instructions of one code section."""

    __slots__ = ("_found", "_targets")

    def __init__(self, obj: ElfObject, index: int) -> None:
        section = obj.sections[index]
        if not section.flags & SHF_EXECINSTR:
            raise ElfError(f"section {index} holds no code")
        data = obj.contents(section)
        marks = data[3::4].translate(_UNRELOCATED)
        relocated = {r.offset & ~3 for r in obj.relocations(index)}
        self._found: list[tuple[int, int, bool]] = []  # target, place, whether `adr`
        i = marks.find(1)
        while i >= 0:
            at = 4 * i
            if at not in relocated:
                (word,) = struct.unpack_from("<I", data, at)
                if word >> 24 & 0x7C == 0x14:
                    self._found.append((at + signed(word & 0x03FFFFFF, 26) * 4, at, False))
                else:
                    reach = place_relative(word)
                    if reach is not None:
                        self._found.append((at + reach, at, word >> 24 & 0x9F == 0x10))
            i = marks.find(1, i + 1)
        self._found.sort()
        self._targets = [to for to, _, _ in self._found]

    def enters(self, start: int, end: int) -> bool:
        """Whether one from outside means a place between `start` and `end`, both excluded."""
        return any(to > start for to, _, _ in self._from_outside(start, end))

    def takes_address(self, start: int, end: int) -> bool:
        """Whether an `adr` from outside means a place from `start` to before `end`."""
        return any(adr for _, _, adr in self._from_outside(start, end))

    def _from_outside(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        low, high = bisect_left(self._targets, start), bisect_left(self._targets, end)
        return [f for f in self._found[low:high] if not start <= f[1] < end]
