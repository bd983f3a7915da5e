"""From an assembler's object to the machine code of the one function in it."""

from __future__ import annotations

from armcc.errors import Error
from armcc.function import cfi
from armcc.function.elf import (
    KNOWN_RELOCATIONS,
    R_AARCH64_NONE,
    SHF_ALLOC,
    SHF_EXECINSTR,
    SHF_TLS,
    SHF_WRITE,
    SHN_COMMON,
    SHN_LORESERVE,
    SHN_UNDEF,
    SHT_GROUP,
    SHT_NOTE,
    SHT_PROGBITS,
    SHT_REL,
    STB_LOCAL,
    STT_FILE,
    STT_FUNC,
    STT_SECTION,
    ElfObject,
    Section,
    Symbol,
)
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS, MachineCode


def machine_code(obj: ElfObject, name: str) -> MachineCode:
    """The function `name`, which must be all that `obj` has, with its read-only constants.

    Undefined symbols are its targets.  A reference to the function by its own global
    name stays a reference by name.  Raises Error("candidate") where the object has
    anything else: other functions or data, relocations in the constants, data between
    the instructions, common symbols, or unwind information that cannot be carried over.
    """
    entry = _only_function(obj, name)
    text = obj.sections[entry.shndx]
    constants, alignment, bases = _constants(obj, text)
    if obj.data_in_code(text.index):
        raise _refused(f"{name}: data between the instructions")
    relocations: list[tuple[int, int, str, int]] = []
    for r in obj.relocations(text.index):
        if r.type not in KNOWN_RELOCATIONS or r.type == R_AARCH64_NONE:
            raise _refused(f"{name}: relocation type {r.type}")
        symbol = obj.symbols[r.symbol]
        if symbol.shndx == SHN_UNDEF or symbol.bind != STB_LOCAL:
            if not symbol.name:
                raise _refused(f"{name}: a relocation without a symbol")
            target, addend = symbol.name, r.addend
        elif symbol.shndx == text.index:
            target, addend = OWN_CODE, symbol.value + r.addend
        else:
            base = bases.get(symbol.shndx)
            if base is None:
                raise _refused(f"{name}: refers to {symbol.name}")
            target, addend = OWN_CONSTANTS, base + symbol.value + r.addend
        relocations.append((r.offset, r.type, target, addend))
    return MachineCode(
        code=obj.contents(text),
        alignment=max(text.addralign, 4),
        relocations=tuple(sorted(relocations)),
        constants=constants,
        constants_alignment=alignment,
        cfi=_frame(obj, text, entry),
    )


def _refused(message: str) -> Error:
    return Error("candidate", message)


def _only_function(obj: ElfObject, name: str) -> Symbol:
    """The symbol of the function, after a look at all others."""
    found: Symbol | None = None
    for symbol in obj.symbols[1:]:
        if symbol.type in (STT_SECTION, STT_FILE) or symbol.shndx == SHN_UNDEF:
            continue
        if symbol.shndx == SHN_COMMON or symbol.shndx >= SHN_LORESERVE:
            raise _refused(f"defines {symbol.name} outside the function")
        if symbol.name == name and symbol.type == STT_FUNC:
            found = symbol
        elif symbol.bind != STB_LOCAL or symbol.type == STT_FUNC:
            raise _refused(f"defines {symbol.name} besides {name}")
    if found is None or found.shndx >= len(obj.sections):
        raise _refused(f"no function {name}")
    section = obj.sections[found.shndx]
    if section.type != SHT_PROGBITS or not section.flags & SHF_EXECINSTR:
        raise _refused(f"{name} is not in a code section")
    if found.value or found.size != section.size or not found.size or found.size % 4:
        raise _refused(f"{name} is not all of its section")
    return found


def _constants(obj: ElfObject, text: Section) -> tuple[bytes, int, dict[int, int]]:
    """The read-only bytes, their alignment, and where each section begins in them."""
    out = bytearray()
    alignment = 1
    bases: dict[int, int] = {}
    for section in obj.sections:
        if section.type in (SHT_GROUP, SHT_REL):
            raise _refused(f"has a section {section.name}")
        if section.index == text.index or not section.flags & SHF_ALLOC:
            continue
        if section.name == ".eh_frame" or section.type == SHT_NOTE or not section.size:
            continue
        flags = SHF_WRITE | SHF_EXECINSTR | SHF_TLS
        if section.type != SHT_PROGBITS or section.flags & flags:
            raise _refused(f"has content in {section.name}")
        if obj.relocations(section.index):
            raise _refused(f"has relocations in {section.name}")
        own = max(section.addralign, 1)
        if own & (own - 1) or own > 1 << 12:
            raise _refused(f"alignment of {section.name}")
        out += bytes(-len(out) % own)
        bases[section.index] = len(out)
        out += obj.contents(section)
        alignment = max(alignment, own)
    return bytes(out), alignment, bases


def _frame(obj: ElfObject, text: Section, entry: Symbol) -> tuple[cfi.Operation, ...]:
    """The operations of the function's FDE; () where it has none."""
    found: tuple[cfi.Operation, ...] = ()
    for section in obj.sections:
        if section.name != ".eh_frame":
            continue
        data = obj.contents(section)
        try:
            cies, fdes = cfi.entries(data)
            if len(fdes) > 1 or found:
                raise _refused("several frame descriptions")
            for fde in fdes:
                cie = cies[fde.cie]
                if cie.augmentation != "zR" or cie.initial != ((0, "def_cfa", cfi.SP, 0),):
                    raise _refused("frame description of another kind")
                if fde.size != entry.size or fde.has_lsda:
                    raise _refused("frame description of another range")
                found = cfi.decode(data, fde.program, fde.end, cie.code_factor, cie.data_factor)
        except Error as e:
            raise _refused(e.message) from e
        for r in obj.relocations(section.index):
            if obj.symbols[r.symbol].shndx != text.index:
                raise _refused("frame description of another section")
    return found
