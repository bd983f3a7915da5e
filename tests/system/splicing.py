"""Help for the splice's tests: compile, splice, link, run, and compare objects."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from elftools.elf.elffile import ELFFile
from elftools.elf.relocation import RelocationSection

from armcc.driver.splice import Outcome, Replacement, splice
from armcc.driver.unwind import debug_frames, frames
from armcc.function.assemble import machine_code
from armcc.function.cfi import decode
from armcc.function.elf import SHF_EXECINSTR, SHF_MERGE, SHF_STRINGS, STT_SECTION, ElfObject
from armcc.function.hot import HotFunction, find_function, hot_functions
from armcc.function.identity import OWN_SECTION, mask_branches
from armcc.function.machine import OWN_CODE, OWN_CONSTANTS, MachineCode

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "splice")
RUN = ["qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"]
STDCXX = "/usr/aarch64-linux-gnu/lib/libstdc++.so.6"
LINKERS = {
    "bfd": ["aarch64-linux-gnu-gcc"],
    "lld": ["aarch64-linux-gnu-gcc", "-B/usr/lib/llvm-22/bin", "-fuse-ld=lld"],
}

# What the new code computes where the old has MIX: less code, and more.
LESS = "-DMIX(v)=((v)+1)"
MORE = "-DMIX(v)=((v)*31^((v)>>5)*17^((v)|9)*5^((v)>>2)*3^((v)&77)*((v)^6)^((v)>>7)*((v)+5))"


def call(words: Iterable[str], cwd: str) -> bytes:
    """Standard output of a command that must succeed."""
    ran = subprocess.run(list(words), cwd=cwd, capture_output=True, check=False)
    assert ran.returncode == 0, f"{words}\n{ran.stderr.decode(errors='replace')}"
    return ran.stdout


class Bench:
    """A folder with one source and one clang with its flags.

    Objects are kept in memory as bytes; `old` is the one that clang makes.  A test may
    keep beside it what clang makes of the new code, `wanted`, and `spliced`.
    """

    def __init__(self, clang: list[str], folder: str, source: str, flags: Iterable[str]) -> None:
        self.clang = clang
        self.folder = folder
        self.source = source if os.path.isabs(source) else os.path.join(DATA, source)
        self.flags = list(flags)
        self.old = self.compile()
        self.wanted = self.spliced = b""

    def compile(self, *more: str) -> bytes:
        path = os.path.join(self.folder, "compiled.o")
        call([*self.clang, *self.flags, *more, "-c", self.source, "-o", path], self.folder)
        with open(path, "rb") as f:
            return f.read()

    def machine(self, name: str, number: int, *more: str) -> MachineCode:
        """The function as it comes out of a compile of its own."""
        return machine_code(ElfObject(self.compile(f"-DONLY={number}", *more)), name)

    def splice(self, machines: dict[str, MachineCode]) -> tuple[bytes, list[Outcome]]:
        return splice_all(self.old, machines)

    def rewrite(self, change: str = MORE, *keep: str) -> dict[str, str]:
        """Compile `wanted`, splice all its hot functions but `keep`; what became of each."""
        self.wanted = self.compile(change)
        machines = harvest_all(self.old, self.wanted)
        self.spliced, outcomes = self.splice({n: m for n, m in machines.items() if n not in keep})
        return ways(outcomes)

    def write(self, folder: Path, stem: str) -> None:
        """Put STEM.old.o, STEM.wanted.o and STEM.spliced.o into a folder."""
        for kind in ("old", "wanted", "spliced"):
            (folder / f"{stem}.{kind}.o").write_bytes(getattr(self, kind))

    def run(self, linker: str, data: bytes, *more: str) -> bytes:
        """What a program of that one object prints, linked without a warning."""
        with open(os.path.join(self.folder, "linked.o"), "wb") as f:
            f.write(data)
        words = [*LINKERS[linker], "-Wl,--fatal-warnings", "linked.o", *more, "-o", "program"]
        if self.source.endswith(".cc"):
            words.append(STDCXX)
        call(words, self.folder)
        return call([*RUN, "./program"], self.folder)


def harvest(data: bytes, name: str) -> MachineCode:
    """The function as it stands among others in an object of the same source.

    What it means is named as a rewrite names it; literals and tables without a name become
    its constants.  Raises ValueError where these have relocations of their own.
    """
    obj = ElfObject(data)
    function = find_function(obj, name)
    code, branches = mask_branches(function)
    constants = bytearray()
    relocations: list[tuple[int, int, str, int]] = []
    places: dict[tuple[int, int], int] = {}
    for r in [*function.relocations, *branches]:
        if r.symbol == OWN_SECTION:
            index, at = function.section.index, r.addend
        else:
            symbol = obj.symbols[r.symbol]
            index, at = symbol.shndx, symbol.value + r.addend
            if symbol.type != STT_SECTION and not symbol.name.startswith(".L"):
                relocations.append((r.offset, r.type, symbol.name, r.addend))
                continue
        own = at - function.offset
        if index == function.section.index and 0 <= own < function.size:
            relocations.append((r.offset, r.type, OWN_CODE, own))
            continue
        cover = obj.covering(index, at)
        if cover is not None and not cover.name.startswith(".L"):
            relocations.append((r.offset, r.type, cover.name, at - cover.value))
            continue
        start, end = _literal(obj, index, at)
        if any(start <= other.offset < end for other in obj.relocations(index)):
            raise ValueError(f"{name}: relocations in its constants")
        if (index, start) not in places:
            constants += bytes(-len(constants) % 16)
            places[index, start] = len(constants)
            constants += obj.contents(obj.sections[index])[start:end]
        relocations.append((r.offset, r.type, OWN_CONSTANTS, places[index, start] + at - start))
    place = (function.section.index, function.offset)
    operations: tuple[Any, ...] = ()
    for frame in (frames(obj).get(place), debug_frames(obj).get(place)):
        if frame is not None:
            factors = (frame.cie.code_factor, frame.cie.data_factor)
            operations = decode(frame.data, frame.fde.program, frame.fde.end, *factors)
    return MachineCode(
        code, 4, tuple(sorted(relocations)), bytes(constants), 16 if constants else 1, operations
    )


def _literal(obj: ElfObject, index: int, at: int) -> tuple[int, int]:
    """Where the nameless datum at an offset of a read-only section begins and ends."""
    section = obj.sections[index]
    assert not section.flags & SHF_EXECINSTR, section.name
    if section.flags & SHF_MERGE and section.flags & SHF_STRINGS:
        return at, obj.contents(section).index(b"\0", at) + 1
    if section.flags & SHF_MERGE:
        start = at - at % section.entsize
        return start, start + section.entsize
    return at, obj.gap(index, at)[1]


def hot(data: bytes) -> list[HotFunction]:
    """The hot functions of an object."""
    return hot_functions(ElfObject(data))


def harvest_all(old: bytes, new: bytes) -> dict[str, MachineCode]:
    """All hot functions of `old` as `new`, of the same source, has them."""
    return {f.name: harvest(new, f.name) for f in hot(old)}


def splice_all(data: bytes, machines: dict[str, MachineCode]) -> tuple[bytes, list[Outcome]]:
    """Splice by name; keys are made up."""
    obj = ElfObject(data)
    replacements = [
        Replacement(find_function(obj, name), machine, name.encode().hex(), "tested")
        for name, machine in machines.items()
    ]
    return splice(obj, replacements)


def ways(outcomes: list[Outcome]) -> dict[str, str]:
    """Way by function, or the reason with a '!' before it."""
    return {name: way or f"!{reason}" for name, way, reason in outcomes}


def _symbol_key(elf: Any, symbol: Any, names: dict[str, int]) -> tuple[Any, ...]:
    name = symbol.name
    if symbol["st_info"]["type"] == "STT_SECTION":
        name = "section"
    return (name, symbol["st_info"]["bind"], symbol["st_info"]["type"], symbol["st_shndx"])


def _is_symbol_of(symbol: Any, section: int) -> bool:
    return symbol["st_info"]["type"] == "STT_SECTION" and symbol["st_shndx"] == section


def assert_rest_unchanged(before: bytes, after: bytes, replaced: set[str]) -> None:
    """Everything but the replaced functions is in `after` what it was in `before`."""
    old, new = ELFFile(io.BytesIO(before)), ELFFile(io.BytesIO(after))
    old_symbols = list(old.get_section_by_name(".symtab").iter_symbols())
    new_symbols = list(new.get_section_by_name(".symtab").iter_symbols())
    ranges: dict[int, list[tuple[int, int]]] = {}
    entries: set[tuple[int, int]] = set()
    for symbol in old_symbols:
        if symbol.name in replaced:
            shndx, start = symbol["st_shndx"], symbol["st_value"]
            ranges.setdefault(shndx, []).append((start, start + symbol["st_size"]))
            entries.add((shndx, start))

    kept_old = [s for s in old_symbols if (s["st_shndx"], s["st_value"]) not in entries]
    added = range(old.num_sections(), new.num_sections())
    moved = {s.name for s in old_symbols if (s["st_shndx"], s["st_value"]) in entries}
    kept_new = [
        s
        for s in new_symbols
        if s["st_shndx"] not in added
        and not (s.name in moved and s["st_info"]["type"] == "STT_FUNC")
    ]
    old_list = [(*_symbol_key(old, s, {}), s["st_value"], s["st_size"]) for s in kept_old]
    new_list = [(*_symbol_key(new, s, {}), s["st_value"], s["st_size"]) for s in kept_new]
    # `$x` and section symbols stand at the entry of a function that begins its section.
    marks = [
        (*_symbol_key(old, s, {}), s["st_value"], s["st_size"])
        for s in old_symbols
        if (s["st_shndx"], s["st_value"]) in entries and s["st_info"]["type"] != "STT_FUNC"
    ]
    # A section whose symbol was never needed may have got one.
    nameless = {s for s in ranges if not any(_is_symbol_of(symbol, s) for symbol in old_symbols)}
    new_list = [
        row
        for row, symbol in zip(new_list, kept_new, strict=True)
        if not any(_is_symbol_of(symbol, s) for s in nameless)
    ]
    assert sorted(map(str, old_list + marks)) == sorted(map(str, new_list))

    def targets(elf: Any, symbols: list[Any], section: Any, place: int) -> list[tuple[Any, ...]]:
        found = []
        for r in section.iter_relocations():
            if any(a <= r["r_offset"] < b for a, b in ranges.get(place, [])):
                continue
            s = symbols[r["r_info_sym"]]
            meant = (s["st_shndx"], s["st_value"] + r["r_addend"])
            what: tuple[Any, ...] = (*_symbol_key(elf, s, {}), r["r_addend"])
            if s.name in moved or meant in entries or _is_new_entry(new, moved, meant):
                what = ("entry",)
            found.append((r["r_offset"], r["r_info_type"], *what))
        return found

    for index in range(old.num_sections()):
        a, b = old.get_section(index), new.get_section(index)
        assert a.name == b.name
        fields = ["sh_type", "sh_flags", "sh_addr", "sh_link", "sh_entsize"]
        if a.name == ".debug_frame":
            fields.remove("sh_flags")
        for field in fields:
            assert a[field] == b[field], (a.name, field)
        assert b["sh_addralign"] >= a["sh_addralign"]
        was, now = _raw(old, a), _raw(new, b)
        if a.name == ".debug_frame" and len(now) != len(was):
            continue  # grown, and inflated before; `assert_frames_kept` compares
        if isinstance(a, RelocationSection):
            size = old.get_section(a["sh_info"])["sh_size"]
            wanted = targets(old, old_symbols, a, a["sh_info"])
            got = [t for t in targets(new, new_symbols, b, a["sh_info"]) if t[0] < size]
            if a.name.startswith(".rela.debug"):
                continue  # compared below: what they mean stays the old body
            assert sorted(map(str, wanted)) == sorted(map(str, got)), a.name
        elif index in ranges:
            mask_was, mask_now = bytearray(was), bytearray(now[: len(was)])
            for start, end in ranges[index]:
                mask_was[start:end] = mask_now[start:end] = bytes(end - start)
            assert mask_was == mask_now, a.name
        elif a.name in (".strtab", ".shstrtab", ".eh_frame"):
            assert len(now) >= len(was)
            if a.name != ".eh_frame":
                assert now.startswith(was)
        elif a.name in (".symtab", ".llvm_addrsig") or a["sh_type"] == "SHT_GROUP":
            continue
        else:
            assert was == now, a.name


def _raw(elf: Any, section: Any) -> bytes:
    """The section's bytes in the file, compressed or not."""
    if section["sh_type"] == "SHT_NOBITS":
        return b""
    elf.stream.seek(section["sh_offset"])
    content: bytes = elf.stream.read(section["sh_size"])
    return content


def assert_frames_kept(before: bytes, after: bytes) -> None:
    """Every entry of `.debug_frame` is as it was, and in plain sight; more may follow."""
    old, new = ELFFile(io.BytesIO(before)), ELFFile(io.BytesIO(after))
    was, now = (e.get_section_by_name(".debug_frame") for e in (old, new))
    assert was is not None
    assert now.data().startswith(was.data())


def _is_new_entry(new: Any, moved: set[str], meant: tuple[Any, int]) -> bool:
    table = new.get_section_by_name(".symtab")
    return any(
        s.name in moved and (s["st_shndx"], s["st_value"]) == meant for s in table.iter_symbols()
    )
