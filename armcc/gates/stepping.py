"""Where two engines disagree on one test: the first instruction that they do differently.

Unicorn executes the test instruction by instruction.  Each step then becomes a test of
its own for the second engine: the state before it, the memory that it touches, and code
of which nothing is left but this instruction.  So an earlier difference cannot hide a
later one, and the instruction that is found is wrong in one of the engines by itself.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import unicorn as uc
from unicorn import arm64_const as reg

from armcc.gates.image import EXECUTE, PAGE, WRITE, Image
from armcc.gates.native import NativeRunError, run_native
from armcc.gates.program import PLACE, Entry, NativeOutcome
from armcc.gates.state import SLOT, SLOTS, STACK_SIZE, Region, Test

MOST_STEPS = 3000
_AT_ONCE = 400
# Where what follows an instruction leads; free, and within reach of `bl` from all code.
_LANDING = 0x2780_0000
_KEPT_LANDING = 16  # the one that brings x16 and x17 along, in x0 and x1
_BL, _B = 0x94000000, 0x14000000
_X = [getattr(reg, f"UC_ARM64_REG_X{n}") for n in range(31)]
_Q = [getattr(reg, f"UC_ARM64_REG_Q{n}") for n in range(32)]


@dataclass(frozen=True)
class State:
    """Registers before an instruction; nzcv has 4 bits."""

    pc: int
    x: tuple[int, ...]
    v: tuple[int, ...]
    sp: int
    nzcv: int
    fpcr: int


@dataclass(frozen=True)
class Step:
    """One instruction as Unicorn did it: state and touched pages before and after."""

    before: State
    after: State
    pages: tuple[Region, ...]
    results: tuple[bytes, ...]
    literals: tuple[int, ...]  # addresses of words of code that it read as data


@dataclass(frozen=True)
class Disagreement:
    """number: of the executed instruction, from 0.  offset: into the code.

    difference: what the second engine makes of it, and what Unicorn.
    """

    number: int
    offset: int
    text: str
    difference: str

    def sentence(self) -> str:
        """For people."""
        return (
            f"the engines differ at +{self.offset:#x}: {self.text}: {self.difference} "
            f"(executed instruction {self.number})"
        )


def first_disagreement(
    image: Image, listing: tuple[str, ...], test: Test, workdir: str, most: int = MOST_STEPS
) -> Disagreement | None:
    """The first instruction of the test that the engines execute differently.

    listing: of the code under test.  None where each instruction by itself gives the same
    in both (among the first `most`): then what differs is how one of them puts several
    together.  Raises Error("tool") where the second engine does not run.
    """
    number = 0
    chunk: list[Step] = []
    for step in steps(image, test, most):
        chunk.append(step)
        if len(chunk) == _AT_ONCE:
            found = _first(image, listing, chunk, number, workdir)
            if found is not None:
                return found
            number += len(chunk)
            chunk = []
    return _first(image, listing, chunk, number, workdir) if chunk else None


def _first(
    image: Image, listing: tuple[str, ...], chunk: list[Step], number: int, workdir: str
) -> Disagreement | None:
    ready = [_prepare(image, s, _text(image, listing, s)) for s in chunk]
    tests, entries = [t for t, _ in ready], [e for _, e in ready]
    dead = ""
    try:
        outcomes = run_native(_surroundings(image), tests, workdir, entries)
    except NativeRunError as e:
        dead = e.detail
        outcomes = run_native(
            _surroundings(image), tests[: e.reported], workdir, entries[: e.reported]
        )
    for at, (step, got) in enumerate(zip(chunk, outcomes, strict=False)):
        text = _text(image, listing, step)
        wrong = _difference(image, step, got, text)
        if wrong:
            return Disagreement(number + at, step.before.pc - image.entry, text, wrong)
    if dead:
        step = chunk[len(outcomes)]
        text = _text(image, listing, step)
        offset = step.before.pc - image.entry
        wrong = f"{dead.split(' after ')[0]} where Unicorn goes on"
        return Disagreement(number + len(outcomes), offset, text, wrong)
    return None


def _text(image: Image, listing: tuple[str, ...], step: Step) -> str:
    index = (step.before.pc - image.entry) // 4
    return listing[index] if 0 <= index < len(listing) else "?"


def _surroundings(image: Image) -> Image:
    """The image with the harness's stack where no step's memory is, and no callee real."""
    used = {image.placement.stack // SLOT, image.placement.return_address // SLOT}
    used |= {h // SLOT for h in image.placement.heaps}
    used |= {image.placement.image // SLOT, *(a // SLOT for a in image.placement.arenas[:40])}
    free = next((n for n in SLOTS if n not in used), 63)
    where = image.placement
    moved = replace(where, stacks=(free * SLOT + 0x5000,))
    stubs = tuple(replace(s, effect="call") for s in image.stubs)
    return replace(image, placement=moved, stubs=stubs)


def _prepare(image: Image, step: Step, text: str) -> tuple[Test, Entry]:
    landing = _landing(image)
    code: list[Region] = []
    low, high = image.entry, image.entry + image.code_size
    link = not _changes_link(text)
    for page in range(low // PAGE * PAGE, high, PAGE):
        data = bytearray()
        for at in range(page, page + PAGE, 4):
            if at == step.before.pc or at in step.literals:
                data += _word(image, at)
                continue
            target = landing + (_KEPT_LANDING if _names_veneer(text) else 0)
            word = (_BL if link else _B) | ((target - at) >> 2) & 0x03FFFFFF
            data += struct.pack("<I", word)
        code.append(Region(page, bytes(data), "code"))
    b = step.before
    # mov x0, x16 ; mov x1, x17 ; and on
    places = PLACE + struct.pack("<2I", 0xAA1003E0, 0xAA1103E1) + PLACE
    start = b.pc
    if _names_veneer(text):
        # The harness enters by x16: ldr x16, .+8 ; b to the instruction ; x16
        start = landing + len(places)
        there = _B | ((b.pc - start - 4) >> 2) & 0x03FFFFFF
        places += struct.pack("<2IQ", 0x58000050, there, b.x[16])
    code.append(Region(landing, places.ljust(PAGE, b"\0"), "landing"))
    test = Test(b.x, b.v, b.sp, b.nzcv, step.pages, bytes(STACK_SIZE), "")
    return test, Entry(start, tuple(code))


def _landing(image: Image) -> int:
    return image.placement.image + _LANDING


def _word(image: Image, at: int) -> bytes:
    for s in image.segments:
        if s.address <= at and at + 4 <= s.end:
            return s.data[at - s.address : at - s.address + 4]
    return bytes(4)


def _changes_link(text: str) -> bool:
    return text.startswith("bl") or re.search(r"\b[wx]30\b|\blr\b", text) is not None


def _names_veneer(text: str) -> bool:
    return re.search(r"\b[wx]1[67]\b", text) is not None


def _difference(image: Image, step: Step, got: NativeOutcome, text: str) -> str:
    """What is not as in Unicorn after one step; "" for nothing."""
    want = step.after
    if got.fpcr != want.fpcr:
        return f"fpcr is {got.fpcr:#x} instead of {want.fpcr:#x}"
    pairs = [(f"x{n}", got.x[n], want.x[n]) for n in range(31) if n not in (16, 17, 30)]
    landed = _landing(image) <= got.place < _landing(image) + PAGE
    if landed and _names_veneer(text):
        pairs = [*pairs[2:], ("x16", got.x[0], want.x[16]), ("x17", got.x[1], want.x[17])]
    linked = landed and not _changes_link(text)
    if not linked:
        pairs.append(("x30", got.x[30], want.x[30]))
    pairs += [("sp", got.sp, want.sp), ("nzcv", got.nzcv, want.nzcv)]
    pairs += [(f"v{n}", got.v[n], want.v[n]) for n in range(32)]
    if linked:
        pairs.append(("the next instruction", got.x[30] - 4, want.pc))
    elif not landed:
        pairs.append(("the next instruction", got.place, want.pc))
    for name, theirs, ours in pairs:
        if theirs != ours:
            return f"{name} is {theirs:#x} instead of {ours:#x}"
    for page, theirs_, ours_ in zip(step.pages, got.memory, step.results, strict=True):
        if theirs_ != ours_:
            at = next(i for i, (a, b) in enumerate(zip(theirs_, ours_, strict=True)) if a != b)
            where = page.address + at
            return f"memory at {where:#x} is {theirs_[at]:#04x} instead of {ours_[at]:#04x}"
    return ""


def steps(image: Image, test: Test, most: int) -> Iterator[Step]:
    """The instructions of a test as Unicorn executes them, at most so many.

    Ends where the function returns, faults, or makes a call that the test does not foresee.
    """
    machine = Machine(image, test)
    calls = 0
    for _ in range(most):
        pc = machine.pc()
        stub = next((s for s in image.stubs if s.address == pc), None)
        if pc == image.placement.return_address:
            return
        if stub is None:
            if not image.entry <= pc < image.entry + image.code_size:
                return
            step = machine.step()
            if step is None:
                return
            yield step
            continue
        if stub.effect != "call":
            machine.memory_function(stub.effect)
            continue
        if calls == len(test.calls) or not test.calls[calls].returns:
            return
        machine.call(test, calls)
        calls += 1


class Machine:
    """Unicorn with one test loaded."""

    def __init__(self, image: Image, test: Test) -> None:
        self.image = image
        self._uc: Any = uc.Uc(uc.UC_ARCH_ARM64, uc.UC_MODE_ARM)
        u = self._uc
        # As the other engine's `-cpu max`.
        u.ctl_set_cpu_model(reg.UC_CPU_ARM64_MAX)
        u.ctl_set_tcg_buffer_size(32 << 20)
        u.reg_write(reg.UC_ARM64_REG_CPACR_EL1, 3 << 20)
        mapped: set[int] = set()

        def put(address: int, data: bytes, protection: int) -> None:
            for page in range(address // PAGE * PAGE, address + len(data), PAGE):
                if page not in mapped:
                    mapped.add(page)
                    u.mem_map(page, PAGE, protection)
            u.mem_write(address, data)

        for s in image.segments:
            if not s.protection & WRITE:
                put(
                    *s.pages(), uc.UC_PROT_READ | (uc.UC_PROT_EXEC if s.protection & EXECUTE else 0)
                )
        for r in test.regions:
            put(r.address, r.data, uc.UC_PROT_READ | uc.UC_PROT_WRITE)
        put(image.placement.stack, test.stack, uc.UC_PROT_READ | uc.UC_PROT_WRITE)
        for place in (image.placement.return_address, *(s.address for s in image.stubs)):
            put(place, b"\0\0\x20\xd4", uc.UC_PROT_READ | uc.UC_PROT_EXEC)
        u.reg_write_batch(
            list(zip(_X, (*test.x[:30], image.placement.return_address), strict=True))
        )
        u.reg_write_batch(list(zip(_Q, test.v, strict=True)))
        u.reg_write(reg.UC_ARM64_REG_SP, test.sp)
        u.reg_write(reg.UC_ARM64_REG_NZCV, test.nzcv << 28)
        u.reg_write(reg.UC_ARM64_REG_FPCR, 0)
        u.reg_write(reg.UC_ARM64_REG_PC, image.entry)
        self._pages: dict[int, bytes] = {}
        self._literals: list[int] = []
        u.hook_add(uc.UC_HOOK_MEM_READ | uc.UC_HOOK_MEM_WRITE, self._on_access)

    def _on_access(self, u: Any, _k: int, address: int, size: int, _v: int, _d: Any) -> None:
        for page in range(address // PAGE * PAGE, address + size, PAGE):
            if page not in self._pages:
                self._pages[page] = bytes(u.mem_read(page, PAGE))
        if self.image.entry // PAGE * PAGE <= address < self.image.entry + self.image.code_size:
            self._literals += range(address // 4 * 4, address + size, 4)

    def pc(self) -> int:
        """Where it stands."""
        pc: int = self._uc.reg_read(reg.UC_ARM64_REG_PC)
        return pc

    def _state(self) -> State:
        u = self._uc
        return State(
            self.pc(),
            tuple(u.reg_read_batch(_X)),
            tuple(u.reg_read_batch(_Q)),
            u.reg_read(reg.UC_ARM64_REG_SP),
            u.reg_read(reg.UC_ARM64_REG_NZCV) >> 28,
            u.reg_read(reg.UC_ARM64_REG_FPCR),
        )

    def step(self) -> Step | None:
        """Execute one instruction; None where it faults."""
        before = self._state()
        self._pages, self._literals = {}, []
        try:
            self._uc.emu_start(before.pc, 0, count=1)
        except uc.UcError:
            return None
        fixed = {
            page
            for s in self.image.segments
            if not s.protection & WRITE
            for page in range(s.pages()[0], s.pages()[0] + len(s.pages()[1]), PAGE)
        }
        pages = tuple(
            Region(p, data, "page") for p, data in sorted(self._pages.items()) if p not in fixed
        )
        results = tuple(bytes(self._uc.mem_read(r.address, PAGE)) for r in pages)
        return Step(before, self._state(), pages, results, tuple(self._literals))

    def call(self, test: Test, number: int) -> None:
        """What the test's call does."""
        effect = test.calls[number]
        u = self._uc
        for address, data in effect.patches:
            u.mem_write(address, data)
        u.reg_write_batch(list(zip(_X[:18], effect.x, strict=True)))
        low = (1 << 64) - 1
        for n, value in enumerate(effect.v):
            old = u.reg_read(_Q[n]) & low if 8 <= n < 16 else value & low
            u.reg_write(_Q[n], value >> 64 << 64 | old)
        u.reg_write(reg.UC_ARM64_REG_NZCV, effect.nzcv << 28)
        u.reg_write(reg.UC_ARM64_REG_PC, u.reg_read(_X[30]))

    def memory_function(self, name: str) -> None:
        """What the C library's function of that name does."""
        u = self._uc
        to, source, count = u.reg_read_batch(_X[:3])
        data = bytes([source & 255]) * count if name == "memset" else u.mem_read(source, count)
        u.mem_write(to, bytes(data))
        u.reg_write(reg.UC_ARM64_REG_PC, u.reg_read(_X[30]))
