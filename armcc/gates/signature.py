"""The arguments and the result of a contract, each with what carries it."""

from __future__ import annotations

from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.contract import Contract, Value
from armcc.function.registers import argument_places, result_places


@dataclass(frozen=True)
class Slot:
    """One argument, or one register's part of one: its type and what carries it.

    register: "x", "v" or "stack".  number: 0..8, or the byte offset from sp at entry of
    the 8 bytes (16 for a 128-bit vector, the element's size in a homogeneous aggregate)
    that hold it, of which the upper part is garbage where the type is smaller.
    """

    index: int
    value: Value
    register: str
    number: int

    @property
    def name(self) -> str:
        """What people see: the register it arrives in, or its place behind sp."""
        if self.register == "stack":
            return f"[sp+{self.number}]"
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
    lanes: of each result the bytes of a float in it, 0 where it is none.
    """

    slots: tuple[Slot, ...]
    results: tuple[tuple[str, int, int], ...]
    lanes: tuple[int, ...] = ()

    @property
    def pointers(self) -> tuple[Slot, ...]:
        """The arguments that lead to memory."""
        return tuple(s for s in self.slots if s.value.kind == "pointer")

    @property
    def integers(self) -> tuple[Slot, ...]:
        """The integer arguments."""
        return tuple(s for s in self.slots if s.value.kind == "int")


def signature(contract: Contract) -> Signature:
    """Registers for a contract; raises Error with the reason why it is not judged."""
    if contract.refusal is not None:
        raise Error(contract.refusal.reason, contract.refusal.sentence)
    if contract.convention not in ("ccc", "fastcc"):
        raise Error("convention", f"calling convention {contract.convention}")
    places = argument_places(contract.arguments)
    slots = tuple(Slot(i, p.value, p.register, p.number) for i, p in enumerate(places))
    found = result_places(contract.result)
    return Signature(slots, tuple(p.live for p in found), tuple(p.lane for p in found))
