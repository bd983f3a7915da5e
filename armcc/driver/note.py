"""The note that a spliced object carries: section `.note.armcc`, one note a rewrite.

Each is an ELF note (gABI, "Note Section") with the owner "armcc" and type 0x100, whose
description is five strings that end in zero bytes: armcc's version, the function, the
rewrite's key, the way of the splice, and its confidence ("tested", "proved", "proved to
n <= 40").  Linkers join the sections of many objects, and the result reads the same.

On the compile path.
"""

from __future__ import annotations

import struct

from armcc.confidence import is_confidence
from armcc.errors import Error

SECTION = ".note.armcc"
OWNER = b"armcc\0\0\0"  # six bytes and the padding to four
TYPE_REWRITE = 0x100
_HEADER = struct.Struct("<III")


class Entry:
    """One rewrite as the note names it."""

    __slots__ = ("confidence", "function", "key", "version", "way")

    def __init__(self, version: str, function: str, key: str, way: str, confidence: str) -> None:
        self.version = version
        self.function = function
        self.key = key
        self.way = way
        self.confidence = confidence

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Entry):
            return NotImplemented
        return self.strings() == other.strings()

    def __hash__(self) -> int:
        return hash(self.strings())

    def strings(self) -> tuple[str, str, str, str, str]:
        """The five strings in the order of the note."""
        return (self.version, self.function, self.key, self.way, self.confidence)


def encode(entries: list[Entry]) -> bytes:
    """The content of the section."""
    out = bytearray()
    for entry in entries:
        text = b"".join(s.encode("utf-8", "surrogateescape") + b"\0" for s in entry.strings())
        out += _HEADER.pack(6, len(text), TYPE_REWRITE) + OWNER + text + bytes(-len(text) % 4)
    return bytes(out)


def decode(data: bytes) -> list[Entry]:
    """The rewrites that the section names.  Raises Error("note") for anything else."""
    found: list[Entry] = []
    at = 0
    while at < len(data):
        if at + _HEADER.size > len(data):
            raise Error("note", f"{SECTION} ends within a note")
        owner, size, kind = _HEADER.unpack_from(data, at)
        at += _HEADER.size
        end = at + len(OWNER) + size
        if owner != 6 or kind != TYPE_REWRITE or data[at : at + len(OWNER)] != OWNER:
            raise Error("note", f"{SECTION} has a foreign note")
        text = data[at + len(OWNER) : end]
        if end + (-size % 4) > len(data) or text.count(b"\0") != 5 or not text.endswith(b"\0"):
            raise Error("note", f"{SECTION} has a damaged note")
        version, function, key, way, confidence = (
            s.decode("utf-8", "surrogateescape") for s in text[:-1].split(b"\0")
        )
        if not is_confidence(confidence):
            raise Error("note", f"{SECTION} has a rewrite that is neither tested nor proved")
        found.append(Entry(version, function, key, way, confidence))
        at = end + (-size % 4)
    return found
