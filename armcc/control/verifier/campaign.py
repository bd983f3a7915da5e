"""`armccctl bench verifier`: mutants of verified candidates, past the gates and the oracle."""

from __future__ import annotations

import json
import multiprocessing
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from armcc.control.fidelity.recompile import recompile
from armcc.control.verifier.corpus import (
    Task,
    corpus_tasks,
    general_driver,
    project_tasks,
    read_task,
)
from armcc.control.verifier.judging import NOT_ASKED, Bench, Judged
from armcc.control.verifier.mutants import MAKERS, Mutant, make
from armcc.control.verifier.oracle import Oracle, Told
from armcc.control.verifier.report import report
from armcc.errors import Error, Fatal
from armcc.function.function import Function
from armcc.gates.isolation import die_with_parent
from armcc.passes.extract import Names

# Who makes the candidates, in the order of trial.
_MAKERS = (
    ("clang", ("-O3",)),
    ("gcc", ("-O2",)),
    ("clang", ("-O1",)),
    ("clang", ("-O3", "-mtune=cortex-a55")),
    ("gcc", ("-O3",)),
    ("clang", ("-Os",)),
)
# Candidates of one function that are mutated.
_PAIRS = 2


@dataclass(frozen=True)
class Settings:
    """What a campaign is asked for.

    mutants: over all functions.  tests: of the oracle, for what it cannot tell apart.
    seconds: for one verdict.  undecided: whether the gates are also asked for what the
    oracle could not tell apart, which takes most of the time and shows no slip by itself.
    proof: seconds for a proof of each of these, which decides it where it can; 0 for none.
    log: a JSON-lines file, "" for none.  folder: where slipped mutants are written, "" for
    nowhere.
    """

    mutants: int = 300
    seed: int = 1
    jobs: int = 1
    tests: int = 20_000
    seconds: float = 120.0
    undecided: bool = False
    kinds: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    project: str = ""
    log: str = ""
    folder: str = ""
    proof: float = 0.0


Entry = dict[str, Any]


def run(settings: Settings, as_json: bool) -> int:
    """Run a campaign, print its report; 0, or 1 where a wrong candidate was accepted.

    Raises Fatal for what cannot be.
    """
    for kind in settings.kinds:
        if kind not in MAKERS:
            raise Fatal(f"no kind {kind}; there are {', '.join(MAKERS)}")
    with tempfile.TemporaryDirectory(prefix="armcc-verifier-") as workdir:
        tasks = project_tasks(settings.project, workdir) if settings.project else corpus_tasks()
    if settings.functions:
        unknown = set(settings.functions) - {t.name for t in tasks}
        if unknown:
            raise Fatal(f"no function {', '.join(sorted(unknown))}")
        tasks = [t for t in tasks if t.name in settings.functions]
    if not tasks:
        raise Fatal("no function to make mutants of")
    # In an order of the seed's, so that a campaign cut short is a sample of all.
    tasks.sort(key=lambda t: blake2b(f"{settings.seed} {t.title}".encode()).digest())
    done = _read_log(settings.log)
    entries = [e for seen in done.values() for e in seen]
    share = -(-settings.mutants // len(tasks))
    open_tasks = [t for t in tasks if not _complete(done.get(t.title, []), settings, share)]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(settings.jobs, context, initializer=die_with_parent) as pool:
        waiting = [
            pool.submit(_function, t, settings, share, frozenset(_digests(done.get(t.title, []))))
            for t in open_tasks
        ]
        for ready in as_completed(waiting):
            entries += ready.result()
    said = report(entries, as_json)
    print(said.text)
    return 1 if said.slipped else 0


def _read_log(path: str) -> dict[str, list[Entry]]:
    """The entries of earlier runs by function; a line cut short is left out, and ended."""
    out: dict[str, list[Entry]] = {}
    if not path or not os.path.exists(path):
        return out
    with open(path, "r+", encoding="utf-8") as f:
        text = f.read()
        if text and not text.endswith("\n"):
            f.write("\n")
        for line in text.splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict) and "function" in entry:
                out.setdefault(entry["function"], []).append(entry)
    return out


def _digests(entries: list[Entry]) -> Iterator[str]:
    return (e["digest"] for e in entries if "digest" in e)


def _complete(entries: list[Entry], settings: Settings, share: int) -> bool:
    wanted = {"seed": settings.seed, "share": share, "kinds": list(settings.kinds)}
    return any(e["sort"] == "end" and e["settings"] == wanted for e in entries)


class _Log:
    """Entries of one function; each is one line, written at once, so that many may append."""

    def __init__(self, task: Task, path: str) -> None:
        self.entries: list[Entry] = []
        self._title = task.title
        self._path = path

    def add(self, sort: str, **fields: Any) -> Entry:
        entry = {"function": self._title, "sort": sort, **fields}
        self.entries.append(entry)
        if self._path:
            line = (json.dumps(entry) + "\n").encode()
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            try:
                os.write(file, line)
            finally:
                os.close(file)
        return entry


def _function(task: Task, settings: Settings, share: int, done: frozenset[str]) -> list[Entry]:
    """The campaign of one function: its pairs, its mutants, and what was said of each."""
    log = _Log(task, settings.log)
    with tempfile.TemporaryDirectory(prefix="armcc-verifier-") as workdir:
        try:
            function = read_task(task, workdir)
            missing = function.object.undefined()
            driver = "" if task.driven else general_driver(task.name, function.contract, missing)
            bench = Bench(function, workdir, settings.seconds)
        except (Error, Fatal) as e:
            log.add("left-out", reason=getattr(e, "reason", "contract"), detail=str(e))
            return log.entries
        chosen = _pairs(function, bench, log, done, workdir)
        if not chosen:
            log.add("left-out", reason="no-pair", detail="the gates accept no candidate of it")
            return log.entries
        try:
            baseline = os.path.join(workdir, "own.o")
            with open(baseline, "wb") as f:
                f.write(function.object.data)
            folder = os.path.join(workdir, "oracle")
            os.mkdir(folder)
            oracle = Oracle(task.source, baseline, folder, driver)
            shape = oracle.describe(task.name)
            for label, text in chosen:
                each = -(-share // len(chosen))
                mutants = make(text, shape, settings.seed, each + each // 3 + 4, settings.kinds)
                told = oracle.decide(shape, mutants, settings.seed, settings.tests)
                _judge_mutants(task, settings, bench, log, label, mutants, told, each, done)
        except Error as e:
            log.add("left-out", reason=e.reason, detail=e.message)
            return log.entries
    wanted = {"seed": settings.seed, "share": share, "kinds": list(settings.kinds)}
    log.add("end", settings=wanted)
    return log.entries


def _pairs(
    function: Function, bench: Bench, log: _Log, done: frozenset[str], workdir: str
) -> list[tuple[str, str]]:
    """Verified candidates with code of their own; every refusal of a right one is logged."""
    object_names = Names.of(function.object, function.hot)
    assert function.invocation is not None
    seen: set[str] = set()
    out: list[tuple[str, str]] = []
    for number, (compiler, flags) in enumerate(_MAKERS):
        if len(out) == _PAIRS:
            break
        folder = os.path.join(workdir, f"pair{number}")
        os.mkdir(folder)
        made = recompile(function.invocation, compiler, flags, function.contract, [], folder)
        found = made.candidate(function.name, object_names) if made else None
        if found is None or not found.text or found.text in seen:
            continue
        seen.add(found.text)
        label = " ".join((compiler, *flags))
        pair = Mutant("pair", label, found.text, right=True)
        judged = bench.judge(found.text)
        if pair.digest not in done:
            _entry(log, pair, label, "right", "", judged, found.text)
        if judged.accepted:
            out.append((label, found.text))
    return out


def _judge_mutants(
    task: Task,
    settings: Settings,
    bench: Bench,
    log: _Log,
    label: str,
    mutants: list[Mutant],
    told: Told,
    many: int,
    done: frozenset[str],
) -> None:
    fit = [i for i in range(len(mutants)) if i not in told.unfit][:many]
    for i in fit:
        mutant = mutants[i]
        if mutant.digest in done:
            continue
        truth, witness = truth_of(mutant, i, told)
        if truth == "undecided" and settings.proof:
            proven = bench.prove(mutant.text, settings.proof)
            truth, witness = proven.truth or truth, proven.detail
        asked = truth != "undecided" or settings.undecided
        judged = bench.judge(mutant.text) if asked else Judged(NOT_ASKED)
        slipped = truth == "different" and judged.accepted
        shown = mutant.text if slipped or truth == "right" else ""
        entry = _entry(log, mutant, label, truth, witness, judged, shown)
        if slipped and settings.folder:
            _keep(task, settings, mutant, entry)


def truth_of(mutant: Mutant, at: int, told: Told) -> tuple[str, str]:
    """The oracle's word on the mutant that stood at `at` of its batch, and the witness.

    "different", "same", "right" or "undecided"; no witness where only a rule is broken.
    """
    difference = told.differences.get(at)
    if difference is not None:
        return "different", f"test {difference.test}, {difference.how}"
    if mutant.right:
        return "right", ""
    if mutant.wrong:
        return "different", ""
    return "same" if told.exhaustive else "undecided", ""


def _entry(
    log: _Log, m: Mutant, label: str, truth: str, witness: str, judged: Judged, text: str
) -> Entry:
    fields = {
        "digest": m.digest,
        "kind": m.kind,
        "where": m.where,
        "candidate": label,
        "planted": m.planted,
        "truth": truth,
        "witness": witness,
        **asdict(judged),
    }
    return log.add("verdict", **fields, **({"text": text} if text else {}))


def _keep(task: Task, settings: Settings, mutant: Mutant, entry: Entry) -> None:
    """Write a slipped mutant in the form that a regression test reads."""
    os.makedirs(settings.folder, exist_ok=True)
    kept = {
        "source": os.path.basename(task.source) if task.driven else task.source,
        "function": task.name,
        "kind": mutant.kind,
        "where": mutant.where,
        "candidate": entry["candidate"],
        "witness": entry["witness"] or "a rule of AAPCS64",
        "values": [asdict(h) for h in mutant.hots],
        "oracle_seed": settings.seed,
        "gates_seed": entry["seed"],
        "text": mutant.text,
    }
    path = os.path.join(settings.folder, f"{task.name}-{mutant.kind}-{mutant.digest}.json")
    with open(path, "w", encoding="utf-8") as f:
        json.dump(kept, f, indent=1)
        f.write("\n")
