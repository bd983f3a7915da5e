"""An installation of armcc whose cache knows real rewrites, for the tests of one session.

A pass in a package of its own proposes to count bits by `cnt`, the gates accept it, and the
rows that follow find it in the cache.
"""

from __future__ import annotations

import fcntl
import os
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from conftest import clang_words, make_prefix
from rows import SOURCES, Compiler
from twins import write

PASS = '''\
import os
import time

from armcc.function.function import Candidate

TEXT = """{name}:
    fmov d0, x0
    cnt v0.8b, v0.8b
    addv b0, v0.8b
    fmov w0, s0
    ret
"""


class Bits:
    name = "bits"
    version = "1"

    def propose(self, function, context):
        if "bits" in function.name:
            yield Candidate(TEXT.replace("{name}", function.name), "cnt")


class Sleeper:
    """Works for as long as a test needs, and says where it is."""

    name = "sleeper"
    version = "1"

    def propose(self, function, context):
        open(os.environ["SLEEPER"], "w").close()
        time.sleep(100)
        return ()
'''

ENTRY_POINTS = """\
[armcc.passes]
bits = bits_pass:Bits
sleeper = bits_pass:Sleeper
"""

# Calls whose rewrites all rows find: their functions differ in code or contract.
CALLS = ["-O2 -c bits.c", "-O2 -mcpu=neoverse-v2 -c bits.c", "-O2 -c bits.cc"]
_PACKAGES = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"


def installation(factory: pytest.TempPathFactory) -> str:
    """The prefix of an installation with that pass, one for all workers of a session."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    prefix = f"{shared}/known/usr"
    os.makedirs(f"{shared}/known", exist_ok=True)
    with open(f"{shared}/known/lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(f"{prefix}/done"):
            _install(prefix)
            Path(f"{prefix}/done").touch()
    return prefix


def twins_folder(factory: pytest.TempPathFactory) -> str:
    """Where all rows run: what clang did there once, holds for the next as well."""
    folder = factory.getbasetemp() / "twins"
    folder.mkdir(exist_ok=True)
    return str(folder / "w")


def _install(prefix: str) -> None:
    # The worker is the same Python in isolation; so the pass stands in a place of its own.
    venv.create(prefix, symlinks=True)
    make_prefix(prefix, f"{prefix}/bin/python")
    packages = Path(prefix, _PACKAGES)
    (packages / "others.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    (packages / "bits_pass.py").write_text(PASS)
    (packages / "bits_pass-1.dist-info").mkdir()
    for name, text in (
        ("METADATA", "Metadata-Version: 2.1\nName: bits-pass\nVersion: 1\n"),
        (
            "entry_points.txt",
            "[armcc.passes]\nbits = bits_pass:Bits\nsleeper = bits_pass:Sleeper\n",
        ),
    ):
        (packages / "bits_pass-1.dist-info" / name).write_text(text)


def clang_of(prefix: str, which: str) -> Compiler:
    """clang itself, by the path under which armcc finds it."""
    cc = clang_words(which)
    cxx = [cc[0].replace("clang", "clang++"), *cc[1:]]
    if os.path.basename(cc[0]) == "zig":
        folder = os.path.dirname(cc[0])
        cc = [word.replace(folder, f"{prefix}/{_PACKAGES}/ziglang") for word in cc]
        cxx = [*cc[:3], "--driver-mode=g++", *cc[3:]]
    return Compiler(cc, cxx, plain_environ())


def plain_environ() -> dict[str, str]:
    """The environment of this process without what armcc or Python would read."""
    skipped = ("ARMCC_", "PYTHON", "PYTEST_", "MAKE")
    return {k: v for k, v in os.environ.items() if not k.startswith(skipped)}


def armcc_of(prefix: str, which: str, cache: str, mode: str, launchers: str = "bin") -> Compiler:
    """armcc on top of that clang.  launchers: bin for the native ones, script for Python's."""
    program = f"{prefix}/{launchers}/armcc"
    environ = {**plain_environ(), "ARMCC_CACHE_DIR": cache, "ARMCC_MODE": mode}
    environ |= {"ARMCC_PASSES": "bits", "ARMCC_PROOF": "off"}
    clang = clang_words(which)
    if os.path.basename(clang[0]) != "zig":
        environ["ARMCC_CLANG"] = clang[0]
    return Compiler([program], [f"{program}++"], environ)


def knowing(prefix: str, which: str) -> Compiler:
    """armcc in the mode `cached` with the rewrites of all CALLS in its cache."""
    folder = os.path.dirname(prefix)
    cache = f"{folder}/cache-{which}"
    with open(f"{folder}/lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(f"{folder}/done-{which}"):
            write(f"{folder}/sources", SOURCES)
            searching = armcc_of(prefix, which, cache, "optimize")
            for call in CALLS:
                words = [*searching.cc, *call.split(), "-Rpass=armcc", "-Rpass-missed=armcc"]
                done = subprocess.run(
                    words,
                    cwd=f"{folder}/sources",
                    env=searching.environ,
                    capture_output=True,
                    check=True,
                )
                assert b"replaced by code" in done.stderr, done.stderr
            Path(f"{folder}/done-{which}").touch()
    return armcc_of(prefix, which, cache, "cached")
