"""Which parts of a long trace are costed, and for how much of it each stands.

llvm-mca takes 30 us an operation: a trace of some ten thousand is costed by samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Steps: a trace of so many is costed whole; of a longer one so many in each sample, behind
# so many that only fill the core; so many samples between start and end.
WHOLE = 320
SAMPLE = 96
LEAD = 48
BETWEEN = 2


@dataclass(frozen=True)
class Window:
    """The steps [start, end) of a trace, those from `counted` on for `weight` times as many."""

    start: int
    counted: int
    end: int
    weight: float


def windows(sites: Sequence[int]) -> list[Window]:
    """The parts of a trace to be costed; sites: where each of its steps stands in the code.

    A short trace is one window.  Of a longer one: its start; samples from pieces of equal length
    in between, each counted over whole turns of the loop that it is in, as far as that shows;
    its end.  Their weights add up to the steps of the trace.
    """
    count = len(sites)
    if count <= WHOLE:
        return [Window(0, 0, count, 1.0)]
    first, last = SAMPLE, count - SAMPLE
    out = [Window(0, 0, first, 1.0)]
    for n in range(BETWEEN):
        a = first + (last - first) * n // BETWEEN
        b = first + (last - first) * (n + 1) // BETWEEN
        start = max(a, (a + b - SAMPLE - LEAD) // 2)
        counted = min(start + LEAD, b - 1)
        end = min(counted + SAMPLE, b)
        # From one execution of an instruction to a later one are whole turns.
        for at in range(end, counted + SAMPLE // 2, -1):
            if sites[at] == sites[counted]:
                end = at
                break
        out.append(Window(start, counted, end, (b - a) / (end - counted)))
    out.append(Window(last - LEAD, last, count, 1.0))
    return out
