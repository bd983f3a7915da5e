"""What is known of an unsigned number of some bits: two intervals and some of its bits.

The domain of the static analysis (armcc/gates/reachable.py): for each width a value lies
in an unsigned interval, in a signed one, and has bits known to be 0 or 1.  Every function
over-approximates: the result holds every number that the operation can give on numbers
that its operands hold.  That is all that the analysis rests on, so tests try each function
on all ranges of a few bits.
"""

from __future__ import annotations

import functools
from typing import NamedTuple


class Range(NamedTuple):
    """Numbers of `width` bits: those that meet all that is said.

    low, high: as unsigned numbers.  least, most: as signed ones.  zeros, ones: the bits
    that are known.
    """

    width: int
    low: int
    high: int
    least: int
    most: int
    zeros: int
    ones: int

    @property
    def single(self) -> int | None:
        """The one number that it can be, unsigned."""
        return self.low if self.low == self.high else None

    def holds(self, number: int) -> bool:
        """Whether an unsigned number is among them."""
        half = 1 << (self.width - 1)
        signed = number - 2 * half if number >= half else number
        return (
            self.low <= number <= self.high
            and self.least <= signed <= self.most
            and not number & self.zeros
            and not ~number & self.ones
        )


def _mask(width: int) -> int:
    return (1 << width) - 1


@functools.cache
def anything(width: int) -> Range:
    """Every number of `width` bits."""
    half = 1 << (width - 1)
    return Range(width, 0, 2 * half - 1, -half, half - 1, 0, 0)


@functools.lru_cache(maxsize=4096)
def constant(width: int, number: int) -> Range:
    """One number, of which the low `width` bits count."""
    mask = _mask(width)
    number &= mask
    signed = number - mask - 1 if number >> (width - 1) else number
    return Range(width, number, number, signed, signed, mask & ~number, number)


def between(width: int, low: int, high: int) -> Range:
    """The unsigned numbers from low to high, both in range and in order."""
    whole = anything(width)
    found = _reduced(width, low, high, whole.least, whole.most, 0, 0)
    return whole if found is None else found


def signed_between(width: int, least: int, most: int) -> Range:
    """The signed numbers from least to most, both in range and in order."""
    whole = anything(width)
    found = _reduced(width, whole.low, whole.high, least, most, 0, 0)
    return whole if found is None else found


def _reduced(
    width: int, low: int, high: int, least: int, most: int, zeros: int, ones: int
) -> Range | None:
    """What intervals and bits say together; None where no number is left.

    Whatever an order of these steps finds is implied by what was given, so stopping early
    loses precision and nothing else.
    """
    size = 1 << width
    mask = size - 1
    half = size >> 1
    for _ in range(4):
        before = (low, high, least, most, zeros, ones)
        # Bits bound the number: unknown ones all 0, or all 1.
        low = max(low, ones)
        high = min(high, mask & ~zeros)
        # The lowest bits that are all known are a remainder.
        known = zeros | ones
        run = (known + 1) & ~known
        if run > 1:
            rest = ones & (run - 1)
            low += (rest - low) % run
            high -= (high - rest) % run
        if low > high or least > most or zeros & ones:
            return None
        # What both ends have in front, all between them have.
        differ = (low ^ high).bit_length()
        front = mask >> differ << differ
        ones |= low & front
        zeros |= ~low & front
        # Signed to unsigned.
        if least >= 0:
            low, high = max(low, least), min(high, most)
        elif most < 0:
            low, high = max(low, least + size), min(high, most + size)
        else:
            if low > most:
                low = max(low, least + size)
            if high < least + size:
                high = min(high, most)
        if low > high:
            return None
        # Unsigned to signed.
        if high < half:
            least, most = max(least, low), min(most, high)
        elif low >= half:
            least, most = max(least, low - size), min(most, high - size)
        else:
            if least > high - size:
                least = max(least, low)
            if most < low:
                most = min(most, high - size)
        if least > most:
            return None
        if before == (low, high, least, most, zeros, ones):
            break
    if zeros & ones:
        return None
    return Range(width, low, high, least, most, zeros, ones)


def _known(
    width: int,
    unsigned: tuple[int, int] | None = None,
    signed: tuple[int, int] | None = None,
    zeros: int = 0,
    ones: int = 0,
) -> Range:
    """A result of an operation: each part is true by itself, so all of them together are."""
    whole = anything(width)
    low, high = unsigned or (whole.low, whole.high)
    least, most = signed or (whole.least, whole.most)
    found = _reduced(width, low, high, least, most, zeros, ones)
    # Nothing is left only where an operand held no number in truth, which no step had shown.
    return whole if found is None else found


def meet(a: Range, b: Range) -> Range | None:
    """The numbers in both; None where there are none."""
    if a == b:
        return a
    return _reduced(
        a.width,
        max(a.low, b.low),
        min(a.high, b.high),
        max(a.least, b.least),
        min(a.most, b.most),
        a.zeros | b.zeros,
        a.ones | b.ones,
    )


def says_nothing(known: Range, of: Range) -> bool:
    """Whether one range has all that another has, by what they say."""
    return (
        known.low <= of.low
        and known.high >= of.high
        and known.least <= of.least
        and known.most >= of.most
        and not known.zeros & ~of.zeros
        and not known.ones & ~of.ones
    )


def join(a: Range, b: Range) -> Range:
    """At least the numbers in either."""
    if a == b:
        return a
    return Range(
        a.width,
        min(a.low, b.low),
        max(a.high, b.high),
        min(a.least, b.least),
        max(a.most, b.most),
        a.zeros & b.zeros,
        a.ones & b.ones,
    )


def without(a: Range, number: int) -> Range | None:
    """At least the numbers but an unsigned one; None where it was the only one."""
    half = 1 << (a.width - 1)
    signed = number - 2 * half if number >= half else number
    low, high, least, most = a.low, a.high, a.least, a.most
    if low == number:
        low += 1
    if high == number:
        high -= 1
    if least == signed:
        least += 1
    if most == signed:
        most -= 1
    if (low, high, least, most) == a[1:5]:
        return a
    if low > high or least > most:
        return None
    return _reduced(a.width, low, high, least, most, a.zeros, a.ones)


# -- from one width to another --------------------------------------------------------------


@functools.lru_cache(maxsize=8192)
def truncated(a: Range, width: int) -> Range:
    """The low `width` bits."""
    if width >= a.width:
        return a
    mask = _mask(width)
    half = 1 << (width - 1)
    unsigned = signed = None
    if a.low >> width == a.high >> width:
        unsigned = a.low & mask, a.high & mask
    if -half <= a.least and a.most < half:
        signed = a.least, a.most
    return _known(width, unsigned, signed, a.zeros & mask, a.ones & mask)


@functools.lru_cache(maxsize=8192)
def zero_extended(a: Range, width: int) -> Range:
    """With zeros in front."""
    if width <= a.width:
        return a
    above = _mask(width) & ~_mask(a.width)
    return _known(width, (a.low, a.high), None, a.zeros | above, a.ones)


def sign_extended(a: Range, width: int) -> Range:
    """With copies of the sign in front."""
    if width <= a.width:
        return a
    above = _mask(width) & ~_mask(a.width)
    sign = 1 << (a.width - 1)
    zeros = a.zeros | (above if a.zeros & sign else 0)
    ones = a.ones | (above if a.ones & sign else 0)
    return _known(width, None, (a.least, a.most), zeros, ones)


# -- arithmetic -----------------------------------------------------------------------------


def _wrapped(low: int, high: int, first: int, size: int) -> tuple[int, int] | None:
    """[low, high] moved by a multiple of `size` into [first, first + size), if it fits."""
    turns = (low - first) // size
    if (high - first) // size != turns:
        return None
    return low - turns * size, high - turns * size


def _sum_bits(width: int, a: Range, b_zeros: int, b_ones: int, carry: int) -> tuple[int, int]:
    """The bits of a sum that are known.

    With all unknown bits 1, and with all of them 0, the sums have the most and the fewest
    carries; where both operands' bits and the carry into them are known, so is the sum's.
    """
    mask = _mask(width)
    most = (mask & ~a.zeros) + (mask & ~b_zeros) + carry
    fewest = a.ones + b_ones + carry
    no_carry = ~(most ^ (mask & ~a.zeros) ^ (mask & ~b_zeros))
    a_carry = fewest ^ a.ones ^ b_ones
    known = (a.zeros | a.ones) & (b_zeros | b_ones) & (no_carry | a_carry) & mask
    return known & ~fewest, known & fewest


def add(a: Range, b: Range) -> Range:
    """a + b."""
    width = a.width
    size = 1 << width
    zeros, ones = _sum_bits(width, a, b.zeros, b.ones, 0)
    return _known(
        width,
        _wrapped(a.low + b.low, a.high + b.high, 0, size),
        _wrapped(a.least + b.least, a.most + b.most, -size // 2, size),
        zeros,
        ones,
    )


def subtract(a: Range, b: Range) -> Range:
    """a - b."""
    width = a.width
    size = 1 << width
    zeros, ones = _sum_bits(width, a, b.ones, b.zeros, 1)
    return _known(
        width,
        _wrapped(a.low - b.high, a.high - b.low, 0, size),
        _wrapped(a.least - b.most, a.most - b.least, -size // 2, size),
        zeros,
        ones,
    )


def add_constant(a: Range, number: int) -> Range:
    """a + number, which may be negative."""
    return add(a, constant(a.width, number)) if number else a


def invert(a: Range) -> Range:
    """All bits turned over."""
    mask = _mask(a.width)
    return _known(
        a.width, (mask - a.high, mask - a.low), (-1 - a.most, -1 - a.least), a.ones, a.zeros
    )


def bit_and(a: Range, b: Range) -> Range:
    """a & b."""
    return _known(a.width, (0, min(a.high, b.high)), None, a.zeros | b.zeros, a.ones & b.ones)


def bit_or(a: Range, b: Range) -> Range:
    """a | b."""
    unsigned = max(a.low, b.low), _mask(a.width)
    return _known(a.width, unsigned, None, a.zeros & b.zeros, a.ones | b.ones)


def bit_xor(a: Range, b: Range) -> Range:
    """a ^ b."""
    zeros = a.zeros & b.zeros | a.ones & b.ones
    ones = a.zeros & b.ones | a.ones & b.zeros
    return _known(a.width, None, None, zeros, ones)


def shift_left(a: Range, amount: int) -> Range:
    """a << amount, less than the width."""
    mask = _mask(a.width)
    half = 1 << (a.width - 1)
    unsigned = signed = None
    if a.high << amount <= mask:
        unsigned = a.low << amount, a.high << amount
    if -half <= a.least << amount and a.most << amount < half:
        signed = a.least << amount, a.most << amount
    zeros = (a.zeros << amount | _mask(amount)) & mask
    return _known(a.width, unsigned, signed, zeros, a.ones << amount & mask)


def shift_right(a: Range, amount: int) -> Range:
    """a >> amount, zeros from above."""
    mask = _mask(a.width)
    above = mask & ~(mask >> amount)
    unsigned = a.low >> amount, a.high >> amount
    return _known(a.width, unsigned, None, a.zeros >> amount | above, a.ones >> amount)


def shift_signed(a: Range, amount: int) -> Range:
    """a >> amount, the sign from above."""
    mask = _mask(a.width)
    above = mask & ~(mask >> amount)
    sign = 1 << (a.width - 1)
    zeros = a.zeros >> amount | (above if a.zeros & sign else 0)
    ones = a.ones >> amount | (above if a.ones & sign else 0)
    return _known(a.width, None, (a.least >> amount, a.most >> amount), zeros, ones)


def rotate(a: Range, amount: int) -> Range:
    """a rotated right."""
    mask = _mask(a.width)

    def turned(bits: int) -> int:
        return (bits >> amount | bits << (a.width - amount)) & mask

    return _known(a.width, None, None, turned(a.zeros), turned(a.ones))


def _amounts(a: Range, b: Range) -> tuple[int, int]:
    """The smallest and largest amount of a shift by a register: its low bits count."""
    bits = a.width.bit_length() - 1
    low = truncated(b, bits)
    return low.low, low.high


def shift_left_by(a: Range, b: Range) -> Range:
    """a << (b mod width); widths are powers of two."""
    fewest, most = _amounts(a, b)
    if fewest == most:
        return shift_left(a, fewest)
    unsigned = (a.low << fewest, a.high << most) if a.high << most <= _mask(a.width) else None
    return _known(a.width, unsigned, None, _mask(fewest))


def shift_right_by(a: Range, b: Range) -> Range:
    """a >> (b mod width), zeros from above."""
    fewest, most = _amounts(a, b)
    if fewest == most:
        return shift_right(a, fewest)
    return _known(a.width, (a.low >> most, a.high >> fewest))


def shift_signed_by(a: Range, b: Range) -> Range:
    """a >> (b mod width), the sign from above."""
    fewest, most = _amounts(a, b)
    if fewest == most:
        return shift_signed(a, fewest)
    least = min(a.least >> fewest, a.least >> most)
    return _known(a.width, None, (least, max(a.most >> fewest, a.most >> most)))


def rotate_by(a: Range, b: Range) -> Range:
    """a rotated right by b mod width."""
    fewest, most = _amounts(a, b)
    return rotate(a, fewest) if fewest == most else anything(a.width)


def multiply(a: Range, b: Range) -> Range:
    """The low bits of a * b."""
    width = a.width
    size = 1 << width
    corners = [x * y for x in (a.least, a.most) for y in (b.least, b.most)]
    zeros = _trailing(a) + _trailing(b)
    return _known(
        width,
        _wrapped(a.low * b.low, a.high * b.high, 0, size),
        _wrapped(min(corners), max(corners), -size // 2, size),
        _mask(min(zeros, width)),
    )


def _trailing(a: Range) -> int:
    """How many of the low bits are known to be zeros."""
    ones = ~a.zeros
    return (ones & -ones).bit_length() - 1


def multiply_high(a: Range, b: Range) -> Range:
    """The high half of the unsigned product."""
    return _known(a.width, (a.low * b.low >> a.width, a.high * b.high >> a.width))


def multiply_high_signed(a: Range, b: Range) -> Range:
    """The high half of the signed product."""
    corners = [x * y for x in (a.least, a.most) for y in (b.least, b.most)]
    return _known(a.width, None, (min(corners) >> a.width, max(corners) >> a.width))


def divide(a: Range, b: Range) -> Range:
    """a / b, unsigned; 0 where b is 0 (Arm ARM C6.2, UDIV)."""
    low = 0 if b.low == 0 else a.low // b.high
    return _known(a.width, (low, a.high // max(b.low, 1)))


def divide_signed(a: Range, b: Range) -> Range:
    """a / b towards zero; 0 where b is 0, the smallest number where it overflows."""
    if a.least >= 0 and b.least >= 0:
        return divide(a, b)
    bound = max(abs(a.least), abs(a.most))
    if bound >= 1 << (a.width - 1):
        return anything(a.width)
    return _known(a.width, None, (-bound, bound))


def leading_zeros(a: Range) -> Range:
    """How many bits in front are 0."""
    return _known(a.width, (a.width - a.high.bit_length(), a.width - a.low.bit_length()))


def insert(a: Range, b: Range, at: int, count: int) -> Range:
    """a with the low `count` bits of b from bit `at` on."""
    field = _mask(count) << at
    zeros = a.zeros & ~field | b.zeros << at & field
    ones = a.ones & ~field | b.ones << at & field
    return _known(a.width, None, None, zeros, ones)


# -- loops ----------------------------------------------------------------------------------


def widened(old: Range, new: Range, steps: tuple[int, ...]) -> Range:
    """At least the numbers of `new`, so that a chain of such ranges soon ends.

    new: at least `old`.  steps: signed numbers of 64 bits, in order, at which a bound that
    moves comes to rest; beyond them it goes to the end.
    """
    whole = anything(new.width)
    low, high, least, most = new[1:5]
    if low < old.low:
        low = max((s for s in steps if 0 <= s <= low), default=0)
    if high > old.high:
        high = min((s for s in steps if high <= s <= whole.high), default=whole.high)
    if least < old.least:
        least = max((s for s in steps if whole.least <= s <= least), default=whole.least)
    if most > old.most:
        most = min((s for s in steps if most <= s <= whole.most), default=whole.most)
    zeros, ones = new.zeros, new.ones
    if (zeros, ones) != (old.zeros, old.ones):
        # The low bits are what alignment is made of; the others follow the intervals.
        known = zeros | ones
        run = ((known + 1) & ~known) - 1
        zeros, ones = zeros & run, ones & run
    return Range(new.width, low, high, least, most, zeros, ones)
