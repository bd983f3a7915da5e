"""The store: whatever is wrong with the folder is a miss, and never more than that."""

from __future__ import annotations

import multiprocessing
import os
import pathlib
import resource
import signal
import subprocess
import sys
import time

import pytest

from armcc.cache import evict as evict_module
from armcc.cache.evict import clear, compact, evict
from armcc.cache.record import Rejection, Rewrite, encode
from armcc.cache.store import (
    DEFAULT_SIZE,
    NO_SEARCH,
    Store,
    default_root,
    entry_path,
    parse_stats,
    size_limit,
)
from armcc.cache.wire import SIZE_CAP
from armcc.function.machine import MachineCode

KEY = "0123456789abcdef" * 4
OTHER = "f" * 64
REWRITE = Rewrite("f", KEY, "ret", MachineCode(b"\xc0\x03\x5f\xd6"))
REJECTION = Rejection("f", KEY, "slow")


def numbered(n, size=0):
    """A rewrite under a key of its own that never starts an eviction."""
    key = f"{n:062x}01"
    return Rewrite("f", key, "x" * size, MachineCode(b"\xc0\x03\x5f\xd6"))


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    set_variables(monkeypatch, ARMCC_CACHE_DIR=None, ARMCC_CACHE_SIZE=None, ARMCC_CACHE_SHARED=None)


@pytest.fixture
def store(tmp_path):
    return Store(str(tmp_path / "cache"))


def set_variables(monkeypatch, **variables):
    """As in a process that was started with them: `posix.environ` is what it was then."""
    import posix

    for name, value in variables.items():
        if value is None:
            monkeypatch.delitem(posix.environ, name.encode(), raising=False)
        else:
            monkeypatch.setitem(posix.environ, name.encode(), os.fsencode(value))


def test_an_unknown_key_is_a_miss(store):
    assert store.get(KEY) is None
    assert store.reasons == {"miss": 1}


@pytest.mark.parametrize("record", [REWRITE, REJECTION], ids=["rewrite", "rejection"])
def test_a_record_comes_back(store, record):
    assert store.put(record)
    assert Store(store.root).get(KEY) == record
    assert store.get(OTHER) is None


def test_a_rejection_never_replaces_a_rewrite(store):
    assert store.put(REWRITE)
    assert store.put(REJECTION)
    assert store.get(KEY) == REWRITE
    assert list(store.records()) == [REWRITE]


def test_a_rewrite_replaces_a_rejection(store):
    store.put(REJECTION)
    store.put(REWRITE)
    assert list(store.records()) == [REWRITE]


def test_a_later_rejection_replaces_an_earlier_one(store):
    store.put(REJECTION)
    wider = Rejection("f", KEY, "slow", searched="more")
    assert store.put(wider)
    assert store.get(KEY) == wider


def test_a_rewrite_stays_until_it_is_replaced_on_purpose(store):
    better = Rewrite("f", KEY, "better", REWRITE.machine, confidence="proved")
    store.put(REWRITE)
    assert store.put(better)
    assert store.get(KEY) == REWRITE
    assert store.put(better, replace=True)
    assert store.get(KEY) == better


def with_confidence(words, text="ret"):
    return Rewrite("f", KEY, text, REWRITE.machine, confidence=words)


@pytest.fixture
def demanding(store):
    """The same store for one who takes nothing but proved rewrites."""
    return Store(store.root, "proof")


@pytest.mark.parametrize("words", ["tested", "proved to n <= 40"])
def test_a_rewrite_without_the_proof_that_is_required_is_a_miss(store, demanding, words):
    store.put(with_confidence(words))
    found = demanding.get(KEY)
    assert (found.reason, found.detail) == ("not-proved", f"the rewrite in the cache is {words}")
    assert found.searched == NO_SEARCH
    assert demanding.reasons == {"not-proved": 1, "miss": 1}
    assert store.get(KEY) == with_confidence(words)


def test_a_proved_rewrite_is_a_hit_for_everybody(store, demanding):
    store.put(with_confidence("proved"))
    assert store.get(KEY) == demanding.get(KEY) == with_confidence("proved")
    assert demanding.reasons == {"hit": 1}


def test_that_no_proof_was_found_is_remembered_beside_the_tested_rewrite(store, demanding):
    store.put(REWRITE)
    nothing = Rejection("f", KEY, "not-proved", "best of 3 candidates: time", "abc")
    assert demanding.put(nothing)
    assert demanding.get(KEY) == nothing
    assert demanding.reasons == {"not-proved": 1, "hit-rejection": 1}
    assert store.get(KEY) == REWRITE


def test_a_proved_rewrite_takes_the_place_of_a_tested_one_where_it_is_required(store, demanding):
    store.put(REWRITE)
    demanding.put(Rejection("f", KEY, "not-proved"))
    assert demanding.put(with_confidence("proved", "first"))
    assert list(store.records()) == [with_confidence("proved", "first")]
    assert demanding.put(with_confidence("proved", "second"))
    assert demanding.put(Rejection("f", KEY, "slow"))
    assert store.get(KEY) == with_confidence("proved", "first")


def test_a_record_that_cannot_be_read_back_is_not_written(store):
    assert not store.put(Rewrite("f", KEY, "", MachineCode(b"")))
    assert not store.put(Rewrite("f", "../../../etc/passwd", "", REWRITE.machine))
    assert store.reasons == {"cache-unencodable": 2}


def test_a_key_that_is_none_is_a_miss(store):
    for key in ("", "../" * 20, KEY.upper(), KEY + "0", "\0" * 64):
        assert store.get(key) is None


def overwrite(store, data, key=KEY, kind="rewrites"):
    path = entry_path(store.root, kind, key)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)
    return path


GOOD = encode(REWRITE)
DAMAGE = {
    "empty": (b"", "cache-damaged"),
    "truncated": (GOOD[:-1], "cache-damaged"),
    "header only": (GOOD[:20], "cache-damaged"),
    "changed": (GOOD[:-1] + b"\xff", "cache-damaged"),
    "longer": (GOOD + b"\0", "cache-damaged"),
    "text": (b"<html>404</html>" * 10, "cache-damaged"),
    "of another key": (encode(Rewrite("f", OTHER, "", REWRITE.machine)), "cache-foreign"),
    "of a later format": (GOOD[:8] + b"\2\0" + GOOD[10:], "cache-version"),
    "a rejection": (encode(REJECTION), "cache-foreign"),
    "oversized": (bytes(SIZE_CAP + 1), "cache-oversized"),
}


@pytest.mark.parametrize(("data", "reason"), DAMAGE.values(), ids=list(DAMAGE))
def test_an_entry_that_is_damaged_is_a_named_miss_and_is_mended(store, data, reason):
    store.put(REWRITE)
    overwrite(store, data)
    assert store.get(KEY) is None
    assert store.reasons == {reason: 1, "miss": 1}
    assert list(store.records()) == []
    assert store.put(REWRITE)
    assert store.get(KEY) == REWRITE


def test_a_damaged_rewrite_does_not_hide_a_rejection(store):
    store.put(REJECTION)
    overwrite(store, b"")
    assert store.get(KEY) == REJECTION
    assert store.reasons == {"cache-damaged": 1, "hit-rejection": 1}


def test_entries_that_are_no_files_are_unreadable(store, tmp_path):
    path = overwrite(store, GOOD)
    os.remove(path)
    kinds = {
        "a folder": os.mkdir,
        "a FIFO nobody writes": os.mkfifo,
        "a link to itself": lambda p: os.symlink(p, p),
        "a link to another file": lambda p: os.symlink(str(tmp_path / "elsewhere"), p),
    }
    (tmp_path / "elsewhere").write_bytes(GOOD)
    for n, make in enumerate(kinds.values(), 1):
        make(path)
        assert store.get(KEY) is None
        assert store.reasons["cache-unreadable"] == n
        os.rmdir(path) if os.path.isdir(path) else os.remove(path)


def test_a_file_in_the_place_of_a_folder_is_a_miss(store):
    os.makedirs(store.root)
    with open(f"{store.root}/rewrites", "w"):
        pass
    assert store.get(KEY) is None
    assert not store.put(REWRITE)
    assert store.reasons == {"miss": 1, "cache-unwritable": 1}
    assert store.stats()["entries"] == 0


@pytest.mark.parametrize("root", ["/dev/null", "/dev/null/x", "/proc/armcc", ""])
def test_a_root_that_can_be_no_folder_is_silent(root):
    store = Store(root)
    assert store.get(KEY) is None
    assert not store.put(REWRITE)
    assert store.stats()["entries"] == 0
    assert list(store.records()) == []


def test_a_folder_that_cannot_be_written_is_read_all_the_same(store):
    store.put(REWRITE)
    before = tree(store.root)
    for folder, _, names in os.walk(store.root, topdown=False):
        for name in names:
            os.chmod(f"{folder}/{name}", 0o444)
        os.chmod(folder, 0o555)
    script = (
        "from armcc.cache.store import Store; import sys\n"
        "from armcc.cache.record import Rejection\n"
        "s = Store(sys.argv[1])\n"
        "assert s.get(sys.argv[2]) is not None\n"
        "assert not s.put(Rejection('g', 'f' * 64, 'slow'))\n"
        "assert s.reasons == {'hit': 1, 'cache-unwritable': 1}, s.reasons\n"
        "assert s.stats()['entries'] == 1\n"
    )
    try:
        run_without_privileges(script, store.root, KEY)
    finally:
        for folder, _, _ in os.walk(store.root):
            os.chmod(folder, 0o755)
    assert tree(store.root) == before


def run_without_privileges(script, *arguments):
    """Runs a script as a user whom file modes bind; root keeps its uid, not its powers."""
    command = [sys.executable, "-P", "-c", script, *arguments]
    if os.geteuid() == 0:
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--", *command]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout == result.stderr == ""


def tree(root):
    return sorted(
        f"{folder}/{name}" for folder, folders, names in os.walk(root) for name in folders + names
    )


def files_of(root):
    return [path for path in tree(root) if os.path.isfile(path)]


def test_a_full_disk_leaves_nothing_behind(store):
    store.put(REJECTION)
    before = files_of(store.root)
    large = Rewrite("f", OTHER, "x" * 100_000, REWRITE.machine)
    process = multiprocessing.get_context("fork").Process(
        target=put_with_small_files, args=(store.root, large)
    )
    process.start()
    process.join()
    assert process.exitcode == 0
    assert files_of(store.root) == [*before, f"{store.root}/stats"]
    assert Store(store.root).get(KEY) == REJECTION


def put_with_small_files(root, record):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # Python's own setting, which pytest keeps.
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    store = Store(root)
    ok = not store.put(record) and store.reasons == {"cache-unwritable": 1}
    os._exit(0 if ok else 1)


def test_writers_side_by_side_never_show_half_a_record(store):
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=write_many, args=(store.root, i)) for i in range(4)]
    for w in writers:
        w.start()
    reader = Store(store.root)
    while any(w.is_alive() for w in writers):
        found = reader.get(KEY)
        assert found is None or found.text == "x" * 20_000
    for w in writers:
        w.join()
        assert w.exitcode == 0
    assert set(reader.reasons) <= {"hit", "miss"}
    assert len(list(store.records())) == 1 + 4 * 20
    assert not [name for name in tree(store.root) if "/tmp." in name]
    assert store.counts()["written"] == 4 * 20


def write_many(root, number):
    store = Store(root)
    ok = True
    for i in range(20):
        same = Rewrite("f", KEY, "x" * 20_000, REWRITE.machine, origin=str(number))
        ok &= store.put(same, replace=True) and store.put(numbered(100 * number + i))
        store.count("written")
    os._exit(0 if ok else 1)


def test_a_folder_that_others_may_write_is_refused(store, monkeypatch):
    store.put(REWRITE)
    for mode in (0o777, 0o775, 0o1777):
        os.chmod(store.root, mode)
        now = Store(store.root)
        assert now.get(KEY) is None
        assert not now.put(REWRITE)
        assert now.reasons == {"cache-unsafe": 1, "miss": 1}
    set_variables(monkeypatch, ARMCC_CACHE_SHARED="1")
    assert Store(store.root).get(KEY) == REWRITE


def test_an_entry_that_others_may_write_is_refused(store):
    store.put(REWRITE)
    os.chmod(entry_path(store.root, "rewrites", KEY), 0o666)
    assert store.get(KEY) is None
    assert store.reasons == {"cache-unsafe": 1, "miss": 1}


def test_what_somebody_else_owns_is_refused_and_what_root_owns_is_not(store, monkeypatch):
    store.put(REWRITE)
    me = os.geteuid()
    monkeypatch.setattr("posix.geteuid", lambda: me + 1)
    now = Store(store.root)
    expected = REWRITE if me == 0 else None
    assert now.get(KEY) == expected
    if os.geteuid() != me and me == 0:
        os.chown(store.root, 12345, -1)
        assert Store(store.root).get(KEY) is None


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_the_store_makes_it_will_use_under_any_umask(tmp_path, umask):
    before = os.umask(umask)
    try:
        store = Store(str(tmp_path / "a" / "b"))
        store.put(REWRITE)
        assert Store(store.root).get(KEY) == REWRITE
    finally:
        os.umask(before)


def test_where_the_cache_is(monkeypatch, tmp_path):
    def root(**variables):
        unset = dict.fromkeys(("ARMCC_CACHE_DIR", "XDG_CACHE_HOME", "HOME"))
        set_variables(monkeypatch, **{**unset, **variables})
        return default_root()

    monkeypatch.chdir(tmp_path)
    home = str(tmp_path)
    assert root(ARMCC_CACHE_DIR="/c", XDG_CACHE_HOME="/x", HOME=home) == "/c"
    assert root(ARMCC_CACHE_DIR="c") == f"{os.getcwd()}/c"
    assert root(XDG_CACHE_HOME="/x", HOME=home) == "/x/armcc"
    assert root(XDG_CACHE_HOME="relative", HOME=home) == f"{home}/.cache/armcc"
    assert root(HOME=f"{home}/") == f"{home}/.cache/armcc"
    assert root(HOME=f"{home}/nonexistent") == ""
    assert root(ARMCC_CACHE_DIR="", HOME="") == ""
    assert root() == ""
    assert root(XDG_CACHE_HOME="/\udcff") == "/\udcff/armcc"


def test_a_working_folder_that_is_gone_means_no_cache(monkeypatch, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    set_variables(monkeypatch, ARMCC_CACHE_DIR="c")
    assert default_root() == ""


@pytest.mark.parametrize(
    ("word", "size"),
    [
        ("", DEFAULT_SIZE),
        ("0", 0),
        ("1000", 1000),
        ("3k", 3 << 10),
        ("300M", 300 << 20),
        ("2GiB", 2 << 30),
        ("1TB", 1 << 40),
        ("many", DEFAULT_SIZE),
        ("-5", DEFAULT_SIZE),
        ("1.5G", DEFAULT_SIZE),
        ("5MM", DEFAULT_SIZE),
        ("²", DEFAULT_SIZE),
    ],
)
def test_the_size_as_people_write_it(monkeypatch, word, size):
    set_variables(monkeypatch, ARMCC_CACHE_SIZE=word)
    assert size_limit() == size


def test_eviction_takes_the_oldest_until_the_rest_fits(store):
    records = [numbered(i, 10_000) for i in range(10)]
    for age, record in enumerate(reversed(records)):
        store.put(record)
        os.utime(entry_path(store.root, "rewrites", record.key), (0, 10**9 - age))
    assert evict(store.root, 0) == 0
    assert evict(store.root, 1 << 20) == 0
    assert evict(store.root, 60_000) == 5
    kept = [r for r in records if store.get(r.key) is not None]
    assert kept == records[5:]


def test_a_hit_makes_an_entry_young_again(store):
    for record in (numbered(1, 10_000), numbered(2, 10_000)):
        store.put(record)
        os.utime(entry_path(store.root, "rewrites", record.key), (0, 10**9))
    store.get(numbered(1).key)
    evict(store.root, 15_000)
    assert [r.key for r in store.records()] == [numbered(1).key]


def test_put_evicts_now_and_then(store, monkeypatch):
    set_variables(monkeypatch, ARMCC_CACHE_SIZE="30000")
    for i in range(5):
        store.put(numbered(i, 10_000))
    assert store.stats()["entries"] == 5
    store.put(Rewrite("f", "0" * 64, "", REWRITE.machine))
    assert store.stats()["bytes"] <= 30_000
    assert store.reasons["evicted"] >= 2


def test_abandoned_temporary_files_go_and_fresh_ones_stay(store):
    store.put(REWRITE)
    folder = os.path.dirname(entry_path(store.root, "rewrites", KEY))
    for name, age in (("tmp.1.aa", 7200), ("tmp.2.bb", 0)):
        with open(f"{folder}/{name}", "w"):
            pass
        os.utime(f"{folder}/{name}", (0, time.time() - age))
    evict(store.root, 1 << 20)
    assert sorted(n for n in os.listdir(folder) if n.startswith("tmp.")) == ["tmp.2.bb"]
    assert list(store.records()) == [REWRITE]


def test_eviction_leaves_the_work_to_who_has_the_lock(store):
    store.put(numbered(1, 10_000))
    context = multiprocessing.get_context("fork")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=hold_lock, args=(store.root, ready, done))
    holder.start()
    ready.wait(30)
    assert evict(store.root, 1) == 0
    done.set()
    holder.join()
    assert evict(store.root, 1) == 1


def hold_lock(root, ready, done):
    lock = evict_module._Lock(root, False)
    ready.set()
    done.wait(30)
    lock.release()


def test_counts_add_up_over_stores_and_compaction(store, monkeypatch):
    os.makedirs(store.root)
    monkeypatch.setattr("armcc.cache.store._STATS_COMPACT_AT", 500)
    for _ in range(100):
        Store(store.root).count("cold")
        Store(store.root).count("warm", 3)
    assert store.counts() == {"cold": 100, "warm": 300}
    assert os.path.getsize(f"{store.root}/stats") < 600


def test_a_word_that_is_no_reason_is_counted_without_its_name(store):
    os.makedirs(store.root)
    for word in ("", "two words", "a\nb 5", "x" * 65, "Ä"):
        store.count(word)
    store.count("nothing", 0)
    assert store.counts() == {"unnamed": 5}


def test_damaged_statistics_are_left_out(store):
    store.put(REWRITE)
    with open(f"{store.root}/stats", "wb") as f:
        f.write(b"miss 2\n\xff\xfe\nmiss\nmiss x\n 5\nmiss -3\nmiss 1 2\nhit 4\nmi")
    assert store.counts() == {"miss": 2, "hit": 4}
    assert parse_stats(b"") == {}


def test_statistics_grown_beyond_all_sense_start_anew(store):
    store.put(REWRITE)
    with open(f"{store.root}/stats", "wb") as f:
        f.write(bytes(SIZE_CAP + 1))
    assert store.counts() == {}
    compact(store.root, parse_stats)
    store.count("after")
    assert store.counts() == {"after": 1}


def test_clear_leaves_what_is_not_its_own(store):
    for i in range(3):
        store.put(numbered(i))
    store.get(KEY)
    with open(f"{store.root}/README", "w"):
        pass
    assert clear(store.root) == 3
    assert os.listdir(store.root) == ["README"]
    assert clear("/nonexistent/armcc") == 0


def test_the_compile_path_imports_little():
    script = (
        "import sys; before = set(sys.modules)\n"
        f"sys.path[:0] = {sys.path!r}\n"
        "import armcc.cache.memo, armcc.cache.store\n"
        "new = {m.partition('.')[0] for m in set(sys.modules) - before}\n"
        "print(sorted(new - {'armcc', '__future__', 'struct', '_struct', '_blake2'}))\n"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"


def test_counts_that_wait_are_one_write(tmp_path: pathlib.Path) -> None:
    root = tmp_path / "cache"
    store = Store(str(root))
    store.hold()
    store.hold()
    for _ in range(3):
        store.count("miss")
    store.count("left-unknown", 2)
    assert store.reasons == {"miss": 3, "left-unknown": 2}
    assert not (root / "stats").exists()
    store.release()
    assert (root / "stats").read_text() == "miss 3\nleft-unknown 2\n"
    store.release()
    store.count("hit")
    assert Store(str(root)).counts() == {"miss": 3, "left-unknown": 2, "hit": 1}
