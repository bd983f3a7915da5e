"""What tests have executed and decided of a code, and what a proof excuses of the rest.

A byte for each instruction: 1 executed, 2 and 4 decided either way (armcc/gates/engine.h).
"""

from __future__ import annotations

from collections.abc import Callable

from armcc.errors import Error
from armcc.gates.reachable import NOTHING, Proof


def merge(coverage: bytearray, more: bytes) -> None:
    """Add the coverage of one run to that of others."""
    whole = int.from_bytes(coverage, "little") | int.from_bytes(more, "little")
    coverage[:] = whole.to_bytes(len(coverage), "little")


def uncovered(
    coverage: bytes | bytearray,
    instructions: set[int],
    decisions: set[int],
    proof: Callable[[], Proof] = lambda: NOTHING,
) -> tuple[list[int], list[int]]:
    """Offsets of instructions that were never executed, and of decisions seen one way only.

    proof: says of which it is certain that nothing executes them, or decides them otherwise;
    asked only where something is left, and left aside where a test has shown it wrong.
    """
    never = sorted(at for at in instructions if not coverage[at // 4] & 1)
    missing = set(never)
    half = sorted(at for at in decisions if coverage[at // 4] & 7 != 7 and at not in missing)
    if not never and not half:
        return never, half
    known = proof()
    if known.contradicted(coverage):
        return never, half
    return (
        [at for at in never if at not in known.dead],
        [at for at in half if not known.excuses(at, coverage[at // 4])],
    )


def excused(
    coverage: bytes | bytearray,
    instructions: set[int],
    decisions: set[int],
    proof: Callable[[], Proof],
) -> int:
    """How many instructions and decisions count as covered because of a proof."""
    bare = uncovered(coverage, instructions, decisions)
    if not any(bare):
        return 0
    left = uncovered(coverage, instructions, decisions, proof)
    return sum(map(len, bare)) - sum(map(len, left))


def contradiction(whose: str, at: int, listing: tuple[str, ...]) -> Error:
    """A test did what was proved impossible: nothing that was proved of the code can be used."""
    return Error(
        "proof", f"a test of {whose} did what was proved impossible at +{at:#x}: {listing[at // 4]}"
    )
