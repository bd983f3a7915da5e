"""The tables of `bench proof`: what is counted, what is shown, and what a log gives back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from armcc.control.main import _parser
from armcc.control.verifier import proofmutants
from armcc.control.verifier.proofbench import append_line, check_names, read_lines, read_log
from armcc.control.verifier.proofreport import (
    BARS,
    Bar,
    Row,
    document,
    figures,
    ninetieth,
    reasons,
    same_sentence,
    text,
)
from armcc.control.verifier.proving import ALL, BOUNDED, REFUTED, Said, said_of
from armcc.errors import Fatal
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult


def row(function: str, outcome: str, klass: str = "loopfree", **more: Any) -> Row:
    more.setdefault("maker", "gcc -O2")
    return Row(klass, f"{klass}_a.c", function, outcome=outcome, **more)


ROWS = [
    row("f", ALL, seconds=1.0),
    row("f", UNKNOWN, maker="clang -O2", reason="operation", detail="+0x4: Iop_A"),
    row("g", ALL, seconds=3.0),
    row("h", UNKNOWN, reason="operation", detail="+0x1c: Iop_A"),
    row("i", UNKNOWN, reason="time", detail="30 seconds are over"),
    row("j", BOUNDED, "variable", bound="n <= 40", seconds=2.0),
]


def test_figures_are_of_pairs_and_of_functions() -> None:
    found = figures(ROWS[:5])
    assert (found.pairs, found.functions) == (5, 4)
    assert (found.all, found.bounded, found.unknown, found.refuted) == (2, 0, 3, 0)
    assert (found.one, found.every) == (2, 1)
    assert found.proved_percent == 40
    assert (found.median, found.ninetieth) == (2.0, 3.0)


def test_nothing_has_figures() -> None:
    found = figures([])
    assert (found.pairs, found.proved_percent, found.median, found.ninetieth) == (0, 0, 0, 0)


def test_bounded_counts_as_proved_and_apart() -> None:
    found = figures(ROWS[5:])
    assert (found.all, found.bounded, found.proved_percent, found.every) == (0, 1, 100, 1)


@pytest.mark.parametrize(("many", "at"), [(1, 1), (2, 2), (10, 9), (11, 10), (100, 90)])
def test_the_90th_percentile_is_one_of_the_times(many: int, at: int) -> None:
    assert ninetieth([float(n) for n in range(many, 0, -1)]) == at


def test_a_bar_is_met_by_share_and_time() -> None:
    bar = Bar(85, 2)
    assert bar.met(85, 2)
    assert not bar.met(84.9, 1)
    assert not bar.met(90, 2.1)
    assert Bar(40).met(40, 1000)


def test_the_bars() -> None:
    assert {k: (b.percent, b.median) for k, b in BARS.items()} == {
        "loopfree": (85, 2),
        "fixed": (60, 10),
        "variable": (40, 0),
    }


def test_reasons_are_grouped_by_sentences_without_places() -> None:
    found = reasons(ROWS)
    assert list(found) == ["operation", "time"]
    assert [(s, n, r.function) for s, n, r in found["operation"]] == [("#: Iop_A", 2, "f")]


@pytest.mark.parametrize(
    ("detail", "shown"),
    [
        ("+0x10: Iop_64HLtoV128", "#: Iop_64HLtoV128"),
        ("more than 12.5 s, 40 turns", "more than # s, # turns"),
        ("x0 and v31", "x0 and v31"),
    ],
)
def test_names_keep_their_numbers(detail: str, shown: str) -> None:
    assert same_sentence(detail) == shown


def test_the_text_shows_bars_reasons_and_refuted_pairs() -> None:
    wrong = row("k", REFUTED, "fixed", reason="counter-example", detail="x0 = 1")
    shown = text([*ROWS, wrong], {"loopfree identical": 8})
    lines = shown.splitlines()
    assert [s.split()[0] for s in lines[:4]] == ["class", "loopfree", "fixed", "variable"]
    assert lines[1].endswith(">= 85%, <= 2 s: missed")
    assert lines[3].endswith(">= 40%: met")
    assert "            2  #: Iop_A, as loopfree_a.c:f (clang -O2)" in lines
    assert "refuted: 1 (each of them right)" in lines
    assert "REFUTED  fixed_a.c:k (gcc -O2): counter-example: x0 = 1" in lines
    assert lines[-1] == "functions without a pair: 8 loopfree identical"


def test_code_of_projects_may_differ_where_c_leaves_it_open() -> None:
    other = row("k", REFUTED, "project", reason="counter-example", detail="x0 = 1")
    lines = text([*ROWS, other], {}).splitlines()
    assert "refuted: 0 (each of them right)" in lines
    assert "OPEN     project_a.c:k (gcc -O2): counter-example: x0 = 1" in lines


def test_the_text_says_what_tests_refused() -> None:
    good, bad = row("f", ALL, tests="accepted"), row("g", ALL, tests="unknown (coverage): 3 left")
    lines = text([good, bad], {}).splitlines()
    assert "tests refused 1 of 2" in lines
    assert "tests    loopfree_a.c:g (gcc -O2): unknown (coverage): 3 left" in lines


def test_a_class_without_a_bar_is_shown_without_one() -> None:
    lines = text([row("f", ALL, "project")], {}).splitlines()
    assert lines[1].startswith("project ")
    assert "met" not in lines[1]


def test_the_document_has_every_row() -> None:
    said = json.loads(document(ROWS, {}))
    assert said["classes"]["loopfree"]["met"] is False
    assert said["classes"]["loopfree"]["reasons"] == {"operation": 2, "time": 1}
    assert len(said["pairs"]) == len(ROWS)


def gate_said(outcome: str, reason: str = "", **evidence: Any) -> Said:
    return said_of(GateResult("proof", outcome, reason, "why", evidence), 0.5, 7)


def test_what_the_gate_says_in_words_of_the_bench() -> None:
    assert gate_said(ACCEPTED, proved="all") == Said(ALL, seconds=0.5, instructions=7)
    assert gate_said(ACCEPTED, proved="bounded", bound="n <= 4").bound == "n <= 4"
    assert gate_said(REJECTED, "counter-example").outcome == REFUTED
    assert gate_said(UNKNOWN, "operation").reason == "operation"
    assert gate_said(ACCEPTED, proved="all", assumptions=["a", "b"]).assumptions == "a; b"


def test_accepted_without_saying_what_was_proved_is_no_proof() -> None:
    said = gate_said(ACCEPTED)
    assert (said.outcome, said.reason, said.proved) == (UNKNOWN, "evidence", False)


def test_a_log_gives_back_what_is_worth_keeping(tmp_path: Path) -> None:
    path = str(tmp_path / "log")
    kept, crashed = row("f", ALL, key="1"), row("g", UNKNOWN, reason="crash", key="2")
    for each in (kept, crashed):
        append_line(path, each.__dict__)
    with open(path, "a", encoding="utf-8") as f:
        f.write('{"klass": "cut')
    assert read_log(path) == {"1": kept}
    append_line(path, row("h", ALL, key="3").__dict__)
    assert set(read_log(path)) == {"1", "3"}
    assert read_lines(str(tmp_path / "none")) == []


def test_a_name_that_is_not_there_is_an_error() -> None:
    check_names(["f"], ["f", "g"])
    with pytest.raises(Fatal, match="no function h"):
        check_names(["f", "h"], ["f", "g"])


def entry(digest: str, outcome: str, truth: str = "different", **more: Any) -> dict[str, Any]:
    return {
        "function": "a.c:f",
        "digest": digest,
        "kind": "opcode",
        "where": "add -> sub",
        "candidate": "gcc -O2",
        "truth": truth,
        "witness": "test 1, result" if truth == "different" else "",
        "outcome": outcome,
        "bound": "",
        "reason": "",
        "detail": "",
        "stopped": "",
        **more,
    }


def test_a_wrong_mutant_that_is_proved_is_unsound() -> None:
    said = proofmutants.summary([entry("1", ALL), entry("1", ALL), entry("2", UNKNOWN)])
    assert [e["digest"] for e in said["unsound"]] == ["1"]
    assert said["different"] == 2
    shown = proofmutants.text(said).splitlines()
    assert shown[-1].startswith("*** PROVED WRONG CODE: a.c:f (gcc -O2) opcode: add -> sub")


def test_a_bound_may_leave_the_witness_out() -> None:
    said = proofmutants.summary([entry("1", BOUNDED, bound="n <= 40")])
    assert not said["unsound"]
    assert "proved for n <= 40" in proofmutants.text(said)


def test_a_rule_that_another_gate_stands_for_is_not_the_proofs() -> None:
    by_rule = entry("1", ALL, witness="", stopped="equivalence: stack-alignment")
    unstopped = entry("2", ALL, witness="")
    said = proofmutants.summary([by_rule, unstopped])
    assert [e["digest"] for e in said["stopped"]] == ["1"]
    assert [e["digest"] for e in said["unsound"]] == ["2"]
    assert "by equivalence: stack-alignment" in proofmutants.text(said)


def test_plants_are_counted_apart() -> None:
    plants = [entry(str(i), o, kind="plant-product") for i, o in enumerate((REFUTED, UNKNOWN, ALL))]
    said = proofmutants.summary([*plants, entry("9", REFUTED)])
    assert said["plants"] == {REFUTED: 1, UNKNOWN: 1, ALL: 1, BOUNDED: 0}


def test_right_and_undecided_mutants_are_no_wrong_ones() -> None:
    said = proofmutants.summary(
        [entry("1", REFUTED, "right"), entry("2", ALL, "undecided"), entry("3", ALL, "same")]
    )
    assert (said["different"], said["right"], said["right_proved"]) == (0, 2, 1)
    assert [e["digest"] for e in said["right_refuted"]] == ["1"]
    assert said["undecided"][ALL] == 1
    assert not said["unsound"]


@pytest.mark.parametrize(
    ("words", "mutants"), [([], 0), (["--mutants"], 800), (["--mutants", "9"], 9)]
)
def test_the_command_line(words: list[str], mutants: int) -> None:
    a = _parser().parse_args(["bench", "proof", "--class", "fixed", *words])
    assert (a.klass, a.mutants, a.jobs, a.seconds, a.proof_seconds) == (
        ["fixed"],
        mutants,
        2,
        60,
        30,
    )
