"""The memo: the facts of one compile, remembered by its words and its inputs' contents.

The contract comes from a run of the front end, half a compile's time.  The same words
over the same input files give the same contract, so it is remembered: a manifest names
each file that the front end read with the hash of its contents, and each path where it
looked for a file and found none (a header that appears there would be read the next
time).  Times of files are never trusted to show that a file is unchanged.

Some manifests are kept for one key, so that going back and forth between two states
of a source, as with branches, costs no front end.

An edit often leaves the code as it was: a comment, a declaration in a header.  So the
facts are remembered by what they follow from, too: the IR, the object, and the words
(`module_key`).  Then one run of the front end, which gives the IR, is all that is needed.

On the compile path: nothing here raises; in doubt there is no memo.
"""

from __future__ import annotations

import posix
import struct
from _blake2 import blake2b

from armcc.cache import files
from armcc.cache.key import digest
from armcc.cache.record import is_key
from armcc.cache.store import MEMO, Store, entry_path, is_shared
from armcc.cache.wire import KIND_MEMO, Reader, Writer, damaged, seal, to_bytes, unseal
from armcc.errors import Error

MEMO_VERSION = 1

# How many states of the inputs are kept for one key.
MANIFESTS_KEPT = 8

# An input is hashed whole; a larger one (an embedded archive) is not worth it.
_INPUT_CAP = 64 << 20

# A file's time stamp may lag the clock by one tick of the kernel (10 ms at HZ=100).
_CLOCK_TICK_NS = 10_000_000

# The line of a function whose place was not looked for.
UNPLACED = 0xFFFFFFFF

_HASH_SIZE = 32
_INPUT_PERSON = b"armcc-input"

# What clang 21 and 22 read from the environment when they compile for Linux: where
# headers, programs and configuration files are, and what changes words and dates.
ENVIRONMENT = (
    "CCC_OVERRIDE_OPTIONS",
    "CLANG_CONFIG_PATH",
    "CLANG_MODULE_CACHE_PATH",
    "CLANG_NO_DEFAULT_CONFIG",
    "COMPILER_PATH",
    "CPATH",
    "CPLUS_INCLUDE_PATH",
    "C_INCLUDE_PATH",
    "GCC_EXEC_PREFIX",
    "HOME",
    "OBJCPLUS_INCLUDE_PATH",
    "OBJC_INCLUDE_PATH",
    "SDKROOT",
    "SOURCE_DATE_EPOCH",
)

(
    _KEY,
    _MANIFEST,
    _INPUT,
    _HASH,
    _ABSENT,
    _NAME,
    _IDENTITY,
    _CONTRACT,
    _FILE,
    _PLACE,
) = range(1, 11)

_LINE_COLUMN = struct.Struct("<II")


class Facts:
    """What the front end told of one function.

    identity: hex digest of `armcc.function.hot.identity`: the facts hold for the
        function with these bytes, and the user of a memo compares it.
    contract: canonical bytes of the contract.
    file, line, column: where the function is defined, 0 where unknown.
    """

    __slots__ = ("column", "contract", "file", "identity", "line", "name")

    def __init__(
        self, name: str, identity: str, contract: bytes, file: str, line: int, column: int
    ) -> None:
        self.name = name
        self.identity = identity
        self.contract = contract
        self.file = file
        self.line = line
        self.column = column

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Facts):
            return NotImplemented
        return all(getattr(self, s) == getattr(other, s) for s in self.__slots__)

    def __hash__(self) -> int:
        return hash((self.name, self.identity, self.contract))

    def __repr__(self) -> str:
        return f"Facts({self.name!r}, {self.file!r}, {self.line})"


def compiler_stamp(program: str) -> tuple[int, ...]:
    """What tells one build of a compiler from another without reading 100 MB of it.

    A compiler that a package manager replaces gets another inode, size or time.
    Empty where the program cannot be looked at.
    """
    try:
        s = posix.stat(program)
    except (OSError, ValueError):
        return ()
    return (s.st_dev, s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns)


def memo_key(
    words: list[str], directory: str, environ: dict[str, str], compiler: tuple[int, ...]
) -> str:
    """The key of a compile; "" (no memo) where `compiler` is unknown.

    words: the clang command's words and the user's argv, response files expanded.
    directory: the working directory, which relative paths start from.
    environ: the environment; only the variables in ENVIRONMENT count.
    compiler: `compiler_stamp` of the clang program.
    """
    if not compiler:
        return ""
    try:
        # Each list enters as one part, so that no word passes for a directory.
        known = [f"{name}={environ[name]}" for name in ENVIRONMENT if name in environ]
        parts = [
            str(MEMO_VERSION).encode(),
            digest(b"armcc-words", [to_bytes(w) for w in words]).encode(),
            to_bytes(directory),
            digest(b"armcc-environ", [to_bytes(v) for v in known]).encode(),
            ",".join([str(n) for n in compiler]).encode(),
        ]
    except Error:
        return ""
    return digest(b"armcc-memo", parts)


class _Manifest:
    """One state of the inputs, and the facts that hold in it."""

    __slots__ = ("absent", "facts", "inputs")

    def __init__(
        self, inputs: list[tuple[str, bytes]], absent: list[str], facts: list[Facts]
    ) -> None:
        self.inputs = inputs
        self.absent = absent
        self.facts = facts

    def encode(self) -> bytes:
        """The body of the manifest.  Raises Error for text that cannot be stored."""
        w = Writer()
        for path, contents in self.inputs:
            w.text(_INPUT, path)
            w.field(_HASH, contents)
        for path in self.absent:
            w.text(_ABSENT, path)
        for f in self.facts:
            w.text(_NAME, f.name)
            w.text(_IDENTITY, f.identity)
            w.field(_CONTRACT, f.contract)
            w.text(_FILE, f.file)
            w.field(_PLACE, _LINE_COLUMN.pack(f.line, f.column))
        return w.body()


def _decode(body: bytes, of_module: bool = False) -> _Manifest:
    r = Reader(body)
    inputs: list[tuple[str, bytes]] = []
    while r.more(_INPUT):
        path, contents = r.text(_INPUT), r.field(_HASH)
        if len(contents) != _HASH_SIZE or not path or "\0" in path:
            raise damaged("input without a path or a hash")
        inputs.append((path, contents))
    if bool(inputs) == of_module:
        # No compile reads nothing; such a manifest would hold for ever.
        raise damaged("manifest without inputs, or facts of a module with some")
    absent: list[str] = []
    while r.more(_ABSENT):
        path = r.text(_ABSENT)
        if not path or "\0" in path:
            raise damaged("absent path that is no path")
        absent.append(path)
    facts: list[Facts] = []
    while r.more(_NAME):
        name, identity, contract = r.text(_NAME), r.text(_IDENTITY), r.field(_CONTRACT)
        file, place = r.text(_FILE), r.field(_PLACE)
        if not name or "\0" in name or len(place) != _LINE_COLUMN.size:
            raise damaged("facts without a name or a place")
        facts.append(Facts(name, identity, contract, file, *_LINE_COLUMN.unpack(place)))
    r.end()
    return _Manifest(inputs, absent, facts)


def _bodies(data: bytes, key: str) -> list[bytes]:
    """The encoded manifests of a sealed file, newest first."""
    kind, body = unseal(data)
    if kind != KIND_MEMO:
        raise damaged("not a memo")
    r = Reader(body)
    if r.text(_KEY) != key:
        raise Error("cache-foreign", "a memo of another key")
    found: list[bytes] = []
    while r.more(_MANIFEST):
        found.append(r.field(_MANIFEST))
    r.end()
    return found


def look_up(store_root: str, key: str, counter: Store | None = None) -> dict[str, Facts] | None:
    """The facts by function name, if they still hold; None if there are none that do.

    With a `counter` it counts "memo-hit", "memo-miss" (nothing remembered) or
    "memo-stale" (inputs changed), and the reason of an entry that cannot be used.
    """
    store = counter if counter is not None else Store(store_root)
    if not is_key(key) or not store.usable():
        return None
    reason = "memo-miss"
    try:
        data = files.read_entry(entry_path(store.root, MEMO, key), is_shared())
        if data is not None:
            reason = "memo-stale"
            seen: dict[str, bytes] = {}
            for body in _bodies(data, key):
                manifest = _decode(body)
                if _holds(manifest, seen):
                    if counter is not None:
                        counter.count("memo-hit")
                    return {f.name: f for f in manifest.facts}
    except Error as e:
        reason = e.reason
    if counter is not None:
        counter.count(reason)
    return None


def is_remembered(store_root: str, key: str) -> bool:
    """Whether anything is remembered of a compile, in whatever state of its inputs."""
    store = Store(store_root)
    if not is_key(key) or not store.usable():
        return False
    try:
        return files.is_regular(posix.stat(entry_path(store.root, MEMO, key)))
    except OSError:
        return False


def module_key(key: str, bitcode: bytes, obj: bytes, configurations: list[str]) -> str:
    """The key of what a compile's facts follow from; "" where there is none.

    key: of its words (`memo_key`).  bitcode: after clang's optimiser.  obj: clang's object.
    configurations: the paths of the configuration files that clang read.
    """
    if not is_key(key):
        return ""
    parts = [key.encode(), bitcode, obj]
    for path in configurations:
        contents = hash_file(path)
        if not contents:
            return ""
        parts.append(contents)
    return digest(b"armcc-module", parts)


def look_up_module(store_root: str, key: str) -> list[Facts] | None:
    """The facts remembered by `module_key`; None if there are none."""
    store = Store(store_root)
    if not is_key(key) or not store.usable():
        return None
    try:
        data = files.read_entry(entry_path(store.root, MEMO, key), is_shared())
        if data is None:
            return None
        return _decode(_bodies(data, key)[0], of_module=True).facts
    except (Error, IndexError):
        return None


def remember_module(store_root: str, key: str, facts: list[Facts]) -> bool:
    """Remembers facts by `module_key`; whether it could."""
    store = Store(store_root)
    if not is_key(key) or not store.usable():
        return False
    try:
        data = _sealed(key, [_Manifest([], [], facts).encode()])
        files.write_entry(entry_path(store.root, MEMO, key), data, is_shared())
    except (Error, OSError):
        return False
    store.evict_now_and_then(key)
    return True


def _holds(manifest: _Manifest, seen: dict[str, bytes]) -> bool:
    """Whether inputs and absent paths are as they were; `seen` keeps hashes made."""
    for path, expected in manifest.inputs:
        found = seen.get(path)
        if found is None:
            found = seen[path] = hash_file(path)
        if found != expected:
            return False
    return all(map(is_absent, manifest.absent))


def is_absent(path: str) -> bool:
    """Whether nothing is at `path`; a path that cannot be looked at counts as there."""
    try:
        posix.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def hash_file(path: str, before_ns: int = 0) -> bytes:
    """blake2b-256 of a regular file's contents; b"" where it cannot be told.

    before_ns: with a time, b"" for a file written at that time or later.
    """
    try:
        fd = posix.open(path, posix.O_RDONLY | posix.O_NONBLOCK | posix.O_CLOEXEC)
    except (OSError, ValueError):
        return b""
    try:
        status = posix.fstat(fd)
        if not files.is_regular(status) or status.st_size > _INPUT_CAP:
            return b""
        if before_ns and max(status.st_mtime_ns, status.st_ctime_ns) + _CLOCK_TICK_NS >= before_ns:
            return b""
        # One read of the size and one more that finds the end, as a rule.
        data = posix.read(fd, status.st_size + 1)
        state = blake2b(data, digest_size=_HASH_SIZE, person=_INPUT_PERSON)
        if len(data) != status.st_size:
            state.update(files.read_all(fd, _INPUT_CAP))
        return state.digest()
    except (OSError, Error):
        return b""
    finally:
        posix.close(fd)


def remember(
    store_root: str,
    key: str,
    inputs: list[str],
    absent: list[str],
    facts: list[Facts],
    since_ns: int = 0,
) -> bool:
    """Remembers the facts of a compile; whether it could.

    inputs: every file that the front end read; absent: every path where it looked for
    one in vain.  The files are hashed now, after the front end read them, so a caller
    who gives `since_ns`, the time (`time.time_ns`) before the front end began, is
    protected from an input that was written meanwhile: then nothing is remembered.
    """
    store = Store(store_root)
    if not is_key(key) or not inputs or not store.usable():
        return False
    hashed: list[tuple[str, bytes]] = []
    for path in dict.fromkeys(inputs):
        contents = hash_file(path, since_ns)
        if not contents:
            return False
        hashed.append((path, contents))
    if not all(map(is_absent, absent)):
        return False
    path = entry_path(store.root, MEMO, key)
    try:
        newest = _Manifest(hashed, list(dict.fromkeys(absent)), facts).encode()
        _decode(newest)
        data = _sealed(key, [newest, *_older(path, key, newest)])
        files.write_entry(path, data, is_shared())
    except (Error, OSError):
        return False
    store.evict_now_and_then(key)
    return True


def _older(path: str, key: str, newest: bytes) -> list[bytes]:
    """The manifests kept so far, but for the one that `newest` repeats."""
    try:
        data = files.read_entry(path, is_shared())
        kept = _bodies(data, key) if data is not None else []
    except Error:
        return []
    return [body for body in kept if body != newest][: MANIFESTS_KEPT - 1]


def _sealed(key: str, bodies: list[bytes]) -> bytes:
    """The file of these manifests, without the oldest where they are too large."""
    while True:
        w = Writer()
        w.text(_KEY, key)
        for body in bodies:
            w.field(_MANIFEST, body)
        try:
            return seal(KIND_MEMO, w.body())
        except Error:
            if len(bodies) == 1:
                raise
            bodies = bodies[:-1]
