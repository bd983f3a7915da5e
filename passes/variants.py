"""The pass `variants`: what other settings of LLVM, clang and GCC make of the source.

A setting compiles the module once for all hot functions of the object: 20 to 60 ms,
inside the process or by a compiler started anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from armcc.function.function import Candidate, Function
from armcc.function.hot import hot_functions
from armcc.function.tools import cross_tool
from armcc.passes import Context
from armcc.passes.compilers import clang_command, gcc_command, run
from armcc.passes.extract import Extracted, Module, Names
from armcc.passes.pipeline import Recipe, generate
from armcc.passes.reduce import reduce_module

_SHARED = "variants"
# Bytes of bitcode that may be compiled for one object; 2 MB are 5 to 10 seconds.
MOST_WORK = 4_000_000
# What a start of a compiler costs beside the work, in the same unit.
_START = 10_000
_NO_EPILOGUE = "-enable-epilogue-vectorization=false"


@dataclass(frozen=True)
class Setting:
    """One way to compile the module.  Exactly one of the three is given.

    recipe: inside the process.  clang: words for the user's clang.  gcc: for GCC.
    """

    label: str
    recipe: Recipe | None = None
    clang: tuple[str, ...] | None = None
    gcc: tuple[str, ...] | None = None


def _inside(label: str, **how: object) -> Setting:
    return Setting(f"llvm {label}", recipe=Recipe(label, **how))  # type: ignore[arg-type]


def _generated(label: str, tune: str, *knobs: str) -> Setting:
    """Code generation alone, from the IR that clang optimised."""
    return _inside(label, source="optimized", tune=tune, knobs=knobs)


def settings(cpu: str) -> list[Setting]:
    """All settings, best guess first.  `cpu` is an LLVM name: the CPU to be fast on.

    The first ten are those that, taken one after another, gained most on the example
    project; the others won on single kernels or make code that no other setting makes.
    """
    return [
        Setting("gcc -O3 -funroll-loops", gcc=("-O3", "-funroll-loops")),
        _inside("O3, interleave 8", tune=cpu, knobs=("-force-vector-interleave=8",)),
        _inside("O3, unroll 8", knobs=("-unroll-count=8",)),
        _inside("O3, tuned", tune=cpu),
        _inside("O3, no epilogue vectors", tune=cpu, knobs=(_NO_EPILOGUE,)),
        _inside("O3, vectors of 4", tune=cpu, knobs=("-force-vector-width=4",), reorders=True),
        _generated("tuned, blocks by profile", cpu, "-enable-ext-tsp-block-placement"),
        Setting("gcc -O2", gcc=("-O2",)),
        _inside("O3, neoverse-n1", tune="neoverse-n1"),
        Setting("gcc -O3 -mtune", gcc=("-O3", "-mtune=neoverse-n2")),
        _generated("tuned", cpu),
        Setting("gcc -O3", gcc=("-O3",)),
        _inside("O3, no interleaving", interleave=False),
        _inside("O3, unroll 4", tune=cpu, knobs=("-unroll-count=4",)),
        _inside("O3, scalar", vectorize=False, slp=False),
        _inside("O3, unroll 2", knobs=("-unroll-count=2",)),
        _inside("O3, interleave 4", tune=cpu, knobs=("-force-vector-interleave=4",)),
        _inside("O3, cortex-a55", tune="cortex-a55"),
        _inside("O1", speed=1),
        _inside("O3, vectors of 8", tune=cpu, knobs=("-force-vector-width=8",), reorders=True),
        _inside("O3, vectors of 16", tune=cpu, knobs=("-force-vector-width=16",), reorders=True),
        Setting("clang -O3", clang=("-O3",)),
        _generated("tuned, apple-m1", "apple-m1"),
        _generated("tuned, no pairs", cpu, "-aarch64-enable-ldst-opt=false"),
        _generated("tuned, scheduled for parallelism", cpu, "-misched=ilpmax"),
        _generated("no early select", "", "-aarch64-enable-early-ifcvt=false"),
        _inside("O3, unroll at run time", knobs=("-unroll-runtime",)),
        _inside("O3, scalar, unroll 4", vectorize=False, slp=False, knobs=("-unroll-count=4",)),
        _inside("O3, no strength reduction", tune=cpu, knobs=("-disable-lsr",)),
        Setting("gcc -Os", gcc=("-Os",)),
        _inside("Os", attributes="optsize"),
        _inside("O3, no jump tables", tune=cpu, attributes='"no-jump-tables"="true"'),
        Setting("clang -O2 -fno-vectorize", clang=("-O2", "-fno-vectorize", "-fno-slp-vectorize")),
        Setting("clang -O1", clang=("-O1",)),
        Setting("clang -Os", clang=("-Os",)),
    ]


@dataclass
class _Workshop:
    """The modules of one object, each compiled when first asked for.

    work: bytes of bitcode compiled so far, the same for every machine.
    """

    function: Function
    workdir: str
    raw: bytes = b""
    optimized: bytes = b""
    work: int = 0
    modules: dict[str, Module | None] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def module(self, setting: Setting) -> Module | None:
        """The module by `setting`; None where it cannot be compiled so."""
        if setting.label not in self.modules:
            self.modules[setting.label] = None
            cost = len(self._bitcode(setting)) + (0 if setting.recipe else _START)
            if self.work + cost <= MOST_WORK or not self.work:
                self.work += cost
                text = self._compile(setting)
                self.modules[setting.label] = Module(text) if text else None
        return self.modules[setting.label]

    def _bitcode(self, setting: Setting) -> bytes:
        if setting.recipe is not None:
            return self.optimized if setting.recipe.source == "optimized" else self.raw
        return self.function.raw_ir or self.function.optimized_ir

    def _compile(self, setting: Setting) -> str:
        if setting.recipe is not None:
            bitcode = self._bitcode(setting)
            return generate(bitcode, setting.recipe) if bitcode else ""
        invocation = self.function.invocation
        if invocation is None:
            return ""
        output = os.path.join(self.workdir, f"variant{next(self.numbers)}.s")
        command: list[str] | None = None
        if setting.clang is not None:
            command = clang_command(invocation, output, setting.clang)
        elif setting.gcc is not None:
            gcc = cross_tool("gcc")
            contract = self.function.contract
            if gcc is not None:
                command = gcc_command(gcc, invocation, contract, output, setting.gcc)
        if command is None or not run(command, invocation.directory):
            return ""
        with open(output, encoding="utf-8", errors="replace") as file:
            text = file.read()
        os.unlink(output)
        return text


def _workshop(function: Function, context: Context) -> _Workshop:
    found = context.shared.get(_SHARED)
    if isinstance(found, _Workshop):
        return found
    names = {h.name for h in hot_functions(function.object)} | {function.name}
    made = _Workshop(
        function,
        context.workdir,
        raw=reduce_module(function.raw_ir, names, callees=True),
        optimized=reduce_module(function.optimized_ir, names, callees=False),
    )
    context.shared[_SHARED] = made
    return made


class Variants:
    """Proposes what other settings of the compilers make."""

    name = "variants"
    version = "3"

    def propose(self, function: Function, context: Context) -> Iterator[Candidate]:
        """At most `context.limit` candidates with different code, best guess first.

        Raises Error("pass") where a compiler hangs: then nothing may be remembered.
        """
        shop = _workshop(function, context)
        floating = any(t.startswith(("fp", "bf16")) for t in function.contract.traits)
        object_names = Names.of(function.object, function.hot)
        undefined = function.object.undefined()
        seen: set[str] = set()
        for setting in settings(context.cpu):
            if len(seen) >= context.limit:
                return
            if setting.recipe is not None and setting.recipe.reorders and floating:
                continue
            module = shop.module(setting)
            if module is None:
                continue
            found = module.extract(function.name, object_names)
            if not found.text or (found.direct & undefined):
                # An undefined symbol reached without the global offset table would
                # break a shared library; clang's own code goes by what the user asked.
                continue
            body = _body(found)
            if body not in seen:
                seen.add(body)
                yield Candidate(found.text, f"variants: {setting.label}", self.name)


def _body(found: Extracted) -> str:
    """The text without the entry's alignment, which makes no other code."""
    return "\n".join(s for s in found.text.split("\n") if not s.startswith("\t.p2align"))
