"""Making a failing input small: what people, searches and models get to see.

Greedy, in the manner of delta debugging: an edit is kept if the baseline still runs cleanly
and the candidate still differs.  Arguments go towards zero, memory towards zeros, and what
neither code looks at goes away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armcc.gates import engine
from armcc.gates.inputs import Case
from armcc.gates.pair import Pair, shown_test
from armcc.gates.signature import Slot
from armcc.gates.state import Region, Test

MOST_CHECKS = 400
_LIMIT = 20_000


def shrunk(pair: Pair, case: Case) -> Case:
    """The smallest failing input found, with the baseline's outcome; `case` if none is.

    pair: with both codes.  `case` differs on them.
    """
    best = case.test
    left = MOST_CHECKS
    improved = True
    while improved and left > 0:
        improved = False
        for smaller in _smaller(pair, best):
            left -= 1
            if left < 0:
                break
            if _differs(pair, smaller):
                best = smaller
                improved = True
    if best is case.test:
        return case
    best = shown_test(best, pair.signature, pair.baseline.machine.stack_high)
    outcome = pair.baseline.run(best, _LIMIT)
    pair.restart()
    return Case(best, outcome, case.kind) if outcome.clean else case


def _differs(pair: Pair, test: Test) -> bool:
    found = pair.check(test, _LIMIT)
    clean = pair.baseline.machine.status in (engine.RETURNED, engine.NO_RETURN)
    return clean and found != engine.SAME


def _smaller(pair: Pair, test: Test) -> Iterator[Test]:
    """Edits of a test, each on its own, the largest first.

    The next is made from `test` whether or not an earlier one was taken, so at most one of
    a kind helps in a round.
    """
    for index in range(len(test.regions)):
        yield replace(test, regions=(*test.regions[:index], *test.regions[index + 1 :]))
    for slot in pair.signature.slots:
        for value in _towards_zero(slot, test):
            yield _with_argument(test, slot, value)
    for index, region in enumerate(test.regions):
        for data in _plainer(region):
            regions = list(test.regions)
            regions[index] = replace(region, data=data)
            yield replace(test, regions=tuple(regions))
    for index, effect in enumerate(test.calls):
        if effect.patches:
            calls = list(test.calls)
            calls[index] = replace(effect, patches=())
            yield replace(test, calls=tuple(calls))


def _towards_zero(slot: Slot, test: Test) -> Iterator[int]:
    if slot.register == "stack" or slot.value.kind == "pointer":
        return
    bits = slot.value.bits
    value = (test.x if slot.register == "x" else test.v)[slot.number] & ((1 << bits) - 1)
    signed = value - (1 << bits) if slot.value.kind == "int" and value >> (bits - 1) else value
    tried = {value}
    for smaller in (0, 1, -1, 2, signed // 2, signed - (1 if signed > 0 else -1)):
        masked = smaller & ((1 << bits) - 1)
        if masked not in tried and abs(smaller) < max(abs(signed), 1):
            tried.add(masked)
            yield masked


def _with_argument(test: Test, slot: Slot, value: int) -> Test:
    mask = (1 << slot.value.bits) - 1
    registers = list(test.x if slot.register == "x" else test.v)
    registers[slot.number] = registers[slot.number] & ~mask | value
    if slot.register == "x":
        return replace(test, x=tuple(registers))
    return replace(test, v=tuple(registers))


def _plainer(region: Region) -> Iterator[bytes]:
    """The region with a part of it zero: all, halves, quarters, ... down to 64 bytes."""
    data = region.data
    size = len(data)
    while size >= 64:
        for start in range(0, len(data), size):
            piece = data[start : start + size]
            if piece.count(0) != len(piece):
                yield data[:start] + bytes(len(piece)) + data[start + len(piece) :]
        if len(data) // size >= 32:
            return
        size //= 2
