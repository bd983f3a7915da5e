"""What one callee gets and gives, by the prototypes of all its calls in one function.

A variadic callee is called with as many types as there are calls, and so is "a pointer".
At a call in the machine code it is not known which call of the IR it is: the back end
copies and merges them.  But some arguments are constants at a call of the IR, a format
string most often, and what the code passes there tells which calls it cannot be.  The
arguments that count are those of all that it can be: never fewer than the true ones.

On AArch64 Linux a variadic argument is passed as a named one (AAPCS64 6.8.2, "Parameter
passing rules": nothing there tells them apart).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.ir import IS, READS, Prototype
from armcc.function.registers import Place, argument_places, result_places

# What a call reports of the stack, and what the gates keep of one callee's arguments.
MOST_STACK = 64
MOST_PLACES = 64
_MOST_CHECKS = 8
_CONSTANT = re.compile(rf'"({IS}|{READS})"="([^"]*)"')


@dataclass(frozen=True)
class Check:
    """What one argument is at every call of one prototype.

    bank, number, bits: the place, as in Place, and the bits that count.
    value: the integer there, where `content` is empty; else it leads to these bytes.
    """

    bank: str
    number: int
    bits: int
    value: int = 0
    content: bytes = b""


@dataclass(frozen=True)
class Variant:
    """One of several prototypes.

    arguments: which of all the places are its own.  gives: whether it has a result.
    checks: what tells that a call is none of it.
    """

    arguments: tuple[int, ...]
    gives: bool
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Joint:
    """What holds for all calls of one callee.

    arguments: the places of all its prototypes, each once.  results: where its result is.
    stack: bytes of arguments on the stack at most.
    variants: () where all prototypes put the same things into the same places.
    """

    arguments: tuple[Place, ...]
    results: tuple[Place, ...]
    stack: int
    variants: tuple[Variant, ...] = ()


def joint(name: str, prototypes: list[Prototype]) -> Joint:
    """The prototypes of all calls of `name` as one; "" is a pointer.

    Raises Error("callee") where the places of one are not known or beyond what is compared,
    Error("prototypes") where two give results of different kinds.
    """
    who = name or "a pointer"
    placed: list[tuple[tuple[Place, ...], tuple[Place, ...]]] = []
    for prototype in prototypes:
        if prototype.convention not in ("ccc", "fastcc"):
            raise Error("callee", f"call of {who} by {prototype.convention}")
        try:
            arguments = argument_places(prototype.arguments)
            results = result_places(prototype.result)
        except Error as e:
            raise Error("callee", f"call of {who}: {e.message}") from e
        if _stack(arguments) > MOST_STACK:
            raise Error("callee", f"call of {who}: more than {MOST_STACK} bytes on the stack")
        placed.append((arguments, results))
    stack = max(_stack(arguments) for arguments, _ in placed)
    first, given = placed[0]
    if all(_shape(a) == _shape(first) and _shape(r) == _shape(given) for a, r in placed):
        return Joint(first, given, stack)
    given = next((r for _, r in placed if r), ())
    if any(r and _shape(r) != _shape(given) for _, r in placed):
        raise Error("prototypes", f"calls {who} with results of different types")
    places: dict[tuple[object, ...], int] = {}
    kept: list[Place] = []
    variants: dict[Variant, None] = {}
    for arguments, results in placed:
        own = []
        for place in arguments:
            key = (*place.live, place.lane)
            if key not in places:
                places[key] = len(kept)
                kept.append(place)
            own.append(places[key])
        variants[Variant(tuple(own), bool(results), _checks(arguments))] = None
    if len(kept) > MOST_PLACES:
        raise Error("prototypes", f"calls {who} with too many types")
    return Joint(tuple(kept), given, stack, tuple(variants))


def _shape(places: tuple[Place, ...]) -> tuple[object, ...]:
    return tuple((*p.live, p.lane) for p in places)


def _stack(places: tuple[Place, ...]) -> int:
    """The bytes that arguments take on the stack, whole words (AAPCS64 6.8.2, C.14)."""
    ends = [p.number + max(p.live[2] // 8, 1) for p in places if p.register == "stack"]
    return -(-max(ends, default=0) // 8) * 8


def _checks(places: tuple[Place, ...]) -> tuple[Check, ...]:
    found = []
    for place in places:
        if place.register == "v":
            continue
        for attribute in place.value.attributes:
            constant = _CONSTANT.fullmatch(attribute)
            if constant is None:
                continue
            if constant[1] == READS:
                content = bytes.fromhex(constant[2])
                found.append(Check(place.register, place.number, 64, content=content))
            else:
                bits = place.value.bits
                value = int(constant[2]) & ((1 << bits) - 1)
                found.append(Check(place.register, place.number, bits, value))
    return tuple(found[:_MOST_CHECKS])


def same_places(prototypes: list[Prototype]) -> bool:
    """Whether all put the same things into the same places, so that nothing need tell them."""
    try:
        shapes = {
            (_shape(argument_places(p.arguments)), _shape(result_places(p.result)))
            for p in prototypes
        }
    except Error:
        return True  # refused for that
    return len(shapes) == 1
