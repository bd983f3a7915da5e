"""The critical path of a line of operations: what each operation of it waited for.

It is walked from the operation whose result is last, back to the start.  An operation is
issued when its registers are there and an execution resource is free; before that it has to be
dispatched, in the order of the program.  Which of them came last is what it waited for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from armcc.gates.speed.mca import Timeline
from armcc.gates.speed.retime import Timed, Waits
from armcc.gates.speed.steps import Step

# What can be waited for, and what that means of the cycles of the operation that is waited for:
REGISTER = "register"  # its result: the cycles of its execution
STORE = "store"  # the bytes that it stores: the cycles until a load has them
CACHE = "cache"  # bytes that are not in the first cache: the cycles that the load takes longer
UNIT = "unit"  # the execution resource that it occupies
ORDER = "order"  # its place in the program: what must not be overtaken
WINDOW = "window"  # the room that it takes in the window of a core until it retires
DISPATCH = "dispatch"  # the width of the core: the cycle before was full
FETCH = "fetch"  # the code behind it had to be fetched
RETIRE = "retire"  # its own retirement, at the end of the line
CAUSES = (REGISTER, STORE, CACHE, UNIT, ORDER, WINDOW, DISPATCH, FETCH, RETIRE)


@dataclass(frozen=True)
class Link:
    """One operation of a critical path, and for how many cycles the path goes through it.

    place: in the line.  cycles: from its own turn until the next link's.
    cause: what the next one waited for (`CAUSES`).  unit: the group of execution resources
    where that is a unit, else "".
    """

    place: int
    cycles: int
    cause: str
    unit: str = ""


def unit_of(name: str) -> str:
    """The group of an execution resource of llvm-mca: "V" of "V2UnitV0", "L" of "V2UnitL01."."""
    bare = re.sub(r"\.[\x00-\x1f]?$", "", name)
    bare = bare.rpartition("Unit")[2] or bare
    return bare.rstrip("0123456789") or bare


def critical(
    steps: Sequence[Step],
    line: Timeline,
    timed: Timed,
    waits: Waits,
    in_order: bool = False,
) -> tuple[Link, ...]:
    """The critical path to the last result of a line, oldest link first.

    The cycles of all links together are those from the first dispatch to the last retirement.
    """
    if not steps:
        return ()
    return tuple(reversed(list(_Walk(steps, line, timed, waits, in_order).back())))


class _Walk:
    """A walk from the end of a line to its start; see `critical`."""

    def __init__(
        self,
        steps: Sequence[Step],
        line: Timeline,
        timed: Timed,
        waits: Waits,
        in_order: bool,
    ) -> None:
        self.line, self.timed, self.waits, self.in_order = line, timed, waits, in_order
        self.steps = steps
        self.producers = _producers(steps)
        self.late = [a - b for a, b in zip(timed.executed, line.executed, strict=True)]
        self.units: list[frozenset[str]] = [
            frozenset(unit_of(line.names[r]) for r, _ in ports) for ports in line.ports
        ]
        self.taken: dict[tuple[int, int], list[int]] = {}  # who has a resource in a cycle
        for i, ports in enumerate(line.ports):
            for resource, cycles in ports:
                for n in range(cycles):
                    self.taken.setdefault((resource, timed.issued[i] + n), []).append(i)
        self.groups: dict[str, list[int]] = {}
        for number, name in enumerate(line.names):
            self.groups.setdefault(unit_of(name), []).append(number)
        # Of those that retire in a cycle who had its result last: the others stood behind it.
        self.retired: dict[int, tuple[int, int]] = {}
        per_cycle: dict[int, int] = {}
        for i, at in enumerate(timed.retired):
            self.retired[at] = max(self.retired.get(at, (-1, -1)), (timed.executed[i], i))
            sent = line.dispatched[i]
            per_cycle[sent] = per_cycle.get(sent, 0) + line.micro[i]
        self.width = max(per_cycle.values())

    def back(self) -> Iterator[Link]:
        """The links, youngest first."""
        timed = self.timed
        end = max(timed.retired)
        place = max(range(len(self.steps)), key=lambda i: (timed.retired[i], timed.executed[i]))
        yield Link(place, end - timed.executed[place], RETIRE)
        # Where the walk is: an operation's result ("done"), issue or dispatch; and the time.
        at, where, cause, unit = timed.executed[place], "done", REGISTER, ""
        while where != "start":
            if where == "done":
                # The time may be earlier than the result's: what is forwarded early.
                source = self._store(place)
                if source >= 0:
                    yield Link(place, 0, cause, unit)
                    place, cause, unit = source, STORE, ""
                elif place in self.waits.longer:
                    longer = min(self.waits.longer[place], at - timed.issued[place])
                    yield Link(place, longer, CACHE)
                    at -= longer
                where = "issued"
            if where == "issued":
                start = timed.issued[place]
                yield Link(place, at - start, cause, unit)
                at, place, where, cause, unit = self._before_issue(place)
            elif where == "dispatched":
                link, at, place, where, cause = self._before_dispatch(place, at)
                if link is not None:
                    yield link
                unit = ""

    def _store(self, place: int) -> int:
        """The store that a load's result waited for, -1 where it did not."""
        forward = self.waits.forwards.get(place)
        if forward is None:
            return -1
        source = max(forward.stores, key=self.timed.issued.__getitem__)
        begun = self.timed.issued[source]
        # Of what drains with those before it the last of them may be none of its own.
        if not forward.drained and begun + forward.cycles < self.timed.executed[place]:
            return -1
        own = self.line.executed[place] - self.line.issued[place]
        own += self.waits.longer.get(place, 0)
        return source if self.timed.issued[place] + own < self.timed.executed[place] else -1

    def _before_issue(self, place: int) -> tuple[int, int, str, str, str]:
        """What an issue waited for: (time, place, where, cause, unit)."""
        start = self.timed.issued[place]
        arrives, producer = self._arrival(place)
        if producer >= 0 and arrives >= start:
            return start, producer, "done", REGISTER, ""
        if self.in_order:
            return self._before_turn(place, arrives)
        sent = self.timed.dispatched[place]
        if start == self.line.issued[place] == self.line.ready[place] > sent + 1:
            found = self._unnamed(place)
            if found is not None:
                return start, *found, ""
        if start > max(arrives, sent + 1):
            holder, unit = self._holder(place, start - 1)
            if holder >= 0:
                return start, holder, "issued", UNIT, unit
        return start, place, "dispatched", "", ""

    def _before_turn(self, place: int, arrives: int) -> tuple[int, int, str, str, str]:
        """The same of a core that issues in the order of the program, where no register is late."""
        start, sent = self.timed.issued[place], self.timed.dispatched[place]
        if place == 0:
            return start, place, "dispatched", "", ""
        before = self.timed.issued[place - 1]
        if start > max(arrives, before):
            holder, unit = self._holder(place, start - 1)
            if holder >= 0:
                return start, holder, "issued", UNIT, unit
        fetched = self.waits.fetched
        if fetched and fetched[place] == start and sent > self.line.dispatched[place]:
            return start, place - 1, "issued", FETCH, ""
        cause = DISPATCH if start == before + 1 and self._full(place, before) else ORDER
        return start, place - 1, "issued", cause, ""

    def _unnamed(self, place: int) -> tuple[int, str, str] | None:
        """What llvm-mca makes an operation wait for besides its registers: (place, where, cause).

        It lets no access to memory overtake certain others, and it has registers of its own.
        """
        start = self.timed.issued[place]
        mine = self.steps[place].operation
        for other in range(place - 1, -1, -1):
            theirs = self.steps[other].operation
            ends = start in (self.timed.executed[other], self.timed.issued[other] + 1)
            if ends and (mine.stores or mine.loads) and (theirs.stores or theirs.loads):
                return other, "issued", ORDER
        for other in range(place - 1, -1, -1):
            if self.timed.executed[other] == start:
                return other, "done", REGISTER
        return None

    def _arrival(self, place: int) -> tuple[int, int]:
        """When the last of an operation's registers is there, and who makes it: (-1, -1): nobody.

        Of two that come together the one that was written first: what an iteration has from the
        one before is a limit that no wider core would lift.
        """
        best = (-1, -1)
        for producer in self.producers[place]:
            # What llvm-mca forwards early ("ReadAdvance") is used before all can have it.
            there = min(self.line.executed[producer], self.line.ready[place])
            if there + self.late[producer] > best[0]:
                best = there + self.late[producer], producer
        return best

    def _holder(self, place: int, cycle: int) -> tuple[int, str]:
        """Who had what an operation needs in a cycle, and the unit; (-1, ""): nobody.

        First who had the very resource that it got; else another of the same name, all of which
        llvm-mca may choose from.
        """
        for exact in (True, False):
            for resource, _ in self.line.ports[place]:
                unit = unit_of(self.line.names[resource])
                for other in [resource] if exact else self.groups[unit]:
                    found = [
                        n
                        for n in self.taken.get((other, cycle), ())
                        if self.timed.issued[n] < self.timed.issued[place]
                    ]
                    if found:
                        older = [n for n in found if n < place]
                        return max(older or found), unit
        return -1, ""

    def _before_dispatch(self, place: int, at: int) -> tuple[Link | None, int, int, str, str]:
        """What a dispatch waited for: (link, time, place, where, cause).

        at: up to when the time is accounted for, which is the issue's at first.
        """
        timed = self.timed
        sent = timed.dispatched[place]
        first = place
        while first > 0 and timed.dispatched[first - 1] == sent:
            first -= 1
        if first == 0:
            return Link(place, at - sent, DISPATCH), sent, 0, "start", ""
        before = first - 1
        gap = sent - timed.dispatched[before]
        fetched = self.waits.fetched
        if fetched and fetched[first] == sent and sent > self.line.dispatched[first]:
            link = Link(place, at - timed.dispatched[before], FETCH)
            return link, timed.dispatched[before], before, "dispatched", ""
        if not self._full(first, timed.dispatched[before]) or gap > 1:
            ended, leaver = self.retired.get(sent, (-1, -1))
            if 0 <= leaver < first:
                link = Link(leaver, at - ended, WINDOW)
                return link, ended, leaver, "done", WINDOW
        link = Link(place, at - timed.dispatched[before], DISPATCH)
        return link, timed.dispatched[before], before, "dispatched", ""

    def _full(self, first: int, cycle: int) -> bool:
        """Whether an operation would have been too much for the cycle before."""
        inside = self.line.micro[first]
        n = first - 1
        while n >= 0 and self.timed.dispatched[n] == cycle:
            inside += self.line.micro[n]
            n -= 1
        return inside > self.width


def _producers(steps: Sequence[Step]) -> list[tuple[int, ...]]:
    """Of each operation who wrote the registers that it reads, in the line."""
    last: dict[int, int] = {}
    out = []
    for i, step in enumerate(steps):
        found = (last.get(register, -1) for register in step.operation.reads)
        out.append(tuple(sorted({n for n in found if n >= 0})))
        for register in step.operation.writes:
            last[register] = i
    return out
