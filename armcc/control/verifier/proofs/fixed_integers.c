/* Kernels of fixed length over integers: reductions, checks, packing. */
#include "corpus.h"

u32 sum16_u8(const u8 *a)
{
    u32 s = 0;
    for (int i = 0; i < 16; i++)
        s += a[i];
    return s;
}

u32 sum64_u8(const u8 *a)
{
    u32 s = 0;
    for (int i = 0; i < 64; i++)
        s += a[i];
    return s;
}

u32 sum32_u16(const u16 *a)
{
    u32 s = 0;
    for (int i = 0; i < 32; i++)
        s += a[i];
    return s;
}

u32 sum16_u32(const u32 *a)
{
    u32 s = 0;
    for (int i = 0; i < 16; i++)
        s += a[i];
    return s;
}

i64 sum16_i32_wide(const i32 *a)
{
    i64 s = 0;
    for (int i = 0; i < 16; i++)
        s += a[i];
    return s;
}

u64 sum32_u64(const u64 *a)
{
    u64 s = 0;
    for (int i = 0; i < 32; i++)
        s += a[i];
    return s;
}

i32 dot8_i16(const i16 *a, const i16 *b)
{
    i32 s = 0;
    for (int i = 0; i < 8; i++)
        s += a[i] * b[i];
    return s;
}

i32 dot16_i8(const i8 *restrict a, const i8 *restrict b)
{
    i32 s = 0;
    for (int i = 0; i < 16; i++)
        s += a[i] * b[i];
    return s;
}

u64 dot4_u32_wide(const u32 *a, const u32 *b)
{
    u64 s = 0;
    for (int i = 0; i < 4; i++)
        s += (u64)a[i] * b[i];
    return s;
}

u32 sad16(const u8 *a, const u8 *b)
{
    u32 s = 0;
    for (int i = 0; i < 16; i++)
        s += a[i] > b[i] ? (u32)(a[i] - b[i]) : (u32)(b[i] - a[i]);
    return s;
}

u32 sad8x8(const u8 *a, const u8 *b, size stride)
{
    u32 s = 0;
    for (int y = 0; y < 8; y++) {
        for (int x = 0; x < 8; x++) {
            i32 d = a[x] - b[x];
            s += (u32)(d < 0 ? -d : d);
        }
        a += stride;
        b += stride;
    }
    return s;
}

u32 squared_error8(const u8 *a, const u8 *b)
{
    u32 s = 0;
    for (int i = 0; i < 8; i++)
        s += (u32)((a[i] - b[i]) * (a[i] - b[i]));
    return s;
}

i32 greatest16_i32(const i32 *a)
{
    i32 best = a[0];
    for (int i = 1; i < 16; i++)
        best = a[i] > best ? a[i] : best;
    return best;
}

u8 least32_u8(const u8 *a)
{
    u8 best = 255;
    for (int i = 0; i < 32; i++)
        best = a[i] < best ? a[i] : best;
    return best;
}

void range16_i16(const i16 *restrict a, i16 *restrict out)
{
    i16 low = a[0], high = a[0];
    for (int i = 1; i < 16; i++) {
        if (a[i] < low)
            low = a[i];
        if (a[i] > high)
            high = a[i];
    }
    out[0] = low;
    out[1] = high;
}

u32 greatest_at8(const u32 *a)
{
    u32 at = 0;
    for (u32 i = 1; i < 8; i++)
        if (a[i] > a[at])
            at = i;
    return at;
}

void prefix_sum8(u32 *a)
{
    for (int i = 1; i < 8; i++)
        a[i] += a[i - 1];
}

void prefix_sum16_to(u32 *restrict out, const u8 *restrict a)
{
    u32 s = 0;
    for (int i = 0; i < 16; i++)
        out[i] = s += a[i];
}

void add16_u8(u8 *restrict out, const u8 *restrict a, const u8 *restrict b)
{
    for (int i = 0; i < 16; i++)
        out[i] = (u8)(a[i] + b[i]);
}

void add_saturated16_u8(u8 *restrict out, const u8 *restrict a, const u8 *restrict b)
{
    for (int i = 0; i < 16; i++) {
        u32 s = (u32)a[i] + b[i];
        out[i] = s > 255 ? 255 : (u8)s;
    }
}

void average16_u8(u8 *restrict out, const u8 *restrict a, const u8 *restrict b)
{
    for (int i = 0; i < 16; i++)
        out[i] = (u8)((a[i] + b[i] + 1) >> 1);
}

void add8_i32(i32 *out, const i32 *a, const i32 *b)
{
    for (int i = 0; i < 8; i++)
        out[i] = a[i] + b[i];
}

void xor64(u8 *restrict a, const u8 *restrict b)
{
    for (int i = 0; i < 64; i++)
        a[i] ^= b[i];
}

void copy48(u8 *restrict to, const u8 *restrict from)
{
    for (int i = 0; i < 48; i++)
        to[i] = from[i];
}

/* Without `restrict` GCC asks whether they overlap as if both were multiples of 4. */
void copy8_words(u32 *restrict to, const u32 *restrict from)
{
    for (int i = 0; i < 8; i++)
        to[i] = from[i];
}

void fill32(u16 *to, u16 x)
{
    for (int i = 0; i < 32; i++)
        to[i] = x;
}

void swap_bytes16_words(u32 *a)
{
    for (int i = 0; i < 16; i++)
        a[i] = a[i] >> 24 | (a[i] >> 8 & 0xff00) | (a[i] & 0xff00) << 8 | a[i] << 24;
}

void reverse16_u8(u8 *restrict out, const u8 *restrict in)
{
    for (int i = 0; i < 16; i++)
        out[i] = in[15 - i];
}

u32 count_equal32(const u8 *a, u8 x)
{
    u32 n = 0;
    for (int i = 0; i < 32; i++)
        n += a[i] == x;
    return n;
}

u32 count_same16(const u16 *a, const u16 *b)
{
    u32 n = 0;
    for (int i = 0; i < 16; i++)
        n += a[i] == b[i];
    return n;
}

int all_equal16(const u8 *a, const u8 *b)
{
    u8 d = 0;
    for (int i = 0; i < 16; i++)
        d |= (u8)(a[i] ^ b[i]);
    return d == 0;
}

int find8(const u32 *a, u32 x)
{
    for (int i = 0; i < 8; i++)
        if (a[i] == x)
            return i;
    return -1;
}

u32 ones16(const u32 *a)
{
    u32 n = 0;
    for (int i = 0; i < 16; i++)
        n += (u32)__builtin_popcount(a[i]);
    return n;
}

u32 mask_of_signs16(const i8 *a)
{
    u32 m = 0;
    for (int i = 0; i < 16; i++)
        m |= (u32)(a[i] < 0) << i;
    return m;
}

u32 crc32_byte(u32 crc, u8 byte)
{
    crc ^= byte;
    for (int i = 0; i < 8; i++)
        crc = crc >> 1 ^ (0xedb88320 & -(crc & 1));
    return crc;
}

u64 hash16_bytes(const u8 *a)
{
    u64 h = 0xcbf29ce484222325;
    for (int i = 0; i < 16; i++)
        h = (h ^ a[i]) * 0x100000001b3;
    return h;
}

u32 fletcher16_bytes(const u8 *a)
{
    u32 x = 1, y = 0;
    for (int i = 0; i < 16; i++) {
        x += a[i];
        y += x;
    }
    return (y % 65521) << 16 | x % 65521;
}

u8 gf256_multiply(u8 a, u8 b)
{
    u8 p = 0;
    for (int i = 0; i < 8; i++) {
        if (b & 1)
            p ^= a;
        a = (u8)(a << 1 ^ (a & 0x80 ? 0x1b : 0));
        b >>= 1;
    }
    return p;
}

u32 add_big4(u64 *restrict out, const u64 *restrict a, const u64 *restrict b)
{
    u64 carry = 0;
    for (int i = 0; i < 4; i++) {
        u64 s = a[i] + b[i], t = s + carry;
        carry = (s < a[i]) | (t < s);
        out[i] = t;
    }
    return (u32)carry;
}

void hex8(u8 *restrict out, u32 x)
{
    static const u8 digits[] = "0123456789abcdef";
    for (int i = 0; i < 8; i++)
        out[i] = digits[x >> (28 - 4 * i) & 15];
}

void look_up16(u8 *restrict out, const u8 *restrict in, const u8 *restrict table)
{
    for (int i = 0; i < 16; i++)
        out[i] = table[in[i]];
}

void sort4(u32 *a)
{
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3 - i; j++)
            if (a[j + 1] < a[j]) {
                u32 t = a[j];
                a[j] = a[j + 1];
                a[j + 1] = t;
            }
}
