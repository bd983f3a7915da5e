"""Rewrites that a user has revoked: they are never used again, whoever finds them.

    root/revoked/k<key>      the key is refused: clang's code stands, no search is made
    root/revoked/c<digest>   the machine code is refused under any key, so that it does not
                             come back when another armcc, CPU or policy changes the key

Each is one small file, whose text is for people.  Neither eviction nor `cache clear` removes
one.  Where the folder is there and cannot be read, nobody knows what it forbids, and no rewrite
is used.  On the compile path.
"""

from __future__ import annotations

import posix
import struct

from armcc.cache import files
from armcc.cache.key import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armcc.function.machine import MachineCode

FOLDER = "revoked"
DETAIL = "its rewrite was revoked (armccctl cache revoke)"

KEY, CODE = "k", "c"


class Revocations:
    """What is revoked under one root.

    names: of the files in its folder.  blind: whether they could not be read.
    """

    __slots__ = ("blind", "names")

    def __init__(self, names: frozenset[str] = frozenset(), blind: bool = False) -> None:
        self.names = names
        self.blind = blind

    def forbids_key(self, key: str) -> bool:
        """Whether no rewrite may stand under `key`."""
        return self.blind or KEY + key in self.names

    def forbids_code(self, machine: MachineCode) -> bool:
        """Whether this code may stand nowhere."""
        return self.blind or (bool(self.names) and CODE + code_digest(machine) in self.names)


def read(root: str) -> Revocations:
    """The revocations under `root`."""
    try:
        return Revocations(frozenset(posix.listdir(f"{root}/{FOLDER}")))
    except FileNotFoundError:
        return Revocations()
    except OSError:
        return Revocations(blind=True)


def code_digest(machine: MachineCode) -> str:
    """Which code this is: instructions, constants and what they refer to, in hexadecimal."""
    relocations = [
        struct.pack("<QIq", offset, number, addend) + target.encode("utf-8", "surrogateescape")
        for offset, number, target, addend in machine.relocations
    ]
    return digest(b"armcc-code", [machine.code, machine.constants, *relocations])


def revoke(root: str, shared: bool, key: str, machine: MachineCode | None, text: str) -> None:
    """Keeps what stands under `key`, and `machine` under any key, from being used.

    text: what people find in the file.  Raises OSError where it cannot be written.
    """
    files.make_folder(f"{root}/{FOLDER}", shared)
    data = text.encode("utf-8", "surrogateescape")
    names = [KEY + key]
    if machine is not None:
        names.append(CODE + code_digest(machine))
    for name in names:
        files.write_entry(f"{root}/{FOLDER}/{name}", data, shared)


def restore(root: str, key: str, machine: MachineCode | None) -> bool:
    """Takes a revocation back; whether there was one."""
    found = files.remove(f"{root}/{FOLDER}/{KEY}{key}")
    if machine is not None:
        found = files.remove(f"{root}/{FOLDER}/{CODE}{code_digest(machine)}") or found
    return found
