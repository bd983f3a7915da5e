"""The gates' own placing and relocating, held against GNU ld's at the same addresses."""

from __future__ import annotations

import subprocess
from itertools import permutations
from pathlib import Path

import pytest
from elftools.elf.elffile import ELFFile

from armcc.function.elf import ElfObject
from armcc.function.hot import find_function
from armcc.gates.image import UNDEFINED_FIRST, UNDEFINED_STEP, Image, baseline_image

SOURCES = {
    "table": """
        static const unsigned char table[16] = {3, 1, 4, 1, 5, 9, 2, 6};
        static const double factors[4] = {1.5, 2.5, 3.5, 4.5};
        int f(const unsigned char *p, int n) {
            double s = 0.1;
            for (int i = 0; i < n; i++) s += table[p[i] & 15] * factors[p[i] & 3];
            return (int)s;
        }""",
    "switch": """
        int f(int n, int m) {
            switch (n) {
            case 0: return m; case 1: return m / 3; case 2: return n * m; case 3: return -m;
            case 4: return m + 12345; case 5: return m ^ 77; case 6: return m << 5;
            case 7: return m & 9;
            }
            return 0;
        }""",
    "data": """
        int counter = 5; static long sums[100] = {1}; short odd[3] = {1, 2, 3}; char byte = 9;
        __int128 wide = 77; int *where = &counter; static int zeros[9];
        int f(int i) {
            sums[i] += counter + odd[1] + byte; wide += i; zeros[i]++;
            return *where + (int)sums[i];
        }""",
    "far": """
        static int big[2500] = {1}; static double also[700] = {2}; static char bytes[3001] = {3};
        int f(int i) {
            big[2000] += also[555] > bytes[i]; big[1111] ^= bytes[2777]; also[i] *= bytes[1];
            return big[i] + big[999] + bytes[i + 3000];
        }""",
    "calls": """
        __attribute__((noinline)) static int helper(int x) { return x * x + 1; }
        extern int outside(int);
        extern int other;
        int f(int n) { return n > 3 ? helper(n) + outside(n) + other : helper(-n); }""",
    "pointers": """
        static const char one[] = "one", two[] = "two!";
        static const char *const names[] = {one, two, one + 1};
        extern int other;
        const char *f(int n) { return n ? names[n & 3] : one + other; }""",
}  # fmt: skip
# ld orders its GOT otherwise: no source may need more than one slot under any of these.
FLAGS = [
    "-O3 -fno-pic",
    "-O2 -fPIC -fvisibility=hidden",
    "-O1 -ffunction-sections -fdata-sections -fPIE",
    "-O0",
]


def placed_by_ld(
    obj: Path, image: Image, defined: dict[str, int], folder: Path
) -> dict[int, bytes]:
    """The content that GNU ld gives each section, by address; sections lie as in `image`."""
    script = ["SECTIONS {"]
    for n, s in enumerate(image.segments):
        # Its GOT begins with a slot of its own.
        name, address = (
            ("*(.got)", s.address - 8) if s.name == ".got" else (f"*({s.name})", s.address)
        )
        script.append(f"  .placed{n} {address:#x} : {{ {name} }}")
    script.append(
        "  .gotplt 0x2f000000 : { *(.got.plt) } /DISCARD/ : { *(.eh_frame .comment .note*) } }"
    )
    (folder / "script").write_text("\n".join(script))
    out = folder / "out"
    words = ["aarch64-linux-gnu-ld", "-static", "-T", str(folder / "script"), "-e", "f"]
    words += [f"--defsym={name}={address:#x}" for name, address in defined.items()]
    subprocess.run([*words, "-o", str(out), str(obj)], check=True, capture_output=True)
    with out.open("rb") as f:
        elf = ELFFile(f)
        return {
            s["sh_addr"]: s.data()
            for s in elf.iter_sections()
            if s.name.startswith(".placed") and s["sh_size"]
        }


def differences(image: Image, theirs: dict[int, bytes]) -> list[str]:
    out = []
    for s in image.segments:
        if s.name == ".got":
            entries = theirs[s.address - 8][8:]
            if s.data[: len(entries)] != entries:
                out.append(s.name)
        elif s.address in image.sections.values() and s.data and theirs.get(s.address) != s.data:
            out.append(s.name)
    return out


@pytest.mark.parametrize("flags", FLAGS)
@pytest.mark.parametrize("source", SOURCES)
def test_the_image_is_what_a_linker_makes(
    clang: list[str], source: str, flags: str, tmp_path: Path
) -> None:
    path, obj = tmp_path / "x.c", tmp_path / "x.o"
    path.write_text(SOURCES[source])
    subprocess.run([*clang, *flags.split(), "-c", str(path), "-o", str(obj)], check=True)
    parsed = ElfObject(obj.read_bytes())
    image = baseline_image(parsed, find_function(parsed, "f"))
    undefined = [s.name for s in parsed.symbols if s.name and s.shndx == 0]
    found = []
    # The image numbers undefined symbols in the order in which it meets them.
    for order in permutations(undefined):
        places = {name: UNDEFINED_FIRST + n * UNDEFINED_STEP for n, name in enumerate(order)}
        found.append(differences(image, placed_by_ld(obj, image, places, tmp_path)))
    assert [] in found, found
