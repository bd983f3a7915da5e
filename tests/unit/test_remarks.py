"""Remarks as clang prints them and as LLVM's YAML holds them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from armcc.cache.record import Rewrite
from armcc.driver import remarks
from armcc.driver.remarks import Wishes, emit, explain_result, speedup_of
from armcc.driver.report import append
from armcc.driver.rewriting import Outcome
from armcc.function.machine import MachineCode


class FakeFunction:
    name = "sum"


def outcome(done: bool, confidence: str = "tested") -> Outcome:
    o = Outcome(FakeFunction())  # type: ignore[arg-type]
    o.file, o.line, o.column = "it's.c", 3, 5
    if done:
        o.record = Rewrite(
            function="sum",
            key="0" * 64,
            text="",
            machine=MachineCode(b"\x1f\x20\x03\xd5"),
            assumptions=(),
            pass_name="variants",
            origin="clang -O3, interleave 4",
            evidence=b'{"speedup": 1.5}',
            confidence=confidence,
        )
    else:
        o.leave("no-faster-candidate", "12 candidates: 9 slower")
    return o


@pytest.mark.parametrize(
    ("words", "passed", "missed"),
    [
        ("", False, False),
        ("-Rpass=armcc", True, False),
        ("-Rpass-missed=armcc", False, True),
        ("-Rpass=.*", True, False),
        ("-Rpass=^arm", True, False),
        ("-Rpass=inline", False, False),
        ("-Rpass", True, False),
        ("-Rpass=armcc -Rno-pass", False, False),
        ("-Rpass=armcc -Rpass=inline", False, False),
        ("-Rpass=(", False, False),
        ("-Rpass-analysis=armcc", False, False),
    ],
)
def test_which_remarks_are_wanted(words: str, passed: bool, missed: bool) -> None:
    wishes = Wishes(words.split(), "a.c", "a.o")
    assert (wishes.passed, wishes.missed) == (passed, missed)


@pytest.mark.parametrize(
    ("words", "path", "record"),
    [
        ("-c d/a.c", "a.o", ""),
        ("-c d/a.c -fsave-optimization-record", "a.o", "a.opt.yaml"),
        ("-c d/a.c -o o/x.y.o -fsave-optimization-record", "o/x.y.o", "o/x.y.opt.yaml"),
        ("-c d/a.c -fsave-optimization-record=yaml", "a.o", "a.opt.yaml"),
        ("-c d/a.c -fsave-optimization-record=bitstream", "a.o", ""),
        ("-c d/a.c -fsave-optimization-record -fno-save-optimization-record", "a.o", ""),
        ("-c d/a.c -foptimization-record-file=r", "a.o", "r"),
        ("-c d/a.c -foptimization-record-file=r -foptimization-record-passes=inline", "a.o", ""),
        ("-c d/a.c -foptimization-record-file=r -foptimization-record-passes=a", "a.o", "r"),
    ],
)
def test_which_file_takes_the_record(words: str, path: str, record: str) -> None:
    assert Wishes(words.split(), "d/a.c", path).record == record


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        ("tested", "tested equivalent"),
        ("proved", "proved equivalent"),
        ("proved to n <= 40", "tested equivalent, proved to n <= 40"),
    ],
)
def test_a_message_says_how_how_sure_and_how_much(confidence: str, said: str) -> None:
    record = outcome(True, confidence).record
    assert record is not None
    assert explain_result(record) == (
        f"replaced by code that is 1.50 times as fast (clang -O3, interleave 4); {said}"
    )


@pytest.mark.parametrize("confidence", ["tested", "proved", "proved to n <= 40"])
def test_a_report_says_how_sure(tmp_path: Path, confidence: str) -> None:
    done = outcome(True, confidence)
    done.way = "tail"
    path = tmp_path / "report"
    append(str(path), "a.c", "a.o", [done, outcome(False)])
    first, second = map(json.loads, path.read_text().splitlines())
    assert (first["rewritten"], first["confidence"]) == (True, confidence)
    assert (second["rewritten"], second["confidence"]) == (False, "")


@pytest.mark.parametrize("evidence", [b"", b"{", b"[]", b'{"speedup": "x"}', b'{"speedup": -1}'])
def test_evidence_without_a_speedup(evidence: bytes) -> None:
    assert speedup_of(evidence) == 0.0


def test_printed_remarks_look_like_clangs(capfd: pytest.CaptureFixture[str]) -> None:
    words = ["-Rpass=armcc", "-Rpass-missed=armcc"]
    emit(words, "a.c", "a.o", [outcome(True), outcome(False)])
    first, second = capfd.readouterr().err.splitlines()
    assert first.startswith("it's.c:3:5: remark: sum: replaced by code that is 1.50 times as fast")
    assert first.endswith("; tested equivalent [-Rpass=armcc]")
    assert second == (
        "it's.c:3:5: remark: sum: left as clang made it: no-faster-candidate: "
        "12 candidates: 9 slower [-Rpass-missed=armcc]"
    )
    emit([], "a.c", "a.o", [outcome(True)])
    assert capfd.readouterr().err == ""


def test_documents_go_behind_clangs_own(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("--- !Missed\nPass: inline\n...\n")
    emit([f"-foptimization-record-file={path}"], "a.c", "a.o", [outcome(True), outcome(False)])
    text = path.read_text()
    assert text.count("--- !Missed") == 2
    plain = text.replace("!Missed", "").replace("!Passed", "")
    first, passed, missed = yaml.safe_load_all(plain)
    assert first == {"Pass": "inline"}
    assert passed["Name"] == "Rewritten"
    assert passed["DebugLoc"] == {"File": "it's.c", "Line": 3, "Column": 5}
    assert missed["Name"] == "NoFasterCandidate"
    assert missed["Function"] == "sum"


@given(st.text(max_size=20))
def test_any_text_survives_the_quotes(text: str) -> None:
    quoted = remarks._quote(text)
    if not any("\ud800" <= c <= "\udfff" for c in text):
        assert yaml.safe_load(f"a: {quoted}") == {"a": text}
