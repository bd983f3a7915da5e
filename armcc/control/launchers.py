"""The launchers `armcc` and `armcc++` as installed, and what makes them start fast.

They are installed as scripts with `#!python -ISXutf8`.  pip puts the interpreter's path in
and drops the options (pip's `fix_script`); the launcher then starts Python twice, and
a PYTHONPATH of the caller reaches the first start.  Putting the options back mends both.

Where a C compiler makes programs for this machine, the native launcher (driver/launcher.c)
takes their place: a call without a hot function needs no Python then.
"""

from __future__ import annotations

import _imp
import ast
import marshal
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib.util import MAGIC_NUMBER

import armcc
from armcc.driver import bundle
from armcc.driver.toolchain import is_armcc, is_native_armcc

NAMES = ("armcc", "armcc++")
OPTIONS = "-ISXutf8"
# The kernel cuts the first line of a script here (Linux BINPRM_BUF_SIZE).
_LONGEST_LINE = 255


def installed() -> list[str]:
    """The launchers that belong to this installation of the package."""
    folders = dict.fromkeys((sysconfig.get_path("scripts"), os.path.dirname(sys.executable)))
    paths = [os.path.join(folder, name) for folder in folders for name in NAMES]
    return [p for p in paths if is_armcc(p)]


def is_whole(path: str) -> bool:
    """Whether the launcher is native, or its first line starts Python isolated without `site`."""
    return is_native_armcc(path) or _first_line(path).split()[1:] == [OPTIONS]


def repair() -> list[str]:
    """Makes each launcher of this installation start as fast as it can; the paths it changed.

    Writes the bundle anew, too, where it can.  Raises OSError where a launcher may not be written.
    """
    own = write_bundle()
    paths = installed()
    with tempfile.TemporaryDirectory(prefix="armcc-launcher-") as folder:
        made = os.path.join(folder, "armcc")
        packages = os.path.dirname(os.path.dirname(os.path.abspath(armcc.__file__)))
        # The sources of a tree, or another's installation, may be gone tomorrow.
        native = own and bool(paths) and make_native(made, sys.executable, packages)
        return [path for path in paths if (_replace(path, made) if native else _mend(path))]


def _mend(path: str) -> bool:
    """Gives a script its options back; whether it lacked them."""
    if is_whole(path):
        return False
    words = _first_line(path)[2:].split()
    interpreter = words[0] if words else ""
    wanted = f"#!{interpreter} {OPTIONS}\n"
    # An interpreter with a space or a long path needs the shell that pip gave it.
    if not os.path.isabs(interpreter) or interpreter == "/bin/sh" or len(wanted) > _LONGEST_LINE:
        return False
    with open(path, "rb") as f:
        rest = f.read().partition(b"\n")[2]
    _write(path, wanted.encode() + rest, os.stat(path).st_mode & 0o7777)
    return True


def _replace(path: str, made: str) -> bool:
    """Puts the program `made` in a launcher's place; whether another was there."""
    with open(made, "rb") as f:
        program = f.read()
    with open(path, "rb") as f:
        if f.read() == program:
            return False
    _write(path, program, os.stat(path).st_mode & 0o7777)
    return True


def _write(path: str, contents: bytes, mode: int) -> None:
    """Puts a file there, at once.  Raises OSError where it may not be written."""
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "xb") as f:
            f.write(contents)
            os.fchmod(f.fileno(), mode)
        os.replace(temporary, path)
    except OSError:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise


def make_native(output: str, python: str, packages: str) -> bool:
    """Compiles the native launcher for this machine; whether `output` is one that works.

    python: the interpreter that it starts.  packages: the folder that armcc is installed in.
    """
    source = os.path.join(os.path.dirname(os.path.abspath(bundle.__file__)), "launcher.c")
    quoted = [p.replace("\\", "\\\\").replace('"', '\\"') for p in (python, packages)]
    words = ["-std=gnu11", "-O2", "-s", f'-DPYTHON="{quoted[0]}"', f'-DPACKAGES="{quoted[1]}"']
    with tempfile.TemporaryDirectory(prefix="armcc-launcher-") as folder:
        # zig writes beside its sources otherwise.
        caches = {f"ZIG_{which}_CACHE_DIR": folder for which in ("GLOBAL", "LOCAL")}
        environ = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", **caches}
        for compiler in _compilers(packages):
            # Without shared libraries a program starts in a third of the time.
            for linking in (["-static"], []):
                command = [*compiler, *words, *linking, "-o", output, source]
                try:
                    subprocess.run(
                        command,
                        env=environ,
                        cwd=folder,
                        stdin=subprocess.DEVNULL,
                        capture_output=True,
                        check=True,
                        timeout=120,
                    )
                except (OSError, subprocess.SubprocessError):
                    continue
                if is_native_armcc(output) and _works(output, folder):
                    return True
    return False


def _compilers(packages: str) -> list[list[str]]:
    """The C compilers to try, each as the words that make programs for this machine."""
    names = ("cc", "gcc", "clang", "clang-22", "clang-21", "clang-20", "clang-19")
    found = [path for path in map(shutil.which, names) if path and not is_armcc(path)]
    zig = os.path.join(packages, "ziglang", "zig")
    machine = {"arm64": "aarch64"}.get(platform.machine(), platform.machine())
    own = [[zig, "cc", f"--target={machine}-linux-musl"]] if os.access(zig, os.X_OK) else []
    return [[path] for path in found] + own


def _works(program: str, folder: str) -> bool:
    """Whether a native launcher runs here and tells how its clang ended."""
    clang = os.path.join(folder, "stand-in")
    with open(clang, "w", encoding="utf-8") as f:
        f.write("#!/bin/sh\nexit 7\n")
    os.chmod(clang, 0o700)
    try:
        # As clang's parent; by exec; and by way of the Python driver, for a mistake in a variable.
        for word, mode in (("-c", ""), ("-E", ""), ("-c", "mistake")):
            environ = {"ARMCC_CLANG": clang, "ARMCC_MODE": mode}
            ran = subprocess.run(
                [program, word, "x"], env=environ, capture_output=True, check=False, timeout=60
            )
            if ran.returncode != 7:
                return False
    except (OSError, subprocess.SubprocessError):
        return False
    return True


# What a compile may import of `armcc.function`; all of the driver and the cache goes in.
_FUNCTION = "__init__ cfi elf hot identity inputs literals machine manner rerun words".split()


def write_bundle() -> bool:
    """Writes the modules of the compile path beside them as one file; whether that could be done.

    Only for an installed package: in a source tree the file would lie among the sources.
    """
    folder = os.path.dirname(os.path.abspath(armcc.__file__))
    if os.path.realpath(folder) != folder or not folder.startswith(sys.prefix + os.sep):
        return False
    try:
        _write(os.path.join(folder, "driver", bundle.FILE), bundled(folder), 0o644)
    except OSError:
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


class _Bare(ast.NodeTransformer):
    """Takes out of a module what nothing on the compile path reads: docstrings and annotations."""

    def visit(self, node: ast.AST) -> ast.AST | None:
        """One node and what is in it."""
        self.generic_visit(node)
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            return None
        if isinstance(node, ast.AnnAssign):
            if node.value is None:
                return ast.copy_location(ast.Pass(), node)
            assigned = ast.Assign([node.target], node.value, lineno=node.lineno)
            return ast.copy_location(assigned, node)
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        return node


def _bare(source: bytes) -> ast.Module:
    """A module without docstrings and annotations; its lines keep their numbers."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.copy_location(ast.Pass(), node.body[0])]
    _Bare().visit(tree)
    return tree


def _first_line(path: str) -> str:
    """The `#!` line of a launcher that is a script."""
    with open(path, encoding="utf-8", errors="surrogateescape") as f:
        return f.readline().rstrip("\n")
