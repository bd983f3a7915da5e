"""Variables that a function reaches from another's address, as clang's -O3 does.

Clang merges local variables of one section into one (`_MergedGlobals`), and the code then
names the first alone and finds the others by their distances.  Other code for the same
function names each.  Only what the baseline names has a meaning under the key of a rewrite,
so the others are named by their distance, as the baseline itself reaches them.
"""

from __future__ import annotations

from armcc.function.elf import (
    SHF_MERGE,
    SHF_TLS,
    SHF_WRITE,
    STB_LOCAL,
    STT_OBJECT,
    ElfObject,
    Symbol,
)
from armcc.function.hot import HotFunction
from armcc.function.identity import targets

# Bytes; clang merges no more than an `add` reaches (LLVM, GlobalMerge: -global-merge-max-offset).
MOST_DISTANCE = 4095


def neighbours(obj: ElfObject, function: HotFunction) -> dict[str, tuple[str, int]]:
    """Local variables that the baseline does not name, as (one that it does, bytes from it).

    Of several that it names the nearest.  Only variables of one writable section, whose
    parts no linker moves apart.
    """
    named = {n: t.symbol for n, t in targets(obj, function).items() if _variable(obj, t.symbol)}
    out: dict[str, tuple[str, int]] = {}
    for symbol in obj.symbols:
        if symbol.name in named or not _variable(obj, symbol):
            continue
        near = [
            (abs(symbol.value - base.value), name, symbol.value - base.value)
            for name, base in named.items()
            if base.shndx == symbol.shndx
        ]
        if near and min(near)[0] <= MOST_DISTANCE:
            _, name, distance = min(near)
            out[symbol.name] = name, distance
    return out


def _variable(obj: ElfObject, symbol: Symbol) -> bool:
    """Whether it is a local variable with a name of its own."""
    if symbol.type != STT_OBJECT or symbol.bind != STB_LOCAL or not symbol.name:
        return False
    if not 0 < symbol.shndx < len(obj.sections) or obj.local_names.get(symbol.name, 0) > 1:
        return False
    flags = obj.sections[symbol.shndx].flags
    return bool(flags & SHF_WRITE) and not flags & (SHF_MERGE | SHF_TLS)
