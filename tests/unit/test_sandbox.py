"""The limits under which programs with code under test are started."""

from __future__ import annotations

import subprocess
import sys

from armcc.gates import sandbox

_SHOWN = (
    "import resource as r; "
    "print([r.getrlimit(getattr(r, 'RLIMIT_' + n)) "
    "for n in 'CPU CORE FSIZE NOFILE AS STACK'.split()])"
)


def _limited(*before: str) -> subprocess.CompletedProcess[str]:
    words = ["/bin/sh", "-c", "".join(before) + sandbox._ULIMITS, "limits", sys.executable, "-IS"]
    return subprocess.run(
        [*words, "-c", _SHOWN],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_shell_sets_what_may_be_used_for_good() -> None:
    wanted = [sandbox.CPU_SECONDS, 0, 0, sandbox.DESCRIPTORS, sandbox.MEMORY, sandbox.STACK]
    # Soft and hard: nobody raises them again.
    assert _limited().stdout == f"{[(n, n) for n in wanted]}\n"


def test_where_a_limit_cannot_be_set_nothing_is_started() -> None:
    ran = _limited('ulimit() { [ "$1" != -v ] || return 1; command ulimit "$@"; }; ')
    assert ran.returncode != 0
    assert ran.stdout == ""


def test_programs_that_are_stopped_leave_nothing() -> None:
    running = sandbox.Running([], 0, sandbox.Sandbox("none", wrapped=False, filtered=False))
    running._running.append(subprocess.Popen(["/bin/sleep", "60"], stdout=subprocess.PIPE))
    (process,) = running._running
    running.stop()
    assert process.returncode == -9
    running.stop()
