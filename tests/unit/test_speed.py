"""The speed gate's decision, ratios, policy, and what is frozen of the model."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.errors import Error
from armcc.gates.inputs import Case
from armcc.gates.speed import frozen, mca
from armcc.gates.speed.baseline import Pair, View, ratios
from armcc.gates.speed.cores import CORES, DEFAULT_CPU, MODELS, core
from armcc.gates.speed.costing import Cost
from armcc.gates.speed.gate import speed_gate
from armcc.gates.speed.given import Given
from armcc.gates.speed.given import given as asked_for
from armcc.gates.speed.policy import MIN_SPEEDUP, Policy, policy
from armcc.gates.speed.workloads import CAPTURED, NUMBERS, RARE, Workload
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN

# -- the model is frozen ----------------------------------------------------------------------


def test_the_model_is_the_one_that_its_version_names() -> None:
    """Who changes a figure raises MODEL_VERSION, and docs/cost-model.md, and this."""
    assert (frozen.MODEL_VERSION, frozen.parameters()) == (3, "a226bb22167908db")


@pytest.mark.parametrize(
    "name", ["cortex-a76", "cortex-a78", "cortex-a72", "generic", "apple-m1", "", "Neoverse-V2"]
)
def test_a_cpu_without_a_model_of_its_own_is_refused(name: str) -> None:
    with pytest.raises(Error) as caught:
        core(name)
    assert caught.value.reason == "cpu"
    assert all(model in caught.value.message for model in MODELS)


def test_cpus_with_a_model_pass() -> None:
    assert DEFAULT_CPU in MODELS
    assert set(MODELS) < set(CORES)
    assert not [m for m in MODELS if not m.startswith(("cortex", "neoverse"))]
    for one in MODELS:
        assert core(one).forward < core(one).forward_fails
        assert core(one).l1_bytes % (core(one).l1_ways * core(one).line) == 0


# -- ratios -----------------------------------------------------------------------------------


def cost(foreseen: float, *lost: float, wrong: tuple[float, ...] = (), raw: float = 0) -> Cost:
    """A cost with mispredictions that take ten cycles each, unless `wrong` says how many."""
    lost = lost or (0.0,)
    wrong = wrong or tuple(n / 10 for n in lost)
    return Cost(100, raw or foreseen, foreseen, wrong, lost, (0.0,) * len(lost), each=10.0)


def of_data(one: Cost) -> Cost:
    """The same, with its mispredictions at branches that a call executes once."""
    return replace(one, settled=one.mispredicted)


def straight(foreseen: float, kinds: int = 1) -> Cost:
    """A cost without any conditional branch."""
    return replace(cost(foreseen, *(0.0,) * kinds), branching=False)


# (baseline, candidate, speedups)
RATIOS = [
    (cost(100), cost(50), [2.0]),
    (cost(100, 0.0), cost(50, 50.0), [1.0]),  # what is won is lost to branches
    (cost(100, 100.0), cost(100, 0.0), [2.0]),
    (cost(100, 0.0, 0.0), cost(50, 0.0, 150.0), [2.0, 0.5]),
    (cost(100), cost(0), [100.0]),
    # A loss within what the model can tell is none; a larger one is.
    (cost(12), cost(14), [1.0]),
    (cost(12), cost(15), [0.8]),
    (cost(12), cost(11), [12 / 11]),
    (cost(20, 5.0), cost(20, 10.0), [1.0]),  # half a misprediction
    (cost(20, 5.0), cost(20, 11.0), [25 / 31]),
    # Nor is a gain of half a misprediction one; of more it is.
    (cost(20, 10.0), cost(20, 5.0), [1.0]),
    (cost(20, 11.0), cost(20, 5.0), [31 / 25]),
    # Of many mispredictions a few more or less hide nothing of what each costs.
    (cost(500, 1100.0, wrong=(84.0,)), cost(500, 2947.0, wrong=(84.2,)), [1600 / 3440]),
    # As many mispredictions that cost more are a loss.
    (cost(20, 5.0), cost(20, 9.0, wrong=(0.5,)), [25 / 29]),
    # What hangs on the data counts, however little it is, and so does what cannot happen.
    (cost(20, 0.0), of_data(cost(20, 4.0)), [20 / 24]),
    (of_data(cost(20, 4.0)), cost(20, 0.0), [24 / 20]),
    (straight(20), cost(20, 4.0), [20 / 24]),
    (cost(20, 4.0), straight(20), [24 / 20]),
    # But no more of it than there is in all: a loop's end has become a branch of its own.
    (cost(20, 4.0), of_data(cost(20, 5.0)), [24 / 25]),
    (cost(20, 4.0), of_data(cost(20, 4.0)), [1.0]),
    (of_data(cost(20, 4.0)), cost(20, 5.0), [1.0]),
]


@pytest.mark.parametrize(("before", "after", "speedups"), RATIOS)
def test_speedups_for_each_kind_of_data(before: Cost, after: Cost, speedups: list[float]) -> None:
    assert ratios(before, after) == pytest.approx(speedups)


@pytest.mark.parametrize(
    ("before", "after", "speedup"),
    [(4, 9, 1.0), (4, 9.5, 4 / 9.5), (400, 405, 1.0), (400, 406, 400 / 406), (9, 4, 9 / 4)],
)
def test_a_rare_path_may_lose_half_a_misprediction(
    before: float, after: float, speedup: float
) -> None:
    workload = Workload(4, RARE, Case(None, None, RARE))  # type: ignore[arg-type]
    # Of ten cycles each; in a row nobody calls it.
    rows = replace(cost(before), row=1.0), replace(cost(after), row=5.0)
    assert Pair(workload, *rows).speedup == pytest.approx(speedup)


COSTS = st.builds(cost, st.floats(5, 1e6), *[st.floats(0, 1e4)] * 2).flatmap(
    lambda one: st.sampled_from([one, of_data(one), straight(one.foreseen, 2)])
)


@given(COSTS, COSTS)
def test_not_both_are_faster_than_the_other(before: Cost, after: Cost) -> None:
    assert ratios(before, before) == [1.0, 1.0]
    there, back = ratios(before, after), ratios(after, before)
    assert all(min(pair) <= 1.0 + 1e-9 for pair in zip(there, back, strict=True))


def test_of_the_kinds_of_data_the_worst_counts_but_mixed_sizes_count_for_themselves() -> None:
    case = Case(None, None, "workload")  # type: ignore[arg-type]
    kinds = Workload(8, "random", case, ((), ()))
    mixed = replace(kinds, mixed=(case,))
    before, after = cost(100, 0.0, 0.0, 0.0), cost(50, 0.0, 25.0, 100.0)
    assert Pair(mixed, before, after).speedup == pytest.approx(100 / 75)
    assert Pair(mixed, before, after).mixed == pytest.approx(100 / 150)
    assert Pair(replace(kinds, variants=()), cost(100), cost(50)).speedup == 2.0


# -- the decision -----------------------------------------------------------------------------

MAIN, ALIASING, OTHER = View("neoverse-v2"), View("neoverse-v2", aliasing=True), View("cortex-a55")


class Told:
    """A baseline whose measurements are given."""

    cpu = "neoverse-v2"
    main = MAIN

    def __init__(
        self,
        *speedups: float,
        error: str = "",
        others: dict[View, tuple[float, ...] | str] | None = None,
        instructions: tuple[int, int] = (4000, 1000),
        raw: float = 0.0,
        minimum: float = MIN_SPEEDUP,
        mixed: tuple[float, ...] = (),
    ) -> None:
        self.views: dict[View, tuple[float, ...] | str] = {MAIN: error or speedups}
        self.views |= others or {}
        self.instructions = instructions
        self.raw = raw
        self.policy = Policy(minimum)
        self.mixed = mixed
        self.asked: list[View] = []

    def others(self) -> list[View]:
        return list(self.views)[1:]

    def pairs(self, _: object, view: View) -> list[Pair]:
        self.asked.append(view)
        told = self.views[view]
        if isinstance(told, str):
            raise Error(told, "why")
        before, after = self.instructions
        out = []
        for i, speedup in enumerate(told):
            lost = (0.0,)
            wrong = (0.0,)
            variants: tuple[tuple[Case, ...], ...] = ()
            case = Case(None, None, "workload")  # type: ignore[arg-type]
            cycles = 10_000 / speedup
            if self.mixed:
                lost, wrong = (0.0, 0.0), (0.0, 0.0)
                variants = ((),)
            first = Cost(before, 10_000, 10_000, wrong, lost)
            second = Cost(after, self.raw or cycles, cycles, wrong, lost)
            if self.mixed:
                late = 10_000 / self.mixed[i] - cycles
                second = replace(second, lost=(0.0, late), mispredicted=(0.0, late / 10))
            mixed = (case,) if self.mixed else ()
            out.append(Pair(Workload(8 << i, "random", case, variants, mixed), first, second))
        return out


FINE = (1.2, 1.2, 1.2)

# (what is measured, the outcome, the reason, part of the sentence)
DECISIONS = [
    (Told(1.06, 1.06, 1.06), ACCEPTED, "", ""),
    (Told(1.05, 1.051, 1.051), ACCEPTED, "", ""),
    (Told(1.04, 1.04, 1.04), REJECTED, "not-faster", "1.040x overall on neoverse-v2; 1.05x is"),
    (Told(1.0, 1.0, 1.0), REJECTED, "not-faster", "1.000x overall"),
    (Told(1.0499, 1.0499, 1.0499), REJECTED, "not-faster", "1.049900x overall"),
    (Told(*FINE, minimum=1.3), REJECTED, "not-faster", "1.30x is needed"),
    # A loss at one size is not bought by the others.
    (Told(3.0, 0.98, 3.0), REJECTED, "slower", "0.980x at size 16 on neoverse-v2"),
    (Told(3.0, 3.0, 0.995), ACCEPTED, "", ""),
    (Told(0.5, 0.5, 0.5), REJECTED, "slower", "0.500x at size 8"),
    # More than the model can be trusted with, unless there is so much less to execute.
    (Told(25.0, 25.0, 25.0), UNKNOWN, "alarm", "25.0x with 4.0x fewer instructions"),
    (Told(25.0, 25.0, 25.0, instructions=(4000, 100)), ACCEPTED, "", ""),
    (Told(90.0, 90.0, 90.0, instructions=(4000, 100)), UNKNOWN, "alarm", "90.0x"),
    # More instructions have to be paid for by something other than llvm-mca.
    (Told(*FINE, instructions=(1000, 1250)), ACCEPTED, "", ""),
    (Told(*FINE, instructions=(1000, 1251)), REJECTED, "instructions", "1251 executed"),
    (Told(*FINE, instructions=(1000, 1251), raw=12_000), ACCEPTED, "", ""),
    # No other view may lose.
    (Told(*FINE, others={ALIASING: (1.0, 1.0, 0.98)}), ACCEPTED, "", ""),
    (Told(*FINE, others={ALIASING: (2.0, 0.96, 2.0)}), REJECTED, "slower",
     "0.960x at size 16 on neoverse-v2 where loads wait for all earlier stores"),
    (Told(*FINE, others={ALIASING: FINE, OTHER: (0.5, 2.0, 2.0)}), REJECTED, "slower",
     "0.500x at size 8 on cortex-a55"),
    (Told(*FINE, others={OTHER: "speed-model"}), REJECTED, "speed-model", "why"),
    # Sizes that differ from call to call.
    (Told(*FINE, mixed=(1.1, 1.1, 0.9)), ACCEPTED, "", ""),
    (Told(*FINE, mixed=(1.0, 0.9, 0.9)), REJECTED, "slower", "where sizes differ from call to"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def no_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mca, "version", lambda: "22.1.8")


@pytest.mark.parametrize(
    ("told", "outcome", "reason", "said"), DECISIONS, ids=[f"{n}" for n in range(len(DECISIONS))]
)
def test_decision(told: Told, outcome: str, reason: str, said: str) -> None:
    found = speed_gate(told, None)  # type: ignore[arg-type]
    assert (found.outcome, found.reason) == (outcome, reason)
    assert said in found.detail
    speedups = told.views[MAIN]
    assert not isinstance(speedups, str)
    assert found.evidence["speedup"] == pytest.approx(math.prod(speedups) ** (1 / 3), rel=1e-3)
    assert [w["size"] for w in found.evidence["workloads"]] == [8, 16, 32]
    assert found.evidence["model"] == {
        "version": frozen.MODEL_VERSION,
        "parameters": frozen.parameters(),
        "llvm_mca": "22.1.8",
    }


def test_what_loses_on_the_cpu_itself_is_not_costed_on_others() -> None:
    told = Told(0.5, 0.5, 0.5, others={OTHER: FINE})
    speed_gate(told, None)  # type: ignore[arg-type]
    assert told.asked == [MAIN]


@pytest.mark.parametrize(
    ("error", "outcome"), [("speed-model", REJECTED), ("tool", UNKNOWN), ("new-symbol", UNKNOWN)]
)
def test_what_cannot_be_costed_is_not_accepted(error: str, outcome: str) -> None:
    found = speed_gate(Told(error=error), None)  # type: ignore[arg-type]
    assert (found.outcome, found.reason, found.detail) == (outcome, error, "why")


def test_workloads_in_words() -> None:
    case = Case(None, None, "workload")  # type: ignore[arg-type]
    assert Workload(8, "random", case).where == "at size 8"
    assert Workload(8, NUMBERS, case).where == "on numbers of 8 bits"
    assert Workload(80, CAPTURED, case).where == "on a captured state of 80 instructions"


# -- the policy -------------------------------------------------------------------------------


def test_the_policy_is_what_the_environment_asks_for() -> None:
    assert policy({}) == Policy(1.05, ("neoverse-n1", "cortex-a55"), "", False)
    assert policy({"ARMCC_ALSO_CPUS": "", "ARMCC_MIN_SPEEDUP": ""}) == policy({})
    asked = {
        "ARMCC_ALSO_CPUS": "neoverse-v1, cortex-a53 neoverse-v1",
        "ARMCC_MIN_SPEEDUP": "1.2",
        "ARMCC_WORKLOADS": "file",
    }
    assert policy(asked) == Policy(1.2, ("neoverse-v1", "cortex-a53"), "file", False)
    assert policy({"ARMCC_ALSO_CPUS": "none"}).also == ()


@pytest.mark.parametrize(
    ("name", "value", "reason", "said"),
    [
        ("ARMCC_ALSO_CPUS", "neoverse-n1,cortex-a76", "cpu", "'cortex-a76'; set ARMCC_ALSO_CPUS"),
        ("ARMCC_ALSO_CPUS", "znver3x", "cpu", "znver3x"),
        ("ARMCC_MIN_SPEEDUP", "fast", "speed-policy", "'fast' is not a factor such as 1.05"),
        ("ARMCC_MIN_SPEEDUP", "0.9", "speed-policy", "0.9"),
        ("ARMCC_MIN_SPEEDUP", "nan", "speed-policy", "nan"),
        ("ARMCC_MIN_SPEEDUP", "inf", "speed-policy", "inf"),
        ("ARMCC_MEASURE", "yes", "measure", "'yes'"),
    ],
)
def test_a_setting_that_cannot_be_used_is_said(
    name: str, value: str, reason: str, said: str
) -> None:
    with pytest.raises(Error) as caught:
        policy({name: value})
    assert caught.value.reason == reason
    assert said in caught.value.message


# -- workloads that are given -----------------------------------------------------------------


def written(folder: Path, document: object) -> str:
    path = folder / "workloads.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return str(path)


def test_given_workloads(tmp_path: Path) -> None:
    (tmp_path / "states").mkdir()
    functions = {
        "sum": {"sizes": [4, 1000], "data": ["random", "zeros"]},
        "hash": {"bits": [32]},
        "*": {"data": ["text"]},
    }
    path = written(tmp_path, {"format": 1, "functions": functions})
    assert asked_for(path, "sum") == Given((4, 1000), ("random", "zeros"))
    assert asked_for(path, "hash") == Given(bits=(32,))
    assert asked_for(path, "other") == Given(data=("text",))
    path = written(tmp_path, {"format": 1, "functions": {"sum": {"sizes": [4]}}})
    assert asked_for(path, "other") is None
    states = str(tmp_path / "states")
    assert asked_for(states, "sum") == Given(captured=states)
    path = written(tmp_path, {"format": 1, "captured": "states"})
    assert asked_for(path, "sum") == Given(captured=states)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "is not JSON"),
        ([], '"format": 1'),
        ({"format": 2}, '"format": 1'),
        ({"format": 1, "sizes": [3]}, 'may be "functions" and "captured"'),
        ({"format": 1, "functions": []}, 'may be "functions"'),
        ({"format": 1, "captured": "nowhere"}, "there is no folder"),
        ({"format": 1, "functions": {"f": [3]}}, "may be told"),
        ({"format": 1, "functions": {"f": {"size": [3]}}}, "may be told"),
        ({"format": 1, "functions": {"f": {"sizes": 3}}}, "list of numbers"),
        ({"format": 1, "functions": {"f": {"sizes": [True]}}}, "list of numbers"),
        ({"format": 1, "functions": {"f": {"sizes": [-1]}}}, "list of numbers"),
        ({"format": 1, "functions": {"f": {"bits": [65]}}}, "from 1 to 64"),
        ({"format": 1, "functions": {"f": {"data": ["odd"]}}}, "list of boundary"),
        ({"format": 1, "functions": {"f": {}}}, "one to 16"),
        ({"format": 1, "functions": {"f": {"sizes": list(range(17))}}}, "one to 16"),
        # A mistake in a row that is not this function's is one, too.
        ({"format": 1, "functions": {"f": {"sizes": [1]}, "g": {"sizes": 1}}}, "of g"),
    ],
)
def test_what_means_nothing_is_no_workload(document: object, said: str, tmp_path: Path) -> None:
    with pytest.raises(Error) as caught:
        asked_for(written(tmp_path, document), "f")
    assert caught.value.reason == "workloads"
    assert said in caught.value.message
    assert "workloads.json" in caught.value.message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Error, match="No such file") as caught:
        asked_for(str(tmp_path / "none"), "f")
    assert caught.value.reason == "workloads"
