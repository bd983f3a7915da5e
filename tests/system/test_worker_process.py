"""The worker's process: its reply, its time limit, and its end with the call's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import armcc

PACKAGES = os.path.dirname(os.path.dirname(os.path.abspath(armcc.__file__)))

# Asks a worker that is the Python text of argv[1], then says how it went.
ASK = """
import sys
sys.path.append({packages!r})
from armcc.driver.spawn import Interrupted, Signals, ask_worker
signals = Signals()
try:
    reply = ask_worker(signals, [sys.executable, "-c", sys.argv[1]], b"x" * 200_000,
                       {log!r}, float(sys.argv[2]))
    print("none" if reply is None else len(reply))
except Interrupted as e:
    signals.die(e.number)
except OSError as e:
    print("failed:", e)
"""

# A worker with a child of its own, both of which would outlive the call by far.
SLOW = """
import os, subprocess, time
child = subprocess.Popen(["sleep", "60"])
open(os.environ["PIDS"] + ".new", "w").write(f"{os.getpid()} {child.pid}")
os.rename(os.environ["PIDS"] + ".new", os.environ["PIDS"])
try:
    time.sleep(60)
finally:
    open(os.environ["PIDS"] + ".tidy", "w")
"""


def ask(worker: str, seconds: float, tmp_path: Path, log: str = "") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", ASK.format(packages=PACKAGES, log=log), worker, str(seconds)],
        env={**os.environ, "PIDS": str(tmp_path / "pids"), "DEPENDENCIES_OUTPUT": "d"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def gone(pid: int) -> bool:
    """Whether a process ended, a zombie that nobody has waited for included."""
    try:
        with open(f"/proc/{pid}/stat") as f:
            return f.read().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def wait_until_gone(tmp_path: Path) -> None:
    end = time.monotonic() + 20
    for pid in (tmp_path / "pids").read_text().split():
        while not gone(int(pid)):
            assert time.monotonic() < end
            time.sleep(0.01)


def test_a_long_job_and_a_long_reply(tmp_path: Path) -> None:
    worker = "import sys; sys.stdout.write(sys.stdin.read() * 5)"
    assert ask(worker, 60, tmp_path).communicate()[0] == b"1000000\n"


def test_a_worker_that_fails(tmp_path: Path) -> None:
    out, err = ask("raise SystemExit(3)", 60, tmp_path).communicate()
    assert out.startswith(b"failed:")
    assert err == b""


def test_what_a_worker_says_goes_to_the_log_alone(tmp_path: Path) -> None:
    worker = "import sys; print('trouble', file=sys.stderr); print('reply')"
    assert ask(worker, 60, tmp_path).communicate() == (b"6\n", b"")
    log = str(tmp_path / "log")
    assert ask(worker, 60, tmp_path, log).communicate() == (b"6\n", b"")
    assert Path(log).read_text() == "trouble\n"


def test_variables_that_make_clang_print_are_kept_from_it(tmp_path: Path) -> None:
    worker = "import os; print('DEPENDENCIES_OUTPUT' in os.environ)"
    assert ask(worker, 60, tmp_path).communicate()[0] == b"6\n"  # "False", a newline


def test_a_worker_that_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    assert ask(SLOW, 2, tmp_path).communicate(timeout=30)[0] == b"none\n"
    wait_until_gone(tmp_path)
    assert (tmp_path / "pids.tidy").exists()


def test_a_background_job_can_end_its_worker_too(tmp_path: Path) -> None:
    """A shell starts `command &` with SIGINT ignored, and the worker is ended by it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        call = ask(SLOW, 2, tmp_path)
    finally:
        signal.signal(signal.SIGINT, before)
    assert call.communicate(timeout=30)[0] == b"none\n"
    wait_until_gone(tmp_path)
    assert (tmp_path / "pids.tidy").exists()


@pytest.mark.usefixtures("no_signal_ignored")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_worker_and_then_the_call(tmp_path: Path, number: int) -> None:
    call = ask(SLOW, 60, tmp_path)
    end = time.monotonic() + 20
    while not (tmp_path / "pids").exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    call.send_signal(number)
    out, err = call.communicate(timeout=30)
    assert (call.returncode, out, err) == (-number, b"", b"")
    wait_until_gone(tmp_path)
