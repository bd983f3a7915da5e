"""llvm-mca's timeline, timed anew under what llvm-mca leaves out.

llvm-mca says when each executed operation is dispatched, issued and retired if every branch is
foreseen, every load finds its bytes in the first cache and no load waits for a store.  The
corrections say which operations have to wait for what.  Here those waits are carried
through the timeline: along registers, through the execution resources that llvm-mca gave
each operation, and through the window of a core that retires in order.

Nothing ever becomes earlier than llvm-mca has it, and without a correction nothing becomes
later: then the result is llvm-mca's own (a test holds it to that).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from armcc.gates.speed.cores import Core
from armcc.gates.speed.forwarding import Forward
from armcc.gates.speed.mca import Timeline
from armcc.gates.speed.steps import Step


@dataclass(frozen=True)
class Waits:
    """What the corrections ask of a line of operations, each by its place in the line.

    forwards: of a load the stores that it reads from.
    longer: of a load the cycles that it takes longer.
    fetched: the cycle in which each can be dispatched at the earliest for having been fetched;
        empty where fetching is no limit.
    """

    forwards: Mapping[int, Forward] = field(default_factory=dict)
    longer: Mapping[int, int] = field(default_factory=dict)
    fetched: Sequence[int] = ()


@dataclass(frozen=True)
class Timed:
    """When each operation was dispatched, issued, executed and retired, in cycles.

    because: of each the place of the operation that it was made late by, and a word for why;
        (-1, "") where it is as llvm-mca has it.
    """

    dispatched: tuple[int, ...]
    issued: tuple[int, ...]
    executed: tuple[int, ...]
    retired: tuple[int, ...]
    because: tuple[tuple[int, str], ...]

    @property
    def cycles(self) -> int:
        """Of the whole line."""
        return max(self.retired) + 1 if self.retired else 0


def retime(
    steps: Sequence[Step],
    line: Timeline,
    core: Core,
    waits: Waits,
    mispredicted: frozenset[int] = frozenset(),
) -> Timed:
    """The timeline under `waits`, and with the branches at some places mispredicted.

    A mispredicted branch: nothing behind it is dispatched until `core.refill` cycles after its
    execution, and from then on no faster than the core fetches.
    """
    count = len(steps)
    first_issue = 0 if core.in_order else 1
    dispatched, issued = [0] * count, [0] * count
    executed, retired = [0] * count, [0] * count
    because: list[tuple[int, str]] = [(-1, "")] * count
    late = [0] * count  # how much later than llvm-mca has it a result is there
    last_writer: dict[int, int] = {}
    sent = [0, *itertools.accumulate(line.micro)]
    fetched = waits.fetched
    # Where fetching began last, and in which cycle what was fetched there can be dispatched.
    begun, restart = 0, 0
    leaving = _leaving(line, core)
    moved: set[tuple[int, int]] = set()  # (resource, cycle) taken by what is late
    taken: set[tuple[int, int]] = set()  # the same, by all
    drained: dict[int, int] = {}  # of each store when it and all before it were issued
    last_store = 0
    before_dispatch = before_issue = before_retire = 0
    for i, step in enumerate(steps):
        at, why = line.dispatched[i], (-1, "")
        if restart or fetched:
            there = (sent[i] - sent[begun]) // core.width if restart else 0
            if fetched:
                there = max(there, fetched[i] - fetched[begun])
            if restart + there > at:
                at, why = restart + there, (i - 1, "fetch")
        gone = leaving[i]
        if gone >= 0 and retired[gone] > at:
            at, why = retired[gone], (gone, "window")
        if before_dispatch > at:
            at, why = before_dispatch, because[i - 1]
        dispatched[i] = before_dispatch = at

        ready = max(line.ready[i], at) if at > line.dispatched[i] else line.ready[i]
        for register in step.operation.reads:
            producer = last_writer.get(register, -1)
            if producer >= 0 and late[producer]:
                # What llvm-mca forwards early ("ReadAdvance") arrives early here, too.
                arrives = min(line.executed[producer], line.ready[i]) + late[producer]
                if arrives > ready:
                    ready, why = arrives, (producer, "register")
        start = max(line.issued[i], ready)
        if at > line.dispatched[i]:
            start = max(start, at + first_issue)
        if core.in_order and before_issue > start:
            start, why = before_issue, (i - 1, "order")
        start = _free(start, line, i, moved, taken)
        issued[i] = before_issue = start

        done = start + line.executed[i] - line.issued[i]
        longer = waits.longer.get(i, 0)
        if longer:
            done, why = done + longer, (i, "cache")
        forward = waits.forwards.get(i)
        if forward is not None:
            source = max(forward.stores, key=issued.__getitem__)
            since = drained[forward.stores[-1]] if forward.drained else issued[source]
            if since + forward.cycles > done:
                done, why = since + forward.cycles, (source, "store")
        if step.operation.stores:
            last_store = max(last_store, start)
            drained[i] = last_store
        executed[i] = done
        late[i] = done - line.executed[i]
        end = max(line.retired[i], done if core.in_order else done + 1)
        if not core.in_order and before_retire > end:
            end = before_retire
        retired[i] = before_retire = end
        because[i] = why if late[i] else (-1, "")
        for register in step.operation.writes:
            last_writer[register] = i
        if i in mispredicted and i + 1 < count:
            begun, restart = i + 1, done + core.refill
    return Timed(tuple(dispatched), tuple(issued), tuple(executed), tuple(retired), tuple(because))


def _leaving(line: Timeline, core: Core) -> list[int]:
    """Of each operation the last one that has to retire before it fits in; -1 for none."""
    if core.in_order:
        return [-1] * len(line.micro)
    out, oldest, inside = [], 0, 0
    for i, micro in enumerate(line.micro):
        inside += micro
        while inside > core.window and oldest < i:
            inside -= line.micro[oldest]
            oldest += 1
        out.append(oldest - 1)
    return out


def _free(
    start: int,
    line: Timeline,
    i: int,
    moved: set[tuple[int, int]],
    taken: set[tuple[int, int]],
) -> int:
    """The first cycle from `start` in which the operation's resources are free; takes them.

    What is where llvm-mca has it gives way only to what is not: llvm-mca knows of resources
    that are taken for part of a cycle's work, which the numbers here do not tell.
    """
    late = start > line.issued[i]
    while True:
        slots = [(r, start + n) for r, cycles in line.ports[i] for n in range(cycles)]
        if not any(slot in (taken if late else moved) for slot in slots):
            break
        start, late = start + 1, True
    taken.update(slots)
    if late:
        moved.update(slots)
    return start
