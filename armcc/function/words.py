"""Clang's words: the user's compile turned into others of the same source.

Every run of ours starts from the user's own words, so that the preprocessor, the
language and the code generator see the same options; only words that name outputs
or that print are taken away.  Reference: `clang --help-hidden` and clang's
Options.td of LLVM 21 and 22.
"""

from __future__ import annotations

from armcc.errors import Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Options of clang's driver whose value is the next word.
TAKES_NEXT = frozenset(
    """
    -D -F -I -L -MF -MJ -MQ -MT -T -U -Xanalyzer -Xassembler -Xclang -Xcuda-fatbinary
    -Xcuda-ptxas -Xlinker -Xopenmp-target -Xpreprocessor -arch -aux-triple -cxx-isystem
    -dependency-dot -dependency-file -fdebug-compilation-dir -fembed-dir
    -framework -gcc-toolchain
    -idirafter -iframework -iframeworkwithsysroot -imacros -imultilib -include
    -include-pch -internal-externc-isystem -internal-isystem -iprefix -iquote -isysroot
    -isystem -isystem-after -ivfsoverlay -iwithprefix -iwithprefixbefore -iwithsysroot
    -l -mllvm -mmlir -mthread-model -o -resource-dir -serialize-diagnostics
    --serialize-diagnostics -stdlib++-isystem -target --target --sysroot
    --config --embed-dir --include --imacros --output --param -u -vfsoverlay
    -working-directory -x -z
    """.split()
)

# Words that name or print something of the user's, not of ours; the value apart, if any.
_OUTPUT_WITH_VALUE = frozenset(
    "-o --output -MF -MT -MQ -MJ --serialize-diagnostics -serialize-diagnostics -dependency-dot "
    "-dependency-file".split()
)
_OUTPUT_WORDS = frozenset(
    "-c -S -E -MD -MMD -MP -MV -MG -M -MM -H -v -### -time -fsave-optimization-record "
    "-fno-save-optimization-record -fstack-usage -fno-stack-usage -ftime-trace "
    "-fno-time-trace -ftime-report -ftrapv-report -fproc-stat-report -save-temps "
    "--save-temps -save-stats --save-stats -fdriver-only -emit-llvm "
    "-fdiagnostics-print-source-range-info --write-dependencies "
    "--write-user-dependencies -fshow-skipped-includes".split()
)
_OUTPUT_PREFIXES = (
    "-MF",
    "-MT",
    "-MQ",
    "-MJ",
    "-Rpass",
    "-Rno-pass",
    "-R",
    "-Wp,-M",
    "-Werror",
    "-Wfatal-errors",
    "-fsave-optimization-record=",
    "-foptimization-record-file=",
    "-foptimization-record-passes=",
    "-fdiagnostics-",
    "-fembed-bitcode",
    "-fproc-stat-report=",
    "-fstack-usage=",
    "-ftime-trace=",
    "-ftime-trace-granularity=",
    "-ftime-report=",
    "-save-temps=",
    "--save-temps=",
    "-save-stats=",
    "--save-stats=",
    "--serialize-diagnostics=",
    "-fcrash-diagnostics",
    "-gen-reproducer",
    "-dependency-file=",
    "--output=",
)
# -o also stands glued to its value; these begin with -o and mean something else.
_NOT_OUTPUT = ("-objcmt", "-object", "-openmp", "-order_file")

# Variables by which clang prints or writes elsewhere (clang's Driver.cpp, driver.cpp).
UNSET = frozenset(
    "CC_PRINT_OPTIONS CC_PRINT_OPTIONS_FILE CC_PRINT_HEADERS CC_PRINT_HEADERS_FILE "
    "CC_PRINT_HEADERS_FORMAT CC_PRINT_HEADERS_FILTERING CC_LOG_DIAGNOSTICS "
    "CC_LOG_DIAGNOSTICS_FILE CC_PRINT_PROC_STAT CC_PRINT_PROC_STAT_FILE "
    "CC_PRINT_INTERNAL_STAT CC_PRINT_INTERNAL_STAT_FILE DEPENDENCIES_OUTPUT "
    "SUNPRO_DEPENDENCIES".split()
)


def environment(environ: dict[str, str]) -> dict[str, str]:
    """`environ` without the variables that make clang print or write elsewhere."""
    return {k: v for k, v in environ.items() if k not in UNSET}


def options(arguments: Iterable[str]) -> list[tuple[str, ...]]:
    """The words grouped: an option with the value behind it, or a word alone.

    What stands behind `--` is an input, also where it begins with `-`; the group of
    an input behind `--` is ("--", word).
    """
    groups: list[tuple[str, ...]] = []
    words = list(arguments)
    i = 0
    while i < len(words):
        word = words[i]
        if word == "--":
            groups += [("--", w) for w in words[i + 1 :]]
            break
        if (word in TAKES_NEXT or word.startswith("-Xarch_")) and i + 1 < len(words):
            groups.append((word, words[i + 1]))
            i += 2
        else:
            groups.append((word,))
            i += 1
    return groups


def compile_words(arguments: Iterable[str], source: str) -> list[str]:
    """The user's words without source, outputs, dependency files, remarks and warnings.

    `-x` goes too: the caller names the language (see `language`).
    Raises Error("frontend") where `source` is not among the inputs.
    """
    kept: list[str] = []
    seen = False
    for group in options(arguments):
        word = group[0]
        if (word == "--" and group[1:] == (source,)) or group == (source,):
            seen = True
        elif word == "-x" or (word.startswith("-x") and len(group) == 1 and word[2:].isalpha()):
            continue
        elif word == "-gsplit-dwarf" or word.startswith("-gsplit-dwarf="):
            kept.append("-g")
        elif not _is_output(group):
            kept += group
    if not seen:
        raise Error("frontend", f"{source!r} is not an input of the command")
    return kept


def language(arguments: Iterable[str], source: str) -> str:
    """The language that `-x` gives to `source`, "none" where the suffix decides."""
    now = "none"
    for group in options(arguments):
        if group[0] == "-x":
            now = group[1]
        elif group[0].startswith("-x") and len(group) == 1 and group[0][2:].isalpha():
            now = group[0][2:]
        elif group[-1] == source and group[0] in (source, "--"):
            return now
    return now


def front_end_words(
    clang: Iterable[str], arguments: Sequence[str], source: str, output: str
) -> list[str]:
    """The user's compile as a command that makes bitcode; later words may be added.

    Raises Error("frontend") where `source` is not among the inputs.
    """
    return [
        *clang,
        *compile_words(arguments, source),
        *("-x", language(arguments, source), source),
        *("-x", "none", "-w", "-Qunused-arguments", "-emit-llvm", "-c", "-o", output),
    ]


def telling_words(depfile: str) -> list[str]:
    """More words for that command: it tells then what `rerun.Rested` reads."""
    return ["-MD", "-MF", depfile, "-MT", "x", "-v"]


def _is_output(group: tuple[str, ...]) -> bool:
    word = group[0]
    if len(group) == 2:
        return word in _OUTPUT_WITH_VALUE
    if word in _OUTPUT_WORDS or word.startswith(_OUTPUT_PREFIXES):
        return True
    return word.startswith("-o") and not word.startswith(_NOT_OUTPUT)


def is_preprocessed(arguments: Iterable[str], source: str) -> bool:
    """Whether clang takes `source` as it is, includes nothing and tells of no inputs."""
    given = language(arguments, source)
    if given == "none":
        return source.endswith((".i", ".ii"))
    return given in ("cpp-output", "c++-cpp-output")


def is_c(arguments: Iterable[str], source: str) -> bool:
    """Whether `source` is C (not C++, not Objective-C, not preprocessed)."""
    given = language(arguments, source)
    return given == "c" or (given == "none" and source.endswith(".c"))
