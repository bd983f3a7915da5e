"""LLVM's passes and code generator inside the process, one recipe at a time.

llvmlite's LLVM 22 reads the bitcode of clang 22 and older.  Each recipe runs in a
forked child: `cl::opt` knobs are global and can be set once, and a fatal error of
LLVM ends the process it happens in.  A fork costs 2 to 4 ms, a start of clang 30.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Any

from armcc.function.llvm import binding


@dataclass(frozen=True)
class Recipe:
    """How to make assembly from bitcode.

    source: "raw" (before any pass) or "optimized" (code generation alone).
    speed: the -O level of the pass pipeline, 1..3.
    vectorize, slp, unroll, interleave: the pipeline's own switches.
    attributes: function attributes to add to every definition ("optsize").
    tune: the CPU to schedule and cost for; "" for the function's own.  What the code
        may contain stays ruled by each function's target-cpu and target-features.
    knobs: LLVM options, none of which changes the meaning of a program.
    reorders: it may reorder floating-point sums (LoopVectorizeHints::allowReordering).
    """

    label: str
    source: str = "raw"
    speed: int = 3
    vectorize: bool = True
    slp: bool = True
    unroll: bool = True
    interleave: bool = True
    attributes: str = ""
    tune: str = ""
    knobs: tuple[str, ...] = ()
    reorders: bool = False


def generate(bitcode: bytes, recipe: Recipe) -> str:
    """Assembly of the module by `recipe`; "" where LLVM refuses it or fails."""
    llvm = binding()  # loaded before the fork, once for all children
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(read)
            quiet = os.open(os.devnull, os.O_RDWR)
            for descriptor in (0, 1, 2):
                os.dup2(quiet, descriptor)
            text = _generate(llvm, bitcode, recipe).encode()
            with os.fdopen(write, "wb") as out:
                out.write(text)
            status = 0
        finally:
            # No exception and no exit handler of the parent's may run here.
            os._exit(status)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    return text.decode("utf-8", "replace") if status == 0 else ""


def with_attributes(text: str, attributes: str, tune: str) -> str:
    """IR text whose functions carry more attributes or another CPU to tune for."""
    if tune:
        text = re.sub(r' "tune-cpu"="[^"]*"', "", text)
        text = re.sub(r'("target-cpu"="[^"]*")', rf'\1 "tune-cpu"="{tune}"', text)
    if attributes:
        text = re.sub(
            r'^(attributes #\d+ = \{[^\n]*"target-cpu"[^\n]*) \}$',
            rf"\1 {attributes} }}",
            text,
            flags=re.MULTILINE,
        )
    return text


def _generate(llvm: Any, bitcode: bytes, recipe: Recipe) -> str:
    for knob in recipe.knobs:
        llvm.set_option("armcc", knob)
    context = llvm.create_context()
    module = llvm.parse_bitcode(bitcode, context=context)
    if recipe.tune or recipe.attributes:
        text = with_attributes(str(module), recipe.attributes, recipe.tune)
        context = llvm.create_context()
        module = llvm.parse_assembly(text, context=context)
    target = llvm.Target.from_triple(module.triple)
    machine = target.create_target_machine(
        cpu="generic",
        opt=3 if recipe.speed > 2 else 2,
        reloc="pic" if '!"PIC Level"' in str(module) else "static",
        codemodel="small",
    )
    if recipe.source == "raw":
        tuning = llvm.create_pipeline_tuning_options(speed_level=recipe.speed)
        tuning.loop_vectorization = recipe.vectorize
        tuning.slp_vectorization = recipe.slp
        tuning.loop_unrolling = recipe.unroll
        tuning.loop_interleaving = recipe.interleave
        builder = llvm.create_pass_builder(machine, tuning)
        builder.getModulePassManager().run(module, builder)
    assembly: str = machine.emit_assembly(module)
    return assembly
