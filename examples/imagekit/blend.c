#include "imagekit.h"

/* dst = src over dst, alpha 0..255. */
IK_HOT void ik_alpha_blend(uint8_t *dst, const uint8_t *src, const uint8_t *alpha, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned a = alpha[i];
        dst[i] = (uint8_t)((src[i] * a + dst[i] * (255 - a) + 127) / 255);
    }
}

IK_HOT void ik_add_saturated(uint8_t *restrict dst, const uint8_t *restrict a,
                             const uint8_t *restrict b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int sum = a[i] + b[i];
        dst[i] = sum > 255 ? 255 : (uint8_t)sum;
    }
}

IK_HOT uint32_t ik_sum_abs_diff(const uint8_t *a, const uint8_t *b, size_t n)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] > b[i] ? a[i] - b[i] : b[i] - a[i];
    return sum;
}
