"""Call-frame information: reading and writing `.eh_frame`.

The format is that of DWARF 5 section 6.4 as the LSB's ".eh_frame" chapter changes it.
Only what clang and GNU as write for AArch64 is understood; everything else is an
Error("cfi"), because a wrong unwind table is worse than none.

On the compile path.
"""

from __future__ import annotations

import struct

from armcc.errors import Error

Operation = tuple[int, str, int, int]

# DWARF numbers of AArch64 (aadwarf64): x0..x30 are 0..30, sp is 31, v0..v31 are 64..95.
SP = 31
MOST_REGISTERS = 128

# How an FDE names its function: place-relative, signed, four bytes; what clang writes.
PCREL_SDATA4 = 0x1B

_ADVANCE = {2: "<B", 3: "<H", 4: "<I"}


class Cie:
    """A common information entry: how the FDEs that name it are to be read.

    code_factor, data_factor: the alignment factors.  augmentation: "zR", "zRB", ...
    encoding: of the FDE's addresses (DW_EH_PE_*).  initial: its own operations.
    """

    __slots__ = ("augmentation", "code_factor", "data_factor", "encoding", "initial", "offset")

    def __init__(
        self,
        offset: int,
        augmentation: str,
        code_factor: int,
        data_factor: int,
        encoding: int,
        initial: tuple[Operation, ...],
    ) -> None:
        self.offset = offset
        self.augmentation = augmentation
        self.code_factor = code_factor
        self.data_factor = data_factor
        self.encoding = encoding
        self.initial = initial


class Fde:
    """A frame description entry.  Offsets are bytes in the section.

    start, end: the whole entry, length word included.  address: where the function's
    address stands (a relocation's place).  size_at: where its size stands.
    program: where its operations begin; they reach to `end`.  has_lsda: it names exception tables.
    """

    __slots__ = ("address", "cie", "end", "has_lsda", "program", "size", "size_at", "start")

    def __init__(
        self, start: int, end: int, cie: int, address: int, size: int, program: int, has_lsda: bool
    ) -> None:
        self.start = start
        self.end = end
        self.cie = cie
        self.address = address
        self.size_at = address + 4
        self.size = size
        self.program = program
        self.has_lsda = has_lsda


class _Reader:
    __slots__ = ("at", "data", "end")

    def __init__(self, data: bytes, at: int, end: int) -> None:
        self.data = data
        self.at = at
        self.end = end

    def byte(self) -> int:
        if self.at >= self.end:
            raise Error("cfi", "call-frame information ends too early")
        self.at += 1
        return self.data[self.at - 1]

    def number(self, form: str) -> int:
        size = struct.calcsize(form)
        if self.at + size > self.end:
            raise Error("cfi", "call-frame information ends too early")
        value: int = struct.unpack_from(form, self.data, self.at)[0]
        self.at += size
        return value

    def uleb(self) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if shift > 70:
                raise Error("cfi", "a number is too long")
            if not byte & 0x80:
                return value

    def sleb(self) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if shift > 70:
                raise Error("cfi", "a number is too long")
            if not byte & 0x80:
                return value - (1 << shift) if byte & 0x40 else value


def entries(data: bytes) -> tuple[dict[int, Cie], list[Fde]]:
    """The CIEs by offset and the FDEs of an `.eh_frame` section, in file order.

    Raises Error("cfi") for forms that are not understood.
    """
    cies: dict[int, Cie] = {}
    fdes: list[Fde] = []
    at = 0
    while at + 4 <= len(data):
        (length,) = struct.unpack_from("<I", data, at)
        if length == 0:
            raise Error("cfi", "a terminator, behind which nothing is read")
        end = at + 4 + length
        if length >= 0xFFFFFFF0 or length < 4 or end > len(data):
            raise Error("cfi", "an entry lies outside its section")
        (pointer,) = struct.unpack_from("<I", data, at + 4)
        if pointer == 0:
            cies[at] = _cie(data, at, end)
        else:
            fdes.append(_fde(data, at, end, cies.get(at + 4 - pointer)))
        at = end
    if any(data[at:]):
        raise Error("cfi", "bytes behind the last entry")
    return cies, fdes


def _cie(data: bytes, start: int, end: int) -> Cie:
    reader = _Reader(data, start + 8, end)
    version = reader.byte()
    letters = bytearray()
    while (byte := reader.byte()) != 0:
        letters.append(byte)
    augmentation = letters.decode("latin-1")
    code_factor = reader.uleb()
    data_factor = reader.sleb()
    return_register = reader.byte() if version == 1 else reader.uleb()
    if version not in (1, 3) or return_register != 30 or not augmentation.startswith("z"):
        raise Error("cfi", "a CIE of an unsupported form")
    size = reader.uleb()
    program = reader.at + size
    encoding = -1
    for letter in augmentation[1:]:
        if letter == "R":
            encoding = reader.byte()
        elif letter == "P":
            kind = reader.byte()
            if kind & 0x0F not in (0x0B, 0x0C, 0x03, 0x04, 0x00):
                raise Error("cfi", "a personality of an unsupported form")
            reader.number("<i" if kind & 0x0F in (0x0B, 0x03) else "<q")
        elif letter == "L":
            reader.byte()
        elif letter not in "BSG":
            raise Error("cfi", f"the augmentation {augmentation}")
    if reader.at > program or not code_factor or not data_factor:
        raise Error("cfi", "a CIE of an unsupported form")
    operations = decode(data, program, end, code_factor, data_factor)
    return Cie(start, augmentation, code_factor, data_factor, encoding, operations)


def _fde(data: bytes, start: int, end: int, cie: Cie | None) -> Fde:
    if cie is None or cie.encoding != PCREL_SDATA4:
        raise Error("cfi", "an FDE of an unsupported form")
    reader = _Reader(data, start + 12, end)
    size = reader.number("<I")
    augmented = reader.uleb()
    program = reader.at + augmented
    if program > end:
        raise Error("cfi", "an entry lies outside its section")
    return Fde(start, end, cie.offset, start + 8, size, program, augmented != 0)


def decode(
    data: bytes, at: int, end: int, code_factor: int, data_factor: int
) -> tuple[Operation, ...]:
    """The operations of a call-frame program, unfactored, paddings left out.

    Raises Error("cfi") for operations that armcc does not write itself.
    """
    found: list[Operation] = []
    reader = _Reader(data, at, end)
    place = 0
    while reader.at < end:
        byte = reader.byte()
        high, low = byte >> 6, byte & 0x3F
        if high == 1:
            place += low * code_factor
        elif high == 2:
            found.append((place, "offset", low, reader.uleb() * data_factor))
        elif high == 3:
            found.append((place, "restore", low, 0))
        elif low == 0:
            continue
        elif low in _ADVANCE:
            place += reader.number(_ADVANCE[low]) * code_factor
        elif low == 0x05:
            register = reader.uleb()
            found.append((place, "offset", register, reader.uleb() * data_factor))
        elif low == 0x06:
            found.append((place, "restore", reader.uleb(), 0))
        elif low == 0x08:
            found.append((place, "same_value", reader.uleb(), 0))
        elif low == 0x0A:
            found.append((place, "remember_state", 0, 0))
        elif low == 0x0B:
            found.append((place, "restore_state", 0, 0))
        elif low == 0x0C:
            register = reader.uleb()
            found.append((place, "def_cfa", register, reader.uleb()))
        elif low == 0x0D:
            found.append((place, "def_cfa_register", reader.uleb(), 0))
        elif low == 0x0E:
            found.append((place, "def_cfa_offset", reader.uleb(), 0))
        elif low == 0x11:
            register = reader.uleb()
            found.append((place, "offset", register, reader.sleb() * data_factor))
        elif low == 0x2D:
            found.append((place, "negate_ra_state", 0, 0))
        else:
            raise Error("cfi", f"call-frame operation {byte:#x}")
    return tuple(found)


def uleb(value: int) -> bytes:
    """`value` as ULEB128."""
    out = bytearray()
    while True:
        byte = value & 0x7F
        value >>= 7
        if not value:
            out.append(byte)
            return bytes(out)
        out.append(byte | 0x80)


def sleb(value: int) -> bytes:
    """`value` as SLEB128."""
    out = bytearray()
    while True:
        byte = value & 0x7F
        value >>= 7
        if value == (-1 if byte & 0x40 else 0):
            out.append(byte)
            return bytes(out)
        out.append(byte | 0x80)


_SIMPLE = {"remember_state": 0x0A, "restore_state": 0x0B, "negate_ra_state": 0x2D}
_ONE_OPERAND = {"same_value": 0x08, "def_cfa_register": 0x0D, "def_cfa_offset": 0x0E}


def encode(operations: tuple[Operation, ...], code_factor: int, data_factor: int) -> bytes:
    """A call-frame program for the given factors, without padding.

    Raises Error("cfi") where an operation cannot be written with them.
    """
    out = bytearray()
    place = 0
    for at, operation, first, second in operations:
        if at < place or (at - place) % code_factor or first < 0:
            raise Error("cfi", f"operation at +{at:#x} out of order")
        out += _advance((at - place) // code_factor)
        place = at
        if operation == "offset":
            if second % data_factor or first >= MOST_REGISTERS:
                raise Error("cfi", f"offset {second} is no multiple of {data_factor}")
            factored = second // data_factor
            if factored < 0:
                out += b"\x11" + uleb(first) + sleb(factored)
            elif first < 64:
                out += bytes([0x80 | first]) + uleb(factored)
            else:
                out += b"\x05" + uleb(first) + uleb(factored)
        elif operation == "restore":
            out += bytes([0xC0 | first]) if first < 64 else b"\x06" + uleb(first)
        elif operation == "def_cfa":
            if second < 0:
                raise Error("cfi", "a frame below the stack pointer")
            out += b"\x0c" + uleb(first) + uleb(second)
        elif operation in _ONE_OPERAND:
            out += bytes([_ONE_OPERAND[operation]]) + uleb(first)
        elif operation in _SIMPLE:
            out.append(_SIMPLE[operation])
        else:
            raise Error("cfi", f"call-frame operation {operation}")
    return bytes(out)


def _advance(steps: int) -> bytes:
    if steps == 0:
        return b""
    if steps < 0x40:
        return bytes([0x40 | steps])
    if steps < 0x100:
        return struct.pack("<BB", 2, steps)
    if steps < 0x10000:
        return struct.pack("<BH", 3, steps)
    return struct.pack("<BI", 4, steps)
