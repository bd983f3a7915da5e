"""What code may do with x30: keep the return address, lose it in calls, and get it back.

The tests would find a wrong return; they would not find code that looks at where it was
called from, for every test has a caller of its own, nor a return address that is signed
on one path and authenticated on another where the CPU of the tests signs nothing.
Its place in the frame is followed, so that x30 may hold other things meanwhile, which may
be spilled beside it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from armcc.gates.flow import Flow, forward
from armcc.gates.instructions import mnemonic
from armcc.gates.stack import Depth, accessed, depths

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
_WIDTHS = {"b": 1, "h": 2, "s": 4, "w": 4, "d": 8, "x": 8, "q": 16}
_MOST_ACCESSED = 64  # ld1 to ld4 of four registers
_UNKNOWN = Depth(None, None, None)


class _Link(NamedTuple):
    """held: what x30 holds.  saved: what of the caller's lies in the frame, or "".

    place: where that lies, in bytes from sp at entry; None where it is not known.
    """

    held: str
    saved: str
    place: int | None = None


def wrong_return(flow: Flow) -> str:
    """What the code does with the return address that it may not; "" if nothing."""
    depth = depths(flow)
    before = _links(flow, depth)
    for offset in range(0, 4 * len(flow.listing), 4):
        text = flow.listing[offset // 4]
        # What no path reaches is held to the strictest.
        link = before.get(offset, _Link(MIXED, ""))
        wrong = _wrong(text, link, offset in before)
        if not wrong and _looks(text, link, depth.get(offset, _UNKNOWN)):
            wrong = "uses the return address"
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
    before = _links(flow, depths(flow))
    return {
        offset: link.held == SIGNED or (link.held != CALLER and link.saved == SIGNED)
        for offset, link in before.items()
    }


def _links(flow: Flow, depth: dict[int, Depth]) -> dict[int, _Link]:
    """What x30 and the frame hold before each reachable instruction."""
    return forward(
        flow,
        _Link(CALLER, ""),
        lambda offset, link: _after(flow.listing[offset // 4], link, depth.get(offset, _UNKNOWN)),
        _join,
    )


def _join(one: _Link, other: _Link) -> _Link:
    held = one.held if one.held == other.held else MIXED
    same = one.saved == other.saved and one.place == other.place
    return _Link(held, one.saved, one.place) if same else _Link(held, "")


def span(text: str, depth: Depth) -> tuple[int, int] | None:
    """Start and end of what a load or store by sp or x29 reaches, from sp at entry."""
    start = accessed(text, depth)
    if start is None:
        return None
    word, _, rest = text.partition(" ")
    if word.endswith(("b", "h")):
        return start, start + _WIDTHS[word[-1]]
    registers = rest.split("[")[0].strip().rstrip(",").split(", ")
    if "{" in rest or word in ("ldrsw", "ldpsw"):
        return start, start + _MOST_ACCESSED
    return start, start + sum(_WIDTHS.get(r[:1], _MOST_ACCESSED) for r in registers)


def _own_place(text: str, depth: Depth) -> int | None:
    """Where a load or store of x30 has it in the frame."""
    start = accessed(text, depth)
    if start is None:
        return None
    return start + 8 * int(text.partition(" ")[2].split("[")[0].split(", ")[0] != "x30")


def _meets(text: str, link: _Link, depth: Depth) -> bool:
    """Whether a load or store reaches the place of the caller's return address."""
    if not link.saved or link.place is None:
        return False
    reached = span(text, depth)
    return reached is not None and reached[0] < link.place + 8 and link.place < reached[1]


def _looks(text: str, link: _Link, depth: Depth) -> bool:
    """Whether the return address is loaded from the frame, but for x30 to have it back."""
    word = mnemonic(text)
    if not word.startswith("ld") or not _meets(text, link, depth):
        return False
    back = word in ("ldr", "ldur", "ldp", "ldnp") and _written(text)
    return not back or _own_place(text, depth) != link.place or "w30" in text


def _after(text: str, link: _Link, depth: Depth) -> _Link:
    word = mnemonic(text)
    if word.startswith("st") and _meets(text, link, depth):
        link = link._replace(saved="", place=None)
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
        kept = kept and _LINK.search(text.partition("[")[0])
        return link._replace(saved=link.held, place=_own_place(text, depth)) if kept else link
    if word in _LOADS and _written(text):
        restored = link.saved and word in ("ldr", "ldur", "ldp", "ldnp") and _FRAME.search(text)
        place = _own_place(text, depth)
        if place is not None and link.place is not None and place != link.place:
            restored = False  # spilled beside it
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
