"""Baseline and candidate on the real core: ARMCC_MEASURE=native.

The speed model is a model.  Here one process holds both codes and calls them in turn, block
by block, on one core, from the entry states of the speed gate's workloads
(armcc/gates/speed/timer.py); what the times say is worked out outside
(armcc/gates/speed/timing_statistics.py).  A rewrite has to win there as well as in the model.

Before anything is timed, both codes run once on each workload in that very memory, and are
held against what the baseline made of it: so each is known to be called rightly, and what it
changes is known, to be restored.

Not seen: each workload is one input over and over, which branch predictors learn by heart;
the model's gate, which has to accept as well, asks for other inputs.  Code and data lie at
one place only, in the caches.  The core is this machine's, whatever ARMCC_CPU says.

Functions that call others are refused where a call is made.  The callee's time is in no
workload, a stub that comes back at once leaves caches, predictors and registers as no callee
does, and the second engine's stubs take a hundred times as long as most calls.

The process is the second engine's: bubblewrap, seccomp and limits, as far as they are there.
It is put on its core from outside, and reads the clock by an instruction, so that it needs
no system call that the second engine does not.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any, Protocol

from armcc.errors import Error
from armcc.gates import sandbox
from armcc.gates.compare import native_difference
from armcc.gates.decisions import makes_nans
from armcc.gates.emulator import Emulator
from armcc.gates.image import Image
from armcc.gates.inputs import Case
from armcc.gates.loaded import load
from armcc.gates.pair import nan_widths
from armcc.gates.program import (
    BadReportError,
    Entry,
    NativeOutcome,
    executables,
    greeted,
    read_report,
    report_limit,
)
from armcc.gates.speed.policy import check_host
from armcc.gates.speed.timer import Plan, Stretch, changed, samples_in, timed
from armcc.gates.speed.timing_statistics import ERROR, Overall, Timing, overall, timing
from armcc.gates.state import Region, Test
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

PLAN = Plan()
# What Linux says of the cores.
CORES = "/sys/devices/system/cpu"
# So many times the baseline's instructions a code may execute while it is looked over.
_LONGER = 64
# Where two measurements of one code may differ by more than this, nothing is decided.
NOISE = 1.02


class Workload(Protocol):
    """What is asked of a workload; size: in its own terms.  where: in words, "at size 64"."""

    @property
    def size(self) -> int: ...

    @property
    def where(self) -> str: ...

    @property
    def case(self) -> Case: ...


def confirmed(
    speed: GateResult,
    subject: Subject,
    assembled: Assembled,
    workloads: Sequence[Workload],
    workdir: str,
    *,
    runner: Sequence[str] | None = None,
    plan: Plan = PLAN,
) -> GateResult:
    """What the speed gate said, where it accepted, once this machine has been asked as well.

    Its evidence is kept, with the measurement as `measured`.  Parameters as of `measure`.
    """
    if not speed.passed:
        return speed
    try:
        timings = measure(subject, assembled, workloads, workdir, runner=runner, plan=plan)
    except Error as e:
        return replace(speed, outcome=UNKNOWN, reason=e.reason, detail=e.message)
    said = decision(timings)
    return replace(said, evidence={**speed.evidence, **said.evidence})


def decision(timings: Sequence[Timing]) -> GateResult:
    """Whether the candidate is faster on this machine, in the speed gate's name.

    Accepted where the geometric mean is above 1, and above what two measurements of one code
    may differ by, and no workload is slower, all with the confidence of the intervals.
    """
    whole = overall(timings)
    evidence = {"measured": _evidence(timings, whole)}
    slow = [t for t in timings if t.high < 1]
    outcome, reason, detail = ACCEPTED, "", ""
    if whole.noise > NOISE:
        percent = (whole.noise - 1) * 100
        detail = f"two measurements of the same code differ by up to {percent:.1f} %"
        outcome, reason = UNKNOWN, "measure-noise"
    elif slow:
        worst = min(slow, key=lambda t: t.high)
        detail = f"measured {_within(worst)} {worst.workload}"
        outcome, reason = REJECTED, "measured-slower"
    elif whole.low <= 1:
        detail = f"measured {_within(whole)} overall, which need not be a gain"
        outcome, reason = REJECTED, "measured-not-faster"
    elif whole.low <= whole.noise:
        detail = (
            f"measured {_within(whole)} overall; two measurements of the same code may differ "
            f"by {whole.noise:.4f}x"
        )
        outcome, reason = UNKNOWN, "measure-noise"
    return GateResult("speed", outcome, reason, detail, evidence)


def _within(one: Timing | Overall) -> str:
    return f"{one.ratio:.3f}x ({one.low:.3f}x to {one.high:.3f}x)"


def _evidence(timings: Sequence[Timing], whole: Overall) -> dict[str, Any]:
    return {
        "clock": timings[0].clock,
        "speedup": round(whole.ratio, 4),
        "low": round(whole.low, 4),
        "high": round(whole.high, 4),
        "noise": round(whole.noise, 4),
        "workloads": [
            {
                "size": t.size,
                "speedup": round(t.ratio, 4),
                "low": round(t.low, 4),
                "high": round(t.high, 4),
                "null": round(t.null, 4),
                "null_low": round(t.null_low, 4),
                "null_high": round(t.null_high, 4),
                "rounds": t.samples,
                "calls": t.calls,
                "baseline_ns": round(t.baseline_ns, 2),
                "rewrite_ns": round(t.candidate_ns, 2),
            }
            for t in timings
        ],
    }


def measure(
    subject: Subject,
    assembled: Assembled,
    workloads: Sequence[Workload],
    workdir: str,
    *,
    runner: Sequence[str] | None = None,
    plan: Plan = PLAN,
) -> list[Timing]:
    """How long both codes take on each workload, on one core of this machine.

    assembled: a candidate that the syntax and the equivalence gate have accepted.
    workdir: a private folder for the program.
    runner: words before the program, for tests: an emulator.  Then no sandbox is around it
        but what the emulator is, and any machine will do.
    The intervals are such that, where rounds are independent, all hold at once with a
    probability of 99 %: each workload gets its part of the error.
    Raises Error: "measure" on another machine than an AArch64 Linux one, "measure-calls"
    where a workload makes a call, "measure-run" where a code cannot be run or does not do what
    the baseline did, "measure-noise" where the rounds are too few, "tool" where nothing runs.
    """
    if runner is None:
        check_host()
    if not workloads:
        raise Error("workloads", "there is nothing to measure on")
    loaded = load(subject, assembled, footprints=False)
    with closing(loaded.emulator) as emulator:
        for one in workloads:
            _refuse_calls("baseline", subject.image, subject.emulator, one)
            _refuse_calls("candidate", loaded.image, emulator, one)
    image, beside = _together(subject, loaded.image)
    own = subject.image.entry
    deadline = time.monotonic() + plan.seconds
    restored = _rehearse(subject, image, beside, workloads, workdir, runner, plan.seconds)
    tests: list[Test] = []
    entries: list[Entry] = []
    for one, stretches in zip(workloads, restored, strict=True):
        test, entry = timed(one.case.test, image, own, stretches, plan)
        tests.append(test)
        entries.append(replace(entry, code=(*entry.code, beside)))
    left = max(deadline - time.monotonic(), 0.0)
    outcomes, failure = run(image, tests, entries, workdir, runner, left)
    if failure:
        raise Error("measure-run", f"while both codes were timed {failure}")
    return [
        timing(one.where, one.size, samples_in(got.memory[-1], plan), ERROR / len(workloads))
        for one, got in zip(workloads, outcomes, strict=True)
    ]


def _refuse_calls(name: str, image: Image, emulator: Emulator, workload: Workload) -> None:
    limit = _LONGER * max(workload.case.expected.instructions, 1000)
    outcome = emulator.run(workload.case.test, limit, trace=True)
    if outcome.status != "return":
        detail = outcome.detail or outcome.status
        raise Error("measure-run", f"the {name} does not return {workload.where}: {detail}")
    end = image.entry + image.code_size
    if outcome.calls or any(not image.entry <= at < end for at, _ in outcome.blocks):
        raise Error("measure-calls", f"the {name} makes a call {workload.where}")


def _together(subject: Subject, image: Image) -> tuple[Image, Region]:
    """The candidate's image, and the section with the baseline as memory that can be executed.

    That section is the one that lies beside the candidate: its references lead into the same
    image.  Its calls lead to no stub, and none is made.
    """
    own = subject.image.entry
    section = next(s for s in image.segments if s.address <= own < s.end)
    address, data = section.pages()
    rest = tuple(s for s in image.segments if s is not section)
    return replace(image, segments=rest), Region(address, data, "baseline")


def _rehearse(
    subject: Subject,
    image: Image,
    beside: Region,
    workloads: Sequence[Workload],
    workdir: str,
    runner: Sequence[str] | None,
    seconds: float,
) -> list[list[Stretch]]:
    """Run both codes once on each workload; the memory that either changes, by workload."""
    tests = [w.case.test for w in workloads for _ in (0, 1)]
    both = [Entry(subject.image.entry, (beside,)), Entry(0, (beside,))]
    outcomes, failure = run(image, tests, both * len(workloads), workdir, runner, seconds)
    names = ("baseline", "candidate")
    nan = nan_widths(subject.function.contract, subject.listing)
    nans = makes_nans(subject.listing)
    for at, got in enumerate(outcomes):
        one = workloads[at // 2]
        wrong = native_difference(
            subject.signature,
            image,
            one.case.test,
            one.case.expected,
            got,
            own=at % 2 == 0,
            nan=nan,
            nans=nans,
        )
        if wrong is not None:
            detail = f"the {names[at % 2]} as it is to be timed {one.where}: {wrong.detail}"
            raise Error("measure-run", detail)
    if failure:
        at = min(len(outcomes), len(tests) - 1)
        where = f"the {names[at % 2]} {workloads[at // 2].where}"
        raise Error("measure-run", f"{where}: {failure}")
    out: list[list[Stretch]] = []
    for number, one in enumerate(workloads):
        test = one.case.test
        first, second = outcomes[2 * number : 2 * number + 2]
        caller = test.stack[test.sp - image.placement.stack :]
        stretches = changed(test.sp, caller, _either(caller, first.caller, second.caller))
        for region, *after in zip(test.regions, first.memory, second.memory, strict=True):
            stretches += changed(region.address, region.data, _either(region.data, *after))
        out.append(stretches)
    return out


def _either(before: bytes, first: bytes, second: bytes) -> bytes:
    """`before` as it is changed wherever one of the others is not like it."""
    if first == before:
        return second
    if second in (before, first):
        return first
    return bytes([b if a == o else a for o, a, b in zip(before, first, second, strict=True)])


def run(
    image: Image,
    tests: list[Test],
    entries: list[Entry],
    workdir: str,
    runner: Sequence[str] | None = None,
    seconds: float = PLAN.seconds,
) -> tuple[list[NativeOutcome], str]:
    """The tests in one process on one core: what came of those that ended well, and why not all.

    Raises Error("tool") where nothing can be run.
    """
    with tempfile.TemporaryDirectory(prefix="measure-", dir=workdir) as folder:
        path = os.path.join(folder, "program")
        pieces = executables([image], tests, entries)[0]
        try:
            with open(path, "wb") as f:
                f.write(b"".join(pieces))
            os.chmod(path, 0o700)
        except OSError as e:
            raise Error("tool", f"the program could not be written: {e}") from e
        ended = _run(os.path.abspath(path), report_limit(tests), runner, seconds)
    if not greeted(ended.output):
        if ended.reason:
            return [], f"the process {ended.reason}"
        raise Error("tool", f"the harness did not start: it {ended.sentence()}")
    try:
        outcomes, whole = read_report(ended.output, image, tests)
    except BadReportError as e:
        return [], str(e)
    if ended.reason or ended.status or not whole:
        return outcomes, f"the process {ended.sentence()}"
    return outcomes, ""


def _run(path: str, most: int, runner: Sequence[str] | None, seconds: float) -> sandbox.Ended:
    if runner is None:
        box = sandbox.sandbox()  # probes by programs of its own, on any core
        with _on_one_core():
            running = sandbox.Running([path], most, box)
        return running.ended(seconds)[0]
    with _on_one_core():
        try:
            process = subprocess.Popen(
                [*runner, path],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as e:
            raise Error("tool", f"{runner[0]} could not be run: {e}") from e
    began, reason = time.monotonic(), ""
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
        reason = "did not end in time"
    return sandbox.Ended(bytearray(output), process.returncode, reason, time.monotonic() - began)


@contextlib.contextmanager
def _on_one_core() -> Iterator[None]:
    """What is started meanwhile by this thread stays on one core, the thread does not.

    Affinity is inherited (sched_setaffinity(2)), so the program need not be allowed to set it.
    """
    before = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {_core(before)})
    except OSError as e:
        raise Error("tool", f"a program could not be put on one core: {e}") from e
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _core(allowed: set[int]) -> int:
    """One of the fastest cores, as the kernel says; not the same one in each process.

    Else compiles that run side by side would measure on one.
    """
    capacity = {}
    for core in allowed:
        capacity[core] = 0
        with (
            contextlib.suppress(OSError, ValueError),
            open(f"{CORES}/cpu{core}/cpu_capacity", encoding="ascii") as f,
        ):
            capacity[core] = int(f.read())
    fastest = sorted(c for c in allowed if capacity[c] == max(capacity.values()))
    return fastest[os.getpid() % len(fastest)]
