"""The client of the remote protocol against stubs that behave and stubs that do not."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from armcc.control.gdbremote import Remote, RemoteError, Stop

CORE = "".join(f'<reg name="{n}" bitsize="64"/>' for n in [*(f"x{i}" for i in range(31)), "sp"])
CORE += '<reg name="pc" bitsize="64"/><reg name="cpsr" bitsize="32"/>'
VECTORS = '<reg name="v0" bitsize="128" regnum="34"/>'
VECTORS += "".join(f'<reg name="v{i}"/>' for i in range(1, 32))
VECTORS += '<reg name="fpsr" regnum="66"/><reg name="fpcr"/><reg name="TPIDR_EL0" regnum="90"/>'
FILES = {
    b"target.xml": b'<xi:include href="core.xml"/><xi:include href="fpu.xml"/>',
    b"core.xml": CORE.encode(),
    b"fpu.xml": VECTORS.encode(),
}


def stub(payload: bytes) -> bytes | None:
    """The answers of a program that stands at 0x1000 and knows 64 bytes of memory."""
    if payload.startswith(b"qSupported"):
        return b"PacketSize=100;qXfer:features:read+"
    if payload.startswith(b"qXfer:features:read:"):
        name, _, place = payload[20:].partition(b":")
        at, size = (int(n, 16) for n in place.split(b","))
        piece = FILES[name][at : at + size]
        return (b"l" if at + size >= len(FILES[name]) else b"m") + piece
    if payload == b"g":
        words = b"".join(n.to_bytes(8, "little") for n in [*range(31), 0x7000, 0x1000])
        return (words + (0x60000000).to_bytes(4, "little")).hex().encode()
    if payload.startswith(b"p"):
        number = int(payload[1:], 16)
        return number.to_bytes(16, "little").hex().encode()
    if payload.startswith(b"m"):
        at, size = (int(n, 16) for n in payload[1:].split(b","))
        return (
            b"E14"
            if at + size > 1024
            else bytes(n & 255 for n in range(at, at + size)).hex().encode()
        )
    answers = {
        b"?": b"T05thread:01;",
        b"c": b"W2a",
        b"s": b"S0b",
        b"C0a": b"X09",
        b"Z0,1000,4": b"OK",
        b"z0,1000,4": b"",
    }
    return answers.get(payload)


@contextmanager
def serving(answer: Callable[[bytes], bytes | None], raw: bool = False) -> Iterator[Remote]:
    """A remote whose other side answers so; with `raw` the answers are whole packets."""
    ours, theirs = socket.socketpair()

    def serve() -> None:
        seen = b""
        while True:
            more = theirs.recv(4096)
            if not more:
                break
            seen += more
            while b"#" in seen[:-2]:
                payload, _, seen = seen.partition(b"#")
                seen = seen[2:]
                said = answer(payload.partition(b"$")[2])
                if said is None:
                    theirs.close()
                    return
                frame = said if raw else b"+$%b#%02x" % (said, sum(said) & 255)
                theirs.sendall(frame)
        theirs.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield Remote(ours)
    finally:
        ours.close()
        thread.join(10)


def test_registers_come_by_name() -> None:
    with serving(stub) as remote:
        assert remote.start() == Stop("signal", 5, "01")
        found = remote.registers()
    assert found.x == tuple(range(31))
    assert (found.sp, found.pc, found.cpsr >> 28) == (0x7000, 0x1000, 6)
    assert found.v == tuple(range(34, 66))
    assert (found.fpsr, found.fpcr, found.thread_pointer) == (66, 67, 90)


def test_memory_comes_in_pieces_or_not_at_all() -> None:
    with serving(stub) as remote:
        remote.start()
        assert remote.memory(3, 700) == bytes(n & 255 for n in range(3, 703))
        assert remote.memory(900, 200) is None


def test_the_ways_to_stop() -> None:
    with serving(stub) as remote:
        remote.start()
        assert remote.step() == Stop("signal", 11, "")
        assert remote.resume(10) == Stop("killed", 9, "")
        assert remote.resume() == Stop("exited", 42, "")


def test_a_refusal_is_an_error() -> None:
    with serving(stub) as remote:
        remote.start()
        remote.set_break(0x1000)
        with pytest.raises(RemoteError, match="refuses"):
            remote.clear_break(0x1000)


def test_who_hangs_up_is_gone() -> None:
    with serving(stub) as remote:
        remote.start()
        with pytest.raises(RemoteError):
            remote.command(b"unknown")
    with serving(lambda p: None if p == b"c" else stub(p)) as remote:
        remote.start()
        assert remote.resume().kind == "gone"


BROKEN = [
    b"+$OK#00",
    b"+$T#54",
    b"+$Tzz#48",
    b"+$zz#f4",
    b"+$#00",
    b"+$" + b"l" * 3000 + b"#c0",
    b"$W#57",
]


@pytest.mark.parametrize("frame", BROKEN)
def test_nonsense_is_an_error(frame: bytes) -> None:
    with serving(lambda _: frame, raw=True) as remote, pytest.raises(RemoteError):
        remote.start()


def test_runs_and_escapes_are_undone() -> None:
    answers = {b"a": b"0* ", b"b": b"}\x03x", b"c": b"*"}
    with serving(lambda p: answers[p]) as remote:
        assert remote.command(b"a") == b"0000"
        assert remote.command(b"b") == b"#x"
        assert remote.command(b"c") == b"*"
