"""Which target features leave the contract as AAPCS64 has it.

A feature of clang's AArch64 target is mostly a set of instructions that the code may use, and
such a one shows where it matters: in the candidate.  Others promise what no byte of one function
shows: registers that nothing writes, no load before a multiply-accumulate (Cortex-A53 erratum
835769), no plain indirect branch, code that is not read.  Options that ask for these are unsafe
by the option table; some targets ask for them by themselves (Android and OpenHarmony for the
erratum's nops), and only the IR tells.  So a feature is known to be harmless, or forbids.
"""

from __future__ import annotations

from collections.abc import Iterable

# The names of LLVM 19 to 22 (llc -mattr=help) for extensions and versions of the architecture.
_INSTRUCTIONS = """
aes altnzcv am amvs bf16 brbe bti btie ccdp ccidx ccpp chk clrbhb cmh cmpbr complxnum cpa crc
crypto cssc d128 dit dotprod ecv el2vmsa el3 ete f16f32dot f16f32mm f16mm f32mm f64mm f8f16mm
f8f32mm faminmax fgt flagm fp-armv8 fp16fml fp8 fp8dot2 fp8dot4 fp8fma fpac fprcvt fptoint fullfp16
gcie gcs hbc hcx i8mm ite jsconv lor ls64 lscp lse lse128 lse2 lsfe lsui lut mec mops mops-go mpam
mpamv2 mte mtetc neon nmi nv occmo pan pan-rwv pauth pauth-lr pcdphint perfmon poe2 pops predres
prfm-slc-target rand ras rasv2 rcpc rcpc-immo rcpc3 rdm rme sb sel2 sha2 sha3 sm4 sme sme-b16b16
sme-f16f16 sme-f64f64 sme-f8f16 sme-f8f32 sme-fa64 sme-i16i64 sme-lutv2 sme-mop4 sme-tmop sme2
sme2p1 sme2p2 sme2p3 spe spe-eef specres2 specrestrict ssbs ssve-aes ssve-bitperm ssve-fexpa
ssve-fp8dot2 ssve-fp8dot4 ssve-fp8fma sve sve-aes sve-aes2 sve-b16b16 sve-b16mm sve-bfscale
sve-bitperm sve-f16f32mm sve-sha3 sve-sm4 sve2 sve2-aes sve2-bitperm sve2-sha3 sve2-sm4 sve2p1
sve2p2 sve2p3 tev the tlb-rmi tlbid tlbiw tme tracev8.4 trbe uaops vh wfxt xs
v8a v8r v8.1a v8.2a v8.3a v8.4a v8.5a v8.6a v8.7a v8.8a v8.9a
v9a v9.1a v9.2a v9.3a v9.4a v9.5a v9.6a v9.7a
"""
# Calls of helpers instead of instructions; versions of a function; and what the gates hold a
# candidate to: aligned accesses, and x18, which no candidate names.
_KNOWN = "fmv outline-atomics reserve-x18 strict-align"

HARMLESS = frozenset((_INSTRUCTIONS + _KNOWN).split())


def binding_feature(features: Iterable[str]) -> str:
    """The first of the words `+name` and `-name` that may bind all code; "" if none does."""
    return next((f for f in features if f[:1] != "-" and f.removeprefix("+") not in HARMLESS), "")
