"""What the speed model is fed with: executed operations, of whatever instruction set.

Nothing here knows AArch64: the calibration feeds the host's own instructions through the
same model (armcc/control/calibration).
"""

from __future__ import annotations

from dataclasses import dataclass

# An access to memory: (address, bytes).
Access = tuple[int, int]


@dataclass(frozen=True)
class Operation:
    """What a core makes of an instruction, or of a part of it, wherever it is executed.

    text: as llvm-mca reads it.  reads, writes: registers by number; what counts is only
    that one register has one number.  loads, stores: whether it accesses memory.
    branch: whether control may go elsewhere; conditional: whether it may as well not; indirect:
    whether a register says where to, as of a switch.
    """

    text: str
    reads: tuple[int, ...] = ()
    writes: tuple[int, ...] = ()
    loads: bool = False
    stores: bool = False
    branch: bool = False
    conditional: bool = False
    indirect: bool = False

    @property
    def foreseen(self) -> bool:
        """Whether a core has to foresee where it leads, and may be wrong."""
        return self.conditional or self.indirect


@dataclass(frozen=True)
class Step:
    """One executed operation.

    site: where it stands in the code, in bytes.  taken: whether control went elsewhere.
    size: bytes of code that were fetched for it, 0 for all but the first of an instruction's.
    read, written: what it accessed.
    """

    operation: Operation
    site: int
    size: int = 4
    taken: bool = False
    read: tuple[Access, ...] = ()
    written: tuple[Access, ...] = ()
