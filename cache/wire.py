"""The form that everything the cache writes has: a sealed header, then tagged fields.

On the compile path: imports `_blake2` and `struct` alone (hashlib costs 8 ms, json 6).

A sealed file is, little endian:

    8 bytes   magic
    u16       format version, raised when the meaning of any byte changes
    u16       kind: what the body is
    u32       length of the body in bytes
    32 bytes  blake2b-256 over the 16 bytes above and the body
    the body, and nothing after it

A body is a row of fields, each u8 tag, u32 length, contents; the tags come in one
fixed order, each as often as its reader asks for.  So one record has one encoding, a
reader never skips what it does not know, and every length is checked against what is
left before it is used.  The checksum finds accidents; against an author of hostile
entries stand the checks of each field and the rule who may write the folder
(see `armcc.cache.files`).
"""

from __future__ import annotations

import struct
from _blake2 import blake2b

from armcc.errors import Error

FORMAT = 1
KIND_REWRITE = 1
KIND_REJECTION = 2
KIND_MEMO = 3

# The most bytes of a sealed file that are ever read or written.
SIZE_CAP = 4 << 20

# The byte above 127 and the line ends show a transfer that took the file for text.
_MAGIC = b"\x89armcc\r\n"
_HEAD = struct.Struct("<8sHHI")
_FIELD = struct.Struct("<BI")
_DIGEST_SIZE = 32
_PERSON = b"armcc-cache"

HEADER_SIZE = _HEAD.size + _DIGEST_SIZE


def damaged(message: str) -> Error:
    """The error for bytes that no writer of this format version makes."""
    return Error("cache-damaged", message)


def seal(kind: int, body: bytes) -> bytes:
    """The file for `body`.  Raises Error("cache-oversized") beyond SIZE_CAP."""
    if HEADER_SIZE + len(body) > SIZE_CAP:
        raise Error("cache-oversized", f"{len(body)} bytes are more than an entry may have")
    head = _HEAD.pack(_MAGIC, FORMAT, kind, len(body))
    return head + _checksum(head, body) + body


def unseal(data: bytes) -> tuple[int, bytes]:
    """(kind, body) of a sealed file.

    Raises Error with the reason "cache-oversized", "cache-damaged", or
    "cache-version" for a file that another version of armcc wrote.
    """
    if len(data) > SIZE_CAP:
        raise Error("cache-oversized", f"{len(data)} bytes are more than an entry may have")
    if len(data) < HEADER_SIZE or not data.startswith(_MAGIC):
        raise damaged("not an entry of this cache")
    head = data[: _HEAD.size]
    _, version, kind, length = _HEAD.unpack(head)
    if version != FORMAT:
        raise Error("cache-version", f"entry of format {version}, this armcc reads {FORMAT}")
    body = data[HEADER_SIZE:]
    if len(body) != length:
        raise damaged(f"{len(body)} bytes where the header promises {length}")
    if _checksum(head, body) != data[_HEAD.size : HEADER_SIZE]:
        raise damaged("checksum does not match")
    return kind, body


def _checksum(head: bytes, body: bytes) -> bytes:
    digest = blake2b(head, digest_size=_DIGEST_SIZE, person=_PERSON)
    digest.update(body)
    return digest.digest()


def to_bytes(text: str) -> bytes:
    """`text` as it is stored: UTF-8, a byte of a name that is no UTF-8 as itself.

    Raises Error("cache-damaged") for text that would not come back as it went in.
    """
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as e:
        raise damaged("text with a lone surrogate") from e
    if data.decode("utf-8", "surrogateescape") != text:
        raise damaged("text with surrogates that spell a character")
    return data


class Writer:
    """Builds a body field by field."""

    __slots__ = ("_parts",)

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def field(self, tag: int, contents: bytes) -> None:
        """Appends one field; `tag` is 0..255."""
        self._parts.append(_FIELD.pack(tag, len(contents)))
        self._parts.append(contents)

    def text(self, tag: int, text: str) -> None:
        """Appends a field of text."""
        self.field(tag, to_bytes(text))

    def body(self) -> bytes:
        """All fields so far."""
        return b"".join(self._parts)


class Reader:
    """Reads a body in the order it was written; raises Error("cache-damaged")."""

    __slots__ = ("_at", "_body")

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def field(self, tag: int) -> bytes:
        """The contents of the next field, which must have this tag."""
        body, at = self._body, self._at
        if len(body) - at < _FIELD.size:
            raise damaged("field cut short")
        found, length = _FIELD.unpack_from(body, at)
        at += _FIELD.size
        if found != tag:
            raise damaged(f"field {found} where {tag} belongs")
        if length > len(body) - at:
            raise damaged("field longer than what is left")
        self._at = at + length
        return body[at : at + length]

    def text(self, tag: int) -> str:
        """The next field as text."""
        return self.field(tag).decode("utf-8", "surrogateescape")

    def more(self, tag: int) -> bool:
        """Whether the next field has this tag."""
        return self._at < len(self._body) and self._body[self._at] == tag

    def end(self) -> None:
        """Raises unless everything was read."""
        if self._at != len(self._body):
            raise damaged("bytes after the last field")
