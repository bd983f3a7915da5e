"""Which event makes two executions different, and in which rows they are shown."""

from __future__ import annotations

from typing import Any

from armcc.control.sidebyside import DIFFERENT, SAME, first_difference, rows, text
from armcc.control.tracing import Event, Executed, Execution, last_change, shown_value, stopped
from armcc.gates.state import CallEffect, Region, Test

BASE = 0x1000


def entry(*patches: tuple[int, bytes]) -> Test:
    calls = (CallEffect((0,) * 18, (0,) * 32, 0, patches),)
    region = Region(BASE, bytes(64), "buffer 0")
    return Test((0,) * 31, (0,) * 32, 0, 0, (region,), b"", "", calls)


TEST = entry()


def run(*events: Event) -> Execution:
    steps = tuple(Executed(4 * n, f"insn {n}", ()) for n in range(len(events)))
    return Execution(steps, events, True)


def read(at: int, data: bytes, step: int = 0) -> Event:
    return Event("read", step, BASE + at, data, f"buffer 0+{at:#x}")


def write(at: int, data: bytes, step: int = 0) -> Event:
    return Event("write", step, BASE + at, data, f"buffer 0+{at:#x}")


def back(value: int, name: str = "w0") -> Event:
    return Event("return", 0, results=((name, value),))


def call(value: int) -> Event:
    return Event("call", 0, callee="f", arguments=(("w0", value),))


def test_another_result_is_the_difference() -> None:
    assert first_difference(run(back(1)), run(back(2)), TEST) == (0, 0)
    assert first_difference(run(back(1)), run(back(1)), TEST) is None


def test_reading_twice_at_once_is_none() -> None:
    left = run(read(0, b"ab"), read(2, b"cd"), back(1))
    right = run(read(0, b"abcd"), back(1))
    assert first_difference(left, right, TEST) is None


def test_writing_in_another_order_is_none() -> None:
    left = run(write(0, b"ab"), write(8, b"cd"), back(1))
    right = run(write(8, b"cd"), write(0, b"a"), write(1, b"b"), back(1))
    assert first_difference(left, right, TEST) is None


def test_a_wrong_byte_is_traced_to_the_write_that_left_it() -> None:
    left = run(write(0, b"ab"), write(0, b"ac"), back(1))
    right = run(write(4, b"\0"), write(0, b"ab"), back(1))
    assert first_difference(left, right, TEST) == (1, 1)


def test_a_write_that_is_missing_is_one() -> None:
    assert first_difference(run(write(0, b"a"), back(1)), run(back(1)), TEST) == (0, None)


def test_a_missing_write_of_what_is_there_already_is_none() -> None:
    assert first_difference(run(write(0, b"\0"), back(1)), run(back(1)), TEST) is None


def test_memory_counts_at_each_call() -> None:
    left = run(write(0, b"a"), call(1), back(1))
    right = run(call(1), write(0, b"a"), back(1))
    assert first_difference(left, right, TEST) == (0, None)


def test_what_a_call_changed_is_what_was_there() -> None:
    test = entry((BASE, b"z"))
    left = run(call(1), write(0, b"z"), back(1))
    assert first_difference(left, run(call(1), back(1)), test) is None
    assert first_difference(left, run(call(1), back(1)), TEST) == (1, None)


def test_another_argument_and_another_number_of_calls() -> None:
    assert first_difference(run(call(1), back(1)), run(call(2), back(1)), TEST) == (0, 0)
    assert first_difference(run(call(1), back(1)), run(back(1)), TEST) == (0, 0)


def test_two_nans_are_one_value() -> None:
    left, right = run(back(0x7FC00000, "s0")), run(back(0xFFC00001, "s0"))
    assert first_difference(left, right, TEST) is None
    left, right = run(back(0x7F800000, "s0")), run(back(0xFF800000, "s0"))
    assert first_difference(left, right, TEST) == (0, 0)


def test_a_run_that_the_gates_ended_differs_there() -> None:
    right = stopped(run(read(0, b"a", 0), read(4, b"b", 1)), "reads what it may not")
    left = run(read(0, b"a"), back(1))
    assert first_difference(left, right, TEST) == (1, 1)
    found = rows(left, right, TEST)
    assert [r.mark for r in found] == [SAME, DIFFERENT]


def test_rows_end_with_the_difference_and_match_what_is_alike() -> None:
    left = run(read(0, b"a"), read(1, b"b"), write(8, b"x"), read(2, b"c"), back(1))
    right = run(read(1, b"b"), read(0, b"a"), write(8, b"y"), back(1))
    found = rows(left, right, TEST)
    assert (found[-1].mark, found[-1].left, found[-1].right) == (DIFFERENT, 2, 2)
    assert sum(r.mark == SAME for r in found) == 1
    assert {r.left for r in found if r.left is not None} == {0, 1, 2}
    assert {r.right for r in found if r.right is not None} == {0, 1, 2}


def test_long_stretches_are_shown_in_time() -> None:
    left = run(*[read(n % 64, bytes([n % 251])) for n in range(6000)], back(1))
    right = run(*[read(n % 64, bytes([n % 241])) for n in range(6000)], back(2))
    found = rows(left, right, TEST)
    assert found[-1].mark == DIFFERENT
    assert any("rows before these" in line for line in text(left, right, found, every=False))


def test_text_says_where_there_is_no_difference() -> None:
    left = run(read(0, b"a"), back(1))
    lines = text(left, left, rows(left, left, TEST, differ=False), every=False)
    assert lines[-1].strip() == "no difference"
    assert not any(line.startswith(DIFFERENT) for line in lines)


def test_all_shows_each_instruction_once() -> None:
    steps = tuple(Executed(4 * n, f"insn{n} x0", (("x0", n),)) for n in range(6))
    left = Execution(steps, (read(0, b"a", 2), read(1, b"b", 2), Event("return", 5)), True)
    lines = text(left, left, rows(left, left, TEST, differ=False), every=True)
    assert sum("insn" in line for line in lines) == 6
    plain = text(left, left, rows(left, left, TEST, differ=False), every=False)
    assert any("insn2" in line for line in plain)
    assert not any("insn3" in line for line in plain)


def test_the_instruction_that_made_a_wrong_value_is_named() -> None:
    steps = (
        Executed(0, "ldr x19, [sp]", (("x19", 5),)),
        Executed(4, "mov w19, w0", (("w19", 7),)),
        Executed(8, "ret", ()),
    )
    assert last_change(steps, ["x19"]) == 1
    assert last_change(steps, ["x20"]) == -1
    over = stopped(Execution(steps, (Event("return", 2),), True), "x19 is not preserved", "x19")
    assert [(e.kind, e.source) for e in over.events] == [("stop", 1)]


def test_values_for_people() -> None:
    def shown(name: str, value: int) -> Any:
        return shown_value(name, value)

    assert shown("w0", 5) == "5"
    assert shown("w0", 0xFFFFFFFF) == "0xffffffff (-1)"
    assert shown("x0", 1 << 63) == "0x8000000000000000 (-9223372036854775808)"
    assert shown("s1", 0x3F800000) == "1.0 (0x3f800000)"
    assert shown("sp", 0x1000) == "0x1000"
    assert shown("nzcv", 0b0110) == "-ZC-"
