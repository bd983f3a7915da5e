"""Who may import whom, and what the compile path may load (docs/architecture.md)."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import armcc

ROOT = Path(os.path.abspath(armcc.__file__)).parent

PARTS = "cache control driver function gates gym optimizer passes training".split()
# A part and the parts it may import, itself aside; `armcc` and `armcc.errors` are free.
ALLOWED: dict[str, set[str]] = {
    "function": set(),
    "cache": {"function"},
    "gates": {"function"},
    "passes": {"function"},
    "driver": {"cache", "function"},
    "optimizer": {"cache", "function", "gates", "passes"},
    "gym": {"function", "gates", "optimizer", "passes"},
    "training": {"function", "gates", "gym", "optimizer", "passes"},
    "control": set(PARTS),
}
# Modules of the compile path and what of the standard library each may import at its top:
# nothing that costs a millisecond.
LIGHT = {"__future__", "_bisect", "_blake2", "_signal", "posix", "struct", "sys", "time"}
# Where the compile path begins, and what it loads late; the rest follows from the imports.
COMPILE_PATH = [
    "driver.main",
    "driver.queue",
    "driver.remarks",
    "driver.rewriting",
    "driver.splice",
]


def modules() -> list[str]:
    """All modules of the package, by their names within it."""
    found = []
    for parent, folders, names in os.walk(ROOT, followlinks=True):
        folders[:] = [f for f in folders if f not in ("bin", "include", "__pycache__")]
        for name in names:
            if name.endswith(".py"):
                path = Path(parent, name).relative_to(ROOT).with_suffix("")
                found.append(".".join(path.parts))
    return sorted(found)


def imports(module: str, top_only: bool) -> set[str]:
    """What a module imports; with `top_only` not inside functions or for types alone."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                found.update(a.name for a in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{module}: relative import"
                found.add(child.module or "")
                if child.module in ("armcc", *(f"armcc.{p}" for p in PARTS)):
                    found.update(f"{child.module}.{a.name}" for a in child.names)
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
                if not top_only:
                    visit(child)
                else:
                    for other in child.orelse:
                        visit(ast.Module([other], []))
            elif top_only and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            else:
                visit(child)

    visit(tree)
    return found


@pytest.mark.parametrize("module", modules())
def test_parts_import_what_they_may(module: str) -> None:
    part = module.split(".", maxsplit=1)[0]
    if part not in ALLOWED:
        return
    for name in imports(module, top_only=False):
        words = name.split(".")
        if words[0] == "armcc" and len(words) > 1 and words[1] in PARTS and words[1] != part:
            assert words[1] in ALLOWED[part], f"armcc.{module} imports {name}"


def closure(begin: list[str]) -> list[str]:
    """The modules of ours that loading those of `begin` loads."""
    found = set()
    ahead = list(begin)
    while ahead:
        module = ahead.pop()
        if module not in found:
            found.add(module)
            inner = [n.removeprefix("armcc.") for n in imports(module, top_only=True)]
            ahead += [n for n in inner if n in modules()]
    return sorted(found)


@pytest.mark.parametrize("module", closure(COMPILE_PATH))
def test_the_compile_path_imports_little(module: str) -> None:
    for name in imports(module, top_only=True):
        assert name.split(".")[0] == "armcc" or name in LIGHT, f"armcc.{module} imports {name}"


PROBE = """
import posix, sys
sys.path.append({packages!r})
from armcc.driver import spawn
from armcc.driver.main import main
leave = posix._exit
def report(status):
    posix.write(1, repr(sorted(sys.modules)).encode())
    leave(status)
posix._exit = report
main([{program!r}, *{words!r}])
"""


def test_a_call_without_a_hot_function_loads_nothing_heavy(tmp_path: Path) -> None:
    """Runs the driver on /bin/true as clang, beside an object without a hot function."""
    program = tmp_path / "clang-true"
    program.write_text("#!/bin/sh\nprintf '\\177ELF' > a.o\n")
    program.chmod(0o755)
    source = PROBE.format(packages=str(ROOT.parent), program="armcc", words=["-c", "a.c"])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", source],
        env={"ARMCC_CLANG": str(program), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    loaded = set(ast.literal_eval(done.stdout.decode()))
    ours = {m for m in loaded if m.split(".")[0] == "armcc"}
    assert ours == {
        "armcc",
        "armcc.driver",
        "armcc.driver.main",
        "armcc.driver.modes",
        "armcc.driver.options",
        "armcc.driver.responses",
        "armcc.driver.spawn",
        "armcc.driver.toolchain",
        "armcc.errors",
    }
    bare = subprocess.run(
        [sys.executable, "-I", "-S", "-c", "import sys; print(sorted(sys.modules))"],
        capture_output=True,
        check=True,
    )
    extra = loaded - ours - set(ast.literal_eval(bare.stdout.decode()))
    assert extra <= {"__future__", "_signal", "posix"}
