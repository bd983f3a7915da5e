"""The corpus of `bench proof` is what it says, and the bench survives any gate."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from armcc.control.fidelity.campaign import Unit, compile_baseline
from armcc.control.subject import function_from_source
from armcc.control.toolchain import clang_command
from armcc.control.verifier import proofbench, proofmutants
from armcc.control.verifier.judging import Bench
from armcc.control.verifier.oracle import CORPUS
from armcc.control.verifier.proofpairs import (
    CLASSES,
    Absent,
    Offered,
    class_of,
    is_straight,
    offers,
    pairs,
    proof_files,
    proof_units,
)
from armcc.control.verifier.proving import Gate
from armcc.errors import Error
from armcc.function.elf import ElfObject
from armcc.function.function import Function
from armcc.function.hot import find_function
from armcc.function.tools import cross_tool
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

pytestmark = pytest.mark.usefixtures("one_clang")

FILES = proof_files()
WANTED = {"loopfree": 80, "fixed": 30, "variable": 30}


@pytest.mark.parametrize("compiler", ["clang", "gcc"])
@pytest.mark.parametrize("source", FILES, ids=[os.path.basename(f) for f in FILES])
def test_the_corpus_compiles_without_warnings_and_calls_nothing(
    source: str, compiler: str, tmp_path: Path
) -> None:
    output = tmp_path / "out.o"
    words = ["-O3", "-Wall", "-Wextra", "-Werror", "-fno-builtin", f"-I{CORPUS}", "-c", source]
    if compiler == "clang":
        command = [*clang_command(words), *words]
    else:
        command = [str(cross_tool("gcc")), *words, "-fno-tree-loop-distribute-patterns"]
    subprocess.run([*command, "-o", str(output)], check=True)
    assert not ElfObject(output.read_bytes()).undefined()


def functions_of(unit: Unit, folder: Path) -> dict[str, Function]:
    base = compile_baseline(unit, [], str(folder))
    return {
        n: Function(n, base.object, find_function(base.object, n), base.contracts[n])
        for n in base.names()
    }


@pytest.mark.parametrize("unit", proof_units(), ids=lambda u: u.name)
def test_the_gates_can_judge_every_function(unit: Unit, tmp_path: Path) -> None:
    functions = functions_of(unit, tmp_path)
    refused = {}
    for name, function in functions.items():
        try:
            Subject(function).close()
        except Error as e:
            refused[name] = e.reason
    assert not refused
    straight = {n: is_straight(f) for n, f in functions.items()}
    # What clang has unrolled is straight, too.
    if class_of(unit.name) == "loopfree":
        assert [n for n, yes in straight.items() if not yes] == []
    if class_of(unit.name) == "variable":
        assert [n for n, yes in straight.items() if yes] == []


@pytest.mark.slow
@pytest.mark.parametrize("klass", CLASSES)
def test_each_class_has_functions_enough_with_a_pair(klass: str) -> None:
    made = list(offers(klass, proof_units(klass)))
    functions = {o.title for o in made if isinstance(o, Offered)}
    assert len(functions) >= WANTED[klass]
    assert {a.reason for a in made if isinstance(a, Absent)} <= {"identical"}
    # A file that GCC cannot make would be missing in silence: clang has candidates, too.
    by_gcc = {o.title for o in made if isinstance(o, Offered) and o.maker.startswith("gcc")}
    assert len(by_gcc) >= 0.9 * len(functions)


def test_pairs_come_ready_for_the_gate() -> None:
    found = list(pairs("loopfree", ["median_of_three", "pop_front"]))
    assert {p.subject.function.name for p in found} == {"median_of_three", "pop_front"}
    assert all(p.assembled.listing for p in found)


def says(result: GateResult) -> Gate:
    return lambda subject, assembled, seconds: result


PROVED = GateResult("proof", ACCEPTED, evidence={"proved": "all"})
WRONG = GateResult("proof", REJECTED, "counter-example", "x0 = 1")
ONE = proofbench.Settings(functions=("median_of_three",), cap=20.0, jobs=1)


def ran(
    capsys: pytest.CaptureFixture[str], gate: Gate, settings: proofbench.Settings = ONE
) -> tuple[int, list[str]]:
    status = proofbench.run(settings, False, gate)
    return status, capsys.readouterr().out.splitlines()


def test_a_proof_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = ran(capsys, says(PROVED))
    assert status == 0
    assert lines[1].split()[:7] == ["loopfree", "2", "1", "2", "0", "0", "0"]


def test_a_refuted_pair_makes_the_exit_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = ran(capsys, says(WRONG))
    assert status == 1
    assert sum(s.startswith("REFUTED  loopfree_numbers.c:median_of_three") for s in lines) == 2


def dies(subject: Subject, assembled: Assembled, seconds: float) -> GateResult:
    os.kill(os.getpid(), signal.SIGKILL)
    return PROVED


def hangs(subject: Subject, assembled: Assembled, seconds: float) -> GateResult:
    time.sleep(60)
    return PROVED


@pytest.mark.parametrize(("gate", "reason"), [(dies, "crash"), (hangs, "time")])
def test_a_gate_that_dies_or_hangs_is_unknown(
    gate: Gate, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = proofbench.Settings(functions=("median_of_three",), cap=1.0)
    status, lines = ran(capsys, gate, settings)
    assert status == 0
    assert f"     2  {reason}" in lines


def test_a_log_is_taken_up_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = str(tmp_path / "log.jsonl")
    settings = proofbench.Settings(functions=("median_of_three",), jobs=1, log=log)
    _, first = ran(capsys, says(PROVED), settings)
    assert len(Path(log).read_text().splitlines()) == 2
    assert ran(capsys, says(WRONG), settings)[1] == first


def test_a_project_takes_part_with_its_straight_functions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.c").write_text(
        "int other(int);\n"
        "int least(int a, int b, int c) { int m = a < b ? a : b; return m < c ? m : c; }\n"
        "int calls(int a) { return other(a) + 1; }\n"
        "int loops(const int *a, int n) { int s = 0; while (n--) s ^= *a++ * n; return s; }\n"
    )
    settings = proofbench.Settings(projects=(str(tmp_path),), jobs=1)
    _, lines = ran(capsys, says(PROVED), settings)
    assert lines[1].split()[0] == "project"
    assert lines[1].split()[2] == "1"
    assert lines[-1] == "functions without a pair: 2 project loop"


def test_mutants_go_straight_to_the_gate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = proofmutants.Settings(
        8, tests=200, functions=("median_of_three",), jobs=1, folder=str(tmp_path)
    )
    assert proofmutants.run(settings, True, says(PROVED)) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["unsound"]
    assert len(list(tmp_path.glob("median_of_three-*.json"))) >= len(said["unsound"])
    nothing = GateResult("proof", UNKNOWN, "operation", "Iop_A")
    assert proofmutants.run(settings, True, says(nothing)) == 0
    assert not json.loads(capsys.readouterr().out)["unsound"]


def test_drivers_of_the_corpus_do_not_tell_right_candidates_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = next(f for f in FILES if f.endswith("fixed_floats.c"))
    names = tuple(re.findall(r"^DRIVER\((\w+)\)", Path(source).read_text(), re.MULTILINE))
    settings = proofmutants.Settings(len(names), tests=200, functions=names, kinds=("harmless",))
    nothing = GateResult("proof", UNKNOWN, "operation", "Iop_A")
    assert proofmutants.run(settings, True, says(nothing)) == 0
    assert json.loads(capsys.readouterr().out)["left_out"] == {}


DOUBLE = "unsigned twice(unsigned x) { return 2 * x; }"
# What a proof says of each, as an oracle.
TOLD = [
    ("twice:\n add w0, w0, w0\n ret", "same", "proved"),
    ("twice:\n lsl w8, w0, #1\n cmp w0, #99\n cinc w0, w8, eq\n ret", "different", "x0"),
    ("twice:\n str x30, [sp, #8]\n lsl w0, w0, #1\n ret", "different", "writes 8 bytes"),
    ("twice:\n no such instruction\n ret", "", "syntax"),
    ("twice:\n fmov s0, w0\n frecpx s0, s0\n fmov w8, s0\n lsl w0, w0, #1\n ret", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "truth", "words"), TOLD, ids=range(len(TOLD)))
def test_proofs_as_an_oracle(text: str, truth: str, words: str, tmp_path: Path) -> None:
    source = tmp_path / "twice.c"
    source.write_text(DOUBLE)
    bench = Bench(
        function_from_source(str(source), "twice", ["-O2"], str(tmp_path)), str(tmp_path), 60.0
    )
    said = bench.prove(text, 20.0)
    assert said.truth == truth, said
    assert words in said.detail
