"""The raw rate of tests, without making inputs and without the second engine.

The one place of these benches that knows how the gates run a test.
"""

from __future__ import annotations

import time

from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates import engine
from armcc.gates.loaded import load
from armcc.gates.subject import Subject
from armcc.gates.syntax import syntax_gate

_BATCH = 10_000  # tests between two looks at the clock
_LIMIT = 4_000  # instructions of one test


def pairs_a_second(
    function: Function, text: str, workdir: str, seconds: float
) -> tuple[float, str]:
    """How many clean tests a second both sides run with all of their state compared; by what.

    The tests are made, run and compared natively, as in a decision; each counts once, and
    making it is in the time.  Raises Error where the gates cannot judge the function, or
    where a test differs.
    """
    subject = Subject(function)
    _, assembled = syntax_gate(text, function.name, function.contract, workdir)
    if assembled is None:
        raise Error("candidate", "the candidate does not assemble")
    loaded = load(subject, assembled)
    pair = subject.pair(1, subject.constants, loaded.emulator)
    done = 0
    started = time.perf_counter()
    while (took := time.perf_counter() - started) < seconds:
        # Stops early at each test that reaches new code; that is part of a decision too.
        batch = pair.batch(_BATCH, 4 * _BATCH, _BATCH * _LIMIT, _LIMIT)
        if batch.outcome == engine.DIFFERENT:
            raise Error("result", "the candidate differs")
        done += batch.tests
        if not batch.drafts:
            raise Error("tests", "no test could be made")
    return done / took, "tests made, run and compared natively"
