"""The contract from real clangs: what it tells apart, what it refuses, what it rests on."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from armcc.errors import Error
from armcc.function.contract import Contract
from armcc.function.elf import ElfObject
from armcc.function.from_ir import code_refusal
from armcc.function.frontend import FrontEnd, read_front_end
from armcc.function.function import Invocation
from armcc.function.hot import find_function, hot_functions
from armcc.function.tools import cross_tool, require
from armcc.gates.disassemble import disassemble
from armcc.gates.signature import signature


@dataclass
class Compiled:
    """A source compiled as a user would, and its front-end run."""

    object: ElfObject
    front: FrontEnd

    def contract(self, name: str) -> Contract:
        return self.front.contracts[name]


def build(clang: list[str], folder: Path, source: str, *words: str, name: str = "a.c") -> Compiled:
    (folder / name).write_text(source)
    out = folder / "user.o"
    arguments = [*words, "-c", name, "-o", "user.o"]
    subprocess.run([*clang, *arguments], cwd=folder, check=True)
    obj = ElfObject(out.read_bytes())
    work = folder / "work"
    work.mkdir(exist_ok=True)
    invocation = Invocation(tuple(clang), tuple(arguments), name, str(folder))
    names = [h.name for h in hot_functions(obj)]
    return Compiled(obj, read_front_end(invocation, obj, names, str(work)))


LOOP = """
__attribute__((hot)) void f({qualifier} int *p, long n) {{
  for (long i = 0; i < n; i++) {access};
}}
"""


def test_plain_volatile_and_atomic_loops_of_equal_code_have_other_contracts(
    clang: list[str], tmp_path: Path
) -> None:
    sources = {
        "plain": LOOP.format(qualifier="", access="p[i]++"),
        "volatile": LOOP.format(qualifier="volatile", access="p[i]++"),
        "atomic": LOOP.format(
            qualifier="",
            access="__atomic_store_n(p + i, __atomic_load_n(p + i, 0) + 1, 0)",
        ),
    }
    found: dict[str, Compiled] = {}
    for kind, source in sources.items():
        folder = tmp_path / kind
        folder.mkdir()
        found[kind] = build(clang, folder, source, "-O1", "-fno-unroll-loops")
    codes = {find_function(c.object, "f").code for c in found.values()}
    assert len(codes) == 1, "the collision that makes the contract necessary is gone"
    contracts = {c.contract("f").to_bytes() for c in found.values()}
    assert len(contracts) == 3
    assert found["plain"].contract("f").refusal is None
    assert found["volatile"].contract("f").refusal == ("volatile", "volatile access")
    assert found["atomic"].contract("f").refusal == ("atomic", "atomic access")


def test_a_result_of_fewer_live_bits_is_another_contract(clang: list[str], tmp_path: Path) -> None:
    contracts = set()
    for kind in ("char", "short", "int"):
        folder = tmp_path / kind
        folder.mkdir()
        source = f"__attribute__((hot)) {kind} f({kind} a) {{ return a; }}\n"
        contracts.add(build(clang, folder, source, "-O2").contract("f").to_bytes())
    assert len(contracts) == 3


def test_a_static_function_shows_its_changed_signature(clang: list[str], tmp_path: Path) -> None:
    compiled = build(
        clang,
        tmp_path,
        "__attribute__((hot, noinline)) static int f(int a, int unused, int b)"
        " { return a * b + (a << b); }\n"
        "int user(int x) { return f(x, 1, 3) + f(x + 1, 2, 4); }\n",
        "-O2",
    )
    contract = compiled.contract("f")
    assert contract.convention == "fastcc"
    assert [a.type for a in contract.arguments] == ["i32", "i32"]
    assert any(a.startswith("range(") for a in contract.arguments[1].attributes)


# A function that cannot be judged, why, and a twin that can.
REFUSED = {
    "asm": (
        "int f(int a) { __asm__ volatile(\"nop\"); return a + 1; }",
        ("inline-asm", "inline assembly"),
        "int f(int a) { return a + 1; }",
    ),
    "variadic": (
        "int f(int n, ...) { __builtin_va_list l; __builtin_va_start(l, n); return n; }",
        ("varargs", "variable arguments"),
        "int g(int, ...); int f(int n) { return g(n, 1, 2.0) + 1; }",
    ),
    "quad": (
        "long double f(long double a) { return a; }",
        ("signature", "an argument of type fp128"),
        "double f(double a) { return a; }",
    ),
    "frame of a size that is not known": (
        "void g(char *);\nint f(int n) { char b[n]; g(b); return b[3]; }",
        ("frame-escapes", "the address of a local variable gets out where it cannot be compared"),
        "typedef struct { long a[3]; } t; t g(void); long f(t *p) { t r = g(); return r.a[1]; }",
    ),
    "frame with more than sp's alignment": (
        "void g(char *);\nint f(int n) { _Alignas(32) char b[64]; g(b); return b[3]; }",
        ("frame-escapes", "the address of a local variable gets out where it cannot be compared"),
        "void g(char *);\nint f(int n) { _Alignas(16) char b[64]; g(b); return b[3]; }",
    ),
    "setjmp": (
        "#include <setjmp.h>\nextern jmp_buf b;\nint f(int a) { return setjmp(b) + a; }",
        ("setjmp", "calls a function that returns twice"),
        "#include <setjmp.h>\nextern jmp_buf b;\nint f(int a) { if (a) longjmp(b, 1); return a; }",
    ),
    "canary": (
        "void g(char *);\nint f(void) { char b[64]; g(b); return b[3]; }",
        ("stack-protector", "stack protector"),
        None,
    ),
    "escape": (
        "void g(char *);\nlong f(long n) { char b[64]; g(b); return (long)b ^ n; }",
        ("frame-escapes", "the address of a local variable gets out where it cannot be compared"),
        ("void g(char *);\nint f(int n) { char b[64]; for (int i = 0; i < 64; i++) b[i] = i * n;"
        " g(b); return b[n & 63] + b[n * 5 & 63]; }"),
    ),
    "strict": (
        "double f(double a, double b) {\n#pragma STDC FENV_ACCESS ON\n return a + b; }",
        ("strict-fp", "strict floating point"),
        "double f(double a, double b) { return a + b; }",
    ),
    "fence": (
        "int f(int *p) { __atomic_thread_fence(5); return *p; }",
        ("atomic", "atomic access"),
        None,
    ),
    "volatile copy": (
        "struct S { char b[64]; };\nvoid f(volatile struct S *p, struct S *q) { *p = *q; }",
        ("volatile", "volatile access"),
        "struct S { char b[64]; };\nvoid f(struct S *p, struct S *q) { *p = *q; }",
    ),
    "thread-local": (
        "extern __thread int x; int f(int a) { return a + x; }",
        ("tls", "thread-local storage"),
        "extern int x; int f(int a) { return a + x; }",
    ),
    "own thread-local": (
        "static __thread int x; int f(int a) { return x = a + x; }",
        ("tls", "thread-local storage"),
        "static int x; int f(int a) { return x = a + x; }",
    ),
    "system register": (
        "long f(long a) { return a + __builtin_arm_rsr64(\"TPIDR_EL0\"); }",
        ("system-register", "reads or writes machine state"),
        None,
    ),
    "return address": (
        "long f(long a) { return a + (long)__builtin_return_address(0); }",
        ("system-register", "reads or writes machine state"),
        None,
    ),
    "convention": (
        "__attribute__((preserve_most)) int f(int a) { return a + 1; }",
        ("convention", "calling convention preserve_mostcc"),
        None,
    ),
    "computed goto": (
        ("int f(int a) { static void *t[] = {&&x, &&y, &&z}; goto *t[a];"
        " x: return 5; y: a = a * 3; z: return a + 1; }"),
        ("indirect-jump", "indirect branch"),
        None,
    ),
    "callee's stack": (
        ("int g(int, ...);"
        f" int f(int a) {{ return g(a{16 * ', a'}) + 1; }}"),
        ("callee", "call of g: more than 64 bytes on the stack"),
        f"int g(int, ...); int f(int a) {{ return g(a{15 * ', a'}) + 1; }}",
    ),
    "callee's convention": (
        "__attribute__((preserve_most)) int g(int); int f(int a) { return g(a) + 1; }",
        ("callee", "call of g by preserve_mostcc"),
        "int g(int); int f(int a) { return g(a) + 1; }",
    ),
    "indirect calls": (
        "int f(int (*g)(int), long (*h)(int)) { return g(1) + h(2); }",
        ("prototypes", "calls a pointer with results of different types"),
        "int f(int (*g)(int), int (*h)(long), void (*k)(void)) { k(); return g(1) + h(2); }",
    ),
    "hidden": (
        "__int128 f(__int128 a, __int128 b) { return a / b; }",
        ("hidden-call", "calls __divti3, which the IR does not show"),
        "__int128 f(__int128 a, __int128 b) { return a * b; }",
    ),
    "instrumented": (
        "__attribute__((patchable_function_entry(2))) int f(int a) { return a + 1; }",
        ("attribute", "patchable entry"),
        None,
    ),
    "quadruple": (
        "int f(double a) { return (long double)a * a > 3; }",
        ("intrinsic", "quadruple precision"),
        None,
    ),
    "scalable": (
        "#include <arm_sve.h>\nvoid f(int *p) { svst1(svptrue_b32(), p, svdup_s32(3)); }",
        ("sve", "scalable vectors"),
        None,
    ),
}  # fmt: skip

WORDS = {
    "canary": ["-fstack-protector-all"],
    "scalable": ["-march=armv8.2-a+sve"],
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_the_gates_cannot_judge_says_why(clang: list[str], tmp_path: Path, kind: str) -> None:
    body, refusal, twin = REFUSED[kind]
    words = WORDS.get(kind, [])
    for text, wanted in ((body, refusal), (twin, None)):
        if text is not None:
            marked = re.sub(r"\bf\(", "__attribute__((hot)) f(", text, count=1)
            compiled = build(clang, tmp_path, marked + "\n", "-O2", *words)
            assert compiled.front.refused == {}
            assert compiled.contract("f").refusal == wanted


WHOLE = "\t.text\n\t.type f, %function\n\t.globl f\nf:\n\t{body}\n\tret\n\t.size f, .-f\n{rest}"
COLD = (
    '\t.section .text.unlikely.,"ax"\n\t.type {0}, %function\n'
    "{0}:\n\tnop\n\tret\n\t.size {0}, .-{0}\n"
)

# (code of the function, what follows it, whether part of it is elsewhere)
OUTSIDE = [
    ("b f.cold", COLD.format("f.cold"), True),
    ("nop", COLD.format("f.cold"), True),
    ("b f.__part.1", COLD.format("f.__part.1"), True),
    ("bl g", COLD.format("g"), False),
    ("b g", COLD.format("g"), False),
    ("b g + 4", COLD.format("g"), True),
    ("cbz x0, g", COLD.format("g"), True),
    ("b.eq g", COLD.format("g"), True),
    ("b .text.unlikely. + 4", COLD.format("g"), True),
    ("cbz x0, 1f\n1:", COLD.format("g"), False),
    ("bl f.cold.1", COLD.format("f.cold.1"), False),  # an outlined function of its own
]


@pytest.mark.parametrize(("body", "rest", "outside"), OUTSIDE)
def test_code_outside_of_its_range(tmp_path: Path, body: str, rest: str, outside: bool) -> None:
    (tmp_path / "a.s").write_text(WHOLE.format(body=body, rest=rest))
    tool = require(cross_tool("as"), "as")
    subprocess.run([tool, "-o", "a.o", "a.s"], cwd=tmp_path, check=True)
    obj = ElfObject((tmp_path / "a.o").read_bytes())
    refusal = code_refusal(obj, find_function(obj, "f"))
    assert (refusal is not None) == outside
    assert refusal is None or refusal.reason == "code-outside"


# The parameters; the last is what the function loads, all are of the type's own size.
ON_THE_STACK = [
    "int a, int b, int c, int d, int e, int g, int h, int i, char j, int k",
    "double a, double b, double c, double d, double e, double g, double h, double i, float j",
    "long a, long b, long c, long d, long e, long g, long h, long i, int j, float k, long l",
    "int a, int b, int c, int d, int e, int g, int h, struct two i, int j",
    "float a, float b, float c, float d, float e, float g, struct hfa h, float i",
    "long a, long b, long c, long d, long e, long g, long h, __int128 i, long j",
    "long a, long b, long c, long d, long e, long g, long h, long i, long j, __int128 k, long l",
    "float a, float b, float c, float d, float e, float g, float h, float i, float j, v4 k",
]


@pytest.mark.parametrize("parameters", ON_THE_STACK)
def test_arguments_behind_sp_lie_where_clang_finds_them(
    clang: list[str], tmp_path: Path, parameters: str
) -> None:
    kind, name = parameters.rsplit(", ", 1)[1].split()
    source = (
        "struct two { long a, b; }; struct hfa { float a, b, c; };"
        " typedef int v4 __attribute__((vector_size(16)));"
        f"__attribute__((hot)) {kind} f({parameters}) {{ return {name}; }}\n"
    )
    compiled = build(clang, tmp_path, source, "-O1")
    contract = compiled.contract("f")
    code = find_function(compiled.object, "f").code
    (load,) = [t for t in disassemble(code, contract) if t is not None and "[sp" in t]
    place = re.search(r"\[sp(?:, #(\d+))?\]", load)
    assert place is not None
    last = signature(contract).slots[-1]
    assert (last.register, last.number) == ("stack", int(place[1] or 0))


def test_calls_carry_their_types(clang: list[str], tmp_path: Path) -> None:
    compiled = build(
        clang,
        tmp_path,
        "#include <string.h>\n#include <math.h>\n"
        "double g(float, short *, char);\n"
        "__attribute__((hot)) double f(char *d, const char *s, unsigned long n,"
        " double (*h)(double)) { memcpy(d, s, n); d[0] = 0;"
        " return g(1, (short *)d, 'c') + fmod(n, 3.5) + h(2); }\n",
        "-O2",
        "-fno-math-errno",
    )
    contract = compiled.contract("f")
    callees = dict(contract.callees)
    assert contract.refusal is None
    assert set(contract.traits) >= {"call", "indirect-call", "fp64"}
    assert callees["memcpy"] == "ptr (ptr, ptr, i64) nounwind"
    assert callees["fmod"].startswith("double (double")
    assert callees["g"].startswith("double (float")
    assert callees[""].startswith("double (double")


def test_features_and_cpu_are_those_clang_resolved(clang: list[str], tmp_path: Path) -> None:
    source = "__attribute__((hot)) int f(int a) { return a * 3; }\n"
    plain = build(clang, tmp_path, source, "-O2").contract("f")
    rich = build(clang, tmp_path, source, "-O2", "-march=armv8.2-a+sve").contract("f")
    assert "+sve" in rich.features
    assert "+sve" not in plain.features
    assert plain.cpu == "generic"


def test_ir_that_gives_other_bytes_is_not_believed(clang: list[str], tmp_path: Path) -> None:
    compiled = build(clang, tmp_path, "__attribute__((hot)) int f(int a) { return a; }\n", "-O2")
    (tmp_path / "a.c").write_text("__attribute__((hot)) int f(int a) { return a + 1; }\n")
    front = read_front_end(
        compiled.front.invocation, compiled.object, ["f"], compiled.front.workdir
    )
    assert front.refused == {"f": "contract"}
    assert front.contracts == {}


@pytest.mark.parametrize("debug", [(), ("-g",), ("-gline-tables-only",)])
def test_the_location_is_that_of_the_name(
    clang: list[str], tmp_path: Path, debug: tuple[str, ...]
) -> None:
    (tmp_path / "h.h").write_text("static inline int unused(void) { return 1; }\n")
    compiled = build(
        clang,
        tmp_path,
        '#include "h.h"\nint f(int);\n__attribute__((hot))\nint f(int a) { return a; }\n',
        "-O2",
        *debug,
    )
    assert compiled.front.locations == {"f": ("a.c", 4, 5)}
    assert compiled.front.refused == {}


FLAGS = [
    "-O1", "-O3", "-Os", "-Og", "-O2 -g", "-O2 -g -gsplit-dwarf", "-O2 -fPIC", "-O2 -fno-pic",
    "-O2 -ffunction-sections", "-O2 -fno-omit-frame-pointer", "-O2 -MD -MF x.d -MT q",
    "-O2 -Wp,-MMD,x.d", "-O2 -fsave-optimization-record", "-O2 -Rpass=inline",
    "-O2 -mbranch-protection=standard", "-O2 -mcpu=neoverse-v2", "-O2 -x c", "-O2 -std=c99",
    "-O2 -ffast-math", "-O2 -fno-strict-aliasing -fwrapv", "-O2 -include pre.h", "-O2 -save-temps",
    "-O2 -mllvm -unroll-count=2", "-O2 -Werror", "-O2 -ftime-trace", "-O2 -Wp,-MD,x.d",
    "-O2 --serialize-diagnostics d",
    "-O2 -fstack-usage",
]  # fmt: skip


@pytest.mark.parametrize("flags", FLAGS)
def test_the_second_run_reproduces_the_object_and_leaves_no_file(
    clang: list[str], tmp_path: Path, flags: str
) -> None:
    (tmp_path / "pre.h").write_text("#define SCALE 3\n")
    source = (
        "#ifndef SCALE\n#define SCALE 7\n#endif\n"
        "static const int t[4] = {1, 9, 3, 7};\nint g(int);\n"
        "__attribute__((hot)) int f(const int *p, int n)"
        " { int s = 0; for (int i = 0; i < n; i++) s += p[i] * t[i & 3] * SCALE;"
        " return s + g(n); }\n"
        "__attribute__((hot)) float h(const float *p, int n)"
        " { float s = 1.25e9f; for (int i = 0; i < n; i++) s *= p[i]; return s; }\n"
    )
    (tmp_path / "a.c").write_text(source)
    arguments = [*flags.split(), "-c", "a.c", "-o", "user.o"]
    subprocess.run([*clang, *arguments], cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
    obj = ElfObject((tmp_path / "user.o").read_bytes())
    before = {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    work = tmp_path / "work"
    work.mkdir()
    invocation = Invocation(tuple(clang), tuple(arguments), "a.c", str(tmp_path))
    front = read_front_end(invocation, obj, ["f", "h"], str(work))
    assert front.refused == {}
    assert set(front.contracts) == {"f", "h"}
    assert front.memoizable
    assert {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before
    assert front.raw_ir[:2] == b"BC"


@pytest.mark.parametrize(
    ("name", "words"), [("a.i", ()), ("a.ii", ()), ("a.c", ("-x", "cpp-output"))]
)
def test_a_preprocessed_source_has_a_contract(
    clang: list[str], tmp_path: Path, name: str, words: tuple[str, ...]
) -> None:
    text = LOOP.format(qualifier="", access="p[i]++")
    built = build(clang, tmp_path, f'# 1 "one.c"\n{text}', "-O2", *words, name=name)
    assert list(built.front.contracts) == [h.name for h in hot_functions(built.object)]
    assert built.front.contracts
    assert built.front.inputs == [str(tmp_path / name)]
    assert built.front.memoizable


def test_a_preprocessed_source_that_includes_is_not_remembered(
    clang: list[str], tmp_path: Path
) -> None:
    """Clang follows directives there, too, and names no file."""
    (tmp_path / "b.h").write_text("typedef int number;\n")
    text = '#include "b.h"\n__attribute__((hot)) number f(number a) { return a * 3 + 1; }\n'
    built = build(clang, tmp_path, text, "-O2", name="a.i")
    assert list(built.front.contracts) == ["f"]
    assert not built.front.memoizable


def test_inputs_and_absent_files(clang: list[str], tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    (tmp_path / "two" / "a b.h").write_text("#if __has_include(<maybe.h>)\n#endif\n")
    compiled = build(
        clang,
        tmp_path,
        "#include <a b.h>\n#include <stdint.h>\n"
        "__attribute__((hot)) uint32_t f(uint32_t a) { return a; }\n",
        *("-O2", "-Ione", "-Itwo"),
    )
    front = compiled.front
    assert front.memoizable
    assert str(tmp_path / "a.c") in front.inputs
    assert str(tmp_path / "two" / "a b.h") in front.inputs
    assert any(p.endswith("/stdint.h") for p in front.inputs)
    assert str(tmp_path / "one" / "a b.h") in front.absent
    assert str(tmp_path / "one" / "maybe.h") in front.absent
    assert str(tmp_path / "one" / "stdint.h") in front.absent
    assert all(Path(p).is_absolute() for p in front.inputs + front.absent)
    assert not any(Path(p).exists() for p in front.absent)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("#define P <stdlib.h>\n#if __has_include(P)\n#endif\n", ()),
        ("", ("-Xclang", "-fno-validate-pch")),
    ],
)
def test_what_cannot_be_tracked_is_not_remembered(
    clang: list[str], tmp_path: Path, text: str, words: tuple[str, ...]
) -> None:
    source = text + "__attribute__((hot)) int f(int a) { return a; }\n"
    front = build(clang, tmp_path, source, "-O2", *words).front
    assert not front.memoizable
    assert set(front.contracts) == {"f"}


def test_variables_that_redirect_clang_change_nothing(
    clang: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    source = "__attribute__((hot)) int f(int a) { return a; }\n"
    build(clang, tmp_path, source, "-O2")
    front_before = sorted(tmp_path.iterdir())
    monkeypatch.setenv("CC_PRINT_OPTIONS", "1")
    monkeypatch.setenv("CC_PRINT_OPTIONS_FILE", str(log))
    monkeypatch.setenv("DEPENDENCIES_OUTPUT", str(log))
    invocation = Invocation(tuple(clang), ("-O2", "-c", "a.c"), "a.c", str(tmp_path))
    obj = ElfObject((tmp_path / "user.o").read_bytes())
    read_front_end(invocation, obj, ["f"], str(tmp_path / "work"))
    assert sorted(tmp_path.iterdir()) == front_before


def test_a_source_that_does_not_compile_is_a_named_error(clang: list[str], tmp_path: Path) -> None:
    compiled = build(clang, tmp_path, "__attribute__((hot)) int f(int a) { return a; }\n", "-O2")
    (tmp_path / "a.c").write_text("int f(")
    with pytest.raises(Error) as e:
        read_front_end(compiled.front.invocation, compiled.object, ["f"], compiled.front.workdir)
    assert e.value.reason == "frontend"


def test_facts_hold_what_is_worth_remembering(clang: list[str], tmp_path: Path) -> None:
    compiled = build(clang, tmp_path, "__attribute__((hot)) int f(int a) { return a; }\n", "-O2")
    fact = compiled.front.facts["f"]
    assert (fact.file, fact.line, fact.column) == ("a.c", 1, 26)
    assert Contract.from_bytes(fact.contract) == compiled.contract("f")


def test_cplusplus_methods_have_contracts_and_exceptions_have_none(
    clang: list[str], tmp_path: Path
) -> None:
    compiled = build(
        clang,
        tmp_path,
        "struct T { int v; int get(int a) const; };\nvoid h();\n"
        "__attribute__((hot)) int T::get(int a) const { return v * a; }\n"
        "__attribute__((hot)) int g(int a) { try { h(); } catch (...) { return 1; } return a; }\n",
        "-O2",
        name="a.cpp",
    )
    assert compiled.contract("_ZNK1T3getEi").refusal is None
    assert compiled.contract("_Z1gi").refusal == ("exceptions", "exceptions")
    assert compiled.front.locations["_ZNK1T3getEi"] == ("a.cpp", 3, 29)
