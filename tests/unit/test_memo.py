"""The memo: it holds while every input is as it was, and not a moment longer."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.cache import memo, wire
from armcc.cache.memo import (
    Facts,
    compiler_stamp,
    is_remembered,
    look_up,
    look_up_module,
    memo_key,
    module_key,
    remember,
    remember_module,
)
from armcc.cache.store import Store, entry_path

KEY = "0123456789abcdef" * 4
FACTS = [Facts("f", "ab" * 32, b"{}", "x.c", 3, 5), Facts("g", "cd" * 32, b"", "", 0, 0)]


@pytest.fixture
def root(tmp_path):
    return str(tmp_path / "cache")


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "x.c"
    path.write_text("int f;")
    return path


@pytest.fixture
def header(tmp_path):
    path = tmp_path / "x.h"
    path.write_text("int g;")
    return path


@pytest.fixture
def known(root, source, header, tmp_path):
    """A memo of x.c and x.h, with first/x.h looked for in vain; returns its look-up."""
    assert remember(root, KEY, [str(source), str(header)], [str(tmp_path / "first" / "x.h")], FACTS)
    return lambda: look_up(root, KEY)


def test_facts_come_back(known):
    assert known() == {"f": FACTS[0], "g": FACTS[1]}


def test_no_facts_are_facts_too(root, source):
    assert remember(root, KEY, [str(source)], [], [])
    assert look_up(root, KEY) == {}


def test_an_unknown_key_has_none(root):
    assert look_up(root, KEY) is None
    assert look_up(root, "") is None
    assert look_up("", KEY) is None


def test_a_changed_header_ends_it_whatever_its_time_says(known, header):
    before = header.stat()
    header.write_text("int h;")
    os.utime(header, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert known() is None


def test_a_header_touched_or_written_anew_alike_does_not(known, header):
    header.unlink()
    header.write_text("int g;")
    os.utime(header, (0, 0))
    assert known() is not None


def test_a_header_that_is_gone_or_no_file_ends_it(known, header):
    header.unlink()
    assert known() is None
    header.mkdir()
    assert known() is None
    header.rmdir()
    os.mkfifo(header)
    assert known() is None


def test_a_header_that_appears_earlier_on_the_path_ends_it(known, tmp_path):
    (tmp_path / "first").mkdir()
    assert known() is not None
    (tmp_path / "first" / "x.h").write_text("")
    assert known() is None


def test_a_path_that_cannot_be_looked_at_is_not_absent(known, tmp_path):
    (tmp_path / "first").symlink_to("first")
    assert known() is None


def test_going_back_and_forth_between_states_keeps_both(root, known, source, header):
    old = header.read_text()
    header.write_text("int h;")
    other = [Facts("f", "ef" * 32, b"new", "x.c", 4, 5)]
    assert remember(root, KEY, [str(source), str(header)], [], other)
    assert known() == {"f": other[0]}
    header.write_text(old)
    assert known() == {"f": FACTS[0], "g": FACTS[1]}


def test_the_oldest_states_are_forgotten(root, source):
    for i in range(memo.MANIFESTS_KEPT + 1):
        source.write_text(f"int f{i};")
        facts = [Facts(f"f{i}", "", b"", "", 0, 0)]
        assert remember(root, KEY, [str(source)], [], facts)
    for i in range(memo.MANIFESTS_KEPT + 1):
        source.write_text(f"int f{i};")
        assert (look_up(root, KEY) is not None) == (i > 0)


def test_the_same_state_is_kept_once(root, source):
    for _ in range(20):
        assert remember(root, KEY, [str(source)], [], FACTS)
    with open(entry_path(root, "memo", KEY), "rb") as f:
        data = f.read()
    assert data.count(b"int") == 0
    assert len(memo._bodies(data, KEY)) == 1


def test_states_too_large_together_lose_the_oldest(root, source):
    for i in range(3):
        source.write_text(f"int f{i};")
        assert remember(root, KEY, [str(source)], [], [Facts("f", "", bytes(2 << 20), "", i, 0)])
    assert look_up(root, KEY)["f"].line == 2
    source.write_text("int f1;")
    assert look_up(root, KEY) is None
    assert not remember(root, KEY, [str(source)], [], [Facts("f", "", bytes(4 << 20), "", 0, 0)])


def test_what_cannot_hold_is_not_remembered(root, source, tmp_path):
    here = [str(source)]
    assert not remember(root, KEY, [], [], FACTS)
    assert not remember(root, "short", here, [], FACTS)
    assert not remember(root, KEY, [*here, str(tmp_path / "none.h")], [], FACTS)
    assert not remember(root, KEY, [*here, str(tmp_path)], [], FACTS)
    assert not remember(root, KEY, [*here, "a\0b"], [], FACTS)
    assert not remember(root, KEY, here, here, FACTS)
    assert not remember(root, KEY, here, [""], FACTS)
    assert not remember(root, KEY, here, [], [Facts("", "", b"", "", 0, 0)])
    assert not remember("", KEY, here, [], FACTS)
    assert not remember("/dev/null", KEY, here, [], FACTS)
    assert look_up(root, KEY) is None


def test_an_input_written_while_the_front_end_ran_is_not_remembered(root, source):
    started = time.time_ns()
    source.write_text("int changed;")
    os.utime(source, (0, 0))  # Not even under a false time: the change of status counts.
    assert not remember(root, KEY, [str(source)], [], FACTS, started)
    assert remember(root, KEY, [str(source)], [], FACTS, time.time_ns() + 10**9)


def test_an_input_that_grows_beyond_its_size_is_hashed_whole(tmp_path):
    path = tmp_path / "big"
    path.write_bytes(b"x" * 3_000_000)
    whole = memo.hash_file(str(path))
    path.write_bytes(b"x" * 2_999_999 + b"y")
    assert memo.hash_file(str(path)) != whole
    assert memo.hash_file("/proc/self/status") != b""  # Its size is told as 0.


def test_damage_is_a_named_miss_and_is_mended(root, known, source):
    path = entry_path(root, "memo", KEY)
    with open(path, "rb") as f:
        good = f.read()
    kind, body = wire.unseal(good)
    cases = {
        b"": "cache-damaged",
        good[:-1]: "cache-damaged",
        good[:50] + b"\xff" + good[51:]: "cache-damaged",
        wire.seal(kind, body[:-3]): "cache-damaged",
        wire.seal(wire.KIND_REWRITE, body): "cache-damaged",
        good[:8] + b"\x07\0" + good[10:]: "cache-version",
        wire.seal(kind, body.replace(KEY.encode(), b"f" * 64)): "cache-foreign",
        bytes(wire.SIZE_CAP + 1): "cache-oversized",
    }
    for data, reason in cases.items():
        with open(path, "wb") as f:
            f.write(data)
        counter = Store(root)
        assert look_up(root, KEY, counter) is None
        assert counter.reasons == {reason: 1}
    assert remember(root, KEY, [str(source)], [], FACTS)
    assert known() is not None


def test_every_changed_byte_and_truncation_is_a_miss(root, known):
    path = entry_path(root, "memo", KEY)
    with open(path, "rb") as f:
        good = f.read()
    for at in range(len(good)):
        for data in (good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :], good[:at]):
            with open(path, "wb") as f:
                f.write(data)
            assert known() is None


@given(st.binary(max_size=60))
def test_hostile_manifests_with_good_checksums_are_refused(tmp_path_factory, body):
    w = wire.Writer()
    w.text(1, KEY)
    w.field(2, body)
    root = str(tmp_path_factory.mktemp("hostile"))
    path = entry_path(root, "memo", KEY)
    os.makedirs(os.path.dirname(path))
    with open(path, "wb") as f:
        f.write(wire.seal(wire.KIND_MEMO, w.body()))
    assert look_up(root, KEY) is None


def test_hits_and_misses_are_counted(root, known, source):
    counter = Store(root)
    look_up(root, KEY, counter)
    look_up(root, "f" * 64, counter)
    source.write_text("")
    look_up(root, KEY, counter)
    assert counter.reasons == {"memo-hit": 1, "memo-miss": 1, "memo-stale": 1}


def test_the_key_counts_words_folder_environment_and_compiler():
    base = (["clang", "-c", "x.c"], "/a", {"CPATH": "/i"}, (1, 2))
    others = [
        (["clang", "-cx.c"], "/a", {"CPATH": "/i"}, (1, 2)),
        (["clang", "-c", "x.c", ""], "/a", {"CPATH": "/i"}, (1, 2)),
        (["clang", "-c"], "x.c/a", {"CPATH": "/i"}, (1, 2)),
        (["clang", "-c", "x.c"], "/b", {"CPATH": "/i"}, (1, 2)),
        (["clang", "-c", "x.c"], "/a", {}, (1, 2)),
        (["clang", "-c", "x.c"], "/a", {"CPATH": "/j"}, (1, 2)),
        (["clang", "-c", "x.c"], "/a", {"C_INCLUDE_PATH": "/i"}, (1, 2)),
        (["clang", "-c", "x.c"], "/a", {"CPATH": "/i"}, (12,)),
    ]
    keys = [memo_key(*parts) for parts in [base, *others]]
    assert len(set(keys)) == len(keys)
    assert memo_key(*base[:2], {"CPATH": "/i", "TERM": "vt100"}, base[3]) == keys[0]


def test_a_compiler_that_cannot_be_looked_at_gives_no_key(tmp_path):
    assert compiler_stamp(str(tmp_path / "clang")) == ()
    assert memo_key(["clang"], "/", {}, ()) == ""
    assert memo_key(["\ud800"], "/", {}, (1,)) == ""


def test_another_compiler_in_the_same_place_has_another_stamp(tmp_path):
    program = tmp_path / "clang"
    program.write_text("one")
    before = compiler_stamp(str(program))
    assert before == compiler_stamp(str(program))
    program.unlink()
    program.write_text("other")
    assert compiler_stamp(str(program)) != before


def test_facts_of_a_module_come_back_in_any_state_of_the_inputs(root):
    key = module_key(KEY, b"ir", b"object", [])
    assert look_up_module(root, key) is None
    assert remember_module(root, key, FACTS)
    assert look_up_module(root, key) == FACTS
    # Neither kind is taken for the other.
    assert look_up(root, key) is None
    assert not remember_module(root, "", FACTS)
    assert look_up_module(root, "") is None


def test_what_holds_for_inputs_is_no_fact_of_a_module(root, source):
    assert not is_remembered(root, KEY)
    assert remember(root, KEY, [str(source)], [], FACTS)
    assert is_remembered(root, KEY)
    assert look_up_module(root, KEY) is None


def test_ir_object_words_and_configuration_make_the_key_of_a_module(tmp_path):
    config = tmp_path / "clang.cfg"
    config.write_text("-O2")
    paths = [str(config)]
    keys = {
        module_key(KEY, b"ir", b"object", []),
        module_key(KEY, b"ir", b"object", paths),
        module_key(KEY, b"ir", b"object", paths * 2),
        module_key(KEY, b"iro", b"bject", paths),
        module_key(KEY, b"object", b"ir", paths),
        module_key("f" * 64, b"ir", b"object", paths),
    }
    assert len(keys) == 6
    # Its words are seen in no IR.
    config.write_text("-O2 -mllvm -enable-ipra")
    assert module_key(KEY, b"ir", b"object", paths) not in keys
    config.unlink()
    assert module_key(KEY, b"ir", b"object", paths) == ""
    assert module_key("", b"ir", b"object", []) == ""


@pytest.mark.parametrize("at", [0, 5, 20, 60, -1])
def test_a_damaged_entry_of_a_module_is_none(root, at):
    key = module_key(KEY, b"ir", b"object", [])
    assert remember_module(root, key, FACTS)
    path = entry_path(root, "memo", key)
    with open(path, "rb") as f:
        data = bytearray(f.read())
    data[at] ^= 1
    with open(path, "wb") as f:
        f.write(data)
    assert look_up_module(root, key) is None
