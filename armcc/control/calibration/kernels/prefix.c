// Prefix sums: carried in a register, through memory, or of two halves at a time.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *x = (const u32 *)a;
    u32 *y = (u32 *)b;
#if FORM == 0
    u32 sum = 0;
    for (u64 i = 0; i < n; i++) y[i] = sum += x[i];
#elif FORM == 1
    y[0] = x[0];
    for (u64 i = 1; i < n; i++) {
        y[i] = y[i - 1] + x[i];
        MEMORY;
    }
#else
    u64 half = n / 2;
    u32 sum = 0, other = 0;
    for (u64 i = 0; i < half; i++) {
        y[i] = sum += x[i];
        y[half + i] = other += x[half + i];
    }
    for (u64 i = half; i < n; i++) y[i] += sum;
#endif
    return y[n - 1];
}
