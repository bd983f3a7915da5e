/* Searching: in bytes, in sorted arrays, in lists, trees and hash tables. */
#include "corpus.h"

struct item {
    struct item *next;
    u32 key;
    i32 value;
};

struct leaf {
    struct leaf *left, *right;
    i32 key;
    u16 count;
};

#ifndef DRIVE

HOT const u8 *find_byte(const u8 *s, int c, size n)
{
    for (; n; n--, s++)
        if (*s == (u8)c)
            return s;
    return NULL;
}

HOT size text_length(const char *s)
{
    const char *p = s;
    while (*p)
        p++;
    return (size)(p - s);
}

HOT int text_compare(const u8 *a, const u8 *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return *a - *b;
}

HOT int bytes_compare(const u8 *a, const u8 *b, size n)
{
    for (size i = 0; i < n; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

HOT size lower_bound(const i32 *a, size n, i32 x)
{
    size low = 0;
    while (n) {
        size half = n / 2;
        if (a[low + half] < x) {
            low += half + 1;
            n -= half + 1;
        } else
            n = half;
    }
    return low;
}

HOT size partition(i32 *a, size n)
{
    size store = 0;
    i32 pivot;
    if (!n)
        return 0;
    pivot = a[n - 1];
    for (size i = 0; i + 1 < n; i++)
        if (a[i] < pivot) {
            i32 t = a[i];
            a[i] = a[store];
            a[store++] = t;
        }
    a[n - 1] = a[store];
    a[store] = pivot;
    return store;
}

HOT void insertion_sort(i16 *a, u32 n)
{
    for (u32 i = 1; i < n; i++) {
        i16 x = a[i];
        u32 j = i;
        for (; j && a[j - 1] > x; j--)
            a[j] = a[j - 1];
        a[j] = x;
    }
}

HOT i64 list_sum(const struct item *p)
{
    i64 sum = 0;
    for (; p; p = p->next)
        sum += p->value;
    return sum;
}

HOT struct item *list_find(struct item *p, u32 key)
{
    while (p && p->key != key)
        p = p->next;
    return p;
}

HOT struct item *list_reverse(struct item *p)
{
    struct item *done = NULL;
    while (p) {
        struct item *next = p->next;
        p->next = done;
        done = p;
        p = next;
    }
    return done;
}

HOT const struct item *table_find(struct item *const *buckets, u32 mask, u32 key)
{
    const struct item *p = buckets[(key * 0x9e3779b1u >> 16) & mask];
    for (; p; p = p->next)
        if (p->key == key)
            return p;
    return NULL;
}

HOT struct leaf *tree_find(struct leaf *p, i32 key)
{
    while (p) {
        if (key == p->key) {
            p->count++;
            return p;
        }
        p = key < p->key ? p->left : p->right;
    }
    return NULL;
}

HOT const struct leaf *tree_least(const struct leaf *p)
{
    if (p)
        while (p->left)
            p = p->left;
    return p;
}

#else
#include "oracle.h"

DRIVER(find_byte)
{
    size n = length(200);
    u8 *p = below(2) ? letters(n) : bytes(n);
    give_pointer(p);
    give(n && below(2) ? p[below(n)] | random_bits() << 8 : value(32), 32);
    give_length(n, 64);
    call_int(64);
}

DRIVER(text_length)
{
    size n = length(200);
    u8 *p = letters(n + 1);
    p[n] = 0;
    give_pointer(p);
    call_int(64);
}

DRIVER(text_compare)
{
    size n = length(60);
    u8 *a = letters(n + 1), *b = letters(n + 1);
    for (size i = 0; i < n; i++)
        b[i] = a[i];
    a[n] = b[n] = 0;
    if (below(4))
        a[below(n + 1)] = 0;
    if (below(3))
        b[below(n + 1)] = 0;
    if (n && below(2))
        b[below(n)] ^= 0x80;
    give_pointer(a);
    give_pointer(b);
    call_int(32);
}

DRIVER(bytes_compare)
{
    size n = length(200);
    u8 *a = bytes(n), *b = space(n);
    for (size i = 0; i < n; i++)
        b[i] = a[i];
    if (n && below(4))
        b[below(n)] ^= (u8)(1 << below(8));
    give_pointer(a);
    give_pointer(b);
    give_length(n, 64);
    call_int(32);
}

DRIVER(lower_bound)
{
    size n = length(100);
    i32 *a = words(n, 4);
    for (size i = 1; i < n; i++)
        for (size j = i; j && a[j - 1] > a[j]; j--) {
            i32 t = a[j];
            a[j] = a[j - 1];
            a[j - 1] = t;
        }
    give_pointer(a);
    give_length(n, 64);
    if (n && below(2))
        give((u32)a[below(n)] + below(3) - 1, 32);
    else
        give(value(32), 32);
    call_int(64);
}

DRIVER(partition)
{
    size n = length(60);
    give_pointer(words(n, 4));
    give_length(n, 64);
    call_int(64);
}

DRIVER(insertion_sort)
{
    u32 n = (u32)length(24);
    give_pointer(words(n, 2));
    give_length(n, 32);
    call_void();
}

static struct item *a_list(size n)
{
    struct item *first = NULL;
    while (n--) {
        struct item *p = node(sizeof(struct item));
        p->next = first;
        p->key = (u32)value(32);
        p->value = (i32)value(32);
        first = p;
    }
    return first;
}

static u32 a_key(const struct item *p)
{
    u32 key = (u32)value(32);
    for (; p; p = p->next)
        if (!below(4))
            key = p->key;
    return key;
}

DRIVER(list_sum)
{
    give_pointer(a_list(length(40)));
    call_int(64);
}

DRIVER(list_find)
{
    struct item *p = a_list(length(30));
    give_pointer(p);
    give(a_key(p), 32);
    call_int(64);
}

DRIVER(list_reverse)
{
    give_pointer(a_list(length(30)));
    call_int(64);
}

DRIVER(table_find)
{
    u32 mask = (1u << below(5)) - 1, key = 0;
    struct item **buckets = space((mask + 1) * 8);
    for (u32 i = 0; i <= mask; i++)
        buckets[i] = NULL;
    for (size i = length(20); i--;) {
        struct item *p = a_list(1);
        u32 at = (p->key * 0x9e3779b1u >> 16) & mask;
        p->next = buckets[at];
        buckets[at] = p;
        if (!below(4))
            key = p->key;
    }
    give_pointer(buckets);
    give(mask, 32);
    give(below(4) ? key : value(32), 32);
    call_int(64);
}

static struct leaf *a_tree(size n, i32 *key)
{
    struct leaf *root = NULL;
    while (n--) {
        struct leaf *p = node(sizeof(struct leaf)), **at = &root;
        p->key = (i32)value(32);
        p->count = (u16)value(16);
        while (*at && (*at)->key != p->key)
            at = p->key < (*at)->key ? &(*at)->left : &(*at)->right;
        if (!*at)
            *at = p;
        if (!below(4))
            *key = p->key;
    }
    return root;
}

DRIVER(tree_find)
{
    i32 key = (i32)value(32);
    struct leaf *root = a_tree(length(20), &key);
    give_pointer(root);
    give((u32)key, 32);
    call_int(64);
}

DRIVER(tree_least)
{
    i32 key;
    give_pointer(a_tree(length(20), &key));
    call_int(64);
}
#endif
