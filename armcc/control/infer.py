"""A guess at a function's signature from its code alone, for costing only.

Good enough to make inputs on which two versions can be compared for speed; never used
where a verdict is given, because code does not show how many bits of a register count.
"""

from __future__ import annotations

import re

from armcc.function.contract import Contract, Value
from armcc.gates.disassemble import disassemble
from armcc.gates.instructions import mnemonic

_REGISTER = re.compile(
    r"(?<![\w.])([wx])(\d{1,2})(?!\w)|(?<![\w.])([bhsdqv])(\d{1,2})(?=[.,\]\s}]|$)"
)
_BASE = re.compile(r"\[x(\d{1,2})")
_ADDRESS_ARITHMETIC = ("add", "mov", "sub")
_NO_RESULT = tuple("str stp st1 st2 st3 st4 cmp cmn tst cb tb b ret ccm fcmp fccmp".split())


def infer_contract(code: bytes) -> Contract:
    """Arguments are the registers read before they are written, in program order."""
    plain = Contract(features=("+fp-armv8", "+neon", "+v8a"))
    listing = [t or "" for t in disassemble(code, plain)]
    written: set[str] = set()
    integers: dict[int, int] = {}  # register -> live bits
    floats: dict[int, int] = {}
    origin: dict[int, int] = {n: n for n in range(8)}
    pointers: set[int] = set()
    for text in listing:
        name = mnemonic(text)
        operands = text[len(name) :]
        for base in _BASE.findall(operands):
            if int(base) in origin:
                pointers.add(origin[int(base)])
        found = [
            (m.group(1) or m.group(3), int(m.group(2) or m.group(4)))
            for m in _REGISTER.finditer(operands)
        ]
        result = not name.startswith(_NO_RESULT)
        for position, (kind, number) in enumerate(found):
            bank = "x" if kind in "wx" else "v"
            if (position == 0 and result) or f"{bank}{number}" in written or number > 7:
                continue
            if bank == "x":
                integers[number] = max(integers.get(number, 0), 32 if kind == "w" else 64)
            else:
                width = {"s": 32, "d": 64, "h": 16, "b": 8}.get(kind, 128)
                floats[number] = max(floats.get(number, 0), width)
        if result and found:
            kind, number = found[0]
            written.add(f"{'x' if kind in 'wx' else 'v'}{number}")
            if kind in "wx":
                source = found[1] if len(found) > 1 else None
                carries = name in _ADDRESS_ARITHMETIC and source and source[0] == "x"
                if carries and source and source[1] in origin:
                    origin[number] = origin[source[1]]
                elif not name.startswith("ld") or "]" not in operands:
                    origin.pop(number, None)
    arguments: list[Value] = []
    for number in range(max(integers, default=-1) + 1):
        if number in pointers:
            arguments.append(Value("pointer", 64, "ptr"))
        else:
            bits = integers.get(number, 64)
            arguments.append(Value("int", bits, f"i{bits}"))
    for number in range(max(floats, default=-1) + 1):
        bits = floats.get(number, 64)
        spelled = {32: "float", 64: "double"}.get(bits)
        kind = "float" if spelled else "vector"
        arguments.append(Value(kind, bits if spelled else 128, spelled or "<16 x i8>"))
    return Contract(
        result=Value("int", 64, "i64"),
        arguments=tuple(arguments),
        features=plain.features,
        traits=("fp32", "fp64", "memory-alignment=1"),
    )
