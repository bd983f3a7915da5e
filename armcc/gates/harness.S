// The program around one function: it runs the function on every test of a job and
// writes what came of each to standard output.  It holds no expected values; those never
// enter this address space.  armcc/gates/program.py writes the job and the executable,
// armcc/gates/harness.py carries this file's machine code.
//
// The executable maps this text, the job behind it, and the image.  First of all the
// text and the job move to places that only the job's writer knew; from then on no
// register and no byte that the function may read holds an address of the harness.  What
// calls and returns lead to are places of three instructions that find the harness
// through TPIDR_EL0, which no function under test may read:
//      adr x17, .
//      mrs x16, tpidr_el0
//      br  x16
//
// Job, little endian, 8-byte words; an "offset" counts from the job's start:
//    0  size of the job, whole pages       8  offset of the pages of code
//    1  where the text goes (secret)       9  count of stubs
//    2  where the job goes (secret)       10  offset of the stubs
//    3  count of tests                    11  offset of the effect of memcpy and its kin
//    4  offset of the tests               12  the return address
//    7  count of pages of code            13  the stack: address
//                                         14  the stack: size
//                                         15  entry
//   page of code: address, offset of its 4096 bytes
//   stub: address, kind (0 observed, 1 memcpy or memmove, 2 memset)
//   test, 16 words:
//    0  1 where memory is mapped anew      6  count of calls
//    1  count of maps                      7  offset of the calls' effects' offsets
//    2  offset of the maps                 8  stack: address of what is given
//    3  offset of the registers            9  stack: offset of what is given
//    4  count of watched ranges           10  stack: size of what is given
//    5  offset of the watched ranges      11  entry, 0 for the job's
//   map: address and size with guard pages, address and size without, offset of the
//      content, protection (PROT_*)
//   watched range: address, size (a multiple of 16), offset of its content at entry
//   registers: x0..x30, sp, nzcv, 0, v0..v31
//   effect: 1 if it returns, count of patches, offset of the patches, nzcv, x0..x17,
//      v0..v31
//   patch: address, size, offset of its bytes
//
// Report: 16 bytes of greeting; for each event (an observed call, or the end) of each
// test: the word EVENT, number of the test, number of the event, how (0 call, 1 return,
// 2 a call that does not come back, 3 a call too many), place, fpcr, nzcv, 0, x0..x30,
// sp, v0..v31, 64 bytes from sp on (0 where sp is outside the stack); then each stretch of watched memory that is not what it was at entry:
// address, size, bytes; two words of 0.  At the very end 16 bytes of farewell.
// x16 and x17 of an event are 0.

        .set    SYS_write, 64
        .set    SYS_exit_group, 94
        .set    SYS_munmap, 215
        .set    SYS_mremap, 216
        .set    SYS_mmap, 222
        .set    SYS_mprotect, 226
        .set    FIXED, 0x4032           // MAP_PRIVATE | FIXED | ANONYMOUS | NORESERVE
        .set    TEXT, 4096

        // The block of data behind the moved text.
        .set    KEPT, 0                 // job, test, tests left, number of the test
        .set    KEPT2, 32               // number of the event, maps in force, x0 to give
        .set    FILLED, 56              // bytes in the buffer
        .set    STRETCH, 64             // address and size of one that differs
        .set    EVENT, 96
        .set    EVENT_X, EVENT + 64
        .set    EVENT_V, EVENT + 320
        .set    EVENT_STACK, EVENT + 832
        .set    EVENT_SIZE, 896
        .set    BUFFER, 4096
        .set    BUFFER_SIZE, 0x10000
        .set    DATA, BUFFER + BUFFER_SIZE

        .text
        .globl  _start
        .p2align 12
start:
_start:
        adr     x19, start
        adr     x21, data               // the job, for now
        ldp     x22, x23, [x21]
        ldr     x24, [x21, #16]
        mov     x0, x23
        mov     x1, #TEXT
        add     x1, x1, #(DATA >> 12), lsl #12
        mov     x2, #3
        bl      map
        mov     x0, x23
        mov     x1, x19
        mov     x2, #TEXT
        bl      copy
        mov     x0, x23
        mov     x1, #TEXT
        bl      seal
        mov     x0, x21
        mov     x1, x22
        mov     x2, x22
        mov     x3, #3                  // MREMAP_MAYMOVE | MREMAP_FIXED
        mov     x4, x24
        mov     x8, #SYS_mremap
        svc     #0
        cmp     x0, x24
        b.ne    fail
        adr     x0, moved
        sub     x0, x0, x19
        add     x0, x0, x23
        br      x0
moved:
        mov     x0, x19
        mov     x1, #TEXT
        mov     x8, #SYS_munmap
        svc     #0
        cbnz    x0, fail
        adr     x20, data
        mov     x21, x24
        adr     x0, event
        msr     tpidr_el0, x0

        ldp     x22, x23, [x21, #56]    // pages of code
        add     x23, x21, x23
1:      cbz     x22, 2f
        ldr     x0, [x23]
        mov     x1, #4096
        mov     x2, #3
        bl      map
        ldp     x0, x1, [x23]
        add     x1, x21, x1
        mov     x2, #4096
        bl      copy
        ldr     x0, [x23]
        mov     x1, #4096
        bl      seal
        add     x23, x23, #16
        sub     x22, x22, #1
        b       1b
2:      ldp     x22, x23, [x21, #104]   // the stack, between guards
        sub     x0, x22, #4096
        add     x1, x23, #8192
        mov     x2, #0
        bl      map
        mov     x0, x22
        mov     x1, x23
        mov     x2, #3
        bl      protect
        adr     x1, greeting
        mov     x2, #16
        bl      put
        bl      flush
        ldp     x25, x26, [x21, #24]    // tests left, the test
        add     x26, x21, x26
        mov     x27, #0                 // its number
        mov     x28, #0                 // the test whose maps are in force

tests:
        cbz     x25, done
        ldr     x0, [x26]
        cbz     x0, fill
        cbz     x28, 2f
        ldp     x22, x23, [x28, #8]
        add     x23, x21, x23
1:      cbz     x22, 2f
        ldp     x0, x1, [x23], #48
        mov     x8, #SYS_munmap
        svc     #0
        cbnz    x0, fail
        sub     x22, x22, #1
        b       1b
2:      mov     x28, x26
        // All guards first: one buffer's may lie where the next begins.
        ldp     x22, x23, [x26, #8]
        add     x23, x21, x23
3:      cbz     x22, fill
        ldp     x0, x1, [x23], #48
        mov     x2, #0
        bl      map
        sub     x22, x22, #1
        b       3b

fill:
        ldp     x22, x23, [x26, #8]
        add     x23, x21, x23
1:      cbz     x22, 3f
        ldr     x0, [x26]
        cbz     x0, 2f
        ldp     x0, x1, [x23, #16]
        mov     x2, #3
        bl      protect
2:      ldp     x0, x2, [x23, #16]
        ldr     x1, [x23, #32]
        add     x1, x21, x1
        bl      copy
        ldr     x3, [x23, #40]
        ldp     x0, x1, [x23, #16]
        tst     x3, #4
        b.eq    4f
        bl      seal
4:      add     x23, x23, #48
        sub     x22, x22, #1
        b       1b
        // What lies deep below sp is made of the first page of what is given: it must
        // not be what the test before left there, and nobody may know what it is.
3:      ldp     x22, x23, [x26, #64]    // address, offset of the stack's content
        add     x23, x21, x23
        mov     x0, x22
        mov     x1, x23
        ldr     x2, [x26, #80]
        bl      copy
        ldr     x19, [x21, #104]
5:      cmp     x22, x19
        b.ls    run
        sub     x22, x22, #4096
        mov     x0, x22
        mov     x1, x23
        mov     x2, #4096
        bl      copy
        b       5b

run:
        stp     x21, x26, [x20, #KEPT]
        stp     x25, x27, [x20, #KEPT + 16]
        stp     xzr, x28, [x20, #KEPT2]
        ldr     x17, [x26, #24]
        add     x17, x21, x17
        // AAPCS64 lets a veneer change x16 at any call, so no function relies on it.
        ldr     x16, [x26, #88]
        ldr     x1, [x21, #120]
        cmp     x16, #0
        csel    x16, x1, x16, eq
        add     x1, x17, #34*8
        ld1     {v0.16b-v3.16b}, [x1], #64
        ld1     {v4.16b-v7.16b}, [x1], #64
        ld1     {v8.16b-v11.16b}, [x1], #64
        ld1     {v12.16b-v15.16b}, [x1], #64
        ld1     {v16.16b-v19.16b}, [x1], #64
        ld1     {v20.16b-v23.16b}, [x1], #64
        ld1     {v24.16b-v27.16b}, [x1], #64
        ld1     {v28.16b-v31.16b}, [x1], #64
        ldp     x1, x2, [x17, #31*8]
        mov     sp, x1
        msr     nzcv, x2
        msr     fpcr, xzr
        msr     fpsr, xzr
        ldp     x0, x1, [x17]
        ldp     x2, x3, [x17, #16]
        ldp     x4, x5, [x17, #32]
        ldp     x6, x7, [x17, #48]
        ldp     x8, x9, [x17, #64]
        ldp     x10, x11, [x17, #80]
        ldp     x12, x13, [x17, #96]
        ldp     x14, x15, [x17, #112]
        ldp     x18, x19, [x17, #144]
        ldp     x20, x21, [x17, #160]
        ldp     x22, x23, [x17, #176]
        ldp     x24, x25, [x17, #192]
        ldp     x26, x27, [x17, #208]
        ldp     x28, x29, [x17, #224]
        ldr     x30, [x17, #240]
        ldr     x17, [x17, #136]
        br      x16

// Control left the function, through a stub or to its caller.  x17: the place.
event:
        adr     x16, data
        stp     x0, x1, [x16, #EVENT_X]
        stp     x2, x3, [x16, #EVENT_X + 16]
        stp     x4, x5, [x16, #EVENT_X + 32]
        stp     x6, x7, [x16, #EVENT_X + 48]
        stp     x8, x9, [x16, #EVENT_X + 64]
        stp     x10, x11, [x16, #EVENT_X + 80]
        stp     x12, x13, [x16, #EVENT_X + 96]
        stp     x14, x15, [x16, #EVENT_X + 112]
        stp     xzr, xzr, [x16, #EVENT_X + 128]
        stp     x18, x19, [x16, #EVENT_X + 144]
        stp     x20, x21, [x16, #EVENT_X + 160]
        stp     x22, x23, [x16, #EVENT_X + 176]
        stp     x24, x25, [x16, #EVENT_X + 192]
        stp     x26, x27, [x16, #EVENT_X + 208]
        stp     x28, x29, [x16, #EVENT_X + 224]
        mov     x0, sp
        stp     x30, x0, [x16, #EVENT_X + 240]
        add     x1, x16, #EVENT_V
        st1     {v0.16b-v3.16b}, [x1], #64
        st1     {v4.16b-v7.16b}, [x1], #64
        st1     {v8.16b-v11.16b}, [x1], #64
        st1     {v12.16b-v15.16b}, [x1], #64
        st1     {v16.16b-v19.16b}, [x1], #64
        st1     {v20.16b-v23.16b}, [x1], #64
        st1     {v24.16b-v27.16b}, [x1], #64
        st1     {v28.16b-v31.16b}, [x1], #64
        mrs     x0, fpcr
        mrs     x1, nzcv
        stp     x17, x0, [x16, #EVENT + 32]
        stp     x1, xzr, [x16, #EVENT + 48]
        mov     x20, x16
        mov     x23, x17
        ldp     x21, x26, [x20, #KEPT]
        ldp     x25, x27, [x20, #KEPT + 16]
        ldp     x24, x28, [x20, #KEPT2]
        ldr     x0, [x21, #96]
        cmp     x23, x0
        b.eq    returned
        ldp     x0, x1, [x21, #72]      // which stub it is
        add     x1, x21, x1
1:      cbz     x0, observed
        ldp     x2, x3, [x1], #16
        sub     x0, x0, #1
        cmp     x2, x23
        b.ne    1b
        cbz     x3, observed
        cmp     x3, #1
        ldp     x0, x1, [x20, #EVENT_X]
        ldr     x2, [x20, #EVENT_X + 16]
        b.eq    3f
2:      cbz     x2, 6f                  // memset
        strb    w1, [x0], #1
        sub     x2, x2, #1
        b       2b
3:      cmp     x0, x1
        b.hi    5f
4:      cbz     x2, 6f
        ldrb    w3, [x1], #1
        strb    w3, [x0], #1
        sub     x2, x2, #1
        b       4b
5:      cbz     x2, 6f
        sub     x2, x2, #1
        ldrb    w3, [x1, x2]
        strb    w3, [x0, x2]
        b       5b
6:      ldr     x22, [x21, #88]
        add     x22, x21, x22
        ldr     x0, [x20, #EVENT_X]
        b       resume

observed:
        ldp     x0, x1, [x26, #48]
        mov     x19, #3
        cmp     x24, x0
        b.hs    ended
        add     x1, x21, x1
        ldr     x22, [x1, x24, lsl #3]
        add     x22, x21, x22
        ldr     x0, [x22]
        mov     x19, #2
        cbz     x0, ended
        mov     x19, #0
        bl      report
        add     x24, x24, #1
        str     x24, [x20, #KEPT2]
        ldp     x23, x19, [x22, #8]     // patches
        add     x19, x21, x19
1:      cbz     x23, 3f
        ldp     x0, x2, [x19]
        ldr     x1, [x19, #16]
        add     x1, x21, x1
2:      cbz     x2, 4f
        ldrb    w3, [x1], #1
        strb    w3, [x0], #1
        sub     x2, x2, #1
        b       2b
4:      add     x19, x19, #24
        sub     x23, x23, #1
        b       1b
3:      ldr     x0, [x22, #32]

// Go on behind the call as effect x22 says, with x0.
resume:
        str     x0, [x20, #KEPT2 + 16]
        add     x1, x22, #176
        add     x2, x20, #EVENT_V + 128
        ld1     {v0.16b-v3.16b}, [x1], #64
        ld1     {v4.16b-v7.16b}, [x1], #64
        ld1     {v8.16b-v11.16b}, [x1], #64
        ld1     {v12.16b-v15.16b}, [x1], #64
        ld1     {v16.16b-v19.16b}, [x1], #64
        ld1     {v20.16b-v23.16b}, [x1], #64
        ld1     {v24.16b-v27.16b}, [x1], #64
        ld1     {v28.16b-v31.16b}, [x1], #64
        mov     x3, #16
        ld1     {v8.d}[0], [x2], x3
        ld1     {v9.d}[0], [x2], x3
        ld1     {v10.d}[0], [x2], x3
        ld1     {v11.d}[0], [x2], x3
        ld1     {v12.d}[0], [x2], x3
        ld1     {v13.d}[0], [x2], x3
        ld1     {v14.d}[0], [x2], x3
        ld1     {v15.d}[0], [x2], x3
        ldr     x1, [x22, #24]
        msr     nzcv, x1
        mov     x16, x20
        mov     x17, x22
        ldp     x30, x1, [x16, #EVENT_X + 240]
        mov     sp, x1
        ldp     x28, x29, [x16, #EVENT_X + 224]
        ldp     x26, x27, [x16, #EVENT_X + 208]
        ldp     x24, x25, [x16, #EVENT_X + 192]
        ldp     x22, x23, [x16, #EVENT_X + 176]
        ldp     x20, x21, [x16, #EVENT_X + 160]
        ldp     x18, x19, [x16, #EVENT_X + 144]
        ldr     x0, [x16, #KEPT2 + 16]
        ldr     x1, [x17, #40]
        ldp     x2, x3, [x17, #48]
        ldp     x4, x5, [x17, #64]
        ldp     x6, x7, [x17, #80]
        ldp     x8, x9, [x17, #96]
        ldp     x10, x11, [x17, #112]
        ldp     x12, x13, [x17, #128]
        ldp     x14, x15, [x17, #144]
        ldp     x16, x17, [x17, #160]
        ret

returned:
        mov     x19, #1
ended:
        bl      report
        bl      flush
        sub     x25, x25, #1
        add     x27, x27, #1
        add     x26, x26, #128
        b       tests

done:
        adr     x1, farewell
        mov     x2, #16
        bl      put
        bl      flush
        mov     x0, #0
        b       leave
fail:
        mov     x0, #99
leave:
        mov     x8, #SYS_exit_group
        svc     #0

// One event: x19 how, x24 its number, x27 the test's number.
report:
        mov     x18, x30
        adr     x0, word_event
        ldr     x0, [x0]
        stp     x0, x27, [x20, #EVENT]
        stp     x24, x19, [x20, #EVENT + 16]
        ldr     x0, [x20, #EVENT_X + 248]
        ldp     x1, x2, [x21, #104]
        sub     x1, x0, x1
        sub     x2, x2, #64
        movi    v0.2d, #0
        movi    v1.2d, #0
        movi    v2.2d, #0
        movi    v3.2d, #0
        cmp     x1, x2
        b.hi    1f
        ldp     q0, q1, [x0]
        ldp     q2, q3, [x0, #32]
1:      stp     q0, q1, [x20, #EVENT_STACK]
        stp     q2, q3, [x20, #EVENT_STACK + 32]
        add     x1, x20, #EVENT
        mov     x2, #EVENT_SIZE
        bl      put
        ldp     x10, x11, [x26, #32]    // watched ranges
        add     x11, x21, x11
1:      cbz     x10, 9f
        ldp     x12, x13, [x11]         // memory, where it ends
        add     x13, x12, x13
        ldr     x14, [x11, #16]         // what it held at entry
        add     x14, x21, x14
        add     x11, x11, #24
        sub     x10, x10, #1
2:      sub     x0, x13, x12            // four lines at a time while all is as it was
        cmp     x0, #64
        b.lo    3f
        ldp     q0, q1, [x12]
        ldp     q2, q3, [x12, #32]
        ldp     q4, q5, [x14]
        ldp     q6, q7, [x14, #32]
        eor     v0.16b, v0.16b, v4.16b
        eor     v1.16b, v1.16b, v5.16b
        eor     v2.16b, v2.16b, v6.16b
        eor     v3.16b, v3.16b, v7.16b
        orr     v0.16b, v0.16b, v1.16b
        orr     v2.16b, v2.16b, v3.16b
        orr     v0.16b, v0.16b, v2.16b
        umov    x0, v0.d[0]
        umov    x1, v0.d[1]
        orr     x0, x0, x1
        cbnz    x0, 3f
        add     x12, x12, #64
        add     x14, x14, #64
        b       2b
3:      cmp     x12, x13
        b.hs    1b
        bl      same
        b.ne    4f
        add     x12, x12, #16
        add     x14, x14, #16
        tst     x12, #63
        b.eq    2b
        b       3b
4:      mov     x15, x12                // a stretch that differs: how long?
5:      add     x12, x12, #16
        add     x14, x14, #16
        cmp     x12, x13
        b.hs    6f
        bl      same
        b.ne    5b
6:      sub     x16, x12, x15
        stp     x15, x16, [x20, #STRETCH]
        add     x1, x20, #STRETCH
        mov     x2, #16
        bl      put
        mov     x1, x15
        mov     x2, x16
        bl      put
        b       2b
9:      adr     x1, nothing
        mov     x2, #16
        mov     x30, x18
        b       put

// Whether the 16 bytes at x12 and x14 are equal; changes x0..x3.
same:
        ldp     x0, x1, [x12]
        ldp     x2, x3, [x14]
        cmp     x0, x2
        ccmp    x1, x3, #0, eq
        ret

// Into the report: x1 bytes, x2 how many, a multiple of 16.  Changes x0..x9, x17.
put:
        ldr     x3, [x20, #FILLED]
        add     x4, x20, #(BUFFER >> 12), lsl #12
        cbz     x2, 2f
1:      add     x5, x4, x3
        ldp     x6, x7, [x1], #16
        stp     x6, x7, [x5]
        add     x3, x3, #16
        sub     x2, x2, #16
        cmp     x3, #(BUFFER_SIZE >> 12), lsl #12
        b.eq    3f
        cbnz    x2, 1b
2:      str     x3, [x20, #FILLED]
        ret
3:      str     x3, [x20, #FILLED]
        mov     x17, x30
        mov     x9, x1
        mov     x7, x2
        bl      flush
        mov     x30, x17
        mov     x1, x9
        mov     x2, x7
        b       put

// Write what is in the buffer.  Changes x0..x2, x5, x6, x8.
flush:
        ldr     x5, [x20, #FILLED]
        add     x6, x20, #(BUFFER >> 12), lsl #12
        str     xzr, [x20, #FILLED]
1:      cbz     x5, 2f
        mov     x0, #1
        mov     x1, x6
        mov     x2, x5
        mov     x8, #SYS_write
        svc     #0
        cmp     x0, #0
        b.le    fail
        add     x6, x6, x0
        sub     x5, x5, x0
        b       1b
2:      ret

// Map x1 bytes at x0 with protection x2.
map:
        mov     x6, x0
        mov     x3, #FIXED
        mov     x4, #-1
        mov     x5, #0
        mov     x8, #SYS_mmap
        svc     #0
        cmp     x0, x6
        b.ne    fail
        ret

protect:
        mov     x8, #SYS_mprotect
        svc     #0
        cbnz    x0, fail
        ret

// Make x1 bytes at x0 code: readable and executable, no longer writable.
seal:
        add     x3, x0, x1
        mov     x4, x0
1:      dc      cvau, x4
        add     x4, x4, #16
        cmp     x4, x3
        b.lo    1b
        dsb     ish
        mov     x4, x0
2:      ic      ivau, x4
        add     x4, x4, #16
        cmp     x4, x3
        b.lo    2b
        dsb     ish
        isb
        mov     x2, #5
        b       protect

// Copy x2 bytes, a multiple of 16, from x1 to x0.
copy:
        cmp     x2, #64
        b.lo    2f
1:      ldp     q0, q1, [x1]
        ldp     q2, q3, [x1, #32]
        stp     q0, q1, [x0]
        stp     q2, q3, [x0, #32]
        add     x1, x1, #64
        add     x0, x0, #64
        sub     x2, x2, #64
        cmp     x2, #64
        b.hs    1b
2:      cbz     x2, 3f
        ldr     q0, [x1], #16
        str     q0, [x0], #16
        sub     x2, x2, #16
        b       2b
3:      ret

        .p2align 4
word_event:
        .quad   0x746e657665, 0         // "event"
greeting:
        .ascii  "armcc harness 1\n"
farewell:
        .ascii  "armcc farewell 1"
nothing:
        .quad   0, 0
        .balign 4096, 0
data:
