"""Baseline and candidate side by side: one test on both, and thousands that are made natively.

The native tests are under-constrained: a pointer leads to memory that has no content until
the baseline looks at it, and what it finds then depends on how it looks.  So linked
structures, tables and strings come up without anybody knowing the types (after UC-KLEE,
Ramos and Engler 2015, and micro execution, Godefroid 2014).  Which loads fetch pointers is
learned from what the baseline does with the values.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from armcc.function.contract import Contract
from armcc.gates import engine
from armcc.gates.decisions import dropped, makes_nans
from armcc.gates.emulator import NOISE_SLACK, Emulator
from armcc.gates.fills import F32_SPECIAL, F64_SPECIAL, boundaries
from armcc.gates.image import PAGE
from armcc.gates.signature import Signature, Slot
from armcc.gates.state import STACK_SIZE, Outcome, Region, Test, unpacked_vectors

HEAP_PAGES = 24
# Percent of native tests whose data are drawn evenly: what shows on one number in hundreds shows
# there, as where bits are shifted out.
EVENLY, EVENLY_SHIFTED = 25, 45

_KIND = {"int": 0, "pointer": 1, "float": 2, "vector": 3}
_BANK = {"x": 0, "v": 1, "stack": 2}
_NEVER_NULL = ("nonnull", "dereferenceable(", "sret")
_RANGE = re.compile(r"range\(i\d+ (-?\d+), (-?\d+)\)")
_MASK = (1 << 64) - 1
_TOUCHED = re.compile(rb"[^\0]+", re.DOTALL)


@dataclass(frozen=True)
class Batch:
    """What a round of native tests came to.

    outcome: engine.DONE, engine.DIFFERENT (of both codes), engine.KEPT (the last test
    reached something new) or engine.EARLY (the baseline came to its limit, and the candidate
    to an end long before; told of `pair.early` times).  tests: clean ones so far.  drafts: all
    that were tried.
    """

    outcome: int
    tests: int
    drafts: int


@dataclass(frozen=True)
class Kept:
    """A native test as one that can be run again anywhere.

    violated: what it breaks of what arguments promise (see `Pair.violated`).
    outcome: the baseline's, where running it again tells nothing new: no calls were made,
        so nothing was made up after the start but what memory held.
    """

    test: Test
    violated: int
    outcome: Outcome | None


class Pair:
    """A baseline's emulator, and a candidate's where there is one, under one contract.

    constants: values on which the codes may turn.  alignment: the least of a pointer, bytes.
    honour: whether what `noalias` promises is kept.
    suspects: those of the constants that stand in the candidate alone, where one may be a
        special case that it hides.
    """

    def __init__(
        self,
        contract: Contract,
        signature: Signature,
        baseline: Emulator,
        candidate: Emulator | None,
        seed: int,
        constants: tuple[int, ...],
        alignment: int,
        honour: bool = True,
        suspects: tuple[int, ...] = (),
    ) -> None:
        assert candidate is None or candidate.peer is baseline
        self.signature = signature
        self.baseline = baseline
        self.candidate = candidate
        self.rng = Random(seed)  # noqa: S311  the seed itself is secret and recorded
        self.library = engine.library()
        self._keep: list[Any] = []
        self.pair: Any = engine.Pair()
        p = self.pair
        p.baseline = ctypes.addressof(baseline.machine)
        p.candidate = ctypes.addressof(candidate.machine) if candidate else None
        # Of its own: pairs of one baseline, with other pools, may take turns.
        self.generator: Any = engine.Generator()
        p.generator = ctypes.addressof(self.generator)
        p.n_results = len(signature.results)
        for n, (bank, number, bits) in enumerate(signature.results):
            result = p.results[n]
            result.bank, result.number, result.bits = _BANK[bank], number, bits
            if n < len(signature.lanes) and makes_nans(baseline.listing):
                result.lane = signature.lanes[n]
        count = baseline.image.code_size // 4
        self.seen_baseline: Any = (ctypes.c_uint8 * max(count, 1))()
        p.seen_baseline = ctypes.addressof(self.seen_baseline)
        other = candidate.image.code_size // 4 if candidate else 0
        self.seen_candidate: Any = (ctypes.c_uint8 * max(other, 1))()
        p.seen_candidate = ctypes.addressof(self.seen_candidate)
        self.hits: Any = (ctypes.c_uint8 * max(2 * other, 1))()
        p.hits = ctypes.addressof(self.hits)
        self._generator(contract, seed, constants, alignment, honour, suspects)
        p.nan = nan_widths(contract, baseline.listing)
        paths = (ctypes.c_uint8 * 8192)()
        self._keep.append(paths)
        p.paths = ctypes.addressof(paths)
        self._started = False

    def _generator(
        self,
        contract: Contract,
        seed: int,
        constants: tuple[int, ...],
        alignment: int,
        honour: bool,
        suspects: tuple[int, ...],
    ) -> None:
        # Nothing of an earlier decision: one seed makes one set of tests.
        g = self.generator
        listing = self.candidate.listing if self.candidate is not None else self.baseline.listing
        g.evenly = EVENLY_SHIFTED if any(dropped(text) for text in listing) else EVENLY
        rng = self.rng
        for field in ("site", "site_pointer", "site_data"):
            sites = (ctypes.c_uint8 * max(1, self.baseline.image.code_size // 4))()
            self._keep.append(sites)
            setattr(g, field, ctypes.addressof(sites))
        code = (ctypes.c_uint8 * max(1, len(self.baseline.image.stubs)))()
        self._keep.append(code)
        g.gives_code = ctypes.addressof(code)
        g.state[0], g.state[1] = rng.getrandbits(64) | 1, seed & _MASK
        g.n_slots = len(self.signature.slots)
        # The same for all decisions on one function: what earlier ones kept stays good.
        self._heap = self.baseline.image.placement.heaps[0]
        self._noise = rng.randbytes(STACK_SIZE + NOISE_SLACK)
        self._stacks: dict[int, bytes] = {}
        self._size = HEAP_PAGES * PAGE
        self._content = b""  # of the whole heap, made when first needed
        self._lanes: list[tuple[int, int]] = []
        self._snapshots = 0
        for n, slot in enumerate(self.signature.slots):
            _fill_slot(g.slots[n], slot, alignment)
            if slot.noalias:
                self._lanes.append((n, self._size))
                g.slots[n].lane = self._heap + self._size
                self._size += engine.LANE
        constants = (*constants, *division_edges(constants))
        close = sorted({(c + d) & _MASK for c in suspects for d in (-1, 0, 1)})[:1024]
        # What is planted turns on the number itself, mostly.
        close += [c & _MASK for c in suspects][:512] * 2
        near = sorted({(c + d) & _MASK for c in constants for d in (-1, 0, 1)})[:4096] or [0]
        for field, values in (
            ("near", near),
            ("suspects", close),
            ("bounds", [b & _MASK for b in boundaries()]),
            ("special32", list(F32_SPECIAL)),
            ("special64", list(F64_SPECIAL)),
        ):
            array = (ctypes.c_uint64 * max(1, len(values)))(*values)
            self._keep.append(array)
            setattr(g, field, ctypes.addressof(array))
            setattr(g, f"n_{field}", len(values))
        entries = [s.address for s in self.baseline.image.stubs if not s.name]
        objects = list(self.baseline.image.objects)
        for field, count, values in (
            ("entries", "n_entries", entries),
            ("globals", "n_globals", objects),
        ):
            array = (ctypes.c_uint64 * max(1, len(values)))(*values)
            self._keep.append(array)
            setattr(g, field, ctypes.addressof(array))
            setattr(g, count, len(values))
        snapshots = (engine.Snapshot * engine.SNAPSHOTS)()
        self._keep.append(snapshots)
        g.snapshots = ctypes.addressof(snapshots)
        g.reach = (len(self.seen_baseline) + len(self.seen_candidate) + 7) // 8
        reached = (ctypes.c_uint8 * (engine.SNAPSHOTS * g.reach))()
        self._keep.append(reached)
        g.reached = ctypes.addressof(reached)
        words = {"fp32", "fp64", "stores=float", "stores=double"}
        kinds = {s.value.kind for s in self.signature.slots}
        g.floats = int(
            bool(words & set(contract.traits)) or "float" in kinds or any(self.signature.lanes)
        )
        g.honour = int(honour)

    # -- one test ---------------------------------------------------------------

    def check(self, test: Test, limit: int) -> int:
        """Run a test on both: engine.SAME, or how they differ.

        The baseline is expected to end cleanly; its limit is in instructions.
        """
        assert self.candidate is not None
        self._started = False
        self.baseline.load(test)
        self.candidate.go_home()
        self.candidate.machine.sp = test.sp
        self.candidate.machine.noise = self.baseline.machine.noise
        self.candidate.arrange(self.baseline._layout)
        m = self.baseline.machine
        m.generator = ctypes.addressof(self.baseline.generator)
        m.limit = limit
        flags = m.flags
        m.flags &= ~engine.GENERATE
        found = self.library.check(ctypes.addressof(self.pair))
        m.flags = flags
        return found

    # -- many tests -------------------------------------------------------------

    @property
    def paths(self) -> int:
        """How many different paths through the baseline the clean tests took, at least."""
        return int(self.pair.distinct)

    @property
    def called(self) -> frozenset[int]:
        """The arguments, by their slots, that native tests have found to lead to code."""
        g = self.generator
        return frozenset(n for n in range(g.n_slots) if g.called[n])

    @property
    def honour(self) -> bool:
        """Whether tests keep what the attributes of arguments promise."""
        return bool(self.generator.honour)

    @honour.setter
    def honour(self, value: bool) -> None:
        self.generator.honour = int(value)

    @property
    def violated(self) -> int:
        """What the last native test broke of it: 1 noalias, 2 nonnull, 4 range."""
        return int(self.generator.violates)

    def start(self, lazy_globals: bool) -> None:
        """Set up the memory in which native tests take place."""
        g = self.generator
        g.heap_low, g.heap_pages = self._heap, HEAP_PAGES
        layout = [(self._heap, self._size, engine.LAZY)]
        if not self._content:
            self._content = (self._noise * (self._size // len(self._noise) + 1))[: self._size]
        contents = [self._content]
        for segment in self.baseline.image.writable:
            address, data = segment.pages()
            layout.append((address, len(data), engine.LAZY if lazy_globals else 0))
            contents.append(data)
        for emulator in (self.baseline, self.candidate):
            if emulator is None:
                continue
            m = emulator.machine
            emulator.go_home()
            m.sp = m.stack_high - PAGE
            m.noise = self.baseline.noise.address
            emulator._layout = ()
            emulator.arrange(tuple(layout))
            for n, content in enumerate(contents, 1):
                region = emulator.regions[n]
                if emulator is self.baseline:
                    ctypes.memmove(region.initial, content, len(content))
                    ctypes.memset(region.shadow, 0, len(content))
                    ctypes.memset(region.epoch, 0, len(content) // 8)
                ctypes.memmove(region.live, content, len(content))
                ctypes.memset(region.pages, 0, len(content) // PAGE)
        ctypes.memmove(self.baseline.noise.address, self._noise, len(self._noise))
        self._started = True

    def move(self) -> None:
        """Have the memory of further native tests at a place of which all upper bits differ.

        What a code makes of these bits shows: they are the same in all tests in one place.
        """
        g = self.generator
        one, other = self.baseline.image.placement.heaps
        self._heap = other if self._heap == one else one
        for n, offset in self._lanes:
            g.slots[n].lane = self._heap + offset
        # Kept tests are full of addresses in the other place.
        self._snapshots, g.n_snapshots = g.n_snapshots, self._snapshots
        self._started = False

    def restart(self) -> None:
        """Set the memory up anew before the next round: other tests were run meanwhile."""
        self._started = False

    def batch(
        self, wanted: int, drafts: int, work: int, limit: int, lazy_globals: bool = True
    ) -> Batch:
        """Run native tests until `wanted` more were clean, `drafts` more were tried or `work`
        more instructions of the baseline executed, or until one differs or is new.

        limit: instructions of one test.
        """
        if not self._started:
            self.start(lazy_globals)
        p = self.pair
        p.wanted = p.tests + wanted
        p.max_drafts = p.drafts + drafts
        p.max_work = p.work + work
        m = self.baseline.machine
        m.generator = ctypes.addressof(self.generator)
        m.limit = limit
        flags = m.flags
        m.flags |= engine.GENERATE
        tests, tried = p.tests, p.drafts
        outcome = self.library.batch(ctypes.addressof(p))
        m.flags = flags
        return Batch(outcome, p.tests - tests, p.drafts - tried)

    def solve(
        self,
        at: int,
        work: int,
        limit: int,
        candidate: bool = False,
        goal: int | None = None,
        again: int = 0,
        edges: int = 0,
    ) -> Batch:
        """Look for a test on which one instruction does what it has not done in any.

        at: its offset in bytes, in the candidate or the baseline.  It decides otherwise than
        so far, or what it compares is equal or one apart; with a `goal`, its left side is
        that.  work: instructions to spend.  limit: of one test.  again: the outcome (2 or 4)
        of the decision that is looked for although tests have shown it.  edges: what is
        looked for instead, however often tests have shown it (see `engine.BOUNDARY`).  As
        `batch`, the outcome is KEPT for a test that shows anything new.
        """
        if not self._started:
            self.start(lazy_globals=True)
        p = self.pair
        m = self.baseline.machine
        m.generator = ctypes.addressof(self.generator)
        m.limit = limit
        flags = m.flags
        m.flags |= engine.GENERATE
        tests, tried = p.tests, p.drafts
        outcome = self.library.solve(
            ctypes.addressof(p),
            int(candidate),
            at // 4,
            work,
            int(goal is not None),
            (goal or 0) & _MASK,
            again,
            edges,
        )
        m.flags = flags
        return Batch(outcome, p.tests - tests, p.drafts - tried)

    def kept(self) -> Kept:
        """The last native test, right after the baseline ran it."""
        m = self.baseline.machine
        test = self.last_test()
        ended = m.status == engine.RETURNED and not m.n_calls
        outcome = self.baseline.outcome(test, lazy=True) if ended else None
        return Kept(test, self.violated, outcome)

    def last_test(self) -> Test:
        """The last native test as one that can be run again anywhere."""
        e = self.baseline
        m = e.machine
        regions = []
        image = {s.pages()[0]: s.name for s in e.image.writable}
        for n in range(1, m.n_regions):
            r = e.regions[n]
            if r.flags & (engine.CONSTANT | engine.READ_ONLY):
                continue
            start, initial = r.start, r.initial
            if start in image:
                data = ctypes.string_at(initial, r.end - start)
                regions.append(Region(start, data, image[start]))
                continue
            touched = ctypes.string_at(r.pages, (r.end - start) // PAGE)
            for run in _TOUCHED.finditer(touched):
                at, end = run.span()
                data = ctypes.string_at(initial + at * PAGE, (end - at) * PAGE)
                regions.append(Region(start + at * PAGE, data, f"memory {len(regions)}"))
        vectors = bytes(m.v)
        test = Test(
            x=tuple(m.x),
            v=unpacked_vectors(vectors),
            sp=m.sp,
            nzcv=m.nzcv,
            regions=tuple(regions),
            stack=self._stack(),
            shown="",
            calls=e.effects(),
        )
        test = replace(test, shown=shown_arguments(test, self.signature, m.stack_high))
        test.__dict__["vectors"] = vectors
        return test

    def _stack(self) -> bytes:
        """The stack of the last native test at its entry; shared with others where it can be."""
        e = self.baseline
        m = e.machine
        at, split = m.noise_at, m.sp - m.stack_low
        caller = ctypes.string_at(e.regions[0].initial, m.stack_high - m.sp)
        if m.noise != e.noise.address:  # a test from elsewhere ran last
            return ctypes.string_at(m.noise + at, split) + caller
        if at not in self._stacks:
            self._stacks[at] = self._noise[at : at + STACK_SIZE]
        stack = self._stacks[at]
        return stack if stack[split:] == caller else stack[:split] + caller


def division_edges(constants: tuple[int, ...]) -> tuple[int, ...]:
    """Multiples of the divisors that constants may stand for, where a quotient changes.

    A division by d is compiled as a multiplication by about 2^k / d; a factor that is one
    bit too short is wrong just below large multiples of d alone.
    """
    out: set[int] = set()
    for constant in constants:
        factor = constant & _MASK
        if factor < 1 << 15 or factor & (factor - 1) == 0:
            continue
        for k in range(32, 96):
            divisor = ((1 << k) + factor // 2) // factor
            # The factor of a division is 2^k / d but for its rounding; of most other
            # constants no d is that near.
            if not 3 <= divisor < factor >> 4 or abs(factor * divisor - (1 << k)) > 2 * divisor:
                continue
            for top in (1 << 31, 1 << 32, 1 << 63, 1 << 64):
                if divisor < top:
                    quotient = (top - 1) // divisor
                    out |= {quotient * divisor, quotient * divisor - 1, (quotient // 3) * divisor}
        if len(out) > 600:
            break
    return tuple(sorted(out))


def nan_widths(contract: Contract, listing: tuple[str, ...]) -> int:
    """4, 8 or both: the floats in memory of which two NaNs are one value.

    LLVM leaves the bits of a NaN that an operation makes open (LangRef, "Behavior of
    Floating-Point NaN values").  Only where all that the function stores are floats: an
    integer of the same bits must not be taken for one.  listing: of the baseline.
    """
    if not makes_nans(listing):
        return 0
    stored = {t.partition("=")[2] for t in contract.traits if t.startswith("stores=")}
    if not stored or not stored <= {"float", "double"} or "call" in contract.traits:
        return 0
    return (4 if "float" in stored else 0) | (8 if "double" in stored else 0)


def _fill_slot(row: Any, slot: Slot, alignment: int) -> None:
    value = slot.value
    row.bank, row.number = _BANK[slot.register], slot.number
    row.bits = value.bits
    row.kind = _KIND.get(value.kind, 3)
    row.flags = int("noalias" in value.attributes)
    row.flags |= 2 if any(a.startswith(_NEVER_NULL) for a in value.attributes) else 0
    row.flags |= 4 if "signext" in value.attributes else 0
    row.flags |= 8 if "zeroext" in value.attributes else 0
    row.align = max([alignment, *promised(slot)])
    for attribute in value.attributes:
        found = _RANGE.fullmatch(attribute)
        if found and int(found[1]) < int(found[2]):
            row.low, row.high = int(found[1]) & _MASK, int(found[2]) & _MASK


def promised(slot: Slot) -> list[int]:
    """The alignments in bytes that an argument's attributes promise."""
    return [int(a.split()[1]) for a in slot.value.attributes if a.startswith("align ")]


def shown_test(test: Test, signature: Signature, stack_end: int) -> Test:
    """The test with its arguments in words for people; `stack_end` as of the placement."""
    return replace(test, shown=shown_arguments(test, signature, stack_end))


def shown_arguments(test: Test, signature: Signature, stack_end: int) -> str:
    """The test's arguments in words for people; `stack_end` as of the placement."""
    words = []
    for slot in signature.slots:
        bits = slot.value.bits
        if slot.register == "stack":
            at = len(test.stack) - (stack_end - test.sp) + slot.number
            raw = int.from_bytes(test.stack[at : at + 16], "little") & ((1 << bits) - 1)
        else:
            raw = (test.x if slot.register == "x" else test.v)[slot.number] & ((1 << bits) - 1)
        if slot.value.kind == "int":
            signed = raw - (1 << bits) if bits > 1 and raw >> (bits - 1) else raw
            words.append(f"{slot.name}={signed}")
        elif slot.value.kind == "pointer":
            words.append(f"{slot.name}={raw:#x}")
        else:
            words.append(f"{slot.name}=bits:{raw:#x}")
    return ", ".join(words)
