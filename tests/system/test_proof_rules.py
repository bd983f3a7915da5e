"""Rewriting rules: what is proved of right ones, and that wrong ones are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from armcc.gates.proof.rules import Rule, prove_rule

BOTH = {"r": ("w", "x")}
FLAGS = frozenset(["nzcv"])
RIGHT = [
    Rule("times five", "mov {r}2, #5\nmul {r}0, {r}1, {r}2", "add {r}0, {r}1, {r}1, lsl #2",
         frozenset(["x2"]), BOTH),
    Rule("clear the lowest bit", "neg {r}2, {r}1\nand {r}2, {r}1, {r}2\nsub {r}0, {r}1, {r}2",
         "sub {r}2, {r}1, #1\nand {r}0, {r}1, {r}2", frozenset(["x2"]), BOTH),
    Rule("power of two", "mov {r}2, #{p}\nudiv {r}0, {r}1, {r}2", "lsr {r}0, {r}1, #{k}",
         frozenset(["x2"]), {"r": ("w", "x"), "p": (8,), "k": (3,)}),
    Rule("compare and choose", "cmp {r}1, {r}2\ncsel {r}0, {r}1, {r}2, {c}",
         "cmp {r}2, {r}1\ncsel {r}0, {r}2, {r}1, {c}", FLAGS,
         {"r": ("w", "x"), "c": ("gt", "lt", "hi", "lo", "ge", "le", "hs", "ls")}),
    Rule("a pair of loads", "ldr x1, [x0]\nldr x2, [x0, #8]", "ldp x1, x2, [x0]"),
    Rule("lanes", "add v0.{t}, v1.{t}, v2.{t}", "add v0.{t}, v2.{t}, v1.{t}", frozenset(),
         {"t": ("8b", "16b", "4h", "8h", "2s", "4s", "2d")}),
    Rule("a borrow", "subs {r}0, {r}1, {r}2\nsbc {r}3, {r}4, {r}5",
         "mvn {r}6, {r}2\nadds xzr, xzr, xzr\nsubs {r}0, {r}1, {r}2\nsbc {r}3, {r}4, {r}5",
         frozenset(["x6"]), BOTH),
]  # fmt: skip
WRONG = [
    Rule("times six", "mov {r}2, #5\nmul {r}0, {r}1, {r}2", "add {r}0, {r}1, {r}1, lsl #1",
         frozenset(["x2"]), BOTH),
    Rule("a register too many", "add {r}0, {r}1, {r}1", "lsl {r}2, {r}1, #1\nmov {r}0, {r}2",
         frozenset(), BOTH),
    Rule("flags", "sub {r}0, {r}1, {r}2", "subs {r}0, {r}1, {r}2", frozenset(), BOTH),
    Rule("signed for unsigned", "mov {r}2, #8\nsdiv {r}0, {r}1, {r}2", "asr {r}0, {r}1, #3",
         frozenset(["x2"]), BOTH),
    Rule("the upper half", "mov w0, w1", "mov x0, x1"),
    Rule("widths", "sxtw x0, w1\nlsl x0, x0, #2", "lsl w0, w1, #2\nsxtw x0, w0"),
    Rule("rounding once", "fmul s3, s0, s1\nfadd s0, s3, s2", "fmadd s0, s0, s1, s2",
         frozenset(["v3"])),
    Rule("one load", "ldr x1, [x0]\nldr x2, [x0, #8]", "ldr x1, [x0]\nmov x2, #0"),
    Rule("stores that may meet", "str x1, [x0]\nstr x2, [x3]", "str x2, [x3]\nstr x1, [x0]"),
]  # fmt: skip


@pytest.mark.parametrize("rule", RIGHT, ids=lambda r: r.name)
def test_right_rules_are_proved_for_all_their_instances(rule: Rule, tmp_path: Path) -> None:
    said = prove_rule(rule, str(tmp_path))
    assert said
    assert all(s.proved for s in said), [s for s in said if not s.proved]


@pytest.mark.parametrize("rule", WRONG, ids=lambda r: r.name)
def test_of_wrong_rules_no_instance_is_proved(rule: Rule, tmp_path: Path) -> None:
    assert not any(s.proved for s in prove_rule(rule, str(tmp_path)))
