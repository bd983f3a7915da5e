"""States captured from a running program: their file format, and the tests made of them.

`armccctl capture` (docs/capture.md) writes one file for each entry of a function that it
kept.  Such a file holds addresses of one run of one program.  A test lies elsewhere: code
and data of the object where the gates place the image, stack and buffers where the
decision's seed says.  So a state is moved: each aligned word, and each register, that
holds an address of moved memory is changed by as much as that memory was.  A word that
only looks like an address is changed too.  That may make another test of it than the
program saw, never a wrong verdict: what counts is that the baseline runs cleanly.

The files are untrusted.  They can add tests and do nothing else; what is damaged, foreign
or too large is a CapturedError.
"""

from __future__ import annotations

import json
import os
import re
import struct
import zlib
from _blake2 import blake2b
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any

from armcc.errors import Error
from armcc.function import elf
from armcc.function.elf import ElfObject, Relocation
from armcc.function.function import Function
from armcc.function.hot import HotFunction
from armcc.function.identity import is_read_only
from armcc.gates.image import PAGE, UNDEFINED_STEP, WRITE, Image, Segment
from armcc.gates.signature import signature
from armcc.gates.state import SLOT, STACK_ABOVE, STACK_SIZE, CallEffect, Region, Test

MAGIC = b"ARMCCSTA"
VERSION = 1
SUFFIX = ".state"
# Bounds of one file; beyond them it is refused, and `armccctl capture` writes none such.
MOST_PAGES = 1024
MOST_CALLS = 64
MOST_SYMBOLS = 4096
MOST_CODE = 1 << 20
MOST_BODY = 24 << 20  # bytes, unpacked
MOST_FILE = 24 << 20
# Bounds of one test: what the engine has room for.
MOST_REGIONS = 96
MOST_EFFECTS = 64
MOST_PATCHED = 8192  # words of 8 bytes, in all calls
MOST_BYTES = 16 << 20
# Bounds of one folder.
MOST_FILES = 4096
MOST_TESTS = 512

_HEAD = struct.Struct("<8sII16s")
_LENGTH = struct.Struct("<I")
_WORD = (1 << 64) - 1
_ADDRESSES = 1 << 48

# Pages nearer to each other than this stay so: one allocation, or one program's data.
_NEAR = 16 << 20
# A moved cluster keeps its address modulo this: some allocators find their headers by masks.
_GRAIN = 64 << 20
# Below this an address and a small number look alike.
_LOW = 1 << 32


class CapturedError(Exception):
    """A state that cannot be used.  `why` is a short stable word, counted in evidence."""

    def __init__(self, why: str, message: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True)
class RecordedCall:
    """One call that the function made, and what the program's own callee did.

    site: offset of the calling instruction in the function.  target: the callee's address.
    name: its symbol, "" where the program has none.  indirect: through a register.
    x: x0..x30 when it came back.  v: v0..v31.  nzcv: 4 bits.
    patches: what it changed in the memory that the state holds, as (address, bytes) in
        whole aligned words of 8 bytes, sorted: half a pointer could not be moved.
    returns: False where it never came back; then x, v and patches are empty.
    """

    site: int
    target: int
    name: str
    indirect: bool
    returns: bool
    x: tuple[int, ...]
    v: tuple[int, ...]
    nzcv: int
    patches: tuple[tuple[int, bytes], ...]


@dataclass(frozen=True)
class RecordedEnd:
    """How the program stood when the function had returned.

    patches: the memory of the state's pages that differs from their content at entry, in
        whole words as above.
    """

    x: tuple[int, ...]
    v: tuple[int, ...]
    patches: tuple[tuple[int, bytes], ...]


@dataclass(frozen=True)
class State:
    """One entry of one function in one run of one program; all addresses are that run's.

    code: the function's instructions as linked, from `entry` on.
    x: x0..x30.  v: v0..v31 (128 bits each).  nzcv: 4 bits.
    pages: (address, PAGE bytes) of the memory that the function touched, as it was when
        first touched, sorted.  What lies below sp is zero.
    symbols: (name, address, size) of the program's data objects on these pages.
    end: None where the function did not return.  instructions: executed by it.
    """

    function: str
    program: str
    entry: int
    code: bytes = field(repr=False)
    x: tuple[int, ...]
    v: tuple[int, ...]
    sp: int
    nzcv: int
    fpcr: int
    fpsr: int
    pages: tuple[tuple[int, bytes], ...] = field(repr=False)
    symbols: tuple[tuple[str, int, int], ...]
    calls: tuple[RecordedCall, ...]
    end: RecordedEnd | None
    instructions: int


# --- the file format ---------------------------------------------------------------------------


def to_bytes(state: State) -> bytes:
    """One file: magic, version, length and hash, then packed a JSON header and raw bytes.

    Raises CapturedError("too-large") beyond the bounds.
    """
    raw = bytearray(state.code)

    def patched(patches: tuple[tuple[int, bytes], ...]) -> list[list[int]]:
        out = []
        for address, data in patches:
            raw.extend(data)
            out.append([address, len(data)])
        return out

    for _, page in state.pages:
        raw += page
    calls = [
        {
            "site": c.site,
            "target": c.target,
            "name": c.name,
            "indirect": c.indirect,
            "returns": c.returns,
            "x": list(c.x),
            "v": [f"{n:x}" for n in c.v],
            "nzcv": c.nzcv,
            "patches": patched(c.patches),
        }
        for c in state.calls
    ]
    end = None
    if state.end is not None:
        end = {
            "x": list(state.end.x),
            "v": [f"{n:x}" for n in state.end.v],
            "patches": patched(state.end.patches),
        }
    header = {
        "function": state.function,
        "program": state.program,
        "entry": state.entry,
        "code": len(state.code),
        "x": list(state.x),
        "v": [f"{n:x}" for n in state.v],
        "sp": state.sp,
        "nzcv": state.nzcv,
        "fpcr": state.fpcr,
        "fpsr": state.fpsr,
        "pages": [address for address, _ in state.pages],
        "symbols": [list(s) for s in state.symbols],
        "calls": calls,
        "end": end,
        "instructions": state.instructions,
    }
    text = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    body = _LENGTH.pack(len(text)) + text + raw
    packed = zlib.compress(body, 6)
    if len(body) > MOST_BODY or len(packed) + _HEAD.size > MOST_FILE:
        raise CapturedError("too-large", "the state is too large for a file")
    return _HEAD.pack(MAGIC, VERSION, len(packed), _digest(packed)) + packed


def from_bytes(data: bytes) -> State:
    """The inverse of `to_bytes`.  Raises CapturedError for anything else."""
    if len(data) < _HEAD.size or data[: len(MAGIC)] != MAGIC:
        raise CapturedError("format", "not a captured state")
    _, version, length, digest = _HEAD.unpack_from(data)
    if version != VERSION:
        raise CapturedError("version", f"a state of format {version}; this armcc reads {VERSION}")
    packed = data[_HEAD.size :]
    if len(data) > MOST_FILE or len(packed) != length or _digest(packed) != digest:
        raise CapturedError("damaged", "cut short or changed")
    try:
        unpacker = zlib.decompressobj()
        body = unpacker.decompress(packed, MOST_BODY + 1)
        if len(body) > MOST_BODY or not unpacker.eof or unpacker.unused_data:
            raise CapturedError("damaged", "its unpacked size is out of bounds")
        (size,) = _LENGTH.unpack_from(body)
        header = json.loads(body[_LENGTH.size : _LENGTH.size + size])
        return _parse(header, body[_LENGTH.size + size :])
    except (zlib.error, struct.error, KeyError, TypeError, ValueError, RecursionError) as e:
        raise CapturedError("damaged", f"its content is not a state: {e}") from e


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16, person=b"armcc-state").digest()


def _whole(value: Any, limit: int) -> int:
    """A number from 0 to below `limit`; ValueError for anything else."""
    if type(value) is not int or not 0 <= value < limit:
        raise ValueError(f"{str(value)[:40]} is out of range")
    return value


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError("neither true nor false")
    return value


def _word_of(value: Any) -> str:
    if type(value) is not str or len(value) > 4096:
        raise ValueError("no name")
    return value


def _items(value: Any, limit: int) -> list[Any]:
    if type(value) is not list or len(value) > limit:
        raise ValueError("a list is missing or too long")
    return value


def _general(value: Any) -> tuple[int, ...]:
    out = tuple(_whole(n, 1 << 64) for n in _items(value, 31))
    if len(out) != 31:
        raise ValueError("31 registers are needed")
    return out


def _vectors(value: Any) -> tuple[int, ...]:
    out = tuple(_whole(int(_word_of(n)[:33], 16), 1 << 128) for n in _items(value, 32))
    if len(out) != 32:
        raise ValueError("32 registers are needed")
    return out


def _parse(h: Any, raw: bytes) -> State:
    at = 0

    def take(size: int) -> bytes:
        nonlocal at
        if at + size > len(raw):
            raise ValueError("its bytes are too few")
        at += size
        return raw[at - size : at]

    def patched(value: Any) -> tuple[tuple[int, bytes], ...]:
        out = []
        end = 0
        for item in _items(value, MOST_PAGES * PAGE):
            address, size = (_whole(n, _ADDRESSES) for n in _items(item, 2))
            if address < end or not size or address % 8 or size % 8:
                raise ValueError("patches overlap or are no whole words")
            end = address + size
            if not all(p in held for p in range(address // PAGE * PAGE, end, PAGE)):
                raise ValueError("a patch outside the pages")
            out.append((address, take(size)))
        return tuple(out)

    code = take(_whole(h["code"], MOST_CODE + 1))
    if not code or len(code) % 4:
        raise ValueError("no whole instructions")
    addresses = [_whole(a, _ADDRESSES) for a in _items(h["pages"], MOST_PAGES)]
    if any(a % PAGE for a in addresses) or addresses != sorted(set(addresses)):
        raise ValueError("pages out of order")
    held = frozenset(addresses)
    pages = tuple((a, take(PAGE)) for a in addresses)
    symbols = []
    for item in _items(h["symbols"], MOST_SYMBOLS):
        name, address, size = _items(item, 3)
        symbols.append((_word_of(name), _whole(address, _ADDRESSES), _whole(size, _ADDRESSES)))
    calls = []
    for c in _items(h["calls"], MOST_CALLS):
        returns = _truth(c["returns"])
        calls.append(
            RecordedCall(
                site=_whole(c["site"], len(code)),
                target=_whole(c["target"], 1 << 64),
                name=_word_of(c["name"]),
                indirect=_truth(c["indirect"]),
                returns=returns,
                x=_general(c["x"]) if returns else (),
                v=_vectors(c["v"]) if returns else (),
                nzcv=_whole(c["nzcv"], 16),
                patches=patched(c["patches"]) if returns else (),
            )
        )
    end = None
    if h["end"] is not None:
        e = h["end"]
        end = RecordedEnd(_general(e["x"]), _vectors(e["v"]), patched(e["patches"]))
    if at != len(raw):
        raise ValueError("bytes are left over")
    return State(
        function=_word_of(h["function"]),
        program=_word_of(h["program"]),
        entry=_whole(h["entry"], _ADDRESSES),
        code=code,
        x=_general(h["x"]),
        v=_vectors(h["v"]),
        sp=_whole(h["sp"], _ADDRESSES),
        nzcv=_whole(h["nzcv"], 16),
        fpcr=_whole(h["fpcr"], 1 << 32),
        fpsr=_whole(h["fpsr"], 1 << 32),
        pages=pages,
        symbols=tuple(symbols),
        calls=tuple(calls),
        end=end,
        instructions=_whole(h["instructions"], 1 << 63),
    )


def file_name(state: State, data: bytes) -> str:
    """The name of a state's file: readable, and the same for the same content."""
    name = re.sub(r"[^\w.$-]", "_", state.function)[:80].lstrip(".") or "function"
    return f"{name}.{blake2b(data, digest_size=8).hexdigest()}{SUFFIX}"


def with_patches(
    pages: Iterable[tuple[int, bytes]], patches: tuple[tuple[int, bytes], ...]
) -> tuple[tuple[int, bytes], ...]:
    """The pages with the patches put in."""
    held = {address: bytearray(data) for address, data in pages}
    for address, data in patches:
        for i, byte in enumerate(data):
            page = held.get((address + i) // PAGE * PAGE)
            if page is not None:
                page[(address + i) % PAGE] = byte
    return tuple((address, bytes(data)) for address, data in sorted(held.items()))


# --- whose code it is --------------------------------------------------------------------------

_NOP = 0xD503201F
_PAGE_KINDS = (elf.R_AARCH64_ADR_PREL_PG_HI21, elf.R_AARCH64_ADR_GOT_PAGE)
_LOW_SHIFT = {
    elf.R_AARCH64_ADD_ABS_LO12_NC: 0,
    elf.R_AARCH64_LDST8_ABS_LO12_NC: 0,
    elf.R_AARCH64_LDST16_ABS_LO12_NC: 1,
    elf.R_AARCH64_LDST32_ABS_LO12_NC: 2,
    elf.R_AARCH64_LDST64_ABS_LO12_NC: 3,
    elf.R_AARCH64_LDST128_ABS_LO12_NC: 4,
    elf.R_AARCH64_LD64_GOT_LO12_NC: 3,
}
_GOT_KINDS = (elf.R_AARCH64_ADR_GOT_PAGE, elf.R_AARCH64_LD64_GOT_LO12_NC)
_ADR_FIELD = 3 << 29 | 0x7FFFF << 5
# The bits of an instruction that a relocation fills.
_FILLED = {
    elf.R_AARCH64_NONE: 0,
    elf.R_AARCH64_CALL26: 0x03FFFFFF,
    elf.R_AARCH64_JUMP26: 0x03FFFFFF,
    elf.R_AARCH64_CONDBR19: 0x7FFFF << 5,
    elf.R_AARCH64_LD_PREL_LO19: 0x7FFFF << 5,
    elf.R_AARCH64_TSTBR14: 0x3FFF << 5,
    elf.R_AARCH64_ADR_PREL_LO21: _ADR_FIELD,
    **dict.fromkeys(_PAGE_KINDS, _ADR_FIELD),
    **dict.fromkeys(_LOW_SHIFT, 0xFFF << 10),
}


def same_code(linked: bytes, hot: HotFunction) -> bool:
    """Whether linked code is that of an object's function: equal but for what a linker fills.

    A linker may also shorten how an address is made (`adrp` and `ldr` from the GOT become
    `adrp` and `add`, or `nop` and `adr`).
    """
    if len(linked) != len(hot.code):
        return False
    filled: dict[int, int] = {}
    shortened = set()
    for r in hot.relocations:
        at = r.offset & ~3
        filled[at] = filled.get(at, 0) | _FILLED.get(r.type, 0xFFFFFFFF)
        if r.type in _PAGE_KINDS or r.type in _LOW_SHIFT:
            shortened.add(at)
    pairs = zip(struct.iter_unpack("<I", linked), struct.iter_unpack("<I", hot.code), strict=True)
    for index, ((word,), (own,)) in enumerate(pairs):
        if (word ^ own) & ~filled.get(4 * index, 0) & 0xFFFFFFFF:
            if 4 * index not in shortened:
                return False
            forms = (
                word == _NOP or word & 0x1F000000 == 0x10000000 or word >> 22 == 0x91000000 >> 22
            )
            if not forms or (word != _NOP and (word ^ own) & 31):
                return False
    return True


def _signed(value: int, bits: int) -> int:
    return value - (1 << bits) if value >> (bits - 1) & 1 else value


def _adr_distance(word: int) -> int:
    return _signed((word >> 29 & 3) | (word >> 5 & 0x7FFFF) << 2, 21)


Key = tuple[int, int]  # symbol's index in the object, addend
Reader = Callable[[int], "int | None"]  # the 8 bytes at an address


def _reached(
    code: bytes, base: int, relocations: list[Relocation], word_at: Reader
) -> dict[Key, int]:
    """Where relocated code at `base` leads: the address that each symbol plus addend has.

    Works on code that a linker made as on code that the gates placed.
    """
    pages: dict[tuple[Key, bool], int] = {}
    lows: dict[tuple[Key, bool], int] = {}
    out: dict[Key, int] = {}
    for r in relocations:
        at = r.offset & ~3
        if at + 4 > len(code):
            continue
        (word,) = struct.unpack_from("<I", code, at)
        key, got = (r.symbol, r.addend), r.type in _GOT_KINDS
        if word & 0x9F000000 == 0x10000000 and r.type != elf.R_AARCH64_CALL26:  # adr
            out[key] = base + at + _adr_distance(word)
        elif r.type in _PAGE_KINDS and word & 0x9F000000 == 0x90000000:
            pages[key, got] = (base + at & ~0xFFF) + (_adr_distance(word) << 12)
        elif r.type in _LOW_SHIFT and word != _NOP:
            low = (word >> 10 & 0xFFF) << _LOW_SHIFT[r.type]
            if got and word >> 22 == 0x91000000 >> 22:  # `ldr` became `add`
                if (key, True) in pages:
                    out[key] = pages[key, True] + (word >> 10 & 0xFFF)
                continue
            lows[key, got] = low
        elif r.type in (elf.R_AARCH64_CALL26, elf.R_AARCH64_JUMP26):
            out.setdefault(key, base + at + _signed(word & 0x03FFFFFF, 26) * 4)
    for (key, got), page in pages.items():
        low = lows.get((key, got), -1)
        if low < 0:
            continue
        if not got:
            out[key] = page + low
        elif (value := word_at(page + low)) is not None:
            out[key] = value
    return out


# --- moving ------------------------------------------------------------------------------------


def _reader(pieces: Iterable[tuple[int, bytes]]) -> Reader:
    placed = sorted(pieces)
    starts = [address for address, _ in placed]

    def word_at(address: int) -> int | None:
        at = bisect_right(starts, address) - 1
        if at < 0 or address + 8 > starts[at] + len(placed[at][1]):
            return None
        return int.from_bytes(placed[at][1][address - starts[at] :][:8], "little")

    return word_at


@dataclass
class _Places:
    """Where the program had what the image has, by section and by symbol.

    sections: index -> (address in the program, address in the image).
    symbols: index of an undefined symbol or of code -> the same.
    """

    sections: dict[int, tuple[int, int]]
    symbols: dict[int, tuple[int, int]]


def _places(state: State, function: Function, image: Image) -> _Places:
    obj, hot = function.object, function.hot
    there = _reader(state.pages)
    here = _reader((s.address, s.data) for s in image.segments)
    own = _segment_at(image, image.entry)
    start = image.entry - own.address
    linked = _reached(state.code, state.entry, hot.relocations, there)
    placed = _reached(own.data[start : start + hot.size], image.entry, hot.relocations, here)
    found = _Places({hot.section.index: (state.entry - hot.offset, own.address)}, {})
    _note(obj, found, linked, placed)
    done: set[int] = set()
    while fresh := set(found.sections) - done:
        for index in fresh:
            done.add(index)
            section = obj.sections[index]
            if not is_read_only(section) or section.flags & elf.SHF_EXECINSTR:
                continue  # a program changes pointers in its data
            base, base_here = found.sections[index]
            pointers = [r for r in obj.relocations(index) if r.type == elf.R_AARCH64_ABS64]
            in_program: dict[Key, int] = {}
            in_image: dict[Key, int] = {}
            for r in pointers:
                one, other = there(base + r.offset), here(base_here + r.offset)
                if one and other:
                    in_program[r.symbol, r.addend] = one
                    in_image[r.symbol, r.addend] = other
            _note(obj, found, in_program, in_image)
    _by_name(state, obj, image, found)
    return found


def _segment_at(image: Image, address: int) -> Segment:
    for segment in image.segments:
        if segment.address <= address < segment.end:
            return segment
    raise CapturedError("image", "the image holds no code at its entry")


def _note(obj: ElfObject, found: _Places, there: dict[Key, int], here: dict[Key, int]) -> None:
    for (index, addend), one in there.items():
        other = here.get((index, addend))
        if other is None:
            continue
        symbol = obj.symbols[index]
        if not 0 < symbol.shndx < len(obj.sections):
            found.symbols.setdefault(index, (one - addend, other - addend))
            continue
        section = obj.sections[symbol.shndx]
        if section.flags & elf.SHF_MERGE or not section.flags & elf.SHF_ALLOC:
            continue  # a linker took it apart
        if symbol.type in (elf.STT_FUNC, elf.STT_GNU_IFUNC):
            # May be another definition, or stand behind a PLT entry or a stub.
            found.symbols.setdefault(index, (one - addend, other - addend))
            continue
        bases = (one - addend - symbol.value, other - addend - symbol.value)
        known = found.sections.setdefault(symbol.shndx, bases)
        if known[0] != bases[0] and not section.flags & elf.SHF_EXECINSTR:
            raise CapturedError("other-code", f"{section.name} is not as the object has it")


def _by_name(state: State, obj: ElfObject, image: Image, found: _Places) -> None:
    """Sections that only data leads to: by a symbol that the program has at one place."""
    segments = {s.name: s for s in image.writable}
    named: dict[tuple[str, int], list[int]] = {}
    for name, address, size in state.symbols:
        named.setdefault((name, size), []).append(address)
    for symbol in obj.symbols:
        if not 0 < symbol.shndx < len(obj.sections) or symbol.shndx in found.sections:
            continue
        section = obj.sections[symbol.shndx]
        segment = segments.get(section.name)
        at = named.get((symbol.name, symbol.size), [])
        if symbol.type != elf.STT_OBJECT or segment is None or len(at) != 1:
            continue
        if sum(s.name == section.name for s in obj.sections) == 1:
            found.sections[symbol.shndx] = (at[0] - symbol.value, segment.address)


class _Moves:
    """Addresses of the program as addresses of the test."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int, int]] = []  # start, end, by how much
        self.exact: dict[int, int] = {}
        self.clusters: list[tuple[int, int, int]] = []
        self.begins: frozenset[int] = frozenset()  # where objects of the program begin

    def seal(self) -> None:
        self.ranges.sort()
        self.clusters.sort()
        every = [*self.ranges, *self.clusters]
        lows = [*(r[0] for r in every), *self.exact]
        highs = [*(r[1] for r in every), *self.exact]
        self._low, self._high = (min(lows), max(highs)) if lows else (1, 0)

    def word(self, value: int) -> int:
        """The word that takes `value`'s place."""
        if not self._low <= value <= self._high:
            return value
        if value in self.exact:
            return self.exact[value]
        for table in (self.ranges, self.clusters):
            at = bisect_right(table, (value, 1 << 64, 0)) - 1
            if at >= 0:
                _, end, by = table[at]
                # The end of an array is an address of it, unless something begins there.
                if value < end or (value == end and value not in self.begins):
                    return (value + by) & _WORD
        return value

    def place(self, address: int) -> int:
        """Where the byte at `address` is; unlike `word`, an end is no place."""
        for table in (self.ranges, self.clusters):
            at = bisect_right(table, (address, 1 << 64, 0)) - 1
            if at >= 0 and address < table[at][1]:
                return (address + table[at][2]) & _WORD
        return address

    def data(self, content: bytes) -> bytes:
        """The same for whole aligned words."""
        count = len(content) // 8
        words = struct.unpack(f"<{count}Q", content)
        low, high = self._low, self._high
        if not any(low <= w <= high for w in words):
            return content
        return struct.pack(f"<{count}Q", *(self.word(w) for w in words))


def _clusters(addresses: list[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for a in addresses:
        if out and a - out[-1][1] < _NEAR and a - out[-1][0] < SLOT // 8:
            out[-1] = (out[-1][0], a + PAGE)
        else:
            out.append((a, a + PAGE))
    return out


def _moves(state: State, function: Function, image: Image, places: _Places) -> _Moves:
    obj = function.object
    moves = _Moves()
    moves.begins = frozenset(address for _, address, _ in state.symbols)
    for index, (there, here) in places.sections.items():
        size = obj.sections[index].size
        if size and not obj.sections[index].flags & elf.SHF_EXECINSTR:
            moves.ranges.append((there, there + size, here - there))
    sizes = {address: size for _, address, size in state.symbols}
    for there, here in places.symbols.values():
        size = sizes.get(there, 0)
        if size and not any(a <= there < b for a, b, _ in moves.ranges):
            moves.ranges.append((there, there + min(size, UNDEFINED_STEP), here - there))
        else:
            moves.exact[there] = here
    _callees(state, function, image, moves)
    arenas = image.placement.arenas
    if not arenas:
        raise CapturedError("image", "the placement has no room for buffers")
    rng = Random(repr((state.entry, state.x, state.sp)))  # noqa: S311  spreads, hides nothing
    used: dict[int, int] = {}
    for number, (low, high) in enumerate(_clusters([a for a, _ in state.pages])):
        arena = arenas[number % len(arenas)]
        free = used.get(arena, arena) + rng.randrange(16) * _GRAIN
        to = -(-(free - low % _GRAIN) // _GRAIN) * _GRAIN + low % _GRAIN
        used[arena] = to + (high - low) + 2 * _NEAR
        slack = _NEAR // 2 if low >= _LOW else 0
        moves.clusters.append((low - slack, high + slack, to - low))
    moves.seal()
    return moves


def _callees(state: State, function: Function, image: Image, moves: _Moves) -> None:
    """What function pointers led to: the stub of that name, else one for pointers."""
    by_name = {s.name: s.address for s in image.stubs if s.name}
    spare = [s.address for s in image.stubs if not s.name]
    for target in sorted({c.target for c in state.calls if c.indirect}):
        name = next((c.name for c in state.calls if c.target == target and c.name), "")
        if target in moves.exact:
            continue
        if name in by_name:
            moves.exact[target] = by_name[name]
        elif spare:
            moves.exact[target] = spare.pop(0)


# --- tests -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bound:
    """A state as a test of one function in one image.

    end: what the program's own run left, moved likewise: x0..x30, v0..v31 and the
        contents of the test's regions; None where it did not return.
    """

    test: Test
    end: tuple[tuple[int, ...], tuple[int, ...], tuple[bytes, ...]] | None


@dataclass(frozen=True)
class Captured:
    """The tests that a folder gave; dropped: how many files it did not, by reason."""

    tests: tuple[Test, ...]
    dropped: dict[str, int]


def bind(state: State, function: Function, image: Image) -> Bound:
    """The test that a state makes in `image`, whose code is the function's baseline.

    Raises CapturedError: "other-code" where the state is of another function or build,
    "fpcr" for another rounding mode than tests have, "collides" where memory overlaps.
    """
    if not same_code(state.code, function.hot):
        raise CapturedError("other-code", f"{state.function} was compiled otherwise")
    if state.fpcr:
        raise CapturedError("fpcr", "the program had changed its floating-point mode")
    places = _places(state, function, image)
    moves = _moves(state, function, image, places)
    regions = _regions(state.pages, function, image, places, moves)
    stack = _stack(state, moves)
    x = [moves.word(v) for v in state.x]
    x[30] = image.placement.return_address
    test = Test(
        x=tuple(x),
        v=state.v,
        sp=image.placement.stack_top,
        nzcv=state.nzcv,
        regions=regions,
        stack=stack,
        shown=_shown(function, tuple(x), state.v),
        calls=_effects(state, function, image, moves, regions),
    )
    _check_room(test, image)
    if state.end is None:
        return Bound(test, None)
    after = with_patches(state.pages, state.end.patches)
    memory = tuple(r.data for r in _regions(after, function, image, places, moves))
    return Bound(test, (tuple(moves.word(v) for v in state.end.x), state.end.v, memory))


def _regions(
    pages: tuple[tuple[int, bytes], ...],
    function: Function,
    image: Image,
    places: _Places,
    moves: _Moves,
) -> tuple[Region, ...]:
    held = dict(pages)
    out = [_joined(low, high, held, moves, n) for n, (low, high) in enumerate(_runs(list(held)))]
    sections = {here: there for there, here in places.sections.values()}
    for segment in image.writable:
        if segment.address not in image.sections.values():
            continue  # at an undefined symbol: below
        start, content = segment.pages()
        there = sections.get(segment.address)
        fresh = bytearray(content)
        if there is not None:
            _overlay(fresh, segment.address - start, held, there, len(segment.data), moves)
        out.append(Region(start, bytes(fresh), segment.name))
    out += _undefined(function, image, places, moves, held)
    return tuple(out)


def _runs(addresses: list[int]) -> list[tuple[int, int]]:
    """Ranges that hold the pages, as [start, end): what is far apart stays so, if it may."""
    out: list[tuple[int, int]] = []
    for apart in (0, 4, 32, 256):
        out = []
        for a in addresses:
            if out and a - out[-1][1] <= apart * PAGE:
                out[-1] = (out[-1][0], a + PAGE)
            else:
                out.append((a, a + PAGE))
        if len(out) <= MOST_REGIONS // 2:
            break
    if sum(end - start for start, end in out) > MOST_BYTES:
        raise CapturedError("too-large", "its memory is too scattered for a test")
    return out


def _joined(low: int, high: int, held: dict[int, bytes], moves: _Moves, number: int) -> Region:
    at = bisect_right(moves.clusters, (low, 1 << 64, 0)) - 1
    data = bytearray(high - low)
    for page in range(low, high, PAGE):
        if page in held:
            data[page - low : page - low + PAGE] = moves.data(held[page])
    for start, end, _ in moves.ranges:
        # The image has this: nothing leads here any more.
        first, last = max(start - low, 0), min(end - low, len(data))
        if first < last:
            data[first:last] = bytes(last - first)
    return Region(low + moves.clusters[at][2], bytes(data), f"captured {number}")


def _overlay(
    content: bytearray, at: int, held: dict[int, bytes], there: int, size: int, moves: _Moves
) -> bool:
    """Put what the program had at [there, there + size) into `content`; whether there was any."""
    any_there = False
    for page in range(there // PAGE * PAGE, there + size, PAGE):
        data = held.get(page)
        if data is None:
            continue
        any_there = True
        moved = moves.data(data)
        first, last = max(there, page), min(there + size, page + PAGE)
        content[at + first - there : at + last - there] = moved[first - page : last - page]
    return any_there


def _undefined(
    function: Function, image: Image, places: _Places, moves: _Moves, held: dict[int, bytes]
) -> list[Region]:
    """Data that the object does not define, at the addresses that the image gave it."""
    out: dict[int, bytearray] = {}
    placed = {*image.sections.values()}
    taken = [
        (s.pages()[0], s.pages()[0] + len(s.pages()[1]))
        for s in image.segments
        if s.address in placed or not s.protection & WRITE
    ]
    for index, (there, here) in places.symbols.items():
        if function.object.symbols[index].shndx != elf.SHN_UNDEF:
            continue
        size = next((b - a for a, b, _ in moves.ranges if a == there), 0)
        start, end = here // PAGE * PAGE, -(-(here + size) // PAGE) * PAGE
        if not size or any(a < end and start < b for a, b in taken):
            continue
        content = bytearray(end - start)
        if _overlay(content, here - start, held, there, size, moves):
            out.setdefault(start, content)
    return [
        Region(a, bytes(data), f"extern {n}") for n, (a, data) in enumerate(sorted(out.items()))
    ]


def _stack(state: State, moves: _Moves) -> bytes:
    """Noise below sp, as always; from it on the caller's frame, so far as it was touched."""
    rng = Random(repr((state.sp, state.entry)))  # noqa: S311  garbage that nobody may read
    held = dict(state.pages)
    above = bytearray()
    at = state.sp
    while len(above) < STACK_ABOVE and (page := held.get(at // PAGE * PAGE)) is not None:
        above += page[at % PAGE :]
        at += PAGE - at % PAGE
    kept = bytes(above[: min(len(above), STACK_ABOVE) // 8 * 8])
    noise = rng.randbytes(STACK_SIZE)
    start = STACK_SIZE - STACK_ABOVE
    return noise[:start] + moves.data(kept) + noise[start + len(kept) :]


def _effects(
    state: State,
    function: Function,
    image: Image,
    moves: _Moves,
    regions: tuple[Region, ...],
) -> tuple[CallEffect, ...]:
    at_site = {
        r.offset: function.object.symbols[r.symbol].name
        for r in function.hot.relocations
        if r.type in (elf.R_AARCH64_CALL26, elf.R_AARCH64_JUMP26)
    }
    # What copies and fills does so by itself, and is no call.
    silent = {s.name for s in image.stubs if s.effect != "call"}
    out = []
    for call in state.calls:
        if at_site.get(call.site, call.name) in silent:
            continue
        if not call.returns:
            out.append(CallEffect((0,) * 18, (0,) * 32, 0, (), returns=False))
            continue
        patches = tuple(_moved_patches(call.patches, regions, moves))
        x = tuple(moves.word(v) for v in call.x[:18])
        out.append(CallEffect(x, call.v, call.nzcv, patches))
    return tuple(out)


def _moved_patches(
    patches: tuple[tuple[int, bytes], ...], regions: tuple[Region, ...], moves: _Moves
) -> Iterable[tuple[int, bytes]]:
    """The patches of one call where the test has that memory; pieces where it was taken apart."""
    for address, data in patches:
        start = 0
        for at in range(8, len(data) + 1, 8):
            to = moves.place(address + start)
            if at < len(data) and moves.place(address + at) == to + at - start:
                continue
            if any(r.address <= to and to + at - start <= r.end for r in regions):
                yield to, moves.data(data[start:at])
            start = at


def _shown(function: Function, x: tuple[int, ...], v: tuple[int, ...]) -> str:
    try:
        slots = signature(function.contract).slots
    except Error:
        return "captured"
    words = []
    for s in slots:
        bits = 64 if s.value.kind == "pointer" else s.value.bits
        value = (x if s.register == "x" else v)[s.number] & ((1 << bits) - 1)
        if s.value.kind == "int":
            words.append(f"{s.name}={_signed(value, bits)}")
        else:
            words.append(f"{s.name}={value:#x}")
    return ", ".join(words)


def _check_room(test: Test, image: Image) -> None:
    """Raises CapturedError where mappings of a test would overlap, or are too many."""
    patched = sum(len(data) // 8 for c in test.calls for _, data in c.patches)
    if len(test.regions) > MOST_REGIONS or len(test.calls) > MOST_EFFECTS or patched > MOST_PATCHED:
        raise CapturedError("too-large", "it has more memory or calls than a test may")
    where = image.placement
    # The other places of stack and caller lie above all that a state's memory may have.
    taken = [(stack, stack + STACK_SIZE) for stack in where.stacks[:2]]
    for back in where.returns[:2]:
        taken.append((back // PAGE * PAGE, back // PAGE * PAGE + PAGE))
    for s in image.segments:
        if not s.protection & WRITE:
            start, data = s.pages()
            taken.append((start, start + len(data)))
    taken += [(s.address & ~(PAGE - 1), (s.address & ~(PAGE - 1)) + PAGE) for s in image.stubs[:1]]
    taken += [(r.address, r.end) for r in test.regions]
    taken.sort()
    for (_, end), (start, last) in pairwise(taken):
        if start < end or last > _ADDRESSES or start < 0:
            raise CapturedError("collides", "two mappings overlap")


def load_captured(folder: str, function: Function, image: Image) -> Captured:
    """The tests that the files of a folder make for `function`, in the order of their names.

    image: the baseline's (`baseline_image`), at the placement of the decision; a file's
    memory goes to the placement's arenas.  A file that cannot be used is counted, never
    an error; so is a folder that cannot be read.  Whoever runs the tests drops those on
    which the baseline does not return cleanly.
    """
    dropped: Counter[str] = Counter()
    tests: list[Test] = []
    try:
        names = sorted(n for n in os.listdir(folder) if n.endswith(SUFFIX))
    except OSError:
        return Captured((), {"folder": 1})
    dropped["too-many"] = max(0, len(names) - MOST_FILES)
    for name in names[:MOST_FILES]:
        try:
            state = read_state(os.path.join(folder, name))
            if state.function != function.name:
                continue
            if len(tests) >= MOST_TESTS:
                raise CapturedError("too-many", "enough states were read")
            tests.append(bind(state, function, image).test)
        except CapturedError as e:
            dropped[e.why] += 1
    return Captured(tuple(tests), {k: n for k, n in sorted(dropped.items()) if n})


def read_state(path: str) -> State:
    """The state in a file.  Raises CapturedError, "unreadable" where there is none."""
    try:
        with open(path, "rb") as file:
            data = file.read(MOST_FILE + 1)
    except OSError as e:
        raise CapturedError("unreadable", str(e)) from e
    return from_bytes(data)
