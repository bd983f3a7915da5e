"""What must be equal between a baseline's run and a candidate's, and what need not be.

AAPCS64 (ARM-software/abi-aa): x19-x29 and sp are preserved whole, of v8-v15 the low 64
bits; x18 is the platform's; FPCR's mode bits are preserved; of a result only the bits
of its type count; flags, FPSR and all other registers are free.
"""

from __future__ import annotations

import math
import struct
from bisect import bisect_right
from dataclasses import dataclass

from armcc.gates.image import Image
from armcc.gates.locals import Places, argument_roots, at_the_end, call_difference_of_locals
from armcc.gates.native import NativeCall, NativeOutcome
from armcc.gates.program import frame_low
from armcc.gates.signature import Signature
from armcc.gates.state import CallRecord, Outcome, Region, Test

Intervals = list[tuple[int, int]]

# FPCR bits that change results: AHP, DN, FZ, RMode, FZ16 (DDI 0487, FPCR).
_FPCR_MODES = 0x07C80000


@dataclass(frozen=True)
class Mismatch:
    """The first difference found: a stable reason and a sentence."""

    reason: str
    detail: str


def merged(accesses: tuple[tuple[int, int], ...] | Intervals, ends: bool = False) -> Intervals:
    """Accesses as sorted, disjoint [start, end) intervals.  `ends`: they are already such."""
    out: Intervals = []
    for a, b in sorted(set(accesses)):
        end = b if ends else a + b
        if out and a <= out[-1][1]:
            if end > out[-1][1]:
                out[-1] = (out[-1][0], end)
        else:
            out.append((a, end))
    return out


def outside(accesses: Intervals, allowed: Intervals) -> tuple[int, int] | None:
    """The first interval (or part) of `accesses` that `allowed` does not contain."""
    starts = [a for a, _ in allowed]
    for a, b in accesses:
        at = bisect_right(starts, a) - 1
        if at < 0 or allowed[at][1] <= a:
            return (a, b)
        if allowed[at][1] < b:
            return (allowed[at][1], b)
    return None


def allowed_reads(image: Image, expected: Outcome) -> Intervals:
    """The bytes a candidate may read: granules that the baseline touches, and constants."""
    own = [*image.own, *image.shared_constants]
    # The aligned 16 bytes around: no page and no unit of protection splits them.
    near = [(a & ~15, (b + 15) & ~15) for a, b in merged((*expected.reads, *expected.writes))]
    return merged([*near, *own], ends=True)


def _memory_difference(
    regions: tuple[Region, ...],
    expected: tuple[bytes, ...],
    actual: tuple[bytes, ...],
    nan: int = 0,
    image: Image | None = None,
) -> str:
    if image is not None and expected != actual:
        actual = translated_memory(image, regions, actual)
    for region, want, got in zip(regions, expected, actual, strict=True):
        if want != got and not (nan and _only_nans(region.address, want, got, nan)):
            at = next(i for i, (a, b) in enumerate(zip(want, got, strict=True)) if a != b)
            count = sum(a != b for a, b in zip(want, got, strict=True))
            return (
                f"{region.name}+{at:#x} holds {got[at]:#04x} instead of {want[at]:#04x}"
                f" ({count} bytes differ)"
            )
    return ""


def translated_memory(
    image: Image, regions: tuple[Region, ...], memory: tuple[bytes, ...]
) -> tuple[bytes, ...]:
    """What a candidate left in memory, pointers to its copies of literals as the baseline's."""
    if not image.twins:
        return memory
    pairs = zip(regions, memory, strict=True)
    return tuple(_translated(image, region.address, data) for region, data in pairs)


def _translated(image: Image, address: int, data: bytes) -> bytes:
    """Memory at `address`, the words in it translated that lead into copies of literals."""
    first = -address % 8
    out = bytearray(data)
    for at in range(first, len(data) - 7, 8):
        word = int.from_bytes(data[at : at + 8], "little")
        if (new := image.translated(word)) != word:
            out[at : at + 8] = new.to_bytes(8, "little")
    return bytes(out)


def _only_nans(address: int, want: bytes, got: bytes, nan: int) -> bool:
    """Whether two pieces of memory differ in the bits of NaNs of 4 or 8 bytes alone."""
    for at, (a, b) in enumerate(zip(want, got, strict=True)):
        if a == b:
            continue
        same = False
        for width in (w for w in (4, 8) if nan & w):
            start = at - (address + at) % width
            p = int.from_bytes(want[start : start + width], "little")
            q = int.from_bytes(got[start : start + width], "little")
            same = same or (start >= 0 and same_bits(p, q, 8 * width, width))
        if not same:
            return False
    return True


def _float(bits: int, width: int) -> float:
    if width == 32:
        return float(struct.unpack("<f", struct.pack("<I", bits))[0])
    return float(struct.unpack("<d", struct.pack("<Q", bits))[0])


def result_difference(
    signature: Signature,
    want_x: tuple[int, ...],
    want_v: tuple[int, ...],
    got_x: tuple[int, ...],
    got_v: tuple[int, ...],
    nans: bool = True,
    image: Image | None = None,
) -> Mismatch | None:
    """A difference in the live bits of the result registers.

    image: the candidate's, whose copies of literals count as the baseline's.

    nans: whether NaNs of floats are one value (see `same_bits`).
    """
    for position, (register, number, bits) in enumerate(signature.results):
        lane = signature.lanes[position] if nans and position < len(signature.lanes) else 0
        want = (want_x if register == "x" else want_v)[number] & ((1 << bits) - 1)
        got = (got_x if register == "x" else got_v)[number] & ((1 << bits) - 1)
        if image is not None and register == "x" and bits == 64:
            got = image.translated(got)
        if same_bits(want, got, bits, lane):
            continue
        if register == "v" and bits in (32, 64):
            a, b = _float(want, bits), _float(got, bits)
            detail = f"the result is {b!r} instead of {a!r}"
            close = math.isclose(a, b, rel_tol=1e-3)
            return Mismatch("rounding" if close else "result", detail)
        signed = [n - (1 << bits) if n >> (bits - 1) else n for n in (got, want)]
        name = f"{register}{number}"
        return Mismatch("result", f"the result in {name} is {signed[0]} instead of {signed[1]}")
    return None


def preserved_difference(
    test: Test, x: tuple[int, ...], v: tuple[int, ...], sp: int, fpcr: int
) -> Mismatch | None:
    """A register that AAPCS64 preserves and the run did not."""
    for n in range(19, 30) if x[19:30] != test.x[19:30] else ():
        if x[n] != test.x[n]:
            return Mismatch(
                "callee-saved", f"x{n} is not preserved: {x[n]:#x} instead of {test.x[n]:#x}"
            )
    if x[18] != test.x[18]:
        return Mismatch("platform-register", "x18 is changed")
    for n in range(8, 16):
        if (x_d := v[n] & 0xFFFFFFFFFFFFFFFF) != test.v[n] & 0xFFFFFFFFFFFFFFFF:
            return Mismatch("callee-saved", f"d{n} is not preserved: {x_d:#x}")
    if sp != test.sp:
        return Mismatch("stack-pointer", f"sp returns {sp - test.sp:+d} bytes off")
    if fpcr & _FPCR_MODES:
        return Mismatch("fpcr", "the floating-point mode is changed")
    return None


_STATUS_REASON = {
    "read-fault": "read-outside",
    "write-fault": "write-outside",
    "fault": "fault",
    "limit": "endless",
    "precise": "abi",
    "write-outside": "write-outside",
    "read-outside": "read-outside",
    "call": "call",
    "escape": "frame-escapes",
}


def difference(
    signature: Signature,
    image: Image,
    test: Test,
    expected: Outcome,
    actual: Outcome,
    nan: int = 0,
    nans: bool = True,
) -> Mismatch | None:
    """Whether a candidate's run differs from the baseline's, and how; None where it does not.

    image: the candidate's.  nan: bytes of a float in memory whose NaNs are one value.
    nans: whether those of results and arguments are.
    """
    if not actual.clean:
        return Mismatch(_STATUS_REASON[actual.status], actual.detail)
    if actual.status != expected.status:
        how = {"return": "returns", "noreturn": "ends in a call that never comes back"}
        return Mismatch("call", f"{how[actual.status]}; the baseline does not")
    wild = outside(merged(actual.writes), merged(expected.writes))
    if wild is not None:
        return Mismatch(
            "write-outside", f"writes {_where(wild, test)}, which the baseline does not"
        )
    if actual.status == "return":
        kept = preserved_difference(test, actual.x, actual.v, actual.sp, actual.fpcr)
        if kept is not None:
            return kept
        result = result_difference(
            signature, expected.x, expected.v, actual.x, actual.v, nans, image
        )
        if result is not None:
            return result
    memory = _memory_difference(test.regions, expected.memory, actual.memory, nan, image)
    if memory:
        return Mismatch("memory", memory)
    wild = outside(merged(actual.reads), allowed_reads(image, expected))
    if wild is not None:
        return Mismatch("read-outside", f"reads {_where(wild, test)}, which the baseline does not")
    return None


def native_difference(
    signature: Signature,
    image: Image,
    test: Test,
    expected: Outcome,
    actual: NativeOutcome,
    own: bool = False,
    nan: int = 0,
    nans: bool = True,
    sp: int | None = None,
) -> Mismatch | None:
    """The same comparison for a run without footprints (QEMU).

    image, test: as they were run.  sp: at entry of the baseline, if another than the test's.
    own: the run is the baseline's, which may use x18: on Linux it is a scratch register
    for code that clang made.
    """
    places = None
    starts: dict[int, int] = {}
    if image.frame.locals:
        base = test.sp if sp is None else sp
        starts = {n: base + one.offset for n, one in enumerate(image.frame.locals)}
        places = Places(image.frame, frame_low(test, image), test.sp, dict(starts) if own else {})
    called = call_difference(image, expected.calls, actual.calls, nans, test.regions, places, own)
    if called is not None:
        return called
    ended = {"return": "return", "noreturn": "noreturn"}.get(expected.status, "")
    if actual.ended != ended:
        return Mismatch("call", f"the run ends by {actual.ended} instead of {ended}")
    if ended == "return":
        kept = preserved_difference(test, actual.x, actual.v, actual.sp, actual.fpcr)
        if kept is not None and not (own and kept.reason == "platform-register"):
            return kept
        result = result_difference(
            signature, expected.x, expected.v, actual.x, actual.v, nans, image
        )
        if result is not None:
            return result
    left = actual.memory
    if places is not None and not own:
        known = expected.calls[-1].kept if expected.calls else 0
        left = at_the_end(test.regions, expected.memory, left, starts, places, known)
    memory = _memory_difference(test.regions, expected.memory, left, nan, image)
    return Mismatch("memory", memory) if memory else None


def call_difference(
    image: Image,
    expected: tuple[CallRecord, ...],
    actual: tuple[NativeCall, ...],
    nans: bool = True,
    regions: tuple[Region, ...] = (),
    places: Places | None = None,
    own: bool = False,
) -> Mismatch | None:
    """Whether the same callees got the same arguments, in the same order.

    places: where addresses in the frame may get out; then what they lead to counts, too.
    regions: of the test.  own: the calls are the baseline's.
    """
    base = min((s.address for s in image.stubs), default=0)
    if len(expected) != len(actual):
        return Mismatch("call", f"{len(actual)} calls instead of {len(expected)}")
    for number, (want, got) in enumerate(zip(expected, actual, strict=True), 1):
        if want.stub != (got.stub - base) // 16:
            return Mismatch("call", f"call {number} is of another function")
        apart: frozenset[int] = frozenset()
        if places is not None:
            wrong = call_difference_of_locals(image, regions, number - 1, expected, got, places)
            if wrong:
                return Mismatch("call", f"call {number}: {wrong}")
            apart = frozenset() if own else argument_roots(want)
        for position, (bank, n, bits) in enumerate(image.stubs[want.stub].arguments, 1):
            if position - 1 in apart or not want.mask >> (position - 1) & 1:
                continue
            mask = (1 << bits) - 1
            if bank == "stack":
                a = int.from_bytes(want.stack[n : n + 16], "little") & mask
                b = int.from_bytes(got.stack[n : n + 16], "little") & mask
            else:
                a = (want.x if bank == "x" else want.v)[n] & mask
                b = (got.x if bank == "x" else got.v)[n] & mask
            if bank != "v" and bits == 64:
                b = image.translated(b)
            lanes = image.stubs[want.stub].lanes
            lane = lanes[position - 1] if nans and position <= len(lanes) else 0
            if same_bits(a, b, bits, lane):
                continue
            return Mismatch(
                "call", f"argument {position} of call {number} is {b:#x} instead of {a:#x}"
            )
    return None


_QUIET = {4: 0x7FC00000, 8: 0x7FF8000000000000}


def same_bits(want: int, got: int, bits: int, lane: int) -> bool:
    """Whether two values are one: by every bit, or as floats of `lane` bytes (0: none).

    Two quiet NaNs are one float (LangRef, "Behavior of Floating-Point NaN values"); a
    signalling one comes from no arithmetic, so it is data, and every bit of it counts.
    """
    if want == got or not lane:
        return want == got
    mask = (1 << 8 * lane) - 1
    for at in range(0, bits, 8 * lane):
        a, b = want >> at & mask, got >> at & mask
        if a != b and a & b & _QUIET[lane] != _QUIET[lane]:
            return False
    return True


def _where(interval: tuple[int, int], test: Test) -> str:
    start, end = interval
    for region in test.regions:
        if region.address <= start < region.end:
            return f"{end - start} bytes at {region.name}+{start - region.address:#x}"
    return f"{end - start} bytes at {start:#x}"
