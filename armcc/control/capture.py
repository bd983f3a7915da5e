"""`armccctl capture`: real inputs of hot functions, taken from a program while it runs.

The program runs under QEMU's user mode with its GDB stub.  It stops at each entry of a
watched function; some entries are recorded (armcc/control/recording.py), the others
passed over.  Its output, its input and its exit status are its own.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from armcc.control.executable import (
    MOST_BYTES,
    Executable,
    Named,
    NotAProgramError,
    read_executable,
)
from armcc.control.gdbremote import SIGTRAP, Remote, RemoteError, Stop
from armcc.control.recording import Interrupted, NotKept, Program, Recording, record
from armcc.control.toolchain import read_bytes
from armcc.errors import Error, Fatal
from armcc.function.elf import ElfObject
from armcc.function.hot import HotFunction, find_function, hot_functions
from armcc.function.tools import qemu, require
from armcc.gates.captured import CapturedError, file_name, same_code, to_bytes

FORMAT = 1
SUMMARY = "capture.json"
_AT_ENTRY = 9
_DT_DEBUG = 21
_MOST_LIBRARIES = 256
# Two threads that stop at once would read one socket: the first new thread ends it all.
_NEW_THREADS = ("pthread_create", "thrd_create")
_SYSROOTS = ("/usr/aarch64-linux-gnu",)


@dataclass(frozen=True)
class Limits:
    """How much to record.

    calls: states kept of one function.  every: of the entries behind the first `calls`
        each so-manieth is recorded; 0: ever fewer, as a share of those seen.
    entries: so many entries of a function are looked at, then it runs undisturbed.
    pages: memory pages of one state.  size: bytes of all files.
    """

    calls: int = 64
    every: int = 0
    entries: int = 10_000
    pages: int = 256
    size: int = 64 << 20


@dataclass
class _Kept:
    key: tuple[Any, ...]
    edges: frozenset[tuple[int, int]]
    name: str
    data: bytes


@dataclass
class Watch:
    """One function of the program, and which of its entries are worth keeping."""

    function: Named
    address: int
    limits: Limits
    seen: int = 0
    recorded: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    kept: list[_Kept] = field(default_factory=list)
    edges: Counter[tuple[int, int]] = field(default_factory=Counter)
    _next: int = 0
    _keys: set[tuple[Any, ...]] = field(default_factory=set)

    @property
    def done(self) -> bool:
        """Whether no further entry is looked at."""
        return self.seen >= self.limits.entries

    def enter(self) -> bool:
        """Count an entry; whether to record it."""
        self.seen += 1
        if self.seen <= self.limits.calls:
            return True
        if self.limits.every:
            return (self.seen - self.limits.calls) % self.limits.every == 0
        if self.seen < self._next:
            return False
        self._next = self.seen + max(1, self.seen // 16)
        return True

    def add(self, found: Recording, room: int) -> int:
        """Keep a recording if it is worth it; by how many bytes what is kept grows.

        One that reaches new code is always kept, and others while there is room: then by
        chance, each recorded entry with the same.  None goes that alone reaches something.
        """
        self.recorded += 1
        key = (found.reads, tuple(sorted(found.edges)))
        if key in self._keys:
            self.passed["duplicate"] += 1
            return 0
        fresh = any(not self.edges[e] for e in found.edges)
        rng = Random(self.recorded)  # noqa: S311  a sample, the same in each run
        full = len(self.kept) >= self.limits.calls
        if full and not fresh and rng.random() * self.recorded >= self.limits.calls:
            self.passed["enough"] += 1
            return 0
        try:
            data = to_bytes(found.state)
        except CapturedError as e:
            self.passed[e.why] += 1
            return 0
        out = self._dispensable(rng) if full else None
        if full and out is None:
            self.passed["enough"] += 1
            return 0
        grown = len(data) - (len(out.data) if out is not None else 0)
        if grown > room:
            self.passed["no-room"] += 1
            return 0
        if out is not None:
            self.kept.remove(out)
            self.edges.subtract(out.edges)
            self.passed["enough"] += 1
        self._keys.add(key)
        self.kept.append(_Kept(key, found.edges, file_name(found.state, data), data))
        self.edges.update(found.edges)
        return grown

    def _dispensable(self, rng: Random) -> _Kept | None:
        """One of those that reach nothing alone."""
        found = [k for k in self.kept if all(self.edges[e] > 1 for e in k.edges)]
        return rng.choice(found) if found else None


class _Session:
    """The program and what is watched in it."""

    def __init__(
        self, remote: Remote, executable: Executable, name: str, limits: Limits, sysroot: str
    ) -> None:
        self.remote = remote
        self.executable = executable
        self.name = name
        self.limits = limits
        self.sysroot = sysroot
        self.watches: dict[int, Watch] = {}
        self.alarms: set[int] = set()  # where threads begin
        self.inserted: set[int] = set()
        self.thread = ""
        self.size = 0
        self.ended_by = "program"
        self._stands = -1

    def run(self, functions: list[Named]) -> None:
        """From the first instruction to the program's end.  Raises RemoteError."""
        stop = self.remote.start()
        self.thread = stop.thread
        auxiliary = self.remote.auxiliary()
        if self.executable.moves and _AT_ENTRY not in auxiliary:
            raise RemoteError("the stub does not say where the program lies")
        entry = auxiliary.get(_AT_ENTRY, self.executable.entry)
        bias = entry - self.executable.entry if self.executable.moves else 0
        objects = self.executable.objects()
        starts = [o.address for o in objects]
        program = Program(self.executable, self.name, bias, objects, starts)
        libraries: list[tuple[int, Executable]] = [(bias, self.executable)]
        if self.executable.interpreter:
            # The dynamic linker has done its work where the program's own code begins.
            found = self._wait(entry, 0)
            if found is not None:
                return
            libraries += self._libraries(bias)
        for moved, library in libraries:
            for name in _NEW_THREADS:
                self.alarms |= {f.address + moved for f in library.functions(name)}
        for f in functions:
            self.watches[f.address + bias] = Watch(f, f.address + bias, self.limits)
        self._loop(program)

    def _libraries(self, bias: int) -> list[tuple[int, Executable]]:
        """The loaded shared objects, by the dynamic linker's own list (<link.h>)."""
        out: list[tuple[int, Executable]] = []
        at = self._pointer(self._debug(bias) + 8)
        while at and len(out) < _MOST_LIBRARIES:
            moved, name_at = self._pointer(at), self._pointer(at + 8)
            name = self._text(name_at)
            at = self._pointer(at + 24)
            for path in (self.sysroot + name, name):
                if name.startswith("/") and os.path.isfile(path):
                    try:
                        out.append((moved, read_executable(_bytes(path))))
                    except (NotAProgramError, OSError):
                        pass  # another machine's file of that name
                    else:
                        break
        return out

    def _debug(self, bias: int) -> int:
        at = self.executable.dynamic + bias
        for _ in range(256):
            tag, value = self._pointer(at), self._pointer(at + 8)
            if tag == _DT_DEBUG:
                return value
            if not tag:
                break
            at += 16
        return 0

    def _pointer(self, address: int) -> int:
        data = self.remote.memory(address, 8)
        return int.from_bytes(data, "little") if data is not None else 0

    def _text(self, address: int) -> str:
        out = b""
        while len(out) < 4096:
            # A page's end is as far as memory is sure to go.
            piece = self.remote.memory(address + len(out), 64 - (address + len(out)) % 64)
            if piece is None:
                return ""
            out += piece
            if b"\0" in piece:
                break
        return os.fsdecode(out.split(b"\0")[0])

    # --- breakpoints -----------------------------------------------------------------------------

    def _insert(self, wanted: set[int]) -> None:
        for address in self.inserted - wanted:
            self.remote.clear_break(address)
        for address in wanted - self.inserted:
            self.remote.set_break(address)
        self.inserted = set(wanted)

    def _wanted(self) -> set[int]:
        return {a for a, w in self.watches.items() if not w.done} | self.alarms

    def _here(self) -> int:
        """The program counter, asked for once at each stop."""
        if self._stands < 0:
            self._stands = self.remote.program_counter()
        return self._stands

    def _onward(self) -> Stop:
        """Run to the next stop, past a breakpoint at this place; signals go to the program."""
        passing = 0
        if self._here() in self.inserted:
            self._stands = -1
            stop = self.remote.step()
            if stop.kind != "signal" or (stop.code == SIGTRAP and self._here() in self.inserted):
                return stop
            passing = 0 if stop.code == SIGTRAP else stop.code
        while True:
            self._stands = -1
            stop = self.remote.resume(passing)
            if stop.kind != "signal" or self._foreign(stop):
                return stop
            if stop.code == SIGTRAP and self._here() in self.inserted:
                return stop
            passing = stop.code  # a trap that is not ours is the program's

    def _foreign(self, stop: Stop) -> bool:
        return bool(stop.thread) and stop.thread != self.thread

    def _let_go(self, why: str) -> None:
        """No more watching: the program runs to its end alone."""
        self.ended_by = why
        self._insert(set())
        self.remote.release()

    def _wait(self, address: int, sp: int) -> Stop | None:
        """Run to `address` with this sp (0: any); None when there, else what came between."""
        watched = {address} | self.alarms
        self._insert(watched)
        while True:
            if sp and self._here() == address:
                now = self.remote.stack_pointer()
                if now == sp:
                    return None
                if now > sp:
                    raise NotKept("not-returned")  # a longjmp took the activation away
            stop = self._onward()
            if stop.kind != "signal" or self._foreign(stop):
                return stop
            at = self._here()
            if at in self.alarms:
                return Stop("signal", SIGTRAP, "new")
            if at == address and not sp:
                return None

    def _loop(self, program: Program) -> None:
        while True:
            wanted = self._wanted()
            self._insert(wanted)
            if not wanted - self.alarms:
                self._let_go("limits")
                return
            stop = self._onward()
            while stop.kind == "signal" and not self._foreign(stop):
                at = self._here()
                if at in self.alarms:
                    break
                watch = self.watches[at]
                if not watch.enter():
                    if watch.done:
                        self._insert(self._wanted())
                    if not self._wanted() - self.alarms:
                        break
                    stop = self._onward()
                    continue
                again = self._record(program, watch)
                if again is not None:
                    stop = again
                    break
                self._insert(self._wanted())
                if not self._wanted() - self.alarms:
                    break
                here = self._here()
                if here in self.watches and here in self.inserted:
                    continue  # returned to the entry of another
                stop = self._onward()
            if stop.kind in ("exited", "killed", "gone"):
                return
            if self._foreign(stop) or self._here() in self.alarms:
                self._let_go("threads")
                return

    def _record(self, program: Program, watch: Watch) -> Stop | None:
        """Record one entry; how the program ended or what else came, if anything did."""
        try:
            found = record(self.remote, program, watch.function, self._wait, self.limits.pages)
        except NotKept as e:
            watch.passed[e.why] += 1
            return None
        except Interrupted as e:
            watch.passed["interrupted"] += 1
            return e.stop
        self.size += watch.add(found, self.limits.size - self.size)
        return found.stop


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(MOST_BYTES)


# --- the command -------------------------------------------------------------------------------


def capture(
    words: list[str],
    names: list[str],
    objects: list[str],
    hot: bool,
    folder: str,
    limits: Limits,
    sysroot: str,
    verbose: bool,
) -> int:
    """Run PROGRAM ARGS and record; the program's exit status, 128 + N where signal N ended it.

    Raises Fatal where the program or a function of it is not there, or QEMU is not.
    """
    path = words[0] if "/" in words[0] else shutil.which(words[0]) or words[0]
    try:
        executable = read_executable(read_bytes(path))
    except NotAProgramError as e:
        raise Fatal(f"{path}: {e}") from e
    functions = _functions(executable, path, names, objects, hot)
    try:
        emulator = require(qemu(), "qemu-aarch64")
    except Error as e:
        raise Fatal(e.message) from e
    prefix = sysroot or _prefix(executable)
    try:
        os.makedirs(folder, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "it cannot be written", folder)
    except OSError as e:
        raise Fatal(f"{folder}: {e.strerror}") from e
    command = [emulator, *(["-L", prefix] if prefix else []), "-0", words[0]]
    start = time.monotonic()
    status, session, trouble = _run(command, path, words, executable, functions, limits, prefix)
    written = _write(folder, session)
    summary = _summary(words, session, written, status, trouble, time.monotonic() - start)
    with open(os.path.join(folder, SUMMARY), "w", encoding="utf-8") as file:
        json.dump(summary, file, indent=1)
        file.write("\n")
    if verbose:
        _show(summary, folder)
    return status


def _functions(
    executable: Executable, path: str, names: list[str], objects: list[str], hot: bool
) -> list[Named]:
    """What to watch: by name, by the hot functions of objects, or by the program's sections."""
    found: dict[int, Named] = {}
    wanted: list[tuple[str, HotFunction | None]] = []
    for file in objects:
        try:
            obj = ElfObject(read_bytes(file))
            chosen = [find_function(obj, n) for n in names] if names else hot_functions(obj)
        except Error as e:
            raise Fatal(f"{file}: {e.message}") from e
        if not chosen:
            raise Fatal(f"{file} has no hot function; name one with --function")
        wanted += [(f.name, f) for f in chosen]
    if not objects:
        wanted += [(n, None) for n in names]
    missing = []
    for name, function in wanted:
        here = [
            f
            for f in executable.functions(name)
            if function is None or same_code(executable.content(f.address, f.size), function)
        ]
        missing += [] if here else [name]
        found |= {f.address: f for f in here}
    if hot:
        found |= {f.address: f for f in executable.hot()}
        if not found:
            raise Fatal(f"{path} has no section for hot functions; name their objects by --object")
    if missing and (names or not found):
        what = "the code that the objects have for" if objects else "a symbol for"
        raise Fatal(f"{path} is without {what} {', '.join(missing[:5])}")
    if not found:
        raise Fatal("what shall be captured? --function NAME, --object FILE.o or --hot")
    return [found[a] for a in sorted(found)]


def _prefix(executable: Executable) -> str:
    """Where QEMU looks for the dynamic linker, if the program needs one that is not here."""
    if not executable.interpreter or os.path.exists(executable.interpreter):
        return ""
    if "QEMU_LD_PREFIX" in os.environ:
        return os.environ["QEMU_LD_PREFIX"]
    for one in _SYSROOTS:
        if os.path.exists(one + executable.interpreter):
            return one
    raise Fatal(f"the program needs {executable.interpreter}; say by --sysroot where that is")


def _run(
    command: list[str],
    path: str,
    words: list[str],
    executable: Executable,
    functions: list[Named],
    limits: Limits,
    sysroot: str,
) -> tuple[int, _Session | None, str]:
    """Start the program, watch it to its end: (exit status, what was seen, "" or trouble)."""
    where = tempfile.mkdtemp(prefix="armcc-")
    trouble = ""
    session: _Session | None = None
    connection = socket.socket(socket.AF_UNIX)
    try:
        address = os.path.join(where, "stub")
        sys.stdout.flush()
        child = subprocess.Popen([*command, "-g", address, path, *words[1:]])
        with child, _signals(child):
            try:
                if _connect(connection, address, child):
                    remote = Remote(connection)
                    name = os.path.basename(path)
                    session = _Session(remote, executable, name, limits, sysroot)
                    session.run(functions)
            except RemoteError as e:
                trouble = str(e)
                _hang_up(connection)
            status = child.wait()
        return (status if status >= 0 else 128 - status), session, trouble
    except OSError as e:
        raise Fatal(f"{command[0]}: {e}") from e
    finally:
        connection.close()
        shutil.rmtree(where, ignore_errors=True)


def _connect(connection: socket.socket, address: str, child: subprocess.Popen[bytes]) -> bool:
    """Whether QEMU came to listen; False where it ended first, with its own message."""
    while child.poll() is None:
        try:
            connection.connect(address)
        except (FileNotFoundError, ConnectionRefusedError):
            time.sleep(0.002)
        else:
            return True
    return False


def _hang_up(connection: socket.socket) -> None:
    """After a misunderstanding: the program may still go on alone."""
    try:
        connection.sendall(b"$D#44")
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(1 << 16):
            pass
    except OSError:
        return


@contextmanager
def _signals(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """A terminal's signals reach the program by themselves, others are passed on to it."""

    def forward(number: int, _frame: object) -> None:
        child.send_signal(number)

    ignored = (signal.SIGINT, signal.SIGQUIT)
    before = {n: signal.signal(n, signal.SIG_IGN) for n in ignored}
    before |= {n: signal.signal(n, forward) for n in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _write(folder: str, session: _Session | None) -> int:
    """Write what was kept; how many files were not there before."""
    fresh = 0
    for watch in session.watches.values() if session is not None else ():
        for kept in watch.kept:
            path = os.path.join(folder, kept.name)
            fresh += not os.path.exists(path)
            temporary = f"{path}.{os.getpid()}"
            with open(temporary, "wb") as file:
                file.write(kept.data)
            os.replace(temporary, path)
    return fresh


def _summary(
    words: list[str],
    session: _Session | None,
    written: int,
    status: int,
    trouble: str,
    seconds: float,
) -> dict[str, Any]:
    watches = list(session.watches.values()) if session is not None else []
    return {
        "format": FORMAT,
        "program": words,
        "status": status,
        "watched_until": session.ended_by if session is not None and not trouble else trouble,
        "seconds": round(seconds, 3),
        "new_files": written,
        "bytes": sum(len(k.data) for w in watches for k in w.kept),
        "functions": [
            {
                "name": w.function.name,
                "entries": w.seen,
                "recorded": w.recorded,
                "kept": len(w.kept),
                "edges": sum(1 for n in w.edges.values() if n > 0),
                "passed_over": dict(sorted(w.passed.items())),
            }
            for w in watches
        ],
    }


def _show(summary: dict[str, Any], folder: str) -> None:
    for f in summary["functions"]:
        why = ", ".join(f"{n} {word}" for word, n in f["passed_over"].items())
        print(
            f"armccctl: {f['name']}: {f['kept']} states of {f['entries']} entries"
            + (f" (passed over: {why})" if why else ""),
            file=sys.stderr,
        )
    if summary["watched_until"] != "program":
        print(f"armccctl: watched until: {summary['watched_until']}", file=sys.stderr)
    print(f"armccctl: {summary['bytes']} bytes in {folder}", file=sys.stderr)
