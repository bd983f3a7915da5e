"""All gates on one candidate, cheapest first."""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import replace

from armcc.confidence import proof_wanted
from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates import engine
from armcc.gates.callees import called_names
from armcc.gates.cases import make_cases
from armcc.gates.disassemble import load_library
from armcc.gates.equivalence import equivalence_gate
from armcc.gates.inputs import Case
from armcc.gates.native import sandbox_name
from armcc.gates.speed.baseline import Baseline
from armcc.gates.speed.cores import DEFAULT_CPU
from armcc.gates.speed.gate import speed_gate
from armcc.gates.speed.measure import confirmed
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled, syntax_gate
from armcc.gates.verdict import ACCEPTED, PROOF_GATE, UNKNOWN, GateResult, Verdict

# The tests that come first: how many are made, and how many of them are kept.
_BASE_SEED = 0x9E3779B9
_BASE_CASES = 40
_BASE_NATIVE = 512
_BASE_KEPT = 96


def warm_up() -> None:
    """Do once what each process that is forked for a function would do again: half a second.

    What is missing here is for the judge to say, which knows whether it is needed.
    """
    with contextlib.suppress(Error):
        engine.library()
    with contextlib.suppress(Error):
        sandbox_name()
    load_library()


class Judge:
    """The gates for one function; candidates are judged one by one.

    cpu: the CPU to be fast on.  workdir: a private folder for the tools' files.
    proof: whether the proof gate is to run, unless ARMCC_PROOF forbids it.
    require: `armcc.confidence.PROOF` where only what it proves for all inputs is accepted.
    Raises Error where no candidate of this function can be judged.
    """

    def __init__(
        self,
        function: Function,
        workdir: str,
        cpu: str = DEFAULT_CPU,
        inputs: str | None = None,
        proof: bool = True,
        require: str = "",
    ) -> None:
        self.function = function
        self.callees = called_names(function)
        self.workdir = workdir
        # The upper half of every seed: where all of this function's tests take place.
        self._root = secrets.randbits(32)
        self.inputs = os.environ.get("ARMCC_INPUTS", "") if inputs is None else inputs
        self.subject = Subject(function, self._root << 32, self.inputs)
        self.proves = proof and proof_wanted(os.environb)
        self.require = require
        self._cpu = cpu
        self._baseline: Baseline | None = None
        self._base: list[Case] | None = None

    @property
    def base(self) -> list[Case]:
        """Tests that every candidate meets first: enough to stop most of the wrong ones.

        Raises Error where the function cannot be judged.
        """
        if self._base is None:
            seed = self._root << 32 | _BASE_SEED
            few = make_cases(self.subject, seed, wanted=_BASE_CASES, minimum=1, native=_BASE_NATIVE)
            step = max(1, len(few.cases) // _BASE_KEPT)
            self._base = few.cases[::step]
        return self._base

    @property
    def baseline(self) -> Baseline:
        """The baseline's costs; raises Error where it cannot be costed."""
        if self._baseline is None:
            self._baseline = Baseline(self.subject, self._cpu)
        return self._baseline

    @property
    def measures(self) -> bool:
        """Whether this machine's core is asked, too; raises as `baseline`."""
        return self.baseline.policy.native

    def compare(
        self, text: str, seed: int | None = None, keep: str = ""
    ) -> tuple[Verdict, Assembled | None]:
        """Whether tests find candidate `text` right, however fast: the first two gates.

        Returns their verdict, and its machine code where it assembles.
        seed: of the tests; a fresh secret one unless a decision is replayed.
        keep: a folder for the second engine's programs, "" for none.
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
            self.subject = Subject(self.function, chosen, self.inputs)
            self._baseline = self._base = None
        try:
            base = self.base
        except Error as e:
            refused = GateResult("equivalence", UNKNOWN, e.reason, e.message)
            return Verdict((syntax, refused)), assembled
        equivalence, assumptions = equivalence_gate(
            self.subject, assembled, chosen, self.workdir, base, keep
        )
        kept = assumptions if equivalence.passed else ()
        return Verdict((syntax, equivalence), kept), assembled

    def judge(
        self, text: str, seed: int | None = None, keep: str = ""
    ) -> tuple[Verdict, Assembled | None]:
        """The verdict of all gates on candidate `text`; parameters and result as `compare`."""
        verdict, assembled = self.compare(text, seed, keep)
        if assembled is None or verdict.outcome != ACCEPTED:
            return verdict, assembled
        try:
            speed = speed_gate(self.baseline, assembled)
            if speed.passed and self.measures:
                # Here, since the search asks the speed gate of what no test has found right yet.
                asked = self.baseline.workloads
                speed = confirmed(speed, self.subject, assembled, asked, self.workdir)
        except Error as e:
            speed = GateResult("speed", UNKNOWN, e.reason, e.message)
        verdict = replace(verdict, gates=(*verdict.gates, speed))
        if not speed.passed:
            return verdict, assembled
        return self.prove(verdict, assembled), assembled

    def prove(self, verdict: Verdict, assembled: Assembled) -> Verdict:
        """`verdict` with the proof gate's word, where that is to run, and with what is required.

        verdict: of the gates before, which accepted.  It comes last: what is slow, or what a
        test tells from the baseline, costs no solver's time.
        """
        if not self.proves:
            return replace(verdict, require=self.require)
        said = _proof(self.subject, assembled)
        relied = said.evidence.get("assumptions", ()) if said.passed else ()
        assumptions = tuple(dict.fromkeys((*verdict.assumptions, *relied)))
        return Verdict((*verdict.gates, said), assumptions, self.require)


def _proof(subject: Subject, assembled: Assembled) -> GateResult:
    try:
        # Decoders and solvers cost more to load than many a verdict.
        from armcc.gates.proof.gate import proof_gate
    except ImportError as e:
        return GateResult(PROOF_GATE, UNKNOWN, "tool", f"the proof gate cannot be loaded: {e}")
    try:
        # No folder for answers: who can write it could plant a proof.
        return proof_gate(subject, assembled)
    except Error as e:
        return GateResult(PROOF_GATE, UNKNOWN, e.reason, e.message)
    except Exception as e:  # a defect of the proof gate takes nothing from what tests have shown
        return GateResult(PROOF_GATE, UNKNOWN, "crash", f"the proof gate failed: {e!r}")
