// CRC-32: bit after bit with a branch, with a mask, by a table of bytes, by four tables.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    u32 crc = ~0u;
#if FORM == 3
    const u32(*t)[256] = (const u32(*)[256])b;
    for (u64 i = 0; i < n; i += 4) {
        u32 v = crc ^ *(const u32 *)(a + i);
        crc = t[3][v & 255] ^ t[2][v >> 8 & 255] ^ t[1][v >> 16 & 255] ^ t[0][v >> 24];
    }
#else
    const u32 *table = (const u32 *)b;
    for (u64 i = 0; i < n; i++) {
#if FORM == 2
        crc = table[(crc ^ a[i]) & 255] ^ crc >> 8;
#else
        crc ^= a[i];
        ROLLED for (u32 k = 0; k < 8; k++) {
#if FORM == 0
            u32 low = crc & 1;
            crc >>= 1;
            if (low) {
                BRANCH;
                crc ^= 0xedb88320;
            }
#else
            crc = crc >> 1 ^ (0xedb88320 & -(crc & 1));
#endif
        }
#endif
    }
#endif
    return ~crc;
}
