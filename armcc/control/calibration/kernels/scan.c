// Length of a string: by bytes, by words of 8, by 16 with SSE2.
#include "kernel.h"
#if FORM == 2
#include <emmintrin.h>
#endif

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
#if FORM == 0
    u64 i = 0;
    while (a[i]) i++;
    return i;
#elif FORM == 1
    const u64 low = 0x0101010101010101, high = 0x8080808080808080;
    for (u64 i = 0;; i += 8) {
        u64 v = *(const u64 *)(a + i);
        u64 zero = (v - low) & ~v & high;
        if (zero) return i + (u64)__builtin_ctzll(zero) / 8;
    }
#else
    for (u64 i = 0;; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(a + i));
        int zero = _mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_setzero_si128()));
        if (zero) return i + (u64)__builtin_ctz((u32)zero);
    }
#endif
}
