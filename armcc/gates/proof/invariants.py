"""Guesses of what holds whenever two codes meet at heads of their loops.

Nothing here is believed: `armcc.gates.proof.induction` checks every guess.  They come from runs
(`armcc.gates.proof.traces`): what a register holds that nothing changed, or that is a linear
function of others modulo 2^64; the lanes of a vector whose sum or the like is what the other
code has in one register; and inequalities between what looks like counters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from armcc.gates.proof.execute import Code, State, UnprovableError, frame
from armcc.gates.proof.memory import FRAMES, Aliases
from armcc.gates.proof.problem import Problem, value_of
from armcc.gates.proof.substitution import variables
from armcc.gates.proof.terms import (
    Term,
    and_,
    concat,
    const,
    eq,
    extract,
    extreme,
    linear,
    not_,
    or_,
    sext,
    sub,
    topological,
    ult,
    unsigned,
    var,
    xor,
    zext,
)
from armcc.gates.proof.traces import MASK, Meeting
from armcc.gates.proof.values import evaluate
from armcc.gates.proof.walk import Walk, registers, unknown

# What marks the variables that are made here: no name at entry begins with it.
MARK = "@"
# Coefficients beyond these are chance.
_MOST_COEFFICIENT = 1 << 12
_LIVE = "@live"
# A part of a register: side, 0..31 for x and 32..63 for v, lowest bit.
Part = tuple[str, int, int]
_FOLDS = ("sum", "xor", "or", "and", "umax", "umin", "smax", "smin")


@dataclass
class Invariant:
    """One state of each code over variables, each of which is a part of a register.

    parts: the variables, with the side, register and lowest bit of what they stand for.
    steps: a variable that counts the steps since the codes met at these heads first.
    name: what the names of its variables begin with, and what is banned of it is known by.
    facts: conditions on the variables that hold as well.
    """

    one: State
    other: State
    parts: dict[Term, Part] = field(default_factory=dict)
    steps: Term | None = None
    name: str = ""
    facts: list[Term] = field(default_factory=list)


def live(
    problem: Problem, code: Code, aliases: Aliases, heads: frozenset[int]
) -> dict[int, set[int]]:
    """The registers that matter at each head, numbered as in `registers`."""
    name = f"{_LIVE} {code.side}"
    start = unknown(name, frame())
    numbers = {t: n for n, t in enumerate(registers(start)) if n != 31}
    kept = [n if register == "x" else 32 + n for register, n, _ in problem.signature.results]
    kept += [*range(18, 30), *range(40, 48)]
    plain: dict[int, set[int]] = {}
    hops: dict[int, list[tuple[int, list[set[int]]]]] = {}

    def used(roots: Iterable[Term]) -> set[int]:
        return {numbers[v] for v in variables(roots) if v in numbers}

    for head in heads:
        level = Walk(code, aliases, heads, head, start).level(1)
        roots = [*level.trapped, *level.wild]
        for access in level.accesses:
            roots += [access.condition, access.address]
        if level.returned is not None:
            final = registers(level.returned)
            roots += [level.returned.condition, level.returned.mem, *[final[n] for n in kept]]
        hops[head] = []
        for there, state in level.states.items():
            roots += [state.condition, state.mem]
            hops[head].append((there, [used([t]) for t in registers(state)]))
        plain[head] = used(roots)
    out = {head: set(found) for head, found in plain.items()}
    while True:
        grown = False
        for head, following in hops.items():
            for there, uses in following:
                more = set().union(*[uses[n] for n in out[there]]) - out[head]
                if more:
                    out[head] |= more
                    grown = True
        if not grown:
            return out


class Columns:
    """Columns of numbers modulo 2^64, and which are linear functions of others."""

    def __init__(self, bits: int = 64) -> None:
        self.mask = (1 << bits) - 1
        self.bits = bits
        self.columns: list[list[int]] = []
        self.terms: list[Term] = []
        # Those columns, each without its part of those before; the rows of their pivots, whose
        # powers of 2 grow; the combinations of columns that they are.
        self.taken: list[tuple[list[int], int, dict[int, int]]] = []

    def _without(
        self, rest: list[int], made: dict[int, int], by: tuple[list[int], int, dict[int, int]]
    ) -> list[int] | None:
        """A column without its part of a pivot's; None where that does not divide it."""
        pivot, row, combination = by
        if not rest[row]:
            return rest
        p = pivot[row]
        zeros = (p & -p).bit_length() - 1
        if rest[row] & ((1 << zeros) - 1):
            return None
        limit = 1 << (self.bits - zeros)
        factor = (rest[row] >> zeros) * pow(p >> zeros, -1, limit) % limit
        if factor >= limit >> 1:
            factor -= limit
        for n, c in combination.items():
            made[n] = made.get(n, 0) - factor * c
        mask = self.mask
        return [(a - factor * b) & mask for a, b in zip(rest, pivot, strict=True)]

    def reduced(self, column: list[int]) -> tuple[list[int], dict[int, int]]:
        """What is left of a column, and the combination of taken ones that was added."""
        rest = column
        made: dict[int, int] = {}
        for by in self.taken:
            found = self._without(rest, made, by)
            if found is None:
                break
            rest = found
        return rest, made

    def take(self, column: list[int], term: Term) -> bool:
        """Take a column as one that others may be made of; False where it is made of others."""
        if not any(self.reduced(column)[0]):
            return False
        self.columns.append(column)
        self.terms.append(term)
        left = [(c, {n: 1}) for n, c in enumerate(self.columns)]
        self.taken = []
        while left:
            # The pivot of fewest low zeros divides all that is left.
            lowest, which, row = 1 << 65, -1, -1
            for n, (c, _) in enumerate(left):
                for r, value in enumerate(c):
                    if value and value & -value < lowest:
                        lowest, which, row = value & -value, n, r
                        if lowest == 1:
                            break
                if lowest == 1:
                    break
            if which < 0:
                break
            c, combination = left.pop(which)
            self.taken.append((c, row, combination))
            rest = []
            for other, made in left:
                found = self._without(other, made, self.taken[-1])
                assert found is not None
                rest.append((found, made))
            left = rest
        return True

    def express(self, column: list[int]) -> Term | None:
        """A column as a linear function of taken ones; None where it is none, or only by chance."""
        if len(column) < len(self.taken) + 3:
            return None
        rest, combination = self.reduced(column)
        if any(rest):
            return None
        parts = []
        for n, c in combination.items():
            half = (self.mask >> 1) + 1
            factor = ((c & self.mask) ^ half) - half
            if abs(factor) > _MOST_COEFFICIENT and self.terms[n].op != "const":
                return None
            parts.append((-factor, self.terms[n]))
        return linear(self.bits, 0, parts)


class Guesser:
    """Guesses for one pair of heads.

    arrivals: the states of both codes on the known ways to the pair from others, over variables
    of those.  banned: parts of registers, and facts, that were shown not to hold.
    """

    def __init__(
        self,
        problem: Problem,
        name: str,
        meetings: list[Meeting],
        arrivals: list[tuple[State, State]],
        lives: tuple[set[int], set[int]],
        banned: set[object],
        reads: bool,
    ) -> None:
        self.problem = problem
        self.name = f"{MARK}{name}"
        self.meetings = _chosen(meetings)
        self.arrivals = arrivals
        self.lives = lives
        self.banned = banned
        self.reads = reads
        self.out = Invariant(
            unknown(f"{self.name} b"),
            unknown(f"{self.name} c"),
            {},
            var(f"{self.name} n", 64),
            self.name,
        )
        # What each part of a register is, and what it held: by side, register and half.
        self.made: dict[Part, Term] = {}
        self.values: dict[Part, list[int]] = {}
        self.free: dict[Part, None] = {}
        self.columns = Columns()
        self.first: dict[Part, Term] = {}
        self.atoms: dict[Term, list[int]] = {}

    def invariant(self) -> Invariant:
        """The guess.  Raises UnprovableError."""
        self._parts()
        self._unchanged()
        self._linear()
        self._lanes()
        facts = self._folds()
        self._apply()
        facts += self._facts()
        self.out.facts = [f for f in dict.fromkeys(facts) if (self.name, f) not in self.banned]
        return self.out

    def _parts(self) -> None:
        for side in "bc":
            for n in range(64):
                for low in (0,) if n < 32 else (0, 64):
                    part = (side, n, low)
                    column = []
                    for m in self.meetings:
                        visit = m.one if side == "b" else m.other
                        whole = visit.x[n] if n < 32 else visit.v[n - 32]
                        column.append(whole >> low & MASK)
                    self.values[part] = column

    def _evaluated(self, found: list[Term]) -> dict[Term, list[int]]:
        """The values of terms over what there was at entry, at each meeting."""
        memo: dict[int, dict[Term, int]] = {}
        out: dict[Term, list[int]] = {t: [] for t in found}
        for m in self.meetings:
            sample = m.sample
            if id(sample) not in memo:
                memo[id(sample)] = evaluate(
                    found,
                    sample.value,
                    lambda _n, a, s=sample: s.byte(a),  # type: ignore[misc]
                )
            for t in found:
                out[t].append(memo[id(sample)][t])
        return out

    def _pure(self, t: Term) -> bool:
        """Whether a term says what was at entry, and that only."""
        for inner in topological([t]):
            if inner.op == "var" and str(inner.data).startswith(MARK):
                return False
            if inner.op in ("memory", "write", "read") and not self.reads:
                return False
            if inner.op == "write" or (inner.op == "memory" and str(inner.data).startswith(FRAMES)):
                return False
        return True

    def _unchanged(self) -> None:
        """Parts that hold what they held when the codes came here."""
        terms: dict[Part, Term] = {}
        for part in self.values:
            side, n, low = part
            found = set()
            for one, other in self.arrivals:
                whole = registers(one if side == "b" else other)[n]
                found.add(extract(whole, low + 63, low))
            if len(found) == 1 and part not in self.banned_parts:
                t = found.pop()
                if self._pure(t):
                    terms[part] = t
        values = self._evaluated(list(dict.fromkeys(terms.values())))
        self.first = terms
        for part, t in terms.items():
            if values[t] == self.values[part]:
                self.made[part] = t
        for side in "bc":
            if (side, 31, 0) not in self.made:
                raise UnprovableError("bound", "sp moves from turn to turn")

    @property
    def banned_parts(self) -> set[Part]:
        """Parts of this pair of which nothing may be guessed."""
        return {b[1] for b in self.banned if isinstance(b, tuple) and b[0] == self.name}

    def _atoms(self) -> list[Term]:
        out: list[Term] = []
        for slot in self.problem.signature.slots:
            if slot.register == "x":
                t = value_of(slot)
                out += [t] if t.width == 64 else [zext(t, 64), sext(t, 64)]
        for part, t in self.first.items():
            mine = self.lives["bc".index(part[0])]
            if part[1] in mine and part[1] < 31 and t.op != "const" and not self._preserved(t):
                out.append(t)
        return list(dict.fromkeys(out))

    @staticmethod
    def _preserved(t: Term) -> bool:
        return t.op == "var" and t.data in {f"x{n}" for n in range(8, 31)}

    def _linear(self) -> None:
        """Parts that are linear functions of others; the others are free."""
        rows = len(self.meetings)
        columns = self.columns
        columns.take([1] * rows, const(1, 64))
        self.atoms = self._evaluated(self._atoms())
        for t, values in self.atoms.items():
            columns.take(values, t)
        bases = {
            t: v
            for slot in self.problem.signature.pointers
            if slot.register == "x"
            for t, v in self.atoms.items()
            if t is value_of(slot)
        }
        steps = [m.steps for m in self.meetings]
        open_ = [p for p in self.values if p not in self.made]
        banned = self.banned_parts
        counted = False

        def rank(part: Part) -> tuple[int, int, int]:
            """Dead ones and pointers last, what moves in small steps first."""
            zeros = self._stride(self.values[part])
            column = self.values[part]
            near = any(
                all((a - b + (1 << 24)) & MASK < 1 << 25 for a, b in zip(column, v, strict=True))
                for v in bases.values()
            )
            dead = part[1] not in self.lives["bc".index(part[0])]
            return 2 if dead else int(near), int(part[1] >= 32), zeros

        while open_:
            left = []
            for part in open_:
                made = None if part in banned else columns.express(self.values[part])
                if made is None:
                    left.append(part)
                else:
                    self.made[part] = made
            open_ = []
            candidates: list[Part] = []
            for part in left:
                if any(columns.reduced(self.values[part])[0]) and part not in banned:
                    candidates.append(part)
                else:
                    self._free(part)
            if not candidates:
                return
            best = min(candidates, key=rank)
            first = rank(best)
            if (first[0] or first[2] > 1) and not counted:
                counted = True
                assert self.out.steps is not None
                if columns.take(steps, self.out.steps):
                    open_ = candidates
                    continue
            self._free(best)
            columns.take(self.values[best], self.made[best])
            open_ = [p for p in candidates if p is not best]

    def _stride(self, column: list[int]) -> int:
        """How many low bits never change from one turn to the next, and one more."""
        steps = [
            (b - a) & MASK
            for a, b, m, n in zip(
                column, column[1:], self.meetings, self.meetings[1:], strict=False
            )
            if m.sample is n.sample and n.steps == m.steps + 1 and a != b
        ]
        return min(((d & -d).bit_length() for d in steps), default=65)

    def _free(self, part: Part) -> None:
        """A part of which nothing is known but, it may be, that its upper half is 0."""
        side, n, low = part
        name = f"{self.name} {side} {'x' if n < 32 else 'v'}{n % 32}.{low}"
        self.free[part] = None
        narrow = (side, n, 32) not in self.banned_parts and all(
            unsigned(extract(registers(one if side == "b" else other)[n], low + 63, low))[1] >> 32
            == 0
            for one, other in self.arrivals
        )
        if n < 32 and narrow and all(v >> 32 == 0 for v in self.values[part]):
            self.made[part] = zext(var(name, 32), 64)
        else:
            self.made[part] = var(name, 64)

    def _lanes(self) -> None:
        """Free vectors whose lanes are linear functions of registers."""
        for bits in (32, 16, 8):
            small = Columns(bits)
            mask = (1 << bits) - 1
            for t, column in self._known():
                small.take([v & mask for v in column], extract(t, bits - 1, 0))
            for part in list(self.free):
                if part[1] < 32 or part in self.banned_parts:
                    continue
                lanes = []
                for low in range(0, 64, bits):
                    made = small.express([v >> low & mask for v in self.values[part]])
                    if made is None:
                        break
                    lanes.append(made)
                else:
                    self.made[part] = concat(*reversed(lanes))
                    del self.free[part]

    def _known(self) -> list[tuple[Term, list[int]]]:
        """Terms of registers and arguments that vectors may be counted from."""
        out = [(const(1, 64), [1] * len(self.meetings)), *self.atoms.items()]
        assert self.out.steps is not None
        for part in self.free:
            if part[1] < 32:
                out.append((self.made[part], self.values[part]))
        out.append((self.out.steps, [m.steps for m in self.meetings]))
        return out

    def _folds(self) -> list[Term]:
        """Lanes of one side that together are what the other has in one register or in lanes."""
        halves: dict[str, list[Part]] = {}
        scalars: dict[str, list[Part]] = {}
        for side in "bc":
            mine = self.lives["bc".index(side)]
            found = [p for p in self.free if p[0] == side and p[1] in mine]
            halves[side] = [p for p in found if p[1] >= 32]
            scalars[side] = [p for p in found if p[1] < 32]
        for side, rest in ("bc", "cb"):
            if halves[rest]:
                for part in scalars[side]:
                    self._fold_scalar(part, halves[rest])
        if halves["b"] and halves["c"]:
            return self._fold_both(halves["b"], halves["c"])
        return []

    def _fold_scalar(self, part: Part, halves: list[Part]) -> None:
        if part in self.banned_parts:
            return
        column = self.values[part]
        for bits in (64, 32, 16, 8):
            mask = (1 << bits) - 1
            whole = all(v <= mask for v in column)
            if not whole and bits != 32:
                continue
            for op in _FOLDS:
                if self._folded(op, halves, bits) == [v & mask for v in column]:
                    t = self._fold(op, halves, bits)
                    if whole:
                        self.made[part] = zext(t, 64)
                    else:
                        name = f"{self.name} {part[0]} x{part[1]} above"
                        self.made[part] = concat(var(name, 64 - bits), t)
                    del self.free[part]
                    return

    def _fold_both(self, mine: list[Part], its: list[Part]) -> list[Term]:
        facts = []
        for bits in (64, 32, 16, 8):
            for op in _FOLDS:
                if self._folded(op, mine, bits) != self._folded(op, its, bits):
                    continue
                one, other = self._fold(op, mine, bits), self._fold(op, its, bits)
                part = mine[0]
                if op not in ("sum", "xor") or part in self.banned_parts:
                    facts.append(eq(one, other))
                    continue
                whole = self.made[part]
                lane = extract(whole, bits - 1, 0)
                rest = sub(one, lane) if op == "sum" else xor(one, lane)
                found = sub(other, rest) if op == "sum" else xor(other, rest)
                self.made[part] = concat(extract(whole, 63, bits), found) if bits < 64 else found
                del self.free[part]
                return facts
        return facts

    def _folded(self, op: str, halves: list[Part], bits: int) -> list[int]:
        mask = (1 << bits) - 1
        out = []
        for row in range(len(self.meetings)):
            lanes = [
                self.values[p][row] >> low & mask for p in halves for low in range(0, 64, bits)
            ]
            out.append(_folded(op, lanes, bits))
        return out

    def _fold(self, op: str, halves: list[Part], bits: int) -> Term:
        lanes = [
            extract(self.made[p], low + bits - 1, low) for p in halves for low in range(0, 64, bits)
        ]
        if op == "sum":
            return linear(bits, 0, [(1, t) for t in lanes])
        if op in ("xor", "or", "and"):
            return {"xor": xor, "or": or_, "and": and_}[op](*lanes)
        return extreme(op, *lanes)

    def _apply(self) -> None:
        """Put what was found into the states."""
        for side, state in (("b", self.out.one), ("c", self.out.other)):
            for n in range(32):
                state.x[n] = self.made[side, n, 0]
                state.v[n] = concat(self.made[side, n + 32, 64], self.made[side, n + 32, 0])
        for t in self.made.values():
            for inner in variables([t]):
                name = str(inner.data)
                if not name.startswith(self.name) or inner is self.out.steps:
                    continue
                side, register, low = _named(name[len(self.name) + 1 :])
                self.out.parts[inner] = (side, register, low)

    def _facts(self) -> list[Term]:
        """Inequalities of counters and arguments, and what low bits hold."""
        scalars: dict[Term, list[int]] = {}
        pointers = {value_of(s) for s in self.problem.signature.pointers if s.register == "x"}
        for t, column in self.atoms.items():
            if t not in pointers:
                scalars[t] = column
        mine: set[Term] = set()
        for part, t in self.made.items():
            side, n, _ = part
            if n >= 31 or t.op == "const" or n not in self.lives["bc".index(side)]:
                continue
            if variables([t]) & pointers or self._preserved(t):
                continue
            scalars[t] = self.values[part]
            if not self._pure(t):
                mine.add(t)
        out = []
        for t, column in scalars.items():
            low, high = min(column), max(column)
            if t in mine:
                if 0 < low <= 128:
                    out.append(ult(const(low - 1, 64), t))
                if high <= 256:
                    out.append(ult(t, const(high + 1, 64)))
                same = 0
                while same < 7 and len({v & ((2 << same) - 1) for v in column}) == 1:
                    same += 1
                if same:
                    held = column[0] & ((1 << same) - 1)
                    out.append(eq(extract(t, same - 1, 0), const(held, same)))
            for other, values in scalars.items():
                if other is t or not (t in mine or other in mine):
                    continue
                if all(a < b for a, b in zip(column, values, strict=True)):
                    out.append(ult(t, other))
                if all(a <= b for a, b in zip(column, values, strict=True)):
                    out.append(not_(ult(other, t)))
        return [f for f in out if f.op != "const"]


def _chosen(meetings: list[Meeting]) -> list[Meeting]:
    """Some of each run: the first ones, the last ones, and one between."""
    runs: dict[int, list[Meeting]] = {}
    for m in meetings:
        runs.setdefault(id(m.sample), []).append(m)
    out = []
    for found in runs.values():
        few = len(found) <= 9
        out += found if few else [*found[:4], found[len(found) // 2], *found[-4:]]
    return out


def _named(name: str) -> Part:
    """The part that a variable's name tells: "b x5.0", "c v3.64", "b x5 above"."""
    side, register, *above = name.split()
    number, _, low = register[1:].partition(".")
    n = int(number) + (32 if register[0] == "v" else 0)
    return side, n, 32 if above else int(low)


def _folded(op: str, lanes: list[int], bits: int) -> int:
    mask = (1 << bits) - 1
    if op == "sum":
        return sum(lanes) & mask
    if op in ("umax", "umin"):
        return max(lanes) if op == "umax" else min(lanes)
    if op in ("smax", "smin"):
        half = 1 << (bits - 1)
        lanes = [(n ^ half) - half for n in lanes]
        return (max(lanes) if op == "smax" else min(lanes)) & mask
    out = lanes[0]
    for n in lanes[1:]:
        out = out ^ n if op == "xor" else out | n if op == "or" else out & n
    return out
