"""Running programs with code under test: shut off, limited, watched, always ended.

Three walls, as many as the machine has: bubblewrap (own namespaces: no network, no
processes, a read-only root without programs, a /tmp of its own), a seccomp filter, and
limits on CPU time, memory, files and output.  The last are always there.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import platform
import resource
import selectors
import signal
import struct
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.tools import bubblewrap, host_is_aarch64, qemu, require
from armcc.gates import seccomp

CPU_SECONDS = 20
WALL_SECONDS = 40.0
_STOP_SECONDS = 0.2  # for a process to stop, and for one to see its children end
# When the first of several programs has ended well, the others get so many times its time.
PATIENCE = 20.0
PATIENCE_AT_LEAST = 3.0
# Address space.  QEMU takes 128 MiB for translated code, its libraries, the program and
# what the program reserves.
MEMORY = 4 << 30
DESCRIPTORS = 64
# Without a limit Linux maps libraries from 2^45 up, where a test's memory may lie.
STACK = 8 << 20
_INSIDE_PID = 2  # bubblewrap's own helper is 1


@dataclass(frozen=True)
class Sandbox:
    """name: for the evidence.  wrapped: bubblewrap is used.  filtered: seccomp is."""

    name: str
    wrapped: bool
    filtered: bool


@dataclass(frozen=True)
class Ended:
    """How a program ended.  status: its exit status, or minus the signal that ended it.

    reason: "" where it ended by itself, else why it was stopped.  seconds: wall clock.
    """

    output: bytearray
    status: int
    reason: str
    seconds: float

    @property
    def refused_call(self) -> bool:
        """Whether the filter ended it: that says nothing of the code under test."""
        return self.status == -signal.SIGSYS

    def sentence(self) -> str:
        """How it ended, for people."""
        if self.reason:
            return self.reason
        if self.status < 0:
            with contextlib.suppress(ValueError):
                return f"died of {signal.Signals(-self.status).name}"
            return f"died of signal {-self.status}"
        return f"ended with status {self.status}"


def _words(wrapped: bool, path: str, filter_fd: int) -> list[str]:
    """The command for the AArch64 program at `path`."""
    inner = path
    words: list[str] = []
    emulator = "" if host_is_aarch64() else os.path.realpath(require(qemu(), "qemu-aarch64"))
    if wrapped:
        inner = "/program"
        words = [require(bubblewrap(), "bwrap"), "--unshare-all", "--die-with-parent"]
        words += ["--new-session", "--clearenv", "--cap-drop", "ALL"]
        if emulator:
            # Libraries, but no programs.
            for folder in ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache"):
                if os.path.islink(folder):
                    words += ["--symlink", os.readlink(folder), folder]
                elif os.path.exists(folder):
                    words += ["--ro-bind", folder, folder]
            words += ["--ro-bind", emulator, emulator]
        words += ["--ro-bind", path, inner, "--tmpfs", "/tmp", "--remount-ro", "/"]  # noqa: S108
        if filter_fd >= 0:
            words += ["--seccomp", str(filter_fd)]
        words += ["--"]
    return [*words, *([emulator, "-cpu", "max"] if emulator else []), inner]


# What a wrapped program may use.  A shell sets it and becomes bubblewrap, which sees to the
# death with the parent and to no_new_privs: to fork a process as large as ours, as
# preexec_fn does, takes 20 ms.  Memory is counted in KiB; what cannot be set ends it.
_SHELL = "/bin/sh"
_ULIMITS = (
    f"ulimit -t {CPU_SECONDS} && ulimit -c 0 && ulimit -f 0 && ulimit -n {DESCRIPTORS} && "
    f'ulimit -v {MEMORY >> 10} && ulimit -s {STACK >> 10} && exec "$@"'
)


def _limits(filtered: bool) -> Callable[[], None]:
    """What the forked child does before it becomes a program that is not wrapped."""
    libc = ctypes.CDLL(None)
    machine, emulator = platform.machine(), not host_is_aarch64()

    def limit() -> None:
        libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
        if filtered:
            code = seccomp.program(machine, emulator, os.getpid())
            if code is not None:
                seccomp.install(code)
        else:
            libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS

    return limit


def _filter_file() -> int:
    """A descriptor that bubblewrap reads the filter from; -1 where there is none."""
    code = seccomp.program(platform.machine(), not host_is_aarch64(), _INSIDE_PID)
    if code is None:
        return -1
    fd = os.memfd_create("filter")
    os.write(fd, code)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def _start(box: Sandbox, path: str) -> subprocess.Popen[bytes]:
    fd = _filter_file() if box.wrapped and box.filtered else -1
    words = _words(box.wrapped, path, fd)
    if box.wrapped:
        words = [_SHELL, "-c", _ULIMITS, "limits", *words]
    try:
        return subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Nothing that Python opens is inherited.  Closing everything else would come
            # behind preexec_fn, when the filter is in force.
            close_fds=fd >= 0,
            pass_fds=(fd,) if fd >= 0 else (),
            # PLW1509: no thread of a gate is alive while one starts a program.
            preexec_fn=None if box.wrapped else _limits(box.filtered),  # noqa: PLW1509
            env={"PATH": "/usr/bin:/bin"},
            bufsize=0,
        )
    except (OSError, subprocess.SubprocessError) as e:
        raise Error("tool", f"a program with code under test could not be run: {e}") from e
    finally:
        if fd >= 0:
            os.close(fd)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a started program with all that it has started.

    bubblewrap's child asks to die with its parent only when it has set up what the program
    sees.  One whose parent is killed before that would go on, and the program in it.  So the
    parent is held up, and its children are killed, with the first of a process namespace all
    in it.  Then it may see them end, so that nobody else has to.
    """
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGSTOP)
    held = time.monotonic() + _STOP_SECONDS
    while _state(process.pid) not in "TtZ" and time.monotonic() < held:
        time.sleep(0.0001)
    children = _children(process.pid)
    for child in children:
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)
    if children:
        process.send_signal(signal.SIGCONT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_SECONDS)
    process.kill()


def _state(pid: int) -> str:
    """How the kernel shows a process: R, S, T (stopped), Z (ended) and so on (proc(5))."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as f:
            return f.read().rpartition(b") ")[2][:1].decode("ascii")
    except OSError:
        return "Z"


def _children(pid: int) -> list[int]:
    """The processes that a process with one thread has started (proc(5), task/TID/children)."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children", "rb") as f:
            return [int(word) for word in f.read().split()]
    except OSError:
        return []


class Running:
    """Static AArch64 programs that run side by side, started by the constructor.

    most: bytes of output at which one is stopped.  box: by default the best there is.
    Nothing is left running once `ended` or `stop` was called.  Until then a pipe takes what
    they write, and holds them up where it is full.
    Raises Error("tool") where one cannot be started.
    """

    def __init__(self, paths: Sequence[str], most: int, box: Sandbox | None = None) -> None:
        box = sandbox() if box is None else box
        self._most = most
        self._began = time.monotonic()
        self._running: list[subprocess.Popen[bytes]] = []
        try:
            for path in paths:
                process = _start(box, path)
                self._running.append(process)
                assert process.stdout is not None
                _widen(process.stdout.fileno())
        except BaseException:
            self.stop()
            raise

    def ended(self, seconds: float = WALL_SECONDS) -> list[Ended]:
        """How each ended, in order.  seconds: of wall clock from now on."""
        try:
            return _watch(self._running, self._most, self._began, time.monotonic() + seconds)
        finally:
            self.stop()

    def stop(self) -> None:
        """Kill what still runs."""
        for process in self._running:
            _kill(process)
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        self._running = []


def run(
    paths: Sequence[str], most: int, box: Sandbox | None = None, seconds: float = WALL_SECONDS
) -> list[Ended]:
    """Run programs to their ends; parameters and errors as for `Running`."""
    return Running(paths, most, box).ended(seconds)


def _watch(
    running: list[subprocess.Popen[bytes]], most: int, began: float, deadline: float
) -> list[Ended]:
    outputs = [bytearray() for _ in running]
    ended: dict[int, Ended] = {}

    def end(index: int, reason: str) -> None:
        process = running[index]
        if reason:
            _kill(process)
        status = process.wait()
        # bubblewrap tells a signal as a shell does.
        status = 128 - status if status > 128 else status
        ended[index] = Ended(outputs[index], status, reason, time.monotonic() - began)

    with selectors.DefaultSelector() as selector:
        for index, process in enumerate(running):
            assert process.stdout is not None
            os.set_blocking(process.stdout.fileno(), False)
            selector.register(process.stdout, selectors.EVENT_READ, index)
        while len(ended) < len(running):
            ready = selector.select(max(0.0, deadline - time.monotonic()))
            for key, _ in ready:
                index = key.data
                data = os.read(key.fd, 1 << 20)
                outputs[index] += data
                if data and len(outputs[index]) <= most:
                    continue
                selector.unregister(key.fileobj)
                end(index, "wrote more than any report has" if data else "")
                if not ended[index].status:
                    left = max(PATIENCE * ended[index].seconds, PATIENCE_AT_LEAST)
                    deadline = min(deadline, time.monotonic() + left)
            if time.monotonic() >= deadline:
                for index in set(range(len(running))) - set(ended):
                    end(index, "did not end in time")
    return [ended[n] for n in range(len(running))]


def _widen(fd: int) -> None:
    """Ask for a pipe of 1 MiB: a report that fits is written without waiting for us."""
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, 1 << 20)


_PROGRAM = struct.pack(
    # mov x0, #42; mov x8, #94 (exit_group); svc #0
    "<16s2HI3QI6H2I6Q3I",
    b"\x7fELF\x02\x01\x01",
    *(2, 183, 1, 0x10000078, 64, 0, 0, 64, 56, 1, 0, 0, 0),
    *(1, 5, 0, 0x10000000, 0x10000000, 132, 132, 4096),
    *(0xD2800540, 0xD2800BC8, 0xD4000001),
)


@functools.cache
def sandbox() -> Sandbox:
    """The strongest walls under which a program that does nothing runs as it should.

    Costs some 20 ms the first time.  Raises Error("tool") where none do.
    """
    import tempfile

    with tempfile.TemporaryDirectory(prefix="armcc-") as folder:
        path = os.path.join(folder, "probe")
        with open(path, "wb") as f:
            f.write(_PROGRAM)
        os.chmod(path, 0o500)
        for wrapped in (True, False) if bubblewrap() else (False,):
            for filtered in (True, False):
                names = ["bubblewrap"] * wrapped + ["seccomp"] * filtered + ["resource limits"]
                box = Sandbox(", ".join(names), wrapped, filtered)
                with contextlib.suppress(Error):
                    if run([path], 0, box, 30.0)[0].status == 42:
                        return box
    require(None if host_is_aarch64() else qemu(), "qemu-aarch64")
    raise Error("tool", "qemu-aarch64 does not run here")
