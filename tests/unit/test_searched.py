"""A rejection stands only for the passes and the budget that were tried."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import armcc
from armcc.cache import searched


def test_round_trip(tmp_path: Path) -> None:
    root = str(tmp_path / "cache")
    assert searched.expected(root, {}) == ""
    assert searched.remember(root, {}, "abc")
    assert searched.expected(root, {}) == "abc"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (b"ARMCC_PASSES", b"x"),
        (b"ARMCC_BUDGET", b"x"),
        (b"ARMCC_MODEL", b"x"),
        (b"ARMCC_MAX_FRAME", b"x"),
        (b"ARMCC_MAX_CODE", b"x"),
        (b"ARMCC_REQUIRE", b"proof"),
        (b"ARMCC_PROOF", b"off"),
    ],
)
def test_other_words_other_search(tmp_path: Path, name: bytes, value: bytes) -> None:
    root = str(tmp_path)
    searched.remember(root, {}, "abc")
    assert searched.expected(root, {name: value}) == ""
    assert searched.expected(root, {b"HOME": b"x"}) == "abc"


def test_wishes_for_a_proof_are_told_apart() -> None:
    """A rejection of one who wants proofs says nothing to one who does not."""
    require, off = {b"ARMCC_REQUIRE": b"proof"}, {b"ARMCC_PROOF": b"off"}
    assert len({searched.given(e) for e in ({}, require, off, require | off)}) == 4
    # Words that mean the same are the same search.
    assert searched.given({b"ARMCC_REQUIRE": b"prof"}) == searched.given(require)
    assert searched.given({b"ARMCC_PROOF": b"on"}) == searched.given({})


def test_installing_a_package_changes_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "armcc"
    package.mkdir(parents=True)
    monkeypatch.setattr(armcc, "__file__", str(package / "__init__.py"))
    before = searched.fingerprint({})
    assert searched.fingerprint({}) == before
    os.utime(package.parent, ns=(1, 1))
    assert searched.fingerprint({}) != before


def test_no_cache_is_no_error(tmp_path: Path) -> None:
    assert not searched.remember("", {}, "abc")
    assert not searched.remember("/dev/null/x", {}, "abc")
    assert searched.expected("/dev/null/x", {}) == ""
    (tmp_path / searched.FOLDER).write_text("a file")
    assert not searched.remember(str(tmp_path), {}, "abc")


def test_other_captured_states_are_another_search(tmp_path: Path) -> None:
    """A rejection may come from them, or from their absence."""
    states = tmp_path / "states"
    inputs = {b"ARMCC_INPUTS": os.fsencode(states)}
    assert searched.given(inputs) == searched.given({}) == ""
    states.mkdir()
    first = searched.given(inputs)
    assert first
    assert first == searched.given(inputs)
    assert searched.fingerprint(inputs) != searched.fingerprint({})
    (states / "f.1.state").write_text("")
    os.utime(states, ns=(1, 1))
    assert searched.given(inputs) != first
