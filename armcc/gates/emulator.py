"""Micro-execution: one function from one full machine state, in Unicorn.

Every access to memory, every instruction and every decision is seen by the native engine
(engine.c), so footprints are exact to the byte and coverage to the outcome of a select.
"""

from __future__ import annotations

import ctypes
import mmap
import re
import struct
from typing import Any

import unicorn as uc
from unicorn import arm64_const as reg

from armcc.function.prototypes import Variant
from armcc.gates import engine, instructions
from armcc.gates.dataflow import computes
from armcc.gates.decisions import (
    comparison,
    decision,
    dropped,
    makes_nans,
    setter,
    stored,
    vanishes,
)
from armcc.gates.frame import FrameRules, saved_name
from armcc.gates.image import (
    CANDIDATE_BASE,
    EXECUTE,
    PAGE,
    READ,
    UNDEFINED_BASE,
    WRITE,
    Image,
    Segment,
)
from armcc.gates.state import (
    STACK_SIZE,
    CallEffect,
    CallRecord,
    Outcome,
    Reached,
    Root,
    Test,
    unpacked_vectors,
)

# Bytes for translated code; when full, Unicorn starts it anew.
TRANSLATION_BUFFER = 32 << 20
# Memory is mapped in pieces of this size and stays mapped from one test to the next:
# mapping costs 40 us, a small test 5.
WINDOW = 1 << 20
MOST_WINDOWS = 48
# So often windows are looked for until none of a test's takes another's place.
ARRANGEMENTS = 8
FRAME_RULES = engine.FRAME | engine.FRAME_AT_CALLS
MOST_REGIONS = 128
MOST_CALLS = 64
MOST_PATCHES = 16384
# Contents of local variables, at all calls of one run, in bytes.
MOST_FRAMES = 1 << 20
LOG = 2048
TRACE = 1 << 17
TAPS = 1 << 16
NOISE_SLACK = 4096

_RET = bytes.fromhex("c0035fd6")
_BRK = bytes.fromhex("000020d4")
_BANK = {"x": 0, "v": 1, "stack": 2}
_EFFECT = {"call": 0, "memmove": 1, "memset": 2, "memcpy": 3}
_MEMORY = {"any": 0, "read": 1, "none": 2}
_ROW = struct.Struct("<9Q")  # a region of the engine
_TAP = struct.Struct("<4Q")  # an access of the engine
_END = struct.Struct("<97Q")  # x, v, sp and fpcr at the end of a run
_BASE = re.compile(r"\[x(\d+)")


class Memory:
    """Zeroed host memory of whole pages; `address` is where it lies in this process."""

    def __init__(self, size: int) -> None:
        self._map = mmap.mmap(-1, max(size, 1))
        self._view = (ctypes.c_char * max(size, 1)).from_buffer(self._map)
        self.address: int = ctypes.addressof(self._view)


class Plane:
    """What the engine keeps beside the bytes of a window: for the baseline's instance alone."""

    def __init__(self, size: int) -> None:
        self.shadow = Memory(size)
        self.initial = Memory(size)
        self.epoch = Memory(size // 8 + 64)
        self.used = Memory(size)


class Window:
    """Guest memory mapped from `address` on; `pages` says which were touched, where lazy."""

    def __init__(self, address: int, size: int, plane: Plane) -> None:
        self.address = address
        self.size = size
        self.live = Memory(size)
        self.pages = Memory(size // PAGE + 8)
        self.plane = plane
        # By how much an address of the guest differs from where this process has it.
        self.to_live = self.live.address - address
        self.to_shadow = plane.shadow.address - address
        self.to_initial = plane.initial.address - address
        self.to_epoch = plane.epoch.address - address // 8
        self.to_pages = self.pages.address - address // PAGE
        self.to_used = plane.used.address - address


class Emulator:
    """One image in one Unicorn instance; `run` executes one test and forgets it.

    listing: the disassembly of the code under test.
    footprints: whether instructions and decisions are seen; without, a run shows only its
        trace and its end state, which is what costing needs, and takes half of the time.
    peer: for a candidate, the baseline's emulator, to be compared with (armcc/gates/pair.py).
    """

    def __init__(
        self,
        image: Image,
        listing: tuple[str, ...] = (),
        footprints: bool = True,
        peer: Emulator | None = None,
        strict_alignment: bool = False,
    ) -> None:
        self.image = image
        self.listing = listing
        self.library = engine.library()
        self.peer = peer
        count = image.code_size // 4
        self._keep: list[Any] = []
        self.machine: Any = engine.Machine()
        m = self.machine
        self._uc: Any = uc.Uc(uc.UC_ARCH_ARM64, uc.UC_MODE_ARM)
        u = self._uc
        # The default, a Cortex-A72, knows no dot products and no half precision.
        u.ctl_set_cpu_model(reg.UC_CPU_ARM64_MAX)
        # The default is 1 GiB of address space for each instance.
        u.ctl_set_tcg_buffer_size(TRANSLATION_BUFFER)
        # Floating point and Advanced SIMD are trapped at reset: CPACR_EL1.FPEN = 0b11.
        u.reg_write(reg.UC_ARM64_REG_CPACR_EL1, 3 << 20)
        m.uc = u._uch.value
        m.flags = (engine.PRECISE if footprints else 0) | (engine.CANDIDATE if peer else 0)
        m.flags |= engine.STRICT if strict_alignment else 0
        m.entry, m.code_low, m.code_high = image.entry, image.entry, image.entry + image.code_size
        m.return_to = image.placement.return_address
        self.covered: Any = (ctypes.c_uint8 * max(count, 1))()
        m.covered = ctypes.addressof(self.covered)
        m.instructions = self._array(_instructions(listing, count))
        m.names_sp = int(any(instructions.names_stack_pointer(t) for t in listing))
        self._stubs(image)
        self._stack(image)
        m.regions = self._array((engine.Region * MOST_REGIONS)())
        self.regions: Any = self._keep[-1]
        self._windows: dict[int, Window] = {}
        self.mapped = 0  # how often a window was mapped
        self._peer_mapped = 0
        self._fixed: list[tuple[int, int, int]] = []  # start, end, flags
        for segment in image.segments:
            self._map_segment(segment)
        # A candidate returns to all of its places in turn.
        m.return_places[:] = image.placement.returns
        for back in image.placement.returns if peer else (m.return_to,):
            page = back // PAGE * PAGE
            u.mem_map(page, PAGE, uc.UC_PROT_READ | uc.UC_PROT_EXEC)
            u.mem_write(back, _BRK)
        m.calls = self._array((engine.Call * MOST_CALLS)())
        self.calls: Any = self._keep[-1]
        m.max_calls = MOST_CALLS
        m.patches = self._array((engine.Patch * MOST_PATCHES)())
        self.patches: Any = self._keep[-1]
        m.max_patches = MOST_PATCHES
        m.log = self._array((engine.Access * LOG)())
        self.log: Any = self._keep[-1]
        m.log_capacity = LOG
        m.generator = self._array(engine.Generator())
        self.generator: Any = self._keep[-1]
        m.order = self._array((ctypes.c_uint16 * engine.MOST_STEPS)())
        self._trace_buffer: Any = None
        self._taps: Any = None
        self._prepare_generator(count)
        if peer is not None:
            m.peer = ctypes.addressof(peer.machine)
        flat = [number for twin in image.twins for number in twin]
        m.n_twins, m.twins = (
            len(image.twins),
            self._array((ctypes.c_uint64 * max(1, len(flat)))(*flat)),
        )
        self._layout: tuple[tuple[int, int, int], ...] = ()
        # Of each region of the layout, in this process: its content now, and at entry.
        self._live: list[int] = []
        self._initial: list[int] = []
        self._pools_of: object = None
        self._constants = b""
        self._ranges: Any = None
        self._stack_bytes = b""
        self._add_hooks(footprints)

    def close(self) -> None:
        """Give the instance's memory back; nothing can be run afterwards."""
        self._uc = None

    # -- setting up -------------------------------------------------------------

    def _array(self, array: Any) -> int:
        self._keep.append(array)
        return ctypes.addressof(array)

    def _prepare_generator(self, count: int) -> None:
        g = self.generator
        for field in ("site", "site_pointer", "site_data"):
            setattr(g, field, self._array((ctypes.c_uint8 * max(count, 1))()))
        g.gives_code = self._array((ctypes.c_uint8 * max(1, len(self.image.stubs)))())
        bounds = (ctypes.c_uint64 * 1)()
        g.bounds, g.n_bounds = self._array(bounds), 1
        g.special32, g.n_special32 = self._array((ctypes.c_uint64 * 1)()), 1
        g.special64, g.n_special64 = self._array((ctypes.c_uint64 * 1)()), 1
        g.state[0], g.state[1] = 0x9E3779B97F4A7C15, 0x243F6A8885A308D3

    def _stubs(self, image: Image) -> None:
        m = self.machine
        if not image.stubs:
            return
        low = min(s.address for s in image.stubs)
        array = (engine.Stub * len(image.stubs))()
        for stub in image.stubs:
            row = array[(stub.address - low) // 16]
            row.effect, row.returns = _EFFECT[stub.effect], int(stub.returns)
            row.memory = _MEMORY[stub.memory]
            row.n_arguments, row.n_results = len(stub.arguments), len(stub.results)
            for n, (bank, number, bits) in enumerate(stub.arguments):
                argument = row.arguments[n]
                argument.bank, argument.number, argument.bits = _BANK[bank], number, bits
                if n < len(stub.lanes) and makes_nans(self.listing):
                    argument.lane = stub.lanes[n]
                if n < len(stub.promises):
                    argument.promise = stub.promises[n]
            for n, (bank, number, bits) in enumerate(stub.results):
                result = row.results[n]
                result.bank, result.number, result.bits = _BANK[bank], number, bits
                row.kinds[n] = stub.kinds[n] if n < len(stub.kinds) else 3
                if n < len(stub.ranges):
                    row.low[n], row.high[n] = (v & (1 << 64) - 1 for v in stub.ranges[n])
            row.stack = stub.stack
            if stub.variants:
                row.n_variants = len(stub.variants)
                row.variants = self._array(self._variants(stub.variants))
            if stub.returned is not None:
                row.returned_bank = 1 + _BANK[stub.returned[0]]
                row.returned_number = stub.returned[1]
        m.stubs = self._array(array)
        m.stub_low, m.stub_high = low, low + 16 * len(image.stubs)
        size = -(-(m.stub_high - low) // PAGE) * PAGE
        self._uc.mem_map(low, size, uc.UC_PROT_READ | uc.UC_PROT_EXEC)
        self._uc.mem_write(low, (_RET + _BRK * 3) * len(image.stubs))

    def _variants(self, variants: tuple[Variant, ...]) -> Any:
        array = (engine.Variant * len(variants))()
        for row, variant in zip(array, variants, strict=True):
            row.mask = sum(1 << n for n in variant.arguments)
            row.gives = int(variant.gives)
            row.n_checks = len(variant.checks)
            for n, check in enumerate(variant.checks):
                to = row.checks[n]
                to.bank, to.number, to.bits = _BANK[check.bank], check.number, check.bits
                to.value, to.size = check.value, len(check.content)
                if check.content:
                    content = ctypes.create_string_buffer(check.content, len(check.content))
                    to.content = self._array(content)
        return array

    def _stack(self, image: Image) -> None:
        m = self.machine
        stack = image.placement.stack
        plane = self.peer._stack_window.plane if self.peer else Plane(STACK_SIZE)
        self._stack_window: Window = Window(stack, STACK_SIZE, plane)
        m.stack_places[:] = image.placement.stacks
        for place in image.placement.stacks if self.peer else (stack,):
            self._map(self._stack_window, uc.UC_PROT_READ | uc.UC_PROT_WRITE, place)
        noise = Memory(STACK_SIZE + NOISE_SLACK)
        self.noise: Memory = self.peer.noise if self.peer else noise
        m.stack_low, m.stack_high = stack, stack + STACK_SIZE
        m.stack_live = self._stack_window.live.address
        m.noise = self.noise.address
        m.lowest = stack
        # What gets out of a candidate's frame is held against what gets out of the baseline's.
        found = image.frame.locals
        if not found:
            return
        self._told = Memory(STACK_SIZE)
        m.told = self._told.address
        if self.peer is not None:
            return
        rows = (engine.Local * len(found))()
        for row, local in zip(rows, found, strict=True):
            row.offset = local.offset & (1 << 64) - 1
            row.size, row.align = local.size, local.alignment
        m.locals, m.n_locals = self._array(rows), len(found)
        m.ends = int(image.frame.ends)
        self._met, self._frames = Memory(STACK_SIZE), Memory(MOST_FRAMES)
        m.met, m.frames = self._met.address, self._frames.address
        m.frames_size = MOST_FRAMES

    def _map(self, window: Window, protection: int, at: int | None = None) -> None:
        # One window may be seen at several addresses.
        status = self.library.unicorn.uc_mem_map_ptr(
            self._uc._uch,
            ctypes.c_uint64(window.address if at is None else at),
            ctypes.c_size_t(window.size),
            ctypes.c_uint32(protection),
            ctypes.c_void_p(window.live.address),
        )
        if status:
            raise uc.UcError(status)

    def _map_segment(self, segment: Segment) -> None:
        address, data = segment.pages()
        if segment.protection & EXECUTE:
            self._uc.mem_map(address, len(data), uc.UC_PROT_READ | uc.UC_PROT_EXEC)
            self._uc.mem_write(address, data)
            return
        own = any(start == segment.address for start, _ in self.image.own)
        known = None if self.peer is None or own else self.peer._windows.get(address)
        window = Window(address, len(data), known.plane if known else Plane(len(data)))
        protection = uc.UC_PROT_READ
        if segment.protection & WRITE:
            protection |= uc.UC_PROT_WRITE
        elif segment.protection & READ:
            ctypes.memmove(window.plane.initial.address, data, len(data))
        ctypes.memmove(window.live.address, data, len(data))
        self._map(window, protection)
        self._windows[address] = window
        if not segment.protection & WRITE:
            self._fixed += self._constant_ranges(segment, own)

    def _constant_ranges(self, segment: Segment, own: bool) -> list[tuple[int, int, int]]:
        """Read-only data in pieces: what any candidate may read, and what it may not."""
        start, end = segment.address, segment.end
        if own:
            return [(start, end, engine.CONSTANT)]
        shared = [(max(a, start), min(b, end)) for a, b in self.image.shared_constants]
        shared = sorted((a, b) for a, b in shared if a < b)
        out: list[tuple[int, int, int]] = []
        at = start
        for a, b in shared:
            if at < a:
                out.append((at, a, engine.READ_ONLY))
            if out and out[-1][1] == a and out[-1][2] == engine.CONSTANT:
                out[-1] = (out[-1][0], max(b, out[-1][1]), engine.CONSTANT)
            elif max(a, at) < b:
                out.append((max(a, at), b, engine.CONSTANT))
            at = max(at, b)
        if at < end:
            out.append((at, end, engine.READ_ONLY))
        return out

    def _add_hooks(self, footprints: bool) -> None:
        m = self.machine
        both = uc.UC_HOOK_MEM_READ | uc.UC_HOOK_MEM_WRITE
        bad = (
            uc.UC_HOOK_MEM_READ_UNMAPPED
            | uc.UC_HOOK_MEM_WRITE_UNMAPPED
            | uc.UC_HOOK_MEM_FETCH_UNMAPPED
            | uc.UC_HOOK_MEM_READ_PROT
            | uc.UC_HOOK_MEM_WRITE_PROT
            | uc.UC_HOOK_MEM_FETCH_PROT
        )
        wanted = [(uc.UC_HOOK_BLOCK, "on_block", 1, 0), (bad, "on_bad", 1, 0)]
        # More is mapped than a test has: the bounds of its memory are this hook's.
        wanted.append((both, "on_memory", 1, 0))
        if footprints and m.code_high > m.code_low:
            wanted.append((uc.UC_HOOK_CODE, "on_code", m.code_low, m.code_high - 1))
        if m.stub_high:
            wanted.append((uc.UC_HOOK_CODE, "on_stub", m.stub_low, m.stub_high - 1))
        for kind, name, low, high in wanted:
            handle = ctypes.c_size_t()
            status = self.library.unicorn.uc_hook_add(
                self._uc._uch,
                ctypes.byref(handle),
                ctypes.c_int(kind),
                ctypes.c_void_p(self.library.hooks[name]),
                ctypes.c_void_p(ctypes.addressof(m)),
                ctypes.c_uint64(low),
                ctypes.c_uint64(high),
            )
            if status:
                raise uc.UcError(status)

    # -- memory -----------------------------------------------------------------

    def _window(self, address: int, size: int) -> Window:
        """The window that holds a range of guest memory, mapped now if it was not."""
        near = self._windows.get(address // WINDOW * WINDOW)
        if near is not None and address + size <= near.address + near.size:
            # The most frequent case by far.
            if self.peer is None:
                return near
            there = self.peer._windows.get(near.address)
            if there is not None and there.plane is near.plane:
                return near
        known = self.peer._windows_now(address, size) if self.peer is not None else None
        for window in self._windows.values() if near is None else (near, *self._windows.values()):
            inside = window.address <= address and address + size <= window.address + window.size
            # The baseline may have mapped its own anew since.
            if inside and (known is None or known.plane is window.plane):
                return window
        low = address // WINDOW * WINDOW
        high = -(-(address + size) // WINDOW) * WINDOW
        if known is not None:
            low, high = known.address, known.address + known.size
        fixed = {s.pages()[0] for s in self.image.segments}
        over = self._overlapping(low, high)
        if known is None and any(w.address in fixed for w in over):
            low, high = address // PAGE * PAGE, -(-(address + size) // PAGE) * PAGE
            over = self._overlapping(low, high)
        if any(w.address in fixed for w in over):
            raise uc.UcError(uc.UC_ERR_MAP)
        if known is None:
            # All of them: of three that reach into one another two would never be there at once.
            low = min([low, *(w.address for w in over)])
            high = max([high, *(w.address + w.size for w in over)])
        if len(self._windows) - len(over) >= MOST_WINDOWS + len(fixed):
            over = [w for w in self._windows.values() if w.address not in fixed]
        for window in over:
            self._uc.mem_unmap(window.address, window.size)
            del self._windows[window.address]
        if over:
            self._layout = ()
        plane = Plane(high - low) if known is None else known.plane
        window = Window(low, high - low, plane)
        self._map(window, uc.UC_PROT_READ | uc.UC_PROT_WRITE)
        self._windows[low] = window
        self.mapped += 1
        return window

    def _overlapping(self, low: int, high: int) -> list[Window]:
        return [w for w in self._windows.values() if w.address < high and low < w.address + w.size]

    def _windows_of(self, layout: tuple[tuple[int, int, int], ...]) -> list[Window]:
        """The windows of these (address, size, flags), all of which are there at once.

        Raises UcError where they cannot be.
        """
        for _ in range(ARRANGEMENTS):
            before = self.mapped, self.peer.mapped if self.peer is not None else 0
            windows = [self._window(address, size) for address, size, _ in layout]
            if before == (self.mapped, self.peer.mapped if self.peer is not None else 0):
                return windows
            # What was mapped last may have taken the place of what came first, whose memory
            # is no longer ours then.
        raise uc.UcError(uc.UC_ERR_NOMEM)

    def _windows_now(self, address: int, size: int) -> Window | None:
        """The window as `_window` gives it; None for an address of the candidate's own."""
        return None if self._foreign(address) else self._window(address, size)

    def _foreign(self, address: int) -> bool:
        low = self.image.placement.image + CANDIDATE_BASE
        # What is found below an undefined symbol is the baseline's, too.
        return low <= address < low + (UNDEFINED_BASE - CANDIDATE_BASE) // 2

    def reseed(self, seed: int, pools: Any, owner: object) -> None:
        """Make what `generate` makes up follow from `seed`.

        pools: a generator to draw from, whose memory `owner` keeps.
        """
        g = self.generator
        self._pools_of = owner
        ctypes.memmove(ctypes.addressof(g), ctypes.addressof(pools), ctypes.sizeof(g))
        g.state[0], g.state[1] = seed | 1, ~seed & (1 << 64) - 1
        g.n_snapshots = 0
        g.forced = None

    def arrange(self, layout: tuple[tuple[int, int, int], ...]) -> None:
        """Make these (address, size, flags) the memory that a run may touch.

        Besides them: the caller's frame, from the machine's sp on, and the image's read-only
        data.  Raises UcError where they cannot all be there.
        """
        m = self.machine
        # The peer may have mapped its memory anew since: then this one's is another.
        mapped = self.peer.mapped if self.peer is not None else 0
        if layout == self._layout and m.n_regions and mapped == self._peer_mapped:
            self._place_frame(m.sp or m.stack_low)
            return
        windows = self._windows_of(layout)
        rows = [_row(a, a + n, flags, w) for (a, n, flags), w in zip(layout, windows, strict=True)]
        rows.append(self._fixed_rows())
        packed = b"".join(rows)
        if len(packed) > (MOST_REGIONS - 1) * _ROW.size:
            raise uc.UcError(uc.UC_ERR_NOMEM)
        ctypes.memmove(m.regions + _ROW.size, packed, len(packed))
        self._place_frame(m.sp or m.stack_low)
        m.n_regions = len(packed) // _ROW.size + 1
        m.last = 0
        starts = [(row[0], w) for row, w in zip(layout, windows, strict=True)]
        self._live = [w.to_live + a for a, w in starts]
        self._initial = [w.to_initial + a for a, w in starts]
        self._layout = layout
        self._peer_mapped = self.peer.mapped if self.peer is not None else 0

    def go_home(self) -> None:
        """Have the stack where the placement's `stack` is: a candidate's may be elsewhere."""
        m = self.machine
        by = self.image.placement.stack - m.stack_low
        if by:
            m.stack_low, m.stack_high, m.sp = m.stack_low + by, m.stack_high + by, m.sp + by
            m.lowest += by
            self.regions[0].start += by
            self.regions[0].end += by
        m.moved = 0
        m.return_to = self.image.placement.return_address

    def _place_frame(self, sp: int) -> None:
        """Make the stack from sp on the first region; sp as at home."""
        m = self.machine
        row = _row(sp, m.stack_high, engine.ARGUMENTS, self._stack_window)
        ctypes.memmove(m.regions, row, _ROW.size)

    def _fixed_rows(self) -> bytes:
        """The image's read-only data; its windows stay as long as the instance.

        Own constants come last: the baseline has the others too, in the same order.
        """
        if not self._constants:
            fixed = sorted(self._fixed, key=lambda f: self._own(f[0]))
            rows = [_row(a, b, flags, self._window(a, b - a)) for a, b, flags in fixed]
            self._constants = b"".join(rows)
        return self._constants

    def _own(self, address: int) -> bool:
        return any(start <= address < end for start, end in self.image.own)

    def load(self, test: Test) -> None:
        """Make a test's entry state the next run's."""
        m = self.machine
        self.go_home()
        m.sp = test.sp
        self.arrange(tuple([(r.address, len(r.data), 0) for r in test.regions]))
        # Nothing writes there: the engine may read the test's own bytes, as long as they last.
        assert len(test.stack) == STACK_SIZE
        self._stack_bytes = test.stack
        m.noise = ctypes.cast(ctypes.c_char_p(test.stack), ctypes.c_void_p).value
        m.noise_at = 0
        for initial, region in zip(self._initial, test.regions, strict=True):
            ctypes.memmove(initial, region.data, len(region.data))
        above = test.sp - m.stack_low
        ctypes.memmove(self.regions[0].initial, m.noise + above, STACK_SIZE - above)
        # x, v, sp and nzcv follow one another.
        ctypes.memmove(ctypes.addressof(m) + engine.Machine.x.offset, test.entry, len(test.entry))
        m.given_calls = len(test.calls)
        m.n_patches = 0
        for number, effect in enumerate(test.calls):
            self._give(number, effect)

    def _give(self, number: int, effect: CallEffect) -> None:
        m = self.machine
        # x, v and nzcv follow one another.
        after = ctypes.addressof(self.calls[number]) + engine.Call.x_after.offset
        ctypes.memmove(after, effect.entry, len(effect.entry))
        for address, data in effect.patches:
            for at in range(0, len(data), 8):
                patch = self.patches[m.n_patches]
                piece = data[at : at + 8]
                patch.call, patch.address, patch.size = number, address + at, len(piece)
                patch.data[: len(piece)] = piece
                m.n_patches += 1

    # -- running ----------------------------------------------------------------

    def run(
        self,
        test: Test,
        limit: int,
        trace: bool = False,
        frame: FrameRules | None = None,
        generate: bool = False,
        at_calls: bool = False,
        sketch: bool = False,
    ) -> Outcome:
        """Run one test for at most `limit` instructions, and as many accesses to memory.

        trace: keep the executed blocks in order.  frame: check these at each instruction,
        or, `at_calls`, only where a callee would unwind from.
        generate: make up what calls do, instead of taking it from the test.
        sketch: leave registers, memory and calls out of the outcome (see `outcome`).
        """
        m = self.machine
        try:
            self.load(test)
        except uc.UcError as e:
            return _unplaced(test, f"its memory cannot be laid out: {e}")
        flags = 0
        if trace:
            self._keep_trace()
            flags |= engine.TRACE
        if frame is not None:
            m.rows = ctypes.addressof(frame.rows)
            flags |= engine.FRAME_AT_CALLS if at_calls else FRAME_RULES
        if generate:
            g = self.generator
            flags |= engine.GENERATE
            g.n_touched = g.n_defines = g.n_args = g.pointers = 0
        self._execute(limit, flags)
        return self.outcome(test, trace, sketch)

    def _execute(self, limit: int, flags: int) -> None:
        """Run what is loaded, by itself: held against nothing."""
        m = self.machine
        m.limit = limit
        m.generator = ctypes.addressof(self.generator)
        before, peer = m.flags, m.peer
        m.flags, m.peer = (before | flags) & ~engine.CANDIDATE, None
        ctypes.memset(m.covered, 0, len(self.covered))
        self.library.run(ctypes.addressof(m))
        m.flags, m.peer = before, peer

    def trace(self, test: Test, limit: int) -> str:
        """Run one test as `run` does with `trace`, but look at nothing else.

        Returns "" where it ended well, else why it did not.  The executed blocks and the accesses
        are the engine's (`foresee`) and `accesses`'s to read.
        """
        try:
            self.load(test)
        except uc.UcError as e:
            return f"its memory cannot be laid out: {e}"
        self._keep_trace()
        self._execute(limit, engine.TRACE)
        status, detail = self._status(test)
        if status == "return" and self._cut_off:
            return "the trace is too long"
        return detail if status != "return" else ""

    @property
    def _cut_off(self) -> bool:
        return bool(self.machine.trace_count + 2 > self.machine.trace_capacity)

    def _keep_trace(self) -> None:
        m = self.machine
        if self._trace_buffer is None:
            self._trace_buffer = (ctypes.c_uint64 * TRACE)()
            self._taps = (engine.Access * TAPS)()
        m.trace, m.trace_capacity = ctypes.addressof(self._trace_buffer), TRACE
        # Without footprints nobody knows which instruction accesses.
        precise = bool(m.flags & engine.PRECISE)
        m.taps, m.tap_capacity = ctypes.addressof(self._taps), TAPS * precise

    def blocks(self) -> tuple[tuple[int, int], ...]:
        """The executed blocks of the last run, which was traced: (address, bytes)."""
        flat = self._trace_buffer[: self.machine.trace_count]
        return tuple(zip(flat[::2], flat[1::2], strict=True))

    def _memory(self, test: Test) -> tuple[bytes, ...]:
        """The content of a test's regions, wherever they are in those of the machine."""
        out = []
        rows = [(r.start, r.end, r.live) for r in self.regions[1 : self.machine.n_regions]]
        for region in test.regions:
            address = region.address
            start, _, live = next(row for row in rows if row[0] <= address < row[1])
            out.append(ctypes.string_at(live + address - start, len(region.data)))
        return tuple(out)

    def outcome(
        self, test: Test, trace: bool = False, sketch: bool = False, lazy: bool = False
    ) -> Outcome:
        """What the last run did, `test` having been its entry state.

        sketch: how it ended, what it touched and executed, and the rest as at entry: enough
        for a draft, from which a test is made or not, at a third of the cost.
        lazy: the test's regions are parts of the memory that the run had.
        """
        m = self.machine
        status, detail = self._status(test)
        blocks: tuple[tuple[int, int], ...] = ()
        if trace:
            blocks = self.blocks()
            if self._cut_off and status == "return":
                status, detail = "limit", "the trace is too long"
        known = m.status in (engine.READ_FAULT, engine.WRITE_FAULT)
        if sketch:
            return Outcome(
                status=status,
                detail=detail,
                x=test.x,
                v=test.v,
                sp=test.sp,
                fpcr=0,
                memory=(),
                reads=self.footprint(engine.READ),
                writes=self.footprint(engine.WRITE),
                instructions=m.steps,
                blocks=blocks,
                fault=m.fault if known else None,
                covered=ctypes.string_at(m.covered, len(self.covered)),
                at=4 * m.at,
            )
        x, vectors, sp, fpcr = self.registers()
        return Outcome(
            status=status,
            detail=detail,
            x=x,
            v=vectors,
            sp=sp,
            fpcr=fpcr,
            memory=self._memory(test)
            if lazy
            else tuple(
                [
                    ctypes.string_at(at, len(r.data))
                    for at, r in zip(self._live, test.regions, strict=False)
                ]
            ),
            reads=self.footprint(engine.READ),
            writes=self.footprint(engine.WRITE),
            instructions=m.steps,
            blocks=blocks,
            fault=m.fault if known else None,
            covered=ctypes.string_at(m.covered, len(self.covered)),
            calls=tuple(self._record(n) for n in range(m.n_calls)) if self.peer is None else (),
            at=4 * m.at,
        )

    def registers(self) -> tuple[tuple[int, ...], tuple[int, ...], int, int]:
        """x0..x30, v0..v31, sp and fpcr at the end of the last run; sp as at home."""
        # They follow one another.
        at = ctypes.addressof(self.machine) + engine.Machine.x_end.offset
        end = _END.unpack(ctypes.string_at(at, _END.size))
        low, high = end[31:95:2], end[32:95:2]
        vectors = tuple([a | b << 64 for a, b in zip(low, high, strict=True)])
        sp = end[95] - self.machine.stack_low + self.image.placement.stack
        return end[:31], vectors, sp, end[96]

    def footprint(self, bit: int) -> tuple[tuple[int, int], ...]:
        """The bytes that the last run read or wrote outside its frame, as (address, size)."""
        if self.peer is not None or not self.machine.flags & engine.PRECISE:
            return ()
        if self._ranges is None:
            self._ranges = (ctypes.c_uint64 * 4096)()
        while True:
            out = self._ranges
            capacity = len(out) // 2
            count = self.library.footprint(ctypes.addressof(self.machine), bit, out, capacity)
            if count <= capacity:
                flat = out[: 2 * count]
                return tuple(zip(flat[::2], flat[1::2], strict=True))
            self._ranges = (ctypes.c_uint64 * (2 * count))()

    def forget_used(self) -> None:
        """Let no byte of the read-only data count as read by any test."""
        for start, end, _ in self._fixed:
            window = self._window(start, end - start)
            ctypes.memset(window.plane.used.address + start - window.address, 0, end - start)

    def unused(self, ranges: tuple[tuple[int, int], ...]) -> list[int]:
        """The addresses in [start, end) ranges of read-only data that no test has read."""
        out = []
        for start, end in ranges:
            window = self._window(start, end - start)
            at = window.plane.used.address + start - window.address
            read = ctypes.string_at(at, end - start)
            out += [start + n for n, bit in enumerate(read) if not bit]
        return out

    def constants_read(self) -> list[tuple[int, int]]:
        """(address, size) of the last run's first reads of a candidate's own constants."""
        out = []
        for n in range(min(self.machine.log_count, LOG)):
            access = self.log[n]
            if access.size_and_write < 256 and self._own(access.address):
                out.append((access.address, access.size_and_write))
        return out

    def live(self, address: int, size: int) -> int:
        """Where this process has what a run sees in a range of read-only data."""
        window = self._window(address, size)
        return window.live.address + address - window.address

    def access_sizes(self) -> list[int]:
        """The sizes in bytes of the last run's first accesses outside its frame."""
        count = min(self.machine.log_count, LOG)
        return [self.log[n].size_and_write & 255 for n in range(count)]

    def accesses(self) -> list[tuple[int, int, int, bool]]:
        """Every access of the last run, which was traced, in order.

        Each as (number of the executed instruction, address, bytes, whether it wrote).  Not to be
        had without footprints.  The first `TAPS` of them.
        """
        count = self.machine.tap_count
        data = ctypes.string_at(self._taps, count * ctypes.sizeof(engine.Access)) if count else b""
        return [
            (index - 1, address, size & 255, size > 255)
            for address, size, index, _ in _TAP.iter_unpack(data)
        ]

    def effects(self) -> tuple[CallEffect, ...]:
        """What the calls of the last run did: to be put into its test."""
        m = self.machine
        patches: dict[int, list[tuple[int, bytes]]] = {}
        for n in range(m.n_patches):
            p = self.patches[n]
            patches.setdefault(p.call, []).append((p.address, bytes(p.data[: p.size])))
        out = []
        for n in range(m.n_calls):
            call = self.calls[n]
            vectors = bytes(call.v_after)
            effect = CallEffect(
                x=tuple(call.x_after),
                v=unpacked_vectors(vectors),
                nzcv=call.nzcv_after >> 28,
                patches=_disjoint(patches.get(n, [])),
                returns=self.image.stubs[call.stub].returns,
            )
            effect.__dict__["vectors"] = vectors
            out.append(effect)
        return tuple(out)

    def _record(self, number: int) -> CallRecord:
        call = self.calls[number]
        return CallRecord(
            stub=call.stub,
            x=tuple(call.x),
            v=unpacked_vectors(bytes(call.v)),
            sp=call.sp,
            stack=bytes(call.stack),
            mask=call.mask,
            reached=self._reached(call),
            roots=tuple(
                Root(r.kind, r.where, r.holder, r.local, r.offset)
                for r in call.roots[: call.n_roots if self.machine.n_locals else 0]
            ),
            kept=call.kept if self.machine.n_locals else 0,
            open=call.open if self.machine.n_locals else 0,
        )

    def _reached(self, call: Any) -> tuple[Reached, ...]:
        """The local variables that a call of the last run could reach, as they were."""
        m = self.machine
        out = []
        at = m.frames + call.frames_at if m.n_locals else 0
        for n in range(m.n_locals):
            if not call.reached >> n & 1:
                continue
            size = self.image.frame.locals[n].size
            data, told = ctypes.string_at(at, size), ctypes.string_at(at + size, size)
            out.append(Reached(n, call.bound[n], data, told))
            at += 2 * size
        return tuple(out)

    def places(self, stack: int) -> tuple[list[dict[int, int]], list[tuple[int, ...]]]:
        """For each call of the last run where local variables lay, and x0 to x30.

        Of a candidate, right after it was held against its baseline; all as it were if the
        stack's lowest address were `stack`.
        """
        m = self.machine
        made = range(m.n_calls)
        by = stack - m.stack_low
        bound = [{k: at + by for k, at in enumerate(self.calls[n].bound)} for n in made]
        registers = [
            tuple([v + by if m.stack_low <= v < m.stack_high else v for v in self.calls[n].x])
            for n in made
        ]
        return bound, registers

    def _status(self, test: Test) -> tuple[str, str]:
        m = self.machine
        status = m.status
        if status == engine.RETURNED:
            return "return", ""
        word, sentence = _ENDS.get(status, ("call", "{text}: {call}"))
        unwound = status == engine.UNWIND_REGISTER
        return word, sentence.format(
            text=self.listing[m.at] if m.at < len(self.listing) else "",
            place=place_of(m.fault, test),
            fault=m.fault,
            size=m.fault_size,
            limit=m.limit,
            stopped=str(uc.UcError(m.error)).lower() if m.error else "stopped",
            below=_signed(m.fault),
            cfa=_signed(m.expected),
            register=saved_name(m.expected) if unwound else "",
            call=self._call_words(status) if status not in _ENDS else "",
        )

    def _call_words(self, status: int) -> str:
        m = self.machine
        names = [s.name or "a pointer" for s in self.image.stubs]
        if status == engine.CALL_MORE:
            return f"call {m.fault + 1}, of {names[m.expected]}, which the baseline does not make"
        if status == engine.CALL_FEWER:
            return f"{m.fault} calls, fewer than the baseline makes"
        if status == engine.CALL_TARGET:
            return f"calls {names[m.fault]} instead of {names[m.expected]}"
        if status == engine.CALL_ARGUMENT:
            return f"argument {m.expected + 1} of call {m.fault + 1} differs"
        if status == engine.CALL_LOCAL:
            return f"what call {m.fault + 1} can reach of the own frame differs"
        if status == engine.CALL_MEMORY:
            return f"memory differs when call {m.fault + 1} is made"
        return "a call that the test does not provide for"


def _row(start: int, end: int, flags: int, window: Window) -> bytes:
    """A region of the engine: [start, end) within a window."""
    return _ROW.pack(
        start,
        end,
        window.to_live + start,
        window.to_shadow + start,
        window.to_initial + start,
        window.to_epoch + start // 8,
        window.to_pages + start // PAGE,
        window.to_used + start if flags & (engine.CONSTANT | engine.READ_ONLY) else 0,
        flags,
    )


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


# How a run ended: the word of `Outcome.status`, and a sentence.  What is not here is a call.
_ENDS = {
    engine.RETURNED: ("return", ""),
    engine.NO_RETURN: ("noreturn", ""),
    engine.LIMIT: ("limit", "more than {limit} instructions or accesses"),
    engine.READ_FAULT: ("read-fault", "a read of {size} bytes at {place}"),
    engine.WRITE_FAULT: ("write-fault", "a write of {size} bytes at {place}"),
    engine.FETCH_FAULT: ("fault", "{text}: a jump to {fault:#x}"),
    engine.LEFT_CODE: ("fault", "{text}: execution leaves the function for {fault:#x}"),
    engine.FAULT: ("fault", "{text}: {stopped} at {fault:#x}"),
    engine.BELOW_SP: ("precise", "{text}: memory below sp at {below:+d}"),
    engine.SPANS_FRAMES: (
        "precise",
        "{text}: an access spans the own and the caller's frame",
    ),
    engine.SP_MISALIGNED: ("precise", "{text}: sp is not 16-byte aligned"),
    engine.MISALIGNED: ("precise", "{text}: {size} bytes at {place}, which is not aligned"),
    engine.UNWIND_CFA: ("precise", "{text}: the unwind table puts the CFA at {cfa:+d}"),
    engine.UNWIND_REGISTER: (
        "precise",
        "{text}: the unwind table does not lead to the caller's {register}",
    ),
    engine.OVERLAPS: ("precise", "{text}: memcpy of {size} bytes that overlap"),
    engine.FRAME_ESCAPES: ("escape", "{text}: a callee could reach the own frame"),
    engine.WRITES_OUTSIDE: (
        "write-outside",
        "{text}: writes {size} bytes at {place}, which the baseline does not",
    ),
    engine.READS_OUTSIDE: (
        "read-outside",
        "{text}: reads {size} bytes at {place}, which the baseline does not",
    ),
}


def _unplaced(test: Test, why: str) -> Outcome:
    """The outcome of a test that cannot be run: none of a draft that asks for such memory."""
    return Outcome(
        status="fault",
        detail=why,
        x=test.x,
        v=test.v,
        sp=test.sp,
        fpcr=0,
        memory=tuple(r.data for r in test.regions),
        reads=(),
        writes=(),
        instructions=0,
        blocks=(),
    )


def _disjoint(patches: list[tuple[int, bytes]]) -> tuple[tuple[int, bytes], ...]:
    """Each address once: of two patches of one call the later one counts."""
    return tuple(dict(patches).items())


def _instructions(listing: tuple[str, ...], count: int) -> Any:
    array = (engine.Instruction * max(count, 1))()
    for row, text in zip(array, listing, strict=False):
        row.sp_base = int("[sp" in text)
        base = _BASE.search(text)
        row.base = int(base[1]) if base else 31
        row.pre = instructions.pre_index_of_sp(text) & 0xFFFFFFFFFFFFFFFF
        found = decision(text)
        if found is not None:
            row.kind, row.condition = found.kind, found.condition
            row.number, row.bits = found.number, found.bits
        compared = comparison(text)
        if compared is not None:
            row.compares = 1
            row.left, row.right, row.width = compared.left, compared.right, compared.width
            row.value = compared.value & 0xFFFFFFFFFFFFFFFF
        data = computes(text)
        row.writes, row.reads = data.writes, data.reads
        row.wide, row.load, row.second = data.width, data.load, data.second
        sets = setter(text)
        if sets is None:
            sets = None if compared else vanishes(text) or stored(text) or dropped(text)
            row.soft = int(sets is not None)
        if sets is not None:
            for field, _ in engine.Setter._fields_:
                setattr(row.sets, field, getattr(sets, field))
    return array


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

    What stands for a callee is left out.
    """
    out: list[int] = []
    low, high = image.entry, image.entry + image.code_size
    for address, size in outcome.blocks:
        if low <= address < high:
            out += range(address - low, address - low + size, 4)
    return out


def covered(image: Image, outcome: Outcome) -> set[int]:
    """Offsets of the instructions of the code under test that the run executed."""
    return {4 * n for n, bits in enumerate(outcome.covered) if bits}
