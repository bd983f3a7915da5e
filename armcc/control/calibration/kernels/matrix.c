// A product of 8 x 8 matrices of floats, n times: row by column, or row by row.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const float *restrict x = (const float *)a;
    const float *restrict y = (const float *)b;
    float *restrict z = (float *)(b + 256);
    for (u64 k = 0; k < n; k++, x += 64) {
#if FORM == 0
        ROLLED for (u32 i = 0; i < 8; i++) ROLLED for (u32 j = 0; j < 8; j++) {
            float s = 0;
            for (u32 l = 0; l < 8; l++) s += x[i * 8 + l] * y[l * 8 + j];
            z[i * 8 + j] = s;
        }
#else
        ROLLED for (u32 i = 0; i < 8; i++) {
            float row[8] = {0, 0, 0, 0, 0, 0, 0, 0};
            for (u32 l = 0; l < 8; l++)
                for (u32 j = 0; j < 8; j++) row[j] += x[i * 8 + l] * y[l * 8 + j];
            for (u32 j = 0; j < 8; j++) z[i * 8 + j] = row[j];
        }
#endif
        MEMORY;
    }
    return (u64)(i64)z[9];
}
