// n x n numbers transposed, m numbers from row to row: by rows, by columns, by blocks of 4 x 4.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u32 *restrict x = (const u32 *)a;
    u32 *restrict y = (u32 *)b;
#if FORM == 0
    for (u64 i = 0; i < n; i++)
        for (u64 j = 0; j < n; j++) y[j * m + i] = x[i * m + j];
#elif FORM == 1
    for (u64 j = 0; j < n; j++)
        for (u64 i = 0; i < n; i++) y[j * m + i] = x[i * m + j];
#else
    for (u64 i = 0; i < n; i += 4)
        for (u64 j = 0; j < n; j += 4)
            for (u64 k = i; k < i + 4; k++)
                for (u64 l = j; l < j + 4; l++) y[l * m + k] = x[k * m + l];
#endif
    return y[m + 2];
}
