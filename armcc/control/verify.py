"""`armccctl verify`: all gates on a candidate that anyone wrote."""

from __future__ import annotations

import json
import os
import shlex
import sys
import tempfile
from dataclasses import dataclass, replace
from typing import Any

from armcc import GATES_VERSION, __version__
from armcc.control.counterexample import CounterExample, load, save
from armcc.control.proving import proof_lines
from armcc.control.replay import (
    Comparison,
    compared,
    input_json,
    input_lines,
    replay_json,
    side_by_side,
    smallest,
)
from armcc.control.subject import function_from_assembly, function_from_source, is_assembly
from armcc.control.toolchain import read_text
from armcc.errors import Error, Fatal
from armcc.function.function import Function
from armcc.gates.callees import called_names
from armcc.gates.isolation import isolated
from armcc.gates.judge import Judge
from armcc.gates.syntax import syntax_gate
from armcc.gates.verdict import (
    ACCEPTED,
    NEEDED,
    PROOF_GATE,
    REJECTED,
    UNKNOWN,
    GateResult,
    Verdict,
)
from armcc.optimizer.session import select_cpu

FORMAT = 1
SECONDS = 300.0
EXIT = {ACCEPTED: 0, REJECTED: 1, UNKNOWN: 2}
_GATES = (*NEEDED, PROOF_GATE)
_INDENT = " " * 13


@dataclass(frozen=True)
class Request:
    """What the user asked for.

    seed: of an earlier decision, to replay it; None for a fresh one.
    replay: a file with a counter-example, "" to show that of the decision, None for neither.
    every: show each executed instruction.  save: a file for the counter-example.
    keep: a folder for the second engine's programs.  inputs: one of captured states.
    require: see `armcc.gates.judge.Judge`.
    """

    function: str
    baseline: str
    candidate: str
    flags: tuple[str, ...] = ("-O3",)
    prototype: str = ""
    cpu: str = ""
    seed: int | None = None
    replay: str | None = None
    every: bool = False
    save: str = ""
    keep: str = ""
    inputs: str = ""
    require: str = ""
    as_json: bool = False


@dataclass(frozen=True)
class Answer:
    """What the gates said, and where a test showed a difference, what both codes do on it.

    captured: how many of the captured states became tests; dropped: why others did not.
    """

    verdict: Verdict
    comparison: Comparison | None = None
    captured: int = 0
    dropped: tuple[tuple[str, int], ...] = ()


def verify(request: Request) -> int:
    """Judge, print, and return 0 accepted, 1 rejected, 2 cannot judge.

    With a counter-example from a file: 1 where the codes differ on it, 0 where they do not.
    Raises Fatal.
    """
    _check(request)
    example = load(request.replay) if request.replay else None
    text = sys.stdin.read() if request.candidate == "-" else read_text(request.candidate)
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        if example is not None:
            return _replayed(request, text, example, workdir)
        answer = _answer(request, text, workdir)
    if request.save and answer.comparison is not None:
        save(request.save, answer.comparison.example)
    if request.as_json:
        print(json.dumps(to_json(request, answer), indent=2))
    else:
        _show(request, answer)
    if request.save and answer.comparison is None:
        print(
            "armccctl: no test that can be run again step by step differs, so nothing was saved",
            file=sys.stderr,
        )
    return EXIT[answer.verdict.outcome]


def _check(request: Request) -> None:
    """Raises Fatal for words that ask for what cannot be."""
    if request.every and request.replay is None:
        raise Fatal("--all says what --replay shows; add --replay")
    if request.replay and (request.seed is not None or request.save or request.keep):
        raise Fatal("--replay FILE judges nothing: leave --seed, --save and --keep out")
    if request.inputs and not os.path.isdir(request.inputs):
        raise Fatal(f"{request.inputs} is no folder of captured states")
    if request.keep:
        os.makedirs(request.keep, exist_ok=True)


def _function(request: Request, workdir: str) -> Function:
    if not is_assembly(request.baseline):
        flags = list(request.flags)
        return function_from_source(request.baseline, request.function, flags, workdir)
    if not request.prototype:
        raise Error(
            "prototype",
            f"{request.baseline} is assembly, which does not show the types that a verdict "
            "depends on; add --prototype 'int f(const int *a, int n)'",
        )
    return function_from_assembly(request.baseline, request.function, request.prototype, workdir)


# -- in the child ---------------------------------------------------------------------


def _answer(request: Request, text: str, workdir: str) -> Answer:
    try:
        function = _function(request, workdir)
        return isolated(lambda _: _judge(request, function, text, workdir), SECONDS)
    except Error as e:
        # Which gate would have needed it does not matter: nothing was judged.
        return Answer(Verdict((GateResult("equivalence", UNKNOWN, e.reason, e.message),)))


def _judge(request: Request, function: Function, text: str, workdir: str) -> Answer:
    cpu = select_cpu(request.cpu, function.contract)
    judge = Judge(function, workdir, cpu, request.inputs or None, require=request.require)
    keep = os.path.abspath(request.keep) if request.keep else ""
    verdict, assembled = judge.judge(text, request.seed, keep)
    subject = judge.subject
    comparison = None
    last = verdict.decisive
    # A test that failed; or what the proof gate came upon, and remembered for other candidates.
    found = subject.counter_examples[-1:] if last.gate == PROOF_GATE else ()
    case = found[0] if found else subject.failing
    tests = verdict.of("equivalence")
    # Where it is none, the difference shows in the second engine alone, or in a run that
    # has no end or millions of steps, and there is nothing to execute side by side.
    if (
        assembled is not None
        and tests is not None
        and "counter_example" in last.evidence
        and case is not None
    ):
        seed = int(str(tests.evidence["seed"]), 16)
        exact = bool(tests.evidence.get("unwind_table_checked"))
        comparison = smallest(subject, assembled, case, seed, last.reason, exact)
        if comparison.reason:
            verdict = _with_example(verdict, comparison)
        else:
            comparison = None
    dropped = tuple(sorted(subject.dropped.items()))
    return Answer(verdict, comparison, len(subject.captured), dropped)


def _with_example(verdict: Verdict, comparison: Comparison) -> Verdict:
    """The verdict in the words of the smallest input.

    What the proof gate finds keeps its reason; how the codes differ is said in the sentence.
    """
    last = verdict.decisive
    reason = last.reason if last.gate == PROOF_GATE else comparison.reason
    detail = f"{comparison.detail}; for {comparison.example.test.shown or 'no arguments'}"
    evidence = last.evidence | {"counter_example": input_json(comparison)}
    smaller = replace(last, reason=reason, detail=detail, evidence=evidence)
    return replace(verdict, gates=tuple(smaller if g is last else g for g in verdict.gates))


def _replayed(request: Request, text: str, example: CounterExample, workdir: str) -> int:
    try:
        function = _function(request, workdir)
        found = isolated(lambda _: _compared(function, text, example, workdir), SECONDS)
    except Error as e:
        raise Fatal(f"cannot replay it: {e.message} ({e.reason})") from e
    if request.as_json:
        document = _head(request.function) | {
            "counter_example": input_json(found),
            "replay": replay_json(found, request.every),
        }
        print(json.dumps(document, indent=2))
    else:
        print("\n".join(input_lines(found)))
        print()
        print("\n".join(side_by_side(found, request.every)))
        word = f"differs ({found.reason}): {found.detail}" if found.reason else "no difference"
        print(f"{request.function}: on this input {word}")
    return EXIT[REJECTED] if found.reason else EXIT[ACCEPTED]


def _compared(function: Function, text: str, example: CounterExample, workdir: str) -> Comparison:
    said, assembled = syntax_gate(
        text, function.name, function.contract, workdir, called_names(function)
    )
    if assembled is None:
        raise Error(said.reason, said.detail)
    return compared(function, assembled, example)


# -- output ---------------------------------------------------------------------------


def _head(function: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "armcc": __version__,
        "gates_version": GATES_VERSION,
        "function": function,
    }


def to_json(request: Request, answer: Answer) -> dict[str, Any]:
    """The documented form (docs/verdicts.md): one entry for each gate, run or not."""
    verdict = answer.verdict
    said = verdict.to_json()
    ran = {g["name"]: g for g in said["gates"]}
    gates = []
    for name in _GATES:
        skipped = {
            "name": name,
            "passed": False,
            "outcome": "not-run",
            "reason": "not-run",
            "detail": _why_not_run(verdict),
            "evidence": {},
        }
        gates.append(ran.get(name, skipped))
    document = _head(request.function) | {
        "verdict": said["verdict"],
        "confidence": said["confidence"],
        "reason": verdict.reason,
        "detail": verdict.detail,
        "assumptions": said["assumptions"],
        "gates": gates,
    }
    if request.inputs:
        document["inputs"] = {"tests": answer.captured, "dropped": dict(answer.dropped)}
    if answer.comparison is not None:
        document["replay_command"] = _command(request, answer.comparison)
        if request.replay is not None:
            document["replay"] = replay_json(answer.comparison, request.every)
    return document


def _why_not_run(verdict: Verdict) -> str:
    """Of a gate that is missing in the verdict."""
    if all(g.passed for g in verdict.gates):
        return "ARMCC_PROOF=off"
    return "an earlier gate did not accept"


def _command(request: Request, comparison: Comparison) -> str:
    """What shows both executions of the counter-example, as a shell reads it."""
    words = ["armccctl", "verify", "--function", request.function]
    words += ["--baseline", request.baseline, "--candidate", request.candidate]
    if request.flags != ("-O3",):
        words += ["--flags", *request.flags]
    if request.prototype:
        words += ["--prototype", request.prototype]
    if request.save:
        return shlex.join([*words, "--replay", request.save])
    if request.inputs:
        words += ["--inputs", request.inputs]
    return shlex.join([*words, "--seed", f"{comparison.example.seed:#018x}", "--replay"])


def _show(request: Request, answer: Answer) -> None:
    verdict = answer.verdict
    for gate in verdict.gates:
        word = {ACCEPTED: "passed", REJECTED: "REJECTED", UNKNOWN: "cannot judge"}[gate.outcome]
        if gate.gate == PROOF_GATE and gate.outcome == UNKNOWN:
            word = "not proved"
        why = f" ({gate.reason}): {gate.detail}" if not gate.passed else ""
        print(f"{gate.gate:12} {word}{why}")
        for line in _evidence(gate):
            print(_INDENT + line)
    if request.inputs:
        dropped = ", ".join(f"{count} {why}" for why, count in answer.dropped)
        also = f"; left out: {dropped}" if dropped else ""
        print(f"inputs       {answer.captured} captured states became tests{also}")
    for assumption in verdict.assumptions:
        print(f"assumes      {assumption}")
    print(f"{request.function}: {_word(verdict)}")
    found = answer.comparison
    if found is not None:
        print("\nthe smallest failing input found:")
        print("\n".join(input_lines(found)))
        if request.replay is None:
            print(f"\nto see both executions: {_command(request, found)}")
        else:
            print()
            print("\n".join(side_by_side(found, request.every)))
    elif request.replay is not None:
        print("\nno test that can be shown step by step differs: nothing to replay")


def _word(verdict: Verdict) -> str:
    if verdict.accepted:
        return f"accepted ({verdict.confidence})"
    if verdict.reason == "not-proved":
        return f"{verdict.outcome} (not-proved): {verdict.detail}"
    return verdict.outcome


def _evidence(gate: GateResult) -> list[str]:
    """How sure the gate is, in a line or two."""
    known = gate.evidence
    if gate.gate == "speed" and "speedup" in known:
        return [f"{known['speedup']:.2f}x on {known['cpu']}"]
    if gate.gate == PROOF_GATE:
        return proof_lines(known)
    if gate.gate != "equivalence":
        return []
    counted = []
    if "tests" in known:
        counted.append(f"{known['tests']} tests")
    for name, word in (("kept_tests", "kept"), ("distinct_paths", "distinct paths")):
        if name in known:
            counted.append(f"{known[name]} {word}")
    if "coverage" in known:
        counted.append(f"covered: {known['coverage']}")
    where = []
    if "engines" in known:
        where.append(" and ".join(known["engines"]))
    if "second_engine_tests" in known:
        where.append(f"{known['second_engine_tests']} in both")
    if "sandbox" in known:
        where.append(f"sandbox: {known['sandbox']}")
    if "seed" in known:
        where.append(f"seed {known['seed']}")
    return [", ".join(line) for line in (counted, where) if line]
