"""Making a failing input small: what people, searches and models get to see.

Greedy, in the manner of delta debugging (Zeller and Hildebrandt 2002): an edit is kept if
the baseline still runs cleanly, the candidate still differs in the same way, and the input
still keeps what the contract promises.  Arguments go towards zero, memory and registers
that do not matter become zero, calls do less, lists get shorter.  What is bounded is work,
not time, so that a replayed decision comes to the same input.
"""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from armcc.gates import engine
from armcc.gates.compare import merged, result_difference
from armcc.gates.frame import FrameRules
from armcc.gates.image import PAGE, Stub
from armcc.gates.inputs import Case
from armcc.gates.instructions import element_widths
from armcc.gates.pair import Pair, promised, shown_test
from armcc.gates.signature import Slot
from armcc.gates.state import CallEffect, Region, Test

WORD = 8
_RANGE = re.compile(r"range\(i\d+ (-?\d+), (-?\d+)\)")
# Kinds of a callee's results (armcc/gates/image.py, Stub).
_INTEGER, _FLOAT, _ANYTHING = 0, 2, 3
_CLEAN = (engine.RETURNED, engine.NO_RETURN)
# A read at an unmapped address and one of mapped bytes that are not the baseline's are one
# mistake: it depends on what lies there which of them is seen.
_SAME_MISTAKE = {engine.READS_OUTSIDE: engine.READ_FAULT, engine.WRITES_OUTSIDE: engine.WRITE_FAULT}


@dataclass(frozen=True)
class Effort:
    """checks: inputs to try at most.  work: instructions of both codes, and words set up."""

    checks: int
    work: int


# For each rejection, in a few milliseconds; and for people who wait for one.
QUICK = Effort(300, 400_000)
DEEP = Effort(8000, 20_000_000)


def shrunk(pair: Pair, case: Case, effort: Effort = QUICK, frame: FrameRules | None = None) -> Case:
    """The smallest failing input found, with the baseline's outcome; `case` if none is.

    pair: with both codes.  `case` differs on them.
    frame: the candidate's unwind table, where it is what is wrong.
    """
    # The same as for the tests themselves: a smaller input needs no longer run.
    limit = max(2 * case.expected.instructions, 2000)
    shrinker = _Shrinker(pair, case.test, effort, limit, frame)
    try:
        best = shrinker.result()
    finally:
        pair.restart()
    if best is case.test:
        return case
    best = shown_test(best, pair.signature, pair.baseline.machine.stack_high)
    outcome = pair.baseline.run(best, limit)
    pair.restart()
    return Case(best, outcome, case.kind) if outcome.clean else case


class _Shrinker:
    """One search for a smaller input; `test` is the smallest so far."""

    def __init__(
        self, pair: Pair, test: Test, effort: Effort, limit: int, frame: FrameRules | None
    ) -> None:
        self.pair = pair
        self.test = test
        self.checks = effort.checks
        self.work = effort.work
        self.limit = limit
        self.frame = frame
        self.steps = 0
        self.stack = pair.baseline.image.placement.stack
        floats = pair.generator.floats
        # The widths in bytes of the floats that its memory may hold.
        widths = element_widths(pair.baseline.listing) if floats else ()
        self.floats: tuple[int, ...] = tuple(w for w in widths if w in (4, 8))
        self.how = self._difference(test)

    def result(self) -> Test:
        """The smallest input; the one given where it shows no difference here."""
        if self.how is None:
            return self.test
        passes: tuple[Callable[[], bool], ...] = (
            self._calls,
            self._integers,
            self._unread,
            self._regions,
            self._garbage,
            self._floats,
            self._shorter,
            self._words,
            self._effects,
        )
        improved = True
        while improved and self._left:
            improved = False
            for one in passes:
                improved = one() or improved
        return self.test

    @property
    def _left(self) -> bool:
        return self.checks > 0 and self.work > 0

    def _difference(self, test: Test) -> tuple[int, int, str] | None:
        """How the codes differ on a test, so that two ways can be told apart; None for not."""
        pair = self.pair
        assert pair.candidate is not None
        baseline, candidate = pair.baseline.machine, pair.candidate.machine
        self.checks -= 1
        flags = candidate.flags
        if self.frame is not None:
            candidate.rows = ctypes.addressof(self.frame.rows)
            candidate.flags |= engine.FRAME
        found = pair.check(test, self.limit)
        candidate.flags = flags
        self.steps = baseline.steps
        self.work -= baseline.steps + sum(len(r.data) for r in test.regions) // WORD
        if baseline.status not in _CLEAN:
            return None
        # An endless loop of one branch costs four times as much as other instructions.
        self.work -= candidate.steps * (4 if candidate.status == engine.LIMIT else 1)
        if found == engine.SAME:
            return None
        status = _SAME_MISTAKE.get(candidate.status, candidate.status)
        return found, status, self._reason() if found == engine.OTHER_RESULT else ""

    def _reason(self) -> str:
        """Whether a result is wrong by much or by rounding."""
        ends = []
        for emulator in (self.pair.baseline, self.pair.candidate):
            assert emulator is not None
            ends.append(emulator.registers())
        (x, v, *_), (other_x, other_v, *_) = ends
        wrong = result_difference(self.pair.signature, x, v, other_x, other_v)
        return wrong.reason if wrong is not None else ""

    def _keep(self, test: Test, shorter: bool = False) -> bool:
        """Take a test that differs in the same way.  shorter: only where it takes less time."""
        if not self._left or test == self.test:
            return False
        before = self.steps
        if self._difference(test) != self.how or (shorter and self.steps >= before):
            self.steps = before
            return False
        self.test = test
        return True

    # -- calls ------------------------------------------------------------------

    def _calls(self) -> bool:
        """Leave out what is left over when fewer calls are made."""
        if not self.test.calls:
            return False
        if self._difference(self.test) != self.how:
            return False
        made = self.pair.baseline.machine.n_calls
        return self._keep(replace(self.test, calls=self.test.calls[:made]))

    def _effects(self) -> bool:
        """Let calls change less: memory, registers, results."""
        if not self.test.calls or self._difference(self.test) != self.how:
            return False
        baseline = self.pair.baseline
        made = min(baseline.machine.n_calls, len(self.test.calls))
        stubs = [baseline.image.stubs[baseline.calls[n].stub] for n in range(made)]
        improved = False
        for index, stub in enumerate(stubs):
            effect = self.test.calls[index]
            kept = tuple(p for p in effect.patches if self._in_frame(p[0]))
            improved = self._effect(index, replace(effect, patches=kept)) or improved
            improved = (
                self._effect(index, _without_leftovers(self.test.calls[index], stub)) or improved
            )
            for at in range(len(self.test.calls[index].patches) - 1, -1, -1):
                patches = self.test.calls[index].patches
                if self._in_frame(patches[at][0]):
                    continue
                fewer = (*patches[:at], *patches[at + 1 :])
                left = replace(self.test.calls[index], patches=fewer)
                improved = self._effect(index, left) or improved
            for plainer in _plainer_results(self.test.calls[index], stub):
                improved = self._effect(index, plainer) or improved
        return improved

    def _in_frame(self, address: int) -> bool:
        """Whether a callee gives a local variable content, which the code may rely on."""
        return self.stack <= address < self.test.sp

    def _effect(self, index: int, effect: CallEffect) -> bool:
        calls = (*self.test.calls[:index], effect, *self.test.calls[index + 1 :])
        return self._keep(replace(self.test, calls=calls))

    # -- arguments and registers --------------------------------------------------

    def _integers(self) -> bool:
        improved = False
        for slot in self.pair.signature.integers:
            again = True
            while again and self._left:
                again = False
                for value in _towards_zero(slot, argument(self.test, slot, self.stack)):
                    if self._keep(with_argument(self.test, slot, value, self.stack)):
                        improved = again = True
                        break
        return improved

    def _floats(self) -> bool:
        improved = False
        for slot in self.pair.signature.slots:
            if slot.value.kind in ("int", "pointer"):
                continue
            for bits in _plainer_float(argument(self.test, slot, self.stack), slot.value.bits):
                if self._keep(with_argument(self.test, slot, bits, self.stack)):
                    improved = True
                    break
        return improved

    def _garbage(self) -> bool:
        """Zero what AAPCS64 leaves open: all at once, else bit by bit of what is left."""
        slots = self.pair.signature.slots
        held_x = {s.number for s in slots if s.register == "x"}
        held_v = {s.number for s in slots if s.register == "v"}
        free_x = [n for n in range(30) if n not in held_x and self.test.x[n]]
        free_v = [n for n in range(32) if n not in held_v and self.test.v[n]]
        improved = self._keep(_cleared(self.test, free_x, free_v))
        if not improved:
            for n in free_x:
                improved = self._keep(_cleared(self.test, [n], [])) or improved
            for n in free_v:
                improved = self._keep(_cleared(self.test, [], [n])) or improved
        for slot in slots:
            improved = self._keep(_without_garbage(self.test, slot, self.stack)) or improved
        improved = self._keep(replace(self.test, nzcv=0)) or improved
        return self._keep(self._plain_stack()) or improved

    def _plain_stack(self) -> Test:
        """With zeros below sp, and above but for the arguments."""
        test = self.test
        slots = self.pair.signature.slots
        stack = replace(test, stack=bytes(len(test.stack)))
        for slot in slots:
            if slot.register == "stack":
                stack = with_argument(stack, slot, argument(test, slot, self.stack), self.stack)
        return stack

    # -- memory -------------------------------------------------------------------

    def _regions(self) -> bool:
        """Leave out whole regions, and pages at the ends of the others."""
        improved = False
        for index in range(len(self.test.regions) - 1, -1, -1):
            rest = (*self.test.regions[:index], *self.test.regions[index + 1 :])
            if self._mapped_by_test(self.test.regions[index]) and self._keep(
                replace(self.test, regions=rest)
            ):
                improved = True
                continue
            improved = self._trimmed(index) or improved
        return improved

    def _mapped_by_test(self, region: Region) -> bool:
        """Whether it is there for this test only; the program's own data always is."""
        writable = {s.pages()[0] for s in self.pair.baseline.image.writable}
        return region.address not in writable

    def _trimmed(self, index: int) -> bool:
        improved = False
        if not self._mapped_by_test(self.test.regions[index]):
            return False
        for front in (True, False):
            pages = len(self.test.regions[index].data) // PAGE // 2
            while pages > 0 and self._left:
                region = self.test.regions[index]
                cut = pages * PAGE
                if cut >= len(region.data):
                    pages //= 2
                    continue
                smaller = (
                    replace(region, address=region.address + cut, data=region.data[cut:])
                    if front
                    else replace(region, data=region.data[:-cut])
                )
                if self._keep(_with_region(self.test, index, smaller)):
                    improved = True
                else:
                    pages //= 2
        return improved

    def _unread(self) -> bool:
        """Zero all memory that the baseline does not look at."""
        if self._difference(self.test) != self.how:
            return False
        read = self.pair.baseline.footprint(engine.READ)
        near = merged([(a & ~15, (b + 15) & ~15) for a, b in merged(read)], ends=True)
        regions = []
        for region in self.test.regions:
            data = bytearray(len(region.data))
            for low, high in near:
                start = max(low, region.address) - region.address
                end = min(high, region.end) - region.address
                if start < end:
                    data[start:end] = region.data[start:end]
            regions.append(replace(region, data=bytes(data)))
        return self._keep(replace(self.test, regions=tuple(regions)))

    def _words(self) -> bool:
        """Zero words of memory, many at once first; then parts of those that matter."""
        improved = False
        places = list(_nonzero(self.test, WORD))
        size = len(places)
        while size >= 1 and self._left:
            for start in range(0, len(places), size):
                if not self._left:
                    return improved
                piece = [(n, at, b"\0" * WORD) for n, at in places[start : start + size]]
                improved = self._keep(_written(self.test, piece)) or improved
            size //= 2
        improved = self._real_words() or improved
        improved = self._alike() or improved
        for width in (8, 4, 2):
            for n, at in list(_nonzero(self.test, width)):
                if not self._left:
                    return improved
                held = int.from_bytes(self.test.regions[n].data[at : at + width], "little")
                if held > 1 and not self._part_of_float(n, at, width):
                    piece = [(n, at, (1).to_bytes(width, "little"))]
                    improved = self._keep(_written(self.test, piece)) or improved
        for width in (4, 2, 1):
            for n, at in _nonzero(self.test, width):
                if not self._left:
                    return improved
                if not self._part_of_float(n, at, width):
                    piece = [(n, at, b"\0" * width)]
                    improved = self._keep(_written(self.test, piece)) or improved
        for n, at in list(_nonzero(self.test, 1)):
            if not self._left:
                return improved
            byte = self.test.regions[n].data[at]
            if self._part_of_float(n, at, 1):
                continue
            for smaller in (1, byte // 2):
                if 0 < smaller < byte and self._keep(
                    _written(self.test, [(n, at, bytes([smaller]))])
                ):
                    improved = True
                    break
        return improved

    def _alike(self) -> bool:
        """Make what is the same in several places 1 there: the difference may need equals."""
        improved = False
        for width in (8, 4, 2):
            places: dict[bytes, list[tuple[int, int]]] = {}
            for n, at in _nonzero(self.test, width):
                places.setdefault(self.test.regions[n].data[at : at + width], []).append((n, at))
            for held, where in places.items():
                if not self._left:
                    return improved
                one = (1).to_bytes(width, "little")
                if len(where) < 2 or held == one:
                    continue
                if not any(self._part_of_float(n, at, width) for n, at in where):
                    piece = [(n, at, one) for n, at in where]
                    improved = self._keep(_written(self.test, piece)) or improved
        return improved

    def _real_words(self) -> bool:
        """Make floats in memory round."""
        improved = False
        for width in self.floats:
            for n, at in list(_nonzero(self.test, width)):
                if not self._left:
                    return improved
                held = int.from_bytes(self.test.regions[n].data[at : at + width], "little")
                for bits in _plainer_float(held, 8 * width):
                    piece = [(n, at, bits.to_bytes(width, "little"))]
                    if self._keep(_written(self.test, piece)):
                        improved = True
                        break
        return improved

    def _part_of_float(self, n: int, at: int, width: int) -> bool:
        """Whether other bytes at a place would turn a plain float into an odd one.

        The low bytes of its fraction may go; its sign and exponent may not.
        """
        for size in self.floats:
            start = at // size * size
            held = self.test.regions[n].data[start : start + size]
            if len(held) == size and at + width > start + size - 2 and _plain(held):
                return True
        return False

    def _shorter(self) -> bool:
        """Let pointers lead further on, or back: lists and trees get short.

        Not where an argument is `noalias`: two ways to one place might break its promise.
        """
        if any(s.noalias for s in self.pair.signature.slots):
            return False
        improved = False
        for slot in self.pair.signature.pointers:
            again = True
            while again and self._left:
                again = False
                held = argument(self.test, slot, self.stack)
                step = max([1, *promised(slot)])
                for target in _pointers_near(self.test, held):
                    moved = with_argument(self.test, slot, target, self.stack)
                    if target % step == 0 and self._keep(moved, shorter=True):
                        improved = again = True
                        break
        known = [argument(self.test, s, self.stack) for s in self.pair.signature.pointers]
        for n, at in list(_nonzero(self.test, WORD)):
            word = int.from_bytes(self.test.regions[n].data[at : at + WORD], "little")
            if not _leads_somewhere(self.test, word):
                continue
            for target in (0, *_pointers_near(self.test, word), *known[:6]):
                piece = [(n, at, target.to_bytes(WORD, "little"))]
                if target != word and self._keep(_written(self.test, piece), shorter=True):
                    improved = True
                    break
            known.append(word)
        return improved


# -- parts of a test ----------------------------------------------------------------


def argument(test: Test, slot: Slot, stack: int) -> int:
    """The live bits of an argument; `stack` is the address of the test's stack."""
    mask = (1 << slot.value.bits) - 1
    if slot.register == "stack":
        at = test.sp - stack + slot.number
        return int.from_bytes(test.stack[at : at + 16], "little") & mask
    return (test.x if slot.register == "x" else test.v)[slot.number] & mask


def with_argument(test: Test, slot: Slot, value: int, stack: int) -> Test:
    """The test with other live bits in an argument, and what their type demands above them."""
    bits = slot.value.bits
    mask = (1 << bits) - 1
    value &= mask
    if slot.value.kind == "int" and bits < 32:
        # AAPCS64 leaves these open, but clang's attributes may promise them.
        wide = value
        if "signext" in slot.value.attributes and value >> (bits - 1):
            wide = value | ~mask & 0xFFFFFFFF
        if {"signext", "zeroext"} & set(slot.value.attributes):
            value, mask = wide, 0xFFFFFFFF
    if slot.register == "stack":
        at = test.sp - stack + slot.number
        width = 16 if bits > 64 else 8
        old = int.from_bytes(test.stack[at : at + width], "little")
        new = (old & ~mask | value).to_bytes(width, "little")
        return replace(test, stack=test.stack[:at] + new + test.stack[at + width :])
    registers = list(test.x if slot.register == "x" else test.v)
    registers[slot.number] = registers[slot.number] & ~mask | value
    if slot.register == "x":
        return replace(test, x=tuple(registers))
    return replace(test, v=tuple(registers))


def _without_garbage(test: Test, slot: Slot, stack: int) -> Test:
    """The test with zeros above an argument's live bits, which AAPCS64 leaves open."""
    if slot.register == "stack" or slot.value.kind == "pointer":
        return test
    held = argument(test, slot, stack)
    registers = list(test.x if slot.register == "x" else test.v)
    registers[slot.number] = 0
    if slot.register == "x":
        return with_argument(replace(test, x=tuple(registers)), slot, held, stack)
    return with_argument(replace(test, v=tuple(registers)), slot, held, stack)


def _cleared(test: Test, x: list[int], v: list[int]) -> Test:
    general, vector = list(test.x), list(test.v)
    for n in x:
        general[n] = 0
    for n in v:
        vector[n] = 0
    return replace(test, x=tuple(general), v=tuple(vector))


def _with_region(test: Test, index: int, region: Region) -> Test:
    return replace(test, regions=(*test.regions[:index], region, *test.regions[index + 1 :]))


def _written(test: Test, pieces: list[tuple[int, int, bytes]]) -> Test:
    """The test with other bytes at places (region, offset)."""
    data: dict[int, bytearray] = {}
    for n, at, new in pieces:
        held = data.setdefault(n, bytearray(test.regions[n].data))
        held[at : at + len(new)] = new
    regions = [
        replace(r, data=bytes(data[n])) if n in data else r for n, r in enumerate(test.regions)
    ]
    return replace(test, regions=tuple(regions))


def _nonzero(test: Test, width: int) -> Iterator[tuple[int, int]]:
    """Places (region, offset) of aligned pieces of `width` bytes that are not all zero."""
    for n, region in enumerate(test.regions):
        data = region.data
        for page in range(0, len(data), 256):
            if data.count(0, page, page + 256) < min(256, len(data) - page):
                for at in range(page, min(page + 256, len(data)), width):
                    if data.count(0, at, at + width) < min(width, len(data) - at):
                        yield n, at


def _pointers_near(test: Test, address: int) -> list[int]:
    """The pointers in what is most likely one structure: the 64 bytes from an address on."""
    out = []
    for region in test.regions:
        if region.address <= address < region.end:
            at = address - region.address
            for start in range(at, min(at + 64, len(region.data) - WORD + 1), WORD):
                word = int.from_bytes(region.data[start : start + WORD], "little")
                if word != address and _leads_somewhere(test, word):
                    out.append(word)
    return out


def _leads_somewhere(test: Test, word: int) -> bool:
    return any(r.address <= word < r.end for r in test.regions)


# -- plainer values -------------------------------------------------------------------


def _towards_zero(slot: Slot, value: int) -> Iterator[int]:
    """Values of an integer argument that are nearer to zero and within its range."""
    bits = slot.value.bits
    signed = value - (1 << bits) if bits > 1 and value >> (bits - 1) else value
    tried = {value}
    step = 1 if signed > 0 else -1
    for smaller in (0, 1, -1, 2, 3, 4, 8, 16, 32, signed // 2, signed - 16 * step, signed - step):
        masked = smaller & ((1 << bits) - 1)
        if masked not in tried and abs(smaller) < abs(signed) and _in_range(slot, smaller):
            tried.add(masked)
            yield masked


def _in_range(slot: Slot, value: int) -> bool:
    for attribute in slot.value.attributes:
        found = _RANGE.fullmatch(attribute)
        if found is None:
            continue
        low, high = int(found[1]), int(found[2])
        # One that wraps around is left alone.
        if not low <= value < high:
            return False
    return True


def _plainer_float(bits: int, width: int) -> Iterator[int]:
    """Bit patterns of a float, or of a vector, that are simpler to look at."""
    if bits:
        yield 0
    forms = {32: ("<I", "<f"), 64: ("<Q", "<d")}
    if width not in forms:
        return
    whole, real = forms[width]
    value = struct.unpack(real, struct.pack(whole, bits))[0]
    for plain in (1.0, -1.0, 2.0, float(round(value)) if math.isfinite(value) else 0.0):
        if abs(plain) < 2**24 and plain != value:
            new = struct.unpack(whole, struct.pack(real, plain))[0]
            if _rank(plain) < _rank(value):
                yield new


def _plain(data: bytes) -> bool:
    """Whether bytes are a float of common size."""
    value: float = struct.unpack("<f" if len(data) == 4 else "<d", data)[0]
    return 1e-6 < abs(value) < 1e9


def _rank(value: float) -> float:
    """A measure of how far a float is from simple; it falls with each edit."""
    if not math.isfinite(value):
        return math.inf
    return abs(value) + (0.0 if value == round(value) else 2.0**60)


def _without_leftovers(effect: CallEffect, stub: Stub) -> CallEffect:
    """The effect with zeros in what a callee may leave behind and is no result."""
    x, v = [0] * len(effect.x), [0] * len(effect.v)
    for bank, number, bits in stub.results:
        mask = (1 << bits) - 1
        if bank == "x":
            x[number] = effect.x[number] & mask
        else:
            v[number] = effect.v[number] & mask
    if stub.returned is not None and stub.returned[0] == "x":
        x[0] = effect.x[0]
    return replace(effect, x=tuple(x), v=tuple(v), nzcv=0)


def _plainer_results(effect: CallEffect, stub: Stub) -> Iterator[CallEffect]:
    """The effect with one result smaller.

    Within its range; a pointer may be promised not to be null, and a callee that returns
    its argument does that.
    """
    if stub.returned is not None:
        return
    for n, (bank, number, bits) in enumerate(stub.results):
        kind = stub.kinds[n] if n < len(stub.kinds) else _ANYTHING
        low, high = stub.ranges[n] if n < len(stub.ranges) else (0, 0)
        for small in (0, 1, 2):
            if bank == "v" and kind == _FLOAT and small == 0 and effect.v[number]:
                yield replace(effect, v=(*effect.v[:number], 0, *effect.v[number + 1 :]))
            elif bank == "x" and kind == _INTEGER and (low >= high or low <= small < high):
                held = effect.x[number] & ((1 << bits) - 1)
                if held > small:
                    yield replace(effect, x=(*effect.x[:number], small, *effect.x[number + 1 :]))
