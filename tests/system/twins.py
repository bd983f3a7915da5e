"""The same call by clang and by armcc in the same fresh folder, and what came of it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

PLAIN_C = "int twice(int a) { return a * 2; }\n"
HOT_C = """\
__attribute__((hot)) int sum(const int *a, int n) {
  int s = 0;
  for (int i = 0; i < n; i++) s += a[i] * a[i];
  return s;
}
"""


@dataclass(frozen=True)
class Result:
    """What a call left: its wait status, its output, and every file with its mode."""

    status: int
    stdout: bytes
    stderr: bytes
    files: dict[str, tuple[int, bytes]]


def read_folder(folder: str) -> dict[str, tuple[int, bytes]]:
    """Mode and contents of each file below `folder`; a link's contents are its target."""
    found = {}
    for parent, folders, names in os.walk(folder):
        for name in folders + names:
            path = os.path.join(parent, name)
            mode = os.lstat(path).st_mode
            contents = b""
            if stat.S_ISLNK(mode):
                contents = os.fsencode(os.readlink(path))
            elif stat.S_ISREG(mode):
                with open(path, "rb") as f:
                    contents = f.read()
            found[os.path.relpath(path, folder)] = (mode, contents)
    return found


def run_in(
    folder: str,
    words: list[str | bytes],
    environ: dict[str, str],
    prepare: Callable[[str], None],
    stdin: bytes | None = None,
) -> Result:
    """Runs `words` in `folder`, made anew and filled by `prepare`."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    prepare(folder)
    done = subprocess.run(
        words,
        cwd=folder,
        env=environ,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr, read_folder(folder))


def write(folder: str, files: dict[str, str | bytes]) -> None:
    """Makes files below `folder`."""
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(text.encode() if isinstance(text, str) else text)
        os.utime(path, (1_000_000_000, 1_000_000_000))  # a PCH holds its header's time
