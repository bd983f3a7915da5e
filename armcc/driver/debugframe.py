"""Reading `.debug_frame`, where clang describes frames that no exception passes.

The format is that of DWARF 5 section 6.4.1 (versions 1, 3 and 4, in 32 and 64 bits).
Only what clang writes for AArch64 is understood.  On the compile path, though only for
objects with such a section.
"""

from __future__ import annotations

import struct

from armcc.errors import Error
from armcc.function.cfi import Operation, decode
from armcc.function.elf import ElfObject, Section

SHF_COMPRESSED = 0x800
_ELFCOMPRESS_ZLIB = 1
_CHDR = struct.Struct("<IIQQ")  # type, reserved, size, alignment: gABI, "Section Compression"


class DebugCie:
    """A common information entry; see `armcc.function.cfi.Cie`."""

    __slots__ = ("code_factor", "data_factor", "initial")

    def __init__(self, code_factor: int, data_factor: int, initial: tuple[Operation, ...]) -> None:
        self.code_factor = code_factor
        self.data_factor = data_factor
        self.initial = initial


class DebugFde:
    """A frame description entry.  Offsets are bytes in the section.

    wide: written in 64-bit DWARF.  cie_at: where the place of the CIE stands.  address:
    where the function's address stands; its size is 8 bytes behind.  program: where the
    operations begin; they reach to `end`.
    """

    __slots__ = ("address", "cie_at", "end", "program", "wide")

    def __init__(self, wide: bool, cie_at: int, end: int) -> None:
        self.wide = wide
        self.cie_at = cie_at
        self.address = cie_at + (8 if wide else 4)
        self.program = self.address + 16
        self.end = end


def plain_contents(obj: ElfObject, section: Section) -> tuple[bytes, int]:
    """The section's bytes, inflated where `-gz` has deflated them, and their alignment.

    Raises Error("debug-frame") for another compression, which this Python cannot read.
    """
    data = obj.contents(section)
    if not section.flags & SHF_COMPRESSED:
        return data, section.addralign
    import zlib

    if len(data) < _CHDR.size:
        raise Error("debug-frame", f"{section.name} is damaged")
    kind, _, size, alignment = _CHDR.unpack_from(data)
    if kind != _ELFCOMPRESS_ZLIB:
        raise Error("debug-frame", f"{section.name} is compressed, and not by zlib")
    try:
        plain = zlib.decompress(data[_CHDR.size :])
    except zlib.error as e:
        raise Error("debug-frame", f"{section.name} is damaged: {e}") from e
    if len(plain) != size:
        raise Error("debug-frame", f"{section.name} is damaged")
    return plain, alignment


def debug_entries(data: bytes) -> tuple[dict[int, DebugCie], list[DebugFde]]:
    """The CIEs by offset and the FDEs of a `.debug_frame` section, in file order.

    Raises Error("debug-frame") for forms that are not understood.
    """
    cies: dict[int, DebugCie] = {}
    fdes: list[DebugFde] = []
    at = 0
    while at < len(data):
        start, wide = at, data[at : at + 4] == b"\xff\xff\xff\xff"
        if wide:
            at += 4
        form, width = ("<Q", 8) if wide else ("<I", 4)
        if at + 2 * width > len(data):
            raise Error("debug-frame", "an entry lies outside its section")
        (length,) = struct.unpack_from(form, data, at)
        cie_at = at + width
        end = cie_at + length
        (pointer,) = struct.unpack_from(form, data, cie_at)
        if length < width or end > len(data):
            raise Error("debug-frame", "an entry lies outside its section")
        if pointer == (1 << 8 * width) - 1:
            cies[start] = _cie(data, cie_at + width, end)
        else:
            fde = DebugFde(wide, cie_at, end)
            if fde.program > end:
                raise Error("debug-frame", "an entry lies outside its section")
            fdes.append(fde)
        at = end
    return cies, fdes


def _cie(data: bytes, at: int, end: int) -> DebugCie:
    # Version, augmentation, from version 4 on the sizes of address and segment, the
    # factors, the return address; all of them one byte each in what clang writes.
    body = data[at:end]
    if body[:2] == b"\4\0" and body[2:4] == b"\x08\0":
        rest = 4
    elif body[:2] in (b"\1\0", b"\3\0"):
        rest = 2
    else:
        raise Error("debug-frame", "a CIE of an unsupported form")
    factors = body[rest : rest + 3]
    if len(factors) != 3 or not 0 < factors[0] < 0x40 or not 0x40 <= factors[1] < 0x80:
        raise Error("debug-frame", "a CIE of an unsupported form")
    if factors[2] != 30:
        raise Error("debug-frame", "a CIE of an unsupported form")
    code_factor, data_factor = factors[0], factors[1] - 0x80
    initial = decode(data, at + rest + 3, end, code_factor, data_factor)
    return DebugCie(code_factor, data_factor, initial)
