"""Where engines disagree, the instruction is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from natively import buffer, effect_of, image_of, stub, test_of

from armcc.gates import stepping
from armcc.gates.stepping import Step, first_disagreement, steps

LOOP = """
    stp x29, x30, [sp, #-32]!
    str d8, [sp, #16]
    mov x16, #3
    fmov d8, #2.0
1:  cbz x1, 2f
    ldrb w2, [x0]
    add w2, w2, w16
    subs x1, x1, #1
    strb w2, [x0], #1
    ld1 {v0.16b}, [x3]
    fadd v1.2d, v0.2d, v8.2d
    adr x17, 1b
    ldr x5, 3f
    b 1b
2:  ldr d8, [sp, #16]
    ldp x29, x30, [sp], #32
    ret
3:  .quad 0x1234567890
"""


def words(text: str) -> tuple[str, ...]:
    """The text's lines as a listing: one an instruction."""
    lines = [line.split(":")[-1].strip() for line in text.strip().splitlines()]
    return tuple(line for line in lines if line)


def test_every_kind_of_step_is_the_same_in_both(tmp_path: Path) -> None:
    image = image_of(LOOP, tmp_path)
    region = buffer(0, bytes(range(64)))
    test = test_of(1, {0: region.address, 1: 20, 3: region.address + 32}, (region,))
    assert len(list(steps(image, test, 1000))) == 4 + 20 * 10 + 1 + 3
    assert first_disagreement(image, words(LOOP), test, str(tmp_path)) is None


CALLS = """
    stp x29, x30, [sp, #-16]!
    bl first
    add x0, x0, #1
    bl copy
    ldp x29, x30, [sp], #16
    b second
"""


def test_calls_are_stepped_over(tmp_path: Path) -> None:
    stubs = (stub(0, "first"), stub(1, "second"), replace(stub(2, "copy"), effect="memset"))
    image = image_of(CALLS, tmp_path, stubs)
    region = buffer(0, bytes(64))
    one = effect_of(1)
    one = replace(one, x=(region.address, 7, 8, *one.x[3:]))
    test = test_of(1, {}, (region,), (one, effect_of(2)))
    assert len(list(steps(image, test, 1000))) == 6
    assert first_disagreement(image, words(CALLS), test, str(tmp_path)) is None


# The thread's register: nothing in Unicorn, the harness's in a process.
THREAD = """
    mov x2, #5
1:  add x1, x1, x2
    subs x2, x2, #1
    b.ne 1b
    mrs x0, tpidr_el0
    eor x0, x0, x1
    ret
"""


def test_the_instruction_is_named(tmp_path: Path) -> None:
    image = image_of(THREAD, tmp_path)
    found = first_disagreement(image, words(THREAD), test_of(), str(tmp_path))
    assert found is not None
    assert (found.text, found.offset, found.number) == ("mrs x0, tpidr_el0", 16, 16)
    assert "x0 is 0x" in found.difference
    assert "mrs x0, tpidr_el0" in found.sentence()


@pytest.mark.parametrize(
    ("text", "change", "said"),
    [
        ("add w2, w2, w16", {"x": 2}, "x2 is"),
        ("mov x16, #3", {"x": 16}, "x16 is"),
        ("adr x17, 1b", {"x": 17}, "x17 is"),
        ("ldp x29, x30, [sp], #32", {"x": 30}, "x30 is"),
        ("fadd v1.2d, v0.2d, v8.2d", {"v": 1}, "v1 is"),
        ("subs x1, x1, #1", {"nzcv": 0}, "nzcv is"),
        ("stp x29, x30, [sp, #-32]!", {"sp": 0}, "sp is"),
        ("cbz x1, 2f", {"pc": 0}, "the next instruction is"),
        ("b 1b", {"pc": 0}, "the next instruction is"),
        ("ret", {"pc": 0}, "the next instruction is"),
        ("strb w2, [x0], #1", {"memory": 0}, "memory at"),
    ],
)
def test_every_part_of_the_state_is_compared(
    text: str, change: dict[str, int], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine that does one instruction wrong, the third time it meets it if it does."""
    image = image_of(LOOP, tmp_path)
    index = words(LOOP).index(text)
    region = buffer(0, bytes(range(64)))
    test = test_of(1, {0: region.address, 1: 5, 3: region.address + 32}, (region,))
    seen = 0

    def wrong(step: Step) -> Step:
        nonlocal seen
        if step.before.pc != image.entry + 4 * index:
            return step
        seen += 1
        if seen != (3 if 4 <= index < 14 else 1):
            return step
        ((what, number),) = change.items()
        after: Any = step.after
        if what == "memory":
            data = bytearray(step.results[0])
            data[77] ^= 1
            return replace(step, results=(bytes(data), *step.results[1:]))
        value = getattr(after, what)
        if isinstance(value, tuple):
            new = (*value[:number], value[number] ^ 1 << 33, *value[number + 1 :])
            return replace(step, after=replace(after, **{what: new}))
        return replace(step, after=replace(after, **{what: value ^ 8}))

    whole = stepping.steps
    monkeypatch.setattr(stepping, "steps", lambda *a: (wrong(s) for s in whole(*a)))
    found = first_disagreement(image, words(LOOP), test, str(tmp_path))
    assert found is not None
    assert (found.text, found.offset) == (text, 4 * index)
    assert found.difference.startswith(said)


def test_one_that_dies_in_one_engine_is_named(tmp_path: Path) -> None:
    """Unicorn has EL1's registers, a process has not."""
    text = "mov x0, #1\n.inst 0xd5381020\nret"  # mrs x0, actlr_el1
    found = first_disagreement(
        image_of(text, tmp_path),
        ("mov x0, #1", "mrs x0, actlr_el1", "ret"),
        test_of(),
        str(tmp_path),
    )
    assert found is not None
    assert (found.offset, found.number) == (4, 1)
    assert "where Unicorn goes on" in found.difference
