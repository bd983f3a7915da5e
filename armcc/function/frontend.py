"""Running clang's front end a second time, and what is learnt from it.

The contract comes from the IR after clang's optimiser, because that is what was
compiled.  It is believed for a function only if clang, given that IR and no passes,
makes the very code that stands in the object.  See docs/architecture.md, "The
contract".
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field, replace
from functools import cached_property

from armcc.errors import Error
from armcc.function.configuration import unsafe_word
from armcc.function.contract import Contract
from armcc.function.elf import ElfObject
from armcc.function.frames import REMARKS, local_variables
from armcc.function.from_ir import contract_of
from armcc.function.function import Invocation
from armcc.function.hot import find_function, identity
from armcc.function.identity import digest
from armcc.function.ir import IrError, ModuleText
from armcc.function.llvm import module_text
from armcc.function.locate import find_definition
from armcc.function.rerun import Rested
from armcc.function.words import (
    compile_words,
    environment,
    front_end_words,
    is_preprocessed,
    options,
    telling_words,
)

# A front end that needs longer than this is stuck (seconds of wall clock).
_PATIENCE = 600


@dataclass(frozen=True)
class FunctionFacts:
    """What is remembered about one function of a front-end run.

    identity: `armcc.function.identity.digest` of its identity.
    contract: `Contract.to_bytes()`.
    file, line, column: of the definition; ("", 0, 0) where it was not found.
    """

    name: str
    identity: str
    contract: bytes
    file: str
    line: int
    column: int


@dataclass
class FrontEnd:
    """One front-end run.

    contracts: of the functions asked for whose IR is believed.
    locations: (file, line, column), counted from 1, as clang prints them.
    inputs, absent: absolute paths; see armcc/function/inputs.py.
    optimized_ir: bitcode after clang's optimiser.
    refused: name to reason: "contract" (the IR does not give the function's bytes),
        "ir" (the IR has no such function, or one of an unknown form), or the
        reason why the function has no identity.
    memoizable: False where `inputs` and `absent` do not tell the whole story.
    """

    invocation: Invocation
    workdir: str
    contracts: dict[str, Contract] = field(default_factory=dict)
    locations: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    identities: dict[str, bytes] = field(default_factory=dict)
    inputs: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    optimized_ir: bytes = field(default=b"", repr=False)
    refused: dict[str, str] = field(default_factory=dict)
    memoizable: bool = True
    # The configuration files that clang read, by itself or because it was told to.
    configurations: list[str] = field(default_factory=list)

    @property
    def facts(self) -> dict[str, FunctionFacts]:
        """What is worth remembering: the functions with a believed contract."""
        return {
            name: FunctionFacts(
                name,
                digest(self.identities[name]),
                contract.to_bytes(),
                *self.locations.get(name, ("", 0, 0)),
            )
            for name, contract in self.contracts.items()
        }

    @cached_property
    def raw_ir(self) -> bytes:
        """Bitcode as clang's front end makes it, before any pass, without debug info.

        Raises Error("frontend") where clang fails.
        """
        path = os.path.join(self.workdir, "raw.bc")
        words = front_end_words(*_asked(self.invocation), path)
        _run(self.invocation, [*words, "-Xclang", "-disable-llvm-passes", "-g0"])
        return _read(path)


def read_front_end(
    invocation: Invocation, obj: ElfObject, names: list[str], workdir: str
) -> FrontEnd:
    """Contracts and locations of the functions `names` of `obj`, and what they rest on.

    workdir: an existing private folder.
    Raises Error("frontend") where clang or LLVM fails as a whole.
    """
    bitcode = os.path.join(workdir, "optimized.bc")
    depfile = os.path.join(workdir, "optimized.d")
    words = front_end_words(*_asked(invocation), bitcode)
    verbose = _run(invocation, [*words, *telling_words(depfile)])
    front = FrontEnd(invocation, workdir, optimized_ir=_read(bitcode))
    preprocessed = is_preprocessed(invocation.arguments, invocation.source)
    told = b"" if preprocessed else _read(depfile)
    rested = Rested(
        invocation.arguments,
        invocation.source,
        invocation.directory,
        told.decode("utf-8", "surrogateescape"),
        verbose,
    )
    front.inputs, front.absent = rested.inputs, rested.absent
    front.memoizable, front.configurations = rested.memoizable, rested.configurations
    again = os.path.join(workdir, "optimized.o")
    words = code_generation_words(invocation, bitcode, again)
    layout = local_variables(_run(invocation, [*words, REMARKS]))
    compiled = ElfObject(_read(again))
    module = ModuleText(module_text(front.optimized_ir))
    unsafe = unsafe_word(front.configurations)
    for name in names:
        try:
            function = find_function(obj, name)
            front.identities[name] = identity(obj, function)
            if not _same(compiled, name, front.identities[name]):
                front.refused[name] = "contract"
                continue
            definition = module.definition(name)
            contract = contract_of(module, definition, obj, function, layout)
            if unsafe and contract.refusal is None:
                said = f"{unsafe} is not known to be safe for rewriting"
                contract = replace(contract, refused="option", unsupported=said)
            front.contracts[name] = contract
        except IrError:
            front.refused[name] = "ir"
            continue
        except Error as e:
            front.refused[name] = e.reason
            continue
        place = _location(module, definition.subprogram, front, name)
        if place is not None:
            front.locations[name] = place
    return front


def code_generation_words(invocation: Invocation, bitcode: str, output: str) -> list[str]:
    """The command that compiles optimised `bitcode` to the object `output`, no pass run."""
    kept: list[str] = []
    for group in options(compile_words(invocation.arguments, invocation.source)):
        # A forced include or a coverage file would be read again, to no use.
        if group[0] not in ("-include", "-imacros", "-include-pch"):
            kept += group
    return [
        *invocation.clang,
        *kept,
        *("-w", "-Qunused-arguments", "-Xclang", "-disable-llvm-passes"),
        *("-c", "-o", output, "-x", "ir", bitcode),
    ]


def _asked(invocation: Invocation) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    return invocation.clang, invocation.arguments, invocation.source


def _run(invocation: Invocation, command: list[str]) -> str:
    """Runs clang and returns its standard error.  Raises Error("frontend")."""
    try:
        done = subprocess.run(
            command,
            cwd=invocation.directory,
            env=environment(dict(os.environ)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as e:
        raise Error("frontend", f"clang did not run: {e}") from e
    text = done.stderr.decode("utf-8", "surrogateescape")
    if done.returncode != 0:
        last = text.strip().rsplit("\n", 1)[-1]
        raise Error("frontend", f"clang's second run failed ({done.returncode}): {last}")
    return text


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as e:
        raise Error("frontend", f"clang's second run left no {os.path.basename(path)}: {e}") from e


def _same(compiled: ElfObject, name: str, wanted: bytes) -> bool:
    try:
        return identity(compiled, find_function(compiled, name)) == wanted
    except Error:
        return False  # the optimiser made a local name that the object spells otherwise


def _location(
    module: ModuleText, subprogram: str, front: FrontEnd, name: str
) -> tuple[str, int, int] | None:
    """Where `name` is defined: by the debug information, else by reading the source."""
    directory = front.invocation.directory
    source = front.invocation.source
    debug = module.subprogram(subprogram) if subprogram else None
    if debug is not None:
        place = find_definition(name, [debug[0]], directory, line=debug[1])
        return place or (debug[0], debug[1], 1)
    others = [p for p in front.inputs if p != os.path.join(directory, source)]
    return find_definition(name, [source, *others], directory)
