"""Literals that a candidate brings along and the baseline has too, as one place.

A candidate may name a string of the baseline's object (armcc.function.literals) or have a
copy.  Where the
address of a string is an argument or a result, the copy's has to count as the same.  It
does for what stands in a mergeable section (gABI, SHF_MERGE): a linker may let any other
object of equal contents have its address, and LLVM puts nothing there whose address
matters (LangRef, `unnamed_addr`).  Contents are equal as a whole, the zero at the end of
a string included, so what a callee can read through either pointer is the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from armcc.function.elf import SHF_ALLOC, STT_SECTION, ElfObject
from armcc.function.hot import HotFunction
from armcc.function.literals import literal
from armcc.function.machine import OWN_CONSTANTS, MachineCode

# Beyond so many a function is left without: a test looks through all of them.
MOST_TWINS = 64


@dataclass(frozen=True)
class Twin:
    """Equal contents on both sides.

    section, start: the baseline's, in bytes from the start of the section.
    own: the candidate's, in bytes from the start of its constants.
    size: in bytes; a pointer one past the end belongs to neither.
    """

    section: int
    start: int
    own: int
    size: int


def twins(obj: ElfObject, function: HotFunction, machine: MachineCode) -> tuple[Twin, ...]:
    """The literals that the baseline names and the candidate has a copy of, in order."""
    literals = _literals(obj, function)
    named = {addend for _, _, target, addend in machine.relocations if target == OWN_CONSTANTS}
    found = set()
    for section, start, content, inside in literals:
        for addend in named:
            for distance in {0, *inside}:
                own = addend - distance
                if own >= 0 and machine.constants[own : own + len(content)] == content:
                    found.add((section, start, own, len(content)))
    ordered = sorted(found)[: MOST_TWINS + 1]
    return tuple(Twin(*f) for f in ordered) if len(ordered) <= MOST_TWINS else ()


def _literals(
    obj: ElfObject, function: HotFunction
) -> list[tuple[int, int, bytes, frozenset[int]]]:
    """(section, start, content, distances from the start that are named), each once."""
    distances: dict[tuple[int, int, bytes], set[int]] = {}
    for r in function.relocations:
        symbol = obj.symbols[r.symbol]
        # A symbol that lasts may be what another part of the program compares with.
        if symbol.type != STT_SECTION and not symbol.name.startswith(".L"):
            continue
        at = symbol.value + r.addend
        found = literal(obj, symbol.shndx, at)
        if found is not None:
            start, content = found
            if _named_elsewhere(obj, function, symbol.shndx, start, len(content)):
                continue
            distances.setdefault((symbol.shndx, start, content), set()).add(at - start)
    return [(*key, frozenset(inside)) for key, inside in sorted(distances.items())]


def _named_elsewhere(
    obj: ElfObject, function: HotFunction, index: int, start: int, size: int
) -> bool:
    """Whether other code or data of the object names a place in a literal.

    One literal of the source has one address (C23 6.4.5): what another function compares
    with it, or with an object that was initialised with it, has to be the same.
    """
    for number, section in enumerate(obj.sections):
        if not section.flags & SHF_ALLOC:
            continue
        for r in obj.relocations(number):
            symbol = obj.symbols[r.symbol]
            if symbol.shndx != index or not start <= symbol.value + r.addend < start + size:
                continue
            inside = 0 <= r.offset - function.offset < function.size
            if number != function.symbol.shndx or not inside:
                return True
    return False
