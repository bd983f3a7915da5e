"""OSACA's word on a loop, beside the speed model's: information, and nothing that decides.

OSACA (https://github.com/RRZE-HPC/OSACA, AGPL) has measured tables of the Neoverse V2.  It is
asked in a process of its own: it is slow to load, and on some instructions it fails.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from armcc.gates.instructions import mnemonic

VERSION = "0.7.1"
MISSING = f"not installed: pip install osaca=={VERSION}"
ARCHITECTURES = {"neoverse-v2": "V2"}
# Seconds.  It takes one; building its tables after an installation some more.
_PATIENCE = 60.0
# Instructions that are named of those it does not know.
_NAMED = 3
_BRANCHES = re.compile(r"(?:b|b\.\w+|cbn?z|tbn?z)$")
_TARGET = re.compile(r"#-?(?:0x)?[0-9a-fA-F]+$")

# Runs where OSACA is, told the architecture and the lines on standard input.  What it fails on
# is found by asking about each instruction alone.
_RUNNER = """
import json, sys
asked = json.load(sys.stdin)
from osaca.osaca import get_asm_parser
from osaca.semantics import ArchSemantics, INSTR_FLAGS, KernelDG, MachineModel
parser = get_asm_parser(asked["architecture"])
model = MachineModel(arch=asked["architecture"])
semantics = ArchSemantics(parser, model)
def kernel(lines):
    found = parser.parse_file("\\n".join(lines) + "\\n")
    semantics.normalize_instruction_forms(found)
    semantics.add_semantics(found)
    return found
unknown, failed = [], []
for line in dict.fromkeys(asked["lines"][1:]):
    try:
        (one,) = [f for f in kernel([line]) if f.mnemonic]
        if {INSTR_FLAGS.TP_UNKWN, INSTR_FLAGS.LT_UNKWN} & set(one.flags):
            unknown.append(line)
    except Exception:
        failed.append(line)
said = {"unknown": unknown, "failed": failed}
if not unknown and not failed:
    loop = kernel(asked["lines"])
    semantics.assign_optimal_throughput(loop)
    semantics.assign_optimal_throughput(loop)
    graph = KernelDG(loop, parser, model, semantics, 10, True)
    carried = [d["latency"] for d in graph.get_loopcarried_dependencies().values()]
    said["throughput"] = float(max(ArchSemantics.get_throughput_sum(loop)))
    said["carried"] = float(max(carried, default=0.0))
print(json.dumps(said))
"""


@dataclass(frozen=True)
class Opinion:
    """What OSACA says of a loop.

    cycles: an iteration takes at least: the larger of throughput (of the busiest port) and
    carried (along registers and flags, from iteration to iteration); None where it cannot say,
    and then `why`.
    """

    cycles: float | None = None
    throughput: float = 0.0
    carried: float = 0.0
    why: str = ""


def opinion(cpu: str, instructions: Sequence[str], command: Sequence[str] = ()) -> Opinion:
    """OSACA's cycles of a loop of instructions, as the disassembler prints them.

    command: the Python that has OSACA; the running one without it.  Never raises.
    """
    architecture = ARCHITECTURES.get(cpu)
    if architecture is None:
        return Opinion(why=f"has no tables that are used for {cpu}")
    try:
        if not command and find_spec("osaca") is None:
            return Opinion(why=MISSING)
        # -P: what lies in the current folder is not asked.
        python = list(command) or [sys.executable, "-P"]
        asked = {"architecture": architecture, "lines": _lines(instructions)}
        ran = subprocess.run(
            [*python, "-c", _RUNNER],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        if ran.returncode:
            last = ran.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            return Opinion(why=f"failed: {last[0] if last else 'it said nothing'}")
        return _understood(json.loads(ran.stdout), instructions)
    except subprocess.TimeoutExpired:
        return Opinion(why=f"did not end within {_PATIENCE:.0f} s")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as e:
        return Opinion(why=f"failed: {e!r}")


def _lines(instructions: Sequence[str]) -> list[str]:
    """The loop as OSACA reads it: distances of branches become a label."""
    out = [".Lhead:"]
    for text in instructions:
        jump = _BRANCHES.match(mnemonic(text))
        out.append(_TARGET.sub(".Lhead", text) if jump else text)
    return out


def _understood(said: dict[str, object], instructions: Sequence[str]) -> Opinion:
    asked = dict(zip(_lines(instructions)[1:], instructions, strict=True))
    for key, words in (("failed", "fails on"), ("unknown", "does not know")):
        lines = said[key]
        if isinstance(lines, list) and lines:
            named = ", ".join(f"`{asked.get(line, line)}`" for line in lines[:_NAMED])
            more = f" and {len(lines) - _NAMED} more" if len(lines) > _NAMED else ""
            return Opinion(why=f"{words} {named}{more}")
    throughput, carried = said["throughput"], said["carried"]
    if not isinstance(throughput, float) or not isinstance(carried, float):
        raise TypeError("no number")
    return Opinion(max(throughput, carried), throughput, carried)
