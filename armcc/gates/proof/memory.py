"""Loads and stores of terms: what a load finds behind the stores before it.

Memory is one array of 2^64 bytes; addresses are terms, so that two pointers may overlap in
every way.  What can be told apart without a solver is told apart here:

- addresses a constant apart;
- the function's own frame and everything else: nothing lives below sp (AAPCS64 6.4.5.1), so
  no pointer that the function is given leads there.  What a code does to its frame must
  therefore be shown to stay in it (`armcc.gates.proof.footprint`);
- read-only data and what is written: the baseline would fault there, and the candidate
  writes only where the baseline does, which is shown as well;
- where a case says so (`Aliases.pointers`), memory that is reached from different pointers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from armcc.gates.proof.terms import (
    Term,
    concat,
    const,
    extract,
    ite,
    memory,
    offset,
    raw_read,
    sub,
    unsigned,
    write,
)

SIGN = 1 << 63
FRAMES = "frame "
# A table that is read at an unknown place becomes a tree of decisions up to so many entries.
MOST_ENTRIES = 1024


def frame_name(side: str) -> str:
    """The name of the memory that says what is in the frame of one code before it stores."""
    return f"{FRAMES}{side}"


@dataclass
class Aliases:
    """What is known of addresses by their form.

    frame: sp at entry.  constants: read-only data by the variable of its address.
    pointers: the pointers of which something is known: whether the memory that is reached
    from one (True) is disjoint from that of all others among them.
    speculated: those of them through which a compiler may load what the source does not, since
    it is known to be there; `noalias` promises nothing of such loads.
    """

    frame: Term
    constants: dict[Term, bytes] = field(default_factory=dict)
    pointers: dict[Term, bool] = field(default_factory=dict)
    tables: set[Term] = field(default_factory=set)
    speculated: frozenset[Term] = frozenset()
    _memo: dict[tuple[str, int, int, int, bool], Term] = field(default_factory=dict)
    _frames: dict[tuple[str, int], Term] = field(default_factory=dict)
    _roots: dict[Term, Term | None] = field(default_factory=dict)
    _trees: dict[tuple[Term, bytes, int], Term | None] = field(default_factory=dict)

    def root(self, address: Term) -> Term | None:
        """What an address is counted from: sp at entry, read-only data, or a pointer."""
        if address not in self._roots:
            self._roots[address] = self._root(address)
        return self._roots[address]

    def _root(self, address: Term) -> Term | None:
        if address.op == "ite":
            one, other = self.root(address.args[1]), self.root(address.args[2])
            return one if one is other else None
        terms = (
            zip(address.data[1], address.args, strict=True)
            if address.op == "sum"
            else ((1, address),)
        )
        found: list[Term] = []
        for coefficient, t in terms:
            if t is self.frame or t in self.constants or t in self.pointers:
                if coefficient != 1:
                    return None
                found.append(t)
            elif t.op == "ite" and coefficient == 1 and (inner := self.root(t)) is not None:
                found.append(inner)
        return found[0] if len(found) == 1 else None

    def own(self, address: Term) -> bool:
        """Whether an address is in the frame: below sp at entry."""
        distance = sub(address, self.frame)
        if distance.op == "const":
            return bool(distance.data >= SIGN)
        return self.root(address) is self.frame

    def separate(self, a: Term, b: Term, stored: bool = False) -> bool:
        """Whether a load's address and a store's, an unknown distance apart, lead to different
        memory.

        stored: whether memory is stored to at the load's address as well.
        """
        if self.own(a) != self.own(b):
            return True
        one, other = self.root(a), self.root(b)
        if one in self.constants and other is not one:
            return True
        if other in self.constants and other is not one:
            return True
        if one is None or other is None or one is other:
            return False
        if one not in self.pointers or other not in self.pointers:
            return False
        if one in self.speculated and not stored:
            return False
        return self.pointers[one] or self.pointers[other]

    def read(self, mem: Term, address: Term, size: int, side: str, stored: bool = False) -> Term:
        """What a load of `size` bytes gives.  side: whose frame it is, "b" or "c".

        stored: whether some code stores to all of it.
        """
        key = (side, mem.number, address.number, size, stored)
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._find(mem, address, size, side, stored)
        return found

    def _find(self, mem: Term, address: Term, size: int, side: str, stored: bool) -> Term:
        constant = self.root(address) in self.constants
        while mem.op == "write":
            below, where, value = mem.args
            if constant:
                mem = below
                continue
            width = value.width // 8
            distance = sub(address, where)
            if distance.op == "const":
                d = distance.data - (1 << 64) if distance.data >= SIGN else distance.data
                if d >= width or d + size <= 0:
                    mem = below
                    continue
                if d >= 0 and d + size <= width:
                    return extract(value, 8 * (d + size) - 1, 8 * d)
                return self._overlapping(mem, address, size, d, side, stored)
            if not self.separate(address, where, stored):
                found = self._frame(mem, side) if self.own(address) else mem
                return raw_read(found, address, size)
            mem = below
        if mem.op == "ite":
            return ite(
                mem.args[0],
                self.read(mem.args[1], address, size, side, stored),
                self.read(mem.args[2], address, size, side, stored),
            )
        if self.own(address):
            return raw_read(memory(frame_name(side)), address, size)
        if constant:
            return self._constant(mem, address, size)
        return raw_read(mem, address, size)

    def _frame(self, mem: Term, side: str) -> Term:
        """What a memory holds in the own frame: what was stored there, over what was there.

        That is the code's own: two codes have the same memory but for their frames.
        """
        key = (side, mem.number)
        found = self._frames.get(key)
        if found is not None:
            return found
        stores: list[tuple[Term, Term]] = []
        below = mem
        while below.op == "write":
            before, where, value = below.args
            if self.own(where):
                stores.append((where, value))
            below = before
        if below.op == "ite":
            out = ite(
                below.args[0], self._frame(below.args[1], side), self._frame(below.args[2], side)
            )
        else:
            out = memory(frame_name(side))
        for where, value in reversed(stores):
            out = write(out, where, value)
        self._frames[key] = out
        return out

    def _overlapping(
        self, mem: Term, address: Term, size: int, d: int, side: str, stored: bool
    ) -> Term:
        """A load that a store gives in part: [below it, of it, above it]."""
        below, _, value = mem.args
        width = value.width // 8
        pieces = []
        if d < 0:
            pieces.append(self.read(below, address, -d, side, stored))
        first, end = max(d, 0), min(d + size, width)
        pieces.append(extract(value, 8 * end - 1, 8 * first))
        if d + size > width:
            rest = offset(address, width - d)
            pieces.append(self.read(below, rest, d + size - width, side, stored))
        return concat(*reversed(pieces))

    def _constant(self, mem: Term, address: Term, size: int) -> Term:
        base = self.root(address)
        assert base is not None
        data = self.constants[base]
        place = sub(address, base)
        if place.op == "const":
            if place.data + size <= len(data):
                return const(
                    int.from_bytes(data[place.data : place.data + size], "little"), 8 * size
                )
            return raw_read(mem, address, size)
        found = self._tree(place, data, size)
        if found is not None:
            return found
        self.tables.add(base)
        return raw_read(mem, address, size)

    def _tree(self, place: Term, data: bytes, size: int) -> Term | None:
        """A table by the bits of the index; None where it has too many entries or none."""
        # Places that share parts are paths without number.
        key = (place, data, size)
        if key not in self._trees:
            self._trees[key] = self._new_tree(place, data, size)
        return self._trees[key]

    def _new_tree(self, place: Term, data: bytes, size: int) -> Term | None:
        high = unsigned(place)[1]
        if high + size > len(data):
            return None
        if place.op == "ite":
            one = self._tree(place.args[1], data, size)
            other = self._tree(place.args[2], data, size)
            return ite(place.args[0], one, other) if one is not None and other is not None else None
        if place.op == "const":
            return const(int.from_bytes(data[place.data : place.data + size], "little"), 8 * size)
        constant, parts = (
            (place.data[0], list(zip(place.data[1], place.args, strict=True)))
            if place.op == "sum"
            else (0, [(1, place)])
        )
        if len(parts) != 1 or constant >= SIGN or parts[0][0] > 64:
            return None
        scale, index = parts[0]
        bits = unsigned(index)[1].bit_length()
        if 1 << bits > MOST_ENTRIES:
            return None
        entries = []
        for n in range(1 << bits):
            at = constant + scale * n
            inside = at + size <= len(data)
            entry = int.from_bytes(data[at : at + size], "little") if inside else 0
            entries.append(const(entry, 8 * size))
        for bit in range(bits):
            chosen = extract(index, bit, bit)
            entries = [
                ite(chosen, high_, low_)
                for low_, high_ in zip(entries[::2], entries[1::2], strict=True)
            ]
        return entries[0]
