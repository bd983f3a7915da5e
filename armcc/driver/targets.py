"""What the relocations of new code mean in the object it goes into.

New code may refer to what the old code refers to, and in the same manner: a symbol
that clang reaches through the GOT may be bound elsewhere, and a direct reference to it
would fail at link time.

On the compile path.
"""

from __future__ import annotations

import struct

from armcc.errors import Error
from armcc.function.elf import (
    R_AARCH64_ADR_PREL_LO21,
    R_AARCH64_CALL26,
    R_AARCH64_CONDBR19,
    R_AARCH64_JUMP26,
    R_AARCH64_LD_PREL_LO19,
    R_AARCH64_TSTBR14,
    STB_LOCAL,
    ElfObject,
)
from armcc.function.hot import HotFunction
from armcc.function.identity import Target, targets
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS, MachineCode
from armcc.function.manner import CALL, PAGE, WIDTHS, manner

# Place-relative instructions: bits of the distance, its unit, where the field begins.
_FIELDS = {
    R_AARCH64_CALL26: (26, 4, 0),
    R_AARCH64_JUMP26: (26, 4, 0),
    R_AARCH64_CONDBR19: (19, 4, 5),
    R_AARCH64_LD_PREL_LO19: (19, 4, 5),
    R_AARCH64_TSTBR14: (14, 4, 5),
}

# Functions that clang's outliner made: a number tells them apart, which in another object
# stands for another sequence of instructions, and none of them keeps to a convention.
_NUMBERED = "OUTLINED_FUNCTION_"

# The place of an entry in the global offset table: one entry for each addend.
_ADDEND_COUNTS = ("got", "tls-gd", "tls-ie", "tls-desc")

# Loads and stores of thread-local variables that take the low twelve bits and check no
# overflow, by bytes (aaelf64 5.7.11.2 and 5.7.11.4), and what else takes those bits.
_TLS_WIDTHS = {532: 1, 534: 2, 536: 4, 538: 8, 573: 16, 553: 1, 555: 2, 557: 4, 559: 8, 571: 16}
_TLS_LOW = (530, 551)  # TLSLD_ADD_DTPREL_LO12_NC, TLSLE_ADD_TPREL_LO12_NC

# Far less than `adrp` reaches, so that an addend never makes a link fail.
_MOST_ADDEND = 1 << 24


class Reloc:
    """One relocation of new code: `offset` in it, `type`, symbol index and addend.

    own_code, own_constants: `addend` counts from the start of that part instead.
    place: where it counts from, as section and offset, for what must not go by its name.
    """

    __slots__ = ("addend", "offset", "own_code", "own_constants", "place", "symbol", "type")

    def __init__(self, offset: int, type: int, symbol: int, addend: int) -> None:  # noqa: A002
        self.offset = offset
        self.type = type
        self.symbol = symbol
        self.addend = addend
        self.own_code = False
        self.own_constants = False
        self.place: tuple[int, int] | None = None


def resolve(
    obj: ElfObject, function: HotFunction, machine: MachineCode
) -> tuple[bytes, list[Reloc]]:
    """The machine's code with its inner distances written in, and the relocations left.

    Raises Error with the reason "symbol" for a target that the old code does not have,
    "relocation" for a type that the old code does not use on it, "alignment" where the
    place is not known to be aligned, "range" for a distance that does not fit.
    """
    known = targets(obj, function)
    code = bytearray(machine.code)
    found: list[Reloc] = []
    for offset, kind, name, addend in machine.relocations:
        width = WIDTHS.get(kind, 1)
        if name == OWN_CODE and kind not in PAGE:
            _write_distance(code, offset, kind, addend)
            continue
        r = Reloc(offset, kind, 0, addend)
        if name == OWN_CODE:
            r.own_code = True
            aligned = machine.alignment % width == 0 and addend % width == 0
            inside = 0 <= addend <= len(code)
        elif name == OWN_CONSTANTS:
            if kind not in PAGE:
                raise Error("relocation", f"{function.name}: type {kind} on its constants")
            r.own_constants = True
            aligned = machine.constants_alignment % width == 0 and addend % width == 0
            inside = 0 <= addend <= len(machine.constants)
        else:
            target = known.get(name)
            if name == function.name and kind in CALL and target is None:
                # The old code does not go by the symbol, which may be bound elsewhere.
                if addend:
                    raise Error("range", f"{function.name}: addend {addend} on {name}")
                _write_distance(code, offset, kind, 0)
                continue
            if target is None or name.startswith(_NUMBERED):
                raise Error("symbol", f"{function.name}: the old code does not mean {name}")
            _check_manner(function, target, name, kind, addend)
            r.symbol = target.symbol.index
            r.addend += target.base
            if not target.named and not target.size and target.symbol.bind != STB_LOCAL:
                # -fno-semantic-interposition: by its name it might be bound elsewhere.
                r.place = (target.symbol.shndx, target.symbol.value)
            width = max(width, _TLS_WIDTHS.get(kind, 1), 4 * (kind == R_AARCH64_LD_PREL_LO19))
            aligned = width == 1 or _aligned(obj, target, width, r.addend)
            inside = -_MOST_ADDEND < addend < _MOST_ADDEND and not (kind in CALL and addend)
            if target is not None and target.size:
                inside = 0 <= addend < target.size
        if not inside:
            raise Error("range", f"{function.name}: addend {addend} on {name}")
        if not aligned:
            raise Error("alignment", f"{function.name}: {name}+{addend} by {width} bytes")
        found.append(r)
    return bytes(code), found


def _write_distance(code: bytearray, offset: int, kind: int, target: int) -> None:
    """Write the distance from `offset` to `target`, both in `code`, into the instruction."""
    distance = target - offset
    (word,) = struct.unpack_from("<I", code, offset)
    if kind == R_AARCH64_ADR_PREL_LO21:
        bits, unit = 21, 1
        field = (distance & 3) << 29 | (distance >> 2 & 0x7FFFF) << 5
        mask = 3 << 29 | 0x7FFFF << 5
    elif kind in _FIELDS:
        bits, unit, low = _FIELDS[kind]
        mask = (1 << bits) - 1 << low
        field = (distance // unit << low) & mask
    else:
        raise Error("relocation", f"type {kind} on the code itself")
    limit = unit << bits - 1
    if distance % unit or not -limit <= distance < limit or not 0 <= target <= len(code):
        raise Error("range", f"distance {distance} at +{offset:#x}")
    struct.pack_into("<I", code, offset, word & ~mask & 0xFFFFFFFF | field)


def _check_manner(function: HotFunction, target: Target, name: str, kind: int, addend: int) -> None:
    """Raise unless the old code reaches the target so, too.

    In the families of the GOT and of thread-local storage, linkers change instructions by
    the type of relocation and expect them in sequences, and some types do not reach as far
    as others; so the very type counts there, and the addend with it.
    """
    wanted = manner(kind)
    if kind in _TLS_WIDTHS:
        low = (used for used, _ in target.uses if used in _TLS_WIDTHS or used in _TLS_LOW)
        known = any(manner(used) == wanted for used in low)
    elif wanted in ("call", "page"):
        known = any(manner(used) == wanted for used, _ in target.uses)
    elif wanted in _ADDEND_COUNTS:
        known = (kind, addend) in target.uses
    else:
        known = any(kind == used for used, _ in target.uses)
    if not known:
        raise Error("relocation", f"{function.name}: type {kind} on {name}, unlike the old code")


def _aligned(obj: ElfObject, target: Target, width: int, addend: int) -> bool:
    """Whether symbol + addend is a multiple of `width`, as far as the object shows."""
    symbol = target.symbol
    if 0 < symbol.shndx < len(obj.sections):
        section = obj.sections[symbol.shndx]
        if section.addralign % width == 0 and (symbol.value + addend) % width == 0:
            return True
    return any(
        WIDTHS.get(used, 0) >= width and (addend - before) % width == 0
        for used, before in target.uses
    )
