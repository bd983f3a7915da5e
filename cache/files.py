"""Files of the cache: who may write them, reading with a cap, writing by rename.

On the compile path: `posix` alone (`os` costs 2.5 ms).  No function here takes a
lock; a reader sees an old file, a new one, or none.

Whose entries are used: a folder that somebody else may write can be filled with code
of his choice.  So the root of the cache, and each entry, must belong to this user or
to root (who could replace the compiler as well) and be writable by no one else.
ARMCC_CACHE_SHARED=1 says that everybody who may write the folder is trusted.
"""

from __future__ import annotations

import posix

from armcc.cache.wire import SIZE_CAP
from armcc.errors import Error

TEMPORARY = "tmp."

_TYPE_MASK, _REGULAR, _FOLDER = 0o170000, 0o100000, 0o040000
_OTHERS_MAY_WRITE = 0o022
# O_NONBLOCK: the open of a FIFO in the place of an entry must not wait for a writer.
_READ = posix.O_RDONLY | posix.O_NOFOLLOW | posix.O_NONBLOCK | posix.O_CLOEXEC
_CREATE = posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL | posix.O_NOFOLLOW | posix.O_CLOEXEC


def is_regular(status: posix.stat_result) -> bool:
    """Whether this is the status of a regular file."""
    return status.st_mode & _TYPE_MASK == _REGULAR


def is_folder(status: posix.stat_result) -> bool:
    """Whether this is the status of a folder."""
    return status.st_mode & _TYPE_MASK == _FOLDER


def is_there(path: str) -> bool:
    """Whether something is at `path`, as far as this user may know."""
    try:
        posix.stat(path)
    except OSError:
        return False
    return True


def is_ours(status: posix.stat_result, shared: bool) -> bool:
    """Whether nobody but this user and root can have written what has this status."""
    if shared:
        return True
    return status.st_uid in (0, posix.geteuid()) and not status.st_mode & _OTHERS_MAY_WRITE


def read_all(fd: int, cap: int) -> bytes:
    """What is left in `fd`.  Raises Error("cache-oversized") beyond `cap` bytes, OSError."""
    parts: list[bytes] = []
    left = cap + 1
    while left > 0:
        part = posix.read(fd, min(left, 1 << 20))
        if not part:
            return b"".join(parts)
        parts.append(part)
        left -= len(part)
    raise Error("cache-oversized", f"more than {cap} bytes")


def read_entry(path: str, shared: bool) -> bytes | None:
    """The bytes of an entry; None where there is none.

    Raises Error: "cache-unreadable" (no regular file, no permission, I/O error),
    "cache-unsafe" (others may have written it), "cache-oversized".
    """
    try:
        fd = posix.open(path, _READ)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as e:
        raise Error("cache-unreadable", f"{path}: {e.strerror}") from e
    try:
        status = posix.fstat(fd)
        if not is_regular(status):
            raise Error("cache-unreadable", f"{path}: not a regular file")
        if not is_ours(status, shared):
            raise Error("cache-unsafe", f"{path}: others can write it")
        return read_all(fd, SIZE_CAP)
    except OSError as e:
        raise Error("cache-unreadable", f"{path}: {e.strerror}") from e
    finally:
        posix.close(fd)


def check_root(root: str, shared: bool) -> None:
    """Raises Error unless `root` may be used; a root that does not exist yet may.

    "cache-unsafe": others can write it.  "cache-unreadable": not a folder, or no access.
    """
    try:
        status = posix.stat(root)
    except FileNotFoundError:
        return
    except OSError as e:
        raise Error("cache-unreadable", f"{root}: {e.strerror}") from e
    if not is_folder(status):
        raise Error("cache-unreadable", f"{root}: not a folder")
    if not is_ours(status, shared):
        raise Error(
            "cache-unsafe",
            f"{root}: others can write it; chmod go-w it, or set ARMCC_CACHE_SHARED=1 "
            "if all of them are trusted",
        )


def make_folder(path: str, shared: bool) -> None:
    """Creates `path` and what is missing above it.  Raises OSError."""
    # The umask takes its own part; 0o755 keeps others from writing where it is lax.
    mode = 0o777 if shared else 0o755
    end = path.find("/", 1)
    while end >= 0:
        _make_one(path[:end], mode)
        end = path.find("/", end + 1)
    _make_one(path, mode)


def _make_one(path: str, mode: int) -> None:
    try:
        posix.mkdir(path, mode)
    except FileExistsError:
        return


def write_entry(path: str, data: bytes, shared: bool) -> None:
    """Puts `data` at `path` in one step.  Raises OSError, leaving nothing behind.

    There is no fsync: after a crash the checksum tells a torn entry.
    """
    folder = path.rpartition("/")[0]
    temporary = f"{folder}/{TEMPORARY}{posix.getpid()}.{posix.urandom(6).hex()}"
    mode = 0o666 if shared else 0o644
    try:
        fd = posix.open(temporary, _CREATE, mode)
    except FileNotFoundError:
        make_folder(folder, shared)
        fd = posix.open(temporary, _CREATE, mode)
    try:
        try:
            written = 0
            while written < len(data):
                written += posix.write(fd, data[written:] if written else data)
        finally:
            posix.close(fd)
        posix.rename(temporary, path)
    except OSError:
        remove(temporary)
        raise


def remove(path: str) -> bool:
    """Removes a file; whether it is gone by this call."""
    try:
        posix.unlink(path)
    except OSError:
        return False
    return True


def append(path: str, line: bytes, shared: bool) -> int:
    """Appends one line, whole (O_APPEND, one write); the file's size then.  Raises OSError."""
    flags = posix.O_WRONLY | posix.O_APPEND | posix.O_CREAT | posix.O_NOFOLLOW | posix.O_NONBLOCK
    mode = 0o666 if shared else 0o644
    try:
        fd = posix.open(path, flags | posix.O_CLOEXEC, mode)
    except FileNotFoundError:
        make_folder(path.rpartition("/")[0], shared)
        fd = posix.open(path, flags | posix.O_CLOEXEC, mode)
    try:
        status = posix.fstat(fd)
        if not is_regular(status):
            raise OSError(22, "not a regular file", path)
        posix.write(fd, line)
        return status.st_size + len(line)
    finally:
        posix.close(fd)


def entries(folder: str) -> list[str]:
    """The names in a folder, sorted; none where it cannot be read."""
    try:
        return sorted(posix.listdir(folder))
    except OSError:
        return []
