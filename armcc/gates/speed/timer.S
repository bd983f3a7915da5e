// Times calls of two codes in turn, for armcc/gates/measure.py.  It runs as if it were the
// function under test of harness.S, which maps its memory and reports what it leaves there,
// and makes no system call of its own.  armcc/gates/timer.py writes the block that it works
// on, and carries this file's machine code.
//
// At entry x0 is the address of the block, sp what both codes have at entry.  The block,
// 8-byte words; what is called an address is one:
//    0  for the return address             6  count of stretches to restore
//    1  microseconds that a sample lasts   7  address of the stretches
//    2  most calls in a sample             8  out: calls in a sample
//    3  count of samples                   9  out: ticks in a second
//    4  address of the schedule           10  out: calls in all
//    5  address of the samples        11..13  addresses of the codes
//   16..24  x0..x8 at entry           26..41  v0..v7 at entry
// Schedule: for each sample the number of the code, 0 to 2.  Samples, out: ticks of each.
// Stretch: address, address of its content at entry, size, a multiple of 16, not 0.
//
// One sample is a number of calls in a row, between two looks at the clock, after an eighth
// as many that nobody times: those find caches and predictors as the other code left them.

        .set    RETURN, 0
        .set    MICROSECONDS, 8
        .set    MOST, 16
        .set    COUNT, 24               // and the schedule
        .set    SAMPLES, 40
        .set    STRETCHES, 48           // count and address
        .set    CALLS, 64
        .set    FREQUENCY, 72
        .set    TOTAL, 80
        .set    CODES, 88
        .set    X, 128
        .set    V, 208

        .text
timer:
        b       start
// The code that does nothing; timer.py knows that it stands here.
        ret
start:
        mov     x19, x0
        str     x30, [x19, #RETURN]
        mrs     x0, cntfrq_el0
        str     x0, [x19, #FREQUENCY]
        ldr     x1, [x19, #MICROSECONDS]
        mul     x0, x0, x1
        mov     x1, #(1000000 & 0xffff)
        movk    x1, #(1000000 >> 16), lsl #16
        udiv    x25, x0, x1             // ticks that a sample should have
        mov     x26, #1                 // calls in a sample
        mov     x27, #0                 // how often these have been enough in a row
        ldr     x20, [x19, #CODES]
1:      mov     x21, x26
        bl      sample
        cmp     x0, x25
        b.hs    2f
        mov     x27, #0
        ldr     x1, [x19, #MOST]
        lsl     x2, x26, #1
        cmp     x2, x1
        b.hi    3f
        mov     x26, x2
        b       1b
        // Once may have been an interrupt.
2:      add     x27, x27, #1
        cmp     x27, #3
        b.lo    1b
3:      str     x26, [x19, #CALLS]
        ldp     x25, x23, [x19, #COUNT]
        ldr     x24, [x19, #SAMPLES]
4:      cbz     x25, 5f
        ldr     x0, [x23], #8
        add     x1, x19, #CODES
        ldr     x20, [x1, x0, lsl #3]
        lsr     x21, x26, #3
        add     x21, x21, #1
        bl      sample
        mov     x21, x26
        bl      sample
        str     x0, [x24], #8
        sub     x25, x25, #1
        b       4b
5:      ldr     x30, [x19, #RETURN]
        ret

// x21 calls of x20, not 0; their ticks in x0.  x19 to x28 are the callees' to preserve.
sample:
        mov     x28, x30
        ldr     x0, [x19, #TOTAL]
        add     x0, x0, x21
        str     x0, [x19, #TOTAL]
        isb
        mrs     x22, cntvct_el0
1:      ldp     x9, x10, [x19, #STRETCHES]
        cbz     x9, 5f
2:      ldp     x11, x12, [x10], #16
        ldr     x13, [x10], #8
        tbz     x13, #4, 3f
        ldr     q0, [x12], #16
        str     q0, [x11], #16
        subs    x13, x13, #16
        b.eq    4f
3:      ldp     q0, q1, [x12], #32
        stp     q0, q1, [x11], #32
        subs    x13, x13, #32
        b.ne    3b
4:      subs    x9, x9, #1
        b.ne    2b
        // What was restored has to be in the cache, as data of a caller is: a load of other
        // width than these stores would wait for them, which is no property of the code.
        dsb     ishst
5:      ldp     q0, q1, [x19, #V]
        ldp     q2, q3, [x19, #V + 32]
        ldp     q4, q5, [x19, #V + 64]
        ldp     q6, q7, [x19, #V + 96]
        ldp     x0, x1, [x19, #X]
        ldp     x2, x3, [x19, #X + 16]
        ldp     x4, x5, [x19, #X + 32]
        ldp     x6, x7, [x19, #X + 48]
        ldr     x8, [x19, #X + 64]
        blr     x20
        subs    x21, x21, #1
        b.ne    1b
        isb
        mrs     x0, cntvct_el0
        sub     x0, x0, x22
        ret     x28
