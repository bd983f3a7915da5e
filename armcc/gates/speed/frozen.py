"""What is frozen of the model: its version, and a hash of every figure in it.

Both stand in each verdict.  Who changes a figure, or what a correction computes, raises the
version; a test holds the two together.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from armcc.gates.speed import baseline, caches, costing, forwarding, policy, windows, workloads
from armcc.gates.speed.cores import CORES

# Raised when a correction computes something else, too.
MODEL_VERSION = 3


def model() -> dict[str, Any]:
    """The model by which something was measured, as evidence and reports name it."""
    return {"version": MODEL_VERSION, "parameters": parameters()}


def parameters() -> str:
    """A hash of all figures, as 16 hexadecimal digits."""
    rows = [f"{name} {sorted(asdict(one).items())}" for name, one in sorted(CORES.items())]
    rows += [
        f"windows {windows.WHOLE} {windows.LEAD} {windows.SAMPLE} {windows.LATER} {windows.ALIKE}",
        f"ends {windows.END} {windows.END_LEAD}",
        f"forwarding {forwarding.BUFFER} {forwarding.RECENT}",
        f"caches {caches.STREAMS} {caches.STREAM}",
        f"branches {costing.RESOLVED}",
        f"workloads {workloads.SIZES} {workloads.SHORT} {workloads.BITS} {workloads.VARIANTS}",
        f"rows {baseline.SHORT} {baseline.ROW} {baseline.LEAST_ROW}",
        f"ratios {baseline.RESOLUTION} {baseline.ROW_RESOLUTION} {baseline.FORESIGHT}",
        f"gate {policy.EACH} {policy.OTHERS} {policy.GROWTH} {policy.ALARM} {policy.MIN_SPEEDUP}",
    ]
    return hashlib.blake2b("\n".join(rows).encode(), digest_size=8).hexdigest()
