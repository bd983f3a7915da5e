"""What the driver takes from the cache, and what it leaves there."""

from __future__ import annotations

import posix
from pathlib import Path

import pytest

from armcc import GATES_VERSION
from armcc.cache import memo, searched
from armcc.cache.key import key
from armcc.cache.record import Rejection, Rewrite
from armcc.cache.store import Store
from armcc.driver import rewriting
from armcc.driver.rewriting import Outcome
from armcc.function.identity import digest
from armcc.function.machine import MachineCode

IDENTITY, CONTRACT = b"identity", b"contract"
KEY = key(IDENTITY, CONTRACT, "", GATES_VERSION)


class FakeFunction:
    name = "sum"


class Cache:
    """A cache that knows the contract of `sum`."""

    def __init__(self, root: str) -> None:
        self.root = root

    def know(self, confidence: str) -> None:
        machine = MachineCode(b"\x1f\x20\x03\xd5")
        Store(self.root).put(Rewrite("sum", KEY, "", machine, confidence=confidence))

    def look_up(self, mode: str = "cached", require: str = "") -> tuple[Outcome, str, Store]:
        """The outcome, what is not known, and the store with what it counted."""
        outcome = Outcome(FakeFunction())  # type: ignore[arg-type]
        outcome.identity = IDENTITY
        store = Store(self.root, require)
        facts = {"sum": memo.Facts("sum", digest(IDENTITY), CONTRACT, "a.c", 3, 5)}
        return outcome, rewriting._look_up([outcome], store, facts, False, "", mode), store


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    for name in [n for n in posix.environ if n.startswith(b"ARMCC_")]:
        monkeypatch.delitem(posix.environ, name)
    return Cache(str(tmp_path / "cache"))


@pytest.mark.parametrize("confidence", ["tested", "proved", "proved to n <= 40"])
@pytest.mark.parametrize("mode", ["cached", "optimize"])
def test_whoever_requires_nothing_gets_what_is_there(
    cache: Cache, confidence: str, mode: str
) -> None:
    cache.know(confidence)
    outcome, missing, _ = cache.look_up(mode)
    assert outcome.record is not None
    assert (outcome.record.confidence, missing) == (confidence, "")


@pytest.mark.parametrize("mode", ["cached", "optimize"])
def test_a_proved_rewrite_is_used_where_a_proof_is_required(cache: Cache, mode: str) -> None:
    cache.know("proved")
    outcome, missing, store = cache.look_up(mode, "proof")
    assert outcome.record is not None
    assert (missing, store.reasons) == ("", {"hit": 1})


@pytest.mark.parametrize("confidence", ["tested", "proved to n <= 40"])
def test_any_other_is_not(cache: Cache, confidence: str) -> None:
    cache.know(confidence)
    outcome, missing, store = cache.look_up("cached", "proof")
    assert (outcome.record, outcome.reason, missing) == (None, "not-proved", "")
    assert outcome.detail == f"the rewrite in the cache is {confidence}"
    assert store.reasons == {"not-proved": 1, "miss": 1}


def test_a_search_may_find_a_proved_one(cache: Cache) -> None:
    cache.know("tested")
    outcome, missing, store = cache.look_up("optimize", "proof")
    assert (outcome.record, outcome.reason, missing) == (None, "unknown", "record")
    assert outcome.detail == "the rewrite in the cache is tested"
    assert store.reasons == {"not-proved": 1, "miss": 1}


def test_a_search_that_found_none_is_not_repeated(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.know("tested")
    monkeypatch.setitem(posix.environ, b"ARMCC_REQUIRE", b"proof")
    searched.remember(cache.root, posix.environ, "abc")
    nothing = Rejection("sum", KEY, "not-proved", "best of 3 candidates: loops", "abc")
    Store(cache.root, "proof").put(nothing)
    outcome, missing, _ = cache.look_up("optimize", "proof")
    assert (outcome.record, outcome.reason, missing) == (None, "not-proved", "")
    # To one who does not require a proof it says nothing.
    monkeypatch.delitem(posix.environ, b"ARMCC_REQUIRE")
    outcome, missing, _ = cache.look_up("optimize")
    assert (outcome.record is not None, missing) == (True, "")


@pytest.mark.parametrize(
    ("confidence", "used"), [("proved", True), ("tested", False), ("proved to n <= 40", False)]
)
def test_the_worker_is_held_to_it_too(
    cache: Cache, confidence: str, used: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    import base64
    import json

    from armcc.cache.record import encode

    machine = MachineCode(b"\x1f\x20\x03\xd5")
    record = Rewrite("sum", KEY, "", machine, confidence=confidence)
    answer = {
        "identity": digest(IDENTITY),
        "key": KEY,
        "record": base64.b64encode(encode(record)).decode(),
        "reason": "",
        "detail": "",
        "file": "a.c",
        "line": 3,
        "column": 5,
        "searched": True,
    }
    reply = json.dumps({"functions": {"sum": answer}})
    monkeypatch.setattr(rewriting, "ask_worker", lambda *_: reply)
    outcome = Outcome(FakeFunction())  # type: ignore[arg-type]
    outcome.identity = IDENTITY
    rewriting._ask(None, {}, [outcome], "proof")  # type: ignore[arg-type]
    assert (outcome.record is not None) is used
    assert outcome.reason == ("" if used else "not-proved")
