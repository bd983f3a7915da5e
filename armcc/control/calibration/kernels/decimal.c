// n numbers of 8 decimal digits: digit after digit, or all in a word.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    u64 sum = 0;
    for (u64 i = 0; i < n; i++, a += 8) {
#if FORM == 2
        u64 v = *(const u64 *)a - 0x3030303030303030;
        v = v * 10 + (v >> 8);
        v = ((v & 0x000000ff000000ff) * 0x000f424000000064 +
             (v >> 16 & 0x000000ff000000ff) * 0x0000271000000001) >> 32;
        sum += v;
#else
        u64 v = 0;
#if FORM == 0
        _Pragma("clang loop unroll(disable)")
#else
        _Pragma("clang loop unroll(full)")
#endif
        for (u32 k = 0; k < 8; k++) v = v * 10 + (a[k] - '0');
        sum += v;
#endif
    }
    return sum;
}
