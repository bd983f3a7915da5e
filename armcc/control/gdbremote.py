"""A client of the GDB remote serial protocol, as far as QEMU's user-mode stub speaks it.

Protocol: "GDB Remote Serial Protocol", the appendix of GDB's manual.  QEMU answers one
packet at a time, waits for each acknowledgement, and reads its socket only while the
program is stopped.  Memory in a packet is at most half of the size it announces.
"""

from __future__ import annotations

import contextlib
import re
import socket
from dataclasses import dataclass

# Of a reply, in bytes: the largest is a list of registers in XML.
MOST_REPLY = 1 << 20
SIGTRAP = 5

_REGISTER = re.compile(rb"<reg\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_INCLUDE = re.compile(rb'<xi:include href="([\w.-]+)"')


class RemoteError(Exception):
    """The stub said what the protocol does not allow, refused a command, or hung up."""


@dataclass(frozen=True)
class Stop:
    """Why the program does not run.

    kind: "signal" (number in `code`; 5 also stands for a breakpoint or a step), "exited"
        (status in `code`), "killed" (by signal `code`) or "gone" (no one is there any more).
    thread: the stub's name of the thread, "" where it gave none.
    """

    kind: str
    code: int
    thread: str = ""


@dataclass(frozen=True)
class Registers:
    """The registers of one thread: x0..x30, v0..v31 (128 bits each), the rest by name.

    cpsr: with the flags in bits 31 to 28.  thread_pointer: TPIDR_EL0, 0 where the stub
    does not show it.
    """

    x: tuple[int, ...]
    sp: int
    pc: int
    cpsr: int
    v: tuple[int, ...]
    fpsr: int
    fpcr: int
    thread_pointer: int


class Remote:
    """A stopped program behind a connected socket; `resume` and `step` let it go on."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._buffer = bytearray()
        self._numbers: dict[str, int] = {}
        self._half = 1024
        self._owed = b""  # an acknowledgement that goes with the next command

    def start(self) -> Stop:
        """Say hello; why the program is stopped.  Raises RemoteError."""
        features = self.command(b"qSupported:xmlRegisters=aarch64")
        size = re.search(rb"PacketSize=([0-9a-fA-F]+)", features)
        if size is not None:
            self._half = max(16, min(int(size[1], 16), 1 << 16) // 2)
        if b"qXfer:features:read+" not in features:
            raise RemoteError("the stub does not name its registers")
        self._read_numbers()
        return _stop(self.command(b"?"))

    def close(self) -> None:
        """Hang up.  A program that has not ended goes on alone."""
        self._socket.close()

    # --- packets ---------------------------------------------------------------------------

    def _receive(self) -> None:
        try:
            more = self._socket.recv(1 << 16)
        except OSError as e:
            raise RemoteError(f"the stub is gone: {e}") from e
        if not more:
            raise RemoteError("the stub hung up")
        self._buffer += more
        if len(self._buffer) > MOST_REPLY:
            raise RemoteError("the stub's reply has no end")

    def _send(self, payload: bytes) -> None:
        try:
            self._socket.sendall(b"%b$%b#%02x" % (self._owed, payload, sum(payload) & 0xFF))
            self._owed = b""
        except OSError as e:
            raise RemoteError(f"the stub is gone: {e}") from e

    def _reply(self) -> bytes:
        """The next packet's content.

        Its acknowledgement goes with the next command: QEMU then wakes once, not twice.
        """
        while True:
            start = self._buffer.find(b"$")
            end = self._buffer.find(b"#", start) if start >= 0 else -1
            if end >= 0 and len(self._buffer) >= end + 3:
                break
            self._receive()
        raw = bytes(self._buffer[start + 1 : end])
        said = bytes(self._buffer[end + 1 : end + 3])
        del self._buffer[: end + 3]
        if said.lower() != b"%02x" % (sum(raw) & 0xFF):
            raise RemoteError("the stub's checksum is wrong")
        self._owed = b"+"
        if raw[:1] in (b"W", b"X"):
            self._acknowledge()  # no command follows, and the stub waits for it
        return _plain(raw)

    def _acknowledge(self) -> None:
        with contextlib.suppress(OSError):  # who is gone waits for nothing
            self._socket.sendall(self._owed)
        self._owed = b""

    def command(self, payload: bytes) -> bytes:
        """Send one packet and give the reply's content.  Raises RemoteError."""
        self._send(payload)
        return self._reply()

    def _expect_ok(self, payload: bytes) -> None:
        reply = self.command(payload)
        if reply != b"OK":
            raise RemoteError(f"the stub refuses {payload!r}: {reply[:40]!r}")

    def _document(self, kind: bytes, name: bytes) -> bytes:
        """A whole object of qXfer."""
        out = bytearray()
        step = self._half
        while len(out) < MOST_REPLY:
            reply = self.command(b"qXfer:%b:read:%b:%x,%x" % (kind, name, len(out), step))
            if reply[:1] not in (b"m", b"l"):
                raise RemoteError(f"the stub does not give {kind!r} {name!r}")
            out += reply[1:]
            if reply[:1] == b"l" or len(reply) == 1:
                return bytes(out)
        raise RemoteError(f"{kind!r} {name!r} has no end")

    def _read_numbers(self) -> None:
        """Register numbers by name, from the target's description.

        A register without a number of its own follows the one before it; vectors are
        called z0 .. z31 where the CPU has SVE, and v0 .. v31 are their low ends.
        """
        target = self._document(b"features", b"target.xml")
        following = 0
        for file in _INCLUDE.findall(target):
            for words in _REGISTER.findall(self._document(b"features", file)):
                said = {k.decode(): v.decode("latin-1") for k, v in _ATTRIBUTE.findall(words)}
                number = said.get("regnum", "")
                following = int(number) if number.isdecimal() else following
                self._numbers.setdefault(said.get("name", "?"), following)
                following += 1
        wanted = [*(f"x{n}" for n in range(31)), "sp", "pc", "cpsr", "fpsr", "fpcr"]
        missing = [n for n in wanted if n not in self._numbers]
        if missing or not (self._vectors("v") or self._vectors("z")):
            raise RemoteError(f"the stub shows no AArch64 registers (no {missing or 'v0'})")

    def _vectors(self, letter: str) -> bool:
        return all(f"{letter}{n}" in self._numbers for n in range(32))

    # --- what the program is like ------------------------------------------------------------

    def auxiliary(self) -> dict[int, int]:
        """The auxiliary vector: values by AT_* number.  Empty where the stub has none."""
        try:
            data = self._document(b"auxv", b"")
        except RemoteError:
            return {}
        words = [int.from_bytes(data[i : i + 8], "little") for i in range(0, len(data) - 7, 8)]
        return dict(zip(words[::2], words[1::2], strict=False))

    def _register(self, name: str, size: int) -> int:
        reply = self.command(b"p%x" % self._numbers[name])
        return int.from_bytes(_hex(reply)[:size], "little")

    def program_counter(self) -> int:
        """The address of the next instruction."""
        return self._register("pc", 8)

    def stack_pointer(self) -> int:
        """sp of the thread that stopped."""
        return self._register("sp", 8)

    def registers(self) -> Registers:
        """All registers of the thread that stopped.  Raises RemoteError."""
        core = _hex(self.command(b"g"))
        if len(core) < 33 * 8 + 4:
            raise RemoteError("the stub shows too few registers")
        words = [int.from_bytes(core[8 * n : 8 * n + 8], "little") for n in range(33)]
        letter = "v" if self._vectors("v") else "z"
        pointer = "TPIDR_EL0"
        return Registers(
            x=tuple(words[:31]),
            sp=words[31],
            pc=words[32],
            cpsr=int.from_bytes(core[264:268], "little"),
            v=tuple(self._register(f"{letter}{n}", 16) for n in range(32)),
            fpsr=self._register("fpsr", 4),
            fpcr=self._register("fpcr", 4),
            thread_pointer=self._register(pointer, 8) if pointer in self._numbers else 0,
        )

    def memory(self, address: int, size: int) -> bytes | None:
        """`size` bytes at `address`, or None where not all of them are mapped."""
        out = bytearray()
        while len(out) < size:
            step = min(size - len(out), self._half)
            reply = self.command(b"m%x,%x" % (address + len(out), step))
            if reply[:1] == b"E" and len(reply) == 3:
                return None
            piece = _hex(reply)
            if len(piece) != step:
                return None
            out += piece
        return bytes(out)

    # --- running -------------------------------------------------------------------------------

    def set_break(self, address: int) -> None:
        """Stop before the instruction at `address` runs."""
        self._expect_ok(b"Z0,%x,4" % address)

    def clear_break(self, address: int) -> None:
        """Undo `set_break`."""
        self._expect_ok(b"z0,%x,4" % address)

    def resume(self, signal: int = 0) -> Stop:
        """Let the program run until it stops or ends; first give it `signal`, if one."""
        return self._go(b"C%02x" % signal if signal else b"c")

    def step(self) -> Stop:
        """Run one instruction."""
        return self._go(b"s")

    def _go(self, payload: bytes) -> Stop:
        try:
            self._send(payload)
            while True:
                reply = self._reply()
                if reply[:1] in (b"T", b"S", b"W", b"X"):
                    return _stop(reply)
                if reply[:1] != b"O":  # console output of a stub; QEMU's user mode sends none
                    raise RemoteError(f"the stub answers {reply[:40]!r} to a resume")
        except RemoteError:
            if self._ended():
                return Stop("gone", 0)
            raise

    def _ended(self) -> bool:
        """Whether the other side has hung up."""
        try:
            self._socket.setblocking(False)
            try:
                return not self._socket.recv(1, socket.MSG_PEEK)
            finally:
                self._socket.setblocking(True)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def release(self) -> None:
        """Let the program go on without breakpoints, as if no one were there.

        The stub would still stop at signals and wait for a word.  Half-closed, the
        connection takes what it sends then and shows it that no word will come.
        """
        self._expect_ok(b"D")
        self._acknowledge()
        try:
            self._socket.shutdown(socket.SHUT_WR)
            while self._socket.recv(1 << 16):
                pass
        except OSError:
            return  # it ended first


def _stop(reply: bytes) -> Stop:
    try:
        if reply[:1] in (b"W", b"X"):
            code = int(reply[1:3], 16)
            return Stop("exited" if reply[:1] == b"W" else "killed", code)
        if reply[:1] in (b"T", b"S"):
            thread = re.search(rb"thread:([^;]*)", reply)
            return Stop("signal", int(reply[1:3], 16), thread[1].decode() if thread else "")
    except ValueError:
        pass
    raise RemoteError(f"the stub's stop reply is {reply[:40]!r}")


def _plain(raw: bytes) -> bytes:
    """A packet's content without escapes (`}`) and repetitions (`*`)."""
    if b"}" not in raw and b"*" not in raw:
        return raw
    out = bytearray()
    at = 0
    while at < len(raw):
        byte = raw[at]
        if byte == 0x7D and at + 1 < len(raw):
            out.append(raw[at + 1] ^ 0x20)
            at += 2
        elif byte == 0x2A and at + 1 < len(raw) and out:
            out += bytes([out[-1]]) * max(0, raw[at + 1] - 29)
            at += 2
        else:
            out.append(byte)
            at += 1
        if len(out) > MOST_REPLY:
            raise RemoteError("the stub's reply has no end")
    return bytes(out)


def _hex(reply: bytes) -> bytes:
    try:
        return bytes.fromhex(reply.decode("ascii"))
    except ValueError as e:
        raise RemoteError(f"the stub answers {reply[:40]!r} where digits should stand") from e
