// Dot product of n floats, in 1, 2 or 4 accumulators; n is a multiple of 4.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const float *x = (const float *)a, *y = (const float *)b;
#if FORM == 0
    float s = 0;
    for (u64 i = 0; i < n; i++) s += x[i] * y[i];
    return (u64)s;
#elif FORM == 1
    float s = 0, t = 0;
    for (u64 i = 0; i < n; i += 2) {
        s += x[i] * y[i];
        t += x[i + 1] * y[i + 1];
    }
    return (u64)(s + t);
#else
    float s = 0, t = 0, u = 0, v = 0;
    for (u64 i = 0; i < n; i += 4) {
        s += x[i] * y[i];
        t += x[i + 1] * y[i + 1];
        u += x[i + 2] * y[i + 2];
        v += x[i + 3] * y[i + 3];
    }
    return (u64)(s + t + (u + v));
#endif
}
