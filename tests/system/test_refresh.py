"""After an edit that leaves the code as it was: contracts without a worker, and only then."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Driver
from test_warm import NOP, Warm
from twins import HOT_C, Result, run_in, write

from armcc.driver.note import SECTION
from armcc.function.elf import ElfObject
from armcc.function.hot import find_function

HEADER = "int other(int);\n"
SOURCE = f'#include "h.h"\n{HOT_C}int third(int a) {{ return a + 3; }}\n'


class Edited:
    """A cache that knows a rewrite of `sum`, and a compile of it that a worker has seen once."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        driver.environ["ARMCC_MODE"] = "cached"
        self.driver = driver
        self.folder = str(folder / "w")
        self.words = ["-O2", "-c", "hot.c"]
        self.files: dict[str, str | bytes] = {"hot.c": SOURCE, "h.h": HEADER}
        warm = Warm(driver, folder / "w", self.words, driver.environ)
        self.new = warm.code[:-4] + NOP + warm.code[-4:]
        warm.know(self.new)
        self.store = warm.store
        shutil.rmtree(f"{self.store.root}/memo")
        self.first = self.compile()
        assert self.rewritten(self.first)
        assert self.refreshed() == 0

    def compile(self, *more: str, **files: str) -> Result:
        """The call in its folder, made anew, with other texts of the files."""
        files_now = {**self.files, **{k.replace("_", "."): v for k, v in files.items()}}
        return run_in(
            self.folder,
            [self.driver.program, *self.words, *more],
            self.driver.environ,
            lambda folder: write(folder, files_now),
        )

    def refreshed(self) -> int:
        return self.store.counts().get("memo-refreshed", 0)

    def rewritten(self, result: Result) -> bool:
        assert result.status == 0
        obj = ElfObject(result.files["hot.o"][1])
        return find_function(obj, "sum").code == self.new and any(
            s.name == SECTION for s in obj.sections
        )


@pytest.fixture
def edited(driver: Driver, tmp_path: Path) -> Edited:
    return Edited(driver, tmp_path)


@pytest.mark.parametrize(
    "files",
    [
        {"hot_c": f"/* A comment. */\n{SOURCE}"},
        {"h_h": f"{HEADER}int more(int);\n#define UNUSED 3\n"},
        {"hot_c": f"#define A {{ return a + 3; }}\n{SOURCE.replace('{ return a + 3; }', 'A')}"},
    ],
    ids=["comment", "header", "macro"],
)
def test_the_same_code_needs_no_worker(edited: Edited, files: dict[str, str]) -> None:
    # A worker would be seen: there is none that could be started.
    edited.driver.environ["ARMCC_PASSES"] = "none"
    got = edited.compile(**files)
    assert edited.refreshed() == 1
    assert (got.stderr, got.files["hot.o"]) == (b"", edited.first.files["hot.o"])
    # From now on the memo holds for that state, and for the first one as well.
    assert edited.compile(**files) == got
    assert edited.compile().files["hot.o"] == edited.first.files["hot.o"]
    assert edited.refreshed() == 1


@pytest.mark.parametrize(
    ("more", "files"),
    [
        ([], {"hot_c": SOURCE.replace("a + 3", "a + 4")}),
        ([], {"hot_c": SOURCE.replace("const int *a", "volatile const int *a")}),
        ([], {"hot_c": f'__attribute__((annotate("armcc_constant_time"))) {HOT_C}'}),
        (["-g"], {"hot_c": f"/* Its line. */\n{SOURCE}"}),
        (["-O1"], {}),
    ],
    ids=["another function", "this function", "constant time", "debug information", "words"],
)
def test_other_code_goes_to_the_worker(
    edited: Edited, more: list[str], files: dict[str, str]
) -> None:
    edited.compile(*more)
    got = edited.compile(*more, **files)
    assert edited.refreshed() == 0
    same = not any(word in str(files) for word in ("volatile", "annotate"))
    assert edited.rewritten(got) == (same and more != ["-O1"])


def test_whoever_asks_for_the_place_gets_the_new_one(edited: Edited, tmp_path: Path) -> None:
    moved = {"hot_c": f"/* One\nmore. */\n{SOURCE}"}
    assert edited.rewritten(edited.compile(**moved))
    assert edited.refreshed() == 1
    for _ in range(2):
        got = edited.compile("-Rpass=armcc", **moved)
        assert got.stderr.startswith(b"hot.c:4:"), got.stderr
    report = tmp_path / "report"
    edited.driver.environ["ARMCC_REPORT"] = str(report)
    edited.compile(**moved)
    assert '"line": 4' in report.read_text()


@pytest.mark.parametrize("changed", ["0<&-", "1>&-", "2>&-", "3</dev/null", "0<&- 1>&- 2>&-"])
def test_descriptors_of_the_caller(edited: Edited, changed: str) -> None:
    write(edited.folder, {"hot.c": f"// Another.\n{SOURCE}"})
    words = ["/bin/sh", "-c", f'exec "$@" {changed}', "sh", edited.driver.program, *edited.words]
    subprocess.run(words, cwd=edited.folder, env=edited.driver.environ, check=True)
    assert edited.refreshed() == 1
    assert Path(edited.folder, "hot.o").read_bytes() == edited.first.files["hot.o"][1]


def test_a_cache_that_cannot_be_written_helps_all_the_same(edited: Edited) -> None:
    key_files = [p for p in Path(edited.store.root, "memo").rglob("*") if p.is_file()]
    assert len(key_files) == 2
    for path in key_files:
        path.chmod(0o444)
    for folder in {p.parent for p in key_files}:
        folder.chmod(0o555)
    assert edited.rewritten(edited.compile(hot_c=f"// Another.\n{SOURCE}"))


def test_facts_of_a_module_hold_for_no_state_of_inputs(edited: Edited) -> None:
    """The two kinds stand in one folder; neither is taken for the other."""
    paths = sorted(p for p in Path(edited.store.root, "memo").rglob("*") if p.is_file())
    texts = [p.read_bytes() for p in paths]
    for path, text in zip(paths, reversed(texts), strict=True):
        path.write_bytes(text)
    assert edited.rewritten(edited.compile())
    assert edited.store.counts().get("cache-foreign", 0) >= 1
    assert edited.refreshed() == 0
