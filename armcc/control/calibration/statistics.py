"""How well predicted ratios of times agree with measured ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

# Of ratios nearer to 1 than this, measured, no sign is asked for.
DIFFERENT = math.log2(1.1)


@dataclass(frozen=True)
class Agreement:
    """Of predicted and measured log2 ratios.

    pairs: how many.  different: those that differ by more than 10 % as measured.
    right: of these those with the right sign.  tau: Kendall's tau-b over all pairs.
    error: mean of the absolute difference of the log2 ratios.
    """

    pairs: int
    different: int
    right: int
    tau: float
    error: float

    @property
    def share(self) -> float:
        """Of right signs among the pairs that differ; 1 where there are none."""
        return self.right / self.different if self.different else 1.0


def agreement(measured: Sequence[float], predicted: Sequence[float]) -> Agreement:
    """Of some pairs' log2 ratios; a prediction of no difference at all is a wrong sign."""
    both = list(zip(measured, predicted, strict=True))
    different = [(m, p) for m, p in both if abs(m) > DIFFERENT]
    return Agreement(
        pairs=len(both),
        different=len(different),
        right=sum(m * p > 0 for m, p in different),
        tau=tau_b(measured, predicted),
        error=fmean([abs(m - p) for m, p in both]) if both else 0.0,
    )


def tau_b(first: Sequence[float], second: Sequence[float]) -> float:
    """Kendall's rank correlation with ties (M. G. Kendall, "The treatment of ties in ranking
    problems", Biometrika 33, 1945); 0 where one side has ties only.
    """
    agree = disagree = only_first = only_second = 0
    for i, (a, b) in enumerate(zip(first, second, strict=True)):
        for j in range(i):
            x, y = a - first[j], b - second[j]
            if x * y > 0:
                agree += 1
            elif x * y < 0:
                disagree += 1
            elif x:
                only_first += 1
            elif y:
                only_second += 1
    counted = agree + disagree
    below = math.sqrt((counted + only_first) * (counted + only_second))
    return (agree - disagree) / below if below else 0.0


def undisturbed(times: Sequence[float]) -> float:
    """Their lower quartile: others on the machine make a round longer, never shorter."""
    return sorted(times)[len(times) // 4]


def ratio(first: Sequence[float], second: Sequence[float]) -> tuple[float, float]:
    """(log2 ratio, by how much it may be off) of times that were taken in turn.

    The latter: by how much the first half of the rounds, or the second, says something else.
    """

    def of(some: slice) -> float:
        return math.log2(undisturbed(first[some]) / undisturbed(second[some]))

    whole, half = of(slice(None)), len(first) // 2
    halves = (of(slice(0, half)), of(slice(half, None))) if half else ()
    return whole, max([abs(other - whole) for other in halves], default=0.0)
