"""The identity of a function: a canonical encoding of what its bytes mean.

Two functions with equal identities have the same instructions on the same targets,
wherever in their objects they stand.  It is the first half of a rewrite's key; the
contract is the other.  The rules, one for each kind of target:

- itself: by offset;
- a symbol: by name, binding, addend, and whether it is defined here;
- what a section symbol and an addend mean: by the symbol that covers the place;
- read-only data: by name, if it has one, and by content, and by what that content's
  own relocations mean; `.data.rel.ro` counts as read-only, which it is when code runs.
  The name stays in because a rewrite finds its targets by name.
- an unrelocated branch to another function of the section, as the relocation that
  clang writes where the two stand in different sections.

On the compile path: imports only the ELF reader.
"""

from __future__ import annotations

import struct
from _blake2 import blake2b

from armcc.errors import Error
from armcc.function.elf import (
    KNOWN_RELOCATIONS,
    R_AARCH64_CALL26,
    R_AARCH64_JUMP26,
    R_AARCH64_PREL16,
    R_AARCH64_PREL32,
    R_AARCH64_PREL64,
    SHF_ALLOC,
    SHF_EXECINSTR,
    SHF_MERGE,
    SHF_STRINGS,
    SHF_TLS,
    SHF_WRITE,
    SHN_LORESERVE,
    SHN_UNDEF,
    SHT_NOBITS,
    STB_LOCAL,
    STT_SECTION,
    ElfObject,
    Relocation,
    Section,
    Symbol,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armcc.function.hot import HotFunction

# Enters every identity: a change of the rules must not find what older rules stored.
VERSION = 1

# Bounds on what one function may drag in; beyond them it has no identity.
MOST_CONTENT_BYTES = 1 << 20
MOST_TARGETS = 1 << 14
MOST_DEPTH = 32

# No index of a symbol: stands for the section of the function itself.
OWN_SECTION = -1

_PLACE_RELATIVE = (R_AARCH64_PREL16, R_AARCH64_PREL32, R_AARCH64_PREL64)

Item = int | str | bytes | tuple["Item", ...]


def encode(item: Item) -> bytes:
    """An injective encoding: tagged, with lengths; equal bytes mean equal items."""
    if isinstance(item, int):
        return b"i%d;" % item
    if isinstance(item, str):
        data = item.encode("utf-8", "surrogateescape")
        return b"s%d:" % len(data) + data
    if isinstance(item, bytes):
        return b"b%d:" % len(item) + item
    return b"(" + b"".join(encode(part) for part in item) + b")"


def digest(encoded: bytes) -> str:
    """An identity's short form, 64 hexadecimal digits, for memos and messages."""
    return blake2b(encoded, digest_size=32, person=b"armcc-identity").hexdigest()


def identity(obj: ElfObject, function: HotFunction) -> bytes:
    """A canonical encoding of a function's code and of what its relocations mean.

    Raises Error("relocation") for a relocation or a place-relative instruction whose
    meaning is not known, Error("data-in-code") where data stands between the
    instructions, Error("too-large") beyond the bounds, ElfError for damaged bytes.
    """
    for start, end in obj.data_in_code(function.section.index):
        if start < function.offset + function.size and function.offset < end:
            raise Error("data-in-code", f"{function.name}: data between the instructions")
    code, branches = mask_branches(function)
    meant = _Targets(obj, function)
    relocations = sorted(
        [*function.relocations, *branches], key=lambda r: (r.offset, r.type, r.addend)
    )
    meanings: list[Item] = []
    for r in relocations:
        meanings.append((r.offset, r.type, meant.meaning(r)))
    symbol = function.symbol
    entry = (function.section.index, function.offset)
    return encode(
        (
            "armcc identity",
            VERSION,
            code,
            tuple(meanings),
            symbol.bind,
            symbol.other,
            # Only .eh_frame: -g alone adds .debug_frame and changes no behaviour.
            int(entry in obj.framed_entries),
        )
    )


# What LLVM's machine outliner (clang -Oz) calls the code that functions share.
_OUTLINED = "OUTLINED_FUNCTION_"


class Target:
    """A symbol that a function's own relocations mean, and how they reach it.

    uses: (relocation type, addend counted from the symbol), unrelocated branches
    included as if relocated.
    named: whether one of them names the symbol; else clang has bound them to this definition.
    base, size: of a literal, which has no symbol of its own: where it begins, counted from
    `symbol`, that of its section, and its bytes; else 0.
    """

    __slots__ = ("base", "named", "size", "symbol", "uses")

    def __init__(self, symbol: Symbol, base: int = 0, size: int = 0) -> None:
        self.symbol = symbol
        self.named = False
        self.base = base
        self.size = size
        self.uses: list[tuple[int, int]] = []


def targets(obj: ElfObject, function: HotFunction) -> dict[str, Target]:
    """By name, all that a replacement of `function` may refer to.

    These are the names that enter the identity, so they mean the same wherever it is
    equal.  A name that means two things here is left out.
    """
    found: dict[str, Target] = {}
    ambiguous: set[str] = set()
    _, branches = mask_branches(function)
    for r in [*function.relocations, *branches]:
        symbol, addend = _meant(obj, function, r)
        if symbol is None or not _lasting(symbol.name):
            continue
        target = found.setdefault(symbol.name, Target(symbol))
        if target.symbol.index != symbol.index:
            ambiguous.add(symbol.name)
        target.uses.append((r.type, addend))
        target.named = target.named or r.symbol == symbol.index
    for name, target in found.items():
        if target.symbol.bind == STB_LOCAL and obj.local_names.get(name, 0) > 1:
            ambiguous.add(name)
    out = {name: target for name, target in found.items() if name not in ambiguous}
    return out | _literals(obj, function)


def _literals(obj: ElfObject, function: HotFunction) -> dict[str, Target]:
    """The targets that have no symbol of their own; none where their names are taken."""
    from armcc.function.literals import PREFIX, places  # needed for a splice alone

    found = places(obj, function.relocations)
    if not found or any(s.name.startswith(PREFIX) for s in obj.symbols):
        return {}
    out = {
        name: Target(place.symbol, place.offset - place.symbol.value, len(place.content))
        for name, place in found.items()
    }
    at = {(target.symbol.index, target.base): target for target in out.values()}
    for r in function.relocations:
        target = at.get((r.symbol, r.addend))
        if target is not None:
            target.uses.append((r.type, r.addend))
    return out


def _meant(obj: ElfObject, function: HotFunction, r: Relocation) -> tuple[Symbol | None, int]:
    """The named symbol that a relocation of the function means, and the addend from it."""
    if r.symbol == OWN_SECTION:
        index, offset = function.section.index, r.addend
    else:
        symbol = obj.symbols[r.symbol]
        if symbol.type != STT_SECTION:
            return symbol, r.addend
        index, offset = symbol.shndx, symbol.value + r.addend
    cover = obj.covering(index, offset)
    return cover, offset - cover.value if cover else 0


def mask_branches(function: HotFunction) -> tuple[bytes, list[Relocation]]:
    """The code with unrelocated branches out of it blanked, and those as relocations.

    Each is given against symbol OWN_SECTION, the addend being the target's offset in
    the function's section.
    """
    if function.masked is not None:
        return function.masked
    size = function.size
    code = bytearray(function.code)
    marks = code[3::4].translate(PLACE_RELATIVE)
    relocated = {r.offset & ~3 for r in function.relocations}
    branches: list[Relocation] = []
    i = marks.find(1)
    while i >= 0:
        at = 4 * i
        i = marks.find(1, i + 1)
        if at in relocated:
            continue
        (word,) = struct.unpack_from("<I", code, at)
        if word >> 24 & 0x7C == 0x14:  # b, bl
            target = at + signed(word & 0x03FFFFFF, 26) * 4
            if not 0 <= target < size:
                struct.pack_into("<I", code, at, word & 0xFC000000)
                kind = R_AARCH64_CALL26 if word >> 31 else R_AARCH64_JUMP26
                branches.append(Relocation(at, kind, function.offset + target, OWN_SECTION))
            continue
        reach = place_relative(word)
        if reach is not None and not 0 <= at + reach <= size:
            raise Error("relocation", f"{function.name}: +{at:#x} means a place outside it")
    function.masked = (bytes(code), branches)
    return function.masked


def signed(value: int, bits: int) -> int:
    """`value` read as a two's complement number of `bits` bits."""
    return value - (1 << bits) if value >> (bits - 1) & 1 else value


def place_relative(word: int) -> int | None:
    """The byte distance that an instruction adds to its own place, or None.

    b.cond, bc.cond, cbz/cbnz, tbz/tbnz, ldr (literal), adr; Arm ARM C4.1.  `adrp`
    without a relocation means no place at all and gives a distance out of all
    functions.  b and bl are the caller's.
    """
    top = word >> 24
    if top == 0x54 or top & 0x7E == 0x34:  # b.cond, cbz and cbnz
        return signed(word >> 5 & 0x7FFFF, 19) * 4
    if top & 0x7E == 0x36:  # tbz, tbnz
        return signed(word >> 5 & 0x3FFF, 14) * 4
    if top & 0x3B == 0x18:  # ldr, ldrsw, prfm (literal)
        return signed(word >> 5 & 0x7FFFF, 19) * 4
    if top & 0x9F == 0x10:  # adr
        return signed((word >> 5 & 0x7FFFF) << 2 | (word >> 29 & 3), 21)
    if top & 0x9F == 0x90:  # adrp
        return 1 << 40
    return None


def _interesting() -> bytes:
    marks = bytearray(256)
    for top in range(256):
        marks[top] = top & 0x7C == 0x14 or place_relative(top << 24) is not None
    return bytes(marks)


# For each top byte of an instruction, 1 if it may be place-relative.
PLACE_RELATIVE = _interesting()


def is_read_only(section: Section) -> bool:
    """Whether the section's bytes are the same whenever code runs."""
    flags = section.flags
    if not flags & SHF_ALLOC or flags & (SHF_EXECINSTR | SHF_TLS):
        return False
    if flags & SHF_WRITE:
        return section.name == ".data.rel.ro" or section.name.startswith(".data.rel.ro.")
    return True


class _Targets:
    """What the relocations of one function mean; see the module's text."""

    def __init__(self, obj: ElfObject, function: HotFunction) -> None:
        self.obj = obj
        self.function = function
        self.seen: dict[tuple[int, int, int], int] = {}
        self.bytes_left = MOST_CONTENT_BYTES
        self.targets_left = MOST_TARGETS
        # Of each section: the places that the code itself means, and what ends where.
        self.bases: dict[int, set[int]] = {}
        self.ends: dict[tuple[int, int], str] = {}
        for r in function.relocations:
            symbol = obj.symbols[r.symbol]
            at = symbol.value + r.addend
            self.bases.setdefault(symbol.shndx, set()).add(at)
            cover = obj.covering(symbol.shndx, at)
            if cover is not None:
                self.ends[symbol.shndx, cover.value + cover.size] = _lasting(cover.name)

    def meaning(self, r: Relocation, depth: int = 0) -> Item:
        """The identity of a relocation's target; its own place and type are the caller's."""
        self.targets_left -= 1
        if self.targets_left < 0 or depth > MOST_DEPTH:
            raise Error("too-large", f"{self.function.name}: too many targets")
        if r.type not in KNOWN_RELOCATIONS:
            raise Error("relocation", f"{self.function.name}: relocation type {r.type}")
        if r.symbol == OWN_SECTION:
            return self._place(self.function.section, r.addend, depth)
        if r.symbol == 0:
            return ("nothing", r.addend)  # no symbol: the linker takes zero
        symbol = self.obj.symbols[r.symbol]
        shndx = symbol.shndx
        if symbol.type == STT_SECTION:
            if not 0 < shndx < len(self.obj.sections):
                raise Error("relocation", f"{self.function.name}: section symbol of no section")
            return self._place(self.obj.sections[shndx], symbol.value + r.addend, depth)
        own = self.function.symbol.index
        if symbol.index == own:
            return ("self", r.addend)
        defined = SHN_UNDEF < shndx < SHN_LORESERVE
        if defined and shndx >= len(self.obj.sections):
            raise Error("relocation", f"{symbol.name}: symbol of no section")
        if symbol.bind == STB_LOCAL and defined:
            section = self.obj.sections[shndx]
            if section.index == self.function.section.index:
                return self._place(section, symbol.value + r.addend, depth)
            return self._object(section, symbol, r.addend, depth)
        what = (symbol.bind, symbol.other, symbol.type, shndx if not defined else -1)
        if defined:
            section = self.obj.sections[shndx]
            if is_read_only(section):
                return ("symbol", *what, self._object(section, symbol, r.addend, depth))
        return ("symbol", *what, symbol.name, r.addend)

    def _object(self, section: Section, symbol: Symbol, addend: int, depth: int) -> Item:
        """A local symbol, or a read-only one, that a relocation names itself."""
        name = _lasting(symbol.name)
        if not is_read_only(section):
            if not name:
                return self._place(section, symbol.value + addend, depth)
            self._unique(symbol)
            return ("local", name, addend)
        start, end = symbol.value, symbol.value + symbol.size
        if not symbol.size:
            start, end = self._extent(section, symbol.value)
        return ("data", name, addend, self._content(section, start, end, symbol.value, depth))

    def _place(self, section: Section, offset: int, depth: int) -> Item:
        """What stands at `offset` of `section`, found by the symbols that cover it."""
        function = self.function
        if section.index == function.section.index:
            own = offset - function.offset
            if 0 <= own < function.size:
                return ("self", own)
        cover = self.obj.covering(section.index, offset)
        name = _lasting(cover.name) if cover else ""
        if section.flags & SHF_EXECINSTR:
            if cover is None or not name:
                raise Error("relocation", f"{function.name}: code without a symbol")
            self._unique(cover)
            return ("code", name, offset - cover.value)
        if not is_read_only(section):
            if cover is None or not name:
                return ("unnamed", section.name, section.flags, offset)
            self._unique(cover)
            return ("local", name, offset - cover.value, self._before(section, offset, cover))
        start, end = self._extent(section, offset)
        if cover is not None:
            start, end = cover.value, cover.value + cover.size
        content = self._content(section, start, end, offset, depth)
        before: Item = ""
        if offset == start and not section.flags & SHF_MERGE and start > 0:
            # May be the end of what stands before: a loop that runs downwards.
            behind = self.obj.covering(section.index, offset - 1)
            if behind is not None:
                before = self._content(section, behind.value, offset, offset, depth)
            else:
                low, _ = self._extent(section, offset - 1)
                before = self._content(section, low, offset, offset, depth)
        return ("data", name, content, before)

    def _before(self, section: Section, offset: int, cover: Symbol) -> str:
        """The name of another target that ends where `cover` begins, if `offset` is there.

        `a + sizeof a` and `b` are one place when b follows a, and a rewrite of code that
        means both may have taken the one for the other.
        """
        if offset != cover.value:
            return ""
        return self.ends.get((section.index, offset), "")

    def _unique(self, symbol: Symbol) -> None:
        """Raise where a local name means several things, here or in another object."""
        if symbol.name.startswith(_OUTLINED):
            said = "the outliner numbers its functions anew in each object"
            raise Error("symbol", f"{symbol.name}: {said}")
        if symbol.bind == STB_LOCAL and self.obj.local_names.get(symbol.name, 0) > 1:
            raise Error("symbol", f"{symbol.name}: several local symbols of this name")

    def _extent(self, section: Section, offset: int) -> tuple[int, int]:
        """Start and end of the read-only thing at `offset` that no symbol covers.

        In a mergeable section the entity of it; else all between its neighbours.
        """
        width = section.entsize
        if section.flags & SHF_MERGE and 0 < width <= section.size and 0 <= offset < section.size:
            start = offset - offset % width
            if not section.flags & SHF_STRINGS:
                return start, min(start + width, section.size)
            data = self.obj.contents(section)
            zero = bytes(width)
            while start >= width and data[start - width : start] != zero:
                start -= width
            end = offset - offset % width
            while end < section.size and data[end : end + width] != zero:
                end += width
            return start, min(end + width, section.size)
        return self.obj.gap(section.index, offset)

    def _content(self, section: Section, start: int, end: int, at: int, depth: int) -> Item:
        """Bytes `start` to `end` of `section`, what they refer to, and where `at` is in them."""
        key = (section.index, start, end)
        known = self.seen.get(key)
        if known is not None:
            return ("again", known, at - start)
        self.seen[key] = len(self.seen)
        self.bytes_left -= max(0, end - start)
        if self.bytes_left < 0:
            raise Error("too-large", f"{self.function.name}: too much read-only data")
        if section.type == SHT_NOBITS:
            data = b"\0" * (end - start)
        else:
            data = self.obj.data[section.offset + start : section.offset + end]
        inside = self.obj.relocations_between(section.index, start, end)
        table = self._jump_table(section, start, at, inside)
        meanings: list[Item] = []
        for r in inside:
            if table:
                target = self.obj.symbols[r.symbol].value + r.addend - (r.offset - at)
                what: Item = ("self", target - self.function.offset)
            elif r.type in _PLACE_RELATIVE:
                # `a - table` has the place's distance from the table in its addend.
                near = Relocation(r.offset, r.type, r.addend - (r.offset - start), r.symbol)
                what = (self._relative(near, depth), self._relative(r, depth))
            else:
                what = self.meaning(r, depth + 1)
            meanings.append((r.offset - start, r.type, what))
        if not section.flags & SHF_MERGE:
            meanings.append(self._neighbours(section, start, end, data, depth))
        return (at - start, data, tuple(meanings))

    def _neighbours(
        self, section: Section, start: int, end: int, data: bytes, depth: int
    ) -> tuple[Item, ...]:
        """Other data of the section that the words of `data` may lead to without relocations.

        LLVM turns tables of pointers into tables of distances (RelLookupTableConverter),
        and the assembler fills those in where both ends are in one section.  So what any
        word leads to counts, from the start, from its own place and from what the code
        means itself; that a plain number may look like a distance does no harm.
        """
        size = section.size
        bases = {start, *self.bases.get(section.index, ())}
        reached: set[tuple[int, int]] = set()
        first = -start % 4
        for width, form in ((4, "i"), (8, "q")):
            count = max(0, len(data) - first) // width
            if not count:
                continue
            values = struct.unpack_from(f"<{count}{form}", data, first)
            for i, value in enumerate(values):
                if not -size < value < size:
                    continue
                for base in (*bases, start + first + width * i):
                    place = base + value
                    if 0 <= place < size and not start <= place < end:
                        cover = self.obj.covering(section.index, place)
                        if cover is None:
                            reached.add(self._extent(section, place))
                        else:
                            reached.add((cover.value, cover.value + cover.size))
            if len(reached) > MOST_TARGETS:
                raise Error("too-large", f"{self.function.name}: too many targets")
        found: list[Item] = []
        for low, high in sorted(reached):
            self.targets_left -= 1
            if self.targets_left < 0 or depth >= MOST_DEPTH:
                raise Error("too-large", f"{self.function.name}: too many targets")
            content = self._content(section, low, high, low, depth + 1)
            found.append((low - start, content))
        return tuple(found)

    def _relative(self, r: Relocation, depth: int) -> Item:
        """A place-relative target; one in the function's section counts from its entry too.

        Such an addend may point past what it means, so covering symbols alone could
        give two tables one meaning.
        """
        symbol = self.obj.symbols[r.symbol]
        section = self.function.section
        if symbol.shndx == section.index:
            return ("near", symbol.value + r.addend - self.function.offset)
        if symbol.type == STT_SECTION and symbol.shndx < len(self.obj.sections):
            other = self.obj.sections[symbol.shndx]
            if not 0 <= symbol.value + r.addend < other.size:
                return ("outside", other.name, symbol.value + r.addend)
            if other.flags & SHF_EXECINSTR:
                cover = self.obj.covering(other.index, symbol.value + r.addend)
                if cover is None:
                    return ("uncovered", other.name, symbol.value + r.addend)
        return self.meaning(r, depth + 1)

    def _jump_table(self, section: Section, start: int, at: int, inside: list[Relocation]) -> bool:
        """Whether all entries are `block of this function - table`, the table at `at`."""
        function = self.function
        if not inside or self.obj.covering(section.index, start) is not None:
            return False
        for r in inside:
            symbol = self.obj.symbols[r.symbol]
            if r.type not in _PLACE_RELATIVE or symbol.shndx != function.section.index:
                return False
            target = symbol.value + r.addend - (r.offset - at) - function.offset
            if not 0 <= target < function.size:
                return False
        return True


def _lasting(name: str) -> str:
    """`name`, or "" for one that an assembler invented and a rewrite cannot use."""
    return "" if name.startswith((".L", "$")) else name
