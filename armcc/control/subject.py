"""A baseline from a file that a person names: C or C++ source, or assembly."""

from __future__ import annotations

import os
from dataclasses import replace

from armcc.control.toolchain import clang_command, compile_object, read_bytes
from armcc.errors import Error, Fatal
from armcc.function.contract import Contract
from armcc.function.elf import ElfObject
from armcc.function.frontend import read_front_end
from armcc.function.function import Function, Invocation
from armcc.function.hot import find_function

ASSEMBLY_SUFFIXES = (".s", ".S", ".asm")


def is_assembly(path: str) -> bool:
    """Whether the file's name says that it holds assembly."""
    return path.endswith(ASSEMBLY_SUFFIXES)


def function_from_source(path: str, name: str, flags: list[str], workdir: str) -> Function:
    """The function `name` as clang compiles it from `path` with `flags`.

    Raises Fatal where that cannot be done, Error where its contract is not known.
    """
    read_bytes(path)
    output = os.path.join(workdir, "baseline.o")
    arguments = [*flags, "-c", path, "-o", output]
    clang = clang_command(arguments, path)
    compile_object(clang, arguments, path)
    obj = ElfObject(read_bytes(output))
    invocation = Invocation(clang, tuple(arguments), path, os.getcwd())
    try:
        hot = find_function(obj, name)
    except Error as e:
        raise Fatal(f"{path} has no function {name} that clang kept") from e
    front = read_front_end(invocation, obj, [name], workdir)
    contract = front.contracts.get(name)
    if contract is None:
        reason = front.refused.get(name, "contract")
        raise Error(reason, f"the contract of {name} could not be established ({reason})")
    return Function(name, obj, hot, contract, invocation, front.optimized_ir, b"")


def function_from_assembly(path: str, name: str, prototype: str, workdir: str) -> Function:
    """The function `name` of an assembly file, its contract from a C prototype.

    prototype: "float dot(const float *a, const float *b, int n)".  <stdint.h> and
    <stddef.h> are known in it.  Raises Fatal where that cannot be done.
    """
    read_bytes(path)
    contract = contract_from_prototype(prototype, name, workdir)
    output = os.path.join(workdir, "baseline.o")
    arguments = ["-c", path, "-o", output]
    compile_object(clang_command(arguments), arguments, path)
    obj = ElfObject(read_bytes(output))
    try:
        hot = find_function(obj, name)
    except Error as e:
        raise Fatal(f"{path} defines no function {name}; it needs a label, .type and .size") from e
    return Function(name, obj, hot, contract)


def contract_from_prototype(prototype: str, name: str, workdir: str) -> Contract:
    """The contract that a C prototype alone gives: types, and nothing assumed beyond them."""
    source = os.path.join(workdir, "prototype.c")
    body = prototype.strip().rstrip(";")
    with open(source, "w", encoding="utf-8") as f:
        f.write(f"#include <stddef.h>\n#include <stdint.h>\n#include <stdbool.h>\n{body}\n")
        f.write("{ for (;;) ; }\n")
    try:
        function = function_from_source(source, name, ["-O0", "-w"], workdir)
    except (Error, Fatal) as e:
        raise Fatal(f"the prototype {prototype!r} is not that of a C function {name}") from e
    contract = function.contract
    return replace(
        contract,
        attributes=(),
        callees=(),
        traits=("fp32", "fp64", "memory-alignment=1"),
        refused="",
        unsupported="",
    )
