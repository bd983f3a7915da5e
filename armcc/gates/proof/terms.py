"""Bit-vector terms: what machine code makes of an unknown state, as expressions.

Terms are hash-consed: two that are built alike are one object, so that most of what two
codes compute is found equal without a solver.  The constructors below simplify, by rules
that hold for every value of the variables (tests/unit/test_proof_terms.py holds each of
them against `evaluate`).  Truth values are bit-vectors of one bit.

| op | arguments | data |
|---|---|---|
| const | | the value |
| var | | the name |
| sum | terms | (constant, coefficients), all modulo 2^width |
| prod, and, or, xor | terms, sorted | |
| umax, umin, smax, smin | terms, sorted, each once | |
| udiv, sdiv | dividend, divisor; by 0 the result is 0 (DDI 0487, UDIV) | |
| shl, lshr, ashr | value, amount (unsigned; at the width and above all bits are gone) | |
| concat | terms, the uppermost first | |
| extract | term | (highest, lowest bit) |
| sext | term | |
| ite | condition, then, else; of memories, too | |
| eq, ult, slt | two terms | |
| read | memory, address | bytes, little endian |
| write | memory, address, value | |
| memory | | the name; the content before the first write |
| uf | terms | the name of a function of which nothing is known |
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

MEMORY = 0  # the width of terms that are memories


class Term:
    """One expression; made by the functions of this module only.

    width: in bits, MEMORY for a memory.  number: in order of creation.
    """

    __slots__ = ("_signed", "_unsigned", "args", "data", "number", "op", "width")

    def __init__(self, op: str, width: int, args: tuple[Term, ...], data: Any, number: int) -> None:
        self.op = op
        self.width = width
        self.args = args
        self.data = data
        self.number = number
        self._unsigned: tuple[int, int] | None = None
        self._signed: tuple[int, int] | None = None

    def __repr__(self) -> str:
        if self.op == "const":
            return f"{self.data:#x}:{self.width}"
        if self.op in ("var", "memory"):
            return str(self.data)
        data = "" if self.data is None else f"{self.data} "
        return f"({self.op}:{self.width} {data}{' '.join(map(repr, self.args))})"

    @property
    def value(self) -> int | None:
        """The value of a constant, None of anything else."""
        return self.data if self.op == "const" else None


_table: dict[tuple[object, ...], Term] = {}
# What was worked out before; without it, terms that share parts would take exponential time.
_extracts: dict[tuple[int, int, int], Term] = {}
_sexts: dict[tuple[int, int], Term] = {}
_widers: dict[tuple[int, int], Term | None] = {}
_nots: dict[int, Term] = {}
_numbers = iter(range(1 << 62))
_watches: list[Callable[[], None]] = []


def forget() -> None:
    """Let all terms go; none that was made before may be used with one made later."""
    for kept in (_table, _extracts, _sexts, _widers, _nots):
        kept.clear()
    for t in (_TRUE, _FALSE):
        _table["const", 1, t.data] = t


def _make(op: str, width: int, args: tuple[Term, ...] = (), data: Any = None) -> Term:
    key = (op, width, data, *[a.number for a in args])
    found = _table.get(key)
    if found is None:
        number = next(_numbers)
        if number & 1023 == 0:
            for watching in _watches:
                watching()
        found = _table[key] = Term(op, width, args, data, number)
    return found


@contextlib.contextmanager
def watched(watching: Callable[[], None]) -> Iterator[None]:
    """Call something for every thousand terms that are made; it may raise to end the work."""
    _watches.append(watching)
    try:
        yield
    finally:
        _watches.remove(watching)


# -- leaves ---------------------------------------------------------------------------


def const(value: int, width: int) -> Term:
    """A number, modulo 2^width."""
    return _make("const", width, (), value & ((1 << width) - 1))


def var(name: str, width: int) -> Term:
    """A value of which nothing is known."""
    return _make("var", width, (), name)


def memory(name: str) -> Term:
    """A memory of which nothing is known: 2^64 bytes."""
    return _make("memory", MEMORY, (), name)


def uf(name: str, width: int, *args: Term) -> Term:
    """What a function gives of which only its name is known."""
    return _make("uf", width, args, name)


_TRUE = const(1, 1)
_FALSE = const(0, 1)


def true() -> Term:
    """The bit 1."""
    return _TRUE


def false() -> Term:
    """The bit 0."""
    return _FALSE


# -- what values can be ---------------------------------------------------------------


def unsigned(t: Term) -> tuple[int, int]:
    """The least and the greatest value that a term can have, not always the tightest."""
    if t._unsigned is None:
        t._unsigned = _unsigned(t)
    return t._unsigned


def _unsigned(t: Term) -> tuple[int, int]:
    full = (0, (1 << t.width) - 1)
    if t.op == "const":
        return t.data, t.data
    if t.op == "concat":
        low = high = 0
        for a in t.args:
            x, y = unsigned(a)
            low, high = low << a.width | x, high << a.width | y
        return low, high
    if t.op == "ite":
        (least, most), (low, high) = unsigned(t.args[1]), unsigned(t.args[2])
        return min(least, low), max(most, high)
    if t.op == "sum":
        for wrap in (0, 1):
            exact = _linear(t, unsigned, wrap)
            if exact[0] >= 0 and exact[1] <= full[1]:
                return exact
        return full
    if t.op == "prod":
        low = high = 1
        for a in t.args:
            x, y = unsigned(a)
            low, high = low * x, high * y
        return (low, high) if high <= full[1] else full
    if t.op == "and":
        # Lists here, not generators: what recurs through C overflows the stack of deep terms.
        return 0, min([unsigned(a)[1] for a in t.args])
    if t.op in ("umax", "umin"):
        pick = max if t.op == "umax" else min
        bounds = [unsigned(a) for a in t.args]
        return pick(low for low, _ in bounds), pick(high for _, high in bounds)
    if t.op in ("or", "xor"):
        return 0, (1 << max([unsigned(a)[1] for a in t.args]).bit_length()) - 1
    if t.op in ("udiv", "lshr"):
        return 0, unsigned(t.args[0])[1]
    return full


def _linear(t: Term, bounds: Any, wrap: int) -> tuple[int, int]:
    """The bounds of a sum as an exact number, before it is taken modulo 2^width.

    Coefficients of the upper half count as negative where `wrap` is set.
    """
    constant, coefficients = t.data
    half = 1 << (t.width - 1)
    if wrap:
        constant = constant - 2 * half if constant >= half else constant
    low = high = constant
    for c, a in zip(coefficients, t.args, strict=True):
        x, y = bounds(a)
        k = c - 2 * half if wrap and c >= half else c
        low += min(k * x, k * y)
        high += max(k * x, k * y)
    return low, high


def signed(t: Term) -> tuple[int, int]:
    """The same for the value as a two's complement number."""
    if t._signed is None:
        t._signed = _signed(t)
    return t._signed


def _signed(t: Term) -> tuple[int, int]:
    half = 1 << (t.width - 1)
    low, high = unsigned(t)
    if high < half:
        return low, high
    if low >= half:
        return low - 2 * half, high - 2 * half
    full = (-half, half - 1)
    if t.op == "sext":
        return signed(t.args[0])
    if t.op == "ite":
        (a, b), (c, d) = signed(t.args[1]), signed(t.args[2])
        return min(a, c), max(b, d)
    if t.op in ("smax", "smin"):
        pick = max if t.op == "smax" else min
        bounds = [signed(x) for x in t.args]
        return pick(x for x, _ in bounds), pick(y for _, y in bounds)
    if t.op == "sum":
        exact = _linear(t, signed, 1)
        return exact if full[0] <= exact[0] and exact[1] <= full[1] else full
    if t.op == "prod":
        exact = _product(t)
        return exact if full[0] <= exact[0] and exact[1] <= full[1] else full
    return full


def _product(t: Term) -> tuple[int, int]:
    """The bounds of a product of signed numbers, before it is taken modulo 2^width."""
    low, high = 1, 1
    for a in t.args:
        x, y = signed(a)
        corners = (low * x, low * y, high * x, high * y)
        low, high = min(corners), max(corners)
    return low, high


# -- arithmetic -----------------------------------------------------------------------


def _parts(t: Term) -> tuple[int, tuple[tuple[int, Term], ...]]:
    """A term as a constant and terms with coefficients."""
    if t.op == "const":
        return t.data, ()
    if t.op == "sum":
        return t.data[0], tuple(zip(t.data[1], t.args, strict=True))
    return 0, ((1, t),)


def _sum(width: int, constant: int, coefficients: dict[Term, int]) -> Term:
    mask = (1 << width) - 1
    kept = [(a, c & mask) for a, c in coefficients.items() if c & mask]
    constant &= mask
    if not kept:
        return const(constant, width)
    if len(kept) == 1 and kept[0][1] == 1 and not constant:
        return kept[0][0]
    kept.sort(key=lambda p: p[0].number)
    args = tuple(a for a, _ in kept)
    return _make("sum", width, args, (constant, tuple(c for _, c in kept)))


def linear(width: int, constant: int, terms: Iterable[tuple[int, Term]]) -> Term:
    """constant + the sum of all coefficient * term."""
    found: dict[Term, int] = {}
    for factor, t in terms:
        inner, more = _parts(t)
        constant += factor * inner
        for c, a in more:
            found[a] = found.get(a, 0) + factor * c
    return _sum(width, constant, found)


def add(a: Term, b: Term) -> Term:
    """a + b."""
    if a.op == "const" and b.op == "const":
        return const(a.data + b.data, a.width)
    return linear(a.width, 0, ((1, a), (1, b)))


def sub(a: Term, b: Term) -> Term:
    """a - b."""
    return const(0, a.width) if a is b else linear(a.width, 0, ((1, a), (-1, b)))


def neg(a: Term) -> Term:
    """0 - a."""
    return linear(a.width, 0, ((-1, a),))


def offset(a: Term, distance: int) -> Term:
    """a + a number."""
    return linear(a.width, distance, ((1, a),)) if distance else a


def mul(a: Term, b: Term) -> Term:
    """a * b."""
    if b.op == "const":
        a, b = b, a
    if a.op == "const":
        return linear(b.width, 0, ((a.data, b),))
    factor = 1
    factors: list[Term] = []
    for side in (a, b):
        inner = side
        if side.op == "sum" and len(side.args) == 1 and not side.data[0]:
            factor *= side.data[1][0]
            inner = side.args[0]
        factors += inner.args if inner.op == "prod" else (inner,)
    factors.sort(key=lambda t: t.number)
    product = _make("prod", a.width, tuple(factors))
    return linear(a.width, 0, ((factor, product),))


def udiv(a: Term, b: Term) -> Term:
    """a / b, unsigned; 0 where b is 0."""
    if b.op == "const":
        if b.data == 0:
            return const(0, a.width)
        if b.data & (b.data - 1) == 0:
            return lshr(a, const(b.data.bit_length() - 1, a.width))
        if a.op == "const":
            return const(a.data // b.data, a.width)
    return _make("udiv", a.width, (a, b))


def _to_signed(value: int, width: int) -> int:
    return value - (1 << width) if value >> (width - 1) else value


def _sdiv(a: int, b: int, width: int) -> int:
    x, y = _to_signed(a, width), _to_signed(b, width)
    if y == 0:
        return 0
    quotient = abs(x) // abs(y)
    return (quotient if (x < 0) == (y < 0) else -quotient) & ((1 << width) - 1)


def sdiv(a: Term, b: Term) -> Term:
    """a / b, signed, towards 0; 0 where b is 0, and the least number by -1 itself."""
    if b.op == "const" and b.data == 0:
        return const(0, a.width)
    if a.op == "const" and b.op == "const":
        return const(_sdiv(a.data, b.data, a.width), a.width)
    if b.op == "const" and b.data == 1:
        return a
    return _make("sdiv", a.width, (a, b))


def shl(a: Term, amount: Term) -> Term:
    """a shifted to the left."""
    if amount.op == "const":
        k = amount.data
        return const(0, a.width) if k >= a.width else linear(a.width, 0, ((1 << k, a),))
    return _make("shl", a.width, (a, amount))


def lshr(a: Term, amount: Term) -> Term:
    """a shifted to the right, zeros coming in."""
    if amount.op == "const":
        k = amount.data
        return const(0, a.width) if k >= a.width else zext(extract(a, a.width - 1, k), a.width)
    if a.op == "const" and a.data == 0:
        return a
    return _make("lshr", a.width, (a, amount))


def ashr(a: Term, amount: Term) -> Term:
    """a shifted to the right, copies of the uppermost bit coming in."""
    if amount.op == "const":
        k = min(amount.data, a.width - 1)
        return sext(extract(a, a.width - 1, k), a.width)
    if unsigned(a)[1] < 1 << (a.width - 1):
        return lshr(a, amount)
    return _make("ashr", a.width, (a, amount))


# -- pieces ---------------------------------------------------------------------------


def zext(t: Term, width: int) -> Term:
    """Zeros above."""
    if width == t.width:
        return t
    return concat(const(0, width - t.width), t)


def sext(t: Term, width: int) -> Term:
    """Copies of the uppermost bit above."""
    if width == t.width:
        return t
    key = (t.number, width)
    found = _sexts.get(key)
    if found is None:
        found = _sexts[key] = _sext(t, width)
    return found


def _sext(t: Term, width: int) -> Term:
    if t.op == "const":
        return const(_to_signed(t.data, t.width), width)
    if unsigned(t)[1] < 1 << (t.width - 1):
        return zext(t, width)
    if t.op == "sext":
        return sext(t.args[0], width)
    half = 1 << (t.width - 1)
    if t.op == "sum":
        exact = _linear(t, signed, 1)
        if -half <= exact[0] and exact[1] < half:
            return linear(
                width,
                _to_signed(t.data[0], t.width),
                [
                    (_to_signed(c, t.width), sext(a, width))
                    for c, a in zip(t.data[1], t.args, strict=True)
                ],
            )
    if t.op == "prod":
        # Not `signed(t)`, which may rest on the product of the unsigned numbers.
        exact = _product(t)
        if -half <= exact[0] and exact[1] < half:
            out = const(1, width)
            for a in t.args:
                out = mul(out, sext(a, width))
            return out
    if t.op in ("smax", "smin"):
        return extreme(t.op, *[sext(a, width) for a in t.args])
    if t.op == "ite" and (t.args[1].op == "const" or t.args[2].op == "const"):
        return ite(t.args[0], sext(t.args[1], width), sext(t.args[2], width))
    return _make("sext", width, (t,))


def extract(t: Term, high: int, low: int) -> Term:
    """The bits from `high` down to `low`, both included."""
    if high - low + 1 == t.width:
        return t
    if t.op == "const":
        return const(t.data >> low, high - low + 1)
    key = (t.number, high, low)
    found = _extracts.get(key)
    if found is None:
        found = _extracts[key] = _extract(t, high, low)
    return found


def _extract(t: Term, high: int, low: int) -> Term:
    width = high - low + 1
    op = t.op
    if op == "extract":
        inner = t.data[1]
        return extract(t.args[0], high + inner, low + inner)
    if op == "concat":
        return _extract_concat(t, high, low)
    if op == "sext":
        inner = t.args[0]
        if high < inner.width:
            return extract(inner, high, low)
        if low < inner.width:
            return sext(extract(inner, inner.width - 1, low), width)
        return sext(extract(inner, inner.width - 1, inner.width - 1), width)
    if op in ("and", "or", "xor"):
        return _BITWISE[op](*[extract(a, high, low) for a in t.args])
    if op == "ite":
        return ite(t.args[0], extract(t.args[1], high, low), extract(t.args[2], high, low))
    if op == "sum":
        return _extract_sum(t, high, low)
    if op == "prod" and low == 0:
        out = const(1, width)
        for a in t.args:
            out = mul(out, extract(a, high, 0))
        return out
    if op == "read" and low % 8 == 0 and width % 8 == 0:
        return raw_read(t.args[0], offset(t.args[1], low // 8), width // 8)
    if op == "shl" and low == 0 and unsigned(t.args[1])[1] < 1 << width:
        amount = extract(t.args[1], width - 1, 0) if t.args[1].width > width else t.args[1]
        return shl(extract(t.args[0], high, 0), amount)
    return _make("extract", width, (t,), (high, low))


def _extract_concat(t: Term, high: int, low: int) -> Term:
    pieces = []
    top = t.width
    for a in t.args:
        bottom = top - a.width
        if bottom <= high and low < top:
            pieces.append(extract(a, min(high, top - 1) - bottom, max(low, bottom) - bottom))
        top = bottom
    return concat(*pieces)


def _extract_sum(t: Term, high: int, low: int) -> Term:
    width = high - low + 1
    constant, coefficients = t.data
    if low:
        unit = 1 << low
        if constant % unit or any(c % unit for c in coefficients):
            return _make("extract", width, (t,), (high, low))
        constant //= unit
        coefficients = tuple(c // unit for c in coefficients)
    terms = [(c, extract(a, width - 1, 0)) for c, a in zip(coefficients, t.args, strict=True)]
    return linear(width, constant, terms)


def concat(*terms: Term) -> Term:
    """Terms one above the other, the uppermost first."""
    flat: list[Term] = []
    for t in terms:
        for piece in t.args if t.op == "concat" else (t,):
            if flat:
                joined = _joined(flat[-1], piece)
                if joined is not None:
                    flat[-1] = joined
                    continue
            flat.append(piece)
    if len(flat) == 1:
        return flat[0]
    width = sum(t.width for t in flat)
    if len(flat) == 2 and flat[0].op == "const" and flat[0].data == 0:
        key = (flat[1].number, width)
        if key not in _widers:
            _widers[key] = _wider(flat[1], width)
        wide = _widers[key]
        if wide is not None:
            return wide
    return _make("concat", width, tuple(flat))


def _joined(high: Term, low: Term) -> Term | None:
    """Two neighbours as one term, where they are pieces of one."""
    if high.op == "const" and low.op == "const":
        return const(high.data << low.width | low.data, high.width + low.width)
    if high.op == "extract" and low.op == "extract" and high.args[0] is low.args[0]:
        if high.data[1] == low.data[0] + 1:
            return extract(high.args[0], high.data[0], low.data[1])
    elif high.op == "read" and low.op == "read" and high.args[0] is low.args[0]:
        step = sub(high.args[1], low.args[1])
        if step.op == "const" and step.data == low.data:
            return _make("read", high.width + low.width, low.args, high.data + low.data)
    return None


def _wider(t: Term, width: int) -> Term | None:
    """Arithmetic that does not wrap around, carried out with zeros above; None where it may."""
    if t.op == "sum":
        exact = _linear(t, unsigned, 0)
        if exact[1] < 1 << t.width:
            return linear(
                width,
                t.data[0],
                [(c, zext(a, width)) for c, a in zip(t.data[1], t.args, strict=True)],
            )
        exact = _linear(t, unsigned, 1)
        if exact[0] >= 0 and exact[1] < 1 << t.width:
            return linear(
                width,
                _to_signed(t.data[0], t.width),
                [
                    (_to_signed(c, t.width), zext(a, width))
                    for c, a in zip(t.data[1], t.args, strict=True)
                ],
            )
    if t.op == "prod":
        high = 1
        for a in t.args:
            high *= unsigned(a)[1]
        if high < 1 << t.width:
            out = const(1, width)
            for a in t.args:
                out = mul(out, zext(a, width))
            return out
    if t.op in ("umax", "umin"):
        return extreme(t.op, *[zext(a, width) for a in t.args])
    if t.op == "ite" and (t.args[1].op == "const" or t.args[2].op == "const"):
        return ite(t.args[0], zext(t.args[1], width), zext(t.args[2], width))
    return None


# -- bits -----------------------------------------------------------------------------


def _pieces(t: Term) -> list[Term] | None:
    """A term as pieces, the uppermost first, where it has any."""
    if t.op == "concat":
        return list(t.args)
    if t.op == "sum" and len(t.args) == 1 and not t.data[0]:
        c = t.data[1][0]
        if c & (c - 1) == 0 and c > 1:
            k = c.bit_length() - 1
            return [extract(t.args[0], t.width - k - 1, 0), const(0, k)]
    return None


_MOST_RUNS = 12


def _runs(value: int, width: int) -> list[int]:
    """Where the bits of a number change, from the lowest on; the width at the end."""
    cuts = []
    changes = (value ^ value >> 1) & ((1 << (width - 1)) - 1)
    while changes:
        lowest = changes & -changes
        cuts.append(lowest.bit_length())
        changes ^= lowest
    return [*cuts, width]


def _bitwise(op: str, args: tuple[Term, ...]) -> Term:
    """and, or, xor by pieces, where the pieces of one are constant; else as a whole."""
    width = args[0].width
    constant = {"and": (1 << width) - 1, "or": 0, "xor": 0}[op]
    kept: dict[Term, None] = {}
    for t in args:
        for a in t.args if t.op == op else (t,):
            if a.op == "const":
                constant = (
                    constant & a.data
                    if op == "and"
                    else constant | a.data
                    if op == "or"
                    else constant ^ a.data
                )
            elif a not in kept:
                kept[a] = None
            elif op == "xor":
                del kept[a]
    found = list(kept)
    neutral = (1 << width) - 1 if op == "and" else 0
    if op == "and" and constant == 0:
        return const(0, width)
    if op == "or" and constant == (1 << width) - 1:
        return const(constant, width)
    if not found:
        return const(constant, width)
    if len(found) == 1 and constant == neutral:
        return found[0]
    if width == 1:
        if op != "xor" and _opposed(kept):
            return const(0 if op == "and" else 1, 1)
        if op == "xor" and constant and len(found) == 1:
            inner = found[0]
            if inner.op == "ite" and inner.width == 1:
                turned = _nots.get(inner.number)
                if turned is None:
                    turned = ite(inner.args[0], not_(inner.args[1]), not_(inner.args[2]))
                    _nots[inner.number] = turned
                return turned
    elif op != "xor" and _opposed(kept):
        return const(0 if op == "and" else (1 << width) - 1, width)
    split = _split(op, width, constant, found, constant != neutral)
    if split is not None:
        return split
    if constant != neutral:
        if op != "xor" and len(found) == 1 and found[0].op == "ite":
            inner = found[0]
            if inner.args[1].op == "const" and inner.args[2].op == "const":
                k = const(constant, width)
                return ite(
                    inner.args[0],
                    _bitwise(op, (inner.args[1], k)),
                    _bitwise(op, (inner.args[2], k)),
                )
        found.append(const(constant, width))
    found.sort(key=lambda t: t.number)
    return _make(op, width, tuple(found))


def _opposed(terms: dict[Term, None]) -> bool:
    """Whether one of some terms is another's complement, by its form."""
    for t in terms:
        if t.op == "xor" and len(t.args) == 2:
            for x, other in (t.args, t.args[::-1]):
                if x.op == "const" and x.data == (1 << x.width) - 1 and other in terms:
                    return True
    return False


def _split(op: str, width: int, constant: int, found: list[Term], counts: bool) -> Term | None:
    """The operation by pieces, where each piece becomes simpler than the whole."""
    cuts: set[int] = set()
    shaped = 0
    for t in found:
        pieces = _pieces(t)
        if pieces is None:
            continue
        shaped += 1
        at = width
        for p in pieces:
            at -= p.width
            cuts.add(at)
    if counts and op != "xor":
        runs = _runs(constant, width)
        if len(runs) <= _MOST_RUNS:
            cuts.update(runs)
    cuts -= {0, width}
    if not cuts:
        return None
    slices: list[list[Term]] = []
    low = 0
    for high in [*sorted(cuts), width]:
        parts = [extract(t, high - 1, low) for t in found]
        if counts:
            parts.append(const(constant >> low, high - low))
        open_ = sum(p.op != "const" for p in parts)
        if open_ > 1 and shaped < len(found):
            return None
        slices.append(parts)
        low = high
    return concat(*[_BITWISE[op](*p) for p in reversed(slices)])


def and_(*args: Term) -> Term:
    """Bitwise and."""
    return _bitwise("and", args)


def or_(*args: Term) -> Term:
    """Bitwise or."""
    return _bitwise("or", args)


def xor(*args: Term) -> Term:
    """Bitwise exclusive or."""
    return _bitwise("xor", args)


_BITWISE = {"and": and_, "or": or_, "xor": xor}


def not_(a: Term) -> Term:
    """Each bit turned."""
    return _bitwise("xor", (a, const(-1, a.width)))


# -- decisions ------------------------------------------------------------------------


def ite(c: Term, a: Term, b: Term) -> Term:
    """a where c is 1, else b."""
    if c.op == "const":
        return a if c.data else b
    if a is b:
        return a
    if c.op == "xor" and len(c.args) == 2 and c.args[0].op == "const":
        return ite(c.args[1], b, a)
    if c.op == "xor" and len(c.args) == 2 and c.args[1].op == "const":
        return ite(c.args[0], b, a)
    if a.op == "ite" and a.args[0] is c:
        a = a.args[1]
    if b.op == "ite" and b.args[0] is c:
        b = b.args[2]
    if a is b:
        return a
    if a.width > 1 and c.op in ("ult", "slt"):
        kind = "u" if c.op == "ult" else "s"
        if (a, b) == c.args:
            return _extreme(kind + "min", a, b)
        if (b, a) == c.args:
            return _extreme(kind + "max", a, b)
    if a.width == 1:
        if a.op == "const" and b.op == "const":
            return c if a.data else not_(c)
        if a.op == "const":
            return or_(c, b) if a.data else and_(not_(c), b)
        if b.op == "const":
            return or_(not_(c), a) if b.data else and_(c, a)
    if a.op == "concat" and b.op == "concat" and a.width > 64:
        common = _common(a, b)
        if common is not None:
            return concat(*[ite(c, x, y) for x, y in common])
    return _make("ite", a.width, (c, a, b))


def _extreme(op: str, a: Term, b: Term) -> Term:
    """The greatest or least of some terms, whatever the order in which they were compared."""
    found = {t for side in (a, b) for t in (side.args if side.op == op else (side,))}
    known = [t for t in found if t.op == "const"]
    if len(known) > 1:
        pick = max if op.endswith("max") else min
        if op[0] == "u":
            kept = pick(known, key=lambda t: t.data)
        else:
            kept = pick(known, key=lambda t: _to_signed(t.data, t.width))
        found -= set(known)
        found.add(kept)
    if len(found) == 1:
        return found.pop()
    return _make(op, a.width, tuple(sorted(found, key=lambda t: t.number)))


def extreme(op: str, *terms: Term) -> Term:
    """umax, umin, smax or smin of some terms."""
    out = terms[0]
    for t in terms[1:]:
        out = _extreme(op, out, t)
    return out


def _common(a: Term, b: Term) -> list[tuple[Term, Term]] | None:
    """Two vectors by the pieces that both have; None where they have none in common."""
    if [t.width for t in a.args] != [t.width for t in b.args]:
        return None
    return list(zip(a.args, b.args, strict=True))


def eq(a: Term, b: Term) -> Term:
    """Whether two terms are equal."""
    if a is b:
        return _TRUE
    if a.op == "const" and b.op == "const":
        return const(a.data == b.data, 1)
    if a.width == 1:
        return not_(xor(a, b))
    if b.op != "const" and a.op == "const":
        a, b = b, a
    if b.op == "const":
        if not unsigned(a)[0] <= b.data <= unsigned(a)[1]:
            return _FALSE
        if a.op == "ite":
            there = [x.data == b.data if x.op == "const" else None for x in a.args[1:]]
            if None not in there or False in there:
                return ite(a.args[0], eq(a.args[1], b), eq(a.args[2], b))
        if a.op == "concat":
            parts = []
            top = a.width
            for piece in a.args:
                top -= piece.width
                parts.append(eq(piece, const(b.data >> top, piece.width)))
            return and_(*parts) if len(parts) > 1 else parts[0]
        if a.op == "sext":
            inner = a.args[0]
            low = b.data & ((1 << inner.width) - 1)
            fits = _to_signed(low, inner.width) & ((1 << a.width) - 1) == b.data
            return eq(inner, const(low, inner.width)) if fits else _FALSE
        if a.op == "xor" and a.args[-1].op == "const" and len(a.args) == 2:
            return eq(a.args[0], xor(a.args[1], b))
        if a.op == "xor" and a.args[0].op == "const" and len(a.args) == 2:
            return eq(a.args[1], xor(a.args[0], b))
    elif a.op == "concat" or b.op == "concat":
        wide = _narrow_equal(a, b)
        if wide is not None:
            return wide
    if a.op == "sum" or b.op == "sum":
        return _eq_sum(a, b)
    if b.op != "const" and b.number < a.number:
        a, b = b, a
    return _make("eq", 1, (a, b))


def _narrow_equal(a: Term, b: Term) -> Term | None:
    """Equality of two values with zeros above, without the zeros."""
    bits = max(unsigned(a)[1].bit_length(), unsigned(b)[1].bit_length(), 1)
    if bits < a.width and (a.op == "concat" or b.op == "concat"):
        return eq(extract(a, bits - 1, 0), extract(b, bits - 1, 0))
    return None


def _eq_sum(a: Term, b: Term) -> Term:
    width = a.width
    difference = linear(width, 0, ((1, a), (-1, b)))
    if difference.op == "const":
        return const(difference.data == 0, 1)
    low, high = _signed_exact(difference)
    if low > 0 or high < 0:
        return _FALSE
    constant, terms = _parts(difference)
    if terms[0][0] >> (width - 1):
        terms = tuple((-c, t) for c, t in terms)
        constant = -constant
    left = linear(width, 0, terms)
    right = const(-constant, width)
    if left.op == "sum" and len(left.args) == 2 and right.data == 0:
        # x - y = 0, as x = y.
        coefficients = left.data[1]
        if coefficients == (1, (1 << width) - 1):
            x, y = left.args
            return _make("eq", 1, (x, y) if x.number < y.number else (y, x))
    if left.op != "sum":
        return eq(left, right)
    return _make("eq", 1, (left, right))


def _signed_exact(t: Term) -> tuple[int, int]:
    """Bounds of a difference that is 0 exactly where its exact value is; wide where it may wrap."""
    wide = (-(1 << 200), 1 << 200)
    if t.op != "sum":
        low, high = unsigned(t)
        return low, high
    exact = _linear(t, unsigned, 1)
    limit = 1 << t.width
    return exact if -limit < exact[0] and exact[1] < limit else wide


def ult(a: Term, b: Term) -> Term:
    """Whether a < b as unsigned numbers."""
    if a is b:
        return _FALSE
    (la, ha), (lb, hb) = unsigned(a), unsigned(b)
    if ha < lb:
        return _TRUE
    if la >= hb:
        return _FALSE
    if b.op == "const" and b.data == 1:
        return eq(a, const(0, a.width))
    if a.op == "const" and a.data == 0:
        return not_(eq(b, a))
    bits = max(ha.bit_length(), hb.bit_length(), 1)
    if bits < a.width and not (a.op == "sum" and b.op == "sum"):
        return ult(extract(a, bits - 1, 0), extract(b, bits - 1, 0))
    if a.width == 1:
        return and_(not_(a), b)
    return _make("ult", 1, (a, b))


def slt(a: Term, b: Term) -> Term:
    """Whether a < b as two's complement numbers."""
    if a is b:
        return _FALSE
    (la, ha), (lb, hb) = signed(a), signed(b)
    if ha < lb:
        return _TRUE
    if la >= hb:
        return _FALSE
    if la >= 0 and lb >= 0:
        return ult(a, b)
    if b.op == "const" and b.data == 0:
        return extract(a, a.width - 1, a.width - 1)
    narrow = max(_signed_bits(la, ha), _signed_bits(lb, hb))
    if narrow < a.width:
        return slt(extract(a, narrow - 1, 0), extract(b, narrow - 1, 0))
    if a.width == 1:
        return and_(a, not_(b))
    return _make("slt", 1, (a, b))


def _signed_bits(low: int, high: int) -> int:
    """How many bits hold all signed numbers of a range."""
    return (
        max(
            low.bit_length() if low >= 0 else (~low).bit_length(),
            high.bit_length() if high >= 0 else (~high).bit_length(),
        )
        + 1
    )


# -- memory ---------------------------------------------------------------------------


def write(mem: Term, address: Term, value: Term) -> Term:
    """The memory after a store of a whole number of bytes, little endian."""
    return _make("write", MEMORY, (mem, address, value))


def raw_read(mem: Term, address: Term, size: int) -> Term:
    """Bytes of a memory, as they are there; `armcc.gates.proof.memory` looks through writes."""
    return _make("read", 8 * size, (mem, address), size)


# -- values ---------------------------------------------------------------------------


def topological(roots: Iterable[Term]) -> list[Term]:
    """All terms that some are made of, and these, each behind its arguments."""
    out: list[Term] = []
    seen: set[int] = set()
    todo = [(t, False) for t in roots]
    while todo:
        t, ready = todo.pop()
        if ready:
            out.append(t)
        elif t.number not in seen:
            seen.add(t.number)
            todo.append((t, True))
            todo += [(a, False) for a in t.args if a.number not in seen]
    return out
