"""The same source by another compiler or with other flags, as text of candidates.

What a compiler makes of the same program is right by construction, as long as the
program has no undefined behaviour, floating point is not contracted by one side alone,
and the other compiler gives the function the same signature.
"""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field

from armcc.driver.toolchain import find_clang, with_target
from armcc.errors import Error, Fatal
from armcc.function.contract import Contract
from armcc.function.elf import ElfObject
from armcc.function.frontend import read_front_end
from armcc.function.function import Invocation
from armcc.function.hot import HotFunction, find_function, identity
from armcc.function.tools import cross_tool, require
from armcc.passes.compilers import clang_command, gcc_command, run
from armcc.passes.extract import Extracted, Module, Names

# Compilers by the names that lists use; "clang" is the one that makes the baselines.
COMPILERS = ("clang", "clang-21", "clang-22", "gcc")
# Words that decide which instructions an assembler knows.
_TARGET_WORDS = ("-march=", "-mcpu=")


@dataclass(frozen=True)
class Recompiled:
    """A whole unit as another compiler made it.

    contracts: of its functions, where that compiler is a clang; else none.
    """

    module: Module
    object: ElfObject
    contracts: dict[str, Contract] = field(default_factory=dict)

    def candidate(self, name: str, object_names: Names) -> Extracted | None:
        """The candidate for `name`; None where there is no such function here."""
        if name not in self.module.names():
            return None
        return self.module.extract(name, object_names)

    def same(self, name: str, baseline: bytes) -> bool:
        """Whether its code and what that refers to have the identity `baseline`."""
        try:
            return identity(self.object, find_function(self.object, name)) == baseline
        except Error:
            return False

    def reshaped(self, name: str, baseline: Contract) -> bool:
        """Whether it takes or returns other values than the baseline does.

        A compiler may drop an argument of a static function that no caller gives a
        meaning; then its code is right, but for other callers.
        """
        own = self.contracts.get(name)
        return own is not None and _shape(own) != _shape(baseline)


def _shape(contract: Contract) -> tuple[object, ...]:
    return (
        contract.convention,
        contract.result.type if contract.result else "",
        tuple(a.type for a in contract.arguments),
    )


def clang_words(name: str, arguments: list[str]) -> tuple[str, ...]:
    """The words that start the clang called `name` in lists.  Raises Fatal where it is missing."""
    environ = dict(os.environb)
    version = name.partition("-")[2]
    if version:
        environ.pop(b"ARMCC_CLANG", None)
        if version != "21":
            environ[b"ARMCC_CLANG"] = name.encode()
    try:
        found = find_clang(environ, plusplus=False)
    except Error as e:
        raise Fatal(f"{name} is missing: {e.message}") from e
    if version and found.version != version:
        raise Fatal(f"{name} is missing (found {found.command[0]})")
    return (*found.command, *with_target(found, arguments, platform.machine()))


def recompile(
    invocation: Invocation,
    compiler: str,
    flags: tuple[str, ...],
    contract: Contract,
    names: list[str],
    workdir: str,
) -> Recompiled | None:
    """The unit of `invocation` by `compiler` with `flags` behind the user's own.

    contract: of any function of the unit, whose CPU features bound those of GCC.
    names: functions whose contracts are wanted.
    workdir: an existing private folder of this compile.
    None where that compiler cannot compile it.  Raises Fatal where it is missing.
    """
    assembly = os.path.join(workdir, "other.s")
    contracts: dict[str, Contract] = {}
    if compiler == "gcc":
        gcc = require(cross_tool("gcc"), "gcc")
        command = gcc_command(gcc, invocation, contract, assembly, flags)
    else:
        words = clang_words(compiler, list(invocation.arguments))
        invocation = Invocation(
            invocation.clang if compiler == "clang" else words,
            (*invocation.arguments, *flags),
            invocation.source,
            invocation.directory,
        )
        command = clang_command(invocation, assembly, ())
    if command is None or not run(command, invocation.directory):
        return None
    obj = _assembled(assembly, invocation, workdir)
    if obj is None and compiler == "gcc":
        obj = _assembled_by_gcc(assembly, workdir)
    if obj is None:
        return None
    if compiler != "gcc" and names:
        try:
            contracts = read_front_end(invocation, obj, names, workdir).contracts
        except Error:
            contracts = {}
    with open(assembly, encoding="utf-8", errors="replace") as f:
        return Recompiled(Module(f.read()), obj, contracts)


def own_text(invocation: Invocation, workdir: str) -> Recompiled | None:
    """The baseline's own assembly: the user's command, and nothing but that."""
    assembly = os.path.join(workdir, "own.s")
    words = [w for w in clang_command(invocation, assembly, ()) if w != "-ffixed-x18"]
    if not run(words, invocation.directory):
        return None
    obj = _assembled(assembly, invocation, workdir)
    if obj is None:
        return None
    with open(assembly, encoding="utf-8", errors="replace") as f:
        return Recompiled(Module(f.read()), obj)


def _assembled(assembly: str, invocation: Invocation, workdir: str) -> ElfObject | None:
    output = os.path.join(workdir, "other.o")
    target = [w for w in invocation.arguments if w.startswith(_TARGET_WORDS)]
    if not run([*invocation.clang, *target, "-c", assembly, "-o", output], workdir):
        return None
    with open(output, "rb") as f:
        return ElfObject(f.read())


def _assembled_by_gcc(assembly: str, workdir: str) -> ElfObject | None:
    """For what GCC writes and clang's assembler does not read: movi v0.16b, 0xffffffffffffff80."""
    output = os.path.join(workdir, "other.o")
    if not run([require(cross_tool("gcc"), "gcc"), "-c", assembly, "-o", output], workdir):
        return None
    with open(output, "rb") as f:
        return ElfObject(f.read())


def is_local(hot: HotFunction) -> bool:
    """Whether the function is static: only then may a compiler change its signature."""
    return hot.symbol.bind == 0  # STB_LOCAL
