"""`armccctl bench projects`: every function of a project, at -O2 offered against -O3.

Any folder of C files will do.  How its files are compiled comes from its
compile_commands.json; for lz4, zlib and lua, which are compiled in known ways, from the
table below; for others from -I with each folder that has headers.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from dataclasses import dataclass
from typing import Any

from armcc.control.fidelity.campaign import PAIRS, Choice, Offer, Row, Unit, run_campaign
from armcc.control.fidelity.recompile import COMPILERS
from armcc.control.fidelity.report import document, text
from armcc.errors import Error, Fatal
from armcc.function.words import compile_words, options


@dataclass(frozen=True)
class Recipe:
    """How a known project is compiled.

    mark: a file that tells it, which stands in the folder of its sources.
    flags: of every file.  skip: files that are no part of the library.
    """

    mark: str
    flags: tuple[str, ...]
    skip: tuple[str, ...] = ()


RECIPES = (
    Recipe("lz4hc.c", ("-I.", "-DXXH_NAMESPACE=LZ4_")),
    Recipe("adler32.c", ("-I.", "-D_LARGEFILE64_SOURCE=1", "-DHAVE_HIDDEN", "-DHAVE_UNISTD_H")),
    Recipe("lvm.c", ("-I.", "-std=gnu99", "-DLUA_USE_LINUX", "-DLUA_COMPAT_5_3"),
           ("lua.c", "luac.c", "onelua.c", "ltests.c")),
)  # fmt: skip
_SEARCHED = (".", "lib", "src")


def find_units(source: str, baseline: list[str]) -> list[Unit]:
    """The files of a project, each with its flags and `baseline` behind them, no offers yet.

    Raises Fatal where there is none.
    """
    root = os.path.abspath(source)
    if not os.path.isdir(root):
        raise Fatal(f"{source} is no folder")
    units = _from_commands(root, baseline) or _from_recipe(root, baseline)
    units = units or _from_folder(root, baseline)
    if not units:
        raise Fatal(f"{source} has no C files")
    return sorted(units, key=lambda u: -os.path.getsize(os.path.join(u.directory, u.source)))


def _from_commands(root: str, baseline: list[str]) -> list[Unit]:
    """By compile_commands.json (clang's manual, "JSON Compilation Database")."""
    path = os.path.join(root, "compile_commands.json")
    if not os.path.exists(path):
        return []
    try:
        with open(path, encoding="utf-8") as f:
            entries: Any = json.load(f)
        units = {}
        for entry in entries:
            words = entry.get("arguments") or shlex.split(entry["command"])
            file, directory = str(entry["file"]), os.path.join(root, entry["directory"])
            if file.endswith(".c"):
                flags = _without_level(compile_words(words[1:], file))
                name = os.path.relpath(os.path.join(directory, file), root)
                units[name] = Unit(name, file, directory, (*flags, *baseline), ())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Error) as e:
        raise Fatal(f"{path} cannot be read: {e}") from e
    return list(units.values())


def _without_level(words: list[str]) -> list[str]:
    return [w for group in options(words) if not group[0].startswith("-O") for w in group]


def _from_recipe(root: str, baseline: list[str]) -> list[Unit]:
    for below in _SEARCHED:
        folder = os.path.normpath(os.path.join(root, below))
        for recipe in RECIPES:
            if not os.path.exists(os.path.join(folder, recipe.mark)):
                continue
            files = sorted(n for n in os.listdir(folder) if n.endswith(".c"))
            flags = (*recipe.flags, *baseline)
            return [Unit(n, n, folder, flags, ()) for n in files if n not in recipe.skip]
    return []


def _from_folder(root: str, baseline: list[str]) -> list[Unit]:
    files, headers = [], set()
    for parent, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if name.endswith(".c"):
                files.append(os.path.relpath(os.path.join(parent, name), root))
            elif name.endswith(".h"):
                headers.add(os.path.relpath(parent, root))
    flags = (*(f"-I{h}" for h in sorted(headers)), *baseline)
    return [Unit(name, name, root, flags, ()) for name in files]


def projects(
    source: str,
    baseline: list[str],
    candidate: list[str],
    compiler: str,
    choice: Choice,
    as_json: bool,
) -> int:
    """Judge every function of a project and print which are not equivalent, and why; 0.

    Raises Fatal.
    """
    if compiler not in COMPILERS:
        raise Fatal(f"no compiler {compiler}; one of {', '.join(COMPILERS)}")
    offer = Offer("", compiler, tuple(candidate))
    units = [
        Unit(u.name, u.source, u.directory, u.flags, (offer,)) for u in find_units(source, baseline)
    ]
    rows: list[Row] = []
    for found in run_campaign(units, choice):
        rows += found
        if found:
            judged = sum(r.fate in PAIRS for r in rows)
            print(f"{found[0].unit}: {judged} judged", file=sys.stderr, flush=True)
    rows.sort(key=lambda r: (r.unit, r.function))
    if as_json:
        print(json.dumps(document("projects", rows), indent=2))
    else:
        print("\n".join(text(os.path.basename(os.path.abspath(source)), rows)))
    return 0
