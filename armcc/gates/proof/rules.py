"""Rewriting rules that are proved once, for every register content and all widths they claim.

A rule says that some straight-line code may stand for other such code, whatever surrounds it:
what a peephole pass may then do without a gate's word on each use.  Its texts have parameters
in braces, as `str.format` has them; each choice of their values is an instance with a proof of
its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from armcc.errors import Error
from armcc.function.contract import Contract
from armcc.gates.flow import Flow
from armcc.gates.proof.execute import (
    Code,
    Executor,
    Limits,
    Run,
    State,
    UnprovableError,
    frame,
    initial,
)
from armcc.gates.proof.flags import Flags, flags
from armcc.gates.proof.footprint import Goals
from armcc.gates.proof.memory import Aliases
from armcc.gates.proof.prove import Budget, Decider
from armcc.gates.proof.solver import Solver
from armcc.gates.proof.terms import eq, forget, var
from armcc.gates.proof.vexops import Floats
from armcc.gates.syntax import assemble

# Seconds of wall clock for one instance.
SECONDS = 10.0


@dataclass(frozen=True)
class Rule:
    """`before` may be replaced by `after`.

    before, after: instructions, one a line.  dead: what nobody reads afterwards, out of "x0" to
    "x30", "v0" to "v31" and "nzcv"; everything else has to be the same, memory included.
    parameters: the values of each, "{r}" for "w" and "x" say.
    """

    name: str
    before: str
    after: str
    dead: frozenset[str] = frozenset()
    parameters: Mapping[str, tuple[object, ...]] = field(default_factory=dict)

    def instances(self) -> Iterator[Instance]:
        """One for each choice of values."""
        names = list(self.parameters)
        for values in product(*self.parameters.values()):
            chosen = dict(zip(names, values, strict=True))
            yield Instance(self, self.before.format(**chosen), self.after.format(**chosen))


@dataclass(frozen=True)
class Instance:
    """A rule with values for its parameters."""

    rule: Rule
    before: str
    after: str


@dataclass(frozen=True)
class Said:
    """proved: whether an instance holds for all states.  reason, detail: why it does not."""

    instance: Instance
    proved: bool
    reason: str = ""
    detail: str = ""


def prove_rule(rule: Rule, workdir: str, contract: Contract | None = None) -> list[Said]:
    """What is proved of each instance.

    workdir: a private folder for the assembler.  contract: whose features count.
    Raises RejectedError where a text is refused, Error("tool") where the assembler is missing.
    """
    with Solver() as solver:
        return [_said(one, workdir, contract or Contract(), solver) for one in rule.instances()]


def _said(instance: Instance, workdir: str, contract: Contract, solver: Solver) -> Said:
    forget()
    budget = Budget(time.monotonic() + SECONDS, SECONDS)
    aliases = Aliases(frame())
    try:
        one = _run(instance.before, workdir, contract, aliases)
        other = _run(instance.after, workdir, contract, aliases)
        outcome = Decider(solver, budget).decide(
            _goals(instance.rule, aliases, one, other), aliases
        )
    except UnprovableError as e:
        return Said(instance, False, e.reason, e.detail)
    proved = outcome.proved == "all"
    return Said(instance, proved, outcome.reason, outcome.detail)


def _run(text: str, workdir: str, contract: Contract, aliases: Aliases) -> Run:
    lines = "\n".join(f"\t{line.strip()}" for line in text.splitlines() if line.strip())
    assembled = assemble(f"rule:\n{lines}\n\tret\n", "rule", contract, workdir)
    machine = assembled.machine
    if machine.relocations or machine.constants:
        raise Error("candidate", "a rule names no symbols and has no constants")
    flow = Flow(assembled.listing, {})
    code = Code("b", bytes(machine.code), flow, var("code", 64))
    run = Executor(code, aliases, Floats(False), Limits()).execute(initial())
    if run.final is None:
        raise UnprovableError("control", "it does not end")
    return run


def _goals(rule: Rule, aliases: Aliases, one: Run, other: Run) -> Goals:
    a, b = one.final, other.final
    assert a is not None
    assert b is not None
    out = Goals()
    for n in range(32):
        if f"x{n}" not in rule.dead:
            out.add(f"x{n}", eq(a.x[n], b.x[n]))
        if f"v{n}" not in rule.dead:
            out.add(f"v{n}", eq(a.v[n], b.v[n]))
    if "nzcv" not in rule.dead:
        out.add("nzcv", eq(_flags(a).packed(), _flags(b).packed()))
    for run, rest in ((one, other), (other, one)):
        for access in run.accesses:
            same = [
                w for w in rest.accesses
                if (w.address, w.size, w.write) == (access.address, access.size, access.write)
            ]  # fmt: skip
            if not same:
                raise UnprovableError("memory-shape", "they access memory in different ways")
    for access in one.accesses:
        if access.write:
            left = aliases.read(a.mem, access.address, access.size, "b")
            right = aliases.read(b.mem, access.address, access.size, "b")
            out.add("memory", eq(left, right))
    return out


def _flags(state: State) -> Flags:
    return flags(state.flags[0], state.flags[1], state.flags[2], state.flags[3])
