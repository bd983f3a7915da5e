"""How much work the optimizer may do, counted in work and never in seconds.

The same sources and passes so lead to the same search on a fast and on a slow machine.
The defaults are about 10 s a function and 60 s an object on one 2020s server core.
"""

from __future__ import annotations

from dataclasses import dataclass

from armcc.errors import Error


@dataclass
class Budget:
    """What is left for one object.

    candidates: that may be assembled for one function.  decisions: full runs of all
        gates for one function.  object_candidates, object_decisions: the same for the
        whole object; they count down.
    """

    candidates: int = 96
    decisions: int = 4
    object_candidates: int = 600
    object_decisions: int = 28

    @property
    def spent(self) -> bool:
        """Whether nothing is left for another function of this object."""
        return self.object_candidates <= 0 or self.object_decisions <= 0

    def describe(self) -> str:
        """The part of a search's description that tells its budget."""
        return f"candidates={self.candidates},decisions={self.decisions}"


def parse_budget(text: str) -> Budget:
    """A budget from ARMCC_BUDGET: "" for the default, or a factor such as "0.5" or "4".

    Raises Error("budget") for anything else.
    """
    if not text:
        return Budget()
    try:
        factor = float(text)
    except ValueError:
        factor = 0.0
    if not 0.0 < factor <= 1000.0:
        raise Error("budget", f"ARMCC_BUDGET={text!r} is not a factor such as 0.5 or 4")
    return Budget(*(max(1, round(n * factor)) for n in (96, 4, 600, 28)))
