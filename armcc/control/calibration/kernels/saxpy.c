// y += m * x of n floats: number after number, or 4 in a turn.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const float *restrict x = (const float *)a;
    float *restrict y = (float *)b;
    float factor = (float)m;
#if FORM == 1
    _Pragma("clang loop unroll_count(4)")
#endif
    for (u64 i = 0; i < n; i++) y[i] += factor * x[i];
    return (u64)y[n - 1];
}
