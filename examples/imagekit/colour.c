#include "imagekit.h"

/* Luma by the weights of ITU-R BT.601, in 256ths. */
IK_HOT void ik_rgb_to_grey(const uint8_t *rgb, uint8_t *grey, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned r = rgb[3 * i], g = rgb[3 * i + 1], b = rgb[3 * i + 2];
        grey[i] = (uint8_t)((77 * r + 150 * g + 29 * b) >> 8);
    }
}

IK_HOT void ik_histogram(const uint8_t *pixels, size_t n, uint32_t counts[256])
{
    for (size_t i = 0; i < n; i++)
        counts[pixels[i]]++;
}

IK_HOT void ik_apply_table(uint8_t *pixels, size_t n, const uint8_t table[256])
{
    for (size_t i = 0; i < n; i++)
        pixels[i] = table[pixels[i]];
}

/* Spreads the grey values of a picture over 0..255. */
void ik_equalise(uint8_t *pixels, size_t n)
{
    uint32_t counts[256] = {0};
    uint8_t table[256];

    if (n == 0)
        return;
    ik_histogram(pixels, n, counts);
    ik_prefix_sum(counts, 256);
    for (int i = 0; i < 256; i++)
        table[i] = (uint8_t)((uint64_t)counts[i] * 255 / n);
    ik_apply_table(pixels, n, table);
}
