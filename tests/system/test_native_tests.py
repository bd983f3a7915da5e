"""Native tests run beside what else a decision does, and change nothing of what it says."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from attacks import SUM, SUM_RIGHT, judged

from armcc.control.subject import function_from_source
from armcc.errors import Error
from armcc.gates.loaded import load
from armcc.gates.native_tests import NativeTests
from armcc.gates.subject import Subject
from armcc.gates.syntax import syntax_gate
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN

pytestmark = pytest.mark.usefixtures("one_clang")


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
            said.append(judged(SUM, "sum", SUM_RIGHT, folder))
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
        said.append(judged(SUM, "sum", SUM_RIGHT, folder))
        monkeypatch.setattr(threading.Thread, "start", refused)
    assert said[0].outcome == ACCEPTED
    assert said[0].evidence == said[1].evidence


def test_they_end_with_a_decision_that_cannot_be_made(tmp_path: Path) -> None:
    found = judged("int f(int a) { return 7; }", "f", "f: mov w0, #7\n ret\n", tmp_path)
    assert (found.outcome, found.reason) == (UNKNOWN, "constant-outcome")
    assert not threads()


def test_what_they_raise_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: NativeTests) -> None:
        raise Error("tool", "broken on purpose")

    monkeypatch.setattr(NativeTests, "_honest", broken)
    with pytest.raises(Error, match="broken on purpose"):
        judged(SUM, "sum", SUM_RIGHT, tmp_path)
    assert not threads()


# Equal from the front to the back, which tests made by hand seldom are.
EQUAL = "int f(long a, long b) { return a * 3 == b ? 5 : (int)a; }"
SIX = "f: add x8, x0, x0, lsl #1\n cmp x8, x1\n mov w9, #6\n csel w0, w9, w0, eq\n ret\n"


CHASE = "g: ldr x8, [x0]\n ldr x8, [x8]\n ldr w0, [x8]\n ret\n"


def test_what_they_find_is_found(tmp_path: Path) -> None:
    found = judged(EQUAL, "f", SIX, tmp_path)
    assert (found.outcome, found.reason) == (REJECTED, "result")


def test_what_the_sample_finds_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NativeTests, "_honest", lambda self: None)
    found = judged(EQUAL, "f", SIX, tmp_path)
    assert (found.outcome, found.reason) == (REJECTED, "result")
    assert 0 < int(str(found.evidence["tests"])) <= 768


def test_the_second_engine_gets_enough_of_each_function(tmp_path: Path) -> None:
    for name, source, text in (
        ("sum", SUM, SUM_RIGHT),
        ("f", EQUAL, SIX.replace("#6", "#5")),
        ("g", "int g(struct { int *p; } **s) { return *s[0]->p; }", CHASE),
    ):  # fmt: skip
        found = judged(source, name, text, tmp_path)
        assert found.outcome == ACCEPTED, found
        assert int(str(found.evidence["second_engine_tests"])) >= 256
        assert int(str(found.evidence["tests"])) >= 4096


def test_what_only_a_broken_promise_reaches_counts_for_neither_code(tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text("int f(int *restrict a, int *restrict b) { *a = 1; return *b; }")
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    right = "f: mov w8, #1\n str w8, [x0]\n ldr w0, [x1]\n ret\n"
    _, assembled = syntax_gate(right, "f", function.contract, str(tmp_path))
    assert assembled is not None
    subject = Subject(function, 5)
    loaded = load(subject, assembled)
    pair = subject.pair(7, subject.constants, loaded.emulator)
    assert NativeTests(subject, pair, loaded)._violating() is None
    assert pair.pair.tests > 0
    assert not any(pair.seen_baseline)
    assert not any(pair.seen_candidate)
