"""The corrections of the speed model, one by one, with cycles worked out on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.gates.speed import caches, costing
from armcc.gates.speed.cores import CORES, Core
from armcc.gates.speed.costing import Piece, lost_cycles
from armcc.gates.speed.fetch import fetched
from armcc.gates.speed.forwarding import BUFFER, Forward, forwards
from armcc.gates.speed.mca import Timeline
from armcc.gates.speed.retime import Waits, retime
from armcc.gates.speed.steps import Access, Operation, Step
from armcc.gates.speed.windows import (
    END,
    END_LEAD,
    LATER,
    LEAD,
    SAMPLE,
    WHOLE,
    Window,
    windows,
)

V2 = CORES["neoverse-v2"]
ZEN = CORES["znver3"]


def load(*accesses: Access) -> Step:
    return Step(Operation("ldr", loads=True), 0, read=accesses)


def store(*accesses: Access) -> Step:
    return Step(Operation("str", stores=True), 0, written=accesses)


OTHER = Step(Operation("add"), 0)

# -- store forwarding -------------------------------------------------------------------------

WELL, BADLY = True, False

# (what, steps, of the last step: (places of the stores, whether they forward) or None)
FORWARDED = [
    ("the same bytes", [store((64, 8)), load((64, 8))], ((0,), WELL)),
    ("its lower half", [store((64, 8)), load((64, 4))], ((0,), WELL)),
    ("its upper half", [store((64, 8)), load((68, 4))], ((0,), WELL)),
    ("its middle byte", [store((64, 8)), load((68, 1))], ((0,), WELL)),
    ("elsewhere within", [store((64, 8)), load((66, 2))], ((0,), BADLY)),
    ("more than was stored", [store((64, 4)), load((64, 8))], ((0,), BADLY)),
    ("over its end", [store((64, 8)), load((68, 8))], ((0,), BADLY)),
    ("two halves of two stores", [store((64, 4)), store((68, 4)), load((64, 8))], ((0, 1), WELL)),
    ("a half that is older than both", [store((68, 4)), load((64, 8))], ((0,), BADLY)),
    ("four quarters", [*[store((64 + n, 2)) for n in (0, 2, 4, 6)], load((64, 8))],
     ((0, 1, 2, 3), BADLY)),
    ("halves of a word of 4", [store((64, 2)), store((66, 2)), load((64, 4))], ((0, 1), BADLY)),
    ("both of a pair", [store((64, 8), (72, 8)), load((64, 8), (72, 8))], ((0,), WELL)),
    ("one of a pair", [store((64, 8), (72, 8)), load((72, 8))], ((0,), WELL)),
    ("a vector's half", [store((64, 16)), load((72, 8))], ((0,), WELL)),
    ("other bytes", [store((64, 8)), load((72, 8))], None),
    ("no store", [load((64, 8))], None),
    ("the youngest counts", [store((64, 8)), OTHER, store((64, 8)), load((64, 8))], ((2,), WELL)),
    ("through the cache by now",
     [store((64, 8)), *[store((4096 + 8 * n, 8)) for n in range(BUFFER)], load((64, 8))], None),
    ("still in the buffer",
     [store((64, 8)), *[store((4096 + 8 * n, 8)) for n in range(BUFFER - 1)], load((64, 8))],
     ((0,), WELL)),
    ("a load before it", [load((64, 8)), store((64, 8)), OTHER], None),
]  # fmt: skip


def forward(stores: tuple[int, ...], well: bool, core: Core = V2) -> Forward:
    return Forward(stores, core.forward if well else core.forward_fails, drained=not well)


@pytest.mark.parametrize(
    ("steps", "found"), [row[1:] for row in FORWARDED], ids=[row[0] for row in FORWARDED]
)
def test_forwarding(steps: list[Step], found: tuple[tuple[int, ...], bool] | None) -> None:
    expected = forward(*found) if found is not None else None
    assert forwards(steps, V2).get(len(steps) - 1) == expected


def test_the_calibrations_core_forwards_from_anywhere_within_a_store_but_from_one_alone() -> None:
    within = [store((64, 8)), load((66, 2))]
    assert forwards(within, ZEN) == {1: forward((0,), WELL, ZEN)}
    halves = [store((64, 4)), store((68, 4)), load((64, 8))]
    assert forwards(halves, ZEN) == {2: forward((0, 1), BADLY, ZEN)}


# -- fetching ---------------------------------------------------------------------------------

NARROW = replace(V2, fetch=16, taken=1)


def at(*kinds: str) -> list[Step]:
    """ "-" an instruction, "t" a taken branch, "+" a second operation of an instruction."""
    return [Step(Operation("op"), 0, size=0 if k == "+" else 4, taken=k == "t") for k in kinds]


# (what, steps, the cycle of each)
FETCHED = [
    ("four a cycle", "--------", [0, 0, 0, 0, 1, 1, 1, 1]),
    ("a taken branch ends it", "-t--t-", [0, 0, 1, 1, 1, 2]),
    ("a taken branch that ends it anyway", "---t-", [0, 0, 0, 0, 1]),
    ("parts of instructions are free", "-+-+-+-+-", [0, 0, 0, 0, 0, 0, 0, 0, 1]),
    ("a loop of one", "tttt", [0, 1, 2, 3]),
]


@pytest.mark.parametrize(
    ("kinds", "cycles"), [row[1:] for row in FETCHED], ids=[row[0] for row in FETCHED]
)
def test_fetch(kinds: str, cycles: list[int]) -> None:
    assert fetched(at(*kinds), NARROW) == cycles


def test_two_taken_branches_a_cycle_where_the_core_can() -> None:
    assert fetched(at(*"tttt-"), replace(NARROW, taken=2)) == [0, 0, 1, 1, 2]


# -- caches -----------------------------------------------------------------------------------

# Two sets of two lines of 64 bytes: line n is in set n % 2.
TINY = replace(V2, l1_bytes=256, l1_ways=2)


def missed(accesses: Sequence[Access], core: Core = TINY, cold: Sequence[Access] = ()) -> list[int]:
    return sorted(caches.misses(list(enumerate(accesses)), core, cold))


def test_what_fits_misses_nothing() -> None:
    assert missed([(0, 4), (64, 4), (128, 4), (192, 4), (0, 4)]) == []


def test_lines_of_one_set_throw_each_other_out() -> None:
    # Lines 0, 8 and 16: one set of two, in turn.  Each is gone when it is its turn again.
    assert missed([(0, 4), (512, 4), (1024, 4)] * 2) == [0, 1, 2, 3, 4, 5]
    # Of two of them both stay.
    assert missed([(0, 4), (512, 4)] * 3) == []


def test_the_least_recently_used_goes() -> None:
    # After 0 8 0 16 the set has 0 and 16: so 8 misses, and then 16 is the older one.
    assert missed([(0, 4), (512, 4), (0, 4), (1024, 4)]) == [1, 3]


def test_a_stream_is_fetched_ahead() -> None:
    # Ten lines in a row, of which four fit: all miss, but the prefetcher is there but once.
    assert missed([(64 * n, 4) for n in range(10)]) == [0]
    assert missed([(64 * n, 4) for n in reversed(range(10))]) == [0]
    # A stride of eight lines is none that it follows.
    assert missed([(512 * n, 4) for n in range(10)]) == list(range(10))


def test_an_access_over_two_lines_touches_both() -> None:
    assert list(caches.lines((60, 8), TINY)) == [0, 1]
    assert list(caches.lines((64, 64), TINY)) == [1]


def test_each_line_of_a_table_misses_once_a_call() -> None:
    table = (0, 192)
    accesses = [(0, 4), (4, 4), (64, 4), (0, 4), (4160, 4), (128, 4)]
    assert missed(accesses, cold=[table]) == [0, 2, 5]
    assert sorted(caches.first_touches(list(enumerate(accesses)), TINY, [table])) == [0, 2, 5]
    assert missed(accesses, cold=[(0, 0)]) == []


@given(st.lists(st.tuples(st.integers(0, 4000), st.sampled_from([1, 4, 8, 16])), max_size=60))
def test_a_larger_cache_of_the_same_sets_misses_no_more(accesses: list[Access]) -> None:
    # True of least-recently-used replacement, set by set (Mattson et al., 1970); the prefetcher,
    # which sees other misses then, is left out.
    def count(ways: int) -> int:
        cache = caches.Cache(replace(V2, l1_bytes=128 * ways, l1_ways=ways))
        return sum(not cache.touch(n) for a in accesses for n in caches.lines(a, V2))

    assert count(4) <= count(2) <= count(1)


# -- windows ----------------------------------------------------------------------------------


def stands_for(w: Window) -> float:
    """How many steps of the trace a window stands for."""
    return (w.counted - w.start) * w.head + (w.end - w.counted) * w.weight


def test_a_short_trace_is_one_window() -> None:
    assert windows([0] * WHOLE) == [Window(0, 0, WHOLE, 1.0)]
    assert windows([4]) == [Window(0, 0, 1, 1.0)]


@given(st.integers(WHOLE + 1, 60_000), st.integers(1, 900), st.integers(0, 3))
def test_windows_stand_for_the_whole_trace(count: int, body: int, phases: int) -> None:
    sites = [4 * (n % body) + 10_000 * (n * (phases + 1) // count) for n in range(count)]
    found = windows(sites)
    assert sum(stands_for(w) for w in found) == pytest.approx(count)
    assert (found[0].start, found[-1].end) == (0, count)
    assert len(found) <= LATER + 2
    assert sum(w.end - w.start for w in found) <= (LATER + 1) * (LEAD + 2 * SAMPLE) + END + END_LEAD
    assert all(0 <= w.start <= w.counted < w.end <= count for w in found)
    assert all(w.weight >= 0 for w in found)


def test_one_sample_does_where_all_that_follows_is_like_it() -> None:
    loop = windows([4 * (n % 6) for n in range(9000)])
    assert [(w.start, w.counted) for w in loop] == [(0, LEAD), (9000 - END - END_LEAD, 9000 - END)]
    # Two loops, one after the other: a sample of the first says nothing of the second.
    two = windows([4 * (n % 6) + (100 if n > 5000 else 0) for n in range(9000)])
    assert len(two) == 2 + LATER
    assert any(w.counted > 5000 and w.end < 9000 for w in two)


def test_samples_are_whole_turns_of_a_loop() -> None:
    for body in (5, 17, 300, 500):
        for w in windows([4 * (n % body) for n in range(9000)])[:-1]:
            assert (w.end - w.counted) % body == 0, body


def test_a_window_counts_from_when_what_is_before_it_was_retired() -> None:
    retired = [3, 4, 6, 9, 10, 14]
    whole, sample = Window(0, 0, 6, 1.0), Window(7, 10, 13, 2.0)
    assert costing._counted(retired, whole) == 15
    # From cycle 7 on, twice; with its beginning once.
    assert costing._counted(retired, sample) == 2 * (15 - 7)
    assert costing._counted(retired, replace(sample, head=1.0)) == 7 + 2 * (15 - 7)


# -- mispredictions ---------------------------------------------------------------------------


def straight(count: int, branches: tuple[int, ...]) -> tuple[list[Step], Timeline]:
    """Independent operations, dispatched eight a cycle, some of them conditional branches."""
    steps = [
        Step(Operation("op", branch=n in branches, conditional=n in branches), 4 * n)
        for n in range(count)
    ]
    rows = [(n // 8, n // 8, n // 8 + 1, n // 8 + 2, n // 8 + 3) for n in range(count)]
    columns = [tuple(c) for c in zip(*rows, strict=True)]
    line = Timeline(*columns, micro=(1,) * count, ports=((),) * count, names=())  # type: ignore[arg-type]
    return steps, line


def piece(steps: list[Step], line: Timeline, window: Window | None = None) -> Piece:
    return Piece(
        window or Window(0, 0, len(steps), 1.0), line, Waits(), retime(steps, line, V2, Waits())
    )


def test_a_misprediction_costs_the_refill_and_the_wait_for_the_branch() -> None:
    steps, line = straight(17, (7,))
    # Dispatched in 0, executed in 2; ten cycles later the next is dispatched, and not in 1.
    assert lost_cycles(steps, [piece(steps, line)], {28: 1.0}, V2) == 2 + 10 - 1
    assert lost_cycles(steps, [piece(steps, line)], {28: 0.25}, V2) == (2 + 10 - 1) / 4
    assert lost_cycles(steps, [piece(steps, line)], {}, V2) == 0


def test_two_mispredictions_cost_twice_as_much() -> None:
    steps, line = straight(24, (7, 15))
    both = lost_cycles(steps, [piece(steps, line)], {28: 1.0, 60: 1.0}, V2)
    assert both == 2 * (2 + 10 - 1)


def test_the_last_operation_of_a_trace_makes_the_caller_wait() -> None:
    steps, line = straight(8, (7,))
    assert lost_cycles(steps, [piece(steps, line)], {28: 1.0}, V2) == 10


def test_a_branch_in_no_window_costs_the_refill_and_what_is_usual() -> None:
    steps, line = straight(8, ())
    assert lost_cycles(steps, [piece(steps, line)], {400: 2.0}, V2) == 2 * (10 + 5)


def test_in_windows_a_branch_is_mispredicted_as_often_as_in_the_calls() -> None:
    """A branch of 24 executions that is wrong a quarter of the time: six in the window."""
    steps, line = straight(8 * 24, tuple(range(7, 8 * 24, 8)))
    steps = [replace(s, site=28) if s.operation.conditional else s for s in steps]
    made: list[frozenset[int]] = []
    real = costing.retime

    def seen(*words: object) -> object:
        if len(words) > 4:
            made.append(words[4])  # type: ignore[arg-type]
        return real(*words)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        one = piece(steps, line)
        patch.setattr(costing, "retime", seen)
        # The last of them is in the middle: none of the caller's.
        assert lost_cycles(steps, [one], {28: 6.0}, V2) == pytest.approx(6 * 11, abs=6)
    assert [len(bad) for bad in made] == [6]


def test_random_rates_stay_near_the_cost_of_one() -> None:
    rng = Random(3)
    steps, line = straight(8 * 40, tuple(range(7, 8 * 39, 8)))
    steps = [replace(s, site=28) if s.operation.conditional else s for s in steps]
    for _ in range(20):
        count = rng.uniform(0.1, 39)
        lost = lost_cycles(steps, [piece(steps, line)], {28: count}, V2)
        assert lost / count == pytest.approx(11, abs=1)
