"""The branch predictor: against a second one written from the description, and by its habits."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armcc.gates.speed.branches import Predictor, mispredictions, training_calls

T, N = True, False

LENGTHS = (5, 11, 24, 52, 112, 240)
INDEX, TAG = 10, 11
FACTOR, WORD = 0x9E3779B97F4A7C15, (1 << 64) - 1


def place_and_tag(history: list[int], length: int, pc: int) -> tuple[int, int]:
    """Of the last `length` outcomes, the newest first, with a branch."""
    value = sum(taken * FACTOR**n for n, taken in enumerate(history[:length])) & WORD
    mixed = (value + pc) * FACTOR & WORD
    mixed = (mixed ^ mixed >> 29) * FACTOR & WORD
    return mixed >> 64 - INDEX, (mixed >> 32) % (1 << TAG)


class Slow:
    """TAGE with everything worked out anew for each branch: no rolling hash."""

    def __init__(self) -> None:
        self.base: dict[int, int] = {}
        self.tables: list[dict[int, list[int]]] = [{} for _ in LENGTHS]
        self.history = [0] * 512

    def predict(self, site: int, taken: int) -> bool:
        pc = site >> 2
        places, tags, hits = [], [], []
        for n, length in enumerate(LENGTHS):
            index, tag = place_and_tag(self.history, length, pc)
            places.append(index)
            tags.append(tag)
            entry = self.tables[n].get(index)
            if entry is not None and entry[0] == tags[-1]:
                hits.append(n)
        known = self.base.setdefault(pc % 4096, -1)
        entries = [self.tables[n][places[n]] for n in hits]
        second = entries[-2][1] >= 0 if len(entries) > 1 else known >= 0
        guess = second
        if entries:
            tag, counter, useful = entries[-1]
            own = counter >= 0
            fresh = useful == 0 and counter in (0, -1)
            guess = second if fresh else own
            if own != second:
                entries[-1][2] = min(3, useful + 1) if own == taken else max(0, useful - 1)
            entries[-1][1] = min(3, counter + 1) if taken else max(-4, counter - 1)
        if not entries or (fresh and len(entries) == 1):
            self.base[pc % 4096] = min(1, known + 1) if taken else max(-2, known - 1)
        if guess != taken:
            longer = range((hits[-1] if hits else -1) + 1, len(LENGTHS))
            for n in longer:
                entry = self.tables[n].get(places[n])
                if entry is None or entry[2] == 0:
                    self.tables[n][places[n]] = [tags[n], 0 if taken else -1, 0]
                    break
            else:
                for n in longer:
                    self.tables[n][places[n]][2] -= 1
        self.history = [taken, *self.history[:-1]]
        return guess != taken


BRANCHES = st.lists(st.tuples(st.integers(0, 40).map(lambda n: 4 * n), st.booleans()), max_size=300)


@given(BRANCHES)
@settings(max_examples=25, deadline=None)
def test_it_is_the_predictor_of_the_description(branches: list[tuple[int, bool]]) -> None:
    slow = Slow()
    assert list(Predictor().wrong(branches)) == [slow.predict(s, t) for s, t in branches]


def test_the_same_over_a_long_run_of_loops() -> None:
    rng = Random(1)
    branches = []
    for _ in range(60):
        turns = rng.choice((3, 7, 16))
        branches += [(0x40, n + 1 < turns) for n in range(turns)]
        branches.append((0x80, rng.random() < 0.3))
        branches.append((0x1000, turns == 7))
    slow = Slow()
    assert list(Predictor().wrong(branches)) == [slow.predict(s, t) for s, t in branches]


def at(site: int, *outcomes: bool) -> list[tuple[int, bool]]:
    return [(site, taken) for taken in outcomes]


def test_never_taken_is_what_is_guessed_at_first() -> None:
    assert mispredictions([at(0, *[N] * 9)] * 3) == {}
    assert list(Predictor().wrong(at(0, T, T, T))) == [1, 0, 0]


# (what, outcomes of one call): nothing of it is wrong once it has been learnt.
LEARNT = [
    ("always", [T] * 9),
    ("alternating", [T, N] * 8),
    ("a loop of five", [T, T, T, T, N] * 4),
    ("a loop of sixteen", ([T] * 15 + [N]) * 2),
    ("a loop of a hundred", [T] * 99 + [N]),
]


@pytest.mark.parametrize("outcomes", [row[1] for row in LEARNT], ids=[row[0] for row in LEARNT])
def test_patterns_are_learnt(outcomes: list[bool]) -> None:
    predictor = Predictor()
    for _ in range(60):
        last = predictor.wrong(at(0x40, *outcomes))
    assert not any(last)


def test_what_cannot_be_predicted_is_wrong_half_of_the_time() -> None:
    rng = Random(5)
    calls = [at(0x40, *(rng.random() < 0.5 for _ in range(200))) for _ in range(30)]
    assert 85 <= mispredictions(calls)[0x40] <= 115


def test_a_biased_branch_is_wrong_about_as_often_as_it_breaks_the_rule() -> None:
    rng = Random(6)
    calls = [at(0x40, *(rng.random() < 0.9 for _ in range(400))) for _ in range(12)]
    assert 30 <= mispredictions(calls)[0x40] <= 75


def test_a_search_for_other_keys_is_not_learnt_by_heart() -> None:
    """The same data twice would teach the predictor every comparison."""
    rng = Random(7)
    one = at(0, *(rng.random() < 0.5 for _ in range(10)))
    other = [at(0, *(rng.random() < 0.5 for _ in range(10))) for _ in range(40)]
    assert mispredictions([one] * 40).get(0, 0.0) < 0.5
    assert mispredictions(other)[0] > 3


def test_two_branches_that_decide_alike_are_one_surprise() -> None:
    rng = Random(8)
    calls = []
    for _ in range(60):
        drawn = [rng.random() < 0.5 for _ in range(20)]
        calls.append([(site, taken) for taken in drawn for site in (0x10, 0x20)])
    wrong = mispredictions(calls)
    assert wrong[0x10] > 8
    assert wrong.get(0x20, 0.0) < 4


def test_the_first_third_of_the_calls_only_trains() -> None:
    assert [training_calls(n) for n in (0, 1, 2, 3, 10)] == [0, 0, 0, 1, 3]
    # Of three calls the first is not counted: the surprise is its.
    assert mispredictions([at(0, T), at(0, T), at(0, T)]) == {}
    # Of one call it is all there is to count.
    assert mispredictions([at(0, T)]) == {0: 1.0}
    # Seen first in the second of three: one in two calls that count.
    assert mispredictions([[], at(8, T), at(8, T)]) == {8: 0.5}
