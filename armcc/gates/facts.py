"""What is known of a machine state at one place in some code.

Ranges of registers, and what relates them: which hold one value, or values a constant
apart; which is the smaller of two; which has some of another's bits.  A fact learned of one
register then holds for the others.  All of it is true of every state in which control can
be there (armcc/gates/reachable.py); to forget a fact is always right.

Keys name what has a value: 0 to 30 the registers x0 to x30, SP, ENTRY (sp at the entry),
three for each stage of the flags, and negative ones for places in the own frame, as their
distance from ENTRY.
"""

from __future__ import annotations

import functools
import itertools
from typing import NamedTuple

from armcc.gates.ranges import (
    Range,
    add_constant,
    anything,
    bit_and,
    constant,
    join,
    meet,
    says_nothing,
    shift_right,
    sign_extended,
    subtract,
    truncated,
    widened,
    without,
    zero_extended,
)

SP, ENTRY = 31, 32
_STAGES = 40  # the first key of the flags
MOST_STAGES = 4

# How two numbers may compare: equal, or less or greater unsigned and signed.
EQUAL = 1
_LESS_LESS, _LESS_GREATER, _GREATER_LESS, _GREATER_GREATER = 2, 4, 8, 16
BELOW = _LESS_LESS | _LESS_GREATER
ABOVE = _GREATER_LESS | _GREATER_GREATER
LESS = _LESS_LESS | _GREATER_LESS
GREATER = _LESS_GREATER | _GREATER_GREATER
ANY = 31

_STEPS = 60  # of one fact to others that follow from it
_fresh = itertools.count(1 << 20)


class Value(NamedTuple):
    """x: of all 64 bits.  w: of the low 32."""

    x: Range
    w: Range


UNKNOWN = Value(anything(64), anything(32))


class Field(NamedTuple):
    """A value that is (source >> shift) & mask, both of `width` bits."""

    width: int
    source: int
    shift: int
    mask: int


class Stage(NamedTuple):
    """What the flags are: of a comparison, where a condition held of the stage before.

    kind: "compare" (left - right), "logic" (N and Z of a result, C and V clear), "result"
    (N and Z of a result, C and V unknown), "given" (`nzcv`).  condition: "" in the first
    stage; `nzcv` is what the flags are where it does not hold.
    """

    kind: str
    width: int
    condition: str = ""
    nzcv: int = 0


def left(stage: int) -> int:
    """The key of what a stage compares."""
    return _STAGES + 3 * stage


def right(stage: int) -> int:
    """The key of what it compares it with."""
    return _STAGES + 3 * stage + 1


def result(stage: int) -> int:
    """The key of the difference, or of the result that sets the flags."""
    return _STAGES + 3 * stage + 2


@functools.lru_cache(maxsize=8192)
def settled(x: Range, w: Range) -> Value | None:
    """A value of which both are true; None where none is."""
    low = meet(w, truncated(x, 32))
    if low is None:
        return None
    whole = anything(64)
    unsigned = (low.low, low.high) if x.high < 1 << 32 else (whole.low, whole.high)
    signed = (whole.least, whole.most)
    if x.least >= -(1 << 31) and x.most < 1 << 31:
        signed = low.least, low.most
    high = meet(x, Range(64, *unsigned, *signed, low.zeros, low.ones))
    if high is None:
        return None
    again = meet(low, truncated(high, 32))
    return None if again is None else Value(high, again)


def flipped(order: int) -> int:
    """How b and a compare where a and b compare so."""
    out = order & EQUAL
    for one, other in ((_LESS_LESS, _GREATER_GREATER), (_LESS_GREATER, _GREATER_LESS)):
        out |= (other if order & one else 0) | (one if order & other else 0)
    return out


Name = tuple[int, int]  # of a class of values, and the distance from it


class State:
    """What is known at one place.  Methods change it; `copy` first."""

    __slots__ = ("fields", "flags", "names", "orders", "values")

    def __init__(self) -> None:
        self.values: dict[int, Value] = {}
        # By width: values with one name are so far apart, modulo 2 to the width.
        self.names: dict[int, dict[int, Name]] = {32: {}, 64: {}}
        # (key, key, width), the smaller key first: how they may compare.
        self.orders: dict[tuple[int, int, int], int] = {}
        self.fields: dict[int, Field] = {}
        self.flags: tuple[Stage, ...] = ()

    def copy(self) -> State:
        """The same, to be changed by itself."""
        out = State.__new__(State)
        out.values = dict(self.values)
        out.names = {32: dict(self.names[32]), 64: dict(self.names[64])}
        out.orders = dict(self.orders)
        out.fields = dict(self.fields)
        out.flags = self.flags
        return out

    def same(self, other: State) -> bool:
        """Whether both say the same."""
        return (
            self.values == other.values
            and self.names == other.names
            and self.orders == other.orders
            and self.fields == other.fields
            and self.flags == other.flags
        )

    # -- reading ----------------------------------------------------------------

    def value(self, key: int) -> Value:
        """What is known of a value."""
        return self.values.get(key, UNKNOWN)

    def part(self, key: int, width: int) -> Range:
        """What is known of its low 32 bits, or of all 64."""
        found = self.values.get(key, UNKNOWN)
        return found.x if width == 64 else found.w

    def distance(self, a: int, b: int, width: int) -> int | None:
        """a - b where it is known, modulo 2 to the width."""
        if a == b:
            return 0
        one, other = self.names[width].get(a), self.names[width].get(b)
        if one is None or other is None or one[0] != other[0]:
            return None
        return (one[1] - other[1]) & ((1 << width) - 1)

    def order(self, a: int, b: int, width: int) -> int:
        """How a and b may compare."""
        apart = self.distance(a, b, width)
        if apart == 0:
            return EQUAL
        known = ANY
        if self.orders:
            swap = a > b
            known = self.orders.get((b, a, width) if swap else (a, b, width), ANY)
            known = flipped(known) if swap else known
        x, y = self.part(a, width), self.part(b, width)
        if x.low >= y.high:
            known &= ~BELOW
        if x.high <= y.low:
            known &= ~ABOVE
        if x.least >= y.most:
            known &= ~LESS
        if x.most <= y.least:
            known &= ~GREATER
        if apart is not None:
            known &= ~EQUAL
            size = 1 << width
            if y.high + apart < size:
                known &= ~BELOW  # a is b and more, without wrapping
            if x.high + size - apart < size:
                known &= ~ABOVE
            if 2 * apart < size and y.most + apart < size // 2:
                known &= ~LESS
            if 2 * apart > size and x.most + size - apart < size // 2:
                known &= ~GREATER
        elif known & EQUAL and meet(x, y) is None:
            known &= ~EQUAL
        return known

    # -- writing ----------------------------------------------------------------

    def forget(self, key: int) -> None:
        """Let a value be anything."""
        self.values.pop(key, None)
        self.names[32].pop(key, None)
        self.names[64].pop(key, None)
        if self.orders:
            for pair in [p for p in self.orders if key in p[:2]]:
                del self.orders[pair]
        if self.fields:
            for k in [k for k, f in self.fields.items() if key in (k, f.source)]:
                del self.fields[k]

    def put(self, key: int, x: Range, w: Range | None = None) -> None:
        """Give a new value."""
        self.forget(key)
        found = settled(x, truncated(x, 32) if w is None else w)
        if found is not None and found != UNKNOWN:
            self.values[key] = found

    def put_narrow(self, key: int, w: Range) -> None:
        """Give a new value of 32 bits, zeros above."""
        self.put(key, zero_extended(w, 64), w)

    def name(self, key: int, width: int) -> Name:
        """The name of a value, made now if it has none."""
        return self.names[width].setdefault(key, (next(_fresh), 0))

    def put_copy(self, key: int, source: int) -> None:
        """Give what another has, and all that is known of it."""
        if key == source:
            return
        self.forget(key)
        if source in self.values:
            self.values[key] = self.values[source]
        for width in (32, 64):
            self.names[width][key] = self.name(source, width)
        for (a, b, width), order in list(self.orders.items()):
            if source in (a, b):
                self._set_order(key, b if a == source else a, width,
                                order if a == source else flipped(order))  # fmt: skip
        found = self.fields.get(source)
        if found is not None:
            self.fields[key] = found

    def put_low(self, key: int, source: int) -> None:
        """Give the low 32 bits of another, zeros above."""
        if self.value(source).x.high < 1 << 32:
            self.put_copy(key, source)
            return
        low, name = self.part(source, 32), self.name(source, 32)
        orders = [
            (b if a == source else a, order if a == source else flipped(order))
            for (a, b, width), order in self.orders.items()
            if width == 32 and source in (a, b)
        ]
        field = self.field(source, 32)
        self.put_narrow(key, low)
        self.names[32][key] = name
        for other, order in orders:
            if other != key:
                self._set_order(key, other, 32, order)
        if field is not None and field.source != key:
            self.fields[key] = field

    def put_signed(self, key: int, source: int) -> None:
        """Give the low 32 bits of another, their sign above."""
        low = self.part(source, 32)
        if low.least >= 0:
            self.put_low(key, source)
            return
        name = self.name(source, 32)
        self.put(key, sign_extended(low, 64), low)
        self.names[32][key] = name

    def put_sum(self, key: int, source: int, number: int, width: int) -> None:
        """Give source + number, of `width` bits."""
        before = self.part(source, width)
        after = add_constant(before, number)
        size = 1 << width
        number %= size
        names = {32: self.name(source, 32)}
        if width == 64:
            names[64] = self.name(source, 64)
        elif self.part(source, 64).high < size and before.high + number < size:
            names[64] = self.name(source, 64)  # nothing wraps: true of all 64 bits
        elif self.part(source, 64).high < size and before.low + number >= size:
            names[64] = self._moved(self.name(source, 64), -size, 64)
        orders = self._orders_of_sum(source, number, width)
        low = add_constant(self.part(source, 32), number)
        if width == 64:
            self.put(key, after, low)
        else:
            self.put_narrow(key, after)
        for bits, name in names.items():
            self.names[bits][key] = self._moved(name, number, bits)
        for other, order in orders:
            if other != key:
                self._set_order(key, other, width, order)

    @staticmethod
    def _moved(name: Name, number: int, width: int) -> Name:
        return name[0], (name[1] + number) & ((1 << width) - 1)

    def _orders_of_sum(self, source: int, number: int, width: int) -> list[tuple[int, int]]:
        """How source + number compares with what source compares with."""
        size = 1 << width
        if number not in (1, size - 1) or not self.orders:
            return []
        up = number == 1
        before = self.part(source, width)
        # Whether the step itself wraps, unsigned and signed.
        smooth = before.high < size - 1 if up else before.low > 0
        smooth_signed = before.most < size // 2 - 1 if up else before.least > -size // 2
        out = []
        for (a, b, bits), known in self.orders.items():
            if source not in (a, b) or bits != width:
                continue
            other, order = (b, known) if a == source else (a, flipped(known))
            new = ANY
            ahead, behind = (ABOVE, BELOW) if up else (BELOW, ABOVE)
            if not order & (ahead | EQUAL):
                new &= ~ahead  # it had been behind, so one step neither wraps nor overtakes
            elif smooth and not order & behind:
                new &= ~(behind | EQUAL)
            ahead, behind = (GREATER, LESS) if up else (LESS, GREATER)
            if not order & (ahead | EQUAL):
                new &= ~ahead
            elif smooth_signed and not order & behind:
                new &= ~(behind | EQUAL)
            if new != ANY:
                out.append((other, new))
        return out

    def put_field(self, key: int, field: Field) -> None:
        """Give some bits of another value."""
        source = self.value(field.source)
        before = source.x if field.width == 64 else source.w
        after = bit_and(shift_right(before, field.shift), constant(field.width, field.mask))
        if field.width == 64:
            self.put(key, after)
        else:
            self.put_narrow(key, after)
            if source.x.high < 1 << 32:
                field = field._replace(width=64)  # zeros above, and zeros above
        if key != field.source:
            self.fields[key] = field

    def _set_order(self, a: int, b: int, width: int, order: int) -> None:
        if a == b:
            return
        if a > b:
            a, b, order = b, a, flipped(order)
        self.orders[a, b, width] = self.orders.get((a, b, width), ANY) & order

    # -- learning ---------------------------------------------------------------

    def narrow(self, key: int, known: Range) -> bool:
        """Learn more of a value; False where that cannot be, so that control is not here."""
        todo = [(key, known)]
        steps = 0
        while todo and steps < _STEPS:
            steps += 1
            key, known = todo.pop()
            old = self.value(key)
            if says_nothing(known, old.x if known.width == 64 else old.w):
                continue
            x = meet(old.x, known) if known.width == 64 else old.x
            w = meet(old.w, known) if known.width == 32 else old.w
            new = settled(x, w) if x is not None and w is not None else None
            if new is None:
                return False
            if new == old:
                continue
            self.values[key] = new
            self._follow(key, old, new, todo)
        return True

    def _follow(self, key: int, old: Value, new: Value, todo: list[tuple[int, Range]]) -> None:
        """What follows for others from what was learned of one."""
        for width, before, after in ((64, old.x, new.x), (32, old.w, new.w)):
            if before == after:
                continue
            names = self.names[width]
            own = names.get(key)
            if own is not None:
                for other, name in names.items():
                    if name[0] == own[0] and other != key:
                        todo.append((other, add_constant(after, name[1] - own[1])))
        for other, field in self.fields.items():
            now = new.x if field.width == 64 else new.w
            if field.source == key:
                mask = constant(field.width, field.mask)
                todo.append((other, bit_and(shift_right(now, field.shift), mask)))
            elif other == key:
                back = _before_field(field, now)
                if back is not None:
                    todo.append((field.source, back))
        for (a, b, width), order in self.orders.items():
            if key in (a, b):
                todo += self._bounds(a, b, width, order)

    def _bounds(self, a: int, b: int, width: int, order: int) -> list[tuple[int, Range]]:
        """What the ranges of two values are, seen from each other and from their order."""
        x, y = self.part(a, width), self.part(b, width)
        whole = anything(width)
        equal = 0 if order & EQUAL else 1
        out: list[tuple[int, Range]] = []

        def bound(key: int, **limits: int) -> None:
            found = whole._replace(**limits)
            if found.low <= found.high and found.least <= found.most:
                out.append((key, found))
            else:
                out.append((key, _impossible(self.part(key, width))))

        if not order & ABOVE:
            bound(a, high=y.high - equal)
            bound(b, low=x.low + equal)
        if not order & BELOW:
            bound(b, high=x.high - equal)
            bound(a, low=y.low + equal)
        if not order & GREATER:
            bound(a, most=y.most - equal)
            bound(b, least=x.least + equal)
        if not order & LESS:
            bound(b, most=x.most - equal)
            bound(a, least=y.least + equal)
        if equal:
            for key, one, other in ((a, x, y.single), (b, y, x.single)):
                if other is not None:
                    rest = without(one, other)
                    out.append((key, _impossible(one) if rest is None else rest))
        elif order == EQUAL:
            out += [(a, y), (b, x)]
        return out

    def learn_order(self, a: int, b: int, width: int, order: int) -> bool:
        """Learn how two values compare; False where they cannot."""
        order &= self.order(a, b, width)
        if not order:
            return False
        for one in self._alike(a, width):
            for other in self._alike(b, width):
                self._set_order(one, other, width, order)
        if order == EQUAL:
            self._unite(a, b, width)
        return all(self.narrow(key, known) for key, known in self._bounds(a, b, width, order))

    def _alike(self, key: int, width: int) -> list[int]:
        """The keys with the same value; it among them."""
        own = self.names[width].get(key)
        return [key] if own is None else [k for k, n in self.names[width].items() if n == own]

    def _unite(self, a: int, b: int, width: int) -> None:
        for bits in (32, 64) if width == 64 else (32,):
            names = self.names[bits]
            one, other = self.name(a, bits), self.name(b, bits)
            if one[0] == other[0]:
                continue
            for key, name in list(names.items()):
                if name[0] == other[0]:
                    names[key] = self._moved(one, name[1] - other[1], bits)

    def difference(self, a: int, b: int, width: int) -> tuple[Range, Field | None]:
        """a - b, and whose bits it is, if it is."""
        x, y = self.part(a, width), self.part(b, width)
        found = subtract(x, y)
        apart = self.distance(a, b, width)
        if apart is not None:
            return constant(width, apart), None
        order = self.order(a, b, width)
        more = []
        if not order & BELOW:
            more.append(_span(width, x.low - y.high, x.high - y.low))
        if not order & LESS:
            more.append(_span(width, x.least - y.most, x.most - y.least))
        if not order & ABOVE:
            span = _span(width, y.low - x.high, y.high - x.low)
            more.append(subtract(constant(width, 0), span))
        bits, field = self._masked_difference(a, b, width)
        if bits is not None:
            more.append(bits)
        for one in more:
            both = meet(found, one)
            found = found if both is None else both
        if not order & EQUAL:
            rest = without(found, 0)
            found = found if rest is None else rest
        return found, field

    def field(self, key: int, width: int) -> Field | None:
        """Whose bits the low `width` bits of a value are, if that is known."""
        found = self.fields.get(key)
        if found is None or found.width == width:
            return found
        if found.width == 64 and (not found.shift or self.value(found.source).x.high < 1 << 32):
            return found._replace(width=32, mask=found.mask & 0xFFFFFFFF)
        return None

    def _masked_difference(self, a: int, b: int, width: int) -> tuple[Range | None, Field | None]:
        """n - (n & mask) is n & ~mask: what is left behind a loop over whole vectors."""
        field = self.field(b, width)
        if field is None:
            return None, None
        everything = (1 << width) - 1
        source = self.part(field.source, width)
        apart = self.distance(a, field.source, width)
        if apart is not None and not field.shift:
            rest = field._replace(mask=everything & ~field.mask)
            bits = bit_and(source, constant(width, rest.mask))
            return add_constant(bits, apart), None if apart else rest
        other = self.field(a, width)
        if other is None or other._replace(mask=field.mask) != field:
            return None, None
        shifted = shift_right(source, field.shift)
        if not field.mask & ~other.mask:
            rest = field._replace(mask=other.mask & ~field.mask)
            return bit_and(shifted, constant(width, rest.mask)), rest
        if not other.mask & ~field.mask:
            bits = bit_and(shifted, constant(width, field.mask & ~other.mask))
            return subtract(constant(width, 0), bits), None
        return None, None

    def clear(self) -> None:
        """Let everything be anything."""
        self.values.clear()
        self.names = {32: {}, 64: {}}
        self.orders.clear()
        self.fields.clear()
        self.flags = ()

    def drop_flags(self) -> None:
        """Let the flags be anything."""
        for stage in range(len(self.flags)):
            for key in (left(stage), right(stage), result(stage)):
                self.forget(key)
        self.flags = ()


def _span(width: int, low: int, high: int) -> Range:
    """A difference that is not negative, from bounds that may be."""
    top = (1 << width) - 1
    low, high = max(low, 0), min(high, top)
    whole = anything(width)
    return whole._replace(low=low, high=high) if low <= high else whole


def _impossible(known: Range) -> Range:
    """A range that has nothing in common with another."""
    return known._replace(zeros=1, ones=1)


def _before_field(field: Field, known: Range) -> Range | None:
    """What the source of some bits is, as far as they tell."""
    zeros = (known.zeros & field.mask) << field.shift
    ones = (known.ones & field.mask) << field.shift
    whole = anything(field.width)
    limit = (1 << field.width) - 1
    low, high = 0, limit
    if field.mask == limit >> field.shift:
        low = known.low << field.shift
        high = known.high << field.shift | (1 << field.shift) - 1
    if not zeros and not ones and (low, high) == (0, limit):
        return None
    return whole._replace(low=low, high=min(high, limit), zeros=zeros & limit, ones=ones & limit)


# -- where paths meet ---------------------------------------------------------------------------


def joined(
    old: State, new: State, steps: tuple[int, ...] | None = None, final: bool = False
) -> State:
    """What is true in both.

    steps: where `old` is what was found before of a place that is met again and again:
    where bounds that move come to rest (`widened`).  final: keep no relation but those that
    `old` states, so that this ends.
    """
    out = State()
    if old.flags == new.flags:
        out.flags = old.flags
    kept = range(_STAGES, _STAGES + 3 * len(out.flags))

    def keeps(key: int) -> bool:
        return key < _STAGES or key in kept

    for key, was in old.values.items():
        now = new.values.get(key)
        if now is None or not keeps(key):
            continue
        x, w = join(was.x, now.x), join(was.w, now.w)
        if steps is not None:
            x, w = widened(was.x, x, steps), widened(was.w, w, steps)
        if (x, w) != UNKNOWN:
            out.values[key] = Value(x, w)
    for width in (32, 64):
        out.names[width] = _common(old.names[width], new.names[width], width, keeps)
    pairs = old.orders if final else {**old.orders, **new.orders}
    for a, b, width in pairs:
        if not (keeps(a) and keeps(b)):
            continue
        was_order = old.orders[a, b, width] if final else old.order(a, b, width)
        order = was_order | new.order(a, b, width)
        if order != ANY:
            out.orders[a, b, width] = order
    for one, other in ((old, new),) if final else ((old, new), (new, old)):
        for key, field in one.fields.items():
            if keeps(key) and keeps(field.source) and _is_field(other, key, field):
                out.fields[key] = field
    return out


def _common(
    old: dict[int, Name], new: dict[int, Name], width: int, keeps: object
) -> dict[int, Name]:
    """Names of values that are equally far apart in both."""
    assert callable(keeps)
    groups: dict[tuple[int, int, int], list[int]] = {}
    mask = (1 << width) - 1
    for key in sorted(old.keys() & new.keys()):
        if keeps(key):
            one, other = old[key], new[key]
            groups.setdefault((one[0], other[0], (one[1] - other[1]) & mask), []).append(key)
    out: dict[int, Name] = {}
    for members in groups.values():
        if len(members) > 1:
            first = members[0]
            for key in members:
                out[key] = first, (old[key][1] - old[first][1]) & mask
    return dict(sorted(out.items()))


def _is_field(state: State, key: int, field: Field) -> bool:
    """Whether a value is known to be these bits of another."""
    if state.fields.get(key) == field:
        return True
    source = state.part(field.source, field.width)
    bits = bit_and(shift_right(source, field.shift), constant(field.width, field.mask))
    return bits.single is not None and bits.single == state.part(key, field.width).single
