"""What tests that attack the gates share: a decision, and candidates made from C."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import clang_words

from armcc.control.subject import function_from_source
from armcc.gates import structure
from armcc.gates.callees import called_names
from armcc.gates.equivalence import equivalence_gate
from armcc.gates.subject import Subject
from armcc.gates.syntax import syntax_gate
from armcc.gates.verdict import GateResult
from armcc.passes.extract import Module, Names

SEED = 0xBB67AE8584CAA73B
_HEAD = (
    "#include <stddef.h>\n#include <stdint.h>\n#include <stdbool.h>\n"
    "void *memcpy(void *, const void *, size_t); void *memmove(void *, const void *, size_t);\n"
    "void *memset(void *, int, size_t);\n"
)
# A loop over an array, and a right candidate.
SUM = "int sum(const int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }"
SUM_RIGHT = """
sum:
    mov w2, #0
    cmp w1, #1
    b.lt 2f
1:  ldr w3, [x0], #4
    add w2, w2, w3
    subs w1, w1, #1
    b.ne 1b
2:  mov w0, w2
    ret
"""
# Directives that say what the syntax gate knows by itself.
_NOT_FOR_GATES = (".size", ".type", ".ident", ".addrsig")


def judged(source: str, name: str, candidate: str, folder: Path, *flags: str) -> GateResult:
    """The first gate that does not accept, else what the equivalence gate says.

    candidate: assembly, or a whole source whose function `name` clang compiles to it.
    """
    path = folder / "baseline.c"
    path.write_text(_HEAD + source)
    function = function_from_source(str(path), name, ["-O2", *flags], str(folder))
    text = compiled(candidate, name, folder) if f"{name}(" in candidate else candidate
    syntax, assembled = syntax_gate(
        text, name, function.contract, str(folder), called_names(function)
    )
    if assembled is None:
        return syntax
    return equivalence_gate(Subject(function, SEED), assembled, SEED, str(folder))[0]


def by_running(source: str, name: str, candidate: str, folder: Path, *flags: str) -> GateResult:
    """The same where only running shows it: no look at what depends on undefined inputs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structure, "uses_undefined", lambda *_: None)
        return judged(source, name, candidate, folder, *flags)


def compiled(source: str, name: str, folder: Path) -> str:
    """The assembly of one function that needs no constants, as clang writes it at -O2."""
    path = folder / "candidate.c"
    path.write_text(_HEAD + source)
    words = [*clang_words("clang22"), "-O2", "-fno-builtin", "-S", "-o", "-", str(path)]
    lines = subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()
    start = next(n for n, line in enumerate(lines) if line.split("//")[0].strip() == f"{name}:")
    end = next(n for n, line in enumerate(lines) if n > start and line.startswith(".Lfunc_end"))
    kept = (line.split("//")[0].rstrip() for line in lines[start:end])
    return "\n".join(k for k in kept if k and not k.strip().startswith(_NOT_FOR_GATES)) + "\n"


def with_constants(source: str, name: str, folder: Path, *known: str) -> str:
    """The same with the read-only data that it needs; `known` are the symbols it may name."""
    path = folder / "candidate.c"
    path.write_text(_HEAD + source)
    words = [*clang_words("clang22"), "-O2", "-fno-builtin", "-S", "-o", "-", str(path)]
    text = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    found = Module(text).extract(name, Names(known))
    assert found.text, found.reason
    return found.text


def replaced(text: str, *pairs: str) -> str:
    """The text with its only `old` replaced by `new`, for each pair of words old, new."""
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text
