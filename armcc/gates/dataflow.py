"""Which registers an instruction computes from which: for guesses that are then tried.

Not for proofs: what is not recognised is taken to write nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_REGISTER = re.compile(r"\b([wx])(\d+)\b")
_WRITES_NONE = ("st", "b.", "cbz", "cbnz", "tbz", "tbnz", "cmp", "cmn", "tst", "ccm", "ret", "br")
_NOTHING = frozenset(["b", "bl", "blr", "nop", "udf", "brk", "bti", "paciasp", "autiasp"])
_LOADS = {
    **dict.fromkeys(("ldrb", "ldurb", "ldrsb", "ldursb"), 1),
    **dict.fromkeys(("ldrh", "ldurh", "ldrsh", "ldursh"), 2),
    **dict.fromkeys(("ldrsw", "ldursw"), 4),
}
_PAIRS = ("ldp", "ldnp", "ldpsw")
_MODIFIES = ("movk", "bfi", "bfxil", "bfc")


@dataclass(frozen=True)
class Computes:
    """What one instruction computes.

    writes, reads: general registers, a bit each; of a load, `reads` is empty.
    width: bits of what it writes.  load: bytes that it loads into its register, 0 for none.
    second: of a load of two registers the one that gets what lies behind, 31 for none.
    """

    writes: int = 0
    reads: int = 0
    width: int = 64
    load: int = 0
    second: int = 31


def computes(text: str) -> Computes:
    """What a disassembled instruction writes to general registers, and from what."""
    mnemonic, _, rest = text.partition(" ")
    if mnemonic in _NOTHING or mnemonic.startswith(_WRITES_NONE):
        return Computes()
    first, _, others = rest.partition(",")
    target = _REGISTER.fullmatch(first.strip())
    if target is None:
        return Computes()
    writes = 1 << int(target[2])
    width = 32 if target[1] == "w" else 64
    if mnemonic in _PAIRS:
        other = _REGISTER.fullmatch(others.partition(",")[0].strip())
        if other is None:
            return Computes()
        size = 4 if mnemonic == "ldpsw" else width // 8
        return Computes(writes | 1 << int(other[2]), 0, width, size, int(other[2]))
    if mnemonic.startswith("ld"):
        size = _LOADS.get(mnemonic, width // 8 if mnemonic in ("ldr", "ldur") else 0)
        return Computes(writes, 0, width, size)
    reads = 0
    for found in _REGISTER.finditer(others):
        reads |= 1 << int(found[2])
    if mnemonic in _MODIFIES:
        reads |= writes
    return Computes(writes, reads, width)
