"""Traces of AArch64 code for the speed model, from runs in the emulator."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

from armcc.errors import Error
from armcc.gates.emulator import TAPS, Emulator
from armcc.gates.image import Image
from armcc.gates.instructions import is_conditional_branch, mnemonic
from armcc.gates.speed.branches import CONDITIONAL, INDIRECT, Predictor, training_calls
from armcc.gates.speed.operands import JUMPS, operations
from armcc.gates.speed.steps import Access, Step
from armcc.gates.state import Test

# Executed instructions of one call that is costed.
TRACE_LIMIT = 20_000
# A candidate may take longer than its baseline, to be found slower.
CANDIDATE_LIMIT = 4 * TRACE_LIMIT

_NONE: tuple[Access, ...] = ()


def _kind(text: str) -> int:
    if is_conditional_branch(text):
        return CONDITIONAL
    return INDIRECT if mnemonic(text) in JUMPS else 0


class Tracer:
    """One code, run to be costed.

    emulator: one with footprints.  plain: one without, which is twice as fast and enough where
    only branches count.  listing: the disassembly.
    """

    def __init__(
        self, image: Image, emulator: Emulator, plain: Emulator, listing: tuple[str, ...]
    ) -> None:
        self._image = image
        self._emulator = emulator
        self._plain = plain
        self._listing = listing
        self._branches = bytes(map(_kind, listing))

    @staticmethod
    def _run(emulator: Emulator, test: Test) -> None:
        wrong = emulator.trace(test, CANDIDATE_LIMIT)
        if wrong:
            raise Error("speed-model", f"a workload did not run: {wrong}")

    def mispredictions(self, tests: Sequence[Test]) -> dict[int, float]:
        """Of each conditional branch and computed jump, by its site, mispredictions a call.

        The calls follow one another, as in `branches.mispredictions`.
        Raises Error("speed-model") where a call does not end well, or not soon enough.
        """
        predictor = Predictor()
        training = training_calls(len(tests))
        learning = (ctypes.c_uint64 * len(self._listing))()
        counted = (ctypes.c_uint64 * len(self._listing))()
        for number, test in enumerate(tests):
            self._run(self._plain, test)
            into = learning if number < training else counted
            predictor.follow(self._plain.machine, self._branches, into)
        calls = max(1, len(tests) - training)
        return {4 * n: count / calls for n, count in enumerate(counted) if count}

    def executed(self, test: Test) -> set[int]:
        """The instructions that one call executes, by number; none where it does not end well."""
        if self._plain.trace(test, CANDIDATE_LIMIT):
            return set()
        return {n for n, bits in enumerate(bytes(self._plain.covered)) if bits}

    def steps(self, test: Test, cracked: bool = True) -> tuple[int, list[Step]]:
        """How many instructions one call executes, and the operations of them, in order.

        Raises Error("speed-model") where the call does not end well, not soon enough, or makes
        too many accesses for all to be kept.
        """
        self._run(self._emulator, test)
        accesses = self._emulator.accesses()
        if len(accesses) >= TAPS:
            raise Error("speed-model", f"a workload makes {TAPS} accesses to memory or more")
        touched: dict[int, tuple[list[Access], list[Access]]] = {}
        for number, address, size, wrote in accesses:
            touched.setdefault(number, ([], []))[wrote].append((address, size))
        low, high = self._image.entry, self._image.entry + self._image.code_size
        # What stands for a callee is left out.
        blocks = [(a - low, n) for a, n in self._emulator.blocks() if low <= a < high]
        follow = [a for a, _ in blocks[1:]] + [-1]
        out: list[Step] = []
        plain: dict[tuple[int, bool], tuple[Step, ...]] = {}
        number = 0
        for (start, size), following in zip(blocks, follow, strict=True):
            end = start + size
            for offset in range(start, end, 4):
                taken = offset + 4 == end and following != end
                own = touched.get(number)
                number += 1
                if own is not None:
                    out += self._steps(offset, taken, cracked, tuple(own[0]), tuple(own[1]))
                    continue
                known = plain.get((offset, taken))
                if known is None:
                    known = plain[offset, taken] = self._steps(offset, taken, cracked)
                out += known
        return number, out

    def _steps(
        self,
        offset: int,
        taken: bool,
        cracked: bool,
        read: tuple[Access, ...] = _NONE,
        written: tuple[Access, ...] = _NONE,
    ) -> tuple[Step, ...]:
        return tuple(
            [
                Step(
                    operation=one,
                    site=offset,
                    size=0 if n else 4,
                    taken=taken and one.branch,
                    read=read if one.loads else _NONE,
                    written=written if one.stores else _NONE,
                )
                for n, one in enumerate(operations(self._listing[offset // 4], cracked))
            ]
        )
