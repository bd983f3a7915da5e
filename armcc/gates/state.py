"""The machine state of one test: registers, memory, and what a run made of them."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random

STACK_BELOW = 0x10000  # bytes that the function under test may use
STACK_ABOVE = 0x1000  # the caller's frame
STACK_SIZE = STACK_BELOW + STACK_ABOVE

# Address space is dealt out in slots of 2^40 bytes.  All lie above 4 GiB, so that code
# that drops the upper half of an address (w for x) reaches nothing, and below 2^46, so
# that they are free in every QEMU process.
SLOT = 1 << 40
SLOTS = range(1, 64)
_WORDS31 = struct.Struct("<31Q")
_WORDS2 = struct.Struct("<2Q")
_WORDS18 = struct.Struct("<18Q")
_WORDS64 = struct.Struct("<64Q")
_PAGES = SLOT // 4096 // 2  # a start in the lower half: what lies there stays in its slot


@dataclass(frozen=True)
class Placement:
    """Where image, stack, caller and buffers lie: in a process anywhere, so here too.

    A candidate that is right only at one address (of the stack, of its own code) must
    not pass because the tests always use that one.

    image: added to the addresses of the image.
    stacks: the lowest addresses of the candidate's stack, in turn.  The first is the
        baseline's, too; the second is where processes have the candidate's.
    returns: places in the caller, in turn; the first is the baseline's, too.
    arenas: slots for the tests' buffers.
    heaps: where native tests have their memory.

    Of these places, and of `heaps`, the second is the complement of the first in bits 12
    to 45, the fourth of the third in bits 12 to 47, of `returns` from bit 2 on; the rest
    are random.
    """

    image: int
    stacks: tuple[int, ...]
    returns: tuple[int, ...]
    arenas: tuple[int, ...]
    heaps: tuple[int, int]

    @property
    def stack(self) -> int:
        """The lowest address of the baseline's stack."""
        return self.stacks[0]

    @property
    def return_address(self) -> int:
        """Where the baseline returns to."""
        return self.returns[0]

    @property
    def stack_top(self) -> int:
        """The highest sp at entry."""
        return self.stack + STACK_BELOW

    @property
    def elsewhere(self) -> Placement:
        """The same with stack and caller at their second places."""
        return replace(self, stacks=self.stacks[1:], returns=self.returns[1:])


# How many places for the candidate's stack there are; engine.c has the same number.
PLACES = 12
_FRAME_PAGE = STACK_BELOW - 4096  # where in the stack the page below the highest sp lies


def _mirrored(address: int, bits: int, unit: int = 4096) -> int:
    """The complement of an address of `bits` bits, rounded down to a multiple of `unit`."""
    return ~address & (1 << bits) - unit


def _several(first: int, unit: int, within: int, rng: Random) -> tuple[int, ...]:
    """Places like `first` at other multiples of `unit`.

    within: in bytes, which part of the place is the one that counts.
    A complement shows each bit as 0 and as 1, but not what two bits make together; hence
    more, at random.  Only the second must be one that every process has free.
    """
    # Bit 46 or 47 is set in the others: nothing else lies there.
    third = rng.randrange(1 << 46, 3 << 46, unit)
    out = [first + within, _mirrored(first + within, 46, unit), third, _mirrored(third, 48, unit)]
    out += [rng.randrange(5 << 44, 15 << 44, unit) for _ in range(PLACES - len(out))]
    return tuple([place - within for place in out])


# One fixed placement, for whoever judges nothing.
STACK_BASE = 0x30_0000_0000
STACK_TOP = STACK_BASE + STACK_BELOW
RETURN_ADDRESS = 0x31_0000_0000
HOME = Placement(
    0,
    _several(STACK_BASE, 4096, _FRAME_PAGE, Random(1)),  # noqa: S311  hides nothing
    _several(RETURN_ADDRESS, 4, 0, Random(2)),  # noqa: S311  likewise
    (0x10_0000_0000, 0x20_0000_0000),
    (0x33_0000_0000, 0x34_0000_0000),
)


def placement(seed: int) -> Placement:
    """The placement that a decision's 64-bit seed asks for: its upper half alone counts."""
    rng = Random(seed >> 32)  # noqa: S311  the seed is secret and recorded
    twins = [(n, 63 ^ n) for n in range(1, 32)]  # of complementary numbers, hence addresses
    rng.shuffle(twins)
    image, stack = (SLOT * t[0] + 4096 * rng.randrange(64, _PAGES) for t in twins[:2])
    # Code returns into the middle of a page as well as to its start.
    back = SLOT * twins[2][0] + 4096 * rng.randrange(_PAGES) + 4 * rng.randrange(1000)
    heap = SLOT * twins[3][0] + 4096 * rng.randrange(1024, _PAGES - 1024)
    heaps = (heap, _mirrored(heap, 46))
    stacks = _several(stack, 4096, _FRAME_PAGE, rng)
    returns = _several(back, 4, 0, rng)
    rest = [SLOT * n for n in (twins[0][1], 63, *(n for t in twins[4:] for n in t))]
    rng.shuffle(rest)
    return Placement(image, stacks, returns, tuple(rest), heaps)


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
class CallEffect:
    """What one call of a test does: everything a callee may change, the same for both codes.

    x: x0..x17 when it returns, results among them, the rest garbage.  v: v0..v31 (128-bit
    each; of v8..v15 only the upper halves are taken, AAPCS64 6.1.2).  nzcv: 4 bits.
    patches: memory that it changes, as (address, bytes), disjoint.
    returns: False where the callee never comes back (`abort`): the test ends there.
    """

    x: tuple[int, ...]
    v: tuple[int, ...]
    nzcv: int
    patches: tuple[tuple[int, bytes], ...]
    returns: bool = True

    @cached_property
    def vectors(self) -> bytes:
        """v as it lies in memory."""
        return packed_vectors(self.v)

    @cached_property
    def entry(self) -> bytes:
        """x, v and nzcv as they follow one another in the engine's record of a call."""
        return _WORDS18.pack(*self.x) + self.vectors + (self.nzcv << 28).to_bytes(8, "little")


@dataclass(frozen=True)
class Test:
    """One input: the full state at entry.

    x: x0..x30 (64-bit each; x30 is the return address).  v: v0..v31 (128-bit each).
    regions: the memory that arguments lead to, and the object's writable data.
    stack: the STACK_SIZE bytes from the placement's `stack` on.
    shown: the arguments for people, in order: "n=-3", "a=0x10...".
    calls: what the first, second, ... call of the run does.
    """

    __test__ = False  # not a test case of pytest

    x: tuple[int, ...]
    v: tuple[int, ...]
    sp: int
    nzcv: int
    regions: tuple[Region, ...]
    stack: bytes = field(repr=False)
    shown: str
    calls: tuple[CallEffect, ...] = ()

    @cached_property
    def vectors(self) -> bytes:
        """v as it lies in memory."""
        return packed_vectors(self.v)

    @cached_property
    def entry(self) -> bytes:
        """x, v, sp and nzcv as they follow one another in the engine's machine."""
        return _WORDS31.pack(*self.x) + self.vectors + _WORDS2.pack(self.sp, self.nzcv)

    def but(
        self,
        sp: int | None = None,
        regions: tuple[Region, ...] | None = None,
        calls: tuple[CallEffect, ...] | None = None,
    ) -> Test:
        """The same test but for what is given: what was worked out of v stays known.

        Thousands are made for one verdict; `replace` costs five times as much.
        """
        out = Test(
            self.x,
            self.v,
            self.sp if sp is None else sp,
            self.nzcv,
            self.regions if regions is None else regions,
            self.stack,
            self.shown,
            self.calls if calls is None else calls,
        )
        known = self.__dict__.get("vectors")
        if known is not None:
            out.__dict__["vectors"] = known
        return out


def packed_vectors(v: tuple[int, ...]) -> bytes:
    """128-bit numbers as they lie in memory, one behind the other."""
    return b"".join([n.to_bytes(16, "little") for n in v])


def unpacked_vectors(data: bytes) -> tuple[int, ...]:
    """32 numbers of 128 bits from memory."""
    words = _WORDS64.unpack(data)
    return tuple([a | b << 64 for a, b in zip(words[::2], words[1::2], strict=True)])


@dataclass(frozen=True)
class Root:
    """A place where a callee finds an address in local variable `local`, `offset` bytes into it.

    kind: 0: `where` is the number of an argument; 1: the address of a word of memory;
        2: an offset into the local variable `holder`.
    """

    kind: int
    where: int
    holder: int
    local: int
    offset: int


@dataclass(frozen=True)
class Reached:
    """A local variable that a callee can reach.

    number: in the image's frame.  start: where it lies.  told: for each byte of `data` 1
        where it has content, 0 where nothing has been stored yet.
    """

    number: int
    start: int
    data: bytes = field(repr=False)
    told: bytes = field(repr=False)


@dataclass(frozen=True)
class CallRecord:
    """One observable call as it was made.

    stub: its number among the image's stubs.  x, v, sp: at the callee's entry.
    stack: the 64 bytes from sp on.
    mask: a bit for each of the stub's arguments, 1 where it is one of this call's.
    reached: the local variables that it can reach; roots: how.  kept, open: sets of their
        numbers: those that later callees can reach, too, and those that it may change.
    """

    stub: int
    x: tuple[int, ...]
    v: tuple[int, ...]
    sp: int
    stack: bytes = field(repr=False)
    mask: int = (1 << 64) - 1
    reached: tuple[Reached, ...] = ()
    roots: tuple[Root, ...] = ()
    kept: int = 0
    open: int = 0


@dataclass(frozen=True)
class Outcome:
    """What one run did.

    status: "return" (control reached x30's value), "noreturn" (a callee that never comes
        back was called), "read-fault", "write-fault", "fault" (any other exception),
        "limit" (too many instructions), "call" (a call that the test does not provide for),
        "escape" (a callee is given a place in the own frame) or "precise" (a rule that is
        checked at each instruction was broken).
    x, v, sp, fpcr: state at the end.  memory: contents of the test's regions, in order.
    reads, writes: the bytes touched outside the own stack frame, as disjoint (address,
        size) in the order of the regions.
    instructions: executed.  blocks: (address, size) of each executed block, in order;
        empty where no trace was asked for.
    covered: for each instruction of the code: 1 executed, 2 decided one way, 4 the other.
    fault: the address of the access that ended the run, if one did.
    calls: the observable calls, in order.  at: the offset of the last instruction.
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
    fault: int | None = None
    covered: bytes = field(default=b"", repr=False)
    calls: tuple[CallRecord, ...] = ()
    at: int = 0

    @property
    def clean(self) -> bool:
        """Whether the run ended as a function may: by returning, or in a `noreturn` callee."""
        return self.status in ("return", "noreturn")
