"""Where AAPCS64 puts the arguments and the result of a contract.

Rules: AAPCS64 section 6.8.2 (parameter passing), stages A to C, for the types that
LLVM's AArch64 back end passes one to one in registers.
"""

from __future__ import annotations

from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.contract import Contract, Value


@dataclass(frozen=True)
class Slot:
    """One argument: its value's type and the register that carries it.

    register: "x" or "v".  number: 0..8.
    """

    index: int
    value: Value
    register: str
    number: int

    @property
    def name(self) -> str:
        """What people see: the register it arrives in."""
        if self.register == "v":
            return f"{ {16: 'h', 32: 's', 64: 'd'}.get(self.value.bits, 'q') }{self.number}"
        return f"{'w' if self.value.kind == 'int' and self.value.bits <= 32 else 'x'}{self.number}"

    @property
    def noalias(self) -> bool:
        """Whether the source promises that nothing else reaches this argument's memory."""
        return "noalias" in self.value.attributes


@dataclass(frozen=True)
class Signature:
    """All arguments, and the live bits of the results.

    results: (register, number, live bits) each.
    """

    slots: tuple[Slot, ...]
    results: tuple[tuple[str, int, int], ...]

    @property
    def pointers(self) -> tuple[Slot, ...]:
        """The arguments that lead to memory."""
        return tuple(s for s in self.slots if s.value.kind == "pointer")

    @property
    def integers(self) -> tuple[Slot, ...]:
        """The integer arguments."""
        return tuple(s for s in self.slots if s.value.kind == "int")


def signature(contract: Contract) -> Signature:
    """Registers for a contract; raises Error("signature") for what is not judged."""
    if contract.unsupported:
        raise Error("signature", contract.unsupported)
    if contract.convention not in ("ccc", "fastcc"):
        raise Error("signature", f"calling convention {contract.convention}")
    slots: list[Slot] = []
    integer = floating = 0
    for value in contract.arguments:
        if any(a.startswith("sret") for a in value.attributes):
            slots.append(Slot(len(slots), value, "x", 8))
            continue
        pieces = value.pieces()
        if not pieces:
            raise Error("signature", f"an argument of type {value.type}")
        for piece in pieces:
            if piece.kind in ("int", "pointer"):
                slots.append(Slot(len(slots), piece, "x", integer))
                integer += 1
            else:
                slots.append(Slot(len(slots), piece, "v", floating))
                floating += 1
        if integer > 8 or floating > 8:
            raise Error("signature", "arguments on the stack")
    return Signature(tuple(slots), _results(contract.result))


def _results(result: Value | None) -> tuple[tuple[str, int, int], ...]:
    if result is None:
        return ()
    if result.kind == "int" and result.bits == 128:
        return (("x", 0, 64), ("x", 1, 64))
    pieces = result.pieces()
    if not pieces:
        raise Error("signature", f"a result of type {result.type}")
    out: list[tuple[str, int, int]] = []
    integer = floating = 0
    for piece in pieces:
        if piece.kind in ("int", "pointer"):
            # A C `_Bool` is i1 here and 8 bits in AAPCS64 (section 5.1.1); a result that
            # the callee extends (LangRef: signext, zeroext) is live up to 32.
            extended = piece.bits < 32 and {"signext", "zeroext"} & set(result.attributes)
            bits = 32 if extended else 8 if piece.bits == 1 else piece.bits
            out.append(("x", integer, bits))
            integer += 1
        else:
            out.append(("v", floating, piece.bits))
            floating += 1
    if integer > 8 or floating > 8:
        raise Error("signature", f"a result of type {result.type}")
    return tuple(out)
