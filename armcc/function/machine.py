"""The assembled form of one function: what the gates judged and the splice writes.

On the compile path: no imports beyond the standard library's cheapest.
"""

from __future__ import annotations

# Relocation targets that mean the candidate's own parts, not a symbol of the object.
OWN_CODE = ".armcc.code"
OWN_CONSTANTS = ".armcc.constants"


class MachineCode:
    """One function as bytes, ready to be placed into an object.

    code: the instructions, a multiple of 4 bytes, entry at offset 0.
    alignment: bytes, a power of two, that the entry asks for.
    relocations: (offset in `code`, R_AARCH64_* type, target, addend), sorted by
        offset; `target` is the name of a symbol of the baseline's object, or
        OWN_CODE or OWN_CONSTANTS, then `addend` counts from the start of that part.
    constants: read-only data of the function's own (no relocations inside).
    constants_alignment: bytes, a power of two (1 where there are none).
    cfi: the call-frame program after the CIE's initial instructions, as
        (code offset in bytes, operation, operand, operand) with unfactored values:
        ("def_cfa", register, offset) ("def_cfa_offset", offset, 0)
        ("def_cfa_register", register, 0) ("offset", register, offset from CFA)
        ("restore", register, 0) ("same_value", register, 0)
        ("remember_state", 0, 0) ("restore_state", 0, 0) ("negate_ra_state", 0, 0).
        Registers are DWARF numbers (x0..x30 = 0..30, sp = 31, v0.. = 64..).
        () means the CFA stays sp+0 throughout.
    """

    __slots__ = ("alignment", "cfi", "code", "constants", "constants_alignment", "relocations")

    def __init__(
        self,
        code: bytes,
        alignment: int = 4,
        relocations: tuple[tuple[int, int, str, int], ...] = (),
        constants: bytes = b"",
        constants_alignment: int = 1,
        cfi: tuple[tuple[int, str, int, int], ...] = (),
    ) -> None:
        self.code = code
        self.alignment = alignment
        self.relocations = relocations
        self.constants = constants
        self.constants_alignment = constants_alignment
        self.cfi = cfi

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MachineCode):
            return NotImplemented
        return all(getattr(self, s) == getattr(other, s) for s in self.__slots__)

    def __hash__(self) -> int:
        return hash((self.code, self.relocations, self.constants, self.cfi))
