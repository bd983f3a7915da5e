"""Where sp and x29 stand against the caller's sp, on every path, without running.

Offsets are bytes from sp at entry, so 0 or negative; None where they are not known, as
after an allocation of computed size.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from armcc.gates.flow import Flow, forward
from armcc.gates.instructions import has_result, mnemonic

_IMMEDIATE = re.compile(r"#(-?(?:0x[0-9a-f]+|\d+))(?:, lsl #(\d+))?$")
_ACCESS = re.compile(
    r"\[(?P<base>sp|x29)(?:, #(?P<offset>-?\d+))?\](?P<pre>!)?(?:, #(?P<post>-?\d+))?$"
)
_RESULTS = re.compile(r"(?<![\w.])[wx]29(?![\w.])")


class Depth(NamedTuple):
    """sp, fp: where sp and x29 point; fp is None while x29 is the caller's.

    record: where the caller's x29 and x30 lie, side by side; None if nowhere.
    """

    sp: int | None
    fp: int | None
    record: int | None

    @property
    def chained(self) -> bool:
        """Whether x29 leads to a frame record (AAPCS64 6.4.6)."""
        return self.record is not None and self.fp == self.record


def depths(flow: Flow) -> dict[int, Depth]:
    """The depth before each reachable instruction."""
    return forward(
        flow,
        Depth(0, None, None),
        lambda offset, depth: after(flow.listing[offset // 4], depth),
        lambda a, b: Depth(*(x if x == y else None for x, y in zip(a, b, strict=True))),
    )


def accessed(text: str, depth: Depth) -> int | None:
    """The first byte that an access by sp or x29 means, against sp at entry; None if unknown."""
    found = _ACCESS.search(text)
    if found is None:
        return None
    base = depth.sp if found["base"] == "sp" else depth.fp
    return None if base is None else base + int(found["offset"] or 0)


def frame_size(flow: Flow, at: dict[int, Depth]) -> tuple[int, bool]:
    """(the deepest known sp, in bytes below the entry's; whether it is ever unknown)."""
    deepest, unknown = 0, False
    for offset, before in at.items():
        for depth in (before, after(flow.listing[offset // 4], before)):
            if depth.sp is None:
                unknown = True
            else:
                deepest = max(deepest, -depth.sp)
    return deepest, unknown


def after(text: str, depth: Depth) -> Depth:
    """The depth behind one instruction."""
    word, _, rest = text.partition(" ")
    sp, fp, record = depth
    access = _ACCESS.search(rest)
    if access:
        moved = int(access["offset"] or 0) if access["pre"] else int(access["post"] or 0)
        place = accessed(rest, depth)
        if mnemonic(text) == "stp" and rest.startswith("x29, x30,") and fp is None:
            record = place
        if moved and access["base"] == "sp":
            sp = None if sp is None else sp + moved
        elif moved:
            fp = None if fp is None else fp + moved
    operands = rest.split(", ", 2)
    if word in ("add", "sub", "mov") and operands[0] in ("sp", "x29"):
        there = _computed(word, operands, sp, fp)
        return Depth(there, fp, record) if operands[0] == "sp" else Depth(sp, there, record)
    if operands[0] in ("sp", "wsp") and has_result(word):
        sp = None
    if word.startswith("ld"):
        written = rest.split("[")[0]
    else:
        written = operands[0] if has_result(word) else ""
    if _RESULTS.search(written):
        fp = None
    return Depth(sp, fp, record)


def _computed(word: str, operands: list[str], sp: int | None, fp: int | None) -> int | None:
    known = {"sp": sp, "x29": fp}
    base = known.get(operands[1])
    if base is None or word == "mov":
        return base
    immediate = _IMMEDIATE.match(operands[2]) if len(operands) == 3 else None
    if immediate is None:
        return None
    amount = int(immediate[1], 0) << int(immediate[2] or 0)
    return base + amount if word == "add" else base - amount
