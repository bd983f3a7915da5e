"""`armccctl`: the command line for people and tools."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from armcc import __version__
from armcc.confidence import required
from armcc.errors import Error, Fatal

if TYPE_CHECKING:
    from armcc.control.fidelity.campaign import Choice

EXIT_FATAL = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point; the exit status.  The one place that catches Fatal."""
    words = _bench_build(list(sys.argv[1:] if argv is None else argv))
    arguments = _parser().parse_args(_after_flags(words))
    try:
        status = int(arguments.run(arguments))
        sys.stdout.flush()  # here, where a closed pipe is no traceback, and not at exit
        return status
    except Fatal as e:
        print(f"armccctl: error: {e}", file=sys.stderr)
    except Error as e:
        print(f"armccctl: error: {e.message}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 141
    except OSError as e:
        what = f"{e.filename}: " if e.filename else ""
        print(f"armccctl: error: {what}{e.strerror or e}", file=sys.stderr)
    return EXIT_FATAL


def _bench_build(argv: list[str]) -> list[str]:
    """`bench PROJECT` and `bench` alone mean `bench build`."""
    if argv[:1] == ["bench"] and argv[1:2] not in ([word] for word in (*_BENCHES, "-h", "--help")):
        return ["bench", "build", *argv[1:]]
    return argv


_BENCHES = (
    "build",
    "calibrate",
    "driver",
    "pairs",
    "projects",
    "proof",
    "realworld",
    "speed",
    "throughput",
    "verifier",
)


def _after_flags(argv: list[str]) -> list[str]:
    """`--flags -O3 -DX=1 --next`: clang's words up to the next of ours, as one argument."""
    if argv[:2] == ["bench", "realworld"]:
        return argv  # there it names a set of flags
    out: list[str] = []
    i = 0
    while i < len(argv):
        if argv[i] != "--flags":
            out.append(argv[i])
            i += 1
            continue
        words: list[str] = []
        i += 1
        while i < len(argv) and argv[i] not in _AFTER_FLAGS and not argv[i].startswith(_JOINED):
            words.append(argv[i])
            i += 1
        out.append("--flags=" + "\0".join(words))
    return out


_AFTER_FLAGS = (
    "--all",
    "--baseline",
    "--candidate",
    "--cpu",
    "--function",
    "--html",
    "--inputs",
    "--json",
    "--keep",
    "--prototype",
    "--replay",
    "--require",
    "--save",
    "--seed",
    "--without",
    "--flags",
)
_JOINED = tuple(f"{word}=" for word in _AFTER_FLAGS)


def _flags(text: str) -> list[str]:
    """Clang words: from `_after_flags`, or one quoted string as a shell would split it."""
    if "\0" in text:
        return [w for w in text.split("\0") if w]
    import shlex

    try:
        return shlex.split(text)
    except ValueError as e:
        raise argparse.ArgumentTypeError(f"{text!r}: {e}") from e


def _seed(text: str) -> int:
    value = int(text, 0)
    if not 0 <= value < 1 << 64:
        raise argparse.ArgumentTypeError(f"{text}: a seed has 64 bits")
    return value


class _Parser(argparse.ArgumentParser):
    """Takes no shortened word, in commands neither: the next option could make it another."""

    def __init__(self, **how: Any) -> None:
        super().__init__(allow_abbrev=False, **how)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="armccctl", description="Look into, check and steer armcc.")
    parser.add_argument("--version", action="version", version=f"armcc {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    doctor = commands.add_parser("doctor", help="list the tools, and what is missing")
    doctor.add_argument("--json", action="store_true")
    doctor.add_argument("--fix", action="store_true", help="mend the launchers' first lines")
    doctor.set_defaults(run=_doctor)

    optimize = commands.add_parser(
        "optimize",
        help="search rewrites for one source file, or work off the queue",
        description="With FILE: search rewrites for its hot functions; words behind it go to "
        "clang.  Without: work off what ARMCC_MODE=record queued.",
    )
    optimize.add_argument("--function", action="append", default=[], metavar="NAME")
    optimize.add_argument("file", nargs="?")
    optimize.add_argument("clang_flags", nargs=argparse.REMAINDER)
    optimize.set_defaults(run=_optimize)

    verify = commands.add_parser(
        "verify",
        help="run all gates on a candidate",
        description="Exit status: 0 accepted, 1 rejected, 2 cannot judge.  With --replay FILE "
        "no gate judges: 1 where the codes differ on that input, 0 where they do not.",
    )
    verify.add_argument("--function", required=True, metavar="NAME")
    verify.add_argument("--baseline", required=True, metavar="SOURCE_OR_ASM")
    verify.add_argument("--candidate", required=True, metavar="ASM", help="- for standard input")
    verify.add_argument(
        "--flags", type=_flags, default=None, metavar="WORDS", help="for clang; -O3 without it"
    )
    verify.add_argument("--prototype", default="", metavar="C", help="where baseline is assembly")
    verify.add_argument("--cpu", default=os.environ.get("ARMCC_CPU", ""), metavar="NAME")
    verify.add_argument("--seed", type=_seed, default=None, help="replay a decision's tests")
    verify.add_argument(
        "--replay",
        nargs="?",
        const="",
        default=None,
        metavar="FILE",
        help="show both executions of the failing input, or of a saved one, side by side",
    )
    verify.add_argument("--all", action="store_true", help="of a replay: each instruction")
    verify.add_argument("--save", default="", metavar="FILE", help="for the failing input")
    verify.add_argument("--keep", default="", metavar="DIR", help="for the programs that QEMU runs")
    verify.add_argument(
        "--require",
        choices=["proof"],
        default=required(os.environb),
        help="accept only what is proved for all inputs",
    )
    verify.add_argument("--inputs", default="", metavar="DIR", help="captured states, as tests")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=_verify)

    cost = commands.add_parser("cost", help="the speed model's view of two versions")
    cost.add_argument("--function", required=True, metavar="NAME")
    cost.add_argument("--flags", type=_flags, default=None, metavar="WORDS")
    cost.add_argument("--prototype", default="", metavar="C")
    cost.add_argument("--cpu", default=os.environ.get("ARMCC_CPU", ""), metavar="NAME")
    cost.add_argument("--json", action="store_true")
    cost.add_argument("--html", default="", metavar="FILE", help="write the whole as a picture")
    cost.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="CORRECTION",
        help="switch one off: cracking, branches, forwarding, fetch, cache or tables",
    )
    cost.add_argument("first", metavar="A")
    cost.add_argument("second", metavar="B")
    cost.set_defaults(run=_cost)

    explain = commands.add_parser("explain", help="what was rewritten in an object, and why")
    explain.add_argument("object")
    explain.add_argument("--function", default="", metavar="NAME")
    explain.add_argument("--json", action="store_true")
    explain.set_defaults(run=_explain)

    _capture_words(commands)

    cache = commands.add_parser("cache", help="the cache of verified rewrites")
    actions = cache.add_subparsers(required=True, metavar="ACTION")
    stats = actions.add_parser("stats", help="entries, size, hits, misses and their reasons")
    stats.add_argument("--json", action="store_true")
    stats.set_defaults(run=_cache_stats)
    actions.add_parser("clear", help="remove every entry").set_defaults(run=_cache_clear)
    actions.add_parser("path", help="where the cache is").set_defaults(run=_cache_path)
    revoke = actions.add_parser("revoke", help="keep a rewrite from ever being used again")
    revoke.add_argument("key", nargs="*", metavar="KEY", help="or the beginning of one")
    revoke.add_argument("--reason", default="", metavar="TEXT", help="for those who list it")
    revoke.add_argument("--undo", action="store_true", help="let it be used again")
    revoke.add_argument("--list", action="store_true", help="what is revoked, since when and why")
    revoke.set_defaults(run=_cache_revoke)

    bisect = commands.add_parser(
        "bisect",
        help="find the rewrite that makes a build's tests fail",
        description="COMMAND builds everything anew and tests it: status 0 is good, 125 says "
        "that nothing can be told, any other is bad.  Exit status: 0 where the guilty rewrite "
        "was found, 1 where COMMAND succeeds with all, 2 where nothing can be found out.",
    )
    bisect.add_argument("--json", action="store_true")
    bisect.add_argument(
        "--repeat", type=int, default=1, metavar="N", help="runs that make a good one"
    )
    bisect.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND")
    bisect.set_defaults(run=_bisect)

    bench = commands.add_parser("bench", help="measure armcc: builds, and how its gates judge")
    _benches(bench.add_subparsers(required=True, metavar="WHAT"))

    demo = commands.add_parser("demo", help="build a project with clang and with armcc")
    demo.add_argument("project", help="a folder whose Makefile takes CC, OBJDIR and RUN")
    demo.add_argument("--output", default="", metavar="DIR", help="where to build")
    demo.set_defaults(run=_demo)
    return parser


def _capture_words(commands: Any) -> None:
    one = commands.add_parser(
        "capture",
        help="record real inputs of hot functions from a running program",
        description="Runs PROGRAM under QEMU; its exit status is that of this command.",
        usage="armccctl capture [OPTION]... -- PROGRAM [ARG]...",
    )
    one.add_argument("--function", action="append", default=[], metavar="NAME")
    one.add_argument("--object", action="append", default=[], metavar="FILE.o")
    one.add_argument("--hot", action="store_true", help="what the program's own sections say")
    one.add_argument("-o", dest="folder", default="captured", metavar="DIR")
    one.add_argument("--calls", type=int, default=64, metavar="N", help="states of a function")
    one.add_argument("--every", type=int, default=0, metavar="K", help="record each K-th entry")
    one.add_argument("--entries", type=int, default=10_000, metavar="N", help="looked at at most")
    one.add_argument("--pages", type=int, default=256, metavar="N", help="of memory in a state")
    one.add_argument("--size", type=int, default=64, metavar="MIB", help="of all files")
    one.add_argument("--sysroot", default="", metavar="DIR", help="where its libraries are")
    one.add_argument("-v", "--verbose", action="store_true", help="say what was captured")
    one.add_argument("program", nargs=argparse.REMAINDER, metavar="PROGRAM")
    one.set_defaults(run=_capture)


def _benches(benches: Any) -> None:
    build = benches.add_parser("build", help="what a warm armcc adds to a build")
    build.add_argument("project", nargs="?", default="examples/imagekit")
    build.add_argument("--rounds", type=int, default=7, metavar="N")
    build.add_argument("--json", action="store_true")
    build.set_defaults(run=_bench)

    driver = benches.add_parser("driver", help="milliseconds that armcc adds to a call of clang")
    driver.add_argument("--case", action="append", default=[], metavar="NAME")
    driver.add_argument("--blocks", type=int, default=6, metavar="N", help="of both in turn")
    driver.add_argument("--runs", type=int, default=30, metavar="N", help="of each in a block")
    driver.add_argument("--json", action="store_true")
    driver.set_defaults(run=_driver)

    pairs = benches.add_parser("pairs", help="right candidates: which of them the gates refuse")
    pairs.add_argument("folder", nargs="?", default="examples/pairs", metavar="DIR")
    pairs.add_argument("--list", default="", metavar="FILE", help="DIR/pairs.list without it")
    pairs.add_argument("--own", action="store_true", help="also offer each baseline to itself")
    pairs.set_defaults(run=_pairs)

    projects = benches.add_parser("projects", help="a project's -O2 code against its -O3 code")
    projects.add_argument("--source", required=True, metavar="DIR", help="a folder of C files")
    projects.add_argument("--baseline", default="-O3", metavar="WORDS", help="added to its flags")
    projects.add_argument("--candidate", default="-O2", metavar="WORDS", help="added to its flags")
    projects.add_argument("--compiler", default="clang", metavar="NAME", help="of the candidates")
    projects.set_defaults(run=_projects)

    for each in (pairs, projects):
        each.add_argument("--function", action="append", default=[], metavar="NAME")
        each.add_argument("--limit", type=int, default=0, metavar="N", help="the first N only")
        each.add_argument("--log", default="", metavar="FILE", help="kept; goes on where it ended")
        each.add_argument("--jobs", type=int, default=1, metavar="N")
        each.add_argument("--seconds", type=float, default=120.0, metavar="N", help="for a verdict")
        each.add_argument("--json", action="store_true")

    _realworld_words(benches)

    throughput = benches.add_parser("throughput", help="how fast the gates judge")
    throughput.add_argument("folder", nargs="?", default="examples/pairs", metavar="DIR")
    throughput.add_argument("--limit", type=int, default=24, metavar="N", help="pairs to judge")
    throughput.add_argument("--seconds", type=float, default=120.0, metavar="N")
    throughput.add_argument("--json", action="store_true")
    throughput.set_defaults(run=_throughput)

    calibrate = benches.add_parser(
        "calibrate", help="the cost model's method on this host's core, against time"
    )
    calibrate.add_argument("--rounds", type=int, default=30, metavar="N")
    calibrate.add_argument("--plot", default="", metavar="FILE", help="write an SVG picture")
    calibrate.add_argument("--json", action="store_true")
    calibrate.set_defaults(run=_calibrate)

    speed = benches.add_parser("speed", help="what the speed gate says beside simpler measures")
    speed.add_argument("folder", nargs="?", default="examples/pairs", metavar="DIR")
    speed.add_argument("--limit", type=int, default=40, metavar="N", help="candidates; 0 for all")
    speed.add_argument("--seconds", type=float, default=60.0, metavar="N", help="for a candidate")
    speed.add_argument("--json", action="store_true")
    speed.set_defaults(run=_speed)

    verifier = benches.add_parser("verifier", help="wrong candidates: which of them get through")
    verifier.add_argument(
        "--mutants", type=int, default=300, metavar="N", help="over all functions"
    )
    verifier.add_argument("--seed", type=_seed, default=1, help="of the mutants and their oracle")
    verifier.add_argument("--jobs", type=int, default=1, metavar="N")
    verifier.add_argument("--kind", action="append", default=[], metavar="K")
    verifier.add_argument("--function", action="append", default=[], metavar="NAME")
    verifier.add_argument("--project", default="", metavar="DIR", help="C files, not the corpus")
    verifier.add_argument("--tests", type=int, default=20_000, metavar="N", help="of the oracle")
    verifier.add_argument("--seconds", type=float, default=120.0, metavar="N", help="for a verdict")
    verifier.add_argument("--undecided", action="store_true", help="judge what nobody tells apart")
    verifier.add_argument(
        "--proof", type=float, default=0.0, metavar="SECONDS", help="ask a solver about those"
    )
    verifier.add_argument("--log", default="", metavar="FILE", help="kept; goes on where it ended")
    verifier.add_argument("--keep", default="", metavar="DIR", help="for the wrong ones accepted")
    verifier.add_argument("--json", action="store_true")
    verifier.set_defaults(run=_verifier)

    proof = benches.add_parser(
        "proof",
        help="right candidates: which of them the proof gate proves",
        description="Exit status: 1 where a right pair was refuted, or with --mutants a wrong "
        "one proved; else 0, whatever the bars say.",
    )
    proof.add_argument("--class", dest="klass", action="append", default=[], metavar="C")
    proof.add_argument("--function", action="append", default=[], metavar="NAME")
    proof.add_argument("--limit", type=int, default=0, metavar="N", help="pairs of each class")
    proof.add_argument("--projects", action="append", default=[], metavar="DIR", help="C files")
    proof.add_argument("--tests", action="store_true", help="ask the gates that test, too")
    proof.add_argument(
        "--proof-seconds", type=float, default=30.0, metavar="N", help="given to the proof gate"
    )
    proof.add_argument("--seconds", type=float, default=60.0, metavar="N", help="for one pair")
    proof.add_argument("--jobs", type=int, default=2, metavar="N")
    proof.add_argument("--log", default="", metavar="FILE", help="kept; goes on where it ended")
    proof.add_argument("--json", action="store_true")
    proof.add_argument(
        "--mutants",
        type=int,
        nargs="?",
        const=800,
        default=0,
        metavar="N",
        help="so many wrong candidates instead, over all functions",
    )
    proof.add_argument("--seed", type=_seed, default=1, help="of the mutants and their oracle")
    proof.add_argument("--kind", action="append", default=[], metavar="K", help="of mutants")
    proof.add_argument("--oracle-tests", type=int, default=3_000, metavar="N")
    proof.add_argument("--keep", default="", metavar="DIR", help="for the wrong ones proved")
    proof.set_defaults(run=_proof)


def _realworld_words(benches: Any) -> None:
    one = benches.add_parser(
        "realworld",
        help="real projects with clang and with armcc: their tests, and what builds cost",
        description="Exit status: 0 where every test says the same with both compilers, 1 where "
        "one does not, 2 where a project could not be built with clang.",
    )
    one.add_argument("--project", action="append", default=[], metavar="NAME")
    one.add_argument("--flags", choices=["plain", "debian"], default="plain")
    one.add_argument(
        "--mode",
        choices=["optimize", "cached", "own"],
        default="optimize",
        help="cached: search nothing, use what --cache holds; own: splice every function's own "
        "code in its place",
    )
    one.add_argument("--budget", default="", metavar="FACTOR", help="as ARMCC_BUDGET")
    one.add_argument(
        "--seconds", type=float, default=15.0, metavar="N", help="of search for one object"
    )
    one.add_argument("--clang", default="", metavar="WORDS", help="as ARMCC_CLANG")
    one.add_argument("--cache", default="", metavar="DIR", help="used, filled and kept")
    one.add_argument("--keep", default="", metavar="DIR", help="for sources, trees and logs")
    one.add_argument("--rounds", type=int, default=3, metavar="N", help="timed builds of each")
    one.add_argument("--jobs", type=int, default=2, metavar="N")
    one.add_argument(
        "--test-seconds", type=float, default=600.0, metavar="N", help="for one test command"
    )
    one.add_argument("--json", action="store_true")
    one.set_defaults(run=_realworld)


def _doctor(a: argparse.Namespace) -> int:
    from armcc.control.doctor import doctor

    return doctor(a.json, a.fix)


def _optimize(a: argparse.Namespace) -> int:
    from armcc.control.optimize import drain, optimize

    if a.file is None:
        return drain()
    return optimize(a.file, a.clang_flags, a.function)


def _verify(a: argparse.Namespace) -> int:
    from armcc.control.verify import Request, verify

    request = Request(
        function=a.function,
        baseline=a.baseline,
        candidate=a.candidate,
        flags=("-O3",) if a.flags is None else tuple(a.flags),
        prototype=a.prototype,
        cpu=a.cpu,
        seed=a.seed,
        replay=a.replay,
        every=a.all,
        save=a.save,
        keep=a.keep,
        inputs=a.inputs,
        require=a.require,
        as_json=a.json,
    )
    return verify(request)


def _cost(a: argparse.Namespace) -> int:
    from armcc.control.cost import cost

    flags = ["-O3"] if a.flags is None else a.flags
    words = a.function, a.first, a.second, flags, a.prototype, a.cpu
    return cost(*words, a.json, a.html, a.without)


def _explain(a: argparse.Namespace) -> int:
    from armcc.control.explain import explain

    return explain(a.object, a.function, a.json)


def _cache_stats(a: argparse.Namespace) -> int:
    from armcc.cache.store import default_root
    from armcc.control.cache_command import cache_stats

    return cache_stats(default_root(), a.json)


def _cache_clear(_: argparse.Namespace) -> int:
    from armcc.cache.store import default_root
    from armcc.control.cache_command import cache_clear

    return cache_clear(default_root())


def _cache_revoke(a: argparse.Namespace) -> int:
    from armcc.cache.store import default_root
    from armcc.control.cache_command import cache_revoke, cache_revoked

    if a.list:
        return cache_revoked(default_root())
    if not a.key:
        raise Fatal("which rewrite? armccctl cache revoke KEY")
    for key in a.key:
        cache_revoke(default_root(), key, a.reason, a.undo)
    return 0


def _bisect(a: argparse.Namespace) -> int:
    from armcc.control.bisect import bisect

    return bisect(a.command, a.json, a.repeat)


def _cache_path(_: argparse.Namespace) -> int:
    from armcc.cache.store import default_root
    from armcc.control.cache_command import cache_path

    return cache_path(default_root())


def _capture(a: argparse.Namespace) -> int:
    from armcc.control.capture import Limits, capture

    words = a.program[1:] if a.program[:1] == ["--"] else a.program
    if not words:
        raise Fatal("which program? armccctl capture [OPTION]... -- PROGRAM [ARG]...")
    if min(a.calls, a.entries, a.pages, a.size) < 1 or a.every < 0:
        raise Fatal("a limit below 1 would capture nothing")
    limits = Limits(a.calls, a.every, a.entries, a.pages, a.size << 20)
    chosen = a.function, a.object, a.hot
    return capture(words, *chosen, a.folder, limits, a.sysroot, a.verbose)


def _bench(a: argparse.Namespace) -> int:
    from armcc.control.bench import bench

    return bench(a.project, max(a.rounds, 1), a.json)


def _driver(a: argparse.Namespace) -> int:
    from armcc.control.driverbench import bench

    return bench(a.case, max(a.blocks, 1), max(a.runs, 1), a.json)


def _pairs(a: argparse.Namespace) -> int:
    from armcc.control.fidelity.pairs import pairs

    return pairs(a.folder, a.list, a.own, _choice(a), a.json)


def _projects(a: argparse.Namespace) -> int:
    from armcc.control.fidelity.projects import projects

    words = _flags(a.baseline), _flags(a.candidate)
    return projects(a.source, *words, a.compiler, _choice(a), a.json)


def _throughput(a: argparse.Namespace) -> int:
    from armcc.control.fidelity.throughput import throughput

    return throughput(a.folder, a.limit, a.seconds, a.json)


def _calibrate(a: argparse.Namespace) -> int:
    from armcc.control.calibration.run import calibrate

    return calibrate(a.json, a.plot, max(a.rounds, 1))


def _realworld(a: argparse.Namespace) -> int:
    from armcc.control.realworld.run import Settings, realworld

    settings = Settings(
        tuple(a.project),
        a.flags,
        a.mode,
        a.budget,
        a.seconds,
        a.clang,
        a.cache,
        a.keep,
        max(a.rounds, 0),
        max(a.jobs, 1),
        a.test_seconds,
    )
    return realworld(settings, a.json)


def _speed(a: argparse.Namespace) -> int:
    from armcc.control.speedbench import speed

    return speed(a.folder, a.limit, a.seconds, a.json)


def _verifier(a: argparse.Namespace) -> int:
    from armcc.control.verifier.campaign import Settings, run

    settings = Settings(
        max(a.mutants, 1),
        a.seed,
        max(a.jobs, 1),
        max(a.tests, 1),
        a.seconds,
        a.undecided,
        tuple(a.kind),
        tuple(a.function),
        a.project,
        a.log,
        a.keep,
        a.proof,
    )
    return run(settings, a.json)


def _proof(a: argparse.Namespace) -> int:
    if a.mutants > 0:
        from armcc.control.verifier import proofmutants

        wrong = proofmutants.Settings(
            a.mutants,
            a.seed,
            max(a.oracle_tests, 1),
            tuple(a.kind),
            tuple(a.klass),
            tuple(a.function),
            a.proof_seconds,
            a.seconds,
            max(a.jobs, 1),
            a.log,
            a.keep,
        )
        return proofmutants.run(wrong, a.json)
    from armcc.control.verifier import proofbench

    settings = proofbench.Settings(
        tuple(a.klass),
        tuple(a.function),
        max(a.limit, 0),
        tuple(a.projects),
        a.tests,
        a.proof_seconds,
        a.seconds,
        max(a.jobs, 1),
        a.log,
    )
    return proofbench.run(settings, a.json)


def _choice(a: argparse.Namespace) -> Choice:
    from armcc.control.fidelity.campaign import Choice

    return Choice(tuple(a.function), a.limit, a.log, max(a.jobs, 1), a.seconds)


def _demo(a: argparse.Namespace) -> int:
    from armcc.control.demo import demo

    return demo(a.project, a.output)


if __name__ == "__main__":
    sys.exit(main())
