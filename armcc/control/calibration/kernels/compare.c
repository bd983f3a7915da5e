// Where two strings first differ, and which is less: by bytes, by 8, by 16.
#include "kernel.h"
#if FORM == 2
#include <emmintrin.h>
#endif

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
#if FORM == 0
    for (u64 i = 0; i < n; i++)
        if (a[i] != b[i]) return i * 2 + (a[i] < b[i]);
#elif FORM == 1
    for (u64 i = 0; i < n; i += 8) {
        u64 p = *(const u64 *)(a + i), q = *(const u64 *)(b + i);
        if (p != q) {
            i += (u64)__builtin_ctzll(p ^ q) / 8;
            return i * 2 + (__builtin_bswap64(p) < __builtin_bswap64(q));
        }
    }
#else
    for (u64 i = 0; i < n; i += 16) {
        __m128i p = _mm_loadu_si128((const __m128i *)(a + i));
        __m128i q = _mm_loadu_si128((const __m128i *)(b + i));
        u32 same = (u32)_mm_movemask_epi8(_mm_cmpeq_epi8(p, q));
        if (same != 0xffff) {
            i += (u64)__builtin_ctz(~same);
            return i * 2 + (a[i] < b[i]);
        }
    }
#endif
    return n * 2;
}
