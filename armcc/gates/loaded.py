"""A candidate beside its baseline, and tests run on both."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field, replace

from armcc.function.function import Function
from armcc.gates import engine
from armcc.gates.compare import Mismatch, difference
from armcc.gates.coverage import merge, uncovered
from armcc.gates.decisions import decisions, makes_nans
from armcc.gates.emulator import Emulator
from armcc.gates.frame import FrameRules
from armcc.gates.image import Image, candidate_image
from armcc.gates.inputs import Case
from armcc.gates.locals import effects_in
from armcc.gates.pair import Pair, nan_widths
from armcc.gates.reachable import NOTHING, Proof, connected, infeasible
from armcc.gates.state import Test
from armcc.gates.structure import candidate_flow
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled

# So many tests, and each that reaches a new instruction, also hold the unwind table
# against the truth at every instruction.
FRAME_CASES = 32


@dataclass
class Loaded:
    """A candidate made ready to run beside its baseline.

    coverage: of all its clean tests, for each instruction 1 executed, 2 and 4 decided
    either way.
    """

    assembled: Assembled
    image: Image
    emulator: Emulator
    coverage: bytearray
    frame: FrameRules
    wanted: set[int] = field(default_factory=set)
    decisions: set[int] = field(default_factory=set)
    function: Function | None = None
    known: Proof | None = None

    def proof(self) -> Proof:
        """What the code never does; worked out when first asked for.

        Instructions to which no path leads at all are no compiler's leavings: they stay
        ones that no test has executed.
        """
        if self.known is None:
            self.known = NOTHING
            if self.function is not None:
                relocated = {at for at, *_ in self.assembled.machine.relocations}
                flow = candidate_flow(self.function, self.assembled)
                found = infeasible(flow, relocated)
                self.known = replace(found, dead=found.dead & connected(flow))
        return self.known

    @property
    def missing(self) -> tuple[list[int], list[int]]:
        """Offsets that no test executed, and of decisions seen one way only."""
        return uncovered(self.coverage, self.wanted, self.decisions, self.proof)

    @property
    def unused(self) -> int:
        """How many bytes of its own constants no test has read."""
        return len(self._unread())

    def meant(self) -> frozenset[int]:
        """The addresses of its own constants that have to matter: neither padding nor copies."""
        every = {at for a, b in self.image.own for at in range(a, b)}
        copies = {at for _, here, size in self.image.twins for at in range(here, here + size)}
        return frozenset(every - set(self.emulator.unused(self.image.own)) - copies)

    def _unread(self) -> set[int]:
        if not self.image.own:
            return set()
        base = self.image.own[0][0]
        tables = {base + at for a, b in self.assembled.tables for at in range(a, b)}
        unread = self.emulator.unused(self.image.own)
        padding = _padding(unread, base, self.assembled.machine.constants) - tables
        # A copy of a literal that the baseline has holds what it should, read or not.
        copies = {at for _, here, size in self.image.twins for at in range(here, here + size)}
        return set(unread) - padding - copies

    def in_its_frame(self, case: Case) -> Test:
        """A test in the terms of its frame, right after it was held against its baseline."""
        return self._in_frame(case, self.image.placement.stack)

    def _in_frame(self, case: Case, stack: int) -> Test:
        starts, registers = self.emulator.places(stack)
        made = case.expected.calls[: len(starts)]
        return effects_in(self.image, case.test, made, starts, registers)

    @property
    def elsewhere(self) -> Image:
        """The image with stack and caller where a process has the candidate's."""
        return replace(self.image, placement=self.image.placement.elsewhere)

    def test_elsewhere(self, case: Case, pair: Pair) -> Test:
        """A test in the terms of `elsewhere`."""
        test, stack = case.test, self.image.placement.elsewhere.stack
        if self.image.frame.locals and case.expected.calls:
            # Where it has the baseline's local variables the first engine shows.
            pair.check(test, max(2 * case.expected.instructions, 2000))
            test = self._in_frame(case, stack)
        return test.but(sp=test.sp - self.image.placement.stack + stack)

    @property
    def complete(self) -> bool:
        """Whether tests have shown all that the code can do at each of its places."""
        return not any(self.missing) and not self.unused


def _padding(unread: list[int], base: int, constants: bytes) -> set[int]:
    """The bytes that fill up to an alignment: fewer than 16 zeros before a multiple of 8."""
    out: set[int] = set()
    run: list[int] = []
    for at in [*unread, -1]:
        if run and at != run[-1] + 1:
            zeros = not any(constants[a - base] for a in run)
            if zeros and len(run) < 16 and (run[-1] + 1 - base) % 8 == 0:
                out.update(run)
            run = []
        run.append(at)
    return out


def load(subject: Subject, assembled: Assembled, footprints: bool = True) -> Loaded:
    """Place a candidate beside its baseline's object; `footprints` as for Emulator.

    Raises Error("new-symbol") or Error("relocation")."""
    function = subject.function
    where = subject.image.placement
    machine = assembled.machine
    image = candidate_image(
        function.object, function.hot, machine, where, subject.callees, subject.image.frame
    )
    peer = subject.reference if footprints else None
    emulator = Emulator(image, assembled.listing, footprints, peer, subject.strict)
    places = range(0, len(machine.code), 4)
    return Loaded(
        assembled,
        image,
        emulator,
        bytearray(len(machine.code) // 4),
        FrameRules(machine.cfi, len(machine.code)),
        set(places),
        decisions(assembled.listing, subject.listing),
        function,
    )


@dataclass(frozen=True)
class Found:
    """A test on which the candidate differs, and how."""

    case: Case
    mismatch: Mismatch

    @property
    def sentence(self) -> str:
        """In words, with the arguments."""
        return f"{self.mismatch.detail}; for {self.case.test.shown or 'no arguments'}"


def first_mismatch(
    subject: Subject, pair: Pair, loaded: Loaded, cases: list[Case], frame: int
) -> Found | None:
    """Run cases in order until one differs; the candidate's coverage is added to.

    frame: where its unwind table is held against the truth, flags of the engine.
    """
    step = max(1, len(cases) // FRAME_CASES)
    for index, case in enumerate(cases):
        wrong, fresh = one(subject, pair, loaded, case, frame if index % step == 0 else 0)
        if wrong is None and frame and (fresh or case.expected.calls):
            # Each instruction's row of the unwind table is held against the truth.
            wrong, _ = one(subject, pair, loaded, case, frame)
        if wrong is not None:
            return Found(case, _plainer(subject, pair, loaded, case, wrong, frame))
    return None


def frame_mismatch(
    subject: Subject, pair: Pair, loaded: Loaded, cases: list[Case], frame: int
) -> Found | None:
    """The same for tests that have run already, but for the unwind table."""
    for case in cases:
        wrong, _ = one(subject, pair, loaded, case, frame)
        if wrong is not None:
            return Found(case, _plainer(subject, pair, loaded, case, wrong, frame))
    return None


def _plainer(
    subject: Subject, pair: Pair, loaded: Loaded, case: Case, wrong: Mismatch, frame: int
) -> Mismatch:
    """The same difference without the unwind table, where it shows.

    A register that is lost for good says more than the table that lost it.
    """
    if wrong.reason != "abi" or not frame:
        return wrong
    found, _ = one(subject, pair, loaded, case, 0)
    return found or wrong


def one(
    subject: Subject, pair: Pair, loaded: Loaded, case: Case, frame: int
) -> tuple[Mismatch | None, bool]:
    """One test: the difference it shows, and whether it reached something new."""
    m = loaded.emulator.machine
    flags = m.flags
    if frame:
        m.rows = ctypes.addressof(loaded.frame.rows)
        m.flags |= frame
    found = pair.check(case.test, max(2 * case.expected.instructions, 2000))
    m.flags = flags
    if found != engine.SAME:
        if pair.baseline.machine.status not in (engine.RETURNED, engine.NO_RETURN):
            return Mismatch("engine", "the baseline does not end as it did before"), False
        wrong = explained(subject, loaded, case)
        if wrong is not None:
            return wrong, False
    before = bytes(loaded.coverage)
    merge(loaded.coverage, bytes(loaded.emulator.covered))
    return None, before != bytes(loaded.coverage)


def explained(subject: Subject, loaded: Loaded, case: Case) -> Mismatch | None:
    """In words how the run that has just ended differs; None where it does not after all."""
    actual = loaded.emulator.outcome(case.test)
    nan = nan_widths(subject.function.contract, subject.listing)
    return difference(
        subject.signature,
        loaded.image,
        case.test,
        case.expected,
        actual,
        nan,
        makes_nans(subject.listing),
    ) or Mismatch("memory", "the caller's frame is changed")
