"""What a user asks of the speed gate, by environment variables (docs/environment.md).

Imports nothing that a machine may lack: `armccctl doctor` asks here, too.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.tools import host_is_aarch64
from armcc.gates.speed.cores import ALSO_CPUS, core

# Where the figure comes from: docs/cost-model.md, "The margin".
MIN_SPEEDUP = 1.05
MOST_SPEEDUP = 100.0
EACH = 0.99  # the least speedup on any workload
OTHERS = 0.97  # the same in any other view: what is nearer to 1 is no difference
GROWTH = 1.25  # the most executed instructions, of the baseline's, where llvm-mca sees a gain
# Above this the model is more likely fooled than the code that good, unless there are as many
# times fewer instructions to execute, or half as many.
ALARM = 20.0
# ARMCC_ALSO_CPUS where the one CPU is all that counts.
NONE = "none"


@dataclass(frozen=True)
class Policy:
    """What makes a rewrite fast enough.

    minimum: the least geometric mean of the speedups over the workloads.
    also: cores on which no workload may be slower.
    workloads: a file that says on which inputs cycles are counted, "" for made ones.
    native: whether both codes are to be timed on this machine's core, too.
    """

    minimum: float = MIN_SPEEDUP
    also: tuple[str, ...] = ALSO_CPUS
    workloads: str = ""
    native: bool = False


def policy(environ: Mapping[str, str] = os.environ) -> Policy:
    """The policy that the environment asks for.

    Raises Error("speed-policy") for a value that cannot be used, Error("cpu") for a core
    without a model, Error("measure") where this machine cannot time the codes as asked.
    """
    also = also_cpus(environ)
    for name in also:
        core(name, "ARMCC_ALSO_CPUS")
    return Policy(
        _minimum(environ.get("ARMCC_MIN_SPEEDUP", "")),
        also,
        environ.get("ARMCC_WORKLOADS", ""),
        wanted(environ),
    )


def also_cpus(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The names in ARMCC_ALSO_CPUS, or what stands for it, with a model or not."""
    words = environ.get("ARMCC_ALSO_CPUS", "").replace(",", " ").split()
    if words == [NONE]:
        return ()
    return tuple(dict.fromkeys(words)) if words else ALSO_CPUS


def _minimum(text: str) -> float:
    if not text:
        return MIN_SPEEDUP
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 1.0 <= value <= MOST_SPEEDUP:
        raise Error("speed-policy", f"ARMCC_MIN_SPEEDUP={text!r} is not a factor such as 1.05")
    return value


def wanted(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether ARMCC_MEASURE asks that codes are timed (`armcc.gates.speed.measure`).

    Raises Error("measure") for a value that means nothing, and on a machine that cannot do it:
    who asks for a measurement is not to get rewrites without.
    """
    value = environ.get("ARMCC_MEASURE", "")
    if not value:
        return False
    if value != "native":
        message = f"ARMCC_MEASURE={value!r} means nothing; set it to native, or unset it"
        raise Error("measure", message)
    check_host()
    return True


def check_host() -> None:
    """Raises Error("measure") where this is no AArch64 Linux machine."""
    system, machine = platform.system(), platform.machine()
    if system != "Linux" or not host_is_aarch64():
        raise Error(
            "measure",
            f"ARMCC_MEASURE=native needs an AArch64 Linux machine; this is {system} on {machine}: "
            "unset it, or compile on such a machine",
        )
