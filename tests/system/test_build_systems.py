"""Real build systems take armcc for clang, and what they build carries rewrites.

Each project is built by clang, by armcc that records, and, once the cache knows a rewrite for
each hot function, by armcc again, always in the same folder made anew.  What the build system
found out about its compiler has to be the same, and so what the program prints.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import clang_words
from known import installation
from twins import read_folder

from armcc.cache.store import Store
from armcc.control.driverbench import remember_padded
from armcc.driver.note import SECTION, decode
from armcc.function.elf import ElfObject

DATA = Path(__file__).resolve().parents[1] / "data" / "build-systems"
QEMU = ["qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"]
HOT = {"sum_squares", "mix"}
# What tells a test apart from a build at a desk.
_SKIPPED = (
    "ARMCC_",
    "CCACHE_",
    "DISTCC_",
    "SCCACHE_",
    "PYTHON",
    "PYTEST_",
    "MAKE",
    "MFLAGS",
    "CC",
    "CXX",
)


def needs(*programs: str) -> None:
    """Skips where one is missing: none of them is needed to build or use armcc."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is missing")


@dataclass(frozen=True)
class Compiler:
    """How a build is to call its compilers, and in which environment."""

    cc: str
    cxx: str
    environ: dict[str, str]

    def having(self, **more: str) -> Compiler:
        """The same with more in the environment."""
        return Compiler(self.cc, self.cxx, self.environ | more)


@dataclass(frozen=True)
class Built:
    """What a build left: the output of each step, and every file with its mode."""

    said: list[str]
    files: dict[str, tuple[int, bytes]]

    def text(self, name: str, compiler: Compiler) -> str:
        """A file's text, without what names the compiler."""
        found = self.files[name][1].decode()
        for path, word in ((compiler.cxx, "CXX"), (compiler.cc, "CC")):
            found = found.replace(path, word)
        return found

    def rewritten(self) -> set[str]:
        """The functions that notes in the objects name."""
        found = set()
        for name, (_, data) in self.files.items():
            if name.endswith((".o", ".obj")) and data[:4] == b"\x7fELF":
                obj = ElfObject(data)
                for section in obj.sections:
                    if section.name == SECTION:
                        found |= {note.function for note in decode(obj.contents(section))}
        return found


Steps = Callable[[Compiler], list[list[str]]]


class Both:
    """clang for AArch64 and armcc, side by side."""

    def __init__(self, prefix: str, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.cache = folder / "cache"
        environ = {k: v for k, v in os.environ.items() if not k.startswith(_SKIPPED)}
        self.clang_words = clang_words("clang22")
        (folder / "bin").mkdir()
        for name, driver in (("clang", ""), ("clang++", " --driver-mode=g++")):
            script = folder / "bin" / name
            script.write_text(f'#!/bin/sh\nexec {shlex.join(self.clang_words)}{driver} "$@"\n')
            script.chmod(0o755)
        plain = f"{folder}/bin/clang"
        self.clang = Compiler(plain, f"{plain}++", environ)
        environ = environ | {"ARMCC_CACHE_DIR": str(self.cache), "ARMCC_MODE": "cached"}
        environ["ARMCC_CLANG"] = self.clang_words[0]
        self.armcc = Compiler(f"{prefix}/bin/armcc", f"{prefix}/bin/armcc++", environ)

    def build(self, compiler: Compiler, project: str, steps: Steps) -> Built:
        """Runs the steps in the project, copied anew; each has to succeed."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(DATA, self.work)
        for path in self.work.rglob("*"):
            os.utime(path, (1_500_000_000, 1_500_000_000))
        said = []
        for words in steps(compiler):
            said.append(self.call(words, compiler, project))
        return Built(said, read_folder(str(self.work)))

    def call(self, words: list[str], compiler: Compiler, project: str = ".") -> str:
        """Standard output and error of a command that has to succeed."""
        done = subprocess.run(
            words,
            cwd=self.work / project,
            env=compiler.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=600,
            check=False,
        )
        said = done.stdout.decode("utf-8", "replace")
        assert done.returncode == 0, f"{shlex.join(words)}\n{said}"
        return said

    def learn(self, project: str, steps: Steps) -> Built:
        """Builds in the mode `record`, and remembers a rewrite for each hot function met."""
        built = self.build(self.armcc.having(ARMCC_MODE="record"), project, steps)
        assert set(remember_padded(str(self.cache))) >= HOT
        return built

    def builds(self, project: str, steps: Steps) -> tuple[Built, Built]:
        """By clang and by armcc that knows; what holds for every project is asserted here."""
        expected = self.build(self.clang, project, steps)
        recorded = self.learn(project, steps)
        assert recorded.rewritten() == set()
        got = self.build(self.armcc, project, steps)
        assert got.rewritten() == HOT
        assert got.said[-1] == recorded.said[-1] == expected.said[-1]
        assert sorted(got.files) == sorted(expected.files)
        return expected, got


@pytest.fixture
def both(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Both:
    for name in list(os.environ):
        if name.startswith(_SKIPPED):
            monkeypatch.delenv(name)
    return Both(installation(tmp_path_factory), tmp_path)


def run(program: str) -> list[str]:
    """The words that run an AArch64 program here."""
    return [program] if os.uname().machine == "aarch64" else [*QEMU, program]


def carries(built: Built, program: str) -> bool:
    """Whether the linked program kept the notes of its rewrites."""
    return SECTION.encode() + b"\0" in built.files[program][1]


def test_make_with_its_jobserver(both: Both) -> None:
    def steps(compiler: Compiler) -> list[list[str]]:
        make = ["make", "-j2", f"CC={compiler.cc} -m64", "AR=aarch64-linux-gnu-ar"]
        return [make, run("./program")]

    expected, got = both.builds("make", steps)
    assert carries(got, "make/program")
    for built in (expected, got):
        assert "warning" not in built.said[0]  # as where the jobserver is lost
    # All but the objects with a hot function, and what contains them, is clang's to the byte.
    differ = {n for n in got.files if got.files[n] != expected.files[n]}
    assert differ == {
        "make/lib/kernel.o",
        "make/lib/mix.o",
        "make/lib/libkernel.a",
        "make/program",
    }


JOBSERVER_CLANG = """\
#!/bin/sh
case "$MAKEFLAGS" in *--jobserver-auth=*)
  auth=${{MAKEFLAGS##*--jobserver-auth=}}; auth=${{auth%% *}}
  case $auth in
    fifo:*) [ -p "${{auth#fifo:}}" ] && echo open >> {log} ;;
    *) fds=/proc/self/fd; [ -e $fds/${{auth%,*}} -a -e $fds/${{auth#*,}} ] && echo open >> {log} ;;
  esac
esac
exec {clang} "$@"
"""


def test_the_jobserver_reaches_clang(both: Both) -> None:
    log, clang = both.folder / "log", both.folder / "bin" / "clang-asking"
    clang.write_text(JOBSERVER_CLANG.format(log=log, clang=shlex.join(both.clang_words)))
    clang.chmod(0o755)
    shutil.copytree(DATA, both.work)
    recipes = both.work / "make" / "Recipes"
    recipes.write_text("all:\n\t+$(CC) -c ../main.c\n\t$(CC) -c ../main.c\n")
    armcc = both.armcc.having(ARMCC_CLANG=str(clang))
    both.call(["make", "-j2", "-f", "Recipes", f"CC={both.armcc.cc}"], armcc, "make")
    # Of the two calls only the one behind `+` is given the jobserver by make itself.
    assert log.read_text() == "open\n"


_NAMED_AFTER_CLANG = {"CMAKE_C_COMPILER_AR", "CMAKE_C_COMPILER_RANLIB", "CMAKE_LINKER"}


def differing(one: str, other: str) -> set[str]:
    """The variables of which two files of CMake tell differently."""
    lines = set(one.splitlines()) ^ set(other.splitlines())
    return {re.split(r"[ :=]", line.removeprefix("set("), maxsplit=1)[0] for line in lines}


@pytest.mark.slow
@pytest.mark.parametrize("generator", ["Ninja", "Unix Makefiles"])
@pytest.mark.parametrize("way", ["plain", "toolchain"])
def test_cmake(both: Both, generator: str, way: str) -> None:
    needs("cmake", "ninja")

    def steps(compiler: Compiler) -> list[list[str]]:
        configure = ["cmake", "-G", generator, "-S", ".", "-B", "out"]
        configure += ["-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"]
        configure += ["-DCMAKE_AR=/usr/bin/aarch64-linux-gnu-ar"]
        if way == "plain":
            configure.append(f"-DCMAKE_C_COMPILER={compiler.cc}")
        else:
            configure.append("-DCMAKE_TOOLCHAIN_FILE=aarch64.cmake")
        return [configure, ["cmake", "--build", "out", "-j", "2"], run("out/program")]

    both.clang = both.clang.having(TEST_CC=both.clang.cc)
    both.armcc = both.armcc.having(TEST_CC=both.armcc.cc)
    expected, got = both.builds("cmake", steps)
    assert carries(got, "cmake/out/program")
    (found,) = [n for n in got.files if n.endswith("/CMakeCCompiler.cmake")]
    told = got.text(found, both.armcc)
    assert 'set(CMAKE_C_COMPILER_ID "Clang")' in told
    cache = "cmake/out/CMakeCache.txt"
    for name in (found, cache):
        differ = differing(expected.text(name, both.clang), got.text(name, both.armcc))
        # With a target CMake takes part of clang's own name for the names of its tools.
        assert differ <= (_NAMED_AFTER_CLANG if way == "toolchain" else set())
    assert "HAVE_MEMCCPY:INTERNAL=1" in got.text(cache, both.armcc)
    commands = "cmake/out/compile_commands.json"
    assert got.text(commands, both.armcc) == expected.text(commands, both.clang)


@pytest.mark.slow
def test_cmake_with_cplusplus(both: Both) -> None:
    needs("cmake", "ninja")
    probe = subprocess.run(
        [both.clang.cxx, "-x", "c++", "-", "-o", "a.out"],
        cwd=both.folder,
        input=b"int main() {}",
        check=False,
    )
    if probe.returncode:
        pytest.skip("no C++ library for AArch64: apt-get install g++-aarch64-linux-gnu")

    def steps(compiler: Compiler) -> list[list[str]]:
        configure = ["cmake", "-G", "Ninja", "-S", ".", "-B", "out", "-DWITH_CXX=ON"]
        configure += ["-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_AR=/usr/bin/aarch64-linux-gnu-ar"]
        configure += [f"-DCMAKE_C_COMPILER={compiler.cc}", f"-DCMAKE_CXX_COMPILER={compiler.cxx}"]
        return [configure, ["cmake", "--build", "out"], run("out/program")]

    expected, got = both.builds("cmake", steps)
    (found,) = [n for n in got.files if n.endswith("/CMakeCXXCompiler.cmake")]
    assert 'set(CMAKE_CXX_COMPILER_ID "Clang")' in got.text(found, both.armcc)
    assert got.text(found, both.armcc) == expected.text(found, both.clang)


CROSS_FILE = """\
[binaries]
c = '{cc}'
ar = 'aarch64-linux-gnu-ar'
strip = 'aarch64-linux-gnu-strip'
exe_wrapper = ['qemu-aarch64', '-L', '/usr/aarch64-linux-gnu']

[host_machine]
system = 'linux'
cpu_family = 'aarch64'
cpu = 'aarch64'
endian = 'little'
"""


@pytest.mark.slow
def test_meson_with_a_cross_file(both: Both) -> None:
    needs("meson", "ninja")

    def steps(compiler: Compiler) -> list[list[str]]:
        (both.folder / "cross.ini").write_text(CROSS_FILE.format(cc=compiler.cc))
        setup = ["meson", "setup", "--cross-file", f"{both.folder}/cross.ini", "out"]
        return [
            setup,
            ["ninja", "-C", "out"],
            ["meson", "test", "-C", "out"],
            run("out/program"),
        ]

    expected, got = both.builds("meson", steps)
    config = "meson/out/config.h"
    assert got.files[config] == expected.files[config]
    version = subprocess.run([both.clang.cc, "-dumpversion"], stdout=subprocess.PIPE, check=True)
    assert '#define COMPILER_ID "clang"' in got.text(config, both.armcc)
    told = f'#define COMPILER_VERSION "{version.stdout.decode().strip()}"'
    assert told in got.text(config, both.armcc)
    assert carries(got, "meson/out/program")


@pytest.mark.slow
def test_meson_with_a_native_file(both: Both) -> None:
    """Native here is not AArch64: the file makes armcc a compiler for this machine."""
    needs("meson", "ninja")
    if os.uname().machine == "aarch64":
        pytest.skip("this machine's own programs are AArch64 ones")
    target = f"--target={os.uname().machine}-linux-gnu"
    told = []
    for compiler in (both.clang, both.armcc):
        words = f"['{compiler.cc}', '{target}']"

        def steps(_: Compiler, words: str = words) -> list[list[str]]:
            (both.folder / "native.ini").write_text(f"[binaries]\nc = {words}\n")
            setup = ["meson", "setup", "--native-file", f"{both.folder}/native.ini", "out"]
            return [setup, ["meson", "test", "-C", "out"], ["out/program"]]

        built = both.build(compiler, "meson", steps)
        config = built.text("meson/out/config.h", compiler).replace('"0"', "0")
        told.append((config.replace("DMB", "").splitlines()[3:], built.said[-1]))
        assert 'COMPILER_ID "clang"' in config
    assert told[0] == told[1]


@pytest.mark.slow
def test_autoconf(both: Both) -> None:
    needs("autoconf")

    def steps(compiler: Compiler) -> list[list[str]]:
        configure = ["./configure", "--host=aarch64-linux-gnu", "--cache-file=config.cache"]
        configure += [f"CC={compiler.cc}", "CFLAGS=-O2 -g"]
        return [["autoconf"], ["autoheader"], configure, ["make", "-j2"], run("./program")]

    expected, got = both.builds("autoconf", steps)
    assert got.files["autoconf/config.h"] == expected.files["autoconf/config.h"]
    assert b"#define HAVE_MEMCCPY 1" in got.files["autoconf/config.h"][1]
    found = "autoconf/config.cache"
    assert got.text(found, both.armcc) == expected.text(found, both.clang)
    assert "ac_cv_c_compiler_gnu=${ac_cv_c_compiler_gnu=yes}" in got.text(found, both.armcc)
    assert got.said[2] == expected.said[2].replace(both.clang.cc, both.armcc.cc)


def remember(both: Both, compiler: Compiler) -> list[str]:
    """What is queued becomes known, with the build's own settings of ccache and its like."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in compiler.environ.items():
            if name.startswith(("CCACHE_", "SCCACHE_", "DISTCC_")):
                patch.setenv(name, value)
        return remember_padded(str(both.cache))


def ccache_counts(both: Both, compiler: Compiler) -> tuple[int, int]:
    """Hits and misses so far."""
    said = both.call(["ccache", "--print-stats"], compiler)
    counts = dict(line.split("\t") for line in said.splitlines())
    hits = int(counts["direct_cache_hit"]) + int(counts["preprocessed_cache_hit"])
    return hits, int(counts["cache_miss"])


@pytest.fixture
def compiled(both: Both) -> Callable[[Compiler, list[str]], set[str]]:
    """Compiles kernel.c in a folder that is there already; the functions that were rewritten."""
    shutil.copytree(DATA, both.work)

    def compile_kernel(compiler: Compiler, words: list[str]) -> set[str]:
        both.call([*words, "-O2", "-c", "kernel.c"], compiler)
        return Built([], read_folder(str(both.work))).rewritten()

    return compile_kernel


@pytest.mark.slow
def test_ccache_in_front_keeps_what_armcc_made(
    both: Both, compiled: Callable[[Compiler, list[str]], set[str]]
) -> None:
    """And so it has to be told of what armcc's object depends on."""
    needs("ccache")
    words = ["ccache", both.armcc.cc]
    manifest = both.folder / "rewrites"
    manifest.write_text("")
    armcc = both.armcc.having(
        CCACHE_DIR=str(both.folder / "ccache"),
        CCACHE_COMPILERTYPE="clang",
        CCACHE_EXTRAFILES=str(manifest),
    )
    # Nothing is known yet: clang's object is what ccache keeps.
    recording = armcc.having(ARMCC_MODE="record")
    assert compiled(recording, words) == set()
    assert ccache_counts(both, armcc) == (0, 1)
    assert remember(both, armcc) == ["sum_squares"]
    assert compiled(armcc, words) == set()
    assert ccache_counts(both, armcc) == (1, 1)
    # The list of rewrites has changed, and with it the key.
    known = sorted(p.name for p in (both.cache / "rewrites").rglob("*") if p.is_file())
    assert len(known) == 1
    manifest.write_text("\n".join(known))
    assert compiled(armcc, words) == {"sum_squares"}
    assert ccache_counts(both, armcc) == (1, 2)
    assert compiled(armcc, words) == {"sum_squares"}
    assert ccache_counts(both, armcc) == (2, 2)
    # A variable of armcc's own is none of ccache's, unless the namespace has it.
    off = armcc.having(ARMCC_MODE="off")
    assert compiled(off, words) == {"sum_squares"}
    assert compiled(off.having(CCACHE_NAMESPACE="off"), words) == set()
    assert ccache_counts(both, armcc) == (3, 3)


@pytest.mark.slow
def test_ccache_in_front_asks_for_the_version_of_clang(
    both: Both, compiled: Callable[[Compiler, list[str]], set[str]]
) -> None:
    """The launcher's size and time, ccache's usual check, do not show which clang is called."""
    needs("ccache")
    other = both.folder / "bin" / "clang-other"
    other.write_text(
        f'#!/bin/sh\n[ "$*" != "${{*#*--version}}" ] && echo other\n'
        f'exec {both.clang_words[0]} "$@"\n'
    )
    other.chmod(0o755)
    armcc = both.armcc.having(CCACHE_DIR=str(both.folder / "ccache"), CCACHE_COMPILERTYPE="clang")
    changed = armcc.having(ARMCC_CLANG=str(other))
    words = ["ccache", both.armcc.cc]
    for compiler in (armcc, changed):
        compiled(compiler, words)
    assert ccache_counts(both, armcc) == (1, 1)
    check = {"CCACHE_COMPILERCHECK": "%compiler% --version"}
    for compiler in (armcc, changed, armcc, changed):
        compiled(compiler.having(**check), words)
    assert ccache_counts(both, armcc) == (3, 3)


def test_what_stands_behind_a_launcher_is_the_compiler(
    both: Both, compiled: Callable[[Compiler, list[str]], set[str]]
) -> None:
    """`env` stands for ccache: it stays the same file where the clang behind it is replaced."""
    clang = both.folder / "bin" / "clang-behind"
    clang.write_text(f'#!/bin/sh\nexec {both.clang_words[0]} "$@"\n')
    clang.chmod(0o755)
    armcc = both.armcc.having(ARMCC_CLANG=f"env {clang}")
    assert compiled(armcc.having(ARMCC_MODE="record"), [both.armcc.cc]) == set()
    assert remember(both, armcc) == ["sum_squares"]
    assert compiled(armcc, [both.armcc.cc]) == {"sum_squares"}
    counts = Store(str(both.cache)).counts()
    assert (counts["memo-hit"], counts.get("memo-miss", 0)) == (1, 0)
    clang.write_text(f'#!/bin/sh\n# another one\nexec {both.clang_words[0]} "$@"\n')
    assert compiled(armcc, [both.armcc.cc]) == {"sum_squares"}
    counts = Store(str(both.cache)).counts()
    assert (counts["memo-hit"], counts["memo-miss"]) == (1, 1)


@pytest.mark.slow
def test_armcc_in_front_of_ccache(
    both: Both, compiled: Callable[[Compiler, list[str]], set[str]]
) -> None:
    """ccache keeps clang's object, and every build gets the rewrites known by then."""
    needs("ccache")
    armcc = both.armcc.having(
        CCACHE_DIR=str(both.folder / "ccache"),
        ARMCC_CLANG=f"ccache {both.clang_words[0]}",
    )
    assert compiled(armcc.having(ARMCC_MODE="record"), [both.armcc.cc]) == set()
    assert ccache_counts(both, armcc) == (0, 1)
    assert remember(both, armcc) == ["sum_squares"]
    hits, misses = ccache_counts(both, armcc)
    for _ in range(2):
        assert compiled(armcc, [both.armcc.cc]) == {"sum_squares"}
    assert ccache_counts(both, armcc) == (hits + 2, misses)
    assert compiled(armcc.having(ARMCC_MODE="off"), [both.armcc.cc]) == set()
    assert ccache_counts(both, armcc) == (hits + 3, misses)


@pytest.fixture
def sccache(both: Both) -> Iterator[dict[str, str]]:
    """The variables that lead to a server of this test's own."""
    needs("sccache")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    variables = {"SCCACHE_DIR": str(both.folder / "sccache"), "SCCACHE_SERVER_PORT": port}
    environ = both.armcc.environ | variables
    subprocess.run(["sccache", "--start-server"], env=environ, stderr=subprocess.PIPE, check=True)
    yield variables
    subprocess.run(["sccache", "--stop-server"], env=environ, stdout=subprocess.PIPE, check=True)


def sccache_counts(both: Both, compiler: Compiler) -> tuple[int, int]:
    """Hits and misses so far."""
    said = both.call(["sccache", "--show-stats", "--stats-format", "json"], compiler)
    stats = json.loads(said)["stats"]
    hits, misses = (
        stats[name]["counts"].get("C/C++", 0) for name in ("cache_hits", "cache_misses")
    )
    return hits, misses


@pytest.mark.slow
def test_sccache_in_front(
    both: Both,
    compiled: Callable[[Compiler, list[str]], set[str]],
    sccache: dict[str, str],
) -> None:
    armcc = both.armcc.having(**sccache)
    words = ["sccache", both.armcc.cc, "-o", "kernel.o"]
    assert compiled(armcc.having(ARMCC_MODE="record"), words) == set()
    assert remember(both, armcc) == ["sum_squares"]
    # What is known by now is none of sccache's concern, unless it is told.
    assert compiled(armcc, words) == set()
    assert sccache_counts(both, armcc) == (1, 1)
    for _ in range(2):
        told = armcc.having(SCCACHE_C_CUSTOM_CACHE_BUSTER="one rewrite more")
        assert compiled(told, words) == {"sum_squares"}
    assert sccache_counts(both, armcc) == (2, 2)


@pytest.mark.slow
def test_armcc_in_front_of_sccache(
    both: Both,
    compiled: Callable[[Compiler, list[str]], set[str]],
    sccache: dict[str, str],
) -> None:
    armcc = both.armcc.having(**sccache, ARMCC_CLANG=f"sccache {both.clang_words[0]}")
    words = [both.armcc.cc, "-o", "kernel.o"]
    assert compiled(armcc.having(ARMCC_MODE="record"), words) == set()
    assert remember(both, armcc) == ["sum_squares"]
    hits, misses = sccache_counts(both, armcc)
    assert compiled(armcc, words) == {"sum_squares"}
    assert sccache_counts(both, armcc) == (hits + 1, misses)


@pytest.mark.slow
def test_armcc_in_front_of_distcc(
    both: Both, compiled: Callable[[Compiler, list[str]], set[str]]
) -> None:
    """Clang works where distcc sends it; the splice is made here."""
    needs("distcc", "distccd")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    words = ["distccd", "--no-detach", "--daemon", "--log-stderr", "--enable-tcp-insecure"]
    words += ["--allow", "127.0.0.1", "--listen", "127.0.0.1", "--port", port]
    log = both.folder / "distccd.log"
    with log.open("wb") as messages, subprocess.Popen(words, stderr=messages) as server:
        try:
            (both.folder / "distcc").mkdir()
            armcc = both.armcc.having(
                DISTCC_HOSTS=f"127.0.0.1:{port}",
                DISTCC_DIR=str(both.folder / "distcc"),
                DISTCC_FALLBACK="0",
                # Without `-target` in this form distcc adds that of its own machine.
                ARMCC_CLANG=f"distcc {both.clang_words[0]} -target aarch64-linux-gnu",
            )
            for _ in range(50):  # until it listens
                with contextlib.suppress(OSError):
                    socket.create_connection(("127.0.0.1", int(port)), timeout=1).close()
                    break
                time.sleep(0.1)
            assert compiled(armcc.having(ARMCC_MODE="record"), [both.armcc.cc]) == set()
            assert remember(both, armcc) == ["sum_squares"]
            assert compiled(armcc, [both.armcc.cc]) == {"sum_squares"}
        finally:
            server.terminate()
    assert log.read_bytes().count(b"COMPILE_OK") >= 2


@pytest.mark.slow
def test_the_cc_crate(both: Both) -> None:
    """What cargo's build scripts call, with the variables that choose the compiler."""
    needs("rustc")
    crates = sorted(Path("/usr/share/cargo/registry").glob("cc-1.*/src/lib.rs"))
    if not crates:
        pytest.skip("the crate cc is missing: apt-get install librust-cc-dev")
    rustc = ["rustc", "--edition", "2018", "--cap-lints", "allow", "-C", "opt-level=0"]
    library = [*rustc, "--crate-type", "rlib", "--crate-name", "cc", str(crates[-1])]
    rust = both.folder / "rust"
    environ = {k: v for k, v in os.environ.items() if not k.startswith(_SKIPPED)}
    script = DATA / "cc-crate" / "src" / "main.rs"
    for words in (
        [*library, "--out-dir", str(rust)],
        [*rustc, f"--extern=cc={rust}/libcc.rlib", "-o", str(rust / "script"), str(script)],
    ):
        subprocess.run(words, env=environ, capture_output=True, check=True, timeout=300)

    def steps(compiler: Compiler) -> list[list[str]]:
        objects = ["kernel.o", "mix.o"]
        link = [compiler.cc, "../main.c", "-I..", "-L.", "-lkernel", "-o", "program"]
        extract = ["aarch64-linux-gnu-ar", "x", "libkernel.a"]
        return [[str(rust / "script"), "."], link, extract, ["ls", *objects], run("./program")]

    for name in ("clang", "armcc"):
        compiler: Compiler = getattr(both, name)
        variables = {
            "CC_aarch64_unknown_linux_gnu": compiler.cc,
            "AR_aarch64_unknown_linux_gnu": "aarch64-linux-gnu-ar",
        }
        setattr(both, name, compiler.having(**variables))
    expected, got = both.builds("cc-crate", steps)
    assert carries(got, "cc-crate/program")
    # Which flags the crate found supported stands in its commands.  Its older versions take
    # a compiler for clang by name, and else give it no target; armcc's own is the same.
    for built, name in ((expected, both.clang.cc), (got, both.armcc.cc)):
        said = built.said[0].replace(' "--target=aarch64-unknown-linux-gnu"', "")
        commands = [line for line in said.splitlines() if line.startswith("running:")]
        assert f'running: "{name}" "-O3" "-ffunction-sections"' in commands[0]
        assert '"-fno-plt"' in commands[0]
        assert "-fno-such-flag" not in commands[0]


@pytest.mark.slow
def test_cgo(both: Both) -> None:
    """Go remembers objects by its own key, in which no variable of armcc's has a part."""
    needs("go")
    go = {"GOOS": "linux", "GOARCH": "arm64", "CGO_ENABLED": "1", "GOPROXY": "off"}
    go |= {"GOCACHE": str(both.folder / "go"), "GOFLAGS": "-mod=mod", "HOME": str(both.folder)}

    def program(compiler: Compiler, flags: str) -> tuple[str, bytes]:
        def steps(compiler: Compiler) -> list[list[str]]:
            copy = ["cp", "../kernel.c", "../kernel.h", "../mix.c", "."]
            return [copy, ["go", "build", "-o", "program", "."], run("./program")]

        given = compiler.having(**go, CC=compiler.cc, CGO_CFLAGS=f"-O2 {flags}")
        built = both.build(given, "cgo", steps)
        return built.said[-1], built.files["cgo/program"][1]

    note = SECTION.encode() + b"\0"
    expected, data = program(both.clang, "-g")
    assert note not in data
    said, data = program(both.armcc.having(ARMCC_MODE="record"), "-g")
    assert said == expected
    assert note not in data
    assert set(remember(both, both.armcc)) == HOT
    said, data = program(both.armcc, "-g")
    assert note not in data  # what Go kept
    said, data = program(both.armcc, "-g -DREWRITES=2")
    assert said == expected
    assert note in data


@pytest.mark.slow
def test_clangd_asks_armcc_where_headers_are(both: Both) -> None:
    clangd = shutil.which("clangd-22") or shutil.which("clangd")
    if clangd is None:
        pytest.skip("clangd is missing: apt-get install clangd-22")
    shutil.copytree(DATA, both.work)
    command = {"directory": str(both.work), "file": "main.c"}
    command["arguments"] = [both.armcc.cc, "-O2", "-c", "main.c"]  # type: ignore[assignment]
    (both.work / "compile_commands.json").write_text(json.dumps([command]))
    words = [clangd, "--check=main.c", f"--query-driver={both.armcc.cc}"]
    said = both.call(words, both.armcc)
    assert "extracted target aarch64" in said or "--target=aarch64" in said, said
    assert "All checks completed, 0 errors" in said
