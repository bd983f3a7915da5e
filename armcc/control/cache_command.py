"""`armccctl cache`: what the local store holds, where it is, and emptying it."""

from __future__ import annotations

import json

from armcc.cache import files
from armcc.cache.evict import clear
from armcc.cache.store import Store, is_shared, size_limit
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
    """Removes every entry, the statistics too, and says how many; 0.  May raise Fatal."""
    _check(root)
    print(f"{clear(root)} entries removed from {root}")
    return 0


def cache_path(root: str) -> int:
    """Prints where the cache is; 0.  Raises Fatal where there is none."""
    if not root:
        _check(root)
    print(root)
    return 0


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
