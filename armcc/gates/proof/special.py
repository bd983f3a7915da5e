"""Instructions that VEX does not know, or gets wrong, from their encodings (DDI 0487, C4.1).

tests/conformance/test_semantics.py holds each of them, as all others, against Unicorn; what it
shows to be wrong and compilers do not emit is refused (`refused`).
"""

from __future__ import annotations

from collections.abc import Callable

from armcc.gates.proof.guest import FPCR, SP, Machine, Q, Step, Temporaries, X
from armcc.gates.proof.terms import (
    Term,
    ashr,
    concat,
    const,
    extract,
    linear,
    mul,
    offset,
    sext,
    uf,
    zext,
)
from armcc.gates.proof.vexops import lanes, saturated, vector

# Rounding to the nearest integer, ties away from 0, in VEX's numbering (libvex_ir.h).
_AWAY = 4

# Encodings whose meaning in VEX is another: mask, value, what it is.
WRONG: tuple[tuple[int, int, str], ...] = (
    (0xBFFFFC00, 0x2E616800, "fcvtxn: rounds to the nearest"),
    (0xFFFFFC00, 0x7E616800, "fcvtxn: rounds to the nearest"),
    (0xBFA0FC00, 0x0E20DC00, "fmulx: multiplies infinity by 0"),
    (0xFFA0FC00, 0x5E20DC00, "fmulx: multiplies infinity by 0"),
    (0xBF80F400, 0x2F809000, "fmulx by element: multiplies infinity by 0"),
    (0xFF80F400, 0x7F809000, "fmulx by element: multiplies infinity by 0"),
    (0xBF3FFC00, 0x0E30C800, "fmaxnmv and fminnmv of half precision: taken for single"),
    (0xBF3FFC00, 0x0E30F800, "fmaxv and fminv of half precision: taken for single"),
    (0xBF00F400, 0x2F00D000, "sqrdmlah by element: taken for sqrdmulh"),
    (0xFF00F400, 0x7F00D000, "sqrdmlah by element: taken for sqrdmulh"),
    (0xBFC0F400, 0x2F80C000, "fmlsl2 by element: taken for sqdmulh"),
)


def refused(word: int) -> str | None:
    """Why the lifter is not believed about an instruction; None where it is."""
    return next((why for mask, value, why in WRONG if word & mask == value), None)


def special(word: int) -> Step | None:
    """The steps of an instruction that is done here; None for all others."""
    return next((step for made in _KINDS if (step := made(word)) is not None), None)


def _bits(word: int, high: int, low: int) -> int:
    return word >> low & ((1 << (high - low + 1)) - 1)


def _registers(word: int) -> tuple[int, int, int]:
    """Rd, Rn and Rm."""
    return word & 31, _bits(word, 9, 5), _bits(word, 20, 16)


def _whole(word: int) -> int:
    """The width of the vectors of an instruction with a bit Q."""
    return 128 if word >> 30 & 1 else 64


def _vector(m: Machine, register: int, width: int = 128) -> Term:
    return m.get(Q + 16 * register, width)


def _result(m: Machine, register: int, value: Term) -> None:
    """Write a vector register, zeros above."""
    m.put(Q + 16 * register, zext(value, 128))


# -- fused multiply-adds, which VEX rounds twice ------------------------------------------


def _fused(machine: Machine, width: int, a: Term, n: Term, k: Term) -> Term:
    """a + n * k, rounded once (DDI 0487, FPMulAdd)."""
    if machine.floats.commute and k.number < n.number:
        n, k = k, n
    return uf(f"fFma{width}", width, rounding_mode(machine.get(FPCR, 32)), a, n, k)


def _negated(width: int, t: Term) -> Term:
    return uf(f"fNeg{width}", width, t)


def rounding_mode(fpcr: Term) -> Term:
    """FPCR.RMode in VEX's numbering, as the lifter itself takes it from FPCR."""
    return zext(concat(extract(fpcr, 22, 22), extract(fpcr, 23, 23)), 32)


def _three_sources(word: int) -> Step | None:
    """FMADD, FMSUB, FNMADD, FNMSUB."""
    width = {0: 32, 1: 64}.get(_bits(word, 23, 22))
    if word >> 24 != 0x1F or width is None:
        return None
    negate_sum, negate_product = word >> 21 & 1, word >> 15 & 1
    (rd, rn, rm), ra = _registers(word), _bits(word, 14, 10)

    def step(m: Machine, _t: Temporaries) -> None:
        n, k, a = (_vector(m, r, width) for r in (rn, rm, ra))
        # FMADD a + n*k, FMSUB a - n*k, FNMADD -a - n*k, FNMSUB -a + n*k
        if negate_sum:
            a = _negated(width, a)
        if negate_sum != negate_product:
            n = _negated(width, n)
        _result(m, rd, _fused(m, width, a, n, k))

    return step


def _multiply_add(word: int) -> Step | None:
    """FMLA, FMLS: of vectors, by element, scalar by element."""
    width = 64 if word >> 22 & 1 else 32
    index: int | None = None
    whole = _whole(word)
    if word & 0xBF20FC00 == 0x0E20CC00:
        negate = word >> 23 & 1
    elif word & 0xBF80B400 == 0x0F801000 or word & 0xFF80B400 == 0x5F801000:
        negate = word >> 14 & 1
        high, low = word >> 11 & 1, word >> 21 & 1
        index = high if width == 64 else high << 1 | low
        if word >> 28 & 1:
            whole = width
    else:
        return None
    rd, rn, rm = _registers(word)

    def step(m: Machine, _t: Temporaries) -> None:
        accumulated = lanes(_vector(m, rd, whole), width)
        left = lanes(_vector(m, rn, whole), width)
        right = lanes(_vector(m, rm), width)
        if index is not None:
            right = [right[index]] * len(left)
        if negate:
            left = [_negated(width, x) for x in left]
        rows = zip(accumulated, left, right[: len(left)], strict=True)
        _result(m, rd, vector([_fused(m, width, a, x, y) for a, x, y in rows]))

    return step


# -- the greatest and least of floats, sums of pairs ---------------------------------------
# VEX takes FMAXNM for FMAX, and the pairs of a vector in an order that gives another NaN.


def _extreme(word: int) -> Step | None:
    """FMAX, FMIN, FMAXNM, FMINNM and their pairwise forms."""
    rd, rn, rm = _registers(word)
    least, width = word >> 23 & 1, 64 if word >> 22 & 1 else 32
    if word & 0xFF20CC00 == 0x1E204800 and not least:  # scalar
        number, least = word >> 13 & 1, word >> 12 & 1
        f = _extreme_of(number, least, width)
        return lambda m, _t: _result(m, rd, f(_vector(m, rn, width), _vector(m, rm, width)))
    number = _bits(word, 15, 11) == 0b11000
    f = _extreme_of(number, least, width)
    if word & 0x9F20FC00 in (0x0E20C400, 0x0E20F400):  # vectors
        pairwise, whole = word >> 29 & 1, _whole(word)

        def step(m: Machine, _t: Temporaries) -> None:
            left, right = (lanes(_vector(m, r, whole), width) for r in (rn, rm))
            if pairwise:
                both = left + right
                left, right = both[::2], both[1::2]
            _result(m, rd, vector([f(a, b) for a, b in zip(left, right, strict=True)]))

        return step
    number = _bits(word, 16, 12) == 0b01100
    f = _extreme_of(number, least, width)
    if word & 0xFF3FFC00 in (0x7E30C800, 0x7E30F800):  # the two lanes of one vector
        return lambda m, _t: _result(m, rd, f(*lanes(_vector(m, rn, 2 * width), width)))
    if word & 0xFF7FFC00 in (0x6E30C800, 0x6E30F800):  # all four lanes of one vector

        def across(m: Machine, _t: Temporaries) -> None:
            a, b, c, d = lanes(_vector(m, rn), 32)
            _result(m, rd, f(f(a, b), f(c, d)))

        return across
    return None


def _extreme_of(number: int, least: int, width: int) -> Callable[[Term, Term], Term]:
    name = f"f{'Min' if least else 'Max'}{'Num' if number else ''}{width}"
    return lambda a, b: uf(name, width, a, b)


def _add_pairs(word: int) -> Step | None:
    """FADDP of vectors: VEX adds the first of a pair to the second."""
    if word & 0xBFA0FC00 != 0x2E20D400:
        return None
    width, whole = 64 if word >> 22 & 1 else 32, _whole(word)
    rd, rn, rm = _registers(word)

    def step(m: Machine, _t: Temporaries) -> None:
        both = lanes(_vector(m, rn, whole), width) + lanes(_vector(m, rm, whole), width)
        mode = (rounding_mode(m.get(FPCR, 32)),)
        rows = zip(both[::2], both[1::2], strict=True)
        _result(m, rd, vector([m.floats.binary("Add", width, mode, a, b) for a, b in rows]))

    return step


# -- rounding of floats --------------------------------------------------------------------


def _to_integer_away(word: int) -> Step | None:
    """FCVTAS, FCVTAU: VEX rounds ties to even."""
    rd, rn, _ = _registers(word)
    width = 64 if word >> 22 & 1 else 32
    if word & 0x7FBEFC00 == 0x1E240000:
        bits = 64 if word >> 31 else 32
        name = f"fto{'U' if word >> 16 & 1 else 'S'}{bits}from{width}"

        def scalar(m: Machine, _t: Temporaries) -> None:
            if rd != 31:
                m.put(X + 8 * rd, zext(uf(name, bits, const(_AWAY, 32), _vector(m, rn, width)), 64))

        return scalar
    alone = word & 0xDFBFFC00 == 0x5E21C800
    if not alone and word & 0x9FBFFC00 != 0x0E21C800:
        return None
    name = f"fto{'U' if word >> 29 & 1 else 'S'}{width}from{width}"
    return _each(word, width, alone, lambda a: uf(name, width, const(_AWAY, 32), a))


def _to_integral_away(word: int) -> Step | None:
    """FRINTA: VEX rounds ties to even."""
    alone = word & 0xFFBFFC00 == 0x1E264000
    if not alone and word & 0xBFBFFC00 != 0x2E218800:
        return None
    width = 64 if word >> 22 & 1 else 32
    return _each(word, width, alone, lambda a: uf(f"froundInt{width}", width, const(_AWAY, 32), a))


def _each(word: int, width: int, alone: bool, f: Callable[[Term], Term]) -> Step:
    """A function of each lane, or of the lowest one."""
    rd, rn, _ = _registers(word)
    whole = width if alone else _whole(word)
    return lambda m, _t: _result(m, rd, vector([f(a) for a in lanes(_vector(m, rn, whole), width)]))


# -- integer vectors -----------------------------------------------------------------------

# By the bit U and bits 15 to 11: (signed, rounding, saturates to: signed or not).
_NARROWING = {
    (0, 0b10010): ("S", 0, "S"),  # SQSHRN
    (0, 0b10011): ("S", 1, "S"),  # SQRSHRN
    (1, 0b10000): ("S", 0, "U"),  # SQSHRUN
    (1, 0b10001): ("S", 1, "U"),  # SQRSHRUN
    (1, 0b10010): ("U", 0, "U"),  # UQSHRN
    (1, 0b10011): ("U", 1, "U"),  # UQRSHRN
}


def _narrowing(word: int) -> Step | None:
    """Shifts to the right that saturate to half the width."""
    kind = _NARROWING.get((word >> 29 & 1, _bits(word, 15, 11)))
    alone = word & 0xDF800400 == 0x5F000400
    if kind is None or not (alone or word & 0x9F800400 == 0x0F000400):
        return None
    high = _bits(word, 22, 19)
    if high in (0, *range(8, 16)):
        return None
    width = 8 << (high.bit_length() - 1)
    by = 2 * width - _bits(word, 22, 16)
    source, rounding, result = kind
    rd, rn, _ = _registers(word)
    second = word >> 30 & 1 and not alone

    def one(a: Term) -> Term:
        wide = 2 * width + 2
        exact = sext(a, wide) if source == "S" else zext(a, wide)
        exact = offset(exact, rounding << (by - 1))
        return saturated(ashr(exact, const(by, wide)), width, result)

    def step(m: Machine, _t: Temporaries) -> None:
        source_width = 2 * width if alone else 128
        out = vector([one(a) for a in lanes(_vector(m, rn, source_width), 2 * width)])
        if second:
            out = concat(out, _vector(m, rd, 64))
        _result(m, rd, out)

    return step


def _dot_product(word: int) -> Step | None:
    """SDOT, UDOT: four products of bytes added to each 32-bit lane."""
    extend = zext if word >> 29 & 1 else sext
    (rd, rn, rm), whole = _registers(word), _whole(word)
    if word & 0x9FE0FC00 == 0x0E809400:
        index = None
    elif word & 0x9FC0F400 == 0x0F80E000:
        index = (word >> 11 & 1) << 1 | word >> 21 & 1
    else:
        return None

    def step(m: Machine, _t: Temporaries) -> None:
        left = lanes(_vector(m, rn, whole), 32)
        right = lanes(_vector(m, rm), 32)
        if index is not None:
            right = [right[index]] * len(left)
        out = []
        rows = zip(lanes(_vector(m, rd, whole), 32), left, right[: len(left)], strict=True)
        for total, a, b in rows:
            pairs = zip(lanes(a, 8), lanes(b, 8), strict=True)
            products = [mul(extend(x, 32), extend(y, 32)) for x, y in pairs]
            out.append(linear(32, 0, [(1, total), *[(1, p) for p in products]]))
        _result(m, rd, vector(out))

    return step


# -- memory --------------------------------------------------------------------------------


def _pair(word: int) -> Step | None:
    """LDNP, STNP of general registers."""
    if word & 0x7F800000 != 0x28000000:
        return None
    size = 8 if word >> 31 else 4
    distance = _bits(word, 21, 15)
    distance = size * (distance - 128 if distance >= 64 else distance)
    rt, rn, second = word & 31, _bits(word, 9, 5), _bits(word, 14, 10)
    base = SP if rn == 31 else X + 8 * rn
    loads = word >> 22 & 1
    if loads and rt == second:
        return None

    def step(m: Machine, _t: Temporaries) -> None:
        at = offset(m.get(base, 64), distance)
        places = [(rt, at), (second, offset(at, size))]
        if loads:
            found = [(r, m.load(a, size)) for r, a in places]
            for r, value in found:
                if r != 31:
                    m.put(X + 8 * r, zext(value, 64))
            return
        for r, a in places:
            m.store(a, const(0, 8 * size) if r == 31 else m.get(X + 8 * r, 8 * size))

    return step


_KINDS: tuple[Callable[[int], Step | None], ...] = (
    _three_sources,
    _multiply_add,
    _extreme,
    _to_integer_away,
    _to_integral_away,
    _add_pairs,
    _narrowing,
    _dot_product,
    _pair,
)
