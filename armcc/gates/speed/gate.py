"""The speed gate: whether the model finds a candidate faster wherever that matters."""

from __future__ import annotations

from collections.abc import Callable
from statistics import geometric_mean
from typing import Any

from armcc.errors import Error
from armcc.gates.speed import mca
from armcc.gates.speed.baseline import Baseline, Pair
from armcc.gates.speed.frozen import model
from armcc.gates.speed.policy import ALARM, EACH, GROWTH, OTHERS
from armcc.gates.speed.workloads import RARE
from armcc.gates.syntax import Assembled
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

GATE = "speed"


def speed_gate(baseline: Baseline, assembled: Assembled) -> GateResult:
    """Accepted where it is faster by the policy's minimum overall and slower nowhere.

    In this order, each only where the ones before accepted: the speedup on the CPU, the number
    of executed instructions, the other views.
    """
    try:
        pairs = baseline.pairs(assembled, baseline.main)
        evidence = evidence_of(baseline, pairs)
    except Error as e:
        outcome = REJECTED if e.reason == "speed-model" else UNKNOWN
        return GateResult(GATE, outcome, e.reason, e.message)
    for judge in (_speedup, _growth, _others):
        try:
            refused = judge(baseline, assembled, pairs, evidence)
        except Error as e:
            outcome = REJECTED if e.reason == "speed-model" else UNKNOWN
            return GateResult(GATE, outcome, e.reason, e.message, evidence)
        if refused is not None:
            return GateResult(GATE, *refused, evidence)
    return GateResult(GATE, ACCEPTED, evidence=evidence)


def usual(pairs: list[Pair]) -> list[Pair]:
    """The workloads that a speedup is the mean of: rare paths may only not be slower."""
    return [p for p in pairs if p.workload.data != RARE] or pairs


# A judge's word against a candidate: outcome, reason, sentence.
_Refusal = tuple[str, str, str]
_Judge = Callable[[Baseline, Assembled, list[Pair], dict[str, Any]], _Refusal | None]


def _speedup(
    baseline: Baseline, _: Assembled, pairs: list[Pair], evidence: dict[str, Any]
) -> _Refusal | None:
    overall = geometric_mean([p.speedup for p in usual(pairs)])
    evidence["speedup"] = round(overall, 4)
    fewer = geometric_mean(
        [p.baseline.instructions / p.candidate.instructions for p in usual(pairs)]
    )
    if overall > max(ALARM, 2 * fewer):
        said = f"{overall:.1f}x with {fewer:.1f}x fewer instructions is more than"
        return UNKNOWN, "alarm", f"{said} the model can be trusted with"
    worst = min(pairs, key=lambda p: p.speedup)
    if worst.speedup < EACH:
        where = f"{worst.workload.where} {baseline.main.words}"
        return REJECTED, "slower", f"{worst.speedup:.3f}x {where}"
    mixed = geometric_mean([p.mixed for p in usual(pairs)])
    evidence["mixed"] = round(mixed, 4)
    if mixed < EACH:
        what = "overall where sizes differ from call to call"
        return REJECTED, "slower", f"{mixed:.3f}x {what} {baseline.main.words}"
    if overall < baseline.policy.minimum:
        needed = f"{baseline.policy.minimum:.2f}x is needed"
        # Not rounded to what is needed.
        digits = 3 if round(overall, 3) < baseline.policy.minimum else 6
        found = f"{overall:.{digits}f}x overall {baseline.main.words}"
        return REJECTED, "not-faster", f"{found}; {needed}"
    return None


def _growth(
    _: Baseline, __: Assembled, pairs: list[Pair], evidence: dict[str, Any]
) -> _Refusal | None:
    """More instructions are a gain only if something other than llvm-mca says so."""
    for p in pairs:
        before, after = p.baseline.instructions, p.candidate.instructions
        if after > GROWTH * before and p.candidate.raw < p.baseline.raw:
            said = f"{after} executed instructions {p.workload.where}, {before} before"
            return REJECTED, "instructions", f"{said}: that llvm-mca calls it faster is not enough"
    return None


def _others(
    baseline: Baseline, assembled: Assembled, _: list[Pair], evidence: dict[str, Any]
) -> _Refusal | None:
    told: list[dict[str, Any]] = []
    evidence["others"] = told
    for view in baseline.others():
        pairs = baseline.pairs(assembled, view)
        worst = min(pairs, key=lambda p: p.speedup)
        told.append(
            {
                "cpu": view.cpu,
                "aliasing": view.aliasing,
                "speedup": round(geometric_mean([p.speedup for p in usual(pairs)]), 4),
                "least": round(worst.speedup, 4),
            }
        )
        if worst.speedup < OTHERS:
            return REJECTED, "slower", f"{worst.speedup:.3f}x {worst.workload.where} {view.words}"
    return None


def evidence_of(baseline: Baseline, pairs: list[Pair]) -> dict[str, Any]:
    """What the verdict says was measured, by what (docs/verdicts.md).  Raises Error("tool")."""
    return {
        "cpu": baseline.cpu,
        "model": {**model(), "llvm_mca": mca.version()},
        "minimum": baseline.policy.minimum,
        "workloads": [
            {
                "size": p.workload.size,
                "data": p.workload.data,
                "baseline_cycles": round(p.baseline.all_cycles()[p.worst]),
                "rewrite_cycles": round(p.candidate.all_cycles()[p.worst]),
                "baseline_row_cycles": round(p.baseline.row, 1),
                "rewrite_row_cycles": round(p.candidate.row, 1),
                "baseline_raw_cycles": round(p.baseline.raw),
                "rewrite_raw_cycles": round(p.candidate.raw),
                "baseline_instructions": p.baseline.instructions,
                "rewrite_instructions": p.candidate.instructions,
                "baseline_mispredicted": round(p.baseline.mispredicted[p.worst], 2),
                "rewrite_mispredicted": round(p.candidate.mispredicted[p.worst], 2),
                "speedup": round(p.speedup, 4),
            }
            for p in pairs
        ],
    }
