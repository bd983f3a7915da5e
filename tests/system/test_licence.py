"""What a candidate may do that its baseline does: call, tail call, land, sign."""

from __future__ import annotations

from pathlib import Path

import pytest

from armcc.function.contract import Contract
from armcc.gates.syntax import Assembled, RejectedError, assemble

NAMES = frozenset(["g", "f", "abort"])
CALLS = Contract(
    callees=(("abort", "void () noreturn nounwind"), ("f", "i32 (i32)"), ("g", "i32 (i32)"))
)
POINTERS = Contract(callees=(("", "i32 (i32)"),))
GUARDED = Contract(
    callees=CALLS.callees,
    attributes=('"branch-target-enforcement"', '"sign-return-address"="non-leaf"'),
)
GUARDED_POINTERS = Contract(callees=POINTERS.callees, attributes=GUARDED.attributes)
SIGNED_83 = Contract(
    callees=CALLS.callees,
    attributes=('"sign-return-address"="all"',),
    features=("+neon", "+pauth", "+v8.3a", "+v8a"),
)

FRAME = "stp x29, x30, [sp, #-16]!\n{0}\nldp x29, x30, [sp], #16\n{1}"
SIGNED = "paciasp\n.cfi_negate_ra_state\n" + FRAME + "\n"
SIGNED_END = "autiasp\n.cfi_negate_ra_state\nret"


def made(contract: Contract, text: str, folder: Path) -> Assembled:
    return assemble("f:\n" + text, "f", contract, str(folder), NAMES)


# (contract, code, the reason why it is refused or "")
CASES = [
    (CALLS, FRAME.format("bl g", "ret"), ""),
    (CALLS, FRAME.format("bl h", "ret"), "forbidden-instruction"),
    (CALLS, FRAME.format("blr x1", "ret"), "forbidden-instruction"),
    (CALLS, "bl g\nret", "return"),
    (CALLS, "b g", ""),
    (CALLS, "b h", "place"),
    (CALLS, "b g + 4", "place"),
    (CALLS, "cbz w0, g\nret", "place"),
    (CALLS, "tbz w0, #3, g\nret", "place"),
    (CALLS, "b.eq g\nret", "place"),
    (CALLS, FRAME.format("bl g", "b g"), ""),
    (CALLS, FRAME.format("bl g\nb g", "ret"), "return"),
    # Itself.
    (CALLS, FRAME.format("bl f", "ret"), ""),
    (CALLS, "cbz w0, 1f\nb f\n1:\nret", ""),
    # A label of a callee's name would be code of its own.
    (CALLS, FRAME.format("bl g", "ret\ng:\nret"), "place"),
    # What never comes back may end the code; what does may not.
    (CALLS, "cbz w0, 1f\nret\n1:\nbl abort", ""),
    (CALLS, "cbz w0, 1f\nret\n1:\nbl g", "place"),
    (CALLS, "cbz w0, 1f\nbl abort\n1:\nret", ""),
    (CALLS, "cbz w0, 1f\nbl g\n1:\nret", "return"),
    (CALLS, "bti c\nret", "forbidden-instruction"),
    (CALLS, "paciasp\nautiasp\nret", "forbidden-instruction"),
    (CALLS, "retaa", "forbidden-instruction"),
    (CALLS, ".cfi_negate_ra_state\nret", "directive"),
    # Pages of symbols outlive a call where it preserves the register.
    (CALLS, FRAME.format("adrp x19, t\nbl g\nldr w0, [x19, :lo12:t]", "ret"), ""),
    (CALLS, FRAME.format("adrp x9, t\nbl g\nldr w0, [x9, :lo12:t]", "ret"), "address-halves"),
    # Pointers.
    (POINTERS, FRAME.format("blr x1", "ret"), ""),
    (POINTERS, "br x1", ""),
    (POINTERS, "blr x1\nret", "return"),
    (POINTERS, FRAME.format("blr x1\nbr x2", "ret"), "return"),
    (POINTERS, "br x18", "platform-register"),
    (POINTERS, FRAME.format("bl g", "ret"), ""),  # its baseline calls g, by NAMES
    # Landing pads and signing.
    (GUARDED, "bti c\nret", ""),
    (GUARDED, "ret", ""),  # whether the baseline has one is the structure's business
    (GUARDED, "mov w0, w1\nbti c\nret", "landing-pad"),
    (GUARDED, "bti j\nret", "landing-pad"),
    (GUARDED, "bti jc\nret", "landing-pad"),
    (GUARDED, SIGNED.format("bl g", SIGNED_END), ""),
    (GUARDED, SIGNED.format("bl g", "ret"), "return"),
    (GUARDED, SIGNED.format("bl g", "retaa"), "forbidden-instruction"),
    (GUARDED, "pacibsp\nret", "unknown-instruction"),
    (GUARDED_POINTERS, "bti c\nbr x16", ""),
    (GUARDED_POINTERS, "bti c\nbr x17", ""),
    (GUARDED_POINTERS, "bti c\nbr x1", "landing-pad"),
    (GUARDED_POINTERS, "bti c\n" + FRAME.format("blr x1", "ret"), ""),
    (SIGNED_83, SIGNED.format("bl g", "retaa"), ""),
    (SIGNED_83, SIGNED.format("bl g", "retab"), "unknown-instruction"),
    (SIGNED_83, "pacia x30, sp\nautiasp\nret", "unknown-instruction"),
]  # fmt: skip


@pytest.mark.parametrize(("contract", "code", "reason"), CASES)
def test_what_may_be_assembled(contract: Contract, code: str, reason: str, tmp_path: Path) -> None:
    if reason:
        with pytest.raises(RejectedError) as caught:
            made(contract, code, tmp_path)
        assert caught.value.reason == reason, caught.value.detail
    else:
        made(contract, code, tmp_path)


def test_a_call_is_a_relocation_by_name(tmp_path: Path) -> None:
    one = made(CALLS, FRAME.format("bl g\nbl f", "b g"), tmp_path)
    assert [(at, target, addend) for at, _, target, addend in one.machine.relocations] == [
        (4, "g", 0), (8, "f", 0), (16, "g", 0),
    ]  # fmt: skip


def test_protections_have_names_in_the_listing(tmp_path: Path) -> None:
    one = made(GUARDED, "bti c\nhint #25\nhint #29\nret", tmp_path)
    assert one.listing == ("bti c", "paciasp", "autiasp", "ret")


def test_nobody_calls_without_a_licence(tmp_path: Path) -> None:
    for code in (FRAME.format("bl g", "ret"), "b g"):
        with pytest.raises(RejectedError):
            assemble("f:\n" + code, "f", CALLS, str(tmp_path))
