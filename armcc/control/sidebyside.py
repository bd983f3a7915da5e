"""Two executions side by side, up to the first thing that makes them different.

A rewrite may read twice at once, or write in another order: that is no difference.  What
is one is what the gates say; here it is traced back to the event that made it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from textwrap import wrap

from armcc.control.tracing import Execution, shown_registers
from armcc.gates.state import Test

Span = tuple[int, int]  # from one event up to another, which does not count
SAME, OTHER, DIFFERENT = "=", " ", ">"
# Events of one stretch without calls that are matched in detail.
MOST_MATCHED = 1500
WIDTH = 62


@dataclass(frozen=True)
class Row:
    """One line: an event of the baseline, of the candidate, or the same of both.

    mark: SAME, OTHER (one side only, or in another order) or DIFFERENT (the first
    difference).  The numbers are those of the events; None for no event.
    """

    mark: str
    left: int | None
    right: int | None


def rows(left: Execution, right: Execution, test: Test, differ: bool = True) -> list[Row]:
    """The events of both in rows, the last of which is the first difference, if there is one.

    test: what both executed.  differ: False where the gates see no difference.
    """
    guilty = first_difference(left, right, test) if differ else None
    if guilty is None:
        return list(_matched(left, right, len(left.events), len(right.events)))
    a, b = guilty
    # What one side did before it, up to the place that corresponds.
    end_a = a if a is not None else _before(left, right, b)
    end_b = b if b is not None else _before(right, left, a)
    return [*_matched(left, right, end_a, end_b), Row(DIFFERENT, a, b)]


def first_difference(
    left: Execution, right: Execution, test: Test
) -> tuple[int | None, int | None] | None:
    """The events, one of them perhaps absent, that make the executions different."""
    held = _Memory(test)
    for number, (mine, theirs) in enumerate(_stretches(left, right)):
        a = left.events[mine[1]] if mine[1] < len(left.events) else None
        b = right.events[theirs[1]] if theirs[1] < len(right.events) else None
        stopped = b is None or b.kind in ("fault", "stop", "limit")
        want, got = _last_writers(left, *mine), _last_writers(right, *theirs)
        found = None if stopped else _wrong_write(held, want, got)
        if found is not None:
            return found
        if a is None and b is None:
            return None
        if a is None or b is None or a.seen != b.seen:
            if stopped and b is not None:
                return _alike_before(left, right, mine, theirs), theirs[1]
            return (mine[1] if a else None), (theirs[1] if b else None)
        held.change(want, test, number)
    return None


class _Memory:
    """What the test's memory holds, as far as both executions agree."""

    def __init__(self, test: Test) -> None:
        self._regions = test.regions
        self._changed: dict[int, int] = {}

    def byte(self, address: int) -> int:
        """The byte at an address; -1 where the test has no memory."""
        if address in self._changed:
            return self._changed[address]
        for region in self._regions:
            if region.address <= address < region.end:
                return region.data[address - region.address]
        return -1

    def change(self, written: dict[int, tuple[int, int]], test: Test, call: int) -> None:
        """Take in what was written up to a call, and what the call changes."""
        self._changed |= {address: value for address, (_, value) in written.items()}
        for address, data in test.calls[call].patches if call < len(test.calls) else ():
            self._changed |= {address + n: byte for n, byte in enumerate(data)}


def _ends(execution: Execution) -> list[int]:
    """Where the stretches end: at calls, and at what ends the run."""
    return [n for n, e in enumerate(execution.events) if e.kind not in ("read", "write")]


def _stretches(left: Execution, right: Execution) -> Iterator[tuple[Span, Span]]:
    """The baseline's and the candidate's events from one call to the next."""
    a, b = _ends(left), _ends(right)
    start_a = start_b = 0
    for n in range(max(len(a), len(b))):
        end_a = a[n] if n < len(a) else len(left.events)
        end_b = b[n] if n < len(b) else len(right.events)
        yield (start_a, end_a), (start_b, end_b)
        start_a, start_b = min(end_a + 1, len(left.events)), min(end_b + 1, len(right.events))


def _wrong_write(
    held: _Memory, want: dict[int, tuple[int, int]], got: dict[int, tuple[int, int]]
) -> tuple[int | None, int | None] | None:
    """The first write of the candidate that leaves another byte behind, or that is missing."""
    wrong = []
    for address in want.keys() | got.keys():
        old = (-1, held.byte(address))
        if want.get(address, old)[1] != got.get(address, old)[1]:
            wrong.append(address)
    written = [(got[a][0], want[a][0] if a in want else None) for a in wrong if a in got]
    if written:
        theirs = min(w[0] for w in written)
        return next(w[1] for w in written if w[0] == theirs), theirs
    return (min(want[a][0] for a in wrong), None) if wrong else None


def _last_writers(execution: Execution, start: int, end: int) -> dict[int, tuple[int, int]]:
    """For each byte that was written: the event that did it last, and the value."""
    out: dict[int, tuple[int, int]] = {}
    for n in range(start, end):
        event = execution.events[n]
        if event.kind == "write":
            for k, byte in enumerate(event.data):
                out[event.address + k] = (n, byte)
    return out


def _alike_before(left: Execution, right: Execution, mine: Span, theirs: Span) -> int | None:
    """The baseline's event that stands where the candidate went wrong; None for its end."""
    at = mine[0]
    before = {e.seen for e in right.events[: theirs[1]]}
    while at < mine[1] and left.events[at].seen in before:
        at += 1
    return at if at < len(left.events) else None


def _before(this: Execution, other: Execution, at: int | None) -> int:
    """How many events of one execution come before an event that only the other has."""
    if at is None:
        return len(this.events)
    done = {e.seen for e in other.events[:at]}
    n = 0
    while n < len(this.events) and this.events[n].seen in done:
        n += 1
    return n


def _matched(left: Execution, right: Execution, end_a: int, end_b: int) -> Iterator[Row]:
    """Rows of the events before the ends given."""
    for (start_a, stop_a), (start_b, stop_b) in _stretches(left, right):
        high_a, high_b = min(stop_a, end_a), min(stop_b, end_b)
        yield from _stretch(left, right, (start_a, high_a), (start_b, high_b))
        if stop_a < end_a and stop_b < end_b:
            same = left.events[stop_a].seen == right.events[stop_b].seen
            yield Row(SAME if same else OTHER, stop_a, stop_b)
        elif stop_a < end_a:
            yield Row(OTHER, stop_a, None)
        elif stop_b < end_b:
            yield Row(OTHER, None, stop_b)
        if stop_a >= end_a and stop_b >= end_b:
            return


def _stretch(left: Execution, right: Execution, mine: Span, theirs: Span) -> Iterator[Row]:
    a, b = mine[0], theirs[0]
    while a < mine[1] and b < theirs[1] and left.events[a].seen == right.events[b].seen:
        yield Row(SAME, a, b)
        a, b = a + 1, b + 1
    if mine[1] - a > MOST_MATCHED or theirs[1] - b > MOST_MATCHED:
        for n in range(max(mine[1] - a, theirs[1] - b)):
            yield Row(
                OTHER, a + n if a + n < mine[1] else None, b + n if b + n < theirs[1] else None
            )
        return
    # A stretch may be empty on a side that is cut off.
    first = [e.seen for e in left.events[a : max(a, mine[1])]]
    second = [e.seen for e in right.events[b : max(b, theirs[1])]]
    for tag, i, j, k, m in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            for n in range(j - i):
                yield Row(SAME, a + i + n, b + k + n)
            continue
        for n in range(max(j - i, m - k)):
            yield Row(OTHER, a + i + n if i + n < j else None, b + k + n if k + n < m else None)


# -- text ---------------------------------------------------------------------------


def text(
    left: Execution, right: Execution, found: list[Row], every: bool, most: int = 24
) -> list[str]:
    """Lines for people of what `rows` found.

    every: each executed instruction, else the events alone, and of these the last `most`.
    """
    out = [_line(" ", "baseline", "candidate"), _line(" ", "--------", "---------")]
    if not every and len(found) > most:
        hidden = len(found) - most
        out.append(f"  ... {hidden} rows before these; --all shows them")
        found = found[hidden:]
    first = _Column(left, every)
    second = _Column(right, every)
    for row in found:
        out += _columns(row.mark, first.take(row.left), second.take(row.right), every)
    if not found or found[-1].mark != DIFFERENT:
        out.append("  no difference")
    return out


class _Column:
    """One execution's lines, handed out event by event."""

    def __init__(self, execution: Execution, every: bool) -> None:
        self._execution = execution
        self._every = every
        self._shown = 0

    def take(self, number: int | None) -> tuple[list[str], list[str]]:
        """An event's lines: the instructions that lead to it, and what is said of it."""
        if number is None:
            return [], []
        event = self._execution.events[number]
        if self._every:
            before = _instructions(self._execution, self._shown, event.step + 1)
            self._shown = max(self._shown, event.step + 1)
            return before, [event.words]
        made = event.source if event.source >= 0 else event.step
        return [], [event.words, *_instructions(self._execution, made, made + 1)]


def _instructions(execution: Execution, start: int, end: int) -> list[str]:
    return [
        f"  +{s.offset:#x} {s.text}" + (f"   {shown_registers(s.changed)}" if s.changed else "")
        for s in execution.steps[max(start, 0) : max(end, 0)]
    ]


def _columns(
    mark: str, left: tuple[list[str], list[str]], right: tuple[list[str], list[str]], every: bool
) -> Iterator[str]:
    if every:
        yield from _beside(OTHER, left[0], right[0])
    first, second = left[1], right[1]
    if mark == DIFFERENT:
        first, second = first or ["(nothing like it)"], second or ["(nothing like it)"]
    yield from _beside(mark, first, second)


def _beside(mark: str, left: list[str], right: list[str]) -> Iterator[str]:
    for n in range(max(len(left), len(right))):
        a = _wrapped(left[n]) if n < len(left) else []
        b = _wrapped(right[n]) if n < len(right) else []
        for k in range(max(len(a), len(b))):
            first, second = (a[k] if k < len(a) else ""), (b[k] if k < len(b) else "")
            yield _line(mark if n == k == 0 else " ", first, second)


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    return wrap(line, WIDTH, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _line(mark: str, left: str, right: str) -> str:
    return f"{mark} {left:{WIDTH}}  {right}".rstrip()
