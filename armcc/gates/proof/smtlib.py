"""Terms as SMT-LIB 2 text (logic QF_AUFBV), and models back as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from armcc.gates.proof.memory import FRAMES
from armcc.gates.proof.solver import Query
from armcc.gates.proof.terms import MEMORY, Term, topological


@dataclass(frozen=True)
class Question:
    """A query and what its names stand for.

    variables: the names of variables, by the terms.  bytes: the name that holds what the
    initial memory has at an address, by the address and the number of bytes.
    """

    query: Query
    variables: dict[Term, str] = field(default_factory=dict)
    bytes: tuple[tuple[Term, int, str], ...] = ()


def question(assertions: Iterable[Term], tables: Iterable[tuple[Term, bytes]] = ()) -> Question:
    """Whether all assertions can hold at once.

    tables: read-only data by its address; what memory holds there is asserted, too.
    """
    return _Writer(list(assertions), list(tables)).result()


class _Writer:
    def __init__(self, assertions: list[Term], tables: list[tuple[Term, bytes]]) -> None:
        self.assertions = assertions
        self.tables = tables
        self.names: dict[Term, str] = {}
        self.lines: list[str] = []
        self.functions: dict[tuple[str, int, tuple[int, ...]], str] = {}
        self.variables: dict[Term, str] = {}
        self.bytes: list[tuple[Term, int, str]] = []

    def result(self) -> Question:
        order = topological([*self.assertions, *[base for base, _ in self.tables]])
        memory = None
        for t in order:
            self._define(t)
            if t.op == "memory" and not str(t.data).startswith(FRAMES):
                memory = t
        for base, data in self.tables:
            if memory is None:
                break
            for n, byte in enumerate(data):
                at = f"(bvadd {self.names[base]} {_number(n, 64)})" if n else self.names[base]
                self.lines.append(
                    f"(assert (= (select {self.names[memory]} {at}) {_number(byte, 8)}))"
                )
        if memory is not None:
            for n, t in enumerate([t for t in order if t.op == "read"]):
                name = f"r{n}"
                self.lines.append(f"(declare-const {name} (_ BitVec {t.width}))")
                value = _select(self.names[memory], self.names[t.args[1]], t.data)
                self.lines.append(f"(assert (= {name} {value}))")
                self.bytes.append((t.args[1], t.data, name))
        for t in self.assertions:
            self.lines.append(f"(assert (= {self.names[t]} #b1))")
        wanted = (*self.variables.values(), *[name for *_, name in self.bytes])
        query = Query("\n".join(self.lines) + "\n", wanted)
        return Question(query, self.variables, tuple(self.bytes))

    def _define(self, t: Term) -> None:
        if t.op == "const":
            self.names[t] = _number(t.data, t.width)
            return
        if t.op == "var":
            name = f"v{len(self.variables)}"
            self.lines.append(f"(declare-const {name} (_ BitVec {t.width}))")
            self.names[t] = self.variables[t] = name
            return
        if t.op == "memory":
            name = f"m{len(self.names)}"
            self.lines.append(f"(declare-const {name} (Array (_ BitVec 64) (_ BitVec 8)))")
            self.names[t] = name
            return
        sort = (
            "(Array (_ BitVec 64) (_ BitVec 8))" if t.width == MEMORY else f"(_ BitVec {t.width})"
        )
        text = self._text(t, [self.names[a] for a in t.args])
        name = f"t{len(self.names)}"
        self.lines.append(f"(define-fun {name} () {sort} {text})")
        self.names[t] = name

    def _text(self, t: Term, args: list[str]) -> str:
        op = t.op
        if op == "sum":
            return _sum(t, args)
        if op in _PLAIN:
            return f"({_PLAIN[op]} {' '.join(args)})"
        if op in _EXTREMES:
            out = args[0]
            for other in args[1:]:
                out = self._between(t, _EXTREMES[op], out, other)
            return out
        if op in ("udiv", "sdiv"):
            zero = _number(0, t.width)
            return f"(ite (= {args[1]} {zero}) {zero} (bv{op} {args[0]} {args[1]}))"
        if op == "extract":
            return f"((_ extract {t.data[0]} {t.data[1]}) {args[0]})"
        if op == "sext":
            return f"((_ sign_extend {t.width - t.args[0].width}) {args[0]})"
        if op == "ite":
            return f"(ite (= {args[0]} #b1) {args[1]} {args[2]})"
        if op in ("eq", "ult", "slt"):
            relation = {"eq": "=", "ult": "bvult", "slt": "bvslt"}[op]
            return f"(ite ({relation} {args[0]} {args[1]}) #b1 #b0)"
        if op == "read":
            return _select(args[0], args[1], t.data)
        if op == "write":
            out = args[0]
            for n in range(t.args[2].width // 8):
                at = f"(bvadd {args[1]} {_number(n, 64)})" if n else args[1]
                out = f"(store {out} {at} ((_ extract {8 * n + 7} {8 * n}) {args[2]}))"
            return out
        if op == "uf":
            return self._function(t, args)
        raise ValueError(f"no text for {op}")

    def _between(self, t: Term, relation: str, a: str, b: str) -> str:
        """One step of a greatest or least: named, since both are used twice."""
        name = f"x{len(self.lines)}"
        text = f"(ite ({relation} {a} {b}) {a} {b})"
        self.lines.append(f"(define-fun {name} () (_ BitVec {t.width}) {text})")
        return name

    def _function(self, t: Term, args: list[str]) -> str:
        key = (str(t.data), t.width, tuple(a.width for a in t.args))
        name = self.functions.get(key)
        if name is None:
            name = self.functions[key] = f"f{len(self.functions)}"
            sorts = " ".join(f"(_ BitVec {w})" for w in key[2])
            self.lines.append(f"(declare-fun {name} ({sorts}) (_ BitVec {t.width}))")
        return f"({name} {' '.join(args)})" if args else name


_EXTREMES = {"umax": "bvugt", "umin": "bvult", "smax": "bvsgt", "smin": "bvslt"}
_PLAIN = {
    "prod": "bvmul",
    "and": "bvand",
    "or": "bvor",
    "xor": "bvxor",
    "shl": "bvshl",
    "lshr": "bvlshr",
    "ashr": "bvashr",
    "concat": "concat",
}


def _number(value: int, width: int) -> str:
    return f"#b{value:0{width}b}" if width % 4 else f"#x{value:0{width // 4}x}"


def _select(memory: str, address: str, size: int) -> str:
    parts = []
    for n in reversed(range(size)):
        at = f"(bvadd {address} {_number(n, 64)})" if n else address
        parts.append(f"(select {memory} {at})")
    return parts[0] if size == 1 else f"(concat {' '.join(parts)})"


def _sum(t: Term, args: list[str]) -> str:
    constant, coefficients = t.data
    limit = 1 << t.width
    parts = []
    for c, a in zip(coefficients, args, strict=True):
        if c == 1:
            parts.append(a)
        elif c == limit - 1:
            parts.append(f"(bvneg {a})")
        elif c & (c - 1) == 0:
            parts.append(f"(bvshl {a} {_number(c.bit_length() - 1, t.width)})")
        else:
            parts.append(f"(bvmul {_number(c, t.width)} {a})")
    if constant:
        parts.append(_number(constant, t.width))
    return parts[0] if len(parts) == 1 else f"(bvadd {' '.join(parts)})"
