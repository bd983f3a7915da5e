"""Proofs for loops of any length: both codes step by step, from one pair of heads to another.

The heads of loops cut both codes into pieces without loops.  Of each pair of heads at which the
codes meet there is an invariant: what both hold there, as terms over variables.  From each pair,
and from the entry, one step leads to the next pair or to the returns of both, and has to keep
the invariants.  Then what holds at the returns holds for every length.

Which pairs, how many turns of each code make one step, and the invariants are guesses
(`armcc.gates.proof.traces`, `armcc.gates.proof.invariants`).  What makes a proof of them is here:

1. From every state of a pair within its invariant, one of the outcomes that are known is what
   both codes come to.
2. At each outcome the registers of both have the form of the invariant there, its facts hold,
   and memory is equal but for the frames.
3. Where both return, the goals of a code without loops hold (`armcc.gates.proof.goals`).
4. What the candidate accesses in a step the baseline accesses in this step or in turns that
   certainly follow.
5. Every cycle of steps has a turn of the baseline: if that ends, the candidate does.

What a clean run of the baseline means is taken for granted in each step, as it is elsewhere; and
of a whole loop, how often it can turn before it leaves user space (`armcc.gates.proof.ranks`).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from armcc.gates.proof.execute import Access, Run, State, UnprovableError, initial, merged_all
from armcc.gates.proof.footprint import Footprint, Goals, implies, split
from armcc.gates.proof.goals import (
    deepest,
    frames_apart,
    premises,
    preserved,
    same_memory,
    same_results,
)
from armcc.gates.proof.invariants import Guesser, Invariant, live
from armcc.gates.proof.memory import FRAMES, Aliases
from armcc.gates.proof.problem import arguments
from armcc.gates.proof.prove import Decider, Outcome, Prover
from armcc.gates.proof.ranks import Ranks
from armcc.gates.proof.smtlib import Question
from armcc.gates.proof.solver import Solved
from armcc.gates.proof.substitution import substituted, variables
from armcc.gates.proof.terms import (
    Term,
    and_,
    const,
    eq,
    extract,
    false,
    not_,
    offset,
    raw_read,
    topological,
    true,
)
from armcc.gates.proof.traces import ENTRY, RETURN, Alignment, Place, align, samples
from armcc.gates.proof.traces import Outcome as Step
from armcc.gates.proof.values import evaluate
from armcc.gates.proof.walk import Walk, either, heads, registers

# Rounds in which guesses that do not hold are given up.
_MOST_ROUNDS = 40
# Of all the time, what one query may take.
_ONE_QUERY = 0.2
# So many turns more than runs have shown may lead to a return.
_MORE = (0, 3, 15)
# Addresses that lie so near each other in a model may be a constant apart.
_NEAR = 1 << 12


def prove_all(prover: Prover) -> Outcome:
    """The proof for every length.  Raises UnprovableError("bound") where there is none here."""
    return Induction(prover).prove()


@dataclass
class _Pair:
    """A pair of heads (or the entry): its invariant, and the walks of both codes from there."""

    place: Place
    invariant: Invariant
    one: Walk
    other: Walk
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class _End:
    """A step at its end: both states, and when it is this one."""

    step: Step
    one: State
    other: State
    condition: Term


class Induction(Decider):
    """The proof for one pair of codes."""

    def __init__(self, prover: Prover) -> None:
        super().__init__(prover.solver, prover.budget)
        self.problem = prover.problem
        self.aliases: Aliases = self.problem.aliases()
        self.baseline, self.candidate = self.problem.baseline, self.problem.candidate
        self.heads = (heads(self.baseline), heads(self.candidate))
        self.banned: set[object] = set()
        self.pairs: dict[Place, _Pair] = {}
        self.alignment = Alignment()
        # The frame and constants, of which no premise says that they are in user space.
        self.fixed = frozenset({"sp"} | {str(v.data) for v in variables(self.problem.constants)})
        # And pointers that are told apart from others.
        self.told = self.fixed | {str(v.data) for v in variables(self.aliases.pointers)}
        # Turns to a return beyond those that runs have shown.
        self.more: dict[Place, int] = {}
        self.ranks: Ranks

    def prove(self) -> Outcome:
        """Raises UnprovableError."""
        if not self.heads[0] and not self.heads[1]:
            raise UnprovableError("bound", "there is no loop")
        self.alignment = align(samples(self.problem))
        self._cycles()
        scratch = self.problem.aliases()
        self.lives = (
            live(self.problem, self.baseline, scratch, self.heads[0]),
            live(self.problem, self.candidate, scratch, self.heads[1]),
        )
        self.ranks = Ranks(self.baseline, self.heads[0], scratch, self.fixed, self._unsat)
        for _ in range(_MOST_ROUNDS):
            self._guess()
            if self._kept():
                break
        else:
            raise UnprovableError("bound", "no invariant was found")
        for pair in self.pairs.values():
            self._covered(pair)
            self._returns(pair)
            self._footprint(pair)
        self._possible()
        # Behind all others, which may have walked on.
        self._provenance()
        self._memories()
        assumptions = self.problem.promises if self.aliases.pointers else ()
        return Outcome("all", assumptions=assumptions)

    # -- the guess ------------------------------------------------------------------------

    def _guess(self) -> None:
        """Invariants for all pairs, in the order in which runs met there, and walks from them."""
        self.pairs = {}
        reads = not any(
            text.split()[0].startswith(("st", "cas", "swp", "ldadd"))
            for code in (self.baseline, self.candidate)
            for text in code.flow.listing
        )
        x = arguments(self.problem.signature)
        self._add(ENTRY, Invariant(initial(x), initial(x)))
        for place in self.alignment.meetings:
            arrivals = [
                (end.one, end.other)
                for pair in self.pairs.values()
                for end in self._ends(pair)
                if (end.step.baseline, end.step.candidate) == place
            ]
            guesser = Guesser(
                self.problem,
                f"{place[0]:x}.{place[1]:x}",
                self.alignment.meetings[place],
                arrivals,
                (self.lives[0][place[0]], self.lives[1][place[1]]),
                self.banned,
                reads,
            )
            self._add(place, guesser.invariant())

    def _add(self, place: Place, invariant: Invariant) -> None:
        entry = place == ENTRY
        walks = [
            Walk(
                code,
                self.aliases,
                places,
                None if entry else place[n],
                state,
                lambda: self.budget.over,
            )
            for n, (code, places, state) in enumerate(
                (
                    (self.baseline, self.heads[0], invariant.one),
                    (self.candidate, self.heads[1], invariant.other),
                )
            )
        ]
        steps = list(self.alignment.outcomes[place])
        self.pairs[place] = _Pair(place, invariant, walks[0], walks[1], steps)

    def _ends(self, pair: _Pair) -> Iterator[_End]:
        """What the known steps from a pair come to, but for returns."""
        for step in pair.steps:
            if step.baseline == RETURN:
                continue
            one = pair.one.level(step.turns).states.get(step.baseline)
            other = pair.other.level(step.candidate_turns).states.get(step.candidate)
            if one is None or other is None:
                continue
            yield _End(step, one, other, and_(one.condition, other.condition))

    def _final(self, pair: _Pair) -> _End | None:
        """The returns of both codes in the known numbers of turns."""
        steps = [s for s in pair.steps if s.baseline == RETURN] or pair.steps
        more = self.more.get(pair.place, 0)
        step = Step(
            RETURN,
            max((s.turns for s in steps), default=1) + more,
            RETURN,
            max((s.candidate_turns for s in steps), default=1) + more,
        )
        sides: list[State] = []
        for walk, turns in ((pair.one, step.turns), (pair.other, step.candidate_turns)):
            # Also those in fewer turns, which no run may have shown.
            levels = [walk.level(n) for n in range(1, turns + 1)]
            states = [level.returned for level in levels if level.returned is not None]
            if not states:
                return None
            sides.append(merged_all(states)[0])
        return _End(step, sides[0], sides[1], and_(sides[0].condition, sides[1].condition))

    # -- what may be taken for granted ------------------------------------------------------

    def _known(self, pair: _Pair) -> tuple[list[Term], list[Term]]:
        """What holds at a pair: in few words, and of the baseline's accesses in its turns."""
        few = [*pair.invariant.facts, *self.ranks.bounds(pair.place[0], pair.invariant.one)]
        for n, level in enumerate(pair.one.levels):
            if n:
                for head, state in level.states.items():
                    few += [implies(state.condition, b) for b in self.ranks.bounds(head, state)]
        run = Run(accesses=[a for level in pair.one.levels for a in level.accesses])
        run.wild = [t for level in pair.one.levels for t in level.wild]
        depth = deepest(
            level.depth
            for other in self.pairs.values()
            for walk in (other.one, other.other)
            for level in walk.levels
        )
        return [f for f in few if f is not true()], premises(self.aliases, run, depth)

    # -- checks ---------------------------------------------------------------------------

    def _unsat(self, assertions: Iterable[Term], share: float = 0.3) -> bool:
        return self._solved(assertions, share)[1].status == "unsat"

    def _solved(self, assertions: Iterable[Term], share: float) -> tuple[Question, Solved]:
        if self.budget.over:
            raise UnprovableError("time", "the time for proofs of all lengths is over")
        tables = [(base, self.aliases.constants[base]) for base in self.aliases.tables]
        kept = tuple(dict.fromkeys(a for a in assertions if a is not true()))
        # What can be shown is shown fast; what is not must leave time for a bound.
        most = _ONE_QUERY * self.budget.seconds / max(self.budget.left, 0.001)
        return self.ask(kept, tables, min(share, most))

    def _holds(self, pair: _Pair, goal: Term, condition: Term | None = None) -> bool:
        """Whether a goal holds at a pair under a condition."""
        condition = true() if condition is None else condition
        if goal is true() or condition is false():
            return True
        few, more = self._known(pair)
        goal = self._unified(goal, (condition, *few))
        if goal is true():
            return True
        asked = (not_(goal), condition)
        return self._unsat((*asked, *few)) or self._unsat((*asked, *few, *more), 0.5)

    def _unified(self, goal: Term, known: tuple[Term, ...]) -> Term:
        """A goal with one form for all addresses that are the same, or so far apart, there.

        What is known gives a model; addresses that lie near each other in it may do so always.
        Each such distance is proved; then loads find the stores they see by form again.
        """
        bases: dict[Term, dict[Term, int]] = {}
        for t in topological([goal]):
            if t.op in ("read", "write"):
                address = t.args[1]
                distance = split(address)[1]
                bases.setdefault(offset(address, -distance), {})[address] = distance
        if len(bases) < 2:
            return goal
        question, solved = self._solved(known, 0.2)
        if solved.status == "unsat":
            return true()
        if solved.status != "sat":
            return goal
        values = _values(bases, question, solved)
        mapping: dict[Term, Term] = {}
        first: list[Term] = []
        for base, addresses in bases.items():
            for other in first:
                apart = values[base] - values[other]
                # Of two equal addresses only one may be counted from a pointer with `noalias`.
                if self.aliases.root(base) is not self.aliases.root(other):
                    continue
                if abs(apart) < _NEAR and self._unsat(
                    (not_(eq(base, offset(other, apart))), *known), 0.1
                ):
                    mapping |= {
                        a: offset(other, apart + distance) for a, distance in addresses.items()
                    }
                    break
            else:
                first.append(base)
        if not mapping:
            return goal

        def read(mem: Term, address: Term, size: int) -> Term:
            own = self.aliases.own(address)
            return (
                raw_read(mem, address, size) if own else self.aliases.read(mem, address, size, "b")
            )

        return substituted([goal], mapping, read)[goal]

    def _cycles(self) -> None:
        """Each step has a turn of the baseline; traces are aligned so."""
        for steps in self.alignment.outcomes.values():
            for step in steps:
                if step.turns < 1 or step.candidate_turns < 1:
                    raise UnprovableError("bound", "a step without a turn of the baseline")

    def _arrival(self, pair: _Pair, end: _End) -> dict[Term, Term]:
        """What the variables of the invariant there stand for at the end of a step."""
        there = self.pairs[end.step.baseline, end.step.candidate]
        mapping = {}
        for v, (side, n, low) in there.invariant.parts.items():
            whole = registers(end.one if side == "b" else end.other)[n]
            mapping[v] = extract(whole, low + v.width - 1, low)
        steps = there.invariant.steps
        if steps is not None:
            mapping[steps] = offset(steps, 1) if pair is there else const(0, 64)
        return mapping

    def _kept(self) -> bool:
        """Whether all steps keep the invariants; what is not kept is banned."""
        before = len(self.banned)
        kept = True
        for pair in self.pairs.values():
            for end in self._ends(pair):
                kept &= self._end_keeps(pair, end)
        if not kept and len(self.banned) == before:
            raise UnprovableError("bound", "no invariant was found")
        return kept

    def _end_keeps(self, pair: _Pair, end: _End) -> bool:
        """Whether a step keeps the invariant of the pair that it leads to."""
        there = self.pairs[end.step.baseline, end.step.candidate]
        name = there.invariant.name
        mapping = self._arrival(pair, end)
        wrong = self._registers(pair, end, there, mapping)
        if wrong:
            self.banned |= {(name, part) for part in wrong}
            return False
        few, more = self._known(pair)
        forms = substituted(there.invariant.facts, mapping)
        facts = [f for f in there.invariant.facts if forms[f] is not true()]
        lost: list[Term] = []
        while facts:
            whole = true()
            for f in facts:
                whole = and_(whole, forms[f])
            asked = (not_(whole), end.condition, *few)
            if self._unsat(asked):
                break
            question, solved = self._solved((*asked, *more), 0.5)
            if solved.status == "unsat":
                break
            gone = []
            if solved.status == "sat":
                gone = [f for f in facts if not _values([forms[f]], question, solved)[forms[f]]]
            if not gone:
                # A model does not say what memory holds, or there is none: one by one.
                gone = [f for f in facts if not self._holds(pair, forms[f], end.condition)]
                if not gone:
                    break
            lost += gone
            facts = [f for f in facts if f not in gone]
        self.banned |= {(name, f) for f in lost}
        there.invariant.facts = [f for f in there.invariant.facts if f not in lost]
        return not lost

    def _registers(
        self, pair: _Pair, end: _End, there: _Pair, mapping: dict[Term, Term]
    ) -> set[tuple[str, int, int]]:
        """The parts of registers that have not the form of the invariant."""
        open_: dict[tuple[str, int, int], Term] = {}
        for side, state, form in (
            ("b", end.one, there.invariant.one),
            ("c", end.other, there.invariant.other),
        ):
            whole = registers(form)
            found = substituted(whole, mapping)
            for n, actual in enumerate(registers(state)):
                for low in (0,) if n < 32 else (0, 64):
                    goal = eq(
                        extract(found[whole[n]], low + 63, low), extract(actual, low + 63, low)
                    )
                    if goal is not true():
                        open_[side, n, low] = goal
        whole_goal = true()
        for goal in open_.values():
            whole_goal = and_(whole_goal, goal)
        # What an address is counted from is told by its form: another that is equal will not do.
        if not _names(whole_goal, self.told) and self._holds(pair, whole_goal, end.condition):
            return set()
        wrong = set()
        for (side, n, low), goal in open_.items():
            if not _names(goal, self.told) and self._holds(pair, goal, end.condition):
                continue
            part = extract(
                registers(there.invariant.one if side == "b" else there.invariant.other)[n],
                low + 63,
                low,
            )
            narrow = (
                n < 32
                and part.op == "concat"
                and len(variables([part])) == 1
                and part.args[-1].op == "var"
                and part.args[-1] in there.invariant.parts
            )
            wrong.add((side, n, 32 if narrow else low))
        if not wrong:
            raise UnprovableError("bound", "an invariant is too hard for the solvers")
        return wrong

    def _covered(self, pair: _Pair) -> None:
        """Nothing but the known steps can be."""
        for more in _MORE:
            self.more[pair.place] = more
            ends = [end.condition for end in self._ends(pair)]
            final = self._final(pair)
            if final is not None:
                ends.append(final.condition)
            if self._holds(pair, either(ends)):
                break
        else:
            raise UnprovableError("bound", f"the codes may part at {_shown(pair.place)}")
        # Memory that is equal before a step is so behind it.
        for end in self._ends(pair):
            goals = Goals()
            one = Run(end.one, self._accesses(pair.one, end.step.turns))
            other = Run(end.other, self._accesses(pair.other, end.step.candidate_turns))
            same_memory(self.aliases, one, other, goals)
            self._all(pair, goals, end.condition)

    @staticmethod
    def _accesses(walk: Walk, turns: int) -> list[Access]:
        return [a for level in walk.levels[: turns + 1] for a in level.accesses]

    def _returns(self, pair: _Pair) -> None:
        """Where both return, the results are the same, and what has to be preserved is."""
        final = self._final(pair)
        if final is None:
            return
        # One return of the baseline after the other: a sum of few terms is easier than of many.
        for n in range(1, final.step.turns + 1):
            state = pair.one.level(n).returned
            if state is None:
                continue
            goals = Goals()
            one = Run(state, self._accesses(pair.one, n))
            other = Run(final.other, self._accesses(pair.other, final.step.candidate_turns))
            same_results(self.problem, one, other, goals)
            preserved(other, goals)
            same_memory(self.aliases, one, other, goals)
            self._all(pair, goals, and_(state.condition, final.other.condition))

    def _footprint(self, pair: _Pair) -> None:
        """The candidate accesses nothing of its own, nor does it trap or jump anywhere."""
        ends = list(self._ends(pair))
        final = self._final(pair)
        if final is not None:
            ends.append(final)
        accesses: list[Access] = []
        goals = Goals()
        for n, level in enumerate(pair.other.levels):
            # The hop to level n is part of the steps that have so many turns.
            taken = (
                either(e.condition for e in ends if e.step.candidate_turns >= n)
                if any(e.step.candidate_turns < n for e in ends)
                else true()
            )
            if taken is false():
                continue
            accesses += [replace(a, condition=and_(taken, a.condition)) for a in level.accesses]
            for condition in (*level.trapped, *level.wild):
                goals.add("it traps or jumps elsewhere", not_(and_(taken, condition)))
        for level in pair.one.levels:
            # It would be an end that a program may mean.
            for condition in level.trapped:
                goals.add("the baseline traps", not_(condition))
        one = Run(accesses=[a for level in pair.one.levels for a in level.accesses])
        other = Run(accesses=accesses)
        for run in (one, other):
            frames_apart(self.problem, self.aliases, run)
        Footprint(self.problem, self.aliases, one, other, goals).check()
        self._all(pair, goals, None)

    def _all(self, pair: _Pair, goals: Goals, condition: Term | None) -> None:
        """Raises UnprovableError where one of some goals is not shown."""
        whole = true()
        for _, goal in goals.goals:
            whole = and_(whole, goal)
        if self._holds(pair, whole, condition):
            return
        for what, goal in goals.goals:
            if not self._holds(pair, goal, condition):
                raise UnprovableError("bound", f"not shown at {_shown(pair.place)}: {what}")

    def _provenance(self) -> None:
        """No variable stands for an address of the frame, nor for a pointer that is told apart.

        What an address is counted from is known by its form (`armcc.gates.proof.memory`), and a
        variable has none.
        """
        used: dict[Place, set[Term]] = {}
        for place, pair in self.pairs.items():
            roots = self._known(pair)[0]
            for walk in (pair.one, pair.other):
                for level in walk.levels:
                    roots += [*level.trapped, *level.wild]
                    for access in level.accesses:
                        roots += [access.condition, access.address]
                    states = [*level.states.values(), *([level.returned] if level.returned else [])]
                    for state in states:
                        roots += [state.condition, state.mem]
                    if level.returned is not None:
                        roots += self._kept_registers(level.returned)
            for t in topological(roots):
                if t.op == "write" and _names(t.args[2], {"sp"}):
                    raise UnprovableError("bound", "an address of the frame is stored")
            used[place] = variables(roots)
        while True:
            grown = False
            for place, pair in self.pairs.items():
                for end in self._ends(pair):
                    there = self.pairs[end.step.baseline, end.step.candidate]
                    needed = used[there.place]
                    roots = []
                    for v, t in self._arrival(pair, end).items():
                        if v in needed:
                            roots.append(t)
                    more = variables(roots) - used[place]
                    if more:
                        used[place] |= more
                        grown = True
            if not grown:
                break
        for pair in self.pairs.values():
            for end in self._ends(pair):
                there = self.pairs[end.step.baseline, end.step.candidate]
                for v, t in self._arrival(pair, end).items():
                    if v in used[there.place] and _names(t, self.told):
                        raise UnprovableError("bound", "an address whose origin is lost")

    def _possible(self) -> None:
        """Some run of the baseline is a clean one: all would follow from premises otherwise."""
        for place, pair in self.pairs.items():
            few, more = self._known(pair)
            if self._unsat((*few, *more), 0.5 if place == ENTRY else 0.1):
                raise UnprovableError("control", "no run of the baseline is a clean one")

    def _memories(self) -> None:
        """No invariant speaks of memory, unless it never changes; none speaks of a frame."""
        roots: list[Term] = []
        for place, pair in self.pairs.items():
            if place != ENTRY:
                roots += pair.invariant.facts
                roots += registers(pair.invariant.one) + registers(pair.invariant.other)
        found = topological(roots)
        if any(t.op == "memory" and str(t.data).startswith(FRAMES) for t in found):
            raise UnprovableError("bound", "an invariant speaks of a frame")
        if any(t.op in ("read", "write", "memory") for t in found) and any(
            access.write
            for pair in self.pairs.values()
            for walk in (pair.one, pair.other)
            for level in walk.levels
            for access in level.accesses
        ):
            raise UnprovableError("bound", "an invariant speaks of memory that changes")

    def _kept_registers(self, state: State) -> list[Term]:
        """The registers that goals at a return speak of."""
        results = [
            (state.x if register == "x" else state.v)[number]
            for register, number, _ in self.problem.signature.results
        ]
        return [*results, *state.x[18:30], state.x[31], *state.v[8:16]]


def _names(t: Term, names: Container[str]) -> bool:
    return any(str(v.data) in names for v in variables([t]))


def _values(roots: Iterable[Term], question: Question, solved: Solved) -> dict[Term, Any]:
    """The values of terms in a model; only likely ones where memory decides."""
    values = {str(v.data): solved.model.get(n, 0) for v, n in question.variables.items()}
    return evaluate(roots, lambda name, _w: values.get(name, 0), lambda _n, _a: 0)


def _shown(place: Place) -> str:
    return "the entry" if place == ENTRY else f"+{place[0]:#x} and +{place[1]:#x}"
