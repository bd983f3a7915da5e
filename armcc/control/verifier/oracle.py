"""Which mutants are truly different: decided by a guest program of our own.

Everything here is apart from the gates: another generator, another way to run and to
compare.  See oracle.c for what is compared.
"""

from __future__ import annotations

import copy
import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from armcc.control.toolchain import clang_command
from armcc.control.verifier.mutants import Argument, Hot, Mutant, Shape
from armcc.errors import Error, Fatal
from armcc.function.tools import cross_tool, find_tool, host_is_aarch64, require

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "corpus")
# A baseline that faults on more than half of the tests is driven wrongly; where nobody knows
# what is legal, some tests have to do.
LEAST_CLEAN = 0.5
LEAST_CLEAN_BY_TYPES = 0.02
_MNEMONIC = re.compile(r"\s+[a-z][\w.]*(?=\s|$)")
_GUEST_FLAGS = ("-O2", "-ffreestanding", "-fno-builtin", "-fno-pic", "-w")
# Seconds for one round of the oracle over one batch.
PATIENCE = 3600.0


@dataclass(frozen=True)
class Difference:
    """How a mutant was seen to differ: the number of the test, and "result", "fault", ..."""

    test: int
    how: str


@dataclass(frozen=True)
class Told:
    """What the oracle says of a batch: the differences by the mutants' places in it.

    unfit: places of mutants that do not assemble or link, which are no programs.
    tests: run at most.  exhaustive: they were all that there are.
    """

    differences: dict[int, Difference]
    unfit: frozenset[int]
    tests: int
    exhaustive: bool


def _run(command: list[str], what: str) -> None:
    ran = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=120
    )
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Error("oracle", f"{what}: {said[0] if said else ran.returncode}")


class Oracle:
    """The oracle of one source file.

    source: C with drivers behind `#ifdef DRIVE`, or "" and `driver` C of its own.
    baseline: the object whose functions are the baselines.  workdir: a private folder.
    """

    def __init__(self, source: str, baseline: str, workdir: str, driver: str = "") -> None:
        self._workdir = workdir
        self._baseline = self._path("baseline-global.o")
        self._ld = require(cross_tool("ld"), "ld")
        self._as = require(cross_tool("as"), "as")
        self._globalize(baseline)
        include = [f"-I{HERE}", f"-I{CORPUS}"]
        driven = source
        self._by_types = bool(driver)
        self._least_clean = LEAST_CLEAN_BY_TYPES if driver else LEAST_CLEAN
        if driver:
            driven = self._path("driver.c")
            with open(driven, "w", encoding="utf-8") as f:
                f.write(driver)
        parts = (
            ("runtime.o", [os.path.join(HERE, "oracle.c")]),
            ("trampoline.o", [os.path.join(HERE, "trampoline.S")]),
            ("driver.o", ["-DDRIVE", driven]),
        )
        for name, words in parts:
            arguments = [*_GUEST_FLAGS, *include, "-c", *words, "-o", self._path(name)]
            _run([*clang_command(arguments), *arguments], f"clang {words[-1]}")

        # What is linked between these is set back before each run.
        for where in ("first", "last"):
            lines = []
            for section in ("data", "bss"):
                symbol = f"oracle_{section}_{where}"
                lines += [f"\t.{section}", "\t.p2align 4", f"\t.globl {symbol}", f"{symbol}:"]
            with open(self._path(f"{where}.s"), "w", encoding="ascii") as f:
                f.write("\n".join(lines) + "\n")
            _run([self._as, "-o", self._path(f"{where}.o"), self._path(f"{where}.s")], "as")

    def copy(self, workdir: str) -> Oracle:
        """The same in another private folder, for another process."""
        other = copy.copy(self)
        other._workdir = workdir
        other._baseline = other._path(os.path.basename(self._baseline))
        shutil.copytree(self._workdir, workdir, dirs_exist_ok=True)
        return other

    def _path(self, name: str) -> str:
        return os.path.join(self._workdir, name)

    def _globalize(self, baseline: str) -> None:
        """A copy of the baseline in which mutants can reach what is static."""
        objcopy, nm = cross_tool("objcopy"), cross_tool("nm")
        if objcopy is None or nm is None:
            raise Error("oracle", "objcopy is missing: install binutils-aarch64-linux-gnu")
        ran = subprocess.run([nm, baseline], check=True, capture_output=True, timeout=60)
        local = re.findall(r"^\S+ [a-z] ([A-Za-z_][\w.$]*)$", ran.stdout.decode(), re.MULTILINE)
        words = [f"--globalize-symbol={name}" for name in dict.fromkeys(local)]
        _run([objcopy, *words, baseline, self._baseline], "objcopy")

    def _link(self, name: str, mutants: list[tuple[int, Mutant]], objects: list[str]) -> str:
        """The program for these mutants; raises Error where it cannot be linked."""
        table = self._path("table.s")
        with open(table, "w", encoding="ascii") as f:
            f.write(_table(name, mutants))
        _run([self._as, "-o", self._path("table.o"), table], "as")
        program = self._path("oracle")
        fixed = [self._path(n) for n in ("runtime.o", "trampoline.o", "driver.o", "table.o")]
        command = [
            self._ld,
            "-static",
            "-no-pie",
            "--no-warn-rwx-segments",
            # Of other functions of the file.  What leads there faults, which is no test.
            "--unresolved-symbols=ignore-all",
            "-o",
            program,
            *fixed,
            self._path("first.o"),
            self._baseline,
            self._path("last.o"),
            *objects,
        ]
        _run(command, f"ld {name}")
        return program

    def describe(self, name: str) -> Shape:
        """The arguments of `name` as its driver gives them."""
        program = self._link(name, [], [])
        arguments: list[Argument] = []
        bits = 0
        for line in self._ask([program, "describe"]):
            word, *numbers = line.split()
            at, width, most = (int(n) for n in numbers)
            if word == "result":
                bits = width if at == 0 else 0
            else:
                arguments.append(Argument(word, at, width, most))
        return Shape(name, tuple(arguments), bits)

    def _ask(self, command: list[str]) -> list[str]:
        if not host_is_aarch64():
            qemu = find_tool("qemu-aarch64")
            if qemu is None:
                raise Fatal("qemu-aarch64 is missing: sudo apt-get install qemu-user")
            command = [qemu, *command]
        try:
            ran = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired as e:
            raise Error("oracle", "the oracle did not end") from e
        lines = ran.stdout.decode("ascii", "replace").splitlines()
        wrong = [s for s in lines if s.startswith("error")]
        if ran.returncode or wrong:
            said = wrong[0] if wrong else f"exit status {ran.returncode}"
            raise Error("oracle", f"the oracle failed: {said}")
        return lines

    def decide(self, shape: Shape, mutants: list[Mutant], seed: int, tests: int) -> Told:
        """Run each mutant against the baseline until they differ or all tests were met.

        Raises Error("oracle") where the baseline cannot be driven.
        """
        fit: list[tuple[int, Mutant]] = []
        objects: list[str] = []
        unfit: set[int] = set()
        for i, mutant in enumerate(mutants):
            made = self._assemble(shape.name, i, mutant)
            if made:
                fit.append((i, mutant))
                objects.append(made)
            else:
                unfit.add(i)
        bits = [a.bits for a in shape.arguments]
        exhaustive = bool(bits) and sum(bits) <= 16
        exhaustive = exhaustive and all(a.kind == "free" for a in shape.arguments)
        if exhaustive:
            tests = 1 << sum(bits)
        if not fit:
            return Told({}, frozenset(unfit), 0, exhaustive)
        program = self._link(shape.name, fit, objects)
        mode = "exhaustive" if exhaustive else "try" if self._by_types else "run"
        found: dict[int, Difference] = {}
        ended = False
        for line in self._ask([program, mode, str(seed), str(tests)]):
            words = line.split()
            if words[:1] == ["differs"] and len(words) == 4:
                found[int(words[1])] = Difference(int(words[2]), words[3])
            elif words[:1] == ["tests"]:
                ran, clean = int(words[1]), int(words[3])
                if ran and clean < self._least_clean * ran:
                    raise Error("oracle", f"{shape.name} faults on {ran - clean} of {ran} tests")
                tests = ran
            ended = ended or words == ["end"]
        if not ended:
            raise Error("oracle", "the oracle did not reach its end")
        for made in objects:
            os.unlink(made)
        return Told(found, frozenset(unfit), tests, exhaustive)

    def _assemble(self, name: str, at: int, mutant: Mutant) -> str:
        """The object of one mutant under a name of its own; "" where there is none."""
        renamed = _renamed(name, f"oracle_mutant_{at}", mutant.text)
        source, output = self._path(f"mutant{at}.s"), self._path(f"mutant{at}.o")
        with open(source, "w", encoding="ascii") as f:
            f.write(f"\t.text\n\t.globl\toracle_mutant_{at}\n{renamed}")
        try:
            _run([self._as, "-march=armv8.6-a", "-o", output, source], "as")
        except Error:
            return ""
        finally:
            os.unlink(source)
        return output


def _renamed(old: str, new: str, text: str) -> str:
    """The text with another name for its function, which may be called as an instruction is."""
    word = re.compile(rf"(?<![\w.$]){re.escape(old)}(?![\w.$])")
    out = []
    for line in text.splitlines():
        found = _MNEMONIC.match(line)
        kept = found[0] if found else ""
        out.append(kept + word.sub(new, line[len(kept) :]))
    return "\n".join(out) + "\n"


def _table(name: str, mutants: list[tuple[int, Mutant]]) -> str:
    """What oracle.c is about: driver, baseline, and struct mutant, one after another."""
    out = ["\t.text"]
    for fixed, real in (("oracle_driver", f"drive_{name}"), ("oracle_baseline", name)):
        out += [f"\t.globl {fixed}", f"{fixed}:", f"\tb {real}"]
    out += ["\t.section .rodata", "\t.p2align 3"]
    out += ["\t.globl oracle_mutants", "oracle_mutants:"]
    for number, mutant in mutants:
        hots = mutant.hots[:4]
        out.append(f"\t.xword oracle_mutant_{number}, {number}, {len(hots)}")
        for hot in (*hots, *[Hot(0, 0, 0)] * (4 - len(hots))):
            out.append(f"\t.xword {hot.where}, {hot.value}, {hot.width}")
    out += ["\t.globl oracle_mutant_count", "oracle_mutant_count:"]
    out.append(f"\t.xword {len(mutants)}")
    return "\n".join(out) + "\n"
