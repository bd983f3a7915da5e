"""A pass in a package of its own is found by its entry point, without a word to armcc."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import armcc

PACKAGES = os.path.dirname(os.path.dirname(os.path.abspath(armcc.__file__)))

MODULE = """\
from armcc.function.function import Candidate


class Mirror:
    name = "mirror"
    version = "7"

    def propose(self, function, context):
        yield Candidate(text="", origin="mirror")
"""

PROJECT = """\
[build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[project]
name = "armcc-mirror"
version = "7"

[project.entry-points."armcc.passes"]
mirror = "mirror:Mirror"

[tool.setuptools]
py-modules = ["mirror"]
"""

PROBE = """
import sys
sys.path[:0] = [{packages!r}, {target!r}]
from armcc.passes import load_passes
print([(p.name, p.version) for p in load_passes("mirror")])
print("mirror" in [p.name for p in load_passes()])
"""


def test_a_pass_out_of_the_tree(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    (source / "mirror.py").write_text(MODULE)
    (source / "pyproject.toml").write_text(PROJECT)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--disable-pip-version-check", "--target", str(target)]
    subprocess.run([*command, str(source)], cwd=tmp_path, check=True, timeout=300)
    probe = PROBE.format(packages=PACKAGES, target=str(target))
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[('mirror', '7')]", "True"]
