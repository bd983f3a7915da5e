"""One instruction in Unicorn and by the terms of the proof gate, on the same state.

In Unicorn each instruction has a place of its own, between code that loads all registers and
code that stores them, so that a run is one write, one start and one read.
"""

from __future__ import annotations

import functools
import struct
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import unicorn as uc
from ieee import interpret
from unicorn import arm64_const as reg

from armcc.function.elf import ElfObject
from armcc.function.tools import llvm_tool, require
from armcc.gates.flow import Flow
from armcc.gates.proof.execute import Code, Executor, Limits, UnprovableError, frame, initial
from armcc.gates.proof.flags import flags
from armcc.gates.proof.memory import Aliases
from armcc.gates.proof.terms import Term, const, offset, var
from armcc.gates.proof.values import Memory, evaluate
from armcc.gates.proof.vexops import Floats

MASK = (1 << 64) - 1
# Where the state comes from and goes to, where pointers lead, and where code is.
IN, OUT, DATA, CODE = 0x10_0000, 0x11_0000, 0x20_0000, 0x40_0000
DATA_SIZE = 0x4_0000
MIDDLE = DATA + DATA_SIZE // 2
# How far all branches lead.
DISTANCE = 0x200
_PAGE = 4096
_SITE = 0x600
_STATE = struct.Struct("<34Q64Q")
SP, NZCV, TAKEN = 31, 32, 33


@dataclass(frozen=True)
class Values:
    """x0 to x30, sp, NZCV in bits 31 to 28, 1 behind a branch that was taken; v0 to v31."""

    x: tuple[int, ...]
    v: tuple[int, ...]

    def packed(self) -> bytes:
        """As it lies in memory."""
        halves = [h for one in self.v for h in (one & MASK, one >> 64)]
        return _STATE.pack(*self.x, *halves)


def unpacked(data: bytes) -> Values:
    """What `Values.packed` gave."""
    found = _STATE.unpack(data)
    low, high = found[34::2], found[35::2]
    return Values(found[:34], tuple(a | b << 64 for a, b in zip(low, high, strict=True)))


def _source() -> str:
    """What stands before and behind an instruction, between `udf`s."""
    vectors = [(n, 272 + 16 * n) for n in range(0, 32, 2)]
    pairs = [(n, 8 * n) for n in range(1, 30, 2)]
    before = [
        f"mov x0, #{IN}",
        *[f"ldp q{n}, q{n + 1}, [x0, #{at}]" for n, at in vectors],
        f"ldr x1, [x0, #{8 * NZCV}]",
        "msr nzcv, x1",
        f"ldr x1, [x0, #{8 * SP}]",
        "mov sp, x1",
        *[f"ldp x{n}, x{n + 1}, [x0, #{at}]" for n, at in pairs],
        "ldr x0, [x0]",
    ]
    behind = [
        "msr tpidr_el0, x0",
        f"mov x0, #{OUT}",
        *[f"stp x{n}, x{n + 1}, [x0, #{at}]" for n, at in pairs],
        "mrs x1, tpidr_el0",
        "str x1, [x0]",
        "mov x1, sp",
        f"str x1, [x0, #{8 * SP}]",
        "mrs x1, nzcv",
        f"str x1, [x0, #{8 * NZCV}]",
        *[f"stp q{n}, q{n + 1}, [x0, #{at}]" for n, at in vectors],
    ]
    mark = ["mov x1, #{}", f"str x1, [x0, #{8 * TAKEN}]"]
    taken = [line.format(1) for line in mark]
    other = [line.format(0) for line in mark]
    parts = [before, [*behind, *other], [*behind, *taken]]
    return "\nudf #1\n".join("\n".join(part) for part in parts) + "\n"


# All that the mnemonics on the gates' list need.
FEATURES = "+v8.6a,+aes,+crc,+dotprod,+fp16fml,+fullfp16,+i8mm,+rdm,+fp-armv8,+neon"


def assembled(source: str) -> bytes:
    """Assembly as machine code."""
    with tempfile.TemporaryDirectory() as folder:
        tool = require(llvm_tool("llvm-mc"), "llvm-mc")
        words = [tool, "-triple=aarch64-linux-gnu", f"-mattr={FEATURES}", "-filetype=obj"]
        words += ["-o", f"{folder}/x.o", "-"]
        ran = subprocess.run(words, input=source, text=True, capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr
        with open(f"{folder}/x.o", "rb") as f:
            read = ElfObject(f.read())
    return read.contents(next(s for s in read.sections if s.name == ".text"))


@functools.cache
def _around() -> tuple[bytes, bytes, bytes]:
    before, behind, taken = assembled(_source()).split(struct.pack("<I", 1))
    return before, behind, taken


class Hardware:
    """Unicorn with many instructions."""

    def __init__(self, words: list[bytes]) -> None:
        before, behind, taken = _around()
        self._uc: Any = uc.Uc(uc.UC_ARCH_ARM64, uc.UC_MODE_ARM)
        self._uc.ctl_set_cpu_model(reg.UC_CPU_ARM64_MAX)
        # The default is 1 GiB of address space for each.
        self._uc.ctl_set_tcg_buffer_size(64 << 20)
        self._uc.reg_write(reg.UC_ARM64_REG_CPACR_EL1, 3 << 20)
        size = -(-_SITE * len(words) // _PAGE) * _PAGE
        for at, length in ((IN, _PAGE), (OUT, _PAGE), (DATA, DATA_SIZE), (CODE, size)):
            self._uc.mem_map(at, length)
        self._at = len(before)
        self._end = [self._at + 4 + len(behind), self._at + DISTANCE + len(taken)]
        assert self._end[0] < self._at + DISTANCE
        assert self._end[1] <= _SITE
        # Behind either end control meets in a place that no branch leads to.
        image = bytearray(size)
        for n, word in enumerate(words):
            site = n * _SITE
            image[site : site + self._at + 4] = before + word
            image[site + self._at + 4 : site + self._end[0]] = behind
            image[site + self._at + DISTANCE : site + self._end[1]] = taken
            jump = self._end[1] - self._end[0]
            image[site + self._end[0] : site + self._end[0] + 4] = struct.pack(
                "<I", 0x14000000 | jump // 4
            )
        self.image = bytes(image)
        self._uc.mem_write(CODE, self.image)
        self.data = Random(0).randbytes(DATA_SIZE)
        self._uc.mem_write(DATA, self.data)

    def address(self, number: int) -> int:
        """Where an instruction is."""
        return CODE + number * _SITE + self._at

    def byte(self, address: int) -> int:
        """A byte of memory before a run."""
        if DATA <= address < DATA + DATA_SIZE:
            return self.data[address - DATA]
        return self.image[address - CODE]

    def run(self, number: int, start: Values, touches: bool) -> tuple[Values, bytes] | None:
        """The state behind an instruction and the data; None where it faults.

        touches: whether it may have to do with memory.
        """
        site = CODE + number * _SITE
        self._uc.mem_write(IN, start.packed())
        try:
            self._uc.emu_start(site, site + self._end[1])
        except uc.UcError:
            return None
        end = unpacked(bytes(self._uc.mem_read(OUT, _STATE.size)))
        data = self.data
        if touches:
            data = bytes(self._uc.mem_read(DATA, DATA_SIZE))
            if data != self.data:
                self._uc.mem_write(DATA, self.data)
        return end, data


def checksum(name: str, before: int, data: int) -> int:
    """CRC32B to CRC32CX (DDI 0487): a remainder of polynomials, bits in reversed order."""
    polynomial = 0x82F63B78 if name[5] == "c" else 0xEDB88320
    found = before ^ data
    for _ in range({"b": 8, "h": 16, "w": 32, "x": 64}[name[-1]]):
        found = found >> 1 ^ (polynomial if found & 1 else 0)
    return found


# What an instruction makes of a state, by terms.
Meaning = Callable[[Values, int, Callable[[int], int]], "tuple[Values, dict[int, int]]"]


def meaning(word: bytes, text: str) -> Meaning:
    """An instruction as the proof gate has it.  Raises UnprovableError where it has none."""
    base = var("base", 64)
    padding = DISTANCE // 4
    listing = (text, *["nop"] * padding)
    places = {0: ("page", offset(base, 0x3000))} if text.startswith("adrp") else {}
    raw = word + struct.pack("<I", 0xD503201F) * padding
    code = Code("b", raw, Flow(listing, {}), base, places)
    executor = Executor(code, Aliases(frame()), Floats(False), Limits())
    before = initial()
    state = before.copy()
    following = executor._instruction(0, state)
    ends = [(following, state)] if following is not None else []
    for there, states in executor.waiting.items():
        ends += [(there, one) for one in states]
    ends += [(DISTANCE, one) for one in executor.returned]
    for there, one in ends:
        if there not in (4, DISTANCE):
            raise UnprovableError("control", f"{text}: leads to {there}")
        if one.flags[0].op == "var":
            raise UnprovableError("control", f"{text}: flags")
    rows = []
    for there, one in ends:
        found = flags(*one.flags)
        terms = [*one.x, found.packed(), const(there == DISTANCE, 64), *one.v]
        rows.append((one.condition, terms, one.mem))
    old = [*before.x, flags(*before.flags).packed(), const(0, 64), *before.v]
    roots: list[Term] = []
    for condition, terms, mem in rows:
        roots += [condition, mem, *[t for t, b in zip(terms, old, strict=True) if t is not b]]

    def apply(
        start: Values, address: int, byte: Callable[[int], int]
    ) -> tuple[Values, dict[int, int]]:
        def value(name: str, _width: int) -> int:
            if name[0] in "xv" and name[1:].isdigit():
                return (start.x if name[0] == "x" else start.v)[int(name[1:])]
            known = {
                "sp": start.x[SP] >> 4,
                "nzcv": start.x[NZCV] >> 28,
                "fpcr": 0,
                "base": address,
            }
            return known[name]

        def function(name: str, width: int, args: tuple[int, ...]) -> int:
            if name == "frame b":
                return byte(args[0])
            if name.startswith("crc32"):
                return checksum(name, *args)
            return interpret(name, width, args)

        worth = evaluate(roots, value, lambda _name, at: byte(at), function)
        chosen = [row for row in rows if worth[row[0]]]
        assert len(chosen) == 1, text
        _, terms, mem = chosen[0]
        given = [*start.x[:33], 0, *start.v]
        out = [g if t is b else worth[t] for t, b, g in zip(terms, old, given, strict=True)]
        after: Memory | None = worth[mem]
        changed: dict[int, int] = {}
        while after is not None:
            changed = after.changed | changed
            after = after.below
        return Values(tuple(out[:34]), tuple(out[34:])), changed

    return apply


def differences(end: Values, other: Values) -> list[str]:
    """What two states differ in: what Unicorn has, and what the terms give."""
    names = [*[f"x{n}" for n in range(31)], "sp", "nzcv", "taken"]
    out = [
        f"{name}: {a:#x}, by terms {b:#x}"
        for name, a, b in zip(names, end.x, other.x, strict=True)
        if a != b
    ]
    return out + [
        f"v{n}: {a:#034x}, by terms {b:#034x}"
        for n, (a, b) in enumerate(zip(end.v, other.v, strict=True))
        if a != b
    ]
