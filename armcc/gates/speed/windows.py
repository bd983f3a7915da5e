"""Which parts of a long trace are costed, and for how much of it each stands.

llvm-mca takes 40 us an operation: a trace of some thousands is costed by samples.  A sample has
to be long against what a core has under way at a time, or the latency at its ends would be
multiplied with the rest: so nothing counts before the core is full (`LEAD`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

# Steps: a trace of so many is costed whole.
WHOLE = 720
# Of a longer one: steps that fill the core, and steps of a sample; samples after the first where
# the first is not like all that follows; the trace's end, and what leads to it.
LEAD, SAMPLE = 320, 384
LATER = 2
END, END_LEAD = 96, 64
# Of what follows the first sample, the share that has to be executions of its instructions for
# one sample to do.
ALIKE = 0.97


@dataclass(frozen=True)
class Window:
    """The steps [start, end) of a trace.

    Those from `counted` on stand for `weight` times as many, those before for `head` times as
    many: for none where they only fill the core.
    """

    start: int
    counted: int
    end: int
    weight: float
    head: float = 0.0


def windows(sites: Sequence[int]) -> list[Window]:
    """The parts of a trace to be costed; sites: where each of its steps stands in the code.

    A short trace is one window.  Of a longer one: its start, which counts for itself, and a
    sample that goes on from there; where what follows is something else, samples of later pieces
    of equal length; its end.  Samples are counted over whole turns of the loop that they are in, as
    far as that shows.  The weights add up to the steps of the trace.
    """
    count = len(sites)
    if count <= WHOLE:
        return [Window(0, 0, count, 1.0)]
    last = count - END
    end = _turns(sites, LEAD, min(LEAD + SAMPLE, last), last)
    known = set(sites[LEAD:end])
    alike = sum(site in known for site in sites[end:last])
    later = 0 if alike >= ALIKE * (last - end) else LATER
    # Where each piece begins, the first of which has the first sample.
    bounds = [LEAD + (last - LEAD) * n // (later + 1) for n in range(later + 2)]
    if later and bounds[1] < end:
        later, bounds = 0, [LEAD, last]
    out = [Window(0, LEAD, end, (bounds[1] - bounds[0]) / (end - LEAD), head=1.0)]
    for a, b in itertools.pairwise(bounds[1:]):
        start = max(0, a + (b - a - SAMPLE) // 2 - LEAD)
        counted = max(a, min(start + LEAD, b - 1))
        finish = _turns(sites, counted, min(counted + SAMPLE, b), b)
        out.append(Window(start, counted, finish, (b - a) / (finish - counted)))
    return [*out, Window(last - END_LEAD, last, count, 1.0)]


def _turns(sites: Sequence[int], first: int, about: int, most: int) -> int:
    """Where to end a sample from `first` on: at a later execution of its first instruction.

    The last one up to `about`, else the next up to `most`, within a sample's length; else `about`.
    """
    ends = (*range(about, first, -1), *range(about + 1, min(most, about + SAMPLE)))
    return next((at for at in ends if at < len(sites) and sites[at] == sites[first]), about)
