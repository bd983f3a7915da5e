"""Proof that code never gets somewhere, or that a decision only ever goes one way.

Compilers leave decisions that cannot go both ways: the back edge of a remainder that runs
at most once, a bound that was checked before, a condition on what a mask has cut.  No test
can turn them, so coverage (armcc/gates/coverage.py) would refuse such code for ever.  Here
what is known of the machine state (armcc/gates/facts.py) is followed from the entry along
every edge that can be taken, until nothing changes any more: conditional constant
propagation (Wegman and Zadeck, TOPLAS 1991) over ranges and relations, with widening
(Cousot and Cousot, POPL 1977).  An outcome that contradicts it cannot be.

Nothing is assumed of the entry: every register holds anything, in all its bits.  Of callees
it is assumed that they keep x19 to x29 and sp, as AAPCS64 6.1.1 says.  Of memory nothing is
known.  Where control might go on where this does not see it, nothing is proved.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from armcc.gates.decisions import BIT, FLAGS, Decision, decision
from armcc.gates.effects import (
    FAILS,
    HOLDS,
    Instruction,
    Register,
    apply,
    assume,
    bit_is,
    is_zero,
    outcomes,
    parse,
)
from armcc.gates.facts import ENTRY, SP, State, joined
from armcc.gates.flow import ENDS, Flow
from armcc.gates.instructions import is_conditional_branch

# Instructions that are looked at, each as often as what is known before it changes.
WORK = 20_000
# A place is met so often before bounds that still move are let go.
_PATIENCE = 3
# And so often before no relation is added to those that are known.
_LAST = 12
# Passes over everything afterwards, in which bounds come back to what they have to be.
_PASSES = 4

_IMMEDIATE = re.compile(r"#(-?(?:0x[0-9a-f]+|\d+))(?!\w)")


@dataclass(frozen=True)
class Proof:
    """What no execution does, by offsets into the code.

    dead: instructions that are not reached.  never: (offset of a decision, whether its
    condition holds) for what its instruction never decides; `Decision` says what holds.
    """

    dead: frozenset[int] = field(default_factory=frozenset)
    never: frozenset[tuple[int, bool]] = field(default_factory=frozenset)

    def contradicted(self, coverage: bytes | bytearray) -> list[int]:
        """Offsets where tests have shown what is said not to be; only an error leads there.

        coverage: for each instruction 1 executed, 2 its condition held, 4 it did not.
        """
        wrong = [at for at in self.dead if coverage[at // 4] & 7]
        wrong += [at for at, held in self.never if coverage[at // 4] & (2 if held else 4)]
        return sorted(set(wrong))

    def excuses(self, at: int, seen: int) -> bool:
        """Whether a decision of which tests have seen so much has nothing else to show."""
        missing = {held for held, bit in ((True, 2), (False, 4)) if not seen & bit}
        return all((at, held) in self.never for held in missing)


NOTHING = Proof()


def infeasible(flow: Flow, relocated: Collection[int], work: int = WORK) -> Proof:
    """What some code never does; nothing where that takes too much work.

    relocated: the offsets of instructions whose immediates a linker makes.
    """
    found = states(flow, relocated, work)
    if found is None:
        return NOTHING
    code = _Code(flow, frozenset(relocated))
    reached: set[int] = set()
    never: set[tuple[int, bool]] = set()
    for leader, entry in found.items():
        for offset, state in code.walk(leader, entry):
            reached.add(offset)
            decides = decision(flow.listing[offset // 4])
            if decides is not None:
                may = _may(state, code.parsed[offset // 4], decides)
                never |= {(offset, held) for held in (True, False) if held not in may}
    dead = frozenset(range(0, 4 * len(flow.listing), 4)) - reached
    return Proof(dead, frozenset(never))


def connected(flow: Flow) -> frozenset[int]:
    """The offsets to which some path leads, whether or not it can be taken."""
    found = {0}
    todo = [0]
    while todo:
        fresh = set(flow.following(todo.pop())) - found
        found |= fresh
        todo += fresh
    return frozenset(found)


def states(flow: Flow, relocated: Collection[int], work: int = WORK) -> dict[int, State] | None:
    """What is known where control comes to a block, by its offset; None: not worked out."""
    code = _Code(flow, frozenset(relocated))
    if not flow.listing or code.unseen():
        return None
    return _Search(code, work).result()


def before_each(
    flow: Flow, relocated: Collection[int], found: dict[int, State]
) -> Iterator[tuple[int, State]]:
    """(offset, what is known before it) of each instruction that is reached."""
    code = _Code(flow, frozenset(relocated))
    for leader, entry in found.items():
        yield from code.walk(leader, entry)


def _may(state: State, one: Instruction, decides: Decision) -> dict[bool, State]:
    """The outcomes that a decision can have, and what is known after each."""
    out = {}
    for held in (True, False):
        there = state.copy()
        if decides.kind == FLAGS:
            condition = one.word.partition(".")[2]
            if not condition:
                last = one.operands[-1]
                assert isinstance(last, str)
                condition = last
            if not outcomes(there, condition) & (HOLDS if held else FAILS):
                continue
            possible = assume(there, condition, held)
        else:
            register = next(
                o
                for o in reversed(one.operands)
                if isinstance(o, Register) and o.key in (decides.number, None)
            )
            if decides.kind == BIT:
                possible = bit_is(there, register, decides.bits, held)
            else:
                possible = is_zero(there, register, held)
        if possible:
            out[held] = there
    return out


class _Code:
    """Instructions taken apart, in blocks."""

    def __init__(self, flow: Flow, relocated: frozenset[int]) -> None:
        self.flow = flow
        self.relocated = relocated
        self.parsed = [parse(t, 4 * n in relocated) for n, t in enumerate(flow.listing)]
        leaders = {0, *flow.targets.values()}
        for offset, one in zip(range(0, 4 * len(flow.listing), 4), self.parsed, strict=True):
            leaders.update(flow.tables.get(offset, ()))
            ends = one.word in ENDS or offset in flow.endless or offset in flow.targets
            if ends or is_conditional_branch(one.text):
                leaders.add(offset + 4)
        self.leaders = frozenset(o for o in leaders if 0 <= o < 4 * len(flow.listing))

    def unseen(self) -> bool:
        """Whether control may go on where the flow does not say it."""
        flow = self.flow
        for offset, one in zip(range(0, 4 * len(flow.listing), 4), self.parsed, strict=True):
            if one.word.startswith("br") and one.word != "brk" and offset not in flow.tables:
                return True
            if one.word.startswith(("bc.", "b.", "cb", "tb")) and (
                one.word not in ("b.al", "b.nv", "tbl", "tbx")
                and (offset not in flow.targets or offset in self.relocated)
            ):
                return True
            if one.word in ("b.al", "b.nv"):
                return True
            if one.word == "bl" and offset not in self.relocated:
                distance = one.operands[0] if one.operands else None
                if not isinstance(distance, int) or 0 < offset + distance < 4 * len(flow.listing):
                    return True  # returns from there, and what it leaves is not known
        return False

    def walk(self, leader: int, entry: State) -> Iterator[tuple[int, State]]:
        """What is known before each instruction of a block."""
        state = entry.copy()
        offset = leader
        while offset < 4 * len(self.parsed):
            yield offset, state
            apply(state, self.parsed[offset // 4])
            offset += 4
            if offset in self.leaders or self._ends(offset - 4):
                return

    def _ends(self, offset: int) -> bool:
        return self.parsed[offset // 4].word in ENDS or offset in self.flow.endless

    def edges(self, leader: int, entry: State) -> tuple[list[tuple[int, State]], int]:
        """Where control may go behind a block, and what is known there; and its length."""
        state = entry.copy()
        offset = leader
        length = 0
        while True:
            one = self.parsed[offset // 4]
            length += 1
            if offset in self.flow.targets and is_conditional_branch(one.text):
                return self._branches(offset, one, state), length
            apply(state, one)
            if offset + 4 in self.leaders or self._ends(offset) or offset in self.flow.targets:
                break
            if offset + 4 >= 4 * len(self.parsed):
                return [], length
            offset += 4
        return [(there, state) for there in dict.fromkeys(self.flow.following(offset))], length

    def _branches(self, offset: int, one: Instruction, state: State) -> list[tuple[int, State]]:
        decides = decision(one.text)
        there, next_ = self.flow.targets[offset], offset + 4
        if decides is None:
            return [(o, state) for o in self.flow.following(offset)]
        jumps = one.word not in ("cbnz", "tbz")
        out: dict[int, State] = {}
        for held, known in _may(state, one, decides).items():
            to = there if held == jumps else next_
            if 0 <= to < 4 * len(self.parsed):
                out[to] = joined(out[to], known) if to in out else known
        return list(out.items())


class _Search:
    """The way to what is true at every block."""

    def __init__(self, code: _Code, work: int) -> None:
        self.code = code
        self.work = work
        self.entries: dict[int, State] = {}
        self.edges: dict[int, dict[int, State]] = {}  # to, from
        self.steps = _steps(code.flow.listing)
        self.first = State()
        name = self.first.name(ENTRY, 64)
        self.first.names[64][SP] = name
        self.first.names[32][SP] = self.first.name(ENTRY, 32)

    def result(self) -> dict[int, State] | None:
        """What is known at each block that is reached; None beyond the limit."""
        self.entries[0] = self.first
        visits: dict[int, int] = {}
        todo, waiting = [0], {0}
        while todo:
            leader = heapq.heappop(todo)
            waiting.discard(leader)
            out, length = self.code.edges(leader, self.entries[leader])
            self.work -= length
            if self.work < 0:
                return None
            taken = dict(out)
            changed = set(taken)
            for there, sources in self.edges.items():
                if leader in sources and there not in taken:
                    del sources[leader]
                    if sources or there == 0:
                        changed.add(there)
            for there, state in taken.items():
                self.edges.setdefault(there, {})[leader] = state
            for there in changed:
                visits[there] = visits.get(there, 0) + 1
                old = self.entries.get(there)
                new = self._met(there)
                back = any(source >= there for source in self.edges[there])
                if old is not None and back and visits[there] > _PATIENCE:
                    new = joined(old, new, self.steps, visits[there] > _LAST)
                if old is None or not old.same(new):
                    self.entries[there] = new
                    if there not in waiting:
                        waiting.add(there)
                        heapq.heappush(todo, there)
        for _ in range(_PASSES):
            if not self._tighten():
                break
        return self.entries

    def _met(self, there: int) -> State:
        """What is true on all edges to a block."""
        sources = self.edges.get(there, {})
        found = self.first if there == 0 else None
        for source in sorted(sources):
            found = sources[source] if found is None else joined(found, sources[source])
        assert found is not None
        return found

    def _tighten(self) -> bool:
        """One more pass from what is true, without widening; False where nothing changed.

        Every state that control can be in follows by one step from another one, or is the
        entry; so what holds one step behind what holds everywhere, holds as well.
        """
        changed = False
        for leader in sorted(self.entries):
            if leader not in self.entries:
                continue  # gone meanwhile
            out, length = self.code.edges(leader, self.entries[leader])
            self.work -= length
            if self.work < 0:
                return False
            taken = dict(out)
            for there, sources in list(self.edges.items()):
                if there in taken:
                    sources[leader] = taken[there]
                elif sources.pop(leader, None) is None:
                    continue
                changed |= self._meet_again(there)
        return changed

    def _meet_again(self, there: int) -> bool:
        """Work out anew what is true at a block; whether that is something else."""
        if there and not self.edges[there]:
            del self.entries[there]
            gone = [
                to for to, sources in self.edges.items() if sources.pop(there, None) is not None
            ]
            for to in gone:
                if to in self.entries:
                    self._meet_again(to)
            return True
        new = self._met(there)
        if self.entries[there].same(new):
            return False
        self.entries[there] = new
        return True


def _steps(listing: tuple[str, ...]) -> tuple[int, ...]:
    """Where bounds may come to rest: about the constants of the code, and of widths."""
    found = {0, 1, -1}
    for bits in (8, 16, 31, 32, 63, 64):
        found |= {1 << bits, (1 << bits) - 1, -(1 << bits)}
    for text in listing:
        for number in _IMMEDIATE.findall(text):
            value = int(number, 0)
            for near in (value - 1, value, value + 1):
                found |= {near, -near}
    return tuple(sorted(found))
