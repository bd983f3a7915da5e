"""The constants of some code: the values on which a special case may turn."""

from __future__ import annotations

import re

_MASK = 0xFFFFFFFFFFFFFFFF
_IMMEDIATE = re.compile(r"#(-?(?:0x[0-9a-fA-F]+|\d+))(?!\w)")
_OPERAND = re.compile(
    r"(?:(?P<register>[wx](?:\d+|zr))|#(?P<value>-?(?:0x[0-9a-fA-F]+|\d+)))"
    r"(?:, (?P<shift>lsl|lsr|asr) #(?P<amount>\d+))?$"
)
_MEMORY = ("ldr", "str", "ldp", "stp", "ldur", "stur", "ldnp", "stnp", "ld", "st", "prfm")

# Data longer than this is a table, whose entries are results more often than cases.
_LONGEST_DATA = 64


def constants_of(listing: tuple[str, ...], data: tuple[bytes, ...] = ()) -> tuple[int, ...]:
    """The immediates of some code and the values that it computes from them alone.

    data: its read-only constants; short ones count at every element size.  Values are
    found in the order of the text, as if it were executed so: what a loop makes of a
    constant is not followed.  A register that is an unknown value plus a constant is,
    so that `sub w8, w0, #5; cbz w8` gives 5.
    """
    found: set[int] = set()
    known: dict[str, int] = {}
    shifted: dict[str, int] = {}  # register: what was added to an unknown value
    for text in listing:
        mnemonic, _, rest = text.partition(" ")
        memory = mnemonic.startswith(_MEMORY)
        if not memory:  # offsets of fields are not values
            found.update(int(v, 0) for v in _IMMEDIATE.findall(text))
        words = rest.split(", ", 2)
        if mnemonic in ("cbz", "cbnz") and _number(words[0]) in shifted:
            found.add(-shifted[_number(words[0])])
            continue
        if mnemonic in ("cmp", "cmn") and len(words) >= 2:
            value = _value(", ".join(words[1:]), known)
            if value is not None:
                value = -value if mnemonic == "cmn" else value
                found |= {value, value - shifted.get(_number(words[0]), 0)}
            continue
        target = _number(words[0])
        value = None if memory else _computed(mnemonic, words, known)
        offset = None if memory or value is not None else _offset(mnemonic, words, known, shifted)
        known.pop(target, None)
        shifted.pop(target, None)
        if value is not None:
            known[target] = value & (0xFFFFFFFF if words[0].startswith("w") else _MASK)
            found.add(known[target])
        elif offset is not None:
            shifted[target] = offset
    for block in data:
        if len(block) <= _LONGEST_DATA:
            for width in (1, 2, 4, 8):
                for at in range(0, len(block) - width + 1, width):
                    found.add(int.from_bytes(block[at : at + width], "little"))
    return tuple(sorted(found))


def _number(register: str) -> str:
    return register[1:] if register[:1] in ("w", "x") else register


def _value(operand: str, known: dict[str, int]) -> int | None:
    """What an immediate or a register of known content is, its shift applied."""
    parsed = _OPERAND.match(operand)
    if not parsed:
        return None
    if parsed["value"] is not None:
        value: int | None = int(parsed["value"], 0)
    elif parsed["register"].endswith("zr"):
        value = 0
    else:
        value = known.get(_number(parsed["register"]))
        if value is not None and parsed["register"].startswith("w"):
            value &= 0xFFFFFFFF
    if value is None:
        return None
    amount = int(parsed["amount"] or 0)
    return value << amount if parsed["shift"] in (None, "lsl") else (value & _MASK) >> amount


def _computed(mnemonic: str, words: list[str], known: dict[str, int]) -> int | None:
    """The result of an instruction whose sources are all known."""
    if mnemonic == "mov" and len(words) == 2:
        return _value(words[1], known)
    if mnemonic == "movk":
        old = known.get(_number(words[0]))
        parsed = _OPERAND.match(", ".join(words[1:]))
        if old is None or parsed is None or parsed["value"] is None:
            return None
        shift = int(parsed["amount"] or 0)
        return (old & ~(0xFFFF << shift)) | int(parsed["value"], 0) << shift
    if mnemonic in ("mvn", "neg") and len(words) == 2:
        one = _value(words[1], known)
        return None if one is None else ~one if mnemonic == "mvn" else -one
    if len(words) != 3:
        return None
    a, b = _value(words[1], known), _value(words[2], known)
    if a is None or b is None:
        return None
    operations = {
        "add": a + b,
        "sub": a - b,
        "eor": a ^ b,
        "orr": a | b,
        "and": a & b,
        "bic": a & ~b,
        "mul": a * b,
        "lsl": a << (b & 63),
        "lsr": (a & _MASK) >> (b & 63),
    }
    return operations.get(mnemonic)


def _offset(
    mnemonic: str, words: list[str], known: dict[str, int], shifted: dict[str, int]
) -> int | None:
    """What was added to an unknown value, where that is what an instruction did."""
    if mnemonic not in ("add", "sub", "adds", "subs") or len(words) != 3:
        return None
    value = _value(words[2], known)
    if value is None:
        return None
    return shifted.get(_number(words[1]), 0) + (value if mnemonic.startswith("add") else -value)
