"""Optimising the hot functions of one object: contracts, cache, search, records."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from armcc import GATES_VERSION, __version__
from armcc.cache import memo, searched, speed
from armcc.cache.key import key
from armcc.cache.record import Rejection, Rewrite
from armcc.cache.store import Store
from armcc.errors import Error
from armcc.function.contract import Contract
from armcc.function.elf import ElfObject
from armcc.function.frontend import FrontEnd, read_front_end
from armcc.function.function import Function, Invocation
from armcc.function.hot import find_function
from armcc.function.identity import digest
from armcc.gates.features import enabled
from armcc.gates.isolation import isolated
from armcc.gates.speed.cores import DEFAULT_CPU, core
from armcc.gates.speed.policy import policy
from armcc.optimizer.budget import Budget
from armcc.passes import Context, Pass, load_passes

# The search and the gates are loaded where a search begins: that is half of what it costs to
# read a contract and look up, which is all that most edits need.
if TYPE_CHECKING:
    from armcc.function.function import Candidate
    from armcc.function.machine import MachineCode
    from armcc.optimizer.search import Finding

# Clang's name for no CPU in particular.
GENERIC = "generic"
# Seconds for the gate work of one function.  Far above what the budget of work takes on
# any machine; what it stops is not remembered.
FUNCTION_SECONDS = 120.0
# The same for each proof that may be tried: the proof gate ends itself after 20 s.
PROOF_SECONDS = 30.0


@dataclass(frozen=True)
class Answer:
    """What is known about one function afterwards.

    record: a Rewrite, a Rejection, or None where the search was not done or must not be
        remembered; then `reason` and `detail` say why.
    searched: whether gates ran now (False: from the cache).
    """

    name: str
    identity: str
    key: str
    record: Rewrite | Rejection | None
    reason: str
    detail: str
    file: str
    line: int
    column: int
    searched: bool


def select_cpu(wanted: str, contract: Contract) -> str:
    """The CPU to be fast on: `wanted`, else the contract's own where it is a model.

    `-mcpu=generic` (clang's default) means neoverse-v2.  A name without a model is returned as
    it is: the speed gate refuses it, since what is fast on one core may be slow on another.
    """
    if wanted:
        return wanted
    return DEFAULT_CPU if contract.cpu == GENERIC else contract.cpu


def propose(
    function: Function, passes: list[Pass], context: Context, budget: Budget
) -> tuple[list[Candidate], Counter[str]]:
    """See `armcc.optimizer.search.propose`."""
    from armcc.optimizer.search import propose

    return propose(function, passes, context, budget)


def search(
    function: Function,
    candidates: list[Candidate],
    context: Context,
    budget: Budget,
    progress: Callable[[str], None],
    require: str,
    forbidden: Callable[[MachineCode], bool],
) -> Finding:
    """See `armcc.optimizer.search.search`."""
    from armcc.optimizer.search import search

    return search(function, candidates, context, budget, progress, require, forbidden)


def _cannot_be_fast(cpu: str) -> Error | None:
    """What is wrong with what is asked of the speed gate: found before anything is searched."""
    try:
        core(cpu)
        policy()
    except Error as e:
        return e
    return None


class Session:
    """One object's optimisation.

    store: also says whether nothing counts but a proof (`Store.require`).
    mode: "optimize" or "cached" (look up only).
    progress: called with (function, what is being done) for people.
    """

    def __init__(
        self,
        invocation: Invocation,
        obj: ElfObject,
        store: Store,
        mode: str,
        cpu: str,
        budget: Budget,
        pass_names: str = "",
        memo_key: str = "",
        progress: Callable[[str, str], None] = lambda _f, _s: None,
    ) -> None:
        self.invocation = invocation
        self.object = obj
        self.store = store
        self.mode = mode
        self.cpu = cpu
        self.asked = speed.asked(cpu, dict(os.environb))
        self.budget = budget
        self.progress = progress
        self.memo_key = memo_key
        self.passes: list[Pass] = list(load_passes(pass_names)) if mode == "optimize" else []
        if mode == "optimize" and not self.passes:
            raise Error("no-pass", "no pass is installed; see the entry points armcc.passes")
        self._shared: dict[str, object] = {}

    @property
    def searched(self) -> str:
        """A digest of what a search tries, and what the gates are given (`searched.given`).

        It tries passes, of certain versions, under a budget.
        """
        words = [f"{p.name}={p.version}" for p in self.passes] + [self.budget.describe()]
        words.append(searched.given(dict(os.environb)))
        return hashlib.blake2b("\n".join(words).encode(), digest_size=16).hexdigest()

    def run(self, names: list[str]) -> dict[str, Answer]:
        """The answer for each of `names`.  Raises Error("frontend") where clang fails."""
        if self.mode == "optimize":
            searched.remember(self.store.root, dict(os.environb), self.searched)
        started = time.time_ns()
        with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
            front = read_front_end(self.invocation, self.object, names, workdir)
            if self.memo_key and front.memoizable:
                self._remember(names, front, started)
            return {name: self._answer(name, front, workdir) for name in names}

    def _remember(self, names: list[str], front: FrontEnd, started: int) -> None:
        """Keep the facts for the compile path; an empty contract says that there is none."""
        facts = []
        for name in names:
            place = front.locations.get(name, ("", 0, 0))
            contract = front.contracts.get(name)
            identity = front.identities.get(name)
            if identity is not None:
                encoded = contract.to_bytes() if contract is not None else b""
                facts.append(memo.Facts(name, digest(identity), encoded, *place))
        root = self.store.root
        memo.remember(root, self.memo_key, front.inputs, front.absent, facts, since_ns=started)
        module = memo.module_key(
            self.memo_key, front.optimized_ir, self.object.data, front.configurations
        )
        memo.remember_module(root, module, facts)

    def _answer(self, name: str, front: FrontEnd, workdir: str) -> Answer:
        contract = front.contracts.get(name)
        place = front.locations.get(name, ("", 0, 0))
        if contract is None:
            reason = front.refused.get(name, "contract")
            detail = _REFUSALS.get(reason, reason)
            return Answer(name, "", "", None, reason, detail, *place, searched=False)
        identity = front.identities[name]
        hashed = key(identity, contract.to_bytes(), self.asked, GATES_VERSION)
        known = self.store.get(hashed)
        ran = False
        reason = detail = ""
        record = known
        stale = (
            isinstance(known, Rejection)
            and known.searched != self.searched
            and known.reason != "revoked"
        )
        if stale and self.mode == "optimize":
            record = None
        if record is None and self.mode == "optimize":
            ran = True
            record, reason, detail = self._search(name, front, contract, hashed, workdir)
        elif record is None:
            reason, detail = "unknown", "the cache has no rewrite for it"
        if isinstance(record, Rejection):
            reason, detail = record.reason, record.detail
        return Answer(name, digest(identity), hashed, record, reason, detail, *place, ran)

    def _search(
        self, name: str, front: FrontEnd, contract: Contract, hashed: str, workdir: str
    ) -> tuple[Rewrite | Rejection | None, str, str]:
        from armcc.gates.judge import warm_up
        from armcc.optimizer.search import Finding

        function = Function(
            name=name,
            object=self.object,
            hot=find_function(self.object, name),
            contract=contract,
            invocation=self.invocation,
            optimized_ir=front.optimized_ir,
            raw_ir=front.raw_ir,
        )
        folder = os.path.join(workdir, hashlib.blake2b(name.encode(), digest_size=8).hexdigest())
        os.makedirs(folder, exist_ok=True)
        cpu = select_cpu(self.cpu, contract)
        context = Context(cpu, self.budget.candidates, folder, self._shared)
        self.progress(name, "proposing")
        if contract.refusal is not None:
            refusal = contract.refusal
            finding = Finding(reason=refusal.reason, detail=refusal.sentence)
        elif (wrong := _cannot_be_fast(cpu)) is not None:
            finding = Finding(reason=wrong.reason, detail=wrong.message)
        else:
            candidates, trouble = propose(function, self.passes, context, self.budget)
            if candidates:
                warm_up()
            self.budget.object_candidates -= len(candidates)
            proofs = min(self.budget.decisions, self.budget.object_decisions)
            try:
                finding = isolated(
                    lambda tell: search(
                        function,
                        candidates,
                        context,
                        self.budget,
                        tell,
                        self.store.require,
                        self.store.revocations.forbids_code,
                    ),
                    FUNCTION_SECONDS + max(proofs, 0) * PROOF_SECONDS,
                    lambda step: self.progress(name, step),
                )
            except Error as e:
                finding = Finding(reason=e.reason, detail=e.message)
            finding.tried.update(trouble)
            self.budget.object_decisions -= finding.decisions
        record = self._record(name, hashed, cpu, contract, finding)
        if finding.lasting:
            self.store.put(record, replace=isinstance(record, Rejection))
        else:
            self.store.count(finding.reason)
        if isinstance(record, Rejection) and not finding.lasting:
            return None, finding.reason, finding.detail
        return record, finding.reason, finding.detail

    def _record(
        self, name: str, hashed: str, cpu: str, contract: Contract, finding: Finding
    ) -> Rewrite | Rejection:
        facts: dict[str, object] = {
            "armcc": __version__,
            "gates_version": GATES_VERSION,
            "cpu": cpu,
            "features": sorted(enabled(contract)),
            "compiler": " ".join(os.path.basename(w) for w in self.invocation.clang[:2]),
            "tried": dict(sorted(finding.tried.items())),
        }
        verdict = finding.verdict
        speed = verdict.of("speed") if verdict is not None else None
        if (
            verdict is None
            or speed is None
            or finding.assembled is None
            or finding.candidate is None
        ):
            return Rejection(
                function=name,
                key=hashed,
                reason=finding.reason,
                detail=finding.detail,
                searched=self.searched,
                evidence=json.dumps(facts, sort_keys=True).encode(),
            )
        facts.update(verdict.to_json())
        facts["speedup"] = speed.evidence["speedup"]
        facts["pass"] = finding.candidate.pass_name
        facts["origin"] = finding.candidate.origin
        facts["baseline_listing"] = list(finding.baseline_listing)
        facts["rewrite_listing"] = list(finding.assembled.listing)
        return Rewrite(
            function=name,
            key=hashed,
            text=finding.assembled.text,
            machine=finding.assembled.machine,
            assumptions=verdict.assumptions,
            pass_name=finding.candidate.pass_name,
            origin=finding.candidate.origin,
            evidence=json.dumps(facts, sort_keys=True).encode(),
            confidence=verdict.confidence,
        )


_REFUSALS = {
    "contract": "recompiling clang's own IR does not give this function's bytes",
    "ir": "its IR has a form that is not read yet",
}
