"""Random C programs under random flags: what is spliced must do what clang's compile does.

Each function's new code is what clang makes of the same source with another MIX; a function
that cannot be taken over that way keeps its old code in both programs.
"""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from splicing import (
    LINKERS,
    RUN,
    Bench,
    assert_rest_unchanged,
    call,
    harvest,
    hot,
    ways,
)

from armcc.function.machine import MachineCode

FLAGS = [
    ["-g", "-g -gz", "-gdwarf-4", "-g1", "-g -fdebug-types-section", "-gdwarf64 -g", "", ""],
    ["-fPIC", "-fPIC -fno-semantic-interposition", "-fPIE", "-fno-pic", ""],
    ["-ffunction-sections", "-ffunction-sections -fdata-sections", ""],
    ["-fno-asynchronous-unwind-tables", "-fexceptions", "-fno-unwind-tables", "", ""],
    ["-mbranch-protection=standard", "-mbranch-protection=bti", "-fstack-protector-strong", ""],
    [
        "-fvisibility=hidden",
        "-fcommon",
        "-fmerge-all-constants",
        "-fno-plt",
        "-fno-jump-tables",
        "",
    ],
    ["-mcpu=neoverse-n1", "-mcpu=cortex-a55", "-mcpu=neoverse-v2", "", ""],
    ["-O1", "-O2", "-O3", "-Os", "-Oz"],
]
SWITCH = (
    "switch (n & 7) { case 0: r += {c}; break; case 1: r ^= {other}(n); break;"
    " case 2: return MIX(r); case 3: r -= 9; break; case 4: r *= 3; break;"
    " case 5: r = MIX(r); break; default: r++; }"
)
LINKING = ["", "", "-Wl,--gc-sections", "-static", "-Wl,--emit-relocs", "-Wl,-z,relro,-z,now"]


def program(draw: random.Random) -> str:
    """C source: functions that call earlier ones, tables, strings, globals, jumps, aliases."""
    count = draw.randint(2, 7)
    text = [
        "int printf(const char *, ...);",
        "#define HOT __attribute__((hot, noinline))",
        "static unsigned counter; unsigned shared_counter; double weight = 1.5;",
        "static const int table[] = {3, 1, 4, 1, 5, 9, 2, 6};",
        'static const char *const names[] = {"one", "three", "seven", "eleven"};',
        "struct pair { int a; long b; }; static struct pair pairs[4];",
        "static int fuel = 4000;",
        "__attribute__((noinline)) int outside(int v) { return v * 3 - (v >> 2); }",
        "static __thread int own = 7; static _Atomic int turns;",
    ]
    kinds = []
    for k in range(count):
        odd, shift = draw.randrange(3, 99, 2), draw.randint(1, 7)
        text.append(
            f"#if NEW >> {k} & 1\n#define MIX(v) ((v) * {odd} ^ ((v) >> {shift}) + ((v) & {odd}))\n"
            f"#else\n#define MIX(v) ((v) + {shift})\n#endif"
        )
        kind = draw.choice(["static ", "static ", "", "", "__attribute__((weak)) "])
        kinds.append(kind)
        text.append(f"{kind}HOT int f{k}(int n) {{ {body(draw, k)} }}")
        if draw.random() < 0.3 and kind == "":
            text.append(f'extern int g{k}(int) __attribute__((alias("f{k}")));')
            kinds[-1] = "alias"
        text.append("#undef MIX")
    text.append(
        "int (*volatile chosen[])(int) = {" + ", ".join(f"f{k}" for k in range(count)) + "};"
    )
    shown = [f"f{k}(i)" for k in range(count)] + [f"chosen[{k}](i + 1)" for k in range(count)]
    shown += [f"g{k}(i)" for k in range(count) if kinds[k] == "alias"]
    form = " ".join(["%d"] * len(shown))
    text.append(
        "int main(void) { for (int i = -2; i < 9; i++)\n"
        f'printf("{form}\\n", {", ".join(shown)});\n'
        'printf("%u %u %g %d\\n", counter, shared_counter, weight, pairs[2].a); }'
    )
    return "\n".join(text) + "\n"


def body(draw: random.Random, k: int) -> str:
    parts = ["int r = n; if (--fuel < 0) return n;"]
    for _ in range(draw.randint(1, 4)):
        other = f"f{draw.randrange(k)}" if k and draw.random() < 0.6 else "outside"
        c = draw.randint(1, 30)
        parts.append(
            draw.choice(
                [
                    f"r += {other}(MIX(r) & 63);",
                    f"for (int i = 0; i < (n & 7); i++) r = MIX(r + table[i & 7]) + {other}(i);",
                    f"counter += r; r = MIX(r + (int)counter % {c});",
                    f"shared_counter ^= MIX(n); r += shared_counter & {c};",
                    f"weight = weight * 0.75 + r / {c}.0; r += (int)weight % 17;",
                    f'r += "a string of {c} letters"[n & 15] + MIX(r);',
                    "r += names[n & 3][1] * 5;",
                    f"pairs[n & 3].a += MIX(r); pairs[r & 3].b ^= {c}; r += (int)pairs[n & 3].b;",
                    SWITCH.replace("{c}", str(c)).replace("{other}", other),
                    f"volatile char room[{c * 20}]; room[{c}] = r; r += room[{c}];",
                    f"own += r & {c}; r = MIX(r + own);",
                    f"if (n > {c}) return {other}(n - 1);",
                    "long double z = r * 1.25L; r = (int)(z - 3.5L) & 0xffff;",
                    f"turns += {c}; r ^= turns;",
                ]
            )
        )
    if draw.random() < 0.3:
        parts.append(f"if (n > 0) return MIX(f{k}(n - 1)) + f{k}(n - 3);")
    parts.append("return MIX(r & 0xffff);")
    return " ".join("{ " + p + " }" if "room" in p or "long double" in p else p for p in parts)


def flags_of(draw: random.Random) -> tuple[list[str], list[str]]:
    flags = [word for choice in FLAGS for word in draw.choice(choice).split()]
    position = "-pie" if any(f in ("-fPIC", "-fPIE") for f in flags) else "-no-pie"
    link = draw.choice(LINKING).split()
    if "-static" in link or position == "-no-pie":
        position = "-no-pie"
    return flags, [position, *link]


def check(clang: list[str], folder: Path, seed: int) -> list[str]:
    """The ways and reasons of one random program's functions."""
    draw = random.Random(seed)
    source = folder / "random.c"
    source.write_text(program(draw))
    flags, link = flags_of(draw)
    # The code of one MIX is longer than that of the other: either may be the new one.
    before, after = draw.choice([(0, -1), (-1, 0)])
    bench = Bench(clang, str(folder), str(source), [*flags, "-w", f"-DNEW={before}"])
    bench.flags.pop()
    names = [f.name for f in hot(bench.old)]
    new = bench.compile(f"-DNEW={after}")
    machines: dict[str, MachineCode] = {}
    for name in names:
        try:
            machines[name] = harvest(new, name)
        except ValueError:
            continue
    data, outcomes = bench.splice(machines)
    done = {name: way for name, way in ways(outcomes).items() if not way.startswith("!")}
    if not done:
        assert data == bench.old
        return list(ways(outcomes).values())
    assert_rest_unchanged(bench.old, data, set(done))
    mask = sum(1 << int(name[1:]) for name in done) ^ before
    wanted = bench.compile(f"-DNEW={mask}")
    for linker in LINKERS:
        if "-static" in link and linker == "lld" and seed % 2:
            continue
        printed = []
        for one in (wanted, data):
            (folder / "linked.o").write_bytes(one)
            words = [*LINKERS[linker], "-Wl,--fatal-warnings", *link, "linked.o", "-latomic"]
            call([*words, "-o", "program"], str(folder))
            words = ["timeout", "60", *RUN, "./program"]
            ran = subprocess.run(words, cwd=folder, capture_output=True, check=False)
            assert ran.returncode != 124
            printed.append((ran.returncode, ran.stdout))
        assert printed[0] == printed[1], (seed, flags, link, linker)
    for words in (["llvm-readelf-22", "-a"], ["aarch64-linux-gnu-readelf", "-a", "-wf"]):
        said = []
        for one in (bench.old, data):
            (folder / "a.o").write_bytes(one)
            ran = subprocess.run([*words, "a.o"], cwd=folder, capture_output=True, check=False)
            said.append((ran.returncode, ran.stderr))
        assert said[1] in (said[0], (0, b"")), (seed, flags)
    return list(ways(outcomes).values())


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1 << 30))
def test_random_programs(clang: list[str], tmp_path: Path, seed: int) -> None:
    check(clang, tmp_path, seed)
