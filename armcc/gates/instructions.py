"""The allow-list of instructions, and what the gates read off an instruction's text.

The list is of what compilers emit for computation: integer, scalar floating point
and Advanced SIMD, loads and stores without ordering or exclusivity, direct branches
and `ret`.  Everything that reaches the system (svc, hvc, msr, mrs, sys, hint, brk),
other threads (exclusives, atomics, acquire/release, barriers) or unjudged state (SVE,
SME, FPCR) is absent, so it is rejected without being thought of.  Calls, landing pads
and return-address signing need a licence (armcc/gates/licence.py).  Mnemonics are those
of the Arm Architecture Reference Manual (DDI 0487), as `llvm-mc` prints them.
"""

from __future__ import annotations

import re

_INTEGER = """
adc adcs add adds and ands asr asrv bfc bfi bfm bfxil bic bics ccmn ccmp cinc cinv cls clz
cmn cmp cneg crc32b crc32cb crc32ch crc32cw crc32cx crc32h crc32w crc32x csel cset csetm
csinc csinv csneg eon eor extr lsl lslv lsr lsrv madd mneg mov movk movn movz msub mul mvn
neg negs ngc ngcs orn orr rbit rev rev16 rev32 rev64 ror rorv sbc sbcs sbfiz sbfm sbfx
sdiv smaddl smnegl smsubl smulh smull sub subs sxtb sxth sxtw tst ubfiz ubfm ubfx udiv
umaddl umnegl umsubl umulh umull uxtb uxth uxtw adr adrp abs smax smin umax umin cnt ctz
"""

_BRANCH = "b cbz cbnz tbz tbnz ret"

_MEMORY = """
ldp ldpsw ldr ldrb ldrh ldrsb ldrsh ldrsw ldur ldurb ldurh ldursb ldursh ldursw ldnp stp stnp
str strb strh stur sturb sturh ld1 ld1r ld2 ld2r ld3 ld3r ld4 ld4r st1 st2 st3 st4
"""

_FLOAT_SIMD = """
fabd fabs facge facgt facle faclt fadd faddp fccmp fccmpe fcmeq fcmge fcmgt fcmle fcmlt fcmp
fcmpe fcsel fcvt fcvtas fcvtau fcvtl fcvtl2 fcvtms fcvtmu fcvtn fcvtn2 fcvtns fcvtnu fcvtps
fcvtpu fcvtxn fcvtxn2 fcvtzs fcvtzu fdiv fmadd fmax fmaxnm fmaxnmp fmaxnmv fmaxp fmaxv fmin
fminnm fminnmp fminnmv fminp fminv fmla fmls fmov fmsub fmul fmulx fneg fnmadd fnmsub fnmul
frecpe frecps frecpx frinta frinti frintm frintn frintp frintx frintz frsqrte frsqrts fsqrt
fsub scvtf ucvtf fmlal fmlal2 fmlsl fmlsl2
addhn addhn2 addp addv aesd aese aesimc aesmc bif bit bsl cmeq cmge cmgt cmhi cmhs cmle cmlt
cmtst dup ext ins mla mls movi mvni not pmul pmull pmull2 raddhn raddhn2 rshrn rshrn2 rsubhn
rsubhn2 saba sabal sabal2 sabd sabdl sabdl2 sadalp saddl saddl2 saddlp saddlv saddw saddw2
shadd shl shll shll2 shrn shrn2 shsub sli smaxp smaxv sminp sminv smlal smlal2 smlsl smlsl2
smov smull2 sqabs sqadd sqdmlal sqdmlal2 sqdmlsl sqdmlsl2 sqdmulh sqdmull sqdmull2 sqneg
sqrdmlah sqrdmlsh sqrdmulh sqrshl sqrshrn sqrshrn2 sqrshrun sqrshrun2 sqshl sqshlu sqshrn
sqshrn2 sqshrun sqshrun2 sqsub sqxtn sqxtn2 sqxtun sqxtun2 srhadd sri srshl srshr srsra sshl
sshll sshll2 sshr ssra ssubl ssubl2 ssubw ssubw2 subhn subhn2 suqadd sxtl sxtl2 tbl tbx trn1
trn2 uaba uabal uabal2 uabd uabdl uabdl2 uadalp uaddl uaddl2 uaddlp uaddlv uaddw uaddw2 uhadd
uhsub umaxp umaxv uminp uminv umlal umlal2 umlsl umlsl2 umov umull2 uqadd uqrshl uqrshrn
uqrshrn2 uqshl uqshrn uqshrn2 uqsub uqxtn uqxtn2 urecpe urhadd urshl urshr ursqrte ursra ushl
ushll ushll2 ushr usqadd usra usubl usubl2 usubw usubw2 uxtl uxtl2 uzp1 uzp2 xtn xtn2 zip1
zip2 sdot udot usdot sudot
"""

_CONDITIONS = "eq ne cs hs cc lo mi pl vs vc hi ls ge lt gt le al".split()

ALLOWED: frozenset[str] = frozenset(
    (_INTEGER + _BRANCH + " " + _MEMORY + _FLOAT_SIMD).split()
    + [f"b.{c}" for c in _CONDITIONS]
    # GNU as also takes the conditional branch without the dot.
    + [f"b{c}" for c in _CONDITIONS]
)

# Known, and refused for what they do: the system, other threads, unknown places.
FORBIDDEN: frozenset[str] = frozenset(
    """at autda autiasp bl blr br brk bti cas casa casal casl clrex dc dcps1 dgh dmb drps dsb
    dvp eret esb hint hlt hvc ic isb ldadd ldapr ldar ldaxp ldaxr ldxp ldxr mrs msr nop pacda
    paciasp prfm prfum psb retaa sb sev sevl smc ssbb stlr stlxp stlxr stxp stxr svc swp sys
    sysl tcommit tlbi tstart udf wfe wfi xaflag yield""".split()
)

# Instructions after which control goes elsewhere; the rest fall through.
_CONDITIONAL = frozenset([f"b.{c}" for c in _CONDITIONS] + ["cbz", "cbnz", "tbz", "tbnz"])

_PLATFORM_REGISTER = re.compile(r"(?<![\w.$])[wx]18(?![\w.$])", re.IGNORECASE)
_WIDTHS = {
    1: re.compile(r"^(?:ld|st)u?rs?b\b|^(?:ld|st)\S* b\d|\.(?:8|16)?b\b"),
    2: re.compile(r"^(?:ld|st)u?rs?h\b|^(?:ld|st)\S* h\d|\.[48]?h\b"),
    4: re.compile(r"^(?:ld|st)\S* [ws]\d+,.*\[|^ld\S*sw\b|\.[24]?s\b"),
    8: re.compile(r"^(?:ld|st)[rpu]\S* [xd]\d+,.*\[|\.[12]?d\b"),
}
_STACK_POINTER = re.compile(r"(?<![\w.$])w?sp(?![\w.$])", re.IGNORECASE)
_PRE_INDEX_SP = re.compile(r"\[sp,\s*#(-?(?:0x[0-9a-f]+|\d+))\]!", re.IGNORECASE)


def element_widths(listing: tuple[str, ...]) -> tuple[int, ...]:
    """The sizes in bytes of what some code loads, stores or has in lanes; all if it shows none."""
    found = {width for text in listing for width, one in _WIDTHS.items() if one.search(text)}
    return tuple(sorted(found)) or (1, 2, 4, 8)


def mnemonic(text: str) -> str:
    """The mnemonic of one instruction as a disassembler prints it, lower case."""
    return text.split(None, 1)[0].lower() if text.strip() else ""


def is_conditional_branch(text: str) -> bool:
    """Whether control may either jump or fall through."""
    return mnemonic(text) in _CONDITIONAL


def has_result(word: str) -> bool:
    """Whether the first operand of a mnemonic is written; loads have more than one result."""
    if word.startswith(("st", "cmp", "cmn", "tst", "ccm", "fcmp", "fccmp", "b.", "ret", "prf")):
        return False
    return word not in ("b", "bl", "blr", "br", "cbz", "cbnz", "tbz", "tbnz")


def names_platform_register(text: str) -> bool:
    """Whether x18 or w18 is an operand (AAPCS64 6.1.1: do not touch; saving it is no cure)."""
    return bool(_PLATFORM_REGISTER.search(text))


def names_stack_pointer(text: str) -> bool:
    """Whether sp or wsp is an operand."""
    return bool(_STACK_POINTER.search(text))


def pre_index_of_sp(text: str) -> int:
    """The bytes by which a pre-indexed access moves sp before it accesses; 0 if it does not."""
    found = _PRE_INDEX_SP.search(text)
    return int(found.group(1), 0) if found else 0
