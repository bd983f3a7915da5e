"""Passes: pluggable proposers.  A pass takes a function and yields candidates.

A pass is found by the entry-point group `armcc.passes`: the entry's name is the
pass's name, its object a callable without arguments that returns a `Pass`.
A pass knows functions; it knows no gate and no cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from armcc.function.function import Candidate, Function


@dataclass
class Context:
    """What a pass may use while it proposes.

    cpu: the CPU to be fast on, an LLVM name ("neoverse-v2").
    limit: the most candidates the optimizer will look at from this pass.
    workdir: a private folder for temporary files, removed afterwards.
    shared: a dict that lives as long as one object's optimisation, for work that
        serves several functions (a whole module compiled once).
    """

    cpu: str
    limit: int
    workdir: str
    shared: dict[str, object] = field(default_factory=dict)


class Pass(Protocol):
    """A proposer.  `version` enters the record of what was searched."""

    name: str
    version: str

    def propose(self, function: Function, context: Context) -> Iterable[Candidate]:
        """Candidates for `function`, best guess first; may be lazy."""
        ...


def load_passes(names: str = "") -> Iterator[Pass]:
    """The installed passes in the order of their names, or those that `names` lists."""
    wanted = [n for n in names.split(",") if n]
    from importlib.metadata import entry_points  # 30 ms, for which a mere look-up has no use

    found = {e.name: e for e in entry_points(group="armcc.passes")}
    for name in wanted or sorted(found):
        if name in found:
            factory = found[name].load()
            yield factory()
