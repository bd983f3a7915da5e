"""Functions in assembly, for tests of what they cost and how long they take."""

from __future__ import annotations

import os
from pathlib import Path

from armcc.control.subject import function_from_assembly
from armcc.function.function import Function

SUM = "unsigned f(const unsigned char *a, unsigned n)"
PREFIX_SUM = """
    cmp w1, #1
    b.lt 2f
    mov w8, #0
1:  ldr w9, [x0]
    add w8, w8, w9
    str w8, [x0], #4
    subs w1, w1, #1
    b.ne 1b
2:  ret
"""
# The same with the store and the update of its address apart.
SPLIT = PREFIX_SUM.replace("str w8, [x0], #4", "str w8, [x0]\n    add x0, x0, #4")


def function_of(prototype: str, code: str, folder: str | Path) -> Function:
    """The function `f` of a prototype in C, from the assembly of its body."""
    path = os.path.join(folder, "f.s")
    with open(path, "w", encoding="ascii") as file:
        file.write(f".globl f\n.type f, %function\nf:\n{code}\n.size f, .-f\n")
    return function_from_assembly(path, "f", prototype, str(folder))
