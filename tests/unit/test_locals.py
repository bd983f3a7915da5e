"""Addresses of local variables in what processes report, and calls said in a frame's terms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from armcc.function.contract import Frame, Local
from armcc.gates.image import Image, Stub
from armcc.gates.locals import (
    Places,
    at_the_end,
    call_difference_of_locals,
    effects_in,
    without_roots,
)
from armcc.gates.program import NativeCall
from armcc.gates.state import HOME, CallEffect, CallRecord, Reached, Region, Root, Test

SP = HOME.stack + 0x8000
LOW = SP - 0x100
# The baseline's: 16 bytes, and 8 above them.  The candidate's: the other way round.
FRAME = Frame((Local(-0x40, 16, 8), Local(-0x30, 8, 8)))
BASE = {0: SP - 0x40, 1: SP - 0x30}
THERE = {0: SP - 0x38, 1: SP - 0x40}
STUB = Stub(0x1000, "g", arguments=(("x", 0, 64), ("x", 1, 64)))
IMAGE = Image((), 0, 0, (), stubs=(STUB,), frame=FRAME)
HEAP = Region(0x5000, bytes(4096), "heap")


def word(value: int) -> bytes:
    return value.to_bytes(8, "little")


def memory(**words: int) -> tuple[bytes, ...]:
    """The region with words at offsets: `_16=5`."""
    data = bytearray(HEAP.data)
    for name, value in words.items():
        data[int(name[1:]) : int(name[1:]) + 8] = word(value)
    return (bytes(data),)


def called(reached: dict[int, bytes], roots: tuple[Root, ...], **more: int) -> CallRecord:
    """A call of the baseline's; what counts of a variable is told by its length."""
    sizes = [one.size for one in FRAME.locals]
    found = tuple(
        Reached(n, BASE[n], d.ljust(sizes[n], b"?"), (b"\1" * len(d)).ljust(sizes[n], b"\0"))
        for n, d in reached.items()
    )
    return CallRecord(
        0, (0,) * 31, (0,) * 32, SP - 0x60, bytes(64), reached=found, roots=roots, **more
    )


def report(
    x0: int, x1: int, frame: dict[int, bytes], held: tuple[bytes, ...] = memory()
) -> NativeCall:
    whole = bytearray(SP - LOW)
    for address, data in frame.items():
        whole[address - LOW : address - LOW + len(data)] = data
    x = (x0, x1, *[0] * 29)
    return NativeCall(STUB.address, x, (0,) * 32, SP - 0x60, bytes(64), held, bytes(whole))


ARGUMENT = Root(0, 0, 0, 0, 0)  # x0: the first variable
SECOND = Root(0, 1, 0, 1, 4)  # x1: 4 bytes into the second
IN_HEAP = Root(1, HEAP.address + 16, 0, 0, 8)
INSIDE = Root(2, 8, 0, 1, 0)  # 8 bytes into the first: the second


def differs(calls: list[CallRecord], got: NativeCall, starts: dict[int, int] | None = None) -> str:
    places = Places(FRAME, LOW, SP, dict(starts or {}))
    return call_difference_of_locals(IMAGE, (HEAP,), len(calls) - 1, calls, got, places)


def test_a_variable_may_lie_anywhere_in_the_frame() -> None:
    want = called({0: b"abcd", 1: b"12345678"}, (ARGUMENT, SECOND))
    there = {THERE[0]: b"abcd", THERE[1]: b"12345678"}
    assert differs([want], report(THERE[0], THERE[1] + 4, there)) == ""
    for moved in (8, -8, 16):
        lie = {THERE[0] + moved: b"abcd", THERE[1]: b"12345678"}
        overlap = moved == -8
        assert bool(differs([want], report(THERE[0] + moved, THERE[1] + 4, lie))) == overlap


@pytest.mark.parametrize(
    ("x0", "what"),
    [
        (SP - 8, "over the end of the frame"),
        (SP, "in the caller's"),
        (SP - 0x68, "below sp"),
        (LOW - 16, "below what is known"),
        (THERE[0] + 4, "not aligned"),
        (0x5000, "elsewhere"),
    ],
)
def test_where_a_variable_cannot_lie(x0: int, what: str) -> None:
    want = called({0: b""}, (ARGUMENT,))
    assert differs([want], report(x0, 0, {})), what


def test_only_what_has_content_counts() -> None:
    want = called({0: b"abcd"}, (ARGUMENT,))
    assert differs([want], report(THERE[0], 0, {THERE[0]: b"abcdXYZ"})) == ""
    assert "holds something else" in differs([want], report(THERE[0], 0, {THERE[0]: b"abcX"}))


def test_one_variable_has_one_place() -> None:
    both = (ARGUMENT, replace(ARGUMENT, where=1, offset=8))
    want = called({0: b""}, both)
    assert differs([want], report(THERE[0], THERE[0] + 8, {})) == ""
    assert "argument 2" in differs([want], report(THERE[0], THERE[0], {}))


def test_what_a_callee_may_have_kept_stays_where_it_is() -> None:
    for kept, moved in ((1, True), (0, False)):
        first = called({0: b""}, (ARGUMENT,), kept=kept)
        second = called({0: b""}, (ARGUMENT,), kept=kept)
        got = report(THERE[0] + 8, 0, {})
        assert bool(differs([first, second], got, {0: THERE[0]})) == moved
    first = called({0: b"abcd"}, (ARGUMENT,), kept=1)
    later = called({0: b"abcd"}, (), kept=1)
    assert differs([first, later], report(0, 0, {THERE[0]: b"abcd"}), {0: THERE[0]}) == ""
    assert differs([first, later], report(0, 0, {THERE[0]: b"abXd"}), {0: THERE[0]})
    gone = replace(report(0, 0, {THERE[0]: b"abcd"}), sp=THERE[0] + 16)
    assert "no longer" in differs([first, later], gone, {0: THERE[0]})


def test_addresses_in_memory_and_in_variables() -> None:
    want = called({0: b"", 1: b""}, (IN_HEAP, INSIDE))
    inside = {THERE[0] + 8: word(THERE[1])}
    assert differs([want], report(0, 0, inside, memory(_16=THERE[0] + 8))) == ""
    assert differs([want], report(0, 0, {}, memory(_16=THERE[0] + 8)))
    other = called({0: b"", 1: b""}, (ARGUMENT, IN_HEAP))
    assert "in memory" in differs([other], report(THERE[0], 0, {}, memory(_16=THERE[0])))
    assert without_roots((HEAP,), memory(_16=5, _24=7), want) == memory(_24=7)


def test_what_is_left_in_memory_is_of_the_same_variables() -> None:
    def end(want: int, got: int, starts: dict[int, int], kept: int) -> bool:
        places = Places(FRAME, LOW, SP, starts)
        a, b = memory(_16=want), memory(_16=got)
        return at_the_end((HEAP,), a, b, BASE, places, kept) == a

    assert end(BASE[0] + 8, THERE[0] + 8, dict(THERE), 1)
    assert not end(BASE[0], THERE[0] + 8, dict(THERE), 1)
    assert not end(BASE[0] + 8, BASE[0] + 8, dict(THERE), 1)
    assert end(BASE[0] + 8, BASE[0] + 8, dict(BASE), 1)
    assert not end(BASE[0], THERE[1], dict(THERE), 1)
    assert end(BASE[1], THERE[1], {}, 0)  # no callee has ever seen it
    assert not end(BASE[0], 0x5000, {}, 0)
    assert not end(77, 78, {}, 0)


def test_what_calls_do_in_the_terms_of_each_frame() -> None:
    patches = (
        (BASE[0] + 8, word(BASE[1] + 4)),  # a variable that is open, an address in it
        (BASE[1], word(1)),  # one that is not
        (SP - 8, word(2)),  # no variable
        (HEAP.address, word(BASE[0])),
        (HEAP.address + 8, b"\1\2"),
    )
    effect = CallEffect((BASE[0], 5, *[0] * 16), (0,) * 32, 0, patches)
    test = Test((0,) * 31, (0,) * 32, SP, 0, (HEAP,), b"", "", (effect,))
    made = called({0: b"", 1: b""}, (ARGUMENT,), open=1)
    (own,) = effects_in(IMAGE, test, [made]).calls
    assert own.x == effect.x
    assert own.patches == (patches[0], patches[3], patches[4])
    (theirs,) = effects_in(IMAGE, test, [made], [THERE], [(0,) * 31]).calls
    assert theirs.x[:2] == (THERE[0], 5)
    assert theirs.patches == (
        (THERE[0] + 8, word(THERE[1] + 4)),
        (HEAP.address, word(THERE[0])),
        patches[4],
    )
    reader = replace(IMAGE, stubs=(replace(STUB, memory="read"),))
    assert effects_in(reader, test, [made]).calls[0].patches == (patches[3], patches[4])
    back = replace(IMAGE, stubs=(replace(STUB, returned=("x", 1)),))
    (given,) = effects_in(back, test, [made], [THERE], [(0, 99, *[0] * 29)]).calls
    assert given.x[0] == 99
    assert effects_in(replace(IMAGE, frame=Frame()), test, [made]) is test
