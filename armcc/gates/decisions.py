"""Where code decides: conditional branches and selects, and on what (DDI 0487, C6).

The engine notes for each of them which outcomes a test has shown; an instruction that
always decided the same way is half tested.  So is one that makes a mask: a shift that leaves
nothing but the sign, and the count of leading zeros, which says whether there is any other
bit, decide without a branch.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

FLAGS, ZERO, BIT = 1, 2, 3

_CONDITIONS = "eq ne hs lo mi pl vs vc hi ls ge lt gt le al nv".split()
_NUMBER = {name: number for number, name in enumerate(_CONDITIONS)} | {"cs": 2, "cc": 3}
_SELECTS = frozenset(
    """csel csinc csinv csneg cset csetm cinc cinv cneg fcsel ccmp ccmn fccmp fccmpe""".split()
)
_REGISTER = re.compile(r"([wx])(\d+|zr)$")


@dataclass(frozen=True)
class Decision:
    """What one instruction decides on.

    kind: FLAGS (`condition` is the encoded condition), ZERO (register `number` is zero,
    `bits` wide) or BIT (bit `bits` of register `number` is set).  Register 31 is zero.
    """

    kind: int
    condition: int = 0
    number: int = 0
    bits: int = 0


def decision(text: str) -> Decision | None:
    """What a disassembled instruction decides on; None where it decides nothing."""
    mnemonic, _, rest = text.partition(" ")
    words = [w.strip() for w in rest.split(",")]
    condition: str | None = None
    if mnemonic.startswith(("b.", "bc.")):
        condition = mnemonic.partition(".")[2]
    elif mnemonic in _SELECTS:
        condition = words[-1]
    elif mnemonic in ("cbz", "cbnz", "tbz", "tbnz"):
        found = _REGISTER.match(words[0])
        if found is None:
            return None
        number = 31 if found[2] == "zr" else int(found[2])
        if mnemonic.startswith("tb"):
            return Decision(BIT, number=number, bits=int(words[1].lstrip("#"), 0))
        return Decision(ZERO, number=number, bits=32 if found[1] == "w" else 64)
    if condition is None:
        return mask(text)
    if condition not in _NUMBER or _NUMBER[condition] >= 14:
        return None
    return Decision(FLAGS, condition=_NUMBER[condition])


_SIGN = re.compile(r"(?:ls|as)r #(63|31)$")


def mask(text: str) -> Decision | None:
    """What an instruction that makes a mask decides on: a sign, or whether all bits are 0."""
    mnemonic, _, rest = text.partition(" ")
    words = [w.strip() for w in rest.split(",")]
    if mnemonic in ("lsr", "asr"):
        words[-1] = f"{mnemonic} {words[-1]}"
    sign = _SIGN.match(words[-1]) if len(words) > 2 else None
    if mnemonic == "clz":
        of = _REGISTER.match(words[-1])
    elif sign is not None and mnemonic not in ("cmp", "cmn", "tst"):
        of = _REGISTER.match(words[-2])
    else:
        return None
    if of is None or of[2] == "zr":
        return None
    number, width = int(of[2]), 32 if of[1] == "w" else 64
    if sign is None:
        return Decision(ZERO, number=number, bits=width)
    return Decision(BIT, number=number, bits=width - 1) if int(sign[1]) == width - 1 else None


def decisions(listing: tuple[str, ...], known: tuple[str, ...] | None = None) -> set[int]:
    """Offsets of what decides in a code, for coverage.

    known: a code whose masks need not be made either way, as often as they stand there; None:
    no mask need.
    """
    theirs, own = Counter(known), Counter(listing)
    return {
        4 * number
        for number, text in enumerate(listing)
        if decision(text) is not None
        and (mask(text) is None or (known is not None and own[text] > theirs[text]))
    }


@dataclass(frozen=True)
class Comparison:
    """What an integer instruction compares: a register with another, or with a value.

    left, right: numbers, 31 is zero; `right` is 32 where `value` counts.  width: bits.
    """

    left: int
    right: int
    value: int
    width: int


def comparison(text: str) -> Comparison | None:
    """What a disassembled instruction compares; None where it is no plain comparison.

    Tests in which both sides are equal, or one apart, are where wrong bounds show.
    """
    mnemonic, _, rest = text.partition(" ")
    words = [w.strip() for w in rest.split(",")]
    if mnemonic in ("subs", "adds") and len(words) == 3:
        words = words[1:]
    elif mnemonic in ("ccmp", "ccmn") and len(words) == 4:
        words = words[:2]
    elif mnemonic in ("cbz", "cbnz", "clz"):
        words = [words[-1] if mnemonic == "clz" else words[0], "#0"]
    elif mnemonic not in ("cmp", "cmn") or len(words) not in (2, 3):
        return None
    left = _REGISTER.match(words[0])
    if left is None:
        return None
    width = 32 if left[1] == "w" else 64
    number = 31 if left[2] == "zr" else int(left[2])
    shift = 0
    if len(words) == 3:
        if words[2] != "lsl #12" or not words[1].startswith("#"):
            return None
        shift = 12
    if words[1].startswith("#"):
        value = int(words[1][1:], 0) << shift
        return Comparison(
            number, 32, -value if mnemonic in ("cmn", "adds", "ccmn") else value, width
        )
    right = _REGISTER.match(words[1])
    if right is None or mnemonic in ("cmn", "adds", "ccmn"):
        return None
    return Comparison(number, 31 if right[2] == "zr" else int(right[2]), 0, width)


SUBTRACTS, ANDS, ADDS, COMPARES_FLOATS, SETS_FLAGS, LANES = range(1, 7)
_ALWAYS = 16
_SETTERS = {
    **dict.fromkeys(("cmp", "subs", "ccmp"), SUBTRACTS),
    **dict.fromkeys(("tst", "ands"), ANDS),
    **dict.fromkeys(("cmn", "adds", "ccmn"), ADDS),
    **dict.fromkeys(("fcmp", "fcmpe", "fccmp", "fccmpe"), COMPARES_FLOATS),
    **dict.fromkeys(
        (
            *("negs", "adcs", "sbcs", "ngcs", "bics", "msr", "rmif", "setf8", "setf16", "cfinv"),
            *("axflag", "xaflag"),
        ),
        SETS_FLAGS,
    ),
}
_EXTENDS = {w: n for n, w in enumerate(("uxtb", "uxth", "uxtw", "sxtb", "sxth", "sxtw"), 1)} | {
    "uxtx": 0,
    "sxtx": 0,
}
_SHIFTS = {"lsl": 0, "lsr": 1, "asr": 2}
_ANY_REGISTER = re.compile(r"([wxhsd])(\d+|zr|sp)$")
_MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Setter:
    """How an instruction sets the flags, as far as the engine can follow it.

    kind: SUBTRACTS, ANDS, ADDS or COMPARES_FLOATS `left` and `right`; SETS_FLAGS: in a way
    that is not followed.  left, right: register numbers, 31 is zero; `right` is 32 where
    `value` counts.  width: bits.  extend, move, amount: of the right side, as engine.c has
    them.  when: the condition of a conditional compare, 16 for none.

    LANES compares `amount` lanes of vectors, of `width` bits each, of which the lowest `extend`
    count, or all where that is 0.
    """

    kind: int
    left: int = 31
    right: int = 32
    value: int = 0
    width: int = 64
    extend: int = 0
    move: int = 0
    amount: int = 0
    when: int = _ALWAYS


def setter(text: str) -> Setter | None:
    """How a disassembled instruction sets the flags; None where it does not."""
    mnemonic, _, rest = text.partition(" ")
    kind = _SETTERS.get(mnemonic)
    if kind is None:
        return None
    words = [w.strip() for w in rest.split(",")]
    unknown = Setter(SETS_FLAGS)
    when = _ALWAYS
    if mnemonic in ("ccmp", "ccmn", "fccmp", "fccmpe"):
        if len(words) != 4 or words[3] not in _NUMBER:
            return unknown
        when = _NUMBER[words[3]]
        words = words[:2]
    elif mnemonic in ("subs", "adds", "ands"):
        words = words[1:]
    if kind == SETS_FLAGS or len(words) not in (2, 3):
        return unknown
    left = _ANY_REGISTER.match(words[0])
    if left is None or left[2] == "sp":
        return unknown
    width = {"w": 32, "x": 64, "h": 16, "s": 32, "d": 64}[left[1]]
    number = 31 if left[2] == "zr" else int(left[2])
    extend = move = amount = 0
    if len(words) == 3:
        word, _, by = words[2].partition(" ")
        amount = int(by.lstrip("#"), 0) if by else 0
        if word in _EXTENDS:
            extend = _EXTENDS[word]
        elif word in _SHIFTS:
            move = _SHIFTS[word]
        else:
            return unknown
    if words[1].startswith("#"):
        spelled = words[1][1:]
        if kind == COMPARES_FLOATS:
            return Setter(kind, number, 32, 0, width, when=when)
        return Setter(kind, number, 32, int(spelled, 0) & _MASK, width, 0, move, amount, when)
    right = _ANY_REGISTER.match(words[1])
    if right is None or right[2] == "sp":
        return unknown
    other = 31 if right[2] == "zr" else int(right[2])
    return Setter(kind, number, other, 0, width, extend, move, amount, when)


# Of vector registers: what compares, and whose result is 0 (or one side, for a minimum) only
# where two lanes are equal.
_LANES_COMPARED = frozenset(
    """cmeq cmhi cmhs cmge cmgt cmle cmlt cmtst fcmeq fcmge fcmgt fcmle fcmlt facge facgt""".split()
)
_LANES_MEET = frozenset(
    """eor sub uabd sabd uqsub sqsub umax umin smax smin clz fsub fabd""".split()
)
_VECTOR = re.compile(r"v(\d+)\.(\d+)([bhsd])$|([bhsd])(\d+)$")
_LANE_BITS = {"b": 8, "h": 16, "s": 32, "d": 64}
_LOGICAL_BITS = 32  # of a lane where the instruction knows of none


def vanishes(text: str) -> Setter | None:
    """Where the result of an instruction that sets no flags is 0, as a comparison.

    Code can decide without a decision: by the count of leading zeros or the sign of what
    is 0 only if two values are equal, or by a mask that a comparison of vectors makes.
    None where it is no such instruction.
    """
    mnemonic, _, rest = text.partition(" ")
    if mnemonic in _LANES_COMPARED or (mnemonic in _LANES_MEET and rest[:1] in "vbhsd"):
        return _lanes(mnemonic, [w.strip() for w in rest.split(",")])
    if mnemonic in ("eor", "sub"):
        return setter("subs " + rest)
    if mnemonic == "clz":
        return setter(f"cmp {rest.partition(',')[2].strip()}, #0")
    return None


_STORE = re.compile(r"(str|stur|sttr|stp|stnp)([bh]?) ([wx])(\d+|zr), .*")


def stored(text: str) -> Setter | None:
    """What an instruction stores from a general register, held against 0; None where it does not.

    Of two registers the first.
    """
    found = _STORE.fullmatch(text)
    if found is None or found[4] == "zr":
        return None
    width = {"b": 8, "h": 16, "": 32 if found[3] == "w" else 64}[found[2]]
    return Setter(SUBTRACTS, int(found[4]), 32, 0, width)


_RIGHT_SHIFT = re.compile(
    r"(?:ls|as)r [wx]\d+, [wx](\d+), #(\w+)"
    r"|[us]bfx [wx]\d+, [wx](\d+), #(\w+), #\w+"
    r"|(?:add|sub) [wx]\d+, [wx]\d+, [wx](\d+), [la]sr #(\w+)"
)
_MASK_OF = re.compile(r"and [wx]\d+, [wx](\d+), #(\w+)")
_SHIFTED_LANES = re.compile(r"(?:[us]shr|[us]sra|shrn2?) v\d+\.\w+, v(\d+)\.(\d+)([hsd]), #(\w+)")
_UPPER_HALVES = re.compile(r"uzp2 v\d+\.\w+, v(\d+)\.(\d+)([bhs]), .*")
# A mask that clears fewer bits most often rounds a count of elements.
_LEAST_CLEARED = 10


def dropped(text: str) -> Setter | None:
    """What an instruction shifts out to the right or clears there, held against 0; None where it
    does not.

    What was added before it, or after it instead, shows only where that carries out of there.
    """
    found = _SHIFTED_LANES.fullmatch(text)
    if found is not None:
        return _low(int(found[1]), int(found[4], 0), _LANE_BITS[found[3]], int(found[2]))
    found = _UPPER_HALVES.fullmatch(text)
    if found is not None:
        bits = _LANE_BITS[found[3]]
        return _low(int(found[1]), bits, 2 * bits, int(found[2]) // 2)
    found = _MASK_OF.fullmatch(text)
    if found is not None:
        mask = int(found[2], 0)
        cleared = (mask & -mask).bit_length() - 1
        return _low(int(found[1]), cleared) if cleared >= _LEAST_CLEARED else None
    found = _RIGHT_SHIFT.fullmatch(text)
    if found is None:
        return None
    number, by = (part for part in found.groups() if part)
    return _low(int(number), int(by, 0))


def _low(number: int, bits: int, lane: int = 0, lanes: int = 0) -> Setter | None:
    """The lowest bits of a general register, or of each lane of a vector register."""
    if bits < 2:
        return None
    if lane:
        return Setter(LANES, number, 32, 0, lane, extend=bits % lane, amount=lanes)
    return Setter(SUBTRACTS, number, 32, 0, bits)


def narrower(listing: tuple[str, ...], known: tuple[str, ...]) -> list[int]:
    """The bits of what code stores from general registers more often than `known` code does."""
    widths = [
        Counter(found.width for text in code if (found := stored(text)) is not None)
        for code in (listing, known)
    ]
    return sorted(bits for bits in widths[0] if widths[0][bits] > widths[1][bits])


def narrowed(listing: tuple[str, ...], known: tuple[str, ...]) -> list[tuple[int, int]]:
    """(offset in `known` code, bits) of its stores that the other code may have made narrower,
    and to how many bits.

    Of a number in memory that is counted up or down only a carry shows it.
    """
    fresh = narrower(listing, known)
    out = []
    for number, text in enumerate(known):
        found = stored(text)
        if found is not None:
            out += [(4 * number, bits) for bits in fresh if bits < found.width]
    return out


def _lanes(mnemonic: str, words: list[str]) -> Setter | None:
    """Of which vectors an instruction compares each lane; `amount` is how many lanes."""
    found = [_VECTOR.match(w) for w in words[1:]]
    left = found[0] if found else None
    if left is None:
        return None
    bits, lanes = _LANE_BITS[left[3] or left[4]], int(left[2] or 1)
    if mnemonic == "eor":
        bits, lanes = _LOGICAL_BITS, bits * lanes // _LOGICAL_BITS
    one = int(left[1] or left[5])
    if len(words) == 2 or words[2].startswith("#"):  # with 0; there is no other constant
        return Setter(LANES, one, 32, 0, bits, amount=lanes)
    right = found[1]
    if right is None or len(words) != 3:
        return None
    return Setter(LANES, one, int(right[1] or right[5]), 0, bits, amount=lanes)


# What moves bits or changes a sign; and bit fields, which only sound like bfloat16.
_MOVES = ("fmov", "fcsel", "fabs", "fneg", "bfi ", "bfc ", "bfm ", "bfxil ")
# These, comparisons and conversions to integers.
_COPIES = (
    *_MOVES,
    *("fcmp", "fccmp", "fcm", "fac"),
    *("fcvta", "fcvtm", "fcvtp", "fcvtz", "fcvtns", "fcvtnu"),
)


@functools.lru_cache(maxsize=64)
def makes_nans(listing: tuple[str, ...]) -> bool:
    """Whether some code does arithmetic that can make a NaN, whose bits are then open.

    LLVM keeps the bits of what is loaded, stored, selected, negated or passed on (LangRef,
    "Behavior of Floating-Point NaN values"): code that does no more must keep them too.
    """
    return any(t.startswith(("f", "bf")) and not t.startswith(_COPIES) for t in listing)


@functools.lru_cache(maxsize=64)
def depends_on_fpcr(listing: tuple[str, ...]) -> bool:
    """Whether some code does what FPCR decides on: floating-point arithmetic, conversions and
    comparisons, with their rounding, flushing to zero and traps (Arm ARM A1.5).
    """
    words = ("f", "bf", "scvtf", "ucvtf")
    return any(t.startswith(words) and not t.startswith(_MOVES) for t in listing)
