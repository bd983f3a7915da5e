"""One function's candidate out of a whole module's assembly.

The compilers' dialects (clang, LLVM inside the process, GCC) differ in comments,
directives and names of private labels; a candidate's text does not show which one
made it, so equal code gives equal text.  What a candidate cannot carry (a table of
addresses, writable data of its own, an unknown symbol) is refused with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from armcc.function.elf import ElfObject
from armcc.function.hot import HotFunction
from armcc.function.literals import names
from armcc.function.neighbours import neighbours

_SYMBOL = r"(?:\"[^\"]+\"|[A-Za-z_.$][\w.$@]*)"
_LABEL = re.compile(rf"({_SYMBOL}):\s*(.*)$")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_QUOTED_PART = re.compile(rf"({_QUOTED.pattern})")
_MODIFIED = re.compile(rf":\w+:({_SYMBOL})")
_BARE = re.compile(rf"({_SYMBOL})\s*(?:[-+]\s*\w+)?$")
_NUMBER = re.compile(r"-?(?:0[xX][0-9a-fA-F]+|\d+)$")
# An entry of a jump table, as clang and as GCC write it; blanks taken out.
_DISTANCE = re.compile(r"\((\.L[\w.$]+)-(\.L[\w.$]+)\)(?:>>2|/4)$")
# `used = .L_MergedGlobals+4`: a variable that is a piece of a private one.
_PIECE = re.compile(rf"({_SYMBOL}) = (\.L[\w.$]+)(?: ?\+ ?(\d+))?$")
# The condition may follow without a dot (GCC); `bic`, `bif`, `bit` and `bsl` are no branches.
_CONDITION = "eq|ne|cs|hs|cc|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le|al|nv"
_BRANCH = re.compile(rf"(?:bl?|b\.?(?:{_CONDITION})|cbn?z|tbn?z)$")
_REGISTER = re.compile(r"(?:[wxbhsdqv]\d+|sp|wsp|[wx]zr)$")

# GCC's data directives of AArch64 and clang's, to the ones a candidate is written with.
_DATA = {
    ".byte": ".byte",
    ".2byte": ".hword",
    ".hword": ".hword",
    ".short": ".hword",
    ".4byte": ".word",
    ".int": ".word",
    ".long": ".word",
    ".word": ".word",
    ".8byte": ".xword",
    ".quad": ".xword",
    ".xword": ".xword",
    ".zero": ".zero",
    ".skip": ".zero",
    ".space": ".zero",
    ".ascii": ".ascii",
    ".asciz": ".ascii",
    ".string": ".ascii",
}
# Call-frame information that needs data of its own (a personality, a table of regions).
_CFI_REFUSED = (".cfi_personality", ".cfi_lsda")
_CFI_DROPPED = (".cfi_sections", ".cfi_startproc", ".cfi_endproc")


@dataclass
class _Code:
    """Lines of one function, from its label to its end, and what was refused in them."""

    alignment: int = 2
    lines: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    refused: str = ""


@dataclass
class _Data:
    """Read-only data from one label to the next; lines of canonical directives.

    places: the labels of code that the entries of a jump table name.
    """

    alignment: int = 0
    lines: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    refused: str = ""


@dataclass(frozen=True)
class Names:
    """What a candidate may name in the object that it is for.

    known: the names of its symbols.
    elsewhere: symbols to be named by their distance in bytes from another one.
    literals: the names of those that the object has, by contents: they are not brought along.
    """

    known: Collection[str]
    elsewhere: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    literals: Mapping[bytes, str] = field(default_factory=dict)

    @classmethod
    def of(cls, obj: ElfObject, function: HotFunction) -> Names:
        """All that a function's object has names for."""
        symbols = frozenset(s.name for s in obj.symbols if s.name)
        return cls(symbols, neighbours(obj, function), names(obj, function.relocations))


@dataclass(frozen=True)
class Extracted:
    """A candidate's text, or "" and why there is none.

    symbols: the names outside the candidate that it refers to.
    direct: those of them that it reaches without the global offset table and not by
        a branch, so that they must bind inside the link unit.
    """

    text: str
    reason: str = ""
    symbols: frozenset[str] = frozenset()
    direct: frozenset[str] = frozenset()


class Module:
    """A module's assembly, read once, from which many functions may be taken."""

    def __init__(self, assembly: str) -> None:
        self._code: dict[str, _Code] = {}
        self._data: dict[str, _Data] = {}
        self._pieces: dict[str, list[tuple[int, str]]] = {}
        self._read(assembly)

    def names(self) -> list[str]:
        """The functions that have code in this module."""
        return list(self._code)

    def extract(self, name: str, object_names: Names) -> Extracted:
        """The candidate for function `name`."""
        known = object_names.known
        elsewhere = self._whole_by_piece(object_names)
        code = self._code.get(name)
        if code is None:
            return Extracted("", "no such function")
        if code.refused:
            return Extracted("", code.refused)
        own: dict[str, str] = {}
        named: dict[str, str] = {}
        places: set[str] = set()
        outside: set[str] = set()
        direct: set[str] = set()
        for line in code.lines:
            for symbol, how in references(line):
                if symbol == name or symbol in code.labels or symbol in own or symbol in named:
                    continue
                data = self._data.get(symbol)
                private = symbol.startswith(".L") and symbol not in elsewhere
                if private or (data is not None and symbol not in known):
                    if data is None:
                        return Extracted("", f"private label {symbol} is not read-only data")
                    if data.refused or not data.lines:
                        return Extracted("", data.refused or f"{symbol} has no data")
                    there = object_names.literals.get(_contents(data.lines) or b"")
                    if there is not None:
                        named[symbol] = there
                        outside.add(there)
                        direct.add(there)
                        continue
                    if not data.places <= code.labels:
                        return Extracted("", "a table that leads out of the function")
                    places |= data.places
                    own[symbol] = f".Lc{len(own)}"
                elif symbol not in known and symbol not in elsewhere:
                    return Extracted("", f"{symbol} is not a symbol of the object")
                elif symbol in elsewhere and how != "direct":
                    return Extracted("", f"{symbol} is reached in another manner")
                else:
                    base = elsewhere.get(symbol, (symbol, 0))[0]
                    outside.add(base)
                    if how == "direct":
                        direct.add(base)
        labels = {label: f".L{i}" for i, label in enumerate(_used_labels(code, places))}
        renamed = {**labels, **own, **named}
        out = ["\t.text", f"\t.globl\t{name}", f"\t.p2align\t{code.alignment}"]
        out += [f"\t.type\t{name}, %function", f"{name}:", "\t.cfi_startproc"]
        for line in code.lines:
            if line.endswith(":"):
                if line[:-1] in labels:
                    out.append(f"{labels[line[:-1]]}:")
            else:
                out.append("\t" + _rename(_moved(line, elsewhere), renamed))
        out += ["\t.cfi_endproc", f"\t.size\t{name}, .-{name}"]
        if own:
            out.append("\t.section\t.rodata")
        for symbol, short in own.items():
            data = self._data[symbol]
            out += [f"\t.p2align\t{data.alignment}", f"{short}:"]
            out += ["\t" + _entry(line, labels) for line in data.lines]
        return Extracted("\n".join(out) + "\n", "", frozenset(outside), frozenset(direct))

    def _whole_by_piece(self, object_names: Names) -> dict[str, tuple[str, int]]:
        """What is named by distance, private variables by the first of their pieces with a name.

        Clang puts small variables into one (LLVM, GlobalMerge) of a name that the object
        does not keep; what its relocations lead to there are the pieces.
        """
        out = dict(object_names.elsewhere)
        for whole, pieces in self._pieces.items():
            for distance, piece in sorted(pieces):
                if piece in object_names.known:
                    base, further = object_names.elsewhere.get(piece, (piece, 0))
                    out[whole] = base, further - distance
                    break
        return out

    def _read(self, assembly: str) -> None:
        section = ".text"
        functions: set[str] = set()
        alignment = 0
        open_name = ""
        home = ""  # the section of the open function
        block: _Data | None = None
        for raw in assembly.splitlines():
            line = canonical(raw)
            while line:
                match = _LABEL.match(line)
                if match is None:
                    break
                label, line = match[1].strip('"'), match[2]
                if section.startswith(".rodata"):
                    block = _Data(alignment)
                    self._data[label] = block
                    alignment = 0
                elif not open_name and label in functions:
                    open_name, home = label, section
                    self._code[label] = _Code(max(alignment, 2))
                    alignment = 0
                elif open_name and section == home:
                    self._code[open_name].lines.append(f"{label}:")
                    self._code[open_name].labels.add(label)
            if not line:
                continue
            piece = _PIECE.match(line)
            if piece is not None:
                at = int(piece[3] or "0"), piece[1].strip('"')
                self._pieces.setdefault(piece[2], []).append(at)
                continue
            word, _, rest = line.partition(" ")
            inside = bool(open_name) and section == home
            if word in (".section", ".text", ".data", ".bss", ".pushsection", ".popsection"):
                section = rest.split(",")[0].strip().strip('"') if word == ".section" else word
                alignment, block = 0, None
            elif word == ".type" and rest.replace("@", "%").endswith("%function"):
                functions.add(rest.split(",")[0].strip().strip('"'))
            elif word == ".size" and open_name and rest.split(",")[0].strip('" ') == open_name:
                open_name = ""
            elif word in (".p2align", ".align", ".balign"):
                if not inside:  # padding inside the code is never executed: left out
                    alignment = max(alignment, _alignment(word, rest))
                block = None  # data behind padding belongs to the next label
            elif word.startswith(".cfi_"):
                if inside:
                    _read_cfi(self._code[open_name], word, line)
            elif word.startswith("."):
                if inside and word in _DATA:
                    self._code[open_name].refused = "data inside the code"
                elif inside and word in (".inst", ".tlsdesccall", ".reloc", ".incbin"):
                    self._code[open_name].refused = f"directive {word}"
                elif block is not None and word in _DATA:
                    _read_data(block, word, rest)
            elif inside:
                self._code[open_name].lines.append(line)


def canonical(line: str) -> str:
    """A line without comments, with single spaces, and ", " between operands."""
    kept: list[str] = []
    for i, part in enumerate(_QUOTED_PART.split(line)):
        if i % 2:
            kept.append(part)
            continue
        before, comment, _ = part.partition("//")
        kept.append(re.sub(r"\s*,\s*", ", ", re.sub(r"\s+", " ", before)))
        if comment:
            break
    text = "".join(kept).strip()
    return "" if text.startswith("#") else text


def references(line: str) -> list[tuple[str, str]]:
    """The symbols and labels a canonical instruction names, each with how.

    "branch", "table" (by the global offset table) or "direct".
    """
    if line.endswith(":") or line.startswith("."):
        return []
    mnemonic, _, rest = line.partition(" ")
    found = [
        (m[1].strip('"'), "table" if "got" in m[0].split(":")[1] else "direct")
        for m in _MODIFIED.finditer(rest)
    ]
    operands = rest.split(", ")
    last = operands[-1]
    if _BRANCH.match(mnemonic):
        match = _BARE.match(last)
        if match and not _REGISTER.match(last):
            found.append((match[1].strip('"'), "branch"))
    elif mnemonic in ("adr", "adrp", "ldr", "ldrsw", "prfm") and len(operands) == 2:
        match = _BARE.match(last)
        if match and not _REGISTER.match(last):
            found.append((match[1].strip('"'), "direct"))
    return found


def _moved(line: str, elsewhere: Mapping[str, tuple[str, int]]) -> str:
    """An instruction with symbols named by their distance from others."""
    for old, (base, distance) in elsewhere.items():
        if old not in line or line.startswith("."):
            continue
        line = re.sub(
            rf"(?<![\w.$]){re.escape(old)}(?![\w.$])(?:\s*([-+])\s*(\d+))?",
            lambda m: f"{base}{distance + int((m[1] or '+') + (m[2] or '0')):+d}",  # noqa: B023
            line,
        )
    return line


def _rename(line: str, names: dict[str, str]) -> str:
    if line.startswith("."):
        return line.replace(" ", "\t", 1)
    line = re.sub(r"\.L[\w.$]+", lambda m: names.get(m[0], m[0]), line)
    for old, new in names.items():
        if not old.startswith(".L"):
            line = re.sub(rf"(?<![\w.$]){re.escape(old)}(?![\w.$])", new, line)
    return line.replace(" ", "\t", 1)


def _entry(line: str, names: dict[str, str]) -> str:
    """A line of data, the places that an entry of a jump table names by their new names."""
    if not line.endswith(") / 4"):
        return line
    return re.sub(r"\.L[\w.$]+", lambda m: names[m[0]], line)


_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}


def _contents(lines: list[str]) -> bytes | None:
    """The bytes that directives for strings and bytes make; None for others."""
    out = b""
    for line in lines:
        directive, _, rest = line.partition("\t")
        if directive == ".ascii":
            raw = rest[1:-1].encode("utf-8", "surrogateescape")
            out += _ESCAPE.sub(
                lambda m: (
                    bytes([int(m[1], 8) & 255]) if m[1][:1].isdigit() else _ESCAPED.get(m[1], m[1])
                ),
                raw,
            )
        elif directive == ".zero" and rest.isdigit():
            out += bytes(int(rest))
        elif directive == ".byte" and re.fullmatch(r"[-\w, ]+", rest):
            out += bytes(int(n, 0) & 255 for n in rest.split(", "))
        else:
            return None
    return out


def _used_labels(code: _Code, places: set[str]) -> list[str]:
    """The labels of the code that its instructions and tables name, in order."""
    named = {symbol for line in code.lines for symbol, _ in references(line)}
    used = (named | places) & code.labels
    return [line[:-1] for line in code.lines if line.endswith(":") and line[:-1] in used]


def _alignment(word: str, rest: str) -> int:
    """Log2 of the bytes that an alignment directive asks for; `.align` is `.p2align` here."""
    amount = int(rest.split(",", 1)[0], 0)
    return amount.bit_length() - 1 if word == ".balign" else amount


def _read_cfi(code: _Code, word: str, line: str) -> None:
    if word.startswith(_CFI_REFUSED):
        code.refused = "exception tables"
    elif word not in _CFI_DROPPED:
        code.lines.append(line)


def _read_data(block: _Data, word: str, rest: str) -> None:
    directive = _DATA[word]
    if directive == ".ascii":
        tail = "\\000" if word in (".asciz", ".string") else ""
        strings = _QUOTED.findall(rest)
        if not strings:
            block.refused = f"data of an unknown form: {word}"
        block.lines += [f'.ascii\t{s[:-1]}{tail}"' for s in strings]
        return
    numbers = rest.replace(" ", "").split(",")
    distances = [_DISTANCE.match(n) for n in numbers]
    if directive in (".byte", ".hword") and all(distances):
        for found in filter(None, distances):
            block.places |= {found[1], found[2]}
            block.lines.append(f"{directive}\t({found[1]} - {found[2]}) / 4")
        return
    if not all(_NUMBER.match(n) for n in numbers):
        block.refused = "a table of addresses or label differences"
        return
    block.lines.append(f"{directive}\t{', '.join(numbers)}")
