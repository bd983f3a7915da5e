// How many of n numbers are below m: by a branch or by adding.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *x = (const u32 *)a;
    u32 bound = (u32)m, count = 0;
    for (u64 i = 0; i < n; i++) {
#if FORM == 0
        if (x[i] < bound) {
            BRANCH;
            count++;
        }
#else
        count += x[i] < bound;
#endif
    }
    return count;
}
