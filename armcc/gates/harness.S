// The program that runs under qemu-aarch64: it reads one job from standard input, runs
// the function on every input of the job, and writes the state after each to standard
// output.  It holds no expected values; those never enter this address space.
//
// Job, little endian, 8-byte words (see armcc/gates/native.py, which writes it):
//   size of the job in bytes (this word included), entry address, count of segments,
//   count of tests;
//   segments: address, size (whole pages), protection (PROT_*), offset of content in job;
//   tests: count of regions, registers at offset (x0..x30, sp, nzcv, 0, v0..v31),
//     then regions: address, size, offset of content, bytes to report from the start.
// Report for each test: x0..x30, sp, fpcr, 0, v0..v31, then each region's content.

        .set    SYS_read, 63
        .set    SYS_write, 64
        .set    SYS_exit, 93
        .set    SYS_munmap, 215
        .set    SYS_mmap, 222
        .set    SYS_mprotect, 226
        .set    STATE, 34*8 + 32*16

        .text
        .globl  _start
        .p2align 2
_start:
        adrp    x19, first
        add     x19, x19, :lo12:first
        mov     x1, x19
        mov     x2, #8
        bl      read_all
        ldr     x20, [x19]              // size of the job
        mov     x0, #0
        mov     x1, x20
        mov     x2, #3                  // PROT_READ | PROT_WRITE
        mov     x3, #0x22               // MAP_PRIVATE | MAP_ANONYMOUS
        mov     x4, #-1
        mov     x5, #0
        mov     x8, #SYS_mmap
        svc     #0
        cmn     x0, #4095
        b.hs    fail
        mov     x21, x0                 // the job
        str     x20, [x21]
        add     x1, x21, #8
        sub     x2, x20, #8
        bl      read_all
        ldr     x22, [x21, #8]          // entry
        ldr     x23, [x21, #16]         // segments left
        ldr     x24, [x21, #24]         // tests left
        add     x25, x21, #32           // cursor
segments:
        cbz     x23, tests
        ldp     x0, x1, [x25]
        ldp     x26, x3, [x25, #16]
        bl      map_and_copy
        ldp     x0, x1, [x25]
        mov     x2, x26
        mov     x8, #SYS_mprotect
        svc     #0
        cbnz    x0, fail
        add     x25, x25, #32
        sub     x23, x23, #1
        b       segments

tests:
        cbz     x24, done
        ldp     x26, x27, [x25]         // regions, offset of the registers
        add     x27, x21, x27
        add     x25, x25, #16
        mov     x28, x25                // the first region
        mov     x23, x26
map_regions:
        cbz     x23, run
        ldp     x0, x1, [x25]
        ldr     x3, [x25, #16]
        bl      map_and_copy
        add     x25, x25, #32
        sub     x23, x23, #1
        b       map_regions

run:
        adrp    x0, kept
        add     x0, x0, :lo12:kept
        stp     x21, x22, [x0]
        stp     x24, x25, [x0, #16]
        stp     x26, x28, [x0, #32]
        mov     x1, sp
        str     x1, [x0, #48]
        // The state at entry.  x16 carries the entry address: AAPCS64 lets a veneer
        // change it at any call, so no function may rely on it.
        mov     x16, x22
        mov     x17, x27
        add     x1, x17, #34*8
        ld1     {v0.16b-v3.16b}, [x1], #64
        ld1     {v4.16b-v7.16b}, [x1], #64
        ld1     {v8.16b-v11.16b}, [x1], #64
        ld1     {v12.16b-v15.16b}, [x1], #64
        ld1     {v16.16b-v19.16b}, [x1], #64
        ld1     {v20.16b-v23.16b}, [x1], #64
        ld1     {v24.16b-v27.16b}, [x1], #64
        ld1     {v28.16b-v31.16b}, [x1], #64
        ldr     x1, [x17, #31*8]
        mov     sp, x1
        ldr     x1, [x17, #32*8]
        msr     nzcv, x1
        msr     fpcr, xzr
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
        blr     x16

        // x16 and x17 are the caller's to lose: everything else is reported.
        adrp    x17, report
        add     x17, x17, :lo12:report
        stp     x0, x1, [x17]
        stp     x2, x3, [x17, #16]
        stp     x4, x5, [x17, #32]
        stp     x6, x7, [x17, #48]
        stp     x8, x9, [x17, #64]
        stp     x10, x11, [x17, #80]
        stp     x12, x13, [x17, #96]
        stp     x14, x15, [x17, #112]
        stp     xzr, xzr, [x17, #128]
        stp     x18, x19, [x17, #144]
        stp     x20, x21, [x17, #160]
        stp     x22, x23, [x17, #176]
        stp     x24, x25, [x17, #192]
        stp     x26, x27, [x17, #208]
        stp     x28, x29, [x17, #224]
        mov     x0, sp
        stp     x30, x0, [x17, #240]
        mrs     x0, fpcr
        stp     x0, xzr, [x17, #256]
        add     x1, x17, #34*8
        st1     {v0.16b-v3.16b}, [x1], #64
        st1     {v4.16b-v7.16b}, [x1], #64
        st1     {v8.16b-v11.16b}, [x1], #64
        st1     {v12.16b-v15.16b}, [x1], #64
        st1     {v16.16b-v19.16b}, [x1], #64
        st1     {v20.16b-v23.16b}, [x1], #64
        st1     {v24.16b-v27.16b}, [x1], #64
        st1     {v28.16b-v31.16b}, [x1], #64

        adrp    x0, kept
        add     x0, x0, :lo12:kept
        ldp     x21, x22, [x0]
        ldp     x24, x25, [x0, #16]
        ldp     x26, x28, [x0, #32]
        ldr     x1, [x0, #48]
        mov     sp, x1
        mov     x1, x17
        mov     x2, #STATE
        bl      write_all
report_regions:
        cbz     x26, next
        ldr     x1, [x28]
        ldr     x2, [x28, #24]
        bl      write_all
        ldp     x0, x1, [x28]
        mov     x8, #SYS_munmap
        svc     #0
        add     x28, x28, #32
        sub     x26, x26, #1
        b       report_regions
next:
        sub     x24, x24, #1
        b       tests

done:
        mov     x0, #0
        mov     x8, #SYS_exit
        svc     #0
fail:
        mov     x0, #99
        mov     x8, #SYS_exit
        svc     #0

// x0 address, x1 size, x3 offset of the content in the job.
map_and_copy:
        mov     x9, x3
        mov     x10, x1
        mov     x2, #3
        mov     x3, #0x32               // MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS
        mov     x4, #-1
        mov     x5, #0
        mov     x8, #SYS_mmap
        svc     #0
        cmn     x0, #4095
        b.hs    fail
        add     x9, x21, x9
1:      ldp     q0, q1, [x9], #32
        stp     q0, q1, [x0], #32
        subs    x10, x10, #32
        b.hi    1b
        ret

// x1 buffer, x2 bytes.
read_all:
        cbz     x2, 2f
1:      mov     x0, #0
        mov     x8, #SYS_read
        svc     #0
        cmp     x0, #0
        b.le    fail
        add     x1, x1, x0
        subs    x2, x2, x0
        b.ne    1b
2:      ret

write_all:
        cbz     x2, 2f
1:      mov     x0, #1
        mov     x8, #SYS_write
        svc     #0
        cmp     x0, #0
        b.le    fail
        add     x1, x1, x0
        subs    x2, x2, x0
        b.ne    1b
2:      ret

        .bss
        .p2align 4
first:  .zero   16
kept:   .zero   64
report: .zero   STATE
