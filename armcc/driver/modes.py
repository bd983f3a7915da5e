"""What the environment asks of armcc.  On the compile path.

ARMCC_MODE         optimize (default), cached, record or off
ARMCC_HOT          names of functions, with commas between: `name` makes a function
                   hot that clang did not mark, `-name` leaves a marked one alone;
                   a `*` at the end of a name stands for any rest; `all` is `*`
ARMCC_SKIP         names of functions that are left as clang made them
ARMCC_BISECT_LIMIT which rewrites of a build are made, by number
ARMCC_CPU          the CPU to be fast on, where -mcpu= does not say
ARMCC_REQUIRE      `proof`: use only what is proved for all inputs
ARMCC_MAX_SECONDS  wall clock for the work on one object, 300 by default
ARMCC_REPORT       a file that takes one line of JSON for each hot function
ARMCC_LOG          a file that takes one line for each thing left undone
"""

from __future__ import annotations

import posix

OPTIMIZE = "optimize"
CACHED = "cached"
RECORD = "record"
OFF = "off"

_MODES = (OPTIMIZE, CACHED, RECORD, OFF)
_DEFAULT_SECONDS = 300.0

# Opens what the user named for messages; a pipe that nobody reads is not waited for.
APPEND = posix.O_WRONLY | posix.O_APPEND | posix.O_CREAT | posix.O_CLOEXEC | posix.O_NONBLOCK


def text(environ: dict[bytes, bytes], name: str) -> str:
    """A variable as text, "" where it is unset."""
    return environ.get(name.encode(), b"").decode("utf-8", "surrogateescape")


def read_mode(environ: dict[bytes, bytes]) -> str:
    """The mode to work in.

    A word that is no mode means `off`: who mistypes it, or writes `0` or `no`, wants
    less of armcc and not more.  With SOURCE_DATE_EPOCH set, the caller asks for builds
    that can be repeated bit for bit, and so new work is left out.
    """
    mode = text(environ, "ARMCC_MODE") or OPTIMIZE
    if mode not in _MODES:
        log(f"ARMCC_MODE={mode}", "no such mode", f"one of {', '.join(_MODES)}")
        return OFF
    if mode == OPTIMIZE and text(environ, "SOURCE_DATE_EPOCH"):
        return CACHED
    return mode


def read_require(environ: dict[bytes, bytes]) -> str:
    """What ARMCC_REQUIRE asks for (`armcc.confidence.required`); logs a word that means nothing."""
    from armcc.confidence import required

    wanted = required(environ)
    word = text(environ, "ARMCC_REQUIRE")
    if word not in ("", wanted):
        log(f"ARMCC_REQUIRE={word}", "no such requirement", f"taken for {wanted}")
    return wanted


def max_seconds(environ: dict[bytes, bytes]) -> float:
    """Seconds of wall clock that the work on one object may take; at least one."""
    try:
        seconds = float(text(environ, "ARMCC_MAX_SECONDS"))
    except ValueError:
        return _DEFAULT_SECONDS
    if not 0.0 < seconds < 1e6:
        return _DEFAULT_SECONDS  # also "nan"
    return max(seconds, 1.0)


class HotNames:
    """ARMCC_HOT: which functions are hot beyond, or in spite of, clang's mark."""

    __slots__ = ("_left_out", "_taken_in")

    def __init__(self, value: str) -> None:
        self._taken_in: list[str] = []
        self._left_out: list[str] = []
        for word in value.replace(",", " ").split():
            if word.startswith("-"):
                self._left_out.append(word[1:])
            else:
                self._taken_in.append("*" if word == "all" else word.removeprefix("+"))

    @property
    def widens(self) -> bool:
        """Whether a function without clang's mark may be hot."""
        return bool(self._taken_in)

    def takes_in(self, name: str) -> bool:
        """Whether the function is hot although clang did not mark it."""
        return _fits(name, self._taken_in) and not _fits(name, self._left_out)

    def leaves_out(self, name: str) -> bool:
        """Whether the function is left alone although clang marked it."""
        return _fits(name, self._left_out)


class Names:
    """Names of functions with commas or spaces between, each with a `*` at its end or without."""

    __slots__ = ("_patterns",)

    def __init__(self, value: str) -> None:
        self._patterns = value.replace(",", " ").split()

    def names(self, function: str) -> bool:
        """Whether `function` is one of them."""
        return _fits(function, self._patterns)


def _fits(name: str, patterns: list[str]) -> bool:
    for pattern in patterns:
        if pattern.endswith("*"):
            if name.startswith(pattern[:-1]):
                return True
        elif name == pattern:
            return True
    return False


def log(*words: str) -> None:
    """Adds one line of `words` to the file that ARMCC_LOG names.

    Does nothing where there is no such file or it cannot be written.
    """
    path = text(posix.environ, "ARMCC_LOG")
    if not path:
        return
    line = " ".join(": ".join([word for word in words if word]).split()) + "\n"
    try:
        fd = posix.open(path, APPEND, 0o666)
        try:
            posix.write(fd, line.encode("utf-8", "surrogateescape"))
        finally:
            posix.close(fd)
    except (OSError, ValueError):
        return
