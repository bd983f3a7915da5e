#include "imagekit.h"

/* The bits of x and y in turn, x in the even places: the Z-order of a tiled image. */
IK_HOT uint32_t ik_morton(uint16_t x, uint16_t y)
{
    uint32_t a = x, b = y;

    a = (a | a << 8) & 0x00ff00ff;
    a = (a | a << 4) & 0x0f0f0f0f;
    a = (a | a << 2) & 0x33333333;
    a = (a | a << 1) & 0x55555555;
    b = (b | b << 8) & 0x00ff00ff;
    b = (b | b << 4) & 0x0f0f0f0f;
    b = (b | b << 2) & 0x33333333;
    b = (b | b << 1) & 0x55555555;
    return a | b << 1;
}

IK_HOT uint32_t ik_reverse_bits(uint32_t x)
{
    x = (x & 0x55555555) << 1 | (x >> 1 & 0x55555555);
    x = (x & 0x33333333) << 2 | (x >> 2 & 0x33333333);
    x = (x & 0x0f0f0f0f) << 4 | (x >> 4 & 0x0f0f0f0f);
    x = x << 24 | (x & 0xff00) << 8 | (x >> 8 & 0xff00) | x >> 24;
    return x;
}

/* How many bits are set: the pixels of a one-bit mask. */
IK_HOT uint64_t ik_popcount(const uint64_t *words, size_t n)
{
    uint64_t count = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t w = words[i];
        while (w) {
            w &= w - 1;
            count++;
        }
    }
    return count;
}
