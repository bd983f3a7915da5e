"""A function under the gates: its image, listing, signature and the baseline's emulators."""

from __future__ import annotations

from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates.callees import Callee, callees
from armcc.gates.captured import load_captured
from armcc.gates.constants import constants_of
from armcc.gates.decisions import decisions
from armcc.gates.disassemble import disassemble
from armcc.gates.emulator import Emulator
from armcc.gates.fills import Pools
from armcc.gates.image import Image, baseline_image
from armcc.gates.inputs import Case, least_alignment
from armcc.gates.instructions import mnemonic
from armcc.gates.pair import Pair
from armcc.gates.reachable import Proof, infeasible
from armcc.gates.signature import Signature, signature
from armcc.gates.state import Outcome, Test, placement
from armcc.gates.structure import baseline_flow, baseline_tables, ineligible

# Executed instructions of one test.
CASE_LIMIT = 16_000


class Subject:
    """A function made ready for the gates: image, disassembly, signature, emulator.

    Raises Error("signature"), Error("calls"), Error("relocation") or Error("tool") where
    the gates cannot judge it.

    seed: its upper half says where in the address space all of this takes place.
    inputs: a folder of captured states that become tests, "" for none.
    """

    def __init__(self, function: Function, seed: int = 0, inputs: str = "") -> None:
        self.function = function
        contract = function.contract
        self.signature: Signature = signature(contract)
        self.callees: tuple[Callee, ...] = callees(contract)
        self.image: Image = baseline_image(
            function.object,
            function.hot,
            placement(seed),
            self.callees,
            contract.frame,
            contract.constants,
        )
        listing = disassemble(function.hot.code, contract)
        # What the allow-list refuses in a candidate is fine in clang's own code.
        self.listing = tuple(t if t is not None else "udf #0" for t in listing)
        self.constants = constants_of(self.listing, self._data())
        refused = ineligible(function, self.listing)
        if refused is not None:
            raise Error(refused.reason, refused.sentence)
        self.strict = "+strict-align" in contract.features
        self.emulator = Emulator(self.image, self.listing, strict_alignment=self.strict)
        self._reference: Emulator | None = None
        self._plain: Emulator | None = None
        # Padding and traps are not behaviour.
        self.wanted = {
            4 * i for i, t in enumerate(self.listing) if mnemonic(t) not in ("nop", "udf", "brk")
        }
        self.decisions = decisions(self.listing) & self.wanted
        self.pools = Pools(seed >> 32)
        self.captured: tuple[Test, ...] = ()
        self.dropped: dict[str, int] = {}
        if inputs:
            found = load_captured(inputs, function, self.image)
            self.captured, self.dropped = tuple(found.tests), dict(found.dropped)
        self.tables = tuple(
            (self.image.sections[s] + a, self.image.sections[s] + b)
            for s, a, b in baseline_tables(function, self.listing)
            if s in self.image.sections
        )
        # Inputs on which some candidate went wrong: the next one meets them first.
        self.counter_examples: list[Case] = []
        # Tests that a solver made for what no other reaches, and places for which it made none.
        self.solved: list[Case] = []
        self.unsolved: set[int] = set()
        # The test on which the last rejected candidate differed, before it was made small.
        self.failing: Case | None = None
        self._proof: Proof | None = None

    def close(self) -> None:
        """Give the emulators' memory back."""
        self.emulator.close()
        for other in (self._reference, self._plain):
            if other is not None:
                other.close()

    @property
    def reference(self) -> Emulator:
        """The baseline that candidates run beside.

        Apart from `emulator`, so that tests can be made while others are run on both codes.
        """
        if self._reference is None:
            strict = self.strict
            self._reference = Emulator(self.image, self.listing, strict_alignment=strict)
        return self._reference

    @property
    def plain(self) -> Emulator:
        """The baseline where a run shows its end alone, in half of the time: for long ones."""
        if self._plain is None:
            self._plain = Emulator(self.image, self.listing, footprints=False)
        return self._plain

    def pair(
        self,
        seed: int,
        constants: tuple[int, ...],
        candidate: Emulator | None = None,
        suspects: tuple[int, ...] = (),
    ) -> Pair:
        """The baseline, and a candidate beside it, under native tests."""
        contract = self.function.contract
        return Pair(
            contract,
            self.signature,
            self.emulator if candidate is None else self.reference,
            candidate,
            seed,
            constants,
            least_alignment(contract),
            suspects=suspects,
        )

    def run(
        self, test: Test, limit: int = CASE_LIMIT, sketch: bool = False
    ) -> tuple[Test, Outcome]:
        """The baseline on a draft: the test with what its calls do, and the outcome.

        sketch: as for `Emulator.run`; then the test comes back as it was given.
        """
        if not self.image.stubs:
            return test, self.emulator.run(test, limit, sketch=sketch)
        outcome = self.emulator.run(test, limit, generate=True, sketch=sketch)
        if sketch:
            return test, outcome
        return test.but(calls=self.emulator.effects()), outcome

    def seen(self, test: Test) -> tuple[Test, Outcome]:
        """The whole of a run of which `run` has just given a sketch."""
        outcome = self.emulator.outcome(test)
        return test.but(calls=self.emulator.effects()) if self.image.stubs else test, outcome

    def proof(self) -> Proof:
        """What the baseline never does; worked out when first asked for."""
        if self._proof is None:
            relocated = {r.offset for r in self.function.hot.relocations}
            self._proof = infeasible(baseline_flow(self.function, self.listing), relocated)
        return self._proof

    @property
    def linked(self) -> bool:
        """Whether the baseline loads what may be a pointer from memory."""
        loads = [t for t in self.listing if t.startswith(("ldr x", "ldp x", "ldur x"))]
        return bool(self.signature.pointers) and any("[sp" not in t for t in loads)

    def _data(self) -> tuple[bytes, ...]:
        """The read-only objects that the baseline names."""
        out = []
        for start, end in self.image.shared_constants:
            for segment in self.image.segments:
                if segment.address <= start and end <= segment.end:
                    out.append(segment.data[start - segment.address : end - segment.address])
        return tuple(out)
