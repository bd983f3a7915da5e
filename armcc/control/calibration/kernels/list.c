// The sum over a list: along its pointers, by an array of pointers, along pointers with more work.
#include "kernel.h"

struct node { const struct node *next; u64 value; };

u64 KERNEL(u8 *a, u8 *b, u64 n, u64 m) {
    u64 sum = 0;
#if FORM == 0
    for (const struct node *p = (const struct node *)a; p; p = p->next) sum += p->value;
#elif FORM == 1
    const struct node *const *at = (const struct node *const *)b;
    for (u64 i = 0; i < n; i++) sum += at[i]->value;
#else
    // The sum goes through the walk: each step waits for the value, too.
    for (const struct node *p = (const struct node *)a; p;) {
        sum += p->value;
        u64 zero = p->value >> 63;
        p = (const struct node *)((u64)p->next + zero);
    }
#endif
    return sum;
}
