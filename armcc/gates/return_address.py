"""What code may do with x30: keep the return address, lose it in calls, and get it back.

The tests would find a wrong return; they would not find code that looks at where it was
called from, for every test has a caller of its own, nor a return address that is signed
on one path and authenticated on another where the CPU of the tests signs nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from armcc.gates.flow import Flow, forward
from armcc.gates.instructions import mnemonic

# What x30 holds.
CALLER = "the return address"
SIGNED = "the signed return address"
CODE = "an address in the code"
DATA = "a value of its own"
MIXED = "one thing or another"

_LINK = re.compile(r"(?<![\w.])[wx]30(?![\w.])")
_STORES = ("str", "stur", "stp", "stnp", "strb", "strh", "sturb", "sturh")
_LOADS = frozenset(
    "ldr ldur ldp ldnp ldpsw ldrb ldrh ldrsb ldrsh ldrsw ldurb ldurh ldursb ldursh ldursw".split()
)
# Instructions without a result: their first operand is read.
_READERS = frozenset("cmp cmn tst ccmp ccmn cbz cbnz tbz tbnz blr br ret prfm".split())
# Instructions that keep part of what their result held.
_KEEPERS = frozenset("movk bfi bfm bfxil bfc".split())
_FRAME = re.compile(r"\[(?:sp|x29)\b")


class _Link(NamedTuple):
    """held: what x30 holds.  saved: what of the caller's lies in the frame, or ""."""

    held: str
    saved: str


def wrong_return(flow: Flow) -> str:
    """What the code does with the return address that it may not; "" if nothing."""
    before = forward(
        flow,
        _Link(CALLER, ""),
        lambda offset, link: _after(flow.listing[offset // 4], link),
        _join,
    )
    for offset in range(0, 4 * len(flow.listing), 4):
        text = flow.listing[offset // 4]
        # What no path reaches is held to the strictest.
        wrong = _wrong(text, before.get(offset, _Link(MIXED, "")), offset in before)
        if not wrong and mnemonic(text) in ("b", "br") and offset in before:
            leaves = offset not in flow.targets and offset not in flow.tables
            if leaves and before[offset].held != CALLER:
                wrong = f"leaves for good while x30 holds {before[offset].held}"
        if wrong:
            return f"{text}: {wrong}"
    return ""


def signed_states(flow: Flow) -> dict[int, bool]:
    """Whether the caller's address is signed before each reachable instruction.

    In x30 or, where that holds something else, in the frame.
    """
    before = forward(
        flow,
        _Link(CALLER, ""),
        lambda offset, link: _after(flow.listing[offset // 4], link),
        _join,
    )
    return {
        offset: link.held == SIGNED or (link.held != CALLER and link.saved == SIGNED)
        for offset, link in before.items()
    }


def _join(one: _Link, other: _Link) -> _Link:
    held = one.held if one.held == other.held else MIXED
    return _Link(held, one.saved if one.saved == other.saved else "")


def _after(text: str, link: _Link) -> _Link:
    word = mnemonic(text)
    if word in ("bl", "blr"):
        return link._replace(held=CODE)
    if word == "paciasp":
        return link._replace(held=SIGNED if link.held == CALLER else MIXED)
    if word == "autiasp":
        return link._replace(held=CALLER if link.held == SIGNED else MIXED)
    if not _LINK.search(text):
        return link
    if word in _STORES:
        kept = link.held in (CALLER, SIGNED) and _FRAME.search(text)
        return link._replace(saved=link.held) if kept else link
    if word in _LOADS and _written(text):
        restored = link.saved and word in ("ldr", "ldur", "ldp", "ldnp") and _FRAME.search(text)
        return link._replace(held=link.saved if restored else DATA)
    return link._replace(held=DATA) if _written(text) else link


def _written(text: str) -> bool:
    """Whether x30 is a result."""
    word, _, rest = text.partition(" ")
    if word in _READERS or word in _STORES:
        return False
    results = rest.split("[")[0].split(", ") if word in _LOADS else rest.split(", ")[:1]
    return any(_LINK.search(r) for r in results)


def _read(text: str) -> bool:
    """Whether x30 is an operand that is read."""
    word, _, rest = text.partition(" ")
    if word in _READERS or word in _STORES or word in _KEEPERS:
        return bool(_LINK.search(rest))
    if word in _LOADS:
        return bool(_LINK.search(rest[rest.find("[") :]))
    return any(_LINK.search(o) for o in rest.split(", ")[1:])


def _wrong(text: str, link: _Link, reached: bool) -> str:
    word = mnemonic(text)
    if word == "ret":
        if text.removeprefix("ret").strip() not in ("", "x30"):
            return "returns by another register than x30"
        return f"returns while x30 holds {link.held}" if reached and link.held != CALLER else ""
    if word == "retaa":
        return f"returns while x30 holds {link.held}" if reached and link.held != SIGNED else ""
    if word == "paciasp":
        return f"signs while x30 holds {link.held}" if reached and link.held != CALLER else ""
    if word == "autiasp":
        return (
            f"authenticates while x30 holds {link.held}" if reached and link.held != SIGNED else ""
        )
    if not _LINK.search(text):
        return ""
    if word in _STORES and _LINK.search(text.partition(" ")[2].split("[")[0]):
        keeps = link.held in (CALLER, SIGNED) and bool(_FRAME.search(text)) and "w30" not in text
        inside = not _LINK.search(text[text.find("[") :])
        if (keeps and inside and word in ("str", "stur", "stp", "stnp")) or link.held == DATA:
            return ""
        return "uses the return address"
    if _read(text) and link.held != DATA:
        return "uses the return address"
    if _written(text) and not link.saved:
        return "overwrites the return address"
    return ""
