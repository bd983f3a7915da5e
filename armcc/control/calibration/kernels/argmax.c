// The place of the greatest of n numbers: by a branch, by conditional moves, in two halves.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *x = (const u32 *)a;
#if FORM < 2
    u64 best = 0;
    u32 most = x[0];
    ROLLED for (u64 i = 1; i < n; i++) {
#if FORM == 0
        if (x[i] > most) {
            BRANCH;
            most = x[i];
            best = i;
        }
#else
        u32 v = x[i];
        best = UNLIKELY_KNOWN(v > most) ? i : best;
        most = UNLIKELY_KNOWN(v > most) ? v : most;
#endif
    }
    return best;
#else
    u64 half = n / 2, low = 0, high = half;
    u32 p = x[0], q = x[half];
    ROLLED for (u64 i = 1; i < half; i++) {
        u32 v = x[i], w = x[half + i];
        low = UNLIKELY_KNOWN(v > p) ? i : low;
        p = UNLIKELY_KNOWN(v > p) ? v : p;
        high = UNLIKELY_KNOWN(w > q) ? half + i : high;
        q = UNLIKELY_KNOWN(w > q) ? w : q;
    }
    return q > p ? high : low;
#endif
}
