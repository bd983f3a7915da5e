"""`armccctl bench proof`: how many right pairs the proof gate proves, and in what time."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, fields, replace
from itertools import groupby
from typing import Any

from armcc import GATES_VERSION
from armcc.control.fidelity.campaign import Unit
from armcc.control.fidelity.comparing import compare
from armcc.control.verifier.proofpairs import (
    CLASSES,
    PROJECT,
    Absent,
    Offered,
    offers,
    project_units,
    proof_units,
)
from armcc.control.verifier.proofreport import Row, document, mistaken, text
from armcc.control.verifier.proving import Gate, Prover, Said, gate_digest, load_gate
from armcc.errors import Error, Fatal
from armcc.gates.isolation import die_with_parent
from armcc.gates.verdict import ACCEPTED, UNKNOWN


@dataclass(frozen=True)
class Settings:
    """What a run is asked for.

    klasses: of the corpus, () for all.  functions: names, () for all.
    limit: the first pairs of each class, 0 for all.
    projects: folders of real projects, whose straight functions are a class of their own.
    tests: whether the gates that test are asked, too.
    seconds: of the proof gate.  cap: of one pair, all in all.
    log: a file of JSON lines, "" for none.
    """

    klasses: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    limit: int = 0
    projects: tuple[str, ...] = ()
    tests: bool = False
    seconds: float = 30.0
    cap: float = 60.0
    jobs: int = 2
    log: str = ""


def run(settings: Settings, as_json: bool, gate: Gate | None = None) -> int:
    """Measure, print the tables; 0, or 1 where a right pair was refuted.

    gate: takes the place of the proof gate in tests.  Raises Fatal for what cannot be.
    """
    for name in settings.klasses:
        if name not in CLASSES:
            raise Fatal(f"no class {name}; there are {', '.join(CLASSES)}")
    asked = load_gate() if gate is None else gate
    made = list(_offers(settings))
    absent = Counter(f"{a.klass} {a.reason}" for a in made if isinstance(a, Absent))
    offered = [o for o in made if isinstance(o, Offered)]
    check_names(
        settings.functions, (m.name if isinstance(m, Absent) else m.function.name for m in made)
    )
    if not offered:
        raise Fatal("no pair to prove")
    known = read_log(settings.log)
    rows = [known[key] for key in map(key_of, offered) if key in known]
    jobs = [list(g) for _, g in groupby((o for o in offered if key_of(o) not in known), _function)]

    def work(number: int) -> list[Row]:
        return prove_function(jobs[number], settings, asked)

    for found in forked(work, len(jobs), settings.jobs):
        rows += found
        print(f"{found[0].title}: {len(rows)} of {len(offered)}", file=sys.stderr, flush=True)
    order = {(o.title, o.maker): i for i, o in enumerate(offered)}
    rows.sort(key=lambda r: order.get((r.title, r.maker), 0))
    print((document if as_json else text)(rows, dict(absent)))
    return 1 if any(map(mistaken, rows)) else 0


def _offers(settings: Settings) -> Iterator[Offered | Absent]:
    wanted: list[tuple[str, list[Unit]]] = []
    if settings.klasses or not settings.projects:
        wanted += [(k, proof_units(k, settings.functions)) for k in settings.klasses or CLASSES]
    wanted += [(PROJECT, project_units(folder)) for folder in settings.projects]
    for klass, units in wanted:
        many = 0
        for found in offers(klass, units, settings.functions):
            many += isinstance(found, Offered)
            if settings.limit and many > settings.limit:
                break
            yield found


def check_names(wanted: Iterable[str], there: Iterable[str]) -> None:
    """Raises Fatal where a function is wanted that is not there."""
    unknown = set(wanted) - set(there)
    if unknown:
        raise Fatal(f"no function {', '.join(sorted(unknown))}")


def _function(offered: Offered) -> tuple[str, str, str]:
    return offered.klass, offered.unit, offered.function.name


# What a pool's processes, forked with it in place, are to do with a number.
_work: list[Callable[[int], Any]] = []


def _call(number: int) -> Any:
    return _work[-1](number)


def forked(work: Callable[[int], Any], many: int, jobs: int) -> Iterator[Any]:
    """The results of `work` on 0..many-1 as they come, from processes forked here.

    So nothing but the results has to be pickled.
    """
    if jobs == 1:
        yield from map(work, range(many))
        return
    _work.append(work)
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(jobs, context, initializer=die_with_parent) as pool:
            waiting = [pool.submit(_call, number) for number in range(many)]
            try:
                for done in as_completed(waiting):
                    yield done.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        _work.pop()


def prove_function(pairs: list[Offered], settings: Settings, gate: Gate) -> list[Row]:
    """The rows of one function's pairs; each goes to the log."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="armcc-proofs-") as workdir:
        try:
            prover = Prover(pairs[0].function, workdir, gate, settings.seconds, settings.cap)
        except Error as e:
            for offered in pairs:
                said = Said(UNKNOWN, reason="ineligible", detail=f"{e.reason}: {e.message}")
                rows.append(_logged(settings.log, row_of(offered, said)))
            return rows
        for offered in pairs:
            row = row_of(offered, prover.prove(offered.text))
            if settings.tests:
                row = replace(row, tests=_tested(offered, workdir, settings.cap))
            rows.append(_logged(settings.log, row))
        prover.close()
    return rows


def _tested(offered: Offered, workdir: str, seconds: float) -> str:
    said = compare(offered.function, offered.text, workdir, seconds)
    if said.outcome == ACCEPTED:
        return said.outcome
    return f"{said.outcome} ({said.reason}): {said.detail}"


def row_of(offered: Offered, said: Said) -> Row:
    """What was said of a pair, as a row."""
    return Row(
        offered.klass,
        offered.unit,
        offered.function.name,
        offered.maker,
        said.outcome,
        said.bound,
        said.reason,
        said.detail,
        said.seconds,
        len(offered.function.hot.code) // 4,
        said.instructions,
        said.assumptions,
        key=key_of(offered),
    )


def key_of(offered: Offered) -> str:
    """Equal for pairs of equal code that the same gate is asked about."""
    function = offered.function
    parts = [str(GATES_VERSION), gate_digest(), offered.klass, offered.unit, function.name]
    parts += [offered.maker, function.hot.code.hex(), offered.text]
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _logged(path: str, row: Row) -> Row:
    if path:
        append_line(path, asdict(row))
    return row


def append_line(path: str, entry: dict[str, Any]) -> None:
    """One line in one write, so that several processes may share the file."""
    line = (json.dumps(entry) + "\n").encode()
    try:
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(file, line)
        finally:
            os.close(file)
    except OSError as e:
        raise Fatal(f"cannot write {path}: {e.strerror}") from e


def read_lines(path: str) -> list[dict[str, Any]]:
    """The entries of a file of JSON lines; a line cut short is left out, and ended."""
    if not path or not os.path.exists(path):
        return []
    out = []
    with open(path, "r+", encoding="utf-8") as f:
        whole = f.read()
        if whole and not whole.endswith("\n"):
            f.write("\n")
    for line in whole.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict):
            out.append(entry)
    return out


_FIELDS = {f.name for f in fields(Row)}


def read_log(path: str) -> dict[str, Row]:
    """The rows of a log by their keys; a line that was cut short counts for nothing.

    What a crash or a missing tool left unknown is asked again.
    """
    out: dict[str, Row] = {}
    for entry in read_lines(path):
        if set(entry) == _FIELDS:
            row = Row(**entry)
            if row.reason not in ("crash", "tool"):
                out[row.key] = row
    return out
