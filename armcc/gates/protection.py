"""What guards stack and control flow, in a rewrite as in its baseline.

Frame records, landing pads, signing of return addresses, stack probes and stack
protectors: rules whose breach no test shows, since nothing attacks the tests.  They come
from the baseline's code and from the attributes that its words gave it
(-mbranch-protection=, -fstack-clash-protection, -fstack-protector-strong,
-mno-omit-leaf-frame-pointer).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from armcc.function.contract import Contract, Refusal
from armcc.function.function import Function
from armcc.function.machine import MachineCode
from armcc.gates.flow import Flow, forward
from armcc.gates.frame import baseline_operations
from armcc.gates.instructions import has_result, mnemonic
from armcc.gates.return_address import signed_states
from armcc.gates.stack import Depth

# What the entry may begin with under -mbranch-protection=bti (Arm ARM D8.4.5).
PADS = frozenset(["bti c", "bti jc", "paciasp", "pacibsp"])

# What a function may leave unprobed below its caller's sp (LLVM's AArch64 stack probing,
# `StackProbeMaxUnprobedStack`, as agreed with GCC): a callee counts on it.
MOST_UNPROBED = 1024

# Attributes that -fstack-protector and its stronger forms give.
_GUARDED = frozenset(["ssp", "sspstrong", "sspreq"])
# Kinds of "frame-pointer" under which x29 leads to a frame record at any time.
_ALWAYS_CHAINED = frozenset(["all", "reserved"])

_X29 = re.compile(r"(?<![\w.])[wx]29(?![\w.])")
_SP = re.compile(r"(?<![\w.])w?sp(?![\w.])")
# An access of the frame at a place that does not depend on data.
_FIXED = re.compile(r"\[(?:sp|x29)(?:, #-?\w+)?\](?:!|, #-?\w+)?$")
_MOVES_SP = re.compile(r"(?:add|sub) sp, sp, #|mov sp, x29$|(?:add|sub) sp, x29, #")
_SETS_RECORD = re.compile(r"mov x29, sp$|add x29, sp, #")

Operations = Iterable[tuple[int, str, int, int]]


class Code(NamedTuple):
    """The code of one side: its flow, the depth before each instruction, its frame in bytes."""

    flow: Flow
    at: dict[int, Depth]
    frame: int


def protection_mismatch(
    function: Function, old: Code, new: Code, machine: MachineCode
) -> Refusal | None:
    """The first guard that candidate `new` with code `machine` lacks; None where it has all.

    old: the baseline.
    """
    return (
        _record(function.contract, old, new)
        or _branches(function, old.flow, new.flow, new.at, machine)
        or _probes(function.contract, new)
        or _canary(function.contract, old, new)
    )


# -- frame records ----------------------------------------------------------------


def keeps_frame_record(listing: Iterable[str]) -> bool:
    """Whether some code saves x29 and x30 side by side and lets x29 lead there."""
    lines = tuple(listing)
    stored = any(t.startswith("stp x29, x30, [sp") for t in lines)
    return stored and any(t.startswith(("mov x29, sp", "add x29, sp")) for t in lines)


def _record(contract: Contract, old: Code, new: Code) -> Refusal | None:
    kind = contract.attribute("frame-pointer") or ""
    if kind in _ALWAYS_CHAINED:
        for text in new.flow.listing:
            if _other_x29(text):
                sentence = f"{text}: x29 always leads to a frame record ({kind})"
                return Refusal(reason="frame-record", sentence=sentence)
    if not keeps_frame_record(old.flow.listing):
        return None
    sentence = "the baseline chains a frame record through x29"
    if not keeps_frame_record(new.flow.listing):
        return Refusal(reason="frame-record", sentence=sentence)
    places = [("calls", _calls(old.flow), _calls(new.flow))]
    if kind in _ALWAYS_CHAINED:
        # Where a profiler looks: what takes time runs often.
        places.append(("loops", _repeated(old.flow), _repeated(new.flow)))
    for where, there, here in places:
        if not all(old.at[at].chained for at in there if at in old.at):
            continue
        for at in sorted(here):
            if at in new.at and not new.at[at].chained:
                return Refusal(
                    reason="frame-record",
                    sentence=f"{new.flow.listing[at // 4]}: {sentence} in its {where}",
                )
    return None


def _other_x29(text: str) -> bool:
    """Whether an instruction writes x29 but to chain a frame record or to undo that."""
    if not _X29.search(text) or _SETS_RECORD.match(text):
        return False
    word, _, rest = text.partition(" ")
    if word.startswith("ld"):
        saved = word == "ldp" and rest.startswith("x29, x30, [sp")
        return not saved and bool(_X29.search(rest.split("[")[0]))
    return has_result(word) and bool(_X29.match(rest))


def _calls(flow: Flow) -> set[int]:
    return {4 * i for i, t in enumerate(flow.listing) if mnemonic(t) in ("bl", "blr")}


def _repeated(flow: Flow) -> set[int]:
    """The instructions of loops: what a place that is jumped back to reaches, and is reached by."""
    after = {at: flow.following(at) for at in range(0, 4 * len(flow.listing), 4)}
    before: dict[int, list[int]] = {at: [] for at in after}
    for at, places in after.items():
        for place in places:
            before[place].append(at)
    found: set[int] = set()
    for at, places in after.items():
        for head in places:
            if head <= at and head not in found:
                found |= _reached(head, after) & _reached(head, before)
    return found


def _reached(start: int, ways: dict[int, list[int]]) -> set[int]:
    seen: set[int] = set()
    todo = [start]
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo += ways[at]
    return seen


# -- landing pads and signatures ------------------------------------------------------


def _branches(
    function: Function,
    old: Flow,
    new: Flow,
    now: dict[int, Depth],
    machine: MachineCode,
) -> Refusal | None:
    """Landing pad and signing: as in the baseline."""
    if old.listing[0] in PADS and new.listing[0] not in PADS:
        return Refusal(reason="landing-pad", sentence="the baseline begins with a landing pad")
    if _signs(old) != _signs(new):
        which = "baseline" if _signs(old) else "candidate"
        return Refusal(reason="signing", sentence=f"only the {which} signs the return address")
    if not _signs(new):
        asked = function.contract.attribute("sign-return-address") or "none"
        saves = next((t for t in new.listing if _saves_link(t)), "")
        if asked != "none" and saves:
            return Refusal(
                reason="signing", sentence=f"{saves}: stores the return address without signing it"
            )
        return None
    # The modifier is sp: the same wherever signed and authenticated.
    if not _one_modifier(new, now):
        return Refusal(
            reason="signing",
            sentence="sp is not known to be the same where it signs and authenticates",
        )
    own = baseline_operations(function.object, function.hot)
    if own is not None and _untrue(own, old) is None:
        at = _untrue(machine.cfi, new)
        if at is not None:
            text = new.listing[at // 4]
            return Refusal(
                reason="signing",
                sentence=f"+{at:#x} {text}: the unwind table is wrong about the signature",
            )
    return None


def _signs(flow: Flow) -> bool:
    return any(mnemonic(t) in ("paciasp", "pacibsp") for t in flow.listing)


def _saves_link(text: str) -> bool:
    """Whether an instruction stores x30, whatever that holds."""
    word, _, rest = text.partition(" ")
    return word in ("str", "stur", "stp", "stnp") and "x30" in rest.split("[")[0]


def _one_modifier(flow: Flow, at: dict[int, Depth]) -> bool:
    places = {
        depth.sp
        for offset, depth in at.items()
        if mnemonic(flow.listing[offset // 4]) in ("paciasp", "autiasp", "retaa")
    }
    return len(places) == 1 and None not in places


def _untrue(operations: Operations, flow: Flow) -> int | None:
    """The first reachable instruction where the table errs about the signature."""
    states: dict[int, bool] = {}
    ordered = sorted(operations, key=lambda o: o[0])  # stable
    now, kept, index = False, [], 0
    for offset in range(0, 4 * len(flow.listing), 4):
        while index < len(ordered) and ordered[index][0] <= offset:
            operation = ordered[index][1]
            if operation == "negate_ra_state":
                now = not now
            elif operation == "remember_state":
                kept.append(now)
            elif operation == "restore_state" and kept:
                now = kept.pop()
            index += 1
        states[offset] = now
    truth = signed_states(flow)
    return next((at for at in sorted(truth) if truth[at] != states[at]), None)


# -- the stack ------------------------------------------------------------------------


def _probes(contract: Contract, new: Code) -> Refusal | None:
    """A frame that -fstack-clash-protection would have probed.

    One of unknown size is none that the baseline lacks (`frame-size`), so it is one that an
    allocation of computed size made, which has to be probed as well.
    """
    if contract.attribute("probe-stack") is None:
        return None
    if any(depth.sp is None for depth in new.at.values()):
        return Refusal(reason="stack-probe", sentence="allocates what is not known to be probed")
    if new.frame > MOST_UNPROBED:
        return Refusal(
            reason="stack-probe",
            sentence=f"a frame of {new.frame} bytes; more than {MOST_UNPROBED} have to be probed",
        )
    return None


def _canary(contract: Contract, old: Code, new: Code) -> Refusal | None:
    """A local array, which a stack protector would guard, where the baseline has none.

    Arrays of the baseline itself are too small for its kind of protector, or never leave
    their bounds.  (A baseline that checks a canary is not judged at all.)
    """
    if _GUARDED.isdisjoint(contract.attributes):
        return None
    text = _forms_address(new)
    if text and not _forms_address(old):
        return Refusal(
            reason="stack-protector",
            sentence=f"{text}: computes an address in the frame, which no canary guards",
        )
    return None


def _forms_address(code: Code) -> str:
    """An instruction that makes an address in the frame of anything but a constant; "" if none."""
    inside = forward(code.flow, False, lambda at, was: _inside(code, at, was), lambda a, b: a or b)
    for offset in code.at:
        text = code.flow.listing[offset // 4]
        if _SETS_RECORD.match(text) or _MOVES_SP.match(text) or _FIXED.search(text):
            # The data of a store may be one, too: x29 while it leads into the frame.
            data = text.partition(" ")[2].split("[")[0]
            stores = "[" in text and not mnemonic(text).startswith("ld")
            if not (stores and inside[offset] and _X29.search(data)):
                continue
            return text
        if _SP.search(text) or (inside[offset] and _X29.search(text)):
            return text
    return ""


def _inside(code: Code, offset: int, before: bool) -> bool:
    """Whether x29 may lead into the frame behind an instruction, given that before it."""
    text = code.flow.listing[offset // 4]
    if _SETS_RECORD.match(text):
        return True
    return before and not _other_x29(text) and not text.startswith("ldp x29, x30, [sp")
