"""`armccctl demo` and `bench` on a small project with a plain Makefile of its own."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from armcc.control.main import main

MAKEFILE = """\
CFLAGS = -O3
$(OBJDIR)/prog: $(OBJDIR)/prog.o
\t$(CC) -o $@ $<
$(OBJDIR)/prog.o: prog.c
\tmkdir -p $(OBJDIR)
\t$(CC) $(CFLAGS) -c -o $@ $<
check: $(OBJDIR)/prog
\t$(RUN) $<
"""

# Clang's own vector code for `spread` is slower than plain scalar code.
PROGRAM = """\
#include <stdint.h>
#include <stdio.h>
static uint32_t spread(uint32_t x)
{
    x &= 0xffff;
    x = (x | x << 8) & 0x00ff00ff;
    x = (x | x << 4) & 0x0f0f0f0f;
    x = (x | x << 2) & 0x33333333;
    return (x | x << 1) & 0x55555555;
}
__attribute__((hot)) uint32_t morton(uint32_t x, uint32_t y) { return spread(x) | spread(y) << 1; }
__attribute__((hot)) int seen(volatile int *p) { return *p + *p; }
int main(void)
{
    int two = 2;
    uint32_t s = 0;
    for (uint32_t i = 0; i < 1000; i++) s = s * 31 + morton(i, i * 7);
    printf("%08x %d\\n", (unsigned)s, seen(&two));
    return 0;
}
"""


@pytest.fixture
def project(clang: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "Makefile").write_text(MAKEFILE)
    (folder / "prog.c").write_text(PROGRAM)
    monkeypatch.setenv("ARMCC_CLANG", shlex.join(clang))
    monkeypatch.setenv("ARMCC_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("MAKEFLAGS", raising=False)
    return folder


def report(folder: Path) -> dict[str, dict[str, object]]:
    lines = (folder / "report.jsonl").read_text().splitlines()
    return {d["function"]: d for d in map(json.loads, lines)}


def test_second_demo_runs_no_gate(
    project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["demo", str(project), "--output", str(out)]) == 0
    said = capfd.readouterr().out
    assert "1 of 2 hot functions rewritten" in said
    assert "the same output" in said
    cold = report(out)
    assert (cold["morton"]["rewritten"], cold["morton"]["searched"]) == (True, True)
    assert (cold["seen"]["rewritten"], cold["seen"]["detail"]) == (False, "volatile access")
    first = (out / "armcc" / "prog.o").read_bytes()
    assert first != (out / "clang" / "prog.o").read_bytes()

    assert main(["demo", str(project), "--output", str(out)]) == 0
    assert "gates ran for 0 functions; 2 came from the cache" in capfd.readouterr().out
    warm = report(out)
    assert [d["searched"] for d in warm.values()] == [False, False]
    assert warm["morton"]["key"] == cold["morton"]["key"]
    # A build from the cache gives the very bytes that the search's build gave.
    assert (out / "armcc" / "prog.o").read_bytes() == first

    assert main(["explain", str(out / "armcc" / "prog.o")]) == 0
    said = capfd.readouterr().out
    assert said.startswith(f"morton: {cold['morton']['confidence']}, spliced ")
    assert "seen" not in said

    assert main(["bench", str(project), "--rounds", "1", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["ratio"] > 0


def test_a_folder_without_a_makefile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
