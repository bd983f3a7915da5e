"""Records: what the cache remembers of one function under one key.

A `Rewrite` is an accepted candidate, a `Rejection` the memory that a search found
none.  `encode` and `decode` hold both to the same rules, so a record that could not
be read back is never written.  On the compile path.
"""

from __future__ import annotations

import struct

from armcc import __version__
from armcc.cache.wire import (
    KIND_REJECTION,
    KIND_REWRITE,
    Reader,
    Writer,
    damaged,
    seal,
    to_bytes,
    unseal,
)
from armcc.confidence import TESTED, is_confidence
from armcc.errors import Error
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS, MachineCode

# Call-frame operations by their number in a record, with what their operands are:
# "r" a DWARF register, "c" a CFA offset (>= 0), "s" a save slot (a multiple of the
# data alignment factor, 8 bytes), "-" nothing (0).
_CFI_OPERATIONS = (
    ("def_cfa", "rc"),
    ("def_cfa_offset", "c-"),
    ("def_cfa_register", "r-"),
    ("offset", "rs"),
    ("restore", "r-"),
    ("same_value", "r-"),
    ("remember_state", "--"),
    ("restore_state", "--"),
    ("negate_ra_state", "--"),
)
_CFI_NUMBERS = {name: number for number, (name, _) in enumerate(_CFI_OPERATIONS)}
_CFI_OPERANDS = dict(_CFI_OPERATIONS)

# DWARF numbers of the AArch64 registers end at 95, v31 ("DWARF for the Arm 64-bit
# Architecture", 4.1; what follows are SVE registers no unwinder restores).
_LAST_REGISTER = 95
_LARGEST_FRAME = 1 << 31

# A static relocation's number lies in 257..1023 (aaelf64, 5.7.3); dynamic ones follow.
_FIRST_RELOCATION, _LAST_RELOCATION = 257, 1023

_LARGEST_ALIGNMENT = 4096

_RELOCATION = struct.Struct("<IHq")
_CFI = struct.Struct("<IBqq")
_ALIGNMENTS = struct.Struct("<II")

(
    _WRITER,
    _KEY,
    _FUNCTION,
    _TEXT,
    _CODE,
    _CONSTANTS,
    _ALIGNED,
    _RELOCATED,
    _TARGET,
    _FRAME,
    _ASSUMPTION,
    _PASS,
    _ORIGIN,
    _CONFIDENCE,
    _EVIDENCE,
    _REASON,
    _DETAIL,
    _SEARCHED,
) = range(1, 19)


class Rewrite:
    """An accepted candidate with all that is needed to use it again.

    function: the name of the function it was found for.
    key: see `armcc.cache.key`.
    text: the candidate's assembly, for people and for a second judgement.
    machine: the same, assembled; what the splice writes.
    assumptions: facts about callers to be granted at each use, as IR spells them.
    pass_name, origin: who proposed it, and from what ("clang -O3, interleave 4").
    evidence: JSON by the gates; not read on the compile path.
    confidence: see `armcc.confidence`.
    """

    __slots__ = (
        "assumptions",
        "confidence",
        "evidence",
        "function",
        "key",
        "machine",
        "origin",
        "pass_name",
        "text",
    )

    def __init__(
        self,
        function: str,
        key: str,
        text: str,
        machine: MachineCode,
        assumptions: tuple[str, ...] = (),
        pass_name: str = "",
        origin: str = "",
        evidence: bytes = b"",
        confidence: str = TESTED,
    ) -> None:
        self.function = function
        self.key = key
        self.text = text
        self.machine = machine
        self.assumptions = assumptions
        self.pass_name = pass_name
        self.origin = origin
        self.evidence = evidence
        self.confidence = confidence

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rewrite) and _same(self, other)

    def __hash__(self) -> int:
        return hash((self.key, self.machine))

    def __repr__(self) -> str:
        return f"Rewrite({self.function!r}, {self.key[:12]!r}, {self.confidence!r})"


class Rejection:
    """The memory that a search found no rewrite.

    reason: a short stable word; detail: the sentence for people.
    searched: a digest of the passes, their versions, the budget, and what the gates were given;
        with another digest the search is worth repeating.
    evidence: JSON by the gates; not read on the compile path.
    """

    __slots__ = ("detail", "evidence", "function", "key", "reason", "searched")

    def __init__(
        self,
        function: str,
        key: str,
        reason: str,
        detail: str = "",
        searched: str = "",
        evidence: bytes = b"",
    ) -> None:
        self.function = function
        self.key = key
        self.reason = reason
        self.detail = detail
        self.searched = searched
        self.evidence = evidence

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rejection) and _same(self, other)

    def __hash__(self) -> int:
        return hash((self.key, self.reason, self.searched))

    def __repr__(self) -> str:
        return f"Rejection({self.function!r}, {self.key[:12]!r}, {self.reason!r})"


def _same(a: Rewrite | Rejection, b: Rewrite | Rejection) -> bool:
    return all(getattr(a, slot) == getattr(b, slot) for slot in a.__slots__)


def is_key(key: str) -> bool:
    """Whether `key` is 64 lower-case hexadecimal digits, and so safe in a path."""
    return len(key) == 64 and not key.strip("0123456789abcdef")


def encode(record: Rewrite | Rejection) -> bytes:
    """The record as a sealed file.  Raises Error for one that `decode` would refuse."""
    _check(record)
    w = Writer()
    w.text(_WRITER, __version__)
    w.text(_KEY, record.key)
    w.text(_FUNCTION, record.function)
    if isinstance(record, Rejection):
        w.text(_REASON, record.reason)
        w.text(_DETAIL, record.detail)
        w.text(_SEARCHED, record.searched)
        w.field(_EVIDENCE, record.evidence)
        return seal(KIND_REJECTION, w.body())
    w.text(_TEXT, record.text)
    _write_machine(w, record.machine)
    for assumption in record.assumptions:
        w.text(_ASSUMPTION, assumption)
    w.text(_PASS, record.pass_name)
    w.text(_ORIGIN, record.origin)
    w.text(_CONFIDENCE, record.confidence)
    w.field(_EVIDENCE, record.evidence)
    return seal(KIND_REWRITE, w.body())


def decode(data: bytes, key: str) -> Rewrite | Rejection:
    """The record in a sealed file, if it is one for `key`.

    Raises Error with one of the reasons "cache-damaged", "cache-oversized",
    "cache-version", "cache-foreign" (an intact record of another key).
    """
    kind, body = unseal(data)
    r = Reader(body)
    r.text(_WRITER)  # For people who look into the file; the format version decides.
    found = r.text(_KEY)
    function = r.text(_FUNCTION)
    record: Rewrite | Rejection
    if kind == KIND_REJECTION:
        record = Rejection(
            function, found, r.text(_REASON), r.text(_DETAIL), r.text(_SEARCHED), r.field(_EVIDENCE)
        )
    elif kind == KIND_REWRITE:
        text = r.text(_TEXT)
        machine = _read_machine(r)
        assumptions: list[str] = []
        while r.more(_ASSUMPTION):
            assumptions.append(r.text(_ASSUMPTION))
        record = Rewrite(
            function,
            found,
            text,
            machine,
            tuple(assumptions),
            r.text(_PASS),
            r.text(_ORIGIN),
            confidence=r.text(_CONFIDENCE),
            evidence=r.field(_EVIDENCE),
        )
    else:
        raise damaged(f"kind {kind} is no record")
    r.end()
    _check(record)
    if found != key:
        raise Error("cache-foreign", "a record of another key")
    return record


def _write_machine(w: Writer, machine: MachineCode) -> None:
    w.field(_CODE, machine.code)
    w.field(_CONSTANTS, machine.constants)
    w.field(_ALIGNED, _ALIGNMENTS.pack(machine.alignment, machine.constants_alignment))
    for offset, number, target, addend in machine.relocations:
        w.field(_RELOCATED, _RELOCATION.pack(offset, number, addend))
        w.text(_TARGET, target)
    for offset, operation, first, second in machine.cfi:
        w.field(_FRAME, _CFI.pack(offset, _CFI_NUMBERS[operation], first, second))


def _read_machine(r: Reader) -> MachineCode:
    code = r.field(_CODE)
    constants = r.field(_CONSTANTS)
    alignment, constants_alignment = _unpack(_ALIGNMENTS, r.field(_ALIGNED))
    relocations: list[tuple[int, int, str, int]] = []
    while r.more(_RELOCATED):
        offset, number, addend = _unpack(_RELOCATION, r.field(_RELOCATED))
        relocations.append((offset, number, r.text(_TARGET), addend))
    cfi: list[tuple[int, str, int, int]] = []
    while r.more(_FRAME):
        offset, number, first, second = _unpack(_CFI, r.field(_FRAME))
        if number >= len(_CFI_OPERATIONS):
            raise damaged(f"call-frame operation {number} is unknown")
        cfi.append((offset, _CFI_OPERATIONS[number][0], first, second))
    return MachineCode(
        code, alignment, tuple(relocations), constants, constants_alignment, tuple(cfi)
    )


def _unpack(form: struct.Struct, contents: bytes) -> tuple[int, ...]:
    if len(contents) != form.size:
        raise damaged("field of the wrong size")
    return form.unpack(contents)


def _check(record: Rewrite | Rejection) -> None:
    """Raises Error("cache-damaged") unless every field is what a user of it relies on."""
    if not is_key(record.key):
        raise damaged("key is not 64 hexadecimal digits")
    _check_name(record.function)
    words: tuple[str, ...]
    if isinstance(record, Rejection):
        words = (record.reason, record.detail, record.searched)
        if not record.reason:
            raise damaged("rejection without a reason")
    else:
        words = (record.text, record.pass_name, record.origin, *record.assumptions)
        if not is_confidence(record.confidence):
            raise damaged("confidence is neither tested nor proved")
        if not all(record.assumptions):
            raise damaged("empty assumption")
        _check_machine(record.machine)
    for word in words:
        if "\0" in word:
            raise damaged("text with a NUL")


def _check_name(name: str) -> None:
    """Raises unless `name` can stand in a symbol table."""
    if not name or "\0" in name:
        raise damaged("name that no symbol can have")
    to_bytes(name)


def _check_machine(machine: MachineCode) -> None:
    size = len(machine.code)
    if not size or size % 4:
        raise damaged(f"code of {size} bytes")
    _check_alignment(machine.alignment, 4)
    _check_alignment(machine.constants_alignment, 1)
    last = 0
    for offset, number, target, addend in machine.relocations:
        # No two fields of one instruction are relocated apart, but aaelf64 lets
        # relocations at one place be composed, so an offset may come twice.
        if not last <= offset < size or offset % 4:
            raise damaged("relocation outside the code or out of order")
        last = offset
        if not _FIRST_RELOCATION <= number <= _LAST_RELOCATION:
            raise damaged(f"relocation type {number}")
        if not -(1 << 63) <= addend < 1 << 63:
            raise damaged("addend beyond 64 bits")
        _check_name(target)
        if target == OWN_CODE and not 0 <= addend < size:
            raise damaged("relocation to code that is not there")
        # An address before or behind the constants is legal (`table - 'A'`), its use not.
        if target == OWN_CONSTANTS and not machine.constants:
            raise damaged("relocation to constants that are not there")
    _check_cfi(machine)


def _check_alignment(alignment: int, least: int) -> None:
    if not least <= alignment <= _LARGEST_ALIGNMENT or alignment & (alignment - 1):
        raise damaged(f"alignment {alignment}")


def _check_cfi(machine: MachineCode) -> None:
    last = depth = 0
    for offset, operation, first, second in machine.cfi:
        # The end itself is an offset: `.cfi_restore_state` may follow the last return.
        if not last <= offset <= len(machine.code) or offset % 4:
            raise damaged("call-frame operation outside the code or out of order")
        last = offset
        if operation not in _CFI_OPERANDS:
            raise damaged("unknown call-frame operation")
        for kind, operand in zip(_CFI_OPERANDS[operation], (first, second), strict=True):
            if kind == "r":
                good = 0 <= operand <= _LAST_REGISTER
            elif kind == "c":
                good = 0 <= operand < _LARGEST_FRAME
            elif kind == "s":
                good = abs(operand) < _LARGEST_FRAME and operand % 8 == 0
            else:
                good = operand == 0
            if not good:
                raise damaged(f"operand {operand} of {operation}")
        depth += (operation == "remember_state") - (operation == "restore_state")
        if depth < 0:
            raise damaged("call-frame state restored that was never remembered")
