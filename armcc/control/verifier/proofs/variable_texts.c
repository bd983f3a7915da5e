/* Loops of any length over strings, checksums and numbers. */
#include "corpus.h"

size length_of(const char *s)
{
    size n = 0;
    while (s[n])
        n++;
    return n;
}

size length_at_most(const u8 *s, size most)
{
    size n = 0;
    while (n < most && s[n])
        n++;
    return n;
}

int compare_strings(const u8 *a, const u8 *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return *a - *b;
}

void copy_string(char *restrict to, const char *restrict from)
{
    while ((*to++ = *from++))
        ;
}

const char *find_char(const char *s, char c)
{
    for (; *s != c; s++)
        if (!*s)
            return NULL;
    return s;
}

void lower_string(u8 *s)
{
    for (; *s; s++)
        if (*s >= 'A' && *s <= 'Z')
            *s |= 32;
}

u32 hash_djb2(const u8 *s)
{
    u32 h = 5381;
    while (*s)
        h = h * 33 + *s++;
    return h;
}

u32 hash_fnv32(const u8 *s, size n)
{
    u32 h = 0x811c9dc5;
    for (size i = 0; i < n; i++)
        h = (h ^ s[i]) * 0x01000193;
    return h;
}

u64 hash_fnv64(const u8 *s, size n)
{
    u64 h = 0xcbf29ce484222325;
    while (n--)
        h = (h ^ *s++) * 0x100000001b3;
    return h;
}

u32 hash_sdbm(const u8 *s, u32 n)
{
    u32 h = 0;
    for (u32 i = 0; i < n; i++)
        h = s[i] + (h << 6) + (h << 16) - h;
    return h;
}

u32 adler_sum(u32 sum, const u8 *s, size n)
{
    u32 a = sum & 0xffff, b = sum >> 16;
    for (size i = 0; i < n; i++) {
        a = (a + s[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

u16 fletcher_sum(const u8 *s, size n)
{
    u32 a = 0, b = 0;
    while (n--) {
        a = (a + *s++) % 255;
        b = (b + a) % 255;
    }
    return (u16)(b << 8 | a);
}

u16 internet_sum(const u16 *s, u32 words)
{
    u32 sum = 0;
    while (words--)
        sum += *s++;
    sum = (sum & 0xffff) + (sum >> 16);
    return (u16)~(sum + (sum >> 16));
}

u8 xor_sum(const u8 *s, size n)
{
    u8 x = 0;
    for (size i = 0; i < n; i++)
        x ^= s[i];
    return x;
}

u32 crc32_bytes(u32 crc, const u8 *s, size n, const u32 *table)
{
    crc = ~crc;
    while (n--)
        crc = crc >> 8 ^ table[(crc ^ *s++) & 255];
    return ~crc;
}

u16 crc16_nibbles(u16 crc, const u8 *s, size n)
{
    static const u16 table[16] = {
        0x0000, 0x1021, 0x2042, 0x3063, 0x4084, 0x50a5, 0x60c6, 0x70e7,
        0x8108, 0x9129, 0xa14a, 0xb16b, 0xc18c, 0xd1ad, 0xe1ce, 0xf1ef,
    };
    while (n--) {
        crc = (u16)(crc << 4 ^ table[crc >> 12 ^ *s >> 4]);
        crc = (u16)(crc << 4 ^ table[crc >> 12 ^ (*s++ & 15)]);
    }
    return crc;
}

u32 read_decimal(const u8 *s)
{
    u32 x = 0;
    while (*s >= '0' && *s <= '9')
        x = x * 10 + (u32)(*s++ - '0');
    return x;
}

int read_hex(const u8 *s, size n, u64 *out)
{
    u64 x = 0;
    for (size i = 0; i < n; i++) {
        u32 d = s[i] - (u32)'0';
        if (d > 9) {
            d = (s[i] | 32u) - 'a';
            if (d > 5)
                return 0;
            d += 10;
        }
        x = x << 4 | d;
    }
    *out = x;
    return 1;
}

u32 write_decimal(u8 *end, u32 x)
{
    u32 n = 0;
    do {
        *--end = (u8)('0' + x % 10);
        x /= 10;
        n++;
    } while (x);
    return n;
}

size write_varint(u8 *out, u64 x)
{
    size n = 0;
    while (x >= 0x80) {
        out[n++] = (u8)(x | 0x80);
        x >>= 7;
    }
    out[n++] = (u8)x;
    return n;
}

u32 greatest_divisor(u32 a, u32 b)
{
    while (b) {
        u32 t = a % b;
        a = b;
        b = t;
    }
    return a;
}

u32 count_decimal_digits(u64 x)
{
    u32 n = 1;
    for (; x >= 10; x /= 10)
        n++;
    return n;
}

u32 power_modulo_2_32(u32 x, u32 e)
{
    u32 y = 1;
    for (; e; e >>= 1) {
        if (e & 1)
            y *= x;
        x *= x;
    }
    return y;
}

u32 multiply_by_shifts(u32 a, u32 b)
{
    u32 s = 0;
    while (b) {
        if (b & 1)
            s += a;
        a <<= 1;
        b >>= 1;
    }
    return s;
}

u32 square_root(u32 x)
{
    u32 r = 0, bit = 1u << 30;
    while (bit > x)
        bit >>= 2;
    while (bit) {
        if (x >= r + bit) {
            x -= r + bit;
            r = (r >> 1) + bit;
        } else {
            r >>= 1;
        }
        bit >>= 2;
    }
    return r;
}

u32 mixed_squares(u32 n)
{
    u32 s = 0;
    for (u32 i = 0; i < n; i++)
        s = (s << 5 | s >> 27) ^ i * i;
    return s;
}

u64 fibonacci(u32 n)
{
    u64 a = 0, b = 1;
    while (n--) {
        u64 t = a + b;
        a = b;
        b = t;
    }
    return a;
}

typedef struct node {
    struct node *next;
    u64 value;
} node;

u64 sum_list(const node *p)
{
    u64 s = 0;
    for (; p; p = p->next)
        s += p->value;
    return s;
}

u32 length_of_list(const node *p)
{
    u32 n = 0;
    for (; p; p = p->next)
        n++;
    return n;
}

const node *find_in_list(const node *p, u64 x)
{
    while (p && p->value != x)
        p = p->next;
    return p;
}

size count_lines(const u8 *s, size n)
{
    size lines = 0;
    for (size i = 0; i < n; i++)
        if (s[i] == '\n')
            lines++;
    return lines;
}

int all_ascii(const u8 *s, size n)
{
    for (size i = 0; i < n; i++)
        if (s[i] & 0x80)
            return 0;
    return 1;
}

size count_code_points(const u8 *s, size n)
{
    size count = 0;
    for (size i = 0; i < n; i++)
        count += (s[i] & 0xc0) != 0x80;
    return count;
}

size skip_spaces(const u8 *s, size at, size n)
{
    while (at < n && (s[at] == ' ' || s[at] == '\t'))
        at++;
    return at;
}

void hex_string(u8 *restrict out, const u8 *restrict in, size n)
{
    static const u8 digits[] = "0123456789abcdef";
    for (size i = 0; i < n; i++) {
        out[2 * i] = digits[in[i] >> 4];
        out[2 * i + 1] = digits[in[i] & 15];
    }
}
