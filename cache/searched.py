"""Whether a remembered rejection still stands for what would be searched now.

A rejection says that certain passes under a certain budget found nothing.  Another
pass, installed since, may find something.  Which passes there are is dear to ask (50 ms
of import), so the answer is kept under a fingerprint of what it depends on: the
installation's folder, which changes when a package comes or goes, and the variables
that choose passes, budget, and what the gates allow and try.  On the compile path.
"""

from __future__ import annotations

import posix

import armcc
from armcc.cache import files
from armcc.cache.key import digest
from armcc.cache.store import is_shared
from armcc.confidence import proof_wanted, required
from armcc.errors import Error

FOLDER = "searched"
_VARIABLES = (b"ARMCC_PASSES", b"ARMCC_BUDGET", b"ARMCC_MODEL")
_LIMITS = (b"ARMCC_MAX_FRAME", b"ARMCC_MAX_CODE")


def fingerprint(environ: dict[bytes, bytes]) -> str:
    """What the set of passes and the budget depend on, as a short hash."""
    home = (armcc.__file__ or "").rpartition("/")[0].rpartition("/")[0]
    try:
        status = posix.stat(home or "/")
        stamp = f"{status.st_dev} {status.st_ino} {status.st_mtime_ns}"
    except OSError:
        stamp = ""
    parts = [home.encode("utf-8", "surrogateescape"), stamp.encode(), armcc.__version__.encode()]
    parts += [environ.get(name, b"") for name in _VARIABLES]
    return digest(b"armcc-passes", [*parts, given(environ).encode()])[:32]


def given(environ: dict[bytes, bytes]) -> str:
    """What the user gives the gates, as a short hash; "" for nothing.

    Their limits, what becomes of the proof gate, and captured states: a folder's time
    changes as files come and go in it.
    """
    parts = [environ.get(name, b"") for name in _LIMITS]
    parts += [required(environ).encode(), b"" if proof_wanted(environ) else b"no proof"]
    folder = environ.get(b"ARMCC_INPUTS", b"")
    if folder:
        try:
            parts += [folder, str(posix.stat(folder).st_mtime_ns).encode()]
        except OSError:
            folder = b""
    return digest(b"armcc-given", parts)[:32] if any(parts) else ""


def expected(root: str, environ: dict[bytes, bytes]) -> str:
    """The `searched` of a rejection that still stands; "" where it is not known."""
    try:
        data = files.read_entry(_path(root, environ), is_shared())
    except Error:
        return ""
    return (data or b"").decode("ascii", "replace")


def remember(root: str, environ: dict[bytes, bytes], searched: str) -> bool:
    """Keep `searched` for this installation and environment; whether it could."""
    if not root:
        return False
    try:
        files.check_root(root, is_shared())
        files.make_folder(f"{root}/{FOLDER}", is_shared())
        files.write_entry(_path(root, environ), searched.encode(), is_shared())
    except (OSError, Error):
        return False
    return True


def _path(root: str, environ: dict[bytes, bytes]) -> str:
    return f"{root}/{FOLDER}/{fingerprint(environ)}"
