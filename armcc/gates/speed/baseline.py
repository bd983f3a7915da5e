"""A function's baseline, costed once for all candidates, and candidates costed beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from armcc.errors import Error
from armcc.function.machine import MachineCode
from armcc.gates.features import llvm_attributes
from armcc.gates.inputs import Case
from armcc.gates.instructions import mnemonic
from armcc.gates.loaded import load
from armcc.gates.speed.cores import core
from armcc.gates.speed.costing import ALL, Cost, Trace, costs
from armcc.gates.speed.disguise import trust
from armcc.gates.speed.mca import Target
from armcc.gates.speed.operands import arguments
from armcc.gates.speed.policy import EACH, Policy, policy
from armcc.gates.speed.tracing import Tracer
from armcc.gates.speed.workloads import RARE, Workload, drafts, rare, workload_seed, workloads
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled

# (start, end) addresses of read-only data.
_Ranges = tuple[tuple[int, int], ...]
# Padding and traps are on no path.
_IDLE = frozenset(["nop", "udf", "brk"])
# A call of so many steps at most is costed in a row of calls, too, of so many steps together.
SHORT, ROW = 128, 240
# Cycles a call: what one more test at the start or the sum of a few partial results at the end
# takes, which a caller's own work hides on a core that works on both at a time.
RESOLUTION = 2.0
# The same of calls in a row: a few operations more or less.
ROW_RESOLUTION = 1.0
# No call is over in less: a return alone takes that, of which a core makes one a cycle.
LEAST_ROW = 1.0
# Mispredictions a call, more or less: whether a loop's end is foreseen hangs on which lengths
# follow which, and that is chance.
FORESIGHT = 0.5
# So often a call is repeated of which there is no like.
REPEATED = 6
# Of the quick look: calls for the history of branches.
QUICK_VARIANTS = 6


@dataclass(frozen=True)
class View:
    """One opinion: a core, and whether each load is taken to wait for every earlier store."""

    cpu: str
    aliasing: bool = False

    @property
    def words(self) -> str:
        """In words, behind "slower"."""
        return f"on {self.cpu}" + (
            " where loads wait for all earlier stores" if self.aliasing else ""
        )


@dataclass(frozen=True)
class Pair:
    """What baseline and candidate cost on one workload in one view."""

    workload: Workload
    baseline: Cost
    candidate: Cost

    @property
    def speedup(self) -> float:
        """Above 1 is faster; the worst over the kinds of data."""
        return min(self._ratios[: max(1, len(self.workload.variants))])

    @property
    def worst(self) -> int:
        """Which kind of data that is."""
        kinds = self._ratios[: max(1, len(self.workload.variants))]
        return kinds.index(min(kinds))

    @property
    def mixed(self) -> float:
        """The speedup where sizes differ from call to call."""
        return self._ratios[-1]

    @property
    def _ratios(self) -> list[float]:
        if self.workload.data == RARE:
            return [rare_ratio(self.baseline, self.candidate)]
        return ratios(self.baseline, self.candidate)


def ratios(baseline: Cost, candidate: Cost) -> list[float]:
    """For each kind of data the speedup: above 1 is faster.

    Of short calls it is the geometric mean of that of a call for itself, which the longest chain
    of its operations decides, and that of a call in a row of calls, which their number does;
    where one of the two is a loss it is that one.

    A loss that is smaller than what the model can tell (`RESOLUTION`, `FORESIGHT`) is none; nor
    is such a gain of mispredictions.  One of cycles does not reach the policy's minimum but of a
    short call, whose chains of operations are what the model knows best.
    """
    foreseen = _resolved(baseline.foreseen, candidate.foreseen, RESOLUTION)
    row = _resolved(baseline.row, candidate.row, ROW_RESOLUTION)
    out = []
    for kind, lost_before in enumerate(baseline.lost):
        wrong_before, wrong = baseline.mispredicted[kind], candidate.mispredicted[kind]
        counted = _counted(baseline, candidate, kind)
        # As many mispredictions as count, but each at the candidate's own cost.
        if wrong:
            lost = candidate.lost[kind] * (counted / wrong)
        else:
            lost = lost_before * (counted / wrong_before) if wrong_before else 0.0
        alone = (baseline.foreseen + lost_before) / max(foreseen + lost, 1.0)
        # A mispredicted branch parts one call from the next: none is in a row.
        if not baseline.row or not candidate.row or max(wrong_before, wrong) > FORESIGHT:
            out.append(alone)
            continue
        rowed = max(baseline.row, LEAST_ROW) / max(row, LEAST_ROW)
        out.append(min(alone, rowed) if min(alone, rowed) < 1 else math.sqrt(alone * rowed))
    return out


def rare_ratio(baseline: Cost, candidate: Cost) -> float:
    """The speedup on a rare path: above 1 is faster.

    A branch that leads there goes where it does not usually go, so as a rule it is mispredicted,
    in either code, and no call of a row.  Whether it is nobody knows of: so a loss of what
    `FORESIGHT` takes is none.
    """
    before, after = baseline.cycles, candidate.cycles
    return before / max(_resolved(before, after, FORESIGHT * candidate.each), 1.0)


def _counted(baseline: Cost, candidate: Cost, kind: int) -> float:
    """The candidate's mispredictions a call, without what chance makes of the baseline's.

    Chance is in the ends of loops: where both codes have branches, of few more or less count
    those that hang on the data.
    """
    before, after = baseline.mispredicted[kind], candidate.mispredicted[kind]
    more = after - before
    if abs(more) > FORESIGHT or not baseline.branching or not candidate.branching:
        return after
    of_data = candidate.settled[kind] - baseline.settled[kind]
    return before + max(0.0, min(more, of_data)) + min(0.0, max(more, of_data))


def _resolved(before: float, after: float, resolution: float) -> float:
    """The cycles after, or those before where they are more by no more than `resolution`."""
    return before if 0 < after - before <= resolution else after


def _quick_looks(workloads: list[Workload]) -> list[Workload]:
    """The middle one with few calls for its history, and the shortest if it is another."""
    middle = workloads[len(workloads) // 2]
    shortest = min(workloads, key=lambda w: w.case.expected.instructions)
    few = replace(middle, variants=tuple(g[:QUICK_VARIANTS] for g in middle.variants), mixed=())
    return [few] if shortest == middle else [few, replace(shortest, mixed=())]


def _in_a_row(trace: Trace, length: int) -> Trace:
    """A trace of which calls in a row are costed: as many as of a baseline of `length` steps."""
    calls = max(3, min(8, ROW // max(1, length)))
    return replace(trace, calls=calls, between=arguments(trace.steps))


@dataclass(frozen=True)
class _Traced:
    """A candidate's traces: on the baseline's workloads and on rare paths of its own.

    rare, before: those, and the baseline's traces on them.
    """

    rare: list[Workload]
    before: list[Trace]
    candidate: list[Trace]


class Baseline:
    """The baseline's traces on its workloads, and what they cost in each view.

    corrections: those of `costing.CORRECTIONS` that are on: all but for people who compare.
    Raises Error("cpu") for a core without a model, Error("workloads") where the function runs
    on too few inputs, Error("speed-policy") for a setting that cannot be used.
    """

    def __init__(
        self,
        subject: Subject,
        cpu: str,
        asked: Policy | None = None,
        corrections: frozenset[str] = ALL,
    ) -> None:
        self.subject = subject
        self.cpu = cpu
        self.policy = policy() if asked is None else asked
        self.corrections = corrections
        for name in (cpu, *self.policy.also):
            core(name)
            trust(name)
        self.attributes = llvm_attributes(subject.function.contract)
        self._seed = workload_seed(subject.function.hot.code)
        self.workloads = workloads(subject, self._seed, self.policy.workloads)
        self._tracer = Tracer(subject.image, subject.emulator, subject.plain, subject.listing)
        self.traces = self._own_traces(self.workloads)
        self._costs: dict[View, list[Cost]] = {}
        self._known: dict[MachineCode, _Traced] = {}
        self._known_costs: dict[tuple[MachineCode, View], list[Pair]] = {}
        self._quick = _quick_looks(self.workloads)
        self._quick_traces = self._own_traces(self._quick)
        self._quick_costs: list[Cost] = []
        self._drafts: list[Case] | None = None

    @property
    def main(self) -> View:
        """The view that decides."""
        return View(self.cpu)

    def others(self) -> list[View]:
        """The views in which a rewrite may not be slower."""
        also = [View(cpu) for cpu in self.policy.also if cpu != self.cpu]
        return [View(self.cpu, aliasing=True), *also]

    def costs(self, view: View) -> list[Cost]:
        """The baseline's on each workload.  Raises as `costing.costs`."""
        if view not in self._costs:
            self._costs[view] = self._costed(self.traces, view)
        return self._costs[view]

    def traces_of(self, assembled: Assembled) -> list[Trace]:
        """A candidate's trace on each workload; then on its own rare paths.  Raises as `pairs`."""
        return self._traced(assembled).candidate

    def _traced(self, assembled: Assembled) -> _Traced:
        machine = assembled.machine
        if machine not in self._known:
            with self._loaded(assembled) as (tracer, tables):
                found = self._on(self.workloads, self.traces, tracer, tables)
                # What the workloads do not execute of it may be as slow as it likes, unseen.
                rare = self._rare_paths(assembled, tracer)
                before = self._own_traces(rare)
                found += self._on(rare, before, tracer, tables)
            self._known[machine] = _Traced(rare, before, found)
        return self._known[machine]

    def _rare_paths(self, assembled: Assembled, tracer: Tracer) -> list[Workload]:
        """Inputs that lead where a candidate goes on no workload, as far as drafts do."""
        wanted = {n for n, t in enumerate(assembled.listing) if mnemonic(t) not in _IDLE}
        seen: set[int] = set()
        for workload in self.workloads:
            seen |= tracer.executed(workload.case.test)
        if not wanted - seen:
            return []
        if self._drafts is None:
            self._drafts = drafts(self.subject, self._seed)
        return rare([(case, tracer.executed(case.test)) for case in self._drafts], seen)

    def quick_ratio(self, assembled: Assembled) -> float:
        """The speedup on the workload of middle size; or on the shortest, where that is a loss.

        A look that is soon done: what loses loses most often where there is least to do.
        Raises as `pairs`.
        """
        if not self._quick_costs:
            self._quick_costs = self._costed(self._quick_traces, self.main)
        with self._loaded(assembled) as (tracer, tables):
            traces = self._on(self._quick, self._quick_traces, tracer, tables)
        found = self._costed(traces, self.main)
        middle, *shortest = [
            Pair(*three).speedup
            for three in zip(self._quick, self._quick_costs, found, strict=True)
        ]
        return min([middle, *(one for one in shortest if one < EACH)])

    def pairs(self, assembled: Assembled, view: View) -> list[Pair]:
        """Both codes on each workload in one view.

        The same code on the same workloads costs the same: it is costed once.
        Raises Error("speed-model") where one cannot be costed, Error("new-symbol") and such
        where the candidate cannot be loaded.
        """
        known = self._known_costs.get((assembled.machine, view))
        if known is None:
            traced = self._traced(assembled)
            before = self.costs(view)
            if traced.rare:
                before = before + self._costed(traced.before, view)
            after = self._costed(traced.candidate, view)
            both = zip((*self.workloads, *traced.rare), before, after, strict=True)
            known = self._known_costs[assembled.machine, view] = [Pair(*three) for three in both]
        return known

    def _costed(self, traces: list[Trace], view: View) -> list[Cost]:
        if view != self.main:
            # A second opinion: of calls in a row one is enough.
            traces = [replace(t, calls=0) for t in traces]
        target = Target(view.cpu, self.attributes)
        return costs(traces, core(view.cpu), target, view.aliasing, self.corrections)

    @contextmanager
    def _loaded(self, assembled: Assembled) -> Iterator[tuple[Tracer, _Ranges]]:
        """A candidate, ready to be traced, and its read-only data."""
        loaded = load(self.subject, assembled)
        plain = load(self.subject, assembled, footprints=False)
        with closing(loaded.emulator), closing(plain.emulator):
            tracer = Tracer(loaded.image, loaded.emulator, plain.emulator, assembled.listing)
            yield tracer, (*loaded.image.shared_constants, *loaded.image.own)

    def _own_traces(self, wanted: list[Workload]) -> list[Trace]:
        """The baseline's; short calls in a row as well."""
        tables = self.subject.image.shared_constants
        found = [self._trace(self._tracer, w, tables) for w in wanted]
        return [_in_a_row(t, len(t.steps)) if len(t.steps) <= SHORT else t for t in found]

    def _on(
        self, wanted: list[Workload], before: list[Trace], tracer: Tracer, tables: _Ranges
    ) -> list[Trace]:
        """A candidate's traces; in a row where the baseline's are."""
        found = [self._trace(tracer, w, tables) for w in wanted]
        return [
            _in_a_row(own, len(base.steps)) if base.calls else own
            for own, base in zip(found, before, strict=True)
        ]

    def _trace(self, tracer: Tracer, workload: Workload, tables: _Ranges) -> Trace:
        test = workload.case.test
        instructions, steps = tracer.steps(test, "cracking" in self.corrections)
        if not steps:
            raise Error("speed-model", "a workload executes no instruction but the return")
        groups = [[test, *(case.test for case in group)] for group in workload.variants]
        if not groups:
            # Nothing is known but this call: each of its branches may be foreseen.
            groups = [[test] * REPEATED]
        if workload.mixed:
            groups.append([test, *(case.test for case in workload.mixed)])
        wrong = [tracer.mispredictions(group) for group in groups]
        return Trace(instructions, steps, tuple(wrong), bool(workload.mixed), tables)
