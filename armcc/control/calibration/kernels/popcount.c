// Bits that are set in n words: bit after bit, by a table, by adding neighbours, by the instruction.
#include "kernel.h"

#if FORM == 1
static const u8 NIBBLE[16] = {0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4};
#endif

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    const u64 *x = (const u64 *)a;
    u64 count = 0;
    for (u64 i = 0; i < n; i++) {
        u64 v = x[i];
#if FORM == 0
        while (v) {
            BRANCH;
            v &= v - 1;
            count++;
        }
#elif FORM == 1
        ROLLED for (u32 k = 0; k < 16; k++) {
            count += NIBBLE[v & 15];
            v >>= 4;
        }
#elif FORM == 2
        BRANCH;
        v -= (v >> 1) & 0x5555555555555555;
        v = (v & 0x3333333333333333) + ((v >> 2) & 0x3333333333333333);
        v = (v + (v >> 4)) & 0x0f0f0f0f0f0f0f0f;
        __asm__("" : "+r"(v));
        count += (v * 0x0101010101010101) >> 56;
#else
        count += (u64)__builtin_popcountll(v);
#endif
    }
    return count;
}
