"""Native tests: they follow from the seed, run again alike, and reach what lies deep."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from armcc.control.subject import function_from_source
from armcc.gates import engine
from armcc.gates.emulator import Emulator
from armcc.gates.equivalence import equivalence_gate
from armcc.gates.loaded import load
from armcc.gates.pair import Pair
from armcc.gates.state import Outcome, Test
from armcc.gates.subject import Subject
from armcc.gates.syntax import Assembled, syntax_gate
from armcc.gates.verdict import ACCEPTED, GateResult

SEED = 0x3C6EF372FE94F82B
LIMIT = 3000

SOURCES = {
    "list": """
        struct node { struct node *next; int value; };
        int f(const struct node *p, int least) {
            int s = 0;
            for (; p; p = p->next) s += p->value > least ? p->value : 1;
            return s;
        }""",
    "struct": """
        struct part { unsigned char kind; unsigned short size; int *items; struct part *up; };
        long f(struct part *p, int n) {
            if (p->kind == 3 && p->up) p = p->up;
            long s = p->kind;
            for (int i = 0; i < n && i < p->size; i++) { s += p->items[i]; p->items[i] = 0; }
            return s;
        }""",
    "calls": """
        int ext(int *p, int k); double ratio(double x); void note(const char *s);
        int f(int *p, int n, double x) {
            int s = 0;
            for (int i = 0; i < n; i++) { s += ext(p + i, s); p[i] ^= 1; }
            if (ratio(x) > 2.0) note("two");
            return s + p[0];
        }""",
    "pointers": """
        struct ops { int (*get)(void *, int); int (*put)(void *, int); void *data; };
        int f(struct ops *o, int n) {
            int s = 0;
            for (int i = 0; i < n; i++) { int v = o->get(o->data, i); if (v > 3) o->put(o, v); s += v; }
            return s;
        }""",  # noqa: E501
    "stack": """
        long f(long a, long b, long c, long d, long e, long g, long h, long i,
               const int *p, int n, signed char least) {
            for (int k = 0; k < n; k++) a += p[k] < least ? b : c;
            return a ^ d ^ e ^ g ^ h ^ i;
        }""",
    "globals": """
        static struct entry { int key; int value; struct entry *next; } *table[16];
        int count; const int primes[4] = {2, 3, 5, 7};
        int f(int key) {
            for (struct entry *e = table[key & 15]; e; e = e->next)
                if (e->key == key) { count++; return e->value * primes[key & 3]; }
            return -1;
        }
        void add(struct entry *e) { e->next = table[e->key & 15]; table[e->key & 15] = e; }""",
}


pytestmark = pytest.mark.usefixtures("one_clang")


def subject_of(source: str, folder: Path, *flags: str) -> Subject:
    path = folder / "f.c"
    path.write_text(source)
    words = ["-O2", "-fno-unroll-loops", "-fno-vectorize", *flags]
    return Subject(function_from_source(str(path), "f", words, str(folder)), SEED)


def assembled(subject: Subject, text: str, folder: Path) -> Assembled:
    found, made = syntax_gate(text, "f", subject.function.contract, str(folder))
    assert made is not None, found
    return made


def drawn(subject: Subject, seed: int, count: int) -> Iterator[tuple[Test, Outcome, Pair]]:
    """Native tests of the baseline alone, each with what it did."""
    pair = subject.pair(seed, subject.constants)
    for _ in range(count):
        round_ = pair.batch(1, 2000, 1_000_000, LIMIT)
        assert round_.tests == 1, "no clean test among 2000"
        test = pair.last_test()
        yield test, seen_now(pair.baseline, test), pair


def seen_now(emulator: Emulator, test: Test) -> Outcome:
    """What a native test did but for its memory: see `memory_now`."""
    return emulator.outcome(replace(test, regions=()))


def plain(seen: Outcome) -> Outcome:
    """An outcome without memory, and without the unwritten parts of the own frame."""
    return replace(seen, memory=(), calls=tuple(replace(c, stack=b"") for c in seen.calls))


def memory_now(emulator: Emulator, test: Test) -> tuple[bytes, ...]:
    """What the regions of a native test hold after it: in the engine they are parts of others."""
    out = []
    for region in test.regions:
        for n in range(emulator.machine.n_regions):
            r = emulator.regions[n]
            if r.start <= region.address and region.end <= r.end:
                at = r.live + region.address - r.start
                out.append(ctypes.string_at(at, len(region.data)))
                break
    return tuple(out)


@pytest.mark.parametrize("kind", SOURCES)
def test_one_seed_makes_one_set_of_tests(kind: str, tmp_path: Path) -> None:
    made = []
    for seed in (1, 1, 2):
        with closing(subject_of(SOURCES[kind], tmp_path)) as subject:
            made.append([(t, o) for t, o, _ in drawn(subject, seed, 30)])
    first, again, other = made
    assert first == again
    assert [t for t, _ in first] != [t for t, _ in other]
    assert {t.x for t, _ in first}.isdisjoint({t.x for t, _ in other})


@pytest.mark.parametrize("kind", SOURCES)
def test_a_native_test_runs_again_with_the_same_outcome(kind: str, tmp_path: Path) -> None:
    with closing(subject_of(SOURCES[kind], tmp_path)) as subject:
        kept = []
        for test, seen, _ in drawn(subject, 5, 60):
            kept.append((test, seen, memory_now(subject.emulator, test)))
            assert seen.clean, seen.detail
        assert kept
        # Of a test that looked at no memory the run again needs none.
        assert any(t.regions for t, _, _ in kept) or kind == "stack"
        with closing(Emulator(subject.image, subject.listing)) as fresh:
            for test, seen, memory in kept:
                for emulator in (subject.emulator, fresh):
                    again = emulator.run(test, LIMIT)
                    assert again.memory == memory
                    assert plain(again) == plain(seen)
        outcomes = {(s.x[0], s.instructions, len(s.calls)) for _, s, _ in kept}
        assert len(outcomes) >= 5


@pytest.mark.parametrize("kind", SOURCES)
def test_a_code_is_like_itself_on_native_tests(kind: str, tmp_path: Path) -> None:
    with closing(subject_of(SOURCES[kind], tmp_path)) as subject:
        image, listing = subject.image, subject.listing
        with closing(Emulator(image, listing, peer=subject.reference)) as twin:
            pair = subject.pair(9, subject.constants, twin)
            done = drafts = 0
            while done < 2000 and drafts < 20_000:
                round_ = pair.batch(2000 - done, 20_000 - drafts, 2_000_000, LIMIT)
                done += round_.tests
                drafts += round_.drafts
                words = seen_now(twin, pair.last_test()).detail
                assert round_.outcome != engine.DIFFERENT, (pair.pair.difference, words)
                if not round_.drafts:
                    break
            assert done >= 500
            assert bytes(pair.seen_baseline) == bytes(pair.seen_candidate)


@pytest.mark.parametrize("kind", ["list", "globals"])
def test_linked_structures_come_up(kind: str, tmp_path: Path) -> None:
    with closing(subject_of(SOURCES[kind], tmp_path)) as subject:
        pair = subject.pair(3, subject.constants)
        for _ in range(40):
            pair.batch(100, 4000, 500_000, LIMIT)
        assert pair.paths > 20
        # The load of `next` is known for one that fetches pointers.
        sites = ctypes.string_at(pair.generator.site, len(subject.listing))
        fetching = [t for n, t in enumerate(subject.listing) if sites[n] == 1]
        assert any(t.startswith("ldr x") and "[sp" not in t for t in fetching)


LENGTH = "struct node { struct node *next; }; long f(const struct node *p) { long n = 0; while (p) { n++; p = p->next; } return n; }"  # noqa: E501
LENGTH_RIGHT = """
f:
    mov x8, x0
    mov x0, #0
    cbz x8, 2f
1:  ldr x8, [x8]
    add x0, x0, #1
    cbnz x8, 1b
2:  ret
"""
LENGTH_WRONG = """
f:
    mov x8, x0
    mov x0, #0
    cbz x8, 2f
1:  ldr x8, [x8]
    add x0, x0, #1
    lsr x9, x0, #3
    add x0, x0, x9
    cbnz x8, 1b
2:  ret
"""


def test_a_difference_that_only_a_long_list_shows_is_found(tmp_path: Path) -> None:
    with closing(subject_of(LENGTH, tmp_path)) as subject:
        for text, wanted in ((LENGTH_RIGHT, False), (LENGTH_WRONG, True)):
            loaded = load(subject, assembled(subject, text, tmp_path))
            with closing(loaded.emulator):
                pair = subject.pair(3, subject.constants, loaded.emulator)
                found = False
                for _ in range(40):
                    if pair.batch(200, 4000, 500_000, LIMIT).outcome == engine.DIFFERENT:
                        found = True
                        break
                assert found == wanted
                if not found:
                    continue
                assert pair.pair.difference == engine.OTHER_RESULT
                test = pair.last_test()
                assert subject.emulator.run(test, LIMIT).x[0] >= 8
                assert pair.check(test, LIMIT) == engine.OTHER_RESULT


RESTRICT = """
int f(int *restrict d, const int *restrict s, long n) {
    int sum = 0;
    for (long i = 0; i < n; i++) { d[i] = 1; sum += s[i]; }
    return sum;
}"""


def test_promises_are_kept_or_broken_as_asked(tmp_path: Path) -> None:
    with closing(subject_of(RESTRICT, tmp_path)) as subject:
        pair = subject.pair(4, subject.constants)
        overlaps = {True: 0, False: 0}
        violated = {True: 0, False: 0}
        for honour in (True, False):
            pair.honour = honour
            pair.restart()
            for _ in range(150):
                assert pair.batch(1, 2000, 1_000_000, LIMIT).tests == 1
                seen = seen_now(pair.baseline, pair.last_test())
                read = {a + k for a, n in seen.reads for k in range(n)}
                wrote = {a + k for a, n in seen.writes for k in range(n)}
                overlaps[honour] += bool(read & wrote)
                violated[honour] += bool(pair.violated & 1)
                assert not (read & wrote) or pair.violated & 1
        assert (overlaps[True], violated[True]) == (0, 0)
        assert overlaps[False] >= 10


ONE = "int f(int *restrict d, const int *restrict s) { *d = 1; return *s + 1; }"
STORE_FIRST = """
f:
    mov w8, #1
    str w8, [x0]
    ldr w9, [x1]
    add w0, w9, #1
    ret
"""
LOAD_FIRST = """
f:
    ldr w9, [x1]
    mov w8, #1
    str w8, [x0]
    add w0, w9, #1
    ret
"""


def test_an_assumption_is_recorded_only_where_a_rewrite_relies_on_it(tmp_path: Path) -> None:
    path = tmp_path / "f.c"
    path.write_text(ONE)
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))

    def judged(text: str) -> tuple[GateResult, tuple[str, ...]]:
        with closing(Subject(function, SEED)) as subject:
            made = assembled(subject, text, tmp_path)
            return equivalence_gate(subject, made, SEED, str(tmp_path))

    with closing(Subject(function, SEED)) as subject:
        order = [t.split()[0] for t in subject.listing if t.startswith(("ldr", "str"))]
    same, other = STORE_FIRST, LOAD_FIRST
    if order == ["ldr", "str"]:
        same, other = other, same
    # Only a code that is not clang's own is a rewrite.
    same = same.replace("    mov w8, #1\n", "    mov w8, #2\n    mov w8, #1\n")
    for text, relied in ((same, False), (other, True)):
        result, assumed = judged(text)
        assert result.outcome == ACCEPTED, (result.reason, result.detail)
        assert any(a.startswith("noalias") for a in assumed) == relied


def test_without_the_promise_the_same_rewrite_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "f.c"
    path.write_text(ONE.replace("restrict", ""))
    function = function_from_source(str(path), "f", ["-O2"], str(tmp_path))
    with closing(Subject(function, SEED)) as subject:
        made = assembled(subject, LOAD_FIRST, tmp_path)
        result, _ = equivalence_gate(subject, made, SEED, str(tmp_path))
    assert (result.outcome, result.reason) == ("rejected", "result")
