"""Two ways to the text of machine code, which have to agree: llvm-mc and its library."""

from __future__ import annotations

from random import Random

import pytest

from armcc.function.contract import Contract
from armcc.function.tools import llvm_tool
from armcc.gates import disassemble as module
from armcc.gates.disassemble import disassemble

_FEATURES = "+bf16,+dotprod,+fullfp16,+i8mm,+lse,+neon,+v8a"
_CODE = bytes.fromhex(
    "2000028b c0035fd6 3f2303d5 00000054".replace(" ", "")
)  # add; ret; hint; b.eq
_LOAD_EXCLUSIVE = bytes.fromhex("460d5fc8")  # with bits set that should be ones


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(module, "_trusted", {})
    found = llvm_tool("llvm-mc")
    assert found is not None
    return found


def test_the_library_reads_words_as_the_tool_does(tool: str) -> None:
    rng = Random(7)
    words = [rng.randbytes(4) for _ in range(20_000)]
    decoder = module._decoder(tool, _FEATURES)
    if decoder is None:
        pytest.skip("llvm-mc is linked with no library")
    theirs = module._by_tool(tool, _FEATURES, words)
    assert sum(t is not None for t in theirs) > 4000
    ours = [decoder(w) for w in words]
    assert [o for o, t in zip(ours, theirs, strict=True) if o not in (t, None)] == []
    # Only what is unpredictable is left to the tool.
    assert sum(o is None and t is not None for o, t in zip(ours, theirs, strict=True)) < 300


def test_the_library_knows_no_more_features_than_the_tool(tool: str) -> None:
    dot = bytes.fromhex("2094824e")  # sdot v0.4s, v1.16b, v2.16b
    decoder = module._decoder(tool, "+neon")
    assert decoder is None or decoder(dot) is None
    assert module._by_tool(tool, "+neon", [dot]) == [None]


def test_code_is_read_the_same_the_first_and_the_second_time(tool: str) -> None:
    contract = Contract()
    first = disassemble(_CODE, contract)
    assert first == ["add x0, x1, x2", "ret", "paciasp", "b.eq #0"]
    assert disassemble(_CODE, contract) == first


def test_what_the_library_refuses_is_left_to_the_tool(tool: str) -> None:
    contract = Contract()
    disassemble(_CODE, contract)
    assert disassemble(_CODE + b"\xff\xff\xff\xff", contract)[-1] is None
    assert disassemble(_CODE + _LOAD_EXCLUSIVE, contract)[-1] == "ldxr x6, [x10]"


def test_a_library_that_reads_otherwise_than_the_tool_is_not_believed(
    tool: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_decoder", lambda *_: lambda _: "nop")
    contract = Contract()
    first = disassemble(_CODE, contract)
    assert disassemble(_CODE, contract) == first != ["nop"] * 4


def test_without_a_library_the_tool_reads_all(tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_library", lambda _: None)
    contract = Contract()
    assert disassemble(_CODE, contract) == disassemble(_CODE, contract)
