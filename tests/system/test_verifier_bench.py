"""The oracle tells right from wrong without the gates, and the campaign counts honestly."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from armcc.control.fidelity.recompile import recompile
from armcc.control.main import main
from armcc.control.verifier import campaign
from armcc.control.verifier.corpus import (
    Task,
    corpus_tasks,
    general_driver,
    read_task,
)
from armcc.control.verifier.judging import Bench, Judged
from armcc.control.verifier.mutants import Hot, Mutant, Shape, make
from armcc.control.verifier.oracle import Oracle, Told
from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates.judge import Judge
from armcc.gates.verdict import ACCEPTED, REJECTED
from armcc.passes.extract import Names

TASKS = {t.name: t for t in corpus_tasks()}
FILES = sorted({t.source for t in TASKS.values()})
KEPT = sorted(Path(__file__).with_name("mutants").glob("*.json"))


pytestmark = pytest.mark.usefixtures("one_clang")


class Driven:
    """An oracle for one function, and the function."""

    def __init__(self, task: Task, folder: Path) -> None:
        self.name = task.name
        self.function: Function = read_task(task, str(folder))
        baseline = folder / "own.o"
        baseline.write_bytes(self.function.object.data)
        (folder / "oracle").mkdir()
        self.oracle = Oracle(task.source, str(baseline), str(folder / "oracle"))
        self.shape: Shape = self.oracle.describe(task.name)

    def told(self, *texts: str, tests: int = 3000) -> Told:
        mutants = [Mutant("test", "", text) for text in texts]
        return self.oracle.decide(self.shape, mutants, 1, tests)

    def how(self, text: str, tests: int = 3000) -> str:
        """How a candidate differs; "" where it does not."""
        told = self.told(text, tests=tests)
        assert not told.unfit
        return told.differences[0].how if told.differences else ""


@pytest.fixture
def driven(tmp_path: Path) -> Any:
    return lambda name: Driven(TASKS[name], tmp_path)


@pytest.mark.parametrize("source", FILES, ids=[os.path.basename(f) for f in FILES])
def test_what_a_compiler_makes_of_the_corpus_is_never_told_apart(
    source: str, tmp_path: Path
) -> None:
    """Else the oracle, a driver or the flags are wrong, and right candidates count as wrong."""
    tasks = [t for t in TASKS.values() if t.source == source]
    driven = Driven(tasks[0], tmp_path)
    known = frozenset(s.name for s in driven.function.object.symbols if s.name)
    invocation = driven.function.invocation
    assert invocation is not None
    made = []
    for number, (compiler, flag) in enumerate((("clang", "-O3"), ("gcc", "-O2"), ("clang", "-O1"))):
        (tmp_path / f"{number}").mkdir()
        other = recompile(
            invocation,
            compiler,
            (flag,),
            driven.function.contract,
            [],
            str(tmp_path / f"{number}"),
        )
        assert other is not None
        made.append(other)
    for task in tasks:
        found = [m.candidate(task.name, Names(known)) for m in made]
        texts = [f.text for f in found if f is not None and f.text]
        assert texts, task.name
        shape = driven.oracle.describe(task.name)
        told = driven.oracle.decide(shape, [Mutant("pair", "", t) for t in texts], 1, 2000)
        assert not told.unfit, task.name
        assert told.differences == {}, task.name
        assert told.tests >= 2000 or told.exhaustive, task.name


FINISH = """
murmur_finish:
    eor w0, w0, w0, lsr #16
    mov w8, #0xca6b
    movk w8, #0x85eb, lsl #16
    mul w0, w0, w8
    eor w0, w0, w0, lsr #13
    mov w8, #0xae35
    movk w8, #0xc2b2, lsl #16
    mul w0, w0, w8
    eor w0, w0, w0, lsr #16
    ret
"""


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("", "", ""),
        ("lsr #13", "lsr #14", "result"),
        ("eor w0, w0, w0, lsr #16\n    mov", "eor x0, x0, x0, lsr #16\n    mov", "result"),
        ("    ret", "    mov x19, #1\n    ret", "result"),
        ("    ret", "    fmov d8, xzr\n    ret", "result"),
        ("    ret", "    mov v8.d[1], xzr\n    ret", ""),
        ("    ret", "    mov x17, #1\n    ret", ""),
        ("    ret", "    mov x18, #1\n    ret", "result"),
        ("    ret", "    sub sp, sp, #16\n    ret", "result"),
        ("    ret", "    str xzr, [sp, #8]\n    ret", "result"),
        ("    ret", "    ldr x1, [x0, #1, lsl #12]\n    ret", "unfit"),
        ("    ret", "    mov x1, #8\n    ldr x1, [x1]\n    ret", "fault"),
        ("    ret", "1:  b 1b", "endless"),
        ("eor w0, w0, w0, lsr #16\n    mov", "eor w0, w0, w3, lsr #16\n    mov", "result"),
    ],
)
def test_the_oracle_sees_results_registers_stack_and_ends(
    driven: Any, old: str, new: str, how: str
) -> None:
    subject = driven("murmur_finish")
    text = FINISH.replace(old, new, 1) if old else FINISH
    if how == "unfit":
        assert subject.told(text).unfit == {0}
    else:
        assert subject.how(text) == how


def test_the_oracle_sees_a_read_past_the_end(driven: Any) -> None:
    text = """
fnv:
    mov x8, #0x2325
    movk x8, #0x8422, lsl #16
    movk x8, #0x9ce4, lsl #32
    movk x8, #0xcbf2, lsl #48
    mov x9, #0x1b3
    movk x9, #0x100, lsl #32
1:  ldrb w10, [x0], #1
    cbz x1, 2f
    eor x8, x8, x10
    mul x8, x8, x9
    sub x1, x1, #1
    b 1b
2:  mov x0, x8
    ret
"""
    subject = driven("fnv")
    assert subject.how(text) == "fault"
    right = text.replace(
        "1:  ldrb w10, [x0], #1\n    cbz x1, 2f", "1:  cbz x1, 2f\n    ldrb w10, [x0], #1"
    )
    assert subject.how(right) == ""


def test_the_oracle_sees_a_store_on_the_wrong_side_of_a_call(driven: Any) -> None:
    subject = driven("set_then_report")
    text = """
set_then_report:
    stp x29, x30, [sp, #-32]!
    str x19, [sp, #16]
    mov x19, x0
    ldr w8, [x0, #8]
    str w1, [x0]
    add w8, w8, w1
    str w8, [x0, #4]
    and w0, w1, #7
    mov x1, x19
    bl report
    ldp w8, w9, [x19]
    eor w8, w8, w9
    str w8, [x19, #8]
    ldr x19, [sp, #16]
    ldp x29, x30, [sp], #32
    ret
"""
    assert subject.how(text) == ""
    store, call = "    str w8, [x0, #4]\n", "    bl report\n"
    late = text.replace(store, "    mov w20, w8\n").replace(call, call + "    str w8, [x19, #4]\n")
    assert subject.how(late) == "result"
    # A register that the callee may change is believed over the call.
    kept = text.replace("    ldp w8, w9, [x19]\n", "    ldr w8, [x19]\n    ldr w9, [x1, #4]\n")
    assert subject.how(kept) in ("fault", "result")


def test_small_inputs_are_met_all(driven: Any) -> None:
    subject = driven("swap_bytes")
    right = "swap_bytes:\n    rev w0, w0\n    lsr w0, w0, #16\n    ret\n"
    planted = right.replace(
        "    rev",
        "    and w8, w0, #0xffff\n    mov w9, #0xb7e1\n    cmp w8, w9\n"
        "    cinc w0, w0, eq\n    rev",
    )
    told = subject.told(right, planted)
    assert told.exhaustive
    assert told.tests == 1 << 16
    assert set(told.differences) == {1}
    assert told.differences[1].test == 0xB7E1


def test_a_planted_witness_is_found_and_by_it_alone(driven: Any) -> None:
    subject = driven("murmur_finish")
    planted = FINISH.replace(
        "    eor w0, w0, w0, lsr #16\n",
        "    mov w9, #0x4321\n    movk w9, #0x9bcd, lsl #16\n    cmp w0, w9\n    cinc w0, w0, eq\n"
        "    eor w0, w0, w0, lsr #16\n",
        1,
    )
    assert subject.how(planted) == ""
    mutant = Mutant("plant", "", planted, (Hot(0, 0x9BCD4321, 4),))
    told = subject.oracle.decide(subject.shape, [mutant], 1, 3000)
    assert told.differences[0].how == "result"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("murmur_finish", "plant-argument"),
        ("murmur_finish", "plant-product"),
        ("fnv", "plant-length"),
        ("fnv", "plant-loaded"),
        ("ones_sum", "plant-loaded"),
        ("list_find", "plant-loaded"),
    ],
)
def test_most_plants_show_their_witness(driven: Any, name: str, kind: str, tmp_path: Path) -> None:
    subject = driven(name)
    invocation = subject.function.invocation
    (tmp_path / "other").mkdir()
    other = recompile(
        invocation, "clang", ("-O1",), subject.function.contract, [], str(tmp_path / "other")
    )
    assert other is not None
    found = other.candidate(name, Names([name]))
    assert found is not None
    planted = make(found.text, subject.shape, 3, 6, (kind,))
    told = subject.oracle.decide(subject.shape, planted, 1, 500)
    assert planted
    assert 2 * len(told.differences) >= len(planted) - len(told.unfit) > 0


def bench(*words: str) -> int:
    return main(["bench", "verifier", "--tests", "1000", *words])


def test_a_campaign_reports_and_goes_on_where_it_ended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log.jsonl"
    words = ("--function", "murmur_finish", "--mutants", "9", "--log", str(log), "--json")
    assert bench(*words) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["different"] >= 4
    assert first["planted"] >= 1
    assert first["slipped"] == []
    assert first["right"] >= 1
    lines = log.read_text().splitlines()
    # Cut short in the middle of a line: what is whole is kept, the rest is done again.
    log.write_text("\n".join(lines[:-4]) + "\n" + lines[-4][:20])
    assert bench(*words) == 0
    assert json.loads(capsys.readouterr().out)["different"] == first["different"]
    # All is in the log now: nothing is compiled or judged again.
    monkeypatch.setattr(campaign, "read_task", None)
    assert bench(*words) == 0
    assert json.loads(capsys.readouterr().out)["different"] == first["different"]


def test_gates_that_accept_everything_are_found_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bench, "judge", lambda self, text: Judged(ACCEPTED, seconds=0.1))
    kept = tmp_path / "kept"
    assert bench("--function", "murmur_finish", "--mutants", "12", "--keep", str(kept)) == 1
    assert "ACCEPTED" in capsys.readouterr().out
    files = sorted(kept.glob("*.json"))
    assert files
    for file in files:
        assert json.loads(file.read_text())["function"] == "murmur_finish"


def test_gates_that_reject_everything_are_found_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bench, "judge", lambda self, text: Judged(REJECTED, reason="result"))
    assert bench("--function", "murmur_finish", "--mutants", "12", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["left_out"] == {"checksums.c:murmur_finish": "no-pair"}
    assert len(said["right_refused"]) == said["right"] > 0


def test_a_project_gets_drivers_of_its_types(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.c").write_text(
        "static int twice(int x) { return 2 * x; }\n"
        "int triple(int x) { return twice(x) + x; }\n"
        "long add(const int *p, int n) { long s = 0; for (int i = 0; i < n; i++) s += p[i];"
        " return s; }\n"
    )
    (tmp_path / "broken.c").write_text("#error not for this machine\n")
    assert bench("--project", str(tmp_path), "--mutants", "24", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["left_out"] == {}
    assert said["functions"] == 2
    assert said["different"] >= 4


def test_a_project_gets_the_callees_that_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What other functions of the file lack is no obstacle, and its variables are set back."""
    (tmp_path / "a.c").write_text(
        "int check(int *p, int x); void *other(const char *); extern int somewhere[4];\n"
        "static int seen;\n"
        'void *unused(void) { return (char *)other("x") + somewhere[1]; }\n'
        "__attribute__((hot)) int ask(int *p, int x) { p[0] = x + 1; int r = check(p, x - 3);"
        " seen += r; p[1] = r ^ seen; return r < 0 ? -1 : p[0]; }\n"
    )
    assert bench("--project", str(tmp_path), "--mutants", "30", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["left_out"] == {}
    assert said["functions"] == 1
    assert said["different"] >= 10
    assert said["right_refused"] == []


LEFT_OUT = {
    "takes any arguments": "int g(int, ...); int f(int x) { return g(x, x) + 1; }",
    "is called with several types": (
        "int g(); int f(int x) { int y = g(x); return y + g((long)x, y); }"
    ),
}


@pytest.mark.parametrize("why", LEFT_OUT)
def test_a_callee_of_no_one_type_is_a_reason(why: str, tmp_path: Path) -> None:
    path = tmp_path / "a.c"
    path.write_text(LEFT_OUT[why])
    function = read_task(Task(str(path), "f", ("-O2", "-std=c99", "-w"), False), str(tmp_path))
    with pytest.raises(Error, match=why):
        general_driver("f", function.contract, function.object.undefined())


def started_with(word: str) -> list[int]:
    """The processes that were started with this word in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and word.encode() in (entry / "environ").read_bytes():
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
                found += [int(entry.name)] if state != "Z" else []
        except OSError:
            continue
    return found


def oracles(processes: list[int]) -> list[int]:
    """Those that run tests; an oracle asked to `describe` itself is gone at once."""
    out = []
    for number in processes:
        with contextlib.suppress(OSError):
            if b"/oracle\0run\0" in Path(f"/proc/{number}/cmdline").read_bytes():
                out.append(number)
    return out


def test_nothing_outlives_a_campaign_that_is_killed(tmp_path: Path) -> None:
    words = ["bench", "verifier", "--function", "take_bits", "--kind", "duplicate"]
    words += ["--mutants", "20", "--tests", "200000000"]
    mark = f"TMPDIR={tmp_path}"
    main_process = subprocess.Popen(
        [sys.executable, "-P", "-m", "armcc.control.main", *words],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 120
        while not (seen := oracles(started_with(mark))) and time.monotonic() < deadline:
            time.sleep(0.2)
            assert main_process.poll() is None
        assert seen
    finally:
        main_process.kill()
        main_process.wait()
    deadline = time.monotonic() + 20
    while started_with(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert started_with(mark) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--kind", "nonsense"), "no kind nonsense"),
        (("--function", "nobody"), "no function nobody"),
        (("--project", "/nowhere"), "/nowhere is no folder"),
    ],
)
def test_bad_words_are_named(
    words: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench(*words) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("file", KEPT, ids=[f.stem for f in KEPT])
def test_what_was_wrong_once_is_not_accepted(file: Path, tmp_path: Path) -> None:
    """Each file is a wrong candidate with its witness; `bench verifier --keep` writes them."""
    kept = json.loads(file.read_text())
    function = read_task(TASKS[kept["function"]], str(tmp_path))
    verdict, _ = Judge(function, str(tmp_path)).compare(kept["text"])
    assert verdict.outcome != ACCEPTED


@pytest.mark.parametrize("file", KEPT, ids=[f.stem for f in KEPT])
def test_what_was_wrong_once_is_wrong(file: Path, tmp_path: Path) -> None:
    kept = json.loads(file.read_text())
    subject = Driven(TASKS[kept["function"]], tmp_path)
    hots = tuple(Hot(**h) for h in kept["values"])
    mutant = Mutant(kept["kind"], kept["where"], kept["text"], hots)
    if kept["kind"] == "abi":
        return  # wrong by a rule that no run has to show
    told = subject.oracle.decide(subject.shape, [mutant], kept["oracle_seed"], 20_000)
    assert told.differences


def test_kept_files_are_there() -> None:
    assert KEPT
    assert campaign.Settings().undecided is False
