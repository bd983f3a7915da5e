"""Turning the user's compile into runs of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.errors import Error
from armcc.function.words import compile_words, environment, is_c, language, options


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("-c a.c -o a.o", ""),
        ("-c -oa.o a.c", ""),
        ("-c --output=a.o a.c", ""),
        ("-O2 -MD -MF a.d -MT x -MQ y -MP -c a.c", "-O2"),
        ("-MMD -MFa.d -MTx -MJ j.json a.c", ""),
        ("-Wp,-MD,a.d -Wp,-DX=1 a.c", "-Wp,-DX=1"),
        ("-Wp,-MMD,a.d,-MT,x a.c", ""),
        ("-fsave-optimization-record=yaml -foptimization-record-file=x a.c", ""),
        ("-Rpass=armcc -Rpass-missed=.* -Rpass-analysis=a a.c", ""),
        ("--serialize-diagnostics x.dia a.c", ""),
        ("-fstack-usage -ftime-trace -ftime-trace=x -save-temps=obj a.c", ""),
        ("-g -gsplit-dwarf a.c", "-g -g"),
        ("-gsplit-dwarf=single a.c", "-g"),
        ("-Wall -Werror -Werror=foo -Wextra a.c", "-Wall -Wextra"),
        ("-I -c -D -o a.c", "-I -c -D -o"),
        ("-include a.c a.c", "-include a.c"),
        ("-Xclang -o -mllvm -MD a.c", "-Xclang -o -mllvm -MD"),
        ("-x c a.c", ""),
        ("-xc a.c", ""),
        ("-O2 -- a.c", "-O2"),
        ("-isystem dir -iquote dir2 a.c", "-isystem dir -iquote dir2"),
    ],
)
def test_outputs_and_remarks_go_and_the_rest_stays(words: str, kept: str) -> None:
    assert compile_words(words.split(), "a.c") == kept.split()


def test_a_source_that_is_only_an_argument_is_no_input() -> None:
    with pytest.raises(Error) as e:
        compile_words(["-include", "a.c", "-c"], "a.c")
    assert e.value.reason == "frontend"


@pytest.mark.parametrize(
    ("words", "tongue"),
    [
        ("a.c", "none"),
        ("-x c++ a.c", "c++"),
        ("-xc a.c -x c++", "c"),
        ("-x c++ -x none a.c", "none"),
        ("-x c++ -- a.c", "c++"),
    ],
)
def test_the_language_is_the_one_given_before_the_source(words: str, tongue: str) -> None:
    assert language(words.split(), "a.c") == tongue


def test_only_c_is_c() -> None:
    assert is_c(["a.c"], "a.c")
    assert is_c(["-x", "c", "a.inc"], "a.inc")
    assert not is_c(["-x", "c++", "a.c"], "a.c")
    assert not is_c(["a.cpp"], "a.cpp")
    assert not is_c(["a.i"], "a.i")


def test_variables_that_make_clang_write_elsewhere_are_unset() -> None:
    given_ = {"CC_PRINT_OPTIONS": "1", "DEPENDENCIES_OUTPUT": "x", "CPATH": "/i", "HOME": "/"}
    assert environment(given_) == {"CPATH": "/i", "HOME": "/"}


WORDS = st.lists(
    st.sampled_from(["-O2", "-I", "-Ia", "-D", "-c", "-o", "-MF", "--", "b.c", "-x", "-Wall"])
)


@given(WORDS)
def test_grouping_loses_no_word(words: list[str]) -> None:
    flat: list[str] = []
    seen = False
    for group in options(words):
        if group[0] == "--" and len(group) == 2:
            flat += [group[1]] if seen else list(group)
            seen = True
        else:
            flat += group
    assert flat == words or (words and words[-1] == "--" and [*flat, "--"] == words)
