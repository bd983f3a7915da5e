"""Features of a target that bind all code, and those that only allow instructions."""

from __future__ import annotations

import pytest

from armcc.function.features import binding_feature


@pytest.mark.parametrize(
    "feature",
    [
        "+fix-cortex-a53-835769",
        "+harden-sls-blr",
        "+harden-sls-retbr",
        "+reserve-x20",
        "+call-saved-x8",
        "+execute-only",
        "+tagged-globals",
        "+tpidr-el1",
        "+what-comes-next",
        "no-sign",
    ],
)
def test_what_binds(feature: str) -> None:
    assert binding_feature(["+neon", feature, "+reserve-x21"]) == feature


def test_what_does_not() -> None:
    assert binding_feature([]) == ""
    assert binding_feature(["+neon", "+v9.7a", "+outline-atomics", "-fmv"]) == ""
    assert binding_feature(["-fix-cortex-a53-835769", "+strict-align", "+reserve-x18"]) == ""
