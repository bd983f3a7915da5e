// Decimal digits of n numbers, summed: one after the other by division or by multiplication, or two at a time.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *x = (const u32 *)a;
    u64 sum = 0;
    for (u64 i = 0; i < n; i++) {
        u32 v = x[i];
#if FORM == 0
        for (; v; v /= (u32)m) sum += v % (u32)m;
#elif FORM == 1
        for (; v; v /= 10) sum += v % 10;
#else
        for (; v; v /= 100) {
            u32 two = v % 100;
            sum += two % 10 + two / 10;
        }
#endif
    }
    return sum;
}
