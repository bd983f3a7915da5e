"""Machine words to text by llvm-mc: what was assembled, not what was written.

Starting llvm-mc costs 20 ms, nearly all of it loading LLVM, and every candidate needs its
own words read.  So the library that llvm-mc is linked with is loaded once and asked by its
C interface (llvm-c/Disassembler.h), which runs the same decoder and printer.  It is trusted
for a set of features once it has read a whole function, the baseline as a rule, as llvm-mc
itself does; what it cannot decode is always left to llvm-mc.
"""

from __future__ import annotations

import ctypes
import functools
import os
import re
import subprocess
from collections.abc import Callable

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


# The library refuses what the architecture calls unpredictable, of which llvm-mc only warns:
# code with a word that it refuses is read by llvm-mc.
_Decoder = Callable[[bytes], "str | None"]
_LIBRARY = re.compile(rb"libLLVM[\w.+-]*\.so[\w.]*")
_TEXT = 256
# By tool and features: a decoder that has agreed with the tool, None for one that did not.
_trusted: dict[tuple[str, str], _Decoder | None] = {}


def disassemble(code: bytes, contract: Contract) -> list[str | None]:
    """One line of text for each 4-byte word of `code`; None where it does not decode.

    Only the features that the contract allows are known to the disassembler.
    Raises Error("tool") where llvm-mc is missing, OSError or SubprocessError where it fails.
    """
    tool = require(llvm_tool("llvm-mc"), "llvm-mc")
    attributes = llvm_attributes(contract)
    words = [code[at : at + 4] for at in range(0, len(code), 4)]
    decoder = _trusted.get((tool, attributes))
    if decoder is not None:
        quick = [decoder(word) for word in words]
        if None not in quick and _SEPARATOR not in words:
            return quick
    read = _by_tool(tool, attributes, words)
    if (tool, attributes) not in _trusted and words and None not in read:
        fresh = _decoder(tool, attributes)
        agrees = fresh is not None and [fresh(word) for word in words] == read
        _trusted[tool, attributes] = fresh if agrees else None
    return read


def load_library() -> None:
    """Load the library now, so that processes forked from this one need not."""
    tool = llvm_tool("llvm-mc")
    if tool is not None:
        _library(tool)


def _by_tool(tool: str, attributes: str, words: list[bytes]) -> list[str | None]:
    """What llvm-mc itself makes of the words."""
    feed = [" ".join(f"0x{b:02x}" for b in word + _SEPARATOR) for word in words]
    ran = subprocess.run(
        [tool, "-disassemble", "-triple=aarch64-linux-gnu", f"-mattr={attributes}"],
        input="\n".join(feed).encode() + b"\n",
        capture_output=True,
        timeout=60,
        check=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
    out: list[str | None] = []
    pending: str | None = None
    for line in ran.stdout.decode().splitlines():
        text = _plain(line)
        if not text or text.startswith("."):
            continue
        if text == "udf #0":
            out.append(pending)
            pending = None
        else:
            pending = text
    if len(out) != len(words):
        raise subprocess.SubprocessError("llvm-mc printed an unexpected number of lines")
    return out


def _plain(line: str) -> str:
    """A printed instruction without its comment, single spaces between its parts."""
    text = " ".join(line.split("//", maxsplit=1)[0].split())
    return _HINTS.get(text, text)


@functools.cache
def _library(tool: str) -> ctypes.CDLL | None:
    """The LLVM library that a tool is linked with; None where it is not, or has no AArch64."""
    try:
        with open(tool, "rb") as f:
            named = _LIBRARY.search(f.read())
        if named is None:
            return None
        name = named[0].decode("ascii")
        beside = os.path.join(os.path.dirname(os.path.realpath(tool)), "..", "lib", name)
        library = ctypes.CDLL(beside if os.path.exists(beside) else name)
        for part in ("TargetInfo", "Target", "TargetMC", "Disassembler"):
            getattr(library, f"LLVMInitializeAArch64{part}")()
        library.LLVMCreateDisasmCPUFeatures.restype = ctypes.c_void_p
        library.LLVMCreateDisasmCPUFeatures.argtypes = [
            *(ctypes.c_char_p,) * 3,
            ctypes.c_void_p,
            ctypes.c_int,
            *(ctypes.c_void_p,) * 2,
        ]
        library.LLVMDisasmInstruction.restype = ctypes.c_size_t
        library.LLVMDisasmInstruction.argtypes = [
            ctypes.c_void_p,
            ctypes.c_char_p,
            *(ctypes.c_uint64,) * 2,
            ctypes.c_char_p,
            ctypes.c_size_t,
        ]
    except (OSError, AttributeError):
        return None
    return library


def _decoder(tool: str, attributes: str) -> _Decoder | None:
    """Reads one word for a set of features; its context lives as long as the process."""
    library = _library(tool)
    if library is None:
        return None
    context = library.LLVMCreateDisasmCPUFeatures(
        b"aarch64-linux-gnu", b"", attributes.encode(), None, 0, None, None
    )
    if not context:
        return None
    text = ctypes.create_string_buffer(_TEXT)
    read = library.LLVMDisasmInstruction

    def decoded(word: bytes) -> str | None:
        if len(word) != 4 or read(context, word, 4, 0, text, _TEXT) != 4:
            return None
        return _plain(text.value.decode()) or None

    return decoded
