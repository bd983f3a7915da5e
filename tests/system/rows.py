"""Rows of the conformance suite, and the comparison of one row under two compilers.

A row is a call of a compiler; `differences` runs it by clang and by another compiler, each
in the same folder made anew, and says in which ways the second left something else behind:
another wait status, other output, other files, modes, links or bytes.  Objects with rewrites
are compared section by section.

A row is as a rule the words of one call.  One in which `$CC` or `$CXX` stands is a line for
the shell instead, for what one call cannot show.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import stat
import struct
import subprocess
import threading
from dataclasses import dataclass, field

from splicing import assert_rest_unchanged
from twins import HOT_C, PLAIN_C, write

from armcc.driver.note import SECTION, decode
from armcc.function.elf import ElfObject

# `bits` has a rewrite that a session's cache knows; what stands around it must not change.
BITS_C = """\
static const int primes[4] = {2, 3, 5, 7};
int used;
__attribute__((hot, noinline)) int bits(unsigned long x) {
  int n = 0;
  for (; x; x >>= 1) n += x & 1;
  return n;
}
__attribute__((hot)) int prime(int i) { return primes[i & 3]; }
int both(unsigned long x) { return used = bits(x) + prime((int)x); }
"""

# An assembler that tells how it was started.  A shell's own environment is what it was given;
# signals from 29 on are glibc's own.
PROBE = r"""#!/bin/sh
exec >seen
tr '\0' '\n' </proc/$$/environ | grep -v ^ARMCC_ | sort
sed -nE 's/^(SigIgn|SigBlk).*(.{7})$/\1 \2/p' /proc/self/status
cut -d ' ' -f 8,19 /proc/$$/stat
ls /proc/$$/fd
umask
ulimit -a
pwd
"""

SOURCES: dict[str, str | bytes] = {
    "a.c": PLAIN_C,
    "b.c": '#include "b.h"\nint thrice(int a) { return a * THREE; }\n',
    "b.h": "#define THREE 3\n",
    "hot.c": HOT_C,
    "bits.c": BITS_C,
    "bits.cc": BITS_C + "template <class T> T neg(T a) { return -a; }\n"
    "int m(int a) { return neg(a); }\n",
    "warnbits.c": BITS_C + "#warning once\nint f(int a) { int unused; return a; }\n",
    "d.cc": "template <class T> T neg(T a) { return -a; }\nint m(int a) { return neg(a); }\n",
    "bad.c": "int f( { return 1 }\n",
    "warn.c": "int f(int a) { int unused; return a; }\n",
    "dir/sub.tar.c": PLAIN_C,
    "nosuffix": PLAIN_C,
    "s.s": ".text\n.globl s\ns: ret\n",
    "pp.S": "#define R ret\n.text\n.globl s\ns: R\n",
    "conftest.c": BITS_C,
    "CMakeCCompilerId.c": BITS_C,
    "main.c": "int main(void) { return 0; }\n",
    "args": "-c -O2\n'a.c' -DX=\\\"y\\\" @more",
    "more": '-o "out file.o"',
    "bom": b"\xef\xbb\xbf-c a.c",
    "loop": "-c a.c @loop",
    "words": "-O2 -c bits.c -DX='a b'",
    "with space.c": PLAIN_C,
    "-dash.c": PLAIN_C,
    "off.c": '__attribute__((section(".text.armcc.off"), hot)) int f(int a) { return a; }\n',
    "date.c": BITS_C + "const char when[] = __DATE__ __TIME__ __FILE__;\n",
    "crash.c": "#pragma clang __debug crash\n",
    "fatal.c": "#pragma clang __debug llvm_fatal_error\n",
    "o.m": "@interface A\n- (int)one;\n@end\n@implementation A\n- (int)one { return 1; }\n@end\n",
    "k.cu": "__attribute__((global)) void k(int *a) { *a = 1; }\n",
    "m.cppm": "export module m;\nexport int one() { return 1; }\n",
    "use.cc": "import m;\nint two() { return one() + 1; }\n",
    "probe/as": PROBE,
    "own.cfg": "-DFROM_CONFIG -Wall\n",
    "cfg/clang.cfg": "-DFROM_CONFIG -Wall\n",
    "cfg/aarch64-linux-gnu-clang.cfg": "-DFROM_CONFIG -Wextra\n",
}


@dataclass(frozen=True)
class Row:
    """One case.

    words: as a shell would cut them, or a line for the shell with `$CC` or `$CXX` in it.
    numbers: the behaviours (BEHAVIOURS) that it is a case of.
    environ: added to the environment.
    stdin: what standard input gives; nothing where it is None.
    like: the words that clang is given where they are others.
    rewrites: the objects in which a rewrite must stand where the cache knows one; a `?`
        behind the name says that it may.
    loose: files that hold times, process ids or names drawn by chance: only their being
        there is compared, and their modes.  "stderr" and "stdout" may be among them.
    terminal: standard error is a terminal.
    slow: left to the slow part of the suite.
    """

    words: str
    numbers: tuple[int, ...] = ()
    environ: dict[str, str] = field(default_factory=dict)
    stdin: bytes | None = None
    like: str = ""
    rewrites: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    terminal: bool = False
    slow: bool = False


def row(words: str, *numbers: int, rewrites: str = "", loose: str = "", **more: object) -> Row:
    """A row, written short: lists of names as words of one string."""
    names = (tuple(rewrites.split()), tuple(loose.split()))
    return Row(words, numbers, rewrites=names[0], loose=names[1], **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Compiler:
    """The words that start a C and a C++ compiler, and the environment they run in."""

    cc: list[str]
    cxx: list[str]
    environ: dict[str, str]


@dataclass(frozen=True)
class Left:
    """What a row left behind: wait status, output, and all files with mode, links and bytes."""

    status: int
    stdout: bytes
    stderr: bytes
    files: dict[str, tuple[int, int, bytes]]


def command(compiler: Compiler, words: str) -> list[str]:
    """What is executed for a row's words."""
    if "$CC" in words or "$CXX" in words:
        names = f"CC='{shlex.join(compiler.cc)}'\nCXX='{shlex.join(compiler.cxx)}'\n"
        return ["/bin/sh", "-c", names + words]
    cut = shlex.split(words)
    if cut and cut[0].startswith("-cc1"):  # it has to stand first
        return [*[w for w in compiler.cc if not w.startswith("-")], *cut]
    return [*compiler.cc, *cut]


def left_by(compiler: Compiler, words: str, case: Row, folder: str) -> Left:
    """Runs `words` in `folder`, made anew, and reads what is there afterwards.

    Temporary files have a folder of their own beside the sources, so that one that stays
    is seen.
    """
    shutil.rmtree(folder, ignore_errors=True)
    write(folder, sources_of(case))
    os.makedirs(f"{folder}/dir", exist_ok=True)
    os.mkdir(f"{folder}/tmp")
    environ = {**compiler.environ, "TMPDIR": f"{folder}/tmp", **case.environ}
    status, stdout, stderr = run(command(compiler, words), folder, environ, case)
    return Left(status, stdout, stderr, files_in(folder))


def sources_of(case: Row) -> dict[str, str | bytes]:
    """The sources that a row names, and those that these name.

    All of them would cost as much time as the compile.
    """
    found: dict[str, str | bytes] = {}
    texts = [f"{case.words} {case.like} {case.environ}"]
    while texts:
        text = texts.pop()
        for name, contents in SOURCES.items():
            stem = name.partition("/")[0] if name.startswith(("cfg/", "probe/")) else name
            if name not in found and (stem in text or os.path.basename(name) in text):
                found[name] = contents
                texts.append(str(contents))
    return found


def run(
    words: list[str], folder: str, environ: dict[str, str], case: Row
) -> tuple[int, bytes, bytes]:
    """Wait status, standard output and standard error of `words`."""
    given = {"input": case.stdin} if case.stdin is not None else {"stdin": subprocess.DEVNULL}
    if not case.terminal:
        done = subprocess.run(
            words,
            cwd=folder,
            env=environ,
            capture_output=True,
            timeout=300,
            check=False,
            **given,  # type: ignore[call-overload]
        )
        return done.returncode, done.stdout, done.stderr
    ours, theirs = pty.openpty()
    shown: list[bytes] = []
    reader = threading.Thread(target=_read_all, args=(ours, shown))
    reader.start()
    try:
        done = subprocess.run(
            words,
            cwd=folder,
            env={**environ, "TERM": "xterm-256color"},
            stdout=subprocess.PIPE,
            stderr=theirs,
            timeout=300,
            check=False,
            **given,  # type: ignore[call-overload]
        )
    finally:
        os.close(theirs)
        reader.join()
        os.close(ours)
    return done.returncode, done.stdout, b"".join(shown)


def _read_all(terminal: int, into: list[bytes]) -> None:
    while True:
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:  # the other end is closed
            return
        if not part:
            return
        into.append(part)


def files_in(folder: str) -> dict[str, tuple[int, int, bytes]]:
    """Mode, number of links and contents of each file; a link's contents are its target."""
    found = {}
    for parent, folders, names in os.walk(os.fsencode(folder)):
        for name in folders + names:
            path = os.path.join(parent, name)
            status = os.lstat(path)
            contents = b""
            if stat.S_ISLNK(status.st_mode):
                contents = os.readlink(path)
            elif stat.S_ISREG(status.st_mode):
                with open(path, "rb") as f:
                    contents = f.read()
            links = 0 if stat.S_ISDIR(status.st_mode) else status.st_nlink
            where = os.fsdecode(os.path.relpath(path, os.fsencode(folder)))
            found[where] = (status.st_mode, links, contents)
    return found


_remembered: dict[tuple[object, ...], Left] = {}


def left_by_clang(clang: Compiler, case: Row, folder: str) -> Left:
    """What clang leaves; for the same row in the same folder it is run once.

    Its environment is the same in the whole session.
    """
    key = (*clang.cc, folder, case.like or case.words, repr(case.environ), case.terminal)
    if key not in _remembered:
        _remembered[key] = left_by(clang, case.like or case.words, case, folder)
    return _remembered[key]


def differences(
    clang: Compiler, wrapper: Compiler, case: Row, folder: str, rewriting: bool = False
) -> list[str]:
    """In which ways `wrapper` did not do in `case` what clang did; empty where in none.

    rewriting: whether `wrapper` has a cache that knows a rewrite of `bits`.
    """
    expected = left_by_clang(clang, case, folder)
    got = left_by(wrapper, case.words, case, folder)
    return compare(expected, got, case, rewriting)


def compare(expected: Left, got: Left, case: Row, rewriting: bool = False) -> list[str]:
    """In which ways `got` is not `expected`."""
    found = []
    if got.status != expected.status:
        found.append(f"wait status {got.status} in place of {expected.status}")
    for name in ("stdout", "stderr"):
        was, now = scrubbed(getattr(expected, name)), scrubbed(getattr(got, name))
        if was != now and name not in case.loose:
            found.append(f"{name} is {now[-2000:]!r} in place of {was[-2000:]!r}")
    loose = {n for n in case.loose if "*" not in n}
    for name in case.rewrites:
        if name.removesuffix("?") not in expected.files and not name.endswith("?"):
            found.append(f"clang makes no {name}, of which the row speaks")
    before, after = _by_name(expected, case), _by_name(got, case)
    for name in sorted({*before, *after}):
        if name not in after:
            found.append(f"{name} is missing")
        elif name not in before:
            found.append(f"{name} is left behind")
        else:
            (mode, links, was), (mode_now, links_now, now) = before[name], after[name]
            if mode != mode_now:
                found.append(f"{name} has the mode {mode_now:o} in place of {mode:o}")
            if links != links_now:
                found.append(f"{name} has {links_now} names in place of {links}")
            may = f"{name}?" in case.rewrites and was != now
            if rewriting and (may or name in case.rewrites):
                found += [f"{name}: {text}" for text in object_differences(was, now)]
            elif was != now and name not in loose:
                found.append(f"{name} has other contents: {_first_difference(was, now)}")
    return found


def _first_difference(was: bytes, now: bytes) -> str:
    pairs = zip(was, now, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(was), len(now)))
    start = max(at - 20, 0)
    return f"{now[start : at + 60]!r} in place of {was[start : at + 60]!r} at {at}"


def _by_name(left: Left, case: Row) -> dict[str, tuple[int, int, bytes]]:
    """The files, with names drawn by chance replaced where the row says there are such."""
    if not any("*" in n for n in case.loose):
        return left.files
    found = {}
    for name, (mode, links, contents) in left.files.items():
        fits = any(re.fullmatch(n.replace("*", ".*"), name) for n in case.loose)
        plain = os.fsdecode(scrubbed(os.fsencode(name))) if fits else name
        found[plain] = (mode, links, b"" if fits else contents)
    return found


def scrubbed(text: bytes) -> bytes:
    """Output without addresses and names that clang draws by chance."""
    text = re.sub(rb"0x[0-9a-f]{12,16}", b"0x", text)
    return re.sub(rb"(?<=-)[0-9a-f]{6,8}(?=(\.|$))", b"XXXXXX", text)


def object_differences(before: bytes, after: bytes) -> list[str]:
    """What in an object with rewrites is changed beyond them, as its note names them."""
    if not after.startswith(b"\x7fELF"):
        return ["it is no object"]
    old, new = ElfObject(before), ElfObject(after)
    notes = [s for s in new.sections if s.name == SECTION]
    if not notes:
        return ["no rewrite stands in it"]
    replaced = {e.function for e in decode(new.contents(notes[0]))}
    found = []
    if replaced != {s.name for s in old.symbols if "bits" in s.name and s.size}:
        found.append(f"the note names {sorted(replaced)}")
    for section in new.sections[len(old.sections) :]:
        if not re.fullmatch(r"(\.rela)?\.(note|rodata|eh_frame)(\.armcc.*)?", section.name):
            found.append(f"there is a new section {section.name}")
    if before[:40] != after[:40] or before[48:60] != after[48:60]:
        found.append("the ELF header says something else")
    try:
        assert_rest_unchanged(before, after, replaced)
    except AssertionError as e:
        found.append(f"something else is changed: {str(e)[:500]}")
    return found + _unwind_differences(old, new, replaced)


def _unwind_differences(old: ElfObject, new: ElfObject, replaced: set[str]) -> list[str]:
    """Which entry of .eh_frame is changed that describes no replaced function."""
    frames = [next((s for s in o.sections if s.name == ".eh_frame"), None) for o in (old, new)]
    if frames[0] is None or frames[1] is None:
        return [] if frames[0] is frames[1] else ["unwind information came or went"]
    was, now = old.contents(frames[0]), new.contents(frames[1])
    starts = {(s.shndx, s.value) for s in old.symbols if s.name in replaced}
    described = {
        r.offset: (old.symbols[r.symbol].shndx, old.symbols[r.symbol].value + r.addend)
        for r in old.relocations(frames[0].index)
    }
    at = 0
    found = []
    while at + 8 <= len(was):
        (length,) = struct.unpack_from("<I", was, at)
        end = at + 4 + length
        if described.get(at + 8) not in starts and was[at:end] != now[at:end]:
            found.append(f"the unwind entry at {at:#x} is changed")
        if not length:
            break
        at = end
    return found
