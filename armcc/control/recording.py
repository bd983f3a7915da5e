"""Recording one entry of a function: what it reads, what its callees do, how it ends.

The program stands at the function's entry under QEMU.  Unicorn runs the function from the
same registers, and takes each page of memory from the program when it is first touched.
At a call the program itself runs up to the same place and through its own callee; what
that changed is noted and Unicorn goes on.  At the end the program runs to the return
too.  At each meeting both must stand alike to the bit, else nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import unicorn as uc
from unicorn import arm64_const as reg

from armcc.control.executable import Executable, Named, overlapping, plt_slot
from armcc.control.gdbremote import Registers, Remote, Stop
from armcc.gates.captured import (
    MOST_CALLS,
    MOST_PAGES,
    MOST_SYMBOLS,
    RecordedCall,
    RecordedEnd,
    State,
)

PAGE = 4096
# Of one entry, in instructions: many times what one test of the gates may take.
MOST_INSTRUCTIONS = 400_000
# What a `memcpy` of the function may copy, in bytes: its memory is recorded too.
MOST_COPIED = 64 << 10
# Their memory has to be in the state, since in a test they do what the C library's do.
_COPIES = ("memcpy", "memmove", "memset")
_TRANSLATION_BUFFER = 16 << 20

_X = [getattr(reg, f"UC_ARM64_REG_X{n}") for n in range(31)]
_Q = [getattr(reg, f"UC_ARM64_REG_Q{n}") for n in range(32)]
_WORD = (1 << 64) - 1


class NotKept(Exception):  # noqa: N818  no error: the program goes on, one entry is passed over
    """One entry cannot be recorded.  `why` is a short stable word, counted."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Interrupted(Exception):  # noqa: N818  the program's own doing
    """The program stopped or ended where the recording waited for it."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(stop.kind)
        self.stop = stop


@dataclass(frozen=True)
class Recording:
    """A state, the (from, to) offsets of the branches taken, and what tells it from others.

    reads: what was read, what callees gave and what came of it: two entries with the same
        of this on the same path did the same.
    stop: how the program ended, if a callee ended it.
    """

    state: State
    edges: frozenset[tuple[int, int]]
    reads: tuple[Any, ...]
    stop: Stop | None = None


@dataclass(frozen=True)
class Program:
    """The running program: its file, how far it is moved, and data objects by address."""

    executable: Executable
    name: str
    bias: int
    objects: list[Named]
    starts: list[int]

    def called(self, remote: Remote, target: int) -> str:
        """The name of the function that a call to `target` leads to; "" where none is known."""
        name = self.executable.name_of(target - self.bias)
        if name:
            return name
        code = remote.memory(target, 16)
        slot = plt_slot(code, target) if code is not None else None
        return self.executable.slots.get(slot - self.bias, "") if slot is not None else ""


def record(
    remote: Remote,
    program: Program,
    function: Named,
    wait: Callable[[int, int], Stop | None],
    most_pages: int = MOST_PAGES,
) -> Recording:
    """Record the entry at which the program stands; it then stands behind the return.

    wait: runs the program to (address, sp); None when it is there, else what came between.
    Raises NotKept where the entry cannot be kept (the program then stands anywhere within
    the function or behind it), Interrupted where the program ended or was let go.
    """
    run = _Run(remote, program, function, remote.registers(), min(most_pages, MOST_PAGES))
    try:
        return run.record(wait)
    finally:
        run.close()


class _Run:
    """One entry in Unicorn beside the stopped program."""

    def __init__(
        self,
        remote: Remote,
        program: Program,
        function: Named,
        entry: Registers,
        most_pages: int,
    ) -> None:
        self.remote = remote
        self.program = program
        self.function = function
        self.entry = entry
        self.most_pages = most_pages
        self.low = entry.pc
        self.high = entry.pc + function.size
        self.pages: dict[int, bytes] = {}  # as first touched
        self.code_pages: set[int] = set()
        self.edges: set[tuple[int, int]] = set()
        self.read: list[tuple[int, int]] = []
        self.ended: Stop | None = None
        self.count = 0
        self.last = (0, 0)  # the block that ran last: address, size in bytes
        self.outside: int | None = None
        self.failure: Exception | None = None
        self.calls: list[RecordedCall] = []
        self.u: Any = uc.Uc(uc.UC_ARCH_ARM64, uc.UC_MODE_ARM)
        u = self.u
        u.ctl_set_cpu_model(reg.UC_CPU_ARM64_MAX)
        u.ctl_set_tcg_buffer_size(_TRANSLATION_BUFFER)
        u.reg_write(reg.UC_ARM64_REG_CPACR_EL1, 3 << 20)
        code = remote.memory(self.low, function.size)
        if code is None:
            raise NotKept("no-code")
        self.code = code
        self.hooks = [
            u.hook_add(uc.UC_HOOK_BLOCK, self._on_block),
            u.hook_add(uc.UC_HOOK_MEM_READ, self._on_read),
            u.hook_add(
                uc.UC_HOOK_MEM_READ_UNMAPPED
                | uc.UC_HOOK_MEM_WRITE_UNMAPPED
                | uc.UC_HOOK_MEM_FETCH_UNMAPPED,
                self._on_unmapped,
            ),
        ]
        self._set(entry)
        u.reg_write(reg.UC_ARM64_REG_FPCR, entry.fpcr)
        u.reg_write(reg.UC_ARM64_REG_FPSR, entry.fpsr)
        u.reg_write(reg.UC_ARM64_REG_TPIDR_EL0, entry.thread_pointer)

    def close(self) -> None:
        """Take the hooks away: they keep the instance alive in a reference cycle."""
        for handle in self.hooks:
            self.u.hook_del(handle)
        self.hooks = []

    def _set(self, r: Registers) -> None:
        u = self.u
        u.reg_write_batch(list(zip(_X, r.x, strict=True)))
        u.reg_write_batch(list(zip(_Q, r.v, strict=True)))
        u.reg_write(reg.UC_ARM64_REG_SP, r.sp)
        u.reg_write(reg.UC_ARM64_REG_NZCV, r.cpsr & 0xF0000000)

    # --- hooks: an exception in one would be lost, so it is kept and the run stopped ----------

    def _on_block(self, _u: Any, address: int, size: int, _data: Any) -> None:
        behind = sum(self.last)
        # A call of the function by itself leaves it too.
        inside = self.low <= address < self.high
        again = address == self.low and self.count and self._called_from(behind)
        # Called by itself, it returns into itself.
        back = inside and address == self.entry.x[30] and self.count and self._returned(behind)
        if not inside or again or back:
            self.outside = address
            self.u.emu_stop()
            return
        size = min(size, self.high - address)
        if self.count and address != behind:
            self.edges.add((behind - 4 - self.low, address - self.low))
        elif self.count:
            self.edges.add((behind - 4 - self.low, behind - self.low))
        self.count += size // 4
        self.last = (address, size)
        if self.count > MOST_INSTRUCTIONS:
            self.failure = NotKept("too-long")
            self.u.emu_stop()

    def _on_read(
        self, u: Any, _kind: int, address: int, size: int, _value: int, _data: Any
    ) -> None:
        self.read.append((address, size))
        page = address & -PAGE
        if page in self.code_pages and page not in self.pages:
            self.pages[page] = bytes(u.mem_read(page, PAGE))  # constants beside code

    def _on_unmapped(
        self, _u: Any, kind: int, address: int, size: int, _value: int, _data: Any
    ) -> bool:
        try:
            fetched = kind == uc.UC_MEM_FETCH_UNMAPPED
            for page in range(address & -PAGE, address + max(size, 1), PAGE):
                self._touch(page, code=fetched)
            return True
        except Exception as e:  # raised again where Unicorn has returned
            self.failure = e
            return False

    def _touch(self, page: int, code: bool = False) -> None:
        """Take a page from the program, where Unicorn has it not yet."""
        if page in self.pages or page in self.code_pages:
            return
        data = self.remote.memory(page, PAGE)
        if data is None:
            raise NotKept("fault")
        if code:
            self.code_pages.add(page)
        else:
            if len(self.pages) >= self.most_pages:
                raise NotKept("too-large")
            self.pages[page] = data
        self.u.mem_map(page, PAGE, uc.UC_PROT_ALL)
        self.u.mem_write(page, data)

    def _called_from(self, behind: int) -> bool:
        """Whether the instruction before `behind` was a call, by the return address it left."""
        return behind - 4 >= self.low and bool(_is_call(self._word(behind - 4)))

    def _returned(self, behind: int) -> bool:
        sp = int(self.u.reg_read(reg.UC_ARM64_REG_SP))
        return sp == self.entry.sp and not self._called_from(behind)

    def _word(self, address: int) -> int:
        at = address - self.low
        return int.from_bytes(self.code[at : at + 4], "little")

    # --- the road --------------------------------------------------------------------------------

    def record(self, wait: Callable[[int, int], Stop | None]) -> Recording:
        """See the function of that name."""
        at = self.low
        while True:
            target = self._advance(at)
            sp = int(self.u.reg_read(reg.UC_ARM64_REG_SP))
            behind = sum(self.last)
            call = _is_call(self._word(behind - 4))
            if not call and target == self.entry.x[30]:
                if sp != self.entry.sp:
                    raise NotKept("stack-pointer")
                self._same(self._meet(target, sp, wait))
                if self._patches((0, 0)):
                    raise NotKept("diverged")
                return self._recording(self._end())
            self._call(target, behind, sp, wait)
            if self.ended is not None:
                return self._recording(None)
            if not call:  # a tail call, which has returned to the caller
                return self._recording(self._end())
            at = behind

    def _advance(self, at: int) -> int:
        """Run Unicorn until it leaves the function; the address that it went to."""
        self.outside = None
        before = self.count
        try:
            self.u.emu_start(at, 0, 0, 0)
        except uc.UcError as e:
            if self.failure is None:
                raise NotKept("instruction") from e
        if self.failure is not None:
            raise self.failure
        if self.outside is None or self.count == before:
            raise NotKept("instruction")
        return self.outside

    def _meet(self, address: int, sp: int, wait: Callable[[int, int], Stop | None]) -> Registers:
        stop = wait(address, sp)
        if stop is not None:
            raise Interrupted(stop)
        return self.remote.registers()

    def _call(
        self, target: int, behind: int, sp: int, wait: Callable[[int, int], Stop | None]
    ) -> None:
        """Let the program run one callee."""
        if len(self.calls) >= MOST_CALLS:
            raise NotKept("too-many-calls")
        site = behind - 4
        word = self._word(site)
        kind = _is_call(word)
        indirect = kind == "register" or word & 0xFFFFFC1F == 0xD61F0000
        self._same(self._meet(site, sp, wait), but_link=bool(kind))
        name = self.program.called(self.remote, target)
        if name.lstrip("_").startswith(_COPIES):
            self._touch_copied(name)
        call = RecordedCall(
            site=site - self.low,
            target=target,
            name=name,
            indirect=indirect,
            returns=False,
            x=(),
            v=(),
            nzcv=0,
            patches=(),
        )
        back = behind if kind else self.entry.x[30]
        if not kind and self.entry.sp != sp:
            raise NotKept("stack-pointer")
        try:
            after = self._meet(back, sp, wait)
        except Interrupted as e:
            if e.stop.kind not in ("exited", "killed"):
                raise
            # Never came back: a test ends there.
            self.calls.append(call)
            self.ended = e.stop
            return
        patches = self._patches(own_frame=(sp, self.entry.sp) if kind else (0, 0))
        for address, data in patches:
            self.u.mem_write(address, data)
        self.calls.append(
            replace(
                call,
                returns=True,
                x=after.x,
                v=after.v,
                nzcv=after.cpsr >> 28 & 15,
                patches=patches,
            )
        )
        self._set(after)
        self.last = (behind, 0)

    def _touch_copied(self, name: str) -> None:
        to, source, size = (int(self.u.reg_read(r)) for r in _X[:3])
        if size > MOST_COPIED:
            raise NotKept("too-large")
        ranges = [(to, size)] if "memset" in name else [(to, size), (source, size)]
        for start, length in ranges:
            for page in range(start & -PAGE, start + length, PAGE):
                self._touch(page)

    def _end(self) -> RecordedEnd:
        changed = []
        for page, before in sorted(self.pages.items()):
            now = bytes(self.u.mem_read(page, PAGE))
            changed += _words(page, self._visible(page, before), self._visible(page, now))
        x = tuple(int(n) for n in self.u.reg_read_batch(_X))
        v = tuple(int(n) for n in self.u.reg_read_batch(_Q))
        return RecordedEnd(x, v, tuple(changed))

    def _same(self, real: Registers, but_link: bool = False) -> None:
        """Raises NotKept where Unicorn's registers are not the program's."""
        x = tuple(int(n) for n in self.u.reg_read_batch(_X))
        v = tuple(int(n) for n in self.u.reg_read_batch(_Q))
        last = 30 if but_link else 31
        if x[:last] != real.x[:last] or v != real.v:
            raise NotKept("diverged")

    def _visible(self, page: int, data: bytes) -> bytes:
        """A page as a caller sees it: without what lies below its sp."""
        hidden = min(max(self.entry.sp - page, 0), PAGE)
        near = self.entry.sp - (1 << 20) <= page < self.entry.sp
        return bytes(hidden) + data[hidden:] if hidden and near else data

    def _patches(self, own_frame: tuple[int, int]) -> tuple[tuple[int, bytes], ...]:
        """Where the program's memory is not Unicorn's, in the program's content.

        own_frame: a range that no callee may change while its address was never passed on.
        """
        found: list[tuple[int, bytes]] = []
        for page in sorted(self.pages):
            real = self.remote.memory(page, PAGE)
            if real is None:
                raise NotKept("fault")
            ours = bytes(self.u.mem_read(page, PAGE))
            if real == ours:
                continue
            low, high = max(own_frame[0], page), min(own_frame[1], page + PAGE)
            if low < high and real[low - page : high - page] != ours[low - page : high - page]:
                raise NotKept("frame-escapes")
            found += _words(page, self._visible(page, ours), self._visible(page, real))
        return tuple(found)

    def _recording(self, end: RecordedEnd | None) -> Recording:
        e = self.entry
        pages = tuple(
            (page, visible)
            for page, data in sorted(self.pages.items())
            # Pages of the own frame hold nothing that anyone may read at entry.
            if not e.sp - (1 << 20) <= page <= e.sp - PAGE
            for visible in [self._visible(page, data)]
        )
        bias = self.program.bias
        linked = [page - bias for page, _ in pages]
        named = overlapping(self.program.objects, self.program.starts, linked, PAGE)
        symbols = sorted((s.name, s.address + bias, s.size) for s in named)[:MOST_SYMBOLS]
        state = State(
            function=self.function.name,
            program=self.program.name,
            entry=self.low,
            code=self.code,
            x=e.x,
            v=e.v,
            sp=e.sp,
            nzcv=e.cpsr >> 28 & 15,
            fpcr=e.fpcr,
            fpsr=e.fpsr,
            pages=pages,
            symbols=tuple(symbols),
            calls=tuple(self.calls),
            end=end,
            instructions=self.count,
        )
        read = []
        for address, size in self.read:
            page, at = self.pages.get(address & -PAGE), address % PAGE
            if page is not None and not e.sp - (1 << 20) <= address < e.sp:
                read.append((address, page[at : at + size]))
        effects = tuple((c.target, c.x[:1], c.patches) for c in self.calls)
        # Not the arguments: without a prototype nobody knows them from what is left over.
        did = (end.x[0], end.v[0], end.patches) if end is not None else ()
        reads = (tuple(read), effects, did)
        return Recording(state, frozenset(self.edges), reads, self.ended)


def _is_call(word: int) -> str:
    """Says "direct" for bl, "register" for blr, "" for anything else."""
    if word & 0xFC000000 == 0x94000000:
        return "direct"
    return "register" if word & 0xFFFFFC1F == 0xD63F0000 else ""


def _words(page: int, before: bytes, after: bytes) -> list[tuple[int, bytes]]:
    """The aligned words of `after` that differ, neighbours joined."""
    out: list[tuple[int, bytes]] = []
    for at in range(0, PAGE, 8):
        if before[at : at + 8] == after[at : at + 8]:
            continue
        if out and out[-1][0] + len(out[-1][1]) == page + at:
            out[-1] = (out[-1][0], out[-1][1] + after[at : at + 8])
        else:
            out.append((page + at, after[at : at + 8]))
    return out
