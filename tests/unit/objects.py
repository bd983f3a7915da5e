"""Relocatable objects for unit tests: written field by field, or made by llvmlite."""

from __future__ import annotations

import struct
from functools import cache

import llvmlite.binding as llvm

from armcc.function.cfi import Operation, encode
from armcc.function.elf import EHDR, RELA, SHDR, SHT_NOBITS, SYM, ElfObject

AX, A, WA, AM, AMS, AT = 6, 2, 3, 0x12, 0x32, 0x403
LOCAL, GLOBAL, WEAK = 0, 1, 2
NOTYPE, OBJECT, FUNC, SECTION, IFUNC = 0, 1, 2, 3, 10

RET = 0xD65F03C0
NOP = 0xD503201F


def words(*values: int) -> bytes:
    """Instructions as bytes."""
    return struct.pack(f"<{len(values)}I", *values)


class Builder:
    """An object in the making.  Sections count from 1, symbols are named by string.

    Local symbols come first, section symbols before them, as the gABI wants.
    """

    def __init__(self) -> None:
        self.sections: list[dict[str, object]] = []
        self.symbols: list[tuple[str, int, int, int, int, int, int]] = []
        self.relocations: dict[int, list[tuple[int, int, str, int]]] = {}

    def section(
        self,
        name: str,
        data: bytes = b"",
        flags: int = AX,
        kind: int = 1,
        align: int = 4,
        entsize: int = 0,
        link: int = 0,
        info: int = 0,
    ) -> int:
        """Add a section and, if it is loaded, its symbol, which is called like itself."""
        self.sections.append(
            {
                "name": name, "data": data, "flags": flags, "kind": kind, "align": align,
                "entsize": entsize, "link": link, "info": info,
            }
        )  # fmt: skip
        index = len(self.sections)
        if flags & 2:
            self.symbol(name, index, 0, 0, bind=LOCAL, kind=SECTION)
        return index

    def symbol(
        self,
        name: str,
        section: int = 0,
        value: int = 0,
        size: int = 0,
        bind: int = GLOBAL,
        kind: int = NOTYPE,
        other: int = 0,
    ) -> None:
        self.symbols.append((name, bind, kind, other, section, value, size))

    def function(self, name: str, section: int, value: int, size: int, bind: int = GLOBAL) -> None:
        self.symbol(name, section, value, size, bind, FUNC)

    def relocation(self, section: int, at: int, kind: int, symbol: str, addend: int = 0) -> None:
        """`symbol` is a name; a section's symbol goes by the section's name."""
        self.relocations.setdefault(section, []).append((at, kind, symbol, addend))

    def frames(
        self, entries: list[tuple[int, int, int, tuple[Operation, ...]]], cie: str = "zR"
    ) -> int:
        """An `.eh_frame` with one FDE for each (section, offset, size, operations)."""
        letters = cie.encode() + b"\0"
        body = b"\x01" + letters + b"\x01\x7c\x1e\x01\x1b\x0c\x1f\x00"
        body += bytes(-len(body) % 4)
        data = bytearray(struct.pack("<II", 4 + len(body), 0) + body)
        places: list[tuple[int, int, int]] = []
        for section, offset, size, operations in entries:
            start = len(data)
            program = encode(operations, 1, -4)
            fde = struct.pack("<IiIB", start + 4, 0, size, 0) + program
            fde += bytes(-len(fde) % 4)
            data += struct.pack("<I", len(fde)) + fde
            places.append((start + 8, section, offset))
        index = self.section(".eh_frame", bytes(data), A, align=8)
        for at, section, offset in places:
            name = str(self.sections[section - 1]["name"])
            self.relocation(index, at, 261, name, offset)
        return index

    def bytes(self) -> bytes:
        """The file."""
        sections = list(self.sections)
        ordered = sorted(self.symbols, key=lambda s: (s[1] != LOCAL, s[2] != SECTION))
        first_global = 1 + sum(s[1] == LOCAL for s in ordered)
        symtab = len(sections) + len(self.relocations) + 1
        number: dict[str, int] = {}
        strings = bytearray(b"\0")
        table = bytearray(SYM.size)

        def string(text: str) -> int:
            at = len(strings)
            strings.extend(text.encode() + b"\0")
            return at

        for i, (name, bind, kind, other, section, value, size) in enumerate(ordered, 1):
            number.setdefault(name, i)
            at = 0 if kind == SECTION else string(name)
            table += SYM.pack(at, bind << 4 | kind, other, section, value, size)
        for target, entries in self.relocations.items():
            content = b"".join(
                RELA.pack(at, number[target_name] << 32 | kind, addend)
                for at, kind, target_name, addend in entries
            )
            sections.append(
                {
                    "name": f".rela{sections[target - 1]['name']}", "data": content,
                    "flags": 0x40, "kind": 4, "align": 8, "entsize": 24, "link": symtab,
                    "info": target,
                }
            )  # fmt: skip
        sections.append(
            {
                "name": ".symtab", "data": bytes(table), "flags": 0, "kind": 2, "align": 8,
                "entsize": 24, "link": symtab + 1, "info": first_global,
            }
        )  # fmt: skip
        names = [string(str(s["name"])) for s in sections] + [string(".strtab")]
        sections.append(
            {
                "name": ".strtab", "data": bytes(strings), "flags": 0, "kind": 3, "align": 1,
                "entsize": 0, "link": 0, "info": 0,
            }
        )  # fmt: skip
        out = bytearray(EHDR.size)
        headers = [bytes(SHDR.size)]
        for name, s in zip(names, sections, strict=True):
            data, align = s["data"], s["align"]
            assert isinstance(data, bytes)
            assert isinstance(align, int)
            out += bytes(-len(out) % align)
            headers.append(
                SHDR.pack(
                    name, s["kind"], s["flags"], 0, len(out), len(data), s["link"], s["info"],
                    align, s["entsize"],
                )
            )  # fmt: skip
            if s["kind"] != SHT_NOBITS:
                out += data
        out += bytes(-len(out) % 8)
        ident = b"\x7fELF\x02\x01\x01" + bytes(9)
        count = len(headers)
        header = EHDR.pack(
            ident, 1, 183, 1, 0, 0, len(out), 0, 64, 0, 0, SHDR.size, count, count - 1
        )
        out[: EHDR.size] = header
        return bytes(out) + b"".join(headers)

    def parsed(self) -> ElfObject:
        """The object, read."""
        return ElfObject(self.bytes())


@cache
def _target() -> llvm.TargetMachine:
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    target = llvm.Target.from_triple("aarch64-linux-gnu")
    return target.create_target_machine(reloc="pic", codemodel="default")


@cache
def compiled(ir: str) -> bytes:
    """The object that LLVM makes of IR text."""
    module = llvm.parse_assembly(f'target triple = "aarch64-linux-gnu"\n{ir}')
    return bytes(_target().emit_object(module))


# Calls, strings, a table, data of its own, a switch: something of everything.
RICH = r"""
@text = private unnamed_addr constant [6 x i8] c"hello\00"
@table = internal constant [4 x i32] [i32 9, i32 8, i32 7, i32 6]
@count = internal global i32 0
@pointers = constant [2 x ptr] [ptr @first, ptr @second]
declare i32 @outside(ptr)
define i32 @first(i32 %a) section ".text.hot." {
  %c = load volatile i32, ptr @count
  %i = and i32 %a, 3
  %w = zext i32 %i to i64
  %p = getelementptr [4 x i32], ptr @table, i64 0, i64 %w
  %v = load i32, ptr %p
  %o = call i32 @outside(ptr @text)
  %s = add i32 %v, %o
  %t = add i32 %s, %c
  ret i32 %t
}
define internal i32 @helper(i32 %a) noinline section ".text.hot." {
  %r = mul i32 %a, 77
  ret i32 %r
}
define double @second(i32 %a) section ".text.hot." {
  switch i32 %a, label %z [ i32 0, label %b  i32 1, label %c  i32 2, label %d
                            i32 3, label %e  i32 4, label %b ]
b:
  %r1 = call i32 @helper(i32 %a)
  %f1 = sitofp i32 %r1 to double
  ret double %f1
c:
  %r2 = call i32 @first(i32 %a)
  %f2 = sitofp i32 %r2 to double
  %g2 = fmul double %f2, 3.1415926
  ret double %g2
d:
  ret double 1.23456
e:
  %r3 = call i32 @outside(ptr @pointers)
  %f3 = sitofp i32 %r3 to double
  ret double %f3
z:
  ret double 0.0
}
"""
