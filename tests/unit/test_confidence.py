"""The words for how sure a rewrite is."""

from __future__ import annotations

import pytest

from armcc.confidence import (
    equivalent,
    is_bound,
    is_confidence,
    meets,
    proof_wanted,
    required,
)


@pytest.mark.parametrize(
    "bound", ["n <= 40", "n <= 0", "_x1 <= 18446744073709551615", "width <= 8, height <= 8"]
)
def test_bounds(bound: str) -> None:
    assert is_bound(bound)
    assert is_confidence(f"proved to {bound}")
    assert equivalent(f"proved to {bound}") == f"tested equivalent, proved to {bound}"


@pytest.mark.parametrize(
    "bound", ["", "n", "n <= ", "<= 4", "n < 4", "n <= 4,", "4 <= n", "n  <= 4", "n <= 4\n"]
)
def test_what_is_no_bound(bound: str) -> None:
    assert not is_bound(bound)
    assert not is_confidence(f"proved to {bound}")


def test_only_a_proof_for_all_inputs_meets_the_wish_for_one() -> None:
    words = ["tested", "proved to n <= 40", "proved", ""]
    assert [meets(w, "proof") for w in words] == [False, False, True, False]
    assert all(meets(w, "") for w in words)


@pytest.mark.parametrize(
    ("environ", "wanted", "proves"),
    [
        ({}, "", True),
        ({b"ARMCC_REQUIRE": b"", b"ARMCC_PROOF": b""}, "", True),
        ({b"ARMCC_REQUIRE": b"proof"}, "proof", True),
        ({b"ARMCC_REQUIRE": b"\xff"}, "proof", True),
        ({b"ARMCC_PROOF": b"off"}, "", False),
        ({b"ARMCC_PROOF": b"on"}, "", True),
        ({b"ARMCC_PROOF": b"0"}, "", True),
    ],
)
def test_the_environment(environ: dict[bytes, bytes], wanted: str, proves: bool) -> None:
    assert (required(environ), proof_wanted(environ)) == (wanted, proves)
