"""Symbolic execution of one code: every path at once, merged where paths meet.

States wait at the heads of blocks; the one that comes first in a weak topological order
(Bourdoncle, 1993: loops are contiguous, their heads first) goes on, so that a loop turns until
it is left and states that left it in different turns meet behind it.  A branch whose condition
is constant, or is on the path already, is no fork: loops with a constant number of turns unroll
by themselves.  Others turn so often as the limit says; paths that would go on are `cut`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from armcc.gates.decisions import BIT, FLAGS, decision
from armcc.gates.flow import Flow
from armcc.gates.instructions import mnemonic
from armcc.gates.proof import lift
from armcc.gates.proof.flags import Flags, UnknownFlagsError, condition, flags
from armcc.gates.proof.lift import Lifted, Temporaries, UnsupportedError
from armcc.gates.proof.memory import Aliases
from armcc.gates.proof.terms import (
    Term,
    add,
    and_,
    concat,
    const,
    eq,
    extract,
    ite,
    memory,
    not_,
    offset,
    or_,
    sext,
    sub,
    topological,
    true,
    var,
    write,
    zext,
)
from armcc.gates.proof.vexops import Floats

# After so many visits of a block it is asked whether its path can be.
_LONG = 200


class UnprovableError(Exception):
    """Why there is no proof: a stable word (docs/verdicts.md, "Proof gate") and a sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class VariableLoopError(Exception):
    """A loop whose number of turns depends on values alone, not on what memory holds.

    values: the variables that its condition is made of.
    """

    def __init__(self, values: frozenset[Term]) -> None:
        super().__init__("a loop with a number of turns that is not known")
        self.values = values


@dataclass(frozen=True)
class Code:
    """One code to execute.

    side: "b" for the baseline, "c" for the candidate.  base: the variable of its address.
    places: what relocated instructions mean, by offset: (kind, address), with the kinds
    "page", "low", "address" and "got".  aligned: of addresses, what the linker keeps of
    their low bits: (the multiple of it that lies below them).
    """

    side: str
    code: bytes
    flow: Flow
    base: Term
    places: dict[int, tuple[str, Term]] = field(default_factory=dict)
    skipped: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Access:
    """Memory that is accessed where a condition holds; size in bytes.

    low: the lower of sp before and behind the instruction, where the address is counted from
    sp at entry and is not a constant away from it; None for all others.
    """

    condition: Term
    address: Term
    size: int
    write: bool
    at: int
    low: Term | None = None


@dataclass
class State:
    """Registers, memory, and the path: the conditions under which control is here."""

    x: list[Term]
    v: list[Term]
    flags: list[Term]
    mem: Term
    path: tuple[Term, ...] = ()
    known: frozenset[Term] = frozenset()

    def copy(self) -> State:
        """The same state, to change."""
        return State(self.x[:], self.v[:], self.flags[:], self.mem, self.path, self.known)

    def assume(self, condition: Term) -> State:
        """The state where a condition holds as well."""
        out = self.copy()
        out.path = (*self.path, condition)
        out.known = self.known | {condition}
        return out

    @property
    def condition(self) -> Term:
        """The path as one condition."""
        return conjunction(self.path)


def conjunction(terms: tuple[Term, ...]) -> Term:
    """All of some conditions."""
    out = true()
    for t in terms:
        out = and_(out, t)
    return out


def initial(x: dict[int, Term] | None = None) -> State:
    """The state at entry, the same for both codes; x: registers that hold something known."""
    given = x or {}
    registers = [given.get(n, var(f"x{n}", 64)) for n in range(31)]
    registers.append(given.get(31, frame()))
    return State(
        registers,
        [var(f"v{n}", 128) for n in range(32)],
        [
            const(0, 64),
            concat(const(0, 32), var("nzcv", 4), const(0, 28)),
            const(0, 64),
            const(0, 64),
        ],
        memory("memory"),
    )


def frame() -> Term:
    """sp at entry: a multiple of 16 (AAPCS64 6.4.5.1)."""
    return concat(var("sp", 60), const(0, 4))


@dataclass
class Run:
    """What an execution came to.

    final: the state at the return, of all paths; None where no path returns.
    cut: conditions under which the limit stopped it.  trapped: those under which it traps.
    wild: those under which a jump leads to no known place.
    reached: the offsets of the instructions that some path executed.
    seen: of those that were to be watched, the path at each visit, and what is decided there.
    depth: how far below sp at entry sp was where memory was accessed, in bytes; None where
    that is no constant.
    """

    final: State | None = None
    accesses: list[Access] = field(default_factory=list)
    cut: list[Term] = field(default_factory=list)
    trapped: list[Term] = field(default_factory=list)
    wild: list[Term] = field(default_factory=list)
    reached: set[int] = field(default_factory=set)
    seen: dict[int, list[tuple[Term, Term | None]]] = field(default_factory=dict)
    steps: int = 0
    turns: int = 0
    depth: int | None = 0

    def lowered(self, sp: Term) -> None:
        """Note where sp is."""
        distance = sub(frame(), sp)
        if distance.op != "const":
            self.depth = None
        elif self.depth is not None and distance.data < 1 << 63:
            self.depth = max(self.depth, distance.data)


class SymbolicMachine:
    """The state as the steps of instructions see it."""

    def __init__(self, code: Code, aliases: Aliases, floats: Floats, run: Run) -> None:
        self.code = code
        self.aliases = aliases
        self.floats = floats
        self.run = run
        self.state = initial()
        self.offset = 0

    def get(self, place: int, width: int) -> Term:
        state = self.state
        if place < lift.PC:
            whole = state.x[(place - lift.X) // 8]
            at = (place - lift.X) % 8
        elif lift.CC_OP <= place <= lift.CC_NDEP:
            whole, at = state.flags[(place - lift.CC_OP) // 8], 0
        elif place == lift.FPCR:
            return var("fpcr", 32)
        elif place >= lift.QCFLAG:
            return const(0, width)
        else:
            whole, at = state.v[(place - lift.Q) // 16], (place - lift.Q) % 16
        return extract(whole, 8 * at + width - 1, 8 * at)

    def put(self, place: int, value: Term) -> None:
        state = self.state
        if place < lift.PC:
            bank, n, at = state.x, (place - lift.X) // 8, (place - lift.X) % 8
        elif lift.CC_OP <= place <= lift.CC_NDEP:
            bank, n, at = state.flags, (place - lift.CC_OP) // 8, 0
        elif place >= lift.QCFLAG:
            return  # FPSR.QC, which is free at return (AAPCS64 6.1.2)
        else:
            bank, n, at = state.v, (place - lift.Q) // 16, (place - lift.Q) % 16
        old = bank[n]
        low, high = 8 * at, 8 * at + value.width
        parts = [value]
        if high < old.width:
            parts.insert(0, extract(old, old.width - 1, high))
        if low:
            parts.append(extract(old, low - 1, 0))
        bank[n] = concat(*parts) if len(parts) > 1 else value

    def load(self, address: Term, size: int) -> Term:
        self._access(address, size, False)
        return self.aliases.read(self.state.mem, address, size, self.code.side)

    def store(self, address: Term, value: Term) -> None:
        self._access(address, value.width // 8, True)
        self.state.mem = write(self.state.mem, address, value)

    def _access(self, address: Term, size: int, writes: bool) -> None:
        self.run.accesses.append(Access(self.state.condition, address, size, writes, self.offset))

    def check_stack(self, first: int, before: Term, through_sp: bool) -> None:
        """No access below sp since the `first` one, of an instruction that may move sp.

        before: sp before it.  With a writeback it counts with the lower of both (AAPCS64
        6.4.5.1 forbids what is below sp; the access and the move are one).  through_sp: its
        address is counted from sp, which has to be a multiple of 16 then (6.4.5.1, too).
        """
        after = self.state.x[31]
        accesses = self.run.accesses[first:]
        if through_sp and accesses:
            for sp in (before, after):
                if extract(sp, 3, 0) is not const(0, 4):
                    raise UnprovableError(
                        "memory-shape", f"+{self.offset:#x} uses an sp that is no multiple of 16"
                    )
        if accesses:
            self.run.lowered(before)
            self.run.lowered(after)
        for n, access in enumerate(accesses, first):
            if not self.aliases.own(access.address):
                continue
            known = [(d, sp) for sp in (before, after) if (d := _from_entry(sp)) is not None]
            if not known:
                raise UnprovableError(
                    "memory-shape", f"+{self.offset:#x} accesses a frame of unknown size"
                )
            at, sp = min(known, key=lambda k: k[0])
            distance = _from_entry(access.address)
            if distance is None:
                # Whether it is at sp or above is for a solver (`armcc.gates.proof.goals`).
                self.run.accesses[n] = replace(access, low=sp)
            elif distance < at:
                raise UnprovableError("memory-shape", f"+{self.offset:#x} accesses memory below sp")


def _from_entry(address: Term) -> int | None:
    """An address in bytes from sp at entry; None where that is no constant."""
    distance = sub(address, frame())
    if distance.op != "const":
        return None
    return int(distance.data) - (1 << 64 if distance.data >> 63 else 0)


@dataclass
class Limits:
    """What an execution may cost.

    steps: instructions to execute.  turns: how often a loop may go on where it is not known
    whether it does.  patience: how often so for a condition on values alone, before
    `VariableLoopError` is raised.
    """

    steps: int = 60_000
    turns: int = 70
    patience: int = 4


class Executor:
    """Executes one code from a state."""

    def __init__(
        self,
        code: Code,
        aliases: Aliases,
        floats: Floats,
        limits: Limits,
        stop: Callable[[], bool] = lambda: False,
        feasible: Callable[[Term], bool] = lambda _: True,
        watch: frozenset[int] = frozenset(),
    ) -> None:
        self.code = code
        self.limits = limits
        self.stop = stop
        self.feasible = feasible
        self.watch = watch
        self.run = Run()
        self.machine = SymbolicMachine(code, aliases, floats, self.run)
        self.leaders = block_leaders(code.flow)
        self.order, self.loops = weak_topological_order(edges_of(code.flow, self.leaders))
        self.waiting: dict[int, list[State]] = {}
        self.turned: dict[int, int] = {}
        self.visits: dict[int, int] = {}
        self.block = 0
        self.returned: list[State] = []

    def execute(self, start: State) -> Run:
        """All paths from the entry.  Raises UnprovableError."""
        self.waiting[0] = [start]
        while self.waiting:
            leader = min(self.waiting, key=self.order.__getitem__)
            states = merged_all(self.waiting.pop(leader))
            for state in states:
                self._block(leader, state)
        final = merged_all(self.returned)
        if len(final) > 1:
            raise UnprovableError("control", "paths that return cannot be merged")
        self.run.final = final[0] if final else None
        return self.run

    def _block(self, leader: int, state: State) -> None:
        self.block = leader
        at = leader
        self.visits[leader] = self.visits.get(leader, 0) + 1
        if self.visits[leader] % _LONG == 0 and state.path and not self.feasible(state.condition):
            # A path that conditions exclude which no term shows, such as a counter that
            # starts at 0 and is counted down: it would go on for ever.
            return
        while True:
            if self.run.steps >= self.limits.steps or (self.run.steps % 64 == 0 and self.stop()):
                raise UnprovableError("time", f"{self.run.steps} instructions are more than fit")
            self.run.steps += 1
            if not 0 <= at < len(self.code.code):
                raise UnprovableError("control", "control leaves the function")
            self.run.reached.add(at)
            following = self._instruction(at, state)
            if following is None:
                return
            at = following
            if at in self.leaders:
                self.waiting.setdefault(at, []).append(state)
                return

    def _instruction(self, at: int, state: State) -> int | None:
        """Execute one; where to go on, None where the path forks, waits or ends."""
        code = self.code
        text = code.flow.listing[at // 4]
        word = mnemonic(text)
        if at in code.skipped or word in _HINTS:
            return at + 4
        if word in _TRAPS:
            self.run.trapped.append(state.condition)
            return None
        if at in self.watch:
            self._seen(at, text, state)
        machine = self.machine
        machine.state, machine.offset = state, at
        if self._address(at, text, word, state):
            return at + 4
        raw = code.code[at : at + 4]
        try:
            lifted = lift.lift(raw, text)
            restore = self._low_part(at, state, raw)
            temporaries: Temporaries = {}
            first, sp = len(self.run.accesses), state.x[31]
            for step in lifted.steps:
                step(machine, temporaries)
            machine.check_stack(first, sp, "[sp" in text)
            if restore is not None:
                restore()
            return self._leave(at, lifted, state, temporaries)
        except UnsupportedError as e:
            raise UnprovableError("operation", str(e)) from e
        except UnknownFlagsError as e:
            raise UnprovableError("operation", f"{text}: flags of unknown origin") from e
        except KeyError as e:
            raise UnprovableError("operation", f"{text}: {e.args[0]}") from e

    def _seen(self, at: int, text: str, state: State) -> None:
        """Note that control comes here, and what is decided."""
        seen = self.run.seen.setdefault(at, [])
        if len(seen) < _MOST_SEEN:
            seen.append((state.condition, decided(text, state)))

    # -- addresses that a linker makes --------------------------------------------------

    def _address(self, at: int, text: str, word: str, state: State) -> bool:
        """Carry out an instruction that takes its address from where it stands."""
        meaning = self.code.places.get(at)
        raw = int.from_bytes(self.code.code[at : at + 4], "little")
        rd, rn = raw & 31, raw >> 5 & 31
        if word == "adrp":
            if meaning is None or meaning[0] not in ("page", "got-page"):
                raise UnprovableError("operation", f"{text} without a relocation")
            if rd == 31:
                return True
            if meaning[0] == "got-page":
                state.x[rd] = var(f"got {meaning[1].number}", 64)
            else:
                state.x[rd] = page(meaning[1])
            return True
        if word == "adr":
            target = meaning[1] if meaning else offset(self.code.base, at + _adr(raw))
            if rd != 31:
                state.x[rd] = target
            return True
        if word in ("ldr", "ldrsw") and raw & 0x3B000000 == 0x18000000:
            target = meaning[1] if meaning else offset(self.code.base, at + 4 * _imm19(raw))
            self._literal(raw, target, state)
            return True
        if meaning is None:
            return False
        kind, address = meaning
        if kind == "low" and raw & 0xFFC00000 == 0x91000000:  # ADD, 64 bits, no shift
            state.x[rd] = self._whole(state.x[rn], address)
            return True
        if kind == "got-low" and raw & 0xFFC00000 == 0xF9400000:  # LDR, 64 bits
            if state.x[rn] is not var(f"got {address.number}", 64):
                raise UnprovableError(
                    "operation", f"{text}: half of an entry of the table of addresses"
                )
            if rd != 31:
                state.x[rd] = address
            return True
        if kind == "low" and raw & 0x3B000000 == 0x39000000:  # a load or a store
            return False
        raise UnprovableError("call" if kind == "call" else "operation", f"{text} is relocated")

    def _literal(self, raw: int, target: Term, state: State) -> None:
        size = (4, 8, 4, 16)[raw >> 30]
        is_vector, signed = raw >> 26 & 1, raw >> 30 == 2 and not raw >> 26 & 1
        rt = raw & 31
        if is_vector:
            size = (4, 8, 16, 0)[raw >> 30]
        loaded = self.machine.load(target, size)
        if is_vector:
            self.machine.put(lift.Q + 16 * rt, zext(loaded, 128))
        elif rt != 31:
            state.x[rt] = sext(loaded, 64) if signed else zext(loaded, 64)

    def _whole(self, register: Term, address: Term) -> Term:
        """A page and the low part of an address in it."""
        if register is page(address) or _same_page(register, address):
            return address
        return add(register, low_part(address))

    def _low_part(self, at: int, state: State, raw: bytes) -> Callable[[], None] | None:
        """Add the low part of an address to the base register of a load or store."""
        meaning = self.code.places.get(at)
        if meaning is None:
            return None
        word = int.from_bytes(raw, "little")
        rn, rt = word >> 5 & 31, word & 31
        if word & 0x3B000000 != 0x39000000 or rn == 31 or word >> 10 & 0xFFF:
            raise UnprovableError("operation", f"a relocation at +{at:#x}")
        loads_general = not word >> 26 & 1
        is_store = not word >> 22 & 3 if loads_general else not word >> 22 & 1
        if loads_general and rn == rt and is_store:
            raise UnprovableError("operation", f"a relocated store of its own base at +{at:#x}")
        before = state.x[rn]
        state.x[rn] = self._whole(before, meaning[1])
        if loads_general and rn == rt:
            return None

        def restore() -> None:
            state.x[rn] = before

        return restore

    # -- control ------------------------------------------------------------------------

    def _leave(self, at: int, lifted: Lifted, state: State, temporaries: Temporaries) -> int | None:
        machine = self.machine
        if lifted.kind == "call":
            raise UnprovableError("call", f"{self.code.flow.listing[at // 4]}: it calls")
        if lifted.branch is not None:
            taken = extract(lifted.branch.guard(machine, temporaries), 0, 0)
            there = at + lifted.branch.distance
            following = at + lifted.distance
            if not 0 <= there < len(self.code.code):
                raise UnprovableError("call", "a conditional branch out of the function")
            if taken.op != "const":
                turned = not_(taken)
                if taken in state.known:
                    taken = true()
                elif turned in state.known:
                    taken = const(0, 1)
            if taken.op == "const":
                return there if taken.data else following
            for place, holds in ((there, taken), (following, not_(taken))):
                if self._goes_on(at, place, taken):
                    self.waiting.setdefault(place, []).append(state.assume(holds))
                else:
                    self.run.cut.append(state.assume(holds).condition)
            return None
        if lifted.kind in ("next", "jump"):
            if lifted.kind == "jump" and at in self.code.places:
                raise UnprovableError(
                    "call", f"{self.code.flow.listing[at // 4]}: a call at the end"
                )
            if lifted.kind == "jump" and not 0 <= at + lifted.distance < len(self.code.code):
                raise UnprovableError(
                    "call", f"{self.code.flow.listing[at // 4]}: a call at the end"
                )
            return at + lifted.distance
        assert lifted.target is not None
        target = lifted.target(machine, temporaries)
        if mnemonic(self.code.flow.listing[at // 4]) == "ret":
            if target is not var("x30", 64):
                self.run.wild.append(and_(state.condition, not_(eq(target, var("x30", 64)))))
            self.returned.append(state)
            return None
        return self._table(at, target, state)

    def _goes_on(self, at: int, place: int, condition: Term) -> bool:
        """Whether a path may go on to `place`: False where a loop has turned often enough.

        Raises VariableLoopError.
        """
        loop = self.loops.get(self.block)
        leaves = [o for o in self.code.flow.following(at) if loop and o not in loop]
        if not leaves or place in leaves:
            return True
        count = self.turned[at] = self.turned.get(at, 0) + 1
        self.run.turns = max(self.run.turns, count)
        if count >= self.limits.patience:
            parts = topological([condition])
            if not any(t.op == "read" for t in parts):
                raise VariableLoopError(frozenset(t for t in parts if t.op == "var"))
        return count <= self.limits.turns

    def _table(self, at: int, target: Term, state: State) -> int | None:
        """A jump through a table: a fork to each place that it may lead to."""
        places = self.code.flow.tables.get(at)
        if not places:
            raise UnprovableError("control", f"+{at:#x} jumps to a place that is computed")
        nowhere = true()
        for there in sorted(set(places)):
            leads = eq(target, offset(self.code.base, there))
            nowhere = and_(nowhere, not_(leads))
            if leads.op == "const" and leads.data:
                return there
            if leads.op != "const":
                self.waiting.setdefault(there, []).append(state.assume(leads))
        self.run.wild.append(and_(state.condition, nowhere))
        return None


# Visits of an instruction that are noted.
_MOST_SEEN = 16


def decided(text: str, state: State) -> Term | None:
    """Whether the condition of an instruction holds; None where it has none."""
    found = decision(text)
    if found is None:
        return None
    if found.kind == FLAGS:
        try:
            return condition(found.condition, *state.flags)
        except UnknownFlagsError:
            return None
    register = const(0, 64) if found.number == 31 else state.x[found.number]
    if found.kind == BIT:
        return extract(register, found.bits, found.bits)
    return eq(extract(register, found.bits - 1, 0), const(0, found.bits))


_HINTS = frozenset(["nop", "bti", "hint"])
_TRAPS = frozenset(["brk", "udf"])


def _imm19(raw: int) -> int:
    value = raw >> 5 & 0x7FFFF
    return value - (1 << 19) if value >> 18 else value


def _adr(raw: int) -> int:
    value = (raw >> 5 & 0x7FFFF) << 2 | raw >> 29 & 3
    return value - (1 << 21) if value >> 20 else value


def page(address: Term) -> Term:
    """An address with its low 12 bits cleared."""
    return concat(extract(address, 63, 12), const(0, 12))


def low_part(address: Term) -> Term:
    """The low 12 bits of an address."""
    return concat(const(0, 52), extract(address, 11, 0))


def _same_page(register: Term, address: Term) -> bool:
    """Whether a page is the one of an address: of an object that is aligned well enough.

    Addresses are an aligned variable and a constant; where both constants lie in one block of
    the alignment, they lie on one page.
    """
    if register.op != "concat" or register.args[-1].op != "const":
        return False
    shown = register.args[0]
    if shown.op != "extract" or shown.data != (63, 12) or register.args[-1].data:
        return False
    other = shown.args[0]
    base, distance = split_address(address)
    first, before = split_address(other)
    if base is not first:
        return False
    zeros = alignment(base)
    return distance >> zeros == before >> zeros


def split_address(address: Term) -> tuple[Term, int]:
    """A variable and a constant whose sum is an address."""
    if address.op == "sum" and len(address.args) == 1 and address.data[1] == (1,):
        constant = address.data[0]
        return address.args[0], constant - (1 << 64) if constant >> 63 else constant
    return address, 0


def alignment(base: Term) -> int:
    """How many low bits of a term are 0 by its form; at most 12."""
    if base.op == "concat" and base.args[-1].op == "const" and base.args[-1].data == 0:
        return min(base.args[-1].width, 12)
    return 0


# -- merging ------------------------------------------------------------------------------


def merged_all(states: list[State]) -> list[State]:
    """States at one place as one; those that parted last meet first."""
    left = list(states)
    while len(left) > 1:
        best, chosen = -1, (0, 1)
        for i in range(len(left)):
            for j in range(i + 1, len(left)):
                common = _common(left[i].path, left[j].path)
                if common > best:
                    best, chosen = common, (i, j)
        i, j = chosen
        other = left.pop(j)
        left[i] = _merged(left[i], other, best)
    return left


def _common(a: tuple[Term, ...], b: tuple[Term, ...]) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x is not y:
            break
        count += 1
    return count


def _merged(a: State, b: State, common: int) -> State:
    rest_a, rest_b = a.path[common:], b.path[common:]
    whole_a, whole_b = conjunction(rest_a), conjunction(rest_b)
    # The first condition after the parting tells which of the two it is.
    chooser = rest_a[0] if rest_a and rest_b and not_(rest_a[0]) is rest_b[0] else whole_a
    either = or_(whole_a, whole_b)
    if rest_a and rest_b and not_(rest_a[0]) is rest_b[0]:
        # p and q, or not p and r: simpler where q or r is nothing.
        q, r = conjunction(rest_a[1:]), conjunction(rest_b[1:])
        either = ite(rest_a[0], q, r)
    path = a.path[:common] if either is true() else (*a.path[:common], either)
    return State(
        [ite(chooser, p, q) for p, q in zip(a.x, b.x, strict=True)],
        [ite(chooser, p, q) for p, q in zip(a.v, b.v, strict=True)],
        _merged_flags(chooser, a.flags, b.flags),
        a.mem if a.mem is b.mem else ite(chooser, a.mem, b.mem),
        path,
        (a.known & b.known) | frozenset(path),
    )


def _merged_flags(c: Term, a: list[Term], b: list[Term]) -> list[Term]:
    if a[0] is b[0]:
        return [ite(c, p, q) for p, q in zip(a, b, strict=True)]
    try:
        one: Flags = flags(a[0], a[1], a[2], a[3])
        other: Flags = flags(b[0], b[1], b[2], b[3])
    except UnknownFlagsError:
        return [var("flags", 64)] * 4
    zero = const(0, 64)
    return [zero, ite(c, one.packed(), other.packed()), zero, zero]


# -- order --------------------------------------------------------------------------------


def block_leaders(flow: Flow) -> frozenset[int]:
    found = {0}
    for at in range(0, 4 * len(flow.listing), 4):
        following = flow.following(at)
        if following != [at + 4]:
            found.update(following)
            found.add(at + 4)
    return frozenset(found)


def edges_of(flow: Flow, leaders: frozenset[int]) -> dict[int, list[int]]:
    """Blocks by their first offset, and the blocks that may follow."""
    out: dict[int, list[int]] = {}
    size = 4 * len(flow.listing)
    for leader in sorted(leaders):
        if not 0 <= leader < size:
            continue
        at = leader
        while True:
            following = flow.following(at)
            if following != [at + 4] or at + 4 in leaders:
                break
            at += 4
        out[leader] = [o for o in following if 0 <= o < size]
    return out


def weak_topological_order(
    graph: dict[int, list[int]],
) -> tuple[dict[int, int], dict[int, frozenset[int]]]:
    """The place of each node of a graph in an order with contiguous loops, heads first.

    And the innermost loop that each node of one is in.
    """
    order: list[int] = []
    loops: dict[int, frozenset[int]] = {}

    def visit(nodes: list[int], entry: int) -> None:
        inside = set(nodes)
        for component in _components(inside, graph, entry):
            if len(component) == 1:
                order.append(component[0])
                if component[0] in graph[component[0]]:
                    loops[component[0]] = frozenset(component)
                continue
            loop = frozenset(component)
            loops.update(dict.fromkeys(component, loop))
            # Where control comes in: states of one turn have to meet before the next one.
            entered = {entry} | {s for n, out in graph.items() if n not in loop for s in out}
            head = min(component, key=lambda n: (n not in entered, n))
            order.append(head)
            rest = [n for n in component if n != head]
            visit(rest, min(rest))

    visit(sorted(graph), 0)
    return {node: n for n, node in enumerate(order)}, loops


def _components(inside: set[int], graph: dict[int, list[int]], entry: int) -> list[list[int]]:
    """Strongly connected components of a part of a graph, in topological order (Tarjan)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    on: set[int] = set()
    stack: list[int] = []
    found: list[list[int]] = []
    for start in [entry, *sorted(inside)]:
        if start in index or start not in inside:
            continue
        work: list[tuple[int, int]] = [(start, 0)]
        while work:
            node, n = work.pop()
            if n == 0:
                index[node] = low[node] = len(index)
                stack.append(node)
                on.add(node)
            successors = [s for s in graph[node] if s in inside]
            if n < len(successors):
                work.append((node, n + 1))
                there = successors[n]
                if there not in index:
                    work.append((there, 0))
                continue
            for there in successors:
                if there in on:
                    low[node] = min(low[node], low[there])
            if low[node] == index[node]:
                component = []
                while True:
                    member = stack.pop()
                    on.discard(member)
                    component.append(member)
                    if member == node:
                        break
                found.append(component)
    return list(reversed(found))
