"""The option table and what the driver makes of a call's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.driver import options
from armcc.driver.options import EITHER, FLAG, JOINED, SEPARATE, TABLE, classify, look_up

NAMES = [name for name, _, _ in TABLE]
EFFECTS = {
    v for k, v in vars(options).items() if k.isupper() and isinstance(v, str) and "_" not in k
} - {FLAG, JOINED, SEPARATE, EITHER}


def test_the_table_is_sorted_and_has_no_entry_twice() -> None:
    keys = [(name, kind) for name, kind, _ in TABLE]
    assert sorted(keys) == keys
    assert len(set(keys)) == len(keys)
    # A name may stand twice, alone and as a beginning: `-g` is known, `-gANYTHING` not.
    assert [n for n in set(NAMES) if NAMES.count(n) > 1] == ["-g"]


def test_the_table_is_well_formed() -> None:
    for name, kind, effect in TABLE:
        assert name.startswith("-") and len(name) > 1, name
        assert kind in (FLAG, JOINED, SEPARATE, EITHER), name
        assert effect in EFFECTS, name
        if " " in name:
            owner = look_up(name.split(" ")[0])
            assert owner is not None and owner[2] == options.FORWARD, name
        if kind in (SEPARATE, EITHER):
            assert not name.endswith("="), name


def test_no_entry_says_what_a_shorter_one_says_already() -> None:
    begun = {name: effect for name, kind, effect in TABLE if kind in (JOINED, EITHER)}
    for name, kind, effect in TABLE:
        shorter = [name[:end] for end in range(2, len(name)) if name[:end] in begun]
        if shorter and kind in (FLAG, JOINED) and effect != options.UNSAFE:
            assert begun[shorter[-1]] != effect, f"{name} repeats {shorter[-1]}"


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("-ofile", "-o"),
        ("-odir", "-o"),
        ("-objcmt-migrate-all", "-objcmt-"),
        ("-O3", "-O"),
        ("-ObjC++", "-ObjC"),
        ("-DX=1", "-D"),
        ("-include", "-include"),
        ("-includefoo.h", "-include"),
        ("-include-pch", "-include-pch"),
        ("-Wall", "-W"),
        ("-Wl,-z,now", "-W"),
        ("-fsanitize=address", "-fsanitize"),
        ("-fno-such-thing", "-f"),
        ("-ffixed-x20", "-f"),
        ("-mstrict-align", "-m"),
        ("-mcpu=neoverse-v2", "-mcpu="),
        ("-gsome", "-g"),
        ("-xc++", "-x"),
    ],
)
def test_the_longest_name_decides(word: str, name: str) -> None:
    found = look_up(word)
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize("word", ["-", "-E", "-S", "-M", "-###", "--version", "-v", "--coverage"])
def test_words_outside_the_table_are_unknown(word: str) -> None:
    assert look_up(word) is None


REWRITABLE = [
    ("-c a.c", [("a.c", "a.o")]),
    ("a.c -c", [("a.c", "a.o")]),
    ("-c dir/a.b.c", [("dir/a.b.c", "a.b.o")]),
    ("-c a.c -o x/y", [("a.c", "x/y")]),
    ("-ox -c a.c", [("a.c", "x")]),
    ("-odir -c a.c", [("a.c", "dir")]),
    ("--output=x -c a.c", [("a.c", "x")]),
    ("-c a.c b.cc", [("a.c", "a.o"), ("b.cc", "b.o")]),
    ("-c a.c b.s", [("a.c", "a.o")]),
    ("-c a.c b.o -lm", [("a.c", "a.o")]),
    ("-xc -c file", [("file", "file.o")]),
    ("-x c file -x none -c b.c", [("file", "file.o"), ("b.c", "b.o")]),
    ("-x assembler s -x c -c f", [("f", "f.o")]),
    ("-c -- -odd.c", [("-odd.c", "-odd.o")]),
    ("-c a.i b.ii c.C d.cxx", [("a.i", "a.o"), ("b.ii", "b.o"), ("c.C", "c.o"), ("d.cxx", "d.o")]),
    ("-c a.c -MF -c", [("a.c", "a.o")]),
    ("-c a.c -I -E", [("a.c", "a.o")]),
    ("-c a.c -include -S", [("a.c", "a.o")]),
    ("-c a.c -flto", [("a.c", "a.o")]),
    ("-c a.c -m64", [("a.c", "a.o")]),
    ("--target=aarch64-linux-musl -c a.c", [("a.c", "a.o")]),
]


@pytest.mark.parametrize(("words", "jobs"), REWRITABLE)
def test_calls_that_yield_objects(words: str, jobs: list[tuple[str, str]]) -> None:
    call = classify(words.split())
    assert call.rewritable
    assert call.jobs == jobs
    assert call.unsafe == ""


CLANGS_ALONE = """
a.c
a.c -o prog
-c
-c a.o
-c b.s
-c a.h
-c a.m
-c a.cu
-c a.cppm
-c -
-c a.c -
-c a.c b.c -o x
-c a.c x/a.c
-c a.c a.s
-c a.c -o -
-c a.c -o /dev/null
-c a.c -o
-c a.c -I
-c a.c -E
-S a.c
-c a.c -S
-c a.c -M
-c a.c -MM
-c a.c -###
-c a.c -v
-c a.c --version
-c a.c -save-temps
-c a.c -save-temps=obj
-c a.c -emit-llvm
-c a.c -fsyntax-only
-c a.c -fsanitize=address
-c a.c -pg
-c a.c --coverage
-c a.c -fprofile-generate
-c a.c -fprofile-instr-generate=x
-c a.c -fprofile-arcs
-c a.c -ftest-coverage
-c a.c -finstrument-functions
-c a.c -fpatchable-function-entry=2
-c a.c -fxray-instrument
-c a.c -fembed-bitcode
-c a.c -fmodules
-c a.c -include-pch x.pch
-c a.c -m32
-c a.c -arch arm64
-c a.c --target=x86_64-linux-gnu
-c a.c -target armv7-linux-gnueabihf
-c a.c -target
-c a.c --driver-mode=cl
-c a.c -working-directory dir
-x c-header -c a.h
-x cuda -c a.c
-c conftest.c
-c dir/conftest1234.c
-c CMakeCCompilerId.c
-c testCCompiler.c
-cc1 -c a.c
--analyze -c a.c
""".strip().splitlines()


@pytest.mark.parametrize("words", CLANGS_ALONE)
def test_calls_that_are_clangs_alone(words: str) -> None:
    assert not classify(words.split()).rewritable


@pytest.mark.parametrize(
    ("words", "unsafe"),
    [
        ("-c a.c -ffixed-x20", "-ffixed-x20"),
        ("-c a.c -mstrict-align -ffixed-x20", "-mstrict-align"),
        ("-c a.c -mllvm -enable-ipra", "-mllvm -enable-ipra"),
        ("-c a.c -Xclang -mllvm -Xclang -enable-ipra", "-Xclang -mllvm"),
        ("-c a.c -fzero-call-used-regs=all", "-fzero-call-used-regs=all"),
        ("-c a.c -fno-invented-option", "-fno-invented-option"),
        ("-c a.c -gsome-thing", "-gsome-thing"),
        ("-c a.c -Wa,-mcpu=x", "-Wa,-mcpu=x"),
        ("-c a.c -mllvm -inline-threshold=5", ""),
        ("-c a.c -O2 -g -fPIC -Wall -std=c11 -mcpu=neoverse-n1", ""),
    ],
)
def test_options_that_forbid_rewriting(words: str, unsafe: str) -> None:
    call = classify(words.split())
    assert call.rewritable
    assert call.unsafe == unsafe


def test_remarks_are_asked_for() -> None:
    assert classify("-c a.c -Rpass=armcc".split()).remarks
    assert classify("-c a.c -fsave-optimization-record".split()).remarks
    assert not classify("-c a.c -O2".split()).remarks


def test_one_source_of_several_alone() -> None:
    words = "-c a.c -o=x -I a.c b.c -- c.c".split()
    call = classify(words)
    assert call.alone(words, "b.c") == "-c -o=x -I a.c b.c --".split()
    assert call.alone(words, "c.c") == "-c -o=x -I a.c -- c.c".split()


WORDS = st.one_of(
    st.text(max_size=8),
    st.sampled_from([*NAMES, "a.c", "b.cc", "-", "--", "@x", "-E", "-S"]),
    st.builds(lambda n, t: n + t, st.sampled_from(NAMES), st.text(max_size=5)),
)


@given(st.lists(WORDS, max_size=12))
def test_no_call_is_too_odd(words: list[str]) -> None:
    call = classify(words)
    if call.rewritable:
        assert call.jobs
        assert all(words[i] in words for i in call.inputs)
        assert len({o for _, o in call.jobs}) == len(call.jobs)


@given(st.lists(WORDS, max_size=8), st.sampled_from(["-E", "-S", "-###", "--coverage", "-m32"]))
def test_a_word_that_is_clangs_alone_wins_wherever_it_stands(words: list[str], word: str) -> None:
    before = classify(["-c", "a.c", *words])
    if before.rewritable and "--" not in words:
        assert not classify([word, "-c", "a.c", *words]).rewritable
        assert not classify(["-c", "a.c", *words, word]).rewritable
