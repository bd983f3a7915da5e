"""The unwind information of the functions that a splice replaces.

On the compile path.
"""

from __future__ import annotations

import struct

from armcc.errors import Error
from armcc.function.cfi import SP, Cie, Fde, decode, encode, entries
from armcc.function.elf import R_AARCH64_PREL32, ElfObject

# What a CIE must say before the operations of a `MachineCode` may follow it.
_ENTRY_STATE = ((0, "def_cfa", SP, 0),)


class Frame:
    """One FDE with its CIE: `section` is the index of the `.eh_frame` it stands in."""

    __slots__ = ("cie", "data", "fde", "section")

    def __init__(self, section: int, cie: Cie, fde: Fde, data: bytes) -> None:
        self.section = section
        self.cie = cie
        self.fde = fde
        self.data = data

    def program(self, operations: tuple[tuple[int, str, int, int], ...]) -> bytes:
        """`operations` as bytes for this frame's CIE, if they may stand for the old ones.

        Raises Error with the reason "personality", "pac" or "cfi" where not.
        """
        cie, fde = self.cie, self.fde
        if fde.has_lsda or "P" in cie.augmentation:
            raise Error("personality", "the function has exception tables")
        if "B" in cie.augmentation:
            raise Error("pac", "return addresses are signed with the B key")
        if cie.augmentation != "zR" or cie.initial != _ENTRY_STATE:
            raise Error("cfi", "a CIE of an unsupported form")
        if self.signs() != any(o[1] == "negate_ra_state" for o in operations):
            raise Error("pac", "only one of old and new code signs the return address")
        return encode(operations, cie.code_factor, cie.data_factor)

    def signs(self) -> bool:
        """Whether the old code signs its return address."""
        cie, fde = self.cie, self.fde
        old = decode(self.data, fde.program, fde.end, cie.code_factor, cie.data_factor)
        return any(o[1] == "negate_ra_state" for o in old)

    @property
    def room(self) -> int:
        """Bytes for operations in the old FDE."""
        return self.fde.end - self.fde.program

    def rewrite(self, content: bytearray, program: bytes, size: int) -> None:
        """Put another program and another size (bytes of code) into the FDE in place."""
        fde = self.fde
        content[fde.program : fde.end] = program + bytes(self.room - len(program))
        struct.pack_into("<I", content, fde.size_at, size)

    def append(self, content: bytearray, program: bytes, size: int) -> int:
        """Append an FDE for `size` bytes of code; the place where its address belongs."""
        start = len(content)
        body = struct.pack("<IiIB", start + 4 - self.cie.offset, 0, size, 0) + program
        body += bytes(-len(body) % 4)
        content += struct.pack("<I", len(body)) + body
        return start + 8


def frames(obj: ElfObject) -> dict[tuple[int, int], Frame]:
    """The frame of each place (section, offset) that has one.

    Raises Error("cfi") where some `.eh_frame` cannot be read, or two frames begin at
    one place.
    """
    found: dict[tuple[int, int], Frame] = {}
    for section in obj.sections:
        if section.name != ".eh_frame":
            continue
        data = obj.contents(section)
        cies, fdes = entries(data)
        if len(obj.relocation_sections(section.index)) > 1:
            raise Error("cfi", "several tables of relocations for .eh_frame")
        places = {r.offset: r for r in obj.relocations(section.index)}
        for fde in fdes:
            r = places.get(fde.address)
            if r is None or r.type != R_AARCH64_PREL32:
                raise Error("cfi", "an FDE without a relocation for its address")
            symbol = obj.symbols[r.symbol]
            place = (symbol.shndx, symbol.value + r.addend)
            if place in found:
                raise Error("cfi", "two FDEs for one place")
            found[place] = Frame(section.index, cies[fde.cie], fde, data)
    return found
