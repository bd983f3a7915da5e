"""The two error roots of armcc, and who may catch them.

`Error`: something armcc wanted could not be had.  On the compile path clang's
own object stands and the error's `reason` is counted; nothing is printed.
`Fatal`: the user asked `armccctl` for something that cannot be done.  Only
`armcc.control` catches it, prints one line and exits.
"""

from __future__ import annotations


class Error(Exception):
    """Clang's object stands.  `reason` is a short stable word, counted in statistics.

    The message says what happened and, where the user can mend it, what to do.
    """

    def __init__(self, reason: str, message: str = "") -> None:
        super().__init__(message or reason)
        self.reason = reason
        self.message = message or reason

    def __reduce__(self) -> tuple[type[Error], tuple[str, str]]:
        """Pickles whole, so that a gate process can report it."""
        return (Error, (self.reason, self.message))


class Fatal(Exception):  # noqa: N818  the word that the code says everywhere
    """A command of `armccctl` cannot go on; the message says why and what to do."""
