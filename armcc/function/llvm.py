"""LLVM inside the process, by llvmlite: reading and printing bitcode.

Importing llvmlite costs 70 ms; it is imported when first needed.
"""

from __future__ import annotations

from armcc.errors import Error


def module_text(bitcode: bytes) -> str:
    """The module as IR text.  Raises Error("frontend") where LLVM 22 cannot read it."""
    from llvmlite import binding

    try:
        # A context of its own: in a shared one a second module's types are renamed.
        module = binding.parse_bitcode(bitcode, context=binding.create_context())
    except RuntimeError as e:
        raise Error("frontend", f"LLVM cannot read clang's bitcode: {e}") from e
    return str(module)
