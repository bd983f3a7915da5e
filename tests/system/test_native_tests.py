"""Native tests run beside what else a decision does, and change nothing of what it says."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from armcc.control.subject import function_from_source
from armcc.errors import Error
from armcc.gates.cases import Subject
from armcc.gates.equivalence import equivalence_gate
from armcc.gates.native_tests import NativeTests
from armcc.gates.syntax import Assembled, syntax_gate
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

pytestmark = pytest.mark.usefixtures("one_clang")

SEED = 0x3C6EF372A54FF53A
SUM = "int f(const int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }"
RIGHT = """
f:  mov w2, #0
    cmp w1, #1
    b.lt 2f
1:  ldr w3, [x0], #4
    add w2, w2, w3
    subs w1, w1, #1
    b.ne 1b
2:  mov w0, w2
    ret
"""


def ready(source: str, text: str, folder: Path) -> tuple[Subject, Assembled]:
    path = folder / "a.c"
    path.write_text(source)
    function = function_from_source(str(path), "f", ["-O2"], str(folder))
    _, assembled = syntax_gate(text, "f", function.contract, str(folder))
    assert assembled is not None
    return Subject(function, SEED), assembled


def judged(source: str, text: str, folder: Path) -> GateResult:
    subject, assembled = ready(source, text, folder)
    return equivalence_gate(subject, assembled, SEED, str(folder))[0]


def threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name == "native tests"]


def test_one_seed_gives_one_decision_however_the_threads_take_turns(tmp_path: Path) -> None:
    said = []
    before = sys.getswitchinterval()
    for turns in (0.00001, 0.05):
        folder = tmp_path / str(turns)
        folder.mkdir()
        sys.setswitchinterval(turns)
        try:
            said.append(judged(SUM, RIGHT, folder))
            assert sys.getswitchinterval() == pytest.approx(turns, rel=1e-3)
        finally:
            sys.setswitchinterval(before)
    assert said[0].outcome == ACCEPTED
    assert said[0].evidence == said[1].evidence
    assert not threads()


def test_where_there_are_no_more_threads_they_run_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    said = []
    for where in ("beside", "before"):
        folder = tmp_path / where
        folder.mkdir()
        said.append(judged(SUM, RIGHT, folder))
        monkeypatch.setattr(threading.Thread, "start", refused)
    assert said[0].outcome == ACCEPTED
    assert said[0].evidence == said[1].evidence


def test_they_end_with_a_decision_that_cannot_be_made(tmp_path: Path) -> None:
    found = judged("int f(int a) { return 7; }", "f: mov w0, #7\n ret\n", tmp_path)
    assert (found.outcome, found.reason) == (UNKNOWN, "constant-outcome")
    assert not threads()


def test_what_they_raise_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: NativeTests) -> None:
        raise Error("tool", "broken on purpose")

    monkeypatch.setattr(NativeTests, "_honest", broken)
    with pytest.raises(Error, match="broken on purpose"):
        judged(SUM, RIGHT, tmp_path)
    assert not threads()


def test_what_they_find_is_found(tmp_path: Path) -> None:
    # Equal from the front to the back, which tests made by hand seldom are.
    source = "int f(long a, long b) { return a * 3 == b ? 5 : (int)a; }"
    wrong = "f: add x8, x0, x0, lsl #1\n cmp x8, x1\n mov w9, #6\n csel w0, w9, w0, eq\n ret\n"
    found = judged(source, wrong, tmp_path)
    assert (found.outcome, found.reason) == (REJECTED, "result")
