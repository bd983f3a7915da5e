"""The flags as VEX keeps them: an operation and its operands, from which they follow.

`cc_op` says which (guest_arm64_defs.h): 0 dep1 holds NZCV in bits 31 to 28, 1 and 2 an addition
of 32 and 64 bits, 3 and 4 a subtraction, 5 and 6 an addition with carry, 7 and 8 a subtraction
with carry, 9 and 10 a bitwise operation.  The carry of all of them is worked out here from its
definition (DDI 0487, AddWithCarry).
"""

from __future__ import annotations

from dataclasses import dataclass

from armcc.gates.proof.terms import (
    Term,
    add,
    and_,
    const,
    eq,
    extract,
    false,
    ite,
    not_,
    or_,
    slt,
    sub,
    true,
    ult,
    xor,
    zext,
)
from armcc.gates.proof.vexops import one_of

COPY, ADD, SUB, ADC, SBC, LOGIC = 0, 1, 3, 5, 7, 9
EQ, CS, MI, VS, HI, GE, GT, ALWAYS = range(0, 16, 2)


class UnknownFlagsError(Exception):
    """Flags of which it is not known where they come from."""


@dataclass(frozen=True)
class Flags:
    """The four flags, one bit each."""

    n: Term
    z: Term
    c: Term
    v: Term

    def packed(self) -> Term:
        """NZCV in bits 31 to 28 of a 64-bit value, the others 0."""
        out = const(0, 64)
        for bit, flag in ((31, self.n), (30, self.z), (29, self.c), (28, self.v)):
            out = or_(out, ite(flag, const(1 << bit, 64), const(0, 64)))
        return out


def _given(t: Term, c: Term, value: bool) -> Term:
    """A term where a condition is known, as far as its top shows it."""
    if t.op == "ite" and t.args[0] is c:
        return t.args[1] if value else t.args[2]
    return t


def flags(op: Term, left: Term, right: Term, extra: Term) -> Flags:
    """The flags of a thunk.  Raises UnknownFlagsError for an operation that is not known."""
    if op.op == "ite":
        c = op.args[0]
        rest = (left, right, extra)
        p = flags(op.args[1], *[_given(t, c, True) for t in rest])
        q = flags(op.args[2], *[_given(t, c, False) for t in rest])
        return Flags(ite(c, p.n, q.n), ite(c, p.z, q.z), ite(c, p.c, q.c), ite(c, p.v, q.v))
    if op.op != "const" or not 0 <= op.data <= 10:
        raise UnknownFlagsError(repr(op))
    if op.data == COPY:
        return Flags(*[extract(left, bit, bit) for bit in (31, 30, 29, 28)])
    kind, width = (op.data - 1) // 2 * 2 + 1, 64 if op.data % 2 == 0 else 32
    a, b = extract(left, width - 1, 0), extract(right, width - 1, 0)
    top = width - 1
    zero = const(0, width)
    if kind == LOGIC:
        return Flags(extract(a, top, top), eq(a, zero), false(), false())
    carry = extract(extra, 0, 0)
    if kind == ADD:
        result = add(a, b)
        carried = ult(result, a)
    elif kind == SUB:
        result = sub(a, b)
        carried = not_(ult(a, b))
    else:
        other = not_(b) if kind == SBC else b
        wide = add(add(zext(a, width + 1), zext(other, width + 1)), zext(carry, width + 1))
        result, carried = extract(wide, top, 0), extract(wide, width, width)
        b = other
    if kind == SUB:
        over = and_(xor(a, b), xor(a, result))
        return Flags(extract(result, top, top), eq(a, b), carried, extract(over, top, top))
    over = and_(xor(a, result), xor(b, result))
    return Flags(extract(result, top, top), eq(result, zero), carried, extract(over, top, top))


def _of_floats(code: int, packed: Term) -> Term | None:
    """A condition behind a comparison of floats, by which of the four outcomes fulfil it."""
    top = packed.args[0] if packed.op == "ite" else packed
    if top.op != "extract" or top.args[0].op != "uf" or top.args[0].width != 2:
        return None
    outcome = top.args[0]
    wanted = set()
    for value in range(4):
        t = packed
        while t.op == "ite":
            c = t.args[0]
            if c.op != "extract" or c.args[0] is not outcome:
                return None
            t = t.args[1] if value >> c.data[1] & 1 else t.args[2]
        if t.op != "const":
            return None
        if condition(code, const(COPY, 64), t, t, t) is true():
            wanted.add(value)
    return one_of(outcome, wanted)


def condition(code: int, op: Term, left: Term, right: Term, extra: Term) -> Term:
    """Whether condition `code` (DDI 0487, ConditionHolds) holds, as one bit."""
    if op.op == "ite":
        c = op.args[0]
        return ite(
            c,
            condition(
                code,
                op.args[1],
                _given(left, c, True),
                _given(right, c, True),
                _given(extra, c, True),
            ),
            condition(
                code,
                op.args[2],
                _given(left, c, False),
                _given(right, c, False),
                _given(extra, c, False),
            ),
        )
    base = code & ~1
    if op.value == COPY and base != ALWAYS:
        chosen = _of_floats(code, left)
        if chosen is not None:
            return chosen
    found = None
    if base == ALWAYS:
        return true()
    if op.op == "const" and op.data in (SUB, SUB + 1):
        width = 32 if op.data == SUB else 64
        a, b = extract(left, width - 1, 0), extract(right, width - 1, 0)
        found = {
            EQ: lambda: eq(a, b),
            CS: lambda: not_(ult(a, b)),
            HI: lambda: ult(b, a),
            GE: lambda: not_(slt(a, b)),
            GT: lambda: slt(b, a),
        }.get(base)
    if found is not None:
        holds = found()
    else:
        f = flags(op, left, right, extra)
        same = not_(xor(f.n, f.v))
        holds = {
            EQ: f.z,
            CS: f.c,
            MI: f.n,
            VS: f.v,
            HI: and_(f.c, not_(f.z)),
            GE: same,
            GT: and_(same, not_(f.z)),
        }[base]
    return not_(holds) if code & 1 else holds
