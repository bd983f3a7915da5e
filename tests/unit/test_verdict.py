"""What four gates say together, and how sure that is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from armcc.errors import Error
from armcc.gates import judge as module
from armcc.gates.judge import Judge
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult, Verdict

SYNTAX = GateResult("syntax", ACCEPTED)
EQUIVALENCE = GateResult("equivalence", ACCEPTED, evidence={"tests": 4178})
SPEED = GateResult("speed", ACCEPTED, evidence={"speedup": 1.5})
TESTED = (SYNTAX, EQUIVALENCE, SPEED)
SLOW = GateResult("speed", REJECTED, "not-faster", "1.00x overall")

COUNTED = {"queries": 12, "seconds": 0.8, "solvers": ["one"]}
PROVED = GateResult("proof", ACCEPTED, evidence={"proved": "all", **COUNTED})
BOUNDED = GateResult(
    "proof",
    ACCEPTED,
    evidence={
        "proved": "bounded",
        "bound": "n <= 40",
        "left": "longer inputs are left to tests",
        **COUNTED,
    },
)
WRONG = GateResult("proof", REJECTED, "counter-example", "returns w0=1 for x0=7")
OPEN = GateResult("proof", UNKNOWN, "time", "the solvers did not end within 20 s")


# (the proof gate's result, what is required, accepted, outcome, reason, confidence)
COMBINATIONS = [
    (None, "", True, ACCEPTED, "", "tested"),
    (PROVED, "", True, ACCEPTED, "", "proved"),
    (BOUNDED, "", True, ACCEPTED, "", "proved to n <= 40"),
    (OPEN, "", True, ACCEPTED, "", "tested"),
    (WRONG, "", False, REJECTED, "counter-example", ""),
    (None, "proof", False, UNKNOWN, "not-proved", ""),
    (PROVED, "proof", True, ACCEPTED, "", "proved"),
    (BOUNDED, "proof", False, UNKNOWN, "not-proved", ""),
    (OPEN, "proof", False, UNKNOWN, "not-proved", ""),
    (WRONG, "proof", False, REJECTED, "counter-example", ""),
]


@pytest.mark.parametrize(
    ("proof", "require", "accepted", "outcome", "reason", "confidence"),
    COMBINATIONS,
    ids=[f"{p.outcome if p else 'none'}-{r or 'any'}" for p, r, *_ in COMBINATIONS],
)
def test_what_the_proof_gate_makes_of_a_tested_candidate(
    proof: GateResult | None,
    require: str,
    accepted: bool,
    outcome: str,
    reason: str,
    confidence: str,
) -> None:
    gates = (*TESTED, proof) if proof is not None else TESTED
    verdict = Verdict(gates, ("noalias x0",), require)
    assert (verdict.accepted, verdict.outcome, verdict.reason) == (accepted, outcome, reason)
    assert verdict.confidence == confidence
    assert bool(verdict.detail) is not accepted
    said = verdict.to_json()
    assert (said["verdict"], said["confidence"]) == (outcome, confidence)
    assert [g["name"] for g in said["gates"]] == [g.gate for g in gates]
    assert said["assumptions"] == ["noalias x0"]


@pytest.mark.parametrize("failed", [0, 1, 2])
@pytest.mark.parametrize("outcome", [REJECTED, UNKNOWN])
@pytest.mark.parametrize("proof", [None, PROVED, BOUNDED, OPEN], ids=repr)
@pytest.mark.parametrize("require", ["", "proof"])
def test_no_proof_makes_up_for_a_gate_that_did_not_accept(
    failed: int, outcome: str, proof: GateResult | None, require: str
) -> None:
    gates = list(TESTED)
    gates[failed] = replace(gates[failed], outcome=outcome, reason="why", detail="because")
    verdict = Verdict((*gates, proof) if proof is not None else tuple(gates), require=require)
    assert (verdict.accepted, verdict.outcome) == (False, outcome)
    assert (verdict.reason, verdict.detail, verdict.confidence) == ("why", "because", "")
    # And so where it was the last that ran.
    assert Verdict(tuple(gates[: failed + 1])).reason == "why"


@pytest.mark.parametrize("missing", range(3))
def test_all_three_gates_are_needed(missing: int) -> None:
    gates = tuple(g for n, g in enumerate(TESTED) if n != missing)
    verdict = Verdict((*gates, PROVED))
    assert not verdict.accepted
    assert verdict.outcome == ACCEPTED  # of those that ran


def test_without_a_gate_nothing_is_known() -> None:
    verdict = Verdict(())
    assert (verdict.outcome, verdict.reason, verdict.confidence) == (UNKNOWN, "not-run", "")
    assert not verdict.accepted
    assert Verdict((OPEN,)).reason == "time"


@pytest.mark.parametrize(
    ("proof", "detail"),
    [
        (None, "a proof is required, and the proof gate did not run"),
        (OPEN, "time: the solvers did not end within 20 s"),
        (BOUNDED, "proved to n <= 40, not for all inputs; longer inputs are left to tests"),
    ],
)
def test_a_missing_proof_says_what_the_gate_said(proof: GateResult | None, detail: str) -> None:
    gates = (*TESTED, proof) if proof is not None else TESTED
    assert Verdict(gates, require="proof").detail == detail


@pytest.mark.parametrize(
    "evidence",
    [
        {},
        {"proved": "most"},
        {"proved": "bounded"},
        {"proved": "bounded", "bound": ""},
        {"proved": "bounded", "bound": "all inputs"},
        {"bound": "n <= 40"},
    ],
)
def test_what_is_not_said_in_the_words_for_it_is_tested_and_no_more(
    evidence: dict[str, Any],
) -> None:
    verdict = Verdict((*TESTED, GateResult("proof", ACCEPTED, evidence=evidence)))
    assert (verdict.accepted, verdict.confidence) == (True, "tested")
    assert replace(verdict, require="proof").reason == "not-proved"


# -- the judge ----------------------------------------------------------------------------


class Told(Judge):
    """A judge whose first gates say what they are told; of the function it knows nothing."""

    measures = False  # type: ignore[assignment]

    def __init__(self, first: Verdict, speed: GateResult, require: str = "", proves: bool = True):
        self.first, self.speed = first, speed
        self.require, self.proves = require, proves
        self.subject = None  # type: ignore[assignment]

    @property
    def baseline(self) -> Any:
        return self.speed

    def compare(self, text: str, seed: int | None = None, keep: str = "") -> Any:
        return self.first, object()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> type[Told]:
    monkeypatch.setattr(module, "speed_gate", lambda baseline, _: baseline)
    return Told


FIRST = Verdict((SYNTAX, EQUIVALENCE), ("noalias x0",))
Says = Callable[..., list[Any]]


def test_a_proof_is_tried_last(told: type[Told], proof_says: Says) -> None:
    asked = proof_says(PROVED)
    verdict, assembled = told(FIRST, SPEED).judge("")
    assert asked == [assembled]
    assert [g.gate for g in verdict.gates] == ["syntax", "equivalence", "speed", "proof"]
    assert (verdict.accepted, verdict.confidence) == (True, "proved")


def test_no_proof_is_tried_of_what_is_slow_or_wrong(told: type[Told], proof_says: Says) -> None:
    asked = proof_says(PROVED)
    assert told(FIRST, SLOW, "proof").judge("")[0].reason == "not-faster"
    wrong = Verdict((SYNTAX, GateResult("equivalence", REJECTED, "result", "differs")))
    assert told(wrong, SPEED, "proof").judge("")[0].reason == "result"
    assert asked == []


def test_a_proof_may_be_left_out(told: type[Told], proof_says: Says) -> None:
    asked = proof_says(WRONG)
    verdict, _ = told(FIRST, SPEED, proves=False).judge("")
    assert (verdict.accepted, verdict.confidence, len(verdict.gates)) == (True, "tested", 3)
    assert told(FIRST, SPEED, "proof", proves=False).judge("")[0].reason == "not-proved"
    assert asked == []


@pytest.mark.parametrize("require", ["", "proof"])
def test_a_counter_example_rejects(told: type[Told], proof_says: Says, require: str) -> None:
    proof_says(WRONG)
    verdict, _ = told(FIRST, SPEED, require).judge("")
    assert (verdict.outcome, verdict.reason) == (REJECTED, "counter-example")


def test_what_a_proof_rests_on_is_an_assumption(told: type[Told], proof_says: Says) -> None:
    resting = {**PROVED.evidence, "assumptions": ["noalias x0", "range(i32 0, 9) w1"]}
    proof_says(replace(PROVED, evidence=resting))
    verdict, _ = told(FIRST, SPEED).judge("")
    assert verdict.assumptions == ("noalias x0", "range(i32 0, 9) w1")
    # What was not proved rests on nothing more.
    proof_says(replace(OPEN, evidence=resting))
    assert told(FIRST, SPEED).judge("")[0].assumptions == ("noalias x0",)


def test_a_proof_gate_that_cannot_go_on_leaves_the_rewrite_tested(
    told: type[Told], proof_says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof_says(PROVED)
    gate = sys.modules["armcc.gates.proof.gate"]

    def fails(*_: object, **__: object) -> GateResult:
        raise Error("relocation", "a symbol of an unknown kind")

    monkeypatch.setattr(gate, "proof_gate", fails)
    verdict, _ = told(FIRST, SPEED).judge("")
    assert (verdict.accepted, verdict.confidence) == (True, "tested")
    assert verdict.gates[-1] == GateResult(
        "proof", UNKNOWN, "relocation", "a symbol of an unknown kind"
    )

    def breaks(*_: object, **__: object) -> GateResult:
        raise IndexError("a defect")

    monkeypatch.setattr(gate, "proof_gate", breaks)
    verdict, _ = told(FIRST, SPEED).judge("")
    assert (verdict.accepted, verdict.confidence) == (True, "tested")
    assert verdict.gates[-1].reason == "crash"
    assert "a defect" in verdict.gates[-1].detail
    assert not told(FIRST, SPEED, "proof").judge("")[0].accepted
    # None in sys.modules makes the import fail, as a missing solver does.
    monkeypatch.setitem(sys.modules, gate.__name__, None)
    verdict, _ = told(FIRST, SPEED, "proof").judge("")
    assert (verdict.outcome, verdict.reason) == (UNKNOWN, "not-proved")
    assert verdict.detail.startswith("tool: the proof gate cannot be loaded: ")
