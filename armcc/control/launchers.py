"""The launchers `armcc` and `armcc++` as installed, and the first line they need.

They are installed as scripts with `#!python -IS`.  pip puts the interpreter's path in
and drops the options (pip's `fix_script`); the launcher then starts Python twice, and
a PYTHONPATH of the caller reaches the first start.  Putting the options back mends both.
"""

from __future__ import annotations

import _imp
import ast
import marshal
import os
import sys
import sysconfig
from importlib.util import MAGIC_NUMBER

import armcc
from armcc.driver import bundle

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

    Writes the bundle anew, too, where it can.  Raises OSError where a launcher may not be written.
    """
    write_bundle()
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


# What a compile may import of `armcc.function`; all of the driver and the cache goes in.
_FUNCTION = "__init__ cfi elf hot identity literals machine manner".split()


def write_bundle() -> bool:
    """Writes the modules of the compile path beside them as one file; whether that could be done.

    Only for an installed package: in a source tree the file would lie among the sources.
    """
    folder = os.path.dirname(os.path.abspath(armcc.__file__))
    if os.path.realpath(folder) != folder or not folder.startswith(sys.prefix + os.sep):
        return False
    path = os.path.join(folder, "driver", bundle.FILE)
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "xb") as f:
            f.write(bundled(folder))
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError:
        if os.path.exists(temporary):
            os.unlink(temporary)
        return False
    return True


def bundled(folder: str) -> bytes:
    """The bundle of the package in `folder` (`armcc.driver.bundle`)."""
    files = ["__init__.py", "errors.py", "confidence.py"]
    for part in ("driver", "cache"):
        names = sorted(os.listdir(os.path.join(folder, part)))
        files += [f"{part}/{name}" for name in names if name.endswith(".py")]
    files += [f"function/{name}.py" for name in _FUNCTION]
    index: dict[str, bundle.Entry] = {}
    codes: list[bytes] = []
    at = 0
    for file in files:
        path = os.path.join(folder, file)
        # The status first: a source that changes meanwhile is then out of date.
        status = os.stat(path)
        with open(path, "rb") as f:
            code = marshal.dumps(compile(_bare(f.read()), path, "exec", dont_inherit=True))
        name = "armcc." + file.removesuffix(".py").replace("/", ".")
        package = name.endswith(".__init__")
        name = name.removesuffix(".__init__")
        index[name] = (package, file, status.st_mtime_ns, status.st_size, at, len(code))
        codes.append(code)
        at += len(code)
    _, _, _, _, offset, length = index["armcc.driver.bundle"]
    own = b"".join(codes)[offset : offset + length]
    listed = marshal.dumps(index)
    sizes = [len(piece).to_bytes(bundle.LENGTH, "little") for piece in (own, listed)]
    rest = b"".join([sizes[0], own, sizes[1], listed, *codes])
    return MAGIC_NUMBER + _imp.source_hash(0, rest) + rest


def _bare(source: bytes) -> ast.Module:
    """A module without its docstrings, which nothing on the compile path reads."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.copy_location(ast.Pass(), node.body[0])]
    return tree


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
