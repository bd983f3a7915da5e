"""Instructions as what they do to the state, by way of VEX.

pyvex lifts one instruction at a time, without optimising.  Each becomes a list of steps that
`armcc.gates.proof.execute` carries out on terms.  The instructions that this lifter gets wrong
or does not know are done in `armcc.gates.proof.special`; those that take their address from the
program counter, which a linker moves, in `armcc.gates.proof.execute`.  A test holds each
instruction form against Unicorn (tests/conformance/test_semantics.py).
"""

from __future__ import annotations

import functools
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from armcc.gates.proof import flags
from armcc.gates.proof.guest import (
    CC_DEP1,
    CC_DEP2,
    CC_NDEP,
    CC_OP,
    FPCR,
    PC,
    QCFLAG,
    SP,
    Expression,
    Machine,
    Q,
    Step,
    Temporaries,
    UnsupportedError,
    X,
)
from armcc.gates.proof.special import refused, special
from armcc.gates.proof.terms import Term, const, extract, ite, uf, zext
from armcc.gates.proof.vexops import Floats, integer_operation

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "CC_DEP1",
    "CC_DEP2",
    "CC_NDEP",
    "CC_OP",
    "FPCR",
    "PC",
    "QCFLAG",
    "SP",
    "Lifted",
    "Machine",
    "Q",
    "Temporaries",
    "UnsupportedError",
    "X",
    "lift",
    "words",
]

# Where instructions are lifted at: no value of it gets into a term.
ANYWHERE = 0x40_0000

_TYPES = {
    "Ity_I1": 1,
    "Ity_I8": 8,
    "Ity_I16": 16,
    "Ity_I32": 32,
    "Ity_I64": 64,
    "Ity_I128": 128,
    "Ity_F16": 16,
    "Ity_F32": 32,
    "Ity_F64": 64,
    "Ity_V128": 128,
}


@dataclass(frozen=True)
class Branch:
    """A conditional branch: its condition, and where it leads, in bytes from the instruction."""

    guard: Expression
    distance: int


@dataclass(frozen=True)
class Lifted:
    """One instruction: its steps in order, and where control goes.

    branch: None where it is not conditional.  kind: "next", "jump" (by `distance` bytes),
    "indirect" (to what `target` gives), "call".
    """

    steps: tuple[Step, ...]
    kind: str
    branch: Branch | None = None
    distance: int = 4
    target: Expression | None = None


@functools.cache
def _architecture() -> Any:
    import pyvex
    from pyvex.arches import PyvexArch

    arch = PyvexArch("ARM64", 64, "Iend_LE", instruction_endness="Iend_LE")
    # The name that pyvex looks its lifter up by.
    arch.name = "AARCH64"
    return pyvex, arch


@functools.lru_cache(maxsize=8192)
def lift(word: bytes, text: str) -> Lifted:
    """One instruction of 4 bytes; `text` is it disassembled, for messages.

    Raises UnsupportedError.
    """
    number = int.from_bytes(word, "little")
    why = refused(number)
    if why is not None:
        raise UnsupportedError(f"{text}: the lifter is wrong about {why}")
    step = special(number)
    if step is not None:
        return Lifted((step,), "next")
    pyvex, arch = _architecture()
    try:
        block = pyvex.lift(word, ANYWHERE, arch, max_bytes=4, max_inst=1, opt_level=0)
    except Exception as e:  # whatever the lifter raises, the instruction has no meaning here
        raise UnsupportedError(f"{text}: the lifter fails: {e}") from e
    if block.jumpkind == "Ijk_NoDecode":
        raise UnsupportedError(f"{text}: the lifter does not know it")
    return _Translation(block, text).result()


# The sum so far, then the data; both helpers have them with zeros above.
_CRC = re.compile(r"arm64g_calc_(crc32c?([bhwx]))")


class _Translation:
    """One block of VEX as steps."""

    def __init__(self, block: Any, text: str) -> None:
        self.block = block
        self.text = text
        self.types = block.tyenv.types
        self.branch: Branch | None = None

    def result(self) -> Lifted:
        steps: list[Step] = []
        for statement in self.block.statements:
            step = self._statement(statement)
            if step is not None:
                if self.branch is not None:
                    raise UnsupportedError(f"{self.text}: something behind a branch")
                steps.append(step)
        kind = self.block.jumpkind
        place = self._next()
        if kind == "Ijk_Boring":
            if place is None:
                return Lifted(tuple(steps), "indirect", self.branch, 0, self._target())
            if place == 4:
                return Lifted(tuple(steps), "next", self.branch)
            return Lifted(tuple(steps), "jump", self.branch, place)
        if kind == "Ijk_Ret":
            return Lifted(tuple(steps), "indirect", self.branch, 0, self._target())
        if kind == "Ijk_Call":
            return Lifted(tuple(steps), "call", self.branch)
        raise UnsupportedError(f"{self.text}: control goes on by {kind}")

    def _next(self) -> int | None:
        """Where control goes on, in bytes from here; None where that is computed."""
        following = self.block.next
        if following.tag == "Iex_Const":
            return int(following.con.value) - ANYWHERE
        # `t = GET(pc)` behind `PUT(pc) = constant`
        put = None
        for statement in self.block.statements:
            if statement.tag == "Ist_Put" and statement.offset == PC:
                put = statement.data
            if (
                statement.tag == "Ist_WrTmp"
                and following.tag == "Iex_RdTmp"
                and statement.tmp == following.tmp
            ):
                got = statement.data
                if got.tag != "Iex_Get" or got.offset != PC or put is None:
                    return None
                if put.tag != "Iex_Const":
                    return None
                return int(put.con.value) - ANYWHERE
        return None

    def _target(self) -> Expression:
        following = self.block.next
        for statement in self.block.statements:
            if (
                statement.tag == "Ist_WrTmp"
                and following.tag == "Iex_RdTmp"
                and statement.tmp == following.tmp
                and statement.data.tag == "Iex_Get"
                and statement.data.offset == PC
            ):
                puts = [s for s in self.block.statements if s.tag == "Ist_Put" and s.offset == PC]
                return self._expression(puts[-1].data)
        return self._expression(following)

    def _statement(self, s: Any) -> Step | None:
        tag = s.tag
        if tag in ("Ist_IMark", "Ist_NoOp", "Ist_AbiHint"):
            return None
        if tag == "Ist_WrTmp":
            number = s.tmp
            if s.data.tag == "Iex_Get" and s.data.offset == PC:
                return None
            value = self._expression(s.data)

            def assign(m: Machine, t: Temporaries) -> None:
                t[number] = value(m, t)

            return assign
        if tag == "Ist_Put":
            if s.offset == PC:
                return None
            place = s.offset
            value = self._expression(s.data)
            self._known(place)
            return lambda m, t: m.put(place, value(m, t))
        if tag == "Ist_Store":
            if s.end != "Iend_LE":
                raise UnsupportedError(f"{self.text}: a store of the other byte order")
            address, value = self._expression(s.addr), self._expression(s.data)
            return lambda m, t: m.store(address(m, t), value(m, t))
        if tag == "Ist_Exit":
            if s.jumpkind == "Ijk_SigFPE_IntDiv":
                return None  # a division by 0 gives 0 (DDI 0487, UDIV)
            if s.jumpkind != "Ijk_Boring" or self.branch is not None:
                raise UnsupportedError(f"{self.text}: control leaves by {s.jumpkind}")
            self.branch = Branch(self._expression(s.guard), int(s.dst.value) - ANYWHERE)
            return None
        raise UnsupportedError(f"{self.text}: a statement {tag}")

    def _known(self, place: int) -> None:
        inside = X <= place < PC or CC_OP <= place <= CC_NDEP or Q <= place < Q + 33 * 16
        if not inside:
            raise UnsupportedError(f"{self.text}: a register at {place} of the guest state")

    def _expression(self, e: Any) -> Expression:
        tag = e.tag
        if tag == "Iex_RdTmp":
            number = e.tmp
            return lambda _m, t: t[number]
        if tag == "Iex_Const":
            value, bits = self._constant(e)
            # Made anew each time: terms are forgotten between proofs, what is lifted is not.
            return lambda _m, _t: const(value, bits)
        if tag == "Iex_Get":
            place, width = e.offset, self._width(e.ty)
            if place != FPCR:
                self._known(place)
            return lambda m, _t: m.get(place, width)
        if tag == "Iex_Load":
            if e.end != "Iend_LE":
                raise UnsupportedError(f"{self.text}: a load of the other byte order")
            address, size = self._expression(e.addr), self._width(e.ty) // 8
            return lambda m, t: m.load(address(m, t), size)
        if tag == "Iex_ITE":
            c, a, b = (
                self._expression(e.cond),
                self._expression(e.iftrue),
                self._expression(e.iffalse),
            )
            return lambda m, t: ite(c(m, t), a(m, t), b(m, t))
        if tag == "Iex_CCall":
            return self._helper(e)
        if tag in ("Iex_Unop", "Iex_Binop", "Iex_Triop", "Iex_Qop"):
            return self._operation(e)
        raise UnsupportedError(f"{self.text}: an expression {tag}")

    def _width(self, type_: str) -> int:
        width = _TYPES.get(type_)
        if width is None:
            raise UnsupportedError(f"{self.text}: a value of type {type_}")
        return width

    def _constant(self, e: Any) -> tuple[int, int]:
        """The value of a constant and its width."""
        kind, value = type(e.con).__name__, e.con.value
        if kind in ("U1", "U8", "U16", "U32", "U64", "V128"):
            return int(value), int(kind[1:])
        if kind in ("F32i", "F64i"):
            return int(value), int(kind[1:3])
        if kind in ("F32", "F64"):
            packed = struct.pack("<f" if kind == "F32" else "<d", value)
            return int.from_bytes(packed, "little"), int(kind[1:])
        raise UnsupportedError(f"{self.text}: a constant of kind {kind}")

    def _operation(self, e: Any) -> Expression:
        name = e.op.removeprefix("Iop_")
        args = [self._expression(a) for a in e.args]
        meaning = integer_operation(name)
        if meaning is not None:
            f = meaning
            return lambda m, t: over_choices(f, [a(m, t) for a in args])
        if Floats(False).find(name) is None:
            raise UnsupportedError(f"{self.text}: the operation {name}")

        def floating(m: Machine, t: Temporaries) -> Term:
            found = m.floats.find(name)
            assert found is not None
            return found(*[a(m, t) for a in args])

        return floating

    def _helper(self, e: Any) -> Expression:
        name = e.cee.name
        args = [self._expression(a) for a in e.args]
        if name == "arm64g_calculate_condition":

            def condition(m: Machine, t: Temporaries) -> Term:
                first, *rest = [a(m, t) for a in args]
                return zext(_condition(first, rest), 64)

            return condition
        if found := _CRC.fullmatch(name):
            word, bits = found[1], {"b": 8, "h": 16, "w": 32, "x": 64}[found[2]]

            def checksum(m: Machine, t: Temporaries) -> Term:
                before, data = [a(m, t) for a in args]
                return zext(uf(word, 32, extract(before, 31, 0), extract(data, bits - 1, 0)), 64)

            return checksum
        picks: dict[str, Callable[[flags.Flags], Term]] = {
            "arm64g_calculate_flags_nzcv": lambda f: f.packed(),
            "arm64g_calculate_flag_n": lambda f: zext(f.n, 64),
            "arm64g_calculate_flag_z": lambda f: zext(f.z, 64),
            "arm64g_calculate_flag_c": lambda f: zext(f.c, 64),
            "arm64g_calculate_flag_v": lambda f: zext(f.v, 64),
        }
        if name not in picks:
            raise UnsupportedError(f"{self.text}: the helper {name}")
        chosen = picks[name]
        return lambda m, t: chosen(flags.flags(*[a(m, t) for a in args]))


def _condition(both: Term, rest: list[Term]) -> Term:
    """A condition and an operation in one number: bits 4 to 7, and 0 to 3."""
    if both.op == "ite":
        c = both.args[0]
        sides = []
        for n in (1, 2):
            given = [r.args[n] if r.op == "ite" and r.args[0] is c else r for r in rest]
            sides.append(_condition(both.args[n], given))
        return ite(c, *sides)
    if both.op != "const":
        raise flags.UnknownFlagsError(repr(both))
    return flags.condition(both.data >> 4, const(both.data & 15, 64), *rest)


_MOST_CHOICES = 16


def _choices(t: Term, count: int = 0) -> int:
    """How many constants a term chooses from by conditions; 0 where it is anything else."""
    if t.op == "const":
        return 1
    if t.op != "ite" or count > _MOST_CHOICES:
        return 0
    a, b = _choices(t.args[1], count + 1), _choices(t.args[2], count + 1)
    return a + b if a and b and a + b <= _MOST_CHOICES else 0


def over_choices(f: Callable[..., Term], args: list[Term]) -> Term:
    """An operation on choices between constants, as a choice between its results."""
    chosen = next((a for a in args if a.op == "ite" and a.width <= 64), None)
    if chosen is None or not all(map(_choices, args)):
        return f(*args)
    c = chosen.args[0]
    sides = []
    for n in (1, 2):
        given = [a.args[n] if a.op == "ite" and a.args[0] is c else a for a in args]
        sides.append(over_choices(f, given))
    return ite(c, *sides)


def words(code: bytes) -> Iterable[bytes]:
    """The instructions of some code, as 4 bytes each."""
    return (code[at : at + 4] for at in range(0, len(code), 4))
