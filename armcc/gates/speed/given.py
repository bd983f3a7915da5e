"""ARMCC_WORKLOADS: on which inputs a user wants functions to be fast (docs/cost-model.md).

A JSON file names sizes and kinds of data for functions, or a folder holds states that
`armccctl capture` recorded; a file may name such a folder, too.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from typing import Any

from armcc.errors import Error

FORMAT = 1
# What a file says of all functions that it does not name.
EVERYONE = "*"
_LARGEST = 1 << 20
_MOST = 16
_KINDS = frozenset(
    "text random small float32 float64 sorted utf8 zeros ramp repeated boundary".split()
)


@dataclass(frozen=True)
class Given:
    """What is asked for one function.

    sizes: values of its integer arguments.  bits: of random ones, in their place.
    data: kinds of contents of its buffers; the one it works longest on where it is empty.
    captured: a folder of captured states, "" for none.
    """

    sizes: tuple[int, ...] = ()
    data: tuple[str, ...] = ()
    bits: tuple[int, ...] = ()
    captured: str = ""


def given(path: str, function: str) -> Given | None:
    """What a file or folder asks for one function; None where it leaves that to armcc.

    Raises Error("workloads") where it cannot be read or means nothing.
    """
    if os.path.isdir(path):
        return Given(captured=path)
    try:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
    except OSError as e:
        raise Error("workloads", f"ARMCC_WORKLOADS: {path}: {e.strerror}") from e
    except ValueError as e:
        raise Error("workloads", f"ARMCC_WORKLOADS: {path} is not JSON: {e}") from e
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _wrong(path, f'an object with "format": {FORMAT} is wanted')
    unknown = set(document) - {"format", "functions", "captured"}
    functions = document.get("functions", {})
    captured = document.get("captured", "")
    if unknown or not isinstance(functions, dict) or not isinstance(captured, str):
        raise _wrong(path, 'beside "format" there may be "functions" and "captured"')
    if captured:
        captured = os.path.join(os.path.dirname(os.path.abspath(path)), captured)
        if not os.path.isdir(captured):
            raise _wrong(path, f"there is no folder {captured}")
    rows = {name: _row(path, name, row) for name, row in functions.items()}
    found = rows.get(function, rows.get(EVERYONE))
    if found is None and not captured:
        return None
    return replace(found or Given(), captured=captured)


def _row(path: str, name: str, row: Any) -> Given:
    if not isinstance(row, dict) or set(row) - {"sizes", "data", "bits"}:
        raise _wrong(path, f'of {name} "sizes", "data" and "bits" may be told')
    sizes = _numbers(path, name, "sizes", row, 0, _LARGEST)
    bits = _numbers(path, name, "bits", row, 1, 64)
    data = row.get("data", [])
    if not isinstance(data, list) or not all(isinstance(k, str) and k in _KINDS for k in data):
        raise _wrong(path, f'"data" of {name} has to be a list of {", ".join(sorted(_KINDS))}')
    count = len(bits) + max(len(sizes), bool(data)) * max(1, len(data))
    if not 0 < count <= _MOST:
        raise _wrong(path, f"for {name} one to {_MOST} workloads have to be told")
    return Given(sizes, tuple(data), bits)


def _numbers(
    path: str, name: str, key: str, row: dict[str, Any], least: int, most: int
) -> tuple[int, ...]:
    found = row.get(key, [])
    if not isinstance(found, list) or not all(type(n) is int and least <= n <= most for n in found):
        raise _wrong(path, f'"{key}" of {name} has to be a list of numbers from {least} to {most}')
    return tuple(found)


def _wrong(path: str, what: str) -> Error:
    return Error("workloads", f"ARMCC_WORKLOADS: {path}: {what}")
