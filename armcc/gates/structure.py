"""The structure of a rewrite against its baseline's: what is checked without running.

Size of frame and code, and what the relocations mean and how; `protection.py` has what
guards stack and control flow.  And why a baseline's own code cannot be judged.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, replace

from armcc.function.contract import Refusal
from armcc.function.elf import R_AARCH64_CALL26, R_AARCH64_JUMP26, STT_SECTION, ElfObject
from armcc.function.function import Function
from armcc.function.identity import is_read_only, place_relative, signed, targets
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS, MachineCode
from armcc.function.manner import CALL, FROM_TABLE, manner
from armcc.gates.callees import called_names
from armcc.gates.constant_time import more_leaks
from armcc.gates.decisions import depends_on_fpcr
from armcc.gates.flow import Flow
from armcc.gates.instructions import mnemonic
from armcc.gates.jump_tables import Tables, jump_tables
from armcc.gates.licence import licence
from armcc.gates.protection import Code, protection_mismatch
from armcc.gates.stack import depths, frame_size
from armcc.gates.syntax import Assembled
from armcc.gates.undefined import Program, uses_undefined

_ORDERED = frozenset(
    """cas casa casal casl clrex dmb dsb isb ldadd ldapr ldar ldaxp ldaxr ldxp ldxr stlr stlxp
    stlxr stxp stxr swp""".split()
)
_SYSTEM = frozenset("at dc drps eret hvc ic mrs msr smc svc sys sysl tlbi".split())

_MORE_FRAME = 64
_TIMES_CODE = 4.0
# Bytes on top: a loop of ten instructions that becomes a vector loop, eightfold, with a
# remainder has nine times its code.
_MORE_CODE = 512


@dataclass(frozen=True)
class Limits:
    """more_frame: bytes that the frame may grow.

    times_code: factor on the code's size, behind which _MORE_CODE bytes are free.
    """

    more_frame: int = _MORE_FRAME
    times_code: float = _TIMES_CODE


def limits() -> Limits:
    """As the environment sets them; a value that cannot be used is as none."""
    more, times = _MORE_FRAME, _TIMES_CODE
    said = os.environ.get("ARMCC_MAX_FRAME", "")
    if said.isascii() and said.isdigit() and len(said) < 8:
        more = int(said)
    try:
        factor = float(os.environ.get("ARMCC_MAX_CODE") or times)
        if 1 <= factor <= 1000:
            times = factor
    except ValueError:
        pass
    return Limits(more, times)


def ineligible(function: Function, listing: tuple[str, ...]) -> Refusal | None:
    """What in the baseline's own code no candidate of it can be judged by; None if nothing.

    The contract has its own reasons (`Contract.refusal`); these show in the code alone.
    """
    code = function.hot.code
    for at, (word,) in zip(range(0, len(code), 4), struct.iter_unpack("<I", code), strict=False):
        # Arm ARM C4.1: bits 28 to 25 say SVE, or with bit 31 SME.
        if word >> 25 & 15 == 2 or (word >> 25 & 15 == 0 and word >> 31):
            return Refusal(reason="sve", sentence=f"+{at:#x}: an instruction of SVE or SME")
    tables = baseline_flow(function, listing).tables
    indirect = any(not name for name, _ in function.contract.callees)
    for at, text in enumerate(listing):
        word_of = mnemonic(text)
        if word_of in _SYSTEM:
            return Refusal(reason="system-register", sentence=f"{text}: reaches the system")
        if word_of in _ORDERED or word_of.startswith(("ldadd", "ldset", "ldclr", "swp", "cas")):
            return Refusal(reason="atomic", sentence=f"{text}: orders accesses of other threads")
        if word_of == "br" and not indirect and 4 * at not in tables:
            return Refusal(reason="indirect-jump", sentence=f"{text}: leads to an unknown place")
        if word_of in ("pacibsp", "autibsp", "retab"):
            return Refusal(reason="attribute", sentence="return addresses signed with the B key")
    return None


def structure_mismatch(
    function: Function, baseline_listing: tuple[str, ...], assembled: Assembled
) -> Refusal | None:
    """The first rule of structure that a candidate breaks, its reason and a sentence."""
    machine, listing = assembled.machine, assembled.listing
    bound = limits()
    most = int(bound.times_code * function.hot.size) + _MORE_CODE
    if len(machine.code) > most:
        return Refusal(
            reason="code-size",
            sentence=f"{len(machine.code)} bytes of code; the baseline allows {most}",
        )
    if depends_on_fpcr(listing) and not depends_on_fpcr(baseline_listing):
        return Refusal(
            reason="floating-point",
            sentence="does floating-point arithmetic, which FPCR governs; the baseline has none",
        )
    wrong = relocation_mismatch(function, machine)
    if wrong is not None:
        return wrong
    old = baseline_flow(function, baseline_listing)
    new = candidate_flow(function, assembled)
    was, now = depths(old), depths(new)
    old_frame, old_unknown = frame_size(old, was)
    new_frame, new_unknown = frame_size(new, now)
    if new_unknown and not old_unknown:
        return Refusal(
            reason="frame-size", sentence="its frame has no known size; the baseline's has"
        )
    if new_frame > old_frame + bound.more_frame:
        allowed = old_frame + bound.more_frame
        return Refusal(
            reason="frame-size",
            sentence=f"a frame of {new_frame} bytes; the baseline allows {allowed}",
        )
    leak = more_leaks(function.contract, old, new)
    if leak is not None:
        return leak
    return (
        protection_mismatch(function, Code(old, was, old_frame), Code(new, now, new_frame), machine)
        or _tail_calls(function, machine, listing, baseline_listing)
        or uses_undefined(
            function.contract,
            Program(old, *_linked(function, _symbols(function), old)),
            Program(new, *_linked(function, _meant(machine), new)),
        )
    )


def baseline_flow(function: Function, listing: tuple[str, ...]) -> Flow:
    """The baseline's control flow."""
    return _baseline_flow(function, listing)[0]


def baseline_tables(
    function: Function, listing: tuple[str, ...]
) -> tuple[tuple[int, int, int], ...]:
    """The jump tables that the baseline reads: (section, start, end) in bytes."""
    return tuple((int(s), a, b) for s, a, b in _baseline_flow(function, listing)[1].ranges)


def _baseline_flow(function: Function, listing: tuple[str, ...]) -> tuple[Flow, Tables]:
    hot, obj = function.hot, function.object
    flow = _flow(function, hot.code, _symbols(function), listing)
    halves = {}
    for r in hot.relocations:
        symbol = obj.symbols[r.symbol]
        halves[r.offset] = (r.type, str(symbol.shndx), symbol.value + r.addend)
    tables = jump_tables(flow, halves, lambda name, at, n: _read_only(obj, int(name), at, n))
    return replace(flow, tables=tables.targets), tables


def _read_only(obj: ElfObject, index: int, start: int, size: int) -> bytes | None:
    """Constants of an object; None where they are none, or a linker fills them in."""
    if not 0 < index < len(obj.sections) or not is_read_only(obj.sections[index]):
        return None
    if start < 0 or obj.relocations_between(index, start - 7, start + size):
        return None
    found = obj.contents(obj.sections[index])[start : start + size]
    return found if len(found) == size else None


def _symbols(function: Function) -> dict[int, tuple[int, str, int]]:
    """The relocations of the baseline: type, name and addend by offset."""
    hot, obj = function.hot, function.object
    found = {}
    for r in hot.relocations:
        symbol = obj.symbols[r.symbol]
        if symbol.type == STT_SECTION and symbol.shndx == hot.section.index:
            found[r.offset] = (r.type, OWN_CODE, symbol.value + r.addend - hot.offset)
        else:
            name = symbol.name or f"section {symbol.shndx}"
            found[r.offset] = (r.type, name, r.addend)
    return found


def _meant(machine: MachineCode) -> dict[int, tuple[int, str, int]]:
    """The relocations of a candidate: type, name and addend by offset."""
    return {at: (kind, target, addend) for at, kind, target, addend in machine.relocations}


def _linked(
    function: Function, relocated: dict[int, tuple[int, str, int]], flow: Flow
) -> tuple[dict[int, tuple[str, bool]], dict[int, str]]:
    """Whose address a linker puts where, and the calls, as in `Program`."""
    addresses: dict[int, tuple[str, bool]] = {}
    called: dict[int, str] = {}
    for at, (kind, name, _) in relocated.items():
        if kind == R_AARCH64_CALL26 or (kind == R_AARCH64_JUMP26 and at not in flow.targets):
            called[at] = function.name if name == OWN_CODE else name
        elif kind not in (R_AARCH64_CALL26, R_AARCH64_JUMP26):
            own = manner(kind) != "got" or kind in FROM_TABLE
            what = f"the address of {name}" if own else f"the table's entry for {name}"
            addresses[at] = (what, kind in FROM_TABLE)
    for at, text in enumerate(flow.listing):
        word = mnemonic(text)
        if word == "bl" and 4 * at not in called:
            called[4 * at] = function.name
        elif word == "blr" or (word == "br" and 4 * at not in flow.tables):
            called[4 * at] = ""
    return addresses, called


def candidate_flow(function: Function, assembled: Assembled) -> Flow:
    """A candidate's control flow."""
    machine = assembled.machine
    flow = _flow(function, machine.code, _meant(machine), assembled.listing)
    return replace(flow, tables=dict(assembled.jumps))


def _flow(
    function: Function,
    code: bytes,
    relocated: dict[int, tuple[int, str, int]],
    listing: tuple[str, ...],
) -> Flow:
    endless_names = licence(function.contract, called_names(function)).endless
    own: dict[int, int] = {}
    endless: set[int] = set()
    for at, (word,) in zip(range(0, len(code), 4), struct.iter_unpack("<I", code), strict=False):
        kind, name, addend = relocated.get(at, (0, "", 0))
        if kind == R_AARCH64_CALL26:
            if name in endless_names:
                endless.add(at)
        elif kind:
            if kind == R_AARCH64_JUMP26 and name in (OWN_CODE, function.name):
                own[at] = addend
        elif word >> 26 == 0x05:  # b
            own[at] = at + 4 * signed(word & 0x03FFFFFF, 26)
        elif word >> 24 == 0x54 or word >> 24 & 0x7C == 0x34:
            own[at] = at + (place_relative(word) or 0)
    inside = {at: to for at, to in own.items() if 0 <= to < len(code)}
    return Flow(listing, inside, {}, frozenset(endless))


def relocation_mismatch(function: Function, machine: MachineCode) -> Refusal | None:
    """A symbol that the baseline does not mean, or means in another manner."""
    known = targets(function.object, function.hot)
    for _, kind, name, _ in machine.relocations:
        if name in (OWN_CODE, OWN_CONSTANTS) or (name == function.name and kind in CALL):
            continue
        target = known.get(name)
        if target is None:
            return Refusal(
                reason="new-symbol",
                sentence=f"the candidate refers to {name}, which the baseline does not",
            )
        if all(manner(used) != manner(kind) for used, _ in target.uses):
            ways = " and ".join(sorted({manner(used) for used, _ in target.uses}))
            return Refusal(
                reason="relocation",
                sentence=f"reaches {name} by {manner(kind)} relocations, the baseline by {ways}",
            )
    return None


def _tail_calls(
    function: Function,
    machine: MachineCode,
    listing: tuple[str, ...],
    baseline_listing: tuple[str, ...],
) -> Refusal | None:
    """Where a tail call is a promise, the stack must not grow by a call instead."""
    if "musttail" not in function.contract.traits:
        return None
    called = {n for _, kind, n, _ in machine.relocations if kind == R_AARCH64_CALL26}
    uses = targets(function.object, function.hot)
    for name in sorted(called):
        target = uses.get(name)
        if target is None or all(kind != R_AARCH64_CALL26 for kind, _ in target.uses):
            return Refusal(
                reason="tail-call",
                sentence=f"calls {name}, to which the baseline makes a tail call",
            )
    words = {mnemonic(t) for t in listing}
    if "blr" in words and all(mnemonic(t) != "blr" for t in baseline_listing):
        return Refusal(
            reason="tail-call", sentence="calls a pointer, to which the baseline makes a tail call"
        )
    return None
