// A polynomial of degree 15 at n places: by Horner's rule or by Estrin's.
// In forms 2 and 3, each place waits for the value at the one before.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const double *x = (const double *)a, *c = (const double *)b;
    double sum = 0, value = 0;
    for (u64 i = 0; i < n; i++) {
        double v = x[i];
#if FORM >= 2
        v += value * 0.0;
#endif
#if FORM == 0 || FORM == 2
        value = c[15];
        for (i32 k = 14; k >= 0; k--) value = value * v + c[k];
#else
        double v2 = v * v, v4 = v2 * v2, v8 = v4 * v4;
        value = (((c[15] * v + c[14]) * v2 + (c[13] * v + c[12])) * v4 +
                 ((c[11] * v + c[10]) * v2 + (c[9] * v + c[8]))) * v8 +
                (((c[7] * v + c[6]) * v2 + (c[5] * v + c[4])) * v4 +
                 ((c[3] * v + c[2]) * v2 + (c[1] * v + c[0])));
#endif
        sum += value;
    }
    return (u64)(i64)sum;
}
