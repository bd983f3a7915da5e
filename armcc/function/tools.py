"""Where the outside tools are: LLVM's, the AArch64 binutils, qemu and bubblewrap.

Look-ups go through PATH as it is now and, for LLVM, through Debian's
`/usr/lib/llvm-N/bin`.  Nothing is run here, so a look-up costs a few `stat` calls.
"""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass

from armcc.errors import Error

# The order of preference.  The measurements, models and disassembly that the gates
# rest on were made with 22; llvm-mca before 19 lacks the neoverse models they need.
LLVM_VERSIONS = (22, 21, 20, 19)

CROSS_TRIPLE = "aarch64-linux-gnu"


@dataclass(frozen=True)
class Package:
    """What to install where a tool is missing: the Debian package's name."""

    debian: str

    @property
    def command(self) -> str:
        """The command that installs it."""
        return f"sudo apt-get install {self.debian}"


_PACKAGES = {
    "as": Package(f"binutils-{CROSS_TRIPLE}"),
    "bwrap": Package("bubblewrap"),
    "gcc": Package(f"gcc-{CROSS_TRIPLE}"),
    "ld": Package(f"binutils-{CROSS_TRIPLE}"),
    "objdump": Package(f"binutils-{CROSS_TRIPLE}"),
    "qemu-aarch64": Package("qemu-user"),
}


def package_of(name: str) -> Package:
    """The package that carries the tool `name` (without version or triple)."""
    return _PACKAGES.get(name) or Package(f"llvm-{LLVM_VERSIONS[0]}")


def host_is_aarch64() -> bool:
    """Whether this machine runs AArch64 code itself."""
    return platform.machine() in ("aarch64", "arm64")


def find_tool(name: str) -> str | None:
    """The absolute path of the program `name` on PATH, or None."""
    found = shutil.which(name)
    return os.path.abspath(found) if found else None


def llvm_tool(name: str) -> str | None:
    """The newest supported LLVM tool called `name` ("llvm-mca"), or None.

    A tool without a version in its name is never taken: its version is unknown, and
    Debian 12's own is 14, whose llvm-mca knows neither neoverse-v2 nor its kin.
    """
    for version in LLVM_VERSIONS:
        found = find_tool(f"{name}-{version}")
        if found:
            return found
        path = f"/usr/lib/llvm-{version}/bin/{name}"
        if os.access(path, os.X_OK):
            return path
    return None


def cross_tool(name: str) -> str | None:
    """The GNU tool `name` ("as", "ld", "gcc") for AArch64 Linux, or None."""
    found = find_tool(f"{CROSS_TRIPLE}-{name}")
    if found is None and host_is_aarch64():
        found = find_tool(name)
    return found


def qemu() -> str | None:
    """The user-mode emulator for AArch64 programs, or None."""
    return find_tool("qemu-aarch64") or find_tool("qemu-aarch64-static")


def bubblewrap() -> str | None:
    """The program that shuts a process off from files and network, or None."""
    return find_tool("bwrap")


def require(path: str | None, name: str) -> str:
    """`path`, or Error("tool") that names the command which installs `name`."""
    if path is None:
        raise Error("tool", f"{name} is missing: {package_of(name).command}")
    return path
