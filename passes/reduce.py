"""The part of a module that a few functions need: less to compile, the same code.

A source file of a thousand functions with one hot function would otherwise be
compiled whole for every setting.  What is left out is declared; what the left-out
part may read or change is no longer private to the module, so that the optimiser
concludes nothing that the whole module would forbid.
"""

from __future__ import annotations

import re

from armcc.function.ir import ModuleText
from armcc.function.llvm import binding

_NAME = re.compile(r'@(?:"([^"\n]*)"|([-\w.$]+))')
_RESERVE = re.compile(r'("target-features"="[^"]+)"')
_LOCAL = re.compile(r'^(@(?:"[^"\n]*"|[-\w.$]+) = )(internal|private) ([^\n]*)$', re.MULTILINE)
_LINKAGE = ("private ", "internal ", "available_externally ", "linkonce_odr ", "linkonce ",
            "weak_odr ", "weak ", "dso_local ", "dso_preemptable ")  # fmt: skip


def reduce_module(bitcode: bytes, roots: set[str], callees: bool) -> bytes:
    """Bitcode with the functions `roots` and what they need, x18 left alone.

    callees: also what they may inline (for IR that passes will run on), and the
    callers of those that are static: their signature may hang on the callers.
    x18 is the platform's register (AAPCS64 6.1.1): code that must fit into any
    program may not use it, although clang's own may on Linux.
    """
    if not bitcode:
        return b""
    llvm = binding()
    try:
        module = llvm.parse_bitcode(bitcode, context=llvm.create_context())
        whole = str(module)
        text = _RESERVE.sub(r'\1,+reserve-x18"', reduced_text(whole, roots, callees) or whole)
        small = llvm.parse_assembly(text, context=llvm.create_context())
        small.verify()
    except RuntimeError:
        return bitcode  # a form of IR that the cut does not know: compile the whole
    result: bytes = small.as_bitcode()
    return result


def reduced_text(text: str, roots: set[str], callees: bool) -> str | None:
    """The IR text of the part, or None where all of it is needed or it cannot be cut."""
    if "blockaddress(" in text or "\nmodule asm " in text or text.startswith("module asm "):
        return None
    module = ModuleText(text)
    bodies = module.bodies()
    mentions = {name: _names(body) & bodies.keys() for name, body in bodies.items()}
    rest = _without(text, list(bodies.values()))
    for line in re.findall(r"^@[^\n]*= [^\n]*\b(?:alias|ifunc)\b[^\n]*$", rest, re.MULTILINE):
        if _names(line) & bodies.keys():
            return None  # an alias needs its function's body
    keep = roots & bodies.keys()
    outer: set[str] = set()
    if callees:
        static = {n for n in keep if re.match(r"define (?:internal|private) ", bodies[n])}
        outer = {n for n, named in mentions.items() if named & static} - keep
        waiting = list(keep)
        while waiting:
            for name in mentions[waiting.pop()] - keep:
                keep.add(name)
                waiting.append(name)
        outer -= keep
    dropped = bodies.keys() - keep - outer
    if not dropped:
        return None
    changed = _reachable(rest, set().union(*(_names(bodies[n]) for n in dropped)))
    pieces: list[str] = []
    at = 0
    for name, body in sorted(bodies.items(), key=lambda item: text.index(item[1])):
        start = text.index(body, at)
        pieces.append(text[at:start])
        at = start + len(body)
        if name in dropped:
            pieces.append(_declaration(body))
        elif name in outer:
            pieces.append(_exported(body))
        else:
            pieces.append(body)
    pieces.append(text[at:])

    def export(match: re.Match[str]) -> str:
        named = _NAME.match(match[1])
        mutable = re.search(r"(?:^| )global ", match[3]) is not None
        if named and mutable and (named[1] or named[2]) in changed:
            return f"{match[1]}dso_local {match[3].replace('dso_local ', '', 1)}"
        return match[0]

    return _LOCAL.sub(export, "".join(pieces))


def _reachable(text: str, names: set[str]) -> set[str]:
    """`names` and what the initialisers of those variables, and of theirs, lead to."""
    initialisers = {
        (m[1] or m[2]): _names(m[3])
        for m in re.finditer(rf"^{_NAME.pattern} = ([^\n]*)$", text, re.MULTILINE)
    }
    found = set(names)
    waiting = list(names)
    while waiting:
        for name in initialisers.get(waiting.pop(), set()) - found:
            found.add(name)
            waiting.append(name)
    return found


def _names(text: str) -> set[str]:
    return {(m[0] or m[1]).removeprefix("\\01") for m in _NAME.findall(text)}


def _without(text: str, parts: list[str]) -> str:
    for part in parts:
        text = text.replace(part, "", 1)
    return text


def _exported(body: str) -> str:
    """A caller that has callers of its own outside the part: any argument may come."""
    return re.sub(r"^define (?:internal|private) ", "define dso_local ", body, count=1)


def _declaration(body: str) -> str:
    """`declare` for a `define`: its type and attributes, bound as before."""
    line = body.split("\n", 1)[0]
    local = bool(re.match(r"define (?:internal|private) ", line)) or "dso_local " in line
    head = line.removeprefix("define ")
    while head.startswith(_LINKAGE):
        head = head.split(" ", 1)[1]
    at = ModuleText.parameters_end(line) - (len(line) - len(head))
    groups = re.findall(r"(?<= )#\d+", head[at:])
    return " ".join(["declare", *(["dso_local"] if local else []), head[:at], *groups])
