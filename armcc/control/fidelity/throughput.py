"""`armccctl bench throughput`: how many tests a second, and how long a verdict takes.

Every figure is wall clock of one process on one core.  Machines differ and are noisy, so
this prints and asserts nothing; compare two runs on one machine only.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from typing import Any

from armcc.control.fidelity.campaign import Baseline, Offer, Unit, compile_baseline
from armcc.control.fidelity.comparing import Compared, compare_each
from armcc.control.fidelity.edits import edited
from armcc.control.fidelity.pairs import read_list
from armcc.control.fidelity.rate import pairs_a_second
from armcc.control.fidelity.recompile import recompile
from armcc.control.fidelity.report import FORMAT, median
from armcc.errors import Error, Fatal
from armcc.function.function import Function
from armcc.function.hot import find_function
from armcc.gates.isolation import isolated
from armcc.passes.extract import Extracted, Names

# A small leaf function for the raw rate: arguments in registers and one piece of memory.
_LEAF = """\
#include <stdint.h>
int32_t leaf(int32_t *p, int32_t a, uint8_t b)
{
    int32_t old = *p;
    *p = (a ^ b) + (old >> 3);
    return old > a ? old - b : a + b;
}
"""
_RATE_SECONDS = 3.0
# Wrong candidates made of each right one.
_EDITS = 4


@dataclass(frozen=True)
class Timed:
    """One verdict.  edit: what was changed in a candidate of the list, "" where nothing."""

    function: str
    edit: str
    said: Compared

    @property
    def right(self) -> bool:
        """Whether the candidate is one of the list, unchanged."""
        return not self.edit


def throughput(folder: str, limit: int, seconds: float, as_json: bool) -> int:
    """Measure and print; 0.  Raises Fatal."""
    units = read_list(os.path.join(folder, "pairs.list"), folder)
    rate, engine = _leaf_rate(seconds)
    timed: list[Timed] = []
    for unit, offers in spread(units, limit):
        timed += _time_unit(unit, offers, seconds)
    report = _figures(rate, engine, timed)
    if as_json:
        print(json.dumps(report, indent=2))
    else:
        _show(report)
    return 0


def spread(units: list[Unit], limit: int) -> list[tuple[Unit, list[Offer]]]:
    """`limit` offers taken from all units in turn, each unit's evenly; 0 for all."""
    total = sum(len(u.offers) for u in units)
    step = max(1, total // limit) if limit else 1
    out = []
    position = 0
    for unit in units:
        chosen = [o for i, o in enumerate(unit.offers, position) if i % step == 0]
        position += len(unit.offers)
        if chosen:
            out.append((unit, chosen))
    return out


def _time_unit(unit: Unit, offers: list[Offer], seconds: float) -> list[Timed]:
    """The verdicts on a unit's offers, and on edits of those that were accepted.

    All candidates of a function are asked of one judge.
    """
    timed: list[Timed] = []
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        try:
            base = compile_baseline(unit, sorted({o.function for o in offers}), workdir)
        except Error as e:
            raise Fatal(e.message) from e
        functions = {o.function: _function(base, o.function) for o in offers}
        texts: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for number, offer in enumerate(offers):
            function = functions[offer.function]
            if function is None:
                continue
            found = _candidate(base, offer, function, os.path.join(workdir, f"way{number}"))
            if found is None or not found.text:
                continue
            wrong = [edited(found.text, 7 * number + 3 * turn) for turn in range(_EDITS)]
            edits = tuple(w for w in wrong if w is not None)
            texts.setdefault(offer.function, []).append((found.text, edits))
        for name, asked in texts.items():
            function = functions[name]
            assert function is not None
            answers = compare_each(function, asked, workdir, seconds)
            for (text, edits), (right, *others) in zip(asked, answers, strict=True):
                timed.append(Timed(name, "", right))
                timed += [
                    Timed(name, _changed(text, wrong), said)
                    for wrong, said in zip(edits, others, strict=False)
                ]
    return timed


def _changed(before: str, after: str) -> str:
    """The one line that differs, as it was and as it is."""
    both = zip(before.split("\n"), after.split("\n"), strict=True)
    return "; ".join(
        f"line {n}: {a.strip()} -> {b.strip()}".replace("\t", " ")
        for n, (a, b) in enumerate(both, 1)
        if a != b
    )


def _candidate(base: Baseline, offer: Offer, function: Function, folder: str) -> Extracted | None:
    """The function as the offer's compiler writes it, in a new folder."""
    os.mkdir(folder)
    made = recompile(base.invocation, offer.compiler, offer.flags, function.contract, [], folder)
    if made is None:
        return None
    return made.candidate(offer.function, Names.of(base.object, function.hot))


def _function(base: Baseline, name: str) -> Function | None:
    """A function of the baseline that can be judged; None where there is none."""
    contract = base.contracts.get(name)
    if contract is None:
        return None
    try:
        hot = find_function(base.object, name)
    except Error:
        return None
    return Function(name, base.object, hot, contract, base.invocation, base.optimized_ir)


def _leaf_rate(seconds: float) -> tuple[float, str]:
    """Pairs of tests a second for the small leaf function, and what ran them."""
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        path = os.path.join(workdir, "leaf.c")
        with open(path, "w", encoding="utf-8") as f:
            f.write(_LEAF)
        offer = Offer("leaf", "clang", ("-O1",))
        unit = Unit("leaf.c", path, workdir, ("-O3",), (offer,))
        try:
            base = compile_baseline(unit, ["leaf"], workdir)
            function = _function(base, "leaf")
            way = os.path.join(workdir, "way")
            found = _candidate(base, offer, function, way) if function else None
            if function is None or found is None or not found.text:
                raise Fatal("the leaf function cannot be compiled")
            subject, text = function, found.text
            return isolated(
                lambda _: pairs_a_second(subject, text, workdir, _RATE_SECONDS), seconds
            )
        except Error as e:
            raise Fatal(e.message) from e


def _figures(rate: float, engine: str, timed: list[Timed]) -> dict[str, Any]:
    right = [t.said for t in timed if t.right and t.said.equivalent]
    wrong = [t.said for t in timed if not t.right and t.said.outcome == "rejected"]
    run = [w for w in wrong if w.gate == "equivalence"]
    return {
        "format": FORMAT,
        "bench": "throughput",
        "leaf_pairs_a_second": round(rate),
        "engine": engine,
        "right": _group(right),
        "wrong": _group(wrong),
        "wrong_that_ran": _group(run),
        "edits_accepted": sorted(
            f"{t.function}: {t.edit}" for t in timed if t.edit and t.said.equivalent
        ),
        "right_refused": sum(t.right and not t.said.equivalent for t in timed),
        "wrong_over_right": _ratio(wrong, right),
    }


def _group(said: list[Compared]) -> dict[str, Any]:
    """Medians and the ninth tenth of a group of verdicts; milliseconds."""
    times = sorted(1000 * s.seconds for s in said)
    return {
        "verdicts": len(said),
        "median_ms": round(median(times), 1),
        "p90_ms": round(times[9 * len(times) // 10], 1) if times else 0.0,
        "median_prepare_ms": round(median(1000 * s.prepare_seconds for s in said), 1),
        "median_base_ms": round(median(1000 * s.base_seconds for s in said), 1),
        "median_first_ms": round(median(1000 * (s.base_seconds + s.seconds) for s in said), 1),
        "median_tests": round(median(s.tests for s in said)),
        "tests_a_second": round(
            sum(s.tests for s in said) / max(sum(s.seconds for s in said), 1e-9)
        ),
    }


def _ratio(a: list[Compared], b: list[Compared]) -> float:
    below = median(s.seconds for s in b)
    return round(median(s.seconds for s in a) / below, 3) if below else 0.0


def _show(report: dict[str, Any]) -> None:
    print(f"small leaf function   {report['leaf_pairs_a_second']} pairs of tests a second")
    print(f"                      ({report['engine']})")
    for key, title in (
        ("right", "right candidates"),
        ("wrong", "wrong candidates"),
        ("wrong_that_ran", "  of them run"),
    ):
        g = report[key]
        print(
            f"{title:21} {g['verdicts']} verdicts, median {g['median_ms']:.0f} ms, "
            f"nine tenths below {g['p90_ms']:.0f} ms, {g['median_tests']} tests, "
            f"{g['median_first_ms']:.0f} ms where it is the first of its function"
        )
    g = report["right"]
    print(
        f"once for a function   baseline prepared in {g['median_prepare_ms']:.0f} ms, "
        f"the tests that come first made in {g['median_base_ms']:.0f} ms"
    )
    print(f"wrong over right      {report['wrong_over_right']:.2f}")
    print(f"right ones refused    {report['right_refused']}")
    for edit in report["edits_accepted"]:
        print(f"edit accepted         {edit}")
