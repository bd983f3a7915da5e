"""ARMCC_REPORT: what became of each hot function of a build, one line of JSON each.

For tools that follow a build (`armccctl demo` is one).  Loaded only where the variable
is set.  Lines are written in one `write` each, so that parallel compiles do not mix.
"""

from __future__ import annotations

import json
import posix

from armcc.driver.modes import APPEND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armcc.driver.rewriting import Outcome

FORMAT = 1


def append(report: str, source: str, path: str, outcomes: list[Outcome]) -> None:
    """Add the outcomes of one object; a report that cannot be written is none."""
    try:
        fd = posix.open(report, APPEND, 0o666)
    except (OSError, ValueError):
        return
    try:
        for o in outcomes:
            line = {
                "format": FORMAT,
                "source": source,
                "object": path,
                "function": o.function.name,
                "rewritten": bool(o.way),
                "way": o.way,
                "confidence": o.record.confidence if o.way and o.record is not None else "",
                "key": o.key,
                "reason": o.reason,
                "detail": o.detail,
                "searched": o.searched,
                "file": o.file,
                "line": o.line,
                "column": o.column,
            }
            posix.write(fd, (json.dumps(line) + "\n").encode())
    except OSError:
        return
    finally:
        posix.close(fd)
