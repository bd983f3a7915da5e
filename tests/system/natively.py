"""Images, tests and effects made by hand, for tests of the second verifier."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

from armcc.function.elf import ElfObject
from armcc.function.tools import cross_tool, require
from armcc.gates.image import EXECUTE, READ, Image, Segment, Stub
from armcc.gates.state import STACK_SIZE, CallEffect, Placement, Region, Test, placement

SEED = 0x0123456789ABCDEF
ENTRY = 0x40  # into the code's page
MASK = (1 << 64) - 1


def code_of(text: str, folder: Path, place: int, symbols: dict[str, int]) -> bytes:
    """The machine code of `text` at `place`, with symbols at absolute addresses.

    A symbol is reached by `bl NAME`, `b NAME` or `adr`.
    """
    source = folder / "code.s"
    # Within 128 MiB all that counts is the distance.
    absolute = "".join(f".set {n}, _base + {a - place:#x}\n" for n, a in symbols.items())
    source.write_text(f".text\n_base:\n{text}\n{absolute}")
    obj = folder / "code.o"
    subprocess.run(
        [require(cross_tool("as"), "as"), "-march=armv8.2-a", "-o", obj, source], check=True
    )
    read = ElfObject(obj.read_bytes())
    section = next(s for s in read.sections if s.name == ".text")
    assert not read.relocations(section.index), "only what `as` resolves itself"
    return read.contents(section)


def image_of(
    text: str,
    folder: Path,
    stubs: tuple[Stub, ...] = (),
    where: Placement | None = None,
    symbols: dict[str, int] | None = None,
) -> Image:
    """An image with `text` as the function under test."""
    where = placement(SEED) if where is None else where
    base = where.image + 0x2400_0000
    entry = base + ENTRY
    known = {s.name: s.address for s in stubs} | (symbols or {})
    code = code_of(text, folder, entry, known)
    segment = Segment(entry, code, READ | EXECUTE, "code")
    return Image((segment,), entry, len(code), (), placement=where, stubs=stubs)


def stub(number: int, name: str, effect: str = "call", returns: bool = True) -> Stub:
    """The stub of a callee, where the image's own kind lies."""
    address = placement(SEED).image + 0x2700_0000 + 16 * number
    return Stub(address, name, effect, returns=returns)


def effect_of(seed: int, *patches: tuple[int, bytes], returns: bool = True) -> CallEffect:
    """A callee that loses every register that it may."""
    rng = Random(seed)
    return CallEffect(
        tuple(rng.getrandbits(64) for _ in range(18)),
        tuple(rng.getrandbits(128) for _ in range(32)),
        rng.randrange(16),
        patches,
        returns,
    )


def test_of(
    seed: int = 1,
    x: dict[int, int] | None = None,
    regions: tuple[Region, ...] = (),
    calls: tuple[CallEffect, ...] = (),
) -> Test:
    """A test whose registers are garbage but for `x`."""
    rng = Random(seed)
    where = placement(SEED)
    registers = [rng.getrandbits(64) for _ in range(31)]
    registers[30] = where.return_address
    for n, value in (x or {}).items():
        registers[n] = value & MASK
    return Test(
        x=tuple(registers),
        v=tuple(rng.getrandbits(128) for _ in range(32)),
        sp=where.stack_top - 16 * rng.randrange(0, 64),
        nzcv=rng.randrange(16),
        regions=regions,
        stack=rng.randbytes(STACK_SIZE),
        shown=f"test {seed}",
        calls=calls,
    )


test_of.__test__ = False  # type: ignore[attr-defined]


def buffer(number: int, data: bytes, name: str = "buffer") -> Region:
    """Whole pages in the slot `number` of those for buffers."""
    size = -(-len(data) // 4096) * 4096
    return Region(placement(SEED).arenas[number] + 0x10000, data.ljust(size, b"\0"), name)
