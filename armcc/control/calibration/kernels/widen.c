// n pairs of numbers written and read back: as they were written, as one, or put together in a register.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *x = (const u32 *)a;
    u64 sum = 0;
    for (u64 i = 0; i < n; i++, x += 2) {
        u32 low = x[0] ^ (u32)sum, high = x[1];
#if FORM == 2
        sum += (u64)high << 32 | low;
#else
        ((u32 *)b)[0] = low;
        ((u32 *)b)[1] = high;
        MEMORY;
#if FORM == 0
        sum += *(const u64 *)b;
#else
        sum += ((const u32 *)b)[0] + ((u64)((const u32 *)b)[1] << 32);
#endif
#endif
    }
    return sum;
}
