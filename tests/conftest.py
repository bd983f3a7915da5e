"""Fixtures that unit and system tests share."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import sys
import zlib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings

# A slow machine is no failure.  CI runs the same examples each time, so that a change is
# blamed for what it did; at a desk each run looks at new ones.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of tests marked `sampled(n)` all but one in n are slow; their names decide."""
    for item in items:
        mark = item.get_closest_marker("sampled")
        if mark is not None and zlib.crc32(item.name.encode()) % mark.args[0]:
            item.add_marker(pytest.mark.slow)


def clang_words(which: str) -> list[str]:
    """The words that start a clang for AArch64 Linux; a missing one fails the test."""
    if which == "clang22":
        found = shutil.which("clang-22")
        if found is None:
            pytest.fail("clang-22 is missing: apt-get install clang-22")
        return [found, "--target=aarch64-linux-gnu"]
    found = shutil.which("clang-21")
    if found is not None:
        return [found, "--target=aarch64-linux-gnu"]
    spec = find_spec("ziglang")
    if spec is None or spec.origin is None:
        pytest.fail("clang 21 is missing: pip install ziglang==0.16.0")
    folder = os.path.dirname(spec.origin)
    zig = os.path.join(folder, "zig")
    return [zig, "clang", "--target=aarch64-linux-gnu", f"-resource-dir={folder}/lib"]


@pytest.fixture(params=["clang21", "clang22"])
def clang(request: pytest.FixtureRequest) -> list[str]:
    """The command words of each supported clang, the program first."""
    return clang_words(request.param)


@pytest.fixture
def no_signal_ignored() -> Iterator[None]:
    """A program started here dies of a signal even where the tests run under nohup."""
    before = {
        number: signal.signal(number, signal.SIG_DFL)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(number) == signal.SIG_IGN
    }
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def proof_says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """A proof gate that says what it is given, one word after the other, the last for ever.

    What comes back fills with the candidates it was asked about.  A child that is forked
    later has it too, and begins anew with the first word.
    """
    from armcc.gates.verdict import GateResult

    def install(*results: GateResult) -> list[Any]:
        asked: list[Any] = []

        def proof_gate(subject: Any, assembled: Any) -> GateResult:
            asked.append(assembled)
            return results[min(len(asked), len(results)) - 1]

        module = ModuleType("armcc.gates.proof.gate")
        vars(module)["proof_gate"] = proof_gate
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.delenv("ARMCC_PROOF", raising=False)
        monkeypatch.delenv("ARMCC_REQUIRE", raising=False)
        return asked

    return install


class Driver:
    """armcc as a user has it: launchers in a bin folder, the package beside it.

    clang: the words that start the clang this armcc calls.
    environ: an environment in which armcc finds that clang and an empty cache.
    folder: bin for the native launcher, script for the one in Python.
    """

    def __init__(
        self, prefix: str, clang: list[str], environ: dict[str, str], folder: str = "bin"
    ) -> None:
        self.prefix = prefix
        self.program = f"{prefix}/{folder}/armcc"
        self.clang = clang
        self.environ = environ


def make_prefix(prefix: str, python: str = sys.executable) -> None:
    """Lays out an installation of armcc under `prefix` without installing anything.

    `bin` has the native launchers, `script` those in Python.
    """
    import armcc
    from armcc.control.launchers import make_native

    packages = f"{prefix}/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    os.makedirs(packages, exist_ok=True)
    os.symlink(os.path.dirname(os.path.abspath(armcc.__file__)), f"{packages}/armcc")
    spec = find_spec("ziglang")
    if spec is not None and spec.origin is not None:
        os.symlink(os.path.dirname(spec.origin), f"{packages}/ziglang")
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in ("bin", "script"):
        os.makedirs(f"{prefix}/{folder}", exist_ok=True)
    for name in ("armcc", "armcc++"):
        with open(f"{root}/armcc/driver/bin/{name}", encoding="utf-8") as f:
            text = f.read()
        assert text.startswith("#!python -ISXutf8\n")
        with open(f"{prefix}/script/{name}", "w", encoding="utf-8") as f:
            f.write(text.replace("#!python", f"#!{python}", 1))
        os.chmod(f"{prefix}/script/{name}", 0o755)
    native = f"{prefix}/bin/armcc"
    assert make_native(native, python, packages), "no C compiler makes programs that run here"
    shutil.copy(native, f"{native}++")


@pytest.fixture
def one_clang(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gates' own front end is clang 22, for tests in which the compiler does not matter."""
    monkeypatch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))


@pytest.fixture(scope="session")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An installation of armcc that the tests of one worker share."""
    folder = str(tmp_path_factory.mktemp("prefix") / "usr")
    make_prefix(folder)
    return folder


@pytest.fixture
def driver(clang: list[str], prefix: str, tmp_path: Path) -> Driver:
    """armcc on top of each supported clang."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("ARMCC_", "PYTHON"))}
    environ["ARMCC_CACHE_DIR"] = str(tmp_path / "cache")
    if os.path.basename(clang[0]) == "zig":
        # The same file by the path that armcc finds it under, which clang prints.
        packages = f"{prefix}/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
        folder = os.path.dirname(clang[0])
        clang = [word.replace(folder, f"{packages}/ziglang") for word in clang]
    else:
        environ["ARMCC_CLANG"] = clang[0]
    return Driver(prefix, clang, environ)


def for_long_calls(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Have code count as fast that is so on long calls alone, and on one core.

    For tests of what becomes of a rewrite, with a candidate that everybody understands; what
    makes one fast enough has tests of its own.
    """
    path = folder / "workloads.json"
    path.write_text('{"format": 1, "functions": {"*": {"sizes": [1000, 300]}}}')
    patch.setenv("ARMCC_WORKLOADS", str(path))
    patch.setenv("ARMCC_ALSO_CPUS", "none")
