"""Cycles of an executed trace: llvm-mca's, and the corrections on top of them.

Cycles without mispredictions come from the windows of one call's trace; what mispredictions
cost from the same windows, once with and once without them, times how many there are in calls
with other data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from armcc.errors import Error
from armcc.gates.speed import caches, fetch, forwarding
from armcc.gates.speed.cores import Core
from armcc.gates.speed.mca import Target, Timeline, timelines
from armcc.gates.speed.retime import Timed, Waits, retime
from armcc.gates.speed.steps import Step
from armcc.gates.speed.windows import Window, windows

# What can be switched off, in the order in which it is told.  "cracking" is a matter of what
# operations a trace has (`operands.operations`), the others of what is done with them.
CORRECTIONS = ("cracking", "branches", "forwarding", "fetch", "cache", "tables")
ALL = frozenset(CORRECTIONS)

# Cycles from dispatch to execution of a mispredicted branch of which no window has an example.
RESOLVED = 5


@dataclass(frozen=True)
class Trace:
    """One call, executed: its steps, and what else it costs.

    instructions: executed.  steps: the operations of them, in order.
    wrong: for each kind of data, mispredictions a call of each branch, by site.
    mixed: whether the last of them are of calls whose sizes differ.
    tables: (start, end) ranges of read-only data that the code reads.
    calls: so many calls in a row are costed as well, 0 for none; between: what the caller does
        between two of them, which is to give each its arguments.
    """

    instructions: int
    steps: Sequence[Step]
    wrong: tuple[Mapping[int, float], ...] = ({},)
    mixed: bool = False
    tables: tuple[tuple[int, int], ...] = ()
    calls: int = 0
    between: tuple[Step, ...] = ()

    def row(self) -> list[Step]:
        """The steps of the calls in a row."""
        one = [*self.steps, *self.between]
        return one * (self.calls - 1) + list(self.steps)


@dataclass(frozen=True)
class Piece:
    """One window of a trace, costed: llvm-mca's timeline and the corrected one."""

    window: Window
    line: Timeline = field(repr=False)
    waits: Waits = field(repr=False)
    timed: Timed = field(repr=False)


@dataclass(frozen=True)
class Cost:
    """Cycles of one call.

    instructions: executed.  raw: cycles by llvm-mca alone.  foreseen: by llvm-mca and the
    corrections, if every branch is foreseen.  mispredicted: mispredictions a call for each
    kind of data, and lost: the cycles that they take.
    settled: of the mispredictions those at branches that a call executes once, where calls are
    of one size: what hangs on the data, not on which of a loop's ends are foreseen.
    branching: whether a branch is executed that may be mispredicted.
    each: cycles that a mispredicted branch takes of which nothing else is known.
    row: as `foreseen`, of each of some calls in a row; 0 where that is not costed.
    """

    instructions: int
    raw: float
    foreseen: float
    mispredicted: tuple[float, ...] = (0.0,)
    lost: tuple[float, ...] = (0.0,)
    settled: tuple[float, ...] = (0.0,)
    branching: bool = True
    each: float = 0.0
    row: float = 0.0
    pieces: tuple[Piece, ...] = field(default=(), repr=False, compare=False)

    @property
    def cycles(self) -> float:
        """On the workload's own kind of data."""
        return self.foreseen + self.lost[0]

    def all_cycles(self) -> list[float]:
        """With each kind of data."""
        return [self.foreseen + lost for lost in self.lost]


def costs(
    traces: Sequence[Trace],
    core: Core,
    target: Target,
    aliasing: bool = False,
    corrections: frozenset[str] = ALL,
) -> list[Cost]:
    """What each of some traces costs on a core.

    aliasing: whether llvm-mca takes every load to depend on every earlier store.
    corrections: those of `CORRECTIONS` that are on.
    Raises Error("speed-model") where a trace is empty or llvm-mca does not know all of it.
    """
    chosen = [windows([s.site for s in t.steps]) for t in traces]
    if not all(t.steps for t in traces):
        raise Error("speed-model", "no instruction was executed")
    parts = [t.steps[w.start : w.end] for t, ws in zip(traces, chosen, strict=True) for w in ws]
    rows = [t.row() if t.calls > 1 else [] for t in traces]
    parts += [row for row in rows if row]
    # The same lines cost the same: they are asked about once.
    texts = [texts_of(part, core) for part in parts]
    unique = list(dict.fromkeys(texts))
    found = dict(zip(unique, timelines(unique, target, aliasing), strict=True))
    lines = iter([found[t] for t in texts])
    out = [
        _cost(trace, [(w, next(lines)) for w in ws], core, corrections)
        for trace, ws in zip(traces, chosen, strict=True)
    ]
    return [
        replace(cost, row=_in_a_row(trace, row, next(lines), core, corrections)) if row else cost
        for cost, trace, row in zip(out, traces, rows, strict=True)
    ]


def _in_a_row(
    trace: Trace, row: list[Step], line: Timeline, core: Core, corrections: frozenset[str]
) -> float:
    """Cycles of each of some calls in a row but the first, which fills the core."""
    length = len(trace.steps) + len(trace.between)
    missing = misses(trace, core, corrections)
    own = _waits(trace.steps, Window(0, 0, len(trace.steps), 1.0), core, corrections, missing)
    # What one call stores the next one does not load: it is given other data.
    starts = range(0, len(row), length)
    waits = Waits(
        {
            at + n: replace(one, stores=tuple([at + store for store in one.stores]))
            for at in starts
            for n, one in own.forwards.items()
        },
        {at + n: cycles for at in starts for n, cycles in own.longer.items()},
        fetch.fetched(row, core) if own.fetched else (),
    )
    retired = retime(row, line, core, waits).retired
    first = max(retired[: len(trace.steps)])
    return (max(retired) - first) / (trace.calls - 1)


def _cost(
    trace: Trace, lines: list[tuple[Window, Timeline]], core: Core, corrections: frozenset[str]
) -> Cost:
    missing = misses(trace, core, corrections)
    pieces = [_piece(trace, w, line, core, corrections, missing) for w, line in lines]
    raw = sum(_counted(p.line.retired, p.window) for p in pieces)
    timed = sum(_counted(p.timed.retired, p.window) for p in pieces)
    # No correction makes code faster, but where a sample begins it may look so.
    executed = executions(trace.steps)
    none = (0.0,) * len(trace.wrong)
    cost = Cost(
        trace.instructions,
        raw,
        max(raw, timed),
        none,
        none,
        none,
        branching=bool(executed),
        each=float(core.refill + RESOLVED),
        pieces=tuple(pieces),
    )
    if "branches" not in corrections:
        return cost
    return replace(
        cost,
        mispredicted=tuple(sum(wrong.values()) for wrong in trace.wrong),
        lost=tuple(
            lost_cycles(trace.steps, pieces, wrong, core, executed) for wrong in trace.wrong
        ),
        settled=settled(trace, executed),
    )


def executions(steps: Sequence[Step]) -> Counter[int]:
    """How often each branch is executed that may be mispredicted, by site."""
    return Counter([step.site for step in steps if step.operation.foreseen])


def settled(trace: Trace, executed: Mapping[int, int]) -> tuple[float, ...]:
    """See `Cost.settled`."""
    found = [
        sum(often for site, often in wrong.items() if executed.get(site, 0) < 2)
        for wrong in trace.wrong
    ]
    if trace.mixed:
        found[-1] = 0.0
    return tuple(found)


def piece(
    trace: Trace, window: Window, core: Core, target: Target, corrections: frozenset[str]
) -> Piece:
    """Any window of a trace, costed.  Raises as `costs`."""
    texts = texts_of(trace.steps[window.start : window.end], core)
    (line,) = timelines([texts], target, aliasing=False)
    return _piece(trace, window, line, core, corrections, misses(trace, core, corrections))


def _piece(
    trace: Trace,
    window: Window,
    line: Timeline,
    core: Core,
    corrections: frozenset[str],
    missing: set[int],
) -> Piece:
    steps = trace.steps[window.start : window.end]
    waits = _waits(steps, window, core, corrections, missing)
    return Piece(window, line, waits, retime(steps, line, core, waits))


def texts_of(steps: Sequence[Step], core: Core) -> tuple[str, ...]:
    """What llvm-mca is given of some steps."""
    if not core.branch:
        return tuple([s.operation.text for s in steps])
    return tuple([core.branch if s.operation.conditional else s.operation.text for s in steps])


def _counted(retired: Sequence[int], window: Window) -> float:
    """The cycles that a window stands for, from when each of its operations was retired."""
    end = max(retired) + 1
    lead = window.counted - window.start
    begun = max(retired[:lead]) + 1 if lead else 0
    return begun * window.head + (end - begun) * window.weight


def misses(trace: Trace, core: Core, corrections: frozenset[str]) -> set[int]:
    if not corrections & {"cache", "tables"}:
        return set()
    cold = trace.tables if "tables" in corrections else ()
    accesses = [(n, a) for n, s in enumerate(trace.steps) for a in (*s.read, *s.written)]
    if "cache" in corrections:
        return caches.misses(accesses, core, cold)
    return caches.first_touches(accesses, core, cold)


def _waits(
    steps: Sequence[Step],
    window: Window,
    core: Core,
    corrections: frozenset[str],
    missing: set[int],
) -> Waits:
    forwards = forwarding.forwards(steps, core) if "forwarding" in corrections else {}
    longer = {
        n: core.l2
        for n, step in enumerate(steps)
        if window.start + n in missing and step.operation.loads
    }
    fetched = fetch.fetched(steps, core) if "fetch" in corrections else ()
    return Waits(forwards, longer, fetched)


def lost_cycles(
    steps: Sequence[Step],
    pieces: Sequence[Piece],
    wrong: Mapping[int, float],
    core: Core,
    executed: Mapping[int, int] | None = None,
) -> float:
    """Cycles a call that mispredictions take; wrong: how many a call there are of each branch.

    executed: `executions` of the steps, who has it.
    In the windows each such branch is mispredicted as often, of its executions, as it is in
    the calls; the cycles that this adds tell what one costs, with what the core does meanwhile.
    """
    total = sum(wrong.values())
    if not total:
        return 0.0
    if executed is None:
        executed = executions(steps)
    added = marked = 0.0
    met: dict[int, float] = {}  # of each branch what is still to be marked, in executions
    for piece in pieces:
        bad = set()
        for n in range(
            piece.window.counted - piece.window.start, piece.window.end - piece.window.start
        ):
            step = steps[piece.window.start + n]
            if not step.operation.foreseen or step.site not in wrong:
                continue
            rate = min(1.0, wrong[step.site] / executed[step.site])
            due = met.get(step.site, 1.0 - rate) + rate
            if due >= 1.0 - 1e-9:
                bad.add(n)
                due -= 1.0
            met[step.site] = due
        if not bad:
            continue
        line = steps[piece.window.start : piece.window.end]
        timed = retime(line, piece.line, core, piece.waits, frozenset(bad))
        before = _counted(piece.timed.retired, replace(piece.window, weight=1.0, head=0.0))
        after = _counted(timed.retired, replace(piece.window, weight=1.0, head=0.0))
        # What comes behind the last operation of a window is late, too.
        last = max(bad)
        if last == len(line) - 1:
            after += core.refill
        added += after - before
        marked += len(bad)
    each = added / marked if marked else core.refill + RESOLVED
    return total * each
