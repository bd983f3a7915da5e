"""The functions that mutants are made of: the corpus that comes with armcc, or any C project."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from armcc.control.subject import function_from_source
from armcc.control.toolchain import clang_command, compile_object, read_bytes, read_text
from armcc.control.verifier.oracle import CORPUS
from armcc.errors import Error, Fatal
from armcc.function.contract import Contract, Value
from armcc.function.elf import ElfObject
from armcc.function.function import Function
from armcc.function.hot import hot_functions
from armcc.function.ir import Prototype, parse_prototype

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


# What the oracle's program has of its own.
_PROVIDED = frozenset(("memcpy", "memmove", "memset", "memcmp", "strlen"))
_OBJECT = 4096  # bytes behind each pointer


def general_driver(name: str, contract: Contract, wanted: Collection[str]) -> str:
    """A driver made of the types alone: objects of 4 KiB, and mostly small numbers.

    What is legal cannot be known, so tests on which the baseline faults do not count.
    wanted: the symbols that the object wants from elsewhere; callees among them are made
    here, too, look at all memory, and give any result.
    Raises Error("oracle") for arguments that no register holds by itself.
    """
    lines = ['#include "oracle.h"', "static u8 *spare;"]
    known: dict[str, Prototype] = {}
    for callee, spelled in contract.callees:
        if callee not in wanted or callee in _PROVIDED:
            continue
        prototype = parse_prototype(spelled)
        before = known.setdefault(callee, prototype)
        if replace(before, attributes=()) != replace(prototype, attributes=()):
            raise Error("oracle", f"{callee} is called with several types")
    for callee, prototype in known.items():
        lines += _callee(callee, prototype)
    lines += [f"DRIVER({name})", "{", f"    spare = object({_OBJECT});"]
    for value in contract.arguments:
        if value.kind == "pointer":
            lines.append(f"    give_pointer(below(2) ? object({_OBJECT}) : bytes({_OBJECT}));")
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


def _callee(name: str, prototype: Prototype) -> list[str]:
    """A callee that says what it was given, and gives anything of its type."""
    given, said = [], []
    for number, value in enumerate(prototype.arguments):
        if value.kind == "pointer":
            given.append(f"u64 a{number}")
            said.append(f"    observe_pointer(a{number});")
        elif value.kind == "int" and value.bits <= 64:
            given.append(f"u64 a{number}")
            said.append(f"    observe(a{number}, {value.bits});")
        elif value.kind == "float" and value.bits in (32, 64):
            word, kind = ("u32", "float") if value.bits == 32 else ("u64", "double")
            given.append(f"{kind} a{number}")
            said.append(f"    {word} w{number};")
            said.append(f"    __builtin_memcpy(&w{number}, &a{number}, {value.bits // 8});")
            said.append(f"    observe(w{number}, {value.bits});")
        else:
            raise Error("oracle", f"{name} takes a {value.type}")
    if prototype.varargs or prototype.convention != "ccc":
        raise Error("oracle", f"{name} takes any arguments")
    made, kind, gives = _given(name, prototype.result)
    head = f"__attribute__((used)) {made} {name}_body({', '.join(given) or 'void'})"
    return [f"CALLEE({name}, {kind})", head, "{", *said, "    observe_all();", gives, "}"]


def _given(name: str, result: Value | None) -> tuple[str, str, str]:
    """The C type of a callee's result, its kind as for CALLEE, and the statement that gives it."""
    if result is None:
        return "void", "void", ""
    if any(a.startswith("range(") for a in result.attributes):
        raise Error("oracle", f"{name} gives a {' '.join(result.attributes)} {result.type}")
    if result.kind == "pointer" and "nonnull" in result.attributes:
        return "u64", "64", "    return (u64)spare;"
    if result.kind == "pointer":
        return "u64", "64", "    return callee_random() & 3 ? (u64)spare : 0;"
    if result.kind == "int" and result.bits <= 64:
        cut = f" & {(1 << result.bits) - 1}u" if result.bits < 32 else ""
        small = "callee_random() & 1 ? callee_random() & 3 : callee_random()"
        return "u64", "64" if result.bits > 32 else "32", f"    return ({small}){cut};"
    if result.kind == "float" and result.bits in (32, 64):
        made = "float" if result.bits == 32 else "double"
        return made, "fp", f"    return ({made})(i64)(callee_random() >> 40);"
    raise Error("oracle", f"{name} gives a {result.type}")


def _call(result: Value | None) -> str:
    if result is None:
        return "call_void();"
    if result.kind in ("int", "pointer") and result.bits <= 64:
        return f"call_int({result.bits});"
    if result.kind == "float" and result.bits in (32, 64):
        return "call_float();" if result.bits == 32 else "call_double();"
    raise Error("oracle", f"no driver takes a {result.type}")
