"""Running gate work in a child process that may die or hang without taking us along.

An emulator fed with hostile code is a large attack surface: what crashes it, fills its
memory or stops its clock must cost the decision and nothing else.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import io
import os
import pickle
import resource
import select
import signal
import struct
import time
import traceback
from collections.abc import Callable
from typing import NoReturn, TypeVar

from armcc.errors import Error, Fatal

T = TypeVar("T")

# Bytes of address space beyond what the process has when it is forked; Unicorn reserves 1 GiB for
# translated code.
MEMORY = 6 << 30
MOST_SAID = 256 << 20  # bytes of one answer
_SIZE = struct.Struct("<Q")
# What answers are made of besides our own classes and what pickle writes without a name.
_PLAIN = {("builtins", "bytearray"), ("builtins", "complex"), ("collections", "Counter")}


def isolated(
    work: Callable[[Callable[[str], None]], T],
    seconds: float,
    progress: Callable[[str], None] = lambda _: None,
) -> T:
    """The result of `work`, run in a forked child within a wall-clock limit.

    work: called in the child with a function that passes words on to `progress` here.
        Its result is made of plain values and of classes of armcc.
    Raises Error("crash") where the child died, Error("time") where the limit struck
    (neither is ever remembered), and whatever Error or Fatal `work` raised.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _child(work, writer)
    os.close(writer)
    ended = False
    try:
        kind, value = _receive(reader, time.monotonic() + seconds, progress)
        if kind == "late":
            raise Error("time", f"the gates did not end within {seconds:.0f} s")
        # With its answer given, what could it still want?  It is not waited for at length.
        status = _status(child, 2.0)
        ended = status is not None
    finally:
        os.close(reader)
        if not ended:
            _kill(child)
    if kind == "died" or status != 0:
        raise Error("crash", f"the gate process died (wait status {status})")
    if kind == "error" and isinstance(value, (Error, Fatal)):
        raise value
    if kind != "value":
        raise Error("crash", "the gate process answered nonsense")
    result: T = value  # type: ignore[assignment]
    return result


def die_with_parent() -> None:
    """End this process when the thread ends that forked it, and may have had no time to.

    (prctl(2), PR_SET_PDEATHSIG.)
    """
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _address_space() -> int:
    """Bytes of address space that this process has, 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


def _child(work: Callable[[Callable[[str], None]], T], writer: int) -> NoReturn:
    try:
        die_with_parent()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        most = MEMORY + _address_space()
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        # What was there before the fork is never garbage here, and what comes is tests by the
        # thousand, which refer to nothing in circles.
        gc.freeze()
        gc.set_threshold(100_000, 50, 50)
        # Where the machine runs out of memory, it is ours that goes, not the build.
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as f:
            f.write("1000")
        try:
            answer: tuple[str, object] = ("value", work(lambda s: _say(writer, ("progress", s))))
        except (Error, Fatal) as e:
            answer = ("error", e)
        _say(writer, answer)
        os.close(writer)
        os._exit(0)
    except BaseException:
        if os.environ.get("ARMCC_LOG"):
            traceback.print_exc()
        os._exit(1)


def _say(writer: int, what: tuple[str, object]) -> None:
    data = pickle.dumps(what)
    view = memoryview(_SIZE.pack(len(data)) + data)
    while view:
        view = view[os.write(writer, view) :]


class _Reader(pickle.Unpickler):
    """Makes nothing but values: no name leads it to a function, or outside armcc.

    The child is forked from us, but what it ran was hostile: where an emulator was
    broken into, what comes back may be anything, and a plain unpickler runs what it reads.
    """

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _PLAIN and module.split(".", maxsplit=1)[0] != "armcc":
            raise pickle.UnpicklingError(f"{module}.{name} is no answer")
        # `name` may have dots, which the original would follow anywhere.
        found = vars(importlib.import_module(module)).get(name)
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no answer")
        return found


def _receive(reader: int, deadline: float, progress: Callable[[str], None]) -> tuple[str, object]:
    """The child's answer, or ("died", None) or ("late", None).

    A child that stops in the middle of a message costs no more than the time limit.
    """
    held = bytearray()
    while True:
        while len(held) >= _SIZE.size:
            (size,) = _SIZE.unpack_from(held)
            if size > MOST_SAID:
                return "died", None
            if len(held) < _SIZE.size + size:
                break
            message = bytes(held[_SIZE.size : _SIZE.size + size])
            del held[: _SIZE.size + size]
            try:
                kind, value = _Reader(io.BytesIO(message)).load()
            except Exception:  # what a broken message makes pickle raise is without bounds
                return "died", None
            if kind != "progress":
                return kind, value
            progress(value)
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            return "late", None
        data = os.read(reader, 1 << 20)
        if not data:
            return "died", None
        held += data


def _status(child: int, seconds: float) -> int | None:
    """The wait status of a child that is about to end; None where it does not."""
    deadline = time.monotonic() + seconds
    pause = 0.0001
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        if time.monotonic() > deadline:
            return None
        time.sleep(pause)
        pause = min(2 * pause, 0.02)


def _kill(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(child, 0)
