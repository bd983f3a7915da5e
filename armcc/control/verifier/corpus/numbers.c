/* Integer and floating-point kernels: images, signals, matrices, small arithmetic. */
#include "corpus.h"

#ifndef DRIVE

HOT u32 count_bits(u64 x)
{
    u32 n = 0;
    for (; x; x &= x - 1)
        n++;
    return n;
}

HOT void blend(u8 *restrict out, const u8 *restrict a, const u8 *restrict b, u8 alpha, size n)
{
    for (size i = 0; i < n; i++) {
        u32 x = a[i] * alpha + b[i] * (255u - alpha) + 128;
        out[i] = (u8)((x + (x >> 8)) >> 8);
    }
}

HOT void add_saturating(u8 *a, const u8 *b, size n)
{
    for (size i = 0; i < n; i++) {
        u32 x = a[i] + b[i];
        a[i] = x > 255 ? 255 : (u8)x;
    }
}

HOT u32 distance(const u8 *a, const u8 *b, size n)
{
    u32 sum = 0;
    for (size i = 0; i < n; i++)
        sum += (u32)(a[i] > b[i] ? a[i] - b[i] : b[i] - a[i]);
    return sum;
}

HOT i32 dot16(const i16 *a, const i16 *b, size n)
{
    u32 sum = 0;
    for (size i = 0; i < n; i++)
        sum += (u32)(a[i] * b[i]);
    return (i32)sum;
}

HOT u8 luma(u8 r, u8 g)
{
    return (u8)((77 * r + 150 * g + 29 * 128) >> 8);
}

HOT i8 clamp_add(i8 a, i8 b)
{
    int x = a + b;
    return (i8)(x > 127 ? 127 : x < -128 ? -128 : x);
}

HOT u16 swap_bytes(u16 x)
{
    return (u16)(x >> 8 | x << 8);
}

HOT u32 divide_rounded(u8 a, u8 b)
{
    return b ? (a + b / 2u) / b : 0xffffu;
}

HOT u64 greatest_divisor(u64 a, u64 b)
{
    while (b) {
        u64 t = a % b;
        a = b;
        b = t;
    }
    return a;
}

HOT u32 square_root(u32 x)
{
    u32 r = 0, bit = 1u << 30;
    while (bit > x)
        bit >>= 2;
    for (; bit; bit >>= 2) {
        if (x >= r + bit) {
            x -= r + bit;
            r = (r >> 1) + bit;
        } else
            r >>= 1;
    }
    return r;
}

HOT u64 power_modulo(u32 base, u32 exponent, u32 modulus)
{
    u64 result = 1, b = base;
    if (!modulus)
        return 0;
    for (; exponent; exponent >>= 1) {
        if (exponent & 1)
            result = result * b % modulus;
        b = b * b % modulus;
    }
    return result % modulus;
}

HOT u32 pack_pixel(u8 r, u8 g, u8 b, u8 a)
{
    return (u32)a << 24 | (u32)r << 16 | (u32)g << 8 | b;
}

HOT float dot(const float *a, const float *b, size n)
{
    float sum = 0;
    for (size i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

HOT void scale_add(float *y, const float *x, float a, size n)
{
    for (size i = 0; i < n; i++)
        y[i] = y[i] + a * x[i];
}

HOT double polynomial(double x, const double *c, size n)
{
    double y = 0;
    while (n--)
        y = y * x + c[n];
    return y;
}

HOT void transform(float out[4], const float m[16], const float v[4])
{
    for (int i = 0; i < 4; i++)
        out[i] = m[i] * v[0] + m[4 + i] * v[1] + m[8 + i] * v[2] + m[12 + i] * v[3];
}

HOT float largest(const float *a, size n)
{
    float best = -1.0f / 0.0f;
    for (size i = 0; i < n; i++)
        if (a[i] > best)
            best = a[i];
    return best;
}

HOT void to_bytes(u8 *out, const float *in, size n)
{
    for (size i = 0; i < n; i++) {
        float x = in[i] * 255.0f + 0.5f;
        out[i] = x >= 255.0f ? 255 : x > 0.0f ? (u8)x : 0;
    }
}

HOT void prefix_sums(i32 *a, size n)
{
    u32 sum = 0;
    for (size i = 0; i < n; i++) {
        sum += (u32)a[i];
        a[i] = (i32)sum;
    }
}

HOT void transpose(u16 *restrict out, const u16 *restrict in, u32 side)
{
    for (u32 y = 0; y < side; y++)
        for (u32 x = 0; x < side; x++)
            out[x * side + y] = in[y * side + x];
}

#else
#include "oracle.h"

DRIVER(count_bits)
{
    give_free(64);
    call_int(32);
}

DRIVER(blend)
{
    size n = length(150);
    give_pointer(space(n));
    give_pointer(bytes(n));
    give_pointer(bytes(n));
    give_free(8);
    give_length(n, 64);
    call_void();
}

DRIVER(add_saturating)
{
    size n = length(150);
    give_pointer(bytes(n));
    give_pointer(bytes(n));
    give_length(n, 64);
    call_void();
}

DRIVER(distance)
{
    size n = below(64) ? length(150) : length(6000);
    give_pointer(bytes(n));
    give_pointer(bytes(n));
    give_length(n, 64);
    call_int(32);
}

DRIVER(dot16)
{
    size n = length(150);
    give_pointer(words(n, 2));
    give_pointer(words(n, 2));
    give_length(n, 64);
    call_int(32);
}

DRIVER(luma)
{
    give_free(8);
    give_free(8);
    call_int(8);
}

DRIVER(clamp_add)
{
    give_free(8);
    give_free(8);
    call_int(8);
}

DRIVER(swap_bytes)
{
    give_free(16);
    call_int(16);
}

DRIVER(divide_rounded)
{
    give_free(8);
    give_free(8);
    call_int(32);
}

DRIVER(greatest_divisor)
{
    give_free(64);
    give_free(64);
    call_int(64);
}

DRIVER(square_root)
{
    give_free(32);
    call_int(32);
}

DRIVER(power_modulo)
{
    give_free(32);
    give_free(32);
    give_free(32);
    call_int(64);
}

DRIVER(pack_pixel)
{
    give_free(8);
    give_free(8);
    give_free(8);
    give_free(8);
    call_int(32);
}

DRIVER(dot)
{
    size n = length(80);
    give_pointer(below(3) ? numbers(n) : floats(n));
    give_pointer(below(3) ? numbers(n) : floats(n));
    give_length(n, 64);
    call_float();
}

DRIVER(scale_add)
{
    size n = length(80);
    give_pointer(floats(n));
    give_pointer(floats(n));
    give_float(a_float());
    give_length(n, 64);
    call_void();
}

DRIVER(polynomial)
{
    size n = length(20);
    give_double(below(2) ? a_double() : (double)a_number() / 64);
    give_pointer(doubles(n));
    give_length(n, 64);
    call_double();
}

DRIVER(transform)
{
    float *out = space(16);
    float_memory(out, 4, 4);
    give_pointer(out);
    give_pointer(below(2) ? numbers(16) : floats(16));
    give_pointer(below(2) ? numbers(4) : floats(4));
    call_void();
}

DRIVER(largest)
{
    size n = length(80);
    give_pointer(floats(n));
    give_length(n, 64);
    call_float();
}

DRIVER(to_bytes)
{
    size n = length(80);
    float *p = floats(n);
    if (below(4))
        for (size i = 0; i < n; i++)
            p[i] = (float)(i32)(below(400) - 50) / 255.0f + (float)below(3) / 1024.0f;
    give_pointer(space(n));
    give_pointer(p);
    give_length(n, 64);
    call_void();
}

DRIVER(prefix_sums)
{
    size n = length(100);
    give_pointer(words(n, 4));
    give_length(n, 64);
    call_void();
}

DRIVER(transpose)
{
    u32 side = (u32)length(20);
    give_pointer(space(side * side * 2));
    give_pointer(words(side * side, 2));
    give_length(side, 32);
    call_void();
}
#endif
