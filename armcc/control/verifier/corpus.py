"""The functions that mutants are made of: the corpus that comes with armcc, or any C project."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from armcc.control.subject import function_from_source
from armcc.control.toolchain import clang_command, compile_object, read_bytes, read_text
from armcc.control.verifier.oracle import CORPUS
from armcc.errors import Error, Fatal
from armcc.function.contract import Contract, Value
from armcc.function.elf import ElfObject
from armcc.function.function import Function
from armcc.function.hot import hot_functions

# One program for every compiler: no products fused into sums, no call of a C library made
# of a loop.
FLAGS = ("-O2", "-ffp-contract=off", "-fno-builtin")
_DRIVER = re.compile(r"^DRIVER\((\w+)\)", re.MULTILINE)


@dataclass(frozen=True)
class Task:
    """One function of the campaign.  driven: its source holds its driver."""

    source: str
    name: str
    flags: tuple[str, ...]
    driven: bool

    @property
    def title(self) -> str:
        """What logs and reports call it."""
        return f"{os.path.basename(self.source)}:{self.name}"


def corpus_tasks() -> list[Task]:
    """Every function of the corpus that comes with armcc."""
    out = []
    for file in sorted(os.listdir(CORPUS)):
        if file.endswith(".c"):
            path = os.path.join(CORPUS, file)
            flags = (*FLAGS, f"-I{CORPUS}")
            out += [Task(path, name, flags, True) for name in _DRIVER.findall(read_text(path))]
    return out


def project_tasks(folder: str, workdir: str) -> list[Task]:
    """The hot functions of a folder's C files, or all global ones where a file has none hot.

    Files that clang cannot compile alone are left out.  Raises Fatal for no such folder.
    """
    if not os.path.isdir(folder):
        raise Fatal(f"{folder} is no folder")
    out: list[Task] = []
    flags = (*FLAGS, f"-I{folder}", "-w")
    for file in sorted(os.listdir(folder)):
        path = os.path.abspath(os.path.join(folder, file))
        if not file.endswith(".c"):
            continue
        output = os.path.join(workdir, "project.o")
        arguments = [*flags, "-c", path, "-o", output]
        try:
            compile_object(clang_command(arguments, path), arguments, path)
        except Fatal:
            continue
        obj = ElfObject(read_bytes(output))
        names = [h.name for h in hot_functions(obj)]
        names = names or [s.name for s in obj.symbols if s.type == 2 and s.bind == 1]
        out += [Task(path, name, flags, False) for name in dict.fromkeys(names)]
    return out


def read_task(task: Task, workdir: str) -> Function:
    """The function with its contract; raises Error with the reason where it has none."""
    return function_from_source(task.source, task.name, list(task.flags), workdir)


def general_driver(name: str, contract: Contract) -> str:
    """A driver made of the types alone: buffers of 4 KiB, and mostly small numbers.

    What is legal cannot be known, so tests on which the baseline faults do not count.
    Raises Error("oracle") for arguments that no register holds by itself.
    """
    lines = ['#include "oracle.h"', f"DRIVER({name})", "{"]
    for value in contract.arguments:
        if value.kind == "pointer":
            lines.append("    give_pointer(bytes(4096));")
        elif value.kind == "int" and value.bits <= 64:
            lines.append("    if (below(4))")
            lines.append(f"        give(length(60), {value.bits});")
            lines.append("    else")
            lines.append(f"        give(value({value.bits}), {value.bits});")
        elif value.kind == "float" and value.bits == 32:
            lines.append("    give_float(a_float());")
        elif value.kind == "float" and value.bits == 64:
            lines.append("    give_double(a_double());")
        else:
            raise Error("oracle", f"no driver gives a {value.type}")
    lines += [f"    {_call(contract.result)}", "}"]
    return "\n".join(lines) + "\n"


def _call(result: Value | None) -> str:
    if result is None:
        return "call_void();"
    if result.kind in ("int", "pointer") and result.bits <= 64:
        return f"call_int({result.bits});"
    if result.kind == "float" and result.bits in (32, 64):
        return "call_float();" if result.bits == 32 else "call_double();"
    raise Error("oracle", f"no driver takes a {result.type}")
