"""The driver: from argv to the object, with clang in between.

A call that compiles nothing becomes clang by exec.  Any other starts clang with the
same words first; what follows can only put a better object in the place of clang's,
or leave it.  On the compile path: what this module imports at its top is all that
stands between the caller and clang's start, and with the option table all that a call
without a hot function loads.
"""

from __future__ import annotations

import posix

from armcc.driver import modes, spawn
from armcc.driver.toolchain import (
    GUARD,
    Clang,
    find_clang,
    is_plusplus,
    target_prefix,
    with_target,
)
from armcc.errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from armcc.driver.options import Call

_HOT_MARK = b".text.hot."
_MAGIC_ELF = b"\x7fELF"
_MAGIC_BITCODE = (b"BC\xc0\xde", b"\xde\xc0\x17\x0b")


class Request:
    """One call of armcc, as the rest of the driver needs it.

    words: the clang command before the user's words.
    arguments: the user's words, response files expanded.
    call: what they ask for.
    mode: see `armcc.driver.modes`.
    """

    __slots__ = ("arguments", "call", "clang", "mode", "words")

    def __init__(
        self, clang: Clang, words: list[str], arguments: list[str], call: Call, mode: str
    ) -> None:
        self.clang = clang
        self.words = words
        self.arguments = arguments
        self.call = call
        self.mode = mode


def main(argv: list[str], started: str = "") -> NoReturn:
    """Does what the call `argv` asks, and ends the process as clang ends.

    started: where the native launcher has started clang, and this process beside it, what
    `_go_beside` reads.
    """
    program, arguments = argv[0], argv[1:]
    spawn.forget_own_locale()
    spawn.forget_interrupt_handler()
    try:
        clang = find_clang(posix.environ, is_plusplus(program))
    except Error as e:
        _end_with_message(e.message)
    if clang.guarded:
        _set_guard(clang)
    if _asks_version(arguments):
        arguments = [*arguments[:-1], "--version"]
    host = posix.uname().machine
    words = clang.command + with_target(clang, arguments, host, target_prefix(program))
    mode = modes.read_mode(posix.environ)
    if started:
        _go_beside(started, clang, words, arguments, mode)
    if mode != modes.OFF and _may_compile(arguments) and spawn.may_wait():
        signals = spawn.Signals()
        try:
            child = signals.start([*words, *arguments], posix.environ)
        except (OSError, ValueError):  # no more processes, or an environment of odd entries
            signals.restore()
        else:
            _go_on(signals, child, _Plan(clang, words, arguments, mode))
    try:
        spawn.replace_process([*words, *arguments])
    except OSError as e:
        _end_with_message(f"{words[0]} cannot be run: {e.strerror}")


def _end_with_message(message: str) -> NoReturn:
    posix.write(2, f"armcc: error: {message}\n".encode("utf-8", "surrogateescape"))
    posix._exit(1)


def _asks_version(arguments: list[str]) -> bool:
    """Whether this is Meson's question to any compiler with `armcc` in its name.

    It takes them all for Arm's own; clang's version text lets it see what this is.
    """
    others = ("-c", "-S", "-E", "-o", "-x", "-D", "-U", "-I", "--")
    return arguments[-1:] == ["--vsn"] and not any(a in others for a in arguments)


class _Plan:
    """What is needed to see what there is to rewrite."""

    __slots__ = ("arguments", "clang", "mode", "words")

    def __init__(self, clang: Clang, words: list[str], arguments: list[str], mode: str) -> None:
        self.clang = clang
        self.words = words
        self.arguments = arguments
        self.mode = mode

    def request(self) -> Request | None:
        """The call, with all loaded that it needs; None where clang's object stands."""
        try:
            request = _request(self.clang, self.words, self.arguments, self.mode)
            if request is not None and _looks_hot(request):
                # Six milliseconds of imports that would follow clang otherwise.
                import armcc.driver.rewriting
                import armcc.driver.splice
                import armcc.function.literals  # noqa: F401
        except Exception as e:  # a defect of armcc is no reason to leave clang alone
            modes.log("crash", repr(e))
            return None
        return request


def _go_on(signals: spawn.Signals, child: int, plan: _Plan) -> NoReturn:
    """Sees what there is to rewrite while clang works as `child`, and ends as clang ends."""
    # While clang works: it needs ten times as long.
    request = plan.request()
    status, caught = signals.wait(child)
    if caught:
        signals.die(caught)
    if status != 0 or request is None:
        spawn.exit_like(signals, status)
    _improve_or_die(request, signals)


def _go_beside(
    started: str, clang: Clang, words: list[str], arguments: list[str], mode: str
) -> NoReturn:
    """Does the same as a child of the native launcher, which has started clang and waits for it.

    started: a descriptor that gives a byte once clang has ended well, and the end where it
    fails; one for messages, -1 for none; the caller's mask of signals; and clang's path.
    """
    go, messages, mask, path = started.split(",", 3)
    signals = spawn.Signals(int(mask, 16))
    request = None
    # Had the two chosen differently, clang's object would stand alone.
    if path == words[0] and mode != modes.OFF:
        request = _Plan(clang, words, arguments, mode).request()
    if request is None or posix.read(int(go), 1) != b"1":
        posix._exit(0)
    posix.close(int(go))
    if messages != "-1":  # remarks; until here nothing could reach the caller's terminal
        posix.dup2(int(messages), 2)
        posix.close(int(messages))
    _improve_or_die(request, signals)


def _improve_or_die(request: Request, signals: spawn.Signals) -> NoReturn:
    """What follows clang.  It has done its work: whatever goes wrong, its object stands."""
    try:
        _improve(request, signals)
    except spawn.Interrupted as e:
        signals.die(e.number)
    except Exception as e:
        modes.log("crash", repr(e))
    posix._exit(0)


def _may_compile(arguments: list[str]) -> bool:
    """Whether the call may yield an object; most that do not are seen at a glance."""
    # CCC_OVERRIDE_OPTIONS edits the words inside clang, unseen.
    if b"CCC_OVERRIDE_OPTIONS" in posix.environ:
        return False
    return any(a in ("-c", "--compile") or a.startswith("@") for a in arguments)


def _request(clang: Clang, words: list[str], arguments: list[str], mode: str) -> Request | None:
    """The call, where its objects may be rewritten; None where it is clang's alone."""
    from armcc.driver.options import classify, unsafe_among
    from armcc.driver.responses import expand

    try:
        expanded = expand(arguments)
    except Error:
        return None
    call = classify(expanded)
    call.unsafe = call.unsafe or unsafe_among(words[1:])
    return Request(clang, words, expanded, call, mode) if call.rewritable else None


def _looks_hot(request: Request) -> bool:
    """A guess whether a hot function will come: the word in a source, or a profile.

    Only time depends on it.
    """
    if any(a.startswith("-fprofile") for a in request.arguments):
        return True
    for source, _ in request.call.jobs:
        text = _read_file(source)
        if b"hot" in text or b"HOT" in text:
            return True
    return False


def _set_guard(clang: Clang) -> None:
    passed = posix.environ.get(GUARD, b"")
    program = clang.command[0].encode("utf-8", "surrogateescape")
    posix.environ[GUARD] = passed + b"\n" + program if passed else program
    posix.putenv(GUARD, posix.environ[GUARD])


def _improve(request: Request, signals: spawn.Signals) -> None:
    """Rewrites what can be in each object.  Raises spawn.Interrupted alone."""
    hot = modes.HotNames(modes.text(posix.environ, "ARMCC_HOT"))
    for source, path in request.call.jobs:
        data = _read_object(path)
        if not data.startswith(_MAGIC_ELF):
            interesting = data.startswith(_MAGIC_BITCODE) and request.call.remarks
        else:
            interesting = hot.widens or _HOT_MARK in data
        if interesting:
            from armcc.driver.rewriting import rewrite

            rewrite(request, signals, source, path, data, hot)


def _read_object(path: str) -> bytes:
    """The object that clang has written; b"" where it is no plain file of one name.

    A link of any kind or a pipe has other users, for whom no new file may take its
    place.
    """
    try:
        status = posix.lstat(path)
    except (OSError, ValueError):
        return b""
    return _read_file(path, posix.O_NOFOLLOW) if status.st_nlink == 1 else b""


def _read_file(path: str, flags: int = 0) -> bytes:
    """A regular file's contents; b"" where it is none or cannot be read.

    The kind is seen before the file is opened: opening a pipe could take what another
    process waits for.
    """
    try:
        status = posix.lstat(path) if flags & posix.O_NOFOLLOW else posix.stat(path)
        if status.st_mode & 0o170000 != 0o100000:
            return b""
        fd = posix.open(path, posix.O_RDONLY | posix.O_CLOEXEC | flags)
    except (OSError, ValueError):
        return b""
    try:
        data = posix.read(fd, status.st_size)
        while part := posix.read(fd, 1 << 20):
            data += part
    except OSError:
        return b""
    finally:
        posix.close(fd)
    return data
