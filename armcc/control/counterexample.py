"""A counter-example as a file: one input on which a candidate differs, for later replays.

JSON, so that people can look into it; untrusted, so that each value is checked when it is
read.  It can only ever be an input: what both codes do with it is seen anew.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from armcc import GATES_VERSION, __version__
from armcc.errors import Fatal
from armcc.gates.image import PAGE
from armcc.gates.state import (
    SLOT,
    STACK_ABOVE,
    STACK_SIZE,
    CallEffect,
    Region,
    Test,
    placement,
)

KIND = "armcc-counter-example"
VERSION = 1
MOST_BYTES = 64 << 20  # of a file
MOST_MEMORY = 16 << 20
MOST_REGIONS = 120
MOST_CALLS = 64
MOST_PATCHES = 8192
MOST_WORDS = 200  # characters of a name or a sentence's line
_GAP = 16  # zeros in a row that end a piece


@dataclass(frozen=True)
class CounterExample:
    """One failing input.

    identity: of the baseline that it was made for, in hexadecimal digits.
    seed: 64 bits; its upper half says where in the address space everything lies.
    reason, detail: of the rejection.
    """

    function: str
    identity: str
    seed: int
    reason: str
    detail: str
    test: Test


def save(path: str, example: CounterExample) -> None:
    """Write it to a file that was not there or is replaced whole.  Raises OSError."""
    text = json.dumps(to_json(example), indent=1) + "\n"
    scratch = f"{path}.{os.getpid()}.tmp"
    try:
        with open(scratch, "w", encoding="ascii") as f:
            f.write(text)
        os.replace(scratch, path)
    finally:
        if os.path.exists(scratch):
            os.unlink(scratch)


def load(path: str) -> CounterExample:
    """Read one.  Raises Fatal where it is none, damaged, or of another version."""
    try:
        with open(path, "rb") as f:
            data = f.read(MOST_BYTES + 1)
    except OSError as e:
        raise Fatal(f"cannot read {path}: {e.strerror}") from e
    try:
        if len(data) > MOST_BYTES:
            raise _DamagedError(f"more than {MOST_BYTES} bytes")
        try:
            document = json.loads(data)
        except (ValueError, RecursionError) as e:
            raise _DamagedError("no JSON") from e
        return from_json(document)
    except _DamagedError as e:
        raise Fatal(f"{path} is no counter-example: {e}") from e


def to_json(example: CounterExample) -> dict[str, Any]:
    """The documented form (docs/verdicts.md)."""
    test = example.test
    return {
        "kind": KIND,
        "format": VERSION,
        "armcc": __version__,
        "gates_version": GATES_VERSION,
        "function": example.function,
        "baseline": example.identity,
        "seed": f"{example.seed:#018x}",
        "reason": example.reason,
        "detail": example.detail,
        "arguments": test.shown,
        "x": _numbers(test.x),
        "v": _numbers(test.v),
        "sp": f"{test.sp:#x}",
        "nzcv": test.nzcv,
        "stack": _sparse(test.stack),
        "regions": [
            {
                "name": r.name,
                "address": f"{r.address:#x}",
                "size": len(r.data),
                "bytes": _sparse(r.data),
            }
            for r in test.regions
        ],
        "calls": [
            {
                "x": _numbers(c.x),
                "v": _numbers(c.v),
                "nzcv": c.nzcv,
                "returns": c.returns,
                "patches": {f"{address:#x}": data.hex() for address, data in c.patches},
            }
            for c in test.calls
        ],
    }


def _numbers(values: tuple[int, ...]) -> dict[str, str]:
    """Registers that are not zero, by number."""
    return {str(n): f"{value:#x}" for n, value in enumerate(values) if value}


def _sparse(data: bytes) -> dict[str, str]:
    """Bytes by their offset, without long runs of zeros."""
    out: dict[str, str] = {}
    start = -1
    zeros = 0
    for at, byte in enumerate(data):
        if byte:
            start = at if start < 0 else start
            zeros = 0
        elif start >= 0:
            zeros += 1
            if zeros == _GAP:
                out[f"{start:#x}"] = data[start : at + 1 - zeros].hex()
                start = -1
    if start >= 0:
        out[f"{start:#x}"] = data[start:].rstrip(b"\0").hex()
    return out


class _DamagedError(Exception):
    """What is wrong with a document."""


def from_json(document: Any) -> CounterExample:
    """The counter-example of a document; raises an exception of this module."""
    top = _object(document, "it")
    if top.get("kind") != KIND:
        raise _DamagedError("another kind of document")
    if top.get("format") != VERSION:
        raise _DamagedError(f"format {top.get('format')!r}; this armcc reads {VERSION}")
    seed = _whole(top.get("seed"), 64, "seed")
    regions = []
    total = 0
    for item in _list(top.get("regions"), MOST_REGIONS, "regions"):
        one = _object(item, "a region")
        size = one.get("size")
        address = _whole(one.get("address"), 48, "address")
        if type(size) is not int or not 0 < size <= MOST_MEMORY or (size | address) % PAGE:
            raise _DamagedError("a region that is not of whole pages")
        total += size
        if total > MOST_MEMORY:
            raise _DamagedError("too much memory")
        name = _text(one.get("name"), "a region's name")
        regions.append(Region(address, _dense(one.get("bytes"), size), name))
    taken = sorted((r.address, r.end) for r in regions)
    if any(a[1] > b[0] for a, b in pairwise(taken)):
        raise _DamagedError("regions that overlap")
    place = placement(seed)
    closed = {place.stack // SLOT, place.return_address // SLOT}
    if any(r.address // SLOT in closed or (r.end - 1) // SLOT in closed for r in regions):
        raise _DamagedError("a region where the stack is")
    sp = _whole(top.get("sp"), 48, "sp")
    if not place.stack + PAGE <= sp <= place.stack + STACK_SIZE - STACK_ABOVE or sp % 16:
        raise _DamagedError("sp is not in the stack of its seed")
    x = _registers(top.get("x"), 31, 64, "x")
    test = Test(
        x=(*x[:30], place.return_address),
        v=_registers(top.get("v"), 32, 128, "v"),
        sp=sp,
        nzcv=_small(top.get("nzcv"), "nzcv"),
        regions=tuple(regions),
        stack=_dense(top.get("stack"), STACK_SIZE),
        shown=_text(top.get("arguments"), "arguments", 4096),
        calls=tuple(_call(c) for c in _list(top.get("calls"), MOST_CALLS, "calls")),
    )
    if sum(-(-len(data) // 8) for c in test.calls for _, data in c.patches) > MOST_PATCHES:
        raise _DamagedError("calls that change too much")
    return CounterExample(
        function=_text(top.get("function"), "function", 4096),
        identity=_text(top.get("baseline"), "baseline"),
        seed=seed,
        reason=_text(top.get("reason"), "reason"),
        detail=_text(top.get("detail"), "detail", 8192),
        test=test,
    )


def _call(value: Any) -> CallEffect:
    one = _object(value, "a call")
    patches = []
    for key, held in _object(one.get("patches"), "patches").items():
        patches.append((_whole(key, 48, "a patch's address"), _hex(held, 4096)))
    taken = sorted((a, a + len(d)) for a, d in patches)
    if any(a[1] > b[0] for a, b in pairwise(taken)):
        raise _DamagedError("patches that overlap")
    returns = one.get("returns")
    if type(returns) is not bool:
        raise _DamagedError("a call that neither returns nor does not")
    x, v = _registers(one.get("x"), 18, 64, "x"), _registers(one.get("v"), 32, 128, "v")
    return CallEffect(x, v, _small(one.get("nzcv"), "nzcv"), tuple(patches), returns)


def _object(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _DamagedError(f"{what} is no object")
    return value


def _list(value: Any, most: int, what: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise _DamagedError(f"{what} is no list of at most {most}")
    return value


def _text(value: Any, what: str, most: int = MOST_WORDS) -> str:
    # It is printed: nothing that steers a terminal.
    if not isinstance(value, str) or len(value) > most or not (value.isprintable() or not value):
        raise _DamagedError(f"{what} is no text")
    return value


def _whole(value: Any, bits: int, what: str) -> int:
    """A number in hexadecimal digits."""
    if not isinstance(value, str) or len(value) > 40 or not value.startswith("0x"):
        raise _DamagedError(f"{what} is no hexadecimal number")
    try:
        number = int(value, 16)
    except ValueError as e:
        raise _DamagedError(f"{what} is no hexadecimal number") from e
    if not 0 <= number < 1 << bits:
        raise _DamagedError(f"{what} has more than {bits} bits")
    return number


def _small(value: Any, what: str) -> int:
    if type(value) is not int or not 0 <= value < 16:
        raise _DamagedError(f"{what} is no number of 4 bits")
    return value


def _registers(value: Any, count: int, bits: int, what: str) -> tuple[int, ...]:
    out = [0] * count
    for key, held in _object(value, what).items():
        if not key.isdecimal() or len(key) > 2 or int(key) >= count:
            raise _DamagedError(f"{what} has no register {key[:20]!r}")
        out[int(key)] = _whole(held, bits, what)
    return tuple(out)


def _hex(value: Any, most: int) -> bytes:
    if not isinstance(value, str) or len(value) > 2 * most:
        raise _DamagedError("bytes that are no text, or too many")
    try:
        return bytes.fromhex(value)
    except ValueError as e:
        raise _DamagedError("bytes that are no hexadecimal digits") from e


def _dense(value: Any, size: int) -> bytes:
    out = bytearray(size)
    for key, held in _object(value, "bytes").items():
        at, data = _whole(key, 48, "an offset"), _hex(held, size)
        if at + len(data) > size:
            raise _DamagedError("bytes behind the end of their region")
        out[at : at + len(data)] = data
    return bytes(out)
