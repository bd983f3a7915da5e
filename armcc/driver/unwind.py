"""The unwind information of the functions that a splice replaces.

On the compile path.
"""

from __future__ import annotations

import struct

from armcc.driver.elfwriter import ADDRALIGN, FLAGS, ElfWriter
from armcc.errors import Error
from armcc.function.cfi import SP, Cie, Fde, decode, encode, entries
from armcc.function.elf import R_AARCH64_ABS64, R_AARCH64_PREL32, RELA, ElfObject, Relocation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armcc.driver.debugframe import DebugCie, DebugFde

# What a CIE must say before the operations of a `MachineCode` may follow it.
_ENTRY_STATE = ((0, "def_cfa", SP, 0),)

_SHF_COMPRESSED = 0x800

Operations = tuple[tuple[int, str, int, int], ...]


def _signs(data: bytes, cie: Cie | DebugCie, fde: Fde | DebugFde) -> bool:
    """Whether an FDE of the section with content `data` tells of a signed return address."""
    old = decode(data, fde.program, fde.end, cie.code_factor, cie.data_factor)
    return any(o[1] == "negate_ra_state" for o in old)


class Frame:
    """One FDE with its CIE: `section` is the index of the `.eh_frame` it stands in."""

    __slots__ = ("cie", "data", "fde", "section")

    def __init__(self, section: int, cie: Cie, fde: Fde, data: bytes) -> None:
        self.section = section
        self.cie = cie
        self.fde = fde
        self.data = data

    def program(self, operations: Operations) -> bytes:
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
        return _signs(self.data, self.cie, self.fde)

    @property
    def room(self) -> int:
        """Bytes for operations in the old FDE."""
        return self.fde.end - self.fde.program

    def rewrite(self, writer: ElfWriter, program: bytes, size: int) -> None:
        """Put another program and another size (bytes of code) into the FDE in place."""
        content, fde = writer.edit(self.section), self.fde
        content[fde.program : fde.end] = program + bytes(self.room - len(program))
        struct.pack_into("<I", content, fde.size_at, size)

    def append(
        self, writer: ElfWriter, program: bytes, size: int, symbol: int, addend: int
    ) -> None:
        """Append an FDE for `size` bytes of code at `symbol` + `addend`."""
        content = writer.edit(self.section)
        start = len(content)
        body = struct.pack("<IiIB", start + 4 - self.cie.offset, 0, size, 0) + program
        # Up to the section's alignment: between two sections a linker would fill the gap
        # with zeros, which end the table.
        alignment = max(writer.headers[self.section][ADDRALIGN], 4)
        body += bytes(-(start + 4 + len(body)) % alignment)
        content += struct.pack("<I", len(body)) + body
        _relocate(writer, self.section, [(start + 8, symbol << 32 | R_AARCH64_PREL32, addend)])


class DebugFrame:
    """One FDE of `.debug_frame`, by which debuggers unwind and exceptions do not.

    Objects with debug information get their new code at a tail, so no such entry is
    ever changed for code in its place.
    """

    __slots__ = ("alignment", "cie", "data", "fde", "pointer", "section")

    def __init__(
        self,
        section: int,
        cie: DebugCie,
        fde: DebugFde,
        pointer: Relocation,
        data: bytes,
        alignment: int,
    ) -> None:
        self.section = section
        self.cie = cie
        self.fde = fde
        self.pointer = pointer
        self.data = data
        self.alignment = alignment

    def program(self, operations: Operations) -> bytes:
        """As `Frame.program`; the reasons are "pac", "debug-frame" and "cfi"."""
        cie = self.cie
        if cie.initial != _ENTRY_STATE:
            raise Error("debug-frame", "a CIE of an unsupported form")
        if self.signs() != any(o[1] == "negate_ra_state" for o in operations):
            raise Error("pac", "only one of old and new code signs the return address")
        return encode(operations, cie.code_factor, cie.data_factor)

    def signs(self) -> bool:
        """Whether the old code signs its return address."""
        return _signs(self.data, self.cie, self.fde)

    def clear(self, writer: ElfWriter) -> None:
        """Leave the FDE without operations."""
        self._edit(writer)[self.fde.program : self.fde.end] = bytes(self.fde.end - self.fde.program)

    def append(
        self, writer: ElfWriter, program: bytes, size: int, symbol: int, addend: int
    ) -> None:
        """Append an FDE for `size` bytes of code at `symbol` + `addend`."""
        content = self._edit(writer)
        start = len(content)
        body = struct.pack("<QQ", 0, size) + program
        if self.fde.wide:
            header, form, width = b"\xff\xff\xff\xff", "<Q", 8
        else:
            header, form, width = b"", "<I", 4
        cie_at = start + len(header) + width
        body += bytes(-(cie_at + width + len(body)) % max(self.alignment, 4))
        content += header + struct.pack(form, width + len(body)) + bytes(width) + body
        pointer = (self.pointer.symbol << 32 | self.pointer.type, self.pointer.addend)
        function = (symbol << 32 | R_AARCH64_ABS64, addend)
        _relocate(writer, self.section, [(cie_at, *pointer), (cie_at + width, *function)])

    def _edit(self, writer: ElfWriter) -> bytearray:
        """The section's content, from now on not compressed."""
        content = writer.edit(self.section)
        header = writer.headers[self.section]
        if header[FLAGS] & _SHF_COMPRESSED:
            header[FLAGS] &= ~_SHF_COMPRESSED
            header[ADDRALIGN] = max(self.alignment, 1)
            content[:] = self.data
        return content


def _relocate(writer: ElfWriter, section: int, entries_: list[tuple[int, int, int]]) -> None:
    (table,) = writer.obj.relocation_sections(section)
    writer.edit(table.index).extend(b"".join(RELA.pack(*fields) for fields in entries_))


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


def debug_frames(obj: ElfObject) -> dict[tuple[int, int], DebugFrame]:
    """The entry in `.debug_frame` of each place (section, offset) that has one.

    Raises Error("debug-frame") where such a section cannot be read.
    """
    found: dict[tuple[int, int], DebugFrame] = {}
    for section in obj.sections:
        if section.name != ".debug_frame":
            continue
        from armcc.driver.debugframe import debug_entries, plain_contents

        if len(obj.relocation_sections(section.index)) > 1:
            raise Error("debug-frame", "several tables of relocations")
        data, alignment = plain_contents(obj, section)
        cies, fdes = debug_entries(data)
        places = {r.offset: r for r in obj.relocations(section.index)}
        for fde in fdes:
            r, pointer = places.get(fde.address), places.get(fde.cie_at)
            if r is None or r.type != R_AARCH64_ABS64 or pointer is None:
                raise Error("debug-frame", "an FDE without its two relocations")
            symbol, own = obj.symbols[r.symbol], obj.symbols[pointer.symbol]
            cie = cies.get(own.value + pointer.addend) if own.shndx == section.index else None
            place = (symbol.shndx, symbol.value + r.addend)
            if cie is None or place in found:
                raise Error("debug-frame", "an FDE of an unsupported form")
            found[place] = DebugFrame(section.index, cie, fde, pointer, data, alignment)
    return found
