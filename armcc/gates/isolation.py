"""Running gate work in a child process that may die or hang without taking us along.

An emulator fed with hostile code is a large attack surface: what crashes it, fills its
memory or stops its clock must cost the decision and nothing else.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import NoReturn, TypeVar

from armcc.errors import Error, Fatal

T = TypeVar("T")

MEMORY = 6 << 30  # bytes of address space; Unicorn reserves 1 GiB for translated code


def isolated(
    work: Callable[[Callable[[str], None]], T],
    seconds: float,
    progress: Callable[[str], None] = lambda _: None,
) -> T:
    """The result of `work`, run in a forked child within a wall-clock limit.

    work: called in the child with a function that passes words on to `progress` here.
    Raises Error("crash") where the child died, Error("time") where the limit struck
    (neither is ever remembered), and whatever Error or Fatal `work` raised.
    """
    reader, writer = multiprocessing.Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        reader.close()
        _child(work, writer)
    writer.close()
    try:
        kind, value = _receive(reader, time.monotonic() + seconds, progress)
    except EOFError:
        kind, value = "died", None
    except BaseException:
        _kill(child)
        raise
    finally:
        reader.close()
    if kind == "late":
        _kill(child)
        raise Error("time", f"the gates did not end within {seconds:.0f} s")
    _, status = os.waitpid(child, 0)
    if kind == "died" or status != 0:
        raise Error("crash", f"the gate process died (wait status {status})")
    if kind == "error" and isinstance(value, (Error, Fatal)):
        raise value
    result: T = value  # type: ignore[assignment]
    return result


def _child(work: Callable[[Callable[[str], None]], T], writer: Connection) -> NoReturn:
    try:
        # Whoever started us may be killed without a chance to clean up (PR_SET_PDEATHSIG).
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            answer: tuple[str, object] = ("value", work(lambda s: writer.send(("progress", s))))
        except (Error, Fatal) as e:
            answer = ("error", e)
        writer.send(answer)
        writer.close()
        os._exit(0)
    except BaseException:
        if os.environ.get("ARMCC_LOG"):
            traceback.print_exc()
        os._exit(1)


def _receive(
    reader: Connection, deadline: float, progress: Callable[[str], None]
) -> tuple[str, object]:
    """The child's answer.  It is our own code, forked from us: what it pickles is ours."""
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not reader.poll(left):
            return "late", None
        kind, value = reader.recv()
        if kind != "progress":
            return kind, value
        progress(value)


def _kill(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
