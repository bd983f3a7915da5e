"""Which candidate a search takes where the gates' words differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from armcc.errors import Error
from armcc.function.function import Candidate
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult, Verdict
from armcc.optimizer import search as module
from armcc.optimizer.budget import Budget
from armcc.optimizer.search import Finding, search
from armcc.passes import Context

TESTED = tuple(GateResult(g, ACCEPTED) for g in ("syntax", "equivalence", "speed"))
PROVED = GateResult("proof", ACCEPTED, evidence={"proved": "all"})
BOUNDED = GateResult("proof", ACCEPTED, evidence={"proved": "bounded", "bound": "n <= 40"})
WRONG = GateResult("proof", REJECTED, "counter-example", "differs")


def unknown(reason: str) -> GateResult:
    return GateResult("proof", UNKNOWN, reason, "it could not say")


Search = Callable[..., Finding]


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> Search:
    """A search over candidates that all gates but the proof gate accept, the first the fastest.

    Each is named by its number.  results: what the proof gate says of each.
    """

    def run(*results: GateResult, require: str = "", proves: bool = True, **how: Any) -> Finding:
        class FakeJudge:
            def __init__(self, *_: object, require: str) -> None:
                self.require, self.proves = require, proves
                self.base: list[object] = []
                self.baseline = None
                self.subject = self
                self.listing = ("ret",)

            def judge(self, text: str) -> tuple[Verdict, object]:
                return Verdict((*TESTED, results[int(text)]), (), self.require), text

        def first_look(_judge: object, candidate: Candidate, *_: object) -> Any:
            return module._Promising(candidate, None, 2.0 - int(candidate.text))  # type: ignore[arg-type]

        monkeypatch.setattr(module, "Judge", FakeJudge)
        monkeypatch.setattr(module, "_first_look", first_look)
        monkeypatch.setattr(module, "speed_gate", lambda *_: TESTED[2])
        candidates = [Candidate(str(n), f"the {n}.") for n in range(len(results))]
        context = Context("neoverse-v2", 96, "", {})
        function: Any = None
        return search(function, candidates, context, Budget(**how), require=require)

    return run


@pytest.mark.parametrize("first", [PROVED, BOUNDED, unknown("time"), unknown("operation")])
def test_the_fastest_wins_however_sure_it_is(searched: Search, first: GateResult) -> None:
    finding = searched(first, PROVED)
    assert finding.verdict is not None
    assert (finding.verdict.gates[-1], finding.decisions) == (first, 1)
    assert finding.lasting


def test_a_counter_example_sends_the_search_on(searched: Search) -> None:
    finding = searched(WRONG, unknown("control"))
    assert finding.verdict is not None
    assert (finding.verdict.confidence, finding.decisions) == ("tested", 2)
    assert finding.tried == {"proof: counter-example": 1, "accepted": 1}


@pytest.mark.parametrize("first", [BOUNDED, WRONG, unknown("time"), unknown("operation")])
def test_where_a_proof_is_required_the_fastest_with_one_wins(
    searched: Search, first: GateResult
) -> None:
    finding = searched(first, PROVED, require="proof")
    assert (finding.assembled, finding.decisions, finding.reason) == ("1", 2, "")
    assert finding.verdict is not None
    assert finding.verdict.confidence == "proved"
    # What failed for the moment does not matter where another was found.
    assert finding.lasting


def test_where_none_is_proved_the_reason_says_so(searched: Search) -> None:
    finding = searched(unknown("operation"), BOUNDED, require="proof")
    assert (finding.verdict, finding.reason) == (None, "not-proved")
    assert finding.detail == "best of 2 candidates: operation: it could not say"
    assert finding.tried == {"proof: not-proved": 2}
    assert finding.lasting


@pytest.mark.parametrize("reason", ["time", "memory", "crash", "tool"])
@pytest.mark.parametrize("others", [(), (BOUNDED,), (unknown("call"),), (WRONG,)], ids=repr)
def test_what_another_moment_might_prove_is_not_remembered(
    searched: Search, reason: str, others: tuple[GateResult, ...]
) -> None:
    assert not searched(unknown(reason), *others, require="proof").lasting
    assert not searched(*others, unknown(reason), require="proof").lasting


@pytest.mark.parametrize("reason", ["operation", "bound", "memory-shape", "control", "call"])
def test_what_no_moment_proves_is_remembered(searched: Search, reason: str) -> None:
    assert searched(unknown(reason), WRONG, BOUNDED, require="proof").lasting


def test_proofs_count_against_the_budget_of_decisions(searched: Search) -> None:
    finding = searched(BOUNDED, BOUNDED, PROVED, require="proof", decisions=2)
    assert (finding.verdict, finding.decisions, finding.reason) == (None, 2, "not-proved")


def test_without_the_proof_gate_none_is_proved_and_none_is_tried(searched: Search) -> None:
    finding = searched(PROVED, require="proof", proves=False)
    assert (finding.verdict, finding.reason, finding.decisions) == (None, "not-proved", 0)
    assert "ARMCC_PROOF" in finding.detail
    assert searched(PROVED, proves=False).verdict is not None


def test_a_function_that_cannot_be_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise Error("signature", "no known place")

    monkeypatch.setattr(module, "Judge", fails)
    function: Any = None
    finding = search(function, [], Context("neoverse-v2", 96, "", {}), Budget(), require="proof")
    assert (finding.reason, finding.detail) == ("signature", "no known place")
