"""The projects: which Debian source package each is, how it is built, and how it tests itself.

Everything is shell, run with `bash -e -o pipefail` in the project's folder: a test fails with
any command of its pipelines.  What a recipe may use:

    $CC $CXX             the compiler of this side, perhaps with words behind it
    $CFLAGS $CXXFLAGS $CPPFLAGS $LDFLAGS
                         the distribution's flags; not set where the project's own count
    $AR $RANLIB $HOST    binutils for the target, and its triplet
    $JOBS                of make, CMake and Meson
    $CMAKE_WORDS         for `cmake`: the cross build, with QEMU for its tests
    $MESON_WORDS         for `meson setup`: the same
    $ALSO                the folder in which the packages of `also` are unpacked

Programs of the other projects are put behind scripts that call QEMU (`emulating.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

# How a test's output tells its cases; see results.py.
STATUS = "status"
AUTOMAKE = "automake"
CTEST = "ctest"
MESON = "meson"


@dataclass(frozen=True)
class Check:
    """One command of a project's test suite.

    style: how the names and results of its cases stand in the output.
    passed, failed: regular expressions whose group, or whose match itself where it is no
        number, counts cases, summed over the output; "" where the output has no such line.
    same_output: whether all that it prints has to be the same for both compilers; for tests
        that print what they computed, and no times and no random numbers.
    """

    name: str
    command: str
    style: str = STATUS
    passed: str = ""
    failed: str = ""
    same_output: bool = False


@dataclass(frozen=True)
class Recipe:
    """How one project is built and tested.

    package: the Debian source package.  also: others whose files the tests need.
    patched: whether Debian's patches are applied; where they replace the build system, the
        author's own is used.
    configure, build: the second is what is timed.  programs: makes what only the tests need.
    again: whether that compiles sources of the project itself once more.
    emulated: whether the build system itself calls QEMU for its tests; CMake does for a test
        that names its program by the target, and not for one that names it by the path.
    tools: programs that have to be there, beside make and the compilers.
    """

    name: str
    package: str
    language: str
    system: str
    build: str
    tests: tuple[Check, ...]
    configure: str = ""
    programs: str = ""
    again: bool = False
    also: tuple[str, ...] = ()
    patched: bool = True
    emulated: bool = False
    tools: tuple[str, ...] = ()


_CMAKE = "cmake -S . -B built -G 'Unix Makefiles' $CMAKE_WORDS"
_AUTOTOOLS = ("autoreconf", "libtoolize")

RECIPES = (
    Recipe(
        name="lz4",
        package="lz4",
        language="C",
        system="make",
        build='make -j$JOBS CC="$CC" AR="$AR" ${CFLAGS:+CFLAGS="$CFLAGS"}',
        programs="make -j$JOBS -C tests datagen frametest decompress-partial "
        'decompress-partial-usingDict checkFrame CC="$CC" AR="$AR"',
        again=True,
        tests=(
            Check("frametest", "cd tests && ./frametest -s1 -i40"),
            Check("partial", "cd tests && ./decompress-partial && ./decompress-partial-usingDict"),
            Check("checkFrame", "cd tests && ./checkFrame"),
            *(
                Check(name, f'make -C tests test-lz4-{name} CC="$CC" AR="$AR"')
                for name in ("multiple", "skippable", "frame-concatenation", "contentSize")
            ),
            Check(
                "levels",
                "export LD_LIBRARY_PATH=../lib; cd tests; for n in 1 3 9 12; do ./datagen -g3M | "
                "../lz4 -$n | tee made.lz4 | ../lz4 -d | cksum; cksum < made.lz4; done",
                same_output=True,
            ),
        ),
    ),
    Recipe(
        name="zlib",
        package="zlib",
        language="C",
        system="make",
        configure="CHOST=$HOST ./configure",
        build="make -j$JOBS libz.a libz.so.1.2.13 || make -j$JOBS",
        programs="make -j$JOBS",
        tests=(
            Check(
                "test", "make test", passed=r"\*\*\* zlib .*test OK", failed=r"zlib .*test FAILED"
            ),
            Check(
                "levels",
                "for n in 1 6 9; do ./minigzip -$n < deflate.c > made.gz; cksum < made.gz; "
                "./minigzip -d < made.gz | cksum; ./minigzip -$n < zlib.3.pdf | cksum; done",
                same_output=True,
            ),
        ),
    ),
    Recipe(
        name="lua",
        package="lua5.4",
        language="C",
        system="make",
        patched=False,
        also=("lua5.1", "lua-lpeg"),
        build='make -j$JOBS -C src ALL="lua luac" MYLIBS=-ldl SYSCFLAGS=-DLUA_USE_LINUX '
        'SYSLIBS="-Wl,-E -ldl" CC="$CC -std=gnu99" AR="$AR rcu" RANLIB="$RANLIB" '
        'MYCFLAGS="$CFLAGS $CPPFLAGS" MYLDFLAGS="$LDFLAGS" linux',
        programs="cp -r $ALSO/lua5.1/test $ALSO/lua-lpeg . && make -C lua-lpeg linux "
        'LUADIR=../src CC="$CC"',
        again=True,
        tests=(
            Check("version", "make -C src test"),
            *(
                Check(name, f"cd test && ../src/lua {words}", same_output=True)
                for name, words in (
                    ("bisect", "bisect.lua"),
                    ("cf", "cf.lua"),
                    ("factorial", "factorial.lua"),
                    ("fibfor", "fibfor.lua"),
                    ("life", "life.lua"),
                    # Lua 5.1 had that name; the rest of the program is Lua 5.4 as well.
                    ("sieve", "-e 'math.mod=math.fmod N=800' sieve.lua"),
                    ("sort", "sort.lua"),
                    ("xd", "xd.lua < life.lua"),
                )
            ),
            Check(
                "luac",
                "cd test && for f in life sort cf; do ../src/luac -s -o $f.luac $f.lua; "
                "../src/luac -l -l $f.lua | sed -E 's/0x[0-9a-f]+//g'; ../src/lua $f.luac; done",
                same_output=True,
            ),
            Check("lpeg", "cd lua-lpeg && ../src/lua test.lua"),
        ),
    ),
    Recipe(
        name="bzip2",
        package="bzip2",
        language="C",
        system="make",
        build='make -j$JOBS libbz2.a bzip2 bzip2recover CC="$CC" AR="$AR" RANLIB="$RANLIB" '
        '${CFLAGS:+CFLAGS="-Wall -Winline $CFLAGS -D_FILE_OFFSET_BITS=64"} LDFLAGS="$LDFLAGS"',
        tests=(
            Check("test", "make test"),
            Check(
                "levels",
                "export LD_LIBRARY_PATH=.; for n in 1 5 9; do ./bzip2 -$n < manual.ps > made.bz2; "
                "cksum < made.bz2; ./bzip2 -d < made.bz2 | cksum; ./bzip2 -ds < made.bz2 | cksum; "
                "done; ./bzip2 -tvv sample1.bz2",
                same_output=True,
            ),
        ),
    ),
    Recipe(
        name="zstd",
        package="libzstd",
        language="C",
        system="make",
        build='make -j$JOBS -C programs zstd CC="$CC" AR="$AR" HAVE_ZLIB=0 HAVE_LZMA=0 HAVE_LZ4=0 '
        "BUILD_DIR=obj",
        programs="make -j$JOBS -C tests datagen invalidDictionaries fuzzer zstreamtest "
        'CC="$CC" AR="$AR"',
        again=True,
        tests=(
            Check("invalidDictionaries", "cd tests && ./invalidDictionaries"),
            # From the second test on: the first are fixed ones that take an hour under QEMU.
            Check("fuzzer", "cd tests && ./fuzzer -s1 -t2 -i9"),
            Check("zstreamtest", "cd tests && ./zstreamtest -s1 -t2 -i9"),
            Check("newapi", "cd tests && ./zstreamtest --newapi -s1 -t2 -i9"),
            Check(
                "levels",
                "cd tests && for n in 1 3 7 12 19; do ./datagen -g1M | ../programs/zstd -$n -c "
                "| tee made.zst | ../programs/zstd -dc | cksum; cksum < made.zst; done",
                same_output=True,
            ),
            Check(
                "golden",
                "cd tests && for f in golden-decompression/*.zst; do ../programs/zstd -dc $f "
                "| cksum; done; for f in golden-compression/*; do ../programs/zstd -c $f | cksum; "
                "done",
                same_output=True,
            ),
        ),
    ),
    Recipe(
        name="jq",
        package="jq",
        language="C",
        system="autoconf",
        configure="autoreconf -fi && ./configure --host=$HOST --disable-shared --disable-docs "
        "--disable-valgrind --disable-maintainer-mode --with-oniguruma=no",
        build="make -j$JOBS",
        tools=_AUTOTOOLS,
        tests=(
            Check(
                "check",
                "status=0; make check TESTS='tests/jqtest tests/shtest' || "
                "status=$?; cat tests/*.log; exit $status",
                style=AUTOMAKE,
                passed=r"(\d+) of \d+ tests passed",
                failed=r"\*\*\* .*(?:Expected|Test program failed)",
            ),
            Check(
                "programs",
                "for p in '.[0]' 'map(.+1)|add' '[.[]|sqrt|floor]' '[.[]|tostring]|join(\",\")' "
                "'sort_by(-.)' 'group_by(.%3)' '[limit(5;.[])]|@json|@base64' "
                "'[range(0;20;3)]'; do echo '[3,1,4,1,5,9,2,6,5,3,5,8.25]' | ./jq -c \"$p\"; done",
                same_output=True,
            ),
        ),
    ),
    Recipe(
        name="cjson",
        package="cjson",
        language="C",
        system="CMake",
        configure=f"{_CMAKE} -DENABLE_CJSON_UTILS=On -DENABLE_CUSTOM_COMPILER_FLAGS=Off",
        build="make -j$JOBS -C built cjson cjson_utils",
        programs="make -j$JOBS -C built",
        tools=("cmake",),
        again=True,
        tests=(
            Check(
                "ctest",
                "cd built && ctest --verbose",
                style=CTEST,
                passed=r":PASS$",
                failed=r":FAIL\b",
            ),
        ),
    ),
    Recipe(
        name="serd",
        package="serd",
        language="C",
        system="Meson",
        configure="meson setup built $MESON_WORDS --buildtype=release -Ddocs=disabled",
        build="ninja -j$JOBS -C built",
        emulated=True,
        tools=("meson", "ninja"),
        tests=(Check("test", "meson test -C built --num-processes $JOBS -v", style=MESON),),
    ),
    Recipe(
        name="jansson",
        package="jansson",
        language="C",
        system="autoconf",
        configure="autoreconf -fi && ./configure --host=$HOST --disable-shared",
        build="make -j$JOBS",
        programs="make -j$JOBS check TESTS=",
        tools=_AUTOTOOLS,
        tests=(
            Check(
                "check",
                "make check",
                style=AUTOMAKE,
            ),
        ),
    ),
    Recipe(
        name="libyaml",
        package="libyaml",
        language="C",
        system="autoconf",
        configure="autoreconf -fi && ./configure --host=$HOST --disable-shared",
        build="make -j$JOBS",
        programs="make -j$JOBS check TESTS=",
        tools=_AUTOTOOLS,
        tests=(
            Check("check", "make check", style=AUTOMAKE),
            Check(
                "events",
                "for f in announcement* examples/*.yaml debian/control .github/workflows/*.yml; do "
                "test ! -f $f || tests/run-scanner $f; done",
            ),
        ),
    ),
    Recipe(
        name="tinyxml2",
        package="tinyxml2",
        language="C++",
        system="CMake",
        configure=f"{_CMAKE} -DBUILD_SHARED_LIBS=On",
        build="make -j$JOBS -C built tinyxml2",
        programs="make -j$JOBS -C built",
        emulated=True,
        tools=("cmake",),
        tests=(
            Check(
                "ctest",
                "cd built && ctest --verbose",
                style=CTEST,
                passed=r"Pass (\d+), Fail \d+",
                failed=r"Pass \d+, Fail (\d+)",
            ),
        ),
    ),
    Recipe(
        name="double-conversion",
        package="double-conversion",
        language="C++",
        system="CMake",
        configure=f"{_CMAKE} -DBUILD_TESTING=On",
        build="make -j$JOBS -C built double-conversion",
        programs="make -j$JOBS -C built",
        tools=("cmake",),
        tests=(Check("ctest", "cd built && ctest --verbose", style=CTEST),),
    ),
)


def choose(names: list[str]) -> list[Recipe]:
    """The recipes of these names, all for none.  Raises KeyError with an unknown name."""
    known = {r.name: r for r in RECIPES}
    return [known[name] for name in names] if names else list(RECIPES)
