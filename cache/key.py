"""The key: under which hash a rewrite is remembered.  On the compile path."""

from __future__ import annotations

import struct
from _blake2 import blake2b

# Raise it when what enters the key, or its encoding, changes: old records then miss.
KEY_VERSION = 1

_NUMBER = struct.Struct("<Q")


def digest(person: bytes, parts: list[bytes]) -> str:
    """blake2b-256 over `parts`, each behind its length, as 64 hexadecimal digits.

    `person` (at most 16 bytes) keeps hashes for different ends apart.
    """
    state = blake2b(_NUMBER.pack(len(parts)), digest_size=32, person=person)
    for part in parts:
        state.update(_NUMBER.pack(len(part)))
        state.update(part)
    return state.hexdigest()


def key(identity: bytes, contract: bytes, cpu: str, gates_version: int) -> str:
    """The key of a function.

    identity: code and what its relocations mean (`armcc.function.hot.identity`).
    contract: its canonical bytes, the resolved features included.
    cpu: the CPU that the gates measured for ("neoverse-v2").
    gates_version: raised when the gates become stricter, so that what an older,
        laxer gate accepted is judged again.
    """
    versions = f"{KEY_VERSION} {gates_version}".encode()
    return digest(b"armcc-key", [versions, identity, contract, cpu.encode()])
