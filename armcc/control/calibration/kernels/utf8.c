// Whether n bytes have the structure of UTF-8: by branches, with a short way for ASCII, by counting.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
#if FORM == 2
    u32 need = 0, bad = 0;
    for (u64 i = 0; i < n; i++) {
        u32 v = a[i];
        u32 follows = (v & 0xc0) == 0x80;
        bad |= follows ^ (need != 0);
        need -= need != 0;
        need += (v >= 0xc0) + (v >= 0xe0) + (v >= 0xf0);
    }
    return !bad && !need;
#else
    u64 i = 0;
    while (i < n) {
#if FORM == 1
        if (i + 8 <= n && !(*(const u64 *)(a + i) & 0x8080808080808080)) {
            i += 8;
            continue;
        }
#endif
        u32 v = a[i++], more = 0;
        if (v < 0x80) {
            BRANCH;
            continue;
        }
        if (v < 0xc0) return 0;
        more = 1 + (v >= 0xe0) + (v >= 0xf0);
        if (i + more > n) return 0;
        ROLLED for (; more; more--)
            if ((a[i++] & 0xc0) != 0x80) return 0;
    }
    return 1;
#endif
}
