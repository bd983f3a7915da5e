"""LLVM inside the process, by llvmlite: reading and printing bitcode.

Importing llvmlite costs 70 ms; it is imported when first needed.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from armcc.errors import Error


@cache
def binding() -> Any:
    """`llvmlite.binding`, untyped, with the AArch64 target ready.  Raises Error("llvmlite")."""
    try:
        from llvmlite import binding as llvm
    except (ImportError, OSError) as e:
        raise Error("llvmlite", f"llvmlite cannot be loaded: {e}") from e
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    return llvm


def module_text(bitcode: bytes) -> str:
    """The module as IR text.  Raises Error("frontend") where LLVM 22 cannot read it."""
    llvm = binding()
    try:
        # A context of its own: in a shared one a second module's types are renamed.
        module = llvm.parse_bitcode(bitcode, context=llvm.create_context())
    except RuntimeError as e:
        raise Error("frontend", f"LLVM cannot read clang's bitcode: {e}") from e
    return str(module)
