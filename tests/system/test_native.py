"""The second verifier: what a process of its own tells of a function, and what it cannot."""

from __future__ import annotations

import contextlib
import os
import random
import struct
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from natively import buffer, effect_of, image_of, stub, test_of

from armcc.errors import Error
from armcc.function.tools import cross_tool, host_is_aarch64, qemu, require
from armcc.gates import harness, native, program, sandbox
from armcc.gates.image import EXECUTE, READ, WRITE, Segment
from armcc.gates.native import NativeRunError, run_native, run_pair, sandbox_name, start_pair
from armcc.gates.program import BadReportError, executables, read_report, report_limit
from armcc.gates.state import STACK_SIZE, Region, Test, placement


def test_the_harness_is_what_as_makes_of_its_source(tmp_path: Path) -> None:
    source = Path(harness.__file__).with_name("harness.S")
    obj, binary = tmp_path / "harness.o", tmp_path / "harness.bin"
    subprocess.run([require(cross_tool("as"), "as"), "-o", obj, source], check=True)
    objcopy = require(cross_tool("objcopy"), "objcopy")
    subprocess.run([objcopy, "-O", "binary", "-j", ".text", obj, binary], check=True)
    assert binary.read_bytes() == harness.CODE
    assert len(harness.CODE) == harness.SIZE


def test_every_register_is_as_the_test_says_and_comes_back(tmp_path: Path) -> None:
    image = image_of("ret", tmp_path)
    tests = [test_of(n) for n in range(5)]
    for test, got in zip(tests, run_native(image, tests, str(tmp_path)), strict=True):
        known = [n for n in range(30) if n not in (16, 17)]
        assert [got.x[n] for n in known] == [test.x[n] for n in known]
        assert got.x[30] == image.placement.return_address
        assert (got.v, got.sp, got.fpcr, got.ended) == (test.v, test.sp, 0, "return")
        assert got.calls == ()


def test_results_and_flags(tmp_path: Path) -> None:
    image = image_of("cset x0, cs\ncset x1, eq\ncset x2, mi\ncset x3, vs\nret", tmp_path)
    tests = [replace(test_of(n), nzcv=n) for n in range(16)]
    for n, got in enumerate(run_native(image, tests, str(tmp_path))):
        assert got.x[:4] == (n >> 1 & 1, n >> 2 & 1, n >> 3 & 1, n & 1)


INCREMENT = """
1:  cbz x1, 2f
    ldrb w2, [x0]
    add w2, w2, #1
    strb w2, [x0], #1
    sub x1, x1, #1
    b 1b
2:  ret
"""


def test_memory_comes_back_and_is_fresh_for_each_test(tmp_path: Path) -> None:
    """The same buffer twice in a row is not mapped anew: its content has to be."""
    image = image_of(INCREMENT, tmp_path)
    here, there = buffer(0, bytes(range(256)) * 20, "a"), buffer(1, b"\xff" * 4096, "b")
    tests = [
        test_of(n, {0: r.address + at, 1: count}, (here, there))
        for n, (r, at, count) in enumerate(
            [(here, 0, 5000), (here, 0, 5000), (there, 4095, 1), (here, 17, 3), (here, 100, 0)]
        )
    ]
    for test, got in zip(tests, run_native(image, tests, str(tmp_path)), strict=True):
        for region, content in zip(test.regions, got.memory, strict=True):
            wanted = bytearray(region.data)
            start = test.x[0] - region.address
            if 0 <= start < len(wanted):
                for at in range(start, start + test.x[1]):
                    wanted[at] = (wanted[at] + 1) & 255
            assert content == bytes(wanted), region.name
        assert got.caller == test.stack[test.sp - image.placement.stack :]


def test_what_is_scattered_over_a_buffer_comes_back(tmp_path: Path) -> None:
    """More stretches and bytes than the harness's own buffer holds."""
    image = image_of(
        "1: cbz x1, 2f\n ldrb w3, [x0]\n eor w3, w3, w2\n strb w3, [x0]\n"
        "add x0, x0, x4\n sub x1, x1, #1\n b 1b\n2: ret",
        tmp_path,
    )
    data = random.Random(5).randbytes(1 << 18)
    region = buffer(2, data)
    for step in (1, 15, 16, 17, 31, 33, 64, 67, 4093):
        count = len(data) // step
        test = test_of(step, {0: region.address, 1: count, 2: 0xA5, 4: step}, (region,))
        (got,) = run_native(image, [test], str(tmp_path))
        wanted = bytearray(data)
        wanted[0 : count * step : step] = bytes(b ^ 0xA5 for b in wanted[0 : count * step : step])
        assert got.memory == (bytes(wanted),), step


def test_the_stack_holds_what_the_test_says_and_nothing_of_the_test_before(tmp_path: Path) -> None:
    image = image_of(
        "ldr x0, [sp]\n ldur x1, [sp, #-8]\n ldur x2, [sp, #-256]\n"
        "sub x9, sp, #12, lsl #12\n ldr x3, [x9]\n str x0, [x9]\n ret",
        tmp_path,
    )
    tests = [test_of(n) for n in range(4)]
    deep = set()
    for test, got in zip(tests, run_native(image, tests, str(tmp_path)), strict=True):
        for n, offset in enumerate((0, -8, -256)):
            at = test.sp - image.placement.stack + offset
            assert got.x[n] == int.from_bytes(test.stack[at : at + 8], "little")
        deep.add(got.x[3])
        assert got.x[3] != tests[0].x[0]
    assert len(deep) == len(tests)


def test_the_callers_frame_is_reported(tmp_path: Path) -> None:
    image = image_of("str x0, [sp, #24]\nret", tmp_path)
    test = test_of(3)
    (got,) = run_native(image, [test], str(tmp_path))
    before = test.stack[test.sp - image.placement.stack :]
    assert got.caller == before[:24] + test.x[0].to_bytes(8, "little") + before[32:]


CALLS = """
    stp x29, x30, [sp, #-32]!
    stp x19, x20, [sp, #16]
    mov x19, x0
    str x1, [x0, #8]
    mov x0, #11
    bl first
    mov x20, x0
    str x16, [x19, #16]
    cset x9, cs
    str x9, [x19, #24]
    mov x0, #22
    bl second
    add x0, x0, x20
    ldp x19, x20, [sp, #16]
    ldp x29, x30, [sp], #32
    ret
"""


def test_calls_are_reported_and_do_what_the_test_says(tmp_path: Path) -> None:
    first, second = stub(0, "first"), stub(1, "second")
    image = image_of(CALLS, tmp_path, (first, second))
    region = buffer(0, b"\x11" * 4096)
    effects = (
        effect_of(1, (region.address + 1, b"abc"), (region.address + 4090, b"xyz")),
        effect_of(2, (region.address + 8, b"?")),
    )
    effects = (replace(effects[0], nzcv=2), effects[1])
    test = test_of(7, {0: region.address}, (region,), effects)
    (got,) = run_native(image, [test], str(tmp_path))
    assert [c.stub for c in got.calls] == [first.address, second.address]
    one, two = got.calls
    assert (one.x[0], two.x[0]) == (11, 22)
    assert one.x[1:16] == test.x[1:16]
    assert one.v == test.v
    # Of v8 to v15 a callee loses the upper halves only.
    for n in range(32):
        kept = (1 << 64) - 1 if 8 <= n < 16 else 0
        assert two.v[n] == test.v[n] & kept | effects[0].v[n] & ~kept
    assert two.x[1:16] == (*effects[0].x[1:9], 1, *effects[0].x[10:16])
    assert one.x[18:29] == (test.x[18], test.x[0], *test.x[20:29])
    assert (one.sp, two.sp) == (test.sp - 32, test.sp - 32)
    assert one.stack[:32] == struct.pack(
        "<4Q", test.x[29], image.placement.return_address, test.x[19], test.x[20]
    )
    memory = bytearray(region.data)
    memory[8:16] = test.x[1].to_bytes(8, "little")
    assert one.memory == (bytes(memory),)
    memory[1:4], memory[4090:4093] = b"abc", b"xyz"
    memory[16:24] = effects[0].x[16].to_bytes(8, "little")
    memory[24:32] = (1).to_bytes(8, "little")
    assert two.memory == (bytes(memory),)
    memory[8:9] = b"?"
    assert got.memory == (bytes(memory),)
    assert got.x[0] == (effects[0].x[0] + effects[1].x[0]) % (1 << 64)
    assert (got.ended, got.sp) == ("return", test.sp)
    assert got.x[18:30] == test.x[18:30]


def test_tail_calls_return_to_the_caller(tmp_path: Path) -> None:
    first = stub(0, "first")
    effect = effect_of(4)
    test = test_of(1, calls=(effect,))
    (got,) = run_native(image_of("b first", tmp_path, (first,)), [test], str(tmp_path))
    assert [c.stub for c in got.calls] == [first.address]
    assert (got.x[0], got.ended) == (effect.x[0], "return")


def test_a_callee_that_does_not_come_back_ends_the_test(tmp_path: Path) -> None:
    image = image_of("str x0, [x1]\nbl gone\nudf #0", tmp_path, (stub(0, "gone"),))
    region = buffer(0, bytes(64))
    ends = test_of(1, {0: 9, 1: region.address}, (region,), (effect_of(1, returns=False),))
    outcomes = run_native(image, [ends, ends], str(tmp_path))
    for got in outcomes:
        assert (got.ended, len(got.calls)) == ("noreturn", 1)
        assert got.calls[0].memory[0][:8] == (9).to_bytes(8, "little")


def test_a_call_too_many_ends_the_test(tmp_path: Path) -> None:
    image = image_of(
        "mov x19, #2\n1: bl f\nsub x19, x19, #1\ncbnz x19, 1b\nret", tmp_path, (stub(0, "f"),)
    )
    tests = [test_of(n, calls=tuple(effect_of(n) for _ in range(n))) for n in range(2)]
    assert [(o.ended, len(o.calls)) for o in run_native(image, tests, str(tmp_path))] == [
        ("calls", 1),
        ("calls", 2),
    ]


@pytest.mark.parametrize("name", ["memcpy", "memmove"])
@pytest.mark.parametrize(
    ("to", "source", "count"), [(0, 64, 64), (3, 0, 61), (0, 5, 33), (9, 9, 0)]
)
def test_memory_functions_do_what_they_do(
    name: str, to: int, source: int, count: int, tmp_path: Path
) -> None:
    image = image_of(
        "stp x29, x30, [sp, #-16]!\nbl f\nldp x29, x30, [sp], #16\nret",
        tmp_path,
        (replace(stub(0, "f"), effect=name),),
    )
    region = buffer(0, bytes(range(200)))
    arguments = {0: region.address + to, 1: region.address + source, 2: count}
    test = test_of(1, arguments, (region,))
    (got,) = run_native(image, [test], str(tmp_path))
    wanted = bytearray(region.data)
    wanted[to : to + count] = region.data[source : source + count]
    assert got.memory == (bytes(wanted),)
    assert got.calls == ()
    assert got.x[0] == region.address + to
    assert not set(got.x[1:16]) & {*test.x, 0}, "what a callee may lose is lost"
    assert all(a != b for a, b in zip(got.v, test.v, strict=True))
    low = (1 << 64) - 1
    assert [v & low for v in got.v[8:16]] == [v & low for v in test.v[8:16]]


def test_memset(tmp_path: Path) -> None:
    image = image_of("b f", tmp_path, (replace(stub(0, "f"), effect="memset"),))
    region = buffer(0, bytes(200))
    test = test_of(1, {0: region.address + 3, 1: 0x1234_56AB, 2: 77}, (region,))
    (got,) = run_native(image, [test], str(tmp_path))
    assert got.memory[0][:100] == bytes(3) + b"\xab" * 77 + bytes(20)
    assert got.x[0] == test.x[0]


FAULTS = {
    "below": "ldurb w0, [x0, #-1]",
    "above": "ldrb w0, [x1]",
    "constants": "adr x9, .\nstr x9, [x9]",
    "data as code": "br x0",
    "no return": "mov x30, #0",
    "trap": "udf #0",
    "stack's end": "sub sp, sp, #16, lsl #12\nstr x0, [sp]",
    "system call address": "mov x8, #94\nsvc #0",
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_death_says_how_many_tests_were_well(name: str, tmp_path: Path) -> None:
    """Good tests before the bad one are reported; the one that dies is not."""
    text = "cbz x2, 1f\n" + FAULTS[name] + "\n1: ret"
    image = image_of(text, tmp_path)
    region = buffer(0, bytes(4096))
    arguments = {0: region.address, 1: region.end}
    tests = [test_of(n, {**arguments, 2: int(n == 2)}, (region,)) for n in range(4)]
    with pytest.raises(NativeRunError) as caught:
        run_native(image, tests, str(tmp_path))
    assert caught.value.reported == 2
    assert "after 2 tests" in caught.value.detail


def test_neighbours_stay_whole_where_buffers_meet(tmp_path: Path) -> None:
    """A guard page of one must not take a page of the other."""
    first = buffer(0, b"a" * 4096)
    second = Region(first.end, b"b" * 4096, "second")
    third = Region(first.address - 8192, b"c" * 4096, "third")
    image = image_of("ldrb w0, [x0]\nldrb w1, [x1]\nret", tmp_path)
    at = {0: first.end - 1, 1: second.address}
    tests = [test_of(1, at, (second, first, third)), test_of(2, at, (first, second))]
    for got in run_native(image, tests, str(tmp_path)):
        assert got.x[:2] == (ord("a"), ord("b"))


def test_only_the_function_is_code(tmp_path: Path) -> None:
    """Other sections, the baseline's own beside a candidate among them, cannot be run."""
    image = image_of("br x0", tmp_path)
    other = Segment(image.entry + 0x10000, b"\xc0\x03\x5f\xd6" * 4, READ | EXECUTE, "old")
    both = replace(image, segments=(*image.segments, other))
    with pytest.raises(NativeRunError, match="SIGSEGV"):
        run_native(both, [test_of(1, {0: other.address})], str(tmp_path))
    back = test_of(1, {0: image.placement.return_address})
    assert run_native(both, [back], str(tmp_path))[0].ended == "return"


def test_writable_data_comes_with_the_tests(tmp_path: Path) -> None:
    image = image_of("ldr x1, [x0]\nadd x1, x1, #1\nstr x1, [x0]\nret", tmp_path)
    segment = Segment(image.entry + 0x20400, b"stale...", READ | WRITE, ".data")
    image = replace(image, segments=(*image.segments, segment))
    page, _ = segment.pages()
    tests = [
        test_of(n, {0: segment.address}, (Region(page, bytes([n]) * 4096, ".data"),))
        for n in range(3)
    ]
    for n, got in enumerate(run_native(image, tests, str(tmp_path))):
        assert got.x[1] == int.from_bytes(bytes([n]) * 8, "little") + 1


def test_both_run_at_once_and_apart(tmp_path: Path) -> None:
    right, wrong = image_of("mov x0, #1\nret", tmp_path), image_of("mov x0, #2\nret", tmp_path)
    hangs = image_of("b .", tmp_path)
    tests = [test_of(n) for n in range(3)]
    a, b = run_pair(right, wrong, tests, str(tmp_path))
    assert [o.x[0] for o in a.all()] == [1] * 3
    assert [o.x[0] for o in b.all()] == [2] * 3
    a, b = run_pair(right, hangs, tests, str(tmp_path))
    assert len(a.all()) == 3
    assert b.failure == "the process did not end in time after 0 tests"
    assert not b.tool
    assert list(tmp_path.glob("native-*")) == []


def alive(folder: Path) -> list[str]:
    """The command lines of processes that name the folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            found += [words] if str(folder) in words else []
    return found


def test_programs_that_are_stopped_leave_nothing_at_whatever_moment(tmp_path: Path) -> None:
    hangs = image_of("b .", tmp_path)
    for turn in range(24):
        started = start_pair(hangs, hangs, [test_of(0)], str(tmp_path))
        # From before bubblewrap has begun until QEMU runs.
        time.sleep(0.0015 * turn)
        started.stop()
    end = time.monotonic() + 10
    while alive(tmp_path) and time.monotonic() < end:
        time.sleep(0.05)
    assert alive(tmp_path) == []


def test_both_programs_can_be_kept_and_run_by_hand(tmp_path: Path) -> None:
    image = image_of("mov x0, #1\nret", tmp_path)
    tests = [test_of(n) for n in range(3)]
    keep = tmp_path / "keep"
    run_pair(image, image, tests, str(tmp_path), str(keep))
    emulator = [] if host_is_aarch64() else [require(qemu(), "qemu-aarch64")]
    for name in ("baseline", "candidate"):
        ran = subprocess.run([*emulator, keep / name], capture_output=True, check=True)
        outcomes, whole = read_report(ran.stdout, image, tests)
        assert whole
        assert [o.x[0] for o in outcomes] == [1] * 3


def test_the_programs_hold_no_expected_values(tmp_path: Path) -> None:
    """The baseline's code is not in the candidate's program, nor what it computes."""
    secret = 0x5DEECE66D1234567
    steps = "\n".join(f"movk x0, #{secret >> s & 0xFFFF:#x}, lsl #{s}" for s in (0, 16, 32, 48))
    baseline, candidate = image_of(steps + "\nret", tmp_path), image_of("ret", tmp_path)
    keep = tmp_path / "keep"
    run_pair(baseline, candidate, [test_of()], str(tmp_path), str(keep))
    theirs = (keep / "candidate").read_bytes()
    assert secret.to_bytes(8, "little") not in theirs
    assert baseline.segments[0].data[:16] in (keep / "baseline").read_bytes()
    assert baseline.segments[0].data[:16] not in theirs


def test_nothing_a_function_can_read_tells_where_the_harness_is(tmp_path: Path) -> None:
    """Not the registers, not the stack, not the places that calls and returns lead to."""
    first = stub(0, "first")
    image = image_of(CALLS.replace("second", "first"), tmp_path, (first,))
    test = test_of(1, calls=(effect_of(1),))
    (pieces,) = executables([image], [test])
    whole = b"".join(pieces)
    job = whole[4096 + harness.SIZE :]
    _, home, away = struct.unpack_from("<3Q", job)
    taken = [*test.x, test.sp, *struct.unpack(f"<{STACK_SIZE // 8}Q", test.stack)]
    span = range(1 << 30)
    for secret in (home, away):
        assert not any(abs(value - secret) in span for value in taken)
        # Once, in the job's own head, which moves there too.
        assert whole.count(secret.to_bytes(8, "little")) == 1
    again = b"".join(executables([image], [test])[0])[4096 + harness.SIZE :]
    assert struct.unpack_from("<2Q", again, 8) != (home, away)


def test_the_old_place_of_the_harness_is_empty(tmp_path: Path) -> None:
    """Everyone can work out where the program was loaded: below the image."""
    image = image_of("ldr x1, [x0]\nret", tmp_path)
    (pieces,) = executables([image], [test_of()])
    entry = struct.unpack_from("<Q", pieces[0], 24)[0]
    assert entry < image.entry
    for offset in (0, harness.SIZE):  # the text, the job
        test = test_of(1, {0: entry + offset})
        (check,) = executables([image], [test])
        assert struct.unpack_from("<Q", check[0], 24)[0] == entry, "the sizes are the same"
        with pytest.raises(NativeRunError, match="SIGSEGV"):
            run_native(image, [test], str(tmp_path))


def honest(tmp_path: Path) -> tuple[bytes, program.Image, list[Test]]:
    """A report as it should be."""
    image = image_of(INCREMENT, tmp_path)
    region = buffer(0, bytes(64))
    tests = [test_of(n, {0: region.address + 16, 1: 20}, (region,)) for n in range(2)]
    keep = tmp_path / "keep"
    run_pair(image, image, tests, str(tmp_path), str(keep))
    box = sandbox.sandbox()
    (ended,) = sandbox.run([str(keep / "baseline")], report_limit(tests), box)
    assert read_report(ended.output, image, tests)[1]
    return bytes(ended.output), image, tests


def test_a_forged_report_is_not_believed(tmp_path: Path) -> None:
    report, image, tests = honest(tmp_path)
    size = (len(report) - 32) // 2
    one, two = report[16 : 16 + size], report[16 + size : 16 + 2 * size]
    head, tail = report[:16], report[-16:]

    def changed(offset: int, value: int) -> bytes:
        word = value.to_bytes(8, "little")
        return head + one[:offset] + word + one[offset + 8 :] + two + tail

    stretch = 896
    address = tests[0].regions[0].address
    forged = {
        "order": head + two + one + tail,
        "twice": head + one + one + tail,
        "no word": changed(0, 0),
        "event": changed(16, 1),
        "ends as no test can": changed(24, 4),
        "a call that nobody foresaw": changed(24, 0),
        "no return where none is foreseen": changed(24, 2),
        "elsewhere": changed(stretch, address + 4096),
        "the neighbour": changed(stretch, address - 16),
        "too long": changed(stretch + 8, 4096),
        "odd": changed(stretch + 8, 24),
        "odd address": changed(stretch, address + 1),
        "huge": changed(stretch + 8, 1 << 63),
    }
    for name, data in forged.items():
        try:
            _, whole = read_report(data, image, tests)
        except BadReportError:
            continue
        assert not whole, name
    for data in (report[:-1], report + b"\0", report + report, head + one + tail, head + tail):
        try:
            assert not read_report(data, image, tests)[1]
        except BadReportError:
            continue


def test_any_cut_of_a_report_is_a_failure(tmp_path: Path) -> None:
    report, image, tests = honest(tmp_path)
    for end in range(16, len(report), 61):
        outcomes, whole = read_report(report[:end], image, tests)
        assert not whole
        assert len(outcomes) <= 2


def test_a_report_has_an_end(tmp_path: Path) -> None:
    """Someone who writes for ever is stopped, and told apart."""
    image = image_of("ret", tmp_path)
    tests = [test_of(n) for n in range(40)]
    keep = tmp_path / "keep"
    run_pair(image, image, tests, str(tmp_path), str(keep))
    (ended,) = sandbox.run([str(keep / "baseline")], 4096)
    assert ended.reason == "wrote more than any report has"
    assert len(ended.output) < 1 << 22


def test_no_harness_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What dies before the first test says nothing of the code under test."""
    image = image_of("ret", tmp_path)
    monkeypatch.setattr(harness, "CODE", b"\0\0\0\0" * 1024)
    with pytest.raises(Error, match="did not start") as caught:
        run_native(image, [test_of()], str(tmp_path))
    assert caught.value.reason == "tool"


def test_a_forbidden_system_call_is_no_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is QEMU's, or the filter's list is too short: in doubt nothing is known."""
    if "seccomp" not in sandbox_name():
        pytest.skip("no seccomp here")
    image = image_of("mov x8, #198\nmov x0, #2\nmov x1, #1\nmov x2, #0\nsvc #0\nret", tmp_path)
    with pytest.raises(Error, match="system call") as caught:
        run_native(image, [test_of()], str(tmp_path))
    assert caught.value.reason == "tool"


def test_without_qemu_the_tool_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if host_is_aarch64():
        pytest.skip("the host runs the programs itself")
    image = image_of("ret", tmp_path)
    sandbox_name()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Error, match="qemu-user") as caught:
        run_native(image, [test_of()], str(tmp_path))
    assert caught.value.reason == "tool"


def test_images_in_different_surroundings_are_refused(tmp_path: Path) -> None:
    image = image_of("ret", tmp_path)
    other = replace(image, placement=placement(77 << 32))
    with pytest.raises(Error) as caught:
        run_pair(image, other, [test_of()], str(tmp_path))
    assert caught.value.reason == "tool"


def test_the_file_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`writev` may write less than it was given."""
    pieces = [bytes([n % 256]) * (n % 77) for n in range(3000)]
    whole = os.writev
    monkeypatch.setattr(os, "writev", lambda fd, p: os.write(fd, b"".join(p)[:5000]))
    native._write(str(tmp_path / "file"), pieces)
    monkeypatch.setattr(os, "writev", whole)
    assert (tmp_path / "file").read_bytes() == b"".join(pieces)
