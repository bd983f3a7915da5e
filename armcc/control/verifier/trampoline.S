// The call of a version under test: every register that the procedure call standard leaves
// open holds garbage, every register that it protects a pattern (AAPCS64 6.1).
//
// struct call, 16-byte aligned: 0 x0-x7, 64 q0-q7, 192 target, 200 garbage,
// 208 result x0, 216 x1, 224 result q0, 240 faults, 248 reason of an early end, 256 whether
// x18 has changed.

        .text
        .globl  oracle_call
        .type   oracle_call, %function
        .equ    ABOVE, 512
oracle_call:
        stp     x29, x30, [sp, #-192]!
        stp     x19, x20, [sp, #16]
        stp     x21, x22, [sp, #32]
        stp     x23, x24, [sp, #48]
        stp     x25, x26, [sp, #64]
        stp     x27, x28, [sp, #80]
        stp     d8, d9, [sp, #96]
        stp     d10, d11, [sp, #112]
        stp     d12, d13, [sp, #128]
        stp     d14, d15, [sp, #144]
        str     x0, [sp, #160]
        adrp    x9, oracle_stack
        mov     x10, sp
        str     x10, [x9, :lo12:oracle_stack]
        ldr     x16, [x0, #192]
        ldr     x9, [x0, #200]
        sub     sp, sp, #ABOVE
        mov     x10, #0
1:      add     x11, x9, x10
        str     x11, [sp, x10]
        add     x10, x10, #8
        cmp     x10, #ABOVE
        b.ne    1b
        add     x19, x9, #19
        add     x20, x9, #20
        add     x21, x9, #21
        add     x22, x9, #22
        add     x23, x9, #23
        add     x24, x9, #24
        add     x25, x9, #25
        add     x26, x9, #26
        add     x27, x9, #27
        add     x28, x9, #28
        add     x29, x9, #29
        add     x18, x9, #18
        .irp    n, 8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        dup     v\n\().2d, x9
        .endr
        ldp     q0, q1, [x0, #64]
        ldp     q2, q3, [x0, #96]
        ldp     q4, q5, [x0, #128]
        ldp     q6, q7, [x0, #160]
        mvn     x8, x9
        add     x10, x9, #10
        add     x11, x9, #11
        add     x12, x9, #12
        add     x13, x9, #13
        add     x14, x9, #14
        add     x15, x9, #15
        add     x17, x9, #17
        lsl     x6, x9, #28
        msr     nzcv, x6
        ldp     x6, x7, [x0, #48]
        ldp     x4, x5, [x0, #32]
        ldp     x2, x3, [x0, #16]
        ldp     x0, x1, [x0]
        blr     x16
        adrp    x16, oracle_stack
        ldr     x16, [x16, :lo12:oracle_stack]
        ldr     x15, [x16, #160]
        stp     x0, x1, [x15, #208]
        str     q0, [x15, #224]
        ldr     x9, [x15, #200]
        mov     x14, #0
        sub     x10, x16, #ABOVE
        mov     x11, sp
        cmp     x10, x11
        csinc   x14, x14, xzr, eq
        mov     sp, x10
        add     x10, x9, #18
        eor     x10, x10, x18
        str     x10, [x15, #256]
        .irp    n, 19,20,21,22,23,24,25,26,27,28,29
        add     x10, x9, #\n
        eor     x10, x10, x\n
        orr     x14, x14, x10
        .endr
        .irp    n, 8,9,10,11,12,13,14,15
        fmov    x10, d\n
        eor     x10, x10, x9
        orr     x14, x14, x10
        .endr
        mov     x10, #0
2:      ldr     x11, [sp, x10]
        add     x12, x9, x10
        eor     x11, x11, x12
        orr     x14, x14, x11
        add     x10, x10, #8
        cmp     x10, #ABOVE
        b.ne    2b
        str     x14, [x15, #240]
        str     xzr, [x15, #248]
        b       3f

// void oracle_recover(u64 why): from a signal handler back to behind oracle_call.
        .globl  oracle_recover
        .type   oracle_recover, %function
oracle_recover:
        adrp    x16, oracle_stack
        ldr     x16, [x16, :lo12:oracle_stack]
        ldr     x15, [x16, #160]
        str     x0, [x15, #248]
3:      mov     sp, x16
        ldp     x19, x20, [sp, #16]
        ldp     x21, x22, [sp, #32]
        ldp     x23, x24, [sp, #48]
        ldp     x25, x26, [sp, #64]
        ldp     x27, x28, [sp, #80]
        ldp     d8, d9, [sp, #96]
        ldp     d10, d11, [sp, #112]
        ldp     d12, d13, [sp, #128]
        ldp     d14, d15, [sp, #144]
        ldp     x29, x30, [sp], #192
        ret

// Behind a callee's body: what a call may change is changed.
        .macro  leave kind
        .globl  oracle_leave_\kind
oracle_leave_\kind:
        adrp    x16, oracle_garbage
        ldr     x16, [x16, :lo12:oracle_garbage]
        .endm
        leave   void
        mov     x0, x16
        dup     v0.2d, x16
        b       oracle_spoil
        leave   32
        bfi     x16, x0, #0, #32
        mov     x0, x16
        dup     v0.2d, x16
        b       oracle_spoil
        leave   64
        dup     v0.2d, x16
        b       oracle_spoil
        leave   fp
        mov     x0, x16
        mov     v0.d[1], x16
oracle_spoil:
        .irp    n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,17
        add     x\n, x16, #\n * 3
        .endr
        .irp    n, 1,2,3,4,5,6,7,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        dup     v\n\().2d, x16
        .endr
        .irp    n, 8,9,10,11,12,13,14,15
        mov     v\n\().d[1], x16
        .endr
        lsl     x17, x16, #28
        msr     nzcv, x17
        ldp     x29, x30, [sp], #16
        ret


// Does nothing: stands for a version where only the driver's doing is asked for.
        .globl  oracle_nothing
oracle_nothing:
        ret

        .globl  _start
_start:
        mov     x29, #0
        mov     x0, sp
        bl      oracle_main
        mov     x8, #94
        svc     #0

// long oracle_system(long number, a, b, c, d, e, f)
        .globl  oracle_system
oracle_system:
        mov     x8, x0
        mov     x0, x1
        mov     x1, x2
        mov     x2, x3
        mov     x3, x4
        mov     x4, x5
        mov     x5, x6
        svc     #0
        ret

        .bss
        .p2align 3
        .globl  oracle_stack
oracle_stack:
        .zero   8
        .globl  oracle_garbage
oracle_garbage:
        .zero   8
        .section .note.GNU-stack,"",%progbits
