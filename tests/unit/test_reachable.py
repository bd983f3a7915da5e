"""Decisions that are proved to go one way; and twins, one edit away, of which that is not so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_return_address import flow

from armcc.gates import coverage, reachable
from armcc.gates.effects import apply, parse
from armcc.gates.facts import ABOVE, ANY, BELOW, EQUAL, State
from armcc.gates.reachable import NOTHING, Proof, infeasible

# (code, the outcomes that never are as "offset of the instruction/holds").  `{}` is where
# its twins differ: (in the code, in a twin that can go both ways or None, ...).
REMAINDER = """
and x9, x0, #0x1
cbz x9, out
loop:
ldrb w8, [x1], #1
subs x9, x9, #1
b.ne loop
out:
ret
"""
# What is left behind a vector loop, at least one: never four.
VECTOR_REST = """
cmp w2, #1
b.lt out
mov w8, w2
cmp w2, #4
b.hs many
mov x9, xzr
b rest
many:
and x9, x8, #0x7ffffffc
cmp x9, x8
b.eq out
rest:
sub x8, x8, x9
sub x8, x8, #3
cmn x8, #2
b.eq out
cmn x8, #1
b.eq out
cbz x8, out
ldr d1, [x10]
out:
ret
"""
# Masks that are only ever one thing.
HIGHEST_BIT = """
orr w9, w0, #0x1
clz w8, w9
ret
"""
NO_SIGN = """
and w9, w0, #0xff
add w8, w1, w9, lsr #31
ret
"""
INNER = """
cmp x1, #1
b.ls out
mov x6, #1
b first
next:
add x6, x6, #1
cmp x1, x6
b.eq out
first:
mov x2, x6
cbz x6, never
inner:
subs x2, x2, #1
b.ne inner
b next
never:
b next
out:
ret
"""
BYTE = """
ldrsb w9, [x0]
and w11, w9, #0xff
tbnz w9, #31, high
tbz w11, #7, out
nop
high:
and w9, w11, #0xe0
cmp w9, #192
b.ne out
tbz w11, #7, out
out:
ret
"""
PRODUCT = """
cmp w0, #2
b.lo out
mov w9, w0
sub x10, x9, #1
and x11, x10, #0xfffffffffffffffe
sub x8, x9, x11
loop:
cmp x8, #2
sub x8, x8, #1
b.hi loop
out:
ret
"""
HALVES = """
cmp x8, #2
b.lo out
lsr x10, x8, #1
cmp x8, #4
b.lo out
cmp x10, #1
csinc x10, x10, xzr, hi
out:
ret
"""
EVEN = """
tbnz w9, #0, out
sub x10, x9, #1
lsl x11, x1, #3
cmp x11, x10
b.ne out
nop
out:
ret
"""
SWITCH = """
mov w8, w0
cmp w0, #3
b.le small
ret
small:
cmp w8, #1
b.le out
cmp w8, #2
b.eq out
cmp w8, #3
b.ne never
ret
never:
nop
out:
ret
"""
CHAIN = """
cmp x0, #5
ccmp w1, #3, #0, hi
b.hi both
ret
both:
cmp x0, #5
cset w2, ls
cmp w1, #3
b.ls never
ret
never:
nop
ret
"""
MINIMUM = """
mov w8, #48
cmp w3, #48
csel w9, w3, w8, lo
cmp w9, #48
b.hi never
ret
never:
nop
ret
"""
KEPT = """
cmp x19, #7
b.ls out
bl g
cmp x19, #7
b.ls never
out:
ret
never:
nop
ret
"""
SIGN = """
mov w8, #-1
tbz w0, #0, some
mov w8, #3
some:
cmp w8, #4
b.ge never
sxtw x9, w8
cmn x9, #1
b.lt never
ret
never:
nop
ret
"""
TWO = """
cmp x0, x1
b.hs out
add x2, x0, #1
cmp x2, x1
b.hi never
cbz x2, never
out:
ret
never:
nop
ret
"""

CODES = {
    "the back edge of a remainder of one": (REMAINDER, {"b.ne loop": True}),
    "three left at most": (VECTOR_REST, {"cbz x8, out": False}),
    "an index that was bounded": (INNER, {"cbz x6, never": True}),
    "a number with a bit set": (HIGHEST_BIT, {"clz w8, w9": True}),
    "a sign that was cut": (NO_SIGN, {"add w8, w1, w9, lsr #31": True}),
    "the sign of a byte": (BYTE, {"tbz w11, #7, out": True}),
    "two left at most": (PRODUCT, {"b.hi loop": True}),
    "half of a number": (HALVES, {"csinc x10, x10, xzr, hi": False}),
    "odd and even": (EVEN, {"b.ne out": False}),
    "the last of a switch": (SWITCH, {"b.ne never": True}),
    "both of two conditions": (CHAIN, {"cset w2, ls": True, "b.ls never": True}),
    "a minimum": (MINIMUM, {"b.hi never": True}),
    "a saved register over a call": (KEPT, {"b.ls never": True}),
    "a sign that is extended": (SIGN, {"b.ge never": True, "b.lt never": True}),
    "one more than what is less": (TWO, {"b.hi never": True, "cbz x2, never": True}),
}
TWINS = [
    ("the back edge of a remainder of one", "#0x1\n", "#0x3\n", "b.ne loop"),
    ("the back edge of a remainder of one", "subs x9, x9, #1", "subs x9, x9, #2", "b.ne loop"),
    ("the back edge of a remainder of one", "ldrb w8, [x1], #1", "ldr x9, [x1], #8", "b.ne loop"),
    ("the back edge of a remainder of one", "and x9, x0, #0x1", "ubfx x9, x0, #1, #2", "b.ne loop"),
    ("three left at most", "#0x7ffffffc", "#0x7ffffff8", "cbz x8, out"),
    ("three left at most", "b.eq out\nrest", "b.mi out\nrest", "cbz x8, out"),
    ("three left at most", "b.hs many", "b.hi many", "cbz x8, out"),
    ("three left at most", "b.lt out", "b.gt out", "cbz x8, out"),
    ("an index that was bounded", "mov x6, #1", "mov x6, #0", "cbz x6, never"),
    ("an index that was bounded", "b.ls out", "b.lo out", "cbz x6, never"),
    ("an index that was bounded", "add x6, x6, #1", "add x6, x6, #3", "cbz x6, never"),
    ("an index that was bounded", "add x6, x6, #1", "mov x6, x7", "cbz x6, never"),
    ("an index that was bounded", "cmp x1, x6", "cmp x3, x6", "cbz x6, never"),
    ("the sign of a byte", "ldrsb w9", "ldrsh w9", "tbz w11, #7, out"),
    ("the sign of a byte", "tbnz w9, #31", "tbnz w8, #31", "tbz w11, #7, out"),
    ("a number with a bit set", "orr w9, w0, #0x1", "eor w9, w0, #0x1", "clz w8, w9"),
    ("a sign that was cut", "#0xff", "#0x800000ff", "add w8, w1, w9, lsr #31"),
    ("a sign that was cut", "and w9", "and w8", "add w8, w1, w9, lsr #31"),
    ("two left at most", "#0xfffffffffffffffe", "#0xfffffffffffffffc", "b.hi loop"),
    ("two left at most", "sub x10, x9, #1", "sub x10, x7, #1", "b.hi loop"),
    ("half of a number", "cmp x8, #4", "cmp x8, #3", "csinc x10, x10, xzr, hi"),
    ("half of a number", "cmp x8, #4", "cmp w9, #4", "csinc x10, x10, xzr, hi"),
    ("odd and even", "lsl x11, x1, #3", "lsl x11, x1, #0", "b.ne out"),
    ("odd and even", "sub x10, x9, #1", "sub x10, x9, #2", "b.ne out"),
    ("the last of a switch", "mov w8, w0", "mov w8, w1", "b.ne never"),
    ("the last of a switch", "cmp w0, #3", "cmp x0, #3", "b.ne never"),
    ("the last of a switch", "cmp w0, #3", "cmp w0, #4", "b.ne never"),
    ("the last of a switch", "b.le small", "b.ls small", None),
    ("both of two conditions", "#0, hi", "#0, lo", "cset w2, ls"),
    ("both of two conditions", "#3, #0, hi", "#3, #2, hi", "cset w2, ls"),
    ("both of two conditions", "ccmp w1", "ccmp w3", "b.ls never"),
    ("a minimum", "csel w9, w3, w8, lo", "csel w9, w3, w8, hi", "b.hi never"),
    ("a minimum", "csel w9, w3, w8, lo", "csinc w9, w3, w8, lo", "b.hi never"),
    ("a saved register over a call", "x19", "x18", "b.ls never"),
    ("a saved register over a call", "bl g", "blr x19", None),
    ("a sign that is extended", "sxtw x9, w8", "mov w9, w8", None),
    ("a sign that is extended", "mov w8, #3", "mov w8, #4", "b.ge never"),
    ("a sign that is extended", "mov w8, #-1", "mov w8, #-2", "b.lt never"),
    ("one more than what is less", "add x2, x0, #1", "add x2, x0, #2", "b.hi never"),
    ("one more than what is less", "b.hs out", "b.hi out", "cbz x2, never"),
    ("one more than what is less", "cmp x0, x1", "cmp w0, w1", "b.hi never"),
]


def proof_of(code: str, relocated: frozenset[int] = frozenset()) -> tuple[Proof, list[str]]:
    one = flow(code)
    calls = {
        4 * n for n, text in enumerate(one.listing) if text.startswith("bl ") and "#" not in text
    }
    return infeasible(one, relocated | calls), list(one.listing)


def places(listing: list[str], text: str) -> list[int]:
    return [4 * n for n, line in enumerate(listing) if line == text]


@pytest.mark.parametrize("name", CODES)
def test_what_never_is(name: str) -> None:
    code, wanted = CODES[name]
    found, listing = proof_of(code)
    for text, held in wanted.items():
        at = places(listing, text)[0]
        assert (at, held) in found.never
        assert (at, not held) not in found.never
        assert found.excuses(at, 4 if held else 2)
        assert not found.excuses(at, 2 if held else 4)
        assert not found.excuses(at, 0)


@pytest.mark.parametrize(("name", "was", "now", "text"), TWINS)
def test_a_twin_can_go_both_ways(name: str, was: str, now: str, text: str | None) -> None:
    code, wanted = CODES[name]
    assert was in code
    found, listing = proof_of(code.replace(was, now))
    if text is None:
        # Still so, by another way or for another reason.
        assert found.never
        return
    at = places(listing, text)[0]
    assert (at, wanted[text]) not in found.never


def test_what_follows_a_decision_that_never_is_so_is_dead() -> None:
    found, listing = proof_of(MINIMUM)
    assert found.dead == {4 * n for n in range(len(listing) - 2, len(listing))}


# (code, offsets whose immediates a linker makes): nothing may be proved of these.
UNKNOWN = {
    "an address that a linker fills in": (
        "nop\nmov x0, #0\ncbz x0, o\nnop\no:\nret", {4}),
    "a jump that leads anywhere": ("mov x0, #0\ncbz x0, o\nbr x1\no:\nret", set()),
    "a branch that a linker fills in": ("mov x0, #0\ncbz x0, o\nnop\no:\nret", {4}),
    "a branch out of the function": ("mov x0, #0\ncbz x0, #400\nnop\nret", set()),
    "a call into the function": ("mov x0, #0\nbl #8\ncbz x0, o\nnop\no:\nret", set()),
    "an instruction that is not known": ("mov x19, #0\nfoo x1\ncbz x19, o\nnop\no:\nret", set()),
    "an atomic that names it second": (
        "mov x1, #0\nswp x0, x1, [x2]\ncbz x1, o\nnop\no:\nret", set()),
    "a register that is written back": (
        "mov x1, #0\nldr x0, [x1], #8\ncbz x1, o\nnop\no:\nret", set()),
    "a structure load that writes back": (
        "mov x1, #0\nld1 { v0.4s }, [x1], #16\ncbz x1, o\nnop\no:\nret", set()),
    "the second of a pair": ("mov x1, #0\nldp x0, x1, [x2]\ncbz x1, o\nnop\no:\nret", set()),
    "a number from a vector": ("mov x1, #0\nfmov x1, d0\ncbz x1, o\nnop\no:\nret", set()),
    "flags of floating point": ("cmp x1, x1\nfcmp d0, d1\nb.eq o\nnop\no:\nret", set()),
    "flags over a call": ("cmp x1, x1\nbl g\nb.eq o\nnop\no:\nret", set()),
    "flags of a carry": ("cmp x1, x1\nadcs x2, x3, x4\nb.eq o\nnop\no:\nret", set()),
    "an argument's upper half": ("mov w1, #0\nmov x1, x2\ncbz x1, o\nnop\no:\nret", set()),
    "memory": ("str xzr, [sp, #8]\nldr x1, [sp, #8]\ncbz x1, o\nnop\no:\nret", set()),
}  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
def test_nothing_is_proved_of_what_is_not_known(name: str) -> None:
    code, relocated = UNKNOWN[name]
    if "written back" in name:
        found, _ = proof_of(code, frozenset(relocated))
        assert (8, True) in found.never  # 8 by now
        return
    found, _ = proof_of(code, frozenset(relocated))
    assert found == NOTHING


def test_the_same_without_the_cause_is_proved() -> None:
    found, _ = proof_of("mov x0, #0\ncbz x0, o\nnop\no:\nret")
    assert found == Proof(frozenset({8}), frozenset({(4, False)}))


def test_a_jump_table_leads_where_it_says() -> None:
    one = flow("and x0, x0, #0x1\nadr x1, #8\nbr x1\ncbz x0, a\nret\na:\nret\nnop")
    assert infeasible(one, ()) == NOTHING
    found = infeasible(replace(one, tables={8: (12, 20)}), ())
    assert found.dead == {24}
    assert not found.never


def test_a_call_that_never_comes_back_ends_a_path() -> None:
    found = infeasible(flow("cbz x0, o\nbl abort\no:\ncbz x0, a\nnop\na:\nret", "abort"), {4})
    assert (8, False) in found.never
    assert 12 in found.dead


def state_after(code: str) -> State:
    state = State()
    for line in code.strip().splitlines():
        apply(state, parse(line))
    return state


# (what x0 and x1 are known to be, the step, how x0 may compare with x1 after it)
STEPS = [
    (BELOW, "add x0, x0, #1", BELOW | EQUAL),
    (BELOW | EQUAL, "add x0, x0, #1", ANY),
    (ABOVE | EQUAL, "add x0, x0, #1", ANY),
    (ABOVE, "add x0, x0, #2", ANY),
    (ABOVE, "sub x0, x0, #1", ABOVE | EQUAL),
    (ABOVE | EQUAL, "sub x0, x0, #1", ANY),
    (BELOW, "sub x0, x0, #1", ANY),
    (EQUAL | BELOW, "sub x0, x0, #1", ANY),
    (BELOW, "add w0, w0, #1", ANY),
    (BELOW, "add x0, x2, #1", ANY),
    (BELOW, "add x1, x1, #1", ANY),
]


@pytest.mark.parametrize(("before", "step", "after"), STEPS)
def test_how_a_step_changes_an_order(before: int, step: str, after: int) -> None:
    state = State()
    assert state.learn_order(0, 1, 64, before)
    for key in (0, 1):  # the ranges say more than this is about
        state.values.pop(key, None)
    apply(state, parse(step))
    assert state.order(0, 1, 64) & (BELOW | EQUAL | ABOVE) == after


def test_bits_of_a_word_are_not_bits_of_what_is_above_it() -> None:
    state = state_after("lsr w1, w0, #4")
    assert state.fields[1].width == 32
    state = state_after("mov w0, w0\nlsr w1, w0, #4")
    assert state.fields[1].width == 64


def test_what_no_path_leads_to() -> None:
    one = flow("cbz x0, o\nret\nnop\no:\nret\nnop")
    assert reachable.connected(one) == {0, 4, 12}
    assert infeasible(one, ()).dead == {8, 16}


def test_too_much_work_proves_nothing() -> None:
    one = flow(VECTOR_REST)
    assert infeasible(one, (), 10) == NOTHING
    assert infeasible(one, ()) != NOTHING


def test_tests_that_show_otherwise_are_noticed() -> None:
    found = Proof(frozenset({8}), frozenset({(4, False)}))
    assert found.contradicted(bytes([1, 3, 0])) == []
    assert found.contradicted(bytes([1, 7, 0])) == [4]
    assert found.contradicted(bytes([1, 3, 1])) == [8]


def test_coverage_with_a_proof() -> None:
    found = Proof(frozenset({8}), frozenset({(4, False)}))
    asked = []

    def proof() -> Proof:
        asked.append(1)
        return found

    assert coverage.uncovered(bytes([1, 7, 1]), {0, 4, 8}, {4}, proof) == ([], [])
    assert not asked  # nothing was missing
    assert coverage.uncovered(bytes([1, 3, 0]), {0, 4, 8}, {4}) == ([8], [4])
    assert coverage.uncovered(bytes([1, 3, 0]), {0, 4, 8}, {4}, proof) == ([], [])
    assert coverage.excused(bytes([1, 3, 0]), {0, 4, 8}, {4}, proof) == 2
    # The other outcome is missing, or a test has shown the proof to be wrong.
    assert coverage.uncovered(bytes([1, 5, 0]), {0, 4, 8}, {4}, proof) == ([8], [4])
    assert coverage.uncovered(bytes([0, 3, 1]), {0, 4, 8}, {4}, proof) == ([0], [4])
    assert coverage.excused(bytes([1, 7, 1]), {0, 4, 8}, {4}, proof) == 0


def test_the_limit_is_one_of_work() -> None:
    assert reachable.WORK >= 8192  # each instruction of the longest candidate once
