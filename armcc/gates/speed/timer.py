"""The test that times two codes: machine code of timer.S and the block that it works on.

To the harness it is a test like any other, which begins in code of its own.  So nothing
but timer.S is new in that process: memory, stack, report and the walls around it are those
of the second engine.  A test demands that the machine code is what `as` makes of timer.S.

What a call changes is restored before the next, inside of what is timed, the same for both
codes and for one that does nothing.  Outside would be sounder only with a clock that tells
single calls apart: cntvct_el0 ticks as slowly as every 40 ns, and stopping it around each
call would drain the pipeline twice a call and time that.  Where nothing has changed, calls
follow each other as in a caller's loop.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from armcc.errors import Error
from armcc.gates.image import PAGE, Image
from armcc.gates.program import Entry
from armcc.gates.speed.timing_statistics import Samples
from armcc.gates.state import SLOT, Region, Test

CODE = bytes.fromhex(
    """
    02000014c0035fd6f30300aa7e0200f900e03bd5602600f9610640f9007c019b
    014888d2e101a0f21908c19a3a0080d21b0080d2742e40f9f5031aaa1e000094
    1f0019eb020100541b0080d2610a40f942fb7fd35f0001ebc8000054fa0302aa
    f6ffff177b0700917f0f00f163feff547a2200f979de41a9781640f9990100b4
    e08640f861620191347860f855ff43d3b506009108000094f5031aaa06000094
    008700f8390700d1f5ffff177e0240f9c0035fd6fc031eaa602a40f90000158b
    602a00f9df3f03d556e03bd5692a43a9e90100b44b31c1a84d8540f8ad002036
    8005c13c6005813cad4100f1a00000548005c1ac600581acad8100f1a1ffff54
    290500f181feff549f3a03d5608646ad628e47ad649648ad669e49ad600648a9
    620e49a964164aa9661e4ba9686240f980023fd6b50600f1a1fcff54df3f03d5
    40e03bd5000016cb80035fd6
    """
)
EMPTY = 4  # where the code stands that does nothing

# The codes of a round.  AGAIN is the baseline a second time.
BASELINE, CANDIDATE, AGAIN, NOTHING = range(4)
_ROUND = (BASELINE, CANDIDATE, AGAIN, NOTHING)
_HEAD = 16 * 8
_BLOCK = _HEAD + 10 * 8 + 16 * 8
_STRETCH = struct.Struct("<3Q")
_ROOM = 0x10000  # from the start of the slot


@dataclass(frozen=True)
class Stretch:
    """Memory that a call changes: whole lines of 16 bytes, and what they hold at entry."""

    address: int
    data: bytes


@dataclass(frozen=True)
class Plan:
    """How long to look.

    settle: rounds at the start that do not count.  rounds: those that do.
    microseconds: that a sample of the baseline lasts at least.  most: calls in a sample at
    most.  seconds: for everything, by the wall clock.
    """

    rounds: int = 200
    settle: int = 10
    microseconds: int = 200
    most: int = 1 << 20
    seconds: float = 30.0


def changed(address: int, before: bytes, after: bytes) -> list[Stretch]:
    """The lines in which memory at `address` differs, neighbouring ones together."""
    out: list[Stretch] = []
    if before == after:
        return out
    start = -1
    for at in range(0, len(before) + 16, 16):
        differs = before[at : at + 16] != after[at : at + 16]
        if differs and start < 0:
            start = at
        if not differs and start >= 0:
            out.append(Stretch(address + start, before[start:at]))
            start = -1
    return out


def order(plan: Plan) -> list[int]:
    """The codes in the order of their samples: each round in an order of its own.

    So none of them always follows the same other one.  It is the same in each run.
    """
    rng = Random(1)  # noqa: S311  hides nothing
    out: list[int] = []
    for _ in range(plan.settle + plan.rounds):
        out += rng.sample(_ROUND, len(_ROUND))
    return out


def timed(
    test: Test, image: Image, baseline: int, restored: Sequence[Stretch], plan: Plan
) -> tuple[Test, Entry]:
    """The test that times the image's code and that at `baseline`, called as `test` says.

    restored: what a call may change.
    """
    start = _free(test, image)
    schedule = order(plan)
    described = _BLOCK + 8 * len(schedule)
    samples = described
    stretches = samples + 8 * len(schedule)
    content = stretches + _STRETCH.size * len(restored)
    content += -content % 16
    words, bodies = b"", b""
    for one in restored:
        there = start + content + len(bodies)
        words += _STRETCH.pack(one.address, there, len(one.data))
        bodies += one.data
    end = content + len(bodies)
    code = start + end + -end % PAGE + PAGE
    # A second time, and nothing: the schedule names codes, not what they are for.
    codes = {BASELINE: 0, CANDIDATE: 1, AGAIN: 0, NOTHING: 2}
    head = [0, plan.microseconds, plan.most, len(schedule), start + _BLOCK, start + samples]
    head += [len(restored), start + stretches, 0, 0, 0, baseline, image.entry, code + EMPTY, 0, 0]
    block = struct.pack("<16Q", *head) + struct.pack("<10Q", *test.x[:9], 0)
    block += test.vectors[: 8 * 16]
    block += struct.pack(f"<{len(schedule)}Q", *[codes[n] for n in schedule])
    block += bytes(8 * len(schedule)) + words
    block = block.ljust(content, b"\0") + bodies
    block += bytes(-len(block) % PAGE)
    region = Region(start, block, "timer")
    begins = replace(test, x=(start, *test.x[1:]), regions=(*test.regions, region))
    filled = CODE + bytes(-len(CODE) % PAGE)
    return begins, Entry(code, (Region(code, filled, "timer's code"),))


def _free(test: Test, image: Image) -> int:
    """The start of a place that nothing else is in: a slot of buffers without any."""
    where = image.placement
    used = {where.image // SLOT, where.stack // SLOT, where.return_address // SLOT}
    used |= {r.address // SLOT for r in test.regions}
    for slot in reversed(where.arenas):
        if slot // SLOT not in used:
            return slot + _ROOM
    raise Error("tool", "no place was found for the timer")


def total(block: bytes) -> int:
    """How many calls were made in all, as the block says after the test."""
    made: int = struct.unpack_from("<Q", block, 80)[0]
    return made


def samples_in(block: bytes, plan: Plan) -> Samples:
    """The samples as the block has them after the test; without the rounds that settle."""
    calls, frequency = struct.unpack_from("<2Q", block, 64)
    schedule = order(plan)
    ticks = struct.unpack_from(f"<{len(schedule)}Q", block, _BLOCK + 8 * len(schedule))
    of: dict[int, list[int]] = {n: [] for n in _ROUND}
    for which, one in list(zip(schedule, ticks, strict=True))[len(_ROUND) * plan.settle :]:
        of[which].append(one)
    first, second, again, nothing = (tuple(of[n]) for n in _ROUND)
    return Samples(first, second, again, nothing, calls, frequency)
