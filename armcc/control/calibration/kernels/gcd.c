// Greatest common divisors of n pairs: by division, by shifts with a branch, by shifts without.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *x = (const u32 *)a, *y = (const u32 *)b;
    u64 sum = 0;
    for (u64 i = 0; i < n; i++) {
        u32 p = x[i], q = y[i];
#if FORM == 0
        while (q) {
            u32 r = p % q;
            p = q;
            q = r;
        }
        sum += p;
#else
        u32 shift = (u32)__builtin_ctz(p | q);
        p >>= __builtin_ctz(p);
        while (q) {
            q >>= __builtin_ctz(q);
#if FORM == 1
            if (p > q) {
                BRANCH;
                u32 t = p;
                p = q;
                q = t;
            }
            q -= p;
#else
            u32 less = UNLIKELY_KNOWN(p < q) ? p : q;
            q = UNLIKELY_KNOWN(p < q) ? q - p : p - q;
            p = less;
#endif
        }
        sum += (u64)p << shift;
#endif
    }
    return sum;
}
