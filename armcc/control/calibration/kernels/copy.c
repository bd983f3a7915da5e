// n bytes copied, 1, 8, 16 or 4 x 8 at a time; n is a multiple of 32.
#include "kernel.h"
#if FORM == 2
#include <emmintrin.h>
#endif

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
#if FORM == 0
    ROLLED for (u64 i = 0; i < n; i++) b[i] = a[i];
#elif FORM == 1
    ROLLED for (u64 i = 0; i < n; i += 8) *(u64 *)(b + i) = *(const u64 *)(a + i);
#elif FORM == 2
    ROLLED for (u64 i = 0; i < n; i += 16)
        _mm_storeu_si128((__m128i *)(b + i), _mm_loadu_si128((const __m128i *)(a + i)));
#else
    ROLLED for (u64 i = 0; i < n; i += 32) {
        u64 p = *(const u64 *)(a + i), q = *(const u64 *)(a + i + 8);
        u64 r = *(const u64 *)(a + i + 16), s = *(const u64 *)(a + i + 24);
        *(u64 *)(b + i) = p;
        *(u64 *)(b + i + 8) = q;
        *(u64 *)(b + i + 16) = r;
        *(u64 *)(b + i + 24) = s;
    }
#endif
    return b[n - 1];
}
