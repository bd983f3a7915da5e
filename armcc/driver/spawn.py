"""Starting clang and the worker without leaving traces of Python in them.

CPython starts with SIGPIPE and SIGXFSZ ignored and, where no locale is set, with an
LC_CTYPE of its own in the environment; a child would inherit both.  `subprocess`
costs 40 ms to import and closes the descriptors of make's jobserver; so `posix_spawn`
and `_signal` are used directly.  On the compile path.
"""

from __future__ import annotations

import posix

from armcc.driver.modes import APPEND

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal as _signal
    from collections.abc import Sequence
    from typing import NoReturn
else:
    import _signal  # what `signal` wraps, without the 6 ms of its enums

# Signals by which a user or a build system ends a compile.
_ENDING = (_signal.SIGHUP, _signal.SIGINT, _signal.SIGQUIT, _signal.SIGTERM)
# Job control, what the kernel sends for a fault, and what ends no process.
_LEFT_ALONE = frozenset(
    (
        _signal.SIGKILL, _signal.SIGSTOP, _signal.SIGCONT, _signal.SIGTSTP, _signal.SIGTTIN,
        _signal.SIGTTOU, _signal.SIGURG, _signal.SIGWINCH, _signal.SIGILL, _signal.SIGTRAP,
        _signal.SIGBUS, _signal.SIGFPE, _signal.SIGSEGV,
    )
)  # fmt: skip
_PYTHON_IGNORES = (_signal.SIGPIPE, _signal.SIGXFSZ)
_SI_KERNEL = 0x80  # si_code of what a terminal sends, to the child as well (sigaction(2))

# Variables by which clang prints or writes elsewhere; for runs that are not the user's.
_PRINTING = frozenset(
    b"CC_PRINT_OPTIONS CC_PRINT_OPTIONS_FILE CC_PRINT_HEADERS CC_PRINT_HEADERS_FILE "
    b"CC_PRINT_HEADERS_FORMAT CC_PRINT_HEADERS_FILTERING CC_LOG_DIAGNOSTICS "
    b"CC_LOG_DIAGNOSTICS_FILE CC_PRINT_PROC_STAT CC_PRINT_PROC_STAT_FILE "
    b"CC_PRINT_INTERNAL_STAT CC_PRINT_INTERNAL_STAT_FILE DEPENDENCIES_OUTPUT "
    b"SUNPRO_DEPENDENCIES".split()
)
# Seconds after which clang, still there, has not been signalled by whoever signalled armcc.
_GRACE = 0.1
# Seconds that an interrupted worker has to remove its temporary files.
_FAREWELL = 2.0


def forget_own_locale() -> None:
    """Takes back the LC_CTYPE that Python set in the environment (PEP 538)."""
    if b"LC_CTYPE" not in posix.environ:
        return
    try:
        fd = posix.open("/proc/self/environ", posix.O_RDONLY | posix.O_CLOEXEC)
    except OSError:
        return
    given = b""
    try:
        while part := posix.read(fd, 1 << 20):
            given += part
    finally:
        posix.close(fd)
    values = [e[9:] for e in given.split(b"\0") if e.startswith(b"LC_CTYPE=")]
    if not values:
        del posix.environ[b"LC_CTYPE"]
        posix.unsetenv(b"LC_CTYPE")
    elif values[0] != posix.environ[b"LC_CTYPE"]:
        posix.environ[b"LC_CTYPE"] = values[0]
        posix.putenv(b"LC_CTYPE", values[0])


def forget_interrupt_handler() -> None:
    """Lets SIGINT end this process without Python's traceback; ignored stays ignored."""
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)


def replace_process(words: list[str]) -> NoReturn:
    """Becomes the command `words`.  Raises OSError where it cannot be started."""
    for number in _PYTHON_IGNORES:
        _signal.signal(number, _signal.SIG_DFL)
    posix.execv(words[0], words)
    raise OSError(f"{words[0]} did not start")


def may_wait() -> bool:
    """Whether children can be waited for: not where SIGCHLD is ignored from outside."""
    return _signal.getsignal(_signal.SIGCHLD) is not _signal.SIG_IGN


class Interrupted(BaseException):
    """The user ended the call while armcc worked; not an Error, nobody recovers."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Signals:
    """Signals that end a process, and SIGCHLD, blocked and taken one by one while children run.

    What the caller ignores or has blocked stays so (`nohup`, a shell's background jobs).
    """

    __slots__ = ("_awaited", "mask")

    def __init__(self, mask: int | None = None) -> None:
        """mask: the caller's mask, bit by bit, where the native launcher has blocked them."""
        self.mask: set[int] = _signal.pthread_sigmask(_signal.SIG_BLOCK, ())
        if mask is not None:
            self.mask = {n for n in _signal.valid_signals() if mask >> n - 1 & 1}
        passed_on = set(_signal.valid_signals()) - _LEFT_ALONE - self.mask
        # Python ignores these two, whatever the caller does.
        passed_on -= {*_PYTHON_IGNORES}
        ignored = {n for n in passed_on if _signal.getsignal(n) is _signal.SIG_IGN}
        self._awaited = (passed_on - ignored) | {_signal.SIGCHLD}
        _signal.pthread_sigmask(_signal.SIG_BLOCK, self._awaited)

    def restore(self) -> None:
        """Takes it back."""
        _signal.pthread_sigmask(_signal.SIG_SETMASK, self.mask)

    def start(
        self,
        words: list[str],
        environ: dict[bytes, bytes],
        file_actions: Sequence[tuple[int, int] | tuple[int, int, int]] | None = None,
        own_group: bool = False,
    ) -> int:
        """Starts a child as if a shell had, and returns its process id.

        Raises OSError where it cannot be started.
        """
        actions = file_actions or ()
        if own_group:
            return posix.posix_spawn(
                words[0],
                words,
                environ,
                file_actions=actions,
                setpgroup=0,
                # It is ended by signals, whatever the caller has blocked.
                setsigmask=self.mask - {*_ENDING},
                # A shell's background job ignores SIGINT, by which the group is ended.
                setsigdef=(*_PYTHON_IGNORES, _signal.SIGINT),
            )
        return posix.posix_spawn(
            words[0],
            words,
            environ,
            file_actions=actions,
            setsigmask=self.mask,
            setsigdef=_PYTHON_IGNORES,
        )

    def wait(self, child: int) -> tuple[int, int]:
        """Waits for the child and passes signals on to it.

        Returns its wait status and the last ending signal that came, or 0.
        """
        caught = 0
        while True:
            done, status = posix.waitpid(child, posix.WNOHANG)
            if done:
                return status, caught
            info = _signal.sigwaitinfo(self._awaited)
            number = info.si_signo
            if number == _signal.SIGCHLD:
                continue
            if number in _ENDING:
                caught = number
                if info.si_code == _SI_KERNEL:
                    continue
                # Who signals the whole group (`timeout`, ninja) has told clang too; a second
                # signal would end it before it has removed its temporary files.
                _signal.sigtimedwait({_signal.SIGCHLD}, _GRACE)
                done, status = posix.waitpid(child, posix.WNOHANG)
                if done:
                    return status, caught
            posix.kill(child, number)

    def wait_or_kill(self, child: int, seconds: float) -> int | None:
        """Waits for a child with a process group of its own; None where time ran out.

        Raises Interrupted on an ending signal.  In both cases the group is gone then.
        """
        from time import monotonic

        end = monotonic() + seconds
        try:
            while True:
                done, status = posix.waitpid(child, posix.WNOHANG)
                if done:
                    child = 0
                    return status
                left = end - monotonic()
                info = _signal.sigtimedwait(self._awaited, left) if left > 0 else None
                if info is None:
                    return None
                if info.si_signo != _signal.SIGCHLD:
                    raise Interrupted(info.si_signo)
        finally:
            if child:
                self._kill_group(child)

    def _kill_group(self, child: int) -> None:
        """Interrupts the group, and kills what is left of it after a short while."""
        from time import monotonic

        posix.killpg(child, _signal.SIGINT)
        end = monotonic() + _FAREWELL
        while not posix.waitpid(child, posix.WNOHANG)[0]:
            left = end - monotonic()
            if left <= 0:
                posix.killpg(child, _signal.SIGKILL)
                posix.waitpid(child, 0)
                return
            _signal.sigtimedwait({_signal.SIGCHLD}, left)
        try:
            posix.killpg(child, _signal.SIGKILL)  # what the worker left behind
        except ProcessLookupError:
            return

    def die(self, number: int) -> NoReturn:
        """Ends this process by the signal that ended its child."""
        if number not in _ENDING or number == _signal.SIGQUIT:
            import resource

            # The child has left its core file; a second one, of Python, would mislead.
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if number not in (_signal.SIGKILL, _signal.SIGSTOP):
            _signal.signal(number, _signal.SIG_DFL)
        _signal.pthread_sigmask(_signal.SIG_SETMASK, self.mask - {number})
        posix.kill(posix.getpid(), number)
        posix._exit(128 + number)


def exit_like(signals: Signals, status: int) -> NoReturn:
    """Ends this process as the child with this wait status ended."""
    if posix.WIFSIGNALED(status):
        signals.die(posix.WTERMSIG(status))
    posix._exit(posix.WEXITSTATUS(status))


def _own_environment() -> dict[bytes, bytes]:
    """The environment for calls of clang that are not the user's."""
    environ = {k: v for k, v in posix.environ.items() if k not in _PRINTING}
    environ[b"LLVM_DISABLE_SYMBOLIZATION"] = b"1"  # a crash would leave files of its own
    return environ


class _Held:
    """Descriptors to give to a child, closed at the end.

    nothing: /dev/null.  It and all that follow are above 2: were 0, 1 or 2 closed, one of ours
        could stand where another belongs.  Making it raises OSError.
    """

    __slots__ = ("_fds", "nothing")

    def __init__(self) -> None:
        self._fds: list[int] = []
        try:
            while not self._fds or self._fds[-1] <= 2:
                self._fds.append(posix.open("/dev/null", posix.O_RDWR | posix.O_CLOEXEC))
        except OSError:
            self.close()
            raise
        self.nothing = self._fds[-1]

    def take(self, fd: int) -> int:
        """Closes this one as well."""
        self._fds.append(fd)
        return fd

    def memory(self, name: str) -> int:
        """A file in memory."""
        return self.take(posix.memfd_create(name, posix.MFD_CLOEXEC))

    def close(self) -> None:
        """Closes all."""
        for fd in self._fds:
            posix.close(fd)


def _contents(fd: int) -> bytes:
    posix.lseek(fd, 0, 0)
    data = b""
    while part := posix.read(fd, 1 << 20):
        data += part
    return data


def ask_worker(
    signals: Signals, words: list[str], job: bytes, log: str, seconds: float
) -> bytes | None:
    """Runs the worker on `job` and returns its reply; None where time ran out.

    Its standard error goes to the file `log`, nowhere where that is "".
    Raises OSError where it cannot be run or failed, Interrupted on an ending signal.
    """
    held = _Held()
    try:
        question = held.memory("armcc-job")
        reply = held.memory("armcc-reply")
        written = 0
        while written < len(job):
            written += posix.write(question, job[written:])
        posix.lseek(question, 0, 0)
        messages = held.nothing
        if log:
            messages = held.take(posix.open(log, APPEND, 0o666))
        child = signals.start(
            words,
            _own_environment(),
            [
                (posix.POSIX_SPAWN_DUP2, question, 0),
                (posix.POSIX_SPAWN_DUP2, reply, 1),
                (posix.POSIX_SPAWN_DUP2, messages, 2),
            ],
            own_group=True,
        )
        status = signals.wait_or_kill(child, seconds)
        if status is None:
            return None
        if status != 0:
            raise OSError(f"the worker ended with wait status {status}")
        return _contents(reply)
    finally:
        held.close()


class Telling:
    """A run of clang that is not the user's, and all that it writes.

    OTHER is the name, for clang, of a file beside its standard output and standard error.
    """

    __slots__ = ("_child", "_files", "_held", "_signals")

    OTHER = "/dev/fd/3"

    def __init__(self, signals: Signals, words: list[str]) -> None:
        """Starts it.  Raises OSError where it cannot be started."""
        self._signals = signals
        self._held = _Held()
        try:
            # None of them is 3, the least that `nothing` can be.
            self._files = [self._held.memory(f"armcc-{n}") for n in ("out", "err", "other")]
            actions = [(posix.POSIX_SPAWN_DUP2, self._held.nothing, 0)]
            actions += [(posix.POSIX_SPAWN_DUP2, fd, n + 1) for n, fd in enumerate(self._files)]
            self._child = signals.start(words, _own_environment(), actions, own_group=True)
        except BaseException:
            self._held.close()
            raise

    def result(self, seconds: float) -> tuple[bytes, bytes, bytes] | None:
        """What it wrote: standard output, standard error, OTHER; None where it failed.

        seconds: how long it may take from now on.  Raises Interrupted on an ending signal.
        """
        try:
            if self._signals.wait_or_kill(self._child, seconds) != 0:
                return None
            out, err, other = map(_contents, self._files)
            return out, err, other
        finally:
            self._held.close()
