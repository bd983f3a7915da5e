#include "pairs.h"

/* Structures: by pointer, by value, as results; memory copied and cleared. */

struct packet {
    uint8_t kind;
    uint16_t length;
    uint32_t crc;
    uint8_t payload[48];
};

struct range {
    int64_t low, high;
};

struct ring {
    uint32_t head, tail, mask;
    uint64_t *slots;
};

struct config {
    int32_t width, height;
    uint8_t depth;
    bool alpha;
    uint16_t pad;
    uint64_t bytes;
};

struct range struct_intersect(struct range a, struct range b)
{
    struct range r = {a.low > b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
    if (r.low > r.high)
        r.low = r.high = 0;
    return r;
}

bool struct_push(struct ring *r, uint64_t value)
{
    uint32_t next = (r->head + 1) & r->mask;
    if (next == (r->tail & r->mask))
        return false;
    r->slots[r->head & r->mask] = value;
    r->head = next;
    return true;
}

uint64_t struct_pop(struct ring *r, uint64_t none)
{
    uint64_t value;
    if (r->head == r->tail)
        return none;
    value = r->slots[r->tail & r->mask];
    r->tail = (r->tail + 1) & r->mask;
    return value;
}

void struct_packet(struct packet *p, uint8_t kind, const uint8_t *data, uint16_t length)
{
    unsigned n = length < 48 ? length : 48;
    p->kind = kind;
    p->length = (uint16_t)n;
    p->crc = 0;
    for (unsigned i = 0; i < n; i++) {
        p->payload[i] = data[i];
        p->crc += data[i];
    }
}

int struct_config(struct config *c)
{
    if (c->width <= 0 || c->height <= 0)
        return -1;
    if (c->depth != 8 && c->depth != 16)
        return -2;
    c->bytes = (uint64_t)(uint32_t)c->width * (uint32_t)c->height;
    c->bytes *= (c->depth / 8u) * (c->alpha ? 4u : 3u);
    return c->bytes > (1ull << 40) ? -3 : 0;
}

void struct_copy(struct packet *to, const struct packet *from)
{
    memcpy(to, from, sizeof *to);
    to->crc ^= from->length;
}

void struct_clear(struct packet *p, uint8_t kind)
{
    memset(p, 0, sizeof *p);
    p->kind = kind;
}

int32_t struct_count(const struct config *c, size_t n, uint8_t depth)
{
    int32_t found = 0;
    for (size_t i = 0; i < n; i++)
        found += c[i].depth == depth && c[i].alpha;
    return found;
}

void struct_shift(uint32_t *a, size_t n, size_t by)
{
    if (by < n)
        memmove(a, a + by, (n - by) * sizeof *a);
}

void struct_fill(uint8_t *a, size_t n, uint8_t value)
{
    memset(a, value, n);
}

uint64_t struct_load_le(const uint8_t *p)
{
    uint64_t x = 0;
    for (int i = 7; i >= 0; i--)
        x = x << 8 | p[i];
    return x;
}

void struct_swap(struct config *a, struct config *b)
{
    struct config t = *a;
    *a = *b;
    *b = t;
}
