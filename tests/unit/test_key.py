"""The key: equal things give equal keys, and nothing passes for its neighbour."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from armcc.cache import key as module
from armcc.cache.key import key
from armcc.cache.record import is_key

PARTS = st.tuples(st.binary(), st.binary(), st.text(), st.integers(0, 1 << 40))


@given(PARTS)
def test_a_key_is_64_hexadecimal_digits_and_always_the_same(parts):
    assert is_key(key(*parts))
    assert key(*parts) == key(*parts)


@given(PARTS, PARTS)
def test_different_parts_give_different_keys(one, other):
    assert (key(*one) == key(*other)) == (one == other)


def test_bytes_do_not_move_between_the_parts():
    assert key(b"ab", b"c", "n2", 1) != key(b"a", b"bc", "n2", 1)
    assert key(b"a", b"n", "2", 1) != key(b"a", b"", "n2", 1)
    assert key(b"a", b"b", "n2", 11) != key(b"a", b"b", "n21", 1)


def test_the_key_version_counts(monkeypatch):
    before = key(b"a", b"b", "n2", 1)
    monkeypatch.setattr(module, "KEY_VERSION", module.KEY_VERSION + 1)
    assert key(b"a", b"b", "n2", 1) != before


def test_the_encoding_is_what_it_was():
    # Another value here makes every cache in the world miss: raise KEY_VERSION with it.
    assert key(b"identity", b"contract", "neoverse-v2", 1) == (
        "07cea22d943f9747de4e263fe283a3470f4ba9c6608c5577fe70b6604a838d32"
    )
