"""The proof gate's word on a candidate, and how long it took.

The one place of these benches that knows how the proof gate is called.
"""

from __future__ import annotations

import functools
import hashlib
import importlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from armcc.errors import Error, Fatal
from armcc.function.function import Function
from armcc.gates.callees import called_names
from armcc.gates.isolation import isolated
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled, syntax_gate
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

# What became of a question.
ALL, BOUNDED = "all", "bounded"  # proved, for all inputs or for those within a bound
REFUTED = "refuted"  # the gate has a counter-example
PROVED = (ALL, BOUNDED)

Gate = Callable[[Subject, Assembled, float], GateResult]


def load_gate() -> Gate:
    """The proof gate, and with it all that it imports.  Raises Fatal where it cannot be loaded."""
    try:
        found: Gate = importlib.import_module("armcc.gates.proof.gate").proof_gate
    except ImportError as e:
        raise Fatal(f"the proof gate cannot be loaded: {e}") from e
    return found


@functools.cache
def gate_digest() -> str:
    """A name for the gate as it is now: of its sources, "" where there are none."""
    import armcc.gates

    folder = os.path.join(os.path.dirname(os.path.abspath(armcc.gates.__file__)), "proof")
    out = hashlib.blake2b(digest_size=8)
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        if name.endswith(".py"):
            with open(os.path.join(folder, name), "rb") as f:
                out.update(f.read())
    return out.hexdigest()


@dataclass(frozen=True)
class Said:
    """What the proof gate said, or why it was not asked.

    outcome: ALL, BOUNDED, REFUTED or "unknown".  bound: "n <= 40" where it is BOUNDED.
    reason, detail: the gate's own; reason "syntax" where the syntax gate refused first.
    seconds: wall clock of the proof gate alone, or of the whole process where that died.
    instructions: of the candidate, 0 where it was not assembled.
    assumptions: what a proof relies on, "; " between them.
    """

    outcome: str
    bound: str = ""
    reason: str = ""
    detail: str = ""
    seconds: float = 0.0
    instructions: int = 0
    assumptions: str = ""

    @property
    def proved(self) -> bool:
        """Whether the gate says that the candidate is right, even if within a bound."""
        return self.outcome in PROVED


class Prover:
    """The proof gate for one function.  Raises Error where that is not judged at all.

    gate: takes the place of the proof gate in tests.
    seconds: what the gate is given.  cap: for all of one question; a process that takes
    longer is ended, which is "unknown" with the reason "time".
    """

    def __init__(
        self, function: Function, workdir: str, gate: Gate, seconds: float, cap: float
    ) -> None:
        refusal = function.contract.refusal
        if refusal is not None:
            raise Error(refusal.reason, refusal.sentence)
        self._subject = Subject(function)
        self._callees = called_names(function)
        self._workdir = workdir
        self._gate = gate
        self._seconds = seconds
        self._cap = cap

    def close(self) -> None:
        """Give the emulators' memory back."""
        self._subject.close()

    def prove(self, text: str) -> Said:
        """The proof gate's word on `text`, asked in a process that may die or hang."""
        started = time.perf_counter()
        try:
            return isolated(lambda _: self._ask(text), self._cap)
        except Error as e:
            took = time.perf_counter() - started
            return Said(UNKNOWN, reason=e.reason, detail=e.message, seconds=round(took, 4))

    def _ask(self, text: str) -> Said:
        function = self._subject.function
        screened, assembled = syntax_gate(
            text, function.name, function.contract, self._workdir, self._callees
        )
        if assembled is None:
            why = f"{screened.reason}: {screened.detail}"
            return Said(UNKNOWN, reason="syntax", detail=why)
        started = time.perf_counter()
        try:
            result = self._gate(self._subject, assembled, self._seconds)
        except Error as e:
            result = GateResult("proof", UNKNOWN, e.reason, e.message)
        return said_of(result, time.perf_counter() - started, len(assembled.listing))


def said_of(result: GateResult, seconds: float, instructions: int) -> Said:
    """A gate's result in the words of this bench."""
    took = round(seconds, 4)
    if result.outcome == REJECTED:
        return Said(REFUTED, "", result.reason, result.detail, took, instructions)
    if result.outcome != ACCEPTED:
        return Said(UNKNOWN, "", result.reason, result.detail, took, instructions)
    proved = result.evidence.get("proved")
    if proved not in PROVED:
        # Accepted, but not saying what for: that is no proof.
        return Said(UNKNOWN, "", "evidence", f"proved: {proved!r}", took, instructions)
    bound = str(result.evidence.get("bound", "")) if proved == BOUNDED else ""
    assumed = "; ".join(map(str, result.evidence.get("assumptions", ())))
    return Said(str(proved), bound, "", "", took, instructions, assumptions=assumed)
