"""The callees of a contract: what each gets, gives back and may do to memory.

At a call both codes must agree on what the callee can see; this says what that is.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace

from armcc.errors import Error
from armcc.function.contract import Contract, Value
from armcc.function.elf import R_AARCH64_CALL26, R_AARCH64_JUMP26
from armcc.function.function import Function
from armcc.function.identity import signed, targets
from armcc.function.ir import Prototype, parse_prototype
from armcc.function.registers import argument_places, result_places

Live = tuple[str, int, int]  # register "x" or "v", its number, live bits

_COPIES = {"memcpy": "ptr, ptr, i64", "memmove": "ptr, ptr, i64", "memset": "ptr, i32, i64"}
_ORDER = ("none", "read", "any")
# Memory that no code of this function can see (LangRef, "memory(...)").
_UNSEEN = ("inaccessiblemem", "target_mem0", "target_mem1")


@dataclass(frozen=True)
class Callee:
    """One callee.

    name: the symbol, "" for an indirect call.
    arguments, results: (register, number, live bits) each, as in Signature.results.
        Bits above a live argument are garbage; of a result i1 is 0 or 1 in 8 bits.
    result_value: type and attributes of the result, which say more than its bits:
        range(...), nonnull, zeroext, noundef; None for void.
    noreturn: whether a call never comes back.
    memory: what it may do to memory that the caller sees: "any", "read" (changes none)
        or "none" (does not look either).  The call stays observable all the same.
    effect: "call", or "memcpy", "memmove", "memset", which do what the C library's do.
    returned: the argument that comes back as the result, as (register, number).
    lanes: of each argument the bytes of a float in it, 0 where it is none.
    """

    name: str
    arguments: tuple[Live, ...] = ()
    results: tuple[Live, ...] = ()
    result_value: Value | None = None
    noreturn: bool = False
    memory: str = "any"
    effect: str = "call"
    returned: tuple[str, int] | None = None
    lanes: tuple[int, ...] = ()


def callees(contract: Contract) -> tuple[Callee, ...]:
    """One for each name, sorted by it.

    Raises Error("callee") where the places of arguments or results are not known or not
    registers, Error("prototypes") where calls of one name disagree on them.
    """
    found: dict[str, Callee] = {}
    for name, spelled in contract.callees:
        one = _callee(name, parse_prototype(spelled), contract)
        known = found.get(name)
        found[name] = one if known is None else _both(known, one)
    return tuple(found[name] for name in sorted(found))


def called_names(function: Function) -> frozenset[str]:
    """The symbols that the baseline's own code branches to as functions, itself included.

    A candidate may branch to these and to no other.
    """
    names = {
        name
        for name, target in targets(function.object, function.hot).items()
        if any(kind in (R_AARCH64_CALL26, R_AARCH64_JUMP26) for kind, _ in target.uses)
    }
    code = function.hot.code
    for at, (word,) in zip(range(0, len(code), 4), struct.iter_unpack("<I", code), strict=False):
        if word >> 26 == 0x25 and at + 4 * signed(word & 0x03FFFFFF, 26) == 0:
            names.add(function.name)  # `bl` to its own entry, without a relocation
    return frozenset(names)


def _callee(name: str, prototype: Prototype, contract: Contract) -> Callee:
    who = name or "a pointer"
    if prototype.convention not in ("ccc", "fastcc"):
        raise Error("callee", f"call of {who} by {prototype.convention}")
    try:
        arguments = argument_places(prototype.arguments)
        results = result_places(prototype.result)
    except Error as e:
        raise Error("callee", f"call of {who}: {e.message}") from e
    if any(p.register == "stack" for p in arguments):
        raise Error("callee", f"call of {who}: more arguments than registers")
    returned = None
    for place in arguments:
        if "returned" in place.value.attributes and len(results) == 1:
            returned = place.register, place.number
    noreturn = "noreturn" in prototype.attributes
    effect = "call"
    types = ", ".join(a.type for a in prototype.arguments)
    plain = not any(a.startswith('"no-builtin') for a in contract.attributes)
    if plain and not noreturn and _COPIES.get(name) == types and prototype.convention == "ccc":
        effect = name
    return Callee(
        name=name,
        arguments=tuple(p.live for p in arguments),
        results=tuple(p.live for p in results),
        result_value=prototype.result,
        noreturn=noreturn,
        memory=_memory(prototype.attributes),
        effect=effect,
        returned=returned,
        lanes=tuple(p.lane for p in arguments),
    )


def _memory(attributes: tuple[str, ...]) -> str:
    """The narrowest that the `memory(...)` of call and declaration together promise."""
    best = "any"
    for spelled in attributes:
        inside = re.fullmatch(r"memory\((.*)\)", spelled)
        if inside is None:
            continue
        accesses = []
        for part in inside[1].split(","):
            place, _, access = part.strip().rpartition(": ")
            if place not in _UNSEEN:
                accesses.append(access)
        kind = "none" if set(accesses) <= {"none"} else "any"
        if kind == "any" and set(accesses) <= {"none", "read"}:
            kind = "read"
        best = min(best, kind, key=_ORDER.index)
    # Who unwinds past or never comes back to the caller shows its memory to others.
    if best == "none" and not {"nounwind", "willreturn"} <= set(attributes):
        return "read"
    return best


def _both(one: Callee, other: Callee) -> Callee:
    """What holds for two calls of one name."""
    same = (one.arguments, one.results, one.effect) == (
        other.arguments,
        other.results,
        other.effect,
    )
    if not same or (one.result_value is None) != (other.result_value is None):
        raise Error("prototypes", f"calls {one.name or 'a pointer'} with different types")
    value = one.result_value
    if value is not None and other.result_value is not None:
        common = set(value.attributes) & set(other.result_value.attributes)
        value = replace(value, attributes=tuple(sorted(common)))
    return replace(
        one,
        result_value=value,
        # Where one call may come back, a test in which it does is a right one.
        noreturn=one.noreturn and other.noreturn,
        memory=max(one.memory, other.memory, key=_ORDER.index),
        returned=one.returned if one.returned == other.returned else None,
    )
