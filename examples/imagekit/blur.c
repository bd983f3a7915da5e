#include "imagekit.h"

/* Three pixels to one, the edges repeated. */
IK_HOT void ik_blur_row(const uint8_t *src, uint8_t *dst, size_t n)
{
    if (n < 2) {
        if (n)
            dst[0] = src[0];
        return;
    }
    dst[0] = (uint8_t)((2 * src[0] + src[1]) / 3);
    for (size_t i = 1; i + 1 < n; i++)
        dst[i] = (uint8_t)((src[i - 1] + src[i] + src[i + 1]) / 3);
    dst[n - 1] = (uint8_t)((src[n - 2] + 2 * src[n - 1]) / 3);
}

static IK_HOT IK_NOINLINE void blur_column(const uint8_t *above, const uint8_t *here,
                                           const uint8_t *below, uint8_t *dst, size_t n)
{
    for (size_t i = 0; i < n; i++)
        dst[i] = (uint8_t)((above[i] + 2 * here[i] + below[i] + 2) / 4);
}

/* A vertical pass from src to dst, then a horizontal one row by row. */
void ik_box_blur(const uint8_t *src, uint8_t *dst, size_t width, size_t height)
{
    uint8_t row[1024];

    if (width > sizeof row)
        return;
    for (size_t y = 0; y < height; y++) {
        const uint8_t *here = src + y * width;
        const uint8_t *above = y ? here - width : here;
        const uint8_t *below = y + 1 < height ? here + width : here;
        blur_column(above, here, below, row, width);
        ik_blur_row(row, dst + y * width, width);
    }
}

/* The integer square root, bit by bit. */
static IK_HOT IK_NOINLINE uint32_t square_root(uint32_t x)
{
    uint32_t root = 0;
    uint32_t bit = 1u << 30;

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

void ik_gradient(const uint8_t *restrict src, uint8_t *restrict dst, size_t width, size_t height)
{
    for (size_t y = 0; y + 1 < height; y++) {
        for (size_t x = 0; x + 1 < width; x++) {
            const uint8_t *p = src + y * width + x;
            int dx = p[1] - p[0];
            int dy = p[width] - p[0];
            uint32_t length = square_root((uint32_t)(dx * dx + dy * dy));
            dst[y * width + x] = length > 255 ? 255 : (uint8_t)length;
        }
    }
}
