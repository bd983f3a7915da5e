"""ARMCC_BISECT_LIMIT: only some rewrites of a build, so that a wrong one can be found by halves.

    N       the first N (0: none; -1: all, and each gets its number)
    M-N     those from M to N

Rewrites are numbered as builds first meet them, by their keys, in the file that
ARMCC_BISECT_FILE names (`bisect` in the cache's folder by default): a number means the same
rewrite in every later build with that file, in whatever order a parallel build compiles.  One
that stands in several objects has one number.  Loaded only where the variable is set.
"""

from __future__ import annotations

import json
import posix

from armcc.driver import modes
from armcc.errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armcc.driver.rewriting import Outcome

FILE = "bisect"


def read_limit(word: str) -> tuple[int, float]:
    """The first and the last number that ARMCC_BISECT_LIMIT lets through.

    Raises Error("bisect") for a word that says no such thing.
    """
    first, dash, last = word.partition("-")
    if word == "-1":
        return 1, float("inf")
    if not dash and first.isascii() and first.isdecimal():
        return 1, int(first[:18])
    if all(w.isascii() and w.isdecimal() for w in (first, last)):
        return int(first[:18]), int(last[:18])
    raise Error("bisect", f"ARMCC_BISECT_LIMIT={word} is neither a number nor a range like 3-7")


def hold_back(limit: str, root: str, source: str, outcomes: list[Outcome]) -> None:
    """Leaves clang's code where the limit says so; on any trouble, everywhere."""
    wanted = [o for o in outcomes if o.record is not None]
    if not wanted:
        return
    path = modes.text(posix.environ, "ARMCC_BISECT_FILE") or (root and f"{root}/{FILE}")
    try:
        first, last = read_limit(limit)
        if not path:
            raise Error("bisect", "there is no cache to count in; set ARMCC_BISECT_FILE")
        given = numbers(path, [(o.key, o.function.name, source) for o in wanted])
    except (Error, OSError) as e:
        for outcome in wanted:
            outcome.leave("bisect", str(e))
        return
    for outcome in wanted:
        number = given[outcome.key]
        if not first <= number <= last:
            outcome.leave("bisect", f"rewrite {number}, ARMCC_BISECT_LIMIT={limit}")


def numbers(path: str, rewrites: list[tuple[str, str, str]]) -> dict[str, int]:
    """The number of each rewrite, from 1; what has none yet gets the next.

    rewrites: key, function, source.  Raises OSError where the file cannot be used.
    """
    flags = posix.O_RDWR | posix.O_APPEND | posix.O_CREAT | posix.O_NOFOLLOW | posix.O_CLOEXEC
    fd = posix.open(path, flags, 0o644)
    try:
        posix.lockf(fd, posix.F_LOCK, 0)
        known = {key: n for n, (key, _, _) in enumerate(parse(_all_of(fd)), 1)}
        fresh = b""
        for key, function, source in rewrites:
            if key not in known:
                known[key] = len(known) + 1
                fresh += json.dumps([key, function, source]).encode() + b"\n"
        while fresh:
            fresh = fresh[posix.write(fd, fresh) :]
        return known
    finally:
        posix.close(fd)


def parse(data: bytes) -> list[tuple[str, str, str]]:
    """Key, function and source of each line of the file.  Raises OSError where it is damaged."""
    try:
        lines = [json.loads(line) for line in data.splitlines()]
        return [(str(key), str(function), str(source)) for key, function, source in lines]
    except (ValueError, TypeError) as e:
        raise OSError(f"the file that numbers rewrites is damaged: {e}") from e


def _all_of(fd: int) -> bytes:
    data = b""
    while part := posix.pread(fd, 1 << 20, len(data)):
        data += part
    return data
