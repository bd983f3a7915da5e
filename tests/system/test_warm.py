"""A build whose rewrites are known: what armcc splices, and what it leaves alone.

The gates are not asked here, so the rewrites are any code that can be told from clang's.
"""

from __future__ import annotations

import os
import struct
import subprocess
from pathlib import Path

import pytest
from conftest import Driver
from twins import HOT_C, PLAIN_C, Result, run_in, write

from armcc import GATES_VERSION
from armcc.cache import memo
from armcc.cache.key import key
from armcc.cache.record import Rejection, Rewrite
from armcc.cache.store import Store
from armcc.driver.note import SECTION, decode
from armcc.function.elf import ElfObject
from armcc.function.frontend import read_front_end
from armcc.function.function import Invocation
from armcc.function.hot import find_function
from armcc.function.machine import MachineCode

NOP = struct.pack("<I", 0xD503201F)


class Warm:
    """A cache that knows the functions of `hot.c` as compiled by `words`."""

    def __init__(self, driver: Driver, folder: Path, words: list[str], environ: dict[str, str]):
        self.driver = driver
        self.folder = str(folder)
        self.words = words
        self.clang = self.run([*driver.clang, *words])
        assert self.clang.status == 0
        self.object = ElfObject(self.clang.files["hot.o"][1])
        invocation = Invocation(tuple(driver.clang), tuple(words), "hot.c", self.folder)
        workdir = folder.parent / "front"
        workdir.mkdir()
        front = read_front_end(invocation, self.object, ["sum"], str(workdir))
        root = environ["ARMCC_CACHE_DIR"]
        self.store = Store(root)
        stamp = memo.compiler_stamp(driver.clang[0])
        facts = [memo.Facts(**vars(f)) for f in front.facts.values()]
        assert facts
        memo_key = memo.memo_key([*driver.clang, *words], self.folder, environ, stamp)
        assert memo.remember(root, memo_key, front.inputs, front.absent, facts)
        contract = front.contracts["sum"].to_bytes()
        self.key = key(front.identities["sum"], contract, "", GATES_VERSION)

    def run(self, words: list[str]) -> Result:
        """The call in its folder, made anew."""
        return run_in(self.folder, [*words], self.driver.environ, fill)

    def armcc(self) -> Result:
        return self.run([self.driver.program, *self.words])

    def know(self, code: bytes, confidence: str = "tested") -> None:
        """Remembers a rewrite with this code."""
        record = Rewrite(
            function="sum",
            key=self.key,
            text="",
            machine=MachineCode(code),
            assumptions=(),
            pass_name="test",
            origin="",
            evidence=b"{}",
            confidence=confidence,
        )
        assert self.store.put(record)

    @property
    def code(self) -> bytes:
        return find_function(self.object, "sum").code


def fill(folder: str) -> None:
    write(folder, {"hot.c": HOT_C, "a.c": PLAIN_C})


@pytest.fixture
def warm(driver: Driver, tmp_path: Path) -> Warm:
    driver.environ["ARMCC_MODE"] = "cached"
    return Warm(driver, tmp_path / "w", ["-O2", "-c", "hot.c"], driver.environ)


def test_a_known_rewrite_goes_in_and_nothing_else_changes(warm: Warm) -> None:
    new = warm.code[:-4] + NOP + warm.code[-4:]
    warm.know(new)
    got = warm.armcc()
    assert (got.status, got.stdout, got.stderr) == (0, b"", b"")
    assert sorted(got.files) == sorted(warm.clang.files)
    assert got.files["hot.o"][0] == warm.clang.files["hot.o"][0]
    obj = ElfObject(got.files["hot.o"][1])
    assert find_function(obj, "sum").code == new
    (section,) = [s for s in obj.sections if s.name == SECTION]
    (entry,) = decode(obj.contents(section))
    assert (entry.function, entry.key, entry.confidence) == ("sum", warm.key, "tested")
    assert warm.armcc() == got


def test_modes_of_the_file_are_kept(warm: Warm) -> None:
    warm.know(warm.code[:-4] + NOP + warm.code[-4:])
    before = os.umask(0o027)
    try:
        mode = warm.armcc().files["hot.o"][0]
    finally:
        os.umask(before)
    assert mode & 0o777 == 0o640


def test_a_remark_says_so_where_it_was_asked_for(warm: Warm) -> None:
    warm.know(warm.code[:-4] + NOP + warm.code[-4:])
    got = warm.run([warm.driver.program, *warm.words, "-Rpass=armcc"])
    assert got.status == 0
    assert got.stderr.startswith(b"hot.c:1:")
    assert got.stderr.endswith(b"; tested equivalent [-Rpass=armcc]\n")


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        ("proved", b"proved equivalent"),
        ("proved to n <= 8", b"tested equivalent, proved to n <= 8"),
    ],
)
def test_note_and_remark_say_how_sure_it_is(warm: Warm, confidence: str, said: bytes) -> None:
    warm.know(warm.code[:-4] + NOP + warm.code[-4:], confidence)
    got = warm.run([warm.driver.program, *warm.words, "-Rpass=armcc"])
    assert got.stderr.endswith(b"; " + said + b" [-Rpass=armcc]\n")
    obj = ElfObject(got.files["hot.o"][1])
    (section,) = [s for s in obj.sections if s.name == SECTION]
    (entry,) = decode(obj.contents(section))
    assert entry.confidence == confidence


@pytest.mark.parametrize("word", ["proof", "poof"])
@pytest.mark.parametrize("confidence", ["tested", "proved to n <= 8"])
def test_what_lacks_the_required_proof_leaves_clangs_object(
    warm: Warm, word: str, confidence: str
) -> None:
    warm.know(warm.code[:-4] + NOP + warm.code[-4:], confidence)
    warm.driver.environ["ARMCC_REQUIRE"] = word
    assert warm.armcc() == warm.clang
    counted = warm.store.counts()
    assert (counted["not-proved"], counted["miss"], counted["left-not-proved"]) == (1, 1, 1)
    got = warm.run([warm.driver.program, *warm.words, "-Rpass-missed=armcc"])
    why = f"not-proved: the rewrite in the cache is {confidence} [-Rpass-missed=armcc]\n"
    assert got.stderr.decode().endswith(why)


def test_what_is_proved_goes_in_where_that_is_required(warm: Warm) -> None:
    new = warm.code[:-4] + NOP + warm.code[-4:]
    warm.know(new, "proved")
    warm.driver.environ["ARMCC_REQUIRE"] = "proof"
    assert find_function(ElfObject(warm.armcc().files["hot.o"][1]), "sum").code == new


def test_a_known_rejection_leaves_clangs_object(warm: Warm) -> None:
    assert warm.store.put(Rejection("sum", warm.key, "no-candidate", "", "x", b"{}"))
    warm.driver.environ["ARMCC_MODE"] = "cached"
    assert warm.armcc() == warm.clang


def test_a_damaged_rewrite_leaves_clangs_object(warm: Warm) -> None:
    warm.know(warm.code[:-4] + NOP + warm.code[-4:])
    (path,) = (Path(warm.store.root) / "rewrites").glob("*/*")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert warm.armcc() == warm.clang


def test_other_code_under_the_same_words_is_not_rewritten(warm: Warm) -> None:
    warm.know(warm.code[:-4] + NOP + warm.code[-4:])

    def other(folder: str) -> None:
        write(folder, {"hot.c": HOT_C.replace("a[i] * a[i]", "a[i] + 3"), "a.c": PLAIN_C})

    expected = run_in(warm.folder, [*warm.driver.clang, *warm.words], warm.driver.environ, other)
    words = [warm.driver.program, *warm.words]
    assert run_in(warm.folder, words, warm.driver.environ, other) == expected


def test_armcc_hot_can_leave_a_function_out(warm: Warm) -> None:
    warm.know(warm.code[:-4] + NOP + warm.code[-4:])
    warm.driver.environ["ARMCC_HOT"] = "-su*"
    assert warm.armcc() == warm.clang


@pytest.mark.parametrize("mode", ["off", "record"])
def test_modes_that_rewrite_nothing(warm: Warm, mode: str) -> None:
    warm.know(warm.code[:-4] + NOP + warm.code[-4:])
    warm.driver.environ["ARMCC_MODE"] = mode
    assert warm.armcc() == warm.clang


def test_without_a_home_there_is_no_cache(warm: Warm) -> None:
    for name in ("ARMCC_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        warm.driver.environ.pop(name, None)
    assert warm.armcc() == warm.clang


def test_a_full_disk_leaves_clangs_object(warm: Warm) -> None:
    """The limit on file sizes stands for the disk: clang's object fits, the longer not."""
    warm.know(warm.code + NOP * 4096)
    limit = len(warm.clang.files["hot.o"][1]) // 512 + 1
    line = f"ulimit -f {limit}; exec {warm.driver.program} {' '.join(warm.words)}"
    assert warm.run(["/bin/sh", "-c", line]) == warm.clang


def test_several_sources_in_one_call(driver: Driver, tmp_path: Path) -> None:
    driver.environ["ARMCC_MODE"] = "cached"
    warm = Warm(driver, tmp_path / "w", ["-O2", "-c", "hot.c"], driver.environ)
    new = warm.code[:-4] + NOP + warm.code[-4:]
    warm.know(new)
    got = warm.run([driver.program, "-O2", "-c", "a.c", "hot.c"])
    assert find_function(ElfObject(got.files["hot.o"][1]), "sum").code == new
    subprocess.run([*driver.clang, "-O2", "-c", "a.c"], cwd=warm.folder, check=True)
    assert got.files["a.o"][1] == Path(warm.folder, "a.o").read_bytes()


def test_thirty_two_at_once(warm: Warm) -> None:
    warm.know(warm.code[:-4] + NOP + warm.code[-4:])
    expected = warm.armcc()
    words = [warm.driver.program, *warm.words]
    calls = [
        subprocess.Popen([*words, "-o", f"{n}.o"], cwd=warm.folder, env=warm.driver.environ)
        for n in range(4)
    ] + [subprocess.Popen(words, cwd=warm.folder, env=warm.driver.environ) for _ in range(28)]
    assert {call.wait(timeout=120) for call in calls} == {0}
    assert Path(warm.folder, "hot.o").read_bytes() == expected.files["hot.o"][1]
    assert not [n for n in os.listdir(warm.folder) if n.startswith(".armcc")]
