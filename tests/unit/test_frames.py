"""Where local variables lie, as clang's remarks tell it."""

from __future__ import annotations

import pytest

from armcc.function.contract import Contract, Frame, Local
from armcc.function.frames import local_variables

TOLD = """a.c:2:1: remark:
Function: f
Offset: [SP-8], Type: Spill, Align: 8, Size: 8
Offset: [SP-96], Type: Variable, Align: 1, Size: 64
    b @ a.c:2
Offset: [SP-104], Type: Variable, Align: 8, Size: 8
    v @ a.c:2 [-Rpass-analysis=stack-frame-layout]
    2 | int f(int n) { char b[64]; long v = n; g(b, &v); }
      | ^
a.c:9:1: remark:
Function: empty [-Rpass-analysis=stack-frame-layout]
"""


def test_the_variables_of_each_function() -> None:
    assert local_variables(TOLD) == {"f": (Local(-104, 8, 8), Local(-96, 64, 1)), "empty": ()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Type: Spill", "Type: Protector"),
        ("Type: Spill", "Type: VariableSized"),
        ("Align: 1, Size: 64", "Align: 32, Size: 64"),
        ("Align: 1, Size: 64", "Align: 1, Size: vscale x 16"),
        ("Align: 1, Size: 64", "Align: 1, Size: 0"),
        ("[SP-104]", "[SP-102]"),
        ("[SP-104]", "[SP-100]"),
        ("[SP-96], Type: Variable", "[SP-60], Type: Variable"),
        ("[SP-96], Type: Variable", "[SP+8], Type: Variable"),
        (" [-Rpass-analysis=stack-frame-layout]\n    2", "\n    2"),
    ],
)
def test_a_frame_that_is_not_all_known_is_left_out(old: str, new: str) -> None:
    assert old in TOLD
    assert "f" not in local_variables(TOLD.replace(old, new, 1))


def test_a_frame_of_too_many_variables_is_left_out() -> None:
    def told(count: int) -> str:
        rows = [f"Offset: [SP-{8 * n}], Type: Variable, Align: 8, Size: 8" for n in range(1, count)]
        return "\n".join(["Function: f", *rows]) + " [-Rpass-analysis=stack-frame-layout]\n"

    assert len(local_variables(told(65))["f"]) == 64
    assert local_variables(told(66)) == {}


def test_two_functions_of_one_name_tell_nothing() -> None:
    assert "f" not in local_variables(TOLD + TOLD)


def test_the_frame_is_part_of_the_contract() -> None:
    plain = Contract()
    framed = Contract(frame=Frame((Local(-8, 4, 4),), ends=True))
    assert plain.to_bytes() != framed.to_bytes()
    assert Contract.from_bytes(framed.to_bytes()) == framed
