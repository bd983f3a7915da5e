"""Reading signatures, calls and traits out of IR text."""

# ruff: noqa: E501 - IR stands here as LLVM prints it

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.function.contract import Contract, Value, value_of
from armcc.function.escapes import Escapes, frame_escapes, size_of
from armcc.function.ir import (
    IrError,
    ModuleText,
    Prototype,
    parse_call,
    parse_header,
    parse_prototype,
    read_body,
    split_top,
)

MODULE = """\
source_filename = "a.c"

%struct.pair = type { i64, double }
%"struct.odd name" = type { %struct.pair, i8 }

@table = internal unnamed_addr constant [4 x i32] [i32 1, i32 2, i32 3, i32 4], align 4
@.str = private unnamed_addr constant [10 x i8] c"armcc.off\\00", section "llvm.metadata"
@.str.1 = private unnamed_addr constant [4 x i8] c"a.c\\00", section "llvm.metadata"
@llvm.global.annotations = appending global [2 x { ptr, ptr, ptr, i32, ptr }] [{ ptr, ptr, ptr, i32, ptr } { ptr @plain, ptr @.str, ptr @.str.1, i32 4, ptr null }, { ptr, ptr, ptr, i32, ptr } { ptr @other, ptr @.str.1, ptr @.str.1, i32 4, ptr null }], section "llvm.metadata"

; Function Attrs: hot
define dso_local i32 @plain(ptr noundef readonly captures(none) %0, i32 noundef %1) local_unnamed_addr #0 {
  %3 = load i32, ptr %0, align 4
  %4 = add i32 %3, %1
  ret i32 %4
}

define internal fastcc noundef range(i32 0, 5) i32 @"odd name"(i32 noundef range(i32 3, 5) %0, ptr dead_on_unwind noalias writable sret(%"struct.odd name") align 8 %1) unnamed_addr #1 section "x" personality ptr @__gxx_personality_v0 !dbg !7 {
entry:
  switch i32 %0, label %a [
    i32 0, label %b
    i32 1, label %b
  ]
a:
  %v = load volatile i32, ptr %1, align 2
  %w = load atomic i32, ptr %1 monotonic, align 8
  store i8 0, ptr %1, align 1, !tbaa !3
  %f = fmul <4 x float> %x, splat (float 2.000000e+00)
  %g = tail call i32 (ptr, ...) @printf(ptr noundef nonnull @.str, i32 noundef %0, double 1.0) #2
  %h = call %struct.pair %1(ptr byval(%struct.pair) align 8 %1, i64 5)
  %i = invoke fastcc i32 @"quoted callee"(i32 signext 4) to label %b unwind label %b
  call void asm sideeffect "nop, \\22", "~{memory}"(i32 %0) #2
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %1, ptr align 16 %1, i64 32, i1 true)
  %big = alloca i8, i64 %n, align 16
  call void @exit(i32 1) #3
  unreachable
b:
  ret i32 0
}

declare void @exit(i32 noundef) local_unnamed_addr #3

declare i32 @printf(ptr noundef readonly captures(none), ...) #1

attributes #0 = { hot nounwind "target-cpu"="generic" "target-features"="+neon,+v8a" }
attributes #1 = { nounwind allocsize(0) }
attributes #2 = { nounwind willreturn memory(argmem: read) }
attributes #3 = { noreturn nounwind }

!7 = distinct !DISubprogram(name: "odd", scope: !8, file: !8, line: 12, type: !9)
!8 = !DIFile(filename: "dir/a.c", directory: "/src")
"""


@pytest.fixture
def module() -> ModuleText:
    return ModuleText(MODULE)


def test_functions_are_found_by_name(module: ModuleText) -> None:
    assert module.names() == ["plain", "odd name"]


def test_a_plain_signature(module: ModuleText) -> None:
    p = module.definition("plain").prototype
    assert p.convention == "ccc"
    assert p.result == Value("int", 32, "i32")
    assert p.arguments == (
        Value("pointer", 64, "ptr", ("captures(none)", "noundef", "readonly")),
        Value("int", 32, "i32", ("noundef",)),
    )
    assert "hot" in p.attributes
    assert '"target-features"="+neon,+v8a"' in p.attributes


def test_a_signature_with_everything(module: ModuleText) -> None:
    d = module.definition("odd name")
    assert d.linkage == "internal"
    assert d.section == "x"
    assert d.personality
    assert d.prototype.convention == "fastcc"
    assert d.prototype.result == Value("int", 32, "i32", ("noundef", "range(i32 0, 5)"))
    assert d.prototype.arguments[0].attributes == ("noundef", "range(i32 3, 5)")
    sret = d.prototype.arguments[1].attributes
    assert sret == (
        "align 8",
        "dead_on_unwind",
        "noalias",
        "sret({ { i64, double }, i8 })",
        "writable",
    )
    assert module.subprogram(d.subprogram) == ("dir/a.c", 12)


def test_traits_and_callees(module: ModuleText) -> None:
    body = read_body(module, module.definition("odd name"))
    assert body.traits == (
        "atomic",
        "call",
        "calls-varargs",
        "dynamic-alloca",
        "fp32",
        "indirect-call",
        "inline-asm",
        "invoke",
        "memory-alignment=1",
        "stores=bytes",
        "stores=i8",
        "volatile",
    )
    assert body.callees == (
        ("", "{ i64, double } (ptr align 8 byval({ i64, double }), i64)"),
        ("exit", "void (i32 noundef) noreturn nounwind"),
        (
            "printf",
            "i32 (ptr captures(none) nonnull noundef readonly, i32 noundef, double, ...) memory(argmem: read) nounwind willreturn",
        ),
        ("quoted callee", "fastcc i32 (i32 signext)"),
    )


@pytest.mark.parametrize(
    ("line", "traits"),
    [
        ("%1 = load i32, ptr %0, align 4", {"memory-alignment=4"}),
        ("%1 = load volatile i32, ptr %0, align 4", {"memory-alignment=4", "volatile"}),
        ("%1 = load atomic i32, ptr %0 seq_cst, align 4", {"atomic", "memory-alignment=4"}),
        (
            "store atomic volatile i32 1, ptr %0 release, align 4",
            {"atomic", "memory-alignment=4", "stores=i32", "volatile"},
        ),
        ("%2 = atomicrmw add ptr %0, i32 2 monotonic, align 4", {"atomic", "memory-alignment=4"}),
        (
            "%2 = cmpxchg weak volatile ptr %0, i32 1, i32 2 acquire acquire, align 4",
            {"atomic", "memory-alignment=4", "volatile"},
        ),
        ("fence seq_cst", {"atomic"}),
        ("%2 = frem double %0, %1", {"fp64"}),
        ("%2 = call half @llvm.fma.f16(half %0, half %0, half %0)", {"fp16"}),
        ("%2 = fpext bfloat %0 to float", {"bf16", "fp32"}),
        ("%2 = call ptr @llvm.threadlocal.address.p0(ptr @x)", {"tls"}),
        ("%2 = musttail call i32 @f(i32 %0)", {"call", "musttail"}),
        ("%2 = alloca [16 x i8], align 16", set()),
        ("%2 = alloca i32, i32 4, align 4", set()),
        ("call void @llvm.va_start.p0(ptr %0)", {"varargs"}),
        (
            '%2 = call double @llvm.experimental.constrained.fadd.f64(double %0, double %1, metadata !"round.tonearest", metadata !"fpexcept.strict")',
            {"fp64", "strictfp"},
        ),
        ("%2 = add <vscale x 4 x i32> %0, %1", {"scalable"}),
        ('%"volatile atomic" = add i32 %0, %1', set()),
        ("store float %0, ptr %1, align 4", {"memory-alignment=4", "stores=float"}),
        (
            "store <4 x i16> splat (i16 3), ptr %1, align 8",
            {"memory-alignment=8", "stores=i16"},
        ),
        ("store ptr null, ptr %1, align 8", {"memory-alignment=8", "stores=ptr"}),
        (
            "store { i64, [2 x double] } %0, ptr %1, align 8",
            {"memory-alignment=8", "stores=double", "stores=i64"},
        ),
        (
            "call void @llvm.masked.store.v4f32.p0(<4 x float> %0, ptr align 4 %1, <4 x i1> %2)",
            {"fp32", "stores=float"},
        ),
        (
            "call void @llvm.aarch64.neon.st2.v8i8.p0(<8 x i8> %0, <8 x i8> %1, ptr %2)",
            {"stores=i8"},
        ),
        (
            "call void @llvm.memset.p0.i64(ptr align 4 %0, i8 0, i64 16, i1 false)",
            {"memory-alignment=4", "stores=bytes"},
        ),
        ("%2 = fadd nnan contract float %0, %1", {"fp32", "fast=nnan", "fast=contract"}),
        ("%2 = fadd float %0, %1", {"fp32"}),
        (
            "%2 = tail call fast double @llvm.sqrt.f64(double %0)",
            {"fp64", *(f"fast={f}" for f in "afn arcp contract ninf nnan nsz reassoc".split())},
        ),
        ('%"a b" = fcmp ninf olt double %0, %1', {"fp64", "fast=ninf"}),
        ("%2 = select nsz i1 %0, float %1, float 0.0", {"fast=nsz"}),
        ("%2 = call i64 @llvm.returnaddress(i32 0)", {"machine-state"}),
        ("%2 = call <4 x i1> @llvm.get.active.lane.mask.v4i1.i32(i32 0, i32 %0)", set()),
        ("%2 = call i64 @llvm.get.fpenv.i64()", {"machine-state"}),
    ],
)
def test_traits_of_one_instruction(line: str, traits: set[str]) -> None:
    module = ModuleText(f"define void @f() {{\n  {line}\n  ret void\n}}\n")
    assert set(read_body(module, module.definition("f")).traits) == traits


# What is done with locals %a (4 bytes), %b (8) and %c (64), and how their addresses get out:
# not at all, as they are, as they are or just behind one, or in a way that cannot be compared.
NO, YES, ENDS, NEVER = "no", "yes", "ends", "never"
ESCAPES = [
    ("call void @g(ptr %a)", YES),
    ("call void @llvm.lifetime.start.p0(i64 16, ptr %a)", NO),
    ("call void @llvm.memset.p0.i64(ptr align 4 %a, i8 0, i64 16, i1 false)", NO),
    ("call void @llvm.unheard.of(ptr %a)", NEVER),
    ("%1 = call ptr @memcpy(ptr %a, ptr %p, i64 %n)", NO),
    ("%1 = call ptr @memcpy(ptr %a, ptr %p, i64 %n)\n  ret ptr %1", NEVER),
    ("%1 = call ptr @memcpy(ptr %a, ptr %p, i64 %n)\n  call void @g(ptr %1)", YES),
    ("%1 = call i64 @strlen(ptr %a)", YES),
    ("call void %p(ptr %a)", YES),
    ("call void @g(ptr %p)", NO),
    ("ret ptr %a", NEVER),
    ("store ptr %a, ptr %p, align 8", YES),
    ("store ptr %a, ptr %b, align 8", YES),
    ("store ptr %a, ptr %p, align 4", NEVER),
    ("store volatile ptr %a, ptr %p, align 8", NEVER),
    ("store atomic ptr %a, ptr %p release, align 8", NEVER),
    ("store ptr %p, ptr %a, align 8", NO),
    ("store i32 0, ptr %a, align 4", NO),
    ("%1 = load i32, ptr %a, align 4", NO),
    ("%1 = getelementptr inbounds i8, ptr %a, i64 4\n  store i8 1, ptr %1, align 1", NO),
    ("%1 = getelementptr inbounds i8, ptr %a, i64 4\n  store ptr %1, ptr %p, align 1", NEVER),
    # Places in a local, behind it, outside it, and any.
    ("%1 = getelementptr inbounds i8, ptr %c, i64 63\n  call void @g(ptr %1)", YES),
    ("%1 = getelementptr i8, ptr %c, i64 63\n  call void @g(ptr %1)", YES),
    ("%1 = getelementptr inbounds i8, ptr %c, i64 64\n  call void @g(ptr %1)", ENDS),
    ("%1 = getelementptr i8, ptr %c, i64 64\n  call void @g(ptr %1)", ENDS),
    ("%1 = getelementptr i8, ptr %c, i64 65\n  call void @g(ptr %1)", NEVER),
    ("%1 = getelementptr i8, ptr %c, i64 -1\n  call void @g(ptr %1)", NEVER),
    ("%1 = getelementptr i32, ptr %c, i64 15\n  call void @g(ptr %1)", YES),
    ("%1 = getelementptr i32, ptr %c, i64 17\n  call void @g(ptr %1)", NEVER),
    ("%1 = getelementptr %t, ptr %c, i64 2\n  call void @g(ptr %1)", YES),
    ("%1 = getelementptr %t, ptr %c, i64 5\n  call void @g(ptr %1)", NEVER),
    ("%1 = getelementptr i8, ptr %c, i64 72\n  %2 = getelementptr i8, ptr %1, i64 -16\n  call void @g(ptr %2)", YES),
    ("%1 = getelementptr inbounds i8, ptr %c, i64 %n\n  call void @g(ptr %1)", ENDS),
    ("%1 = getelementptr i8, ptr %c, i64 %n\n  call void @g(ptr %1)", NEVER),
    ("%1 = getelementptr nuw i8, ptr %c, i64 %n\n  call void @g(ptr %1)", NEVER),
    ("%1 = getelementptr i8, ptr %c, i64 %n\n  store i8 1, ptr %1, align 1", NO),
    ("%1 = getelementptr i8, <2 x ptr> %v, i64 1\n  call void @g(ptr %c)", YES),
    # A walk through a local, in bounds and not.
    ("%1 = phi ptr [ %c, %x ], [ %2, %y ]\n  %2 = getelementptr inbounds i8, ptr %1, i64 1\n  call void @g(ptr %1)", ENDS),
    ("%1 = phi ptr [ %c, %x ], [ %2, %y ]\n  %2 = getelementptr i8, ptr %1, i64 1\n  call void @g(ptr %1)", NEVER),
    # Numbers: a distance and its low bits tell nothing, all else may.
    ("%1 = ptrtoint ptr %a to i64", NO),
    ("%1 = ptrtoint ptr %a to i64\n  call void @g(i64 %1)", NEVER),
    ("%1 = ptrtoint ptr %a to i64\n  %2 = xor i64 %1, 5", NEVER),
    ("%1 = ptrtoint ptr %a to i64\n  %2 = sub i64 0, %1", NEVER),
    ("%1 = ptrtoint ptr %a to i64\n  %2 = and i64 %1, 7", NO),
    ("%1 = ptrtoint ptr %a to i64\n  %2 = and i64 %1, -8", NEVER),
    ("%1 = ptrtoint ptr %a to i64\n  %2 = ptrtoint ptr %b to i64\n  %3 = sub i64 %1, %2", NEVER),
    ("%1 = ptrtoint ptr %c to i64\n  %2 = getelementptr i8, ptr %c, i64 8\n  %3 = ptrtoint ptr %2 to i64\n  %4 = sub i64 %3, %1", NO),
    ("%1 = ptrtoint ptr %c to i64\n  %2 = ptrtoint ptr %p to i64\n  %3 = sub i64 %2, %1", NEVER),
    ("%1 = ptrtoint ptr %c to i64\n  %q = load ptr, ptr %p, align 8\n  %2 = ptrtoint ptr %q to i64\n  %3 = sub i64 %2, %1", NO),
    ("%1 = icmp eq ptr %a, %p", NO),
    ("%1 = icmp eq ptr %a, null", NO),
    ("%1 = getelementptr i8, ptr %a, i64 4\n  %2 = icmp ult ptr %a, %1", NO),
    ("%1 = icmp eq ptr %a, %b", NO),
    ("%1 = icmp ult ptr %a, %b", NEVER),
    ("%1 = select i1 %c, ptr %p, ptr %a\n  ret ptr %1", NEVER),
    ("%1 = select i1 %i, ptr %b, ptr %a\n  call void @g(ptr %1)", YES),
    # A phi that names what stands below it.
    ("%1 = phi ptr [ %p, %x ], [ %2, %y ]\n  %2 = getelementptr i8, ptr %a, i64 1\n  call void @g(ptr %1)", YES),
    ("%1 = insertvalue { ptr, i64 } poison, ptr %a, 0", NEVER),
    ("%1 = insertelement <2 x ptr> poison, ptr %a, i64 0", NEVER),
    ("#dbg_declare(ptr %a, !1, !DIExpression(), !2)", NO),
    ("%1 = call i32 @g(i32 1), !note !{ptr %a}", NO),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "how"), ESCAPES)
def test_what_lets_the_address_of_a_local_out(lines: str, how: str) -> None:
    locals_ = (
        "%a = alloca i32, align 4\n  %b = alloca i64, align 4\n  %c = alloca [64 x i8], align 1"
    )
    text = f"%t = type {{ i64, i8 }}\ndefine void @f() {{\n  {locals_}\n  {lines}\n  ret void\n}}\n"
    module = ModuleText(text)
    found = read_body(module, module.definition("f"))
    assert ("frame-escapes" in found.traits) == (how == NEVER)
    assert found.escapes.out == (how != NO)
    if how != NEVER:
        assert found.escapes.ends == (how == ENDS)
    without = ModuleText(text.replace("alloca", "load"))
    assert not read_body(without, without.definition("f")).escapes.out


def test_a_local_whose_size_is_not_known_may_be_left_by_any_step() -> None:
    def ends(step: str) -> Escapes:
        body = f"%a = alloca %opaque, align 8\n{step}\ncall void @g(ptr %1)".split("\n")
        return frame_escapes(body, {})

    inside = ends("%1 = getelementptr inbounds i8, ptr %a, i64 4")
    assert (inside.comparable, inside.ends) == (True, True)
    assert not ends("%1 = getelementptr i8, ptr %a, i64 %n").comparable
    assert not ends("%1 = freeze ptr %a").ends


@pytest.mark.parametrize(
    ("spelling", "size"),
    [
        ("i8", 1),
        ("i64", 8),
        ("ptr", 8),
        ("[3 x i16]", 6),
        ("<4 x float>", 16),
        ("{ i8, i32 }", 8),
        ("{ i8, ptr, i8 }", 24),
        ("%t", 16),
        ("[2 x %t]", 32),
        ("{ i8, [3 x { i16, i8 }] }", 14),
        ("<{ i8, i32 }>", None),
        ("i1", None),
        ("i37", None),
        ("%opaque", None),
    ],
)
def test_the_size_of_a_type(spelling: str, size: int | None) -> None:
    assert size_of(spelling, {"%t": "{ i64, i8 }"}) == size


def test_a_call_knows_what_its_declaration_says() -> None:
    module = ModuleText(
        "define void @f() {\n"
        "  %1 = call signext i8 @g(ptr nonnull %p, i32 3) #0\n"
        "  %2 = call i32 (ptr, ...) @h(ptr %p, double 1.0)\n"
        "  ret void\n}\n"
        "declare range(i8 0, 5) i8 @g(ptr returned, i32 range(i32 1, 9)) #1\n"
        "declare i32 @h(ptr readonly, ...)\n"
        "attributes #0 = { willreturn }\nattributes #1 = { nounwind memory(argmem: read) }\n"
    )
    assert read_body(module, module.definition("f")).callees == (
        ("g", "range(i8 0, 5) signext i8 (ptr nonnull returned, i32 range(i32 1, 9)) memory(argmem: read) nounwind willreturn"),
        ("h", "i32 (ptr readonly, double, ...)"),
    )  # fmt: skip


def test_a_call_through_a_constant_address_is_indirect() -> None:
    call = parse_call("call void inttoptr (i64 4096 to ptr)(i32 1)", {})
    assert call is not None
    assert (call.kind, call.callee) == ("indirect", "")


@pytest.mark.parametrize("convention", ["fastcc", "coldcc", "cc 99", "cc99", "swiftcc",
                                        "aarch64_vector_pcs", "preserve_mostcc"])  # fmt: skip
def test_conventions_are_kept_apart_from_ccc(convention: str) -> None:
    header = parse_header(f"define {convention} void @f(i32 %0) {{", {})
    assert header.prototype.convention != "ccc"
    assert header.prototype.result is None


@pytest.mark.parametrize(
    ("spelling", "pieces"),
    [
        ("i32", ["i32"]),
        ("[2 x i64]", ["i64", "i64"]),
        ("{ i64, double }", ["i64", "double"]),
        ("[4 x float]", ["float"] * 4),
        ("<4 x float>", ["<4 x float>"]),
        ("<2 x float>", ["<2 x float>"]),
        ("<3 x float>", []),
        ("<8 x i32>", []),
        ("<vscale x 4 x i32>", []),
        ("i128", []),
        ("fp128", []),
        ("[2 x i128]", []),
        ("{ { i64 }, i64 }", []),
    ],
)
def test_what_takes_one_register_each(spelling: str, pieces: list[str]) -> None:
    assert [p.type for p in value_of(spelling).pieces()] == pieces


TYPES = st.sampled_from(
    ["i1", "i32", "i64", "ptr", "float", "double", "<4 x float>", "{ i64, double }", "[2 x i64]"]
)
ATTRIBUTES = st.sets(
    st.sampled_from(
        ["noundef", "noalias", "align 16", "range(i32 -1, 5)", "captures(address, read_provenance)",
         "initializes((0, 4), (8, 12))", "dereferenceable(16)", "sret({ i64, [2 x i8] })"]
    )
)  # fmt: skip
VALUES = st.builds(lambda t, a: value_of(t, tuple(a)), TYPES, ATTRIBUTES)
PROTOTYPES = st.builds(
    Prototype,
    st.sampled_from(["ccc", "fastcc", "swiftcc"]),
    st.none() | VALUES,
    st.lists(VALUES, max_size=9).map(tuple),
    st.booleans(),
    st.sampled_from([(), ("nounwind",), ("memory(argmem: read)", "noreturn")]),
)


@given(PROTOTYPES)
def test_a_prototype_reads_back_from_its_spelling(prototype: Prototype) -> None:
    assert parse_prototype(str(prototype)) == prototype


@given(PROTOTYPES)
def test_a_definition_gives_the_prototype_it_was_written_with(p: Prototype) -> None:
    result = " ".join([*p.result.attributes, p.result.type]) if p.result else "void"
    arguments = [f"{' '.join([a.type, *a.attributes])} %{i}" for i, a in enumerate(p.arguments)]
    inside = ", ".join(arguments + (["..."] if p.varargs else []))
    line = f"define internal {p.convention} {result} @f({inside}) unnamed_addr #3 align 4 {{"
    assert parse_header(line, {"#3": p.attributes}).prototype == p


@given(st.lists(st.from_regex(r"[a-z0-9]{1,5}(\([a-z, ]{0,6}\)|\[[0-9 x,]*\])?", fullmatch=True)))
def test_splitting_undoes_joining(parts: list[str]) -> None:
    assert split_top(", ".join(parts)) == parts


@given(st.text(alphabet='()[]{}<>," a@%', max_size=40))
def test_any_text_is_split_or_refused(text: str) -> None:
    try:
        split_top(text)
        parse_call("call " + text, {})
    except IrError:
        pass


def test_a_contract_reads_back_from_its_bytes() -> None:
    contract = Contract(
        result=value_of("{ i64, double }", ("noundef",)),
        arguments=(value_of("ptr", ("noalias", "sret(i8)")), value_of("i8", ("zeroext",))),
        callees=(("f", "void ()"),),
        traits=("call",),
        refused="tls",
        unsupported="no",
    )
    assert Contract.from_bytes(contract.to_bytes()) == contract
    assert contract.refusal == ("tls", "no")


def test_a_contract_without_a_word_has_the_reason_signature() -> None:
    assert Contract(unsupported="odd").refusal == ("signature", "odd")
    assert Contract().refusal is None


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"3", b'{"version":1}'])
def test_what_is_no_contract_is_refused(damage: bytes) -> None:
    with pytest.raises(ValueError):
        Contract.from_bytes(damage)


def test_a_contract_of_another_version_is_refused() -> None:
    data = re.sub(rb'"version":\d+', b'"version":1', Contract().to_bytes())
    with pytest.raises(ValueError, match="version 1"):
        Contract.from_bytes(data)


def test_constants_of_other_modules_are_known_from_variables() -> None:
    text = (
        "@here = constant i32 1, align 4\n"
        "@table = external local_unnamed_addr constant [64 x i8], align 1\n"
        '@"odd name" = external dso_local constant i32, align 4\n'
        "@counter = external local_unnamed_addr global i32, align 4\n"
        "@constant = external global i32, align 4\n"
    )
    assert ModuleText(text).constants_elsewhere() == {"table", "odd name"}
