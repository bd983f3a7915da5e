"""Where clang put a function's local variables, as it says itself.

The code generator's pass `stack-frame-layout` tells by remarks where each object of a
frame lies, counted from sp at entry (clang's manual, "-Rpass-analysis").  They come from
the run whose code is compared with the object's, so they are true of the object.
"""

from __future__ import annotations

import re

from armcc.function.contract import Local

REMARKS = "-Rpass-analysis=^stack-frame-layout$"
# The engine knows sets of so many (armcc/gates/engine.c, LOCALS).
MOST_LOCALS = 64

_FUNCTION = re.compile(r"Function: (.*)")
_OBJECT = re.compile(r"Offset: \[SP([+-]\d+)\], Type: (\w+), Align: (\d+), Size: (\d+)")
_END = " [-Rpass-analysis=stack-frame-layout]"


def local_variables(remarks: str) -> dict[str, tuple[Local, ...]]:
    """Each function's local variables from the lowest on, by its name in the IR.

    remarks: what clang wrote.  A function is left out whose frame is not all known: with
    objects of unknown form or size, with one that asks for more than sp's alignment, or
    with too many.
    """
    found: dict[str, tuple[Local, ...]] = {}
    name: str | None = None
    whole = True
    locals_: list[Local] = []
    for line in remarks.splitlines():
        last = line.endswith(_END)
        text = line.removesuffix(_END)
        if start := _FUNCTION.fullmatch(text):
            name, whole, locals_ = start[1], True, []
        elif name is not None and text.startswith("Offset:"):
            one = _OBJECT.fullmatch(text)
            if one is None or one[2] not in ("Variable", "Spill", "Fixed"):
                whole = False
            elif one[2] == "Variable":
                locals_.append(Local(int(one[1]), int(one[4]), int(one[3])))
        if last and name is not None:
            ordered = tuple(sorted(locals_, key=lambda one: one.offset))
            if whole and name not in found and _sound(ordered):
                found[name] = ordered
            else:
                found.pop(name, None)
            name = None
    return found


def _sound(ordered: tuple[Local, ...]) -> bool:
    """Whether they lie below sp at entry, apart from each other, each aligned as it says."""
    ends = [0, *(one.offset for one in reversed(ordered))]
    return len(ordered) <= MOST_LOCALS and all(
        one.size > 0
        and one.offset + one.size <= end
        and 1 <= one.alignment <= 16
        and one.offset % one.alignment == 0
        for one, end in zip(reversed(ordered), ends, strict=False)
    )
