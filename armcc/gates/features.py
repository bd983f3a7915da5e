"""What the user allowed the CPU to be: clang's resolved features, in each tool's words."""

from __future__ import annotations

import re

from armcc.function.contract import Contract

# LLVM subtarget feature -> GNU as 2.40 extension.
_EXTENSIONS = {
    "aes": "aes",
    "bf16": "bf16",
    "crc": "crc",
    "dotprod": "dotprod",
    "fp16fml": "fp16fml",
    "fullfp16": "fp16",
    "i8mm": "i8mm",
    "lse": "lse",
    "pauth": "pauth",
    "rcpc": "rcpc",
    "rdm": "rdma",
    "sha2": "sha2",
    "sha3": "sha3",
    "sm4": "sm4",
    "jsconv": "",
    "complxnum": "",
}
_ARCHITECTURE = re.compile(r"v([89])(?:\.(\d))?a$")
_MAX_MINOR = {"8": 8, "9": 3}  # GNU as 2.40


def enabled(contract: Contract) -> frozenset[str]:
    """The names of the features that are on, without their sign."""
    return frozenset(f[1:] for f in contract.features if f.startswith("+"))


def assembler_march(contract: Contract) -> str:
    """The `-march=` value for GNU as that allows what the contract allows, and no more."""
    on = enabled(contract)
    best = ("8", 0)
    for f in on:
        found = _ARCHITECTURE.match(f)
        if found:
            best = max(best, (found.group(1), int(found.group(2) or 0)))
    major, minor = best[0], min(best[1], _MAX_MINOR[best[0]])
    base = f"armv{major}.{minor}-a" if minor else f"armv{major}-a"
    extensions = sorted({_EXTENSIONS[f] for f in on if _EXTENSIONS.get(f)})
    return "+".join([base, *extensions])


def llvm_attributes(contract: Contract) -> str:
    """The `-mattr=` value for llvm-mc: the computing features among those allowed."""
    known = set(_EXTENSIONS) | {"fp-armv8", "neon"}
    on = sorted(f for f in enabled(contract) if f in known or _ARCHITECTURE.match(f))
    return ",".join(f"+{f}" for f in on) or "+neon"
