"""Putting rewrites into an object.

Each function goes in by the first of three ways that is safe for it:

in-place  The new code fits into the old: overwritten and filled up with nops.
whole     The function is the last of its section: overwritten, the section grows.
tail      The new code goes behind the section's end, a branch to it over the old entry;
          symbols, relocations that mean the entry, and a new FDE lead to it.

The first two leave line tables behind that lie, so an object with debug information
gets the third.  All else stays as clang made it; see docs/architecture.md, "The
splice".  Where a function cannot be spliced it stays as it was, with a reason.

On the compile path.
"""

from __future__ import annotations

import struct
from _bisect import bisect_left, bisect_right

from armcc import __version__
from armcc.driver import note
from armcc.driver.elfwriter import ADDRALIGN, ElfWriter, is_profile_table
from armcc.driver.references import Reference, Sites, is_debug, references
from armcc.driver.targets import resolve
from armcc.driver.unwind import DebugFrame, Frame, debug_frames, frames
from armcc.errors import Error
from armcc.function.elf import (
    RELA,
    SHF_ALLOC,
    SHF_EXECINSTR,
    SHF_INFO_LINK,
    SHT_NOTE,
    SHT_PROGBITS,
    SHT_REL,
    SHT_RELA,
    STB_LOCAL,
    STT_FILE,
    STT_FUNC,
    STT_GNU_IFUNC,
    STT_SECTION,
    SYM,
    ElfObject,
    Section,
    Symbol,
    is_mapping,
)
from armcc.function.hot import HotFunction
from armcc.function.machine import MachineCode

IN_PLACE = "in-place"
WHOLE = "whole"
TAIL = "tail"

# `b` reaches 128 MiB either way (Arm ARM C6.2.26).
MOST_SECTION_BYTES = 1 << 27
MOST_ALIGNMENT = 1 << 12

NOP = 0xD503201F
BTI_C = 0xD503245F
BTI_JC = 0xD50324DF
PACIASP = 0xD503233F
PACIBSP = 0xD503237F
# What an indirect call may land on (Arm ARM D8.4.5); paci?sp count by default.
_PADS = frozenset([BTI_C, BTI_JC, PACIASP, PACIBSP])

SHF_LINK_ORDER = 0x80
SHF_COMPRESSED = 0x800
SHT_RELR = 19
SHT_CREL = 0x40000014
_OTHER_RELOCATIONS = (SHT_REL, SHT_RELR, SHT_CREL)
SHT_LLVM_BB_ADDR_MAP = 0x6FFF4C0A
SHT_GNU_SFRAME = 0x6FFFFFF4

# Sections that describe the code of functions in ways that a splice would make untrue.
_DESCRIPTIONS = frozenset(
    ".kcfi_traps .llvm_faultmaps .llvm_stackmaps .sframe .stack_sizes __mcount_loc "
    "__patchable_function_entries xray_fn_idx xray_instr_map".split()
)


class Replacement:
    """A function of the object and the machine code to take its place.

    key, confidence: what the object's note says of it; see `armcc.confidence`.
    """

    __slots__ = ("confidence", "function", "key", "machine")

    def __init__(
        self, function: HotFunction, machine: MachineCode, key: str, confidence: str
    ) -> None:
        self.function = function
        self.machine = machine
        self.key = key
        self.confidence = confidence

    @property
    def place(self) -> tuple[int, int]:
        """(section index, offset of the entry)."""
        return self.function.section.index, self.function.offset


Outcome = tuple[str, str, str]


def splice(obj: ElfObject, replacements: list[Replacement]) -> tuple[bytes, list[Outcome]]:
    """The object with the replacements, and (function, way, reason) for each.

    Way is "" where the function stays as it was, reason "" where it does not.  The
    order of `replacements` does not matter; the outcomes come in the object's order.
    The bytes are those of the input where nothing goes in.  Raises ElfError for
    damaged input alone.
    """
    if not replacements:
        return obj.data, []
    ordered = sorted(replacements, key=lambda r: (*r.place, r.function.name, r.key))
    try:
        subject = _Subject(obj, ordered)
    except Error as e:
        return obj.data, [(r.function.name, "", e.reason) for r in ordered]
    outcomes: list[Outcome] = []
    plans: list[_Plan] = []
    taken: set[tuple[int, int]] = set()
    for replacement in ordered:
        name = replacement.function.name
        try:
            if replacement.place in taken:
                raise Error("duplicate", f"{name}: replaced twice")
            plan = _Plan(subject, replacement)
        except Error as e:
            outcomes.append((name, "", e.reason))
            continue
        taken.add(replacement.place)
        plans.append(plan)
        outcomes.append((name, plan.way, ""))
    if not plans:
        return obj.data, outcomes
    try:
        return _write(subject, plans), outcomes
    except Error as e:
        return obj.data, [(name, "", reason or e.reason) for name, _, reason in outcomes]


class _Subject:
    """What all replacements in one object have to know of it."""

    def __init__(self, obj: ElfObject, replacements: list[Replacement]) -> None:
        self.obj = obj
        for section in obj.sections:
            if section.name == note.SECTION:
                raise Error("already-spliced", "the object has been spliced before")
            if section.type in _OTHER_RELOCATIONS and not is_profile_table(obj, section):
                raise Error("relocation-format", f"{section.name} is not SHT_RELA")
            if section.type in (SHT_LLVM_BB_ADDR_MAP, SHT_GNU_SFRAME):
                raise Error("section-type", f"{section.name} describes the old code")
            if section.name in _DESCRIPTIONS:
                raise Error("section-type", f"{section.name} describes the old code")
        if obj.symtab is None:
            raise Error("elf", "no symbol table")
        self.symtab_index = obj.symtab.index
        self.debug = any(is_debug(s.name) for s in obj.sections)
        self.frames = frames(obj)
        self.debug_frames: dict[tuple[int, int], DebugFrame] = {}
        self.debug_frames_read = True
        try:
            self.debug_frames = debug_frames(obj)
        except Error:
            self.debug_frames_read = False
        indices = {r.function.section.index for r in replacements}
        self.references = references(obj, indices)
        self._sites: dict[int, Sites] = {}
        self._named_places: dict[int, list[int]] = {}
        self.section_symbols: dict[int, int] = {}
        self.symbols = {index: _Symbols() for index in indices}
        for symbol in obj.symbols:
            if symbol.type == STT_SECTION:
                self.section_symbols.setdefault(symbol.shndx, symbol.index)
            elif symbol.shndx in indices and not is_mapping(symbol):
                self.symbols[symbol.shndx].all.append(symbol)
        for symbols in self.symbols.values():
            symbols.sort()
        self.added = dict.fromkeys(indices, 0)
        for r in replacements:
            alignment = max(r.machine.alignment, min(r.function.section.addralign, MOST_ALIGNMENT))
            size = len(r.machine.code) + max(alignment, 4)
            self.added[r.function.section.index] += size

    def named_places(self, index: int) -> list[int]:
        """The places of a data section that code means by relocations, in order."""
        known = self._named_places.get(index)
        if known is None:
            found: set[int] = set()
            for section in self.obj.sections:
                if section.flags & SHF_EXECINSTR:
                    found.update(_named_places(self.obj, section.index, index))
            known = self._named_places[index] = sorted(found)
        return known

    def sites(self, index: int) -> Sites:
        """The unrelocated place-relative instructions of section `index`."""
        known = self._sites.get(index)
        if known is None:
            known = self._sites[index] = Sites(self.obj, index)
        return known


class _Plan:
    """How one replacement goes in; making it raises Error where it cannot."""

    def __init__(self, subject: _Subject, replacement: Replacement) -> None:
        self.subject = subject
        self.replacement = replacement
        self.function = function = replacement.function
        self.machine = machine = replacement.machine
        self.start = function.offset
        self.end = function.offset + function.size
        self._check_machine()
        self._check_section()
        self.entry_symbols = self._check_symbols()
        self.pad = struct.unpack_from("<I", function.code)[0]
        self.padded = self.pad in _PADS
        new_pad = struct.unpack_from("<I", machine.code)[0]
        if self.padded and (new_pad not in _PADS or (self.pad == BTI_JC != new_pad)):
            raise Error("landing-pad", f"{function.name}: the new code has no landing pad")
        self.code, self.relocations = resolve(subject.obj, function, machine)
        for r in self.relocations:
            if r.place and r.place[0] not in (*subject.section_symbols, function.section.index):
                raise Error("symbol", f"{function.name}: a section without a symbol")
        self.frame: Frame | None = subject.frames.get(replacement.place)
        self.program = b""
        if self.frame is not None:
            self.program = self.frame.program(machine.cfi)
        self.debug_frame: DebugFrame | None = None
        self.debug_program = b""
        if subject.debug_frames_read:
            self.debug_frame = subject.debug_frames.get(replacement.place)
        elif self._has_debug_frame():
            raise Error("debug-frame", f"{function.name}: its .debug_frame cannot be read")
        if self.debug_frame is not None:
            if not machine.cfi and _needs_frame(machine.code):
                raise Error("debug-frame", f"{function.name}: the new code has no unwind table")
            self.debug_program = self.debug_frame.program(machine.cfi)
        # An entry may have been aligned for its callers' sake; what of it shows is kept.
        known = (self.start & -self.start) or MOST_ALIGNMENT
        known = min(known, max(function.section.addralign, 4), MOST_ALIGNMENT)
        self.alignment = max(machine.alignment, known)
        self.way = self._way()

    def names_section(self) -> bool:
        """Whether some relocation will need the symbol of the function's section."""
        descriptions = self.subject.references[self.function.section.index].descriptions
        described = any(symbol.index in descriptions for symbol in self.entry_symbols)
        framed = self.frame is not None or self.debug_frame is not None
        index = self.function.section.index
        placed = any(r.own_code or (r.place and r.place[0] == index) for r in self.relocations)
        return placed or (self.way == TAIL and (described or framed))

    def _check_machine(self) -> None:
        machine = self.machine
        bad = not machine.code or len(machine.code) % 4
        for alignment in (machine.alignment, machine.constants_alignment):
            bad = bad or not 0 < alignment <= MOST_ALIGNMENT or alignment & (alignment - 1)
        for offset, _, _, _ in machine.relocations:
            bad = bad or offset % 4 or not 0 <= offset < len(machine.code)
        for offset, _, _, _ in machine.cfi:
            bad = bad or offset % 4 or not 0 <= offset <= len(machine.code)
        if bad:
            raise Error("machine-code", f"{self.function.name}: malformed machine code")

    def _check_section(self) -> None:
        obj, section = self.subject.obj, self.function.section
        name = self.function.name
        if section.type != SHT_PROGBITS or section.flags & SHF_COMPRESSED:
            raise Error("section-type", f"{name}: in a section of type {section.type:#x}")
        if section.size + self.subject.added[section.index] >= MOST_SECTION_BYTES:
            raise Error("range", f"{name}: a branch might not reach the new code")
        if obj.data_in_code(section.index):
            raise Error("data-in-code", f"{name}: data between the instructions of the section")
        if len(obj.relocation_sections(section.index)) > 1:
            raise Error("relocation-format", f"{name}: several tables of relocations")
        if self.function.size < 8:
            raise Error("too-small", f"{name}: no room for a branch")
        for other in obj.sections:
            if other.flags & SHF_LINK_ORDER and other.link == section.index:
                raise Error("metadata", f"{name}: described by {other.name}")

    def _check_symbols(self) -> list[Symbol]:
        """The symbols at the entry; no other may point into the function."""
        symbols = self.subject.symbols[self.function.section.index]
        if symbols.reach(self.start) > self.start:
            raise Error("middle", f"{self.function.name} begins within another symbol")
        found: list[Symbol] = []
        for symbol in symbols.between(self.start, self.end):
            if symbol.value == self.start:
                if symbol.type == STT_GNU_IFUNC:
                    raise Error("ifunc", f"{symbol.name}: an indirect function")
                if symbol.type != STT_FUNC or symbol.size not in (0, self.function.size):
                    # The start of a region, as checksums of code have one.
                    raise Error("middle", f"{symbol.name}: a label at {self.function.name}")
                found.append(symbol)
            elif not symbol.name.startswith(".L"):
                raise Error("middle", f"{symbol.name}: a symbol within {self.function.name}")
        return found

    def _has_debug_frame(self) -> bool:
        obj = self.subject.obj
        for section in obj.sections:
            if section.name == ".debug_frame":
                for r in obj.relocations(section.index):
                    symbol = obj.symbols[r.symbol]
                    place = (symbol.shndx, symbol.value + r.addend)
                    if place == self.replacement.place:
                        return True
        return False

    def _way(self) -> str:
        function, machine = self.function, self.machine
        last = self.end == function.section.size
        fits = len(machine.code) <= function.size
        stays = (
            (fits or (last and not self._end_named()))
            and not self.subject.debug
            and self.start % machine.alignment == 0
            and (self.frame is None or len(self.program) <= self.frame.room)
            and not self._entered_in_the_middle()
        )
        if stays:
            return IN_PLACE if fits else WHOLE
        self._check_tail()
        return TAIL

    def _end_named(self) -> bool:
        """Whether anything means the place where the section ends and would grow."""
        index, end = self.function.section.index, self.function.section.size
        return bool(
            self.subject.symbols[index].between(end, end + 1)
            or self.subject.references[index].between(end, end + 1)
        )

    def _used_in_the_middle(self) -> bool:
        """Whether a relocation from elsewhere certainly means a place behind the entry."""
        index = self.function.section.index
        return any(
            r.section != index or not self.start <= r.offset < self.end
            for r in self.subject.references[index].between(self.start + 1, self.end)
        )

    def _perhaps_used(self) -> list[Reference]:
        """The place-relative data that may mean the entry or a place behind it."""
        found: list[Reference] = []
        for r in self.subject.references[self.function.section.index].ambiguous:
            low, high = r.reach()
            if low < self.end and high >= self.start:
                found.append(r)
        return found

    def _entered_in_the_middle(self) -> bool:
        sites = self.subject.sites(self.function.section.index)
        return (
            self._used_in_the_middle()
            or any(r.meaning != self.start for r in self._perhaps_used())
            or sites.enters(self.start, self.end)
        )

    def _check_tail(self) -> None:
        """Raise where something may go on using the old body, or miss the new code."""
        function = self.function
        if any(map(self._is_left_behind, self._perhaps_used())) or self._used_in_the_middle():
            raise Error("middle", f"{function.name}: referred to in the middle")
        if self.subject.sites(function.section.index).takes_address(self.start, self.end):
            raise Error("address", f"{function.name}: its address is taken without a relocation")
        if self._end_named():
            raise Error("middle", f"{function.name}: something means the end of its section")
        if min(self.start & -self.start or MOST_SECTION_BYTES, function.section.addralign) > (
            MOST_ALIGNMENT
        ):
            raise Error("alignment", f"{function.name}: aligned to more than {MOST_ALIGNMENT}")

    def _is_left_behind(self, r: Reference) -> bool:
        """Whether a place-relative datum may mean the entry, or the body for more than the body.

        An anonymous table is one of distances from its start to blocks of the function that
        names it: the old body's own, for which the new code has no name, or another's.  No
        block of a function branches to its entry (LLVM's language reference, "Functions").
        """
        obj = self.subject.obj
        if obj.covering(r.section, r.offset) is not None:
            return True
        places = self.subject.named_places(r.section)
        before = bisect_right(places, r.offset)
        low, high = obj.gap(r.section, r.offset)
        if not before or not low <= places[before - 1] <= r.offset < high:
            return True
        table = places[before - 1]
        meant = r.meaning - (r.offset - table)
        if self.start in (meant, r.meaning):
            return True
        own = _named_places(obj, self.function.section.index, r.section, self.start, self.end)
        return self.start < meant < self.end and table not in own


def _needs_frame(code: bytes) -> bool:
    """Whether "the CFA is sp, x30 the return address" fails to tell all of the code.

    So it is where sp is written (Arm ARM C4.1.86 to C4.1.89 and C4.1.96) or `bl` or `blr`
    writes x30.
    """
    for (word,) in struct.iter_unpack("<I", code):
        if word & 31 == 31:
            arithmetic = word >> 24 & 0x1F == 0x11 or word >> 21 & 0xFF == 0x59
            if arithmetic and not word >> 29 & 1:
                return True
            if word >> 23 & 0x3F == 0x24 and word >> 29 & 3 != 3:
                return True
        if word >> 5 & 31 == 31:  # the base of a load or store that writes it back
            pair = word >> 25 & 0x1D == 0x14 and word >> 23 & 1
            single = word >> 24 & 0x3B == 0x38 and word >> 10 & 1 and not word >> 21 & 1
            vectors = word >> 24 & 0xBF in (0x0C, 0x0D) and word >> 23 & 1
            if pair or single or vectors:
                return True
        if word >> 26 == 0x25 or word & 0xFFFFFC1F == 0xD63F0000:
            return True
    return False


def _named_places(
    obj: ElfObject, code: int, data: int, start: int = 0, end: int = MOST_SECTION_BYTES
) -> set[int]:
    """The places of section `data` that relocations of section `code` from start to end mean."""
    found: set[int] = set()
    for r in obj.relocations_between(code, start, end):
        symbol = obj.symbols[r.symbol]
        if symbol.shndx == data:
            found.add(symbol.value + r.addend)
    return found


class _Symbols:
    """The symbols of one section but for its own and mapping symbols, by value."""

    __slots__ = ("_ends", "_values", "all")

    def __init__(self) -> None:
        self.all: list[Symbol] = []
        self._values: list[int] = []
        self._ends: list[int] = []

    def sort(self) -> None:
        """Make the look-ups ready."""
        self.all.sort(key=lambda s: (s.value, s.index))
        self._values = [s.value for s in self.all]
        far = 0
        for symbol in self.all:
            if symbol.type != STT_FILE:
                far = max(far, symbol.value + symbol.size)
            self._ends.append(far)

    def between(self, start: int, end: int) -> list[Symbol]:
        """Those that begin from `start` to before `end`."""
        return self.all[bisect_left(self._values, start) : bisect_left(self._values, end)]

    def reach(self, place: int) -> int:
        """The farthest end of those that begin before `place`."""
        before = bisect_left(self._values, place)
        return self._ends[before - 1] if before else 0


def _write(subject: _Subject, plans: list[_Plan]) -> bytes:
    """The new object.  All that can go wrong with one plan alone has been looked at."""
    obj = subject.obj
    writer = ElfWriter(obj)
    if any(
        p.machine.constants
        or (p.names_section() and p.function.section.index not in subject.section_symbols)
        for p in plans
    ):
        writer.check_renumbering()
    section_symbols = dict(subject.section_symbols)
    # Tails last: an overwritten last function must be able to grow.
    plans = sorted(plans, key=lambda p: (p.way == TAIL, *p.replacement.place))
    tables: dict[int, list[tuple[int, int, int]]] = {}
    entries: list[tuple[int, note.Entry]] = []
    moved: dict[tuple[int, int], int] = {}
    placed: list[tuple[_Plan, int, int]] = []
    for plan in plans:
        index = plan.function.section.index
        if index not in section_symbols and plan.names_section():
            section_symbols[index] = writer.add_local_symbol(STB_LOCAL << 4 | STT_SECTION, index)
        own = section_symbols.get(index, 0)
        constants = _add_constants(writer, plan) if plan.machine.constants else 0
        at = _place_code(writer, plan)
        if plan.way == TAIL:
            _lead_to_tail(writer, subject, plan, at, own)
        elif plan.frame is not None:
            size = max(plan.function.size, len(plan.machine.code))
            plan.frame.rewrite(writer, plan.program, size)
        _resize_symbols(writer, plan)
        moved[plan.replacement.place] = at
        placed.append((plan, at, constants))
        entry = note.Entry(
            __version__,
            plan.function.name,
            plan.replacement.key,
            plan.way,
            plan.replacement.confidence,
        )
        entries.append((_order(plan), entry))
    for plan, at, constants in placed:
        index = plan.function.section.index
        table = tables.setdefault(index, [])
        for r in plan.relocations:
            symbol = r.symbol
            addend = r.addend
            if r.own_code:
                symbol, addend = section_symbols[index], at + addend
            elif r.own_constants:
                symbol = constants
            elif r.place is not None:
                symbol = section_symbols[r.place[0]]
                addend += moved.get(r.place, r.place[1])
            table.append((at + r.offset, symbol << 32 | r.type, addend))
    for index in sorted(tables):
        overwritten = sorted(_overwritten(p) for p in plans if p.function.section.index == index)
        _rewrite_relocations(writer, obj.sections[index], overwritten, tables[index])
    entries.sort(key=lambda pair: pair[0])
    writer.add_section(
        note.SECTION, SHT_NOTE, note.encode([entry for _, entry in entries]), addralign=4
    )
    return writer.finish()


def _order(plan: _Plan) -> int:
    """A number that sorts plans as their functions stand in the object."""
    section, offset = plan.replacement.place
    return section << 64 | offset


def _overwritten(plan: _Plan) -> tuple[int, int]:
    """The range of old code whose relocations go: all of it, or what the branch covers."""
    if plan.way == TAIL:
        return plan.start, plan.start + (8 if plan.padded else 4)
    return plan.start, plan.end


def _add_constants(writer: ElfWriter, plan: _Plan) -> int:
    """A read-only section for the new code's constants; the number of its symbol.

    In the group of the function's section, if it is in one: the linker keeps or drops
    a group as one.
    """
    machine = plan.machine
    index = writer.add_section(
        f".rodata.armcc.{plan.function.name}",
        SHT_PROGBITS,
        machine.constants,
        flags=SHF_ALLOC,
        addralign=machine.constants_alignment,
    )
    group = writer.group_of(plan.function.section.index)
    if group:
        writer.join_group(index, group)
    return writer.add_local_symbol(STB_LOCAL << 4 | STT_SECTION, index)


def _place_code(writer: ElfWriter, plan: _Plan) -> int:
    """Write the new code into its section; the offset of its entry."""
    machine, index = plan.machine, plan.function.section.index
    content = writer.edit(index)
    header = writer.headers[index]
    header[ADDRALIGN] = max(header[ADDRALIGN], plan.alignment)
    if plan.way != TAIL:
        room = max(plan.function.size - len(machine.code), 0)
        filling = struct.pack("<I", NOP) * (room // 4)
        content[plan.start : plan.end] = plan.code + filling
        return plan.start
    content += bytes(-len(content) % 4)
    while len(content) % plan.alignment:
        content += struct.pack("<I", NOP)
    at = len(content)
    content += plan.code
    return at


def _lead_to_tail(
    writer: ElfWriter, subject: _Subject, plan: _Plan, at: int, section_symbol: int
) -> None:
    """Branch, symbols, relocations and unwind information for new code at offset `at`."""
    index = plan.function.section.index
    content = writer.edit(index)
    branch = plan.start
    if plan.padded:
        # Not `paciasp`: the new code signs for itself.
        struct.pack_into("<I", content, branch, BTI_JC if plan.pad == BTI_JC else BTI_C)
        branch += 4
    struct.pack_into("<I", content, branch, 0x14000000 | (at - branch) // 4 & 0x03FFFFFF)
    references = subject.references[index]
    for r in references.between(plan.start, plan.start + 1):
        if r.of_section:
            table = writer.edit(r.table)
            struct.pack_into("<q", table, r.number * RELA.size + 16, r.addend + at - plan.start)
    for symbol in plan.entry_symbols:
        for r in references.descriptions.get(symbol.index, ()):
            entry = RELA.pack(r.offset, section_symbol << 32 | r.type, r.meaning)
            start = r.number * RELA.size
            writer.edit(r.table)[start : start + RELA.size] = entry
    symbols = writer.edit(subject.symtab_index)
    for symbol in plan.entry_symbols:
        struct.pack_into("<Q", symbols, symbol.index * SYM.size + 8, at)
    size = len(plan.machine.code)
    # Where the old body signs: it is dead but for a branch, before which nothing is signed.
    if plan.frame is not None:
        if plan.frame.signs():
            plan.frame.rewrite(writer, b"", plan.function.size)
        plan.frame.append(writer, plan.program, size, section_symbol, at)
    if plan.debug_frame is not None:
        if plan.debug_frame.signs():
            plan.debug_frame.clear(writer)
        plan.debug_frame.append(writer, plan.debug_program, size, section_symbol, at)


def _resize_symbols(writer: ElfWriter, plan: _Plan) -> None:
    """Give the function's symbols the size of the new code."""
    symbols = writer.edit(plan.subject.symtab_index)
    for symbol in plan.entry_symbols:
        if symbol.size:
            size = len(plan.machine.code)
            struct.pack_into("<Q", symbols, symbol.index * SYM.size + 16, size)


def _rewrite_relocations(
    writer: ElfWriter,
    section: Section,
    overwritten: list[tuple[int, int]],
    new: list[tuple[int, int, int]],
) -> None:
    """Take the relocations of overwritten code out of the section's table, put new ones in.

    overwritten: ranges that do not overlap, sorted.
    """
    existing = writer.obj.relocation_sections(section.index)
    if not existing:
        if new:
            _add_relocation_section(writer, section, new)
        return
    content = writer.edit(existing[0].index)
    starts = [start for start, _ in overwritten]
    ends = [-1, *(end for _, end in overwritten)]
    kept = [
        fields
        for fields in RELA.iter_unpack(content)
        if fields[0] >= ends[bisect_right(starts, fields[0])]
    ]
    # lld looks for pairs of relocations side by side, so they stand in order.
    merged = sorted([*kept, *new], key=lambda fields: fields[0])
    content[:] = b"".join(RELA.pack(*fields) for fields in merged)


def _add_relocation_section(
    writer: ElfWriter, section: Section, new: list[tuple[int, int, int]]
) -> None:
    symtab = writer.obj.symtab
    assert symtab is not None
    index = writer.add_section(
        ".rela" + section.name,
        SHT_RELA,
        b"".join(RELA.pack(*fields) for fields in sorted(new)),
        flags=SHF_INFO_LINK,
        link=symtab.index,
        info=section.index,
        addralign=8,
        entsize=RELA.size,
    )
    group = writer.group_of(section.index)
    if group:
        writer.join_group(index, group)
