"""x30 on every path: kept, saved, lost in a call, restored, signed and authenticated."""

from __future__ import annotations

import pytest

from armcc.gates.flow import Flow, forward
from armcc.gates.return_address import signed_states, wrong_return


def flow(text: str, endless: str = "") -> Flow:
    """Instructions and labels, one a line; branches to labels stay in the function."""
    listing: list[str] = []
    labels: dict[str, int] = {}
    for line in text.strip().splitlines():
        if line.strip().endswith(":"):
            labels[line.strip()[:-1]] = 4 * len(listing)
        else:
            listing.append(" ".join(line.split()))
    targets = {
        4 * i: labels[one.split()[-1]] for i, one in enumerate(listing) if one.split()[-1] in labels
    }
    never = frozenset(4 * i for i, one in enumerate(listing) if endless and one == f"bl {endless}")
    return Flow(tuple(listing), targets, {}, never)


FRAME = "stp x29, x30, [sp, #-16]!\nbl g\n{0}\nldp x29, x30, [sp], #16\n{1}"

WIDE = "stp x29, x30, [sp, #-32]!\nmov x29, sp\nbl g\n{0}\nldp x29, x30, [sp], #32\nret"

# (code, a part of the sentence, "" where nothing is wrong)
CASES = [
    ("ret", ""),
    ("ret x30", ""),
    ("ret x1", "another register"),
    ("mov x0, x30\nret", "uses the return address"),
    ("mov x30, x0\nret", "overwrites"),
    ("add x0, x1, x30, lsl #2\nret", "uses the return address"),
    ("ldr x0, [x30]\nret", "uses the return address"),
    ("ld1 { v0.4s }, [x30]\nret", "uses the return address"),
    ("tbz w30, #4, 1\n1:\nret", "uses the return address"),
    ("str x30, [x0]\nret", "uses the return address"),
    ("str w30, [sp, #-16]!\nret", "uses the return address"),
    ("cmp x30, x0\nret", "uses the return address"),
    ("blr x30\nret", "uses the return address"),
    ("br x30", "uses the return address"),
    # A call loses it.
    ("bl g\nret", "holds an address in the code"),
    ("blr x1\nret", "holds an address in the code"),
    ("bl g\nmov x0, x30\nldp x29, x30, [sp]\nret", "uses the return address"),
    ("bl g\nstr x30, [sp, #8]\nldr x30, [sp, #8]\nret", "uses the return address"),
    ("bl g\nldr x30, [sp, #8]\nret", "overwrites"),
    (FRAME.format("add w0, w0, #1", "ret"), ""),
    (FRAME.format("add w0, w0, #1", "b h"), ""),
    (FRAME.format("add w0, w0, #1", "br x16"), ""),
    (FRAME.format("ret", "ret"), "holds an address in the code"),
    (FRAME.format("b h", "ret"), "leaves for good"),
    (FRAME.format("br x16", "ret"), "leaves for good"),
    ("str x30, [sp, #-16]!\nbl g\nldr x30, [sp], #16\nret", ""),
    ("stp x29, x30, [sp, #-16]!\nmov x29, sp\nbl g\nldp x29, x30, [x29]\nret", ""),
    # On one path only.
    ("cbz x0, out\nstp x29, x30, [sp, #-16]!\nbl g\nldp x29, x30, [sp], #16\nout:\nret", ""),
    ("cbz x0, out\nstp x29, x30, [sp, #-16]!\nbl g\nout:\nret", "one thing or another"),
    ("stp x29, x30, [sp, #-16]!\nloop:\nbl g\ncbnz w0, loop\nldp x29, x30, [sp], #16\nret", ""),
    ("cbz x0, over\nstp x29, x30, [sp, #-16]!\nover:\nbl g\nldp x29, x30, [sp], #16\nret",
     "overwrites"),
    # Once saved it is a register like others.
    (FRAME.format("mov x30, x0\nadd x0, x30, x30\nstr x30, [x1]\nldr x2, [x30, #8]", "ret"), ""),
    (FRAME.format("movk x30, #1", "ret"), "uses the return address"),
    (FRAME.format("mov w30, w0\nstr x30, [sp, #8]", "ret"), "overwrites"),
    (FRAME.format("str x0, [sp, #8]", "ret"), "overwrites"),
    (FRAME.format("str q0, [sp]", "ret"), "overwrites"),
    (FRAME.format("str x0, [sp]", "ret"), ""),
    # Spilled beside the return address, and back.
    (WIDE.format("mov x30, x0\nstr x30, [sp, #24]\nldr x30, [sp, #24]\ncmp x30, x1"), ""),
    (WIDE.format("ldp x2, x30, [sp, #16]\nadd x0, x2, x30"), ""),
    (WIDE.format("ldr x30, [x29, #16]\nstr x30, [x0]"), ""),
    (WIDE.format("ldr x30, [sp, #8]\ncmp x30, x1"), "uses the return address"),
    (WIDE.format("ldp x2, x30, [x29]\nstr x30, [x0]"), "uses the return address"),
    ("stp x29, x30, [sp, #-32]!\nbl g\nldr x30, [sp, #24]\nret", "a value of its own"),
    # Where it was called from is looked at in the frame.
    (WIDE.format("ldr x0, [sp, #8]"), "uses the return address"),
    (WIDE.format("ldr x0, [x29, #8]"), "uses the return address"),
    (WIDE.format("ldp x0, x1, [sp]"), "uses the return address"),
    (WIDE.format("ldr q0, [sp]"), "uses the return address"),
    (WIDE.format("ldrb w0, [sp, #15]"), "uses the return address"),
    (WIDE.format("ldr w30, [sp, #8]"), "uses the return address"),
    (WIDE.format("ldur x0, [sp, #4]"), "uses the return address"),
    (WIDE.format("ld1 { v0.2d }, [sp]"), "uses the return address"),
    (WIDE.format("ldr x0, [sp]"), ""),
    (WIDE.format("ldrb w0, [sp, #16]"), ""),
    (WIDE.format("sub sp, sp, #16\nldr x0, [sp, #24]\nadd sp, sp, #16"), "uses the return"),
    ("mov x30, x0\nstp x29, x30, [sp, #-16]!\nldp x29, x30, [sp], #16\nret", "overwrites"),
    # Signing.
    ("paciasp\n" + FRAME.format("nop", "autiasp\nret"), ""),
    ("paciasp\n" + FRAME.format("nop", "retaa"), ""),
    ("paciasp\n" + FRAME.format("nop", "autiasp\nb h"), ""),
    ("paciasp\n" + FRAME.format("nop", "ret"), "holds the signed return address"),
    ("paciasp\n" + FRAME.format("nop", "b h"), "leaves for good"),
    ("paciasp\n" + FRAME.format("nop", "autiasp\nretaa"), "holds the return address"),
    (FRAME.format("nop", "autiasp\nret"), "authenticates while"),
    (FRAME.format("nop", "retaa"), "holds the return address"),
    ("paciasp\npaciasp\nautiasp\nret", "signs while"),
    ("cbz x0, one\npaciasp\none:\nautiasp\nret", "authenticates while"),
    ("cbz x0, one\npaciasp\nautiasp\none:\nret", ""),
    (FRAME.format("paciasp", "ret"), "signs while"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "sentence"), CASES)
def test_what_code_does_with_the_return_address(code: str, sentence: str) -> None:
    found = wrong_return(flow(code))
    assert sentence in found
    assert bool(found) == bool(sentence)


def test_a_call_that_never_comes_back_ends_the_path() -> None:
    code = "cbnz x0, out\nbl abort\nout:\nret"
    assert wrong_return(flow(code, endless="abort")) == ""
    assert "one thing or another" in wrong_return(flow(code))


def test_where_the_return_address_is_signed() -> None:
    code = flow("paciasp\n" + FRAME.format("nop", "autiasp\nret"))
    signed = signed_states(code)
    assert [signed[4 * i] for i in range(len(code.listing))] == [
        False, True, True, True, True, True, False,
    ]  # fmt: skip


def test_facts_hold_on_every_path() -> None:
    code = flow("cbz x0, b\nmov x1, x2\nb:\nadd x1, x1, x1\ncbnz x1, b\nret\nadd x0, x0, x0")
    seen = forward(code, frozenset({0}), lambda o, s: s | {o}, lambda a, b: a & b)
    assert seen[8] == {0}
    assert seen[16] == {0, 8, 12}
    assert 20 not in seen  # nothing leads there


def test_a_table_leads_where_it_says() -> None:
    code = Flow(("br x8", "ret", "mov x30, x0", "ret"), {}, {0: (4, 8)})
    assert code.following(0) == [4, 8]
    assert "overwrites" in wrong_return(code)
    assert wrong_return(Flow(("br x8", "ret", "mov x0, x1", "ret"), {}, {0: (4, 8)})) == ""
