"""Floating-point operations of AArch64 by exact integer arithmetic.

Values are bit patterns.  The control register FPCR is 0: rounding to nearest, subnormal numbers
kept, NaNs propagated (DDI 0487, "shared/functions/float").  `interpret` gives the functions of
floats that `armcc.gates.proof` leaves without a meaning the one that hardware gives them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

# Rounding modes as VEX numbers them (libvex_ir.h, IRRoundingMode).
NEAREST, DOWN, UP, ZERO, AWAY = 0, 1, 2, 3, 4


@dataclass(frozen=True)
class Format:
    """An interchange format of IEEE 754.  fraction: bits of it, without the leading one."""

    width: int
    fraction: int

    @property
    def bias(self) -> int:
        """What is added to exponents."""
        return (1 << (self.width - self.fraction - 2)) - 1

    @property
    def infinity(self) -> int:
        """+infinity; all ones in the exponent."""
        return ((1 << (self.width - self.fraction - 1)) - 1) << self.fraction

    @property
    def sign(self) -> int:
        """The bit of the sign."""
        return 1 << (self.width - 1)

    @property
    def quiet(self) -> int:
        """The bit that tells quiet NaNs."""
        return 1 << (self.fraction - 1)

    @property
    def default(self) -> int:
        """The NaN that an invalid operation gives."""
        return self.infinity | self.quiet

    def is_nan(self, a: int) -> bool:
        """Whether it is a NaN."""
        return a & ~self.sign > self.infinity

    def is_infinite(self, a: int) -> bool:
        """Whether it is an infinity."""
        return a & ~self.sign == self.infinity

    def is_zero(self, a: int) -> bool:
        """Whether it is a zero."""
        return a & ~self.sign == 0

    def number(self, a: int) -> tuple[int, int]:
        """(m, e) of a finite number m * 2^e; the sign of a zero is lost."""
        exponent = (a & self.infinity) >> self.fraction
        m = a & ((1 << self.fraction) - 1)
        if exponent:
            m |= 1 << self.fraction
        e = max(exponent, 1) - self.bias - self.fraction
        return (-m if a & self.sign else m), e

    def pack(self, m: int, e: int, mode: int, negative_zero: bool = False) -> int:
        """m * 2^e rounded; for an inexact m its lowest bit is a sticky one below all others."""
        if m == 0:
            return self.sign if negative_zero else 0
        sign, m = (self.sign, -m) if m < 0 else (0, m)
        # The unit of the last place that the result has.
        unit = max(m.bit_length() + e - self.fraction - 1, 1 - self.bias - self.fraction)
        whole = _shifted(m, unit - e, mode, bool(sign))
        # A carry out of the fraction goes into the exponent, as it should.
        exponent = unit + self.fraction + self.bias
        out = whole + ((exponent - 1) << self.fraction)
        if out >= self.infinity:
            finite = mode == ZERO or mode == (UP if sign else DOWN)
            out = self.infinity - 1 if finite else self.infinity
        return out | sign


def _shifted(m: int, by: int, mode: int, negative: bool) -> int:
    """m / 2^by as an integer, m >= 0, rounded for a value of that sign."""
    if by <= 0:
        return m << -by
    whole, rest = m >> by, m & ((1 << by) - 1)
    half = 1 << (by - 1)
    up = {
        NEAREST: rest > half or (rest == half and whole & 1 == 1),
        AWAY: rest >= half,
        ZERO: False,
        UP: rest > 0 and not negative,
        DOWN: rest > 0 and negative,
    }[mode]
    return whole + up


FORMATS = {16: Format(16, 10), 32: Format(32, 23), 64: Format(64, 52)}


def propagated(f: Format, *operands: int) -> int | None:
    """The NaN that comes of some operands; None where none is one.

    The first that signals, else the first (DDI 0487, FPProcessNaNs); it is made quiet.
    """
    nans = [a for a in operands if f.is_nan(a)]
    if not nans:
        return None
    return next((a for a in nans if not a & f.quiet), nans[0]) | f.quiet


def add(f: Format, mode: int, a: int, b: int) -> int:
    """FPAdd."""
    nan = propagated(f, a, b)
    if nan is not None:
        return nan
    if f.is_infinite(a) or f.is_infinite(b):
        if f.is_infinite(a) and f.is_infinite(b) and a != b:
            return f.default
        return a if f.is_infinite(a) else b
    if f.is_zero(a) and f.is_zero(b) and a == b:
        return a
    (m, e), (n, g) = f.number(a), f.number(b)
    low = min(e, g)
    return f.pack((m << (e - low)) + (n << (g - low)), low, mode, mode == DOWN)


def subtract(f: Format, mode: int, a: int, b: int) -> int:
    """FPSub: a NaN keeps its sign."""
    return add(f, mode, a, b if f.is_nan(b) else b ^ f.sign)


def _product(f: Format, a: int, b: int) -> int | None:
    """What a product is that is no finite number other than 0; inf * 0 counts as a NaN."""
    sign = (a ^ b) & f.sign
    if f.is_infinite(a) or f.is_infinite(b):
        return f.default if f.is_zero(a) or f.is_zero(b) else f.infinity | sign
    return sign if f.is_zero(a) or f.is_zero(b) else None


def multiply(f: Format, mode: int, a: int, b: int) -> int:
    """FPMul."""
    nan = propagated(f, a, b)
    if nan is not None:
        return nan
    special = _product(f, a, b)
    if special is not None:
        return special
    (m, e), (n, g) = f.number(a), f.number(b)
    return f.pack(m * n, e + g, mode)


def multiply_extended(f: Format, mode: int, a: int, b: int) -> int:
    """FPMulX: inf * 0 is 2."""
    if propagated(f, a, b) is None and _product(f, a, b) == f.default:
        return (f.bias + 1) << f.fraction | (a ^ b) & f.sign
    return multiply(f, mode, a, b)


def divide(f: Format, mode: int, a: int, b: int) -> int:
    """FPDiv."""
    nan = propagated(f, a, b)
    if nan is not None:
        return nan
    sign = (a ^ b) & f.sign
    if f.is_infinite(a) or f.is_zero(b):
        return f.default if f.is_infinite(b) or f.is_zero(a) else f.infinity | sign
    if f.is_infinite(b) or f.is_zero(a):
        return sign
    (m, e), (n, g) = f.number(a), f.number(b)
    more = 2 * f.fraction + 8
    quotient, rest = divmod(abs(m) << more, abs(n))
    quotient = quotient << 1 | (rest != 0)
    return f.pack(-quotient if sign else quotient, e - g - more - 1, mode)


def root(f: Format, mode: int, a: int) -> int:
    """FPSqrt."""
    nan = propagated(f, a)
    if nan is not None:
        return nan
    if f.is_zero(a) or a == f.infinity:
        return a
    if a & f.sign:
        return f.default
    m, e = f.number(a)
    more = 2 * f.fraction + 8 + e % 2
    m, e = m << more, e - more
    found = math.isqrt(m)
    return f.pack(found << 1 | (found * found != m), e // 2 - 1, mode)


def fused(f: Format, mode: int, a: int, n: int, k: int, halves: int = 1) -> int:
    """(a + n * k) / halves, rounded once (FPMulAdd); halves: 1 or 2."""
    product = None if f.is_nan(n) or f.is_nan(k) else _product(f, n, k)
    # Infinity times 0 is invalid even where a quiet NaN is added (FPMulAdd).
    if product == f.default and f.is_nan(a) and a & f.quiet:
        return f.default
    nan = propagated(f, a, n, k)
    if nan is not None:
        return nan
    if product is not None and product & ~f.sign >= f.infinity:
        if product == f.default or (f.is_infinite(a) and a != product):
            return f.default
        return product
    if f.is_infinite(a):
        return a
    if product is not None and f.is_zero(a):
        return a if a == product else f.sign if mode == DOWN else 0
    (x, s), (m, e), (o, g) = f.number(a), f.number(n), f.number(k)
    low = min(s, e + g)
    total = (x << (s - low)) + (m * o << (e + g - low))
    return f.pack(total, low - halves.bit_length() + 1, mode, mode == DOWN)


def _key(f: Format, a: int) -> int:
    """A number that orders all values but NaNs; -0 below +0."""
    return -1 - (a & ~f.sign) if a & f.sign else a


def greatest(f: Format, a: int, b: int) -> int:
    """FPMax."""
    nan = propagated(f, a, b)
    return nan if nan is not None else max(a, b, key=lambda x: _key(f, x))


def least(f: Format, a: int, b: int) -> int:
    """FPMin."""
    nan = propagated(f, a, b)
    return nan if nan is not None else min(a, b, key=lambda x: _key(f, x))


def _without(f: Format, a: int, b: int, neutral: int) -> tuple[int, int]:
    """The operands where one quiet NaN is left out (FPMaxNum, FPMinNum)."""
    quiet = [f.is_nan(x) and bool(x & f.quiet) for x in (a, b)]
    if quiet[0] and not f.is_nan(b):
        return neutral, b
    if quiet[1] and not f.is_nan(a):
        return a, neutral
    return a, b


def greatest_number(f: Format, a: int, b: int) -> int:
    """FPMaxNum."""
    return greatest(f, *_without(f, a, b, f.infinity | f.sign))


def least_number(f: Format, a: int, b: int) -> int:
    """FPMinNum."""
    return least(f, *_without(f, a, b, f.infinity))


def compare(f: Format, a: int, b: int) -> int:
    """3 unordered, 2 equal, 1 less, 0 greater, as `armcc.gates.proof.vexops` has it."""
    if f.is_nan(a) or f.is_nan(b):
        return 3
    if a == b or (f.is_zero(a) and f.is_zero(b)):
        return 2
    return int(_key(f, a) < _key(f, b))


def _integer(f: Format, mode: int, a: int) -> int:
    """A finite number rounded to an integer."""
    m, e = f.number(a)
    whole = _shifted(abs(m), -e, mode, m < 0)
    return -whole if m < 0 else whole


def to_integer(f: Format, mode: int, signed: bool, bits: int, a: int, scale: int = 0) -> int:
    """FPToFixed: NaNs give 0, what does not fit the nearest that does."""
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)
    if f.is_nan(a):
        return 0
    if f.is_infinite(a):
        value = low if a & f.sign else high
    else:
        m, e = f.number(a)
        value = _shifted(abs(m), -e - scale, mode, m < 0)
        value = min(max(-value if m < 0 else value, low), high)
    return value & ((1 << bits) - 1)


def from_integer(f: Format, mode: int, signed: bool, bits: int, a: int) -> int:
    """FixedToFP without fraction bits."""
    return f.pack(a - (1 << bits) if signed and a >> (bits - 1) else a, 0, mode)


def rounded(f: Format, mode: int, a: int) -> int:
    """FPRoundInt."""
    nan = propagated(f, a)
    if nan is not None:
        return nan
    if f.is_infinite(a) or f.is_zero(a):
        return a
    whole = _integer(f, mode, a)
    return f.pack(whole, 0, NEAREST) if whole else a & f.sign


def converted(source: Format, to: Format, mode: int, a: int) -> int:
    """FPConvert."""
    sign = to.sign if a & source.sign else 0
    if source.is_nan(a):
        payload = a & (source.quiet - 1)
        by = to.fraction - source.fraction
        return sign | to.default | (payload << by if by > 0 else payload >> -by)
    if source.is_infinite(a):
        return sign | to.infinity
    if source.is_zero(a):
        return sign
    return to.pack(*source.number(a), mode)


def to_odd(a: int) -> int:
    """FPConvert from 64 to 32 bits where an inexact result gets its lowest bit set (FCVTXN)."""
    double, single = FORMATS[64], FORMATS[32]
    if double.is_nan(a) or double.is_infinite(a) or double.is_zero(a):
        return converted(double, single, ZERO, a)
    down = converted(double, single, ZERO, a)
    return down | (converted(single, double, NEAREST, down) != a)


def absolute(f: Format, a: int) -> int:
    """FPAbs."""
    return a & ~f.sign


def negated(f: Format, a: int) -> int:
    """FPNeg."""
    return a ^ f.sign


def _stepped(f: Format, a: int, b: int, constant: int, halves: int) -> int:
    a ^= f.sign
    nan = propagated(f, a, b)
    if nan is not None:
        return nan
    if _product(f, a, b) == f.default:  # infinity times 0: 2, or 3 / 2
        return f.pack(constant, 1 - halves, NEAREST)
    return fused(f, NEAREST, f.pack(constant, 0, NEAREST), a, b, halves)


def reciprocal_step(f: Format, a: int, b: int) -> int:
    """FPRecipStepFused: 2 - a * b."""
    return _stepped(f, a, b, 2, 1)


def root_step(f: Format, a: int, b: int) -> int:
    """FPRSqrtStepFused: (3 - a * b) / 2."""
    return _stepped(f, a, b, 3, 2)


def reciprocal_estimate(f: Format, a: int) -> int:
    """FPRecipEstimate: 8 bits of the fraction of 1 / a."""
    nan = propagated(f, a)
    if nan is not None:
        return nan
    sign = a & f.sign
    if f.is_infinite(a):
        return sign
    if f.is_zero(a):
        return f.infinity | sign
    m, e = f.number(a)
    m = abs(m)
    exponent = m.bit_length() - 1 + e
    if exponent < -f.bias - 1:  # 1 / a is too large (rounding to nearest)
        return f.infinity | sign
    # RecipEstimate: 256 to 511 gives 511 down to 256.
    estimate = ((1 << 19) // (_leading(m, 9) * 2 + 1) + 1) // 2
    return f.pack(-estimate if sign else estimate, -exponent - 9, ZERO)


def root_estimate(f: Format, a: int) -> int:
    """FPRSqrtEstimate: 8 bits of the fraction of 1 / sqrt(a)."""
    nan = propagated(f, a)
    if nan is not None:
        return nan
    if f.is_zero(a):
        return f.infinity | a
    if a & f.sign:
        return f.default
    if f.is_infinite(a):
        return 0
    m, e = f.number(a)
    exponent = m.bit_length() - 1 + e
    # RecipSqrtEstimate has a quarter of [1, 2) or [2, 4) in units of 1/512, and adds half of
    # the last place that it looks at.
    odd = exponent % 2
    scaled = _leading(m, 8 + odd)
    a = (scaled // 2 * 2 + 1) * 2 if odd else scaled * 2 + 1
    b = 512
    while a * (b + 1) * (b + 1) < 1 << 28:
        b += 1
    return f.pack((b + 1) // 2, -(exponent // 2) - 9, ZERO)


def _leading(m: int, bits: int) -> int:
    """The uppermost bits of a positive number, the leading one first."""
    length = m.bit_length()
    return m >> (length - bits) if length >= bits else m << (bits - length)


def exponent_only(f: Format, a: int) -> int:
    """FPRecpX: the exponent turned, the fraction dropped."""
    nan = propagated(f, a)
    if nan is not None:
        return nan
    exponent = a & f.infinity
    if not exponent:
        return a & f.sign | f.infinity - (1 << f.fraction)
    return a & f.sign | exponent ^ f.infinity


Function = Callable[..., int]

_WITH_MODE: dict[str, Function] = {
    "Add": add,
    "Sub": subtract,
    "Mul": multiply,
    "Div": divide,
    "Sqrt": root,
    "Fma": fused,
    "roundInt": rounded,
    "MulX": multiply_extended,
}
_WITHOUT: dict[str, Function] = {
    "Max": greatest,
    "Min": least,
    "MaxNum": greatest_number,
    "MinNum": least_number,
    "Abs": absolute,
    "Neg": negated,
    "Cmp": compare,
    "RecipEst": reciprocal_estimate,
    "RSqrtEst": root_estimate,
    "RecipStep": reciprocal_step,
    "RSqrtStep": root_step,
    "roundIntA0": lambda f, a: rounded(f, AWAY, a),
    "roundIntE": lambda f, a: rounded(f, NEAREST, a),
}


class Interpretation:
    """The functions of floats by their names in terms."""

    _TO: ClassVar = re.compile(r"fto([SU])(32|64)from(16|32|64)")
    _FROM: ClassVar = re.compile(r"f(16|32|64)from([SU])(32|64)")
    _CONVERT: ClassVar = re.compile(r"f(16|32|64)to(16|32|64)")
    _PLAIN: ClassVar = re.compile(r"f(.*?)(16|32|64)")

    def __call__(self, name: str, width: int, args: tuple[int, ...]) -> int:
        """The value of a function; KeyError for one without a meaning."""
        if found := self._TO.fullmatch(name):
            mode, a = args
            return to_integer(FORMATS[int(found[3])], mode, found[1] == "S", width, a)
        if found := self._FROM.fullmatch(name):
            mode, a = args if len(args) == 2 else (NEAREST, args[0])
            return from_integer(FORMATS[width], mode, found[2] == "S", int(found[3]), a)
        if found := self._CONVERT.fullmatch(name):
            mode, a = args if len(args) == 2 else (NEAREST, args[0])
            return converted(FORMATS[int(found[1])], FORMATS[width], mode, a)
        found = self._PLAIN.fullmatch(name)
        if found is None:
            raise KeyError(name)
        f = FORMATS[int(found[2])]
        if found[1] == "RecpExp":
            return exponent_only(f, args[1])
        if found[1] in _WITH_MODE:
            return _WITH_MODE[found[1]](f, *args)
        return _WITHOUT[found[1]](f, *args)


interpret = Interpretation()
