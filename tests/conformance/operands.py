"""States to run an instruction from: boundary and random values, by what its operands are."""

from __future__ import annotations

import re
from random import Random

from execution import MASK, MIDDLE, Values
from ieee import FORMATS

_BASE = re.compile(r"\[(x\d+|sp)(?:, ([wx]\d+|[wx]zr))?(?:, (\w+))?")
_OFFSET = re.compile(r"\[(?:x\d+|sp), #(-?(?:0x)?[0-9a-f]+)\]|\], #(-?(?:0x)?[0-9a-f]+)")
_LANES = re.compile(r"v\d+\.\d*([bhsd])")
_SCALAR = re.compile(r"(?<![\w.])([bhsdq])\d+")
_BITS = {"b": 8, "h": 16, "s": 32, "d": 64, "q": 64}
# Instructions whose vectors hold floats begin so.
_FLOAT = re.compile(r"f|[su]cvtf|ursqrte|urecpe|frsqrte")


def _numbers(width: int) -> list[int]:
    """Integers at which something changes."""
    top = 1 << (width - 1)
    near = [0, 1, 2, 3, top - 1, top, top + 1, 2 * top - 2, 2 * top - 1]
    # Amounts of shifts, to either side, of all widths.
    near += [n for k in (3, 4, 5, 6, 7) for n in (2**k - 1, 2**k, 2**k + 1, -(2**k), 1 - 2**k)]
    near += [(1 << (width // 2)) - 1, 1 << (width // 2), -(1 << (width // 2)), 0x5555 * top // 99]
    return sorted({n % (2 * top) for n in near})


def _floats(width: int) -> list[int]:
    """Floats at which something changes: zeros, bounds, ties, NaNs of both kinds."""
    f = FORMATS[width]
    one = f.bias << f.fraction
    two = one + (1 << f.fraction)
    found = [
        0,
        1,  # the least one
        (1 << f.fraction) - 1,  # the greatest subnormal one
        1 << f.fraction,
        one - 1,
        one,
        one + 1,
        one + f.quiet,  # 1.5
        two,
        two + (1 << (f.fraction - 2)),  # 2.5
        two + (3 << (f.fraction - 2)),  # 3.5
        one - (1 << f.fraction),  # 0.5
        one - (1 << f.fraction) - 1,
        one - (1 << f.fraction) + 1,
        f.infinity - 1,
        f.infinity,
        f.infinity | 1,
        f.infinity | 0x155 | f.quiet,
        f.infinity | (f.quiet >> 1),
        f.default | 1,
        f.default,
    ]
    for bits in (7, 8, 15, 16, 31, 32, 63, 64):
        if bits < f.bias:  # about the bounds of integers
            power = (f.bias + bits) << f.fraction
            found += [power - 1, power, power + 1]
    return [value for n in found for value in (n, n | f.sign)]


_POOLS = {("i", w): _numbers(w) for w in (8, 16, 32, 64)}
_POOLS |= {("f", w): _floats(w) for w in (16, 32, 64)}


def _classes(width: int) -> list[list[int]]:
    """Floats by what operations tell apart; the signs are in each."""
    f = FORMATS[width]
    kinds: list[list[int]] = [[] for _ in range(6)]
    for a in _POOLS["f", width]:
        if f.is_nan(a):
            kinds[5 if a & f.quiet else 4].append(a)
        elif f.is_infinite(a):
            kinds[3].append(a)
        elif f.is_zero(a):
            kinds[0].append(a)
        else:
            kinds[1 if a & f.infinity else 2].append(a)
    return kinds


_CLASSES = {w: _classes(w) for w in (16, 32, 64)}


class Operands:
    """States for one instruction, given as text."""

    def __init__(self, text: str, rng: Random) -> None:
        self.rng = rng
        word = text.split(None, 1)[0]
        self.floats = bool(_FLOAT.match(word)) and not word.startswith("fmov")
        widths = {_BITS[c] for c in _LANES.findall(text) + _SCALAR.findall(text)}
        self.widths = sorted(widths) or [64]
        self.lanes = bool(_LANES.search(text))
        self.base = _BASE.search(text)
        self.index: str | None = None
        found = _OFFSET.search(text)
        self.offset = int(found[1] or found[2], 0) if found else 0
        self.extension = ""
        if self.base and self.base[2]:
            self.index, self.extension = self.base[2], self.base[3] or "lsl"
        # The register that leads back.
        self.back = int(text[5:] or 30) if text.startswith("ret") else None
        named = re.findall(r"(?<![\w.])[bhsdqv](\d+)", text)
        # The operands, the last one first.
        self.operands = list(dict.fromkeys(int(n) for n in reversed(named)))
        self.turn = 0

    def _general(self) -> int:
        rng, pick = self.rng, self.rng.random()
        if pick < 0.35:
            return rng.choice(_POOLS["i", 64])
        if pick < 0.75:
            upper = rng.choice([0, MASK >> 32, rng.getrandbits(32)])
            return rng.choice(_POOLS["i", 32]) | upper << 32
        return rng.getrandbits(64) >> rng.choice([0, 0, 0, 8, 24, 33, 48, 57])

    def _vector(self) -> int:
        rng = self.rng
        if rng.random() < 0.15:
            return rng.getrandbits(128)
        width = rng.choice(self.widths)
        floats = self.floats and width > 8
        pool = _POOLS["f" if floats else "i", width]
        out = 0
        for at in range(0, 128, width):
            if rng.random() < 0.7:
                lane = rng.choice(pool)
            elif floats:
                lane = self._near(width)
            else:
                lane = rng.getrandbits(width)
            out |= lane << at
        return out

    def _systematic(self) -> dict[int, int]:
        """Floats in which classes meet each other in turn: those of the last two operands in
        36 lanes, of three in 216."""
        width = self.widths[0]
        out = {}
        for place, register in enumerate(self.operands):
            value = 0
            for lane in range(128 // width):
                turn = self.turn + lane
                kind = _CLASSES[width][turn // 6**place % 6]
                value |= self.rng.choice(kind) << lane * width
            out[register] = value
        # One lane a turn where there is but one.
        self.turn += 1 if len(self.widths) > 1 or not self.lanes else 128 // width
        return out

    def _near(self, width: int) -> int:
        """A float of middling size, often with few bits: sums that cancel, ties."""
        rng, f = self.rng, FORMATS[width]
        span = min(f.bias - 1, rng.choice([2, 12, 30, 70]))
        exponent = f.bias + rng.randrange(-span, span + 1)
        fraction = rng.getrandbits(f.fraction)
        if rng.random() < 0.4:
            fraction &= ~((1 << (f.fraction - rng.randrange(1, 6))) - 1)
        return rng.getrandbits(1) * f.sign | exponent << f.fraction | fraction

    def next(self, taken: int) -> Values:
        """A state.  taken: where a branch leads."""
        rng = self.rng
        x = [self._general() for _ in range(31)]
        for n in range(31):
            if rng.random() < 0.1:
                x[n] = x[rng.randrange(31)] + rng.choice([0, 0, 1, -1]) & MASK
        v = [self._vector() for _ in range(32)]
        for n in range(32):
            if rng.random() < 0.1:
                v[n] = v[rng.randrange(32)]
        if self.floats and self.widths[0] > 8 and rng.random() < 0.6:
            for n, value in self._systematic().items():
                v[n] = value
        sp = MIDDLE + 16 * rng.randrange(-8, 8)
        if self.base:
            place = MIDDLE + rng.randrange(-64, 64)
            # An offset of its own that is large must not lead out of the data.
            place -= self.offset if abs(self.offset) > 0x1000 else 0
            if self.base[1] == "sp":
                sp = MIDDLE + 16 * rng.randrange(-8, 8) - (self.offset & ~15)
            else:
                x[int(self.base[1][1:])] = place
            if self.index and self.index[1:] != "zr":
                amount = rng.randrange(0 if self.extension == "uxtw" else -0x800, 0x800)
                if self.index[0] == "w":
                    amount = amount & 0xFFFFFFFF | rng.getrandbits(32) << 32
                x[int(self.index[1:])] = amount & MASK
        if self.back is not None:
            x[self.back] = taken
        return Values((*x, sp, rng.randrange(16) << 28, 0), tuple(v))
