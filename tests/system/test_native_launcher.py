"""The native launcher: it chooses, starts and ends as the launcher in Python does."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import clang_words, make_prefix

from armcc.control import launchers
from armcc.control.launchers import make_native
from armcc.driver.toolchain import is_armcc, is_native_armcc

# Tells which program it is, how it was called, and what else of the environment counts.
TELLS = """\
#!/bin/sh
printf '[%s]' "$0" "$@" "$ARMCC_GUARD"
"""
NAMES = ["clang", "clang-19", "clang-20", "clang-21", "clang-22", "clang++", "clang++-22", "own"]
CALLS = [
    ["-c", "a.c"], ["-E", "a.c"], ["-cc1", "-c"], ["--vsn"], ["-c", "--vsn", "@file"], [],
    ["--compile", "a.c", "-o", "b c"], ["-c", "--target=x86_64-linux-gnu", "a.c"],
]  # fmt: skip


def populate(folder: Path, native: str, script: str, chance: random.Random) -> None:
    """Programs and what only looks like them."""
    folder.mkdir()
    for name in NAMES:
        path = folder / name
        kind = chance.choice(["none", "none", "program", "elf", "text", "folder", "link", "armcc"])
        if kind in ("program", "text"):
            path.write_text(TELLS)
            path.chmod(0o755 if kind == "program" else 0o644)
        elif kind == "elf":
            shutil.copy("/bin/echo", path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "link":
            path.symlink_to(chance.choice(["clang", "clang-22", "../one/clang", "own", "nowhere"]))
        elif kind == "armcc":
            path.symlink_to(chance.choice([native, script]))


@pytest.mark.parametrize("seed", range(40))
def test_both_launchers_start_the_same_program(seed: int, prefix: str, tmp_path: Path) -> None:
    chance = random.Random(seed)
    own = {kind: f"{prefix}/{kind}/armcc" for kind in ("bin", "script")}
    places = [tmp_path / name for name in ("one", "two")]
    for place in places:
        populate(place, own["bin"], own["script"], chance)
    named = [str(p) for p in places] + ["", "one", ".", "./two", "nowhere"]
    seen = 0
    for _ in range(12):
        environ = {"PATH": ":".join(chance.sample(named, chance.randrange(1, 5)))}
        if chance.random() < 0.1:
            del environ["PATH"]
        if chance.random() < 0.5:
            program = chance.choice([*NAMES, "one/clang", f"{tmp_path}/two/own", "a\u00a0b", " "])
            environ["ARMCC_CLANG"] = program + chance.choice(["", " -O1 \t-g", " x"])
        if chance.random() < 0.4:
            passed = [f"{chance.choice(places)}/{chance.choice(NAMES)}" for _ in range(3)]
            environ["ARMCC_GUARD"] = "\n".join(passed[: chance.randrange(4)])
        if chance.random() < 0.3:
            environ["ARMCC_MODE"] = chance.choice(["off", "cached", "record", "", "none"])
        call = chance.choice(CALLS)
        name = chance.choice(
            ["armcc", "armcc++", "aarch64-linux-musl-armcc", "-armcc", "x-armcc++"]
        )
        results = []
        for kind, program in own.items():
            link = tmp_path / kind / name
            link.parent.mkdir(exist_ok=True)
            if not link.exists():
                link.symlink_to(program)
            ran = subprocess.run(
                [link, *call],
                cwd=tmp_path,
                env=environ,
                check=False,
                capture_output=True,
                timeout=60,
            )
            results.append((ran.returncode, ran.stdout, ran.stderr))
        assert results[0] == results[1], (environ, name, call)
        seen += results[0][0] == 0
    assert seen or seed not in range(5)


def built(folder: Path, python: str, packages: str) -> str:
    """The native launcher for a Python with which no installation would get it."""
    program = str(folder / "armcc")
    first = launchers._compilers(packages)[:1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(launchers, "_works", lambda *_: True)
        patch.setattr(launchers, "_compilers", lambda _: first)
        assert make_native(program, python, packages)
    assert is_armcc(program)
    return program


def test_a_launcher_without_its_python_is_not_taken(tmp_path: Path) -> None:
    first = launchers._compilers("/nowhere")[:1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(launchers, "_compilers", lambda _: first)
        assert not make_native(str(tmp_path / "armcc"), "/nowhere/python", "/nowhere")


@pytest.mark.parametrize("hot", [False, True])
@pytest.mark.parametrize("broken", [False, True])
def test_without_its_python_it_is_clang(hot: bool, broken: bool, tmp_path: Path) -> None:
    program = built(tmp_path, "/nowhere/python", "/nowhere")
    mark = "__attribute__((hot)) " if hot else ""
    text = f"{mark}int f(int a) {{ return a + 1; }}\n" + ("int g(\n" if broken else "")
    (tmp_path / "a.c").write_text(text)
    words = clang_words("clang22")
    results = []
    for command in (words, [program]):
        environ = {"PATH": os.environ["PATH"], "ARMCC_CLANG": words[0]}
        ran = subprocess.run(
            [*command, "-O2", "-c", "a.c"],
            cwd=tmp_path,
            env=environ,
            check=False,
            capture_output=True,
        )
        made = tmp_path / "a.o"
        results.append((ran.returncode, ran.stderr, made.read_bytes() if made.exists() else b""))
        made.unlink(missing_ok=True)
    assert results[0] == results[1]
    assert results[0][0] == broken


def over(python: str, folder: Path) -> tuple[str, list[str], dict[str, str]]:
    """A native launcher whose Python is a script of `python`, clang's words, and a hot `a.c`."""
    interpreter = folder / "python"
    interpreter.write_text(f"#!/bin/sh\n{python}\n")
    interpreter.chmod(0o755)
    (folder / "a.c").write_text("__attribute__((hot)) int f(int a) { return a + 1; }\n")
    words = clang_words("clang22")
    environ = {"PATH": os.environ["PATH"], "ARMCC_CLANG": words[0]}
    return built(folder, str(interpreter), "/nowhere"), words, environ


@pytest.mark.parametrize(
    "python",
    ["exit 3", "echo no >&2; echo no; exit 3", "kill -SEGV $$", "exec sleep 0.2"],
)
def test_a_python_that_fails_fails_no_build(python: str, tmp_path: Path) -> None:
    """A locale that it does not know, no memory, a directory as standard input."""
    program, words, environ = over(python, tmp_path)
    for command in (words, [program]):
        ran = subprocess.run(
            [*command, "-O2", "-c", "a.c"],
            check=False,
            cwd=tmp_path,
            env=environ,
            capture_output=True,
            timeout=60,
        )
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
        (tmp_path / "a.o").rename(tmp_path / f"{len(command)}.o")
    assert (tmp_path / "1.o").read_bytes() == (tmp_path / f"{len(words)}.o").read_bytes()


@pytest.mark.usefixtures("no_signal_ignored")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGALRM])
def test_a_driver_that_hangs_is_ended_by_a_signal(number: signal.Signals, tmp_path: Path) -> None:
    """As on a file system that no longer answers."""
    hanging = f"trap '' TERM INT; : >{tmp_path}/there; sleep 100 & wait; wait"
    program, _, environ = over(hanging, tmp_path)
    child = subprocess.Popen([program, "-c", "a.c"], cwd=tmp_path, env=environ)
    end = time.monotonic() + 60
    while not (tmp_path / "there").exists() or not (tmp_path / "a.o").exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    time.sleep(0.5)
    child.send_signal(number)
    assert child.wait(timeout=60) == -number


def test_a_folder_as_standard_input(prefix: str, tmp_path: Path) -> None:
    """Python does not start with one."""
    (tmp_path / "a.c").write_text("__attribute__((hot)) int f(int a) { return a + 1; }\n")
    environ = {"PATH": os.environ["PATH"], "ARMCC_CLANG": "clang-22", "ARMCC_MODE": "cached"}
    for redirection in ("0</", "1</"):
        ran = subprocess.run(
            ["/bin/sh", "-c", f"exec {prefix}/bin/armcc -O2 -c a.c {redirection}"],
            check=False,
            cwd=tmp_path,
            env={**environ, "ARMCC_CACHE_DIR": str(tmp_path / "cache")},
            stderr=subprocess.PIPE,
        )
        assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("launcher", ["bin", "script"])
def test_names_with_a_version(launcher: str, prefix: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_text(TELLS)
    (tmp_path / "a").chmod(0o755)
    environ = {"PATH": os.environ["PATH"], "ARMCC_CLANG": str(tmp_path / "a")}
    for name, plusplus in (
        ("armcc-22", False),
        ("armcc++-22", True),
        ("clang++-22.1", True),
        ("c++", True),
        ("g++-", False),
        ("x++-y", False),
    ):
        (tmp_path / name).symlink_to(f"{prefix}/{launcher}/armcc")
        told = subprocess.run(
            [tmp_path / name, "-c"], env=environ, capture_output=True, check=True
        ).stdout
        assert (b"--driver-mode=g++" in told) == plusplus, name


def test_what_it_leaves_to_a_python_that_is_gone_is_said(tmp_path: Path) -> None:
    program = built(tmp_path, "/nowhere/python", "/nowhere")
    ran = subprocess.run(
        [program, "-c", "a.c"],
        env={"PATH": "/nowhere"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1
    assert "/nowhere/python cannot be run: No such file or directory" in ran.stderr


def test_odd_paths_of_an_installation(tmp_path: Path) -> None:
    prefix = tmp_path / 'a "folder" of\\ mine'
    make_prefix(str(prefix))
    ran = subprocess.run(
        [prefix / "bin" / "armcc", "--version"],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "clang version" in ran.stdout


def test_every_compiler_makes_one(prefix: str, tmp_path: Path) -> None:
    """PyPI's zig as well, for machines without a C library's headers."""
    package = next(Path(prefix).glob("lib/python*/site-packages"))
    found = launchers._compilers(str(package))
    assert any(c[0].endswith("/zig") for c in found)
    for number, compiler in enumerate((found[0], found[-1])):
        program = str(tmp_path / str(number))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(launchers, "_compilers", lambda _, only=compiler: [only])
            assert make_native(program, sys.executable, str(package)), compiler


def test_an_installation_gets_it_once(
    prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = sys.executable
    monkeypatch.setattr(launchers.sysconfig, "get_path", lambda _: str(tmp_path))
    monkeypatch.setattr(launchers.sys, "executable", f"{tmp_path}/python")
    monkeypatch.setattr(launchers, "write_bundle", lambda: True)
    for name in launchers.NAMES:
        shutil.copy(f"{prefix}/script/{name}", tmp_path / name)
    changed = [str(tmp_path / name) for name in launchers.NAMES]
    assert launchers.installed() == changed
    with monkeypatch.context() as patch:
        patch.setattr(
            launchers, "make_native", lambda output, _, at: make_native(output, python, at)
        )
        assert launchers.repair() == changed
        assert launchers.repair() == []
    assert all(is_native_armcc(p) and launchers.is_whole(p) for p in changed)
    assert os.stat(changed[0]).st_mode & 0o777 == 0o755
    # Where it can no longer be built, what stands stays.
    with monkeypatch.context() as patch:
        patch.setattr(launchers, "make_native", lambda *_: False)
        assert launchers.repair() == []
    assert launchers.installed() == changed
