"""Rare inputs on which a candidate turns by masks in vector registers, without a decision."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import compiled, judged

from armcc.control.subject import function_from_source
from armcc.gates.decisions import LANES, Setter, vanishes
from armcc.gates.judge import Judge
from armcc.gates.reach import hidden, hidden_lanes

pytestmark = pytest.mark.usefixtures("one_clang")

SOURCE = "unsigned long f(const unsigned long *p, unsigned long y) { return *p + y; }"
WIDE = "unsigned long f(const unsigned long *p, unsigned long y) { return (p[0] ^ p[1]) + y; }"
KEY = "mov x9, #0x5a5b\n" + "".join(
    f"movk x9, #{0x5A5B - n * 77}, lsl #{16 * n}\n" for n in (1, 2, 3)
)
BOTH = KEY + "dup v2.2d, x9\nldr d0, [x0]\n"
EDGE = "mov x9, #0x7fffffffffffffff\nsub x9, x9, #1000\nfmov d2, x9\nldr d0, [x0]\n"
HIDDEN = (
    "adrp x9, .Lk\nldr q2, [x9, :lo12:.Lk]\n{load}\n",
    "\n.section .rodata\n.p2align 4\n.Lk:\n.quad 0x8badf00ddeadc0de\n.quad 0x1badf00ddeadc0d1\n",
)
NONE_IS_LEFT = "fmov w8, s1\nclz w8, w8\nlsr w8, w8, #5"
ADDED = "and x8, x8, #1\nldr x10, [x0]\nadd x0, x10, x1\nadd x0, x0, x8\nret\n"

# Each leaves a register x8 that is odd for about one input in 2^32, or fewer.
PLANTS = {
    "cmeq 2d": BOTH + "cmeq v1.2d, v0.2d, v2.2d\nfmov x8, d1",
    "cmeq d": BOTH + "cmeq d1, d0, d2\nfmov x8, d1",
    "cmeq 2s": BOTH + "cmeq v1.2s, v0.2s, v2.2s\numinp v1.2s, v1.2s, v1.2s\nfmov w8, s1",
    "cmeq 4h": BOTH + "cmeq v1.4h, v0.4h, v2.4h\numinv h1, v1.4h\nfmov w8, s1",
    "cmeq 8b": BOTH + "cmeq v1.8b, v0.8b, v2.8b\numinv b1, v1.8b\nfmov w8, s1",
    "sum": BOTH + "cmeq v1.8b, v0.8b, v2.8b\naddv b1, v1.8b\nfmov w8, s1\nand w8, w8, #255\n"
    "sub w8, w8, #248\nclz w8, w8\nlsr w8, w8, #5",
    "argument": BOTH + "fmov d0, x1\ncmeq d1, d0, d2\nfmov x8, d1",
    "two inputs": BOTH + "fmov d3, x1\nadd d0, d0, d3\ncmeq d1, d0, d2\nfmov x8, d1",
    "eor": BOTH + "eor v1.8b, v0.8b, v2.8b\ncmeq d1, d1, #0\nfmov x8, d1",
    "sub": BOTH + "sub d1, d0, d2\ncmeq d1, d1, #0\nfmov x8, d1",
    "bsl": BOTH + "cmeq d1, d0, d2\nmovi v3.2d, #0xff\nbsl v1.8b, v3.8b, v1.8b\nfmov x8, d1",
    "bit": BOTH + "cmeq d1, d0, d2\nmovi d3, #0\nmovi d4, #0xff\nbit v3.8b, v4.8b, v1.8b\n"
    "fmov x8, d3",
    "clz": BOTH + "eor v1.8b, v0.8b, v2.8b\nfmov x8, d1\nclz x8, x8\nlsr x8, x8, #6",
    "clz of lanes": BOTH + "eor v1.8b, v0.8b, v2.8b\nuqxtn s1, d1\nclz v1.2s, v1.2s\n"
    "fmov w8, s1\nlsr w8, w8, #5",
    "greatest": BOTH + "eor v1.8b, v0.8b, v2.8b\numaxv b1, v1.8b\n" + NONE_IS_LEFT,
    "apart": BOTH + "uabd v1.8b, v0.8b, v2.8b\numaxv b1, v1.8b\n" + NONE_IS_LEFT,
    "edge": EDGE + "cmgt d1, d0, d2\nfmov x8, d1",
    "constants": HIDDEN[0].format(load="ldr d0, [x0]") + "cmeq d1, d0, d2\nfmov x8, d1",
}


def rejected_by_all(source: str, text: str, folder: Path, seeds: int) -> None:
    path = folder / "a.c"
    path.write_text(source)
    function = function_from_source(str(path), "f", ["-O2"], str(folder))
    for _ in range(seeds):
        said = Judge(function, str(folder)).compare(text)[0].gates[-1]
        assert (said.outcome, said.reason) == ("rejected", "result"), said.detail


@pytest.mark.parametrize("name", sorted(PLANTS))
def test_what_vectors_compare_is_met(name: str, tmp_path: Path) -> None:
    data = HIDDEN[1] if ".Lk" in PLANTS[name] else ""
    rejected_by_all(SOURCE, f"f:\n{PLANTS[name]}\n{ADDED}{data}", tmp_path, 3)


def test_what_floats_compare_is_met(tmp_path: Path) -> None:
    source = SOURCE.replace("{", "{ double d; __builtin_memcpy(&d, p, 8);").replace(
        "+ y", "+ y + (d < 2.0)"
    )
    less = "fmov d6, #2.0\nfcmp d0, d6\ncset x11, mi\nadd x1, x1, x11\n"
    wrong = f"f:\n{BOTH}fcmeq d1, d0, d2\nfmov x8, d1\n{less}{ADDED}"
    rejected_by_all(source, wrong, tmp_path, 3)
    right = judged(source, "f", wrong.replace("and x8, x8, #1", "mov x8, #0"), tmp_path)
    assert right.passed, right.detail


def test_without_the_special_case_it_is_right(tmp_path: Path) -> None:
    text = f"f:\n{BOTH}cmeq d1, d0, d2\nfmov x8, d1\n{ADDED}".replace(
        "and x8, x8, #1", "mov x8, #0"
    )
    result = judged(SOURCE, "f", text, tmp_path)
    assert result.passed, result.detail


ALL_LANES = [
    "cmeq v1.16b, v0.16b, v2.16b\numinv b1, v1.16b\nfmov w8, s1",
    "cmeq v1.2d, v0.2d, v2.2d\nmov x8, v1.d[1]\nfmov x10, d1\nand x8, x8, x10",
    "eor v1.16b, v0.16b, v2.16b\numaxv s1, v1.4s\n" + NONE_IS_LEFT,
    "cmeq v1.4s, v0.4s, v2.4s\nmov w8, v1.s[2]",
]


@pytest.mark.parametrize("wrong", ALL_LANES)
def test_lanes_are_met_one_and_all(wrong: str, tmp_path: Path) -> None:
    head, data = HIDDEN
    text = (
        f"f:\n{head.format(load='ldr q0, [x0]')}{wrong}\nand x8, x8, #1\nldp x10, x11, [x0]\n"
        f"eor x10, x10, x11\nadd x0, x10, x1\nadd x0, x0, x8\nret\n{data}"
    )
    rejected_by_all(WIDE, text, tmp_path, 3)


VECTORISED = {
    "count": "long f(const unsigned char *p, unsigned long n, unsigned char c)"
    " { long k = 0; for (unsigned long i = 0; i < n; i++) k += p[i] == c; return k; }",
    "greatest": "int f(const int *p, unsigned n)"
    " { int m = -5; for (unsigned i = 0; i < n; i++) m = p[i] > m ? p[i] : m; return m; }",
    "blend": "void f(unsigned *restrict p, const unsigned *restrict q, unsigned n)"
    " { for (unsigned i = 0; i < n; i++) p[i] = q[i] == 0x12345678 ? p[i] ^ q[i] : p[i] - q[i]; }",
}


@pytest.mark.parametrize("name", sorted(VECTORISED))
def test_vectorised_loops_can_be_right(name: str, tmp_path: Path) -> None:
    source = VECTORISED[name]
    text = compiled(source, "f", tmp_path)
    assert hidden_lanes(tuple(_words(text)), ())
    result = judged(source, "f", text, tmp_path, "-fno-vectorize")
    assert result.passed, result.detail


def _words(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("cmeq v1.2d, v0.2d, v2.2d", Setter(LANES, 0, 2, 0, 64, amount=2)),
        ("cmeq v1.8b, v0.8b, #0", Setter(LANES, 0, 32, 0, 8, amount=8)),
        ("fcmge v1.4s, v3.4s, #0.0", Setter(LANES, 3, 32, 0, 32, amount=4)),
        ("cmhi d1, d0, d31", Setter(LANES, 0, 31, 0, 64, amount=1)),
        ("eor v1.16b, v0.16b, v2.16b", Setter(LANES, 0, 2, 0, 32, amount=4)),
        ("clz v1.4h, v9.4h", Setter(LANES, 9, 32, 0, 16, amount=4)),
        ("add v1.2d, v0.2d, v2.2d", None),
        ("cmeq z1.d, p0/z, z0.d, z2.d", None),
    ],
)
def test_which_lanes_are_compared(text: str, want: Setter | None) -> None:
    assert vanishes(text) == want


def test_what_the_baseline_compares_as_often_is_not_looked_at() -> None:
    once = ("cmeq d1, d0, d2", "eor x1, x2, x3", "fmov x1, d1")
    assert hidden_lanes(once, ()) == [0, 4]
    assert hidden_lanes(once, once) == []
    assert hidden_lanes(once[:1] + once, once) == [0, 4]
    assert hidden(once, ()) == [4]
