"""The syntax gate: from untrusted text to machine code, through an allow-list.

Nothing of the text reaches a tool before this screen has parsed every line of it:
what the assembler reads is written anew from the parsed parts.  A line that is not
a label, an allowed directive or an allowed instruction is a rejection.  What the
baseline calls, and how its return address is protected, widens the list.  After
assembly the machine words are disassembled and checked again, so an alias or an
expression that assembles to something else does not get through.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass

from armcc.errors import Error
from armcc.function.assemble import machine_code
from armcc.function.contract import Contract
from armcc.function.elf import ElfObject
from armcc.function.machine import MachineCode
from armcc.function.tools import cross_tool, require
from armcc.gates import instructions
from armcc.gates.disassemble import HINT_NUMBERS, disassemble
from armcc.gates.features import assembler_march
from armcc.gates.licence import NONE, Licence, licence
from armcc.gates.places import Misplaced, misplaced
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

# Far above any hot function worth replacing; a bound on what tools and emulators are fed.
MAX_TEXT = 512 * 1024
MAX_LINE = 8192
MAX_INSTRUCTIONS = 8192
MAX_CONSTANTS = 64 * 1024

_LABEL = re.compile(r"\s*([A-Za-z_.$][\w.$]*|\d{1,4})\s*:")
_DIRECTIVE = re.compile(r"\.([a-z\d][\w.]*)\s*(.*)$", re.IGNORECASE)
_INSTRUCTION = re.compile(r"([A-Za-z][\w.]*)(?:\s+(.*))?$")
# What an operand may be written with: no quotes, no '=', no '\', no '@', no '`'.
_OPERANDS = re.compile(r"[\w\s,#\[\].!:{}+\-*/()$<>&|~^]*$")
_NUMBERS = re.compile(r"\s*-?(?:0[xX][0-9a-fA-F]+|\d+)(?:\s*,\s*-?(?:0[xX][0-9a-fA-F]+|\d+))*\s*$")
# An entry of a jump table: the distance of two places in the code, in instructions.
_DISTANCE = re.compile(
    r"\s*\(\s*(\.L[\w.$]*)\s*-\s*(\.L[\w.$]*)\s*\)\s*(?:>>\s*2|/\s*4)\s*$", re.ASCII
)
_NAME = re.compile(r"[A-Za-z_$.][\w.$]*", re.ASCII)
_SIZE = re.compile(r"\s*(?:0[xX][0-9a-fA-F]+|0|[1-9]\d*)\s*(?:,[^,]*)?$")
_STRING = re.compile(r'\s*"(?:[^"\\]|\\[0-7]{1,3}|\\[bfnrt"\\])*"\s*$')
_RODATA = re.compile(
    r'\s*(\.rodata[\w.$]*)(?:\s*,\s*"(aM?S?)"(?:\s*,\s*[@%]progbits(?:\s*,\s*(\d{1,4}))?)?)?\s*$'
)
_BRANCH_REGISTER = re.compile(r"[xX]\d{1,2}$")
_HINT = re.compile(r"#?(\d{1,2})$")
_CFI_ARGUMENTS = re.compile(r"[\w\s,\-+]*$")

_DATA = frozenset("byte hword short 2byte word long int 4byte xword quad 8byte".split())
_ENTRIES = frozenset("byte hword short 2byte".split())
_STRINGS = frozenset(["ascii", "asciz", "string"])
_CFI = frozenset(
    """cfi_startproc cfi_endproc cfi_def_cfa cfi_def_cfa_offset cfi_def_cfa_register
    cfi_adjust_cfa_offset cfi_offset cfi_rel_offset cfi_restore cfi_remember_state
    cfi_restore_state cfi_same_value cfi_negate_ra_state""".split()
)
# Said by compilers, without meaning for one function's code.
_DROPPED = frozenset(
    """file ident loc addrsig addrsig_sym cfi_sections globl global local hidden protected weak
    type size build_attributes""".split()
)


class RejectedError(Exception):
    """The text is not acceptable: `reason` is the stable word, the message a sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Assembled:
    """A candidate that passed the screen.

    text: canonical assembly, written by us.  machine: what it assembles to.
    listing: one disassembled instruction for each word of the code.
    jumps: offsets of jumps through tables, and where each may lead.
    tables: (start, end) of the tables in the machine's constants.
    """

    text: str
    machine: MachineCode
    listing: tuple[str, ...]
    jumps: tuple[tuple[int, tuple[int, ...]], ...] = ()
    tables: tuple[tuple[int, int], ...] = ()


def screen(text: str, name: str, licensed: Licence = NONE) -> str:
    """The canonical assembly of a candidate for function `name`.

    licensed: what may stand in it besides computation.
    Raises RejectedError on the first line that the allow-list does not know.
    """
    if len(text) > MAX_TEXT:
        raise RejectedError("too-long", f"the text is longer than {MAX_TEXT} bytes")
    if not text.isascii() or "\0" in text:
        raise RejectedError("not-ascii", "the text has bytes that are not printable ASCII")
    code: list[str] = []
    constants: list[str] = []
    alignment = 2
    where = "text"  # "text", "rodata" or "nowhere"
    entered = False
    meant: list[tuple[int, str, str]] = []  # line and labels of the entries of jump tables
    counted = held = 0
    jumped = 0  # the line of a jump that only a table would allow
    for number, raw in enumerate(text.splitlines(), 1):
        if len(raw) > MAX_LINE:
            raise RejectedError("too-long", f"line {number} is longer than {MAX_LINE} characters")
        line = _without_comment(raw, number)
        while line.strip():
            label = _LABEL.match(line)
            if not label:
                break
            word = label.group(1)
            line = line[label.end() :]
            if word == name:
                if entered:
                    raise RejectedError("label", f"line {number}: {name} is defined twice")
                if where != "text":
                    raise RejectedError(
                        "label", f"line {number}: {name} is not in the text section"
                    )
                entered = True
            elif where == "text" and not entered:
                raise RejectedError("label", f"line {number}: label {word} before the entry {name}")
            elif where == "nowhere":
                raise RejectedError("label", f"line {number}: label {word} outside .rodata")
            else:
                (code if where == "text" else constants).append(f"{word}:")
        line = line.strip()
        if not line:
            continue
        directive = _DIRECTIVE.match(line)
        if directive:
            word, rest = directive.group(1).lower(), directive.group(2).strip()
            if word in _DROPPED:
                continue
            if word == "text" and not rest:
                where = "text"
            elif word == "section":
                where = _section(rest, number, constants)
            elif word in ("p2align", "balign", "align"):
                bits = _alignment(word, rest, number)
                if where == "rodata":
                    constants.append(f"\t.p2align\t{bits}")
                elif where == "text" and not entered:
                    alignment = max(alignment, bits)
                # Padding inside the code is never executed by a test: left out.
            elif word in _CFI:
                if not _CFI_ARGUMENTS.match(rest):
                    raise RejectedError("directive", f"line {number}: .{word} {rest!r}")
                if word not in ("cfi_startproc", "cfi_endproc"):
                    if not entered:
                        raise RejectedError("directive", f"line {number}: .{word} before the entry")
                    code.append(f"\t.{word}\t{rest}")
            elif word in _DATA or word in _STRINGS or word in ("zero", "space", "skip"):
                if where != "rodata":
                    raise RejectedError("data-in-code", f"line {number}: .{word} outside .rodata")
                distance = _DISTANCE.match(rest)
                if distance and word in _ENTRIES:
                    meant.append((number, distance[1], distance[2]))
                    constants.append(f"\t.{word}\t({distance[1]}-{distance[2]})/4")
                else:
                    constants.append(_datum(word, rest, number))
                held += _held(word, rest)
                if held > MAX_CONSTANTS:
                    raise RejectedError("too-long", f"more than {MAX_CONSTANTS} bytes of constants")
            else:
                raise RejectedError(
                    "directive", f"line {number}: the directive .{word} is not on the allow-list"
                )
            continue
        instruction = _INSTRUCTION.match(line)
        if not instruction:
            raise RejectedError("syntax", f"line {number}: {line[:60]!r} is not an instruction")
        word, operands = instruction.group(1).lower(), (instruction.group(2) or "").strip()
        if not _OPERANDS.match(operands):
            raise RejectedError("syntax", f"line {number}: operands {operands[:60]!r}")
        if word in instructions.FORBIDDEN:
            if word == "br" and not licensed.indirect:
                jumped = jumped or number
            word, operands = _licensed(word, operands, licensed, number)
        elif word not in instructions.ALLOWED:
            raise RejectedError(
                "unknown-instruction", f"line {number}: {word[:30]} is not on the allow-list"
            )
        if where != "text" or not entered:
            raise RejectedError("syntax", f"line {number}: an instruction outside the function")
        counted += 1
        if counted > MAX_INSTRUCTIONS:
            raise RejectedError("too-long", f"more than {MAX_INSTRUCTIONS} instructions")
        code.append(f"\t{word}\t{operands}" if operands else f"\t{word}")
    if not entered:
        what = "the text is empty" if not text.strip() else f"no label {name}:"
        raise RejectedError("empty", f"{what}; a candidate defines {name} and its instructions")
    if not counted:
        raise RejectedError("empty", f"{name} has no instructions")
    if jumped and not meant:
        raise RejectedError("forbidden-instruction", f"line {jumped}: br without a jump table")
    places = {line for line in code if line.endswith(":")}
    for number, *labels in meant:
        if not all(f"{label}:" in places for label in labels):
            raise RejectedError("constant", f"line {number}: no distance of places in the code")
    lines = [
        "\t.text",
        f"\t.globl\t{name}",
        f"\t.p2align\t{alignment}",
        f"\t.type\t{name}, %function",
        f"{name}:",
        "\t.cfi_startproc",
        *code,
        "\t.cfi_endproc",
        f"\t.size\t{name}, .-{name}",
        *constants,
    ]
    return "\n".join(lines) + "\n"


def _licensed(word: str, operands: str, licensed: Licence, number: int) -> tuple[str, str]:
    """An instruction that needs a licence, in its canonical form.

    Hints are written by their numbers, which every assembler takes for every CPU.
    """
    shown = f"{word} {operands}".strip()[:60]
    hint = _HINT.match(operands) if word == "hint" else None
    if hint:
        names = [n for n, which in HINT_NUMBERS.items() if which == str(int(hint[1]))]
        word, _, operands = names[0].partition(" ") if names else (word, "", operands)
    if not licensed.allows(word):
        raise RejectedError("forbidden-instruction", f"line {number}: {shown} is not allowed")
    if word == "bl" and operands not in licensed.callees:
        raise RejectedError(
            "forbidden-instruction", f"line {number}: {shown}: the baseline does not call it"
        )
    if word in ("bl", "blr", "br"):
        if word != "bl" and not _BRANCH_REGISTER.match(operands):
            raise RejectedError("syntax", f"line {number}: operands {operands[:60]!r}")
        return word, operands
    if word == "retaa" and not operands:
        return word, ""
    known = HINT_NUMBERS.get(f"{word} {operands.lower()}".strip())
    if known is None:
        raise RejectedError("forbidden-instruction", f"line {number}: {shown} is not allowed")
    return "hint", f"#{known}"


def _without_comment(raw: str, number: int) -> str:
    if any(ord(c) < 32 and c not in "\t\r\f" for c in raw):
        raise RejectedError("not-ascii", f"line {number}: a control character")
    if raw.lstrip().startswith(("#", "//")):
        return ""
    line = raw
    if '"' not in raw:
        line = raw.split("//", 1)[0]
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', '""', line)
    for sign in (";", "/*", "*/", "`"):
        if sign in outside:
            raise RejectedError("syntax", f"line {number}: {sign!r} is not allowed")
    return line.rstrip()


def _section(rest: str, number: int, constants: list[str]) -> str:
    rest = re.sub(r'^"([\w.$-]+)"', r"\1", rest)  # clang quotes ".note.GNU-stack"
    if rest.startswith((".note.GNU-stack", ".text")):
        name = rest.split(",", maxsplit=1)[0].strip()
        if name == ".note.GNU-stack":
            return "nowhere"
        if re.fullmatch(r"\.text[\w.$]*", name):
            return "text"
    found = _RODATA.match(rest)
    if not found:
        raise RejectedError("directive", f"line {number}: the section {rest[:60]!r}")
    # One plain read-only section holds them all: merging is the linker's business with
    # clang's own constants, and the order in the text is kept.
    constants.append('\t.section\t.rodata,"a",%progbits')
    return "rodata"


def _alignment(word: str, rest: str, number: int) -> int:
    first = rest.split(",", maxsplit=1)[0].strip()
    if not first.isdigit() or int(first) > 4096:
        raise RejectedError("directive", f"line {number}: .{word} {rest[:40]!r}")
    value = int(first)
    if word == "balign":  # on AArch64 `.align` means `.p2align`
        if value & (value - 1):
            raise RejectedError("directive", f"line {number}: .{word} {rest[:40]!r}")
        value = max(value, 1).bit_length() - 1
    if value > 6:
        raise RejectedError("directive", f"line {number}: alignment above 64 bytes")
    return value


def _datum(word: str, rest: str, number: int) -> str:
    if word in _STRINGS:
        if not _STRING.match(rest):
            raise RejectedError("directive", f"line {number}: .{word} {rest[:40]!r}")
        return f"\t.{word}\t{rest}"
    if not _NUMBERS.match(rest):
        raise RejectedError(
            "constant", f"line {number}: a constant may hold numbers only, not {rest[:40]!r}"
        )
    if word in ("zero", "space", "skip"):
        if not _SIZE.match(rest) or int(rest.split(",", maxsplit=1)[0], 0) > MAX_CONSTANTS:
            raise RejectedError("too-long", f"line {number}: more than {MAX_CONSTANTS} bytes")
        word = "zero" if "," not in rest else "space"
    return f"\t.{word}\t{rest}"


def _held(word: str, rest: str) -> int:
    """The least bytes that a datum takes."""
    if word in _STRINGS:
        return 0
    if word in ("zero", "space", "skip"):
        return int(rest.split(",", maxsplit=1)[0], 0)
    return rest.count(",") + 1


def assemble(
    text: str,
    name: str,
    contract: Contract,
    workdir: str,
    callees: frozenset[str] = frozenset(),
) -> Assembled:
    """Screen and assemble a candidate.

    callees: the symbols that its baseline calls (armcc.gates.callees.called_names).
    Raises RejectedError, or Error where a tool is missing or a callee is not judged.
    """
    if not _NAME.fullmatch(name):
        raise RejectedError("label", f"the name {name!r} cannot be written in assembly")
    licensed = licence(contract, frozenset(c for c in callees if _NAME.fullmatch(c)))
    canonical = screen(text, name, licensed)
    source = os.path.join(workdir, "candidate.s")
    output = os.path.join(workdir, "candidate.o")
    with open(source, "w", encoding="ascii") as f:
        f.write(canonical)
    command = [
        require(cross_tool("as"), "as"),
        f"-march={assembler_march(contract)}",
        "-o",
        output,
        source,
    ]
    ran = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").splitlines()
        errors = [s for s in said if "Error:" in s or "Warning" not in s]
        words = [_own_words(s, source, canonical) for s in errors if "Assembler messages" not in s]
        raise RejectedError("assembler", words[0] if words else "the assembler refused the text")
    with open(output, "rb") as f:
        data = f.read()
    try:
        machine = machine_code(ElfObject(data), name)
    except Error as e:
        raise RejectedError("candidate", str(e)) from e
    if len(machine.constants) > MAX_CONSTANTS:
        raise RejectedError("too-long", f"more than {MAX_CONSTANTS} bytes of constants")
    listing = disassemble(machine.code, contract)
    for at, instruction in enumerate(listing):
        if instruction is None:
            raise RejectedError(
                "features",
                f"the word at +{at * 4:#x} is no instruction of the features that the user allowed",
            )
        word = instructions.mnemonic(instruction)
        if word not in instructions.ALLOWED and not licensed.allows(word):
            raise RejectedError(
                "forbidden-instruction", f"+{at * 4:#x}: {instruction} is not allowed"
            )
        if instructions.names_platform_register(instruction):
            raise RejectedError("platform-register", f"+{at * 4:#x}: {instruction} touches x18")
    decoded = tuple(i for i in listing if i is not None)
    found = misplaced(machine, decoded, name, licensed)
    if isinstance(found, Misplaced):
        raise RejectedError(found.reason, found.detail)
    signs = any(instructions.mnemonic(i) == "paciasp" for i in decoded)
    if not signs and any(operation == "negate_ra_state" for _, operation, _, _ in machine.cfi):
        raise RejectedError("directive", "no instruction signs the return address")
    jumps = tuple(sorted(found.targets.items()))
    return Assembled(canonical, machine, decoded, jumps, tuple(r[1:] for r in found.ranges))


def _own_words(message: str, source: str, canonical: str) -> str:
    """The assembler's message with the offending line instead of our file's name."""
    found = re.match(re.escape(source) + r":(\d+): (?:Error: )?(.*)", message)
    if not found:
        return message
    lines = canonical.splitlines()
    at = int(found.group(1)) - 1
    shown = lines[at].strip().replace("\t", " ") if at < len(lines) else ""
    return f"{found.group(2)} (in {shown!r})"


def syntax_gate(
    text: str,
    name: str,
    contract: Contract,
    workdir: str,
    callees: frozenset[str] = frozenset(),
) -> tuple[GateResult, Assembled | None]:
    """The gate's result, and the assembled candidate where it accepts; see `assemble`."""
    try:
        assembled = assemble(text, name, contract, workdir, callees)
    except RejectedError as e:
        return GateResult("syntax", REJECTED, e.reason, e.detail), None
    except Error as e:
        return GateResult("syntax", UNKNOWN, e.reason, e.message), None
    except (OSError, subprocess.SubprocessError) as e:
        return GateResult("syntax", UNKNOWN, "tool", f"the assembler could not be run: {e}"), None
    evidence = {
        "instructions": len(assembled.listing),
        "constant_bytes": len(assembled.machine.constants),
        "march": assembler_march(contract),
    }
    return GateResult("syntax", ACCEPTED, evidence=evidence), assembled
