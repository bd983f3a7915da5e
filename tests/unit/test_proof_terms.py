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
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

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
    uf,
    ult,
    unsigned,
    var,
    write,
    xor,
    zext,
)
from armcc.gates.proof.terms import udiv as divide
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
        return functools.reduce(
            lambda above, p: above * 2 ** p[0].width + p[1], zip(x.args, args, strict=True), 0
        )
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
    frames: str = ""  # the memory whose bytes the functions "frame b" and "frame c" give
    bytes: dict[tuple[str, int], int] = field(default_factory=dict)
    calls: dict[tuple[str, int, tuple[int, ...]], int] = field(default_factory=dict)

    def variable(self, name: str, width: int) -> int:
        if (name, width) not in self.variables:
            self.variables[name, width] = mixed(self.seed, name, width) % 2**width
        return self.variables[name, width]

    def byte(self, name: str, address: int) -> int:
        key = name, address
        if key not in self.bytes:
            self.bytes[key] = mixed(self.seed, name, address) % 256
        return self.bytes[key]

    def function(self, name: str, width: int, args: tuple[int, ...]) -> int:
        key = name, width, args
        if key not in self.calls:
            if self.frames and name.startswith("frame "):
                self.calls[key] = self.byte(self.frames, args[0])
            else:
                self.calls[key] = mixed(self.seed, name, width, args) % 2**width
        return self.calls[key]


BUILD: dict[str, Callable[..., Term]] = {
    "add": add,
    "sub": sub,
    "neg": neg,
    "mul": mul,
    "udiv": divide,
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
            t = raw_read(*args, x.data)
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
        if self.choose(2):
            args[self.choose(2)] = self.number(width)
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
        args = [self.make(width - cut, down), self.make(cut, down)]
        if cut > 1 and self.choose(4) == 3:
            cut_again = self.narrower(cut)
            args[1:] = [self.make(cut - cut_again, down), self.make(cut_again, down)]
        return Plain("concat", width, tuple(args))

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
