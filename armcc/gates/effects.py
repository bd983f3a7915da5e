"""What instructions do to what is known of a machine state (Arm ARM DDI 0487, C6.2).

An instruction that is modelled here gives its results what it computes; of one that is not,
every register that it names may be anything afterwards; of one that is not even known to
write only what it names, everything may be.  So an instruction too many in `_TABLE` could
make the analysis wrong, and one too few only makes it know less.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from armcc.gates import ranges
from armcc.gates.facts import (
    ABOVE,
    ANY,
    BELOW,
    EQUAL,
    GREATER,
    LESS,
    MOST_STAGES,
    SP,
    Field,
    Stage,
    State,
    left,
    result,
    right,
)
from armcc.gates.instructions import ALLOWED
from armcc.gates.ranges import Range, anything, between, constant, signed_between

HOLDS, FAILS = 1, 2
_MASK = {32: 0xFFFFFFFF, 64: 0xFFFFFFFFFFFFFFFF}


class Register(NamedTuple):
    """A general register as an operand.  key: None where it is the zero register."""

    width: int
    key: int | None


class Address(NamedTuple):
    """[base, offset]: offset None where a register is added.  pre: written back first."""

    base: int
    offset: int | None
    pre: bool


Operand = Register | Address | int | str


class Instruction(NamedTuple):
    """A disassembled instruction in parts.

    relocated: its immediate is what a linker makes of it.
    """

    text: str
    word: str
    operands: tuple[Operand, ...]
    relocated: bool


_REGISTER = re.compile(r"([wx])(\d+|zr)$")
_NAMED = re.compile(r"(?<![\w.])[wx](\d+)(?![\w.])")
_NAMES_SP = re.compile(r"(?<![\w.])w?sp(?![\w.])")
_ADDRESS = re.compile(r"\[(x\d+|sp)(?:, #(-?(?:0x[0-9a-f]+|\d+)))?\](!)?$")
_INDEXED = re.compile(r"\[(x\d+|sp), [wx](?:\d+|zr)(?:, \w+(?: #\d+)?)?\]$")
_COMMA = re.compile(r", (?![^\[]*\])(?![^{]*\})")


def parse(text: str, relocated: bool = False) -> Instruction:
    """An instruction as the disassembler prints it, taken apart."""
    word, _, rest = text.partition(" ")
    operands = tuple(_operand(p) for p in _COMMA.split(rest)) if rest else ()
    return Instruction(text, word, operands, relocated)


def _operand(text: str) -> Operand:
    if text in ("sp", "wsp"):
        return Register(64 if text == "sp" else 32, SP)
    register = _REGISTER.match(text)
    if register:
        key = None if register[2] == "zr" else int(register[2])
        return Register(64 if register[1] == "x" else 32, key)
    if text.startswith("#"):
        try:
            return int(text[1:], 0)
        except ValueError:
            return text
    for pattern in (_ADDRESS, _INDEXED):
        found = pattern.match(text)
        if found:
            base = SP if found[1] == "sp" else int(found[1][1:])
            if pattern is _INDEXED:
                return Address(base, None, pre=False)
            return Address(base, int(found[2] or "0", 0), pre=bool(found[3]))
    return text


# -- conditions -----------------------------------------------------------------------------

# How two numbers compare where a condition holds of the flags of their comparison.
_ORDERS = {
    "eq": EQUAL,
    "ne": ANY ^ EQUAL,
    "hs": ABOVE | EQUAL,
    "lo": BELOW,
    "hi": ABOVE,
    "ls": BELOW | EQUAL,
    "ge": GREATER | EQUAL,
    "lt": LESS,
    "gt": GREATER,
    "le": LESS | EQUAL,
}
_SAME = {"cs": "hs", "cc": "lo"}
CONDITIONS = frozenset([*_ORDERS, *_SAME, "mi", "pl", "vs", "vc"])


def _holds(condition: str, nzcv: int) -> bool:
    """Whether a condition holds of known flags (Arm ARM C1.2.4)."""
    n, z, c, v = (bool(nzcv >> bit & 1) for bit in (3, 2, 1, 0))
    return {
        "eq": z,
        "ne": not z,
        "hs": c,
        "lo": not c,
        "mi": n,
        "pl": not n,
        "vs": v,
        "vc": not v,
        "hi": c and not z,
        "ls": not c or z,
        "ge": n == v,
        "lt": n != v,
        "gt": not z and n == v,
        "le": z or n != v,
    }[condition]


def outcomes(state: State, condition: str, stage: int | None = None) -> int:
    """Whether a condition may hold (HOLDS) and may fail (FAILS), by the flags of a stage."""
    condition = _SAME.get(condition, condition)
    if not state.flags:
        return HOLDS | FAILS
    at = len(state.flags) - 1 if stage is None else stage
    own = state.flags[at]
    found = 0
    if own.condition:
        before = outcomes(state, own.condition, at - 1)
        if before & FAILS:
            found |= HOLDS if _holds(condition, own.nzcv) else FAILS
        if not before & HOLDS:
            return found
    return found | _own_outcomes(state, condition, at)


def assume(state: State, condition: str, held: bool, stage: int | None = None) -> bool:
    """Learn that a condition held, or failed; False where it cannot have."""
    condition = _SAME.get(condition, condition)
    if not state.flags:
        return True
    at = len(state.flags) - 1 if stage is None else stage
    own = state.flags[at]
    wanted = HOLDS if held else FAILS
    if own.condition:
        before = outcomes(state, own.condition, at - 1)
        compared = before & HOLDS and _own_outcomes(state, condition, at) & wanted
        given = before & FAILS and _holds(condition, own.nzcv) == held
        if compared and given:
            return True
        if not compared and not given:
            return False
        if not assume(state, own.condition, bool(compared), at - 1):
            return False
        if given:
            return True
    return _assume_own(state, condition, held, at)


def _own_outcomes(state: State, condition: str, at: int) -> int:
    own = state.flags[at]
    if own.kind == "given":
        return HOLDS if _holds(condition, own.nzcv) else FAILS
    if own.kind == "compare" and condition in _ORDERS:
        order = state.order(left(at), right(at), own.width)
        wanted = _ORDERS[condition]
        return (HOLDS if order & wanted else 0) | (FAILS if order & ~wanted else 0) or 3
    known = state.part(result(at), own.width)
    if condition in ("mi", "pl"):
        return _either(condition == "mi", known.least < 0, known.most >= 0)
    if condition in ("eq", "ne"):
        return _either(condition == "eq", known.holds(0), known.single != 0)
    if own.kind == "logic":
        if condition in ("lt", "ge"):
            return _either(condition == "lt", known.least < 0, known.most >= 0)
        if condition in ("gt", "le"):
            return _either(condition == "gt", known.most > 0, known.least <= 0)
        return HOLDS if condition in ("lo", "ls", "vc") else FAILS
    if own.kind == "compare" and condition in ("vs", "vc"):
        x, y = state.part(left(at), own.width), state.part(right(at), own.width)
        half = 1 << (own.width - 1)
        if -half <= x.least - y.most and x.most - y.least < half:
            return HOLDS if condition == "vc" else FAILS
    return HOLDS | FAILS


def _either(straight: bool, may: bool, may_not: bool) -> int:
    """Of a condition, or where not `straight` of its opposite."""
    if not straight:
        may, may_not = may_not, may
    return (HOLDS if may else 0) | (FAILS if may_not else 0) or 3


def _assume_own(state: State, condition: str, held: bool, at: int) -> bool:
    own = state.flags[at]
    if own.kind == "given":
        return _holds(condition, own.nzcv) == held
    if own.kind == "compare" and condition in _ORDERS:
        wanted = _ORDERS[condition] if held else ANY ^ _ORDERS[condition]
        if not state.learn_order(left(at), right(at), own.width, wanted):
            return False
        if wanted & EQUAL and wanted != EQUAL:
            return True
        return is_zero(state, Register(own.width, result(at)), wanted == EQUAL)
    whole = anything(own.width)
    negative = (condition, held) in (("mi", True), ("pl", False))
    positive = (condition, held) in (("pl", True), ("mi", False))
    if own.kind == "logic":
        if condition in ("hs", "hi", "vs", "lo", "ls", "vc"):
            return (condition in ("lo", "ls", "vc")) == held
        negative = negative or (condition, held) in (("lt", True), ("ge", False))
        positive = positive or (condition, held) in (("ge", True), ("lt", False))
        if condition in ("gt", "le"):
            more = (condition == "gt") == held
            return state.narrow(result(at), whole._replace(**{"least" if more else "most": +more}))
    if condition in ("eq", "ne"):
        return is_zero(state, Register(own.width, result(at)), (condition == "eq") == held)
    if negative:
        return state.narrow(result(at), whole._replace(most=-1))
    if positive:
        return state.narrow(result(at), whole._replace(least=0))
    return True


def is_zero(state: State, register: Register, zero: bool) -> bool:
    """Learn that a register is zero, or is not; False where that cannot be."""
    if register.key is None:
        return zero
    if zero:
        return state.narrow(register.key, constant(register.width, 0))
    rest = ranges.without(state.part(register.key, register.width), 0)
    return rest is not None and state.narrow(register.key, rest)


def bit_is(state: State, register: Register, bit: int, held: bool) -> bool:
    """Learn what one bit of a register is; False where it cannot be so."""
    if register.key is None:
        return not held
    whole = anything(register.width)
    one = 1 << bit
    known = whole._replace(ones=one) if held else whole._replace(zeros=one)
    return state.narrow(register.key, known)


# -- operands -------------------------------------------------------------------------------

_EXTENSION = re.compile(r"([us])xt([bhwx])(?: #(\d+))?$")
_SHIFT = re.compile(r"(lsl|lsr|asr|ror) #(\d+)$")
_BITS = {"b": 8, "h": 16, "w": 32, "x": 64}
_SHIFTS: dict[str, Callable[[Range, int], Range]] = {
    "lsl": ranges.shift_left,
    "lsr": ranges.shift_right,
    "asr": ranges.shift_signed,
    "ror": ranges.rotate,
}


def _read(state: State, operand: Operand, width: int) -> Range | None:
    """An operand's value; None where it is not one."""
    if isinstance(operand, Register):
        if operand.key is None:
            return constant(width, 0)
        return state.part(operand.key, width)
    return constant(width, operand) if isinstance(operand, int) else None


def _last(state: State, operands: tuple[Operand, ...], at: int, width: int) -> Range | None:
    """The operand from `at` on, with the shift or extension behind it."""
    if len(operands) == at + 1:
        return _read(state, operands[at], width)
    if len(operands) != at + 2:
        return None
    known, how = _read(state, operands[at], width), operands[at + 1]
    if known is None or not isinstance(how, str):
        return None
    shifted = _SHIFT.match(how)
    if shifted:
        amount = int(shifted[2])
        return _SHIFTS[shifted[1]](known, amount) if amount < width else None
    extended = _EXTENSION.match(how)
    if extended is None:
        return None
    bits, amount = _BITS[extended[2]], int(extended[3] or 0)
    if bits < width:
        low = ranges.truncated(known, bits)
        more = ranges.zero_extended if extended[1] == "u" else ranges.sign_extended
        known = more(low, width)
    return ranges.shift_left(known, amount)


def _write(state: State, to: Register, known: Range, low: Range | None = None) -> None:
    """Give a register a value of its width."""
    if to.key is None:
        return
    if to.width == 64:
        state.put(to.key, known, low)
    else:
        state.put_narrow(to.key, known)


def _copy(state: State, to: Register, source: Operand) -> bool:
    """Give a register what another register, or a number, is."""
    if to.key is None:
        return True
    if isinstance(source, int):
        _write(state, to, constant(to.width, source))
    elif not isinstance(source, Register) or source.width != to.width:
        return False
    elif source.key is None:
        _write(state, to, constant(to.width, 0))
    elif to.width == 64:
        state.put_copy(to.key, source.key)
    else:
        state.put_low(to.key, source.key)
    return True


def _add(state: State, to: Register, source: Operand, number: int) -> bool:
    """Give a register a register plus a number."""
    if not isinstance(source, Register) or source.width != to.width:
        return False
    if to.key is None:
        return True
    if source.key is None:
        return _copy(state, to, number)
    if number:
        state.put_sum(to.key, source.key, number, to.width)
        return True
    return _copy(state, to, source)


# -- instructions ---------------------------------------------------------------------------

Handler = Callable[[State, Instruction], bool]
_Binary = Callable[[Range, Range], Range]


def _number(operands: tuple[Operand, ...], at: int) -> int | None:
    """An immediate, shifted by 12 where it says so."""
    found = operands[at] if len(operands) > at else None
    if not isinstance(found, int) or len(operands) > at + 2:
        return None
    if len(operands) == at + 1:
        return found
    return found << 12 if operands[at + 1] == "lsl #12" else None


def _sums(sign: int) -> Handler:
    """add and sub."""

    def handler(state: State, one: Instruction) -> bool:
        to, *rest = one.operands
        if not isinstance(to, Register) or not rest:
            return False
        number = _number(one.operands, 2)
        if number is not None:
            return _add(state, to, rest[0], sign * number)
        a, b = _read(state, rest[0], to.width), _last(state, one.operands, 2, to.width)
        if a is None or b is None or isinstance(rest[0], int):
            return False
        other = one.operands[2]
        plain = len(one.operands) == 3 and isinstance(other, Register)
        if plain and isinstance(other, Register) and b.single is not None:
            return _add(state, to, rest[0], sign * b.single)
        if plain and sign > 0 and a.single is not None:
            return _add(state, to, other, a.single)
        if plain and sign < 0 and isinstance(rest[0], Register) and isinstance(other, Register):
            _subtract(state, to, rest[0], other)
            return True
        low = None
        if to.width == 64:
            x, y = _read(state, rest[0], 32), _last_low(state, one.operands)
            if x is not None and y is not None:
                low = (ranges.add if sign > 0 else ranges.subtract)(x, y)
        _write(state, to, (ranges.add if sign > 0 else ranges.subtract)(a, b), low)
        return True

    return handler


def _last_low(state: State, operands: tuple[Operand, ...]) -> Range | None:
    """The low half of a plain last operand."""
    return _read(state, operands[2], 32) if len(operands) == 3 else None


def _subtract(state: State, to: Register, a: Register, b: Register) -> None:
    """Give a register the difference of two."""
    if a.key is None or b.key is None:
        x, y = _read(state, a, to.width), _read(state, b, to.width)
        assert x is not None
        assert y is not None
        _write(state, to, ranges.subtract(x, y))
        return
    known, field = state.difference(a.key, b.key, to.width)
    low = state.difference(a.key, b.key, 32)[0] if to.width == 64 else None
    _write(state, to, known, low)
    if to.key is not None and field is not None and field.source != to.key:
        state.fields[to.key] = field


def _compares(state: State, one: Instruction) -> bool:
    """cmp, cmn, subs and adds."""
    has_result = one.word in ("subs", "adds", "negs")
    operands = one.operands[1:] if has_result else one.operands
    if one.word == "negs" and operands:
        first = operands[0]
        operands = (Register(first.width if isinstance(first, Register) else 64, None), *operands)
    to = one.operands[0] if has_result else None
    if not operands or not isinstance(operands[0], Register):
        return False
    if has_result and not isinstance(to, Register):
        return False
    width = operands[0].width
    if not _set_flags(state, one.word in ("cmn", "adds"), operands, "", 0):
        return False
    if isinstance(to, Register) and to.key is not None:
        if to.width != width:
            return False
        state.put_copy(to.key, result(0))
    return True


def _set_flags(
    state: State, adds: bool, operands: tuple[Operand, ...], condition: str, nzcv: int
) -> bool:
    """The flags of a comparison; under a condition, as the next stage of those there are.

    False where the operands are none that are known; nothing is changed then.
    """
    first = operands[0]
    if not isinstance(first, Register):
        return False
    width = first.width
    a, b = _read(state, first, width), _last(state, operands, 1, width)
    if isinstance(operands[1], int):
        immediate = _number(operands, 1)
        b = None if immediate is None else constant(width, immediate)
    if a is None or b is None:
        return False
    at = len(state.flags) if condition else 0
    if not condition:
        state.drop_flags()
    other = operands[1] if len(operands) == 2 else None
    number = b.single
    if adds and (number is None or number == 0 or number == 1 << (width - 1)):
        # The carry of a sum is another than that of a difference.
        _write(state, Register(width, left(at)), a)
        state.forget(right(at))
        _write(state, Register(width, result(at)), ranges.add(a, b))
        state.flags += (Stage("result", width, condition, nzcv),)
        return True
    if first.key is None:
        _write(state, Register(width, left(at)), a)
    else:
        state.put_copy(left(at), first.key)
    if number is not None and (adds or not isinstance(other, Register) or other.key is None):
        number = -number if adds else number
        _write(state, Register(width, right(at)), constant(width, number))
    elif isinstance(other, Register) and other.key is not None:
        state.put_copy(right(at), other.key)
    else:
        _write(state, Register(width, right(at)), b)
    difference = Register(width, result(at))
    if number is not None:
        _add(state, difference, Register(width, left(at)), -number)
    else:
        _subtract(state, difference, Register(width, left(at)), Register(width, right(at)))
    state.flags += (Stage("compare", width, condition, nzcv),)
    return True


def _compares_if(state: State, one: Instruction) -> bool:
    """ccmp and ccmn."""
    if len(one.operands) != 4:
        return False
    nzcv, condition = one.operands[2:]
    if not isinstance(nzcv, int) or not isinstance(condition, str) or condition not in CONDITIONS:
        return False
    may = outcomes(state, condition)
    adds = one.word == "ccmn"
    if may == HOLDS:
        return _set_flags(state, adds, one.operands[:2], "", 0)
    if may == FAILS:
        state.drop_flags()
        state.flags = (Stage("given", 64, "", nzcv),)
        return True
    if not 0 < len(state.flags) < MOST_STAGES:
        return False
    return _set_flags(state, adds, one.operands[:2], condition, nzcv)


def _logic(function: _Binary, inverted: bool = False) -> Handler:
    """and, orr, eor, bic, orn, eon and what sets flags by them."""

    def handler(state: State, one: Instruction) -> bool:
        flags = one.word in ("ands", "bics", "tst")
        operands = one.operands
        if one.word == "tst" and operands and isinstance(operands[0], Register):
            operands = (Register(operands[0].width, None), *operands)
        to = operands[0] if operands else None
        if len(operands) < 3 or not isinstance(to, Register):
            return False
        width = to.width
        a, b = _read(state, operands[1], width), _last(state, operands, 2, width)
        if a is None or b is None:
            return False
        if inverted:
            b = ranges.invert(b)
        known = function(a, b)
        low = None
        plain = len(operands) == 3
        if width == 64 and plain:
            x, y = _read(state, operands[1], 32), _read(state, operands[2], 32)
            if x is not None and y is not None:
                low = function(x, ranges.invert(y) if inverted else y)
        key = result(0) if flags else to.key
        if flags:
            state.drop_flags()
        source = operands[1]
        if key is not None:
            mask = b.single
            if function is ranges.bit_and and mask is not None and isinstance(source, Register) \
                    and source.key is not None:  # fmt: skip
                state.put_field(key, Field(width, source.key, 0, mask))
            else:
                _write(state, Register(width, key), known, low)
        if flags:
            state.flags = (Stage("logic", width),)
            if to.key is not None:
                state.put_copy(to.key, result(0))
        return True

    return handler


def _moves(state: State, one: Instruction) -> bool:
    """mov."""
    if len(one.operands) != 2 or not isinstance(one.operands[0], Register):
        return False
    return _copy(state, one.operands[0], one.operands[1])


def _moves_wide(state: State, one: Instruction) -> bool:
    """movz, movn and movk."""
    if len(one.operands) not in (2, 3) or not isinstance(one.operands[0], Register):
        return False
    to, number = one.operands[:2]
    shift = 0
    if len(one.operands) == 3:
        found = _SHIFT.match(one.operands[2]) if isinstance(one.operands[2], str) else None
        if found is None or found[1] != "lsl":
            return False
        shift = int(found[2])
    assert isinstance(to, Register)
    if not isinstance(number, int) or shift % 16 or shift >= to.width or to.key is None:
        return False
    if one.word == "movk":
        piece = constant(to.width, number)
        _write(state, to, ranges.insert(state.part(to.key, to.width), piece, shift, 16))
    else:
        value = number << shift
        _write(state, to, constant(to.width, ~value if one.word == "movn" else value))
    return True


def _unary(function: Callable[[Range], Range]) -> Handler:
    """mvn, neg and others of one operand."""

    def handler(state: State, one: Instruction) -> bool:
        if len(one.operands) < 2 or not isinstance(one.operands[0], Register):
            return False
        to = one.operands[0]
        known = _last(state, one.operands, 1, to.width)
        if known is None:
            return False
        low = None
        if to.width == 64 and len(one.operands) == 2 and function is not ranges.leading_zeros:
            half = _read(state, one.operands[1], 32)
            low = None if half is None else function(half)
        _write(state, to, function(known), low)
        return True

    return handler


def _negated(a: Range) -> Range:
    return ranges.subtract(constant(a.width, 0), a)


def _shifts(by_number: Callable[[Range, int], Range], by_register: _Binary) -> Handler:
    """lsl, lsr, asr and ror, by a number or by a register."""

    def handler(state: State, one: Instruction) -> bool:
        if len(one.operands) != 3:
            return False
        to, source, amount = one.operands
        if not isinstance(to, Register):
            return False
        known = _read(state, source, to.width)
        if known is None or isinstance(source, int):
            return False
        if isinstance(amount, Register):
            by = _read(state, amount, to.width)
            assert by is not None
            fixed = ranges.truncated(by, 5 if to.width == 32 else 6).single
            if fixed is None:
                _write(state, to, by_register(known, by))
                return True
            amount = fixed
        if not isinstance(amount, int) or not 0 <= amount < to.width:
            return False
        if by_number is ranges.shift_right:
            return _take(state, to, source, amount, to.width - amount)
        low = None
        if to.width == 64 and by_number is ranges.shift_left and amount < 32:
            half = _read(state, source, 32)
            low = None if half is None else ranges.shift_left(half, amount)
        _write(state, to, by_number(known, amount), low)
        return True

    return handler


def _take(state: State, to: Register, source: Operand, at: int, count: int) -> bool:
    """Give a register `count` bits of another, from bit `at` on."""
    if not isinstance(source, Register) or not 0 < count <= to.width - at:
        return False
    if to.key is None:
        return True
    if source.key is None:
        return _copy(state, to, 0)
    state.put_field(to.key, Field(to.width, source.key, at, (1 << count) - 1))
    return True


def _extends(count: int, signed: bool) -> Handler:
    """uxtb, sxtw and their like."""

    def handler(state: State, one: Instruction) -> bool:
        if len(one.operands) != 2:
            return False
        to, source = one.operands
        if not isinstance(to, Register):
            return False
        if not isinstance(source, Register):
            return False
        if to.key is None or source.key is None:
            return _copy(state, to, 0)
        if count == 32:
            (state.put_signed if signed else state.put_low)(to.key, source.key)
        elif signed:
            low = ranges.truncated(state.part(source.key, 32), count)
            _write(state, to, ranges.sign_extended(low, to.width))
        else:
            return _take(state, to, Register(to.width, source.key), 0, count)
        return True

    return handler


def _fields(state: State, one: Instruction) -> bool:
    """ubfx, sbfx, ubfiz, sbfiz, bfi, bfxil and bfc."""
    operands = one.operands
    if one.word == "bfc" and len(operands) == 3 and isinstance(operands[0], Register):
        operands = (operands[0], Register(operands[0].width, None), *operands[1:])
    if len(operands) != 4:
        return False
    to, source, at, count = operands
    if (
        not isinstance(to, Register)
        or not isinstance(at, int)
        or not isinstance(count, int)
        or not isinstance(source, Register)
    ):
        return False
    width = to.width
    if at < 0 or count <= 0 or at + count > width or to.key is None:
        return False
    known = _read(state, source, width)
    assert known is not None
    if one.word == "ubfx":
        return _take(state, to, source, at, count)
    if one.word in ("sbfx", "sbfiz"):
        moved = ranges.shift_right(known, at) if one.word == "sbfx" else known
        low = ranges.sign_extended(ranges.truncated(moved, count), width)
        _write(state, to, low if one.word == "sbfx" else ranges.shift_left(low, at))
    elif one.word == "ubfiz":
        low = ranges.zero_extended(ranges.truncated(known, count), width)
        _write(state, to, ranges.shift_left(low, at))
    elif one.word in ("bfi", "bfc"):
        _write(state, to, ranges.insert(state.part(to.key, width), known, at, count))
    else:
        moved = ranges.shift_right(known, at)
        _write(state, to, ranges.insert(state.part(to.key, width), moved, 0, count))
    return True


def _multiplies(state: State, one: Instruction) -> bool:
    """mul, mneg, madd, msub; and those that give 64 bits of two words."""
    word, operands = one.word, one.operands
    if len(operands) not in (3, 4) or not isinstance(operands[0], Register):
        return False
    to = operands[0]
    width = to.width
    long = word[0] in "us"
    factors = [_read(state, o, 32 if long else width) for o in operands[1:3]]
    added = _read(state, operands[3], width) if len(operands) == 4 else constant(width, 0)
    a, b = factors
    if a is None or b is None or added is None:
        return False
    if long:
        more = ranges.zero_extended if word[0] == "u" else ranges.sign_extended
        a, b = more(a, 64), more(b, 64)
    product = ranges.multiply(a, b)
    less = word in ("mneg", "msub", "umsubl", "smsubl", "umnegl", "smnegl")
    _write(state, to, (ranges.subtract if less else ranges.add)(added, product))
    return True


def _binary(function: _Binary) -> Handler:
    """Instructions of two registers."""

    def handler(state: State, one: Instruction) -> bool:
        if len(one.operands) != 3 or not isinstance(one.operands[0], Register):
            return False
        to = one.operands[0]
        a, b = (_read(state, o, to.width) for o in one.operands[1:])
        if a is None or b is None:
            return False
        _write(state, to, function(a, b))
        return True

    return handler


def _turns(state: State, one: Instruction) -> bool:
    """extr, of which a rotation is one."""
    if len(one.operands) != 4:
        return False
    to, a, b, amount = one.operands
    if not isinstance(to, Register):
        return False
    if a != b or not isinstance(amount, int) or not 0 <= amount < to.width:
        return False
    known = _read(state, a, to.width)
    if known is None:
        return False
    _write(state, to, ranges.rotate(known, amount))
    return True


# What a select gives where its condition fails: from the second operand.
_ELSE: dict[str, Callable[[Range], Range]] = {
    "csel": lambda a: a,
    "csinc": lambda a: ranges.add_constant(a, 1),
    "csinv": ranges.invert,
    "csneg": _negated,
}


def _selects(state: State, one: Instruction) -> bool:
    """csel and its kind."""
    operands, word = one.operands, one.word
    if len(operands) < 2 or not isinstance(operands[0], Register):
        return False
    to, condition = operands[0], operands[-1]
    if not isinstance(condition, str) or condition not in CONDITIONS:
        return False
    kind, sources, straight = word, operands[1:-1], True
    if word in ("cset", "csetm"):
        kind = "csinc" if word == "cset" else "csinv"
        sources, straight = (Register(to.width, None),) * 2, False
    elif word in ("cinc", "cinv", "cneg"):
        kind = {"cinc": "csinc", "cinv": "csinv", "cneg": "csneg"}[word]
        sources, straight = (*sources, *sources), False
    if len(sources) != 2 or not all(isinstance(s, Register) for s in sources):
        return False
    found: list[Range] = []
    for held in (True, False):
        if not outcomes(state, condition) & (HOLDS if held else FAILS):
            continue
        there = state.copy()
        if not assume(there, condition, held):
            continue
        first = held == straight
        only = sources[0 if first else 1] if first or kind == "csel" else None
        known = _read(there, sources[0 if first else 1], to.width)
        assert known is not None
        found.append(known if first else _ELSE[kind](known))
    if len(found) == 1 and only is not None:
        return _copy(state, to, only)
    if not found:
        return False
    _write(state, to, found[0] if len(found) == 1 else ranges.join(*found))
    return True


_LOADS: dict[str, tuple[int, bool]] = {  # bytes, and whether the sign fills the rest
    "ldrb": (1, False),
    "ldurb": (1, False),
    "ldrh": (2, False),
    "ldurh": (2, False),
    "ldrsb": (1, True),
    "ldursb": (1, True),
    "ldrsh": (2, True),
    "ldursh": (2, True),
    "ldrsw": (4, True),
    "ldursw": (4, True),
    "ldpsw": (4, True),
}


def _accesses(state: State, one: Instruction) -> bool:
    """Loads and stores of one register or two, and what they write back."""
    places = [n for n, o in enumerate(one.operands) if isinstance(o, Address)]
    if len(places) != 1:
        return False
    (at,) = places
    address = one.operands[at]
    assert isinstance(address, Address)
    registers, behind = one.operands[:at], one.operands[at + 1 :]
    if not registers or len(registers) > 2 or len(behind) > 1:
        return False
    step = 0
    if behind:
        if not isinstance(behind[0], int) or address.offset != 0 or address.pre:
            return False
        step = behind[0]
    elif address.pre:
        if address.offset is None:
            return False
        step = address.offset
    if step:
        state.put_sum(address.base, address.base, step, 64)
    if one.word.startswith("st"):
        return True
    size, signed = _LOADS.get(one.word, (0, False))
    for to in registers:
        if not isinstance(to, Register):
            continue  # of floating point: no general register
        if not size:
            _write(state, to, anything(to.width))
        elif signed:
            bound = 1 << (8 * size - 1)
            _write(state, to, signed_between(to.width, -bound, bound - 1))
        else:
            _write(state, to, between(to.width, 0, (1 << 8 * size) - 1))
    return True


def _nothing(_state: State, _one: Instruction) -> bool:
    """Branches, hints, prefetches: no register changes."""
    return True


def _calls(state: State, _one: Instruction) -> bool:
    """A callee keeps x19 to x29 and sp (AAPCS64 6.1.1)."""
    for key in (*range(19), 30):
        state.forget(key)
    state.drop_flags()
    return True


def _signs(state: State, _one: Instruction) -> bool:
    """Signing and authenticating change x30."""
    state.forget(30)
    return True


_TABLE: dict[str, Handler] = {
    "add": _sums(1),
    "sub": _sums(-1),
    **dict.fromkeys(["cmp", "cmn", "subs", "adds", "negs"], _compares),
    **dict.fromkeys(["ccmp", "ccmn"], _compares_if),
    **dict.fromkeys(["and", "ands", "tst"], _logic(ranges.bit_and)),
    **dict.fromkeys(["bic", "bics"], _logic(ranges.bit_and, inverted=True)),
    "orr": _logic(ranges.bit_or),
    "orn": _logic(ranges.bit_or, inverted=True),
    "eor": _logic(ranges.bit_xor),
    "eon": _logic(ranges.bit_xor, inverted=True),
    "mov": _moves,
    **dict.fromkeys(["movz", "movn", "movk"], _moves_wide),
    "mvn": _unary(ranges.invert),
    "neg": _unary(_negated),
    "clz": _unary(ranges.leading_zeros),
    **dict.fromkeys(["lsl", "lslv"], _shifts(ranges.shift_left, ranges.shift_left_by)),
    **dict.fromkeys(["lsr", "lsrv"], _shifts(ranges.shift_right, ranges.shift_right_by)),
    **dict.fromkeys(["asr", "asrv"], _shifts(ranges.shift_signed, ranges.shift_signed_by)),
    **dict.fromkeys(["ror", "rorv"], _shifts(ranges.rotate, ranges.rotate_by)),
    "extr": _turns,
    "uxtb": _extends(8, signed=False),
    "uxth": _extends(16, signed=False),
    "uxtw": _extends(32, signed=False),
    "sxtb": _extends(8, signed=True),
    "sxth": _extends(16, signed=True),
    "sxtw": _extends(32, signed=True),
    **dict.fromkeys("ubfx sbfx ubfiz sbfiz bfi bfxil bfc".split(), _fields),
    **dict.fromkeys(
        """mul mneg madd msub umull smull umaddl smaddl umsubl smsubl umnegl smnegl""".split(),
        _multiplies,
    ),
    "umulh": _binary(ranges.multiply_high),
    "smulh": _binary(ranges.multiply_high_signed),
    "udiv": _binary(ranges.divide),
    "sdiv": _binary(ranges.divide_signed),
    **dict.fromkeys("csel csinc csinv csneg cset csetm cinc cinv cneg".split(), _selects),
    **dict.fromkeys([*_LOADS, "ldr", "ldur", "ldp", "ldnp"], _accesses),
    **dict.fromkeys("str strb strh stur sturb sturh stp stnp".split(), _accesses),
    **dict.fromkeys("b ret cbz cbnz tbz tbnz nop bti prfm prfum brk udf br".split(), _nothing),
    **dict.fromkeys(["bl", "blr"], _calls),
    **dict.fromkeys(["paciasp", "pacibsp", "autiasp", "autibsp", "retaa"], _signs),
}
_SETS_FLAGS = frozenset(
    """adds adcs ands bics ngcs negs sbcs subs cmp cmn tst ccmp ccmn fcmp fcmpe fccmp
    fccmpe""".split()
)


def apply(state: State, one: Instruction) -> None:
    """Let an instruction happen."""
    handler = _TABLE.get(one.word)
    if one.word.startswith("b."):
        handler = _nothing
    if one.relocated and one.word not in ("b", "bl"):
        handler = None  # its immediate is not what it will be
    if handler is not None and handler(state, one):
        return
    if one.word not in ALLOWED and handler is None:
        state.clear()  # who knows what it writes
        return
    # It writes no general register that it does not name.
    for number in _NAMED.findall(one.text):
        state.forget(int(number))
    if _NAMES_SP.search(one.text):
        state.forget(SP)
    if one.word in _SETS_FLAGS:
        state.drop_flags()
