"""`armccctl cache`: what the local store holds, where it is, emptying it, revoking rewrites."""

from __future__ import annotations

import json
import time

from armcc import __version__
from armcc.cache import files, revoked
from armcc.cache.evict import clear
from armcc.cache.record import Rejection, Rewrite, decode, is_key
from armcc.cache.store import REWRITES, Store, entry_path, is_shared, size_limit
from armcc.errors import Error, Fatal

# Raised when a name in the JSON changes its meaning or goes away.
JSON_FORMAT = 1

_SIZES = ("entries", "rejections", "memos", "bytes")
_OUTCOMES = ("hit", "hit-rejection", "miss")


def cache_stats(root: str, as_json: bool) -> int:
    """Prints what the store under `root` holds and how often each thing happened; 0.

    A store that does not exist yet is an empty one.  Raises Fatal for one that may
    not be used.
    """
    _check(root)
    store = Store(root)
    found = store.stats()
    sizes = {name: found.pop(name) for name in _SIZES}
    hits, rejections, misses = (found.pop(name, 0) for name in _OUTCOMES)
    if as_json:
        answer = {
            "format": JSON_FORMAT,
            "path": root,
            **sizes,
            "limit": size_limit(),
            "hits": hits,
            "rejection_hits": rejections,
            "misses": misses,
            "reasons": dict(sorted(found.items())),
        }
        print(json.dumps(answer, indent=2))
        return 0
    asked = hits + rejections + misses
    limit = size_limit()
    rows = [
        ("path", root),
        ("rewrites", str(sizes["entries"])),
        ("rejections", str(sizes["rejections"])),
        ("memos", str(sizes["memos"])),
        ("size", f"{_size(sizes['bytes'])} of {_size(limit) if limit else 'no limit'}"),
        ("hits", _share(hits, asked)),
        ("rejection hits", _share(rejections, asked)),
        ("misses", _share(misses, asked)),
        *((f"  {reason}", str(n)) for reason, n in sorted(found.items())),
    ]
    for name, value in rows:
        print(f"{name:<24} {value}")
    return 0


def cache_clear(root: str) -> int:
    """Removes every entry, the statistics too, and says how many; 0.  May raise Fatal.

    What was revoked stays revoked.
    """
    _check(root)
    print(f"{clear(root)} entries removed from {root}")
    return 0


def cache_path(root: str) -> int:
    """Prints where the cache is; 0.  Raises Fatal where there is none."""
    if not root:
        _check(root)
    print(root)
    return 0


def cache_revoke(root: str, word: str, why: str, undo: bool) -> int:
    """Keeps a rewrite from ever being used again, or takes that back; 0.

    word: its key, or the beginning of one that is in the cache.  A key that is not there
    (another machine's) can be revoked as well.  Raises Fatal.
    """
    _check(root)
    key = _whole_key(root, word.lower())
    record = _rewrite_at(root, key)
    machine = record.machine if record is not None else None
    what = f"{record.function} " if record is not None else ""
    if undo:
        if not revoked.restore(root, key, machine):
            raise Fatal(f"{key} is not revoked")
        print(f"{what}{key} may be used again")
        return 0
    when = time.strftime("%Y-%m-%d %H:%M:%S %z")
    lines = [
        f"key: {key}",
        f"function: {record.function if record is not None else 'unknown'}",
        f"revoked: {when} by armcc {__version__}",
        f"because: {why or 'not said'}",
    ]
    try:
        revoked.revoke(root, is_shared(), key, machine, "\n".join(lines) + "\n")
    except OSError as e:
        raise Fatal(f"{root}/{revoked.FOLDER} cannot be written: {e.strerror}") from e
    print(f"{what}{key} is revoked: clang's code stands for this key")
    if machine is None:
        print("the cache holds no rewrite under it, so its code may still stand under others")
    else:
        print("and the same code is used under no other")
    return 0


def cache_revoked(root: str) -> int:
    """Prints what is revoked, one line each; 0.  Raises Fatal."""
    _check(root)
    found = revoked.read(root)
    if found.blind:
        raise Fatal(f"{root}/{revoked.FOLDER} cannot be read, so no rewrite is used: mend it")
    for name in sorted(found.names):
        key = name.removeprefix(revoked.KEY)
        if name.startswith(revoked.KEY) and is_key(key):
            try:
                text = files.read_entry(f"{root}/{revoked.FOLDER}/{name}", is_shared()) or b""
            except Error:
                text = b""
            facts = [
                line.partition(": ")[2] for line in text.decode("utf-8", "replace").split("\n")
            ]
            print("  ".join([key, *facts[1:4]]).rstrip())
    return 0


def _whole_key(root: str, word: str) -> str:
    if is_key(word):
        return word
    if len(word) < 6 or word.strip("0123456789abcdef"):
        raise Fatal(f"{word} is no key: 64 hexadecimal digits, or the first 6 or more of one")
    store = Store(root)
    found = [r.key for r in store.records() if isinstance(r, Rewrite) and r.key.startswith(word)]
    found += [n[1:] for n in revoked.read(root).names if n.startswith(revoked.KEY + word)]
    if len(set(found)) != 1:
        raise Fatal(f"{len(set(found))} keys begin with {word}")
    return found[0]


def _rewrite_at(root: str, key: str) -> Rewrite | None:
    """The rewrite that is stored under `key`, revoked or not."""
    try:
        data = files.read_entry(entry_path(root, REWRITES, key), is_shared())
        record = decode(data, key) if data is not None else None
    except Error:
        return None
    return None if isinstance(record, Rejection) else record


def _check(root: str) -> None:
    if not root:
        raise Fatal("there is no cache: set ARMCC_CACHE_DIR or HOME")
    try:
        files.check_root(root, is_shared())
    except Error as e:
        raise Fatal(f"the cache cannot be used: {e.message}") from e


def _share(n: int, of: int) -> str:
    return f"{n} ({100 * n / of:.1f}%)" if of else str(n)


def _size(n: int) -> str:
    amount = float(n)
    for unit in ("bytes", "KiB", "MiB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GiB"
