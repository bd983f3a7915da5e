"""How sure the gates were of a rewrite, in words, and which of these a user takes.

"tested": on none of its tests did a difference show.  "proved": there is none on any input.
"proved to n <= 40": none on the inputs up to that; those beyond are tested.

On the compile path.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

TESTED = "tested"
PROVED = "proved"
PROVED_TO = "proved to "

# What ARMCC_REQUIRE may ask for.
PROOF = "proof"

# A bound is `NAME <= NUMBER`, or several of these with ", " between them.
_LONGEST_BOUND = 80
_LONGEST_NUMBER = 20  # digits of 2^64 - 1


def is_bound(words: str) -> bool:
    """Whether `words` say up to where something is proved."""
    return len(words) <= _LONGEST_BOUND and all(map(_is_limit, words.split(", ")))


def _is_limit(words: str) -> bool:
    name, _, number = words.partition(" <= ")
    return (
        words.isascii()
        and name.isidentifier()
        and number.isdecimal()
        and len(number) <= _LONGEST_NUMBER
        and (number == "0" or not number.startswith("0"))
    )


def is_confidence(words: str) -> bool:
    """Whether `words` have one of the three forms."""
    if words.startswith(PROVED_TO):
        return is_bound(words[len(PROVED_TO) :])
    return words in (TESTED, PROVED)


def meets(confidence: str, require: str) -> bool:
    """Whether a rewrite of this confidence may be used.

    require: PROOF where only what is proved for all inputs may, else "".
    """
    return not require or confidence == PROVED


def equivalent(confidence: str) -> str:
    """The confidence within a sentence: "tested equivalent"."""
    if confidence.startswith(PROVED_TO):
        return f"{TESTED} equivalent, {confidence}"
    return f"{confidence} equivalent"


def required(environ: Mapping[bytes, bytes]) -> str:
    """What ARMCC_REQUIRE asks for: PROOF or "".

    A word that means nothing is taken for `proof`: who mistypes it wants fewer rewrites
    and not more.
    """
    return PROOF if environ.get(b"ARMCC_REQUIRE") else ""


def proof_wanted(environ: Mapping[bytes, bytes]) -> bool:
    """Whether the proof gate is to run: unless ARMCC_PROOF is `off`."""
    return environ.get(b"ARMCC_PROOF") != b"off"
