"""`armccctl bench`: what a warm armcc adds to a build, as ratios from one run.

The machines are noisy, so nothing here is a test: both builds run in turn, several
times, and the ratio of the medians is printed with its spread.
"""

from __future__ import annotations

import json
import os
import shlex
import statistics
import subprocess
import tempfile
import time

from armcc.control.demo import launcher
from armcc.control.toolchain import clang_command
from armcc.errors import Fatal

FORMAT = 1


def bench(project: str, rounds: int, as_json: bool) -> int:
    """Time `make -B` with clang and with armcc from a warm cache; 0.  Raises Fatal.

    The first armcc build fills the cache and is not counted.
    """
    if not os.path.isfile(os.path.join(project, "Makefile")):
        raise Fatal(f"{project} has no Makefile")
    clang = shlex.join(clang_command([]))
    ours = launcher()
    clang_times: list[float] = []
    armcc_times: list[float] = []
    with tempfile.TemporaryDirectory(prefix="armcc-bench-") as folder:
        _build(project, os.path.join(folder, "armcc"), ours)
        for _ in range(rounds):
            clang_times.append(_build(project, os.path.join(folder, "clang"), clang))
            armcc_times.append(_build(project, os.path.join(folder, "armcc"), ours))
    ratios = sorted(a / c for a, c in zip(armcc_times, clang_times, strict=True))
    report = {
        "format": FORMAT,
        "project": project,
        "rounds": rounds,
        "clang_seconds": round(statistics.median(clang_times), 4),
        "armcc_seconds": round(statistics.median(armcc_times), 4),
        "ratio": round(statistics.median(ratios), 4),
        "ratio_least": round(ratios[0], 4),
        "ratio_most": round(ratios[-1], 4),
    }
    if as_json:
        print(json.dumps(report, indent=2))
    else:
        print(f"CC=clang make -B   {report['clang_seconds']:.3f} s (median of {rounds})")
        print(f"CC=armcc make -B   {report['armcc_seconds']:.3f} s, cache warm")
        print(f"ratio              {report['ratio']:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    return 0


def _build(project: str, folder: str, compiler: str) -> float:
    """Seconds of one `make -B` on one core."""
    words = ["make", "-s", "-B", "-j1", "-C", project, f"OBJDIR={folder}", f"CC={compiler}"]
    environment = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS")}
    start = time.monotonic()
    try:
        ran = subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, check=False)
    except FileNotFoundError as e:
        raise Fatal("make is missing: sudo apt-get install make") from e
    if ran.returncode:
        raise Fatal(f"{shlex.join(words)} failed with status {ran.returncode}")
    return time.monotonic() - start
