"""Making tests: states in which the baseline runs cleanly, found by running it.

A test is made in two steps.  A draft gives every pointer a roomy buffer and runs the
baseline to see which bytes it touches; then the buffers are laid out anew so that the
touched range ends (or starts) at an unmapped page, and the baseline runs again.  What
the baseline touches there is what a candidate may touch.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from armcc.function.contract import Contract
from armcc.gates.fills import F32_SPECIAL, F64_SPECIAL, Fills, Pools, boundaries
from armcc.gates.image import PAGE, Image
from armcc.gates.signature import Signature, Slot
from armcc.gates.state import STACK_SIZE, Outcome, Region, Test

ROOM = 16 * 1024  # bytes of a draft's buffer on either side of its pointer
BULK_ROOM = 192 * 1024  # the same behind the pointer where a test is to run long
OVERLAP_SWEEP = 37  # that many distances from -18 to 18 elements are all tried
MOST_SUSPECTS = 72
# Huge values that are all tried: 16, 24 or 32 bits of them, or times four, are something else.
FAR_EDGES = (
    0x1_0003, 0x100_0001, 0xFFFFFFFF, 0x1_0000_0001, 0x7FFFFFFF, 0x80000000, 0x1_0000_0007,
    -0x80000001, 0x4000_0003, 0x2_0000_0005, 0x2000_0001, 0x1_0000_0000,
)  # fmt: skip
FAR_ROOM = 16 * 1024  # bytes of memory that are found by running into it
MOST_MEMORY = 44  # pieces of memory of one test
NEIGHBOUR = 0x1000_0000  # the distance of two buffers that lie near each other
WINDOW = 1 << 20  # buffers begin in the first quarter of such a piece of memory

_WORDS512 = struct.Struct("<512Q")
_REGISTERS = struct.Struct("<95Q")  # x0..x30, v0..v31
_SMALL = (0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33)
# What an integer may be that is no size: a state, a flag, a shift, a key.
_FEW = (0, 1, 1, 2, 3, 5, 8, 0x20, 0x41, 100)
# Drafts like one that has been made, of which the integers are known.
_LIKE = ("like", "keyed", "variant")
_TIDY = ("workload", "sized", "rounding", *_LIKE)
_LENGTHS = (*_SMALL, 24, 40, 47, 48, 63, 64, 65, 95, 96, 97, 100, 127, 128, 129, 131)
_LONG = (191, 192, 193, 255, 256, 257, 259, 300, 383, 512, 513)
_FAR_BITS = (29, 30, 31, 32, 32, 32, 33, 34, 36, 40)
# Of long runs: data on which narrow sums overflow and narrow compares go wrong.
_HUGE = {
    "bulk": ("ones", "random", "high", "same", "ones", "extremes", "low", "small"),
    "overflow": ("ones", "high", "same"),
    "chain": ("ones",),  # its content is made apart
}
# Bytes of a node of a long chain, every word of which leads to the next one.
NODE = 64
# Bytes of zeros behind many elements that are alike.
END = 4096
_STACKS = 16
_NEGATIVE = (-1, -2, -3, -7, -8, -16, -17, -31, -64, -100, -128, -255, -65536)


@dataclass(frozen=True)
class Case:
    """A test together with what the baseline made of it."""

    test: Test
    expected: Outcome
    # "sweep", "mixed", "overlap", "constant", "long", "linked", "rounding", "far", "bulk",
    # "overflow", "native", "violating", "captured"; of the speed gate "workload", "variant"
    kind: str


@dataclass
class Layout:
    """Where the buffers of one test lie: for each pointer (arena, byte offset in it)."""

    arenas: list[tuple[int, bytes]]  # (address of the first byte, content); anchor = + ROOM
    pointers: dict[int, tuple[int, int]]  # slot index -> (arena, offset from the anchor)
    fixed: dict[int, int]  # slot index -> address, for pointers to no buffer
    odd: set[int]  # arenas that are aligned less than an access to them asks for
    rooted: bool = False  # their contents lead to each other: none can be moved

    def address(self, slot: int) -> int:
        """The pointer that argument `slot` is."""
        if slot in self.fixed:
            return self.fixed[slot]
        arena, offset = self.pointers[slot]
        return self.arenas[arena][0] + ROOM + offset


class Maker:
    """Makes tests for one function from one seed.

    constants: values to try at every place.  suspects: those of them that stand in the
    candidate alone, where one may be a special case that it hides.
    alignment: the smallest alignment in bytes that the code may assume of a pointer.
    """

    def __init__(
        self,
        contract: Contract,
        signature: Signature,
        image: Image,
        constants: tuple[int, ...],
        seed: int,
        suspects: tuple[int, ...] = (),
        pools: Pools | None = None,
    ) -> None:
        self.signature = signature
        self.image = image
        self.rng = Random(seed)  # noqa: S311  the seed itself is secret and recorded
        traits = contract.traits
        self.fills = Fills(self.rng, constants, "fp32" in traits, "fp64" in traits, pools)
        self.constants = constants
        around = {c + d for c in constants for d in (-1, 0, 1)}
        self.pool = (*boundaries(), *around)
        self.near_constants = tuple(sorted(around)) or (0,)
        self.alignment = least_alignment(contract)
        self._noise = self.rng.randbytes(4 * STACK_SIZE)
        # Tests share what their stacks hold before: each has 68 KiB.
        starts = (self.rng.randrange(3 * STACK_SIZE) for _ in range(_STACKS))
        self._stacks = [self._noise[n : n + STACK_SIZE] for n in starts]
        # What only the candidate knows is tried first, and for each argument.
        first = list({c + d for c in suspects for d in (-1, 0, 1)})
        self.near_suspects = frozenset(first)
        first *= min(3, max(1, len(signature.integers)))
        self._todo = first[:MOST_SUSPECTS]
        self.rng.shuffle(self._todo)
        self.suspects = len(self._todo)
        self._far, self._near = self._bases()
        self._bulk = 0
        # Arguments, by their slots, that lead to code, and places that they may lead to.
        self.called: frozenset[int] = frozenset()
        self._entries = tuple(s.address for s in image.stubs if not s.name)
        self.styles: set[tuple[int, str]] = set()
        self.integers: dict[int, int] = {}  # of the last draft, by their slots
        self._record: dict[tuple[int, str], tuple[int, int]] = {}

    # -- values ---------------------------------------------------------------

    def integer(self, style: str, others: list[int]) -> int:
        """An integer argument in one of the styles (see `mixed`)."""
        rng = self.rng
        if style == "small":
            return rng.choice(_SMALL)
        if style == "length":
            return rng.choice(_LENGTHS) if rng.random() < 0.6 else rng.randrange(300)
        if style == "long":
            return rng.choice(_LONG)
        if style == "negative":
            return rng.choice(_NEGATIVE)
        if style == "boundary":
            return rng.choice(self.pool)
        if style == "constant":
            return self.next_constant()
        if style == "far":
            return rng.choice((-1, 1, 1)) * ((1 << rng.choice(_FAR_BITS)) + rng.randrange(-9, 40))
        if style == "related" and others:
            return rng.choice(others) + rng.choice((-1, 0, 1))
        if style == "byte":
            return rng.randrange(256)
        return rng.getrandbits(64)

    def next_constant(self) -> int:
        """Each constant of the code and its neighbours in turn, in random order."""
        if not self._todo:
            self._todo = list(self.near_constants)
            self.rng.shuffle(self._todo)
        return self._todo.pop()

    def float_bits(self, bits: int, rough: bool = False) -> int:
        """A floating-point argument as raw bits: specials and ordinary values."""
        rng = self.rng
        if rough and bits in (32, 64):
            return int.from_bytes(self.fills.take(f"float{bits}-rough", bits // 8, rng), "little")
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

    def draft(
        self,
        kind: str,
        number: int = 0,
        room: int = BULK_ROOM,
        element: bytes = b"",
        integers: Mapping[int, int] | None = None,
    ) -> tuple[Test, Layout]:
        """A first test of a kind, with roomy buffers.

        room: bytes behind the pointers of a "bulk", an "overflow" or a "chain" one, and of a
            "workload" and its like of more than 1000 elements.
        element: what all of an "overflow" one's elements are, again and again, b"" for any;
            with `number` 0 also each integer, or its first byte where it is longer than one.
        integers: of a "like", a "keyed" or a "variant" one the integers of the draft that it is to
            be like, by their slots; a "variant" has other numbers in the place of `number`.
        """
        rng = self.rng
        values: dict[int, int] = {}
        drawn: list[int] = []
        wide = [s.index for s in self.signature.integers if s.value.bits >= 32]
        chosen = rng.choice(wide) if wide else -1
        edge: int | None = None
        if kind == "far" and wide and number < 2 * len(FAR_EDGES) * len(wide):
            chosen = wide[number % len(wide)]
            edge = FAR_EDGES[number // len(wide) % len(FAR_EDGES)]
        everyone = [s.index for s in self.signature.integers]
        favoured = rng.choice(everyone) if everyone else -1
        shared_style = rng.choice(("small", "length", "small", "length", "long", ""))
        self.styles = set()
        for slot in self.signature.integers:
            if kind in _LIKE and slot.index in (integers or {}):
                value = (integers or {})[slot.index]
                if kind == "variant" and value == number:
                    value = rng.randrange(max(1, number // 2), number + 1)
            elif kind in ("sweep", "workload", "like", "keyed", "rounding"):
                value = number
            elif kind == "sized":
                value = number if slot.index == favoured else rng.choice(_FEW)
            elif kind == "bits":
                value = rng.getrandbits(min(number, slot.value.bits))
            elif kind == "variant":
                value = rng.randrange(max(1, 3 * number // 4), number + 1)
            elif kind == "far" and slot.index == chosen:
                value = self.integer("far", drawn) if edge is None else edge
            elif element and not number:
                value = int.from_bytes(element, "little") if len(element) <= 8 else element[0]
            elif kind in _HUGE and (slot.index == chosen or rng.random() < 0.5):
                value = number
            elif kind in ("far", *_HUGE):
                value = self.integer(rng.choice(("small", "length", "byte")), drawn)
            elif kind == "long":
                style = rng.choice(("long", "long", "length", "small"))
                value = self.integer(style, drawn)
            elif kind == "overlap" and number:
                value = rng.randrange(20, 70)
            elif kind == "constant" and number and slot.index == favoured:
                value = self.next_constant()
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
        reach = max([n for n in drawn if 0 < n <= 2000], default=32)
        layout = self._layout(kind, number, reach, room, element)
        # A key to search for is often in the data.
        settled_kinds = ("sweep", "workload", "like", "sized", "rounding")
        chances = dict.fromkeys(settled_kinds, 0.0)
        chances |= {"variant": 0.7, "keyed": 0.7, "bulk": 0.5, "overflow": 1.0}
        chance = chances.get(kind, 0.2)
        if layout.arenas and values and rng.random() < chance:
            exact = kind in ("variant", "keyed", "overflow")
            slots = self.signature.integers
            if kind == "overflow":  # its length stays, and each run is to find its key
                slots = tuple(slot for slot in slots if slot.index != chosen) or slots
            if kind in _LIKE and integers is not None:
                # Not the size, unless it cannot be told from the others.
                others = tuple(slot for slot in slots if integers.get(slot.index) != number)
                slots = others or (slots if len(slots) > 1 else ())
            slot = rng.choice(slots or self.signature.integers)
            settled = not slots or (kind in ("overlap", "constant") and number > 0)
            settled |= kind in ("far", *_HUGE) and slot.index == chosen
            if not settled:
                data = layout.arenas[rng.randrange(len(layout.arenas))][1]
                width = max(1, slot.value.bits // 8)
                at = ROOM + width * rng.randrange(0, max(number, 40))
                near = 0 if exact else rng.choice((0, 0, 0, 1, -1))
                values[slot.index] = int.from_bytes(data[at : at + width], "little") + near
        self.integers = dict(values)
        return self._state(values, layout, kind), layout

    def _hopeless(self, slot: int, style: str) -> bool:
        """Whether this kind of value nearly always ends in a fault (a huge length, say)."""
        good, bad = self._record.get((slot, style), (0, 0))
        return bad >= 8 and good * 4 < bad and self.rng.random() < 0.9

    def learn(self, clean: bool) -> None:
        """Tell whether the last draft ran cleanly."""
        for key in self.styles:
            good, bad = self._record.get(key, (0, 0))
            self._record[key] = (good + clean, bad + (not clean))

    def _layout(self, kind: str, number: int, reach: int, room: int, element: bytes) -> Layout:
        """Buffers for one draft.  reach: about how many elements of them will matter."""
        rng = self.rng
        layout = Layout([], {}, {}, set())
        tidy = kind in _TIDY
        kinds = {"rounding": self.fills.rough}.get(kind, self.fills.kinds)
        fill = rng.choice(kinds)
        if kind in _HUGE:
            fills = _HUGE[kind]
            fill = fills[self._bulk % len(fills)]
            self._bulk += 1
        many = number > 1000 and kind in _TIDY
        roomy = kind in _HUGE or many
        size = ROOM + (room if roomy else ROOM)
        starts = self._starts()
        for slot in self.signature.pointers:
            if slot.index in self.called and self._entries and rng.random() < 0.92:
                layout.fixed[slot.index] = rng.choice(self._entries)
                continue
            swept = kind == "overlap" and number > 0
            plain = tidy or swept or kind in ("far", "linked", *_HUGE)
            if not plain and self._fixed(slot, kind, layout):
                continue
            overlap = kind == "overlap" or (kind in ("bulk", "far") and rng.random() < 0.3)
            partner = self._partner(slot, layout.pointers) if overlap else None
            if partner is not None:
                arena, offset = layout.pointers[partner]
                distance = number if kind == "bulk" else self._distance()
                if swept:
                    distance = number - OVERLAP_SWEEP // 2 - 1
                layout.pointers[slot.index] = (arena, offset + distance * max(1, self.alignment))
                continue
            if rng.random() < 0.35 and kind not in _HUGE:
                fill = rng.choice(kinds)
            here = len(layout.arenas)
            misalign = 0
            if not tidy:
                misalign = self._misalignment(slot, plain)
                if misalign % self.alignment:
                    layout.odd.add(here)
            data = self.fills.take(fill, size, rng)
            if not tidy:
                data = self._edited(data, misalign, layout, kind, reach)
            if element:
                data = (element * (size // len(element) + 1))[: size - END] + bytes(END)
            if kind == "chain":
                misalign = 0
                data = self._chain(starts[here], number)
                layout.rooted = True
            if kind == "linked":
                data = self._linked(starts[here], data)
                layout.rooted = True
            layout.arenas.append((starts[here], data))
            layout.pointers[slot.index] = (here, misalign)
        return layout

    def _bases(self) -> tuple[list[int], list[int]]:
        """Where this decision's buffers begin: far apart, and near each other.

        Few places serve all of its tests, since mapping one costs more than a test.
        """
        rng = self.rng
        count = max(1, len(self.signature.pointers))
        slots = self.image.placement.arenas
        # In the middle, so that huge distances to either side are addresses.
        middle = tuple(s for s in slots if 8 << 40 <= s < 56 << 40) or slots
        chosen = rng.sample(middle, count) if len(middle) >= count else []
        far = [s + WINDOW * rng.randrange(1 << 18) for s in chosen]
        near = rng.choice(middle) + WINDOW * rng.randrange(1 << 18)
        return far, [near + n * NEIGHBOUR for n in range(count)]

    def _starts(self) -> list[int]:
        """Where the buffers of one test begin: near each other or far apart, in any order."""
        rng = self.rng
        bases = self._far if self._far and rng.random() < 0.5 else self._near
        return [b + PAGE * rng.randrange(64) for b in rng.sample(bases, len(bases))]

    def _misalignment(self, slot: Slot, plain: bool) -> int:
        """An offset from a 64-byte boundary that keeps what the argument promises."""
        rng = self.rng
        promised = _promised(slot)
        if self.alignment > promised and not plain and rng.random() < 0.1:
            # Legal as long as nothing is accessed there; see `tighten`.
            return promised * rng.randrange(0, max(1, 16 // promised))
        if self.alignment < 16:
            return self.alignment * rng.randrange(0, 16 // self.alignment)
        return 0

    def _fixed(self, slot: Slot, kind: str, layout: Layout) -> bool:
        """Let a pointer now and then be null or lead into an object of the program."""
        rng = self.rng
        attributes = slot.value.attributes
        words = ("nonnull", "dereferenceable(", "sret")
        never = any(a.startswith(words) for a in attributes)
        if not never and rng.random() < 0.07 and not self._hopeless(slot.index, "null"):
            self.styles.add((slot.index, "null"))
            layout.fixed[slot.index] = 0
            return True
        objects = self.image.objects
        if kind != "overlap" or slot.noalias or not objects or rng.random() < 0.4:
            return False
        step = max(1, self.alignment)
        layout.fixed[slot.index] = rng.choice(objects) - step * rng.choice((0, 0, 1, 2, 3, 5, 9))
        return True

    def _distance(self) -> int:
        """How far apart two overlapping buffers begin, in elements."""
        rng = self.rng
        style = rng.random()
        if style < 0.35:
            return rng.choice((0, 0, 1, -1, 2, -2, 3, -3, 4, -4, 8, -8, 16, -16, 17, 33, -33))
        if style < 0.65:
            return rng.randrange(-24, 25)
        if style < 0.9:
            return rng.choice(_LENGTHS)
        return rng.choice(_LONG)

    def _edited(self, data: bytes, misalign: int, layout: Layout, kind: str, reach: int) -> bytes:
        """A buffer like an earlier one but for a byte or two, or with a constant in it."""
        rng = self.rng
        here = ROOM + misalign
        out = data
        if layout.arenas and rng.random() < 0.4:
            partner = rng.choice(list(layout.pointers.values()))
            earlier = layout.arenas[partner[0]][1]
            there = ROOM + partner[1]
            length = min(len(data) - here, len(earlier) - there)
            edited = bytearray(data)
            edited[here : here + length] = earlier[there : there + length]
            for _ in range(rng.randrange(3)):
                at = here + min(rng.randrange(reach * rng.choice(self.fills.widths)), length - 1)
                edited[at] = (edited[at] + rng.choice((1, -1, 0x80, 0x20, 7))) & 0xFF
            out = bytes(edited)
        if kind == "constant" and rng.random() < 0.5:
            width = rng.choice((1, 2, 4, 4, 8))
            value = self.next_constant() & ((1 << (8 * width)) - 1)
            at = here + width * rng.randrange(8)
            out = out[:at] + value.to_bytes(width, "little") + out[at + width :]
        return out

    def _linked(self, start: int, data: bytes) -> bytes:
        """Memory with pointers in it: each leads further on, so that every chain ends."""
        out = bytearray(data)
        words = list(_WORDS512.unpack_from(data, ROOM))
        drawn = self.rng.randbytes(2 * len(words))
        for n, kind in enumerate(drawn[::2]):
            if kind < 154:
                words[n] = start + ROOM + 8 * n + 16 * (1 + drawn[2 * n + 1] % 11)
            elif kind < 205:
                words[n] = 0
        _WORDS512.pack_into(out, ROOM, *words)
        # The chains' common end: null, wherever one looks.
        out[ROOM + 4096 : ROOM + 8192] = bytes(4096)
        return bytes(out)

    def _chain(self, start: int, count: int) -> bytes:
        """`count` nodes, each of which leads to the next one from wherever one looks."""
        nexts = range(start + ROOM + NODE, start + ROOM + count * NODE, NODE)
        nodes = b"".join([n.to_bytes(8, "little") * (NODE // 8) for n in nexts])
        return bytes(ROOM) + nodes + bytes(ROOM)

    def _partner(self, slot: Slot, placed: dict[int, tuple[int, int]]) -> int | None:
        """An earlier pointer that may legally overlap this one (neither is `noalias`)."""
        if slot.noalias:
            return None
        legal = [s.index for s in self.signature.pointers if s.index in placed and not s.noalias]
        return self.rng.choice(legal) if legal else None

    @property
    def may_overlap(self) -> bool:
        """Whether two pointers, or a pointer and an object, may legally reach the same memory."""
        free = len([s for s in self.signature.pointers if not s.noalias])
        return free >= 2 or (free == 1 and bool(self.image.objects))

    def _state(self, values: dict[int, int], layout: Layout, kind: str) -> Test:
        rng = self.rng
        drawn = _REGISTERS.unpack(rng.randbytes(_REGISTERS.size))
        x = list(drawn[:31])
        v = [low | high << 64 for low, high in zip(drawn[31::2], drawn[32::2], strict=True)]
        x[30] = self.image.placement.return_address
        shown = []
        passed: dict[int, int] = {}  # on the stack: offset and the 8 bytes there
        for slot in self.signature.slots:
            value = slot.value
            if value.kind == "pointer":
                address = layout.address(slot.index) & 0xFFFFFFFFFFFFFFFF
                if slot.register == "stack":
                    passed[slot.number] = address
                else:
                    x[slot.number] = address
                shown.append(f"{slot.name}={address:#x}")
            elif value.kind == "int":
                held = self._in_register(slot, values[slot.index])
                if slot.register == "stack":
                    passed[slot.number] = held
                else:
                    x[slot.number] = held
                low = values[slot.index] & ((1 << value.bits) - 1)
                signed = (
                    low - (1 << value.bits) if low >> (value.bits - 1) and value.bits > 1 else low
                )
                shown.append(f"{slot.name}={signed}")
            else:
                if kind == "constant" and rng.random() < 0.4:
                    bits = self.next_constant() & ((1 << value.bits) - 1)
                else:
                    bits = self.float_bits(value.bits, kind == "rounding")
                garbage = rng.getrandbits(128) >> value.bits << value.bits
                if slot.register == "stack":
                    passed[slot.number] = (bits | garbage) & ((1 << 128) - 1)
                else:
                    v[slot.number] = bits | (garbage & ((1 << 128) - 1))
                shown.append(f"{slot.name}=bits:{bits:#x}")
        regions = [
            Region(address, data, f"buffer {i}") for i, (address, data) in enumerate(layout.arenas)
        ]
        regions += self._globals()
        sp = self.image.placement.stack_top - 16 * rng.randrange(0, 256)
        stack = rng.choice(self._stacks)
        for offset, held in passed.items():
            stack = self._on_stack(stack, sp, offset, held)
        return Test(
            x=tuple(x),
            v=tuple(v),
            sp=sp,
            nzcv=rng.randrange(16),
            regions=tuple(regions),
            stack=stack,
            shown=", ".join(shown),
        )

    def _on_stack(self, stack: bytes, sp: int, offset: int, value: int) -> bytes:
        """The stack's bytes with an argument in the caller's frame."""
        at = sp - self.image.placement.stack + offset
        width = 16 if value >> 64 else 8
        return stack[:at] + value.to_bytes(width, "little") + stack[at + width :]

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
            address, data = segment.pages()
            if rng.random() >= 0.4:
                data = self.fills.take(rng.choice(self.fills.kinds), len(data), rng)
            out.append(Region(address, data, segment.name))
        return out

    # -- the final placement ----------------------------------------------------

    def tighten(self, test: Test, layout: Layout, seen: Outcome, at_end: bool) -> Test | None:
        """The same test with each buffer cut to what the baseline touched.

        at_end: the touched range ends at an unmapped page, else it starts at one.
        None where the touched range does not fit, or should have been better aligned.
        """
        rng = self.rng
        x = list(test.x)
        stack = test.stack
        regions: list[Region] = []
        for index, (address, data) in enumerate(layout.arenas):
            anchor = address + ROOM
            low, high = _extent(seen, address, len(data))
            users = [s for s, (a, _) in layout.pointers.items() if a == index]
            if low is not None and index in layout.odd:
                return None
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
                pointer = (new_anchor + layout.pointers[slot_index][1]) & 0xFFFFFFFFFFFFFFFF
                if slot.register == "stack":
                    stack = self._on_stack(stack, test.sp, slot.number, pointer)
                else:
                    x[slot.number] = pointer
        regions += [r for r in test.regions if not r.name.startswith("buffer ")]
        shown = [
            f"{s.name}={x[s.number]:#x}" if s.value.kind == "pointer" and s.register == "x" else old
            for s, old in zip(self.signature.slots, test.shown.split(", "), strict=False)
        ]
        tight = Test(
            x=tuple(x),
            v=test.v,
            sp=test.sp,
            nzcv=test.nzcv,
            regions=tuple(regions),
            stack=stack,
            shown=", ".join(shown),
        )
        tight.__dict__["vectors"] = test.vectors
        return tight

    def found_memory(self, test: Test, address: int, extend: bool = False) -> Test | None:
        """The test with memory where a run of it met none, as a lazy system would give it.

        None where `address` is no address for data, or adjoins memory that the test has:
        then the run walked off the end of a buffer, and more would not end it.  extend: there is
        one more page all the same, since a search by halves ends beside where it has been.
        """
        if not 0x1_0000 <= address < 1 << 47 or len(test.regions) > MOST_MEMORY:
            return None
        start = address // PAGE * PAGE - FAR_ROOM // 2
        end = start + FAR_ROOM
        if any(r.address - PAGE < end and start < r.end + PAGE for r in test.regions):
            if not extend:
                return None
            start = address // PAGE * PAGE
            end = start + PAGE
            if any(r.address < end and start < r.end for r in test.regions):
                return None
        data = self.fills.take(self.rng.choice(self.fills.kinds), end - start, self.rng)
        fresh = Region(start, data, f"memory {len(test.regions)}")
        return test.but(regions=(*test.regions, fresh))

    def _filler(self, size: int) -> bytes:
        start = self.rng.randrange(0, 4096)
        while len(self._noise) < start + size:
            self._noise += self._noise
        return self._noise[start : start + size]


def least_alignment(contract: Contract) -> int:
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


def _promised(slot: Slot) -> int:
    """The alignment in bytes that the argument itself promises."""
    found = [int(a.split()[1]) for a in slot.value.attributes if a.startswith("align ")]
    return max([1, *found])


def _extent(seen: Outcome, address: int, size: int) -> tuple[int | None, int | None]:
    touched = [(a, a + n) for a, n in (*seen.reads, *seen.writes) if address <= a < address + size]
    if not touched:
        return None, None
    return min(t[0] for t in touched), max(t[1] for t in touched)
