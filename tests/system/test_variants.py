"""The pass `variants` on real modules: every candidate assembles and is what it says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from armcc.function.elf import ElfObject
from armcc.function.frontend import read_front_end
from armcc.function.function import Candidate, Function, Invocation
from armcc.function.hot import find_function, hot_functions
from armcc.passes import Context
from armcc.passes.pipeline import Recipe, generate
from armcc.passes.variants import Variants, settings

SOURCE = """
#include <string.h>
#define HOT __attribute__((hot))
int callee(int);
int counter;
static int private_counter;
static const short table[8] = {3, 1, 4, 1, 5, 9, 2, 6};

HOT int sum(const int *p, int n) { int s = 0; for (int i = 0; i < n; i++) s += p[i]; return s; }

HOT double scale(double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; i++) s += x[i] * 3.14159 + 1.25e10;
  return s;
}

HOT int lookup(const int *p, int n) {
  static const int local[5] = {7, 8, 9, 11, 13};
  int s = 0;
  for (int i = 0; i < n; i++) s += table[p[i] & 7] * local[(unsigned)p[i] % 5];
  return s;
}

HOT void weights(unsigned char *p) { for (int i = 0; i < 16; i++) p[i] = p[i] * (i * 7 + 1); }

HOT int calls(int *p, int n) {
  int s = 0;
  for (int i = 0; i < n; i++) s += callee(p[i]) * private_counter;
  counter += s;
  return s;
}

HOT int jumps(int a, int b) {
  switch (a) {
    case 0: return callee(b);
    case 1: return callee(b + 1) * 3;
    case 2: return callee(b * 5) - 1;
    case 3: return callee(b ^ 7);
    case 4: return callee(b - 9) * callee(a);
    case 5: return b / 3;
  }
  return 0;
}

void cold(int a) { private_counter += a; memset(&counter, a, 4); }
"""


def functions(clang: list[str], folder: Path, source: str, *words: str, name: str = "a.c"):
    """Each hot function of a compiled source, ready for a pass."""
    (folder / name).write_text(source)
    arguments = [*words, "-c", name, "-o", "user.o"]
    subprocess.run([*clang, *arguments], cwd=folder, check=True)
    obj = ElfObject((folder / "user.o").read_bytes())
    invocation = Invocation(tuple(clang), tuple(arguments), name, str(folder))
    work = folder / "work"
    work.mkdir()
    names = [h.name for h in hot_functions(obj)]
    front = read_front_end(invocation, obj, names, str(work))
    made = {
        n: Function(
            n,
            obj,
            find_function(obj, n),
            front.contracts[n],
            invocation,
            front.optimized_ir,
            front.raw_ir,
        )
        for n in names
    }
    return made, Context("neoverse-v2", 1000, str(work))


def assembles(candidate: Candidate, folder: Path, march: str = "armv8-a") -> bytes:
    text = folder / "candidate.s"
    text.write_text(candidate.text)
    out = folder / "candidate.o"
    done = subprocess.run(
        ["aarch64-linux-gnu-as", f"-march={march}", "-o", out, text],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{candidate.origin}: {done.stderr}"
    return out.read_bytes()


ALLOWED = {
    ".text", ".section", ".p2align", ".globl", ".type", ".size", ".byte", ".hword", ".word",
    ".xword", ".zero", ".ascii",
}  # fmt: skip


def test_every_candidate_assembles_and_names_only_symbols_of_the_object(
    clang: list[str], tmp_path: Path
) -> None:
    found, context = functions(clang, tmp_path, SOURCE, "-O2")
    assert set(found) == {"sum", "scale", "lookup", "weights", "calls", "jumps"}
    for name, function in found.items():
        candidates = list(Variants().propose(function, context))
        assert len(candidates) >= 3, name
        assert len({c.text for c in candidates}) == len(candidates)
        known = {s.name for s in function.object.symbols}
        for candidate in candidates:
            assert candidate.pass_name == "variants"
            obj = ElfObject(assembles(candidate, tmp_path))
            code = find_function(obj, name)
            assert code.size % 4 == 0
            wanted = {s.name for s in obj.symbols if s.shndx == 0 and s.name}
            assert wanted <= known, candidate.origin
            for line in candidate.text.splitlines():
                word = line.split()[0]
                directive = word.startswith(".") and not word.endswith(":")
                if directive and not word.startswith(".cfi_"):
                    assert word in ALLOWED, candidate.origin
            assert not re.search(r"\b[wx]18\b", candidate.text), candidate.origin
            assert not any(s.flags & 1 and s.size for s in obj.sections), "writable data"


def test_all_three_compilers_propose(clang: list[str], tmp_path: Path) -> None:
    found, context = functions(clang, tmp_path, SOURCE, "-O2")
    origins = {c.origin for f in found.values() for c in Variants().propose(f, context)}
    for compiler in ("llvm", "gcc", "clang"):
        assert any(o.startswith(f"variants: {compiler} ") for o in origins), compiler


def test_no_candidate_leaves_the_features_of_the_user(clang: list[str], tmp_path: Path) -> None:
    found, context = functions(clang, tmp_path, SOURCE, "-O2")
    for function in found.values():
        for candidate in Variants().propose(function, context):
            assembles(candidate, tmp_path, "armv8-a")


def test_features_that_the_user_allows_are_used(clang: list[str], tmp_path: Path) -> None:
    found, context = functions(clang, tmp_path, SOURCE, "-O2", "-march=armv8.2-a+sve")
    texts = [c.text for c in Variants().propose(found["sum"], context)]
    assert any("whilelo" in t or "incd" in t or "cntw" in t or "incw" in t for t in texts)


def test_forced_widths_leave_floating_point_alone(clang: list[str], tmp_path: Path) -> None:
    found, context = functions(clang, tmp_path, SOURCE, "-O2")
    forced = {
        f"variants: {s.label}" for s in settings("neoverse-v2") if s.recipe and s.recipe.reorders
    }
    assert forced
    assert not forced & {c.origin for c in Variants().propose(found["scale"], context)}


def test_the_limit_is_kept_and_the_proposals_are_the_same_twice(
    clang: list[str], tmp_path: Path
) -> None:
    found, context = functions(clang, tmp_path, SOURCE, "-O2")
    context.limit = 4
    once = list(Variants().propose(found["sum"], context))
    again = list(Variants().propose(found["sum"], Context("neoverse-v2", 4, context.workdir)))
    assert len(once) == 4
    assert once == again


def test_a_static_hot_function_keeps_its_changed_signature(
    clang: list[str], tmp_path: Path
) -> None:
    source = (
        "__attribute__((hot, noinline)) static int f(int unused, int *p, int n)"
        " { int s = 0; for (int i = 0; i < n; i++) s += p[i]; return s; }\n"
        "int user(int *p) { return f(1, p, 30) + f(2, p + 1, 70); }\n"
        "int cold(int a) { return a; }\n"
    )
    found, context = functions(clang, tmp_path, source, "-O2")
    assert [a.type for a in found["f"].contract.arguments] == ["ptr", "i32"]
    candidates = list(Variants().propose(found["f"], context))
    assert candidates
    for c in candidates:
        assembles(c, tmp_path)
    tuned = [c for c in candidates if c.origin.endswith("O3, tuned")]
    assert all("[x0" in c.text for c in tuned), "the pointer is the first argument now"


def test_cplusplus_is_proposed_for_without_gcc(clang: list[str], tmp_path: Path) -> None:
    source = (
        "struct V { float x[4]; float dot(const V &o) const; };\n"
        "__attribute__((hot)) float V::dot(const V &o) const"
        " { float s = 0; for (int i = 0; i < 4; i++) s += x[i] * o.x[i]; return s; }\n"
    )
    found, context = functions(clang, tmp_path, source, "-O2", name="a.cpp")
    (function,) = found.values()
    candidates = list(Variants().propose(function, context))
    assert candidates
    assert not any("gcc" in c.origin for c in candidates)
    for c in candidates:
        assembles(c, tmp_path)


def test_assembly_without_invocation_or_ir_gives_nothing(tmp_path: Path, clang: list[str]) -> None:
    found, context = functions(clang, tmp_path, SOURCE, "-O2")
    whole = found["sum"]
    bare = Function("sum", whole.object, whole.hot, whole.contract)
    assert list(Variants().propose(bare, context)) == []


@pytest.mark.parametrize(
    "setting", [s for s in settings("neoverse-v2") if s.recipe], ids=lambda s: s.label
)
def test_every_recipe_is_known_to_llvm(setting, tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    from armcc.function.llvm import binding

    llvm = binding()
    text = (
        'target triple = "aarch64-unknown-linux-gnu"\n'
        'define i32 @f(i32 %a) #0 { ret i32 %a }\nattributes #0 = { "target-cpu"="generic" }\n'
    )
    bitcode = llvm.parse_assembly(text, context=llvm.create_context()).as_bitcode()
    assert "f:" in generate(bitcode, setting.recipe)


def test_a_knob_that_llvm_does_not_know_ends_only_the_child() -> None:
    assert generate(b"BC", Recipe("x", knobs=("-no-such-option",))) == ""
    assert generate(b"not bitcode", Recipe("x")) == ""
