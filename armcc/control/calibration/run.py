"""`armccctl bench calibrate`: predicted against measured ratios of variants of kernels."""

from __future__ import annotations

import json as json_module
import math
import platform
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median

from armcc.control.calibration import plot as plots
from armcc.control.calibration import report as reports
from armcc.control.calibration.build import Library, clang_path, harness, library, name_of
from armcc.control.calibration.inputs import Data
from armcc.control.calibration.kernels import KERNELS, Kernel
from armcc.control.calibration.predict import COUNT, Prediction, predict
from armcc.control.calibration.report import Pair, Report
from armcc.control.calibration.statistics import ratio
from armcc.control.calibration.timing import Times, calls, measure, merged
from armcc.control.calibration.x86 import Operations, Tracer
from armcc.errors import Error, Fatal
from armcc.gates.speed.cores import CORES, core
from armcc.gates.speed.mca import Target, version

# No kernel shall have more to say than this many pairs.
MOST_PAIRS = 6
FALLBACK = "znver3"
# How often everything is timed, with so many of the rounds each.
PASSES = 3


@dataclass(frozen=True)
class Group:
    """A kernel on one kind of data: what is predicted of each of its builds."""

    kernel: Kernel
    data: Data
    predictions: dict[str, Prediction]

    def measure(self, program: str, path: str, rounds: int) -> Times:
        """What the builds take; raises Fatal where the harness fails."""
        longest = max(p.cycles[COUNT] for p in self.predictions.values())
        names = list(self.predictions)
        return measure(program, path, names, self.data.inputs(), calls(longest), rounds)


def calibrate(json: bool, plot: str, rounds: int) -> int:
    """Time all kernels and compare; print a report; 0.

    json: whether to print it as JSON.  plot: a file for an SVG plot, "" for none.
    rounds: how often each function is timed, in turn with the others.
    Raises Fatal where this host is no x86-64, or something is missing.
    """
    found = calibration(KERNELS, max(rounds, 3))
    if plot:
        with open(plot, "w", encoding="utf-8") as f:
            f.write(plots.svg(found))
    print(json_module.dumps(reports.as_json(found), indent=1) if json else reports.text(found))
    return 0


def calibration(kernels: Sequence[Kernel], rounds: int) -> Report:
    """The report of some kernels; raises as `calibrate`."""
    if platform.machine() not in ("x86_64", "AMD64"):
        raise Fatal(f"calibration needs an x86-64 host; this one is {platform.machine()}")
    clang_path()
    Operations()
    host = host_cpu()
    cpu = host if host in CORES else FALLBACK
    target = Target(cpu, "", "x86_64-linux-gnu")
    with tempfile.TemporaryDirectory(prefix="armcc-calibration-") as folder:
        try:
            mca = version()
            code = library(kernels, folder)
            program = harness(folder)
            tracer = Tracer(code)
            groups = [
                Group(kernel, data, _predictions(kernel, data, tracer, code, target))
                for kernel in kernels
                for data in kernel.data
            ]
        except Error as e:
            raise Fatal(e.message) from e
        # All functions are timed before one is timed again: what disturbs this machine for
        # minutes disturbs one of the passes.
        passes = [
            [group.measure(program, code.path, max(1, rounds // PASSES)) for group in groups]
            for _ in range(PASSES)
        ]
    times = [merged(each) for each in zip(*passes, strict=True)]
    chosen = _chosen(groups, times)
    return Report(
        host=_host_name(),
        host_cpu=host,
        cpu=cpu,
        llvm_mca=mca,
        rounds=rounds,
        ticks=median([t.ticks for t in times]),
        null=median([t.null for t in times]),
        most_null=max([t.null for t in times]),
        loud=fmean([t.loud for t in times]),
        dropped=sum(abs(p.measured) <= p.noise for p in chosen),
        pairs=tuple([p for p in chosen if abs(p.measured) > p.noise]),
    )


def host_cpu() -> str:
    """LLVM's name for this machine's core, such as "znver3"."""
    from llvmlite.binding import get_host_cpu_name

    return str(get_host_cpu_name())


def _host_name() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as f:
            rows = dict(r.split(":", 1) for r in f.read().split("\n\n")[0].splitlines())
    except (OSError, ValueError):
        return platform.processor()
    said = {k.strip(): v.strip() for k, v in rows.items()}
    name, family, model = (said.get(k, "?") for k in ("model name", "cpu family", "model"))
    return f"{name}, family {family} model {model}"


def _distinct(kernel: Kernel, code: Library) -> list[str]:
    """Of builds with the same machine code the first."""
    out: dict[bytes, str] = {}
    for n in range(len(kernel.builds)):
        name = name_of(kernel, n)
        # Places are told from the start: where it stands does not make it another.
        body = b"".join(i.code for i in code.functions[name])
        out.setdefault(body, name)
    return list(out.values())


def _predictions(
    kernel: Kernel, data: Data, tracer: Tracer, code: Library, target: Target
) -> dict[str, Prediction]:
    inputs, model = data.inputs(), core(target.cpu)
    return {n: predict(tracer, code, n, inputs, model, target) for n in _distinct(kernel, code)}


def _chosen(groups: Sequence[Group], times: Sequence[Times]) -> list[Pair]:
    """At most MOST_PAIRS of each kernel's pairs, by their numbers alone.

    All pairs of builds on each kind of data, in order; of too many, evenly spread ones.
    """
    found: dict[str, list[Pair]] = {}
    for group, measured in zip(groups, times, strict=True):
        for a, b in combinations(group.predictions, 2):
            found.setdefault(group.kernel.name, []).append(_pair(group, measured, a, b))
    out = []
    for pairs in found.values():
        many = min(len(pairs), MOST_PAIRS)
        out += [pairs[k * len(pairs) // many] for k in range(many)]
    return out


def _pair(group: Group, times: Times, a: str, b: str) -> Pair:
    measured, spread = ratio(times.cycles[a], times.cycles[b])
    first, second = group.predictions[a], group.predictions[b]
    return Pair(
        kernel=group.kernel.name,
        data=group.data.name,
        builds=(_words(group.kernel, a), _words(group.kernel, b)),
        cycles=(times.usual(a), times.usual(b)),
        predicted_cycles=(first.cycles, second.cycles),
        wrong=(first.wrong, second.wrong),
        measured=measured,
        noise=max(spread, times.null),
        predicted={
            model: math.log2(cycles / second.cycles[model])
            for model, cycles in first.cycles.items()
        },
    )


def _words(kernel: Kernel, name: str) -> str:
    """What tells a build from others, such as "form 1 -O3"."""
    form, flags = kernel.builds[int(name.rpartition("_")[2])]
    return f"form {form} {' '.join(flags)}"
