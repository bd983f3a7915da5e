"""One side of a project: its environment, its commands, and what they cost."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import threading
import time
from dataclasses import dataclass

from armcc.control.demo import CROSS_ROOT, runner
from armcc.control.realworld.results import TOO_LONG
from armcc.errors import Fatal
from armcc.function.tools import host_is_aarch64

CLANG = "clang"
ARMCC = "armcc"
HOST = "aarch64-linux-gnu"

PLAIN = "plain"
DEBIAN = "debian"
_VARIABLES = ("CFLAGS", "CPPFLAGS", "CXXFLAGS", "LDFLAGS")
# What newer releases of Debian give on arm64 and older ones do not know yet.
_HARDENING = ("-fstack-clash-protection", "-mbranch-protection=standard")

# Of the caller's environment, what would change one side or both.
_NOT_INHERITED = (
    *_VARIABLES, "CC", "CXX", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "DESTDIR", "SOURCE_DATE_EPOCH",
    "LD_LIBRARY_PATH", "QEMU_LD_PREFIX",
)  # fmt: skip


@dataclass(frozen=True)
class Ran:
    """A command that ended: its exit status, its output, seconds of wall clock and CPU.

    cpu: of it and of all processes that it waited for, directly or not.
    """

    status: int
    output: str
    wall: float
    cpu: float


@dataclass(frozen=True)
class Side:
    """A compiler and where a project is built with it.

    cc, cxx: words as for a shell.  extra: variables of this side.
    """

    name: str
    tree: str
    cc: str
    cxx: str
    environ: dict[str, str]
    log: str

    def run(self, script: str, extra: dict[str, str], seconds: float) -> Ran:
        """Run shell commands in the tree; everything that they print also goes to the log."""
        if not os.path.isdir(self.tree):
            raise Fatal(f"{self.tree} has vanished")
        with open(self.log, "a", encoding="utf-8") as f:
            f.write(f"\n== {script}\n")
        output = f"{self.log}.last"
        with open(output, "wb") as sink:
            started = time.monotonic()
            child = subprocess.Popen(
                # Not sh: that of Debian 12 has no `pipefail`, and without it a test whose program
                # does not even start passes, where another reads the nothing that it wrote.
                ["bash", "-e", "-o", "pipefail", "-c", script],
                cwd=self.tree,
                env={**self.environ, **extra},
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            late = threading.Event()

            def stop() -> None:
                late.set()
                os.killpg(child.pid, signal.SIGKILL)

            timer = threading.Timer(seconds, stop)
            timer.start()
            try:
                _, status, usage = os.wait4(child.pid, 0)
            except BaseException:
                os.killpg(child.pid, signal.SIGKILL)
                raise
            finally:
                timer.cancel()
                child.returncode = 0
            wall = time.monotonic() - started
        with open(output, encoding="utf-8", errors="replace") as f:
            text = f.read()
        with open(self.log, "a", encoding="utf-8") as f:
            f.write(text)
        code = TOO_LONG if late.is_set() else os.waitstatus_to_exitcode(status)
        return Ran(code, text, wall, usage.ru_utime + usage.ru_stime)


def build_flags(flags: str, tree: str) -> dict[str, str]:
    """The variables with the flags of a build in `tree`: none for the project's own.

    Debian's are those of dpkg-buildflags(1) for arm64 with all hardening, and of hardening
    for this architecture what the installed release does not have yet.  Raises Fatal.
    """
    if flags == PLAIN:
        return {}
    asked = {
        **os.environ,
        "DEB_HOST_ARCH": "arm64",
        "DEB_BUILD_MAINT_OPTIONS": "hardening=+all",
        "LC_ALL": "C",
    }
    found = {}
    for name in _VARIABLES:
        try:
            ran = subprocess.run(
                ["dpkg-buildflags", "--get", name],
                cwd=tree,
                env=asked,
                capture_output=True,
                text=True,
                check=False,
            )
        except FileNotFoundError as e:
            raise Fatal("dpkg-buildflags is missing: sudo apt-get install dpkg-dev") from e
        if ran.returncode:
            raise Fatal(f"dpkg-buildflags fails: {ran.stderr.strip()}")
        # A .specs file is GCC's; clang has PIE by default, or takes the word.
        words = [w for w in ran.stdout.split() if not w.startswith("-specs=")]
        if name in ("CFLAGS", "CXXFLAGS"):
            words += [w for w in (*_HARDENING, "-fPIE") if w not in words]
        found[name] = " ".join(words)
    return found


def environment(
    cc: str, cxx: str, flags: dict[str, str], jobs: int, also: str, meson_file: str, emulator: str
) -> dict[str, str]:
    """What a recipe may use (recipes.py), on top of the caller's environment."""
    base = {k: v for k, v in os.environ.items() if k not in _NOT_INHERITED and k[:6] != "ARMCC_"}
    tools = {name.upper(): tool(name) for name in ("ar", "ranlib", "nm", "strip")}
    words = [
        f"-DCMAKE_BUILD_TYPE={'None' if flags else 'Release'}",
        "-DCMAKE_SYSTEM_NAME=Linux",
        "-DCMAKE_SYSTEM_PROCESSOR=aarch64",
        f"-DCMAKE_AR={tools['AR']}",
        f"-DCMAKE_RANLIB={tools['RANLIB']}",
    ]
    if emulator:
        words.append(f"-DCMAKE_CROSSCOMPILING_EMULATOR={';'.join(shlex.split(emulator))}")
    return {
        **base,
        **flags,
        **tools,
        "LC_ALL": "C.UTF-8",
        "CC": cc,
        "CXX": cxx,
        "HOST": HOST,
        "JOBS": str(jobs),
        "ALSO": also,
        "CMAKE_WORDS": " ".join(words),
        "MESON_WORDS": f"--cross-file {meson_file}",
    }


def tool(name: str) -> str:
    """A tool of binutils for the target.  Raises Fatal where there is none."""
    found = shutil.which(f"{HOST}-{name}") or (shutil.which(name) if host_is_aarch64() else None)
    if found is None:
        raise Fatal(f"{HOST}-{name} is missing: sudo apt-get install binutils-{HOST}")
    return found


def meson_file(path: str, cc: str, cxx: str, flags: dict[str, str], emulator: str) -> None:
    """Write a Meson cross file (Meson's manual, "Cross-compilation")."""

    def array(words: list[str]) -> str:
        return (
            "["
            + ", ".join("'" + w.replace("\\", "\\\\").replace("'", "\\'") + "'" for w in words)
            + "]"
        )

    lines = ["[binaries]", f"c = {array(shlex.split(cc))}", f"cpp = {array(shlex.split(cxx))}"]
    lines += [f"{name} = {array([tool(name)])}" for name in ("ar", "strip")]
    if emulator:
        lines.append(f"exe_wrapper = {array(shlex.split(emulator))}")
        # Where test scripts start programs themselves, some projects look for the words there.
        lines += ["", "[properties]", f"exe_wrapper = {array([emulator])[1:-1]}"]
    lines += ["", "[host_machine]", "system = 'linux'", "cpu_family = 'aarch64'"]
    lines += ["cpu = 'aarch64'", "endian = 'little'", "", "[built-in options]"]
    cpp = flags.get("CPPFLAGS", "").split()
    for language, name in (("c", "CFLAGS"), ("cpp", "CXXFLAGS")):
        lines.append(f"{language}_args = {array(flags.get(name, '').split() + cpp)}")
        lines.append(f"{language}_link_args = {array(flags.get('LDFLAGS', '').split())}")
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")


def emulator() -> str:
    """The words that run an AArch64 program here, "" where the machine itself does."""
    return runner()


def has_cross_headers(language: str) -> bool:
    """Whether the headers and libraries for programs of this language are installed."""
    if host_is_aarch64():
        return True
    if language == "C++":
        folder = f"{CROSS_ROOT}/include/c++"
        return os.path.isdir(folder) and bool(os.listdir(folder))
    return os.path.isfile(f"{CROSS_ROOT}/include/stdio.h")
