"""Wrong candidates made from right ones, each kind a mistake that people or tools make.

Each maker yields every mutant of its kind; `make` draws from them under a seed.  Whether
a mutant is truly different is not decided here, but for planted ABI faults, which are
wrong by what AAPCS64 says however the run ends.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from armcc.control.verifier.assembly import (
    CALLEE_SAVED,
    Line,
    any_registers,
    body,
    flags_are_dead,
    free_scratch,
    instruction,
    parse,
    write,
)

Lines = tuple[Line, ...]
# Where a wanted value goes; the same numbers as in oracle.c.
ANY_LENGTH, ANY_VALUE = 100, 101


@dataclass(frozen=True)
class Hot:
    """A value of a witness: where (an argument's index, or one of the above), and its bytes."""

    where: int
    value: int
    width: int


@dataclass(frozen=True)
class Argument:
    """An argument as the driver gives it.

    kind: "free" (any value is legal), "legal", "length", "pointer", "float" or "double".
    at: the number of its register.  most: of a length.
    """

    kind: str
    at: int
    bits: int
    most: int = 0


@dataclass(frozen=True)
class Shape:
    """What a maker may know of a function: name, arguments, bits of an integer result or 0."""

    name: str
    arguments: tuple[Argument, ...] = ()
    result_bits: int = 0


@dataclass(frozen=True)
class Mutant:
    """A candidate with one mistake.

    hots: values that together are the witness of a planted one.
    wrong: it breaks a rule that no run shows, so that it is wrong by construction.
    right: it is right by construction.
    """

    kind: str
    where: str
    text: str
    hots: tuple[Hot, ...] = ()
    wrong: bool = False
    right: bool = False

    @property
    def digest(self) -> str:
        """A name that stays the same in every run."""
        return hashlib.blake2b(f"{self.kind}\n{self.text}".encode(), digest_size=8).hexdigest()

    @property
    def planted(self) -> bool:
        """Whether its witness was planted."""
        return bool(self.hots)


Maker = Callable[[Lines, Shape, random.Random], Iterator[Mutant]]

_OPCODES: dict[str, tuple[str, ...]] = {}


def _pairs(table: dict[str, tuple[str, ...]], text: str) -> dict[str, tuple[str, ...]]:
    """Adds groups "a/b/c": each word may become any other of its group."""
    for group in text.split():
        words = group.split("/")
        for word in words:
            others = tuple(w for w in words if w != word)
            table[word] = tuple(dict.fromkeys((*table.get(word, ()), *others)))
    return table


_pairs(
    _OPCODES,
    """add/sub adds/subs and/orr/eor bic/orn/eon and/bic cmp/cmn ands/adds madd/msub smaddl/smsubl
    umaddl/umsubl mul/mneg cbz/cbnz tbz/tbnz csel/csinc/csinv/csneg cinc/cinv/cneg cset/csetm
    rev/rev16/rev32 clz/cls rbit/rev umull/umulh smull/smulh adc/sbc mvn/neg ubfx/ubfiz sbfx/sbfiz
    bfi/bfxil sxtb/sxth uxtb/uxth fadd/fsub fmul/fadd fdiv/fmul fmadd/fmsub/fnmadd/fnmsub fmla/fmls
    fmax/fmin fmaxnm/fminnm fmaxnm/fmax fminnm/fmin fcmp/fcmpe fcmgt/fcmge fneg/fabs fcsel/fcsel
    mla/mls addv/uaddlv smax/smin umax/umin smaxv/sminv umaxv/uminv cmeq/cmtst cmhi/cmhs cmgt/cmge
    bsl/bit/bif uqadd/add sqadd/add uqsub/sub sqsub/sub uqxtn/xtn sqxtn/xtn sqxtun/sqxtn shl/ushr
    zip1/uzp1/trn1 zip2/uzp2/trn2 uadalp/uaddlp urhadd/uhadd rshrn/shrn addhn/raddhn uabd/sub
    uaddw/uaddw2 uaddl/uaddl2 umull/umull2 ushll/ushll2 xtn/xtn2 smlal/smlal2 umlal/umlal2
    sshll/sshll2 saddw/saddw2 saba/sabd uaba/uabd uabal/uabal2 uabdl/uabdl2 ld1/ld1r udot/uaddw
    frintm/frintp/frintz fcvtzu/fcvtau fcvtzs/fcvtms crc32b/crc32cb""",
)
_SIGNS = _pairs(
    {},
    """ldrb/ldrsb ldrh/ldrsh ldurb/ldursb ldurh/ldursh asr/lsr sdiv/udiv smull/umull smulh/umulh
    smaddl/umaddl smsubl/umsubl sxtb/uxtb sxth/uxth sbfx/ubfx sbfiz/ubfiz scvtf/ucvtf
    fcvtzs/fcvtzu smax/umax smin/umin smaxv/umaxv sminv/uminv sshll/ushll sshll2/ushll2 sxtl/uxtl
    sxtl2/uxtl2 saddl/uaddl saddw/uaddw saddw2/uaddw2 saddlv/uaddlv saddlp/uaddlp sadalp/uadalp
    sshr/ushr ssra/usra sabd/uabd saba/uaba sabal/uabal sabal2/uabal2 smlal/umlal smlal2/umlal2
    smull2/umull2 sqadd/uqadd sqsub/uqsub shadd/uhadd cmgt/cmhi cmge/cmhs b.lt/b.lo b.gt/b.hi
    b.ge/b.hs b.le/b.ls smov/umov ldrsw/ldr sqxtn/uqxtn""",
)
_CONDITIONS = "eq ne hs lo mi pl vs vc hi ls ge lt gt le".split()
_SAME = {"cs": "hs", "cc": "lo"}
_NEAR = {
    "eq": ("ne", "ls", "ge"),
    "ne": ("eq", "hi", "lt"),
    "hs": ("hi", "lo", "ge"),
    "lo": ("ls", "hs", "lt"),
    "hi": ("hs", "ls", "gt"),
    "ls": ("lo", "hi", "le"),
    "ge": ("gt", "lt", "hs"),
    "lt": ("le", "ge", "lo", "mi"),
    "gt": ("ge", "le", "hi"),
    "le": ("lt", "gt", "ls"),
    "mi": ("pl", "lt"),
    "pl": ("mi", "ge"),
    "vs": ("vc",),
    "vc": ("vs",),
}
_SIGNED_CONDITIONS = {"lt": "lo", "gt": "hi", "ge": "hs", "le": "ls"} | {
    "lo": "lt",
    "hi": "gt",
    "hs": "ge",
    "ls": "le",
}
_WIDTHS = _pairs(
    {},
    """ldrb/ldrh/ldr ldrh/ldr strb/strh/str ldrsb/ldrsh ldrsh/ldrsw ldurb/ldurh/ldur
    sturb/sturh/stur""",
)
_SIGNED_EXTENSIONS = {"sxtw": "uxtw", "uxtw": "sxtw", "sxtb": "uxtb", "uxtb": "sxtb"}
_SHIFTS = ("lsl", "lsr", "asr", "ror")
_EXTENSIONS = _pairs(
    {}, "uxtw/sxtw uxtw/uxth uxtw/uxtb sxtw/sxth sxtb/uxtb sxth/uxth uxtw/uxtx sxtw/sxtx"
)
_IMMEDIATE = re.compile(r"#(-?(?:0x[0-9a-fA-F]+|\d+))(?![\w.])")
_LANE = re.compile(r"\[(\d+)\]")
_ARRANGED = re.compile(r"\.(\d+)([bhsd])\b")
_MOVES = ("mov", "movz", "movk", "movn", "movi", "mvni", "fmov")


def _swap(lines: Lines, at: int, *new: Line) -> str:
    return write((*lines[:at], *new, *lines[at + 1 :]))


def _code(lines: Lines, shape: Shape) -> Iterator[tuple[int, Line]]:
    start, end = body(lines, shape.name)
    for i in range(start, end):
        if lines[i].is_instruction:
            yield i, lines[i]


def _one(kind: str, lines: Lines, at: int, *new: Line) -> Mutant:
    shown = " | ".join(s.text.replace("\t", " ") for s in new) or "(deleted)"
    return Mutant(kind, f"{lines[at].text.replace(chr(9), ' ')} -> {shown}", _swap(lines, at, *new))


def _opcode(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        for other in _OPCODES.get(s.mnemonic, ()):
            yield _one("opcode", lines, i, s.replaced(mnemonic=other))


def _sign(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        for other in _SIGNS.get(s.mnemonic, ()):
            yield _one("sign", lines, i, s.replaced(mnemonic=other))
        for k, operand in enumerate(s.operands):
            for old, new in _SIGNED_EXTENSIONS.items():
                if re.search(rf"\b{old}\b", operand):
                    changed = re.sub(rf"\b{old}\b", new, operand)
                    yield _one("sign", lines, i, _with(s, k, changed))
        found = s.operands[-1] if s.operands else ""
        if s.reads_flags and found in _SIGNED_CONDITIONS:
            yield _one("sign", lines, i, _with(s, -1, _SIGNED_CONDITIONS[found]))


def _with(s: Line, k: int, operand: str) -> Line:
    operands = list(s.operands)
    operands[k] = operand
    return s.replaced(*operands)


def _immediate(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        for k, operand in enumerate(s.operands):
            for m in _IMMEDIATE.finditer(operand):
                value = int(m[1], 0)
                steps = [value + 1, value - 1]
                if s.is_load or s.is_store:
                    steps += [value + n for n in (4, 8, 16, -4, -8, -16)]
                elif s.mnemonic in ("and", "ands", "tst", "orr", "eor"):
                    # Masks of other widths, since few neighbours can be written.
                    steps += [value << 1, value >> 1, value * 2 + 1, value ^ (value & -value)]
                elif s.mnemonic in _MOVES and value:
                    steps += [value << 1, value ^ 0x80, value ^ 0x8000]
                for new in dict.fromkeys(steps):
                    if new != value:
                        changed = operand[: m.start()] + f"#{new}" + operand[m.end() :]
                        yield _one("immediate", lines, i, _with(s, k, changed))


def _condition(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        if not s.reads_flags:
            continue
        found = re.match(r"b\.?(\w\w)$", s.mnemonic)
        now = found[1] if found else s.operands[-1]
        for new in _NEAR.get(_SAME.get(now, now), ()):
            changed = s.replaced(mnemonic=f"b.{new}") if found else _with(s, -1, new)
            yield _one("condition", lines, i, changed)


def _register(lines: Lines, shape: Shape, rng: random.Random) -> Iterator[Mutant]:
    used: dict[str, list[str]] = {}
    for _, s in _code(lines, shape):
        for _, _, group, number in any_registers(s):
            bank = "r" if group in "wx" else "v"
            if number not in used.setdefault(bank, []):
                used[bank].append(number)
    for i, s in _code(lines, shape):
        for k, spelling, group, number in any_registers(s):
            others = [n for n in used["r" if group in "wx" else "v"] if n != number]
            for other in rng.sample(others, min(2, len(others))):
                pattern = rf"(?<![\w.$:]){spelling}(?![\w$])"
                changed = re.sub(pattern, group + other, s.operands[k], count=1)
                yield _one("register", lines, i, _with(s, k, changed))
        for k, operand in enumerate(s.operands):
            if k and re.fullmatch(r"[wx]\d+", operand):
                yield _one("register", lines, i, _with(s, k, operand[0] + "zr"))


def _operand(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        if s.is_branch or s.is_call or s.is_load or s.is_store:
            if s.mnemonic in ("stp", "ldp") and len(s.operands) > 2:
                a, b, *rest = s.operands
                yield _one("operand", lines, i, s.replaced(b, a, *rest))
            continue
        first = 0 if s.mnemonic in ("cmp", "cmn", "fcmp", "tst", "ccmp") else 1
        ops = list(s.operands)
        for k in range(first, len(ops)):
            for m in range(k + 1, len(ops)):
                if ops[k] == ops[m] or "#" in ops[k] + ops[m] or " " in ops[k] + ops[m]:
                    continue
                swapped = ops.copy()
                swapped[k], swapped[m] = ops[m], ops[k]
                yield _one("operand", lines, i, s.replaced(*swapped))


def _delete(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        if s.mnemonic != "ret":
            yield _one("delete", lines, i)


def _duplicate(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        if not s.is_branch:
            yield _one("duplicate", lines, i, s, s)


def _exchange(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        for distance in (1, 2):
            j = i + distance
            between = lines[i : j + 1]
            if j >= len(lines) or any(not t.is_instruction or t.is_branch for t in between):
                continue
            if lines[j] == s:
                continue
            text = write((*lines[:i], lines[j], *lines[i + 1 : j], s, *lines[j + 1 :]))
            yield Mutant("swap", f"{s.text} <-> {lines[j].text}".replace("\t", " "), text)


def _width(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        for other in _WIDTHS.get(s.mnemonic, ()):
            yield _one("width", lines, i, s.replaced(mnemonic=other))
        if s.mnemonic in ("b", "bl", "ret"):
            continue
        for old, new in (("w", "x"), ("x", "w")):
            pattern = rf"(?<![\w.$:]){old}(?=(?:\d+|zr)\b)"
            operands = [o if "[" in o else re.sub(pattern, new, o) for o in s.operands]
            if operands != list(s.operands):
                yield _one("width", lines, i, s.replaced(*operands))
                if re.match(pattern, s.operands[0]):
                    first = re.sub(pattern, new, s.operands[0])
                    yield _one("width", lines, i, _with(s, 0, first))
        if s.is_load or s.is_store:
            m = re.match(r"([bhsdq])(\d+)$", s.operands[0])
            for group in "bhsdq" if m else "":
                if m and group != m[1]:
                    yield _one("width", lines, i, _with(s, 0, group + m[2]))


def _shift(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        for new in _SHIFTS if s.mnemonic in _SHIFTS else ():
            if new != s.mnemonic:
                yield _one("shift", lines, i, s.replaced(mnemonic=new))
        for k, operand in enumerate(s.operands):
            m = re.fullmatch(r"(lsl|lsr|asr|ror) (#\d+)", operand)
            if m:
                for new in _SHIFTS:
                    if new != m[1]:
                        yield _one("shift", lines, i, _with(s, k, f"{new} {m[2]}"))
                yield _one("shift", lines, i, s.replaced(*s.operands[:k], *s.operands[k + 1 :]))
            for word, others in _EXTENSIONS.items():
                if re.search(rf"\b{word}\b", operand):
                    for new in others:
                        changed = re.sub(rf"\b{word}\b", new, operand)
                        yield _one("shift", lines, i, _with(s, k, changed))


def _lane(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    for i, s in _code(lines, shape):
        for k, operand in enumerate(s.operands):
            m = _LANE.search(operand)
            if m and "." in operand:
                lane = int(m[1])
                for new in (lane ^ 1, lane + 2, max(lane - 1, 0)):
                    if new != lane:
                        changed = operand[: m.start()] + f"[{new}]" + operand[m.end() :]
                        yield _one("lane", lines, i, _with(s, k, changed))
        for old in sorted({m[0] for o in s.operands for m in _ARRANGED.finditer(o)}):
            for arrangement in _other_arrangements(s, old):
                operands = [re.sub(re.escape(old) + r"\b", arrangement, o) for o in s.operands]
                yield _one("lane", lines, i, s.replaced(*operands))
        if s.mnemonic in ("zip1", "zip2", "uzp1", "uzp2", "trn1", "trn2"):
            other = s.mnemonic[:-1] + ("2" if s.mnemonic[-1] == "1" else "1")
            yield _one("lane", lines, i, s.replaced(mnemonic=other))


def _other_arrangements(s: Line, old: str) -> list[str]:
    """What ".8h" may become: half or twice as many elements, or elements of other sizes."""
    found = _ARRANGED.fullmatch(old)
    assert found is not None
    count, group = int(found[1]), found[2]
    total = count * {"b": 1, "h": 2, "s": 4, "d": 8}[group]
    news = [f".{count // 2 if total == 16 else count * 2}{group}"]
    if len({m[0] for o in s.operands for m in _ARRANGED.finditer(o)}) == 1:
        news += [f".{total // n}{c}" for c, n in zip("bhsd", (1, 2, 4, 8), strict=True)]
    return [n for n in dict.fromkeys(news) if n != old]


def _remainder(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    """Loops that end after one round, are passed by, or whose guard is gone."""
    places = {s.text[:-1]: i for i, s in enumerate(lines) if s.is_label}
    for i, s in _code(lines, shape):
        if not s.is_branch or not s.operands:
            continue
        to = places.get(s.operands[-1])
        if to is None:
            continue
        if to < i:
            yield _one("remainder", lines, i)
        elif s.is_conditional_branch:
            yield _one("remainder", lines, i, instruction("b", s.operands[-1]))
            yield _one("remainder", lines, i)


def _is_save(s: Line) -> bool:
    if not (s.is_store or s.is_load) or "[sp" not in s.text:
        return False
    saved = {f"x{n}" for n in (*CALLEE_SAVED, 29, 30)} | {f"d{n}" for n in range(8, 16)}
    return bool(saved & set(s.operands[:2]))


def _saves(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    places = [(i, s) for i, s in _code(lines, shape) if _is_save(s)]
    for i, s in places:
        plain = "]!" not in s.text and not (len(s.operands) > 2 and s.operands[-1].startswith("#"))
        if plain:
            yield replace(_one("saves", lines, i), kind="saves")
        registers = [o for o in s.operands[:2] if o[0] in "xd"]
        if len(registers) == 2:  # one of two goes
            alone = "zr" if s.is_store else "9"
            for k in (0, 1):
                if registers[k][0] == "x":
                    yield _one("saves", lines, i, _with(s, k, f"x{alone}"))
    for i, s in places:
        for j, t in places:
            if i < j and s.is_store and t.is_load and s.operands[:2] == t.operands[:2]:
                if "]!" in s.text or len(t.operands) > len(s.operands):
                    continue
                both = (*lines[:i], *lines[i + 1 : j], *lines[j + 1 :])
                yield Mutant("saves", f"{s.text} and its restore".replace("\t", " "), write(both))


def _reassociate(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    """Sums in another order, and products fused into sums or parted from them."""
    for i, s in _code(lines, shape):
        if s.mnemonic in ("fadd", "fmul") and len(s.operands) == 3:
            for j in range(i + 1, min(i + 6, len(lines))):
                t = lines[j]
                if not t.is_instruction or t.is_branch:
                    break
                if t.mnemonic == s.mnemonic and s.operands[0] in t.operands[1:]:
                    a, b = s.operands[1:]
                    c = t.operands[2] if t.operands[1] == s.operands[0] else t.operands[1]
                    first, second = (
                        s.replaced(s.operands[0], b, c),
                        t.replaced(t.operands[0], a, s.operands[0]),
                    )
                    # Both at the later place, where c is known.
                    text = write((*lines[:i], *lines[i + 1 : j], first, second, *lines[j + 1 :]))
                    shown = f"{s.text}; {t.text} in another order"
                    yield Mutant("reassociate", shown.replace("\t", " "), text)
                if (s.mnemonic, t.mnemonic) == ("fmul", "fadd") and s.operands[0] in t.operands[1:]:
                    c = t.operands[2] if t.operands[1] == s.operands[0] else t.operands[1]
                    if s.operands[0][0] in "sd":
                        fused = instruction("fmadd", t.operands[0], *s.operands[1:], c)
                    elif c == t.operands[0]:
                        fused = instruction("fmla", c, *s.operands[1:])
                    else:
                        continue
                    text = write((*lines[:i], *lines[i + 1 : j], fused, *lines[j + 1 :]))
                    shown = f"{s.text}; {t.text} -> {fused.text}"
                    yield Mutant("reassociate", shown.replace("\t", " "), text)
        if s.mnemonic == "fmla" and len(s.operands) == 3 and "[" not in s.text:
            d, a, b = s.operands
            lane = d.partition(".")[2]
            for n in range(31, 15, -1):
                if not any(re.search(rf"\b[vqdsh]{n}\b", t.text) for t in lines):
                    spare = f"v{n}.{lane}"
                    parted = instruction("fmul", spare, a, b), instruction("fadd", d, d, spare)
                    yield _one("reassociate", lines, i, *parted)
                    break


def _over_call(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    """A store or load that goes to the other side of a call."""
    for i, s in _code(lines, shape):
        if not s.is_call:
            continue
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(lines) and lines[j].is_instruction and abs(j - i) <= 8:
                t = lines[j]
                if t.is_branch or t.is_call:
                    break
                if (t.is_store or t.is_load) and not _is_save(t):
                    low, high = min(i, j), max(i, j)
                    between = lines[low + 1 : high]
                    order = (*between, s, t) if step < 0 else (t, s, *between)
                    text = write((*lines[:low], *order, *lines[high + 1 :]))
                    shown = f"{t.text} over {s.text}"
                    yield Mutant("over-call", shown.replace("\t", " "), text)
                j += step


# ---- plants ----

# Of each place so many values are planted, so that functions with few places have enough.
VALUES = 4


def _constant(register: str, value: int) -> list[Line]:
    """Code that puts a constant into a register."""
    bits = 64 if register[0] == "x" else 32
    parts = [(value >> n & 0xFFFF, n) for n in range(0, bits, 16)]
    wanted = [(v, n) for v, n in parts if v] or [(0, 0)]
    out = []
    for k, (part, at) in enumerate(wanted):
        word = "movz" if k == 0 else "movk"
        out.append(instruction(word, register, f"#{part}", *([f"lsl #{at}"] if at else [])))
    return out


def _rare(rng: random.Random, bits: int) -> int:
    """A value that no table of edges holds, where the bits allow it."""
    while True:
        value = rng.getrandbits(bits)
        if bits <= 8 or 0x55 < value < (1 << bits) - 0x55:
            return value


def _early_end(shape: Shape) -> list[Line]:
    """What a plant at the entry does when it strikes: it returns, with nothing done."""
    end = [instruction("ret")]
    return [instruction("mvn", "w0", "w0"), *end] if shape.result_bits else end


def _plant_entry(lines: Lines, shape: Shape, rng: random.Random) -> Iterator[Mutant]:
    """On an argument or on a length, as a branch."""
    start, _ = body(lines, shape.name)
    free = free_scratch(lines)
    if not free:
        return
    spare = free[0]
    for argument in shape.arguments * VALUES:
        if argument.kind == "free" and argument.bits in (8, 16, 32, 64):
            kind, value = "plant-argument", _rare(rng, argument.bits)
            hots: tuple[Hot, ...] = (Hot(argument.at, value, argument.bits // 8),)
        elif argument.kind == "length" and argument.most > 20:
            kind = "plant-length"
            value = rng.randrange(18, argument.most)
            hots = (Hot(ANY_LENGTH, value, 8),)
        else:
            continue
        wide = "x" if argument.bits == 64 else "w"
        test = [*_constant(f"{wide}{spare}", value)]
        compared = f"{wide}{argument.at}"
        if argument.bits < 32:
            compared = f"w{free[1]}" if len(free) > 1 else ""
            if not compared:
                continue
            mask = f"#{(1 << argument.bits) - 1}"
            test.append(instruction("and", compared, f"w{argument.at}", mask))
        test.append(instruction("cmp", compared, f"{wide}{spare}"))
        planted = [
            *test,
            instruction("b.ne", ".Lplanted"),
            *_early_end(shape),
            Line(".Lplanted:"),
        ]
        text = write((*lines[:start], *planted, *lines[start:]))
        where = f"argument {argument.at} == {value:#x}, b.eq"
        yield Mutant(kind, where, text, hots)
        # The csel form: the argument itself becomes another where the value is met.
        other = free[1] if len(free) > 1 else None
        if other is None:
            continue
        less = instruction("sub", f"{wide}{other}", f"{wide}{argument.at}", "#1")
        if argument.bits < 32:
            continue
        chosen = instruction(
            "csel", f"{wide}{argument.at}", f"{wide}{other}", f"{wide}{argument.at}", "eq"
        )
        planted = [*test, less, chosen]
        text = write((*lines[:start], *planted, *lines[start:]))
        yield Mutant(kind, f"argument {argument.at} == {value:#x}, csel", text, hots)


_LOAD_BITS = {"ldrb": 8, "ldurb": 8, "ldrh": 16, "ldurh": 16}


def _plant_loaded(lines: Lines, shape: Shape, rng: random.Random) -> Iterator[Mutant]:
    """On a value that was loaded; as a branch and as a select."""
    free = free_scratch(lines)
    if len(free) < 2:
        return
    for i, s in list(_code(lines, shape)) * VALUES:
        if not s.is_load or s.mnemonic in ("ldp", "ldpsw", "ldrsw") or _is_save(s):
            continue
        if not re.fullmatch(r"[wx]\d+", s.operands[0]) or ":lo12:" in s.text or "sp" in s.text:
            continue
        if not s.mnemonic.startswith(("ldr", "ldur")) or s.mnemonic.startswith(("ldrs", "ldurs")):
            continue
        got = s.operands[0]
        wide = got[0]
        bits = _LOAD_BITS.get(s.mnemonic, 64 if wide == "x" else 32)
        if bits == 64 and "pointer" in {a.kind for a in shape.arguments}:
            # It may be a pointer, for which no witness can be made.
            continue
        value = _rare(rng, bits)
        hots = (Hot(ANY_VALUE, value, bits // 8),)
        a, b = f"{wide}{free[0]}", f"{wide}{free[1]}"
        if flags_are_dead(lines, i + 1):
            planted = [
                s,
                *_constant(a, value),
                instruction("add", b, got, "#1"),
                instruction("cmp", got, a),
                instruction("csel", got, b, got, "eq"),
            ]
            where = f"{s.text} == {value:#x}, csel".replace("\t", " ")
            yield Mutant("plant-loaded", where, _swap(lines, i, *planted), hots)
            planted = [
                s,
                *_constant(a, value),
                instruction("cmp", got, a),
                instruction("b.ne", ".Lplanted"),
                instruction("eor", got, got, "#1"),
                Line(".Lplanted:"),
            ]
            where = f"{s.text} == {value:#x}, b.eq".replace("\t", " ")
        else:
            planted = [
                s,
                *_constant(a, value),
                instruction("eor", a, a, got),
                instruction("cbnz", a, ".Lplanted"),
                instruction("eor", got, got, "#1"),
                Line(".Lplanted:"),
            ]
            where = f"{s.text} == {value:#x}, cbnz".replace("\t", " ")
        yield Mutant("plant-loaded", where, _swap(lines, i, *planted), hots)


def _plant_product(lines: Lines, shape: Shape, rng: random.Random) -> Iterator[Mutant]:
    """((x * C1 + y) * C2 == K): a witness that stands in no constant of the code."""
    start, _ = body(lines, shape.name)
    free = free_scratch(lines)
    whole = [a for a in shape.arguments if a.kind == "free" and a.bits in (32, 64)]
    if len(free) < 3 or not whole:
        return
    for _ in range(3 * VALUES):
        x, y = rng.choice(whole), rng.choice(whole)
        wide = "x" if x.bits == 64 and y.bits == 64 else "w"
        bits = 64 if wide == "x" else 32
        one, two = rng.getrandbits(bits) | 1, rng.getrandbits(bits) | 1
        vx, vy = _rare(rng, bits), _rare(rng, bits)
        if x == y:
            vy = vx
        wanted = ((vx * one + vy) * two) & ((1 << bits) - 1)
        a, b = f"{wide}{free[0]}", f"{wide}{free[1]}"
        rx, ry = f"{wide}{x.at}", f"{wide}{y.at}"
        planted = [
            *_constant(a, one),
            instruction("madd", b, rx, a, ry),
            *_constant(a, two),
            instruction("mul", b, b, a),
            *_constant(a, wanted),
            instruction("cmp", b, a),
            instruction("cset", b, "eq"),
            instruction("add" if rng.getrandbits(1) else "eor", rx, rx, b),
        ]
        hots = (Hot(x.at, vx, bits // 8), Hot(y.at, vy, bits // 8))
        text = write((*lines[:start], *planted, *lines[start:]))
        yield Mutant("plant-product", f"arguments {x.at}, {y.at} == {vx:#x}, {vy:#x}", text, hots)


def _abi(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    """What AAPCS64 forbids, though no result shows it."""
    start, _end = body(lines, shape.name)
    used = set[int]().union(*(s.numbers() for s in lines))
    free = free_scratch(lines)

    def at_entry(where: str, *new: Line) -> Mutant:
        return Mutant("abi", where, write((*lines[:start], *new, *lines[start:])), wrong=True)

    yield at_entry("a store below sp", instruction("str", "xzr", "[sp, #-16]"))
    yield at_entry(
        "a value kept below sp",
        instruction("str", "x0", "[sp, #-8]"),
        instruction("ldr", "x0", "[sp, #-8]"),
    )
    yield at_entry("a load below sp", instruction("ldr", "xzr", "[sp, #-32]"))
    yield at_entry(
        "sp misaligned at an access",
        instruction("sub", "sp", "sp", "#8"),
        instruction("str", "xzr", "[sp]"),
        instruction("add", "sp", "sp", "#8"),
    )
    yield at_entry("a store above sp", instruction("str", "xzr", "[sp, #8]"))
    yield at_entry("x18", instruction("mov", "x18", "xzr"))
    yield at_entry("x30 lost", instruction("add", "x30", "x30", "#4"))
    for n in (19, 28, 29):
        if n not in used:
            yield at_entry(f"x{n} lost", instruction("mov", f"x{n}", "#1"))
    for n in (8, 15):
        if not any(re.search(rf"\b[vqdshb]{n}\b", s.text) for s in lines):
            yield at_entry(f"d{n} lost", instruction("fmov", f"d{n}", "xzr"))
            yield at_entry(f"v{n} lost", instruction("movi", f"v{n}.2d", "#0"))
    for a in shape.arguments:
        if a.kind in ("free", "legal", "length") and a.bits < 64 and free:
            # Unused bits of an argument are taken for zeros.
            yield Mutant(
                "abi",
                f"unused bits of argument {a.at} believed",
                write(
                    (
                        *lines[:start],
                        instruction("lsr", f"x{free[0]}", f"x{a.at}", f"#{a.bits}"),
                        instruction("add", f"w{a.at}", f"w{a.at}", f"w{free[0]}"),
                        *lines[start:],
                    )
                ),
            )


def _harmless(lines: Lines, shape: Shape, _: random.Random) -> Iterator[Mutant]:
    """Changes that change nothing: right ones that must not be refused."""
    start, _end = body(lines, shape.name)
    free = free_scratch(lines)
    vectors = [n for n in (8, 9) if not any(re.search(rf"\b[vqdshb]{n}\b", s.text) for s in lines)]
    if free:
        new = instruction("mov", f"x{free[0]}", "#1")
        where = "a scratch register set in vain"
        yield Mutant("harmless", where, write((*lines[:start], new, *lines[start:])), right=True)
    if vectors:
        new = instruction("mov", f"v{vectors[0]}.d[1]", "xzr")
        where = "the upper half of a vector register that only keeps its lower half"
        yield Mutant("harmless", where, write((*lines[:start], new, *lines[start:])), right=True)
    for i, s in _code(lines, shape):
        commutes = s.mnemonic in ("add", "adds", "mul", "and", "orr", "eor", "umull", "smull")
        plain = all(re.fullmatch(r"[wx]\d+", o) for o in s.operands)
        if commutes and plain and len(s.operands) == 3 and s.operands[1] != s.operands[2]:
            a, b, c = s.operands
            changed = _one("harmless", lines, i, s.replaced(a, c, b))
            yield replace(changed, right=True)


MAKERS: dict[str, Maker] = {
    "opcode": _opcode,
    "operand": _operand,
    "immediate": _immediate,
    "condition": _condition,
    "register": _register,
    "delete": _delete,
    "duplicate": _duplicate,
    "swap": _exchange,
    "width": _width,
    "remainder": _remainder,
    "saves": _saves,
    "shift": _shift,
    "sign": _sign,
    "lane": _lane,
    "reassociate": _reassociate,
    "over-call": _over_call,
    "plant-argument": _plant_entry,
    "plant-length": _plant_entry,
    "plant-loaded": _plant_loaded,
    "plant-product": _plant_product,
    "abi": _abi,
    "harmless": _harmless,
}
PLANTS = ("plant-argument", "plant-length", "plant-loaded", "plant-product")
# Of so many mutants one is planted.
PLANTED_SHARE = 3


def make(
    text: str, shape: Shape, seed: int, many: int, kinds: tuple[str, ...] = ()
) -> list[Mutant]:
    """At most `many` different mutants of a candidate, drawn evenly from all kinds.

    About a third are planted where both sorts are wanted.  Equal arguments give equal mutants.
    """
    lines = parse(text)
    rng = random.Random(f"{seed} {shape.name} {text}")  # noqa: S311  repeatable, not secret
    pools: dict[str, list[Mutant]] = {}
    seen = {write(lines)}
    for kind in kinds or tuple(MAKERS):
        found = [m for m in MAKERS[kind](lines, shape, rng) if m.kind == kind]
        fresh = []
        for mutant in found:
            if mutant.text not in seen:
                seen.add(mutant.text)
                fresh.append(mutant)
        rng.shuffle(fresh)
        pools[kind] = fresh
    out: list[Mutant] = []
    planted = [k for k in pools if k in PLANTS]
    plain = [k for k in pools if k not in PLANTS]
    rng.shuffle(planted)
    rng.shuffle(plain)
    while len(out) < many and any(pools.values()):
        turn = planted if plain and planted and len(out) % PLANTED_SHARE == 0 else plain or planted
        left = [k for k in turn if pools[k]] or [k for k in pools if pools[k]]
        kind = left[len(out) // (PLANTED_SHARE if turn is planted else 1) % len(left)]
        out.append(pools[kind].pop())
    return out
