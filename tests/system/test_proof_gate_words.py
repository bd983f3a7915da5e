"""What the proof gate's word does: in `armccctl verify`, and of what others found.

The gate itself is a stand-in that says what it is told.
"""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from attacks import SUM, SUM_RIGHT, replaced
from conftest import clang_words, for_long_calls

from armcc.cache.record import Rewrite
from armcc.control.main import main
from armcc.control.subject import function_from_source
from armcc.function.function import Function
from armcc.function.machine import MachineCode
from armcc.gates import judge as module
from armcc.gates.cases import make_cases
from armcc.gates.equivalence import quick_look
from armcc.gates.judge import Judge
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult
from armcc.optimizer.trust import prove_again

FLAGS = ["-O1", "-fno-vectorize", "-fno-unroll-loops"]
FAST = """
sum:
    movi v0.4s, #0
    cmp w1, #1
    b.lt 3f
    subs w1, w1, #4
    b.lt 2f
1:  ldr q1, [x0], #16
    add v0.4s, v0.4s, v1.4s
    subs w1, w1, #4
    b.ge 1b
2:  addv s0, v0.4s
    fmov w2, s0
    adds w1, w1, #4
    b.eq 4f
5:  ldr w3, [x0], #4
    add w2, w2, w3
    subs w1, w1, #1
    b.ne 5b
4:  mov w0, w2
    ret
3:  mov w0, #0
    ret
"""
COUNTED = {"queries": 12, "seconds": 0.84, "solvers": ["one", "two"]}
PROVED = GateResult("proof", ACCEPTED, evidence={"proved": "all", **COUNTED})
LEFT = "longer inputs are left to tests"
BOUNDED = GateResult(
    "proof",
    ACCEPTED,
    evidence={"proved": "bounded", "bound": "n <= 40", "left": LEFT, **COUNTED},
)
OPEN = GateResult("proof", UNKNOWN, "control", "a loop without a bound")
REFUSED = GateResult("proof", REJECTED, "counter-example", "returns w0=1", {"counter_example": {}})

Says = Callable[..., list[Any]]


@pytest.fixture(autouse=True)
def front_end(one_clang: None) -> None:
    """The compiler does not matter."""


@dataclass
class Verify:
    """`armccctl verify` on `sum`."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *more: str, candidate: str = FAST) -> tuple[int, str]:
        source, path = self.folder / "baseline.c", self.folder / "candidate.s"
        source.write_text(SUM)
        path.write_text(candidate)
        words = ["--function", "sum", "--baseline", str(source), "--candidate", str(path)]
        self.capsys.readouterr()
        status = main(["verify", *words, "--flags", *FLAGS, *more])
        return status, self.capsys.readouterr().out

    def json(self, *more: str, candidate: str = FAST) -> tuple[int, dict[str, Any]]:
        status, out = self(*more, "--json", candidate=candidate)
        return status, json.loads(out)


@pytest.fixture
def verify(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Verify:
    for_long_calls(tmp_path, monkeypatch)
    return Verify(tmp_path, capsys)


# (the gate's result, words, status, what its lines say, the last line)
SHOWN = [
    (PROVED, [], 0, ["passed", "proved for all inputs", "12 queries, 0.8 s, one and two"], "accepted (proved)"),
    (BOUNDED, [], 0, ["passed", f"proved to n <= 40; {LEFT}", "12 queries, 0.8 s, one and two"], "accepted (proved to n <= 40)"),
    (OPEN, [], 0, ["not proved (control): a loop without a bound"], "accepted (tested)"),
    (REFUSED, [], 1, ["REJECTED (counter-example): returns w0=1"], "rejected"),
    (PROVED, ["--require", "proof"], 0, ["passed"], "accepted (proved)"),
    (BOUNDED, ["--require", "proof"], 2, ["passed"], f"unknown (not-proved): proved to n <= 40, not for all inputs; {LEFT}"),
    (OPEN, ["--require", "proof"], 2, ["not proved (control)"], "unknown (not-proved): control: a loop without a bound"),
    (REFUSED, ["--require", "proof"], 1, ["REJECTED"], "rejected"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "words", "status", "lines", "last"),
    SHOWN,
    ids=[f"{s.outcome}-{s.evidence.get('proved', '')}-{'-'.join(w)}" for s, w, *_ in SHOWN],
)
def test_verify_shows_the_gates_line(
    verify: Verify,
    proof_says: Says,
    said: GateResult,
    words: list[str],
    status: int,
    lines: list[str],
    last: str,
) -> None:
    proof_says(said)
    got, out = verify(*words)
    assert got == status, out
    shown = out.splitlines()
    at = next(n for n, line in enumerate(shown) if line.startswith("proof "))
    assert shown[at].startswith(f"proof        {lines[0]}")
    for line, words_of_it in zip(shown[at + 1 :], lines[1:], strict=False):
        assert line.strip() == words_of_it
    assert f"sum: {last}" in shown


def test_verify_for_programs(verify: Verify, proof_says: Says) -> None:
    proof_says(BOUNDED)
    status, told = verify.json()
    assert (status, told["verdict"], told["confidence"]) == (0, "accepted", "proved to n <= 40")
    assert [g["name"] for g in told["gates"]] == ["syntax", "equivalence", "speed", "proof"]
    assert told["gates"][3]["evidence"] == BOUNDED.evidence
    status, told = verify.json("--require", "proof")
    assert (status, told["verdict"], told["confidence"]) == (2, "unknown", "")
    assert told["reason"] == "not-proved"
    assert told["gates"][3]["passed"]


def test_the_environment_requires_it_as_the_word_does(
    verify: Verify, proof_says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof_says(OPEN)
    monkeypatch.setenv("ARMCC_REQUIRE", "proof")
    status, told = verify.json()
    assert (status, told["reason"]) == (2, "not-proved")


def test_without_the_gate_it_is_tested(
    verify: Verify, proof_says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof_says(REFUSED)
    monkeypatch.setenv("ARMCC_PROOF", "off")
    status, told = verify.json()
    assert (status, told["confidence"]) == (0, "tested")
    skipped = told["gates"][3]
    assert (skipped["outcome"], skipped["detail"]) == ("not-run", "ARMCC_PROOF=off")
    # No proof, whatever is asked for.
    assert verify.json("--require", "proof")[1]["reason"] == "not-proved"
    # Where an earlier gate refuses, that is why it did not run.
    wrong = replaced(FAST, "adds w1, w1, #4", "adds w1, w1, #3")
    _, told = verify.json(candidate=wrong)
    assert told["gates"][3]["detail"] == "an earlier gate did not accept"


def test_a_counter_example_of_the_gate_is_made_small_and_shown(
    verify: Verify, monkeypatch: pytest.MonkeyPatch, proof_says: Says
) -> None:
    """The tests are made to accept a wrong candidate, and the gate to find what they would."""
    proof_says(REFUSED)

    def finds(subject: Any, assembled: Any) -> GateResult:
        cases = make_cases(subject, 1 << 32, wanted=40, minimum=1).cases
        assert not quick_look(subject, assembled, cases).passed
        return REFUSED

    def accepts(_subject: object, _assembled: object, seed: int, *_: object) -> Any:
        return GateResult("equivalence", ACCEPTED, evidence={"seed": f"{seed:#018x}"}), ()

    monkeypatch.setattr(sys.modules["armcc.gates.proof.gate"], "proof_gate", finds)
    monkeypatch.setattr(module, "equivalence_gate", accepts)
    monkeypatch.setattr(module, "speed_gate", lambda *_: GateResult("speed", ACCEPTED))
    wrong = replaced(SUM_RIGHT, "    mov w2, #0", "    mov w2, #1")
    saved = verify.folder / "saved.json"
    status, told = verify.json("--save", str(saved), "--replay", candidate=wrong)
    assert (status, told["reason"]) == (1, "counter-example")
    assert told["gates"][3]["name"] == "proof"
    assert told["gates"][3]["detail"] == told["detail"]
    assert told["detail"] == "the result in x0 is 1 instead of 0; for x0=0x0, w1=0"
    assert told["gates"][3]["evidence"]["counter_example"]["arguments"].endswith("w1=0")
    assert told["replay"]["differs"]
    # Saved, it shows the same, without any gate.
    status, told = verify.json("--replay", str(saved), candidate=wrong)
    assert (status, told["replay"]["differs"]) == (1, True)


def test_a_counter_example_that_shows_nothing_is_left_as_it_is(
    verify: Verify, proof_says: Says
) -> None:
    proof_says(REFUSED)
    status, told = verify.json("--replay")
    assert (status, told["reason"], told["detail"]) == (1, "counter-example", "returns w0=1")
    assert "replay" not in told


# -- what others found ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def function(tmp_path_factory: pytest.TempPathFactory) -> Function:
    folder = tmp_path_factory.mktemp("baseline")
    (folder / "baseline.c").write_text(SUM)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))
        return function_from_source(str(folder / "baseline.c"), "sum", FLAGS, str(folder))


@pytest.fixture(scope="module")
def foreign(function: Function, tmp_path_factory: pytest.TempPathFactory) -> Rewrite:
    """A record as a stranger's cache may hold it.  It calls itself proved."""
    _, assembled = Judge(function, str(tmp_path_factory.mktemp("foreign"))).compare(FAST)
    assert assembled is not None
    text, machine = assembled.text, assembled.machine
    return Rewrite("sum", "0" * 64, text, machine, evidence=b"{}", confidence="proved")


def changed(record: Rewrite, **fields: Any) -> Rewrite:
    """The record with other contents."""
    known = {name: getattr(record, name) for name in Rewrite.__slots__}
    return Rewrite(**{**known, **fields})


def test_what_is_proved_again_may_be_used(
    function: Function, foreign: Rewrite, proof_says: Says, tmp_path: Path
) -> None:
    proof_says(replace(PROVED, evidence={"proved": "all", "assumptions": ["noalias x0"]}))
    verdict = prove_again(foreign, function, str(tmp_path))
    assert (verdict.outcome, verdict.confidence) == (ACCEPTED, "proved")
    assert [g.gate for g in verdict.gates] == ["syntax", "equivalence", "proof"]
    assert "noalias x0" in verdict.assumptions
    assert not verdict.accepted  # nobody asked whether it is faster


@pytest.mark.parametrize("said", [OPEN, BOUNDED], ids=["open", "bounded"])
def test_what_is_not_may_not(
    function: Function, foreign: Rewrite, proof_says: Says, tmp_path: Path, said: GateResult
) -> None:
    proof_says(said)
    verdict = prove_again(foreign, function, str(tmp_path))
    assert (verdict.outcome, verdict.reason, verdict.confidence) == (UNKNOWN, "not-proved", "")


def test_what_the_gate_refutes_is_rejected(
    function: Function, foreign: Rewrite, proof_says: Says, tmp_path: Path
) -> None:
    proof_says(REFUSED)
    verdict = prove_again(foreign, function, str(tmp_path))
    assert (verdict.outcome, verdict.reason) == (REJECTED, "counter-example")


def test_without_the_gate_nothing_is_proved_again(
    function: Function,
    foreign: Rewrite,
    proof_says: Says,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proof_says(PROVED)
    monkeypatch.setenv("ARMCC_PROOF", "off")
    assert prove_again(foreign, function, str(tmp_path)).reason == "not-proved"


def test_other_machine_code_than_the_text_is_rejected(
    function: Function, foreign: Rewrite, proof_says: Says, tmp_path: Path
) -> None:
    proof_says(PROVED)
    code = foreign.machine.code
    for machine in (MachineCode(code[:-4] + code[:4]), MachineCode(code, constants=b"x")):
        verdict = prove_again(changed(foreign, machine=machine), function, str(tmp_path))
        assert (verdict.outcome, verdict.reason) == (REJECTED, "machine-code")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (replaced(FAST, "adds w1, w1, #4", "adds w1, w1, #3"), "result"),
        (replaced(FAST, "movi v0.4s, #0", "svc #0"), "forbidden-instruction"),
        (FAST.replace("sum:", "other:"), "label"),
        ("", "empty"),
    ],
    ids=["wrong", "system call", "another function", "empty"],
)
def test_what_an_earlier_gate_refuses_is_rejected(
    function: Function, foreign: Rewrite, proof_says: Says, tmp_path: Path, text: str, reason: str
) -> None:
    proof_says(PROVED)
    verdict = prove_again(changed(foreign, text=text), function, str(tmp_path))
    assert verdict.outcome == REJECTED
    assert verdict.reason in (reason, "read-outside"), verdict.detail


def test_a_gate_that_dies_proves_nothing(
    function: Function,
    foreign: Rewrite,
    proof_says: Says,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def dies(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGSEGV)

    proof_says(PROVED)
    monkeypatch.setattr(sys.modules["armcc.gates.proof.gate"], "proof_gate", dies)
    verdict = prove_again(foreign, function, str(tmp_path))
    assert (verdict.outcome, verdict.reason, verdict.confidence) == (UNKNOWN, "crash", "")
