"""Candidates that differ only where counting carries into what they leave alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from attacks import judged

from armcc.gates.verdict import ACCEPTED, REJECTED

pytestmark = pytest.mark.usefixtures("one_clang")

SINK = "struct sink { uint8_t *data; uint32_t used, size, flushed, kind; uint64_t total; };\n"
FLUSH = SINK + "int flush(struct sink *);\n"
PUT = (
    "int put(struct sink *s, uint8_t c) {{ if (s->used == s->size) {{ if (flush(s)) return -1; "
    "{}; }} s->data[s->used++] = c; return 0; }}"
)
PASS = "int put(struct sink *s) {{ int e = flush(s); if (e == -5) {}; return e; }}"


@dataclass(frozen=True)
class Attack:
    """C of the baseline, and of candidates: a wrong one, and a right one that looks like it."""

    name: str
    baseline: str
    candidate: str
    right: str = ""


def seen(
    baseline: str, candidate: str, right: str = "", condition: str = "s->used == s->size"
) -> Attack:
    c = [
        f"{SINK}void seen(struct sink *s) {{ if ({condition}) {{ {body} }} }}" if body else ""
        for body in (baseline, candidate, right)
    ]
    return Attack("seen", *c)


ATTACKS = {
    "count up in a byte": seen("s->flushed++;", "++*(uint8_t *)&s->flushed;"),
    "count down in a byte": seen("s->flushed--;", "--*(uint8_t *)&s->flushed;"),
    "count up in a half": seen("s->flushed++;", "++*(uint16_t *)&s->flushed;"),
    "count down in a half": seen("s->flushed--;", "--*(uint16_t *)&s->flushed;"),
    "64 bits in 32": seen("s->total++;", "++*(uint32_t *)&s->total;"),
    "64 bits down in 32": seen("s->total--;", "--*(uint32_t *)&s->total;"),
    "64 bits in 16": seen("s->total += 3;", "*(uint16_t *)&s->total += 3;"),
    "the other counter": seen(
        "s->flushed++; s->kind += 2;", "s->flushed++; *(uint16_t *)&s->kind += 2;"
    ),
    "a rare kind": seen(
        "s->flushed++;", "++*(uint8_t *)&s->flushed;", condition="s->kind == 0x5eed1234"
    ),
    "two conditions": seen(
        "s->flushed += s->kind;",
        "*(uint16_t *)&s->flushed += (uint16_t)s->kind; "
        "((uint16_t *)&s->flushed)[1] += s->kind >> 16;",
        condition="s->used == s->size && s->kind > 77",
    ),
    "the second of two": seen(
        "s->size++; s->flushed++;",
        "s->size++; ++*(uint16_t *)&s->flushed;",
        condition="s->kind == 0x5eed1234",
    ),
    "the second of a pair": seen(
        "s->size += s->used; s->flushed++;",
        "s->size += s->used; ++*(uint16_t *)&s->flushed;",
        condition="s->kind == 0x5eed1234",
    ),
    "or is no count": seen("s->flushed |= 64;", "", "*(uint8_t *)&s->flushed |= 64;"),
    "a field of a word": Attack(
        "seen",
        "uint32_t seen(uint32_t a, uint32_t b) { return a == b ? a : a + 3; }",
        "uint32_t seen(uint32_t a, uint32_t b) "
        "{ return a == b ? a : (a & ~0xffu) | ((a + 3) & 0xff); }",
    ),
    "after a call": Attack(
        "put",
        FLUSH + PUT.format("s->flushed++"),
        FLUSH + PUT.format("++*(uint16_t *)&s->flushed"),
    ),
    "an error of a callee": Attack(
        "put",
        FLUSH + PASS.format("s->total++"),
        FLUSH + PASS.format("++*(uint32_t *)&s->total"),
    ),
}


@pytest.mark.parametrize("name", [n for n, a in ATTACKS.items() if a.candidate])
def test_what_drops_a_carry_is_not_accepted(name: str, tmp_path: Path) -> None:
    attack = ATTACKS[name]
    found = judged(attack.baseline, attack.name, attack.candidate, tmp_path)
    assert (found.outcome, found.reason) in ((REJECTED, "memory"), (REJECTED, "result"))


@pytest.mark.parametrize("name", [n for n, a in ATTACKS.items() if a.right])
def test_what_needs_no_carry_may_be_narrower(name: str, tmp_path: Path) -> None:
    attack = ATTACKS[name]
    found = judged(attack.baseline, attack.name, attack.right, tmp_path)
    assert found.outcome == ACCEPTED, found.detail
