"""The contract: what the machine code does not show and equivalence needs.

Taken from clang's *optimised* IR (see armcc/function/frontend.py); here only the
data and its canonical encoding.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Value:
    """One argument or result as LLVM's IR types it.

    kind: "int", "pointer", "float", "vector" or "other".
    bits: live bits: 1..128 for ints, 64 for pointers, 16/32/64 for floats,
        64/128 for vectors.
    type: the IR spelling ("i32", "ptr", "double", "<4 x float>", "{ i64, i64 }").
    attributes: IR parameter attributes, sorted, as spelled ("noalias",
        "dereferenceable(16)", "range(i32 0, 5)").
    """

    kind: str
    bits: int
    type: str
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contract:
    """What a replacement must keep beyond the bytes of its baseline.

    convention: IR calling convention ("ccc", "fastcc", ...).
    result: None for void.
    arguments: in order; `sret` shows as an attribute of a pointer argument.
    cpu, features: "target-cpu" and "target-features" of the function, as resolved
        by clang; features sorted.
    attributes: the function's other IR attributes, sorted (uwtable, frame-pointer,
        strictfp, sign-return-address, memory(...), ...).
    callees: (name, IR type of the call with its attributes), sorted.
    traits: sorted words: "volatile", "atomic", "inline-asm", "indirect-call",
        "tls", "invoke", "varargs", "setjmp", "fp32", "fp64", "call" (any call that is
        not an intrinsic), "memory-alignment=N" (smallest `align` of its accesses).
    unsupported: "" or why the gates cannot judge this function.
    """

    convention: str = "ccc"
    result: Value | None = None
    arguments: tuple[Value, ...] = ()
    cpu: str = "generic"
    features: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    callees: tuple[tuple[str, str], ...] = ()
    traits: tuple[str, ...] = ()
    unsupported: str = ""
    version: int = field(default=1)

    def to_bytes(self) -> bytes:
        """Canonical JSON; equal contracts give equal bytes."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode()

    @staticmethod
    def from_bytes(data: bytes) -> Contract:
        """The inverse of `to_bytes`.  Raises ValueError on anything else."""
        try:
            d = json.loads(data)
            result = Value(**_value(d["result"])) if d["result"] is not None else None
            return Contract(
                convention=str(d["convention"]),
                result=result,
                arguments=tuple(Value(**_value(a)) for a in d["arguments"]),
                cpu=str(d["cpu"]),
                features=tuple(d["features"]),
                attributes=tuple(d["attributes"]),
                callees=tuple((str(n), str(t)) for n, t in d["callees"]),
                traits=tuple(d["traits"]),
                unsupported=str(d["unsupported"]),
                version=int(d["version"]),
            )
        except (KeyError, TypeError) as e:
            raise ValueError(f"not a contract: {e}") from e


def _value(d: dict[str, object]) -> dict[str, object]:  # type: ignore[explicit-any,unused-ignore]
    return {**d, "attributes": tuple(d["attributes"])}  # type: ignore[arg-type]
