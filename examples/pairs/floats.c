#include "pairs.h"

/* Floating point; compiled without contraction, so that every compiler rounds alike. */

float float_dot(const float *a, const float *b, int n)
{
    float sum = 0;
    for (int i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

void float_scale(float *a, float by, size_t n)
{
    for (size_t i = 0; i < n; i++)
        a[i] *= by;
}

void float_axpy(double *restrict y, const double *restrict x, double a, int n)
{
    for (int i = 0; i < n; i++)
        y[i] = y[i] + a * x[i];
}

double float_horner(const double *c, unsigned n, double x)
{
    double sum = 0;
    while (n-- > 0)
        sum = sum * x + c[n];
    return sum;
}

float float_clamp(float x, float low, float high)
{
    if (x < low)
        return low;
    if (x > high)
        return high;
    return x;
}

struct vec3 float_cross(struct vec3 a, struct vec3 b)
{
    struct vec3 r = {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
    return r;
}

void float_to_bytes(uint8_t *to, const float *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float x = from[i] * 255.0f + 0.5f;
        to[i] = (uint8_t)(x > 0 ? x < 255.0f ? x : 255.0f : 0.0f);
    }
}

int float_bucket(double x)
{
    if (x < 0.25)
        return 0;
    if (x < 0.5)
        return 1;
    if (x < 1e6)
        return 2;
    return x >= 1e6 ? 3 : -1;
}

float float_length2(const struct vec3 *v)
{
    return v->x * v->x + v->y * v->y + v->z * v->z;
}

double float_mean(const float *a, unsigned n)
{
    double sum = 0;
    if (!n)
        return 0;
    for (unsigned i = 0; i < n; i++)
        sum += a[i];
    return sum / n;
}

int64_t float_round_to_int(float x)
{
    if (!(x > -9e18f && x < 9e18f))
        return 0;
    return (int64_t)(x < 0 ? x - 0.5f : x + 0.5f);
}

void float_blur(float *restrict to, const float *restrict from, int n)
{
    for (int i = 1; i < n - 1; i++)
        to[i] = (from[i - 1] + from[i] + from[i + 1]) * 0.25f;
}
