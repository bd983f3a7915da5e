"""The hot loop of a trace: the innermost loop in which most of it is spent.

A loop is what a trace shows of it: its turns begin at the target of a backward taken branch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from armcc.gates.speed.steps import Step

# The steps [start, end) of a trace.
Span = tuple[int, int]


@dataclass(frozen=True)
class Loop:
    """An innermost loop, as executed.

    head: the site of its first instruction.  latch: of the last branch that goes back to it.
    iterations: of one call; an iteration that leaves before the branch back is none.
    turns: its whole iterations but the last of each entry, in order.
    path: the sites of the instructions that most turns execute.
    """

    head: int
    latch: int
    iterations: int
    turns: tuple[Span, ...] = field(repr=False)
    path: tuple[int, ...]

    @property
    def operations(self) -> float:
        """Of a turn, on average."""
        return sum(b - a for a, b in self.turns) / len(self.turns)


def hot_loop(steps: Sequence[Step]) -> Loop | None:
    """The loop with most operations in its turns, None where nothing is executed in turns.

    Of two loops with equally many, the one that begins first.
    """
    heads: dict[int, int] = {}  # of each head the last branch that goes back to it
    for branch, target in pairwise(steps):
        if branch.taken and target.site <= branch.site:
            heads[target.site] = max(heads.get(target.site, 0), branch.site)
    best: tuple[int, int, tuple[Span, ...]] | None = None
    for head in sorted(heads):
        turns = _turns(steps, head)
        weight = sum(b - a for a, b in turns)
        if turns and (best is None or weight > best[0]):
            best = weight, head, turns
    if best is None:
        return None
    _, head, turns = best
    paths = Counter(path_of(steps, turn) for turn in turns)
    back, latch = 0, heads[head]
    for n, step in enumerate(steps):
        if step.operation.branch and step.taken:
            back += n + 1 < len(steps) and steps[n + 1].site == head and step.site >= head
        elif step.operation.branch:
            # What leaves by the last branch has been through the whole loop, too.
            back += step.site == latch and step.operation.conditional
    return Loop(head, latch, back, turns, max(paths, key=lambda p: (paths[p], p)))


def path_of(steps: Sequence[Step], turn: Span) -> tuple[int, ...]:
    """The sites of the instructions that a turn executes, in order."""
    return tuple([s.site for s in steps[turn[0] : turn[1]] if s.size])


def _turns(steps: Sequence[Step], head: int) -> tuple[Span, ...]:
    """Spans from one arrival at `head` to the next, by a branch back and without a turn inside.

    A span in which an instruction is executed twice has another loop's turns inside.
    """
    out = []
    start = -1
    for n, step in enumerate(steps):
        if step.site != head or not step.size:
            continue
        if start >= 0 and steps[n - 1].taken and steps[n - 1].site >= head:
            sites = path_of(steps, (start, n))
            if len(set(sites)) == len(sites):
                out.append((start, n))
        start = n
    return tuple(out)


def runs(turns: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The turns in groups that follow one another without anything between them."""
    out: list[list[Span]] = []
    for turn in turns:
        if out and out[-1][-1][1] == turn[0]:
            out[-1].append(turn)
        else:
            out.append([turn])
    return [tuple(run) for run in out]
