"""Whether the address of a local variable gets out of a function, and how, by its IR.

A pointer into the own frame has another value in a rewrite with another frame.  Where
such an address is passed to a callee or stored as it is, the gates compare what it leads
to (armcc/gates/engine.c).  Where it becomes anything else, or may lead out of its
variable, they cannot, and the answer here errs on that side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# What stands for the C library's function, so that the address goes nowhere.
COPIES = frozenset(["memcpy", "memmove", "memset"])

_NAME = re.compile(r"%(?:\"[^\"]*\"|[-\w.$]+)")
_LINE = re.compile(r"(?:(%(?:\"[^\"]*\"|[-\w.$]+)) = )?(?:tail |musttail |notail )?([a-z]+)\b")
_CALLEE = re.compile(r"@(?:\"([^\"]*)\"|([-\w.$]+))\(")
_STORED = re.compile(r"store (?:atomic )?(?:volatile )?(.*)$")
_PLAIN_STORE = re.compile(r"store ptr %\S+, ptr \S+, align (\d+)$")
_EQUAL = re.compile(r"= icmp (?:samesign )?(?:eq|ne) ")
_ELEMENT = re.compile(r"getelementptr ((?:inbounds |nusw |nuw |inrange\([^)]*\) )*)(.*)$")
_ALLOCA = re.compile(
    r"= alloca (?:inalloca )?(.+?)(?:, i\d+ (\d+))?(?:, align \d+)?(?:, addrspace.*)?$"
)
_SUBTRACTED = re.compile(r"= sub (?:nuw |nsw )*i64 (\S+), (\S+)$")
_MASKED = re.compile(r"= and i64 (\S+), (\d+)$")

# Instructions whose result is an address in the same local as their operand.
_DERIVES = frozenset(["addrspacecast", "bitcast", "freeze", "getelementptr", "phi", "select"])
_NUMBERS = frozenset(["ptrtoint", "ptrtoaddr"])
# Instructions whose result is a pointer that may well lead into a frame.
_UNKNOWN = frozenset(["load", "call", "phi", "select", "getelementptr", "freeze", "extractvalue"])
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
_ROUNDS = 4  # of a fixed point, before offsets are no longer told apart

_SCALAR_BYTES = {"ptr": 8, "half": 2, "bfloat": 2, "float": 4, "double": 8}


@dataclass(frozen=True)
class Range:
    """Offsets in a local variable, in bytes, both ends included; may be none of it."""

    low: int
    high: int


# A pointer: the locals that it may lead into, and where in each.
Roots = dict[str, dict[str, Range]]
_ANYWHERE = 1 << 62
_WILD = Range(-_ANYWHERE, _ANYWHERE)


@dataclass(frozen=True)
class Escapes:
    """How addresses of local variables get out.

    out: whether one does.  comparable: each is passed or stored as it is, and leads into
        its variable or just behind it.  ends: one may lead just behind.
    sizes: of the variables that are known to get out, in bytes.
    """

    out: bool = False
    comparable: bool = True
    ends: bool = False
    sizes: tuple[int, ...] = ()


def size_of(spelling: str, types: Mapping[str, str]) -> int | None:
    """The bytes that an IR type takes in memory on AArch64; None where it is not known."""
    found = _layout(spelling.strip(), types, 0)
    return found[0] if found else None


def _layout(spelling: str, types: Mapping[str, str], depth: int) -> tuple[int, int] | None:
    """Size and alignment of a type (LangRef, "Data Layout"; AAPCS64 5.1)."""
    if depth > 12:
        return None
    if spelling in types:
        return _layout(types[spelling], types, depth + 1)
    if spelling in _SCALAR_BYTES:
        return _SCALAR_BYTES[spelling], _SCALAR_BYTES[spelling]
    if whole := re.fullmatch(r"i(\d+)", spelling):
        bits = int(whole[1])
        return (bits // 8, bits // 8) if bits in (8, 16, 32, 64, 128) else None
    if array := re.fullmatch(r"\[(\d+) x (.*)\]", spelling):
        inner = _layout(array[2], types, depth + 1)
        return (int(array[1]) * inner[0], inner[1]) if inner else None
    if vector := re.fullmatch(r"<(\d+) x (\w+)>", spelling):
        inner = _layout(vector[2], types, depth + 1)
        size = int(vector[1]) * inner[0] if inner else 0
        return (size, size) if size in (8, 16) else None
    if spelling.startswith("{ ") and spelling.endswith(" }"):
        at, alignment = 0, 1
        for field in _split(spelling[2:-2]):
            inner = _layout(field, types, depth + 1)
            if inner is None:
                return None
            at = -(-at // inner[1]) * inner[1] + inner[0]
            alignment = max(alignment, inner[1])
        return -(-at // alignment) * alignment, alignment
    return None


def _split(text: str) -> list[str]:
    """At commas outside brackets."""
    parts, depth, start = [], 0, 0
    for n, c in enumerate(text):
        depth += (c in "[{<(") - (c in "]}>)")
        if c == "," and depth == 0:
            parts.append(text[start:n].strip())
            start = n + 1
    return [*parts, text[start:].strip()]


def frame_escapes(body: Iterable[str], types: Mapping[str, str] | None = None) -> Escapes:
    """How the addresses of `alloca`s of `body` get out.

    body: the instruction lines of one function.  types: the module's named types.
    Two addresses in one local may be compared, and any two for equality; an address may
    be taken from another one in the same local: none of these depend on where it lies.
    """
    lines = [
        line.split(", !", 1)[0] for line in body if line and not line.startswith((";", "#dbg"))
    ]
    known = types or {}
    sizes: dict[str, int | None] = {}
    roots: Roots = {}
    for line in lines:
        found = _LINE.match(line)
        if found and found[1] and found[2] == "alloca":
            one = _ALLOCA.search(line)
            each = size_of(one[1], known) if one else None
            sizes[found[1]] = each * int(one[2] or 1) if one and each is not None else None
            roots[found[1]] = {found[1]: Range(0, 0)}
    if not roots:
        return Escapes()
    _spread(lines, roots, sizes, known)
    made = {m[1]: m[2] for m in (_LINE.match(line) for line in lines) if m and m[1]}
    uses = [_use(line, roots, sizes, made, lines) for line in lines]
    used = [u for u in uses if u is not None]
    names = {r for u in used for r in u.locals}
    return Escapes(
        out=bool(used),
        comparable=all(u.comparable for u in used),
        ends=any(u.ends for u in used),
        sizes=tuple(sorted(n for n in (sizes[r] for r in names) if n is not None)),
    )


def _spread(
    lines: list[str], roots: Roots, sizes: Mapping[str, int | None], types: Mapping[str, str]
) -> None:
    """Find all that is derived from the addresses in `roots`, and where it may lead."""
    grown, rounds = True, 0
    while grown:  # a phi may name what stands below it
        grown = False
        rounds += 1
        for line in lines:
            found = _LINE.match(line)
            if found is None or found[1] is None or found[2] == "alloca":
                continue
            if found[2] not in _DERIVES and not _copy(line, found[2]):
                continue
            before = roots.get(found[1], {})
            after = dict(before)
            for name in _operands(line):
                for root, where in roots.get(name, {}).items():
                    moved = where
                    if found[2] == "getelementptr":
                        moved = _moved(line, where, sizes[root], types)
                    old = after.get(root)
                    if old is not None:
                        moved = Range(min(old.low, moved.low), max(old.high, moved.high))
                        if moved != old and rounds > _ROUNDS:
                            bounds = Range(0, _end(sizes[root]))
                            inside = bounds.low <= moved.low and moved.high <= bounds.high
                            moved = bounds if inside and old != bounds else _WILD
                    after[root] = moved
            if after != before:
                roots[found[1]] = after
                grown = True


def _end(size: int | None) -> int:
    return _ANYWHERE if size is None else size


def _moved(line: str, where: Range, size: int | None, types: Mapping[str, str]) -> Range:
    """Where the result of a `getelementptr` may lead that starts at `where`."""
    found = _ELEMENT.search(line)
    if found is None:
        return _WILD
    # LangRef, "getelementptr": inbounds, the result is in the object or just behind it.
    inside = "inbounds" in found[1]
    parts = _split(found[2])
    constant = _constant(parts, types)
    if constant is None:
        return Range(0, _end(size)) if inside else _WILD
    if abs(where.low) == _ANYWHERE and not inside:
        return _WILD
    low = where.low + constant
    high = _ANYWHERE if where.high == _ANYWHERE else where.high + constant
    return Range(max(low, 0), min(high, _end(size))) if inside else Range(low, high)


def _constant(parts: list[str], types: Mapping[str, str]) -> int | None:
    """The bytes that constant indices come to; None where one is not, or may not be known."""
    indices = [p.split()[-1] for p in parts[2:]]
    if len(indices) == 1 and re.fullmatch(r"-?\d+", indices[0]):
        size = size_of(parts[0], types)
        return None if size is None else int(indices[0]) * size
    return 0 if indices and all(n == "0" for n in indices) else None


@dataclass(frozen=True)
class _Use:
    """One instruction that lets addresses of `locals` out."""

    locals: frozenset[str]
    comparable: bool = False
    ends: bool = False


def _operands(line: str) -> list[str]:
    names = _NAME.findall(line)
    return names[1:] if _LINE.match(line) and re.match(r"%\S.* = ", line) else names


def _callee(line: str) -> str:
    found = _CALLEE.search(line)
    return (found[1] or found[2]) if found else ""


def _copy(line: str, word: str) -> bool:
    """Whether a call is one of the C library's copies, which return their first argument."""
    return word == "call" and _callee(line) in COPIES


def _use(
    line: str,
    roots: Roots,
    sizes: Mapping[str, int | None],
    made: Mapping[str, str],
    lines: list[str],
) -> _Use | None:
    """What one instruction lets out; None for nothing."""
    found = _LINE.match(line)
    inside = [name for name in _operands(line) if name in roots]
    if found is None or not inside or found[2] in _DERIVES or found[2] in ("alloca", "load"):
        return None
    word = found[2]
    which = frozenset(r for name in inside for r in roots[name])
    if word == "store":
        stored = _STORED.match(line)
        value = stored[1].rpartition(", ptr ")[0] if stored else line
        kept = [name for name in _NAME.findall(value) if name in roots]
        if not kept:
            return None
        plain = _PLAIN_STORE.match(line)
        return _judged(kept, roots, sizes, plain is not None and int(plain[1]) >= 8)
    if word == "call":
        if _copy(line, word) or _callee(line).startswith(_HARMLESS):
            return None
        return _judged(inside, roots, sizes, not _callee(line).startswith("llvm."))
    if word == "icmp":
        if _EQUAL.search(line) or len(inside) < 2:
            return None
        one, other = (frozenset(roots[name]) for name in inside)
        return None if one == other and len(one) == 1 else _Use(which)
    if word in _NUMBERS and found[1]:
        fine = all(_number(at, found[1], which, roots, made, lines) for at in lines)
        return None if fine else _Use(which)
    return _Use(which)


def _judged(names: list[str], roots: Roots, sizes: Mapping[str, int | None], plain: bool) -> _Use:
    """An address that gets out as it is, where `plain`."""
    which = frozenset(r for name in names for r in roots[name])
    places = [(where, _end(sizes[r])) for name in names for r, where in roots[name].items()]
    return _Use(
        which,
        plain and all(where.low >= 0 and where.high <= end for where, end in places),
        any(where.high >= end or (where.high and end == _ANYWHERE) for where, end in places),
    )


def _number(
    line: str,
    name: str,
    which: frozenset[str],
    roots: Roots,
    made: Mapping[str, str],
    lines: list[str],
) -> bool:
    """Whether a use of the number that an address was made into tells no more than a distance."""
    if name not in _operands(line):
        return True
    if " = icmp " in line:
        return True
    masked = _MASKED.search(line)
    if masked is not None:
        return int(masked[2]) < 4096
    taken = _SUBTRACTED.search(line)
    if taken is None or len(which) != 1:
        return False
    other = taken[2] if taken[1] == name else taken[1]
    if made.get(other) not in _NUMBERS:
        return False
    source = next(at for at in lines if at.startswith(f"{other} = "))
    (pointer, *_) = [*_operands(source), ""]
    if pointer in roots:
        return frozenset(roots[pointer]) == which
    return made.get(pointer) in _UNKNOWN
