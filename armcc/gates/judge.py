"""All gates on one candidate, cheapest first."""

from __future__ import annotations

import secrets

from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates.callees import called_names
from armcc.gates.cases import Subject
from armcc.gates.equivalence import equivalence_gate
from armcc.gates.mca import DEFAULT_CPU
from armcc.gates.speed import Baseline, speed_gate
from armcc.gates.syntax import Assembled, syntax_gate
from armcc.gates.verdict import UNKNOWN, GateResult, Verdict


class Judge:
    """The gates for one function; candidates are judged one by one.

    cpu: the CPU to be fast on.  workdir: a private folder for the tools' files.
    Raises Error where no candidate of this function can be judged.
    """

    def __init__(self, function: Function, workdir: str, cpu: str = DEFAULT_CPU) -> None:
        self.function = function
        self.callees = called_names(function)
        self.workdir = workdir
        # The upper half of every seed: where all of this function's tests take place.
        self._root = secrets.randbits(32)
        self.subject = Subject(function, self._root << 32)
        self._cpu = cpu
        self._baseline: Baseline | None = None

    @property
    def baseline(self) -> Baseline:
        """The baseline's costs; raises Error where it cannot be costed."""
        if self._baseline is None:
            self._baseline = Baseline(self.subject, self._cpu)
        return self._baseline

    def compare(self, text: str, seed: int | None = None) -> tuple[Verdict, Assembled | None]:
        """Whether candidate `text` is right, however fast: all gates but the speed gate.

        Returns their verdict, and its machine code where it assembles.
        seed: of the tests; a fresh secret one unless a decision is replayed.
        """
        contract = self.function.contract
        syntax, assembled = syntax_gate(
            text, self.function.name, contract, self.workdir, self.callees
        )
        if assembled is None:
            return Verdict((syntax,)), None
        chosen = self._root << 32 | secrets.randbits(32) if seed is None else seed
        if chosen >> 32 != self._root:
            self._root = chosen >> 32
            self.subject = Subject(self.function, chosen)
            self._baseline = None
        equivalence, assumptions = equivalence_gate(self.subject, assembled, chosen, self.workdir)
        kept = assumptions if equivalence.passed else ()
        return Verdict((syntax, equivalence), kept), assembled

    def judge(self, text: str, seed: int | None = None) -> tuple[Verdict, Assembled | None]:
        """The verdict of all gates on candidate `text`; parameters and result as `compare`."""
        verdict, assembled = self.compare(text, seed)
        if assembled is None or not verdict.gates[-1].passed:
            return verdict, assembled
        try:
            speed = speed_gate(self.baseline, assembled)
        except Error as e:
            speed = GateResult("speed", UNKNOWN, e.reason, e.message)
        return Verdict((*verdict.gates, speed), verdict.assumptions), assembled
