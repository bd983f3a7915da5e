"""Each flag that changes what an object looks like, and a splice into it.

The program that comes out must print what clang's own compile of the new code prints,
under both linkers, and the rest of the object must be what clang made.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from splicing import (
    LESS,
    LINKERS,
    MORE,
    Bench,
    assert_frames_kept,
    assert_rest_unchanged,
    call,
    harvest_all,
    ways,
)

# The flags, and what the linker is given besides.
FLAGS: dict[str, tuple[list[str], list[str]]] = {
    "debug frame": (["-g", "-fno-asynchronous-unwind-tables"], []),
    "debug frame, compressed": (["-g3", "-gz", "-fno-asynchronous-unwind-tables"], []),
    "debug frame, signed": (
        ["-g", "-fno-asynchronous-unwind-tables", "-mbranch-protection=standard"],
        [],
    ),
    "both frames": (["-g", "-fforce-dwarf-frame"], []),
}
MORE_FLAGS: dict[str, tuple[list[str], list[str]]] = {
    "g1": (["-g1"], []),
    "ggdb3": (["-ggdb3"], []),
    "dwarf 3": (["-gdwarf-3", "-fno-asynchronous-unwind-tables"], []),
    "dwarf 4": (["-gdwarf-4"], []),
    "dwarf 5": (["-gdwarf-5"], []),
    "dwarf 64": (["-g", "-gdwarf64"], []),
    "dwarf 64, debug frame": (["-g", "-gdwarf64", "-fno-asynchronous-unwind-tables"], []),
    "zlib": (["-g", "-gz=zlib"], []),
    "zstd": (["-g", "-gz=zstd"], []),
    "split in one file": (["-g", "-gsplit-dwarf=single"], []),
    "types": (["-g", "-fdebug-types-section"], []),
    "embedded source": (["-g", "-gembed-source"], []),
    "template names": (["-g", "-gsimple-template-names"], []),
    "aranges and names": (["-g", "-gpubnames", "-fdebug-ranges-base-address"], []),
    "no unwind tables": (["-fno-asynchronous-unwind-tables", "-fno-unwind-tables"], []),
    "exceptions": (["-fexceptions"], []),
    "pie": (["-fpie"], ["-pie"]),
    "static pie": (["-fPIE"], ["-static-pie"]),
    "static": (["-fno-pic"], ["-static"]),
    "no plt": (["-fPIC", "-fno-plt"], ["-pie"]),
    "no interposition": (["-fPIC", "-fno-semantic-interposition"], ["-pie"]),
    "hidden": (["-fPIC", "-fvisibility=hidden"], ["-pie"]),
    "stack protector": (["-fPIE", "-fstack-protector-strong"], ["-pie"]),
    "all protected": (["-fPIE", "-fstack-protector-all", "-g"], ["-pie"]),
    "common": (["-fcommon"], []),
    "no common": (["-fno-common"], []),
    "merged constants": (["-fmerge-all-constants"], []),
    "no outline atomics": (["-mno-outline-atomics"], []),
    "signed": (["-mbranch-protection=pac-ret"], []),
    "guarded": (["-mbranch-protection=standard", "-g"], []),
    "gc": (["-ffunction-sections", "-fdata-sections"], ["-Wl,--gc-sections"]),
    "gc, debug": (["-ffunction-sections", "-fdata-sections", "-g"], ["-Wl,--gc-sections"]),
    "relro": (["-fPIE", "-g"], ["-pie", "-Wl,-z,relro,-z,now"]),
    "emitted relocations": (["-g"], ["-Wl,--emit-relocs"]),
    "one name for sections": (["-ffunction-sections", "-fno-unique-section-names"], []),
}


def splice_program(clang: list[str], folder: str, change: str, flags: list[str]) -> Bench:
    """A bench whose `spliced` and `wanted` shall do the same; all hot functions are new."""
    bench = Bench(clang, folder, "program.c", ["-O2", *flags])
    done = bench.rewrite(change)
    assert not [w for w in done.values() if w.startswith("!")], done
    assert len(done) == 6
    assert_rest_unchanged(bench.old, bench.spliced, set(done))
    return bench


def check_runs(bench: Bench, *more: str) -> None:
    for linker in LINKERS:
        expected = bench.run(linker, bench.wanted, *more)
        assert bench.run(linker, bench.old, *more) != expected
        assert bench.run(linker, bench.spliced, *more) == expected


@pytest.mark.parametrize(
    "case",
    [
        case if "compressed" in case else pytest.param(case, marks=pytest.mark.slow)
        for case in FLAGS
    ],
)
def test_frames_of_debuggers(clang: list[str], tmp_path: Path, case: str) -> None:
    flags, more = FLAGS[case]
    bench = splice_program(clang, str(tmp_path), MORE, flags)
    if "signed" not in case:  # an old body that signed is told to sign no more
        assert_frames_kept(bench.old, bench.spliced)
    (tmp_path / "spliced.o").write_bytes(bench.spliced)
    ran = subprocess.run(
        ["aarch64-linux-gnu-readelf", "--debug-dump=frames", "spliced.o"],
        cwd=tmp_path, capture_output=True, check=True,
    )  # fmt: skip
    assert ran.stderr == b""
    call(["llvm-dwarfdump-22", "--verify", "spliced.o"], str(tmp_path))
    check_runs(bench, *more)


@pytest.mark.slow
@pytest.mark.parametrize("change", [LESS, MORE], ids=["less", "more"])
@pytest.mark.parametrize("case", MORE_FLAGS)
def test_flags(clang: list[str], tmp_path: Path, case: str, change: str) -> None:
    flags, more = MORE_FLAGS[case]
    bench = splice_program(clang, str(tmp_path), change, flags)
    check_runs(bench, *more)


def test_a_dwo_stays_right(clang: list[str], tmp_path: Path) -> None:
    """What -gsplit-dwarf puts aside is not touched, and the object still leads to it."""
    bench = Bench(clang, str(tmp_path), "program.c", ["-O2", "-g", "-gsplit-dwarf"])
    before = (tmp_path / "compiled.dwo").read_bytes()
    new = bench.compile(MORE)
    (tmp_path / "compiled.dwo").write_bytes(before)
    data, outcomes = bench.splice(harvest_all(bench.old, new))
    assert set(ways(outcomes).values()) == {"tail"}
    assert_rest_unchanged(bench.old, data, {name for name, _, _ in outcomes})
    for linker in LINKERS:
        assert bench.run(linker, data) == bench.run(linker, new)
    (tmp_path / "linked.o").write_bytes(data)
    call([*LINKERS["lld"], "linked.o", "-o", "program"], str(tmp_path))
    call(["llvm-dwp-22", "-e", "program", "-o", "program.dwp"], str(tmp_path))
    place = symbol(tmp_path / "program", "outside")
    line = call(["llvm-symbolizer-22", "--obj=program", hex(place)], str(tmp_path))
    assert line.startswith(b"outside\n")
    assert os.path.basename(bench.source).encode() in line


PROFILE = """\
main:4000000:1
 1: 200
 1.1: 200 outer:200
outer:4000000:200
 0: 12800
 0.2: 12800 inner:12800
inner:4000000:12800
 0: 800000
"""
PROFILED = """\
int printf(const char *, ...);
#define HOT __attribute__((hot, noinline))
HOT long double inner(int a) { return MIX(a) * 1.7L; }
HOT int outer(int a) { int s = 0; for (int i = 0; i < a; i++) s += inner(i); return s; }
int main(void) { for (int k = 0; k < 9; k++) printf("%d\\n", outer(k)); }
"""


def test_a_profile_s_call_graph_follows(clang: list[str], tmp_path: Path) -> None:
    """What -fprofile-use tells the linker of hot calls is the one table with SHT_REL."""
    (tmp_path / "a.prof").write_text(PROFILE)
    (tmp_path / "a.c").write_text(PROFILED)
    flags = ["-O2", "-ffunction-sections", "-gmlt", f"-fprofile-sample-use={tmp_path}/a.prof"]
    bench = Bench(clang, str(tmp_path), str(tmp_path / "a.c"), [*flags, "-DMIX(v)=((v)*3)"])
    bench.flags.pop()
    assert bench.rewrite(MORE) == {"inner": "tail", "outer": "tail"}
    edges = []
    for data in (bench.old, bench.spliced):
        (tmp_path / "a.o").write_bytes(data)
        edges.append(call(["llvm-readobj-22", "--cg-profile", "a.o"], str(tmp_path)).split())
    names = [[w for w in one if w.isalpha()] for one in edges]
    assert b"inner" in names[0]
    assert names[0] == names[1]
    assert edges[0] != edges[1]  # the new constants' symbol moves all others
    check_runs(bench)


def symbol(program: Path, name: str) -> int:
    """The address of a symbol in a linked program."""
    for line in call(["llvm-nm-22", str(program)], str(program.parent)).decode().splitlines():
        words = line.split()
        if words[-1] == name and len(words) == 3:
            return int(words[0], 16)
    raise AssertionError(f"no {name} in {program}")
