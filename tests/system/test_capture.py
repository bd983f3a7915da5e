"""Real programs under `armccctl capture`: undisturbed, and their states replayed."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from armcc.control.subject import function_from_source
from armcc.function.function import Function
from armcc.gates.captured import (
    SUFFIX,
    CapturedError,
    State,
    bind,
    load_captured,
    read_state,
    to_bytes,
)
from armcc.gates.compare import result_difference
from armcc.gates.subject import Subject

FLAGS = ["-O2"]
HEADER = """\
#define HOT __attribute__((hot, noinline))
struct node { struct node *next; int value; };
struct pair { char *first, *second; };
struct lexer { const char *at, *end, *error; int state, depth; long number; };
struct node *make(void);
int twice(int);
void leave(int) __attribute__((noreturn));
extern struct node *const sentinel;
extern long total;
int sum(const int *, int);
long walk(const struct node *);
int count_words(const char *);
float blend(const float *, const float *, float, int);
int tokens(struct lexer *);
void count(int);
struct node *push(struct node *, int);
long each(int (*)(int), const int *, int);
void place(struct pair *, const struct pair *, int);
const char *word(int);
int tail(int);
unsigned fib(unsigned);
long nine(long, long, long, long, long, long, long, long, const long *);
void quit(int) __attribute__((noreturn));
"""
HOT = """\
#include "hot.h"
static int rounds = 3;
long total;
extern int limits[4];
extern const char *const words[];
static const unsigned char classes[256] = {
  ['a' ... 'z'] = 1, ['0' ... '9'] = 2, [' '] = 3, ['"'] = 4};
static struct node end = {0, 77};
struct node *const sentinel = &end;

HOT int sum(const int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }
HOT long walk(const struct node *n) {
  long s = 0;
  for (; n && n != &end; n = n->next) s = s * 3 + n->value;
  return s;
}
HOT int count_words(const char *s) {
  int n = 0, in = 0;
  for (; *s; s++) { if (*s == ' ') in = 0; else if (!in) { in = 1; n++; } }
  return n;
}
HOT float blend(const float *a, const float *b, float t, int n) {
  float s = 0;
  for (int i = 0; i < n; i++) s += a[i] * (1 - t) + b[i] * t;
  return s;
}
HOT int tokens(struct lexer *l) {
  int made = 0;
  while (l->at < l->end) {
    switch (classes[(unsigned char)*l->at]) {
    case 1: if (l->state != 1) made++; l->state = 1; break;
    case 2: if (l->state != 2) made++; l->state = 2;
            l->number = l->number * 10 + (*l->at - '0'); break;
    case 4: l->depth ^= 1; made++; l->state = 4; break;
    case 3: l->state = 0; break;
    default: l->error = l->at; return -1;
    }
    l->at++;
  }
  return made;
}
HOT void count(int by) {
  for (int i = 0; i < rounds; i++) total += by + limits[i & 3];
  rounds = (rounds + 1) & 7;
}
HOT struct node *push(struct node *n, int v) {
  struct node *m = make();
  if (!m) return 0;
  m->next = n; m->value = v + twice(v);
  total += m->value;
  return m;
}
HOT long each(int (*f)(int), const int *a, int n) {
  long s = 0;
  for (int i = 0; i < n; i++) s += f(a[i]);
  return s;
}
HOT void place(struct pair *to, const struct pair *from, int n) {
  for (int i = 0; i < n; i++) to[i].first = from[i].second, to[i].second = from[i].first;
}
HOT const char *word(int i) { return words[i & 3]; }
HOT int tail(int a) { return twice(a + limits[1]); }
HOT unsigned fib(unsigned n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
HOT void quit(int code) { total++; leave(code); }
"""
MAIN = """\
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "hot.h"
int limits[4] = {5, 6, 7, 8};
const char *const words[] = {"alpha", "beta", "gamma", "delta"};
static int calls;
__attribute__((noinline)) int twice(int a) { calls++; return 2 * a; }
static int less(int a) { limits[0]++; return a - 1; }
struct node *make(void) {
  return calls % 5 == 4 ? (calls++, (void *)0) : malloc(sizeof(struct node));
}
void leave(int code) { exit(code); }
int main(int argc, char **argv) {
  int a[40]; float f[40], g[40]; long r = 0;
  for (int i = 0; i < 40; i++) a[i] = i * i - 7, f[i] = i * 0.37f, g[i] = 1.0f / (i + 1);
  for (int i = 0; i < 12; i++) r += sum(a + i, i);
  struct node *n = sentinel;
  for (int i = 0; i < 9; i++) { struct node *m = push(n, i); if (m) n = m; r += walk(n); }
  r += walk(0);
  const char *lines[] = {"say \\"hi\\" 42", "", "x1y22 z", "bad!here", "  two  words "};
  for (int i = 0; i < 5; i++) {
    struct lexer l = {lines[i], lines[i] + strlen(lines[i]), 0, 0, 0, 0};
    int t = tokens(&l);
    printf("%d %d %d %ld %s\\n", t, l.state, l.depth, l.number, l.error ? l.error : "-");
    r += count_words(lines[i]);
  }
  for (int i = 0; i < 6; i++) printf("%.6f\\n", blend(f, g + i, 0.25f * i, 30 - i));
  for (int i = 0; i < 7; i++) count(i);
  for (int i = 0; i < 4; i++) r += each(i & 1 ? twice : less, a, i * 3);
  struct pair p[5], q[5];
  for (int i = 0; i < 5; i++) p[i].first = (char *)&p[i], p[i].second = strdup("heap");
  place(q, p, 5);
  printf("%s %s %s\\n", q[2].first, word(1), word(2));
  r += tail(4) + fib(9);
  printf("%ld %ld\\n", r, total);
  fflush(stdout);
  quit(argc > 1 ? atoi(argv[1]) : 9);
}
"""
SYSROOT = ["-L", "/usr/aarch64-linux-gnu"]
ENTERED = {
    "sum": 12, "walk": 10, "count_words": 5, "blend": 6, "tokens": 5, "count": 7, "push": 9,
    "each": 4, "place": 1, "word": 2, "tail": 1, "fib": 1, "quit": 1,
}  # fmt: skip


# Two entries of `walk` meet the same list.
KEPT = ENTERED | {"walk": 9}


def run(words: list[str], **how: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(words, capture_output=True, check=False, timeout=100, **how)


def built(folder: Path, source: str, name: str, *flags: str) -> Path:
    """A program of one file."""
    (folder / f"{name}.c").write_text(source)
    done = run(["aarch64-linux-gnu-gcc", "-O2", *flags, f"{name}.c", "-o", name], cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / name


def capture(*words: str, **how: Any) -> subprocess.CompletedProcess[bytes]:
    return run([sys.executable, "-P", "-m", "armcc.control.main", "capture", *words], **how)


def summary(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "capture.json").read_text()))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Sources, an object, two programs and what capture makes of each."""
    assert shutil.which("clang-22"), "clang-22 is missing: apt-get install clang-22"
    folder = tmp_path_factory.mktemp("project")
    for name, text in (("hot.h", HEADER), ("hot.c", HOT), ("main.c", MAIN)):
        (folder / name).write_text(text)
    clang = ["clang-22", "--target=aarch64-linux-gnu", *FLAGS, "-c"]
    for name in ("hot", "main"):
        assert run([*clang, f"{name}.c", "-o", f"{name}.o"], cwd=folder).returncode == 0
    gcc = ["aarch64-linux-gnu-gcc", "hot.o", "main.o", "-o"]
    assert run([*gcc, "static", "-static"], cwd=folder).returncode == 0
    assert run([*gcc, "dynamic"], cwd=folder).returncode == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMCC_CLANG", shutil.which("clang-22") or "")
        patch.chdir(folder)
        yield folder


def states(folder: Path, name: str) -> list[State]:
    found = [read_state(str(p)) for p in sorted(folder.glob(f"*{SUFFIX}"))]
    return [s for s in found if s.function == name]


def function(project: Path, name: str, workdir: Path) -> Function:
    return function_from_source("hot.c", name, FLAGS, str(workdir))


@pytest.mark.parametrize("kind", ["static", "dynamic"])
def test_states_replay_as_the_program_ran(project: Path, kind: str, tmp_path: Path) -> None:
    plain = run(["qemu-aarch64", *SYSROOT, f"./{kind}", "17"])
    out = tmp_path / "out"
    done = capture("--object", "hot.o", "-o", str(out), "--", f"./{kind}", "17")
    assert (done.returncode, done.stdout, done.stderr) == (17, plain.stdout, b"")
    assert plain.returncode == 17
    told = {f["name"]: f for f in summary(out)["functions"]}
    assert {n: f["entries"] for n, f in told.items()} == ENTERED
    assert {n: f["kept"] for n, f in told.items()} == KEPT
    for name, entries in KEPT.items():
        fn = function(project, name, tmp_path)
        subject = Subject(fn, 0x1234_5678 << 32)
        found = states(out, name)
        assert len(found) == entries
        loaded = load_captured(str(out), fn, subject.image)
        assert (len(loaded.tests), loaded.dropped) == (entries, {})
        for one in found:
            bound = bind(one, fn, subject.image)
            outcome = subject.emulator.run(bound.test, 100_000)
            if name == "quit":
                assert outcome.status == "noreturn"
                assert bound.end is None
                continue
            assert outcome.clean, (name, outcome.detail)
            assert bound.end is not None
            x, v, memory = bound.end
            wrong = result_difference(subject.signature, x, v, outcome.x, outcome.v)
            assert wrong is None, (name, wrong)
            assert outcome.memory == memory, name
        subject.close()


def test_a_parsers_states_are_there(project: Path, tmp_path: Path) -> None:
    capture("--function", "tokens", "-o", str(tmp_path), "--", "./static")
    texts = set()
    for one in states(tmp_path, "tokens"):
        memory = dict(one.pages)
        at = int.from_bytes(memory[one.x[0] & -4096][one.x[0] & 4095 :][:8], "little")
        page = memory.get(at & -4096, b"")[at & 4095 :]
        texts.add(page.split(b"\0")[0])
    assert {b'say "hi" 42', b"x1y22 z", b"bad!here", b"  two  words "} <= texts


def test_another_build_is_other_code(project: Path, tmp_path: Path) -> None:
    capture("--function", "sum", "-o", str(tmp_path), "--", "./static")
    other = function_from_source("hot.c", "sum", ["-O1"], str(tmp_path))
    loaded = load_captured(str(tmp_path), other, Subject(other).image)
    assert loaded.tests == ()
    assert loaded.dropped == {"other-code": 12}


def test_hostile_states_are_dropped_or_run(project: Path, tmp_path: Path) -> None:
    """Nothing that a file says makes more of it than a test that runs, or a count."""
    capture("--function", "push", "--function", "walk", "-o", str(tmp_path), "--", "./static")
    rng = random.Random(5)
    for name in ("push", "walk"):
        fn = function(project, name, tmp_path)
        subject = Subject(fn, 77 << 32)
        base = states(tmp_path, name)[0]
        for _ in range(60):
            where = sorted({rng.randrange(1 << rng.choice((20, 34, 47))) & -4096 for _ in range(9)})
            wild = replace(
                base,
                sp=rng.randrange(1 << 47),
                entry=rng.randrange(1 << 40) & -4,
                x=tuple(rng.choice((*where, 0, 1 << 63)) for _ in range(31)),
                pages=tuple((a, rng.randbytes(4096)) for a in where),
                symbols=tuple(("total", a, rng.choice((8, 1 << 40))) for a in where),
                calls=base.calls[:0] if rng.random() < 0.5 else base.calls,
                end=None,
            )
            (tmp_path / f"wild{SUFFIX}").write_bytes(b"")
            try:
                data = to_bytes(replace(wild, calls=()))
                (tmp_path / f"wild{SUFFIX}").write_bytes(data)
                test = bind(wild, fn, subject.image).test
            except CapturedError:
                continue
            subject.emulator.run(test, 20_000)
        loaded = load_captured(str(tmp_path), fn, subject.image)
        assert loaded.tests
        subject.close()


ODD = """\
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
static int numbers[20] = {1, 2, 3, 4, 5};
static volatile int got;
__attribute__((noipa)) int f(const int *a, int n) {
  int s = 0;
  for (int i = 0; i < n; i++) s += a[i] * 3;
  return s;
}
static void on(int s) { got += s; f(numbers, 3); }
static void *many(void *p) {
  long r = 0;
  for (int i = 0; i < 500; i++) r += f(numbers, i % 20);
  return (void *)r;
}
static int order(const void *a, const void *b) { return *(int *)a - *(int *)b; }
__attribute__((noipa)) int sorted(int *a, int n) { qsort(a, n, 4, order); return a[0]; }
int main(int argc, char **argv) {
  const char *how = argv[1];
  signal(SIGUSR1, on);
  f(numbers, 5); raise(SIGUSR1); f(numbers, 4);
  printf("%d\\n", got);
  if (!strcmp(how, "fork")) {
    fflush(stdout);
    pid_t child = fork();
    int status;
    if (!child) _exit(f(numbers, 6) & 63);
    waitpid(child, &status, 0);
    printf("child %d\\n", WEXITSTATUS(status));
  }
  if (!strcmp(how, "abort")) { fflush(stdout); abort(); }
  if (!strcmp(how, "fault")) { fflush(stdout); *(volatile int *)8 = 1; }
  if (!strcmp(how, "threads")) {
    pthread_t a, b;
    void *r, *q;
    pthread_create(&a, 0, many, 0);
    pthread_create(&b, 0, many, 0);
    many(0);
    pthread_join(a, &r);
    pthread_join(b, &q);
    printf("%ld %ld\\n", (long)r, (long)q);
  }
  if (!strcmp(how, "input")) {
    char line[64];
    while (fgets(line, 64, stdin)) { numbers[0] = strlen(line); printf("%d\\n", f(numbers, 3)); }
  }
  if (!strcmp(how, "back")) {
    int a[6] = {5, 3, 9, 1, 2, 2};
    printf("%d\\n", sorted(a, 6));
  }
  fprintf(stderr, "done\\n");
  return 5;
}
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("odd")
    return built(folder, ODD, "one", "-static", "-pthread"), built(folder, ODD, "two", "-pthread")


@pytest.mark.parametrize("how", ["fork", "abort", "fault", "threads", "input", "back"])
@pytest.mark.parametrize("which", [0, 1])
def test_a_program_runs_as_without(odd: Any, which: int, how: str, tmp_path: Path) -> None:
    program = str(odd[which])
    given = b"one\ntwo, three\n"
    plain = run(["qemu-aarch64", *SYSROOT, program, how], input=given)
    out = tmp_path / "out"
    names = ["--function", "f", "--function", "sorted"]
    done = capture(*names, "-o", str(out), "--", program, how, input=given)
    expected = plain.returncode if plain.returncode >= 0 else 128 - plain.returncode
    assert (done.returncode, done.stdout, done.stderr) == (expected, plain.stdout, plain.stderr)
    told = summary(out)
    assert told["watched_until"] == ("threads" if how == "threads" else "program")
    kept = {f["name"]: f["kept"] for f in told["functions"]}
    assert kept["f"] >= 3
    assert kept["sorted"] == (how == "back")


MANY = """\
#include <stdio.h>
__attribute__((noipa)) int f(int n) {
  if (n == 700) return 12345;
  int s = 1;
  for (int i = 0; i < (n & 7); i++) s = s * 3 + n;
  return s;
}
int main(void) { long r = 0; for (int i = 0; i < 900; i++) r += f(i % 50 ? i % 4 : i);
  printf("%ld\\n", r); }
"""


def test_limits_hold_and_new_code_is_kept(tmp_path: Path) -> None:
    program = str(built(tmp_path, MANY, "many", "-static"))
    out = tmp_path / "out"
    words = ["--function", "f", "--calls", "6", "--every", "1", "-o", str(out)]
    assert capture(*words, "--", program).returncode == 0
    told = summary(out)["functions"][0]
    assert told["kept"] == 6
    assert told["passed_over"]["duplicate"] > 100
    assert any(s.x[0] & 0xFFFFFFFF == 700 for s in states(out, "f"))
    few = tmp_path / "few"
    capture("--function", "f", "--entries", "20", "-o", str(few), "--", program)
    assert summary(few)["functions"][0]["entries"] == 20
    assert summary(few)["watched_until"] == "limits"


def test_what_cannot_be_captured_is_said(project: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    for words, said in (
        (["--function", "nothing", "--", "./static"], b"without a symbol for nothing"),
        (["--", "./static"], b"what shall be captured"),
        (["--function", "sum"], b"which program"),
        (["--function", "sum", "--", "./missing"], b"missing"),
        (["--function", "sum", "--", "hot.c"], b"hot.c"),
        (["--function", "sum", "--", sys.executable], b"not a program for AArch64"),
        (["--hot", "--", "./static"], b"no section for hot functions"),
        (["--object", "main.o", "--", "./static"], b"no hot function"),
        (["--function", "sum", "--calls", "0", "--", "./static"], b"limit"),
        (["--function", "sum", "-o", "hot.c", "--", "./static"], b"hot.c"),
    ):
        folder = [] if "-o" in words else ["-o", out]
        done = capture(*folder, *words)
        assert done.returncode == 2, words
        assert said in done.stderr, (words, done.stderr)
        assert done.stdout == b""
        assert b"Traceback" not in done.stderr
    assert not os.path.exists(out)


def test_another_object_of_the_name_is_refused(project: Path, tmp_path: Path) -> None:
    clang = ["clang-22", "--target=aarch64-linux-gnu", "-O1", "-c", "hot.c", "-o"]
    assert run([*clang, str(tmp_path / "o1.o")]).returncode == 0
    words = ["--object", str(tmp_path / "o1.o"), "--function", "sum", "-o", str(tmp_path / "out")]
    done = capture(*words, "--", "./static")
    assert done.returncode == 2
    assert b"without the code that the objects have for sum" in done.stderr
