"""What the model says of the kernels, in each of its versions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import fmean

from armcc.control.calibration.build import Library
from armcc.control.calibration.inputs import Input
from armcc.control.calibration.x86 import Tracer
from armcc.gates.speed.branches import Branches, mispredictions
from armcc.gates.speed.cores import Core
from armcc.gates.speed.costing import Trace, costs
from armcc.gates.speed.mca import Target, timelines

# Corrections that are calibrated.  "cracking" is one of AArch64's instructions; "tables" is
# about tables that others push out of the cache between two calls, which here nobody does.
CALIBRATED = ("branches", "forwarding", "fetch", "cache")
ALL, NONE, STATIC, COUNT = "all", "none", "static", "count"
# What is compared with measured time, and the corrections that are on in it.
MODELS: dict[str, frozenset[str]] = {
    ALL: frozenset(CALIBRATED),
    **{f"without {c}": frozenset(CALIBRATED) - {c} for c in CALIBRATED},
    NONE: frozenset(),
}

# Executed branches that the predictor sees, about, in how many calls; and executed instructions
# that are costed, about, in how many calls.
_BRANCHES, _FEWEST_CALLS, _MOST_CALLS = 60_000, 12, 600
_COSTED, _FEWEST_TRACES, _MOST_TRACES = 3000, 5, 24


@dataclass(frozen=True)
class Prediction:
    """Of one function on one kind of data.

    cycles: a call, of each of `MODELS`, of STATIC: the function's text taken as a straight
    line, and of COUNT: executed instructions.  wrong: mispredictions a call.
    """

    cycles: dict[str, float]
    wrong: float


def predict(
    tracer: Tracer,
    library: Library,
    name: str,
    inputs: Sequence[Input],
    core: Core,
    target: Target,
) -> Prediction:
    """Cycles a call, over some of the inputs.

    Raises Error("speed-model") where llvm-mca does not know an instruction.
    """
    first = tracer.branches(name, inputs[0])
    count = min(len(inputs), _MOST_CALLS, max(_FEWEST_CALLS, _BRANCHES // max(1, len(first))))
    seen = [first, *[tracer.branches(name, one) for one in inputs[1:count]]]
    wrong = mispredictions(seen)
    traced = [tracer.steps(name, inputs[n])[1] for n in _typical(tracer, name, inputs, seen)]
    traces = [Trace(len(t), t, (wrong,)) for t in traced]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda on: costs(traces, core, target, False, on), MODELS.values())
        cycles = {
            model: fmean([one.cycles for one in each])
            for model, each in zip(MODELS, found, strict=True)
        }
    text = [i.text for i in library.functions[name] if not i.text.startswith("ret")]
    cycles[STATIC] = float(timelines([text], target, False)[0].cycles)
    cycles[COUNT] = fmean([len(t) for t in traced])
    return Prediction(cycles, sum(wrong.values()))


def _typical(
    tracer: Tracer, name: str, inputs: Sequence[Input], seen: Sequence[Branches]
) -> list[int]:
    """Of the calls that were seen those that are costed.

    They are evenly spread over short and long calls: the mean of a few others would be that of
    other lengths than the host's.
    """
    order = sorted(range(len(seen)), key=lambda n: (len(seen[n]), n))
    usual = len(tracer.steps(name, inputs[order[len(order) // 2]])[1])
    many = min(_MOST_TRACES, len(order), max(_FEWEST_TRACES, _COSTED // max(1, usual)))
    return [order[(2 * k + 1) * len(order) // (2 * many)] for k in range(many)]
