"""Micro-execution: one function from one full machine state, in Unicorn.

Every access to memory is seen by a hook, so footprints are exact to the byte; every
executed block is seen, so coverage is exact.  Rules that hold at each instruction
(nothing below sp, sp aligned, unwind table true) are checked in `precise` runs.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import unicorn as uc
from unicorn import arm64_const as reg
from unicorn.unicorn_py3.unicorn import HOOK_CODE_CFUNC, HOOK_MEM_ACCESS_CFUNC

from armcc.gates import instructions
from armcc.gates.frame import FrameRules
from armcc.gates.image import EXECUTE, PAGE, READ, WRITE, Image
from armcc.gates.state import STACK_SIZE, Outcome, Test

_X = [getattr(reg, f"UC_ARM64_REG_X{n}") for n in range(31)]
_Q = [getattr(reg, f"UC_ARM64_REG_Q{n}") for n in range(32)]
_SP = reg.UC_ARM64_REG_SP
_PC = reg.UC_ARM64_REG_PC
_NZCV = reg.UC_ARM64_REG_NZCV
_FPCR = reg.UC_ARM64_REG_FPCR
_MEM_WRITE: int = uc.UC_MEM_WRITE

# Bytes for translated code; when full, Unicorn starts it anew.
TRANSLATION_BUFFER = 32 << 20


class Emulator:
    """One image in one Unicorn instance; `run` executes one test and forgets it.

    listing: the disassembly of the code under test, for precise runs.
    footprints: whether accesses are seen; without, a run shows only its trace and its end
        state, which is what costing needs, and takes a third of the time.
    """

    def __init__(
        self, image: Image, listing: tuple[str, ...] = (), footprints: bool = True
    ) -> None:
        self.image = image
        self.listing = listing
        self.precise = footprints and any(instructions.names_stack_pointer(t) for t in listing)
        self._uc: Any = uc.Uc(uc.UC_ARCH_ARM64, uc.UC_MODE_ARM)
        u = self._uc
        # The default is 1 GiB of address space for each instance.
        u.ctl_set_tcg_buffer_size(TRANSLATION_BUFFER)
        # Floating point and Advanced SIMD are trapped at reset: CPACR_EL1.FPEN = 0b11.
        u.reg_write(reg.UC_ARM64_REG_CPACR_EL1, 3 << 20)
        for segment in image.segments:
            address, data = segment.pages()
            protection = 0
            if segment.protection & READ:
                protection |= uc.UC_PROT_READ
            if segment.protection & WRITE:
                protection |= uc.UC_PROT_WRITE
            if segment.protection & EXECUTE:
                protection |= uc.UC_PROT_EXEC
            u.mem_map(address, len(data), protection)
            u.mem_write(address, data)
        self._stack = image.placement.stack
        self._return = image.placement.return_address
        u.mem_map(self._stack, STACK_SIZE, uc.UC_PROT_READ | uc.UC_PROT_WRITE)
        u.mem_map(self._return // PAGE * PAGE, PAGE, uc.UC_PROT_READ | uc.UC_PROT_EXEC)
        u.mem_write(self._return, b"\x00\x00\x20\xd4" * 16)  # brk #0
        self._mapped: list[tuple[int, int]] = []
        self._reads: list[tuple[int, int]] = []
        self._writes: list[tuple[int, int]] = []
        self._trace: list[tuple[int, int]] = []
        self._seen: set[tuple[int, int]] = set()
        self._count = 0
        self._accesses = 0
        self._limit = 0
        self._tracing = False
        self._entry_sp = 0
        self._broken = ""
        self._pc = 0
        self._fault: tuple[str, int, int] | None = None
        self._frame: FrameRules | None = None
        self._low, self._high = image.entry, image.entry + image.code_size
        self._hooks = [self._fast_hook(uc.UC_HOOK_BLOCK, HOOK_CODE_CFUNC, self._on_block)]
        if footprints:
            both = uc.UC_HOOK_MEM_READ | uc.UC_HOOK_MEM_WRITE
            self._hooks.append(self._fast_hook(both, HOOK_MEM_ACCESS_CFUNC, self._on_access))
        fault = u.hook_add(
            uc.UC_HOOK_MEM_READ_UNMAPPED
            | uc.UC_HOOK_MEM_WRITE_UNMAPPED
            | uc.UC_HOOK_MEM_READ_PROT
            | uc.UC_HOOK_MEM_WRITE_PROT,
            self._on_bad_access,
        )
        self._hooks.append(fault)
        self._code_hook: int | None = None

    def close(self) -> None:
        """Give the instance's memory back: the hooks keep it alive in a reference cycle."""
        for handle in self._hooks:
            self._uc.hook_del(handle)
        self._hooks = []
        if self._code_hook is not None:
            self._uc.hook_del(self._code_hook)
            self._code_hook = None

    def _fast_hook(self, kind: int, prototype: Any, callback: Callable[..., None]) -> int:
        """Add a hook whose callback is called by C directly.

        `Uc.hook_add` puts two Python functions in between, which doubles the time of the
        hooks that run most.  Its inner half is used as version 2.1.4, which is pinned,
        has it.  What such a callback raises would be lost: it must catch everything.
        """
        pointer = ctypes.cast(prototype(callback), prototype)
        handle: int = self._uc._Uc__do_hook_add(kind, pointer, 1, 0)
        return handle

    def _stop(self, e: BaseException) -> None:
        """End the run; `emu_start` raises `e`, as after an error in any other hook."""
        self._uc._hook_exception = e
        self._uc.emu_stop()

    # The hooks' signatures are Unicorn's.
    def _on_access(
        self, _handle: int, kind: int, address: int, size: int, _value: int, _key: int
    ) -> None:
        try:
            if self._stack <= address < self._entry_sp:
                self._on_stack(self._uc, address, size)
            elif kind == _MEM_WRITE:
                self._writes.append((address, size))
            else:
                self._reads.append((address, size))
            self._accesses += 1
            if self._accesses > self._limit:
                self._uc.emu_stop()
        except BaseException as e:
            self._stop(e)

    def _on_bad_access(self, _u: Any, kind: int, address: int, size: int, _v: int, _d: Any) -> bool:
        writing = kind in (uc.UC_MEM_WRITE_UNMAPPED, uc.UC_MEM_WRITE_PROT)
        self._fault = ("write" if writing else "read", address, size)
        return False

    def _on_stack(self, u: Any, address: int, size: int) -> None:
        if address + size > self._entry_sp:
            self._broken = self._broken or "an access spans the own and the caller's frame"
        if self._low <= self._pc < self._high and self._code_hook is not None:
            sp = u.reg_read(_SP)
            text = self.listing[(self._pc - self._low) // 4]
            moved = instructions.pre_index_of_sp(text)
            if address < min(sp, sp + moved):
                self._broken = self._broken or f"{text}: memory below sp at {address - sp:+d}"
        elif self._code_hook is None and not self.precise:
            # The code never names sp, so it owns no frame.
            self._broken = self._broken or "memory below sp"

    def _on_block(self, _handle: int, address: int, size: int, _key: int) -> None:
        try:
            self._count += size >> 2
            if self._tracing:
                self._trace.append((address, size))
            self._seen.add((address, size))
            if self._count > self._limit:
                self._uc.emu_stop()
        except BaseException as e:
            self._stop(e)

    def _on_code(self, u: Any, address: int, _size: int, _d: Any) -> None:
        self._pc = address
        if not self._low <= address < self._high:
            return
        text = self.listing[(address - self._low) // 4]
        sp = u.reg_read(_SP)
        if "[sp" in text and sp % 16:
            self._broken = self._broken or f"{text}: sp is not 16-byte aligned"
        if self._frame is not None:
            wrong = self._frame.violation(u, address - self._low, sp, self._entry_sp)
            if wrong:
                self._broken = self._broken or f"{text}: {wrong}"
        if self._broken:
            u.emu_stop()

    def run(
        self,
        test: Test,
        limit: int,
        trace: bool = False,
        frame: FrameRules | None = None,
    ) -> Outcome:
        """Run one test for at most `limit` instructions, and as many accesses to memory.

        trace: keep the executed blocks in order.  frame: check these at each instruction.
        """
        u = self._uc
        self._load(test)
        self._reads, self._writes, self._trace = [], [], []
        self._seen = set()
        self._count, self._accesses, self._limit, self._tracing = 0, 0, limit, trace
        self._entry_sp, self._broken, self._pc = test.sp, "", 0
        self._frame, self._fault = frame, None
        wanted = self.precise or frame is not None
        if wanted and self._code_hook is None:
            self._code_hook = u.hook_add(uc.UC_HOOK_CODE, self._on_code)
        status, detail = "return", ""
        try:
            u.emu_start(self.image.entry, self._return)
        except uc.UcError as e:
            status, detail = "fault", str(e).lower()
            if self._fault is not None:
                how, address, size = self._fault
                status = f"{how}-fault"
                detail = f"a {how} of {size} bytes at {place_of(address, test)}"
        if self._code_hook is not None and not self.precise:
            u.hook_del(self._code_hook)
            self._code_hook = None
        pc = u.reg_read(_PC)
        if self._broken:
            status, detail = "precise", self._broken
        elif status == "return" and max(self._count, self._accesses) > limit:
            status, detail = "limit", f"more than {limit} instructions or accesses"
        elif status == "return" and pc != self._return:
            status, detail = "fault", f"stopped at {pc:#x}"
        return Outcome(
            status=status,
            detail=detail,
            x=tuple(u.reg_read_batch(_X)),
            v=tuple(u.reg_read_batch(_Q)),
            sp=u.reg_read(_SP),
            fpcr=u.reg_read(_FPCR),
            memory=tuple(bytes(u.mem_read(r.address, len(r.data))) for r in test.regions),
            reads=tuple(self._reads),
            writes=tuple(self._writes),
            instructions=self._count,
            blocks=tuple(self._trace) if trace else tuple(self._seen),
            fault=None if self._fault is None else self._fault[1],
        )

    def _load(self, test: Test) -> None:
        u = self._uc
        fixed = {s.pages()[0] for s in self.image.writable}
        wanted = [(r.address, len(r.data)) for r in test.regions if r.address not in fixed]
        if wanted != self._mapped:
            for address, size in self._mapped:
                u.mem_unmap(address, size)
            self._mapped = []
            for address, size in wanted:
                u.mem_map(address, size, uc.UC_PROT_READ | uc.UC_PROT_WRITE)
                self._mapped.append((address, size))
        for r in test.regions:
            u.mem_write(r.address, r.data)
        u.mem_write(self._stack, test.stack)
        u.reg_write_batch(list(zip(_X, (*test.x[:30], self._return), strict=True)))
        u.reg_write_batch(list(zip(_Q, test.v, strict=True)))
        u.reg_write(_SP, test.sp)
        u.reg_write(_NZCV, test.nzcv << 28)
        u.reg_write(_FPCR, 0)


def place_of(address: int, test: Test) -> str:
    """An address in words that people can use: relative to the test's buffers."""
    best = ""
    distance = 1 << 20
    for region in test.regions:
        if region.address <= address < region.end:
            return f"{region.name}+{address - region.address:#x}"
        if 0 <= address - region.end < distance:
            distance = address - region.end
            best = f"{distance} bytes behind the end of {region.name}"
        if 0 < region.address - address < distance:
            distance = region.address - address
            best = f"{distance} bytes before the start of {region.name}"
    return best or f"{address:#x}"


def trace_offsets(image: Image, outcome: Outcome) -> list[int]:
    """The executed instructions of a traced run, as offsets into the code under test.

    An instruction outside it (a callee's) shows as -1.
    """
    out: list[int] = []
    low, high = image.entry, image.entry + image.code_size
    for address, size in outcome.blocks:
        for at in range(address, address + size, 4):
            out.append(at - low if low <= at < high else -1)
    return out


def covered(image: Image, outcome: Outcome) -> set[int]:
    """Offsets of the instructions of the code under test that the run executed."""
    out: set[int] = set()
    low, high = image.entry, image.entry + image.code_size
    for address, size in outcome.blocks:
        if low <= address < high:
            out.update(range(address - low, min(address + size, high) - low, 4))
    return out
