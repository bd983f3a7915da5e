"""Which clang is called, and with which words before the user's own.

On the compile path.  Without ARMCC_CLANG the choice is, in this order: clang-21 on
PATH; the clang 21 inside PyPI's `ziglang`, if installed beside armcc; clang-22, -20,
-19; plain clang.
"""

from __future__ import annotations

import posix
import sys

from armcc.errors import Error

_VERSIONS_AFTER_ZIG = ("22", "20", "19")
_TARGET = "aarch64-linux-gnu"

# Names the clang programs that calls of armcc further out have started, so that a
# wrapper around clang which finds armcc again does not go round for ever.
GUARD = b"ARMCC_GUARD"


class Clang:
    """How clang is started.

    command: the program, absolute, and what it needs to be clang (`zig clang`).
    words: what this clang needs before all other words (resource folder, mode).
    version: "21", "22", ... or "" where the name does not tell.
    guarded: whether GUARD must be set: the program is no clang binary by its name,
        and so it may start armcc.
    """

    __slots__ = ("command", "guarded", "version", "words")

    def __init__(
        self, command: list[str], words: list[str], version: str, guarded: bool = False
    ) -> None:
        self.command = command
        self.words = words
        self.version = version
        self.guarded = guarded


def find_clang(environ: dict[bytes, bytes], plusplus: bool) -> Clang:
    """The clang to call, as the C++ driver where `plusplus`.

    Raises Error("no-clang") where there is none, with a message for the user.
    """
    passed = environ.get(GUARD, b"").decode("utf-8", "surrogateescape").split("\n")
    path = environ.get(b"PATH", b"/bin:/usr/bin").decode("utf-8", "surrogateescape")
    own = environ.get(b"ARMCC_CLANG", b"").decode("utf-8", "surrogateescape")
    if own:
        found = _chosen(own, path, passed, plusplus)
        if found is not None:
            return found
        if not passed[0]:
            raise Error("no-clang", f"ARMCC_CLANG={own} is not a program that can be run")
    found = _named("21", path, passed, plusplus) or _zig(plusplus)
    for version in _VERSIONS_AFTER_ZIG:
        found = found or _named(version, path, passed, plusplus)
    found = found or _named("", path, passed, plusplus)
    if found is None:
        raise Error(
            "no-clang", "no clang was found; install clang 21 (`pip install ziglang==0.16.0`)"
        )
    return found


def programs(clang: Clang, environ: dict[bytes, bytes]) -> list[str]:
    """The program that is called and those that its words name: `ccache clang-22` calls two."""
    found = [clang.command[0]]
    if clang.guarded:
        path = environ.get(b"PATH", b"/bin:/usr/bin").decode("utf-8", "surrogateescape")
        for word in clang.command[1:]:
            program = None if word.startswith("-") else _find(word, path, [])
            if program is not None:
                found.append(program)
    return found


def with_target(clang: Clang, arguments: list[str], host: str, prefix: str = "") -> list[str]:
    """The words to put between the clang command and the user's.

    host: this machine as uname(2) names it.  prefix: the target in armcc's own name
    ("aarch64-linux-musl" of `aarch64-linux-musl-armcc`), which clang would read from
    its own.  The user's --target, behind these words, wins over them.  A first word
    such as -cc1 has to stay first: then there are none.
    """
    if arguments and arguments[0].startswith("-cc1"):
        return []
    if prefix:
        return [f"--target={prefix}", *clang.words]
    if host not in ("aarch64", "arm64"):
        return [f"--target={_TARGET}", *clang.words]
    return clang.words


def is_plusplus(program: str) -> bool:
    """Whether armcc's name asks for C++: `++` at its end, but for a version behind (armcc++-22)."""
    name = program.rpartition("/")[2]
    before, dash, version = name.rpartition("-")
    if dash and version and not version.strip("0123456789."):
        name = before
    return name.endswith("++")


def target_prefix(program: str) -> str:
    """The target that armcc's name begins with, "" where it is plain."""
    name = program.rpartition("/")[2].removesuffix("++")
    return name.removesuffix("-armcc") if name.endswith("-armcc") else ""


def _chosen(own: str, path: str, passed: list[str], plusplus: bool) -> Clang | None:
    """The clang of ARMCC_CLANG: a program, or one with words behind it."""
    words = [own]
    program = _find(own, path, passed)
    if program is None:
        words = own.split()
        program = _find(words[0], path, passed) if words else None
    if program is None:
        return None
    guarded = not _is_clang(program)
    version = program.rpartition("-")[2] if program.rpartition("-")[2].isdecimal() else ""
    if plusplus:
        sibling = _plusplus(program, passed) if len(words) == 1 else None
        if sibling is not None:
            return Clang([sibling], [], version, guarded)
        return Clang([program, *words[1:]], ["--driver-mode=g++"], version, guarded)
    return Clang([program, *words[1:]], [], version, guarded)


def _named(version: str, path: str, passed: list[str], plusplus: bool) -> Clang | None:
    """clang-VERSION on PATH."""
    program = _find(f"clang-{version}" if version else "clang", path, passed)
    if program is None:
        return None
    guarded = not _is_clang(program)
    if plusplus:
        sibling = _plusplus(program, passed)
        if sibling is None:
            return Clang([program], ["--driver-mode=g++"], version, guarded)
        program = sibling
    return Clang([program], [], version, guarded)


def _zig(plusplus: bool) -> Clang | None:
    """The clang in PyPI's ziglang, found without importing that package."""
    for folder in sys.path:
        program = f"{folder}/ziglang/zig"
        if folder and _is_program(program):
            words = [f"-resource-dir={folder}/ziglang/lib"]
            return Clang(
                [program, "clang"], ["--driver-mode=g++", *words] if plusplus else words, "21"
            )
    return None


def _plusplus(program: str, passed: list[str]) -> str | None:
    """clang++ beside clang: /usr/bin/clang++-22 for /usr/bin/clang-22."""
    folder, _, name = program.rpartition("/")
    if not name.startswith("clang") or name.startswith("clang++"):
        return program if name.startswith("clang++") else None
    sibling = f"{folder}/clang++{name[len('clang') :]}"
    return sibling if sibling not in passed and _is_program(sibling) else None


def _find(name: str, path: str, passed: list[str]) -> str | None:
    """The program `name`, absolute, that is neither armcc nor among `passed`."""
    if "/" in name:
        candidates = [name]
    else:
        candidates = [f"{folder or '.'}/{name}" for folder in path.split(":")]
    for relative in candidates:
        candidate = relative
        if not relative.startswith("/"):
            try:
                candidate = f"{posix.getcwd()}/{relative}"
            except OSError:
                continue
        if candidate not in passed and _is_program(candidate) and not is_armcc(candidate):
            return candidate
    return None


def _is_program(path: str) -> bool:
    try:
        mode = posix.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return mode & 0o170000 == 0o100000 and posix.access(path, posix.X_OK)


def _is_clang(path: str) -> bool:
    """Whether the program is clang itself, as far as its file tells."""
    for _ in range(40):
        try:
            link = posix.readlink(path)
        except OSError:
            break
        path = link if link.startswith("/") else f"{path.rpartition('/')[0]}/{link}"
    return path.rpartition("/")[2].startswith("clang") and _head(path, 4) == b"\x7fELF"


def is_armcc(path: str) -> bool:
    """Whether the program is a launcher of armcc, this one or another, script or native."""
    if _head(path, 2) == b"#!":
        return b"from armcc.driver.main import main" in _head(path, 8192)
    return is_native_armcc(path)


def is_native_armcc(path: str) -> bool:
    """Whether the program is a native launcher (launcher.c), as the note near its start tells."""
    start = _head(path, 8192)
    return start.startswith(b"\x7fELF") and b"armcc launcher\0" in start


def _head(path: str, size: int) -> bytes:
    try:
        fd = posix.open(path, posix.O_RDONLY | posix.O_CLOEXEC)
    except OSError:
        return b""
    try:
        return posix.read(fd, size)
    except OSError:
        return b""
    finally:
        posix.close(fd)
