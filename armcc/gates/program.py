"""The executable that runs one function on many tests: harness, job and image in one file.

A static AArch64 program is written here byte by byte; no assembler and no linker run.
Its job holds inputs only.  What the harness reports is read back and checked here.  The
layout of job and report is described in harness.S.
"""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass, field, replace

from armcc.errors import Error
from armcc.gates import harness
from armcc.gates.image import EXECUTE, PAGE, READ, WRITE, Image, Segment
from armcc.gates.state import SLOT, SLOTS, STACK_SIZE, CallEffect, Placement, Region, Test

_HOME_SIZE = harness.SIZE + PAGE + 0x10000  # text, data and buffer, once they have moved
_STATE = struct.Struct("<34Q")
_EFFECT = struct.Struct("<22Q")
_V = struct.Struct("<64Q")
_EVENT = struct.Struct("<8Q32Q64Q64s")
_PAIR = struct.Struct("<2Q")
_MASK = 0xFFFFFFFFFFFFFFFF
_EVENT_WORD = 0x746E657665
_GREETING = b"armcc harness 1\n"
_FAREWELL = b"armcc farewell 1"
# Bytes below sp that hold what the test says; below them stands the same again.
_STACK_GIVEN = 1024
# adr x17, . ; mrs x16, tpidr_el0 ; br x16 ; udf #0
PLACE = struct.pack("<4I", 0x10000011, 0xD53BD050, 0xD61F0200, 0)
_KINDS = {"call": 0, "memcpy": 1, "memmove": 1, "memset": 2}
_CALL, _RETURN, _NORETURN, _CALLS = range(4)
ENDS = {_RETURN: "return", _NORETURN: "noreturn", _CALLS: "calls"}
# Registers that no callee keeps get these where the C library's memcpy stands in.
_GARBAGE = CallEffect(
    x=tuple(0x9E3779B97F4A7C15 * (n + 1) & _MASK for n in range(18)),
    v=tuple(0xC2B2AE3D27D4EB4F165667B19E3779F9 * (n + 1) % (1 << 128) for n in range(32)),
    nzcv=10,
    patches=(),
)


@dataclass(frozen=True)
class NativeCall:
    """The state when control reached a callee's stub.  x16 and x17 are not known.

    stub: its address.  stack: the 64 bytes from sp on.  memory: of the test's regions.
    frame: from `frame_low` to sp at entry, where addresses in it may get out.
    """

    stub: int
    x: tuple[int, ...]
    v: tuple[int, ...]
    sp: int
    stack: bytes = field(repr=False)
    memory: tuple[bytes, ...]
    frame: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class NativeOutcome:
    """State after one test.  x[16], x[17] and x[30] are not meaningful.

    ended: "return", "noreturn" (at a call that does not come back, the last of `calls`)
        or "calls" (at a call beyond those that the test foresees, the last of `calls`).
    caller: the caller's frame, from sp at entry to the end of the stack.
    nzcv: 4 bits; meaningful to no caller.  place: where control left the function.
    """

    x: tuple[int, ...]
    v: tuple[int, ...]
    sp: int
    fpcr: int
    memory: tuple[bytes, ...]
    calls: tuple[NativeCall, ...] = ()
    ended: str = "return"
    caller: bytes = field(default=b"", repr=False)
    nzcv: int = 0
    place: int = 0


@dataclass(frozen=True)
class Entry:
    """Where a test begins if not at the image's entry, and memory of its own with code.

    Where sp of such a test is not in the placement's stack, its stack is among its regions.
    """

    address: int
    code: tuple[Region, ...] = ()


class _Job:
    """Bytes of a job under construction, from offset 128 on; `put` holds equal ones once."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 16 * 8
        self._known: dict[bytes, int] = {}

    def append(self, data: bytes) -> int:
        """Where `data` lies, at a multiple of 16."""
        at = self.size
        self.parts.append(data)
        self.size += len(data)
        if self.size % 16:
            self.parts.append(bytes(-self.size % 16))
            self.size += -self.size % 16
        return at

    def put(self, data: bytes) -> int:
        """The same, for bytes that are likely to come again."""
        at = self._known.get(data)
        if at is None:
            at = self._known[data] = self.append(data)
        return at

    def words(self, values: list[int]) -> int:
        """Where the 8-byte words lie; 0 for none."""
        return self.append(struct.pack(f"<{len(values)}Q", *values)) if values else 0

    def finish(self) -> int:
        """Fill up to whole pages; the size."""
        self.append(bytes(-self.size % PAGE))
        return self.size


def _effect(job: _Job, effect: CallEffect) -> int:
    patches: list[int] = []
    for address, data in effect.patches:
        patches += [address, len(data), job.put(data)]
    head = _EFFECT.pack(
        effect.returns,
        len(effect.patches),
        job.words(patches),
        effect.nzcv << 28,
        *effect.x[:18],
    )
    return job.put(head + effect.vectors)


def stack_split(test: Test, image: Image) -> int:
    """Where, counted from the stack's start, the bytes begin that a test is given whole."""
    deepest = min((one.offset for one in image.frame.locals), default=0)
    below = test.sp - image.placement.stack - _STACK_GIVEN + deepest
    return min(max(0, below) // PAGE * PAGE, STACK_SIZE - PAGE)


def frame_low(test: Test, image: Image) -> int:
    """The lowest address of the own frame that is reported: sp at entry where none is."""
    if not image.frame.locals:
        return test.sp
    return min(test.sp, image.placement.stack + stack_split(test, image))


def _frame(test: Test, image: Image) -> tuple[Region, ...]:
    """The own frame, where others may look at it, and the caller's; () where sp is elsewhere."""
    above = test.sp - image.placement.stack
    if not 0 <= above < STACK_SIZE:
        return ()
    caller = Region(test.sp, test.stack[above:], "caller")
    if not image.frame.locals or (low := frame_low(test, image)) == test.sp:
        return (caller,)
    return Region(low, test.stack[low - image.placement.stack : above], "frame"), caller


def _code_pages(places: list[int]) -> dict[int, bytearray]:
    """The pages that calls and the return lead to; each is filled up with `brk #0`."""
    pages: dict[int, bytearray] = {}
    for address in places:
        for at, word in enumerate(struct.unpack("<4I", PLACE)[:3]):
            where = address + 4 * at
            page = pages.setdefault(where // PAGE * PAGE, bytearray(b"\0\0\x20\xd4" * (PAGE // 4)))
            struct.pack_into("<I", page, where % PAGE, word)
    return pages


def _maps(
    job: _Job, test: Test, entry: Entry | None, taken: list[tuple[int, int]]
) -> tuple[list[int], tuple[tuple[int, int, int], ...]]:
    """The words that describe a test's memory, and what decides whether it is mapped anew.

    taken: what is mapped for good.  A region gets a page without access on either side
    unless something else begins there.
    """
    both = int(READ | WRITE)
    regions = [(r, both) for r in test.regions]
    if entry is not None:
        regions += [(r, int(READ | EXECUTE)) for r in entry.code]
    words: list[int] = []
    shape = []
    for r, protection in regions:
        address, size = r.address, len(r.data)
        low, end = address - PAGE, address + size
        high = end + PAGE
        start = low
        for a, b in taken:
            if low < b and a < address:
                start = address
            if end < b and a < high:
                high = end
        words += [start, high - start, address, size, job.put(r.data), protection]
        shape.append((address, size, protection))
    return words, tuple(shape)


def _secret_place(size: int, taken: list[tuple[int, int]]) -> int:
    """A place for `size` bytes that nothing known to the function tells of.

    The upper half of a slot: what the placement deals out starts in lower halves.
    """
    for _ in range(100):
        half = SLOT * secrets.choice(SLOTS) + SLOT // 2
        at = half + PAGE * secrets.randbelow((SLOT // 4) // PAGE)
        if all(b <= at - PAGE or a >= at + size + PAGE for a, b in taken):
            taken.append((at, at + size))
            return at
    raise Error("tool", "no place was found for the harness")


def executables(
    images: list[Image],
    tests: list[Test],
    entries: list[Entry] | None = None,
    others: list[Test] | None = None,
) -> list[list[bytes]]:
    """One ELF file, in pieces, for each image, all with the same tests.

    images: with the same stubs, and of one placement but for stack and caller.  entries: for
    each test, where it begins if not at the image's entry.  others: the tests of all images
    but the first, where those have their stack elsewhere, or what calls do to the frame is
    said in other terms.
    Raises Error("tool") where the parts do not fit together.
    """
    image = images[0]
    kinds = {s.address: _KINDS.get(s.effect, 0) for i in images for s in i.stubs}
    if any(_surroundings(i) != _surroundings(image) for i in images) or any(
        _KINDS.get(s.effect, 0) != kinds[s.address] for i in images for s in i.stubs
    ):
        raise Error("tool", "the two codes are not in the same surroundings")
    # What is writable comes with the tests.
    fixed = [[s for s in i.segments if not s.protection & WRITE] for i in images]
    loaded = sorted({_extent(s) for segments in fixed for s in segments})

    def written(
        given: list[Test], image: Image
    ) -> tuple[_Job, list[int], int, list[tuple[int, int]]]:
        pages = _code_pages([image.placement.return_address, *kinds])
        if any(a < p + PAGE and p < b for p in pages for a, b in loaded):
            raise Error("tool", "a stub lies within the image")
        stack = image.placement.stack
        taken = [*loaded, (stack - PAGE, stack + STACK_SIZE + PAGE)]
        taken += [(p, p + PAGE) for p in pages]
        job = _Job()
        records: list[int] = []
        last: object = None
        for index, test in enumerate(given):
            entry = entries[index] if entries else None
            words, shape = _record(job, test, image, entry, taken)
            records += [int(shape != last or entry is not None), *words]
            last = shape
        code = [w for p, data in sorted(pages.items()) for w in (p, job.put(bytes(data)))]
        stubs = [word for pair in kinds.items() for word in pair]
        head = [len(given), job.words(records), 0, 0, len(pages), job.words(code)]
        head += [len(kinds), job.words(stubs), _effect(job, _GARBAGE)]
        head += [image.placement.return_address, stack, STACK_SIZE]
        taken += [(r.address - PAGE, r.end + PAGE) for t in given for r in t.regions]
        return job, head, job.finish(), taken

    job, head, size, taken = written(tests, image)
    out = []
    for number, (one, segments) in enumerate(zip(images, fixed, strict=True)):
        if number == 1 and others is not None:
            job, head, size, taken = written(others, one)
        home = _secret_place(_HOME_SIZE, taken)
        away = _secret_place(size, taken)
        first = struct.pack("<16Q", size, home, away, *head, one.entry)
        out.append(_elf(segments, one, [first, *job.parts], size))
    return out


def _surroundings(image: Image) -> Placement:
    """The placement but for stack and caller."""
    return replace(image.placement, stacks=(), returns=())


def _extent(segment: Segment) -> tuple[int, int]:
    address, data = segment.pages()
    return address, address + len(data)


def _record(
    job: _Job, test: Test, image: Image, entry: Entry | None, taken: list[tuple[int, int]]
) -> tuple[list[int], object]:
    """The words of one test behind the first, and what memory it wants."""
    maps, shape = _maps(job, test, entry, taken)
    stack = image.placement.stack
    split = stack_split(test, image)
    blob = job.append(test.stack[split:])
    watched: list[int] = []
    for at, r in enumerate(test.regions):
        watched += [r.address, len(r.data), maps[6 * at + 4]]
    for frame in _frame(test, image):
        watched += [frame.address, len(frame.data), blob + frame.address - stack - split]
    back = image.placement.return_address
    registers = _STATE.pack(*test.x[:30], back, test.sp, test.nzcv << 28, 0)
    effects = [_effect(job, e) for e in test.calls]
    words = [len(maps) // 6, job.words(maps), job.append(registers + test.vectors)]
    words += [len(watched) // 3, job.words(watched), len(effects), job.words(effects)]
    words += [stack + split, blob, STACK_SIZE - split]
    return [*words, 0 if entry is None else entry.address, 0, 0, 0, 0], shape


def _elf(segments: list[Segment], image: Image, job: list[bytes], size: int) -> list[bytes]:
    """Program headers for harness, job and segments; only the function's own is code."""
    text = min(_extent(s)[0] for s in segments) - 16 * PAGE - size - harness.SIZE
    if text < 16 * PAGE:
        raise Error("tool", "the tests are too many for the room below the image")
    loads = [(text, harness.SIZE, READ | EXECUTE), (text + harness.SIZE, size, READ)]
    pieces = [harness.CODE, *job]
    for s in sorted(segments, key=lambda s: s.address):
        address, data = s.pages()
        own = s.address <= image.entry < s.end
        loads.append((address, len(data), READ | (s.protection & EXECUTE if own else 0)))
        pieces.append(data)
    if 64 + 56 * (len(loads) + 1) > PAGE:
        raise Error("tool", "the image has too many segments")
    headers = []
    offset = PAGE
    for address, length, protection in loads:
        # PF_R is 4 and PF_X is 1: the other way round than in PROT_*.
        flags = 4 | (protection & EXECUTE) >> 2
        headers.append(
            struct.pack("<2I6Q", 1, flags, offset, address, address, length, length, PAGE)
        )
        offset += length
    # PT_GNU_STACK; without it Linux makes all that is readable executable.
    headers.append(struct.pack("<2I6Q", 0x6474E551, 6, 0, 0, 0, 0, 0, 16))
    # ELFCLASS64, little endian; ET_EXEC, EM_AARCH64.
    head = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + struct.pack(
        "<2HI3QI6H", 2, 183, 1, text, 64, 0, 0, 64, 56, len(headers), 0, 0, 0
    )
    return [(head + b"".join(headers)).ljust(PAGE, b"\0"), *pieces]


def report_limit(tests: list[Test]) -> int:
    """The most bytes that a report of these tests can have."""
    total = len(_GREETING) + len(_FAREWELL)
    for t in tests:
        size = sum(len(r.data) for r in t.regions) + STACK_SIZE
        # Every second line of 16 bytes may differ: a header each.
        total += (len(t.calls) + 1) * (_EVENT.size + 16 + size + size // 2)
    return total


class BadReportError(Exception):
    """A report that no honest harness writes."""


def greeted(report: bytes | bytearray) -> bool:
    """Whether the harness got as far as the first test."""
    return bytes(report[:16]) == _GREETING


def read_report(
    report: bytes | bytearray, image: Image, tests: list[Test]
) -> tuple[list[NativeOutcome], bool]:
    """The outcomes of the tests that are reported in full, and whether all came and no more.

    Raises BadReportError where the words are not what the harness can have written: a
    function under test got hold of them.
    """
    out: list[NativeOutcome] = []
    at = 16
    for number, test in enumerate(tests):
        calls: list[NativeCall] = []
        ranges = (*test.regions, *_frame(test, image))
        count = len(test.regions)
        while True:
            if at + _EVENT.size > len(report):
                return out, False
            words = _EVENT.unpack_from(report, at)
            at += _EVENT.size
            wanted = (_EVENT_WORD, number, len(calls))
            if words[:3] != wanted or words[3] > _CALLS or words[7]:
                raise BadReportError(f"test {number}: the report is out of order")
            how, place, fpcr = words[3:6]
            memory, at, whole = _memory(report, at, ranges)
            if not whole:
                return out, False
            x, sp = words[8:39], words[39]
            v = tuple([words[n] | words[n + 1] << 64 for n in range(40, 104, 2)])
            if how != _RETURN:
                frame = memory[count] if len(memory) == count + 2 else b""
                calls.append(NativeCall(place, x, v, sp, words[104], memory[:count], frame))
                foreseen = len(calls) <= len(test.calls)
                comes_back = foreseen and test.calls[len(calls) - 1].returns
                if how != (_CALLS if not foreseen else _CALL if comes_back else _NORETURN):
                    raise BadReportError(f"test {number}: a call ends as none can")
            if how != _CALL:
                ended = ENDS[how]
                caller = b"".join(memory[count:][-1:])
                own = memory[:count]
                done = NativeOutcome(
                    x, v, sp, fpcr, own, tuple(calls), ended, caller, words[6] >> 28, place
                )
                out.append(done)
                break
    return out, bytes(report[at:]) == _FAREWELL


def _memory(
    report: bytes | bytearray, at: int, ranges: tuple[Region, ...]
) -> tuple[tuple[bytes, ...], int, bool]:
    """The content of the watched ranges from what differs, where the report goes on, whether whole.

    A range that is as it was at entry is the very object of the test: comparing is free.
    """
    changed: dict[int, bytearray] = {}
    index, end = 0, 0
    while True:
        if at + 16 > len(report):
            return (), at, False
        address, size = _PAIR.unpack_from(report, at)
        at += 16
        if not size:
            break
        while index < len(ranges) and not ranges[index].address <= address < ranges[index].end:
            index, end = index + 1, 0
        if index == len(ranges) or address < end or address + size > ranges[index].end:
            raise BadReportError("a stretch of memory that is no test's")
        if size % 16 or address % 16:
            raise BadReportError("a stretch of memory of odd size")
        if at + size > len(report):
            return (), at, False
        data = changed.get(index)
        if data is None:
            data = changed[index] = bytearray(ranges[index].data)
        offset = address - ranges[index].address
        data[offset : offset + size] = memoryview(report)[at : at + size]
        end = address + size
        at += size
    if not changed:
        return tuple([r.data for r in ranges]), at, True
    return (
        tuple([bytes(changed[i]) if i in changed else r.data for i, r in enumerate(ranges)]),
        at,
        True,
    )
