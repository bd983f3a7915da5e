"""What samples of two codes' times say of their ratio, and how sure that is.

Nothing is assumed of how times are distributed: they have long tails (interrupts) and
several peaks (frequencies, how memory happens to lie).  Each round gives one ratio, of
samples that were taken right after each other, so that what slows the machine down for
longer than a round is in both.  Of these ratios the median counts, and its confidence
interval is between two order statistics: of n independent values the number below the
median is binomial with 1/2, so that [k-th smallest, k-th largest] holds the median with at
least the probability 1 - 2 P(B(n, 1/2) < k), whatever the distribution (H. A. David and
H. N. Nagaraja, Order Statistics, 3rd edition, 7.1).

Assumed is that rounds are independent.  Where they are not, an interval is too narrow; how
far off that is shows where a code is measured against itself, in the same rounds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import geometric_mean, median

from armcc.errors import Error

# How likely it may be that any of all intervals of one decision misses its median.
ERROR = 0.01
# Of the fastest sample, so much at most is taken for the loop around the calls.
_MOST_OVERHEAD = 0.9


@dataclass(frozen=True)
class Samples:
    """Ticks of one workload's samples, a round at each place.

    again: of the baseline a second time.  empty: of a code that does nothing.
    calls: in each sample.  frequency: ticks in a second.
    """

    baseline: tuple[int, ...]
    candidate: tuple[int, ...]
    again: tuple[int, ...]
    empty: tuple[int, ...]
    calls: int
    frequency: int


@dataclass(frozen=True)
class Timing:
    """How one workload was measured.

    workload: in words.  size: as of the workload.
    ratio: the baseline's time by the candidate's, the median over the rounds: above 1 the
        candidate is faster.  low, high: of its confidence interval.
    null, null_low, null_high: the same for the baseline by itself; 1 but for noise.
    samples: rounds that counted.  calls: of each code in each.
    clock: what was read, and how often it ticks.
    baseline_ns, candidate_ns: nanoseconds of a call, the median, without the loop around it.
    """

    workload: str
    size: int
    ratio: float
    low: float
    high: float
    null: float
    null_low: float
    null_high: float
    samples: int
    calls: int
    clock: str
    baseline_ns: float
    candidate_ns: float

    @property
    def noise(self) -> float:
        """The largest ratio, above 1, that two measurements of one code may have."""
        return max(self.null_high, 1 / self.null_low)


@dataclass(frozen=True)
class Overall:
    """The geometric mean over workloads: its estimate and confidence interval, and the noise's."""

    ratio: float
    low: float
    high: float
    noise: float


def rank(count: int, error: float) -> int:
    """The largest k for which [k-th smallest, k-th largest] of `count` values is sure enough.

    error: the probability with which it may miss the median.
    Raises Error("measure-noise") where `count` values are too few even for the widest.
    """
    below = 0
    for k in range(count // 2 + 1):
        below += math.comb(count, k)  # 2^count P(B(count, 1/2) <= k)
        if 2 * below > error * 2**count:
            if k:
                return k
            break
    raise Error("measure-noise", f"{count} rounds are too few for an interval")


def interval(values: Sequence[float], error: float) -> tuple[float, float]:
    """The confidence interval of the median; errors as of `rank`."""
    k = rank(len(values), error)
    ordered = sorted(values)
    return ordered[k - 1], ordered[-k]


def timing(workload: str, size: int, samples: Samples, error: float) -> Timing:
    """What the samples of one workload say.

    error: the probability with which an interval may miss.
    The same is taken from both times: what the calls' loop takes where the code does nothing.
    Whatever it really is when a code is called, taking the same from both moves a ratio away
    from 1 or towards it, never across.
    Raises Error("measure-noise") where the rounds are too few, Error("measure-run") where the
    clock stands still.
    """
    before, after, again = samples.baseline, samples.candidate, samples.again
    fastest = min(*before, *after, *again)
    if fastest <= 0 or samples.frequency <= 0:
        raise Error("measure-run", "the clock stands still while a sample is taken")
    overhead = min(median(samples.empty), _MOST_OVERHEAD * fastest)
    ratios = [(a - overhead) / (b - overhead) for a, b in zip(before, after, strict=True)]
    nulls = [(a - overhead) / (b - overhead) for a, b in zip(before, again, strict=True)]
    low, high = interval(ratios, error)
    null_low, null_high = interval(nulls, error)
    unit = 1e9 / samples.frequency / samples.calls
    return Timing(
        workload=workload,
        size=size,
        ratio=median(ratios),
        low=low,
        high=high,
        null=median(nulls),
        null_low=null_low,
        null_high=null_high,
        samples=len(ratios),
        calls=samples.calls,
        clock=f"cntvct_el0 at {samples.frequency / 1e6:g} MHz",
        baseline_ns=(median(before) - overhead) * unit,
        candidate_ns=(median(after) - overhead) * unit,
    )


def overall(timings: Sequence[Timing]) -> Overall:
    """The geometric mean over the workloads.

    Where all intervals hold at once, the mean of the medians lies between the means of their
    ends: so it is no less sure than they are together.
    """
    return Overall(
        geometric_mean(t.ratio for t in timings),
        geometric_mean(t.low for t in timings),
        geometric_mean(t.high for t in timings),
        geometric_mean(t.noise for t in timings),
    )
