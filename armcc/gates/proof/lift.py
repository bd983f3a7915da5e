"""Instructions as what they do to the state, by way of VEX.

pyvex lifts one instruction at a time, without optimising.  Each becomes a list of steps that
`armcc.gates.proof.execute` carries out on terms.  The instructions that this lifter gets wrong
or does not know are done here (`SPECIAL`): the fused multiply-adds, which it rounds twice, and
those that take their address from the program counter, which a linker moves.  A test holds each
instruction form against Unicorn (tests/conformance/test_semantics.py).
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from armcc.gates.proof import flags
from armcc.gates.proof.terms import Term, concat, const, extract, ite, uf, zext
from armcc.gates.proof.vexops import Floats, integer_operation, lanes, vector

if TYPE_CHECKING:
    from collections.abc import Iterable

X, SP, PC = 16, 264, 272
CC_OP, CC_DEP1, CC_DEP2, CC_NDEP = 280, 288, 296, 304
Q, QCFLAG, FPCR = 320, 832, 888
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


class Unsupported(Exception):
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

    Raises Unsupported.
    """
    special = _special(int.from_bytes(word, "little"))
    if special is not None:
        return Lifted((special,), "next")
    pyvex, arch = _architecture()
    try:
        block = pyvex.lift(word, ANYWHERE, arch, max_bytes=4, max_inst=1, opt_level=0)
    except Exception as e:  # whatever the lifter raises, the instruction has no meaning here
        raise Unsupported(f"{text}: the lifter fails: {e}") from e
    if block.jumpkind == "Ijk_NoDecode":
        raise Unsupported(f"{text}: the lifter does not know it")
    return _Translation(block, text).result()


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
                    raise Unsupported(f"{self.text}: something behind a branch")
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
        raise Unsupported(f"{self.text}: control goes on by {kind}")

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
                raise Unsupported(f"{self.text}: a store of the other byte order")
            address, value = self._expression(s.addr), self._expression(s.data)
            return lambda m, t: m.store(address(m, t), value(m, t))
        if tag == "Ist_Exit":
            if s.jumpkind == "Ijk_SigFPE_IntDiv":
                return None  # a division by 0 gives 0 (DDI 0487, UDIV)
            if s.jumpkind != "Ijk_Boring" or self.branch is not None:
                raise Unsupported(f"{self.text}: control leaves by {s.jumpkind}")
            self.branch = Branch(self._expression(s.guard), int(s.dst.value) - ANYWHERE)
            return None
        raise Unsupported(f"{self.text}: a statement {tag}")

    def _known(self, place: int) -> None:
        inside = X <= place < PC or CC_OP <= place <= CC_NDEP or Q <= place < Q + 33 * 16
        if not inside:
            raise Unsupported(f"{self.text}: a register at {place} of the guest state")

    def _expression(self, e: Any) -> Expression:  # noqa: PLR0911 - one form after the other
        tag = e.tag
        if tag == "Iex_RdTmp":
            number = e.tmp
            return lambda _m, t: t[number]
        if tag == "Iex_Const":
            value = self._constant(e)
            return lambda _m, _t: value
        if tag == "Iex_Get":
            place, width = e.offset, self._width(e.ty)
            if place != FPCR:
                self._known(place)
            return lambda m, _t: m.get(place, width)
        if tag == "Iex_Load":
            if e.end != "Iend_LE":
                raise Unsupported(f"{self.text}: a load of the other byte order")
            address, size = self._expression(e.addr), self._width(e.ty) // 8
            return lambda m, t: m.load(address(m, t), size)
        if tag == "Iex_ITE":
            c, a, b = self._expression(e.cond), self._expression(e.iftrue), self._expression(e.iffalse)
            return lambda m, t: ite(c(m, t), a(m, t), b(m, t))
        if tag == "Iex_CCall":
            return self._helper(e)
        if tag in ("Iex_Unop", "Iex_Binop", "Iex_Triop", "Iex_Qop"):
            return self._operation(e)
        raise Unsupported(f"{self.text}: an expression {tag}")

    def _width(self, type_: str) -> int:
        width = _TYPES.get(type_)
        if width is None:
            raise Unsupported(f"{self.text}: a value of type {type_}")
        return width

    def _constant(self, e: Any) -> Term:
        kind, value = type(e.con).__name__, e.con.value
        if kind == "V128":  # each of 16 bits stands for a byte
            value = sum(0xFF << 8 * n for n in range(16) if value >> n & 1)
            return const(value, 128)
        if kind in ("U1", "U8", "U16", "U32", "U64"):
            return const(int(value), int(kind[1:]))
        if kind in ("F32i", "F64i"):
            return const(int(value), int(kind[1:3]))
        if kind in ("F32", "F64"):
            packed = struct.pack("<f" if kind == "F32" else "<d", value)
            return const(int.from_bytes(packed, "little"), int(kind[1:]))
        raise Unsupported(f"{self.text}: a constant of kind {kind}")

    def _operation(self, e: Any) -> Expression:
        name = e.op.removeprefix("Iop_")
        args = [self._expression(a) for a in e.args]
        meaning = integer_operation(name)
        if meaning is not None:
            f = meaning
            return lambda m, t: over_choices(f, [a(m, t) for a in args])
        if Floats(False).find(name) is None:
            raise Unsupported(f"{self.text}: the operation {name}")

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
        pick = {
            "arm64g_calculate_flags_nzcv": lambda f: f.packed(),
            "arm64g_calculate_flag_n": lambda f: zext(f.n, 64),
            "arm64g_calculate_flag_z": lambda f: zext(f.z, 64),
            "arm64g_calculate_flag_c": lambda f: zext(f.c, 64),
            "arm64g_calculate_flag_v": lambda f: zext(f.v, 64),
        }.get(name)
        if pick is None:
            raise Unsupported(f"{self.text}: the helper {name}")
        chosen = pick
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
        raise flags.UnknownFlags(repr(both))
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


# -- what VEX does not have, or gets wrong ------------------------------------------------


def _fused(machine: Machine, width: int, a: Term, n: Term, k: Term) -> Term:
    """a + n * k, rounded once (DDI 0487, FPMulAdd)."""
    if machine.floats.commute and k.number < n.number:
        n, k = k, n
    return uf(f"fFma{width}", width, rounding_mode(machine.get(FPCR, 32)), a, n, k)


def _negated(width: int, t: Term) -> Term:
    return uf(f"fNeg{width}", width, t)


def rounding_mode(fpcr: Term) -> Term:
    """FPCR.RMode in VEX's numbering, as the lifter itself takes it from FPCR."""
    return zext(concat(extract(fpcr, 22, 22), extract(fpcr, 23, 23)), 32)


def _special(word: int) -> Step | None:
    """The steps of an instruction that is done here; None for all others."""
    if word >> 24 == 0x1F:  # floating-point data processing, three sources
        return _three_sources(word)
    vector_form = word & 0xBF20FC00 == 0x0E20CC00  # FMLA, FMLS (vector)
    element = word & 0xBF80B400 == 0x0F801000  # by element
    scalar_element = word & 0xFF80B400 == 0x5F801000
    if vector_form:
        return _multiply_add(word, word >> 23 & 1, None, False)
    if element or scalar_element:
        double = word >> 22 & 1
        high, low = word >> 11 & 1, word >> 21 & 1
        index = high if double else high << 1 | low
        return _multiply_add(word, word >> 14 & 1, index, scalar_element)
    return None


def _three_sources(word: int) -> Step | None:
    width = {0: 32, 1: 64}.get(word >> 22 & 3)
    if width is None:
        return None
    negate_sum, negate_product = word >> 21 & 1, word >> 15 & 1
    rd, rn, ra, rm = word & 31, word >> 5 & 31, word >> 10 & 31, word >> 16 & 31

    def step(m: Machine, _t: Temporaries) -> None:
        n, k, a = (m.get(Q + 16 * r, width) for r in (rn, rm, ra))
        # FMADD a + n*k, FMSUB a - n*k, FNMADD -a - n*k, FNMSUB -a + n*k
        if negate_sum:
            a = _negated(width, a)
        if negate_sum != negate_product:
            n = _negated(width, n)
        out = _fused(m, width, a, n, k)
        m.put(Q + 16 * rd, zext(out, 128))

    return step


def _multiply_add(word: int, negate: int, index: int | None, scalar: bool) -> Step:
    width = 64 if word >> 22 & 1 else 32
    whole = 128 if word >> 30 & 1 and not scalar else width if scalar else 64
    rd, rn, rm = word & 31, word >> 5 & 31, word >> 16 & 31

    def step(m: Machine, _t: Temporaries) -> None:
        accumulated = lanes(m.get(Q + 16 * rd, whole), width)
        left = lanes(m.get(Q + 16 * rn, whole), width)
        right = lanes(m.get(Q + 16 * rm, 128), width)
        if index is not None:
            right = [right[index]] * len(left)
        if negate:
            left = [_negated(width, x) for x in left]
        out = [
            _fused(m, width, a, x, y)
            for a, x, y in zip(accumulated, left, right[: len(left)], strict=True)
        ]
        m.put(Q + 16 * rd, zext(vector(out), 128))

    return step


def words(code: bytes) -> Iterable[bytes]:
    """The instructions of some code, as 4 bytes each."""
    return (code[at : at + 4] for at in range(0, len(code), 4))
