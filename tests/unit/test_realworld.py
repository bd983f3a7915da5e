"""`armccctl bench realworld`: what it reads, counts, compares and prints."""

from __future__ import annotations

import json
import os
import struct
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from armcc.control.main import _parser, main
from armcc.control.realworld import building
from armcc.control.realworld.emulating import is_program, wrap
from armcc.control.realworld.fetching import Sources, archives, versions
from armcc.control.realworld.recipes import (
    AUTOMAKE,
    CTEST,
    MESON,
    RECIPES,
    Check,
    choose,
)
from armcc.control.realworld.report import Cost, Project, document, take_lines, text
from armcc.control.realworld.restating import longer
from armcc.control.realworld.results import first_difference, read
from armcc.control.realworld.run import read_report
from armcc.errors import Fatal

TARGETS = """\
MetaKey: main/binary-amd64/Packages
Description: http://deb.example/debian trixie/main amd64 Packages
Origin: Debian
Component: main
Release: trixie
Repo-URI: http://deb.example/debian/

MetaKey: main/binary-arm64/Packages
Origin: Debian
Component: main
Release: trixie
Repo-URI: http://deb.example/debian/

Origin: Debian
Component: contrib
Codename: trixie-updates
Repo-URI: http://deb.example/debian/

Origin: Somebody
Component: main
Release: stable
Repo-URI: http://packages.example/
"""


def test_source_lists_come_from_debians_archives_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "exists", lambda _: False)
    assert archives(TARGETS) == [
        "deb-src http://deb.example/debian/ trixie main",
        "deb-src http://deb.example/debian/ trixie-updates contrib",
    ]


def package(folder: Path, size: int) -> Path:
    """A source package of one file that has `size` bytes by its .dsc and 4 in fact."""
    (folder / "made_1.tar.gz").write_bytes(b"made")
    dsc = folder / "made_1-2.dsc"
    dsc.write_text(
        f"Format: 3.0 (quilt)\nVersion: 1-2\nFiles:\n 00ff {size} made_1.tar.gz\n\n-----BEGIN\n"
    )
    return dsc


def test_all_versions_that_an_archive_lists_are_tried() -> None:
    records = (
        "Package: a\nVersion: 1-2\n\nPackage: a\nVersion: 1-1\nX: Version: 3\n\nVersion: 1-2\n"
    )
    assert versions(records) == ["1-2", "1-1"]
    assert versions("") == []


def test_an_update_that_the_mirror_lacks_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As apt behaves where a list is newer than the files."""
    apt = tmp_path / "apt-get"
    apt.write_text(
        '#!/bin/sh\ncase "$*" in\n*update) ;;\n*indextargets*) echo Origin: Debian\n'
        "echo Repo-URI: http://h/debian\necho Release: bookworm\necho Component: main ;;\n"
        "*=1-1) printf 'Version: 1-1\\nFiles:\\n' >a_1-1.dsc ;;\n"
        "*) echo E: 404 >&2; exit 100 ;;\nesac\n"
    )
    cache = tmp_path / "apt-cache"
    cache.write_text("#!/bin/sh\necho Version: 1-2\necho Version: 1-1\n")
    for tool in (apt, cache):
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (tmp_path / "sources").mkdir()
    sources = Sources(str(tmp_path / "sources"))
    assert sources._fetch("a") == f"{tmp_path}/sources/a_1-1.dsc"
    with pytest.raises(Fatal, match=r"b cannot be fetched: E: 404"):
        sources._fetch("b")


def test_what_was_fetched_in_full_is_not_fetched_again(tmp_path: Path) -> None:
    dsc = package(tmp_path, 4)
    assert Sources(str(tmp_path))._find("made") == str(dsc)


def test_a_download_that_was_cut_short_is_fetched_again(tmp_path: Path) -> None:
    package(tmp_path, 5)
    assert Sources(str(tmp_path))._find("made") == ""


def test_a_name_is_not_the_beginning_of_another(tmp_path: Path) -> None:
    package(tmp_path, 4)
    assert Sources(str(tmp_path))._find("mad") == ""


def elf(kind: int, machine: int, segments: list[int]) -> bytes:
    """An ELF file of program headers alone, of the types `segments`."""
    header = b"\x7fELF\x02\x01\x01" + bytes(9)
    header += struct.pack(
        "<HHIQQQIHHHHHH", kind, machine, 1, 0, 64, 0, 0, 64, 56, len(segments), 0, 0, 0
    )
    return header + b"".join(struct.pack("<I52x", segment) for segment in segments)


@pytest.mark.parametrize(
    ("head", "yes"),
    [
        pytest.param(elf(2, 183, [1]), True, id="static"),
        pytest.param(elf(3, 183, [6, 3, 1]), True, id="position-independent"),
        pytest.param(elf(3, 183, [1, 2]), False, id="library"),
        pytest.param(elf(1, 183, []), False, id="object"),
        pytest.param(elf(2, 62, [1]), False, id="another machine"),
        pytest.param(elf(3, 183, [6, 3, 1])[:64], False, id="cut short"),
        pytest.param(b"#!/bin/sh\n", False, id="script"),
        pytest.param(b"", False, id="empty"),
    ],
)
def test_which_files_are_programs(head: bytes, yes: bool) -> None:
    assert is_program(head) is yes


def test_a_wrapped_program_is_run_by_the_emulator_with_its_words_and_name(tmp_path: Path) -> None:
    program = tmp_path / "prog ram"
    program.write_bytes(elf(2, 183, [1]))
    program.chmod(0o750)
    os.utime(program, ns=(1, 1_000_000_007))
    (tmp_path / "library.so").write_bytes(elf(3, 183, [1]))
    (tmp_path / "link").symlink_to("prog ram")
    (tmp_path / "plain").write_bytes(elf(2, 183, [1]))  # not executable

    assert wrap(str(tmp_path), "echo -L /root") == [str(program)]

    said = subprocess.run(
        [tmp_path / "link", "a b", "*"], capture_output=True, text=True, check=True
    )
    assert said.stdout == f"-L /root -0 {tmp_path}/link {tmp_path}/.prog ram.elf a b *\n"
    assert program.stat().st_mode & 0o7777 == 0o750
    assert program.stat().st_mtime_ns == 1_000_000_007
    assert wrap(str(tmp_path), "echo") == []


AUTOMAKE_OUTPUT = (
    "CC x.o\nPASS: one\nFAIL: two words\nXFAIL: three\nSKIP: four\n# TOTAL: 4\nPASS:\n"
)
CTEST_OUTPUT = """\
      Start  1: parse
 1/4 Test  #1: parse ..........................   Passed    0.02 sec
 2/4 Test  #2: print ..........................***Failed    0.10 sec
 3/4 Test #13: late ...........................***Timeout   9.00 sec
 4/4 Test #14: other ..........................***Not Run   0.00 sec
"""
MESON_OUTPUT = """\
 1/3 serd:unit / env             OK              0.03s
 2/3 serd:data / good            FAIL            0.03s   exit status 1
 3/3 serd:data / none            SKIP            0.03s
Ok:                 1
"""


@pytest.mark.parametrize(
    ("style", "output", "passed", "failed", "names"),
    [
        (AUTOMAKE, AUTOMAKE_OUTPUT, 2, 1, {"one", "two words", "three", "four"}),
        (CTEST, CTEST_OUTPUT, 1, 2, {"parse", "print", "late", "other"}),
        (MESON, MESON_OUTPUT, 1, 1, {"serd:unit / env", "serd:data / good", "serd:data / none"}),
    ],
)
def test_cases_are_read(style: str, output: str, passed: int, failed: int, names: set[str]) -> None:
    result = read(Check("t", "", style=style), 1, output, "/tree")
    assert (result.passed, result.failed) == (passed, failed)
    assert {name for name, _ in result.cases} == names


def test_counts_are_summed_where_the_suite_prints_them() -> None:
    test = Check("t", "", passed=r"(\d+) of \d+ tests passed", failed=r"^bad$")
    result = read(test, 0, "3 of 4 tests passed\nbad\n5 of 5 tests passed\nvery bad\n", "/tree")
    assert (result.passed, result.failed, result.said()) == (8, 1, "8 passed, 1 failed")


def test_twin_folders_are_no_difference() -> None:
    test = Check("t", "", same_output=True)
    one = read(test, 0, "read /a/clang/x\n", "/a/clang")
    other = read(test, 0, "read /a/armcc/x\n", "/a/armcc")
    assert one.same(other)


def test_output_counts_only_where_it_has_to_be_the_same() -> None:
    loose, strict = Check("t", ""), Check("t", "", same_output=True)
    assert read(loose, 0, "3 s\n", "/t").same(read(loose, 0, "4 s\n", "/t"))
    assert not read(strict, 0, "3\n", "/t").same(read(strict, 0, "4\n", "/t"))


@pytest.mark.parametrize(
    ("status", "output"), [(1, "PASS: a\n"), (0, "FAIL: a\n"), (0, ""), (0, "PASS: a\nPASS: b\n")]
)
def test_status_and_each_case_count(status: int, output: str) -> None:
    test = Check("t", "", style=AUTOMAKE)
    assert not read(test, 0, "PASS: a\n", "/t").same(read(test, status, output, "/t"))


def test_a_result_in_few_words() -> None:
    assert read(Check("t", ""), 0, "", "/t").said() == "ok"
    assert read(Check("t", ""), -11, "", "/t").said() == "status -11"
    assert read(Check("t", ""), 124, "", "/t").said() == "took too long"


def test_the_first_difference_is_named() -> None:
    assert first_difference("a\nb\n", "a\nc\n") == "line 2: clang 'b', armcc 'c'"
    assert first_difference("a\n", "a\nc\n") == "line 2: clang '(nothing)', armcc 'c'"
    assert first_difference("a\n", "a\n") == ""


def line(function: str, way: str, reason: str = "", thing: str = "a.o") -> dict[str, object]:
    """A line of ARMCC_REPORT."""
    return {
        "object": thing,
        "function": function,
        "rewritten": bool(way),
        "way": way,
        "confidence": "tested" if way else "",
        "reason": reason,
    }


def project(armcc_says: str = "1\n") -> Project:
    """One that was built, with three functions and one test that clang answers with 1."""
    found = Project("p", "p", "1-2", "C", "make", "plain")
    lines = [line("f", "tail"), line("g", "", "speed"), line("h", "", "speed", "b.o")]
    take_lines(found, lines)
    found.clang = [Cost(1.0, 2.0), Cost(2.0, 2.0), Cost(1.0, 2.0)]
    found.armcc = [Cost(1.1, 2.1), Cost(2.0, 2.1), Cost(1.5, 2.1)]
    test = Check("t", "", same_output=True)
    found.tests = [(read(test, 0, "1\n", "/t"), read(test, 0, armcc_says, "/t"))]
    return found


def test_a_report_of_a_build_is_counted() -> None:
    found = project()
    assert (found.objects, found.functions, found.rewritten) == (2, 3, 1)
    assert found.reasons == Counter(speed=2)
    assert found.ways == Counter(tail=1)


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    assert project().ratio("wall") == pytest.approx(1.1)
    assert project().ratio("cpu") == pytest.approx(1.05)
    assert Project("p", "p", "1", "C", "make", "plain").ratio("cpu") == 0.0


def test_text_shows_both_results_and_marks_a_difference() -> None:
    said = "\n".join(text([project("2\n")]))
    assert "DIFFERS" in said
    assert "line 1: clang '1', armcc '2'" in said
    assert "test results equal in 0 of 1 projects" in said
    assert "DIFFER" not in "\n".join(text([project()]))


def test_what_could_not_be_built_is_neither_equal_nor_silent() -> None:
    missing = Project("q", "q", "1", "C", "make", "plain", trouble="q cannot be fetched")
    assert not missing.equal
    said = "\n".join(text([project(), missing]))
    assert "not built: q cannot be fetched" in said
    assert "test results equal in 1 of 1 projects" in said
    assert "1 could not be built or tested here" in said


def test_a_build_that_fails_with_armcc_alone_is_a_difference() -> None:
    found = project()
    found.broken = "with armcc, `make` ended with 2"
    assert not found.equal
    assert "WITH ARMCC IT FAILS" in "\n".join(text([found]))


def test_json_is_json_and_holds_both_results() -> None:
    said = json.loads(json.dumps(document([project("2\n")], "plain", 2, {"clang": "c"})))
    (one,) = said["projects"]
    assert (one["equal"], one["rewritten"], one["reasons"]) == (False, 1, {"speed": 2})
    assert one["tests"][0]["clang"]["status"] == one["tests"][0]["armcc"]["status"] == 0
    assert one["cpu_ratio"] == 1.05


def test_no_report_means_no_hot_function(tmp_path: Path) -> None:
    assert read_report(str(tmp_path / "none")) == []


def test_the_flags_of_a_distribution_are_asked_for_this_architecture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "dpkg-buildflags"
    fake.write_text(
        '#!/bin/sh\necho "$DEB_HOST_ARCH-$2 -specs=/x.specs -mbranch-protection=standard"\n'
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    flags = building.build_flags("debian", str(tmp_path))
    assert flags["LDFLAGS"] == "arm64-LDFLAGS -mbranch-protection=standard"
    words = flags["CFLAGS"].split()
    assert words[0] == "arm64-CFLAGS"
    assert words.count("-mbranch-protection=standard") == 1
    assert "-fstack-clash-protection" in words
    assert building.build_flags("plain", str(tmp_path)) == {}


def test_flags_that_the_caller_set_change_neither_side(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CFLAGS", "SOURCE_DATE_EPOCH", "ARMCC_MODE", "MAKEFLAGS"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setattr(building, "tool", lambda name: f"/bin/{name}")
    environ = building.environment("cc", "c++", {}, 2, "/also", "/cross", "qemu -L /root")
    assert not {"CFLAGS", "SOURCE_DATE_EPOCH", "ARMCC_MODE", "MAKEFLAGS"} & set(environ)
    assert "-DCMAKE_CROSSCOMPILING_EMULATOR=qemu;-L;/root" in environ["CMAKE_WORDS"].split()


def test_a_command_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    side = building.Side("clang", str(tmp_path), "", "", dict(os.environ), str(tmp_path / "log"))
    ran = side.run("echo begun; sleep 60 & sleep 60", {}, 0.3)
    assert (ran.status, ran.output) == (124, "begun\n")


def test_a_program_that_fails_before_a_pipe_fails_the_test(tmp_path: Path) -> None:
    side = building.Side("clang", str(tmp_path), "", "", dict(os.environ), str(tmp_path / "log"))
    assert side.run("for n in 1 2; do false | cksum; done; true", {}, 60).status == 1
    assert side.run("for n in 1 2; do echo $n | cksum; done; true", {}, 60).status == 0


def test_a_signal_is_a_status_of_its_own(tmp_path: Path) -> None:
    side = building.Side("clang", str(tmp_path), "", "", dict(os.environ), str(tmp_path / "log"))
    assert side.run("kill -SEGV $$", {}, 10).status == -11
    assert side.run("exit 3", {"X": "1"}, 10).status == 3


def test_every_kind_of_build_system_is_there() -> None:
    assert {"make", "CMake", "Meson", "autoconf"} == {r.system for r in RECIPES}
    assert {"C", "C++"} == {r.language for r in RECIPES}
    names = {r.name for r in RECIPES}
    assert {"lz4", "zlib", "lua", "bzip2", "zstd", "jq"} <= names
    assert len(names) == len(RECIPES)
    assert all(r.tests for r in RECIPES)


def test_patterns_that_count_are_regular_expressions() -> None:
    for recipe in RECIPES:
        for test in recipe.tests:
            read(test, 0, "", "/t")


def test_projects_are_chosen_by_name() -> None:
    assert [r.name for r in choose(["lua", "lz4"])] == ["lua", "lz4"]
    assert choose([]) == list(RECIPES)
    with pytest.raises(KeyError):
        choose(["lua", "none"])


def test_an_unknown_project_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "realworld", "--project", "none"]) == 2
    assert "no project none; one of lz4, zlib" in capsys.readouterr().err


def test_flags_is_a_word_of_its_own_here() -> None:
    from armcc.control.main import _after_flags

    words = ["bench", "realworld", "--flags", "debian", "--project", "lua"]
    chosen = _parser().parse_args(_after_flags(words))
    assert (chosen.flags, chosen.project) == ("debian", ["lua"])


def test_a_missing_archive_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "apt-get").write_text("#!/bin/sh\n")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Fatal, match="sudo apt-get update"):
        Sources(str(tmp_path / "sources")).unpack("lz4", True, str(tmp_path / "lz4"))


def test_a_longer_function_has_one_instruction_behind_its_last() -> None:
    body = "f:\n\t.cfi_startproc\n\tmov w0, #1\n\tret\n"
    end = ".Lfunc_end0:\n\t.size f, .Lfunc_end0-f\n"
    assert longer(f"{body}{end}") == f"{body}\tret\n{end}"
    assert longer(f"{body}{end}\t.cfi_endproc\n") == f"{body}\tret\n{end}\t.cfi_endproc\n"
    assert longer(f"{body}\t.cfi_endproc\n{end}") == f"{body}\tret\n\t.cfi_endproc\n{end}"
