"""The queue of the mode `record`: jobs for `armccctl optimize`, one file each.

    root/queue/<digest>.json    a worker's job; the same job twice is one file

On the compile path.
"""

from __future__ import annotations

import posix
from _blake2 import blake2b

FOLDER = "queue"


def enqueue(root: str, job: bytes) -> None:
    """Keeps a job for later.  Raises OSError where it cannot be written."""
    if not root:
        raise OSError("no cache folder: neither ARMCC_CACHE_DIR nor HOME is set")
    folder = f"{root}/{FOLDER}"
    _make(folder)
    name = blake2b(job, digest_size=16).hexdigest()
    temporary = f"{folder}/.{name}-{posix.urandom(8).hex()}"
    flags = posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL | posix.O_CLOEXEC
    fd = posix.open(temporary, flags, 0o600)
    try:
        try:
            view = memoryview(job)
            while view:
                view = view[posix.write(fd, view) :]
        finally:
            posix.close(fd)
        posix.rename(temporary, f"{folder}/{name}.json")
    except BaseException:
        posix.unlink(temporary)
        raise


def _make(folder: str) -> None:
    """Makes a folder, for the user alone, and the folders it stands in."""
    try:
        posix.mkdir(folder, 0o700)
    except FileExistsError:
        return
    except FileNotFoundError:
        parent = folder.rpartition("/")[0]
        if not parent:
            raise
        _make(parent)
        _make(folder)
