"""Clang for commands that start from sources, as the driver would call it."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable

from armcc.driver.toolchain import find_clang, with_target
from armcc.errors import Error, Fatal

CXX_SUFFIXES = (".cc", ".cpp", ".cxx", ".c++", ".C", ".CPP")


def clang_command(arguments: Iterable[str], source: str = "") -> tuple[str, ...]:
    """The words that start clang for `arguments`.  Raises Fatal where there is no clang."""
    try:
        clang = find_clang(dict(os.environb), source.endswith(CXX_SUFFIXES))
    except Error as e:
        raise Fatal(e.message) from e
    words = with_target(clang, list(arguments), platform.machine())
    return (*clang.command, *words)


def compile_object(clang: tuple[str, ...], arguments: list[str], what: str) -> None:
    """Run clang; its own messages go to stderr.  Raises Fatal where it fails."""
    try:
        ran = subprocess.run([*clang, *arguments], check=False, stdin=subprocess.DEVNULL)
    except OSError as e:
        raise Fatal(f"clang could not be run: {e}") from e
    if ran.returncode:
        raise Fatal(f"clang could not compile {what} (exit status {ran.returncode})")


def read_text(path: str) -> str:
    """A text file's content.  Raises Fatal where it cannot be read."""
    try:
        with open(path, encoding="utf-8", errors="replace") as f:
            return f.read()
    except OSError as e:
        raise Fatal(f"cannot read {path}: {e.strerror}") from e


def read_bytes(path: str) -> bytes:
    """A file's bytes.  Raises Fatal where it cannot be read."""
    try:
        with open(path, "rb") as f:
            return f.read()
    except OSError as e:
        raise Fatal(f"cannot read {path}: {e.strerror}") from e
