"""The hot loop of a trace, on traces made by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from armcc.gates.speed.loops import hot_loop, path_of, runs
from armcc.gates.speed.steps import Operation, Step


def trace(*sites: int, always: frozenset[int] = frozenset(), calls: int = 0) -> list[Step]:
    """Steps at some sites; whatever is not followed by the next site is a taken branch.

    always: sites of branches that are not conditional.
    """
    branches = {a for a, b in pairwise(sites) if b != a + 4} | always
    out = []
    for n, site in enumerate(sites):
        taken = n + 1 < len(sites) and sites[n + 1] != site + 4
        jump = Operation("b", branch=True, conditional=site not in always)
        out.append(Step(jump if site in branches else Operation("nop"), site, taken=taken))
    return out


def test_a_loop_that_is_tested_at_its_end() -> None:
    steps = trace(0, *(4, 8, 12) * 5, 16)
    loop = hot_loop(steps)
    assert loop is not None
    assert (loop.head, loop.latch, loop.path) == (4, 12, (4, 8, 12))
    # Of the last iteration no branch goes back, but it is one.
    assert loop.iterations == 5
    assert loop.turns == ((1, 4), (4, 7), (7, 10), (10, 13))
    assert loop.operations == 3


def test_a_loop_that_is_tested_at_its_start() -> None:
    steps = trace(*(0, 4, 8) * 4, 0, 12, always=frozenset([8]))
    loop = hot_loop(steps)
    assert loop is not None
    assert (loop.head, loop.latch, loop.iterations) == (0, 8, 4)
    assert len(loop.turns) == 4


def test_of_nested_loops_the_inner_one() -> None:
    inner = (4, 8) * 6
    steps = trace(*(0, *inner, 12) * 5, 16)
    loop = hot_loop(steps)
    assert loop is not None
    assert (loop.head, loop.latch, loop.path) == (4, 8, (4, 8))
    assert loop.iterations == 30
    # Through the outer loop's other instructions no turn goes.
    assert len(loop.turns) == 5 * 5
    assert [len(run) for run in runs(loop.turns)] == [5] * 5


def test_of_two_loops_the_one_with_more_operations() -> None:
    steps = trace(*(0, 4) * 9, 8, *(12, 16, 20, 24, 28) * 6, 32)
    loop = hot_loop(steps)
    assert loop is not None
    assert (loop.head, loop.iterations) == (12, 6)


def test_a_rare_part_behind_the_loop_that_jumps_back_into_it() -> None:
    usual, rare = (0, 4, 8, 12), (0, 4, 40, 44, 8, 12)
    steps = trace(*usual * 3, *rare, *usual * 3, 16)
    loop = hot_loop(steps)
    assert loop is not None
    assert (loop.head, loop.latch, loop.path, loop.iterations) == (0, 12, usual, 7)
    assert [path_of(steps, t) for t in loop.turns].count(rare) == 1


def test_operations_of_one_instruction_are_one_instruction() -> None:
    turn = [
        Step(Operation("str w8, [x0]", stores=True), 0),
        Step(Operation("add x0, x0, #4"), 0, size=0),
        Step(Operation("b", branch=True, conditional=True), 4, taken=True),
    ]
    loop = hot_loop(turn * 4)
    assert loop is not None
    assert (loop.path, loop.operations, loop.turns[0]) == ((0, 4), 3, (0, 3))


@pytest.mark.parametrize("sites", [(), (0,), (0, 4, 8), (0, 8, 12)])
def test_no_loop(sites: tuple[int, ...]) -> None:
    assert hot_loop(trace(*sites)) is None
