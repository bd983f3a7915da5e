"""Other compilations of the user's source: clang with other flags, and GCC.

Only flags that keep the meaning of the program: nothing that relaxes floating point,
strict aliasing or the instruction set that the user allowed.  x18 stays unused: it is
the platform's register (AAPCS64 6.1.1), and a rewrite must fit into any program.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable

from armcc.errors import Error
from armcc.function.contract import Contract
from armcc.function.function import Invocation
from armcc.function.words import compile_words, environment, is_c, language, options

# A compiler that needs longer than this is stuck (seconds of wall clock).
_PATIENCE = 600

# Words that mean the same to GCC 12, as whole words, with a value behind, or by their start.
_GCC_WORDS = frozenset(
    """-ansi -nostdinc -pthread -undef -fPIC -fPIE -fpic -fpie -fno-PIC -fno-PIE -fno-pic
    -fno-pie -fno-plt -fcommon -fno-common -ffreestanding -fhosted -fno-hosted -fbuiltin
    -fno-builtin -fsigned-char -funsigned-char -fno-signed-char -fno-unsigned-char
    -fshort-enums -fno-short-enums -fwrapv -fno-wrapv -fwrapv-pointer -ftrapv
    -fstrict-aliasing -fno-strict-aliasing -fno-strict-overflow -fstrict-overflow
    -fno-delete-null-pointer-checks -fomit-frame-pointer -fno-omit-frame-pointer
    -mno-omit-leaf-frame-pointer -momit-leaf-frame-pointer -fno-math-errno -fmath-errno
    -fno-asynchronous-unwind-tables -fasynchronous-unwind-tables -funwind-tables
    -fno-unwind-tables -fexceptions -fno-exceptions -fno-semantic-interposition
    -fms-extensions -fgnu89-inline -fno-stack-protector -fno-stack-clash-protection
    -frounding-math -mgeneral-regs-only -fshort-wchar -fno-short-wchar""".split()
)
_GCC_PREFIXES = ("-D", "-U", "-I", "-std=", "-fvisibility=", "-fno-builtin-", "--sysroot=",
                 "-ffp-contract=", "-mbranch-protection=", "-ffile-prefix-map=",
                 "-fmacro-prefix-map=")  # fmt: skip
_GCC_PAIRS = frozenset(
    "-D -U -I -include -imacros -isystem -iquote -idirafter -iprefix -iwithprefix "
    "-iwithprefixbefore -isysroot --sysroot".split()
)

# LLVM's feature names to GCC 12's extension names.
_EXTENSIONS = {
    "aes": "aes",
    "bf16": "bf16",
    "crc": "crc",
    "dotprod": "dotprod",
    "fp16fml": "fp16fml",
    "fullfp16": "fp16",
    "i8mm": "i8mm",
    "lse": "lse",
    "rcpc": "rcpc",
    "rdm": "rdma",
    "sha2": "sha2",
    "sha3": "sha3",
    "sve": "sve",
    "sve2": "sve2",
}
_IMPLIED = {f: _EXTENSIONS[f] for f in ("bf16", "crc", "dotprod", "i8mm", "lse", "rcpc", "rdm")}
_NEWEST_FOR_GCC = (8, 6)


def run(command: list[str], directory: str) -> bool:
    """Whether the compiler succeeded.  Raises Error("pass") where it hangs or cannot start."""
    try:
        done = subprocess.run(
            command,
            cwd=directory,
            env=environment(dict(os.environ)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as e:
        raise Error("pass", f"{os.path.basename(command[0])} did not finish: {e}") from e
    return done.returncode == 0


def clang_command(invocation: Invocation, output: str, extra: Iterable[str]) -> list[str]:
    """The user's compile to assembly in `output`, with more words and no debug info."""
    words = compile_words(invocation.arguments, invocation.source)
    tongue = language(invocation.arguments, invocation.source)
    return [
        *invocation.clang,
        *words,
        *("-x", tongue, invocation.source, "-x", "none"),
        *("-w", "-Qunused-arguments", "-g0", "-ffixed-x18", "-S", "-o", output),
        *extra,
    ]


def gcc_command(
    gcc: str, invocation: Invocation, contract: Contract, output: str, extra: Iterable[str]
) -> list[str] | None:
    """GCC's command for the same source, or None where it would not be the same program."""
    if not is_c(invocation.arguments, invocation.source):
        return None
    words = gcc_words(compile_words(invocation.arguments, invocation.source))
    if not any(w in words for w in ("-fPIC", "-fpic", "-fno-pic", "-fno-PIC", "-fno-PIE")):
        words.append("-fPIE")  # clang's default for Linux
    return [
        *(gcc, *words),
        *("-x", "c", invocation.source, "-w", "-g0", "-S", "-o", output),
        # Code that clang's object can take: no anchors into data, no second part in
        # another section; x18 is the platform's.
        *("-fno-section-anchors", "-fno-reorder-blocks-and-partition"),
        # What GCC's own callees leave alone (-fipa-ra) is no promise of clang's.
        *("-fno-ipa-icf", "-fno-ipa-ra", "-ffixed-x18", f"-march={gcc_march(contract)}"),
        *extra,
    ]


def gcc_words(words: Iterable[str]) -> list[str]:
    """Of clang's words those that GCC knows and that decide what the program means."""
    kept: list[str] = []
    for group in options(words):
        if len(group) == 2:
            if group[0] in _GCC_PAIRS:
                kept += group
        elif group[0] in _GCC_WORDS or group[0].startswith(_GCC_PREFIXES):
            kept.append(group[0])
    return kept


def gcc_march(contract: Contract) -> str:
    """A `-march` that allows GCC no more than the contract's features do."""
    have = {f[1:] for f in contract.features if f.startswith("+")}
    base = (8, 0)
    for feature in have:
        match = re.fullmatch(r"v([89])(?:\.(\d))?a", feature)
        if match:
            major, minor = int(match[1]), int(match[2] or 0)
            # Armv9.n includes Armv8.(n+5) (Arm Architecture Reference Manual, A2.1).
            base = max(base, (8, minor + 5) if major == 9 else (8, minor))
    base = min(base, _NEWEST_FOR_GCC)
    name = "armv8-a" if base[1] == 0 else f"armv8.{base[1]}-a"
    extensions = sorted(_EXTENSIONS[f] for f in have if f in _EXTENSIONS)
    if base[1]:
        # What an architecture level brings although the user took it away.
        extensions += [f"no{g}" for f, g in sorted(_IMPLIED.items()) if f not in have]
    if "neon" not in have and "fp-armv8" in have:
        extensions.append("nosimd")
    elif "fp-armv8" not in have:
        extensions.append("nofp")
    return "+".join([name, *extensions])
