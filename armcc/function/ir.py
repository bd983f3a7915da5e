"""Reading LLVM IR as LLVM 22 prints it: signatures, calls and the traits of a function.

Only what the contract needs is understood; the rest of a line is skipped.  Grammar:
LLVM Language Reference, "Functions", "Parameter Attributes", "Calling Conventions"
and "call".  The text is always printed by the LLVM inside llvmlite, never by the
user's clang, so one grammar serves every clang whose bitcode it reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from armcc.errors import Error
from armcc.function.contract import Value, value_of
from armcc.function.escapes import Escapes, frame_escapes

_OPEN = {"(": ")", "[": "]", "{": "}", "<": ">"}
_CLOSE = frozenset(_OPEN.values())

# A name behind \01 is the symbol's name as it stands, without the target's mangling.
_VERBATIM = "\\01"

_LINKAGE = frozenset(
    "private internal available_externally linkonce weak common appending extern_weak "
    "linkonce_odr weak_odr external dso_local dso_preemptable default hidden protected "
    "dllimport dllexport".split()
)
# Every convention but ccc that LLVM names: "fastcc", "swiftcc", "aarch64_vector_pcs", "cc 99".
_CONVENTION = re.compile(r"[a-z_]+cc|cc\d*|aarch64_\w+")
_NAMED_TYPE = re.compile(r"%(?:\"[^\"]*\"|[-\w.$]+)")
_FAST_MATH = frozenset("fast nnan ninf nsz arcp contract afn reassoc".split())
# LangRef, "Fast-Math Flags": `fast` is all the others.
_EVERY_FAST_MATH = sorted(_FAST_MATH - {"fast"})

# Words that may stand between a type and its operand.  Anything else begins the operand.
_PARAMETER_ATTRIBUTES = frozenset(
    "zeroext signext noext inreg byval byref preallocated inalloca sret elementtype align "
    "alignstack noalias captures nocapture nofree nest returned nonnull dereferenceable "
    "dereferenceable_or_null swiftself swiftasync swifterror immarg noundef nofpclass "
    "allocalign allocptr readnone readonly writeonly writable dead_on_unwind "
    "dead_on_return range initializes allocsize".split()
)

# Attributes of ours on the arguments of one call: the integer that it is there, and, in
# hexadecimal, the bytes that it leads to.
IS, READS = "armcc-is", "armcc-reads"
_MOST_READ = 256
_ELEMENT = re.compile(r"getelementptr (?:inbounds |nuw |nusw )*\(i8, ptr (@\S+), i64 (\d+)\)")

# Attributes of a callee that say what a call to it may do; the others only help LLVM.
_CALL_ATTRIBUTES = ("noreturn", "nounwind", "returns_twice", "willreturn")

_FLOAT_TRAITS = {
    "half": "fp16",
    "bfloat": "bf16",
    "float": "fp32",
    "double": "fp64",
    "fp128": "fp128",
}


class IrError(Error):
    """The IR text is not of the form this reader knows; clang's object stands."""

    def __init__(self, message: str) -> None:
        super().__init__("frontend", message)


@dataclass(frozen=True)
class Prototype:
    """The type of a function or of a call.

    convention: "ccc" where the IR names none.
    result: None for void.
    varargs: whether more arguments than `arguments` may follow.
    attributes: function attributes as spelled, sorted.
    """

    convention: str
    result: Value | None
    arguments: tuple[Value, ...]
    varargs: bool = False
    attributes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The canonical spelling, which `parse_prototype` reads back."""
        parts = [self.convention] if self.convention != "ccc" else []
        if self.result is None:
            parts.append("void")
        else:
            parts += [*self.result.attributes, self.result.type]
        inside = [" ".join([a.type, *a.attributes]) for a in self.arguments]
        if self.varargs:
            inside.append("...")
        parts.append("(" + ", ".join(inside) + ")")
        return " ".join([*parts, *self.attributes])


@dataclass(frozen=True)
class Definition:
    """One `define` of a module: its prototype and the lines of its body."""

    name: str
    prototype: Prototype
    linkage: str
    section: str
    personality: bool
    subprogram: str
    body: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """One call: the callee's name ("" for a pointer or for inline assembly)."""

    callee: str
    prototype: Prototype
    kind: str  # "direct", "indirect" or "asm"
    operands: tuple[str, ...]
    musttail: bool = False


def split_top(text: str, separator: str = ",") -> list[str]:
    """`text` split at `separator` outside brackets and quotes, each part stripped.

    A separator of " " splits at runs of white space.  The empty text gives [].
    Raises IrError where a bracket or a quote stays open.
    """
    parts: list[str] = []
    stack: list[str] = []
    start = i = 0
    while i < len(text):
        c = text[i]
        if c == '"':
            i = text.find('"', i + 1)
            if i < 0:
                raise IrError("unterminated string in IR")
        elif c in _OPEN:
            stack.append(_OPEN[c])
        elif c in _CLOSE:
            if not stack or stack.pop() != c:
                raise IrError(f"unbalanced {c!r} in IR: {text[:80]}")
        elif c == separator and not stack:
            parts.append(text[start:i].strip())
            start = i + 1
        i += 1
    if stack:
        raise IrError(f"unbalanced bracket in IR: {text[:80]}")
    parts.append(text[start:].strip())
    if separator == " ":
        return [p for p in parts if p]
    return parts if parts != [""] else []


def _words(text: str) -> list[str]:
    """The words of `text` with `align 4`, `addrspace(1)` after ptr and `"k"="v"` kept whole."""
    words: list[str] = []
    for word in split_top(text, " "):
        before = words[-1] if words else ""
        numbered = before in ("align", "alignstack") and word.isdigit()
        if numbered or (before == "ptr" and word.startswith("addrspace(")):
            words[-1] += " " + word
        else:
            words.append(word)
    return words


def expand(text: str, types: dict[str, str]) -> str:
    """`text` with the named structs of `types` spelled out, deeply; opaque ones stay."""
    for _ in range(8):  # a struct in a struct in ...; deeper ones never pass in registers
        grown = _NAMED_TYPE.sub(lambda m: types.get(m[0], m[0]), text)
        if grown == text:
            break
        text = grown
    return text


def resolve(prototype: Prototype, types: dict[str, str]) -> Prototype:
    """`prototype` with named structs spelled out: names differ from run to run."""

    def one(value: Value) -> Value:
        attributes = tuple(expand(a, types) for a in value.attributes)
        return value_of(expand(value.type, types), attributes)

    result = prototype.result and one(prototype.result)
    return replace(prototype, result=result, arguments=tuple(map(one, prototype.arguments)))


def _attribute_name(word: str) -> str:
    return re.split(r"[ (=]", word, maxsplit=1)[0]


def _parameter(text: str, operand: bool) -> tuple[Value, str]:
    """One parameter or argument: its value and, with `operand`, what stands behind it."""
    words = _words(text)
    if not words:
        raise IrError("empty parameter in IR")
    attributes: list[str] = []
    rest: list[str] = []
    for word in words[1:]:
        known = _attribute_name(word) in _PARAMETER_ATTRIBUTES or word.startswith('"')
        if operand and (rest or not known):
            rest.append(word)
        elif not operand and word.startswith("%"):
            break  # the parameter's name ends a declaration
        else:
            attributes.append(word)
    return value_of(words[0], tuple(attributes)), " ".join(rest)


def _parameters(text: str, operand: bool) -> tuple[tuple[Value, ...], bool, tuple[str, ...]]:
    values: list[Value] = []
    operands: list[str] = []
    varargs = False
    for part in split_top(text):
        if part == "...":
            varargs = True
            continue
        value, rest = _parameter(part, operand)
        values.append(value)
        operands.append(rest)
    return tuple(values), varargs, tuple(operands)


def _closing(text: str, at: int) -> int:
    """The index of the bracket that closes the one at `at`."""
    depth = 0
    i = at
    while i < len(text):
        c = text[i]
        if c == '"':
            i = text.find('"', i + 1)
            if i < 0:
                break
        elif c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth -= 1
            if depth == 0:
                return i
        i += 1
    raise IrError(f"unbalanced bracket in IR: {text[:80]}")


def _result(words: list[str]) -> tuple[str, Value | None]:
    """Convention and result from the words before a name or a parameter list."""
    convention = "ccc"
    rest: list[str] = []
    for word in words:
        if _CONVENTION.fullmatch(word):
            convention = word
        elif not (word in _LINKAGE or word in _FAST_MATH or word.isdigit()):
            rest.append(word)
    if not rest:
        raise IrError("no result type in IR")
    if rest[-1] == "void":
        return convention, None
    return convention, value_of(rest[-1], tuple(rest[:-1]))


def parse_prototype(text: str) -> Prototype:
    """The inverse of `str(Prototype)`.  Raises IrError on anything else."""
    words = _words(text)
    at = next((i for i, w in enumerate(words) if w.startswith("(")), -1)
    if at < 0:
        raise IrError(f"no parameter list in {text!r}")
    convention, result = _result(words[:at])
    values, varargs, _ = _parameters(words[at][1:-1], operand=False)
    return Prototype(convention, result, values, varargs, tuple(words[at + 1 :]))


def parse_header(line: str, groups: dict[str, tuple[str, ...]]) -> Definition:
    """A `define` or `declare` line.  `groups` maps "#0" to the attributes of that group."""
    match = re.match(r"(?:define|declare) ", line)
    if match is None:
        raise IrError(f"not a function: {line[:80]}")
    at = _name_at(line)
    if line[at + 1] == '"':
        end = line.index('"', at + 2)
        name, opening = line[at + 2 : end].removeprefix(_VERBATIM), end + 1
    else:
        opening = line.index("(", at)
        name = line[at + 1 : opening]
    closing = _closing(line, opening)
    head = [w for w in _words(line[match.end() : at]) if not w.startswith("!")]
    convention, result = _result(head)
    values, varargs, _ = _parameters(line[opening + 1 : closing], operand=False)
    tail = line[closing + 1 :].rstrip()
    tail = tail.removesuffix("{").rstrip()
    attributes: list[str] = []
    section = subprogram = ""
    personality = False
    words = _words(tail)
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        if word.startswith("#"):
            attributes += groups.get(word, ())
        elif before == "section":
            section = word.strip('"')
        elif before == "!dbg":
            subprogram = word
        elif word == "personality":
            personality = True
        elif word in ("prefix", "prologue", "gc"):
            attributes.append(word)
    linkage = next((w for w in head if w in _LINKAGE and w not in ("dso_local",)), "external")
    prototype = Prototype(convention, result, values, varargs, tuple(sorted(set(attributes))))
    return Definition(name, prototype, linkage, section, personality, subprogram, ())


def _name_at(line: str) -> int:
    """Where the `@` of the function's own name stands."""
    depth = 0
    i = 0
    while i < len(line):
        c = line[i]
        if c == '"':
            i = line.find('"', i + 1)
            if i < 0:
                break
        elif c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth -= 1
        elif c == "@" and depth == 0:
            return i
        i += 1
    raise IrError(f"no function name in IR: {line[:80]}")


def parse_groups(text: str) -> dict[str, tuple[str, ...]]:
    """The attribute groups of a printed module, "#0" to the words of group 0."""
    groups: dict[str, tuple[str, ...]] = {}
    for match in re.finditer(r"^attributes (#\d+) = \{ (.*) \}$", text, re.MULTILINE):
        groups[match[1]] = tuple(_words(match[2]))
    return groups


_CALL = re.compile(
    r"(?:%\S+ = |%\"[^\"]*\" = )?(?P<marker>tail |musttail |notail )?(?:call|invoke|callbr) "
)


def parse_call(line: str, groups: dict[str, tuple[str, ...]]) -> Call | None:
    """The call an instruction line makes, or None for any other instruction."""
    match = _CALL.match(line)
    if match is None:
        return None
    rest = line[match.end() :]
    words = _words(rest)
    kind, callee, at = "indirect", "", -1
    for i, word in enumerate(words):
        if word == "asm":
            kind, at = "asm", i
            break
        if word.startswith("@") and word.endswith(")"):
            kind, at = "direct", i
            break
        if word.startswith("%") and word.endswith(")") and "(" in word:
            at = i
            break
        if i and word.startswith("(") and ")(" in word:
            at = i - 1  # a constant expression as callee: inttoptr (i64 1 to ptr)(...)
            break
    if at < 0:
        raise IrError(f"call of an unknown form: {line[:80]}")
    musttail = match["marker"] == "musttail "
    if kind == "asm":
        none = Prototype("ccc", None, ())
        return Call("", none, kind, (), musttail)
    word = words[at]
    if kind == "direct" and word.startswith('@"'):
        end = word.index('"', 2)
        callee, opening = word[2:end].removeprefix(_VERBATIM), end + 1
    elif kind == "direct":
        opening = word.index("(")
        callee = word[1:opening]
    else:
        word = words[at] if words[at].startswith("%") else words[at + 1]
        opening = word.rindex(")(") + 1 if ")(" in word else word.index("(")
    values, _, operands = _parameters(word[opening + 1 : -1], operand=True)
    head = [w for w in words[:at] if not w.startswith("addrspace(")]
    # A variadic callee's whole function type is printed: "i32 (ptr, ...) @printf(...)".
    varargs = False
    if head and head[-1].startswith("("):
        varargs = "..." in split_top(head[-1][1:-1])
        head = head[:-1]
    convention, result = _result(head)
    attributes: list[str] = []
    for word in words[at + 1 :]:
        if word.startswith("#"):
            attributes += groups.get(word.rstrip(","), ())
    prototype = Prototype(convention, result, values, varargs, call_attributes(attributes))
    return Call(callee, prototype, kind, operands, musttail)


def call_attributes(attributes: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Of a callee's function attributes those that say what a call may do, sorted."""
    kept = {a for a in attributes if a in _CALL_ATTRIBUTES or a.startswith("memory(")}
    return tuple(sorted(kept))


class ModuleText:
    """A printed module: where each function stands in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.groups = parse_groups(text)
        self.types = dict(re.findall(r"^(%\S+|%\"[^\"]*\") = type ([\[{<].*)$", text, re.MULTILINE))
        self._at: dict[str, int] = {}
        self._declared: dict[str, int] = {}
        self._prototypes: dict[str, Prototype | None] = {}
        self._literals: dict[str, bytes] = {}
        self._annotated: dict[str, set[str]] | None = None
        for match in re.finditer(
            r"^(define|declare) [^\n]*?@(?:\"([^\"\n]*)\"|([-\w.$]+))\(", text, re.MULTILINE
        ):
            table = self._at if match[1] == "define" else self._declared
            name = (match[2] or match[3]).removeprefix(_VERBATIM)
            table.setdefault(name, match.start())

    def names(self) -> list[str]:
        """The names of the functions that the module defines."""
        return list(self._at)

    def bodies(self) -> dict[str, str]:
        """The text of each function that the module defines, `define` to the last brace."""
        return {n: self.text[at : self.text.index("\n}", at) + 2] for n, at in self._at.items()}

    @staticmethod
    def parameters_end(line: str) -> int:
        """Just behind the parameter list of a `define` or `declare` line."""
        at = _name_at(line)
        quoted = line[at + 1] == '"'
        opening = line.index('"', at + 2) + 1 if quoted else line.index("(", at)
        return _closing(line, opening) + 1

    def definition(self, name: str) -> Definition:
        """The function called `name`.  Raises IrError where the module has no body for it."""
        at = self._at.get(name)
        if at is None:
            raise IrError(f"the IR does not define {name!r}")
        end = self.text.index("\n}", at)
        lines = self.text[at:end].split("\n")
        found = parse_header(lines[0], self.groups)
        prototype = resolve(found.prototype, self.types)
        return replace(found, prototype=prototype, body=tuple(s.strip() for s in lines[1:]))

    def declared(self, name: str) -> Prototype | None:
        """The prototype that `name` is declared or defined with; None if unknown."""
        if name not in self._prototypes:
            found = None
            at = self._at.get(name, self._declared.get(name))
            if at is not None:
                line = self.text[at : self.text.index("\n", at)]
                found = resolve(parse_header(line, self.groups).prototype, self.types)
            self._prototypes[name] = found
        return self._prototypes[name]

    def literal(self, name: str) -> bytes:
        """The content of a string of this module alone ("@.str.1"); b"" for all else."""
        if name not in self._literals:
            found = re.search(
                rf"^{re.escape(name)} = (?:private|internal) (?:unnamed_addr |local_unnamed_addr )?"
                r'constant \[\d+ x i8\] c"([^"]*)"',
                self.text,
                re.MULTILINE,
            )
            self._literals[name] = _unescaped(found[1]) if found else b""
        return self._literals[name]

    def annotations(self, name: str) -> frozenset[str]:
        """The words of `__attribute__((annotate(...)))` on a function (LLVM's own global)."""
        if self._annotated is None:
            self._annotated = {}
            found = re.search(r"^@llvm\.global\.annotations = [^\n]*$", self.text, re.MULTILINE)
            pairs = re.findall(
                r"\{ ptr @(?:\"([^\"\n]*)\"|([-\w.$]+)), ptr (@(?:\"[^\"\n]*\"|[-\w.$]+)),",
                found[0] if found else "",
            )
            for quoted, plain, word in pairs:
                marked = (quoted or plain).removeprefix(_VERBATIM)
                text = self.literal(word).rstrip(b"\0").decode("utf-8", "replace")
                self._annotated.setdefault(marked, set()).add(text)
        return frozenset(self._annotated.get(name, ()))

    def constants_elsewhere(self) -> frozenset[str]:
        """The constants that this module uses and another one defines: nobody changes them."""
        found = re.findall(
            r"^@(?:\"([^\"\n]*)\"|([-\w.$]+)) = external [^\n]*?\bconstant ",
            self.text,
            re.MULTILINE,
        )
        return frozenset((a or b).removeprefix(_VERBATIM) for a, b in found)

    def subprogram(self, reference: str) -> tuple[str, int] | None:
        """(file, line) of a `!DISubprogram`; the file joined with its directory if relative."""
        node = self._metadata(reference)
        line = re.search(r"\bline: (\d+)", node)
        file = re.search(r"\bfile: (!\d+)", node)
        if not node.startswith("distinct !DISubprogram") or line is None or file is None:
            return None
        text = re.search(r'filename: "([^"]*)"', self._metadata(file[1]))
        return (text[1], int(line[1])) if text else None

    def _metadata(self, reference: str) -> str:
        match = re.search(rf"^{re.escape(reference)} = ([^\n]*)$", self.text, re.MULTILINE)
        return match[1] if match else ""


_ALIGN = re.compile(r"\balign (\d+)")
_RESULT = r"(?:%(?:\"[^\"]*\"|\S+) = )?"
_MEMORY = re.compile(_RESULT + r"(?:load|store) (?P<atomic>atomic )?(?P<volatile>volatile )?")
_READ_MODIFY = re.compile(_RESULT + r"(?:atomicrmw|cmpxchg(?: weak)?) (?P<volatile>volatile )?")
_FLOAT_OPERATION = re.compile(
    _RESULT + r"(?:fadd|fsub|fmul|fdiv|frem|fneg|fcmp|fptrunc|fpext|fptoui|fptosi|"
    r"uitofp|sitofp)\b"
)
_FLOAT_TYPE = re.compile(r"\b(half|bfloat|float|double|fp128)\b")
_FLAGS = re.compile(
    _RESULT + r"(?:tail |musttail |notail )?"
    r"(?:f(?:add|sub|mul|div|rem|neg|cmp|ptrunc|pext)|[us]itofp|select|phi|call)"
    r"((?: (?:fast|nnan|ninf|nsz|arcp|contract|afn|reassoc))+) "
)
_SCALAR = re.compile(r"\b(i\d+|ptr|half|bfloat|float|double|fp128)\b")
_MACHINE_STATE = (
    "llvm.addressofreturnaddress",
    "llvm.eh.",
    "llvm.frameaddress",
    "llvm.get.fp",
    "llvm.get.rounding",
    "llvm.localescape",
    "llvm.localrecover",
    "llvm.read_register",
    "llvm.read_volatile_register",
    "llvm.readcyclecounter",
    "llvm.readsteadycounter",
    "llvm.reset.fp",
    "llvm.returnaddress",
    "llvm.set.fp",
    "llvm.set.rounding",
    "llvm.sponentry",
    "llvm.thread.pointer",
    "llvm.write_register",
)
_VOLATILE_FLAG = ("llvm.memcpy", "llvm.memmove", "llvm.memset")


@dataclass(frozen=True)
class Body:
    """What a function's instructions say: sorted traits and the callees with their types.

    calls: the same callees, with what is constant at each call as attributes of its
        arguments (IS, READS).
    escapes: how addresses of its local variables get out.
    """

    traits: tuple[str, ...]
    callees: tuple[tuple[str, str], ...]
    calls: tuple[tuple[str, str], ...] = ()
    escapes: Escapes = field(default_factory=Escapes)


def read_body(module: ModuleText, definition: Definition) -> Body:
    """The traits and callees of `definition`; see `Contract.traits` for the words."""
    traits: set[str] = set()
    callees: set[tuple[str, str]] = set()
    calls: set[tuple[str, str]] = set()
    alignment = 0
    entry = True
    for i, line in enumerate(definition.body):
        if not line or line.startswith(";"):
            continue
        if i and re.match(r"(?:[-\w.$]+|\"[^\"]*\"):", line):
            entry = False
            continue
        code = line.split(", !", 1)[0]
        call = parse_call(code, module.groups)
        if call is not None:
            _read_call(module, call, traits, callees, calls)
            if line.split(" = ", 1)[-1].startswith("invoke"):
                traits.add("invoke")
        elif memory := _MEMORY.match(code):
            traits |= {k for k in ("atomic", "volatile") if memory[k]}
            if code.startswith("store "):
                stored = _words(split_top(code[memory.end() :])[0])[0]
                traits |= _stores(stored, module.types)
        elif change := _READ_MODIFY.match(code):
            traits.add("atomic")
            if change["volatile"]:
                traits.add("volatile")
        elif code.startswith("fence"):
            traits.add("atomic")
        elif " = alloca " in code:
            counts = [p.split()[-1] for p in split_top(code)[1:] if re.match(r"i\d+ ", p)]
            if not entry or not all(c.isdigit() for c in counts):
                traits.add("dynamic-alloca")
        elif "indirectbr" in code:
            traits.add("indirect-branch")
        floating = _FLOAT_OPERATION.match(code) or (
            call is not None and call.callee.startswith("llvm.")
        )
        if flags := _FLAGS.match(code):
            words = flags[1].split()
            traits |= {f"fast={f}" for f in (_EVERY_FAST_MATH if "fast" in words else words)}
        if floating:
            traits |= {_FLOAT_TRAITS[t] for t in _FLOAT_TYPE.findall(_unquoted(code))}
        if "<vscale " in code:
            traits.add("scalable")
        if call is None or call.callee.startswith("llvm.mem"):
            for match in _ALIGN.finditer(code):
                if "alloca " not in code:
                    alignment = min(alignment or int(match[1]), int(match[1]))
    if alignment:
        traits.add(f"memory-alignment={alignment}")
    escapes = frame_escapes(definition.body, module.types)
    if escapes.out and (not escapes.comparable or "dynamic-alloca" in traits):
        traits.add("frame-escapes")
    return Body(tuple(sorted(traits)), tuple(sorted(callees)), tuple(sorted(calls)), escapes)


def _unescaped(text: str) -> bytes:
    """The bytes of an IR string: `\\` and two hexadecimal digits are one byte."""
    plain = text.encode("utf-8", "surrogateescape").replace(b"\\\\", b"\\5C")
    return re.sub(rb"\\([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), plain)


def _stores(spelling: str, types: dict[str, str]) -> set[str]:
    """The traits of storing a value of that type.  The i1 of a mask is never stored alone."""
    return {f"stores={one}" for one in _SCALAR.findall(expand(spelling, types))}


def _unquoted(text: str) -> str:
    return re.sub(r'"[^"]*"', '""', text)


def _read_call(
    module: ModuleText,
    call: Call,
    traits: set[str],
    callees: set[tuple[str, str]],
    calls: set[tuple[str, str]],
) -> None:
    if call.musttail:
        traits.add("musttail")
    if call.kind == "asm":
        traits.add("inline-asm")
        return
    name = call.callee
    if name.startswith("llvm."):
        if name.startswith(_VOLATILE_FLAG) and call.operands[-1:] == ("true",):
            traits.add("volatile")
        if name.startswith("llvm.threadlocal.address"):
            traits.add("tls")
        if name.startswith("llvm.experimental.constrained."):
            traits.add("strictfp")
        if ".element.unordered.atomic" in name:
            traits.add("atomic")
        if name.startswith(_MACHINE_STATE):
            traits.add("machine-state")
        if name.startswith(_VOLATILE_FLAG):
            traits.add("stores=bytes")
        elif ".neon.st" in name or name.startswith(("llvm.masked.", "llvm.vp.")):
            for value in call.prototype.arguments if "st" in name else ():
                if value.kind == "vector" or value.type.startswith("<"):
                    traits |= _stores(value.type, module.types) - {"stores=i1"}
        if name.startswith(("llvm.va_", "llvm.vacopy")):
            traits.add("varargs")
        if name.startswith("llvm.aarch64.") and not name.startswith(
            ("llvm.aarch64.neon.", "llvm.aarch64.crc32", "llvm.aarch64.crypto.")
        ):
            traits.add("target-intrinsic")
        return
    traits.add("call")
    if call.kind == "indirect":
        traits.add("indirect-call")
    declared = module.declared(name) if name else None
    attributes = call_attributes(
        [*call.prototype.attributes, *(declared.attributes if declared else ())]
    )
    if "returns_twice" in attributes:
        traits.add("setjmp")
    prototype = resolve(replace(call.prototype, attributes=attributes), module.types)
    if declared is not None:
        prototype = _joined(prototype, declared)
    if prototype.varargs:
        traits.add("calls-varargs")
    callees.add((name, str(prototype)))
    arguments = [
        value_of(value.type, (*value.attributes, *_constant(module, value, operand)))
        for value, operand in zip(prototype.arguments, call.operands, strict=True)
    ]
    calls.add((name, str(replace(prototype, arguments=tuple(arguments)))))


def _constant(module: ModuleText, value: Value, operand: str) -> tuple[str, ...]:
    """What an operand is at every execution of its call, as an attribute; () if it may vary."""
    if value.kind == "int" and value.bits <= 64:  # wider ones take two places
        number = {"true": "1", "false": "0"}.get(operand, operand)
        return (f'"{IS}"="{number}"',) if re.fullmatch(r"-?\d+", number) else ()
    if value.type != "ptr":
        return ()
    if operand == "null":
        return (f'"{IS}"="0"',)
    element = _ELEMENT.fullmatch(operand)
    name, offset = (element[1], int(element[2])) if element else (operand, 0)
    content = module.literal(name)[offset : offset + _MOST_READ]
    return (f'"{READS}"="{content.hex()}"',) if content else ()


def _joined(call: Prototype, declared: Prototype) -> Prototype:
    """The prototype of a call with what its callee's declaration says of the same values.

    Both hold at a call (LangRef, "call": a violation of either is undefined).
    """

    def one(value: Value, other: Value) -> Value:
        if value.type != other.type:
            return value
        return value_of(value.type, tuple({*value.attributes, *other.attributes}))

    result = call.result
    if result is not None and declared.result is not None:
        result = one(result, declared.result)
    common = len(declared.arguments)
    if common > len(call.arguments):
        return call
    arguments = [one(a, b) for a, b in zip(call.arguments, declared.arguments, strict=False)]
    return replace(call, result=result, arguments=(*arguments, *call.arguments[common:]))
