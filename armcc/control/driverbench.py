"""`armccctl bench driver`: milliseconds that armcc adds to a call of clang.

hyperfine times clang and armcc in turn, block by block, the order of the two changing, so
that a machine that slows down slows both.  Every figure comes from one run.  Wall clock of a
shared machine is noise, so the processor time that the two took stands beside it.

No search runs: the rewrite in the cache is the function's own code with one `nop` more, which
is what the driver reads, checks and splices as it would any other.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from armcc import GATES_VERSION
from armcc.cache import memo, speed
from armcc.cache.key import key
from armcc.cache.record import Rewrite
from armcc.cache.store import Store
from armcc.control.demo import launcher
from armcc.control.toolchain import compile_object, read_bytes
from armcc.driver.queue import FOLDER as QUEUE
from armcc.driver.toolchain import find_clang, with_target
from armcc.errors import Error, Fatal
from armcc.function.elf import ElfObject
from armcc.function.frontend import read_front_end
from armcc.function.function import Invocation
from armcc.function.hot import find_function
from armcc.function.machine import MachineCode

FORMAT = 1

_NOP = bytes.fromhex("1f2003d5")
_PLAIN_C = """\
int twice(int a) { return a * 2; }
int main(void) { return twice(0); }
"""
_HOT_C = """\
__attribute__((hot)) int sum(const int *a, int n) {
  int s = 0;
  for (int i = 0; i < n; i++) s += a[i] * a[i];
  return s;
}
"""
# Makes hot.c another file than it ever was, as an editor would; the code stays the same.
_EDIT = "sh -c 'cp base.c hot.c && echo \"/* $(date +%s%N) */\" >> hot.c'"
_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE = 1


@dataclass(frozen=True)
class Case:
    """One kind of call.

    name, title: for tools and for people.  words: behind the compiler.  bar: the most
    milliseconds that armcc may add, in the median; None where none is set.
    """

    name: str
    title: str
    words: tuple[str, ...]
    bar: float | None = None
    prepare: str = ""
    read_only: bool = False


_COMPILE_HOT = ("-O2", "-c", "hot.c")
CASES = (
    Case("plain", "compile, no hot function", ("-O2", "-c", "plain.c"), 12.0),
    Case("cached", "compile, one splice", _COMPILE_HOT, 30.0),
    Case("edited", "compile, after an edit", _COMPILE_HOT, prepare=_EDIT),
    Case("read-only", "compile, cache read-only", _COMPILE_HOT, read_only=True),
    Case("version", "--version", ("--version",)),
    Case("preprocess", "-E", ("-E", "hot.c", "-o", "hot.i")),
    Case("link", "link", ("main.o", "-o", "program")),
)


@dataclass(frozen=True)
class Block:
    """What hyperfine found of one command in one block: milliseconds of each run.

    cpu: milliseconds of processor time, user and system, of a run in the mean.
    """

    times: tuple[float, ...]
    cpu: float


def bench(names: Sequence[str], blocks: int, runs: int, as_json: bool) -> int:
    """Measure and print; 0, whatever the bars say.  Raises Fatal."""
    hyperfine = shutil.which("hyperfine")
    if hyperfine is None:
        raise Fatal("hyperfine is missing: sudo apt-get install hyperfine")
    unknown = [n for n in names if n not in {c.name for c in CASES}]
    if unknown:
        raise Fatal(f"no case {unknown[0]}; there are {', '.join(c.name for c in CASES)}")
    cases = [c for c in CASES if not names or c.name in names]
    ours = launcher()
    compilers = []
    with tempfile.TemporaryDirectory(prefix="armcc-bench-") as folder:
        for number, setting in enumerate(_settings()):
            place = os.path.join(folder, str(number))
            os.mkdir(place)
            compilers.append(_compiler(hyperfine, ours, setting, place, cases, blocks, runs))
        start = [sys.executable, "-IS", "-c", "pass"]
        floor = _hyperfine(hyperfine, [start], folder, _environment(""), runs, "")[0]
    report = {
        "format": FORMAT,
        "bench": "driver",
        "blocks": blocks,
        "runs": runs,
        "interpreter_ms": _round(statistics.median(floor.times)),
        "compilers": compilers,
    }
    print(json.dumps(report, indent=2) if as_json else text(report))
    return 0


def remember_padded(root: str) -> list[str]:
    """Take the queue's jobs and remember, for each function, its own code with a `nop` more.

    It stands for a search where only the driver matters; memos are written as well.  The names
    of the functions.  Raises Fatal where a function is none that can be padded so.
    """
    folder = os.path.join(root, QUEUE)
    known: list[str] = []
    store = Store(root)
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        job = json.loads(read_bytes(path))
        with tempfile.TemporaryDirectory(prefix="armcc-") as workdir, _within(job["directory"]):
            output = os.path.join(workdir, "baseline.o")
            compile_object(
                tuple(job["clang"]), [*job["arguments"], "-o", output], str(job["source"])
            )
            obj = ElfObject(read_bytes(output))
            words = tuple(job["clang"]), tuple(job["arguments"])
            invocation = Invocation(*words, job["source"], job["directory"])
            try:
                front = read_front_end(invocation, obj, job["names"], workdir)
            except Error as e:
                raise Fatal(e.message) from e
        for function in job["names"]:
            if function not in front.contracts:
                raise Fatal(f"{function}: {front.refused[function]}")
            hot = find_function(obj, function)
            if hot.relocations:
                raise Fatal(f"{function} refers to other symbols; padding would move that")
            contract = front.contracts[function].to_bytes()
            asked = speed.asked(job["cpu"], dict(os.environb))
            its_key = key(front.identities[function], contract, asked, GATES_VERSION)
            code = hot.code[:-4] + _NOP + hot.code[-4:]
            if not store.put(Rewrite(function, its_key, "", MachineCode(code), evidence=b"{}")):
                raise Fatal(f"cannot write the cache {root}")
            known.append(function)
        facts = [memo.Facts(**vars(f)) for f in front.facts.values()]
        memo.remember(root, job["memo_key"], front.inputs, front.absent, facts)
        os.unlink(path)
    return known


@contextlib.contextmanager
def _within(folder: str) -> Any:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _settings() -> list[str]:
    """The values of ARMCC_CLANG to measure: the caller's, or none and clang-22 if they differ."""
    given = os.environ.get("ARMCC_CLANG", "")
    if given:
        return [given]
    found = [""]
    newer = shutil.which("clang-22")
    if newer and newer not in _clang("", ()):
        found.append(newer)
    return found


def _clang(setting: str, arguments: tuple[str, ...]) -> list[str]:
    """The words of the clang that armcc would call for `arguments`, up to them."""
    environ = {b"PATH": os.environb.get(b"PATH", b"/usr/bin:/bin")}
    if setting:
        environ[b"ARMCC_CLANG"] = os.fsencode(setting)
    try:
        clang = find_clang(environ, plusplus=False)
    except Error as e:
        raise Fatal(e.message) from e
    return clang.command + with_target(clang, list(arguments), os.uname().machine)


def _environment(cache: str, setting: str = "") -> dict[str, str]:
    """The caller's, with a cache and a compiler of this run's own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ARMCC_")}
    kept.pop("SOURCE_DATE_EPOCH", None)
    if setting:
        kept["ARMCC_CLANG"] = setting
    return kept | {"ARMCC_CACHE_DIR": cache, "ARMCC_MODE": "cached"}


def _compiler(
    hyperfine: str,
    ours: str,
    setting: str,
    folder: str,
    cases: Sequence[Case],
    blocks: int,
    runs: int,
) -> dict[str, Any]:
    """All cases with one clang, in a folder of their own."""
    cache = os.path.join(folder, "cache")
    environ = _environment(cache, setting)
    for name, content in (("plain.c", _PLAIN_C), ("base.c", _HOT_C), ("hot.c", _HOT_C)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(content)
    _call([ours, *_COMPILE_HOT], folder, environ | {"ARMCC_MODE": "record"})
    remember_padded(cache)
    _call([ours, *_COMPILE_HOT], folder, environ)
    if b".note.armcc\0" not in read_bytes(os.path.join(folder, "hot.o")):
        raise Fatal("armcc did not use the rewrite that is in its cache; ARMCC_LOG says why")
    plain = _clang(setting, ())
    _call([*plain, "-O2", "-c", "plain.c", "-o", "main.o"], folder, environ)
    rows = []
    for case in cases:
        # A memo keeps few states of its inputs: the edits of a case before may have cost this one.
        shutil.copyfile(os.path.join(folder, "base.c"), os.path.join(folder, "hot.c"))
        _call([ours, *_COMPILE_HOT], folder, environ)
        if case.name == "link" and not _links(plain, folder, environ):
            continue
        pair = [*_clang(setting, case.words), *case.words], [ours, *case.words]
        with _read_only(cache if case.read_only else "") as prepare:
            found = [
                _hyperfine(
                    hyperfine,
                    pair[:: 1 if number % 2 == 0 else -1],
                    folder,
                    environ,
                    runs,
                    case.prepare,
                    prepare,
                )[:: 1 if number % 2 == 0 else -1]
                for number in range(blocks)
            ]
        rows.append(summary(case, [b[0] for b in found], [b[1] for b in found]))
    version = subprocess.run(
        [*plain, "--version"], stdout=subprocess.PIPE, text=True, check=False
    ).stdout.partition("\n")[0]
    return {"command": shlex.join(plain), "version": version, "cases": rows}


def _links(plain: list[str], folder: str, environ: dict[str, str]) -> bool:
    """Whether clang can link for AArch64 here at all."""
    words = [*plain, "main.o", "-o", "program"]
    done = subprocess.run(words, cwd=folder, env=environ, capture_output=True, check=False)
    return done.returncode == 0


def _call(words: list[str], folder: str, environ: dict[str, str]) -> None:
    done = subprocess.run(words, cwd=folder, env=environ, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise Fatal(f"{shlex.join(words)} failed with status {done.returncode}: {said}")


@contextlib.contextmanager
def _read_only(cache: str) -> Any:
    """Nobody may write `cache` meanwhile; what a child has to do for that before it starts.

    root may write what its modes forbid, unless it gives that right up.
    """
    if not cache:
        yield None
        return
    folders = [parent for parent, _, _ in os.walk(cache)]
    for one in folders:
        os.chmod(one, 0o500)
    try:
        yield _give_up_override
    finally:
        for one in folders:
            os.chmod(one, 0o700)


def _give_up_override() -> None:
    """Takes CAP_DAC_OVERRIDE from what this process starts (capabilities(7))."""
    ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0)


def _hyperfine(
    hyperfine: str,
    commands: Sequence[list[str]],
    folder: str,
    environ: dict[str, str],
    runs: int,
    prepare: str,
    before: Any = None,
) -> list[Block]:
    """One block: each command `runs` times, in this order.  Raises Fatal."""
    result = os.path.join(folder, "hyperfine.json")
    words = [hyperfine, "--shell=none", "--style=none", "--warmup=2", f"--runs={runs}"]
    words += [f"--export-json={result}"]
    if prepare:
        words += ["--prepare", prepare]
    words += [shlex.join(c) for c in commands]
    done = subprocess.run(
        words, cwd=folder, env=environ, capture_output=True, check=False, preexec_fn=before
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise Fatal(f"hyperfine failed with status {done.returncode}: {said}")
    blocks = []
    for one in json.loads(read_bytes(result))["results"]:
        times = tuple(t * 1000 for t in one["times"])
        blocks.append(Block(times, (one["user"] + one["system"]) * 1000))
    return blocks


def summary(case: Case, clang: Sequence[Block], armcc: Sequence[Block]) -> dict[str, Any]:
    """Medians of all runs, quartiles, and what the blocks said one by one."""
    theirs, ours = ([t for b in blocks for t in b.times] for blocks in (clang, armcc))
    added = [
        statistics.median(a.times) - statistics.median(c.times)
        for c, a in zip(clang, armcc, strict=True)
    ]
    middle = statistics.median(ours) - statistics.median(theirs)
    return {
        "case": case.name,
        "clang_ms": _round(statistics.median(theirs)),
        "armcc_ms": _round(statistics.median(ours)),
        "clang_quartiles_ms": _quartiles(theirs),
        "armcc_quartiles_ms": _quartiles(ours),
        "added_ms": _round(middle),
        "added_fastest_ms": _round(min(ours) - min(theirs)),
        "added_least_ms": _round(min(added)),
        "added_most_ms": _round(max(added)),
        "ratio": _round(statistics.median(ours) / statistics.median(theirs)),
        "clang_cpu_ms": _round(statistics.fmean(b.cpu for b in clang)),
        "armcc_cpu_ms": _round(statistics.fmean(b.cpu for b in armcc)),
        "bar_ms": case.bar,
        "within": None if case.bar is None else middle <= case.bar,
    }


def _quartiles(times: list[float]) -> list[float]:
    if len(times) < 2:
        return [_round(times[0])] * 2
    cuts = statistics.quantiles(times, n=4, method="inclusive")
    return [_round(cuts[0]), _round(cuts[2])]


def _round(value: float) -> float:
    return round(value, 3)


def text(report: dict[str, Any]) -> str:
    """The report for people."""
    titles = {c.name: c.title for c in CASES}
    lines = []
    for compiler in report["compilers"]:
        lines += [compiler["version"], ""]
        lines.append(
            f"{'':26}{'clang':>9}{'armcc':>9}{'added':>8}  {'block by block':16}"
            f"{'fastest':>8}{'ratio':>8}{'CPU added':>11}"
        )
        for c in compiler["cases"]:
            spread = f"{c['added_least_ms']:+.1f} to {c['added_most_ms']:+.1f}"
            line = (
                f"{titles[c['case']]:26}{c['clang_ms']:9.1f}{c['armcc_ms']:9.1f}"
                f"{c['added_ms']:+8.1f}  {spread:16}{c['added_fastest_ms']:+8.1f}{c['ratio']:7.2f}x"
                f"{c['armcc_cpu_ms'] - c['clang_cpu_ms']:+11.1f}"
            )
            if c["bar_ms"] is not None:
                line += f"  at most +{c['bar_ms']:g}: {'yes' if c['within'] else 'no'}"
            lines.append(line)
        lines.append("")
    lines.append(
        f"milliseconds, medians of {report['blocks']} x {report['runs']} runs; "
        f"Python alone starts and ends in {report['interpreter_ms']:.1f}"
    )
    return "\n".join(lines)
