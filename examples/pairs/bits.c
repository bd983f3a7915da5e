#include "pairs.h"

/* Bit tricks, small integers, and 32 bits mixed with 64. */

uint32_t bits_spread(uint32_t x)
{
    x &= 0xffff;
    x = (x | x << 8) & 0x00ff00ff;
    x = (x | x << 4) & 0x0f0f0f0f;
    x = (x | x << 2) & 0x33333333;
    return (x | x << 1) & 0x55555555;
}

unsigned bits_parity(uint64_t x)
{
    x ^= x >> 32;
    x ^= x >> 16;
    x ^= x >> 8;
    x ^= x >> 4;
    return 0x6996u >> (x & 15) & 1;
}

int bits_log2(uint32_t x)
{
    int n = -1;
    while (x) {
        x >>= 1;
        n++;
    }
    return n;
}

uint32_t bits_swap(uint32_t x)
{
    return x << 24 | (x & 0xff00) << 8 | (x >> 8 & 0xff00) | x >> 24;
}

uint64_t bits_rotate(uint64_t x, unsigned n)
{
    n &= 63;
    return n ? x << n | x >> (64 - n) : x;
}

uint8_t bits_crc8(uint8_t crc, uint8_t byte)
{
    crc ^= byte;
    for (int i = 0; i < 8; i++)
        crc = (uint8_t)(crc & 0x80 ? crc << 1 ^ 0x07 : crc << 1);
    return crc;
}

int16_t bits_saturate(int32_t a, int32_t b)
{
    int64_t sum = (int64_t)a + b;
    return (int16_t)(sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum);
}

bool bits_leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

uint64_t bits_scale(uint32_t a, uint32_t b, uint16_t shift)
{
    return ((uint64_t)a * b >> (shift & 31)) + (shift > 31);
}

int8_t bits_sign(int8_t a, int8_t b)
{
    return (int8_t)((a > b) - (a < b));
}

uint64_t bits_isqrt(uint64_t x)
{
    uint64_t root = 0, bit = 1ull << 62;
    while (bit > x)
        bit >>= 2;
    while (bit) {
        if (x >= root + bit) {
            x -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
        bit >>= 2;
    }
    return root;
}

uint32_t bits_gcd(uint32_t a, uint32_t b)
{
    while (b) {
        uint32_t t = a % b;
        a = b;
        b = t;
    }
    return a;
}

bool bits_carry(uint64_t *sum, uint64_t a, uint64_t b, bool carry)
{
    uint64_t first = a + b;
    uint64_t second = first + carry;
    *sum = second;
    return first < a || second < first;
}

uint32_t bits_blend(uint32_t a, uint32_t b, uint8_t alpha)
{
    uint32_t even = ((a & 0xff00ff) * alpha + (b & 0xff00ff) * (255u - alpha)) >> 8 & 0xff00ff;
    uint32_t odd = ((a >> 8 & 0xff00ff) * alpha + (b >> 8 & 0xff00ff) * (255u - alpha)) & 0xff00ff00;
    return even | odd;
}
