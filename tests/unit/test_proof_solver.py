"""Asking solvers: answers, limits, children that die, answers that are remembered."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from armcc.gates.proof import solver as under_test
from armcc.gates.proof.solver import PACKAGES, Limits, Query, Solved, Solver, available

SAT = Query(
    "(declare-const x (_ BitVec 64)) (declare-const y (_ BitVec 64))"
    "(define-fun twice ((a (_ BitVec 64))) (_ BitVec 64) (bvadd a a))"
    "(assert (= (bvadd x #x0000000000000001) (_ bv0 64))) (assert (= y (twice x)))",
    ("x", "y"),
)
MODEL = {"x": 2**64 - 1, "y": 2**64 - 2}
UNSAT = Query("(declare-const x (_ BitVec 8)) (assert (distinct (bvmul x #x02) (bvadd x x)))")
MEMORY_AND_CALL = (
    "(declare-const m (Array (_ BitVec 64) (_ BitVec 8)))"
    "(declare-fun f ((_ BitVec 64) (_ BitVec 8)) (_ BitVec 32))"
    "(declare-const p (_ BitVec 64)) (declare-const q (_ BitVec 64))"
    "(define-fun n () (Array (_ BitVec 64) (_ BitVec 8)) (store m p #x2a))"
    "(assert (distinct (f p (select n q)) (f q #x2a)))"
)


def factors(bits: int) -> Query:
    """Two odd numbers of so many bits whose product is a certain odd number: hard."""
    return Query(
        f"(declare-const x (_ BitVec {bits})) (declare-const y (_ BitVec {bits}))"
        f"(assert (= (bvmul ((_ zero_extend {bits}) x) ((_ zero_extend {bits}) y))"
        f" (_ bv{2 ** (2 * bits - 1) - 2 ** (bits + 7) - 21} {2 * bits})))"
        f"(assert (bvugt x (_ bv1 {bits}))) (assert (bvugt y (_ bv1 {bits})))"
    )


HARD = factors(128)


@pytest.fixture(params=list(PACKAGES))
def only(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the one solver that is asked."""
    name: str = request.param
    monkeypatch.setattr(under_test, "PACKAGES", {name: PACKAGES[name]})
    return name


def plain(solved: Solved) -> tuple[str, str, dict[str, int], str]:
    """An answer without the time it took."""
    return solved.status, solved.reason, solved.model, solved.solver


# -- Answers


def test_the_packages_are_there() -> None:
    assert available() == ""


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "z3" else found(name)
    )
    assert available() == "z3-solver"


def test_each_solver_knows_what_cannot_be(only: str) -> None:
    with Solver() as solver:
        assert plain(solver.solve(UNSAT)) == ("unsat", "", {}, only)


def test_each_solver_gives_the_values_of_a_model(only: str) -> None:
    with Solver() as solver:
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, only)


def test_each_solver_knows_arrays_and_functions(only: str) -> None:
    with Solver() as solver:
        assert solver.solve(Query(MEMORY_AND_CALL + "(assert (= p q))")).status == "unsat"
        solved = solver.solve(Query(MEMORY_AND_CALL, ("p", "q")))
    assert solved.status == "sat"
    assert solved.model["p"] != solved.model["q"]


def test_each_solver_gives_a_value_to_what_no_assertion_names(only: str) -> None:
    text = "(declare-const |a b| (_ BitVec 4)) ; and no more"
    with Solver() as solver:
        solved = solver.solve(Query(text, ("|a b|",)))
    assert solved.status == "sat"
    assert 0 <= solved.model["|a b|"] < 16


REFUSED = [
    Query("(assert (= x y))"),
    Query("(assert (and"),
    Query("(declare-const x (_ BitVec 8)) (assert x)"),
    Query(UNSAT.text + "\0"),
    Query(UNSAT.text + "; \udc80"),
    Query(SAT.text, ("z",)),
    Query("(declare-const b Bool)", ("b",)),
]


def test_each_solver_refuses_what_it_does_not_understand(only: str) -> None:
    with Solver() as solver:
        assert solver.solve(UNSAT).status == "unsat"
        child = solver.pid
        for query in REFUSED:
            assert plain(solver.solve(query)) == ("unknown", "incomplete", {}, ""), query
        assert solver.solve(SAT).status == "sat"
        assert solver.pid == child


def test_what_a_query_prints_does_not_pass_for_an_answer(only: str) -> None:
    with Solver() as solver:
        assert solver.solve(Query('(echo "sat")' + UNSAT.text)).status == "unsat"


def test_one_child_answers_many_queries() -> None:
    with Solver() as solver:
        assert solver.pid == 0
        pids = set()
        for value in range(20):
            text = f"(declare-const x (_ BitVec 8)) (assert (= x (_ bv{value} 8)))"
            assert solver.solve(Query(text, ("x",))).model == {"x": value}
            pids.add(solver.pid)
        assert len(pids) == 1
    assert solver.pid == 0
    (pid,) = pids
    assert not os.path.exists(f"/proc/{pid}")


def test_after_an_end_comes_a_new_child() -> None:
    with Solver() as solver:
        assert solver.solve(UNSAT).status == "unsat"
        solver.close()
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")


def test_z3_is_asked_what_bitwuzla_does_not_know() -> None:
    # An operator of z3's own.
    rotated = "(distinct (ext_rotate_left x #x09) ((_ rotate_left 1) x))"
    query = Query(f"(declare-const x (_ BitVec 8)) (assert {rotated})")
    with Solver() as solver:
        assert plain(solver.solve(query)) == ("unsat", "", {}, "z3")


# -- Limits


def test_a_hard_query_ends_with_its_time(only: str) -> None:
    with Solver() as solver:
        assert plain(solver.solve(HARD, 0.5)) == ("unknown", "time", {}, "")
        assert solver.pid == 0
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, only)


def test_no_time_starts_no_child() -> None:
    with Solver() as solver:
        assert plain(solver.solve(SAT, 0.0)) == ("unknown", "time", {}, "")
        assert solver.pid == 0


def test_a_large_query_ends_with_its_memory(only: str) -> None:
    with Solver(Limits(60.0, 128 << 20, 60.0)) as solver:
        assert plain(solver.solve(factors(700))) == ("unknown", "memory", {}, "")
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, only)


# -- Children that die


def test_a_child_killed_from_outside_costs_its_answer() -> None:
    with Solver(Limits(60.0, z3_seconds=0.2)) as solver:

        def kill() -> None:
            while not solver.pid:
                time.sleep(0.01)
            time.sleep(0.2)
            os.kill(solver.pid, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        solved = solver.solve(HARD)
        killer.join()
        assert plain(solved) == ("unknown", "crash", {}, "")
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")


def test_a_child_killed_between_queries_costs_nothing() -> None:
    with Solver() as solver:
        assert solver.solve(UNSAT).status == "unsat"
        before = solver.pid
        os.kill(before, signal.SIGKILL)
        os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")
        assert solver.pid != before


def is_running(pid: int) -> bool:
    """Whether a process, which may be somebody else's child, has not ended."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as f:
            return f.read().rpartition(b") ")[2][:1] not in (b"Z", b"X")
    except OSError:
        return False


def test_a_busy_child_dies_with_its_parent() -> None:
    reader, writer = os.pipe()
    parent = os.fork()
    if parent == 0:
        try:
            solver = Solver()
            solver.solve(UNSAT)
            os.write(writer, b"%d" % solver.pid)
            solver.solve(HARD, 60.0)
        finally:
            os._exit(1)
    os.close(writer)
    child = int(os.read(reader, 20))
    os.close(reader)
    time.sleep(0.1)
    assert is_running(child)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    deadline = time.monotonic() + 20.0
    while is_running(child):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_forked_process_leaves_the_child_to_its_owner() -> None:
    with Solver() as solver:
        assert solver.solve(UNSAT).status == "unsat"
        before = solver.pid
        forked = os.fork()
        if forked == 0:
            right = plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")
            right = right and solver.pid != before
            solver.close()
            os._exit(0 if right else 1)
        assert os.waitpid(forked, 0)[1] == 0
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")
        assert solver.pid == before


def test_without_the_packages_the_tool_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "_folders", list)
    with Solver() as solver:
        assert plain(solver.solve(SAT)) == ("unknown", "tool", {}, "")


def test_without_a_process_the_tool_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Solver() as solver:
        assert plain(solver.solve(SAT)) == ("unknown", "tool", {}, "")


CHILD = """\
import json, os, struct
def framed(what):
    data = what if isinstance(what, bytes) else json.dumps(what).encode()
    return struct.pack("<Q", len(data)) + data
def say(*what):
    os.write(1, b"".join(map(framed, what)))
while head := os.read(0, 8):
    mark = json.loads(os.read(0, struct.unpack("<Q", head)[0]))["id"]
    ready = {"id": mark, "status": "ready"}
    """


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("os._exit(0)", "crash"),
        ("os._exit(1)", "crash"),
        ("os.abort()", "crash"),
        ("os._exit(12)", "memory"),
        ("say(ready); os._exit(12)", "memory"),
        ("os.write(1, b'unsat'); os._exit(0)", "crash"),
        ("os.write(1, b'\\xff' * 8)", "crash"),
        ("say(b'unsat')", "crash"),
        ("say(b'[' * 100000)", "crash"),
        ("say(b'[]')", "crash"),
        ("say({'status': 'unsat'})", "crash"),
        ("say({'id': '', 'status': 'unsat'})", "crash"),
        ("say(ready); say(ready)", "crash"),
        ("say(ready, ready | {'status': 'unsat'}, ready)", "crash"),
        ("say(ready); say(ready | {'status': ['unsat']})", "crash"),
        ("say(ready); say(ready | {'status': 'unknown', 'reason': []})", "crash"),
        ("say(ready); say(ready | {'status': 'unknown', 'reason': 'bored'})", "crash"),
        ("say(ready); say(ready | {'status': 'sat'})", "crash"),
        ("say(ready); say(ready | {'status': 'sat', 'model': [1, 2]})", "crash"),
        ("say(ready); say(ready | {'status': 'sat', 'model': {'x': 1}})", "crash"),
        ("say(ready); say(ready | {'status': 'sat', 'model': {'x': 1, 'y': -1}})", "crash"),
        ("say(ready); say(ready | {'status': 'sat', 'model': {'x': 1, 'y': '1'}})", "crash"),
        ("say(ready); say(ready | {'status': 'sat', 'model': {'x': 1, 'y': True}})", "crash"),
        ("say(ready); say(ready | {'status': 'unknown', 'reason': 'tool'})", "tool"),
        ("say(ready); say(ready | {'status': 'unknown', 'reason': 'incomplete'})", "incomplete"),
    ],
)
def test_an_answer_that_is_none_is_not_believed(
    lines: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "PACKAGES", {"bitwuzla": "bitwuzla"})
    program = tmp_path / "child.py"
    program.write_text(CHILD + lines)
    monkeypatch.setattr(under_test, "CHILD", str(program))
    with Solver() as solver:
        assert plain(solver.solve(SAT)) == ("unknown", reason, {}, "")


# -- Answers that are remembered


def test_an_answer_is_remembered_here() -> None:
    with Solver() as solver:
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")
        solver.close()
        solved = solver.solve(SAT)
        assert plain(solved) == ("sat", "", MODEL, "bitwuzla")
        solved.model.clear()
        assert plain(solver.solve(Query(SAT.text, ("y",)))) == (
            "sat",
            "",
            {"y": MODEL["y"]},
            "bitwuzla",
        )
        assert solver.pid == 0


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder that holds the answers to SAT and UNSAT, for all tests."""
    made = str(tmp_path_factory.mktemp("filled") / "a" / "b")
    with Solver(folder=made) as solver:
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")
        assert plain(solver.solve(UNSAT)) == ("unsat", "", {}, "bitwuzla")
    return made


@pytest.fixture
def folder(filled: str, tmp_path: Path) -> str:
    """A copy for one test."""
    return shutil.copytree(filled, str(tmp_path / "folder"))


def test_another_solver_finds_the_answers_in_the_folder(folder: str) -> None:
    assert sorted(os.listdir(folder)) == sorted(f"{q.digest}.json" for q in (SAT, UNSAT))
    with Solver(folder=folder) as solver:
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")
        assert plain(solver.solve(UNSAT)) == ("unsat", "", {}, "bitwuzla")
        assert plain(solver.solve(Query(UNSAT.text, ("x",)))) == ("unsat", "", {}, "bitwuzla")
        assert solver.pid == 0


def test_an_answer_without_the_values_that_are_wanted_is_found_again(tmp_path: Path) -> None:
    with Solver(folder=str(tmp_path)) as solver:
        assert solver.solve(Query(SAT.text)).model == {}
        assert solver.solve(Query(SAT.text, ("x",))).model == {"x": MODEL["x"]}
        assert solver.solve(SAT).model == MODEL


def test_what_is_not_known_is_not_remembered(tmp_path: Path) -> None:
    with Solver(folder=str(tmp_path)) as solver:
        assert solver.solve(HARD, 0.05).status == "unknown"
        assert solver.solve(Query("(assert")).status == "unknown"
    assert os.listdir(tmp_path) == []


def changed(path: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what a file says, but not its checksum."""
    with open(path, encoding="ascii") as f:
        document = json.load(f)
    change(document)
    with open(path, "w", encoding="ascii") as f:
        json.dump(document, f)


def flipped(path: str) -> None:
    with open(path, "rb+") as f:
        data = bytearray(f.read())
        data[len(data) // 2] ^= 1
        f.seek(0)
        f.write(data)


def replaced(path: str, make: Callable[[str], object]) -> None:
    os.rename(path, path + ".old")
    make(path)


def written(path: str, data: bytes) -> None:
    with open(path, "wb") as f:
        f.write(data)


DAMAGES: dict[str, Callable[[str], object]] = {
    "gone": os.unlink,
    "empty": lambda p: os.truncate(p, 0),
    "short": lambda p: os.truncate(p, 100),
    "a bit": flipped,
    "other JSON": lambda p: written(p, b"[]"),
    "nested": lambda p: written(p, b"[" * 100000),
    "no text": lambda p: written(p, b"\xff" * 100),
    "a long number": lambda p: written(p, b'{"checksum":' + b"1" * 5000 + b"}"),
    "status": lambda p: changed(p, lambda d: d.update(status="unsat", model={})),
    "model": lambda p: changed(p, lambda d: d["model"].update(x=0)),
    "more": lambda p: changed(p, lambda d: d.update(more=1)),
    "no checksum": lambda p: changed(p, lambda d: d.pop("checksum")),
    "another's": lambda p: os.replace(os.path.join(os.path.dirname(p), f"{UNSAT.digest}.json"), p),
    "writable": lambda p: os.chmod(p, 0o666),
    "a link": lambda p: replaced(p, lambda q: os.symlink(p + ".old", q)),
    "a FIFO": lambda p: replaced(p, os.mkfifo),
    "a folder": lambda p: replaced(p, os.mkdir),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_a_miss(damage: str, folder: str) -> None:
    DAMAGES[damage](os.path.join(folder, f"{SAT.digest}.json"))
    with Solver(folder=folder) as solver:
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")
        assert solver.pid != 0
    # It was replaced, but for the folder, and nothing was left beside it.
    with Solver(folder=folder) as solver:
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")
        assert (solver.pid == 0) == (damage != "a folder")
    assert not [n for n in os.listdir(folder) if not n.endswith((".json", ".old"))]


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "unknown", "solver": "z3", "model": {}},
        {"status": ["sat"], "solver": "z3", "model": {}},
        {"status": "sat", "solver": "yices", "model": MODEL},
        {"status": "sat", "solver": [], "model": MODEL},
        {"status": "sat", "solver": "z3", "model": {"x": 1, "y": -1}},
        {"status": "sat", "solver": "z3", "model": {"x": 1, "y": 1.0}},
        {"status": "sat", "solver": "z3", "model": None},
    ],
)
def test_a_file_that_says_what_none_can_say_is_a_miss(answer: dict[str, Any], folder: str) -> None:
    document = {"digest": SAT.digest, **answer}
    document["checksum"] = under_test._checksum(document)
    written(os.path.join(folder, f"{SAT.digest}.json"), json.dumps(document).encode("ascii"))
    with Solver(folder=folder) as solver:
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")
        assert solver.pid != 0


def test_where_nothing_can_be_kept_answers_come_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with Solver(folder=str(tmp_path / "file")) as solver:
        assert plain(solver.solve(SAT)) == ("sat", "", MODEL, "bitwuzla")


def test_the_digest_stands_for_the_text() -> None:
    assert SAT.digest == Query(SAT.text).digest
    assert len({SAT.digest, UNSAT.digest, Query("").digest, Query("\udc80").digest}) == 4
    assert len(SAT.digest) == 64
