"""What a failing input is, and what both codes do with it, for people.

A rejection names an input.  Here it is made as small as it gets, described by what the
codes look at, and run once more on both, each step seen.
"""

from __future__ import annotations

import ctypes
import re
import struct
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from armcc.control.counterexample import CounterExample
from armcc.control.sidebyside import DIFFERENT, OTHER, Row, rows, text
from armcc.control.tracing import Event, Execution, Places, execute, shown_bytes, stopped
from armcc.errors import Fatal
from armcc.function.function import Function
from armcc.function.hot import identity
from armcc.function.identity import digest
from armcc.gates import engine
from armcc.gates.compare import Mismatch
from armcc.gates.frame import FrameRules, baseline_operations
from armcc.gates.inputs import Case
from armcc.gates.instructions import element_widths
from armcc.gates.loaded import Loaded, explained, load
from armcc.gates.pair import Pair, shown_test
from armcc.gates.shrink import DEEP, argument, shrunk
from armcc.gates.signature import Slot
from armcc.gates.state import Outcome
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled

LONGEST = 400_000  # instructions of the baseline
# Registers besides the arguments that are worth a line: after shrinking, what matters.
MOST_OTHERS = 6
MOST_LINES = 16
MOST_VALUES = 8
_FIRST_OPERAND = re.compile(r"^\S+\s+\{?\s*([wxbhsdqv])\d+(?:\.(\d+)?([bhsd]))?")
_BY_NAME = {"ldrb": 1, "ldurb": 1, "ldrsb": 1, "ldursb": 1, "ldrh": 2, "ldurh": 2, "ldrsh": 2}
_BY_NAME |= {"ldursh": 2, "ldrsw": 4, "ldursw": 4, "ldpsw": 4}
_BY_REGISTER = {"b": 1, "h": 2, "w": 4, "s": 4, "x": 8, "d": 8}
_VECTOR = 16  # bytes
_ENDS = ("callee-saved", "platform-register", "stack-pointer", "fpcr", "abi")


@dataclass(frozen=True)
class Shown:
    """One thing of an input: what it is ("w1", "buffer 0+0x8"), its type, bytes and meaning."""

    name: str
    type: str
    held: str
    meaning: str


@dataclass(frozen=True)
class Comparison:
    """Both codes on one input.

    reason, detail: how they differ; "" where they do not.
    registers, memory, calls: the input, as far as the codes look at it.
    did: in words, what the baseline did and what the candidate did.
    """

    example: CounterExample
    kind: str
    reason: str
    detail: str
    instructions: int
    registers: tuple[Shown, ...]
    memory: tuple[Shown, ...]
    calls: tuple[Shown, ...]
    did: tuple[str, str]
    baseline: Execution
    candidate: Execution
    rows: tuple[Row, ...]


def smallest(
    subject: Subject, assembled: Assembled, case: Case, seed: int, reason: str, exact_frame: bool
) -> Comparison:
    """The comparison on the smallest input that shows the difference of a decision.

    case: on which the candidate was seen to differ.  reason: how.
    exact_frame: whether its unwind table has to be true.
    """
    with closing((loaded := load(subject, assembled)).emulator):
        pair = subject.pair(0, subject.constants, loaded.emulator)
        frames = (None, loaded.frame) if exact_frame else (None,)
        for frame in frames:
            wrong, _ = _difference(subject, pair, loaded, case, frame)
            if wrong is not None and (wrong.reason == reason or frame is frames[-1]):
                case = shrunk(pair, case, DEEP, frame)
                break
        return _compared(subject, pair, loaded, case, seed, frames)


def compared(function: Function, assembled: Assembled, example: CounterExample) -> Comparison:
    """Both codes on a saved input.

    Raises Fatal where it was made for another baseline, Error where the function cannot
    be judged.
    """
    if example.function != function.name:
        raise Fatal(f"the counter-example is one of {example.function}, not of {function.name}")
    if example.identity != identity_of(function):
        raise Fatal(
            f"the counter-example is for other code of {function.name}: "
            "were the flags, the source or the compiler others?"
        )
    subject = Subject(function, example.seed)
    there = {(r.address, len(r.data)) for r in example.test.regions}
    for segment in subject.image.writable:
        address, data = segment.pages()
        if (address, len(data)) not in there:
            raise Fatal("the counter-example lacks data of the object")
        there.discard((address, len(data)))
    low = subject.image.placement.image
    if any(low <= a < low + (1 << 31) or low <= a + n < low + (1 << 31) for a, n in there):
        raise Fatal("the counter-example has memory where the code is")
    expected = subject.emulator.run(example.test, LONGEST)
    if not expected.clean:
        raise Fatal(f"the baseline does not run on it: {expected.detail}")
    case = Case(example.test, expected, "replayed")
    operations = baseline_operations(function.object, function.hot)
    frames: tuple[FrameRules | None, ...] = (None,)
    with closing((loaded := load(subject, assembled)).emulator):
        if operations is not None:
            rules = FrameRules(operations, subject.image.code_size)
            if subject.emulator.run(example.test, LONGEST, frame=rules).clean:
                frames = (None, loaded.frame)
        pair = subject.pair(0, subject.constants, loaded.emulator)
        return _compared(subject, pair, loaded, case, example.seed, frames)


def identity_of(function: Function) -> str:
    """The baseline's identity, as a counter-example names it."""
    return digest(identity(function.object, function.hot))


def _compared(
    subject: Subject,
    pair: Pair,
    loaded: Loaded,
    case: Case,
    seed: int,
    frames: tuple[FrameRules | None, ...],
) -> Comparison:
    wrong: Mismatch | None = None
    outcome = case.expected
    for frame in frames:
        wrong, outcome = _difference(subject, pair, loaded, case, frame)
        if wrong is not None:
            break
    test = shown_test(case.test, subject.signature, subject.emulator.machine.stack_high)
    first = execute(subject.image, subject.listing, subject.signature, test)
    listing = loaded.assembled.listing
    theirs = test
    if subject.image.frame.locals:
        theirs = replace(test, calls=loaded.in_its_frame(case).calls)
    if wrong is not None and not outcome.clean:
        steps = max(outcome.instructions, 1)
        second = execute(loaded.image, listing, subject.signature, theirs, steps)
        second = stopped(_as_baseline(second, loaded, case), wrong.detail)
    else:
        second = execute(loaded.image, listing, subject.signature, theirs)
        second = _as_baseline(second, loaded, case)
        if wrong is not None and wrong.reason in _ENDS:
            second = stopped(second, wrong.detail, _register(wrong))
    found = rows(first, second, test, wrong is not None)
    if wrong is not None and not any(r.mark == DIFFERENT for r in found):
        second = stopped(second, wrong.detail)
        found = rows(first, second, test)
    detail = wrong.detail if wrong is not None else ""
    reason = wrong.reason if wrong is not None else ""
    name, code = subject.function.name, identity_of(subject.function)
    places = Places(subject.image, test)
    example = CounterExample(name, code, seed, reason, detail, test)
    return Comparison(
        example=example,
        kind=case.kind,
        reason=reason,
        detail=detail,
        instructions=case.expected.instructions,
        registers=_registers(subject, example, places),
        memory=_memory(example, places, (first, second), _vector_lanes(subject)),
        calls=_calls(subject, example, first),
        did=(
            _did(first, case.expected.instructions, ""),
            _did(second, outcome.instructions, detail),
        ),
        baseline=first,
        candidate=second,
        rows=tuple(found),
    )


def _as_baseline(execution: Execution, loaded: Loaded, case: Case) -> Execution:
    """What a candidate did, with addresses in its frame as the baseline has them."""
    frame = loaded.image.frame.locals
    if not frame:
        return execution
    starts, _ = loaded.emulator.places(loaded.image.placement.stack)
    events, calls = [], 0
    for event in execution.events:
        if event.kind == "call" and calls < len(case.expected.calls):
            reached = case.expected.calls[calls].reached
            # A call at which the candidate went wrong has shown no places.
            here = starts[calls] if calls < len(starts) else {}
            calls += 1
            moved = []
            for name, value in event.arguments:
                for one in reached:
                    offset = value - here.get(one.number, 1 << 64)
                    if 0 <= offset < len(one.data):
                        moved.append((name, one.start + offset))
                        break
                else:
                    moved.append((name, value))
            event = replace(event, arguments=tuple(moved))  # noqa: PLW2901
        events.append(event)
    return replace(execution, events=tuple(events))


def _difference(
    subject: Subject, pair: Pair, loaded: Loaded, case: Case, frame: FrameRules | None
) -> tuple[Mismatch | None, Outcome]:
    """How the candidate differs on a test, and how its run ended."""
    m = loaded.emulator.machine
    flags = m.flags
    if frame is not None:
        m.rows = ctypes.addressof(frame.rows)
        m.flags |= engine.FRAME
    # It may show with the candidate's stack at some places only.
    for _ in range(engine.PLACES):
        found = pair.check(case.test, max(2 * case.expected.instructions, 2000))
        if found != engine.SAME:
            break
    m.flags = flags
    outcome = loaded.emulator.outcome(case.test)
    return (None if found == engine.SAME else explained(subject, loaded, case)), outcome


def _register(wrong: Mismatch) -> str:
    """The register that a difference at the end is about; "" for none."""
    found = re.match(r"([xd]\d+|sp)\b", wrong.detail)
    return found[1] if found else ""


def _did(execution: Execution, instructions: int, detail: str) -> str:
    last = execution.events[-1] if execution.events else None
    count = f"after {instructions} instructions" if instructions != 1 else "after 1 instruction"
    if last is None or not execution.ended:
        return f"runs on; {count} it has not ended" if not detail else f"{detail}, {count}"
    words = last.words if last.kind != "stop" else detail
    return f"{words} {count}" if last.kind in ("return", "noreturn") else f"{words}, {count}"


# -- the input ----------------------------------------------------------------------


def _registers(subject: Subject, example: CounterExample, places: Places) -> tuple[Shown, ...]:
    test = example.test
    low = subject.image.placement.stack
    out = []
    for slot in subject.signature.slots:
        value = argument(test, slot, low)
        out.append(Shown(slot.name, slot.value.type, f"{value:#x}", _meaning(slot, value, places)))
    used_x = {s.number: s for s in subject.signature.slots if s.register == "x"}
    used_v = {s.number for s in subject.signature.slots if s.register == "v"}
    others = []
    for n, held in enumerate(test.x[:30]):
        if n in used_x and used_x[n].value.bits < 64 and held >> used_x[n].value.bits:
            upper = f"garbage above {used_x[n].value.bits} bits"
            others.append(Shown(f"x{n}", "", f"{held:#x}", upper))
        elif n not in used_x and held:
            others.append(Shown(f"x{n}", "", f"{held:#x}", "at entry"))
    others += [
        Shown(f"v{n}", "", f"{held:#x}", "at entry")
        for n, held in enumerate(test.v)
        if held and n not in used_v
    ]
    if test.nzcv:
        others.append(Shown("nzcv", "", f"{test.nzcv:#x}", "at entry"))
    return (*out, *(others if len(others) <= MOST_OTHERS else ()))


def _meaning(slot: Slot, value: int, places: Places) -> str:
    kind, bits = slot.value.kind, slot.value.bits
    if kind == "pointer":
        if places.is_memory(value):
            return places.name(value)
        return "leads to no memory" if value else "null"
    if kind == "int":
        return str(value - (1 << bits) if bits > 1 and value >> (bits - 1) else value)
    if kind == "float" and bits in (32, 64):
        return _real(value.to_bytes(bits // 8, "little"))
    return ""


def _real(data: bytes) -> str:
    return repr(struct.unpack("<f" if len(data) == 4 else "<d", data)[0])


def _memory(
    example: CounterExample,
    places: Places,
    executions: tuple[Execution, Execution],
    lanes: tuple[int, bool],
) -> tuple[Shown, ...]:
    """The bytes of the test's memory that a code read before it wrote them, by address.

    lanes: the width and kind of what whole vectors are taken for.
    """
    form: dict[int, tuple[int, bool, int]] = {}  # address: width, float, start of the piece
    for execution in executions:
        written: set[int] = set()
        for event in execution.events:
            covers = range(event.address, event.address + len(event.data))
            if event.kind == "write":
                written.update(covers)
            if event.kind != "read":
                continue
            width, real = _form(execution.steps[event.step].text if event.step >= 0 else "")
            if width == _VECTOR:
                width, real = lanes
            for n, address in enumerate(covers):
                if address not in written:
                    form.setdefault(address, (width, real, event.address + n // width * width))
    regions = [r for r in example.test.regions if r.data]
    out: list[Shown] = []
    piece = bytearray()
    values: list[str] = []
    start = previous = -1
    kept: tuple[int, bool] = (0, False)

    def flush() -> None:
        if piece:
            word = f"i{8 * kept[0]}"
            word = {4: "float", 8: "double"}.get(kept[0], word) if kept[1] else word
            shown = ", ".join(values)
            out.append(Shown(places.name(start), word, bytes(piece).hex(), shown))
        piece.clear()
        values.clear()

    for address in sorted(form):
        region = next((r for r in regions if r.address <= address < r.end), None)
        if region is None:
            continue
        width, real, first = form[address]
        if address != first and address == previous + 1 and (width, real) == kept:
            previous = address
            piece.append(region.data[address - region.address])
            continue
        if address != previous + 1 or (width, real) != kept or len(values) == MOST_VALUES:
            flush()
            start, kept = address, (width, real)
        held = region.data[address - region.address :][:width]
        values.append(_decoded(held, width, real, places))
        piece.append(held[0])
        previous = address
    flush()
    return tuple(out)


def _vector_lanes(subject: Subject) -> tuple[int, bool]:
    """What a load of a whole vector register most likely loads."""
    traits = subject.function.contract.traits
    if "fp32" in traits or "fp64" in traits:
        return (4, True) if "fp32" in traits else (8, True)
    return min(element_widths(subject.listing)), False


def _form(text: str) -> tuple[int, bool]:
    """The width in bytes of what an instruction loads, and whether it is a float."""
    name = text.split(None, 1)[0] if text else ""
    if name in _BY_NAME:
        return _BY_NAME[name], False
    found = _FIRST_OPERAND.match(text)
    if found is None:
        return 1, False
    if found[3]:
        return _BY_REGISTER[found[3]], False
    return _BY_REGISTER.get(found[1], _VECTOR), found[1] in "sd"


def _decoded(data: bytes, width: int, real: bool, places: Places) -> str:
    if real and len(data) == width:
        return _real(data)
    value = int.from_bytes(data, "little")
    if width == 8 and places.is_memory(value):
        return f"-> {places.name(value)}"
    bits = 8 * width
    return str(value - (1 << bits) if value >> (bits - 1) else value)


def _calls(subject: Subject, example: CounterExample, execution: Execution) -> tuple[Shown, ...]:
    """What the callees do, in the order of the calls."""
    made = [e for e in execution.events if e.kind == "call"]
    stubs = {s.name or "a function by pointer": s for s in subject.image.stubs}
    out = []
    for n, (event, effect) in enumerate(zip(made, example.test.calls, strict=False), 1):
        if not effect.returns:
            out.append(Shown(f"call {n}", event.callee, "", "never comes back"))
            continue
        results = []
        for bank, number, bits in stubs[event.callee].results:
            held = (effect.x if bank == "x" else effect.v)[number] & ((1 << bits) - 1)
            results.append(f"{bank}{number}={held:#x}")
        changed = [f"{a:#x}={d.hex()}" for a, d in effect.patches]
        words = ("returns " + ", ".join(results)).strip() if results else "returns"
        out.append(Shown(f"call {n}", event.callee, "; ".join(changed), words))
    return tuple(out)


# -- output ---------------------------------------------------------------------------


def input_lines(comparison: Comparison) -> list[str]:
    """The input and what came of it, for people."""
    found = comparison
    out = [f"  {r.name:5} {r.type:8} {r.held:18} {r.meaning}".rstrip() for r in found.registers]
    if found.memory:
        out.append("  memory that is read:")
        names = max(len(m.name) for m in found.memory[:MOST_LINES])
        for m in found.memory[:MOST_LINES]:
            held = shown_bytes(bytes.fromhex(m.held))
            out.append(f"    {m.name:{names}}  {held}   {m.type} {m.meaning}".rstrip())
        if len(found.memory) > MOST_LINES:
            out.append(f"    ... and {len(found.memory) - MOST_LINES} more pieces; --json has all")
    for c in found.calls[:MOST_LINES]:
        changed = f", changes {c.held}" if c.held else ""
        out.append(f"  {c.name} of {c.type}: {c.meaning}{changed}")
    out.append(f"  baseline:  {found.did[0]}")
    out.append(f"  candidate: {found.did[1]}")
    return out


def side_by_side(comparison: Comparison, every: bool) -> list[str]:
    """Both executions, for people."""
    found = comparison
    return text(found.baseline, found.candidate, list(found.rows), every)


def input_json(comparison: Comparison) -> dict[str, Any]:
    """The input: the documented form (docs/verdicts.md)."""
    found = comparison
    return {
        "arguments": found.example.test.shown,
        "kind": found.kind,
        "difference": found.detail,
        "baseline_instructions": found.instructions,
        "buffers": [
            {"name": r.name, "address": f"{r.address:#x}", "bytes": len(r.data)}
            for r in found.example.test.regions
        ],
        "registers": [vars(r) for r in found.registers],
        "memory": [
            {"place": m.name, "type": m.type, "bytes": m.held, "meaning": m.meaning}
            for m in found.memory
        ],
        "calls": [{"callee": c.type, "returns": c.meaning, "changes": c.held} for c in found.calls],
        "baseline": found.did[0],
        "candidate": found.did[1],
    }


def replay_json(comparison: Comparison, every: bool) -> dict[str, Any]:
    """Both executions: the documented form (docs/verdicts.md)."""
    found = comparison
    last = found.rows[-1] if found.rows else Row(OTHER, None, None)
    return {
        "differs": bool(found.reason),
        "reason": found.reason,
        "detail": found.detail,
        "first_difference": {"baseline": last.left, "candidate": last.right}
        if last.mark == DIFFERENT
        else None,
        "rows": [[r.left, r.right] for r in found.rows],
        "baseline": _execution_json(found.baseline, every),
        "candidate": _execution_json(found.candidate, every),
    }


def _execution_json(execution: Execution, every: bool) -> dict[str, Any]:
    steps = [
        {"offset": s.offset, "instruction": s.text, "changed": _hexadecimal(s.changed)}
        for s in execution.steps
    ]
    out: dict[str, Any] = {
        "instructions": len(steps),
        "ended": execution.ended,
        "events": [_event_json(e, execution) for e in execution.events],
    }
    return out | ({"steps": steps} if every else {})


def _event_json(event: Event, execution: Execution) -> dict[str, Any]:
    step = execution.steps[event.step] if 0 <= event.step < len(execution.steps) else None
    out: dict[str, Any] = {"kind": event.kind, "step": event.step, "text": event.words}
    if step is not None:
        out |= {"offset": step.offset, "instruction": step.text}
        out["changed"] = _hexadecimal(step.changed)
    if event.kind in ("read", "write"):
        out |= {"address": f"{event.address:#x}", "place": event.place, "bytes": event.data.hex()}
    if event.kind == "call":
        out |= {"callee": event.callee, "arguments": _hexadecimal(event.arguments)}
    if event.source >= 0:
        out["source"] = event.source
    if event.kind == "return":
        out["results"] = _hexadecimal(event.results)
    return out


def _hexadecimal(values: tuple[tuple[str, int], ...]) -> dict[str, str]:
    return {name: f"{value:#x}" for name, value in values}
