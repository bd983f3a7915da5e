"""The unwind table of spliced functions holds at each single instruction that runs.

So must it for a profiler's or a debugger's sake, and for backtraces in signal handlers.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from splicing import LESS, LINKERS, MORE, RUN, Bench, call, hot
from stepping import LR, PC, PLAIN, SP, Stub, Table, assert_unwinds

SOURCE = """\
#ifndef MIX
#define MIX(v) ((v) * 7 ^ ((v) >> 3))
#endif
#define HOT __attribute__((hot, noinline))
static HOT int leaf(int x) { return MIX(x); }
HOT int saves(int a, int b) {
  int c = leaf(a), d = leaf(b), e = leaf(a + b), f = leaf(a - b);
  return MIX(c + d) * e + f * a - b;
}
HOT double floats(double a, double b) {
  double c = leaf((int)a) + b, d = leaf((int)b) - a;
  return MIX((int)(c * d)) + leaf((int)c) * d + a * b;
}
HOT int room(int n) {
  volatile char space[900];
  for (int i = 0; i < 3; i++) space[i * 300] = leaf(n + i);
  return MIX(space[300] + space[n & 1]) + leaf(space[600]);
}
HOT int early(int n) { return n > 2 ? MIX(n) : leaf(n) + MIX(leaf(n + 1)); }
HOT int variable(int n) {
  volatile char space[n + 17];
  space[n] = leaf(n);
  return MIX(space[n]) + leaf(n);
}
int (*volatile calls[])(int) = {leaf, room, early, variable};
int main(void) {
  int sum = 0;
  for (int i = 1; i < 5; i += 3) {
    for (int f = 0; f < 4; f++) sum += calls[f](i);
    sum += saves(i, sum) + (int)floats(i, 2.5);
  }
  return sum & 1;
}
"""
# Flags, and whether the table that debuggers read is the only one.
FLAGS: dict[str, tuple[list[str], bool]] = {
    "plain": ([], False),
    "debug": (["-g"], False),
    "guarded": (["-mbranch-protection=standard", "-ffunction-sections"], False),
    "protected": (["-fstack-protector-strong", "-fstack-clash-protection"], False),
    "neoverse": (["-mcpu=neoverse-v1", "-O3"], False),
    # Not -Os and -Oz, under which clang's own table is not true in every prologue.
    "debuggers' table": (["-g", "-fforce-dwarf-frame"], True),
}


@pytest.mark.slow
@pytest.mark.parametrize("change", [LESS, MORE], ids=["less", "more"])
@pytest.mark.parametrize("case", FLAGS)
def test_each_instruction_unwinds(clang: list[str], tmp_path: Path, case: str, change: str) -> None:
    flags, debug_frame = FLAGS[case]
    (tmp_path / "a.c").write_text(SOURCE)
    bench = Bench(clang, str(tmp_path), str(tmp_path / "a.c"), ["-O2", *flags])
    done = bench.rewrite(change)
    assert len(done) == 6
    assert not [w for w in done.values() if w.startswith("!")], done
    (tmp_path / "a.o").write_bytes(bench.spliced)
    call([*LINKERS["lld"], "-static", "a.o", "-o", "program"], str(tmp_path))
    seen = walk_through(tmp_path, {f.name for f in hot(bench.old)}, debug_frame)
    # Straight-line code of six functions: nearly all of it ran.
    wanted = sum(f.size // 4 for f in hot(bench.spliced))
    assert len(seen) > wanted * 2 // 3, (len(seen), wanted)


def walk_through(folder: Path, names: set[str], debug_frame: bool) -> set[int]:
    """The places within the functions at which the table was held against the truth."""
    program = (folder / "program").read_bytes()
    table = Table(program, debug_frame)
    ranges: dict[str, range] = {}
    for line in call(["llvm-nm-22", "--print-size", "program"], str(folder)).decode().splitlines():
        words = line.split()
        if words[-1] in names and len(words) == 4:
            start = int(words[0], 16)
            ranges[words[-1]] = range(start, start + int(words[1], 16))
    assert set(ranges) == names
    entries = [r.start for r in ranges.values()]
    seen: set[int] = set()
    with Stub([*RUN, "./program"], str(folder)) as stub:
        while stub.run_to(entries):
            # A stack of the functions that were entered: their registers and vectors then.
            entered: list[tuple[list[int], list[int]]] = []
            before = -1
            while True:
                registers = stub.registers()
                place = registers[PC]
                if place in entries and before != place:
                    entered.append((registers, [stub.vector(8 + i) for i in range(8)]))
                elif place == entered[-1][0][LR] & PLAIN and registers[SP] == entered[-1][0][SP]:
                    entered.pop()
                if not entered:
                    break
                if any(place in r for r in ranges.values()):
                    assert_unwinds(stub, table, registers, *entered[-1])
                    seen.add(place)
                before = place
                stub.step()
    return seen
