"""ARMCC_CONSTANT_TIME: what leaks more than its baseline is refused, its twin without is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from armcc.control.subject import function_from_source
from armcc.function.function import Function
from armcc.gates import constant_time
from armcc.gates.judge import Judge

pytestmark = pytest.mark.usefixtures("one_clang")

HEADER = Path(__file__).resolve().parents[2] / "armcc" / "include" / "armcc.h"

SAME = """
MARK int f(const unsigned char *a, const unsigned char *b, unsigned long n) {
  unsigned char r = 0;
  for (unsigned long i = 0; i < n; i++) r |= a[i] ^ b[i];
  return r;
}"""
SELECT = """
MARK unsigned f(unsigned c, unsigned a, unsigned b) {
  c = -(c != 0);
  return (a & c) | (b & ~c);
}"""
SHIFT = "MARK unsigned f(unsigned x, unsigned d) { return x >> (d & 31); }"
LOOKUP = """
static const unsigned char t[16] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};
MARK int f(unsigned x) {
  int r = 0;
  for (unsigned i = 0; i < 16; i++) r |= t[i] & -(int)(i == (x & 15));
  return r;
}"""
SPILLED = """
MARK unsigned f(const unsigned *s, unsigned long n) {
  unsigned r = 0;
  for (unsigned long i = 0; i < n; i++) r += s[i] ? 2 : 3;
  return r;
}"""

# (what it is, baseline, candidate, whether it leaks)
CASES = {
    "all bytes": (SAME, """
        mov x9, x0
        mov w0, wzr
        cbz x2, 2f
     1: ldrb w10, [x9], #1
        ldrb w11, [x1], #1
        eor w10, w10, w11
        orr w0, w0, w10
        subs x2, x2, #1
        b.ne 1b
     2: ret""", ""),
    "early end": (SAME, """
        mov x9, x0
        mov w0, wzr
        cbz x2, 2f
     1: ldrb w10, [x9], #1
        ldrb w11, [x1], #1
        eor w10, w10, w11
        orr w0, w0, w10
        cmp w0, #255
        b.eq 2f
        subs x2, x2, #1
        b.ne 1b
     2: ret""", "branches on what x0 lead to"),
    "early end through the stack": (SAME, """
        sub sp, sp, #16
        .cfi_def_cfa_offset 16
        mov x9, x0
        mov w0, wzr
        cbz x2, 2f
     1: ldrb w10, [x9], #1
        ldrb w11, [x1], #1
        eor w10, w10, w11
        orr w0, w0, w10
        str x0, [sp, #8]
        ldr x12, [sp, #8]
        cmp w12, #255
        b.eq 2f
        subs x2, x2, #1
        b.ne 1b
     2: add sp, sp, #16
        .cfi_def_cfa_offset 0
        ret""", "branches on what x0 lead to"),
    "select": (SELECT, "cmp w0, #0\ncsel w0, w2, w1, eq\nret", ""),
    "branch": (SELECT, "cbz w0, 1f\nmov w0, w1\nret\n1: mov w0, w2\nret", "branches on x0"),
    "branch on a sum": (
        SELECT, "cmp w0, #0\ncset w9, ne\ntbz w9, #0, 1f\nmov w0, w1\nret\n1: mov w0, w2\nret",
        "branches on x0",
    ),
    "shift": (SHIFT, "lsr w0, w0, w1\nret", ""),
    "division": (SHIFT, "mov w9, #1\nlsl w9, w9, w1\nudiv w0, w0, w9\nret",
                 "divides by time that depends on x0"),
    "lookup": (LOOKUP, """
        and w0, w0, #15
        adrp x8, f_t
        add x8, x8, :lo12:f_t
        ldrb w0, [x8, x0]
        ret
        .section .rodata
     f_t: .byte 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3""", "an address depends on x0"),
    "loop with selects": (SPILLED, """
        mov x9, x0
        mov w0, wzr
        cbz x1, 2f
     1: ldr w10, [x9], #4
        cmp w10, #0
        cset w10, eq
        add w10, w10, #2
        add w0, w0, w10
        subs x1, x1, #1
        b.ne 1b
     2: ret""", ""),
    "loop with branches": (SPILLED, """
        mov x9, x0
        mov w0, wzr
        cbz x1, 2f
     1: ldr w10, [x9], #4
        add w0, w0, #2
        cbnz w10, 3f
        add w0, w0, #1
     3: subs x1, x1, #1
        b.ne 1b
     2: ret""", "branches on what x0 lead to"),
}  # fmt: skip


def read(source: str, folder: Path, marked: bool) -> Function:
    path = folder / "baseline.c"
    mark = "ARMCC_CONSTANT_TIME" if marked else ""
    path.write_text(f'#include "{HEADER}"\n' + source.replace("MARK", mark))
    return function_from_source(str(path), "f", ["-O2", "-fno-vectorize"], str(folder))


@pytest.mark.parametrize("case", CASES)
def test_a_rewrite_leaks_no_more(case: str, tmp_path: Path) -> None:
    source, text, leak = CASES[case]
    for marked in (True, False):
        function = read(source, tmp_path, marked)
        assert constant_time.asked(function.contract) is marked
        verdict, _ = Judge(function, str(tmp_path), proof=False).compare("f:\n" + text)
        if leak and marked:
            assert (verdict.outcome, verdict.reason) == ("rejected", "constant-time")
            assert leak in verdict.detail
        else:
            assert verdict.outcome == "accepted", verdict.detail


# The baseline branches on one of two buffers' bytes; which, no analysis of registers tells.
ENDS = """
MARK int f(const char *a, const char *b, unsigned long n) {
  int r = 0;
  for (unsigned long i = 0; i < n && a[i]; i++) r += b[2 * i] + b[2 * i + 1];
  return r;
}"""
HIDDEN = """
        mov x9, x0
        mov w0, wzr
        cbz x2, 2f
     1: ldrb w10, [x9], #1
        cbz w10, 2f
        ldrb w11, [x1], #1
        ldrb w12, [x1], #1
        add w11, w11, w12
        {skip}
        add w0, w0, w11
     3: subs x2, x2, #1
        b.ne 1b
     2: ret"""


RARE = """
        mov x9, x0
        mov w0, wzr
        cbz x2, 2f
     1: ldrb w10, [x9], #1
        cbz w10, 2f
        ldrb w11, [x1], #1
        ldrb w12, [x1], #1
        {skip}
        add w11, w11, w12
        add w0, w0, w11
     3: subs x2, x2, #1
        b.ne 1b
     2: ret"""
# One in 2^16 takes the branch, and what it skips comes to the same.
SELDOM = """eor w13, w11, #0xf0
        sub w14, w12, #0x38
        orr w13, w13, w14
        cbnz w13, 4f
        mov w13, w12
     4:"""


def test_a_branch_that_few_tests_take_is_seen_by_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    function = read(ENDS, tmp_path, True)
    monkeypatch.setattr("armcc.gates.structure.more_leaks", lambda *_: None)

    def reasons(skip: str, times: int) -> set[str]:
        judge = Judge(function, str(tmp_path), proof=False)
        text = "f:\n" + RARE.format(skip=skip)
        return {judge.compare(text)[0].reason for _ in range(times)}

    assert reasons("", 2) == {""}
    # Six of seven decisions see it; the analysis, left out here, sees it always.
    assert "constant-time" in reasons(SELDOM, 5)


def test_what_hides_from_the_analysis_is_seen_by_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    function = read(ENDS, tmp_path, True)

    def reason(skip: str) -> str:
        judge = Judge(function, str(tmp_path), proof=False)
        return judge.compare("f:\n" + HIDDEN.format(skip=skip))[0].reason

    assert reason("") == ""
    assert reason("cbz w11, 3f") == "constant-time"
    # Without the first check the second one finds it alone.
    monkeypatch.setattr("armcc.gates.structure.more_leaks", lambda *_: None)
    assert reason("") == ""
    assert reason("cbz w11, 3f") == "constant-time"
    monkeypatch.setattr(constant_time, "tells_apart", lambda *_: "")
    assert reason("cbz w11, 3f") == ""
