"""The example project: a stranger's Makefile, every clang, the same answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = "qemu-aarch64 -L /usr/aarch64-linux-gnu"

# What every right build prints; not a property of one compiler.
EXPECTED = """\
alpha_blend      87960e63
add_saturated    a00ba8e2
sum_abs_diff     383c16f7
morton           13235784
reverse_bits     cd7a8243
popcount         33a09684
blur_row         b64d673b
box_blur         d524d539
gradient         a49941fb
crc32            7396af98
adler32          6336141b
image_digest     52fb3120
rgb_to_grey      3b8cfaa9
histogram        458ae1c6
apply_table      10dc2bbe
equalise         9f40e2bb
transpose        f830b609
multiply_vector  367f7ed4
insertion_sort   d2eafd9c
lower_bound      6afe1ade
prefix_sum       173c72d8
dot_i16          4df6f81b
dot_f32          4efc0f75
fir              8206160a
base64_encode    cbccd43d
utf8_valid       0ba38665
all well
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, without what a developer built in place."""
    ignored = shutil.ignore_patterns("*.o", "*.d", "imagekit")
    return Path(
        shutil.copytree(ROOT / "examples" / "imagekit", tmp_path / "project", ignore=ignored)
    )


def make(project: Path, *words: str) -> str:
    """Runs make, which must succeed and warn of nothing; its standard output."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "ARMCC_"))}
    result = subprocess.run(
        ["make", "-s", "-C", str(project), *words],
        capture_output=True,
        text=True,
        check=False,
        env=environ,
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


@pytest.mark.parametrize("flags", ["-O3", "-O2 -g", "-O1 -fno-vectorize -ffunction-sections"])
def test_every_clang_builds_it_and_it_finds_itself_well(
    project: Path, clang: list[str], flags: str
) -> None:
    assert make(project, f"CC={' '.join(clang)}", f"CFLAGS={flags}", f"RUN={RUN}", "check") == (
        EXPECTED
    )


def test_undefined_behaviour_would_stop_it(project: Path) -> None:
    flags = "CFLAGS=-O1 -fsanitize=undefined -fsanitize-trap=undefined"
    cc = "CC=clang-22 --target=aarch64-linux-gnu"
    assert make(project, cc, flags, f"RUN={RUN}", "check") == EXPECTED


def test_two_builds_live_side_by_side_and_follow_their_headers(project: Path) -> None:
    cc = "CC=clang-22 --target=aarch64-linux-gnu"
    now = time.time()
    make(project, cc, "OBJDIR=one", "CFLAGS=-O1")
    make(project, cc, "OBJDIR=two/deep", "CFLAGS=-O2")
    assert not list(project.glob("*.o"))
    objects = list(project.glob("*/**/*.o"))
    assert len(objects) == 2 * len(list(project.glob("*.c")))
    for path in [*objects, *project.glob("*.[ch]"), *project.glob("*/**/imagekit")]:
        age = 200 if path.suffix in (".c", ".h") else 100
        os.utime(path, (0, now - age))
    before = {p: p.stat().st_mtime for p in objects}
    make(project, cc, "OBJDIR=one", "CFLAGS=-O1")
    assert {p: p.stat().st_mtime for p in objects} == before
    os.utime(project / "config.h", (0, now - 50))
    make(project, cc, "OBJDIR=one", "CFLAGS=-O1")
    changed = {p.relative_to(project).parts[0] for p in objects if p.stat().st_mtime != before[p]}
    assert changed == {"one"}
    assert all(p.stat().st_mtime != before[p] for p in objects if p.parent.name == "one")
    make(project, "OBJDIR=one", "clean")
    assert not [p for p in (project / "one").iterdir() if p.suffix in (".o", ".d")]
    assert (project / "two" / "deep" / "imagekit").exists()


def test_it_has_hot_functions_of_many_kinds(project: Path) -> None:
    make(project, "CC=clang-22 --target=aarch64-linux-gnu")
    hot: list[str] = []
    for path in project.glob("*.o"):
        symbols = subprocess.run(
            ["aarch64-linux-gnu-objdump", "-t", str(path)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        hot += [line.split()[-1] for line in symbols.splitlines() if " F .text.hot." in line]
    assert len(hot) >= 14
    assert {"blur_column", "square_root", "fir_at"} <= set(hot)  # static ones
