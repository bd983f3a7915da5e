"""What proofs of loops are made of: substitution, linear relations, bounds of turns."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_proof_terms import (
    Plain,
    World,
    built,
    examples,
    expressions,
    parts,
    some_worlds,
    worth,
)

from armcc.gates.flow import Flow
from armcc.gates.proof.execute import Code, initial
from armcc.gates.proof.invariants import Columns
from armcc.gates.proof.memory import Aliases
from armcc.gates.proof.ranks import Ranks
from armcc.gates.proof.substitution import substituted, variables
from armcc.gates.proof.terms import (
    Term,
    add,
    concat,
    const,
    linear,
    memory,
    mul,
    offset,
    raw_read,
    sub,
    topological,
    var,
    write,
    xor,
)
from armcc.gates.proof.traces import Sample, Trace, Visit, align
from armcc.gates.proof.walk import heads

MASK = (1 << 64) - 1


def others(t: Term, kind: int) -> Term:
    """Something of other variables in place of one."""
    name, width = str(t.data), t.width
    free = var(f"{name}'", width)
    return [
        free,
        const(0x5A5A_5A5A_5A5A_5A5A_5A5A_5A5A, width),
        add(free, const(1, width)),
        xor(free, t),
        mul(free, free),
        sub(const(0, width), t),
    ][kind % 6]


def same_with_others(root: Plain, seed: int) -> None:
    order = parts(root)
    made = built(order)
    terms = topological(made.values())
    rng = random.Random(seed)
    mapping = {v: others(v, rng.randrange(6)) for v in sorted(variables(terms), key=repr)}
    found = substituted(terms, mapping)
    for world in some_worlds(root, 6, seed):
        after = worth(topological(found.values()), world)
        values = {
            (str(v.data), v.width): worth(topological([t]), world)[id(t)]
            for v, t in mapping.items()
        }
        there = World(dict(values), world.seed, bytes=world.bytes, calls=world.calls)
        before = worth(terms, there)
        for t in terms:
            if t.width:
                assert before[id(t)] == after[id(found[t])], f"{t}\n  became {found[t]}"


@examples(400)
@given(expressions(), st.integers(0, 1 << 16))
def test_a_term_with_others_in_it_is_worth_what_these_say(root: Plain, seed: int) -> None:
    same_with_others(root, seed)


@examples(200)
@given(expressions(memories=True), st.integers(0, 1 << 16))
def test_so_are_loads_and_stores(root: Plain, seed: int) -> None:
    same_with_others(root, seed)


def test_all_are_replaced_at_once() -> None:
    a, b = var("a", 64), var("b", 64)
    assert substituted([sub(a, b)], {a: b, b: a})[sub(a, b)] is sub(b, a)
    load = raw_read(write(memory("m"), a, const(7, 8)), b, 1)
    found = substituted([load], {a: offset(b, 1)})[load]
    assert found is raw_read(write(memory("m"), offset(b, 1), const(7, 8)), b, 1)


@given(st.integers(0, 1 << 32), st.sampled_from([8, 16, 32, 64]))
def test_linear_relations_are_found_and_hold(seed: int, bits: int) -> None:
    rng = random.Random(seed)
    mask = (1 << bits) - 1
    rows, known = 12, rng.randrange(1, 5)
    columns = Columns(bits)
    columns.take([1] * rows, const(1, bits))
    taken = {}
    for n in range(known):
        values = [rng.getrandbits(bits) for _ in range(rows)]
        if columns.take(values, var(f"v{n}", bits)):
            taken[f"v{n}"] = values
    factors = {name: rng.randrange(-9, 10) for name in taken}
    constant = rng.getrandbits(bits)
    made = [
        (constant + sum(factors[n] * taken[n][row] for n in taken)) & mask for row in range(rows)
    ]
    found = columns.express(made)
    assert found is not None
    for row in range(rows):
        world = World({(name, bits): values[row] for name, values in taken.items()})
        assert worth(topological([found]), world)[id(found)] == made[row]
    noise = list(made)
    noise[rng.randrange(rows)] ^= 1
    other = columns.express(noise)
    if other is not None:  # by other factors, it may be; then these hold
        for row in range(rows):
            world = World({(name, bits): values[row] for name, values in taken.items()})
            assert worth(topological([other]), world)[id(other)] == noise[row]


def test_what_few_rows_say_is_chance() -> None:
    columns = Columns()
    columns.take([1, 1, 1], const(1, 64))
    columns.take([0, 1, 2], var("i", 64))
    assert columns.express([5, 7, 9]) is None
    more = Columns()
    more.take([1] * 6, const(1, 64))
    more.take(list(range(6)), var("i", 64))
    assert more.express([5, 7, 9, 11, 13, 15]) is linear(64, 5, [(2, var("i", 64))])


# -- loops of code ------------------------------------------------------------------------


def code(*instructions: tuple[int, str], targets: dict[int, int] | None = None) -> Code:
    raw = b"".join(word.to_bytes(4, "little") for word, _ in instructions)
    flow = Flow(tuple(text for _, text in instructions), targets or {})
    return Code("b", raw, flow, var("code b", 64))


RET = (0xD65F03C0, "ret")
# 1: ldrb w9, [x0], #1; subs x1, x1, #1; b.ne 1b; ret
COUNTED = code(
    (0x38401409, "ldrb w9, [x0], #1"),
    (0xF1000421, "subs x1, x1, #0x1"),
    (0x54FFFFC1, "b.ne -0x8"),
    RET,
    targets={8: 0},
)


def never(_: tuple[Term, ...]) -> bool:
    return False


def test_heads_cut_every_cycle() -> None:
    assert heads(COUNTED) == {0}
    assert heads(code(RET)) == frozenset()
    nested = code(
        (0xF1000421, "subs x1, x1, #0x1"),
        (0xF1000442, "subs x2, x2, #0x1"),
        (0x54FFFFE1, "b.ne -0x4"),
        (0xB5FFFFA1, "cbnz x1, -0xc"),
        RET,
        targets={8: 4, 12: 0},
    )
    assert heads(nested) == {0, 4}


def aliases() -> Aliases:
    return Aliases(concat(var("sp", 60), const(0, 4)))


def test_a_turn_that_accesses_nothing_bounds_nothing() -> None:
    quiet = code(
        (0xF1000421, "subs x1, x1, #0x1"),
        (0x54FFFFE1, "b.ne -0x4"),
        RET,
        targets={4: 0},
    )

    def always(_: tuple[Term, ...]) -> bool:
        return True

    ranks = Ranks(quiet, heads(quiet), aliases(), frozenset(), always)
    assert ranks.bounds(0, initial()) == []


def test_a_rank_is_what_a_solver_confirms() -> None:
    assert Ranks(COUNTED, heads(COUNTED), aliases(), frozenset(), never).bounds(0, initial()) == []
    asked: list[tuple[Term, ...]] = []

    def yes(assertions: tuple[Term, ...]) -> bool:
        asked.append(assertions)
        return True

    ranks = Ranks(COUNTED, heads(COUNTED), aliases(), frozenset(), yes)
    assert asked
    found = ranks.bounds(0, initial())
    assert found
    # x1 turns touch x1 bytes: so it is at most 2^52 and one.
    small = World({("x1", 64): 1 << 52})
    large = World({("x1", 64): (1 << 52) + 2})
    said = [(worth(topological([f]), w)[id(f)]) for w in (small, large) for f in found]
    assert 1 in said[: len(found)]
    assert 0 in said[len(found) :]
    assert (
        Ranks(COUNTED, heads(COUNTED), aliases(), frozenset({"x0"}), yes).bounds(0, initial()) == []
    )


# -- where runs meet ----------------------------------------------------------------------


def visits(head: int, touched: list[int]) -> Trace:
    zeros = (0,) * 32
    return Trace([Visit(head, zeros, zeros, n) for n in touched], True)


@pytest.mark.parametrize("step", [1, 4, 16])
def test_turns_meet_where_they_have_touched_as_much(step: int) -> None:
    sample = Sample({}, 0, 0)
    sample.baseline = visits(8, list(range(33)))
    sample.candidate = visits(12, list(range(0, 33, step)))
    found = align([sample])
    assert list(found.meetings) == [(8, 12)]
    between = [o for o in found.outcomes[8, 12] if o.baseline == 8]
    assert [(o.turns, o.candidate_turns) for o in between] == [(step, 1)]
    unfinished = replace(sample.candidate, returned=False)
    sample.candidate = unfinished
    assert [o for o in align([sample]).outcomes[8, 12] if o.baseline == -1] == []
