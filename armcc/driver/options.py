"""The option table: what each word of a compiler call means to the driver.

One sorted table; the longest name that fits a word decides, as in clang's own
parser.  What it leaves out is passed on untouched: an unknown word means that the
whole call is clang's alone.  Names, kinds and aliases are those of clang 21 and 22
(`clang --autocomplete=-`; tests/system/test_option_table.py asks both compilers).

A word is SAFE when a function rewritten against the optimised IR and the machine
code keeps every promise that the word makes.  Words that make a promise about
registers, stack, alignment, instrumentation or code layout which neither shows are
UNSAFE, and so is every `-f`, `-m`, `-g`, `-mllvm` and `-Xclang` word that nobody has
looked at.  On the compile path: no imports.
"""

from __future__ import annotations

# Kinds: how a name takes its value.
FLAG = "flag"  # the whole word
JOINED = "joined"  # name and value in one word (the value may be empty)
SEPARATE = "separate"  # the value is the next word
EITHER = "either"  # joined where the word goes on, else separate

# Effects: what the driver does about the word.
SAFE = "safe"  # rewriting is sound under it
UNSAFE = "unsafe"  # clang's object stands, reason "option"
PASS = "pass"  # the call as a whole is clang's: no object, or none of ours  # noqa: S105
COMPILE = "compile"  # asks for objects
OUTPUT = "output"  # names the object
LANGUAGE = "language"  # names the language of the inputs behind it
TARGET = "target"  # names the target
FORWARD = "forward"  # its value is a word for someone else, looked up with this one
REMARK = "remark"  # safe, and armcc's remarks may be wanted

TABLE: tuple[tuple[str, str, str], ...] = (
    ("--compile", FLAG, COMPILE),
    ("--define-macro", SEPARATE, SAFE),
    ("--define-macro=", JOINED, SAFE),
    ("--driver-mode=", JOINED, PASS),
    ("--gcc-install-dir=", JOINED, SAFE),
    ("--gcc-toolchain=", JOINED, SAFE),
    ("--gcc-triple=", JOINED, SAFE),
    ("--include-directory", SEPARATE, SAFE),
    ("--include-directory=", JOINED, SAFE),
    ("--language", SEPARATE, LANGUAGE),
    ("--language=", JOINED, LANGUAGE),
    ("--output", SEPARATE, OUTPUT),
    ("--output=", JOINED, OUTPUT),
    ("--param", SEPARATE, SAFE),
    ("--param=", JOINED, SAFE),
    ("--pedantic", FLAG, SAFE),
    ("--rtlib=", JOINED, SAFE),
    ("--serialize-diagnostics", SEPARATE, SAFE),
    ("--std=", JOINED, SAFE),
    ("--stdlib=", JOINED, SAFE),
    ("--sysroot", SEPARATE, SAFE),
    ("--sysroot=", JOINED, SAFE),
    ("--target=", JOINED, TARGET),
    ("--undefine-macro", SEPARATE, SAFE),
    ("--undefine-macro=", JOINED, SAFE),
    ("--unwindlib=", JOINED, SAFE),
    ("-B", EITHER, SAFE),
    ("-C", FLAG, SAFE),
    ("-CC", FLAG, SAFE),
    ("-D", EITHER, SAFE),
    ("-F", EITHER, SAFE),
    ("-H", FLAG, SAFE),
    ("-I", EITHER, SAFE),
    ("-L", EITHER, SAFE),
    ("-MD", FLAG, SAFE),
    ("-MF", EITHER, SAFE),
    ("-MJ", EITHER, SAFE),
    ("-MMD", FLAG, SAFE),
    ("-MP", FLAG, SAFE),
    ("-MQ", EITHER, SAFE),
    ("-MT", EITHER, SAFE),
    ("-MV", FLAG, SAFE),
    ("-O", JOINED, SAFE),
    ("-ObjC", JOINED, PASS),
    ("-P", FLAG, SAFE),
    ("-Qn", FLAG, SAFE),
    ("-Qunused-arguments", FLAG, SAFE),
    ("-Qy", FLAG, SAFE),
    ("-R", JOINED, REMARK),
    ("-U", EITHER, SAFE),
    ("-W", JOINED, SAFE),
    ("-Wa,", JOINED, UNSAFE),
    ("-Wa,--noexecstack", FLAG, SAFE),
    ("-Wp,", JOINED, UNSAFE),
    ("-Wp,-D", JOINED, SAFE),
    ("-Wp,-MD", JOINED, SAFE),
    ("-Wp,-MMD", JOINED, SAFE),
    ("-Wp,-U", JOINED, SAFE),
    ("-Xassembler", SEPARATE, UNSAFE),
    ("-Xclang", SEPARATE, FORWARD),
    ("-Xclang -fcolor-diagnostics", FLAG, SAFE),
    ("-Xclang -fno-pch-timestamp", FLAG, SAFE),
    ("-Xlinker", SEPARATE, SAFE),
    ("-Xpreprocessor", SEPARATE, UNSAFE),
    ("-ansi", FLAG, SAFE),
    ("-c", FLAG, COMPILE),
    ("-cxx-isystem", EITHER, SAFE),
    ("-f", JOINED, UNSAFE),
    ("-fPIC", FLAG, SAFE),
    ("-fPIE", FLAG, SAFE),
    ("-faccess-control", FLAG, SAFE),
    ("-faddrsig", FLAG, SAFE),
    ("-faligned-allocation", FLAG, SAFE),
    ("-faligned-new", FLAG, SAFE),
    ("-fansi-escape-codes", FLAG, SAFE),
    ("-fapprox-func", FLAG, SAFE),
    ("-fasm", FLAG, SAFE),
    ("-fassociative-math", FLAG, SAFE),
    ("-fassume-sane-operator-new", FLAG, SAFE),
    ("-fasynchronous-unwind-tables", FLAG, SAFE),
    ("-fauto-profile=", JOINED, SAFE),
    ("-fbracket-depth=", JOINED, SAFE),
    ("-fbuiltin", FLAG, SAFE),
    ("-fcaret-diagnostics", FLAG, SAFE),
    ("-fchar8_t", FLAG, SAFE),
    ("-fclang-abi-compat=", JOINED, SAFE),
    ("-fcolor-diagnostics", FLAG, SAFE),
    ("-fcommon", FLAG, SAFE),
    ("-fconstexpr-depth=", JOINED, SAFE),
    ("-fconstexpr-steps=", JOINED, SAFE),
    ("-fcoroutines", FLAG, SAFE),
    ("-fcoverage-", JOINED, PASS),
    ("-fcoverage-prefix-map=", JOINED, SAFE),
    ("-fcrash-diagnostics", JOINED, SAFE),
    ("-fcs-profile-generate", JOINED, PASS),
    ("-fcx-fortran-rules", FLAG, SAFE),
    ("-fcx-limited-range", FLAG, SAFE),
    ("-fcxx-exceptions", FLAG, SAFE),
    ("-fcxx-modules", FLAG, PASS),
    ("-fdata-sections", FLAG, SAFE),
    ("-fdebug-compilation-dir", SEPARATE, SAFE),
    ("-fdebug-compilation-dir=", JOINED, SAFE),
    ("-fdebug-info-for-profiling", FLAG, SAFE),
    ("-fdebug-macro", FLAG, SAFE),
    ("-fdebug-prefix-map=", JOINED, SAFE),
    ("-fdebug-ranges-base-address", FLAG, SAFE),
    ("-fdebug-types-section", FLAG, SAFE),
    ("-fdeclspec", FLAG, SAFE),
    ("-fdelete-null-pointer-checks", FLAG, SAFE),
    ("-fdiagnostics-", JOINED, SAFE),
    ("-fdollars-in-identifiers", FLAG, SAFE),
    ("-fdriver-only", FLAG, PASS),
    ("-felide-constructors", FLAG, SAFE),
    ("-fembed-bitcode", JOINED, PASS),
    ("-ferror-limit=", JOINED, SAFE),
    ("-fexceptions", FLAG, SAFE),
    ("-fexcess-precision=", JOINED, SAFE),
    ("-fexperimental-openacc-macro-override", SEPARATE, UNSAFE),
    ("-ffast-math", FLAG, SAFE),
    ("-ffat-lto-objects", FLAG, PASS),
    ("-ffile-compilation-dir=", JOINED, SAFE),
    ("-ffile-prefix-map=", JOINED, SAFE),
    ("-ffile-reproducible", FLAG, SAFE),
    ("-ffinite-loops", FLAG, SAFE),
    ("-ffinite-math-only", FLAG, SAFE),
    ("-ffor-scope", FLAG, SAFE),
    ("-fforce-dwarf-frame", FLAG, SAFE),
    ("-ffp-contract=", JOINED, SAFE),
    ("-ffp-model=", JOINED, SAFE),
    ("-ffreestanding", FLAG, SAFE),
    ("-ffunction-sections", FLAG, SAFE),
    ("-fgnu-keywords", FLAG, SAFE),
    ("-fgnu89-inline", FLAG, SAFE),
    ("-fgnuc-version=", JOINED, SAFE),
    ("-fheinous-gnu-extensions", FLAG, SAFE),
    ("-fhonor-infinities", FLAG, SAFE),
    ("-fhonor-nans", FLAG, SAFE),
    ("-fhosted", FLAG, SAFE),
    ("-fident", FLAG, SAFE),
    ("-filelist", SEPARATE, PASS),
    ("-finline-functions", FLAG, SAFE),
    ("-finline-hint-functions", FLAG, SAFE),
    ("-finline-max-stacksize=", JOINED, SAFE),
    ("-finput-charset=", JOINED, SAFE),
    ("-finstrument-", JOINED, PASS),
    ("-fintegrated-as", FLAG, SAFE),
    ("-fintegrated-cc1", FLAG, SAFE),
    ("-fjump-tables", FLAG, SAFE),
    ("-fkeep-static-consts", FLAG, SAFE),
    ("-flax-vector-conversions", FLAG, SAFE),
    ("-flax-vector-conversions=", JOINED, SAFE),
    ("-flimit-debug-info", FLAG, SAFE),
    ("-floop-interchange", FLAG, SAFE),
    # The object holds bitcode: the scan finds no ELF file and says so.
    ("-flto", FLAG, SAFE),
    ("-flto-jobs=", JOINED, SAFE),
    ("-flto=", JOINED, SAFE),
    ("-fmacro-backtrace-limit=", JOINED, SAFE),
    ("-fmacro-prefix-map=", JOINED, SAFE),
    ("-fmath-errno", FLAG, SAFE),
    ("-fmax-errors=", JOINED, SAFE),
    ("-fmax-type-align=", JOINED, SAFE),
    ("-fmemory-profile", JOINED, PASS),
    ("-fmerge-all-constants", FLAG, SAFE),
    ("-fmerge-constants", FLAG, SAFE),
    ("-fmessage-length=", JOINED, SAFE),
    ("-fmodule", JOINED, PASS),
    ("-fms-compatibility", FLAG, SAFE),
    ("-fms-extensions", FLAG, SAFE),
    ("-fnew-infallible", FLAG, SAFE),
    ("-fno-PIC", FLAG, SAFE),
    ("-fno-PIE", FLAG, SAFE),
    ("-fno-access-control", FLAG, SAFE),
    ("-fno-addrsig", FLAG, SAFE),
    ("-fno-aligned-allocation", FLAG, SAFE),
    ("-fno-approx-func", FLAG, SAFE),
    ("-fno-asm", FLAG, SAFE),
    ("-fno-associative-math", FLAG, SAFE),
    ("-fno-assume-sane-operator-new", FLAG, SAFE),
    ("-fno-asynchronous-unwind-tables", FLAG, SAFE),
    ("-fno-builtin", JOINED, SAFE),
    ("-fno-caret-diagnostics", FLAG, SAFE),
    ("-fno-char8_t", FLAG, SAFE),
    ("-fno-color-diagnostics", FLAG, SAFE),
    ("-fno-common", FLAG, SAFE),
    ("-fno-coroutines", FLAG, SAFE),
    ("-fno-crash-diagnostics", FLAG, SAFE),
    ("-fno-cxx-exceptions", FLAG, SAFE),
    ("-fno-data-sections", FLAG, SAFE),
    ("-fno-debug-ranges-base-address", FLAG, SAFE),
    ("-fno-debug-types-section", FLAG, SAFE),
    ("-fno-delete-null-pointer-checks", FLAG, SAFE),
    ("-fno-diagnostics-", JOINED, SAFE),
    ("-fno-dollars-in-identifiers", FLAG, SAFE),
    ("-fno-elide-constructors", FLAG, SAFE),
    ("-fno-elide-type", FLAG, SAFE),
    ("-fno-exceptions", FLAG, SAFE),
    ("-fno-fast-math", FLAG, SAFE),
    ("-fno-finite-loops", FLAG, SAFE),
    ("-fno-finite-math-only", FLAG, SAFE),
    ("-fno-force-dwarf-frame", FLAG, SAFE),
    ("-fno-function-sections", FLAG, SAFE),
    ("-fno-gnu-keywords", FLAG, SAFE),
    ("-fno-gnu89-inline", FLAG, SAFE),
    ("-fno-honor-infinities", FLAG, SAFE),
    ("-fno-honor-nans", FLAG, SAFE),
    ("-fno-ident", FLAG, SAFE),
    ("-fno-inline", FLAG, SAFE),
    ("-fno-inline-functions", FLAG, SAFE),
    ("-fno-lax-vector-conversions", FLAG, SAFE),
    ("-fno-limit-debug-info", FLAG, SAFE),
    ("-fno-lto", FLAG, SAFE),
    ("-fno-math-errno", FLAG, SAFE),
    ("-fno-merge-all-constants", FLAG, SAFE),
    ("-fno-merge-constants", FLAG, SAFE),
    ("-fno-omit-frame-pointer", FLAG, SAFE),
    ("-fno-openmp", FLAG, SAFE),
    ("-fno-openmp-simd", FLAG, SAFE),
    ("-fno-operator-names", FLAG, SAFE),
    ("-fno-optimize-sibling-calls", FLAG, SAFE),
    ("-fno-pic", FLAG, SAFE),
    ("-fno-pie", FLAG, SAFE),
    ("-fno-plt", FLAG, SAFE),
    ("-fno-profile-generate", FLAG, SAFE),
    ("-fno-profile-instr-generate", FLAG, SAFE),
    ("-fno-profile-instr-use", FLAG, SAFE),
    ("-fno-profile-sample-use", FLAG, SAFE),
    ("-fno-profile-use", FLAG, SAFE),
    ("-fno-protect-parens", FLAG, SAFE),
    ("-fno-reciprocal-math", FLAG, SAFE),
    ("-fno-rounding-math", FLAG, SAFE),
    ("-fno-rtti", FLAG, SAFE),
    ("-fno-rtti-data", FLAG, SAFE),
    ("-fno-sanitize", JOINED, SAFE),
    ("-fno-save-optimization-record", FLAG, REMARK),
    ("-fno-semantic-interposition", FLAG, SAFE),
    ("-fno-short-enums", FLAG, SAFE),
    ("-fno-short-wchar", FLAG, SAFE),
    ("-fno-show-column", FLAG, SAFE),
    ("-fno-show-source-location", FLAG, SAFE),
    ("-fno-signed-char", FLAG, SAFE),
    ("-fno-signed-zeros", FLAG, SAFE),
    ("-fno-sized-deallocation", FLAG, SAFE),
    ("-fno-slp-vectorize", FLAG, SAFE),
    ("-fno-spell-checking", FLAG, SAFE),
    ("-fno-split-machine-functions", FLAG, SAFE),
    ("-fno-stack-clash-protection", FLAG, SAFE),
    ("-fno-stack-protector", FLAG, SAFE),
    ("-fno-standalone-debug", FLAG, SAFE),
    ("-fno-strict-aliasing", FLAG, SAFE),
    ("-fno-strict-enums", FLAG, SAFE),
    ("-fno-strict-float-cast-overflow", FLAG, SAFE),
    ("-fno-strict-overflow", FLAG, SAFE),
    ("-fno-strict-return", FLAG, SAFE),
    ("-fno-strict-vtable-pointers", FLAG, SAFE),
    ("-fno-threadsafe-statics", FLAG, SAFE),
    ("-fno-trapping-math", FLAG, SAFE),
    ("-fno-tree-", JOINED, SAFE),
    ("-fno-unique-section-names", FLAG, UNSAFE),
    ("-fno-unroll-loops", FLAG, SAFE),
    ("-fno-unsafe-math-optimizations", FLAG, SAFE),
    ("-fno-unsigned-char", FLAG, SAFE),
    ("-fno-unwind-tables", FLAG, SAFE),
    ("-fno-use-cxa-atexit", FLAG, SAFE),
    ("-fno-use-init-array", FLAG, SAFE),
    ("-fno-vectorize", FLAG, SAFE),
    ("-fno-verbose-asm", FLAG, SAFE),
    ("-fno-visibility-inlines-hidden-static-local-var", FLAG, SAFE),
    ("-fno-wrapv", FLAG, SAFE),
    ("-fno-zero-initialized-in-bss", FLAG, SAFE),
    ("-fobjc-", JOINED, SAFE),
    ("-fomit-frame-pointer", FLAG, SAFE),
    ("-fopenmp", FLAG, SAFE),
    ("-fopenmp-simd", FLAG, SAFE),
    ("-fopenmp-version=", JOINED, SAFE),
    ("-fopenmp=", JOINED, SAFE),
    ("-foperator-arrow-depth=", JOINED, SAFE),
    ("-foptimization-record-file=", JOINED, REMARK),
    ("-foptimization-record-passes=", JOINED, REMARK),
    ("-foptimize-sibling-calls", FLAG, SAFE),
    ("-fpass-plugin=", JOINED, UNSAFE),
    ("-fpatchable-function-entry=", JOINED, PASS),
    ("-fpch-", JOINED, PASS),
    ("-fpermissive", FLAG, SAFE),
    ("-fpic", FLAG, SAFE),
    ("-fpie", FLAG, SAFE),
    ("-fplt", FLAG, SAFE),
    ("-fplugin", JOINED, UNSAFE),
    ("-fprebuilt-", JOINED, PASS),
    ("-fprofile-arcs", FLAG, PASS),
    ("-fprofile-generate", JOINED, PASS),
    ("-fprofile-instr-generate", JOINED, PASS),
    ("-fprofile-instr-use", FLAG, SAFE),
    ("-fprofile-instr-use=", JOINED, SAFE),
    ("-fprofile-sample-accurate", FLAG, SAFE),
    ("-fprofile-sample-use=", JOINED, SAFE),
    ("-fprofile-update=", JOINED, SAFE),
    ("-fprofile-use", FLAG, SAFE),
    ("-fprofile-use=", JOINED, SAFE),
    ("-fprotect-parens", FLAG, SAFE),
    ("-freciprocal-math", FLAG, SAFE),
    ("-frecord-command-line", FLAG, SAFE),
    ("-frecord-gcc-switches", FLAG, SAFE),
    ("-frtti", FLAG, SAFE),
    ("-frtti-data", FLAG, SAFE),
    ("-fsanitize", JOINED, PASS),
    ("-fsave-optimization-record", FLAG, REMARK),
    ("-fsave-optimization-record=", JOINED, REMARK),
    ("-fsemantic-interposition", FLAG, SAFE),
    ("-fshort-enums", FLAG, SAFE),
    ("-fshort-wchar", FLAG, SAFE),
    ("-fshow-column", FLAG, SAFE),
    ("-fshow-overloads=", JOINED, SAFE),
    ("-fshow-source-location", FLAG, SAFE),
    ("-fsigned-bitfields", FLAG, SAFE),
    ("-fsigned-char", FLAG, SAFE),
    ("-fsigned-zeros", FLAG, SAFE),
    ("-fsized-deallocation", FLAG, SAFE),
    ("-fslp-vectorize", FLAG, SAFE),
    ("-fspell-checking", FLAG, SAFE),
    ("-fspell-checking-limit=", JOINED, SAFE),
    ("-fstack-clash-protection", FLAG, SAFE),
    ("-fstack-protector", FLAG, SAFE),
    ("-fstack-protector-all", FLAG, SAFE),
    ("-fstack-protector-strong", FLAG, SAFE),
    ("-fstack-usage", FLAG, SAFE),
    ("-fstandalone-debug", FLAG, SAFE),
    ("-fstrict-aliasing", FLAG, SAFE),
    ("-fstrict-enums", FLAG, SAFE),
    ("-fstrict-flex-arrays=", JOINED, SAFE),
    ("-fstrict-float-cast-overflow", FLAG, SAFE),
    ("-fstrict-overflow", FLAG, SAFE),
    ("-fstrict-return", FLAG, SAFE),
    ("-fstrict-vtable-pointers", FLAG, SAFE),
    ("-fsyntax-only", FLAG, PASS),
    ("-ftabstop=", JOINED, SAFE),
    ("-ftemplate-backtrace-limit=", JOINED, SAFE),
    ("-ftemplate-depth-", JOINED, SAFE),
    ("-ftemplate-depth=", JOINED, SAFE),
    ("-ftest-coverage", FLAG, PASS),
    ("-fthin-link-bitcode=", JOINED, PASS),
    ("-fthreadsafe-statics", FLAG, SAFE),
    ("-ftime-report", JOINED, SAFE),
    ("-ftime-trace", JOINED, SAFE),
    ("-ftls-model=", JOINED, SAFE),
    ("-ftrapv-handler", SEPARATE, UNSAFE),
    ("-ftree-slp-vectorize", FLAG, SAFE),
    ("-ftree-vectorize", FLAG, SAFE),
    ("-ftrigraphs", FLAG, SAFE),
    ("-ftrivial-auto-var-init-stop-after=", JOINED, SAFE),
    ("-ftrivial-auto-var-init=", JOINED, SAFE),
    ("-funique-internal-linkage-names", FLAG, SAFE),
    ("-funroll-loops", FLAG, SAFE),
    ("-funsafe-math-optimizations", FLAG, SAFE),
    ("-funsigned-bitfields", FLAG, SAFE),
    ("-funsigned-char", FLAG, SAFE),
    ("-funwind-tables", FLAG, SAFE),
    ("-fuse-cxa-atexit", FLAG, SAFE),
    ("-fuse-init-array", FLAG, SAFE),
    ("-fuse-ld=", JOINED, SAFE),
    ("-fvectorize", FLAG, SAFE),
    ("-fverbose-asm", FLAG, SAFE),
    ("-fvisibility-inlines-hidden", FLAG, SAFE),
    ("-fvisibility-inlines-hidden-static-local-var", FLAG, SAFE),
    ("-fvisibility=", JOINED, SAFE),
    ("-fwrapv", FLAG, SAFE),
    ("-fwritable-strings", FLAG, SAFE),
    ("-fxray-", JOINED, PASS),
    ("-fzero-initialized-in-bss", FLAG, SAFE),
    ("-g", FLAG, SAFE),
    ("-g", JOINED, UNSAFE),
    ("-g0", FLAG, SAFE),
    ("-g1", FLAG, SAFE),
    ("-g2", FLAG, SAFE),
    ("-g3", FLAG, SAFE),
    ("-gcolumn-info", FLAG, SAFE),
    ("-gdwarf", FLAG, SAFE),
    ("-gdwarf-2", FLAG, SAFE),
    ("-gdwarf-3", FLAG, SAFE),
    ("-gdwarf-4", FLAG, SAFE),
    ("-gdwarf-5", FLAG, SAFE),
    ("-gdwarf32", FLAG, SAFE),
    ("-gdwarf64", FLAG, SAFE),
    ("-gembed-source", FLAG, SAFE),
    ("-gen-cdb-fragment-path", SEPARATE, PASS),
    ("-gen-reproducer", JOINED, PASS),
    ("-ggdb", JOINED, SAFE),
    ("-ggnu-pubnames", FLAG, SAFE),
    ("-ginline-line-tables", FLAG, SAFE),
    ("-gline-directives-only", FLAG, SAFE),
    ("-gline-tables-only", FLAG, SAFE),
    ("-glldb", FLAG, SAFE),
    ("-gmlt", FLAG, SAFE),
    ("-gmodules", FLAG, PASS),
    ("-gno-column-info", FLAG, SAFE),
    ("-gno-embed-source", FLAG, SAFE),
    ("-gno-gnu-pubnames", FLAG, SAFE),
    ("-gno-inline-line-tables", FLAG, SAFE),
    ("-gno-pubnames", FLAG, SAFE),
    ("-gno-record-command-line", FLAG, SAFE),
    ("-gno-record-gcc-switches", FLAG, SAFE),
    ("-gno-simple-template-names", FLAG, SAFE),
    ("-gno-split-dwarf", FLAG, SAFE),
    ("-gno-strict-dwarf", FLAG, SAFE),
    ("-gpubnames", FLAG, SAFE),
    ("-grecord-command-line", FLAG, SAFE),
    ("-grecord-gcc-switches", FLAG, SAFE),
    ("-gsimple-template-names", FLAG, SAFE),
    ("-gsplit-dwarf", FLAG, SAFE),
    ("-gsplit-dwarf=single", FLAG, SAFE),
    ("-gsplit-dwarf=split", FLAG, SAFE),
    ("-gstrict-dwarf", FLAG, SAFE),
    ("-gz", FLAG, SAFE),
    ("-gz=none", FLAG, SAFE),
    ("-gz=zlib", FLAG, SAFE),
    ("-gz=zstd", FLAG, SAFE),
    ("-idirafter", EITHER, SAFE),
    ("-imacros", EITHER, SAFE),
    ("-include", EITHER, SAFE),
    ("-include-pch", SEPARATE, PASS),
    ("-iprefix", EITHER, SAFE),
    ("-iquote", EITHER, SAFE),
    ("-isysroot", EITHER, SAFE),
    ("-isystem", EITHER, SAFE),
    ("-isystem-after", EITHER, SAFE),
    ("-iwithprefix", EITHER, SAFE),
    ("-iwithprefixbefore", EITHER, SAFE),
    ("-iwithsysroot", EITHER, SAFE),
    ("-l", EITHER, SAFE),
    ("-m", JOINED, UNSAFE),
    ("-m16", FLAG, PASS),
    ("-m32", FLAG, PASS),
    ("-m64", FLAG, SAFE),
    ("-march=", JOINED, SAFE),
    ("-mbranch-protection=", JOINED, SAFE),
    ("-mcmodel=small", FLAG, SAFE),
    ("-mcpu=", JOINED, SAFE),
    ("-meabi", SEPARATE, UNSAFE),
    ("-mlittle-endian", FLAG, SAFE),
    ("-mllvm", SEPARATE, FORWARD),
    ("-mllvm -inline-threshold=", JOINED, SAFE),
    ("-mllvm -inlinehint-threshold=", JOINED, SAFE),
    ("-mmlir", SEPARATE, UNSAFE),
    ("-mno-fix-cortex-a53-835769", FLAG, SAFE),
    ("-mno-fix-cortex-a53-843419", FLAG, SAFE),
    ("-mno-omit-leaf-frame-pointer", FLAG, SAFE),
    ("-mno-outline", FLAG, SAFE),
    ("-mno-outline-atomics", FLAG, SAFE),
    ("-mno-strict-align", FLAG, SAFE),
    ("-module-dependency-dir", SEPARATE, PASS),
    ("-momit-leaf-frame-pointer", FLAG, SAFE),
    ("-moutline-atomics", FLAG, SAFE),
    ("-mthread-model", SEPARATE, UNSAFE),
    ("-mtune=", JOINED, SAFE),
    ("-munaligned-access", FLAG, SAFE),
    ("-mx32", FLAG, PASS),
    ("-nobuiltininc", FLAG, SAFE),
    ("-nodefaultlibs", FLAG, SAFE),
    ("-nostartfiles", FLAG, SAFE),
    ("-nostdinc", FLAG, SAFE),
    ("-nostdinc++", FLAG, SAFE),
    ("-nostdlib", FLAG, SAFE),
    ("-nostdlib++", FLAG, SAFE),
    ("-nostdlibinc", FLAG, SAFE),
    ("-o", EITHER, OUTPUT),
    ("-objcmt-", JOINED, PASS),
    ("-object", FLAG, PASS),
    ("-pedantic", FLAG, SAFE),
    ("-pedantic-errors", FLAG, SAFE),
    ("-pie", FLAG, SAFE),
    ("-pipe", FLAG, SAFE),
    ("-pthread", FLAG, SAFE),
    ("-rdynamic", FLAG, SAFE),
    ("-resource-dir", SEPARATE, SAFE),
    ("-resource-dir=", JOINED, SAFE),
    ("-rtlib=", JOINED, SAFE),
    ("-s", FLAG, SAFE),
    ("-serialize-diagnostics", SEPARATE, SAFE),
    ("-static-libgcc", FLAG, SAFE),
    ("-static-libstdc++", FLAG, SAFE),
    ("-std=", JOINED, SAFE),
    ("-stdlib++-isystem", EITHER, SAFE),
    ("-stdlib=", JOINED, SAFE),
    ("-target", SEPARATE, TARGET),
    ("-trigraphs", FLAG, SAFE),
    ("-undef", FLAG, SAFE),
    ("-unwindlib=", JOINED, SAFE),
    ("-w", FLAG, SAFE),
    ("-x", EITHER, LANGUAGE),
)


# The words that a name fits as a whole, and those that it begins.
_WHOLE = {name: (kind, effect) for name, kind, effect in TABLE if kind != JOINED}
_BEGUN = {name: (kind, effect) for name, kind, effect in TABLE if kind in (JOINED, EITHER)}
_LONGEST = max([len(name) for name in _BEGUN])

# Languages, as `-x` names them, whose objects may be rewritten, and those that yield
# objects of no concern.
_C_FAMILY = frozenset(("c", "c++", "c++-cpp-output", "cpp-output"))
_OTHER_OBJECTS = frozenset(("assembler", "assembler-with-cpp", "ir"))

# What clang takes an input for by its suffix (clang's Types.cpp).
_BY_SUFFIX = {
    "": "linker input",
    "C": "c++",
    "CC": "c++",
    "CPP": "c++",
    "S": "assembler-with-cpp",
    "a": "linker input",
    "bc": "ir",
    "c": "c",
    "c++": "c++",
    "cc": "c++",
    "cp": "c++",
    "cpp": "c++",
    "cxx": "c++",
    "i": "cpp-output",
    "ii": "c++-cpp-output",
    "ll": "ir",
    "o": "linker input",
    "s": "assembler",
    "so": "linker input",
    "sx": "assembler-with-cpp",
}

# Sources of configure steps: deleted at once, and never worth work.
_PROBES = (
    "CMakeCCompilerId",
    "CMakeCXXCompilerId",
    "conftest",
    "testCCompiler",
    "testCXXCompiler",
)


class Call:
    """What a compiler call asks for.

    rewritable: whether it yields ELF objects of C or C++ sources and nothing that a
        rewrite would contradict; otherwise the call is clang's alone.
    jobs: (source, object) as clang will name them, relative to the working directory.
    inputs: where the inputs stand in the arguments, all of them.
    unsafe: the first word that forbids rewriting, "" where there is none.
    remarks: whether a word may ask for remarks.
    """

    __slots__ = ("inputs", "jobs", "remarks", "rewritable", "unsafe")

    def __init__(self) -> None:
        self.rewritable = False
        self.jobs: list[tuple[str, str]] = []
        self.inputs: list[int] = []
        self.unsafe = ""
        self.remarks = False

    def alone(self, arguments: list[str], source: str) -> list[str]:
        """`arguments` with `source` as the only input."""
        others = {i for i in self.inputs if arguments[i] != source}
        return [a for i, a in enumerate(arguments) if i not in others]


def look_up(word: str) -> tuple[str, str, str] | None:
    """The entry of the table for `word`: the longest name that fits, or None."""
    entry = _WHOLE.get(word)
    if entry is not None:
        return word, *entry
    for end in range(min(len(word), _LONGEST), 1, -1):
        entry = _BEGUN.get(word[:end])
        if entry is not None:
            return word[:end], *entry
    return None


def is_remark(word: str) -> bool:
    """Whether `word` only asks for remarks, and so for no other code."""
    entry = look_up(word)
    return entry is not None and entry[2] == REMARK


def unsafe_among(words: list[str]) -> str:
    """The first of a compiler's own words (those of ARMCC_CLANG) that forbids rewriting, or "".

    Words that are no options name programs, or are values of options.
    """
    given = iter(words)
    for word in given:
        if not word.startswith("-") or word.startswith("--driver-mode="):
            continue
        entry = look_up(word)
        if entry is None:
            return word
        name, kind, effect = entry
        if kind == SEPARATE or (kind == EITHER and word == name):
            value = next(given, "")
            if effect == FORWARD:
                found = look_up(f"{name} {value}")
                effect = SAFE if found is not None and found[2] == SAFE else UNSAFE
        if effect not in (SAFE, TARGET, REMARK):
            return word
    return ""


def classify(arguments: list[str]) -> Call:
    """What the call `armcc arguments` asks for; response files are expanded already.

    Never raises.  A word that clang would refuse makes the call clang's alone.
    """
    call = Call()
    compiles = False
    output: str | None = None
    language = "none"
    inputs: list[tuple[str, str]] = []
    words = enumerate(arguments)
    for position, word in words:
        if word == "--":
            for behind, source in words:
                inputs.append((source, language))
                call.inputs.append(behind)
            break
        if not word.startswith("-"):
            inputs.append((word, language))
            call.inputs.append(position)
            continue
        entry = look_up(word)
        if entry is None:  # also "-", the standard input
            return call
        name, kind, effect = entry
        value = word[len(name) :]
        if kind == SEPARATE or (kind == EITHER and not value):
            following = next(words, None)
            if following is None:
                return call
            value = following[1]
        if effect == FORWARD:
            entry = look_up(f"{name} {value}")
            effect = SAFE if entry is not None and entry[2] == SAFE else UNSAFE
        if effect == PASS:
            return call
        if effect == UNSAFE:
            call.unsafe = call.unsafe or (f"{word} {value}" if value and word == name else word)
        elif effect == COMPILE:
            compiles = True
        elif effect == OUTPUT:
            output = value
        elif effect == TARGET:
            if value.partition("-")[0] not in ("aarch64", "arm64"):
                return call
        elif effect == LANGUAGE:
            language = value
        elif effect == REMARK:
            call.remarks = True
    if compiles and _add_jobs(call, inputs, output):
        call.rewritable = True
    return call


def _add_jobs(call: Call, inputs: list[tuple[str, str]], output: str | None) -> bool:
    """Fills `call.jobs`; False where an input or the output makes the call clang's alone."""
    names: list[str] = []
    for source, given in inputs:
        base = source.rpartition("/")[2]
        stem, dot, suffix = base.rpartition(".")
        if not dot:
            stem, suffix = base, ""
        language = _BY_SUFFIX.get(suffix, "") if given == "none" else given
        if language == "linker input":
            continue  # clang warns that -c leaves it unused
        if language not in _C_FAMILY and language not in _OTHER_OBJECTS:
            return False  # a header, a module, another language
        if base.startswith(_PROBES):
            return False
        names.append(output if output is not None else f"{stem}.o")
        if language in _C_FAMILY:
            call.jobs.append((source, names[-1]))
    if len(set(names)) != len(names):
        return False  # one would overwrite the other; several sources for one -o
    return bool(call.jobs) and output not in ("", "-", "/dev/null")
