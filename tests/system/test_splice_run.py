"""Spliced objects link under both linkers and compute what the new code computes."""

from __future__ import annotations

from pathlib import Path

import pytest
from splicing import LESS, LINKERS, MORE, Bench, assert_rest_unchanged, ways

PROGRAM = {"leaf": 1, "middle": 2, "choose": 3, "walk": 4, "area": 5, "last": 6}
CXX = {"_Z7throughi": 1, "_Z4deepi": 2, "_Z6sharedi": 3, "_ZN4Base3getEi": 4}

FLAGS = {
    "plain": ["-O2"],
    "sections": ["-O2", "-ffunction-sections", "-fdata-sections"],
    "debug": ["-O2", "-g"],
    "debug-compressed": ["-O2", "-g", "-gz", "-ffunction-sections"],
    "pic": ["-O2", "-fPIC"],
    "no-async": ["-O2", "-fno-asynchronous-unwind-tables"],
    "bti-pac": ["-O2", "-mbranch-protection=standard"],
    "neoverse": ["-O3", "-mcpu=neoverse-v2", "-fno-addrsig"],
}


@pytest.mark.parametrize("flags", FLAGS)
@pytest.mark.parametrize("change", [LESS, MORE], ids=["less", "more"])
def test_program_runs_the_new_code(
    clang: list[str], tmp_path: Path, flags: str, change: str
) -> None:
    bench = Bench(clang, str(tmp_path), "program.c", FLAGS[flags])
    machines = {name: bench.machine(name, n, change) for name, n in PROGRAM.items()}
    data, outcomes = bench.splice(machines)
    done = ways(outcomes)
    assert not [w for w in done.values() if w.startswith("!")], done
    assert_rest_unchanged(bench.old, data, set(machines))
    if "debug" in flags:
        assert set(done.values()) == {"tail"}
    elif flags == "sections" and change == MORE:
        assert "whole" in done.values()
    elif change == LESS:
        assert "in-place" in done.values()
    wanted = bench.compile(change)
    for linker in LINKERS:
        more = ["-pie"] if flags == "pic" else ["-no-pie"]
        expected = bench.run(linker, wanted, *more)
        assert bench.run(linker, bench.old, *more) != expected
        assert bench.run(linker, data, *more) == expected
        assert bench.run(linker, data, "-Wl,--gc-sections", *more) == expected


@pytest.mark.parametrize("flags", ["plain", "sections", "debug", "pic"])
def test_exceptions_and_backtraces_pass_through_new_code(
    clang: list[str], tmp_path: Path, flags: str
) -> None:
    bench = Bench(clang, str(tmp_path), "throw.cc", FLAGS[flags])
    machines = {name: bench.machine(name, n, MORE) for name, n in CXX.items()}
    data, outcomes = bench.splice(machines)
    done = ways(outcomes)
    assert not [w for w in done.values() if w.startswith("!")], done
    assert_rest_unchanged(bench.old, data, set(machines))
    wanted = bench.compile(MORE)
    for linker in LINKERS:
        expected = bench.run(linker, wanted)
        assert b"caught" in expected
        assert bench.run(linker, data) == expected
