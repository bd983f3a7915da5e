"""What waits do to a timeline, worked out on paper.

The made timelines are those of a core that dispatches two operations a cycle.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.gates.speed.cores import Core
from armcc.gates.speed.forwarding import Forward
from armcc.gates.speed.mca import Timeline
from armcc.gates.speed.retime import Waits, retime
from armcc.gates.speed.steps import Operation, Step

WIDE = Core(False, 100, 2, 10, 5, 11, 16, 1, 32768, 4, 6)
SMALL = Core(False, 4, 2, 10, 5, 11, 16, 1, 32768, 4, 6)
LITTLE = Core(True, 0, 2, 8, 3, 5, 8, 1, 32768, 4, 6)


def step(reads: tuple[int, ...] = (), writes: tuple[int, ...] = (), branch: bool = False) -> Step:
    return Step(Operation("op", reads, writes, branch=branch, conditional=branch), 0)


def line(
    rows: Sequence[tuple[int, int, int, int, int]],
    ports: Sequence[tuple[tuple[int, int], ...]] | None = None,
) -> Timeline:
    """Rows of dispatched, ready, issued, executed, retired."""
    columns = [tuple(c) for c in zip(*rows, strict=True)]
    used = tuple(ports) if ports is not None else ((),) * len(rows)
    return Timeline(*columns, micro=(1,) * len(rows), ports=used, names=("A", "B"))  # type: ignore[arg-type]


STORE = Step(Operation("str", (1,), stores=True), 0)

# A load (4 cycles) into r1, an add of it into r2, an add of r2, and one of nothing.
CHAIN = [step((0,), (1,)), step((1,), (2,)), step((2,), (3,)), step((9,), (9,))]
CHAIN_LINE = line([(0, 0, 1, 5, 6), (0, 5, 5, 6, 7), (1, 6, 6, 7, 8), (1, 1, 2, 3, 8)])


def test_without_waits_it_is_what_llvm_mca_said() -> None:
    timed = retime(CHAIN, CHAIN_LINE, WIDE, Waits())
    assert timed.dispatched == CHAIN_LINE.dispatched
    assert timed.issued == CHAIN_LINE.issued
    assert timed.executed == CHAIN_LINE.executed
    assert timed.retired == CHAIN_LINE.retired
    assert timed.cycles == CHAIN_LINE.cycles == 9
    assert set(timed.because) == {(-1, "")}


def test_a_load_that_misses_makes_what_needs_it_late_and_nothing_else() -> None:
    timed = retime(CHAIN, CHAIN_LINE, WIDE, Waits(longer={0: 6}))
    assert timed.executed == (11, 12, 13, 3)
    # In order: what was ready early retires behind.
    assert timed.retired == (12, 13, 14, 14)
    assert timed.because[0] == (0, "cache")
    assert timed.because[1] == (0, "register")
    assert timed.because[3] == (-1, "")


def test_a_late_register_is_hidden_where_another_is_later_still() -> None:
    # r3 = r1 + r2: r1 is there in 3, r2 in 7; r1 three cycles later changes nothing.
    steps = [step((), (1,)), step((), (2,)), step((1, 2), (3,))]
    there = line([(0, 0, 1, 3, 4), (0, 0, 1, 7, 8), (1, 7, 7, 8, 9)])
    assert retime(steps, there, WIDE, Waits(longer={0: 3})).executed == (6, 7, 8)
    assert retime(steps, there, WIDE, Waits(longer={0: 5})).executed == (8, 7, 9)


def test_what_llvm_mca_forwards_early_is_early_when_late() -> None:
    # An accumulator that is taken a cycle before the multiplication is done (ReadAdvance).
    steps = [step((), (1,)), step((1,), (1,))]
    there = line([(0, 0, 1, 4, 5), (0, 3, 3, 6, 7)])
    assert retime(steps, there, WIDE, Waits(longer={0: 2})).issued == (1, 5)


def test_a_store_is_forwarded_after_its_issue() -> None:
    # A store issued in 8, a load that llvm-mca has done in 5, and an add of what it loaded.
    steps = [STORE, step((0,), (1,)), step((1,), (2,))]
    there = line([(0, 8, 8, 9, 10), (0, 0, 1, 5, 10), (1, 5, 5, 6, 11)])
    timed = retime(steps, there, WIDE, Waits(forwards={1: Forward((0,), 5)}))
    assert timed.executed == (9, 13, 14)
    assert timed.because[1] == (0, "store")
    # One that is through long before the load asks for it costs nothing.
    early = line([(0, 0, 1, 2, 3), (5, 5, 6, 10, 11), (5, 10, 10, 11, 12)])
    assert retime(steps, early, WIDE, Waits(forwards={1: Forward((0,), 5)})).executed == (2, 10, 11)


def test_halves_of_two_stores_wait_for_the_later_one() -> None:
    steps = [STORE, STORE, step((0,), (1,))]
    there = line([(0, 8, 8, 9, 10), (0, 0, 1, 2, 10), (1, 1, 2, 6, 10)])
    assert retime(steps, there, WIDE, Waits(forwards={2: Forward((0, 1), 5)})).executed[2] == 13


def test_what_cannot_be_forwarded_waits_for_all_stores_before_it() -> None:
    # The load reads from the second store, which is early; but stores drain in order.
    steps = [STORE, STORE, step((0,), (1,))]
    there = line([(0, 8, 8, 9, 10), (0, 0, 1, 2, 10), (1, 1, 2, 6, 10)])
    alone = retime(steps, there, WIDE, Waits(forwards={2: Forward((1,), 5)}))
    assert alone.executed[2] == 6
    drained = retime(steps, there, WIDE, Waits(forwards={2: Forward((1,), 11, drained=True)}))
    assert drained.executed[2] == 8 + 11


def test_a_chain_through_memory_costs_the_forwarding_each_time() -> None:
    # store; load: three times, each load's value stored next.  5 cycles each but the first.
    steps = [STORE, step((0,), (1,))] * 3
    there = line(
        [
            *[(0, 0, 1, 2, 3), (0, 0, 1, 5, 6)],
            *[(1, 5, 5, 6, 7), (1, 1, 2, 6, 7)],
            *[(2, 6, 6, 7, 8), (2, 2, 3, 7, 8)],
        ]
    )
    waits = Waits(forwards={n: Forward((n - 1,), 5) for n in (1, 3, 5)})
    timed = retime(steps, there, WIDE, waits)
    # Stores issue in 1, 6, 11; loads are done in 6, 11, 16.
    assert timed.issued[::2] == (1, 6, 11)
    assert timed.executed[1::2] == (6, 11, 16)


def test_behind_a_mispredicted_branch_everything_is_fetched_anew() -> None:
    steps = [step((1,), branch=True), step((), (2,)), step((2,), (3,)), step()]
    there = line([(0, 4, 4, 5, 6), (0, 0, 1, 2, 6), (1, 2, 2, 3, 6), (1, 1, 2, 3, 6)])
    timed = retime(steps, there, WIDE, Waits(), frozenset([0]))
    # Executed in 5, ten cycles of refill; then two a cycle, as many as the core dispatches.
    assert timed.dispatched == (0, 15, 15, 16)
    assert timed.issued == (4, 16, 17, 17)
    assert timed.retired == (6, 18, 19, 19)
    assert timed.because[1] == (0, "fetch")


def test_a_window_that_is_full_holds_dispatch_back() -> None:
    # Four operations fit.  The first is 20 cycles late; the fifth has to wait for its retirement.
    steps = [step((), (1,)), *[step((), (n,)) for n in range(2, 7)]]
    there = line(
        [
            *[(0, 0, 1, 5, 6), (0, 0, 1, 2, 6), (1, 1, 2, 3, 6), (1, 1, 2, 3, 6)],
            *[(6, 6, 7, 8, 9), (6, 6, 7, 8, 9)],
        ]
    )
    timed = retime(steps, there, SMALL, Waits(longer={0: 20}))
    assert timed.retired[0] == 26
    assert timed.dispatched[4:] == (26, 26)
    assert timed.issued[4:] == (27, 27)
    # With room for a hundred nothing behind it waits.
    assert retime(steps, there, WIDE, Waits(longer={0: 20})).issued[4:] == (7, 7)


def test_a_resource_that_is_taken_is_waited_for() -> None:
    # Both need resource 0 for a cycle; the first comes so late that they meet.
    steps = [step((), (1,)), step((1,), (2,)), step((), (3,))]
    rows = [(0, 0, 1, 5, 6), (0, 5, 5, 6, 7), (1, 7, 7, 8, 9)]
    there = line(rows, [(), ((0, 1),), ((0, 1),)])
    assert retime(steps, there, WIDE, Waits(longer={0: 2})).issued == (1, 7, 8)
    apart = line(rows, [(), ((0, 1),), ((1, 1),)])
    assert retime(steps, apart, WIDE, Waits(longer={0: 2})).issued == (1, 7, 7)
    # One that takes it for three cycles finds three free ones.
    long = line(rows, [(), ((0, 3),), ((0, 1),)])
    assert retime(steps, long, WIDE, Waits(longer={0: 2})).issued == (1, 7, 10)


def test_a_core_in_order_issues_nothing_before_what_is_late() -> None:
    steps = [step((), (1,)), step((1,), (2,)), step()]
    there = line([(0, 0, 0, 3, 3), (3, 3, 3, 4, 4), (3, 3, 3, 4, 4)])
    timed = retime(steps, there, LITTLE, Waits(longer={0: 6}))
    assert timed.issued == (0, 9, 9)
    assert timed.cycles == 11


def test_what_is_fetched_late_is_dispatched_late() -> None:
    steps = [step(), step(), step()]
    there = line([(0, 0, 1, 2, 3), (0, 0, 1, 2, 3), (1, 1, 2, 3, 4)])
    timed = retime(steps, there, WIDE, Waits(fetched=(0, 1, 4)))
    assert timed.dispatched == (0, 1, 4)
    assert timed.cycles == 8


def test_waits_of_several_kinds_do_not_disturb_each_other() -> None:
    """A store that is forwarded, a branch that is mispredicted, and fetching, in one line."""
    steps = [STORE, step((0,), (1,)), step(branch=True), step((), (2,)), step((), (3,))]
    there = line(
        [(0, 0, 1, 2, 3), (0, 0, 1, 5, 6), (1, 1, 2, 3, 6), (1, 1, 2, 3, 6), (2, 2, 3, 4, 7)]
    )
    waits = Waits(forwards={1: Forward((0,), 5)}, fetched=(0, 0, 1, 1, 3))
    timed = retime(steps, there, WIDE, waits, frozenset([2]))
    # The load is done in 1 + 5; the branch in 3, what follows 10 later, its second in 2 more.
    assert timed.executed[:3] == (2, 6, 3)
    assert timed.dispatched == (0, 0, 1, 13, 15)
    assert timed.cycles == 15 + 3 + 1


# -- properties -------------------------------------------------------------------------------

ROW = st.tuples(*[st.integers(0, 3)] * 4)


@st.composite
def timelines(draw: st.DrawFn) -> tuple[list[Step], Timeline]:
    """Operations and a timeline that a core could have: in order dispatched and retired."""
    count = draw(st.integers(1, 25))
    steps, rows = [], []
    at = end = 0
    results = [0] * 6
    for _ in range(count):
        reads = tuple(draw(st.lists(st.integers(0, 5), max_size=2)))
        writes = tuple(draw(st.lists(st.integers(0, 5), max_size=1)))
        gap, wait, busy, rest = draw(ROW)
        steps.append(step(reads, writes, branch=draw(st.booleans())))
        at += gap
        ready = max([at, *(results[r] for r in reads)])
        issued = max(at + 1, ready + wait)
        done = issued + 1 + busy
        end = max(end, done + 1 + rest)
        rows.append((at, ready, issued, done, end))
        for r in writes:
            results[r] = done
    return steps, line(rows)


@given(timelines())
def test_nothing_moves_without_a_reason(made: tuple[list[Step], Timeline]) -> None:
    steps, there = made
    timed = retime(steps, there, WIDE, Waits())
    assert (timed.dispatched, timed.issued, timed.executed, timed.retired) == (
        there.dispatched, there.issued, there.executed, there.retired
    )  # fmt: skip


@given(timelines(), st.data())
def test_nothing_is_ever_earlier(made: tuple[list[Step], Timeline], data: st.DataObject) -> None:
    """Each further wait of any kind makes no operation earlier."""
    steps, there = made
    count = len(steps)
    places = st.integers(0, count - 1)
    longer = data.draw(st.dictionaries(places, st.integers(0, 30)))
    wrong = data.draw(st.frozensets(places))
    gaps = data.draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    pairs = data.draw(st.lists(st.tuples(places, places, st.booleans()), max_size=4))
    forwards = {b: Forward((a,), 7, drained) for a, b, drained in pairs if a < b}
    steps = [
        Step(Operation("op", s.operation.reads, s.operation.writes, stores=True), 0) for s in steps
    ]
    few = retime(steps, there, SMALL, Waits(longer=longer))
    some = retime(steps, there, SMALL, Waits(forwards, longer))
    fetched = tuple(itertools.accumulate(gaps, initial=0))[:count]
    more = retime(steps, there, SMALL, Waits(forwards, longer, fetched))
    most = retime(steps, there, SMALL, Waits(forwards, longer, fetched), wrong)
    for before, after in ((there, few), (few, some), (some, more), (more, most)):
        assert all(a <= b for a, b in zip(before.issued, after.issued, strict=True))
        assert all(a <= b for a, b in zip(before.retired, after.retired, strict=True))
        assert before.cycles <= after.cycles
    assert list(few.dispatched) == sorted(few.dispatched)
    assert list(most.retired) == sorted(most.retired)


@pytest.mark.parametrize("core", [WIDE, SMALL, LITTLE])
def test_no_operation_takes_no_time(core: Core) -> None:
    empty = Timeline((), (), (), (), (), (), (), ())
    assert retime([], empty, core, Waits()).cycles == 0
