"""A guess at a function's signature from its code alone, for costing only.

Good enough to make inputs on which two versions can be compared for speed; never used
where a verdict is given, because code does not show how many bits of a register count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from armcc.errors import Error
from armcc.function.contract import Contract, Value
from armcc.function.elf import ElfObject
from armcc.function.function import Function
from armcc.function.hot import HotFunction
from armcc.gates.cases import make_case
from armcc.gates.disassemble import disassemble
from armcc.gates.inputs import Maker
from armcc.gates.instructions import is_conditional_branch, mnemonic
from armcc.gates.subject import Subject

# A run of so many instructions is taken for one that works on its arguments.
WORKING = 64
SIZE = 48
TRIALS = 4
MOST_GUESSES = 24

_PLAIN = Contract(features=("+fp-armv8", "+neon", "+v8a"))
_REGISTER = re.compile(
    r"(?<![\w.#])(?:([wx])(\d{1,2})(?!\w)|([bhsdqv])(\d{1,2})(?=[.,\]\s}]|$)(?:\.([bhsd])\[)?)"
)
_BASE = re.compile(r"\[x(\d{1,2})")
_WRITEBACK = re.compile(r"\[x(\d{1,2})(?:\]\s*,|[^\]]*\]!)")
_TARGET = re.compile(r"#(-?\w+)$")
_ELEMENT = re.compile(r"\s*v\d+\.[bhsd]\[")
_BITS = {"b": 8, "h": 16, "s": 32, "d": 64, "w": 32, "x": 64}

_NO_RESULT = tuple("str stp stn stu st1 st2 st3 st4 cmp cmn tst cb tb b ret ccm fcm fccm".split())
_COMPARES_INTO = ("fcmeq", "fcmge", "fcmgt", "fcmle", "fcmlt")
_TWO_RESULTS = ("ldp", "ldpsw", "ldnp")
_LISTS = ("ld1", "ld2", "ld3", "ld4")
# What adds to its first operand or keeps a part of it.
_ALSO_READS = re.compile(
    r"bfi|bfx|bfm|movk|ins|[fsu]ml[as]|ml[as]|sq[dr]+ml[as]|[us]dot|[su]r?sra|s[lr]i$|bi[tf]$|bsl|tbx"
    r"|[su]aba|[su]adalp|xtn2|aes[ed]"
)
# Results that lead where these operands (numbered among the registers) lead.
_CARRIES = {
    "mov": (1,), "add": (1, 2), "sub": (1,), "csel": (1, 2), "csinc": (1, 2),
    "madd": (3,), "smaddl": (3,), "umaddl": (3,),
}  # fmt: skip


@dataclass(frozen=True)
class _Instruction:
    """What one instruction reads and writes; registers are ("x" or "v", number, bits)."""

    reads: tuple[tuple[str, int, int], ...]
    results: tuple[tuple[str, int], ...]
    base: int | None
    written_back: bool
    carries: tuple[int, ...]
    successors: tuple[int, ...]


def _parse(text: str, at: int) -> _Instruction:
    name = mnemonic(text)
    operands = text[len(name) :]
    found = [
        (
            "x" if m.group(1) else "v",
            int(m.group(2) or m.group(4)),
            m.group(1) or m.group(5) or m.group(3),
        )
        for m in _REGISTER.finditer(operands)
    ]
    registers = [(bank, n, _BITS.get(kind, 128)) for bank, n, kind in found]
    if name in _LISTS:
        written = operands.partition("}")[0].count("v")
    elif name in _TWO_RESULTS:
        written = 2
    elif name.startswith(_NO_RESULT) and name not in _COMPARES_INTO and not name.startswith("bi"):
        written = int(name in ("bsl", "bfi", "bfxil", "bfm"))
    else:
        written = 1
    keeps = bool(_ALSO_READS.match(name)) or bool(_ELEMENT.match(operands)) or "}[" in operands
    base = _BASE.search(operands)
    carried = [registers[i] for i in _CARRIES.get(name, ()) if i < len(registers)]
    following: tuple[int, ...] = (at + 4,)
    target = _TARGET.search(text)
    if name == "ret":
        following = ()
    elif target and (name == "b" or is_conditional_branch(text)):
        jump = at + int(target.group(1), 0)
        following = (jump,) if name == "b" else (at + 4, jump)
    return _Instruction(
        reads=tuple(registers if keeps else registers[written:]),
        results=tuple((bank, n) for bank, n, _ in registers[:written]),
        base=int(base.group(1)) if base else None,
        written_back=bool(_WRITEBACK.search(operands)),
        carries=tuple(n for bank, n, bits in carried if bank == "x" and bits == 64),
        successors=following,
    )


@dataclass(frozen=True)
class _State:
    """What holds before an instruction on some path.

    fresh: argument registers that no instruction has written.
    leads: for each general register, the arguments whose memory it may lead to.
    """

    fresh: frozenset[tuple[str, int]]
    leads: tuple[frozenset[int], ...]

    def joined(self, other: _State) -> _State:
        """What holds where both may."""
        leads = tuple(a | b for a, b in zip(self.leads, other.leads, strict=True))
        return _State(self.fresh | other.fresh, leads)

    def after(self, i: _Instruction) -> _State:
        """What holds behind an instruction."""
        leads = list(self.leads)
        for bank, n in i.results:
            if bank == "x" and n < len(leads):
                leads[n] = frozenset().union(*(self.leads[c] for c in i.carries if c < 31))
        gone = set(i.results)
        if i.written_back and i.base is not None:
            gone.add(("x", i.base))
        return _State(self.fresh - gone, tuple(leads))


_ENTRY = _State(
    frozenset((bank, n) for bank in "xv" for n in range(8)),
    tuple(frozenset([n]) if n < 8 else frozenset() for n in range(31)),
)


def guesses(code: bytes) -> Iterator[Contract]:
    """Contracts that the code may have, the likeliest first.

    An argument is a register that some path reads before it is written.  Those that
    addresses are made of are pointers; where it is open which of two, or whether a
    64-bit one is a pointer at all, further guesses try the other way.
    """
    listing = [t or "udf #0" for t in disassemble(code, _PLAIN)]
    instructions = [_parse(text, 4 * n) for n, text in enumerate(listing)]
    before: dict[int, _State] = {0: _ENTRY}
    todo = [0]
    while todo:
        at = todo.pop()
        after = before[at].after(instructions[at // 4])
        for following in instructions[at // 4].successors:
            if not 0 <= following < len(code):
                continue
            old = before.get(following)
            new = after if old is None else old.joined(after)
            if new != old:
                before[following] = new
                todo.append(following)
    general: dict[int, int] = {}  # argument register -> bits that are read
    vector: dict[int, int] = {}
    sure: set[int] = set()
    open_: list[frozenset[int]] = []
    for at, state in before.items():
        i = instructions[at // 4]
        for bank, n, bits in i.reads:
            if (bank, n) in state.fresh:
                seen = general if bank == "x" else vector
                seen[n] = max(seen.get(n, 0), bits)
        if i.base is not None and i.base < 31 and state.leads[i.base]:
            leads = state.leads[i.base]
            (sure.update if len(leads) == 1 else open_.append)(leads)
    pointers = set(sure)
    for leads in open_:
        if not leads & pointers:
            pointers.add(min(leads))
    wide = sorted(n for n, bits in general.items() if bits == 64)
    tried = 0
    for count in range(len(wide) + 1):
        for flipped in combinations(wide, count):
            if tried == MOST_GUESSES:
                return
            tried += 1
            yield _contract(general, vector, pointers ^ set(flipped))


def _contract(general: dict[int, int], vector: dict[int, int], pointers: set[int]) -> Contract:
    arguments: list[Value] = []
    for number in range(max(general, default=-1) + 1):
        bits = general.get(number, 64)
        if number in pointers and bits == 64:
            arguments.append(Value("pointer", 64, "ptr"))
        else:
            arguments.append(Value("int", bits, f"i{bits}"))
    for number in range(max(vector, default=-1) + 1):
        bits = vector.get(number, 64)
        spelled = {16: "half", 32: "float", 64: "double"}.get(bits)
        kind = "float" if spelled else "vector"
        arguments.append(Value(kind, bits if spelled else 128, spelled or "<16 x i8>"))
    return replace(
        _PLAIN,
        result=Value("int", 64, "i64"),
        arguments=tuple(arguments),
        traits=("fp32", "fp64", "memory-alignment=1"),
    )


def infer_contract(name: str, obj: ElfObject, hot: HotFunction) -> Contract:
    """The first guess under which the code runs for a while without a fault.

    Where none does, the one under which it runs longest.  Runs the code: call it in a
    process that may die.
    """
    best: Contract | None = None
    longest = -1
    for contract in guesses(hot.code):
        length = _run_length(Function(name, obj, hot, contract))
        if length > longest:
            best, longest = contract, length
        if length >= WORKING:
            break
    return best or _PLAIN


def _run_length(function: Function) -> int:
    """Instructions of the longest clean run on a workload of middle size; 0 without one."""
    try:
        subject = Subject(function)
        maker = Maker(function.contract, subject.signature, subject.image, (), 0)
    except Error:
        return 0
    lengths = [0]
    for _ in range(TRIALS):
        case = make_case(subject, maker, "workload", SIZE, at_end=True)
        if case is not None:
            lengths.append(case.expected.instructions)
    subject.emulator.close()
    return max(lengths)
