"""Which clang is chosen, and the words before the user's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from armcc.driver import toolchain
from armcc.driver.toolchain import GUARD, Clang, find_clang, target_prefix, with_target
from armcc.errors import Error

ELF = b"\x7fELF"


@pytest.fixture(autouse=True)
def without_zig(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain.sys, "path", [])


def program(path: Path, contents: bytes = ELF) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents)
    path.chmod(0o755)
    return str(path)


def environ(*folders: Path, own: str = "", guard: str = "") -> dict[bytes, bytes]:
    found = {b"PATH": os.fsencode(":".join(str(f) for f in folders))}
    if own:
        found[b"ARMCC_CLANG"] = os.fsencode(own)
    if guard:
        found[GUARD] = os.fsencode(guard)
    return found


def test_clang_21_comes_first_then_zigs_then_22_20_19(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zig = program(tmp_path / "site" / "ziglang" / "zig")
    monkeypatch.setattr(toolchain.sys, "path", ["", str(tmp_path / "site")])
    for version in ("", "-19", "-20", "-22", "-21"):
        program(tmp_path / "bin" / f"clang{version}")
    order = []
    for _ in range(6):
        try:
            clang = find_clang(environ(tmp_path / "bin"), False)
        except Error:
            break
        order.append(clang.version)
        os.unlink(clang.command[0])
        if clang.command[0] == zig:
            assert clang.command == [zig, "clang"]
            assert clang.words == [f"-resource-dir={tmp_path}/site/ziglang/lib"]
    assert order == ["21", "21", "22", "20", "19", ""]


def test_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(Error, match="no clang was found"):
        find_clang(environ(tmp_path), False)
    with pytest.raises(Error, match="ARMCC_CLANG=nowhere"):
        find_clang(environ(tmp_path, own="nowhere"), False)


def test_armcc_clang_is_a_name_a_path_or_a_command(tmp_path: Path) -> None:
    plain = program(tmp_path / "bin" / "clang-17")
    spaced = program(tmp_path / "a folder" / "clang")
    for own, command in [
        ("clang-17", [plain]),
        (plain, [plain]),
        (spaced, [spaced]),
        (f"{plain} -v", [plain, "-v"]),
    ]:
        assert find_clang(environ(tmp_path / "bin", own=own), False).command == command
    assert find_clang(environ(tmp_path / "bin", own="clang-17"), False).version == "17"


def test_the_cplusplus_driver_is_the_sibling_or_a_mode(tmp_path: Path) -> None:
    plain = program(tmp_path / "bin" / "clang-22")
    clang = find_clang(environ(tmp_path / "bin"), True)
    assert (clang.command, clang.words) == ([plain], ["--driver-mode=g++"])
    sibling = program(tmp_path / "bin" / "clang++-22")
    clang = find_clang(environ(tmp_path / "bin"), True)
    assert (clang.command, clang.words) == ([sibling], [])
    assert find_clang(environ(own=plain), True).command == [sibling]
    assert find_clang(environ(own=sibling), True).command == [sibling]


def test_armcc_is_never_its_own_clang(tmp_path: Path) -> None:
    launcher = Path(toolchain.__file__).parent / "bin" / "armcc"
    if not launcher.exists():  # an installed package has its launchers elsewhere
        found = shutil.which("armcc", path=os.path.dirname(os.sys.executable))
        assert found is not None
        launcher = Path(found)
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "clang-21").symlink_to(launcher)
    real = program(tmp_path / "two" / "clang-21")
    folders = (tmp_path / "one", tmp_path / "two")
    assert find_clang(environ(*folders), False).command == [real]


def test_a_wrapper_is_guarded_and_passed_over_the_second_time(tmp_path: Path) -> None:
    wrapper = program(tmp_path / "one" / "clang-21", b"#!/bin/sh\n")
    real = program(tmp_path / "two" / "clang-21")
    folders = (tmp_path / "one", tmp_path / "two")
    clang = find_clang(environ(*folders), False)
    assert (clang.command, clang.guarded) == ([wrapper], True)
    clang = find_clang(environ(*folders, guard=wrapper), False)
    assert (clang.command, clang.guarded) == ([real], False)
    assert find_clang(environ(*folders, own=wrapper, guard=wrapper), False).command == [real]


def test_the_target() -> None:
    clang = Clang(["/clang"], ["-resource-dir=x"], "")
    assert with_target(clang, ["-c"], "x86_64") == ["--target=aarch64-linux-gnu", "-resource-dir=x"]
    assert with_target(clang, ["-c"], "aarch64") == ["-resource-dir=x"]
    assert with_target(clang, [], "aarch64", "aarch64-linux-musl") == [
        "--target=aarch64-linux-musl",
        "-resource-dir=x",
    ]
    assert with_target(clang, ["-cc1", "-c"], "x86_64") == []
    assert with_target(clang, ["-cc1as"], "x86_64", "aarch64-linux-musl") == []


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("armcc", ""),
        ("/usr/bin/armcc++", ""),
        ("/usr/bin/aarch64-linux-musl-armcc", "aarch64-linux-musl"),
        ("aarch64-none-elf-armcc++", "aarch64-none-elf"),
    ],
)
def test_the_prefix_of_the_name(name: str, prefix: str) -> None:
    assert target_prefix(name) == prefix
