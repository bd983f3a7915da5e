"""What clang's configuration files add to every call, unseen in its words.

A distribution may build its compiler so that it reads `clang.cfg` by default, and so give all
code hardening or other contracts (clang's manual, "Configuration files").  The option table never
sees these words, so the front end's run does: where one of them may promise what neither the code
nor the IR shows, nothing is rewritten.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable

# Words that say where things are found, what is warned of, or what the IR shows.
_HARMLESS = (
    "--config",
    "--gcc-install-dir=",
    "--gcc-toolchain=",
    "--gcc-triple=",
    "--rtlib=",
    "--stdlib=",
    "--sysroot=",
    "--target=",
    "--unwindlib=",
    "-B",
    "-D",
    "-I",
    "-L",
    "-U",
    "-Wl,",
    "-cxx-isystem",
    "-fPIC",
    "-fPIE",
    "-fasynchronous-unwind-tables",
    "-fexceptions",
    "-fno-asynchronous-unwind-tables",
    "-fno-exceptions",
    "-fno-omit-frame-pointer",
    "-fno-plt",
    "-fno-stack-protector",
    "-fpic",
    "-fpie",
    "-frtti",
    "-fno-rtti",
    "-fstack-clash-protection",
    "-fstack-protector",
    "-fuse-ld=",
    "-idirafter",
    "-iquote",
    "-isysroot",
    "-isystem",
    "-l",
    "-march=",
    "-mbranch-protection=",
    "-mcpu=",
    "-mno-omit-leaf-frame-pointer",
    "-mtune=",
    "-pie",
    "-resource-dir",
    "-rtlib=",
    "-std=",
    "-stdlib=",
    "-unwindlib=",
)
_WARNING = re.compile(r"-W(?![alp],)[\w=+-]*$|-w$|-pedantic(?:-errors)?$")
_LEVEL = re.compile(r"-O[0-3sgz]?$|-g[0-3]?$")
# The next word is their value.
_SEPARATE = frozenset(
    "-target --sysroot -B -D -I -L -U -cxx-isystem -idirafter -iquote -isysroot -isystem "
    "-resource-dir --gcc-toolchain".split()
)
_MOST_NESTED = 16


def unsafe_word(paths: Iterable[str]) -> str:
    """The first word of the files that may forbid rewriting, behind its file; "" if none does."""
    for path in paths:
        try:
            words = read_words(path)
        except (OSError, ValueError) as e:
            return f"{path}: {e}"
        skip = False
        for word in words:
            if skip:
                skip = False
            elif word in _SEPARATE:
                skip = True
            elif not (word.startswith(_HARMLESS) or _WARNING.match(word) or _LEVEL.match(word)):
                return f"{path}: {word}"
    return ""


def read_words(path: str, depth: int = 0) -> list[str]:
    """The words of a configuration file and of those that it includes.

    A line that begins with `#` is a comment, a backslash at its end joins the next one, quotes
    are the shell's, `@FILE` includes a file beside it, `<CFGDIR>` is its folder, and `$` before a
    word says that it is the linker's.  Raises OSError, ValueError.
    """
    if depth > _MOST_NESTED:
        raise ValueError("files that include one another")
    with open(path, encoding="utf-8", errors="surrogateescape") as f:
        text = re.sub(r"\\\r?\n", "", f.read())
    folder = os.path.dirname(os.path.abspath(path))
    out: list[str] = []
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            continue
        for word in shlex.split(line.replace("<CFGDIR>", folder)):
            if word.startswith("@"):
                out += read_words(os.path.join(folder, word[1:]), depth + 1)
            elif not word.startswith("$"):
                out.append(word)
    return out
