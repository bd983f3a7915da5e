"""One execution of one code on one test, instruction by instruction, for people to look at.

Slow and thorough where the gates are fast: each instruction with the registers that it
changes, and each thing that somebody outside could see: reads and writes that are not of
the own frame, calls with their arguments, the end.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import unicorn as uc

from armcc.function.prototypes import Check
from armcc.gates.emulator import place_of
from armcc.gates.image import WRITE, Image, Stub
from armcc.gates.signature import Signature
from armcc.gates.state import STACK_SIZE, Test
from armcc.gates.stepping import Machine, State

# Instructions of one execution that are kept; a counter-example is small nearly always.
MOST_STEPS = 20_000
_MEMORY_ACCESS_WRITE = 17  # UC_MEM_WRITE
_VECTOR = re.compile(r"(?<![\w.$])([bhsdqv])(\d+)(?![\w$])")
_REGISTER_NAME = {16: "h", 32: "s", 64: "d"}


@dataclass(frozen=True)
class Event:
    """One observable thing.

    kind: "read", "write", "call", "return" (to the caller), "noreturn" (in a callee that
        never comes back), "fault", "stop" (a rule of the gates ended the run) or "limit".
    step: the number of the executed instruction that did it, from 0.
    address, data: of a read or write: where, and the bytes that were read or written.
    place: the address in words.
    callee, arguments: of a call; (register, live bits) each.
    results: of a return; likewise.
    detail: of a fault, stop or limit.
    source: the instruction that last changed what is wrong or returned; -1 for none.
    """

    kind: str
    step: int
    address: int = 0
    data: bytes = b""
    place: str = ""
    callee: str = ""
    arguments: tuple[tuple[str, int], ...] = ()
    results: tuple[tuple[str, int], ...] = ()
    detail: str = ""
    source: int = -1

    @property
    def seen(self) -> tuple[object, ...]:
        """What another execution has to do for this event to be the same."""
        values = (_as_one_nan(self.arguments), _as_one_nan(self.results))
        return self.kind, self.address, self.data, self.callee, values

    @property
    def words(self) -> str:
        """For people."""
        if self.kind in ("read", "write"):
            return f"{self.kind}s {self.place}: {shown_bytes(self.data)}"
        if self.kind == "call":
            return f"calls {self.callee}({shown_registers(self.arguments)})"
        if self.kind == "return":
            return f"returns {shown_registers(self.results)}".rstrip()
        return self.detail


@dataclass(frozen=True)
class Executed:
    """One executed instruction.  changed: registers and flags, by name, with their values."""

    offset: int
    text: str
    changed: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Execution:
    """What one code did.  ended: whether it came to its end within what was traced."""

    steps: tuple[Executed, ...]
    events: tuple[Event, ...]
    ended: bool


@dataclass
class _Access:
    write: bool
    address: int
    size: int
    data: bytes = b""


@dataclass
class _Seen:
    accesses: list[_Access] = field(default_factory=list)
    fault: _Access | None = None


class _Watched(Machine):
    """A machine that says which memory each instruction accessed, and how it faulted."""

    def __init__(self, image: Image, test: Test) -> None:
        super().__init__(image, test)
        self.seen = _Seen()
        bad = uc.UC_HOOK_MEM_INVALID
        self._uc.hook_add(bad, self._on_bad)

    def _on_access(self, u: Any, kind: int, address: int, size: int, value: int, data: Any) -> None:
        super()._on_access(u, kind, address, size, value, data)
        write = kind == _MEMORY_ACCESS_WRITE
        held = b"" if write else bytes(u.mem_read(address, size))
        accesses = self.seen.accesses
        last = accesses[-1] if accesses else None
        # A pair or a vector is accessed in pieces.
        if last is not None and last.write == write and last.address + last.size == address:
            last.size += size
            last.data += held
        else:
            accesses.append(_Access(write, address, size, held))

    def _on_bad(self, _u: Any, kind: int, address: int, size: int, _v: int, _d: Any) -> bool:
        write = kind in (uc.UC_MEM_WRITE_UNMAPPED, uc.UC_MEM_WRITE_PROT)
        self.seen.fault = _Access(write, address, size)
        return False

    def one(self) -> tuple[State, State | None, _Seen]:
        """Execute one instruction: the states before and after it (None: it faulted)."""
        self.seen = _Seen()
        before = self._state()
        step = self.step()
        if step is None:
            return before, None, self.seen
        for access in self.seen.accesses:
            if access.write:
                access.data = bytes(self._uc.mem_read(access.address, access.size))
        return before, step.after, self.seen

    def state(self) -> State:
        """The registers as they are."""
        return self._state()

    def stack_bytes(self, address: int, size: int) -> bytes:
        """Memory behind sp."""
        return bytes(self._uc.mem_read(address, size))


class Places:
    """Addresses in words: of the test's memory, of the object's data, of the caller's frame."""

    def __init__(self, image: Image, test: Test) -> None:
        self._image = image
        self._test = test
        self._low = image.placement.stack
        self._named = {s.pages()[0]: s for s in image.writable}

    def own_frame(self, address: int) -> bool:
        """Whether an address lies in the frame of the code under test."""
        return self._low <= address < self._test.sp

    def name(self, address: int) -> str:
        """Where an address is: "buffer 0+0x8"."""
        if self._test.sp <= address < self._low + STACK_SIZE:
            return f"caller's frame+{address - self._test.sp:#x}"
        for segment in self._image.segments:
            if segment.address <= address < segment.end:
                return f"{segment.name}+{address - segment.address:#x}"
        for stub in self._image.stubs:
            if stub.address == address:
                return f"function {stub.name or 'by pointer'}"
        return place_of(address, self._test)

    def is_memory(self, address: int) -> bool:
        """Whether a value is an address of the test's memory or of the object's data."""
        regions = any(r.address <= address < r.end for r in self._test.regions)
        constant = any(
            s.address <= address < s.end for s in self._image.segments if not s.protection & WRITE
        )
        return regions or constant


def execute(
    image: Image,
    listing: tuple[str, ...],
    signature: Signature,
    test: Test,
    most: int = MOST_STEPS,
) -> Execution:
    """Run a test on one code.

    image, listing: of the code.  most: instructions to execute.
    """
    machine = _Watched(image, test)
    places = Places(image, test)
    stubs = {s.address: s for s in image.stubs}
    steps: list[Executed] = []
    events: list[Event] = []
    calls = 0
    while True:
        pc = machine.pc()
        now = len(steps) - 1
        if pc == image.placement.return_address:
            end = _values(machine.state(), signature.results)
            names = [f"{bank}{number}" for bank, number, _ in signature.results]
            back = Event("return", now, results=end, source=last_change(steps, names))
            return Execution(tuple(steps), (*events, back), True)
        stub = stubs.get(pc)
        if stub is not None and stub.effect == "call":
            events.append(_call(machine, stub, now))
            if calls == len(test.calls):
                what = "a call that the test does not provide for"
                return Execution(tuple(steps), (*events, Event("fault", now, detail=what)), True)
            if not test.calls[calls].returns:
                what = "never comes back"
                events.append(Event("noreturn", now, detail=f"{stub.name} {what}"))
                return Execution(tuple(steps), tuple(events), True)
            machine.call(test, calls)
            calls += 1
            continue
        if stub is not None:
            events += _copy(machine, places, stub, now)
            try:
                machine.memory_function(stub.effect)
            except uc.UcError:
                what = f"{stub.effect} reaches memory that is not there"
                return Execution(tuple(steps), (*events, Event("fault", now, detail=what)), True)
            continue
        if len(steps) == most:
            return Execution(tuple(steps), tuple(events), False)
        if not image.entry <= pc < image.entry + image.code_size:
            what = f"execution leaves the function for {pc:#x}"
            return Execution(tuple(steps), (*events, Event("fault", now, detail=what)), True)
        index = (pc - image.entry) // 4
        text = listing[index] if index < len(listing) else "?"
        before, after, seen = machine.one()
        changed = () if after is None else _changed(before, after, text)
        steps.append(Executed(pc - image.entry, text, changed))
        now += 1
        events += [
            Event("write" if a.write else "read", now, a.address, a.data, places.name(a.address))
            for a in seen.accesses
            if not places.own_frame(a.address) and (after is not None or not a.write)
        ]
        if after is None:
            events.append(_fault(seen, places, now))
            return Execution(tuple(steps), tuple(events), True)


def _fault(seen: _Seen, places: Places, step: int) -> Event:
    bad = seen.fault
    if bad is None:
        return Event("fault", step, detail="faults")
    verb = "writes" if bad.write else "reads"
    place = places.name(bad.address)
    return Event(
        "fault",
        step,
        bad.address,
        place=place,
        detail=f"{verb} {bad.size} bytes at {place}, where no memory is",
    )


def _changed(before: State, after: State, text: str) -> tuple[tuple[str, int], ...]:
    out: list[tuple[str, int]] = []
    for n, (old, new) in enumerate(zip(before.x, after.x, strict=True)):
        if old != new:
            narrow = re.search(rf"(?<![\w.$])w{n}(?![\w$])", text) and not new >> 32
            out.append((f"{'w' if narrow else 'x'}{n}", new))
    if before.sp != after.sp:
        out.append(("sp", after.sp))
    names = {int(n): letter for letter, n in _VECTOR.findall(text)}
    for n, (old, new) in enumerate(zip(before.v, after.v, strict=True)):
        if old != new:
            letter = names.get(n, "v")
            out.append((f"{letter}{n}", new & _lane_mask(letter)))
    if before.nzcv != after.nzcv:
        out.append(("nzcv", after.nzcv))
    return tuple(out)


def _lane_mask(letter: str) -> int:
    bits = {"b": 8, "h": 16, "s": 32, "d": 64}.get(letter, 128)
    return (1 << bits) - 1


def _values(
    state: State, places: tuple[tuple[str, int, int], ...], stack: bytes = b""
) -> tuple[tuple[str, int], ...]:
    """The live bits of registers, by names that say their width."""
    out = []
    for bank, number, bits in places:
        mask = (1 << bits) - 1
        if bank == "stack":
            held = int.from_bytes(stack[number : number + 16], "little") & mask
            out.append((f"[sp+{number}]", held))
        elif bank == "x":
            out.append((f"{'w' if bits <= 32 else 'x'}{number}", state.x[number] & mask))
        else:
            out.append((f"{_REGISTER_NAME.get(bits, 'q')}{number}", state.v[number] & mask))
    return tuple(out)


def _call(machine: _Watched, stub: Stub, step: int) -> Event:
    state = machine.state()
    stack = b""
    if any(bank == "stack" for bank, _, _ in stub.arguments):
        stack = machine.stack_bytes(state.sp, 80)
    name = stub.name or "a function by pointer"
    # Of several prototypes those that the call may have, as the engine finds them.
    fit = [v for v in stub.variants if all(_may_be(machine, state, stack, c) for c in v.checks)]
    own = sorted({n for v in fit for n in v.arguments}) if fit else range(len(stub.arguments))
    arguments = tuple(stub.arguments[n] for n in own)
    return Event("call", step, callee=name, arguments=_values(state, arguments, stack))


def _may_be(machine: _Watched, state: State, stack: bytes, check: Check) -> bool:
    """Whether an argument may be the constant that it is at each call of one prototype."""
    (_, value), *_ = _values(state, ((check.bank, check.number, check.bits),), stack)
    if not check.content:
        return value == check.value
    try:
        return machine.stack_bytes(value, len(check.content)) == check.content
    except uc.UcError:
        return True


def _copy(machine: _Watched, places: Places, stub: Stub, step: int) -> list[Event]:
    """What a call of memcpy, memmove or memset reads and writes."""
    to, source, count = machine.state().x[:3]
    if not count or count > 1 << 20:
        return []
    out = []
    try:
        if stub.effect == "memset":
            data = bytes([source & 255]) * count
        else:
            data = machine.stack_bytes(source, count)
            if not places.own_frame(source):
                out.append(Event("read", step, source, data, places.name(source)))
        if not places.own_frame(to):
            out.append(Event("write", step, to, data, places.name(to)))
    except uc.UcError:
        return []
    return out


def stopped(execution: Execution, detail: str, register: str = "") -> Execution:
    """The execution with its end in the gates' words, whose rules it broke there.

    register: the one ("x19", "d8") that is wrong at the end, if it is one.
    """
    last = len(execution.steps) - 1
    kept = list(execution.events)
    while kept and kept[-1].step == last and kept[-1].kind != "call":
        kept.pop()
    source = last_change(execution.steps, [register]) if register else -1
    stop = Event("stop", last, detail=detail, source=source)
    return Execution(execution.steps, (*kept, stop), True)


def last_change(steps: Sequence[Executed], registers: Sequence[str]) -> int:
    """The last instruction that changed one of some registers, by any name; -1 for none."""
    wanted = {_whole(r) for r in registers}
    for n in range(len(steps) - 1, -1, -1):
        if any(_whole(name) in wanted for name, _ in steps[n].changed):
            return n
    return -1


def _whole(name: str) -> str:
    """A register's name without its width."""
    if name in ("sp", "nzcv"):
        return name
    return ("x" if name[0] in "wx" else "v") + name[1:]


def _as_one_nan(values: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int | str], ...]:
    """The values with each NaN of a float the same (LangRef, "Behavior of NaN values")."""
    infinite = {"s": 0x7F800000, "d": 0x7FF0000000000000}
    out: list[tuple[str, int | str]] = []
    for name, value in values:
        limit = infinite.get(name[0])
        # Without the sign, what is above infinity.
        nan = limit is not None and value & (1 << limit.bit_length()) - 1 > limit
        out.append((name, "nan" if nan else value))
    return tuple(out)


def shown_bytes(data: bytes) -> str:
    """Bytes in the order of their addresses, in groups of eight, at most 32 of them."""
    shown = data[:32]
    groups = [shown[n : n + 8].hex() for n in range(0, len(shown), 8)]
    more = f" ... ({len(data)} bytes)" if len(data) > len(shown) else ""
    return " ".join(groups) + more


def shown_registers(values: tuple[tuple[str, int], ...]) -> str:
    """Registers and their values: integers of w registers signed, all else in hexadecimal."""
    return ", ".join(f"{name}={shown_value(name, value)}" for name, value in values)


def shown_value(name: str, value: int) -> str:
    """A register's value for people."""
    if name == "nzcv":
        return "".join(c if value >> 3 - n & 1 else "-" for n, c in enumerate("NZCV"))
    if name[0] in "sd" and name != "sp" and value:
        width, form = (4, "<f") if name[0] == "s" else (8, "<d")
        real = struct.unpack(form, value.to_bytes(width, "little"))[0]
        # What is tiny or no number is an integer in a vector register, most often.
        return f"{real!r} ({value:#x})" if 1e-30 < abs(real) < 1e30 else f"{value:#x}"
    if value < 1 << 12:
        return str(value)
    if name.startswith("w") and value >> 31:
        return f"{value:#x} ({value - (1 << 32)})"
    if name.startswith("x") and value >> 63:
        return f"{value:#x} ({value - (1 << 64)})"
    return f"{value:#x}"
