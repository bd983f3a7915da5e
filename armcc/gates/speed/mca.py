"""llvm-mca fed with the truth: operations of an executed trace.

What llvm-mca is given is never the candidate's text: comments in it could change what
is measured, and encodings written as data would not be counted.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from armcc.errors import Error
from armcc.function.tools import llvm_tool, require

OLDEST = 19  # before it neither the CPUs nor the options are there
_VERSION = re.compile(rb"LLVM version (\d+)\.(\S+)")
# Seconds.  An honest trace takes a fraction of one.
_PATIENCE = 60


@dataclass(frozen=True)
class Target:
    """What code is measured for: llvm-mca's triple, CPU and attributes."""

    cpu: str
    attributes: str = ""
    triple: str = "aarch64-linux-gnu"


@dataclass(frozen=True)
class Timeline:
    """When each of a straight line's operations passed each stage, in cycles.

    dispatched, ready, issued, executed, retired: of each operation; `executed` is the first
        cycle in which its result can be used.
    micro: how many micro-operations each is.
    ports: of each the (number, cycles) of the execution resources that it took.
    names: of the execution resources.
    """

    dispatched: tuple[int, ...]
    ready: tuple[int, ...]
    issued: tuple[int, ...]
    executed: tuple[int, ...]
    retired: tuple[int, ...]
    micro: tuple[int, ...]
    ports: tuple[tuple[tuple[int, int], ...], ...] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)

    @property
    def cycles(self) -> int:
        """Of the whole line, as llvm-mca counts them."""
        return max(self.retired) + 1 if self.retired else 0


@cache
def version() -> str:
    """llvm-mca's version, such as "22.1.8".

    Raises Error("tool") where it is missing or too old.
    """
    path = require(llvm_tool("llvm-mca"), "llvm-mca")
    try:
        ran = subprocess.run(
            [path, "--version"], capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError) as e:
        raise Error("tool", f"llvm-mca could not be run: {e}") from e
    found = _VERSION.search(ran.stdout)
    if found is None or int(found[1]) < OLDEST:
        said = ran.stdout.decode("ascii", "replace").strip().splitlines()
        raise Error(
            "tool", f"{path} says {said[:1]}; llvm-mca {OLDEST} or newer is needed, 22 is best"
        )
    return f"{int(found[1])}.{found[2].decode('ascii', 'replace')}"


def timelines(lines: Sequence[Sequence[str]], target: Target, aliasing: bool) -> list[Timeline]:
    """What the model says of each of some straight lines of operations, each for itself.

    aliasing: whether a load is taken to depend on every earlier store.
    Raises Error("speed-model") on any warning: an instruction that the model does not
    know is not free; also where a line is empty.  Raises Error("tool") where llvm-mca is
    missing.
    """
    if not lines or not all(lines):
        raise Error("speed-model", "no instruction was executed")
    version()
    command = [
        require(llvm_tool("llvm-mca"), "llvm-mca"),
        f"-mtriple={target.triple}",
        f"-mcpu={target.cpu}",
        f"-mattr={target.attributes}",
        "-iterations=1",
        "-disable-im",
        f"-noalias={'false' if aliasing else 'true'}",
        "-timeline",
        "-timeline-max-iterations=1",
        "-timeline-max-cycles=0",
        "-json",
    ]
    feed = "".join(
        # The marks are ours: of what was executed only bytes are left, no comment.
        f"# LLVM-MCA-BEGIN {n}\n" + "\n".join(line) + f"\n# LLVM-MCA-END {n}\n"
        for n, line in enumerate(lines)
    )
    try:
        ran = subprocess.run(
            command,
            input=feed.encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        )
    except (OSError, subprocess.SubprocessError) as e:
        raise Error("tool", f"llvm-mca could not be run: {e}") from e
    said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
    if ran.returncode or said:
        raise Error("speed-model", f"llvm-mca: {said[0] if said else 'it failed'}")
    try:
        report = json.loads(ran.stdout)
        names = tuple(n.replace("\0", "") for n in report["TargetInfo"]["Resources"])
        found = [_timeline(r, names) for r in report["CodeRegions"]]
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise Error("speed-model", f"llvm-mca's answer is not understood: {e!r}") from e
    counts = [(len(t.retired), len(t.micro)) for t in found]
    if counts != [(len(line), len(line)) for line in lines]:
        raise Error("speed-model", "llvm-mca costs other instructions than it was given")
    return found


def _timeline(region: dict[str, object], names: tuple[str, ...]) -> Timeline:
    """One code region of llvm-mca's JSON; raises KeyError and such where it is another."""
    r: dict[str, dict[str, list[dict[str, int]]]] = region  # type: ignore[assignment]
    stages = r["TimelineView"]["TimelineInfo"]
    info = r["InstructionInfoView"]["InstructionList"]
    ports: list[list[tuple[int, int]]] = [[] for _ in stages]
    for row in r["ResourcePressureView"]["ResourcePressureInfo"]:
        # Behind the operations come the sums.
        if row["InstructionIndex"] < len(ports):
            used = max(1, round(row["ResourceUsage"]))
            ports[row["InstructionIndex"]].append((row["ResourceIndex"], used))
    return Timeline(
        dispatched=tuple([s["CycleDispatched"] for s in stages]),
        ready=tuple([s["CycleReady"] for s in stages]),
        issued=tuple([s["CycleIssued"] for s in stages]),
        executed=tuple([s["CycleExecuted"] for s in stages]),
        retired=tuple([s["CycleRetired"] for s in stages]),
        micro=tuple([i["NumMicroOpcodes"] for i in info]),
        ports=tuple([tuple(p) for p in ports]),
        names=names,
    )
