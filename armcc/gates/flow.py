"""The control flow of some code and facts that hold on every path to an instruction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from armcc.gates.instructions import mnemonic

State = TypeVar("State")

# After these control goes on nowhere but at a known target.
ENDS = frozenset(["b", "br", "ret", "retaa", "udf"])


@dataclass(frozen=True)
class Flow:
    """One function's instructions and where control goes.

    targets: of the branches that stay in the function, both as byte offsets.
    tables: the targets of each jump through a table.
    endless: the offsets of calls that never come back.
    """

    listing: tuple[str, ...]
    targets: Mapping[int, int]
    tables: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    endless: frozenset[int] = frozenset()

    def following(self, offset: int) -> list[int]:
        """Where control may go from `offset`, inside the function."""
        out = list(self.tables.get(offset, ()))
        if mnemonic(self.listing[offset // 4]) not in ENDS and offset not in self.endless:
            out.append(offset + 4)
        if offset in self.targets:
            out.append(self.targets[offset])
        return [o for o in out if 0 <= o < 4 * len(self.listing)]


def forward(
    flow: Flow,
    first: State,
    after: Callable[[int, State], State],
    join: Callable[[State, State], State],
    along: Callable[[int, int, State], State] | None = None,
) -> dict[int, State]:
    """What holds before each instruction that control can reach.

    first: what holds at the entry.  after: what holds behind the instruction at an
    offset, given what held before.  join: what holds where two paths meet; it must only
    ever lose, so that this ends.  along: what holds behind an instruction on the way to
    another.
    """
    entry: dict[int, State] = {0: first}
    todo = [0]
    while todo:
        offset = todo.pop()
        state = after(offset, entry[offset])
        for there in flow.following(offset):
            here = state if along is None else along(offset, there, state)
            known = entry.get(there)
            both = here if known is None else join(known, here)
            if known is None or both != known:
                entry[there] = both
                todo.append(there)
    return entry
