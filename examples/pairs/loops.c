#include "pairs.h"

/* Loops over arrays, most of which become vectors. */

int64_t loop_sum(const int32_t *a, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i];
    return sum;
}

void loop_add(uint8_t *restrict to, const uint8_t *restrict a, const uint8_t *restrict b, int n)
{
    for (int i = 0; i < n; i++)
        to[i] = (uint8_t)(a[i] + b[i]);
}

void loop_saturated(uint8_t *a, const uint8_t *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned sum = a[i] + b[i];
        a[i] = (uint8_t)(sum > 255 ? 255 : sum);
    }
}

int32_t loop_largest(const int32_t *a, int n)
{
    int32_t best = INT32_MIN;
    for (int i = 0; i < n; i++)
        if (a[i] > best)
            best = a[i];
    return best;
}

int loop_first_negative(const int16_t *a, int n)
{
    for (int i = 0; i < n; i++)
        if (a[i] < 0)
            return i;
    return -1;
}

uint32_t loop_adler(const uint8_t *data, size_t n)
{
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < n; i++) {
        a = (a + data[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

void loop_prefix(uint32_t *a, size_t n)
{
    for (size_t i = 1; i < n; i++)
        a[i] += a[i - 1];
}

void loop_reverse(uint16_t *a, size_t n)
{
    for (size_t i = 0, j = n; i + 1 < j; i++) {
        uint16_t t = a[i];
        a[i] = a[--j];
        a[j] = t;
    }
}

void loop_deinterleave(uint8_t *restrict l, uint8_t *restrict r, const uint8_t *restrict s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        l[i] = s[2 * i];
        r[i] = s[2 * i + 1];
    }
}

size_t loop_partition(int32_t *a, size_t n, int32_t pivot)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (a[i] < pivot) {
            int32_t t = a[i];
            a[i] = a[kept];
            a[kept++] = t;
        }
    }
    return kept;
}

void loop_insertion_sort(int32_t *a, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        int32_t value = a[i];
        size_t j = i;
        for (; j > 0 && a[j - 1] > value; j--)
            a[j] = a[j - 1];
        a[j] = value;
    }
}

size_t loop_lower_bound(const uint32_t *a, size_t n, uint32_t key)
{
    size_t low = 0;
    while (n > 0) {
        size_t half = n / 2;
        if (a[low + half] < key) {
            low += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return low;
}

uint32_t loop_difference(const uint8_t *a, const uint8_t *b, size_t stride, unsigned rows)
{
    uint32_t sum = 0;
    for (unsigned y = 0; y < rows; y++) {
        for (unsigned x = 0; x < 8; x++) {
            int d = a[x] - b[x];
            sum += (uint32_t)(d < 0 ? -d : d);
        }
        a += stride;
        b += stride;
    }
    return sum;
}

void loop_matrix4(int32_t *restrict c, const int32_t *restrict a, const int32_t *restrict b)
{
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) {
            uint32_t sum = 0;
            for (int k = 0; k < 4; k++)
                sum += (uint32_t)a[4 * i + k] * (uint32_t)b[4 * k + j];
            c[4 * i + j] = (int32_t)sum;
        }
}

bool loop_equal(const uint8_t *a, const uint8_t *b, size_t n)
{
    uint8_t wrong = 0;
    for (size_t i = 0; i < n; i++)
        wrong |= a[i] ^ b[i];
    return wrong == 0;
}
