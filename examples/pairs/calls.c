#include "pairs.h"

/* Functions that call others: known ones, unknown ones, themselves, through pointers. */

extern int pairs_log(int level, const void *what);
extern void *pairs_allocate(size_t bytes);
extern void pairs_release(void *memory);
extern _Noreturn void pairs_panic(const char *message);
extern double pairs_curve(double x);

struct buffer {
    uint8_t *data;
    size_t used, size;
};

typedef int (*compare)(const void *a, const void *b);

uint64_t call_factorial(uint32_t n)
{
    return n < 2 ? 1 : n * call_factorial(n - 1);
}

uint32_t call_fibonacci(uint32_t n)
{
    return n < 2 ? n : call_fibonacci(n - 1) + call_fibonacci(n - 2);
}

int call_checked(const struct node *n, int level)
{
    if (!n)
        return pairs_log(level, NULL);
    if (n->key < 0)
        return pairs_log(level | 8, n) & n->key;
    return n->key;
}

bool call_append(struct buffer *b, uint8_t byte)
{
    if (b->used == b->size) {
        size_t size = b->size ? 2 * b->size : 16;
        uint8_t *grown = pairs_allocate(size);
        if (!grown)
            return false;
        memcpy(grown, b->data, b->used);
        pairs_release(b->data);
        b->data = grown;
        b->size = size;
    }
    b->data[b->used++] = byte;
    return true;
}

void call_free_list(struct node *n)
{
    while (n) {
        struct node *next = n->next;
        pairs_release(n);
        n = next;
    }
}

const void *call_largest(const uint8_t *items, size_t n, size_t each, compare order)
{
    const void *best = items;
    for (size_t i = 1; i < n; i++)
        if (order(items + i * each, best) > 0)
            best = items + i * each;
    return best;
}

int32_t call_at(const int32_t *a, size_t n, size_t i)
{
    if (i >= n)
        pairs_panic("index");
    return a[i];
}

double call_integral(double low, double high, int steps)
{
    double sum = 0, width = (high - low) / steps;
    for (int i = 0; i < steps; i++)
        sum += pairs_curve(low + i * width);
    return sum * width;
}

__attribute__((noinline)) static uint32_t mix(uint32_t a, uint32_t b)
{
    a ^= b;
    a *= 0x85ebca6bu;
    return a ^ a >> 13;
}

uint32_t call_hash(const uint32_t *data, size_t n)
{
    uint32_t hash = (uint32_t)n;
    for (size_t i = 0; i < n; i++)
        hash = mix(hash, data[i]);
    return hash;
}

void call_each(struct node *n, void (*visit)(struct node *, void *), void *with)
{
    for (; n; n = n->next)
        visit(n, with);
}

char *call_duplicate(const char *s)
{
    size_t n = strlen(s) + 1;
    char *copy = pairs_allocate(n);
    if (copy)
        memcpy(copy, s, n);
    return copy;
}

int call_tail(const struct tree *t, int level)
{
    while (t && t->key & 1)
        t = t->left;
    return pairs_log(t ? level : 0, t);
}
