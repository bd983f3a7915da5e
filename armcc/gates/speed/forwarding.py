"""Loads that read what was just stored: a correction of the speed model.

llvm-mca takes loads and stores as never touching the same bytes, or all of them as doing so.
The trace knows which do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from armcc.gates.speed.cores import Core
from armcc.gates.speed.steps import Access, Step

# Stores that are still on their way to the first cache when a load comes: about what the
# store buffers of these cores hold.
BUFFER = 64
# A store is in the first cache so many steps later, whatever else is going on.
RECENT = 512


@dataclass(frozen=True)
class Forward:
    """Where a load's bytes come from.

    stores: the places of the stores, the youngest last.  cycles: from the issue of the last of
    them that is issued to the load's value.  drained: whether the load waits until the youngest
    is in the cache; stores get there in order, so then it waits for all that are older, too.
    """

    stores: tuple[int, ...]
    cycles: int
    drained: bool = False


def forwards(steps: Sequence[Step], core: Core) -> dict[int, Forward]:
    """Of each load that reads recently stored bytes where they come from.

    What can be forwarded (`_forwarded`) comes `core.forward` cycles after the issue of its store
    or stores; where the bytes cannot, the load waits until they are in the cache:
    `core.forward_fails`.
    """
    last: dict[int, int] = {}  # of each byte the place of the store
    order: dict[int, int] = {}  # of each store the how-many-th it is
    out: dict[int, Forward] = {}
    for i, step in enumerate(steps):
        if step.read and last:
            sources = [
                [last.get(at, -1) for at in range(address, address + size)]
                for address, size in step.read
            ]
            found = tuple(sorted({at for one in sources for at in one} - {-1}))
            if found and len(order) - order[found[-1]] <= BUFFER and i - found[-1] <= RECENT:
                fits = all(
                    _forwarded(access, one, steps, core)
                    for access, one in zip(step.read, sources, strict=True)
                )
                cycles = core.forward if fits else core.forward_fails
                out[i] = Forward(found, cycles, drained=not fits)
        if step.written:
            order[i] = len(order)
            for address, size in step.written:
                for at in range(address, address + size):
                    last[at] = i
    return out


def _forwarded(access: Access, sources: list[int], steps: Sequence[Step], core: Core) -> bool:
    """Whether the bytes of one access come from the cache alone, or can be forwarded.

    sources: of each byte the place of the store that wrote it last, -1 for none.
    "Store to load forwarding" in the Arm Neoverse V2 software optimization guide.
    """
    if max(sources) < 0:
        return True
    if len(set(sources)) == 1:
        return any(_begins_well(access, w, core) for w in steps[sources[0]].written)
    half = len(sources) // 2
    if (
        core.anywhere
        or len(sources) < 8
        or len({*sources[:half]}) > 1
        or len({*sources[half:]}) > 1
    ):
        return False
    address, _ = access
    return all(
        at >= 0 and any(_begins_well((start, half), w, core) for w in steps[at].written)
        for at, start in ((sources[0], address), (sources[half], address + half))
    )


def _begins_well(access: Access, stored: Access, core: Core) -> bool:
    """Whether a store has all of an access, which begins where the core can take it from."""
    at = access[0] - stored[0]
    if at < 0 or at + access[1] > stored[1]:
        return False
    return core.anywhere or at == 0 or 2 * at == stored[1]
