"""What a test suite said: its cases, its counts, and whether two runs said the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from armcc.control.realworld.recipes import AUTOMAKE, CTEST, MESON, Check

# Lines that tell one case: groups `name` and `said`.
_CASES = {
    # automake's manual, "Simple Tests"
    AUTOMAKE: r"^(?P<said>PASS|FAIL|XFAIL|XPASS|SKIP|ERROR): (?P<name>\S.*)$",
    CTEST: r"^ *\d+/\d+ Test +#\d+: (?P<name>\S+) \.*\s*(?P<said>Passed|\*\*\*[A-Za-z ]+)",
    MESON: r"^ *\d+/\d+ (?P<name>\S.*?) +"
    r"(?P<said>OK|FAIL|EXPECTEDFAIL|UNEXPECTEDPASS|SKIP|TIMEOUT|ERROR) +[\d.]+s",
}
_GOOD = ("PASS", "XFAIL", "Passed", "OK", "EXPECTEDFAIL")
_NEITHER = ("SKIP", "***Skipped", "***Not Run")
_TAIL = 12
# Status of a command that was ended because it took too long, as timeout(1) has it.
TOO_LONG = 124


@dataclass(frozen=True)
class Result:
    """What came of one test command with one compiler.

    status: its exit status; negative for a signal.  passed, failed: cases; 0 and 0 where the
    output counts none.  cases: name and result of each that the output names.  output: all
    that it printed where that has to be the same, else "".  tail: its last lines.
    """

    name: str
    status: int
    passed: int
    failed: int
    cases: tuple[tuple[str, str], ...]
    output: str
    tail: tuple[str, ...]

    def same(self, other: Result) -> bool:
        """Whether both mean the same; how the last lines read is not looked at."""
        return (self.status, self.passed, self.failed, self.cases, self.output) == (
            other.status,
            other.passed,
            other.failed,
            other.cases,
            other.output,
        )

    def said(self) -> str:
        """In few words: `12 passed, 1 failed`, or the exit status where nothing is counted."""
        words = []
        if self.passed or self.failed:
            words.append(
                f"{self.passed} passed" + (f", {self.failed} failed" if self.failed else "")
            )
        if self.status == TOO_LONG:
            words.append("took too long")
        elif self.status or not words:
            words.append("ok" if not self.status else f"status {self.status}")
        return ", ".join(words)


def read(test: Check, status: int, output: str, tree: str) -> Result:
    """The result of a test that ended with `status`, from what it printed in `tree`."""
    text = output.replace(tree, "@")
    cases: dict[str, str] = {}
    pattern = _CASES.get(test.style)
    for found in re.finditer(pattern, text, re.MULTILINE) if pattern else ():
        cases[found["name"]] = found["said"].strip()
    passed, failed = count(test.passed, text), count(test.failed, text)
    if not test.passed:
        passed = sum(said in _GOOD for said in cases.values())
        failed = sum(said not in (*_GOOD, *_NEITHER) for said in cases.values())
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    return Result(
        test.name,
        status,
        passed,
        failed,
        tuple(sorted(cases.items())),
        text if test.same_output else "",
        tuple(lines[-_TAIL:]),
    )


def count(pattern: str, text: str) -> int:
    """The sum of the numbers that `pattern` finds; a match without a group counts one."""
    total = 0
    for found in re.finditer(pattern, text, re.MULTILINE) if pattern else ():
        total += int(found[1]) if found.groups() else 1
    return total


def first_difference(one: str, other: str) -> str:
    """The first line in which two outputs differ, for a message; "" where none does."""
    left, right = one.splitlines(), other.splitlines()
    for number in range(max(len(left), len(right))):
        pair = ["(nothing)" if number >= len(x) else x[number] for x in (left, right)]
        if pair[0] != pair[1]:
            return f"line {number + 1}: clang {pair[0][:200]!r}, armcc {pair[1][:200]!r}"
    return ""
