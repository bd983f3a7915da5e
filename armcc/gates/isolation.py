"""Running gate work in a child process that may die or hang without taking us along.

An emulator fed with hostile code is a large attack surface: what crashes it, fills its
memory or stops its clock must cost the decision and nothing else.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Callable
from typing import TypeVar

from armcc.errors import Error, Fatal

T = TypeVar("T")

MEMORY = 6 << 30  # bytes of address space; Unicorn reserves 1 GiB for translated code


def isolated(work: Callable[[], T], seconds: float) -> T:
    """The result of `work`, run in a forked child within a wall-clock limit.

    Raises Error("crash") where the child died, Error("time") where the limit struck
    (neither is ever remembered), and whatever Error or Fatal `work` raised.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _child(work, writer)
    os.close(writer)
    try:
        data, ended = _read_all(reader, time.monotonic() + seconds)
    except BaseException:
        _kill(child)
        raise
    finally:
        os.close(reader)
    if not ended:
        _kill(child)
        raise Error("time", f"the gates did not end within {seconds:.0f} s")
    _, status = os.waitpid(child, 0)
    if status != 0 or not data:
        raise Error("crash", f"the gate process died (wait status {status})")
    # The child is our own code, forked from this process; candidates run emulated in it.
    kind, value = pickle.loads(data)  # noqa: S301
    if kind == "error":
        raise value
    result: T = value
    return result


def _child(work: Callable[[], T], writer: int) -> None:
    try:
        # Whoever started us may be killed without a chance to clean up (PR_SET_PDEATHSIG).
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            answer: tuple[str, object] = ("value", work())
        except (Error, Fatal) as e:
            answer = ("error", e)
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(answer, pipe)
        os._exit(0)
    except BaseException:
        if os.environ.get("ARMCC_LOG"):
            import traceback

            traceback.print_exc()
        os._exit(1)


def _read_all(reader: int, deadline: float) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    while True:
        left = deadline - time.monotonic()
        ready = select.select([reader], [], [], max(left, 0.0))[0] if left > 0 else []
        if not ready:
            return b"", False
        part = os.read(reader, 1 << 16)
        if not part:
            return b"".join(parts), True
        parts.append(part)


def _kill(child: int) -> None:
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    os.waitpid(child, 0)
