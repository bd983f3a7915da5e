"""Proofs for loops of any length: what is proved, and that nothing wrong is.

Each right candidate stands beside wrong ones that differ from it in a word or two.
"""

# ruff: noqa: E501, ISC004  a case is easier to compare when it stands together

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from attacks import replaced

from armcc.control.subject import function_from_source
from armcc.gates.proof.execute import UnprovableError
from armcc.gates.proof.induction import prove_all
from armcc.gates.proof.problem import problem
from armcc.gates.proof.prove import Budget, Prover, fresh
from armcc.gates.proof.solver import Solver
from armcc.gates.subject import Subject
from armcc.gates.syntax import syntax_gate

# Each takes seconds of a solver.
pytestmark = pytest.mark.sampled(3)

SECONDS = 60.0
HEAD = "#include <stddef.h>\n#include <stdint.h>\n"
SCALAR = ("-O2", "-fno-vectorize", "-fno-unroll-loops", "-fno-builtin", "-fwrapv")
VECTOR = ("-O3", "-fno-builtin", "-fwrapv")


@pytest.fixture(autouse=True)
def deep() -> Iterator[None]:
    """Terms nest deeply."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    yield
    sys.setrecursionlimit(before)


def proved(
    source: str,
    text: str,
    folder: Path,
    flags: tuple[str, ...] = SCALAR,
    seconds: float = SECONDS,
) -> str:
    """ "all", or why not."""
    name = text.partition(":")[0].strip()
    path = folder / "baseline.c"
    path.write_text(HEAD + source)
    function = function_from_source(str(path), name, list(flags), str(folder))
    said, assembled = syntax_gate(text, name, function.contract, str(folder), ())
    assert assembled is not None, said
    subject = Subject(function)
    fresh()
    try:
        with Solver() as solver:
            budget = Budget(time.monotonic() + seconds, seconds)
            return prove_all(Prover(problem(subject, assembled), solver, budget)).proved
    except UnprovableError as e:
        return f"{e.reason}: {e.detail}"
    finally:
        subject.close()


SUM = """
uint32_t sum(const uint32_t *a, size_t n)
{ uint32_t s = 0; for (size_t i = 0; i < n; i++) s += a[i]; return s; }
"""
SUM_SCALAR = """
sum:
    mov w8, #0
    mov x9, #0
    cbz x1, 2f
1:  ldr w10, [x0, x9, lsl #2]
    add x9, x9, #1
    add w8, w10, w8
    cmp x9, x1
    b.ne 1b
2:  mov w0, w8
    ret
"""
SUM_POINTER = """
sum:
    mov w8, #0
    cbz x1, 2f
    add x9, x0, x1, lsl #2
1:  ldr w10, [x0], #4
    add w8, w10, w8
    cmp x0, x9
    b.ne 1b
2:  mov w0, w8
    ret
"""
SUM_VECTOR = """
sum:
    mov w8, #0
    movi v0.4s, #0
    and x9, x1, #0xfffffffffffffffc
    cbz x9, 2f
1:  ldr q1, [x0], #16
    subs x9, x9, #4
    add v0.4s, v0.4s, v1.4s
    b.ne 1b
    addv s0, v0.4s
    fmov w8, s0
2:  ands x9, x1, #3
    b.eq 4f
3:  ldr w11, [x0], #4
    subs x9, x9, #1
    add w8, w8, w11
    b.ne 3b
4:  mov w0, w8
    ret
"""
SUM_UNROLLED = """
sum:
    mov w8, #0
    and x9, x1, #0xfffffffffffffffe
    cbz x9, 2f
1:  ldp w10, w11, [x0], #8
    subs x9, x9, #2
    add w8, w8, w10
    add w8, w8, w11
    b.ne 1b
2:  tbz w1, #0, 4f
    ldr w11, [x0]
    add w8, w8, w11
4:  mov w0, w8
    ret
"""
XOR = """
void mix(uint8_t *restrict a, const uint8_t *restrict b, size_t n)
{ for (size_t i = 0; i < n; i++) a[i] ^= b[i]; }
"""
XOR_SCALAR = """
mix:
    cbz x2, 2f
    mov x8, #0
1:  ldrb w9, [x1, x8]
    ldrb w10, [x0, x8]
    eor w9, w9, w10
    strb w9, [x0, x8]
    add x8, x8, #1
    cmp x8, x2
    b.ne 1b
2:  ret
"""
XOR_VECTOR = """
mix:
    mov x8, #0
    and x9, x2, #0xfffffffffffffff8
    cbz x9, 2f
1:  ldr d0, [x0, x8]
    ldr d1, [x1, x8]
    eor v0.8b, v0.8b, v1.8b
    str d0, [x0, x8]
    add x8, x8, #8
    cmp x8, x9
    b.ne 1b
2:  cmp x8, x2
    b.eq 4f
3:  ldrb w10, [x1, x8]
    ldrb w11, [x0, x8]
    eor w10, w10, w11
    strb w10, [x0, x8]
    add x8, x8, #1
    cmp x8, x2
    b.ne 3b
4:  ret
"""
FIND = """
size_t find(const uint8_t *a, uint8_t x, size_t n)
{ size_t i = 0; while (i < n && a[i] != x) i++; return i; }
"""
FIND_RIGHT = """
find:
    and w1, w1, #0xff
    mov x8, #0
    cbz x2, 2f
1:  ldrb w9, [x0, x8]
    cmp w9, w1
    b.eq 2f
    add x8, x8, #1
    cmp x8, x2
    b.lo 1b
2:  mov x0, x8
    ret
"""
MAX = """
int32_t most(const int32_t *a, size_t n)
{ int32_t m = INT32_MIN; for (size_t i = 0; i < n; i++) if (a[i] > m) m = a[i]; return m; }
"""
MAX_VECTOR = """
most:
    mov w8, #0x80000000
    movi v0.4s, #128, lsl #24
    and x9, x1, #0xfffffffffffffffc
    cbz x9, 2f
1:  ldr q1, [x0], #16
    subs x9, x9, #4
    smax v0.4s, v0.4s, v1.4s
    b.ne 1b
    smaxv s0, v0.4s
    fmov w8, s0
2:  ands x9, x1, #3
    b.eq 4f
3:  ldr w11, [x0], #4
    subs x9, x9, #1
    cmp w11, w8
    csel w8, w11, w8, gt
    b.ne 3b
4:  mov w0, w8
    ret
"""
MAX_VECTOR = MAX_VECTOR.replace(
    "    subs x9, x9, #1\n    cmp w11, w8\n    csel w8, w11, w8, gt\n    b.ne 3b",
    "    cmp w11, w8\n    csel w8, w11, w8, gt\n    subs x9, x9, #1\n    b.ne 3b",
)
HASH = """
uint32_t hash(const uint8_t *s, size_t n)
{ uint32_t h = 0x811c9dc5; for (size_t i = 0; i < n; i++) h = (h ^ s[i]) * 0x01000193; return h; }
"""
HASH_RIGHT = """
hash:
    mov w8, #0x9dc5
    movk w8, #0x811c, lsl #16
    cbz x1, 2f
    mov w9, #0x193
    movk w9, #0x100, lsl #16
    add x1, x0, x1
1:  ldrb w10, [x0], #1
    eor w8, w10, w8
    mul w8, w9, w8
    cmp x0, x1
    b.ne 1b
2:  mov w0, w8
    ret
"""
SHORT = """
uint32_t sum(const uint32_t *a, uint32_t n)
{ uint32_t s = 0; while (n--) s += *a++; return s; }
"""
SHORT_RIGHT = """
sum:
    mov w8, #0
    cbz w1, 2f
1:  ldr w10, [x0], #4
    sub w1, w1, #1
    add w8, w10, w8
    cbnz w1, 1b
2:  mov w0, w8
    ret
"""
COPY = """
void copy(uint8_t *to, const uint8_t *from, size_t n)
{ while (n--) *to++ = *from++; }
"""
COPY_RIGHT = """
copy:
    mov x8, #0
    cbz x2, 2f
1:  ldrb w9, [x1, x8]
    strb w9, [x0, x8]
    add x8, x8, #1
    cmp x8, x2
    b.ne 1b
2:  ret
"""
BACKWARDS = """
copy:
    cbz x2, 2f
1:  sub x2, x2, #1
    ldrb w9, [x1, x2]
    strb w9, [x0, x2]
    cbnz x2, 1b
2:  ret
"""
COPY_VECTOR = """
copy:
    mov x8, #0
    and x9, x2, #0xfffffffffffffff8
    cbz x9, 2f
1:  ldr d0, [x1, x8]
    str d0, [x0, x8]
    add x8, x8, #8
    cmp x8, x9
    b.ne 1b
2:  cmp x8, x2
    b.eq 4f
3:  ldrb w10, [x1, x8]
    strb w10, [x0, x8]
    add x8, x8, #1
    cmp x8, x2
    b.ne 3b
4:  ret
"""

# (source, candidate, the flags of the baseline)
RIGHT = {
    "scalar": (SUM, SUM_SCALAR, SCALAR),
    "pointer": (SUM, SUM_POINTER, SCALAR),
    "vector": (SUM, SUM_VECTOR, SCALAR),
    "unrolled": (SUM, SUM_UNROLLED, SCALAR),
    "scalar for vector": (SUM, SUM_SCALAR, VECTOR),
    "pointer for vector": (SUM, SUM_POINTER, VECTOR),
    "map": (XOR, XOR_SCALAR, SCALAR),
    "map of vectors": (XOR, XOR_VECTOR, SCALAR),
    "map for vector": (XOR, XOR_SCALAR, VECTOR),
    "early exit": (FIND, FIND_RIGHT, SCALAR),
    "greatest": (MAX, MAX_VECTOR, SCALAR),
    "hash": (HASH, HASH_RIGHT, SCALAR),
    "narrow length": (SHORT, SHORT_RIGHT, SCALAR),
    "copy that may overlap": (COPY, COPY_RIGHT, SCALAR),
}


@pytest.mark.parametrize("which", RIGHT)
def test_right_loops_are_proved_for_all_lengths(which: str, tmp_path: Path) -> None:
    source, text, flags = RIGHT[which]
    assert proved(source, text, tmp_path, flags) == "all"


AND4 = "and x9, x1, #0xfffffffffffffffc"
# (of which right one, old, new, ...)
WRONG = {
    # -- one element too few or too many
    "a turn too few": ("scalar", "cbz x1, 2f", "sub x1, x1, #1\n    cmp x1, #0\n    b.le 2f"),
    "the first is left out": ("scalar", "mov x9, #0", "mov x9, #1"),
    "the end is one too far": ("pointer", "add x9, x0, x1, lsl #2",
                               "add x9, x0, x1, lsl #2\n    add x9, x9, #4"),
    "the end is one too near": ("pointer", "add x9, x0, x1, lsl #2",
                                "add x9, x0, x1, lsl #2\n    cmp x1, #1\n    b.eq 1f\n"
                                "    sub x9, x9, #4"),
    "four are skipped": ("vector", AND4, "and x9, x1, #0xfffffffffffffff8"),
    "no remainder": ("vector", "b.eq 4f", "b 4f"),
    "half of the remainder": ("vector", "ands x9, x1, #3", "ands x9, x1, #1"),
    "no last one": ("unrolled", "tbz w1, #0, 4f", "b 4f"),
    "the last one always": ("unrolled", "tbz w1, #0, 4f", "mov w12, w1"),
    "the remainder at seven": ("vector", "ands x9, x1, #3",
                               "cmp x1, #7\n    b.eq 4f\n    ands x9, x1, #3"),
    # -- strides
    "stride": ("vector", "ldr q1, [x0], #16", "ldr q1, [x0], #32"),
    "stride of the remainder": ("vector", "ldr w11, [x0], #4", "ldr w11, [x0], #8"),
    "scalar stride": ("pointer", "ldr w10, [x0], #4", "ldr w10, [x0]\n    add x0, x0, #2"),
    "steps of three": ("unrolled", "ldp w10, w11, [x0], #8", "ldp w10, w11, [x0], #16"),
    # -- accumulators
    "the sum begins at 1": ("scalar", "mov w8, #0", "mov w8, #1"),
    "the lanes begin at 1": ("vector", "movi v0.4s, #0", "movi v0.4s, #1"),
    "one lane begins at 1": ("vector", "movi v0.4s, #0", "mov w12, #1\n    fmov s0, w12"),
    "lanes of the wrong width": ("vector", "add v0.4s, v0.4s, v1.4s", "add v0.8h, v0.8h, v1.8h"),
    "it subtracts": ("vector", "add v0.4s, v0.4s, v1.4s", "sub v0.4s, v0.4s, v1.4s"),
    "two lanes only": ("vector", "addv s0, v0.4s", "addp v0.2s, v0.2s, v0.2s"),
    "the sum starts again": ("vector", "2:  ands x9, x1, #3", "2:  mov w8, #0\n    ands x9, x1, #3"),
    "least for greatest": ("greatest", "smax v0.4s, v0.4s, v1.4s", "smin v0.4s, v0.4s, v1.4s"),
    "unsigned": ("greatest", "smax v0.4s, v0.4s, v1.4s", "umax v0.4s, v0.4s, v1.4s"),
    "greatest of none": ("greatest", "mov w8, #0x80000000", "mov w8, #0"),
    "begins at 0": ("greatest", "movi v0.4s, #128, lsl #24", "movi v0.4s, #0"),
    # -- one length only
    "wrong at 1000": ("scalar", "cbz x1, 2f", "cbz x1, 2f\n    cmp x1, #1000\n    b.eq 2f"),
    "wrong at 2^20": ("vector", AND4, f"cmp x1, #256, lsl #12\n    b.eq 4f\n    {AND4}"),
    "wrong from 2^40 on": ("pointer", "cbz x1, 2f",
                           "cbz x1, 2f\n    lsr x12, x1, #40\n    cbnz x12, 2f"),
    "wrong in turn 500": ("scalar", "add w8, w10, w8",
                          "cmp x9, #500\n    cinc w10, w10, eq\n    add w8, w10, w8"),
    "length taken as 32 bits": ("scalar", "cbz x1, 2f", "mov w1, w1\n    cbz x1, 2f"),
    "length taken as 64 bits": ("narrow length", "cbz w1, 2f", "cbz x1, 2f",
                                "sub w1, w1, #1", "sub x1, x1, #1", "cbnz w1, 1b", "cbnz x1, 1b"),
    "wrong for one word": ("scalar", "add w8, w10, w8",
                           "mov w11, #0x1234\n    movk w11, #0x5678, lsl #16\n    cmp w10, w11\n"
                           "    cinc w10, w10, eq\n    add w8, w10, w8"),
    # -- accesses
    "one read too many": ("scalar", "2:  mov w0, w8",
                          "2:  cbz x1, 3f\n    ldr w11, [x0, x1, lsl #2]\n3:  mov w0, w8"),
    "a read before the test": ("scalar", "mov w8, #0", "ldr w8, [x0]\n    mov w8, #0"),
    "reads a vector too far": ("vector", "subs x9, x9, #4", "ldr q2, [x0, #16]\n    subs x9, x9, #4"),
    "the last is not written": ("map", "mov x8, #0", "mov x8, #0\n    subs x2, x2, #1\n    b.eq 2f"),
    "all are written but one": ("map", "strb w9, [x0, x8]",
                                "cmp x8, #77\n    b.eq 3f\n    strb w9, [x0, x8]\n3:"),
    "a write too many": ("map", "2:  ret", "2:  strb wzr, [x0, x2]\n    ret"),
    "writes to the other": ("map", "strb w9, [x0, x8]", "strb w9, [x1, x8]"),
    "writes and the rest is lost": ("map of vectors", "2:  cmp x8, x2", "2:  cmp x8, x8"),
    "a vector of writes too many": ("map of vectors", "and x9, x2, #0xfffffffffffffff8",
                                    "add x9, x2, #7\n    and x9, x9, #0xfffffffffffffff8"),
    "half a vector": ("map of vectors", "str d0, [x0, x8]", "str s0, [x0, x8]"),
    "reads beyond what was found": ("early exit", "cmp w9, w1",
                                    "add x10, x8, #32\n    ldrb w10, [x0, x10]\n    cmp w9, w1"),
    # -- the search
    "one behind": ("early exit", "2:  mov x0, x8", "2:  add x0, x8, #1"),
    "signed length": ("early exit", "b.lo 1b", "b.lt 1b"),
    "another byte": ("early exit", "and w1, w1, #0xff", "and w1, w1, #0x7f"),
    "garbage above the byte": ("early exit", "and w1, w1, #0xff", "mov w1, w1"),
    # -- others
    "another prime": ("hash", "mov w9, #0x193", "mov w9, #0x195"),
    "it never ends": ("scalar", "cmp x9, x1", "cmp x9, x9\n    ccmp x9, x9, #0, ne"),
    "it may never end": ("scalar", "b.ne 1b", "b 1b"),
    "x19 is lost": ("scalar", "mov w8, #0", "mov w8, #0\n    mov x19, #0"),
    "x19 is lost in a loop": ("scalar", "add x9, x9, #1", "add x9, x9, #1\n    mov x19, x9"),
    "sp moves": ("scalar", "mov w8, #0", "mov w8, #0\n    sub sp, sp, #16"),
}  # fmt: skip


@pytest.mark.parametrize("which", WRONG)
def test_wrong_loops_are_not(which: str, tmp_path: Path) -> None:
    name, *words = WRONG[which]
    source, text, flags = RIGHT[name]
    assert proved(source, replaced(text, *words), tmp_path, flags) != "all"


def test_the_other_order_of_a_copy_is_not_proved_where_arrays_may_overlap(tmp_path: Path) -> None:
    assert proved(COPY, BACKWARDS, tmp_path) != "all"
    assert proved(COPY, COPY_VECTOR, tmp_path) != "all"
    with_promise = COPY.replace("*to", "*restrict to", 1).replace("*from", "*restrict from", 1)
    assert proved(with_promise, COPY_VECTOR, tmp_path) == "all"


def test_nothing_is_said_of_code_without_a_loop(tmp_path: Path) -> None:
    found = proved("int one(void) { return 1; }", "one:\n    mov w0, #1\n    ret\n", tmp_path)
    assert found.startswith("bound")
