/* Loads, stores and branches: byte orders, structures, lists, conditional stores. */
#include "corpus.h"

u32 load_big32(const u8 *p)
{
    return (u32)p[0] << 24 | (u32)p[1] << 16 | (u32)p[2] << 8 | p[3];
}

u32 load_little24(const u8 *p)
{
    return p[0] | (u32)p[1] << 8 | (u32)p[2] << 16;
}

u64 load_little64(const u8 *p)
{
    return (u64)p[0] | (u64)p[1] << 8 | (u64)p[2] << 16 | (u64)p[3] << 24 | (u64)p[4] << 32 |
           (u64)p[5] << 40 | (u64)p[6] << 48 | (u64)p[7] << 56;
}

i16 load_big16_signed(const u8 *p)
{
    return (i16)(p[0] << 8 | p[1]);
}

void store_big32(u8 *p, u32 x)
{
    p[0] = (u8)(x >> 24);
    p[1] = (u8)(x >> 16);
    p[2] = (u8)(x >> 8);
    p[3] = (u8)x;
}

void store_little64(u8 *p, u64 x)
{
    p[0] = (u8)x;
    p[1] = (u8)(x >> 8);
    p[2] = (u8)(x >> 16);
    p[3] = (u8)(x >> 24);
    p[4] = (u8)(x >> 32);
    p[5] = (u8)(x >> 40);
    p[6] = (u8)(x >> 48);
    p[7] = (u8)(x >> 56);
}

void swap_words(u32 *a, u32 *b)
{
    u32 t = *a;
    *a = *b;
    *b = t;
}

void swap_pairs(u64 *restrict a, u64 *restrict b)
{
    u64 first = a[0], second = a[1];
    a[0] = b[0];
    a[1] = b[1];
    b[0] = first;
    b[1] = second;
}

void order_two(i32 *a, i32 *b)
{
    if (*b < *a) {
        i32 t = *a;
        *a = *b;
        *b = t;
    }
}

void order_three(i32 *v)
{
    i32 a = v[0], b = v[1], c = v[2], t;
    if (b < a) {
        t = a;
        a = b;
        b = t;
    }
    if (c < b) {
        t = b;
        b = c;
        c = t;
    }
    if (b < a) {
        t = a;
        a = b;
        b = t;
    }
    v[0] = a;
    v[1] = b;
    v[2] = c;
}

void store_if_greater(u32 *best, u32 x)
{
    if (x > *best)
        *best = x;
}

void store_either(u32 *a, u32 *b, u32 x, int which)
{
    if (which)
        *a = x;
    else
        *b = x;
}

u32 load_or(const u32 *p, u32 otherwise)
{
    return p ? *p : otherwise;
}

int both_there(const u8 *a, const u8 *b)
{
    return a && b && a[0] == b[0];
}

typedef struct {
    i32 x, y, width, height;
} box;

void move_box(box *b, i32 dx, i32 dy)
{
    b->x += dx;
    b->y += dy;
}

void join_boxes(box *restrict out, const box *restrict a, const box *restrict b)
{
    i32 x = a->x < b->x ? a->x : b->x, y = a->y < b->y ? a->y : b->y;
    i32 right = a->x + a->width > b->x + b->width ? a->x + a->width : b->x + b->width;
    i32 low = a->y + a->height > b->y + b->height ? a->y + a->height : b->y + b->height;
    out->x = x;
    out->y = y;
    out->width = right - x;
    out->height = low - y;
}

int boxes_equal(const box *a, const box *b)
{
    return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

int inside_box(const box *b, i32 x, i32 y)
{
    return x >= b->x && y >= b->y && x < b->x + b->width && y < b->y + b->height;
}

void grow_box(box *out, const box *in, i32 by)
{
    out->x = in->x - by;
    out->y = in->y - by;
    out->width = in->width + 2 * by;
    out->height = in->height + 2 * by;
}

typedef struct {
    u8 kind;
    u8 level;
    u16 flags;
    u32 size;
    u64 offset;
} record;

int compare_records(const record *a, const record *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return 0;
}

void advance_record(record *r, u32 by)
{
    u32 step = by < r->size ? by : r->size;
    r->offset += step;
    r->size -= step;
    if (!r->size)
        r->flags |= 1;
}

void reset_record(record *r)
{
    r->kind = 0;
    r->level = 1;
    r->flags = 0;
    r->size = 0;
    r->offset = 0;
}

void copy_record(record *restrict to, const record *restrict from)
{
    *to = *from;
}

u64 fields_summed(const record *r)
{
    return r->kind + r->level + r->flags + r->size + r->offset;
}

typedef struct {
    u32 version : 4;
    u32 length : 12;
    u32 urgent : 1;
    u32 kind : 5;
    i32 delta : 10;
} header;

u32 header_length(const header *h)
{
    return h->urgent ? h->length * 4u : h->length;
}

void set_header(header *h, u32 length, i32 delta)
{
    h->length = length & 0xfff;
    h->delta = delta & 0x1ff;
    h->urgent = length > 4095;
}

i32 header_delta(const header *h)
{
    return h->delta + (i32)h->version;
}

typedef struct link {
    struct link *next, *previous;
    u64 value;
} link;

void unlink_node(link *node)
{
    node->previous->next = node->next;
    node->next->previous = node->previous;
}

void insert_after(link *at, link *node)
{
    node->next = at->next;
    node->previous = at;
    at->next->previous = node;
    at->next = node;
}

u64 second_value(const link *node)
{
    if (!node || !node->next)
        return 0;
    return node->next->value;
}

link *pop_front(link **head)
{
    link *first = *head;
    if (first)
        *head = first->next;
    return first;
}

typedef struct {
    u8 data[64];
    u32 head, tail;
} ring;

int ring_put(ring *r, u8 byte)
{
    u32 next = (r->head + 1) & 63;
    if (next == r->tail)
        return 0;
    r->data[r->head & 63] = byte;
    r->head = next;
    return 1;
}

int ring_take(ring *r)
{
    u32 at = r->tail & 63;
    if (r->head == r->tail)
        return -1;
    r->tail = (at + 1) & 63;
    return r->data[at];
}

void set_bit(u64 *bitmap, u32 at)
{
    bitmap[at >> 6] |= (u64)1 << (at & 63);
}

int test_and_clear_bit(u32 *bitmap, u32 at)
{
    u32 mask = 1u << (at & 31), old = bitmap[at >> 5];
    bitmap[at >> 5] = old & ~mask;
    return (old & mask) != 0;
}

int equal_16_bytes(const u64 *a, const u64 *b)
{
    return a[0] == b[0] && a[1] == b[1];
}

void copy_24_bytes(u64 *restrict to, const u64 *restrict from)
{
    to[0] = from[0];
    to[1] = from[1];
    to[2] = from[2];
}

void rotate_three(u32 *a, u32 *b, u32 *c)
{
    u32 first = *a;
    *a = *b;
    *b = *c;
    *c = first;
}

void add_to_both(i32 *a, i32 *b, i32 x)
{
    *a += x;
    *b += x;
}

u32 sum_and_difference(u32 *restrict sum, u32 *restrict difference, u32 a, u32 b)
{
    *sum = a + b;
    *difference = a - b;
    return a ^ b;
}

u8 bounded_load(const u8 *table, size n, size at)
{
    return at < n ? table[at] : 0;
}
