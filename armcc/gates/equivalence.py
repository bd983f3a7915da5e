"""The equivalence gate: the same inputs through baseline and candidate, all compared.

First micro-execution in Unicorn with exact footprints, then the same inputs as a real
process under qemu-aarch64.  Both must agree with the baseline on every test.
"""

from __future__ import annotations

import subprocess
from contextlib import closing
from dataclasses import dataclass

from armcc.errors import Error
from armcc.gates.cases import CaseSet, Subject, make_cases, more_cases, touched_bytes
from armcc.gates.compare import Mismatch, difference, native_difference
from armcc.gates.constants import constants_of
from armcc.gates.emulator import Emulator, covered
from armcc.gates.frame import FrameRules, baseline_operations
from armcc.gates.image import Image, candidate_image
from armcc.gates.inputs import Case
from armcc.gates.native import NativeRunError, run_native, sandbox_name
from armcc.gates.syntax import Assembled
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

# So many tests, and each that reaches a new instruction, also hold the unwind table
# against the truth at every instruction.
FRAME_CASES = 48
# A scalar loop may need this many times a vector loop's instructions; what needs more is
# taken for endless.
SLOWDOWN = 40
# Further tests made where the first leave an instruction of the candidate unexecuted.
REACH_ATTEMPTS = 200


@dataclass(frozen=True)
class Loaded:
    """A candidate made ready to run beside its baseline."""

    assembled: Assembled
    image: Image
    emulator: Emulator


def load(subject: Subject, assembled: Assembled, footprints: bool = True) -> Loaded:
    """Place a candidate beside its baseline's object; `footprints` as for Emulator.

    Raises Error("new-symbol"), Error("relocation") or Error("frame-record")."""
    function = subject.function
    where = subject.image.placement
    image = candidate_image(function.object, function.hot, assembled.machine, where)
    if _keeps_frame_record(subject.listing) and not _keeps_frame_record(assembled.listing):
        raise Error("frame-record", "the baseline chains a frame record through x29")
    return Loaded(assembled, image, Emulator(image, assembled.listing, footprints))


def _keeps_frame_record(listing: tuple[str, ...]) -> bool:
    stored = any(t.startswith("stp x29, x30, [sp") for t in listing)
    chained = any(t.startswith(("mov x29, sp", "add x29, sp")) for t in listing)
    return stored and chained


def baseline_frame_is_exact(subject: Subject, cases: list[Case]) -> bool:
    """Whether the baseline's own unwind table holds at every instruction.

    It does with asynchronous tables (clang's default); where the user turned them off
    the candidate's need not either.
    """
    operations = baseline_operations(subject.function.object, subject.function.hot)
    if operations is None:
        return False
    for case in cases[:4]:
        rules = FrameRules(operations, subject.image.code_size)
        if not subject.emulator.run(case.test, 400_000, frame=rules).clean:
            return False
    return True


def first_mismatch(
    subject: Subject, loaded: Loaded, cases: list[Case], exact_frame: bool
) -> tuple[Case, Mismatch, set[int]] | set[int]:
    """Run cases in order until one differs; else the set of code offsets executed."""
    reached: set[int] = set()
    step = max(1, len(cases) // FRAME_CASES)
    for index, case in enumerate(cases):
        wrong, fresh = _one(subject, loaded, case, exact_frame and index % step == 0)
        if wrong is None and exact_frame and not fresh <= reached:
            # Each instruction's row of the unwind table is held against the truth.
            wrong, _ = _one(subject, loaded, case, True)
        if wrong is not None and wrong.reason == "abi" and exact_frame:
            # A register that is lost for good says more than the table that lost it.
            plainer, _ = _one(subject, loaded, case, False)
            wrong = plainer or wrong
        if wrong is not None:
            return case, wrong, reached
        reached |= fresh
    return reached


def _one(
    subject: Subject, loaded: Loaded, case: Case, with_frame: bool
) -> tuple[Mismatch | None, set[int]]:
    """One test: the difference it shows, and the code offsets it executed."""
    limit = SLOWDOWN * case.expected.instructions + 2000
    frame = None
    if with_frame:
        machine = loaded.assembled.machine
        frame = FrameRules(machine.cfi, len(machine.code))
    actual = loaded.emulator.run(case.test, limit, frame=frame)
    wrong = difference(subject.signature, loaded.image, case.test, case.expected, actual)
    return wrong, covered(loaded.image, actual)


def quick_look(subject: Subject, assembled: Assembled, cases: list[Case]) -> GateResult:
    """A few tests in micro-execution only, to spare the search the obvious failures."""
    try:
        loaded = load(subject, assembled)
    except Error as e:
        return GateResult("equivalence", REJECTED, e.reason, e.message)
    with closing(loaded.emulator):
        found = first_mismatch(subject, loaded, cases, exact_frame=False)
    if isinstance(found, set):
        return GateResult("equivalence", ACCEPTED, evidence={"tests": len(cases)})
    case, wrong, _ = found
    return GateResult("equivalence", REJECTED, wrong.reason, _sentence(case, wrong))


def _sentence(case: Case, wrong: Mismatch) -> str:
    return f"{wrong.detail}; for {case.test.shown or 'no arguments'}"


def equivalence_gate(
    subject: Subject, assembled: Assembled, seed: int, workdir: str
) -> tuple[GateResult, tuple[str, ...]]:
    """The gate's result, and the assumptions that an acceptance rests on.

    seed: 64 bits, secret until the decision is made, then part of the evidence.
    """
    gate = "equivalence"
    try:
        loaded = load(subject, assembled)
    except Error as e:
        return GateResult(gate, REJECTED, e.reason, e.message), ()
    with closing(loaded.emulator):
        return _run(subject, loaded, seed, workdir)


def _run(
    subject: Subject, loaded: Loaded, seed: int, workdir: str
) -> tuple[GateResult, tuple[str, ...]]:
    gate = "equivalence"
    assembled = loaded.assembled
    try:
        constants = constants_of(assembled.listing, (assembled.machine.constants,))
        cases = make_cases(subject, seed, constants)
    except Error as e:
        return GateResult(gate, UNKNOWN, e.reason, e.message), ()
    evidence = dict(cases.evidence)
    evidence["sandbox"] = sandbox_name()
    exact = baseline_frame_is_exact(subject, cases.cases)
    evidence["unwind_table_checked"] = exact
    found = first_mismatch(subject, loaded, cases.cases, exact)
    if not isinstance(found, set):
        case, wrong, _ = found
        evidence["counter_example"] = _counter_example(case, wrong)
        return GateResult(gate, REJECTED, wrong.reason, _sentence(case, wrong), evidence), ()
    narrowed = _narrowed(loaded, cases)
    if narrowed:
        return GateResult(gate, REJECTED, "width", narrowed, evidence), ()
    bulk = _bulk(subject, loaded, cases)
    if bulk is not None:
        case, wrong = bulk
        evidence["counter_example"] = _counter_example(case, wrong)
        return GateResult(gate, REJECTED, wrong.reason, _sentence(case, wrong), evidence), ()
    uncovered = set(range(0, len(assembled.machine.code), 4)) - found
    if uncovered:
        wrong_at = _reach(subject, loaded, cases, uncovered, exact)
        if wrong_at is not None:
            case, wrong = wrong_at
            evidence["counter_example"] = _counter_example(case, wrong)
            return GateResult(gate, REJECTED, wrong.reason, _sentence(case, wrong), evidence), ()
        evidence["tests"] = len(cases.cases)
    if uncovered:
        at = min(uncovered)
        detail = (
            f"no test executed {len(uncovered)} of its {len(assembled.listing)} instructions, "
            f"the first at +{at:#x}: {assembled.listing[at // 4]}"
        )
        evidence["uncovered"] = sorted(uncovered)
        return GateResult(gate, REJECTED, "coverage", detail, evidence), ()
    evidence["coverage"] = "every instruction of baseline and candidate"
    native = _native(subject, loaded, cases, workdir)
    if native is not None:
        return GateResult(gate, native[0], native[1], native[2], evidence), ()
    evidence["engines"] = ["unicorn", "qemu-aarch64"]
    return GateResult(gate, ACCEPTED, evidence=evidence), _assumptions(subject)


def _reach(
    subject: Subject, loaded: Loaded, cases: CaseSet, uncovered: set[int], exact_frame: bool
) -> tuple[Case, Mismatch] | None:
    """Look for tests that execute what none did; those found join `cases`.

    `uncovered` loses what is reached.  The first difference met on the way ends it.
    """
    for case in more_cases(subject, cases, REACH_ATTEMPTS):
        wrong, executed = _one(subject, loaded, case, exact_frame)
        if wrong is not None:
            return case, wrong
        fresh = uncovered & executed
        if fresh:
            uncovered -= fresh
            cases.cases.append(case)
        if not uncovered:
            break
    return None


def _narrowed(loaded: Loaded, cases: CaseSet) -> str:
    """How the candidate shows that it drops the upper part of an argument; "" if not.

    On such an input the baseline walks off the end of its memory, which says nothing of
    the result; but a candidate that returns after a fraction of the way has taken a
    huge argument for a small one.
    """
    for test, expected in cases.endless:
        actual = loaded.emulator.run(test, SLOWDOWN * expected.instructions + 2000)
        if actual.clean and 2 * touched_bytes(actual) < touched_bytes(expected):
            return f"returns where the baseline goes on and on; for {test.shown}"
    return ""


def _bulk(subject: Subject, loaded: Loaded, cases: CaseSet) -> tuple[Case, Mismatch] | None:
    """The first difference on a long run, where only state and memory are compared."""
    if not cases.bulk:
        return None
    with closing(Emulator(loaded.image, loaded.assembled.listing, footprints=False)) as emulator:
        for case in cases.bulk:
            limit = SLOWDOWN * case.expected.instructions + 2000
            actual = emulator.run(case.test, limit)
            wrong = difference(subject.signature, loaded.image, case.test, case.expected, actual)
            if wrong is not None:
                return case, wrong
    return None


def _native(
    subject: Subject, loaded: Loaded, cases: CaseSet, workdir: str
) -> tuple[str, str, str] | None:
    every = [*cases.cases, *cases.bulk]
    tests = [c.test for c in every]
    try:
        own = run_native(subject.image, tests, workdir)
    except NativeRunError as e:
        return UNKNOWN, "engines-disagree", f"the baseline under QEMU: {e.detail}"
    except (Error, subprocess.SubprocessError) as e:
        return UNKNOWN, "tool", str(e)
    for case, got in zip(every, own, strict=True):
        wrong = native_difference(subject.signature, case.test, case.expected, got, own=True)
        if wrong is not None:
            return UNKNOWN, "engines-disagree", f"the baseline under QEMU: {_sentence(case, wrong)}"
    try:
        theirs = run_native(loaded.image, tests, workdir)
    except NativeRunError as e:
        return REJECTED, "native", f"the candidate under QEMU: {e.detail}"
    except (Error, subprocess.SubprocessError) as e:
        return UNKNOWN, "tool", str(e)
    for case, got in zip(every, theirs, strict=True):
        wrong = native_difference(subject.signature, case.test, case.expected, got)
        if wrong is not None:
            return REJECTED, wrong.reason, f"under QEMU: {_sentence(case, wrong)}"
    return None


def _counter_example(case: Case, wrong: Mismatch) -> dict[str, object]:
    regions = [
        {"name": r.name, "address": f"{r.address:#x}", "bytes": len(r.data)}
        for r in case.test.regions
    ]
    return {
        "arguments": case.test.shown,
        "kind": case.kind,
        "difference": wrong.detail,
        "baseline_instructions": case.expected.instructions,
        "buffers": regions,
    }


def _assumptions(subject: Subject) -> tuple[str, ...]:
    """What the tests took for granted beyond the calling convention.

    Buffers behind `noalias` pointers were never made to overlap.  The key under which
    the rewrite is kept holds the whole contract, so this is checked at each use.
    """
    out = []
    pointers = subject.signature.pointers
    if len(pointers) >= 2:
        out += [f"noalias {s.name}" for s in pointers if s.noalias]
    for s in pointers:
        out += [f"{a} {s.name}" for a in s.value.attributes if a.startswith("align ")]
    return tuple(out)
