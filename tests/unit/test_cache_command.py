"""`armccctl cache`: what the store holds, for people and for programs."""

from __future__ import annotations

import json
import os

import pytest

from armcc.cache.memo import remember
from armcc.cache.record import Rejection, Rewrite
from armcc.cache.store import Store
from armcc.control.cache_command import cache_clear, cache_path, cache_stats
from armcc.errors import Fatal
from armcc.function.machine import MachineCode

KEY = "0123456789abcdef" * 4


@pytest.fixture
def root(tmp_path):
    store = Store(str(tmp_path / "cache"))
    store.put(Rewrite("f", KEY, "ret", MachineCode(b"\xc0\x03\x5f\xd6")))
    store.put(Rejection("g", "f" * 64, "slow"))
    store.get(KEY)
    store.get(KEY)
    store.get("f" * 64)
    store.get("e" * 64)
    store.count("option", 5)
    (tmp_path / "x.c").write_text("")
    assert remember(store.root, KEY, [str(tmp_path / "x.c")], [], [])
    return store.root


def test_json_has_sizes_outcomes_and_reasons(root, capsys):
    assert cache_stats(root, True) == 0
    found = json.loads(capsys.readouterr().out)
    assert found.pop("bytes") > 300
    assert found == {
        "format": 1,
        "path": root,
        "entries": 1,
        "rejections": 1,
        "memos": 1,
        "limit": 512 << 20,
        "hits": 2,
        "rejection_hits": 1,
        "misses": 1,
        "reasons": {"option": 5},
    }


def test_people_get_lines(root, capsys):
    assert cache_stats(root, False) == 0
    lines = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert ["hits", "2 (50.0%)"] in lines
    assert ["option", "5"] in lines
    assert ["path", root] in lines


def test_a_store_that_does_not_exist_yet_is_empty(tmp_path, capsys):
    assert cache_stats(str(tmp_path / "none"), True) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["entries"], found["hits"], found["reasons"]) == (0, 0, {})
    assert not (tmp_path / "none").exists()


def test_looking_changes_nothing(root, capsys):
    cache_stats(root, True)
    first = capsys.readouterr().out
    cache_stats(root, True)
    assert capsys.readouterr().out == first


def test_clear_empties_it(root, capsys):
    assert cache_clear(root) == 0
    assert "3 entries removed" in capsys.readouterr().out
    assert Store(root).stats() == {"entries": 0, "rejections": 0, "memos": 0, "bytes": 0}


def test_path_says_where(root, capsys):
    assert cache_path(root) == 0
    assert capsys.readouterr().out == f"{root}\n"


@pytest.mark.parametrize("command", [cache_clear, cache_path, lambda r: cache_stats(r, True)])
def test_no_cache_says_what_to_set(command):
    with pytest.raises(Fatal, match="ARMCC_CACHE_DIR"):
        command("")


def test_a_cache_that_is_refused_says_why(root):
    os.chmod(root, 0o777)
    with pytest.raises(Fatal, match="chmod go-w"):
        cache_stats(root, True)
