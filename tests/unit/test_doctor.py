"""What the doctor says of tools, and what it mends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import make_prefix

from armcc.control import doctor, launchers
from armcc.errors import Error
from armcc.function import tools

LAUNCHER = Path(__file__).parents[2] / "armcc" / "driver" / "bin" / "armcc"


def tool(folder: Path, name: str, version: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\necho 'tool version {version}'\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH; no tool stands outside it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/bin")
    monkeypatch.setenv("ARMCC_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("ARMCC_CLANG", raising=False)
    monkeypatch.setattr(tools.shutil, "which", lambda n: found(folder, n))
    monkeypatch.setattr(tools.os, "access", lambda p, m: str(p).startswith(str(tmp_path)))
    return folder


def found(folder: Path, name: str) -> str | None:
    return str(folder / name) if (folder / name).exists() else None


def finding(name: str) -> doctor.Finding:
    (one,) = [f for f in doctor.examine() if f.name == name]
    return one


def test_an_old_llvm_mca_is_refused_and_a_new_one_preferred(only: Path) -> None:
    assert finding("llvm-mca").problem == "not found"
    tool(only, "llvm-mca", "14.0.6")
    old = finding("llvm-mca")
    assert "14.0.6 is too old" in old.problem
    assert old.install == "sudo apt-get install llvm-22"
    tool(only, "llvm-mca-19", "19.1.7")
    tool(only, "llvm-mca-22", "22.1.8")
    new = finding("llvm-mca")
    assert (new.good, new.version, new.path) == (True, "22.1.8", str(only / "llvm-mca-22"))


def test_what_is_missing_comes_with_its_command(
    only: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor.doctor(as_json=True) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["able"] is False
    missing = {t["name"]: t["install"] for t in report["tools"] if t["problem"]}
    assert missing["qemu-aarch64"] == "sudo apt-get install qemu-user"
    assert missing["as"] == "sudo apt-get install binutils-aarch64-linux-gnu"
    assert doctor.doctor() == 1
    text = capsys.readouterr().out
    assert "MISSING  qemu-aarch64" in text
    assert "sudo apt-get install qemu-user" in text
    assert text.endswith("armcc can compile, but not rewrite.\n")


def install(folder: Path, first: str) -> Path:
    text = LAUNCHER.read_text().partition("\n")[2]
    path = folder / "armcc"
    path.write_text(f"{first}\n{text}")
    path.chmod(0o755)
    return path


def no_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where no C compiler makes programs for this machine."""
    monkeypatch.setattr(launchers, "make_native", lambda *_: False)


def test_the_launchers_first_line_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_compiler(monkeypatch)
    monkeypatch.setattr(launchers.sysconfig, "get_path", lambda _: str(tmp_path))
    monkeypatch.setattr(launchers.sys, "executable", str(tmp_path / "python"))
    path = install(tmp_path, "#!/usr/bin/python3")
    other = tmp_path / "armcc++"
    other.write_text("#!/usr/bin/python3\nprint('a program of somebody else')\n")
    assert not launchers.is_whole(str(path))
    assert launchers.repair() == [str(path)]
    assert path.read_text().startswith("#!/usr/bin/python3 -ISXutf8\n")
    assert os.stat(path).st_mode & 0o777 == 0o755
    assert launchers.is_whole(str(path))
    assert launchers.repair() == []
    assert sorted(os.listdir(tmp_path)) == ["armcc", "armcc++"]


@pytest.mark.parametrize("first", ["#!/bin/sh", "#!python", "#!relative/python"])
def test_a_first_line_of_another_form_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    no_compiler(monkeypatch)
    monkeypatch.setattr(launchers.sysconfig, "get_path", lambda _: str(tmp_path))
    monkeypatch.setattr(launchers.sys, "executable", str(tmp_path / "python"))
    path = install(tmp_path, first)
    assert launchers.repair() == []
    assert path.read_text().startswith(first + "\n")


def test_both_launchers_are_one_text() -> None:
    assert LAUNCHER.read_text() == LAUNCHER.with_name("armcc++").read_text()


def test_without_its_options_the_launcher_starts_again(tmp_path: Path) -> None:
    """As pip leaves it: the second start is isolated, and clang sees no trace of either."""
    make_prefix(str(tmp_path / "usr"))
    path = tmp_path / "usr" / "script" / "armcc"
    path.write_text(path.read_text().replace(" -ISXutf8\n", "\n", 1))
    clang = tmp_path / "clang-env"
    clang.write_text("#!/bin/sh\nexec /usr/bin/env\n")
    clang.chmod(0o755)
    environ = {"PATH": "/nowhere", "ARMCC_CLANG": str(clang), "PYTHONNOUSERSITE": "1"}
    done = subprocess.run(
        [path, "--version"], env=environ, capture_output=True, text=True, check=True
    )
    seen = dict(line.split("=", 1) for line in done.stdout.splitlines())
    assert seen.keys() - {"PWD", "OLDPWD", "_", "SHLVL"} == {*environ, "ARMCC_GUARD"}


# -- the CPUs to be fast on -------------------------------------------------------------------


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> None:
    """llvm-mca is there, and has models of their own for those that armcc knows."""

    def check(cpu: str) -> None:
        if cpu.startswith("cortex-a7"):
            raise Error("cpu", f"llvm-mca measures {cpu} with the model of cortex-a57")

    monkeypatch.setattr(tools, "llvm_tool", lambda name: f"/usr/bin/{name}-22")
    monkeypatch.setattr(doctor, "check_model", check)
    for name in ("ARMCC_CPU", "ARMCC_ALSO_CPUS", "ARMCC_MIN_SPEEDUP", "ARMCC_MEASURE"):
        monkeypatch.delenv(name, raising=False)


def speeds() -> list[doctor.Finding]:
    return [f for f in doctor._cpus() if f.problem or f.path]


def test_the_cpus_are_told(models: None) -> None:
    found = speeds()
    assert [f.name for f in found] == ["neoverse-v2", "neoverse-n1", "cortex-a55"]
    assert all(f.good and f.needed for f in found)


def test_a_cpu_is_told_once(models: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMCC_CPU", "neoverse-n1")
    assert [f.name for f in speeds()] == ["neoverse-n1", "cortex-a55"]
    monkeypatch.setenv("ARMCC_ALSO_CPUS", "none")
    assert [f.name for f in speeds()] == ["neoverse-n1"]


@pytest.mark.parametrize("setting", ["ARMCC_CPU", "ARMCC_ALSO_CPUS"])
def test_a_model_in_disguise_is_refused(
    setting: str, models: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, "cortex-a76")
    (bad,) = [f for f in speeds() if not f.good]
    assert (bad.name, bad.install) == ("cortex-a76", f"unset {setting}")
    assert "with the model of cortex-a57" in bad.problem


@pytest.mark.parametrize(
    ("setting", "value"), [("ARMCC_MIN_SPEEDUP", "fast"), ("ARMCC_MEASURE", "all")]
)
def test_a_setting_that_cannot_be_used_is_told(
    setting: str, value: str, models: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, value)
    (bad,) = [f for f in speeds() if not f.good]
    assert (bad.name, bad.install) == ("speed", f"unset {setting}")
    assert value in bad.problem


def test_the_doctor_needs_nothing_that_he_looks_for() -> None:
    """What an installation may lack is not imported where that is to be said."""
    code = (
        "import sys\n"
        "for name in ('unicorn', 'llvmlite', 'pyvex', 'z3', 'bitwuzla'): sys.modules[name] = None\n"
        "from armcc.control import doctor\n"
        "print(len(doctor.examine()))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 10
