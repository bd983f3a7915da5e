"""What terms are worth where the variables have values."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from armcc.gates.proof.terms import MEMORY, Term, topological

# Bytes of memories by address; what is not there `fresh` gives.
Bytes = Callable[[str, int], int]
# The values of functions of which only the name is known: name, width, arguments.
Function = Callable[[str, int, tuple[int, ...]], int]


def hashed(name: str, width: int, args: tuple[int, ...]) -> int:
    """A function that behaves like none in particular, the same at each call."""
    text = f"{name}/{width}/{args}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=32).digest(), "little") & (
        (1 << width) - 1
    )


def _signed(value: int, width: int) -> int:
    return value - (1 << width) if value >> (width - 1) else value


def _sdiv(a: int, b: int, width: int) -> int:
    x, y = _signed(a, width), _signed(b, width)
    if y == 0:
        return 0
    quotient = abs(x) // abs(y)
    return quotient if (x < 0) == (y < 0) else -quotient


class Memory:
    """A memory at one moment: bytes over those of an earlier one."""

    __slots__ = ("below", "changed", "name", "source")

    def __init__(self, name: str, source: Bytes, below: Memory | None = None) -> None:
        self.name = name
        self.source = source
        self.below = below
        self.changed: dict[int, int] = {}

    def byte(self, address: int) -> int:
        """The byte at an address."""
        address &= (1 << 64) - 1
        here: Memory | None = self
        while here is not None:
            if address in here.changed:
                return here.changed[address]
            here = here.below
        return self.source(self.name, address)


def evaluate(
    roots: Iterable[Term],
    values: Callable[[str, int], int],
    source: Bytes,
    function: Function = hashed,
) -> dict[Term, Any]:
    """The values of terms, and of all that they are made of; of memories a `Memory`.

    values: of a variable, by its name and width.
    """
    out: dict[Term, Any] = {}
    for t in topological(roots):
        args = [out[a] for a in t.args]
        out[t] = _value(t, args, values, source, function)
    return out


def _value(
    t: Term,
    args: list[Any],
    values: Callable[[str, int], int],
    source: Bytes,
    function: Function,
) -> Any:
    op, width, data = t.op, t.width, t.data
    mask = (1 << width) - 1
    if op == "const":
        return data
    if op == "var":
        return values(data, width) & mask
    if op == "memory":
        return Memory(data, source)
    if op == "ite":
        return args[1] if args[0] else args[2]
    if op == "write":
        after = Memory(args[0].name, source, args[0])
        for n in range(t.args[2].width // 8):
            after.changed[(args[1] + n) & ((1 << 64) - 1)] = args[2] >> 8 * n & 0xFF
        return after
    if op == "read":
        return sum(args[0].byte(args[1] + n) << 8 * n for n in range(data))
    if op == "uf":
        return function(data, width, tuple(args)) & mask
    if op == "sum":
        return (data[0] + sum(c * a for c, a in zip(data[1], args, strict=True))) & mask
    if op == "prod":
        product = 1
        for a in args:
            product *= a
        return product & mask
    if op == "concat":
        joined = 0
        for piece, a in zip(t.args, args, strict=True):
            joined = joined << piece.width | a
        return joined
    if op == "extract":
        return args[0] >> data[1] & mask
    if op == "sext":
        return _signed(args[0], t.args[0].width) & mask
    if op in ("and", "or", "xor"):
        found = args[0]
        for a in args[1:]:
            found = found & a if op == "and" else found | a if op == "or" else found ^ a
        return found
    if op in ("umax", "umin", "smax", "smin"):
        pick = max if op.endswith("max") else min
        if op[0] == "u":
            return pick(args)
        return pick(args, key=lambda n: _signed(n, width))
    a, b = args
    inner = t.args[0].width
    if op == "eq":
        return int(a == b)
    if op == "ult":
        return int(a < b)
    if op == "slt":
        return int(_signed(a, inner) < _signed(b, inner))
    if op == "udiv":
        return a // b if b else 0
    if op == "sdiv":
        return _sdiv(a, b, width) & mask
    if op == "shl":
        return a << b & mask if b < width else 0
    if op == "lshr":
        return a >> b if b < width else 0
    if op == "ashr":
        return _signed(a, width) >> min(b, width) & mask
    raise ValueError(f"no value for {op}")


def memory_width(t: Term) -> bool:
    """Whether a term is a memory."""
    return t.width == MEMORY
