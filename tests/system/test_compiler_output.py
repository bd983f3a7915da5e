"""`armccctl verify` on what a compiler prints, as it is and with one threshold changed."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from armcc.control.main import main

SOURCE = """
float dist(const float *a, const float *b, int n)
{
    float s = 0;
    for (int i = 0; i < n; i++) { float d = a[i] - b[i]; s += d * d; }
    return s;
}
"""


def test_vector_loop_entered_one_element_late(
    clang: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Clang's vector loop squares and adds in two roundings, its scalar loop in one.

    With another threshold the two differ at one length, by the last bit, on some data.
    """
    monkeypatch.setenv("ARMCC_CLANG", shlex.join(clang))
    (tmp_path / "dist.c").write_text(SOURCE)
    words = [*clang, "-O3", "-S", "dist.c", "-o", "dist.s"]
    subprocess.run(words, cwd=tmp_path, check=True)
    plain = (tmp_path / "dist.s").read_text()
    assert plain.count("cmp\tw2, #8") == 1
    changed = plain.replace("cmp\tw2, #8", "cmp\tw2, #9")
    for text, passed in ((plain, True), (changed, False)):
        (tmp_path / "candidate.s").write_text(text)
        files = ["--baseline", str(tmp_path / "dist.c")]
        files += ["--candidate", str(tmp_path / "candidate.s")]
        main(["verify", "--function", "dist", *files, "--json"])
        gates = {g["name"]: g for g in json.loads(capsys.readouterr().out)["gates"]}
        assert gates["syntax"]["passed"], gates["syntax"]
        assert gates["equivalence"]["passed"] is passed, gates["equivalence"]
    assert gates["equivalence"]["reason"] == "rounding"
