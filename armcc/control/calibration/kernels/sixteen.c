// n blocks of 16 numbers, mixed: the inner loop rolled or unrolled.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *x = (const u32 *)a;
    u64 sum = 0;
    for (u64 k = 0; k < n; k++, x += 16) {
        u32 mixed = 0;
#if FORM == 0
        _Pragma("clang loop unroll(disable)")
#elif FORM == 1
        _Pragma("clang loop unroll(full)")
#else
        _Pragma("clang loop unroll_count(4)")
#endif
        for (u32 i = 0; i < 16; i++) mixed += (x[i] ^ x[i] >> 7) + (x[i] << 3);
        sum += mixed;
    }
    return sum;
}
