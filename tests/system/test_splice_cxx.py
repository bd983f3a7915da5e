"""Exceptions, cancellation, longjmp and backtraces through spliced functions."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from splicing import (
    LESS,
    LINKERS,
    MORE,
    RUN,
    STDCXX,
    Bench,
    assert_rest_unchanged,
    call,
    harvest_all,
)

from armcc.function.machine import MachineCode

FLAGS = {
    "plain": [],
    "debug": ["-g"],
    "pic": ["-fPIC", "-ffunction-sections"],
    "guarded": ["-mbranch-protection=standard"],
    "protected": ["-fstack-protector-strong", "-fPIE", "-gz"],
    "synchronous": ["-fno-asynchronous-unwind-tables"],
    "frame pointers": ["-fno-omit-frame-pointer", "-O1"],
}
HOT = {"_Z3lowi", "_Z4widei", "_Z4highi", "_Z3topi", "_Z5readsPii", "_Z4leafPi"}


def printed(folder: Path, linker: str, data: bytes, *more: str) -> bytes:
    (folder / "linked.o").write_bytes(data)
    words = [*LINKERS[linker], "-rdynamic", "linked.o", *more, STDCXX, "-lpthread", "-ldl"]
    call([*words, "-o", "program"], str(folder))
    ran = subprocess.run([*RUN, "./program"], cwd=folder, capture_output=True, check=False)
    assert ran.returncode == 3, ran.stderr
    return ran.stdout


def check(
    clang: list[str], folder: Path, flags: list[str], change: str, linkers: list[str]
) -> None:
    bench = Bench(clang, str(folder), "unwind.cc", ["-O2", *flags])
    done = bench.rewrite(change)
    assert set(done) == HOT
    assert not [w for w in done.values() if w.startswith("!")], done
    assert_rest_unchanged(bench.old, bench.spliced, set(done))
    for linker in linkers:
        wanted = printed(folder, linker, bench.wanted)
        assert printed(folder, linker, bench.old) != wanted
        assert printed(folder, linker, bench.spliced) == wanted
        for word in (b"rethrows", b"int 3", b"_Z3lowi", b"jumped 7", b"[thread]", b"terminated"):
            assert word in wanted
        # In the handler of a fault the frame that is in mid function is there by name.
        if "-fno-asynchronous-unwind-tables" not in flags:
            assert b" _Z5readsPii " in wanted
            assert b" _Z4leafPi " in wanted


def test_all_that_unwinds(clang: list[str], tmp_path: Path) -> None:
    linker = "lld" if "clang-22" in clang[0] else "bfd"
    check(clang, tmp_path, FLAGS["guarded"], MORE, [linker])


@pytest.mark.slow
@pytest.mark.parametrize("case", FLAGS)
@pytest.mark.parametrize("change", [LESS, MORE], ids=["less", "more"])
def test_all_that_unwinds_under_other_flags(
    clang: list[str], tmp_path: Path, case: str, change: str
) -> None:
    check(clang, tmp_path, FLAGS[case], change, list(LINKERS))


@pytest.mark.slow
def test_the_program_would_notice(clang: list[str], tmp_path: Path) -> None:
    """The twin of the test above: without its operations each frame is missed."""
    bench = Bench(clang, str(tmp_path), "unwind.cc", ["-O2"])
    bench.rewrite(MORE)
    wanted = printed(tmp_path, "lld", bench.wanted)
    for name, machine in harvest_all(bench.old, bench.wanted).items():
        if not machine.cfi:
            continue
        machines = harvest_all(bench.old, bench.wanted)
        machines[name] = MachineCode(
            machine.code,
            machine.alignment,
            machine.relocations,
            machine.constants,
            machine.constants_alignment,
        )
        data, _ = bench.splice(machines)
        (tmp_path / "linked.o").write_bytes(data)
        words = [*LINKERS["lld"], "-rdynamic", "linked.o", STDCXX, "-lpthread", "-ldl"]
        call([*words, "-o", "program"], str(tmp_path))
        ran = subprocess.run(
            ["timeout", "6", *RUN, "./program"], cwd=tmp_path, capture_output=True, check=False
        )
        assert ran.stdout != wanted, name


C_FRAMES = """\
#ifndef MIX
#define MIX(v) ((v) * 7 ^ ((v) >> 3))
#endif
int thrower(int);
__attribute__((hot, noinline)) int through(int n) {
  int a = thrower(n), b = MIX(a + n);
  return a * b + thrower(n + 1);
}
__attribute__((hot, noinline)) int twice(int n) { return through(n) + MIX(through(n + 1)); }
"""
CATCHER = """\
extern "C" { int printf(const char *, ...); int twice(int); int thrower(int); }
__attribute__((noinline)) int thrower(int n) { if (n % 4 == 3) throw n; return n * 3; }
int main() {
  for (int i = 0; i < 9; i++)
    try { printf("%d\\n", twice(i)); } catch (int v) { printf("caught %d\\n", v); }
}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "flags",
    [
        ["-fexceptions"],
        ["-fexceptions", "-fno-asynchronous-unwind-tables"],
        ["-fexceptions", "-g", "-fno-asynchronous-unwind-tables", "-ffunction-sections"],
        ["-fasynchronous-unwind-tables", "-mbranch-protection=pac-ret"],
    ],
    ids=" ".join,
)
def test_c_functions_let_exceptions_through(
    clang: list[str], tmp_path: Path, flags: list[str]
) -> None:
    (tmp_path / "a.c").write_text(C_FRAMES)
    (tmp_path / "catcher.cc").write_text(CATCHER)
    call([*clang, "-O2", "-c", "catcher.cc", "-o", "catcher.o"], str(tmp_path))
    bench = Bench(clang, str(tmp_path), str(tmp_path / "a.c"), ["-O2", *flags])
    done = bench.rewrite(MORE)
    assert set(done) == {"through", "twice"}
    assert not [w for w in done.values() if w.startswith("!")], done
    for linker in LINKERS:
        wanted = bench.run(linker, bench.wanted, "catcher.o", STDCXX)
        assert b"caught" in wanted
        assert bench.run(linker, bench.old, "catcher.o", STDCXX) != wanted
        assert bench.run(linker, bench.spliced, "catcher.o", STDCXX) == wanted
