"""The statistics of the calibration, by examples that were computed by hand."""

from __future__ import annotations

import math

import pytest

from armcc.control.calibration.statistics import DIFFERENT, agreement, ratio, tau_b, undisturbed


def test_tau_of_the_same_order_is_1() -> None:
    assert tau_b([1, 2, 3, 4], [10, 20, 25, 70]) == 1.0


def test_tau_of_the_opposite_order_is_minus_1() -> None:
    assert tau_b([1, 2, 3], [3, 2, 1]) == -1.0


def test_tau_of_one_exchange() -> None:
    # Six pairs, of which one is the other way round: (5 - 1) / 6.
    assert tau_b([1, 2, 3, 4], [1, 3, 2, 4]) == pytest.approx(4 / 6)


def test_tau_with_ties_on_one_side() -> None:
    # Pairs: (1, 2), (1, 3), (1, 4), (2, 4), (3, 4) agree; (2, 3) is a tie of the first alone.
    # 5 / sqrt((5 + 0) * (5 + 1)), in Kendall's way of counting.
    assert tau_b([1, 2, 2, 3], [1, 2, 3, 4]) == pytest.approx(5 / math.sqrt(5 * 6))


def test_tau_with_ties_on_both_sides() -> None:
    # Of 6 pairs (0, 1) is a tie of both, (2, 3) of the second alone, the others agree.
    assert tau_b([1, 1, 2, 3], [1, 1, 2, 2]) == pytest.approx(4 / math.sqrt(5 * 4))


def test_tau_of_ties_alone_is_0() -> None:
    assert tau_b([1, 1, 1], [1, 2, 3]) == 0.0
    assert tau_b([], []) == 0.0


def test_signs_are_asked_of_pairs_that_differ() -> None:
    measured = [1.0, -1.0, 0.05, 0.5, -0.3]
    predicted = [0.2, 0.4, -0.05, 0.0, -2.0]
    found = agreement(measured, predicted)
    assert found.pairs == 5
    assert found.different == 4  # 0.05 is a ratio of 1.035
    assert found.right == 2  # no difference is no right sign
    assert found.share == 0.5
    assert found.error == pytest.approx((0.8 + 1.4 + 0.1 + 0.5 + 1.7) / 5)


def test_ten_per_cent_is_the_bound() -> None:
    assert agreement([DIFFERENT * 0.999], [1.0]).different == 0
    assert agreement([DIFFERENT * 1.001], [1.0]).different == 1
    assert agreement([], []).share == 1.0


def test_what_disturbs_a_round_does_not_count() -> None:
    assert undisturbed([10, 11, 10, 10, 90, 80, 70, 60]) == 10


def test_ratio_of_times_and_its_noise() -> None:
    first = [20.0, 20.0, 20.0, 20.0]
    second = [10.0, 10.0, 10.0, 10.0]
    assert ratio(first, second) == (1.0, 0.0)
    # Of all four and of the first half the lower quartile is 20, of the second half it is 40.
    assert ratio([20.0, 20.0, 40.0, 40.0], second) == (1.0, 1.0)
