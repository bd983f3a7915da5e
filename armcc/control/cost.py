"""`armccctl cost`: the speed model's view of two versions of a function, side by side."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any

from armcc.control.infer import infer_contract
from armcc.control.subject import function_from_assembly, function_from_source, is_assembly
from armcc.control.toolchain import clang_command, compile_object, read_bytes
from armcc.errors import Error, Fatal
from armcc.function.elf import ElfObject
from armcc.function.function import Function
from armcc.function.hot import find_function
from armcc.gates.isolation import isolated
from armcc.gates.judge import Judge
from armcc.gates.speed import geometric_mean, ratio
from armcc.gates.syntax import RejectedError, assemble
from armcc.optimizer.session import select_cpu
from armcc.passes.extract import Module, Names

FORMAT = 1
SECONDS = 300.0


def cost(
    name: str,
    first: str,
    second: str,
    flags: list[str],
    prototype: str,
    cpu: str,
    as_json: bool,
) -> int:
    """Print cycles of both on the same workloads; 0.  Raises Fatal.

    No gate for equivalence runs: the second is costed on the first one's inputs.
    """
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        try:
            function, inferred = _function(name, first, flags, prototype, workdir)
            text = _candidate_text(name, second, function, flags, workdir)
            report = isolated(lambda _: _costs(function, text, cpu, workdir), SECONDS)
        except Error as e:
            raise Fatal(f"{name} cannot be costed ({e.reason}): {e.message}") from e
    report["signature"] = "inferred from the code" if inferred else "known"
    report.update({"format": FORMAT, "function": name, "first": first, "second": second})
    if as_json:
        print(json.dumps(report, indent=2))
    else:
        _show(report)
    return 0


def _function(
    name: str, path: str, flags: list[str], prototype: str, workdir: str
) -> tuple[Function, bool]:
    if not is_assembly(path):
        return function_from_source(path, name, flags, workdir), False
    if prototype:
        return function_from_assembly(path, name, prototype, workdir), False
    read_bytes(path)
    output = os.path.join(workdir, "first.o")
    arguments = ["-c", path, "-o", output]
    compile_object(clang_command(arguments), arguments, path)
    obj = ElfObject(read_bytes(output))
    hot = find_function(obj, name)
    contract = isolated(lambda _: infer_contract(name, obj, hot), SECONDS)
    return Function(name, obj, hot, contract), True


def _candidate_text(
    name: str, path: str, function: Function, flags: list[str], workdir: str
) -> str:
    """The second version as candidate text; a file of many functions gives the one."""
    if is_assembly(path):
        text = read_bytes(path).decode("utf-8", "replace")
    else:
        output = os.path.join(workdir, "second.s")
        arguments = [*flags, "-S", path, "-o", output]
        compile_object(clang_command(arguments, path), arguments, path)
        text = read_bytes(output).decode("utf-8", "replace")
    return Module(text).extract(name, Names.of(function.object, function.hot)).text or text


def _costs(function: Function, text: str, cpu: str, workdir: str) -> dict[str, Any]:
    judge = Judge(function, workdir, select_cpu(cpu, function.contract))
    try:
        assembled = assemble(text, function.name, function.contract, workdir, judge.callees)
    except RejectedError as e:
        raise Error(e.reason, e.detail) from e
    measured = judge.baseline.against(assembled)
    ratios = [ratio(b, c) for _, b, c in measured]
    return {
        "cpu": judge.baseline.cpu,
        "speedup": round(geometric_mean(ratios), 4),
        "workloads": [
            {
                "size": w.size,
                "data": w.data,
                "first": _cost_json(b),
                "second": _cost_json(c),
                "speedup": round(r, 4),
            }
            for (w, b, c), r in zip(measured, ratios, strict=True)
        ],
    }


def _cost_json(c: Any) -> dict[str, Any]:
    return {
        "cycles": round(c.cycles),
        "instructions": c.instructions,
        "model_cycles": c.optimistic,
        "model_cycles_aliasing": c.aliasing,
        "mispredicted_branches": round(c.mispredicted, 2),
    }


def _show(report: dict[str, Any]) -> None:
    print(f"{report['function']} on {report['cpu']} (signature {report['signature']})")
    print(f"{'size':>6} {'data':>8} {'first':>10} {'second':>10} {'speedup':>8}   cycles")
    for w in report["workloads"]:
        a, b = w["first"]["cycles"], w["second"]["cycles"]
        print(f"{w['size']:>6} {w['data']:>8} {a:>10,} {b:>10,} {w['speedup']:>7.2f}x")
    print(f"overall {report['speedup']:.2f}x")
