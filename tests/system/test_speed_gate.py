"""What the speed gate must not be told: the ways in which llvm-mca is known to be fooled."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import clang_words

from armcc.control.subject import function_from_assembly
from armcc.errors import Error
from armcc.gates import workloads as workloads_module
from armcc.gates.mca import cycles
from armcc.gates.predictor import penalty
from armcc.gates.speed import Baseline
from armcc.gates.speed import speed_gate as gate
from armcc.gates.state import Region
from armcc.gates.subject import Subject
from armcc.gates.syntax import assemble
from armcc.gates.verdict import GateResult
from armcc.gates.workloads import CAPTURED, workloads

Measure = Callable[..., GateResult]


@pytest.fixture(scope="module")
def measure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measure]:
    """The gate's word on a candidate (assembly) for a baseline (assembly and prototype).

    Nothing here is compiled, so one clang, which assembles the baseline, is enough.
    """
    folder = str(tmp_path_factory.mktemp("speed"))
    known: dict[tuple[str, str, str], Baseline] = {}

    def run(prototype: str, baseline: str, candidate: str, cpu: str = "neoverse-v2") -> GateResult:
        asked = (prototype, baseline, cpu)
        if asked not in known:
            path = f"{folder}/baseline.s"
            with open(path, "w", encoding="ascii") as f:
                f.write(f".globl f\n.type f, %function\nf:\n{baseline}\n.size f, .-f\n")
            function = function_from_assembly(path, "f", prototype, folder)
            known[asked] = Baseline(Subject(function), cpu)
        made = known[asked]
        contract = made.subject.function.contract
        return gate(made, assemble(f"f:\n{candidate}", "f", contract, folder))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))
        yield run


PREFIX_SUM = """
    cmp w1, #1
    b.lt 2f
    mov w8, #0
1:  ldr w9, [x0]
    add w8, w8, w9
    str w8, [x0], #4
    subs w1, w1, #1
    b.ne 1b
2:  ret
"""


def test_splitting_a_post_index_store_is_no_gain(measure: Measure) -> None:
    split = PREFIX_SUM.replace("str w8, [x0], #4", "str w8, [x0]\n add x0, x0, #4")
    found = measure("void f(int *a, int n)", PREFIX_SUM, split)
    assert (found.outcome, found.reason) == ("rejected", "not-faster")
    assert found.evidence["speedup"] == pytest.approx(1.0, abs=0.02)
    assert measure("void f(int *a, int n)", split, PREFIX_SUM).evidence["speedup"] <= 1.01


def test_a_post_index_store_costs_what_its_two_operations_cost() -> None:
    turn = ["ldr w9, [x0]", "add w8, w8, w9", "str w8, [x0], #4", "subs w1, w1, #1"]
    split = [*turn[:2], "str w8, [x0]", "add x0, x0, #4", turn[3]]
    one, two = (cycles(t * 50, "neoverse-v2", "+neon", aliasing=False) for t in (turn, split))
    # A turn waits for the add alone, not for the stored value's way through the store.
    assert one == two < 2 * 50


RECURRENCE = """
    cmp w1, #2
    b.lt 2f
    ldr w8, [x0]
    sub w1, w1, #1
1:  ldr w9, [x0, #4]
    mul w8, w8, w8
    add x0, x0, #4
    add w8, w8, w9
    str w8, [x0]
    subs w1, w1, #1
    b.ne 1b
2:  ret
"""


def test_passing_a_value_through_memory_is_not_free(measure: Measure) -> None:
    """llvm-mca takes the load of what was just stored as independent of the store."""
    reloaded = RECURRENCE.replace("1:  ldr", "1:  ldr w8, [x0]\n    ldr")
    found = measure("void f(int *a, int n)", RECURRENCE, reloaded)
    assert (found.outcome, found.reason) == ("rejected", "slower")
    # What people are shown is the optimistic model's view, in which it is a gain.
    large = max(found.evidence["workloads"], key=lambda w: w["size"])
    assert large["rewrite_cycles"] < large["baseline_cycles"] / 1.5
    assert large["speedup"] < 0.9


VECTOR = """
    mov w8, #0
    subs w1, w1, #16
    b.lt 2f
    movi v0.4s, #0
1:  ldr q1, [x0], #16
    subs w1, w1, #16
    uaddlp v1.8h, v1.16b
    uadalp v0.4s, v1.8h
    b.ge 1b
    addv s0, v0.4s
    fmov w8, s0
2:  adds w1, w1, #16
    b.eq 4f
3:  ldrb w9, [x0], #1
    add w8, w8, w9
    subs w1, w1, #1
    b.ne 3b
4:  mov w0, w8
    ret
"""
SCALAR = """
    mov w8, #0
    cbz w1, 4f
3:  ldrb w9, [x0], #1
    add w8, w8, w9
    subs w1, w1, #1
    b.ne 3b
4:  mov w0, w8
    ret
"""
SUM = "unsigned f(const unsigned char *a, unsigned n)"


def test_a_scalar_loop_is_not_faster_than_a_vector_loop(measure: Measure) -> None:
    """As straight-line text the scalar one is shorter; as executed it is not."""
    found = measure(SUM, VECTOR, SCALAR)
    assert (found.outcome, found.reason) == ("rejected", "slower")
    large = max(found.evidence["workloads"], key=lambda w: w["size"])
    assert large["rewrite_instructions"] > large["baseline_instructions"]
    assert large["speedup"] < 0.5


def test_a_vector_loop_is_faster_than_a_scalar_loop_where_it_runs(measure: Measure) -> None:
    found = measure(SUM, SCALAR, VECTOR)
    large = max(found.evidence["workloads"], key=lambda w: w["size"])
    assert large["speedup"] > 2
    assert len(found.evidence["workloads"]) >= 3


@pytest.mark.parametrize(
    "marks",
    [
        ("# LLVM-MCA-BEGIN x", "# LLVM-MCA-END x"),
        ("// LLVM-MCA-BEGIN", "// LLVM-MCA-END"),
        ("# LLVM-MCA-LATENCY 1", "// LLVM-MCA-LATENCY 100"),
    ],
)
def test_comments_do_not_change_what_is_measured(measure: Measure, marks: tuple[str, str]) -> None:
    marked = SCALAR.replace("    add w8", f"{marks[0]}\n    add w8").replace(
        "    subs", f"{marks[1]}\n    subs"
    )
    assert marked.count("LLVM-MCA") == 2
    assert measure(SUM, SCALAR, marked) == measure(SUM, SCALAR, SCALAR)


CSEL = """
    mov x8, x0
    cbz x1, 2f
1:  lsr x9, x1, #1
    ldr w10, [x8, x9, lsl #2]
    add x11, x8, x9, lsl #2
    add x11, x11, #4
    sub x12, x1, x9
    sub x12, x12, #1
    cmp w10, w2
    csel x8, x11, x8, lt
    csel x1, x12, x9, lt
    cbnz x1, 1b
2:  sub x0, x8, x0
    asr x0, x0, #2
    ret
"""
BRANCHY = """
    mov x8, x0
    cbz x1, 2f
1:  lsr x9, x1, #1
    ldr w10, [x8, x9, lsl #2]
    cmp w10, w2
    b.lt 3f
    mov x1, x9
    cbnz x1, 1b
    b 2f
3:  add x8, x8, x9, lsl #2
    add x8, x8, #4
    sub x1, x1, x9
    sub x1, x1, #1
    cbnz x1, 1b
2:  sub x0, x8, x0
    asr x0, x0, #2
    ret
"""


def test_branches_of_a_binary_search_are_mispredicted(measure: Measure) -> None:
    found = measure("long f(const int *a, unsigned long n, int key)", CSEL, BRANCHY)
    assert (found.outcome, found.reason) == ("rejected", "slower")
    large = max(found.evidence["workloads"], key=lambda w: w["size"])
    assert large["rewrite_mispredicted"] > large["baseline_mispredicted"] + 1
    # The model alone would have called it faster.
    lost = penalty("neoverse-v2")
    foreseen = large["rewrite_cycles"] - lost * large["rewrite_mispredicted"]
    assert foreseen < (large["baseline_cycles"] - lost * large["baseline_mispredicted"]) / 1.9


def test_an_unknown_cpu_is_refused_and_not_served_by_another(measure: Measure) -> None:
    with pytest.raises(Error) as caught:
        measure(SUM, SCALAR, VECTOR, cpu="cortex-a76")
    assert caught.value.reason == "cpu"
    assert "cortex-a76" in caught.value.message


def test_another_cpu_is_another_measurement(measure: Measure) -> None:
    big = measure(SUM, SCALAR, VECTOR, cpu="neoverse-v2").evidence
    little = measure(SUM, SCALAR, VECTOR, cpu="cortex-a55").evidence
    assert (big["cpu"], little["cpu"]) == ("neoverse-v2", "cortex-a55")
    assert big["workloads"][0]["baseline_cycles"] < little["workloads"][0]["baseline_cycles"]


@pytest.mark.parametrize("text", ["eret", "frobnicate x0"])
def test_a_warning_of_the_model_is_no_measurement(text: str) -> None:
    with pytest.raises(Error) as caught:
        cycles(["add x0, x0, #1", text], "neoverse-v2", "+neon", aliasing=False)
    assert caught.value.reason == "speed-model"


def test_the_same_question_has_the_same_answer(measure: Measure) -> None:
    """Also where the baseline is costed anew; a comment makes it another text here."""
    first = measure(SUM, SCALAR, VECTOR)
    assert measure(SUM, f"{SCALAR}// again", VECTOR) == first


def test_a_longer_chain_costs_more() -> None:
    short, long = (["mul x0, x0, x0"] * n for n in (10, 40))
    one, two = (cycles(t, "neoverse-v2", "+neon", aliasing=False) for t in (short, long))
    assert 2 * one < two


# A sum of words; the candidate is faster but where the first word is MARK.
SQUARES = """
    mov w8, #0
    cmp w1, #1
    b.lt 2f
1:  ldr w9, [x0]
    add x0, x0, #4
    mul w9, w9, w9
    mul w9, w9, w9
    add w8, w8, w9
    subs w1, w1, #1
    b.ne 1b
2:  mov w0, w8
    ret
"""
MARK = 0x2B7E1516
FASTER = SQUARES.replace("mul w9, w9, w9\n    mul w9, w9, w9", "add w9, w9, w9")
BUT = (
    "cmp w1, #1\n b.lt 9f\n ldr w9, [x0]\n mov w10, #0x1516\n movk w10, #0x2b7e, lsl #16\n"
    " cmp w9, w10\n b.ne 9f\n mov w10, #400\n8: udiv w11, w10, w10\n subs w10, w10, w11\n"
    " b.ne 8b\n9:"
) + FASTER


def squares(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Subject:
    monkeypatch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))
    path = folder / "a.s"
    path.write_text(f".globl f\n.type f, %function\nf:\n{SQUARES}\n.size f, .-f\n")
    return Subject(function_from_assembly(str(path), "f", "int f(int *a, int n)", str(folder)))


def marked(subject: Subject, counts: tuple[int, ...], mark: bool) -> None:
    """Give a subject states as if captured: made inputs, their first word set or not."""
    path = workloads(subject, 1)[0].case.test
    out = []
    for count in counts:
        regions = [
            Region(
                r.address,
                r.data[: path.x[0] - r.address]
                + (MARK if mark else 7).to_bytes(4, "little")
                + r.data[path.x[0] - r.address + 4 :],
                r.name,
            )
            if r.address <= path.x[0] < r.end
            else r
            for r in path.regions
        ]
        x = (path.x[0], count, *path.x[2:])
        out.append(replace(path, x=x, regions=tuple(regions)))
    subject.captured = tuple(out)


@pytest.mark.parametrize("mark", [False, True])
def test_captured_states_are_workloads(
    mark: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = squares(tmp_path, monkeypatch)
    without = Baseline(subject, "neoverse-v2")
    marked(subject, (40, 8, 9, 20, 21, 22, 30, 31, 5000), mark)
    made = Baseline(subject, "neoverse-v2")
    real = [w for w in made.workloads if w.data == CAPTURED]
    # The longest that can be costed, the middle one, and the shortest.
    assert [w.case.test.x[1] for w in real] == [40, 21, 8]
    assert [w.data for w in made.workloads[: len(without.workloads)]].count(CAPTURED) == 0
    assert [c.test.x[1] for c in real[1].variants[0]][:2] in ([20, 22], [22, 20])
    candidate = assemble(f"f:\n{BUT}", "f", subject.function.contract, str(tmp_path))
    assert gate(without, candidate).outcome == "accepted"
    found = gate(made, candidate)
    assert found.outcome == ("rejected" if mark else "accepted"), found
    assert not mark or "on a captured state of" in found.detail
    assert [w["data"] for w in found.evidence["workloads"]].count(CAPTURED) == 3


def test_captured_states_do_where_no_made_input_can_be_costed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = squares(tmp_path, monkeypatch)
    marked(subject, (8, 9, 10), False)
    monkeypatch.setattr(workloads_module, "_SIZES", ())
    assert {w.data for w in workloads(subject, 1)} == {CAPTURED}
    subject.captured = subject.captured[:2]
    with pytest.raises(Error) as caught:
        workloads(subject, 1)
    assert caught.value.reason == "workloads"
