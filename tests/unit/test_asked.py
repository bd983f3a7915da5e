"""What is asked of the speed gate, as it enters the key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from armcc.cache.speed import asked


def test_without_settings_it_is_the_cpu() -> None:
    assert asked("neoverse-n1", {}) == "neoverse-n1"
    assert asked("", {b"ARMCC_ALSO_CPUS": b"", b"ARMCC_WORKLOADS": b"", b"PATH": b"/x"}) == ""


@pytest.mark.parametrize(
    "name", [b"ARMCC_ALSO_CPUS", b"ARMCC_MIN_SPEEDUP", b"ARMCC_MEASURE", b"ARMCC_WORKLOADS"]
)
def test_each_setting_makes_another_key(name: bytes) -> None:
    one, other = asked("v2", {name: b"1.1"}), asked("v2", {name: b"1.2"})
    assert len({one, other, "v2", asked("n1", {name: b"1.1"})}) == 4
    assert one == asked("v2", {name: b"1.1"})


def test_settings_are_not_taken_for_each_other() -> None:
    found = {asked("v2", {n: b"native"}) for n in (b"ARMCC_ALSO_CPUS", b"ARMCC_MEASURE")}
    assert len(found) == 2


def test_of_a_file_the_content_counts(tmp_path: Path) -> None:
    def of(path: Path) -> str:
        return asked("v2", {b"ARMCC_WORKLOADS": os.fsencode(path)})

    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("{}")
    other.write_text("{}")
    assert of(one) == of(other)
    other.write_text('{"format": 1}')
    assert of(one) != of(other)
    missing = of(tmp_path / "none")
    assert missing not in (of(one), of(other), "v2")


def test_a_folder_counts_by_its_place_and_time(tmp_path: Path) -> None:
    def of(path: Path) -> str:
        return asked("v2", {b"ARMCC_WORKLOADS": os.fsencode(path)})

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before = of(tmp_path / "a")
    assert before != of(tmp_path / "b")
    os.utime(tmp_path / "a", ns=(1, 1))
    assert of(tmp_path / "a") != before


def test_a_large_file_counts_by_its_size_and_time_too(tmp_path: Path) -> None:
    path = tmp_path / "large"

    def of() -> str:
        return asked("v2", {b"ARMCC_WORKLOADS": os.fsencode(path)})

    path.write_bytes(bytes(1 << 20) + b"a")
    os.utime(path, ns=(1, 1))
    before = of()
    path.write_bytes(bytes(1 << 20) + b"bc")
    os.utime(path, ns=(1, 1))
    assert of() != before
