"""What `armccctl verify` accepts and rejects, and with which word.

Every wrong candidate has a twin that is right and differs in the one place.
"""

# ruff: noqa: E501  a case is easier to compare when it stands in one line

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from attacks import SUM_RIGHT, replaced
from conftest import for_long_calls

from armcc.control.main import main

SOURCE = """
#include <stddef.h>
#include <stdint.h>
int sum(const int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }
float fsum(const float *a, int n) { float s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }
int scale(int x, int n) { return n < 0 ? -x : x * n; }
void twice(int32_t *d, const int32_t *s, int n) { for (int i = 0; i < n; i++) d[i] = 2 * s[i]; }
uint64_t wide(uint32_t a, uint32_t b) { return (uint64_t)a * b + a; }
static const uint8_t table[16] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};
int lookup(const uint8_t *p, size_t n) { int s = 0; for (size_t i = 0; i < n; i++) s = s * 31 + table[p[i] & 15]; return s; }
volatile int device;
int poll(int n) { int s = 0; for (int i = 0; i < n; i++) s += device; return s; }
int caller(int n) { extern int elsewhere(int); return elsewhere(n) + 1; }
"""

FSUM = """
fsum:
    movi d0, #0
    cmp w1, #1
    b.lt 2f
1:  ldr s1, [x0], #4
    fadd s0, s0, s1
    subs w1, w1, #1
    b.ne 1b
2:  ret
"""
FSUM_OTHER_ORDER = """
fsum:
    movi d0, #0
    movi d2, #0
    cmp w1, #1
    b.lt 3f
    tbz w1, #0, 1f
    ldr s0, [x0], #4
    subs w1, w1, #1
    b.eq 3f
1:  ldp s1, s3, [x0], #8
    fadd s0, s0, s1
    fadd s2, s2, s3
    subs w1, w1, #2
    b.ne 1b
3:  fadd s0, s0, s2
    ret
"""
SCALE = """
scale:
    mul w8, w0, w1
    cmp w1, #0
    cneg w0, w0, lt
    csel w0, w0, w8, lt
    ret
"""
TWICE = """
twice:
    cmp w2, #1
    b.lt 2f
1:  ldr w3, [x1], #4
    lsl w3, w3, #1
    str w3, [x0], #4
    subs w2, w2, #1
    b.ne 1b
2:  ret
"""


@pytest.fixture
def verify(
    clang: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Any:
    monkeypatch.setenv("ARMCC_CLANG", shlex.join(clang))
    source = tmp_path / "baseline.c"
    source.write_text(SOURCE)

    def run(function: str, candidate: str, *more: str) -> tuple[int, dict[str, Any]]:
        path = tmp_path / "candidate.s"
        path.write_text(candidate)
        words = ["--function", function, "--baseline", str(source), "--candidate", str(path)]
        status = main(["verify", *words, *more, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return run


def gate(report: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [g for g in report["gates"] if g["name"] == name]
    assert isinstance(found, dict)
    return found


# (what is wrong, function, candidate, gate, reasons that say so)
WRONG = [
    ("off-by-one loop bound", "sum", replaced(SUM_RIGHT, "b.ne 1b", "b.ge 1b"), "equivalence", {"read-outside", "result"}),
    ("missing last element", "sum", replaced(SUM_RIGHT, "cmp w1, #1\n    b.lt 2f", "cmp w1, #2\n    b.lt 2f\n    sub w1, w1, #1"), "equivalence", {"result"}),
    ("16 bits of the length", "sum", replaced(SUM_RIGHT, "b.lt 2f", "b.lt 2f\n    and w1, w1, #0xffff\n    cbz w1, 2f"), "equivalence", {"width"}),
    ("clobbered x19", "sum", SUM_RIGHT.replace("w3", "w19"), "equivalence", {"callee-saved"}),
    ("wrong for negative n", "scale", replaced(SCALE, "cneg w0, w0, lt", "mov w0, w0"), "equivalence", {"result"}),
    ("float sum in another order", "fsum", FSUM_OTHER_ORDER, "equivalence", {"rounding", "result"}),
    ("system call", "sum", replaced(SUM_RIGHT, "    mov w2, #0", "    svc #0\n    mov w2, #0"), "syntax", {"forbidden-instruction"}),
    ("incbin", "sum", SUM_RIGHT + '    .incbin "/etc/passwd"\n', "syntax", {"directive"}),
    ("unknown mnemonic", "sum", replaced(SUM_RIGHT, "add w2, w2, w3", "frobnicate w2, w3"), "syntax", {"unknown-instruction"}),
    ("endless loop", "sum", replaced(SUM_RIGHT, "subs w1, w1, #1\n    b.ne 1b", "sub x0, x0, #4\n    b 1b"), "equivalence", {"endless"}),
    ("read past the buffer", "sum", replaced(SUM_RIGHT, "1:  ldr w3, [x0], #4", "1:  ldr w4, [x0, #4]\n    ldr w3, [x0], #4"), "equivalence", {"read-outside"}),
    ("write outside it", "twice", replaced(TWICE, "2:  ret", "2:  str wzr, [x0]\n    ret"), "equivalence", {"write-outside"}),
    ("empty answer", "sum", "", "syntax", {"empty"}),
    ("only a comment", "sum", "// nothing\n", "syntax", {"empty"}),
    ("a label and nothing else", "sum", "sum:\n", "syntax", {"empty"}),
    ("writes into the source", "twice", replaced(TWICE, "lsl w3, w3, #1", "str w3, [x1, #-4]\n    lsl w3, w3, #1"), "equivalence", {"write-outside"}),
    ("upper half of an argument", "wide", "wide:\n umaddl x0, w0, w1, x0\n ret\n", "equivalence", {"undefined-input"}),
    ("low half of d8", "fsum", FSUM.replace("s1", "s8"), "equivalence", {"callee-saved"}),
    ("x18", "sum", SUM_RIGHT.replace("w3", "w18"), "syntax", {"platform-register"}),
    ("stack left moved", "sum", replaced(SUM_RIGHT, "2:  mov w0, w2", "2:  mov w0, w2\n    sub sp, sp, #16"), "equivalence", {"abi", "stack-pointer"}),
    ("below sp", "sum", replaced(SUM_RIGHT, "1:  ldr w3, [x0], #4", "1:  ldr w3, [x0], #4\n    str w3, [sp, #-8]"), "equivalence", {"abi"}),
    ("misaligned sp", "sum", replaced(SUM_RIGHT, "1:  ldr w3, [x0], #4", "1:  ldr w3, [x0], #4\n    sub sp, sp, #8\n    str w3, [sp]\n    add sp, sp, #8"), "equivalence", {"abi"}),
    ("no unwind table for the frame", "sum", replaced(SUM_RIGHT, "1:  ldr w3, [x0], #4", "1:  ldr w3, [x0], #4\n    sub sp, sp, #16\n    str w3, [sp]\n    add sp, sp, #16"), "equivalence", {"abi"}),
    ("memory of the caller", "sum", replaced(SUM_RIGHT, "1:  ldr w3, [x0], #4", "1:  ldr w3, [x0], #4\n    ldr w4, [sp, #32]"), "equivalence", {"read-outside"}),
    ("indirect branch", "sum", replaced(SUM_RIGHT, "    ret", "    br x30"), "syntax", {"forbidden-instruction"}),
    ("encoded instruction", "sum", replaced(SUM_RIGHT, "    ret", "    .inst 0xd4000001\n    ret"), "syntax", {"directive"}),
    ("word in the code", "sum", replaced(SUM_RIGHT, "    ret", "    .word 0xd4000001\n    ret"), "syntax", {"data-in-code"}),
    ("two statements in a line", "sum", replaced(SUM_RIGHT, "    ret", "    nop ; svc #0\n    ret"), "syntax", {"syntax"}),
    ("macro", "sum", ".macro m\n svc #0\n.endm\n" + SUM_RIGHT, "syntax", {"directive"}),
    ("literal pool", "sum", replaced(SUM_RIGHT, "mov w2, #0", "ldr w2, =0x12345678"), "syntax", {"syntax"}),
    ("a hidden special case", "wide", "wide:\n mov w9, #0xbeef\n movk w9, #0xdead, lsl #16\n umull x8, w0, w1\n add x8, x8, w0, uxtw\n cmp w0, w9\n csel x0, xzr, x8, eq\n ret\n", "equivalence", {"result"}),
    ("a symbol the baseline does not use", "sum", replaced(SUM_RIGHT, "mov w2, #0", "adrp x5, device\n    ldr w2, [x5, :lo12:device]\n    mov w2, #0"), "equivalence", {"new-symbol"}),
    ("a call", "sum", replaced(SUM_RIGHT, "mov w2, #0", "mov w2, #0\n    bl elsewhere"), "syntax", {"forbidden-instruction"}),
    ("an instruction the user did not allow", "sum", replaced(SUM_RIGHT, "mov w2, #0", "mov w2, #0\n    crc32b w2, w2, w2"), "syntax", {"assembler"}),
    ("another result on the second part", "twice", replaced(TWICE, "lsl w3, w3, #1", "lsl w3, w3, #1\n    bic w3, w3, #0x40000000"), "equivalence", {"memory"}),
    ("bytes not written", "twice", replaced(TWICE, "str w3, [x0], #4", "strh w3, [x0], #4"), "equivalence", {"memory"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("_what", "function", "candidate", "name", "reasons"), WRONG, ids=[w[0] for w in WRONG]
)
def test_wrong_candidate_is_rejected(
    verify: Any, _what: str, function: str, candidate: str, name: str, reasons: set[str]
) -> None:
    status, report = verify(function, candidate)
    found = gate(report, name)
    assert (status, report["verdict"], found["reason"] in reasons) == (1, "rejected", True), report
    assert found["passed"] is False
    assert found["detail"]


@pytest.mark.parametrize(
    ("function", "candidate"),
    [("sum", SUM_RIGHT), ("fsum", FSUM), ("scale", SCALE), ("twice", TWICE)],
)
def test_right_candidate_passes_equivalence(verify: Any, function: str, candidate: str) -> None:
    _, report = verify(function, candidate)
    found = gate(report, "equivalence")
    assert found["passed"] is True, report
    assert found["evidence"]["tests"] >= 256
    assert found["evidence"]["engines"] == ["unicorn", "qemu-aarch64"]


def test_faster_candidate_is_accepted(
    verify: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for_long_calls(tmp_path, monkeypatch)
    slow = ["--flags", "-O1", "-fno-vectorize"]
    fast = """
    sum:
        movi v0.4s, #0
        cmp w1, #1
        b.lt 3f
        subs w1, w1, #4
        b.lt 2f
    1:  ldr q1, [x0], #16
        add v0.4s, v0.4s, v1.4s
        subs w1, w1, #4
        b.ge 1b
    2:  addv s0, v0.4s
        fmov w2, s0
        adds w1, w1, #4
        b.eq 4f
    5:  ldr w3, [x0], #4
        add w2, w2, w3
        subs w1, w1, #1
        b.ne 5b
    4:  mov w0, w2
        ret
    3:  mov w0, #0
        ret
    """
    status, report = verify("sum", fast, *slow)
    assert (status, report["verdict"]) == (0, "accepted"), report
    assert gate(report, "speed")["evidence"]["speedup"] >= 1.05
    given, rare = [], []
    for row in gate(report, "speed")["evidence"]["workloads"]:
        (rare if row["data"] == "rare" else given).append(row["size"])
    # Of rare paths the size is their instructions: neither given call sums no numbers, and how
    # many more there are differs by compiler, since the candidate has some of its own.
    assert given == [1000, 300]
    assert min(rare) < 10, rare


def test_same_speed_is_not_faster(verify: Any) -> None:
    status, report = verify("sum", SUM_RIGHT, "--flags", "-O1", "-fno-vectorize")
    assert (status, gate(report, "speed")["passed"]) == (1, False)


def test_code_that_no_test_executes_is_not_accepted(verify: Any) -> None:
    status, report = verify("sum", SUM_RIGHT + "    add w0, w0, #1\n    ret\n")
    assert (status, report["verdict"], report["reason"]) == (2, "unknown", "coverage")


@pytest.mark.parametrize(("function", "reason"), [("poll", "volatile")])
def test_what_cannot_be_judged_is_not_accepted(verify: Any, function: str, reason: str) -> None:
    status, report = verify(function, f"{function}:\n mov w0, #0\n ret\n")
    assert (status, report["verdict"], report["reason"]) == (2, "unknown", reason)


def test_table_of_the_object_may_be_read(verify: Any) -> None:
    candidate = """
    lookup:
        mov w8, #0
        cbz x1, 2f
        adrp x9, table
        add x9, x9, :lo12:table
        mov w11, #31
    1:  ldrb w10, [x0], #1
        and w10, w10, #15
        ldrb w10, [x9, x10]
        madd w8, w8, w11, w10
        subs x1, x1, #1
        b.ne 1b
    2:  mov w0, w8
        ret
    """
    _, report = verify("lookup", candidate)
    assert gate(report, "equivalence")["passed"] is True, report
    _, report = verify("lookup", replaced(candidate, "#15", "#7"))
    assert gate(report, "equivalence")["reason"] == "result"


def test_seed_replays_a_decision(verify: Any) -> None:
    _, first = verify("sum", replaced(SUM_RIGHT, "cmp w1, #1", "cmp w1, #0"))
    seed = gate(first, "equivalence")["evidence"]["seed"]
    _, second = verify("sum", replaced(SUM_RIGHT, "cmp w1, #1", "cmp w1, #0"), "--seed", seed)
    assert gate(first, "equivalence") == gate(second, "equivalence")


def test_assembly_baseline_needs_a_prototype(verify: Any, tmp_path: Path, capsys: Any) -> None:
    baseline = tmp_path / "base.s"
    baseline.write_text(f".globl sum\n.type sum, %function\n{SUM_RIGHT}.size sum, .-sum\n")
    candidate = tmp_path / "candidate.s"
    candidate.write_text(SUM_RIGHT)
    words = ["--function", "sum", "--baseline", str(baseline), "--candidate", str(candidate)]
    assert main(["verify", *words]) == 2
    assert "--prototype" in capsys.readouterr().out
    prototype = ["--prototype", "int sum(const int *a, int n)", "--json"]
    main(["verify", *words, *prototype])
    assert gate(json.loads(capsys.readouterr().out), "equivalence")["passed"] is True


def test_errors_are_one_line(capsys: Any, tmp_path: Path) -> None:
    missing = str(tmp_path / "no.s")
    words = ["--function", "f", "--baseline", str(tmp_path / "no.c"), "--candidate", missing]
    assert main(["verify", *words]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "no.s" in err
