"""`armccctl demo PROJECT`: one plain Makefile, built with clang and with armcc."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import sysconfig
import time
from typing import Any

from rich.console import Console

from armcc.cache.store import Store, default_root
from armcc.control.optimize import empty_table, row
from armcc.control.proving import shares
from armcc.control.toolchain import clang_command
from armcc.errors import Fatal
from armcc.function.tools import host_is_aarch64, qemu

CROSS_ROOT = "/usr/aarch64-linux-gnu"


def runner() -> str:
    """The words that run an AArch64 program here: none on AArch64 itself."""
    if host_is_aarch64():
        return ""
    emulator = qemu()
    if emulator is None:
        raise Fatal("qemu-aarch64 is missing: sudo apt-get install qemu-user")
    return f"{emulator} -L {CROSS_ROOT}"


def launcher() -> str:
    """The installed `armcc`."""
    for folder in (os.path.dirname(sys.executable), sysconfig.get_path("scripts")):
        path = os.path.join(folder, "armcc")
        if os.access(path, os.X_OK):
            return path
    raise Fatal("the launcher armcc is not installed beside this Python; run `make install`")


def demo(project: str, output: str) -> int:
    """Build twice, run both self checks, print the table; 0 where all went well."""
    if not os.path.isfile(os.path.join(project, "Makefile")):
        raise Fatal(f"{project} has no Makefile")
    out = os.path.abspath(
        output or os.path.join("build", "demo", os.path.basename(project.rstrip("/")))
    )
    clang = shlex.join(clang_command([]))
    report = os.path.join(out, "report.jsonl")
    os.makedirs(out, exist_ok=True)
    if os.path.exists(report):
        os.unlink(report)
    print(f"== CC={os.path.basename(clang.split()[0])} make check", flush=True)
    plain, plain_seconds = _check(project, os.path.join(out, "clang"), clang, {})
    print("== CC=armcc make check", flush=True)
    fast, fast_seconds = _check(
        project, os.path.join(out, "armcc"), launcher(), {"ARMCC_REPORT": report}
    )
    lines = _read_report(report)
    if not lines:
        raise Fatal(f"{project}: armcc met no hot function")
    store = Store(default_root())
    table = empty_table()
    for line in lines:
        record = store.get(line["key"]) if line["rewritten"] else None
        table.add_row(*row(line["function"], record, line["reason"], line["detail"]))
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table)
    rewritten = sum(line["rewritten"] for line in lines)
    known = shares(line["confidence"] for line in lines if line["rewritten"])
    searched = sum(line["searched"] for line in lines)
    print(f"{rewritten} of {len(lines)} hot functions rewritten (cycles: neoverse-v2 model, all")
    print("workloads together)" + (f": {known}" if known else "") + ".")
    print(f"gates ran for {searched} functions; {len(lines) - searched} came from the cache")
    print(f"build with clang {plain_seconds:.1f} s, with armcc {fast_seconds:.1f} s")
    same = plain == fast
    print(f"self checks: {'the same output' if same else 'THE OUTPUT DIFFERS'}")
    print(f"look closer: armccctl explain {os.path.relpath(out)}/armcc/FILE.o")
    return 0 if same else 1


def _check(project: str, folder: str, compiler: str, extra: dict[str, str]) -> tuple[str, float]:
    """Build into an empty folder and run the self check: its output, and seconds to build."""
    os.makedirs(folder, exist_ok=True)
    words = ["make", "-s", f"-j{os.cpu_count() or 1}", "-C", project]
    words += [f"OBJDIR={folder}", f"CC={compiler}"]
    environment = {
        k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS", "CFLAGS")
    }
    environment.update(extra)
    start = time.monotonic()
    _run([*words, "-B"], environment)
    seconds = time.monotonic() - start
    said = _run([*words, "check", f"RUN={runner()}"], environment)
    return said, seconds


def _run(words: list[str], environment: dict[str, str]) -> str:
    try:
        ran = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    except FileNotFoundError as e:
        raise Fatal(f"{words[0]} is missing: sudo apt-get install {words[0]}") from e
    if ran.returncode:
        sys.stdout.write(ran.stdout)
        raise Fatal(f"{shlex.join(words)} failed with status {ran.returncode}")
    return ran.stdout


def _read_report(path: str) -> list[dict[str, Any]]:
    try:
        with open(path, encoding="utf-8") as f:
            return [json.loads(line) for line in f]
    except FileNotFoundError:
        return []
