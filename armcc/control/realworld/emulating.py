"""AArch64 programs where nothing but QEMU runs them, and the kernel does not know that.

Each program of a tree is moved aside and a script put in its place that calls QEMU with it.
So tests may start it in any way, by shell or by exec, alone or from another such program.
"""

from __future__ import annotations

import os
import shlex
import stat
import struct

_EM_AARCH64 = 183
_ET_EXEC, _ET_DYN = 2, 3
_PT_INTERP = 3


def is_program(head: bytes) -> bool:
    """Whether a file that begins so is an AArch64 program, and no object or library.

    head: as much of the file as holds its program headers.  A shared library asks for no
    interpreter; a program that is linked statically has a fixed address, or is not made here.
    """
    if head[:6] != b"\x7fELF\x02\x01" or len(head) < 64:
        return False
    kind, machine = struct.unpack_from("<HH", head, 16)
    if machine != _EM_AARCH64:
        return False
    if kind == _ET_EXEC:
        return True
    (start,) = struct.unpack_from("<Q", head, 32)
    size, count = struct.unpack_from("<HH", head, 54)
    entries = (start + i * size for i in range(count))
    inside = (at for at in entries if at + 4 <= len(head))
    return kind == _ET_DYN and any(
        struct.unpack_from("<I", head, at)[0] == _PT_INTERP for at in inside
    )


def wrap(tree: str, emulator: str) -> list[str]:
    """Put scripts in the place of the programs below `tree`; their paths.

    emulator: the words that run one, as for a shell.  The scripts are as old as the
    programs, so that make finds nothing to do.
    """
    wrapped = []
    for folder, _, names in os.walk(tree):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.endswith(".elf") or not _executable(path):
                continue
            with open(path, "rb") as f:
                if not is_program(f.read(4096)):
                    continue
            then = os.stat(path)
            hidden = os.path.join(folder, f".{name}.elf")
            os.rename(path, hidden)
            with open(path, "w", encoding="utf-8") as f:
                f.write(f'#!/bin/sh\nexec {emulator} -0 "$0" {shlex.quote(hidden)} "$@"\n')
            os.chmod(path, stat.S_IMODE(then.st_mode))
            os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))
            wrapped.append(path)
    return wrapped


def _executable(path: str) -> bool:
    """A regular file that its owner may execute; a link leads to one that is found itself."""
    mode = os.lstat(path).st_mode
    return stat.S_ISREG(mode) and bool(mode & stat.S_IXUSR)
