"""`--mode own`: every function's own code as its rewrite, so that the splice is tested on all.

A search finds rewrites for few functions, and takes hours.  Here each function for which the
cache can have a record at all gets one without a search: the text that clang writes for it,
assembled as a candidate is.  Every second one is an instruction longer, behind its last one
and never executed, so that it does not fit into its old place.  Such code is right without
any gate: what a test shows to be wrong is the way from a record to the object.

The records are no verdicts of gates, and so stand in a cache of their own.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import zlib
from collections import Counter
from typing import Any

from armcc import GATES_VERSION
from armcc.cache import speed
from armcc.cache.key import key
from armcc.cache.record import Rewrite
from armcc.cache.store import Store
from armcc.control.fidelity.recompile import Recompiled, own_text
from armcc.driver.queue import FOLDER
from armcc.errors import Error
from armcc.function.elf import ElfObject
from armcc.function.frontend import FrontEnd, read_front_end
from armcc.function.function import Function, Invocation
from armcc.function.hot import find_function
from armcc.gates.callees import called_names
from armcc.gates.syntax import RejectedError, assemble
from armcc.passes.extract import Names

# The syntax gate takes no nop, and no way out at the end but by a branch.
_MORE = "\tret"
# What ends a function in clang's text, with a frame description or without.
_END = re.compile(r"^(?=\s*\.cfi_endproc\b|\.Lfunc_end\d+:|\s*\.size\s)", re.MULTILINE)


def longer(text: str) -> str:
    """The same function with an instruction that nothing leads to behind its last one."""
    return _END.sub(f"{_MORE}\n", text, count=1)


def restate(root: str) -> Counter[str]:
    """Work off the queue of the cache folder `root`; what came of its functions, by words.

    `own` is what got a record; anything else, why it could get none.
    """
    fates: Counter[str] = Counter()
    store = Store(root)
    folder = os.path.join(root, FOLDER)
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8") as f:
            job = json.load(f)
        try:
            fates += _restate_object(job, store)
        except (Error, OSError) as e:
            fates[e.reason if isinstance(e, Error) else "os"] += len(job["names"])
        os.unlink(path)
    return fates


def _restate_object(job: dict[str, Any], store: Store) -> Counter[str]:
    fates: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="armcc-") as workdir:
        output = os.path.join(workdir, "baseline.o")
        words = [*job["clang"], *job["arguments"], "-w", "-o", output]
        ran = subprocess.run(words, cwd=job["directory"], capture_output=True, check=False)
        if ran.returncode:
            raise Error("frontend", f"clang cannot compile {job['source']} again")
        with open(output, "rb") as f:
            obj = ElfObject(f.read())
        place = job["directory"]
        invocation = Invocation(tuple(job["clang"]), tuple(job["arguments"]), job["source"], place)
        front = read_front_end(invocation, obj, job["names"], workdir)
        own = own_text(invocation, workdir)
        if own is None:
            raise Error("frontend", f"clang writes no text of {job['source']}")
        asked = speed.asked(job["cpu"], dict(os.environb))
        for name in job["names"]:
            try:
                fates[_restate(name, obj, front, own, invocation, asked, store, workdir)] += 1
            except (Error, RejectedError) as e:
                fates[e.reason] += 1
    return fates


def _restate(
    name: str,
    obj: ElfObject,
    front: FrontEnd,
    own: Recompiled,
    invocation: Invocation,
    asked: str,
    store: Store,
    workdir: str,
) -> str:
    """Put the record of one function into the store.  Raises Error, RejectedError."""
    contract = front.contracts.get(name)
    if contract is None:
        return front.refused.get(name, "contract")
    if contract.refusal is not None:
        return contract.refusal.reason
    hot = find_function(obj, name)
    found = own.candidate(name, Names.of(obj, hot))
    if found is None or not found.text:
        return "extraction"
    function = Function(name, obj, hot, contract, invocation, front.optimized_ir)
    text = longer(found.text) if zlib.crc32(name.encode()) & 1 else found.text
    assembled = assemble(text, name, contract, workdir, called_names(function))
    record = Rewrite(
        function=name,
        key=key(front.identities[name], contract.to_bytes(), asked, GATES_VERSION),
        text=text,
        machine=assembled.machine,
        pass_name="own",  # noqa: S106
        origin="its own code",
        evidence=b"{}",
    )
    return "own" if store.put(record) else "cache"
