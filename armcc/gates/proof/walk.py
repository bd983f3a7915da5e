"""Symbolic execution of one code from head to head of its loops.

A walk starts in a state at a head, or at the entry, and goes on level by level: level n holds
the states at the n-th visit of any head, and what returned on the way there from level n - 1.
Every hop is free of loops, since the heads cut all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from armcc.gates.proof.execute import (
    Access,
    Code,
    Executor,
    Limits,
    Run,
    State,
    UnprovableError,
    block_leaders,
    edges_of,
    merged_all,
    weak_topological_order,
)
from armcc.gates.proof.memory import Aliases
from armcc.gates.proof.terms import Term, concat, const, false, memory, or_, var
from armcc.gates.proof.vexops import Floats

# Instructions of all levels of one walk.
_MOST_STEPS = 20_000


def heads(code: Code) -> frozenset[int]:
    """Offsets that cut every cycle of a code: where an edge leads back in a topological order."""
    graph = edges_of(code.flow, block_leaders(code.flow))
    order, _ = weak_topological_order(graph)
    return frozenset(
        there for here, following in graph.items() for there in following
        if order[there] <= order[here]
    )  # fmt: skip


@dataclass
class Level:
    """What one hop from the level before comes to.

    states: by head.  returned: the paths that end.  accesses: of this hop.  trapped, wild: where
    it traps, or jumps to no known place.  depth: as `Run.depth`.
    """

    states: dict[int, State] = field(default_factory=dict)
    returned: State | None = None
    accesses: list[Access] = field(default_factory=list)
    trapped: list[Term] = field(default_factory=list)
    wild: list[Term] = field(default_factory=list)
    depth: int | None = 0


class Walk(Executor):
    """One code from one place on."""

    def __init__(
        self,
        code: Code,
        aliases: Aliases,
        places: frozenset[int],
        at: int | None,
        state: State,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """places: the heads.  at: the one where it starts, None for the entry."""
        super().__init__(code, aliases, Floats(False), Limits(_MOST_STEPS, 1 << 30, 1 << 30), stop)
        self.places = places
        self.levels: list[Level] = [Level({0 if at is None else at: state})]
        if at is None and 0 in places:
            self.levels.append(Level({0: state}))

    def level(self, n: int) -> Level:
        """Level n; those before it are worked out where they were not.  Raises UnprovableError."""
        while len(self.levels) <= n:
            self._hop()
        return self.levels[n]

    def _hop(self) -> None:
        before = self.levels[-1]
        reached: dict[int, list[State]] = {}
        run, self.run = self.run, Run(steps=self.run.steps)
        self.machine.run = self.run
        self.returned = []
        for head in sorted(before.states):
            self._block(head, before.states[head].copy())
            while self.waiting:
                leader = min(self.waiting, key=self.order.__getitem__)
                states = self.waiting.pop(leader)
                if leader in self.places:
                    reached.setdefault(leader, []).extend(states)
                    continue
                for state in merged_all(states):
                    self._block(leader, state)
        if self.run.cut:
            raise UnprovableError("control", "a loop that no head cuts")
        run.steps = self.run.steps
        self.levels.append(
            Level(
                {head: merged_all(states)[0] for head, states in reached.items()},
                merged_all(self.returned)[0] if self.returned else None,
                self.run.accesses,
                self.run.trapped,
                self.run.wild,
                self.run.depth,
            )
        )


def unknown(name: str, sp: Term | None = None) -> State:
    """A state of which nothing is known but sp."""
    x = [var(f"{name} x{n}", 64) for n in range(31)]
    x.append(concat(var(f"{name} sp", 60), const(0, 4)) if sp is None else sp)
    return State(x, [var(f"{name} v{n}", 128) for n in range(32)], _flags(name), memory("memory"))


def _flags(name: str) -> list[Term]:
    zero = const(0, 64)
    return [zero, concat(const(0, 32), var(f"{name} nzcv", 4), const(0, 28)), zero, zero]


def either(conditions: Iterable[Term]) -> Term:
    """Whether one of some conditions holds."""
    out = false()
    for c in conditions:
        out = or_(out, c)
    return out


def registers(state: State) -> list[Term]:
    """x0 to x30, sp and v0 to v31 of a state."""
    return [*state.x, *state.v]
