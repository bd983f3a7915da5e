"""What people read of a proof."""

from __future__ import annotations

from armcc.control.proving import proof_lines, shares, shown_proof

COUNTED = {"queries": 12, "seconds": 0.84, "solvers": ["one", "two"]}


def gate(passed: bool, **evidence: object) -> dict[str, object]:
    why = {} if passed else {"reason": "time", "detail": "no answer within 20 s"}
    return {"name": "proof", "passed": passed, "evidence": evidence, **why}


def test_for_all_inputs() -> None:
    lines = ["proved for all inputs", "12 queries, 0.8 s, one and two"]
    assert proof_lines({"proved": "all", **COUNTED}) == lines
    assert shown_proof([gate(True, proved="all", **COUNTED)]) == lines


def test_one_query_is_one() -> None:
    assert proof_lines({"queries": 1}) == ["1 query"]


def test_to_a_bound() -> None:
    known = {"proved": "bounded", "bound": "n <= 40", "left": "longer inputs are left to tests"}
    assert proof_lines(known) == ["proved to n <= 40; longer inputs are left to tests"]


def test_without_a_proof() -> None:
    assert proof_lines({}) == []
    assert shown_proof([{"name": "speed", "passed": True, "evidence": {}}]) == []
    assert shown_proof([gate(False)]) == ["not proved (time): no answer within 20 s"]


def test_shares() -> None:
    words = ["tested", "proved", "tested", "proved to n <= 4", "proved to n <= 8"]
    assert shares(words) == "1 proved, 2 proved to a bound, 2 tested"
    assert shares(["proved"]) == "1 proved"
    assert shares([]) == ""
