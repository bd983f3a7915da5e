"""What the memory behind a pointer holds: the adversarial fills.

A fill is a kind of data (zeros, text, sorted numbers, special floats, ...), made once
a decision from its seed and then sliced, because random bytes alone never open the
interesting paths of a parser, a search or a float loop.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from itertools import accumulate
from random import Random

POOL = 48 * 1024

F32_SPECIAL = (
    0x00000000, 0x80000000, 0x3F800000, 0xBF800000, 0x7F800000, 0xFF800000, 0x7FC00000,
    0xFFC00001, 0x7F800001, 0x00000001, 0x80000001, 0x007FFFFF, 0x00800000, 0x7F7FFFFF,
    0xFF7FFFFF, 0x34000000, 0x4B800000, 0x3F7FFFFF,
)  # fmt: skip
F64_SPECIAL = (
    0x0000000000000000, 0x8000000000000000, 0x3FF0000000000000, 0xBFF0000000000000,
    0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0xFFF8000000000001,
    0x7FF0000000000001, 0x0000000000000001, 0x8000000000000001, 0x000FFFFFFFFFFFFF,
    0x0010000000000000, 0x7FEFFFFFFFFFFFFF, 0xFFEFFFFFFFFFFFFF, 0x3CB0000000000000,
    0x4340000000000000, 0x3FEFFFFFFFFFFFFF,
    # Halfway between two floats, and next to it.
    0x3FF0000010000000, 0x3FF0000010000001, 0x3FF000000FFFFFFF, 0x3FF0000030000000,
    0x3FF0000030000001, 0x47EFFFFFF0000000, 0x47EFFFFFEFFFFFFF, 0x3690000000000000,
    0x3690000000000001, 0x368FFFFFFFFFFFFF,
)  # fmt: skip

# Always tried; the float kinds only where the function computes with floats.
KINDS = (
    "random", "small", "zeros", "ones", "text", "utf8", "repeated", "sorted", "ramp",
    "boundary", "extremes", "near-text", "same", "same",
)  # fmt: skip
FLOAT32_KINDS = ("float32", "float32-special", "float32-mixed")
FLOAT64_KINDS = ("float64", "float64-special", "float64-mixed")

# Two-byte, three-byte and four-byte sequences at the edges of what UTF-8 allows (RFC 3629).
_UTF8 = [
    chr(c).encode()
    for c in (
        0x41,
        0x7F,
        0x80,
        0x7FF,
        0x800,
        0xFFF,
        0xD7FF,
        0xE000,
        0xFFFD,
        0x10000,
        0x3FFFF,
        0x10FFFF,
    )
]
_UTF8_BAD = (
    b"\x80", b"\xbf", b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80", b"\xe0\x9f\xbf", b"\xed\xa0\x80",
    b"\xed\xbf\xbf", b"\xf0\x80\x80\x80", b"\xf0\x8f\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf5\x80",
    b"\xfe", b"\xff", b"\xc3A", b"\xe2\x82A", b"\xf0\x9f\x92A",
)  # fmt: skip
_TEXT = b"The quick brown fox, 0123456789 + jumps/over=the lazy dog.\t[A-Z] {a_z}\n"


def _pack(width: int, values: list[int]) -> bytes:
    mask = (1 << (8 * width)) - 1
    code = {1: "B", 2: "H", 4: "I", 8: "Q"}[width]
    return struct.pack(f"<{len(values)}{code}", *(v & mask for v in values))


def _chosen(rng: Random, width: int, values: Sequence[int]) -> bytes:
    """Elements drawn from `values`; a call of Random for each would cost 1 us."""
    mask = (1 << (8 * width)) - 1
    elements = [(v & mask).to_bytes(width, "little") for v in values]
    drawn = memoryview(rng.randbytes(2 * (POOL // width // 4))).cast("H")
    count = len(elements)
    return b"".join([elements[n % count] for n in drawn])


def _sorted(rng: Random, width: int, signed: bool) -> bytes:
    count = POOL // width // 2
    span = 1 << (8 * width)
    low = -span // 2 if signed else 0
    step = max(1, min(span // count, rng.choice((1, 2, 3, 7, 1000))))
    first = low if rng.random() < 0.3 else rng.choice((0, 1, -1 if signed else 0))
    top = low + span - 1
    steps = (0, 1, step, step)
    taken = [steps[n & 3] for n in rng.randbytes(count - 1)]
    values = [v if v < top else top for v in accumulate(taken, initial=first)]
    code = {1: "b", 2: "h", 4: "i", 8: "q"}[width]
    return struct.pack(f"<{count}{code if signed else code.upper()}", *values)


def _utf8(rng: Random, bad: float) -> bytes:
    out = bytearray()
    while len(out) < POOL // 16:
        if rng.random() < bad:
            out += rng.choice(_UTF8_BAD)
        elif rng.random() < 0.5:
            out += bytes([0x20 + int(0x5F * rng.random())]) * (1 + int(11 * rng.random()))
        else:
            out += _UTF8[int(len(_UTF8) * rng.random())]
    return bytes(out)


def _floats(rng: Random, width: int, special: float) -> bytes:
    count = POOL // width // 4
    table = F32_SPECIAL if width == 4 else F64_SPECIAL
    out = bytearray()
    pack = struct.Struct("<f" if width == 4 else "<d").pack
    for _ in range(count):
        if rng.random() < special:
            out += rng.choice(table).to_bytes(width, "little")
        else:
            kind = int(3 * rng.random())
            value = (1.0, 1000.0, 9.0)[kind] * (2 * rng.random() - 1)
            out += pack(math.floor(value) if kind == 2 else value)
    return bytes(out)


def _rough(rng: Random, width: int) -> bytes:
    """Ordinary numbers of many mantissa bits and of about one size."""
    values = [rng.uniform(1, 2) * 2.0 ** rng.randrange(-4, 5) for _ in range(POOL // width // 4)]
    signed = [v if rng.random() < 0.5 else -v for v in values]
    return struct.pack(f"<{len(signed)}{'f' if width == 4 else 'd'}", *signed)


def _pool(rng: Random, kind: str, variant: int) -> bytes:
    if kind.endswith("-rough"):
        return _rough(rng, 4 if kind.startswith("float32") else 8)
    if kind == "small":
        width = (1, 2, 4, 8)[variant]
        return _chosen(rng, width, range(-8, 20))
    if kind == "text":
        return _TEXT * (POOL // len(_TEXT) // 2)
    if kind == "near-text":
        data = bytearray(_TEXT * (POOL // len(_TEXT) // 2))
        for _ in range(len(data) // 64):
            data[rng.randrange(len(data))] = rng.choice((0, 0x80, 0xFF, 0x7F, 0x0A, 0x2B))
        return bytes(data)
    if kind == "utf8":
        return _utf8(rng, (0.0, 0.004, 0.02, 0.1)[variant])
    if kind == "sorted":
        return _sorted(rng, (1, 2, 4, 8)[variant], rng.random() < 0.5)
    if kind == "ramp":
        width = (1, 2, 4, 8)[variant]
        return _pack(width, list(range(POOL // width // 4)))
    if kind == "extremes":
        width = (1, 2, 4, 8)[variant]
        edge = 1 << (8 * width - 1)
        return _chosen(rng, width, [edge, edge - 1, -1, 0, 1, -2])
    if kind.startswith("float32"):
        return _floats(rng, 4, {"float32": 0.0, "float32-special": 0.6}.get(kind, 0.05))
    if kind.startswith("float64"):
        return _floats(rng, 8, {"float64": 0.0, "float64-special": 0.6}.get(kind, 0.05))
    return rng.randbytes(POOL)


class Pools:
    """The data that fills are slices of, made when first asked for and then kept.

    seed: of one function's work; its decisions share the pools, not the slices.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._made: dict[tuple[str, int], bytes] = {}

    def pool(self, kind: str, variant: int) -> bytes:
        """The data of a kind; variant: the element size 1, 2, 4, 8 by number, or a degree."""
        key = (kind, variant)
        if key not in self._made:
            rng = Random(f"{self._seed} {kind} {variant}")  # noqa: S311  the seed is secret
            self._made[key] = _pool(rng, kind, variant)
        return self._made[key]


class Fills:
    """Seeded data for buffers.

    constants: values of the code under test, planted among the data.
    widths: bytes of an element, as far as the code shows them.
    """

    def __init__(
        self,
        rng: Random,
        constants: tuple[int, ...],
        fp32: bool,
        fp64: bool,
        pools: Pools | None = None,
    ) -> None:
        self._rng = rng
        self._shared = pools or Pools(rng.getrandbits(64))
        self._own: dict[int, bytes] = {}
        self._constants = constants or (0,)
        self.widths: tuple[int, ...] = (1, 2, 4, 8)
        self._floats = fp32 or fp64
        self.kinds: tuple[str, ...] = KINDS
        if fp32:
            self.kinds += FLOAT32_KINDS * 3  # only floats show a rounding
        if fp64:
            self.kinds += FLOAT64_KINDS * 3

    @property
    def rough(self) -> tuple[str, ...]:
        """Kinds on which nearly every operation rounds; () where the code has no floats."""
        sizes = {k.split("-")[0] for k in self.kinds if k.startswith("float")}
        return tuple(f"{size}-rough" for size in sorted(sizes))

    def _boundary(self, variant: int) -> bytes:
        width = (1, 2, 4, 8)[variant]
        values = [*boundaries(), *self._constants]
        return _chosen(self._rng, width, values)

    def _same(self, size: int, rng: Random) -> bytes:
        """One element again and again: the least value of a type, a special float, a constant.

        A maximum that starts at less than the least is wrong on such data alone.
        """
        width = rng.choice(self.widths)
        edge = 1 << (8 * width - 1)
        value = rng.choice((edge, edge, edge - 1, edge + 1, -1, 1, rng.choice(self._constants)))
        floats = {4: F32_SPECIAL, 8: F64_SPECIAL}.get(width)
        if floats and self._floats:
            value = rng.choice((value, rng.choice(floats)))
        element = (value & ((1 << (8 * width)) - 1)).to_bytes(width, "little")
        return (element * (size // width + 1))[:size]

    def take(self, kind: str, size: int, rng: Random) -> bytes:
        """`size` bytes of a kind, from somewhere in its pool."""
        if kind == "zeros":
            return bytes(size)
        if kind == "high":
            return b"\x80" * size
        if kind == "low":
            return b"\x7f" * size
        if kind == "ones":
            return b"\xff" * size
        if kind == "same":
            return self._same(size, rng)
        if kind == "repeated":
            return bytes([rng.choice((1, 0x20, 0x41, 0x7F, 0x80, 0xAA, rng.randrange(256)))]) * size
        variant = (1, 2, 4, 8).index(rng.choice(self.widths))
        if kind == "utf8":
            variant = rng.randrange(4)
        if ":" in kind:  # "sorted:4": of this element size in bytes
            kind, width = kind.split(":")
            variant = (1, 2, 4, 8).index(int(width))
        if kind == "boundary":  # holds constants of this decision's candidate
            pool = self._own.get(variant)
            if pool is None:
                pool = self._own[variant] = self._boundary(variant)
        else:
            pool = self._shared.pool(kind, variant)
        start = rng.randrange(0, max(1, len(pool) // 4)) & ~7
        out = pool[start : start + size]
        while len(out) < size:
            out += pool[: size - len(out)]
        return out


def boundaries() -> tuple[int, ...]:
    """The integer pool that killed most mutants in measurements (64-bit, two's complement)."""
    out = [0, 1, 2, 3, -1, -2, -3]
    for bits in range(2, 64):
        out += [1 << bits, (1 << bits) - 1, (1 << bits) + 1]
    for bits in (8, 16, 32, 63):
        out += [-(1 << (bits - 1)), -(1 << (bits - 1)) - 1, -(1 << (bits - 1)) + 1]
    # Where an integer and a float differ by less than half a unit: one rounding, not two.
    for bits in range(54, 64):
        for step in (24, 25, 53, 11):
            if bits > step:
                edge = (1 << bits) + (1 << (bits - step))
                out += [edge - 1, edge, edge + 1, -edge, -edge - 1]
    out += [0x20, 0x30, 0x39, 0x41, 0x5A, 0x61, 0x7A, 0x7E, 0x7F, 10, 100, 1000]
    return tuple(out)
