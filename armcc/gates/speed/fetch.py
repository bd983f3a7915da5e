"""Fetching: a correction of the speed model.

llvm-mca dispatches a straight line as if it were there at once.  A core fetches so many bytes
in a cycle, and follows so many taken branches.
"""

from __future__ import annotations

from collections.abc import Sequence

from armcc.gates.speed.cores import Core
from armcc.gates.speed.steps import Step


def fetched(steps: Sequence[Step], core: Core) -> list[int]:
    """The cycle in which each operation is fetched, counted from the first's.

    In a cycle `core.fetch` bytes are fetched, and `core.taken` taken branches followed.  Where code
    lies is not known before it is linked, so that what an aligned block loses is left out.
    """
    out = []
    cycle = used = branches = 0
    for step in steps:
        if step.size:
            if used + step.size > core.fetch or branches >= core.taken:
                cycle, used, branches = cycle + 1, 0, 0
            used += step.size
        out.append(cycle)
        if step.taken:
            branches += 1
    return out
