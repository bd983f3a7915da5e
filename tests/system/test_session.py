"""One object's optimisation: what is searched, what is remembered, and what never is."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import clang_words, for_long_calls

import armcc
from armcc.cache.record import Rejection, Rewrite, decode
from armcc.cache.store import Store
from armcc.errors import Error
from armcc.function.elf import ElfObject
from armcc.function.function import Candidate, Function, Invocation
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult
from armcc.optimizer import session as module
from armcc.optimizer.budget import Budget, parse_budget
from armcc.optimizer.search import Finding
from armcc.optimizer.session import Answer, Session
from armcc.passes import Context, Pass

SOURCE = """
__attribute__((hot)) int sum(const int *a, int n)
{ int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }
extern int elsewhere(int);
__attribute__((hot)) int caller(int n) { return elsewhere(n) + 1; }
__attribute__((hot)) int peek(volatile int *p) { return *p; }
"""
FLAGS = ("-O1", "-fno-vectorize", "-fno-unroll-loops", "-c")

# Four at a time; accepted in the place of the plain loop.
FAST = """
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
WRONG = FAST.replace("adds w1, w1, #4", "adds w1, w1, #3")
JUNK = "As a language model I would write: sum: faster!"


class Proposer:
    """A pass that proposes given texts, and counts how often it is asked."""

    def __init__(self, *texts: str, version: str = "1", error: str = "") -> None:
        self.name = "fake"
        self.version = version
        self.texts = texts
        self.error = error
        self.asked: list[str] = []

    def propose(self, function: Function, context: Context) -> Iterator[Candidate]:
        self.asked.append(function.name)
        for text in self.texts:
            yield Candidate(text, "fake: given")
        if self.error:
            raise Error(self.error, "the pass has its own troubles")


class Bench:
    """An object with hot functions, and sessions over it.  The compiler does not matter."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        source, obj = folder / "x.c", folder / "x.o"
        source.write_text(SOURCE)
        words = (*FLAGS, str(source), "-o", str(obj))
        self.invocation = Invocation(tuple(clang_words("clang22")), words, str(source), str(folder))
        subprocess.run([*self.invocation.clang, *self.invocation.arguments], check=True)
        self.object = obj
        self.root = str(folder / "cache")
        self.patch = patch
        patch.setenv("ARMCC_PROOF", "off")
        for_long_calls(folder, patch)

    def session(
        self,
        *passes: Proposer,
        mode: str = "optimize",
        budget: Budget | None = None,
        root: str | None = None,
        require: str = "",
    ) -> Session:
        self.patch.setattr(module, "load_passes", lambda _: iter(passes))
        return Session(
            self.invocation,
            ElfObject(self.object.read_bytes()),
            Store(self.root if root is None else root, require),
            mode,
            "",
            budget or Budget(),
        )

    def ask(self, *passes: Proposer, name: str = "sum", **how: Any) -> Answer:
        return self.session(*passes, **how).run([name])[name]

    def find_nothing(self) -> None:
        """From here on searches end at once and without success."""
        nothing = Finding(reason="no-faster-candidate", detail="none of them")
        self.patch.setattr(module, "search", lambda *_: nothing)

    def forbid_gates(self) -> None:
        """From here on the first gate to run fails the test."""

        def explode(*_: object) -> None:
            pytest.fail("gates ran")

        self.patch.setattr(module, "isolated", explode)
        self.patch.setattr(module, "search", explode)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def searched_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Answer]:
    """A cache after a search that found something, and its answer."""
    with pytest.MonkeyPatch.context() as patch:
        made = Bench(tmp_path_factory.mktemp("cold"), patch)
        return made.root, made.ask(Proposer(JUNK, WRONG, FAST, FAST))


@pytest.fixture
def warm(bench: Bench, searched_once: tuple[str, Answer]) -> Bench:
    """A bench with a copy of that cache.  The key knows no paths, so it fits."""
    shutil.copytree(searched_once[0], bench.root)
    return bench


def rejection(answer: Answer) -> Rejection:
    assert isinstance(answer.record, Rejection), answer
    return answer.record


def facts(record: Rewrite | Rejection) -> Any:
    return json.loads(record.evidence)


# -- a search and its memory ------------------------------------------------------------------


def test_a_cold_search_finds_and_tells(searched_once: tuple[str, Answer]) -> None:
    answer = searched_once[1]
    record = answer.record
    assert isinstance(record, Rewrite), answer
    assert answer.searched
    assert (answer.reason, record.confidence, record.pass_name) == ("", "tested", "fake")
    assert (record.function, record.key, record.origin) == ("sum", answer.key, "fake: given")
    assert "\tmovi\tv0.4s, #0\n" in record.text
    assert (answer.line, answer.column) == (2, 26)
    told = facts(record)
    assert told["verdict"] == "accepted"
    assert [g["passed"] for g in told["gates"]] == [True, True, True]
    assert told["speedup"] >= 1.05
    assert told["cpu"] == "neoverse-v2"
    assert told["tried"]["accepted"] == 1
    # The same text twice is one candidate; junk and the wrong one met their gates.
    assert sum(told["tried"].values()) == 3
    assert any(fate.startswith("syntax:") for fate in told["tried"])
    assert any(fate.startswith("equivalence:") for fate in told["tried"])
    assert len(told["rewrite_listing"]) == len(record.machine.code) // 4


def test_a_warm_session_runs_no_gate(warm: Bench, searched_once: tuple[str, Answer]) -> None:
    warm.forbid_gates()
    for mode in ("optimize", "cached"):
        other = Proposer(JUNK, version="99")
        answer = warm.ask(other, mode=mode)
        assert answer == replace(searched_once[1], searched=False, file=answer.file)
        assert other.asked == []


def test_another_function_cpu_or_contract_is_another_key(warm: Bench) -> None:
    known = warm.ask(mode="cached")
    source = Path(warm.invocation.source)
    source.write_text(SOURCE.replace("int sum(const int *a,", "int sum(const int *restrict a,"))
    other = warm.ask(mode="cached")
    assert (other.identity, other.key != known.key) == (known.identity, True)
    assert (other.record, other.reason) == (None, "unknown")


def test_a_rejection_is_remembered_with_what_was_searched(bench: Bench) -> None:
    first = bench.ask(Proposer(JUNK))
    found = rejection(first)
    assert (first.searched, first.reason) == (True, "no-faster-candidate")
    assert facts(found)["tried"] == {"syntax: unknown-instruction": 1}
    bench.forbid_gates()
    again = bench.ask(Proposer(JUNK))
    assert (again.searched, again.record, again.reason) == (False, found, first.reason)
    cached = bench.ask(mode="cached")
    assert (cached.record, cached.reason) == (found, first.reason)


@pytest.mark.parametrize(
    ("passes", "budget"),
    [
        ([Proposer(JUNK, version="2")], ""),
        ([Proposer(JUNK), Proposer(JUNK)], ""),
        ([Proposer(JUNK)], "2"),
    ],
    ids=["version", "set", "budget"],
)
def test_a_rejection_by_other_means_is_searched_again(
    bench: Bench, passes: list[Proposer], budget: str
) -> None:
    bench.find_nothing()
    before = rejection(bench.ask(Proposer(JUNK)))
    answer = bench.ask(*passes, budget=parse_budget(budget))
    assert answer.searched
    after = rejection(answer)
    assert after.key == before.key
    assert after.searched != before.searched
    # And the new rejection has taken the old one's place.
    bench.forbid_gates()
    assert not bench.ask(*passes, budget=parse_budget(budget)).searched


def test_what_was_spent_of_the_object_budget_is_no_other_search(bench: Bench) -> None:
    bench.find_nothing()
    bench.ask(Proposer(JUNK))
    bench.forbid_gates()
    budget = Budget(object_candidates=77, object_decisions=5)
    assert not bench.ask(Proposer(JUNK), budget=budget).searched


def test_cached_mode_never_searches(bench: Bench) -> None:
    bench.forbid_gates()
    bench.patch.setattr(module, "propose", lambda *_: pytest.fail("a pass was asked"))
    answer = bench.session(mode="cached").run(["sum"])["sum"]
    assert (answer.record, answer.searched, answer.reason) == (None, False, "unknown")
    assert len(answer.key) == 64
    assert not [f for f in Path(bench.root).rglob("*") if f.is_file() and f.name != "stats"]


# -- proofs -----------------------------------------------------------------------------------

# As fast, in other registers.
ALSO_FAST = FAST.replace("w3", "w5")
PROVED = GateResult("proof", ACCEPTED, evidence={"proved": "all"})
BOUNDED = GateResult("proof", ACCEPTED, evidence={"proved": "bounded", "bound": "n <= 40"})
OPEN = GateResult("proof", UNKNOWN, "operation", "addv is not modelled")
LATE = GateResult("proof", UNKNOWN, "time", "no answer within 20 s")
WRONG_PROOF = GateResult("proof", REJECTED, "counter-example", "differs")

Says = Callable[..., list[Any]]


def kept(bench: Bench) -> Rewrite | Rejection | None:
    """What the cache holds for everybody."""
    found = list(Store(bench.root).records())
    return found[0] if found else None


@pytest.mark.parametrize(
    ("said", "confidence"),
    [(PROVED, "proved"), (BOUNDED, "proved to n <= 40"), (LATE, "tested")],
    ids=["proved", "bounded", "open"],
)
def test_a_record_says_how_sure_the_gates_were(
    bench: Bench, proof_says: Says, said: GateResult, confidence: str
) -> None:
    proof_says(said)
    record = bench.ask(Proposer(FAST)).record
    assert isinstance(record, Rewrite)
    assert (record.confidence, kept(bench)) == (confidence, record)
    told = facts(record)
    assert (told["verdict"], told["confidence"]) == ("accepted", confidence)
    assert [g["name"] for g in told["gates"]] == ["syntax", "equivalence", "speed", "proof"]
    assert told["gates"][3]["outcome"] == said.outcome
    assert told["speedup"] >= 1.05


@pytest.mark.parametrize("said", [OPEN, BOUNDED, WRONG_PROOF], ids=["open", "bounded", "wrong"])
def test_where_one_is_not_proved_the_next_candidate_is_tried(
    bench: Bench, proof_says: Says, said: GateResult
) -> None:
    proof_says(said, PROVED)
    record = bench.ask(Proposer(FAST, ALSO_FAST), require="proof").record
    assert isinstance(record, Rewrite)
    assert record.confidence == "proved"
    fate = "counter-example" if said is WRONG_PROOF else "not-proved"
    assert facts(record)["tried"] == {f"proof: {fate}": 1, "accepted": 1}


def test_a_search_for_a_proof_leaves_the_tested_rewrite_where_it_is(
    warm: Bench, proof_says: Says, searched_once: tuple[str, Answer]
) -> None:
    proof_says(OPEN)
    warm.patch.setenv("ARMCC_REQUIRE", "proof")
    first = warm.ask(Proposer(FAST), require="proof")
    assert (first.searched, rejection(first).reason) == (True, "not-proved")
    assert first.detail == "best of 1 candidates: operation: addv is not modelled"
    # It is remembered, for those who require a proof.
    warm.forbid_gates()
    assert warm.ask(Proposer(FAST), require="proof") == replace(first, searched=False)
    assert warm.ask(mode="cached", require="proof").record == first.record
    warm.patch.delenv("ARMCC_REQUIRE")
    assert warm.ask(Proposer(FAST)).record == searched_once[1].record


def test_a_proved_rewrite_takes_the_place_of_the_tested_one(warm: Bench, proof_says: Says) -> None:
    answer = warm.ask(mode="cached", require="proof")
    assert (rejection(answer).reason, answer.searched) == ("not-proved", False)
    proof_says(PROVED)
    record = warm.ask(Proposer(FAST), require="proof").record
    assert isinstance(record, Rewrite)
    assert (record.confidence, kept(warm)) == ("proved", record)
    warm.forbid_gates()
    assert warm.ask(Proposer(FAST)).record == warm.ask(Proposer(FAST), require="proof").record


def test_a_proof_that_came_too_late_is_tried_again(bench: Bench, proof_says: Says) -> None:
    proof_says(LATE)
    bench.patch.setenv("ARMCC_REQUIRE", "proof")
    session = bench.session(Proposer(FAST), require="proof")
    answer = session.run(["sum"])["sum"]
    assert (answer.record, answer.reason) == (None, "not-proved")
    assert answer.detail == "best of 1 candidates: time: no answer within 20 s"
    assert session.store.reasons["not-proved"] == 1
    assert kept(bench) is None
    proof_says(PROVED)
    assert isinstance(bench.ask(Proposer(FAST), require="proof").record, Rewrite)


def test_rejections_of_those_who_require_a_proof_are_their_own(
    bench: Bench, proof_says: Says
) -> None:
    proof_says(OPEN)
    bench.patch.setenv("ARMCC_REQUIRE", "proof")
    assert rejection(bench.ask(Proposer(FAST), require="proof")).reason == "not-proved"
    bench.patch.delenv("ARMCC_REQUIRE")
    record = bench.ask(Proposer(FAST)).record
    assert isinstance(record, Rewrite)
    assert record.confidence == "tested"


# -- what is not remembered -------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["crash", "time", "tool"])
def test_troubles_of_the_moment_are_counted_and_forgotten(bench: Bench, reason: str) -> None:
    def fail(*_: object) -> None:
        raise Error(reason, "bad luck")

    bench.patch.setattr(module, "isolated", fail)
    session = bench.session(Proposer(FAST))
    answer = session.run(["sum"])["sum"]
    assert (answer.record, answer.reason, answer.detail) == (None, reason, "bad luck")
    assert session.store.reasons[reason] == 1
    assert bench.ask(mode="cached").reason == "unknown"


def test_a_spent_budget_is_not_remembered(bench: Bench) -> None:
    answer = bench.ask(Proposer(FAST), budget=Budget(object_decisions=0))
    assert (answer.record, answer.reason) == (None, "budget")
    assert bench.ask(mode="cached").reason == "unknown"


def test_the_candidate_budget_ends_a_search(bench: Bench) -> None:
    budget = Budget(candidates=2)
    answer = bench.ask(Proposer(JUNK, JUNK + "!", FAST), budget=budget)
    assert sum(facts(rejection(answer))["tried"].values()) == 2
    assert budget.object_candidates == 600 - 2


# -- passes that are in trouble ---------------------------------------------------------------


def test_a_pass_that_raises_is_noted_and_the_others_go_on(bench: Bench) -> None:
    broken = Proposer(JUNK, error="model")
    fine = Proposer(JUNK + "?")
    record = rejection(bench.ask(broken, fine))
    assert facts(record)["tried"]["fake: model"] == 1
    assert (broken.asked, fine.asked) == (["sum"], ["sum"])


def test_without_a_candidate_the_reason_says_so(bench: Bench) -> None:
    answer = bench.ask(Proposer())
    assert (answer.reason, answer.detail) == ("no-candidate", "no pass proposed anything")


def test_junk_is_rejected_by_the_first_gate_and_judged_by_none(bench: Bench) -> None:
    junk = ["", "\0", "sum:", "x" * 600_000, '.incbin "/etc/passwd"', "sum: svc #0", "\udc80"]
    record = rejection(bench.ask(Proposer(*junk)))
    tried = facts(record)["tried"]
    assert sum(tried.values()) == len(junk)
    assert all(fate.startswith("syntax: ") for fate in tried)


def test_optimising_without_any_pass_is_an_error(bench: Bench) -> None:
    with pytest.raises(Error) as caught:
        bench.session()
    assert caught.value.reason == "no-pass"


@pytest.mark.parametrize(("name", "reason"), [("peek", "volatile")])
def test_what_cannot_be_judged_costs_no_search_and_is_remembered(
    bench: Bench, name: str, reason: str
) -> None:
    bench.forbid_gates()
    asked = Proposer(FAST)
    answer = bench.ask(asked, name=name)
    assert (rejection(answer).reason, asked.asked) == (reason, [])
    assert not bench.ask(asked, name=name).searched


# -- the cache in trouble ---------------------------------------------------------------------


@pytest.mark.parametrize("where", ["", "under a file", "not a folder"])
def test_a_cache_that_cannot_be_written_costs_the_memory_only(bench: Bench, where: str) -> None:
    root = where
    if where:
        path = Path(bench.root)
        path.write_text("not a folder")
        root = str(path / "cache" if where == "under a file" else path)
    bench.find_nothing()
    for _ in range(2):
        answer = bench.ask(Proposer(JUNK), root=root)
        assert (answer.searched, answer.reason) == (True, "no-faster-candidate")


# -- the worker -------------------------------------------------------------------------------

Work = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def work(warm: Bench) -> Work:
    """Runs the worker's process on a job; its status, reply and standard error."""
    packages = os.path.dirname(os.path.dirname(os.path.abspath(armcc.__file__)))

    def run(job: dict[str, object], **environ: str) -> tuple[int, Any, str]:
        full = {
            "object": str(warm.object),
            "clang": warm.invocation.clang,
            "arguments": warm.invocation.arguments,
            "source": warm.invocation.source,
            "directory": warm.invocation.directory,
            "mode": "cached",
            **job,
        }
        done = subprocess.run(
            [sys.executable, "-P", "-m", "armcc.optimizer.worker"],
            input=json.dumps(full),
            env={**os.environ, "PYTHONPATH": packages, "ARMCC_CACHE_DIR": warm.root, **environ},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, json.loads(done.stdout or "null"), done.stderr

    return run


def test_a_job_comes_back_with_the_record(work: Work, searched_once: tuple[str, Answer]) -> None:
    status, reply, err = work({})
    assert (status, err) == (0, "")
    # All hot functions, in the order of the symbol table.
    assert sorted(reply["functions"]) == ["caller", "peek", "sum"]
    told = reply["functions"]["sum"]
    known = searched_once[1]
    assert decode(base64.b64decode(told["record"]), known.key) == known.record
    assert (told["key"], told["identity"]) == (known.key, known.identity)
    assert (told["searched"], told["line"], told["column"]) == (False, 2, 26)
    assert reply["functions"]["caller"]["record"] is None
    assert reply["functions"]["caller"]["reason"] == "unknown"


def test_a_job_names_the_functions_it_wants(work: Work) -> None:
    _, reply, _ = work({"names": ["sum"]})
    assert list(reply["functions"]) == ["sum"]


@pytest.mark.parametrize(
    ("environ", "reason"),
    [({"ARMCC_BUDGET": "plenty"}, "budget"), ({"ARMCC_PASSES": "no-such-pass"}, "no-pass")],
)
def test_words_of_the_environment_that_mean_nothing(
    work: Work, environ: dict[str, str], reason: str
) -> None:
    status, reply, err = work({"mode": "optimize"}, **environ)
    assert (status, err) == (0, "")
    assert (reply["functions"], reply["reason"]) == ({}, reason)


def test_an_object_that_is_none(work: Work, tmp_path: Path) -> None:
    broken = tmp_path / "broken.o"
    broken.write_bytes(b"\x7fELF and no more")
    status, reply, _ = work({"object": str(broken)})
    assert (status, reply["functions"], reply["reason"]) == (0, {}, "elf")


def test_the_fake_is_a_pass() -> None:
    """Mypy's word: what these tests use has the shape of a pass."""
    made: Pass = Proposer()
    assert made.name == "fake"
