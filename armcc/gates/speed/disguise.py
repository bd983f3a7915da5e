"""Whether llvm-mca has a model of its own for a CPU, or serves another's under its name.

Its tables name a scheduling model for each CPU, and several CPUs may share one: llvm-mca 22 has
cortex-a72, -a76 and -a78 run as cortex-a57, and says nothing about it.
"""

from __future__ import annotations

from functools import cache

from armcc.errors import Error
from armcc.gates.speed.cores import MODELS
from armcc.gates.speed.mca import Target, Timeline, timelines, version

# Operations whose latencies and resources differ from core to core.
_PROBE = (
    "ldr x1, [x0]", "madd x2, x1, x1, x2", "mul x3, x1, x2", "umulh x4, x3, x1",
    "udiv x5, x4, x3", "ldp x6, x7, [x0, #16]", "stp x6, x7, [x0, #32]", "adds x8, x6, x7, lsl #7",
    "csel x9, x8, x1, eq", "bfi x9, x8, #3, #7", "ldr q0, [x0, #48]", "add v1.4s, v0.4s, v0.4s",
    "mul v2.4s, v1.4s, v0.4s", "fmul v3.4s, v2.4s, v1.4s", "fmla v3.4s, v2.4s, v1.4s",
    "fdiv v4.4s, v3.4s, v2.4s", "addv s5, v4.4s", "fmov w10, s5",
    "tbl v6.16b, {v0.16b, v1.16b}, v2.16b",
    "uaddlp v7.8h, v6.16b", "st1 {v6.16b, v7.16b}, [x0]", "ld2 {v8.4s, v9.4s}, [x0]",
    "fcvtzs w11, s5", "crc32x w12, w11, x9", "fsqrt d10, d9", "b #8",
)  # fmt: skip


@cache
def _shape(cpu: str) -> Timeline:
    (line,) = timelines([_PROBE * 2], Target(cpu, "+neon,+crc"), aliasing=False)
    return line


def check_model(cpu: str) -> None:
    """Raises Error("cpu") where llvm-mca has no model of its own for a CPU.

    One of `MODELS` has one if no other of them is the same; any other name is refused, with
    the name of the model that would serve it.  Raises Error("tool") where llvm-mca is missing.
    """
    try:
        shape = _shape(cpu)
    except Error as e:
        if e.reason == "tool":
            raise
        raise Error("cpu", f"llvm-mca has no model for {cpu!r}: {e.message}") from e
    same = [one for one in MODELS if one != cpu and _shape(one) == shape]
    known = ", ".join(MODELS)
    if same:
        said = f"llvm-mca measures {cpu} with the model of {' and '.join(same)}"
        raise Error("cpu", f"{said}; use one that has its own: {known}")
    if cpu not in MODELS:
        raise Error("cpu", f"no speed model for {cpu!r}: armcc knows the figures of {known}")


def trust(cpu: str) -> None:
    """`check_model` where it is not known what the installed llvm-mca makes of the CPUs.

    Of version 22 a test knows that each of `MODELS` is its own; asking costs half a second.
    """
    if not version().startswith("22."):
        check_model(cpu)
