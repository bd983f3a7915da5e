// Insertion sort: shifting with the key in a register, or swapping neighbours.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    i32 *x = (i32 *)a;
    for (u64 i = 1; i < n; i++) {
#if FORM == 0
        i32 key = x[i];
        u64 j = i;
        while (j > 0 && x[j - 1] > key) {
            x[j] = x[j - 1];
            j--;
        }
        x[j] = key;
#elif FORM == 1
        for (u64 j = i; j > 0 && x[j - 1] > x[j]; j--) {
            i32 t = x[j];
            x[j] = x[j - 1];
            x[j - 1] = t;
            MEMORY;
        }
#else
        // All neighbours are compared, none is branched on.
        i32 key = x[i];
        ROLLED for (u64 j = i; j > 0; j--) {
            i32 p = x[j - 1];
            x[j] = UNLIKELY_KNOWN(p > key) ? p : key;
            key = UNLIKELY_KNOWN(p > key) ? key : p;
        }
        x[0] = key;
#endif
    }
    return (u32)x[0] + 3ull * (u32)x[n / 2];
}
