"""A client of QEMU's debugger stub, enough to walk through a program instruction by
instruction, and what a program's unwind table says of each place."""

from __future__ import annotations

import io
import socket
import struct
import subprocess
import time
from typing import Any

from elftools.dwarf.callframe import FDE
from elftools.elf.elffile import ELFFile

SP, PC, LR = 31, 32, 30
# Return addresses that are signed carry the signature in their upper bits.
PLAIN = (1 << 48) - 1


class Stub:
    """A program that QEMU runs, stopped before its first instruction.  Use as a context."""

    def __init__(self, words: list[str], cwd: str) -> None:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        emulator, *rest = words
        self.process = subprocess.Popen(
            [emulator, "-g", str(port), *rest], cwd=cwd,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(200):
            try:
                self.socket = socket.create_connection(("127.0.0.1", port))
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def __enter__(self) -> Stub:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()
        self.process.kill()
        self.process.wait()

    def ask(self, packet: str) -> str:
        """The stub's answer to one packet."""
        data = packet.encode()
        self.socket.sendall(b"$" + data + b"#%02x" % (sum(data) & 255))
        while True:
            start = self.buffer.find(b"$")
            end = self.buffer.find(b"#", start + 1)
            if start >= 0 and end >= 0 and len(self.buffer) >= end + 3:
                answer = self.buffer[start + 1 : end]
                self.buffer = self.buffer[end + 3 :]
                self.socket.sendall(b"+")
                return answer.decode()
            more = self.socket.recv(65536)
            assert more, "the program is gone"
            self.buffer += more

    def registers(self) -> list[int]:
        """x0 to x30, sp and pc."""
        return list(struct.unpack_from("<33Q", bytes.fromhex(self.ask("g"))))

    def vector(self, number: int) -> int:
        """The low half of a vector register."""
        return int.from_bytes(bytes.fromhex(self.ask(f"p{34 + number:x}"))[:8], "little")

    def word(self, address: int) -> int:
        """Eight bytes of memory."""
        return int.from_bytes(bytes.fromhex(self.ask(f"m{address:x},8")), "little")

    def step(self) -> None:
        self.ask("s")

    def run_to(self, places: list[int]) -> bool:
        """Whether the program stopped at one of the places rather than ended."""
        for place in places:
            self.ask(f"Z0,{place:x},4")
        answer = self.ask("c")
        for place in places:
            if answer.startswith(("S", "T")):
                self.ask(f"z0,{place:x},4")
        return answer.startswith(("S", "T"))


class Table:
    """What a program's call-frame information says of each place in it."""

    def __init__(self, program: bytes, debug_frame: bool = False) -> None:
        dwarf = ELFFile(io.BytesIO(program)).get_dwarf_info()
        entries = dwarf.CFI_entries() if debug_frame else dwarf.EH_CFI_entries()
        self._entries = [e for e in entries if isinstance(e, FDE)]
        self._rows: dict[int, list[dict[Any, Any]]] = {}

    def row(self, place: int) -> dict[Any, Any] | None:
        """The rules at a place; None where no entry covers it."""
        for number, entry in enumerate(self._entries):
            start = entry["initial_location"]
            if start <= place < start + entry["address_range"]:
                rows = self._rows.setdefault(number, entry.get_decoded().table)
                return [row for row in rows if row["pc"] <= place][-1]
        return None


def assert_unwinds(
    stub: Stub, table: Table, registers: list[int], entry: list[int], vectors: list[int]
) -> None:
    """The table leads from here to the state in which the function was entered.

    entry: the registers at its entry, of which x30 is the return address; vectors: the low
    halves of v8 to v15 there.
    """
    place = registers[PC]
    row = table.row(place)
    assert row is not None, f"no entry for {place:#x}"
    assert row["cfa"].expr is None
    frame = registers[row["cfa"].reg] + row["cfa"].offset
    assert frame == entry[SP], f"{place:#x}: the frame is not where the table has it"

    def value(number: int) -> int:
        rule = row.get(number)
        if rule is None or rule.type in ("UNDEFINED", "SAME_VALUE"):
            return registers[number] if number < 32 else stub.vector(number - 64)
        assert rule.type == "OFFSET", rule.type
        return stub.word(frame + rule.arg)

    assert value(LR) & PLAIN == entry[LR] & PLAIN, f"{place:#x}: the return address"
    for number in range(19, 30):
        assert value(number) == entry[number], f"{place:#x}: x{number}"
    for number in range(8):
        assert value(72 + number) == vectors[number], f"{place:#x}: d{8 + number}"
