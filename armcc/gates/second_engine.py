"""The second engine: tests that the first has passed, as real processes under qemu-aarch64.

Two programs, one with the baseline and one with the candidate, whose reports are compared
here.  They run beside what the decision goes on with.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass

from armcc.errors import Error
from armcc.gates.compare import Mismatch, native_difference, translated_memory
from armcc.gates.decisions import makes_nans
from armcc.gates.inputs import Case
from armcc.gates.loaded import Found, Loaded
from armcc.gates.locals import effects_in, without_roots
from armcc.gates.native import NativeRunError, Started, start_pair
from armcc.gates.pair import Pair, nan_widths
from armcc.gates.state import Test
from armcc.gates.stepping import first_disagreement
from armcc.gates.subject import Subject
from armcc.gates.verdict import REJECTED, UNKNOWN

# What it runs: all that reached something new, and others up to this number.
TESTS = 288


def chosen(cases: list[Case], sample: list[Case]) -> list[Case]:
    """The tests that it runs: evenly taken, and of the first list all native ones."""
    everything = [*cases, *sample]
    step = max(1.0, len(everything) / TESTS)
    some = {int(n * step) for n in range(TESTS)}
    fresh = {n for n, c in enumerate(cases) if c.kind == "native"}
    return [c for n, c in enumerate(everything) if n in some or n in fresh]


@dataclass(frozen=True)
class Disagreement:
    """Why the tests are not taken for passed; the fields as of GateResult.

    found: the test on which the candidate differs, where there is one.
    """

    outcome: str
    reason: str
    detail: str
    found: Found | None = None


@dataclass(frozen=True)
class _Part:
    """Tests that the programs were started on; `failure` says why they were not.

    others: the same tests in the terms of the candidate.
    """

    cases: list[Case]
    others: list[Test]
    started: Started | None
    failure: str = ""


class SecondEngine:
    """The second engine of one decision; `stop` must follow.

    workdir: for the programs.  keep: a folder where they stay, "" for none.
    agreed: how many tests both engines were found to agree on.
    """

    def __init__(self, subject: Subject, loaded: Loaded, workdir: str, keep: str) -> None:
        self.subject = subject
        self.loaded = loaded
        self.agreed = 0
        self._workdir = workdir
        self._keep = keep
        self._parts: list[_Part] = []

    def launch(self, cases: list[Case], pair: Pair) -> None:
        """Start it on tests that the first engine has passed, or is about to pass.

        pair: which has run them.
        """
        if not cases:
            return
        images = self.subject.image, self.loaded.elsewhere
        tests = [effects_in(images[0], c.test, c.expected.calls) for c in cases]
        others = [self.loaded.test_elsewhere(c, pair) for c in cases]
        keep = self._keep
        if keep and self._parts:
            keep = os.path.join(keep, str(len(self._parts) + 1))
        try:
            started = start_pair(*images, tests, self._workdir, keep, others)
            self._parts.append(_Part(cases, others, started))
        except (Error, subprocess.SubprocessError) as e:
            self._parts.append(_Part(cases, others, None, str(e)))

    def stop(self) -> None:
        """End what still runs."""
        for part in self._parts:
            if part.started is not None:
                part.started.stop()
        self._parts = []

    def disagreement(self) -> Disagreement | None:
        """What it makes of all that was launched; None where it agrees."""
        for part in self._parts:
            wrong = self._compared(part)
            if wrong is not None:
                return wrong
            self.agreed += len(part.cases)
        return None

    def _compared(self, part: _Part) -> Disagreement | None:
        subject, cases = self.subject, part.cases
        nan = nan_widths(subject.function.contract, subject.listing)
        nans = makes_nans(subject.listing)
        if part.started is None:
            return Disagreement(UNKNOWN, "tool", part.failure)
        try:
            own, theirs = part.started.both()
            outcomes = own.all()
        except NativeRunError as e:
            detail = f"the baseline under QEMU: {e.detail}"
            return Disagreement(UNKNOWN, "engines-disagree", detail)
        except (Error, subprocess.SubprocessError) as e:
            return Disagreement(UNKNOWN, "tool", str(e))
        for case, got in zip(cases, outcomes, strict=True):
            wrong = native_difference(
                subject.signature,
                subject.image,
                case.test,
                case.expected,
                got,
                own=True,
                nan=nan,
                nans=nans,
            )
            if wrong is not None:
                detail = f"the baseline under QEMU: {Found(case, wrong).sentence}"
                detail += self._where_engines_differ(case)
                return Disagreement(UNKNOWN, "engines-disagree", detail)
        try:
            ends = theirs.all()
        except NativeRunError as e:
            return Disagreement(REJECTED, "native", f"the candidate under QEMU: {e.detail}")
        except (Error, subprocess.SubprocessError) as e:
            return Disagreement(UNKNOWN, "tool", str(e))
        image = self.loaded.elsewhere
        for case, test, first, got in zip(cases, part.others, outcomes, ends, strict=True):
            wrong = native_difference(
                subject.signature,
                image,
                test,
                case.expected,
                got,
                nan=nan,
                nans=nans,
                sp=case.test.sp,
            )
            regions = case.test.regions
            same = all(
                a.memory == b.memory
                or without_roots(regions, a.memory, call)
                == without_roots(regions, translated_memory(image, regions, b.memory), call)
                for a, b, call in zip(first.calls, got.calls, case.expected.calls, strict=False)
            )
            if wrong is None and not same:
                wrong = Mismatch("call", "memory differs when a call is made")
            if wrong is None and first.caller != got.caller:
                wrong = Mismatch("memory", "the caller's frame is changed")
            if wrong is not None:
                found = Found(case, wrong)
                return Disagreement(REJECTED, wrong.reason, f"under QEMU: {found.sentence}", found)
        return None

    def _where_engines_differ(self, case: Case) -> str:
        """The instruction that two engines execute differently, in words; "" if none is found."""
        subject = self.subject
        try:
            found = first_disagreement(subject.image, subject.listing, case.test, self._workdir)
        except (Error, subprocess.SubprocessError):
            return ""
        return f"; {found.sentence()}" if found is not None else ""
