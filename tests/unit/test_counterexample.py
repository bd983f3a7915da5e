"""Saved counter-examples: what is written is read back, and what is damaged is refused."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from armcc.control.counterexample import CounterExample, from_json, load, save, to_json
from armcc.errors import Fatal
from armcc.gates.state import STACK_SIZE, CallEffect, Region, Test, placement

SEED = 0x1234567890ABCDEF


def example() -> CounterExample:
    place = placement(SEED)
    base = place.arenas[0]
    data = bytearray(8192)
    data[100:104] = b"abcd"
    data[130] = 7
    data[-1] = 9
    stack = bytearray(STACK_SIZE)
    stack[-5] = 3
    call = CallEffect((1, *[0] * 17), (0,) * 31 + (1 << 127,), 5, ((base, b"\1\2"),), False)
    test = Test(
        x=(*range(30), place.return_address),
        v=tuple(n << 64 for n in range(32)),
        sp=place.stack_top - 32,
        nzcv=9,
        regions=(
            Region(base, bytes(data), "buffer 0"),
            Region(base + (1 << 20), b"\0" * 4096, "b"),
        ),
        stack=bytes(stack),
        shown="x0=0x0, w1=-3",
        calls=(call,),
    )
    return CounterExample("f", "ab" * 16, SEED, "result", "the result is 1 instead of 2", test)


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    save(str(path), example())
    assert load(str(path)) == example()
    assert [p.name for p in tmp_path.iterdir()] == ["one.json"]


def test_memory_takes_no_room_for_zeros(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    save(str(path), example())
    assert path.stat().st_size < 8000


def changed(path: tuple[Any, ...], value: Any) -> Any:
    document = copy.deepcopy(to_json(example()))
    at: Any = document
    for key in path[:-1]:
        at = at[key]
    if value is None:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return document


DAMAGED = [
    (("kind",), "another"),
    (("format",), 2),
    (("seed",), 5),
    (("seed",), "0x" + "f" * 17),
    (("function",), None),
    (("function",), "f\x1b[2J"),
    (("baseline",), 3),
    (("detail",), "x" * 9000),
    (("sp",), "0x10"),
    (("sp",), hex(placement(SEED).stack_top - 31)),
    (("nzcv",), 16),
    (("nzcv",), True),
    (("x", "31"), "0x1"),
    (("x", "1"), "0x1" + "0" * 16),
    (("x", "1"), "one"),
    (("v", "-1"), "0x1"),
    (("regions",), {}),
    (("regions", 0, "size"), 4095),
    (("regions", 0, "size"), 1 << 40),
    (("regions", 0, "address"), "0x10"),
    (("regions", 0, "address"), hex(placement(SEED).arenas[0] + (1 << 20) - 4096)),
    (("regions", 0, "address"), hex(placement(SEED).stack // (1 << 40) * (1 << 40))),
    (("regions", 0, "bytes", "0x1fff"), "0102"),
    (("regions", 0, "bytes", "0x10"), "0g"),
    (("regions", 0), 5),
    (("calls", 0, "returns"), 1),
    (("calls", 0, "patches"), []),
    (("calls", 0, "patches", hex(placement(SEED).arenas[0] + 1)), "00"),
    (("calls",), [None] * 65),
    (("stack", "0x11000"), "01"),
]


@pytest.mark.parametrize(("path", "value"), DAMAGED)
def test_what_is_damaged_is_refused(tmp_path: Path, path: tuple[Any, ...], value: Any) -> None:
    file = tmp_path / "one.json"
    file.write_text(json.dumps(changed(path, value)))
    with pytest.raises(Fatal, match=r"no counter-example"):
        load(str(file))


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 100000, "5", "null", '"\\ud800"'])
def test_what_is_no_document_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "one.json"
    file.write_text(text)
    with pytest.raises(Fatal, match=r"no counter-example"):
        load(str(file))


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(Fatal, match=r"cannot read .*no\.json"):
        load(str(tmp_path / "no.json"))


def test_the_return_address_is_the_placements_own() -> None:
    document = to_json(example())
    document["x"]["30"] = "0x4141"
    assert from_json(document).test.x[30] == placement(SEED).return_address
