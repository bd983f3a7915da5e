"""Machine words to text by llvm-mc: what was assembled, not what was written."""

from __future__ import annotations

import subprocess

from armcc.function.contract import Contract
from armcc.function.tools import llvm_tool, require
from armcc.gates.features import llvm_attributes

# `udf #0` cannot be produced by an allowed instruction; it separates the words so that
# one that does not decode (llvm-mc skips it with a warning) is told from its neighbours.
_SEPARATOR = bytes(4)

# Instructions in the space of hints, which every CPU has and llvm-mc names only where the
# features say what they do (Arm ARM C6.2, "HINT").
_HINTS = {
    "hint #0": "nop",
    "hint #25": "paciasp",
    "hint #27": "pacibsp",
    "hint #29": "autiasp",
    "hint #31": "autibsp",
    "hint #34": "bti c",
    "hint #36": "bti j",
    "hint #38": "bti jc",
}
HINT_NUMBERS = {name: hint.split("#")[1] for hint, name in _HINTS.items()}


def disassemble(code: bytes, contract: Contract) -> list[str | None]:
    """One line of text for each 4-byte word of `code`; None where it does not decode.

    Only the features that the contract allows are known to the disassembler.
    Raises Error("tool") where llvm-mc is missing, OSError or SubprocessError where it fails.
    """
    feed = []
    for at in range(0, len(code), 4):
        feed.append(" ".join(f"0x{b:02x}" for b in code[at : at + 4] + _SEPARATOR))
    ran = subprocess.run(
        [
            require(llvm_tool("llvm-mc"), "llvm-mc"),
            "-disassemble",
            "-triple=aarch64-linux-gnu",
            f"-mattr={llvm_attributes(contract)}",
        ],
        input="\n".join(feed).encode() + b"\n",
        capture_output=True,
        timeout=60,
        check=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
    out: list[str | None] = []
    pending: str | None = None
    for line in ran.stdout.decode().splitlines():
        text = " ".join(line.split("//")[0].split())
        if not text or text.startswith("."):
            continue
        if text == "udf #0":
            out.append(pending)
            pending = None
        else:
            pending = _HINTS.get(text, text)
    if len(out) != len(code) // 4:
        raise subprocess.SubprocessError("llvm-mc printed an unexpected number of lines")
    return out
