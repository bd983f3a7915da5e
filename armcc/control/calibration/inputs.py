"""Data for the kernels: many inputs of one kind, of which no two are the same.

A branch predictor that has seen the same data before knows every comparison's answer.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

# Where the memory of every call is, in the tracer and on the host: inputs have pointers in them.
WORK = 0x5000_0000_0000
# n and m stand before the first piece of memory.
HEAD = 64
# Bytes between the two pieces: their addresses shall not be the same in their low 12 bits.
GAP = 320


@dataclass(frozen=True)
class Input:
    """One call's arguments: two pieces of memory and two numbers."""

    a: bytes
    b: bytes
    n: int
    m: int = 0


@dataclass(frozen=True)
class Data:
    """A kind of data: its name, how many inputs there are of it, and how to make one."""

    name: str
    count: int
    make: Callable[[Random], Input]

    def inputs(self) -> list[Input]:
        """The same ones each time; all have pieces of the same sizes."""
        random = Random(f"calibration {self.name}")  # noqa: S311  not for keeping secrets
        return [self.make(random) for _ in range(self.count)]


def place_of_b(one: Input) -> int:
    """The address of the second piece of memory; the first is at WORK + HEAD."""
    return WORK + HEAD + (len(one.a) + 63) // 64 * 64 + GAP


def image(one: Input) -> bytes:
    """What is in memory at WORK before the call, n and m in front."""
    b = place_of_b(one) - WORK
    head = struct.pack("<QQ", one.n, one.m).ljust(HEAD, b"\0") + one.a
    whole = head.ljust(b, b"\0") + one.b
    return whole.ljust((len(whole) + 63) // 64 * 64, b"\0")


def words(values: Sequence[int]) -> bytes:
    """Numbers of 32 bits."""
    return array("I", [v & 0xFFFFFFFF for v in values]).tobytes()


def longs(values: Sequence[int]) -> bytes:
    """Numbers of 64 bits."""
    return array("Q", values).tobytes()


def floats(values: Sequence[int]) -> bytes:
    """Small whole numbers as 32-bit floats: with them every order of adding is exact."""
    return array("f", values).tobytes()


def doubles(values: Sequence[int]) -> bytes:
    """The same as 64-bit floats."""
    return array("d", values).tobytes()


def numbers(random: Random, count: int, bound: int) -> list[int]:
    """Random numbers from 0 to bound - 1."""
    return [int(random.random() * bound) for _ in range(count)]


def crc_tables() -> bytes:
    """Four tables of CRC-32, for a byte with 0 to 3 bytes behind it."""
    rows = [[0] * 256 for _ in range(4)]
    for n in range(256):
        value = n
        for _ in range(8):
            value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
        rows[0][n] = value
    for k in range(1, 4):
        rows[k] = [rows[0][v & 255] ^ v >> 8 for v in rows[k - 1]]
    return b"".join(words(row) for row in rows)


def chain(random: Random, count: int) -> tuple[bytes, bytes]:
    """A list's nodes, (pointer, value) each, in random order of places; pointers in list order."""
    order = list(range(1, count))
    random.shuffle(order)
    places = [WORK + HEAD + 16 * n for n in [0, *order]]
    nodes = [0] * (2 * count)
    for here, following in zip(places, [*places[1:], 0], strict=True):
        at = (here - WORK - HEAD) // 8
        nodes[at], nodes[at + 1] = following, int(random.random() * 1000)
    return longs(nodes), longs(places)


def utf8(random: Random, size: int, ascii_share: float) -> bytes:
    """Text of `size` bytes, of whose characters so many are ASCII, the others of 2 to 4 bytes."""
    out = bytearray()
    while len(out) < size:
        room = size - len(out)
        if room < 4 or random.random() < ascii_share:
            out.append(32 + int(random.random() * 95))
            continue
        more = 1 + int(random.random() * 3)
        out.append((0xC3, 0xE4, 0xF1)[more - 1])
        out += bytes([0x80 + int(random.random() * 64) for _ in range(more)])
    return bytes(out)
