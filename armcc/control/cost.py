"""`armccctl cost`: the speed model's view of two versions of a function, side by side."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import geometric_mean

from armcc.control.costloop import Hot, hot
from armcc.control.costpicture import as_html
from armcc.control.costreport import (
    Found,
    Measured,
    Model,
    Other,
    Report,
    Verdict,
    as_json,
    as_text,
    side,
)
from armcc.control.infer import infer_contract
from armcc.control.osaca import Opinion, opinion
from armcc.control.subject import function_from_assembly, function_from_source, is_assembly
from armcc.control.toolchain import clang_command, compile_object, read_bytes
from armcc.errors import Error, Fatal
from armcc.function.elf import ElfObject
from armcc.function.function import Function
from armcc.function.hot import find_function
from armcc.gates.isolation import isolated
from armcc.gates.judge import Judge
from armcc.gates.speed.baseline import Baseline, Pair
from armcc.gates.speed.cores import core
from armcc.gates.speed.costing import ALL, CORRECTIONS, Cost, Trace
from armcc.gates.speed.frozen import model
from armcc.gates.speed.gate import speed_gate, usual
from armcc.gates.speed.mca import Target
from armcc.gates.speed.mca import version as mca_version
from armcc.gates.speed.workloads import CAPTURED
from armcc.gates.syntax import Assembled, RejectedError, assemble
from armcc.optimizer.session import select_cpu
from armcc.passes.extract import Module, Names

SECONDS = 300.0


def cost(
    name: str,
    first: str,
    second: str,
    flags: list[str],
    prototype: str,
    cpu: str,
    json_wanted: bool,
    html: str = "",
    without: Sequence[str] = (),
) -> int:
    """Print what both cost on the same workloads; 0.  Raises Fatal.

    html: a file for the picture, "" for none.  without: corrections that are off.
    No gate for equivalence runs: the second is costed on the first one's inputs.
    """
    unknown = [word for word in without if word not in ALL]
    if unknown:
        known = ", ".join(CORRECTIONS)
        raise Fatal(f"{unknown[0]!r} is no correction; there are: {known}")
    corrections = ALL - set(without)
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        try:
            function, inferred = _function(name, first, flags, prototype, workdir)
            text = _candidate_text(name, second, function, flags, workdir)
            found = isolated(lambda _: _found(function, text, cpu, workdir, corrections), SECONDS)
        except Error as e:
            raise Fatal(f"{name} cannot be costed ({e.reason}): {e.message}") from e
    signature = "inferred from the code" if inferred else "known"
    # In this process: a tool that is not armcc's has no part in what the child was isolated for.
    said = (_osaca(found.model.cpu, found.hot[0]), _osaca(found.model.cpu, found.hot[1]))
    report = Report(name, first, second, signature, found, said)
    if html:
        with open(html, "w", encoding="utf-8") as file:
            file.write(as_html(report))
    print(json.dumps(as_json(report), indent=2) if json_wanted else as_text(report))
    return 0


def _osaca(cpu: str, one: Hot) -> Opinion:
    return opinion(cpu, [text for _, text in one.code])


def _function(
    name: str, path: str, flags: list[str], prototype: str, workdir: str
) -> tuple[Function, bool]:
    if not is_assembly(path):
        return function_from_source(path, name, flags, workdir), False
    if prototype:
        return function_from_assembly(path, name, prototype, workdir), False
    read_bytes(path)
    output = os.path.join(workdir, "first.o")
    arguments = ["-c", path, "-o", output]
    compile_object(clang_command(arguments), arguments, path)
    obj = ElfObject(read_bytes(output))
    found = find_function(obj, name)
    contract = isolated(lambda _: infer_contract(name, obj, found), SECONDS)
    return Function(name, obj, found, contract), True


def _candidate_text(
    name: str, path: str, function: Function, flags: list[str], workdir: str
) -> str:
    """The second version as candidate text; a file of many functions gives the one."""
    if is_assembly(path):
        text = read_bytes(path).decode("utf-8", "replace")
    else:
        output = os.path.join(workdir, "second.s")
        arguments = [*flags, "-S", path, "-o", output]
        compile_object(clang_command(arguments, path), arguments, path)
        text = read_bytes(output).decode("utf-8", "replace")
    return Module(text).extract(name, Names.of(function.object, function.hot)).text or text


def _found(
    function: Function, text: str, cpu: str, workdir: str, corrections: frozenset[str]
) -> Found:
    """What the model says of both; raises Error, whose message tells which code is meant."""
    wanted = select_cpu(cpu, function.contract)
    judge = Judge(function, workdir, wanted)
    try:
        assembled = assemble(text, function.name, function.contract, workdir, judge.callees)
    except RejectedError as e:
        raise Error(e.reason, f"the second: {e.detail}") from e
    with _told("the first", only="speed-model"):
        baseline = Baseline(judge.subject, wanted, corrections=corrections)
    for view in (baseline.main, *baseline.others()):
        with _told(f"the first, {view.words}"):
            baseline.costs(view)
    for view in (baseline.main, *baseline.others()):
        with _told(f"the second, {view.words}"):
            baseline.pairs(assembled, view)
    return _compared(baseline, assembled)


@contextmanager
def _told(which: str, only: str = "") -> Iterator[None]:
    """Errors tell which code they are about; only: those of this reason alone."""
    try:
        yield
    except Error as e:
        if only and e.reason != only:
            raise
        raise Error(e.reason, f"{which}: {e.message}") from e


def _compared(baseline: Baseline, assembled: Assembled) -> Found:
    pairs = baseline.pairs(assembled, baseline.main)
    others = []
    for view in baseline.others():
        seen = baseline.pairs(assembled, view)
        least = min(p.speedup for p in seen)
        others.append(Other(view.cpu, view.aliasing, _mean(seen), least))
    said = speed_gate(baseline, assembled)
    measured_by = model()
    # Behind the baseline's own workloads come the candidate's rare paths.
    own = range(len(baseline.workloads))
    longest = max(own, key=lambda n: pairs[n].baseline.instructions)
    trace = baseline.traces_of(assembled)[longest]
    return Found(
        model=Model(
            baseline.cpu,
            measured_by["version"],
            measured_by["parameters"],
            mca_version(),
            tuple(c for c in CORRECTIONS if c not in baseline.corrections),
        ),
        chosen=_chosen(baseline),
        workloads=tuple(map(_measured, pairs)),
        speedup=_mean(pairs),
        others=tuple(others),
        verdict=Verdict(said.outcome, said.reason, said.detail, baseline.policy.minimum),
        longest=longest,
        hot=(
            _hot(baseline, baseline.traces[longest], pairs[longest].baseline, None),
            _hot(baseline, trace, pairs[longest].candidate, assembled),
        ),
    )


def _mean(pairs: list[Pair]) -> float:
    """The overall speedup, as the gate has it."""
    return geometric_mean(p.speedup for p in usual(pairs))


def _measured(pair: Pair) -> Measured:
    kind = pair.worst
    first, second = pair.baseline, pair.candidate
    return Measured(
        size=pair.workload.size,
        data=pair.workload.data,
        first=side(first),
        second=side(second),
        speedup=pair.speedup,
        worst=(side(first, kind), side(second, kind)) if kind else None,
    )


def _hot(baseline: Baseline, trace: Trace, one: Cost, assembled: Assembled | None) -> Hot:
    target = Target(baseline.cpu, baseline.attributes)
    listing = baseline.subject.listing if assembled is None else assembled.listing
    return hot(trace, one, core(baseline.cpu), target, baseline.corrections, listing)


def _chosen(baseline: Baseline) -> str:
    """How the workloads were chosen, in one line."""
    real = sum(w.data == CAPTURED for w in baseline.workloads)
    made = len(baseline.workloads) - real
    if baseline.policy.workloads:
        return f"{made + real}, where {baseline.policy.workloads} names them; else armcc's own"
    words = []
    if made:
        words.append(f"{made} made by armcc from A's code, from the longest that can be costed")
    if real:
        words.append(f"{real} captured")
    return ", ".join(words)
