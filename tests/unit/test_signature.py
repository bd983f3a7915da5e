"""Where AAPCS64 puts arguments and results (6.8.2 and 6.9), as clang spells them in IR."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.errors import Error
from armcc.function.contract import Contract, Value, value_of
from armcc.gates.signature import signature


def contract(*types: str, result: str = "") -> Contract:
    """A type may be followed by attributes: "ptr|sret(%s)|noalias"."""
    values = [value_of(t.split("|")[0], tuple(t.split("|")[1:])) for t in types]
    return Contract(arguments=tuple(values), result=value_of(result) if result else None)


def places(*types: str) -> str:
    return " ".join(f"{s.register}{s.number}" for s in signature(contract(*types)).slots)


# (the types of the arguments, the registers they arrive in)
PLACEMENT = [
    ((), ""),
    (("i32", "i64", "ptr"), "x0 x1 x2"),
    (("float", "double", "half"), "v0 v1 v2"),
    # Integers and floats are counted apart.
    (("i32", "float", "ptr", "double", "i8"), "x0 v0 x1 v1 x2"),
    (("i32",) * 8, "x0 x1 x2 x3 x4 x5 x6 x7"),
    (("double",) * 8 + ("i64",) * 8, "v0 v1 v2 v3 v4 v5 v6 v7 x0 x1 x2 x3 x4 x5 x6 x7"),
    (("<4 x i32>", "i32", "<2 x float>"), "v0 x0 v1"),
    # The address of a large result comes in x8 and takes no argument register.
    (("ptr|sret(%struct.s)|noalias", "i32", "ptr"), "x8 x0 x1"),
    # A composite of two words; homogeneous aggregates, each member in its own register.
    (("[2 x i64]", "i32"), "x0 x1 x2"),
    (("i32", "[2 x i64]", "float"), "x0 x1 x2 v0"),
    (("[4 x float]", "[2 x double]"), "v0 v1 v2 v3 v4 v5"),
    (("[3 x <4 x float>]", "ptr"), "v0 v1 v2 x0"),
    (("i1", "i16", "i7"), "x0 x1 x2"),
    # An even register and the next.
    (("i128", "i32"), "x0 x1 x2"),
    (("i32", "i128", "i32"), "x0 x2 x3 x4"),
    (("i32",) * 7 + ("i128", "i32"), "x0 x1 x2 x3 x4 x5 x6 stack0 stack8 stack16"),
    # What the registers do not hold lies behind sp, at multiples of 8.
    (("i32",) * 10 + ("i8", "ptr"), "x0 x1 x2 x3 x4 x5 x6 x7 stack0 stack8 stack16 stack24"),
    (("double",) * 9 + ("float",), "v0 v1 v2 v3 v4 v5 v6 v7 stack0 stack8"),
    (("i64",) * 9 + ("float", "i64"), "x0 x1 x2 x3 x4 x5 x6 x7 stack0 v0 stack8"),
    (("i64",) * 9 + ("i128",), "x0 x1 x2 x3 x4 x5 x6 x7 stack0 stack16 stack24"),
    (("float",) * 9 + ("<4 x i32>",), "v0 v1 v2 v3 v4 v5 v6 v7 stack0 stack16"),
    # An array is never split between registers and memory, and closes its registers.
    (("i64",) * 7 + ("[2 x i64]", "i64"), "x0 x1 x2 x3 x4 x5 x6 stack0 stack8 stack16"),
    (("float",) * 6 + ("[3 x float]", "float"), "v0 v1 v2 v3 v4 v5 stack0 stack4 stack8 stack16"),
]


@pytest.mark.parametrize(("types", "registers"), PLACEMENT)
def test_registers_of_arguments(types: tuple[str, ...], registers: str) -> None:
    assert places(*types) == registers


# (arguments, result, a word of the message)
NOT_JUDGED = [
    (("ptr|byval(i64)",), "", "passed byval"),
    (("i64|inreg",), "", "passed inreg"),
    (("fp128",), "", "fp128"),
    (("<3 x i64>",), "", "<3 x i64>"),
    (("{ i64, [2 x i8] }",), "", "{ i64"),
    (("[2 x i64]|alignstack(16)",), "", "[2 x i64]"),  # needs an even register
    ((), "i256", "i256"),
    ((), "fp128", "fp128"),
    ((), "{ i128, i64 }", "i128"),
    ((), "[9 x i64]", "[9 x i64]"),
]


@pytest.mark.parametrize(("types", "result", "word"), NOT_JUDGED)
def test_what_is_not_judged_has_the_reason_signature(
    types: tuple[str, ...], result: str, word: str
) -> None:
    with pytest.raises(Error) as caught:
        signature(contract(*types, result=result))
    assert caught.value.reason == "signature"
    assert word in caught.value.message


@pytest.mark.parametrize("convention", ["ccc", "fastcc"])
def test_conventions_with_the_same_registers(convention: str) -> None:
    found = signature(Contract(convention=convention, arguments=(value_of("i32"),)))
    assert [(s.register, s.number) for s in found.slots] == [("x", 0)]


@pytest.mark.parametrize(
    "convention", ["preserve_mostcc", "swiftcc", "aarch64_vector_pcs", "coldcc", "tailcc", ""]
)
def test_other_conventions_are_not_judged(convention: str) -> None:
    with pytest.raises(Error, match="calling convention") as caught:
        signature(Contract(convention=convention))
    assert caught.value.reason == "convention"


def test_what_the_contract_cannot_say_is_not_judged() -> None:
    with pytest.raises(Error) as caught:
        signature(Contract(refused="volatile", unsupported="volatile accesses"))
    assert (caught.value.reason, caught.value.message) == ("volatile", "volatile accesses")


def test_no_result_has_no_live_bits() -> None:
    assert signature(Contract()).results == ()


# (result, live bits by register); the bits of single results are tested with the comparison.
RESULTS = [
    ("{ i32, i64, float }", (("x", 0, 32), ("x", 1, 64), ("v", 0, 32))),
    ("{ double, ptr }", (("v", 0, 64), ("x", 0, 64))),
    ("[4 x double]", tuple(("v", n, 64) for n in range(4))),
    ("[4 x <4 x i32>]", tuple(("v", n, 128) for n in range(4))),
    ("i128", (("x", 0, 64), ("x", 1, 64))),
    ("i1", (("x", 0, 8),)),
]


@pytest.mark.parametrize(("result", "live"), RESULTS)
def test_registers_of_results(result: str, live: tuple[tuple[str, int, int], ...]) -> None:
    assert signature(contract(result=result)).results == live


# (type, register it lands in first, the name that people see)
NAMES = [
    ("i32", "w0"), ("i8", "w0"), ("i64", "x0"), ("i33", "x0"), ("ptr", "x0"),
    ("half", "h0"), ("float", "s0"), ("double", "d0"), ("<4 x float>", "q0"), ("<8 x i8>", "d0"),
]  # fmt: skip


def test_the_name_of_what_lies_behind_sp() -> None:
    assert signature(contract(*["i64"] * 10)).slots[9].name == "[sp+8]"


@pytest.mark.parametrize(("spelling", "name"), NAMES)
def test_names_for_people(spelling: str, name: str) -> None:
    assert signature(contract(spelling)).slots[0].name == name


def test_pointers_integers_and_what_they_promise() -> None:
    found = signature(contract("ptr|noalias|readonly", "i32", "float", "ptr", "i64"))
    assert [s.index for s in found.pointers] == [0, 3]
    assert [s.index for s in found.integers] == [1, 4]
    assert [s.noalias for s in found.pointers] == [True, False]


SINGLES = st.sampled_from(["i1", "i8", "i32", "i64", "ptr", "half", "float", "double", "<4 x i32>"])


@given(st.lists(SINGLES, max_size=18))
def test_each_bank_counts_up_from_zero_and_goes_on_behind_sp(types: list[str]) -> None:
    general = [t for t in types if t[0] in "ip"]
    vector = [t for t in types if t not in general]
    slots = signature(contract(*types)).slots
    assert [s.value for s in slots] == [value_of(t) for t in types]
    assert [s.index for s in slots] == list(range(len(types)))
    for bank, members in (("x", general), ("v", vector)):
        mine = [s for s in slots if s.register == bank]
        assert [s.number for s in mine] == list(range(min(len(members), 8)))
        assert [s.value.type for s in mine] == members[:8]
    behind = [s for s in slots if s.register == "stack"]
    assert len(behind) == max(len(general) - 8, 0) + max(len(vector) - 8, 0)
    end = 0
    for s in behind:
        size = 16 if s.value.bits == 128 else 8
        assert end <= s.number < end + 16
        assert s.number % size == 0
        end = s.number + size


def test_a_piece_keeps_the_type_of_the_member() -> None:
    slots = signature(contract("[2 x i32]", "[2 x double]")).slots
    assert [s.value for s in slots] == [
        Value("int", 32, "i32"),
        Value("int", 32, "i32"),
        Value("float", 64, "double"),
        Value("float", 64, "double"),
    ]
