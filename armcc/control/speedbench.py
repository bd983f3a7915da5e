"""`armccctl bench speed`: the speed gate's word on right candidates, beside simpler measures.

For each candidate: the speedup of the cost model, of llvm-mca on the executed trace alone, of
executed instructions, and of llvm-mca on the function's text as a straight line; so one sees
what each would have accepted.  And how long a verdict takes, of a trace of 5,000 instructions
above all.  Wall clock of one process: printed, never asserted.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from armcc.control.fidelity.campaign import Baseline as Compiled
from armcc.control.fidelity.campaign import Offer, Unit, compile_baseline
from armcc.control.fidelity.pairs import read_list
from armcc.control.fidelity.recompile import recompile
from armcc.control.fidelity.throughput import spread
from armcc.errors import Error, Fatal
from armcc.function.function import Function
from armcc.function.hot import find_function
from armcc.gates.callees import called_names
from armcc.gates.isolation import isolated
from armcc.gates.speed.baseline import Baseline, Pair
from armcc.gates.speed.cores import DEFAULT_CPU
from armcc.gates.speed.frozen import model
from armcc.gates.speed.gate import speed_gate, usual
from armcc.gates.speed.mca import Target, timelines
from armcc.gates.speed.operands import operations
from armcc.gates.speed.policy import Policy
from armcc.gates.subject import Subject
from armcc.gates.syntax import RejectedError, assemble
from armcc.passes.extract import Names

FORMAT = 1
# A trace of 5,000 instructions: a scalar loop of five, a thousand times.
_LONG = """\
unsigned long_trace(const unsigned *a, unsigned *b, unsigned n)
{
    unsigned s = 0;
    for (unsigned i = 0; i < n; i++)
        b[i] = s += a[i];
    return s;
}
"""
_LONG_SIZE = 1000
_LONG_FLAGS = ("-O2", "-fno-unroll-loops", "-fno-vectorize", "-fno-slp-vectorize")
_LONG_WAYS = (("clang", "-O3"), ("gcc", "-O2"), ("gcc", "-O3"), ("gcc", "-Os"))


@dataclass(frozen=True)
class Row:
    """What was found of one candidate.

    instructions: executed by the baseline on all workloads.  model, raw, executed, static:
    speedups, above 1 is faster; 0 where one could not be had.  prepared, seconds: wall clock for
    the baseline's costs, which all candidates share, and for the verdict.
    """

    function: str
    compiler: str
    flags: str
    outcome: str
    reason: str
    instructions: int
    model: float
    raw: float
    executed: float
    static: float
    prepared: float
    seconds: float


def speed(folder: str, limit: int, seconds: float, as_json: bool) -> int:
    """Measure and print; 0.  Raises Fatal."""
    units = read_list(os.path.join(folder, "pairs.list"), folder)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        long = _long_trace(workdir, seconds)
        for number, (unit, offers) in enumerate(spread(units, limit)):
            place = os.path.join(workdir, f"unit{number}")
            os.mkdir(place)
            rows += _of_unit(unit, offers, place, seconds)
    report = _report(rows, long)
    if as_json:
        print(json.dumps(report, indent=2))
    else:
        _show(rows, long, report)
    return 0


def _long_trace(workdir: str, seconds: float) -> list[Row]:
    path = os.path.join(workdir, "long_trace.c")
    with open(path, "w", encoding="utf-8") as file:
        file.write(_LONG)
    asked = os.path.join(workdir, "workloads.json")
    with open(asked, "w", encoding="utf-8") as file:
        json.dump({"format": 1, "functions": {"long_trace": {"sizes": [_LONG_SIZE]}}}, file)
    offers = tuple(Offer("long_trace", compiler, (flag,)) for compiler, flag in _LONG_WAYS)
    unit = Unit("long_trace.c", path, workdir, _LONG_FLAGS, offers)
    place = os.path.join(workdir, "long")
    os.mkdir(place)
    return _of_unit(unit, list(offers), place, seconds, Policy(workloads=asked))


def _of_unit(
    unit: Unit, offers: list[Offer], workdir: str, seconds: float, policy: Policy | None = None
) -> list[Row]:
    try:
        base = compile_baseline(unit, sorted({o.function for o in offers}), workdir)
    except Error as e:
        raise Fatal(e.message) from e
    texts: dict[str, list[tuple[Offer, str]]] = {}
    for number, offer in enumerate(offers):
        contract = base.contracts.get(offer.function)
        if contract is None or contract.refusal is not None:
            continue
        place = os.path.join(workdir, f"way{number}")
        os.mkdir(place)
        made = recompile(base.invocation, offer.compiler, offer.flags, contract, [], place)
        if made is not None:
            hot = find_function(base.object, offer.function)
            found = made.candidate(offer.function, Names.of(base.object, hot))
            if found is not None and found.text:
                texts.setdefault(offer.function, []).append((offer, found.text))
    rows = []
    for name, asked in texts.items():
        work = partial(_costed, _function(base, name), asked, workdir, policy)
        try:
            rows += isolated(work, seconds * len(asked))
        except Error as e:
            rows += [_nothing(name, offer, e.reason) for offer, _ in asked]
    return rows


def _function(base: Compiled, name: str) -> Function:
    hot = find_function(base.object, name)
    return Function(
        name, base.object, hot, base.contracts[name], base.invocation, base.optimized_ir
    )


def _nothing(name: str, offer: Offer, reason: str) -> Row:
    flags = " ".join(offer.flags)
    return Row(name, offer.compiler, flags, "unknown", reason, 0, 0, 0, 0, 0, 0, 0)


def _costed(
    function: Function,
    asked: list[tuple[Offer, str]],
    workdir: str,
    policy: Policy | None,
    _: object,
) -> list[Row]:
    begun = time.monotonic()
    baseline = Baseline(Subject(function), DEFAULT_CPU, policy)
    for view in (baseline.main, *baseline.others()):
        baseline.costs(view)
    prepared = time.monotonic() - begun
    rows = []
    for offer, text in asked:
        try:
            assembled = assemble(
                text, function.name, function.contract, workdir, called_names(function)
            )
        except (RejectedError, Error) as e:
            rows.append(_nothing(function.name, offer, e.reason))
            continue
        begun = time.monotonic()
        said = speed_gate(baseline, assembled)
        took = time.monotonic() - begun
        try:
            pairs = usual(baseline.pairs(assembled, baseline.main))
        except Error:
            pairs = []
        rows.append(
            Row(
                function.name,
                offer.compiler,
                " ".join(offer.flags),
                said.outcome,
                said.reason,
                sum(t.instructions for t in baseline.traces),
                _mean([p.speedup for p in pairs]),
                _mean([p.baseline.raw / p.candidate.raw for p in pairs]),
                _mean([p.baseline.instructions / p.candidate.instructions for p in pairs]),
                _static(baseline, pairs, assembled.listing),
                prepared,
                took,
            )
        )
    return rows


def _mean(speedups: list[float]) -> float:
    return round(statistics.geometric_mean(speedups), 4) if speedups else 0.0


def _static(baseline: Baseline, pairs: list[Pair], listing: tuple[str, ...]) -> float:
    """The speedup of llvm-mca on the text of both functions, each instruction once."""
    if not pairs:
        return 0.0
    texts = [
        [one.text for t in code for one in operations(t, cracked=False)]
        for code in (baseline.subject.listing, listing)
    ]
    try:
        before, after = timelines(texts, Target(baseline.cpu, baseline.attributes), False)
    except Error:
        return 0.0
    return round(before.cycles / after.cycles, 4)


def _report(rows: Sequence[Row], long: Sequence[Row]) -> dict[str, Any]:
    known = [r for r in rows if r.model]
    times = sorted(r.seconds for r in known)
    return {
        "format": FORMAT,
        "bench": "speed",
        "cpu": DEFAULT_CPU,
        "model": model(),
        "candidates": len(rows),
        "costed": len(known),
        "accepted": sum(r.outcome == "accepted" for r in known),
        "raw_says_faster": sum(r.raw >= 1.05 for r in known),
        "raw_says_faster_but_refused": sum(
            r.raw >= 1.05 and r.outcome != "accepted" for r in known
        ),
        "fewer_instructions_but_refused": sum(
            r.executed >= 1.05 and r.outcome != "accepted" for r in known
        ),
        "static_says_faster_but_refused": sum(
            r.static >= 1.05 and r.outcome != "accepted" for r in known
        ),
        "static_says_slower_but_accepted": sum(
            0 < r.static <= 0.95 and r.outcome == "accepted" for r in known
        ),
        "median_verdict_seconds": round(statistics.median(times), 3) if times else 0.0,
        "long_trace_instructions": max((r.instructions for r in long), default=0),
        "long_trace_verdict_seconds": [round(r.seconds, 3) for r in long if r.model],
        "rows": [asdict(r) for r in rows],
    }


def _show(rows: Sequence[Row], long: Sequence[Row], report: dict[str, Any]) -> None:
    print(
        f"{'function':24} {'candidate':28} {'model':>6} {'trace':>6} {'count':>6} {'text':>6}  gate"
    )
    for r in rows:
        made = f"{r.compiler} {r.flags}"[:28]
        figures = " ".join(f"{v:5.2f}x" if v else "     -" for v in _speedups(r))
        print(f"{r.function[:24]:24} {made:28} {figures}  {r.reason or r.outcome}")
    print(
        f"\n{report['accepted']} of {report['costed']} accepted.  By llvm-mca on the executed "
        f"trace alone {report['raw_says_faster']} are 1.05x or\nfaster, of which "
        f"{report['raw_says_faster_but_refused']} are refused here; of those with as many times "
        f"fewer executed instructions\n{report['fewer_instructions_but_refused']}, of those that "
        f"llvm-mca prefers as text {report['static_says_faster_but_refused']}; it finds "
        f"{report['static_says_slower_but_accepted']} slower that are accepted."
    )
    print(f"\na verdict takes {report['median_verdict_seconds']:.2f} s in the median")
    for r in long:
        if r.model:
            print(
                f"of {r.instructions} executed instructions {r.seconds:.2f} s "
                f"({r.compiler} {r.flags}: {r.reason or r.outcome}), "
                f"the baseline {r.prepared:.2f} s once"
            )


def _speedups(row: Row) -> tuple[float, ...]:
    return row.model, row.raw, row.executed, row.static
