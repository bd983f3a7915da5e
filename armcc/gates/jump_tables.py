"""Jumps through tables of code distances, as clang and GCC emit them for a switch.

Followed forward on every path: an index with an upper bound, a byte or halfword loaded by
it from read-only data, added four-fold to the address of a place in the own code, and a
jump there.  What is not exactly that is no known jump.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from armcc.function import elf
from armcc.function.identity import signed
from armcc.gates.flow import Flow, forward
from armcc.gates.instructions import has_result, mnemonic

Half = tuple[int, str, int]  # relocation type, target, addend

# Bytes from a place in read-only data: None where they are not all constants.
Reader = Callable[[str, int, int], bytes | None]

# What a register or the flags hold; the first word says which.
#   ("page", target, addend) ("table", target, addend)  halves of an address
#   ("code", offset)                  the address of a place in the own code
#   ("word",)                         a value whose upper 32 bits are 0
#   ("low", n) ("index", n)           at most n: its low 32 bits, all 64
#   ("entry", target, addend, width, n)                 an entry of a table
#   ("jump", target, addend, width, n, signed, base)    where that leads
#   ("compared", register, wide, n)   of the flags: a comparison with n
Value = tuple[object, ...]
State = dict[str, Value]

_LOAD = re.compile(
    r"ldr(?P<width>[bh]) w(?P<to>\d+), \[x(?P<base>\d+), (?P<kind>[wx])(?P<index>\d+)"
    r"(?:, (?P<extend>lsl|uxtw)(?: #(?P<shift>\d))?)?\]$"
)
_ADD = re.compile(
    r"add x(?P<to>\d+), x(?P<base>\d+), (?P<kind>[wx])(?P<entry>\d+), "
    r"(?P<extend>lsl|uxtb|uxth|uxtw|sxtb|sxth) #2$"
)
_COMPARE = re.compile(r"cmp (?P<kind>[wx])(?P<register>\d+), #(?P<value>0x[0-9a-f]+|\d+)$")
_MASK = re.compile(r"and [wx](?P<to>\d+), [wx]\d+, #(?P<value>0x[0-9a-f]+|\d+)$")
_MOVE = re.compile(r"mov (?P<kind>[wx])(?P<to>\d+), (?P=kind)(?P<source>\d+)$")
_REGISTER = re.compile(r"(?<![\w.])([wx])(\d+)(?![\w.])")
_WRITES_BACK = re.compile(r"\[x(\d+)[^\]]*\]!|\[x(\d+)\],")
_SETS_FLAGS = tuple(
    "cmp cmn tst ccmp ccmn fcmp fccmp adds subs ands bics adcs sbcs negs ngcs".split()
)
_FLAGS = "flags"
_BYTES = {"b": 1, "h": 2}
# A switch has no more cases; a table beyond that is not looked at.
_MOST_ENTRIES = 1024


@dataclass(frozen=True)
class Tables:
    """targets: of each jump, by offset.  ranges: (target, start, end) of what they read."""

    targets: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    ranges: tuple[tuple[str, int, int], ...] = ()


def jump_tables(flow: Flow, relocated: Mapping[int, Half], read: Reader) -> Tables:
    """The jumps of some code that are known; `flow` without them.

    relocated: by offset.  read(target, start, size): the bytes of a read-only place.
    """
    found = Tables()
    while True:
        nothing: State = {}
        states = forward(
            replace(flow, tables=found.targets),
            nothing,
            lambda offset, state: _after(flow, relocated, offset, state),
            lambda a, b: {r: v for r, v in a.items() if b.get(r) == v},
            lambda offset, there, state: _along(flow, offset, there, state),
        )
        targets = dict(found.targets)
        ranges = set(found.ranges)
        for offset, state in states.items():
            text = flow.listing[offset // 4]
            if mnemonic(text) != "br":
                continue
            value = state.get(text.split()[1][1:], ("unknown",))
            known = _targets(value, read, 4 * len(flow.listing)) if value[0] == "jump" else None
            if known is None:
                targets.pop(offset, None)  # a path found since spoils it
                continue
            targets[offset] = known[0]
            ranges.add(known[1])
        if targets == found.targets:
            return Tables(targets, tuple(sorted(ranges)))
        if not set(found.targets) <= set(targets):
            return Tables()
        found = Tables(targets, tuple(sorted(ranges)))


def _targets(
    value: Value, read: Reader, size: int
) -> tuple[tuple[int, ...], tuple[str, int, int]] | None:
    _, target, start, width, most, is_signed, base = value
    assert isinstance(target, str)
    numbers = (start, width, most, base)
    start, width, most, base = (n if isinstance(n, int) else 0 for n in numbers)
    length = width * (most + 1)
    data = read(target, start, length) if most < _MOST_ENTRIES else None
    if data is None or len(data) != length:
        return None
    out = []
    for at in range(0, length, width):
        entry = int.from_bytes(data[at : at + width], "little")
        place = base + 4 * (signed(entry, 8 * width) if is_signed else entry)
        if not 0 <= place < size:
            return None
        out.append(place)
    return tuple(out), (target, start, start + length)


def _after(flow: Flow, relocated: Mapping[int, Half], offset: int, before: State) -> State:
    text = flow.listing[offset // 4]
    word = mnemonic(text)
    state = dict(before)
    if word in ("bl", "blr"):
        # A callee's registers (AAPCS64 6.1.1).
        for register in [r for r in state if r == _FLAGS or int(r) <= 18 or r == "30"]:
            del state[register]
        return state
    value, target = _value(text, offset, relocated.get(offset), before)
    written = _written(text)
    for register in written:
        state.pop(register, None)
        flags = state.get(_FLAGS)
        if flags is not None and flags[1] == register:
            del state[_FLAGS]
    if word.startswith(_SETS_FLAGS):
        state.pop(_FLAGS, None)
        compared = _COMPARE.match(text)
        if compared:
            wide = compared["kind"] == "x"
            state[_FLAGS] = ("compared", compared["register"], wide, int(compared["value"], 0))
    if target in written and value is not None:
        state[target] = value
    return state


def _along(flow: Flow, offset: int, there: int, state: State) -> State:
    """What a branch on an unsigned comparison tells on the side where the index is small."""
    word = mnemonic(flow.listing[offset // 4])
    flags = state.get(_FLAGS)
    jumps = there == flow.targets.get(offset)
    falls = there == offset + 4
    if flags is None or jumps == falls:
        return state
    most = flags[3]
    assert isinstance(most, int)
    if word in ("b.hs", "b.cs", "b.lo", "b.cc"):
        most -= 1
    small = falls if word in ("b.hi", "b.hs", "b.cs") else jumps
    if word not in ("b.hi", "b.ls", "b.hs", "b.cs", "b.lo", "b.cc") or not small or most < 0:
        return state
    register = str(flags[1])
    full = flags[2] or state.get(register, ("",))[0] in ("word", "index")
    return {**state, register: ("index" if full else "low", most)}


def _written(text: str) -> list[str]:
    """The numbers of the general registers that an instruction may write."""
    word, _, rest = text.partition(" ")
    first = rest.split(", ")[0] if has_result(word) else ""
    if word.startswith("ld"):
        first = rest.split("[")[0]
    found = [number for _, number in _REGISTER.findall(first)]
    return found + [r for pair in _WRITES_BACK.findall(text) for r in pair if r]


def _value(text: str, offset: int, half: Half | None, before: State) -> tuple[Value | None, str]:
    """What an instruction computes, as far as it matters, and the register's number."""
    word, _, rest = text.partition(" ")
    operands = rest.split(", ")
    to = operands[0][1:]
    if half is not None:
        kind, target, addend = half
        if kind == elf.R_AARCH64_ADR_PREL_PG_HI21:
            return ("page", target, addend), to
        if kind == elf.R_AARCH64_ADD_ABS_LO12_NC:
            page = before.get(operands[1][1:])
            return (("table", target, addend) if page == ("page", target, addend) else None), to
        return None, to
    if word == "adr" and len(operands) == 2 and operands[1].startswith("#"):
        return ("code", offset + int(operands[1][1:], 0)), to
    if loaded := _LOAD.match(text):
        return _loaded(loaded, before), loaded["to"]
    if added := _ADD.match(text):
        return _added(added, before), added["to"]
    if masked := _MASK.match(text):
        most = int(masked["value"], 0)
        return (("index", most) if most & (most + 1) == 0 else None), masked["to"]
    if moved := _MOVE.match(text):
        known = before.get(moved["source"], ("unknown",))
        if moved["kind"] == "x":
            return (known if known[0] != "unknown" else None), moved["to"]
        if known[0] in ("low", "index"):
            return ("index", known[1]), moved["to"]
        return ("word",), moved["to"]
    if operands[0].startswith("w"):
        return ("word",), to
    return None, to


def _loaded(found: re.Match[str], before: State) -> Value | None:
    width = _BYTES[found["width"]]
    table = before.get(found["base"], ("unknown",))
    index = before.get(found["index"], ("unknown",))
    shift = int(found["shift"] or 0)
    zero_extended = found["kind"] == "w" and found["extend"] == "uxtw"
    bounded = index[0] == "index" or (index[0] == "low" and zero_extended)
    if not bounded or (found["kind"] == "w" and not zero_extended) or 1 << shift != width:
        return ("word",)
    return ("entry", *table[1:], width, index[1]) if table[0] == "table" else ("word",)


def _added(found: re.Match[str], before: State) -> Value | None:
    base = before.get(found["base"], ("unknown",))
    entry = before.get(found["entry"], ("unknown",))
    if base[0] != "code" or entry[0] != "entry":
        return None
    extend, width = found["extend"], entry[3]
    if extend in ("uxtb", "sxtb") and width != 1:
        return None
    if (extend == "lsl") != (found["kind"] == "x") or (extend == "sxth" and width != 2):
        return None
    return ("jump", *entry[1:], extend in ("sxtb", "sxth"), base[1])
