"""The callees of a contract: what each gets, gives back and may do to memory.

At a call both codes must agree on what the callee can see; this says what that is.
"""

from __future__ import annotations

import functools
import re
import struct
from dataclasses import dataclass, replace

from armcc.errors import Error
from armcc.function.contract import Contract, Value
from armcc.function.elf import R_AARCH64_CALL26, R_AARCH64_JUMP26
from armcc.function.function import Function
from armcc.function.identity import signed, targets
from armcc.function.ir import Prototype, parse_prototype
from armcc.function.prototypes import Variant, joint
from armcc.function.registers import Place, argument_places, result_places

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
    stack: the bytes of its arguments on the stack, which it may change (AAPCS64 6.4).
    variants: its prototypes, where calls differ in them; `arguments` are those of all.
    promises: of each argument 1 if the callee keeps no copy of that pointer, plus 2 if it
        writes nothing through it.
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
    stack: int = 0
    variants: tuple[Variant, ...] = ()
    promises: tuple[int, ...] = ()


def callees(contract: Contract) -> tuple[Callee, ...]:
    """One for each name, sorted by it.

    Raises Error("callee") where the places of arguments or results are not known or beyond
    what is compared, Error("prototypes") where calls of one name cannot be joined.
    """
    found: dict[str, list[Prototype]] = {}
    for name, spelled in contract.callees:
        found.setdefault(name, []).append(parse_prototype(spelled))
    return tuple(_callee(name, found[name], contract) for name in sorted(found))


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


def _callee(name: str, prototypes: list[Prototype], contract: Contract) -> Callee:
    """What holds for all calls of one name."""
    both = joint(name, prototypes)
    effects = {_effect(name, p, contract) for p in prototypes}
    if len(effects) > 1:
        raise Error("prototypes", f"calls {name} with different types")
    returned = {_returned(p) for p in prototypes}
    return Callee(
        name=name,
        arguments=tuple(p.live for p in both.arguments),
        results=tuple(p.live for p in both.results),
        result_value=_result(prototypes),
        # Where one call may come back, a test in which it does is a right one.
        noreturn=all("noreturn" in p.attributes for p in prototypes),
        memory=max((_memory(p.attributes) for p in prototypes), key=_ORDER.index),
        effect=effects.pop(),
        returned=returned.pop() if len(returned) == 1 else None,
        lanes=tuple(p.lane for p in both.arguments),
        stack=both.stack,
        variants=both.variants,
        promises=_promises(both.arguments, prototypes),
    )


def _result(prototypes: list[Prototype]) -> Value | None:
    """The result, with what all those promise that have one."""
    values = [p.result for p in prototypes if p.result is not None]
    if not values:
        return None
    common = set.intersection(*(set(v.attributes) for v in values))
    return replace(values[0], attributes=tuple(sorted(common)))


def _returned(prototype: Prototype) -> tuple[str, int] | None:
    found = None
    single = len(result_places(prototype.result)) == 1
    for place in argument_places(prototype.arguments):
        if "returned" in place.value.attributes and single and place.register != "stack":
            found = place.register, place.number
    return found


def _effect(name: str, prototype: Prototype, contract: Contract) -> str:
    types = ", ".join(a.type for a in prototype.arguments)
    plain = not any(a.startswith('"no-builtin') for a in contract.attributes)
    plain = plain and "noreturn" not in prototype.attributes and prototype.convention == "ccc"
    return name if plain and _COPIES.get(name) == types else "call"


def _promises(places: tuple[Place, ...], prototypes: list[Prototype]) -> tuple[int, ...]:
    """As `Callee.promises`: what all calls promise that have an argument at a place."""
    out = []
    for place in places:
        same = [
            _promise(other.value)
            for prototype in prototypes
            for other in argument_places(prototype.arguments)
            if other.live == place.live
        ]
        out.append(functools.reduce(int.__and__, same))
    return tuple(out)


def _promise(value: Value) -> int:
    """Of one argument (LangRef, "Parameter Attributes")."""
    kept = not {"captures(none)", "nocapture"} & set(value.attributes)
    written = not {"readonly", "readnone"} & set(value.attributes)
    return (0 if kept else 1) | (0 if written else 2)


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
