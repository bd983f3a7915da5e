"""A candidate's text as lines with parsed instructions, and back.

Only the canonical form that the passes write is understood: one label, directive or
instruction a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Registers by AAPCS64 6.1: what a call preserves, and what may be used as scratch.
CALLEE_SAVED = tuple(range(19, 29))
SCRATCH = (9, 10, 11, 12, 13, 14, 15, 16, 17)

_CORE = re.compile(r"(?<![\w.$:])([wx])(\d+|zr)(?![\w.$])")
_ANY = re.compile(r"(?<![\w.$:])([wxbhsdqv])(\d+)(?![\w$])")
_CONDITIONAL = re.compile(r"b\.?(?:eq|ne|cs|hs|cc|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le)$")
_READS_FLAGS = re.compile(
    r"(?:b\.?(?:eq|ne|cs|hs|cc|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le)|f?csel|csinc|csinv|csneg|cset|"
    r"csetm|cinc|cinv|cneg|f?ccmpe?|ccmn|adcs?|sbcs?|ngcs?)$"
)
_ENDS = (".cfi_endproc", ".size")
_SETS_FLAGS = re.compile(r"(?:cmp|cmn|tst|adds|subs|ands|bics|negs|adcs|sbcs|ngcs|fcmpe?)$")


@dataclass(frozen=True)
class Line:
    """One line: an instruction, or anything else with no mnemonic.

    text: the whole line without its indentation.  operands: split at the top level.
    """

    text: str
    mnemonic: str = ""
    operands: tuple[str, ...] = ()

    @property
    def is_instruction(self) -> bool:
        """Whether it makes code."""
        return bool(self.mnemonic)

    @property
    def is_label(self) -> bool:
        """Whether it names a place."""
        return not self.mnemonic and self.text.endswith(":")

    @property
    def is_conditional_branch(self) -> bool:
        """Whether control may fall through or jump."""
        return bool(_CONDITIONAL.match(self.mnemonic)) or self.mnemonic in (
            "cbz",
            "cbnz",
            "tbz",
            "tbnz",
        )

    @property
    def is_branch(self) -> bool:
        """Whether control may go elsewhere than to the next line, calls aside."""
        return self.is_conditional_branch or self.mnemonic in ("b", "br", "ret")

    @property
    def is_call(self) -> bool:
        """Whether it calls."""
        return self.mnemonic in ("bl", "blr")

    @property
    def is_store(self) -> bool:
        """Whether it writes memory."""
        return self.mnemonic.startswith("st")

    @property
    def is_load(self) -> bool:
        """Whether it reads memory."""
        return self.mnemonic.startswith("ld")

    @property
    def reads_flags(self) -> bool:
        """Whether it depends on NZCV."""
        return bool(_READS_FLAGS.match(self.mnemonic))

    @property
    def sets_flags(self) -> bool:
        """Whether it sets all of NZCV."""
        return bool(_SETS_FLAGS.match(self.mnemonic))

    def registers(self) -> list[str]:
        """The core registers named, in order, as spelled."""
        return [m[0] for operand in self.operands for m in _CORE.finditer(operand)]

    def numbers(self) -> set[int]:
        """The numbers of the core registers named, whatever their width."""
        found = (m[2] for operand in self.operands for m in _CORE.finditer(operand))
        return {int(n) for n in found if n != "zr"}

    def replaced(self, *operands: str, mnemonic: str = "") -> Line:
        """The same with other operands (all of them, where any are given) or mnemonic."""
        return instruction(mnemonic or self.mnemonic, *(operands or self.operands))


def instruction(mnemonic: str, *operands: str) -> Line:
    """A line of code."""
    text = f"{mnemonic}\t{', '.join(operands)}" if operands else mnemonic
    return Line(text, mnemonic, operands)


def split_operands(text: str) -> tuple[str, ...]:
    """Operands at the top level: "w0, [x1, #4]!" gives "w0" and "[x1, #4]!"."""
    out: list[str] = []
    depth, start = 0, 0
    for i, c in enumerate(text):
        depth += (c in "[{") - (c in "]}")
        if c == "," and depth == 0:
            out.append(text[start:i].strip())
            start = i + 1
    if text[start:].strip():
        out.append(text[start:].strip())
    return tuple(out)


def parse(text: str) -> tuple[Line, ...]:
    """The lines of a canonical text, empty ones left out."""
    out = []
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        if line.endswith(":") or line.startswith("."):
            out.append(Line(line))
            continue
        mnemonic, _, rest = line.replace("\t", " ", 1).partition(" ")
        out.append(Line(line, mnemonic.lower(), split_operands(rest)))
    return tuple(out)


def write(lines: tuple[Line, ...]) -> str:
    """The text of lines; `write(parse(t))` means what t means."""
    return "".join(f"{s.text}\n" if s.is_label else f"\t{s.text}\n" for s in lines)


def free_scratch(lines: tuple[Line, ...]) -> list[int]:
    """Scratch registers that no line names."""
    used = set[int]().union(*(s.numbers() for s in lines))
    return [n for n in SCRATCH if n not in used]


def body(lines: tuple[Line, ...], name: str) -> tuple[int, int]:
    """The places of the first line behind the entry label and of the one behind the end."""
    start = next(i for i, s in enumerate(lines) if s.text == f"{name}:") + 1
    while start < len(lines) and lines[start].text.startswith(".cfi_startproc"):
        start += 1
    end = next(
        (
            i
            for i in range(start, len(lines))
            if lines[i].text.startswith((".cfi_endproc", ".size"))
        ),
        len(lines),
    )
    return start, end


def flags_are_dead(lines: tuple[Line, ...], at: int) -> bool:
    """Whether no line from `at` on reads flags before they are set; False where unsure."""
    for line in lines[at:]:
        if line.reads_flags or line.is_label:
            return False
        if line.sets_flags or line.is_call or line.mnemonic == "ret":
            return True
        if line.is_branch:
            return False
    return False


def any_registers(line: Line) -> list[tuple[int, str, str, str]]:
    """Each register of a line, vectors too: operand index, spelling, class, number."""
    return [
        (i, m[0], m[1], m[2])
        for i, operand in enumerate(line.operands)
        for m in _ANY.finditer(operand)
    ]
