"""Branch misprediction, which llvm-mca leaves out.

A gshare predictor (McFarling, "Combining Branch Predictors", WRL TN-36, 1993) with two
history lengths runs over the executed conditional branches; each misprediction costs
the pipeline refill.  The predictor runs through calls with different data, as a function
that is hot would be called.  It is simpler than a TAGE-like core's, and the same for
baseline and candidate.
"""

from __future__ import annotations

# Cycles that a mispredicted branch adds to a trace costed as if all were foreseen.  First
# the pipeline's refill, from the branch to the first instruction of the right path:
# Neoverse V1/V2 have 11 stages (Arm technical overviews), the 55 has 8 and is in order.
# An out-of-order core also waits for what the branch compares, which the trace hides
# behind the work that was foreseen: a load from L1 (4 cycles) and the compare.  In order,
# the trace has that wait already.
PENALTY = {"cortex-a53": 7, "cortex-a55": 8, "cortex-a510": 9}
DEFAULT_PENALTY = 11 + 4 + 1

_BITS = 14


class Gshare:
    """A table of 2-bit counters indexed by branch address and global history."""

    def __init__(self, history_bits: int) -> None:
        self._mask = (1 << _BITS) - 1
        self._history_mask = (1 << history_bits) - 1
        self._history = 0
        self._counters = bytearray(b"\x01" * (1 << _BITS))

    def predict(self, address: int) -> tuple[bool, int]:
        """Whether the branch is thought to be taken, and the counter's index."""
        index = ((address >> 2) ^ (self._history & self._history_mask)) & self._mask
        return self._counters[index] >= 2, index

    def update(self, index: int, taken: bool) -> None:
        """Learn the outcome."""
        counter = self._counters[index]
        self._counters[index] = min(3, counter + 1) if taken else max(0, counter - 1)
        self._history = (self._history << 1) | taken


def mispredictions(calls: list[list[tuple[int, bool]]]) -> float:
    """Mispredictions a call, over calls of (address, taken) pairs that follow one another.

    The calls have different data: a predictor that saw the same data before would know
    the answer to every comparison.  The first call only trains, unless it is the only
    one.  The better of a long and a short history is taken for the whole.
    """
    best = float("inf")
    for bits in (12, 2):
        predictor = Gshare(bits)
        wrong = 0
        for number, branches in enumerate(calls):
            for address, taken in branches:
                guess, index = predictor.predict(address)
                wrong += (number > 0 or len(calls) == 1) and guess != taken
                predictor.update(index, taken)
        best = min(best, wrong / max(len(calls) - 1, 1))
    return best


def penalty(cpu: str) -> int:
    """Cycles lost by one misprediction on a CPU."""
    return PENALTY.get(cpu, DEFAULT_PENALTY)
