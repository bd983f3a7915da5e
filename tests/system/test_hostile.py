"""Candidates that mean harm: each costs its own decision, within the limit, and nothing else.

First by all gates, as `armccctl verify` runs them.  Then the same and worse without the
screen and without micro-execution, straight in a process: the last wall has to stand alone.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shlex
import signal
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import clang_words
from natively import buffer, effect_of, image_of, stub, test_of

from armcc.control.main import main
from armcc.control.subject import function_from_source
from armcc.errors import Error
from armcc.function.function import Function
from armcc.gates import sandbox, seccomp
from armcc.gates.isolation import isolated
from armcc.gates.judge import Judge
from armcc.gates.native import NativeRunError, run_native, run_pair
from armcc.gates.sandbox import Sandbox
from armcc.gates.verdict import REJECTED, GateResult

SECONDS = 60.0
SOURCE = """
#include <stddef.h>
#include <stdint.h>
uint32_t bytes(const uint8_t *p, size_t n) {
    uint32_t c = 0;
    for (size_t i = 0; i < n; i++) c += p[i];
    return c;
}
"""
RIGHT = """
bytes:
    mov w8, wzr
    cbz x1, 2f
1:  ldrb w9, [x0], #1
    add w8, w8, w9
    subs x1, x1, #1
    b.ne 1b
2:  mov w0, w8
    ret
"""
# What stops it is the screen, the structure or a test: any is well, as long as it is stopped.
HOSTILE = {
    "loops for ever": RIGHT.replace("    ret", "3:  b 3b"),
    "loops on one input in many": RIGHT.replace("2:  mov", "2:  cmp w8, #77\n3:  b.eq 3b\n    mov"),
    "recurses": "stp x29, x30, [sp, #-16]!\nbl bytes\nldp x29, x30, [sp], #16\nret",
    "pushes for ever": "1: stp x0, x1, [sp, #-16]!\nb 1b",
    "smashes the caller's stack": "mov x8, sp\n1: str x8, [x8], #8\nb 1b",
    "smashes its return address": (
        "stp x29, x30, [sp, #-16]!\nstr x0, [sp, #8]\nldp x29, x30, [sp], #16\nret"
    ),
    "takes another stack": "mov sp, x0\nstp x0, x1, [sp, #-16]!\nret",
    "jumps to data": "ret x0",
    "jumps to nothing": "mov x8, #0\nret x8",
    "jumps between instructions": "add x30, x30, #2\nret",
    "returns to itself": "adr x30, bytes\nret",
    "falls off its end": "add w0, w0, w1",
    "fills memory": "movi v0.16b, #1\n1: stp q0, q0, [x0], #32\nb 1b",
    "reads all memory": "1: ldr x8, [x0], #64\nb 1b",
    "reads where the emulator may lie": (
        "movz x8, #0x5555, lsl #32\nmovk x8, #0x5555, lsl #16\nldr x0, [x8]\nret"
    ),
    "reads where libraries may lie": (
        "movz x8, #0x7fff, lsl #32\nmovk x8, #0xf7d0, lsl #16\nldr x0, [x8]\nret"
    ),
    "reads around the end of the address space": "mov x8, #-8\nldp q0, q1, [x8]\nret",
    "writes outside of what addresses can be": "mov x8, #1 << 62\nstp q0, q1, [x8]\nret",
    "many structures across pages": "st4 {v0.16b-v3.16b}, [x0]\n" * 250 + "ret",
    "prints": "mov x0, #1\nmov x8, #64\n1: svc #0\nb 1b",
    "leaves": "mov x8, #94\nsvc #0",
    "traps": "brk #1",
    "debugs": "hlt #0xf000",
    "is huge": "add x0, x0, x1\n" * 8000 + "ret",
}


@pytest.fixture(scope="module")
def function(tmp_path_factory: pytest.TempPathFactory) -> Function:
    """What the candidates claim to replace."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "baseline.c").write_text(SOURCE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))
        return function_from_source(str(folder / "baseline.c"), "bytes", ["-O2"], str(folder))


def equivalence(function: Function, candidate: str, folder: Path) -> GateResult:
    """What the gates before speed say, in a process of its own as always."""

    def work(_: Callable[[str], None]) -> GateResult:
        verdict, _assembled = Judge(function, str(folder)).compare(candidate)
        return verdict.gates[-1]

    return isolated(work, SECONDS)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_hostile_are_rejected_and_the_next_is_fine(
    name: str, function: Function, tmp_path: Path
) -> None:
    text = HOSTILE[name]
    candidate = text if text.startswith("\nbytes:") else f"bytes:\n{text}\n"
    children = children_of(os.getpid())
    result = equivalence(function, candidate, tmp_path)
    assert result.outcome == REJECTED, (result.reason, result.detail)
    assert children_of(os.getpid()) == children
    assert not list(tmp_path.glob("native-*"))


def test_one_after_the_other_as_if_nothing_had_been(function: Function, tmp_path: Path) -> None:
    for name in ("loops on one input in many", "smashes the caller's stack", "jumps to data"):
        text = HOSTILE[name]
        candidate = text if text.startswith("\nbytes:") else f"bytes:\n{text}\n"
        assert equivalence(function, candidate, tmp_path).outcome == REJECTED
        assert equivalence(function, RIGHT, tmp_path).passed


def children_of(pid: int) -> list[str]:
    """The processes that `pid` started and that are still there."""
    with open(f"/proc/{pid}/task/{pid}/children") as f:
        return f.read().split()


@pytest.mark.parametrize("name", ["loops for ever", "smashes its return address", "prints"])
def test_verify_tells_one_from_the_next(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))
    (tmp_path / "baseline.c").write_text(SOURCE)
    for text, status in ((HOSTILE[name], 1), (RIGHT, 0)):
        candidate = text if text.startswith("\nbytes:") else f"bytes:\n{text}\n"
        (tmp_path / "candidate.s").write_text(candidate)
        words = ["--function", "bytes", "--baseline", str(tmp_path / "baseline.c")]
        words += ["--candidate", str(tmp_path / "candidate.s"), "--flags=-O0"]
        assert main(["verify", *words]) == status


def test_a_crashed_emulator_costs_one_decision(
    function: Function, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No candidate is known that crashes this one; so it is made to crash."""
    from armcc.gates import equivalence as module

    def dies(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGSEGV)

    with monkeypatch.context() as patch:
        patch.setattr(module, "load", dies)
        with pytest.raises(Error) as caught:
            equivalence(function, RIGHT, tmp_path)
        assert caught.value.reason == "crash"
    assert equivalence(function, RIGHT, tmp_path).passed


def test_an_emulator_that_eats_memory_costs_one_decision(
    function: Function, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from armcc.gates import equivalence as module

    def eats(*_: object) -> None:
        held = []
        while True:
            held.append(bytes(1 << 30))  # zeros that are never touched cost nothing

    with monkeypatch.context() as patch:
        patch.setattr(module, "load", eats)
        with pytest.raises(Error) as caught:
            equivalence(function, RIGHT, tmp_path)
        assert caught.value.reason == "crash"
    assert equivalence(function, RIGHT, tmp_path).passed


# -- without the screen ---------------------------------------------------------------------

CALL = {"openat": 56, "write": 64, "exit_group": 94, "kill": 129, "mmap": 222, "execve": 221}
CALL |= {"clone": 220, "socket": 198, "ptrace": 117, "unlinkat": 35, "getppid": 173}


def call(name: str, *arguments: str) -> str:
    """A system call; x0 to x5 are left alone where an argument is ""."""
    moves = [f"mov x{n}, {a}" for n, a in enumerate(arguments) if a]
    return "\n".join([*moves, f"mov x8, #{CALL[name]}", "svc #0"])


BOXES = [
    Sandbox("bubblewrap, seccomp", True, True),
    Sandbox("bubblewrap", True, False),
    Sandbox("seccomp", False, True),
]


@pytest.fixture(params=BOXES, ids=[b.name for b in BOXES])
def box(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """Every kind of wall; one that this machine has not is left out."""
    best = sandbox.sandbox()
    chosen: Sandbox = request.param
    if (chosen.wrapped and not best.wrapped) or (chosen.filtered and not best.filtered):
        pytest.skip(f"no {chosen.name} here")
    monkeypatch.setattr(sandbox, "sandbox", lambda: chosen)
    return chosen


def runs(text: str, folder: Path, *arguments: int) -> object:
    """What became of one test of `text`: x0 as a signed number, or how it failed."""
    image = image_of(text + "\nret", folder)
    region = buffer(0, b"/etc/passwd\0" + bytes(4) + b"/tmp/made\0" + bytes(6) + b"/bin/true\0")
    given = {0: region.address, 19: region.address, 20: region.address + 16}
    given |= {21: region.address + 32, **dict(enumerate(arguments, 22))}
    try:
        (got,) = run_native(image, [test_of(1, given, (region,))], str(folder))
    except NativeRunError as e:
        return e.detail
    except Error as e:
        return e.reason
    return got.x[0] - (1 << 64) if got.x[0] >> 63 else got.x[0]


def test_megabytes_are_not_read(box: Sandbox, tmp_path: Path) -> None:
    text = "mov x19, x0\n1: " + call("write", "#1", "x19", "#4096") + "\nb 1b"
    image = image_of(text, tmp_path)
    region = buffer(0, bytes(4096))
    started = time.monotonic()
    with pytest.raises(NativeRunError) as caught:
        run_native(image, [test_of(1, {0: region.address}, (region,))], str(tmp_path))
    assert caught.value.reported == 0
    assert time.monotonic() - started < 20


def test_a_forged_record_is_no_result(box: Sandbox, tmp_path: Path) -> None:
    """Whoever reaches a system call may write any report: one test's that is not its own,
    and an end of the report that never was."""
    record = struct.pack("<8Q32Q64Q64s", 0x746E657665, 1, 0, 1, *[0] * 100, b"") + bytes(16)
    record += b"armcc farewell 1"
    text = "mov x19, x0\n" + call("write", "#1", "x19", f"#{len(record)}") + "\n"
    text += call("exit_group", "#0")
    image = image_of(text, tmp_path)
    region = buffer(0, record)
    tests = [test_of(n, {0: region.address}, (region,)) for n in range(2)]
    with pytest.raises(NativeRunError) as caught:
        run_native(image, tests, str(tmp_path))
    assert caught.value.reported == 0


def test_leaving_with_success_is_no_result(box: Sandbox, tmp_path: Path) -> None:
    assert "after 0 tests" in str(runs(call("exit_group", "#0"), tmp_path))


def test_files_cannot_be_made(box: Sandbox, tmp_path: Path) -> None:
    made = "/tmp/made"
    assert not os.path.exists(made)
    # AT_FDCWD, O_RDWR | O_CREAT
    result = runs(call("openat", "#-100", "x20", "#0102", "#0600"), tmp_path)
    assert not os.path.exists(made)
    assert box.wrapped or result == -13, result


def test_files_of_the_host_are_not_there(box: Sandbox, tmp_path: Path) -> None:
    if not box.wrapped:
        pytest.skip("needs a root of its own")
    assert runs(call("openat", "#-100", "x19", "#0", "#0"), tmp_path) == -2


def test_no_program_is_there_to_be_run(box: Sandbox, tmp_path: Path) -> None:
    if not box.wrapped:
        pytest.skip("needs a root of its own")
    assert runs(call("execve", "x21", "#0", "#0"), tmp_path) in (-2, -14)


@pytest.mark.parametrize(
    "what",
    [
        call("clone", "#17", "#0", "#0", "#0", "#0"),
        call("socket", "#2", "#1", "#0"),
        call("ptrace", "#0", "#1", "#0", "#0"),
        call("unlinkat", "#-100", "x20", "#0"),
    ],
    ids=["fork", "socket", "ptrace", "unlink"],
)
def test_what_is_not_listed_ends_the_process(what: str, box: Sandbox, tmp_path: Path) -> None:
    """And makes no verdict: reason "tool".  QEMU itself refuses ptrace."""
    if not box.filtered:
        pytest.skip("needs the filter")
    assert runs(what, tmp_path) in ("tool", -38)


def test_nobody_else_can_be_killed(box: Sandbox, tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        time.sleep(30)
        os._exit(0)
    try:
        result = runs(call("kill", "x22", "#9"), tmp_path, child)
        assert os.waitpid(child, os.WNOHANG) == (0, 0)
        assert result in ("tool", -3), result
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_memory_has_a_limit(box: Sandbox, tmp_path: Path) -> None:
    """8 GiB, writable: the limit is 4.  Nothing is touched either way."""
    wanted = call("mmap", "#0", "#0x200000000", "#3", "#0x22", "#-1", "#0")
    assert runs(wanted, tmp_path) == -12


def test_calls_without_end_end(box: Sandbox, tmp_path: Path) -> None:
    image = image_of("1: bl f\nb 1b", tmp_path, (stub(0, "f"),))
    tests = [test_of(n, calls=tuple(effect_of(k) for k in range(5))) for n in range(3)]
    outcomes = run_native(image, tests, str(tmp_path))
    assert [(o.ended, len(o.calls)) for o in outcomes] == [("calls", 6)] * 3


def test_one_hangs_and_the_other_is_believed(box: Sandbox, tmp_path: Path) -> None:
    right, wrong = image_of("mov x0, #1\nret", tmp_path), image_of("1: b 1b", tmp_path)
    own, theirs = run_pair(right, wrong, [test_of()], str(tmp_path))
    assert own.all()[0].x[0] == 1
    assert theirs.failure
    assert not theirs.tool
    again, _ = run_pair(right, right, [test_of()], str(tmp_path))
    assert again.all() == own.all()


def test_no_process_is_left(box: Sandbox, tmp_path: Path) -> None:
    before = children_of(os.getpid())
    for text in ("udf #0", "mov x30, #0"):
        runs(text, tmp_path)
    assert children_of(os.getpid()) == before


def test_the_filter_speaks_for_both_machines_and_no_other() -> None:
    assert seccomp.program("riscv64", True, 2) is None
    for machine in ("x86_64", "aarch64"):
        alone, emulator = (seccomp.program(machine, e, 2) for e in (False, True))
        assert alone is not None
        assert emulator is not None
        assert len(alone) < len(emulator) < 8 * 4096  # the kernel's limit
        for code in (alone, emulator):
            inside_of_itself(code)


def inside_of_itself(code: bytes) -> None:
    """Every jump leads to an instruction, and every way ends in a verdict."""
    words = list(struct.iter_unpack("<HBBI", code))
    for at, (kind, true, false, _) in enumerate(words):
        if kind == 0x06:
            continue
        for step in (true, false) if kind & 7 == 5 else (0,):
            assert at + 1 + step < len(words)


def verdict_of(code: bytes, machine: int, number: int, *arguments: int) -> int:
    """What the filter says to a system call: a small machine of its own."""
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<2IQ6Q", number, machine, 0, *padded)
    words = list(struct.iter_unpack("<HBBI", code))
    at = value = 0
    while True:
        kind, true, false, k = words[at]
        at += 1
        if kind == 0x20:
            value = struct.unpack_from("<I", data, k)[0]
        elif kind == 0x06:
            return int(k)
        else:
            said = {0x15: value == k, 0x35: value >= k, 0x45: bool(value & k)}[kind]
            at += true if said else false


KILL, ALLOW = 0x80000000, 0x7FFF0000


@pytest.mark.parametrize(
    ("call_", "said"),
    [
        ((9, 0, 4096), ALLOW),  # mmap
        ((57,), KILL),  # fork
        ((56, 0x003D0F00), ALLOW),  # clone of a thread
        ((56, 17), KILL),  # clone of a process
        ((435,), 0x00050000 | 38),  # clone3
        ((257, 3, 0, 0), ALLOW),  # openat for reading
        ((257, 3, 0, 1), 0x00050000 | 13),
        ((257, 3, 0, 0o101), 0x00050000 | 13),
        ((2, 0, 2), 0x00050000 | 13),  # open for reading and writing
        ((62, 7, 11), ALLOW),  # kill itself
        ((62, 8, 11), KILL),
        ((62, (1 << 64) - 1, 9), KILL),  # everyone
        ((302, 0, 4, 0), ALLOW),  # prlimit64 that asks
        ((302, 0, 4, 1 << 32), 0x00050000 | 1),
        ((302, 0, 4, 1), 0x00050000 | 1),
        ((72, 3, 3), ALLOW),  # fcntl F_GETFL
        ((72, 3, 8), 0x00050000 | 22),
        ((41,), KILL),  # socket
        ((101,), KILL),  # ptrace
        ((317,), KILL),  # seccomp
        ((0x40000000 | 9,), KILL),  # mmap of the x32 interface
    ],
)
def test_the_filter_call_by_call(call_: tuple[int, ...], said: int) -> None:
    code = seccomp.program("x86_64", True, 7)
    assert code is not None
    assert verdict_of(code, 0xC000003E, *call_) == said
    assert verdict_of(code, 0x40000003, *call_) == KILL, "the 32-bit interface"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="QEMU's list is asked of this machine")
def test_a_wait_that_is_stopped_goes_on() -> None:
    """The kernel goes on with an interrupted wait by a system call of its own."""
    code = seccomp.program("x86_64", True, 2)
    assert code is not None
    libc = ctypes.CDLL(None)
    wait = struct.pack("<2q", 1, 0)
    child = os.fork()
    if not child:
        seccomp.install(code)
        libc.syscall(35, wait, None)  # nanosleep
        libc.syscall(231, 7)  # exit_group
    for _ in range(20):
        time.sleep(0.03)
        for number in (signal.SIGSTOP, signal.SIGCONT):
            os.kill(child, number)
            time.sleep(0.005)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
