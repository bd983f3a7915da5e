"""What code may do with places: branches, returns and addresses put together from halves.

All of this would pass the tests by chance: the tests' image is one arrangement of code
and constants, and a linker makes another.  A call is allowed to what the baseline calls.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace

from armcc.function import elf
from armcc.function.identity import place_relative, signed
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS, MachineCode
from armcc.gates.flow import ENDS, Flow, forward
from armcc.gates.instructions import mnemonic
from armcc.gates.jump_tables import Tables, jump_tables
from armcc.gates.licence import Licence
from armcc.gates.return_address import wrong_return

_LOW_HALVES = frozenset(
    [
        elf.R_AARCH64_ADD_ABS_LO12_NC,
        elf.R_AARCH64_LDST8_ABS_LO12_NC,
        elf.R_AARCH64_LDST16_ABS_LO12_NC,
        elf.R_AARCH64_LDST32_ABS_LO12_NC,
        elf.R_AARCH64_LDST64_ABS_LO12_NC,
        elf.R_AARCH64_LDST128_ABS_LO12_NC,
        elf.R_AARCH64_LD64_GOT_LO12_NC,
    ]
)
_PAGES = (elf.R_AARCH64_ADR_PREL_PG_HI21, elf.R_AARCH64_ADR_GOT_PAGE)
_JUMPS = (elf.R_AARCH64_JUMP26, elf.R_AARCH64_CONDBR19, elf.R_AARCH64_TSTBR14)
_CALL = elf.R_AARCH64_CALL26
_PLACES = (*_LOW_HALVES, *_PAGES, *_JUMPS, _CALL, elf.R_AARCH64_ADR_PREL_LO21)

_REGISTER = re.compile(r"(?<![\w.])[wx](\d+)(?![\w.])")
_WRITES_BACK = re.compile(r"\[[wx](\d+)[^\]]*\]!|\[[wx](\d+)\],")


@dataclass(frozen=True)
class Misplaced:
    """What code does with a place and may not: a stable reason and a sentence."""

    reason: str
    detail: str


Half = tuple[int, str, int]  # relocation class, target, addend
Halves = dict[int, Half]  # register: the page it holds


def misplaced(
    machine: MachineCode, listing: tuple[str, ...], name: str, licence: Licence
) -> Misplaced | Tables:
    """The first such thing that code does and may not; else its jump tables."""
    relocated = {
        offset: (kind, target, addend) for offset, kind, target, addend in machine.relocations
    }
    if len(relocated) != len(machine.relocations):
        return Misplaced(reason="relocation", detail="two relocations at one place")
    size = len(machine.code)
    targets: dict[int, int] = {}
    endless: set[int] = set()
    addresses: list[str] = []  # of places in the code
    for (at, text), (word,) in zip(
        enumerate(listing), struct.iter_unpack("<I", machine.code), strict=True
    ):
        offset = 4 * at
        found = relocated.get(offset)
        word_of = mnemonic(text)
        if found is None:
            distance = _distance(word)
            if word_of == "bl":
                return Misplaced(reason="place", detail=f"{text}: calls a place in its own code")
            if distance is None:
                pass
            elif not 0 <= offset + distance < size:
                return Misplaced(
                    reason="place", detail=f"{text}: means a place outside the function"
                )
            elif not _is_branch(word):
                if word >> 24 & 0x3B == 0x18:
                    return Misplaced(reason="place", detail=f"{text}: reads its own code")
                addresses.append(text)
            else:
                targets[offset] = offset + distance
        elif found[0] not in _PLACES:
            return Misplaced(reason="relocation", detail=f"{text}: relocation type {found[0]}")
        elif found[0] == _CALL:
            if found[1] not in licence.callees or found[2]:
                return _called(text, found)
            if found[1] in licence.endless:
                endless.add(offset)
        elif found[0] in _JUMPS:
            own = found[1] in (OWN_CODE, name)
            if own and not (0 <= found[2] < size and found[2] % 4 == 0):
                return Misplaced(
                    reason="place", detail=f"{text}: means a place outside the function"
                )
            if own:
                targets[offset] = found[2]
            elif found[0] != elf.R_AARCH64_JUMP26 or found[1] not in licence.callees or found[2]:
                return _called(text, found)
        elif found[1] == OWN_CODE or (found[1] == name and found[2]):
            return Misplaced(
                reason="place", detail=f"{text}: takes the address of a place in its code"
            )
    if mnemonic(listing[-1]) not in ENDS and size - 4 not in endless:
        return Misplaced(
            reason="place", detail=f"{listing[-1]}: control leaves the function at its end"
        )
    flow = Flow(listing, targets, {}, frozenset(endless))
    tables = jump_tables(flow, relocated, lambda name, at, n: _constants(machine, name, at, n))
    flow = replace(flow, tables=tables.targets)
    missed = _landing(flow, licence)
    if missed is not None:
        return missed
    if addresses and not tables.targets:
        return Misplaced(
            reason="place", detail=f"{addresses[0]}: takes the address of a place in its code"
        )
    wrong = wrong_return(flow)
    if wrong:
        return Misplaced(reason="return", detail=wrong)
    return _unpaired(flow, relocated) or tables


def _constants(machine: MachineCode, name: str, start: int, size: int) -> bytes | None:
    """What a table of the candidate's own holds."""
    inside = name == OWN_CONSTANTS and 0 <= start <= start + size <= len(machine.constants)
    return machine.constants[start : start + size] if inside else None


def _landing(flow: Flow, licence: Licence) -> Misplaced | None:
    """A jump to an unknown place, or one that misses the landing pad that it needs."""
    landed = {place for places in flow.tables.values() for place in places}
    for at, text in enumerate(flow.listing):
        offset = 4 * at
        if mnemonic(text) == "br" and offset not in flow.tables:
            if not licence.indirect:
                return Misplaced(reason="indirect-jump", detail=f"{text}: leads anywhere")
            if licence.landing_pads and text not in ("br x16", "br x17"):
                # `bti c` takes a jump from these two alone (Arm ARM D8.4.5).
                return Misplaced(reason="landing-pad", detail=f"{text}: misses the landing pad")
        here = offset in landed
        if here and licence.landing_pads and text not in ("bti j", "bti jc"):
            return Misplaced(reason="landing-pad", detail=f"+{offset:#x} {text}: no landing pad")
        right = (("bti j", "bti jc") if here else ()) + (() if offset else ("bti c",))
        if mnemonic(text) == "bti" and text not in right:
            return Misplaced(reason="landing-pad", detail=f"{text}: nothing lands at +{offset:#x}")
    return None


def _called(text: str, found: Half) -> Misplaced:
    plus = f"+{found[2]}" if found[2] else ""
    return Misplaced(reason="place", detail=f"{text}: the baseline does not call {found[1]}{plus}")


def _is_branch(word: int) -> bool:
    top = word >> 24
    return top & 0x7C == 0x14 or top == 0x54 or top & 0x7C == 0x34


def _distance(word: int) -> int | None:
    if word >> 24 & 0x7C == 0x14:
        return signed(word & 0x03FFFFFF, 26) * 4
    return place_relative(word)


def _unpaired(flow: Flow, relocated: dict[int, tuple[int, str, int]]) -> Misplaced | None:
    """A low half of an address that is not added to its own page on every path.

    `adrp x8, a` and `:lo12:b` work as long as a and b share a page: in a test, and in
    one build of ten.
    """

    def after(offset: int, before: Halves) -> Halves:
        halves = dict(before)
        _step(flow.listing[offset // 4], relocated.get(offset), halves)
        return halves

    nothing: Halves = {}
    for offset, halves in sorted(forward(flow, nothing, after, _common).items()):
        found = relocated.get(offset)
        if found is not None and found[0] in _LOW_HALVES:
            text = flow.listing[offset // 4]
            base = _base(text)
            if base is None or halves.get(base) != _half(found):
                return Misplaced(
                    reason="address-halves",
                    detail=f"{text}: its low half of {found[1]} belongs to no adrp",
                )
    return None


def _common(one: Halves, other: Halves) -> Halves:
    return {r: h for r, h in one.items() if other.get(r) == h}


def _half(found: tuple[int, str, int]) -> Half:
    got = found[0] in (elf.R_AARCH64_ADR_GOT_PAGE, elf.R_AARCH64_LD64_GOT_LO12_NC)
    return int(got), found[1], found[2]


def _base(text: str) -> int | None:
    """The register that a low half is added to."""
    word, _, rest = text.partition(" ")
    if word in ("add", "mov"):  # `add x0, x8, #0` may be printed as a move from sp only
        words = rest.split(", ")
        match = _REGISTER.fullmatch(words[1]) if len(words) > 1 else None
        return int(match[1]) if match else None
    inside = re.search(r"\[x(\d+)", text)
    return int(inside[1]) if inside else None


def _step(text: str, found: tuple[int, str, int] | None, halves: Halves) -> None:
    """What an instruction does to the pages in registers: it spoils those that it writes."""
    word, _, rest = text.partition(" ")
    if word in ("bl", "blr"):
        for register in [r for r in halves if r <= 18]:
            del halves[register]  # a callee's (AAPCS64 6.1.1)
        return
    copied: Half | None = None
    if found is not None and found[0] in _PAGES:
        copied = _half(found)
    words = rest.split(", ")
    if word == "mov" and len(words) == 2 and words[1].startswith("x"):
        source = _REGISTER.fullmatch(words[1])
        copied = halves.get(int(source[1])) if source else None
    # Too much is taken for written (a store's data), which only refuses more.
    first = rest.split("[")[0] if word.startswith("ld") else words[0]
    written = _REGISTER.findall(first)
    written += [r for pair in _WRITES_BACK.findall(text) for r in pair if r]
    for register in written:
        halves.pop(int(register), None)
    if copied is not None and written:
        halves[int(written[0])] = copied
