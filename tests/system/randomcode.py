# ruff: noqa: E501  a form a line
"""Random code of integer instructions, and what Unicorn shows of its registers at each place."""

from __future__ import annotations

import contextlib
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import unicorn as uc
from unicorn import arm64_const as reg

from armcc.function.contract import Contract
from armcc.function.elf import ElfObject
from armcc.function.tools import cross_tool, require
from armcc.gates.disassemble import disassemble
from armcc.gates.flow import Flow

MASK = (1 << 64) - 1
CODE, DATA, STACK = 0x10_0000, 0x20_0000, 0x30_0000
RETURN = 0x40_0000
SIZE = 0x4000
_CONDITIONS = "eq ne hs lo mi pl vs vc hi ls ge lt gt le".split()
_MASKS = [0x1, 0x3, 0x7, 0xF, 0xFF, 0xFFFF, 0xFE, 0xF8, 0x80, 0xF0, 0xE0, 0x7FFFFFFF, 0x80000000,
          0x7FFFFFFC, 0xFFFFFFFE, 0xFFFFFFF8]  # fmt: skip
_WIDE_MASKS = [0xFFFFFFFFFFFFFFFE, 0xFFFFFFFFFFFFFFF8, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000]
_SMALL = [0, 1, 1, 2, 3, 4, 7, 8, 9, 15, 16, 31, 32, 48, 64, 127, 128, 255, 256, 1000, 4095]
_POOL = [0, 0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 63, 64, 65, 127, 128, 255, 256, 0x7FFF,
         0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFE, 0xFFFFFFFF, 1 << 32,
         (1 << 32) + 1, (1 << 63) - 1, 1 << 63, (1 << 63) + 1, MASK - 1, MASK]  # fmt: skip
# x6 and x7 lead to memory; few others, so that instructions meet each other's results.
_REGISTERS = (0, 1, 2, 3, 4, 5)
_SAVED = (19, 20)


class Writer:
    """Writes the instructions of one function."""

    def __init__(self, rng: Random, count: int, calls: bool) -> None:
        self.rng = rng
        self.count = count
        self.calls = calls
        # Few kinds of instructions and few registers, so that they have to do with each other.
        self.kinds = rng.choice([2, 4, 8, 80])
        self.chosen = rng.random()
        self.registers = rng.sample(_REGISTERS, rng.choice([2, 3, 4, 6]))
        self.plain = rng.choice([60, 100, 200])

    def lines(self, name: str) -> list[str]:
        """The text of a function called `name`."""
        out = [f"{name}:", " sub sp, sp, #64"]
        for number in range(self.count):
            out.append(f".L{name}_{number}:")
            out += self._one(name)
        return [*out, f".L{name}_{self.count}:", " add sp, sp, #64", " ret", " nop"]

    def _r(self, kind: str) -> str:
        pick = self.rng.random()
        if pick < 0.04:
            return f"{kind}zr"
        if pick < 0.14:
            return f"{kind}{self.rng.choice(_SAVED)}"
        return f"{kind}{self.rng.choice(self.registers)}"

    def _to(self, kind: str) -> str:
        return f"{kind}{self.rng.choice([*self.registers, *_SAVED[: self.kinds // 8]])}"

    def _label(self, name: str) -> str:
        return f".L{name}_{self.rng.randrange(self.count + 1)}"

    def _mask(self, kind: str) -> str:
        return f"#{self.rng.choice(_MASKS + (_WIDE_MASKS if kind == 'x' else []))}"

    def _compare(self) -> list[str]:
        rng, k = self.rng, self.rng.choice("wx")
        a = self._r(k)
        how = rng.randrange(11)
        if how == 8:
            return [
                f" cmp {self._r('x').replace('xzr', 'x1')}, {self._r('w')}, {rng.choice(['uxtw', 'sxtw', 'uxtb', 'sxth #2'])}"
            ]
        if how == 9:
            return [
                f" cmp {a}, {self._r(k)}, {rng.choice(['lsl', 'lsr', 'asr'])} #{rng.randrange(1, 31)}"
            ]
        if how < 5 or a.endswith("zr"):
            if a.endswith("zr"):
                a = f"{k}1"
            word = rng.choice(["cmp", "cmp", "cmp", "cmn", "subs", "adds"])
            to = f"{self._to(k)}, " if word in ("subs", "adds") else ""
            return [f" {word} {to}{a}, #{rng.choice(_SMALL)}"]
        if how == 5:
            word = rng.choice(["ands", "bics"])
            return [f" ands {self._to(k)}, {a}, {self._mask(k)}" if word == "ands"
                    else f" bics {self._to(k)}, {a}, {self._r(k)}"]  # fmt: skip
        if how == 6:
            return [f" tst {a}, {self._mask(k)}"]
        if how == 7:
            return [f" {rng.choice(['subs', 'adds'])} {self._to(k)}, {a}, {self._r(k)}"]
        if how == 10:
            return [f" {rng.choice(['negs', 'tst'])} {self._to(k)}, {self._r(k)}"]
        return [f" {rng.choice(['cmp', 'cmp', 'cmp', 'cmn'])} {a}, {self._r(k)}"]

    def _one(self, name: str) -> list[str]:
        rng = self.rng
        k = rng.choice("wx")
        bits = 32 if k == "w" else 64
        pick = rng.randrange(30 + self.plain)
        if pick < 22:
            out = self._compare()
            for _ in range(rng.choice([0, 0, 0, 1, 2])):
                second = f"#{rng.randrange(32)}" if rng.random() < 0.6 else self._r(k)
                out.append(
                    f" {rng.choice(['ccmp', 'ccmp', 'ccmn'])} {self._r(k)}, {second}, #{rng.randrange(16)}, {rng.choice(_CONDITIONS)}"
                )
            if rng.random() < 0.15:
                out.append(f" {self._plain()}")
            if rng.random() < 0.7:
                out.append(f" b.{rng.choice(_CONDITIONS)} {self._label(name)}")
            else:
                out.append(f" {self._select()}")
            return out
        if pick < 28:
            return [f" {rng.choice(['cbz', 'cbnz'])} {self._r(k)}, {self._label(name)}"]
        if pick < 33:
            return [
                f" {rng.choice(['tbz', 'tbnz'])} {self._r(k)}, #{rng.randrange(bits)}, {self._label(name)}"
            ]
        if pick < 35:
            return [f" b {self._label(name)}"]
        if pick < 41:
            return [f" {self._select()}"]
        if pick < 43 and self.calls:
            return [" bl called", " mov x30, x21"]
        return [f" {self._plain()}"]

    def _select(self) -> str:
        rng, k = self.rng, self.rng.choice("wx")
        condition = rng.choice(_CONDITIONS)
        word = rng.choice("csel csel csinc csinv csneg cset csetm cinc cinv cneg".split())
        if word in ("cset", "csetm"):
            return f"{word} {self._to(k)}, {condition}"
        if word in ("cinc", "cinv", "cneg"):
            return f"{word} {self._to(k)}, {self._r(k).replace('zr', '2')}, {condition}"
        return f"{word} {self._to(k)}, {self._r(k)}, {self._r(k)}, {condition}"

    def _plain(self) -> str:
        rng, k = self.rng, self.rng.choice("wx")
        bits = 32 if k == "w" else 64
        to, a, b = self._to(k), self._r(k), self._r(k)
        real = a.replace("zr", "3")
        at = rng.randrange(bits)
        count = rng.randrange(1, bits - at + 1)
        amount = rng.randrange(bits)
        forms: list[Callable[[], str]] = [
            lambda: f"add {to}, {real}, #{rng.choice(_SMALL)}",
            lambda: f"sub {to}, {real}, #{rng.choice(_SMALL)}",
            lambda: f"{rng.choice(['add', 'sub'])} {to}, {to}, #{rng.choice([1, 1, 1, 2, 4, 8])}",
            lambda: f"{rng.choice(['add', 'sub'])} {to}, {real}, #{rng.choice([1, 2])}, lsl #12",
            lambda: f"{rng.choice(['add', 'sub', 'sub'])} {to}, {a}, {b}",
            lambda: f"{rng.choice(['add', 'sub'])} {to}, {a}, {b}, {rng.choice(['lsl', 'lsr', 'asr'])} #{amount}",
            lambda: f"{rng.choice(['add', 'sub'])} {self._to('x')}, {self._r('x').replace('zr', '0')}, {self._r('w')}, {rng.choice(['uxtb', 'uxth', 'uxtw', 'sxtb', 'sxth', 'sxtw'])} #{rng.randrange(4)}",
            lambda: f"and {to}, {a}, {self._mask(k)}",
            lambda: f"and {to}, {a}, {self._mask(k)}",
            lambda: f"{rng.choice(['orr', 'eor'])} {to}, {a}, {self._mask(k)}",
            lambda: f"{rng.choice(['and', 'orr', 'eor', 'bic', 'orn', 'eon'])} {to}, {a}, {b}",
            lambda: f"{rng.choice(['and', 'orr', 'eor', 'bic', 'orn', 'eon'])} {to}, {a}, {b}, {rng.choice(['lsl', 'lsr', 'asr', 'ror'])} #{amount}",
            lambda: f"mov {to}, {a}",
            lambda: f"mov {to}, {a}",
            lambda: f"mov {self._to('w')}, {self._r('w')}",
            lambda: f"mov {to}, #{rng.choice(_SMALL)}",
            lambda: f"mov {to}, #-{rng.choice(_SMALL[1:])}",
            lambda: f"movz {to}, #{rng.choice(_SMALL)}, lsl #16",
            lambda: f"movk {to}, #{rng.choice(_SMALL)}, lsl #{rng.choice([0, 16] if k == 'w' else [0, 16, 32, 48])}",
            lambda: f"{rng.choice(['mvn', 'neg'])} {to}, {a}",
            lambda: f"{rng.choice(['mvn', 'neg'])} {to}, {a}, {rng.choice(['lsl', 'lsr', 'asr'])} #{amount}",
            lambda: f"{rng.choice(['clz', 'cls', 'rbit', 'rev', 'rev16'])} {to}, {a}",
            lambda: f"{rng.choice(['lsl', 'lsr', 'asr', 'ror'])} {to}, {a}, #{amount}",
            lambda: f"{rng.choice(['lsl', 'lsr', 'asr', 'ror'])} {to}, {a}, {b}",
            lambda: f"{rng.choice(['ubfx', 'sbfx', 'bfxil', 'ubfiz', 'sbfiz', 'bfi'])} {to}, {a}, #{at}, #{count}",
            lambda: f"bfi {to}, {k}zr, #{at}, #{count}",
            lambda: f"extr {to}, {a}, {rng.choice([a, b])}, #{amount}",
            lambda: f"{rng.choice(['uxtb', 'uxth', 'sxtb', 'sxth'])} {self._to('w')}, {self._r('w')}",
            lambda: f"{rng.choice(['sxtb', 'sxth', 'sxtw'])} {self._to('x')}, {self._r('w')}",
            lambda: f"mov {self._to('x')}, x7",
            lambda: f"cmp x7, {self._to('x')}",
            lambda: f"lsr {to}, {a}, #{rng.choice([1, 2, 4, 28])}",
            lambda: f"lsr {to}, {a}, #{amount}",
            lambda: f"ubfx {to}, {a}, #{at}, #{count}",
            lambda: f"ubfx {to}, {a}, #{rng.randrange(8)}, #{rng.choice([1, 4, 8, 16])}",
            lambda: f"mul {to}, {a}, {b}",
            lambda: f"{rng.choice(['madd', 'msub'])} {to}, {a}, {b}, {self._r(k)}",
            lambda: f"mneg {to}, {a}, {b}",
            lambda: f"{rng.choice(['umull', 'smull', 'umnegl', 'smnegl'])} {self._to('x')}, {self._r('w')}, {self._r('w')}",
            lambda: f"{rng.choice(['umaddl', 'smaddl', 'umsubl', 'smsubl'])} {self._to('x')}, {self._r('w')}, {self._r('w')}, {self._r('x')}",
            lambda: f"{rng.choice(['umulh', 'smulh'])} {self._to('x')}, {self._r('x')}, {self._r('x')}",
            lambda: f"{rng.choice(['udiv', 'sdiv'])} {to}, {a}, {b}",
            lambda: f"{rng.choice(['adc', 'sbc', 'adcs', 'sbcs'])} {to}, {a}, {b}",
            lambda: f"crc32b {self._to('w')}, {self._r('w')}, {self._r('w')}",
            lambda: f"{rng.choice(['ldrb', 'ldrh', 'ldrsb', 'ldrsh', 'ldr'])} {self._to('w')}, [x6, #{4 * rng.randrange(9)}]",
            lambda: f"{rng.choice(['ldrsb', 'ldrsh', 'ldrsw', 'ldr', 'ldursw'])} {self._to('x')}, [x6, #{8 * rng.randrange(9)}]",
            lambda: f"ldrb {self._to('w')}, [x7, {self._r('w')}, uxtw]",
            lambda: f"{rng.choice(['ldr', 'str'])} {to}, [x7], #{rng.choice([-8, 8, 16])}",
            lambda: f"{rng.choice(['ldr', 'str'])} {to}, [x7, #{rng.choice([-8, 8])}]!",
            lambda: f"stp {self._r('x')}, {self._r('x')}, [x6, #{8 * rng.randrange(8)}]",
            lambda: f"ldp x0, x1, [x7], #{rng.choice([-16, 16])}",
            lambda: "ldpsw x2, x3, [x7, #8]!",
            lambda: f"strb {self._r('w')}, [x6, #{rng.randrange(64)}]",
            lambda: f"str {self._r('x')}, [sp, #{8 * rng.randrange(8)}]",
            lambda: f"str {self._r('w')}, [sp, #{4 * rng.randrange(16)}]",
            lambda: f"strb {self._r('w')}, [sp, #{rng.randrange(64)}]",
            lambda: f"ldr {self._to('x')}, [sp, #{8 * rng.randrange(8)}]",
            lambda: f"ldr {self._to('w')}, [sp, #{4 * rng.randrange(16)}]",
            lambda: f"ldp x4, x5, [sp, #{8 * rng.randrange(7)}]",
            lambda: f"fmov {self._to('x')}, d0",
            lambda: f"umov {self._to('w')}, v0.b[3]",
            lambda: f"ins v0.s[1], {self._r('w')}",
            lambda: "ldr q0, [x7], #16",
            lambda: "ld1 { v1.4s }, [x7], #16",
            lambda: f"fcvtzs {self._to(k)}, d0",
            lambda: f"fcmp d{rng.randrange(2)}, d1",
            lambda: "add v0.4s, v1.4s, v0.4s",
        ]  # fmt: skip
        few = Random(self.chosen).sample(forms, min(self.kinds, len(forms)))
        return rng.choice(few)()


@dataclass(frozen=True)
class Made:
    """A function: its place, its code and its control flow."""

    start: int
    code: bytes
    flow: Flow
    text: str


# Changes everything that a callee may.
_CALLED = "\n".join(
    ["called:", *[f" movn x{n}, #{n * 77}, lsl #{16 * (n % 4)}" for n in range(18)], " cmn x3, x4",
     " ret"]
)  # fmt: skip


def assembled(texts: list[list[str]], folder: Path) -> list[Made]:
    """Functions, each given as its lines, behind each other in one image at CODE."""
    source = folder / "random.s"
    obj = folder / "random.o"
    # What cannot be computed ends each of them.
    body = "\n".join("\n".join([*lines, " udf #1"]) for lines in texts)
    source.write_text(f".text\n{_CALLED}\n udf #1\n{body}\n")
    subprocess.run(
        [require(cross_tool("as"), "as"), "-march=armv8.2-a+crc", "-o", obj, source], check=True
    )
    read = ElfObject(obj.read_bytes())
    code = read.contents(next(s for s in read.sections if s.name == ".text"))
    listing = [t or "udf #0" for t in disassemble(code, Contract(features=("+crc",)))]
    stops = [4 * n for n, text in enumerate(listing) if text == "udf #1"]
    out = []
    for lines, before, stop in zip(texts, stops, stops[1:], strict=False):
        start = before + 4
        part = tuple(listing[start // 4 : stop // 4])
        out.append(Made(start, code[start:stop], Flow(part, targets_of(part)), "\n".join(lines)))
    out[0] = Made(out[0].start, code, out[0].flow, out[0].text)  # the whole image
    return out


def targets_of(listing: tuple[str, ...]) -> dict[int, int]:
    """Where the branches of a listing lead inside it."""
    found = {}
    for n, text in enumerate(listing):
        if re.match(r"(b|b\.\w+|cbn?z|tbn?z) ", text):
            to = 4 * n + int(text.rsplit("#", 1)[1], 0)
            if 0 <= to < 4 * len(listing):
                found[4 * n] = to
    return found


class Machine:
    """Runs code and tells what the registers hold before each instruction."""

    def __init__(self, image: bytes) -> None:
        self._uc: Any = uc.Uc(uc.UC_ARCH_ARM64, uc.UC_MODE_ARM)
        self._uc.ctl_set_cpu_model(reg.UC_CPU_ARM64_MAX)
        self._uc.reg_write(reg.UC_ARM64_REG_CPACR_EL1, 3 << 20)
        size = -(-len(image) // 4096) * 4096
        self._uc.mem_map(CODE, size)
        self._uc.mem_write(CODE, image)
        self._uc.mem_map(RETURN, 4096)
        for place in (DATA, STACK):
            self._uc.mem_map(place, SIZE)
        self._names = [
            *[getattr(reg, f"UC_ARM64_REG_X{n}") for n in range(31)],
            reg.UC_ARM64_REG_SP,
            reg.UC_ARM64_REG_NZCV,
        ]
        self._seen: list[tuple[int, tuple[int, ...]]] = []
        self._bounds = (0, 0)
        self._uc.hook_add(uc.UC_HOOK_CODE, self._on_code)

    def _on_code(self, _uc: Any, address: int, _size: int, _data: Any) -> None:
        low, high = self._bounds
        if low <= address < high:
            values = self._uc.reg_read_batch(self._names)
            self._seen.append((address - low, tuple(values)))

    def run(self, one: Made, length: int, rng: Random, limit: int) -> Iterator[
        tuple[int, tuple[int, ...]]
    ]:  # fmt: skip
        """(offset, x0 to x30, sp and flags) before each of at most `limit` instructions."""
        values = [rng.choice(_POOL) if rng.random() < 0.8 else rng.getrandbits(64)
                  for _ in range(31)]  # fmt: skip
        for n in range(31):  # garbage above a narrow argument
            if rng.random() < 0.3:
                values[n] = values[n] & 0xFFFFFFFF | rng.getrandbits(32) << 32
            if rng.random() < 0.15:
                values[n] = values[rng.randrange(6)] + rng.randrange(-1, 2) & MASK
        values[6], values[7] = DATA + SIZE // 2, DATA + SIZE // 4
        values[21] = values[30] = RETURN
        self._uc.mem_write(DATA, rng.randbytes(SIZE))
        self._uc.mem_write(STACK, rng.randbytes(SIZE))
        sp = STACK + SIZE // 2 + 16 * rng.randrange(8)
        for name, value in zip(self._names, [*values, sp, rng.randrange(16) << 28], strict=True):
            self._uc.reg_write(name, value)
        self._uc.reg_write(reg.UC_ARM64_REG_V0, rng.getrandbits(128))
        self._seen = []
        self._bounds = CODE + one.start, CODE + one.start + length
        with contextlib.suppress(uc.UcError):  # at a wild address: what came before counts
            self._uc.emu_start(CODE + one.start, RETURN, count=limit)
        yield from self._seen
