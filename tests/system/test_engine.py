"""The native engine: why runs end, what they are seen to do, and what two of them differ by."""

from __future__ import annotations

import ctypes
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from natively import SEED, buffer, effect_of, image_of, stub, test_of

from armcc.errors import Error
from armcc.function.contract import Contract, value_of
from armcc.gates import engine
from armcc.gates.disassemble import disassemble
from armcc.gates.emulator import Emulator
from armcc.gates.frame import FrameRules, Operations
from armcc.gates.image import READ, WRITE, Image, Segment, Stub
from armcc.gates.pair import Pair
from armcc.gates.signature import signature
from armcc.gates.state import CallEffect, Outcome, Region, Test, placement

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 2000
DATA = buffer(0, bytes(range(1, 129)), "data")
MORE = buffer(1, bytes(range(100, 228)), "more")
AT = DATA.address
CALLED = Stub(stub(0, "ext").address, "ext", arguments=(("x", 0, 64), ("x", 1, 32)))
OTHER = Stub(stub(1, "oth").address, "oth", arguments=(("x", 0, 64), ("x", 1, 32)))
GONE = stub(2, "gone", returns=False)
MEMCPY = Stub(stub(3, "memcpy").address, "memcpy", "memcpy")
MEMMOVE = Stub(stub(4, "memmove").address, "memmove", "memmove")
MEMSET = Stub(stub(5, "memset").address, "memset", "memset")
STUBS = (CALLED, OTHER, GONE, MEMCPY, MEMMOVE, MEMSET)


def listing_of(image: Image) -> tuple[str, ...]:
    (segment,) = [s for s in image.segments if s.name == "code"]
    return tuple(t or "udf #0" for t in disassemble(segment.data, Contract()))


def emulator_of(text: str, folder: Path, peer: Emulator | None = None, **more: bool) -> Emulator:
    image = image_of(text, folder, STUBS)
    return Emulator(image, listing_of(image), peer=peer, strict_alignment=more.get("strict", False))


def given(x: dict[int, int] | None = None, *calls: CallEffect) -> Test:
    return test_of(1, {0: AT, 1: MORE.address, **(x or {})}, (DATA, MORE), calls)


# -- the shipped text, and what both sides know of it -----------------------------------------


def test_the_shipped_text_is_what_clang_makes_of_the_source(tmp_path: Path) -> None:
    words = subprocess.run(
        ["make", "--no-print-directory", "-n", "-B", "engine"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    made = tmp_path / "engine.ll"
    assert words.count("> armcc/gates/engine.ll") == 1
    command = words.replace("> armcc/gates/engine.ll", f"> {made}")
    subprocess.run(["sh", "-ec", command], cwd=ROOT, check=True)
    assert made.read_bytes() == (ROOT / "armcc" / "gates" / "engine.ll").read_bytes()


@pytest.mark.parametrize("name", ["Region", "Generator", "Machine"])
def test_a_structure_of_another_size_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = []
    for structure in engine._LAYOUT:
        if structure.__name__ == name:
            fields = [*structure._fields_, ("more", ctypes.c_uint64)]
            structure = type(name, (ctypes.Structure,), {"_fields_": fields})  # noqa: PLW2901
        other.append(structure)
    monkeypatch.setattr(engine, "_LAYOUT", tuple(other))
    with pytest.raises(Error, match=f"differ in {name}") as caught:
        engine.Library()
    assert caught.value.reason == "tool"


def test_both_sides_number_the_ends_of_runs_alike() -> None:
    folder = ROOT / "armcc" / "gates"
    source = (folder / "engine.h").read_text() + (folder / "engine.c").read_text()
    body = source.split("RETURNED = 0,")[1].split("}")[0]
    names = ["RETURNED", *[n.strip() for n in body.split(",") if n.strip()]]
    assert [getattr(engine, n) for n in names] == list(range(len(names)))
    body = source.split("enum { SAME = 0,")[1].split("}")[0]
    names = ["SAME", *[n.strip() for n in body.split(",") if n.strip()]]
    assert [getattr(engine, n) for n in names] == list(range(len(names)))


# -- why a run ends ---------------------------------------------------------------------------

SPILL = "sub sp, sp, #16\n str x0, [sp]\n"
CALL = "stp x29, x30, [sp, #-16]!\n bl {0}\n ldp x29, x30, [sp], #16\n ret"


@dataclass(frozen=True)
class End:
    """A code, what its registers hold at first, and how its run ends."""

    text: str
    status: int
    shown: str
    x: tuple[tuple[int, int], ...] = ()
    calls: int = 0


ENDS = {
    "returns": End("ret", engine.RETURNED, "return"),
    "goes on for ever": End("1: b 1b", engine.LIMIT, "limit"),
    "reads for ever": End("1: ldr x1, [x0]\n b 1b", engine.LIMIT, "limit"),
    "calls more often than the test says": End(CALL.format("ext"), engine.LIMIT, "limit"),
    "reads null": End("ldr x1, [x0]\n ret", engine.READ_FAULT, "read-fault", ((0, 0),)),
    "reads behind a buffer": End(
        "ldr x1, [x0]\n ret", engine.READ_FAULT, "read-fault", ((0, DATA.end),)
    ),
    "reads over the end of a buffer": End(
        "ldr x1, [x0]\n ret", engine.READ_FAULT, "read-fault", ((0, DATA.end - 7),)
    ),
    "reads before a buffer": End(
        "ldrb w1, [x0, #-1]!\n ret", engine.READ_FAULT, "read-fault", ((0, AT),)
    ),
    "reads what lies far away": End(
        "ldp q0, q1, [x0]\n ret", engine.READ_FAULT, "read-fault", ((0, 0xFFFF_0000_0000),)
    ),
    "writes null": End("str x1, [x0]\n ret", engine.WRITE_FAULT, "write-fault", ((0, 0),)),
    "writes behind a buffer": End(
        "strb w1, [x0]\n ret", engine.WRITE_FAULT, "write-fault", ((0, DATA.end),)
    ),
    "writes over the end of a buffer": End(
        "str q1, [x0]\n ret", engine.WRITE_FAULT, "write-fault", ((0, DATA.end - 15),)
    ),
    "writes its own code": End("adr x0, .\n str x1, [x0]\n ret", engine.WRITE_FAULT, "write-fault"),
    "jumps to nowhere": End("br x0", engine.FETCH_FAULT, "fault", ((0, 0x1000),)),
    "jumps into data": End("br x0", engine.FETCH_FAULT, "fault"),
    "leaves its code": End("b _base - 32", engine.LEFT_CODE, "fault"),
    "falls off its end": End("nop", engine.FAULT, "fault"),
    "traps": End("brk #1", engine.FAULT, "fault"),
    "has no such instruction": End("udf #1", engine.FAULT, "fault"),
    "reads below sp": End("ldr x1, [sp, #-16]\n ret", engine.BELOW_SP, "precise"),
    "writes below sp": End("stur x0, [sp, #-8]\n ret", engine.BELOW_SP, "precise"),
    "writes below sp by x29": End(
        "mov x9, sp\n str x0, [x9, #-16]!\n ret", engine.BELOW_SP, "precise"
    ),
    "reads what it gave back": End(
        SPILL + "mov x9, sp\n add sp, sp, #16\n ldr x0, [x9]\n ret", engine.BELOW_SP, "precise"
    ),
    "writes over the end of its frame": End(
        "sub sp, sp, #16\n stur x0, [sp, #12]\n add sp, sp, #16\n ret",
        engine.SPANS_FRAMES,
        "precise",
    ),
    "uses sp where it is not aligned": End(
        "sub sp, sp, #8\n str x0, [sp]\n add sp, sp, #8\n ret", engine.SP_MISALIGNED, "precise"
    ),
    "calls with sp not aligned": End(
        "mov x9, x30\n sub sp, sp, #8\n bl ext\n ret", engine.SP_MISALIGNED, "precise", (), 1
    ),
    "calls what never comes back": End(CALL.format("gone"), engine.NO_RETURN, "noreturn", (), 1),
    "passes a place in its frame": End(
        "mov x0, sp\n sub x0, x0, #8\n" + CALL.format("ext"), engine.FRAME_ESCAPES, "escape", (), 1
    ),
    "leaves a place in its frame in memory": End(
        "sub x9, sp, #8\n str x9, [x0, #24]\n" + CALL.format("ext"),
        engine.FRAME_ESCAPES,
        "escape",
        (),
        1,
    ),
    "copies to where it copies from": End(
        "add x1, x0, #8\n mov x2, #16\n" + CALL.format("memcpy"), engine.OVERLAPS, "precise"
    ),
    "copies from below": End(
        "add x0, x0, #15\n sub x1, x0, #15\n mov x2, #16\n" + CALL.format("memcpy"),
        engine.OVERLAPS,
        "precise",
    ),
    "copies what is not there": End(
        "mov x2, #16\n" + CALL.format("memcpy"), engine.READ_FAULT, "read-fault", ((1, 64),)
    ),
    "copies to what is not there": End(
        "mov x2, #16\n" + CALL.format("memmove"), engine.WRITE_FAULT, "write-fault", ((0, 64),)
    ),
    "fills below sp": End(
        "sub x0, sp, #64\n mov x2, #16\n" + CALL.format("memset"), engine.BELOW_SP, "precise"
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_why_a_run_ends(name: str, tmp_path: Path) -> None:
    end = ENDS[name]
    emulator = emulator_of(end.text, tmp_path)
    calls = [effect_of(n) for n in range(end.calls)]
    seen = emulator.run(given(dict(end.x), *calls), LIMIT)
    assert (emulator.machine.status, seen.status) == (end.status, end.shown), seen.detail
    assert seen.clean == (end.shown in ("return", "noreturn"))
    assert bool(seen.detail) != seen.clean


@pytest.mark.parametrize(
    "text",
    [
        "str x0, [sp, #-16]!\n ldr x1, [sp], #16\n ret",
        "stp x29, x30, [sp, #-32]!\n str q0, [sp, #16]\n ldp x29, x30, [sp], #32\n ret",
        "sub sp, sp, #32\n add x9, sp, #16\n str x0, [x9]\n add sp, sp, #32\n ret",
        "ldr x0, [sp]\n str x0, [sp, #8]\n ret",  # the caller's frame, as any memory
        "mov x2, #16\n" + CALL.format("memcpy"),
        "mov x2, #16\n mov x1, x0\n" + CALL.format("memcpy"),  # itself
        "add x1, x0, #16\n mov x2, #16\n" + CALL.format("memcpy"),  # its neighbour
        "add x1, x0, #8\n mov x2, #16\n" + CALL.format("memmove"),
        "mov x2, #0\n mov x0, #0\n mov x1, #0\n" + CALL.format("memcpy"),
    ],
)
def test_what_looks_like_it_and_is_right(text: str, tmp_path: Path) -> None:
    seen = emulator_of(text, tmp_path).run(given(), LIMIT)
    assert seen.status == "return", seen.detail


def test_a_fault_names_address_and_buffer(tmp_path: Path) -> None:
    emulator = emulator_of("nop\n ldr x1, [x0]\n ret", tmp_path)
    seen = emulator.run(given({0: DATA.end + 3}), LIMIT)
    assert (seen.fault, seen.at) == (DATA.end + 3, 4)
    assert "8 bytes" in seen.detail
    assert "3 bytes behind the end of data" in seen.detail


def test_strict_alignment(tmp_path: Path) -> None:
    text = "ldr x1, [x0]\n ret"
    strict = emulator_of(text, tmp_path, strict=True)
    assert strict.run(given({0: AT + 8}), LIMIT).clean
    seen = strict.run(given({0: AT + 4}), LIMIT)
    assert (strict.machine.status, seen.status) == (engine.MISALIGNED, "precise")
    assert emulator_of(text, tmp_path).run(given({0: AT + 4}), LIMIT).clean


def test_data_of_the_object_that_cannot_be_written(tmp_path: Path) -> None:
    for protection, wanted in ((READ, "write-fault"), (READ | WRITE, "return")):
        image = image_of("str x2, [x0]\n ret", tmp_path)
        address = placement(SEED).image + 0x2500_0000
        data = Segment(address, bytes(64), protection, "table")
        image = replace(image, segments=(*image.segments, data))
        regions = (Region(*data.pages(), "table"),) if protection & WRITE else ()
        test = test_of(1, {0: address}, regions)
        assert Emulator(image, listing_of(image)).run(test, LIMIT).status == wanted


# Right rows of: sub; str; add; ret.
RIGHT: Operations = ((4, "def_cfa_offset", 16, 0), (12, "def_cfa_offset", 0, 0))
SAVES = "sub sp, sp, #16\n str x19, [sp]\n mov x19, #7\n ldr x19, [sp]\n add sp, sp, #16\n ret"
SAVED: Operations = (
    (4, "def_cfa_offset", 16, 0),
    (8, "offset", 19, -16),
    (20, "def_cfa_offset", 0, 0),
    (20, "restore", 19, 0),
)


@pytest.mark.parametrize(
    ("text", "operations", "status", "at"),
    [
        (SPILL + "add sp, sp, #16\n ret", RIGHT, engine.RETURNED, 12),
        (SPILL + "add sp, sp, #16\n ret", (), engine.UNWIND_CFA, 4),
        (SPILL + "add sp, sp, #16\n ret", RIGHT[:1], engine.UNWIND_CFA, 12),
        (SAVES, SAVED, engine.RETURNED, 20),
        (SAVES, (SAVED[0], SAVED[2]), engine.UNWIND_REGISTER, 12),
        (SAVES, (*SAVED[:1], (8, "offset", 19, -8), *SAVED[2:]), engine.UNWIND_REGISTER, 8),
        (SAVES, SAVED[:3], engine.UNWIND_REGISTER, 20),  # where it was saved is nobody's now
        ("fmov d8, x0\n ret", (), engine.UNWIND_REGISTER, 4),
        ("mov x30, x0\n ret", (), engine.UNWIND_REGISTER, 4),
        ("mov x18, x0\n ret", (), engine.RETURNED, 4),
        ("mov x9, sp\n ret", ((4, "def_cfa", 9, 0),), engine.RETURNED, 4),
        ("add x9, sp, #1\n ret", ((4, "def_cfa", 9, 0),), engine.UNWIND_CFA, 4),
    ],
)
def test_the_unwind_table_is_held_against_the_truth(
    text: str, operations: Operations, status: int, at: int, tmp_path: Path
) -> None:
    emulator = emulator_of(text, tmp_path)
    rules = FrameRules(operations, emulator.image.code_size)
    seen = emulator.run(given(), LIMIT, frame=rules)
    assert (emulator.machine.status, seen.at if not seen.clean else at) == (status, at), seen.detail
    # Nowhere a call: nothing is asked of it.
    if emulator.run(given(), LIMIT).clean:
        assert emulator.run(given(), LIMIT, frame=rules, at_calls=True).clean


def test_the_unwind_table_at_calls(tmp_path: Path) -> None:
    text = "stp x29, x30, [sp, #-16]!\n bl ext\n ldp x29, x30, [sp], #16\n ret"
    emulator = emulator_of(text, tmp_path)
    test = given({}, effect_of(1))
    frame = ((4, "def_cfa_offset", 16, 0), (4, "offset", 29, -16), (4, "offset", 30, -8))
    end = ((12, "def_cfa_offset", 0, 0), (12, "restore", 29, 0), (12, "restore", 30, 0))
    for operations, each, at_calls in (
        ((*frame, *end), True, True),
        (frame, False, True),  # wrong after the call
        ((frame[0], frame[1], *end), False, False),  # x30 is the call's own by then
        (end, False, False),
    ):
        rules = FrameRules(operations, emulator.image.code_size)
        assert emulator.run(test, LIMIT, frame=rules).clean == each
        assert emulator.run(test, LIMIT, frame=rules, at_calls=True).clean == at_calls


# -- what is seen -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("cmp x2, #5\n b.eq 1f\n nop\n1: ret", 5, 4),
        ("cmp x2, #5\n b.lt 1f\n nop\n1: ret", -1, 5),
        ("cmp x2, #5\n b.hi 1f\n nop\n1: ret", -1, 5),
        ("nop\n cbz x2, 1f\n nop\n1: ret", 0, 1 << 32),
        ("nop\n cbz w2, 1f\n nop\n1: ret", 1 << 32, 1),
        ("nop\n cbnz x2, 1f\n nop\n1: ret", 0, 1 << 32),
        ("nop\n tbz w2, #3, 1f\n nop\n1: ret", 8, 7),
        ("nop\n tbnz x2, #63, 1f\n nop\n1: ret", 1 << 63, (1 << 63) - 1),
        ("cmp x2, #5\n csel x0, x1, x3, ge\n ret", 5, 4),
        ("cmp x2, #5\n cset x0, ne\n ret", 5, 4),
        ("cmp x2, #5\n cinc x0, x0, vs\n ret", -(1 << 63), 4),
        ("cmp x2, #5\n ccmp x2, #3, #0, ne\n ret", 4, 5),
        ("tst x2, #1\n cneg x0, x1, ne\n ret", 1, 2),
    ],
)
def test_both_outcomes_of_a_decision_are_told_apart(
    text: str, yes: int, no: int, tmp_path: Path
) -> None:
    emulator = emulator_of(text, tmp_path)
    seen = [emulator.run(given({2: v}), LIMIT).covered[1] & 7 for v in (yes, no)]
    assert sorted(seen) == [3, 5]
    again = emulator.run(given({2: yes}), LIMIT).covered[1] & 7
    assert again == seen[0], "coverage of one run is not that of the one before"


def test_a_float_select_and_a_loop_show_what_they_decide(tmp_path: Path) -> None:
    emulator = emulator_of("fcmp s0, s1\n fcsel s2, s0, s1, gt\n ret", tmp_path)
    for one, two, wanted in ((0x40000000, 0x3F800000, 3), (0x3F800000, 0x40000000, 5)):
        test = given()
        test = replace(test, v=(one, two, *test.v[2:]))
        assert emulator.run(test, LIMIT).covered[1] == wanted
    loop = emulator_of("mov x1, #3\n1: subs x1, x1, #1\n b.ne 1b\n ret", tmp_path)
    assert loop.run(given(), LIMIT).covered[2] == 7


def test_what_is_not_executed_is_not_covered(tmp_path: Path) -> None:
    text = "cbz x0, 1f\n nop\n ret\n1: nop\n ret"
    emulator = emulator_of(text, tmp_path)
    assert [bool(c) for c in emulator.run(given(), LIMIT).covered] == [True] * 3 + [False] * 2
    seen = emulator.run(given({0: 0}), LIMIT)
    assert [bool(c) for c in seen.covered] == [True, False, False, True, True]
    assert seen.instructions == 3


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("cmp x2, #7", 7),
        ("cmp w2, #7", 7),
        ("cmn x2, #7", -7),
        ("cmp x2, x3", 1000),
        ("cmp x2, #1, lsl #12", 4096),
        ("subs x4, x2, #9", 9),
        ("ccmp x2, #7, #0, al", 7),
        ("cbz x2, .+4", 0),
    ],
)
def test_comparisons_that_are_equal_or_one_apart_are_seen(
    text: str, base: int, tmp_path: Path
) -> None:
    emulator = emulator_of(text + "\n ret", tmp_path)
    for apart, wanted in ((0, 8), (1, 16), (-1, 32), (2, 0), (-2, 0)):
        seen = emulator.run(given({2: base + apart, 3: 1000}), LIMIT)
        assert seen.covered[0] & 56 == wanted, apart


@pytest.mark.parametrize(
    ("text", "reads", "writes"),
    [
        ("ldrb w2, [x0, #3]\n strh w2, [x0, #8]", [(3, 1)], [(8, 2)]),
        ("ldr x2, [x0]\n ldr x3, [x0, #8]", [(0, 16)], []),
        ("ldr x2, [x0]\n ldr x3, [x0, #9]", [(0, 8), (9, 8)], []),
        ("ldr x2, [x0, #4]\n str w2, [x0, #6]", [(4, 8)], [(6, 4)]),
        ("ldp q0, q1, [x0, #16]\n stp x2, x3, [x0, #2]!", [(16, 32)], []),
        ("ld4 {v0.8b-v3.8b}, [x0]\n st1 {v0.b}[3], [x1]", [(0, 32)], []),
        ("ld1 {v0.16b}, [x0], #16\n ld1 {v1.h}[2], [x0]", [(0, 18)], []),
        ("str xzr, [x0, #120]\n strb wzr, [x0, #119]", [], [(119, 9)]),
        ("prfm pldl1keep, [x0]", [], []),
        ("mov x2, #13\n mov x9, x30\n bl memmove\n mov x30, x9", None, [(0, 13)]),
    ],
)
def test_footprints_are_exact_to_the_byte(
    text: str,
    reads: list[tuple[int, int]] | None,
    writes: list[tuple[int, int]],
    tmp_path: Path,
) -> None:
    text = text.replace("mov x9, x30", "str x30, [sp, #-16]!")
    text = text.replace("mov x30, x9", "ldr x30, [sp], #16").replace("[x0, #2]!", "[x0, #64]")
    if "stp x2" in text:
        writes = [(64, 16)]
    seen = emulator_of(text + "\n ret", tmp_path).run(given(), LIMIT)
    assert seen.status == "return", seen.detail
    inside = [(a - AT, n) for a, n in seen.reads if AT <= a < DATA.end]
    assert reads is None or inside == reads
    assert [(a - AT, n) for a, n in seen.writes if AT <= a < DATA.end] == writes
    if "memmove" in text:
        assert seen.reads == ((MORE.address, 13),)
    if "[x1]" in text:
        assert (MORE.address, 1) in seen.writes


def test_the_own_frame_is_no_footprint(tmp_path: Path) -> None:
    emulator = emulator_of(SPILL + "ldr x1, [sp, #16]\n add sp, sp, #16\n ret", tmp_path)
    test = given()
    seen = emulator.run(test, LIMIT)
    assert (seen.reads, seen.writes) == (((test.sp, 8),), ())


def test_a_run_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    text = """
        ldr x2, [x0]
        add x2, x2, #1
        str x2, [x0]
        mov x9, #0x400000
        msr fpcr, x9
        str x2, [sp, #-16]!
        ldr x0, [sp], #16
        mrs x3, nzcv
        cmp x0, x0
        ret"""
    emulator = emulator_of(text, tmp_path)
    first = emulator.run(given(), LIMIT)
    assert first.fpcr == 0x400000
    assert emulator.run(given(), LIMIT) == first
    assert first.x[3] == given().nzcv << 28
    want = int.from_bytes(DATA.data[:8], "little") + 1
    assert first.memory[0][:8] == want.to_bytes(8, "little")


# Of its regions each two reach into one window more, so that their windows are one at last.
CHAIN = tuple(
    Region(0x7A00_0000_0000 + (n << 20) - 4096, bytes([n]) * 8192, f"part {n}") for n in range(1, 9)
)


@pytest.mark.parametrize("order", [1, -1])
def test_memory_over_the_bounds_of_windows_is_all_there(order: int, tmp_path: Path) -> None:
    ends = [r.end - 8 for r in CHAIN]
    text = "\n".join(f"ldr x{n}, [x{n}]" for n in range(8)) + "\n str x7, [x8]\n ret"
    baseline = emulator_of(text, tmp_path)
    candidate = emulator_of(text, tmp_path, peer=baseline)
    at = dict(enumerate([*ends, CHAIN[0].address]))
    test = test_of(1, at, CHAIN[::order])
    for emulator in (baseline, candidate, baseline):
        seen = emulator.run(test, LIMIT)
        assert seen.clean
        assert [x & 0xFF for x in seen.x[:8]] == list(range(1, 9))
        memory = dict(zip([r.name for r in test.regions], seen.memory, strict=True))
        assert memory["part 1"] == bytes([8] * 8 + [1] * 8184)
        assert all(memory[r.name] == r.data for r in CHAIN[1:])


def test_more_memory_than_there_is_room_for_is_no_test(tmp_path: Path) -> None:
    emulator = emulator_of("ldr x0, [x0]\n ret", tmp_path)
    many = [buffer(n, bytes(64), f"buffer {n}") for n in range(4)]
    many += [Region(r.address + 4096 * n, bytes(64), f"{n}") for n in range(1, 40) for r in many]
    seen = emulator.run(test_of(1, {0: AT}, tuple(many)), LIMIT)
    assert (seen.clean, seen.instructions) == (False, 0)
    assert "cannot be laid out" in seen.detail
    assert emulator.run(given(), LIMIT).clean


# -- calls ------------------------------------------------------------------------------------

TWICE = """
    stp x29, x30, [sp, #-32]!
    stp x19, x20, [sp, #16]
    mov x19, x0
    mov x20, x1
    bl ext
    str x0, [x19, #8]
    ldr x1, [x20]
    bl oth
    add x0, x0, x1
    ldr x1, [x20, #8]
    eor x0, x0, x1
    ldp x19, x20, [sp, #16]
    ldp x29, x30, [sp], #32
    ret
"""


def test_what_calls_did_can_be_replayed(tmp_path: Path) -> None:
    emulator = emulator_of(TWICE, tmp_path)
    outcomes = set()
    for _ in range(6):
        draft = given()
        seen = emulator.run(draft, LIMIT, generate=True)
        assert seen.status == "return", seen.detail
        assert [c.stub for c in seen.calls] == [0, 1]
        test = replace(draft, calls=emulator.effects())
        again = emulator.run(test, LIMIT)
        assert again == seen
        assert emulator.run(test, LIMIT) == seen
        outcomes.add((seen.x[0], seen.memory))
    assert len(outcomes) == 6, "calls that are made up differ from run to run"


def test_a_call_does_what_the_test_says(tmp_path: Path) -> None:
    emulator = emulator_of(TWICE, tmp_path)
    one, two = effect_of(1), effect_of(2, (MORE.address + 8, b"\x11" * 8))
    test = given({}, one, two)
    seen = emulator.run(test, LIMIT)
    assert seen.x[0] == (two.x[0] + two.x[1] & (1 << 64) - 1) ^ 0x1111111111111111
    assert seen.memory[0][8:16] == one.x[0].to_bytes(8, "little")
    assert seen.memory[1][8:16] == b"\x11" * 8
    first, second = seen.calls
    assert (first.x[0], first.x[1]) == (AT, MORE.address)
    assert second.x[1] == int.from_bytes(MORE.data[:8], "little")
    assert first.sp == test.sp - 32
    # x19..x28 and the lower halves of v8..v15 are the callee's to keep, the rest is lost.
    assert seen.x[19:29] == test.x[19:29]
    low = (1 << 64) - 1
    assert [v & low for v in seen.v[8:16]] == [v & low for v in test.v[8:16]]
    assert seen.v[8:16] != test.v[8:16]
    assert seen.v[:8] == two.v[:8]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        (SPILL + "add sp, sp, #16\n sub sp, sp, #16\n ldr x0, [sp]\n add sp, sp, #16\n ret", 0),
        (
            "mov x19, x30\n" + SPILL + "add sp, sp, #16\n bl ext\n sub sp, sp, #16\n"
            "ldr x0, [sp]\n add sp, sp, #16\n mov x30, x19\n ret",
            1,
        ),
        (
            "str x0, [sp, #-16]!\n add sp, sp, #16\n ldr x0, [sp, #-16]!\n add sp, sp, #16\n ret",
            0,
        ),
    ],
)
def test_what_lies_below_sp_does_not_last(text: str, calls: int, tmp_path: Path) -> None:
    emulator = emulator_of(text, tmp_path)
    seen = emulator.run(given({}, *[effect_of(1)] * calls), LIMIT)
    assert seen.status == "return", seen.detail
    assert seen.x[0] != AT


@pytest.mark.parametrize(
    ("text", "data", "more"),
    [
        ("mov x2, #5\n" + CALL.format("memcpy"), MORE.data[:5] + DATA.data[5:], MORE.data),
        (
            "add x1, x0, #3\n mov x2, #20\n" + CALL.format("memmove"),
            DATA.data[3:23] + DATA.data[20:],
            MORE.data,
        ),
        (
            "add x0, x0, #3\n sub x1, x0, #3\n mov x2, #20\n" + CALL.format("memmove"),
            DATA.data[:3] + DATA.data[:20] + DATA.data[23:],
            MORE.data,
        ),
        (
            "add x0, x0, #1\n mov w1, #0x1ab\n mov x2, #11\n" + CALL.format("memset"),
            DATA.data[:1] + b"\xab" * 11 + DATA.data[12:],
            MORE.data,
        ),
    ],
)
def test_copies_do_what_they_do(text: str, data: bytes, more: bytes, tmp_path: Path) -> None:
    emulator = emulator_of(text, tmp_path)
    seen = emulator.run(given(), LIMIT)
    assert seen.status == "return", seen.detail
    assert seen.memory == (data, more)
    assert seen.calls == ()
    moved = int(text.partition("add x0, x0, #")[2][:1] or 0)
    assert seen.x[0] == AT + moved
    assert seen.x[2] != 20, "a callee may lose its arguments"


# -- two runs, compared -----------------------------------------------------------------------

CONTRACT = Contract(
    result=value_of("i32"), arguments=(value_of("ptr"), value_of("ptr"), value_of("i64"))
)
PLAIN = "ldr w3, [x0, #16]\n str w3, [x1, #16]\n ldr w0, [x0, #64]\n ret"
CALLS = """
    stp x29, x30, [sp, #-16]!
    str wzr, [x1, #4]
    bl ext
    cbz x0, 1f
    bl oth
1:  ldp x29, x30, [sp], #16
    ret
"""


def compared(
    baseline: str, candidate: str, folder: Path, test: Test
) -> tuple[int, int, Outcome, Pair]:
    """How two codes differ on a test, the candidate's status and outcome."""
    base = emulator_of(baseline, folder)
    other = emulator_of(candidate, folder, base)
    pair = Pair(CONTRACT, signature(CONTRACT), base, other, 1, (0,), 1)
    found = pair.check(test, LIMIT)
    return found, other.machine.status, other.outcome(test), pair


def put(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


@pytest.mark.parametrize("text", [PLAIN, CALLS, TWICE, "1: subs x2, x2, #1\n b.ne 1b\n ret"])
def test_a_code_is_like_itself(text: str, tmp_path: Path) -> None:
    for seed in range(3):
        test = given({2: 9 + seed}, effect_of(seed), effect_of(seed + 10, (AT, b"12345678")))
        found, status, seen, _ = compared(text, text, tmp_path, test)
        assert (found, status) == (engine.SAME, engine.RETURNED), seen.detail


@pytest.mark.parametrize(
    ("candidate", "found", "status"),
    [
        ("nop\n" + PLAIN, engine.SAME, engine.RETURNED),
        # The upper half of a w register's x is nobody's.
        (put(PLAIN, "ret", "orr x0, x0, #1 << 40\n ret"), engine.SAME, engine.RETURNED),
        (put(PLAIN, "ret", "eor w0, w0, #1\n ret"), engine.OTHER_RESULT, engine.RETURNED),
        (put(PLAIN, "ret", "eor w0, w0, #1 << 31\n ret"), engine.OTHER_RESULT, engine.RETURNED),
        (put(PLAIN, "str w3", "str w4"), engine.OTHER_MEMORY, engine.RETURNED),
        (put(PLAIN, "str w3, [x1, #16]", "nop"), engine.OTHER_MEMORY, engine.RETURNED),
        ("mov x19, #0\n" + PLAIN, engine.CHANGES_SAVED, engine.RETURNED),
        ("mov x29, #0\n" + PLAIN, engine.CHANGES_SAVED, engine.RETURNED),
        ("mov x18, #0\n" + PLAIN, engine.CHANGES_SAVED, engine.RETURNED),
        ("fmov d15, xzr\n" + PLAIN, engine.CHANGES_SAVED, engine.RETURNED),
        ("mov v15.d[1], xzr\n" + PLAIN, engine.SAME, engine.RETURNED),
        ("sub sp, sp, #16\n" + PLAIN, engine.CHANGES_SP, engine.RETURNED),
        ("mov x9, #0x400000\n msr fpcr, x9\n" + PLAIN, engine.CHANGES_MODE, engine.RETURNED),
        ("1: b 1b", engine.ENDED_OTHERWISE, engine.LIMIT),
        ("ldr x0, [xzr]\n ret".replace("xzr", "x29"), engine.ENDED_OTHERWISE, engine.READ_FAULT),
        # Reads: within the 16 bytes around what the baseline accesses, and not beyond.
        ("ldrb w9, [x0, #31]\n" + PLAIN, engine.SAME, engine.RETURNED),
        ("ldrb w9, [x1, #16]\n" + PLAIN, engine.SAME, engine.RETURNED),
        ("ldrb w9, [x0, #32]\n" + PLAIN, engine.ENDED_OTHERWISE, engine.READS_OUTSIDE),
        ("ldrb w9, [x0, #15]\n" + PLAIN, engine.ENDED_OTHERWISE, engine.READS_OUTSIDE),
        ("ldr w9, [x0, #29]\n" + PLAIN, engine.ENDED_OTHERWISE, engine.READS_OUTSIDE),
        # Writes: only what the baseline writes, be it with what is there already.
        ("ldrb w9, [x1, #20]\n strb w9, [x1, #20]\n" + PLAIN, engine.ENDED_OTHERWISE, engine.WRITES_OUTSIDE),  # noqa: E501
        ("strb w9, [x0, #16]\n" + PLAIN, engine.ENDED_OTHERWISE, engine.WRITES_OUTSIDE),
        ("strb w9, [x1, #19]\n" + PLAIN, engine.SAME, engine.RETURNED),
        ("str w9, [x1, #17]\n" + PLAIN, engine.ENDED_OTHERWISE, engine.WRITES_OUTSIDE),
        ("ldr x9, [sp]\n" + PLAIN, engine.ENDED_OTHERWISE, engine.READS_OUTSIDE),
        ("str x9, [sp]\n" + PLAIN, engine.ENDED_OTHERWISE, engine.WRITES_OUTSIDE),
    ],
)  # fmt: skip
def test_how_two_runs_differ(candidate: str, found: int, status: int, tmp_path: Path) -> None:
    got, ended, seen, _ = compared(PLAIN, candidate, tmp_path, given())
    assert (got, ended) == (found, status), seen.detail


def test_the_callers_frame_counts(tmp_path: Path) -> None:
    text = "ldr x9, [sp, #8]\n str x9, [sp, #8]\n" + PLAIN
    assert compared(text, text, tmp_path, given())[0] == engine.SAME
    other = put(text, "str x9", "str x8")
    assert compared(text, other, tmp_path, given())[0] == engine.OTHER_MEMORY


@pytest.mark.parametrize(
    ("candidate", "found", "status"),
    [
        (put(CALLS, "str wzr, [x1, #4]", "strh wzr, [x1, #4]\n strh wzr, [x1, #6]"), 0, 0),
        # Live bits of the arguments: 64 and 32.
        (put(CALLS, "bl ext", "orr x1, x1, #1 << 40\n bl ext"), 0, 0),
        (put(CALLS, "bl ext", "eor x1, x1, #1\n bl ext"), 1, engine.CALL_ARGUMENT),
        (put(CALLS, "bl ext", "eor x0, x0, #1 << 63\n bl ext"), 1, engine.CALL_ARGUMENT),
        (put(CALLS, "bl ext", "eor x2, x2, #1\n bl ext"), 0, 0),
        (put(CALLS, "bl ext", "bl oth"), 1, engine.CALL_TARGET),
        (put(CALLS, "bl oth", "mov x1, #0\n nop"), 1, engine.CALL_FEWER),
        (put(CALLS, "cbz x0, 1f", "bl oth"), 1, engine.CALL_MORE),
        (put(CALLS, "str wzr, [x1, #4]", "nop"), 1, engine.CALL_MEMORY),
        # Late: at the first call the memory is not yet what it is in the baseline.
        (
            put(put(CALLS, "str wzr, [x1, #4]", "mov x19, x1"), "1:  ldp", "1: str wzr, [x19, #4]\n ldp"),  # noqa: E501
            1,
            engine.CALL_MEMORY,
        ),
        (put(CALLS, "bl ext", "bl gone"), 1, engine.CALL_TARGET),
    ],
)  # fmt: skip
def test_calls_are_compared(candidate: str, found: int, status: int, tmp_path: Path) -> None:
    effects = [effect_of(1), effect_of(2, (MORE.address, b"12345678")), effect_of(3)]
    test = given({}, *effects)
    if status == engine.CALL_MORE:  # the second call of the candidate is the first too many
        test = replace(test, calls=(replace(effects[0], x=(0, *effects[0].x[1:])), *effects[1:]))
    got, ended, seen, _ = compared(CALLS, candidate, tmp_path, test)
    assert (got, ended) == (found, status), seen.detail
    assert (seen.status == "call") == bool(status)


def test_effects_of_calls_are_the_same_for_both(tmp_path: Path) -> None:
    """What a callee writes is what the candidate finds there; what it lost is lost."""
    late = put(TWICE, "ldr x1, [x20, #8]\n", "nop\n nop\n ldr x1, [x20, #8]\n")
    test = given({}, effect_of(1), effect_of(2, (MORE.address + 8, b"abcdefgh")))
    assert compared(TWICE, late, tmp_path, test)[0] == engine.SAME
    early = put(TWICE, "mov x20, x1", "mov x20, x1\n ldr x28, [x1, #8]")
    early = put(early, "ldr x1, [x20, #8]\n", "mov x1, x28\n")
    got, _, seen, _ = compared(TWICE, early, tmp_path, test)
    assert got in (engine.CHANGES_SAVED, engine.OTHER_RESULT), seen.detail
    lost = put(TWICE, "add x0, x0, x1", "add x0, x0, x2")
    assert compared(TWICE, lost, tmp_path, test)[0] == engine.OTHER_RESULT


def test_a_candidates_copies_are_held_to_the_same_footprint(tmp_path: Path) -> None:
    text = "mov x2, #16\n" + CALL.format("memcpy")
    found, _, seen, _ = compared(text, "ldr q0, [x1]\n str q0, [x0]\n ret", tmp_path, given())
    assert found in (engine.SAME, engine.OTHER_RESULT), seen.detail
    longer = put(text, "mov x2, #16", "mov x2, #17")
    found, status, _, _ = compared(text, longer, tmp_path, given())
    assert (found, status) == (engine.ENDED_OTHERWISE, engine.READS_OUTSIDE)
    fill = "mov x2, #16\n mov w1, #0\n" + CALL.format("memset")
    found, status, _, _ = compared(fill, put(fill, "mov x2, #16", "mov x2, #20"), tmp_path, given())
    assert (found, status) == (engine.ENDED_OTHERWISE, engine.WRITES_OUTSIDE)


def test_no_return_is_an_end_like_another(tmp_path: Path) -> None:
    text = "stp x29, x30, [sp, #-16]!\n str xzr, [x0]\n bl gone"
    found, status, seen, _ = compared(text, text, tmp_path, given({}, effect_of(1)))
    assert (found, status, seen.status) == (engine.SAME, engine.NO_RETURN, "noreturn")
    found, status, _, _ = compared(text, "str xzr, [x0]\n ret", tmp_path, given({}, effect_of(1)))
    assert (found, status) == (engine.ENDED_OTHERWISE, engine.CALL_FEWER)
