"""Tests for what no test has reached yet: by solving for it, then by chance.

A decision that all tests saw one way hides what lies behind it.  For each of these the
engine looks for the input that turns it (armcc/gates/solve.c); what is found leads to
further decisions, and to tests that are made from it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from armcc.gates import engine
from armcc.gates.constants import constants_of
from armcc.gates.decisions import (
    ADDS,
    LANES,
    SUBTRACTS,
    comparison,
    decision,
    dropped,
    setter,
    vanishes,
)
from armcc.gates.instructions import is_conditional_branch
from armcc.gates.pair import Kept, Pair

# Executed instructions of the baseline: in all, and of one test.
WORK = 6_000_000
LIMIT = 3000
# For one decision; one that was not turned is tried again, longer and from other tests.
TARGET_WORK = (200_000, 400_000, 1_500_000, 400_000)
# Of tests by chance, in between: drafts and instructions of one round, rounds in all.
DRAFTS = 3000
CHANCE_WORK = 300_000
ROUNDS = 10
# A direction that fewer of the tests by chance took (of 255 at most) is taken again, so often,
# and one that fewer took, as often as there are meetings; instructions for all, and for one.
RARE, SELDOM = 40, 254
REVISITS = 5
# A decision so many instructions after a constant that the candidate alone has may be what a
# plant turns on.
NEAR_BY = 5
SUSPECT_REVISITS = 9
# One that tests by chance took often has had all that chance gives.
OFTEN_REVISITS = 2
# From so many of them the ends of loops are looked at; instructions for one comparison.
MEETINGS = 3
MEETING_WORK = 30_000
LONG = 256  # asks for a starting point in which loops go on
BACK = 512  # and to go back through what computed the sides, which costs less than all bits
RARE_WORK = 1_200_000
RARE_TARGET_WORK = 100_000
# For making the loops of one test go on, and changing their ends.
LONGER_WORK = 150_000
# Boundaries of comparisons: instructions for all of one code, and for one; rounds for one,
# each of which ends with the first test that shows something new, and for one whose sides no
# test has seen equal.
EDGE_WORK = 500_000
EDGE_TARGET_WORK = 120_000
EDGE_ROUNDS, MOST_EDGE_ROUNDS = 5, 24
# Where going back from the comparison does not lead to inputs that make its sides equal, as
# through vectors, each bit of them is flipped: instructions for one, and for all of one code.
BITS_TURNS, BITS_TARGET_WORK, BITS_WORK = 4, 400_000, 800_000
# What is shifted out: instructions for all of one code.  Numbers drawn evenly seldom carry out
# of so many bits or more: there it is solved for.
SHIFT_WORK, BASELINE_SHIFT_WORK = 600_000, 250_000
FAR = 10
# What compares vectors: instructions for all, and for one.
LANE_WORK = 150_000
LANE_TARGET_WORK = 40_000
# Stores that are narrower: instructions for all, and for one.
CARRY_WORK = 600_000
CARRY_TARGET_WORK = 100_000
_FROM_VECTOR = re.compile(r"(?:u|s)?mov [wx]\d+, v|fmov [wx]\d+, [hsd]")
EDGE = 1 | 2 | 4  # of coverage: executed, decided either way
EQUAL = 8  # of coverage: its sides were equal
EDGES = EQUAL | 16 | 32  # or one more, one less
# The longest jump table of which each entry is asked for.
MOST_ENTRIES = 512


@dataclass(frozen=True)
class Missing:
    """What no test has shown yet.

    never: offsets of instructions that were not executed.  half: of decisions seen one way
    only.  data: whether some entry of a table was not used.
    """

    never: list[int]
    half: list[int]
    data: bool

    @property
    def anything(self) -> bool:
        """Whether there is something to look for."""
        return bool(self.never or self.half or self.data)


@dataclass
class Reached:
    """Native tests that showed something new, and what promises each of them breaks.

    differs: the last test, still in the pair, shows a difference.
    """

    tests: list[Kept] = field(default_factory=list)
    differs: bool = False


def indexed(listing: tuple[str, ...]) -> list[tuple[int, int]]:
    """(offset, bound) of comparisons that may guard an index into a table."""
    out = []
    for number, text in enumerate(listing):
        found = comparison(text)
        if found is not None and found.right == 32 and 0 < found.value < MOST_ENTRIES:
            out.append((4 * number, found.value))
    return out


def reach(
    pair: Pair,
    candidate: bool,
    missing: Callable[[], Missing],
    bounds: list[tuple[int, int]],
    work: int = WORK,
) -> Reached:
    """Look for tests that reach what is missing in one code of a pair.

    missing: what that is now.  bounds: of its indexes into tables (see `indexed`).  work:
    executed instructions to spend; the same again goes into tests by chance.
    """
    out = Reached()
    by_chance = 0
    lazy = True
    pair.restart()
    while missing().anything and not out.differs:
        before = len(out.tests)
        spent = pair.pair.work
        _turn(pair, candidate, missing, work, out)
        if not out.differs and missing().data:
            _look_up(pair, candidate, missing, bounds, work, out)
        work -= pair.pair.work - spent
        if out.differs or not missing().anything or by_chance == ROUNDS:
            break
        while by_chance < ROUNDS and len(out.tests) == before and not out.differs:
            by_chance += 1
            pair.restart()
            _keep(pair, pair.batch(DRAFTS, DRAFTS, CHANCE_WORK, LIMIT, lazy).outcome, out)
            lazy = not lazy
        pair.restart()
    return out


def _keep(pair: Pair, outcome: int, out: Reached) -> None:
    if outcome == engine.DIFFERENT:
        out.differs = True
    elif outcome == engine.KEPT:
        out.tests.append(pair.kept())


def _turn(
    pair: Pair, candidate: bool, missing: Callable[[], Missing], work: int, out: Reached
) -> None:
    """Turn as many of the decisions as can be."""
    tries: dict[int, int] = {}
    spent = pair.pair.work
    while pair.pair.work - spent < work and not out.differs:
        targets = [at for at in missing().half if tries.get(at, 0) < len(TARGET_WORK)]
        if not targets:
            return
        at = min(targets, key=lambda t: (tries.get(t, 0), t))
        left = min(work - (pair.pair.work - spent), TARGET_WORK[tries.get(at, 0)])
        tries[at] = tries.get(at, 0) + 1
        # The last time by the way back from what is compared.
        edges = engine.BOUNDARY if tries[at] == len(TARGET_WORK) else 0
        outcome = pair.solve(at, left, LIMIT, candidate, edges=edges).outcome
        _keep(pair, outcome, out)
        if outcome == engine.KEPT:
            # There is another test to start from.
            tries = {t: min(n, len(TARGET_WORK) - 1) for t, n in tries.items() if t != at}


def _look_up(
    pair: Pair,
    candidate: bool,
    missing: Callable[[], Missing],
    bounds: list[tuple[int, int]],
    work: int,
    out: Reached,
) -> None:
    """Use each entry of the tables."""
    spent = pair.pair.work
    for at, bound in bounds:
        for index in range(bound + 1):
            if pair.pair.work - spent > work or out.differs:
                return
            if not index % 16 and not missing().data:
                return
            outcome = pair.solve(at, TARGET_WORK[0] // 10, LIMIT, candidate, goal=index).outcome
            _keep(pair, outcome, out)


def revisit(
    pair: Pair,
    decisions: Collection[int],
    comparisons: Collection[tuple[bool, int]],
    doubtful: Collection[int] = (),
    work: int = RARE_WORK,
) -> Reached:
    """Take each direction of the candidate's decisions that chance seldom takes from other
    starting points.

    A few such tests may show nothing: what is wrong there may come to the same on them, as
    for an operand that is 0 in all, or show in the last round of a loop alone.  So from
    each of them the ends of loops are met, too.  decisions: their offsets.  comparisons: of
    both codes, True for the candidate's.  doubtful: decisions that may be a plant's.
    """
    out = Reached()
    spent = pair.pair.work
    pair.restart()
    rare = []
    for at in sorted(decisions):
        for side, outcome in ((0, 2), (1, 4)):
            hits = pair.hits[2 * (at // 4) + side]
            # A plant's constant is among the values that are tried everywhere: that many
            # tests met it tells nothing of what stood beside it.
            other = pair.hits[2 * (at // 4) + 1 - side]
            often = hits > SELDOM and (at not in doubtful or other < hits)
            if pair.seen_candidate[at // 4] & outcome and not often:
                rare.append((at not in doubtful, hits, at, outcome))
    # The rarest first: there the least is known.
    for usual, hits, at, outcome in sorted(rare):
        if hits > SELDOM:
            turns = OFTEN_REVISITS
        else:
            turns = SUSPECT_REVISITS if not usual else REVISITS if hits < RARE else MEETINGS
        for turn in range(turns):
            left = min(work - (pair.pair.work - spent), RARE_TARGET_WORK)
            if left <= 0:
                return out
            long = turn < MEETINGS or (not usual and turn % 2)
            again = outcome | (LONG if long else 0) | (BACK if long and not usual else 0)
            found = pair.solve(at, left, LIMIT, True, again=again).outcome
            _keep(pair, found, out)
            if out.differs:
                return out
            if found != engine.KEPT:
                continue
            if not usual:
                _vary(pair, at, work - (pair.pair.work - spent), out)
            if not usual and turn < MEETINGS and not out.differs:
                _go_on(pair, at, work - (pair.pair.work - spent), out)
            if turn < MEETINGS and not out.differs:
                _meet(pair, comparisons, work - (pair.pair.work - spent), out)
            if out.differs:
                return out
    return out


def doubtful(listing: tuple[str, ...], suspects: Collection[int]) -> frozenset[int]:
    """Offsets of decisions shortly after a constant that the baseline does not have.

    suspects: such constants of the code with this listing.
    """
    known = set(suspects)
    out = set()
    for number, text in enumerate(listing):
        before = listing[max(0, number - NEAR_BY) : number + 1]
        if decision(text) and known & set(constants_of(before)):
            out.add(4 * number)
    return frozenset(out)


def _from_kept(pair: Pair, at: int, candidate: bool, left: int, edges: int, out: Reached) -> int:
    """Search from the test that was kept last, which stays the one; returns what it came to."""
    kept = int(pair.generator.next_snapshot)
    found = pair.solve(at, left, LIMIT, candidate, edges=edges).outcome
    _keep(pair, found, out)
    pair.generator.next_snapshot = kept
    return found


def _vary(pair: Pair, at: int, work: int, out: Reached) -> None:
    """Run tests like the one just kept, with what stands in the candidate alone elsewhere in it."""
    left = min(work, RARE_TARGET_WORK)
    if left > 0:
        _from_kept(pair, at, True, left, engine.LIKE_LAST, out)


def _go_on(pair: Pair, at: int, work: int, out: Reached) -> None:
    """Run tests like the one just kept, in which loops go on to their ends."""
    spent = pair.pair.work
    found = engine.KEPT
    # What shows something new is kept, and ends one search, not the looking.
    while found == engine.KEPT:
        left = min(work, LONGER_WORK) - (pair.pair.work - spent)
        if left <= 0:
            break
        found = _from_kept(pair, at, True, left, engine.LONGER, out)


def _meet(pair: Pair, comparisons: Collection[tuple[bool, int]], work: int, out: Reached) -> None:
    """Make the sides of each comparison meet at its last execution of the test just kept."""
    spent = pair.pair.work
    for candidate, at in comparisons:
        left = min(work - (pair.pair.work - spent), MEETING_WORK)
        if left <= 0 or out.differs:
            return
        _from_kept(pair, at, candidate, left, engine.LAST_ROUND, out)


def boundaries(pair: Pair, candidate: bool, comparisons: Collection[int], work: int) -> Reached:
    """Tests in which the two sides of a comparison are about equal.

    There a wrong bound shows, or a wrong constant in what leads to it, and perhaps for one
    input in 2^32 only.  comparisons: offsets in one code of those that tests by chance have
    not seen at equality and one apart on either side.
    """
    out = Reached()
    spent = pair.pair.work
    pair.restart()
    seen = pair.seen_candidate if candidate else pair.seen_baseline
    by_bits = 0
    # Where no test has seen equality first, from many starting points: few may lead there.
    # The ends of loops, which all tests have seen, may take all of the work, and never be one
    # apart.
    for at in sorted(comparisons, key=lambda at: (bool(seen[at // 4] & EQUAL), at)):
        begun = pair.pair.work
        for turn in range(MOST_EDGE_ROUNDS):
            left = min(work - (pair.pair.work - spent), EDGE_TARGET_WORK)
            if left <= 0:
                return out
            found = pair.solve(at, left, LIMIT, candidate, edges=engine.BOUNDARY).outcome
            _keep(pair, found, out)
            if out.differs:
                return out
            met = bool(seen[at // 4] & EQUAL) or pair.pair.work - begun > EDGE_TARGET_WORK
            if met and (found != engine.KEPT or turn + 1 >= EDGE_ROUNDS):
                break
        begun = pair.pair.work
        # Each turn begins from another of the tests that come here; a few may lead nowhere.
        for _ in range(BITS_TURNS):
            if seen[at // 4] & EQUAL:
                break
            left = min(BITS_WORK - by_bits, BITS_TARGET_WORK) - (pair.pair.work - begun)
            if left <= 0:
                break
            found = pair.solve(at, left, LIMIT, candidate, edges=engine.BY_BITS).outcome
            _keep(pair, found, out)
            if out.differs:
                return out
        by_bits += pair.pair.work - begun
        spent += pair.pair.work - begun
    return out


def scatter(pair: Pair, candidate: bool, shifts: Collection[int]) -> Reached:
    """Tests on numbers drawn evenly, where code shifts bits out.

    An addend that comes too late, or a rounding that is left out, shows on one in hundreds of
    these alone.  shifts: offsets in one code.
    """
    out = Reached()
    spent = pair.pair.work
    pair.restart()
    work = SHIFT_WORK if candidate else BASELINE_SHIFT_WORK
    for number, at in enumerate(shifts, 1):
        found = engine.KEPT
        # What shows something new is kept, and ends one search, not the looking.
        while found == engine.KEPT:
            left = work * number // len(shifts) - (pair.pair.work - spent)
            if left <= 0:
                break
            found = pair.solve(at, left, LIMIT, candidate, edges=engine.EVENLY).outcome
            _keep(pair, found, out)
        if out.differs:
            break
    return out


def lanes_meet(
    pair: Pair, candidate: bool, comparisons: Collection[int], work: int = LANE_WORK
) -> Reached:
    """Tests in which the two sides of what compares without flags are equal in each lane.

    A mask that a comparison of vectors makes needs no decision to change a result.
    comparisons: offsets in one code.
    """
    out = Reached()
    spent = pair.pair.work
    pair.restart()
    for at in comparisons:
        left = min(work - (pair.pair.work - spent), LANE_TARGET_WORK)
        if left <= 0 or out.differs:
            break
        _keep(pair, pair.solve(at, left, LIMIT, candidate, edges=engine.EACH_LANE).outcome, out)
    return out


def carries(pair: Pair, stores: Collection[tuple[int, int]], work: int = CARRY_WORK) -> Reached:
    """Tests in which what the baseline stores has just passed a multiple of 2^bits, either way.

    stores: (offset, bits); see `narrowed`.
    """
    out = Reached()
    spent = pair.pair.work
    pair.restart()
    for at, bits in stores:
        for goal in (1 << bits, (1 << bits) - 1):
            left = min(work - (pair.pair.work - spent), CARRY_TARGET_WORK)
            if left <= 0 or out.differs:
                return out
            _keep(pair, pair.solve(at, left, LIMIT, goal=goal).outcome, out)
    return out


def compares(listing: tuple[str, ...]) -> list[int]:
    """Offsets of comparisons of integers, and of decisions on a register that is zero."""
    out = []
    for number, text in enumerate(listing):
        sets = setter(text)
        if (sets is not None and sets.kind in (SUBTRACTS, ADDS)) or (
            sets is None and comparison(text) is not None
        ):
            out.append(4 * number)
    return out


def unmet(listing: tuple[str, ...], seen: bytes) -> list[int]:
    """Offsets of executed comparisons whose sides were not equal and one apart in tests."""
    out = []
    for number, text in enumerate(listing):
        found = setter(text)
        if found is None or found.kind not in (SUBTRACTS, ADDS) or not seen[number] & 1:
            continue
        if comparison(text) is None or seen[number] & EDGES != EDGES:
            out.append(4 * number)
    return out


def carried(listing: tuple[str, ...], seen: bytes) -> list[int]:
    """Offsets of executed instructions that shift bits out to the right, one of a block."""
    out = []
    last = -1
    for number, text in enumerate(listing):
        if seen[number] & 1 and dropped(text) is not None:
            last = 4 * number
        if last >= 0 and (is_conditional_branch(text) or number + 1 == len(listing)):
            out.append(last)
            last = -1
    return out


def carried_far(listing: tuple[str, ...], seen: bytes) -> tuple[list[int], list[int]]:
    """Offsets of executed instructions that drop so many bits that chance seldom carries out of
    them: from general registers, and from vectors."""
    scalar, vector = [], []
    for number, text in enumerate(listing):
        found = dropped(text) if seen[number] & 1 else None
        if found is not None and found.kind == LANES:
            if (found.extend or found.width) >= FAR:
                vector.append(4 * number)
        elif found is not None and found.width >= FAR:
            scalar.append(4 * number)
    return scalar, vector


def hidden(listing: tuple[str, ...], known: tuple[str, ...]) -> list[int]:
    """Offsets of what may compare general registers without flags, but for what `known` code
    has, too."""
    return [at for at, kind in _unlike(listing, known) if kind == SUBTRACTS]


def hidden_lanes(listing: tuple[str, ...], known: tuple[str, ...]) -> list[int]:
    """The same of vector registers, comparisons proper first.

    Where something is moved from there to general registers, what these compare as well.
    """
    found = _unlike(listing, known)
    lanes = [at for at, kind in found if kind == LANES]
    lanes.sort(key=lambda at: "cm" not in listing[at // 4])
    if any(_FROM_VECTOR.match(text) for text in listing):
        lanes += [at for at, kind in found if kind == SUBTRACTS]
    return lanes


def _unlike(listing: tuple[str, ...], known: tuple[str, ...]) -> list[tuple[int, int]]:
    """(offset, kind) of what compares without flags and stands more often than in `known`."""
    theirs, own = Counter(known), Counter(listing)
    out = []
    for number, text in enumerate(listing):
        if own[text] <= theirs[text]:
            continue
        found = vanishes(text)
        if found is not None and found.kind in (SUBTRACTS, LANES):
            out.append((4 * number, found.kind))
    return out
