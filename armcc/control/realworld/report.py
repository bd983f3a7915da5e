"""What a run found, as text and as JSON."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from armcc.control.realworld.results import Result, first_difference

FORMAT = 1


@dataclass(frozen=True)
class Cost:
    """Seconds of one build."""

    wall: float
    cpu: float


@dataclass
class Project:
    """What was found of one project.

    trouble: why it could not be built or tested at all, "" where it could.
    broken: why it could not with armcc alone.
    functions, rewritten: hot functions, and those with new code, in all its objects.
    reasons: why others have none.  ways, confidences: of the rewrites.
    restated: in the mode `own`, which functions have a record and why others do not.
    cold: seconds of the build that searched; 0 where there was none.
    clang, armcc: the timed builds, in the order in which they ran.
    tests: the results with clang and with armcc.
    """

    name: str
    package: str
    version: str
    language: str
    system: str
    flags: str
    trouble: str = ""
    broken: str = ""
    objects: int = 0
    functions: int = 0
    rewritten: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    confidences: Counter[str] = field(default_factory=Counter)
    restated: Counter[str] = field(default_factory=Counter)
    cold: float = 0.0
    clang: list[Cost] = field(default_factory=list)
    armcc: list[Cost] = field(default_factory=list)
    tests: list[tuple[Result, Result]] = field(default_factory=list)

    @property
    def equal(self) -> bool:
        """Whether it was tested, and every test says the same with both compilers."""
        return not self.trouble and not self.broken and all(a.same(b) for a, b in self.tests)

    def ratio(self, of: str) -> float:
        """armcc's cost over clang's, median of the rounds; 0 where nothing was timed."""
        pairs = zip(self.armcc, self.clang, strict=True)
        ratios = [getattr(a, of) / getattr(c, of) for a, c in pairs if getattr(c, of)]
        return statistics.median(ratios) if ratios else 0.0


def take_lines(project: Project, lines: Sequence[dict[str, Any]]) -> None:
    """Count the lines of an ARMCC_REPORT of one whole build."""
    project.objects = len({line["object"] for line in lines})
    project.functions = len(lines)
    for line in lines:
        if line["rewritten"]:
            project.rewritten += 1
            project.ways[line["way"]] += 1
            project.confidences[line["confidence"]] += 1
        else:
            project.reasons[line["reason"]] += 1


def _median(costs: Sequence[Cost], of: str) -> float:
    return statistics.median(getattr(c, of) for c in costs) if costs else 0.0


def text(projects: Sequence[Project]) -> list[str]:
    """The whole as lines for people."""
    lines: list[str] = []
    for p in projects:
        lines += [*_of_project(p), ""]
    lines += _tables(projects)
    return lines


def _of_project(p: Project) -> list[str]:
    lines = [f"{p.name} {p.version} ({p.language}, {p.system}, {p.flags} flags)"]
    if p.trouble:
        return [*lines, f"    not built: {p.trouble}"]
    lines.append(
        f"    {p.rewritten} of {p.functions} hot functions rewritten in {p.objects} objects"
    )
    if p.reasons:
        said = ", ".join(f"{n} {word}" for word, n in p.reasons.most_common())
        lines.append(f"    clang's code stands: {said}")
    if p.restated:
        said = ", ".join(f"{n} {word}" for word, n in p.restated.most_common())
        lines.append(f"    of functions for which a record was to be made: {said}")
    if p.broken:
        return [*lines, f"    WITH ARMCC IT FAILS: {p.broken}"]
    lines.append(f"    {'test':24} {'clang':>24} {'armcc':>24}")
    for clang, armcc in p.tests:
        mark = "" if clang.same(armcc) else "  DIFFERS"
        lines.append(f"    {clang.name[:24]:24} {clang.said():>24} {armcc.said():>24}{mark}")
        if mark:
            lines += [f"        {line}" for line in difference(clang, armcc)]
    return lines


def difference(clang: Result, armcc: Result) -> list[str]:
    """What two results of one test have differently."""
    lines = []
    if clang.output != armcc.output:
        lines.append(first_difference(clang.output, armcc.output))
    one, other = dict(clang.cases), dict(armcc.cases)
    for name in sorted({*one, *other}):
        if one.get(name) != other.get(name):
            lines.append(f"{name}: clang {one.get(name)}, armcc {other.get(name)}")
    if clang.status != armcc.status or not lines:
        lines += [f"clang| {line}" for line in clang.tail[-4:]]
        lines += [f"armcc| {line}" for line in armcc.tail[-8:]]
    return lines


def _tables(projects: Sequence[Project]) -> list[str]:
    head = f"{'':18} {'hot':>6} {'new':>6} {'tests':>7} {'results':>8}"
    lines = [head + f" {'wall s':>14} {'ratio':>6} {'CPU s':>14} {'ratio':>6}"]
    for p in projects:
        if p.trouble:
            lines.append(f"{p.name:18} not built")
            continue
        results = "equal" if p.equal else "DIFFER"
        row = f"{p.name:18} {p.functions:6} {p.rewritten:6} {_cases(p):>7} {results:>8}"
        for of in ("wall", "cpu") if p.clang else ():
            both = f"{_median(p.clang, of):.2f} {_median(p.armcc, of):.2f}"
            row += f" {both:>14} {p.ratio(of):6.2f}"
        lines.append(row)
    good = [p for p in projects if not p.trouble]
    lines.append("")
    lines.append(
        f"{sum(p.rewritten for p in good)} of {sum(p.functions for p in good)} functions "
        f"rewritten; test results equal in {sum(p.equal for p in good)} of {len(good)} projects"
    )
    if len(good) < len(projects):
        lines.append(f"{len(projects) - len(good)} could not be built or tested here")
    return lines


def _cases(p: Project) -> str:
    """Cases that passed with clang; a command that counts none is one."""
    return str(sum(r.passed or not r.status for r, _ in p.tests))


def document(
    projects: Sequence[Project], flags: str, jobs: int, versions: dict[str, str]
) -> dict[str, Any]:
    """The whole as JSON (docs/realworld.md)."""
    return {
        "format": FORMAT,
        "bench": "realworld",
        "flags": flags,
        "jobs": jobs,
        "versions": versions,
        "projects": [_json(p) for p in projects],
    }


def _json(p: Project) -> dict[str, Any]:
    return {
        "name": p.name,
        "package": p.package,
        "version": p.version,
        "language": p.language,
        "system": p.system,
        "trouble": p.trouble,
        "broken": p.broken,
        "objects": p.objects,
        "functions": p.functions,
        "rewritten": p.rewritten,
        "reasons": dict(p.reasons),
        "ways": dict(p.ways),
        "confidences": dict(p.confidences),
        "restated": dict(p.restated),
        "cold_seconds": round(p.cold, 2),
        "clang_wall_seconds": [round(c.wall, 3) for c in p.clang],
        "armcc_wall_seconds": [round(c.wall, 3) for c in p.armcc],
        "clang_cpu_seconds": [round(c.cpu, 3) for c in p.clang],
        "armcc_cpu_seconds": [round(c.cpu, 3) for c in p.armcc],
        "wall_ratio": round(p.ratio("wall"), 4),
        "cpu_ratio": round(p.ratio("cpu"), 4),
        "equal": p.equal,
        "tests": [
            {
                "name": clang.name,
                "equal": clang.same(armcc),
                "clang": _result(clang),
                "armcc": _result(armcc),
            }
            for clang, armcc in p.tests
        ],
    }


def _result(r: Result) -> dict[str, Any]:
    return {
        "status": r.status,
        "passed": r.passed,
        "failed": r.failed,
        "cases": dict(r.cases),
        "tail": list(r.tail),
    }
