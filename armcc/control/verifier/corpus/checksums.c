/* Checksums and hashes as compression libraries and interpreters have them. */
#include "corpus.h"

extern const u32 crc_table[256];

#ifndef DRIVE

HOT u32 adler(u32 start, const u8 *data, size n)
{
    u32 a = start & 0xffff, b = start >> 16;
    while (n) {
        size part = n < 5552 ? n : 5552;
        n -= part;
        while (part--) {
            a += *data++;
            b += a;
        }
        a %= 65521;
        b %= 65521;
    }
    return b << 16 | a;
}

HOT u32 crc_by_table(u32 crc, const u8 *data, size n)
{
    crc = ~crc;
    for (size i = 0; i < n; i++)
        crc = crc_table[(crc ^ data[i]) & 255] ^ crc >> 8;
    return ~crc;
}

HOT u32 crc_by_bits(u32 crc, u8 byte)
{
    crc ^= byte;
    for (int i = 0; i < 8; i++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    return crc;
}

/* Every character of a short string, fewer of a long one. */
HOT u32 string_hash(const u8 *s, size n, u32 seed)
{
    u32 h = seed ^ (u32)n;
    size step = (n >> 5) + 1;
    for (; n >= step; n -= step)
        h ^= (h << 5) + (h >> 2) + s[n - 1];
    return h;
}

HOT u64 fnv(const u8 *s, size n)
{
    u64 h = 0xcbf29ce484222325u;
    for (size i = 0; i < n; i++)
        h = (h ^ s[i]) * 0x100000001b3u;
    return h;
}

HOT u32 murmur_finish(u32 h)
{
    h ^= h >> 16;
    h *= 0x85ebca6bu;
    h ^= h >> 13;
    h *= 0xc2b2ae35u;
    return h ^ h >> 16;
}

HOT u32 ones_sum(const u16 *data, size n)
{
    u32 sum = 0;
    for (size i = 0; i < n; i++)
        sum += data[i];
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return ~sum & 0xffff;
}

static u32 turned(u32 x, int n)
{
    return x >> n | x << (32 - n);
}

/* One round over the eight words of a state. */
HOT void sha_round(u32 s[8], u32 constant, u32 word)
{
    u32 e = s[4], a = s[0];
    u32 t = s[7] + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & s[5]) ^ (~e & s[6])) +
            constant + word;
    u32 u = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
    s[7] = s[6];
    s[6] = s[5];
    s[5] = e;
    s[4] = s[3] + t;
    s[3] = s[2];
    s[2] = s[1];
    s[1] = a;
    s[0] = t + u;
}

HOT u32 chain_hash(u32 h, const u8 *window, u32 at)
{
    return (h << 5 ^ window[at + 2]) & 0x7fff;
}

#else
#include "oracle.h"

/* Any table will do: the function does not know what is in it. */
#define R(x) (u32)((x) * 0x9e3779b1u ^ (x) << 13)
#define R4(x) R(x), R(x + 1), R(x + 2), R(x + 3)
#define R16(x) R4(x), R4(x + 4), R4(x + 8), R4(x + 12)
#define R64(x) R16(x), R16(x + 16), R16(x + 32), R16(x + 48)
const u32 crc_table[256] = {R64(1u), R64(65u), R64(129u), R64(193u)};

DRIVER(adler)
{
    give_free(32);
    size n = below(64) ? length(300) : length(12000);
    give_pointer(bytes(n));
    give_length(n, 64);
    call_int(32);
}

DRIVER(crc_by_table)
{
    give_free(32);
    size n = length(300);
    give_pointer(bytes(n));
    give_length(n, 64);
    call_int(32);
}

DRIVER(crc_by_bits)
{
    give_free(32);
    give_free(8);
    call_int(32);
}

DRIVER(string_hash)
{
    size n = length(600);
    give_pointer(bytes(n));
    give_length(n, 64);
    give_free(32);
    call_int(32);
}

DRIVER(fnv)
{
    size n = length(300);
    give_pointer(bytes(n));
    give_length(n, 64);
    call_int(64);
}

DRIVER(murmur_finish)
{
    give_free(32);
    call_int(32);
}

DRIVER(ones_sum)
{
    size n = length(300);
    give_pointer(words(n, 2));
    give_length(n, 64);
    call_int(32);
}

DRIVER(sha_round)
{
    give_pointer(words(8, 4));
    give_free(32);
    give_free(32);
    call_void();
}

DRIVER(chain_hash)
{
    u32 at = (u32)length(50);
    u8 *window;
    u64 h = give_free(32);
    (void)h;
    window = bytes(at + 3);
    give_pointer(window);
    give_length(at, 32);
    call_int(32);
}
#endif
