"""`armccctl optimize`: the search for one file with everything shown, or the queue."""

from __future__ import annotations

import json
import os
import tempfile

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from armcc.cache.record import Rewrite
from armcc.cache.store import Store, default_root
from armcc.confidence import required
from armcc.control.toolchain import clang_command, compile_object, read_bytes
from armcc.driver.queue import FOLDER
from armcc.errors import Error, Fatal
from armcc.function.elf import ElfObject
from armcc.function.function import Invocation
from armcc.function.hot import find_function, hot_functions
from armcc.optimizer.budget import parse_budget
from armcc.optimizer.session import Answer, Session
from armcc.optimizer.worker import run_job


def optimize(path: str, flags: list[str], functions: list[str]) -> int:
    """Search rewrites for the hot functions of one source file; 0.  Raises Fatal."""
    read_bytes(path)
    console = Console()
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        output = os.path.join(workdir, "baseline.o")
        arguments = [*(flags or ["-O3"]), "-c", path, "-o", output]
        clang = clang_command(arguments, path)
        compile_object(clang, arguments, path)
        try:
            obj = ElfObject(read_bytes(output))
            for name in functions:
                find_function(obj, name)
        except Error as e:
            raise Fatal(f"{path}: {e.message}") from e
        names = functions or [f.name for f in hot_functions(obj)]
        if not names:
            print(f"{path}: no hot function; mark one with __attribute__((hot)) or --function")
            return 0
        answers = _search(
            Invocation(clang, tuple(arguments), path, os.getcwd()), obj, names, console
        )
    console.print(table(answers))
    return 0


def _search(
    invocation: Invocation, obj: ElfObject, names: list[str], console: Console
) -> list[Answer]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading the contract", total=None)
        try:
            session = Session(
                invocation,
                obj,
                Store(default_root(), required(os.environb)),
                "optimize",
                os.environ.get("ARMCC_CPU", ""),
                parse_budget(os.environ.get("ARMCC_BUDGET", "")),
                os.environ.get("ARMCC_PASSES", ""),
                progress=lambda name, step: bar.update(task, description=f"{name}: {step}"),
            )
            return list(session.run(names).values())
        except Error as e:
            raise Fatal(e.message) from e


def table(answers: list[Answer]) -> Table:
    """One row a function: cycles before and after, tests, the pass, or the reason."""
    out = empty_table()
    for a in answers:
        out.add_row(*row(a.name, a.record, a.reason, a.detail))
    return out


def empty_table() -> Table:
    """The columns of `row`."""
    out = Table()
    left = ("function", "confidence", "pass or reason")
    for title in ("function", "baseline", "rewrite", "speedup", "tests", *left[1:]):
        out.add_column(title, justify="left" if title in left else "right")
    return out


def row(name: str, record: object, reason: str, detail: str) -> list[str]:
    """The cells of one function's row; cycles are sums over the workloads."""
    if not isinstance(record, Rewrite):
        words = f"{reason}: {detail}" if detail and detail != reason else reason
        return [name, "", "", "", "", "", words]
    evidence = json.loads(record.evidence)
    gates = {g["name"]: g["evidence"] for g in evidence["gates"]}
    work = gates["speed"]["workloads"]
    before = sum(w["baseline_cycles"] for w in work)
    after = sum(w["rewrite_cycles"] for w in work)
    tests = str(gates["equivalence"]["tests"])
    cycles = [f"{before:,}", f"{after:,}", f"{evidence['speedup']:.2f}x"]
    return [name, *cycles, tests, record.confidence, record.origin]


def drain() -> int:
    """Work off the queue that ARMCC_MODE=record left; 0.  Raises Fatal."""
    root = default_root()
    folder = os.path.join(root, FOLDER)
    try:
        jobs = sorted(n for n in os.listdir(folder) if n.endswith(".json") and n[0] != ".")
    except FileNotFoundError:
        jobs = []
    except OSError as e:
        raise Fatal(f"cannot read the queue {folder}: {e.strerror}") from e
    if not jobs:
        print("the queue is empty; ARMCC_MODE=record fills it")
        return 0
    found = failed = 0
    for number, name in enumerate(jobs, 1):
        path = os.path.join(folder, name)
        try:
            job = json.loads(read_bytes(path))
            job["mode"] = "optimize"
            os.chdir(job["directory"])
            reply = _run_queued(job)
            found += sum(1 for f in reply["functions"].values() if f["record"])
            print(f"[{number}/{len(jobs)}] {job['source']}: {len(reply['functions'])} functions")
        except (Error, OSError, ValueError, KeyError) as e:
            failed += 1
            print(f"[{number}/{len(jobs)}] {name}: {e}")
        os.unlink(path)
    print(f"{found} functions are known now; {failed} jobs could not be done")
    return 0


def _run_queued(job: dict[str, object]) -> dict[str, dict[str, dict[str, object]]]:
    """Compile the queued source again: its object may be gone or another by now."""
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        output = os.path.join(workdir, "baseline.o")
        clang = job["clang"]
        arguments = job["arguments"]
        if not isinstance(clang, list) or not isinstance(arguments, list):
            raise ValueError("not a job")
        compile_object(tuple(clang), [*arguments, "-o", output], str(job["source"]))
        return run_job({**job, "object": output})
