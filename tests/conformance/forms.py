"""The instruction forms that the gates admit, as a table of templates.

A line: widths or arrangements, mnemonics, operands.  The operands are made once for each entry
of the first column, `@` standing for it, or `@1`, `@2` for its parts between slashes, and for
each choice between the bars of `<a|b>`.  `<cond>` are all conditions.
"""
# ruff: noqa: E501  a form a line

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

_CONDITIONS = "eq ne hs lo mi pl vs vc hi ls ge lt gt le al nv".split()

INTEGER = """
w x : adc adcs sbc sbcs udiv sdiv lsl lsr asr ror lslv lsrv asrv rorv mul mneg : <@0|@zr>, <@1|@zr>, <@2|@zr>
w/31 x/63 : add sub adds subs : <@10|@1zr>, <@11|@1zr>, <@12|@1zr><|, <lsl|lsr|asr> #<1|7|@2>>
w/31 x/63 : and ands bic bics orr orn eor eon : <@10|@1zr>, <@11|@1zr>, <@12|@1zr><|, <lsl|lsr|asr|ror> #<1|7|@2>>
w/31 x/63 : mvn neg negs : @10, @11<|, <lsl|lsr|asr> #<1|7|@2>>
w/31 x/63 : cmp cmn tst : <@10|@1zr>, @11<|, <lsl|lsr|asr> #<1|7|@2>>
w/31 x/63 : mvn tst : @10, @11, ror #<1|@2>
w x : ngc ngcs clz cls rbit rev rev16 : @0, @1
- : rev32 : x0, x1
w x : add sub adds subs : @0, @1, #<0|1|8|4095><|, lsl #12>
w x : add sub : <@0|@sp>, @sp, #<0|16|4080><|, lsl #12>
w x : add sub : @sp, @0, #16
w x : adds subs : <@0|@zr>, @sp, #<16|4095>
w x : cmp cmn : <@0|@sp>, #<0|1|4095><|, lsl #12>
w : add sub adds subs : @0, <@1|@sp>, @2, <uxtb|uxth|uxtw|uxtx|sxtb|sxth|sxtw|sxtx><| #1| #4>
x : add sub adds subs : @0, <@1|@sp>, w2, <uxtb|uxth|uxtw|sxtb|sxth|sxtw><| #1| #4>
x : add sub adds subs : @0, <@1|@sp>, x2, <uxtx|sxtx><| #3>
w x : add sub : @sp, <@0|@sp>, @1<|, lsl #2>
w x : adds subs : @0, @sp, @1<|, lsl #2>
w : add sub : @sp, <@0|@sp>, @1, <uxtb|uxth|uxtx|sxtb|sxth|sxtw|sxtx><| #2>
x : add sub : @sp, <@0|@sp>, w1, <uxtb|uxth|uxtw|sxtb|sxth|sxtw><| #2>
x : add sub : @sp, <@0|@sp>, @1, sxtx<| #2>
w x : add sub : @sp, @0, #1, lsl #12
w x : adds subs : @0, @sp, #1, lsl #12
w x : orr : @sp, @zr, #<0xfffffff0|0x1>
- : orr : <wsp, wzr, #0x33333333|sp, xzr, #0x3333333333333333>
w : cmp cmn : <@0|@sp>, @1, <uxtb|uxth|uxtw|uxtx|sxtb|sxth|sxtw|sxtx><| #1| #4>
x : cmp cmn : <@0|@sp>, w1, <uxtb|uxth|uxtw|sxtb|sxth|sxtw><| #1| #4>
x : cmp cmn : <@0|@sp>, x1, <uxtx|sxtx><| #3>
w x : cmp cmn : @sp, @1<|, lsl #2>
w : and ands orr eor : @0, <@1|@zr>, #<0x1|0xff|0x7fffffff|0x55555555|0x80000001|0xfffffffe|0xf0f0f0f0|0x3fc>
x : and ands orr eor : @0, <@1|@zr>, #<0x1|0xffffffff|0x8000000000000001|0x5555555555555555|0xff00ff00ff00ff00|0xfffffffffffffffe|0x3fffffffc>
w x : and orr eor : @sp, @1, #0xfffffff0
w : tst : @0, #<0x1|0x80000000|0xfffffffe|0x0ff00ff0>
x : tst : @0, #<0x1|0x8000000000000000|0xfffffffffffffffe|0x00ff00ff00ff00ff>
w x : mov : @0, <@1|@zr|@sp|#0|#1|#65535|#0x10000|#-1|#-65536>
w x : mov : @sp, @1
- : mov : w0, #0x55555555
x : mov : @0, #<0x123400000000|0xffff000000000000|-0x123400000001|0x5555555555555555>
w/<0|16> x/<0|16|32|48> : movz movn movk : @10, #<0|1|65535>, lsl #@2
w/31 x/63 : sbfm ubfm bfm : @10, @11, #<0|5|@2>, #<0|3|7|15|@2>
- : sbfm ubfm bfm : x0, x1, #<0|31|32>, #31
w/31 x/63 : ubfx sbfx ubfiz sbfiz bfi bfxil : @10, @11, #<0|3|@2>, #1
w/28 x/60 : ubfx sbfx ubfiz sbfiz bfi bfxil : @10, @11, #<0|3>, #<4|@2>
w/28 x/60 : bfc : @10, #<0|3>, #<4|@2>
w x : sxtb sxth : @0, w1
w : uxtb uxth : @0, @1
- : sxtw : x0, w1
- : uxtw : x0, w1
w/31 x/63 : lsl lsr asr ror : @10, @11, #<0|1|8|@2>
w/31 x/63 : extr : @10, @11, <@11|@12>, #<0|1|@2>
w x : madd msub : <@0|@zr>, @1, @2, <@3|@zr>
- : smaddl smsubl umaddl umsubl : x0, w1, w2, <x3|xzr>
- : smull umull smnegl umnegl : x0, w1, w2
- : smulh umulh : x0, x1, x2
- : crc32b crc32h crc32w crc32cb crc32ch crc32cw : w0, <w1|wzr>, w2
- : crc32x crc32cx : w0, w1, x2
w x : ccmp ccmn : @0, <@1|#0|#31>, #<0|5|15>, <cond>
w x : csel csinc csinv csneg : @0, <@1|@zr>, <@2|@zr>, <cond>
w x : cset csetm : @0, <inverted>
w x : cinc cinv cneg : @0, @1, <inverted>
- : adr : <x0|xzr>, #<0|100|1>
- : adrp : <x0|xzr>, #12288
- : b : #512
- : b.eq b.ne b.cs b.cc b.hs b.lo b.mi b.pl b.vs b.vc b.hi b.ls b.ge b.lt b.gt b.le b.al : #512
w x : cbz cbnz : <@0|@zr>, #512
w/31 x/63 : tbz tbnz : @10, #<0|7|@2>, #512
x/32 : tbz tbnz : @10, #@2, #512
- : ret : <|x5>
"""

MEMORY = """
ldrb/w0/1/4095/0 ldrsb/w0/1/4095/0 ldrsb/x0/1/4095/0 strb/w0/1/4095/0 ldrh/w0/2/8190/1 ldrsh/w0/2/8190/1 ldrsh/x0/2/8190/1 strh/w0/2/8190/1 ldrsw/x0/4/16380/2 ldr/w0/4/16380/2 str/w0/4/16380/2 ldr/x0/8/32760/3 str/x0/8/32760/3 ldr/b0/1/4095/0 str/b0/1/4095/0 ldr/h0/2/8190/1 str/h0/2/8190/1 ldr/s0/4/16380/2 str/s0/4/16380/2 ldr/d0/8/32760/3 str/d0/8/32760/3 ldr/q0/16/65520/4 str/q0/16/65520/4 : @1 : @2, [<x1|sp><|, #@3|, #@4>]
ldrb/w0/1 ldrsb/w0/1 ldrsb/x0/1 strb/w0/1 ldrh/w0/2 ldrsh/w0/2 ldrsh/x0/2 strh/w0/2 ldrsw/x0/4 ldr/w0/4 str/w0/4 ldr/x0/8 str/x0/8 ldr/b0/1 str/b0/1 ldr/h0/2 str/h0/2 ldr/s0/4 str/s0/4 ldr/d0/8 str/d0/8 ldr/q0/16 str/q0/16 : @1 : @2, [<x1|sp>]<, #-256|, #@3|, #255>
ldrb/w0 ldrsb/w0 ldrsb/x0 strb/w0 ldrh/w0 ldrsh/w0 ldrsh/x0 strh/w0 ldrsw/x0 ldr/w0 str/w0 ldr/x0 str/x0 ldr/b0 str/b0 ldr/h0 str/h0 ldr/s0 str/s0 ldr/d0 str/d0 ldr/q0 str/q0 : @1 : @2, [<x1|sp>, #<-16|16|255>]!
ldrb/w0/0 ldrsb/w0/0 ldrsb/x0/0 strb/w0/0 ldrh/w0/1 ldrsh/w0/1 ldrsh/x0/1 strh/w0/1 ldrsw/x0/2 ldr/w0/2 str/w0/2 ldr/x0/3 str/x0/3 ldr/b0/0 str/b0/0 ldr/h0/1 str/h0/1 ldr/s0/2 str/s0/2 ldr/d0/3 str/d0/3 ldr/q0/4 str/q0/4 : @1 : @2, [<x1|sp>, <x2|xzr|x2, <lsl|sxtx> #@3|x2, sxtx|w2, <uxtw|sxtw><| #@3>>]
- : strb strh str sturb sturh stur : wzr, [x1<|, #4>]
- : ldrb ldrsb ldrh ldrsh ldr ldur : wzr, [x1, #4]
- : ldrsb ldrsh ldrsw ldr ldur : xzr, [x1, #8]
ldurb/w0 ldursb/w0 ldursb/x0 sturb/w0 ldurh/w0 ldursh/w0 ldursh/x0 sturh/w0 ldursw/x0 ldur/w0 stur/w0 ldur/x0 stur/x0 ldur/b0 stur/b0 ldur/h0 stur/h0 ldur/s0 stur/s0 ldur/d0 stur/d0 ldur/q0 stur/q0 : @1 : @2, [<x1|sp><|, #-256|, #-1|, #255>]
- : ldr : <w0|x0|s0|d0|q0>, #<96|64>
- : ldrsw : x0, #64
w/4/252/-256 x/8/504/-512 s/4/252/-256 d/8/504/-512 q/16/1008/-1024 : ldp stp ldnp stnp : @10, @11, [<x2|sp><|, #@2|, #@3|, #@4>]
w/4/252/-256 x/8/504/-512 s/4/252/-256 d/8/504/-512 q/16/1008/-1024 : ldp stp : @10, @11, [<x2|sp><], #@2|], #@3|], #@4|, #@2]!|, #@3]!|, #@4]!>
- : ldpsw : x0, x1, [<x2|sp><]|, #-256]|, #252]|], #8|, #8]!|, #-8]!>
- : stp stnp : <wzr, wzr|w0, w0>, [x2, #4]
- : ldp ldnp : xzr, x0, [x2, #8]
8b/8/16/24/32 16b/16/32/48/64 4h/8/16/24/32 8h/16/32/48/64 2s/8/16/24/32 4s/16/32/48/64 1d/8/16/24/32 2d/16/32/48/64 : ld1 st1 : <{ v0.@1 }, [<x1|sp><]|], x2|], #@2>|{ v0.@1, v1.@1 }, [<x1|sp><]|], x2|], #@3>|{ v0.@1, v1.@1, v2.@1 }, [<x1|sp><]|], x2|], #@4>|{ v0.@1, v1.@1, v2.@1, v3.@1 }, [<x1|sp><]|], x2|], #@5>>
8b/16 16b/32 4h/16 8h/32 2s/16 4s/32 2d/32 : ld2 st2 : { v0.@1, v1.@1 }, [<x1|sp><]|], x2|], #@2>
8b/24 16b/48 4h/24 8h/48 2s/24 4s/48 2d/48 : ld3 st3 : { v0.@1, v1.@1, v2.@1 }, [<x1|sp><]|], x2|], #@2>
8b/32 16b/64 4h/32 8h/64 2s/32 4s/64 2d/64 : ld4 st4 : { v0.@1, v1.@1, v2.@1, v3.@1 }, [<x1|sp><]|], x2|], #@2>
8b/1 16b/1 4h/2 8h/2 2s/4 4s/4 1d/8 2d/8 : ld1r : { v0.@1 }, [<x1|sp><]|], x2|], #@2>
8b/2 16b/2 4h/4 8h/4 2s/8 4s/8 1d/16 2d/16 : ld2r : { v0.@1, v1.@1 }, [<x1|sp><]|], x2|], #@2>
8b/3 16b/3 4h/6 8h/6 2s/12 4s/12 1d/24 2d/24 : ld3r : { v0.@1, v1.@1, v2.@1 }, [<x1|sp><]|], x2|], #@2>
8b/4 16b/4 4h/8 8h/8 2s/16 4s/16 1d/32 2d/32 : ld4r : { v0.@1, v1.@1, v2.@1, v3.@1 }, [<x1|sp><]|], x2|], #@2>
b/<0|7|15>/1 h/<0|3|7>/2 s/<0|1|3>/4 d/<0|1>/8 : ld1 st1 : { v0.@1 }[@2], [<x1|sp><]|], x2|], #@3>
b/<0|7|15>/2 h/<0|3|7>/4 s/<0|1|3>/8 d/<0|1>/16 : ld2 st2 : { v0.@1, v1.@1 }[@2], [<x1|sp><]|], x2|], #@3>
b/<0|7|15>/3 h/<0|3|7>/6 s/<0|1|3>/12 d/<0|1>/24 : ld3 st3 : { v0.@1, v1.@1, v2.@1 }[@2], [<x1|sp><]|], x2|], #@3>
b/<0|7|15>/4 h/<0|3|7>/8 s/<0|1|3>/16 d/<0|1>/32 : ld4 st4 : { v0.@1, v1.@1, v2.@1, v3.@1 }[@2], [<x1|sp><]|], x2|], #@3>
"""

# What a disassembler prints by another name comes first.
VECTOR = """
16b 8b : not : v0.@, v1.@
8h/8b 4s/4h 2d/2s : sxtl uxtl : v0.@1, v1.@2
8h/16b 4s/8h 2d/4s : sxtl2 uxtl2 : v0.@1, v1.@2
b/<0|15>/w h/<0|7>/w s/<0|3>/w d/<0|1>/x : ins : v0.@1[@2], <@31|@3zr>
b/<0|15> h/<0|7> s/<0|3> d/<0|1> : ins : v0.@1[@2], v1.@1[@2]
2s 4s 2d : facle faclt : v0.@, v1.@, v2.@
d h s : fcmp fcmpe : @0, #0.0
b d h s : sqabs sqneg suqadd usqadd : @0, @1
d h s : fabs fcmp fcmpe fneg frecpe frecpx frinta frinti frintm frintn frintp frintx frintz frsqrte fsqrt : @0, @1
d h s : fmov : @0, #<1.0|-0.5|31.0|0.125>
b/h h/s s/d : sqxtn sqxtun uqxtn : @10, @21
d/d d/w d/x h/h h/w h/x s/s s/w s/x : scvtf ucvtf : @10, @21
d/d d/x h/h h/w h/x s/s s/w w/h w/s x/d x/h : fmov : @10, @21
d/d h/h s/s w/d w/h w/s x/d x/h x/s : fcvtas fcvtau fcvtms fcvtmu fcvtns fcvtnu fcvtps fcvtpu fcvtzs fcvtzu : @10, @21
d/h d/s h/d h/s s/d s/h : fcvt : @10, @21
b/16b b/8b h/4h h/8h s/4s : addv smaxv sminv umaxv uminv : @10, v1.@2
d/2d h/2h s/2s : faddp fmaxnmp fmaxp fminnmp fminp : @10, v1.@2
d/4s h/16b h/8b s/4h s/8h : saddlv uaddlv : @10, v1.@2
h/4h h/8h s/4s : fmaxnmv fmaxv fminnmv fminv : @10, v1.@2
b/b/<0|8|15> d/d/<0|1> h/h/<0|4|7> s/s/<0|2|3> w/s/<0|2|3> x/d/<0|1> : mov : @10, v1.@2[@3]
w/b/<0|8|15> w/h/<0|4|7> x/b/<0|8|15> x/h/<0|4|7> x/s/<0|2|3> : smov : @10, v1.@2[@3]
- : movi : d0, #<0|0xff00ff00ff00ff00|0xffffffffffffffff|0xff>
- : abs neg : d0, d1
- : addp : d0, v1.2d
- : fcvtxn : s0, d1
- : aesd aese aesimc aesmc : v0.16b, v1.16b
- : fcvtxn : v0.2s, v1.2d
- : fcvtxn2 : v0.4s, v1.2d
16b 2d 2s 4h 4s 8b 8h : abs neg sqabs sqneg suqadd usqadd : v0.@, v1.@
16b 2s 4h 4s 8b 8h : cls clz rev64 : v0.@, v1.@
16b 4h 8b 8h : rev32 : v0.@, v1.@
16b 8b : cnt mov mvn rbit rev16 : v0.@, v1.@
2d 2s 4h 4s 8h : fabs fcvtas fcvtau fcvtms fcvtmu fcvtns fcvtnu fcvtps fcvtpu fcvtzs fcvtzu fneg frecpe frinta frinti frintm frintn frintp frintx frintz frsqrte fsqrt scvtf ucvtf : v0.@, v1.@
2s 4s : urecpe ursqrte : v0.@, v1.@
16b 8b 2s 4h 4s 8h : movi : v0.@, #<0|1|128|255>
- : movi : v0.2d, #<0|0xff00ff00ff00ff00|0xffffffffffffffff|0xff>
2d 2s 4h 4s 8h : fmov : v0.@, #<1.0|-0.5|31.0|0.125>
2s 4h 4s 8h : bic : v0.@, #<0|1|128|255>
2s 4h 4s 8h : mvni : v0.@, #<0|1|128|255>
2s 4h 4s 8h : orr : v0.@, #<0|1|128|255>
16b/w 2d/x 2s/w 4h/w 4s/w 8b/w 8h/w : dup : v0.@1, @21
16b/8h 4s/2d 8h/4s : sqxtn2 sqxtun2 uqxtn2 xtn2 : v0.@1, v1.@2
1d/2s 2d/4s 2s/4h 4h/8b 4s/8h 8h/16b : sadalp saddlp uadalp uaddlp : v0.@1, v1.@2
2d/2s 4s/4h : fcvtl : v0.@1, v1.@2
2d/4s 4s/8h : fcvtl2 : v0.@1, v1.@2
2s/2d 4h/4s : fcvtn : v0.@1, v1.@2
2s/2d 4h/4s 8b/8h : sqxtn sqxtun uqxtn xtn : v0.@1, v1.@2
4s/2d 8h/4s : fcvtn2 : v0.@1, v1.@2
16b/b/<0|8|15> 2d/d/<0|1> 2s/s/<0|2|3> 4h/h/<0|4|7> 4s/s/<0|2|3> 8b/b/<0|8|15> 8h/h/<0|4|7> : dup : v0.@1, v1.@2[@3]
b/<0|8|15>/w d/<0|1>/x h/<0|4|7>/w s/<0|2|3>/w : mov : v0.@1[@2], @31
b/<0|8|15> d/<0|1> h/<0|4|7> s/<0|2|3> : mov : v0.@1[@2], v1.@1[@2]
- : fmov : v0.d[1], x1
b/<0|8|15> h/<0|4|7> : umov : w0, v1.@1[@2]
- : fmov : x0, v1.d[1]
d h s : fcmeq fcmge fcmgt fcmle fcmlt : @0, @1, #0.0
b d h s : sqadd sqrshl sqshl sqsub uqadd uqrshl uqshl uqsub : @0, @1, @2
d h s : fabd facge facgt fadd fcmeq fcmge fcmgt fdiv fmax fmaxnm fmin fminnm fmul fmulx fnmul frecps frsqrts fsub : @0, @1, @2
h s : sqdmulh sqrdmlah sqrdmlsh sqrdmulh : @0, @1, @2
b/<0|4|7> d/<0|32|63> h/<0|8|15> s/<0|16|31> : sqshl sqshlu uqshl : @10, @11, #@2
d/<0|1> h/<0|4|7> s/<0|2|3> : fmla fmls fmul fmulx : @10, @11, v2.@1[@2]
h/<0|4|7> s/<0|2|3> : sqdmulh sqrdmlah sqrdmlsh sqrdmulh : @10, @11, v2.@1[@2]
b/h/<1|5|8> h/s/<1|9|16> s/d/<1|17|32> : sqrshrn sqrshrun sqshrn sqshrun uqrshrn uqshrn : @10, @21, #@3
d/d/<1|33|64> d/w/<1|17|32> d/x/<1|33|64> h/h/<1|9|16> h/w/<1|17|32> h/x/<1|33|64> s/s/<1|17|32> s/w/<1|17|32> s/x/<1|33|64> : scvtf ucvtf : @10, @21, #@3
d/d/<1|33|64> h/h/<1|9|16> s/s/<1|17|32> w/d/<1|17|32> w/h/<1|17|32> w/s/<1|17|32> x/d/<1|33|64> x/h/<1|33|64> x/s/<1|33|64> : fcvtzs fcvtzu : @10, @21, #@3
d/s s/h : sqdmlal sqdmlsl sqdmull : @10, @21, @22
d/s/<0|2|3> s/h/<0|4|7> : sqdmlal sqdmlsl sqdmull : @10, @21, v2.@2[@3]
- : cmeq cmge cmgt cmle cmlt : d0, d1, #0
- : shl sli : d0, d1, #<0|32|63>
- : sri srshr srsra sshr ssra urshr ursra ushr usra : d0, d1, #<1|33|64>
- : add cmeq cmge cmgt cmhi cmhs cmtst srshl sshl sub urshl ushl : d0, d1, d2
16b 2d 2s 4h 4s 8b 8h : cmeq cmge cmgt cmle cmlt : v0.@, v1.@, #0
2d 2s 4h 4s 8h : fcmeq fcmge fcmgt fcmle fcmlt : v0.@, v1.@, #0.0
16b 2d 2s 4h 4s 8b 8h : add addp cmeq cmge cmgt cmhi cmhs cmtst sqadd sqrshl sqshl sqsub srshl sshl sub trn1 trn2 uqadd uqrshl uqshl uqsub urshl ushl uzp1 uzp2 zip1 zip2 : v0.@, v1.@, v2.@
16b 2s 4h 4s 8b 8h : mla mls mul saba sabd shadd shsub smax smaxp smin sminp srhadd uaba uabd uhadd uhsub umax umaxp umin uminp urhadd : v0.@, v1.@, v2.@
16b 8b : and bic bif bit bsl eor orn orr pmul : v0.@, v1.@, v2.@
2d 2s 4h 4s 8h : fabd facge facgt fadd faddp fcmeq fcmge fcmgt fdiv fmax fmaxnm fmaxnmp fmaxp fmin fminnm fminnmp fminp fmla fmls fmul fmulx frecps frsqrts fsub : v0.@, v1.@, v2.@
2s 4h 4s 8h : sqdmulh sqrdmlah sqrdmlsh sqrdmulh : v0.@, v1.@, v2.@
16b 8b : tbl tbx : v0.@, { v1.16b }, v2.@
2s/<8|16|24> 4h/8 4s/<8|16|24> 8h/8 : mvni : v0.@1, #<1|128|255>, lsl #@2
2s/<8|16|24> 4h/8 4s/<8|16|24> 8h/8 : movi : v0.@1, #<1|128|255>, lsl #@2
2s/<8|16|24> 4h/8 4s/<8|16|24> 8h/8 : orr : v0.@1, #<1|128|255>, lsl #@2
2s/<8|16|24> 4h/8 4s/<8|16|24> 8h/8 : bic : v0.@1, #<1|128|255>, lsl #@2
2s 4s : mvni : v0.@, #<1|128|255>, msl #<8|16>
2s 4s : movi : v0.@, #<1|128|255>, msl #<8|16>
16b/<0|4|7> 2d/<0|32|63> 2s/<0|16|31> 4h/<0|8|15> 4s/<0|16|31> 8b/<0|4|7> 8h/<0|8|15> : shl sli sqshl sqshlu uqshl : v0.@1, v1.@1, #@2
16b/<1|5|8> 2d/<1|33|64> 2s/<1|17|32> 4h/<1|9|16> 4s/<1|17|32> 8b/<1|5|8> 8h/<1|9|16> : sri srshr srsra sshr ssra urshr ursra ushr usra : v0.@1, v1.@1, #@2
2d/<1|33|64> 2s/<1|17|32> 4h/<1|9|16> 4s/<1|17|32> 8h/<1|9|16> : fcvtzs fcvtzu scvtf ucvtf : v0.@1, v1.@1, #@2
2d/2s 4s/4h 8h/8b : saddw ssubw uaddw usubw : v0.@1, v1.@1, v2.@2
2d/4s 4s/8h 8h/16b : saddw2 ssubw2 uaddw2 usubw2 : v0.@1, v1.@1, v2.@2
2d/d/<0|1> 2s/s/<0|2|3> 4h/h/<0|4|7> 4s/s/<0|2|3> 8h/h/<0|4|7> : fmla fmls fmul fmulx : v0.@1, v1.@1, v2.@2[@3]
2s/s/<0|2|3> 4h/h/<0|4|7> 4s/s/<0|2|3> 8h/h/<0|4|7> : mla mls mul sqdmulh sqrdmlah sqrdmlsh sqrdmulh : v0.@1, v1.@1, v2.@2[@3]
16b/8h/<1|5|8> 4s/2d/<1|17|32> 8h/4s/<1|9|16> : rshrn2 shrn2 sqrshrn2 sqrshrun2 sqshrn2 sqshrun2 uqrshrn2 uqshrn2 : v0.@1, v1.@2, #@3
2d/2s/32 4s/4h/16 8h/8b/8 : shll : v0.@1, v1.@2, #@3
2d/2s/<0|16|31> 4s/4h/<0|8|15> 8h/8b/<0|4|7> : sshll ushll : v0.@1, v1.@2, #@3
2d/4s/32 4s/8h/16 8h/16b/8 : shll2 : v0.@1, v1.@2, #@3
2d/4s/<0|16|31> 4s/8h/<0|8|15> 8h/16b/<0|4|7> : sshll2 ushll2 : v0.@1, v1.@2, #@3
2s/2d/<1|17|32> 4h/4s/<1|9|16> 8b/8h/<1|5|8> : rshrn shrn sqrshrn sqrshrun sqshrn sqshrun uqrshrn uqshrn : v0.@1, v1.@2, #@3
2s/8b 4s/16b : sdot sudot udot usdot : v0.@1, v1.@2, v2.4b[<0|2|3>]
16b/8h 4s/2d 8h/4s : addhn2 raddhn2 rsubhn2 subhn2 : v0.@1, v1.@2, v2.@2
1q/1d 8h/8b : pmull : v0.@1, v1.@2, v2.@2
1q/2d 8h/16b : pmull2 : v0.@1, v1.@2, v2.@2
2d/2s 4s/4h : sqdmlal sqdmlsl sqdmull : v0.@1, v1.@2, v2.@2
2d/2s 4s/4h 8h/8b : sabal sabdl saddl smlal smlsl smull ssubl uabal uabdl uaddl umlal umlsl umull usubl : v0.@1, v1.@2, v2.@2
2d/4s 4s/8h : sqdmlal2 sqdmlsl2 sqdmull2 : v0.@1, v1.@2, v2.@2
2d/4s 4s/8h 8h/16b : sabal2 sabdl2 saddl2 smlal2 smlsl2 smull2 ssubl2 uabal2 uabdl2 uaddl2 umlal2 umlsl2 umull2 usubl2 : v0.@1, v1.@2, v2.@2
2s/2d 4h/4s 8b/8h : addhn raddhn rsubhn subhn : v0.@1, v1.@2, v2.@2
2s/2h 4s/4h : fmlal fmlal2 fmlsl fmlsl2 : v0.@1, v1.@2, v2.@2
2s/8b 4s/16b : sdot udot usdot : v0.@1, v1.@2, v2.@2
2d/2s/s/<0|2|3> 4s/4h/h/<0|4|7> : smlal smlsl smull sqdmlal sqdmlsl sqdmull umlal umlsl umull : v0.@1, v1.@2, v2.@3[@4]
2d/4s/s/<0|2|3> 4s/8h/h/<0|4|7> : smlal2 smlsl2 smull2 sqdmlal2 sqdmlsl2 sqdmull2 umlal2 umlsl2 umull2 : v0.@1, v1.@2, v2.@3[@4]
2s/2h 4s/4h : fmlal fmlal2 fmlsl fmlsl2 : v0.@1, v1.@2, v2.h[<0|4|7>]
d h s : fcsel : @0, @1, @2, <cond>
d h s : fmadd fmsub fnmadd fnmsub : @0, @1, @2, @3
d h s : fccmp fccmpe : @0, @1, #<0|5|15>, <cond>
16b 8b : tbl tbx : v0.@, { v1.16b, v2.16b }, v3.@
16b/<0|8|15> 8b/<0|4|7> : ext : v0.@1, v1.@1, v2.@1, #@2
16b 8b : tbl tbx : v0.@, { v1.16b, v2.16b, v3.16b }, v4.@
16b 8b : tbl tbx : v0.@, { v1.16b, v2.16b, v3.16b, v4.16b }, v5.@
"""

LINES = [line for table in (INTEGER, MEMORY, VECTOR) for line in table.strip().splitlines()]

# Mnemonics without a line, and why.
WITHOUT_LINE = {
    f"b{c}": "a conditional branch as GNU as takes it too"
    for c in "eq ne cs hs cc lo mi pl vs vc hi ls ge lt gt le al".split()
} | {"ctz": "CSSC, which no feature of the gates' disassembler allows"}


def mnemonics(line: str) -> set[str]:
    """The mnemonics of a line."""
    entries, words, _ = line.split(":", 2)
    if words.split() == ["@1"]:
        return {entry.split("/")[0] for entry in entries.split()}
    return set(words.split())


def expanded(line: str) -> Iterator[str]:
    """All instructions that a line stands for."""
    entries, words, operands = [part.strip() for part in line.split(":", 2)]
    for entry in entries.split():
        parts = entry.split("/")
        for word in words.split():
            text = _filled(f"{word} {operands}", parts)
            for one in _chosen(text):
                yield one.replace("xsp", "sp").strip()


def _filled(text: str, parts: list[str]) -> str:
    if len(parts) == 1:
        return text.replace("@", parts[0])
    return re.sub(r"@(\d)", lambda m: parts[int(m[1]) - 1], text)


def _chosen(text: str) -> Iterator[str]:
    """A text with each of its choices."""
    start = text.find("<")
    if start < 0:
        yield text
        return
    depth, cuts = 0, [start]
    for at in range(start, len(text)):
        depth += {"<": 1, ">": -1}.get(text[at], 0)
        if text[at] == "|" and depth == 1:
            cuts.append(at)
        if depth == 0:
            cuts.append(at)
            break
    choices = [text[a + 1 : b] for a, b in pairwise(cuts)]
    if choices in (["cond"], ["inverted"]):
        choices = _CONDITIONS if choices == ["cond"] else _CONDITIONS[:14]
    for choice in choices:
        yield from _chosen(text[:start] + choice + text[cuts[-1] + 1 :])


_REGISTER = re.compile(r"(?<![\w.#])([wxbhsdqv])(\d+)(?!\w)")


def renumbered(text: str, rng: Random) -> list[str]:
    """The same instruction of other registers, each its own; now and then with repeated ones, too.

    None is repeated where it would be two results or a base.
    """
    if "{" in text:
        by = rng.randrange(32)
        vectors = {n: (n + by) % 32 for n in range(8)}
    else:
        vectors = _distinct(rng, _vectors(text))
    out = [_with(text, _distinct(rng, 31), vectors)]
    if not re.search(r"\[[xs]|{", text) and rng.random() < 0.4:
        out.append(_with(text, _repeated(rng, 31), _repeated(rng, _vectors(text))))
    return out


def _vectors(text: str) -> int:
    # Lanes of 16 bits are taken from v0 to v15 only.
    return 16 if ".h[" in text else 32


def _distinct(rng: Random, count: int) -> dict[int, int]:
    """New numbers for the registers 0 to 7."""
    return dict(enumerate(rng.sample(range(count), 8)))


def _repeated(rng: Random, count: int) -> dict[int, int]:
    few = rng.sample(range(count), 2)
    return {n: rng.choice(few) for n in range(8)}


def _with(text: str, general: dict[int, int], vectors: dict[int, int]) -> str:
    return _REGISTER.sub(
        lambda m: f"{m[1]}{(general if m[1] in 'wx' else vectors)[int(m[2])]}", text
    )


_IMMEDIATE = re.compile(r"#-?(0x[0-9a-f]+|[0-9.]+)(?![\w.])")


def form(text: str) -> str:
    """An instruction without the numbers of its registers, lanes and constants."""
    text = re.sub(r"(?<![\w.])([wx])zr\b", r"\g<1>0", text)
    text = _REGISTER.sub(r"\g<1>R", text)
    return _IMMEDIATE.sub("#N", re.sub(r"\[\d+\]", "[i]", text))
