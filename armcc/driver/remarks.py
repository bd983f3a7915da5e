"""Telling the user, in clang's own ways, what was rewritten and what was not.

`-Rpass=REGEX` and `-Rpass-missed=REGEX` that match "armcc" print remarks on standard
error; `-fsave-optimization-record` adds YAML documents to the file that clang wrote.
Loaded only where one of these words was given.
"""

from __future__ import annotations

import posix

from armcc.confidence import equivalent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armcc.cache.record import Rewrite
    from armcc.driver.rewriting import Outcome

PASS_NAME = "armcc"  # noqa: S105


class Wishes:
    """What the words of a call ask for.

    passed, missed: whether remarks of that kind are to be printed.
    record: the file that takes the YAML documents, "" for none.
    """

    __slots__ = ("missed", "passed", "record")

    def __init__(self, arguments: list[str], source: str, path: str) -> None:
        passed = missed = only = ""
        wanted = False
        file = ""
        for word in arguments:
            name, _, value = word.partition("=")
            if name in ("-Rpass", "-Rno-pass"):
                passed = _regex(word, value)
            elif name in ("-Rpass-missed", "-Rno-pass-missed"):
                missed = _regex(word, value)
            elif name == "-fsave-optimization-record":
                wanted = value in ("", "yaml")  # `bitstream` is for LLVM's own tools
            elif word == "-fno-save-optimization-record":
                wanted, file = False, ""
            elif name == "-foptimization-record-file":
                wanted, file = True, value
            elif name == "-foptimization-record-passes":
                only = value
        self.passed = _matches(passed)
        self.missed = _matches(missed)
        self.record = ""
        if wanted and (not only or _matches(only)):
            self.record = file or default_record(arguments, source, path)


def _regex(word: str, value: str) -> str:
    if word.startswith("-Rno-"):
        return ""
    return value if "=" in word else ".*"  # a bare -Rpass means every pass


def _matches(regex: str) -> bool:
    """Whether clang would show the remarks of a pass called "armcc" under `regex`."""
    if not regex:
        return False
    import re

    try:
        return re.search(regex, PASS_NAME) is not None
    except re.error:
        return False  # POSIX and Python differ in corners; silence is the safe side


def default_record(arguments: list[str], source: str, path: str) -> str:
    """Where clang writes the optimisation record when it is not told.

    With -o the object's name, else the source's, its suffix replaced by `.opt.yaml`
    (clang's Clang.cpp, renderRemarksOptions).
    """
    named = any(a.startswith(("-o", "--output")) for a in arguments)
    base = path if named else source.rpartition("/")[2]
    folder, slash, name = base.rpartition("/")
    stem, dot, _ = name.rpartition(".")
    return f"{folder}{slash}{stem if dot else name}.opt.yaml"


def explain_result(record: Rewrite) -> str:
    """The message of a rewrite: how it was found, how it was checked, how much faster."""
    speedup = speedup_of(record.evidence)
    faster = f"code that is {speedup:.2f} times as fast" if speedup else "faster code"
    found = record.origin or record.pass_name
    by = f" ({found})" if found else ""
    return f"replaced by {faster}{by}; {equivalent(record.confidence)}"


def speedup_of(evidence: bytes) -> float:
    """The overall speed-up in a record's evidence, baseline time over new time; or 0."""
    import json

    try:
        value = json.loads(evidence or b"{}")
    except ValueError:
        return 0.0
    speedup = value.get("speedup") if isinstance(value, dict) else None
    return float(speedup) if isinstance(speedup, int | float) and speedup > 0 else 0.0


def explain_missed(outcome: Outcome) -> str:
    """The message for a hot function that clang's code was left in."""
    detail = f": {outcome.detail}" if outcome.detail else ""
    return f"left as clang made it: {outcome.reason}{detail}"


def emit(
    arguments: list[str], source: str, path: str, outcomes: list[Outcome], trouble: str = ""
) -> None:
    """Prints and records what was asked for.  Raises OSError.

    trouble: why the object as a whole was left, where no function can be named.
    """
    wishes = Wishes(arguments, source, path)
    lines: list[str] = []
    documents: list[str] = []
    for o in outcomes:
        message = explain_result(o.record) if o.record is not None else explain_missed(o)
        message = f"{o.function.name}: {message}"
        if wishes.passed if o.record is not None else wishes.missed:
            option = "-Rpass" if o.record is not None else "-Rpass-missed"
            place = f"{o.file}:{o.line}:{o.column}" if o.line else source
            lines.append(f"{place}: remark: {message} [{option}={PASS_NAME}]\n")
        documents.append(_document(o, message))
    if trouble and not outcomes and wishes.missed:
        message = f"left as clang made it: {trouble}"
        lines.append(f"{source}: remark: {message} [-Rpass-missed={PASS_NAME}]\n")
    if lines:
        _write(2, "".join(lines))
    # A pipe has no end to append to: whoever reads it has seen clang close it.
    if wishes.record and documents and posix.stat(wishes.record).st_mode & 0o170000 == 0o100000:
        fd = posix.open(wishes.record, posix.O_WRONLY | posix.O_APPEND | posix.O_CLOEXEC)
        try:
            _write(fd, "".join(documents))
        finally:
            posix.close(fd)


def _write(fd: int, text: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    while data:
        data = data[posix.write(fd, data) :]


def _document(o: Outcome, message: str) -> str:
    """One remark as LLVM's YAML serialiser writes it (LLVM manual, "Remarks")."""
    place = ""
    if o.line:
        file = _quote(o.file)
        place = f"DebugLoc:        {{ File: {file}, Line: {o.line}, Column: {o.column} }}\n"
    return (
        f"--- !{'Passed' if o.record is not None else 'Missed'}\n"
        f"Pass:            {PASS_NAME}\n"
        f"Name:            {'Rewritten' if o.record is not None else _camel(o.reason)}\n"
        f"{place}"
        f"Function:        {_quote(o.function.name)}\n"
        "Args:\n"
        f"  - String:          {_quote(message)}\n"
        "...\n"
    )


def _camel(reason: str) -> str:
    return "".join(part.capitalize() for part in reason.split("-")) or "Unknown"


def _quote(text: str) -> str:
    """A YAML scalar: single quotes where they suffice, else double with escapes."""
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    out = []
    for c in text:
        code = ord(c)
        if 0xDC80 <= code <= 0xDCFF:
            out.append("\\uFFFD")  # a byte that was no UTF-8
        elif c in '"\\':
            out.append("\\" + c)
        elif c.isprintable():
            out.append(c)
        else:
            out.append(f"\\U{code:08X}")
    return '"' + "".join(out) + '"'
