"""The first data cache: a correction of the speed model.

llvm-mca has every load find its bytes in the first cache.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from armcc.gates.speed.cores import Core
from armcc.gates.speed.steps import Access

# A prefetcher follows so many streams at a time, whose lines are at most so far apart.
STREAMS, STREAM = 8, 2


class Cache:
    """A set-associative cache with least-recently-used replacement, of whole lines."""

    def __init__(self, core: Core) -> None:
        self._ways = core.l1_ways
        self._sets = max(1, core.l1_bytes // (core.line * core.l1_ways))
        self._rows: list[dict[int, None]] = [{} for _ in range(self._sets)]

    def holds(self, distinct: set[int]) -> bool:
        """Whether some lines fit in all at once."""
        count = Counter(line % self._sets for line in distinct)
        return max(count.values(), default=0) <= self._ways

    def touch(self, line: int) -> bool:
        """Whether a line, by number, was there; it is afterwards, as the youngest of its set."""
        row = self._rows[line % self._sets]
        hit = line in row
        if hit:
            del row[line]
        elif len(row) >= self._ways:
            del row[next(iter(row))]
        row[line] = None
        return hit


def misses(
    accesses: Sequence[tuple[int, Access]], core: Core, cold: Sequence[tuple[int, int]] = ()
) -> set[int]:
    """The places, of (place, access) in order of execution, at which something misses.

    The data were touched before, in the same order: what then is left in the cache is there.
    So misses are those of too much data and of large strides, whose lines meet in few sets.
    A stream that goes through neighbouring lines is fetched ahead and misses nothing.

    cold: as for `first_touches`, whose misses are among these.
    """
    out = first_touches(accesses, core, cold)
    touched = [n for _, access in accesses for n in lines(access, core)]
    cache = Cache(core)
    if cache.holds(set(touched)):
        return out
    for line in touched:
        cache.touch(line)
    heads: list[int] = []  # lines that missed last
    for place, access in accesses:
        for line in lines(access, core):
            if cache.touch(line):
                continue
            if not any(0 < abs(line - head) <= STREAM for head in heads):
                out.add(place)
            heads = [*heads[1 - STREAMS :], line]
    return out


def first_touches(
    accesses: Sequence[tuple[int, Access]], core: Core, cold: Sequence[tuple[int, int]]
) -> set[int]:
    """The places at which a line of some read-only data is touched for the first time.

    cold: (start, end) ranges of read-only data that are not in the first cache when the
    function is called: what a table takes of it between two calls is taken from others, who
    take it back.  Each line misses once a call.
    """
    fresh = {n for a, b in cold if b > a for n in lines((a, b - a), core)}
    out: set[int] = set()
    for place, access in accesses:
        for line in lines(access, core):
            if line in fresh:
                fresh.discard(line)
                out.add(place)
    return out


def lines(access: Access, core: Core) -> range:
    """The numbers of the cache lines that an access touches."""
    address, size = access
    return range(address // core.line, (address + size - 1) // core.line + 1)
