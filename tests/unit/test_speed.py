"""The parts of the speed gate that are arithmetic: cracking, prediction, ratios."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.errors import Error
from armcc.gates import speed
from armcc.gates.inputs import Case
from armcc.gates.mca import DEFAULT_CPU, MODELS, check_cpu, crack
from armcc.gates.predictor import Gshare, mispredictions, penalty
from armcc.gates.speed import Cost, geometric_mean, ratio, speed_gate
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN
from armcc.gates.workloads import Workload

# -- writeback stores -------------------------------------------------------------------------

# (as disassembled, the operations that are costed)
CRACKED = [
    ("str w8, [x0], #4", ["str w8, [x0]", "add x0, x0, #4"]),
    ("strb w8, [x0], #-1", ["strb w8, [x0]", "sub x0, x0, #1"]),
    ("strh w8, [x0], #0x10", ["strh w8, [x0]", "add x0, x0, #16"]),
    ("str q0, [x12], #16", ["str q0, [x12]", "add x12, x12, #16"]),
    ("stp x1, x2, [x0], #16", ["stp x1, x2, [x0]", "add x0, x0, #16"]),
    ("stp x29, x30, [sp, #-16]!", ["sub sp, sp, #16", "stp x29, x30, [sp]"]),
    ("str x8, [x0, #8]!", ["add x0, x0, #8", "str x8, [x0]"]),
    ("st1 { v0.16b }, [x0], #16", ["st1 { v0.16b }, [x0]", "add x0, x0, #16"]),
    ("st4 { v0.8b, v1.8b, v2.8b, v3.8b }, [x3], #32",
     ["st4 { v0.8b, v1.8b, v2.8b, v3.8b }, [x3]", "add x3, x3, #32"]),
    # What writes nothing back, and loads, stay whole.
    ("str w8, [x0]", ["str w8, [x0]"]),
    ("str w8, [x0, #4]", ["str w8, [x0, #4]"]),
    ("str w8, [x0, x1, lsl #2]", ["str w8, [x0, x1, lsl #2]"]),
    ("ldr w8, [x0], #4", ["ldr w8, [x0], #4"]),
    ("ldp x29, x30, [sp], #16", ["ldp x29, x30, [sp], #16"]),
    ("add x0, x0, #4", ["add x0, x0, #4"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "operations"), CRACKED, ids=[t for t, _ in CRACKED])
def test_crack(text: str, operations: list[str]) -> None:
    assert crack(text) == operations


# -- branches ---------------------------------------------------------------------------------

T, N = True, False


def at(address: int, *outcomes: bool) -> list[tuple[int, bool]]:
    return [(address, taken) for taken in outcomes]


# (what, calls, mispredictions a call; worked out on paper with counters that start at 1,
#  "not taken", and the better of the two history lengths)
COUNTED = [
    # A single call is all there is to count: histories 00, 01 and 11 are met untrained.
    ("one call counts", [at(0, *[T] * 50)], 3.0),
    ("no branch", [[], []], 0.0),
    ("never taken", [at(0, *[N] * 9)] * 3, 0.0),
    # History 2 bits: the training call meets histories 00, 01, 11 and learns all three;
    # from then on the history is 11.
    ("always taken", [at(0, *[T] * 3)] * 4, 0.0),
    # Histories 00 (wrong, not counted); 01; 10.  Counters are untouched: not taken is guessed.
    ("first seen in the third call", [at(0, T), at(0, N), at(0, T)], 0.5),
    ("alternating", [at(0, *[T, N] * 10)] * 3, 0.0),
    ("a loop of five", [at(0, T, T, T, T, N) * 8] * 3, 0.0),
    # Goes on with histories 01 and 10, both known by two bits; twelve bits would be wrong twice.
    ("learnt by the short history", [at(0, T), *[at(0, N), at(0, T)] * 2], 0.25),
]


@pytest.mark.parametrize(
    ("calls", "count"), [row[1:] for row in COUNTED], ids=[row[0] for row in COUNTED]
)
def test_mispredictions_counted_by_hand(calls: list[list[tuple[int, bool]]], count: float) -> None:
    assert mispredictions(calls) == count


def test_what_cannot_be_predicted_is_wrong_half_of_the_time() -> None:
    rng = Random(5)
    calls = [at(0x40, *(rng.random() < 0.5 for _ in range(200))) for _ in range(6)]
    assert 80 <= mispredictions(calls) <= 120


def test_a_biased_branch_is_wrong_about_as_often_as_it_breaks_the_rule() -> None:
    rng = Random(6)
    calls = [at(0x40, *(rng.random() < 0.9 for _ in range(400))) for _ in range(6)]
    assert 25 <= mispredictions(calls) <= 80


def test_a_search_for_other_keys_is_not_learnt_by_heart() -> None:
    """The same data twice would teach the predictor every comparison."""
    rng = Random(7)
    one = at(0, *(rng.random() < 0.5 for _ in range(10)))
    other = [at(0, *(rng.random() < 0.5 for _ in range(10))) for _ in range(40)]
    assert mispredictions([one] * 40) < 0.5
    assert mispredictions(other) > 3


def test_the_counter_saturates_at_both_ends() -> None:
    p = Gshare(0)
    guesses = []
    for taken in [T, T, T, T, N, N, N, N, N, T, T]:
        guess, index = p.predict(8)
        guesses.append(guess)
        p.update(index, taken)
    # 1 2 3 3 3 2 1 0 0 0 1: taken is guessed from 2 on.
    assert guesses == [N, T, T, T, T, T, N, N, N, N, N]


def test_branches_at_other_addresses_have_other_counters() -> None:
    p = Gshare(0)
    assert p.predict(0)[1] != p.predict(4)[1]
    always, never = (0, T), (4, N)
    assert mispredictions([[always, never] * 10] * 2) == 0.0


def test_the_penalty_is_the_refill_and_out_of_order_the_wait_for_the_data_too() -> None:
    assert [penalty(c) for c in ("cortex-a55", "neoverse-v2", "neoverse-n1")] == [8, 16, 16]


@pytest.mark.parametrize(
    "name", ["cortex-a76", "cortex-a78", "cortex-a72", "generic", "apple-m1", "", "Neoverse-V2"]
)
def test_a_cpu_without_a_model_of_its_own_is_refused(name: str) -> None:
    with pytest.raises(Error) as caught:
        check_cpu(name)
    assert caught.value.reason == "cpu"
    assert all(model in caught.value.message for model in MODELS)


def test_cpus_with_a_model_pass() -> None:
    assert DEFAULT_CPU in MODELS
    assert [check_cpu(m) for m in MODELS] == list(MODELS)


# -- ratios -----------------------------------------------------------------------------------


def cost(optimistic: int, aliasing: int, *mispredicted: float, penalty: int = 10) -> Cost:
    return Cost(100, optimistic, aliasing, mispredicted or (0.0,), penalty)


def test_all_cycles_are_each_memory_model_with_each_kind_of_data() -> None:
    assert cost(100, 200, 1.0, 0.5).all_cycles() == [110.0, 105.0, 210.0, 205.0]
    assert cost(100, 200, 1.0, 0.5).cycles == 110.0


# (baseline, candidate, speedup)
RATIOS = [
    (cost(100, 100), cost(50, 50), 2.0),
    (cost(100, 100), cost(50, 80), 1.25),  # the model with aliasing says less
    (cost(100, 100), cost(80, 50), 1.25),
    (cost(100, 100, 0.0), cost(50, 50, 5.0), 1.0),  # what is won is lost to branches
    (cost(100, 100, 10.0), cost(100, 100, 0.0), 2.0),
    (cost(100, 100, 0.0, 0.0), cost(50, 50, 0.0, 15.0), 0.5),  # on one kind of data
    (cost(100, 100), cost(0, 0), 100.0),
]


@pytest.mark.parametrize(("before", "after", "speedup"), RATIOS)
def test_the_worst_ratio_counts(before: Cost, after: Cost, speedup: float) -> None:
    assert ratio(before, after) == speedup


COSTS = st.builds(
    lambda a, b, m, n: Cost(1, a, b, (m, n), 11),
    *[st.integers(1, 10**6)] * 2,
    *[st.floats(0, 1000)] * 2,
)


@given(COSTS, COSTS)
def test_a_ratio_is_never_above_what_people_are_shown(before: Cost, after: Cost) -> None:
    assert ratio(before, before) == 1.0
    assert ratio(before, after) <= before.cycles / after.cycles
    # Both cannot be faster than the other.
    assert min(ratio(before, after), ratio(after, before)) <= 1.0


def test_geometric_mean() -> None:
    assert geometric_mean([2.0, 8.0]) == pytest.approx(4.0)
    assert geometric_mean([0.5, 2.0]) == pytest.approx(1.0)
    assert geometric_mean([3.0]) == pytest.approx(3.0)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=8))
def test_geometric_mean_lies_between(values: list[float]) -> None:
    mean = geometric_mean(values)
    assert min(values) * 0.999999 <= mean <= max(values) * 1.000001
    assert geometric_mean([1 / v for v in values]) * mean == pytest.approx(1.0)


# -- the decision -----------------------------------------------------------------------------


class Told:
    """A baseline whose measurements are given."""

    cpu = "neoverse-v2"

    def __init__(self, *speedups: float, error: str = "") -> None:
        self.speedups = speedups
        self.error = error

    def against(self, _: object) -> list[tuple[Workload, Cost, Cost]]:
        if self.error:
            raise Error(self.error, "why")
        before = cost(10_000, 10_000)
        after = [cost(round(10_000 / s), round(10_000 / s)) for s in self.speedups]
        case = Case(None, None, "workload")  # type: ignore[arg-type]
        return [(Workload(8 << i, "random", case), before, a) for i, a in enumerate(after)]


# (speedups at the sizes, the outcome, the reason)
DECISIONS = [
    ((1.06, 1.06, 1.06), ACCEPTED, ""),
    ((1.05, 1.051, 1.051), ACCEPTED, ""),
    ((1.04, 1.04, 1.04), REJECTED, "not-faster"),
    ((1.0, 1.0, 1.0), REJECTED, "not-faster"),
    ((3.0, 3.0, 0.98), REJECTED, "slower"),  # a loss at one size is not bought by the others
    ((3.0, 3.0, 0.995), ACCEPTED, ""),
    ((0.5, 0.5, 0.5), REJECTED, "slower"),
    ((25.0, 25.0, 25.0), UNKNOWN, "alarm"),
]


@pytest.mark.parametrize(("speedups", "outcome", "reason"), DECISIONS)
def test_decision(speedups: tuple[float, ...], outcome: str, reason: str) -> None:
    found = speed_gate(Told(*speedups), None)  # type: ignore[arg-type]
    assert (found.outcome, found.reason) == (outcome, reason)
    assert found.evidence["speedup"] == pytest.approx(math.prod(speedups) ** (1 / 3), rel=1e-3)
    assert [w["size"] for w in found.evidence["workloads"]] == [8, 16, 32]


def test_the_sentence_names_the_size_that_lost() -> None:
    found = speed_gate(Told(3.0, 0.9, 3.0), None)  # type: ignore[arg-type]
    assert found.detail == "0.900x at size 16 on neoverse-v2"


@pytest.mark.parametrize(
    ("error", "outcome"), [("speed-model", REJECTED), ("tool", UNKNOWN), ("new-symbol", UNKNOWN)]
)
def test_what_cannot_be_costed_is_not_accepted(error: str, outcome: str) -> None:
    found = speed_gate(Told(error=error), None)  # type: ignore[arg-type]
    assert (found.outcome, found.reason, found.detail) == (outcome, error, "why")


def test_branches_of_a_trace_are_read_off_what_follows() -> None:
    listing = ("cmp x0, #0", "b.ne #8", "add x0, x0, #1", "cbz x0, #-12", "tbz w0, #3, #4", "ret")
    offsets = [0, 4, 12, 0, 4, 8, 12, 16, 20]
    found = speed._branches(listing, offsets)
    # The branch to the next instruction counts as not taken: it costs nothing either way.
    assert found == [(4, True), (12, True), (4, False), (12, False), (16, False)]
