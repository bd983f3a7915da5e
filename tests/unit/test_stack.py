"""Where sp and x29 stand, read off the code."""

from __future__ import annotations

import pytest
from test_return_address import flow

from armcc.gates.stack import Depth, after, depths, frame_size

# (code, the deepest known sp, whether it is ever unknown)
FRAMES = [
    ("ret", 0, False),
    ("sub sp, sp, #48\nadd sp, sp, #48\nret", 48, False),
    ("sub sp, sp, #0x30\nret", 48, False),
    ("sub sp, sp, #2, lsl #12\nsub sp, sp, #16\nret", 8208, False),
    ("stp x29, x30, [sp, #-32]!\nldp x29, x30, [sp], #32\nret", 32, False),
    ("str x19, [sp, #-16]!\nsub sp, sp, #16\nadd sp, sp, #16\nldr x19, [sp], #16\nret", 32, False),
    ("str q0, [sp, #-16]!\nldr q0, [sp], #16\nret", 16, False),
    ("str x0, [sp, #-8]\nret", 0, False),  # below sp, which is another gate's business
    (("stp x29, x30, [sp, #-16]!\nmov x29, sp\nsub sp, sp, #64\nmov sp, x29\n"
     "ldp x29, x30, [sp], #16\nret"), 80, False),
    (("stp x29, x30, [sp, #-16]!\nmov x29, sp\nsub sp, sp, x0\nmov sp, x29\n"
     "ldp x29, x30, [sp], #16\nsub sp, sp, #8\nret"), 16, True),
    (("stp x29, x30, [sp, #-32]!\nadd x29, sp, #16\nand sp, x8, #0xffffffffffffffc0\n"
     "sub sp, x29, #16\nret"), 32, True),
    ("stp x29, x30, [sp, #-16]!\nmov x29, x0\nmov sp, x29\nret", 16, True),
    ("cmp sp, x0\nret", 0, False),
    ("sub sp, sp, #16\nloop:\nsub sp, sp, #16\ncbnz x0, loop\nret", 16, True),
    ("cbz x0, out\nsub sp, sp, #32\nadd sp, sp, #32\nout:\nret", 32, False),
    ("cbz x0, out\nsub sp, sp, #32\nout:\nret", 32, True),
]  # fmt: skip


@pytest.mark.parametrize(("code", "deepest", "unknown"), FRAMES)
def test_the_size_of_a_frame(code: str, deepest: int, unknown: bool) -> None:
    one = flow(code)
    assert frame_size(one, depths(one)) == (deepest, unknown)


# (code up to a call, whether x29 leads to a frame record there)
RECORDS = [
    ("stp x29, x30, [sp, #-16]!\nmov x29, sp", True),
    ("sub sp, sp, #48\nstp x29, x30, [sp, #32]\nadd x29, sp, #32", True),
    ("sub sp, sp, #48\nstp x29, x30, [sp, #32]\nadd x29, sp, #16", False),
    ("stp x29, x30, [sp, #-16]!", False),
    ("stp x30, x29, [sp, #-16]!\nmov x29, sp", False),
    ("mov x29, sp\nstp x29, x30, [sp, #-16]!", False),
    ("stp x29, x30, [sp, #-16]!\nmov x29, sp\nmov x29, x0", False),
    ("stp x29, x30, [sp, #-16]!\nmov x29, sp\nldr x29, [x0]", False),
    ("stp x29, x30, [sp, #-16]!\nmov x29, sp\nstr x29, [x0]\ncbz x29, 1", True),
    ("stp x29, x30, [sp, #-16]!\ncbz x0, over\nmov x29, sp\nover:", False),
]


@pytest.mark.parametrize(("code", "chained"), RECORDS)
def test_the_frame_record_at_a_call(code: str, chained: bool) -> None:
    one = flow(code + "\nbl g\nret")
    assert depths(one)[4 * one.listing.index("bl g")].chained == chained


def test_what_stands_for_x29_of_the_caller() -> None:
    assert after("ldp x29, x30, [sp], #16", Depth(-16, -16, -16)) == Depth(0, None, -16)
