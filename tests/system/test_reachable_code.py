"""What is proved of code, held against executions of it.

Random code runs from random and boundary states; whatever is said of a register, of how
two of them compare, of the flags and of outcomes has to be true each time.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from attacks import judged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from randomcode import Machine, Made, Writer, assembled

from armcc.gates import loaded
from armcc.gates.decisions import FLAGS, ZERO, decision
from armcc.gates.effects import CONDITIONS, FAILS, HOLDS, _holds, outcomes
from armcc.gates.facts import BELOW, ENTRY, EQUAL, LESS, SP, State
from armcc.gates.flow import Flow
from armcc.gates.reachable import Proof, before_each, infeasible, states

RUNS = 6
LIMIT = 60
WORK = 4000


def lies(state: State, values: tuple[int, ...], entry: int) -> str:
    """The first thing that is said of a state and is not so; "" if all is."""
    real = {**dict(enumerate(values[:32])), ENTRY: entry}
    for key, known in state.values.items():
        if key in real and not (known.x.holds(real[key]) and known.w.holds(real[key] & 0xFFFFFFFF)):
            return f"x{key} is {real[key]:#x}, not in {known}"
    for width, names in state.names.items():
        first: dict[int, int] = {}
        for key, (name, distance) in names.items():
            if key in real:
                base = (real[key] - distance) % (1 << width)
                if first.setdefault(name, base) != base:
                    return f"x{key} has another distance ({width}): {names}"
    for (a, b, width), order in state.orders.items():
        if a in real and b in real and not order & compared(real[a], real[b], width):
            return f"x{a} and x{b} compare otherwise ({width}): {order}"
    for key, field in state.fields.items():
        if key in real and field.source in real:
            source = real[field.source] & ((1 << field.width) - 1)
            if (source >> field.shift) & field.mask != real[key] & ((1 << field.width) - 1):
                return f"x{key} is not {field}"
    nzcv = values[32] >> 28
    for condition in CONDITIONS - {"cs", "cc"}:
        if not outcomes(state, condition) & (HOLDS if _holds(condition, nzcv) else FAILS):
            return f"{condition} cannot be so with flags {nzcv:04b}: {state.flags}"
    return ""


def compared(a: int, b: int, width: int) -> int:
    """How two numbers compare, as one bit of an order."""
    size = 1 << width
    a, b = a % size, b % size
    if a == b:
        return EQUAL
    half = size // 2
    less = (a + half) % size < (b + half) % size
    return (BELOW if a < b else 30 & ~BELOW) & (LESS if less else 30 & ~LESS)


def outcome(text: str, values: tuple[int, ...]) -> bool | None:
    """Whether the condition of a decision holds in a state; None: it decides nothing."""
    found = decision(text)
    if found is None:
        return None
    if found.kind == FLAGS:
        names = "eq ne hs lo mi pl vs vc hi ls ge lt gt le".split()
        return _holds(names[found.condition], values[32] >> 28)
    value = 0 if found.number == 31 else values[found.number]
    if found.kind == ZERO:
        return value & ((1 << found.bits) - 1) == 0
    return bool(value >> found.bits & 1)


def first_lie(made: list[Made], machine: Machine, number: int, rng: Random) -> str:
    """What is said of one function and is not so, on some runs; "" if nothing."""
    one = made[number]
    flow = one.flow
    found = states(flow, (), WORK)
    if found is None:
        return ""
    proof: Proof = infeasible(flow, (), WORK)
    known = {at: state.copy() for at, state in before_each(flow, (), found)}
    assert set(known) == set(range(0, 4 * len(flow.listing), 4)) - proof.dead
    for _ in range(RUNS):
        entry = None
        for at, values in machine.run(one, 4 * len(flow.listing), rng, LIMIT):
            entry = values[SP] if entry is None else entry
            text = flow.listing[at // 4]
            wrong = "it is not reached" if at in proof.dead else lies(known[at], values, entry)
            held = outcome(text, values)
            if held is not None and (at, held) in proof.never:
                wrong = wrong or f"its condition never {'holds' if held else 'fails'}"
            if wrong:
                return f"+{at:#x} {text}: {wrong}\n" + "\n".join(flow.listing)
    return ""


@given(st.integers(0, 2**64 - 1))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_said_of_random_code_that_is_not_so(seed: int) -> None:
    rng = Random(seed)
    texts = [
        Writer(rng, rng.randrange(3, 30), calls=rng.random() < 0.3).lines(f"f{n}") for n in range(6)
    ]
    with tempfile.TemporaryDirectory() as folder:
        made = assembled(texts, Path(folder))
    machine = Machine(made[0].code)
    for number in range(len(made)):
        assert first_lie(made, machine, number, rng) == ""


# -- in decisions ---------------------------------------------------------------------------

SOURCE = """
unsigned f(int x, unsigned a)
{
    switch (x) {
    case 0: return a + 1;
    case 1: return a * 3;
    case 2: return a ^ 5;
    case 3: return a - 7;
    default: return 0;
    }
}
"""
# As clang -O1 does it: what is neither 0, 1, 2 nor 3 has left before.
LAST = """
f:
    cmp w0, #3
    b.hi 9f
    cbz w0, 1f
    cmp w0, #1
    b.eq 2f
    cmp w0, #2
    b.eq 3f
    cmp w0, #{0}
    b.ne 9f
    sub w0, w1, #7
    ret
1:  add w0, w1, #1
    ret
2:  add w0, w1, w1, lsl #1
    ret
3:  mov w8, #5
    eor w0, w1, w8
    ret
9:  mov w0, #0
    ret
"""


def test_a_decision_that_is_proved_to_go_one_way_counts_as_covered(tmp_path: Path) -> None:
    result = judged(SOURCE, "f", LAST.format(3), tmp_path)
    assert result.passed, result
    assert result.evidence["excused"] == 1


def test_what_is_wrong_on_such_a_way_is_found(tmp_path: Path) -> None:
    result = judged(SOURCE, "f", LAST.format(4), tmp_path)
    assert (result.outcome, result.reason) == ("rejected", "result")


def test_a_function_of_which_tests_show_all_needs_no_proof(tmp_path: Path) -> None:
    result = judged(
        SOURCE, "f", LAST.format(3).replace("    cmp w0, #3\n    b.ne 9f\n", ""), tmp_path
    )
    assert result.passed, result
    assert result.evidence["excused"] == 0


def test_a_proof_that_a_test_contradicts_decides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(flow: Flow, *_: object) -> Proof:
        every = range(0, 4 * len(flow.listing), 4)
        return Proof(never=frozenset((at, held) for at in every for held in (True, False)))

    monkeypatch.setattr(loaded, "infeasible", wrong)
    result = judged(SOURCE, "f", LAST.format(3), tmp_path)
    assert result.outcome == "unknown"
    assert result.reason in ("proof", "coverage")
