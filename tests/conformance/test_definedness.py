"""What an instruction passes on of what is undefined, held against Unicorn.

Each instruction form that the gates admit runs from two states that differ only in what counts
as undefined, or in where addresses are.  What differs afterwards must be said to.
"""

from __future__ import annotations

import functools
import re
from random import Random

import pytest
from execution import DISTANCE, MASK, NZCV, SP, Hardware, Values
from operands import Operands
from test_semantics import PARTS, SEED, Instruction, instances

from armcc.gates.definedness import State, Step
from armcc.gates.instructions import mnemonic
from armcc.gates.operand import parse
from armcc.gates.taint import (
    CLEAN,
    FLAGS,
    MIXED,
    OBJECT,
    STACK,
    Value,
    address,
    low,
    maybe,
    ones,
    scaled,
    undefined,
)

_BACK = ("ret", "br", "blr", "bl")
# Unicorn leaves bits above the result.
_NOT_AS_SAID = re.compile(r"fcvtz[su] h\d+, h\d+, #")


class Pair:
    """Two states and what is said of how they differ."""

    def __init__(self, one: Instruction, start: Values, operands: Operands, rng: Random) -> None:
        memory = "[x" in one.text or "[sp" in one.text
        self.moves = {OBJECT: rng.getrandbits(rng.choice([1, 20, 34])) << 12, STACK: 0}
        x, v = list(start.x), list(start.v)
        begun = list(start.x)
        values: list[Value] = []
        fixed = operands.base.groups() if operands.base else ()
        for n in range(31):
            pick = rng.random()
            if f"x{n}" in fixed or f"w{n}" in fixed:
                values.append(CLEAN)
            elif pick < 0.25 and not memory:
                factor = rng.choice([1, 1, 1, 1, 2, 8, -1])
                value = scaled(address(OBJECT), factor, 64)
                change = factor * self.moves[OBJECT]
                # Of a process: addresses of 47 bits, and null is none of them.
                begun[n] = x[n] = factor * rng.randrange(4096, 1 << 46) & MASK
                if rng.random() < 0.3:
                    value = low(value, 32)
                    begun[n] = x[n] = x[n] & MASK >> 32
                    change = (x[n] + change) % (1 << 32) - x[n]
                x[n] = (x[n] + change) & MASK
                values.append(value)
            else:
                mask = _mask(rng, 64)
                x[n] ^= rng.getrandbits(64) & mask
                values.append(undefined(f"x{n}", mask))
        self.start = Values(tuple(begun), start.v)
        vectors = []
        for n in range(32):
            mask = _mask(rng, 128)
            v[n] ^= rng.getrandbits(128) & mask
            vectors.append(undefined(f"v{n}", mask))
        flags = CLEAN
        if rng.random() < 0.3:
            flags = undefined("flags", FLAGS)
            x[NZCV] = rng.randrange(16) << 28
        self.other = Values(tuple(x), tuple(v))
        self.state = State((*values, address(STACK, 0)), tuple(vectors), flags, {})


def _mask(rng: Random, bits: int) -> int:
    pick = rng.random()
    if pick < 0.4:
        return 0
    if pick < 0.55:
        return ones(bits)
    if pick < 0.75:
        return ones(bits) & ~ones(rng.choice([8, 16, 32, 64, bits // 2]))
    if pick < 0.9:
        lane = rng.choice([8, 16, 32, 64])
        return ones(lane) << lane * rng.randrange(bits // lane)
    return rng.getrandbits(bits) & rng.getrandbits(bits)


def moved(value: Value, moves: dict[str, int]) -> int:
    """How far an address in a value moves with those it is made of."""
    return sum(factor * moves.get(kind, 0) for kind, factor in value.bases)


def lies(pair: Pair, after: State, first: Values, second: Values) -> str:
    """The first thing that differs and is not said to; "" if there is none."""
    for n in range(32):
        value = after.x[n]
        if any(factor == MIXED for _, factor in value.bases):
            continue
        bits = 32 if value.narrow else 64
        expected = (first.x[n] + moved(value, pair.moves)) & ones(bits)
        if value.narrow and first.x[n] >> 32 != second.x[n] >> 32:
            return f"x{n}: not narrow"
        if (expected ^ second.x[n]) & ones(bits) & ~value.mask:
            return f"x{n}: {first.x[n]:#x} and {second.x[n]:#x}, said of it: {value}"
    for n in range(32):
        value = after.v[n]
        if not value.bases and (first.v[n] ^ second.v[n]) & ~value.mask:
            return f"v{n}: {first.v[n]:#x} and {second.v[n]:#x}, said of it: {value}"
        if value.bases:
            for lane in (0, 64):
                a, b = (each.v[n] >> lane & MASK for each in (first, second))
                steps = [n * pair.moves[OBJECT] for n in (0, 1, 2, 8, -1)]
                if all(((a + step) ^ b) & MASK & ~(value.mask >> lane) for step in steps):
                    return f"v{n}: {a:#x} and {b:#x}, said of it: {value}"
    if (first.x[NZCV] ^ second.x[NZCV]) >> 28 & ~after.flags.mask:
        return f"flags {first.x[NZCV] >> 28:04b} and {second.x[NZCV] >> 28:04b}: {after.flags}"
    return ""


@functools.cache
def forms() -> list[str]:
    return sorted(name for name in instances() if mnemonic(name) not in _BACK)


@pytest.mark.parametrize("part", range(PARTS))
def test_what_differs_is_said_to(part: int) -> None:
    rng = Random(f"{SEED} definedness {part}")
    chosen: list[Instruction] = []
    for name in forms()[part::PARTS]:
        found = instances()[name]
        chosen += rng.sample(found, min(2, len(found)))
    hardware = Hardware([one.word for one in chosen])
    compared = 0
    for number, one in enumerate(chosen):
        if _NOT_AS_SAID.match(one.text):
            continue
        operands = Operands(one.text, rng)
        memory = "[x" in one.text or "[sp" in one.text
        for _ in range(12):
            start = operands.next(hardware.address(number) + DISTANCE)
            pair = Pair(one, start, operands, rng)
            decided: list[Value] = []
            after = Step(pair.state, parse(one.text), None, decided.append, maybe).run()
            if any(value.mask for value in decided):
                continue
            ran = [hardware.run(number, each, memory) for each in (pair.start, pair.other)]
            if ran[0] is None or ran[1] is None:
                continue  # what Unicorn does not execute
            (first, data), (second, other) = ran[0], ran[1]
            compared += 1
            assert first.x[SP + 2] == second.x[SP + 2], f"{one.text}: goes elsewhere"
            if "[sp" not in one.text:
                assert data == other, f"{one.text}: stores something else"
            wrong = lies(pair, after, first, second)
            assert not wrong, f"{one.text}: {wrong}"
    assert compared > 3 * len(chosen)
