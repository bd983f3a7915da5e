"""The modules of the compile path in one file: used where true, else as if it were not there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import armcc
from armcc.control.launchers import bundled
from armcc.driver.bundle import FILE

ROOT = Path(__file__).resolve().parents[2]
SAYS = "\nimport posix as _p; _p.write(2, b'bundled\\n')\n"


class Copy:
    """An installation of its own: package, launcher, and a clang that says its name."""

    def __init__(self, prefix: Path) -> None:
        packages = prefix / f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
        self.package = packages / "armcc"
        own = os.path.dirname(os.path.abspath(armcc.__file__))
        for part in ("driver", "cache", "function"):
            shutil.copytree(f"{own}/{part}", self.package / part)
        for name in ("__init__.py", "errors.py", "confidence.py"):
            shutil.copy(f"{own}/{name}", self.package / name)
        self.bundle = self.package / "driver" / FILE
        self.bundle.unlink(missing_ok=True)
        self.launcher = prefix / "bin" / "armcc"
        self.launcher.parent.mkdir()
        text = (ROOT / "armcc/driver/bin/armcc").read_text()
        self.launcher.write_text(text.replace("#!python", f"#!{sys.executable}", 1))
        self.launcher.chmod(0o755)
        self.clang = prefix / "clang"
        self.clang.write_text("#!/bin/sh\necho clang: $*\n")
        self.clang.chmod(0o755)

    def write(self) -> None:
        """A bundle in which a module says so; the module itself, as large and as old, does not."""
        module = self.package / "errors.py"
        text = module.read_text()
        module.write_text(text + SAYS)
        status = module.stat()
        self.bundle.write_bytes(bundled(str(self.package)))
        module.write_text(text + "#" * (len(SAYS) - 1) + "\n")
        os.utime(module, ns=(status.st_atime_ns, status.st_mtime_ns))
        # The usual import must not find what the compiler has left of the other text.
        shutil.rmtree(self.package / "__pycache__", ignore_errors=True)

    def call(self, *words: str) -> tuple[str, str]:
        done = subprocess.run(
            [self.launcher, *words],
            env={"ARMCC_CLANG": str(self.clang), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout, done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_modules_come_from_the_bundle(copy: Copy) -> None:
    plain = copy.call("-c", "a.c")
    assert plain[0].startswith("clang: ")
    assert plain[1] == ""
    copy.write()
    assert copy.call("-c", "a.c") == (plain[0], "bundled\n")
    assert copy.call("-E", "a.c")[1] == "bundled\n"


def test_a_module_that_has_changed_is_imported_as_usual(copy: Copy) -> None:
    copy.write()
    module = copy.package / "errors.py"
    os.utime(module, ns=(1, 1))
    assert copy.call("-c", "a.c")[1] == ""
    copy.write()
    module.write_text(module.read_text() + "\n")
    assert copy.call("-c", "a.c")[1] == ""


@pytest.mark.parametrize("damage", ["empty", "cut", "magic", "bit", "folder", "unreadable"])
def test_a_bundle_that_is_none_does_not_matter(copy: Copy, damage: str) -> None:
    copy.write()
    data = copy.bundle.read_bytes()
    copy.bundle.unlink()
    if damage == "folder":
        copy.bundle.mkdir()
    elif damage == "unreadable":
        copy.bundle.symlink_to("nowhere")
    else:
        middle = len(data) // 2
        bit = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        other = {"empty": b"", "cut": data[:-1], "magic": b"0000" + data[4:], "bit": bit}
        copy.bundle.write_bytes(other[damage])
    assert copy.call("-c", "a.c")[1] == ""
