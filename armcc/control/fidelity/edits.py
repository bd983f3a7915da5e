"""The simplest wrong candidates: one immediate of the text, one more or one less.

Only to time verdicts on wrong candidates; they measure nothing of what gets through.
"""

from __future__ import annotations

import re

# Clang writes `#4`, GCC a bare `4` behind a comma.
_IMMEDIATE = re.compile(r"(?:#|(?<=, ))(-?)(0x[0-9a-fA-F]+|\d+)\b")
# An address part (`:lo12:`), a label or a directive has no immediate that means a number.
_LEFT_ALONE = ("\t.", ".", "\tprfm")


def edited(text: str, number: int) -> str | None:
    """`text` with one immediate changed; which one, `number` decides; None without any.

    Shift amounts and immediates that the encoding bounds may make text that the syntax
    gate refuses: that too is a verdict on a wrong candidate.
    """
    lines = text.split("\n")
    places = [
        (i, match)
        for i, line in enumerate(lines)
        if not line.startswith(_LEFT_ALONE) and not line.endswith(":")
        for match in _IMMEDIATE.finditer(line)
    ]
    if not places:
        return None
    i, match = places[number % len(places)]
    value = int(match[2], 0) * (-1 if match[1] else 1)
    step = _step(lines[i], match.start())
    upwards = number // len(places) % 2 == 0 or value < step
    changed = value + step if upwards else value - step
    lines[i] = f"{lines[i][: match.start()]}#{changed}{lines[i][match.end() :]}"
    return "\n".join(lines)


def _step(line: str, at: int) -> int:
    """What keeps an address offset encodable: the bytes of one register accessed; else 1."""
    bracket = line.find("[")
    if bracket < 0 or at < bracket:
        return 1
    mnemonic, register = line.split()[:2]
    if mnemonic.endswith("b"):
        return 1
    if mnemonic.endswith("h"):
        return 2
    return _BYTES.get(register[0], 1)


_BYTES = {"w": 4, "s": 4, "x": 8, "d": 8, "q": 16, "h": 2, "b": 1}
