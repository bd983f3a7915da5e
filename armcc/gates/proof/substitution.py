"""Terms with other terms in place of some that they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from armcc.gates.proof.terms import (
    Term,
    and_,
    ashr,
    concat,
    eq,
    extract,
    extreme,
    ite,
    linear,
    lshr,
    mul,
    or_,
    raw_read,
    sdiv,
    sext,
    shl,
    slt,
    topological,
    udiv,
    uf,
    ult,
    write,
    xor,
)


def substituted(
    roots: Iterable[Term],
    mapping: dict[Term, Term],
    read: Callable[[Term, Term, int], Term] = raw_read,
) -> dict[Term, Term]:
    """Terms with others in place of some that they are made of, by the terms that they were.

    read: how loads are made anew: of a memory, an address and bytes.
    """
    out: dict[Term, Term] = {}
    for t in topological(roots):
        if t in mapping:
            out[t] = mapping[t]
            continue
        args = [out[a] for a in t.args]
        if all(a is b for a, b in zip(args, t.args, strict=True)):
            out[t] = t
        elif t.op == "read":
            out[t] = read(args[0], args[1], t.data)
        else:
            out[t] = _made(t, args)
    return out


def _made(t: Term, args: list[Term]) -> Term:
    if t.op == "sum":
        return linear(t.width, t.data[0], zip(t.data[1], args, strict=True))
    if t.op == "prod":
        out = args[0]
        for a in args[1:]:
            out = mul(out, a)
        return out
    if t.op in ("umax", "umin", "smax", "smin"):
        return extreme(t.op, *args)
    if t.op == "extract":
        return extract(args[0], *t.data)
    if t.op == "sext":
        return sext(args[0], t.width)
    if t.op == "uf":
        return uf(t.data, t.width, *args)
    return _PLAIN[t.op](*args)


_PLAIN: dict[str, Callable[..., Term]] = {
    "and": and_,
    "or": or_,
    "xor": xor,
    "udiv": udiv,
    "sdiv": sdiv,
    "shl": shl,
    "lshr": lshr,
    "ashr": ashr,
    "concat": concat,
    "ite": ite,
    "eq": eq,
    "ult": ult,
    "slt": slt,
    "write": write,
}


def variables(roots: Iterable[Term]) -> set[Term]:
    """The variables that terms are made of."""
    return {t for t in topological(roots) if t.op == "var"}
