"""What the user asks of the speed gate, as far as it is part of the key.  On the compile path.

A rewrite that was found fast enough for one CPU, or by one margin, is none for another.
"""

from __future__ import annotations

import posix

from armcc.cache.key import digest

_VARIABLES = (b"ARMCC_ALSO_CPUS", b"ARMCC_MIN_SPEEDUP", b"ARMCC_MEASURE")
_WORKLOADS = b"ARMCC_WORKLOADS"
# Bytes.  A file of workloads that is larger counts by its beginning, size and time.
_MOST = 1 << 20


def asked(cpu: str, environ: dict[bytes, bytes]) -> str:
    """The CPU to be fast on and all else that is asked, as it enters the key; `cpu` if no more is.

    cpu: ARMCC_CPU, or what the caller has in its place.
    """
    parts = [environ.get(name, b"") for name in _VARIABLES]
    parts.append(_content(environ.get(_WORKLOADS, b"")))
    if not any(parts):
        return cpu
    return f"{cpu} {digest(b'armcc-speed', parts)[:32]}"


def _content(path: bytes) -> bytes:
    """What stands for a file of workloads: its content; of a folder its path and time."""
    if not path:
        return b""
    try:
        fd = posix.open(path, posix.O_RDONLY | posix.O_NONBLOCK | posix.O_CLOEXEC)
    except OSError:
        return b"missing " + path
    try:
        status = posix.fstat(fd)
        told = b"%s %d %d" % (path, status.st_size, status.st_mtime_ns)
        if status.st_mode & 0o170000 != 0o100000:
            return told
        content = posix.read(fd, _MOST)
        return content if len(content) == status.st_size else told + content
    except OSError:
        return b"missing " + path
    finally:
        posix.close(fd)
