"""Units of source, the candidates offered for their functions, and what became of each.

A unit is compiled once as the baseline and once for each way to make candidates; each
candidate is judged in a process of its own.  A log of one JSON line a verdict makes a
campaign go on where it ended.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, fields, replace
from multiprocessing import get_context
from typing import Any

from armcc import GATES_VERSION
from armcc.control.fidelity.comparing import Compared, compare
from armcc.control.fidelity.recompile import Recompiled, is_local, own_text, recompile
from armcc.control.toolchain import clang_command
from armcc.errors import Error, Fatal
from armcc.function.contract import Contract
from armcc.function.elf import STT_FUNC, ElfObject
from armcc.function.frontend import read_front_end
from armcc.function.function import Function, Invocation
from armcc.function.hot import HotFunction, find_function, identity
from armcc.gates.isolation import die_with_parent
from armcc.passes.compilers import run
from armcc.passes.extract import Names

# What became of an offer.
EQUIVALENT = "equivalent"  # the gates accepted it
REFUSED = "refused"  # they did not, or could not judge
IDENTICAL = "identical"  # both sides have the same code
ABSENT = "absent"  # the other compile has no such function: inlined there, or dropped
RESHAPED = "reshaped"  # it has, with another signature
BROKEN = "broken"  # a side could not be compiled
# Offers that are pairs: right candidates whose code differs.
PAIRS = (EQUIVALENT, REFUSED)

OWN = "own"  # a compiler's name: the baseline's own text


@dataclass(frozen=True)
class Choice:
    """What of a campaign is wanted.

    functions: names, () for all.  limit: the most offers, 0 for all.  log: a file, or
    "".  jobs: processes.  seconds: of wall clock for one verdict.
    """

    functions: tuple[str, ...] = ()
    limit: int = 0
    log: str = ""
    jobs: int = 1
    seconds: float = 120.0


@dataclass(frozen=True)
class Offer:
    """One candidate to make.  function: "" for every function of the unit."""

    function: str
    compiler: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """One source file under one set of flags.

    name: what reports call it.  source: as the compiler is given it, from `directory`.
    """

    name: str
    source: str
    directory: str
    flags: tuple[str, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Row:
    """What became of one offer.

    key: finds it again in a log, as long as both sides' code and the gates are the same.
    baseline_instructions, instructions: of both sides; 0 where unknown.
    """

    unit: str
    function: str
    baseline: str
    compiler: str
    flags: str
    fate: str
    gate: str = ""
    outcome: str = ""
    reason: str = ""
    detail: str = ""
    tests: int = 0
    prepare_seconds: float = 0.0
    seconds: float = 0.0
    baseline_instructions: int = 0
    instructions: int = 0
    assumptions: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Baseline:
    """A unit compiled as its user compiles it, and what is known of its functions."""

    invocation: Invocation
    object: ElfObject
    contracts: dict[str, Contract]
    refused: dict[str, str]
    optimized_ir: bytes

    def names(self) -> list[str]:
        """The functions that have code, an alias left out, in the order of their names."""
        found: dict[tuple[int, int], str] = {}
        for symbol in self.object.symbols:
            inside = 0 < symbol.shndx < len(self.object.sections)
            if symbol.type == STT_FUNC and inside and symbol.size and symbol.name:
                found.setdefault((symbol.shndx, symbol.value), symbol.name)
        return sorted(found.values())


def compile_baseline(unit: Unit, names: list[str], workdir: str) -> Baseline:
    """Compile `unit` and read its contracts.  Raises Error where clang cannot compile it.

    names: the functions wanted; [] for all.
    """
    output = os.path.join(workdir, "baseline.o")
    arguments = [*unit.flags, "-c", unit.source, "-o", output]
    clang = clang_command(arguments, unit.source)
    invocation = Invocation(clang, tuple(arguments), unit.source, unit.directory)
    if not run([*clang, "-w", *arguments], unit.directory):
        raise Error("frontend", f"clang cannot compile {unit.name} with {' '.join(unit.flags)}")
    with open(output, "rb") as f:
        obj = ElfObject(f.read())
    bare = Baseline(invocation, obj, {}, {}, b"")
    front = read_front_end(invocation, obj, names or bare.names(), workdir)
    return replace(
        bare, contracts=front.contracts, refused=front.refused, optimized_ir=front.optimized_ir
    )


def run_unit(unit: Unit, choice: Choice) -> list[Row]:
    """The fate of every offer of a unit.  Raises Fatal where a compiler is missing."""
    wanted = sorted({o.function for o in unit.offers} - {""})
    everything = len(wanted) < len({o.function for o in unit.offers})
    known = _read_log(choice.log)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        try:
            base = compile_baseline(unit, [] if everything else wanted, workdir)
        except Error as e:
            return [_row(unit, o, o.function, BROKEN, e.message) for o in unit.offers]
        made: dict[tuple[str, tuple[str, ...]], Recompiled | None] = {}
        for offer in unit.offers:
            way = (offer.compiler, offer.flags)
            if way not in made:
                folder = os.path.join(workdir, f"way{len(made)}")
                os.mkdir(folder)
                made[way] = _recompile(base, offer, folder)
            names = [offer.function] if offer.function else base.names()
            for name in names:
                if choice.functions and name not in choice.functions:
                    continue
                row = _one(unit, base, offer, made[way], name, known, choice, workdir)
                rows.append(row)
    return rows


def _recompile(base: Baseline, offer: Offer, folder: str) -> Recompiled | None:
    if offer.compiler == OWN:
        return own_text(base.invocation, folder)
    local = [n for n in base.names() if is_local(find_function(base.object, n))]
    contract = next(iter(base.contracts.values()), Contract())
    return recompile(base.invocation, offer.compiler, offer.flags, contract, local, folder)


def _one(
    unit: Unit,
    base: Baseline,
    offer: Offer,
    other: Recompiled | None,
    name: str,
    known: dict[str, Row],
    choice: Choice,
    workdir: str,
) -> Row:
    """The fate of one candidate; a verdict goes to the log."""
    if other is None:
        return _row(unit, offer, name, BROKEN, f"{offer.compiler} cannot compile it")
    try:
        hot = find_function(base.object, name)
    except Error as e:
        return _row(unit, offer, name, ABSENT, e.message)
    size = len(hot.code) // 4
    found = other.candidate(name, Names.of(base.object, hot))
    if found is None:
        return _row(unit, offer, name, ABSENT, "the other compile has no such function")
    code, same = _code_identity(base.object, hot)
    if offer.compiler != OWN and same and other.same(name, code):
        return replace(_row(unit, offer, name, IDENTICAL), baseline_instructions=size)
    contract = base.contracts.get(name)
    if contract is not None and other.reshaped(name, contract):
        return _row(unit, offer, name, RESHAPED, "the other compile gives it another signature")
    key = _key(code, found.text or found.reason, unit, name)
    if key in known:
        return replace(known[key], key=key)
    row = replace(_row(unit, offer, name, REFUSED), baseline_instructions=size, key=key)
    if contract is None:
        word = base.refused.get(name, "contract")
        sentence = "its contract could not be established"
        row = replace(row, gate="contract", outcome="unknown", reason=word, detail=sentence)
    elif not found.text:
        # Nothing to judge: what the other compiler made has a form that no candidate has.
        row = replace(row, gate="extraction", outcome="unknown", reason="", detail=found.reason)
    else:
        function = Function(name, base.object, hot, contract, base.invocation, base.optimized_ir)
        row = _judged(row, compare(function, found.text, workdir, choice.seconds))
    _append_log(choice.log, row)
    return row


def _judged(row: Row, said: Compared) -> Row:
    return replace(
        row,
        fate=EQUIVALENT if said.equivalent else REFUSED,
        gate=said.gate,
        outcome=said.outcome,
        reason=said.reason,
        detail=said.detail,
        tests=said.tests,
        prepare_seconds=round(said.prepare_seconds, 4),
        seconds=round(said.seconds, 4),
        instructions=said.instructions,
        assumptions=said.assumptions,
    )


def _code_identity(obj: ElfObject, hot: HotFunction) -> tuple[bytes, bool]:
    """The function's identity, or its bare code where it has none, and which it is."""
    try:
        return identity(obj, hot), True
    except Error:
        return hot.code, False


def _row(unit: Unit, offer: Offer, name: str, fate: str, detail: str = "") -> Row:
    baseline, flags = " ".join(unit.flags), " ".join(offer.flags)
    return Row(unit.name, name, baseline, offer.compiler, flags, fate, detail=detail)


def _key(code: bytes, text: str, unit: Unit, name: str) -> str:
    parts = [str(GATES_VERSION), unit.name, name, code.hex(), text]
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def run_campaign(units: list[Unit], choice: Choice) -> Iterator[list[Row]]:
    """The rows of each unit as it ends.  Raises Fatal where a compiler is missing."""
    units = _limited(units, choice.limit)
    if choice.jobs == 1:
        for unit in units:
            yield run_unit(unit, choice)
        return
    # Each verdict forks once more (`isolated`), so the workers must not be threads.
    context = get_context("fork")
    with ProcessPoolExecutor(choice.jobs, context, initializer=die_with_parent) as pool:
        waiting = [pool.submit(run_unit, unit, choice) for unit in units]
        try:
            for done in as_completed(waiting):
                yield done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _limited(units: list[Unit], limit: int) -> list[Unit]:
    """The first `limit` offers (each of which may mean a whole unit); all where it is 0."""
    if not limit:
        return units
    kept = []
    for unit in units:
        offers = unit.offers[:limit]
        limit -= len(offers)
        if offers:
            kept.append(replace(unit, offers=offers))
    return kept


def _append_log(path: str, row: Row) -> None:
    """One line in one write, so that several workers may share the file."""
    if not path:
        return
    line = json.dumps(asdict(row), sort_keys=True) + "\n"
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            os.write(fd, line.encode())
        finally:
            os.close(fd)
    except OSError as e:
        raise Fatal(f"cannot write {path}: {e.strerror}") from e


def _read_log(path: str) -> dict[str, Row]:
    """The rows of a log by their keys; a line that was cut short counts for nothing.

    Verdicts that say something of the moment (a crash, a limit of time) are made anew.
    """
    if not path or not os.path.exists(path):
        return {}
    found: dict[str, Row] = {}
    with open(path, encoding="utf-8", errors="replace") as f:
        for line in f:
            row = _from_json(line)
            if row is not None and row.reason not in ("time", "crash", "tool"):
                found[row.key] = row
    return found


_FIELDS = {f.name for f in fields(Row)}


def _from_json(line: str) -> Row | None:
    try:
        read: Any = json.loads(line)
        if not isinstance(read, dict) or set(read) != _FIELDS:
            return None
        return Row(**{**read, "assumptions": tuple(read["assumptions"])})
    except (ValueError, TypeError):
        return None
