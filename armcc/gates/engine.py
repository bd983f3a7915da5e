"""The native part of micro-execution: engine.c, compiled in-process, and its structures.

`engine.ll` is what clang makes of engine.c (`make engine`; a test compares them).  LLVM, by
llvmlite, compiles it once a process, and Unicorn calls the hooks in it without Python in
between: an access costs about 40 ns instead of 1 us, so that every test can be watched.
"""

from __future__ import annotations

import ctypes
import functools
import os
from collections.abc import Callable
from typing import Any

from unicorn import arm64_const as reg
from unicorn.unicorn_py3 import unicorn as _binding

from armcc.errors import Error

_U = ctypes.c_uint64
_P = ctypes.c_void_p

# Why a run ended, in the order of engine.c.
(
    RETURNED,
    LIMIT,
    READ_FAULT,
    WRITE_FAULT,
    FETCH_FAULT,
    FAULT,
    BELOW_SP,
    SPANS_FRAMES,
    SP_MISALIGNED,
    UNWIND_CFA,
    UNWIND_REGISTER,
    WRITES_OUTSIDE,
    READS_OUTSIDE,
    LEFT_CODE,
    NO_RETURN,
    CALL_TARGET,
    CALL_ARGUMENT,
    CALL_MEMORY,
    CALL_MORE,
    FRAME_ESCAPES,
    MISALIGNED,
    CALL_FEWER,
    OVERLAPS,
    CALL_LOCAL,
) = range(24)

# Shadow bits; flags of a region; flags of a run.
READ, WRITE = 1, 2
CONSTANT, LAZY, READ_ONLY, ARGUMENTS = 1, 2, 4, 8
CANDIDATE, TRACE, FRAME, GENERATE, PRECISE, STRICT, FRAME_AT_CALLS = 1, 2, 4, 8, 16, 32, 64

# How two runs differ at their ends.
(
    SAME,
    ENDED_OTHERWISE,
    CHANGES_SAVED,
    CHANGES_SP,
    CHANGES_MODE,
    OTHER_RESULT,
    OTHER_MEMORY,
) = range(7)

# What `solve` looks for but a decision: both sides of a comparison about equal; so in its last
# execution of the test kept last; each lane of a vector equal; tests like the one kept last, with
# suspects in it; tests that execute it on numbers drawn evenly; tests like the one kept last, in
# which loops do not end early.
BOUNDARY, LAST_ROUND, EACH_LANE, LIKE_LAST, EVENLY, LONGER, BY_BITS = range(1, 8)

# What `batch` came to.
DONE, DIFFERENT, KEPT, EARLY = range(4)

IN_REGISTER = 0x7FFFFFFFFFFFFFFF
LANE = 16384
STYLES, ALPHABET, WORDS, SNAPSHOTS, FORCED = 8, 16, 384, 192, 32
MOST_ARGUMENTS = 24
MOST_STEPS = 4096
# Of a callee: arguments of all its prototypes together, and constants that tell one.
MOST_MASKED = 64
MOST_CHECKS = 8
LOCALS, ROOTS = 64, 64
# Where a candidate has its stack, and returns to, in turn.
PLACES = 12
# Where a callee finds an address in a local variable.
BY_ARGUMENT, BY_MEMORY, BY_LOCAL = range(3)


def _structure(name: str, fields: list[tuple[str, Any]]) -> Any:
    return type(name, (ctypes.Structure,), {"_fields_": fields})


Region = _structure(
    "Region",
    [
        ("start", _U),
        ("end", _U),
        ("live", _P),
        ("shadow", _P),
        ("initial", _P),
        ("epoch", _P),
        ("pages", _P),
        ("used", _P),
        ("flags", _U),
    ],
)
Setter = _structure(
    "Setter",
    [(n, _U) for n in "kind left right value width extend move amount when".split()],
)
Watch = _structure(
    "Watch",
    [
        (n, _U)
        for n in (
            "on index nth count eager seen stopped lane kind left right width distance which "
            "flags_kind flags_left flags_right flags_width flags_step step flags_index from_"
        ).split()
    ],
)
Probe = _structure(
    "Probe",
    [(n, _U) for n in "on at number given value before result after done".split()],
)
Instruction = _structure(
    "Instruction",
    [
        (n, _U)
        for n in "sp_base pre kind condition number bits compares left right value width".split()
    ]
    + [("sets", Setter)]
    + [(n, _U) for n in "soft base writes reads wide load second".split()],
)
Row = _structure("Row", [("cfa_register", _U), ("cfa_offset", _U), ("saved", ctypes.c_int64 * 20)])
Argument = _structure("Argument", [(n, _U) for n in "bank number bits lane promise".split()])
Local = _structure("Local", [("offset", _U), ("size", _U), ("align", _U)])
Root = _structure("Root", [(n, _U) for n in "kind where holder local offset".split()])
Check = _structure(
    "Check",
    [
        ("bank", _U),
        ("number", _U),
        ("bits", _U),
        ("value", _U),
        ("content", _P),
        ("size", _U),
    ],
)
Variant = _structure(
    "Variant",
    [("mask", _U), ("gives", _U), ("n_checks", _U), ("checks", Check * MOST_CHECKS)],
)
Stub = _structure(
    "Stub",
    [
        ("effect", _U),
        ("returns", _U),
        ("memory", _U),
        ("n_arguments", _U),
        ("arguments", Argument * MOST_MASKED),
        ("stack", _U),
        ("n_variants", _U),
        ("variants", _P),
        ("n_results", _U),
        ("results", Argument * 8),
        ("kinds", _U * 8),
        ("low", _U * 8),
        ("high", _U * 8),
        ("returned_bank", _U),
        ("returned_number", _U),
    ],
)
Call = _structure(
    "Call",
    [
        ("stub", _U),
        ("x", _U * 31),
        ("v", _U * 64),
        ("sp", _U),
        ("stack", _U * 8),
        ("hash", _U * 2),
        ("mask", _U),
        ("x_after", _U * 18),
        ("v_after", _U * 64),
        ("nzcv_after", _U),
        ("reached", _U),
        ("kept", _U),
        ("open", _U),
        ("n_roots", _U),
        ("roots", Root * ROOTS),
        ("frames_at", _U),
        ("bound", _U * LOCALS),
    ],
)
Patch = _structure(
    "Patch", [("call", _U), ("address", _U), ("size", _U), ("data", ctypes.c_uint8 * 8)]
)
Access = _structure(
    "Access", [("address", _U), ("size_and_write", _U), ("index", _U), ("value", _U)]
)
Slot = _structure(
    "Slot",
    [(n, _U) for n in "bank number bits kind flags align low high lane".split()],
)
Snapshot = _structure(
    "Snapshot",
    [
        ("x", _U * 31),
        ("v", _U * 64),
        ("sp", _U),
        ("nzcv", _U),
        ("violates", _U),
        ("n_words", _U),
        ("address", _U * WORDS),
        ("value", _U * WORDS),
        ("stack", _U * 16),
        ("begun", _U * 2),
        ("ran", _U * 2),
        ("mirror", _U * 2),
        ("result_forced", _U * FORCED),
        ("result", _U * FORCED),
        ("patch_forced", _U * FORCED),
        ("patch", _U * FORCED),
    ],
)
Define = _structure("Define", [("address", _U), ("value", _U), ("index", _U), ("size", _U)])
Generator = _structure(
    "Generator",
    [
        ("state", _U * 2),
        ("n_slots", _U),
        ("slots", Slot * MOST_ARGUMENTS),
        ("n_suspects", _U),
        ("suspects", _P),
        ("n_near", _U),
        ("near", _P),
        ("n_bounds", _U),
        ("bounds", _P),
        ("n_special32", _U),
        ("n_special64", _U),
        ("special32", _P),
        ("special64", _P),
        ("n_wanted", _U),
        ("wanted", _U * 32),
        ("heap_low", _U),
        ("heap_pages", _U),
        ("n_entries", _U),
        ("entries", _P),
        ("site", _P),
        ("site_pointer", _P),
        ("site_data", _P),
        ("called", _U * MOST_ARGUMENTS),
        ("gives_code", _P),
        ("honour", _U),
        ("violates", _U),
        ("floats", _U),
        ("null_tries", _U),
        ("null_faults", _U),
        ("evenly", _U),
        ("tries", _U * (MOST_ARGUMENTS * STYLES)),
        ("good", _U * (MOST_ARGUMENTS * STYLES)),
        ("style", _U * MOST_ARGUMENTS),
        ("last_float", _U),
        ("unseen", _U),
        ("themed", _U),
        ("theme", _U),
        ("specials", _U),
        ("uniform", _U),
        ("signs", _U),
        ("sign_bits", _U),
        ("magnitude", _U * 2),
        ("odd", _U),
        ("odd_size", _U),
        ("alphabet", _U),
        ("letters", _U * ALPHABET),
        ("tame", _U),
        ("nulls", _U),
        ("drawn_nulls", _U),
        ("pointers", _U),
        ("n_args", _U),
        ("args", _U * MOST_ARGUMENTS),
        ("n_recent", _U),
        ("recent", _U * 16),
        ("lane_width", _U),
        ("extreme", _U),
        ("last_vector", _U * 2),
        ("n_defines", _U),
        ("defines", Define * WORDS),
        ("n_touched", _U),
        ("touched", _U * 4096),
        ("stack_args", _U * 16),
        ("n_snapshots", _U),
        ("next_snapshot", _U),
        ("snapshots", _P),
        ("globals", _P),
        ("n_globals", _U),
        ("begun", _U * 2),
        ("ran", _U * 2),
        ("by_chance", _U),
        ("mirror", _U * 2),
        ("longer", _U),
        ("forced", _P),
        ("reached", _P),
        ("reach", _U),
    ],
)
Machine = _structure(
    "Machine",
    [
        ("uc", _P),
        ("flags", _U),
        ("entry", _U),
        ("code_low", _U),
        ("code_high", _U),
        ("return_to", _U),
        ("return_places", _U * PLACES),
        ("stack_places", _U * PLACES),
        ("moved", _U),
        ("instructions", _P),
        ("covered", _P),
        ("names_sp", _U),
        ("rows", _P),
        ("stub_low", _U),
        ("stub_high", _U),
        ("stubs", _P),
        ("stack_low", _U),
        ("stack_high", _U),
        ("stack_live", _P),
        ("noise", _P),
        ("noise_at", _U),
        ("n_regions", _U),
        ("regions", _P),
        ("last", _U),
        ("x", _U * 31),
        ("v", _U * 64),
        ("sp", _U),
        ("nzcv", _U),
        ("x_end", _U * 31),
        ("v_end", _U * 64),
        ("sp_end", _U),
        ("fpcr_end", _U),
        ("pc_end", _U),
        ("limit", _U),
        ("steps", _U),
        ("accesses", _U),
        ("status", _U),
        ("fault", _U),
        ("fault_size", _U),
        ("at", _U),
        ("expected", _U),
        ("error", _U),
        ("lowest", _U),
        ("sp_now", _U),
        ("index", _U),
        ("path", _U),
        ("log", _P),
        ("log_count", _U),
        ("log_capacity", _U),
        ("trace", _P),
        ("trace_count", _U),
        ("trace_capacity", _U),
        ("n_calls", _U),
        ("max_calls", _U),
        ("given_calls", _U),
        ("calls", _P),
        ("n_patches", _U),
        ("max_patches", _U),
        ("patches", _P),
        ("peer", _P),
        ("generator", _P),
        ("n_twins", _U),
        ("twins", _P),
        ("watch", Watch),
        ("n_locals", _U),
        ("ends", _U),
        ("locals", _P),
        ("met", _P),
        ("frames", _P),
        ("frames_used", _U),
        ("frames_size", _U),
        ("told", _P),
        ("bound", _U * LOCALS),
        ("known", _U),
        ("kept", _U),
        ("open", _U),
        ("injected", _U),
        ("probe", Probe),
        ("order", _P),
        ("taps", _P),
        ("tap_count", _U),
        ("tap_capacity", _U),
    ],
)
Pair = _structure(
    "Pair",
    [
        ("baseline", _P),
        ("candidate", _P),
        ("generator", _P),
        ("n_results", _U),
        ("results", Argument * 8),
        ("wanted", _U),
        ("tests", _U),
        ("drafts", _U),
        ("discarded", _U),
        ("max_drafts", _U),
        ("work", _U),
        ("max_work", _U),
        ("seen_baseline", _P),
        ("seen_candidate", _P),
        ("outcome", _U),
        ("difference", _U),
        ("which", _U),
        ("paths", _P),
        ("distinct", _U),
        ("nan", _U),
        ("hits", _P),
        ("turn", _U),
        ("early", _U),
    ],
)
Api = _structure(
    "Api",
    [
        ("emu_start", _P),
        ("emu_stop", _P),
        ("reg_read", _P),
        ("reg_read_batch", _P),
        ("reg_write_batch", _P),
        ("nzcv", _U),
        ("sp", _U),
        ("pc", _U),
        ("fpcr", _U),
        ("x", _P),
        ("q", _P),
        ("d", _P),
    ],
)

_LAYOUT = (
    Region,
    Instruction,
    Row,
    Check,
    Variant,
    Stub,
    Call,
    Patch,
    Access,
    Slot,
    Snapshot,
    Generator,
    Machine,
    Pair,
    Api,
    Local,
    Root,
)


class Library:
    """The compiled functions; one for the process (see `library`).

    Raises Error("tool") where LLVM cannot compile them here.
    """

    def __init__(self) -> None:
        try:
            import llvmlite.binding as llvm
        except (ImportError, OSError) as e:
            raise Error("tool", f"llvmlite cannot be loaded: {e}") from e
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        path = os.path.join(os.path.dirname(__file__), "engine.ll")
        try:
            with open(path, encoding="ascii") as file:
                module = llvm.parse_assembly(file.read())
            target = llvm.Target.from_default_triple().create_target_machine(opt=2, jit=True)
            self._engine = llvm.create_mcjit_compiler(module, target)
            self._engine.finalize_object()
        except (OSError, RuntimeError) as e:
            raise Error("tool", f"the native part of micro-execution does not compile: {e}") from e
        prototype = ctypes.CFUNCTYPE(_U, _P)
        layout = ctypes.CFUNCTYPE(_U, _U)(self._address("layout"))
        for number, structure in enumerate(_LAYOUT):
            if layout(number) != ctypes.sizeof(structure):
                raise Error("tool", f"engine.ll and engine.py differ in {structure.__name__}")
        self.run: Callable[[Any], int] = prototype(self._address("prepare_and_run"))
        self.check: Callable[[Any], int] = prototype(self._address("check"))
        self.batch: Callable[[Any], int] = prototype(self._address("batch"))
        self.solve: Callable[[Any, int, int, int, int, int, int, int], int] = ctypes.CFUNCTYPE(
            _U, _P, _U, _U, _U, _U, _U, _U, _U
        )(self._address("solve"))
        self.footprint: Callable[[Any, int, Any, int], int] = ctypes.CFUNCTYPE(_U, _P, _U, _P, _U)(
            self._address("footprint")
        )
        self.predictor_size: Callable[[], int] = ctypes.CFUNCTYPE(_U)(
            self._address("predictor_size")
        )
        self.predict: Callable[[Any, Any, int, Any], None] = ctypes.CFUNCTYPE(None, _P, _P, _U, _P)(
            self._address("predict")
        )
        self.foresee: Callable[[Any, Any, Any, Any], None] = ctypes.CFUNCTYPE(None, _P, _P, _P, _P)(
            self._address("foresee")
        )
        self.hooks = {
            name: self._address(name)
            for name in ("on_memory", "on_bad", "on_code", "on_block", "on_stub")
        }
        self.unicorn = _binding.uclib
        self._api = _api(self.unicorn)
        ctypes.CFUNCTYPE(None, _P)(self._address("initialize"))(ctypes.byref(self._api))

    def _address(self, name: str) -> int:
        address: int = self._engine.get_function_address(name)
        if not address:
            raise Error("tool", f"engine.ll has no {name}")
        return address


def _api(unicorn: Any) -> Any:
    api = Api()
    for field, symbol in (
        ("emu_start", "uc_emu_start"),
        ("emu_stop", "uc_emu_stop"),
        ("reg_read", "uc_reg_read"),
        ("reg_read_batch", "uc_reg_read_batch"),
        ("reg_write_batch", "uc_reg_write_batch"),
    ):
        setattr(api, field, ctypes.cast(getattr(unicorn, symbol), _P).value)
    api.nzcv, api.sp = reg.UC_ARM64_REG_NZCV, reg.UC_ARM64_REG_SP
    api.pc, api.fpcr = reg.UC_ARM64_REG_PC, reg.UC_ARM64_REG_FPCR
    numbers = []
    for field, letter, count in (("x", "X", 31), ("q", "Q", 32), ("d", "D", 32)):
        array = (ctypes.c_int * count)(
            *[getattr(reg, f"UC_ARM64_REG_{letter}{n}") for n in range(count)]
        )
        numbers.append(array)
        setattr(api, field, ctypes.addressof(array))
    api.keep = numbers  # the structure holds plain addresses
    return api


@functools.cache
def library() -> Library:
    """The compiled engine of this process."""
    return Library()
