"""Spliced objects as other tools read them, and objects of clang's that are left alone."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path

import lief
import pytest
from splicing import LESS, LINKERS, MORE, RUN, Bench, call, splice_all, ways

from armcc.driver import note
from armcc.function.assemble import machine_code
from armcc.function.elf import ElfObject
from armcc.function.hot import find_function, hot_functions
from armcc.function.machine import MachineCode

PROGRAM = {"leaf": 1, "middle": 2, "choose": 3, "walk": 4, "area": 5, "last": 6}
TWO_WORDS = MachineCode(struct.pack("<II", 0x52800020, 0xD65F03C0))


def spliced(bench: Bench, change: str = MORE) -> bytes:
    data, outcomes = bench.splice({n: bench.machine(n, k, change) for n, k in PROGRAM.items()})
    assert not [reason for _, _, reason in outcomes if reason]
    return data


@pytest.mark.parametrize("flags", [["-g"], ["-g", "-gz"], ["-gdwarf-4", "-ffunction-sections"]])
def test_debug_information_verifies(clang: list[str], tmp_path: Path, flags: list[str]) -> None:
    bench = Bench(clang, str(tmp_path), "program.c", ["-O2", *flags])
    path = tmp_path / "spliced.o"
    path.write_bytes(spliced(bench))
    call(["llvm-dwarfdump-22", "--verify", str(path)], str(tmp_path))
    ran = subprocess.run(
        ["aarch64-linux-gnu-readelf", "--debug-dump=frames", str(path)],
        capture_output=True, check=True,
    )  # fmt: skip
    assert ran.stderr == b""
    # Six hot functions twice, `outside` and `main` once (`early` is gone).
    assert ran.stdout.count(b" FDE ") == 2 * len(PROGRAM) + 2


@pytest.mark.parametrize("flags", [["-O2"], ["-O2", "-g", "-ffunction-sections"]], ids=" ".join)
def test_lief_reads_the_same_object(clang: list[str], tmp_path: Path, flags: list[str]) -> None:
    bench = Bench(clang, str(tmp_path), "program.c", flags)
    data = spliced(bench)
    old, new = (lief.ELF.parse(list(d)) for d in (bench.old, data))
    assert old is not None
    assert new is not None
    names = [s.name for s in new.sections]
    assert names[: len(list(old.sections))] == [s.name for s in old.sections]
    assert note.SECTION in names
    for name, number in PROGRAM.items():
        machine = bench.machine(name, number, MORE)
        symbol = next(s for s in new.symbols if s.name == name)
        section = list(new.sections)[symbol.shndx]
        code = bytes(section.content)[symbol.value : symbol.value + symbol.size]
        assert len(code) == len(machine.code)
    entries = note.decode(bytes(new.get_section(note.SECTION).content))
    assert {e.function for e in entries} == set(PROGRAM)


def test_a_shared_library_links_and_works(clang: list[str], tmp_path: Path) -> None:
    bench = Bench(clang, str(tmp_path), "program.c", ["-O2", "-fPIC"])
    (tmp_path / "spliced.o").write_bytes(spliced(bench))
    (tmp_path / "wanted.o").write_bytes(bench.compile(MORE))

    for words in LINKERS.values():
        printed = []
        for name in ("spliced", "wanted"):
            link = [*words, "-shared", "-Wl,-z,text", f"{name}.o", "-o", f"lib{name}.so"]
            call([*link, "-Wl,--fatal-warnings"], str(tmp_path))
            rest = ["-Wl,-rpath," + str(tmp_path), "-o", name]
            call([*words, "-Wl,-e,_start", f"lib{name}.so", *rest], str(tmp_path))
            printed.append(call([*RUN, f"./{name}"], str(tmp_path)))
        assert printed[0] == printed[1]


def test_a_group_keeps_or_drops_code_and_constants_together(
    clang: list[str], tmp_path: Path
) -> None:
    source = tmp_path / "inline.cc"
    source.write_text(
        "inline __attribute__((hot, noinline)) int pick(int i) { return i * 3; }\n"
        "int USER(int i) { return pick(i); }\n"
        "#ifdef MAIN\n"
        'extern "C" int printf(const char *, ...);\n'
        "int other(int);\n"
        'int main() { for (int i = 0; i < 4; i++) printf("%d %d\\n", USER(i), other(i)); }\n'
        "#endif\n"
    )
    table = tmp_path / "table.c"
    table.write_text(
        "static const int t[8] = {11, 12, 13, 14, 25, 36, 47, 58};\n"
        'int pick(int) __asm__("_Z4picki");\n'
        "int pick(int i) { return t[i & 7]; }\n"
    )
    call([*clang, "-O1", "-fPIC", "-c", str(table), "-o", "table.o"], str(tmp_path))
    machine = machine_code(ElfObject((tmp_path / "table.o").read_bytes()), "_Z4picki")
    assert machine.constants
    for name, flags in (("a", ["-DUSER=own", "-DMAIN"]), ("b", ["-DUSER=other"])):
        bench = Bench(clang, str(tmp_path), str(source), ["-O2", *flags])
        data, outcomes = splice_all(bench.old, {"_Z4picki": machine})
        assert not [reason for _, _, reason in outcomes if reason]
        (tmp_path / f"{name}.o").write_bytes(data)
    for words in LINKERS.values():
        for more in ([], ["-Wl,--gc-sections"]):
            link = [*words, "-Wl,--fatal-warnings", *more, "a.o", "b.o", "-o", "program"]
            call(link, str(tmp_path))
            printed = call([*RUN, "./program"], str(tmp_path))
            assert printed == b"11 11\n12 12\n13 13\n14 14\n"


def test_without_its_frame_a_backtrace_is_not_the_same(clang: list[str], tmp_path: Path) -> None:
    """The twin of the backtrace test: it would see wrong unwind information."""
    bench = Bench(clang, str(tmp_path), "throw.cc", ["-O2"])
    good = bench.machine("_Z4deepi", 2, MORE)
    bad = MachineCode(good.code, good.alignment, good.relocations)
    assert good.cfi
    printed = []
    for machine in (good, bad):
        data, outcomes = bench.splice({"_Z4deepi": machine})
        assert not [reason for _, _, reason in outcomes if reason]
        with open(tmp_path / "linked.o", "wb") as f:
            f.write(data)
        libraries = ["/usr/aarch64-linux-gnu/lib/libstdc++.so.6"]
        call([*LINKERS["bfd"], "linked.o", *libraries, "-o", "program"], str(tmp_path))
        ran = subprocess.run([*RUN, "./program"], cwd=tmp_path, capture_output=True, check=False)
        printed.append(ran.stdout)
    assert printed[0] != printed[1]


HOT = "__attribute__((hot, noinline)) "
LEFT_ALONE = {
    "exception tables": (
        ["-xc++"],
        f"int t(int); {HOT} int f(int a) {{ try {{ return t(a); }} catch (...) {{ return 1; }} }}",
        "personality",
    ),
    "labels as values": (
        [],
        HOT
        + "int f(int a) { static void *const l[] = {&&x, &&y}; goto *l[a & 1];\n"
        + "x: return 17 * a; y: return a - 4; } void *use(void) { return f; }",
        "middle",
    ),
    "kcfi": (
        ["-fsanitize=kcfi"],
        f"int (*g)(int); {HOT} int f(int a) {{ return g(a) + g(a + 1); }}",
        "",
    ),
    "kcfi, calling nobody": (
        ["-fsanitize=kcfi"],
        f"{HOT} int f(int a) {{ return a * a + 7 * a; }}",
        "data-in-code",
    ),
    "patchable": (
        ["-fpatchable-function-entry=2"],
        f"{HOT} int f(int a) {{ return a * a + 7 * a; }}",
        "section-type",
    ),
    "patchable before the entry": (
        ["-fpatchable-function-entry=2,2"],
        f"{HOT} int f(int a) {{ return a * a + 7 * a; }}",
        "section-type",
    ),
    "block addresses": (
        ["-fbasic-block-address-map"],
        f"{HOT} int f(int a) {{ return a * a + 7 * a; }}",
        "section-type",
    ),
    "probe": (
        [],
        HOT
        + 'int f(int a) { a *= 7; __asm__ volatile("1: nop\\n.pushsection .note.stapsdt,'
        + '\\"?\\",\\"note\\"\\n.8byte 1b\\n.popsection" : "+r"(a)); return a * a; }',
        "middle",
    ),
    "the B key": (
        ["-mbranch-protection=pac-ret+leaf+b-key"],
        f"{HOT} int f(int a) {{ return a * a + 7 * a; }}",
        "landing-pad",
    ),
    "stack sizes": (
        ["-fstack-size-section"],
        f"{HOT} int f(int a) {{ return a * a + 7 * a; }}",
        "section-type",
    ),
    "indirect": (
        [],
        HOT
        + "int g(int a) { return a * a; } static void *r(void) { return g; }\n"
        + 'int f(int) __attribute__((ifunc("r")));',
        "missing",
    ),
    "large code model": (
        ["-mcmodel=large", "-fno-pic"],
        f"{HOT} int f(int a) {{ return a * a + 7 * a; }}",
        "cfi",
    ),
    "landing pads": (
        ["-mbranch-protection=bti"],
        f"{HOT} int f(int a) {{ return a * a + 7 * a; }}",
        "landing-pad",
    ),
    "signed": (
        ["-mbranch-protection=pac-ret+leaf"],
        f"{HOT} int f(int a) {{ return a * a + 7 * a; }}",
        "landing-pad",
    ),
    "too small": ([], f"{HOT} void f(void) {{}}", "too-small"),
}


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_objects_that_are_left_alone(clang: list[str], tmp_path: Path, case: str) -> None:
    flags, text, reason = LEFT_ALONE[case]
    source = tmp_path / ("a.cc" if "-xc++" in flags else "a.c")
    source.write_text(text)
    bench = Bench(clang, str(tmp_path), str(source), ["-O2", *[f for f in flags if f != "-xc++"]])
    obj = ElfObject(bench.old)
    names = [f.name for f in hot_functions(obj) if f.name in ("f", "_Z1fi")]
    if reason == "missing":
        assert names == []  # an indirect function is not a function of its own
        return
    data, outcomes = splice_all(bench.old, {names[0]: TWO_WORDS})
    if reason:
        assert ways(outcomes) == {names[0]: "!" + reason}
    assert ways(outcomes)[names[0]].startswith("!")
    assert data == bench.old
    plain = Bench(clang, str(tmp_path), str(source), ["-O2"])
    if case not in ("exception tables", "labels as values", "probe", "too small"):
        _, outcomes = splice_all(plain.old, {names[0]: TWO_WORDS})
        assert ways(outcomes) == {names[0]: "in-place"}


def test_a_got_reference_is_not_replaced_by_a_direct_one(clang: list[str], tmp_path: Path) -> None:
    pic = Bench(clang, str(tmp_path), "program.c", ["-O2", "-fPIC"])
    fixed = Bench(clang, str(tmp_path), "program.c", ["-O2", "-fno-pic"])
    machine = fixed.machine("choose", 3, LESS)
    assert ways(pic.splice({"choose": machine})[1]) == {"choose": "!relocation"}
    assert ways(fixed.splice({"choose": machine})[1])["choose"] in ("in-place", "tail")


def test_the_function_s_own_compile_is_its_machine_code(clang: list[str], tmp_path: Path) -> None:
    bench = Bench(clang, str(tmp_path), "program.c", ["-O2", "-ffunction-sections"])
    machine = bench.machine("last", 6)
    assert machine.code == find_function(ElfObject(bench.old), "last").code
