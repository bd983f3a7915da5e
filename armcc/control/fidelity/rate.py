"""The raw rate of tests, without making inputs and without the second engine.

The one place of these benches that knows how the gates run a test.
"""

from __future__ import annotations

import time

from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates.cases import Subject, make_cases
from armcc.gates.compare import difference
from armcc.gates.equivalence import load
from armcc.gates.syntax import syntax_gate


def pairs_a_second(
    function: Function, text: str, workdir: str, seconds: float
) -> tuple[float, str]:
    """How many tests a second both sides run with all of their state compared, and by what.

    The tests are one decision's, run over and over for `seconds`; making them is not
    counted.  Raises Error where the gates cannot judge the function.
    """
    subject = Subject(function)
    _, assembled = syntax_gate(text, function.name, function.contract, workdir)
    if assembled is None:
        raise Error("candidate", "the candidate does not assemble")
    loaded = load(subject, assembled)
    cases = make_cases(subject, 1)
    done = 0
    started = time.perf_counter()
    while (took := time.perf_counter() - started) < seconds:
        for case in cases.cases:
            expected = subject.emulator.run(case.test, 4000)
            actual = loaded.emulator.run(case.test, 4000)
            wrong = difference(subject.signature, loaded.image, case.test, expected, actual)
            if wrong is not None:
                raise Error("result", wrong.detail)
        done += len(cases.cases)
    return done / took, "one run of each side and one comparison a test, in Python"
