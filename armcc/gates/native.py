"""The second verifier: the same tests as real processes, baseline and candidate apart.

One static program holds the baseline and the tests, another the candidate and the tests.
They run side by side, under qemu-aarch64 or, on an AArch64 host, on the core itself, and
what they report is compared here, outside.  No expected value is in either.

What a candidate could forge: it may run anything that it can reach.  It cannot reach the
harness, which lies where no register and no readable byte tells of, and one blind probe
into empty memory ends the process.  A number of ours in each record would prove nothing,
since whoever finds the harness can read it.  So the report is believed only as far as its
order, sizes and addresses are those that the tests demand, and everything that counts in
it (registers, memory) is compared with what the baseline made.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from armcc.errors import Error
from armcc.gates import sandbox
from armcc.gates.image import Image
from armcc.gates.program import (
    BadReportError,
    Entry,
    NativeCall,
    NativeOutcome,
    executables,
    greeted,
    read_report,
    report_limit,
)
from armcc.gates.state import Test

__all__ = [
    "NativeCall",
    "NativeOutcome",
    "NativeRun",
    "NativeRunError",
    "Started",
    "run_native",
    "run_pair",
    "sandbox_name",
    "start_pair",
]


class NativeRunError(Exception):
    """The process did not report every test: `reported` of them came back."""

    def __init__(self, reported: int, detail: str) -> None:
        super().__init__(detail)
        self.reported = reported
        self.detail = detail


@dataclass(frozen=True)
class NativeRun:
    """What one process made of the tests.

    outcomes: of the tests that were reported in full, in order.
    failure: "" where that is all of them, else what became of the process.
    tool: the failure is none of the code under test; nothing follows from it.
    """

    outcomes: tuple[NativeOutcome, ...]
    failure: str = ""
    tool: bool = False

    def all(self) -> list[NativeOutcome]:
        """Every outcome; raises NativeRunError or, where a tool failed, Error("tool")."""
        if self.tool:
            raise Error("tool", self.failure)
        if self.failure:
            raise NativeRunError(len(self.outcomes), self.failure)
        return list(self.outcomes)


def sandbox_name() -> str:
    """What shuts the processes off, for the evidence.  Raises Error("tool")."""
    return sandbox.sandbox().name


def run_pair(
    baseline: Image,
    candidate: Image,
    tests: list[Test],
    workdir: str,
    keep: str = "",
    others: list[Test] | None = None,
) -> tuple[NativeRun, NativeRun]:
    """Run the tests on both codes at once.

    others: the same tests for the candidate, where they are said in other terms.

    keep: a folder that both programs are left in, as `baseline` and `candidate`; each
    writes its report to standard output.
    Raises Error("tool") where nothing can be run.
    """
    return start_pair(baseline, candidate, tests, workdir, keep, others).both()


def start_pair(
    baseline: Image,
    candidate: Image,
    tests: list[Test],
    workdir: str,
    keep: str = "",
    others: list[Test] | None = None,
) -> Started:
    """The same without waiting: `both` tells what came of it."""
    names = ["baseline", "candidate"]
    return Started([baseline, candidate], tests, names, workdir, keep, others=others)


def run_native(
    image: Image, tests: list[Test], workdir: str, entries: list[Entry] | None = None
) -> list[NativeOutcome]:
    """Run every test in one process.

    Raises NativeRunError where the process died or did not report them all, Error("tool")
    where QEMU is missing.
    """
    return Started([image], tests, ["program"], workdir, "", entries).results()[0].all()


class Started:
    """Tests that run on each of some images, a process each; `results` or `stop` must follow.

    Raises Error("tool") where nothing can be run.
    """

    def __init__(
        self,
        images: list[Image],
        tests: list[Test],
        names: Sequence[str],
        workdir: str,
        keep: str,
        entries: list[Entry] | None = None,
        others: list[Test] | None = None,
    ) -> None:
        self._images = images
        self._tests = [tests, *[tests if others is None else others] * (len(images) - 1)]
        box = sandbox.sandbox()
        self._own = tempfile.TemporaryDirectory(prefix="native-", dir=workdir)
        try:
            folder = keep or self._own.name
            os.makedirs(folder, exist_ok=True)
            paths = [os.path.join(folder, name) for name in names]
            programs = executables(images, tests, entries, others)
            for path, pieces in zip(paths, programs, strict=True):
                _write(path, pieces)
            self._running = sandbox.Running(
                [os.path.abspath(p) for p in paths], report_limit(tests), box
            )
        except OSError as e:
            self._own.cleanup()
            raise Error("tool", f"the programs could not be written: {e}") from e
        except BaseException:
            self._own.cleanup()
            raise

    def results(self) -> list[NativeRun]:
        """Wait for all; what each made of the tests, in the order of the images."""
        try:
            ended = self._running.ended()
        except OSError as e:
            raise Error("tool", f"the programs could not be watched: {e}") from e
        finally:
            self._own.cleanup()
        every = zip(ended, self._images, self._tests, strict=True)
        return [_judge(e, image, tests) for e, image, tests in every]

    def both(self) -> tuple[NativeRun, NativeRun]:
        """The same for two images."""
        first, second = self.results()
        return first, second

    def stop(self) -> None:
        """End it without a result."""
        self._running.stop()
        self._own.cleanup()


def _write(path: str, pieces: list[bytes]) -> None:
    # In one piece: there are thousands of small ones.
    left = memoryview(b"".join(pieces))
    with open(path, "wb", buffering=0) as f:
        os.fchmod(f.fileno(), 0o700)
        while left:
            left = left[f.write(left) :]


def _judge(ended: sandbox.Ended, image: Image, tests: list[Test]) -> NativeRun:
    """Believe of the report what the tests and the end of the process allow."""
    if not greeted(ended.output):
        return NativeRun((), f"the harness did not start: it {ended.sentence()}", tool=True)
    try:
        outcomes, whole = read_report(ended.output, image, tests)
    except BadReportError as e:
        return NativeRun((), str(e))
    done = tuple(outcomes)
    if ended.refused_call:
        return NativeRun(done, "the emulator made a system call that is not allowed", tool=True)
    if ended.reason or ended.status or not whole:
        return NativeRun(done, f"the process {ended.sentence()} after {len(done)} tests")
    return NativeRun(done)
