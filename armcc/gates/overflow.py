"""Runs so long that a sum which is too narrow overflows.

A count in lanes of 16 bits is right for the first 65,535 matches in a lane: megabytes of
data, when a loop is unrolled.  No test of some hundred instructions meets that, and to run
millions in every decision would cost more than all other tests.  So the candidate is looked
at first: only one that adds up in narrower pieces than the baseline does has to show that
they are wide enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

from armcc.gates.cases import Subject
from armcc.gates.emulator import Emulator
from armcc.gates.inputs import Case, Maker

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

_VECTOR = re.compile(r"(\w+) (v\d+)\.\d*([bhsd]), (.*)")
_ADDS = ("add", "sub", "addp", "uaddw", "saddw", "usubw", "ssubw", "uaddw2", "saddw2")
_ADDS_TO_RESULT = re.compile(r"[us]adalp|[us]?ml[as]l?2?|[us]abal?2?|[us]{1,2}dot|[us]sra")
_LANE = {"b": 8, "h": 16, "s": 32, "d": 64}
_SCALAR = re.compile(r"(add|sub|madd|msub|inc|cinc|csinc) w\d+, ")
_CUT = re.compile(r"(?:and w\d+, w\d+, #0x(?P<mask>ff|ffff)$)|(?:(?P<word>[us]xt[bh]) \w+, w\d+$)")


def narrow_sums(listing: tuple[str, ...]) -> frozenset[tuple[str, int]]:
    """The ways in which a code adds up, and the bits of the pieces: 8, 16 or 32."""
    out: set[tuple[str, int]] = set()
    for text in listing:
        vector = _VECTOR.fullmatch(text)
        if vector is not None:
            word, result, lane, sources = vector.groups()
            onto_itself = word in _ADDS and re.search(rf"\b{result}\.", sources)
            if (onto_itself or _ADDS_TO_RESULT.fullmatch(word)) and lane != "d":
                out.add((word.removesuffix("2"), _LANE[lane]))
            continue
        cut = _CUT.fullmatch(text)
        if cut is not None:
            byte = cut["mask"] == "ff" or (cut["word"] or "").endswith("b")
            out.add(("cut", 8 if byte else 16))
        elif _SCALAR.match(text):
            out.add(("scalar", 32))
    return frozenset(out)


def overflow_cases(subject: Subject, maker: Maker, listing: tuple[str, ...]) -> Iterator[Case]:
    """Clean runs long enough that what the candidate adds up may overflow, if it asks for any.

    listing: of the candidate.  Sums in 32 bits matter only where more than that can be seen.
    """
    fresh = {bits for _, bits in narrow_sums(listing) - narrow_sums(subject.listing)}
    shaped = subject.signature.pointers and subject.signature.integers
    if not fresh or not shaped or subject.image.stubs:
        return
    wide = "stores=i64" in subject.function.contract.traits or any(
        bits > 32 for _, _, bits in subject.signature.results
    )
    sums_of_32 = 32 in fresh and wide
    work = 0
    bytes_each = 1
    for length in (ROUNDS_16, ROUNDS_32):
        if not sums_of_32 and (length == ROUNDS_32 or not fresh & {8, 16}):
            continue
        clean = 0
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
