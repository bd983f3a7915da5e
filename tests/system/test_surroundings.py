"""The same call in hostile surroundings: what clang makes of it, armcc makes of it.

With the real clang, without rewriting and with a cache that knows a rewrite.  Where a
rewrite may be left out for want of what the surroundings lack, the row's `?` says so.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from known import armcc_of, clang_of, installation, knowing, twins_folder
from rows import (
    SOURCES,
    Compiler,
    Left,
    Row,
    compare,
    differences,
    files_in,
    object_differences,
    row,
)
from twins import write

_MODULES = "armcc encodings json posix site sitecustomize struct sys time usercustomize _blake2"
_POISON = f"for n in {_MODULES}; do echo 'raise SystemExit(3)' >$n.py; done; "
_KEPT = "ARMCC_CACHE_DIR ARMCC_CLANG ARMCC_MODE ARMCC_PASSES ARMCC_PROOF TMPDIR"
_EMPTY = (
    f'set --; for n in {_KEPT}; do eval v=\\$$n; [ -z "$v" ] || set -- "$@" $n=$v; done; '
    'exec env -i "$@" '
)
# Each would change or end a Python that reads it.
_PYTHON = {
    "PYTHONCOERCECLOCALE": "warn",
    "PYTHONDEVMODE": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "no-number",
    "PYTHONHOME": "/nowhere",
    "PYTHONINSPECT": "1",
    "PYTHONINTMAXSTRDIGITS": "no-number",
    "PYTHONMALLOC": "no-such",
    "PYTHONPATH": ".:poison",
    "PYTHONPLATLIBDIR": "nowhere",
    "PYTHONPROFILEIMPORTTIME": "1",
    "PYTHONSAFEPATH": "",
    "PYTHONSTARTUP": "struct.py",
    "PYTHONTRACEMALLOC": "no-number",
    "PYTHONUTF8": "no-number",
    "PYTHONVERBOSE": "1",
    "PYTHONWARNINGS": "error",
    "_PYTHON_SYSCONFIGDATA_NAME": "struct",
}
_LOCALES = "unset LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES; "
_NO_HOME = "unset HOME XDG_CACHE_HOME ARMCC_CACHE_DIR; "
_CLOSED = ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"]
_BITS = "exec $CC -c bits.c -O2"
_WARN = "exec $CC -c warnbits.c -O2 -Wall"

ROWS = [
    *(row(f"{_BITS} -MD {c}", rewrites="bits.o") for c in _CLOSED),
    *(row(f"exec $CC -c bad.c {c}", slow=c != _CLOSED[-1]) for c in _CLOSED),
    *(row(f"exec $CC -E a.c {c}", slow=c != _CLOSED[-1]) for c in _CLOSED),
    row(f"true | {_BITS}", rewrites="bits.o"),
    row(f"{_BITS} 0>in", rewrites="bits.o"),
    row(f"{_WARN} 2>/dev/full", rewrites="warnbits.o?"),
    row(f"{_EMPTY} $CC -c warnbits.c -O2 -Wall", rewrites="warnbits.o"),
    row(f"{_LOCALES} n=$(printf 'caf\\351.c'); cp warn.c $n; exec $CC -c $n -Wall"),
    row(f"{_LOCALES} {_WARN}", rewrites="warnbits.o"),
    row(f"LC_ALL=no_such.UTF-8 {_WARN}", rewrites="warnbits.o"),
    row(f"LC_ALL=C {_WARN}", rewrites="warnbits.o"),
    row(f"LC_ALL=POSIX PYTHONIOENCODING=none {_BITS}", rewrites="bits.o"),
    row(f"{_POISON} {_BITS}", rewrites="bits.o"),
    row(f"mkdir poison; cd poison; {_POISON} cd ..; {_BITS}", environ=_PYTHON, rewrites="bits.o"),
    row(f"{_POISON} exec $CC -c bad.c", environ=_PYTHON),
    row(f"{_POISON} exec $CC -E a.c", environ=_PYTHON),
    row(f"{_NO_HOME} {_BITS}", rewrites="bits.o?"),
    row(f"{_NO_HOME} export HOME=/nowhere; {_BITS}", rewrites="bits.o?"),
    row(f"{_NO_HOME} export HOME=; {_BITS}", rewrites="bits.o?"),
    row(f"[ -z $ARMCC_MODE ] || export ARMCC_CACHE_DIR=$PWD/more; {_BITS}", rewrites="bits.o?"),
    row(f"[ -z $ARMCC_MODE ] || export ARMCC_CACHE_DIR=/dev/null; {_BITS}", rewrites="bits.o?"),
    row(f"[ -z $ARMCC_MODE ] || export ARMCC_LOG=/no/log ARMCC_CPU=x; {_BITS}", rewrites="bits.o?"),
    row(f"export TMPDIR=/nowhere; {_BITS}", rewrites="bits.o?"),
    row(f"export PATH=/nowhere; {_BITS}", rewrites="bits.o?"),
    row(f"unset PATH; {_BITS}", rewrites="bits.o?"),
    row(f"ulimit -n 16; {_BITS}", rewrites="bits.o?"),
    row(f"ulimit -n 7; {_BITS}", rewrites="bits.o?"),
    row("ulimit -n 16; exec $CC -c bad.c"),
    row(f"ulimit -v 500000; {_BITS}", rewrites="bits.o?"),
    row(f"ulimit -s 512; {_BITS}", rewrites="bits.o?"),
    row(f"ulimit -c 0; ulimit -t 100; {_BITS}", rewrites="bits.o"),
    row(f"nice -n 5 {_BITS.replace('exec ', '')}", rewrites="bits.o"),
    row("d=$PWD; mkdir x; cd x; rmdir ../x; exec $CC -c $d/a.c -o $d/a.o"),
    row("d=$PWD; mkdir x; cd x; rmdir ../x; exec $CC -c $d/bits.c -O2 -o $d/1.o", rewrites="1.o?"),
    row("mkdir x; cd x; chmod 111 .; exec $CC -c ../bits.c -O2 -o ../1.o", rewrites="1.o?"),
    row("d=$PWD; cd /; exec $CC -c $d/bits.c -O2 -o $d/1.o", rewrites="1.o"),
    row(f"trap '' CHLD; {_BITS}", rewrites="bits.o?"),
    row(f"trap '' PIPE HUP INT TERM; {_BITS}", rewrites="bits.o"),
    row("for i in $(seq 9999); do echo int a$i\\;; done >l.c; "
        "{ $CC -E l.c; echo $? >status; } | true"),
    row(f"mkdir -p $(printf '%0200d/' 1 2 3)x; cp bits.c 0*/0*/0*/x; cd 0*/0*/0*/x; {_BITS}",
        rewrites="/".join(f"{n:0200}" for n in (1, 2, 3)) + "/x/bits.o"),
    row(f"{_BITS} -o $(printf %0255d 1)", rewrites=f"{1:0255}?"),
    row("$CC -c bits.c -O2; for n in $(seq 31); do $CC -c bits.c -O2 & done; wait",
        rewrites="bits.o", slow=True),
    row("for n in $(seq 32); do $CC -c bits.c -O2 -g -o $n.o & done; wait",
        rewrites=" ".join(f"{n}.o" for n in range(1, 33)), slow=True),
]  # fmt: skip


def cases() -> list[object]:
    """Each row with and without rewriting; the fast part has one of both, on clang 22."""
    found = []
    for which in ("clang21", "clang22"):
        for case in ROWS:
            for rewriting in (False, True) if case.rewrites else (False,):
                late = which == "clang21" or rewriting != bool(case.rewrites)
                marks = [pytest.mark.slow] if case.slow or late else []
                name = f"{which} {'rewriting ' if rewriting else ''}{case.words}"[:90]
                name += " hostile" if case.environ else ""
                found.append(pytest.param(which, case, rewriting, id=name, marks=marks))
    return found


def late(*words: object) -> object:
    """Parameters of a test that only the slow part has."""
    return pytest.param(*words, marks=pytest.mark.slow)


def armcc(which: str, rewriting: bool, cache: Path, factory: pytest.TempPathFactory) -> Compiler:
    """armcc with a cache that knows, or without one that does."""
    prefix = installation(factory)
    return knowing(prefix, which) if rewriting else armcc_of(prefix, which, str(cache), "record")


@pytest.mark.parametrize(("which", "case", "rewriting"), cases())
def test_row(
    which: str,
    case: Row,
    rewriting: bool,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    ours = armcc(which, rewriting, tmp_path / "cache", tmp_path_factory)
    clang = clang_of(installation(tmp_path_factory), which)
    assert differences(clang, ours, case, twins_folder(tmp_path_factory), rewriting) == []


# -- disks ----------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a megabyte of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=755", "armcc-test", str(place)]
    if os.getuid() or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small file system, and not in every container")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def known_cache(which: str, place: Path, factory: pytest.TempPathFactory) -> Compiler:
    """armcc with a copy at `place` of the cache that knows."""
    ours = knowing(installation(factory), which)
    shutil.copytree(ours.environ["ARMCC_CACHE_DIR"], place)
    return replace(ours, environ={**ours.environ, "ARMCC_CACHE_DIR": str(place)})


def test_a_cache_that_cannot_be_written(
    small_disk: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ours = known_cache("clang22", small_disk / "cache", tmp_path_factory)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    clang = clang_of(installation(tmp_path_factory), "clang22")
    case = row("-c bits.c -O2 -DREAD_ONLY", rewrites="bits.o")
    assert differences(clang, ours, case, twins_folder(tmp_path_factory), True) == []


def test_a_cache_on_a_full_disk(small_disk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    ours = known_cache("clang22", small_disk / "cache", tmp_path_factory)
    fill(small_disk)
    clang = clang_of(installation(tmp_path_factory), "clang22")
    case = row("-c bits.c -O2 -DFULL", rewrites="bits.o")
    assert differences(clang, ours, case, twins_folder(tmp_path_factory), True) == []


def fill(disk: Path) -> None:
    with pytest.raises(OSError, match="No space"), open(disk / "filler", "wb", 0) as f:
        while f.write(bytes(4096)) == 4096:
            pass


@pytest.mark.parametrize("rewriting", [late(False), True])
@pytest.mark.parametrize("room", [0, 1, late(2), late(3)])
def test_an_object_on_a_full_disk(
    room: int,
    rewriting: bool,
    small_disk: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """With no room, room for one object, and for more."""
    ours = armcc("clang22", rewriting, tmp_path / "cache", tmp_path_factory)
    clang = clang_of(installation(tmp_path_factory), "clang22")
    filled = f"head -c {4096 * room} /dev/zero >room; cat /dev/zero >fill 2>tmp/e; rm room; "
    case = row(
        f"{filled} exec $CC -c bits.c -O2",
        rewrites="bits.o?",
        loose="bits-*.o.tmp tmp/symbolizer-*",  # clang itself leaves them
    )
    assert differences(clang, ours, case, str(small_disk / "w"), rewriting) == []


# -- signals --------------------------------------------------------------------------------

# A second of work or more, and a hot function.
LONG = SOURCES["bits.c"]
assert isinstance(LONG, str)
LONG = (
    LONG.replace("__attribute__((hot", 'extern "C" __attribute__((hot')
    + """
template <int N, class... T> struct F { enum { v = F<N - 1, T..., char>::v + 1 }; };
template <class... T> struct F<0, T...> { enum { v = 0 }; };
int deep = F<1400>::v;
"""
)


class Running:
    """A compiler at work in a process group of its own, which a mark in its environment names."""

    def __init__(self, compiler: Compiler, words: list[str], folder: Path, more: dict[str, str]):
        self.mark = f"ARMCC_TEST_MARK={os.urandom(8).hex()}"
        name, _, value = self.mark.partition("=")
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        write(str(folder), {**SOURCES, "long.cc": LONG})
        os.mkdir(folder / "tmp")
        self.child = subprocess.Popen(
            [*compiler.cc, *words],
            cwd=folder,
            env={**compiler.environ, "TMPDIR": f"{folder}/tmp", name: value, **more}
            | {"LLVM_DISABLE_SYMBOLIZATION": "1"},  # a process and files of its own
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            process_group=0,
        )

    def processes(self) -> list[int]:
        """Those that carry the mark, whoever started them."""
        found = []
        for name in os.listdir("/proc"):
            if name.isdecimal():
                try:
                    with open(f"/proc/{name}/environ", "rb") as f:
                        if self.mark.encode() in f.read():
                            found.append(int(name))
                except OSError:
                    continue
        return found

    def compiling(self) -> None:
        """Waits until clang is at work: its output's temporary file is there, and noted by
        clang as one to remove, which nothing shows.
        """
        wait_for(lambda: any(".tmp" in n or n.startswith("long-") for n in os.listdir(self.folder)))
        time.sleep(0.1)

    def end(self) -> Left:
        """What it left, its processes too."""
        stdout, stderr = self.child.communicate(timeout=100)
        assert [Path(f"/proc/{p}/cmdline").read_bytes() for p in self.processes()] == []
        return Left(self.child.returncode, stdout, stderr, files_in(str(self.folder)))


def wait_for(what: object, seconds: float = 60.0) -> None:
    """Waits until `what()` is true."""
    assert callable(what)
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


_LONG_WORDS = ["-c", "long.cc", "-O2", "-MD", "-ftemplate-depth=2000"]


@pytest.mark.usefixtures("no_signal_ignored")
@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, late(signal.SIGHUP), late(signal.SIGQUIT)]
)
@pytest.mark.parametrize("group", [False, True], ids=["alone", "group"])
@pytest.mark.parametrize("which", [late("clang21"), "clang22"])
def test_an_end_in_the_middle_of_a_compile(
    which: str,
    group: bool,
    number: signal.Signals,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    prefix = installation(tmp_path_factory)
    left = []
    for compiler in (
        clang_of(prefix, which),
        armcc_of(prefix, which, str(tmp_path / "c"), "record"),
    ):
        running = Running(compiler, _LONG_WORDS, tmp_path / "w", {})
        running.compiling()
        if group:
            os.killpg(running.child.pid, number)
        else:
            running.child.send_signal(number)
        left.append(running.end())
    assert left[0].status == -number
    # On SIGQUIT clang says where it was.
    loose = "stderr tmp/symbolizer-*" if number == signal.SIGQUIT else ""
    assert compare(left[0], left[1], row("", loose=loose)) == []


@pytest.mark.usefixtures("no_signal_ignored")
@pytest.mark.parametrize(
    ("group", "number"),
    [
        (False, signal.SIGTERM),
        late(False, signal.SIGINT),
        late(True, signal.SIGTERM),
        (True, signal.SIGINT),
    ],
)
def test_an_end_in_the_middle_of_a_rewrite(
    group: bool, number: signal.Signals, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Clang's object stands then, whole; a build system removes it, as after any signal."""
    prefix = installation(tmp_path_factory)
    ours = armcc_of(prefix, "clang22", str(tmp_path / "cache"), "optimize")
    mark = tmp_path / "asleep"
    more = {"ARMCC_PASSES": "sleeper", "SLEEPER": str(mark)}
    running = Running(ours, ["-c", "bits.c", "-O2", "-MD"], tmp_path / "w", more)
    wait_for(mark.exists)
    assert len(running.processes()) > 1
    if group:
        os.killpg(running.child.pid, number)
    else:
        running.child.send_signal(number)
    got = running.end()
    assert got.status == -number
    write(str(tmp_path / "w"), {"long.cc": LONG})
    clang = clang_of(prefix, "clang22")
    whole = Running(clang, ["-c", "bits.c", "-O2", "-MD"], tmp_path / "w", {}).end()
    assert compare(replace(whole, status=-number), got, row("")) == []


@pytest.mark.usefixtures("no_signal_ignored")
def test_a_build_that_is_stopped_goes_on(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As by Ctrl-Z and fg: the whole group stops, and its parent sees it."""
    prefix = installation(tmp_path_factory)
    left = []
    for compiler in (clang_of(prefix, "clang22"), knowing(prefix, "clang22")):
        running = Running(compiler, _LONG_WORDS, tmp_path / "w", {})
        running.compiling()
        os.killpg(running.child.pid, signal.SIGTSTP)
        _, status = os.waitpid(running.child.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        wait_for(lambda r=running: all(state_of(p) == "T" for p in r.processes()))
        os.killpg(running.child.pid, signal.SIGCONT)
        left.append(running.end())
    assert left[0].status == 0
    # Under other flags than the cache knows, so clang's object stands.
    assert compare(left[0], left[1], row("x", rewrites="long.o?"), True) == []


@pytest.mark.usefixtures("no_signal_ignored")
def test_a_driver_that_alone_is_stopped_goes_on(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Clang ends meanwhile, and waits to be waited for."""
    prefix = installation(tmp_path_factory)
    running = Running(knowing(prefix, "clang22"), ["-c", "bits.c", "-O2"], tmp_path / "w", {})
    running.child.send_signal(signal.SIGSTOP)
    os.waitpid(running.child.pid, os.WUNTRACED)
    time.sleep(0.2)
    running.child.send_signal(signal.SIGCONT)
    assert running.end().status == 0


def state_of(pid: int) -> str:
    """The state of a process as /proc tells it."""
    with open(f"/proc/{pid}/stat") as f:
        return f.read().rpartition(")")[2].split()[0]


# -- how the launcher is found ----------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["", "armcc", late("./armcc"), late("cc"), late("-"), "/no/x", late("a b")]
)
def test_the_name_it_is_started_by(
    name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ours = knowing(installation(tmp_path_factory), "clang22")
    assert started(ours, tmp_path, [name], executable=ours.cc[0])


@pytest.mark.parametrize("path", [late("."), "", "../bin", late("/nowhere:.")])
def test_a_search_path_that_is_relative(
    path: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A shell then starts it by a name without a folder, or by a relative one."""
    ours = knowing(installation(tmp_path_factory), "clang22")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "armcc").symlink_to(ours.cc[0])
    environ = {**ours.environ, "PATH": path}
    line = 'cd "$0"; shift; exec armcc "$@"'
    words = ["/bin/sh", "-c", line, str(tmp_path / "bin"), ""]
    assert started(Compiler(words, [], environ), tmp_path, words)


def test_links_to_links(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    ours = knowing(installation(tmp_path_factory), "clang22")
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "cc").symlink_to(ours.cc[0])
    (tmp_path / "two").symlink_to("one/../one/cc")
    os.chdir(tmp_path)
    assert started(ours, tmp_path, ["./two"], cwd=str(tmp_path))


def test_a_launcher_by_its_descriptor(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As fexecve(3) starts it."""
    ours = knowing(installation(tmp_path_factory), "clang22")
    with open(ours.cc[0], "rb") as f:
        assert started(ours, tmp_path, [f"/dev/fd/{f.fileno()}"], pass_fds=(f.fileno(),))


def started(compiler: Compiler, folder: Path, words: list[str], **more: object) -> bool:
    """Whether the compiler, started so, compiles, and puts the rewrite in."""
    write(str(folder), SOURCES)
    call = ["-O2", "-c", f"{folder}/bits.c", "-o", f"{folder}/x.o"]
    subprocess.run([*words, *call], env=compiler.environ, check=True, **more)  # type: ignore[call-overload]
    clang = clang_of(os.path.dirname(os.path.dirname(compiler.cc[0])), "clang22")
    plain = ["-O2", "-c", f"{folder}/bits.c", "-o", f"{folder}/y.o"]
    subprocess.run([*clang.cc, *plain], env=clang.environ, check=True)
    return object_differences((folder / "y.o").read_bytes(), (folder / "x.o").read_bytes()) == []


@pytest.mark.parametrize("which", [late("clang21"), "clang22"])
@pytest.mark.parametrize("kind", ["record", "ARMCC_LOG", "ARMCC_REPORT"])
def test_messages_into_a_pipe_are_waited_for_by_nobody(
    which: str, kind: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whoever reads clang's record has gone when armcc has something to add; nobody reads a log."""
    prefix = installation(tmp_path_factory)
    write(str(tmp_path), SOURCES)
    os.mkfifo(tmp_path / "pipe")
    words = ["-O2", "-c", "bits.c", "-o", "x.o"]
    more = {}
    if kind == "record":
        words += ["-fsave-optimization-record", "-foptimization-record-file=pipe"]
    else:
        more = {kind: "pipe"}
    records, objects = [], []
    for compiler in (clang_of(prefix, which), knowing(prefix, which)):
        with subprocess.Popen(["cat", "pipe"], cwd=tmp_path, stdout=subprocess.PIPE) as reader:
            subprocess.run(
                [*compiler.cc, *words],
                cwd=tmp_path,
                env={**compiler.environ, **more},
                check=True,
                timeout=60,
            )
            if kind != "record":
                reader.kill()
            records.append(reader.communicate(timeout=60)[0])
        objects.append((tmp_path / "x.o").read_bytes())
    if kind == "record":
        assert records[0] == records[1]
    else:
        assert objects[0] != objects[1]


@pytest.mark.parametrize("which", [late("clang21"), "clang22"])
@pytest.mark.parametrize("words", [["p.c"], ["-include", "p.c", "plain.c"]], ids=str)
def test_a_source_that_comes_through_a_pipe_is_read_once(
    which: str, words: list[str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    prefix = installation(tmp_path_factory)
    write(str(tmp_path), {**SOURCES, "plain.c": "int own(void) { return 3; }\n"})
    os.mkfifo(tmp_path / "p.c")
    objects = []
    report = tmp_path / "report"
    armcc = knowing(prefix, which)
    armcc = replace(armcc, environ={**armcc.environ, "ARMCC_REPORT": str(report)})
    for compiler in (clang_of(prefix, which), armcc):
        with subprocess.Popen(["/bin/sh", "-c", "cat bits.c >p.c"], cwd=tmp_path):
            subprocess.run(
                [*compiler.cc, "-O2", "-c", *words, "-o", "x.o"],
                cwd=tmp_path,
                env=compiler.environ,
                check=True,
                timeout=60,
            )
        objects.append((tmp_path / "x.o").read_bytes())
    assert objects[0] == objects[1]
    assert '"reason": "input"' in report.read_text()
