"""Instructions, as the disassembler prints them, taken apart into operands (DDI 0487, C6, C7)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

ZERO_OR_SP = 31


class General(NamedTuple):
    """A general register.  number: 31 is the zero register, or sp where `stack`."""

    number: int
    width: int
    stack: bool = False


class Scalar(NamedTuple):
    """The lowest `width` bits of a vector register."""

    number: int
    width: int


class Lanes(NamedTuple):
    """`many` lanes of `width` bits; one of them alone where `lane` is not negative."""

    number: int
    many: int
    width: int
    lane: int = -1


class Listed(NamedTuple):
    """Registers in braces.  lane: the one of each that is meant, negative for all."""

    registers: tuple[Lanes, ...]
    lane: int = -1


class Memory(NamedTuple):
    """An address: a base, a constant step or a register that is added, moved by an amount.

    back: "" or when the base is written back, "pre" or "post", that is after the access.
    """

    base: General
    step: int
    added: General | None
    move: str
    amount: int
    back: str


class Move(NamedTuple):
    """What is done to the operand before: a shift or an extension, by `amount` bits."""

    how: str
    amount: int


Operand = General | Scalar | Lanes | Listed | Memory | Move | int | str


class Instruction(NamedTuple):
    """A mnemonic and its operands; an operand that is none of the forms stays text."""

    word: str
    operands: tuple[Operand, ...]


_COMMA = re.compile(r",\s*(?![^\[]*\])(?![^{]*\})")
_GENERAL = re.compile(r"([wx])(\d+|zr)$")
_SCALAR = re.compile(r"([bhsdq])(\d+)$")
_LANES = re.compile(r"v(\d+)\.(\d*)([bhsdq])(?:\[(\d+)\])?$")
_LISTED = re.compile(r"\{ ?(.*?) ?\}(?:\[(\d+)\])?$")
_MOVE = re.compile(r"(lsl|lsr|asr|ror|msl|[us]xt[bhwx])(?: #(\w+))?$")
_MEMORY = re.compile(r"\[(x\d+|sp)(?:, (.*?))?\](!)?$")
_COMMENT = re.compile(r"\s*//.*")
_BITS = {"b": 8, "h": 16, "s": 32, "d": 64, "q": 128, "w": 32, "x": 64}


@lru_cache(maxsize=1 << 14)
def parse(text: str) -> Instruction:
    """One disassembled instruction in parts."""
    word, _, rest = _COMMENT.sub("", text).strip().replace("\t", " ").partition(" ")
    parts = [p.strip() for p in _COMMA.split(rest)] if rest else []
    operands = [_operand(p) for p in parts]
    if len(operands) > 1 and isinstance(operands[-2], Memory):
        # The step of a post-indexed access stands behind it.
        memory, step = operands[-2], operands.pop()
        if isinstance(step, int):
            operands[-1] = memory._replace(step=step, back="post")
        elif isinstance(step, General):
            operands[-1] = memory._replace(added=step, back="post")
    return Instruction(word.lower(), tuple(operands))


def _operand(text: str) -> Operand:
    if text in ("sp", "wsp"):
        return General(ZERO_OR_SP, 64 if text == "sp" else 32, stack=True)
    if found := _GENERAL.match(text):
        return General(ZERO_OR_SP if found[2] == "zr" else int(found[2]), _BITS[found[1]])
    if found := _SCALAR.match(text):
        return Scalar(int(found[2]), _BITS[found[1]])
    if found := _LANES.match(text):
        return _lanes(found)
    if text.startswith("#"):
        try:
            return int(text[1:], 0)
        except ValueError:
            return text
    if found := _MOVE.match(text):
        return Move(found[1], int(found[2] or "0", 0))
    if found := _LISTED.match(text):
        inside = [_LANES.match(p) for p in _COMMA.split(found[1])]
        lanes = tuple(_lanes(one) for one in inside if one is not None)
        return Listed(lanes, int(found[2]) if found[2] else -1)
    if found := _MEMORY.match(text):
        return _memory(found)
    return text


def _lanes(found: re.Match[str]) -> Lanes:
    width = _BITS[found[3]]
    index = int(found[4]) if found[4] else -1
    if found[2] and found[4]:  # v2.4b[1]: a lane of four bytes
        width *= int(found[2])
    return Lanes(int(found[1]), int(found[2]) if found[2] else 128 // width, width, index)


def _memory(found: re.Match[str]) -> Memory:
    base = _operand(found[1])
    assert isinstance(base, General)
    step, index, how, amount = 0, None, "", 0
    for part in _COMMA.split(found[2]) if found[2] else []:
        inner = _operand(part.strip())
        if isinstance(inner, General):
            index = inner
        elif isinstance(inner, Move):
            how, amount = inner
        elif isinstance(inner, int):
            step = inner
    return Memory(base, step, index, how, amount, "pre" if found[3] else "")
