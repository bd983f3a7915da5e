"""The documents against the code: nothing unnamed, nothing stale, no dead link."""

from __future__ import annotations

import argparse
import ast
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from armcc.control.main import _parser
from armcc.function.function import Candidate

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SOURCES = sorted(p for part in ("armcc", "cache", "passes") for p in ROOT.glob(f"{part}/**/*.py"))

WORD = re.compile(r"[a-z][a-z0-9-]*")
VARIABLE = re.compile(r"ARMCC_[A-Z_]+")

# Whose first argument is a reason.
ERRORS = ("Error", "Mismatch", "RejectedError", "UnprovableError")
# What is a reason, or a dict whose values are.
REASONS = ("reason", "refused")
# What a reason stands behind in a tuple.
OUTCOMES = ("ACCEPTED", "REJECTED", "UNKNOWN")


def name_of(node: ast.expr) -> str:
    """The last part of a name: `count` of `self.store.count`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def words(node: ast.expr | None) -> set[str]:
    """The reasons that an expression may be, as far as they are written in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} if WORD.fullmatch(node.value) else set()
    if isinstance(node, ast.IfExp):
        return words(node.body) | words(node.orelse)
    if isinstance(node, ast.BoolOp):
        return set().union(*map(words, node.values))
    return set()


def from_call(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that are reasons."""
    called = name_of(call.func)
    yield from (k.value for k in call.keywords if k.arg == "reason")
    if called in (*ERRORS, "leave") and call.args:
        yield call.args[0]
    if called == "GateResult":
        yield from call.args[2:3]
    if called == "Disagreement":
        yield from call.args[1:2]
    counter = name_of(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if called == "count" and counter in ("counter", "self", "store"):
        yield from call.args[:1]


def from_assignment(targets: list[ast.expr], value: ast.expr) -> Iterator[ast.expr]:
    """What is assigned to a reason, in whatever form."""
    for target in targets:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, its in zip(target.elts, value.elts, strict=True):
                yield from from_assignment([one], its)
        elif name_of(target.value if isinstance(target, ast.Subscript) else target) in REASONS:
            yield value
        elif name_of(target) == "_STATUS_REASON" and isinstance(value, ast.Dict):
            yield from value.values


def reasons(tree: ast.AST) -> set[str]:
    """The reason words of a module."""
    found: set[str] = set()
    for node in ast.walk(tree):
        here: list[ast.expr] = []
        if isinstance(node, ast.Call):
            here += from_call(node)
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            here += [v for k, v in pairs if isinstance(k, ast.Constant) and k.value == "reason"]
        elif isinstance(node, ast.Assign):
            here += from_assignment(node.targets, node.value)
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            first, *rest = node.value.elts or [ast.Constant(None)]
            here += rest[:1] if name_of(first) in OUTCOMES else []
        elif isinstance(node, ast.ClassDef) and any(name_of(b) == "Error" for b in node.bases):
            here += [
                c.args[0]
                for c in ast.walk(node)
                if isinstance(c, ast.Call) and name_of(c.func) == "__init__" and c.args
            ]
        for one in here:
            found |= words(one)
    return found


def module(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def variables(path: Path) -> set[str]:
    """The ARMCC_ variables that a module names as a whole string."""
    found = set()
    for node in ast.walk(module(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            value = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
            if VARIABLE.fullmatch(value):
                found.add(value)
    return found


def table_words(text: str) -> set[str]:
    """What stands in code in the first column of the tables, comma-separated ones apart."""
    rows = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_reason_is_explained() -> None:
    used = {word: p for p in SOURCES for word in reasons(module(p))}
    explained = table_words(read("docs/verdicts.md").partition("\n# JSON\n")[0])
    assert {w: p for w, p in used.items() if w not in explained} == {}
    assert explained - set(used) == set(), "explained, but used nowhere"


def test_every_variable_is_explained() -> None:
    used = set().union(*map(variables, SOURCES))
    explained = {w for w in table_words(read("docs/environment.md")) if w.startswith("ARMCC_")}
    assert explained == used


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def prose(path: Path) -> str:
    """A document without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(path)):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        file = Path(os.path.normpath(path.parent / name)) if name else path
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", prose(file), re.M)
            assert anchor in map(slug, headings), target


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_code_refers_to_documents_that_are_there(path: Path) -> None:
    text = re.sub(r"\s*\n\s*#? *", " ", path.read_text(encoding="utf-8"))
    for name, _, heading in re.findall(r"(docs/[\w-]+\.md)(, \"([^\"]+)\")?", text):
        assert (ROOT / name).is_file(), name
        assert not heading or re.search(rf"^#+ {re.escape(heading)}$", read(name), re.M), heading


def choices(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The subcommands of a parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def code(path: Path) -> Iterator[str]:
    """The lines of code in a document: blocks, indented ones, and spans."""
    text = path.read_text(encoding="utf-8")
    for block in re.findall(r"^```.*?\n(.*?)^```$", text, re.S | re.M):
        yield from block.splitlines()
    yield from re.findall(r"^ {4,}(\S.*)$", prose(path), re.M)
    yield from re.findall(r"`([^`\n]+)`", prose(path))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_commands_are_those_of_the_parser(path: Path) -> None:
    for line in code(path):
        found = re.match(r"(?:.*[\s/])?armccctl ([a-z].*)", line.split("#")[0])
        if found is None:
            continue
        given = re.sub(r"  .*", "", found[1]).split()
        parser = _parser()
        for word in given:
            if word in choices(parser):
                parser = choices(parser)[word]
            elif choices(parser):
                pytest.fail(f"{line!r}: no command {word}")
            elif word in ("--flags", "--"):
                break  # what follows is clang's, or a command of its own
            elif word.startswith("--"):
                known = {o for action in parser._actions for o in action.option_strings}
                assert word.split("=")[0] in known, line


def test_the_readme_names_every_command() -> None:
    named = " ".join(code(DOCUMENTS[0]))
    for name, parser in choices(_parser()).items():
        assert re.search(rf"\b{name}\b", named), name
        for action in choices(parser):
            assert re.search(rf"\b{action}\b", named), f"{name} {action}"


def test_the_readme_names_every_document() -> None:
    for path in DOCUMENTS[1:]:
        assert f"(docs/{path.name})" in read("README.md")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_the_project_speaks_of_itself_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?i)\b(?:sessions?|agents?|issues?|todo|fixme)\b", text) == []
    assert text.isascii() or path.name == "README.md"  # the demo's table has lines


def test_the_pass_in_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = read("docs/passes.md")
    (source,) = re.findall(r"^```python\n(.*?)^```$", text, re.S | re.M)
    (project,) = re.findall(r"^```toml\n(.*?)^```$", text, re.S | re.M)
    described = tomllib.loads(project)
    place = described["project"]["entry-points"]["armcc.passes"]["folder"]
    loaded: dict[str, object] = {}
    exec(compile(source, "docs/passes.md", "exec"), loaded)
    file, _, factory = place.partition(":")
    assert described["tool"]["setuptools"]["py-modules"] == [file]
    made = loaded[factory]
    assert callable(made)
    one = made()
    assert (one.name, one.version) == ("folder", "1")
    monkeypatch.setenv("KERNELS", str(tmp_path))
    function = SimpleNamespace(name="bits")
    assert list(one.propose(function, None)) == []
    (tmp_path / "bits.s").write_text("bits:\n\tret\n")
    assert list(one.propose(function, None)) == [Candidate("bits:\n\tret\n", "folder: bits.s")]
