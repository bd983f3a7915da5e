"""What linkers and loaders do with symbols, groups and sections, done to spliced objects.

Each test makes a program three times: of clang's objects, of what clang makes of the new
code, and of spliced objects.  The last two must print the same, the first something else.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from splicing import LESS, LINKERS, MORE, RUN, Bench, assert_rest_unchanged, call

from armcc.function.elf import ElfObject
from armcc.function.hot import find_function

KINDS = ("old", "wanted", "spliced")


def rewrite(
    clang: list[str], folder: Path, stem: str, text: str, *flags: str, change: str = MORE
) -> dict[str, str]:
    """STEM.old.o, STEM.wanted.o and STEM.spliced.o of one source; what became of each function."""
    own = folder / stem
    own.mkdir()
    suffix = ".cc" if "class " in text or "inline " in text else ".c"
    (own / f"{stem}{suffix}").write_text(PREFIX + text)
    bench = Bench(clang, str(own), str(own / f"{stem}{suffix}"), ["-O2", *flags])
    done = bench.rewrite(change)
    assert_rest_unchanged(bench.old, bench.spliced, {n for n, w in done.items() if w[0] != "!"})
    bench.write(folder, stem)
    return done


PREFIX = """\
#ifndef MIX
#define MIX(v) ((v) * 7 ^ ((v) >> 3))
#endif
#define HOT __attribute__((hot, noinline))
#ifdef __cplusplus
extern "C"
#endif
int printf(const char *, ...);
"""


def same(outputs: dict[str, bytes]) -> None:
    assert outputs["spliced"] == outputs["wanted"] != outputs["old"]


def run(folder: Path, program: str = "./program", *before: str) -> bytes:
    return call([*RUN, *before, program], str(folder))


# ---- groups

SHARED = """\
template <class T> HOT inline T generic(T a) { return MIX(a + 1); }
inline HOT int shared(int a) { static int calls; calls += a; return MIX(a * 5) + calls; }
class Thing { public: HOT Thing(int a); int v; };
inline Thing::Thing(int a) : v(MIX(a)) {}
int own(int);
int other(int);
int USER(int a) { return generic(a) + shared(a) + Thing(a).v; }
#ifdef MAIN
int main() { for (int i = 0; i < 5; i++) printf("%d %d\\n", own(i), other(i)); }
#endif
"""


@pytest.mark.parametrize(
    "flags",
    [
        ["-g"],
        pytest.param([], marks=pytest.mark.slow),
        pytest.param(["-fPIC", "-gz", "-fdebug-types-section"], marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_one_group_in_several_objects(clang: list[str], tmp_path: Path, flags: list[str]) -> None:
    """The linker keeps the first copy, spliced or not, and drops all that belongs to others."""
    for stem, more in (("a", ["-DUSER=own", "-DMAIN"]), ("b", ["-DUSER=other"])):
        done = rewrite(clang, tmp_path, stem, SHARED, *flags, *more)
        assert not [w for w in done.values() if w.startswith("!")], done
        assert {"_Z6sharedi", "_Z7genericIiET_S0_"} <= set(done)
        assert any(name.startswith("_ZN5ThingC") for name in done)
    libraries = ["/usr/aarch64-linux-gnu/lib/libstdc++.so.6"]
    for words in LINKERS.values():
        link = [*words, "-Wl,--fatal-warnings", "-o", "program"]
        for first, second in (("spliced", "spliced"), ("spliced", "old"), ("old", "spliced")):
            printed = []
            for one, two in ((first, second), *[(_new(first), _new(second))]):
                objects = [f"a.{one}.o", f"b.{two}.o", *libraries]
                call([*link, "-Wl,--gc-sections", *objects], str(tmp_path))
                printed.append(run(tmp_path))
            assert printed[0] == printed[1], (first, second)


def _new(kind: str) -> str:
    return "wanted" if kind == "spliced" else kind


# ---- symbols

LIBRARY = """\
extern int dynamic(int) __attribute__((ifunc("resolve")));
HOT int plain(int a) { return MIX(a) + 1; }
HOT __attribute__((weak)) int faint(int a) { return MIX(a + 2); }
extern int renamed(int) __attribute__((alias("plain")));
extern int faint_name(int) __attribute__((weak, alias("faint")));
HOT __attribute__((visibility("hidden"))) int inside(int a) { return MIX(a + 3) * 3; }
extern int inside_out(int) __attribute__((alias("inside")));
HOT __attribute__((visibility("protected"))) int guarded(int a) { return MIX(a + 4); }
HOT __attribute__((visibility("internal"))) int inmost(int a) { return MIX(a + 5); }
HOT int api_one(int a) { return MIX(a + 6); }
HOT int api_two(int a) { return MIX(a + 7) + 7; }
__asm__(".symver api_one,api@ONE");
__asm__(".symver api_two,api@@TWO");
HOT int walk(int n) { return n <= 0 ? 1 : walk(n - 1) + MIX(walk(n - 2)); }
static HOT int implementation(int a) { return MIX(a * 3); }
static HOT int (*resolve(void))(int) { return implementation; }
int (*volatile pointer)(int) = guarded;
int (*const table[])(int) = {plain, faint, inside, guarded, inmost, implementation};
int caller(int a) { return plain(a) + faint(a) * 3 + inside(a) + inmost(a) + walk(a); }
int count;
static HOT void begin(void) { count = MIX(count + 9); }
static HOT void end(void) { printf("end %d\\n", MIX(count)); }
#define LIST(name) __attribute__((used, section(name))) static void (*const
LIST(".init_array") first)(void) = begin;
LIST(".fini_array") last)(void) = end;
"""
USER = """\
int plain(int), faint(int), renamed(int), faint_name(int), inside_out(int), guarded(int);
int api(int), old_api(int), walk(int), dynamic(int), caller(int);
__asm__(".symver old_api,api@ONE");
extern int (*volatile pointer)(int), (*const table[])(int), count;
int main(void) {
  for (int i = 0; i < 6; i++) {
    printf("%d %d %d %d %d %d ", plain(i), faint(i), renamed(i), faint_name(i), inside_out(i),
           guarded(i));
    printf("%d %d %d %d %d %d %d\\n", api(i), old_api(i), walk(i), dynamic(i), caller(i),
           pointer(i), table[i](i));
  }
  printf("%d %d %d\\n", count, (void *)plain == (void *)renamed, table[0] == plain);
}
"""
OVER = """\
int plain(int a) { return a * 1000; }
int faint(int a) { return a * 2000; }
int walk(int a) { return a < 0 ? 7 : 3000; }
int guarded(int a) { return a * 4000; }
"""
VERSIONS = "ONE { api; }; TWO { api; *; } ONE;"


@pytest.mark.parametrize(
    "flags",
    [
        [],
        pytest.param(["-fno-semantic-interposition"], marks=pytest.mark.slow),
        pytest.param(
            ["-fno-plt", "-g", "-ffunction-sections", "-mbranch-protection=standard"],
            marks=pytest.mark.slow,
        ),
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "change", [pytest.param(LESS, marks=pytest.mark.slow), MORE], ids=["less", "more"]
)
def test_a_library_and_who_overrides_it(
    clang: list[str], tmp_path: Path, flags: list[str], change: str
) -> None:
    done = rewrite(clang, tmp_path, "lib", LIBRARY, "-fPIC", *flags, change=change)
    refused = {name: why for name, why in done.items() if why.startswith("!")}
    assert refused == {"resolve": "!ifunc"}
    assert len(done) == 12
    (tmp_path / "versions").write_text(VERSIONS)
    for name, text in (("user", PREFIX + USER), ("over", OVER)):
        (tmp_path / f"{name}.c").write_text(text)
        call([*clang, "-O1", "-fPIC", "-c", f"{name}.c"], str(tmp_path))
    shared = ["-shared", "-Wl,--fatal-warnings", "-Wl,-z,text"]
    call([*LINKERS["bfd"], *shared, "over.o", "-o", "libover.so"], str(tmp_path))
    for words in LINKERS.values():
        plain, over = {}, {}
        for kind in KINDS:
            library = [f"lib.{kind}.o", "-Wl,--version-script=versions", "-o", "liblib.so"]
            call([*words, *shared, *library], str(tmp_path))
            here = [f"-Wl,-rpath,{tmp_path}", "-o", "program"]
            call([*words, "user.o", "liblib.so", *here], str(tmp_path))
            plain[kind] = run(tmp_path)
            over[kind] = run(tmp_path, "./program", "-E", "LD_PRELOAD=./libover.so")
        same(plain)
        same(over)
        assert plain["spliced"] != over["spliced"]
        if "-fno-semantic-interposition" not in flags:
            assert b" 3000 " in over["spliced"]


@pytest.mark.slow
def test_a_strong_function_elsewhere_replaces_a_weak_one(clang: list[str], tmp_path: Path) -> None:
    weak = (
        "__attribute__((weak)) HOT int f(int a) { return MIX(a); }\n"
        "HOT int g(int a) { return f(a) + MIX(f(a + 1)); }\n"
        "extern int no_such_thing(int) __attribute__((weak));\n"
        "HOT int h(int a) { return no_such_thing ? no_such_thing(a) : MIX(a); }\n"
        'int main(void) { for (int i = 0; i < 4; i++) printf("%d %d %d\\n", f(i), g(i), h(i)); }\n'
    )
    done = rewrite(clang, tmp_path, "a", weak, "-g")
    assert set(done.values()) == {"tail"}
    (tmp_path / "strong.c").write_text("int f(int a) { return a * 1000; }\n")
    call([*clang, "-O1", "-c", "strong.c"], str(tmp_path))
    for words in LINKERS.values():
        for others in ([], ["strong.o"], ["-Wl,--gc-sections", "strong.o"]):
            outputs = {}
            for kind in KINDS:
                link = [*words, "-no-pie", "-Wl,--fatal-warnings", f"a.{kind}.o", *others]
                call([*link, "-o", "program"], str(tmp_path))
                outputs[kind] = run(tmp_path)
            same(outputs)
            assert (b"3000" in outputs["spliced"]) == bool(others)


THREADS = """\
static __thread int mine = 3;
__thread int ours = 4;
extern __thread int theirs;
static __thread struct { char pad[3]; char odd; long even; } record;
HOT int one(int a) { mine += a; return MIX(mine); }
HOT int two(int a) { ours += MIX(a); return ours; }
HOT int three(int a) { theirs += a; return MIX(theirs) + mine; }
HOT long four(int a) { record.odd += a; record.even += MIX(a); return record.odd + record.even; }
#ifdef MAIN
__thread int theirs = 5;
int main(void) {
  for (int i = 0; i < 6; i++) printf("%d %d %d %ld\\n", one(i), two(i), three(i), four(i));
}
#endif
"""
MODELS = {
    "local-exec": (["-fno-pic", "-DMAIN"], ["-no-pie"]),
    "initial-exec": (["-fpie", "-DMAIN", "-ftls-model=initial-exec"], ["-pie"]),
    "global-dynamic": (["-fPIC", "-DMAIN", "-g"], ["-pie"]),
    "library": (["-fPIC", "-DMAIN"], []),
}


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS)
def test_thread_local_variables(clang: list[str], tmp_path: Path, model: str) -> None:
    flags, more = MODELS[model]
    done = rewrite(clang, tmp_path, "a", THREADS, *flags)
    assert not [w for w in done.values() if w.startswith("!")], done
    for words in LINKERS.values():
        outputs = {}
        for kind in KINDS:
            if more:
                link = [*words, "-Wl,--fatal-warnings", *more, f"a.{kind}.o", "-o", "program"]
            else:
                call([*words, "-shared", f"a.{kind}.o", "-o", "liba.so"], str(tmp_path))
                link = [*words, "liba.so", f"-Wl,-rpath,{tmp_path}", "-o", "program"]
            call(link, str(tmp_path))
            outputs[kind] = run(tmp_path)
        same(outputs)


# ---- linkers

PARTS = """\
static HOT int inner(int a) { static int n; n += a; return MIX(a + n); }
HOT int PART(int a) { return inner(a) + MIX(inner(a + 1)) + (a > 3 ? "spliced"[a & 3] : 0); }
int NAME(int a) { return PART(a) + inner(3); }
#ifdef MAIN
int left(int), right(int), left_name(int), right_name(int);
int (*const all[])(int) = {left, right, left_name, right_name};
int main(void) {
  for (int i = 0; i < 7; i++) for (int f = 0; f < 4; f++) printf("%d\\n", all[f](i));
}
#endif
"""


def parts(clang: list[str], folder: Path, *flags: str) -> int:
    """left.KIND.o, with main, and right.KIND.o; the number of tails in them."""
    tails = 0
    for stem, more in (("left", ["-DMAIN"]), ("right", [])):
        names = [f"-DPART={stem}", f"-DNAME={stem}_name"]
        done = rewrite(clang, folder, stem, PARTS, *flags, *names, *more)
        assert len(done) == 2
        assert not [w for w in done.values() if w.startswith("!")], done
        tails += list(done.values()).count("tail")
    return tails


@pytest.mark.slow
@pytest.mark.parametrize("flags", [["-g"], ["-ffunction-sections", "-fexceptions"]], ids=str)
def test_partial_links_and_archives(clang: list[str], tmp_path: Path, flags: list[str]) -> None:
    tails = parts(clang, tmp_path, *flags)
    partial = {"bfd": "aarch64-linux-gnu-ld", "lld": "/usr/bin/ld.lld-22"}
    outputs: dict[str, dict[str, bytes]] = {}
    for kind in KINDS:
        for name, linker in partial.items():
            objects = [f"left.{kind}.o", f"right.{kind}.o"]
            emulation = ["-maarch64linux"]
            call([linker, *emulation, "-r", *objects, "-o", f"{name}.o"], str(tmp_path))
            frames = call(["llvm-dwarfdump-22", "--eh-frame", f"{name}.o"], str(tmp_path))
            # Every part's entries: a zero between the tables would end them early.
            assert frames.count(b" FDE ") == 7 + (tails if kind == "spliced" else 0)
            outputs.setdefault(f"-r {name}", {})[kind] = link_and_run(tmp_path, [f"{name}.o"])
        for archiver, thin in (("aarch64-linux-gnu-ar", []), ("llvm-ar-22", ["--thin"])):
            archive = tmp_path / "libright.a"
            archive.unlink(missing_ok=True)
            call([archiver, *thin, "rcs", "libright.a", f"right.{kind}.o"], str(tmp_path))
            index = call(["aarch64-linux-gnu-nm", "-s", "libright.a"], str(tmp_path))
            assert b"right_name in" in index
            words = [f"left.{kind}.o", "libright.a"]
            outputs.setdefault(archiver, {})[kind] = link_and_run(tmp_path, words)
    for one in outputs.values():
        same(one)


def link_and_run(folder: Path, words: list[str]) -> bytes:
    """What the program prints, the same under both linkers."""
    printed = set()
    for linker in LINKERS.values():
        call([*linker, "-no-pie", "-Wl,--fatal-warnings", *words, "-o", "program"], str(folder))
        printed.add(run(folder))
    (output,) = printed
    return output


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        [*LINKERS["lld"], "-Wl,--icf=all"],
        [*LINKERS["lld"], "-Wl,--icf=safe,--gc-sections"],
        [*LINKERS["lld"], "-Wl,--emit-relocs"],
        [*LINKERS["lld"], "-Wl,--call-graph-profile-sort=hfsort,-O2"],
        [*LINKERS["lld"], "-static"],
        [*LINKERS["bfd"], "-Wl,--emit-relocs"],
        [*LINKERS["bfd"], "-Wl,--relax,--build-id,-z,now"],
        [*LINKERS["bfd"], "-static", "-Wl,--gc-sections"],
        ["aarch64-linux-gnu-gcc", "-fuse-ld=gold"],
        ["aarch64-linux-gnu-gcc", "-fuse-ld=gold", "-Wl,--icf=all,--gc-sections"],
        ["aarch64-linux-gnu-gcc", "-Bmold"],
        ["aarch64-linux-gnu-gcc", "-Bmold", "-Wl,--icf=all,--gc-sections"],
    ],
    ids=lambda words: " ".join(words[1:]),
)
def test_linkers_and_what_they_are_told(clang: list[str], tmp_path: Path, words: list[str]) -> None:
    if "gold" in words[1] and shutil.which("aarch64-linux-gnu-ld.gold") is None:
        pytest.skip("there is no gold for AArch64")
    if words[1] == "-Bmold":
        mold = shutil.which("mold")
        if mold is None:
            pytest.skip("mold is not installed")
        (tmp_path / "ld").symlink_to(mold)
        words = [words[0], f"-B{tmp_path}", *words[2:]]
    for flags in (["-ffunction-sections", "-g"], ["-ffunction-sections", "-fPIE"]):
        folder = tmp_path / flags[-1]
        folder.mkdir()
        parts(clang, folder, *flags)
        outputs = {}
        for kind in KINDS:
            objects = [f"left.{kind}.o", f"right.{kind}.o"]
            call([*words, "-Wl,--fatal-warnings", *objects, "-o", "program"], str(folder))
            outputs[kind] = run(folder)
        same(outputs)


TWINS = """\
HOT int one(int a) { return MIX(a) + a % 7 + a / 3; }
HOT int two(int a) { return MIX(a) + a % 7 + a / 3; }
HOT int three(int a) { return MIX(a) + a % 7 + a / 3; }
int (*volatile taken[])(int) = {one, two};
int main(void) {
  for (int i = 0; i < 5; i++) printf("%d %d %d\\n", one(i), two(i), three(i));
  printf("%d\\n", taken[0] == taken[1]);
}
"""


def test_folding_asks_whose_address_counts(clang: list[str], tmp_path: Path) -> None:
    """--icf=safe reads the table of symbols whose address is taken, by their numbers."""
    own = tmp_path / "a"
    own.mkdir()
    (own / "a.c").write_text(PREFIX + TWINS)
    bench = Bench(clang, str(own), str(own / "a.c"), ["-O2", "-ffunction-sections"])
    done = bench.rewrite(MORE, "three")
    assert set(done.values()) <= {"whole", "tail", "in-place"}
    for how, equal in (("safe", b"0"), ("all", b"1")):
        printed = []
        for data in (bench.old, bench.spliced):
            (tmp_path / "a.o").write_bytes(data)
            call([*LINKERS["lld"], f"-Wl,--icf={how}", "a.o", "-o", "program"], str(tmp_path))
            printed.append(run(tmp_path).splitlines())
        assert printed[0][-1] == printed[1][-1] == equal
        assert [row.split()[2] for row in printed[0][:-1]] == [
            row.split()[2] for row in printed[1][:-1]
        ]
        assert printed[0] != printed[1]


# ---- landing pads

GUARDED = """\
static void put(const char *text, long size) {
  register long x0 __asm__("x0") = 1;
  register const char *x1 __asm__("x1") = text;
  register long x2 __asm__("x2") = size;
  register long x8 __asm__("x8") = 64;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x1), "r"(x2), "r"(x8) : "memory");
}
static HOT int leaf(int a) { return MIX(a); }
HOT int outer(int a) { return leaf(a) + MIX(leaf(a + 1)); }
HOT int signs(int (*f)(int), int a) { return f(a) + MIX(f(a + 1)); }
int (*volatile chosen[])(int) = {leaf, outer};
int (*volatile calls)(int (*)(int), int) = signs;
void _start(void) {
  unsigned sum = 1;
  for (int i = 0; i < 9; i++) for (int f = 0; f < 2; f++)
    sum = sum * 31 + chosen[f](i) + calls(chosen[f], i);
  char text[11];
  for (int i = 0; i < 10; i++, sum /= 10) text[9 - i] = '0' + sum % 10;
  text[10] = '\\n';
  put(text, sizeof text);
  register long x0 __asm__("x0") = 0;
  register long x8 __asm__("x8") = 94;
  __asm__ volatile("svc 0" : : "r"(x0), "r"(x8));
  __builtin_unreachable();
}
"""
BTI_C, PACIASP, NOP = 0xD503245F, 0xD503233F, 0xD503201F


@pytest.mark.parametrize(
    "change", [pytest.param(LESS, marks=pytest.mark.slow), MORE], ids=["less", "more"]
)
def test_indirect_calls_land_where_pages_are_guarded(
    clang: list[str], tmp_path: Path, change: str
) -> None:
    """Without libraries all code lies in pages whose landing pads the processor asks for."""
    flags = ["-mbranch-protection=standard", "-ffreestanding", "-fno-stack-protector"]
    done = rewrite(clang, tmp_path, "a", GUARDED, *flags, change=change)
    ways = {"in-place"} if change == LESS else {"tail", "whole"}
    assert set(done) == {"leaf", "outer", "signs"}
    assert set(done.values()) <= ways, done
    link = ["-nostdlib", "-static", "-Wl,-z,force-bti,--fatal-warnings", "-o", "program"]
    for words in LINKERS.values():
        outputs = {}
        for kind in KINDS:
            call([*words, f"a.{kind}.o", *link], str(tmp_path))
            shown = call(["aarch64-linux-gnu-readelf", "-n", "program"], str(tmp_path))
            assert b"BTI" in shown
            outputs[kind] = run(tmp_path)
        same(outputs)
        # The pages are guarded indeed: each pad that is taken away is missed.
        spliced = (tmp_path / "a.spliced.o").read_bytes()
        for name in done:
            function = find_function(ElfObject(spliced), name)
            at = function.section.offset + function.offset
            assert struct.unpack_from("<I", spliced, at)[0] in (BTI_C, PACIASP)
            broken = bytearray(spliced)
            struct.pack_into("<I", broken, at, NOP)
            (tmp_path / "broken.o").write_bytes(broken)
            call([*words, "broken.o", *link], str(tmp_path))
            ran = subprocess.run(
                [*RUN, "./program"], cwd=tmp_path, capture_output=True, check=False
            )
            assert ran.returncode != 0
            assert ran.stdout == b""


def test_an_old_entry_that_is_still_called_keeps_its_pad(clang: list[str], tmp_path: Path) -> None:
    """Whoever has the old address, as unrelocated data would, lands there and gets across."""
    flags = ["-mbranch-protection=standard", "-ffreestanding", "-fno-stack-protector"]
    done = rewrite(clang, tmp_path, "a", GUARDED, *flags)
    assert done["outer"] == "tail"
    old = find_function(ElfObject((tmp_path / "a.old.o").read_bytes()), "outer")
    spliced = (tmp_path / "a.spliced.o").read_bytes()
    new = find_function(ElfObject(spliced), "outer")
    link = ["-nostdlib", "-static", "-Wl,-z,force-bti,--fatal-warnings", "-o", "program"]
    printed = []
    for back in (False, True):
        data = bytearray(spliced)
        if back:  # the symbol as it was: the pointers of the program lead to the old entry
            table = ElfObject(spliced).symtab
            assert table is not None
            at = table.offset + 24 * new.symbol.index + 8
            struct.pack_into("<Q", data, at, old.offset)
        (tmp_path / "a.o").write_bytes(data)
        call([*LINKERS["bfd"], "a.o", *link], str(tmp_path))
        printed.append(run(tmp_path))
    assert printed[0] == printed[1]


BOUND = """\
#ifndef MIX
#define MIX(v) (v)
#endif
__attribute__((noinline, hot)) int walk(int a) { return MIX(a) * a + 3; }
__attribute__((noinline, hot)) int times(int a) { return walk(MIX(a)) * 5; }
int counter = 40;
__attribute__((noinline, hot)) int next(int a) { return counter += MIX(a); }
__attribute__((noinline, hot)) int (*taken(int *a))(int) { *a = MIX(*a); return walk; }
"""
BOUND_USER = """\
#include <stdio.h>
int walk(int), times(int), next(int), (*taken(int *))(int);
extern int counter;
int main(void) {
  int a = 3, (*w)(int) = taken(&a);
  printf("%d %d %d %d\\n", times(4), next(a), counter, w(5));
  return 0;
}
"""
BOUND_OVER = "int counter = 9000;\nint walk(int a) { return 1000; }\n"


@pytest.mark.parametrize("keep", [[], ["walk"]], ids=["all", "but one"])
@pytest.mark.parametrize("debug", [[], ["-g"]], ids=["plain", "debug"])
def test_what_clang_has_bound_stays_bound(
    clang: list[str], tmp_path: Path, debug: list[str], keep: list[str]
) -> None:
    """Without semantic interposition clang goes by private names, which a rewrite lacks."""
    (tmp_path / "bound.c").write_text(BOUND)
    bench = Bench(
        clang,
        str(tmp_path),
        str(tmp_path / "bound.c"),
        ["-O1", "-fPIC", "-fno-semantic-interposition", *debug],
    )
    done = bench.rewrite(MORE, *keep)
    assert set(done.values()) <= {"tail", "whole"}, done
    assert len(done) == 4 - len(keep)
    bench.write(tmp_path, "bound")
    for name, text in (("user", BOUND_USER), ("over", BOUND_OVER)):
        (tmp_path / f"{name}.c").write_text(text)
        call([*clang, "-O1", "-fPIC", "-c", f"{name}.c"], str(tmp_path))
    shared = ["-shared", "-Wl,--fatal-warnings", "-Wl,-z,text"]
    call([*LINKERS["bfd"], *shared, "over.o", "-o", "libover.so"], str(tmp_path))
    for words in LINKERS.values():
        over = {}
        for kind in ("old", "spliced"):
            call([*words, *shared, f"bound.{kind}.o", "-o", "libbound.so"], str(tmp_path))
            call([*words, "user.o", "libbound.so", "-Wl,-rpath,.", "-o", "program"], str(tmp_path))
            over[kind] = run(tmp_path, "./program", "-E", "LD_PRELOAD=./libover.so")
        assert all(not text.startswith(b"5000 ") for text in over.values()), over
        assert all(not text.endswith(b" 1000\n") for text in over.values()), over
        if not keep:
            call([*words, *shared, "bound.wanted.o", "-o", "libbound.so"], str(tmp_path))
            assert run(tmp_path, "./program", "-E", "LD_PRELOAD=./libover.so") == over["spliced"]
