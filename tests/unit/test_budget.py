"""The budget of work: what ARMCC_BUDGET says, and what it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.errors import Error
from armcc.optimizer.budget import Budget, parse_budget


def numbers(b: Budget) -> tuple[int, int, int, int]:
    return b.candidates, b.decisions, b.object_candidates, b.object_decisions


# (ARMCC_BUDGET, candidates, decisions, and both for an object)
FACTORS = [
    ("", (96, 4, 600, 28)),
    ("1", (96, 4, 600, 28)),
    ("0.5", (48, 2, 300, 14)),
    ("4", (384, 16, 2400, 112)),
    ("1000", (96_000, 4000, 600_000, 28_000)),
    ("0.0001", (1, 1, 1, 1)),  # never nothing at all
    (" 2 ", (192, 8, 1200, 56)),
    ("1e1", (960, 40, 6000, 280)),
]


@pytest.mark.parametrize(("text", "expected"), FACTORS)
def test_factor(text: str, expected: tuple[int, int, int, int]) -> None:
    assert numbers(parse_budget(text)) == expected


@pytest.mark.parametrize(
    "text", ["0", "-1", "1001", "inf", "nan", "fast", "0x2", "1,5", "2x", "10s", "-0.0", " "]
)
def test_garbage_is_an_error_that_shows_it(text: str) -> None:
    with pytest.raises(Error) as caught:
        parse_budget(text)
    assert caught.value.reason == "budget"
    assert repr(text) in caught.value.message


@given(st.text(max_size=6))
def test_whatever_is_said_the_budget_is_one_or_the_word_is_refused(text: str) -> None:
    try:
        found = parse_budget(text)
    except Error as e:
        assert e.reason == "budget"
        return
    assert all(1 <= n <= 600_000 for n in numbers(found))


def test_a_new_budget_each_time() -> None:
    """The object's part counts down; the next object starts afresh."""
    first = parse_budget("")
    first.object_decisions = 0
    assert parse_budget("").object_decisions == 28


@pytest.mark.parametrize(
    ("candidates", "decisions", "spent"),
    [(600, 28, False), (1, 1, False), (0, 28, True), (600, 0, True), (-5, 28, True)],
)
def test_spent(candidates: int, decisions: int, spent: bool) -> None:
    budget = Budget(object_candidates=candidates, object_decisions=decisions)
    assert budget.spent is spent


def test_the_description_tells_what_one_function_may_cost() -> None:
    """It enters what a rejection remembers: what is left for the object must not."""
    budget = parse_budget("2")
    assert budget.describe() == "candidates=192,decisions=8"
    budget.object_candidates -= 100
    assert budget.describe() == "candidates=192,decisions=8"
