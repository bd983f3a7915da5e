"""`armccctl bench realworld`: every project, twice, and both results side by side.

A project is unpacked into twin folders and configured there with each compiler.  Where
searching is wanted, one build with armcc fills the cache, within a limit of time for each
object.  Then both are built anew from the configured folders, in turn, armcc with what the
cache holds; those builds are timed.  The last ones are tested.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

from armcc import GATES_VERSION, __version__
from armcc.control.demo import launcher
from armcc.control.realworld import building
from armcc.control.realworld.building import ARMCC, CLANG, Ran, Side
from armcc.control.realworld.emulating import wrap
from armcc.control.realworld.fetching import Sources
from armcc.control.realworld.recipes import Recipe, choose
from armcc.control.realworld.report import Cost, Project, document, take_lines, text
from armcc.control.realworld.restating import restate
from armcc.control.realworld.results import Result, read
from armcc.control.toolchain import clang_command
from armcc.driver import modes
from armcc.errors import Fatal

# A mode of this bench alone; see restating.py.
OWN = "own"
# Which Debian package has a program.
_PACKAGES = {"autoreconf": "autoconf automake", "libtoolize": "libtool", "ninja": "ninja-build"}


@dataclass(frozen=True)
class Settings:
    """What is asked.

    names: projects, () for all.  flags: `plain` or `debian`.  mode: `optimize` searches
    first, `own` puts every function's own code in its place, `cached` does neither.
    budget: ARMCC_BUDGET.  seconds: of search for one object.  clang: words, "" for the one
    that armcc finds.  cache: a folder, "" for one of this run alone.  keep: where everything
    stays, "" for nowhere.  rounds: of timed builds.
    """

    names: tuple[str, ...]
    flags: str
    mode: str
    budget: str
    seconds: float
    clang: str
    cache: str
    keep: str
    rounds: int
    jobs: int
    test_seconds: float


class _BrokenError(Exception):
    """A command of a recipe failed; the message says which."""


def realworld(settings: Settings, as_json: bool) -> int:
    """Print what was found.

    0 where every test says the same with both compilers, 1 where one does not, 2 where
    all that was tested does but a project could not be built with clang.  Raises Fatal.
    """
    try:
        recipes = choose(list(settings.names))
    except KeyError as e:
        known = ", ".join(r.name for r in choose([]))
        raise Fatal(f"no project {e.args[0]}; one of {known}") from e
    if settings.clang:
        os.environ["ARMCC_CLANG"] = settings.clang
    with tempfile.TemporaryDirectory(prefix="armcc-realworld-") as temporary:
        folder = os.path.abspath(settings.keep or temporary)
        os.makedirs(folder, exist_ok=True)
        campaign = _Campaign(settings, folder)
        projects = []
        for recipe in recipes:
            print(f"== {recipe.name}", file=sys.stderr, flush=True)
            projects.append(campaign.project(recipe))
            if settings.keep:
                _write(f"{folder}/report.json", campaign.document(projects))
        if as_json:
            print(json.dumps(campaign.document(projects), indent=2))
        else:
            print("\n".join([*campaign.head(), "", *text(projects)]))
    if any(not p.trouble and not p.equal for p in projects):
        return 1
    return 2 if any(p.trouble for p in projects) else 0


class _Campaign:
    def __init__(self, settings: Settings, folder: str) -> None:
        self.settings = settings
        self.folder = folder
        self.sources = Sources(_made(f"{folder}/sources"))
        self.cache = os.path.abspath(settings.cache or f"{folder}/cache")
        if settings.mode == OWN:
            # What no gate has judged goes into no cache that anybody else reads.
            self.cache = tempfile.mkdtemp(prefix="own-", dir=folder)
        self.emulator = building.emulator()
        self.armcc = launcher()
        self.armcc_cxx = f"{self.armcc}++"
        self.clang = clang_command([])
        self.clang_cxx = clang_command([], "x.cpp")

    def head(self) -> list[str]:
        """What all figures depend on, as lines for people."""
        versions = self.versions()
        return [
            f"armcc {versions['armcc']} (gates {versions['gates']}) beside {versions['clang']}",
            f"{self.settings.flags} flags, make -j{self.settings.jobs}, every function hot"
            + (f", {versions['qemu']}" if versions["qemu"] else ""),
        ]

    def versions(self) -> dict[str, str]:
        """Of armcc and of the tools."""
        return {
            "armcc": __version__,
            "gates": str(GATES_VERSION),
            "clang": _first_line([*self.clang, "--version"]),
            "qemu": _first_line([self.emulator.split()[0], "--version"]) if self.emulator else "",
        }

    def document(self, projects: list[Project]) -> dict[str, Any]:
        """The whole as JSON."""
        return document(projects, self.settings.flags, self.settings.jobs, self.versions())

    def project(self, recipe: Recipe) -> Project:
        """Build and test one project with both compilers."""
        found = Project(
            recipe.name, recipe.package, "", recipe.language, recipe.system, self.settings.flags
        )
        try:
            self._project(recipe, found)
        except (Fatal, _BrokenError) as e:
            found.trouble = str(e)
        return found

    def _project(self, recipe: Recipe, found: Project) -> None:
        _check_tools(recipe)
        place = _made(f"{self.folder}/{self.settings.flags}/{recipe.name}")
        also = _made(f"{place}/also")
        for package in recipe.also:
            self.sources.unpack(package, True, f"{also}/{package}")
        clang = self._side(CLANG, recipe, place, also, found)
        armcc = self._side(ARMCC, recipe, place, also, found)
        off = {"ARMCC_MODE": modes.OFF}
        for side in (clang, armcc):
            self._must(side, recipe.configure, off)
            _copy(side.tree, f"{side.tree}.configured")
        plain = self._must(clang, recipe.build, {})
        del plain
        try:
            self._with_armcc(recipe, clang, armcc, found)
        except _BrokenError as e:
            found.broken = str(e)

    def _with_armcc(self, recipe: Recipe, clang: Side, armcc: Side, found: Project) -> None:
        settings = self.settings
        if settings.mode == modes.OPTIMIZE:
            search = {
                "ARMCC_MODE": modes.OPTIMIZE,
                "ARMCC_BUDGET": settings.budget,
                "ARMCC_MAX_SECONDS": f"{settings.seconds:g}",
            }
            found.cold = self._must(armcc, recipe.build, search).wall
            _copy(f"{armcc.tree}.configured", armcc.tree)
        elif settings.mode == OWN:
            self._must(armcc, recipe.build, {"ARMCC_MODE": modes.RECORD})
            found.restated = restate(armcc.environ["ARMCC_CACHE_DIR"])
            _copy(f"{armcc.tree}.configured", armcc.tree)
        # Also remembers the contracts that the search had no time for.
        report = f"{armcc.tree}.report.jsonl"
        _remove(report)
        cached = {"ARMCC_MODE": modes.CACHED}
        self._must(armcc, recipe.build, {**cached, "ARMCC_REPORT": report})
        take_lines(found, read_report(report))
        for _ in range(settings.rounds):
            for side, costs in ((clang, found.clang), (armcc, found.armcc)):
                _copy(f"{side.tree}.configured", side.tree)
                ran = self._must(side, recipe.build, cached)
                costs.append(Cost(ran.wall, ran.cpu))
        results = []
        for side in (clang, armcc):
            # A test's own code is left alone: its front-end runs would take longer than all else.
            mode = modes.CACHED if recipe.again else modes.OFF
            self._must(side, recipe.programs, {"ARMCC_MODE": mode})
            if self.emulator and not recipe.emulated:
                wrap(side.tree, self.emulator)
            results.append([self._test(side, recipe, i) for i in range(len(recipe.tests))])
        found.tests = list(zip(*results, strict=True))

    def _test(self, side: Side, recipe: Recipe, number: int) -> Result:
        test = recipe.tests[number]
        extra = {"ARMCC_MODE": modes.CACHED}
        ran = side.run(test.command, extra, self.settings.test_seconds)
        return read(test, ran.status, ran.output, side.tree)

    def _side(self, name: str, recipe: Recipe, place: str, also: str, found: Project) -> Side:
        """Unpack one twin and say how it is built."""
        tree = f"{place}/{name}"
        found.version = self.sources.unpack(recipe.package, recipe.patched, tree)
        if name == CLANG:
            cc, cxx = shlex.join(self.clang), shlex.join(self.clang_cxx)
        else:
            cc, cxx = self.armcc, self.armcc_cxx
        flags = building.build_flags(self.settings.flags, tree)
        cross = f"{tree}.meson"
        emulator = self.emulator if recipe.emulated else ""
        building.meson_file(cross, cc, cxx, flags, emulator)
        environ = building.environment(cc, cxx, flags, self.settings.jobs, also, cross, emulator)
        if name == ARMCC:
            # What the user asks of the optimiser holds; these four make the run.
            asked = {k: v for k, v in os.environ.items() if k[:6] == "ARMCC_"}
            environ.update({"ARMCC_PROOF": "off", **asked})
            environ.update({"ARMCC_HOT": "*", "ARMCC_CACHE_DIR": self.cache})
            environ.setdefault("ARMCC_CACHE_SIZE", "0")
            environ["ARMCC_LOG"] = f"{tree}.armcc.log"
            _remove(environ["ARMCC_LOG"])
        log = f"{tree}.log"
        _remove(log)
        return Side(name, tree, cc, cxx, environ, log)

    def _must(self, side: Side, script: str, extra: dict[str, str]) -> Ran:
        """Run a command that has to succeed.  Raises _BrokenError."""
        if not script:
            return Ran(0, "", 0.0, 0.0)
        ran = side.run(script, extra, self.settings.test_seconds * 6)
        if ran.status:
            lines = [line for line in ran.output.splitlines() if line.strip()]
            bad = [line for line in lines if "error" in line.lower() or "***" in line]
            said = (bad or lines or ["no message"])[0].strip()[:300]
            raise _BrokenError(f"with {side.name}, `{script[:60]}` ended with {ran.status}: {said}")
        return ran


def read_report(path: str) -> list[dict[str, Any]]:
    """The lines of an ARMCC_REPORT; none where nothing was hot."""
    try:
        with open(path, encoding="utf-8") as f:
            return [json.loads(line) for line in f]
    except FileNotFoundError:
        return []


def _check_tools(recipe: Recipe) -> None:
    missing = [t for t in ("make", *recipe.tools) if shutil.which(t) is None]
    if missing:
        packages = " ".join(_PACKAGES.get(t, t) for t in missing)
        raise Fatal(f"{missing[0]} is missing: sudo apt-get install {packages}")
    if not building.has_cross_headers(recipe.language):
        what = "g++-aarch64-linux-gnu" if recipe.language == "C++" else "libc6-dev-arm64-cross"
        raise Fatal(
            f"{recipe.language} headers for AArch64 are missing: sudo apt-get install {what}"
        )


def _copy(source: str, target: str) -> None:
    """Make `target` what `source` is, times included, so that make sees nothing to do."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)


def _made(folder: str) -> str:
    os.makedirs(folder, exist_ok=True)
    return folder


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def _write(path: str, data: dict[str, Any]) -> None:
    with open(path, "w", encoding="utf-8") as f:
        json.dump(data, f, indent=2)


def _first_line(words: list[str]) -> str:
    try:
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return ran.stdout.split("\n", 1)[0].strip()
