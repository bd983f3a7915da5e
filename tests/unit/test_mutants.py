"""What is made of a right candidate, and what a campaign's report counts."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from armcc.control.verifier.assembly import (
    body,
    flags_are_dead,
    free_scratch,
    parse,
    split_operands,
    write,
)
from armcc.control.verifier.corpus import corpus_tasks, general_driver
from armcc.control.verifier.mutants import MAKERS, Argument, Mutant, Shape, make
from armcc.control.verifier.report import report, summary
from armcc.errors import Error
from armcc.function.contract import Contract, value_of

TEXT = """\
\t.text
\t.globl\tf
\t.p2align\t2
\t.type\tf, %function
f:
\t.cfi_startproc
\tstp\tx29, x30, [sp, #-32]!
\t.cfi_def_cfa_offset 32
\tstr\tx19, [sp, #16]
\tmov\tx19, x0
\tcmp\tw1, #12
\tb.lt\t.L1
\tldrb\tw8, [x19, #1]
\tadd\tx8, x19, w8, uxtw #2
\tlsr\tw8, w8, #3
\tstr\tw8, [x19]
\tbl\telsewhere
.L0:
\tsub\tw1, w1, w8
\tldr\tq0, [x19]
\tfmul\ts1, s2, s3
\tfadd\ts1, s1, s4
\tfadd\ts1, s1, s5
\tumov\tw9, v0.h[3]
\tuaddl\tv0.8h, v1.8b, v2.8b
\tcmp\tw1, w9
\tb.hi\t.L0
.L1:
\tcsel\tw0, w8, w1, lt
\tldr\tx19, [sp, #16]
\tldp\tx29, x30, [sp], #32
\tret
\t.cfi_endproc
\t.size\tf, .-f
"""
SHAPE = Shape(
    "f",
    (Argument("pointer", 0, 64), Argument("length", 1, 32, 100), Argument("free", 2, 32)),
    32,
)


def made(kind: str, shape: Shape = SHAPE) -> list[Mutant]:
    return [m for m in MAKERS[kind](parse(TEXT), shape, random.Random(1)) if m.kind == kind]


def test_what_is_parsed_is_written_again() -> None:
    assert write(parse(TEXT)) == TEXT


@pytest.mark.parametrize(
    ("text", "operands"),
    [
        ("w0, w1", ("w0", "w1")),
        ("x0, [x1, #4]!", ("x0", "[x1, #4]!")),
        ("{ v0.8h, v1.8h }, [x0], #32", ("{ v0.8h, v1.8h }", "[x0]", "#32")),
        ("x8, x19, w8, uxtw #2", ("x8", "x19", "w8", "uxtw #2")),
        ("", ()),
    ],
)
def test_operands_are_split_where_no_bracket_is_open(text: str, operands: tuple[str, ...]) -> None:
    assert split_operands(text) == operands


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("opcode", "sub w1, w1, w8 -> add w1, w1, w8"),
        ("opcode", "fadd s1, s1, s4 -> fsub s1, s1, s4"),
        ("operand", "sub w1, w1, w8 -> sub w1, w8, w1"),
        ("operand", "csel w0, w8, w1, lt -> csel w0, w1, w8, lt"),
        ("immediate", "cmp w1, #12 -> cmp w1, #13"),
        ("immediate", "cmp w1, #12 -> cmp w1, #11"),
        ("immediate", "ldrb w8, [x19, #1] -> ldrb w8, [x19, #2]"),
        ("condition", "b.hi .L0 -> b.hs .L0"),
        ("condition", "csel w0, w8, w1, lt -> csel w0, w8, w1, le"),
        ("sign", "b.hi .L0 -> b.gt .L0"),
        ("sign", "ldrb w8, [x19, #1] -> ldrsb w8, [x19, #1]"),
        ("sign", "add x8, x19, w8, uxtw #2 -> add x8, x19, w8, sxtw #2"),
        ("sign", "umov w9, v0.h[3] -> smov w9, v0.h[3]"),
        ("sign", "uaddl v0.8h, v1.8b, v2.8b -> saddl v0.8h, v1.8b, v2.8b"),
        ("shift", "lsr w8, w8, #3 -> asr w8, w8, #3"),
        ("width", "sub w1, w1, w8 -> sub x1, x1, x8"),
        ("width", "ldrb w8, [x19, #1] -> ldrh w8, [x19, #1]"),
        ("width", "ldr q0, [x19] -> ldr d0, [x19]"),
        ("lane", "umov w9, v0.h[3] -> umov w9, v0.h[2]"),
        ("delete", "sub w1, w1, w8 -> (deleted)"),
        ("duplicate", "sub w1, w1, w8 -> sub w1, w1, w8 | sub w1, w1, w8"),
        ("swap", "fmul s1, s2, s3 <-> fadd s1, s1, s4"),
        ("remainder", "b.hi .L0 -> (deleted)"),
        ("remainder", "b.lt .L1 -> b .L1"),
        ("saves", "str x19, [sp, #16] -> (deleted)"),
        ("saves", "str x19, [sp, #16] and its restore"),
        ("saves", "ldp x29, x30, [sp], #32 -> ldp x9, x30, [sp], #32"),
        ("reassociate", "fadd s1, s1, s4; fadd s1, s1, s5 in another order"),
        ("reassociate", "fmul s1, s2, s3; fadd s1, s1, s4 -> fmadd s1, s2, s3, s4"),
        ("over-call", "str w8, [x19] over bl elsewhere"),
    ],
)
def test_every_kind_of_mistake_is_made(kind: str, where: str) -> None:
    assert where in {m.where for m in made(kind)}


def test_a_store_moved_over_a_call_stands_behind_it() -> None:
    moved = next(m.text for m in made("over-call") if m.where.startswith("str w8"))
    assert "\tbl\telsewhere\n\tstr\tw8, [x19]\n" in moved


@pytest.mark.parametrize("kind", ["plant-argument", "plant-length", "plant-loaded"])
def test_a_plant_keeps_its_witness(kind: str) -> None:
    found = made(kind)
    assert found
    for mutant in found:
        assert mutant.planted
        assert all(h.value < 1 << 8 * h.width for h in mutant.hots)
        assert write(parse(mutant.text)) == mutant.text


def test_plants_are_branches_and_selects() -> None:
    forms = {m.where.rpartition(", ")[2] for m in made("plant-argument")}
    assert forms == {"b.eq", "csel"}


def test_a_plant_on_a_product_holds_for_its_witness() -> None:
    for mutant in made("plant-product"):
        x, y = (h.value for h in mutant.hots)
        numbers = [
            int(s.operands[1][1:]) << int((s.operands[2:] or ("lsl #0",))[0].split("#")[1])
            for s in parse(mutant.text)
            if s.mnemonic in ("movz", "movk")
        ]
        one, two, wanted = (numbers[i] + numbers[i + 1] for i in (0, 2, 4))
        assert (x * one + y) * two & 0xFFFFFFFF == wanted


def test_a_plant_does_not_spoil_flags_that_are_read() -> None:
    lines = parse("f:\n\tcmp\tw0, #1\n\tldr\tw1, [x2]\n\tb.eq\t.L0\n.L0:\n\tret\n")
    assert not flags_are_dead(lines, 2)
    assert flags_are_dead(parse("\tadd\tw0, w0, #1\n\tcmp\tw0, #1\n"), 0)
    assert not flags_are_dead(parse("\tadd\tw0, w0, #1\n\tb\t.L0\n"), 0)


def test_a_plant_takes_only_registers_that_nobody_names() -> None:
    assert 8 not in free_scratch(parse(TEXT))
    assert 9 not in free_scratch(parse(TEXT))
    assert 10 in free_scratch(parse(TEXT))


def test_the_body_begins_behind_the_entry() -> None:
    start, end = body(parse(TEXT), "f")
    lines = parse(TEXT)
    assert lines[start].mnemonic == "stp"
    assert lines[end].text == ".cfi_endproc"


def test_abi_faults_are_wrong_by_rule_and_harmless_changes_right() -> None:
    faults = {m.where: m for m in made("abi")}
    assert faults["a store below sp"].wrong
    assert faults["d8 lost"].wrong
    assert "x19 lost" not in faults, "the function saves it"
    assert all(m.right and not m.planted for m in made("harmless"))


def test_mutants_are_the_same_under_one_seed_and_others_under_another() -> None:
    one = make(TEXT, SHAPE, 1, 60)
    assert one == make(TEXT, SHAPE, 1, 60)
    assert one != make(TEXT, SHAPE, 2, 60)
    assert len({m.digest for m in one}) == len(one) == 60
    assert TEXT not in {m.text for m in one}


def test_a_third_of_the_mutants_are_planted() -> None:
    some = make(TEXT, SHAPE, 1, 30)
    assert sum(m.planted for m in some) >= 9


def test_only_the_kinds_asked_for_are_made() -> None:
    assert {m.kind for m in make(TEXT, SHAPE, 1, 30, ("sign", "abi"))} == {"sign", "abi"}


def test_fewer_mutants_than_asked_for_are_no_error() -> None:
    assert make("f:\n\tret\n\t.size\tf, .-f\n", Shape("f"), 1, 1000, ("sign",)) == []


def test_the_corpus_has_at_least_forty_functions() -> None:
    names = [t.name for t in corpus_tasks()]
    assert len(names) >= 40
    assert len(set(names)) == len(names)


def test_a_driver_is_made_of_types() -> None:
    contract = Contract(
        result=value_of("double"), arguments=tuple(map(value_of, ("ptr", "i16", "float")))
    )
    driver = general_driver("g", contract, ())
    for part in ("DRIVER(g)", "give_pointer(", "16);", "give_float(", "call_double();"):
        assert part in driver
    with pytest.raises(Error):
        general_driver("g", Contract(arguments=(value_of("<4 x i32>"),)), ())


def entry(digest: str, kind: str, truth: str, outcome: str, **more: Any) -> dict[str, Any]:
    base = {
        "function": "a.c:f",
        "sort": "verdict",
        "digest": digest,
        "kind": kind,
        "where": "somewhere",
        "candidate": "clang -O3",
        "planted": False,
        "truth": truth,
        "witness": "",
        "outcome": outcome,
        "gate": "equivalence",
        "reason": "",
        "detail": "",
        "seconds": 0.5,
        "seed": "7",
    }
    return {**base, **more}


ENTRIES = [
    entry("1", "opcode", "different", "rejected", reason="result"),
    entry("2", "opcode", "different", "accepted"),
    entry("3", "opcode", "undecided", "not-asked", seconds=0.0),
    entry("4", "plant-product", "different", "accepted", planted=True),
    entry("5", "plant-argument", "different", "unknown", planted=True),
    entry("6", "pair", "right", "rejected", reason="coverage", detail="no test"),
    entry("7", "harmless", "right", "accepted"),
    entry("8", "shift", "same", "rejected"),
    {"function": "b.c:g", "sort": "left-out", "reason": "no-pair", "detail": ""},
]


def test_a_report_counts_each_mutant_once_and_by_kind() -> None:
    said = summary([*ENTRIES, ENTRIES[1]])
    assert said["kinds"]["opcode"] == {
        "mutants": 3,
        "different": 2,
        "rejected": 1,
        "unknown": 0,
        "accepted": 1,
        "undecided": 1,
    }
    assert said["different"] == 4
    assert said["planted"] == 2
    assert [e["digest"] for e in said["slipped"]] == ["2"]
    assert [e["digest"] for e in said["rare_plants_slipped"]] == ["4"]
    assert said["right"] == 2
    assert [e["reason"] for e in said["right_refused"]] == ["coverage"]
    assert said["undecided"] == 1
    assert said["same_by_exhaustion"] == said["same_refused"] == 1
    assert said["left_out"] == {"b.c:g": "no-pair"}


def test_a_report_names_what_was_accepted() -> None:
    said = report(ENTRIES, as_json=False)
    assert said.slipped == 1
    assert said.text.count("ACCEPTED") == 2
    assert json.loads(report(ENTRIES, as_json=True).text)["format"] == 1


def test_a_report_of_nothing_is_one() -> None:
    assert report([], as_json=False).slipped == 0
