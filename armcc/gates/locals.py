"""Addresses of local variables that callees can reach, compared between two frames.

Baseline and candidate have frames of their own, so the same variable lies at two places.
What the micro-execution engine checks natively (engine.c, `same_locals`) is checked here
again, from what processes report, and what callees do to such variables is put into the
terms of either frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from armcc.function.contract import Frame
from armcc.gates.image import Image
from armcc.gates.program import NativeCall
from armcc.gates.state import STACK_BELOW, CallRecord, Reached, Region, Root, Test

BY_ARGUMENT, BY_MEMORY, BY_LOCAL = range(3)
WORD = 8


@dataclass
class Places:
    """Where a code keeps the baseline's local variables, as far as a run has shown.

    low, high: the frame: from the lowest address that is known of it to sp at entry.
    starts: by the number of the variable.
    """

    frame: Frame
    low: int
    high: int
    starts: dict[int, int] = field(default_factory=dict)

    def bind(self, number: int, start: int, known: Mapping[int, int], sp: int) -> bool:
        """Let variable `number` lie at `start`; False where it cannot.

        known: those that lie somewhere at the same time.  sp: what is below is not there.
        """
        local = self.frame.locals[number]
        end = start + local.size
        if start < max(sp, self.low) or end > self.high or start % local.alignment:
            return False
        for other, at in known.items():
            if other != number and start < at + self.frame.locals[other].size and at < end:
                return False
        self.starts[number] = start
        return True


def effects_in(
    image: Image,
    test: Test,
    calls: Sequence[CallRecord],
    places: Sequence[Mapping[int, int]] | None = None,
    registers: Sequence[Sequence[int]] | None = None,
) -> Test:
    """The test with what its calls do in the terms of one code's frame.

    calls: as the baseline made them.  places: for each call where the candidate has the
    variables, None for the baseline itself.  registers: for each call x0.. of the
    candidate.  A change of the frame that the callee cannot make is left out.
    """
    if not image.frame.locals:
        return test
    low, high = image.placement.stack, test.sp
    out = []
    for k, effect in enumerate(test.calls):
        call = calls[k] if k < len(calls) else None
        starts = {r.number: r.start for r in call.reached} if call is not None else {}
        to = starts if places is None or call is None else {n: places[k][n] for n in starts}
        sizes = {r.number: len(r.data) for r in call.reached} if call is not None else {}
        stub = image.stubs[call.stub] if call is not None else None
        open_ = call.open if call is not None and stub and stub.memory == "any" else 0
        patches: list[tuple[int, bytes]] = []
        for address, data in effect.patches:
            for at in range(0, len(data), WORD):
                piece, where = data[at : at + WORD], address + at
                if len(piece) == WORD:
                    word = int.from_bytes(piece, "little")
                    moved = _moved(word, low, high, starts, to, sizes)
                    piece = moved.to_bytes(WORD, "little")
                if low <= where < high:
                    found = _holder(where, len(piece), starts, sizes, open_)
                    if found is None:
                        continue
                    where += to[found] - starts[found]
                patches.append((where, piece))
        x = [_moved(v, low, high, starts, to, sizes) for v in effect.x]
        back = stub.returned if stub is not None else None
        if back is not None and back[0] == "x" and registers and low <= effect.x[0] < high:
            x[0] = registers[k][back[1]]
        out.append(replace(effect, x=tuple(x), patches=tuple(patches)))
    return test.but(calls=tuple(out))


def _holder(
    where: int, size: int, starts: Mapping[int, int], sizes: Mapping[int, int], which: int
) -> int | None:
    """Which variable of the set `which` holds all of some bytes."""
    for n, start in starts.items():
        if which >> n & 1 and start <= where and where + size <= start + sizes[n]:
            return n
    return None


def _moved(
    value: int,
    low: int,
    high: int,
    starts: Mapping[int, int],
    to: Mapping[int, int],
    sizes: Mapping[int, int],
) -> int:
    """An address in one of the variables, where another frame has it; else the value itself."""
    if not low <= value < high:
        return value
    for n, start in starts.items():
        if start <= value < start + sizes[n]:
            return value - start + to[n]
    return value


def argument_roots(call: CallRecord) -> frozenset[int]:
    """The numbers of the arguments that are addresses of local variables."""
    return frozenset(r.where for r in call.roots if r.kind == BY_ARGUMENT)


def call_difference_of_locals(
    image: Image,
    regions: tuple[Region, ...],
    number: int,
    calls: Sequence[CallRecord],
    got: NativeCall,
    places: Places,
) -> str:
    """How what a callee can reach of the frame differs from what the baseline's could; "".

    number: of the call, from 0.  calls: the baseline's.  places: is added to.
    """
    want = calls[number]
    kept = calls[number - 1].kept if number else 0
    known = {n: at for n, at in places.starts.items() if kept >> n & 1}
    if any(at < got.sp for at in known.values()):
        return "a local variable that others know of is no longer in the frame"
    for root in want.roots:
        value = _value(image, regions, want, root, got, places)
        if value is None:
            return "an address of a local variable is not where the baseline has it"
        if root.local in known:
            same = value == known[root.local] + root.offset
        else:
            same = places.bind(root.local, value - root.offset, known, got.sp)
        if not same:
            if root.kind == BY_ARGUMENT:
                return f"argument {root.where + 1} is the address of something else"
            return "an address in memory is that of something else"
        known[root.local] = places.starts[root.local]
    for reached in want.reached:
        have = _bytes(got, places, places.starts[reached.number], len(reached.data))
        if have is None or not _same_content(image, reached, have, want):
            return "a local variable holds something else"
    return ""


def _value(
    image: Image,
    regions: tuple[Region, ...],
    want: CallRecord,
    root: Root,
    got: NativeCall,
    places: Places,
) -> int | None:
    """The word of the report where the baseline has an address."""
    if root.kind == BY_ARGUMENT:
        bank, number, _ = image.stubs[want.stub].arguments[root.where]
        if bank == "stack":
            return int.from_bytes(got.stack[number : number + WORD], "little")
        return got.x[number] if bank == "x" else None
    if root.kind == BY_MEMORY:
        for region, data in zip(regions, got.memory, strict=True):
            if region.address <= root.where and root.where + WORD <= region.end:
                at = root.where - region.address
                return int.from_bytes(data[at : at + WORD], "little")
        return None
    held = _bytes(got, places, places.starts[root.holder] + root.where, WORD)
    return None if held is None else int.from_bytes(held, "little")


def _bytes(got: NativeCall, places: Places, address: int, size: int) -> bytes | None:
    at = address - places.low
    return got.frame[at : at + size] if at >= 0 and at + size <= len(got.frame) else None


def _same_content(image: Image, reached: Reached, have: bytes, want: CallRecord) -> bool:
    """Whether all bytes that have content are the same, addresses of variables left out.

    A place in a literal of the candidate's own counts as the baseline's.
    """
    if have != reached.data and image.twins:
        whole = bytearray(have)
        for at in range(-reached.start % WORD, len(have) - WORD + 1, WORD):
            word = int.from_bytes(have[at : at + WORD], "little")
            whole[at : at + WORD] = image.translated(word).to_bytes(WORD, "little")
        have = bytes(whole)
    addresses = {r.where for r in want.roots if r.kind == BY_LOCAL and r.holder == reached.number}
    skipped = {n for at in addresses for n in range(at, at + WORD)}
    return all(
        a == b or not told or n in skipped
        for n, (a, b, told) in enumerate(zip(reached.data, have, reached.told, strict=True))
    )


def without_roots(
    regions: tuple[Region, ...], memory: tuple[bytes, ...], call: CallRecord
) -> tuple[bytes, ...]:
    """Memory at a call with zeros for the addresses of local variables, which lie elsewhere."""
    addresses = [r.where for r in call.roots if r.kind == BY_MEMORY]
    if not addresses:
        return memory
    out = []
    for region, data in zip(regions, memory, strict=True):
        inside = [a - region.address for a in addresses if region.address <= a < region.end]
        if inside:
            blank = bytearray(data)
            for at in inside:
                blank[at : at + WORD] = bytes(WORD)
            out.append(bytes(blank))
        else:
            out.append(data)
    return tuple(out)


def at_the_end(
    regions: tuple[Region, ...],
    expected: tuple[bytes, ...],
    actual: tuple[bytes, ...],
    starts: Mapping[int, int],
    places: Places,
    kept: int,
) -> tuple[bytes, ...]:
    """What a run leaves in memory, addresses of local variables as the baseline has them.

    They lead nowhere any more, but which is which must not be mixed up.
    starts: of the baseline's variables.  kept: the set of those that others know of.
    """
    bound = {n: at for n, at in places.starts.items() if kept >> n & 1}
    sizes = {n: places.frame.locals[n].size for n in starts}
    low = places.high - STACK_BELOW
    moved = any(at != starts[n] for n, at in bound.items())
    floor = min(starts.values(), default=0)
    ceiling = max((at + sizes[n] for n, at in starts.items()), default=0)
    out = []
    for region, want, got in zip(regions, expected, actual, strict=True):
        if want == got and (got == region.data or not moved):
            out.append(got)
            continue
        mended = bytearray(got)
        first = -region.address % WORD
        end = first + (len(want) - first) // WORD * WORD
        words = (memoryview(data)[first:end].cast("Q") for data in (want, got))
        for n, (a, b) in enumerate(zip(*words, strict=True)):
            if a == b and not floor <= a <= ceiling:
                continue
            at = first + n * WORD
            found = _holder(a, 1, starts, sizes, -1)
            if found is None and places.frame.ends:  # just behind one
                found = next((k for k, s in starts.items() if a == s + sizes[k]), None)
            if a == b:
                if found is not None and bound.get(found, starts[found]) != starts[found]:
                    mended[at] ^= 1  # the same number is another place here
                continue
            if found is None or not low <= b < places.high:
                continue
            if bound.setdefault(found, b - a + starts[found]) == b - a + starts[found]:
                mended[at : at + WORD] = want[at : at + WORD]
        out.append(bytes(mended))
    return tuple(out)


__all__ = [
    "Places",
    "argument_roots",
    "at_the_end",
    "call_difference_of_locals",
    "effects_in",
    "without_roots",
]
