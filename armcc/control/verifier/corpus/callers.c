/* Functions that call others, between loads and stores that must stay on their side. */
#include "corpus.h"

struct sink {
    u8 *data;
    u32 used, size, flushed;
};

struct entry {
    struct entry *next;
    u32 key, uses;
};

extern int sink_flush(struct sink *s);
extern u32 mix_word(u32 x);
extern void report(int code, const void *about);
extern double curve(double x);

#ifndef DRIVE

HOT int sink_put(struct sink *s, u8 c)
{
    if (s->used == s->size) {
        int failed = sink_flush(s);
        if (failed)
            return failed;
        s->flushed++;
    }
    s->data[s->used++] = c;
    return 0;
}

HOT u32 mixed_sum(const u32 *a, size n)
{
    u32 sum = 0;
    for (size i = 0; i < n; i++)
        sum = sum * 31 + mix_word(a[i]);
    return sum;
}

HOT int use_entry(struct entry *e, u32 key)
{
    for (; e; e = e->next)
        if (e->key == key) {
            e->uses++;
            report(1, e);
            e->uses += 2;
            return (int)e->uses;
        }
    report(-1, NULL);
    return -1;
}

HOT u32 call_twice(u32 x, u32 y)
{
    u32 a = mix_word(x);
    u32 b = mix_word(y + a);
    return a ^ b ^ x;
}

HOT double integrate(double from, double step, u32 n)
{
    double sum = 0;
    for (u32 i = 0; i < n; i++)
        sum += curve(from + step * i);
    return sum * step;
}

HOT void set_then_report(u32 *state, u32 x)
{
    state[0] = x;
    state[1] = state[2] + x;
    report((int)(x & 7), state);
    state[2] = state[0] ^ state[1];
}

#else
#include "oracle.h"

CALLEE(sink_flush, 32)
__attribute__((used)) int sink_flush_body(struct sink *s)
{
    observe((u64)s, 64);
    observe_memory(s, sizeof(struct sink));
    observe_memory(s->data, s->size);
    if (callee_random() % 4 == 0)
        return (int)callee_random();
    s->used = 0;
    for (u32 i = 0; i < s->size; i++)
        s->data[i] = (u8)callee_random();
    return 0;
}

CALLEE(mix_word, 32)
__attribute__((used)) u32 mix_word_body(u32 x)
{
    observe(x, 32);
    return (u32)(callee_random() ^ x);
}

static u32 *reported; /* three words that report() sees and changes */

CALLEE(report, void)
__attribute__((used)) void report_body(int code, const void *about)
{
    observe((u32)code, 32);
    observe((u64)about, 64);
    if (reported) {
        observe_memory(reported, 12);
        reported[callee_random() % 3] ^= (u32)callee_random();
    }
}

CALLEE(curve, fp)
__attribute__((used)) double curve_body(double x)
{
    u64 bits;
    __builtin_memcpy(&bits, &x, 8);
    observe(bits, 64);
    return x * 3 - 1;
}

DRIVER(sink_put)
{
    struct sink *s = node(sizeof(struct sink));
    s->size = 1 + (u32)length(30);
    s->used = below(2) ? s->size : (u32)below(s->size);
    s->data = bytes(s->size);
    s->flushed = (u32)value(32);
    give_pointer(s);
    give_free(8);
    call_int(32);
}

DRIVER(mixed_sum)
{
    size n = length(30);
    give_pointer(words(n, 4));
    give_length(n, 64);
    call_int(32);
}

DRIVER(use_entry)
{
    struct entry *first = NULL;
    u32 key = (u32)value(32);
    reported = NULL;
    for (size n = length(12); n--;) {
        struct entry *e = node(sizeof(struct entry) + 16);
        e->next = first;
        e->key = (u32)value(32);
        e->uses = (u32)value(32);
        first = e;
        if (!below(3)) {
            key = e->key;
            reported = (u32 *)(void *)e + 2; /* key, uses and what lies behind */
        }
    }
    if (reported && below(2))
        reported = NULL;
    give_pointer(first);
    give(key, 32);
    call_int(32);
}

DRIVER(call_twice)
{
    give_free(32);
    give_free(32);
    call_int(32);
}

DRIVER(integrate)
{
    give_double((double)a_number());
    give_double((double)a_number() / 1024);
    give_length(length(20), 32);
    call_double();
}

DRIVER(set_then_report)
{
    reported = words(3, 4);
    give_pointer(reported);
    give_free(32);
    call_void();
}
#endif
