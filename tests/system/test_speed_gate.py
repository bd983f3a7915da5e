"""What the speed gate must not be told: the ways in which llvm-mca is known to be fooled.

And what it must be told: the rewrites that everybody would make.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from codes import PREFIX_SUM, SPLIT, SUM, function_of
from conftest import clang_words

from armcc.errors import Error
from armcc.gates.speed import workloads as workloads_module
from armcc.gates.speed.baseline import Baseline
from armcc.gates.speed.cores import ALSO_CPUS, CORES, DEFAULT_CPU, MODELS
from armcc.gates.speed.costing import ALL, CORRECTIONS
from armcc.gates.speed.disguise import check_model
from armcc.gates.speed.gate import speed_gate as gate
from armcc.gates.speed.mca import Target, timelines
from armcc.gates.speed.operands import operations
from armcc.gates.speed.policy import Policy
from armcc.gates.speed.retime import Waits, retime
from armcc.gates.speed.steps import Step
from armcc.gates.speed.workloads import CAPTURED, NUMBERS, RARE, workloads
from armcc.gates.state import Region
from armcc.gates.subject import Subject
from armcc.gates.syntax import assemble
from armcc.gates.verdict import GateResult

Measure = Callable[..., GateResult]
V2 = Target("neoverse-v2", "+neon")
# One view alone, for what is not about the others.
ALONE = Policy(also=())
# Baselines that are kept for the next question.
KEPT = 3


@pytest.fixture(scope="module")
def measure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measure]:
    """The gate's word on a candidate (assembly) for a baseline (assembly and prototype).

    Nothing here depends on a compiler's version, so one clang, which assembles, is enough.
    """
    folder = str(tmp_path_factory.mktemp("speed"))
    known: dict[object, Baseline] = {}

    def run(
        prototype: str,
        baseline: str,
        candidate: str,
        cpu: str = DEFAULT_CPU,
        policy: Policy = ALONE,
        corrections: frozenset[str] = ALL,
    ) -> GateResult:
        asked = (prototype, baseline, cpu, policy, corrections)
        if asked not in known:
            function = function_of(prototype, baseline, folder)
            known[asked] = Baseline(Subject(function), cpu, policy, corrections)
        # Each has emulators of its own, which take some hundred megabytes of addresses.
        while len(known) > KEPT:
            known.pop(next(iter(known))).subject.close()
        made = known[asked]
        contract = made.subject.function.contract
        text = candidate.lstrip() if "\nf:" in candidate else f"f:\n{candidate}"
        return gate(made, assemble(text, "f", contract, folder))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))
        for name in ("ARMCC_ALSO_CPUS", "ARMCC_MIN_SPEEDUP", "ARMCC_WORKLOADS", "ARMCC_MEASURE"):
            patch.delenv(name, raising=False)
        yield run
    for one in known.values():
        one.subject.close()


def sized(found: GateResult, size: int) -> dict[str, float]:
    """The evidence of the first workload of a size."""
    return next(w for w in found.evidence["workloads"] if w["size"] == size)


def largest(found: GateResult) -> dict[str, float]:
    return max(found.evidence["workloads"], key=lambda w: w["size"])


# -- what must be refused ---------------------------------------------------------------------


def test_splitting_a_post_index_store_is_no_gain(measure: Measure) -> None:
    found = measure("void f(int *a, int n)", PREFIX_SUM, SPLIT)
    assert (found.outcome, found.reason) == ("rejected", "not-faster")
    assert all(0.97 <= w["speedup"] <= 1.03 for w in found.evidence["workloads"])
    back = measure("void f(int *a, int n)", SPLIT, PREFIX_SUM)
    assert 0.97 <= back.evidence["speedup"] <= 1.03
    # llvm-mca alone makes the address wait for the data.
    off = ALL - {"cracking"}
    fooled = measure("void f(int *a, int n)", PREFIX_SUM, SPLIT, corrections=off)
    assert fooled.evidence["speedup"] > 2


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
    large = largest(found)
    assert large["rewrite_raw_cycles"] < large["baseline_raw_cycles"] / 1.5
    assert large["speedup"] < 0.5
    off = ALL - {"forwarding"}
    fooled = measure("void f(int *a, int n)", RECURRENCE, reloaded, corrections=off)
    assert largest(fooled)["speedup"] > 1.5


# Insertion sort: the element in hand is kept in a register, or swapped through memory.  Of the
# second llvm-mca has each load pass the store before it.
SHIFTING = """
    cmp w1, #2
    b.lt 9f
    mov x8, #1
    mov w9, w1
1:  ldr w10, [x0, x8, lsl #2]
    mov x11, x8
    add x12, x0, x8, lsl #2
2:  ldr w13, [x12, #-4]
    cmp w13, w10
    b.le 3f
    str w13, [x12]
    sub x12, x12, #4
    subs x11, x11, #1
    b.ne 2b
3:  str w10, [x12]
    add x8, x8, #1
    cmp x8, x9
    b.ne 1b
9:  ret
"""
SWAPPING = """
    cmp w1, #2
    b.lt 9f
    mov x8, #1
    mov w9, w1
1:  mov x11, x8
    add x12, x0, x8, lsl #2
2:  ldp w13, w10, [x12, #-4]
    cmp w13, w10
    b.le 3f
    stp w10, w13, [x12, #-4]
    sub x12, x12, #4
    subs x11, x11, #1
    b.ne 2b
3:  add x8, x8, #1
    cmp x8, x9
    b.ne 1b
9:  ret
"""


def test_an_insertion_sort_gains_nothing_by_loads_that_pass_stores(measure: Measure) -> None:
    found = measure("void f(int *a, int n)", SHIFTING, SWAPPING)
    assert (found.outcome, found.reason) == ("rejected", "slower")
    # Where elements move far, each through memory.
    moved = [w for w in found.evidence["workloads"] if w["baseline_instructions"] > 5000]
    moved = [w for w in moved if w["data"] not in ("sorted", "zeros", "ramp")]
    assert moved
    assert all(w["speedup"] < 0.8 for w in moved), moved
    off = ALL - {"forwarding", "branches"}
    fooled = measure("void f(int *a, int n)", SHIFTING, SWAPPING, corrections=off)
    # As often as not the model alone has them as fast as each other.
    assert fooled.evidence["speedup"] > 1.2 * found.evidence["speedup"]


# Sums bytes one by one.
SUMMED = """\
3:  ldrb w9, [x0], #1
    add w8, w8, w9
    subs w1, w1, #1
    b.ne 3b
4:  mov w0, w8
"""
VECTOR = f"""
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
{SUMMED}    ret
"""
SCALAR = f"""
    mov w8, #0
    cbz w1, 4f
{SUMMED}    ret
"""


def test_a_scalar_loop_is_not_faster_than_a_vector_loop(measure: Measure) -> None:
    """As straight-line text the scalar one is shorter; as executed it is not."""
    found = measure(SUM, VECTOR, SCALAR)
    assert (found.outcome, found.reason) == ("rejected", "slower")
    large = largest(found)
    assert large["size"] == 4096
    assert large["rewrite_instructions"] > large["baseline_instructions"]
    assert large["speedup"] < 0.2


def test_a_vector_loop_is_faster_than_a_scalar_loop_where_it_runs(measure: Measure) -> None:
    found = measure(SUM, SCALAR, VECTOR)
    assert largest(found)["speedup"] > 5
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
    found = measure(SUM, SCALAR, marked)
    assert found == measure(SUM, SCALAR, SCALAR)
    assert (found.reason, found.evidence["speedup"]) == ("not-faster", 1.0)


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
    prototype = "long f(const int *a, unsigned long n, int key)"
    found = measure(prototype, CSEL, BRANCHY)
    assert (found.outcome, found.reason) == ("rejected", "slower")
    assert found.evidence["speedup"] < 0.97
    large = largest(found)
    assert large["rewrite_mispredicted"] > large["baseline_mispredicted"] + 1
    # The model alone would have called it faster.
    assert large["rewrite_raw_cycles"] < large["baseline_raw_cycles"] / 1.9
    fooled = measure(prototype, CSEL, BRANCHY, corrections=ALL - {"branches"})
    assert fooled.evidence["speedup"] > 1.5


# The larger of two numbers, and a little work.
SELECTED = """
    cmp w0, w1
    csel w8, w0, w1, hi
    eor w8, w8, w8, lsr #3
    eor w8, w8, w8, lsr #5
    eor w0, w8, w8, lsr #7
    ret
"""
BRANCHED = """
    cmp w0, w1
    b.hi 1f
    mov w0, w1
1:  eor w0, w0, w0, lsr #3
    eor w0, w0, w0, lsr #5
    eor w0, w0, w0, lsr #7
    ret
"""


def test_one_branch_on_random_data_is_mispredicted_every_other_time(measure: Measure) -> None:
    prototype = "unsigned f(unsigned a, unsigned b)"
    found = measure(prototype, SELECTED, BRANCHED)
    assert (found.outcome, found.reason) == ("rejected", "slower")
    for one in found.evidence["workloads"]:
        assert one["rewrite_mispredicted"] > 0.2
        assert one["speedup"] < 0.8
    back = measure(prototype, BRANCHED, SELECTED)
    assert all(w["speedup"] > 1.2 for w in back.evidence["workloads"])


def switch(index: str) -> str:
    """A loop of n rounds, of which `index`, assembly, chooses one of four additions by w8."""
    cases = "".join(f".L{n}: add w9, w9, #{n + 5}\n b 3f\n" for n in range(4))
    table = "".join(f" .byte (.L{n}-.L0)/4\n" for n in range(4))
    return f"""
    mov w9, #0
    cbz w1, 4f
    adrp x10, .Ltable
    add x10, x10, :lo12:.Ltable
1:  {index}
    and w8, w8, #3
    cmp w8, #3
    b.hi 3f
    adr x12, .L0
    ldrb w11, [x10, x8]
    add x12, x12, x11, lsl #2
    br x12
{cases}
3:  subs w1, w1, #1
    b.ne 1b
4:  mov w0, w9
    ret
    .section .rodata
.Ltable:
{table}
"""


# One of four additions without any branch but the loop's.
CHOSEN = """
    mov w9, #0
    cbz w1, 4f
1:  ldrb w8, [x0], #1
    and w8, w8, #3
    add w8, w8, #5
    add w9, w9, w8
    subs w1, w1, #1
    b.ne 1b
4:  mov w0, w9
    ret
"""


@pytest.mark.parametrize(
    ("index", "rate"),
    [("ldrb w8, [x0], #1", 0.5), ("ubfx w8, w1, #1, #2", 0.0), ("mov w8, #2", 0.0)],
    ids=["of random data", "in turn", "always the same"],
)
def test_where_a_switch_leads_is_foreseen_or_not(index: str, rate: float, measure: Measure) -> None:
    found = measure(SUM, CHOSEN, switch(index))
    assert (found.outcome, found.reason) == ("rejected", "slower")
    large = largest(found)
    each = large["rewrite_mispredicted"] / large["size"]
    assert rate <= each < rate + 0.4


# x * 5 + 1 over the bits of a mask, in line; and the same in a loop of 32 turns.
STRAIGHT = """
    mov w8, #1
    ands w9, w0, #0xff
    add w10, w9, w9, lsl #2
    add w8, w8, w10
    eor w8, w8, w8, lsr #3
    add w8, w8, w8, lsl #2
    mov w0, w8
    ret
"""
IN_A_LOOP = """
    mov w8, #1
    and w9, w0, #0xff
    mov w10, #5
1:  add w8, w8, w9
    subs w10, w10, #1
    b.ne 1b
    eor w8, w8, w8, lsr #3
    add w8, w8, w8, lsl #2
    mov w0, w8
    ret
"""


def test_work_moved_into_a_loop_is_not_gone(measure: Measure) -> None:
    found = measure("unsigned f(unsigned x)", STRAIGHT, IN_A_LOOP)
    assert found.outcome == "rejected"
    assert found.evidence["speedup"] < 0.9
    assert {w["data"] for w in found.evidence["workloads"]} == {NUMBERS}
    assert all(w["rewrite_instructions"] == 22 for w in found.evidence["workloads"])


# A sum by vectors that has a table of sixteen partial sums to clear and to add up, however
# little there is to sum.
HEAVY_START = f"""
    sub sp, sp, #64
    movi v0.2d, #0
    stp q0, q0, [sp]
    stp q0, q0, [sp, #32]
    movi v1.4s, #0
    movi v2.4s, #0
    movi v3.4s, #0
    subs w1, w1, #16
    b.lt 2f
1:  ldr q4, [x0], #16
    subs w1, w1, #16
    uaddlp v4.8h, v4.16b
    uadalp v0.4s, v4.8h
    b.ge 1b
2:  str q0, [sp]
    ldp q5, q6, [sp]
    ldp q7, q16, [sp, #32]
    add v5.4s, v5.4s, v6.4s
    add v7.4s, v7.4s, v16.4s
    add v5.4s, v5.4s, v7.4s
    addv s0, v5.4s
    fmov w8, s0
    adds w1, w1, #16
    b.eq 4f
{SUMMED}    add sp, sp, #64
    ret
"""


def test_faster_at_4096_and_slower_at_4_is_slower(measure: Measure) -> None:
    found = measure(SUM, SCALAR, HEAVY_START)
    assert (found.outcome, found.reason) == ("rejected", "slower")
    assert sized(found, 4096)["speedup"] > 5
    assert sized(found, 4)["speedup"] < 0.8
    assert "at size" in found.detail


def test_more_instructions_are_no_gain_by_llvm_mca_alone(measure: Measure) -> None:
    # Multiplications taken apart into independent additions: fewer cycles, many more operations.
    slow = "mov w8, #25\n" + "mul w0, w0, w8\n" * 12 + "ret\n"
    fast = "add w0, w0, w0, lsl #2\nadd w0, w0, w0, lsl #2\n" * 12 + "ret\n"
    found = measure("unsigned f(unsigned x)", slow, fast)
    assert found.evidence["workloads"][0]["rewrite_instructions"] == 25
    assert found.evidence["speedup"] >= 1.0
    assert found.outcome == "rejected"
    twice = fast.replace("ret", "add w9, w0, #1\nadd w10, w0, #2\nret")
    assert measure("unsigned f(unsigned x)", slow, twice).outcome == "rejected"


# -- what must be accepted --------------------------------------------------------------------

POPCOUNT = """
    mov w8, wzr
    cbz x0, 2f
1:  and w9, w0, #1
    lsr x0, x0, #1
    add w8, w8, w9
    cbnz x0, 1b
2:  mov w0, w8
    ret
"""
CNT = "fmov d0, x0\n cnt v0.8b, v0.8b\n addv b0, v0.8b\n fmov w0, s0\n ret\n"


# The same but for the order of a sum, so that its workloads are other numbers.
OTHERWISE = POPCOUNT.replace("w8, w8, w9", "w8, w9, w8")


@pytest.mark.parametrize("slow", [POPCOUNT, OTHERWISE], ids=["one", "other"])
def test_a_population_count_by_an_instruction_is_faster(measure: Measure, slow: str) -> None:
    found = measure("int f(unsigned long x)", slow, CNT, policy=Policy())
    assert found.outcome == "accepted", found
    assert [w["size"] for w in found.evidence["workloads"]] == [64, 32, 16, 8]
    assert [o["cpu"] for o in found.evidence["others"]] == [DEFAULT_CPU, *ALSO_CPUS]


BITWISE_CRC = """
    mov w8, #-1
    cbz w1, 9f
    mov w10, #0x8320
    movk w10, #0xedb8, lsl #16
1:  ldrb w9, [x0], #1
    eor w8, w8, w9
    mov w11, #8
2:  sbfx w12, w8, #0, #1
    and w12, w12, w10
    eor w8, w12, w8, lsr #1
    subs w11, w11, #1
    b.ne 2b
    subs w1, w1, #1
    b.ne 1b
9:  mvn w0, w8
    ret
"""


def _entry(n: int) -> int:
    for _ in range(8):
        n = n >> 1 ^ (0xEDB88320 if n & 1 else 0)
    return n


TABLE_CRC = f"""
\t.text
f:
    mov w8, #-1
    cbz w1, 9f
    adrp x10, .Ltable
    add x10, x10, :lo12:.Ltable
1:  ldrb w9, [x0], #1
    eor w9, w9, w8
    and w9, w9, #0xff
    ldr w9, [x10, w9, uxtw #2]
    eor w8, w9, w8, lsr #8
    subs w1, w1, #1
    b.ne 1b
9:  mvn w0, w8
    ret
\t.section .rodata.cst,"a",@progbits
\t.p2align 6
.Ltable:
\t.word {", ".join(str(_entry(n)) for n in range(256))}
"""
CRC = "unsigned f(const unsigned char *p, unsigned n)"


def test_a_table_is_faster_though_its_lines_are_counted(measure: Measure) -> None:
    found = measure(CRC, BITWISE_CRC, TABLE_CRC, policy=Policy())
    assert found.outcome == "accepted", found
    free = measure(CRC, BITWISE_CRC, TABLE_CRC, corrections=ALL - {"tables"})
    for size in (16, 7, 4):
        # Most of a short text's look-ups are in lines that are not in the first cache.
        counted, warm = sized(found, size), sized(free, size)
        lost = counted["rewrite_cycles"] - warm["rewrite_cycles"]
        assert size * 6 * 0.5 <= lost <= size * 6, (size, lost)
        assert counted["baseline_cycles"] == warm["baseline_cycles"]


ONE_SUM = """
    mov w8, wzr
    cbz w1, 2f
1:  ldr w9, [x0], #4
    ldr w10, [x2], #4
    madd w8, w9, w10, w8
    subs w1, w1, #1
    b.ne 1b
2:  mov w0, w8
    ret
"""
FOUR_SUMS = """
    mov w8, wzr
    mov w3, wzr
    mov w4, wzr
    mov w5, wzr
    subs w1, w1, #4
    b.lo 2f
1:  ldp w9, w10, [x0]
    ldp w11, w12, [x0, #8]
    ldp w13, w14, [x2]
    ldp w15, w16, [x2, #8]
    add x0, x0, #16
    add x2, x2, #16
    madd w8, w9, w13, w8
    madd w3, w10, w14, w3
    madd w4, w11, w15, w4
    madd w5, w12, w16, w5
    subs w1, w1, #4
    b.hs 1b
2:  adds w1, w1, #4
    b.eq 4f
3:  ldr w9, [x0], #4
    ldr w10, [x2], #4
    madd w8, w9, w10, w8
    subs w1, w1, #1
    b.ne 3b
4:  add w8, w8, w3
    add w4, w4, w5
    add w0, w8, w4
    ret
"""
DOT = "unsigned f(const unsigned *a, unsigned n, const unsigned *b)"


# The same without the products.
ONE_PLAIN_SUM = ONE_SUM.replace("    ldr w10, [x2], #4\n", "").replace(
    "madd w8, w9, w10, w8", "add w8, w8, w9"
)
FOUR_PLAIN_SUMS = """
    mov w8, wzr
    mov w3, wzr
    mov w4, wzr
    mov w5, wzr
    subs w1, w1, #4
    b.lo 2f
1:  ldp w9, w10, [x0]
    ldp w11, w12, [x0, #8]
    add x0, x0, #16
    subs w1, w1, #4
    add w8, w8, w9
    add w3, w3, w10
    add w4, w4, w11
    add w5, w5, w12
    b.hs 1b
2:  adds w1, w1, #4
    b.eq 4f
3:  ldr w9, [x0], #4
    add w8, w8, w9
    subs w1, w1, #1
    b.ne 3b
4:  add w8, w8, w3
    add w4, w4, w5
    add w0, w8, w4
    ret
"""


@pytest.mark.parametrize(
    ("one", "four"),
    [(ONE_SUM, FOUR_SUMS), (ONE_PLAIN_SUM, FOUR_PLAIN_SUMS)],
    ids=["products", "elements"],
)
def test_a_reduction_with_four_accumulators_is_faster(
    one: str, four: str, measure: Measure
) -> None:
    found = measure(DOT, one, four, policy=Policy())
    assert found.outcome == "accepted", found


UNROLLED = "\n".join(
    f"ldr w{9 + n % 8}, [x0, #{4 * n}]\n add w8, w8, w{9 + n % 8}" for n in range(16)
)
ROLLED = """
    mov w8, wzr
    mov x9, #16
1:  ldr w10, [x0], #4
    subs x9, x9, #1
    add w8, w8, w10
    b.ne 1b
    mov w0, w8
    ret
"""


def test_a_loop_of_sixteen_elements_is_faster_unrolled(measure: Measure) -> None:
    unrolled = f"mov w8, wzr\n{UNROLLED}\nmov w0, w8\nret\n"
    found = measure("int f(const int *a)", ROLLED, unrolled, policy=Policy())
    assert found.outcome == "accepted", found
    back = measure("int f(const int *a)", unrolled, ROLLED)
    assert back.outcome == "rejected"


# -- what the model stands on -----------------------------------------------------------------


def test_without_corrections_it_is_llvm_mca(measure: Measure) -> None:
    for before, after in ((SCALAR, VECTOR), (SHIFTING, SWAPPING)):
        found = measure("void f(int *a, int n)", before, after, corrections=frozenset())
        for w in found.evidence["workloads"]:
            assert w["baseline_cycles"] == w["baseline_raw_cycles"]
            assert w["rewrite_cycles"] == w["rewrite_raw_cycles"]


@pytest.mark.parametrize("cpu", MODELS)
def test_a_timeline_that_nothing_changes_is_llvm_mcas(cpu: str) -> None:
    """Of each model: `retime` without waits moves nothing, and what it counts llvm-mca prints."""
    body = [t.strip() for t in (FOUR_SUMS + VECTOR + SWAPPING).splitlines()]
    plain = [t.split(":")[-1].strip() for t in body if t and not t.endswith("f") and "b." not in t]
    texts = [one.text for t in plain if t and "ret" not in t for one in operations(t)] * 3
    for aliasing in (False, True):
        (line,) = timelines([texts], Target(cpu, "+neon"), aliasing)
        steps = [Step(one, 0) for t in texts for one in operations(t)]
        timed = retime(steps, line, CORES[cpu], Waits())
        assert timed.issued == line.issued
        assert timed.retired == line.retired
        assert timed.cycles == line.cycles == _printed(texts, cpu, aliasing)


def _printed(texts: list[str], cpu: str, aliasing: bool) -> int:
    command = ["llvm-mca-22", "-mtriple=aarch64-linux-gnu", f"-mcpu={cpu}", "-mattr=+neon"]
    command += ["-iterations=1", "-json", f"-noalias={str(not aliasing).lower()}"]
    ran = subprocess.run(
        command, input="\n".join(texts), capture_output=True, text=True, check=True
    )
    return int(json.loads(ran.stdout)["CodeRegions"][0]["SummaryView"]["TotalCycles"])


def test_several_lines_are_costed_each_for_itself() -> None:
    chain, other = ["mul x0, x0, x0"] * 10, ["add x1, x1, #1"]
    together = timelines([chain, other, chain], V2, aliasing=False)
    assert together[0] == together[2] == timelines([chain], V2, aliasing=False)[0]
    assert together[1] == timelines([other], V2, aliasing=False)[0]


def test_every_cpu_that_is_offered_has_a_model_of_its_own() -> None:
    for cpu in MODELS:
        check_model(cpu)


@pytest.mark.parametrize(
    ("cpu", "said"),
    [
        ("cortex-a72", "llvm-mca measures cortex-a72 with the model of cortex-a57"),
        ("cortex-a76", "with the model of cortex-a57"),
        ("cortex-a78", "with the model of cortex-a57"),
        ("cortex-x3", "with the model of neoverse-v2"),
        ("generic", "with the model of cortex-a510"),
        ("apple-m1", "no speed model for 'apple-m1'"),
        ("frobnicator", "llvm-mca has no model for 'frobnicator'"),
    ],
)
def test_a_model_in_disguise_is_refused(cpu: str, said: str) -> None:
    with pytest.raises(Error) as caught:
        check_model(cpu)
    assert caught.value.reason == "cpu"
    assert said in caught.value.message


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


def test_what_is_slower_on_another_core_is_refused(measure: Measure) -> None:
    """A sum with a long shift takes the large core two cycles and the small one one; a rotation
    takes it one and the small one three."""
    before = "add w0, w0, w1, lsl #7\n" * 8 + "ret\n"
    after = "ror w0, w0, #3\n" * 8 + "ret\n"
    prototype = "unsigned f(unsigned x, unsigned y)"
    alone = measure(prototype, before, after)
    also = measure(prototype, before, after, policy=Policy(also=("cortex-a55",)))
    assert alone.outcome == "accepted"
    assert (also.outcome, also.reason) == ("rejected", "slower")
    assert also.detail.endswith("on cortex-a55")
    assert also.evidence["others"][-1]["speedup"] < 0.6


@pytest.mark.parametrize("text", ["eret", "frobnicate x0", "swpal x0, x1, [x2]"])
def test_a_warning_of_the_model_is_no_measurement(text: str) -> None:
    with pytest.raises(Error) as caught:
        timelines([["add x0, x0, #1", text]], V2, aliasing=False)
    assert caught.value.reason == "speed-model"
    assert "llvm-mca: " in caught.value.message


@pytest.mark.parametrize("lines", [[], [[]], [["add x0, x0, #1"], []]])
def test_a_trace_of_no_instruction_is_no_measurement(lines: list[list[str]]) -> None:
    with pytest.raises(Error, match="no instruction was executed") as caught:
        timelines(lines, V2, aliasing=False)
    assert caught.value.reason == "speed-model"


def test_a_candidate_that_only_returns_is_no_measurement(measure: Measure) -> None:
    found = measure("unsigned f(unsigned x)", STRAIGHT, "ret")
    assert (found.outcome, found.reason) == ("rejected", "speed-model")
    assert "no instruction but the return" in found.detail


def test_an_endless_candidate_is_no_measurement(measure: Measure) -> None:
    found = measure(SUM, SCALAR, "1: add w8, w8, #1\n b 1b\n ret")
    assert (found.outcome, found.reason) == ("rejected", "speed-model")
    assert "more than 80000 instructions" in found.detail


def test_the_same_question_has_the_same_answer(measure: Measure) -> None:
    """Also where the baseline is costed anew; a comment makes it another text here."""
    first = measure(SUM, SCALAR, VECTOR)
    assert measure(SUM, f"{SCALAR}// again", VECTOR) == first


def test_each_correction_can_be_switched_off(measure: Measure) -> None:
    assert set(CORRECTIONS) == ALL
    for one in CORRECTIONS:
        found = measure("int f(unsigned long x)", POPCOUNT, CNT, corrections=ALL - {one})
        # Whether the loop's end is foreseen decides about the shortest numbers.
        assert found.outcome == ("rejected" if one == "branches" else "accepted"), one


def test_a_longer_chain_costs_more() -> None:
    short, long = timelines([["mul x0, x0, x0"] * n for n in (10, 40)], V2, aliasing=False)
    assert 2 * short.cycles < long.cycles


# -- captured states --------------------------------------------------------------------------

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
    return Subject(function_of("int f(int *a, int n)", SQUARES, folder))


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
    monkeypatch.setattr(workloads_module, "SIZES", ())
    assert {w.data for w in workloads(subject, 1)} == {CAPTURED}
    subject.captured = subject.captured[:2]
    with pytest.raises(Error) as caught:
        workloads(subject, 1)
    assert caught.value.reason == "workloads"


# -- which inputs -----------------------------------------------------------------------------


@pytest.fixture
def subject(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, str], Subject]]:
    """A subject from a prototype of `f` and its assembly."""
    monkeypatch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))
    made: list[Subject] = []

    def make(prototype: str, code: str) -> Subject:
        made.append(Subject(function_of(prototype, code, tmp_path)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_sizes_from_short_to_long(subject: Callable[[str, str], Subject]) -> None:
    found = workloads(subject(SUM, SCALAR), 1)
    sizes = [w.size for w in found if w.data != RARE]
    assert (sizes[0], sizes[2:]) == (4096, [16, 7, 4])
    assert 131 <= sizes[1] <= 131 + 131 // 4
    # The loop takes as long on any data: so it is costed on several kinds.
    assert len({w.data for w in found}) > 1
    lengths = [w.case.expected.instructions for w in found]
    assert lengths == sorted(lengths, reverse=True)
    assert all(len(w.variants) == 3 and w.mixed for w in found)
    again = workloads(subject(SUM, SCALAR), 1)
    assert [w.case.test.x for w in again] == [w.case.test.x for w in found]


def test_a_long_loop_is_costed_at_the_size_that_its_traces_allow(
    subject: Callable[[str, str], Subject],
) -> None:
    slow = SCALAR.replace("    subs", "    mul w10, w9, w9\n" * 20 + "    subs")
    found = workloads(subject(SUM, slow), 1)
    assert found[0].size == 512
    assert all(w.case.expected.instructions <= 20_000 for w in found)


# What is done depends on a second integer that is no size: with a large one hardly anything.
STATE = """
    cmp w2, #2
    b.hi 9f
    cbz w1, 2f
1:  ldrb w9, [x0], #1
    add w2, w2, w9
    eor w2, w2, w2, lsl #1
    subs w1, w1, #1
    b.ne 1b
2:  mov w0, w2
    ret
9:  mov w0, #-1
    ret
"""


def test_an_integer_may_be_no_size(subject: Callable[[str, str], Subject]) -> None:
    found = workloads(subject("int f(const char *s, unsigned n, unsigned state)", STATE), 1)
    assert max(w.case.expected.instructions for w in found) > 10_000
    # And with a state that ends at once it is costed, too.
    assert min(w.case.expected.instructions for w in found) == 4


# A path that no size and no data of the made workloads leads to.
BOUND = STATE.replace("cmp w2, #2\n", "mov w3, #5000\n cmp w1, w3\n").replace(
    "9:  mov w0, #-1", "9:  add w0, w1, w2"
)


def test_a_gain_may_not_be_lost_on_a_rare_path(measure: Measure) -> None:
    prototype = "int f(const char *s, unsigned n, unsigned state)"
    faster = BOUND.replace("eor w2, w2, w2, lsl #1\n", "")
    good = measure(prototype, BOUND, faster)
    assert good.outcome == "accepted"
    assert [w["data"] for w in good.evidence["workloads"]].count(RARE) == 1
    slow = "udiv w3, w1, w2\n udiv w1, w3, w2\n" * 3
    bad = measure(prototype, BOUND, faster.replace("9:  add", f"9:  {slow}  add"))
    assert (bad.outcome, bad.reason) == ("rejected", "slower")
    assert "on a rare path of 5 instructions" in bad.detail
    assert bad.evidence["speedup"] == good.evidence["speedup"]


def given_file(folder: Path, functions: dict[str, object]) -> Policy:
    path = folder / f"workloads{len(list(folder.iterdir()))}.json"
    path.write_text(json.dumps({"format": 1, "functions": functions}))
    return Policy(also=(), workloads=str(path))


def test_workloads_that_are_given(measure: Measure, tmp_path: Path) -> None:
    policy = given_file(tmp_path, {"f": {"sizes": [4096, 64], "data": ["random"]}})
    found = measure(SUM, SCALAR, HEAVY_START, policy=policy)
    named = [(w["size"], w["data"]) for w in found.evidence["workloads"] if w["data"] != RARE]
    assert named == [(4096, "random"), (64, "random")]
    # What is slower for 4 bytes alone is right for those who have no such calls.
    assert found.outcome == "accepted"
    other = given_file(tmp_path, {"g": {"sizes": [1]}})
    assert measure(SUM, SCALAR, HEAVY_START, policy=other).outcome == "rejected"
    numbers = given_file(tmp_path, {"*": {"bits": [64, 3]}})
    found = measure("int f(unsigned long x)", POPCOUNT, CNT, policy=numbers)
    assert [(w["size"], w["data"]) for w in found.evidence["workloads"]] == [
        (64, NUMBERS),
        (3, NUMBERS),
    ]


@pytest.mark.parametrize("row", [{"sizes": [100_000]}, {"sizes": [9], "data": ["nan"]}])
def test_a_workload_that_does_not_run_is_not_passed_over(
    row: dict[str, object], measure: Measure, tmp_path: Path
) -> None:
    with pytest.raises(Error) as caught:
        measure(SUM, SCALAR, VECTOR, policy=given_file(tmp_path, {"f": row}))
    assert caught.value.reason == "workloads"


def test_a_given_folder_of_captured_states(measure: Measure, tmp_path: Path) -> None:
    """Without a state of this function in it the workloads are the made ones."""
    (tmp_path / "states").mkdir()
    found = measure(SUM, SCALAR, VECTOR, policy=Policy(also=(), workloads=str(tmp_path / "states")))
    assert found.evidence["workloads"] == measure(SUM, SCALAR, VECTOR).evidence["workloads"]


# Sums four bytes a turn; but of what begins with a lower-case letter one a turn, by a detour.
WORDS_BUT = f"""
    mov w8, #0
    cbz w1, 4f
    ldrb w9, [x0]
    sub w10, w9, #97
    cmp w10, #26
    b.lo 7f
    subs w1, w1, #4
    b.lo 2f
1:  ldr w9, [x0], #4
    and w10, w9, #0xff
    ubfx w11, w9, #8, #8
    ubfx w12, w9, #16, #8
    lsr w13, w9, #24
    add w10, w10, w11
    add w12, w12, w13
    add w8, w8, w10
    add w8, w8, w12
    subs w1, w1, #4
    b.hs 1b
2:  adds w1, w1, #4
    b.eq 4f
{SUMMED}    ret
7:  mov w11, #3
5:  ldrb w9, [x0], #1
    udiv w12, w9, w11
    udiv w12, w12, w11
    add w8, w8, w9
    subs w1, w1, #1
    b.ne 5b
    mov w0, w8
    ret
"""


def test_a_slow_path_of_the_candidate_alone_is_found(measure: Measure) -> None:
    """The baseline does the same on any data; no workload need begin with such a letter."""
    found = measure(SUM, SCALAR, WORDS_BUT)
    assert (found.outcome, found.reason) == ("rejected", "slower"), found
    assert "on a rare path of" in found.detail
    # Without the detour it is what it looks like.
    fast = WORDS_BUT.replace("    b.lo 7f\n", "    nop\n").replace("    nop\n", "")
    assert measure(SUM, SCALAR, fast.partition("7:")[0]).outcome == "accepted"
