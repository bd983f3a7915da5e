// n hexadecimal digits decoded: by branches, by a table, by arithmetic.
#include "kernel.h"

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    u64 sum = 0;
    for (u64 i = 0; i < n; i++) {
        u32 c = a[i], digit;
#if FORM == 0
        if (c <= '9') {
            BRANCH;
            digit = c - '0';
        } else {
            BRANCH;
            digit = c - 'a' + 10;
        }
#elif FORM == 1
        digit = b[c];
#else
        digit = (c & 15) + 9 * (c >> 6);
#endif
        sum = sum * 16 + digit;
    }
    return sum;
}
