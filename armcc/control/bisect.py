"""`armccctl bisect -- COMMAND`: which rewrite makes COMMAND fail, found by halves.

COMMAND builds everything anew and tests it, as `git bisect run` takes one: status 0 is good,
125 says that nothing can be told, any other is bad.  It runs with all rewrites, with none, and
then with the first N, N halved each time (ARMCC_BISECT_LIMIT).  The first run numbers the
rewrites; the later ones take what the cache knows and search nothing, so that all of them build
from the same set.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from armcc.cache.record import Rewrite
from armcc.cache.store import Store, default_root
from armcc.driver.bisecting import parse
from armcc.errors import Fatal

# Raised when a name in the JSON changes its meaning or goes away.
JSON_FORMAT = 1

CANNOT_TELL = 125


@dataclass(frozen=True)
class Run:
    """How COMMAND ended under a limit.

    limit: as ARMCC_BISECT_LIMIT had it.  seen: how many hot functions were compiled.
    made: which rewrites stand in the build, by key.
    """

    limit: str
    good: bool
    seen: int
    made: frozenset[str]


class _Bench:
    """COMMAND and where its rewrites are numbered."""

    def __init__(self, command: Sequence[str], folder: str, repeat: int) -> None:
        # One word with spaces is what a shell would be given.
        one = len(command) == 1 and " " in command[0]
        self.command = ["/bin/sh", "-c", command[0]] if one else list(command)
        self.numbers = os.path.join(folder, "numbers")
        self.report = os.path.join(folder, "report")
        self.repeat = repeat

    def run(self, limit: str, mode: str) -> Run:
        """COMMAND under a limit; it is bad where one of `repeat` runs is."""
        environ = {
            **os.environ,
            "ARMCC_BISECT_LIMIT": limit,
            "ARMCC_BISECT_FILE": self.numbers,
            "ARMCC_REPORT": self.report,
        }
        if mode:
            environ["ARMCC_MODE"] = mode
        good = True
        seen = 0
        made: set[str] = set()
        for _ in range(self.repeat):
            open(self.report, "wb").close()
            status = _call(self.command, environ)
            if status == CANNOT_TELL:
                raise Fatal(f"the command ended with {CANNOT_TELL}: nothing can be told of it")
            lines = _read_report(self.report)
            seen = max(seen, len(lines))
            made |= {str(line["key"]) for line in lines if line["rewritten"]}
            if status:
                good = False
                break
        return Run(limit, good, seen, frozenset(made))

    def rewrites(self) -> list[tuple[str, str, str]]:
        """Key, function and source of each numbered rewrite."""
        try:
            with open(self.numbers, "rb") as f:
                return parse(f.read())
        except FileNotFoundError:
            return []
        except OSError as e:
            raise Fatal(str(e)) from e


def _call(command: list[str], environ: dict[str, str]) -> int:
    """The status of a command whose output goes where messages go: the answer is ours."""
    try:
        done = subprocess.run(command, env=environ, stdout=sys.stderr, check=False)
    except OSError as e:
        raise Fatal(f"{command[0]} cannot be run: {e.strerror}") from e
    if done.returncode in (-signal.SIGINT, 128 + signal.SIGINT):
        raise KeyboardInterrupt
    return done.returncode


def _read_report(path: str) -> list[dict[str, object]]:
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def bisect(command: Sequence[str], as_json: bool, repeat: int = 1) -> int:
    """Finds the rewrite without which COMMAND succeeds and prints it; 0.

    repeat: how often COMMAND has to succeed to count as good.  1 where it succeeds with all
    rewrites.  Raises Fatal where nothing can be found out.
    """
    if command[:1] == ["--"]:
        command = command[1:]
    if not command:
        raise Fatal("what is to be run? armccctl bisect -- COMMAND")
    with tempfile.TemporaryDirectory(prefix="armcc-bisect-") as folder:
        bench = _Bench(command, folder, max(repeat, 1))
        _say("all rewrites")
        whole = bench.run("-1", "")
        rewrites = bench.rewrites()
        if not whole.seen:
            raise Fatal(
                "the command compiled no hot function: it has to build everything anew, as "
                "`make clean && make check` does, with armcc as the compiler"
            )
        if whole.good:
            print(f"the command succeeds with all {len(rewrites)} rewrites", file=sys.stderr)
            if as_json:
                _print_json(None, rewrites, [whole])
            return 1
        if not rewrites:
            raise Fatal("the command fails, and nothing was rewritten")
        _say("no rewrite")
        runs = [whole, bench.run("0", "cached")]
        if runs[-1].made:
            raise Fatal(f"{len(runs[-1].made)} rewrites stand in the build in spite of the limit")
        if runs[-1].seen == 0:
            raise Fatal(
                "the command built nothing the second time: it has to build everything anew"
            )
        if not runs[-1].good:
            raise Fatal("the command fails without any rewrite: none of them is guilty")
        good, bad = 0, len(rewrites)
        while bad - good > 1:
            middle = (good + bad) // 2
            _say(f"the first {middle} of {len(rewrites)} rewrites")
            runs.append(bench.run(str(middle), "cached"))
            if runs[-1].good:
                good = middle
            else:
                bad = middle
        alone = True
        if len(rewrites) > 1:
            _say(f"rewrite {bad} alone")
            runs.append(bench.run(f"{bad}-{bad}", "cached"))
            alone = not runs[-1].good
        if as_json:
            _print_json(bad, rewrites, runs, alone)
        else:
            _print(bad, rewrites, alone)
        return 0


def _say(what: str) -> None:
    print(f"armccctl bisect: with {what}", file=sys.stderr, flush=True)


def _origin(key: str) -> str:
    record = Store(default_root()).get(key)
    return f"{record.pass_name}: {record.origin}" if isinstance(record, Rewrite) else "unknown"


def _print(number: int, rewrites: list[tuple[str, str, str]], alone: bool) -> None:
    key, function, source = rewrites[number - 1]
    print(f"the guilty rewrite is {number} of {len(rewrites)}:")
    print(f"  function     {function} in {source}")
    print(f"  key          {key}")
    print(f"  proposed by  {_origin(key)}")
    if not alone:
        print("  It fails only beside some of the rewrites before it.")
    print("to keep it from ever coming back:")
    print(f"  armccctl cache revoke {key}")
    print("to build without it meanwhile:")
    print(f"  ARMCC_SKIP={function}")


def _print_json(
    number: int | None,
    rewrites: list[tuple[str, str, str]],
    runs: list[Run],
    alone: bool = True,
) -> None:
    guilty = None
    if number is not None:
        key, function, source = rewrites[number - 1]
        guilty = {
            "number": number,
            "key": key,
            "function": function,
            "source": source,
            "origin": _origin(key),
            "alone": alone,
        }
    answer = {
        "format": JSON_FORMAT,
        "rewrites": len(rewrites),
        "guilty": guilty,
        "runs": [{"limit": r.limit, "good": r.good, "rewritten": len(r.made)} for r in runs],
    }
    print(json.dumps(answer, indent=2))
