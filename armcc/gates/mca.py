"""llvm-mca fed with the truth: disassembled instructions of an executed trace.

What llvm-mca is given is never the candidate's text: comments in it could change what
is measured, and encodings written as data would not be counted.
"""

from __future__ import annotations

import re
import subprocess

from armcc.errors import Error
from armcc.function.tools import llvm_tool, require

DEFAULT_CPU = "neoverse-v2"
# llvm-mca-22 knows these as models of their own; other Arm names are served in silence
# by cortex-a57's (identical output), so a name that is not here is refused.
MODELS = (
    "cortex-a53",
    "cortex-a55",
    "cortex-a57",
    "cortex-a510",
    "neoverse-n1",
    "neoverse-n2",
    "neoverse-v1",
    "neoverse-v2",
    "neoverse-v3",
)

_CYCLES = re.compile(r"^Total Cycles:\s+(\d+)$", re.MULTILINE)
# A store with post-index writeback is one instruction in the model, whose address result
# waits for the stored data; the core cracks it into a store and an add (Arm Neoverse V2
# software optimization guide, section 4.3 "Store instructions"; the address update has
# the latency of an ALU operation).
_POST_INDEX_STORE = re.compile(
    r"^(st[rp]\w*|st[1-4]) (.+), \[(x\d+|sp)\], #(-?(?:0x)?[0-9a-fA-F]+)$"
)
_PRE_INDEX_STORE = re.compile(r"^(st[rp]\w*) (.+), \[(x\d+|sp), #(-?(?:0x)?[0-9a-fA-F]+)\]!$")


_CALLS = ("bl ", "blr ", "br ", "blraa", "braa")
_RETURNS = ("ret", "retaa", "retab")


def crack(instruction: str) -> list[str]:
    """An instruction as the operations the core makes of it (writeback stores only)."""
    found = _POST_INDEX_STORE.match(instruction)
    if found:
        name, data, base, step = found.groups()
        return [f"{name} {data}, [{base}]", _add(base, int(step, 0))]
    found = _PRE_INDEX_STORE.match(instruction)
    if found:
        name, data, base, step = found.groups()
        return [_add(base, int(step, 0)), f"{name} {data}, [{base}]"]
    return [instruction]


def _add(base: str, step: int) -> str:
    return f"{'sub' if step < 0 else 'add'} {base}, {base}, #{abs(step)}"


def cycles(instructions: list[str], cpu: str, attributes: str, aliasing: bool) -> int:
    """Cycles that the model needs for a straight line of instructions, once.

    aliasing: whether a load is taken to depend on every earlier store.
    Raises Error("speed-model") on any warning: an instruction that the model does not
    know is not free.  Raises Error("tool") where llvm-mca is missing.
    """
    # llvm-mca warns of a return, which ends every trace alike: it is left out.  It warns of
    # a call too; both codes make the same calls, and what a callee costs is not theirs, so
    # a call is a branch here.
    straight = [
        "b #4" if text.startswith(_CALLS) else text
        for text in instructions
        if text.split(" ", 1)[0] not in _RETURNS
    ]
    feed = "\n".join(op for text in straight for op in crack(text)) + "\n"
    command = [
        require(llvm_tool("llvm-mca"), "llvm-mca"),
        "-mtriple=aarch64-linux-gnu",
        f"-mcpu={cpu}",
        f"-mattr={attributes}",
        "-iterations=1",
        "-disable-im",
        f"-noalias={'false' if aliasing else 'true'}",
        "-instruction-info=false",
        "-resource-pressure=false",
    ]
    try:
        ran = subprocess.run(
            command,
            input=feed.encode(),
            capture_output=True,
            timeout=120,
            check=False,
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        )
    except (OSError, subprocess.SubprocessError) as e:
        raise Error("tool", f"llvm-mca could not be run: {e}") from e
    found = _CYCLES.search(ran.stdout.decode())
    if ran.returncode or ran.stderr.strip() or not found:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Error("speed-model", f"llvm-mca: {said[0] if said else 'no cycles reported'}")
    return int(found.group(1))


def check_cpu(cpu: str) -> str:
    """`cpu` if it has a model of its own; raises Error("cpu") where it has not."""
    if cpu not in MODELS:
        raise Error(
            "cpu", f"no speed model for {cpu!r}; set ARMCC_CPU to one of {', '.join(MODELS)}"
        )
    return cpu
