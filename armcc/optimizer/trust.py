"""Whether a rewrite that somebody else found may be used: where it is proved again, here.

Tests defend against mistakes and not against an author who plants what no test meets
(docs/cache.md, "What others found").  So the word of a stranger's record counts for nothing.
"""

from __future__ import annotations

from dataclasses import replace

from armcc.cache.record import Rewrite
from armcc.confidence import PROOF
from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates.isolation import isolated
from armcc.gates.judge import Judge
from armcc.gates.verdict import ACCEPTED, PROOF_GATE, REJECTED, UNKNOWN, GateResult, Verdict

# Seconds of wall clock; what they stop is not proved.
SECONDS = 300.0


def prove_again(record: Rewrite, function: Function, workdir: str) -> Verdict:
    """The verdict of all gates but the speed gate on the record's text; a proof is required.

    Its `outcome` is ACCEPTED only where the text is proved for all inputs and the record's
    machine code is what the text assembles to; it is not `accepted`, as no speed was asked.
    The record is used under the assumptions of this verdict, not under its own.
    function: what the record claims to replace, as it is now.  Its name has to be the record's.
    workdir: a private folder for the tools' files.
    """
    try:
        return isolated(lambda _: _judged(record, function, workdir), SECONDS)
    except Error as e:
        return Verdict((GateResult(PROOF_GATE, UNKNOWN, e.reason, e.message),), require=PROOF)


def _judged(record: Rewrite, function: Function, workdir: str) -> Verdict:
    judge = Judge(function, workdir, require=PROOF)
    verdict, assembled = judge.compare(record.text)
    if assembled is None or verdict.outcome != ACCEPTED:
        return verdict
    if assembled.machine != record.machine:
        detail = "the record's machine code is not what its text assembles to"
        return replace(verdict, gates=(GateResult("syntax", REJECTED, "machine-code", detail),))
    return judge.prove(verdict, assembled)
