"""One callee by the prototypes of all its calls."""

from __future__ import annotations

import pytest

from armcc.errors import Error
from armcc.function.from_ir import told_apart
from armcc.function.ir import ModuleText, parse_prototype, read_body
from armcc.function.prototypes import Joint, joint


def joined(*spelled: str) -> Joint:
    return joint("f", [parse_prototype(s) for s in spelled])


def test_calls_of_one_type_are_not_told_apart() -> None:
    found = joined("i32 (ptr, i64)", "i32 (ptr noundef, i64 noundef)")
    assert [p.live for p in found.arguments] == [("x", 0, 64), ("x", 1, 64)]
    assert found.variants == ()


def test_each_prototype_has_its_own_of_all_places() -> None:
    found = joined("i32 (ptr, ...)", "i32 (ptr, i32, ...)", "i32 (ptr, i64, double, ...)")
    places = [("x", 0, 64), ("x", 1, 32), ("x", 1, 64), ("v", 0, 64)]
    assert [p.live for p in found.arguments] == places
    assert [v.arguments for v in found.variants] == [(0,), (0, 1), (0, 2, 3)]


def test_constants_become_checks() -> None:
    found = joined(
        'i32 (ptr "armcc-reads"="6125640a00", i32, ...)', 'i32 (ptr, i32 "armcc-is"="-1", i64, ...)'
    )
    (format_,), (number,) = (v.checks for v in found.variants)
    assert (format_.bank, format_.number, format_.content) == ("x", 0, b"a%d\n\0")
    assert (number.bank, number.number, number.bits, number.value) == ("x", 1, 32, 0xFFFFFFFF)


def test_words_on_the_stack_are_counted() -> None:
    nine = ", ".join(["i64"] * 9)
    assert joined(f"void ({nine})").stack == 8
    assert joined(f"void ({nine}, i8, i8)").stack == 24
    assert joined(f"void ({', '.join(['i64'] * 16)})").stack == 64
    with pytest.raises(Error, match="more than 64 bytes"):
        joined(f"void ({', '.join(['i64'] * 16)}, i8)")


def test_some_may_give_nothing_but_not_something_else() -> None:
    found = joined("ptr (i64)", "void (ptr, i64)")
    assert [v.gives for v in found.variants] == [True, False]
    assert [p.live for p in found.results] == [("x", 0, 64)]
    with pytest.raises(Error, match="results of different types"):
        joined("i32 (i64)", "i64 (i64)")


MODULE = r"""
@.str = private unnamed_addr constant [6 x i8] c"a\22\\%d\00", align 1
@named = constant [3 x i8] c"xy\00", align 1
declare i32 @say(ptr, ...)
define i32 @f(i32 %0, i64 %1) {
  %3 = call i32 (ptr, ...) @say(ptr noundef @.str, i32 noundef %0, ptr null, i1 true)
  %4 = call i32 (ptr, ...) @say(ptr @named, i64 %1)
  %5 = call i32 (ptr, ...) @say(ptr getelementptr inbounds (i8, ptr @.str, i64 1), i32 -7)
  %8 = call i32 (ptr, ...) @say(ptr null, i128 5, i32 poison, double 1.0, ptr @say)
  %6 = call i32 @one(i32 5)
  %7 = call i32 @one(i32 %0)
  ret i32 %3
}
declare i32 @one(i32)
"""


def test_what_is_constant_is_read_off_the_calls() -> None:
    module = ModuleText(MODULE)
    found = told_apart(read_body(module, module.definition("f")))
    assert ("one", "i32 (i32)") in found
    said = {spelled for name, spelled in found if name == "say"}
    first = 'i32 (ptr "armcc-reads"="61225c256400" noundef, i32 noundef, ptr "armcc-is"="0"'
    assert said == {
        first + ', i1 "armcc-is"="1", ...)',
        'i32 (ptr "armcc-is"="0", i128, i32, double, ptr, ...)',  # of i128 each half is another
        "i32 (ptr, i64, ...)",  # another object may define `named`
        'i32 (ptr "armcc-reads"="225c256400", i32 "armcc-is"="-7", ...)',
    }
