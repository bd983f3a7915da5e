"""Making tests: states in which the baseline runs cleanly, found by running it.

A test is made in two steps.  A draft gives every pointer a roomy buffer and runs the
baseline to see which bytes it touches; then the buffers are laid out anew so that the
touched range ends (or starts) at an unmapped page, and the baseline runs again.  What
the baseline touches there is what a candidate may touch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from armcc.function.contract import Contract
from armcc.gates.fills import F32_SPECIAL, F64_SPECIAL, Fills, boundaries
from armcc.gates.image import PAGE, Image
from armcc.gates.signature import Signature, Slot
from armcc.gates.state import (
    ARENA_BASE,
    ARENA_STEP,
    RETURN_ADDRESS,
    STACK_ABOVE,
    STACK_BASE,
    STACK_TOP,
    Outcome,
    Region,
    Test,
)

ROOM = 16 * 1024  # bytes of a draft's buffer on either side of its pointer
_STACK_SIZE = STACK_TOP + STACK_ABOVE - STACK_BASE

_SMALL = (0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33)
_LENGTHS = (*_SMALL, 24, 40, 47, 48, 63, 64, 65, 95, 96, 97, 100, 127, 128, 129, 131)
_LONG = (191, 192, 193, 255, 256, 257, 259, 300, 383, 512, 513)
_NEGATIVE = (-1, -2, -3, -7, -8, -16, -17, -31, -64, -100, -128, -255, -65536)

_IMMEDIATE = re.compile(r"#(-?(?:0x[0-9a-fA-F]+|\d+))(?!\w)")
_MOVE = re.compile(r"mov\s+([wx]\d+), #(-?(?:0x)?[0-9a-fA-F]+)$")
_MOVK = re.compile(r"movk\s+([wx]\d+), #((?:0x)?[0-9a-fA-F]+)(?:, lsl #(\d+))?$")


def constants_of(listing: tuple[str, ...]) -> tuple[int, ...]:
    """The immediates of some code, values put together by mov and movk among them."""
    found: set[int] = set()
    building: dict[str, int] = {}
    for text in listing:
        move = _MOVE.match(text)
        if move:
            building[move.group(1)] = int(move.group(2), 0) & 0xFFFFFFFFFFFFFFFF
        more = _MOVK.match(text)
        if more and more.group(1) in building:
            shift = int(more.group(3) or 0)
            value = building[more.group(1)] & ~(0xFFFF << shift)
            building[more.group(1)] = value | int(more.group(2), 0) << shift
            found.add(building[more.group(1)])
        if "[" in text and text.startswith(("ldr", "str", "ldp", "stp", "ldur", "stur")):
            continue  # offsets of fields are not values
        found.update(int(v, 0) for v in _IMMEDIATE.findall(text))
    return tuple(sorted(found))


@dataclass(frozen=True)
class Case:
    """A test together with what the baseline made of it."""

    test: Test
    expected: Outcome
    kind: str  # "sweep", "mixed", "overlap", "constant", "long", "workload", "variant"
    read_mask: dict[int, bytes] = field(repr=False, default_factory=dict)


@dataclass
class Layout:
    """Where the buffers of one test lie: for each pointer (arena, byte offset in it)."""

    arenas: list[tuple[int, bytes]]  # (address of the first byte, content); anchor = + ROOM
    pointers: dict[int, tuple[int, int]]  # slot index -> (arena, offset from the anchor)


class Maker:
    """Makes tests for one function from one seed.

    alignment: the smallest alignment in bytes that the code may assume of a pointer.
    """

    def __init__(
        self,
        contract: Contract,
        signature: Signature,
        image: Image,
        constants: tuple[int, ...],
        seed: int,
    ) -> None:
        self.signature = signature
        self.image = image
        self.rng = Random(seed)  # noqa: S311  the seed itself is secret and recorded
        traits = contract.traits
        self.fills = Fills(self.rng, constants, "fp32" in traits, "fp64" in traits)
        self.constants = constants
        around = {c + d for c in constants for d in (-1, 0, 1)}
        self.pool = (*boundaries(), *around)
        self.near_constants = tuple(sorted(around)) or (0,)
        self.alignment = _alignment(contract)
        self._noise = self.rng.randbytes(4 * _STACK_SIZE)
        self.styles: set[tuple[int, str]] = set()
        self._record: dict[tuple[int, str], tuple[int, int]] = {}

    # -- values ---------------------------------------------------------------

    def integer(self, style: str, others: list[int]) -> int:
        """An integer argument in one of the styles (see `mixed`)."""
        rng = self.rng
        if style == "small":
            return rng.choice(_SMALL)
        if style == "length":
            return rng.choice(_LENGTHS)
        if style == "long":
            return rng.choice(_LONG)
        if style == "negative":
            return rng.choice(_NEGATIVE)
        if style == "boundary":
            return rng.choice(self.pool)
        if style == "constant":
            return rng.choice(self.near_constants)
        if style == "related" and others:
            return rng.choice(others) + rng.choice((-1, 0, 1))
        if style == "byte":
            return rng.randrange(256)
        return rng.getrandbits(64)

    def float_bits(self, bits: int) -> int:
        """A floating-point argument as raw bits: specials and ordinary values."""
        rng = self.rng
        if bits == 64:
            if rng.random() < 0.5:
                return rng.choice(F64_SPECIAL)
            return int.from_bytes(self.fills.take("float64", 8, rng), "little")
        if bits == 32:
            if rng.random() < 0.5:
                return rng.choice(F32_SPECIAL)
            return int.from_bytes(self.fills.take("float32", 4, rng), "little")
        return rng.getrandbits(bits)

    # -- drafts ---------------------------------------------------------------

    def draft(self, kind: str, number: int = 0) -> tuple[Test, Layout]:
        """A first test of a kind, with roomy buffers."""
        rng = self.rng
        values: dict[int, int] = {}
        drawn: list[int] = []
        shared_style = rng.choice(("small", "length", "small", "length", "long", ""))
        self.styles = set()
        for slot in self.signature.integers:
            if kind in ("sweep", "workload"):
                value = number
            elif kind == "variant":
                value = rng.randrange(max(1, 3 * number // 4), number + 1)
            elif kind == "long":
                style = rng.choice(("long", "long", "length", "small"))
                value = self.integer(style, drawn)
            elif kind == "constant":
                value = self.integer(rng.choice(("constant", "constant", "small", "length")), drawn)
            else:
                style = shared_style or rng.choice(
                    ("small", "length", "negative", "boundary", "related", "random", "byte", "long")
                )
                if rng.random() < 0.15:
                    style = rng.choice(("boundary", "negative", "random", "related", "byte"))
                if self._hopeless(slot.index, style):
                    style = rng.choice(("small", "length"))
                value = self.integer(style, drawn)
                self.styles.add((slot.index, style))
            drawn.append(value)
            values[slot.index] = value
        layout = self._layout(kind)
        # A key to search for is often in the data.
        chance = {"sweep": 0.0, "workload": 0.0, "variant": 0.7}.get(kind, 0.2)
        if layout.arenas and values and rng.random() < chance:
            slot = rng.choice(self.signature.integers)
            data = layout.arenas[rng.randrange(len(layout.arenas))][1]
            width = max(1, slot.value.bits // 8)
            at = ROOM + width * rng.randrange(0, max(number, 40))
            values[slot.index] = int.from_bytes(data[at : at + width], "little")
        return self._state(values, layout), layout

    def _hopeless(self, slot: int, style: str) -> bool:
        """Whether this kind of value nearly always ends in a fault (a huge length, say)."""
        good, bad = self._record.get((slot, style), (0, 0))
        return bad >= 8 and good * 4 < bad and self.rng.random() < 0.9

    def learn(self, clean: bool) -> None:
        """Tell whether the last draft ran cleanly."""
        for key in self.styles:
            good, bad = self._record.get(key, (0, 0))
            self._record[key] = (good + clean, bad + (not clean))

    def _layout(self, kind: str) -> Layout:
        rng = self.rng
        pointers = self.signature.pointers
        arenas: list[tuple[int, bytes]] = []
        placed: dict[int, tuple[int, int]] = {}
        fill = rng.choice(self.fills.kinds)
        for slot in pointers:
            partner = self._partner(slot, placed) if kind == "overlap" else None
            if partner is not None:
                arena, offset = placed[partner]
                step = max(1, self.alignment)
                distance = rng.choice(
                    (0, 0, 1, -1, 2, -2, 3, -3, 4, -4, 8, -8, 16, -16, 17, 33, -33)
                )
                placed[slot.index] = (arena, offset + distance * step)
                continue
            if rng.random() < 0.35:
                fill = rng.choice(self.fills.kinds)
            misalign = 0
            if kind not in ("workload", "variant") and self.alignment < 16:
                misalign = self.alignment * rng.randrange(0, 16 // self.alignment)
            address = ARENA_BASE + len(arenas) * ARENA_STEP + rng.randrange(64) * PAGE
            arenas.append((address, self.fills.take(fill, 2 * ROOM, rng)))
            placed[slot.index] = (len(arenas) - 1, misalign)
        return Layout(arenas, placed)

    def _partner(self, slot: Slot, placed: dict[int, tuple[int, int]]) -> int | None:
        """An earlier pointer that may legally overlap this one (neither is `noalias`)."""
        if slot.noalias:
            return None
        legal = [s.index for s in self.signature.pointers if s.index in placed and not s.noalias]
        return self.rng.choice(legal) if legal else None

    @property
    def may_overlap(self) -> bool:
        """Whether two pointers may legally reach the same memory."""
        return len([s for s in self.signature.pointers if not s.noalias]) >= 2

    def _state(self, values: dict[int, int], layout: Layout) -> Test:
        rng = self.rng
        x = [rng.getrandbits(64) for _ in range(31)]
        v = [rng.getrandbits(128) for _ in range(32)]
        x[30] = RETURN_ADDRESS
        shown = []
        for slot in self.signature.slots:
            value = slot.value
            if value.kind == "pointer":
                arena, offset = layout.pointers[slot.index]
                address = layout.arenas[arena][0] + ROOM + offset
                x[slot.number] = address
                shown.append(f"{slot.name}={address:#x}")
            elif value.kind == "int":
                x[slot.number] = self._in_register(slot, values[slot.index])
                low = values[slot.index] & ((1 << value.bits) - 1)
                signed = (
                    low - (1 << value.bits) if low >> (value.bits - 1) and value.bits > 1 else low
                )
                shown.append(f"{slot.name}={signed}")
            else:
                bits = self.float_bits(value.bits)
                garbage = rng.getrandbits(128) >> value.bits << value.bits
                v[slot.number] = bits | (garbage & ((1 << 128) - 1))
                shown.append(f"{slot.name}=bits:{bits:#x}")
        regions = [
            Region(address, data, f"buffer {i}") for i, (address, data) in enumerate(layout.arenas)
        ]
        regions += self._globals()
        start = rng.randrange(0, len(self._noise) - _STACK_SIZE)
        return Test(
            x=tuple(x),
            v=tuple(v),
            sp=STACK_TOP - 16 * rng.randrange(0, 64),
            nzcv=rng.randrange(16),
            regions=tuple(regions),
            stack=self._noise[start : start + _STACK_SIZE],
            shown=", ".join(shown),
        )

    def _in_register(self, slot: Slot, value: int) -> int:
        """The register's 64 bits: the type's bits, and garbage where AAPCS64 leaves it free."""
        bits = slot.value.bits
        garbage = self.rng.getrandbits(64)
        if bits == 1:  # a C `_Bool`: 8 bits, 0 or 1
            return (value & 1) | (garbage & ~0xFF & 0xFFFFFFFFFFFFFFFF)
        low = value & ((1 << bits) - 1)
        if bits >= 64:
            return low
        if bits < 32 and "signext" in slot.value.attributes:
            low = (low - (1 << bits) if low >> (bits - 1) else low) & 0xFFFFFFFF
            bits = 32
        elif bits < 32 and "zeroext" in slot.value.attributes:
            bits = 32
        return low | (garbage >> bits << bits)

    def _globals(self) -> list[Region]:
        """The object's writable data: as the object has it, or filled like a buffer."""
        rng = self.rng
        out = []
        for segment in self.image.writable:
            size = -(-max(len(segment.data), 1) // PAGE) * PAGE
            if rng.random() < 0.4:
                data = segment.data.ljust(size, b"\0")
            else:
                data = self.fills.take(rng.choice(self.fills.kinds), size, rng)
            out.append(Region(segment.address, data, segment.name))
        return out

    # -- the final placement ----------------------------------------------------

    def tighten(self, test: Test, layout: Layout, seen: Outcome, at_end: bool) -> Test | None:
        """The same test with each buffer cut to what the baseline touched.

        at_end: the touched range ends at an unmapped page, else it starts at one.
        None where the touched range does not fit.
        """
        rng = self.rng
        x = list(test.x)
        regions: list[Region] = []
        for index, (address, data) in enumerate(layout.arenas):
            anchor = address + ROOM
            low, high = _extent(seen, address, len(data))
            users = [s for s, (a, _) in layout.pointers.items() if a == index]
            if low is None or high is None:
                # Nothing may be touched: every address there is unmapped.
                new_anchor = anchor
            else:
                size = high - low
                pages = -(-size // PAGE) * PAGE + PAGE
                base = address + rng.randrange(16) * PAGE
                # The anchor keeps its alignment: to 64 bytes if it can, which the draft gave.
                if at_end:
                    new_low = base + pages - size
                    new_low -= (new_low - low) % max(self.alignment, 1)
                    start, end = (new_low // PAGE) * PAGE, base + pages
                else:
                    new_low = base
                    new_low += -(new_low - low) % max(self.alignment, 1)
                    start, end = base, -(-(new_low + size) // PAGE) * PAGE
                if rng.random() < 0.3:
                    # Now and then the natural alignment of a heap block.
                    new_low = base + (low % 64)
                    start, end = base, -(-(new_low + size) // PAGE) * PAGE
                new_anchor = new_low + (anchor - low)
                body = bytearray(self._filler(end - start))
                body[new_low - start : new_low - start + size] = data[
                    low - address : high - address
                ]
                regions.append(Region(start, bytes(body), f"buffer {index}"))
            for slot_index in users:
                slot = self.signature.slots[slot_index]
                x[slot.number] = new_anchor + layout.pointers[slot_index][1]
        regions += [r for r in test.regions if not r.name.startswith("buffer ")]
        shown = [
            f"{s.name}={x[s.number]:#x}" if s.value.kind == "pointer" else old
            for s, old in zip(self.signature.slots, test.shown.split(", "), strict=False)
        ]
        return Test(
            x=tuple(x),
            v=test.v,
            sp=test.sp,
            nzcv=test.nzcv,
            regions=tuple(regions),
            stack=test.stack,
            shown=", ".join(shown),
        )

    def _filler(self, size: int) -> bytes:
        start = self.rng.randrange(0, 4096)
        while len(self._noise) < start + size:
            self._noise += self._noise
        return self._noise[start : start + size]


def _alignment(contract: Contract) -> int:
    """The alignment in bytes that the code may assume of every pointer it is given."""
    smallest = next(
        (int(t.split("=")[1]) for t in contract.traits if t.startswith("memory-alignment=")), 16
    )
    promised = [
        int(a.split()[1])
        for value in contract.arguments
        for a in value.attributes
        if a.startswith("align ")
    ]
    return max([min(smallest, 16), *promised])


def _extent(seen: Outcome, address: int, size: int) -> tuple[int | None, int | None]:
    touched = [(a, a + n) for a, n in (*seen.reads, *seen.writes) if address <= a < address + size]
    if not touched:
        return None, None
    return min(t[0] for t in touched), max(t[1] for t in touched)
