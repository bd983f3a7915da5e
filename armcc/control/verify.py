"""`armccctl verify`: all gates on a candidate that anyone wrote."""

from __future__ import annotations

import json
import sys
import tempfile
from typing import Any

from armcc import GATES_VERSION, __version__
from armcc.control.subject import function_from_assembly, function_from_source, is_assembly
from armcc.control.toolchain import read_text
from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates.isolation import isolated
from armcc.gates.judge import Judge
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult, Verdict
from armcc.optimizer.session import select_cpu

FORMAT = 1
SECONDS = 300.0
EXIT = {ACCEPTED: 0, REJECTED: 1, UNKNOWN: 2}
_GATES = ("syntax", "equivalence", "speed")


def verify(
    function: str,
    baseline: str,
    candidate: str,
    flags: list[str],
    prototype: str,
    cpu: str,
    seed: int | None,
    as_json: bool,
) -> int:
    """Judge, print, and return 0 accepted, 1 rejected, 2 cannot judge.  Raises Fatal."""
    text = sys.stdin.read() if candidate == "-" else read_text(candidate)
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        verdict = _verdict(function, baseline, text, flags, prototype, cpu, seed, workdir)
    if as_json:
        print(json.dumps(to_json(function, verdict), indent=2))
    else:
        _show(function, verdict)
    return EXIT[verdict.outcome]


def _verdict(
    name: str,
    baseline: str,
    text: str,
    flags: list[str],
    prototype: str,
    cpu: str,
    seed: int | None,
    workdir: str,
) -> Verdict:
    try:
        if is_assembly(baseline):
            if not prototype:
                raise Error(
                    "prototype",
                    f"{baseline} is assembly, which does not show the types that a verdict "
                    "depends on; add --prototype 'int f(const int *a, int n)'",
                )
            function = function_from_assembly(baseline, name, prototype, workdir)
        else:
            function = function_from_source(baseline, name, flags, workdir)
        return isolated(lambda _: _judge(function, text, cpu, seed, workdir), SECONDS)
    except Error as e:
        # Which gate would have needed it does not matter: nothing was judged.
        return Verdict((GateResult("equivalence", UNKNOWN, e.reason, e.message),))


def _judge(function: Function, text: str, cpu: str, seed: int | None, workdir: str) -> Verdict:
    judge = Judge(function, workdir, select_cpu(cpu, function.contract))
    return judge.judge(text, seed)[0]


def to_json(function: str, verdict: Verdict) -> dict[str, Any]:
    """The documented form (docs/verdicts.md): one entry for each gate, run or not."""
    said = verdict.to_json()
    ran = {g["name"]: g for g in said["gates"]}
    gates = []
    for name in _GATES:
        skipped = {
            "name": name,
            "passed": False,
            "outcome": "not-run",
            "reason": "not-run",
            "detail": "an earlier gate did not accept",
            "evidence": {},
        }
        gates.append(ran.get(name, skipped))
    return {
        "format": FORMAT,
        "armcc": __version__,
        "gates_version": GATES_VERSION,
        "function": function,
        "verdict": said["verdict"],
        "reason": verdict.reason,
        "detail": verdict.detail,
        "assumptions": said["assumptions"],
        "gates": gates,
    }


def _show(function: str, verdict: Verdict) -> None:
    for gate in verdict.gates:
        word = {ACCEPTED: "passed", REJECTED: "REJECTED", UNKNOWN: "cannot judge"}[gate.outcome]
        extra = ""
        if gate.gate == "equivalence" and gate.passed:
            extra = f": {gate.evidence['tests']} tests, seed {gate.evidence['seed']}"
        if gate.gate == "speed" and "speedup" in gate.evidence:
            extra = f": {gate.evidence['speedup']:.2f}x on {gate.evidence['cpu']}"
        why = f" ({gate.reason}): {gate.detail}" if not gate.passed else extra
        print(f"{gate.gate:12} {word}{why}")
    for assumption in verdict.assumptions:
        print(f"assumes      {assumption}")
    word = "tested" if verdict.accepted else verdict.outcome
    print(f"{function}: {'accepted (' + word + ')' if verdict.accepted else word}")
