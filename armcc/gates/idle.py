"""Whether a candidate's own constants matter: each is changed, and a test has to see it.

That a test reads a constant says little: what it reads may be of no use on that input.  A
table with one wrong entry passes wherever that entry is loaded and then not taken.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

from armcc.gates import engine
from armcc.gates.emulator import Emulator
from armcc.gates.inputs import Case
from armcc.gates.pair import Pair
from armcc.gates.state import Test

# A constant that does not matter in so many tests that read it is left to chance.
TRIES = 4
# Then it is changed for so many native tests; all of them may execute so many instructions.
DRAFTS = 20_000
WORK = 20_000_000
LIMIT = 3000

Constant = tuple[int, int]  # its address, and its size in bytes


def idle(
    pair: Pair, candidate: Emulator, cases: list[Case], expected: frozenset[int]
) -> tuple[list[Constant], list[Test]]:
    """The constants that can be changed without a test seeing it, and fresh tests.

    expected: the addresses of all bytes that have to matter.  The tests are those on which
    a changed constant mattered: on them the constant as it is has to be right.  No other
    test may be made with the pair afterwards: what these reach is not kept.
    """
    if not expected:
        return [], []
    tries: dict[Constant, int] = {}
    shown: set[Constant] = set()
    for case in cases:
        limit = max(2 * case.expected.instructions, 2000)
        if pair.check(case.test, limit) != engine.SAME:
            continue
        for one in set(candidate.constants_read()) - shown:
            if one[0] not in expected or tries.get(one, 0) >= TRIES:
                continue
            tries[one] = tries.get(one, 0) + 1
            with _changed(candidate, one):
                if pair.check(case.test, limit) != engine.SAME:
                    shown.add(one)
    seen = {at + n for at, size in shown for n in range(size)}
    size = min([s for _, s in shown | set(tries)], default=1)
    left = sorted({at // size * size for at in expected - seen})
    pair.restart()
    out = []
    fresh = []
    work = WORK
    for at in left:
        before = pair.pair.work
        test = _mattering(pair, candidate, (at, size), work) if work > 0 else None
        if test is None:
            out.append((at, size))
        else:
            fresh.append(test)
        work -= pair.pair.work - before
    return out, fresh


def _mattering(pair: Pair, candidate: Emulator, one: Constant, work: int) -> Test | None:
    drafts = DRAFTS
    with _changed(candidate, one):
        while drafts > 0 and work > 0:
            before = pair.pair.work
            found = pair.batch(drafts, drafts, work, LIMIT)
            if found.outcome == engine.DIFFERENT:
                return pair.last_test()
            drafts -= max(found.drafts, 1)
            work -= pair.pair.work - before
    return None


@contextmanager
def _changed(candidate: Emulator, one: Constant) -> Iterator[None]:
    """All bits of a constant are others, meanwhile."""
    address, size = one
    at = candidate.live(address, size)
    before = ctypes.string_at(at, size)
    ctypes.memmove(at, bytes(b ^ 0xFF for b in before), size)
    try:
        yield
    finally:
        ctypes.memmove(at, before, size)
