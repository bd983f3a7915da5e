"""The contract: what the machine code does not show and equivalence needs.

Taken from clang's *optimised* IR (see armcc/function/frontend.py); here only the
data and its canonical encoding.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

# Rises when the encoding or the meaning of a field changes.
VERSION = 7
CONSTANT_TIME = "constant-time"  # the trait of what armcc.h's ARMCC_CONSTANT_TIME marks
CONSTANT = "constant="  # the trait of a constant that another module defines


class Refusal(NamedTuple):
    """Why the gates cannot judge a function: a stable word and a sentence for people."""

    reason: str
    sentence: str


@dataclass(frozen=True)
class Value:
    """One argument or result as LLVM's IR types it.

    kind: "int", "pointer", "float", "vector" or "other".
    bits: live bits: 1..128 for ints, 64 for pointers, 16/32/64 for floats,
        64/128 for vectors.
    type: the IR spelling ("i32", "ptr", "double", "<4 x float>", "{ i64, i64 }").
    attributes: IR parameter attributes, sorted, as spelled ("noalias",
        "dereferenceable(16)", "range(i32 0, 5)").
    """

    kind: str
    bits: int
    type: str
    attributes: tuple[str, ...] = ()

    def pieces(self) -> tuple[Value, ...]:
        """The values that take one register each; () where the type has no such form.

        `{ i64, double }` is x0 and d0 as a result, `[2 x i64]` two consecutive x
        registers, `[4 x float]` four s registers (AAPCS64 6.8.2 and 6.9, as clang
        lowers it).  `i128` and all that needs an even register gives ().
        """
        if self.kind in ("int", "pointer"):
            return (self,) if 1 <= self.bits <= 64 else ()
        if self.kind == "float":
            return (self,) if self.bits in (16, 32, 64) else ()
        if self.kind == "vector":
            return (self,) if self.bits in (64, 128) else ()
        array = re.fullmatch(r"\[([1-8]) x ([^\[\]{}]+)\]", self.type)
        record = re.fullmatch(r"\{ ([^\[\]{}]+) \}", self.type)
        if array:
            spelled = [array[2]] * int(array[1])
        elif record:
            spelled = record[1].split(", ")
        else:
            return ()
        found: list[Value] = []
        for spelling in spelled:
            inner = value_of(spelling).pieces()
            if not inner:
                return ()
            found += inner
        even = "alignstack(16)" in self.attributes and any(p.kind != "float" for p in found)
        return () if even else tuple(found)


_FLOATS = {"half": 16, "bfloat": 16, "float": 32, "double": 64, "fp128": 128}
_VECTOR = re.compile(r"<(\d+) x (i8|i16|i32|i64|ptr|half|bfloat|float|double)>")


def value_of(spelling: str, attributes: tuple[str, ...] = ()) -> Value:
    """A `Value` for an IR type; kind "other" with 0 bits for what is no single register."""
    kind, bits = "other", 0
    if spelling == "ptr":
        kind, bits = "pointer", 64
    elif spelling in _FLOATS:
        kind, bits = "float", _FLOATS[spelling]
    elif match := re.fullmatch(r"i(\d+)", spelling):
        kind, bits = "int", int(match[1])
    elif match := _VECTOR.fullmatch(spelling):
        each = 64 if match[2] == "ptr" else _FLOATS.get(match[2]) or int(match[2][1:])
        kind, bits = "vector", int(match[1]) * each
    return Value(kind, bits, spelling, tuple(sorted(attributes)))


@dataclass(frozen=True)
class Local:
    """A local variable in the frame of the code that clang made.

    offset: where it lies, in bytes from sp at entry; negative.  size, alignment: in bytes.
    """

    offset: int
    size: int
    alignment: int


@dataclass(frozen=True)
class Frame:
    """The local variables of a function whose addresses may leave it; none in most functions.

    locals: all that lie in its frame, disjoint, from the lowest on.
    ends: whether an address just behind one may leave it, too.
    """

    locals: tuple[Local, ...] = ()
    ends: bool = False


@dataclass(frozen=True)
class Contract:
    """What a replacement must keep beyond the bytes of its baseline.

    convention: IR calling convention ("ccc", "fastcc", ...).
    result: None for void.
    arguments: in order; `sret` shows as an attribute of a pointer argument.
    cpu: what clang tuned for: "tune-cpu" of the function (-mtune), else "target-cpu" (-mcpu).
    features: its "target-features", as resolved by clang, sorted.
    attributes: the function's other IR attributes, sorted (uwtable, frame-pointer,
        strictfp, sign-return-address, memory(...), ...).
    callees: (name, IR type of the call with the attributes of call and declaration),
        sorted; a function that calls itself is among them.  Where the types of one name
        differ, each with what is constant at its calls ("armcc-is", "armcc-reads").
    traits: sorted words: "volatile", "atomic", "inline-asm", "indirect-call",
        "tls", "invoke", "varargs", "setjmp", "musttail", "fp32", "fp64", "call" (any
        call that is not an intrinsic), "frame-escapes" (the address of a local gets out
        in a way that cannot be compared), "memory-alignment=N" (smallest `align` of its
        accesses), "stores=T" (an IR type that it stores, vectors and aggregates by
        their elements; "stores=bytes" for copies and fills), "fast=F" (a fast-math
        flag, LLVM's word, that stands on some operation), "constant=NAME" (an object that
        another module defines and nobody changes), "constant-time" (the user's mark).
    refused, unsupported: "" or why the gates cannot judge this function: the word of
        docs/verdicts.md, "Search", and the sentence.  See `refusal`.
    frame: the local variables, where the address of one gets out.
    """

    convention: str = "ccc"
    result: Value | None = None
    arguments: tuple[Value, ...] = ()
    cpu: str = "generic"
    features: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    callees: tuple[tuple[str, str], ...] = ()
    traits: tuple[str, ...] = ()
    refused: str = ""
    unsupported: str = ""
    frame: Frame = field(default_factory=Frame)
    version: int = field(default=VERSION)

    @property
    def refusal(self) -> Refusal | None:
        """Why the gates cannot judge this function; None where they can."""
        if not (self.refused or self.unsupported):
            return None
        return Refusal(reason=self.refused or "signature", sentence=self.unsupported)

    @property
    def constants(self) -> frozenset[str]:
        """The symbols of constants that other modules define."""
        return frozenset(t.removeprefix(CONSTANT) for t in self.traits if t.startswith(CONSTANT))

    def attribute(self, key: str) -> str | None:
        """The value of a string attribute of the function, "" where it is bare; None if absent."""
        for one in self.attributes:
            if one == f'"{key}"':
                return ""
            if one.startswith(f'"{key}"="'):
                return one[len(key) + 4 : -1]
        return None

    def to_bytes(self) -> bytes:
        """Canonical JSON; equal contracts give equal bytes."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode()

    @staticmethod
    def from_bytes(data: bytes) -> Contract:
        """The inverse of `to_bytes`.  Raises ValueError on anything else, other versions too."""
        try:
            d = json.loads(data)
            if d["version"] != VERSION:
                raise ValueError(f"a contract of version {d['version']}")
            result = _value(d["result"]) if d["result"] is not None else None
            return Contract(
                convention=str(d["convention"]),
                result=result,
                arguments=tuple(_value(a) for a in d["arguments"]),
                cpu=str(d["cpu"]),
                features=tuple(d["features"]),
                attributes=tuple(d["attributes"]),
                callees=tuple((str(n), str(t)) for n, t in d["callees"]),
                traits=tuple(d["traits"]),
                refused=str(d["refused"]),
                unsupported=str(d["unsupported"]),
                frame=Frame(
                    tuple(
                        Local(int(one["offset"]), int(one["size"]), int(one["alignment"]))
                        for one in d["frame"]["locals"]
                    ),
                    bool(d["frame"]["ends"]),
                ),
            )
        except (KeyError, TypeError) as e:
            raise ValueError(f"not a contract: {e}") from e


def _value(d: dict[str, Any]) -> Value:
    attributes = tuple(str(a) for a in d["attributes"])
    return Value(str(d["kind"]), int(d["bits"]), str(d["type"]), attributes)
