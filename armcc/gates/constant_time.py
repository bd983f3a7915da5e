"""ARMCC_CONSTANT_TIME: a rewrite leaks nothing by its timing that its baseline does not.

What time, caches and branch predictors tell is where control goes, which addresses are accessed,
and what is divided.  For each of the three a rewrite may depend on what the baseline's own code
depends on, and on nothing else.  Two checks, each of which can reject:

- *Without running* (`more_leaks`): from which inputs do the conditions, addresses and operands of
  divisions come?  Inputs are the registers at entry, what an argument leads to, and the results
  of callees.  Of the candidate all that may count does, of the baseline only what is certain.
- *By running* (`tells_apart`): where two inputs take the baseline the same way, instruction by
  instruction and address by address, they take the candidate the same way.

Selects and conditional compares are no branches; Armv8.4's DIT names the instructions whose time
depends on no data, and divisions and square roots are not among them (Arm ARM, "DIT").
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from armcc.function.contract import CONSTANT_TIME, Contract, Refusal
from armcc.gates.emulator import Emulator
from armcc.gates.flow import Flow, forward
from armcc.gates.image import Image
from armcc.gates.inputs import Case
from armcc.gates.instructions import mnemonic
from armcc.gates.return_address import span
from armcc.gates.speed.operands import FLAGS, SP, VECTORS, operations, registers
from armcc.gates.stack import Depth, depths
from armcc.gates.state import Region, Test

# An input: a register at entry by number; MEMORY + the registers that lead to it; CALLEE.
Source = int | str
Sources = frozenset[Source]

MEMORY = "memory"
CALLEE = "callee"
_NONE: Sources = frozenset()

_DIVIDES = frozenset("sdiv udiv fdiv fsqrt".split())
_REGISTERS = FLAGS + 1

# Cases to begin from, variants of each, executed instructions of a run.
_CASES, _VARIANTS, _LIMIT = 24, 48, 20_000


def asked(contract: Contract) -> bool:
    """Whether the function was marked with ARMCC_CONSTANT_TIME."""
    return CONSTANT_TIME in contract.traits


# -- without running -----------------------------------------------------------------


class Leaks(NamedTuple):
    """From which inputs what time may tell comes, and an instruction for each kind.

    branches: the conditions and targets of jumps.  addresses: of accesses.  divisions: their
    operands.
    """

    branches: dict[Source, str]
    addresses: dict[Source, str]
    divisions: dict[Source, str]


class _State(NamedTuple):
    """What registers and 8-byte pieces of the frame come from."""

    registers: tuple[Sources, ...]
    frame: frozenset[tuple[int, Source]]


def more_leaks(contract: Contract, old: Flow, new: Flow) -> Refusal | None:
    """What candidate `new` lets time tell that baseline `old` does not; None if nothing."""
    if not asked(contract):
        return None
    escapes = bool(contract.frame.locals)
    before, after = _leaks(old, escapes, False), _leaks(new, escapes, True)
    for what, was, now in (
        ("branches on", before.branches, after.branches),
        ("an address depends on", before.addresses, after.addresses),
        ("divides by time that depends on", before.divisions, after.divisions),
    ):
        for source, text in now.items():
            if source not in was:
                return Refusal(
                    reason="constant-time",
                    sentence=f"{text}: {what} {_name(source)}; in the baseline none does",
                )
    return None


def _name(source: Source) -> str:
    if isinstance(source, int):
        if source >= VECTORS:
            return "the flags at entry" if source == FLAGS else f"v{source - VECTORS}"
        return "sp" if source == SP else f"x{source}"
    if source == CALLEE:
        return "what a callee gives"
    numbers = source.removeprefix(MEMORY).split()
    if not numbers:
        return "data of the program"
    return "what " + " and ".join(_name(int(n)) for n in numbers) + " lead to"


def _leaks(flow: Flow, escapes: bool, strict: bool) -> Leaks:
    """The leaks of some code.

    escapes: whether callees may change local variables.  strict: count all that may be, and not
    only what is certain: what was stored anywhere may be read again anywhere.
    """
    depth = depths(flow)
    stored: Sources = _NONE
    while True:
        follower = _Follower(flow, depth, escapes, stored if strict else _NONE)
        found = follower.run()
        if not strict or follower.stored <= stored:
            return found
        stored |= follower.stored


class _Follower:
    def __init__(self, flow: Flow, depth: dict[int, Depth], escapes: bool, again: Sources) -> None:
        self.flow = flow
        self.depth = depth
        self.escapes = escapes
        self.again = again
        self.stored: Sources = _NONE

    def run(self) -> Leaks:
        entry = [frozenset[Source]([n]) for n in range(_REGISTERS)]
        entry[SP] = _NONE
        states = forward(self.flow, _State(tuple(entry), frozenset()), self._after, _join)
        leaks = Leaks({}, {}, {})
        for offset in sorted(states):
            self._look(offset, states[offset], leaks)
        return leaks

    def _look(self, offset: int, state: _State, leaks: Leaks) -> None:
        text = self.flow.listing[offset // 4]
        word = mnemonic(text)
        for one in operations(text):
            if one.conditional or one.indirect or word == "blr":
                _note(leaks.branches, _of(state, one.reads), text)
        if "[" in text and word.startswith(("ld", "st", "prf")):
            _note(leaks.addresses, _of(state, _address(text)), text)
        if word in _DIVIDES:
            _note(leaks.divisions, _of(state, operations(text)[0].reads), text)

    def _after(self, offset: int, state: _State) -> _State:
        text = self.flow.listing[offset // 4]
        word = mnemonic(text)
        held = list(state.registers)
        frame = state.frame
        if word in ("bl", "blr"):
            for operation in operations(text):
                for number in operation.writes:
                    held[number] = frozenset([CALLEE])
            if self.escapes:
                frame |= {(at, CALLEE) for at, _ in frame}
            return _State(tuple(held), frame)
        place = span(text, self.depth[offset]) if offset in self.depth and "[" in text else None
        for operation in operations(text):
            sources = _of(state, operation.reads)
            if operation.loads:
                sources = self._loaded(text, state, place)
                # A lane alone leaves the others.
                kept = _of(state, [n for n in operation.reads if n in operation.writes])
                sources |= kept
            elif operation.stores:
                data = _of(state, registers(text.partition(" ")[2].split("[")[0]))
                if place is not None:
                    pieces = set(_pieces(place))
                    whole = place[0] % 8 == 0 and (place[1] - place[0]) % 8 == 0
                    if whole:
                        frame = frozenset(p for p in frame if p[0] not in pieces)
                    frame |= {(at, source) for at in pieces for source in data}
                else:
                    self.stored |= data
                continue
            for number in operation.writes:
                held[number] = sources if number != SP else _NONE
        return _State(tuple(held), frame)

    def _loaded(self, text: str, state: _State, place: tuple[int, int] | None) -> Sources:
        """What a load gives comes from."""
        if place is not None and place[0] < 0:
            pieces = set(_pieces(place))
            return frozenset(source for at, source in state.frame if at in pieces)
        base = _of(state, _address(text))
        numbers: set[int] = set()
        for source in base:
            if isinstance(source, int):
                numbers.add(source)
            else:
                numbers.update(map(int, source.removeprefix(MEMORY).split()))
        leads = MEMORY + "".join(f" {n}" for n in sorted(numbers))
        found: Sources = frozenset([leads]) | self.again
        if not base or place is not None:
            # The frame by a register, or what lies in the caller's: an argument there.
            found |= {source for _, source in state.frame}
        return found


def _join(one: _State, other: _State) -> _State:
    held = tuple(
        a if a == b else a | b for a, b in zip(one.registers, other.registers, strict=True)
    )
    return _State(held, one.frame | other.frame)


def _of(state: _State, numbers: Iterable[int]) -> Sources:
    found: Sources = _NONE
    for number in numbers:
        found |= state.registers[number]
    return found


def _note(leaks: dict[Source, str], sources: Sources, text: str) -> None:
    for source in sorted(sources, key=str):
        leaks.setdefault(source, text)


def _address(text: str) -> tuple[int, ...]:
    """The registers that an address is computed from."""
    return registers(text[text.index("[") :])


def _pieces(place: tuple[int, int]) -> range:
    return range(place[0] // 8, -(-place[1] // 8))


# -- by running -----------------------------------------------------------------------


def tells_apart(
    baseline: Image,
    baseline_listing: tuple[str, ...],
    candidate: Image,
    candidate_listing: tuple[str, ...],
    cases: Sequence[Case],
    seed: int,
) -> str:
    """How the candidate goes another way on one of two inputs that the baseline takes alike.

    "" where it does not.  cases: inputs on which both give the same results.
    """
    rng = random.Random(seed)  # noqa: S311  (nothing depends on its being secret for long)
    with (
        closing(Emulator(baseline, baseline_listing)) as first,
        closing(Emulator(candidate, candidate_listing)) as second,
    ):
        for case in _chosen(second, candidate, cases):
            way = _way(first, baseline, case.test)
            if way is None:
                continue
            read = {at + n for at, size, wrote in way[1] if not wrote for n in range(size)}
            own: _Way | None = None
            for test in _variants(case.test, read, rng):
                if _way(first, baseline, test) != way:
                    continue
                own = own or _way(second, candidate, case.test)
                other = _way(second, candidate, test)
                if own is not None and other is not None and own != other:
                    return _described(candidate_listing, own, other)
    return ""


# Offsets of the executed instructions, and accesses: address, bytes, whether it wrote.
_Way = tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int, bool], ...]]


def _chosen(emulator: Emulator, image: Image, cases: Sequence[Case]) -> list[Case]:
    """Cases to begin from: those in which the candidate takes a step that none before took, and
    some more.  What few tests take may be what leaks."""
    short = [c for c in cases if c.expected.instructions <= _LIMIT // 2]
    telling: list[Case] = []
    seen: set[tuple[tuple[int, int], ...]] = set()
    for case in short:
        way = _way(emulator, image, case.test)
        steps = set(zip(way[0], way[0][1:], strict=False)) if way is not None else set()
        if not steps <= seen:
            seen |= steps
            telling.append(case)
    return telling + short[:: max(1, len(short) // _CASES)]


def _way(emulator: Emulator, image: Image, test: Test) -> _Way | None:
    """Where a run goes; None where it does not end well."""
    if emulator.trace(test, _LIMIT):
        return None
    low, high = image.entry, image.entry + image.code_size
    blocks = tuple((at - low, size) for at, size in emulator.blocks() if low <= at < high)
    return blocks, tuple((at, size, wrote) for _, at, size, wrote in emulator.accesses())


def _variants(test: Test, read: set[int], rng: random.Random) -> Iterator[Test]:
    """The same input with other data in it."""
    for _ in range(_VARIANTS):
        kind = rng.randrange(6)
        # In one of them alone: what the baseline looks at in another must stay.
        alone = rng.choice(test.regions) if test.regions and rng.random() < 0.6 else None
        regions = []
        for region in test.regions:
            places = [at - region.address for at in read if region.address <= at < region.end]
            left = region is not alone if alone is not None else rng.random() < 0.3
            if not places or (kind < 5 and left):
                regions.append(region)
                continue
            data = bytearray(region.data)
            if kind == 0:
                data[rng.choice(places)] ^= 1 << rng.randrange(8)
            elif kind == 1:
                same = rng.randrange(256)
                for at in places:
                    data[at] = same
            elif kind == 2:
                # As in another one: what differs late, or not at all, begins alike.
                other = rng.choice(test.regions)
                for at in places:
                    if at < len(other.data):
                        data[at] = other.data[at]
            elif kind < 5:
                # All, or some beside each other: two arguments may lead into one region.
                first, last = sorted(rng.choices(range(len(places) + 1), k=2))
                whole = kind == 3 or first == last
                for at in places if whole else sorted(places)[first:last]:
                    data[at] = rng.randrange(256)
            regions.append(Region(region.address, bytes(data), region.name))
        x = list(test.x)
        if kind == 5 or rng.random() < 0.2:
            number = rng.randrange(8)
            x[number] = rng.getrandbits(64) if rng.random() < 0.5 else x[number] ^ 1
        yield Test(
            tuple(x), test.v, test.sp, test.nzcv, tuple(regions), test.stack, test.shown, test.calls
        )


def _described(listing: tuple[str, ...], one: _Way, other: _Way) -> str:
    mine = [at for start, size in one[0] for at in range(start, start + size, 4)]
    theirs = [at for start, size in other[0] for at in range(start, start + size, 4)]
    for number, (a, b) in enumerate(zip(mine, theirs, strict=False)):
        if a != b:
            last = mine[number - 1] if number else 0
            return (
                f"+{last:#x} {listing[last // 4]}: goes another way on one of two inputs that the "
                "baseline takes alike"
            )
    return "accesses other addresses on one of two inputs that the baseline takes alike"
