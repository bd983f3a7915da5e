"""Response files, read to classify a call; clang itself gets the original `@file`.

The rules are those of LLVM's CommandLine.cpp (ExpandResponseFiles with the GNU
tokenizer): a file that cannot be opened leaves its `@name` as a word, files nest,
names are relative to the working directory, a byte order mark is skipped.
On the compile path.
"""

from __future__ import annotations

import posix

from armcc.errors import Error

# Deeper or longer than this is a file that includes itself, or no response file.
_DEEPEST = 20
_MOST_WORDS = 200_000
_MOST_BYTES = 16 << 20


def expand(arguments: list[str]) -> list[str]:
    """`arguments` with each `@file` replaced by the words in the file.

    Raises Error("response-file") where clang might read the file in another way.
    """
    if not any(a.startswith("@") for a in arguments):
        return arguments
    expanded: list[str] = []
    _expand(arguments, expanded, 0)
    return expanded


def _expand(arguments: list[str], into: list[str], depth: int) -> None:
    if depth > _DEEPEST or len(into) + len(arguments) > _MOST_WORDS:
        raise Error("response-file", "response files nest too deep or are too long")
    for word in arguments:
        if word.startswith("--rsp-quoting"):
            raise Error("response-file", "--rsp-quoting asks for other rules")
        text = _read(word[1:]) if word.startswith("@") else None
        if text is None:
            into.append(word)
        else:
            _expand(tokenize(text), into, depth + 1)


def _read(name: str) -> str | None:
    """The text of a response file; None where it cannot be opened."""
    try:
        status = posix.stat(name)
        if status.st_mode & 0o170000 != 0o100000:
            # Opening a pipe would already take part in what is clang's alone.
            raise Error("response-file", f"{name} is not a regular file")
        if status.st_size > _MOST_BYTES:
            raise Error("response-file", f"{name} is too large")
        size = status.st_size
        fd = posix.open(name, posix.O_RDONLY | posix.O_CLOEXEC | posix.O_NONBLOCK)
    except (OSError, ValueError):
        return None
    try:
        data = b""
        while len(data) < size:
            part = posix.read(fd, size - len(data))
            if not part:
                break
            data += part
    except OSError:
        return None
    finally:
        posix.close(fd)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    return data.decode("utf-8", "surrogateescape")


def tokenize(text: str) -> list[str]:
    """The words of `text` as LLVM's TokenizeGNUCommandLine cuts them.

    A backslash takes the next character as it is, also inside either quote.
    """
    words: list[str] = []
    word: list[str] = []
    started = False
    i = 0
    while i < len(text):
        c = text[i]
        if c in " \t\r\n":
            if started:
                words.append("".join(word))
                word, started = [], False
        elif c == "\\" and i + 1 < len(text):
            i += 1
            word.append(text[i])
            started = True
        elif c in "\"'":
            started = True
            i += 1
            while i < len(text) and text[i] != c:
                if text[i] == "\\" and i + 1 < len(text):
                    i += 1
                word.append(text[i])
                i += 1
        else:
            word.append(c)
            started = True
        i += 1
    if started:
        words.append("".join(word))
    return words
