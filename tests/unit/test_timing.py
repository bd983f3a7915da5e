"""What is made of measured times: intervals by hand, the decision as a table, the host."""

from __future__ import annotations

import math
import platform
import struct
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.errors import Error
from armcc.gates.speed import measure, timer
from armcc.gates.speed.measure import NOISE, decision
from armcc.gates.speed.policy import wanted
from armcc.gates.speed.timer import (
    AGAIN,
    BASELINE,
    CANDIDATE,
    NOTHING,
    Plan,
    Stretch,
    changed,
    order,
    samples_in,
)
from armcc.gates.speed.timing_statistics import Samples, Timing, interval, overall, rank, timing
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN

# -- intervals ----------------------------------------------------------------------------------

# (values, error, rank): 2 P(B(n, 1/2) < k) worked out on paper
RANKS = [
    (6, 0.04, 1),  # 2/64 = 0.031; with 2: 14/64
    (8, 0.01, 1),  # 2/256 = 0.0078; with 2: 18/256 = 0.070
    (9, 0.05, 2),  # 20/512 = 0.039; with 3: 92/512
    (10, 0.01, 1),  # 2/1024; with 2: 22/1024 = 0.021
    (10, 0.05, 2),  # 22/1024 = 0.021; with 3: 112/1024 = 0.11
    (12, 0.01, 2),  # 26/4096 = 0.0063; with 3: 158/4096
    (20, 0.01, 4),  # 2702/1048576 = 0.0026; with 5: 12392/1048576 = 0.0118
    (20, 0.05, 6),  # 43400/1048576 = 0.041; with 7: 0.115
]


@pytest.mark.parametrize(("count", "error", "k"), RANKS)
def test_ranks(count: int, error: float, k: int) -> None:
    assert rank(count, error) == k
    values = [float(n) for n in range(count)]
    Random(1).shuffle(values)
    assert interval(values, error) == (k - 1, count - k)


@pytest.mark.parametrize(("count", "error"), [(0, 0.01), (1, 0.5), (7, 0.01), (10, 0.001)])
def test_too_few_values_have_no_interval(count: int, error: float) -> None:
    with pytest.raises(Error) as caught:
        rank(count, error)
    assert caught.value.reason == "measure-noise"


@given(st.integers(11, 300), st.floats(0.001, 0.5))
def test_a_rank_is_the_largest_that_is_sure_enough(count: int, error: float) -> None:
    k = rank(count, error)

    def missed(k: int) -> Fraction:
        """How likely the interval is to miss, exactly."""
        return Fraction(2 * sum(math.comb(count, n) for n in range(k)), 2**count)

    assert 1 <= k <= (count + 1) // 2
    assert missed(k) <= error
    assert k == (count + 1) // 2 or missed(k + 1) > error


def test_intervals_hold_the_median_as_often_as_they_say() -> None:
    """Of a skewed distribution with a long tail, whose median is known."""
    rng, error = Random(7), 0.05
    held = 0
    for _ in range(2000):
        low, high = interval([rng.paretovariate(1.0) for _ in range(50)], error)
        held += low <= 2.0 <= high
    assert held / 2000 >= 1 - error - 0.01


TICKS = st.integers(1, 10**9)


def samples(data: list[tuple[int, int, int, int]], calls: int = 4) -> Samples:
    first, second, again, nothing = (tuple(row[n] for row in data) for n in range(4))
    return Samples(first, second, again, nothing, calls, 25_000_000)


ROUNDS = st.lists(st.tuples(TICKS, TICKS, TICKS, TICKS), min_size=8, max_size=60)


@given(ROUNDS)
def test_a_ratio_lies_in_its_interval(rounds: list[tuple[int, int, int, int]]) -> None:
    one = timing("w", 1, samples(rounds), 0.01)
    assert 0 < one.low <= one.ratio <= one.high
    assert 0 < one.null_low <= one.null <= one.null_high
    assert one.noise >= 1
    assert one.samples == len(rounds)


@given(ROUNDS)
def test_what_is_taken_for_the_loop_moves_nothing_across_1(
    rounds: list[tuple[int, int, int, int]],
) -> None:
    """Whatever the loop around the calls is taken to cost."""
    one = timing("w", 1, samples(rounds), 0.01)
    other = timing("w", 1, samples([(a, b, c, 0) for a, b, c, _ in rounds]), 0.01)
    for have, want in ((one.low, other.low), (one.high, other.high)):
        assert (have > 1) == (want > 1)
        assert (have < 1) == (want < 1)


@given(ROUNDS)
def test_swapping_the_codes_inverts_the_interval(
    rounds: list[tuple[int, int, int, int]],
) -> None:
    one = timing("w", 1, samples([(a, b, a, e) for a, b, _, e in rounds]), 0.01)
    other = timing("w", 1, samples([(b, a, b, e) for a, b, _, e in rounds]), 0.01)
    assert one.low == pytest.approx(1 / other.high)
    assert one.high == pytest.approx(1 / other.low)
    assert (one.null_low, one.null, one.null_high) == (1, 1, 1)


def test_a_timing_by_hand() -> None:
    """Twelve rounds at 25 MHz, 10 calls each; the loop takes 100 of the ticks."""
    second = [300, 310, 290, 320, 280, 330, 270, 340, 260, 350, 250, 300]
    again = [500] * 11 + [600]
    data = [(500, b, a, 100) for b, a in zip(second, again, strict=True)]
    one = timing("at size 4", 4, samples(data, 10), 0.01)
    # The second smallest and the second largest.
    assert one.low == pytest.approx(400 / 240)
    assert one.high == pytest.approx(400 / 160)
    assert one.ratio == pytest.approx(2.0)
    assert (one.null, one.null_low, one.null_high, one.noise) == (1, 1, 1, 1)
    assert one.baseline_ns == pytest.approx(400 * 40 / 10)
    assert one.candidate_ns == pytest.approx(200 * 40 / 10)
    assert (one.workload, one.size, one.samples, one.calls) == ("at size 4", 4, 12, 10)
    assert one.clock == "cntvct_el0 at 25 MHz"


def test_what_slows_down_both_codes_of_a_round_is_no_difference() -> None:
    rng = Random(3)
    data = []
    for _ in range(100):
        slow = rng.choice([1, 1, 1, 3, 10])
        data.append((1000 * slow, 800 * slow, 1000 * slow, 0))
    one = timing("w", 1, samples(data), 0.01)
    assert (one.low, one.high) == (1.25, 1.25)


def test_a_loop_that_is_all_of_a_sample_still_leaves_a_ratio() -> None:
    one = timing("w", 1, samples([(100, 99, 100, 150)] * 10), 0.01)
    assert 1 < one.low == one.high < 1.2


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_clock_that_stands_still_is_none(place: int) -> None:
    bad = [10, 10, 10, 1]
    bad[place] = 0
    with pytest.raises(Error) as caught:
        timing("w", 1, samples([(10, 10, 10, 1)] * 9 + [tuple(bad)]), 0.01)  # type: ignore[list-item]
    assert caught.value.reason == "measure-run"


# -- the decision --------------------------------------------------------------------------------


def made(low: float, high: float, null: tuple[float, float] = (0.999, 1.001)) -> Timing:
    return Timing(
        workload=f"at size {round(1000 * low)}",
        size=round(1000 * low),
        ratio=math.sqrt(low * high),
        low=low,
        high=high,
        null=1.0,
        null_low=null[0],
        null_high=null[1],
        samples=200,
        calls=64,
        clock="cntvct_el0 at 25 MHz",
        baseline_ns=10.0,
        candidate_ns=9.0,
    )


# (workloads as (low, high) or (low, high, the null comparison's), outcome, reason)
WIDE, WIDER = (0.99, 1.01), (0.97, 1.03)
DECISIONS = [
    ([(1.10, 1.12)], ACCEPTED, ""),
    ([(1.10, 1.12), (1.3, 1.4), (1.01, 1.02)], ACCEPTED, ""),
    # One that may be slower is outweighed; one that is slower is not.
    ([(1.10, 1.12), (0.98, 1.02)], ACCEPTED, ""),
    ([(1.10, 1.12), (0.98, 0.999)], REJECTED, "measured-slower"),
    ([(9.0, 9.1), (9.0, 9.1), (0.98, 0.999)], REJECTED, "measured-slower"),
    ([(0.9, 0.95)], REJECTED, "measured-slower"),
    # A whole that may be 1.
    ([(0.99, 1.01)], REJECTED, "measured-not-faster"),
    ([(1.0, 1.2)], REJECTED, "measured-not-faster"),
    ([(1.1, 1.2), (0.9, 1.01)], REJECTED, "measured-not-faster"),
    # Less than what two measurements of the baseline differ by.
    ([(1.005, 1.02, WIDE)], UNKNOWN, "measure-noise"),
    ([(1.02, 1.03, WIDE)], ACCEPTED, ""),
    # A machine on which nothing can be told, whatever it tells.
    ([(2.0, 3.0, WIDER)], UNKNOWN, "measure-noise"),
    ([(0.5, 0.6, WIDER)], UNKNOWN, "measure-noise"),
    ([(2.0, 3.0, (0.97, 0.98))], UNKNOWN, "measure-noise"),
    ([(2.0, 3.0, (1.03, 1.04))], UNKNOWN, "measure-noise"),
    ([(2.0, 3.0, WIDER), (2.0, 3.0), (2.0, 3.0)], ACCEPTED, ""),
]


@pytest.mark.parametrize(("rows", "outcome", "reason"), DECISIONS)
def test_decisions(rows: list[tuple], outcome: str, reason: str) -> None:  # type: ignore[type-arg]
    said = decision([made(*row) for row in rows])
    assert (said.gate, said.outcome, said.reason) == ("speed", outcome, reason)
    assert (said.detail == "") == said.passed
    evidence = said.evidence["measured"]
    assert len(evidence["workloads"]) == len(rows)
    assert evidence["low"] <= evidence["speedup"] <= evidence["high"]


INTERVALS = st.lists(
    st.tuples(st.floats(0.5, 2.0), st.floats(1.0, 1.5), st.floats(1.0, 1.03), st.floats(1.0, 1.03)),
    min_size=1,
    max_size=7,
)


@given(INTERVALS)
def test_nothing_is_accepted_that_did_not_win(
    rows: list[tuple[float, float, float, float]],
) -> None:
    timings = [made(low, low * width, (1 / below, above)) for low, width, below, above in rows]
    said = decision(timings)
    whole = overall(timings)
    assert said.passed == (
        whole.low > max(1.0, whole.noise)
        and whole.noise <= NOISE
        and all(t.high >= 1 for t in timings)
    )
    assert said.passed == (said.reason == "")


def test_the_mean_of_the_ends() -> None:
    whole = overall([made(1.0, 4.0), made(4.0, 9.0)])
    assert (whole.low, whole.high) == (pytest.approx(2.0), pytest.approx(6.0))
    assert whole.noise == pytest.approx(1 / 0.999)


def test_the_sentence_names_the_worst_workload() -> None:
    said = decision([made(0.8, 0.85), made(0.7, 0.75), made(1.5, 1.6)])
    assert said.detail == "measured 0.725x (0.700x to 0.750x) at size 700"


# -- the block -----------------------------------------------------------------------------------

LINES = st.binary(min_size=16, max_size=16)


@given(st.lists(st.tuples(LINES, st.booleans(), st.integers(0, 15)), max_size=40))
def test_changed_lines(lines: list[tuple[bytes, bool, int]]) -> None:
    before = b"".join(line for line, *_ in lines)
    after = bytearray(before)
    for n, (_, flip, at) in enumerate(lines):
        after[16 * n + at] ^= 0x40 * flip
    found = changed(0x5000, before, bytes(after))
    # Restoring them restores all; none is empty, and no two touch.
    mended = bytearray(after)
    for one in found:
        assert one.data
        assert len(one.data) % 16 == 0
        mended[one.address - 0x5000 : one.address - 0x5000 + len(one.data)] = one.data
    assert bytes(mended) == before
    assert sum(len(one.data) for one in found) == 16 * sum(flip for _, flip, _ in lines)
    ends = [one.address + len(one.data) for one in found]
    assert all(a < b.address for a, b in zip(ends, found[1:], strict=False))


def test_changed_lines_by_hand() -> None:
    before = bytes(range(64))
    after = b"\xff" + before[1:40] + b"\xff" + before[41:]
    assert changed(0x1000, before, after) == [
        Stretch(0x1000, before[:16]),
        Stretch(0x1020, before[32:48]),
    ]
    assert changed(0x1000, before, bytes(64 * [255])) == [Stretch(0x1000, before)]
    assert changed(0x1000, before, before) == []


def test_each_round_has_each_code_once_and_no_fixed_order() -> None:
    plan = Plan(rounds=300, settle=10)
    found = order(plan)
    rounds = [tuple(found[n : n + 4]) for n in range(0, len(found), 4)]
    assert len(rounds) == 310
    assert {tuple(sorted(r)) for r in rounds} == {(BASELINE, CANDIDATE, AGAIN, NOTHING)}
    assert len(set(rounds)) == 24
    first = sum(r.index(BASELINE) < r.index(CANDIDATE) for r in rounds)
    assert 120 < first < 190
    assert order(plan) == found


def test_samples_are_told_apart_by_the_schedule() -> None:
    plan = Plan(rounds=9, settle=2)
    schedule = order(plan)
    block = bytearray(4096)
    struct.pack_into("<2Q", block, 64, 32, 10**9)
    for n, which in enumerate(schedule):
        at = timer._BLOCK + 8 * (len(schedule) + n)
        struct.pack_into("<Q", block, at, 1000 * (n // 4) + which)
    found = samples_in(bytes(block), plan)
    for which, ticks in enumerate((found.baseline, found.candidate, found.again, found.empty)):
        assert ticks == tuple(1000 * n + which for n in range(2, 11))
    assert (found.calls, found.frequency) == (32, 10**9)


@given(LINES, LINES, LINES)
def test_what_either_code_changes(before: bytes, first: bytes, second: bytes) -> None:
    either = measure._either(before, first, second)
    for o, a, b, got in zip(before, first, second, either, strict=True):
        assert (got != o) == (a != o or b != o)


# -- where it can be done ------------------------------------------------------------------------


def on(monkeypatch: pytest.MonkeyPatch, system: str, machine: str) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)


@pytest.mark.parametrize(
    ("value", "system", "machine", "answer"),
    [
        (None, "Linux", "x86_64", False),
        ("", "Linux", "x86_64", False),
        ("", "Linux", "aarch64", False),
        ("native", "Linux", "aarch64", True),
        ("native", "Linux", "arm64", True),
        ("native", "Linux", "x86_64", "this is Linux on x86_64: unset it"),
        ("native", "Darwin", "arm64", "this is Darwin on arm64: unset it"),
        ("Native", "Linux", "aarch64", "ARMCC_MEASURE='Native' means nothing"),
        ("1", "Linux", "x86_64", "ARMCC_MEASURE='1' means nothing"),
        ("off", "Linux", "x86_64", "ARMCC_MEASURE='off' means nothing"),
    ],
)
def test_the_variable(
    value: str | None,
    system: str,
    machine: str,
    answer: bool | str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on(monkeypatch, system, machine)
    environ = {} if value is None else {"ARMCC_MEASURE": value}
    if isinstance(answer, bool):
        assert wanted(environ) is answer
        return
    with pytest.raises(Error) as caught:
        wanted(environ)
    assert caught.value.reason == "measure"
    assert answer in caught.value.message


@pytest.mark.parametrize(
    ("allowed", "capacities", "fastest"),
    [
        ({0, 1, 2, 3}, {}, {0, 1, 2, 3}),
        ({0, 1, 2, 3}, {0: 446, 1: 446, 2: 1024, 3: 1024}, {2, 3}),
        ({0, 1}, {0: 446, 1: 446, 2: 1024}, {0, 1}),
        ({5}, {}, {5}),
    ],
)
def test_the_core_is_one_of_the_fastest(
    allowed: set[int],
    capacities: dict[int, int],
    fastest: set[int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for core, capacity in capacities.items():
        (tmp_path / f"cpu{core}").mkdir()
        (tmp_path / f"cpu{core}" / "cpu_capacity").write_text(f"{capacity}\n")
    monkeypatch.setattr(measure, "CORES", str(tmp_path))
    chosen = set()
    for pid in range(100, 108):
        monkeypatch.setattr("os.getpid", lambda pid=pid: pid)
        chosen.add(measure._core(allowed))
    assert chosen == fastest


def test_a_plan_is_long_enough_for_its_intervals() -> None:
    plan = Plan()
    assert rank(plan.rounds, 0.01 / 100) > 1
    # Four codes, and what is not timed: well within the limits of the sandbox.
    assert 20 * (plan.rounds + plan.settle) * 4 * 2 * plan.microseconds * 1e-6 < plan.seconds
