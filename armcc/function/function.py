"""The function: the unit of work that passes, gates and optimizer share."""

from __future__ import annotations

from dataclasses import dataclass, field

from armcc.function.contract import Contract
from armcc.function.elf import ElfObject
from armcc.function.hot import HotFunction


@dataclass(frozen=True)
class Invocation:
    """How clang was called for the object the function stands in.

    clang: the command words that start the compiler (absolute path first; target,
        sysroot and resource words that armcc adds are in here).
    arguments: the user's own words, as given.
    source: the one source file among them, as the user wrote it.
    directory: the working directory, absolute.
    """

    clang: tuple[str, ...]
    arguments: tuple[str, ...]
    source: str
    directory: str


@dataclass(frozen=True)
class Function:
    """One function of one object with everything the passes and gates may know.

    object: the baseline's object, parsed.
    hot: where in that object the function stands (section, offset, size, code).
    contract: what the machine code does not show.
    invocation: how to recompile it; None where only assembly is known.
    optimized_ir: bitcode after clang's optimiser (empty where unknown).
    raw_ir: bitcode before any LLVM pass (empty where unknown).
    """

    name: str
    object: ElfObject
    hot: HotFunction
    contract: Contract
    invocation: Invocation | None = None
    optimized_ir: bytes = field(default=b"", repr=False)
    raw_ir: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Candidate:
    """Assembly text that claims to replace a baseline, and where it came from."""

    text: str
    origin: str  # for people: "variants: clang -O3, interleave 4"
    pass_name: str = ""
