"""The families of relocation types: how code reaches a symbol.

A linker treats types of one family alike; between families it does not: a symbol that is
reached through the global offset table may be bound elsewhere.  Numbers are those of
aaelf64 section 5.7.  On the compile path.
"""

from __future__ import annotations

from armcc.function.elf import (
    R_AARCH64_ADD_ABS_LO12_NC,
    R_AARCH64_ADR_PREL_PG_HI21,
    R_AARCH64_CALL26,
    R_AARCH64_JUMP26,
    R_AARCH64_LDST8_ABS_LO12_NC,
    R_AARCH64_LDST16_ABS_LO12_NC,
    R_AARCH64_LDST32_ABS_LO12_NC,
    R_AARCH64_LDST64_ABS_LO12_NC,
    R_AARCH64_LDST128_ABS_LO12_NC,
)

# Bytes that the place must be a multiple of: linkers refuse others (aaelf64 5.7.6).
WIDTHS = {
    R_AARCH64_LDST8_ABS_LO12_NC: 1,
    R_AARCH64_LDST16_ABS_LO12_NC: 2,
    R_AARCH64_LDST32_ABS_LO12_NC: 4,
    R_AARCH64_LDST64_ABS_LO12_NC: 8,
    R_AARCH64_LDST128_ABS_LO12_NC: 16,
}
PAGE = frozenset([R_AARCH64_ADR_PREL_PG_HI21, R_AARCH64_ADD_ABS_LO12_NC, *WIDTHS])
# Loads of an address from the global offset table (aaelf64 5.7.10).
FROM_TABLE = frozenset([309, 310, 312, 313])
CALL = frozenset([R_AARCH64_CALL26, R_AARCH64_JUMP26])


def manner(kind: int) -> str:
    """The family of a relocation type: what the linker needs to know of its target."""
    if kind in CALL:
        return "call"
    if kind in PAGE:
        return "page"
    if 307 <= kind <= 313:
        return "got"
    if 512 <= kind < 574:
        return _tls_model(kind)
    return f"type {kind}"


def _tls_model(kind: int) -> str:
    if kind <= 516:
        return "tls-gd"
    if kind <= 538 or kind >= 572:
        return "tls-ld"
    if kind <= 543:
        return "tls-ie"
    return "tls-desc" if 560 <= kind <= 569 else "tls-le"
