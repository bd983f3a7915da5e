"""What a value may depend on that no caller defines: its bits, followed without running.

As in a checker of definedness (Seward and Nethercote, "Using Valgrind to detect undefined
value errors with bit-precision", USENIX 2005), each value has a mask of the bits that may
depend on something undefined.  Here it is done for all paths at once, with the names of what
is undefined, and addresses are followed as well: an address may be moved by any number,
compared with another of the same kind, accessed, stored and returned; its own bits are
nobody's business, above those that alignment is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_ONES = {n: (1 << n) - 1 for n in (1, 8, 16, 32, 64, 128)}

# Of an object that somebody gave, the bits that alignment and pages are about are data.
OBJECT, STACK = "an object's address", "the stack's address"
# What may turn out to be one: its bits are data as long as nothing is accessed by it.
_MAYBE = "?"
_PAGE_BITS = _ONES[64] ^ 0xFFF
# An address that is moved by a larger factor is a number.
_MOST_FACTOR = 1 << 8

Bases = tuple[tuple[str, int], ...]


class Value(NamedTuple):
    """What a register or a piece of the frame holds.

    mask: bits that may depend on something undefined.  sources: on what.
    bases: kinds of addresses in it and how often each is in it, as a factor; 0 where paths
    differ in that.  narrow: whether only its low 32 bits are so.  open: it may be any address,
    since it comes whole from memory, a caller or a callee.
    at: its distance from sp at entry if it is in the frame, where that is known.
    moved: whether anything was added to the address.  saved: whether it is all of a register as
    it was at entry.
    """

    mask: int = 0
    sources: frozenset[str] = frozenset()
    bases: Bases = ()
    narrow: bool = False
    open: bool = False
    at: int | None = None
    moved: bool = False
    saved: bool = False


CLEAN = Value()
MIXED = 0


def ones(bits: int) -> int:
    """The lowest bits set."""
    return (1 << bits) - 1


def undefined(source: str, mask: int) -> Value:
    """A value of which some bits are undefined."""
    return Value(mask, frozenset([source])) if mask else CLEAN


def address(kind: str, at: int | None = None) -> Value:
    """An address of some kind."""
    return Value(bases=((kind, 1),), at=at)


def maybe(where: str) -> Value:
    """What comes whole from memory, a caller or a callee, and may be an address."""
    return Value(bases=((_MAYBE + where, 1),), open=True)


def is_maybe(kind: str) -> bool:
    """Whether a kind of address is one that only may be one."""
    return kind.startswith(_MAYBE)


def data(value: Value) -> Value:
    """A value as a number: the bits of an address in it are such as nobody defines."""
    if not value.bases:
        return (
            value._replace(at=None, saved=False) if value.at is not None or value.saved else value
        )
    mask, sources = value.mask, set(value.sources)
    for kind, _ in value.bases:
        if not is_maybe(kind):
            mask |= _PAGE_BITS if kind == OBJECT else _ONES[64]
            sources.add(kind)
    if value.narrow:
        mask &= _ONES[32]
    return Value(mask, frozenset(sources)) if mask else CLEAN


def whole(value: Value) -> Value:
    """A value where it is taken as it is: accessed, stored, returned, passed on."""
    return value if value.bases and not value.narrow and _least(value) >= 0 else data(value)


def _least(value: Value) -> int:
    return min(factor for _, factor in value.bases)


def join(one: Value, other: Value) -> Value:
    """What holds where either may be there."""
    if one == other:
        return one
    if one.narrow != other.narrow and one.bases and other.bases:
        return join(data(one), data(other))
    bases: Bases = one.bases
    hard = tuple(base for base in one.bases if not is_maybe(base[0]))
    if hard and hard == tuple(base for base in other.bases if not is_maybe(base[0])):
        # By how much it was moved differs, as in a loop with a stride.
        bases = tuple(base for base in one.bases if base in other.bases)
    elif one.bases != other.bases:
        kinds = sorted({kind for kind, _ in (*one.bases, *other.bases)})
        bases = tuple((kind, MIXED) for kind in kinds)
    return Value(
        one.mask | other.mask,
        one.sources | other.sources,
        bases,
        one.narrow or other.narrow,
        one.open or other.open,
        _known(one, other),
        one.moved or other.moved,
        one.saved and other.saved,
    )


def _known(one: Value, other: Value) -> int | None:
    """Where it lies in the frame if it does; only one of two may."""
    if one.at == other.at:
        return one.at
    may = [v for v in (one, other) if any(kind == STACK for kind, _ in v.bases)]
    return may[0].at if len(may) == 1 else None


def number(mask: int, *of: Value) -> Value:
    """A number of which `mask` depends on what the values do, which are numbers themselves."""
    if not mask:
        return CLEAN
    sources: frozenset[str] = frozenset()
    for value in of:
        sources |= value.sources
    return Value(mask, sources)


def combined(values: Iterable[Value], width: int) -> Value:
    """A number of which every bit may depend on every bit of the values."""
    found = [data(v) for v in values]
    found = [v for v in found if v.mask]
    return number(ones(width), *found) if found else CLEAN


def carried(width: int, *of: Value) -> Value:
    """A sum or product: a bit depends on those at and below it."""
    mask = 0
    for value in of:
        mask |= value.mask
    mask &= ones(width)
    return number(ones(width) & -(mask & -mask), *of) if mask else CLEAN


def low(value: Value, width: int) -> Value:
    """The lowest bits, zero-extended.  Of an address it is still that, as far as it goes."""
    if width >= 64 and not value.narrow:
        return value
    if width == 32 or (width >= 64 and not value.bases):
        mask = value.mask & ones(width)
        sources = value.sources if mask else frozenset()
        return Value(mask, sources, value.bases, bool(value.bases), value.open)
    plain = data(value)
    return number(plain.mask & ones(width), plain)


def shifted(value: Value, how: str, amount: int, width: int) -> Value:
    """A value of `width` bits after a shift by a constant."""
    if not amount:
        return value
    if how == "lsl" and value.bases:
        return scaled(value, 1 << amount, width)
    plain = data(value)
    mask = plain.mask & ones(width)
    if how in ("lsl", "msl"):
        out = mask << amount
    elif how == "ror":
        amount %= width
        out = mask >> amount | mask << (width - amount)
    else:
        out = mask >> amount
        if how == "asr" and mask >> (width - 1):
            out |= ones(width) & ~(ones(width) >> amount)
    return number(out & ones(width), plain)


def scaled(value: Value, factor: int, width: int) -> Value:
    """A value times a constant."""
    moved = carried(width, Value(value.mask, value.sources))
    bases = tuple((kind, n * factor) for kind, n in value.bases)
    if any(n == MIXED or abs(n) > _MOST_FACTOR for _, n in bases):
        return carried(width, data(value))
    return Value(moved.mask, moved.sources, bases, value.narrow)


def extended(value: Value, how: str, amount: int, width: int) -> Value:
    """A value after an extension, uxtb to sxtx, and a left shift."""
    if how[-1:] != "x":
        bits = {"b": 8, "h": 16, "w": 32}[how[-1]]
        value = field(value, 0, bits, width, signed=how[0] == "s")
    return shifted(value, "lsl", amount, width)


def field(value: Value, start: int, bits: int, width: int, *, signed: bool) -> Value:
    """Some bits of a value, moved to the lowest place and extended."""
    plain = data(value)
    mask = plain.mask >> start & ones(bits)
    if signed and mask >> (bits - 1):
        mask |= ones(width) & ~ones(bits)
    return number(mask & ones(width), plain)


def summed(one: Value, other: Value, sign: int, width: int) -> Value:
    """A sum, or a difference where `sign` is -1."""
    if width > 32 and (one.narrow or other.narrow):
        one, other = (data(v) if v.narrow else v for v in (one, other))
    if one.bases and other.bases:
        one, other = _counted(one), _counted(other)
    plain = all(n != MIXED for _, n in (*one.bases, *other.bases))
    if not plain and ((one.bases and other.bases) or (other.bases and sign < 0)):
        return carried(width, data(one), data(other))
    counts = dict(one.bases)
    for kind, n in other.bases:
        counts[kind] = counts.get(kind, 0) + sign * n
    if any(abs(n) > _MOST_FACTOR for n in counts.values()):
        return carried(width, data(one), data(other))
    bases = tuple(sorted((kind, n) for kind, n in counts.items() if n or not plain))
    moved = carried(width, Value(one.mask, one.sources), Value(other.mask, other.sources))
    free = one.open and not other.bases and not other.open
    free = free or (sign > 0 and other.open and not one.bases and not one.open)
    narrow = bool(bases) and width == 32
    return Value(moved.mask, moved.sources, bases, narrow, free and width > 32, moved=bool(bases))


def _counted(value: Value) -> Value:
    """A value beside an address: what may be one itself, on some path, is a number there."""
    guess = all(is_maybe(kind) for kind, _ in value.bases)
    return data(value) if guess and any(n == MIXED for _, n in value.bases) else value


# Flags as a value has them in its mask; all of them, and those that tell more than equality.
N, Z, C, V = 8, 4, 2, 1
FLAGS, ORDER = 15, N | C | V


def compared(one: Value, other: Value, sign: int, width: int) -> Value:
    """What the flags of a sum or difference depend on.

    How an address compares with another of its kind, or with what may be one, is known to a
    program; of their lower halves only whether they are equal.
    """
    if sign > 0:
        one, other = data(one), data(other)
    if sign < 0 and ((one.open and other.bases) or (one.bases and other.open)):
        one, other = (v._replace(bases=()) if not v.narrow else v for v in (one, other))
    found = data(summed(one, other, sign, width))
    if found.mask:
        return number(FLAGS, found)
    parts = [data(v) for v in (one, other) if v.bases and (v.narrow or width < 64)]
    return number(ORDER, *parts) if parts and any(v.mask for v in parts) else CLEAN


def against_none(value: Value) -> Value:
    """What the flags of a comparison with 0 depend on: that an address is not null is known."""
    once = all(n in (MIXED, 1) for _, n in value.bases)
    found = data(value)
    if not found.mask:
        return CLEAN
    if not value.bases or value.narrow or value.mask or value.moved or not once:
        return number(FLAGS, found)
    return number(N, found)
