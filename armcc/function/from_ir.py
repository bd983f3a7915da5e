"""The contract of one function from its optimised IR and its relocations."""

from __future__ import annotations

from armcc.function.contract import Contract, Value
from armcc.function.elf import R_AARCH64_CALL26, R_AARCH64_JUMP26, STT_SECTION, ElfObject
from armcc.function.hot import HotFunction
from armcc.function.ir import Definition, IrError, ModuleText, parse_prototype, read_body

# Kept apart in the contract, or only advice to the scheduler.
_ELSEWHERE = ('"target-cpu"=', '"target-features"=', '"tune-cpu"=')

_TRAITS_UNSUPPORTED = {
    "atomic": "atomic access",
    "fp128": "quadruple precision",
    "indirect-branch": "indirect branch",
    "inline-asm": "inline assembly",
    "invoke": "exceptions",
    "machine-state": "reads or writes machine state",
    "scalable": "scalable vectors",
    "setjmp": "calls a function that returns twice",
    "strictfp": "strict floating point",
    "target-intrinsic": "intrinsic with effects of its own",
    "varargs": "variable arguments",
    "volatile": "volatile access",
}

# Function attributes under which the code keeps rules that no test can see.
_WORDS_UNSUPPORTED = {
    "gc": "garbage collector",
    "naked": "naked function",
    "null_pointer_is_valid": "null is a valid address",
    "prefix": "prefix data",
    "presplitcoroutine": "coroutine",
    "prologue": "prologue data",
    "returns_twice": "returns twice",
    "safestack": "safe stack",
    "shadowcallstack": "shadow call stack",
    "speculative_load_hardening": "speculative load hardening",
    "strictfp": "strict floating point",
}
_PREFIXES_UNSUPPORTED = {
    "denormal_fpenv": "non-default denormals",
    "sanitize_": "sanitizer",
    '"aarch64_': "SME state",
    '"aarch64-jump-table-hardening"': "hardened jump tables",
    '"denormal-fp-math': "non-default denormals",
    '"function-instrument"': "instrumentation",
    '"instrument-function': "instrumentation",
    '"patchable-function': "patchable entry",
    '"probe-stack"': "stack probes",
    '"split-stack"': "split stack",
    '"xray-': "instrumentation",
    '"zero-call-used-regs"="': "clears registers on return",
}

_PARAMETERS_UNSUPPORTED = (
    "byref",
    "byval",
    "inalloca",
    "inreg",
    "nest",
    "preallocated",
    "swiftasync",
    "swifterror",
    "swiftself",
)

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
    module: ModuleText, definition: Definition, obj: ElfObject, function: HotFunction
) -> Contract:
    """The contract of `definition`, whose code is `function` of `obj`.

    Raises IrError where the IR has a form this reader does not know.
    """
    body = read_body(module, definition)
    prototype = definition.prototype
    callees = set(body.callees)
    traits = set(body.traits)
    reason = ""
    shown = {name for name, _ in callees}
    for name in sorted(called_symbols(obj, function) - shown - {definition.name}):
        known = RUNTIME_CALLS.get(name)
        if known is None:
            reason = reason or _hidden_call(name)
            known = "void ()"
        traits.add("call")
        callees.add((name, known))
    attributes = tuple(a for a in prototype.attributes if not a.startswith(_ELSEWHERE))
    reason = (
        _signature_reason(definition)
        or _attribute_reason(attributes)
        or next((_TRAITS_UNSUPPORTED[t] for t in sorted(traits) if t in _TRAITS_UNSUPPORTED), "")
        or reason
        or _callee_reason(callees)
    )
    return Contract(
        convention=prototype.convention,
        result=prototype.result,
        arguments=prototype.arguments,
        cpu=_string(prototype.attributes, "target-cpu") or "generic",
        features=tuple(
            sorted(f for f in _string(prototype.attributes, "target-features").split(",") if f)
        ),
        attributes=attributes,
        callees=tuple(sorted(callees)),
        traits=tuple(sorted(traits)),
        unsupported=reason,
    )


def called_symbols(obj: ElfObject, function: HotFunction) -> set[str]:
    """The named symbols that `function` branches to by relocation."""
    names: set[str] = set()
    for relocation in function.relocations:
        if relocation.type in (R_AARCH64_CALL26, R_AARCH64_JUMP26):
            symbol = obj.symbols[relocation.symbol]
            if symbol.type != STT_SECTION and symbol.name:
                names.add(symbol.name)
    return names


def _hidden_call(name: str) -> str:
    if name == "__stack_chk_fail":
        return "stack protector"
    return f"calls {name}, which the IR does not show"


def _string(attributes: tuple[str, ...], key: str) -> str:
    start = f'"{key}"="'
    return next((a[len(start) : -1] for a in attributes if a.startswith(start)), "")


def _attribute_reason(attributes: tuple[str, ...]) -> str:
    for attribute in attributes:
        if attribute in _WORDS_UNSUPPORTED:
            return _WORDS_UNSUPPORTED[attribute]
        for start, reason in _PREFIXES_UNSUPPORTED.items():
            if attribute.startswith(start):
                return reason
    return ""


def _signature_reason(definition: Definition) -> str:
    prototype = definition.prototype
    if prototype.convention not in ("ccc", "fastcc"):
        return f"calling convention {prototype.convention}"
    if prototype.varargs:
        return "variable arguments"
    if definition.personality:
        return "exceptions"
    return registers_reason(prototype.result, prototype.arguments)


def _callee_reason(callees: set[tuple[str, str]]) -> str:
    for name, spelled in sorted(callees):
        prototype = parse_prototype(spelled)
        if prototype.convention not in ("ccc", "fastcc"):
            return f"call of {name or 'a pointer'} by {prototype.convention}"
        reason = registers_reason(prototype.result, prototype.arguments)
        if reason:
            return f"call of {name or 'a pointer'}: {reason}"
    return ""


def registers_reason(result: Value | None, arguments: tuple[Value, ...]) -> str:
    """Why result and arguments are not all in registers (AAPCS64 6.8.2); "" if they are."""
    general = floating = 0
    for argument in arguments:
        names = {a.split("(")[0] for a in argument.attributes}
        bad = sorted(names & set(_PARAMETERS_UNSUPPORTED))
        if bad:
            return f"argument passed {bad[0]}"
        if "sret" in names:
            continue  # x8, none of the argument registers
        if argument.type == "metadata":
            continue
        pieces = argument.pieces()
        if not pieces:
            return f"argument of type {argument.type}"
        for piece in pieces:
            if piece.kind in ("int", "pointer"):
                general += 1
            else:
                floating += 1
    if general > 8 or floating > 8:
        return "more arguments than registers"
    if result is not None and not result.pieces() and result.type != "i128":  # x0 and x1
        return f"result of type {result.type}"
    return ""


__all__ = ["RUNTIME_CALLS", "IrError", "called_symbols", "contract_of", "registers_reason"]
