"""Where AAPCS64 puts arguments and results, as LLVM's AArch64 back end lowers IR types.

Rules: AAPCS64 section 6.8.2 (parameter passing, stages A to C) and 6.9 (results).
`fastcc` is the same but for calls under `-tailcallopt`, which no safe option turns on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.contract import Value

_REGISTERS = 8  # x0..x7 and v0..v7

# Parameter attributes that mean another place than the type says.
_ELSEWHERE = (
    "byref",
    "byval",
    "inalloca",
    "inreg",
    "nest",
    "preallocated",
    "swiftasync",
    "swifterror",
    "swiftself",
)

_HALF = Value("int", 64, "i64")


@dataclass(frozen=True)
class Place:
    """One piece of an argument or result, and what carries it.

    register: "x", "v" or "stack".  number: of the register, or the byte offset from sp
        at entry.
    """

    value: Value
    register: str
    number: int

    @property
    def live(self) -> tuple[str, int, int]:
        """(register, number, live bits)."""
        return self.register, self.number, live_bits(self.value)

    @property
    def lane(self) -> int:
        """The bytes of a float or double, alone or of a vector; 0 for anything else."""
        element = re.fullmatch(r"(?:<\d+ x )?(float|double)>?", self.value.type)
        return {"float": 4, "double": 8}[element[1]] if element else 0


def live_bits(value: Value) -> int:
    """The bits of a register that mean something.

    A C `_Bool` is i1 in IR and 8 bits wide (AAPCS64 5.1.1; the caller, or for a result
    the callee, clears bits 1 to 7); what is extended (LangRef: signext, zeroext) is so
    to 32 bits.
    """
    if value.kind == "int" and value.bits < 32:
        if {"signext", "zeroext"} & set(value.attributes):
            return 32
        return 8 if value.bits == 1 else value.bits
    return value.bits


class _Counter:
    """NGRN, NSRN and NSAA of the rules; the last in bytes from sp at entry."""

    def __init__(self) -> None:
        self.general = self.vector = self.stack = 0

    def next(self, value: Value) -> Place:
        """Rules C.1, C.9 and C.14 to C.16 for a value of one register."""
        if value.kind in ("int", "pointer"):
            if self.general < _REGISTERS:
                self.general += 1
                return Place(value, "x", self.general - 1)
        elif self.vector < _REGISTERS:
            self.vector += 1
            return Place(value, "v", self.vector - 1)
        size = 16 if value.bits == 128 else 8
        return self.memory(value, size, size)

    def memory(self, value: Value, size: int, alignment: int) -> Place:
        self.stack = -(-self.stack // alignment) * alignment
        self.stack += size
        return Place(value, "stack", self.stack - size)

    def pair(self, value: Value) -> list[Place]:
        """Rules C.10 and C.11 for i128: an even register and the next, or 16 bytes."""
        low = Value("int", 64, "i64", value.attributes)
        self.general += self.general % 2
        if self.general < _REGISTERS:
            return [self.next(low), self.next(low)]
        return [self.memory(low, 8, 16), self.memory(low, 8, 8)]

    def block(self, pieces: tuple[Value, ...]) -> list[Place]:
        """Rules C.2, C.3, C.12 and C.13: all in registers of one kind, or all in memory."""
        general = pieces[0].kind in ("int", "pointer")
        used = self.general if general else self.vector
        if used + len(pieces) <= _REGISTERS:
            return [self.next(p) for p in pieces]
        if general:
            self.general = _REGISTERS
        else:
            self.vector = _REGISTERS
        if pieces[0].bits == 128:
            return [self.memory(p, 16, 16) for p in pieces]
        # Members lie as in memory; the next argument begins at a multiple of 8 again.
        self.stack = -(-self.stack // 8) * 8
        return [self.memory(p, p.bits // 8, 1) for p in pieces]


def argument_places(arguments: Iterable[Value]) -> tuple[Place, ...]:
    """Where each piece of the arguments arrives, in order.

    Raises Error("signature") for an argument whose place is not known.
    """
    counter = _Counter()
    out: list[Place] = []
    for argument in arguments:
        names = {re.split(r"[ (]", a, maxsplit=1)[0] for a in argument.attributes}
        elsewhere = sorted(names & set(_ELSEWHERE))
        if elsewhere:
            raise Error("signature", f"an argument passed {elsewhere[0]}")
        if argument.type == "metadata":
            continue
        if "sret" in names:
            out.append(Place(argument, "x", 8))
            continue
        if argument.type == "i128":
            out += counter.pair(argument)
            continue
        pieces = argument.pieces()
        if not pieces:
            raise Error("signature", f"an argument of type {argument.type}")
        if argument.type.startswith("[") and (pieces[0].bits >= 64 or pieces[0].kind != "int"):
            out += counter.block(pieces)
        else:
            out += [counter.next(p) for p in pieces]
    return tuple(out)


def result_places(result: Value | None) -> tuple[Place, ...]:
    """Where each piece of the result is; () for void.

    Raises Error("signature") for a result that is not all in registers.
    """
    if result is None:
        return ()
    if result.type == "i128":
        return Place(_HALF, "x", 0), Place(_HALF, "x", 1)
    pieces = result.pieces()
    counter = _Counter()
    extended = {"signext", "zeroext"} & set(result.attributes)
    pieces = tuple(Value(p.kind, p.bits, p.type, tuple(extended)) for p in pieces)
    out = tuple(counter.next(p) for p in pieces)
    if not out or any(p.register == "stack" for p in out):
        raise Error("signature", f"a result of type {result.type}")
    return out
