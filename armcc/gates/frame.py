"""Unwind information held against the truth, instruction by instruction.

At every executed instruction the CFA that the call-frame program states must be the
sp at entry, and every callee-saved register must be where the program says: in its
register, or saved in the frame.  A debugger, a profiler and a C++ exception rely on it.
Rules: DWARF 5 section 6.4; AArch64 numbering: aadwarf64 section 4.1.
"""

from __future__ import annotations

from typing import Any

from armcc.errors import Error
from armcc.function import cfi
from armcc.function.elf import ElfObject
from armcc.function.hot import HotFunction
from armcc.gates import engine

Operations = tuple[tuple[int, str, int, int], ...]

_SP_NUMBER = 31

# x19..x30 and d8..d15 as DWARF numbers: what an unwinder must be able to restore.
_SAVED_X = tuple(range(19, 31))
_SAVED_D = tuple(range(72, 80))
_SAVED = (*_SAVED_X, *_SAVED_D)


class Row:
    """The rules in force from one code offset on."""

    __slots__ = ("cfa_offset", "cfa_register", "saved", "start")

    def __init__(self, start: int, register: int, offset: int, saved: dict[int, int]) -> None:
        self.start = start
        self.cfa_register = register
        self.cfa_offset = offset
        self.saved = saved


def baseline_operations(obj: ElfObject, function: HotFunction) -> Operations | None:
    """The call-frame program of a function where it stands; None where it has none."""
    for section in obj.sections:
        if section.name != ".eh_frame":
            continue
        data = obj.contents(section)
        places = {r.offset: r for r in obj.relocations(section.index)}
        try:
            cies, fdes = cfi.entries(data)
            for fde in fdes:
                place = places.get(fde.address)
                if place is None:
                    continue
                symbol = obj.symbols[place.symbol]
                here = (symbol.shndx, symbol.value + place.addend)
                if here == (function.section.index, function.offset):
                    cie = cies[fde.cie]
                    return cfi.decode(data, fde.program, fde.end, cie.code_factor, cie.data_factor)
        except Error:
            return None
    return None


def rows(operations: Operations) -> list[Row]:
    """The call-frame table of a function, one row for each change."""
    out = [Row(0, _SP_NUMBER, 0, {})]
    stack: list[tuple[int, int, dict[int, int]]] = []
    register, offset = _SP_NUMBER, 0
    saved: dict[int, int] = {}
    for at, operation, a, b in operations:
        if operation == "def_cfa":
            register, offset = a, b
        elif operation == "def_cfa_offset":
            offset = a
        elif operation == "def_cfa_register":
            register = a
        elif operation == "offset":
            saved = {**saved, a: b}
        elif operation in ("restore", "same_value"):
            saved = {k: v for k, v in saved.items() if k != a}
        elif operation == "remember_state":
            stack.append((register, offset, saved))
        elif operation == "restore_state" and stack:
            register, offset, saved = stack.pop()
        out.append(Row(at, register, offset, saved))
    return out


class FrameRules:
    """The table in the engine's form, a row for each instruction."""

    def __init__(self, operations: Operations, code_size: int) -> None:
        count = code_size // 4
        self.rows: Any = (engine.Row * max(count, 1))()
        table = rows(operations)
        current = table[0]
        position = 0
        for index in range(count):
            while position < len(table) and table[position].start <= 4 * index:
                current = table[position]
                position += 1
            row = self.rows[index]
            row.cfa_register = current.cfa_register
            row.cfa_offset = current.cfa_offset & 0xFFFFFFFFFFFFFFFF
            for n, number in enumerate(_SAVED):
                row.saved[n] = current.saved.get(number, engine.IN_REGISTER)


def saved_name(number: int) -> str:
    """The register that the engine's number of a saved register means."""
    dwarf = _SAVED[number]
    return f"x{dwarf}" if dwarf < 32 else f"d{dwarf - 64}"
