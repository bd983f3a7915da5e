"""Cutting a module down to the functions wanted, without telling the optimiser lies."""

from __future__ import annotations

from armcc.function.llvm import binding, module_text
from armcc.passes.reduce import reduce_module, reduced_text

MODULE = """\
target triple = "aarch64-unknown-linux-gnu"

@counter = internal global i32 0, align 4
@private_to_hot = internal global i32 0, align 4
@limit = internal constant i32 7, align 4
@shared = global i32 0, align 4
@behind = internal global i32 0, align 4
@pointer = internal constant ptr @behind, align 8

define dso_local i32 @hot(i32 noundef %0) #0 {
  %2 = call i32 @helper(i32 %0)
  %3 = load i32, ptr @counter, align 4
  store i32 %3, ptr @private_to_hot, align 4
  %4 = call i32 @cold(i32 %3)
  ret i32 %2
}

define internal i32 @helper(i32 %0) {
  ret i32 %0
}

define internal fastcc noundef i32 @static_hot(i32 range(i32 1, 4) %0) #0 {
  ret i32 %0
}

define internal void @caller() section "x" {
  %1 = call fastcc i32 @static_hot(i32 2)
  call void @far(i32 %1)
  ret void
}

define hidden void @far(i32 %0) #0 {
  store i32 %0, ptr @counter, align 4
  %2 = load ptr, ptr @pointer, align 8
  store i32 %0, ptr %2, align 4
  ret void
}

define linkonce_odr i32 @cold(i32 %0) #0 {
  call void @caller()
  ret i32 2
}

define weak_odr void @unrelated() {
  call void @caller()
  ret void
}

attributes #0 = { nounwind "target-cpu"="generic" }
"""


def head(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if f"@{name}(" in line and "call " not in line)


def test_the_optimised_module_keeps_only_the_functions_wanted() -> None:
    text = reduced_text(MODULE, {"hot"}, callees=False)
    assert text is not None
    assert head(text, "hot").startswith("define dso_local i32")
    assert head(text, "helper") == "declare dso_local i32 @helper(i32 %0)"
    assert head(text, "cold") == "declare i32 @cold(i32 %0) #0"
    assert head(text, "far") == "declare hidden void @far(i32 %0) #0"
    assert head(text, "static_hot").startswith("declare dso_local fastcc noundef i32")


def test_what_may_be_inlined_is_kept() -> None:
    text = reduced_text(MODULE, {"hot"}, callees=True)
    assert text is not None
    assert head(text, "helper").startswith("define internal")
    assert head(text, "unrelated").startswith("declare")


def test_a_static_function_keeps_its_callers_which_may_be_called_with_anything() -> None:
    text = reduced_text(MODULE, {"static_hot"}, callees=True)
    assert text is not None
    assert head(text, "static_hot").startswith("define internal fastcc")
    assert head(text, "caller").startswith("define dso_local void")
    assert head(text, "far").startswith("declare")


def test_static_data_that_the_rest_writes_is_no_longer_private() -> None:
    text = reduced_text(MODULE, {"hot"}, callees=False)
    assert text is not None
    assert "@counter = dso_local global i32 0" in text
    assert "@private_to_hot = internal global" in text
    assert "@limit = internal constant" in text
    assert "@behind = dso_local global i32 0" in text, "reached through a pointer"


def test_the_result_is_a_valid_module() -> None:
    llvm = binding()
    bitcode = llvm.parse_assembly(MODULE, context=llvm.create_context()).as_bitcode()
    for roots in ({"hot"}, {"static_hot"}, {"hot", "unrelated"}):
        for callees in (False, True):
            text = module_text(reduce_module(bitcode, roots, callees))
            for name in roots:
                assert head(text, name).startswith("define")


def test_a_module_that_is_all_needed_or_cannot_be_cut_stays_whole() -> None:
    names = {"hot", "helper", "static_hot", "caller", "far", "cold", "unrelated"}
    assert reduced_text(MODULE, names, callees=False) is None
    for more in ("@a = alias i32 (i32), ptr @cold\n", 'module asm ".globl q"\n'):
        assert reduced_text(MODULE + more, {"hot"}, callees=False) is None
    assert reduce_module(b"", {"hot"}, callees=True) == b""
    assert reduce_module(b"no bitcode", {"hot"}, callees=True) == b"no bitcode"


def test_the_platform_register_is_reserved() -> None:
    llvm = binding()
    more = 'attributes #1 = { "target-features"="+neon,-fmv" }\n'
    text = MODULE.replace("@hot(i32 noundef %0) #0", "@hot(i32 noundef %0) #1") + more
    bitcode = llvm.parse_assembly(text, context=llvm.create_context()).as_bitcode()
    for roots in ({"hot"}, {"hot", "helper", "static_hot", "caller", "far", "cold", "unrelated"}):
        result = module_text(reduce_module(bitcode, roots, callees=False))
        assert '"target-features"="+neon,-fmv,+reserve-x18"' in result
