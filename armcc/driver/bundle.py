"""The modules of the compile path in one file, so that a call of the compiler opens one file.

An import costs some ten system calls and a look into folders; the compile path has 35 of them, and
in one file they take half the time.  `armccctl doctor --fix` and `make install` write it beside the
installed modules (`armcc.control.launchers`); the launcher runs the first piece of it, which is
this module's code, and calls `install`.

    magic of the interpreter's bytecode
    hash of all that follows, as Python itself makes one of a source (SipHash, 8 bytes)
    length of this module's code, the code
    length of the index, the index: name -> (is it a package, file, its mtime in ns, its size in
        bytes, offset of the code, its length)
    code of all modules

A module whose source is not the file that was compiled is imported in the usual way, so a file
that is out of date costs time and nothing else.
"""

from __future__ import annotations

import marshal
import posix
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any

FILE = "modules.bin"
LENGTH = 8

Entry = tuple[bool, str, int, int, int, int]


class Bundle:
    """A finder and loader for the modules in `data`, whose sources are under `folder`."""

    __slots__ = ("_base", "_data", "_folder", "_index")

    def __init__(self, folder: str, data: bytes, at: int) -> None:
        start = at + LENGTH
        self._base = start + int.from_bytes(data[at:start], "little")
        # The file is trusted as the package is, beside which it lies.
        self._index: dict[str, Entry] = marshal.loads(data[start : self._base])  # noqa: S302
        self._data = data
        self._folder = folder

    def find_spec(self, name: str, _path: object = None, _to: object = None) -> ModuleSpec | None:
        """The specification of a module that is here and up to date."""
        entry = self._index.get(name)
        if entry is None:
            return None
        package, file, modified, size, _, _ = entry
        path = self._folder + file
        try:
            status = posix.stat(path)
        except OSError:
            return None
        if status.st_mtime_ns != modified or status.st_size != size:
            return None
        make: Any = type(sys.__spec__)
        spec: ModuleSpec = make(name, self, origin=path, is_package=package)
        spec.has_location = True
        if package:
            spec.submodule_search_locations = [path.rpartition("/")[0]]
        return spec

    def create_module(self, _spec: object) -> None:
        """Nothing of its own: Python makes a plain module."""

    def exec_module(self, module: ModuleType) -> None:
        """Runs the module's code."""
        _, _, _, _, offset, length = self._index[module.__name__]
        start = self._base + offset
        code = marshal.loads(self._data[start : start + length])  # noqa: S302
        exec(code, module.__dict__)  # noqa: S102  (what a loader is for)


def install(folder: str, data: bytes, at: int) -> None:
    """Lets Python find the modules of `data`, whose index begins at `at`, before it looks around.

    folder: where the package `armcc` is.
    """
    sys.meta_path.insert(0, Bundle(folder, data, at))
