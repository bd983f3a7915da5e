"""Gate work in a child: what comes back, and what a death costs."""

from __future__ import annotations

import ctypes
import faulthandler
import mmap
import os
import pickle
import signal
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from armcc.errors import Error, Fatal
from armcc.gates import isolation
from armcc.gates.isolation import isolated

Tell = Callable[[str], None]


def gone(pid: int) -> bool:
    """Whether a process ended, a zombie that nobody has waited for included."""
    try:
        with open(f"/proc/{pid}/stat") as f:
            return f.read().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def no_children() -> bool:
    """Whether nothing was left for us to wait for."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


@pytest.mark.parametrize("value", [None, 0, "words", (1, b"\0" * 300_000), {"a": [1.5]}])
def test_a_value_comes_back(value: object) -> None:
    assert isolated(lambda _: value, 30) == value
    assert no_children()


def test_the_work_is_done_in_another_process() -> None:
    here = {"touched": False}

    def work(_: Tell) -> int:
        here["touched"] = True
        return os.getpid()

    pid = isolated(work, 30)
    assert pid != os.getpid()
    assert here == {"touched": False}
    assert gone(pid)


@pytest.mark.parametrize("raised", [Error("tests", "only 3 ran"), Error("calls"), Fatal("no file")])
def test_errors_pass_through_whole(raised: Exception) -> None:
    def work(_: Tell) -> None:
        raise raised

    with pytest.raises(type(raised)) as caught:
        isolated(work, 30)
    assert str(caught.value) == str(raised)
    assert getattr(caught.value, "reason", "") == getattr(raised, "reason", "")
    assert no_children()


def abort(_: Tell) -> None:
    faulthandler.disable()  # pytest's would print to the terminal
    os.abort()


def segfault(_: Tell) -> None:
    faulthandler.disable()
    ctypes.string_at(0)


def killed(_: Tell) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def defect(_: Tell) -> None:
    raise ZeroDivisionError


def leaves(_: Tell) -> None:
    sys.exit(0)


def silent_end(_: Tell) -> None:
    os._exit(0)


def unspeakable(_: Tell) -> Any:
    return lambda: None  # cannot be pickled


@pytest.mark.parametrize(
    "work",
    [abort, segfault, killed, defect, leaves, silent_end, unspeakable],
    ids=["abort", "segfault", "killed", "defect", "exit", "silent", "unspeakable"],
)
def test_a_death_is_an_error_of_the_reason_crash(work: Callable[[Tell], Any]) -> None:
    with pytest.raises(Error) as caught:
        isolated(work, 30)
    assert caught.value.reason == "crash"
    assert no_children()


def test_an_answer_before_a_death_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A status other than 0 after the answer means that something was wrong already."""
    exit_now = os._exit
    monkeypatch.setattr(os, "_exit", lambda _: exit_now(3))
    with pytest.raises(Error, match="wait status 768"):
        isolated(lambda _: 1, 30)


def test_the_time_limit_ends_the_child() -> None:
    started: list[int] = []

    def work(tell: Tell) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        tell(str(os.getpid()))
        time.sleep(60)

    before = time.monotonic()
    with pytest.raises(Error) as caught:
        isolated(work, 0.3, lambda s: started.append(int(s)))
    assert caught.value.reason == "time"
    assert time.monotonic() - before < 30
    assert gone(started[0])
    assert no_children()


def test_progress_does_not_stretch_the_limit() -> None:
    def work(tell: Tell) -> None:
        end = time.monotonic() + 5
        while time.monotonic() < end:
            tell("still here")
            time.sleep(0.01)

    with pytest.raises(Error) as caught:
        isolated(work, 0.3)
    assert caught.value.reason == "time"


def test_the_memory_limit_holds() -> None:
    """Address space is enough: nothing is touched, so the machine need not have it."""

    def work(_: Tell) -> int:
        return len(mmap.mmap(-1, isolation.MEMORY + (64 << 20)))

    with pytest.raises(Error) as caught:
        isolated(work, 30)
    assert caught.value.reason == "crash"
    assert isolated(lambda _: len(mmap.mmap(-1, 1 << 30)), 30) == 1 << 30


def test_no_core_file_is_left() -> None:
    import resource

    assert isolated(lambda _: resource.getrlimit(resource.RLIMIT_CORE), 30) == (0, 0)


def test_words_of_progress_arrive_in_order() -> None:
    said: list[str] = []

    def work(tell: Tell) -> str:
        for n in range(50):
            tell(f"step {n}")
        return "done"

    assert isolated(work, 30, said.append) == "done"
    assert said == [f"step {n}" for n in range(50)]


def test_an_interrupt_ends_the_child_too() -> None:
    started: list[int] = []

    def interrupted(word: str) -> None:
        started.append(int(word))
        raise KeyboardInterrupt

    def work(tell: Tell) -> None:
        tell(str(os.getpid()))
        time.sleep(60)

    with pytest.raises(KeyboardInterrupt):
        isolated(work, 30, interrupted)
    assert gone(started[0])
    assert no_children()


def test_the_child_dies_with_us() -> None:
    """Whoever started us may be killed: the grandchild must not go on for minutes."""

    def outer(tell: Tell) -> None:
        def inner(_: Tell) -> None:
            tell(str(os.getpid()))
            time.sleep(60)

        isolated(inner, 60)

    started: list[int] = []
    with pytest.raises(Error, match="did not end"):
        isolated(outer, 0.5, lambda s: started.append(int(s)))
    deadline = time.monotonic() + 20
    while not gone(started[0]):
        assert time.monotonic() < deadline
        time.sleep(0.01)


class Order:
    """Pickles to a call."""

    def __init__(self, call: Any, *arguments: object) -> None:
        self.call = (call, arguments)

    def __reduce__(self) -> Any:
        return self.call


@pytest.mark.parametrize(
    "call",
    [
        (os.mkdir, "PATH"),
        (eval, "__import__('os').mkdir('PATH')"),
        (isolation.os.mkdir, "PATH"),
        (getattr, isolation, "PATH"),
    ],
)
def test_an_answer_runs_nothing(call: tuple[Any, ...], tmp_path: Path) -> None:
    """An emulator that was broken into may answer anything."""
    path = str(tmp_path / "made")
    order = Order(
        call[0], *(a.replace("PATH", path) if isinstance(a, str) else a for a in call[1:])
    )
    with pytest.raises(Error) as caught:
        isolated(lambda _: order, 30)
    assert caught.value.reason == "crash"
    assert not os.path.exists(path)


def test_no_name_with_dots_leads_out_of_our_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By protocol 4 a name may be a path: armcc.gates.isolation, "os.mkdir"."""
    path = str(tmp_path / "made").encode()
    module, name = b"armcc.gates.isolation", b"os.mkdir"
    text = [b"\x8c" + bytes([len(t)]) + t for t in (module, name, path)]
    said = b"\x80\x04" + text[0] + text[1] + b"\x93" + text[2] + b"\x85R."
    pickle.loads(said)
    os.rmdir(path)

    with pytest.raises(Error) as caught:
        answered(monkeypatch, struct.pack("<Q", len(said)) + said, lambda: None)
    assert caught.value.reason == "crash"
    assert not os.path.exists(path)


def answered(
    monkeypatch: pytest.MonkeyPatch, said: bytes, then: Callable[[], None], seconds: float = 30
) -> None:
    """A child that writes `said` for its answer, and does `then`."""

    def say(writer: int, _: object) -> None:
        os.write(writer, said)
        then()

    monkeypatch.setattr(isolation, "_say", say)
    isolated(lambda _: None, seconds)


@pytest.mark.parametrize(
    "said", [b"\x01", struct.pack("<Q", 1 << 60), struct.pack("<Q", 3) + b"abc", bytes(8)]
)
def test_nonsense_is_a_death(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Error) as caught:
        answered(monkeypatch, said, lambda: os._exit(0))
    assert caught.value.reason == "crash"
    assert no_children()


@pytest.mark.parametrize("said", [b"", b"\x10", struct.pack("<Q", 100) + b"half"])
def test_one_that_stops_in_the_middle_of_a_message_is_late(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Error) as caught:
        answered(monkeypatch, said, lambda: os.kill(os.getpid(), signal.SIGSTOP), 0.4)
    assert caught.value.reason == "time"
    assert no_children()


def test_one_that_does_not_end_after_its_answer_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pickle.dumps(("value", 1))
    with pytest.raises(Error) as caught:
        answered(monkeypatch, struct.pack("<Q", len(data)) + data, lambda: time.sleep(60))
    assert caught.value.reason == "crash"
    assert no_children()


def test_it_is_the_first_to_go_where_memory_ends() -> None:
    def work(_: Tell) -> str:
        with open("/proc/self/oom_score_adj") as f:
            return f.read().strip()

    assert isolated(work, 30) == "1000"


@pytest.mark.parametrize("work", [abort, segfault, killed, defect, silent_end, unspeakable])
def test_the_next_is_judged_as_if_nothing_had_been(work: Callable[[Tell], Any]) -> None:
    before = set(os.listdir("/proc/self/fd"))
    for _ in range(3):
        with pytest.raises(Error):
            isolated(work, 30)
        assert isolated(lambda _: "fine", 30) == "fine"
    assert set(os.listdir("/proc/self/fd")) == before


def test_what_the_process_has_already_is_not_counted() -> None:
    """A process that has gone through much work has more address space than a new one."""
    held = mmap.mmap(-1, isolation.MEMORY)
    try:
        assert isolated(lambda _: len(mmap.mmap(-1, 1 << 30)), 30) == 1 << 30
    finally:
        held.close()
