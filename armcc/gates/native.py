"""The same inputs under qemu-aarch64: a second emulator, as a real process.

One process start runs the function on all inputs.  Expected values stay in the parent.
The process is shut off by bubblewrap where that works (no files but QEMU's own, no
network, no other processes) and limited in CPU time, memory and output.
"""

from __future__ import annotations

import functools
import os
import resource
import struct
import subprocess
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.tools import bubblewrap, cross_tool, qemu, require
from armcc.gates.image import WRITE, Image
from armcc.gates.state import Test

_STATE = struct.Struct("<34Q")
_STATE_SIZE = 34 * 8 + 32 * 16
_CPU_SECONDS = 20
_MEMORY = 4 << 30


@dataclass(frozen=True)
class NativeOutcome:
    """State after one input.  x[16], x[17] and x[30] are not meaningful."""

    x: tuple[int, ...]
    v: tuple[int, ...]
    sp: int
    fpcr: int
    memory: tuple[bytes, ...]


class NativeRunError(Exception):
    """The process did not report every input: `reported` of them came back."""

    def __init__(self, reported: int, detail: str) -> None:
        super().__init__(detail)
        self.reported = reported
        self.detail = detail


def build_harness(workdir: str) -> str:
    """Assemble and link the harness into `workdir`; its path.  Raises Error("tool")."""
    path = os.path.join(workdir, "harness")
    if os.path.exists(path):
        return path
    source = os.path.join(os.path.dirname(__file__), "harness.S")
    obj = path + ".o"
    try:
        subprocess.run(
            [require(cross_tool("as"), "as"), "-o", obj, source],
            check=True,
            capture_output=True,
            timeout=60,
        )
        subprocess.run(
            [
                require(cross_tool("ld"), "ld"),
                "-static",
                "-Ttext-segment=0x10000000",
                "-o",
                path,
                obj,
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError) as e:
        raise Error("tool", f"the QEMU harness could not be built: {e}") from e
    return path


def _job(image: Image, tests: list[Test]) -> bytes:
    blobs: list[bytes] = []
    position = 0

    def put(data: bytes) -> int:
        nonlocal position
        blobs.append(data)
        at = position
        position += len(data)
        return at

    # The object's writable data comes with each test.
    segments = [s for s in image.segments if not s.protection & WRITE]
    head = [0, image.entry, len(segments), len(tests)]
    fixups: list[int] = []  # indices in `head` that hold blob offsets
    for s in segments:
        address, data = s.pages()
        head += [address, len(data), s.protection, put(data)]
        fixups.append(len(head) - 1)
    for t in tests:
        registers = _STATE.pack(*t.x[:30], t.x[30], t.sp, t.nzcv << 28, 0)
        registers += b"".join(v.to_bytes(16, "little") for v in t.v)
        head += [len(t.regions) + 1, put(registers)]
        fixups.append(len(head) - 1)
        for r in t.regions:
            head += [r.address, len(r.data), put(r.data), len(r.data)]
            fixups.append(len(head) - 2)
        head += [image.placement.stack, len(t.stack), put(t.stack), 0]
        fixups.append(len(head) - 2)
    base = 8 * len(head)
    for index in fixups:
        head[index] += base
    head[0] = base + position
    return struct.pack(f"<{len(head)}Q", *head) + b"".join(blobs)


@functools.cache
def _sandbox() -> tuple[str, ...]:
    """The words that shut QEMU off; empty where bubblewrap is missing or not allowed."""
    bwrap = bubblewrap()
    if bwrap is None:
        return ()
    words = [bwrap, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    words += ["--cap-drop", "ALL"]
    for folder in ("/usr", "/lib", "/lib64", "/bin"):
        if os.path.islink(folder):
            words += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            words += ["--ro-bind", folder, folder]
    tried = subprocess.run([*words, "/usr/bin/true"], capture_output=True, timeout=30, check=False)
    return tuple(words) if tried.returncode == 0 else ()


def sandbox_name() -> str:
    """What shuts the emulated process off, for the evidence."""
    return "bubblewrap" if _sandbox() else "resource limits"


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    # Without a limit Linux maps libraries from 2^45 up, where a test's memory may lie.
    resource.setrlimit(resource.RLIMIT_STACK, (8 << 20, 8 << 20))


def run_native(image: Image, tests: list[Test], workdir: str) -> list[NativeOutcome]:
    """Run every test in one process.

    Raises NativeRunError where the process died or did not report them all, Error("tool")
    where QEMU is missing.
    """
    emulator = require(qemu(), "qemu-aarch64")
    harness = build_harness(workdir)
    sandbox = _sandbox()
    command: list[str] = []
    if sandbox:
        command = [*sandbox, "--ro-bind", harness, "/harness", "--", emulator]
        command += ["-cpu", "max", "/harness"]
    else:
        command = [emulator, "-cpu", "max", harness]
    sizes = [_STATE_SIZE + sum(len(r.data) for r in t.regions) for t in tests]
    try:
        ran = subprocess.run(
            command,
            input=_job(image, tests),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_CPU_SECONDS * 6,
            check=False,
            preexec_fn=_limit,
            env={"PATH": "/usr/bin:/bin"},
        )
    except subprocess.TimeoutExpired:
        raise NativeRunError(0, "QEMU did not end in time") from None
    except OSError as e:
        raise Error("tool", f"QEMU could not be run: {e}") from e
    out: list[NativeOutcome] = []
    at = 0
    for test, size in zip(tests, sizes, strict=True):
        if at + size > len(ran.stdout):
            break
        state = _STATE.unpack_from(ran.stdout, at)
        v = tuple(
            int.from_bytes(ran.stdout[at + 272 + 16 * n : at + 288 + 16 * n], "little")
            for n in range(32)
        )
        position = at + _STATE_SIZE
        memory = []
        for region in test.regions:
            memory.append(ran.stdout[position : position + len(region.data)])
            position += len(region.data)
        out.append(NativeOutcome(state[:31], v, state[31], state[32], tuple(memory)))
        at += size
    if len(out) != len(tests) or ran.returncode or at != len(ran.stdout):
        code = ran.returncode
        raise NativeRunError(len(out), f"QEMU ended with status {code} after {len(out)} inputs")
    return out
