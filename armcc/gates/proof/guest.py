"""VEX's guest state of AArch64 (libvex_guest_arm64.h), and what works on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from armcc.gates.proof.terms import Term
from armcc.gates.proof.vexops import Floats

X, SP, PC = 16, 264, 272
CC_OP, CC_DEP1, CC_DEP2, CC_NDEP = 280, 288, 296, 304
Q, QCFLAG, FPCR = 320, 832, 888


class UnsupportedError(Exception):
    """An instruction without a meaning here; the text says what is missing."""


class Machine(Protocol):
    """What steps work on."""

    floats: Floats

    def get(self, place: int, width: int) -> Term:
        """A part of VEX's guest state."""

    def put(self, place: int, value: Term) -> None:
        """Change a part of it."""

    def load(self, address: Term, size: int) -> Term:
        """Bytes of memory."""

    def store(self, address: Term, value: Term) -> None:
        """Change bytes of memory."""


Temporaries = dict[int, Term]
Step = Callable[[Machine, Temporaries], None]
Expression = Callable[[Machine, Temporaries], Term]
