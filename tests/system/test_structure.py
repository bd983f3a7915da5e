"""Rules of structure: each candidate that breaks one, and a right twin."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
from conftest import clang_words

from armcc.control.subject import function_from_source
from armcc.function.function import Function
from armcc.gates.callees import called_names
from armcc.gates.disassemble import disassemble
from armcc.gates.structure import Limits, ineligible, limits, structure_mismatch
from armcc.gates.syntax import assemble
from armcc.passes.extract import Module, Names


@pytest.fixture(autouse=True)
def one_clang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))
    for name in ("ARMCC_MAX_FRAME", "ARMCC_MAX_CODE"):
        monkeypatch.delenv(name, raising=False)


def listed(function: Function) -> tuple[str, ...]:
    return tuple(t or "udf #0" for t in disassemble(function.hot.code, function.contract))


def baseline(source: str, folder: Path, *flags: str) -> Function:
    path = folder / "baseline.c"
    path.write_text(source)
    return function_from_source(str(path), "f", ["-O2", *flags], str(folder))


def reason(function: Function, text: str, folder: Path) -> str:
    names = called_names(function)
    made = assemble("f:\n" + text, "f", function.contract, str(folder), names)
    wrong = structure_mismatch(function, listed(function), made)
    return wrong[0] if wrong else ""


LEAF = "int f(int a) { return a * 3; }"
CALLER = "int g(int); int f(int a) { return g(a) + a; }"
GLOBALS = (
    "extern int e; static int s = 3; int take(void) { return s++; }"
    " int f(int a) { return a + e + s; }"
)
GUARD = "-mbranch-protection=standard"

PUSH = (
    "stp x29, x30, [sp, #-32]!\n.cfi_def_cfa_offset 32\n"
    ".cfi_offset w29, -32\n.cfi_offset w30, -24\n"
)
RECORD = PUSH + "mov x29, sp\nstr w0, [sp, #16]\n"
POP = "ldr w1, [sp, #16]\nadd w0, w0, w1\nldp x29, x30, [sp], #32\n.cfi_def_cfa_offset 0\n"
SIGN = "paciasp\n.cfi_negate_ra_state\n"
AUTHENTICATE = "autiasp\n.cfi_negate_ra_state\n"
EXTERN = "adrp x8, :got:e\nldr x8, [x8, :got_lo12:e]\nldr w8, [x8]\n"
OWN = "adrp x9, s\nldr w9, [x9, :lo12:s]\nadd w0, w0, w8\nadd w0, w0, w9\nret"

PROBED = ["-fstack-clash-protection"]
STRONG = ["-fstack-protector-strong"]
CHAINED = ["-fno-omit-frame-pointer", "-mno-omit-leaf-frame-pointer"]
SPILL = "sub sp, sp, #16\nstr w0, [sp, #12]\nldr w9, [sp, #12]\nadd sp, sp, #16\n"
RECORD_ONLY = PUSH + "mov x29, sp\n"
UNWIND = "ldp x29, x30, [sp], #32\nret"
LARGE = "int f(int a) { volatile int b[245]; b[a] = 1; return b[a + 1]; }"
VARIABLE = "void g(char *); int f(int a) { char b[a]; g(b); return b[0]; }"
SMALL_ARRAY = "int f(int a) { volatile int b[2] = {1, 2}; return b[a]; }"
LOOP = 'const char *f(const char *a) { while (*a++) __asm__ volatile(""); return a; }'

# (baseline, flags, candidate, the rule that it breaks or "")
CASES = [
    (LEAF, [], "add w8, w0, w0\nadd w0, w8, w0\nret", ""),
    # 4 times 8 bytes, and 512.
    (LEAF, [], "add w8, w0, w0\n" * 135 + "ret", ""),
    (LEAF, [], "add w8, w0, w0\n" * 136 + "ret", "code-size"),
    (LEAF, [], "sub sp, sp, #64\nadd sp, sp, #64\nret", ""),
    (LEAF, [], "sub sp, sp, #80\nadd sp, sp, #80\nret", "frame-size"),
    (LEAF, [], "mov x9, sp\nsub sp, sp, x0\nmov sp, x9\nret", "frame-size"),
    (CALLER, [], RECORD + "bl g\n" + POP + "ret", ""),
    (CALLER, [], PUSH + "str w0, [sp, #16]\nbl g\n" + POP + "ret", "frame-record"),
    (CALLER, [], RECORD + "mov x29, x0\nbl g\nmov x29, sp\n" + POP + "ret", "frame-record"),
    (CALLER, [], PUSH + "str w0, [sp, #16]\nbl g\nmov x29, sp\n" + POP + "ret", "frame-record"),
    (CALLER, ["-fomit-frame-pointer"], PUSH + "str w0, [sp, #16]\nbl g\n" + POP + "ret", ""),
    (CALLER, [], RECORD + "sub sp, sp, #96\nbl g\nadd sp, sp, #96\n" + POP + "ret", "frame-size"),
    # Symbols and how they are reached.
    (GLOBALS, ["-fPIC"], EXTERN + OWN, ""),
    (GLOBALS, ["-fPIC"], "adrp x8, e\nldr w8, [x8, :lo12:e]\n" + OWN, "relocation"),
    (GLOBALS, ["-fPIC"], EXTERN.replace(":e\n", ":take\n").replace(":e]", ":take]") + OWN,
     "new-symbol"),
    (GLOBALS, ["-fPIC"], EXTERN + OWN.replace("adrp x9, s\nldr w9, [x9, :lo12:s]",
     "adrp x9, :got:s\nldr x9, [x9, :got_lo12:s]\nldr w9, [x9]"), "relocation"),
    (GLOBALS, ["-fno-pic"], "adrp x8, e\nldr w8, [x8, :lo12:e]\n" + OWN, ""),
    (GLOBALS, ["-fno-pic"], EXTERN + OWN, "relocation"),
    (LEAF, [], "adrp x8, c\nldr w0, [x8, :lo12:c]\nret\n.section .rodata\nc: .word 3", ""),
    # The address of what is only called.
    (CALLER, [], RECORD + "adrp x8, g\nadd x8, x8, :lo12:g\nbl g\n" + POP + "ret", "relocation"),
    # Landing pads and signing.
    (LEAF, [GUARD], "bti c\nadd w0, w0, w0, lsl #1\nret", ""),
    (LEAF, [GUARD], "add w0, w0, w0, lsl #1\nret", "landing-pad"),
    (CALLER, [GUARD], SIGN + RECORD + "bl g\n" + POP + AUTHENTICATE + "ret", ""),
    (CALLER, [GUARD], "bti c\n" + SIGN + RECORD + "bl g\n" + POP + AUTHENTICATE + "ret", ""),
    (CALLER, [GUARD], "bti c\n" + RECORD + "bl g\n" + POP + "ret", "signing"),
    (CALLER, [GUARD], "mov w1, w0\n" + SIGN + RECORD + "bl g\n" + POP + AUTHENTICATE + "ret",
     "landing-pad"),
    (LEAF, [GUARD], SIGN + AUTHENTICATE + "add w0, w0, w0, lsl #1\nret", "signing"),
    (CALLER, [GUARD], "bti c\nsub sp, sp, #16\n" + SIGN + RECORD + "bl g\n" + POP
     + "add sp, sp, #16\n" + AUTHENTICATE + "ret", "signing"),
    (CALLER, [GUARD], "paciasp\n" + RECORD + "bl g\n" + POP + "autiasp\nret", "signing"),
    (CALLER, [GUARD], SIGN + RECORD + "bl g\n" + POP + "autiasp\nret\n", "signing"),
    (CALLER, [GUARD, "-fno-asynchronous-unwind-tables"],
     "paciasp\n" + RECORD + "bl g\n" + POP + "autiasp\nret", ""),
    # A return address that the baseline leaves in x30 may not go to memory unsigned.
    (LEAF, ["-mbranch-protection=pac-ret"],
     PUSH + "add w0, w0, w0, lsl #1\nldp x29, x30, [sp], #32\nret", "signing"),
    (LEAF, [], PUSH + "add w0, w0, w0, lsl #1\nldp x29, x30, [sp], #32\nret", ""),
    # Stack probes: a frame of 1024 bytes may stay unprobed, a larger one not.
    (LARGE, PROBED, "sub sp, sp, #1024\nadd sp, sp, #1024\nret", ""),
    (LARGE, PROBED, "sub sp, sp, #1040\nadd sp, sp, #1040\nret", "stack-probe"),
    (LARGE, [], "sub sp, sp, #1040\nadd sp, sp, #1040\nret", ""),
    (VARIABLE, PROBED, RECORD_ONLY + "sub sp, sp, x0\nbl g\nmov sp, x29\n" + UNWIND,
     "stack-probe"),
    (VARIABLE, [], RECORD_ONLY + "sub sp, sp, x0\nbl g\nmov sp, x29\n" + UNWIND, ""),
    # A local array, however it is reached, under a stack protector.
    (LEAF, STRONG, SPILL + "ret", ""),
    (LEAF, STRONG, "sub sp, sp, #16\nstr w0, [sp, w0, uxtw #2]\nadd sp, sp, #16\nret",
     "stack-protector"),
    (LEAF, STRONG, ("sub sp, sp, #16\nadd x9, sp, #8\nstr w0, [x9, w0, uxtw #2]\n"
     "add sp, sp, #16\nret"), "stack-protector"),
    (LEAF, STRONG, "sub sp, sp, #16\nmov x9, sp\nstr w0, [x9]\nadd sp, sp, #16\nret",
     "stack-protector"),
    (LEAF, STRONG, PUSH + "mov x29, sp\nadd x9, x29, #16\nstr w0, [x9]\n" + UNWIND,
     "stack-protector"),
    (LEAF, STRONG, PUSH + "mov x29, sp\nstr w0, [x29, w0, uxtw #2]\n" + UNWIND,
     "stack-protector"),
    (LEAF, STRONG, PUSH + "mov x29, sp\nstr x29, [sp, #16]\nldr x9, [sp, #16]\n" + UNWIND,
     "stack-protector"),
    (LEAF, STRONG, PUSH + "cbz w0, 1f\nmov x29, sp\nb 2f\n1: add x29, sp, #8\n2: mov x9, x29\n"
     "str w0, [x9, #16]\n" + UNWIND, "stack-protector"),
    (LEAF, STRONG, PUSH + "mov x29, x0\nmov x9, x29\n" + UNWIND, ""),
    (LEAF, STRONG, PUSH + "mov x29, sp\nstp w0, w1, [x29, #16]\n" + UNWIND, ""),
    (LEAF, STRONG, PUSH + "mov x29, sp\nstr w0, [x29, #16]\n" + UNWIND, ""),
    (LEAF, ["-fstack-protector"], "sub sp, sp, #16\nmov x9, sp\nadd sp, sp, #16\nret",
     "stack-protector"),
    (LEAF, [], "sub sp, sp, #16\nmov x9, sp\nadd sp, sp, #16\nret", ""),
    # Under -fstack-protector a small array of numbers has no canary; it may stay one.
    (SMALL_ARRAY, ["-fstack-protector"],
     "sub sp, sp, #16\nmov x9, sp\nstr w0, [x9]\nadd sp, sp, #16\nret", ""),
    # x29 leads to a frame record at any time.
    (LEAF, CHAINED, RECORD_ONLY + "add w0, w0, w0, lsl #1\n" + UNWIND, ""),
    (LEAF, CHAINED, "add w0, w0, w0, lsl #1\nret", "frame-record"),
    (LEAF, CHAINED, RECORD_ONLY + "mov x29, x0\nadd w0, w29, w29, lsl #1\nmov x29, sp\n" + UNWIND,
     "frame-record"),
    (LOOP, CHAINED, RECORD_ONLY + "1: ldrb w8, [x0], #1\ncbnz w8, 1b\n" + UNWIND, ""),
    (LOOP, CHAINED, "1: ldrb w8, [x0], #1\ncbnz w8, 1b\n" + RECORD_ONLY + UNWIND,
     "frame-record"),
    (LOOP, [], "1: ldrb w8, [x0], #1\ncbnz w8, 1b\nret", ""),
]  # fmt: skip


@pytest.mark.parametrize(("source", "flags", "candidate", "rule"), CASES)
def test_rules_of_structure(
    source: str, flags: list[str], candidate: str, rule: str, tmp_path: Path
) -> None:
    assert reason(baseline(source, tmp_path, *flags), candidate, tmp_path) == rule


TAIL = (
    "int g(int); int f(int a)"
    " { if (a < 0) return g(a) + 1; __attribute__((musttail)) return h(a); }"
)


def test_a_demanded_tail_call_stays_one(tmp_path: Path) -> None:
    source = "int h(int); " + TAIL
    right = (
        "tbz w0, #31, 1f\n"
        + PUSH
        + "mov x29, sp\nbl g\nadd w0, w0, #1\nldp x29, x30, [sp], #32\nret\n1:\nb h"
    )
    wrong = right.replace(
        "1:\nb h", "1:\n" + PUSH + "mov x29, sp\nbl h\nldp x29, x30, [sp], #32\nret"
    )
    function = baseline(source, tmp_path)
    assert reason(function, right, tmp_path) == ""
    assert reason(function, wrong, tmp_path) == "tail-call"
    free = baseline(source.replace("__attribute__((musttail)) ", ""), tmp_path)
    assert reason(free, wrong, tmp_path) == ""


def test_the_limits_are_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    function = baseline(LEAF, tmp_path)
    long = "add w8, w0, w0\n" * 136 + "ret"
    deep = "sub sp, sp, #80\nadd sp, sp, #80\nret"
    monkeypatch.setenv("ARMCC_MAX_CODE", "4.5")
    monkeypatch.setenv("ARMCC_MAX_FRAME", "80")
    assert reason(function, long, tmp_path) == ""
    assert reason(function, deep, tmp_path) == ""
    for value in ("", "0.5", "x", "nan", "inf", "-3", "1e9"):
        monkeypatch.setenv("ARMCC_MAX_CODE", value)
        monkeypatch.setenv("ARMCC_MAX_FRAME", value)
        assert limits() == Limits()


# The baseline offered as its own candidate breaks no rule.
OWN_CANDIDATES = {
    "leaf": (LEAF, []),
    "caller": (CALLER, []),
    "guarded": (CALLER, [GUARD]),
    "retaa": (CALLER, [GUARD, "-march=armv8.3-a"]),
    "tail call": ("int g(int); int f(int a) { return g(a * 3); }", []),
    "guarded tail call": ("int g(int); int f(int a) { return g(a * 3); }", [GUARD]),
    "pointer": ("int f(int (*g)(int), int a) { return g(a) + 1; }", []),
    "guarded pointer": ("int f(int (*g)(int), int a) { return g(a + 1); }", [GUARD]),
    "recursion": ("int g(int); int f(int n) { return n < 2 ? g(n) : f(n - 1) * f(n - 2); }", []),
    "local callee": (("__attribute__((noinline)) static int g(int a, int b) { return a / b; }"
                     " int f(int a) { return g(a, 3) + g(a, 5) + g(3, a); }"), []),
    "frame": (("int f(int n) { char b[200]; for (int i = 0; i < 200; i++) b[i] = i * n;"
              " return b[n & 63] + b[n * 5 & 63]; }"), []),
    "abort": ("void abort(void); int f(int a) { if (a > 9) abort(); return a * 2; }", []),
    "globals": (GLOBALS, ["-fPIC"]),
    "variadic": (("int printf(const char *, ...); int f(int a, double b)"
                 " { return printf(\"%d %f\", a, b) + 1; }"), []),
}  # fmt: skip


@pytest.mark.parametrize("kind", OWN_CANDIDATES)
@pytest.mark.parametrize("level", ["-O1", "-O2", "-Os"])
def test_the_baseline_keeps_its_own_structure(kind: str, level: str, tmp_path: Path) -> None:
    source, flags = OWN_CANDIDATES[kind]
    function = baseline(source, tmp_path, *flags, level)
    assert function.contract.refusal is None
    assert ineligible(function, listed(function)) is None
    text = own_text(function)
    assert reason(function, text, tmp_path) == ""


def own_text(function: Function) -> str:
    """The compiler's own assembly as a candidate."""
    invocation = function.invocation
    assert invocation is not None
    words = [w for w in invocation.arguments if w not in ("-c", "-o") and not w.endswith(".o")]
    command = [*invocation.clang, *words, "-S", "-o", "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found = Module(text).extract("f", Names({s.name for s in function.object.symbols if s.name}))
    assert found.text, found.reason
    return found.text.partition("\nf:\n")[2]


INELIGIBLE = [
    ("#include <arm_sve.h>\nint f(int a) { return a + svcntb(); }", ["-march=armv8.2-a+sve"],
     "sve"),
    ("int f(int a, int *p) { for (int i = 0; i < a; i++) p[i] += 3; return a; }",
     ["-march=armv9-a", "-mllvm", "-prefer-predicate-over-epilogue=predicate-dont-vectorize"],
     "sve"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "flags", "word"), INELIGIBLE)
def test_code_that_cannot_be_judged(
    source: str, flags: list[str], word: str, tmp_path: Path
) -> None:
    function = baseline(source, tmp_path, *flags)
    refusal = ineligible(function, listed(function))
    assert refusal is not None
    assert refusal.reason == word


# (a line of the baseline's code, the reason or "")
LINES = [
    ("mrs x0, tpidr_el0", "system-register"),
    ("svc #0", "system-register"),
    ("ldaxr w0, [x1]", "atomic"),
    ("ldaddal w0, w1, [x2]", "atomic"),
    ("casal w0, w1, [x2]", "atomic"),
    ("br x8", "indirect-jump"),
    ("pacibsp", "attribute"),
    ("paciasp", ""),
    ("brk #0x1", ""),
    ("prfm pldl1keep, [x0]", ""),
    ("nop", ""),
]


@pytest.mark.parametrize(("line", "word"), LINES)
def test_what_a_listing_shows(line: str, word: str, tmp_path: Path) -> None:
    refusal = ineligible(baseline(LEAF, tmp_path), (line, "ret"))
    assert (refusal.reason if refusal else "") == word


def test_a_jump_through_a_pointer_is_a_call(tmp_path: Path) -> None:
    function = baseline("int f(int (*g)(int), int a) { return g(a + 1); }", tmp_path)
    assert any(t.startswith("br ") for t in listed(function))
    assert ineligible(function, listed(function)) is None
