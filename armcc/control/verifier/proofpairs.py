"""Right pairs for proofs: functions that clang compiled at -O3, and other compilers' code.

The corpus (`proofs/*.c`) has three classes, and the name of a file begins with its own.
What C leaves undefined of signed overflow and of accesses by other types is defined by the
flags, and the sources have nothing else that is undefined for some numbers: so a pair is
right on all of them, not only on those that a programmer had in mind.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from armcc.control.fidelity.campaign import Baseline, Unit, compile_baseline
from armcc.control.fidelity.projects import find_units
from armcc.control.fidelity.recompile import Recompiled, is_local, recompile
from armcc.control.toolchain import read_text
from armcc.control.verifier.oracle import CORPUS, HERE
from armcc.errors import Error
from armcc.function.contract import Contract
from armcc.function.function import Function
from armcc.function.hot import find_function, identity
from armcc.gates.callees import called_names
from armcc.gates.disassemble import disassemble
from armcc.gates.instructions import mnemonic
from armcc.gates.structure import baseline_flow
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled, syntax_gate
from armcc.passes.extract import Names

PROOFS = os.path.join(HERE, "proofs")
CLASSES = ("loopfree", "fixed", "variable")
# The class of real projects' functions; only those without loops and calls take part.
PROJECT = "project"

# As `corpus.FLAGS`, and what makes signed overflow and any aliasing of types legal.
_MEANING = ("-ffp-contract=off", "-fno-builtin", "-fwrapv", "-fno-strict-aliasing")
FLAGS = ("-O3", *_MEANING)
Makers = tuple[tuple[str, tuple[str, ...]], ...]
# Who makes the candidates.  GCC is kept from calling memset where the source has a loop.
MAKERS: Makers = (
    ("clang", ("-O2",)),
    ("clang", ("-O3", "-mtune=neoverse-v2")),
    ("clang", ("-O3", "-fno-vectorize", "-fno-slp-vectorize")),
    ("clang", ("-O3", "-fno-unroll-loops")),
    ("gcc", ("-O2", "-fno-tree-loop-distribute-patterns")),
    ("gcc", ("-O3", "-fno-tree-loop-distribute-patterns")),
)


# A unit as each of the makers made it, by what reports call them.
_Made = list[tuple[str, Recompiled | None]]


@dataclass(frozen=True)
class Offered:
    """A right candidate for a function, its code different from the baseline's.

    klass: one of CLASSES, or PROJECT.  unit: the source's name.  maker: "gcc -O2".
    """

    klass: str
    unit: str
    function: Function
    maker: str
    text: str

    @property
    def title(self) -> str:
        """The function as logs and reports call it."""
        return f"{self.unit}:{self.function.name}"


@dataclass(frozen=True)
class Absent:
    """A function without a pair, and why."""

    klass: str
    unit: str
    name: str
    reason: str
    detail: str


@dataclass(frozen=True)
class Pair:
    """An offer made ready for the proof gate."""

    offered: Offered
    subject: Subject
    assembled: Assembled


def class_of(file: str) -> str:
    """The class of a file of the corpus: "loopfree" of "loopfree_bits.c"."""
    return os.path.basename(file).partition("_")[0]


def proof_files(klass: str = "") -> list[str]:
    """The corpus's files of one class, or all, by their absolute names."""
    files = sorted(f for f in os.listdir(PROOFS) if f.endswith(".c"))
    return [os.path.join(PROOFS, f) for f in files if klass in ("", class_of(f))]


def proof_units(klass: str = "", functions: Collection[str] = ()) -> list[Unit]:
    """The corpus's files as units of `armcc.control.fidelity.campaign`.

    functions: those files alone whose text has one of these names; () for all.
    """
    flags = (*FLAGS, f"-I{CORPUS}")
    return [
        Unit(os.path.basename(f), f, PROOFS, flags, ())
        for f in proof_files(klass)
        if not functions or any(name in read_text(f) for name in functions)
    ]


def project_units(folder: str) -> list[Unit]:
    """A real project's files at -O3, compiled so that its pairs are right on every input."""
    return find_units(folder, list(FLAGS))


def offers(
    klass: str,
    units: list[Unit],
    functions: Collection[str] = (),
    makers: Makers = MAKERS,
    identical: bool = False,
) -> Iterator[Offered | Absent]:
    """The right pairs of some units, in their order, and the functions that have none.

    functions: names, () for all.  makers: compilers with their flags, in this order.
    identical: whether a candidate may have the baseline's own code.
    Raises Fatal where a compiler is missing.
    """
    for unit in units:
        with tempfile.TemporaryDirectory(prefix="armcc-proofs-") as workdir:
            try:
                base = compile_baseline(unit, [], workdir)
            except Error as e:
                yield Absent(klass, unit.name, "", "broken", e.message)
                continue
            names = [n for n in base.names() if not functions or n in functions]
            if names:
                made = _made(base, makers, workdir)
                for name in names:
                    yield from _of_function(klass, unit, base, made, name, identical)


def _made(base: Baseline, makers: Makers, workdir: str) -> _Made:
    local = [n for n in base.names() if is_local(find_function(base.object, n))]
    contract = next(iter(base.contracts.values()), Contract())
    out: _Made = []
    for number, (compiler, flags) in enumerate(makers):
        folder = os.path.join(workdir, f"way{number}")
        os.mkdir(folder)
        other = recompile(base.invocation, compiler, flags, contract, local, folder)
        shown = [f for f in flags if f != "-fno-tree-loop-distribute-patterns"]
        out.append((" ".join((compiler, *shown)), other))
    return out


def _of_function(
    klass: str,
    unit: Unit,
    base: Baseline,
    made: list[tuple[str, Recompiled | None]],
    name: str,
    identical: bool,
) -> Iterator[Offered | Absent]:
    contract = base.contracts.get(name)
    if contract is None or contract.refusal is not None:
        reason = base.refused.get(name, "contract")
        detail = "its contract could not be established"
        if contract is not None and contract.refusal is not None:
            reason, detail = contract.refusal.reason, contract.refusal.sentence
        yield Absent(klass, unit.name, name, reason, detail)
        return
    hot = find_function(base.object, name)
    function = Function(name, base.object, hot, contract, base.invocation, base.optimized_ir)
    if klass == PROJECT and not is_straight(function):
        yield Absent(klass, unit.name, name, "loop", "it has a loop or a call")
        return
    object_names = Names.of(base.object, hot)
    try:
        code = identity(base.object, hot)
    except Error:
        code = b""
    seen: set[str] = set()
    reasons: list[str] = []
    for maker, other in made:
        found = other.candidate(name, object_names) if other is not None else None
        if other is None or found is None or other.reshaped(name, contract):
            reasons.append(f"{maker}: no such function")
            continue
        if code and not identical and other.same(name, code):
            reasons.append(f"{maker}: identical")
            continue
        if not found.text:
            reasons.append(f"{maker}: {found.reason}")
            continue
        body = "\n".join(s for s in found.text.split("\n") if not s.startswith("\t.p2align"))
        if body not in seen:
            seen.add(body)
            yield Offered(klass, unit.name, function, maker, found.text)
    if not seen:
        same = all(r.endswith("identical") for r in reasons)
        word = "identical" if same else "no-candidate"
        yield Absent(klass, unit.name, name, word, "; ".join(dict.fromkeys(reasons)))


def is_straight(function: Function) -> bool:
    """Whether the baseline neither loops nor calls; False where that is not known."""
    try:
        listing = tuple(t or "udf #0" for t in disassemble(function.hot.code, function.contract))
        flow = baseline_flow(function, listing)
    except Error:
        return False
    if any(mnemonic(t) in ("bl", "blr", "br") and 4 * i not in flow.tables
           for i, t in enumerate(listing)):  # fmt: skip
        return False
    if any(mnemonic(t) == "b" and 4 * i not in flow.targets for i, t in enumerate(listing)):
        return False  # a call in place of a return
    # What can be reached again on a way is open, what cannot is done (depth first).
    done, open_ones = set[int](), {0}
    ways = [(0, iter(flow.following(0)))]
    while ways:
        at, rest = ways[-1]
        there = next(rest, None)
        if there is None:
            ways.pop()
            open_ones.discard(at)
            done.add(at)
        elif there in open_ones:
            return False
        elif there not in done:
            open_ones.add(there)
            ways.append((there, iter(flow.following(there))))
    return True


def prepare(offered: Offered, subject: Subject, workdir: str) -> Assembled:
    """The candidate past the syntax gate.  Raises Error with its reason where it is refused."""
    function = offered.function
    said, assembled = syntax_gate(
        offered.text, function.name, function.contract, workdir, called_names(function)
    )
    if assembled is None:
        raise Error(said.reason, said.detail)
    return assembled


def pairs(klass: str, functions: Collection[str] = ()) -> Iterator[Pair]:
    """The corpus's pairs of one class, ready for the proof gate.

    A subject lives until the next function's: its emulators hold memory.  What the syntax
    gate or the subject refuses is left out.
    """
    subject: Subject | None = None
    with tempfile.TemporaryDirectory(prefix="armcc-proofs-") as workdir:
        for offered in offers(klass, proof_units(klass, functions), functions):
            if isinstance(offered, Absent):
                continue
            try:
                if subject is None or subject.function is not offered.function:
                    if subject is not None:
                        subject.close()
                    subject = None
                    subject = Subject(offered.function)
                yield Pair(offered, subject, prepare(offered, subject, workdir))
            except Error:
                continue
    if subject is not None:
        subject.close()
