"""The speed gate: cycles of the executed trace, at several sizes, worse ratio counts."""

from __future__ import annotations

import math
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from armcc.errors import Error
from armcc.function.machine import MachineCode
from armcc.gates.emulator import Emulator, trace_offsets
from armcc.gates.features import llvm_attributes
from armcc.gates.image import Image
from armcc.gates.inputs import Case
from armcc.gates.instructions import is_conditional_branch
from armcc.gates.loaded import load
from armcc.gates.mca import check_cpu, cycles
from armcc.gates.predictor import mispredictions, penalty
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult
from armcc.gates.workloads import TRACE_LIMIT, Workload, workload_seed, workloads

OVERALL = 1.05  # the least geometric mean of the speedups
EACH = 0.99  # the least speedup at any size
ALARM = 20.0  # above this the model is more likely fooled than the code that good

QUICK_VARIANTS = 4


@dataclass(frozen=True)
class Cost:
    """Cycles of one workload.

    optimistic, aliasing: llvm-mca without and with loads waiting for earlier stores.
    mispredictions: branches a call, by our predictor, for each kind of data in the
        workload's variants; the first is the workload's own kind.
    """

    instructions: int
    optimistic: int
    aliasing: int
    mispredictions: tuple[float, ...]
    penalty: int

    @property
    def mispredicted(self) -> float:
        """Mispredictions a call on the workload's own kind of data."""
        return self.mispredictions[0]

    @property
    def cycles(self) -> float:
        """Cycles with the optimistic memory model: what is shown to people."""
        return self.optimistic + self.mispredicted * self.penalty

    def all_cycles(self) -> list[float]:
        """Cycles under each memory model with each kind of data."""
        return [
            base + wrong * self.penalty
            for base in (self.optimistic, self.aliasing)
            for wrong in self.mispredictions
        ]


def cost(
    image: Image,
    emulator: Emulator,
    listing: tuple[str, ...],
    workload: Workload,
    cpu: str,
    attrs: str,
) -> Cost:
    """Cycles of one run.  Raises Error("speed-model") where it cannot be costed."""
    offsets = _trace(image, emulator, workload.case)
    first = _branches(listing, offsets)
    groups = [
        [first, *(_branches(listing, _trace(image, emulator, case)) for case in group)]
        for group in workload.variants
    ]
    text = [listing[o // 4] for o in offsets]
    optimistic = cycles(text, cpu, attrs, aliasing=False)
    # Without a store the two memory models are one.
    stores = any(t.startswith("st") for t in text)
    return Cost(
        instructions=len(text),
        optimistic=optimistic,
        aliasing=cycles(text, cpu, attrs, aliasing=True) if stores else optimistic,
        mispredictions=tuple(mispredictions(calls) for calls in groups),
        penalty=penalty(cpu),
    )


def _trace(image: Image, emulator: Emulator, case: Case) -> list[int]:
    outcome = emulator.run(case.test, 16 * TRACE_LIMIT, trace=True)
    if not outcome.clean:
        raise Error("speed-model", f"a workload did not run: {outcome.detail}")
    offsets = trace_offsets(image, outcome)
    if -1 in offsets:
        raise Error("speed-model", "the trace leaves the function")
    return offsets


def _branches(listing: tuple[str, ...], offsets: list[int]) -> list[tuple[int, bool]]:
    """The conditional branches of a trace: (offset, taken)."""
    return [
        (o, following != o + 4)
        for o, following in zip(offsets, [*offsets[1:], -1], strict=True)
        if is_conditional_branch(listing[o // 4])
    ]


class Baseline:
    """The baseline's costs on its workloads, computed once for all candidates."""

    def __init__(self, subject: Subject, cpu: str) -> None:
        self.subject = subject
        self.cpu = check_cpu(cpu)
        self.attributes = llvm_attributes(subject.function.contract)
        self.workloads = workloads(subject, workload_seed(subject.function.hot.code))
        self.costs = [self._cost(w) for w in self.workloads]
        middle = self.workloads[len(self.workloads) // 2]
        self._quick = replace(middle, variants=tuple(g[:QUICK_VARIANTS] for g in middle.variants))
        self._quick_cost = self._cost(self._quick)
        self._known: dict[MachineCode, list[Cost]] = {}

    def _cost(self, workload: Workload) -> Cost:
        return cost(
            self.subject.image,
            self.subject.emulator,
            self.subject.listing,
            workload,
            self.cpu,
            self.attributes,
        )

    def _costs_of(self, assembled: Assembled, wanted: list[Workload]) -> list[Cost]:
        loaded = load(self.subject, assembled, footprints=False)
        with closing(loaded.emulator) as emulator:
            return [
                cost(loaded.image, emulator, assembled.listing, w, self.cpu, self.attributes)
                for w in wanted
            ]

    def quick_ratio(self, assembled: Assembled) -> float:
        """The speedup on the workload of middle size, from a look that is soon done.

        Raises as `cost` does.
        """
        (candidate,) = self._costs_of(assembled, [self._quick])
        return ratio(self._quick_cost, candidate)

    def against(self, assembled: Assembled) -> list[tuple[Workload, Cost, Cost]]:
        """(workload, baseline cost, candidate cost) for each workload.

        The same code on the same workloads costs the same: it is costed once.
        """
        costs = self._known.get(assembled.machine)
        if costs is None:
            costs = self._known[assembled.machine] = self._costs_of(assembled, self.workloads)
        return list(zip(self.workloads, self.costs, costs, strict=True))


def ratio(baseline: Cost, candidate: Cost) -> float:
    """Speedup: above 1 is faster; the worst over memory models and kinds of data."""
    pairs = zip(baseline.all_cycles(), candidate.all_cycles(), strict=True)
    return min(before / max(after, 1.0) for before, after in pairs)


def geometric_mean(values: list[float]) -> float:
    """The geometric mean of positive numbers."""
    return math.exp(sum(math.log(v) for v in values) / len(values))


def speed_gate(baseline: Baseline, assembled: Assembled) -> GateResult:
    """Accepted at 1.05x or better overall, and at no workload below 0.99x."""
    gate = "speed"
    try:
        measured = baseline.against(assembled)
    except Error as e:
        outcome = REJECTED if e.reason == "speed-model" else UNKNOWN
        return GateResult(gate, outcome, e.reason, e.message)
    ratios = [ratio(b, c) for _, b, c in measured]
    overall = geometric_mean(ratios)
    evidence: dict[str, Any] = {
        "cpu": baseline.cpu,
        "speedup": round(overall, 4),
        "workloads": [
            {
                "size": w.size,
                "data": w.data,
                "baseline_cycles": round(b.cycles),
                "rewrite_cycles": round(c.cycles),
                "baseline_instructions": b.instructions,
                "rewrite_instructions": c.instructions,
                "baseline_mispredicted": round(b.mispredicted, 2),
                "rewrite_mispredicted": round(c.mispredicted, 2),
                "speedup": round(r, 4),
            }
            for (w, b, c), r in zip(measured, ratios, strict=True)
        ],
    }
    if overall > ALARM:
        detail = f"{overall:.1f}x is more than the model can be trusted with"
        return GateResult(gate, UNKNOWN, "alarm", detail, evidence)
    if min(ratios) < EACH:
        worst = min(range(len(ratios)), key=ratios.__getitem__)
        detail = f"{ratios[worst]:.3f}x {measured[worst][0].where} on {baseline.cpu}"
        return GateResult(gate, REJECTED, "slower", detail, evidence)
    if overall < OVERALL:
        detail = f"{overall:.3f}x overall on {baseline.cpu}; {OVERALL:.2f}x is needed"
        return GateResult(gate, REJECTED, "not-faster", detail, evidence)
    return GateResult(gate, ACCEPTED, evidence=evidence)
