"""A candidate must not depend on where its stack is: in a process that is anywhere.

Nor on where its caller is, or the memory that it is given: test_solve.py.
"""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from attacks import judged, replaced

from armcc.control.subject import function_from_source
from armcc.gates import equivalence, structure
from armcc.gates.engine import PLACES
from armcc.gates.judge import Judge
from armcc.gates.loaded import Loaded
from armcc.gates.state import SLOT, STACK_SIZE, placement
from armcc.gates.subject import Subject

pytestmark = pytest.mark.usefixtures("one_clang", "running_alone")


@pytest.fixture
def running_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rule that refuses such code before it runs (test_undefined_attacks.py)."""
    monkeypatch.setattr(structure, "uses_undefined", lambda *_: None)


PLAIN = "unsigned long f(unsigned long x, unsigned long *p) { return x ^ *p; }\n"
RIGHT = "f:\nldr x8, [x1]\neor x0, x0, x8\n{wrong}\nret"

# What takes a bit of an address in the stack for data, without a decision.
WRONG = {
    "sp": "mov x9, sp\nubfx x9, x9, #{bit}, #1\nadd x0, x0, x9",
    "a frame": "sub sp, sp, #32\n.cfi_def_cfa_offset 32\nmov x9, sp\nubfx x9, x9, #{bit}, #1\nadd x0, x0, x9\nadd sp, sp, #32\n.cfi_def_cfa_offset 0",
    "an address of a slot": "sub sp, sp, #64\n.cfi_def_cfa_offset 64\nadd x9, sp, #24\nrev x9, x9\nror x10, x9, #7\neor x10, x10, x9\nubfx x9, x10, #8, #{width}\nadd x0, x0, x9\nadd sp, sp, #64\n.cfi_def_cfa_offset 0",
    "two bits together": "mov x9, sp\neor x9, x9, x9, lsr #1\nubfx x9, x9, #{bit}, #1\nadd x0, x0, x9",
    "what memory gave back": "sub sp, sp, #16\n.cfi_def_cfa_offset 16\nmov x9, sp\nstr x9, [sp]\nldrb w9, [sp, #{byte}]\nadd x0, x0, x9\nadd sp, sp, #16\n.cfi_def_cfa_offset 0",
    "a vector": "sub sp, sp, #16\n.cfi_def_cfa_offset 16\nmov x9, sp\nfmov d4, x9\nshl d4, d4, #16\nushr d4, d4, #{bit}\nfmov x9, d4\nadd x0, x0, x9\nadd sp, sp, #16\n.cfi_def_cfa_offset 0",
    "one that is no longer there": "str x30, [sp, #-16]!\n.cfi_def_cfa_offset 16\nmov x9, sp\nadd sp, sp, #16\n.cfi_def_cfa_offset 0\nlsr x9, x9, #{bit}\nand x9, x9, #1\nadd x0, x0, x9",
}


@pytest.mark.parametrize("bit", [10, 12, 14, 16, 25, 33, 38, 39, 40, 45, 46])
@pytest.mark.parametrize("how", WRONG)
def test_no_bit_of_the_stacks_address_is_data(how: str, bit: int, tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text(PLAIN)
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    wrong = WRONG[how].format(bit=bit, byte=bit // 8, width=1 + bit % 32)
    # Together two bits may be the same at all places, however many there are.
    for _ in range(1 if how == "two bits together" else 3):
        verdict, _ = Judge(function, str(tmp_path)).compare(RIGHT.format(wrong=wrong))
        assert not verdict.gates[-1].passed
        assert verdict.gates[-1].reason == "result"


def test_the_same_without_it_is_right(tmp_path: Path) -> None:
    moved = "sub sp, sp, #32\n.cfi_def_cfa_offset 32\nadd x9, sp, #8\nstr x0, [x9], #8\nmov x10, sp\nsub x9, x9, x10\nldr x0, [x10, #8]\nadd x0, x0, x9\nsub x0, x0, #16\nadd sp, sp, #32\n.cfi_def_cfa_offset 0"
    found = judged(PLAIN, "f", RIGHT.format(wrong=moved), tmp_path)
    assert found.passed, found.detail


@pytest.mark.parametrize("bit", [25, 39, 45])
def test_each_engine_sees_it_alone(
    bit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = equivalence.load

    def at_home(subject: Subject, *rest: object) -> Loaded:
        loaded: Loaded = load(subject, *rest)  # type: ignore[arg-type]
        m = loaded.emulator.machine
        m.stack_places[:] = (m.stack_low,) * PLACES
        return loaded

    monkeypatch.setattr(equivalence, "load", at_home)
    wrong = RIGHT.format(wrong=WRONG["sp"].format(bit=bit))
    found = [judged(PLAIN, "f", wrong, tmp_path)]
    # Half of the decisions have a stack at which the bit is 0.
    path = tmp_path / "a.c"
    path.write_text(PLAIN)
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    while not any("under QEMU" in f.detail for f in found) and len(found) < 40:
        found.append(Judge(function, str(tmp_path)).compare(wrong)[0].gates[-1])
    assert not any(f.passed for f in found)
    assert any("under QEMU" in f.detail for f in found)


MANY = "long f(long a, long b, long c, long d, long e, long g, long h, long i, long j, char k, long l) {"
CALLED = "extern long ext(long, long, long, long, long, long, long, long, long, long, long *);"
LOOP = '#define L _Pragma("clang loop vectorize(disable) unroll(disable)")\n'
TWINS = {
    "arguments on the stack": (
        MANY + " return (a ^ b) + (c - d) * e + g - h + i + j * k - l; }",
        MANY + " return i - l + k * j - (h - g) + e * (c - d) + (b ^ a); }",
    ),
    "a large frame": (
        LOOP + "int f(const unsigned char *p, unsigned n) { unsigned long t[64] = {0}; int s = 0; L for (unsigned i = 0; i < n; i++) t[p[i] & 63]++; L for (int i = 0; i < 64; i++) s += t[i] * i; return s; }",
        LOOP + "int f(const unsigned char *p, unsigned n) { unsigned long t[64] = {0}; int s = 0; L while (n--) ++t[*p++ & 63]; L for (int i = 63; i >= 0; i--) s += i * t[i]; return s; }",
    ),
    "pointers into an array": (
        LOOP + "int f(const int *p) { int t[32]; L for (int i = 0; i < 32; i++) t[i] = i; L for (int i = 0; i < 32; i++) t[p[i] & 31] = p[i]; int s = 0; L for (int i = 0; i < 32; i++) s += t[i] ^ i; return s; }",
        LOOP + "int f(const int *p) { int t[32], *a = t; L do *a = (int)(a - t); while (++a != t + 32); L for (int *b = a; b > t; b--) t[*p & 31] = *p, p++; int s = 0; L while (a > t) { --a; s += *a ^ (int)(a - t); } return s; }",
    ),
    "a callee with arguments on the stack": (
        CALLED + "long f(long a, long b) { long v = a + b; long r = ext(a, b, 1, 2, 3, 4, 5, 6, a, b, &v); return r + v; }",
        CALLED + "long f(long a, long b) { long u[2] = {b, b + a}; long r = ext(a, *u, 1, 2, 3, 4, 5, 6, a, *u, u + 1); return u[1] + r; }",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TWINS)
def test_what_right_code_does_with_its_stack(kind: str, tmp_path: Path) -> None:
    source, other = TWINS[kind]
    found = judged(source, "f", other, tmp_path)
    assert found.passed, (found.reason, found.detail)


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("arguments on the stack", "i - l", "h - l"),
        ("arguments on the stack", "k * j", "k * k"),
        ("a callee with arguments on the stack", "a, *u, u + 1", "a, *u, u"),
        ("a callee with arguments on the stack", "6, a", "6, b"),
        ("a large frame", "i >= 0", "i > 1"),
    ],
)
def test_their_wrong_twins(kind: str, old: str, new: str, tmp_path: Path) -> None:
    source, other = TWINS[kind]
    assert not judged(source, "f", replaced(other, old, new), tmp_path).passed


def test_places_differ_in_every_bit_and_keep_clear_of_each_other() -> None:
    for seed in range(1, 60):
        where = placement(seed << 32)
        for places, low, page in ((where.stacks, 12, 0xF000), (where.returns, 2, 0)):
            a, b, c, d = (at + page for at in places[:4])
            assert (a ^ b) >> low == (1 << 46 - low) - 1
            assert (c ^ d) >> low == (1 << 48 - low) - 1
        taken = [(at, STACK_SIZE) for at in where.stacks] + [(at, 16) for at in where.returns]
        taken += [(at, 1 << 22) for at in (*where.heaps, where.image)]
        taken += [(at, SLOT // 2) for at in where.arenas]
        taken.sort()
        assert all(a + size < b for (a, size), (b, _) in pairwise(taken))
        assert max(where.stacks[:2]) + STACK_SIZE < 1 << 46
        assert where.elsewhere.stack == where.stacks[1]
        assert replace(where.elsewhere, stacks=(), returns=()) == replace(
            where, stacks=(), returns=()
        )
