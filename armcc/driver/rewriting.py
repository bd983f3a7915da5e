"""What follows clang: the rewrites of one object, from the cache or from the worker.

Loaded only for an object with a hot function.  On the compile path: `json` and the
worker's other needs are imported where the worker is really started.
"""

from __future__ import annotations

import posix
import sys

from armcc import GATES_VERSION
from armcc.cache import memo, speed
from armcc.cache.key import key
from armcc.cache.record import Rejection, Rewrite, decode
from armcc.cache.store import Store, default_root
from armcc.confidence import meets
from armcc.driver import modes
from armcc.driver.options import is_remark
from armcc.driver.spawn import ask_worker
from armcc.driver.toolchain import programs
from armcc.errors import Error
from armcc.function.elf import SHF_EXECINSTR, SHN_LORESERVE, STT_FUNC, ElfObject
from armcc.function.hot import HotFunction, hot_functions, identity
from armcc.function.identity import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armcc.driver.main import Request
    from armcc.driver.spawn import Signals

# ARMCC_OFF (armcc.h) puts a function there; so the object itself shows the wish.
OFF_SECTION = ".text.armcc.off"


class Outcome:
    """What became of one hot function.

    identity: what its bytes mean; b"" where that cannot be told.
    record: the rewrite that stands in the object, or None; then `reason`, a short
        stable word, and `detail` say why clang's code stands.
    way: how the splice placed it.  file, line, column: the definition, 0 where unknown.
    """

    __slots__ = (
        "column",
        "detail",
        "file",
        "function",
        "identity",
        "key",
        "line",
        "reason",
        "record",
        "searched",
        "way",
    )

    def __init__(self, function: HotFunction) -> None:
        self.function = function
        self.identity = b""
        self.record: Rewrite | None = None
        self.key = ""
        self.reason = ""
        self.detail = ""
        self.way = ""
        self.file = ""
        self.line = 0
        self.column = 0
        self.searched = False

    def leave(self, reason: str, detail: str = "") -> None:
        """Clang's code stands, because."""
        self.record = None
        self.way = ""
        self.reason = reason
        self.detail = detail

    def use(self, record: Rewrite | Rejection) -> None:
        """Takes what is known of the function."""
        self.key = record.key
        if isinstance(record, Rewrite):
            self.record = record
            self.reason = self.detail = ""
        else:
            self.leave(record.reason, record.detail)


def rewrite(
    request: Request,
    signals: Signals,
    source: str,
    path: str,
    data: bytes,
    hot: modes.HotNames,
) -> None:
    """Puts an object with rewrites in the place of clang's at `path`, where it can.

    data: the object as clang made it.  Whatever goes wrong leaves clang's object, is
    counted under one reason and logged.  Raises Interrupted alone.
    """
    store = Store(default_root(), modes.read_require(posix.environ))
    store.hold()
    outcomes: list[Outcome] = []
    trouble = ""
    try:
        _rewrite(request, signals, source, path, data, hot, store, outcomes)
    except Exception as e:
        # Clang has done its work: not even a defect of armcc may fail the build.
        reason = e.reason if isinstance(e, Error) else "os" if isinstance(e, OSError) else "crash"
        trouble = str(e)
        for outcome in outcomes:
            outcome.leave(reason, trouble)
        if not outcomes:
            store.count(f"left-{reason}")
        if not outcomes or reason == "crash":
            modes.log(path, "", reason, _describe(e) if reason == "crash" else trouble)
    for outcome in outcomes:
        if outcome.record is not None:
            store.count("rewritten")
        else:
            store.count(f"left-{outcome.reason}")
            modes.log(path, outcome.function.name, outcome.reason, outcome.detail)
    store.release()
    if outcomes and modes.text(posix.environ, "ARMCC_REPORT"):
        from armcc.driver.report import append

        append(modes.text(posix.environ, "ARMCC_REPORT"), source, path, outcomes)
    if request.call.remarks:
        try:
            from armcc.driver.remarks import emit

            emit(request.arguments, source, path, outcomes, trouble)
        except OSError as e:
            modes.log(path, "", "remark", str(e))


def _rewrite(
    request: Request,
    signals: Signals,
    source: str,
    path: str,
    data: bytes,
    hot: modes.HotNames,
    store: Store,
    outcomes: list[Outcome],
) -> None:
    """Fills `outcomes` and replaces the object.  Raises Error, OSError, Interrupted."""
    if data[:4] != b"\x7fELF":
        raise Error("bitcode", "link-time optimisation leaves no machine code to rewrite")
    obj = ElfObject(data)
    outcomes += [Outcome(f) for f in select(obj, hot)]
    if not outcomes:
        return
    if request.call.unsafe:
        for outcome in outcomes:
            outcome.leave("option", f"{request.call.unsafe} is not known to be safe for rewriting")
        return
    names: dict[str, int] = {}
    for outcome in outcomes:
        names[outcome.function.name] = names.get(outcome.function.name, 0) + 1
    skipped = modes.Names(modes.text(posix.environ, "ARMCC_SKIP"))
    for outcome in outcomes:
        if names[outcome.function.name] > 1:
            outcome.leave("name", "another function of this object has the same name")
            continue
        try:
            outcome.identity = identity(obj, outcome.function)
        except Error as e:
            outcome.leave(e.reason, e.message)
        if skipped.names(outcome.function.name):
            outcome.identity = b""
            outcome.leave("skip", "named by ARMCC_SKIP")
    known = [o for o in outcomes if o.identity]
    if known:
        _improve(request, signals, source, path, obj, store, known)


def _improve(
    request: Request,
    signals: Signals,
    source: str,
    path: str,
    obj: ElfObject,
    store: Store,
    outcomes: list[Outcome],
) -> None:
    """Finds rewrites for functions whose identity is known and puts them in."""
    arguments = request.call.alone(request.arguments, source)
    pipe = _pipe_among(arguments)
    if pipe:
        for outcome in outcomes:
            outcome.leave("input", f"{pipe} can be read once only")
        return
    cpu = modes.text(posix.environ, "ARMCC_CPU")
    directory = posix.getcwd()
    job = _job(request, arguments, directory, source, path, cpu, outcomes)
    if request.mode == modes.RECORD:
        from armcc.driver.queue import enqueue

        enqueue(store.root, _encode(job))
        for outcome in outcomes:
            outcome.leave("recorded", "queued for `armccctl optimize`")
        return
    memo_key = str(job["memo_key"])
    placed = request.call.remarks or bool(modes.text(posix.environ, "ARMCC_REPORT"))
    facts = memo.look_up(store.root, memo_key, store)
    if facts is None and not placed and memo.is_remembered(store.root, memo_key):
        from armcc.driver.refresh import refresh

        facts = refresh(
            signals,
            request.words,
            arguments,
            source,
            directory,
            obj.data,
            store.root,
            memo_key,
            modes.max_seconds(posix.environ),
        )
        if facts is not None:
            store.count("memo-refreshed")
    unknown = _look_up(outcomes, store, facts or {}, placed, cpu, request.mode)
    if unknown == "contract" or (unknown == "record" and request.mode == modes.OPTIMIZE):
        try:
            _ask(signals, job, outcomes, store.require)
        except Error as e:
            # What the cache knew before still goes in.
            for outcome in outcomes:
                if outcome.reason == "unknown":
                    outcome.leave(e.reason, e.message)
    limit = modes.text(posix.environ, "ARMCC_BISECT_LIMIT")
    if limit:
        from armcc.driver.bisecting import hold_back

        hold_back(limit, store.root, source, outcomes)
    _splice(obj, path, outcomes)


def _pipe_among(arguments: list[str]) -> str:
    """The first word that names a pipe or a socket, which no second run could read; else ""."""
    for word in arguments:
        # `-include` has the file behind it, `--include=` in it.
        path = word.partition("=")[2] if word.startswith("-") else word
        try:
            if path and posix.stat(path).st_mode & 0o170000 in (0o010000, 0o140000):
                return path
        except (OSError, ValueError):
            continue
    return ""


def select(obj: ElfObject, hot: modes.HotNames) -> list[HotFunction]:
    """The functions to work on: those clang marks hot, as ARMCC_HOT widens or narrows."""
    found = hot_functions(obj)
    if hot.widens:
        places = {(f.symbol.shndx, f.offset) for f in found}
        for symbol in obj.symbols:
            if (
                symbol.type == STT_FUNC
                and 0 < symbol.shndx < min(SHN_LORESERVE, len(obj.sections))
                and symbol.size
                and obj.sections[symbol.shndx].flags & SHF_EXECINSTR
                and obj.sections[symbol.shndx].name != OFF_SECTION
                and (symbol.shndx, symbol.value) not in places
                and hot.takes_in(symbol.name)
            ):
                places.add((symbol.shndx, symbol.value))
                found.append(HotFunction(obj, symbol))
    return [f for f in found if not hot.leaves_out(f.name)]


def _job(
    request: Request,
    arguments: list[str],
    directory: str,
    source: str,
    path: str,
    cpu: str,
    outcomes: list[Outcome],
) -> dict[str, object]:
    """What the worker is asked, and by which key the compile is remembered.

    arguments: with `source` as the only input.
    """
    environ = {
        k.decode("utf-8", "surrogateescape"): v.decode("utf-8", "surrogateescape")
        for k, v in posix.environ.items()
    }
    # A launcher before clang stays what it is where clang becomes another.
    stamps = [memo.compiler_stamp(p) for p in programs(request.clang, posix.environ)]
    stamp = tuple([n for one in stamps for n in one]) if all(stamps) else ()
    # Asking for remarks changes no fact.
    telling = [*request.words, *(a for a in arguments if not is_remark(a))]
    return {
        "clang": request.words,
        "arguments": arguments,
        "directory": directory,
        "source": source,
        "object": path,
        "mode": request.mode,
        "cpu": cpu,
        "names": [o.function.name for o in outcomes],
        "memo_key": memo.memo_key(telling, directory, environ, stamp),
    }


def _stands(rejection: Rejection, store: Store) -> bool:
    """Whether a search now would try what the rejection's search tried."""
    from armcc.cache.searched import expected

    return rejection.searched == expected(store.root, posix.environ)


def _look_up(
    outcomes: list[Outcome],
    store: Store,
    facts: dict[str, memo.Facts],
    placed: bool,
    cpu: str,
    mode: str,
) -> str:
    """Takes what memo and cache know.

    placed: whether somebody wants to know where the functions are defined.
    Returns what is not known of some function: its "contract", else its "record",
    else "".
    """
    missing = ""
    asked = speed.asked(cpu, posix.environ)
    for outcome in outcomes:
        known = facts.get(outcome.function.name)
        if known is None or known.identity != digest(outcome.identity):
            outcome.leave("unknown", "its contract is not known yet")
            missing = "contract"
            continue
        if known.line != memo.UNPLACED:
            outcome.file, outcome.line, outcome.column = known.file, known.line, known.column
        elif placed:
            outcome.leave("unknown", "its place is not known yet")
            missing = "contract"
            continue
        if not known.contract:
            outcome.leave("contract", "the IR does not compile to this function's bytes")
            continue
        record = store.get(key(outcome.identity, known.contract, asked, GATES_VERSION))
        if record is None:
            outcome.leave("unknown", "the cache knows no rewrite for it")
            missing = missing or "record"
        elif (
            isinstance(record, Rejection)
            and mode == modes.OPTIMIZE
            and record.reason != "revoked"
            and not _stands(record, store)
        ):
            why = record.detail if record.reason == "not-proved" else "other passes were tried"
            outcome.leave("unknown", why)
            missing = missing or "record"
        else:
            outcome.use(record)
    return missing


def _ask(signals: Signals, job: dict[str, object], outcomes: list[Outcome], require: str) -> None:
    """Has the worker do the work; believes it only for the code that stands in the object.

    require: what has to be known of a rewrite, see `armcc.confidence.meets`.
    Raises Error("time") where it took too long, Error("worker") where it failed.
    """
    import binascii
    import json

    seconds = modes.max_seconds(posix.environ)
    command = [sys.executable, "-IXutf8", "-m", "armcc.optimizer.worker"]
    log = modes.text(posix.environ, "ARMCC_LOG")
    try:
        data = ask_worker(signals, command, _encode(job), log, seconds)
    except OSError as e:
        raise Error("worker", f"the worker failed: {e}") from e
    if data is None:
        raise Error("time", f"the work took longer than {seconds:g} s (ARMCC_MAX_SECONDS)")
    try:
        reply = json.loads(data)
        answers = reply["functions"]
        if reply.get("reason"):
            raise Error(str(reply["reason"]), str(reply.get("detail", "")))
        for outcome in outcomes:
            answer = answers.get(outcome.function.name)
            if answer is None:
                continue  # what was known before stays
            outcome.file = str(answer["file"])
            outcome.line, outcome.column = int(answer["line"]), int(answer["column"])
            outcome.searched = answer["searched"] is True
            outcome.leave(str(answer["reason"]) or "unknown", str(answer["detail"]))
            if answer["record"] is None:
                continue
            if answer["identity"] != digest(outcome.identity):
                outcome.leave("identity", "the worker saw other code")
                continue
            record = decode(binascii.a2b_base64(answer["record"]), str(answer["key"]))
            outcome.use(record)
            if isinstance(record, Rewrite) and not meets(record.confidence, require):
                outcome.leave("not-proved", f"the worker's rewrite is {record.confidence}")
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise Error("worker", f"the worker's reply is damaged: {e}") from e


def _encode(job: dict[str, object]) -> bytes:
    """A job as JSON; lone surrogates, which stand for odd bytes, survive as escapes."""
    import json

    return json.dumps(job).encode()


def _splice(obj: ElfObject, path: str, outcomes: list[Outcome]) -> None:
    """Puts the rewrites into the object.  Raises Error or OSError."""
    wanted = {o.function.name: o for o in outcomes if o.record is not None}
    if not wanted:
        return
    from armcc.driver.splice import Replacement, splice

    replacements = [
        Replacement(o.function, o.record.machine, o.key, o.record.confidence)
        for o in wanted.values()
        if o.record is not None
    ]
    data, results = splice(obj, replacements)
    done = False
    for name, way, reason in results:
        if way:
            wanted[name].way = way
            done = True
        else:
            wanted[name].leave("splice", reason)
    if done:
        replace_file(path, data)


def replace_file(path: str, data: bytes) -> None:
    """Puts `data` in the place of the regular file `path` in one step, mode and all.

    The temporary file begins with a dot and stands in the same folder; it is gone on
    every way out.  Raises OSError, and then `path` is as it was.
    """
    mode = posix.lstat(path).st_mode & 0o7777
    folder, slash, name = path.rpartition("/")
    unique = posix.urandom(8).hex()
    temporary = f"{folder}{slash}.armcc-{unique}"
    if len(name) > 255:
        raise OSError(f"{name} is no file name")
    flags = posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL | posix.O_CLOEXEC | posix.O_NOFOLLOW
    fd = posix.open(temporary, flags, 0o600)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[posix.write(fd, view) :]
            posix.fchmod(fd, mode)
        finally:
            posix.close(fd)
        posix.rename(temporary, path)
    except BaseException:
        posix.unlink(temporary)
        raise


def _describe(e: Exception) -> str:
    import traceback

    return " | ".join("".join(traceback.format_exception(e)).split("\n"))
