// n numbers parted at m: swapping behind a branch, or always.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    u32 *x = (u32 *)a;
    u32 pivot = (u32)m;
    u64 place = 0;
    for (u64 i = 0; i < n; i++) {
        u32 v = x[i];
#if FORM == 0
        if (v < pivot) {
            BRANCH;
            x[i] = x[place];
            x[place++] = v;
        }
#else
        x[i] = x[place];
        x[place] = v;
        place += v < pivot;
#endif
    }
    return place;
}
