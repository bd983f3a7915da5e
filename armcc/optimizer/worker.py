"""The process the driver starts for work that the compile path must not carry.

Job: JSON on standard input; reply: JSON on standard output (docs/architecture.md,
"The worker").  Whatever goes wrong here, the driver keeps clang's object.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from typing import Any

from armcc.cache.record import encode
from armcc.cache.store import Store, default_root
from armcc.confidence import required
from armcc.errors import Error
from armcc.function.elf import ElfObject
from armcc.function.function import Invocation
from armcc.function.hot import hot_functions
from armcc.optimizer.budget import parse_budget
from armcc.optimizer.session import Answer, Session


def run_job(job: dict[str, Any]) -> dict[str, Any]:
    """The reply to one job.  Raises Error or OSError where nothing can be said."""
    with open(job["object"], "rb") as f:
        obj = ElfObject(f.read())
    invocation = Invocation(
        clang=tuple(job["clang"]),
        arguments=tuple(job["arguments"]),
        source=job["source"],
        directory=job["directory"],
    )
    session = Session(
        invocation=invocation,
        obj=obj,
        store=Store(default_root(), required(os.environb)),
        mode=job["mode"],
        cpu=job.get("cpu", ""),
        budget=parse_budget(os.environ.get("ARMCC_BUDGET", "")),
        pass_names=os.environ.get("ARMCC_PASSES", ""),
        memo_key=job.get("memo_key", ""),
    )
    names = job.get("names") or [f.name for f in hot_functions(obj)]
    answers = session.run(names)
    return {"functions": {name: _reply(answer) for name, answer in answers.items()}}


def _reply(answer: Answer) -> dict[str, Any]:
    record = None
    if answer.record is not None:
        record = base64.b64encode(encode(answer.record)).decode()
    return {
        "identity": answer.identity,
        "key": answer.key,
        "record": record,
        "reason": answer.reason,
        "detail": answer.detail,
        "file": answer.file,
        "line": answer.line,
        "column": answer.column,
        "searched": answer.searched,
    }


def main() -> int:
    """Entry point of `python -m armcc.optimizer.worker`."""
    try:
        reply = run_job(json.load(sys.stdin))
    except Error as e:
        reply = {"functions": {}, "reason": e.reason, "detail": e.message}
    json.dump(reply, sys.stdout)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
