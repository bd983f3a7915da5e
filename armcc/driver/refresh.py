"""After an edit that leaves the code as it was: the contracts, for one run of the front end.

The memo of a compile no longer holds once a source or a header changed.  Where clang's
optimised IR is what it was, and so are the object, the words and the configuration files,
the worker would find what it found before; so its answers stand (`armcc.cache.memo`).
Most of the time the front end runs, and what this needs is imported meanwhile.
"""

from __future__ import annotations

from armcc.cache import memo
from armcc.driver.spawn import Telling
from armcc.errors import Error
from armcc.function.words import front_end_words, telling_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from armcc.driver.spawn import Signals


def refresh(
    signals: Signals,
    clang: Iterable[str],
    arguments: list[str],
    source: str,
    directory: str,
    data: bytes,
    root: str,
    memo_key: str,
    seconds: float,
) -> dict[str, memo.Facts] | None:
    """The facts of a compile by function name; None where they have to be found anew.

    Where a function is defined they do not say: line memo.UNPLACED.
    clang, arguments: as the user called it, with `source` as the only input.
    data: the object.  root, memo_key: of the memo.  seconds: that it may take.
    Raises Interrupted on an ending signal.
    """
    from time import time_ns

    started = time_ns()
    try:
        words = front_end_words(clang, arguments, source, "-")
        run = Telling(signals, [*words, *telling_words(Telling.OTHER)])
    except (Error, OSError):
        return None
    try:
        from armcc.function.rerun import Rested
    finally:
        told = run.result(seconds)
    if told is None:
        return None
    bitcode, verbose, depfile = told
    texts = [text.decode("utf-8", "surrogateescape") for text in (depfile, verbose)]
    rested = Rested(arguments, source, directory, *texts)
    if not rested.memoizable:
        return None
    known = memo.look_up_module(
        root, memo.module_key(memo_key, bitcode, data, rested.configurations)
    )
    if known is None:
        return None
    facts = [memo.Facts(f.name, f.identity, f.contract, "", memo.UNPLACED, 0) for f in known]
    memo.remember(root, memo_key, rested.inputs, rested.absent, facts, since_ns=started)
    return {f.name: f for f in facts}
