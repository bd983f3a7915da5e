"""Which files a front-end run rested on, and which absent ones could change it.

The contract is remembered by the contents of every file the front end read.  That is
not enough: a header that appears earlier in the search list, or a file that a
`__has_include` asked for, changes the result without changing any file that was
read.  So the paths that were tried and not found are remembered as well.  They are
found by reading the directives of the inputs, conditional ones included: too many
paths cost a `stat` each, too few cost the truth.
"""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# More than this and the front end is run each time: the look-up would cost as much.
MOST_ABSENT = 20_000
# Directives of larger files are not read; such a file is data in a C array.
MOST_BYTES = 8 << 20


class Search:
    """Clang's search lists and configuration, from the output of `-v`."""

    __slots__ = ("angle", "configurations", "ignored", "quote")

    def __init__(
        self, quote: Sequence[str] = (), angle: Sequence[str] = (), ignored: Sequence[str] = ()
    ) -> None:
        self.quote = list(quote)
        self.angle = list(angle)
        self.ignored = list(ignored)
        self.configurations: list[str] = []


def read_verbose(text: str) -> Search:
    """The search lists in the standard error of `clang -v`."""
    search = Search()
    into: list[str] | None = None
    for line in text.splitlines():
        if line.startswith("Configuration file: "):
            search.configurations.append(line.split(": ", 1)[1].strip())
        elif line.startswith(("ignoring nonexistent directory ", "ignoring duplicate directory ")):
            search.ignored.append(line.split('"')[1])
        elif line.startswith('#include "..." search starts here'):
            into = search.quote
        elif line.startswith("#include <...> search starts here"):
            into = search.angle
        elif line.startswith("End of search list"):
            into = None
        elif into is not None and line.startswith(" "):
            into.append(line.strip().removesuffix(" (framework directory)"))
    return search


def read_depfile(text: str) -> list[str]:
    """The prerequisites of the first rule of a depfile as clang writes it for make.

    A space is written `\\ ` and the backslashes before it are doubled, a hash `\\#`, a
    dollar `$$`; a backslash before a newline joins lines; any other backslash is
    itself (clang's DependencyFile.cpp, PrintFilename).
    """
    text = re.sub(r"\\\r?\n", " ", text)
    rule = re.split(r":(?=\s)", text, maxsplit=1)
    if len(rule) < 2:
        return []
    return [_file_name(m[0]) for m in _WORD.finditer(rule[1].split("\n", 1)[0])]


_WORD = re.compile(r"(?:\\(?:\\\\)*[ #]|\\+(?![\\ #])|\\\\|[^\s\\])+")


def _file_name(word: str) -> str:
    word = re.sub(r"(\\+) ", lambda m: "\\" * (len(m[1]) // 2) + " ", word)
    return word.replace("\\#", "#").replace("$$", "$")


_HASH_LINE = re.compile(r"^[ \t]*(?:#|%:)[ \t]*(include_next|include|import|embed)\b([^\n]*)", re.M)
_HAS = re.compile(r"\b__has_(include_next|include|embed)\b(?:[ \t]*\([ \t]*([^)\n]*))?")
_LITERAL = re.compile(r"[ \t]*(?:\"([^\"\n]+)\"|<([^>\n]+)>)")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
_TRIGRAPH_OR_JOIN = re.compile(r"\\[ \t]*\r?\n")


class Asked:
    """One file that a directive asked for. `every`: all candidate paths matter."""

    __slots__ = ("embed", "every", "operand", "quoted")

    def __init__(self, operand: str, quoted: bool, every: bool, embed: bool = False) -> None:
        self.operand = operand
        self.quoted = quoted
        self.every = every
        self.embed = embed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"Asked({self.operand!r}, {self.quoted}, {self.every}, {self.embed})"


def asked_files(text: str) -> tuple[list[Asked], bool]:
    """The literal operands of the directives in `text`, and whether all were literal.

    A computed `#include MACRO` is not an unknown: its file is an input, and the
    search list before it is covered by `absent_paths`.  A computed `__has_include`
    leaves no trace when the file is missing: that is the False.
    """
    text = _TRIGRAPH_OR_JOIN.sub(" ", text)
    found: list[Asked] = []
    literal = True
    for match in _HASH_LINE.finditer(text):
        operand = _LITERAL.match(match[2])
        if operand:
            name = operand[1] or operand[2]
            every = match[1] == "include_next"
            found.append(Asked(name, operand[1] is not None, every, match[1] == "embed"))
        elif match[1] == "embed":
            literal = False
    if "__has_" in text:
        for match in _HAS.finditer(_COMMENT.sub(" ", text)):
            if match[2] is None:
                # `defined(__has_include)`, `#ifdef __has_include`, or an alias of it.
                line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
                literal &= bool(re.search(r"(defined[ \t(]*|ifn?def[ \t]+)$", line))
                continue
            operand = _LITERAL.match(match[2])
            if operand:
                name = operand[1] or operand[2]
                embed = match[1] == "embed"
                every = match[1] == "include_next"
                found.append(Asked(name, operand[1] is not None, every, embed))
            else:
                literal = False
    return found, literal


def absent_paths(
    inputs: list[str], search: Search, directory: str, forced: list[str], embed: list[str]
) -> tuple[list[str], bool]:
    """Paths that do not exist and whose appearance could change the front end's result.

    inputs: absolute paths.  forced: operands of `-include` and `-imacros`.
    embed: folders of `--embed-dir`.  The second result is False where they cannot be
    known or are too many: then nothing may be remembered.
    """
    absent: set[str] = set()
    known: dict[str, bool] = {}
    complete = True

    def exists(path: str) -> bool:
        if path not in known:
            known[path] = os.path.exists(path)
            if not known[path]:
                absent.add(path)
        return known[path]

    def try_in(folders: list[str], operand: str, every: bool) -> None:
        for folder in folders:
            if exists(os.path.join(directory, folder, operand)) and not every:
                return

    angle = search.angle
    quote = search.quote + angle
    for folder in search.ignored:
        exists(os.path.join(directory, folder))
    # A computed include: the file is an input, the folders before its own were tried.
    for path in inputs:
        for i, folder in enumerate(quote):
            prefix = os.path.join(directory, folder).rstrip("/") + "/"
            if path.startswith(prefix):
                try_in(quote[:i], path[len(prefix) :], every=True)
    for operand in forced:
        for suffix in (".pch", ".gch"):
            exists(os.path.join(directory, operand + suffix))
        try_in([directory, *quote], operand, every=False)
    for path in inputs:
        try:
            if os.path.getsize(path) > MOST_BYTES:
                continue
            with open(path, encoding="utf-8", errors="replace") as file:
                text = file.read()
        except OSError:
            return [], False
        asked, literal = asked_files(text)
        complete &= literal
        here = os.path.dirname(path)
        for a in asked:
            folders = [here, *embed] if a.embed else [here, *quote] if a.quoted else angle
            try_in(folders, a.operand, a.every)
        if len(absent) > MOST_ABSENT:
            return [], False
    return sorted(absent), complete
