// n numbers clipped to -m..m: by branches or by minimum and maximum.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const i32 *restrict x = (const i32 *)a;
    i32 *restrict y = (i32 *)b;
    i32 most = (i32)m;
    for (u64 i = 0; i < n; i++) {
        i32 v = x[i];
#if FORM == 0
        if (v > most) {
            BRANCH;
            v = most;
        } else if (v < -most) {
            BRANCH;
            v = -most;
        }
#else
        v = UNLIKELY_KNOWN(v > most) ? most : v;
        v = UNLIKELY_KNOWN(v < -most) ? -most : v;
#endif
        y[i] = v;
    }
    return (u32)y[n - 1];
}
