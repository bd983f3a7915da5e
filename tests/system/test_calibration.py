"""The calibration on the host: its tracer, and a small run from end to end."""

from __future__ import annotations

import json
import platform
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from armcc.control.calibration import build, run
from armcc.control.calibration.build import Instruction, Library, library, name_of
from armcc.control.calibration.inputs import HEAD, WORK, Input, place_of_b, words
from armcc.control.calibration.kernels import KERNELS, Kernel
from armcc.errors import Fatal
from armcc.gates.speed.steps import Access

pytestmark = pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="the calibration is one of x86-64 hosts"
)
pytest.importorskip("capstone")
from armcc.control.calibration.x86 import Operations, Tracer, number  # noqa: E402

AX, CX, DX, SI, DI, FLAGS, X0, X1 = 0, 1, 2, 6, 7, 64, 32, 33


def kernel(name: str) -> Kernel:
    return next(k for k in KERNELS if k.name == name)


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two kernels, compiled."""
    yield library([kernel("countif"), kernel("prefix")], str(tmp_path_factory.mktemp("kernels")))


def one(assembly: str) -> Instruction:
    """An instruction as its bytes in hexadecimal, and its text."""
    code, _, text = assembly.partition(" | ")
    return Instruction(0, bytes.fromhex(code), text)


@pytest.mark.parametrize(
    ("assembly", "reads", "writes", "accesses"),
    [
        ("01 d8 | addl %ebx, %eax", {AX, 3}, {AX, FLAGS}, ""),
        ("03 07 | addl (%rdi), %eax", {AX, DI}, {AX, FLAGS}, "r"),
        ("89 04 8e | movl %eax, (%rsi,%rcx,4)", {AX, SI, CX}, set(), "w"),
        ("ff 04 86 | incl (%rsi,%rax,4)", {AX, SI}, {FLAGS}, "rw"),
        ("8d 04 0f | leal (%rdi,%rcx), %eax", {DI, CX}, {AX}, ""),
        ("31 c0 | xorl %eax, %eax", set(), {AX, FLAGS}, ""),
        ("8a 07 | movb (%rdi), %al", {AX, DI}, {AX}, "r"),
        ("0f b6 07 | movzbl (%rdi), %eax", {DI}, {AX}, "r"),
        ("f3 0f 58 c1 | addss %xmm1, %xmm0", {X0, X1}, {X0}, ""),
        ("f3 0f 10 07 | movss (%rdi), %xmm0", {DI}, {X0}, "r"),
        ("f3 0f 10 c1 | movss %xmm1, %xmm0", {X0, X1}, {X0}, ""),
        ("0f 42 c1 | cmovbl %ecx, %eax", {AX, CX, FLAGS}, {AX}, ""),
        ("48 f7 f1 | divq %rcx", {AX, DX, CX}, {AX, DX, FLAGS}, ""),
        ("66 0f 1f 44 00 00 | nopw (%rax,%rax)", set(), set(), ""),
    ],
)
def test_registers_and_accesses_of_an_instruction(
    assembly: str, reads: set[int], writes: set[int], accesses: str
) -> None:
    found = Operations().of(one(assembly))
    assert set(found.reads) == reads
    assert set(found.writes) == writes
    assert found.loads == ("r" in accesses)
    assert found.stores == ("w" in accesses)
    assert not found.branch


@pytest.mark.parametrize(
    ("assembly", "conditional"), [("75 fe | jne 0", True), ("eb fe | jmp 0", False)]
)
def test_branches(assembly: str, conditional: bool) -> None:
    found = Operations().of(one(assembly))
    assert found.branch
    assert found.conditional == conditional
    assert found.reads == ((FLAGS,) if conditional else ())


def test_parts_of_a_register_are_one_register() -> None:
    assert {number(n) for n in ("rax", "eax", "ax", "al", "ah")} == {AX}
    assert {number(n) for n in ("rsi", "esi", "si", "sil")} == {SI}
    assert {number(n) for n in ("r9", "r9d", "r9w", "r9b")} == {9}
    assert number("xmm15") == 47
    assert number("rip") is None


def test_the_tracer_gets_the_right_result_in_every_build(code: Library) -> None:
    values = [7, 100, 3, 250, 9, 8, 50, 51] * 4
    given = Input(words(values), bytes(4 * 32), 32, 50)
    for n in range(len(kernel("countif").builds)):
        result, steps = Tracer(code).steps(name_of(kernel("countif"), n), given)
        assert result == sum(v < 50 for v in values)
        assert steps


def test_the_steps_of_a_loop(code: Library) -> None:
    """`y[i] = sum += x[i]`: a load and a store in each turn, and a branch back but in the last."""
    given = Input(words([5, 6, 7]), bytes(12), 3)
    tracer = Tracer(code)
    name = name_of(kernel("prefix"), 0)
    result, steps = tracer.steps(name, given)
    assert result == 18
    a, b = WORK + HEAD, place_of_b(given)
    last: Access = (b + 8, 4)  # what is returned
    assert [x for s in steps for x in s.read] == [(a, 4), (a + 4, 4), (a + 8, 4), last]
    assert [x for s in steps for x in s.written] == [(b, 4), (b + 4, 4), (b + 8, 4)]
    back = [s.taken for s in steps if s.operation.conditional]
    # The first asks whether there is anything at all.
    assert back == [False, True, True, False]
    assert tracer.branches(name, given) == [
        (s.site, s.taken) for s in steps if s.operation.conditional
    ]
    sizes = {i.address: len(i.code) for i in code.functions[name]}
    assert all(s.size == sizes[s.site] for s in steps)


def test_accesses_of_16_bytes_are_one(tmp_path: Path) -> None:
    copy = kernel("copy")
    given = Input(bytes(range(64)), bytes(64), 64)
    tracer = Tracer(library([copy], str(tmp_path)))
    _, steps = tracer.steps(name_of(copy, 2), given)
    a, b = WORK + HEAD, place_of_b(given)
    assert [s.read for s in steps if s.read][:4] == [((a + n, 16),) for n in range(0, 64, 16)]
    assert [s.written for s in steps if s.written] == [((b + n, 16),) for n in range(0, 64, 16)]


def test_a_small_calibration_makes_a_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = [
        Kernel(k.name, k.builds[:2], k.data[:1]) for k in (kernel("countif"), kernel("divide"))
    ]
    monkeypatch.setattr(run, "KERNELS", small)
    plot = tmp_path / "plot.svg"
    assert run.calibrate(json=True, plot=str(plot), rounds=3) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["dropped"] + len(said["pairs"]) == 2
    assert {"all", "none", "static", "count", "without branches"} <= said["agreement"].keys()
    for pair in said["pairs"]:
        assert min(pair["cycles"]) > 0
        assert pair["predicted"].keys() == said["agreement"].keys()
    assert ElementTree.parse(plot).getroot().tag.endswith("svg")
    assert run.calibrate(json=False, plot="", rounds=3) == 0
    assert "right signs" in capsys.readouterr().out


def test_another_host_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    with pytest.raises(Fatal, match="x86-64"):
        run.calibrate(json=False, plot="", rounds=3)


def test_a_missing_compiler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "find_tool", lambda _: None)
    with pytest.raises(Fatal, match="apt-get install clang-22"):
        run.calibrate(json=False, plot="", rounds=3)
