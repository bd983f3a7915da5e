"""Finding the definition of a function in source text."""

from __future__ import annotations

from pathlib import Path

import pytest

from armcc.function.locate import find_definition, source_name


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("f", "f"),
        ("f.lto.1", "f"),
        ("_Z3addii", "add"),
        ("_ZL5localPKc", "local"),
        ("_ZN2ns4Type6methodEi", "method"),
        ("_ZNK2ns4Type6methodEi", "method"),
        ("_ZNSt6vectorIiSaIiEE4pushEv", "vector"),
        ("_Z", "_Z"),
    ],
)
def test_the_identifier_of_a_symbol(symbol: str, name: str) -> None:
    assert source_name(symbol) == name


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("int f(int a)\n{ return a; }\n", (1, 5)),
        ("int f(int);\nint g(void) { return f(1); }\nstatic int\nf(int a) {\n}\n", (4, 1)),
        ("// int f(int a) {}\n/* int f(void) { */ int f(void) {}\n", (2, 25)),
        ('const char *s = "f(void) {";\nint f(void){}\n', (2, 5)),
        ("#define f(x) {x}\nint (*g)(void);\nint f(int (*cb)(int)) {}\n", (3, 5)),
        ("__attribute__((hot)) int f(int a) __attribute__((pure)) {}\n", (1, 26)),
        ("HOT int f(\n  int a,\n  int b)\n  NOTHROW\n{\n}\n", (1, 9)),
        ("int f(a, b) int a; char *b; { return a; }\n", (1, 5)),
        ("auto f(int a) -> int { return a; }\n", (1, 6)),
        ("int T::f(int a) const noexcept { return a; }\n", (1, 8)),
        ("int x = 1;\nint f2(void) {}\n", None),
        ("#define MAKE(n) int n(void) {}\nMAKE(f)\n", None),
        ("/* \u00e9\u00e9 */ int f(void) {}\n", (1, 16)),
    ],
)
def test_where_f_is_defined(tmp_path: Path, text: str, place: tuple[int, int] | None) -> None:
    (tmp_path / "a.c").write_text(text)
    expected = ("a.c", *place) if place else None
    assert find_definition("f", ["a.c"], str(tmp_path)) == expected


def test_a_known_line_needs_only_the_column(tmp_path: Path) -> None:
    (tmp_path / "a.c").write_text("MAKE(f)\nint g(void) {}\n")
    assert find_definition("f", ["a.c"], str(tmp_path), line=1) == ("a.c", 1, 6)
    assert find_definition("f", ["a.c"], str(tmp_path), line=2) is None
    assert find_definition("f", ["gone.c"], str(tmp_path)) is None
