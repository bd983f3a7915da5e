"""Tools on spliced objects and on programs made of them: readers, editors, symbolizers, gdb."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from splicing import LINKERS, MORE, RUN, Bench, call

from armcc.function.elf import ElfObject
from armcc.function.hot import find_function

HOT = {"leaf", "middle", "choose", "walk", "area", "last"}

READERS = [
    ["llvm-readelf-22", "-a"],
    ["aarch64-linux-gnu-readelf", "-a", "-W"],
    ["llvm-objdump-22", "-d", "-r", "-S"],
    ["aarch64-linux-gnu-objdump", "-d", "-r", "-S", "-t", "-s"],
    ["llvm-nm-22", "--size-sort", "--print-size"],
    ["aarch64-linux-gnu-nm", "--size-sort", "--print-size"],
    ["llvm-size-22", "-A"],
    ["aarch64-linux-gnu-size"],
    ["llvm-dwarfdump-22", "--verify", "--error-display=full"],
    ["aarch64-linux-gnu-readelf", "--debug-dump"],
]


def spliced(clang: list[str], folder: Path, *flags: str) -> Bench:
    bench = Bench(clang, str(folder), "program.c", ["-O2", *flags])
    done = bench.rewrite(MORE)
    assert set(done) == HOT
    assert not [w for w in done.values() if w.startswith("!")], done
    return bench


@pytest.mark.parametrize(
    "flags",
    [
        ["-gdwarf-4", "-gz"],
        pytest.param(["-ffunction-sections", "-fPIC"], marks=pytest.mark.slow),
        pytest.param(["-g", "-fdebug-types-section", "-gpubnames"], marks=pytest.mark.slow),
        pytest.param(["-g", "-fno-asynchronous-unwind-tables"], marks=pytest.mark.slow),
        pytest.param(["-mbranch-protection=standard", "-fno-addrsig"], marks=pytest.mark.slow),
    ],
    ids=" ".join,
)
def test_readers_have_nothing_to_complain_of(
    clang: list[str], tmp_path: Path, flags: list[str]
) -> None:
    bench = spliced(clang, tmp_path, *flags)
    for words in READERS:
        said = []
        for data in (bench.old, bench.spliced):
            (tmp_path / "a.o").write_bytes(data)
            ran = subprocess.run([*words, "a.o"], cwd=tmp_path, capture_output=True, check=False)
            said.append((ran.returncode, set(ran.stderr.splitlines())))
        assert said[1] in (said[0], (0, set())), words
    sizes = call(["llvm-nm-22", "--print-size", "a.o"], str(tmp_path)).decode()
    for name in HOT:
        size = find_function(ElfObject(bench.wanted), name).size
        assert re.search(rf" 0*{size:x} [tT] {name}$", sizes, re.MULTILINE)


def places(program: Path, name: str) -> range:
    """The addresses of a function's instructions."""
    for line in call(["llvm-nm-22", "--print-size", program.name], str(program.parent)).split(
        b"\n"
    ):
        words = line.decode().split()
        if len(words) == 4 and words[3] == name:
            return range(int(words[0], 16), int(words[0], 16) + int(words[1], 16), 4)
    raise AssertionError(f"no {name}")


def lines(folder: Path, program: str, tool: list[str], where: list[int]) -> list[str]:
    """ "function file:line" for each address."""
    given = "\n".join(hex(place) for place in where) + "\n"
    ran = subprocess.run(
        [*tool, "-e", program], cwd=folder, input=given.encode(), capture_output=True, check=True
    )
    rows = [row for row in ran.stdout.decode().splitlines() if row]
    return [f"{a} {os.path.basename(b)}" for a, b in zip(rows[::2], rows[1::2], strict=True)]


def test_symbolizers_name_the_function_and_no_wrong_line(clang: list[str], tmp_path: Path) -> None:
    bench = spliced(clang, tmp_path, "-g", "-ffunction-sections")
    # Each compiler with one of the linkers, for the time it takes.
    linker = "lld" if "clang-22" in clang[0] else "bfd"
    for words in (LINKERS[linker],):
        for kind in ("old", "spliced"):
            (tmp_path / f"{kind}.o").write_bytes(getattr(bench, kind))
            call([*words, "-no-pie", f"{kind}.o", "-o", kind], str(tmp_path))
        for tool in (
            ["llvm-symbolizer-22", "--no-inlines", "--output-style=GNU", "-f"],
            ["llvm-addr2line-22", "-f"],
            ["aarch64-linux-gnu-addr2line", "-f"],
        ):
            for name in sorted(HOT):
                where = list(places(tmp_path / "spliced", name))
                aliases = {name, "renamed"} if name == "last" else {name}
                for row in set(lines(tmp_path, "spliced", tool, where)):
                    function, line = row.split(" ", 1)
                    assert function in aliases, (linker, tool, row)
                    # The file of a local symbol is known, a line never.
                    assert re.fullmatch(r"(\?\?|program\.c):[0?]", line), (linker, tool, row)
            for name in ("outside", "main"):
                was, now = (
                    lines(tmp_path, kind, tool, list(places(tmp_path / kind, name)))
                    for kind in ("old", "spliced")
                )
                assert was == now
                assert all("program.c:" in row for row in now)


EDITORS = {
    "strip -g": ["strip", "-g"],
    "strip --strip-debug": ["strip", "--strip-debug"],
    "strip --strip-unneeded": ["strip", "--strip-unneeded"],
    "strip -x": ["strip", "-x"],
    "rename a section": ["objcopy", "--rename-section", ".text.hot.=.text.warm"],
    "localize": ["objcopy", "--localize-symbol=walk"],
    "keep one global": ["objcopy", "--keep-global-symbol=main"],
    "weaken": ["objcopy", "--weaken"],
    "globalize": ["objcopy", "--globalize-symbol=middle"],
    "redefine": ["objcopy", "--redefine-sym=walk=stroll"],
    "compress": ["objcopy", "--compress-debug-sections=zlib"],
    "decompress": ["objcopy", "--decompress-debug-sections"],
    "remove the note": ["objcopy", "--remove-section=.note.armcc"],
    "copy": ["objcopy"],
}


@pytest.mark.slow
@pytest.mark.parametrize("flags", [["-g"], ["-ffunction-sections", "-gz"], []], ids=str)
@pytest.mark.parametrize("tools", ["llvm-{}-22", "aarch64-linux-gnu-{}"])
def test_what_editors_make_of_it_still_runs(
    clang: list[str], tmp_path: Path, tools: str, flags: list[str]
) -> None:
    bench = spliced(clang, tmp_path, *flags)
    expected = bench.run("lld", bench.wanted, "-no-pie")
    for what, (tool, *words) in EDITORS.items():
        (tmp_path / "a.o").write_bytes(bench.spliced)
        ran = subprocess.run(
            [tools.format(tool), *words, "a.o", *(["b.o"] if tool == "objcopy" else ["-o", "b.o"])],
            cwd=tmp_path, capture_output=True, check=False,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (0, b""), what
        edited = (tmp_path / "b.o").read_bytes()
        for linker in LINKERS:
            assert bench.run(linker, edited, "-no-pie") == expected, (what, linker)


@pytest.mark.slow
@pytest.mark.parametrize("tools", ["llvm-{}-22", "aarch64-linux-gnu-{}"])
def test_symbols_under_other_names(clang: list[str], tmp_path: Path, tools: str) -> None:
    bench = spliced(clang, tmp_path, "-fno-pic")
    (tmp_path / "a.o").write_bytes(bench.spliced)
    call([tools.format("objcopy"), "--prefix-symbols=our_", "a.o", "b.o"], str(tmp_path))
    edited = (tmp_path / "b.o").read_bytes()
    names = "-Wl,-u,printf,--defsym=our_printf=printf,--defsym=main=our_main"
    for linker in LINKERS:
        expected = bench.run(linker, bench.wanted, "-static")
        assert bench.run(linker, edited, "-static", names) == expected


@pytest.mark.slow
def test_debug_information_kept_apart(clang: list[str], tmp_path: Path) -> None:
    """objcopy --only-keep-debug, strip and --add-gnu-debuglink, as distributions do; dwz."""
    bench = spliced(clang, tmp_path, "-gdwarf-4")
    for linker, words in LINKERS.items():
        expected = bench.run(linker, bench.wanted, "-no-pie")
        (tmp_path / "a.o").write_bytes(bench.spliced)
        call([*words, "-no-pie", "a.o", "-o", "program"], str(tmp_path))
        where = list(places(tmp_path / "program", "outside"))
        tool = ["llvm-addr2line-22", "-f"]
        before = lines(tmp_path, "program", tool, where)
        if shutil.which("dwz"):
            call(["dwz", "program"], str(tmp_path))
            assert lines(tmp_path, "program", tool, where) == before
        for copy, strip in (
            ("aarch64-linux-gnu-objcopy", "aarch64-linux-gnu-strip"),
            ("llvm-objcopy-22", "llvm-strip-22"),
        ):
            (tmp_path / "stripped").write_bytes((tmp_path / "program").read_bytes())
            (tmp_path / "stripped").chmod(0o755)
            call([copy, "--only-keep-debug", "program", "program.debug"], str(tmp_path))
            call([strip, "--strip-unneeded", "stripped"], str(tmp_path))
            call([copy, "--add-gnu-debuglink=program.debug", "stripped"], str(tmp_path))
            assert call([*RUN, "./stripped"], str(tmp_path)) == expected
            assert lines(tmp_path, "program.debug", tool, where) == before


@contextmanager
def waiting(program: Path) -> Iterator[int]:
    """The port at which QEMU waits for a debugger of the program."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
    process = subprocess.Popen(
        [*RUN, "-g", str(port), str(program)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        time.sleep(0.5)
        yield port
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


GDB = """\
break middle
continue
bt
info line *$pc
break outside
continue
bt
delete
finish
finish
break leaf
continue
bt
delete
stepi
stepi
stepi
bt
finish
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "flags",
    [
        ["-g"],
        ["-gdwarf-4", "-ffunction-sections"],
        ["-g", "-fno-asynchronous-unwind-tables"],
        ["-g", "-mbranch-protection=bti"],
        [],
    ],
    ids=str,
)
def test_gdb_stops_in_the_new_code_and_sees_who_called(
    clang: list[str], tmp_path: Path, flags: list[str]
) -> None:
    gdb = shutil.which("gdb-multiarch")
    if gdb is None:
        pytest.skip("gdb-multiarch is not installed")
    bench = spliced(clang, tmp_path, *flags)
    (tmp_path / "a.o").write_bytes(bench.spliced)
    call([*LINKERS["bfd"], "-no-pie", "a.o", "-o", "program"], str(tmp_path))
    new = places(tmp_path / "program", "middle")
    with waiting(tmp_path / "program") as port:
        (tmp_path / "commands").write_text(
            f"set sysroot /usr/aarch64-linux-gnu\nset width 0\nset style enabled off\n"
            f"target remote :{port}\n{GDB}kill\n"
        )
        ran = subprocess.run(
            [gdb, "-nx", "-batch", "-x", "commands", "program"],
            cwd=tmp_path, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
    shown = ran.stdout.decode()
    stacks: list[list[str]] = []
    frame = r"^#(\d+) +(?:\[PAC\] )?(?:0x[0-9a-f]+ (?:\[PAC\] )?in )?(\w+) ?\("
    for number, name in re.findall(frame, shown, re.MULTILINE):
        if number == "0":
            stacks.append([])
        assert int(number) == len(stacks[-1])
        stacks[-1].append(name)
    assert [stack[0] for stack in stacks] == ["middle", "outside", "leaf", "leaf"], shown
    assert all(stack[-1] == "main" for stack in stacks), shown
    assert stacks[0] == ["middle", "main"]
    assert stacks[1] in (["outside", "choose", "main"], ["outside", "walk", "main"]), shown
    hit = re.search(r"^#0 +0x([0-9a-f]+) in middle", shown, re.MULTILINE)
    assert hit is not None
    assert int(hit[1], 16) in new
    # No line of the source is shown for code that was made of none.
    assert "program.c" not in shown[hit.start() : hit.end() + 4]
    assert "No line number information available" in shown
