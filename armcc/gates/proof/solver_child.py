"""The process in which the solvers run; `solver.py` starts it by its path and asks it.

usage: solver_child.py PARENT MEMORY [FOLDER...]

PARENT: the process it dies with.  MEMORY: bytes of address space.  FOLDER: where the
packages of the solvers lie.  It knows nothing else of ours, so it starts fast.

A message is its length, eight bytes little-endian, and so much JSON.  A question has
"id", "solver", "text" and "values".  It is answered twice, each time with its "id":
once the solver is loaded with status "ready", so that loading takes nothing of the time
for solving, and then with "unsat", "sat" and a "model", or "unknown" and a "reason".
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import resource
import signal
import struct
import sys
from typing import Any, NoReturn

OUT_OF_MEMORY = 12  # exit status; what is left of a solver then is not asked again
LOGIC = "(set-logic QF_AUFBV)\n"
SIZE = struct.Struct("<Q")


class Refused(Exception):  # noqa: N818  what happened, not what is wrong
    """The solver does not take the query, or gave up."""


def main(arguments: list[str]) -> int:
    """Answer until the questions end; returns the exit status."""
    try:
        _restrict(int(arguments[0]), int(arguments[1]))
        sys.path += arguments[2:]
        reader, writer = _channel()
        while (question := _read(reader)) is not None:
            name = question["solver"]
            answer: dict[str, object] = {"id": question["id"], "status": "ready"}
            try:
                module: Any = importlib.import_module(name)
            except MemoryError:
                raise
            except Exception:  # z3 raises its own where its library cannot be mapped
                _say(writer, answer | {"status": "unknown", "reason": "tool"})
                continue
            _say(writer, answer)
            ask = _bitwuzla if name == "bitwuzla" else _z3
            try:
                model = ask(module, _plain(question["text"]), question["values"])
            except Refused:
                answer |= {"status": "unknown", "reason": "incomplete"}
            else:
                answer |= {"status": "unsat" if model is None else "sat", "model": model or {}}
            _say(writer, answer)
    except MemoryError:
        _out_of_memory()
    return 0


def _restrict(parent: int, memory: int) -> None:
    """Set the limits; a hard limit of memory that is lower already stays."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)  # it ended before it could be waited for
    # A Ctrl-C is the parent's to answer; it reaches us as well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    if most != resource.RLIM_INFINITY:
        memory = min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Where the machine runs out of memory, it is ours that goes, not the build.
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as f:
        f.write("1000")


def _channel() -> tuple[int, int]:
    """Descriptors for questions and answers.  What a solver prints goes nowhere."""
    reader, writer = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)
    return reader, writer


def _read(reader: int) -> dict[str, Any] | None:
    """The next question; None where there are no more."""
    head = _read_all(reader, SIZE.size)
    if len(head) < SIZE.size:
        return None
    (size,) = SIZE.unpack(head)
    body = _read_all(reader, size)
    if len(body) < size:
        return None
    question: dict[str, Any] = json.loads(body)
    return question


def _read_all(reader: int, size: int) -> bytes:
    """`size` bytes, fewer at the end."""
    held = bytearray()
    while len(held) < size:
        data = os.read(reader, min(size - len(held), 1 << 20))
        if not data:
            break
        held += data
    return bytes(held)


def _say(writer: int, what: dict[str, object]) -> None:
    data = json.dumps(what).encode("ascii")
    view = memoryview(SIZE.pack(len(data)) + data)
    while view:
        view = view[os.write(writer, view) :]


def _out_of_memory() -> NoReturn:
    os._exit(OUT_OF_MEMORY)


def _plain(text: str) -> str:
    """The whole input.  Raises Refused where a solver would stop reading before its end."""
    if not text.isascii() or "\0" in text:
        raise Refused
    return f"{LOGIC}{text}\n"  # a comment ends with its line


def _bitwuzla(module: Any, text: str, values: list[str]) -> dict[str, int] | None:
    """The values in a model, None where there is none.  Raises Refused, MemoryError."""
    options = module.Options()
    options.set(module.Option.PRODUCE_MODELS, bool(values))
    try:
        parser = module.Parser(module.TermManager(), options)
        # parse(input, parse_only, parse_file)
        parser.parse(text, True, False)
        wanted = {name: parser.parse_term(name) for name in values}
        solver = parser.bitwuzla()
        result = solver.check_sat()
        if result == module.Result.UNSAT:
            return None
        if result != module.Result.SAT:
            raise Refused
        return {name: int(solver.get_value(t).value(2), 2) for name, t in wanted.items()}
    except (module.BitwuzlaException, TypeError, ValueError) as e:
        raise Refused from e


def _z3(module: Any, text: str, values: list[str]) -> dict[str, int] | None:
    """As `_bitwuzla`."""
    # The parser tells what is asserted, not what is declared: an assertion for each name.
    named = "".join(f"(assert (= {name} {name}))\n" for name in values)
    context = module.Context()
    try:
        asserted = list(module.parse_smt2_string(text + named, ctx=context))
        first = len(asserted) - len(values)
        wanted = {name: asserted[first + n].arg(0) for n, name in enumerate(values)}
        solver = module.SolverFor("QF_AUFBV", ctx=context)
        solver.add(*asserted[:first])
        result = solver.check()
        if result == module.unsat:
            return None
        if result != module.sat:
            if "memory" in solver.reason_unknown() or "memout" in solver.reason_unknown():
                _out_of_memory()
            raise Refused
        model = solver.model()
        return {n: model.eval(t, model_completion=True).as_long() for n, t in wanted.items()}
    except module.Z3Exception as e:
        if "out of memory" in str(e):
            _out_of_memory()
        raise Refused from e
    except (AttributeError, IndexError) as e:
        raise Refused from e  # a name that is no bit-vector constant


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
