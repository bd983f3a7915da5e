"""The kernels compiled for the host, as one library, and its machine code as text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from armcc.control.calibration.kernels import Kernel
from armcc.errors import Fatal
from armcc.function.tools import find_tool, llvm_tool

SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)))
CLANG, OBJDUMP = "clang-22", "llvm-objdump"

# The tracer's emulator has no AVX.  Leaf functions without calls, of the instructions that were
# asked for alone; each begins on a line of its own, so that none has its neighbour's luck.
_COMMON = (
    "-std=c11 -march=x86-64-v2 -fPIC -ffreestanding -fno-builtin -fno-strict-aliasing"
    " -fno-stack-protector -fno-asynchronous-unwind-tables -fcf-protection=none"
    " -fomit-frame-pointer -fno-math-errno -fno-jump-tables -falign-functions=64 -Werror"
).split()
_FUNCTION = re.compile(r"^([0-9a-f]+) <(\w+)>:$")
_LINE = re.compile(r"^\s*([0-9a-f]+):\s+((?:[0-9a-f]{2}\s)+)\s*(.*)$")
_BRANCH = re.compile(r"^j\w+$")
# What stands for a place in the code becomes the place: llvm-mca has no use for it.
_PLACE = re.compile(r"^(j\w+)\s+(?:0x)?([0-9a-f]+)\b.*$")


@dataclass(frozen=True)
class Instruction:
    """One instruction: its address in the library, its bytes, and its text for llvm-mca."""

    address: int
    code: bytes
    text: str

    @property
    def following(self) -> int:
        """The address of what stands behind it."""
        return self.address + len(self.code)

    @property
    def branch(self) -> bool:
        """Whether it is a jump."""
        return _BRANCH.match(self.text.split(None, 1)[0]) is not None

    @property
    def conditional(self) -> bool:
        """Whether it is a jump that may not jump."""
        return self.branch and not self.text.startswith("jmp")


@dataclass(frozen=True)
class Library:
    """The kernels' machine code.

    path: of the shared library.  functions: of each its instructions, with the return.
    segments: (address, bytes) of what is loaded.
    """

    path: str
    functions: dict[str, tuple[Instruction, ...]] = field(repr=False)
    segments: tuple[tuple[int, bytes], ...] = field(repr=False)


def name_of(kernel: Kernel, build: int) -> str:
    """The symbol of one build."""
    return f"{kernel.name}_{build}"


def library(kernels: Sequence[Kernel], folder: str) -> Library:
    """All builds of some kernels, compiled in `folder`; raises Fatal where a tool is missing."""
    clang, objdump = clang_path(), llvm_tool(OBJDUMP)
    if objdump is None:
        raise Fatal("llvm-objdump is missing: sudo apt-get install llvm-22")
    objects = []
    for kernel in kernels:
        source = os.path.join(SOURCES, "kernels", f"{kernel.name}.c")
        for n, (form, flags) in enumerate(kernel.builds):
            name = name_of(kernel, n)
            objects.append(os.path.join(folder, f"{name}.o"))
            defines = [f"-DFORM={form}", f"-DKERNEL={name}"]
            _run([clang, *_COMMON, *flags, *defines, "-c", source, "-o", objects[-1]])
    path = os.path.join(folder, "kernels.so")
    _run([clang, "-shared", "-nostdlib", *objects, "-o", path])
    listing = _run([objdump, "-d", "--section=.text", path])
    with open(path, "rb") as f:
        segments = tuple(_segments(f.read()))
    return Library(path, _functions(listing), segments)


def harness(folder: str) -> str:
    """The path of the program that times, compiled in `folder`."""
    path = os.path.join(folder, "harness")
    _run([clang_path(), "-O2", "-std=gnu11", os.path.join(SOURCES, "harness.c"), "-o", path])
    return path


def clang_path() -> str:
    """The compiler's path; raises Fatal where it is missing."""
    found = find_tool(CLANG)
    if found is None:
        raise Fatal("clang-22 is missing: sudo apt-get install clang-22")
    return found


def _run(command: Sequence[str]) -> str:
    ran = subprocess.run(command, capture_output=True, check=False)
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Fatal(f"{os.path.basename(command[0])} failed: {said[0] if said else 'no reason'}")
    return ran.stdout.decode("utf-8", "replace")


def _functions(listing: str) -> dict[str, tuple[Instruction, ...]]:
    """The functions in llvm-objdump's listing; raises Fatal where one is no leaf."""
    found: dict[str, list[Instruction]] = {}
    here: list[Instruction] = []
    for line in listing.splitlines():
        begins = _FUNCTION.match(line)
        if begins:
            here = found.setdefault(begins[2], [])
            continue
        one = _LINE.match(line)
        if one is None:
            continue
        text = " ".join(one[3].split("#")[0].split("<")[0].split())
        place = _PLACE.match(text)
        if place:
            text = f"{place[1]} {int(place[2], 16)}"
        here.append(Instruction(int(one[1], 16), bytes.fromhex(one[2]), text))
    out = {}
    for name, code in found.items():
        # What fills the space to the next function is none of this one's.
        while code and code[-1].text.startswith(("nop", "int3")):
            code.pop()
        if any(i.text.startswith(("call", "jmp *", "jmpq *")) for i in code):
            raise Fatal(f"the compiler made no leaf function of {name}")
        out[name] = tuple(code)
    return out


def _segments(elf: bytes) -> list[tuple[int, bytes]]:
    """The loaded segments of a 64-bit ELF file (System V ABI, "Program Header")."""
    table = int.from_bytes(elf[32:40], sys.byteorder)
    size, count = (int.from_bytes(elf[at : at + 2], sys.byteorder) for at in (54, 56))
    out = []
    for n in range(count):
        row = elf[table + n * size :]
        kind = int.from_bytes(row[:4], sys.byteorder)
        at, address, _, kept, whole = (
            int.from_bytes(row[k : k + 8], sys.byteorder) for k in (8, 16, 24, 32, 40)
        )
        if kind == 1:
            out.append((address, elf[at : at + kept].ljust(whole, b"\0")))
    return out
