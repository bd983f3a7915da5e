"""Rare inputs: what tests by chance never meet is solved for."""

from __future__ import annotations

import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from conftest import clang_words

from armcc.control.subject import function_from_source
from armcc.gates.cases import make_cases
from armcc.gates.coverage import uncovered
from armcc.gates.judge import Judge
from armcc.gates.reach import Missing, indexed, reach
from armcc.gates.subject import Subject
from armcc.passes.extract import Module, Names

HEAD = "typedef unsigned long u64; typedef unsigned u32; typedef unsigned char u8;\n"

# Each has a decision that turns for about one input in 2^32, or fewer.
RARE = {
    "product": "u64 f(u64 x, u64 y) {"
    " return (x * 0x9e3779b97f4a7c15ul + y) * 0xc2b2ae3d27d4eb4ful == 0x123456789abcdeful ? 7 : x;"
    "}",
    "rotation": "u64 f(u64 x, u64 *p) { u64 y = (x >> 13 | x << 51) ^ *p;"
    " return (y >> 5 | y << 59) + 99 == 0xdeadbeefcafef00dul ? 7 : x; }",
    "bytes": "int f(const char *s) { return s[0] == 'q' && s[1] == 'u' && s[2] == 'a'"
    " && s[3] == 'k' && s[4] == 'e' && s[5] == 's' ? 3 : s[0]; }",
    "fields": "struct s { struct s *self; int status, mode; };"
    " int f(struct s *s) { if (!s || s->self != s) return -1; if (s->status == 7247) return 1;"
    " return s->mode == 31153 ? s->status == 666 ? 5 : 2 : 0; }",
    "two": "int f(u64 a, u64 b) { if (a == 0x123456789ul) return (b >> 7) == 0x5555aaaa ? 5 : 2;"
    " return 0; }",
    "swapped": "u32 f(u32 x, u32 *p) {"
    " return __builtin_bswap32(x) + 17 == 0x01020304 && *p * 5 == 0xdead0003 ? 1 : 2; }",
    "result": "extern int g(int); int f(int a) { int r = g(a); if (r == 0x77654321) return 1;"
    " return g(r) == -777777 ? 2 : 3; }",
    "left": "extern void g(int *); int f(int *p) { g(p); return *p == 0x5a5a1234 ? 4 : *p & 3; }",
    "float": "int f(double a, double b) { return a == 1234.56789e20 ? 3 : a < b; }",
    "length": "int f(const u8 *p, u64 n) { int s = 0; if (n > 5000) s = 1000;"
    " for (u64 i = 0; i < n; i++) s += p[i]; return s; }",
    "table": "int f(int n, int a) { switch (n) {"
    + "".join(f"case {n}: return a {'+-*^|&%'[n % 7]} {n * n + 3};" for n in range(60))
    + "} return 0; }",
}

# The sides of the last comparison are 4096 apart or equal, and meet in another bit as well.
STEPS = (
    "int f(const u8 *s) { u32 c; if ((s[0] & 0xf0) != 0xe0 || (s[1] & 0xc0) != 0x80"
    " || (s[2] & 0xc0) != 0x80) return 0; c = (s[0] & 15) << 12 | (s[1] & 63u) << 6 | (s[2] & 63);"
    " return c < 0x800 || (c >= 0xd800 && c < 0xe000) ? -1 : (int)c; }"
)


pytestmark = pytest.mark.usefixtures("one_clang")


@pytest.mark.parametrize("name", sorted(RARE))
def test_what_is_rare_is_reached(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text(HEAD + RARE[name])
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    with closing(Subject(function, 0x13579BDF << 32)) as subject:
        # Without the constants of the code there is nothing but the solving.
        pair = subject.pair(0x2468ACE0, (1,))
        pair.batch(300, 1200, 1_000_000, 3000)

        def missing() -> Missing:
            never, half = uncovered(bytes(pair.seen_baseline), subject.wanted, subject.decisions)
            return Missing(never, half, bool(subject.emulator.unused(subject.tables)))

        assert missing().anything
        found = reach(pair, False, missing, indexed(subject.listing))
        assert missing() == Missing([], [], False)
        # They are tests like any others: they run again, and are clean.
        assert found.tests
        assert all(subject.emulator.run(kept.test, 100_000).clean for kept in found.tests)


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_decision_is_passed_in_steps_and_what_made_tests_reach_is_gone_on_from(
    seed: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.c"
    path.write_text(HEAD + STEPS)
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    with closing(Subject(function, seed << 32)) as subject:
        # Raises Error where the baseline's own code is not covered.
        assert make_cases(subject, seed << 32).cases


def test_what_cannot_be_reached_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    # The sum of a number and its square is even.
    path.write_text(HEAD + "u64 f(u64 x, int *p) { if ((x * x + x) & 1) *p = 1; return x + *p; }")
    flags = ["-O1", "-Xclang", "-disable-llvm-passes"]
    function = function_from_source(str(path), "f", flags, str(tmp_path))
    with closing(Subject(function, 0x13579BDF << 32)) as subject:
        pair = subject.pair(1, (1,))
        pair.batch(300, 1200, 1_000_000, 3000)

        def missing() -> Missing:
            return Missing(
                *uncovered(bytes(pair.seen_baseline), subject.wanted, subject.decisions), False
            )

        open_ = missing()
        assert open_.half
        reach(pair, False, missing, [], work=300_000)
        assert missing() == open_


PLAIN = "u64 f(u64 x, u64 y) { return x ^ y; }"
# A special case that none of the dictionaries holds, and one that only a solver meets.
PLANTS = [
    "(x * 0x9e3779b97f4a7c15ul + y) * 0xc2b2ae3d27d4eb4ful == 0x123456789abcdeful",
    "((x >> 11 | x << 53) ^ (y << 7)) == 0x8badf00ddeadc0deul",
    "(x & 0xffffff0000ul) == 0xabcdef0000ul && y % 1000 == 77",
    "x == 0x1111222233334444ul && y == 0x5555666677778888ul",
    "__builtin_bswap64(x + y) == 0x1020304050607080ul",
    "(u32)(x - 3 * y) == 0xfeedface",
]


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_special_case_is_met(plant: str, tmp_path: Path) -> None:
    path, other = tmp_path / "a.c", tmp_path / "b.c"
    path.write_text(HEAD + PLAIN)
    other.write_text(HEAD + f"u64 f(u64 x, u64 y) {{ return {plant} ? x : x ^ y; }}")
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    command = [*clang_words("clang22"), "-O2", "-S", "-o", "-", str(other)]
    assembly = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    text = Module(assembly).extract("f", Names({"f"})).text
    verdict, _ = Judge(function, str(tmp_path)).compare(text)
    assert verdict.gates[-1].reason == "result", verdict.gates[-1].detail


# What depends on bits of an address that are the same wherever one place is used.
PLACES = [
    "ubfx x9, x1, #{bit}, #1\nadd x0, x0, x9",
    (
        "mov x10, sp\nstr x30, [sp, #-16]!\nadd x10, x10, #0\nldr x9, [x10, #-16]\n"
        "ubfx x9, x9, #{bit}, #1\nadd x0, x0, x9\nldr x30, [sp], #16"
    ),
]


@pytest.mark.parametrize("bit", [14, 25, 33, 38, 40, 45])
@pytest.mark.parametrize("wrong", PLACES)
def test_no_bit_of_an_address_stays_the_same(wrong: str, bit: int, tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text(HEAD + "u64 f(u64 x, u64 *p) { return x ^ *p; }")
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    right = "f:\nldr x8, [x1]\neor x0, x0, x8\nret"
    judge = Judge(function, str(tmp_path))
    assert judge.compare(right)[0].gates[-1].passed
    text = f"f:\nldr x8, [x1]\neor x0, x0, x8\n{wrong.format(bit=bit)}\nret"
    for _ in range(3):
        assert not Judge(function, str(tmp_path)).compare(text)[0].gates[-1].passed


# Right but for a bound, or for a constant that leads to one: wrong for so many of 2^32 inputs.
LEAP = "typedef _Bool bool; bool f(int y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }"
NEARLY = [("#23592", "#23593"), ("#1310", "#1311"), ("#55051", "#55050")]


@pytest.mark.parametrize(("old", "new"), NEARLY)
def test_a_bound_that_is_nearly_right_is_met(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text(LEAP)
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    command = [*clang_words("clang22"), "-O2", "-S", "-o", "-", str(path)]
    assembly = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    text = Module(assembly).extract("f", Names({"f"})).text
    assert text.count(old) == 1
    verdict, _ = Judge(function, str(tmp_path)).compare(text.replace(old, new))
    assert verdict.gates[-1].reason == "result", verdict.gates[-1].detail


def test_data_of_another_object_is_the_same_for_both(tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text(
        HEAD + "extern const u32 t[256]; u32 f(u32 c, const u8 *p, u64 n) {"
        " while (n--) c = t[(c ^ *p++) & 255] ^ (c >> 8); return c; }"
    )
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    command = [*clang_words("clang22"), "-O2", "-S", "-o", "-", str(path)]
    assembly = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    text = Module(assembly).extract("f", Names({"f", "t"})).text
    verdict, _ = Judge(function, str(tmp_path)).compare(text)
    assert verdict.gates[-1].passed, verdict.gates[-1].detail


TABLE = (
    "#define A(n) n * 2654435761u, n * 2654435761u + 7, n * 2654435761u ^ 9, n * 40503u + 1\n"
    "#define B(n) A(n), A(n + 4), A(n + 8), A(n + 12)\n"
    "static const u32 t[64] = {B(0), B(16), B(32), B(48)};\n"
)
LOOKS = "u32 f(u8 x, u32 y) { u32 v = t[x & 63]; return %s ? v : y; }"


@pytest.mark.parametrize("when", ["1", "y % 4 == 1", "y == 1234567"])
@pytest.mark.parametrize("entry", [0, 41, 63])
def test_an_entry_of_a_table_has_to_matter(when: str, entry: int, tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text(HEAD + TABLE + LOOKS % when)
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    path.write_text((HEAD + TABLE + LOOKS % when).replace("u32 v =", "volatile u32 v ="))
    command = [*clang_words("clang22"), "-O2", "-S", "-o", "-", str(path)]
    assembly = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    right = Module(assembly).extract("f", Names({"f"})).text
    words = [line for line in right.split("\n") if line.startswith("\t.word\t")]
    assert len(words) == 64
    number = int(words[entry].split()[1])
    wrong = right.replace(words[entry] + "\n", f"\t.word\t{number ^ 256}\n", 1)
    judge = Judge(function, str(tmp_path))
    assert not judge.compare(wrong)[0].gates[-1].passed
    said = judge.compare(right)[0].gates[-1]
    assert said.passed or (when == "y == 1234567" and said.reason == "coverage"), said.detail


# A candidate may read what lies in the granule beside the baseline's bytes, and use none of it.
BESIDE = [
    "ldr x9, [x9]\n{key}eor x9, x9, x10\nclz x9, x9\nlsr x9, x9, #6",
    "ldr x9, [x9, #8]\n{key}eor x9, x9, x10\nclz x9, x9\nlsr x9, x9, #6",
    "ldr x9, [x9]\n{key}sub x9, x9, x10\nneg x11, x9\norr x9, x9, x11\nmvn x9, x9\nlsr x9, x9, #63",
]
KEY = "".join(f"movk x10, #{0x5A5B - n * 77}, lsl #{16 * n}\n" for n in range(4))


@pytest.mark.parametrize("wrong", BESIDE)
def test_a_rare_value_beside_the_baselines_bytes_is_met(wrong: str, tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text(HEAD + "u32 f(const u32 *p) { return *p + 1; }")
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    text = "f:\nldr w8, [x0]\nand x9, x0, #0xfffffffffffffff0\nmov x10, #0\n"
    text += wrong.format(key=KEY) + "\nadd w8, w8, w9\nadd w0, w8, #1\nret\n"
    verdict, _ = Judge(function, str(tmp_path)).compare(text)
    assert verdict.gates[-1].reason == "result", verdict.gates[-1].detail
