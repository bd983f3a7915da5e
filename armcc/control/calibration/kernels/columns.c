// The sum of n rows of 32 numbers, m numbers from row to row: by rows or by columns.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *x = (const u32 *)a;
    u64 sum = 0;
#if FORM == 0
    for (u64 i = 0; i < n; i++)
        for (u64 j = 0; j < 32; j++) sum += x[i * m + j];
#elif FORM == 1
    for (u64 j = 0; j < 32; j++)
        for (u64 i = 0; i < n; i++) sum += x[i * m + j];
#else
    for (u64 j = 0; j < 32; j += 2)
        for (u64 i = 0; i < n; i++) sum += (u64)x[i * m + j] + x[i * m + j + 1];
#endif
    return sum;
}
