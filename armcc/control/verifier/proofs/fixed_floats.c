/* Kernels of fixed length over floats and doubles; nothing reorders a sum. */
#include "corpus.h"

#ifndef DRIVE

float dot4_f32(const float *a, const float *b)
{
    float s = 0;
    for (int i = 0; i < 4; i++)
        s += a[i] * b[i];
    return s;
}

double dot8_f64(const double *restrict a, const double *restrict b)
{
    double s = 0;
    for (int i = 0; i < 8; i++)
        s += a[i] * b[i];
    return s;
}

float sum16_f32(const float *a)
{
    float s = 0;
    for (int i = 0; i < 16; i++)
        s += a[i];
    return s;
}

double sum8_f64(const double *a)
{
    double s = a[0];
    for (int i = 1; i < 8; i++)
        s += a[i];
    return s;
}

float sum16_f32_by_four(const float *a)
{
    float s[4] = {0, 0, 0, 0};
    for (int i = 0; i < 16; i += 4)
        for (int j = 0; j < 4; j++)
            s[j] += a[i + j];
    return (s[0] + s[1]) + (s[2] + s[3]);
}

void saxpy16(float *restrict y, const float *restrict x, float a)
{
    for (int i = 0; i < 16; i++)
        y[i] += a * x[i];
}

void axpy8_f64(double *y, const double *x, double a)
{
    for (int i = 0; i < 8; i++)
        y[i] = a * x[i] + y[i];
}

void scale32(float *a, float by)
{
    for (int i = 0; i < 32; i++)
        a[i] *= by;
}

void add8_f32(float *out, const float *a, const float *b)
{
    for (int i = 0; i < 8; i++)
        out[i] = a[i] + b[i];
}

void clamp16_f32(float *a, float low, float high)
{
    for (int i = 0; i < 16; i++) {
        float x = a[i];
        x = x < low ? low : x;
        a[i] = x > high ? high : x;
    }
}

void multiply4x4(float *restrict out, const float *restrict a, const float *restrict b)
{
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) {
            float s = 0;
            for (int k = 0; k < 4; k++)
                s += a[4 * i + k] * b[4 * k + j];
            out[4 * i + j] = s;
        }
}

void transform4(float *restrict out, const float *restrict m, const float *restrict v)
{
    for (int i = 0; i < 4; i++)
        out[i] = m[4 * i] * v[0] + m[4 * i + 1] * v[1] + m[4 * i + 2] * v[2] + m[4 * i + 3] * v[3];
}

void transpose4x4(float *restrict out, const float *restrict in)
{
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            out[4 * j + i] = in[4 * i + j];
}

void cross_product(float *restrict out, const float *restrict a, const float *restrict b)
{
    out[0] = a[1] * b[2] - a[2] * b[1];
    out[1] = a[2] * b[0] - a[0] * b[2];
    out[2] = a[0] * b[1] - a[1] * b[0];
}

float squared_distance3(const float *a, const float *b)
{
    float s = 0;
    for (int i = 0; i < 3; i++)
        s += (a[i] - b[i]) * (a[i] - b[i]);
    return s;
}

void fir8(float *restrict out, const float *restrict in, const float *restrict taps)
{
    for (int i = 0; i < 4; i++) {
        float s = 0;
        for (int k = 0; k < 8; k++)
            s += in[i + k] * taps[k];
        out[i] = s;
    }
}

void complex_multiply4(float *restrict out, const float *restrict a, const float *restrict b)
{
    for (int i = 0; i < 8; i += 2) {
        out[i] = a[i] * b[i] - a[i + 1] * b[i + 1];
        out[i + 1] = a[i] * b[i + 1] + a[i + 1] * b[i];
    }
}

double polynomial6(const double *c, double x)
{
    double y = c[6];
    for (int i = 5; i >= 0; i--)
        y = y * x + c[i];
    return y;
}

void bytes_to_floats16(float *restrict out, const u8 *restrict in)
{
    for (int i = 0; i < 16; i++)
        out[i] = (float)in[i] * (1.0f / 256);
}

void floats_to_doubles8(double *restrict out, const float *restrict in)
{
    for (int i = 0; i < 8; i++)
        out[i] = in[i];
}

void words_to_floats8(float *restrict out, const i32 *restrict in)
{
    for (int i = 0; i < 8; i++)
        out[i] = (float)in[i];
}

u32 count_positive16(const float *a)
{
    u32 n = 0;
    for (int i = 0; i < 16; i++)
        n += a[i] > 0;
    return n;
}

float greatest8_f32(const float *a)
{
    float best = a[0];
    for (int i = 1; i < 8; i++)
        best = a[i] > best ? a[i] : best;
    return best;
}

void butterfly8(float *restrict a, float *restrict b)
{
    for (int i = 0; i < 8; i++) {
        float x = a[i], y = b[i];
        a[i] = x + y;
        b[i] = x - y;
    }
}

void smooth8(float *restrict out, const float *restrict in)
{
    for (int i = 0; i < 8; i++)
        out[i] = (in[i] + 2 * in[i + 1] + in[i + 2]) * 0.25f;
}

#else
#include "oracle.h"

/* NaNs and numbers that round, or numbers of like size, so that sums keep something of each. */
static float *some(size n)
{
    return below(3) ? numbers(n) : floats(n);
}

DRIVER(dot4_f32)
{
    give_pointer(some(4));
    give_pointer(some(4));
    call_float();
}

DRIVER(dot8_f64)
{
    give_pointer(doubles(8));
    give_pointer(doubles(8));
    call_double();
}

DRIVER(sum16_f32)
{
    give_pointer(some(16));
    call_float();
}

DRIVER(sum8_f64)
{
    give_pointer(doubles(8));
    call_double();
}

DRIVER(sum16_f32_by_four)
{
    give_pointer(some(16));
    call_float();
}

DRIVER(saxpy16)
{
    give_pointer(some(16));
    give_pointer(some(16));
    give_float(a_float());
    call_void();
}

DRIVER(axpy8_f64)
{
    give_pointer(doubles(8));
    give_pointer(doubles(8));
    give_double(a_double());
    call_void();
}

DRIVER(scale32)
{
    give_pointer(some(32));
    give_float(a_float());
    call_void();
}

DRIVER(add8_f32)
{
    give_pointer(some(8));
    give_pointer(some(8));
    give_pointer(some(8));
    call_void();
}

DRIVER(clamp16_f32)
{
    give_pointer(some(16));
    give_float(a_float());
    give_float(a_float());
    call_void();
}

DRIVER(multiply4x4)
{
    give_pointer(some(16));
    give_pointer(some(16));
    give_pointer(some(16));
    call_void();
}

DRIVER(transform4)
{
    give_pointer(some(4));
    give_pointer(some(16));
    give_pointer(some(4));
    call_void();
}

DRIVER(transpose4x4)
{
    give_pointer(some(16));
    give_pointer(some(16));
    call_void();
}

DRIVER(cross_product)
{
    give_pointer(some(3));
    give_pointer(some(3));
    give_pointer(some(3));
    call_void();
}

DRIVER(squared_distance3)
{
    give_pointer(some(3));
    give_pointer(some(3));
    call_float();
}

DRIVER(fir8)
{
    give_pointer(some(4));
    give_pointer(some(11));
    give_pointer(some(8));
    call_void();
}

DRIVER(complex_multiply4)
{
    give_pointer(some(8));
    give_pointer(some(8));
    give_pointer(some(8));
    call_void();
}

DRIVER(polynomial6)
{
    give_pointer(doubles(7));
    give_double(a_double());
    call_double();
}

DRIVER(bytes_to_floats16)
{
    give_pointer(some(16));
    give_pointer(bytes(16));
    call_void();
}

DRIVER(floats_to_doubles8)
{
    give_pointer(doubles(8));
    give_pointer(some(8));
    call_void();
}

DRIVER(words_to_floats8)
{
    give_pointer(some(8));
    give_pointer(words(8, 4));
    call_void();
}

DRIVER(count_positive16)
{
    give_pointer(some(16));
    call_int(32);
}

DRIVER(greatest8_f32)
{
    give_pointer(some(8));
    call_float();
}

DRIVER(butterfly8)
{
    give_pointer(some(8));
    give_pointer(some(8));
    call_void();
}

DRIVER(smooth8)
{
    give_pointer(some(8));
    give_pointer(some(10));
    call_void();
}

#endif
