"""Asking solvers whether SMT-LIB 2 queries can be satisfied, in a process that may be killed.

A query is hard without warning: a solver then takes minutes and gigabytes, or dies.  So
it runs in a child process (`solver_child.py`) with limits on time and memory, which is
killed where a limit strikes and started anew for the next query.  Bitwuzla is asked
first; where it has no answer, z3.

What is said here of a query is what a solver said.  A model is checked by whoever asked;
"unsat" rests on the solver.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import select
import stat
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, TypeGuard

from armcc.errors import Error
from armcc.gates.proof.solver_child import OUT_OF_MEMORY, SIZE

# Changes where answers that are remembered shall not be believed any more.
VERSION = "armcc query 1"
# The modules of the solvers, in the order in which they are asked, and their packages.
PACKAGES = {"bitwuzla": "bitwuzla", "z3": "z3-solver"}
CHILD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "solver_child.py")
# For a child to start and load a solver, which takes a tenth of one on an idle machine.
START_SECONDS = 30.0
MOST_SAID = 16 << 20  # bytes of one answer
MOST_REMEMBERED = 1 << 20  # bytes of one file
_SAMPLE_SECONDS = 0.02  # between two looks at how much memory the child has taken
# What the libraries end the process with where memory is short: MemoryError in the child,
# z3's own (ERR_MEMOUT), and the loader's (no room for thread-local data).
_MEMORY_STATUSES = (OUT_OF_MEMORY, 101, 127)


@dataclass(frozen=True)
class Limits:
    """What one query may cost.

    seconds: of wall clock for bitwuzla, its start not counted.
    memory: bytes of address space of the child; below some 100 MiB z3 cannot be loaded.
    z3_seconds: of wall clock for z3, which is asked where bitwuzla has no answer.
    """

    seconds: float = 10.0
    memory: int = 3 << 30
    z3_seconds: float = 5.0


@dataclass(frozen=True)
class Query:
    """Whether the assertions can hold together.

    text: SMT-LIB 2 in ASCII: declarations, define-funs and asserts of the logic QF_AUFBV,
        without set-logic and check-sat.
    values: names of declared bit-vector constants, as the text writes them, whose values
        are wanted where they can.
    """

    text: str
    values: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """32 bytes in hexadecimal that stand for the text."""
        data = f"{VERSION}\0{self.text}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(data, digest_size=32).hexdigest()


@dataclass(frozen=True)
class Solved:
    """What came of a query.

    status: "unsat", "sat" or "unknown".
    reason: "" where it is known, else why bitwuzla (z3, where the package of bitwuzla is
        missing) had no answer: "time" or "memory" where a limit struck, "crash" where the
        child died or answered nonsense, "incomplete" where the solver gave up or does not
        take the query, "tool" where neither package can be loaded or no process started.
    model: for "sat" the values of the constants that were asked for, unsigned.
    solver: "bitwuzla" or "z3", whoever knew it; "" where nobody did.
    seconds: of wall clock that the answer took; near 0 where it was remembered.
    """

    status: str
    reason: str = ""
    model: dict[str, int] = field(default_factory=dict)
    solver: str = ""
    seconds: float = 0.0


DEFAULT = Limits()


def available() -> str:
    """The name of a package that is missing; "" where both are installed.

    They are not imported: that would take our memory and our time.
    """
    return next((p for m, p in PACKAGES.items() if not _origin(m)), "")


def _origin(module: str) -> str:
    """The file that a module is loaded from; "" where there is none."""
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return ""
    return (spec.origin or "") if spec is not None else ""


def _folders() -> list[str]:
    """Where the packages of the solvers lie, so that the child need not look for them."""
    found = []
    for module in PACKAGES:
        origin = os.path.abspath(_origin(module)) if _origin(module) else ""
        folder, name = os.path.split(origin)
        if name == "__init__.py":
            folder = os.path.dirname(folder)
        if folder and folder not in found:
            found.append(folder)
    return found


class Solver:
    """Solves queries one after the other with one child process at most.

    It is a context manager; `close` ends the child.  It belongs to one thread, which must
    not end before it: the child dies with the thread that started it (prctl(2),
    PR_SET_PDEATHSIG).
    """

    def __init__(self, limits: Limits = DEFAULT, folder: str = "") -> None:
        """folder: where answers are kept by the digest of the query; "" keeps them here only."""
        self._limits = limits
        self._folder = folder
        self._known: dict[str, Solved] = {}
        self._child: _Child | None = None

    def __enter__(self) -> Solver:
        """This solver."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self.close()

    @property
    def pid(self) -> int:
        """The process that solves; 0 where there is none at the moment."""
        return self._child.pid if self._child is not None else 0

    def close(self) -> None:
        """End the child.  The next query starts another."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def solve(self, query: Query, seconds: float | None = None) -> Solved:
        """What can be known of a query within the limits.  Raises nothing.

        seconds: of wall clock for bitwuzla instead of the limit's, and at most for z3.
        """
        began = time.monotonic()
        known = self._recalled(query)
        if known is not None:
            return replace(known, seconds=time.monotonic() - began)
        first = self._limits.seconds if seconds is None else seconds
        second = self._limits.z3_seconds if seconds is None else min(self._limits.z3_seconds, first)
        reason = "tool"
        for name in PACKAGES:
            solved = self._ask(name, query, second if name == "z3" else first)
            if solved.status != "unknown":
                self._remember(query, solved)
                return replace(solved, seconds=time.monotonic() - began)
            if reason == "tool":
                reason = solved.reason
        return Solved("unknown", reason, seconds=time.monotonic() - began)

    def _ask(self, name: str, query: Query, seconds: float) -> Solved:
        """What one solver says."""
        if seconds <= 0:
            return Solved("unknown", "time")
        try:
            if self._child is not None and not self._child.alive():
                self.close()
            if self._child is None:
                self._child = _Child(self._limits.memory)
            return self._child.ask(name, query, seconds)
        except Error as e:
            self.close()
            return Solved("unknown", e.reason)
        except BaseException:
            # A child with half a question is of no use: Ctrl-C, no memory left here.
            self.close()
            raise

    def _recalled(self, query: Query) -> Solved | None:
        """A remembered answer that says all that is wanted now."""
        known = self._known.get(query.digest)
        if known is None and self._folder:
            known = _read_answer(self._path(query), query.digest)
        if known is None or (known.status == "sat" and not set(query.values) <= set(known.model)):
            return None
        self._known[query.digest] = known
        return replace(known, model={n: known.model[n] for n in query.values if n in known.model})

    def _remember(self, query: Query, solved: Solved) -> None:
        self._known[query.digest] = replace(solved, model=dict(solved.model))
        if self._folder:
            # What cannot be kept is found again.
            with contextlib.suppress(OSError):
                os.makedirs(self._folder, 0o755, exist_ok=True)
                _write_answer(self._path(query), query.digest, solved)

    def _path(self, query: Query) -> str:
        return os.path.join(self._folder, f"{query.digest}.json")


# -- The child process


class _Child:
    """A child that solves, started by the constructor.  Raises Error("tool")."""

    def __init__(self, memory: int) -> None:
        """memory: bytes of address space."""
        # Without `site`: what it needs is named, and it starts in half the time.
        words = [sys.executable, "-I", "-S", CHILD]
        try:
            self._process = subprocess.Popen(
                [*words, str(os.getpid()), str(memory), *_folders()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                cwd="/",
                env={n: os.environ[n] for n in ("LD_LIBRARY_PATH",) if n in os.environ},
            )
        except (OSError, ValueError, subprocess.SubprocessError) as e:
            raise Error("tool", f"no process for the solvers could be started: {e}") from e
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._into, self._out_of = self._process.stdin, self._process.stdout
        os.set_blocking(self._into.fileno(), False)
        self._memory = memory
        self._peak = 0
        self._held = bytearray()

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether it can be asked.  In a process forked from ours it is somebody else's child."""
        return self._process.poll() is None

    def end(self) -> None:
        """Kill it."""
        self._process.kill()
        self._process.wait()
        for file in (self._into, self._out_of):
            with contextlib.suppress(OSError):
                file.close()

    def ask(self, name: str, query: Query, seconds: float) -> Solved:
        """What a solver says within so many seconds, counted from when it is loaded.

        Raises Error("time"), Error("memory"), Error("crash"): then it can only be ended.
        """
        # An answer to another question must never pass for one to this.
        mark = os.urandom(16).hex()
        question = {"id": mark, "solver": name, "text": query.text, "values": query.values}
        data = json.dumps(question).encode("ascii")
        start = time.monotonic() + START_SECONDS
        self._send(SIZE.pack(len(data)) + data, start)
        answer = self._receive(mark, start)
        if answer.get("status") == "ready":
            answer = self._receive(mark, time.monotonic() + seconds)
        if self._held:
            raise Error("crash", "the solver said more than it was asked")
        return _solved(answer, name, query.values)

    def _send(self, data: bytes, deadline: float) -> None:
        view = memoryview(data)
        while view:
            self._wait(self._into.fileno(), select.POLLOUT, deadline)
            try:
                view = view[os.write(self._into.fileno(), view) :]
            except BlockingIOError:
                continue
            except OSError as e:
                raise self._died() from e

    def _receive(self, mark: str, deadline: float) -> dict[str, Any]:
        """The next message about a question."""
        while True:
            if len(self._held) >= SIZE.size:
                (size,) = SIZE.unpack_from(self._held)
                if size > MOST_SAID:
                    raise Error("crash", "the solver said too much")
                if len(self._held) >= SIZE.size + size:
                    message = bytes(self._held[SIZE.size : SIZE.size + size])
                    del self._held[: SIZE.size + size]
                    return _decoded(message, mark)
            self._wait(self._out_of.fileno(), select.POLLIN, deadline)
            data = os.read(self._out_of.fileno(), 1 << 16)
            if not data:
                raise self._died()
            self._held += data

    def _wait(self, fd: int, event: int, deadline: float) -> None:
        """Wait until a descriptor is ready, or closed at the other end."""
        poll = select.poll()
        poll.register(fd, event)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Error("time", "the solver did not answer in time")
            if poll.poll(1000 * min(left, _SAMPLE_SECONDS)):
                return
            self._peak = max(self._peak, _peak(self.pid))

    def _died(self) -> Error:
        """Why the child, which has closed its end, is gone.

        Some parts of the solvers end a process that gets no memory by a signal, and not
        all by the same.  A child that had taken half of what it may is taken for one of
        those.  (The maximum that wait4(2) reports cannot tell: a process starts with ours.)
        """
        try:
            status = self._process.wait(2.0)
        except subprocess.TimeoutExpired:
            return Error("crash", "the solver closed its end")
        if status in _MEMORY_STATUSES or 2 * self._peak >= self._memory:
            return Error("memory", f"the solver ran out of memory (status {status})")
        return Error("crash", f"the solver died (status {status})")


def _peak(pid: int) -> int:
    """The most bytes of address space that a process has had (proc(5), VmPeak); 0 if unknown."""
    try:
        with open(f"/proc/{pid}/status", "rb") as f:
            found = f.read().partition(b"VmPeak:")[2].split(maxsplit=1)
        return int(found[0]) << 10 if found else 0
    except (OSError, ValueError):
        return 0


def _decoded(message: bytes, mark: str) -> dict[str, Any]:
    """A message about the question with this mark.  Raises Error("crash")."""
    try:
        found = json.loads(message)
    except (ValueError, RecursionError) as e:
        raise Error("crash", "the solver answered nonsense") from e
    if not isinstance(found, dict) or found.get("id") != mark:
        raise Error("crash", "the solver answered nonsense")
    return found


def _solved(answer: dict[str, Any], name: str, values: tuple[str, ...]) -> Solved:
    """A solver's final word.  Raises Error("crash")."""
    status, reason, model = answer.get("status"), answer.get("reason"), answer.get("model")
    if status == "unknown" and reason in ("incomplete", "tool"):
        return Solved("unknown", str(reason))
    if status == "unsat":
        return Solved("unsat", solver=name)
    if status == "sat" and _is_model(model) and set(model) == set(values):
        return Solved("sat", model=model, solver=name)
    raise Error("crash", "the solver answered nonsense")


def _is_model(model: object) -> TypeGuard[dict[str, int]]:
    """Whether this maps names to unsigned numbers."""
    return isinstance(model, dict) and all(
        isinstance(n, str) and type(v) is int and v >= 0 for n, v in model.items()
    )


# -- Remembered answers: one file each, and whatever is wrong with one makes it a miss


def _checksum(document: dict[str, Any]) -> str:
    data = json.dumps([VERSION, document], sort_keys=True).encode("ascii")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _write_answer(path: str, digest: str, solved: Solved) -> None:
    """Put an answer at `path` in one step.  Raises OSError, leaving nothing behind."""
    document: dict[str, Any] = {
        "digest": digest,
        "status": solved.status,
        "solver": solved.solver,
        "model": solved.model,
    }
    data = json.dumps(document | {"checksum": _checksum(document)}).encode("ascii")
    temporary = f"{path}.{os.getpid()}.{os.urandom(6).hex()}"
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    try:
        with open(fd, "wb") as f:
            f.write(data)
        os.rename(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _read_answer(path: str, digest: str) -> Solved | None:
    """The answer at `path`; None where there is none, or not one that we can have written."""
    try:
        # O_NONBLOCK: the open of a FIFO must not wait for a writer.
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(fd, "rb") as f:
            status = os.fstat(fd)
            ours = status.st_uid in (0, os.geteuid()) and not status.st_mode & 0o022
            if not stat.S_ISREG(status.st_mode) or not ours:
                return None
            document = json.loads(f.read(MOST_REMEMBERED))
        if not isinstance(document, dict):
            return None
        if document.pop("checksum", None) != _checksum(document):
            return None
    except (OSError, ValueError, RecursionError):
        return None
    if document.get("digest") != digest:
        return None
    known, solver, model = (document.get(n) for n in ("status", "solver", "model"))
    if known not in ("unsat", "sat") or solver not in tuple(PACKAGES) or not _is_model(model):
        return None
    return Solved(known, "", model, solver)
