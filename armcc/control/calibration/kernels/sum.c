// Sum of n numbers, in 1 or 4 accumulators.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *x = (const u32 *)a;
#if FORM == 0
    u64 sum = 0;
    for (u64 i = 0; i < n; i++) sum += x[i];
    return sum;
#else
    u64 s = 0, t = 0, u = 0, v = 0;
    for (u64 i = 0; i < n; i += 4) {
        s += x[i];
        t += x[i + 1];
        u += x[i + 2];
        v += x[i + 3];
    }
    return s + t + u + v;
#endif
}
