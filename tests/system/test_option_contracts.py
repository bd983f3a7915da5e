"""Words that change a contract: those that no rewrite can keep, and those that each one does."""

from __future__ import annotations

import json
import shlex
import struct
import subprocess
from pathlib import Path

import pytest
from conftest import clang_words
from known import _PACKAGES, PASS, _install, armcc_of, clang_of, installation, knowing
from rows import SOURCES, Compiler
from twins import write

from armcc.driver.note import SECTION, Entry, decode
from armcc.function.elf import ElfObject
from armcc.function.features import binding_feature
from armcc.function.hot import find_function

# What each promises stands neither in the bytes of the function nor in its IR attributes that
# the gates know: a rewrite could break it, and nothing would show that.
UNSAFE = [
    "-mllvm -enable-ipra",
    "-mllvm -aarch64-enable-ldst-opt=false",
    "-Xclang -mllvm -Xclang -enable-ipra",
    "-ffixed-x20",
    "-fcall-saved-x18",
    "-mstrict-align",
    "-mno-unaligned-access",
    "-fzero-call-used-regs=used",
    "-fzero-call-used-regs=all",
    "-mharden-sls=all",
    "-mharden-sls=blr",
    "-mfix-cortex-a53-835769",
    "-mfix-cortex-a53-843419",
    "-fsplit-machine-functions",
    "-fbasic-block-sections=all",
    "-fno-unique-section-names",
    "-mstack-protector-guard=sysreg -mstack-protector-guard-reg=sp_el0",
    "-mgeneral-regs-only",
    "-mtp=el0",
    "-moutline",
    "-falign-functions=64",
    "-fno-jump-tables",
    "-ftrapping-math",
    "-fstack-size-section",
    "-fexperimental-sanitize-metadata=all",
    "-Wa,-mbranches-within-32B-boundaries",
]

# As dpkg-buildflags gives them on Debian 12 and 13, and with what Ubuntu and Fedora add.
DEBIAN = (
    "-g -O2 -ffile-prefix-map=/src=. -fstack-protector-strong -fstack-clash-protection -Wformat "
    "-Werror=format-security -mbranch-protection=standard -fPIE -Wdate-time -D_FORTIFY_SOURCE=2"
)
CHAINED = "-O2 -fno-omit-frame-pointer -mno-omit-leaf-frame-pointer"
HARDENED = {"debian": DEBIAN, "frame pointers": CHAINED}

BITS = [word for word in SOURCES if word == "bits.c"]


def compiled(compiler: Compiler, words: str, folder: Path, **more: str) -> tuple[bytes, bytes]:
    """The object `x.o` and the messages of a call that must succeed."""
    write(str(folder), {name: SOURCES[name] for name in BITS})
    report = {"ARMCC_REPORT": str(folder / "report")} if more.pop("report", "") else {}
    done = subprocess.run(
        [*compiler.cc, *shlex.split(words), "-c", "bits.c", "-o", "x.o"],
        cwd=folder,
        env={**compiler.environ, **report, **more},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"this clang refuses it: {done.stderr.decode(errors='replace')[:200]}")
    return (folder / "x.o").read_bytes(), done.stderr


@pytest.mark.parametrize("which", [pytest.param("clang21", marks=pytest.mark.slow), "clang22"])
@pytest.mark.parametrize("words", UNSAFE)
def test_what_no_byte_shows_means_clangs_object(
    which: str, words: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    prefix = installation(tmp_path_factory)
    clang, armcc = clang_of(prefix, which), knowing(prefix, which)
    plain, _ = compiled(clang, f"-O2 {words}", tmp_path / "w")
    own, _ = compiled(armcc, f"-O2 {words}", tmp_path / "w", report="yes")
    assert own == plain
    lines = [json.loads(x) for x in (tmp_path / "w" / "report").read_text().splitlines()]
    assert lines
    assert {line["reason"] for line in lines} == {"option"}


@pytest.mark.parametrize("which", ["clang21", "clang22"])
def test_without_such_a_word_there_is_a_rewrite(
    which: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    armcc = knowing(installation(tmp_path_factory), which)
    assert "bits" in [e.function for e in rewrites(compiled(armcc, "-O2", tmp_path / "w")[0])]


def rewrites(data: bytes) -> list[Entry]:
    obj = ElfObject(data)
    return [e for s in obj.sections if s.name == SECTION for e in decode(obj.contents(s))]


# The same instructions behind a landing pad or with a frame record, where the function asks.
KEEPING = (
    PASS.replace('cnt")', 'cnt")  # plain').replace(
        "yield Candidate(",
        "yield from kept(function, TEXT.replace('{name}', function.name))\n"
        "            yield Candidate(",
    )
    + '''

RECORD = """    stp x29, x30, [sp, #-16]!
    .cfi_def_cfa_offset 16
    .cfi_offset w29, -16
    .cfi_offset w30, -8
    mov x29, sp
    .cfi_def_cfa w29, 16
"""
LEAVE = """    .cfi_def_cfa wsp, 16
    ldp x29, x30, [sp], #16
    .cfi_def_cfa_offset 0
    .cfi_restore w29
    .cfi_restore w30
    ret"""


def kept(function, text):
    entry = text.index("\\n") + 1
    if "\\"branch-target-enforcement\\"" in function.contract.attributes:
        yield Candidate(text[:entry] + "    bti c\\n" + text[entry:], "cnt")
    body = text[entry:].replace("    ret", LEAVE)
    yield Candidate(text[:entry] + RECORD + body, "cnt")
'''
)


@pytest.fixture(scope="module")
def keeping(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An installation whose pass knows what these words ask for."""
    prefix = str(tmp_path_factory.mktemp("keeping") / "usr")
    _install(prefix)
    Path(prefix, _PACKAGES, "bits_pass.py").write_text(KEEPING)
    return prefix


@pytest.mark.parametrize("which", ["clang21", "clang22"])
@pytest.mark.parametrize("kind", HARDENED)
def test_hot_functions_are_rewritten_as_distributions_build_them(
    which: str, kind: str, tmp_path: Path, keeping: str
) -> None:
    armcc = armcc_of(keeping, which, str(tmp_path / "cache"), "optimize")
    data, messages = compiled(
        armcc, f"{HARDENED[kind]} -Rpass=armcc -Rpass-missed=armcc", tmp_path / "w"
    )
    assert [e.function for e in rewrites(data)] == ["bits"], messages.decode()
    code = find_function(ElfObject(data), "bits").code
    words = [w for (w,) in struct.iter_unpack("<I", code)]
    pad, push, cnt = 0xD503245F, 0xA9BF7BFD, 0x0E205800
    assert cnt in words
    assert (words[0] == pad) == (kind == "debian")
    assert (push in words) == (kind != "debian")


VECTOR_CALL = """
typedef __attribute__((__vector_size__(16))) unsigned V;
__attribute__((hot, aarch64_vector_pcs)) V f(V a) {
  for (int i = 0; i < 32; i++) a = a * 3 + (a >> 5);
  return a;
}
"""


@pytest.mark.parametrize("which", ["clang21", "clang22"])
def test_another_calling_convention_is_left_alone(
    which: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A vector function keeps v8 to v23 whole, which no test of the usual one looks at."""
    prefix = installation(tmp_path_factory)
    (tmp_path / "v.c").write_text(VECTOR_CALL)
    armcc = armcc_of(prefix, which, str(tmp_path / "cache"), "optimize")
    report = tmp_path / "report"
    subprocess.run(
        [*armcc.cc, "-O2", "-c", "v.c"],
        cwd=tmp_path,
        env={**armcc.environ, "ARMCC_REPORT": str(report)},
        check=True,
    )
    (line,) = [json.loads(x) for x in report.read_text().splitlines()]
    assert (line["function"], line["rewritten"], line["reason"]) == ("f", False, "convention")


@pytest.mark.parametrize("which", ["clang21", "clang22"])
@pytest.mark.parametrize("target", ["aarch64-linux-android30", "aarch64-unknown-linux-ohos"])
def test_what_a_target_asks_for_by_itself_counts_as_well(
    which: str, target: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """These ask for the nops of Cortex-A53's erratum 835769, and no word shows it."""
    prefix = installation(tmp_path_factory)
    armcc = armcc_of(prefix, which, str(tmp_path / "cache"), "optimize")
    words = f"--target={target} -O2 -ffreestanding"
    own, _ = compiled(armcc, words, tmp_path / "w", report="yes")
    assert rewrites(own) == []
    lines = [json.loads(x) for x in (tmp_path / "w" / "report").read_text().splitlines()]
    assert lines
    assert {line["reason"] for line in lines} == {"option"}, lines
    assert "+fix-cortex-a53-835769" in lines[0]["detail"]


@pytest.mark.parametrize("which", ["clang21", "clang22"])
def test_the_features_of_every_cpu_are_harmless(which: str, tmp_path: Path) -> None:
    words = clang_words(which)
    (tmp_path / "f.c").write_text("int f(int a) { return a; }\n")
    listed = subprocess.run(
        [*words, "--print-supported-cpus"], capture_output=True, text=True, check=True
    )
    names = [line.strip() for line in listed.stderr.splitlines() if line.startswith("\t")]
    cpus = [n for n in names if n and " " not in n]
    assert len(cpus) > 50
    for cpu in [*cpus[::4], "neoverse-v2", "cortex-a53"]:
        text = subprocess.run(
            [*words, f"-mcpu={cpu}", "-S", "-emit-llvm", "f.c", "-o", "-"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        features = text.partition('"target-features"="')[2].partition('"')[0].split(",")
        assert "+neon" in features or "+fp-armv8" in features
        assert binding_feature(features) == "", cpu
