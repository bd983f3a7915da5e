"""`armccctl bench proof --mutants`: wrong candidates straight to the proof gate, untested.

A gate that proves a wrong candidate is unsound, whatever tests would have stopped before.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from armcc.control.fidelity.campaign import Unit
from armcc.control.fidelity.comparing import compare
from armcc.control.toolchain import read_text
from armcc.control.verifier.campaign import truth_of
from armcc.control.verifier.corpus import FLAGS, corpus_tasks, general_driver
from armcc.control.verifier.mutants import MAKERS, PLANTS, Mutant, make
from armcc.control.verifier.oracle import CORPUS, Oracle
from armcc.control.verifier.proofbench import append_line, check_names, forked, read_lines
from armcc.control.verifier.proofpairs import MAKERS as COMPILERS
from armcc.control.verifier.proofpairs import Offered, class_of, offers, proof_units
from armcc.control.verifier.proving import (
    ALL,
    BOUNDED,
    PROVED,
    REFUTED,
    Gate,
    Prover,
    gate_digest,
    load_gate,
)
from armcc.errors import Error, Fatal
from armcc.function.elf import ElfObject
from armcc.function.function import Function
from armcc.gates.verdict import UNKNOWN

FORMAT = 1
# Candidates of one function that are mutated, and who makes them, in the order of trial.
_PAIRS = 2
_COMPILERS = (COMPILERS[-2], COMPILERS[0], *COMPILERS[1:-2])
_COLUMNS = ("mutants", "different", REFUTED, UNKNOWN, ALL, BOUNDED)


@dataclass(frozen=True)
class Settings:
    """What a run is asked for.

    mutants: over all functions.  tests: of the oracle, for what it cannot tell apart.
    klasses: of the corpus of proofs, or "verifier", the corpus of the other bench; () for
    all.  seconds: of the proof gate.  cap: of one mutant, all in all.
    folder: where wrong ones that were proved are written, "" for nowhere.
    """

    mutants: int = 800
    seed: int = 1
    tests: int = 3_000
    kinds: tuple[str, ...] = ()
    klasses: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    seconds: float = 30.0
    cap: float = 60.0
    jobs: int = 2
    log: str = ""
    folder: str = ""


VERIFIER = "verifier"
Entry = dict[str, Any]


@dataclass(frozen=True)
class Mutable:
    """A function with right candidates to make mutants of, and the oracle of its file.

    klass: of the corpus of proofs, or VERIFIER.  oracle: or why there is none.
    """

    klass: str
    offered: list[Offered]
    oracle: Oracle | Error

    @property
    def title(self) -> str:
        """The function as logs and reports call it."""
        return self.offered[0].title


def run(settings: Settings, as_json: bool, gate: Gate | None = None) -> int:
    """Ask the proof gate about mutants, print the report; 0, or 1 where a wrong one was proved.

    gate: takes the place of the proof gate in tests.  Raises Fatal for what cannot be.
    """
    for kind in settings.kinds:
        if kind not in MAKERS:
            raise Fatal(f"no kind {kind}; there are {', '.join(MAKERS)}")
    asked = load_gate() if gate is None else gate
    wanted = {"gate": gate_digest(), "seed": settings.seed}
    entries = [e for e in read_lines(settings.log) if {k: e.get(k) for k in wanted} == wanted]
    done = {(e["function"], e.get("digest", "")) for e in entries}
    with tempfile.TemporaryDirectory(prefix="armcc-oracles-") as folder:
        mutables = _prepared(settings, folder)
        check_names(settings.functions, (m.offered[0].function.name for m in mutables))
        if not mutables:
            raise Fatal("no function to make mutants of")
        share = -(-settings.mutants // len(mutables))

        def work(number: int) -> list[Entry]:
            return _of_function(mutables[number], settings, share, asked, done, wanted)

        for found in forked(work, len(mutables), settings.jobs):
            entries += found
            if found:
                said_of_one = f"{found[0]['function']}: {len(entries)} asked"
                print(said_of_one, file=sys.stderr, flush=True)
    said = summary(entries)
    print(json.dumps(said, indent=2) if as_json else text(said))
    return 1 if said["unsound"] else 0


def _prepared(settings: Settings, folder: str) -> list[Mutable]:
    """Every function asked for, in an order of the seed's: a run cut short is a sample of all."""
    units = [
        (class_of(u.source), u, "DRIVER(" in read_text(u.source))
        for u in proof_units("", settings.functions)
    ]
    wanted = [t for t in corpus_tasks() if not settings.functions or t.name in settings.functions]
    for source in dict.fromkeys(t.source for t in wanted):
        flags = (*FLAGS, f"-I{CORPUS}")
        units.append((VERIFIER, Unit(os.path.basename(source), source, CORPUS, flags, ()), True))
    out = []
    for klass, unit, driven in units:
        if settings.klasses and klass not in settings.klasses:
            continue
        found: dict[str, list[Offered]] = {}
        for offered in offers(klass, [unit], settings.functions, _COMPILERS, identical=True):
            if isinstance(offered, Offered):
                found.setdefault(offered.function.name, []).append(offered)
        drivers: dict[str, str] = {}
        left: dict[str, Error] = {}
        for name, of_function in found.items():
            function = of_function[0].function
            try:
                driver = (name, function.contract, function.object.undefined())
                drivers[name] = "" if driven else general_driver(*driver)
            except Error as e:
                left[name] = e
        oracle: Oracle | Error = Error("oracle", "no function of its file can be driven")
        if drivers:
            own = next(iter(found.values()))[0].function.object
            oracle = _oracle(unit.source, own, "\n".join(drivers.values()), folder)
        out += [
            Mutable(klass, offered[:_PAIRS], left.get(name, oracle))
            for name, offered in found.items()
        ]
    return sorted(out, key=lambda m: blake2b(f"{settings.seed} {m.title}".encode()).digest())


def _oracle(source: str, own: ElfObject, driver: str, folder: str) -> Oracle | Error:
    """The oracle of one file, or why there is none."""
    workdir = tempfile.mkdtemp(dir=folder)
    baseline = os.path.join(workdir, "own.o")
    with open(baseline, "wb") as f:
        f.write(own.data)
    try:
        return Oracle(source, baseline, workdir, driver.strip())
    except Error as e:
        return e


def _of_function(
    mutable: Mutable,
    settings: Settings,
    share: int,
    gate: Gate,
    done: set[tuple[str, str]],
    marks: Entry,
) -> list[Entry]:
    """What was said of one function's mutants, those aside that a log has."""
    out: list[Entry] = []
    title, name = mutable.title, mutable.offered[0].function.name

    def add(**fields: Any) -> None:
        entry = {"function": title, "class": mutable.klass, **marks, **fields}
        out.append(entry)
        if settings.log:
            append_line(settings.log, entry)

    with tempfile.TemporaryDirectory(prefix="armcc-proofs-") as workdir:
        try:
            if isinstance(mutable.oracle, Error):
                raise mutable.oracle
            oracle = mutable.oracle.copy(os.path.join(workdir, "oracle"))
            function = mutable.offered[0].function
            prover = Prover(function, workdir, gate, settings.seconds, settings.cap)
            shape = oracle.describe(name)
            each = -(-share // len(mutable.offered))
            for offered in mutable.offered:
                many = each + each // 3 + 4
                mutants = make(offered.text, shape, settings.seed, many, settings.kinds)
                # The candidate itself: where its driver tells that apart, it is no judge.
                control = Mutant("pair", offered.maker, offered.text, right=True)
                batch = [*mutants, control]
                told = oracle.decide(shape, batch, settings.seed, settings.tests)
                if len(mutants) in told.differences:
                    raise Error("oracle", f"the driver tells {offered.maker} apart")
                fit = [i for i in range(len(mutants)) if i not in told.unfit][:each]
                for i in fit:
                    mutant = mutants[i]
                    if (title, mutant.digest) in done:
                        continue
                    truth, witness = truth_of(mutant, i, told)
                    said = prover.prove(mutant.text)
                    fields = {
                        "digest": mutant.digest,
                        "kind": mutant.kind,
                        "where": mutant.where,
                        "candidate": offered.maker,
                        "truth": truth,
                        "witness": witness,
                        **asdict(said),
                    }
                    wrong = truth == "different" and said.proved
                    fields["stopped"] = ""
                    if wrong and not witness:
                        fields["stopped"] = _stopped(function, mutant.text, workdir, settings.cap)
                    add(**fields, **({"text": mutant.text} if wrong else {}))
                    if wrong and settings.folder:
                        _keep(title, settings, mutant, out[-1])
            prover.close()
        except (Error, Fatal) as e:
            add(kind="", truth="left-out", reason=getattr(e, "reason", "contract"), detail=str(e))
    return out


def _stopped(function: Function, text: str, workdir: str, seconds: float) -> str:
    """What stops a candidate that breaks a rule which is not the proof's, "" for nothing."""
    said = compare(function, text, workdir, seconds)
    return "" if said.equivalent else f"{said.gate}: {said.reason}"


def _keep(title: str, settings: Settings, mutant: Mutant, entry: Entry) -> None:
    """Write a wrong mutant that was proved, with all that is known of it."""
    os.makedirs(settings.folder, exist_ok=True)
    kept = {**entry, "values": [asdict(h) for h in mutant.hots]}
    name = f"{title.partition(':')[2]}-{mutant.kind}-{mutant.digest}.json"
    path = os.path.join(settings.folder, name)
    with open(path, "w", encoding="utf-8") as f:
        json.dump(kept, f, indent=1)
        f.write("\n")


def _shown(e: Entry) -> Entry:
    fields = ("function", "kind", "where", "candidate", "witness", "outcome", "bound", "digest")
    return {f: e[f] for f in (*fields, "detail", "stopped")}


def summary(entries: list[Entry]) -> dict[str, Any]:
    """Counts by kind of mutant; entries that stand there twice count once.

    unsound: wrong ones proved for all inputs.
    within_bound: wrong ones proved within a bound.  What they do wrong may lie beyond it, as
    what a loop of 64 bytes a round does with fewer; nothing here can tell.
    stopped: wrong by a rule alone, proved, and refused by the gates that test, which
    come first and whose rule that is.
    """
    asked = [e for e in entries if e["truth"] != "left-out"]
    asked = list({(e["function"], e["digest"]): e for e in asked}.values())
    left_out = {e["function"]: e["reason"] for e in entries if e["truth"] == "left-out"}
    kinds: dict[str, dict[str, int]] = {}
    for e in asked:
        if e["truth"] == "right":
            continue
        row = kinds.setdefault(e["kind"], dict.fromkeys(_COLUMNS, 0))
        row["mutants"] += 1
        if e["truth"] == "different":
            row["different"] += 1
            row[e["outcome"]] += 1
    wrong = [e for e in asked if e["truth"] == "different"]
    proved = [e for e in wrong if e["outcome"] in PROVED]
    stopped = [e for e in proved if e["stopped"]]
    right = [e for e in asked if e["truth"] in ("right", "same")]
    open_ones = Counter(e["outcome"] for e in asked if e["truth"] == "undecided")
    plants = [e for e in wrong if e["kind"] in PLANTS]
    return {
        "format": FORMAT,
        "functions": len({e["function"] for e in asked}),
        "kinds": {k: kinds[k] for k in sorted(kinds)},
        "different": len(wrong),
        "plants": {k: sum(e["outcome"] == k for e in plants) for k in (REFUTED, UNKNOWN, *PROVED)},
        "unsound": [_shown(e) for e in proved if e["outcome"] == ALL and e not in stopped],
        "within_bound": [_shown(e) for e in proved if e["outcome"] == BOUNDED],
        "stopped": [_shown(e) for e in stopped],
        "right": len(right),
        "right_refuted": [_shown(e) for e in right if e["outcome"] == REFUTED],
        "right_proved": sum(e["outcome"] in PROVED for e in right),
        "undecided": {k: open_ones[k] for k in (REFUTED, UNKNOWN, *PROVED)},
        "reasons": dict(
            Counter(e["reason"] for e in wrong if e["outcome"] == UNKNOWN).most_common()
        ),
        "left_out": dict(Counter(left_out.values()).most_common()),
    }


def text(said: dict[str, Any]) -> str:
    """The report for people; a wrong candidate that was proved comes last, and loudly."""
    out = [f"{'kind':16}" + "".join(f"{c:>11}" for c in _COLUMNS)]
    for kind, row in said["kinds"].items():
        out.append(f"{kind:16}" + "".join(f"{row[c]:11}" for c in _COLUMNS))
    plants, open_ones = said["plants"], said["undecided"]

    def counted(found: dict[str, int]) -> str:
        return ", ".join(f"{found[k]} {k}" for k in (REFUTED, UNKNOWN, ALL, BOUNDED))

    out.append("")
    facts = {
        "truly different": f"{said['different']} over {said['functions']} functions",
        "planted ones": counted(plants),
        "right ones": f"{said['right']}, proved {said['right_proved']}, "
        f"refuted {len(said['right_refuted'])}",
        "not told apart": counted(open_ones),
        "wrong, unknown": ", ".join(f"{n} {r}" for r, n in said["reasons"].items()) or "none",
        "left out": ", ".join(f"{n} {r}" for r, n in said["left_out"].items()) or "none",
        "wrong proved": f"{len(said['unsound'])}, and {len(said['within_bound'])} within a bound",
    }
    out += [f"{name:20} {value}" for name, value in facts.items()]
    out += [
        f"stopped   {e['function']} ({e['candidate']}) {e['kind']}: {e['where']}; by {e['stopped']}"
        for e in said["stopped"]
    ]
    out += [
        f"REFUTED   right: {e['function']} ({e['candidate']}) {e['kind']}: {e['where']}; "
        f"{e['detail']}"
        for e in said["right_refuted"]
    ]
    out += [
        f"bounded   {e['function']} ({e['candidate']}) {e['kind']}: {e['where']}; "
        f"{e['witness'] or 'wrong by rule'}; proved for {e['bound']}"
        for e in said["within_bound"]
    ]
    out += [
        f"*** PROVED WRONG CODE: {e['function']} ({e['candidate']}) {e['kind']}: {e['where']}; "
        f"{e['witness'] or 'wrong by rule'}; {e['digest']}"
        for e in said["unsound"]
    ]
    return "\n".join(out)
