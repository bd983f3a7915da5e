"""Where code decides: conditional branches and selects, and on what (DDI 0487, C6).

The engine notes for each of them which outcomes a test has shown; an instruction that
always decided the same way is half tested.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FLAGS, ZERO, BIT = 1, 2, 3

_CONDITIONS = "eq ne hs lo mi pl vs vc hi ls ge lt gt le al nv".split()
_NUMBER = {name: number for number, name in enumerate(_CONDITIONS)} | {"cs": 2, "cc": 3}
_SELECTS = frozenset(
    """csel csinc csinv csneg cset csetm cinc cinv cneg fcsel ccmp ccmn fccmp fccmpe""".split()
)
_REGISTER = re.compile(r"([wx])(\d+|zr)$")


@dataclass(frozen=True)
class Decision:
    """What one instruction decides on.

    kind: FLAGS (`condition` is the encoded condition), ZERO (register `number` is zero,
    `bits` wide) or BIT (bit `bits` of register `number` is set).  Register 31 is zero.
    """

    kind: int
    condition: int = 0
    number: int = 0
    bits: int = 0


def decision(text: str) -> Decision | None:
    """What a disassembled instruction decides on; None where it decides nothing."""
    mnemonic, _, rest = text.partition(" ")
    words = [w.strip() for w in rest.split(",")]
    condition: str | None = None
    if mnemonic.startswith(("b.", "bc.")):
        condition = mnemonic.partition(".")[2]
    elif mnemonic in _SELECTS:
        condition = words[-1]
    elif mnemonic in ("cbz", "cbnz", "tbz", "tbnz"):
        found = _REGISTER.match(words[0])
        if found is None:
            return None
        number = 31 if found[2] == "zr" else int(found[2])
        if mnemonic.startswith("tb"):
            return Decision(BIT, number=number, bits=int(words[1].lstrip("#"), 0))
        return Decision(ZERO, number=number, bits=32 if found[1] == "w" else 64)
    if condition is None or condition not in _NUMBER or _NUMBER[condition] >= 14:
        return None
    return Decision(FLAGS, condition=_NUMBER[condition])
