"""Branch misprediction, which llvm-mca leaves out.

A TAGE predictor (armcc/gates/predict.c) goes over the executed conditional branches and the jumps
of switches, through calls with different data, as a function that is hot would be called.  It is
smaller than a core's, and the same for baseline and candidate.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Any

from armcc.gates import engine

# What `Predictor.follow` is told of an instruction (predict.c has the same).
CONDITIONAL, INDIRECT = 1, 2
# Of one call: (site, taken) of each executed conditional branch.
Branches = Sequence[tuple[int, bool]]


class Predictor:
    """A branch predictor with its memory."""

    def __init__(self) -> None:
        self._library = engine.library()
        self._memory = ctypes.create_string_buffer(self._library.predictor_size())

    def wrong(self, branches: Branches) -> bytes:
        """A byte for each branch, 1 where it was not foreseen; learns from them."""
        packed = array("Q", [site << 1 | taken for site, taken in branches])
        out = ctypes.create_string_buffer(max(1, len(packed)))
        address, count = packed.buffer_info()
        self._library.predict(self._memory, address, count, out)
        return out.raw[:count]

    def follow(self, machine: Any, kinds: bytes, wrong: Any) -> None:
        """Goes over the branches of a machine's last run, which was traced.

        kinds: of each instruction of the code whether it is CONDITIONAL, INDIRECT or no branch of
            which it must be foreseen where it leads.
        wrong: an array of 64-bit numbers, one an instruction, which grow by what was not foreseen.
        """
        self._library.foresee(self._memory, ctypes.addressof(machine), kinds, wrong)


def training_calls(count: int) -> int:
    """How many of the first calls only train: a third, so of fewer than three none."""
    return count // 3


def mispredictions(calls: Sequence[Branches]) -> dict[int, float]:
    """Of each branch, by its site, mispredictions a call; calls follow one another.

    The calls have different data: a predictor that saw the same data before would know
    the answer to every comparison.
    """
    predictor = Predictor()
    training = training_calls(len(calls))
    total: Counter[int] = Counter()
    for number, branches in enumerate(calls):
        wrong = predictor.wrong(branches)
        if number >= training and any(wrong):
            total.update(site for (site, _), bad in zip(branches, wrong, strict=True) if bad)
    counted = max(1, len(calls) - training)
    return {site: n / counted for site, n in total.items()}
