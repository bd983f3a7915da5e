// n bytes put in reverse order in place: by bytes, or by words of 8; n is a multiple of 16.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
#if FORM == 0
    ROLLED for (u64 i = 0, j = n - 1; i < j; i++, j--) {
        u8 t = a[i];
        a[i] = a[j];
        a[j] = t;
    }
#elif FORM == 1
    ROLLED for (u64 i = 0, j = n - 8; i < j; i += 8, j -= 8) {
        u64 p = *(u64 *)(a + i), q = *(u64 *)(a + j);
        *(u64 *)(a + i) = __builtin_bswap64(q);
        *(u64 *)(a + j) = __builtin_bswap64(p);
    }
#else
    ROLLED for (u64 i = 0; i < n; i++) b[n - 1 - i] = a[i];
    ROLLED for (u64 i = 0; i < n; i++) a[i] = b[i];
#endif
    return a[0];
}
