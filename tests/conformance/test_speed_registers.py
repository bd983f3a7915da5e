"""What the cost model takes instructions to read and write, held against Unicorn.

A register is read if another value in it changes anything else; it is written if it changes.  Every
instruction form that the gates admit is executed from random values, and again with each
register in turn holding another one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from random import Random

import pytest
from execution import MASK, NZCV, SP, TAKEN, Hardware, Values
from operands import Operands
from test_semantics import DISTANCE, PARTS, SEED, Instruction, instances

from armcc.gates.speed.operands import FLAGS, VECTORS, operations, registers
from armcc.gates.speed.operands import SP as STACK

STATES = 10
# The same of both: where a register is, and where in the state.
_PLACES = [*((n, "x", n) for n in range(31)), (STACK, "x", SP), (FLAGS, "x", NZCV)]
_PLACES += [(VECTORS + n, "v", n) for n in range(32)]

# Forms that read what they write, which may not show.
UNSEEN = re.compile(
    r"movk |[su]aba |orr .*#N|bfm |bfi |bfxil |bfc |[su]r?sra |s[lr]i |tb[lx] |aes"
    r"|.*\[N\]|ld\d|fml|us?dot|su?dot"
)


def with_value(state: Values, bank: str, number: int, value: int) -> Values:
    """A state with another value in one register."""
    row = list(getattr(state, bank))
    row[number] = value
    return Values(tuple(row), state.v) if bank == "x" else Values(state.x, tuple(row))


def other_value(text: str, register: int, old: int, rng: Random) -> int:
    """Another value of a register; of one that leads to memory one that leads there, too."""
    if register == FLAGS:
        return (old ^ rng.randrange(1, 16) << 28) & 0xF0000000
    if register >= VECTORS:
        return old ^ rng.getrandbits(128)
    name = "sp" if register == STACK else rf"[wx]{register}"
    if register == STACK or re.search(rf"\[[^]]*\b{name}\b", text):
        return (old + 64) & MASK
    return old ^ (rng.getrandbits(64) | 1)


def changed(text: str, start: Values, end: Values) -> Iterator[int]:
    for register, bank, number in _PLACES:
        if getattr(start, bank)[number] != getattr(end, bank)[number]:
            yield register


class Check:
    """Runs instructions; `read` and `written` are what has shown, by instruction."""

    def __init__(self, chosen: list[Instruction], rng: Random) -> None:
        self.chosen = chosen
        self.rng = rng
        self.hardware = Hardware([one.word for one in chosen])
        self.read: dict[int, set[int]] = defaultdict(set)
        self.written: dict[int, set[int]] = defaultdict(set)

    def look(self, number: int, one: Instruction, declared: set[int]) -> bool:
        """One state and all its neighbours; whether it could be executed."""
        hardware, text = self.hardware, one.text
        touches = "[" in text or text.startswith("ldr")
        start = Operands(text, self.rng).next(hardware.address(number) + DISTANCE)
        ran = hardware.run(number, start, touches)
        if ran is None:
            return False
        end, data = ran
        self.written[number].update(changed(text, start, end))
        for register, bank, at in _PLACES:
            # What is neither named nor declared would change nothing: a few of them are enough.
            if register not in declared and self.rng.random() < 0.6:
                continue
            old = getattr(start, bank)[at]
            new = other_value(text, register, old, self.rng)
            again = hardware.run(number, with_value(start, bank, at, new), touches)
            if again is None:
                continue
            then, memory = again
            same = memory == data and end.x[TAKEN] == then.x[TAKEN]
            for other, its_bank, place in _PLACES:
                a, b = getattr(end, its_bank)[place], getattr(then, its_bank)[place]
                if other == register:
                    # Not written, it is what it was in both.
                    same &= (a, b) == (old, new) or a == b
                else:
                    same &= a == b
            if not same:
                self.read[number].add(register)
        return True


@pytest.mark.parametrize("part", range(4))
def test_registers_of_some_forms(part: int) -> None:
    names = sorted(instances())
    checked(Random(f"{SEED} some {part}").sample(names, len(names) // 24), 6, part)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_registers_of_all_forms(part: int) -> None:
    checked(sorted(instances())[part::PARTS], STATES, part)


def checked(names: list[str], states: int, part: int) -> None:
    """Hold one instruction of each of some forms against what is said of it."""
    rng = Random(f"{SEED} operands {part}")
    table = instances()
    chosen = [rng.choice(table[name]) for name in names]
    check = Check(chosen, rng)
    wrong, ran = [], 0
    for number, (name, one) in enumerate(zip(names, chosen, strict=True)):
        found = operations(one.text, cracked=False)
        reads = {r for o in found for r in o.reads}
        writes = {r for o in found for r in o.writes}
        if one.text.startswith("ret"):
            continue
        good = sum(check.look(number, one, reads | writes) for _ in range(states))
        ran += bool(good)
        if check.read[number] - reads:
            wrong.append(f"{one.text}: reads {check.read[number] - reads}, too")
        if check.written[number] - writes:
            wrong.append(f"{one.text}: writes {check.written[number] - writes}, too")
        # What is written and said to be read, though no operand but the first names it.
        sources = {r for part in one.text.partition(",")[2:] for r in registers(part)}
        unseen = (reads & writes) - sources - check.read[number] - {FLAGS}
        if good and unseen and not UNSEEN.match(name):
            wrong.append(f"{one.text} ({name}): does not read {unseen}")
    assert not wrong, "\n".join(wrong)
    assert ran > len(names) // 2
