"""The program that times two codes, run under an emulator: what it calls and from which state.

No test here looks at how long anything takes: under an emulator that means nothing.
"""

from __future__ import annotations

import os
import platform
import shlex
import struct
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from codes import PREFIX_SUM, SPLIT, SUM, function_of
from conftest import clang_words
from natively import buffer, code_of, image_of, test_of

from armcc.control.subject import function_from_source
from armcc.errors import Error
from armcc.function.tools import cross_tool, host_is_aarch64, qemu, require
from armcc.gates.image import Image
from armcc.gates.inputs import Case, Maker
from armcc.gates.program import Entry
from armcc.gates.speed import timer
from armcc.gates.speed.measure import confirmed, measure, run
from armcc.gates.speed.timer import Plan, Stretch, order, samples_in, timed, total
from armcc.gates.speed.timing_statistics import Timing
from armcc.gates.speed.workloads import Workload, workloads
from armcc.gates.state import Region, Test
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled, assemble
from armcc.gates.verdict import ACCEPTED, REJECTED, UNKNOWN, GateResult

PLAN = Plan(rounds=14, settle=1, microseconds=50, most=64, seconds=60.0)


def emulator() -> list[str]:
    """The words before a program for AArch64; none where this machine runs it."""
    if host_is_aarch64():
        return ["/usr/bin/env"]
    return [require(qemu(), "qemu-aarch64"), "-cpu", "max"]


def test_the_timer_is_what_as_makes_of_its_source(tmp_path: Path) -> None:
    source = Path(timer.__file__).with_name("timer.S")
    obj, binary = tmp_path / "timer.o", tmp_path / "timer.bin"
    subprocess.run([require(cross_tool("as"), "as"), "-o", obj, source], check=True)
    objcopy = require(cross_tool("objcopy"), "objcopy")
    subprocess.run([objcopy, "-O", "binary", "-j", ".text", obj, binary], check=True)
    assert binary.read_bytes() == timer.CODE


# -- the program itself, with codes that notice what is wrong -----------------------------------


def both(
    baseline: str,
    candidate: str,
    test: Test,
    folder: Path,
    restored: tuple[Stretch, ...] = (),
    plan: Plan = PLAN,
) -> tuple[tuple[bytes, ...], str]:
    """The memory after two codes were timed on a test, the block last, and what went wrong."""
    image = image_of(candidate, folder)
    there = image.placement.image + 0x2000_0000
    code = code_of(baseline, folder, there, {})
    beside = Region(there, code.ljust(4096, b"\0"), "baseline")
    begins, entry = timed(test, image, there, restored, plan)
    entry = replace(entry, code=(*entry.code, beside))
    outcomes, failure = run(image, [begins], [entry], str(folder), emulator(), plan.seconds)
    return (outcomes[0].memory if outcomes else ()), failure


def words(data: bytes, *places: int) -> list[int]:
    """The 8-byte words at some places."""
    return [struct.unpack_from("<Q", data, 8 * n)[0] for n in places]


def counts(number: int) -> str:
    """A code that counts its calls in the word `number` of its buffer, and nothing else."""
    return f"ldr x9, [x0, #{8 * number}]\nadd x9, x9, #1\nstr x9, [x0, #{8 * number}]\nret"


def test_each_code_is_called_as_often_as_it_says(tmp_path: Path) -> None:
    region = buffer(0, bytes(4096))
    test = test_of(1, {0: region.address}, (region,))
    (memory, block), failure = both(counts(3), counts(5), test, tmp_path)
    assert failure == ""
    found = samples_in(block, PLAN)
    first, second = words(memory, 3, 5)
    each = found.calls + found.calls // 8 + 1
    rounds = PLAN.settle + PLAN.rounds
    assert second == rounds * each
    # The baseline is measured twice a round, and was tried until it took long enough.
    tried = first - 2 * rounds * each
    assert 2 * found.calls - 1 <= tried <= 8 * found.calls
    assert total(block) == first + second + rounds * each, "the rest is the code that does nothing"
    assert found.calls in {2**n for n in range(7)}
    assert len(found.baseline) == len(found.candidate) == len(found.empty) == PLAN.rounds
    assert all(n > 0 for n in (*found.baseline, *found.candidate, *found.again, *found.empty))
    assert found.frequency > 0


def test_the_number_of_calls_grows_until_a_sample_is_long_enough(tmp_path: Path) -> None:
    test = test_of(1)
    longer = replace(PLAN, microseconds=10**6, most=16)
    (block,), _ = both("ret", "ret", test, tmp_path, plan=longer)
    assert samples_in(block, longer).calls == 16
    shorter = replace(PLAN, microseconds=0)
    (block,), _ = both("ret", "ret", test, tmp_path, plan=shorter)
    assert samples_in(block, shorter).calls == 1


def dies_unless(checks: dict[str, int]) -> str:
    """Instructions that trap where a register is not what it should be."""
    out = []
    for n, (register, value) in enumerate(checks.items()):
        parts = [f"movz x16, #{value & 0xFFFF}"]
        parts += [
            f"movk x16, #{value >> shift & 0xFFFF}, lsl #{shift}"
            for shift in (16, 32, 48)
            if value >> shift & 0xFFFF
        ]
        move = "" if register.startswith("x") else f"fmov x17, {register}\n"
        name = "x17" if move else register
        out.append("\n".join(parts) + f"\n{move}cmp {name}, x16\nb.eq 7{n}f\nudf #0\n7{n}:")
    return "\n".join(out)


def test_every_call_has_the_arguments_of_the_test(tmp_path: Path) -> None:
    """Each code spoils all that it may, and so would find what the call before has left."""
    test = test_of(4)
    checks = {f"x{n}": test.x[n] for n in range(9)}
    checks |= {f"d{n}": test.v[n] & (1 << 64) - 1 for n in range(8)}
    spoil = "\n".join(
        [f"mov x{n}, #7" for n in range(18)]
        + [f"movi v{n}.16b, #5" for n in (*range(8), *range(16, 32))]
    )
    upper = "umov x17, v0.d[1]\n" + dies_unless({"x17": test.v[0] >> 64})
    code = f"{dies_unless(checks)}\n{upper}\n{spoil}\nret"
    _, failure = both(code, code.replace("#7", "#9"), test, tmp_path)
    assert failure == ""
    wrong = dies_unless({**checks, "x8": test.x[8] ^ 1})
    _, failure = both(code, f"{wrong}\nret", test, tmp_path)
    assert "SIGILL" in failure


def test_arguments_on_the_stack_are_those_of_the_test(tmp_path: Path) -> None:
    test = test_of(5)
    above = test.sp - image_of("ret", tmp_path).placement.stack
    first, third = (
        int.from_bytes(test.stack[above + at : above + at + 8], "little") for at in (0, 16)
    )
    code = "ldr x9, [sp]\nldr x10, [sp, #16]\n" + dies_unless({"x9": first, "x10": third})
    stores = "mov x11, #0\nstr x11, [sp, #16]\nret"
    line = Stretch(test.sp + 16, test.stack[above + 16 : above + 32])
    assert both(code + stores, code + stores, test, tmp_path, (line,))[1] == ""
    assert "SIGILL" in both(code + stores, code + stores, test, tmp_path)[1]


@pytest.mark.parametrize("size", [16, 32, 48, 64, 208])
def test_what_a_call_changes_is_restored_before_the_next(size: int, tmp_path: Path) -> None:
    """A code that would stop at once if it found what it has left behind itself."""
    data = bytes(range(256)) * 16
    region = buffer(0, data)
    at = region.address + 64
    test = test_of(1, {0: at, 1: size}, (region,))
    first = int.from_bytes(data[64:72], "little")
    last = int.from_bytes(data[64 + size - 8 : 64 + size], "little")
    code = (
        "sub x11, x1, #8\nldr x9, [x0]\nldr x10, [x0, x11]\n"
        + dies_unless({"x9": first, "x10": last})
        + "1: sub x1, x1, #1\nstrb wzr, [x0, x1]\ncbnz x1, 1b\nret"
    )
    restored = (Stretch(at, data[64 : 64 + size]),)
    (memory, block), failure = both(code, code, test, tmp_path, restored)
    assert failure == ""
    # Which code was the last stands in the schedule.
    ended = order(PLAN)[-1] != timer.NOTHING
    assert memory == (data[:64] + bytes(size) + data[64 + size :] if ended else data)
    assert total(block) > 0
    assert "SIGILL" in both(code, code, test, tmp_path)[1]


def test_a_code_that_does_not_end_is_stopped(tmp_path: Path) -> None:
    memory, failure = both("ret", "b .", test_of(1), tmp_path, plan=replace(PLAN, seconds=1.0))
    assert memory == ()
    assert failure == "the process did not end in time"
    assert list(tmp_path.glob("measure-*")) == []


def test_in_the_sandbox_it_does_the_same(tmp_path: Path) -> None:
    """The filter takes none of its system calls, and it is on one core."""
    image = image_of(counts(1), tmp_path)
    region = buffer(0, bytes(4096))
    test = test_of(1, {0: region.address}, (region,))
    begins, entry = timed(test, image, image.entry, [], PLAN)
    before = os.sched_getaffinity(0)
    (got,), failure = run(image, [begins], [entry], str(tmp_path))
    assert os.sched_getaffinity(0) == before
    assert failure == ""
    assert words(got.memory[0], 1)[0] > 0
    assert samples_in(got.memory[-1], PLAN).calls > 0


def test_the_process_is_on_one_core(tmp_path: Path) -> None:
    seen = tmp_path / "affinity"
    shell = ["/bin/sh", "-c", f"grep Cpus_allowed_list /proc/self/status > {seen}"]
    image = image_of("ret", tmp_path)
    with pytest.raises(Error, match="did not start"):
        run(image, [test_of(1)], [Entry(0)], str(tmp_path), shell)
    assert seen.read_text().split()[1].isdecimal(), "neither a range nor a list"


# -- functions, from their own workloads --------------------------------------------------------

Pair = tuple[Subject, Assembled, list[Workload]]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, str, str], Pair]]:
    """A baseline, a candidate and two workloads, from a prototype and both assembly texts."""
    folder = str(tmp_path_factory.mktemp("measure"))

    def make(prototype: str, baseline: str, candidate: str) -> Pair:
        function = function_of(prototype, baseline, folder)
        subject = Subject(function, 0x1234_5678 << 32)
        found = assemble(f"f:\n{candidate}", "f", function.contract, folder)
        chosen = workloads(subject, 1)
        return subject, found, [chosen[0], chosen[-1]]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMCC_CLANG", shlex.join(clang_words("clang22")))
        yield make


FORWARDS = """
    mov w8, #0
    cbz w1, 2f
1:  ldrb w9, [x0], #1
    add w8, w8, w9
    subs w1, w1, #1
    b.ne 1b
2:  mov w0, w8
    ret
"""
BACKWARDS = """
    mov w8, #0
    cbz w1, 2f
1:  sub w1, w1, #1
    ldrb w9, [x0, w1, uxtw]
    add w8, w8, w9
    cbnz w1, 1b
2:  mov w0, w8
    ret
"""
POLYNOMIAL = """
    fmul d3, d0, d1
    fadd d0, d3, d2
    fmov d4, x0
    ret
"""
EIGHT_AND_TWO = (
    "long f(long a, long b, long c, long d, long e, long g, long h, long i, int j, long k)"
)
STACK = "ldrsw x9, [sp]\nldr x10, [sp, #8]\nadd x0, x0, x9\nadd x0, x0, x10\nret"
STACK_REUSED = (
    "ldrsw x9, [sp]\nldr x10, [sp, #8]\nadd x0, x0, x9\nstr x0, [sp]\n"
    "ldr x0, [sp]\nadd x0, x0, x10\nret"
)
FRAME = "sub sp, sp, #16\nstr x0, [sp, #8]\nldr x0, [sp, #8]\nadd x0, x0, x1\nadd sp, sp, #16\nret"
CODES = {
    "pointers": (SUM, FORWARDS, BACKWARDS),
    "changes its input": ("void f(int *a, int n)", PREFIX_SUM, SPLIT),
    "floats": (
        "double f(double a, double b, double c, long d)",
        POLYNOMIAL,
        "fmul d1, d1, d0\nfadd d0, d1, d2\nret",
    ),
    "stack arguments": (EIGHT_AND_TWO, STACK, STACK_REUSED),
    "frame": ("long f(long a, long b)", FRAME, "add x0, x1, x0\nret"),
}


def check(one: Timing, workload: Workload) -> None:
    assert (one.workload, one.size) == (workload.where, workload.size)
    assert one.samples == PLAN.rounds
    assert 1 <= one.calls <= PLAN.most
    assert 0 < one.low <= one.ratio <= one.high
    assert 0 < one.null_low <= one.null <= one.null_high
    assert one.noise >= 1
    assert one.clock.startswith("cntvct_el0 at ")
    assert one.baseline_ns > 0
    assert one.candidate_ns > 0


@pytest.mark.parametrize("name", CODES)
def test_functions_are_measured(
    name: str, pair: Callable[[str, str, str], Pair], tmp_path: Path
) -> None:
    subject, assembled, wanted = pair(*CODES[name])
    found = measure(subject, assembled, wanted, str(tmp_path), runner=emulator(), plan=PLAN)
    assert len(found) == len(wanted)
    for one, workload in zip(found, wanted, strict=True):
        check(one, workload)
    assert list(tmp_path.iterdir()) == []


def test_functions_are_measured_in_the_sandbox(
    pair: Callable[[str, str, str], Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The very road of a machine that can measure, but for the emulator."""
    monkeypatch.setattr("armcc.gates.speed.measure.check_host", lambda: None)
    subject, assembled, wanted = pair(*CODES["changes its input"])
    found = measure(subject, assembled, wanted, str(tmp_path), plan=PLAN)
    for one, workload in zip(found, wanted, strict=True):
        check(one, workload)


def test_what_the_rehearsal_sees_changed_is_what_is_restored(
    pair: Callable[[str, str, str], Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a buffer the lines that hold another content; of the stack what either code stores."""
    seen: list[list[Stretch]] = []
    original = timed

    def watched(
        test: Test, image: Image, baseline: int, restored: list[Stretch], plan: Plan
    ) -> tuple[Test, Entry]:
        seen.append(restored)
        return original(test, image, baseline, restored, plan)

    monkeypatch.setattr("armcc.gates.speed.measure.timed", watched)
    subject, assembled, wanted = pair("void f(int *a, int n)", PREFIX_SUM, PREFIX_SUM)
    measure(subject, assembled, wanted, str(tmp_path), runner=emulator(), plan=PLAN)
    for workload, stretches in zip(wanted, seen, strict=True):
        test, left = workload.case.test, workload.case.expected.memory
        differs = {
            r.address + at
            for r, after in zip(test.regions, left, strict=True)
            for at in range(len(after))
            if r.data[at] != after[at]
        }
        assert differs
        lines = {s.address + at for s in stretches for at in range(len(s.data))}
        assert lines == {at // 16 * 16 + n for at in differs for n in range(16)}
    seen.clear()
    subject, assembled, wanted = pair(EIGHT_AND_TWO, STACK, STACK_REUSED)
    measure(subject, assembled, wanted, str(tmp_path), runner=emulator(), plan=PLAN)
    for workload, stretches in zip(wanted, seen, strict=True):
        sp = workload.case.test.sp
        above = sp - subject.image.placement.stack
        assert stretches == [Stretch(sp, workload.case.test.stack[above : above + 16])]


def refused(pair: Pair, folder: Path, plan: Plan = PLAN) -> Error:
    subject, assembled, wanted = pair
    with pytest.raises(Error) as caught:
        measure(subject, assembled, wanted, str(folder), runner=emulator(), plan=plan)
    assert list(folder.iterdir()) == []
    return caught.value


@pytest.mark.parametrize(
    ("candidate", "words"),
    [
        ("mov x9, #0\nldrb w0, [x9]\nret", "the candidate does not return"),
        ("mov x0, #1\nret", "the candidate as it is to be timed"),
    ],
    ids=["crashes", "wrong"],
)
def test_a_candidate_that_does_not_do_what_the_baseline_did(
    candidate: str, words: str, pair: Callable[[str, str, str], Pair], tmp_path: Path
) -> None:
    said = refused(pair(SUM, FORWARDS, candidate), tmp_path)
    assert said.reason == "measure-run"
    assert words in said.message


def test_a_baseline_that_crashes(
    pair: Callable[[str, str, str], Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ran in micro-execution; where it does not on the core, the sentence says which it was."""
    subject, assembled, wanted = pair(SUM, FORWARDS, BACKWARDS)
    own = subject.image.entry
    original = run

    def broken(image: Image, tests: list[Test], entries: list[Entry], *rest: object) -> object:
        def spoilt(region: Region) -> Region:
            if not region.address <= own < region.end:
                return region
            at = own - region.address
            return replace(region, data=region.data[:at] + bytes(4) + region.data[at + 4 :])

        changed = [replace(e, code=tuple(spoilt(r) for r in e.code)) for e in entries]
        return original(image, tests, changed, *rest)

    monkeypatch.setattr("armcc.gates.speed.measure.run", broken)
    said = refused((subject, assembled, wanted), tmp_path)
    assert said.reason == "measure-run"
    assert said.message == (f"the baseline {wanted[0].where}: the process died of SIGILL")


def test_time_that_is_too_short_is_a_reason(
    pair: Callable[[str, str, str], Pair], tmp_path: Path
) -> None:
    made = pair(SUM, FORWARDS, BACKWARDS)
    endless = replace(PLAN, rounds=10**5, microseconds=10**5, seconds=2.0)
    said = refused(made, tmp_path, endless)
    assert said.reason == "measure-run"
    assert said.message.endswith("the process did not end in time")
    few = refused(made, tmp_path, replace(PLAN, rounds=4))
    assert few.reason == "measure-noise"


CALLS = {
    "call": (
        "long ext(long); long f(long a, long b) { return ext(a) + b; }",
        "add x0, x0, x1\nret",
    ),
    "memcpy": (
        "#include <string.h>\nvoid f(char *d, const char *s, unsigned long n) { memcpy(d, s, n); }",
        "ret",
    ),
    "itself": ("long f(long a, long b) { return b ? f(a, b >> 1) * a + f(b, a >> 9) : a; }", "ret"),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.usefixtures("one_clang")
def test_a_workload_that_makes_a_call_is_refused(name: str, tmp_path: Path) -> None:
    source, candidate = CALLS[name]
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "f.c").write_text(source)
    flags = ["-O2", "-fno-optimize-sibling-calls"]
    function = function_from_source(str(folder / "f.c"), "f", flags, str(folder))
    subject = Subject(function, 0x1234_5678 << 32)
    assert subject.image.stubs
    assembled = assemble(f"f:\n{candidate}", "f", function.contract, str(folder))
    work = tmp_path / "work"
    work.mkdir()
    maker = Maker(function.contract, subject.signature, subject.image, (), 1)
    test, outcome = subject.run(maker.draft("workload", 8)[0])
    workload = Workload(8, "zeros", Case(test, outcome, "workload"))
    said = refused((subject, assembled, [workload]), work)
    assert said.reason == "measure-calls"
    assert said.message == "the baseline makes a call at size 8"


# -- what is said where it cannot be done --------------------------------------------------------


@pytest.mark.skipif(
    host_is_aarch64() and platform.system() == "Linux", reason="this machine can measure"
)
def test_another_machine_refuses(pair: Callable[[str, str, str], Pair], tmp_path: Path) -> None:
    subject, assembled, wanted = pair(SUM, FORWARDS, BACKWARDS)
    with pytest.raises(Error) as caught:
        measure(subject, assembled, wanted, str(tmp_path))
    assert caught.value.reason == "measure"
    assert "needs an AArch64 Linux machine" in caught.value.message
    said = confirmed(
        GateResult("speed", ACCEPTED, evidence={"speedup": 2.0}),
        subject, assembled, wanted, str(tmp_path),
    )  # fmt: skip
    assert (said.outcome, said.reason) == (UNKNOWN, "measure")
    assert said.evidence == {"speedup": 2.0}


def test_the_gate_keeps_what_the_model_said(
    pair: Callable[[str, str, str], Pair], tmp_path: Path
) -> None:
    subject, assembled, wanted = pair(SUM, FORWARDS, BACKWARDS)
    slow = GateResult("speed", REJECTED, "slower", "0.5x")
    assert confirmed(slow, subject, assembled, wanted, str(tmp_path)) is slow
    fast = GateResult("speed", ACCEPTED, evidence={"speedup": 2.0})
    said = confirmed(fast, subject, assembled, wanted, str(tmp_path), runner=emulator(), plan=PLAN)
    assert said.gate == "speed"
    assert said.evidence["speedup"] == 2.0
    assert len(said.evidence["measured"]["workloads"]) == len(wanted)
