"""How instructions pass on what is undefined: from registers, flags and frame to the same.

What an instruction computes is modelled as far as code that compilers write needs it; of any
other every bit of each result depends on every bit that it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from armcc.gates.operand import (
    ZERO_OR_SP,
    General,
    Instruction,
    Lanes,
    Listed,
    Memory,
    Move,
    Operand,
    Scalar,
)
from armcc.gates.speed.operands import registers
from armcc.gates.taint import (
    CLEAN,
    FLAGS,
    MIXED,
    OBJECT,
    STACK,
    C,
    N,
    V,
    Value,
    Z,
    address,
    against_none,
    carried,
    combined,
    compared,
    data,
    extended,
    field,
    is_maybe,
    join,
    low,
    number,
    ones,
    shifted,
    summed,
    undefined,
    whole,
)

FRAME = "what was never stored in the frame"
SAVED = "what is saved in the frame"
CALLER = "what lies behind the arguments on the stack"
UNKNOWN = "an operand that the gates do not know"
CALLEE = "what a callee leaves in a register"

# Where what is undefined must not get.
Sink = Callable[[Value], None]
# What comes whole from elsewhere: 8 bytes, by the place where they come from.
Fresh = Callable[[str], Value]


class State(NamedTuple):
    """What registers, flags and frame hold before an instruction.

    x: x0 to x30 and sp.  v: of 128 bits each.  frame: (offset from sp at entry, bytes): value.
    loose: what may lie anywhere in the frame.  opened: whether pieces of it may have been
    filled that are not known.
    """

    x: tuple[Value, ...]
    v: tuple[Value, ...]
    flags: Value
    frame: dict[tuple[int, int], Value]
    loose: Value = CLEAN
    opened: bool = False


def join_states(one: State, other: State) -> State:
    """What holds where two paths meet."""
    frame = one.frame
    opened = one.opened or other.opened
    if one.frame != other.frame:
        frame = {at: join(value, in_frame(other, *at)) for at, value in one.frame.items()}
        for at, value in other.frame.items():
            if not any(_overlap(at, known) for known in one.frame):
                frame[at] = join(value, in_frame(one, *at))
    return State(
        tuple(a if a is b else join(a, b) for a, b in zip(one.x, other.x, strict=True)),
        tuple(a if a is b else join(a, b) for a, b in zip(one.v, other.v, strict=True)),
        join(one.flags, other.flags),
        frame,
        join(one.loose, other.loose),
        opened,
    )


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[0] + other[1] and other[0] < one[0] + one[1]


# -- the frame ------------------------------------------------------------------------------


def in_frame(state: State, at: int, size: int) -> Value:
    """What a load from a known place in the frame gives."""
    exact = state.frame.get((at, size))
    if exact is not None:
        return join(exact, state.loose) if state.loose.mask else exact
    mask, sources, seen = 0, set(state.loose.sources), 0
    for (start, length), held in state.frame.items():
        if not _overlap((start, length), (at, size)):
            continue
        plain = data(held)
        away = 8 * (start - at)
        part = (plain.mask << away if away >= 0 else plain.mask >> -away) & ones(8 * size)
        cover = ones(8 * length)
        seen |= (cover << away if away >= 0 else cover >> -away) & ones(8 * size)
        if part:
            mask |= part
            sources |= plain.sources
    missing = ones(8 * size) & ~seen
    if missing and (at >= 0 or not state.opened):
        mask |= missing
        sources.add(FRAME if at < 0 else CALLER)
    if state.loose.mask:
        mask = ones(8 * size)
    return Value(mask, frozenset(sources)) if mask else CLEAN


def _stored(frame: dict[tuple[int, int], Value], at: int, size: int, value: Value) -> None:
    """Put a value to a known place."""
    for key in [k for k in frame if _overlap(k, (at, size))]:
        held = frame.pop(key)
        start, length = key
        plain = data(held)
        if start < at:
            frame[start, at - start] = number(plain.mask & ones(8 * (at - start)), plain)
        end, stop = at + size, start + length
        if stop > end:
            frame[end, stop - end] = number(plain.mask >> 8 * (end - start), plain)
    frame[at, size] = value


# Which flags a condition looks at (Arm ARM C1.2.4).
_USED = {
    **dict.fromkeys(("eq", "ne"), Z),
    **dict.fromkeys(("hs", "lo", "cs", "cc"), C),
    **dict.fromkeys(("mi", "pl"), N),
    **dict.fromkeys(("vs", "vc"), V),
    **dict.fromkeys(("hi", "ls"), C | Z),
    **dict.fromkeys(("ge", "lt"), N | V),
    **dict.fromkeys(("gt", "le"), N | V | Z),
}


# -- one instruction ------------------------------------------------------------------------


class Step:
    """One instruction at work on a state.

    relocated: what a linker puts into it: the kind of address, and whether that is loaded.
    sink: takes what is decided by, accessed at or given away.  fresh: what loads give.
    led: which of what may be an address is one, since something is accessed there.
    """

    def __init__(
        self,
        before: State,
        instruction: Instruction,
        relocated: tuple[str, bool] | None,
        sink: Sink,
        fresh: Fresh,
    ) -> None:
        self.x = list(before.x)
        self.v = list(before.v)
        self.flags = before.flags
        self.before = before
        self.frame = before.frame
        self.loose = before.loose
        self.opened = before.opened
        self.word, self.operands = instruction
        self.relocated = relocated
        self.sink = sink
        self.fresh = fresh
        self.led: set[str] = set()

    def run(self) -> State:
        """The state behind the instruction."""
        how = _HOW.get(self.word)
        if how is None:
            how = _load if self.word.startswith("ld") else None
            how = _store if self.word.startswith("st") else how
        if how is None:
            vectors = any(isinstance(o, Scalar | Lanes | Listed) for o in self.operands)
            how = _vectors if vectors else _anything
        elif self.operands and isinstance(self.operands[0], Scalar | Lanes):
            how = _OF_VECTORS.get(self.word, _vectors) if how not in _BOTH else how
        how(self)
        return State(tuple(self.x), tuple(self.v), self.flags, self.frame, self.loose, self.opened)

    # What the operands hold.

    def get(self, operand: Operand) -> Value:
        """A general register, a scalar, a lane or a vector as a value of its width."""
        if isinstance(operand, General):
            if operand.number == ZERO_OR_SP and not operand.stack:
                return CLEAN
            return low(self.x[operand.number], operand.width)
        if isinstance(operand, Scalar):
            return _part(self.v[operand.number], 0, operand.width)
        if isinstance(operand, Lanes):
            held = self.v[operand.number]
            if operand.lane >= 0:
                return _part(held, operand.lane * operand.width, operand.width)
            return _part(held, 0, operand.many * operand.width)
        if isinstance(operand, str) and registers(operand):
            return undefined(UNKNOWN, ones(128))
        return CLEAN

    def put(self, operand: Operand, value: Value) -> None:
        """Write a register; what lies above is zero."""
        if isinstance(operand, General):
            if operand.number != ZERO_OR_SP or operand.stack:
                self.x[operand.number] = low(value, operand.width)
        elif isinstance(operand, Scalar):
            self.v[operand.number] = _somewhere(_part(value, 0, operand.width))
        elif isinstance(operand, Lanes):
            if operand.lane >= 0:
                self.insert(operand, value)
            else:
                width = operand.many * operand.width
                self.v[operand.number] = _somewhere(_part(value, 0, width))

    def insert(self, lane: Lanes, value: Value) -> None:
        """Write one lane; the others stay."""
        old = self.v[lane.number]
        start = lane.lane * lane.width
        keep = ones(128) & ~(ones(lane.width) << start)
        if lane.width == 64:
            # Pairs of addresses.
            bases = {kind for kind, _ in (*old.bases, *value.bases)}
            rest = number(old.mask & keep | value.mask << start, old, value)
            self.v[lane.number] = rest._replace(bases=tuple((k, MIXED) for k in sorted(bases)))
            return
        old, value = data(old), data(value)
        mask = old.mask & keep | (value.mask & ones(lane.width)) << start
        self.v[lane.number] = number(mask, old, value)

    def right(self, at: int) -> Value:
        """Operand `at` with what is done to it by the one behind."""
        operand = self.operands[at]
        value = self.get(operand)
        if len(self.operands) > at + 1 and isinstance(self.operands[at + 1], Move):
            move = self.operands[at + 1]
            assert isinstance(move, Move)
            width = operand.width if isinstance(operand, General) else 64
            first = self.operands[0]
            if isinstance(first, General):
                width = first.width
            if move.how[1:3] == "xt":
                return extended(value, move.how, move.amount, width)
            return shifted(value, move.how, move.amount, width)
        return value

    def immediate(self, at: int) -> int | None:
        """Operand `at` as a constant, shifted by the one behind; None where it is none."""
        operand = self.operands[at]
        if not isinstance(operand, int):
            return None
        move = self.operands[at + 1] if len(self.operands) > at + 1 else None
        return operand << move.amount if isinstance(move, Move) else operand

    def set_flags(self, *of: Value) -> None:
        """Flags that depend on numbers."""
        found = [v for v in map(data, of) if v.mask]
        self.flags = number(FLAGS, *found) if found else CLEAN

    def decide(self, condition: Operand) -> None:
        """Something depends on a condition."""
        used = _USED.get(condition, FLAGS) if isinstance(condition, str) else FLAGS
        self.sink(number(self.flags.mask & used, self.flags))


def _somewhere(value: Value) -> Value:
    """A vector: which of its halves has an address in it, and which one, is not known."""
    if not value.bases:
        return value
    bases = tuple((kind, MIXED) for kind, _ in value.bases)
    return Value(value.mask, value.sources, bases, moved=value.moved)


def _part(value: Value, start: int, width: int) -> Value:
    """Some bits of a vector.  Whole addresses in it stay such, and what callees keep of it."""
    if value.bases and width in (64, 128) and start % 64 == 0:
        mask = value.mask >> start & ones(width)
        return Value(mask, value.sources if mask else frozenset(), value.bases)
    if value.saved and (start, width) in ((0, 64), (0, 128)):
        return value._replace(mask=value.mask & ones(width))
    plain = data(value)
    return number(plain.mask >> start & ones(width), plain)


# -- general registers ----------------------------------------------------------------------


def _nothing(_: Step) -> None:
    pass


def _anything(s: Step) -> None:
    """Every bit written depends on every bit read."""
    if not s.operands:
        return
    of = [s.get(o) for o in s.operands[1:]]
    first = s.operands[0]
    s.put(first, combined(of, _width(first)))


def _width(operand: Operand) -> int:
    if isinstance(operand, General | Scalar):
        return operand.width
    if isinstance(operand, Lanes):
        return operand.width if operand.lane >= 0 else operand.many * operand.width
    return 64


def _move(s: Step) -> None:
    to, of = s.operands[:2]
    if isinstance(of, int):
        return s.put(to, CLEAN)
    value = s.get(of)
    if s.word == "mvn":
        # -1 minus it.
        value = summed(CLEAN, s.right(1), -1, _width(to))
        if not value.bases:
            value = s.right(1)
            value = number(value.mask, value)
    s.put(to, value)
    return None


def _keep_others(s: Step) -> None:
    """movk: all but 16 bits stay."""
    to, _ = s.operands[:2]
    move = s.operands[2] if len(s.operands) > 2 else None
    amount = move.amount if isinstance(move, Move) else 0
    plain = data(s.get(to))
    s.put(to, number(plain.mask & ~(0xFFFF << amount), plain))


def _logic(s: Step) -> None:
    only_flags = s.word == "tst"
    operands = s.operands if only_flags else s.operands[1:]
    at = 0 if only_flags else 1
    a, width = s.get(operands[0]), _width(operands[0])
    constant = s.immediate(at + 1)
    out: Value
    if constant is not None:
        constant &= ones(width)
        if s.word == "orr":
            most = 4096 if _is_object(a) else 16  # as sp is aligned
            a = a if a.bases and constant < most else data(a)
            out = a._replace(mask=a.mask & ~constant, at=None, saved=False, moved=True)
        elif s.word == "eor":
            out = data(a)
        else:
            down = ones(width) & ~constant
            to_stack = s.operands[0] == General(ZERO_OR_SP, 64, stack=True)
            known = _is_object(a) or (to_stack and a.bases)
            if known and down < 4096 and not down & (down + 1):
                mask = a.mask & constant
                out = a._replace(mask=mask, at=None, saved=False, moved=True)
            else:
                a = data(a)
                out = number(a.mask & constant, a)
        if not out.mask and not out.bases:
            out = CLEAN
    else:
        b = s.right(at + 1)
        same = operands[0] == operands[1] and len(operands) == 2
        zero = CLEAN if operands[0] == General(ZERO_OR_SP, width) else None
        if same:
            out = a if s.word in ("and", "orr", "ands", "tst") else CLEAN
        elif zero is not None and s.word in ("orr", "eor"):
            out = b
        elif operands[1] == General(ZERO_OR_SP, width) and s.word in ("orr", "eor"):
            out = a
        else:
            a, b = data(a), data(b)
            out = number(a.mask | b.mask, a, b)
    if s.word in ("tst", "ands", "bics"):
        if constant is None:
            s.flags = against_none(out)
        else:
            s.set_flags(out)
    if not only_flags:
        s.put(s.operands[0], out)


def _is_object(value: Value) -> bool:
    """Whether it is an address whose low bits are data."""
    return bool(value.bases) and all(k == OBJECT or is_maybe(k) for k, _ in value.bases)


def _sum(s: Step) -> None:
    word = s.word
    compares = word in ("cmp", "cmn")
    operands = list(s.operands)
    at = 0 if compares else 1
    if word in ("neg", "negs"):
        a, width, at = CLEAN, _width(operands[0]), 0
    else:
        a, width = s.get(operands[at]), _width(operands[at])
    sign = -1 if word in ("sub", "subs", "cmp", "neg", "negs") else 1
    constant = s.immediate(at + 1)
    b = CLEAN if constant is not None else s.right(at + 1)
    if (
        constant is None
        and operands[at + 1] == operands[at]
        and len(operands) == at + 2
        and sign < 0
        and word[:3] != "neg"
    ):
        out = CLEAN
    else:
        out = summed(a, b, sign, width)
    if constant is not None and a.at is not None and a.bases == ((STACK, 1),) and not a.narrow:
        out = out._replace(at=a.at + sign * constant)
    if constant is not None and s.relocated is not None:
        out = address(s.relocated[0])
    if compares or word in ("adds", "subs", "negs"):
        zero = constant == 0 or (constant is None and operands[at + 1] == General(31, width))
        if zero and word == "cmp":
            s.flags = against_none(a)
        elif out is CLEAN:
            s.flags = CLEAN
        else:
            s.flags = compared(a, b, sign, width)
    if not compares:
        s.put(operands[0], out)


def _with_carry(s: Step) -> None:
    of = [s.get(o) for o in s.operands[1:]]
    width = _width(s.operands[0])
    out = combined([*of, s.flags], width)
    if s.word.endswith("s"):
        s.flags = number(FLAGS, out) if out.mask else CLEAN
    s.put(s.operands[0], out)


def _product(s: Step) -> None:
    width = _width(s.operands[0])
    of = [data(s.get(o)) for o in s.operands[1:3]]
    product = carried(width, *of)
    if len(s.operands) > 3:  # with what it is added to, or taken from
        sign = -1 if "sub" in s.word else 1
        product = summed(s.get(s.operands[3]), product, sign, width)
    s.put(s.operands[0], product)


def _shift(s: Step) -> None:
    to, of, by = s.operands[:3]
    width = _width(to)
    if isinstance(by, int):
        return s.put(to, shifted(s.get(of), s.word[:3], by % width, width))
    amount = data(s.get(by))
    amount = number(amount.mask & (width - 1), amount)
    a = data(s.get(of))
    if amount.mask or s.word[:3] != "lsl":
        return s.put(to, combined([a, amount], width))
    return s.put(to, carried(width, a))


def _bits(s: Step) -> None:
    """The bit field instructions, by their names."""
    word, width = s.word, _width(s.operands[0])
    to = s.operands[0]
    numbers = [o for o in s.operands if isinstance(o, int)]
    if word == "bfc":
        old = data(s.get(to))
        return s.put(to, number(old.mask & ~(ones(numbers[1]) << numbers[0]), old))
    of = s.get(s.operands[1])
    if word[1:3] == "xt":
        bits = {"b": 8, "h": 16, "w": 32}[word[3]]
        return s.put(to, field(of, 0, bits, width, signed=word[0] == "s"))
    start, count = numbers
    if word in ("ubfx", "sbfx"):
        return s.put(to, field(of, start, count, width, signed=word[0] == "s"))
    if word in ("ubfiz", "sbfiz"):
        found = field(of, 0, count, width, signed=word[0] == "s")
        return s.put(to, shifted(found, "lsl", start, width))
    old = data(s.get(to))
    if word == "bfxil":
        part = field(of, start, count, width, signed=False)
        kept = old.mask & ~ones(count)
    else:  # bfi
        part = shifted(field(of, 0, count, width, signed=False), "lsl", start, width)
        kept = old.mask & ~(ones(count) << start)
    return s.put(to, number(kept | part.mask, old, part))


def _reverse(s: Step) -> None:
    to, of = s.operands[:2]
    plain, width = data(s.get(of)), _width(to)
    mask = int.from_bytes(plain.mask.to_bytes(width // 8, "little"), "big")
    s.put(to, number(mask, plain))


def _checksum(s: Step) -> None:
    to, before, of = s.operands[:3]
    bits = {"b": 8, "h": 16, "w": 32, "x": 64}[s.word[-1]]
    value = data(s.get(of))
    s.put(to, combined([s.get(before), number(value.mask & ones(bits), value)], 32))


def _select(s: Step) -> None:
    s.decide(s.operands[-1])
    if s.word in ("cset", "csetm"):
        return s.put(s.operands[0], CLEAN)
    values = [o for o in s.operands[1:] if isinstance(o, General | Scalar)]
    a = s.get(values[0])
    b = s.get(values[-1])
    width = _width(s.operands[0])
    if s.word in ("csinc", "cinc"):
        b = summed(b, CLEAN, 1, width)
    elif s.word in ("csinv", "csneg", "cinv", "cneg"):
        b = carried(width, data(b))
    return s.put(s.operands[0], join(a, b))


def _compare_if(s: Step) -> None:
    s.decide(s.operands[-1])
    a, b = s.get(s.operands[0]), s.get(s.operands[1])
    width = _width(s.operands[0])
    if s.word.startswith("f"):
        return s.set_flags(a, b)
    zero = s.operands[1] in (0, General(ZERO_OR_SP, width))
    if zero and s.word == "ccmp":
        s.flags = against_none(a)
        return None
    s.flags = compared(a, b, -1 if s.word == "ccmp" else 1, width)
    return None


def _branch_on_flags(s: Step) -> None:
    s.decide(s.word.partition(".")[2])


def _branch_on_zero(s: Step) -> None:
    value = s.get(s.operands[0])
    found = against_none(value)
    s.sink(number(found.mask & Z, found))


def _branch_on_bit(s: Step) -> None:
    value, bit = data(s.get(s.operands[0])), s.operands[1]
    assert isinstance(bit, int)
    s.sink(number(value.mask >> bit & 1, value))


def _place(s: Step) -> None:
    """adr and adrp."""
    kind = s.relocated[0] if s.relocated else "the code's address"
    # The page alone is as undefined as the place in it.
    s.put(s.operands[0], address(f"the page of {kind}" if s.word == "adrp" else kind))


def _compare_floats(s: Step) -> None:
    s.set_flags(*(s.get(o) for o in s.operands))


# -- memory ---------------------------------------------------------------------------------


class _Where(NamedTuple):
    """own: whether it is in the frame.  at: where there, if known.  other: it may be elsewhere.

    constant: whether it is at a symbol, where constants are as well.
    """

    own: bool
    at: int | None
    other: bool
    constant: bool = False


def _accessed(s: Step) -> _Where:
    memory = next((o for o in s.operands if isinstance(o, Memory)), None)
    if memory is None:  # a literal
        return _Where(own=False, at=None, other=True)
    base = s.get(memory.base)
    index = CLEAN
    if memory.added is not None and not memory.back:
        index = s.get(memory.added)
        width = memory.added.width
        if memory.move[1:3] == "xt":
            index = extended(index, memory.move, memory.amount, 64)
        elif memory.move:
            index = shifted(index, memory.move, memory.amount, width)
    there = summed(base, index, 1, 64)
    s.led |= _leading(there)
    s.sink(Value(there.mask, there.sources))
    if not whole(there).bases and there.bases:
        s.sink(data(there))
    step = 0 if memory.back == "post" else memory.step
    at = base.at + step if base.at is not None and memory.added is None else None
    if memory.back == "post" and base.at is not None:
        at = base.at
    own = any(kind == STACK for kind, _ in there.bases)
    other = not own or len(there.bases) > 1 or there.bases[0][1] != 1
    if memory.back:
        by = s.get(memory.added) if memory.added is not None else CLEAN
        moved = summed(base, by, 1, 64)
        if memory.added is None and base.at is not None:
            moved = moved._replace(at=base.at + memory.step)
        s.put(memory.base, moved)
    constant = any(k not in (OBJECT, STACK) and not is_maybe(k) for k, _ in there.bases)
    return _Where(own, at, other, constant)


def _leading(there: Value) -> set[str]:
    """Which parts of an address that only may be addresses lead there: none beside one that is."""
    once = [kind for kind, factor in there.bases if factor in (MIXED, 1)]
    if not all(is_maybe(kind) for kind in once):
        return set()
    mixed = any(factor == MIXED for _, factor in there.bases)
    return set(once) if mixed or len(once) == 1 else set()


def _loaded_at(s: Step, where: _Where, offset: int, size: int) -> Value:
    """What is loaded `offset` bytes behind an address."""
    if s.relocated is not None and s.relocated[1]:
        return address(s.relocated[0])
    fresh = s.fresh(str(offset)) if size == 8 else CLEAN
    if where.constant:
        fresh = fresh._replace(open=False)
    if not where.own:
        return fresh
    if where.at is not None:
        found_there = in_frame(s.before, where.at + offset, size)
        return join(found_there, fresh) if where.other else found_there
    # Whose registers they are that are saved there is all the same.
    held = s.before.frame.values()
    found = [undefined(SAVED, ones(64)) if v.saved else data(v) for v in held]
    found += [s.before.loose]
    return combined([v for v in found if v.mask], 8 * size) or fresh


def _load(s: Step) -> None:
    where = _accessed(s)
    targets = [o for o in s.operands if isinstance(o, General | Scalar)]
    if targets:
        size = {"b": 1, "h": 2}.get(s.word[-1], _width(targets[0]) // 8)
        size = 4 if s.word in ("ldrsw", "ldursw", "ldpsw") else size
        for n, to in enumerate(targets):
            value = _loaded_at(s, where, n * size, size)
            if "rs" in s.word or s.word == "ldpsw":
                value = field(value, 0, 8 * size, _width(to), signed=True)
            s.put(to, value)
        return
    listed = next((o for o in s.operands if isinstance(o, Listed)), None)
    if listed is None:
        raise ValueError(s.word)
    if listed.lane >= 0 or s.word.endswith("r"):
        for n, one in enumerate(listed.registers):
            size = one.width // 8
            value = _loaded_at(s, where, n * size, size)
            if listed.lane >= 0:
                s.insert(one._replace(lane=listed.lane), value)
            else:
                s.put(one, _repeated(data(value), one.width, one.many))
        return
    each = _width(listed.registers[0]) // 8
    values = [_loaded_at(s, where, n * each, each) for n in range(len(listed.registers))]
    if s.word != "ld1":
        values = [combined(values, 8 * each)] * len(values)
    for one, value in zip(listed.registers, values, strict=True):
        s.put(one, value)


def _repeated(value: Value, width: int, count: int) -> Value:
    """A vector of which each lane is the same."""
    if value.bases and width == 64:
        return Value(value.mask | value.mask << 64, value.sources, value.bases)
    value = data(value)
    mask = sum((value.mask & ones(width)) << (n * width) for n in range(count))
    return number(mask, value)


def _store(s: Step) -> None:
    before = [s.get(o) for o in s.operands]  # the base may be written back
    where = _accessed(s)
    pieces: list[tuple[int, int, Value]] = []  # offset, bytes, what
    at = 0
    listed = next((o for o in s.operands if isinstance(o, Listed)), None)
    if listed is not None:
        values = []
        for one in listed.registers:
            part = one._replace(lane=listed.lane) if listed.lane >= 0 else one
            values.append((s.get(part), _width(part) // 8))
        if s.word != "st1" and listed.lane < 0:
            both = combined([v for v, _ in values], 8 * values[0][1])
            values = [(both, size) for _, size in values]
        for value, size in values:
            pieces.append((at, size, value))
            at += size
    else:
        for operand, value in zip(s.operands, before, strict=True):
            if isinstance(operand, General | Scalar):
                size = {"b": 1, "h": 2}.get(s.word[-1], _width(operand) // 8)
                kept = value if 8 * size == _width(operand) else low(value, 8 * size)
                pieces.append((at, size, kept))
                at += size
    for offset, size, value in pieces:
        if where.own:
            _store_own(s, where, offset, size, value)
        if where.other:
            s.sink(_given(value))
            hard = [kind for kind, _ in value.bases if not is_maybe(kind)]
            # A candidate may have a constant of the baseline's under a name of its own.
            named = [k if k in (OBJECT, STACK) else "the address of a symbol" for k in hard]
            s.sink(Value(1 if hard else 0, frozenset(f"{kind} in memory" for kind in named)))


def _given(value: Value) -> Value:
    """What others may look at of a value that is given to them: an address is one for them too."""
    taken = whole(value)
    return Value(taken.mask, taken.sources)


def _store_own(s: Step, where: _Where, offset: int, size: int, value: Value) -> None:
    if where.at is not None:
        if where.other:
            value = join(value, in_frame(s.before, where.at + offset, size))
        if s.frame is s.before.frame:
            s.frame = dict(s.frame)
        _stored(s.frame, where.at + offset, size, value)
        return
    s.opened = True
    s.loose = join(s.loose, data(value))


# -- vectors --------------------------------------------------------------------------------

_BITWISE = frozenset("and orr eor bic orn not mvn bsl bit bif mov".split())
_TO_LANES_ADD = frozenset(
    """mla mls fmla fmls fmlal fmlal2 fmlsl fmlsl2 saba uaba sabal sabal2 uabal uabal2 sadalp
    uadalp smlal smlal2 smlsl smlsl2 umlal umlal2 umlsl umlsl2 sqdmlal sqdmlal2 sqdmlsl sqdmlsl2
    sqrdmlah sqrdmlsh ssra usra srsra ursra sli sri suqadd usqadd sdot udot usdot sudot bsl bit bif
    tbx aesd aese""".split()
)
_ACROSS = frozenset("tbl tbx rev64 rev32 rev16 ext aesd aese aesimc aesmc".split())
_PAIRWISE = frozenset("""addp faddp smaxp sminp umaxp uminp fmaxp fminp fmaxnmp fminnmp""".split())


def _vectors(s: Step) -> None:
    """Lane by lane where source and result have lanes that go together."""
    to = s.operands[0]
    if isinstance(to, General) or not isinstance(to, Scalar | Lanes):
        return _anything(s)
    sources = list(s.operands[1:])
    if s.word in _TO_LANES_ADD or (s.word in ("orr", "bic") and isinstance(sources[0], int)):
        sources.append(to)
    if len(sources) == 2 and sources[0] == sources[1] and s.word == "eor":
        return s.put(to, CLEAN)
    if s.word.startswith(("fmlal", "fmlsl")):
        # The names of their sources do not say which half is meant.
        whole_of = [s.v[o.number] for o in sources if isinstance(o, Lanes)]
        return s.put(to, combined(whole_of, _width(to)))
    if isinstance(to, Scalar) or s.word in _ACROSS or s.word in _PAIRWISE:
        read = []
        for o in sources:
            read += [s.get(r) for r in o.registers] if isinstance(o, Listed) else [s.get(o)]
        return s.put(to, combined(read, _width(to)))
    upper = s.word.endswith("2") and s.word[:-1] not in ("uzp", "zip", "trn")
    count = to.many
    narrows = upper and any(
        isinstance(o, Lanes) and o.lane < 0 and o.many * 2 == count for o in sources
    )
    mask, found = 0, []
    for source in sources:
        if not isinstance(source, Lanes):
            continue
        value = data(s.get(source))
        if not value.mask:
            continue
        found.append(value)
        if s.word in _BITWISE:
            mask |= value.mask
            continue
        for lane in range(count):
            if _lanes_mask(source, lane, count, upper, narrows) & value.mask:
                mask |= ones(to.width) << (lane * to.width)
    if narrows:
        old = data(_part(s.v[to.number], 0, 64))
        mask |= old.mask
        found.append(old)
    return s.put(to, number(mask, *found))


def _lanes_mask(source: Lanes, lane: int, count: int, upper: bool, narrows: bool) -> int:
    """The bits of a source that lane `lane` of the result is computed from."""
    if source.lane >= 0:
        return ones(source.width)
    if narrows:
        if lane < count // 2:
            return 0
        lane -= count // 2
        count //= 2
    times, rest = divmod(source.many, count)
    if rest or not times:
        return ones(128)
    one = ones(source.width)
    if upper and times == 2:
        return one << (source.width * (count + lane))
    return ones(source.width * times) << (source.width * times * lane)


def _copy_vector(s: Step) -> None:
    """mov, fmov, dup, ins, umov: from a register or lane to one."""
    to, of = s.operands[:2]
    value = s.get(of) if not isinstance(of, int | str) else CLEAN
    if isinstance(to, Lanes) and to.lane < 0 and s.word != "mov":
        return s.put(to, _repeated(value, to.width, to.many))
    return s.put(to, value)


def _sign_lane(s: Step) -> None:
    to, of = s.operands[:2]
    s.put(
        to, field(s.get(of), 0, of.width if isinstance(of, Lanes) else 64, _width(to), signed=True)
    )


def _permute(s: Step) -> None:
    """zip, uzp and trn: which lane comes from where."""
    to, a, b = s.operands[:3]
    if not (isinstance(to, Lanes) and isinstance(a, Lanes) and isinstance(b, Lanes)):
        return _anything(s)
    count, width, second = to.many, to.width, s.word.endswith("2")
    lanes: list[tuple[int, int]] = []  # which source, which lane
    for n in range(count):
        if s.word.startswith("zip"):
            lanes.append((n % 2, n // 2 + (count // 2 if second else 0)))
        elif s.word.startswith("uzp"):
            whole_lane = 2 * n + int(second)
            lanes.append((whole_lane // count, whole_lane % count))
        else:
            lanes.append((n % 2, n // 2 * 2 + int(second)))
    values = [data(s.get(a)), data(s.get(b))]
    mask = 0
    for n, (which, lane) in enumerate(lanes):
        mask |= (values[which].mask >> (lane * width) & ones(width)) << (n * width)
    return s.put(to, number(mask, *values))


def _extract(s: Step) -> None:
    """ext: bytes from the first source, then from the second."""
    to, a, b, start = s.operands[:4]
    if not (isinstance(to, Lanes) and isinstance(start, int)):
        return _anything(s)
    bits = _width(to)
    one, other = data(s.get(a)), data(s.get(b))
    mask = (one.mask | other.mask << bits) >> (8 * start) & ones(bits)
    return s.put(to, number(mask, one, other))


def _table(words: str, how: Callable[[Step], None]) -> dict[str, Callable[[Step], None]]:
    return dict.fromkeys(words.split(), how)


_HOW: dict[str, Callable[[Step], None]] = {
    **_table("b br bl blr blraa braa ret retaa retab nop bti hint udf brk", _nothing),
    **_table("paciasp autiasp pacibsp autibsp", _nothing),
    **_table("mov mvn movz movn", _move),
    **_table("movk", _keep_others),
    **_table("and orr eor bic orn eon ands bics tst", _logic),
    **_table("add sub adds subs cmp cmn neg negs", _sum),
    **_table("adc adcs sbc sbcs ngc ngcs", _with_carry),
    **_table("mul madd msub mneg smull umull smaddl umaddl smsubl umsubl smnegl umnegl", _product),
    **_table("lsl lsr asr ror lslv lsrv asrv rorv", _shift),
    **_table("ubfx sbfx ubfiz sbfiz bfi bfxil bfc uxtb uxth uxtw sxtb sxth sxtw", _bits),
    **_table("rev", _reverse),
    **_table("crc32b crc32h crc32w crc32x crc32cb crc32ch crc32cw crc32cx", _checksum),
    **_table("csel csinc csinv csneg cset csetm cinc cinv cneg fcsel", _select),
    **_table("ccmp ccmn fccmp fccmpe", _compare_if),
    **_table("fcmp fcmpe", _compare_floats),
    **_table("cbz cbnz", _branch_on_zero),
    **_table("tbz tbnz", _branch_on_bit),
    **_table("adr adrp", _place),
    **_table("fmov dup ins umov movi mvni", _copy_vector),
    **_table("smov", _sign_lane),
    **_table("zip1 zip2 uzp1 uzp2 trn1 trn2", _permute),
    **_table("ext", _extract),
    **{f"b.{c}": _branch_on_flags for c in _USED},
}
# These mean the same whatever registers they have.
_BOTH = (
    *(_select, _compare_if, _compare_floats, _copy_vector, _permute, _extract),
    *(_load, _store, _nothing),
)
_OF_VECTORS: dict[str, Callable[[Step], None]] = {"mov": _copy_vector}


def after_call(
    state: State, results: Sequence[tuple[str, int, int]], escapes: bool, fresh: Fresh
) -> State:
    """Behind a call: the results, and whatever a callee leaves (AAPCS64 6.1).

    results: (register, number, live bits) each.  escapes: whether it may fill the frame.
    fresh: what results of 64 bits are.
    """
    x, v = list(state.x), list(state.v)
    for n in (*range(18), 30):
        x[n] = undefined(CALLEE, ones(64))
    for n in range(32):
        kept = ones(64) if 8 <= n < 16 else 0
        left = undefined(CALLEE, ones(128) & ~kept)
        v[n] = number(data(v[n]).mask & kept | left.mask, data(v[n]), left) if kept else left
    for register, n, bits in results:
        if register == "x":
            x[n] = undefined(CALLEE, ones(64) & ~ones(bits)) if bits < 64 else fresh(f"x{n}")
        elif register == "v":
            v[n] = undefined(CALLEE, ones(128) & ~ones(bits)) if bits < 128 else CLEAN
    return State(
        tuple(x),
        tuple(v),
        undefined(CALLEE, FLAGS),
        state.frame,
        state.loose,
        state.opened or escapes,
    )
