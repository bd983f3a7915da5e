"""The local store: a folder of records, found by key.

    root/rewrites/ab/cdef...    rewrites, by the hexadecimal digits of the key
    root/rejections/ab/cdef...  rejections: a folder apart, so that a rejection can
                                never take the place of a rewrite, whoever writes first
    root/memo/ab/cdef...        see `armcc.cache.memo`
    root/revoked/...            see `armcc.cache.revoked`
    root/stats                  one line "reason count" for each event
    root/lock                   held while evicting and compacting, never else

On the compile path: nothing here raises or prints.  Whatever is wrong with an entry,
the folder or the disk is a miss or an unwritten record, with a reason that is counted
(where counting works) and kept in `Store.reasons`.
"""

from __future__ import annotations

import posix
import sys
import time

from armcc.cache import files, revoked
from armcc.cache.record import Rejection, Rewrite, decode, encode, is_key
from armcc.confidence import meets
from armcc.errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_SIZE = 512 << 20

REWRITES, REJECTIONS, MEMO = "rewrites", "rejections", "memo"

# The `searched` of a rejection that no search made: no digest, so that none stands by it.
NO_SEARCH = "none"

_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
_STATS_COMPACT_AT = 64 << 10
_DAY = 86400
_REASON_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"


def variable(name: str) -> str:
    """An environment variable as `os.environ` gives it, "" where unset."""
    value = posix.environ.get(name.encode(), b"")
    return value.decode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())


def default_root() -> str:
    """Where the cache is: ARMCC_CACHE_DIR, XDG_CACHE_HOME/armcc or ~/.cache/armcc.

    "" where none of them says: there is no cache then.  A relative XDG_CACHE_HOME is
    ignored, as the XDG base directory specification asks, and a HOME that does not
    exist is not created: build daemons set such a one to find who relies on it.
    """
    own = variable("ARMCC_CACHE_DIR")
    if own:
        if own.startswith("/"):
            return own
        try:
            return f"{posix.getcwd()}/{own}"
        except OSError:
            return ""
    xdg = variable("XDG_CACHE_HOME")
    if xdg.startswith("/"):
        return f"{xdg}/armcc"
    home = variable("HOME")
    if not home.startswith("/") or not files.is_there(home):
        return ""
    return f"{home.rstrip('/')}/.cache/armcc"


def is_shared() -> bool:
    """Whether the user trusts everybody who may write the cache folder."""
    return variable("ARMCC_CACHE_SHARED") == "1"


def size_limit() -> int:
    """The most bytes the cache may keep: ARMCC_CACHE_SIZE ("2G", "300M", bytes).

    0 means no limit; a word that is no size means the default.
    """
    word = variable("ARMCC_CACHE_SIZE").strip().upper().removesuffix("B").removesuffix("I")
    digits = word.rstrip("KMGT")
    if not digits.isascii() or not digits.isdecimal() or word[len(digits) :] not in _UNITS:
        return DEFAULT_SIZE
    return int(digits[:18]) * _UNITS[word[len(digits) :]]


def entry_path(root: str, kind: str, key: str) -> str:
    """Where the entry of a key stands; 256 folders keep each of them small."""
    return f"{root}/{kind}/{key[:2]}/{key[2:]}"


class Store:
    """The records under one root; a root of "" is a store that keeps nothing.

    require: `armcc.confidence.PROOF` where a rewrite counts only if it is proved for all
        inputs; any other is then as if it were not there.
    reasons: what was counted in this process, also where the folder cannot be written.
    """

    __slots__ = ("_held", "_revocations", "_shared", "_usable", "reasons", "require", "root")

    def __init__(self, root: str, require: str = "") -> None:
        self.root = root.rstrip("/") or root
        self.require = require
        self.reasons: dict[str, int] = {}
        self._shared = is_shared()
        self._usable: bool | None = None
        self._revocations: revoked.Revocations | None = None
        self._held: dict[str, int] | None = None

    @property
    def revocations(self) -> revoked.Revocations:
        """What may not be used, as it stood when this was first asked."""
        if self._revocations is None:
            self._revocations = revoked.read(self.root) if self.usable() else revoked.Revocations()
        return self._revocations

    def usable(self) -> bool:
        """Whether the root may be used; the first look counts the reason if not."""
        if self._usable is None:
            self._usable = bool(self.root)
            if self.root:
                try:
                    files.check_root(self.root, self._shared)
                except Error as e:
                    self._usable = False
                    self.count(e.reason)
        return self._usable

    def get(self, key: str) -> Rewrite | Rejection | None:
        """What is remembered under `key`: a rewrite before a rejection.

        Counts "hit", "hit-rejection" or "miss", and beside it why an entry that is
        there was not used.  For a rewrite that is there and lacks the proof that is
        required, a rejection comes back, if need be one that stands for no search.  So does
        one with the reason "revoked" for a key that is; no search may follow it.
        """
        if not is_key(key) or not self.usable():
            self.count("miss")
            return None
        if self.revocations.forbids_key(key):
            self.count("hit-rejection")
            return Rejection("revoked", key, "revoked", revoked.DETAIL, NO_SEARCH)
        rewrite = self._standing(key)
        if rewrite is not None:
            if meets(rewrite.confidence, self.require):
                touch(entry_path(self.root, REWRITES, key))
                self.count("hit")
                return rewrite
            self.count("not-proved")
        rejection = self._read(REJECTIONS, key)
        if rejection is not None:
            touch(entry_path(self.root, REJECTIONS, key))
            self.count("hit-rejection")
            return rejection
        self.count("miss")
        if rewrite is None:
            return None
        detail = f"the rewrite in the cache is {rewrite.confidence}"
        return Rejection(rewrite.function, key, "not-proved", detail, NO_SEARCH)

    def _standing(self, key: str) -> Rewrite | None:
        """The intact rewrite under `key` that nobody has revoked."""
        record = self._read(REWRITES, key)
        if not isinstance(record, Rewrite):
            return None
        if self.revocations.forbids_code(record.machine):
            self.count("revoked")
            return None
        return record

    def _read(self, kind: str, key: str) -> Rewrite | Rejection | None:
        path = entry_path(self.root, kind, key)
        try:
            data = files.read_entry(path, self._shared)
            if data is None:
                return None
            record = decode(data, key)
            if isinstance(record, Rewrite) != (kind == REWRITES):
                raise Error("cache-foreign", "a record of the other kind")
        except Error as e:
            self.count(e.reason)
            return None
        return record

    def put(self, record: Rewrite | Rejection, replace: bool = False) -> bool:
        """Remembers a record; whether the store now holds it, or a rewrite in its place.

        A rewrite that is there and intact stays, so that one key means one code for as
        long as the cache lives; `replace` puts a better one in its place, and so does a
        proof where one is required.  A later rejection replaces an earlier one: it tells
        of a wider search.  What is revoked is not kept.
        """
        if not self.usable():
            return False
        forbidden = self.revocations.forbids_key(record.key) or (
            isinstance(record, Rewrite) and self.revocations.forbids_code(record.machine)
        )
        if forbidden:
            self.count("revoked")
            return False
        try:
            data = encode(record)
        except Error:
            self.count("cache-unencodable")
            return False
        key = record.key
        is_rewrite = isinstance(record, Rewrite)
        if not (replace and is_rewrite):
            there = self._standing(key)
            if there is not None and meets(there.confidence, self.require):
                return True
        try:
            path = entry_path(self.root, REWRITES if is_rewrite else REJECTIONS, key)
            files.write_entry(path, data, self._shared)
        except OSError:
            self.count("cache-unwritable")
            return False
        if is_rewrite:
            files.remove(entry_path(self.root, REJECTIONS, key))
        self.evict_now_and_then(key)
        return True

    def evict_now_and_then(self, key: str) -> None:
        """Evicts in one of 64 cases, which the key decides: the look costs a stat a file."""
        if int(key[-2:], 16) % 64 == 0:
            from armcc.cache.evict import evict

            removed = evict(self.root, size_limit(), self._shared)
            if removed:
                self.count("evicted", removed)

    def count(self, reason: str, n: int = 1) -> None:
        """Counts an event under a word of lower-case letters, digits and hyphens."""
        if n <= 0:
            return
        if not reason or len(reason) > 64 or reason.strip(_REASON_LETTERS):
            reason = "unnamed"
        self.reasons[reason] = self.reasons.get(reason, 0) + n
        if self._held is not None:
            self._held[reason] = self._held.get(reason, 0) + n
        else:
            self._write({reason: n})

    def hold(self) -> None:
        """From now on counts wait for `release`: an object of many functions is one write."""
        if self._held is None:
            self._held = {}

    def release(self) -> None:
        """Writes the counts that waited."""
        held, self._held = self._held, None
        if held:
            self._write(held)

    def _write(self, counts: dict[str, int]) -> None:
        if not self.usable():
            return
        path = f"{self.root}/stats"
        lines = "".join([f"{reason} {n}\n" for reason, n in counts.items()])
        try:
            size = files.append(path, lines.encode(), self._shared)
        except OSError:
            return
        if size > _STATS_COMPACT_AT:
            from armcc.cache.evict import compact

            compact(self.root, parse_stats, self._shared)

    def counts(self) -> dict[str, int]:
        """How often each reason was counted, over all processes."""
        if not self.usable():
            return {}
        try:
            return parse_stats(files.read_entry(f"{self.root}/stats", self._shared) or b"")
        except Error:
            return {}

    def stats(self) -> dict[str, int]:
        """The counts, with "entries", "rejections", "memos" and "bytes" of the folder."""
        found = self.counts()
        found.update({"entries": 0, "rejections": 0, "memos": 0, "bytes": 0})
        if self.usable():
            names = {REWRITES: "entries", REJECTIONS: "rejections", MEMO: "memos"}
            for kind, name in names.items():
                for _, path in self._paths(kind):
                    try:
                        found["bytes"] += posix.lstat(path).st_size
                    except OSError:
                        continue
                    found[name] += 1
        return found

    def records(self) -> Iterator[Rewrite | Rejection]:
        """All intact records, by key, rewrites first; the damaged ones are counted."""
        if self.usable():
            for kind in (REWRITES, REJECTIONS):
                for key, _ in self._paths(kind):
                    record = self._read(kind, key)
                    if record is not None:
                        yield record

    def _paths(self, kind: str) -> Iterator[tuple[str, str]]:
        for first in files.entries(f"{self.root}/{kind}"):
            for rest in files.entries(f"{self.root}/{kind}/{first}"):
                if is_key(first + rest):
                    yield first + rest, f"{self.root}/{kind}/{first}/{rest}"


def touch(path: str) -> None:
    """Marks an entry as used, for the eviction; at most one write a day and entry."""
    try:
        if posix.stat(path).st_mtime < time.time() - _DAY:
            posix.utime(path)
    except OSError:
        return  # A folder that can only be read is served all the same.


def parse_stats(data: bytes) -> dict[str, int]:
    """The sums of a statistics file; lines that are none are left out."""
    found: dict[str, int] = {}
    for line in data.decode("ascii", "replace").split("\n"):
        reason, _, number = line.partition(" ")
        if reason and not reason.strip(_REASON_LETTERS) and number.isdecimal():
            found[reason] = found.get(reason, 0) + int(number[:18])
    return found
