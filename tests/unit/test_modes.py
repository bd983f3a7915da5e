"""What the environment asks of armcc."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armcc.driver.modes import HotNames, max_seconds, read_mode, read_require


@pytest.mark.parametrize(
    ("environ", "mode"),
    [
        ({}, "optimize"),
        ({b"ARMCC_MODE": b""}, "optimize"),
        ({b"ARMCC_MODE": b"cached"}, "cached"),
        ({b"ARMCC_MODE": b"record"}, "record"),
        ({b"ARMCC_MODE": b"off"}, "off"),
        ({b"ARMCC_MODE": b"0"}, "off"),
        ({b"ARMCC_MODE": b"\xff"}, "off"),
        ({b"SOURCE_DATE_EPOCH": b"0"}, "cached"),
        ({b"ARMCC_MODE": b"optimize", b"SOURCE_DATE_EPOCH": b"1"}, "cached"),
        ({b"ARMCC_MODE": b"off", b"SOURCE_DATE_EPOCH": b"1"}, "off"),
    ],
)
def test_the_mode(environ: dict[bytes, bytes], mode: str) -> None:
    assert read_mode(environ) == mode


@pytest.mark.parametrize(
    ("value", "wanted", "logged"),
    [
        (None, "", ""),
        (b"", "", ""),
        (b"proof", "proof", ""),
        (b"prof", "proof", "ARMCC_REQUIRE=prof: no such requirement: taken for proof\n"),
        (b"0", "proof", "ARMCC_REQUIRE=0: no such requirement: taken for proof\n"),
    ],
)
def test_what_is_required(
    value: bytes | None,
    wanted: str,
    logged: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import posix

    log = tmp_path / "log"
    log.touch()
    monkeypatch.setitem(posix.environ, b"ARMCC_LOG", bytes(log))
    environ = {} if value is None else {b"ARMCC_REQUIRE": value}
    assert read_require(environ) == wanted
    assert log.read_text() == logged


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(b"", 300), (b"20", 20), (b"0.1", 1), (b"nan", 300), (b"-3", 300), (b"x", 300), (b"inf", 300)],
)
def test_the_wall_clock_cap(value: bytes, seconds: float) -> None:
    assert max_seconds({b"ARMCC_MAX_SECONDS": value}) == seconds


def test_armcc_hot_widens_and_narrows() -> None:
    hot = HotNames("sum, +mix_*,-mix_slow,-other")
    assert hot.widens
    assert hot.takes_in("sum")
    assert hot.takes_in("mix_fast")
    assert not hot.takes_in("mix_slow")
    assert not hot.takes_in("sums")
    assert hot.leaves_out("other")
    assert hot.leaves_out("mix_slow")
    assert not hot.leaves_out("sum")
    assert not HotNames("-a").widens
    assert HotNames("-*").leaves_out("anything")


@given(st.text(), st.text())
def test_no_value_is_too_odd(value: str, name: str) -> None:
    hot = HotNames(value)
    assert not (hot.takes_in(name) and hot.leaves_out(name))
