/* Compression and encoding: matches, lengths, base 64, UTF-8, variable-length numbers. */
#include "corpus.h"

extern const u8 digits64[64];

#ifndef DRIVE

/* A match may overlap what it makes: bytes are copied one by one, in order. */
HOT void copy_match(u8 *out, size distance, size n)
{
    const u8 *from = out - distance;
    while (n--)
        *out++ = *from++;
}

HOT size match_length(const u8 *a, const u8 *b, size most)
{
    size n = 0;
    while (n < most && a[n] == b[n])
        n++;
    return n;
}

/* The longest match along a chain of earlier places; 0 where none is longer than `least`. */
HOT u32 longest_match(const u8 *window, const u16 *previous, u32 at, u32 candidate, u32 least,
                      u32 tries)
{
    u32 best = least;
    while (candidate && tries--) {
        const u8 *a = window + candidate, *b = window + at;
        if (a[best] == b[best]) {
            u32 n = 0;
            while (n < 32 && a[n] == b[n])
                n++;
            if (n > best)
                best = n;
            if (best >= 31)
                break;
        }
        candidate = previous[candidate & 63];
    }
    return best > least ? best : 0;
}

/* A length that goes on while its bytes are 255; SIZE_MAX where the input ends first. */
HOT size read_length(const u8 **input, const u8 *end, size first)
{
    const u8 *p = *input;
    if (first == 15) {
        u8 more;
        do {
            if (p >= end)
                return (size)-1;
            more = *p++;
            first += more;
        } while (more == 255);
    }
    *input = p;
    return first + 4;
}

HOT int utf8_decode(const u8 *s, size n, u32 *out)
{
    u32 c;
    if (n < 1)
        return 0;
    c = s[0];
    if (c < 0x80) {
        *out = c;
        return 1;
    }
    if (c >= 0xc2 && c < 0xe0 && n >= 2 && (s[1] & 0xc0) == 0x80) {
        *out = (c & 31) << 6 | (s[1] & 63);
        return 2;
    }
    if (c >= 0xe0 && c < 0xf0 && n >= 3 && (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80) {
        c = (c & 15) << 12 | (u32)(s[1] & 63) << 6 | (s[2] & 63);
        if (c < 0x800 || (c >= 0xd800 && c < 0xe000))
            return -1;
        *out = c;
        return 3;
    }
    return -1;
}

HOT void base64_encode(u8 *out, const u8 *in, size triples)
{
    for (size i = 0; i < triples; i++) {
        u32 x = (u32)in[3 * i] << 16 | (u32)in[3 * i + 1] << 8 | in[3 * i + 2];
        out[4 * i] = digits64[x >> 18];
        out[4 * i + 1] = digits64[x >> 12 & 63];
        out[4 * i + 2] = digits64[x >> 6 & 63];
        out[4 * i + 3] = digits64[x & 63];
    }
}

HOT size read_varint(const u8 *p, size n, u64 *out)
{
    u64 x = 0;
    size i = 0;
    for (; i < n && i < 10; i++) {
        x |= (u64)(p[i] & 127) << 7 * i;
        if (p[i] < 128) {
            *out = x;
            return i + 1;
        }
    }
    return 0;
}

struct bits {
    const u8 *next, *end;
    u64 held;
    u32 count;
};

/* Takes `n` bits, 0 to 32, from the low end. */
HOT u32 take_bits(struct bits *b, u32 n)
{
    u32 x;
    while (b->count < n) {
        b->held |= (u64)(b->next < b->end ? *b->next++ : 0) << b->count;
        b->count += 8;
    }
    x = (u32)(b->held & (((u64)1 << n) - 1));
    b->held >>= n;
    b->count -= n;
    return x;
}

HOT size run_length(const u8 *in, size n, u8 *out)
{
    size made = 0;
    for (size i = 0; i < n;) {
        size j = i + 1;
        while (j < n && in[j] == in[i] && j - i < 255)
            j++;
        out[made++] = (u8)(j - i);
        out[made++] = in[i];
        i = j;
    }
    return made;
}

#else
#include "oracle.h"

const u8 digits64[64] = {
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P',
    'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'a', 'b', 'c', 'd', 'e', 'f',
    'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'w', 'x', 'y', 'z', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '/'};

DRIVER(copy_match)
{
    size distance = 1 + length(80), n = length(300);
    give_pointer(bytes(distance + n) + distance);
    give(distance, 64);
    give_length(n, 64);
    call_void();
}

DRIVER(match_length)
{
    size n = length(200), at;
    u8 *a = letters(n), *b = space(n);
    for (size i = 0; i < n; i++)
        b[i] = a[i];
    at = below(n + 1);
    if (at < n && below(4))
        b[at] ^= (u8)(1 << below(8));
    give_pointer(a);
    give_pointer(b);
    give_length(n, 64);
    call_int(64);
}

DRIVER(longest_match)
{
    u8 *window = letters(64 + 32);
    u16 *previous = space(128);
    for (u32 i = 0; i < 64; i++)
        previous[i] = (u16)(i ? below(i) : 0);
    give_pointer(window);
    give_pointer(previous);
    give(63 - below(8), 32);
    give(below(63), 32);
    give(below(31), 32);
    give_length(length(40), 32);
    call_int(32);
}

DRIVER(read_length)
{
    size n = length(20);
    u8 *p = bytes(n);
    const u8 **at = space(8);
    if (below(2))
        for (size i = below(n + 1); i--;)
            p[i] = 255;
    *at = p;
    give_pointer(at);
    give_pointer(p + n);
    give(below(3) ? 15 : below(16), 64);
    call_int(64);
}

DRIVER(utf8_decode)
{
    size n = length(6);
    u8 *p = bytes(n);
    if (n && below(4))
        p[0] = (u8)(0xbe + below(0x38));
    for (size i = 1; i < n && below(8); i++)
        p[i] = (u8)(0x80 + below(64));
    give_pointer(p);
    give_length(n, 64);
    give_pointer(space(4));
    call_int(32);
}

DRIVER(base64_encode)
{
    size n = length(80);
    give_pointer(space(4 * n));
    give_pointer(bytes(3 * n));
    give_length(n, 64);
    call_void();
}

DRIVER(read_varint)
{
    size n = length(12);
    u8 *p = bytes(n);
    for (size i = below(n + 1); i--;)
        p[i] |= 128;
    give_pointer(p);
    give_length(n, 64);
    give_pointer(space(8));
    call_int(64);
}

struct bits {
    const u8 *next, *end;
    u64 held;
    u32 count;
};

DRIVER(take_bits)
{
    size n = length(9);
    u8 *p = bytes(n);
    struct bits *b = node(sizeof(struct bits));
    b->next = p;
    b->end = p + n;
    b->count = (u32)below(32);
    b->held = random_bits() & (((u64)1 << b->count) - 1);
    give_pointer(b);
    give(below(33), 32);
    call_int(32);
}

DRIVER(run_length)
{
    size n = length(400);
    u8 *p = letters(n);
    if (below(2))
        for (size i = 1; i < n; i++)
            if (below(64))
                p[i] = p[i - 1];
    give_pointer(p);
    give_length(n, 64);
    give_pointer(space(2 * n));
    call_int(64);
}
#endif
