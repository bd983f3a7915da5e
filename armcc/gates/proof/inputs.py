"""Tests that a solver makes: inputs that lead where no test has been.

What tests leave of a code, an instruction that none executed or a decision that none turned, may
hang on a number that chance does not meet.  Here the way there is a condition on the state at
entry, and a solver is asked for a state that fulfils it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from armcc.errors import Error
from armcc.gates.image import Image
from armcc.gates.proof.execute import Code, Executor, Limits, Run, UnprovableError, initial
from armcc.gates.proof.goals import premises
from armcc.gates.proof.problem import Problem, arguments, problem, ranges
from armcc.gates.proof.replay import apart, model_test, places
from armcc.gates.proof.smtlib import question
from armcc.gates.proof.solver import Solver, available
from armcc.gates.proof.terms import Term, forget, not_, watched
from armcc.gates.proof.vexops import Floats
from armcc.gates.state import Test
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled

# Seconds of wall clock for all tests of one code, and for one query.
SECONDS, QUERY = 12.0, 4.0
# Turns of a loop on the way, and queries about one place.
TURNS, TRIES = 10, 6
_DEPTH = 100_000


def solved_tests(
    subject: Subject,
    assembled: Assembled | None,
    image: Image,
    never: list[int],
    half: list[int],
) -> Iterator[Test]:
    """States that are to execute some instructions, and to turn some decisions.

    assembled: the candidate whose instructions these are, None for the baseline's.  image: of
    the code.  never, half: offsets, as of `armcc.gates.coverage.uncovered`.
    """
    if available() or not (never or half):
        return
    until = time.monotonic() + SECONDS

    def out_of_time() -> None:
        if time.monotonic() > until:
            raise UnprovableError("time", "no more tests are looked for")

    with _deep(), Solver() as solver, watched(out_of_time):
        forget()
        try:
            search = _Search(subject, problem(subject, assembled), image, never, half)
            for assertions in search.ways():
                left = until - time.monotonic()
                if left <= 0:
                    return
                asked = question(assertions, search.tables)
                solved = solver.solve(asked.query, min(QUERY, left))
                if solved.status != "sat":
                    continue
                test = model_test(subject, search.registers, search.baseline, asked, solved)
                if test is not None:
                    yield test
        except (UnprovableError, Error, RecursionError):
            return  # no tests are made; what is missing stays missing


@contextmanager
def _deep() -> Iterator[None]:
    """Room for terms that nest as deeply as the longest chain of operations."""
    depth = sys.getrecursionlimit()
    sys.setrecursionlimit(max(depth, _DEPTH))
    try:
        yield
    finally:
        sys.setrecursionlimit(depth)


class _Search:
    """The ways to some places of a code."""

    def __init__(
        self, subject: Subject, both: Problem, image: Image, never: list[int], half: list[int]
    ) -> None:
        self.never = never
        self.half = half
        self.registers = arguments(both.signature)
        self.aliases = both.aliases()
        watch = frozenset((*never, *half))
        limits = Limits(turns=TURNS, patience=1 << 30)
        floats = Floats(False)

        def run(code: Code) -> Run:
            executor = Executor(code, self.aliases, floats, limits, watch=watch)
            return executor.execute(initial(self.registers))

        self.baseline = run(both.baseline)
        self.code = run(both.candidate) if both.candidate is not both.baseline else self.baseline
        self.tables = [(base, self.aliases.constants[base]) for base in self.aliases.tables]
        where = places(subject, image, both)
        self.always = [
            *premises(self.aliases, self.baseline),
            *where.conditions(self.baseline, self.aliases.own),
            *[condition for _, condition in ranges(both.signature)],
            *apart(self.aliases.pointers),
        ]

    def ways(self) -> Iterator[tuple[Term, ...]]:
        """What is to hold, one way after the other; of one place the short ones first."""
        for at in self.never:
            for path, _ in self.code.seen.get(at, ())[:TRIES]:
                yield (path, *self.always)
        for at in self.half:
            for path, holds in self.code.seen.get(at, ())[:TRIES]:
                if holds is None:
                    continue
                for outcome in (holds, not_(holds)):
                    if outcome.op != "const" or outcome.data:
                        yield (path, outcome, *self.always)
