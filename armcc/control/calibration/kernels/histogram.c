// How often each byte occurs: counted in 1 table, or in 4 that are added up.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    u32 *t = (u32 *)b;
#if FORM == 0
    for (u64 i = 0; i < n; i++) t[a[i]]++;
#elif FORM == 1
    for (u64 i = 0; i < n; i += 4) {
        t[a[i]]++;
        t[256 + a[i + 1]]++;
        t[512 + a[i + 2]]++;
        t[768 + a[i + 3]]++;
    }
    for (u64 i = 0; i < 256; i++) t[i] += t[256 + i] + t[512 + i] + t[768 + i];
#else
    // A count is written when another byte comes.
    u32 last = a[0], run = 0;
    for (u64 i = 0; i < n; i++) {
        if (a[i] != last) {
            BRANCH;
            t[last] += run;
            last = a[i];
            run = 0;
        }
        run++;
    }
    t[last] += run;
#endif
    return t[a[0]];
}
