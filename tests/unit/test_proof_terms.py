"""Terms of the proof gate: no rule changes what an expression is worth.

Each expression is built twice: by the constructors, which simplify, and as a `Plain`, which
does not; a plain evaluator that follows the definitions word by word says what both are
worth.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import math
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armcc.gates.proof import terms
from armcc.gates.proof.memory import MOST_ENTRIES, Aliases
from armcc.gates.proof.smtlib import question
from armcc.gates.proof.solver import Limits, Solver
from armcc.gates.proof.terms import (
    Term,
    add,
    and_,
    ashr,
    concat,
    const,
    eq,
    extract,
    extreme,
    ite,
    linear,
    lshr,
    memory,
    mul,
    neg,
    not_,
    offset,
    or_,
    raw_read,
    sdiv,
    sext,
    shl,
    signed,
    slt,
    sub,
    topological,
    udiv,
    uf,
    ult,
    unsigned,
    var,
    write,
    xor,
    zext,
)
from armcc.gates.proof.values import evaluate

WIDTHS = (1, 2, 3, 8, 16, 32, 33, 64, 128)
TOP = 1 << 64
EXTREMES = ("umax", "umin", "smax", "smin")


# -- expressions as they are written, and what they are worth --------------------------


@dataclass(frozen=True, eq=False)
class Plain:
    """An expression: the name of a constructor, its arguments and its numbers."""

    op: str
    width: int
    args: tuple[Plain, ...] = ()
    data: Any = None

    def __repr__(self) -> str:
        if self.op == "const":
            return f"const({self.data:#x}, {self.width})"
        data = [] if self.data is None else [repr(self.data)]
        return f"{self.op}:{self.width}({', '.join([*data, *map(repr, self.args)])})"


def two(value: int, width: int) -> int:
    """A number read as two's complement."""
    return value if 2 * value < 2**width else value - 2**width


def worth_one(x: Plain | Term, args: list[Any], world: World) -> Any:
    """The value of an expression, or of a term, by those of its arguments."""
    op, width, data = x.op, x.width, x.data
    size = 2**width
    inner = x.args[0].width if x.args else 0
    if op == "const":
        return data % size
    if op == "var":
        return world.variable(data, width)
    if op == "memory":
        return functools.partial(world.byte, data)
    if op == "uf":
        return world.function(data, width, tuple(args))
    if op == "read":
        return sum(256**n * args[0]((args[1] + n) % TOP) for n in range(data))
    if op == "write":
        before, address, value = args
        length = x.args[2].width // 8

        def after(at: int) -> int:
            n = (at - address) % TOP
            return int(value // 256**n % 256 if n < length else before(at))

        return after
    if op == "ite":
        return args[1] if args[0] == 1 else args[2]
    if op in ("sum", "linear"):
        return (data[0] + sum(c * a for c, a in zip(data[1], args, strict=True))) % size
    if op in ("prod", "mul"):
        return math.prod(args) % size
    if op == "add":
        return (args[0] + args[1]) % size
    if op == "sub":
        return (args[0] - args[1]) % size
    if op == "neg":
        return -args[0] % size
    if op == "offset":
        return (args[0] + data) % size
    if op == "udiv":
        return args[0] // args[1] if args[1] else 0
    if op == "sdiv":
        a, b = two(args[0], width), two(args[1], width)
        return math.trunc(Fraction(a, b)) % size if b else 0
    if op == "shl":
        return args[0] * 2 ** min(args[1], width) % size
    if op == "lshr":
        return args[0] // 2 ** min(args[1], width)
    if op == "ashr":
        return two(args[0], width) // 2 ** min(args[1], width) % size
    if op == "zext":
        return args[0]
    if op == "sext":
        return two(args[0], inner) % size
    if op == "extract":
        return args[0] // 2 ** data[1] % 2 ** (data[0] - data[1] + 1)
    if op == "concat":
        joined = 0
        pieces: Sequence[Plain | Term] = x.args
        for piece, value in zip(pieces, args, strict=True):
            joined = joined * 2**piece.width + value
        return joined
    if op == "and":
        return functools.reduce(lambda a, b: a & b, args)
    if op == "or":
        return functools.reduce(lambda a, b: a | b, args)
    if op == "xor":
        return functools.reduce(lambda a, b: a ^ b, args)
    if op == "not":
        return size - 1 - args[0]
    if op in EXTREMES:
        ordered = sorted(args, key=lambda n: n if op[0] == "u" else two(n, width))
        return ordered[-1] if op.endswith("max") else ordered[0]
    if op == "eq":
        return int(args[0] == args[1])
    if op == "ult":
        return int(args[0] < args[1])
    if op == "slt":
        return int(two(args[0], inner) < two(args[1], inner))
    raise AssertionError(op)


def parts(root: Plain) -> list[Plain]:
    """An expression and all that it is made of, each behind its arguments."""
    out: dict[int, Plain] = {}

    def visit(x: Plain) -> None:
        if id(x) not in out:
            for a in x.args:
                visit(a)
            out[id(x)] = x

    visit(root)
    return list(out.values())


def worth(order: Sequence[Plain | Term], world: World) -> dict[int, Any]:
    """Values by id; each behind its arguments."""
    out: dict[int, Any] = {}
    for x in order:
        out[id(x)] = worth_one(x, [out[id(a)] for a in x.args], world)
    return out


def mixed(*words: object) -> int:
    """A number that these make, the same each time."""
    return int.from_bytes(hashlib.blake2b(repr(words).encode()).digest()[:32], "little")


@dataclass
class World:
    """Values for all that is unknown, made up where nothing is said; what was asked is noted."""

    variables: dict[tuple[str, int], int] = field(default_factory=dict)
    seed: int = 0
    frames: str = ""  # the memory whose bytes "frame b" and "frame c" give
    bytes: dict[tuple[str, int], int] = field(default_factory=dict)
    calls: dict[tuple[str, int, tuple[int, ...]], int] = field(default_factory=dict)

    def variable(self, name: str, width: int) -> int:
        if (name, width) not in self.variables:
            self.variables[name, width] = mixed(self.seed, name, width) % 2**width
        return self.variables[name, width]

    def byte(self, name: str, address: int) -> int:
        if self.frames and name.startswith("frame "):
            name = self.frames
        key = name, address
        if key not in self.bytes:
            self.bytes[key] = mixed(self.seed, name, address) % 256
        return self.bytes[key]

    def function(self, name: str, width: int, args: tuple[int, ...]) -> int:
        key = name, width, args
        if key not in self.calls:
            self.calls[key] = mixed(self.seed, name, width, args) % 2**width
        return self.calls[key]


BUILD: dict[str, Callable[..., Term]] = {
    "add": add,
    "sub": sub,
    "neg": neg,
    "mul": mul,
    "udiv": udiv,
    "sdiv": sdiv,
    "shl": shl,
    "lshr": lshr,
    "ashr": ashr,
    "concat": concat,
    "and": and_,
    "or": or_,
    "xor": xor,
    "not": not_,
    "ite": ite,
    "eq": eq,
    "ult": ult,
    "slt": slt,
    "write": write,
}


def built(order: Sequence[Plain]) -> dict[int, Term]:
    """Expressions by the constructors, by id."""
    out: dict[int, Term] = {}
    for x in order:
        args = [out[id(a)] for a in x.args]
        if x.op == "const":
            t = const(x.data, x.width)
        elif x.op == "var":
            t = var(x.data, x.width)
        elif x.op == "memory":
            t = memory(x.data)
        elif x.op == "uf":
            t = uf(x.data, x.width, *args)
        elif x.op == "read":
            t = raw_read(args[0], args[1], x.data)
        elif x.op == "offset":
            t = offset(args[0], x.data)
        elif x.op == "linear":
            t = linear(x.width, x.data[0], zip(x.data[1], args, strict=True))
        elif x.op in ("zext", "sext"):
            t = (zext if x.op == "zext" else sext)(args[0], x.width)
        elif x.op == "extract":
            t = extract(args[0], *x.data)
        elif x.op in EXTREMES:
            t = extreme(x.op, *args)
        else:
            t = BUILD[x.op](*args)
        assert t.width == x.width, (x, t)
        out[id(x)] = t
    return out


def check(root: Plain, worlds: Sequence[World]) -> None:
    """Both ways give the same, for every part; bounds hold; `evaluate` agrees."""
    order = parts(root)
    made = built(order)
    of_terms = topological(made.values())
    for number, world in enumerate(worlds):
        plain, found = worth(order, world), worth(of_terms, world)
        for x in order:
            if x.width:
                t = made[id(x)]
                assert plain[id(x)] == found[id(t)], f"{x}\n  became {t}\n  in {world.variables}"
        for t in of_terms:
            if t.width:
                value = found[id(t)]
                low, high = unsigned(t)
                assert low <= value <= high, f"unsigned {t} is {low} to {high} in {world.variables}"
                low, high = signed(t)
                least = two(value, t.width)
                assert low <= least <= high, f"signed {t} is {low} to {high} in {world.variables}"
        if number % 16 == 0:
            values = evaluate(of_terms, world.variable, world.byte, world.function)
            for t in of_terms:
                if t.width:
                    assert values[t] == found[id(t)], f"{t} in {world.variables}"


# -- random expressions ----------------------------------------------------------------

Choose = Callable[[int], int]


class Maker:
    """Random expressions: few variables and telling constants, so that rules apply.

    choose: a number below another; 0 makes the least.  small: up to 4 bits, and so few
    variables that all their values can be tried.
    """

    def __init__(self, choose: Choose, small: bool = False, memories: bool = False) -> None:
        self.choose = choose
        self.small = small
        self.memories = memories
        self.made: dict[int, list[Plain]] = {}

    def pick(self, options: Sequence[Any]) -> Any:
        return options[self.choose(len(options))]

    def make(self, width: int, depth: int) -> Plain:
        """Of this width; depth: of nested constructors at most."""
        known = self.made.setdefault(width, [])
        if known and self.choose(5) == 4:
            return self.pick(known)  # type: ignore[no-any-return]
        x = self._make(width, depth) if depth and self.choose(8) else self.leaf(width)
        known.append(x)
        return x

    def leaf(self, width: int) -> Plain:
        if self.choose(3) == 2:
            return self.number(width)
        if not self.small:
            return Plain("var", width, (), self.pick("xy"))
        if width == 2:
            return Plain("var", 2, (), self.pick("xy"))
        if width in (1, 3):
            return Plain("var", width, (), "x")
        return Plain("concat", width, (self.leaf(1), self.leaf(width - 1)))

    def number(self, width: int) -> Plain:
        return Plain("const", width, (), self.value(width))

    def value(self, width: int) -> int:
        half = 1 << (width - 1)
        some = [0, 1, -1, half, half - 1, -2, half + 1, 2, 3, 5, 0xF0, 0xFF, -0x100, 0x7F, 0xAB]
        if not self.choose(4):
            return (1 << self.choose(width)) - self.choose(2) & 2 * half - 1
        return int(self.pick(some)) & 2 * half - 1

    def wider(self, width: int) -> int | None:
        most = 6 if self.small else 160
        if self.choose(3) == 0 and width < most:
            return width + 1 + self.choose(min(8, most - width))
        options = [w for w in ((2, 3, 4, 6) if self.small else WIDTHS) if w > width]
        return self.pick(options) if options else None

    def narrower(self, width: int) -> int:
        options = [w for w in (*WIDTHS, width // 2, width - 1) if 0 < w < width]
        return int(self.pick(options))

    def _make(self, width: int, depth: int) -> Plain:
        down = depth - 1
        kinds = [self.arithmetic, self.bits, self.choice, self.piece, self.between, self.shift]
        if width == 1:
            kinds += [self.relation] * 4
        if width > 1:
            kinds += [self.pieces, self.extended, self.extended]
        if self.memories and width % 8 == 0:
            kinds += [self.loaded] * 3
        made: Plain = self.pick(kinds)(width, down)
        return made

    def arithmetic(self, width: int, down: int) -> Plain:
        op = self.pick(("add", "sub", "neg", "offset", "mul", "linear", "udiv", "sdiv", "uf"))
        if op == "neg":
            return Plain(op, width, (self.make(width, down),))
        if op == "offset":
            return Plain(op, width, (self.make(width, down),), self.value(width))
        if op == "linear":
            args = tuple(self.make(width, down) for _ in range(1 + self.choose(3)))
            factors = tuple(self.value(width) - self.choose(2) for _ in args)
            return Plain(op, width, args, (self.value(width), factors))
        if op == "uf":
            return Plain(op, width, (self.make(width, min(down, 1)),), "f")
        return Plain(op, width, (self.make(width, down), self.make(width, down)))

    def bits(self, width: int, down: int) -> Plain:
        op = self.pick(("and", "or", "xor", "not"))
        if op == "not":
            return Plain(op, width, (self.make(width, down),))
        args = [self.make(width, down) for _ in range(2 + (self.choose(4) == 3))]
        kind = self.choose(4)
        if kind == 1:
            args[self.choose(2)] = self.number(width)
        elif kind == 2:
            args[1] = Plain("xor", width, (args[0], self.number(width)))
        elif kind == 3:
            args[0] = Plain("not", width, (args[1],))
        return Plain(op, width, tuple(args))

    def choice(self, width: int, down: int) -> Plain:
        condition = self.make(1, down)
        if self.choose(6) == 5:
            condition = Plain("not", 1, (condition,))
        arms = [self.make(width, down), self.make(width, down)]
        if self.choose(2):
            arms[self.choose(2)] = self.number(width)
        return Plain("ite", width, (condition, *arms))

    def between(self, width: int, down: int) -> Plain:
        args = [self.make(width, down) for _ in range(2 + (self.choose(4) == 3))]
        if self.choose(2):
            return Plain(self.pick(EXTREMES), width, tuple(args))
        a, b = args[:2]
        less = Plain(self.pick(("ult", "slt")), 1, (a, b))
        return Plain("ite", width, (less, a, b) if self.choose(2) else (less, b, a))

    def shift(self, width: int, down: int) -> Plain:
        amount = self.make(width, down)
        if self.choose(2):
            k = min(self.choose(width + 2), 2**width - 1)
            amount = Plain("const", width, (), k)
        return Plain(self.pick(("shl", "lshr", "ashr")), width, (self.make(width, down), amount))

    def piece(self, width: int, down: int) -> Plain:
        wide = self.wider(width)
        if wide is None:
            return self.bits(width, down)
        low = self.pick((0, wide - width, self.choose(wide - width + 1)))
        return Plain("extract", width, (self.make(wide, down),), (low + width - 1, low))

    def pieces(self, width: int, down: int) -> Plain:
        cut = self.narrower(width)
        if self.choose(4) == 3:
            return self.neighbours(width, cut, down)
        args = [self.make(width - cut, down), self.make(cut, down)]
        if cut > 1 and self.choose(4) == 3:
            cut_again = self.narrower(cut)
            args[1:] = [self.make(cut - cut_again, down), self.make(cut_again, down)]
        return Plain("concat", width, tuple(args))

    def neighbours(self, width: int, cut: int, down: int) -> Plain:
        """Pieces of one term or two, or bytes, that are one behind the other, or nearly so."""
        if self.memories and width % 16 == 0:
            mem, at, size = self.memory(down), self.address(down), width // 16
            other = mem if self.choose(4) else self.memory(down)
            next_ = Plain("offset", 64, (at,), size + self.pick((0, 0, 0, 1, -1)))
            return Plain(
                "concat",
                width,
                tuple(Plain("read", width // 2, a, size) for a in ((other, next_), (mem, at))),
            )
        wide = self.wider(width)
        if wide is None:
            return self.bits(width, down)
        low = self.choose(wide - width + 1)
        x = self.make(wide, down)
        y = x if self.choose(4) else self.make(wide, down)
        middle = low + cut + (-1 if self.choose(4) == 3 and low + cut else 0)
        upper = Plain("extract", width - cut, (y,), (middle + width - cut - 1, middle))
        return Plain("concat", width, (upper, Plain("extract", cut, (x,), (low + cut - 1, low))))

    def extended(self, width: int, down: int) -> Plain:
        return Plain(self.pick(("zext", "sext")), width, (self.make(self.narrower(width), down),))

    def relation(self, width: int, down: int) -> Plain:
        wide = self.pick((1, 2, 3, 4)) if self.small else self.pick(WIDTHS)
        a = self.make(wide, down)
        b = (
            self.number(wide)
            if self.choose(2)
            else Plain("offset", wide, (a,), self.value(wide))
            if self.choose(4) == 3
            else self.make(wide, down)
        )
        return Plain(
            self.pick(("eq", "ult", "slt")), width, (b, a) if self.choose(3) == 2 else (a, b)
        )

    def loaded(self, width: int, down: int) -> Plain:
        return Plain("read", width, (self.memory(down), self.address(down)), width // 8)

    def address(self, down: int) -> Plain:
        if self.choose(3) == 2:
            return self.make(64, down)
        distance = self.pick((0, 1, 4, 8, TOP - 1, TOP - 4))
        return Plain("offset", 64, (self.leaf(64),), distance)

    def memory(self, down: int) -> Plain:
        known = self.made.setdefault(0, [])
        if known and self.choose(4) == 3:
            return self.pick(known)  # type: ignore[no-any-return]
        if down <= 0 or not self.choose(4):
            return Plain("memory", 0, (), "m")
        if self.choose(4) == 3:
            arms = (self.memory(down - 1), self.memory(down - 1))
            x = Plain("ite", 0, (self.make(1, down - 1), *arms))
        else:
            value = self.make(self.pick((8, 32, 64)), down - 1)
            x = Plain("write", 0, (self.memory(down - 1), self.address(down - 1), value))
        known.append(x)
        return x


@functools.cache
def below(n: int) -> st.SearchStrategy[int]:
    return st.integers(0, n - 1)


@st.composite
def expressions(
    draw: st.DrawFn, small: bool = False, memories: bool = False, depth: int = 6
) -> Plain:
    maker = Maker(lambda n: draw(below(n)) if n > 1 else 0, small, memories)
    width = maker.pick((1, 2, 3, 4) if small else (8, 64, 32) if memories else WIDTHS)
    return maker.make(width, 1 + maker.choose(depth))


def some_worlds(root: Plain, count: int, seed: int) -> list[World]:
    """Boundaries, numbers of the expression and their neighbours, and anything."""
    order = parts(root)
    numbers = [x.data for x in order if x.op == "const"]
    names = {(x.data, x.width) for x in order if x.op == "var"}
    rng = random.Random(seed)
    worlds = []
    for turn in range(count):
        values = {}
        for name, width in sorted(names):
            full = (1 << width) - 1
            some = [0, full, 1, 1 << (width - 1)]
            near = [n + d for n in numbers for d in (-1, 0, 1)]
            free = [*some, full >> 1, full - 1, rng.getrandbits(width), rng.getrandbits(4), *near]
            value = some[turn] if turn < len(some) else rng.choice(free)
            values[name, width] = value & full
        worlds.append(World(values, seed + turn))
    return worlds


# One of 1, one of 3 and two of 2 bits: all that small expressions have.
SMALL = (("x", 1), ("x", 2), ("y", 2), ("x", 3))


def all_worlds(root: Plain) -> list[World]:
    """All values of the variables, up to 3 bits each."""
    names = sorted({(x.data, x.width) for x in parts(root) if x.op == "var"})
    return [
        World(dict(zip(names, values, strict=True)))
        for values in itertools.product(*[range(1 << width) for _, width in names])
    ]


RELAXED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def examples(count: int) -> settings:
    return settings(max_examples=count, suppress_health_check=RELAXED)


# -- constructors and their compositions -----------------------------------------------

BINARY = (
    *("add", "sub", "mul", "udiv", "sdiv", "shl", "lshr", "ashr", "and", "or", "xor"),
    *EXTREMES,
    *("eq", "ult", "slt", "concat"),
)


def result_width(op: str, width: int) -> int:
    return 1 if op in ("eq", "ult", "slt") else 2 * width if op == "concat" else width


@pytest.mark.parametrize("op", BINARY)
def test_two_arguments(op: str) -> None:
    """Variables, one twice, and each number, up to 3 bits."""
    for width in (1, 2, 3):
        leaves = [Plain("var", width, (), name) for name in "ab"]
        leaves += [Plain("const", width, (), n) for n in range(1 << width)]
        for args in itertools.product(leaves, repeat=2):
            x = Plain(op, result_width(op, width), args)
            check(x, all_worlds(x))


def pieces_of(x: Plain) -> Iterator[Plain]:
    """Unary constructors over a term."""
    yield from (Plain(op, x.width, (x,)) for op in ("neg", "not"))
    yield from (Plain("offset", x.width, (x,), n) for n in range(-1, 1 << x.width))
    yield from (Plain(op, x.width + n, (x,)) for op in ("zext", "sext") for n in range(3))
    for low in range(x.width):
        for high in range(low, x.width):
            yield Plain("extract", high - low + 1, (x,), (high, low))


@pytest.mark.parametrize("op", BINARY)
def test_one_argument(op: str) -> None:
    """Of variables, and of what two of them make."""
    leaves = [Plain("var", 2, (), "a"), Plain("var", 2, (), "b"), Plain("const", 2, (), 2)]
    for args in itertools.product(leaves, repeat=2):
        for x in pieces_of(Plain(op, result_width(op, 2), args)):
            check(x, all_worlds(x))


def test_ite() -> None:
    """All conditions of two bits that decide between all that are made of them."""
    bit = Plain("var", 1, (), "c")
    leaves = [Plain("var", 2, (), name) for name in "ab"]
    leaves += [Plain("const", 2, (), n) for n in range(4)]
    conditions = [bit, Plain("not", 1, (bit,))]
    conditions += [
        Plain(op, 1, pair)
        for op in ("eq", "ult", "slt")
        for pair in itertools.permutations(leaves[:3], 2)
    ]
    for c, a, b in itertools.product(conditions, leaves, leaves):
        x = Plain("ite", 2, (c, a, b))
        again = Plain("ite", 2, (c, b, x))
        for root in (again, Plain("zext", 4, (again,)), Plain("sext", 4, (again,))):
            check(root, all_worlds(root))
    for c, a, n in itertools.product([bit, Plain("var", 1, (), "d")], conditions, range(2)):
        one_bit = Plain("ite", 1, (c, a, Plain("const", 1, (), n)))
        check(Plain("not", 1, (one_bit,)), all_worlds(one_bit))


@examples(500)
@given(expressions(small=True))
def test_few_bits(root: Plain) -> None:
    check(root, all_worlds(root))


@examples(500)
@given(expressions(), st.integers(0, 1 << 16))
def test_many_bits(root: Plain, seed: int) -> None:
    check(root, some_worlds(root, 16, seed))


@examples(300)
@given(expressions(memories=True), st.integers(0, 1 << 16))
def test_memory(root: Plain, seed: int) -> None:
    check(root, some_worlds(root, 8, seed))


def test_many_compositions() -> None:
    """The same ones each time."""
    for seed in range(600):
        rng = random.Random(seed)
        maker = Maker(rng.randrange, small=seed % 2 == 0)
        root = maker.make(maker.pick((1, 2, 3, 4) if maker.small else WIDTHS), 5)
        if len(parts(root)) <= 120:
            check(root, all_worlds(root) if maker.small else some_worlds(root, 12, seed))


# -- rules that were wrong, or that are right for a reason that is easily lost ---------


def leaf(name: str, width: int) -> Plain:
    return Plain("var", width, (), name)


def number(value: int, width: int) -> Plain:
    return Plain("const", width, (), value)


def above(value: int, x: Plain, width: int) -> Plain:
    """Constant bits above."""
    return Plain("concat", width, (number(value, width - x.width), x))


def test_sext_of_a_product_of_great_numbers() -> None:
    """12 * 12 to 15 * 15 in 8 bits: negative, though the product of the signed numbers is not."""
    a, b = above(3, leaf("x", 2), 8), above(3, leaf("y", 2), 8)
    x = Plain("sext", 16, (Plain("mul", 8, (a, b)),))
    check(x, all_worlds(x))


def test_sext_of_a_product_of_small_numbers() -> None:
    a, b = (Plain("sext", 8, (leaf(name, 3),)) for name in "xy")
    x = Plain("sext", 16, (Plain("mul", 8, (a, b)),))
    check(x, all_worlds(x))
    t = built(parts(x))[id(x)]
    assert t is mul(sext(var("x", 3), 16), sext(var("y", 3), 16))


def test_sext_of_a_sum_of_great_numbers() -> None:
    """The sum has its uppermost bit always set, and its parts never have."""
    a, b = above(0b11, leaf("x", 4), 8), above(0b100, leaf("y", 4), 8)
    x = Plain("sext", 16, (Plain("add", 8, (a, Plain("add", 8, (a, b)))),))
    check(x, all_worlds(x))


@pytest.mark.parametrize("extension", ["zext", "sext"])
@pytest.mark.parametrize("factor", [1, 2, 3, -1, -2, 7, -8])
@pytest.mark.parametrize("constant", [0, 1, 7, 8, -1, -8])
def test_wider_sums(extension: str, factor: int, constant: int) -> None:
    """A factor or a constant of the upper half counts as negative only where none wraps."""
    for inner in ("zext", "sext"):
        a, b = (Plain(inner, 4, (leaf(name, 2),)) for name in "xy")
        x = Plain("linear", 4, (a, b), (constant, (factor, 1)))
        root = Plain(extension, 8, (x,))
        check(root, all_worlds(root))


def test_products_at_the_edge() -> None:
    """Factors whose greatest product just fits, or just does not."""
    for n, k in itertools.product((1, 2, 3, 4, 5, 7, 8), repeat=2):
        a = Plain("umin", 4, (leaf("x", 4), number(n, 4)))
        b = Plain("umin", 4, (leaf("y", 4), number(k, 4)))
        c = Plain("smax", 4, (leaf("y", 4), number(-k, 4)))
        d = Plain("smin", 4, (c, number(k - 1, 4)))
        for x in (a, d):
            root = Plain("mul", 4, (x, b))
            for extension in ("zext", "sext"):
                check(Plain(extension, 8, (root,)), all_worlds(root)[::3])


@pytest.mark.parametrize("op", ["and", "or", "xor"])
def test_bits_of_what_is_almost_the_complement(op: str) -> None:
    x = leaf("x", 3)
    for n, k in itertools.product(range(8), repeat=2):
        other = Plain("xor", 3, (x, number(n, 3)))
        for args in itertools.permutations((x, other, number(k, 3))):
            root = Plain(op, 3, args)
            check(root, all_worlds(root))


def test_neighbours() -> None:
    """Only what stands side by side in one term, or in one memory, is joined."""
    x, y, p, m = var("x", 8), var("y", 8), var("p", 64), memory("m")
    assert concat(extract(x, 7, 4), extract(x, 3, 0)) is x
    assert concat(extract(x, 6, 4), extract(x, 3, 1)) is extract(x, 6, 1)
    for high in (extract(y, 7, 4), extract(x, 6, 3), extract(x, 3, 0)):
        assert concat(high, extract(x, 3, 0)).op == "concat"
    low = raw_read(m, p, 4)
    assert concat(raw_read(m, offset(p, 4), 2), low) is raw_read(m, p, 6)
    after = write(m, p, x)
    for high in (
        raw_read(m, offset(p, 3), 4),
        raw_read(m, offset(p, 5), 4),
        raw_read(m, offset(p, -4), 4),
        raw_read(after, offset(p, 4), 4),
    ):
        assert concat(high, low).op == "concat"


def test_pieces_of_a_sum() -> None:
    """Bits from the middle of a multiple, where the factors allow it, and where not."""
    for factors, constant in itertools.product([(4, 8), (4, 2), (12, 4)], (0, 2, 4, 12)):
        x = Plain("linear", 4, (leaf("x", 4), leaf("y", 4)), (constant, factors))
        for low in range(4):
            for high in range(low, 4):
                root = Plain("extract", high - low + 1, (x,), (high, low))
                check(root, all_worlds(root))


@pytest.mark.parametrize("relation", ["eq", "ult", "slt"])
def test_relations_in_few_bits(relation: str) -> None:
    """Ranges that fill no whole number of bits, below 0 and above."""
    sides = [
        Plain("linear", 6, (Plain(extension, 6, (leaf(name, 2),)),), (n, (factor,)))
        for extension, name in (("sext", "x"), ("zext", "y"))
        for n in (-6, -3, 0, 2, 5)
        for factor in (1, -1, 3)
    ]
    for x, y in itertools.product(sides, [*sides, *[number(n, 6) for n in (-9, -5, -4, 3, 7)]]):
        root = Plain(relation, 1, (x, y))
        check(root, all_worlds(root))


@pytest.mark.parametrize("relation", ["eq", "ult", "slt"])
def test_relations_of_sums(relation: str) -> None:
    """Differences that may wrap around are no reason to tell two values apart."""
    a = [leaf("x", 3), above(0, leaf("z", 2), 3), above(1, leaf("z", 2), 3)]
    a += [Plain("sext", 3, (leaf("z", 2),))]
    for x, y, n, factor in itertools.product(a, [*a[:3], number(3, 3)], range(8), (1, 2, 4, 7)):
        left = Plain("linear", 3, (x,), (n, (factor,)))
        root = Plain(relation, 1, (left, y))
        check(root, all_worlds(root))


def test_sums_that_differ_by_a_number() -> None:
    """x + 5 is never x + 6 in 8 bits, and x * 2 never an odd number plus itself."""
    x, z = var("x", 8), zext(var("z", 4), 8)
    assert eq(offset(x, 5), offset(x, 6)) is const(0, 1)
    assert eq(offset(z, 16), z) is const(0, 1)
    assert eq(offset(z, 200), offset(x, 3)).op == "eq"
    assert eq(linear(8, 0, ((17, z),)), const(0, 8)) is not const(0, 1)


def test_a_bit_below_its_complement() -> None:
    """In one bit 1 is -1."""
    a, b = leaf("x", 1), leaf("y", 1)
    for op in ("slt", "ult", "eq"):
        for left, right in itertools.product([a, b, number(0, 1), number(1, 1)], repeat=2):
            x = Plain(op, 1, (left, right))
            check(x, all_worlds(x))
    for op in (*EXTREMES, "sdiv", "udiv", "add", "mul", "ashr"):
        x = Plain("sext", 3, (Plain(op, 1, (a, b)),))
        check(x, all_worlds(x))


def test_division() -> None:
    """By 0 it gives 0, and the least number by -1 itself (DDI 0487, SDIV)."""
    x, least = var("x", 32), const(1 << 31, 32)
    assert udiv(x, const(0, 32)) is const(0, 32)
    assert sdiv(x, const(0, 32)) is const(0, 32)
    assert sdiv(least, const(-1, 32)) is least
    assert sdiv(const(-7, 32), const(2, 32)) is const(-3, 32)


def test_nothing_is_left_of_what_was_forgotten() -> None:
    """Memos by number do not outlive the terms that they name."""
    a = not_(ite(var("c", 1), var("d", 1), var("e", 1)))
    terms.forget()
    b = not_(ite(var("c", 1), var("d", 1), var("e", 1)))
    assert a is not b
    assert all(t in terms._table.values() for t in topological([b]))
    assert const(1, 1) is terms.true()
    assert const(0, 1) is terms.false()


# -- the same in the words of the solvers ----------------------------------------------


def raw(op: str, *args: Term) -> Term:
    """A truth value that no rule has touched."""
    return terms._make(op, 1, args)


def same(t: Term, value: int) -> Term:
    return raw("eq", t, const(value, t.width))


def known(world: World, of_terms: Sequence[Term]) -> list[Term]:
    """That a state is this one."""
    out = [same(t, world.variable(t.data, t.width)) for t in of_terms if t.op == "var"]
    for (name, address), value in world.bytes.items():
        out.append(same(terms._make("read", 8, (memory(name), const(address, 64)), 1), value))
    widths = {
        (t.data, t.width, len(t.args)): [a.width for a in t.args] for t in of_terms if t.op == "uf"
    }
    for (name, width, args), value in world.calls.items():
        given_ = [const(a, w) for a, w in zip(args, widths[name, width, len(args)], strict=True)]
        out.append(same(uf(name, width, *given_), value))
    return out


@pytest.fixture(scope="module")
def solver() -> Iterator[Solver]:
    with Solver(Limits(seconds=60, z3_seconds=60)) as found:
        yield found


def agree(solver: Solver, roots: Sequence[Term], world: World) -> None:
    """In this state a solver gives terms their values, and can give them no others."""
    order = topological(roots)
    values = worth(order, world)
    shown = [t for t in order if t.width]
    facts = known(world, order)
    wrong = [terms._make("xor", 1, (same(t, values[id(t)]), terms.true())) for t in shown]
    some = wrong[0] if len(wrong) == 1 else raw("or", *wrong)
    refuted = solver.solve(question([*facts, some]).query)
    assert refuted.status == "unsat", (refuted, shown, world)
    asked = question([*facts, *[same(t, values[id(t)]) for t in shown]])
    solved = solver.solve(asked.query)
    assert solved.status == "sat", (solved, roots, world)
    for t, name in asked.variables.items():
        assert solved.model[name] == world.variable(t.data, t.width)
    for address, size, name in asked.bytes:
        if address in order:
            at = values[id(address)]
            for n in range(size):
                byte = world.bytes.get(("m", (at + n) % TOP))
                assert byte is None or byte == solved.model[name] >> 8 * n & 0xFF


@examples(150)
@given(expressions(depth=4), st.integers(0, 1 << 16))
def test_solvers_agree(solver: Solver, root: Plain, seed: int) -> None:
    order = parts(root)
    roots = list(built(order).values())[-24:]
    for world in some_worlds(root, 6, seed)[4:]:
        agree(solver, roots, world)


@examples(60)
@given(expressions(memories=True, depth=4), st.integers(0, 1 << 16))
def test_solvers_agree_on_memory(solver: Solver, root: Plain, seed: int) -> None:
    roots = [t for t in built(parts(root)).values() if t.width][-12:]
    agree(solver, roots, some_worlds(root, 5, seed)[4])


@pytest.mark.parametrize("width", [1, 2, 3])
def test_solvers_agree_on_each_operation(solver: Solver, width: int) -> None:
    """Terms as they are, without rules, on all values of two variables."""
    a, b, c = var("a", width), var("b", width), var("c", 1)
    made = [
        terms._make(op, width, (a, b))
        for op in "prod and or xor umax umin smax smin udiv sdiv shl lshr ashr".split()
    ]
    made += [raw(op, a, b) for op in ("eq", "ult", "slt")]
    made += [terms._make("concat", 2 * width + 1, (a, c, b)), terms._make("ite", width, (c, a, b))]
    made += [terms._make("sext", width + n, (a,)) for n in (1, 5)]
    made += [
        terms._make("extract", high - low + 1, (a,), (high, low))
        for low in range(width)
        for high in range(low, width)
    ]
    half = 1 << (width - 1)
    made += [
        terms._make("sum", width, (a, b), (n, (j, k)))
        for n, j, k in [(0, 1, 2 * half - 1), (1, half, 1), (half, 2 * half - 1, half)]
    ]
    made += [terms._make(op, width, (a, b, c) if width == 1 else (a, b, a)) for op in EXTREMES]
    made += [uf("f", width, a, b), uf("g", 8)]
    names = [("a", width), ("b", width), ("c", 1)]
    for values in itertools.product(*[range(1 << w) for _, w in names]):
        agree(solver, made, World(dict(zip(names, values, strict=True))))


def test_solvers_know_tables(solver: Solver) -> None:
    data = bytes(range(100, 140))
    base = concat(var("base", 60), const(0, 4))
    index = zext(extract(var("i", 64), 4, 0), 64)
    load = terms._make("read", 16, (memory("m"), add(base, index)), 2)
    numbers = [const(data[n] | data[n + 1] << 8, 16) for n in range(32)]
    wanted = numbers[-1]
    for n, entry in enumerate(numbers):
        wanted = ite(eq(index, const(n, 64)), entry, wanted)
    wrong = terms._make("xor", 1, (raw("eq", load, wanted), terms.true()))
    assert solver.solve(question([wrong], [(base, data)]).query).status == "unsat"
    assert solver.solve(question([wrong], [(base, data[:32])]).query).status == "sat"
    assert solver.solve(question([wrong]).query).status == "sat"


# -- loads through stores --------------------------------------------------------------

SP = 0x7FFF_0000_1000
TABLE = bytes(range(7, 71))
TABLE_AT = 0x55_0000_0000


class Reads:
    """Random stores and a load behind them; the names of pointers as `Aliases` knows them."""

    def __init__(self, choose: Choose) -> None:
        self.choose = choose
        self.sp, self.base = var("sp", 64), concat(var("table", 60), const(0, 4))
        self.p, self.q, self.r = (var(name, 64) for name in "pqr")
        self.i, self.j = zext(var("i", 4), 64), zext(var("j", 2), 64)
        yes, no = {self.p: True}, {self.q: False}
        self.pointers: dict[Term, bool] = self.pick(
            ({}, yes | no, yes, no, {self.p: False} | no, yes | no | {self.r: False})
        )
        self.aliases = Aliases(self.sp, {self.base: TABLE}, dict(self.pointers))
        self.stores: list[tuple[Term, int]] = []
        self.roots: dict[Term, Term | None] = {}

    def pick(self, options: Sequence[Any]) -> Any:
        return options[self.choose(len(options))]

    def address(self, size: int, writes: bool) -> Term:
        address, root = self._address(size, writes)
        self.roots[address] = (
            root if root not in (self.p, self.q, self.r) or (root in self.pointers) else None
        )
        return address

    def _address(self, size: int, writes: bool) -> tuple[Term, Term | None]:
        """An address and what it is counted from: sp only where it is below."""
        kind = self.choose(9 if writes else 10)
        k = self.choose(12)
        some = self.pick((self.p, self.p, self.q, self.r))
        if kind < 2:
            return offset(some, k), some
        if kind == 2:
            index = self.pick((self.i, self.j, linear(64, 0, ((4, self.i),))))
            return offset(add(some, index), k), some
        if kind == 3:
            other = self.pick((self.p, self.q))
            address = ite(var("c", 1), offset(some, k), offset(other, 4))
            return address, some if some is other else None
        if kind == 4:
            return offset(self.sp, -size - k), self.sp
        if kind == 5:
            return offset(self.sp, k), None
        if kind == 6:
            index = self.pick((self.i, self.j))
            return offset(add(self.sp, index), -size - 15 - k // 4), self.sp
        if kind == 7:
            near = offset(self.sp, -size - k)
            return ite(var("c", 1), near, offset(self.sp, -size)), self.sp
        if kind == 8:
            # Counted from more than one, or from none.
            factors = self.pick(((1, 1, -1), (1, -1, 1), (-1, 1, 1), (2, -1, 0), (-1, 0, 2)))
            pairs = list(zip(factors, (self.p, self.q, self.r), strict=True))
            there = [(factor, t) for factor, t in pairs if factor and t in self.pointers]
            alone = len(there) == 1 and there[0][0] == 1
            return linear(64, k, pairs), there[0][1] if alone else None
        index = self.pick(
            (
                const(0, 64),
                self.i,
                self.j,
                linear(64, 0, ((4, self.j),)),
                shl(self.i, const(1, 64)),
                ite(var("c", 1), self.i, const(9, 64)),
                ite(var("c", 1), offset(self.j, 3), ite(var("d", 1), self.i, const(9, 64))),
                sext(var("j", 2), 64),
                add(self.i, self.j),
            )
        )
        return offset(add(self.base, index), k), self.base

    def memory(self, length: int) -> Term:
        mem = memory("m")
        earlier = [mem]
        for n in range(length):
            size = self.pick((8, 1, 2, 4, 16))
            address = self.address(size, True)
            self.stores.append((address, size))
            after = write(mem, address, var(f"v{n}", 8 * size))
            kind = self.choose(4)
            if kind == 2:
                after = ite(var("c", 1), after, mem)
            elif kind == 3:
                after = ite(var("d", 1), self.pick(earlier), after)
            earlier.append(after)
            mem = after
        return mem

    def world(self, seed: int) -> World:
        """Pointers close to each other, or to the stack."""
        rng = random.Random(seed)
        places = [0x1000, 0x1000, 0x9000, SP + 4, TOP - 8]
        room = rng.choice(places)
        values = {("sp", 64): SP, ("table", 60): TABLE_AT >> 4}
        for name in "pqr":
            place = rng.choice(places) if rng.randrange(4) == 0 else room
            values[name, 64] = (place + rng.randrange(-12, 12)) % TOP
        stored = {("m", TABLE_AT + n): byte for n, byte in enumerate(TABLE)}
        return World(values, seed, "m", stored)

    def clean(self, accesses: Sequence[tuple[Term, int]], values: dict[int, Any]) -> bool:
        """Whether a state keeps what `Aliases` takes for granted of loads and stores.

        The frame is reached from sp only, and nothing else from there by unknown distances;
        read-only data is not written, and is left by no load; disjoint memory is.
        """
        spans = []
        for n, (address, size) in enumerate(accesses):
            at = values[id(address)]
            root = self.roots[address]
            framed = at >= SP - FRAME and at + size <= SP
            if (root is self.sp) != framed or (not framed and meets(at, size, SP - FRAME, FRAME)):
                return False
            within = TABLE_AT <= at <= TABLE_AT + len(TABLE) - size
            if root is self.base and not within:
                return False
            if n < len(self.stores) and meets(at, size, TABLE_AT, len(TABLE)):
                return False
            spans.append((root, at, size))
        for (one, a, m), (other, b, n) in itertools.combinations(spans, 2):
            if one is not other and one in self.pointers and other in self.pointers:
                apart = self.pointers[one] or self.pointers[other]
                if apart and meets(a, m, b, n):
                    return False
        return True


FRAME = 1 << 12


def meets(a: int, size: int, b: int, other: int) -> bool:
    """Whether two ranges of addresses have bytes in common."""
    return (b - a) % TOP < size or (a - b) % TOP < other


def look(reads: Reads, seed: int, length: int) -> int:
    """Compare in some states; how many of them there were."""
    mem = reads.memory(length)
    loads = []
    for _ in range(3):
        size = reads.pick((8, 1, 2, 4, 16))
        address = reads.address(size, False)
        loads.append((address, size, reads.aliases.read(mem, address, size, "b")))
    plain = [terms._make("read", 8 * size, (mem, at), size) for at, size, _ in loads]
    stores = [at for at, _ in reads.stores]
    order = topological([*plain, *stores, *[t for *_, t in loads]])
    tried = 0
    for n in range(12):
        world = reads.world(seed + n)
        values = worth(order, world)
        for t, (address, size, found) in zip(plain, loads, strict=True):
            if reads.clean([*reads.stores, (address, size)], values):
                tried += 1
                same_ = values[id(t)] == values[id(found)]
                assert same_, (mem, address, size, found, world.variables)
    return tried


@examples(250)
@given(st.data(), st.integers(0, 1 << 20), st.integers(0, 7))
def test_loads_through_stores(data: st.DataObject, seed: int, length: int) -> None:
    look(Reads(lambda n: data.draw(below(n)) if n > 1 else 0), seed, length)


def test_many_loads_through_stores() -> None:
    """The same ones each time."""
    tried = 0
    for seed in range(500):
        rng = random.Random(seed)
        tried += look(Reads(rng.randrange), seed << 8, rng.randrange(8))
    assert tried > 5000


def test_addresses_that_are_counted_from_nothing() -> None:
    """Two pointers, one more than once, one negative, or one of two: nothing is told apart."""
    sp, p, q, r = (var(name, 64) for name in ("sp", "p", "q", "r"))
    table = concat(var("table", 60), const(0, 4))
    aliases = Aliases(sp, {table: TABLE}, {p: True, q: False})
    for known in (p, table, sp):
        pairs = [
            ((1, known), (1, q)),
            ((2, known),),
            ((-1, known), (2, r)),
            ((3, known), (1, r)),
        ]
        addresses = [linear(64, 8, pair) for pair in pairs]
        addresses.append(ite(var("c", 1), add(known, r), offset(q, 8)))
        addresses.append(ite(var("c", 1), add(known, r), r))
        for address in addresses:
            assert aliases.root(address) is None
            mem = write(memory("m"), q, var("v", 64))
            assert aliases.read(mem, address, 8, "b") is raw_read(mem, address, 8)
    assert aliases.root(linear(64, 8, ((1, p), (3, r)))) is p
    assert aliases.root(ite(var("c", 1), add(p, r), offset(p, 8))) is p


def test_a_load_that_stores_give_in_part() -> None:
    """Every distance and size, with bytes below and above."""
    p = var("p", 64)
    aliases = Aliases(var("sp", 64))
    for width, size in itertools.product((1, 2, 4, 8, 16), repeat=2):
        mem = write(memory("m"), p, var("v", 8 * width))
        for d in range(-size - 1, width + 2):
            found = aliases.read(mem, offset(p, d), size, "b")
            plain = terms._make("read", 8 * size, (mem, offset(p, d)), size)
            order = topological([plain, found])
            for at in (0x1000, 0, TOP - 1):
                values = worth(order, World({("p", 64): at}))
                assert values[id(plain)] == values[id(found)], (width, size, d)
            assert not any(t.op == "write" for t in topological([found]))


@pytest.mark.parametrize("size", [1, 2, 4, 8, 16])
def test_tables_become_trees(size: int) -> None:
    """Every index of every shape that keeps the load inside."""
    data = bytes(random.Random(size).randbytes(80))
    base, mem = var("t", 64), memory("m")
    aliases = Aliases(var("sp", 64), {base: data})
    i, j = zext(var("i", 4), 64), zext(var("j", 3), 64)
    c, d = var("c", 1), var("d", 1)
    places = [
        i,
        offset(i, 3),
        linear(64, 5, ((3, j),)),
        linear(64, 0, ((4, i),)),
        ite(c, i, linear(64, 1, ((8, j),))),
        ite(c, ite(d, i, j), const(7, 64)),
        linear(64, 2, ((2, ite(c, j, const(9, 64))),)),
        linear(64, 0, ((16, zext(extract(var("j", 3), 1, 0), 64)),)),
        concat(const(0, 58), var("i", 4), const(0, 2)),
        extreme("umin", var("k", 64), const(11, 64)),
        extreme("umax", i, const(11, 64)),
        # These wrap around on the way, and stay as they are.
        offset(extreme("umax", i, const(3, 64)), -3),
        linear(64, 15, ((-1, i),)),
    ]
    trees = 0
    for place in places:
        address = add(base, place)
        found = aliases.read(mem, address, size, "b")
        order = topological([found, address])
        trees += not any(t.op == "read" for t in order)
        names = sorted({(t.data, t.width) for t in topological([place]) if t.op == "var"})
        for some in itertools.product(*[range(min(1 << w, 32)) for _, w in names]):
            world = World(dict(zip(names, some, strict=True)) | {("t", 64): 0x4000})
            world.bytes |= {("m", 0x4000 + n): byte for n, byte in enumerate(data)}
            values = worth(order, world)
            at = values[id(address)] - 0x4000
            assert 0 <= at <= len(data) - size
            assert values[id(found)] == int.from_bytes(data[at : at + size], "little")
    assert trees == len(places) - 2


def test_tables_that_stay_arrays() -> None:
    """Too many entries, a load that may lead outside, a factor that may wrap around."""
    base, mem = var("t", 64), memory("m")
    aliases = Aliases(var("sp", 64), {base: bytes(4 * MOST_ENTRIES)})
    i = var("i", 64)
    far = zext(extract(i, MOST_ENTRIES.bit_length() - 1, 0), 64)
    past = offset(zext(extract(i, 3, 0), 64), 4 * MOST_ENTRIES - 15)
    for place in (far, past, linear(64, 0, ((3, i),)), offset(i, -1)):
        aliases.tables.clear()
        t = aliases.read(mem, add(base, place), 1, "b")
        assert t is raw_read(mem, add(base, place), 1)
        assert aliases.tables == {base}


# -- growth ----------------------------------------------------------------------------


def count(work: Callable[[], object]) -> int:
    """How many terms are made."""
    terms.forget()
    before = var("before", 1).number
    work()
    return var("after", 1).number - before


STEPS = 64
FACTOR = 0x9E37_79B9_7F4A_7C15


def hash_chain(width: int, narrow: bool) -> None:
    x = var("x", width)
    for _ in range(STEPS):
        x = add(mul(xor(x, shl(x, const(5, width))), const(FACTOR, width)), x)
        if narrow:
            x = zext(extract(x, 31, 0), width)
    for high, low in ((31, 0), (7, 0), (20, 9)):
        zext(extract(x, high, low), 64)


def shifted_chain(width: int) -> None:
    x = var("x", width)
    for n in range(STEPS):
        x = mul(xor(x, lshr(x, const(13, width))), const(FACTOR, width))
        turned = or_(shl(x, const(5, width)), lshr(x, const(width - 5, width)))
        x = add(xor(turned, var(f"d{n}", width)), x)
    extract(x, 7, 0)


def checksum() -> None:
    x = var("x", 32)
    for _ in range(STEPS):
        odd = neg(zext(extract(x, 0, 0), 32))
        x = xor(lshr(x, const(1, 32)), and_(const(0xEDB8_8320, 32), odd))


def greatest(relation: Callable[[Term, Term], Term]) -> None:
    m = var("a0", 32)
    for n in range(1, STEPS):
        a = var(f"a{n}", 32)
        m = ite(relation(m, a), a, m)
    assert m.op in EXTREMES
    assert len(m.args) == STEPS
    relation(zext(m, 64), sext(m, 64))
    extract(sext(m, 64), 31, 0)


def decisions() -> None:
    x = var("x", 32)
    for n in range(STEPS):
        c = ult(var(f"c{n}", 32), x)
        x = ite(c, offset(x, n + 1), xor(x, var(f"d{n}", 32)))
    extract(x, 7, 0)
    zext(extract(x, 15, 0), 32)
    slt(x, const(7, 32))


def constant_decisions() -> None:
    x = const(0, 32)
    for n in range(STEPS):
        x = ite(ult(var(f"c{n}", 32), var("k", 32)), const(n + 1, 32), x)
    wide = zext(x, 64)
    eq(wide, const(63, 64))
    and_(sext(x, 64), const(0xF0, 64))
    extract(wide, 3, 0)


def truth_values() -> None:
    x = var("x", 1)
    for n in range(STEPS):
        x = ite(var(f"c{n}", 1), x, not_(x))
    not_(x)
    for n in range(4 * STEPS):
        x = and_(x, ult(var(f"a{n}", 32), var("k", 32)))
    not_(x)


def squares() -> None:
    x = var("x", 32)
    for n in range(STEPS):
        x = offset(mul(x, x), n)
    sext(x, 64)
    extract(x, 7, 0)


def vectors() -> None:
    x = concat(var("x", 64), var("y", 64))
    for n in range(STEPS):
        lanes = [add(extract(x, k + 31, k), var(f"d{n}", 32)) for k in (96, 64, 32, 0)]
        x = xor(concat(*lanes), concat(var(f"e{n}", 64), var(f"f{n}", 64)))


def known_distances() -> None:
    aliases, p = Aliases(var("sp", 64)), var("p", 64)
    mem = memory("m")
    for n in range(STEPS):
        mem = write(mem, offset(p, 4 * n + n % 3), var(f"v{n}", 64))
    for n in range(STEPS):
        aliases.read(mem, offset(p, 3 * n + 1), 8, "b")


def unknown_distances() -> None:
    aliases, p = Aliases(var("sp", 64)), var("p", 64)
    mem = memory("m")
    for n in range(STEPS):
        mem = write(mem, add(p, zext(var(f"i{n}", 32), 64)), var(f"v{n}", 64))
    for n in range(STEPS):
        aliases.read(mem, add(p, zext(var(f"j{n}", 32), 64)), 8, "b")


def merged_memories() -> None:
    aliases, p = Aliases(var("sp", 64)), var("p", 64)
    mem = memory("m")
    for n in range(STEPS):
        at = offset(p, 8 * (n % 8))
        more = write(mem, at, offset(aliases.read(mem, at, 8, "b"), 1))
        mem = ite(var(f"c{n}", 1), more, mem)
    for n in range(STEPS):
        aliases.read(mem, offset(p, n), 8, "b")


def table_of_decisions() -> None:
    base = var("t", 64)
    aliases = Aliases(var("sp", 64), {base: bytes(range(64))})
    x = zext(var("i", 4), 64)
    for n in range(STEPS):
        x = ite(var(f"c{n}", 1), x, ite(var(f"d{n}", 1), x, const(n % 60, 64)))
    aliases.read(memory("m"), add(base, x), 4, "b")


@pytest.mark.parametrize(
    ("work", "most"),
    [
        (lambda: hash_chain(32, False), 1000),
        (lambda: hash_chain(64, False), 2000),
        (lambda: hash_chain(64, True), 4000),
        (lambda: shifted_chain(32), 6000),
        (lambda: shifted_chain(64), 16_000),
        (checksum, 10_000),
        (lambda: greatest(ult), 1000),
        (lambda: greatest(slt), 1000),
        (decisions, 2000),
        (constant_decisions, 2000),
        (truth_values, 4000),
        (squares, 1000),
        (vectors, 4000),
        (known_distances, 2000),
        (unknown_distances, 2000),
        (merged_memories, 4000),
        (table_of_decisions, 1000),
    ],
)
def test_terms_do_not_multiply(work: Callable[[], None], most: int) -> None:
    assert count(work) < most


DEEP = """
import sys
from armcc.gates.proof.terms import *
sys.setrecursionlimit(100_000)
x = var("x", 64)
for n in range(30_000):
    x = or_(and_(x, var(f"a{n}", 64)), var(f"b{n}", 64))
for work in (unsigned, signed, lambda t: extract(t, 7, 0)):
    try:
        work(x)
    except RecursionError:
        print("deep")
"""


def test_the_deepest_terms_end_in_an_exception() -> None:
    """Not in a stack that overflows: the gate then says that it does not know."""
    done = subprocess.run([sys.executable, "-c", DEEP], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "deep" in done.stdout
