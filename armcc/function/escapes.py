"""Whether the address of a local variable gets out of a function, by its IR.

A pointer into the own frame has another value in a rewrite with another frame, so what
it is passed to, kept in or compared with cannot be compared between the two.  The
answer errs on the side of "it escapes".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# What stands for the C library's function, so that the address goes nowhere.
COPIES = frozenset(["memcpy", "memmove", "memset"])

_NAME = re.compile(r"%(?:\"[^\"]*\"|[-\w.$]+)")
_LINE = re.compile(r"(?:(%(?:\"[^\"]*\"|[-\w.$]+)) = )?(?:tail |musttail |notail )?([a-z]+)\b")
_CALLEE = re.compile(r"@(?:\"([^\"]*)\"|([-\w.$]+))\(")
_STORED = re.compile(r"store (?:atomic )?(?:volatile )?(.*)$")
_EQUAL = re.compile(r"= icmp (?:samesign )?(?:eq|ne) ")

# Instructions whose result is an address in the same local as their operand.
_DERIVES = frozenset(["addrspacecast", "bitcast", "freeze", "getelementptr", "phi", "select"])
# Intrinsics that read or write through the address, or only inform the optimiser.
_HARMLESS = (
    "llvm.aarch64.neon.ld",
    "llvm.aarch64.neon.st",
    "llvm.assume",
    "llvm.dbg.",
    "llvm.experimental.noalias.scope",
    "llvm.invariant.",
    "llvm.lifetime.",
    "llvm.masked.",
    "llvm.memcpy",
    "llvm.memmove",
    "llvm.memset",
    "llvm.objectsize",
    "llvm.prefetch",
    "llvm.stackrestore",
    "llvm.vp.load",
    "llvm.vp.store",
)

Roots = dict[str, frozenset[str]]  # a pointer: the locals that it may lead into


def frame_escapes(body: Iterable[str]) -> bool:
    """Whether an `alloca` of `body` is passed to a call, stored, returned or compared.

    body: the instruction lines of one function.  Two addresses in one local may be
    compared, and any two for equality: neither depends on where the frame lies.
    """
    lines = [
        line.split(", !", 1)[0] for line in body if line and not line.startswith((";", "#dbg"))
    ]
    roots: Roots = {}
    for line in lines:
        found = _LINE.match(line)
        if found and found[1] and found[2] == "alloca":
            roots[found[1]] = frozenset([found[1]])
    if not roots:
        return False
    grown = True
    while grown:  # a phi may name what stands below it
        grown = False
        for line in lines:
            found = _LINE.match(line)
            if found is None or found[1] is None or found[2] == "alloca":
                continue
            if found[2] in _DERIVES or _copy(line, found[2]):
                reached = _reached(line, roots) | roots.get(found[1], frozenset())
                if reached != roots.get(found[1], frozenset()):
                    roots[found[1]] = reached
                    grown = True
    return any(_escapes(line, roots) for line in lines)


def _operands(line: str) -> list[str]:
    names = _NAME.findall(line)
    return names[1:] if _LINE.match(line) and re.match(r"%\S.* = ", line) else names


def _reached(line: str, roots: Roots) -> frozenset[str]:
    return frozenset(r for name in _operands(line) for r in roots.get(name, ()))


def _callee(line: str) -> str:
    found = _CALLEE.search(line)
    return (found[1] or found[2]) if found else ""


def _copy(line: str, word: str) -> bool:
    """Whether a call is one of the C library's copies, which return their first argument."""
    return word == "call" and _callee(line) in COPIES


def _escapes(line: str, roots: Roots) -> bool:
    """Whether one instruction lets a pointer into the frame out."""
    found = _LINE.match(line)
    inside = [name for name in _operands(line) if name in roots]
    if found is None or not inside or found[2] in _DERIVES or found[2] in ("alloca", "load"):
        return False
    word = found[2]
    if word == "store":
        stored = _STORED.match(line)
        value = stored[1].rpartition(", ptr ")[0] if stored else line
        return any(name in roots for name in _NAME.findall(value))
    if word == "call":
        return not (_copy(line, word) or _callee(line).startswith(_HARMLESS))
    if word == "icmp" and len(inside) == 2:
        one, other = (roots[name] for name in inside)
        return not (_EQUAL.search(line) or (one == other and len(one) == 1))
    return True
