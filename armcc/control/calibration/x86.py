"""Traces of x86-64 code for the speed model, from runs in an emulator."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any

from armcc.control.calibration.build import Instruction, Library
from armcc.control.calibration.inputs import HEAD, WORK, Input, image, place_of_b
from armcc.errors import Fatal
from armcc.gates.speed.steps import Access, Operation, Step

_PAGE = 4096
# Where the library, the stack and the return address are in the emulator.
_CODE, _STACK, _END = 0x1000_0000, 0x2000_0000, 0x3000_0000
_STACK_BYTES = 1 << 16
_TRANSLATED = 64 << 20
_WORK_BYTES = 1 << 20
# Executed instructions of one call.
LIMIT = 200_000

_FLAGS = 64
_VECTORS = 32
_BANK = "ax cx dx bx sp bp si di".split()
# What keeps its register where the condition is false, or there is no bit; capstone leaves it out.
_KEEPS = ("cmov", "bsf", "bsr")
# Narrow writes leave the rest of the register as it is, and so do these.
_MERGES = ("cvtsi2s", "cvtss2sd", "cvtsd2ss", "sqrts", "pinsr", "movlp", "movhp")
_MOVES = ("movss", "movsd")
_ZEROING = ("xor", "sub", "pxor", "xorps", "xorpd", "pcmpeq", "pcmpgt", "psub")


def number(name: str) -> int | None:
    """The number of the register of which a name is all or a part.

    None of those that no data go through, such as the instruction pointer.
    """
    if name.startswith("xmm"):
        return _VECTORS + int(name[3:])
    if name in ("rflags", "eflags", "flags"):
        return _FLAGS
    plain = name
    if name.startswith("r") and name[1:2].isdigit():
        return int(name[1:].rstrip("bwd"))
    if len(plain) == 3 and plain[0] in "re":
        plain = plain[1:]
    if len(plain) == 3 and plain.endswith("l"):
        plain = plain[:2]
    if plain in _BANK:
        return _BANK.index(plain)
    if len(plain) == 2 and plain[1] in "lh" and plain[0] + "x" in _BANK:
        return _BANK.index(plain[0] + "x")
    return None


def _narrow(name: str) -> bool:
    """Whether a name is that of 8 or 16 bits."""
    if name.startswith("r") and name[1:2].isdigit():
        return name.endswith(("b", "w"))
    return len(name) == 2 or (len(name) == 3 and name.endswith("l"))


class Operations:
    """What each instruction of a library is to the model."""

    def __init__(self) -> None:
        """Raises Fatal where capstone is missing."""
        try:
            capstone: Any = import_module("capstone")
        except ImportError as e:
            raise Fatal("capstone is missing: pip install capstone==5.0.9") from e
        self._disassembler: Any = capstone.Cs(capstone.CS_ARCH_X86, capstone.CS_MODE_64)
        self._disassembler.detail = True
        self._memory = capstone.x86.X86_OP_MEM
        self._access = (capstone.CS_AC_READ, capstone.CS_AC_WRITE)

    def of(self, one: Instruction) -> Operation:
        """Its registers, accesses and branches; raises Fatal where capstone does not know it."""
        found = next(self._disassembler.disasm(one.code, one.address), None)
        if found is None:
            raise Fatal(f"capstone does not know {one.text!r}")
        # Of a no-operation with operands nothing is read.
        if found.mnemonic.startswith("nop"):
            return Operation(one.text)
        read, written = found.regs_access()
        reads = [found.reg_name(r) for r in read]
        writes = [found.reg_name(r) for r in written]
        memory = [o for o in found.operands if o.type == self._memory]
        load, store = (any(o.access & a for o in memory) for a in self._access)
        operands = found.op_str.split(", ")
        if (
            found.mnemonic.startswith(_ZEROING)
            and len(operands) == 2
            and operands[0] == operands[1]
        ):
            reads = []
        else:
            # Without memory these leave the upper part; from memory they clear it.
            moves = found.mnemonic in _MOVES and not memory
            merging = moves or found.mnemonic.startswith(_MERGES)
            keeps = found.mnemonic.startswith(_KEEPS)
            reads += [w for w in writes if keeps or _narrow(w) or (merging and w.startswith("xmm"))]
        return Operation(
            one.text,
            _numbers(reads),
            _numbers(writes),
            loads=load and found.mnemonic != "lea",
            stores=store,
            branch=one.branch,
            conditional=one.conditional,
        )


def _numbers(names: Sequence[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys([n for n in map(number, names) if n is not None]))


class Tracer:
    """A library, run to be costed."""

    def __init__(self, library: Library) -> None:
        import unicorn
        from unicorn import x86_const

        self._unicorn: Any = unicorn
        self._registers: Any = x86_const
        self._machine: Any = unicorn.Uc(unicorn.UC_ARCH_X86, unicorn.UC_MODE_64)
        # The default is 1 GiB of address space.
        self._machine.ctl_set_tcg_buffer_size(_TRANSLATED)
        size = max(a + len(data) for a, data in library.segments)
        self._machine.mem_map(_CODE, (size + _PAGE) // _PAGE * _PAGE + _PAGE)
        self._machine.mem_map(_STACK, _STACK_BYTES)
        self._machine.mem_map(_END, _PAGE)
        self._machine.mem_map(WORK, _WORK_BYTES)
        for address, data in library.segments:
            self._machine.mem_write(_CODE + address, data)
        operations = Operations()
        self._functions = library.functions
        self._code = {
            i.address: (i, operations.of(i)) for code in library.functions.values() for i in code
        }
        self._lines = {n: i[0].address for n, i in library.functions.items()}

    def steps(self, name: str, one: Input) -> tuple[int, list[Step]]:
        """What one call returns, and its operations in order, without the return."""
        executed: list[tuple[int, list[Access], list[Access]]] = []

        def code(_machine: Any, address: int, _size: int, _data: Any) -> None:
            executed.append((address - _CODE, [], []))

        def memory(_machine: Any, kind: int, address: int, size: int, *_rest: Any) -> None:
            if executed:
                _, loaded, stored = executed[-1]
                into = stored if kind == self._unicorn.UC_MEM_WRITE else loaded
                into.append((address, size))

        u = self._unicorn
        result = self._call(
            name,
            one,
            [(u.UC_HOOK_CODE, code), (u.UC_HOOK_MEM_READ | u.UC_HOOK_MEM_WRITE, memory)],
        )
        out = []
        for n, (address, read, written) in enumerate(executed):
            instruction, operation = self._code[address]
            if n + 1 == len(executed):
                break  # the return
            out.append(
                Step(
                    operation,
                    site=address,
                    size=len(instruction.code),
                    taken=operation.branch and executed[n + 1][0] != instruction.following,
                    read=_joined(read),
                    written=_joined(written),
                )
            )
        return result, out

    def branches(self, name: str, one: Input) -> list[tuple[int, bool]]:
        """The conditional branches of one call: (site, whether control went elsewhere)."""
        blocks: list[tuple[int, int]] = []

        def block(_machine: Any, address: int, size: int, _data: Any) -> None:
            blocks.append((address - _CODE, size))

        self._call(name, one, [(self._unicorn.UC_HOOK_BLOCK, block)])
        out = []
        for (address, size), (following, _) in pairwise(blocks):
            last = self._last(address, address + size)
            if last.conditional:
                out.append((last.address, following != last.following))
        return out

    def _last(self, address: int, end: int) -> Instruction:
        """The last instruction of a block."""
        while True:
            one, _ = self._code[address]
            if one.following >= end:
                return one
            address = one.following

    def _call(self, name: str, one: Input, hooks: Sequence[tuple[int, Any]]) -> int:
        u, r, machine = self._unicorn, self._registers, self._machine
        machine.mem_write(WORK, image(one))
        stack = _STACK + _STACK_BYTES - 512
        machine.mem_write(stack, _END.to_bytes(8, "little"))
        machine.reg_write(r.UC_X86_REG_RSP, stack)
        arguments = (WORK + HEAD, place_of_b(one), one.n, one.m)
        names = (r.UC_X86_REG_RDI, r.UC_X86_REG_RSI, r.UC_X86_REG_RDX, r.UC_X86_REG_RCX)
        for register, value in zip(names, arguments, strict=True):
            machine.reg_write(register, value)
        added = [machine.hook_add(kind, function) for kind, function in hooks]
        try:
            machine.emu_start(_CODE + self._lines[name], _END, count=LIMIT)
        except u.UcError as e:
            raise Fatal(f"{name} did not run in the emulator: {e}") from e
        finally:
            for each in added:
                machine.hook_del(each)
        if machine.reg_read(r.UC_X86_REG_RIP) != _END:
            raise Fatal(f"{name} executes more than {LIMIT} instructions")
        return int(machine.reg_read(r.UC_X86_REG_RAX))


def _joined(accesses: list[Access]) -> tuple[Access, ...]:
    """The accesses of one instruction: the emulator makes two of one of 16 bytes."""
    if len(accesses) == 2 and accesses[0][0] + accesses[0][1] == accesses[1][0]:
        return ((accesses[0][0], accesses[0][1] + accesses[1][1]),)
    return tuple(accesses)
