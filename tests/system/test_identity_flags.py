"""Identities of what clang makes: equal where flags only move code, else different."""

from __future__ import annotations

from pathlib import Path

import pytest
from splicing import call

from armcc.errors import Error
from armcc.function.elf import ElfObject
from armcc.function.hot import hot_functions, identity

SOURCE = """
static const int table[8] = {1, 2, 3, 4, 5, 6, 7, VALUE};
static const char *const names[] = {"zero", "one", TEXT};
static int counter;
int total;
extern int outside(const char *);
__attribute__((hot, noinline)) static int helper(int x) { counter += x; return x * counter; }
__attribute__((hot)) int tabled(int x) { return table[x & 7] + table[x * 3 & 7]; }
__attribute__((hot)) int named(int x) { return outside(names[x % 3]) + outside("text"); }
__attribute__((hot)) int calling(int x) { total += x; return helper(x) + helper(x + 1); }
__attribute__((hot)) double constant(double x) { return x * NUMBER + 0.7; }
__attribute__((hot)) int jumping(int n) {
  switch (n) {
  case 0: return outside("a");
  case 1: return outside("b") + 1;
  case 2: return helper(n) * 3;
  case 3: return outside("d") / 3;
  case 4: return 77 * n;
  case 5: return outside("f") ^ 5;
  case 6: return helper(3);
  }
  return -1;
}
"""
DEFAULTS = ["-DVALUE=8", '-DTEXT="two"', "-DNUMBER=3.25000001"]


def identities(clang: list[str], folder: Path, *flags: str) -> dict[str, bytes]:
    (folder / "a.c").write_text(SOURCE)
    call([*clang, "-O2", *DEFAULTS, *flags, "-c", "a.c", "-o", "a.o"], str(folder))
    obj = ElfObject((folder / "a.o").read_bytes())
    return {f.name: identity(obj, f) for f in hot_functions(obj)}


@pytest.mark.parametrize(
    "flags",
    [
        ["-g"],
        ["-g", "-gz"],
        ["-ffunction-sections"],
        ["-fno-unique-section-names", "-ffunction-sections"],
        ["-fno-addrsig"],
        ["-fno-ident"],
    ],
    ids=" ".join,
)
def test_flags_that_only_move_code_do_not_count(
    clang: list[str], tmp_path: Path, flags: list[str]
) -> None:
    plain, moved = identities(clang, tmp_path), identities(clang, tmp_path, *flags)
    assert set(plain) == {"helper", "tabled", "named", "calling", "constant", "jumping"}
    assert {n for n in plain if plain[n] != moved[n]} == set()


def test_only_tables_of_distances_count_where_they_stand(clang: list[str], tmp_path: Path) -> None:
    # Clang makes `names` a table of distances: numbers in one section, else relocations.
    plain = identities(clang, tmp_path)
    moved = identities(clang, tmp_path, "-ffunction-sections", "-fdata-sections")
    assert {n for n in plain if plain[n] != moved[n]} == {"named"}


@pytest.mark.parametrize(
    ("flag", "changed"),
    [
        ("-DVALUE=9", {"tabled"}),
        ('-DTEXT="2"', {"named"}),
        ("-DNUMBER=3.25000002", {"constant"}),
        ("-Dtotal=sum", {"calling"}),
        ("-Dcounter=count", {"helper"}),
        ("-Dhelper=helped", {"calling", "jumping", "helper", "helped"}),
        ("-fno-asynchronous-unwind-tables", None),
        # A static function whose address nobody takes needs no landing pad.
        (
            "-mbranch-protection=standard",
            {"tabled", "named", "calling", "constant", "jumping"},
        ),
    ],
)
def test_flags_that_change_what_code_means_count(
    clang: list[str], tmp_path: Path, flag: str, changed: set[str] | None
) -> None:
    plain, other = identities(clang, tmp_path), identities(clang, tmp_path, flag)
    differing = {n for n in {*plain, *other} if plain.get(n) != other.get(n)}
    assert differing == (set(plain) if changed is None else changed)


OUTLINED = """
volatile int v;
__attribute__((hot, noinline)) int one(int a) { v = a; v = a + 7; v = a * 5; v = a ^ 3; v = 9; return a; }
__attribute__((hot, noinline)) int two(int a) { v = a; v = a + 7; v = a * 5; v = a ^ 3; v = 9; return a; }
__attribute__((hot, noinline)) int three(int a) { v = a; v = a + 7; v = a * 5; v = a ^ 3; v = 9; return 3; }
"""  # noqa: E501


def test_code_that_the_outliner_names_has_no_identity(clang: list[str], tmp_path: Path) -> None:
    """In another object OUTLINED_FUNCTION_0 is another function."""
    (tmp_path / "a.c").write_text(OUTLINED)
    call([*clang, "-Oz", "-moutline", "-c", "a.c", "-o", "a.o"], str(tmp_path))
    obj = ElfObject((tmp_path / "a.o").read_bytes())
    assert any(s.name.startswith("OUTLINED_FUNCTION_") for s in obj.symbols)
    found = [f for f in hot_functions(obj) if f.name in ("one", "two", "three")]
    assert found
    refused = 0
    for function in found:
        try:
            identity(obj, function)
        except Error as e:
            refused += e.reason == "symbol" and "outliner" in e.message
    assert refused >= 2
