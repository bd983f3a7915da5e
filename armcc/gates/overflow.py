"""Runs so long that a sum which is too narrow overflows.

A count in lanes of 16 bits is right for the first 65,535 matches in a lane: megabytes of
data, when a loop is unrolled.  No test of some hundred instructions meets that, and to run
millions in every decision would cost more than all other tests.  So the candidate is looked
at first: only one that adds up in narrower pieces than the baseline does has to show that
they are wide enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import NamedTuple

from armcc.gates.emulator import Emulator
from armcc.gates.inputs import END, Case, Maker
from armcc.gates.subject import Subject

# Elements of a run: 65,536 rounds of 32 bytes, or of as many lanes as 4 registers have.
ROUNDS_16 = 2_200_000
# So many bytes of 255 are more than 2^32.
ROUNDS_32 = 16_900_000
DRAFTS = 6
# Clean runs of one length that are enough, and instructions of all runs of the baseline.
WANTED = 3
MOST_WORK = 60_000_000
# Bytes of one buffer.
MOST_BYTES = 36_000_000
# Elements of a run where fewer than 8 bits are kept, and how many elements are tried.
FEW_ROUNDS = 1000
MOST_ELEMENTS = 12
# Runs of several elements in turn, and how many these are.
MIXTURES, MIXED = 2, 16

_VECTOR = re.compile(r"(\w+) (v\d+)\.\d*([bhsd]), (.*)")
_ADDS = ("add", "sub", "addp", "uaddw", "saddw", "usubw", "ssubw", "uaddw2", "saddw2")
_ADDS_TO_RESULT = re.compile(r"[us]adalp|[us]?ml[as]l?2?|[us]abal?2?|[us]{1,2}dot|[us]sra")
_LANE = {"b": 8, "h": 16, "s": 32, "d": 64}
_MASK_64 = (1 << 64) - 1
_SCALAR = re.compile(r"(add|sub|madd|msub|inc|cinc|csinc) w\d+, ")
# What keeps a part of a number only, and so of a sum: that it masks, moves, or does not shift out.
_MASK = re.compile(r"and [wx]\d+, [wx]\d+, #(0x[0-9a-f]+)")
_FIELD = re.compile(r"(?:ubfx|sbfx|ubfiz|sbfiz|bfi|bfxil) [wx]\d+, [wx]\d+, #\w+, #(\w+)")
_SHIFTED = re.compile(
    r"(?:lsl|lsr|asr|ror) ([wx])\d+, [wx]\d+, #(\w+)"
    r"|extr ([wx])\d+, .*, #(\w+)"
    r"|\w+ ([wx])\d+, .*, (?:lsl|lsr|asr|ror) #(\w+)"
    r"|(?:[us]r?shr|shl|sli|sri) v\d+\.\d+([hsd]), .*, #(\w+)"
)
_ONE_LANE = re.compile(
    r"[us]xt([bh]) [wx]\d+, w\d+"
    r"|[us]mov [wx]\d+, v\d+\.([bh])\[\d+\]"
    r"|(?:[us]?q?xtnu?|sqxtun|q?r?shrn|r?addhn|uzp1|trn1)2? v\d+\.\d+([bh]), .*"
    r"|(?:addv|fmov) (?:w\d+, )?([bh])\d+(?:, .*)?"
    r"|stu?r([bh]) w\d+, .*"
    r"|ldu?rs?([bh]) [wx]\d+, \[sp\b.*"
)
_WIDTH = {**_LANE, "w": 32, "x": 64}
# Fewer bits overflow in runs of every length.
_FEWEST = 8
# So does what is held against constants below.
_LEAST_CONSTANT = 1 << 14


def _cut(text: str) -> int:
    """The bits of a number that an instruction keeps, where a sum might lose others; else 0."""
    if found := _MASK.fullmatch(text):
        mask = int(found[1], 16)
        return mask.bit_length() if mask & (mask + 1) == 0 else 0
    if found := _ONE_LANE.fullmatch(text):
        return _LANE[next(lane for lane in found.groups() if lane)]
    if found := _FIELD.fullmatch(text):
        return int(found[1], 0)
    if found := _SHIFTED.fullmatch(text):
        width, by = (part for part in found.groups() if part)
        return _WIDTH[width] - int(by, 0)
    return 0


def narrow_constants(constants: Iterable[int]) -> frozenset[int]:
    """The bits of sums that meet a constant, as a bound, or as a step in the upper bits."""
    out = set()
    for constant in constants:
        value = constant & _MASK_64
        if _LEAST_CONSTANT < value <= ROUNDS_32:
            out.add(value.bit_length())
        elif value:
            out.add(64 - ((value & -value).bit_length() - 1))
    return frozenset(bits for bits in out if _FEWEST <= bits < 32)


def narrow_sums(listing: tuple[str, ...], fewest: int = _FEWEST) -> frozenset[tuple[str, int]]:
    """The ways in which a code adds up or cuts off, and the bits of the pieces, at most 32."""
    out: set[tuple[str, int]] = set()
    for text in listing:
        cut = _cut(text)
        if fewest <= cut < 32:
            out.add(("cut", cut))
        vector = _VECTOR.fullmatch(text)
        if vector is not None:
            word, result, lane, sources = vector.groups()
            onto_itself = word in _ADDS and re.search(rf"\b{result}\.", sources)
            if (onto_itself or _ADDS_TO_RESULT.fullmatch(word)) and lane != "d":
                out.add((word.removesuffix("2"), _LANE[lane]))
        elif _SCALAR.match(text):
            out.add(("scalar", 32))
    return frozenset(out)


_KEY = re.compile(
    r"(?P<word>c?cm[pn]|subs?|adds?|eor) (?:w\d+, ){1,2}#(?P<value>-?(?:0x)?[0-9a-f]+)(?:, .*)?"
    r"|movi v\d+\.\d+(?P<lane>[bhsd]), #(?P<lanes>-?(?:0x)?[0-9a-f]+)"
)
_LOAD = re.compile(r"ld(?:u?r|p)(?:s?(?P<size>[bhw])|) (?P<register>[wx])\d+, .*")


def keys(listing: tuple[str, ...]) -> list[int]:
    """What a code may look for in elements: constants that it compares or subtracts, and 0.

    Those that it compares come first, the most frequent ones before others.  Of a lane's
    constant also what it is a distance from: `add` of 208 to bytes subtracts 48.
    """
    compared: Counter[int] = Counter()
    others: Counter[int] = Counter()
    for text in listing:
        found = _KEY.match(text)
        if found is None:
            continue
        if found["lane"]:
            value = int(found["lanes"], 0)
            compared[value] += 1
            others[(1 << _LANE[found["lane"]]) - value] += 1
        else:
            value = int(found["value"], 0)
            value = -value if found["word"] in ("cmn", "ccmn", "add", "adds") else value
            (compared if "cm" in found["word"] else others)[value] += 1
    ordered = [value for some in (compared, others) for value, _ in some.most_common()]
    return list(dict.fromkeys([*ordered[:1], 0, *ordered[1:]]))


def _widths(listing: tuple[str, ...]) -> tuple[int, ...]:
    """Bytes of the elements that a code loads one by one; () where it loads none."""
    out = set()
    for text in listing:
        found = _LOAD.fullmatch(text)
        if found is not None and "[sp" not in text:
            size = {"b": 1, "h": 2, "w": 4}.get(found["size"] or "")
            out.add(size or (4 if found["register"] == "w" else 8))
    return tuple(sorted(out))


class _Run(NamedTuple):
    """What fills a long run again and again, the bytes of one element of it, and how many."""

    fill: bytes
    width: int
    elements: int


def _runs(subject: Subject, maker: Maker) -> list[_Run]:
    """Runs on which a count goes on and on."""
    out: list[_Run] = []
    first, *others = keys(subject.listing)
    widths = _widths(subject.listing) or maker.fills.widths
    # A key may come as an argument: any that is not the end of a string.
    given = maker.rng.randrange(1, 128)
    out += [_Run(e, len(e), ROUNDS_16) for k in (first, given) for e in _spelled(k, widths)]
    # What is counted may be how often one thing follows another, or lies between arguments.
    known = [key for key in (first, given, *others) if key][:MOST_ELEMENTS]
    for width in widths:
        fit = [one for key in (*known, given + 1) for one in _spelled(key, (width,))]
        for _ in range(MIXTURES):
            mixed = b"".join(maker.rng.choice(fit) for _ in range(MIXED))
            out.append(_Run(mixed, width, ROUNDS_16 // 4))
    out += [_Run(e, len(e), ROUNDS_16) for k in others for e in _spelled(k, widths)]
    return list(dict.fromkeys(out))[:MOST_ELEMENTS]


def _spelled(key: int, widths: Iterable[int]) -> Iterator[bytes]:
    """A key as an element of each of the widths (bytes) that it fits in."""
    for width in widths:
        bits = 8 * width
        if -(1 << (bits - 1)) <= key < 1 << bits:
            yield (key & ((1 << bits) - 1)).to_bytes(width, "little")


def counting_cases(subject: Subject, maker: Maker, listing: tuple[str, ...]) -> Iterator[Case]:
    """Clean runs on which what is counted comes up all the time, and along chains of nodes.

    Only where the candidate keeps fewer bits of some number, and as long as those ask for.
    """
    fresh = {bits for _, bits in narrow_sums(listing, 1) - narrow_sums(subject.listing, 1)}
    fresh = {bits for bits in fresh if bits <= 16}
    if not fresh or subject.image.stubs or not subject.signature.pointers:
        return
    most = ROUNDS_16 if max(fresh) >= _FEWEST else FEW_ROUNDS
    work = 0
    with closing(Emulator(subject.image, subject.listing, footprints=False)) as emulator:
        if subject.linked:
            count = (1 << max(fresh)) + 40
            test, _ = maker.draft("chain", count)
            seen = emulator.run(test, MOST_WORK // 2)
            if seen.clean and seen.instructions > count:
                yield Case(test, seen, "overflow")
        for run in _runs(subject, maker):
            length = min(run.elements, most)
            # Once with a length, and once up to the zero at the end, for a key that is given.
            for number in (length + maker.rng.randrange(64), 0):
                size = length if number or len(run.fill) > run.width else length // 16
                room = size * run.width + 2 * END
                if work >= MOST_WORK or room > MOST_BYTES:
                    return
                if number == 0 and not any(run.fill):
                    continue
                test, layout = maker.draft("overflow", number, room, run.fill)
                seen = emulator.run(test, MOST_WORK // 2)
                work += seen.instructions
                if seen.clean and not layout.odd and seen.instructions > size // 32:
                    yield Case(test, seen, "overflow")


def overflow_cases(
    subject: Subject, maker: Maker, listing: tuple[str, ...], suspects: Iterable[int]
) -> Iterator[Case]:
    """Clean runs long enough that what the candidate adds up may overflow, if it asks for any.

    listing: of the candidate.  suspects: its constants that the baseline does not have.
    Sums in 32 bits matter only where more than that can be seen.
    """
    fresh = {bits for _, bits in narrow_sums(listing) - narrow_sums(subject.listing)}
    fresh |= narrow_constants(suspects)
    shaped = subject.signature.pointers and subject.signature.integers
    if not fresh or not shaped or subject.image.stubs:
        return
    wide = "stores=i64" in subject.function.contract.traits or any(
        bits > 32 for _, _, bits in subject.signature.results
    )
    short = any(2**bits <= ROUNDS_16 for bits in fresh)
    long = any(ROUNDS_16 < 2**bits <= ROUNDS_32 for bits in fresh) or (32 in fresh and wide)
    work = 0
    bytes_each = 1
    for length in (ROUNDS_16, ROUNDS_32):
        if not (long if length == ROUNDS_32 else short or long):
            continue
        clean = 0
        # Of its own: the memory of such runs is not to stay.
        with closing(Emulator(subject.image, subject.listing, footprints=False)) as emulator:
            for _ in range(DRAFTS):
                room = length * bytes_each + 4096
                if clean == WANTED or work >= MOST_WORK or room > MOST_BYTES:
                    break
                test, layout = maker.draft("overflow", length + maker.rng.randrange(64), room)
                seen = emulator.run(test, MOST_WORK // 2)
                work += seen.instructions
                if not seen.clean:
                    if seen.fault is None:
                        return  # of more than linear cost
                    bytes_each *= 2  # its elements are larger
                # A short one has met no long length, or nothing that it adds up.
                elif not layout.odd and seen.instructions > length // 32:
                    clean += 1
                    yield Case(test, seen, "overflow")
