#include "imagekit.h"

IK_HOT int64_t ik_dot_i16(const int16_t *a, const int16_t *b, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

IK_HOT float ik_dot_f32(const float *a, const float *b, size_t n)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static IK_HOT IK_NOINLINE int32_t fir_at(const int16_t *src, const int16_t *taps, size_t taps_n)
{
    int32_t sum = 1 << 14;
    for (size_t t = 0; t < taps_n; t++)
        sum += src[t] * taps[t];
    return sum >> 15;
}

/* Finite impulse response, Q15 taps; reads n + taps_n - 1 samples. */
IK_HOT void ik_fir(const int16_t *restrict src, int16_t *restrict dst, size_t n,
                   const int16_t *restrict taps, size_t taps_n)
{
    for (size_t i = 0; i < n; i++) {
        int32_t y = fir_at(src + i, taps, taps_n);
        if (y > INT16_MAX)
            y = INT16_MAX;
        else if (y < INT16_MIN)
            y = INT16_MIN;
        dst[i] = (int16_t)y;
    }
}
