"""The contract of one function from its optimised IR and its relocations."""

from __future__ import annotations

import re

from armcc.errors import Error
from armcc.function.contract import CONSTANT, CONSTANT_TIME, Contract, Frame, Local, Refusal
from armcc.function.elf import (
    R_AARCH64_CALL26,
    R_AARCH64_CONDBR19,
    R_AARCH64_JUMP26,
    R_AARCH64_TSTBR14,
    SHN_LORESERVE,
    STT_SECTION,
    ElfObject,
)
from armcc.function.features import binding_feature
from armcc.function.hot import HotFunction
from armcc.function.identity import targets
from armcc.function.ir import (
    Body,
    Definition,
    IrError,
    ModuleText,
    Prototype,
    parse_prototype,
    read_body,
)
from armcc.function.prototypes import joint, same_places
from armcc.function.registers import argument_places, result_places

# Kept apart in the contract, or only advice to the scheduler.
_ELSEWHERE = ('"target-cpu"=', '"target-features"=', '"tune-cpu"=')

_SVE = Refusal(reason="sve", sentence="scalable vectors")
_SME = Refusal(reason="sve", sentence="SME state")
_STRICT = Refusal(reason="strict-fp", sentence="strict floating point")
_DENORMALS = Refusal(reason="strict-fp", sentence="non-default denormals")
_EXCEPTIONS = Refusal(reason="exceptions", sentence="exceptions")
_VARIADIC = Refusal(reason="varargs", sentence="variable arguments")
_TLS = Refusal(reason="tls", sentence="thread-local storage")
_OUTSIDE = Refusal(reason="code-outside", sentence="part of its code is outside its own range")
_CANARY = Refusal(reason="stack-protector", sentence="stack protector")

# In the order in which a function with several is told.
_TRAITS_REFUSED = {
    "inline-asm": Refusal(reason="inline-asm", sentence="inline assembly"),
    "volatile": Refusal(reason="volatile", sentence="volatile access"),
    "atomic": Refusal(reason="atomic", sentence="atomic access"),
    "setjmp": Refusal(reason="setjmp", sentence="calls a function that returns twice"),
    "invoke": _EXCEPTIONS,
    "varargs": _VARIADIC,
    "tls": _TLS,
    "strictfp": _STRICT,
    "machine-state": Refusal(reason="system-register", sentence="reads or writes machine state"),
    "indirect-branch": Refusal(reason="indirect-jump", sentence="indirect branch"),
    "scalable": _SVE,
    "fp128": Refusal(reason="intrinsic", sentence="quadruple precision"),
    "target-intrinsic": Refusal(reason="intrinsic", sentence="intrinsic with effects of its own"),
    "frame-escapes": Refusal(
        reason="frame-escapes",
        sentence="the address of a local variable gets out where it cannot be compared",
    ),
}


def _attribute(sentence: str) -> Refusal:
    return Refusal(reason="attribute", sentence=sentence)


# Function attributes under which the code keeps rules that no test can see.
_WORDS_REFUSED = {
    "gc": _attribute("garbage collector"),
    "naked": _attribute("naked function"),
    "null_pointer_is_valid": _attribute("null is a valid address"),
    "prefix": _attribute("prefix data"),
    "presplitcoroutine": _attribute("coroutine"),
    "prologue": _attribute("prologue data"),
    "returns_twice": Refusal(reason="setjmp", sentence="returns twice"),
    "safestack": _attribute("safe stack"),
    "shadowcallstack": _attribute("shadow call stack"),
    "speculative_load_hardening": _attribute("speculative load hardening"),
    "strictfp": _STRICT,
}
_PREFIXES_REFUSED = {
    "denormal_fpenv": _DENORMALS,
    "sanitize_": _attribute("sanitizer"),
    '"aarch64_': _SME,
    '"aarch64-jump-table-hardening"': _attribute("hardened jump tables"),
    '"branch-protection-pauth-lr"': _attribute("return addresses signed with the address of code"),
    '"denormal-fp-math': _DENORMALS,
    '"function-instrument"': _attribute("instrumentation"),
    '"instrument-function': _attribute("instrumentation"),
    '"patchable-function': _attribute("patchable entry"),
    '"sign-return-address-key"="b_key"': _attribute("return addresses signed with the B key"),
    '"split-stack"': _attribute("split stack"),
    '"xray-': _attribute("instrumentation"),
    '"zero-call-used-regs"="': _attribute("clears registers on return"),
}

# What ARMCC_CONSTANT_TIME (armcc.h) leaves in the IR.
ANNOTATION = "armcc_constant_time"

_CANARY_CALL = "__stack_chk_fail"

# Relocations of thread-local storage (aaelf64 5.7.11).
_TLS_RELOCATIONS = range(512, 574)

_REAL = ("double", "float")
_UNARY = (
    "sin cos tan asin acos atan sinh cosh tanh exp exp2 exp10 log log2 log10 cbrt "
    "floor ceil trunc round rint nearbyint roundeven sqrt"
).split()
_BINARY = "pow fmod atan2 fmin fmax".split()


def _runtime() -> dict[str, str]:
    calls = {
        "memcpy": "ptr (ptr, ptr, i64) nounwind",
        "memmove": "ptr (ptr, ptr, i64) nounwind",
        "memset": "ptr (ptr, i32, i64) nounwind",
    }
    for real in _REAL:
        suffix = "f" if real == "float" else ""
        calls |= {name + suffix: f"{real} ({real}) nounwind" for name in _UNARY}
        calls |= {name + suffix: f"{real} ({real}, {real}) nounwind" for name in _BINARY}
        calls["ldexp" + suffix] = f"{real} ({real}, i32) nounwind"
    return calls


# What code generation may call for an intrinsic or for `frem`, with the C library's types.
RUNTIME_CALLS = _runtime()


def contract_of(
    module: ModuleText,
    definition: Definition,
    obj: ElfObject,
    function: HotFunction,
    layout: dict[str, tuple[Local, ...]] | None = None,
) -> Contract:
    """The contract of `definition`, whose code is `function` of `obj`.

    layout: where each function's local variables lie, as far as that is known.

    Raises IrError where the IR has a form this reader does not know.
    """
    body = read_body(module, definition)
    prototype = definition.prototype
    callees = told_apart(body)
    traits = set(body.traits)
    frame = Frame()
    if body.escapes.out and "frame-escapes" not in traits:
        lie = (layout or {}).get(definition.name, ())
        if _holds(lie, body.escapes.sizes):
            frame = Frame(lie, body.escapes.ends)
        else:
            traits.add("frame-escapes")
    elsewhere = module.constants_elsewhere()
    traits |= {f"{CONSTANT}{name}" for name in targets(obj, function) if name in elsewhere}
    if ANNOTATION in module.annotations(definition.name):
        traits.add(CONSTANT_TIME)
    hidden: Refusal | None = None
    shown = {name for name, _ in callees}
    called = called_symbols(obj, function)
    for name in sorted(called - shown - {definition.name}):
        known = RUNTIME_CALLS.get(name)
        if known is None:
            hidden = hidden or _hidden_call(name)
            known = "void ()"
        traits.add("call")
        callees.add((name, known))
    attributes = tuple(a for a in prototype.attributes if not a.startswith(_ELSEWHERE))
    features = tuple(
        sorted(f for f in _string(prototype.attributes, "target-features").split(",") if f)
    )
    refusal = (
        _prototype_refusal(definition)
        or _attribute_refusal(attributes)
        or _feature_refusal(features)
        or (_CANARY if _CANARY_CALL in called else None)
        or next((r for t, r in _TRAITS_REFUSED.items() if t in traits), None)
        or code_refusal(obj, function)
        or hidden
        or _callee_refusal(callees)
    )
    return Contract(
        convention=prototype.convention,
        result=prototype.result,
        arguments=prototype.arguments,
        cpu=_string(prototype.attributes, "tune-cpu")
        or _string(prototype.attributes, "target-cpu")
        or "generic",
        features=features,
        attributes=attributes,
        callees=tuple(sorted(callees)),
        traits=tuple(sorted(traits)),
        refused=refusal.reason if refusal else "",
        unsupported=refusal.sentence if refusal else "",
        frame=frame,
    )


def told_apart(body: Body) -> set[tuple[str, str]]:
    """The callees; one with several prototypes once for each kind of call, with constants.

    Others keep their types alone: what is constant at a call is no part of their contract.
    """
    types: dict[str, list[Prototype]] = {}
    for name, spelled in body.callees:
        types.setdefault(name, []).append(parse_prototype(spelled))
    several = {name for name, found in types.items() if not same_places(found)}
    plain = {c for c in body.callees if c[0] not in several}
    return plain | {c for c in body.calls if c[0] in several}


def _holds(lie: tuple[Local, ...], sizes: tuple[int, ...]) -> bool:
    """Whether there is a place for each variable whose address gets out.

    Several may share one, where never two of them live at a time.
    """
    return bool(lie) and all(any(one.size >= size for one in lie) for size in sizes)


def called_symbols(obj: ElfObject, function: HotFunction) -> set[str]:
    """The named symbols that `function` branches to by relocation."""
    names: set[str] = set()
    for relocation in function.relocations:
        if relocation.type in (R_AARCH64_CALL26, R_AARCH64_JUMP26):
            symbol = obj.symbols[relocation.symbol]
            if symbol.type != STT_SECTION and symbol.name:
                names.add(symbol.name)
    return names


def _hidden_call(name: str) -> Refusal:
    return Refusal(reason="hidden-call", sentence=f"calls {name}, which the IR does not show")


def _string(attributes: tuple[str, ...], key: str) -> str:
    start = f'"{key}"="'
    return next((a[len(start) : -1] for a in attributes if a.startswith(start)), "")


def _attribute_refusal(attributes: tuple[str, ...]) -> Refusal | None:
    for attribute in attributes:
        if attribute in _WORDS_REFUSED:
            return _WORDS_REFUSED[attribute]
        for start, refusal in _PREFIXES_REFUSED.items():
            if attribute.startswith(start):
                return refusal
    return None


def _feature_refusal(features: tuple[str, ...]) -> Refusal | None:
    feature = binding_feature(features)
    if not feature:
        return None
    sentence = f"the target has {feature}, which is not known to be safe for rewriting"
    return Refusal(reason="option", sentence=sentence)


def _prototype_refusal(definition: Definition) -> Refusal | None:
    prototype = definition.prototype
    if prototype.convention not in ("ccc", "fastcc"):
        sentence = f"calling convention {prototype.convention}"
        return Refusal(reason="convention", sentence=sentence)
    if prototype.varargs:
        return _VARIADIC
    if definition.personality:
        return _EXCEPTIONS
    try:
        argument_places(prototype.arguments)
        result_places(prototype.result)
    except Error as e:
        return Refusal(e.reason, e.message)
    return None


def code_refusal(obj: ElfObject, function: HotFunction) -> Refusal | None:
    """What the machine code has that the IR need not show."""
    if any(r.type in _TLS_RELOCATIONS for r in function.relocations):
        return _TLS
    if any(r.type in (R_AARCH64_CONDBR19, R_AARCH64_TSTBR14) for r in function.relocations):
        return _OUTSIDE  # to a part of the same function: no compiler calls so
    for target in targets(obj, function).values():
        for kind, addend in target.uses:
            if kind in (R_AARCH64_CALL26, R_AARCH64_JUMP26) and addend:
                return _OUTSIDE
    # The names of split parts: -fsplit-machine-functions and GCC, basic block sections.
    part = re.compile(re.escape(function.name) + r"\.(?:cold|eh|__part\.\d+)")
    for symbol in obj.symbols:
        placed = 0 < symbol.shndx < min(SHN_LORESERVE, len(obj.sections))
        if placed and part.fullmatch(symbol.name):
            return _OUTSIDE
    return None


def _callee_refusal(callees: set[tuple[str, str]]) -> Refusal | None:
    """The first callee of which it is not known what it gets and gives."""
    types: dict[str, list[Prototype]] = {}
    for name, spelled in sorted(callees):
        types.setdefault(name, []).append(parse_prototype(spelled))
    for name, found in types.items():
        try:
            joint(name, found)
        except Error as e:
            return Refusal(e.reason, e.message)
    return None


__all__ = ["RUNTIME_CALLS", "IrError", "called_symbols", "code_refusal", "contract_of"]
