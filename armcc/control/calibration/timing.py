"""What the host takes: runs of the harness, and what its numbers mean."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from armcc.control.calibration.inputs import WORK, Input, image, place_of_b
from armcc.control.calibration.statistics import ratio, undisturbed
from armcc.errors import Fatal

# Dependent additions in the harness's `chain`, of a cycle each.
_ADDITIONS = 4096
# Executed instructions of one function in a round, about, and the calls that are made for it.
_ROUND, _FEWEST, _MOST = 400_000, 24, 1500
# With fewer quiet rounds than this the others count, too.
_FEWEST_ROUNDS = 3


@dataclass(frozen=True)
class Times:
    """Cycles a call of some functions, that were timed in turn on the same inputs.

    cycles: of each name and round.  again: a second measurement of the first name, as if it
    were another function.  ticks: of the time stamp counter, a cycle.  sums: of what each
    returned for the same inputs.  loud: the share of the rounds in which some function never
    had the core for itself; they count only where they all are.
    """

    cycles: dict[str, tuple[float, ...]] = field(repr=False)
    again: tuple[float, ...] = field(repr=False)
    ticks: float
    sums: tuple[int, ...]
    loud: float

    @property
    def null(self) -> float:
        """By how much of log2 ratio the first function differs from itself."""
        return abs(ratio(next(iter(self.cycles.values())), self.again)[0])

    def usual(self, name: str) -> float:
        """What a call takes when nothing disturbs it: `undisturbed` of the rounds."""
        return undisturbed(self.cycles[name])


def merged(passes: Sequence[Times]) -> Times:
    """Some measurements of the same functions as one, of all their rounds."""
    return Times(
        cycles={n: tuple(c for t in passes for c in t.cycles[n]) for n in passes[0].cycles},
        again=tuple(c for t in passes for c in t.again),
        ticks=median([t.ticks for t in passes]),
        sums=passes[0].sums,
        loud=fmean([t.loud for t in passes]),
    )


def calls(instructions: float) -> int:
    """How many calls of a function that executes so many instructions are timed in a round."""
    return int(min(_MOST, max(_FEWEST, _ROUND / max(1.0, instructions))))


def measure(
    harness: str,
    library: str,
    names: Sequence[str],
    inputs: Sequence[Input],
    calls_a_round: int,
    rounds: int,
) -> Times:
    """Run the harness on some functions and inputs; raises Fatal where it fails.

    Where two functions return other things they are no variants of one: Fatal, too.
    """
    records = [image(one) for one in inputs]
    path = os.path.join(os.path.dirname(harness), "inputs")
    with open(path, "wb") as f:
        f.write(b"".join(records))
    numbers = (
        len(records[0]),
        len(records),
        place_of_b(inputs[0]) - WORK,
        WORK,
        calls_a_round,
        rounds,
    )
    command = [harness, library, path, *map(str, numbers), *names, names[0]]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Fatal(f"the timing harness failed: {ran.stderr.strip() or ran.returncode}")
    first, *rows = ran.stdout.splitlines()
    sums = tuple(int(v) for v in first.split())
    if len(set(sums)) != 1:
        raise Fatal(f"{', '.join(names)} do not return the same")
    table = [[float(v) for v in row.split()] for row in rows]
    quiet = [row for row in table if not row[0]]
    loud = 1 - len(quiet) / len(table)
    if len(quiet) < _FEWEST_ROUNDS:
        quiet = table
    ticks = median([row[1] for row in quiet]) / _ADDITIONS
    empty = median([row[2] for row in quiet])
    columns = [
        tuple([max(1.0, (row[3 + n] - empty) / ticks) for row in quiet]) for n in range(len(sums))
    ]
    return Times(dict(zip(names, columns, strict=False)), columns[-1], ticks, sums, loud)
