"""What code may do with places: branches, returns and addresses put together from halves.

All of this would pass the tests by chance: the tests' image is one arrangement of code
and constants, and a linker makes another.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from armcc.function import elf
from armcc.function.identity import place_relative, signed
from armcc.function.machine import OWN_CODE, MachineCode

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
_PLACES = (*_LOW_HALVES, *_PAGES, *_JUMPS, elf.R_AARCH64_ADR_PREL_LO21)

_REGISTER = re.compile(r"(?<![\w.])[wx](\d+)(?![\w.])")
_WRITES_BACK = re.compile(r"\[[wx](\d+)[^\]]*\]!|\[[wx](\d+)\],")
_ENDS = ("b", "ret")


@dataclass(frozen=True)
class Misplaced:
    """What code does with a place and may not: a stable reason and a sentence."""

    reason: str
    detail: str


Half = tuple[int, str, int]  # relocation class, target, addend
Halves = dict[int, Half]  # register: the page it holds


def misplaced(machine: MachineCode, listing: tuple[str, ...], name: str) -> Misplaced | None:
    """The first such thing that code does and may not."""
    relocated = {
        offset: (kind, target, addend) for offset, kind, target, addend in machine.relocations
    }
    if len(relocated) != len(machine.relocations):
        return Misplaced(reason="relocation", detail="two relocations at one place")
    size = len(machine.code)
    targets: dict[int, int] = {}
    for (at, text), (word,) in zip(
        enumerate(listing), struct.iter_unpack("<I", machine.code), strict=True
    ):
        offset = 4 * at
        found = relocated.get(offset)
        if found is None:
            distance = _distance(word)
            if distance is None:
                pass
            elif not 0 <= offset + distance < size:
                return Misplaced(
                    reason="place", detail=f"{text}: means a place outside the function"
                )
            elif not _is_branch(word):
                if word >> 24 & 0x3B == 0x18:
                    return Misplaced(reason="place", detail=f"{text}: reads its own code")
            else:
                targets[offset] = offset + distance
        elif found[0] not in _PLACES:
            return Misplaced(reason="relocation", detail=f"{text}: relocation type {found[0]}")
        elif found[0] in _JUMPS:
            own = found[1] in (OWN_CODE, name)
            if own and not (0 <= found[2] < size and found[2] % 4 == 0):
                return Misplaced(
                    reason="place", detail=f"{text}: means a place outside the function"
                )
            if own:
                targets[offset] = found[2]
        elif found[1] == OWN_CODE or (found[1] == name and found[2]):
            return Misplaced(
                reason="place", detail=f"{text}: takes the address of a place in its code"
            )
        wrong = _return(text)
        if wrong:
            return Misplaced(reason="return", detail=f"{text}: {wrong}")
    if listing[-1].split()[0] not in _ENDS:
        return Misplaced(
            reason="place", detail=f"{listing[-1]}: control leaves the function at its end"
        )
    return _unpaired(listing, relocated, targets)


def _is_branch(word: int) -> bool:
    top = word >> 24
    return top & 0x7C == 0x14 or top == 0x54 or top & 0x7C == 0x34


def _distance(word: int) -> int | None:
    if word >> 24 & 0x7C == 0x14:
        return signed(word & 0x03FFFFFF, 26) * 4
    return place_relative(word)


def _return(text: str) -> str:
    """What an instruction does with the return address that it may not; "" if nothing."""
    mnemonic, _, rest = text.partition(" ")
    if mnemonic == "ret":
        return "" if rest in ("", "x30") else "returns by another register than x30"
    if "30" not in _REGISTER.findall(text):
        return ""
    # Saving and restoring it, as a frame does, is all that a leaf has to do with it.
    if mnemonic in ("stp", "str", "stur", "ldp", "ldr", "ldur") and "[sp" in text:
        return ""
    return "uses the return address"


def _unpaired(
    listing: tuple[str, ...],
    relocated: dict[int, tuple[int, str, int]],
    targets: dict[int, int],
) -> Misplaced | None:
    """A low half of an address that is not added to its own page on every path.

    `adrp x8, a` and `:lo12:b` work as long as a and b share a page: in a test, and in
    one build of ten.
    """
    entry: dict[int, Halves] = {0: {}}
    todo = [0]
    while todo:
        offset = todo.pop()
        halves = dict(entry[offset])
        text = listing[offset // 4]
        found = relocated.get(offset)
        if found is not None and found[0] in _LOW_HALVES:
            base = _base(text)
            if base is None or halves.get(base) != _half(found):
                return Misplaced(
                    reason="address-halves",
                    detail=f"{text}: its low half of {found[1]} belongs to no adrp",
                )
        _step(text, found, halves)
        mnemonic = text.split()[0]
        following = [] if mnemonic in _ENDS else [offset + 4]
        if offset in targets:
            following.append(targets[offset])
        for there in following:
            known = entry.get(there)
            both = halves if known is None else _common(known, halves)
            if known is None or both != known:
                entry[there] = dict(both)
                todo.append(there)
    return None


def _common(one: Halves, other: Halves) -> Halves:
    return {r: h for r, h in one.items() if other.get(r) == h}


def _half(found: tuple[int, str, int]) -> Half:
    got = found[0] in (elf.R_AARCH64_ADR_GOT_PAGE, elf.R_AARCH64_LD64_GOT_LO12_NC)
    return int(got), found[1], found[2]


def _base(text: str) -> int | None:
    """The register that a low half is added to."""
    mnemonic, _, rest = text.partition(" ")
    if mnemonic in ("add", "mov"):  # `add x0, x8, #0` may be printed as a move from sp only
        words = rest.split(", ")
        match = _REGISTER.fullmatch(words[1]) if len(words) > 1 else None
        return int(match[1]) if match else None
    inside = re.search(r"\[x(\d+)", text)
    return int(inside[1]) if inside else None


def _step(text: str, found: tuple[int, str, int] | None, halves: Halves) -> None:
    """What an instruction does to the pages in registers: it spoils those that it writes."""
    mnemonic, _, rest = text.partition(" ")
    copied: Half | None = None
    if found is not None and found[0] in _PAGES:
        copied = _half(found)
    words = rest.split(", ")
    if mnemonic == "mov" and len(words) == 2 and words[1].startswith("x"):
        source = _REGISTER.fullmatch(words[1])
        copied = halves.get(int(source[1])) if source else None
    # Too much is taken for written (a store's data), which only refuses more.
    first = rest.split("[")[0] if mnemonic.startswith("ld") else words[0]
    written = _REGISTER.findall(first)
    written += [r for pair in _WRITES_BACK.findall(text) for r in pair if r]
    for register in written:
        halves.pop(int(register), None)
    if copied is not None and written:
        halves[int(written[0])] = copied
