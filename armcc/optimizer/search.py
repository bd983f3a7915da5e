"""Looking for a rewrite of one function: propose, deduplicate, filter, judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from armcc.errors import Error
from armcc.function.function import Candidate, Function
from armcc.function.machine import MachineCode
from armcc.gates.equivalence import quick_look
from armcc.gates.inputs import Case
from armcc.gates.judge import Judge
from armcc.gates.speed.gate import speed_gate
from armcc.gates.syntax import Assembled, syntax_gate
from armcc.gates.verdict import PROOF_GATE, UNKNOWN, Verdict
from armcc.optimizer.budget import Budget
from armcc.passes import Context, Pass

QUICK_CASES = 40

# On one workload of middle size: below this the whole is not going to reach 1.05x.
WORTH_JUDGING = 1.02

# Reasons that say something about this machine or moment, not about the function.
TRANSIENT = frozenset(
    "tool budget crash time engines-disagree measure measure-run measure-noise".split()
)
# The same of a proof that is required.
PROOF_TRANSIENT = frozenset(["tool", "crash", "time", "memory"])


@dataclass
class Finding:
    """What the search for one function came to.

    candidate, assembled, verdict: of the winner; None where there is none.
    reason, detail: why there is none.
    tried: how many candidates met which fate, for people.
    passing: whether a proof that is required failed for what this machine or moment is.
    decisions: how often all gates ran.
    baseline_listing: the baseline, disassembled.
    """

    candidate: Candidate | None = None
    assembled: Assembled | None = None
    verdict: Verdict | None = None
    reason: str = ""
    detail: str = ""
    passing: bool = False
    tried: Counter[str] = field(default_factory=Counter)
    decisions: int = 0
    baseline_listing: tuple[str, ...] = ()

    @property
    def lasting(self) -> bool:
        """Whether the outcome may be remembered."""
        return self.reason not in TRANSIENT and not self.passing


@dataclass(frozen=True)
class _Promising:
    candidate: Candidate
    assembled: Assembled
    speedup: float


def propose(
    function: Function, passes: list[Pass], context: Context, budget: Budget
) -> tuple[list[Candidate], Counter[str]]:
    """The candidates of all passes, each text once, and what went wrong in a pass."""
    found: dict[str, Candidate] = {}
    trouble: Counter[str] = Counter()
    for proposer in passes:
        try:
            for candidate in proposer.propose(function, context):
                if len(found) >= min(budget.candidates, budget.object_candidates):
                    return list(found.values()), trouble
                found.setdefault(
                    candidate.text,
                    replace(candidate, pass_name=candidate.pass_name or proposer.name),
                )
        except Error as e:
            trouble[f"{proposer.name}: {e.reason}"] += 1
        except Exception as e:  # another package's defect must not stop the other passes
            trouble[f"{proposer.name}: {type(e).__name__}"] += 1
    return list(found.values()), trouble


def search(
    function: Function,
    candidates: list[Candidate],
    context: Context,
    budget: Budget,
    progress: Callable[[str], None] = lambda _: None,
    require: str = "",
    forbidden: Callable[[MachineCode], bool] = lambda _: False,
) -> Finding:
    """The best acceptable candidate, within the budget.

    require: `armcc.confidence.PROOF` where only what is proved for all inputs is acceptable.
    forbidden: whether code may not be used whatever the gates say.
    Raises nothing that a candidate or a function can cause; OSError where the machine
    fails (a full disk).
    """
    finding = Finding()
    if budget.spent:
        finding.reason, finding.detail = "budget", "the object's budget is spent"
        return finding
    try:
        judge = Judge(function, context.workdir, context.cpu, require=require)
        if require and not judge.proves:
            raise Error("not-proved", "ARMCC_REQUIRE asks for a proof and ARMCC_PROOF forbids it")
        finding.baseline_listing = judge.subject.listing
        base = judge.base
        progress("costing the baseline")
        _ = judge.baseline
    except Error as e:
        finding.reason, finding.detail = e.reason, e.message
        return finding
    promising: list[_Promising] = []
    seen: set[MachineCode] = set()
    for number, candidate in enumerate(candidates, 1):
        progress(f"candidate {number} of {len(candidates)}")
        one = _first_look(judge, candidate, base, seen, finding, forbidden)
        if one is not None:
            promising.append(one)
    promising.sort(key=lambda p: -p.speedup)
    refused: list[Verdict] = []
    for one in promising:
        if finding.decisions >= min(budget.decisions, budget.object_decisions):
            break
        # The cheaper of the two remaining gates first; the verdict runs both again.
        hint = speed_gate(judge.baseline, one.assembled)
        if not hint.passed:
            finding.tried[f"speed: {hint.reason}"] += 1
            refused.append(Verdict((hint,)))
            continue
        finding.decisions += 1
        progress(f"judging {one.candidate.origin}")
        verdict, assembled = judge.judge(one.candidate.text)
        if verdict.accepted and assembled is not None:
            finding.candidate, finding.assembled, finding.verdict = (
                one.candidate,
                assembled,
                verdict,
            )
            finding.tried["accepted"] += 1
            return finding
        finding.tried[f"{verdict.decisive.gate}: {verdict.reason}"] += 1
        refused.append(verdict)
    _explain(finding, len(candidates), refused)
    return finding


def _first_look(
    judge: Judge,
    candidate: Candidate,
    base: list[Case],
    seen: set[MachineCode],
    finding: Finding,
    forbidden: Callable[[MachineCode], bool],
) -> _Promising | None:
    """Assemble, deduplicate, run a few tests and cost one workload."""
    function = judge.function
    result, assembled = syntax_gate(
        candidate.text, function.name, function.contract, judge.workdir, judge.callees
    )
    if assembled is None:
        finding.tried[f"syntax: {result.reason}"] += 1
        return None
    if assembled.machine in seen:
        finding.tried["duplicate"] += 1
        return None
    seen.add(assembled.machine)
    if forbidden(assembled.machine):
        finding.tried["revoked"] += 1
        return None
    if assembled.machine.code == function.hot.code:
        finding.tried["same as the baseline"] += 1
        return None
    step = max(1, len(base) // QUICK_CASES)
    quick = quick_look(judge.subject, assembled, base[::step])
    if not quick.passed:
        finding.tried[f"equivalence: {quick.reason}"] += 1
        return None
    try:
        speedup = judge.baseline.quick_ratio(assembled)
    except Error as e:
        finding.tried[f"speed: {e.reason}"] += 1
        return None
    if speedup < WORTH_JUDGING:
        finding.tried["speed: slower"] += 1
        return None
    return _Promising(candidate, assembled, speedup)


def _explain(finding: Finding, count: int, refused: list[Verdict]) -> None:
    finding.passing = any(map(_fails_for_now, refused))
    if refused:
        last = refused[0]
        finding.reason = last.reason
        finding.detail = f"best of {count} candidates: {last.detail}"
    elif not count:
        finding.reason, finding.detail = "no-candidate", "no pass proposed anything"
    else:
        finding.reason = "no-faster-candidate"
        fates = ", ".join(f"{n} {what}" for what, n in finding.tried.most_common(4))
        finding.detail = f"{count} candidates: {fates}"


def _fails_for_now(verdict: Verdict) -> bool:
    """Whether a proof was required and might be found by another machine or in more time."""
    proof = verdict.of(PROOF_GATE)
    return (
        verdict.reason == "not-proved"
        and proof is not None
        and proof.outcome == UNKNOWN
        and proof.reason in PROOF_TRANSIENT
    )
