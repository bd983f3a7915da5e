"""Keeping the cache small: eviction, compaction of the statistics, clearing.

Only here is a lock taken, and only so that two do not do the same work; who finds it
taken goes on without.  Readers need none: an entry is there or it is not.
"""

from __future__ import annotations

import posix
import time

from armcc.cache import files
from armcc.errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A temporary file this old has no writer any more.
_ABANDONED_AFTER = 3600

_KINDS = ("rewrites", "rejections", "memo")


class _Lock:
    """The lock of a root; false where another process has it or none can be had."""

    __slots__ = ("_fd",)

    def __init__(self, root: str, shared: bool) -> None:
        flags = posix.O_RDWR | posix.O_CREAT | posix.O_NOFOLLOW | posix.O_NONBLOCK
        self._fd = -1
        try:
            self._fd = posix.open(
                f"{root}/lock", flags | posix.O_CLOEXEC, 0o666 if shared else 0o644
            )
            posix.lockf(self._fd, posix.F_TLOCK, 0)
        except OSError:
            self.release()

    def __bool__(self) -> bool:
        return self._fd >= 0

    def release(self) -> None:
        if self._fd >= 0:
            posix.close(self._fd)
            self._fd = -1


def _all_files(root: str) -> Iterator[tuple[str, str]]:
    """(folder, name) of every file in the folders of entries."""
    for kind in _KINDS:
        for first in files.entries(f"{root}/{kind}"):
            folder = f"{root}/{kind}/{first}"
            for name in files.entries(folder):
                yield folder, name


def evict(root: str, limit: int, shared: bool = False) -> int:
    """Removes the entries used longest ago until `limit` bytes hold them; how many.

    It stops at nine tenths, so that the next records do not start it again.  0 means
    no limit.  Abandoned temporary files go at any rate.
    """
    lock = _Lock(root, shared)
    if not lock:
        return 0
    try:
        found: list[tuple[float, str, int]] = []
        for folder, name in _all_files(root):
            path = f"{folder}/{name}"
            try:
                status = posix.lstat(path)
            except OSError:
                continue
            if not name.startswith(files.TEMPORARY):
                found.append((status.st_mtime, path, status.st_size))
            elif status.st_mtime < time.time() - _ABANDONED_AFTER:
                files.remove(path)
        total = sum(size for _, _, size in found)
        removed = 0
        if limit and total > limit:
            found.sort()
            for _, path, size in found:
                if total <= limit // 10 * 9:
                    break
                if files.remove(path):
                    total -= size
                    removed += 1
        return removed
    finally:
        lock.release()


def compact(root: str, parse: Callable[[bytes], dict[str, int]], shared: bool = False) -> None:
    """Rewrites the statistics as one line a reason.

    A line that another process appends in the instant between reading and renaming is
    lost: these are statistics, and a lock for each count would cost every compile.
    """
    lock = _Lock(root, shared)
    if not lock:
        return
    path = f"{root}/stats"
    try:
        sums = parse(files.read_entry(path, shared) or b"")
        lines = [f"{reason} {n}\n" for reason, n in sorted(sums.items())]
        files.write_entry(path, "".join(lines).encode(), shared)
    except Error:
        files.remove(path)  # Unreadable or grown beyond all sense: start anew.
    except OSError:
        return
    finally:
        lock.release()


def clear(root: str) -> int:
    """Removes all entries and the statistics, and the folders left empty; entries removed.

    Files that are not the cache's stay.
    """
    removed = 0
    for folder, name in _all_files(root):
        removed += files.remove(f"{folder}/{name}")
    for kind in _KINDS:
        for first in files.entries(f"{root}/{kind}"):
            _remove_folder(f"{root}/{kind}/{first}")
        _remove_folder(f"{root}/{kind}")
    files.remove(f"{root}/stats")
    files.remove(f"{root}/lock")
    return removed


def _remove_folder(path: str) -> None:
    try:
        posix.rmdir(path)
    except OSError:
        return
