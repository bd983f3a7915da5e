"""`armccctl doctor`: which tools are there, what is missing, and what installs it."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata

from armcc.cache.store import default_root
from armcc.control import launchers
from armcc.driver.toolchain import find_clang, is_native_armcc, with_target
from armcc.errors import Error
from armcc.function import tools
from armcc.gates.speed.cores import DEFAULT_CPU
from armcc.gates.speed.disguise import check_model
from armcc.gates.speed.mca import OLDEST
from armcc.gates.speed.policy import also_cpus, policy

# Raised when a name in the JSON changes its meaning or goes away.
FORMAT = 1

# Seconds for a tool to tell its version.
_PATIENCE = 20

_VERSION = re.compile(r"\b(\d+(?:\.\d+)+)")


@dataclass(frozen=True)
class Finding:
    """One tool.

    needed: whether the main job, rewriting a function, cannot be done without it.
    path, version: "" where it is missing or does not tell.
    problem: what is wrong, "" where nothing is.
    install: the command that mends it, "" where nothing is wrong.
    """

    name: str
    purpose: str
    needed: bool
    path: str = ""
    version: str = ""
    problem: str = ""
    install: str = ""

    @property
    def good(self) -> bool:
        """Whether the tool can be used."""
        return not self.problem


def examine() -> list[Finding]:
    """All findings, in the order in which a function meets the tools."""
    return [
        _clang("clang", "compiles", needed=True, plusplus=False),
        _clang("clang++", "compiles C++", needed=False, plusplus=True),
        _module("llvmlite", "reads and optimises LLVM IR", needed=True),
        _module("unicorn", "runs tests in an emulator", needed=True),
        _mca(),
        *_cpus(),
        _llvm("llvm-mc", "assembles candidates"),
        _llvm("llvm-objdump", "disassembles"),
        _tool("as", "assembles test programs", tools.cross_tool),
        _tool("ld", "links test programs", tools.cross_tool),
        _tool("qemu-aarch64", "runs tests in a second emulator", lambda _: tools.qemu()),
        _tool("bwrap", "keeps test programs from files and network", _bubblewrap, needed=False),
        _libc(),
        _launcher(),
        _cache(),
    ]


def doctor(as_json: bool = False, fix: bool = False) -> int:
    """Prints what was found; 1 where the main job cannot be done, else 0.

    fix: mend what armcc itself can mend, its launchers, before.
    """
    changed: list[str] = []
    trouble = ""
    if fix:
        try:
            changed = launchers.repair()
        except OSError as e:
            trouble = f"cannot mend {e.filename}: {e.strerror}"
    findings = examine()
    able = all(f.good for f in findings if f.needed)
    if as_json:
        tools = [asdict(f) for f in findings]
        report = {"format": FORMAT, "able": able, "tools": tools, "mended": changed}
        print(json.dumps(report, indent=2))
    else:
        for path in changed:
            print(f"mended {path}")
        _print(findings)
        print("armcc can rewrite functions." if able else "armcc can compile, but not rewrite.")
    if trouble:
        print(f"armccctl: {trouble}", file=sys.stderr)
    return 0 if able and not trouble else 1


def _print(findings: list[Finding]) -> None:
    width = max(len(f.name) for f in findings)
    versions = max(len(f.version) for f in findings)
    for f in findings:
        mark = "ok     " if f.good else "MISSING" if f.needed else "absent "
        place = f.path or f.purpose
        print(f"{mark}  {f.name:<{width}}  {f.version:<{versions}}  {place}".rstrip())
        if f.problem:
            print(f"{'':9}{f.purpose}: {f.problem}")
            if f.install:
                print(f"{'':9}{f.install}")


def _clang(name: str, purpose: str, needed: bool, plusplus: bool) -> Finding:
    install = f"{sys.executable} -m pip install ziglang==0.16.0"
    try:
        clang = find_clang(dict(os.environb), plusplus)
    except Error as e:
        return Finding(name, purpose, needed, problem=e.message, install=install)
    words = [*clang.command, *with_target(clang, [], platform.machine())]
    path = clang.command[0]
    version = _version([*words, "--version"])
    if not version:
        return Finding(name, purpose, needed, path, problem="it does not run", install=install)
    if plusplus:
        problem = _without_headers(words)
        if problem:
            package = f"sudo apt-get install g++-{tools.CROSS_TRIPLE}"
            return Finding(name, purpose, needed, path, version, problem, package)
    return Finding(name, purpose, needed, path, version)


def _without_headers(words: list[str]) -> str:
    """What is wrong with the C++ standard library, "" where nothing is."""
    command = [*words, "-x", "c++", "-fsyntax-only", "-"]
    if _output(command, b"#include <vector>\n") is None:
        return "its standard headers are missing"
    return ""


def _module(name: str, purpose: str, needed: bool) -> Finding:
    """A Python package that armcc requires."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        install = f"{sys.executable} -m pip install {name}"
        return Finding(name, purpose, needed, problem="not installed", install=install)
    return Finding(name, purpose, needed, str(found.locate_file(name)), found.version)


def _mca() -> Finding:
    name, purpose = "llvm-mca", "measures speed"
    install = tools.package_of(name).command
    path = tools.llvm_tool(name)
    if path is not None:
        return Finding(name, purpose, True, path, _version([path, "--version"]))
    old = tools.find_tool(name)
    if old is None:
        return Finding(name, purpose, True, problem="not found", install=install)
    version = _version([old, "--version"])
    if version and int(version.split(".", maxsplit=1)[0]) >= OLDEST:
        problem = f"only a name with its version is taken, as {name}-{version.split('.')[0]}"
    else:
        problem = f"{version or 'this version'} is too old; {OLDEST} is the oldest that serves"
    return Finding(name, purpose, True, old, version, problem, install)


def _cpus() -> list[Finding]:
    """The CPUs that rewrites are to be fast on: whether llvm-mca has models of their own.

    Nothing where llvm-mca is missing, which is said elsewhere.
    """
    if tools.llvm_tool("llvm-mca") is None:
        return []
    own = os.environ.get("ARMCC_CPU", "") or DEFAULT_CPU
    wanted = {own: ("ARMCC_CPU", "the CPU to be fast on")}
    for name in also_cpus():
        wanted.setdefault(name, ("ARMCC_ALSO_CPUS", "a CPU not to be slow on"))
    return [_cpu(name, *said) for name, said in wanted.items()] + _asked()


def _asked() -> list[Finding]:
    """What is wrong with the other settings of the speed gate."""
    try:
        policy()
    except Error as e:
        if e.reason == "cpu":  # said of the name
            return []
        mend = f"unset {e.message.partition('=')[0]}"
        return [
            Finding("speed", "what a rewrite has to reach", True, problem=e.message, install=mend)
        ]
    return []


def _cpu(name: str, setting: str, purpose: str) -> Finding:
    try:
        check_model(name)
    except Error as e:
        install = tools.package_of("llvm-mca").command if e.reason == "tool" else f"unset {setting}"
        return Finding(name, purpose, True, problem=e.message, install=install)
    return Finding(name, purpose, True, "a model of its own")


def _llvm(name: str, purpose: str) -> Finding:
    return _tool(name, purpose, tools.llvm_tool)


def _tool(
    name: str, purpose: str, find: Callable[[str], str | None], needed: bool = True
) -> Finding:
    path = find(name)
    if path is None:
        install = tools.package_of(name).command
        return Finding(name, purpose, needed, problem="not found", install=install)
    return Finding(name, purpose, needed, path, _version([path, "--version"]))


def _bubblewrap(_: str) -> str | None:
    return tools.bubblewrap()


def _libc() -> Finding:
    """The C library for AArch64, which programs are linked with."""
    name, purpose = "libc", "links whole programs for AArch64"
    if tools.host_is_aarch64():
        return Finding(name, purpose, False, "/", "", "")
    path = f"/usr/{tools.CROSS_TRIPLE}/lib/libc.so.6"
    if os.path.exists(path):
        return Finding(name, purpose, False, path)
    install = "sudo apt-get install libc6-dev-arm64-cross"
    return Finding(name, purpose, False, problem="not found", install=install)


def _launcher() -> Finding:
    """Which launcher stands there; that in Python is to start it once, and isolated."""
    name, purpose = "armcc", "the launcher"
    found = launchers.installed()
    if not found:
        folder = sysconfig.get_path("scripts")
        problem = f"no launcher in {folder}"
        install = f"{sys.executable} -m pip install armcc"
        return Finding(name, purpose, False, problem=problem, install=install)
    for path in found:
        if not launchers.is_whole(path):
            problem = "pip left `-ISXutf8` out of its first line: each call starts Python twice"
            return Finding(name, purpose, False, path, "", problem, "armccctl doctor --fix")
    kind = "native" if all(is_native_armcc(path) for path in found) else "in Python"
    return Finding(name, purpose, False, found[0], kind)


def _cache() -> Finding:
    """Whether rewrites can be remembered."""
    name, purpose = "cache", "remembers rewrites"
    root = default_root()
    if not root:
        problem = "neither ARMCC_CACHE_DIR nor HOME says where it is"
        return Finding(name, purpose, True, problem=problem, install="export ARMCC_CACHE_DIR=...")
    folder = root
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK | os.X_OK):
        problem = f"{folder} cannot be written"
        return Finding(name, purpose, True, root, "", problem, "export ARMCC_CACHE_DIR=...")
    return Finding(name, purpose, True, root)


def _output(command: list[str], given: bytes = b"") -> str | None:
    """Standard output of a command; None where it fails."""
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _version(command: list[str]) -> str:
    """The first version number that a command prints, "" for none."""
    text = _output(command)
    found = _VERSION.search(text) if text is not None else None
    return found[1] if found else ""
