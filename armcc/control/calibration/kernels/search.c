// Binary search of m keys in n sorted numbers (a power of two): branching, or by conditional moves.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *x = (const u32 *)a, *keys = (const u32 *)b;
    u64 found = 0;
    for (u64 k = 0; k < m; k++) {
        u32 key = keys[k];
#if FORM == 0
        u64 low = 0, high = n;
        while (low < high) {
            u64 middle = (low + high) / 2;
            if (x[middle] < key) {
                BRANCH;
                low = middle + 1;
            } else {
                BRANCH;
                high = middle;
            }
        }
        found += low;
#else
        const u32 *base = x;
        ROLLED for (u64 half = n / 2; half; half /= 2)
            base += UNLIKELY_KNOWN(base[half - 1] < key) ? half : 0;
        found += (u64)(base - x) + (*base < key);
#endif
    }
    return found;
}
