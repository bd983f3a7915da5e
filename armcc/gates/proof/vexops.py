"""The operations of VEX as terms.

VEX is Valgrind's intermediate representation (libvex_ir.h names and explains the
operations).  An operation that is not here has no meaning, and the code that has it no proof.
Floating-point operations are functions of which only the name is known (`uf`), one for each
operation and width, the same for a lane of a vector and for a scalar.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection

from armcc.gates.proof.terms import (
    Term,
    add,
    and_,
    ashr,
    concat,
    const,
    eq,
    extract,
    ite,
    linear,
    lshr,
    mul,
    neg,
    not_,
    or_,
    sdiv,
    sext,
    shl,
    signed,
    slt,
    sub,
    udiv,
    uf,
    ult,
    xor,
    zext,
)

Operation = Callable[..., Term]


def lanes(t: Term, width: int) -> list[Term]:
    """The lanes of a vector, the lowest first."""
    return [extract(t, at + width - 1, at) for at in range(0, t.width, width)]


def vector(parts: list[Term]) -> Term:
    """A vector of lanes, the lowest first."""
    return concat(*reversed(parts))


def _each(f: Operation, width: int) -> Operation:
    def whole(*args: Term) -> Term:
        split = [lanes(a, width) for a in args]
        return vector([f(*row) for row in zip(*split, strict=True)])

    return whole


def _mask(condition: Term, width: int) -> Term:
    return ite(condition, const(-1, width), const(0, width))


def _min(a: Term, b: Term, less: Operation) -> Term:
    return ite(less(a, b), a, b)


def _max(a: Term, b: Term, less: Operation) -> Term:
    return ite(less(a, b), b, a)


def _fit(amount: Term, width: int) -> Term:
    """A shift amount of VEX (8 bits) at the width of what is shifted."""
    if amount.width < width:
        return zext(amount, width)
    return extract(amount, width - 1, 0) if amount.width > width else amount


def _clz(t: Term) -> Term:
    """Leading zeros; the width of the value where it is 0."""
    out = const(t.width, t.width)
    for n in range(t.width):
        out = ite(extract(t, n, n), const(t.width - 1 - n, t.width), out)
    return out


def _cls(t: Term) -> Term:
    """Bits below the uppermost that are like it."""
    sign = sext(extract(t, t.width - 1, t.width - 1), t.width)
    return add(
        _clz(or_(shl(xor(t, sign), const(1, t.width)), const(1, t.width))), const(0, t.width)
    )


def _ctz(t: Term) -> Term:
    out = const(t.width, t.width)
    for n in reversed(range(t.width)):
        out = ite(extract(t, n, n), const(n, t.width), out)
    return out


def _popcount(t: Term) -> Term:
    out = const(0, t.width)
    for n in range(t.width):
        out = add(out, zext(extract(t, n, n), t.width))
    return out


def _saturating(a: Term, b: Term, kind: str, f: Operation) -> Term:
    """Addition or subtraction of two lanes that stops at the bounds of its type."""
    width = a.width
    wide = width + 2
    extend = zext if kind == "U" else sext
    exact = f(extend(a, wide), extend(b, wide))
    return saturated(exact, width, kind)


def saturated(exact: Term, width: int, kind: str) -> Term:
    """A signed number as the nearest one of so many bits, signed or not."""
    wide = exact.width
    low = 0 if kind == "U" else -(1 << (width - 1))
    high = (1 << width) - 1 if kind == "U" else (1 << (width - 1)) - 1
    inside = extract(exact, width - 1, 0)
    above = slt(const(high, wide), exact)
    below = slt(exact, const(low, wide))
    return ite(above, const(high, width), ite(below, const(low, width), inside))


def _average(a: Term, b: Term, kind: str, rounding: int) -> Term:
    width = a.width + 2
    extend = zext if kind == "U" else sext
    total = add(add(extend(a, width), extend(b, width)), const(rounding, width))
    return extract(total, a.width, 1)


def _by_register(a: Term, amount: Term, kind: str, rounding: bool) -> Term:
    """SSHL, USHL and the rounding ones: shift to the left by the signed low byte of a lane."""
    width = a.width
    by = sext(extract(amount, 7, 0), 16)
    wide = 2 * width + 16
    left = shl(zext(a, wide), zext(by, wide))
    right_by = zext(neg(by), wide)
    base = sext(a, wide) if kind == "S" else zext(a, wide)
    shift = ashr if kind == "S" else lshr
    right = base
    if rounding:
        half = shl(const(1, wide), zext(sub(neg(by), const(1, 16)), wide))
        # Behind twice the width nothing is left, whatever the rounding adds.
        right = add(right, half)
    right = shift(right, right_by)
    over = slt(const(width, 16), neg(by))
    gone = _mask(and_(extract(a, width - 1, width - 1), const(1, 1)), width)
    if rounding or kind == "U":
        gone = const(0, width)
    down = ite(over, gone, extract(right, width - 1, 0))
    up = ite(slt(by, const(width, 16)), extract(left, width - 1, 0), const(0, width))
    return ite(extract(by, 15, 15), down, up)


def _polynomial(a: Term, b: Term, width: int) -> Term:
    """The product of two polynomials over two elements, `width` bits of it."""
    out = const(0, width)
    wide = zext(a, width) if width > a.width else a
    for n in range(b.width):
        out = xor(out, and_(shl(wide, const(n, width)), sext(extract(b, n, n), width)))
    return out


def _permuted(table: Term, index: Term) -> Term:
    """Perm8x16: bytes of a vector by the low four bits of each index."""
    entries = lanes(table, 8)
    out = []
    for i in lanes(index, 8):
        found = entries
        for bit in range(4):
            chosen = extract(i, bit, bit)
            found = [
                ite(chosen, above, below)
                for below, above in zip(found[::2], found[1::2], strict=True)
            ]
        out.append(found[0])
    return vector(out)


def _reversed(outer: int, inner: int) -> Operation:
    def whole(a: Term) -> Term:
        return vector([vector(list(reversed(lanes(block, inner)))) for block in lanes(a, outer)])

    return whole


def _simple() -> dict[str, Operation]:
    """The operations with a name of their own."""
    out: dict[str, Operation] = {
        "1Uto8": lambda a: zext(a, 8),
        "1Uto32": lambda a: zext(a, 32),
        "1Uto64": lambda a: zext(a, 64),
        "1Sto8": lambda a: sext(a, 8),
        "1Sto32": lambda a: sext(a, 32),
        "1Sto64": lambda a: sext(a, 64),
        "64to1": lambda a: extract(a, 0, 0),
        "32to1": lambda a: extract(a, 0, 0),
        "Not1": not_,
        "And1": and_,
        "Or1": or_,
        "64HIto32": lambda a: extract(a, 63, 32),
        "128HIto64": lambda a: extract(a, 127, 64),
        "128to64": lambda a: extract(a, 63, 0),
        "64HLto128": concat,
        "32HLto64": concat,
        "64HLtoV128": concat,
        "V128to64": lambda a: extract(a, 63, 0),
        "V128HIto64": lambda a: extract(a, 127, 64),
        "V128to32": lambda a: extract(a, 31, 0),
        "64UtoV128": lambda a: zext(a, 128),
        "32UtoV128": lambda a: zext(a, 128),
        "ZeroHI64ofV128": lambda a: zext(extract(a, 63, 0), 128),
        "ZeroHI96ofV128": lambda a: zext(extract(a, 31, 0), 128),
        "ZeroHI112ofV128": lambda a: zext(extract(a, 15, 0), 128),
        "ZeroHI120ofV128": lambda a: zext(extract(a, 7, 0), 128),
        "ReinterpF32asI32": lambda a: a,
        "ReinterpI32asF32": lambda a: a,
        "ReinterpF64asI64": lambda a: a,
        "ReinterpI64asF64": lambda a: a,
        "NotV128": not_,
        "AndV128": and_,
        "OrV128": or_,
        "XorV128": xor,
        "MullU64": lambda a, b: mul(zext(a, 128), zext(b, 128)),
        "MullS64": lambda a, b: mul(sext(a, 128), sext(b, 128)),
        "MullU32": lambda a, b: mul(zext(a, 64), zext(b, 64)),
        "MullS32": lambda a, b: mul(sext(a, 64), sext(b, 64)),
        "Perm8x16": _permuted,
    }
    for low in (8, 16, 32):
        for high in (16, 32, 64):
            if low < high:
                out[f"{low}Uto{high}"] = functools.partial(_zext_to, high)
                out[f"{low}Sto{high}"] = functools.partial(_sext_to, high)
                out[f"{high}to{low}"] = functools.partial(_low, low)
    for n in (8, 16, 32, 64):
        out |= {
            f"Add{n}": add,
            f"Sub{n}": sub,
            f"Mul{n}": mul,
            f"And{n}": and_,
            f"Or{n}": or_,
            f"Xor{n}": xor,
            f"Not{n}": not_,
            f"DivU{n}": udiv,
            f"DivS{n}": sdiv,
            f"CmpEQ{n}": eq,
            f"CmpNE{n}": lambda a, b: not_(eq(a, b)),
            f"CmpLT{n}U": ult,
            f"CmpLT{n}S": slt,
            f"CmpLE{n}U": lambda a, b: not_(ult(b, a)),
            f"CmpLE{n}S": lambda a, b: not_(slt(b, a)),
            f"CmpNEZ{n}": lambda a: not_(eq(a, const(0, a.width))),
            f"Shl{n}": lambda a, k: shl(a, _fit(k, a.width)),
            f"Shr{n}": lambda a, k: lshr(a, _fit(k, a.width)),
            f"Sar{n}": lambda a, k: ashr(a, _fit(k, a.width)),
            f"Clz{n}": _clz,
            f"Ctz{n}": _ctz,
            f"ClzNat{n}": _clz,
            f"CtzNat{n}": _ctz,
        }
    return out


def _zext_to(width: int, a: Term) -> Term:
    return zext(a, width)


def _sext_to(width: int, a: Term) -> Term:
    return sext(a, width)


def _low(width: int, a: Term) -> Term:
    return extract(a, width - 1, 0)


_LANE = re.compile(
    r"(Add|Sub|Mul|Min|Max|CmpEQ|CmpGT|ShlN|ShrN|SarN|Shl|Shr|Sar|Cnt|Clz|Cls|Abs|Neg|Avg|"
    r"QAdd|QSub|HAdd|HSub|RHAdd|Dup)"
    r"(8|16|32|64)([US]?)x(\d+)"
)


def _doubled(a: Term, b: Term, rounding: bool) -> Term:
    """SQDMULH, SQRDMULH: the upper half of twice a signed product, saturated."""
    width = a.width
    wide = 2 * width + 2
    product = mul(sext(a, wide), sext(b, wide))
    total = linear(wide, rounding << (width - 1), [(2, product)])
    return saturated(ashr(total, const(width, wide)), width, "S")


def _doubled_long(a: Term, b: Term) -> Term:
    """SQDMULL: twice a signed product, saturated."""
    wide = 2 * a.width + 2
    product = mul(sext(a, wide), sext(b, wide))
    return saturated(linear(wide, 0, [(2, product)]), 2 * a.width, "S")


def _shifted(a: Term, amount: Term, source: str, result: str) -> Term:
    """SQSHL, UQSHL, SQSHLU by a constant: shifted to the left, saturated."""
    wide = 2 * a.width + 2
    exact = sext(a, wide) if source == "S" else zext(a, wide)
    return saturated(shl(exact, _fit(amount, wide)), a.width, result)


def _accumulated(a: Term, b: Term, kind: str) -> Term:
    """SUQADD (S), USQADD (U): operands of one signedness each added, saturated."""
    wide = a.width + 2
    extended = (zext(a, wide), sext(b, wide)) if kind == "S" else (sext(a, wide), zext(b, wide))
    return saturated(add(*extended), a.width, kind)


def _lanewise(name: str) -> Operation | None:
    found = _LANE.fullmatch(name)
    if found is None:
        return None
    what, width, kind = found[1], int(found[2]), found[3]
    less = slt if kind == "S" else ult
    plain: dict[str, Operation] = {
        "Add": add,
        "Sub": sub,
        "Mul": mul,
        "Min": lambda a, b: _min(a, b, less),
        "Max": lambda a, b: _max(a, b, less),
        "CmpEQ": lambda a, b: _mask(eq(a, b), width),
        "CmpGT": lambda a, b: _mask(less(b, a), width),
        "Cnt": _popcount,
        "Clz": _clz,
        "Cls": _cls,
        "Abs": lambda a: ite(extract(a, width - 1, width - 1), neg(a), a),
        "Neg": neg,
        "Avg": lambda a, b: _average(a, b, kind, 1),
        "QAdd": lambda a, b: _saturating(a, b, kind, add),
        "QSub": lambda a, b: _saturating(a, b, kind, sub),
    }
    if what == "Clz" and kind:
        return None  # older names of Cls and Clz; not used for AArch64
    if what in plain:
        return _each(plain[what], width)
    if what in ("ShlN", "ShrN", "SarN"):
        shift = {"ShlN": shl, "ShrN": lshr, "SarN": ashr}[what]
        return lambda a, k: _each(lambda lane: shift(lane, _fit(k, width)), width)(a)
    if what == "Dup":
        count = int(found[4])
        return lambda a: vector([a] * count)
    return None


_DOUBLED = re.compile(r"Q(R?)DMulHi(16|32)Sx\d")
_SHIFTED = re.compile(r"QShlNsat([SU])([SU])(8|16|32|64)x\d+")
_ACCUMULATED = re.compile(r"QAddExt(?:US|SU)sat([SU])[SU](8|16|32|64)x\d+")
_MULL = re.compile(r"(QD)?Mull(8|16|32)([US])x(\d)")
_NARROW = re.compile(r"NarrowUn(16|32|64)to(8|16|32)x(\d)")
_QNARROW = re.compile(r"QNarrowUn(16|32|64)([US])to(8|16|32)([US])x(\d)")
_WIDEN = re.compile(r"Widen(8|16|32)([US])to(16|32|64)x(\d)")
_PAIR = re.compile(
    r"(InterleaveHI|InterleaveLO|CatOddLanes|CatEvenLanes|InterleaveOddLanes|InterleaveEvenLanes)(8|16|32|64)x(\d+)"
)
_REVERSE = re.compile(r"Reverse(8|16|32|1)sIn(16|32|64|8)_x(\d+)")
_PAIRWISE = re.compile(r"PwAddL(8|16|32)([US])x(\d+)")
_BY_REGISTER = re.compile(r"(Rs|S)h(8|16|32|64)([US])x(\d+)")
_POLYNOMIAL = re.compile(r"PolynomialMul(l?)8x(\d+)")
_NARROW_BIN = re.compile(r"NarrowBin(16|32|64)to(8|16|32)x(\d+)")


def _shaped(name: str) -> Operation | None:
    if found := _DOUBLED.fullmatch(name):
        rounding = bool(found[1])
        return _each(lambda a, b: _doubled(a, b, rounding), int(found[2]))
    if found := _SHIFTED.fullmatch(name):
        source, result, width = found[1], found[2], int(found[3])
        return lambda a, k: _each(lambda lane: _shifted(lane, k, source, result), width)(a)
    if found := _ACCUMULATED.fullmatch(name):
        kind = found[1]
        return _each(lambda a, b: _accumulated(a, b, kind), int(found[2]))
    if found := _MULL.fullmatch(name):
        if found[1]:
            narrow = int(found[2])
            return lambda a, b: vector(
                [
                    _doubled_long(x, y)
                    for x, y in zip(lanes(a, narrow), lanes(b, narrow), strict=True)
                ]
            )
        width, extend = int(found[2]), zext if found[3] == "U" else sext

        def mull(a: Term, b: Term) -> Term:
            rows = zip(lanes(a, width), lanes(b, width), strict=True)
            return vector([mul(extend(x, 2 * width), extend(y, 2 * width)) for x, y in rows])

        return mull
    if found := _NARROW.fullmatch(name):
        wide, narrow = int(found[1]), int(found[2])
        return lambda a: vector([extract(x, narrow - 1, 0) for x in lanes(a, wide)])
    if found := _QNARROW.fullmatch(name):
        wide, narrow = int(found[1]), int(found[3])
        extend = zext if found[2] == "U" else sext
        kind = found[4]
        return lambda a: vector(
            [saturated(extend(x, wide + 2), narrow, kind) for x in lanes(a, wide)]
        )
    if found := _WIDEN.fullmatch(name):
        narrow, wide = int(found[1]), int(found[3])
        extend = zext if found[2] == "U" else sext
        return lambda a: vector([extend(x, wide) for x in lanes(a, narrow)])
    if found := _PAIR.fullmatch(name):
        return _paired(found[1], int(found[2]))
    if found := _REVERSE.fullmatch(name):
        inner, outer = int(found[1]), int(found[2])
        return _reversed(outer, inner)
    if found := _PAIRWISE.fullmatch(name):
        width, extend = int(found[1]), zext if found[2] == "U" else sext

        def pairwise(a: Term) -> Term:
            found = [extend(x, 2 * width) for x in lanes(a, width)]
            return vector([add(x, y) for x, y in zip(found[::2], found[1::2], strict=True)])

        return pairwise
    if found := _BY_REGISTER.fullmatch(name):
        rounding, width, kind = found[1] == "Rs", int(found[2]), found[3]
        return _each(lambda a, k: _by_register(a, k, kind, rounding), width)
    if found := _POLYNOMIAL.fullmatch(name):
        long = bool(found[1])
        if not long:
            return _each(lambda a, b: _polynomial(a, b, 8), 8)

        def polynomial(a: Term, b: Term) -> Term:
            rows = zip(lanes(a, 8), lanes(b, 8), strict=True)
            return vector([_polynomial(x, y, 16) for x, y in rows])

        return polynomial
    if found := _NARROW_BIN.fullmatch(name):
        wide, narrow = int(found[1]), int(found[2])
        return lambda a, b: vector(
            [extract(x, narrow - 1, 0) for x in [*lanes(b, wide), *lanes(a, wide)]]
        )
    return None


def _paired(what: str, width: int) -> Operation:
    """Lanes of two vectors, of which VEX has the second one below (libvex_ir.h)."""

    def whole(left: Term, right: Term) -> Term:
        high, low = lanes(left, width), lanes(right, width)
        half = len(low) // 2
        if what == "InterleaveLO":
            pairs = [p for two in zip(low[:half], high[:half], strict=True) for p in two]
        elif what == "InterleaveHI":
            pairs = [p for two in zip(low[half:], high[half:], strict=True) for p in two]
        elif what == "CatEvenLanes":
            pairs = low[::2] + high[::2]
        elif what == "CatOddLanes":
            pairs = low[1::2] + high[1::2]
        elif what == "InterleaveEvenLanes":
            pairs = [p for two in zip(low[::2], high[::2], strict=True) for p in two]
        else:
            pairs = [p for two in zip(low[1::2], high[1::2], strict=True) for p in two]
        return vector(pairs)

    return whole


def _slice(high: Term, low: Term, amount: Term) -> Term:
    """SliceV128: 16 bytes of two vectors, from byte `amount` of the lower one on."""
    if amount.op != "const":
        raise KeyError("SliceV128 by an unknown amount")
    both = concat(high, low)
    at = 8 * int(amount.data)
    return extract(both, at + 127, at)


def _whole_shift(name: str) -> Operation | None:
    if name not in ("ShlV128", "ShrV128"):
        return None
    f = shl if name == "ShlV128" else lshr
    return lambda a, k: f(a, zext(k, 128))


# -- floating point ---------------------------------------------------------------------

# Scalar operations by VEX's name without the width; those with a rounding mode have it first.
_COMMUTES = frozenset(["fAdd", "fMul"])
_SCALAR_FLOAT = re.compile(r"(Add|Sub|Mul|Div|Sqrt|MaxNum|MinNum|RecpExp)F(16|32|64)")
_VECTOR_FLOAT = re.compile(
    r"(Add|Sub|Mul|Div|Sqrt|Max|Min|CmpEQ|CmpLT|CmpLE|RSqrtEst|RecipEst|RecipStep|RSqrtStep)"
    r"(32|64)Fx(\d)"
)
_VECTOR_SIGN = re.compile(r"(Abs|Neg)(32|64)Fx(\d)")
_SIGN = re.compile(r"(Abs|Neg)F(16|32|64)")
_FLOAT_COMPARE = re.compile(r"CmpF(16|32|64)")
_TO_INTEGER = re.compile(r"F(32|64)toI(32|64)([SU])")
_FROM_INTEGER = re.compile(r"I(32|64)([SU])toF(32|64)")
_CONVERT = re.compile(r"F(16|32|64)toF(16|32|64)")
_ROUND = re.compile(r"RoundF(32|64)to(Int|IntA0|IntE)")


def commuted(name: str, a: Term, b: Term) -> tuple[Term, Term]:
    """The operands in an order that is always the same where exchanging them changes nothing.

    IEEE 754: addition and multiplication commute, but for which NaN comes of two
    (`armcc.gates.proof.floats` says where that does not matter).
    """
    if name in _COMMUTES and b.number < a.number:
        return b, a
    return a, b


_ARITHMETIC = re.compile(r"f(Add|Sub|Mul|Div|Sqrt|Fma)\d+")


def _positive(t: Term) -> bool:
    """Whether a float is a result, so no signalling NaN, and never -0.

    0 + x is x for such an x in every rounding mode (IEEE 754-2019, 6.3), flushing to zero
    included: a result has been flushed already.
    """
    if t.op != "uf" or not _ARITHMETIC.fullmatch(str(t.data)):
        return False
    what = str(t.data).rstrip("0123456789")
    if what == "fMul":
        return t.args[1] is t.args[2]
    if what == "fAdd":
        return _positive(t.args[1]) and _positive(t.args[2])
    if what == "fFma":
        return t.args[2] is t.args[3] and _positive(t.args[1])
    return False


class Floats:
    """The floating-point operations; `commute` where the bits of NaNs do not matter."""

    def __init__(self, commute: bool) -> None:
        self.commute = commute

    def binary(self, what: str, width: int, mode: tuple[Term, ...], a: Term, b: Term) -> Term:
        """One operation on two floats."""
        name = f"f{what}"
        if what == "Add":
            for zero, other in ((a, b), (b, a)):
                if zero.value == 0 and _positive(other):
                    return other
        if self.commute:
            a, b = commuted(name, a, b)
        return uf(f"{name}{width}", width, *mode, a, b)

    def find(self, name: str) -> Operation | None:
        """The meaning of a floating-point operation of VEX."""
        if found := _SCALAR_FLOAT.fullmatch(name):
            what, width = found[1], int(found[2])
            if what in ("Sqrt", "RecpExp"):
                return lambda m, a: uf(f"f{what}{width}", width, m, a)
            if what in ("MaxNum", "MinNum"):
                return lambda a, b: uf(f"f{what}{width}", width, a, b)
            return lambda m, a, b: self.binary(what, width, (m,), a, b)
        if found := _VECTOR_FLOAT.fullmatch(name):
            return self._vector(found[1], int(found[2]))
        if found := _VECTOR_SIGN.fullmatch(name):
            what, width = found[1], int(found[2])
            return _each(lambda a: uf(f"f{what}{width}", width, a), width)
        if found := _SIGN.fullmatch(name):
            what, width = found[1], int(found[2])
            return lambda a: uf(f"f{what}{width}", width, a)
        if found := _FLOAT_COMPARE.fullmatch(name):
            width = int(found[1])
            return lambda a, b: _compared(width, a, b)
        if found := _TO_INTEGER.fullmatch(name):
            word = f"fto{found[3]}{found[2]}from{found[1]}"
            bits = int(found[2])
            return lambda m, a: uf(word, bits, m, a)
        if found := _FROM_INTEGER.fullmatch(name):
            return functools.partial(_from_integer, int(found[3]), found[2])
        if found := _ROUND.fullmatch(name):
            width = int(found[1])
            word = f"fround{found[2]}{width}"
            return lambda *args: uf(word, width, *args)
        if found := _CONVERT.fullmatch(name):
            bits = int(found[2])
            word = f"f{found[1]}to{bits}"
            return lambda *args: uf(word, bits, *args)
        return None

    def _vector(self, what: str, width: int) -> Operation | None:
        if what.startswith("Cmp"):
            kind = what[3:]

            def compare(a: Term, b: Term) -> Term:
                rows = zip(lanes(a, width), lanes(b, width), strict=True)
                return vector([_mask(self._ordered(kind, width, x, y), width) for x, y in rows])

            return compare
        if what == "Sqrt":
            return lambda m, a: vector([uf(f"fSqrt{width}", width, m, x) for x in lanes(a, width)])
        if what in ("RSqrtEst", "RecipEst"):
            return _each(lambda a: uf(f"f{what}{width}", width, a), width)
        if what in ("Max", "Min", "RecipStep", "RSqrtStep"):
            return _each(lambda a, b: uf(f"f{what}{width}", width, a, b), width)

        def whole(m: Term, a: Term, b: Term) -> Term:
            rows = zip(lanes(a, width), lanes(b, width), strict=True)
            return vector([self.binary(what, width, (m,), x, y) for x, y in rows])

        return whole

    def _ordered(self, kind: str, width: int, a: Term, b: Term) -> Term:
        """a = b, a < b or a <= b, false where one is a NaN, by what a comparison gives."""
        code, means = _code(width, a, b)
        wanted = {"EQ": {EQUAL}, "LT": {LESS}, "LE": {EQUAL, LESS}}[kind]
        return one_of(code, {value for value, meaning in means.items() if meaning in wanted})


def _from_integer(bits: int, kind: str, *args: Term) -> Term:
    """An integer as the nearest float: by its value, whatever the width that holds it.

    The last argument is the integer; where it always fits, VEX has no rounding mode.
    """
    value = args[-1]
    wide = zext(value, 65) if kind == "U" else sext(value, 65)
    mode = args[0] if len(args) > 1 else const(0, 32)
    if value.width < bits:
        mode = const(0, 32)
    low, high = signed(wide)
    if low >= -(1 << 63) and high < 1 << 63:
        wide = extract(wide, 63, 0)
        return uf(f"f{bits}fromS64", bits, mode, wide)
    return uf(f"f{bits}fromU64", bits, mode, extract(wide, 63, 0))


UNORDERED, EQUAL, LESS, GREATER = 3, 2, 1, 0
# What VEX's CmpF gives for each (libvex_ir.h).
_CODES = {UNORDERED: 0x45, EQUAL: 0x40, LESS: 0x01, GREATER: 0x00}


def _code(width: int, a: Term, b: Term) -> tuple[Term, dict[int, int]]:
    """How two floats compare, in two bits, and which of its values means what.

    a < b exactly where b > a, so that the operands can be in one order always.
    """
    if b.number < a.number:
        turned = {UNORDERED: UNORDERED, EQUAL: EQUAL, LESS: GREATER, GREATER: LESS}
        return uf(f"fCmp{width}", 2, b, a), turned
    return uf(f"fCmp{width}", 2, a, b), {k: k for k in _CODES}


def _compared(width: int, a: Term, b: Term) -> Term:
    """CmpF: one of four numbers."""
    code, means = _code(width, a, b)
    high, low = extract(code, 1, 1), extract(code, 0, 0)
    three, two, one, zero = [const(_CODES[means[k]], 32) for k in (3, 2, 1, 0)]
    return ite(high, ite(low, three, two), ite(low, one, zero))


def one_of(code: Term, values: Collection[int]) -> Term:
    """Whether two bits are one of some values, always by the same form."""
    if len(values) == 3:
        return not_(one_of(code, set(range(4)) - set(values)))
    out = const(0 if len(values) < 4 else 1, 1)
    for value in sorted(values) if len(values) < 4 else ():
        out = or_(out, whole(code, value))
    return out


def whole(code: Term, value: int) -> Term:
    """Whether two bits have a value, as one comparison."""
    return eq(code, const(value, 2))


_SIMPLE = _simple()


@functools.cache
def integer_operation(name: str) -> Operation | None:
    """The meaning of an operation without floats, by VEX's name without `Iop_`."""
    if name == "SliceV128":
        return _slice
    return _SIMPLE.get(name) or _lanewise(name) or _shaped(name) or _whole_shift(name)
