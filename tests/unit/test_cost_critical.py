"""Critical paths of timelines made by hand, worked out on paper."""

# ruff: noqa: E501  a row is easier to read when it stands in one line

from __future__ import annotations

from dataclasses import replace

import pytest

from armcc.gates.speed.critical import Link, critical, unit_of
from armcc.gates.speed.forwarding import Forward
from armcc.gates.speed.mca import Timeline
from armcc.gates.speed.retime import Timed, Waits
from armcc.gates.speed.steps import Operation, Step


def made(
    *rows: tuple[Operation, str, tuple[int, int, int, int, int]],
) -> tuple[list[Step], Timeline]:
    """Steps and their timeline: (operation, resource, (dispatched, ready, issued, executed, retired))."""
    names = ("V2UnitS0", "V2UnitS1", "V2UnitV0", "V2UnitL01.", "V2UnitL01.\x01", "V2UnitD.")
    times = [t for _, _, t in rows]
    line = Timeline(
        *(tuple(column) for column in zip(*times, strict=True)),  # type: ignore[arg-type]
        micro=(1,) * len(rows),
        ports=tuple(((names.index(r), 1),) if r else () for _, r, _ in rows),
        names=names,
    )
    return [Step(op, 4 * n) for n, (op, _, _) in enumerate(rows)], line


def as_is(line: Timeline) -> Timed:
    """The timeline, with nothing corrected."""
    same = (line.dispatched, line.issued, line.executed, line.retired)
    return Timed(*same, because=((-1, ""),) * len(line.micro))


def op(text: str, reads: tuple[int, ...] = (), writes: tuple[int, ...] = ()) -> Operation:
    return Operation(text, reads, writes, loads=text == "ldr", stores=text == "str")


def total(links: tuple[Link, ...]) -> int:
    return sum(link.cycles for link in links)


def told(links: tuple[Link, ...]) -> list[tuple[int, int, str]]:
    return [(link.place, link.cycles, link.cause) for link in links if link.cycles]


def test_a_chain_of_registers() -> None:
    steps, line = made(
        (op("ldr", (), (1,)), "V2UnitL01.", (0, 0, 1, 5, 6)),
        (op("add", (1,), (2,)), "V2UnitS0", (0, 5, 5, 6, 7)),
        (op("add", (), (9,)), "V2UnitS1", (0, 0, 1, 2, 7)),
        (op("mul", (2,), (3,)), "V2UnitS1", (1, 6, 6, 9, 10)),
        (op("add", (), (8,)), "V2UnitS0", (1, 1, 2, 3, 10)),
    )
    links = critical(steps, line, as_is(line), Waits())
    assert told(links) == [
        (0, 1, "dispatch"), (0, 4, "register"), (1, 1, "register"), (3, 3, "register"),
        (3, 1, "retire"),
    ]  # fmt: skip
    assert total(links) == 10


def test_what_comes_together_is_the_older_ones() -> None:
    """The sum of the iteration before, and the product of this one."""
    steps, line = made(
        (op("fadd", (0,), (0,)), "V2UnitV0", (0, 0, 1, 4, 5)),
        (op("fmul", (5,), (1,)), "V2UnitV0", (1, 1, 2, 4, 5)),
        (op("fadd", (0, 1), (0,)), "V2UnitV0", (1, 4, 4, 7, 8)),
    )
    links = critical(steps, line, as_is(line), Waits())
    assert (0, 3, "register") in told(links)
    assert total(links) == 8


def test_a_result_that_is_forwarded_early() -> None:
    """Of a sum of products the sum is needed two cycles later than the product."""
    steps, line = made(
        (op("fmla", (0,), (0,)), "V2UnitV0", (0, 0, 1, 5, 6)),
        (op("fmla", (0,), (0,)), "V2UnitV0", (0, 3, 3, 7, 8)),
        (op("fmla", (0,), (0,)), "V2UnitV0", (0, 5, 5, 9, 10)),
    )
    links = critical(steps, line, as_is(line), Waits())
    assert told(links) == [
        (0, 1, "dispatch"), (0, 2, "register"), (1, 2, "register"), (2, 4, "register"),
        (2, 1, "retire"),
    ]  # fmt: skip


def test_stored_bytes_and_a_miss() -> None:
    """A store, whose bytes a load has five cycles later; another load misses, six cycles."""
    steps, line = made(
        (op("str", (1,), ()), "V2UnitD.", (0, 0, 1, 2, 3)),
        (op("ldr", (), (2,)), "V2UnitL01.", (0, 0, 1, 5, 6)),
        (op("ldr", (2,), (3,)), "V2UnitL01.", (0, 5, 5, 9, 10)),
    )
    timed = replace(
        as_is(line), issued=(1, 1, 6), executed=(2, 6, 16), retired=(3, 7, 17), dispatched=(0, 0, 0)
    )
    waits = Waits(forwards={1: Forward((0,), 5)}, longer={2: 6})
    links = critical(steps, line, timed, waits)
    assert told(links) == [
        (0, 1, "dispatch"), (0, 5, "store"), (2, 4, "register"), (2, 6, "cache"), (2, 1, "retire"),
    ]  # fmt: skip
    # The load that waits for the store is on the path, too, without cycles of its own.
    assert Link(1, 0, "register") in links
    assert total(links) == 17


def test_a_unit_that_is_taken() -> None:
    steps, line = made(
        (op("add", (), (1,)), "V2UnitV0", (0, 0, 1, 2, 3)),
        (op("add", (), (2,)), "V2UnitV0", (0, 0, 2, 3, 4)),
        (op("add", (), (3,)), "V2UnitV0", (0, 0, 3, 4, 5)),
    )
    links = critical(steps, line, as_is(line), Waits())
    assert [(x.place, x.cycles, x.cause, x.unit) for x in links if x.cause == "unit"] == [
        (0, 1, "unit", "V"), (1, 1, "unit", "V"),
    ]  # fmt: skip
    assert total(links) == 5


def test_units_of_one_name_stand_for_each_other() -> None:
    steps, line = made(
        (op("add", (), (1,)), "V2UnitS1", (0, 0, 1, 2, 3)),
        (op("add", (), (2,)), "V2UnitS0", (0, 0, 2, 3, 4)),
    )
    links = critical(steps, line, as_is(line), Waits())
    assert Link(0, 1, "unit", "S") in links


def test_dispatch_two_at_a_time() -> None:
    rows = [(op("nop"), "", (n // 2, n // 2, n // 2 + 1, n // 2 + 2, n // 2 + 3)) for n in range(8)]
    steps, line = made(*rows)
    links = critical(steps, line, as_is(line), Waits())
    # Three cycles are full before the last; then an operation's own way to its issue.
    assert sum(x.cycles for x in links if x.cause == "dispatch") == 4
    assert total(links) == 6


def test_code_that_has_to_be_fetched() -> None:
    rows = [(op("nop"), "", (0, 0, 1, 2, 3)) for _ in range(3)]
    steps, line = made(*rows)
    timed = replace(
        as_is(line), dispatched=(0, 1, 2), issued=(1, 2, 3), executed=(2, 3, 4), retired=(3, 4, 5)
    )
    links = critical(steps, line, timed, Waits(fetched=(0, 1, 2)))
    assert sum(x.cycles for x in links if x.cause == "fetch") == 3
    assert total(links) == 5


def test_a_full_window() -> None:
    """A long division that comes first keeps the last from being dispatched."""
    steps, line = made(
        (op("div", (), (1,)), "V2UnitS0", (0, 0, 1, 13, 14)),
        (op("add", (), (2,)), "V2UnitS1", (0, 0, 1, 2, 14)),
        (op("add", (), (3,)), "V2UnitS1", (14, 14, 15, 16, 17)),
    )
    links = critical(steps, line, as_is(line), Waits())
    assert sum(x.cycles for x in links if x.cause == "window") == 14
    assert total(links) == 17


def test_a_core_that_issues_in_order() -> None:
    """The second waits for the first's register; the third only for its turn."""
    steps, line = made(
        (op("ldr", (), (1,)), "V2UnitL01.", (0, 0, 0, 3, 3)),
        (op("add", (1,), (2,)), "V2UnitS0", (3, 3, 3, 4, 4)),
        (op("mul", (), (3,)), "V2UnitS1", (3, 3, 3, 7, 7)),
    )
    links = critical(steps, line, as_is(line), Waits(), in_order=True)
    assert told(links) == [(0, 3, "register"), (2, 4, "register")]
    assert Link(1, 0, "order") in links
    assert total(links) == 7


def test_nothing_has_no_path() -> None:
    empty = Timeline((), (), (), (), (), (), (), ())
    assert critical([], empty, as_is(empty), Waits()) == ()


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("V2UnitV3", "V"), ("V2UnitL01.\x01", "L"), ("V2UnitL2", "L"), ("V2UnitB.", "B"),
        ("V2UnitFlg.\x02", "Flg"), ("CortexA55UnitALU.", "ALU"), ("A57UnitX", "X"), ("Zn3AGU0", "Zn3AGU"),
    ],
)  # fmt: skip
def test_names_of_units(name: str, group: str) -> None:
    assert unit_of(name) == group
