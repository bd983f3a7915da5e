"""Where a function is defined, by reading its source text.

Debug information gives a line and costs a slower compile; clang's remarks point at
the name itself.  This finds the name followed by a parameter list and a body.  A
definition that a macro makes is not found, and the caller then goes without.
"""

from __future__ import annotations

import os
import re

_MANGLED = re.compile(r"_ZN?(?:[KVrRO]*)(?:(?P<digits>\d+))")
_TOKEN = re.compile(
    r"//(?:[^\n\\]|\\.)*|/\*.*?\*/|R\"([^()\\\s]{0,16})\(.*?\)\1\"|"
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)+'|^[ \t]*#(?:[^\n\\]|\\\r?\n|\\.)*",
    re.S | re.M,
)
_BETWEEN = re.compile(
    r"\s*(?:(?:const|volatile|noexcept|override|final|&&?|mutable|try)\b\s*|&&?\s*|"
    r"(?:__attribute__|__asm__|asm|noexcept|throw|requires|__\w+|[A-Z]\w*)\s*(?=\()|"
    r"[A-Z_]\w*\s*|\[\[[^\]]*\]\]\s*|->\s*[\w:<>*&\s]+|:\s*(?=[\w:<>]+\s*[({]))"
)
_MOST_BYTES = 8 << 20


def source_name(symbol: str) -> str:
    """The identifier in the source for a symbol: the last part of an Itanium C++ name."""
    if not symbol.startswith("_Z"):
        return symbol.split(".", 1)[0]
    at, last = 2, symbol
    while at < len(symbol) and symbol[at] in "NKVrRO":
        at += 1
    if symbol.startswith("L", at):
        at += 1  # internal linkage: _ZL3foo
    while match := re.match(r"(?:S[tabsiod_]|S[0-9A-Z]*_)*(\d+)", symbol[at:]):
        length = int(match[1])
        start = at + match.end()
        if not length or start + length > len(symbol):
            break
        last = symbol[start : start + length]
        at = start + length
        if symbol.startswith("I", at):
            break  # template arguments: the name before them is the function's or its class's
    return last


def blank(text: str) -> str:
    """`text` with comments, literals and directives as spaces, newlines kept in place."""
    return _TOKEN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def find_definition(
    symbol: str, files: list[str], directory: str, line: int = 0
) -> tuple[str, int, int] | None:
    """(file as given, line, column) of the definition of `symbol`, or None.

    With `line` the name is looked for on that line alone, and the first file only.
    """
    name = source_name(symbol)
    word = re.compile(rf"(?<![\w$.]){re.escape(name)}(?![\w$])")
    for path in files:
        full = os.path.join(directory, path)
        try:
            if os.path.getsize(full) > _MOST_BYTES:
                continue
            with open(full, encoding="utf-8", errors="surrogateescape") as file:
                text = file.read()
        except OSError:
            continue
        if name not in text:
            continue
        if line:
            lines = text.split("\n")
            found = word.search(lines[line - 1]) if line <= len(lines) else None
            return (path, line, _column(lines[line - 1], found.start())) if found else None
        code = blank(text)
        for match in word.finditer(code):
            if _is_definition(code, match.end()):
                start = code.rfind("\n", 0, match.start()) + 1
                number = code.count("\n", 0, match.start()) + 1
                return path, number, _column(text[start : match.start() + 1], match.start() - start)
    return None


def _column(line: str, index: int) -> int:
    """Clang counts columns in bytes."""
    return len(line[:index].encode("utf-8", "surrogateescape")) + 1


def _is_definition(code: str, at: int) -> bool:
    """Whether a parameter list and, after specifiers, a body begin at `at`."""
    match = re.compile(r"\s*\(").match(code, at)
    if match is None:
        return False
    at = _closing(code, match.end() - 1)
    while 0 < at < len(code):
        rest = re.compile(r"\s*\{").match(code, at)
        if rest:
            return True
        step = _BETWEEN.match(code, at)
        if step is None or step.end() == at:
            break
        at = step.end()
        if code.startswith("(", at):
            at = _closing(code, at)
    return _old_style(code, at)


def _old_style(code: str, at: int) -> bool:
    """Whether K&R declarations and then a body follow: `int f(a) int a; {`."""
    if at <= 0:
        return False
    return re.compile(r"(?:\s*[A-Za-z_][\w\s*,\[\]]*;)+\s*\{").match(code, at) is not None


def _closing(code: str, at: int) -> int:
    """Just behind the bracket that closes the one at `at`; -1 where none does."""
    depth = 0
    for match in re.compile(r"[()]").finditer(code, at):
        depth += 1 if match[0] == "(" else -1
        if depth == 0:
            return match.end()
    return -1
