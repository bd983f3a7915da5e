"""The machine state of one test: registers, memory, and what a run made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

# Where a test's own memory lies.  The upper halves of addresses are not zero, so that
# code that drops them (w for x registers) does not reach anything.
STACK_TOP = 0x30_0001_0000
STACK_BASE = 0x30_0000_0000
STACK_ABOVE = 0x1000  # the caller's frame, above STACK_TOP
ARENA_BASE = 0x10_0000_0000
ARENA_STEP = 0x0_1000_0000
RETURN_ADDRESS = 0x31_0000_0000

X30 = 30


@dataclass(frozen=True)
class Region:
    """Mapped read-write memory: whole pages from `address` on."""

    address: int
    data: bytes
    name: str

    @property
    def end(self) -> int:
        """The first address behind the region."""
        return self.address + len(self.data)


@dataclass(frozen=True)
class Test:
    """One input: the full state at entry.

    x: x0..x30 (64-bit each; x30 is the return address).  v: v0..v31 (128-bit each).
    regions: the memory that arguments lead to, and the object's writable data.
    stack: content of [STACK_BASE, STACK_TOP + STACK_ABOVE).
    shown: the arguments for people, in order: "n=-3", "a=0x10...".
    """

    __test__ = False  # not a test case of pytest

    x: tuple[int, ...]
    v: tuple[int, ...]
    sp: int
    nzcv: int
    regions: tuple[Region, ...]
    stack: bytes = field(repr=False)
    shown: str


@dataclass(frozen=True)
class Outcome:
    """What one run did.

    status: "return" (control reached x30's value), "read-fault", "write-fault", "fault"
        (any other exception), "limit" (too many instructions) or "precise" (a rule that
        is checked at each instruction was broken).
    x, v, sp, fpcr: state at the end.  memory: contents of the test's regions, in order.
    reads, writes: the bytes touched outside the own stack frame, as (address, size).
    instructions: executed.  blocks: (address, size) of each executed block, in order
        (only the distinct ones where no trace was asked for).
    """

    status: str
    detail: str
    x: tuple[int, ...]
    v: tuple[int, ...]
    sp: int
    fpcr: int
    memory: tuple[bytes, ...]
    reads: tuple[tuple[int, int], ...]
    writes: tuple[tuple[int, int], ...]
    instructions: int
    blocks: tuple[tuple[int, int], ...]

    @property
    def clean(self) -> bool:
        """Whether the run ended by returning to its caller."""
        return self.status == "return"
