"""AArch64 instructions as operations: what they read and write, and what a core cracks them into.

Instructions are as the disassembler prints them (Arm ARM DDI 0487, C6 and C7).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from armcc.gates.instructions import is_conditional_branch, mnemonic
from armcc.gates.speed.steps import Operation, Step

# Numbers of registers: x0 to x30, sp, v0 to v31, the flags.
SP, VECTORS, FLAGS = 31, 32, 64

_COMMA = re.compile(r",\s*(?![^\[]*\])(?![^{]*\})")
_NAMED = re.compile(r"(?<![\w.#])([wxvqdshb])(\d+)(?![\w])|(?<![\w.])(w?sp)(?!\w)")
_SPAN = re.compile(r"\bv(\d+)\.\w+\s*-\s*v(\d+)\.")
_LANE = re.compile(r"\[\d+\]")

_SETS_FLAGS = frozenset(
    "adds subs ands bics adcs sbcs negs ngcs cmp cmn tst ccmp ccmn fcmp fcmpe fccmp fccmpe".split()
)
_COMPARES = frozenset("cmp cmn tst ccmp ccmn fcmp fcmpe fccmp fccmpe".split())
_USES_FLAGS = frozenset(
    "adc adcs sbc sbcs ngc ngcs ccmp ccmn fccmp fccmpe csel csinc csinv csneg cset csetm cinc cinv"
    " cneg fcsel".split()
)
# What reads the register that it writes: of some its other part, of some what it adds to.
_MODIFIES = re.compile(
    r"movk$|bfi$|bfxil$|bfm$|bfc$|fml[as]l?2?$|ml[as]$|bsl$|bi[tf]$|s[lr]i$"
    r"|[su]r?sra$|[su]aba|[su]adalp$|[su]{1,2}dot$|[su]ml[as]l|sqr?dml[as]|tbx$|aes[de]$|suqadd$|usqadd$"
    r"|(?:r?addhn|r?subhn|r?shrn|sqr?shrun|[su]qr?shrn|sqxtun|[su]qxtn|xtn|fcvtx?n)2$"
)
_WRITEBACK = re.compile(
    r"\[(x\d+|sp)(?:, #(-?(?:0x)?[0-9a-fA-F]+))?\](!|, (?:#(-?(?:0x)?[0-9a-fA-F]+)|(x\d+)))$"
)
CALLS = frozenset(["bl", "blr", "blraa"])
# Jumps to where a register says; what is returned to is another matter.
JUMPS = frozenset(["br", "braa"])
RETURNS = frozenset(["ret", "retaa", "retab"])
_NO_OPERANDS = frozenset(["nop", "udf", "brk", "bti", "hint"])
_ARGUMENTS = frozenset([*range(9), *range(VECTORS, VECTORS + 8)])
# A call: what the caller may have in registers that it may lose is the callee's result.
_LOST = (*range(18), 30, *range(VECTORS, VECTORS + 8), *range(VECTORS + 16, VECTORS + 32), FLAGS)


def registers(text: str) -> tuple[int, ...]:
    """The registers that some operands name, in order, by number; the zero register is none."""
    out: list[int] = []
    for a, b in _SPAN.findall(text):
        out += range(VECTORS + int(a), VECTORS + int(b) + 1)
    for bank, number, stack in _NAMED.findall(text):
        out.append(SP if stack else int(number) + (0 if bank in "wx" else VECTORS))
    return tuple(dict.fromkeys(out))


def crack(text: str) -> list[str]:
    """An instruction as the operations that cores make of it.

    Of an access with writeback the address update is an operation of its own, that waits for
    the base alone and has the latency of an addition (Arm Neoverse V2 software optimization
    guide, "Load instructions" and "Store instructions": the update is made in an integer
    pipeline).  llvm-mca makes the update of a store wait for what is stored; and of a load
    that is late the update would be late as well.
    """
    found = _WRITEBACK.search(text) if text.startswith(("ld", "st")) else None
    if found is None:
        return [text]
    base, before, how, behind, register = found.groups()
    access = text[: found.start()]
    if register is not None:
        return [f"{access}[{base}]", f"add {base}, {base}, {register}"]
    step = int(behind if behind is not None else before or "0", 0)
    update = f"{'sub' if step < 0 else 'add'} {base}, {base}, #{abs(step)}"
    return [f"{access}[{base}, #{step}]" if how == "!" else f"{access}[{base}]", update]


@lru_cache(maxsize=1 << 14)
def operations(text: str, cracked: bool = True) -> tuple[Operation, ...]:
    """The operations of one instruction; none of a return, with which every trace ends.

    cracked: whether as the core cracks it, and not as llvm-mca has it.
    """
    word = mnemonic(text)
    if word in RETURNS:
        return ()
    if word in CALLS:
        # llvm-mca warns of a call.  Both codes make the same calls, and what a callee costs is
        # not theirs, so a call is what it is on the caller's side: the return address, and a
        # branch (the same guide has two operations for `bl`).
        reads = registers(text.partition(" ")[2])
        jump = Operation("b #4", reads, _LOST, branch=True)
        return (Operation("adr x30, #4", (), (30,)), jump) if cracked else (jump,)
    if word in JUMPS:
        to = registers(text.partition(" ")[2])[:1]
        return (Operation(f"br x{to[0]}", to, branch=True, indirect=True),)
    return tuple([_operation(one) for one in (crack(text) if cracked else [text])])


def arguments(steps: Sequence[Step]) -> tuple[Step, ...]:
    """What a caller does before it calls some code again: each of its arguments anew.

    An argument is a register that may hold one (AAPCS64, 6.4) and that the code reads before it
    writes it.
    """
    written: set[int] = set()
    entry: set[int] = set()
    for step in steps:
        entry.update(set(step.operation.reads) - written)
        written.update(step.operation.writes)
    given = sorted(entry & _ARGUMENTS)
    texts = [(n, f"mov x{n}, #1" if n < VECTORS else f"movi v{n - VECTORS}.16b, #1") for n in given]
    return tuple([Step(Operation(text, (), (n,)), -4) for n, text in texts])


def _operation(text: str) -> Operation:
    word, _, rest = text.partition(" ")
    parts = _COMMA.split(rest) if rest and word not in _NO_OPERANDS else []
    if word.startswith("st"):
        base = registers(text[text.index("[") :])[:1] if _WRITEBACK.search(text) else ()
        return Operation(text, registers(rest), base, stores=True)
    if word.startswith("ld"):
        return _load(text, word, parts)
    if word == "b" or word.startswith("b."):
        flags = (FLAGS,) if is_conditional_branch(text) else ()
        return Operation(text, flags, branch=True, conditional=bool(flags))
    if word in ("cbz", "cbnz", "tbz", "tbnz"):
        return Operation(text, registers(parts[0]), branch=True, conditional=True)
    flags = (FLAGS,) if word in _USES_FLAGS else ()
    if word in _COMPARES:
        return Operation(text, (*registers(rest), *flags), (FLAGS,))
    if not parts:
        return Operation(text)
    to = registers(parts[0])
    reads = registers(", ".join(parts[1:]))
    # With an immediate these change a vector in place.
    masks = word in ("bic", "orr") and parts[1].startswith("#") and bool(to) and to[0] >= VECTORS
    if masks or _MODIFIES.match(word) or _LANE.search(parts[0]):
        reads = (*reads, *to)
    sets = (FLAGS,) if word in _SETS_FLAGS else ()
    return Operation(text, (*reads, *flags), (*to, *sets))


def _load(text: str, word: str, parts: list[str]) -> Operation:
    at = next((n for n, p in enumerate(parts) if p.startswith("[")), len(parts) - 1)
    to = registers(", ".join(parts[:at]))
    reads = registers(", ".join(parts[at:]))
    # One lane alone: the others stay.
    keeps = (
        to
        if at and _LANE.search(parts[at - 1]) and word.startswith(("ld1", "ld2", "ld3", "ld4"))
        else ()
    )
    base = registers(parts[at])[:1] if _WRITEBACK.search(text) else ()
    return Operation(text, (*reads, *keeps), (*to, *base), loads=True)
