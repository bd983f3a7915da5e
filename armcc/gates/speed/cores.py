"""The cores that the model knows, by the figures that llvm-mca leaves out.

Frozen: a change of any of them is another model (armcc/gates/speed/frozen.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from armcc.errors import Error

DEFAULT_CPU = "neoverse-v2"
ALSO_CPUS = ("neoverse-n1", "cortex-a55")


@dataclass(frozen=True)
class Core:
    """What a core does, in cycles, operations and bytes.

    in_order: whether operations are issued in the order of the program.
    window: operations that may be under way at a time (the reorder buffer).
    width: operations dispatched in a cycle.
    refill: cycles from a mispredicted branch's execution to the dispatch of what follows it.
    forward: cycles from the issue of a store to the value in a load that reads what it stored.
    forward_fails: the same where the store's bytes are not all of the load's.
    fetch: bytes of code fetched in a cycle.
    taken: taken branches fetched in a cycle.
    l1_bytes, l1_ways, line: the first data cache.
    l2: cycles that a load needs more where it misses that.
    line: bytes of a line of it.
    anywhere: whether a load may begin anywhere in a store that has all of its bytes; else only
        at the store's start or middle, but one of 8 bytes or more may take its halves from two.
    branch: what llvm-mca is given for a conditional branch, "" for itself: its models of two cores
        have a branch wait three cycles for the flags, as if it could not be issued before.
    """

    in_order: bool
    window: int
    width: int
    refill: int
    forward: int
    forward_fails: int
    fetch: int
    taken: int
    l1_bytes: int
    l1_ways: int
    l2: int
    line: int = 64
    anywhere: bool = False
    branch: str = ""


# Sources are in docs/cost-model.md, figure by figure.
CORES: dict[str, Core] = {
    "neoverse-v2": Core(False, 320, 8, 10, 5, 11, 32, 2, 65536, 4, 6),
    "neoverse-v1": Core(False, 256, 8, 11, 5, 11, 32, 2, 65536, 4, 6),
    "neoverse-v3": Core(False, 384, 10, 10, 5, 11, 40, 2, 65536, 4, 7),
    "neoverse-n1": Core(False, 128, 4, 11, 6, 11, 16, 1, 65536, 4, 7),
    "neoverse-n2": Core(False, 160, 5, 10, 5, 11, 20, 2, 65536, 4, 6),
    "cortex-a57": Core(False, 128, 3, 16, 6, 14, 16, 1, 32768, 2, 11),
    "cortex-a55": Core(True, 0, 2, 8, 3, 5, 8, 1, 32768, 4, 6, branch="b #4"),
    "cortex-a53": Core(True, 0, 2, 9, 3, 5, 8, 1, 32768, 4, 10, branch="b #4"),
    "cortex-a510": Core(True, 0, 3, 9, 2, 5, 16, 1, 32768, 4, 9),
    # The calibration's host; armcc makes no code for it.
    "znver3": Core(False, 256, 6, 13, 7, 18, 64, 1, 32768, 8, 8, anywhere=True),
}
# What armcc makes code for.
MODELS = tuple(sorted(name for name in CORES if not name.startswith("znver")))


def core(cpu: str, setting: str = "ARMCC_CPU") -> Core:
    """The figures of one core; raises Error("cpu") where there are none.

    setting: what the user has set it by.
    """
    found = CORES.get(cpu)
    if found is None:
        known = ", ".join(MODELS)
        raise Error("cpu", f"no speed model for {cpu!r}; set {setting} to one of {known}")
    return found
