"""The launchers `armcc` and `armcc++` as installed, and the first line they need.

They are installed as scripts with `#!python -IS`.  pip puts the interpreter's path in
and drops the options (pip's `fix_script`); the launcher then starts Python twice, and
a PYTHONPATH of the caller reaches the first start.  Putting the options back mends both.
"""

from __future__ import annotations

import os
import sys
import sysconfig

NAMES = ("armcc", "armcc++")
OPTIONS = "-IS"
# The kernel cuts the first line of a script here (Linux BINPRM_BUF_SIZE).
_LONGEST_LINE = 255


def installed() -> list[str]:
    """The launchers that belong to this installation of the package."""
    folders = dict.fromkeys((sysconfig.get_path("scripts"), os.path.dirname(sys.executable)))
    paths = [os.path.join(folder, name) for folder in folders for name in NAMES]
    return [p for p in paths if _first_line(p) is not None]


def is_whole(path: str) -> bool:
    """Whether the launcher's first line starts Python isolated and without `site`."""
    line = _first_line(path)
    return line is not None and line.split()[1:] == [OPTIONS]


def repair() -> list[str]:
    """Gives each launcher of this installation its options back; the paths it changed.

    Raises OSError where a launcher may not be written.
    """
    changed = []
    for path in installed():
        line = _first_line(path)
        if line is None or is_whole(path):
            continue
        interpreter = line[2:].split()[0] if line[2:].split() else ""
        wanted = f"#!{interpreter} {OPTIONS}\n"
        # An interpreter with a space or a long path needs the shell that pip gave it.
        if not os.path.isabs(interpreter) or interpreter == "/bin/sh":
            continue
        if len(wanted) > _LONGEST_LINE:
            continue
        with open(path, "rb") as f:
            rest = f.read().partition(b"\n")[2]
        temporary = f"{path}.{os.getpid()}"
        try:
            with open(temporary, "xb") as f:
                f.write(wanted.encode() + rest)
                os.fchmod(f.fileno(), os.stat(path).st_mode & 0o7777)
            os.replace(temporary, path)
        except OSError:
            if os.path.exists(temporary):
                os.unlink(temporary)
            raise
        changed.append(path)
    return changed


def _first_line(path: str) -> str | None:
    """The `#!` line of a launcher of ours; None for anything else."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as f:
            text = f.read(16384)
    except OSError:
        return None
    if not text.startswith("#!") or "from armcc.driver.main import main" not in text:
        return None
    return text.partition("\n")[0]
