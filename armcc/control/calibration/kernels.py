"""The kernels: what each exercises, how it is built, and on what data it runs."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from armcc.control.calibration.inputs import (
    Data,
    Input,
    chain,
    crc_tables,
    doubles,
    floats,
    longs,
    numbers,
    utf8,
    words,
)

# Flags under which a loop stays as it is written.
PLAIN = ("-O2", "-fno-vectorize", "-fno-slp-vectorize", "-fno-unroll-loops")
SCALAR = ("-O2", "-fno-vectorize", "-fno-slp-vectorize")
O1, O2, O3, OS = ("-O1",), ("-O2",), ("-O3",), ("-Os",)
TUNED = ("-O3", "-mtune=znver3")
HASWELL = ("-O2", "-mtune=haswell")


@dataclass(frozen=True)
class Kernel:
    """One function in several builds: (source form, compiler flags) each.

    name: also that of its source, kernels/NAME.c.
    """

    name: str
    builds: tuple[tuple[int, tuple[str, ...]], ...]
    data: tuple[Data, ...]


def _numbers(
    name: str, count: int, n: int, bound: int = 1 << 31, m: int = 0, each: int = 1
) -> Data:
    """n random numbers below `bound`, of which the kernel takes so many at a time."""
    return Data(
        name, count, lambda r: Input(words(numbers(r, n, bound)), bytes(4 * n), n // each, m)
    )


def _sorted(name: str, count: int, n: int, bound: int = 1 << 31, m: int = 0) -> Data:
    """The same, in order."""
    return Data(
        name, count, lambda r: Input(words(sorted(numbers(r, n, bound))), bytes(4 * n), n, m)
    )


def _nearly(r: Random) -> Input:
    """64 numbers in order, but for 4 that are swapped with their neighbours."""
    values = sorted(numbers(r, 64, 1 << 31))
    for at in numbers(r, 4, 63):
        values[at], values[at + 1] = values[at + 1], values[at]
    return Input(words(values), bytes(16), 64)


def _floats(name: str, count: int, n: int, m: int = 0) -> Data:
    return Data(
        name,
        count,
        lambda r: Input(floats(numbers(r, n, 8)), floats(numbers(r, n, 8)), n, m),
    )


def _search(name: str, count: int, n: int, same: bool = False) -> Data:
    """32 keys in n numbers; same: one key 32 times, whose way through them is soon known."""

    def make(r: Random) -> Input:
        values = sorted(numbers(r, n, 1 << 31))
        keys = numbers(r, 32, 1 << 31)
        return Input(words(values), words([values[n // 3]] * 32 if same else keys), n, 32)

    return Data(name, count, make)


def _longs(name: str, count: int, n: int, bits: int) -> Data:
    """n words of 64 bits, of which so many are set."""

    def make(r: Random) -> Input:
        values = [sum(1 << k for k in set(numbers(r, bits, 64))) for _ in range(n)]
        return Input(longs(values), bytes(16), n)

    return Data(name, count, make)


_CRC_TABLES = crc_tables()


def _bytes(name: str, count: int, n: int, b: bytes, values: bytes = bytes(range(256))) -> Data:
    """n random bytes out of `values`; b: what the second piece of memory has."""
    return Data(
        name, count, lambda r: Input(bytes([values[k] for k in numbers(r, n, len(values))]), b, n)
    )


def _runs(r: Random) -> Input:
    """1024 bytes, each 1 to 16 times in a row."""
    out: list[int] = []
    while len(out) < 1024:
        out += numbers(r, 1, 256) * (1 + int(r.random() * 16))
    return Input(bytes(out[:1024]), bytes(4096), 1024)


def _string(name: str, count: int, most: int) -> Data:
    """A string of random length, up to so many bytes."""

    def make(r: Random) -> Input:
        length = int(r.random() * most)
        text = bytes([1 + k for k in numbers(r, length, 255)])
        return Input(text.ljust(most + 16, b"\0"), bytes(16), most)

    return Data(name, count, make)


def _two_strings(name: str, count: int, most: int) -> Data:
    """Two of so many bytes that differ from a random place on."""

    def make(r: Random) -> Input:
        first = bytes(numbers(r, most, 256))
        at = int(r.random() * most)
        second = first[:at] + bytes([first[at] ^ 1]) + bytes(numbers(r, most - at - 1, 256))
        return Input(first, second, most)

    return Data(name, count, make)


def _matrix(name: str, count: int, rows: int, columns: int, pitch: int) -> Data:
    """rows of random numbers, `pitch` numbers from one to the next, and room for as much."""

    def make(r: Random) -> Input:
        out = []
        for _ in range(rows):
            out += numbers(r, columns, 1 << 20) + [0] * (pitch - columns)
        return Input(words(out), bytes(4 * rows * pitch), rows, pitch)

    return Data(name, count, make)


def _sum_rows(name: str, count: int, rows: int, pitch: int) -> Data:
    """The same with 32 columns, and no room."""
    wide = _matrix(name, count, rows, 32, pitch)

    def make(r: Random) -> Input:
        one = wide.make(r)
        return Input(one.a, bytes(16), rows, pitch)

    return Data(name, count, make)


def _pairs(name: str, count: int, n: int, bound: int) -> Data:
    """n pairs of numbers from 1 on."""

    def make(r: Random) -> Input:
        first, second = ([1 + v for v in numbers(r, n, bound)] for _ in range(2))
        return Input(words(first), words(second), n)

    return Data(name, count, make)


def _lengths(r: Random) -> Input:
    """64 numbers of 1 to 10 decimal digits."""
    values = [v >> s for v, s in zip(numbers(r, 64, 1 << 31), numbers(r, 64, 28), strict=True)]
    return Input(words(values), bytes(16), 64, 10)


def _digits(name: str, count: int, n: int) -> Data:
    """n numbers of 8 decimal digits, as text."""
    return Data(
        name, count, lambda r: Input(bytes([48 + d for d in numbers(r, 8 * n, 10)]), bytes(16), n)
    )


def _list(name: str, count: int, n: int) -> Data:
    return Data(name, count, lambda r: Input(*chain(r, n), n))


def _polynomial(name: str, count: int, n: int) -> Data:
    """n places out of -1, 0 and 1: with small whole numbers every order of adding is exact."""
    return Data(
        name,
        count,
        lambda r: Input(doubles([v - 1 for v in numbers(r, n, 3)]), doubles(numbers(r, 16, 9)), n),
    )


def _utf8(name: str, count: int, size: int, ascii_share: float) -> Data:
    return Data(name, count, lambda r: Input(utf8(r, size, ascii_share), bytes(16), size))


def _matrices(name: str, count: int, n: int) -> Data:
    return Data(
        name,
        count,
        lambda r: Input(floats(numbers(r, 64 * n, 8)), floats(numbers(r, 128, 8)), n),
    )


# The value of each hexadecimal digit, by its character.
_HEX = bytes([k - 48 if 48 <= k < 58 else max(k - 87, 0) for k in range(128)])
_HALF = 1 << 30
# Of which as many are on one side of a threshold as on the other.
_ABOUT_HALF = (
    _numbers("64 random", 2048, 64, m=_HALF),
    _numbers("1024 random", 128, 1024, m=_HALF),
    _sorted("1024 sorted", 64, 1024, m=_HALF),
)

KERNELS: tuple[Kernel, ...] = (
    Kernel(
        "sum",
        ((0, PLAIN), (1, PLAIN), (0, O2), (1, O3)),
        (_numbers("32", 512, 32), _numbers("2048", 32, 2048)),
    ),
    Kernel(
        "dot",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (2, O3)),
        (_floats("32", 512, 32), _floats("1024", 32, 1024)),
    ),
    Kernel(
        "prefix",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (0, O3)),
        (_numbers("32", 512, 32), _numbers("1024", 32, 1024)),
    ),
    Kernel(
        "insertion",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (0, O1)),
        (
            _numbers("16 random", 2048, 16),
            _numbers("64 random", 512, 64),
            Data("64 nearly sorted", 1024, _nearly),
        ),
    ),
    Kernel(
        "search",
        ((0, PLAIN), (1, PLAIN), (0, OS), (1, HASWELL)),
        (
            _search("256", 1024, 256),
            _search("4096", 128, 4096),
            _search("256 same key", 256, 256, same=True),
        ),
    ),
    Kernel(
        "popcount",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (3, PLAIN), (2, O3)),
        (_longs("32 words, 40 bits", 1024, 32, 40), _longs("64 words, 4 bits", 512, 64, 4)),
    ),
    Kernel(
        "crc",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (3, PLAIN)),
        (_bytes("32 bytes", 1024, 32, _CRC_TABLES), _bytes("512 bytes", 128, 512, _CRC_TABLES)),
    ),
    Kernel(
        "scan",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN)),
        (_string("up to 24", 4096, 24), _string("up to 1000", 512, 1000)),
    ),
    Kernel(
        "saxpy",
        ((0, PLAIN), (1, SCALAR), (0, O2), (0, O1)),
        (_floats("64", 256, 64, 3), _floats("1024", 32, 1024, 3)),
    ),
    Kernel(
        "clip",
        ((0, PLAIN), (1, PLAIN), (1, O2), (1, SCALAR)),
        (
            _numbers("64 random", 2048, 64, 1 << 32, _HALF),
            _numbers("1024 random", 128, 1024, 1 << 32, _HALF),
            _numbers("1024 inside", 64, 1024, 1000, _HALF),
        ),
    ),
    Kernel(
        "histogram",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (1, O3)),
        (
            _bytes("1024 random", 128, 1024, bytes(4096)),
            _bytes("1024 the same", 32, 1024, bytes(4096), b"x"),
            Data("1024 in runs", 256, _runs),
        ),
    ),
    Kernel(
        "transpose",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (0, O3)),
        (
            _matrix("16 x 16", 128, 16, 16, 16),
            _matrix("48 x 48, in one piece", 24, 48, 48, 48),
            _matrix("24 x 24, 4096 bytes apart", 16, 24, 24, 1024),
        ),
    ),
    Kernel(
        "columns",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (0, O2)),
        (
            _sum_rows("24 rows, 256 bytes apart", 64, 24, 64),
            _sum_rows("24 rows, 4096 bytes apart", 16, 24, 1024),
            _sum_rows("24 rows, 4160 bytes apart", 16, 24, 1040),
        ),
    ),
    Kernel(
        "sixteen",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (0, O2)),
        (_numbers("1 block", 512, 16, each=16), _numbers("64 blocks", 32, 1024, each=16)),
    ),
    Kernel(
        "divide",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (2, O3)),
        (_numbers("16", 512, 16, m=10), _numbers("512", 64, 512, m=10)),
    ),
    Kernel(
        "digits",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (0, O1)),
        (
            _numbers("16 long", 1024, 16, m=10),
            Data("64 of all lengths", 1024, _lengths),
        ),
    ),
    Kernel(
        "gcd",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN)),
        (_pairs("8 large", 2048, 8, 1 << 31), _pairs("32 small", 1024, 32, 1000)),
    ),
    Kernel(
        "list",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (1, O3)),
        (_list("16 nodes", 512, 16), _list("512 nodes", 64, 512)),
    ),
    Kernel(
        "countif",
        ((0, PLAIN), (1, PLAIN), (1, O2), (1, SCALAR)),
        _ABOUT_HALF,
    ),
    Kernel(
        "copy",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (3, PLAIN)),
        (_bytes("128 bytes", 256, 128, bytes(128)), _bytes("8192 bytes", 16, 8192, bytes(8192))),
    ),
    Kernel(
        "partition",
        ((0, PLAIN), (1, PLAIN), (0, O1), (1, SCALAR)),
        _ABOUT_HALF,
    ),
    Kernel(
        "polynomial",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (3, PLAIN)),
        (_polynomial("1 place", 64, 1), _polynomial("64 places", 64, 64)),
    ),
    Kernel(
        "compare",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN)),
        (_two_strings("32 bytes", 4096, 32), _two_strings("1024 bytes", 512, 1024)),
    ),
    Kernel(
        "utf8",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN)),
        (
            _utf8("512 bytes, ASCII", 64, 512, 1.0),
            _utf8("512 bytes, mixed", 512, 512, 0.6),
            _utf8("512 bytes, a few others", 512, 512, 0.97),
        ),
    ),
    Kernel(
        "hex",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN), (1, SCALAR)),
        (
            _bytes("16 digits", 4096, 16, _HEX, b"0123456789abcdef"),
            _bytes("512 digits", 256, 512, _HEX, b"0123456789abcdef"),
        ),
    ),
    Kernel(
        "decimal",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN)),
        (_digits("1 number", 512, 1), _digits("64 numbers", 64, 64)),
    ),
    Kernel(
        "argmax",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN)),
        (
            _numbers("64 random", 1024, 64),
            _numbers("1024 random", 64, 1024),
            _sorted("1024 sorted", 64, 1024),
        ),
    ),
    Kernel(
        "matrix",
        ((0, PLAIN), (1, PLAIN), (1, O2), (0, O3)),
        (_matrices("1", 128, 1), _matrices("4", 64, 4)),
    ),
    Kernel(
        "widen",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN)),
        (_numbers("16 pairs", 512, 32, each=2), _numbers("256 pairs", 64, 512, each=2)),
    ),
    Kernel(
        "reverse",
        ((0, PLAIN), (1, PLAIN), (2, PLAIN)),
        (_bytes("64 bytes", 512, 64, bytes(64)), _bytes("2048 bytes", 32, 2048, bytes(2048))),
    ),
)
