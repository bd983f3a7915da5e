"""What clang sees of the process that starts it, and what a caller sees of its end."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Driver, make_prefix

# Tells how it was started, then does what FAKE says.  It stands in for clang.
FAKE_CLANG = """\
#!{python} -IS
import json, os, signal, sys, time
given = open('/proc/self/environ', 'rb').read().split(b'\\0')
fds = {{}}
for name in os.listdir('/proc/self/fd'):
    try:
        fds[name] = os.readlink('/proc/self/fd/' + name)
    except OSError:
        pass
status = dict(line.split(':\\t') for line in open('/proc/self/status') if ':\\t' in line)
report = {{
    'argv': [os.fsencode(a).hex() for a in sys.argv[1:] if not a.startswith('--target=')],
    'environ': sorted(e.hex() for e in given if not e.startswith((b'ARMCC_', b'LC_CTYPE=C.UTF-8'))),
    'umask': status['Umask'],
    'blocked': status['SigBlk'],
    'fds': sorted(k for k, v in fds.items() if '/proc/' not in v and v != sys.argv[0]),
    'cwd': os.getcwd(),
    'group': os.getpgrp() == os.getsid(0),
    'pid': os.getpid() if 'FAKE' in os.environ else 0,
}}
report['lc_ctype'] = any(e.startswith(b'LC_CTYPE=') for e in given)
with open(os.environ['REPORT'], 'w') as f:
    json.dump(report, f)
what = os.environ.get('FAKE', '')
if what.startswith('exit'):
    sys.exit(int(what[4:]))
if what.startswith('die'):
    number = int(what[3:])
    if number not in (signal.SIGKILL,):
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
if what == 'survive':
    def go_on(number, frame):
        with open(os.environ['REPORT'] + '.signal', 'a') as f:
            f.write(str(number))
    signal.signal(signal.SIGUSR1, go_on)
    with open(os.environ['REPORT'] + '.ready', 'w'):
        pass
    time.sleep(0.5)
    while not os.path.exists(os.environ['REPORT'] + '.signal'):
        time.sleep(0.005)
    sys.exit(4)
if what.startswith('wait'):
    def leave(number, frame):
        with open(os.environ['REPORT'] + '.signal', 'a') as f:
            f.write(str(number))
        while what == 'wait long' and not os.path.exists(os.environ['REPORT'] + '.go'):
            time.sleep(0.005)
        time.sleep(0.02)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, leave)
    with open(os.environ['REPORT'] + '.ready', 'w'):
        pass
    time.sleep(60)
"""

# A shell leaves alone what it was given, as Python does not; this one tells of all the rest that
# a child inherits.  Signals from 29 on are glibc's own.
SHELL_CLANG = """\
#!/bin/sh
case $1 in --target=*) shift ;; esac
exec >"$REPORT"
for w; do printf '[%s]' "$w"; done
tr '\\0' '\\n' </proc/$$/environ | grep -v ^ARMCC_ | sort
grep -E '^(Umask|[UG]id|Groups|Cap|NoNewPrivs|Seccomp|Cpus_allowed|Mems_allowed)' /proc/$$/status
sed -nE 's/^(SigIgn|SigBlk).*(.{7})$/\\1 \\2/p' /proc/self/status
cat /proc/$$/limits /proc/$$/oom_score_adj /proc/$$/coredump_filter /proc/$$/cgroup
cut -d ' ' -f 6,7,8,19,20,40,41 /proc/$$/stat
for n in /proc/$$/ns/* /proc/$$/cwd /proc/$$/root; do readlink $n; done
for n in /proc/$$/fd/*; do
    case $n in */1|*/10) ;; *) readlink $n; grep -E 'flags|pos' /proc/$$/fdinfo/${n##*/} ;; esac
done 2>/dev/null  # one was the folder's own
exit 0
"""

# What a caller may have changed before it starts the compiler.
CHANGED = (
    "umask 027; ulimit -n 200; ulimit -s 4096; ulimit -c 0; ulimit -t 1000; trap '' HUP USR1 QUIT; "
    "echo 7 >/proc/$$/oom_score_adj; echo 35 >/proc/$$/coredump_filter; exec 5<a.c 6>>log 9<&5; "
    'read line <&5; cd sub; exec nice -n 3 "$@"'
)

# A compiled program shows the dispositions that it was given; Python changes them.
DISPOSITIONS = ["/bin/grep", "-E", "^Sig(Ign|Blk)", "/proc/self/status"]

CALLS = [["-c", "a.c"], ["-E", "a.c"]]  # clang as a child, and by exec


@pytest.fixture(params=["native", "handed over", "script"])
def fake(request: pytest.FixtureRequest, prefix: str, tmp_path: Path) -> Driver:
    """armcc on top of a stand-in for clang, by each launcher.

    Handed over: the native launcher becomes the Python driver as soon as clang has started.
    """
    program = tmp_path / "clang-fake"
    program.write_text(FAKE_CLANG.format(python=sys.executable))
    program.chmod(0o755)
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("ARMCC_", "PYTHON", "LC_"))}
    environ.update(
        ARMCC_CLANG=str(program),
        ARMCC_CACHE_DIR=str(tmp_path / "cache"),
        REPORT=str(tmp_path / "report"),
        LANG="C.UTF-8",
    )
    if request.param == "handed over":
        environ["ARMCC_HOT"] = "all"
    folder = "script" if request.param == "script" else "bin"
    return Driver(prefix, [str(program)], environ, folder)


def report_of(driver: Driver, words: list[str], **more: object) -> dict[str, object]:
    """Runs `words` and reads what the stand-in saw."""
    subprocess.run(words, env=driver.environ, check=True, **more)  # type: ignore[call-overload]
    with open(driver.environ["REPORT"]) as f:
        found: dict[str, object] = json.load(f)
    return found


@pytest.mark.parametrize("call", CALLS)
def test_the_child_is_as_a_shell_would_start_it(fake: Driver, call: list[str]) -> None:
    odd = ["-DX=a b", "-DY=\udcff", "-D\n"]
    expected = report_of(fake, [*fake.clang, *call, *odd])
    assert report_of(fake, [fake.program, *call, *odd]) == expected


@pytest.fixture
def telling(fake: Driver, tmp_path: Path) -> Driver:
    """armcc on top of a stand-in that tells of all that it inherits."""
    program = tmp_path / "clang-shell"
    program.write_text(SHELL_CLANG)
    program.chmod(0o755)
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.c").write_text("first\nsecond\n")
    fake.environ["ARMCC_CLANG"] = str(program)
    return Driver(
        fake.prefix, [str(program)], fake.environ, os.path.basename(os.path.dirname(fake.program))
    )


def told(driver: Driver, words: list[str], folder: Path) -> list[str]:
    """What the stand-in told, started by `words`."""
    subprocess.run(
        words, cwd=folder, env=driver.environ, stdin=subprocess.DEVNULL, check=True, timeout=60
    )
    return Path(driver.environ["REPORT"]).read_text().splitlines()


@pytest.mark.parametrize("call", CALLS)
def test_all_that_a_caller_may_change_reaches_clang(
    telling: Driver, call: list[str], tmp_path: Path
) -> None:
    start = ["/bin/sh", "-c", CHANGED, "sh"]
    expected = told(telling, [*start, *telling.clang, *call], tmp_path)
    # Of what was changed, the stand-in tells.
    ignored = next(int(line.split()[1], 16) for line in expected if line.startswith("SigIgn"))
    assert ignored & 0x205 == 0x205  # more where the tests run in the background
    for line in ("Umask:\t0027", "7", "00000023", f"{tmp_path}/log", "pos:\t6"):
        assert line in expected
    assert told(telling, [*start, telling.program, *call], tmp_path) == expected


@pytest.mark.parametrize("call", CALLS)
def test_the_terminal_stays_clangs(telling: Driver, call: list[str], tmp_path: Path) -> None:
    """In a session with a terminal, in the foreground."""

    def in_terminal(words: list[str]) -> list[str]:
        pid, terminal = pty.fork()
        if pid == 0:
            for number in (signal.SIGPIPE, signal.SIGXFSZ):  # ignored by this Python
                signal.signal(number, signal.SIG_DFL)
            os.chdir(tmp_path)
            os.execve(words[0], words, telling.environ)
        assert os.waitpid(pid, 0)[1] == 0
        os.close(terminal)
        text = Path(telling.environ["REPORT"]).read_text()
        # The session and the foreground group are named by process ids of this run.
        return [line.replace(str(pid), "leader") for line in text.splitlines()]

    expected = in_terminal([*telling.clang, *call])
    assert [line for line in expected if line.startswith("leader ") and " leader " in line]
    assert in_terminal([telling.program, *call]) == expected


@pytest.mark.parametrize("call", CALLS)
def test_without_a_locale_none_is_added(fake: Driver, call: list[str]) -> None:
    for name in list(fake.environ):
        if name.startswith("LANG"):
            del fake.environ[name]
    # The stand-in's own Python coerces its locale too, but not before it was started.
    got = report_of(fake, [fake.program, *call])
    assert got["lc_ctype"] is False
    fake.environ["LC_CTYPE"] = "C.UTF-8"
    assert report_of(fake, [fake.program, *call])["lc_ctype"] is True


@pytest.mark.parametrize("call", CALLS)
def test_open_files_are_handed_on(fake: Driver, call: list[str], tmp_path: Path) -> None:
    with open(tmp_path / "jobserver", "w") as f:
        expected = report_of(fake, [*fake.clang, *call], pass_fds=(f.fileno(),))
        got = report_of(fake, [fake.program, *call], pass_fds=(f.fileno(),))
        assert str(f.fileno()) in expected["fds"]
    assert got["fds"] == expected["fds"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_standard_files_stay_closed(fake: Driver, call: list[str], closed: str) -> None:
    line = " ".join([*call, closed])
    expected = report_of(fake, ["/bin/sh", "-c", f"{fake.clang[0]} {line}"])
    assert report_of(fake, ["/bin/sh", "-c", f"{fake.program} {line}"]) == expected


@pytest.mark.parametrize("call", CALLS)
def test_signal_dispositions_are_those_of_a_shell(
    fake: Driver, call: list[str], tmp_path: Path
) -> None:
    shell = tmp_path / "clang-grep"
    shell.write_text("#!/bin/sh\nexec " + " ".join(f"'{w}'" for w in DISPOSITIONS) + "\n")
    shell.chmod(0o755)
    fake.environ["ARMCC_CLANG"] = str(shell)

    def lines(words: list[str]) -> list[int]:
        done = subprocess.run(words, env=fake.environ, capture_output=True, check=True)
        # glibc's posix_spawn leaves its own two signals, 32 and 33, ignored.
        return [int(line.split()[1], 16) & ~(3 << 31) for line in done.stdout.splitlines()]

    assert lines([fake.program, *call]) == lines([str(shell)])


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("variable", ["PYTHONPATH", "PYTHONHOME", "_PYTHON_SYSCONFIGDATA_NAME"])
def test_pythons_own_variables_do_not_matter(
    fake: Driver, call: list[str], variable: str, tmp_path: Path
) -> None:
    (tmp_path / "poison").mkdir()
    for name in ("sitecustomize", "struct", "armcc", "posix", "encodings"):
        (tmp_path / "poison" / f"{name}.py").write_text("raise SystemExit('poisoned')\n")
    fake.environ[variable] = str(tmp_path / "poison")
    expected = report_of(fake, [*fake.clang, *call])
    assert report_of(fake, [fake.program, *call]) == expected


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("status", [0, 1, 2, 70, 255])
def test_the_exit_status_is_clangs(fake: Driver, call: list[str], status: int) -> None:
    fake.environ["FAKE"] = f"exit{status}"
    done = subprocess.run([fake.program, *call], env=fake.environ, check=False)
    assert done.returncode == status


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL, signal.SIGPIPE, signal.SIGXFSZ])
def test_death_by_a_signal_is_handed_on(fake: Driver, call: list[str], number: int) -> None:
    fake.environ["FAKE"] = f"die{number}"
    done = subprocess.run([fake.program, *call], env=fake.environ, capture_output=True, check=False)
    assert done.returncode == -number
    assert done.stderr == b""


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.usefixtures("no_signal_ignored")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_armcc_reaches_clang(fake: Driver, call: list[str], number: int) -> None:
    fake.environ["FAKE"] = "wait"
    child = subprocess.Popen(
        [fake.program, *call], env=fake.environ, stderr=subprocess.PIPE, start_new_session=True
    )
    wait_for(Path(fake.environ["REPORT"] + ".ready"))
    child.send_signal(number)
    _, messages = child.communicate(timeout=30)
    assert child.returncode == -number
    assert messages == b""
    assert Path(fake.environ["REPORT"] + ".signal").read_text() == str(int(number))


@pytest.mark.parametrize("number", [signal.SIGALRM, signal.SIGUSR2, signal.SIGXCPU, signal.SIGKILL])
def test_clang_does_not_outlive_armcc(fake: Driver, number: int) -> None:
    """An alarm of a build's own, a limit of time, `subprocess.run(timeout=...)`."""
    if number == signal.SIGKILL and "/script/" in fake.program:
        pytest.skip("Python has no word for it (PR_SET_PDEATHSIG)")
    fake.environ["FAKE"] = "wait"
    report = fake.environ["REPORT"]
    child = subprocess.Popen([fake.program, "-c", "a.c"], env=fake.environ)
    wait_for(Path(f"{report}.ready"))
    with open(report) as f:
        clang = int(json.load(f)["pid"])
    child.send_signal(number)
    assert child.wait(timeout=30) == -number
    end = time.monotonic() + 30
    while is_running(clang):
        assert time.monotonic() < end, "clang is still there"
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_a_signal_that_clang_survives(fake: Driver) -> None:
    """LLVM's tools take SIGUSR1 for a question."""
    fake.environ["FAKE"] = "survive"
    report = fake.environ["REPORT"]
    child = subprocess.Popen([fake.program, "-c", "a.c"], env=fake.environ)
    wait_for(Path(f"{report}.ready"))
    child.send_signal(signal.SIGUSR1)
    assert child.wait(timeout=30) == 4
    assert Path(f"{report}.signal").read_text() == str(int(signal.SIGUSR1))


@pytest.mark.usefixtures("no_signal_ignored")
def test_a_signal_that_the_caller_has_blocked_stays_so(fake: Driver, tmp_path: Path) -> None:
    fake.environ["FAKE"] = "exit0"
    blocking = tmp_path / "blocking.py"
    blocking.write_text(
        "import os, signal, sys\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})\n"
        "os.kill(os.getpid(), signal.SIGTERM)\n"
        "os.execv(sys.argv[1], sys.argv[1:])\n"
    )
    words = [sys.executable, str(blocking), fake.program, "-c", "a.c"]
    assert subprocess.run(words, env=fake.environ, check=False).returncode == 0


@pytest.mark.usefixtures("no_signal_ignored")
def test_a_signal_to_the_group_reaches_clang_once(fake: Driver) -> None:
    """As timeout(1) and ninja send it; here while clang is tidying up because of it."""
    fake.environ["FAKE"] = "wait long"
    report = fake.environ["REPORT"]
    child = subprocess.Popen([fake.program, "-c", "a.c"], env=fake.environ, process_group=0)
    wait_for(Path(f"{report}.ready"))
    child.send_signal(signal.SIGSTOP)
    os.killpg(child.pid, signal.SIGTERM)
    wait_for(Path(f"{report}.signal"))
    child.send_signal(signal.SIGCONT)
    Path(f"{report}.go").touch()
    assert child.wait(timeout=30) == -signal.SIGTERM
    assert Path(f"{report}.signal").read_text() == str(int(signal.SIGTERM))


@pytest.mark.usefixtures("no_signal_ignored")
def test_an_ignored_signal_stays_ignored(fake: Driver) -> None:
    fake.environ["FAKE"] = "wait"
    child = subprocess.Popen(
        ["/bin/sh", "-c", f"trap '' HUP; exec {fake.program} -c a.c"],
        env=fake.environ,
        start_new_session=True,
    )
    wait_for(Path(fake.environ["REPORT"] + ".ready"))
    child.send_signal(signal.SIGHUP)
    time.sleep(0.2)
    assert child.poll() is None
    child.send_signal(signal.SIGTERM)
    assert child.wait(timeout=30) == -signal.SIGTERM


@pytest.mark.usefixtures("no_signal_ignored")
def test_a_key_press_reaches_clang_once(fake: Driver) -> None:
    """Ctrl-C goes to the whole foreground group; a second one could break clang's tidying."""
    fake.environ["FAKE"] = "wait"
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(fake.program, [fake.program, "-c", "a.c"], fake.environ)
    wait_for(Path(fake.environ["REPORT"] + ".ready"))
    os.write(terminal, b"\x03")
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGINT


def test_a_clang_that_leads_back_to_armcc_is_passed_over(
    clang: list[str], tmp_path: Path, prefix: str
) -> None:
    """A wrapper called clang-22 that starts armcc again, in front of the real one on PATH."""
    (tmp_path / "bin").mkdir()
    wrapper = tmp_path / "bin" / "clang-wrapper"
    wrapper.write_text(f'#!/bin/sh\nexec {prefix}/bin/armcc "$@"\n')
    wrapper.chmod(0o755)
    (tmp_path / "bin" / "clang-22").symlink_to(f"{prefix}/bin/armcc")
    environ = {**os.environ, "PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}
    for own in (str(wrapper), f"{prefix}/bin/armcc", ""):
        done = subprocess.run(
            [f"{prefix}/bin/armcc", "--version"],
            env={**environ, "ARMCC_CLANG": own},
            capture_output=True,
            timeout=60,
            check=False,
        )
        if own.endswith("armcc"):
            assert done.returncode == 1
            assert b"ARMCC_CLANG" in done.stderr
        else:
            assert b"clang version" in done.stdout


def test_a_clang_that_cannot_be_run_is_one_message(fake: Driver, tmp_path: Path) -> None:
    """A shell runs a script without `#!`; the kernel does not."""
    program = tmp_path / "clang-bare"
    program.write_text("exit 0\n")
    program.chmod(0o755)
    fake.environ["ARMCC_CLANG"] = str(program)
    for call in CALLS:
        done = subprocess.run(
            [fake.program, *call], env=fake.environ, capture_output=True, text=True, check=False
        )
        said = f"armcc: error: {program} cannot be run: Exec format error\n"
        assert (done.returncode, done.stderr) == (1, said)


@pytest.mark.parametrize(
    "words",
    [["-c", "a.c", "-o", "--vsn"], ["-D", "--vsn"], ["-c", "a.c", "--", "--vsn"], ["--vsn", "-v"]],
    ids=str,
)
def test_mesons_question_is_no_other_word(fake: Driver, words: list[str]) -> None:
    assert report_of(fake, [fake.program, *words]) == report_of(fake, [*fake.clang, *words])


def test_mesons_question_is_answered(fake: Driver) -> None:
    for before in ([], ["-target", "aarch64-linux-gnu"]):
        expected = report_of(fake, [*fake.clang, *before, "--version"])
        assert report_of(fake, [fake.program, *before, "--vsn"]) == expected


def test_no_clang_at_all_says_what_to_do(tmp_path: Path) -> None:
    make_prefix(str(tmp_path / "usr"))
    for name in (tmp_path / "usr" / "lib").glob("python*/site-packages/ziglang"):
        name.unlink()
    done = subprocess.run(
        [f"{tmp_path}/usr/bin/armcc", "-c", "a.c"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(b"armcc: error: no clang was found; install")


def wait_for(path: Path) -> None:
    """Waits until another process has made the file."""
    end = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < end, f"{path} never came"
        time.sleep(0.01)
