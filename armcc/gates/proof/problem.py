"""Baseline and candidate as two codes over one unknown state."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from armcc.errors import Error
from armcc.function import elf, identity
from armcc.function.contract import Contract
from armcc.function.function import Function
from armcc.function.literals import extent
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS
from armcc.function.registers import live_bits
from armcc.gates.decisions import makes_nans
from armcc.gates.pair import nan_widths
from armcc.gates.proof.execute import Code, frame
from armcc.gates.proof.memory import Aliases
from armcc.gates.proof.terms import (
    Term,
    concat,
    const,
    eq,
    extract,
    not_,
    offset,
    sext,
    ult,
    var,
    zext,
)
from armcc.gates.signature import Signature, Slot
from armcc.gates.structure import baseline_flow, candidate_flow
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled

_PAGES = {elf.R_AARCH64_ADR_PREL_PG_HI21: "page", elf.R_AARCH64_ADR_GOT_PAGE: "got-page"}
_LOW = {
    elf.R_AARCH64_ADD_ABS_LO12_NC: "low",
    elf.R_AARCH64_LDST8_ABS_LO12_NC: "low",
    elf.R_AARCH64_LDST16_ABS_LO12_NC: "low",
    elf.R_AARCH64_LDST32_ABS_LO12_NC: "low",
    elf.R_AARCH64_LDST64_ABS_LO12_NC: "low",
    elf.R_AARCH64_LDST128_ABS_LO12_NC: "low",
    elf.R_AARCH64_LD64_GOT_LO12_NC: "got-low",
    elf.R_AARCH64_ADR_PREL_LO21: "address",
    elf.R_AARCH64_LD_PREL_LO19: "address",
    elf.R_AARCH64_CALL26: "call",
    elf.R_AARCH64_JUMP26: "call",
    elf.R_AARCH64_CONDBR19: "call",
    elf.R_AARCH64_TSTBR14: "call",
}

_GOT = frozenset([elf.R_AARCH64_ADR_GOT_PAGE, elf.R_AARCH64_LD64_GOT_LO12_NC])


@dataclass
class Problem:
    """What is to be shown equal.

    allowed: of read-only data, the (start, end) that a candidate may read whatever the
    baseline reads, by the variable of its address.
    bases: what the variables of addresses stand for: ("code b" or "code c", 0, 0),
    ("constants c", 0, 0), ("section", its index, the distance from its start) or ("symbol",
    its index, 0).
    """

    function: Function
    signature: Signature
    baseline: Code
    candidate: Code
    constants: dict[Term, bytes]
    allowed: dict[Term, tuple[tuple[int, int], ...]]
    listing: tuple[str, ...]
    bases: dict[Term, tuple[str, int, int]] = field(default_factory=dict)

    @property
    def contract(self) -> Contract:
        """What both codes have to keep."""
        return self.function.contract

    @property
    def nans(self) -> bool:
        """Whether two NaNs of a float result are one value."""
        return makes_nans(self.listing)

    @property
    def stored_nans(self) -> int:
        """Bytes of the floats in memory whose NaNs are one value."""
        return nan_widths(self.contract, self.listing)

    def aliases(self) -> Aliases:
        """What is known of addresses."""
        pointers = {
            var(f"x{slot.number}", 64): slot.noalias
            for slot in self.signature.pointers
            if slot.register == "x"
        }
        loaded = frozenset(
            var(f"x{slot.number}", 64)
            for slot in self.signature.pointers
            if slot.register == "x"
            and any(a.startswith("dereferenceable") for a in slot.value.attributes)
        )
        told = pointers if any(pointers.values()) else {}
        return Aliases(frame(), dict(self.constants), told, speculated=loaded)

    @property
    def promises(self) -> tuple[str, ...]:
        """What proofs rest on beyond the calling convention, as assumptions are written."""
        found = [slot for slot in self.signature.pointers if slot.noalias]
        return (
            tuple(f"noalias {slot.name}" for slot in found)
            if len(self.signature.pointers) > 1
            else ()
        )


def problem(subject: Subject, assembled: Assembled | None) -> Problem:
    """The two codes; without a candidate the baseline twice.

    Raises Error("relocation") for what is referred to in unknown ways.
    """
    return _Builder(subject, assembled).result()


class _Builder:
    def __init__(self, subject: Subject, assembled: Assembled | None) -> None:
        self.subject = subject
        self.assembled = assembled
        self.function = subject.function
        self.object = self.function.object
        self.constants: dict[Term, bytes] = {}
        self.bases: dict[Term, tuple[str, int, int]] = {}
        # Where in the object read-only data is, by the variable of its address.
        self.places: dict[Term, tuple[int, int]] = {}

    def result(self) -> Problem:
        function, hot = self.function, self.function.hot
        own_code = {side: self._aligned(f"code {side}", 4) for side in "bc"}
        for side, base in own_code.items():
            self.bases[base] = (f"code {side}", 0, 0)
        places = {}
        for r in hot.relocations:
            places[r.offset] = self._meaning(
                r.type, self._symbol(r.symbol, r.addend, own_code["b"], r.type)
            )
        baseline = Code(
            "b",
            bytes(hot.code),
            baseline_flow(function, self.subject.listing),
            own_code["b"],
            {at: p for at, p in places.items() if p is not None},
        )
        allowed: dict[Term, tuple[tuple[int, int], ...]] = {}
        candidate = baseline
        if self.assembled is not None:
            candidate = self._candidate(self.assembled, own_code, allowed)
        image = self.subject.image
        for base, (index, first) in self.places.items():
            if base not in self.constants or index not in image.sections:
                continue
            start = image.sections[index] + first
            size = len(self.constants[base])
            allowed[base] = tuple(
                (a - start, b - start)
                for a, b in image.shared_constants
                if start <= a and b <= start + size
            )
        return Problem(
            function,
            self.subject.signature,
            baseline,
            candidate,
            self.constants,
            allowed,
            self.subject.listing,
            self.bases,
        )

    def _candidate(
        self,
        assembled: Assembled,
        own_code: dict[str, Term],
        allowed: dict[Term, tuple[tuple[int, int], ...]],
    ) -> Code:
        function, hot = self.function, self.function.hot
        machine = assembled.machine
        own = self._aligned("constants c", machine.constants_alignment)
        self.bases[own] = ("constants c", 0, 0)
        if machine.constants:
            self.constants[own] = bytes(machine.constants)
            allowed[own] = ((0, len(machine.constants)),)
        literals = {n: t for n, t in identity.targets(self.object, hot).items() if t.size}
        names = {
            s.name: s.index
            for s in self.object.symbols
            if s.name and s.type not in (elf.STT_SECTION, elf.STT_FILE)
        }
        found = {}
        for at, kind, target, addend in machine.relocations:
            if target in (OWN_CODE, function.name):
                address = offset(own_code["c"], addend)
            elif target == OWN_CONSTANTS:
                address = offset(own, addend)
            elif target in literals:
                place = literals[target]
                first = self._symbol(place.symbol.index, place.base, own_code["b"], kind)
                address = offset(first, addend)
            elif target in names:
                address = self._symbol(names[target], addend, own_code["b"], kind)
            else:
                address = var(f"symbol {target}", 64)
            meaning = self._meaning(kind, address)
            if meaning is not None:
                found[at] = meaning
        return Code(
            "c",
            bytes(machine.code),
            candidate_flow(function, assembled),
            own_code["c"],
            found,
        )

    def _aligned(self, name: str, alignment: int) -> Term:
        zeros = max(alignment, 1).bit_length() - 1
        return concat(var(name, 64 - zeros), const(0, zeros)) if zeros else var(name, 64)

    def _meaning(self, kind: int, address: Term) -> tuple[str, Term] | None:
        if kind == elf.R_AARCH64_NONE:
            return None
        word = _PAGES.get(kind) or _LOW.get(kind)
        if word is None:
            raise Error("relocation", f"relocation type {kind} has no meaning in a proof")
        return word, address

    def _symbol(self, index: int, addend: int, own_code: Term, kind: int) -> Term:
        """The address that a relocation of some kind means."""
        symbol = self.object.symbols[index]
        if symbol.shndx == elf.SHN_UNDEF or symbol.shndx >= elf.SHN_LORESERVE:
            base = var(f"symbol {symbol.name}", 64)
            self.bases[base] = ("symbol", index, 0)
            return offset(base, addend)
        hot = self.function.hot
        place = symbol.value + addend
        if symbol.shndx == hot.section.index and hot.offset <= place <= hot.offset + hot.size:
            return offset(own_code, place - hot.offset)
        section = self.object.sections[symbol.shndx]
        weak = symbol.bind == elf.STB_WEAK
        if weak or (kind in _GOT and symbol.bind != elf.STB_LOCAL and not symbol.other & 3):
            # Another module may have it, and a weak one may hold anything there (gABI, "Symbol
            # Binding" and "Symbol Visibility").
            base = self._data(f"symbol {symbol.name}", section, symbol.value, symbol.size, not weak)
            self.bases[base] = ("symbol", index, 0)
            return offset(base, addend)
        if not section.flags & elf.SHF_MERGE:
            return offset(self._data(f"section {section.index}", section, 0, section.size), place)
        # A linker puts each thing of such a section where it likes (gABI, SHF_MERGE).
        at = place if symbol.type == elf.STT_SECTION else symbol.value
        # Of one whose end is unknown, what it holds is as well.
        whole = section.entsize and section.size % section.entsize == 0
        start, end = (extent(self.object, section.index, at) if whole else None) or (at, at)
        base = self._data(f"section {section.index} {start}", section, start, end - start)
        return offset(base, place - start)

    def _data(
        self, name: str, section: elf.Section, start: int, size: int, known: bool = True
    ) -> Term:
        """The address of a part of a section; known: whether what it holds is."""
        merged = section.flags & elf.SHF_MERGE
        unit = section.entsize if merged else 0
        base = self._aligned(name, _multiple(section.addralign, start, unit))
        if base not in self.bases:
            self.bases[base] = ("section", section.index, start)
            self.places[base] = (section.index, start)
            fixed = not section.flags & (elf.SHF_WRITE | elf.SHF_EXECINSTR)
            if known and size and fixed and not self.object.relocations(section.index):
                self.constants[base] = bytes(self.object.contents(section)[start : start + size])
        return base


def _multiple(alignment: int, *distances: int) -> int:
    """The greatest power of 2 that divides an alignment and some distances."""
    found = max(alignment, 1)
    for distance in distances:
        if distance:
            found = min(found, distance & -distance)
    return found & -found


def arguments(signature: Signature) -> dict[int, Term]:
    """What the general registers hold at entry, by number, as far as the types say it."""
    out = {}
    for slot in signature.slots:
        if slot.register == "x":
            out[slot.number] = argument(slot)
    return out


def argument(slot: Slot, value: Term | None = None) -> Term:
    """A register with an argument: its bits, their extension, and anything above."""
    bits = slot.value.bits
    n = slot.number
    if slot.value.kind != "int" or bits >= 64:
        return var(f"x{n}", 64) if value is None else value
    inner = value_of(slot) if value is None else value
    live = live_bits(slot.value)
    if live > bits:
        extend = sext if "signext" in slot.value.attributes else zext
        inner = extend(inner, live)
    return concat(var(f"x{n} above", 64 - live), inner) if live < 64 else inner


_RANGE = re.compile(r"range\(i\d+ (-?\d+), (-?\d+)\)")


def ranges(signature: Signature) -> list[tuple[str, Term]]:
    """What attributes promise of arguments' values: in words, and as a condition."""
    out = []
    for slot in signature.slots:
        if slot.register != "x":
            continue
        held = value_of(slot)
        for attribute in slot.value.attributes:
            found = _RANGE.fullmatch(attribute)
            if found:
                low, high = int(found[1]), int(found[2])
                inside = ult(offset(held, -low), const(high - low, held.width))
                out.append((f"{attribute} {slot.name}", inside))
            elif attribute.startswith("align ") and slot.value.kind == "pointer":
                zeros = int(attribute.split()[1]).bit_length() - 1
                if zeros:
                    aligned = eq(extract(held, zeros - 1, 0), const(0, zeros))
                    out.append((f"{attribute} {slot.name}", aligned))
            elif attribute.startswith(("nonnull", "dereferenceable(")):
                out.append((f"{attribute} {slot.name}", not_(eq(held, const(0, held.width)))))
    return out


def value_of(slot: Slot) -> Term:
    """The variable that stands for an argument in a general register."""
    bits = slot.value.bits
    whole = slot.value.kind != "int" or bits >= 64
    return var(f"x{slot.number}", 64) if whole else var(f"x{slot.number} value", bits)
