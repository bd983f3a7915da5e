"""What no caller defines decides nothing.

AAPCS64 leaves open what registers hold that carry no argument, the bits of an argument above
its type (6.8.2, 5.9), what a callee leaves in the registers that it may change (6.1.1), and
where stack, program and buffers lie.  Tests draw all of that at random, so code that does
something else where such bits have one rare value looks right in every test.  So a rewrite may
save, restore and move them, and nothing more: no decision, no address, no result, no argument
of a callee and nothing that is stored for others may depend on them, unless the baseline's does.

Addresses are data as far as a program can know them: one may be compared with another of its
kind and with null, moved by any number, and asked for its alignment, up to a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from armcc.function.contract import Contract, Refusal
from armcc.function.registers import live_bits
from armcc.gates.callees import Callee, callees
from armcc.gates.definedness import State, Step, after_call, in_frame, join_states
from armcc.gates.flow import Flow, forward
from armcc.gates.operand import General, parse
from armcc.gates.signature import signature
from armcc.gates.speed.operands import CALLS, JUMPS, RETURNS
from armcc.gates.taint import (
    CLEAN,
    FLAGS,
    OBJECT,
    STACK,
    Value,
    address,
    data,
    maybe,
    number,
    ones,
    undefined,
    whole,
)


@dataclass(frozen=True)
class Program:
    """Some code with what a linker does to it.

    addresses: offsets of instructions that a linker puts an address into: whose it is, and
    whether it is loaded from the table of them.  called: the symbols of calls and jumps to
    other functions, by offset; "" for one through a register.
    """

    flow: Flow
    addresses: Mapping[int, tuple[str, bool]]
    called: Mapping[int, str]


def uses_undefined(contract: Contract, old: Program, new: Program) -> Refusal | None:
    """What candidate `new` depends on that nobody defines and that `old` does not depend on."""
    if contract.refusal is not None:
        return None  # the gates judge no candidate of it at all
    mine = dependences(contract, new)
    if not mine:
        return None
    theirs = dependences(contract, old)
    for source, text in mine.items():
        if source not in theirs:
            return Refusal(
                reason="undefined-input",
                sentence=f"{text}: depends on {source}; nothing of the baseline does",
            )
    return None


def dependences(contract: Contract, program: Program) -> dict[str, str]:
    """What some code depends on that nobody defines, each with an instruction that does."""
    # What is an address shows where something is accessed by it, so that is found out first.
    led: set[str] = set()
    opened = _followed(contract, program, maybe, _ignored, led, opened=False)
    found: dict[str, str] = {}
    _followed(
        contract, program, lambda place: _fresh(place, led), found.setdefault, set(), opened=opened
    )
    return found


def _fresh(place: str, led: set[str]) -> Value:
    guess = maybe(place)
    kind = guess.bases[0][0]
    return address(OBJECT)._replace(open=True) if kind in led else guess


def _followed(
    contract: Contract,
    program: Program,
    fresh: Callable[[str], Value],
    found: Callable[[str, str], object],
    led: set[str],
    *,
    opened: bool,
) -> bool:
    """Follow some code on all paths; whether some store in its frame is to an unknown place.

    fresh: what comes whole from a place.  found: told of each source that something depends on,
    with the instruction.  led: gets what may be an address and is accessed.  opened: whether
    there are such stores: in a loop, one place after the other, they are known the first time.
    """
    known = {c.name: c for c in callees(contract)} if contract.callees else {}
    results = signature(contract).results
    escapes = bool(contract.frame.locals)

    def after(offset: int, state: State, note: Callable[[Value], None] = _unseen) -> State:
        instruction = parse(program.flow.listing[offset // 4])
        word, name = instruction.word, program.called.get(offset)
        if word in RETURNS:
            _give(state, results, note)
        elif name is not None or word in CALLS or word in JUMPS:
            for operand in instruction.operands[:1]:
                if isinstance(operand, General):
                    note(_taken(state.x[operand.number], 64))
            if name is None and word in JUMPS:
                return state  # by a table
            callee = known.get(name or "")
            _give(state, _wanted(callee), note)
            if escapes:
                for value in state.frame.values():
                    if not value.saved:
                        note(_taken(value, 128))
            if word in CALLS:
                given = callee.results if callee is not None else ()
                return after_call(state, given, escapes, lambda n: fresh(f"{offset} {n}"))
        else:
            linked = program.addresses.get(offset)
            step = Step(state, instruction, linked, note, lambda n: fresh(f"{offset} {n}"))
            following = step.run()
            led.update(step.led)
            return following
        return state

    states = forward(program.flow, _entry(contract, fresh, opened), after, join_states)
    for offset in sorted(states):
        text = program.flow.listing[offset // 4]

        def note(value: Value, text: str = text) -> None:
            if value.mask:
                for source in sorted(value.sources):
                    found(source, text)

        opened |= after(offset, states[offset], note).opened
    return opened


def _unseen(_: Value) -> None:
    pass


def _ignored(_source: str, _text: str) -> None:
    pass


def _taken(value: Value, bits: int) -> Value:
    """What somebody sees of a value of which so many bits count."""
    taken = whole(value) if bits >= 64 else data(value)
    return number(taken.mask & ones(bits), taken) if taken.mask else CLEAN


def _wanted(callee: Callee | None) -> tuple[tuple[str, int, int], ...]:
    """The arguments that every call of a callee has: which one it is is not known."""
    if callee is None:
        return ()
    return tuple(
        place
        for n, place in enumerate(callee.arguments)
        if all(n in variant.arguments for variant in callee.variants)
    )


def _give(
    state: State, places: tuple[tuple[str, int, int], ...], note: Callable[[Value], None]
) -> None:
    """Note what is given to a callee, or to the caller."""
    for register, n, bits in places:
        if register == "x":
            note(_taken(state.x[n], bits))
        elif register == "v":
            note(_taken(state.v[n], bits))
        elif (at := state.x[31].at) is not None:
            note(_taken(in_frame(state, at + n, -(-bits // 8)), bits))


def _as_it_was(name: str, bits: int) -> Value:
    return undefined(f"what {name} holds at entry", ones(bits))._replace(saved=True)


def _entry(contract: Contract, fresh: Callable[[str], Value], opened: bool) -> State:
    """What registers and stack hold when a function is called."""
    x = [_as_it_was(f"x{n}", 64) for n in range(31)]
    x.append(address(STACK, 0))
    v = [_as_it_was(f"v{n}", 128) for n in range(32)]
    frame: dict[tuple[int, int], Value] = {}
    for slot in signature(contract).slots:
        bits = live_bits(slot.value)
        given = CLEAN
        if slot.value.kind == "pointer":
            given = address(OBJECT)
        elif slot.value.kind == "int" and bits == 64 and slot.register != "v":
            # One that was made a number may be used as an address again; unlike what is loaded
            # it is not compared with others freely.
            given = fresh(slot.name)._replace(open=False)
        above = f"the bits of {slot.name} above its type"
        if slot.register == "x":
            x[slot.number] = given if bits >= 64 else undefined(above, ones(64) ^ ones(bits))
        elif slot.register == "v":
            v[slot.number] = given if bits >= 128 else undefined(above, ones(128) ^ ones(bits))
        else:
            frame[slot.number, -(-bits // 8)] = given
    return State(tuple(x), tuple(v), undefined("the flags at entry", FLAGS), frame, opened=opened)
