"""What instructions mean in the proof gate, held against Unicorn.

The gate's semantics is a third one, beside those of Unicorn and QEMU, and a proof is only as
right as it is: a wrong one that both codes share proves wrong code equal.  So every instruction
form that the gates admit is executed in Unicorn and by its terms, from boundary and random
values, and the whole state is compared: registers, flags, memory, where control goes.  The
functions of floats that the gate leaves open get the values that `ieee` computes.

A form without a meaning ends a proof without a verdict; those are listed here (`UNKNOWN`), so
that none becomes so, or ceases to be so, unseen.
"""

from __future__ import annotations

import functools
import os
import re
from collections import defaultdict
from dataclasses import dataclass
from random import Random

import pytest
from execution import (
    DATA,
    DATA_SIZE,
    DISTANCE,
    FEATURES,
    Hardware,
    Meaning,
    assembled,
    differences,
    meaning,
)
from forms import LINES, WITHOUT_LINE, expanded, form, mnemonics, renumbered
from operands import Operands

from armcc.function.contract import Contract
from armcc.gates.disassemble import disassemble
from armcc.gates.instructions import ALLOWED, mnemonic
from armcc.gates.proof.execute import UnprovableError
from armcc.gates.proof.terms import forget

# Another number tries other values and registers.
SEED = int(os.environ.get("ARMCC_TEST_SEED", "0"))
PARTS = 32
CONTRACT = Contract(features=tuple(FEATURES.split(",")))

# Forms without a meaning in the proof gate, and why.
UNKNOWN = (
    (r"(?!fcvt |fcvt[ln]2? )(f\w+|[su]cvtf) .*(hR|\.[248]?h\b)", "arithmetic in half precision"),
    (r"usdot|sudot", "I8MM, which Unicorn does not run"),
    (r"aes", "AES: a helper that changes the state"),
    (r"pmull2? vR.1q", "polynomials of 64 bits: a helper that changes the state"),
    (r"[su]q(r?)shl (.*)R(\.\d+[bhsd])?$", "saturating shifts by a register"),
    (r"urecpe|ursqrte", "estimates of fixed-point numbers"),
    (r"sqrdml[as]h", "VEX takes it for sqrdmulh, or does not know it"),
    (r"fmulx", "VEX multiplies infinity by 0"),
    (r"fcvtxn", "VEX rounds to the nearest"),
    (r".*, sxtx( #N)?\]", "VEX does not know it in addresses"),
)


@dataclass(frozen=True)
class Instruction:
    """A machine word and its text."""

    word: bytes
    text: str


@functools.cache
def instances() -> dict[str, list[Instruction]]:
    """All instructions of the table, by their forms."""
    rng = Random(SEED)
    texts = [one for line in LINES for text in expanded(line) for one in renumbered(text, rng)]
    code = assembled("\n".join(texts) + "\n")
    assert len(code) == 4 * len(texts)
    out = defaultdict(list)
    for n, text in enumerate(disassemble(code, CONTRACT)):
        assert text is not None, texts[n]
        out[form(text)].append(Instruction(code[4 * n : 4 * n + 4], text))
    return dict(out)


def _unknown(name: str) -> bool:
    return any(re.match(pattern, name) for pattern, _ in UNKNOWN)


class Check:
    """Compares instructions; tuples: states for each, floats more often."""

    def __init__(self, chosen: list[Instruction], tuples: int, rng: Random) -> None:
        self.chosen = chosen
        self.tuples = tuples
        self.rng = rng
        self.hardware = Hardware([one.word for one in chosen])
        self.compared = 0
        self.wrong: list[str] = []
        # By form: whether some instruction of it has a meaning.
        self.known: dict[str, bool] = {}

    def all(self) -> None:
        """Compare them all."""
        forget()
        for number, one in enumerate(self.chosen):
            name = form(one.text)
            try:
                apply = meaning(one.word, one.text)
            except UnprovableError as e:
                if e.reason != "memory-shape":  # which depends on the constant
                    self.known.setdefault(name, False)
                continue
            self.known[name] = True
            operands = Operands(one.text, self.rng)
            for _ in range(self.tuples * (4 if operands.floats else 1)):
                found = self._one(number, one, operands, apply)
                if found:
                    self.wrong.append(f"{one.text} ({one.word.hex()}): {'; '.join(found[:3])}")
                    break

    def _one(self, number: int, one: Instruction, operands: Operands, apply: Meaning) -> list[str]:
        hardware = self.hardware
        start = operands.next(hardware.address(number) + DISTANCE)
        ran = hardware.run(number, start, "[" in one.text or one.text.startswith("ldr"))
        if ran is None:
            return ["Unicorn does not execute it"]
        end, data = ran
        expected, changed = apply(start, hardware.address(number), hardware.byte)
        self.compared += 1
        found = differences(end, expected)
        memory = bytearray(hardware.data)
        for address, value in changed.items():
            if not DATA <= address < DATA + DATA_SIZE:
                return [f"by terms {address:#x} is written"]
            memory[address - DATA] = value
        if bytes(memory) != data:
            at = next(n for n, (a, b) in enumerate(zip(data, memory, strict=True)) if a != b)
            found.append(f"memory at {at:#x}: {data[at]:#x}, by terms {memory[at]:#x}")
        return found


def _checked(part: int, most: int, tuples: int) -> None:
    """Compare up to `most` instructions of each form of one part of the table."""
    rng = Random(f"{SEED} {part}")
    table = instances()
    chosen: list[Instruction] = []
    for name in sorted(table)[part::PARTS]:
        found = table[name]
        chosen += found if len(found) <= most else rng.sample(found, most)
    check = Check(chosen, tuples, rng)
    check.all()
    assert not check.wrong, "\n".join(check.wrong)
    assert check.compared
    got = {name for name, known in check.known.items() if not known}
    expected = {name for name in check.known if _unknown(name)}
    assert sorted(got - expected) == [], "these have no meaning any more"
    assert sorted(expected - got) == [], "these have a meaning now: UNKNOWN can be shorter"


@pytest.mark.parametrize("part", range(PARTS))
def test_forms(part: int) -> None:
    _checked(part, most=2, tuples=8)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_forms_with_all_their_constants(part: int) -> None:
    _checked(part, most=1000, tuples=30)


def test_each_mnemonic_that_is_allowed_has_a_line() -> None:
    named = set().union(*[mnemonics(line) for line in LINES])
    assert named == ALLOWED - set(WITHOUT_LINE)
    printed = {mnemonic(name) for name in instances()}
    # What a disassembler prints is what the gates look up in the list.
    assert printed <= ALLOWED


# Where words of the encodings that the list is about lie (DDI 0487, C4.1): bits 28 to 25.
_RESERVED = range(4)
# What leads elsewhere has its constants, and its places, only in the table.
_PLACED = re.compile(r"(b|b\..*|cbn?z|tbn?z|adrp?|ret) |(ldr|ldrsw) \w+, #")
# An address that is its own offset leads to no place that is there.
_OWN_OFFSET = re.compile(r".*\[x(\d+), [xw]\1\b")


def _random_words(count: int, rng: Random) -> list[Instruction]:
    """Random words that are instructions on the list."""
    words: list[bytes] = []
    while len(words) < count:
        word = rng.getrandbits(32)
        if rng.random() < 0.2:
            word |= 31 << 5 * rng.randrange(2)  # as Rd or Rn: sp and zr, and aliases
        if word >> 25 & 15 not in _RESERVED:
            words.append(word.to_bytes(4, "little"))
    texts = disassemble(b"".join(words), CONTRACT)
    rows = zip(words, texts, strict=True)
    return [Instruction(w, t) for w, t in rows if t is not None and mnemonic(t) in ALLOWED]


@pytest.mark.slow
def test_random_words() -> None:
    rng = Random(f"{SEED} words")
    found = _random_words(100_000, rng)
    missing = {form(one.text) for one in found} - set(instances())
    assert not missing, "these forms have no line"
    chosen = [o for o in found if not _PLACED.match(o.text) and not _OWN_OFFSET.match(o.text)]
    for start in range(0, len(chosen), 500):
        check = Check(chosen[start : start + 500], 2, rng)
        check.all()
        assert not check.wrong, "\n".join(check.wrong)
