"""The words that other compilers get for the same program."""

from __future__ import annotations

import pytest

from armcc.function.contract import Contract
from armcc.function.function import Invocation
from armcc.passes.compilers import clang_command, gcc_command, gcc_march, gcc_words


@pytest.mark.parametrize(
    ("features", "march"),
    [
        ("+fp-armv8 +neon +v8a +outline-atomics -fmv", "armv8-a"),
        ("+crc +fp-armv8 +fullfp16 +lse +neon +rdm +sve +v8.1a +v8.2a +v8a",
         "armv8.2-a+crc+fp16+lse+rdma+sve+nobf16+nodotprod+noi8mm+norcpc"),
        ("+fp-armv8 +lse +neon +v8.1a +v8a",
         "armv8.1-a+lse+nobf16+nocrc+nodotprod+noi8mm+norcpc+nordma"),
        ("+bf16 +crc +dotprod +fp-armv8 +i8mm +lse +neon +rcpc +rdm +sve2 +v8a +v9.3a",
         "armv8.6-a+bf16+crc+dotprod+i8mm+lse+rcpc+rdma+sve2"),
        ("+v8a", "armv8-a+nofp"),
        ("+fp-armv8 +v8a", "armv8-a+nosimd"),
    ],
)  # fmt: skip
def test_gcc_may_use_no_more_than_the_contract_allows(features: str, march: str) -> None:
    assert gcc_march(Contract(features=tuple(features.split()))) == march


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("-O2 -DX=1 -D Y -Iinc -isystem sys -std=c99", "-DX=1 -D Y -Iinc -isystem sys -std=c99"),
        ("-mllvm -unroll-count=2 -Xclang -x -Rpass=a", ""),
        ("-Weverything -fcolor-diagnostics -Qunused-arguments", ""),
        ("-ffast-math -funsafe-math-optimizations", ""),
        ("-fno-strict-aliasing -fwrapv", "-fno-strict-aliasing -fwrapv"),
        ("-mcpu=neoverse-v2 -march=armv8-a -mtune=x", ""),
    ],
)  # fmt: skip
def test_gcc_gets_the_words_that_decide_the_meaning(words: str, kept: str) -> None:
    assert gcc_words(words.split()) == kept.split()


def invocation(source: str, *words: str) -> Invocation:
    return Invocation(("clang",), (*words, "-c", source, "-o", "x.o"), source, "/")


def test_gcc_is_asked_for_c_alone() -> None:
    contract = Contract(features=("+fp-armv8", "+neon"))
    assert gcc_command("gcc", invocation("a.cpp"), contract, "o.s", ["-O3"]) is None
    command = gcc_command("gcc", invocation("a.c", "-fPIC"), contract, "o.s", ["-O3"])
    assert command is not None
    assert "-fPIC" in command
    assert "-fPIE" not in command
    assert command[-1] == "-O3"


def test_clang_gets_the_users_words_and_ours_last() -> None:
    command = clang_command(invocation("a.c", "-Os", "-DX", "-g"), "o.s", ["-O3"])
    assert command[:4] == ["clang", "-Os", "-DX", "-g"]
    assert command[-1] == "-O3"
    assert "x.o" not in command
